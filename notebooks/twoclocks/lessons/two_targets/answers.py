"""Answers in lesson 01: receptors after one spike, a pulse with blocked pumps, and two methods that disagree."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, row_axis
from ...models import synapse, two_targets
from .look import LINES, MILLISECOND, long_axis, span

#: What is left after one time constant.
ONE_CONSTANT = float(np.exp(-1))


@style.in_style
def one_spike() -> Chart:
    """Draw how AMPA and NMDA receptors close after one pulse of glutamate: the answer to the first prediction."""
    fig, ax = style.canvas(9.0, 4.4)
    long_axis(ax, MILLISECOND, 2.0)
    ax.set_xlabel("time since glutamate left the gap")
    ax.set_ylim(0, 108)
    ax.set_yticks([0, 37, 100])
    ax.set_ylabel("still open [% of the peak]")
    ax.axhline(100 * ONE_CONSTANT, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    time = np.geomspace(MILLISECOND, 2.0, 300)
    decay = {}
    for receptor in two_targets.RECEPTORS:
        rates = synapse.kinetics(receptor)
        decay[receptor] = rates.decay_time * MILLISECOND
        ax.plot(
            time,
            100 * rates.decay(1.0, time / MILLISECOND),
            color=style.KETAMINE,
            linestyle=LINES[receptor],
            lw=style.pt(2.8),
        )
        ax.plot(decay[receptor], 100 * ONE_CONSTANT, "s", color=style.INK, ms=style.pt(8), zorder=5)
    style.point_at(
        ax, (decay["AMPA"], 100 * ONE_CONSTANT), f"AMPA: {span(decay['AMPA'])}", style.away(-24, -46), ha="center"
    )
    style.point_at(ax, (decay["NMDA"], 100 * ONE_CONSTANT), f"NMDA: {span(decay['NMDA'])}", style.away(40, 40))
    ratio = decay["NMDA"] / decay["AMPA"]
    title = f"NMDA receptors stay open {ratio:.0f} times as long as AMPA"
    style.message(ax, title)
    measured = {name: p for name, p in evidence.parameters("yi2019").items() if name.startswith("tau")}
    least, most = (edge(p.value for p in measured.values()) * MILLISECOND for edge in (min, max))
    rows = [
        {
            "Receptor": receptor,
            "Down to 37 % after": span(decay[receptor]),
            "Condition": "two-state model",
            "Status": "computed",
            "Source": evidence.cite("destexhe1994"),
        }
        for receptor in two_targets.RECEPTORS
    ]
    rows += [
        {
            "Receptor": "NMDA",
            "Down to 37 % after": p.text,
            "Condition": p.condition.split(";")[0],
            "Status": p.status,
            "Source": evidence.cite(p.source),
        }
        for p in measured.values()
    ]
    return Chart(
        fig,
        "01-one-spike",
        title,
        alt="Share of receptors still open on a time axis from 1 ms to 2 s. The AMPA curve is down to 37 % after "
        f"{span(decay['AMPA'])} and gone by 30 ms; the NMDA curve is down to 37 % after {span(decay['NMDA'])}.",
        caption=f"One pulse of glutamate in the model of {evidence.cite('destexhe1994').html}. Squares: 37 % left, one "
        "time constant. Real NMDA receptors differ by what they are built from: measured time constants run from "
        f"{span(least)} to {span(most)} ({evidence.cite('yi2019').html}).",
        table=pd.DataFrame(rows),
    )


SEEN_BY = {"": "electrode (voltammetry)", "_sensor": "light sensor"}


@style.in_style
def blocked_pulse() -> Chart:
    """Draw measured decay times with and without a blocked pump: the answer to the second prediction."""
    fig, ax = style.canvas(9.0, 3.9)
    long_axis(ax, 1.0, 7200.0)
    ax.set_xlabel("time constant of the fall")
    row_axis(ax, [SEEN_BY[end].replace(" (", "\n(") for end in SEEN_BY], [1, 0], above=0.75)
    ax.grid(axis="x")
    slices = evidence.parameters("synapse.molpsych2025")
    rows, ratios = [], []
    for row, end in zip((1, 0), SEEN_BY, strict=True):
        free, blocked = slices[f"tau_control{end}"], slices[f"tau_escitalopram{end}"]
        ratios.append(blocked.value / free.value)
        _pair(ax, row, free, blocked)
        rows += [
            {
                "Seen by": SEEN_BY[end],
                "Pumps": name,
                "Time constant": p.text,
                "Range": p.range_text,
                "Status": p.status,
                "Source": evidence.cite(p.source),
            }
            for name, p in (("free", free), ("blocked", blocked))
        ]
    title = f"Pump blocked: a pulse lasts about {np.mean(ratios):.1f} times as long"
    style.message(ax, title)
    return Chart(
        fig,
        "01-blocked-pulse",
        title,
        alt="Two rows of two points on a time axis from 1 s to 2 h. "
        + " ".join(f"Seen by {r['Seen by']}, pumps {r['Pumps']}: {r['Time constant']}." for r in rows),
        caption="Mean and standard error in a slice of brain, before and with a large amount of "
        f"escitalopram in the bath ({evidence.cite('molpsych2025').html}). The two ways of seeing do not agree on "
        "the seconds, so compare within a row.",
        table=pd.DataFrame(rows),
    )


def _pair(ax: Axes, row: int, free, blocked) -> None:
    """Two points with their standard errors and an arrow from one to the other."""
    ax.annotate(
        "",
        (blocked.value, row),
        (free.value, row),
        zorder=3,
        arrowprops={
            "arrowstyle": "-|>",
            "color": style.SEROTONIN,
            "lw": style.pt(1.8),
            "shrinkA": style.pt(6),
            "shrinkB": style.pt(6),
        },
    )
    for p, words, up in ((free, "free", 1), (blocked, "blocked", 1)):
        measured(ax, p, row, style.SEROTONIN, bar={"lw": style.pt(5), "alpha": 0.35, "zorder": 2}, zorder=4)
        side, shift = ("right", 1.12) if words == "free" else ("left", 0.89)
        ax.text(
            p.value * shift, row + 0.24 * up, f"{words}: {span(p.value)}", ha=side, va="bottom", color=style.SEROTONIN
        )


@style.in_style
def two_methods() -> Chart:
    """Draw the level of serotonin outside cells as two methods see it."""
    electrode, dialysis = (
        evidence.parameter(f"synapse.{name}") for name in ("abdalla2017.C_5HT", "yang2013.C_5HT_dialysate")
    )
    fig, ax = style.canvas(9.0, 2.9)
    ax.set_xscale("log")
    ax.set_xlim(0.2, 400)
    ax.set_xticks([1, 10, 100], ["1 nM", "10 nM", "100 nM"])
    ax.set_xticks([], minor=True)
    ax.set_xlabel("serotonin at rest")
    names = {"electrode (voltammetry)": electrode, "fluid through a probe (microdialysis)": dialysis}
    row_axis(ax, ["electrode\n(voltammetry)", "probe\n(microdialysis)"], [1, 0])
    ax.grid(axis="x")
    for row, p in zip((1, 0), names.values(), strict=True):
        measured(ax, p, row, style.SEROTONIN, bar={"lw": style.pt(5), "alpha": 0.35}, zorder=4)
        ax.text(p.value, row + 0.22, p.text, ha="center", va="bottom", color=style.SEROTONIN)
    fold = electrode.value / dialysis.value
    title = f"Two methods, one question: {fold:.0f}-fold apart"
    style.message(ax, title)
    return Chart(
        fig,
        "01-two-methods",
        title,
        alt=f"Serotonin at rest outside cells of mice on an axis from 0.2 to 400 nM: {electrode.text} by electrode, "
        f"{dialysis.text} in the fluid of a microdialysis probe.",
        caption=f"Mouse brain; points with their printed errors. Electrode: {evidence.cite(electrode.source).html}, "
        f"hippocampus, under anaesthesia. Probe: {evidence.cite(dialysis.source).html}, level in the fluid that was "
        "collected. Which is nearer to what receptors meet is not settled.",
        table=pd.DataFrame(
            [
                {
                    "Method": name,
                    "Level": p.text,
                    "Range": p.range_text,
                    "Condition": p.condition,
                    "Status": p.status,
                    "Source": evidence.cite(p.source),
                }
                for name, p in names.items()
            ]
        ),
    )

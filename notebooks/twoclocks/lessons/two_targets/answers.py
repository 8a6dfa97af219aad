"""Answers in lesson 01: receptors after one spike, a pulse with SERT blocked, and two methods that disagree."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, row_axis
from ...kit.sentences import Sentences, sentences
from ...models import synapse, two_targets
from .look import LINES, MILLISECOND, long_axis, span

words = sentences(__file__)

#: What is left after one time constant.
ONE_CONSTANT = float(np.exp(-1))


@style.in_style
def one_spike() -> Chart:
    """Draw how AMPA and NMDA receptors close after one pulse of glutamate: the answer to the first prediction."""
    said = words["chart.01-one-spike"]
    fig, ax = style.canvas(9.0, 4.4)
    long_axis(ax, MILLISECOND, 2.0)
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 108)
    ax.set_yticks([0, 37, 100])
    ax.set_ylabel(said("y"))
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
    for receptor, place, look in (("AMPA", style.away(-24, -46), {"ha": "center"}), ("NMDA", style.away(40, 40), {})):
        at, text = decay[receptor], said("point", receptor=receptor, span=span(decay[receptor]))
        style.point_at(ax, (at, 100 * ONE_CONSTANT), text, place, **look)
    rows = {name: p for name, p in evidence.parameters("yi2019").items() if name.startswith("tau")}
    least, most = (edge(p.value for p in rows.values()) * MILLISECOND for edge in (min, max))
    about = said.part(
        ratio=decay["NMDA"] / decay["AMPA"],
        ampa=span(decay["AMPA"]),
        nmda=span(decay["NMDA"]),
        least=span(least),
        most=span(most),
    )
    style.message(ax, about["title"])
    source = evidence.cite("destexhe1994")
    table = [(name, span(at), said("condition"), "computed", source) for name, at in decay.items()]
    table += [("NMDA", p.text, p.condition.split(";")[0], p.status, evidence.cite(p.source)) for p in rows.values()]
    return Chart(fig, **about, table=pd.DataFrame(table, columns=said.each("columns")))


#: How a pulse was seen -> the end of the names of its rows in data/.
SEEN_BY = {"electrode": "", "sensor": "_sensor"}


@style.in_style
def blocked_pulse() -> Chart:
    """Draw measured decay times with SERT free and blocked: the answer to the second prediction."""
    said = words["chart.01-blocked-pulse"]
    fig, ax = style.canvas(9.0, 3.9)
    long_axis(ax, 1.0, 7200.0)
    ax.set_xlabel(said("x"))
    row_axis(ax, [said(f"row.{seen}") for seen in SEEN_BY], [1, 0], above=0.75)
    ax.grid(axis="x")
    slices = evidence.parameters("synapse.molpsych2025")
    table, told, ratios = [], [], []
    for row, (seen, end) in zip((1, 0), SEEN_BY.items(), strict=True):
        pair = {"free": slices[f"tau_control{end}"], "blocked": slices[f"tau_escitalopram{end}"]}
        ratios.append(pair["blocked"].value / pair["free"].value)
        _pair(ax, row, pair, said)
        method = said(f"method.{seen}")
        for state, p in pair.items():
            told.append(said("told", method=method, state=said(f"state.{state}"), text=p.text))
            table.append((method, said(f"state.{state}"), p.text, p.range_text, p.status, evidence.cite(p.source)))
    about = said.part(ratio=np.mean(ratios), told=" ".join(told))
    style.message(ax, about["title"])
    return Chart(fig, **about, table=pd.DataFrame(table, columns=said.each("columns")))


def _pair(ax: Axes, row: int, pair: dict, said: Sentences) -> None:
    """Two points with their standard errors and an arrow from one to the other."""
    ax.annotate(
        "",
        (pair["blocked"].value, row),
        (pair["free"].value, row),
        zorder=3,
        arrowprops={
            "arrowstyle": "-|>",
            "color": style.SEROTONIN,
            "lw": style.pt(1.8),
            "shrinkA": style.pt(6),
            "shrinkB": style.pt(6),
        },
    )
    for state, p in pair.items():
        measured(ax, p, row, style.SEROTONIN, bar={"lw": style.pt(5), "alpha": 0.35, "zorder": 2}, zorder=4)
        side, shift = ("right", 1.12) if state == "free" else ("left", 0.89)
        text = said("point", state=said(f"state.{state}"), span=span(p.value))
        ax.text(p.value * shift, row + 0.24, text, ha=side, va="bottom", color=style.SEROTONIN)


@style.in_style
def two_methods() -> Chart:
    """Draw the concentration of extracellular serotonin as two methods see it."""
    said = words["chart.01-two-methods"]
    methods = {
        "electrode": evidence.parameter("synapse.abdalla2017.C_5HT"),
        "dialysis": evidence.parameter("synapse.yang2013.C_5HT_dialysate"),
    }
    fig, ax = style.canvas(9.0, 2.9)
    ax.set_xscale("log")
    ax.set_xlim(0.2, 400)
    ax.set_xticks([1, 10, 100], ["1 nM", "10 nM", "100 nM"])
    ax.set_xticks([], minor=True)
    ax.set_xlabel(said("x"))
    row_axis(ax, [said(f"row.{method}") for method in methods], [1, 0])
    ax.grid(axis="x")
    for row, p in zip((1, 0), methods.values(), strict=True):
        measured(ax, p, row, style.SEROTONIN, bar={"lw": style.pt(5), "alpha": 0.35}, zorder=4)
        ax.text(p.value, row + 0.22, p.text, ha="center", va="bottom", color=style.SEROTONIN)
    about = said.part(
        fold=methods["electrode"].value / methods["dialysis"].value, **{name: p.text for name, p in methods.items()}
    )
    style.message(ax, about["title"])
    table = [
        (said(f"method.{method}"), p.text, p.range_text, p.condition, p.status, evidence.cite(p.source))
        for method, p in methods.items()
    ]
    return Chart(fig, **about, table=pd.DataFrame(table, columns=said.each("columns")))

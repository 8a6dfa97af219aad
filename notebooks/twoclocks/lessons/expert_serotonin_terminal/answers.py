"""The answers to lesson 12's two predictions: how far serotonin rises, and which start is at rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import terminal, terminal_flows, terminal_rates, terminal_store
from .charts import MODEL_ONLY, SOURCE

RATS = "raphe.ceglia2004.s_acute"
#: Doses in the table [mg/kg].
TOLD = (0.3, 1.0, 3.0, 10.0, 30.0)
TOP_RISE = 80.0
#: How many of the 42 slopes are drawn for each start.
SHOWN = 4
STARTS = {"matlab": "MATLAB code", "python": "Python port"}


def arithmetic_rise() -> float:
    """Return the rise if the transporter stopped and nothing answered: all flows out over those left."""
    flows = terminal_flows.flows(terminal.start())
    left = float(flows.removed + flows.to_glia)
    return (float(flows.pumped) + left) / left


def rises() -> np.ndarray:
    """Return the highest level over the level at rest for each of terminal_store.DOSES, shape (21,)."""
    return terminal_store.peaks() / terminal.undisturbed(0.0).serotonin[0]


@style.in_style
def how_much() -> Chart:
    """Draw the highest rise against the dose, with simple arithmetic and rats beside it."""
    fig, ax = style.canvas(8.8, 4.7)
    doses, rise, simple = terminal_store.DOSES[1:], rises()[1:], arithmetic_rise()
    rats = evidence.parameter(RATS)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(doses[0], 60)
    ax.set_ylim(0.9, TOP_RISE)
    ax.set_xticks([0.1, 0.3, 1, 3, 10, 30], ["0.1", "0.3", "1", "3", "10", "30"])
    ax.set_yticks([1, 2, 5, 10, 20, 50], ["1 ×", "2 ×", "5 ×", "10 ×", "20 ×", "50 ×"])
    ax.minorticks_off()
    ax.set_xlabel("single dose [mg/kg, a mouse]")
    ax.set_ylabel("highest level ÷ level before")
    ax.axhspan(rats.low / 100, rats.high / 100, color=style.CONTROL_TINT, lw=0, zorder=0)
    ax.text(doses[0] * 1.1, (rats.low * rats.high) ** 0.5 / 100, "rats, another method", va="center")
    ax.axhline(simple, color=style.INK, lw=style.pt(1.6), dashes=(4, 3))
    ax.text(doses[0] * 1.1, simple * 0.87, f"arithmetic, if nothing answered: {simple:.0f} ×", va="top")
    ax.plot(doses, rise, color=style.SEROTONIN, lw=style.pt(3))
    ax.plot(doses[-1], rise[-1], "o", color=style.SEROTONIN, ms=style.pt(9))
    style.point_at(ax, (doses[-1], rise[-1]), f"model: {rise[-1]:.1f} ×", style.away(-24, 58), ha="center")
    title = "Stop nearly every pump, and serotonin only doubles"
    style.message(ax, title)
    return Chart(
        fig,
        "12-how-much",
        title,
        alt=f"The highest serotonin level after one dose over the level before, dose from {doses[0]:.2f} to "
        f"{doses[-1]:.0f} mg/kg: the model's curve rises from {rise[0]:.2f} to {rise[-1]:.1f} times and flattens. "
        f"Simple arithmetic would give {simple:.0f} times. Rats, another method: {rats.low / 100:.1f} to "
        f"{rats.high / 100:.1f} times.",
        caption=f"Curve: {MODEL_ONLY}, {terminal_store.DOSES.size} solved doses. Grey band: microdialysis in the "
        f"frontal cortex of rats after a dose of escitalopram under the skin ({evidence.cite(rats.source).html}); "
        "another animal, another way in, another method, so it only says that the size is plausible. Dashed: all "
        "flows out divided by those that are left when the transporter stops.",
        table=_rise_table(rats, simple),
    )


def _rise_table(rats: evidence.Parameter, simple: float) -> pd.DataFrame:
    base = terminal.undisturbed(0.0).serotonin[0]
    rows = []
    for dose in TOLD:
        run = terminal_store.at_dose(dose)
        rows.append((f"model, {dose:g} mg/kg", run.serotonin.max() / base, f"{run.serotonin.max():.0f} nM", SOURCE))
    rows += [
        ("arithmetic: the transporter stops, nothing answers", simple, "", SOURCE),
        ("rats, microdialysis, lowest of three doses", rats.low / 100, "", rats.source),
        ("rats, microdialysis, highest of three doses", rats.high / 100, "", rats.source),
    ]
    return pd.DataFrame(
        [
            {"What": what, "Highest rise": f"{rise:.2f} ×", "Peak": peak, "Numbers from": evidence.cite(key)}
            for what, rise, peak, key in rows
        ]
    )


def slopes_at(kind: str) -> pd.Series:
    """Return the 42 slopes at a start [per h], by name of the state, the largest first (by size)."""
    found = pd.Series(terminal_rates.slopes()(0.0, terminal.start(kind)), index=list(terminal_rates.STATES))
    return found.reindex(found.abs().sort_values(ascending=False, kind="stable").index)


def reserves() -> dict[str, float]:
    """Return what the reserve holds [uM] in each published start and at the point of rest."""
    place = list(terminal_rates.STATES).index("vhtr")
    return {kind: float(terminal.start(kind)[place]) for kind in (*STARTS, "settled")}


@style.in_style
def two_starts() -> Chart:
    """Draw the largest slopes at both published starts: which of the two is at rest?"""
    fig, axes = style.canvas(8.8, 4.7, ncols=2, sharex=True)
    held = reserves()
    for ax, (kind, label) in zip(axes, STARTS.items(), strict=True):
        _draw_slopes(ax, slopes_at(kind)[:SHOWN])
        ax.set_title(f"{label}: reserve {held[kind]:.1f}", fontweight="normal")
    fig.supxlabel("speed of change at the start [µM/h]", fontsize=axes[0].xaxis.label.get_size())
    title = "One of the two published starts is moving already"
    fig.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=axes[0].title.get_size())
    first, second = (slopes_at(kind) for kind in STARTS)
    return Chart(
        fig,
        "12-two-starts",
        title,
        alt=f"The {SHOWN} largest of 42 speeds of change at each start. MATLAB code: {_listed(first[:3])}. "
        f"Python port: {_listed(second[:3])}, all the others smaller.",
        caption=f"Left: the start of the MATLAB code of {evidence.cite(SOURCE).html}. Right: the same with "
        "the reserve (serotonin in reserve vesicles, µM) of the authors' Python port. All 42 speeds are "
        "computed with the same equations. Even the quiet start is not a true point of rest: its reserve "
        f"sinks slowly, to {held['settled']:.1f} µM after many weeks, where our doses begin.",
        table=pd.DataFrame(
            [
                {
                    "Start": label,
                    "State": terminal_rates.STATES[name],
                    "Speed [µM/h]": _signed(value),
                    "Equations from": evidence.cite(SOURCE),
                }
                for kind, label in STARTS.items()
                for name, value in slopes_at(kind)[:SHOWN].items()
            ]
        ),
    )


#: Names of states that may be among the fastest, short enough for a bar.
SHORT = {
    "cht": "cytosol",
    "vhtr": "reserve",
    "vht": "ready vesicles",
    "eha": "histamine outside",
    "vha": "ready histamine",
    "G": "5-HT1B",
}


def _draw_slopes(ax: Axes, slopes: pd.Series) -> None:
    for row, (name, value) in enumerate(slopes.items()):
        ax.barh(row, value, height=0.55, color=style.SEROTONIN, zorder=3)
        ax.text(
            -0.12 if value >= 0 else 0.12, row, SHORT.get(name, name), ha="right" if value >= 0 else "left", va="center"
        )
        if abs(value) >= 0.1:
            ax.text(
                value + (0.1 if value > 0 else -0.1),
                row,
                _signed(value),
                ha="left" if value > 0 else "right",
                va="center",
                fontweight="bold",
            )
    ax.axvline(0, color=style.QUIET, lw=style.pt(1))
    ax.set_xlim(-3.4, 3.4)
    ax.set_ylim(len(slopes) - 0.4, -0.6)
    ax.set_yticks([])
    ax.set_xticks([-2, 0, 2], ["−2", "0", "+2"])
    ax.spines["left"].set_visible(False)


def _signed(value: float) -> str:
    """A number with its sign and the digits it deserves: "−1.74", "+0.003"."""
    digits = 2 if abs(value) >= 0.1 else 4
    return f"{value:+.{digits}f}".replace("-", "−")


def _listed(slopes: pd.Series) -> str:
    return ", ".join(f"{SHORT.get(name, name)} {_signed(value)}" for name, value in slopes.items()) + " µM/h"

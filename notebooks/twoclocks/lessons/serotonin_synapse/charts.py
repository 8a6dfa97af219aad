"""Lesson 03, the transporter: how fast serotonin decays in a slice, and how soon SERT is occupied in people.

The other pictures stand in modules of their own: doses (dose and occupancy), autoreceptors and accounts (what the
circuit is tested with), circuit_drawing (the circuit as a picture) and drawings (those that move).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, row_axis
from ...kit.sentences import Sentences, sentences
from ...models import sert, ssri, uptake

words = sentences(__file__)

SLICE = "synapse.molpsych2025"
#: Ends of the ids, by how a decay was seen: electrode, fluorescent sensor.
METHODS = ("", "_sensor")
#: Scans of people on escitalopram: id, hours since the first tablet.
SCANS = (
    ("occupancy.klein2006.escitalopram_10mg", 6.0),
    ("occupancy.klein2007spect.escitalopram_10mg_6h", 9 * style.DAY + 6.0),
)


# How fast serotonin decays ---------------------------------------------------------------------------


@style.in_style
def decay_times() -> Chart:
    """Draw the measured decay times without and with a blocker, and what two models make of them."""
    said = words["chart.03-decay-times"]
    fig, (left, right) = style.canvas(9.2, 4.3, ncols=2, width_ratios=(1.2, 1))
    for row, end in enumerate(METHODS):
        control, drug = (evidence.parameter(f"{SLICE}.tau_{name}{end}") for name in ("control", "escitalopram"))
        _dumbbell(left, row, control, drug, said)
    row_axis(left, said.each("methods"), above=0.8)
    left.set_xlim(0, 30)
    left.set_xlabel(said("left_x"))
    style.message(left, said("left"))
    alone, blocked = uptake.competition_alone(), uptake.decay_time(1.0) / uptake.decay_time()
    seen = [evidence.parameter(f"{SLICE}.tau_ratio{end}") for end in METHODS]
    for row, (values, shape) in enumerate((([p.value for p in seen], "o"), ([blocked], "D"), ([alone], "s"))):
        color = style.INK if row == 0 else style.SEROTONIN
        right.plot(values, [row] * len(values), shape, ms=style.pt(10), color=color, zorder=4)
        place = {"x": values[0] * 1.7, "ha": "left"} if row < 2 else {"x": values[0] * 0.55, "ha": "right"}
        right.text(y=row, s=said("times" if row < 2 else "many", ratio=values[0]), va="center", **place)
    right.set_xscale("log")
    right.set_xlim(1, 30_000)
    right.set_xticks([1, 100, 10_000], ["1", "100", "10,000"])
    right.minorticks_off()
    right.set_xlabel(said("right_x"))
    row_axis(right, said.each("rows"), above=0.7)
    style.message(right, said("right"))
    return Chart(fig, **said.part(alone=alone), table=_decay_table(said, seen, blocked, alone))


def _dumbbell(ax: Axes, row: int, control: evidence.Parameter, drug: evidence.Parameter, said: Sentences) -> None:
    ax.plot([control.value, drug.value], [row, row], color=style.CONTROL, lw=style.pt(2), zorder=1)
    for p, color, name in ((control, style.CONTROL, "without"), (drug, style.SEROTONIN, "with")):
        measured(
            ax, p, row, color, bar={"lw": style.pt(6), "alpha": 0.45, "zorder": 2, "solid_capstyle": "butt"}, zorder=4
        )
        ax.text(p.value, row - 0.22, f"{p.value:.1f} s", ha="center", va="bottom")
        if row == 1:
            ax.text(p.value, row + 0.2, said(name), ha="center", va="top")


def _decay_table(said: Sentences, seen, blocked: float, alone: float) -> pd.DataFrame:
    twin, rows = said["twin"], []
    for method, end, ratio in zip(said.each("methods"), METHODS, seen, strict=True):
        for name in ("control", "escitalopram"):
            p = evidence.parameter(f"{SLICE}.tau_{name}{end}")
            rows.append((twin(name, method=method), p.text, p.range_text, p.status, evidence.cite(p.source)))
        cited = evidence.cite(ratio.source)
        rows.append((twin("ratio", method=method), f"{ratio.value:.2f}", "", ratio.status, cited))
    rows.append((twin("blocked"), f"{blocked:.2f}", "", "fitted", evidence.cite("twoclocks")))
    rows.append((twin("alone"), f"{alone:,.0f}", "", "computed", evidence.cite("tatsumi1997")))
    return pd.DataFrame(rows, columns=twin.each("columns"))


# The first tablet ------------------------------------------------------------------------------------


def first_days(hours: np.ndarray) -> np.ndarray:
    """Return SERT occupancy [percent] on a daily escitalopram tablet in the model; hours since the first one."""
    return 100 * sert.occupancy_from_level(ssri.daily_level("escitalopram", hours), "escitalopram")


@style.in_style
def first_dose() -> Chart:
    """Draw SERT occupancy over six weeks on a daily tablet, from the first hour on, with scans of people."""
    said = words["chart.03-first-dose"]
    fig, ax = style.canvas(9.2, 4.6)
    style.log_time_axis(ax, 0.5, 6 * style.WEEK)
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 104)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel(words("shared.occupancy"))
    ax.axvspan(style.WEEK, 6 * style.WEEK, color=style.CONTROL_TINT, lw=0, zorder=0)
    ax.text(2.45 * style.WEEK, 6, said("trials"), ha="center", va="bottom", linespacing=1.3)
    hours = np.concatenate([np.geomspace(0.5, style.DAY, 200), np.arange(24.5, 6 * style.WEEK, 1.0)])
    ax.plot(hours, first_days(hours), color=style.SEROTONIN, lw=style.pt(2), zorder=3)
    for (id, when), name, away in zip(SCANS, ("first", "later"), ((-30, 44), (-56, 26)), strict=True):
        p = evidence.parameter(id)
        measured(ax, p, when, upright=True, bar={"zorder": 5}, zorder=6)
        style.point_at(ax, (when, p.value), said(name), style.away(*away), ha="right", va="center")
    style.label(ax, 14, 30, said("line"), style.SEROTONIN)
    style.stamp(ax, said("stamp"), x=0.02)
    about = said.part()
    style.message(ax, about["title"])
    rows = []
    for id, when in SCANS:
        p, model = evidence.parameter(id), f"{first_days(np.array([when]))[0]:.0f} %"
        rows.append((style.time_label(when), p.text, p.range_text, model, p.status, evidence.cite(p.source)))
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

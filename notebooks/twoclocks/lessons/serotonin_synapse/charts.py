"""Lesson 03, the pump: how fast serotonin fades in a slice, and how soon the pump is blocked in people.

The other pictures stand in modules of their own: doses (dose and pumps blocked), brakes and accounts (what the circuit
is tested with), circuit_drawing (the circuit as a picture) and drawings (those that move).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, row_axis
from ...models import sert, ssri, uptake

SLICE = "synapse.molpsych2025"
#: How a decay was seen: name on the axis, and the ends of the ids.
METHODS = (("electrode", ""), ("light sensor", "_sensor"))
#: Scans of people on escitalopram: id, hours since the first pill.
SCANS = (
    ("occupancy.klein2006.escitalopram_10mg", 6.0),
    ("occupancy.klein2007spect.escitalopram_10mg_6h", 9 * style.DAY + 6.0),
)


# How fast serotonin fades ----------------------------------------------------------------------------


@style.in_style
def decay_times() -> Chart:
    """Draw the measured decay times without and with a blocker, and what two models make of them."""
    fig, (left, right) = style.canvas(9.2, 4.3, ncols=2, width_ratios=(1.2, 1))
    for row, (_, end) in enumerate(METHODS):
        _dumbbell(
            left,
            row,
            evidence.parameter(f"{SLICE}.tau_control{end}"),
            evidence.parameter(f"{SLICE}.tau_escitalopram{end}"),
        )
    row_axis(left, [name for name, _ in METHODS], above=0.8)
    left.set_xlim(0, 30)
    left.set_xlabel("decay time of a pulse [s]")
    style.message(left, "The blocker slows the fade")
    alone, blocked = uptake.competition_alone(), uptake.decay_time(1.0) / uptake.decay_time()
    measured = [evidence.parameter(f"{SLICE}.tau_ratio{end}") for _, end in METHODS]
    rows = [
        ("measured", [p.value for p in measured], "o"),
        ("other ways out\n(fitted)", [blocked], "D"),
        ("pump is the\nonly way out", [alone], "s"),
    ]
    for row, (_, values, shape) in enumerate(rows):
        right.plot(
            values,
            [row] * len(values),
            shape,
            ms=style.pt(10),
            color=style.INK if row == 0 else style.SEROTONIN,
            zorder=4,
        )
        right.text(
            values[0] * (1.7 if row < 2 else 0.55),
            row,
            f"{values[0]:.1f} ×" if row < 2 else f"{alone:,.0f} ×",
            va="center",
            ha="left" if row < 2 else "right",
        )
    right.set_xscale("log")
    right.set_xlim(1, 30_000)
    right.set_xticks([1, 100, 10_000], ["1", "100", "10,000"])
    right.minorticks_off()
    right.set_xlabel("times slower")
    row_axis(right, [name for name, _, _ in rows], above=0.7)
    style.message(right, "… far less than it could")
    return Chart(
        fig,
        "03-decay-times",
        "Blocking the pump slows the fade two and a half times, so serotonin has other ways out",
        alt="Left: decay times in a slice without and with escitalopram, by electrode "
        + _both("")
        + " and by light sensor "
        + _both("_sensor")
        + f". Right: measured {measured[0].value:.1f} and {measured[1].value:.1f} times slower; if the pump "
        f"were the only way out, about {alone:,.0f} times.",
        caption=f"Slices of brain, {evidence.cite('molpsych2025').html}; bars: one standard error. The sensor itself "
        "is slow, so compare ratios. The fitted model was made from the electrode's two times: its agreement is no "
        f"evidence. For the last row citalopram's affinity ({evidence.cite('tatsumi1997').html}) stands in for "
        "escitalopram's.",
        table=_decay_table(measured, blocked, alone),
    )


def _both(end: str) -> str:
    control, drug = (evidence.parameter(f"{SLICE}.tau_{name}{end}") for name in ("control", "escitalopram"))
    return f"{control.value:.1f} and {drug.value:.1f} seconds"


def _dumbbell(ax: Axes, row: int, control: evidence.Parameter, drug: evidence.Parameter) -> None:
    ax.plot([control.value, drug.value], [row, row], color=style.CONTROL, lw=style.pt(2), zorder=1)
    for p, color, name in ((control, style.CONTROL, "without"), (drug, style.SEROTONIN, "with drug")):
        measured(
            ax, p, row, color, bar={"lw": style.pt(6), "alpha": 0.45, "zorder": 2, "solid_capstyle": "butt"}, zorder=4
        )
        ax.text(p.value, row - 0.22, f"{p.value:.1f} s", ha="center", va="bottom")
        if row == 1:
            ax.text(p.value, row + 0.2, name, ha="center", va="top")


def _decay_table(measured, blocked: float, alone: float) -> pd.DataFrame:
    rows = []
    for (name, end), ratio in zip(METHODS, measured, strict=True):
        for symbol, what in (("control", "without drug"), ("escitalopram", "with escitalopram")):
            p = evidence.parameter(f"{SLICE}.tau_{symbol}{end}")
            rows.append((f"{name}, {what}", p.text, p.range_text, p.status, p.source))
        rows.append((f"{name}, times slower", f"{ratio.value:.2f}", "", ratio.status, ratio.source))
    rows.append(("model with other ways out, times slower", f"{blocked:.2f}", "", "fitted", "twoclocks"))
    rows.append(("competition alone, times slower", f"{alone:,.0f}", "", "computed", "tatsumi1997"))
    return pd.DataFrame(
        [
            {"What": what, "Value": value, "Range": limits, "Status": status, "Source": evidence.cite(key)}
            for what, value, limits, status, key in rows
        ]
    )


# The first pill --------------------------------------------------------------------------------------


def first_days(hours: np.ndarray) -> np.ndarray:
    """Return pumps blocked [percent] on a daily escitalopram pill in the model; hours since the first one."""
    return 100 * sert.occupancy_from_level(ssri.daily_level("escitalopram", hours), "escitalopram")


@style.in_style
def first_dose() -> Chart:
    """Draw pumps blocked over six weeks on a daily pill, from the first hour on, with scans of people."""
    fig, ax = style.canvas(9.2, 4.6)
    style.log_time_axis(ax, 0.5, 6 * style.WEEK)
    ax.set_xlabel("time since the first pill")
    ax.set_ylim(0, 104)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel("pumps blocked [%]")
    ax.axvspan(style.WEEK, 6 * style.WEEK, color=style.CONTROL_TINT, lw=0, zorder=0)
    ax.text(2.45 * style.WEEK, 6, "trials read\nsymptoms here", ha="center", va="bottom", linespacing=1.3)
    hours = np.concatenate([np.geomspace(0.5, style.DAY, 200), np.arange(24.5, 6 * style.WEEK, 1.0)])
    ax.plot(hours, first_days(hours), color=style.SEROTONIN, lw=style.pt(2), zorder=3)
    for id, when in SCANS:
        p = evidence.parameter(id)
        measured(ax, p, when, upright=True, bar={"zorder": 5}, zorder=6)
    first, later = (evidence.parameter(id) for id, _ in SCANS)
    style.point_at(
        ax,
        (SCANS[0][1], first.value),
        f"scan after the\nfirst pill: {first.value:.0f} %",
        style.away(-30, 44),
        ha="right",
        va="center",
    )
    style.point_at(
        ax, (SCANS[1][1], later.value), f"day 10: {later.value:.0f} %", style.away(-56, 26), ha="right", va="center"
    )
    style.label(ax, 14, 30, "model of a daily pill", style.SEROTONIN)
    style.stamp(ax, "illustrative: some values assumed", x=0.02)
    title = "Most pumps are blocked within hours of one pill"
    style.message(ax, title)
    return Chart(
        fig,
        "03-first-dose",
        title,
        alt="Pumps blocked on a daily escitalopram pill climb within hours of the first one. Scans found "
        f"{first.value:.0f} % six hours after a single pill and {later.value:.0f} % six hours after the tenth. The "
        "weeks in which trials read symptoms come later.",
        caption=f"Dots: scans of the midbrain ({first.condition} and {later.condition}) on "
        f"{float(evidence.parameter('escitalopram.label.dose')):g} mg a day "
        f"({evidence.cite('klein2006', 'klein2007spect').html}); bars: the printed error. Line: our model, the level "
        f"in plasma put through the dose curve of {evidence.cite('sorensen2022').html}; it reads low on day 10.",
        table=_scan_table(),
    )


def _scan_table() -> pd.DataFrame:
    rows = []
    for id, when in SCANS:
        p = evidence.parameter(id)
        rows.append(
            {
                "When": style.time_label(when),
                "Scan": p.text,
                "Range": p.range_text,
                "Model": f"{first_days(np.array([when]))[0]:.0f} %",
                "Status": p.status,
                "Source": evidence.cite(p.source),
            }
        )
    return pd.DataFrame(rows)

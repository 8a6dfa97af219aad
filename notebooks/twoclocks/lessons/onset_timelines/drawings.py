"""What explorers of lesson 06 draw: one trial visit by visit, and the size of an effect by control and time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd
from matplotlib.axes import Axes

from ...kit import style
from ...kit.gaps import joined
from ...kit.words import MINUS, arm_style, ink_of, signed
from . import data
from .effects import CONTROLS, differences

#: Where the start stands on the log axis, which has no zero.
START = 0.9
#: Times of the first explorer's slider, hours -> words. Day 2 of a trial is one day after the first dose.
TIMES = {
    2.0: "2 hours",
    24.0: "1 day",
    72.0: "3 days",
    168.0: "1 week",
    336.0: "2 weeks",
    504.0: "3 weeks",
    648.0: "4 weeks (day 28)",
}


@dataclass(frozen=True)
class Look:
    """One trial seen up to one time: the model result of the first explorer."""

    trial: data.Trial
    hours: float

    def upto(self, arm: dict[float, float]) -> tuple[list[float], list[float]]:
        """Return hours and percents of an arm up to the chosen time, the start moved onto the log axis."""
        kept = [(max(hours, START), value) for hours, value in arm.items() if hours <= self.hours]
        return [hours for hours, _ in kept], [value for _, value in kept]

    @property
    def gap(self) -> data.Gap | None:
        """The printed or summed difference at the chosen time, if there is one."""
        return self.trial.gaps.get(self.hours)


def trial_axes(figure) -> tuple[Axes, Axes]:
    """Above: the share of the start on a log axis of time. Below: the gap between the arms in points."""
    top, below = figure.subplots(2, 1, sharex=True, height_ratios=[2.5, 1])
    style.log_time_axis(top, 0.72, 1500)
    below.set_xticks([START, 2, 24, 168, 648], ["start", "2 h", "1 day", "1 week", "4 weeks"])
    below.set_xlabel("time after the first dose")
    top.set_ylim(36, 113)
    top.set_yticks([40, 60, 80, 100], ["40 %", "60 %", "80 %", "100 %"])
    top.set_ylabel("depression score,\nshare of the start")
    below.set_ylim(-17, 4.5)
    below.set_yticks([0, -10], ["0", f"{MINUS}10"])
    below.set_ylabel("gap, MADRS\npoints")
    below.axhline(0, color=style.QUIET, lw=1)
    return top, below


def draw_trial(axes: tuple[Axes, Axes], result: Look) -> None:
    """Draw both arms of one trial as percent of the start, up to the chosen visit, and the gap in points below."""
    top, below = axes
    trial, hours = result.trial, result.hours
    style.message(top, trial.title)
    for ax, most in ((top, 0.8), (below, 1)):
        ax.axvline(hours, ymax=most, color=style.GRID, lw=7, zorder=0)
    drug, control = trial.drug.get(hours), trial.control.get(hours)
    # Numbers closer than a line of type are pushed apart, each to its own side.
    push = 0.0 if drug is None else max(0.0, (7.0 - abs(drug - control)) / 2) * (1 if drug >= control else -1)
    arms = (
        ("drug", trial.drug, trial.drug_name, 0.96, push),
        ("control", trial.control, trial.control_name, 0.87, -push),
    )
    for role, arm, name, y, shift in arms:
        look = _look(trial, role)
        ink = ink_of(look["color"])
        top.plot(0.295, y, transform=top.transAxes, **look)
        top.text(0.32, y, name, transform=top.transAxes, va="center", color=ink)
        top.plot(*result.upto(arm), zorder=5 if role == "drug" else 4, **look)
        if drug is not None:
            spot = hours * 1.14, arm[hours] + shift
            top.text(*spot, f"{arm[hours]:.0f} %", va="center", color=ink, fontweight="bold", zorder=7)
    shown = [gap for hours, gap in trial.gaps.items() if hours <= result.hours]
    bars = joined((gap.hours, [gap.low, gap.high]) for gap in shown)
    below.plot(*bars, color=style.INK, lw=2, solid_capstyle="butt")
    below.plot([gap.hours for gap in shown], [gap.value for gap in shown], "D", color=style.INK, ms=8)
    if result.gap:
        below.text(hours * 1.14, result.gap.value, signed(result.gap.value), va="center")


def _look(trial: data.Trial, role: str) -> dict[str, object]:
    """Return the look of an arm; the shape of a control's marks says which kind of control it is."""
    shape = {} if role == "drug" else {"marker": style.CONTROL_MARKERS[trial.control_type]}
    return arm_style(role, trial.new_pill) | shape


def look(trial: str, time: float) -> Look:
    """Return one trial (a name of onset_data.TRIALS) seen up to ``time`` hours after the first dose."""
    if time not in TIMES:
        raise ValueError(f"time is {time}; it must be one of {', '.join(f'{h:g}' for h in TIMES)} hours.")
    return Look(data.trial(trial), time)


#: Times of the second explorer's slider: hours -> (words, span of hours that counts as this time).
WHEN = {
    2.0: ("2 hours", (1, 6)),
    24.0: ("1 day", (20, 30)),
    72.0: ("3 days", (60, 80)),
    168.0: ("1 week", (150, 180)),
    336.0: ("2 weeks", (300, 350)),
    672.0: ("4 weeks", (600, 700)),
    1008.0: ("6 weeks", (1000, 1100)),
}


@dataclass(frozen=True)
class Found:
    """Results for one kind of control at one time: the model result of the second explorer."""

    control: str
    hours: float
    rows: pd.DataFrame
    others: tuple[str, ...]


@cache
def found(control: str, time: float) -> Found:
    """Return the rows of chart A for a control type (a key of CONTROLS) and a time (a key of WHEN)."""
    if control not in CONTROLS:
        raise ValueError(f"control is {control!r}; it must be one of {', '.join(CONTROLS)}.")
    if time not in WHEN:
        raise ValueError(f"time is {time}; it must be one of {', '.join(f'{h:g}' for h in WHEN)} hours.")
    rows = differences()
    rows = rows[rows["control_type"] == control]
    at = {key: rows[rows["time_hours"].between(*span)] for key, (_, span) in WHEN.items()}
    others = tuple(WHEN[key][0] for key, some in at.items() if len(some) and key != time)
    return Found(control, time, at[time].sort_values("value", ascending=False), others)


def control_axes(figure) -> Axes:
    """All differences in grey, on a log axis of time."""
    ax = figure.subplots()
    style.log_time_axis(ax, 1.1, 1700)
    ax.set_ylim(-52, 78)
    ax.set_yticks([-40, 0, 40], [f"{MINUS}40", "0", "+40"])
    ax.set_xlabel("time after the first dose")
    ax.set_ylabel("extra responders per 100 people,\ndrug minus control")
    ax.axhline(0, color=style.QUIET, lw=1)
    for kind, rows in differences().groupby("control_type"):
        ax.plot(rows["spot"], rows["value"], CONTROLS[kind][2], ms=7, color=style.GRID, zorder=1)
    # All colours of all settings must stand in the first picture, because it sets the palette.
    for x, color, words in (
        (0.5, style.KETAMINE, "ketamine, esketamine"),
        (0.64, style.SEROTONIN, "SSRIs"),
        (1.0, style.INK, "dextromethorphan"),
    ):
        ax.text(x, 0.965, words, transform=ax.transAxes, color=color, ha="right", va="center")
    return ax


def draw_control(ax: Axes, result: Found) -> None:
    """Draw the differences against the chosen control in colour, at the chosen time large."""
    title, tell, shape = CONTROLS[result.control]
    style.message(ax, f"Drug {title}: {tell}")
    low, high = WHEN[result.hours][1]
    ax.axvspan(low * 0.85, high * 1.18, ymax=0.92, color=style.CONTROL, alpha=0.16, lw=0, zorder=0)
    rows = differences()
    mine = rows[rows["control_type"] == result.control]
    for (color, hollow, now), some in mine.groupby(["color", "hollow", mine.index.isin(result.rows.index)]):
        edge = {"markerfacecolor": "white", "markeredgewidth": 2.0} if hollow else {"markeredgewidth": 0.5}
        ax.plot(some["spot"], some["value"], shape, ms=13 if now else 8, color=color, zorder=5, **edge)
    bars = joined((row.spot, [row.low, row.high]) for row in result.rows.itertuples())
    color = result.rows["color"].iloc[0] if len(result.rows) else style.INK
    ax.plot(*bars, color=color, lw=2, solid_capstyle="butt", zorder=3)
    lines = [f"{signed(row.value)}  {row.short}" for row in result.rows.itertuples()]
    words = "\n".join(lines) if lines else "no result in our sources"
    ax.text(0.012, 0.03, words, transform=ax.transAxes, va="bottom", linespacing=1.4)

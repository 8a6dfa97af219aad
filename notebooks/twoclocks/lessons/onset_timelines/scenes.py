"""Explorer pictures of lesson 06: one trial visit by visit, and the size of an effect by control and time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...kit import style
from ...kit.scene import Scene
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


class SameTrialScene(Scene):
    """Both arms of one trial as percent of the start, up to the chosen visit, and the gap in points below."""

    size = (9.2, 5.3)

    def build(self, figure) -> None:
        """Create the two panels, the arms and the gap marks."""
        self.top, self.below = figure.subplots(2, 1, sharex=True, height_ratios=[2.5, 1])
        style.log_time_axis(self.top, 0.72, 1500)
        self.below.set_xticks([START, 2, 24, 168, 648], ["start", "2 h", "1 day", "1 week", "4 weeks"])
        self.below.set_xlabel("time after the first dose")
        self.top.set_ylim(36, 113)
        self.top.set_yticks([40, 60, 80, 100], ["40 %", "60 %", "80 %", "100 %"])
        self.top.set_ylabel("depression score,\nshare of the start")
        self.below.set_ylim(-17, 4.5)
        self.below.set_yticks([0, -10], ["0", f"{MINUS}10"])
        self.below.set_ylabel("gap, MADRS\npoints")
        self.below.axhline(0, color=style.QUIET, lw=1)
        style.message(self.top, " ")
        self.names = {
            role: self.top.text(0.32, y, "", transform=self.top.transAxes, va="center")
            for role, y in (("drug", 0.96), ("control", 0.87))
        }
        self.keys = {
            role: self.top.plot(0.295, y, transform=self.top.transAxes, **arm_style(role))[0]
            for role, y in (("drug", 0.96), ("control", 0.87))
        }
        self.cursors = [
            self.moving(ax.axvline(2, ymax=most, color=style.GRID, lw=7, zorder=0))
            for ax, most in ((self.top, 0.8), (self.below, 1))
        ]
        self.arms = {
            role: self.moving(self.top.plot([], [], zorder=zorder, **arm_style(role))[0])
            for role, zorder in (("control", 4), ("drug", 5))
        }
        self.values = {
            role: self.moving(self.top.text(0, 0, "", va="center", fontweight="bold", zorder=7))
            for role in ("drug", "control")
        }
        self.bars = self.moving(self.below.plot([], [], color=style.INK, lw=2, solid_capstyle="butt")[0])
        self.gaps = self.moving(self.below.plot([], [], "D", color=style.INK, ms=8)[0])
        self.words = self.moving(self.below.text(0, 0, "", va="center"))

    def backdrop(self, values) -> str:
        """Return the trial: its title and the names of its arms stand still."""
        return values["trial"]

    def set_backdrop(self, key: str) -> None:
        """Write the title and the names of the arms of trial ``key``."""
        trial = data.trial(key)
        style.message(self.top, trial.title)
        for role, name in (("drug", trial.drug_name), ("control", trial.control_name)):
            look = self._look(trial, role)
            self.names[role].set(text=name, color=ink_of(look["color"]))
            self.keys[role].set(**look)

    @staticmethod
    def _look(trial: data.Trial, role: str) -> dict[str, object]:
        look = arm_style(role, trial.new_pill)
        shape = look["marker"] if role == "drug" else style.CONTROL_MARKERS[trial.control_type]
        return {"color": look["color"], "marker": shape}

    def update(self, result: Look, values) -> None:
        """Draw the trial up to the chosen time."""
        trial = result.trial
        for cursor in self.cursors:
            cursor.set_xdata([result.hours] * 2)
        for role, arm in (("drug", trial.drug), ("control", trial.control)):
            look = self._look(trial, role)
            self.arms[role].set(data=result.upto(arm), **look)
            self.values[role].set_color(ink_of(look["color"]))
        self._write_values(result)
        shown = [gap for hours, gap in trial.gaps.items() if hours <= result.hours]
        self.gaps.set_data([gap.hours for gap in shown], [gap.value for gap in shown])
        bars = [(gap.hours, limit) for gap in shown for limit in (gap.low, gap.high, np.nan)]
        self.bars.set_data([x for x, _ in bars], [y for _, y in bars])
        self.words.set_visible(result.gap is not None)
        if result.gap:
            self.words.set(text=signed(result.gap.value), position=(result.hours * 1.14, result.gap.value))

    def _write_values(self, result: Look) -> None:
        drug, control = (arm.get(result.hours) for arm in (result.trial.drug, result.trial.control))
        for text in self.values.values():
            text.set_visible(drug is not None)
        if drug is None:
            return
        # Numbers closer than a line of type are pushed apart, each to its own side.
        push = max(0.0, (7.0 - abs(drug - control)) / 2) * (1 if drug >= control else -1)
        for role, value, shift in (("drug", drug, push), ("control", control, -push)):
            self.values[role].set(text=f"{value:.0f} %", position=(result.hours * 1.14, value + shift))


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


class ControlScene(Scene):
    """All differences in grey; those against the chosen control in colour, at the chosen time large."""

    size = (9.2, 4.8)

    def build(self, figure) -> None:
        """Create the axis with every point in grey, and the artists that pick some out."""
        self.rows = differences()
        self.ax = ax = figure.subplots()
        style.log_time_axis(ax, 1.1, 1700)
        ax.set_ylim(-52, 78)
        ax.set_yticks([-40, 0, 40], [f"{MINUS}40", "0", "+40"])
        ax.set_xlabel("time after the first dose")
        ax.set_ylabel("extra responders per 100 people,\ndrug minus control")
        ax.axhline(0, color=style.QUIET, lw=1)
        for _, row in self.rows.iterrows():
            ax.plot(row["spot"], row["value"], CONTROLS[row["control_type"]][2], ms=7, color=style.GRID, zorder=1)
        # All colours of all settings must stand in the first picture, because it sets the palette.
        for x, color, words in (
            (0.5, style.KETAMINE, "ketamine, esketamine"),
            (0.64, style.SEROTONIN, "SSRIs"),
            (1.0, style.INK, "dextromethorphan"),
        ):
            ax.text(x, 0.965, words, transform=ax.transAxes, color=color, ha="right", va="center")
        style.message(ax, " ")
        self.band = self.moving(ax.axvspan(1, 2, ymax=0.92, color=style.CONTROL, alpha=0.16, lw=0, zorder=0))
        self.bars = self.moving(ax.plot([], [], lw=2, solid_capstyle="butt", zorder=3)[0])
        self.marks = [self.moving(ax.plot([], [], "o", ls="none", zorder=5)[0]) for _ in range(8)]
        self.list = self.moving(ax.text(0.012, 0.03, "", transform=ax.transAxes, va="bottom", linespacing=1.4))

    def backdrop(self, values) -> str:
        """Return the control: the title stands still for each."""
        return values["comparator"]

    def set_backdrop(self, key: str) -> None:
        """Write the control into the title."""
        title, tell, _ = CONTROLS[key]
        style.message(self.ax, f"Drug {title}: {tell}")

    def update(self, result: Found, values) -> None:
        """Pick out the chosen control, and within it the chosen time."""
        shape = CONTROLS[result.control][2]
        low, high = WHEN[result.hours][1]
        self.band.set_bounds(low * 0.85, 0, high * 1.18 - low * 0.85, 0.92)
        mine = self.rows[self.rows["control_type"] == result.control]
        groups = mine.groupby(["color", "hollow", mine.index.isin(result.rows.index)])
        for mark in self.marks:
            mark.set_data([], [])
        for mark, ((color, hollow, now), some) in zip(self.marks, groups, strict=False):
            mark.set_data(some["spot"], some["value"])
            mark.set(
                marker=shape,
                markersize=13 if now else 8,
                color=color,
                markerfacecolor="white" if hollow else color,
                markeredgewidth=2.0 if hollow else 0.5,
            )
        bars = [(row.spot, limit) for row in result.rows.itertuples() for limit in (row.low, row.high, np.nan)]
        self.bars.set_data([x for x, _ in bars], [y for _, y in bars])
        self.bars.set_color(result.rows["color"].iloc[0] if len(result.rows) else style.INK)
        lines = [f"{signed(row.value)}  {row.short}" for row in result.rows.itertuples()]
        self.list.set_text("\n".join(lines) if lines else "no result in our sources")

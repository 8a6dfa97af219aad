"""The moving pictures of lesson 08: the room, forty people in it, and doses on a logarithmic axis.

Words that belong to one setting stand in the backdrop, which is drawn once a choice; published points come and go.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ... import evidence
from ...kit import style
from ...kit.scene import Scene
from ...models import journeys, session
from .look import flat_marks, hours, later_ratings, mean_and_spread, running, session_axis

#: Curve -> (height of its axis, ticks, name, lines below it).
PANELS = {
    "level": (330, (0, 150, 300), "ketamine in plasma [ng/mL]", "ring: measured in trials"),
    "block": (66, (0, 30, 60), "block index [%]", "modelled: no scan has measured it"),
    "dissociation": (20, (0, 8, 16), "feeling detached [CADSS points]", "curve set to meet the mean at 40 min"),
    "systolic": (31, (0, 10, 20, 30), "rise of blood pressure [mmHg]", "curves set to meet the means at 40 min"),
}


class RoomScene(Scene):
    """Four small panels on one time axis, with a line that says now."""

    size = (9.2, 6.1)

    def build(self, figure) -> None:
        grid = figure.subplots(len(PANELS), 1, sharex=True)
        self.axes = dict(zip(PANELS, grid, strict=True))
        self.future, self.past, self.dots, self.below, self.lines = {}, {}, {}, {}, []
        for name, ax in self.axes.items():
            self._build_panel(ax, name)
        self._curve("diastolic", self.axes["systolic"], style.DASHES[1])
        self.words: list = []
        self.points = self._published()
        for artist in self.points:
            self.moving(artist)
        session_axis(grid[-1], hour=True)
        style.message(grid[0], "Up while it runs, down soon after")

    def _build_panel(self, ax: Axes, name: str) -> None:
        top, ticks, words, below = PANELS[name]
        ax.set_ylim(0, top)
        ax.set_yticks(ticks)
        running(ax)
        ax.text(1, 1.0, words, transform=ax.transAxes, ha="right", va="top", fontweight="bold")
        quiet = {"ha": "right", "va": "top", "color": style.QUIET, "fontstyle": "italic"}
        self.below[name] = ax.text(1, 0.7, below, transform=ax.transAxes, **quiet)
        self.lines.append(self.moving(ax.axvline(0, color=style.QUIET, lw=style.pt(1.2), dashes=(3, 2), zorder=4)))
        self._curve(name, ax, "-")
        dot = ax.plot([], [], "o", color=style.KETAMINE, ms=style.pt(8), zorder=8, clip_on=False)[0]
        self.dots[name] = self.moving(dot)

    def _curve(self, name: str, ax: Axes, dashes) -> None:
        """Draw a curve twice: thin for the whole session, thick as far as now."""
        same = {"linestyle": dashes}
        future = ax.plot([], [], color=style.CONTROL, lw=style.pt(1.1), zorder=2, **same)[0]
        self.future[name] = self.moving(future)
        past = ax.plot([], [], color=style.KETAMINE, lw=style.pt(2.6), zorder=5, **same)[0]
        self.past[name] = self.moving(past)

    def _published(self) -> list:
        """Draw what was measured at the trial dose; return the marks, keep the words that belong to them."""
        known = {ax: set(ax.lines) for ax in self.axes.values()}
        end = journeys.trial_hours()
        level, score, pressure = (self.axes[name] for name in ("level", "dissociation", "systolic"))
        ring = journeys.measured_level()
        level.plot(end, ring.value, "o", ms=style.pt(9), zorder=9, **style.marker(ring.status, style.INK))
        mean_and_spread(score, end, "session.vanschalkwyk2018.CADSS_mean", "o", least=0)
        flat_marks(score, later_ratings(), 0.5, "secondary")
        between = {"session.yale2024": (end, end + 0.07), "session.rivaposse2018": (0.53, 0.6)}
        for clinic, times in between.items():
            for x, symbol, shape in zip(times, ("dSBP", "dDBP"), "os", strict=True):
                mean_and_spread(pressure, x, f"{clinic}.{symbol}", shape)
        flat_marks(pressure, [hours("session.fang2019.t_next")], 0.8, "primary")
        self.words = [
            score.text(end + 0.12, 15, "mean and SD of 110 people", va="center"),
            score.text(later_ratings()[0], 2.0, "bars: rated, not raised", va="bottom"),
            pressure.text(end + 0.16, 23.5, "mean and SD, one clinic;\nhollow: another clinic", va="center"),
            pressure.text(later_ratings()[1] + 0.03, 5.6, "square, dashed: diastolic", va="bottom"),
        ]
        return [line for ax, before in known.items() for line in ax.lines if line not in before]

    def backdrop(self, values) -> bool:
        # Two still parts, not one a dose: each would be sent to the page when the dose moves.
        return values["infusion_dose"] == 1

    def set_backdrop(self, as_in_trials: bool) -> None:
        for words in self.words:
            words.set_visible(as_in_trials)
        ring = PANELS["level"][3] if as_in_trials else "measured points: at 1 × only"
        self.below["level"].set_text(ring)

    @staticmethod
    def heights(room: session.Room, name: str) -> np.ndarray:
        """Return a curve as its panel shows it."""
        return getattr(room, name) * (100 if name == "block" else 1)

    def update(self, result, values) -> None:
        now = result.minute / 60
        past = result.room.time <= now + 1e-9
        for name, line in self.future.items():
            line.set_data(result.room.time, self.heights(result.room, name))
        for name, line in self.past.items():
            line.set_data(result.room.time[past], self.heights(result.room, name)[past])
        for name, dot in self.dots.items():
            dot.set_data([now], [result.values[name] * (100 if name == "block" else 1)])
        for line in self.lines:
            line.set_xdata([now, now])
        for mark in self.points:
            mark.set_visible(values["infusion_dose"] == 1)


class CrowdScene(Scene):
    """Forty levels over four hours, and what they do to the rise of pressure when the infusion ends."""

    size = (9.2, 4.9)
    top = 520

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.15, 1))
        self._build_levels(figure.add_subplot(grid[0]))
        self._build_pressure(figure.add_subplot(grid[1]))

    def _build_levels(self, ax: Axes) -> None:
        session_axis(ax)
        running(ax)
        ax.set_ylim(0, self.top)
        ax.set_yticks(range(0, self.top, 100))
        ax.set_ylabel("ketamine in plasma [ng/mL]")
        style.message(ax, "Forty people, one dose per kilogram")
        thin = {"color": style.CONTROL, "lw": style.pt(0.9), "antialiased": False, "zorder": 2}
        self.everybody = self.moving(ax.plot([], [], **thin)[0])
        self.one = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3), zorder=4)[0])
        ax.text(4.0, 0.97 * self.top, "thick: the person you chose", ha="right", va="top")
        style.stamp(ax, "illustrative: spread of children", y=0.84)

    def _build_pressure(self, ax: Axes) -> None:
        published = evidence.parameter("session.yale2024.dSBP")
        ax.axhspan(published.low, published.high, color=style.CONTROL_TINT, lw=0, zorder=0)
        ax.axhline(published.value, color=style.INK, lw=style.pt(1.4), zorder=1)
        ax.set_xlim(60, self.top)
        ax.set_xticks(range(100, self.top, 100))
        ax.set_xlabel("level when the infusion ends [ng/mL]")
        ax.set_ylim(-16, 54)
        ax.set_yticks(range(-10, 51, 10))
        ax.set_ylabel("systolic rise [mmHg]")
        style.message(ax, "How high the pressure goes")
        line = np.array([60.0, self.top])
        ax.plot(line, session.pressure_rise(line), color=style.CONTROL, lw=style.pt(1.2), zorder=1)
        ax.text(self.top - 8, 53, "grey band: mean and SD, one clinic", ha="right", va="top")
        self.dots = self.moving(ax.plot([], [], "o", color=style.QUIET, ms=style.pt(6), zorder=3)[0])
        self.dot = self.moving(ax.plot([], [], "o", color=style.KETAMINE, ms=style.pt(11), zorder=5)[0])
        self.stamps = {"level": "line: assumed", "all": "scatter by construction"}
        self.stamp = ax.text(
            self.top - 8, -14, "", ha="right", va="bottom", color=style.QUIET, fontstyle="italic", zorder=8
        )

    def backdrop(self, values) -> str:
        return values["differs"]

    def set_backdrop(self, differs: str) -> None:
        self.stamp.set_text(self.stamps[differs])

    def update(self, result, values) -> None:
        # One line with gaps is one artist; forty would be forty.
        gap = np.full((session.SEATS, 1), np.nan)
        times = np.tile(np.append(result.time, np.nan), session.SEATS)
        self.everybody.set_data(times, np.hstack([result.levels, gap]).ravel())
        at = values["seat"] - 1
        self.one.set_data(result.time, result.levels[at])
        self.dots.set_data(result.at_end, result.systolic)
        self.dot.set_data([result.at_end[at]], [result.systolic[at]])


#: Measure -> (limits of its axis, ticks, label of the axis, title).
AXES = {
    "amount": ((0.05, 80), (0.1, 1, 10), "amount [mg/kg], logarithmic", "By amount: next door to anaesthesia"),
    "speed": ((0.05, 500), (0.1, 1, 10, 100), "speed [mg/kg per hour], logarithmic", "By speed: far below anaesthesia"),
    "level": (
        (20, 5000),
        (100, 1000),
        "ketamine in plasma [ng/mL], logarithmic",
        "By level: clearly below anaesthesia",
    ),
}


def dose_rows(measure: str) -> list[tuple[str, float, float, str, str]]:
    """Return what the sources say in one measure: (words, low, high, status, source key), smallest first."""
    session.anaesthesia(measure)
    get = evidence.parameter
    if measure == "level":
        rows = [
            ("one small dose\nagainst pain", get("ketamine.zanos2018.C_analgesia")),
            ("people feel\ndetached", get("ketamine.zanos2018.C_dissociation")),
            ("waking after\nan operation", get("ketamine.idvall1979.C_recovery")),
            ("anaesthesia", get("ketamine.zanos2018.C_anaesthesia")),
        ]
        mass = float(get("ketamine.molar_mass"))
        scale = [mass if p.unit == "uM" else 1.0 for _, p in rows]
        return [
            (words, p.low * by, p.high * by, p.status, p.source) for (words, p), by in zip(rows, scale, strict=True)
        ]
    day = get("session.schwartzman2009.hours")
    pain, slow = get("pain.schwartzman2009.rate"), get("session.sigtermans2009.rate")
    whole = 24 * float(get("session.sigtermans2009.duration"))
    trial = get("session.fava2020.low_dose"), get("session.fava2020.high_dose")
    low, _, high = session.anaesthesia(measure)
    if measure == "amount":
        pains = (pain.value * day.value, slow.value / 70 * whole)
        trials = tuple(p.value for p in trial)
    else:
        pains = (pain.value, slow.value / 70)
        trials = tuple(p.value / journeys.trial_hours() for p in trial)
    rows = [
        ("arms of a trial\nagainst depression", *trials, "primary", trial[0].source),
        ("pain: one day\nof ten", pains[0], pains[0], "primary", pain.source),
        ("pain: four days\non end, S-ketamine", pains[1], pains[1], "primary", slow.source),
        ("anaesthesia,\nlabel", low, high, "primary", "ketamine_label_dosing"),
    ]
    return rows


class DoseScene(Scene):
    """One infusion beside what is used in other places, in the measure chosen."""

    size = (9.2, 4.7)

    def build(self, figure) -> None:
        self.ax = ax = figure.add_subplot()
        ax.set_xscale("log")
        ax.set_ylim(3.6, -0.9)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="x")
        same = {"color": style.INK, "zorder": 3}
        self.bars = [ax.plot([1], [1], lw=style.pt(5), solid_capstyle="butt", **same)[0] for _ in range(4)]
        self.ends = [ax.plot([1], [1], "o", ms=style.pt(9), **same)[0] for _ in range(4)]
        words = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        ax.text(0.99, -0.62, "tall line: your infusion", color=style.KETAMINE, fontweight="bold", **words)
        self.note = ax.text(0.99, 0.0, "", color=style.QUIET, fontstyle="italic", **words)
        tint = {"facecolor": style.KETAMINE, "alpha": 0.22, "lw": 0, "zorder": 1}
        self.band = self.moving(ax.add_patch(Rectangle((1, -0.5), 0, 4, **tint)))
        self.line = self.moving(ax.plot([1], [1], color=style.KETAMINE, lw=style.pt(3), zorder=5)[0])
        self.set_backdrop("amount")

    def backdrop(self, values) -> str:
        return values["compare_by"]

    def set_backdrop(self, measure: str) -> None:
        limits, ticks, label, title = AXES[measure]
        self.ax.set_xlim(*limits)
        self.ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        self.ax.set_xticks([], minor=True)
        self.ax.set_xlabel(label)
        style.message(self.ax, title)
        rows = dose_rows(measure)
        self.ax.set_yticks(range(len(rows)), [row[0] for row in rows])
        for row, (bar, ends) in enumerate(zip(self.bars, self.ends, strict=True)):
            low, high = rows[row][1:3]
            bar.set_data([low, high], [row, row])
            ends.set_data([low, high], [row, row])
        self.note.set_text("pale band: five\npublished models" if measure == "level" else "")

    def update(self, result, values) -> None:
        measure = values["compare_by"]
        own = {"amount": result.amount, "speed": result.speed, "level": result.middle}[measure]
        low, high = result.range if measure == "level" else (own, own)
        self.band.set_bounds(low, -0.5, high - low, 4.0)
        self.line.set_data([own, own], [-0.5, 3.5])

"""The moving pictures of lesson 04: an infusion, another way in, a pill a day, ten thousand people.

Words that follow a choice stand in a backdrop (drawn once a choice); thin moving lines are drawn without
smoothing, which a screen at two pixels per CSS pixel does not show and which halves the stored frames.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...kit import style
from ...kit.scene import Scene
from ...models import journeys, ketamine, pill_days
from .look import ILLUSTRATIVE_PILLS, METABOLITE, hours_axis, measured_ring
from .route_charts import bioavailability_table

SHORT_ROUTES = {"intramuscular": "muscle", "nasal": "nose", "sublingual": "tongue", "oral": "mouth"}


class InfusionScene(Scene):
    """One published model in front, the other four behind it, and the measured level."""

    size = (9.0, 4.5)
    top = 520

    def build(self, figure) -> None:
        ax = figure.add_subplot()
        hours_axis(ax, 4.0)
        ax.set_ylim(0, self.top)
        ax.set_yticks(range(0, self.top, 100))
        ax.set_ylabel("ketamine in plasma [ng/mL]")
        style.message(ax, "Up while it runs, half gone soon after")
        tint = {"color": style.KETAMINE_TINT, "lw": 0, "zorder": 0}
        self.running = ax.add_patch(Rectangle((0, 0), 1, self.top, **tint))
        self.lines = {name: self.moving(ax.plot([], [])[0]) for name in ketamine.PK_SETS}
        self.half = self.moving(ax.plot([], [], "s", color=style.INK, ms=style.pt(8), zorder=8)[0])
        self.moving(measured_ring(ax))
        ring = (journeys.trial_hours(), journeys.measured_level().value)
        style.point_at(ax, ring, "measured\nin trials", style.away(44, 66), va="center")
        words = ("thick: the model you chose", "thin: the other four", "square: half of the peak left")
        ax.text(4.0, 0.97 * self.top, "\n".join(words), ha="right", va="top", linespacing=1.5)

    def backdrop(self, values) -> float:
        return values["infusion_minutes"]

    def set_backdrop(self, minutes: float) -> None:
        self.running.set_width(minutes / ketamine.MINUTES_PER_HOUR)

    def update(self, result, values) -> None:
        chosen = values["pk_set"]
        for name, line in self.lines.items():
            front = name == chosen
            line.set_data(result.time, result.levels[name])
            line.set(
                color=style.KETAMINE if front else style.CONTROL,
                linewidth=style.pt(3 if front else 1.4),
                antialiased=front,
                zorder=5 if front else 3,
            )
        self.half.set_data([result.end + result.half_time(chosen)], [result.peak(chosen) / 2])


class RouteScene(Scene):
    """The same amount through another door: level against time, and what the sources say of the share."""

    size = (9.2, 4.5)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(2.1, 1))
        self._build_levels(figure.add_subplot(grid[0]))
        self._build_shares(figure.add_subplot(grid[1]))

    def _build_levels(self, ax: Axes) -> None:
        style.linear_time_axis(ax, range(0, 7, 2), 6.0)
        ax.set_xlabel("time since the start")
        ax.set_ylim(0, 138)
        ax.set_yticks(range(0, 101, 25))
        ax.set_ylabel("level [% of infusion's peak]")
        style.message(ax, "Same amount, another door")
        vein = journeys.by_route("oral")
        ax.plot(vein.time, vein.vein, color=style.CONTROL, linestyle=METABOLITE, lw=style.pt(2))
        ax.text(0.95, 84, "into a vein over 40 min", color=style.QUIET, va="center")
        band = ax.fill_between(vein.time, vein.low, vein.high, color=style.KETAMINE_TINT, lw=0, zorder=1)
        self.band = self.moving(band)
        self.line = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3), zorder=4)[0])
        self.peak = self.moving(ax.plot([], [], "s", color=style.INK, ms=style.pt(8), zorder=5)[0])
        ax.text(5.95, 66, "square: the peak\nband: published range", ha="right", va="center", linespacing=1.4)
        style.stamp(ax, "illustrative: speed assumed", y=0.92)

    def _build_shares(self, ax: Axes) -> None:
        frame = bioavailability_table()
        frame = frame[frame["drug"] == "ketamine"].replace({"route": {"rectal_sublingual": "sublingual"}})
        for place, route in enumerate(ketamine.ROUTES):
            for row in frame[frame["route"] == route].itertuples():
                ax.plot(
                    100 * row.value, place, "o", ms=style.pt(9), zorder=4, **style.marker(row.status, style.KETAMINE)
                )
        ax.set_ylim(len(ketamine.ROUTES) - 0.5, -0.5)
        ax.set_yticks(range(len(ketamine.ROUTES)), [SHORT_ROUTES[route] for route in ketamine.ROUTES])
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 104)
        ax.set_xticks([0, 50, 100])
        ax.set_xlabel("reaches blood [%]")
        style.message(ax, "Sources say")
        self.spot = ax.add_patch(Rectangle((0, 0), 104, 0.8, color=style.KETAMINE_TINT, lw=0, zorder=0))
        self.chosen = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(2.5), zorder=6)[0])

    def backdrop(self, values) -> str:
        return values["route"]

    def set_backdrop(self, route: str) -> None:
        self.spot.set_y(ketamine.ROUTES.index(route) - 0.4)

    def update(self, result, values) -> None:
        self.band.set_data(result.time, result.low, result.high)
        self.line.set_data(result.time, result.level)
        self.peak.set_data([result.peak_time], [result.peak])
        place = ketamine.ROUTES.index(values["route"])
        self.chosen.set_data([100 * result.share] * 2, [place - 0.4, place + 0.4])


class PillScene(Scene):
    """A pill a day over ten weeks: the rise to the plateau, a gap, and the end."""

    size = (9.2, 4.5)
    top = 186
    #: Heights of the three lines of words above the curves.
    lines = (175, 154, 134)

    def build(self, figure) -> None:
        ax = figure.add_subplot()
        weeks, end = range(0, pill_days.WEEKS + 1, 2), pill_days.WEEKS * style.WEEK
        style.linear_time_axis(ax, [week * style.WEEK for week in weeks], end)
        ax.set_xlabel("time since the first pill")
        ax.set_ylim(0, self.top)
        ax.set_yticks([0, 50, 100])
        ax.set_ylabel("level [% of the plateau]")
        style.message(ax, "Each pill adds to what is left of the ones before")
        self.swing = ax.add_patch(Rectangle((0, 0), 1, 1, color=style.SEROTONIN_TINT, lw=0, zorder=0))
        self.ready = ax.plot([], [], color=style.INK, lw=style.pt(1.6), zorder=2)[0]
        self.words = [ax.text(0.25 * style.WEEK, y, "", va="center") for y in self.lines[:2]]
        for y, text in zip(self.lines[:2], ("triangle: last pill", "band: daily swing"), strict=True):
            ax.text(end, y, text, ha="right", va="center", color=style.QUIET)
        ax.text(end, self.lines[2], ILLUSTRATIVE_PILLS, ha="right", va="center", color=style.QUIET, fontstyle="italic")
        self.line = self.moving(
            ax.plot([], [], color=style.SEROTONIN, lw=style.pt(1.3), zorder=4, antialiased=False)[0]
        )
        self.metabolite = self.moving(
            ax.plot([], [], color=style.SEROTONIN, lw=style.pt(2.6), linestyle=METABOLITE, zorder=5)[0]
        )
        self.last = self.moving(ax.plot([], [], "v", color=style.INK, ms=style.pt(11), zorder=6, clip_on=False)[0])

    def backdrop(self, values) -> str:
        return values["ssri"]

    def set_backdrop(self, drug: str) -> None:
        main = pill_days.substance(drug)
        low, high = main.swing
        self.swing.set_bounds(0, low, pill_days.WEEKS * style.WEEK, high - low)
        self.ready.set_data([main.days * style.DAY] * 2, [0, 130])
        slow = pill_days.metabolite_of(drug)
        below = f"dashed: {slow}, day {pill_days.substance(drug, slow).days}" if slow else ""
        if drug == "paroxetine":
            below = "no valid curve after a gap"
        for words, text in zip(self.words, (f"day {main.days}: 90 % of the plateau", below), strict=True):
            words.set_text(text)

    def update(self, result, values) -> None:
        self.line.set_data(result.time, result.level)
        self.metabolite.set_visible(result.metabolite is not None)
        if result.metabolite is not None:
            self.metabolite.set_data(result.time, result.metabolite)
        self.last.set_data([result.last], [6])


class PopulationScene(Scene):
    """Many people on the same dose per kilogram: a band over time, and the spread when the infusion stops."""

    size = (9.2, 4.5)
    top = 500

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(2.6, 1))
        left, right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        hours_axis(left, 4.0)
        left.set_ylabel("ketamine in plasma [ng/mL]")
        style.message(left, "One dose, ten thousand people")
        thin = {"color": style.CONTROL, "lw": style.pt(0.9), "antialiased": False, "zorder": 2}
        self.people = [self.moving(left.plot([], [], **thin)[0]) for _ in range(journeys.SHOWN)]
        start = journeys.population()
        band = left.fill_between(start.time, start.low, start.high, color=style.KETAMINE_TINT, lw=0, zorder=1)
        self.band = self.moving(band)
        self.median = self.moving(left.plot([], [], color=style.KETAMINE, lw=style.pt(3), zorder=4)[0])
        self.moving(measured_ring(left))
        words = ("thick: the person in the middle", f"thin: {journeys.SHOWN} of the 10,000", "ring: measured in trials")
        left.text(4.0, 0.86 * self.top, "\n".join(words), ha="right", va="top", linespacing=1.5)
        style.stamp(left, "illustrative: spread of children", y=0.92)
        self._build_histogram(right)
        for ax in (left, right):
            ax.set_ylim(0, self.top)
            ax.set_yticks(range(0, self.top + 1, 100))

    def _build_histogram(self, ax: Axes) -> None:
        ax.set_xlim(0, 1)
        ax.set_xticks([])
        ax.set_xlabel("share of people")
        style.message(ax, "At 40 min")
        self.edges = np.linspace(0, self.top, 41)
        flat = {"fill": True, "orientation": "horizontal", "lw": 0}
        empty = np.zeros(self.edges.size - 1)
        self.everybody = self.moving(ax.stairs(empty, self.edges, color=style.CONTROL, **flat))
        self.inside = self.moving(ax.stairs(empty, self.edges, color=style.KETAMINE, **flat))
        self.limits = [self.moving(ax.axhline(0, color=style.INK, lw=style.pt(1.6), zorder=5)) for _ in range(2)]
        ax.text(0.98, 0.98, "coloured:\nthe band", ha="right", va="top", transform=ax.transAxes, linespacing=1.4)

    def update(self, result, values) -> None:
        for line, level in zip(self.people, result.shown, strict=True):
            line.set_data(result.time, level)
        self.band.set_data(result.time, result.low, result.high)
        self.median.set_data(result.time, result.median)
        counts = np.histogram(result.at_end, self.edges)[0]
        low, high = result.limits
        self.everybody.set_data(0.95 * counts / counts.max())
        inside = (self.edges[:-1] <= high) & (self.edges[1:] >= low)
        self.inside.set_data(np.where(inside, 0.95 * counts / counts.max(), 0.0))
        for line, limit in zip(self.limits, result.limits, strict=True):
            line.set_ydata([limit, limit])

"""The pictures of lesson 12 that follow a control: levels after a dose, flows, and parts held still."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from ...kit import style
from ...kit.scene import Scene
from ...models import terminal, terminal_frozen, terminal_views
from .charts import MODEL_ONLY

#: Rows of the flow picture: field of Flows -> words.
ROWS = {
    "released": "released",
    "pumped": "transporter",
    "to_glia": "into glia",
    "removed": "elsewhere",
    "made": "made anew",
}
#: The three ways out and how their share is filled, told apart without colour too.
FILLS = {
    "pumped": {"facecolor": style.SEROTONIN},
    "to_glia": {"facecolor": style.CONTROL},
    "removed": {"facecolor": "white", "hatch": "///"},
}


#: Message of the picture of levels: with a dose or without.
DOSE_MESSAGES = {True: "Up for hours, not for weeks", False: "No dose, no change"}
#: Message of the picture of flows, by the pump's share of what leaves; each holds from its share up.
FLOW_MESSAGES = ("The small exits take over", "The small exits help out", "The pump carries nearly all")
FLOW_LIMITS = (0.5, 0.9)


class DoseScene(Scene):
    """Two days after one dose: serotonin outside, transporters at the surface, drug in brain."""

    size = (9.2, 4.7)
    #: Tops of the three axes: nM, % of before, nM.
    tops = (150, 112, 800)
    #: Where the time axis begins [h]; the moment of the dose is drawn there too.
    first = 0.1

    def build(self, figure) -> None:
        grid = figure.add_gridspec(2, 2, width_ratios=(1.6, 1))
        left = figure.add_subplot(grid[:, 0])
        upper = figure.add_subplot(grid[0, 1])
        lower = figure.add_subplot(grid[1, 1], sharex=upper)
        self.axes = left, upper, lower
        for ax, top in zip(self.axes, self.tops, strict=True):
            style.log_time_axis(ax, self.first, terminal.LONGEST)
            ax.set_ylim(0, top)
        for ax in (left, lower):
            ax.set_xlabel("time after the dose")
        upper.tick_params(labelbottom=False)
        style.message(left, DOSE_MESSAGES[True])
        left.set_ylabel("serotonin outside [nM]")
        left.set_yticks([0, 60, 120])
        upper.set_title("surface pumps [%]", fontweight="normal")
        upper.set_yticks([0, 50, 100])
        lower.set_title("drug in brain [nM]", fontweight="normal")
        lower.set_yticks([0, 400, 800])
        base = terminal.undisturbed(0.0).serotonin[0]
        left.axhline(base, color=style.QUIET, lw=style.pt(1), dashes=(3, 2))
        left.text(self.first * 1.15, base - 4, "before", ha="left", va="top", color=style.QUIET)
        style.stamp(left, MODEL_ONLY)
        colors = style.SEROTONIN, style.SEROTONIN, style.INK
        self.lines = [
            self.moving(ax.plot([], [], color=color, lw=style.pt(2.6), zorder=4)[0])
            for ax, color in zip(self.axes, colors, strict=True)
        ]
        self.cuts = [
            self.moving(ax.axvline(1, 0.16, 1, color=style.QUIET, lw=style.pt(1), zorder=2)) for ax in self.axes
        ]
        self.dots = [
            self.moving(ax.plot([], [], "o", color=color, ms=style.pt(9), zorder=5, clip_on=False)[0])
            for ax, color in zip(self.axes, colors, strict=True)
        ]

    def backdrop(self, values) -> bool:
        return values["mouse_dose"] > 0

    def set_backdrop(self, dosed: bool) -> None:
        style.message(self.axes[0], DOSE_MESSAGES[dosed])

    def update(self, result: terminal_views.AfterDose, values) -> None:
        courses = result.serotonin, 100 * result.surface, result.drug
        for line, cut, dot, course in zip(self.lines, self.cuts, self.dots, courses, strict=True):
            line.set_data(result.time, course)
            moment = max(result.hours, self.first)
            cut.set_xdata([moment] * 2)
            dot.set_data([moment], [course[result.at]])


class FlowScene(Scene):
    """Flows before the dose and at a moment after it, and the shares of the three ways out."""

    size = (9.2, 4.5)
    #: A flow below this is drawn at the edge [uM/h].
    least = 0.02

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(2.0, 1))
        left, right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        left.set_xscale("log")
        left.set_xlim(self.least, 600)
        left.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
        left.minorticks_off()
        left.set_ylim(len(ROWS) - 0.5, -0.75)
        left.set_yticks(range(len(ROWS)), list(ROWS.values()))
        left.tick_params(axis="y", length=0)
        left.set_xlabel("flow [µM/h], each step ten times")
        left.grid(axis="x")
        self.left = left
        style.message(left, FLOW_MESSAGES[1])
        rings = {"color": "white", "markeredgecolor": style.INK, "markeredgewidth": style.pt(1.8), "ms": style.pt(9)}
        self.links = [self.moving(left.plot([], [], color=style.SEROTONIN, lw=style.pt(2), zorder=3)[0]) for _ in ROWS]
        self.before = self.moving(left.plot([], [], "o", zorder=4, **rings)[0])
        self.now = self.moving(left.plot([], [], "o", color=style.SEROTONIN, ms=style.pt(10), zorder=5)[0])
        for name, fill in FILLS.items():
            left.add_patch(
                Rectangle(
                    (330, list(ROWS).index(name) - 0.2), 170, 0.4, edgecolor=style.INK, lw=style.pt(1), zorder=3, **fill
                )
            )
        left.text(0.028, -0.5, "ring: before, dot: now", va="center", color=style.QUIET)
        self._build_shares(right)

    def _build_shares(self, ax) -> None:
        ax.set_xlim(-0.6, 1.6)
        ax.set_ylim(0, 100)
        ax.set_xticks([0, 1], ["before", "now"])
        ax.tick_params(axis="x", length=0)
        ax.set_yticks([0, 50, 100])
        style.message(ax, "Ways out [%]")
        self.bars = [
            [
                self.moving(ax.bar(place, 0, width=0.62, edgecolor=style.INK, lw=style.pt(1), zorder=3, **fill)[0])
                for fill in FILLS.values()
            ]
            for place in (0, 1)
        ]

    def backdrop(self, values) -> int:
        return int(np.searchsorted(FLOW_LIMITS, terminal_views.after_dose(**values).flows.pump_share, "right"))

    def set_backdrop(self, place: int) -> None:
        style.message(self.left, FLOW_MESSAGES[place])

    def update(self, result: terminal_views.AfterDose, values) -> None:
        now, before = (
            np.array([max(float(getattr(flows, name)), self.least) for name in ROWS])
            for flows in (result.flows, result.before)
        )
        rows = np.arange(len(ROWS))
        self.before.set_data(before, rows)
        self.now.set_data(now, rows)
        for link, row, start, end in zip(self.links, rows, before, now, strict=True):
            link.set_data([start, end], [row, row])
        for bars, flows in zip(self.bars, (result.before, result.flows), strict=True):
            amounts = np.array([float(getattr(flows, name)) for name in FILLS])
            floor = 0.0
            for bar, share in zip(bars, 100 * amounts / amounts.sum(), strict=True):
                bar.set_y(floor)
                bar.set_height(share)
                floor += share


class BrakeScene(Scene):
    """Serotonin outside with all parts at work and with some held still; all peaks by how many are held."""

    size = (9.2, 4.5)
    lowest, top = 50, 3000

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.7, 1))
        left, right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        for ax in (left, right):
            ax.set_yscale("log")
            ax.set_ylim(self.lowest, self.top)
            ax.set_yticks([60, 120, 300, 1000], ["60", "120", "300", "1,000"])
            ax.minorticks_off()
        left.set_xlim(0, terminal_frozen.LONGEST)
        left.set_xticks([0, 2, 4, 6], ["0", "2 h", "4 h", "6 h"])
        left.set_xlabel("time after one dose")
        left.set_ylabel("serotonin outside [nM]")
        style.message(left, "Two brakes back each other up")
        left.text(
            5.95,
            1950,
            "thick: as chosen\nthin: all at work",
            ha="right",
            va="center",
            color=style.QUIET,
            linespacing=1.4,
        )
        style.stamp(left, "our experiment on the model", y=0.02)
        right.set_xlim(-0.5, 3.5)
        right.set_xticks([0, 1, 2, 3])
        right.set_xlabel("parts held still")
        style.message(right, "All eight peaks")
        self.thin = self.moving(left.plot([], [], color=style.QUIET, lw=style.pt(1.4), zorder=3)[0])
        self.thick = self.moving(left.plot([], [], color=style.SEROTONIN, lw=style.pt(3.2), zorder=4)[0])
        self.end = self.moving(left.plot([], [], "X", color=style.INK, ms=style.pt(10), zorder=5)[0])
        self.peaks = self.moving(right.plot([], [], "o", color=style.CONTROL, ms=style.pt(8), zorder=3)[0])
        self.chosen = self.moving(right.plot([], [], "o", color=style.SEROTONIN, ms=style.pt(12), zorder=4)[0])

    def update(self, result: terminal_views.Brakes, values) -> None:
        for line, held in ((self.thin, result.working), (self.thick, result.chosen)):
            line.set_data(held.time, held.serotonin)
        self.end.set_visible(not result.chosen.complete)
        self.end.set_data([result.chosen.time[-1]], [result.chosen.serotonin[-1]])
        self.peaks.set_data(*zip(*result.peaks, strict=True))
        self.chosen.set_data([len(result.held)], [result.chosen.peak])

"""The moving pictures of lesson 05: effect against level, a network of two cell types, the teaching cascade.

Words and curves that follow a choice stand in a backdrop (drawn once a choice).
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..models import cascade as downstream
from ..models import ei_network, hysteresis
from . import shapes, style
from .after_the_drug_look import EFFECT_AXIS, TARGET_DASHES, TARGETS, draw_trials
from .scene import Scene

FIRST_H, LAST_H = 5 / 60, hysteresis.LAST_H
#: Times [h] that are written along the loop, and where the words stand: kind -> hours -> offset in points, alignment.
ALONG = {
    "lags": {1 / 3: (9, -12, "left"), 2 / 3: (11, 0, "left"), 1.0: (12, 8, "left"), 2.0: (12, 8, "left"),
             4.0: (13, 10, "left"), 24.0: (-11, 0, "right"), 72.0: (-11, 0, "right"), 168.0: (-11, 0, "right")},
    "follows": {1 / 6: (11, -9, "left"), 1 / 3: (11, -9, "left"), 2 / 3: (11, 0, "left"), 2.0: (-12, 9, "right"),
                8.0: (-10, 9, "right")},
    "fades": {1 / 6: (-9, 10, "right"), 1 / 3: (-3, 15, "center"), 2 / 3: (11, 0, "left"), 2.0: (11, -11, "left")},
}
TIME_MESSAGES = {"lags": "The effect outlasts it", "follows": "The effect goes with it",
                 "fades": "The effect fades first"}
LOOP_MESSAGES = {"lags": "Counter-clockwise", "follows": "No loop", "fades": "Clockwise"}
#: Where arrow heads sit on the loop [h].
HEADS = {"lags": (0.35, 0.78, 110.0), "follows": (0.3, 1.2), "fades": (0.2, 0.9)}
EFFECT_NAMES = {"lags": "mood, in the cascade", "follows": "feeling unreal", "fades": "invented effect"}
NAME_PLACES = {"lags": (0.42, 1.32), "follows": (1.6, 0.62), "fades": (1.6, 0.45)}


class LoopScene(Scene):
    """Left: level and effect against time. Right: the same two against each other, with the time written along."""

    size = (9.6, 4.8)
    top = 1.4

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.06, 1))
        self.left, self.right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        level = hysteresis.loop("lags")
        ax = self.left
        style.log_time_axis(ax, FIRST_H, LAST_H)
        ax.set_xlabel("time since the start")
        style.message(ax, TIME_MESSAGES["lags"])
        ax.set_ylabel("level [of peak], effect [SD]")
        ax.plot(level.time, level.level / level.level.max(), color=style.KETAMINE, lw=style.pt(2.6), zorder=3)
        ax.text(0.46, 1.06, "level", color=style.KETAMINE, ha="right", va="center")
        self.effect = ax.plot([], [], color=style.INK, lw=style.pt(2.4), linestyle=style.DASHES[1], zorder=4)[0]
        self.name = ax.text(0, 0, "", ha="left", va="center", linespacing=1.15)
        before = set(ax.get_children())
        draw_trials(ax)
        self.trials = [artist for artist in ax.get_children() if artist not in before]
        self.trials.append(ax.text(2.4 * style.DAY, 1.05, "trials", va="center"))
        self.now = self.moving(ax.axvline(1, color=style.CONTROL, lw=style.pt(1.4), zorder=2))
        self.marks = [self.moving(ax.plot([], [], shape, color=color, ms=style.pt(9), zorder=8)[0])
                      for shape, color in (("o", style.KETAMINE), ("D", style.INK))]
        self._build_loop(self.right)
        for ax in (self.left, self.right):
            ax.set_ylim(-0.12, self.top)
            ax.set_yticks([0, 0.5, 1.0])
        self.right.set_yticklabels([])

    def _build_loop(self, ax: Axes) -> None:
        # room for the words beside the loop, which take more of it on a projector
        ax.set_xlim(*((-128, 400) if style.view() == "page" else (-200, 470)))
        ax.set_xticks([0, 100, 200])
        ax.set_xlabel("ketamine [ng/mL]")
        ax.set_ylabel("effect")
        self.loop = ax.plot([], [], color=style.INK, lw=style.pt(2.2), zorder=3)[0]
        self.words = [ax.annotate("", (0, 0), (0, 0), textcoords="offset points", va="center", zorder=6) for _ in range(8)]
        self.stops = ax.plot([], [], "o", color=style.INK, ms=style.pt(4), zorder=4)[0]
        self.heads = [ax.annotate("", (0, 0), (0, 0), zorder=4, arrowprops={
            "arrowstyle": "-|>", "color": style.INK, "lw": 0, "mutation_scale": style.pt(20), "shrinkA": 0, "shrinkB": 0})
            for _ in range(3)]
        self.point = self.moving(ax.plot([], [], "D", color=style.KETAMINE, markeredgecolor=style.INK,
                                         ms=style.pt(12), zorder=9)[0])
        style.stamp(ax, "illustrative", y=0.92)

    def backdrop(self, values) -> str:
        return values["effect_kind"]

    def set_backdrop(self, kind: str) -> None:
        run = hysteresis.loop(kind)
        self.effect.set_data(run.time, run.effect)
        self.loop.set_data(run.level, run.effect)
        self.left.set_ylabel("level [of peak], effect [SD]" if kind == "lags" else "level, effect [of peak]")
        style.message(self.left, TIME_MESSAGES[kind])
        style.message(self.right, LOOP_MESSAGES[kind])
        for artist in self.trials:
            artist.set_visible(kind == "lags")
        self.name.set(position=NAME_PLACES[kind], text=EFFECT_NAMES[kind])
        stops = list(ALONG[kind])
        self.stops.set_data(*zip(*(run.at(hours) for hours in stops), strict=True))
        for number, words in enumerate(self.words):
            words.set_visible(number < len(stops))
            if number < len(stops):
                x, y, align = ALONG[kind][stops[number]]
                words.xy = run.at(stops[number])
                words.set(text=style.time_label(stops[number]), ha=align, position=style.away(x, y))
        for number, head in enumerate(self.heads):
            head.set_visible(number < len(HEADS[kind]))
            if number < len(HEADS[kind]):
                hours = HEADS[kind][number]
                head.xy, start = run.at(hours * 1.06), run.at(hours)
                head.set_position(start)

    def update(self, result, values) -> None:
        hours = values["since_start"]
        level, effect = result.at(hours)
        self.now.set_xdata([hours, hours])
        self.marks[0].set_data([hours], [level / result.level.max()])
        self.marks[1].set_data([hours], [effect])
        self.point.set_data([level], [effect])


class NetworkScene(Scene):
    """Left: a pyramidal cell and an interneuron with the receptors between them, and their spikes. Right: the rates."""

    size = (9.6, 5.2)
    #: Centre of each cell on the stage, and the left end of its strip of spikes.
    cells = {"E": (2.4, 6.5), "I": (8.6, 6.5)}
    strips = {"E": (0.3, 1.2), "I": (6.5, 1.2)}
    strip, gauge = 4.2, (2.6, 0.55)
    seconds = 2.0

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.22, 1))
        self._build_circuit(figure.add_subplot(grid[0]))
        self._build_rates(figure.add_subplot(grid[1]))

    def _build_circuit(self, ax: Axes) -> None:
        shapes.stage(ax, 11, 9.6)
        style.message(ax, "Two cells, one brake")
        (ex, ey), (ix, iy) = self.cells["E"], self.cells["I"]
        shapes.neuron(ax, ex, ey, "pyramidal", 2.5)
        shapes.neuron(ax, ix, iy, "interneuron", 2.5)
        shapes.arrow(ax, (ex + 0.95, ey + 0.5), (ix - 1.95, iy + 0.5), "+", color=style.KETAMINE)
        shapes.arrow(ax, (ix - 1.05, iy - 0.7), (ex + 1.35, ey - 0.7), "-")
        shapes.arrow(ax, (ex + 0.25, ey + 1.0), (ex - 1.3, ey + 1.75), "+", color=style.KETAMINE, bend=0.75)
        shapes.words(ax, 5.2, ey + 1.05, "+")
        shapes.words(ax, ex + 0.75, ey + 2.2, "+")
        shapes.words(ax, 5.4, ey - 1.3, "\u2212")
        shapes.words(ax, ex, ey - 2.0, "pyramidal")
        shapes.words(ax, ix, iy - 2.0, "interneurons")
        self.receptors = {name: {state: shapes.channel(ax, x, y, "NMDA", state, 1.35) for state in ("open", "ketamine")}
                          for name, (x, y) in {"E": (ex - 1.35, ey + 0.75), "I": (ix - 1.45, iy + 0.55)}.items()}
        shapes.words(ax, 5.5, 3.45, "blocked")
        shapes.words(ax, 5.5, 0.5, "spikes in 2 s (grey: at rest)")
        rest, self.gauges, self.spikes = ei_network.fixed_point(), {}, {}
        for name, color in (("E", style.KETAMINE), ("I", style.INK)):
            left, low = self.strips[name]
            x = self.cells[name][0] - self.gauge[0] / 2
            ax.add_patch(Rectangle((x, 3.2), *self.gauge, fill=False, edgecolor=style.INK, lw=style.pt(1.4), zorder=6))
            fill = Rectangle((x, 3.2), 0.0, self.gauge[1], facecolor=style.INK, lw=0, zorder=5)
            self.gauges[name] = self.moving(ax.add_patch(fill))
            ax.plot(*self._ticks(name, float(getattr(rest, f"r{name}")), low, 0.5), color=style.CONTROL, lw=style.pt(1.6))
            self.spikes[name] = self.moving(ax.plot([], [], color=color, lw=style.pt(1.9), antialiased=False)[0])

    def _ticks(self, name: str, rate: float, low: float, height: float) -> tuple[np.ndarray, np.ndarray]:
        """Return x and y of a strip of spikes at an even rate [Hz], as one line with gaps."""
        left, width = self.strips[name][0], self.strip
        count = max(round(rate * self.seconds), 1)
        x = left + width * (np.arange(count) + 0.5) / count
        gap = np.full(count, np.nan)
        bottom = np.full(count, low)
        return np.column_stack([x, x, gap]).ravel(), np.column_stack([bottom, bottom + height, gap]).ravel()

    def _build_rates(self, ax: Axes) -> None:
        share = np.linspace(0, 0.6, 121)
        ax.set_yscale("log")
        ax.set_ylim(1.25, 17)
        ax.set_yticks([2, 3, 5, 10], ["2", "3", "5", "10"])
        ax.minorticks_off()
        ax.set_xlim(0, 62)
        ax.set_xticks([0, 20, 40, 60])
        ax.set_xlabel("receptors blocked [%]")
        ax.set_ylabel("pyramidal [spikes/s]")
        style.message(ax, "Who is hit decides")
        rest = float(ei_network.fixed_point().rE)
        ax.axhline(rest, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        self.curves = {}
        for target, dashes in TARGET_DASHES.items():
            rates = ei_network.blocked(share, target).rE
            self.curves[target] = ax.plot(100 * share, rates, color=style.KETAMINE, linestyle=dashes, zorder=3)[0]
        for words, (x, y), align in (("interneurons", (39, 8.4), "right"), ("both", (61, 2.32), "right"),
                                     ("pyramidal", (30, 1.5), "right"), ("rest", (61, 3.45), "right")):
            ax.text(x, y, words, ha=align, va="center")
        self.point = self.moving(ax.plot([], [], "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(12),
                                         zorder=9)[0])
        style.stamp(ax, "a model", x=0.03, y=0.93)

    def backdrop(self, values) -> tuple[str, bool]:
        return values["network_target"], values["network_block"] > 0

    def set_backdrop(self, key: tuple[str, bool]) -> None:
        target, some = key
        for name, curve in self.curves.items():
            curve.set_linewidth(style.pt(3.4 if name == target else 1.6))
        for name, states in self.receptors.items():
            other = "pyramidal" if name == "I" else "interneurons"
            hit = some and target != other
            for state, artists in states.items():
                for artist in artists:
                    artist.set_visible((state == "ketamine") == hit)

    def update(self, result, values) -> None:
        share, target = values["network_block"], values["network_target"]
        for name, other in (("E", "interneurons"), ("I", "pyramidal")):
            self.gauges[name].set_width(self.gauge[0] * share * (target != other))
            low = self.strips[name][1]
            self.spikes[name].set_data(*self._ticks(name, float(getattr(result, f"r{name}")), low + 0.65, 0.75))
        self.point.set_data([100 * share], [float(result.rE)])


class CascadeScene(Scene):
    """Left: what carries the effect. Right: the effect, with the trial points and the intact cascade behind."""

    size = (9.6, 4.8)

    def build(self, figure) -> None:
        left, right = figure.subplots(1, 2)
        for ax in (left, right):
            # a little short of two weeks, whose words would stick out on a projector
            style.log_time_axis(ax, 1 / 6, 0.97 * LAST_H)
            ax.set_xlabel("time since the start")
        left.set_ylim(0, 1.0)
        left.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
        left.set_ylabel("share [%]")
        style.message(left, "Each step lasts longer")
        self.lines = {}
        for name, color, dashes, width in (("block", style.KETAMINE, "-", 2.6), ("P", style.INK, style.DASHES[1], 2.4),
                                           ("S", style.INK, style.DASHES[2], 2.8)):
            line = left.plot([], [], color=color, linestyle=dashes, lw=style.pt(width), zorder=3)[0]
            self.lines[name] = self.moving(line)
        left.text(0.19, 0.57, "block", color=style.KETAMINE, va="center")
        self.names = {"P": left.text(5, 0.845, "fast change", ha="center", va="center"),
                      "S": left.text(2.6 * style.DAY, 0.62, "spines", va="center")}
        style.stamp(left, "illustrative", x=0.03, y=0.92)
        self._build_effect(right)

    def _build_effect(self, ax: Axes) -> None:
        ax.set_ylim(-0.06, 1.62)
        ax.set_yticks([0, 0.5, 1.0])
        ax.set_ylabel("effect [SD]")
        style.message(ax, "The effect that stays")
        time = np.geomspace(1 / 6, LAST_H, 300)
        ax.plot(time, downstream.cascade(time).relative, color=style.CONTROL, lw=style.pt(1.8), zorder=2)
        ax.text(0.19, 1.46, "thick: yours\ngrey: intact", va="center", linespacing=1.25)
        draw_trials(ax)
        ax.text(2.4 * style.DAY, 1.12, "trials", va="center")
        self.effect = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3.4), zorder=4)[0])

    def backdrop(self, values) -> tuple[bool, bool]:
        return values["ampa"], values["spines"]

    def set_backdrop(self, key: tuple[bool, bool]) -> None:
        ampa, spines = key
        self.names["P"].set_visible(not ampa)
        self.names["S"].set_visible(not ampa and not spines)

    def update(self, result, values) -> None:
        for name, line in self.lines.items():
            line.set_data(result.time, getattr(result, name))
        self.effect.set_data(result.time, result.relative)

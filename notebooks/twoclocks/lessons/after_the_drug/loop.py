"""The moving picture of effect against level in lesson 05.

Words and curves that follow a choice stand in a backdrop (drawn once a choice).
"""

from __future__ import annotations

from matplotlib.axes import Axes

from ...kit import style
from ...kit.scene import Scene
from ...models import hysteresis
from .look import draw_trials

FIRST_H = 5 / 60
#: Times [h] written along the loop, and where: kind -> hours -> offset in points, alignment.
ALONG = {
    "lags": {
        1 / 3: (9, -12, "left"),
        2 / 3: (11, 0, "left"),
        1.0: (12, 8, "left"),
        2.0: (12, 8, "left"),
        4.0: (13, 10, "left"),
        24.0: (-11, 0, "right"),
        72.0: (-11, 0, "right"),
        168.0: (-11, 0, "right"),
    },
    "follows": {
        1 / 6: (11, -9, "left"),
        1 / 3: (11, -9, "left"),
        2 / 3: (11, 0, "left"),
        2.0: (-12, 9, "right"),
        8.0: (-10, 9, "right"),
    },
    "fades": {1 / 6: (-9, 10, "right"), 1 / 3: (-3, 15, "center"), 2 / 3: (11, 0, "left"), 2.0: (11, -11, "left")},
}
TIME_MESSAGES = {"lags": "Effect outlasts level", "follows": "Effect goes with level", "fades": "Effect fades first"}
LOOP_MESSAGES = {"lags": "Counter-clockwise", "follows": "No loop", "fades": "Clockwise"}
#: Where arrow heads sit on the loop [h].
HEADS = {"lags": (0.35, 0.78, 110.0), "follows": (0.3, 1.2), "fades": (0.2, 0.9)}
EFFECT_NAMES = {"lags": "mood", "follows": "feeling unreal", "fades": "invented effect"}
NAME_PLACES = {"lags": (6.3, 0.92), "follows": (1.6, 0.62), "fades": (1.6, 0.45)}


class LoopScene(Scene):
    """Left: level and effect against time. Right: the two against each other, times written along."""

    size = (9.2, 4.6)
    top = 1.4

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.06, 1))
        self.left, self.right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        level = hysteresis.loop("lags")
        ax = self.left
        style.log_time_axis(ax, FIRST_H, hysteresis.LAST_H)
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
        self.marks = [
            self.moving(ax.plot([], [], shape, color=color, ms=style.pt(9), zorder=8)[0])
            for shape, color in (("o", style.KETAMINE), ("D", style.INK))
        ]
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
        self.words = [
            ax.annotate("", (0, 0), (0, 0), textcoords="offset points", va="center", zorder=6) for _ in range(8)
        ]
        self.stops = ax.plot([], [], "o", color=style.INK, ms=style.pt(4), zorder=4)[0]
        self.heads = [
            ax.annotate(
                "",
                (0, 0),
                (0, 0),
                zorder=4,
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": style.INK,
                    "lw": 0,
                    "mutation_scale": style.pt(20),
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
            )
            for _ in range(3)
        ]
        self.point = self.moving(
            ax.plot([], [], "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(12), zorder=9)[0]
        )
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

"""The moving picture of the teaching cascade in lesson 05: the chain, its steps, the effect."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ...kit import shapes, style
from ...kit.scene import Scene
from ...models import cascade as downstream
from ...models import hysteresis
from .look import draw_trials


class CascadeScene(Scene):
    """On top the chain and what is cut, left its steps, right the effect beside trials and the intact one."""

    size = (9.2, 5.2)
    #: Where the words of the chain stand, and the places of its three arrows, on a stage of 20 × 1.6 units.
    chain = {"block": 1.2, "glutamate": 6.4, "fast change": 12.6, "spines": 18.4}
    arrows = ((2.4, 4.6), (8.2, 10.4), (14.9, 17.0))

    def build(self, figure) -> None:
        grid = figure.add_gridspec(2, 2, height_ratios=(0.2, 1))
        self._build_chain(figure.add_subplot(grid[0, :]))
        left, right = figure.add_subplot(grid[1, 0]), figure.add_subplot(grid[1, 1])
        for ax in (left, right):
            # a little short of two weeks, whose words would stick out on a projector
            style.log_time_axis(ax, 1 / 6, 0.97 * hysteresis.LAST_H)
            ax.set_xlabel("time since the start")
        left.set_ylim(0, 1.0)
        left.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
        left.set_ylabel("share [%]")
        style.message(left, "Each step lasts longer")
        self.lines = {}
        for name, color, dashes, width in (
            ("block", style.KETAMINE, "-", 2.6),
            ("P", style.INK, style.DASHES[1], 2.4),
            ("S", style.INK, style.DASHES[2], 2.8),
        ):
            line = left.plot([], [], color=color, linestyle=dashes, lw=style.pt(width), zorder=3)[0]
            self.lines[name] = self.moving(line)
        left.text(0.19, 0.57, "block", color=style.KETAMINE, va="center")
        self.names = {
            "P": left.text(5, 0.845, "fast change", ha="center", va="center"),
            "S": left.text(2.6 * style.DAY, 0.62, "spines", va="center"),
        }
        style.stamp(left, "illustrative", x=0.03, y=0.92)
        self._build_effect(right)

    def _build_chain(self, ax: Axes) -> None:
        shapes.stage(ax, 20, 1.6)
        for words, x in self.chain.items():
            shapes.words(ax, x, 0.5, words)
        for start, end in self.arrows:
            shapes.arrow(ax, (start, 0.5), (end, 0.5))
        ampa, spines = ((start + end) / 2 for start, end in self.arrows[1:])
        shapes.words(ax, ampa, 1.3, "AMPA")
        self.crosses = {"ampa": shapes.cross(ax, ampa, 0.5, 0.7), "spines": shapes.cross(ax, spines, 0.5, 0.7)}
        # A graph the size of a letter: how much drive a block gives, more and more, or first more and then less.
        x, middle = np.linspace(-0.9, 0.9, 31), sum(self.arrows[0]) / 2
        rise = {False: 0.95 + (x + 0.9) / 3, True: 1.5 - 0.68 * x**2}
        self.drives = {key: ax.plot(middle + x, y, color=style.KETAMINE, lw=style.pt(2))[0] for key, y in rise.items()}
        corner = middle + np.array([-1, -1, 1]), [1.66, 0.86, 0.86]
        ax.plot(*corner, color=style.QUIET, lw=style.pt(1))
        shapes.words(ax, middle - 1.2, 1.26, "drive", ha="right", color=style.QUIET)

    def _build_effect(self, ax: Axes) -> None:
        ax.set_ylim(-0.06, 1.62)
        ax.set_yticks([0, 0.5, 1.0])
        ax.set_ylabel("effect [SD]")
        style.message(ax, "The effect that stays")
        time = np.geomspace(1 / 6, hysteresis.LAST_H, 300)
        ax.plot(time, downstream.cascade(time).relative, color=style.CONTROL, lw=style.pt(1.8), zorder=2)
        ax.text(0.19, 1.46, "thick: yours\ngrey: intact", va="center", linespacing=1.25)
        draw_trials(ax)
        ax.text(2.4 * style.DAY, 1.12, "trials", va="center")
        self.effect = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3.4), zorder=4)[0])

    def backdrop(self, values) -> tuple[bool, bool, bool]:
        return values["ampa"], values["spines"], values["inverted"]

    def set_backdrop(self, key: tuple[bool, bool, bool]) -> None:
        ampa, spines, inverted = key
        for name, off in (("ampa", ampa), ("spines", spines)):
            for artist in self.crosses[name]:
                artist.set_visible(off)
        for bent, line in self.drives.items():
            line.set_visible(bent == inverted)
        self.names["P"].set_visible(not ampa)
        self.names["S"].set_visible(not ampa and not spines)

    def update(self, result, values) -> None:
        for name, line in self.lines.items():
            line.set_data(result.time, getattr(result, name))
        self.effect.set_data(result.time, result.relative)

"""What the explorer of the teaching cascade in lesson 05 draws: the chain, its steps, the effect."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ...kit import shapes, style
from ...kit.sentences import sentences
from ...models import cascade as downstream
from ...models import hysteresis
from .look import draw_trials

words = sentences(__file__)
said = words["explorer.05-cascade"]

#: Where the words of the chain stand, and the places of its three arrows, on a stage of 20 × 1.6 units.
CHAIN = {"block": 1.2, "glutamate": 6.4, "plasticity": 12.6, "spines": 18.4}
ARROWS = ((2.4, 4.6), (8.2, 10.4), (14.9, 17.0))
DRIVE, AMPA, SPINES = (sum(ends) / 2 for ends in ARROWS)
#: Field of the model's result -> colour, dashes and width of its line.
STEPS = {
    "block": (style.KETAMINE, "-", 2.6),
    "P": (style.INK, style.DASHES[1], 2.4),
    "S": (style.INK, style.DASHES[2], 2.8),
}


def cascade_axes(figure) -> tuple[Axes, Axes, Axes]:
    """On top the chain, left its steps over two weeks, right the effect beside trials and the intact one."""
    grid = figure.add_gridspec(2, 2, height_ratios=(0.2, 1))
    chain, left, right = (figure.add_subplot(place) for place in (grid[0, :], grid[1, 0], grid[1, 1]))
    _chain_parts(chain)
    for ax in (left, right):
        # a little short of two weeks, whose words would stick out on a projector
        style.log_time_axis(ax, 1 / 6, 0.97 * hysteresis.LAST_H)
        ax.set_xlabel(said("x"))
    left.set_ylim(0, 1.0)
    left.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
    left.set_ylabel(said("share"))
    style.message(left, said("left"))
    left.text(0.19, 0.57, said("block"), color=style.KETAMINE, va="center")
    style.stamp(left, words("shared.illustrative"), x=0.03, y=0.92)
    right.set_ylim(-0.06, 1.62)
    right.set_yticks([0, 0.5, 1.0])
    right.set_ylabel(said("y"))
    style.message(right, said("right"))
    time = np.geomspace(1 / 6, hysteresis.LAST_H, 300)
    right.plot(time, downstream.cascade(time).relative, color=style.CONTROL, lw=style.pt(1.8), zorder=2)
    right.text(0.19, 1.46, said("key"), va="center", linespacing=1.25)
    draw_trials(right)
    right.text(2.4 * style.DAY, 1.12, words("shared.trials"), va="center")
    return chain, left, right


def _chain_parts(ax: Axes) -> None:
    shapes.stage(ax, 20, 1.6)
    for name, x in CHAIN.items():
        shapes.words(ax, x, 0.5, said(f"chain.{name}"))
    for start, end in ARROWS:
        shapes.arrow(ax, (start, 0.5), (end, 0.5))
    shapes.words(ax, AMPA, 1.3, said("chain.ampa"))
    corner = DRIVE + np.array([-1, -1, 1]), [1.66, 0.86, 0.86]
    ax.plot(*corner, color=style.QUIET, lw=style.pt(1))
    shapes.words(ax, DRIVE - 1.2, 1.26, said("drive"), ha="right", color=style.QUIET)


def draw_cascade(
    axes: tuple[Axes, Axes, Axes], result: downstream.Cascade, ampa: bool, spines: bool, inverted: bool
) -> None:
    """Draw the chain, crossed where it is cut, its steps against time and the effect that they give."""
    chain, left, right = axes
    # A graph the size of a letter: how much drive a block gives, more and more, or first more and then less.
    x = np.linspace(-0.9, 0.9, 31)
    drive = 1.5 - 0.68 * x**2 if inverted else 0.95 + (x + 0.9) / 3
    chain.plot(DRIVE + x, drive, color=style.KETAMINE, lw=style.pt(2))
    for place, cut in ((AMPA, ampa), (SPINES, spines)):
        if cut:
            shapes.cross(chain, place, 0.5, 0.7)
    for name, (color, dashes, width) in STEPS.items():
        # in front of the words, as the effect is of the trials
        left.plot(result.time, getattr(result, name), color=color, linestyle=dashes, lw=style.pt(width), zorder=8.1)
    if not ampa:
        left.text(5, 0.845, said("plasticity"), ha="center", va="center")
    if not ampa and not spines:
        left.text(2.6 * style.DAY, 0.62, said("spines"), va="center")
    right.plot(result.time, result.relative, color=style.KETAMINE, lw=style.pt(3.4), zorder=8.1)

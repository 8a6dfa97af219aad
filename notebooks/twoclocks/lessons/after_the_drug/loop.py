"""What the explorer of effect against plasma concentration in lesson 05 draws."""

from __future__ import annotations

from matplotlib.axes import Axes

from ...kit import style
from ...kit.sentences import sentences
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
words = sentences(__file__)
said = words["explorer.05-hysteresis"]
#: Where arrow heads sit on the loop [h].
HEADS = {"lags": (0.35, 0.78, 110.0), "follows": (0.3, 1.2), "fades": (0.2, 0.9)}
NAME_PLACES = {"lags": (9, 0.35), "follows": (1.6, 0.62), "fades": (1.6, 0.45)}


def loop_axes(figure) -> tuple[Axes, Axes]:
    """Left: the plasma concentration against time. Right: axes for an effect against it."""
    left, right = figure.subplots(1, 2, width_ratios=(1.06, 1))
    style.log_time_axis(left, FIRST_H, hysteresis.LAST_H)
    left.set_xlabel(said("x_left"))
    run = hysteresis.loop("lags")
    left.plot(run.time, run.level / run.level.max(), color=style.KETAMINE, lw=style.pt(2.6), zorder=3)
    left.text(0.75, 1.2, said("concentration"), color=style.KETAMINE, va="center")
    # room for the words beside the loop, which take more of it on a projector
    right.set_xlim(*((-128, 400) if style.view() == "page" else (-200, 470)))
    right.set_xticks([0, 100, 200])
    right.set_xlabel(said("x_right"))
    right.set_ylabel(said("y_right"))
    for ax in (left, right):
        ax.set_ylim(-0.12, 1.4)
        ax.set_yticks([0, 0.5, 1.0])
    right.set_yticklabels([])
    style.stamp(right, words("shared.illustrative"), y=0.92)
    return left, right


def draw_loop(axes: tuple[Axes, Axes], result: hysteresis.Loop, since_start: float, effect_kind: str) -> None:
    """Draw an effect against time and against the concentration, with the chosen time marked on both."""
    left, right = axes
    level, effect = result.at(since_start)
    _draw_course(left, result, effect_kind)
    left.axvline(since_start, color=style.CONTROL, lw=style.pt(1.4), zorder=7.1)
    left.plot([since_start], [level / result.level.max()], "o", color=style.KETAMINE, ms=style.pt(9), zorder=8)
    left.plot([since_start], [effect], "D", color=style.INK, ms=style.pt(9), zorder=8)
    _draw_path(right, result, effect_kind)
    point = {"color": style.KETAMINE, "markeredgecolor": style.INK, "ms": style.pt(12)}
    right.plot([level], [effect], "D", zorder=9, **point)


def _draw_course(ax: Axes, run: hysteresis.Loop, kind: str) -> None:
    """Draw an effect against time, and what trials measured of the one that they measured."""
    ax.set_ylabel(said(f"heights.{kind}"))
    style.message(ax, said(f"over_time.{kind}"))
    ax.plot(run.time, run.effect, color=style.INK, lw=style.pt(2.4), zorder=4)
    ax.text(*NAME_PLACES[kind], said(f"names.{kind}"), ha="left", va="center", linespacing=1.15)
    if kind == "lags":
        draw_trials(ax)
        ax.text(2.4 * style.DAY, 1.05, words("shared.trials"), va="center")


def _draw_path(ax: Axes, run: hysteresis.Loop, kind: str) -> None:
    """Draw an effect against the concentration, with times written along it and arrow heads."""
    style.message(ax, said(f"loops.{kind}"))
    ax.plot(run.level, run.effect, color=style.INK, lw=style.pt(2.2), zorder=3)
    for hours, (x, y, align) in ALONG[kind].items():
        look = {"textcoords": "offset points", "ha": align, "va": "center", "zorder": 6}
        ax.annotate(style.time_label(hours), run.at(hours), style.away(x, y), **look)
    stops = zip(*map(run.at, ALONG[kind]), strict=True)
    ax.plot(*stops, "o", color=style.INK, ms=style.pt(4), zorder=4)
    head = {"arrowstyle": "-|>", "color": style.INK, "lw": 0, "mutation_scale": style.pt(20)}
    for hours in HEADS[kind]:
        ends = run.at(hours * 1.06), run.at(hours)
        ax.annotate("", *ends, zorder=4, arrowprops=head | {"shrinkA": 0, "shrinkB": 0})

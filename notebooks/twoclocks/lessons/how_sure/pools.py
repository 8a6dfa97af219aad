"""What explorers of lesson 07 draw that pool: real trials in a forest, a made-up literature with a drawer."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ...kit import style
from ...kit.gaps import joined
from ...kit.words import difference_axis, interval, signed
from ...models import literature
from . import data

#: Where the numbers of a forest end [points].
RIGHT = 12.5
#: Rows of trials, as many as the longest forest has; below them our pool, the next trial and a published pool.
TRIAL_ROWS = max(len(data.singles(visit)) for visit in data.VISITS)
BELOW = ("pooled", "a new trial", "a published review")


def forest_axes(figure) -> Axes:
    """A row for each trial, and below them rows for what pooling makes of them."""
    ax = figure.subplots()
    difference_axis(ax, -15, RIGHT, last=5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(TRIAL_ROWS + len(BELOW) - 0.3, -0.7)
    ax.axhline(TRIAL_ROWS - 0.5, color=style.GRID, lw=style.pt(1.2), zorder=1)
    return ax


def draw_forest(ax: Axes, result: data.Forest) -> None:
    """Draw every trial of one visit with its interval, and below them what pooling makes of them."""
    style.message(ax, f"Esketamine v placebo spray, {result.visit}: every trial")
    names = [f"{trial.name}, n {trial.people}" for trial in result.trials]
    ax.set_yticks([*range(len(names)), *range(TRIAL_ROWS, TRIAL_ROWS + len(BELOW))], [*names, *BELOW])
    for place, trial in enumerate(result.trials):
        ax.text(RIGHT, place, trial.words, ha="right", va="center", color=style.INK)
    _draw_trials(ax, result)
    _draw_pool(ax, result.pool)
    published = data.published(result.visit)
    low, value, high = (published[name] for name in ("low", "value", "high"))
    ax.plot(*_diamond(low, value, high, TRIAL_ROWS + 2, 0.3), color=style.QUIET, lw=style.pt(1.6), zorder=4)
    ax.text(RIGHT, TRIAL_ROWS + 2, f"{signed(value, 2)} ({interval(low, high, 2)})", ha="right", va="center")


def _draw_trials(ax: Axes, result: data.Forest) -> None:
    """Draw the trials' intervals and their squares, the larger the more a trial weighs; one left out is dotted."""
    places = [place for place, trial in enumerate(result.trials) if trial is not result.out]
    kept = list(zip(result.kept, places, strict=True))
    lines = joined(([trial.effect.low, trial.effect.high], place) for trial, place in kept)
    ax.plot(*lines, color=style.KETAMINE, lw=style.pt(1.8), zorder=3, solid_capstyle="butt")
    sizes = style.pt(1) ** 2 * (18 + 620 * result.pool.weights)
    second_hand = np.array([trial.status == "secondary" for trial in result.kept])
    hollow = {"facecolor": "white", "edgecolor": style.KETAMINE, "linewidth": style.pt(2)}
    for which, look in ((~second_hand, {"color": style.KETAMINE}), (second_hand, hollow)):
        spots = np.array([(trial.value, place) for trial, place in kept])[which]
        ax.scatter(*spots.T, sizes[which], marker="s", zorder=5, **look)
    if result.out is not None:
        place, effect = result.trials.index(result.out), result.out.effect
        dotted = {"linestyle": (0, (2, 1.5)), "lw": style.pt(1.8), "zorder": 3}
        ax.plot([effect.low, effect.high], [place, place], color=style.CONTROL, **dotted)


def _draw_pool(ax: Axes, pool) -> None:
    """Draw what our pooling makes of the trials: a diamond, and a bar for the true effect of a new trial."""
    low, value, high = pool.effect.low, pool.effect.value, pool.effect.high
    ink = {"color": style.INK}
    ax.plot(*_diamond(low, value, high, TRIAL_ROWS, 0.33), lw=style.pt(2.4), zorder=6, **ink)
    ax.plot([value, value], [-0.6, TRIAL_ROWS - 0.33], lw=style.pt(1.2), zorder=2, linestyle=(0, (4, 2)), **ink)
    words = {"ha": "right", "va": "center"}
    ax.text(RIGHT, TRIAL_ROWS, f"{signed(value)} ({interval(low, high)})", fontweight="bold", **words)
    ahead = pool.prediction
    said = interval(ahead.low, ahead.high) if ahead else "assumed to be the same"
    ax.text(RIGHT, TRIAL_ROWS + 1, said, **words)
    if ahead:
        bar = {"lw": style.pt(4), "zorder": 5, "solid_capstyle": "butt"}
        ax.plot([ahead.low, ahead.high], [TRIAL_ROWS + 1] * 2, **bar, **ink)


def _diamond(low: float, value: float, high: float, y: float, half: float) -> tuple[list[float], list[float]]:
    return [low, value, high, value, low], [y, y - half, y, y + half, y]


def drawer_axes(figure) -> Axes:
    """Differences against the size of a trial, on a logarithmic axis."""
    ax = figure.subplots()
    difference_axis(ax, -16.5, 9.5)
    ax.set_yscale("log")
    ax.set_ylim(7, 1000)
    ax.set_yticks([10, 25, 50, 100, 250], ["10", "25", "50", "100", "250"])
    ax.yaxis.minorticks_off()
    ax.set_ylabel("people per arm")
    style.message(ax, f"{literature.TRIALS} trials of one drug: what you get to read")
    ax.text(-16.3, 780, "filled: published", color=style.KETAMINE, va="center")
    ax.text(-16.3, 520, "hollow: in the drawer", color=style.QUIET, va="center")
    style.stamp(ax, "illustrative", y=0.02)
    return ax


def draw_drawer(ax: Axes, result: literature.Literature) -> None:
    """Draw a funnel of made-up trials: large ones on top, small ones below; hollow ones stay in the drawer."""
    ax.plot([result.true_effect] * 2, [7, 640], color=style.INK, lw=style.pt(2), zorder=3)
    ax.text(result.true_effect + 0.25, 780, "truth", va="center")
    hollow = {"markerfacecolor": "white", "markeredgewidth": style.pt(1.4), "zorder": 5}
    read, hidden = result.published, ~result.published
    ax.plot(result.difference[hidden], result.people[hidden], "o", color=style.CONTROL, ms=style.pt(7.5), **hollow)
    ax.plot(result.difference[read], result.people[read], "o", color=style.KETAMINE, ms=style.pt(8), zorder=6)
    if result.pool is not None:
        value = result.pool.effect.value
        ax.plot([value] * 2, [7, 430], color=style.KETAMINE, lw=style.pt(2.6), zorder=4, linestyle=(0, (4, 2)))
        words = {"va": "center", "ha": "right", "color": style.KETAMINE, "fontweight": "bold"}
        ax.text(value - 0.25, 430, f"review: {signed(value)}", **words)

"""The raphe-forebrain circuit as a picture: cell body, brake, fibre, ending, pumps, serotonin in both places.

Counts of dots and of spikes stand for the model's numbers, rounded.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ...kit import shapes, style
from ...models.circuit_days import Moment

WIDTH, HEIGHT = 10.4, 12.0
PUMPS = 5
#: Dots and spikes drawn for the state before the drug (100 %).
DOTS_RAPHE, DOTS_FOREBRAIN, SPIKES = 5, 4, 8
MOST_RAPHE, MOST_FOREBRAIN, MOST_SPIKES = 30, 22, 12
#: Height of the fibre's bend, width of a dot.
_TOP, _DOT = HEIGHT - 0.6, 0.34
_RAPHE, _BOUTON, _SPINE_Y = (2.9, 2.2), (6.5, 7.3), 5.2
#: The pumps of the raphe and those of the forebrain: where they stand, and how large they are.
_PUMPS = ((np.linspace(1.7, 4.1, PUMPS), 1.25, 0.62), (np.linspace(4.6, 8.4, PUMPS), _BOUTON[1], 0.9))
#: Size of the cross on the brake, by what covers it.
COVERS = {"none": 0.0, "part": 0.6, "all": 1.3}


def count(percent: float, at_rest: int, most: int) -> int:
    """Return how many dots stand for a level [percent of before]."""
    return int(np.clip(round(at_rest * percent / 100), 0, most))


def draw_circuit_parts(ax: Axes, labels: bool = True) -> None:
    """Make ``ax`` the stage of the circuit, with all that is the same at every moment."""
    shapes.stage(ax, WIDTH, HEIGHT)
    x, y = _RAPHE
    shapes.neuron(ax, x, y, "raphe", 2.6)
    shapes.bouton(ax, *_BOUTON, 5.0, 3.2, style.SEROTONIN_TINT)
    shapes.spine(ax, _BOUTON[0], _SPINE_Y, 5.0, 2.2)
    fibre = [x, x, _BOUTON[0], _BOUTON[0]], [y + 0.9, _TOP, _TOP, _BOUTON[1] + 3.2]
    ax.plot(*fibre, color=style.QUIET, lw=style.pt(2.2), zorder=1, solid_joinstyle="round")
    for places, low, size in _PUMPS:
        for place in places:
            shapes.barrel(ax, place, low, size)
    shapes.receptor(ax, 6.1, y, 1.3)
    if labels:
        _label(ax, x, y)


def _label(ax: Axes, x: float, y: float) -> None:
    shapes.words(ax, x, y + 0.15, "raphe")
    shapes.words(ax, 7.1, y, "brake", ha="left")
    shapes.words(ax, 0.1, 4.9, "input", ha="left")
    shapes.words(ax, 0.1, 7.4, "firing", ha="left")
    shapes.words(ax, _BOUTON[0], 8.6, "pumps")
    shapes.words(ax, _BOUTON[0], 4.3, "forebrain")
    for place, kind, name in ((1.2, "serotonin", "serotonin"), (0.2, "ssri", "drug")):
        shapes.molecule(ax, 6.35, place, kind, _DOT if kind == "serotonin" else 0.5)
        shapes.words(ax, 6.75, place, name, ha="left")


def draw_moment(ax: Axes, now: Moment, pumps: tuple[float, float], covered: str = "none", smooth: bool = True) -> None:
    """Draw a moment of the circuit: spikes, serotonin, brake, input and pumps.

    pumps: share blocked in the raphe and in the forebrain, 0 to 1. covered: of the brake, one of COVERS. smooth: whether
    dots and pumps have smooth edges, which would double what an explorer stores.
    """
    x, y = _RAPHE
    spots = np.linspace(y + 1.4, _TOP - 0.7, MOST_SPIKES)[: count(now.firing, SPIKES, MOST_SPIKES)]
    # One line with gaps is one artist.
    bars = np.tile([x - 0.42, x + 0.42, np.nan], len(spots)), np.repeat(spots, 3)
    ax.plot(*bars, color=style.INK, lw=style.pt(3.2), zorder=5, solid_capstyle="round")
    _draw_dots(ax, _round_the_cell()[: count(now.raphe, DOTS_RAPHE, MOST_RAPHE)], smooth)
    _draw_dots(ax, _in_the_cleft()[: count(now.forebrain, DOTS_FOREBRAIN, MOST_FOREBRAIN)], smooth)
    shapes.arrow(ax, (5.4, y), (4.8, y), "-", width=1 + 8 * now.pull)
    strength = {"width": 1 + 1.5 * max(now.drive - 1, 0), "alpha": 1.0 if now.drive > 1.005 else 0.35}
    shapes.arrow(ax, (0.3, 4.3), (1.5, 3.25), "+", **strength)
    if COVERS[covered]:
        shapes.cross(ax, 6.1, y, COVERS[covered])
    for (places, low, size), share in zip(_PUMPS, pumps, strict=True):
        for number, place in enumerate(places):
            for part in shapes.transport(ax, place, low, number < round(PUMPS * share), size):
                part.set_antialiased(smooth)


def _draw_dots(ax: Axes, places, smooth: bool) -> None:
    """Draw molecules of serotonin, in front of the pumps that they reach."""
    shapes.crowd(ax, "serotonin", places, _DOT, 8.5, smooth)


def _scattered(seed: int, count: int, boxes: list[tuple[float, float, float, float]], apart: float) -> list[tuple]:
    """Return places in boxes (left, low, right, high) that keep their distance, the same in every run."""
    chance, found = np.random.default_rng(seed), []
    areas = np.array([(right - left) * (high - low) for left, low, right, high in boxes])
    while len(found) < count:
        left, low, right, high = boxes[chance.choice(len(boxes), p=areas / areas.sum())]
        place = chance.uniform(left, right), chance.uniform(low, high)
        if all(np.hypot(place[0] - x, place[1] - y) >= apart for x, y in found):
            found.append(place)
        apart *= 0.9995
    return found


@cache
def _round_the_cell() -> list[tuple]:
    x, y = _RAPHE
    return _scattered(3, MOST_RAPHE, [(x - 2.7, 0.2, x + 2.9, y - 1.35), (x + 1.9, y - 1.35, x + 2.9, y - 0.6)], 0.44)


@cache
def _in_the_cleft() -> list[tuple]:
    return _scattered(5, MOST_FOREBRAIN, [(4.0, _SPINE_Y + 0.2, 9.4, _BOUTON[1] - 0.75)], 0.45)

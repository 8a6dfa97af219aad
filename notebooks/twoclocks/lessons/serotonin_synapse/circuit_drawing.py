"""The raphe-forebrain circuit as a picture: raphe cell, autoreceptor, axon, terminal, SERT, serotonin in both places.

Counts of dots and of spikes stand for the model's numbers, rounded.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ...kit import shapes, style
from ...kit.sentences import sentences
from ...models.circuit_days import Moment

words = sentences(__file__)

WIDTH, HEIGHT = 10.4, 12.0
PUMPS = 5
#: Dots and spikes drawn for the state before the drug (100 %).
DOTS_RAPHE, DOTS_FOREBRAIN, SPIKES = 5, 4, 8
MOST_RAPHE, MOST_FOREBRAIN, MOST_SPIKES = 30, 22, 12
#: Height of the axon's bend, of the line between raphe and forebrain, width of a dot.
_TOP, _BORDER, _DOT = HEIGHT - 0.35, 4.3, 0.34
_RAPHE, _TERMINAL, _POSTSYNAPTIC = (3.2, 2.7), (7.2, 7.9), 5.65
#: Lower membrane of the raphe cell, and the place of its own 5-HT1A receptors on it.
_MEMBRANE, _AUTORECEPTOR = 1.58, 4.6
#: The SERT of the raphe and that of the forebrain: where they stand, and how large they are.
_PUMPS = ((np.linspace(1.6, 3.8, PUMPS), _MEMBRANE, 0.6), (np.linspace(5.2, 8.2, PUMPS), _TERMINAL[1], 0.84))
#: Size of the cross on the autoreceptor, by the antagonist.
COVERS = {"none": 0.0, "partial": 0.5, "full": 1.0}


def count(percent: float, at_rest: int, most: int) -> int:
    """Return how many dots stand for a level [percent of baseline]."""
    return int(np.clip(round(at_rest * percent / 100), 0, most))


def draw_circuit_parts(ax: Axes, labels: bool = True) -> None:
    """Make ``ax`` the stage of the circuit, with all that is the same at every moment."""
    shapes.stage(ax, WIDTH, HEIGHT)
    x, y = _RAPHE
    ax.plot([0, WIDTH], [_BORDER, _BORDER], color=style.GRID, lw=style.pt(1.2), zorder=0)
    shapes.neuron(ax, x, y, "raphe", 3.2)
    shapes.bouton(ax, *_TERMINAL, 5.4, 3.0, style.SEROTONIN_TINT)
    shapes.spine(ax, _TERMINAL[0], _POSTSYNAPTIC, 5.4, _POSTSYNAPTIC - _BORDER)
    axon = [x, x, _TERMINAL[0], _TERMINAL[0]], [y + 1.1, _TOP, _TOP, _TERMINAL[1] + 3.0]
    ax.plot(*axon, color=style.QUIET, lw=style.pt(2.2), zorder=1, solid_joinstyle="round")
    for places, low, size in _PUMPS:
        for place in places:
            shapes.barrel(ax, place, low, size)
    receptors = (
        (_AUTORECEPTOR, _MEMBRANE, 1.0),
        (9.2, _TERMINAL[1], 0.9),
        *((at, _POSTSYNAPTIC, 0.9) for at in (5.9, 8.5)),
    )
    for place, low, size in receptors:
        for part in shapes.receptor(ax, place, low, size):
            part.set_linewidth(style.pt(2))
    if labels:
        _label(ax, x, y)


def _label(ax: Axes, x: float, y: float) -> None:
    names = words.each("explorer.03-circuit.names")
    left = {"ha": "left", "linespacing": 1.1}
    shapes.words(ax, x - 0.6, y - 0.15, names["raphe"])
    shapes.pointer(ax, (_AUTORECEPTOR + 0.5, _MEMBRANE + 0.15), (5.85, 2.75), names["autoreceptor"], **left)
    shapes.words(ax, 0.05, 5.1, names["input"], **left)
    shapes.words(ax, 0.05, 7.4, names["firing"], **left)
    shapes.words(ax, _TERMINAL[0], 9.3, names["terminal"])
    shapes.words(ax, 10.9, 7.0, names["release"], ha="right")
    shapes.words(ax, _TERMINAL[0], 4.98, names["postsynaptic"])
    region = {"ha": "right", "color": style.QUIET, "fontweight": "bold"}
    shapes.words(ax, WIDTH, _BORDER - 0.42, names["here"], **region)
    shapes.words(ax, 2.8, _TOP - 0.15, names["there"], **region)
    for place, kind in ((1.2, "serotonin"), (0.35, "ssri")):
        shapes.molecule(ax, 6.55, place, kind, _DOT if kind == "serotonin" else 0.5)
        shapes.words(ax, 6.95, place, names[kind], ha="left")


def draw_moment(
    ax: Axes, now: Moment, occupied: tuple[float, float], antagonist: str = "none", smooth: bool = True
) -> None:
    """Draw a moment of the circuit: spikes, serotonin, feedback, afferent input and SERT.

    occupied: share of SERT in the raphe and in the forebrain, 0 to 1. antagonist: at 5-HT1A, one of COVERS. smooth:
    whether dots and transporters have smooth edges, which would double what an explorer stores.
    """
    x, y = _RAPHE
    spots = np.linspace(y + 1.9, _TOP - 0.5, MOST_SPIKES)[: count(now.firing, SPIKES, MOST_SPIKES)]
    # One line with gaps is one artist.
    bars = np.tile([x - 0.42, x + 0.42, np.nan], len(spots)), np.repeat(spots, 3)
    ax.plot(*bars, color=style.INK, lw=style.pt(3.2), zorder=5, solid_capstyle="round")
    _draw_dots(ax, _round_the_cell()[: count(now.raphe, DOTS_RAPHE, MOST_RAPHE)], smooth)
    _draw_dots(ax, _in_the_cleft()[: count(now.forebrain, DOTS_FOREBRAIN, MOST_FOREBRAIN)], smooth)
    shapes.arrow(ax, (_AUTORECEPTOR, _MEMBRANE + 0.5), (x + 0.45, y + 0.85), "-", width=1 + 8 * now.feedback)
    strength = {"width": 1 + 1.5 * max(now.drive - 1, 0), "alpha": 1.0 if now.drive > 1.005 else 0.35}
    shapes.arrow(ax, (0.15, 4.35), (1.05, 3.5), "+", **strength)
    if COVERS[antagonist]:
        shapes.cross(ax, _AUTORECEPTOR, _MEMBRANE, COVERS[antagonist])
    for (places, low, size), share in zip(_PUMPS, occupied, strict=True):
        for number, place in enumerate(places):
            for part in shapes.transport(ax, place, low, number < round(PUMPS * share), size):
                part.set_antialiased(smooth)


def _draw_dots(ax: Axes, places, smooth: bool) -> None:
    """Draw molecules of serotonin, in front of the transporters that they reach."""
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
    return _scattered(3, MOST_RAPHE, [(0.4, 0.2, 5.9, 0.97), (5.2, 0.97, 5.9, 1.5)], 0.44)


@cache
def _in_the_cleft() -> list[tuple]:
    return _scattered(5, MOST_FOREBRAIN, [(4.7, _POSTSYNAPTIC + 0.5, 8.75, _TERMINAL[1] - 0.75)], 0.45)

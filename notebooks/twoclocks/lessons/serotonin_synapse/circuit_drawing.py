"""The raphe-forebrain circuit as a picture: cell body, brake, fibre, ending, pumps, serotonin in both places.

A Circuit is a still picture or, when each of its parts is registered as moving, part of an explorer. Counts
of dots and of spikes stand for the model's numbers, rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Patch

from ...kit import shapes, style
from ...models.circuit_days import Moment

WIDTH, HEIGHT = 10.4, 12.0
PUMPS = 5
#: Dots and spikes drawn for the state before the drug (100 %).
DOTS_RAPHE, DOTS_FOREBRAIN, SPIKES = 5, 4, 8
MOST_RAPHE, MOST_FOREBRAIN, MOST_SPIKES = 30, 22, 12
_RAPHE, _BOUTON, _SPINE_Y = (2.9, 2.2), (6.5, 7.3), 5.2


def count(percent: float, at_rest: int, most: int) -> int:
    """Return how many dots stand for a level [percent of before]."""
    return int(np.clip(round(at_rest * percent / 100), 0, most))


def _still(artist: Artist) -> Artist:
    return artist


class _Dots:
    """Many dots drawn as one: dozens of artists that move one by one would slow the explorer down."""

    def __init__(self, dots: list[Patch]):
        self._dots = dots
        self.drawn = PatchCollection(dots, match_original=True, zorder=dots[0].get_zorder())
        for dot in dots:
            dot.remove()

    def show(self, number: int) -> None:
        """Draw the first ``number`` dots."""
        self.drawn.set_paths(self._dots[:number])


class Circuit:
    """The picture on one axes. register: called with every part that changes (Scene.moving), or nothing."""

    def __init__(self, ax: Axes, register: Callable[[Artist], Artist] = _still, labels: bool = True):
        self.ax = shapes.stage(ax, WIDTH, HEIGHT)
        x, y = _RAPHE
        shapes.neuron(ax, x, y, "raphe", 2.6)
        shapes.bouton(ax, *_BOUTON, 5.0, 3.2, style.SEROTONIN_TINT)
        shapes.spine(ax, _BOUTON[0], _SPINE_Y, 5.0, 2.2)
        top = HEIGHT - 0.6
        ax.plot(
            [x, x, _BOUTON[0], _BOUTON[0]],
            [y + 0.9, top, top, _BOUTON[1] + 3.2],
            color=style.QUIET,
            lw=style.pt(2.2),
            zorder=1,
            solid_joinstyle="round",
        )
        self.free_pumps, self.blocked_pumps = [], []
        for places, low, size in (
            (np.linspace(1.7, 4.1, PUMPS), y - 0.95, 0.62),
            (np.linspace(4.6, 8.4, PUMPS), _BOUTON[1], 0.9),
        ):
            self.free_pumps.append(self._pumps(places, low, size, False, register))
            self.blocked_pumps.append(self._pumps(places, low, size, True, register))
        spots = np.linspace(y + 1.4, top - 0.7, MOST_SPIKES)
        self.spikes = [
            register(
                ax.plot(
                    [x - 0.42, x + 0.42],
                    [spot] * 2,
                    color=style.INK,
                    lw=style.pt(3.2),
                    zorder=5,
                    solid_capstyle="round",
                )[0]
            )
            for spot in spots
        ]
        self.raphe = self._dots(_round_the_cell(), register)
        self.forebrain = self._dots(_in_the_cleft(), register)
        shapes.receptor(ax, 6.1, y, 1.3)
        (brake,) = shapes.arrow(ax, (5.4, y), (4.8, y), "-")
        (drive,) = shapes.arrow(ax, (0.3, 4.3), (1.5, 3.25), "+")
        self.brake, self.drive = register(brake), register(drive)
        self.covers = {"part": shapes.cross(ax, 6.1, y, 0.6), "all": shapes.cross(ax, 6.1, y, 1.3)}
        self.cover("none")
        if labels:
            self._label(x, y)

    def _label(self, x: float, y: float) -> None:
        shapes.words(self.ax, x, y + 0.15, "raphe")
        shapes.words(self.ax, 7.1, y, "brake", ha="left")
        shapes.words(self.ax, 0.1, 4.9, "input", ha="left")
        shapes.words(self.ax, 0.1, 7.4, "firing", ha="left")
        shapes.words(self.ax, _BOUTON[0], 8.6, "pumps")
        shapes.words(self.ax, _BOUTON[0], 4.3, "forebrain")
        for place, kind, name in ((1.2, "serotonin", "serotonin"), (0.2, "ssri", "drug")):
            shapes.molecule(self.ax, 6.35, place, kind, 0.34 if kind == "serotonin" else 0.5)
            shapes.words(self.ax, 6.75, place, name, ha="left")

    def _flat(self, parts: list[Artist], register) -> list[Artist]:
        """Register parts; in an explorer without smoothing, which would double what is stored."""
        for part in parts:
            part.set_antialiased(register is _still)
        return [register(part) for part in parts]

    def _pumps(self, places, low: float, size: float, blocked: bool, register) -> list[list[Artist]]:
        pumps = []
        for place in places:
            barrel, *parts = shapes.transporter(self.ax, place, low, blocked, size)
            # The barrel is there either way: it stands still, and once is enough.
            if blocked:
                barrel.remove()
            pumps.append(self._flat(parts, register))
        return pumps

    def _dots(self, places, register) -> _Dots:
        dots = _Dots(shapes.spread_out(self.ax, "serotonin", places, 0.34))
        self.ax.add_collection(dots.drawn)
        self._flat([dots.drawn], register)
        return dots

    def cover(self, covered: str) -> None:
        """Cross the brake out: "none", "part" (a small cross) or "all"."""
        for name, cross in self.covers.items():
            for part in cross:
                part.set_visible(name == covered)

    def show(self, now: Moment, pumps: tuple[float, float]) -> None:
        """Draw a moment; pumps: share blocked in the raphe and in the forebrain, 0 to 1."""
        spikes = count(now.firing, SPIKES, MOST_SPIKES)
        for place, part in enumerate(self.spikes):
            part.set_visible(place < spikes)
        self.raphe.show(count(now.raphe, DOTS_RAPHE, MOST_RAPHE))
        self.forebrain.show(count(now.forebrain, DOTS_FOREBRAIN, MOST_FOREBRAIN))
        self.brake.set_linewidth(style.pt(1 + 8 * now.pull))
        self.drive.set_linewidth(style.pt(1 + 1.5 * max(now.drive - 1, 0)))
        self.drive.set_alpha(1.0 if now.drive > 1.005 else 0.35)
        for share, free, blocked in zip(pumps, self.free_pumps, self.blocked_pumps, strict=True):
            taken = round(PUMPS * share)
            for place in range(PUMPS):
                for part in free[place]:
                    part.set_visible(place >= taken)
                for part in blocked[place]:
                    part.set_visible(place < taken)


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
    return _scattered(3, MOST_RAPHE, [(x - 2.7, 0.1, x + 2.9, y - 1.35), (x + 1.9, y - 1.35, x + 2.9, y - 0.6)], 0.44)


@cache
def _in_the_cleft() -> list[tuple]:
    return _scattered(5, MOST_FOREBRAIN, [(4.0, _SPINE_Y + 0.2, 9.4, _BOUTON[1] - 0.75)], 0.45)

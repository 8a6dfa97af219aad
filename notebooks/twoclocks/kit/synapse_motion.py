"""A glutamate and a serotonin synapse whose channels, transporters and molecules move (lessons 01, 02 and 03).

Each has a part that stands still (cells, membranes, walls of channels, transporters, receptors, names) and a part that is
drawn at every moment, in few artists: all molecules of one kind are one, all gates two. What is drawn how stands in
``shapes``; where things are and what they do is the model's (models/stochastic_synapse). Sizes are schematic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from ..models.serotonin_molecules import DEPTH, PUMPS, RECEPTORS, place
from ..models.stochastic_synapse import CHANNELS, Cleft
from . import shapes, style

#: Names of the states of a channel in models/single_channels, in its order: those of ``shapes.STATES``.
STATES = ("closed", "open", "magnesium", "ketamine", "trapped")
#: States with an open gate, to which glutamate is bound.
_ACTIVATED = {"open", "magnesium", "ketamine"}
#: How wide a channel is, as a share of the room it has.
_SIZE = 0.86
#: Above cells and membranes, below all that moves.
BELOW = 1.9
#: How many molecules that were taken back are drawn in the terminal.
_KEPT = 30


@dataclass(frozen=True)
class Gap:
    """Where a synapse lies on its stage, ``width`` × ``height``: from left to right, between two membranes.

    foot: the height below the postsynaptic cell that is kept for names.
    """

    width: float
    height: float
    left: float
    right: float
    terminal: float
    cell: float
    foot: float = 0.0

    def x(self, number: int, of: int) -> float:
        """Where one of ``of`` things stands that are spread evenly over the gap."""
        return self.left + float(place(number, of)) * (self.right - self.left)

    @property
    def pitch(self) -> float:
        """The distance between two of ten things."""
        return (self.right - self.left) / CHANNELS


#: Half a picture, and a whole one with room for names at the sides.
NARROW = Gap(14.0, 10.9, 0.7, 13.3, 7.3, 3.7, 1.3)
WIDE = Gap(28.0, 8.8, 6.0, 22.0, 5.7, 2.6)


def _cells(ax: Axes, gap: Gap, tint: str) -> None:
    """Draw the presynaptic terminal above and the postsynaptic cell below."""
    shapes.stage(ax, gap.width, gap.height)
    middle, corner = (gap.left + gap.right) / 2, 0.5
    wide = gap.right - gap.left + 2 * corner
    shapes.bouton(ax, middle, gap.terminal, wide, gap.height - gap.terminal, tint, corner)
    shapes.spine(ax, middle, gap.cell, wide, gap.cell - gap.foot, corner=corner)
    for y in (gap.terminal, gap.cell):
        shapes.membrane(ax, gap.left, gap.right, y, 0.3)


def names(ax: Axes, x: float, y: float, kinds: Sequence[tuple[str, str]], step: float = 0.95) -> None:
    """Write what each molecule is called: its shape at (x, y) and its name beside it, one below the other."""
    for number, (kind, name) in enumerate(kinds):
        shapes.molecule(ax, x, y - number * step, kind, 0.62, zorder=BELOW)
        label(ax, x + 0.6, y - number * step, name, ha="left")


def label(ax: Axes, x: float, y: float, text: str, **kwargs) -> None:
    """Write ``text`` below all that moves: above it, it would be drawn and stored anew with each frame."""
    shapes.words(ax, x, y, text, **({"zorder": BELOW, "linespacing": 1.1} | kwargs))


# A glutamate synapse ------------------------------------------------------------------------------------------


def glutamate_parts(ax: Axes, gap: Gap) -> None:
    """Make ``ax`` the stage of a glutamate synapse with ten NMDA channels, without their gates."""
    _cells(ax, gap, style.KETAMINE_TINT)
    middle = (gap.left + gap.right) / 2
    for shift in (-2.6, 0.0, 2.6):
        shapes.vesicle(ax, middle + shift, gap.terminal + 1.0, "glutamate", 1.1)
    for number in range(CHANNELS):
        shapes.walls(ax, gap.x(number, CHANNELS), gap.cell, "NMDA", _SIZE * gap.pitch)


def draw_channels(
    ax: Axes, gap: Gap, states: Sequence[int], glutamate: bool, magnesium: bool = False, ketamine: bool = False
) -> None:
    """Draw gates, what sits in each pore, bound glutamate and the current; ``states``: numbers in STATES.

    glutamate, magnesium, ketamine: whether molecules of it are in the gap.
    """
    size = _SIZE * gap.pitch
    half = size * 0.62
    at = [(gap.x(number, CHANNELS), gap.cell) for number in range(CHANNELS)]
    named = [STATES[state] for state in states]
    for line in shapes.gates(ax, at, named, size):
        line.set_antialiased(False)

    def those(*wanted: str) -> np.ndarray:
        return np.array([xy for xy, name in zip(at, named, strict=True) if name in wanted]).reshape(-1, 2)

    inside = {"zorder": 6, "smooth": False}
    shapes.crowd(ax, "magnesium", those("magnesium") + (0, half * 0.12), size * 0.36, **inside)
    shapes.crowd(ax, "ketamine", those("ketamine", "trapped") + (0, -half * 0.2), size * 0.38, **inside)
    bound = those(*_ACTIVATED)
    bound = np.concatenate([bound + (side * size * 0.34, half * 1.3) for side in (-1, 1)])
    _arrows(ax, those("open"), half)
    # Rows of the gap: glutamate passes above, what is in the bath lies below.
    free = [(gap.x(n, 14), gap.terminal - (0.55 if n % 2 else 0.95)) for n in range(14)] if glutamate else []
    shapes.crowd(ax, "glutamate", [*bound, *free], 0.5, **inside)
    shift = gap.pitch / 2
    if magnesium:
        ions = [(x + shift, gap.cell + half + 0.75) for x, _ in at[0:-1:3]]
        shapes.crowd(ax, "magnesium", ions, 0.46, **inside)
    if ketamine:
        drug = [(x + shift, gap.cell + half + 0.75) for x, _ in at[1:-1:2] if (x, gap.cell) not in at[0:-1:3]]
        shapes.crowd(ax, "ketamine", drug, 0.5, **inside)


def _arrows(ax: Axes, places: np.ndarray, half: float) -> None:
    """Draw ions that flow in as arrows through the pores at ``places``, one artist."""
    top, neck, tip, thin, wide = 0.75, -1.15, -1.95, 0.13, 0.42
    outline = np.array(
        [(-thin, top), (thin, top), (thin, neck), (wide, neck), (0, tip), (-wide, neck), (-thin, neck), (-thin, top)]
    )
    paths = [Path(outline * half + xy) for xy in places]
    ax.add_collection(PathCollection(paths, facecolor=style.KETAMINE, lw=0, antialiased=False, zorder=7), autolim=False)


# A serotonin synapse ------------------------------------------------------------------------------------------


def serotonin_parts(ax: Axes, gap: Gap) -> None:
    """Make ``ax`` the stage of a serotonin synapse: ten transporters above, five G-protein receptors below."""
    _cells(ax, gap, style.SEROTONIN_TINT)
    middle = (gap.left + gap.right) / 2
    for shift in (-1.3, 1.3):
        shapes.vesicle(ax, middle + shift, gap.terminal + 1.55, "serotonin", 1.0)
    for number in range(PUMPS):
        shapes.barrel(ax, gap.x(number, PUMPS), gap.terminal, 0.95 * gap.pitch)
    for number in range(RECEPTORS):
        shapes.receptor(ax, gap.x(number, RECEPTORS), gap.cell, 1.1)


def draw_serotonin(ax: Axes, gap: Gap, now: Cleft) -> None:
    """Draw molecules outside, on receptors, in transporters and taken back, and the SSRI on its share of transporters."""
    size = 0.95 * gap.pitch
    half = size * 0.62
    dot, low, top = 0.36, gap.cell + 0.62, gap.terminal - half - 0.12
    outside = np.empty_like(now.places)
    if len(outside):
        outside[:, 0] = gap.left + now.places[:, 0] * (gap.right - gap.left)
        outside[:, 1] = low + now.places[:, 1] / DEPTH * (top - low)
    pumps = np.array([(gap.x(number, PUMPS), gap.terminal) for number in range(PUMPS)])
    blocked = pumps[: now.blocked]
    _ways(ax, pumps[now.blocked :], half)
    molecules = [*outside, *pumps[now.pumps], *_taken(gap, min(now.taken, _KEPT))]
    shapes.crowd(ax, "serotonin", molecules, dot, 8.5, smooth=False)
    shapes.crowd(ax, "ssri", blocked - (0, half * 0.62), size * 0.55, 8, smooth=False)
    across = np.array([(-1, -1), (1, 1), (np.nan, np.nan), (-1, 1), (1, -1), (np.nan, np.nan)]) * size * 0.17
    crosses = (blocked[:, None] + (0, half * 0.4) + across).reshape(-1, 2)
    ax.plot(*crosses.T, color=style.INK, lw=style.pt(2.4), solid_capstyle="round", zorder=8)


def _ways(ax: Axes, places: np.ndarray, half: float) -> None:
    """Draw the way through free transporters as arrows up, one artist."""
    thin, wide = 0.1, 0.36
    outline = np.array(
        [(-thin, -0.7), (thin, -0.7), (thin, 0.2), (wide, 0.2), (0, 0.8), (-wide, 0.2), (-thin, 0.2), (-thin, -0.7)]
    )
    paths = [Path(outline * half + xy) for xy in places]
    ax.add_collection(PathCollection(paths, facecolor=style.INK, lw=0, antialiased=False, zorder=6), autolim=False)


def _taken(gap: Gap, count: int) -> list[tuple[float, float]]:
    """Return where molecules that were taken back lie in the terminal: two rows beside the vesicles, filled from there."""
    columns, middle = _KEPT // 2 + 5, _KEPT // 4 + 2
    order = sorted((n for n in range(columns) if abs(n - middle) > 2), key=lambda n: abs(n - middle))
    spots = [(number, row) for number in order for row in (0, 1)]
    return [(gap.x(number, columns), gap.terminal + 1.2 + 0.45 * row) for number, row in spots[:count]]


# Below either -------------------------------------------------------------------------------------------------


def draw_trace(ax: Axes, time: np.ndarray, current: np.ndarray, inside: np.ndarray, now: int) -> None:
    """Draw the record of one channel up to ``now`` (an index): steps of current, and thick where ketamine is ``inside``."""
    held = np.unique([*_changes(inside, now), *np.maximum(_changes(inside, now) - 1, 0)])
    thick = {"color": style.INK, "lw": style.pt(6), "solid_capstyle": "butt", "zorder": 4, "antialiased": False}
    ax.plot(time[held], np.where(inside[held], 0.0, np.nan), **thick)
    seen = _changes(current, now)
    line = {"color": style.INK, "lw": style.pt(1.1), "drawstyle": "steps-post", "zorder": 4, "antialiased": False}
    ax.plot(time[seen], current[seen], **line)


def draw_course(ax: Axes, time: np.ndarray, run: np.ndarray, rate: np.ndarray, now: int, color: str) -> None:
    """Draw a run up to ``now`` (an index) as steps, the rate equation dashed, and a dot at the run's end."""
    ax.plot(time, rate, color=style.INK, lw=style.pt(1.8), linestyle=style.DASHES[1], zorder=3, antialiased=False)
    seen = _changes(run, now)
    line = {"color": color, "lw": style.pt(2.2), "drawstyle": "steps-post", "zorder": 4, "antialiased": False}
    ax.plot(time[seen], run[seen], **line)
    ax.plot([time[now]], [run[now]], "o", color=color, mec=style.INK, ms=style.pt(8), zorder=6)


def _changes(run: np.ndarray, now: int) -> np.ndarray:
    """Return where a run changes, with its first point and the last one: thousands of points lie on a hundred steps."""
    changed = np.flatnonzero(np.diff(run[: now + 1])) + 1
    return np.unique([0, *changed, now])

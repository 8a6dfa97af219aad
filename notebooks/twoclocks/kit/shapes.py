"""The shapes that synapse and circuit pictures are built from, so that a receptor looks the same in every lesson.

A picture is a ``stage``: axes without frame whose units are as long across as they are high. Every shape is drawn at
(x, y) in those units, is about ``size`` units large and returns its artists, so that an explorer may move or hide them.
Molecules and arrows, of which there may be dozens, are added without working out limits, which a stage has anyway.
Shapes differ by outline, not by colour alone: a channel is two walls with a way through, a pump a barrel with an arrow,
a G-protein receptor a zigzag, glutamate a triangle, serotonin a disc, magnesium a square, ketamine a wedge.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Arc, Circle, Ellipse, FancyArrowPatch, FancyBboxPatch, Polygon, Rectangle
from matplotlib.path import Path

from . import style

CHANNELS = ("AMPA", "NMDA", "GABA-A")
#: What a channel can look like. "magnesium" and "ketamine" sit in the open pore, "trapped" is ketamine behind a shut gate.
STATES = ("closed", "open", "magnesium", "ketamine", "trapped")
MOLECULES = (
    "glutamate",
    "serotonin",
    "GABA",
    "magnesium",
    "calcium",
    "sodium",
    "ketamine",
    "memantine",
    "ssri",
    "glycine",
)
CELLS = ("pyramidal", "interneuron", "raphe", "forebrain")
SIGNS = ("+", "-", "")

_CHANNEL_FILL = {"AMPA": "#f2d2b8", "NMDA": "#e39a62", "GABA-A": "#d9d9d9"}
_GATE = style.INK


def stage(ax: Axes, width: float, height: float) -> Axes:
    """Make ``ax`` a picture of ``width`` × ``height`` units without frame or ticks; return it."""
    ax.set_xlim(0, width)
    ax.set_ylim(0, height)
    ax.set_aspect("equal")
    ax.axis("off")
    return ax


def words(ax: Axes, x: float, y: float, text: str, **kwargs):
    """Write a label at (x, y), centred unless told otherwise; return it."""
    return ax.text(x, y, text, **({"ha": "center", "va": "center", "color": style.INK, "zorder": 9} | kwargs))


def pointer(ax: Axes, xy: tuple[float, float], place: tuple[float, float], text: str, **kwargs):
    """Write ``text`` at ``place`` with a thin line to ``xy``, both in units of the stage; return it."""
    options = {
        "ha": "center",
        "va": "center",
        "color": style.INK,
        "zorder": 9,
        "arrowprops": {"arrowstyle": "-", "color": style.QUIET, "linewidth": style.pt(1), "shrinkA": 2, "shrinkB": 2},
    } | kwargs
    return ax.annotate(text, xy=xy, xytext=place, **options)


def membrane(ax: Axes, left: float, right: float, y: float, thickness: float = 0.36) -> list[Artist]:
    """Draw a straight membrane, two lines ``thickness`` apart around ``y``."""
    band = Rectangle((left, y - thickness / 2), right - left, thickness, facecolor=style.CONTROL_TINT, lw=0, zorder=2)
    edges = [
        ax.plot([left, right], [y + side * thickness / 2] * 2, color=style.QUIET, lw=style.pt(1.4), zorder=2)[0]
        for side in (-1, 1)
    ]
    return [ax.add_patch(band), *edges]


def bouton(
    ax: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    tint: str = style.CONTROL_TINT,
    corner: float | None = None,
) -> list[Artist]:
    """Draw the sending end of a nerve fibre: a knob whose flat lower side lies at ``y``, its fibre going up.

    corner: how round it is; a share of its width unless given.
    """
    neck = width * 0.16
    path = np.array(_rounded(x - width / 2, y, width, height * 0.68, 0.22 * width if corner is None else corner))
    fibre = Rectangle((x - neck, y + height * 0.6), 2 * neck, height * 0.4, facecolor=tint, lw=0, zorder=1.2)
    knob = Polygon(path, facecolor=tint, edgecolor=style.QUIET, lw=style.pt(1.6), zorder=1)
    walls = [
        ax.plot(
            [x + side * neck] * 2, [y + height * 0.68, y + height], color=style.QUIET, lw=style.pt(1.6), zorder=1.3
        )[0]
        for side in (-1, 1)
    ]
    return [ax.add_patch(knob), ax.add_patch(fibre), *walls]


def spine(
    ax: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    tint: str = style.CONTROL_TINT,
    corner: float | None = None,
) -> list[Artist]:
    """Draw the receiving side: a knob whose flat upper side lies at ``y``, its neck going down."""
    neck = width * 0.2
    path = np.array(
        _rounded(x - width / 2, y - height * 0.68, width, height * 0.68, 0.22 * width if corner is None else corner)
    )
    shaft = Rectangle((x - neck, y - height), 2 * neck, height * 0.4, facecolor=tint, lw=0, zorder=1.2)
    knob = Polygon(path, facecolor=tint, edgecolor=style.QUIET, lw=style.pt(1.6), zorder=1)
    walls = [
        ax.plot(
            [x + side * neck] * 2, [y - height, y - height * 0.68], color=style.QUIET, lw=style.pt(1.6), zorder=1.3
        )[0]
        for side in (-1, 1)
    ]
    return [ax.add_patch(knob), ax.add_patch(shaft), *walls]


def _rounded(left: float, low: float, width: float, height: float, radius: float) -> list[tuple[float, float]]:
    """Corners of a rectangle with round corners, as points."""
    radius = min(radius, width / 2, height / 2)
    angles = np.linspace(0, np.pi / 2, 9)
    centres = [
        (left + width - radius, low + height - radius, 0),
        (left + radius, low + height - radius, 1),
        (left + radius, low + radius, 2),
        (left + width - radius, low + radius, 3),
    ]
    return [
        (cx + radius * np.cos(a + turn * np.pi / 2), cy + radius * np.sin(a + turn * np.pi / 2))
        for cx, cy, turn in centres
        for a in angles
    ]


def vesicle(ax: Axes, x: float, y: float, kind: str = "glutamate", size: float = 0.8) -> list[Artist]:
    """Draw a vesicle filled with three molecules of ``kind``."""
    bag = Circle((x, y), size / 2, facecolor="white", edgecolor=style.QUIET, lw=style.pt(1.6), zorder=3)
    inside = [(0, 0.2), (-0.2, -0.13), (0.2, -0.13)]
    artists: list[Artist] = [ax.add_patch(bag)]
    for dx, dy in inside:
        artists += molecule(ax, x + dx * size, y + dy * size, kind, size * 0.24, zorder=4)
    return artists


def molecule(ax: Axes, x: float, y: float, kind: str, size: float = 0.3, zorder: float = 6) -> list[Artist]:
    """Draw one molecule or ion of ``kind`` (one of MOLECULES), about ``size`` units large."""
    _known("molecule", kind, MOLECULES)
    half, line = size / 2, {"lw": style.pt(1.2), "zorder": zorder}
    if kind == "glutamate":
        shape = Polygon(
            [(x - half, y - half * 0.8), (x + half, y - half * 0.8), (x, y + half)],
            facecolor=style.KETAMINE,
            edgecolor="white",
            **line,
        )
    elif kind == "serotonin":
        shape = Circle((x, y), half, facecolor=style.SEROTONIN, edgecolor="white", **line)
    elif kind in {"ketamine", "memantine"}:
        # A wedge that is wider than the way out: it sits in the pore and the gate can shut behind it.
        fill = style.INK if kind == "ketamine" else "white"
        shape = Polygon(
            [(x - half, y + half), (x + half, y + half), (x + half * 0.35, y - half), (x - half * 0.35, y - half)],
            facecolor=fill,
            edgecolor=style.INK,
            **line,
        )
    elif kind == "magnesium":
        shape = Rectangle(
            (x - half * 0.85, y - half * 0.85),
            1.7 * half,
            1.7 * half,
            facecolor=style.CONTROL,
            edgecolor=style.INK,
            **line,
        )
    elif kind == "ssri":
        shape = Polygon(
            [(x - half, y), (x, y + half), (x + half, y), (x, y - half)], facecolor=style.INK, edgecolor="white", **line
        )
    elif kind == "GABA":
        shape = Ellipse((x, y), size, size * 0.6, facecolor=style.QUIET, edgecolor="white", **line)
    elif kind == "glycine":
        shape = Polygon(
            [(x - half, y + half * 0.8), (x + half, y + half * 0.8), (x, y - half)],
            facecolor="white",
            edgecolor=style.KETAMINE,
            **line,
        )
    else:  # sodium, calcium: hollow rings, calcium with a second one inside (it carries two charges)
        shape = Circle((x, y), half, facecolor="white", edgecolor=style.INK, **line)
        if kind == "calcium":
            return [
                ax.add_artist(shape),
                ax.add_artist(Circle((x, y), half * 0.45, facecolor="none", edgecolor=style.INK, **line)),
            ]
    return [ax.add_artist(shape)]


def channel(ax: Axes, x: float, y: float, kind: str = "NMDA", state: str = "closed", size: float = 1.2) -> list[Artist]:
    """Draw a channel in a membrane at height ``y``: two walls and a gate at their lower end.

    kind: one of CHANNELS; state: one of STATES. The outside of the cell is above.
    """
    _known("state", state, STATES)
    artists = walls(ax, x, y, kind, size) + gates(ax, [(x, y)], [state], size)
    half = size * 0.62
    if state == "magnesium":
        artists += molecule(ax, x, y + half * 0.12, "magnesium", size * 0.34)
    elif state in {"ketamine", "trapped"}:
        artists += molecule(ax, x, y - half * 0.2, "ketamine", size * 0.34)
    return artists


def walls(ax: Axes, x: float, y: float, kind: str = "NMDA", size: float = 1.2) -> list[Artist]:
    """Draw a channel without its gate, for pictures in which only the gate and what is in the pore change."""
    _known("channel", kind, CHANNELS)
    half, wall, pore = size * 0.62, size * 0.3, size * 0.17
    # The way through is paper, so that no membrane runs across it.
    way = Rectangle((x - pore, y - half), 2 * pore, 1.6 * half, facecolor="white", lw=0, zorder=3.5)
    artists: list[Artist] = [ax.add_patch(way)]
    for side in (-1, 1):
        corners = [
            (pore * 1.7, half),
            (pore + wall, half * 0.8),
            (pore + wall, -half * 0.8),
            (pore + wall * 0.6, -half),
            (pore, -half),
            (pore, half * 0.35),
        ]
        artists.append(
            ax.add_patch(
                Polygon(
                    [(x + side * dx, y + dy) for dx, dy in corners],
                    closed=True,
                    zorder=4,
                    facecolor=_CHANNEL_FILL[kind],
                    edgecolor=style.INK,
                    lw=style.pt(1.4),
                )
            )
        )
    return artists


def gates(ax: Axes, places: Sequence[tuple[float, float]], states: Sequence[str], size: float = 1.2) -> list[Artist]:
    """Draw the gates of channels at ``places``, as many lines as one channel has: two leaves, shut or open by ``states``."""
    half, pore = size * 0.62, size * 0.17
    artists: list[Artist] = []
    for side in (-1, 1):
        # Two leaves: level and meeting when shut, hanging along the walls when open.
        line: list[tuple[float, float]] = []
        for (x, y), state in zip(places, states, strict=True):
            hinge = (x + side * pore, y - half * 0.72)
            shut = state in {"closed", "trapped"}
            line += [hinge, (x, hinge[1]) if shut else (hinge[0] + side * 0.02 * size, hinge[1] - half * 0.62)]
            line.append((np.nan, np.nan))
        xs, ys = zip(*line[:-1], strict=True)
        artists += ax.plot(xs, ys, color=_GATE, lw=style.pt(3), solid_capstyle="round", zorder=5)
    return artists


def crowd(ax: Axes, kind: str, places, size: float = 0.3, zorder: float = 6, smooth: bool = True) -> list[Artist]:
    """Draw molecules of ``kind`` at ``places`` (x, y) as one artist, however many they are.

    smooth: whether their edges are, which doubles what an explorer stores. Calcium, which is two shapes, is refused.
    """
    if kind == "calcium":
        raise ValueError("molecule is 'calcium'; a crowd is of one shape, and calcium is two.")
    (one,) = molecule(ax, 0, 0, kind, size, zorder)
    outline = one.get_patch_transform().transform_path(one.get_path())
    look = {"facecolor": one.get_facecolor(), "edgecolor": one.get_edgecolor(), "lw": one.get_linewidth()}
    one.remove()
    paths = [Path(outline.vertices + place, outline.codes) for place in np.asarray(places, float).reshape(-1, 2)]
    found = PathCollection(paths, antialiased=smooth, zorder=zorder, **look)
    return [ax.add_collection(found, autolim=False)]


def transporter(ax: Axes, x: float, y: float, blocked: bool = False, size: float = 1.2) -> list[Artist]:
    """Draw a transporter (pump) in a membrane at height ``y``, with an arrow into the cell above it; an SSRI may sit on it."""
    return barrel(ax, x, y, size) + transport(ax, x, y, blocked, size)


def barrel(ax: Axes, x: float, y: float, size: float = 1.2) -> list[Artist]:
    """Draw a transporter without what goes on in it, for pictures in which only that changes."""
    half = size * 0.62
    body = FancyBboxPatch(
        (x - size * 0.42, y - half),
        size * 0.84,
        2 * half,
        zorder=4,
        facecolor="#9cc0e0",
        edgecolor=style.INK,
        lw=style.pt(1.4),
        boxstyle=f"round,pad=0,rounding_size={size * 0.3}",
    )
    return [ax.add_patch(body)]


def transport(ax: Axes, x: float, y: float, blocked: bool = False, size: float = 1.2) -> list[Artist]:
    """Draw what goes on in a transporter: an arrow into the cell above it, or an SSRI that sits on it and a cross."""
    half = size * 0.62
    if blocked:
        return molecule(ax, x, y - half * 0.62, "ssri", size * 0.5) + cross(ax, x, y + half * 0.35, size * 0.3)
    return arrow(ax, (x, y - half * 0.75), (x, y + half * 0.85), color=style.INK)


def receptor(ax: Axes, x: float, y: float, size: float = 1.2, color: str = style.SEROTONIN) -> list[Artist]:
    """Draw a G-protein receptor in a membrane at height ``y``: a chain that crosses the membrane seven times."""
    count = 7
    xs = x + size * 0.5 * np.linspace(-1, 1, count)
    top, low = y + size * 0.4, y - size * 0.4
    points = []
    for number, place in enumerate(xs):
        points += [(place, low), (place, top)] if number % 2 == 0 else [(place, top), (place, low)]
    return ax.plot(*zip(*points, strict=True), color=color, lw=style.pt(3), solid_joinstyle="round", zorder=4)


def neuron(ax: Axes, x: float, y: float, kind: str = "pyramidal", size: float = 1.6) -> list[Artist]:
    """Draw a nerve cell: "pyramidal" a triangle, "interneuron" a disc, "raphe" and "forebrain" rounded boxes."""
    _known("cell", kind, CELLS)
    half = size / 2
    look = {"edgecolor": style.INK, "lw": style.pt(1.8), "zorder": 4}
    if kind == "pyramidal":
        shape = Polygon(
            [(x - half, y - half * 0.8), (x + half, y - half * 0.8), (x, y + half)],
            facecolor=style.KETAMINE_TINT,
            joinstyle="round",
            **look,
        )
    elif kind == "interneuron":
        shape = Circle((x, y), half * 0.85, facecolor=style.CONTROL_TINT, **look)
    else:
        fill = style.SEROTONIN_TINT if kind == "raphe" else "white"
        shape = FancyBboxPatch(
            (x - half * 1.3, y - half * 0.7),
            half * 2.6,
            half * 1.4,
            facecolor=fill,
            boxstyle=f"round,pad=0,rounding_size={size * 0.25}",
            **look,
        )
    return [ax.add_patch(shape)]


def arrow(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    sign: str = "",
    color: str = style.INK,
    bend: float = 0.0,
    width: float = 2.0,
    **kwargs,
) -> list[Artist]:
    """Draw an arrow: "+" and "" end in a point, "-" (inhibits) in a bar. bend: arc as ``arc3`` rad; width in points."""
    _known("sign", sign, SIGNS)
    heads = {"-": "|-|,widthA=0,widthB=0.45", "+": "-|>", "": "-|>"}
    options = {"mutation_scale": style.pt(14), "lw": style.pt(width), "zorder": 5, "shrinkA": 0, "shrinkB": 0} | kwargs
    line = FancyArrowPatch(
        start, end, arrowstyle=heads[sign], connectionstyle=f"arc3,rad={bend}", color=color, **options
    )
    return [ax.add_artist(line)]


def cross(ax: Axes, x: float, y: float, size: float = 0.4, color: str = style.INK) -> list[Artist]:
    """Draw a cross: not here, not any more."""
    half = size / 2
    across, up = [x - half, x + half, np.nan, x - half, x + half], [y - half, y + half, np.nan, y + half, y - half]
    return ax.plot(across, up, color=color, lw=style.pt(2.6), solid_capstyle="round", zorder=8)


def spread_out(ax: Axes, kind: str, places, size: float = 0.26) -> list[Artist]:
    """Draw one molecule of ``kind`` at each of ``places`` (x, y)."""
    return [artist for x, y in places for artist in molecule(ax, x, y, kind, size)]


def loop(ax: Axes, x: float, y: float, size: float = 1.0, start: float = -40, stop: float = 220) -> list[Artist]:
    """Draw part of a circle round (x, y), from ``start`` to ``stop`` degrees: a cell that acts on itself."""
    return [ax.add_patch(Arc((x, y), size, size, theta1=start, theta2=stop, color=style.INK, lw=style.pt(2), zorder=3))]


def _known(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{what} is {value!r}; it must be one of {', '.join(repr(word) for word in allowed)}.")


def serotonin_channel(ax: Axes, x: float, y: float, size: float = 1.2) -> list[Artist]:
    """Draw the 5-HT3 receptor in a membrane at height ``y``: an open channel in the colour of the serotonin pump."""
    artists = channel(ax, x, y, "GABA-A", "open", size)
    for artist in artists:
        if isinstance(artist, Polygon):
            artist.set_facecolor("#9cc0e0")
    return artists

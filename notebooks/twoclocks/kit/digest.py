"""What a picture holds, in few numbers: its axes, its words, and where its lines, dots, bars and shapes stand.

Two versions of matplotlib set letters differently, so their pictures cannot be compared point by point. Their artists
can: ``publish`` stores this digest of every picture, and the checks make it anew.
"""

from __future__ import annotations

import matplotlib
import numpy as np
from matplotlib import colors
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, StepPatch
from matplotlib.spines import Spine
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FixedLocator

#: Of a longer line or shape so many points are kept, evenly spread, and the mean of all.
POINTS = 6


def digest(figure: Figure) -> list[dict]:
    """Return what ``figure`` holds, fit for JSON: one entry a panel, the last for what stands outside of all panels."""
    panels = [_panel(ax) for ax in figure.axes]
    return [*panels, {"artists": _artists(figure.texts + figure.lines + figure.patches)}]


def _panel(ax: Axes) -> dict:
    titles = [ax.get_title(side) for side in ("left", "center", "right")]
    besides = {ax.patch, ax.title, ax._left_title, ax._right_title}
    shown = [child for child in ax.get_children() if child not in besides and not isinstance(child, (Axis, Spine))]
    return {
        "title": " | ".join(filter(None, titles)),
        "axes": [_axis(axis) for axis in (ax.xaxis, ax.yaxis)] if ax.axison else [],
        "artists": _artists(shown),
    }


def _axis(axis: Axis) -> list:
    """Return label, kind of scale, limits, and the words of ticks that do not depend on the room there is."""
    places = axis.get_majorticklocs() if isinstance(axis.get_major_locator(), FixedLocator) else []
    words = axis.get_major_formatter().format_ticks(places)
    return [axis.get_label_text(), axis.get_scale(), _short(axis.get_view_interval()), list(words)]


def _artists(artists: list[Artist]) -> list[list]:
    found = [_about(artist) for artist in artists if artist.get_visible()]
    return sorted((about for about in found if about), key=lambda about: (about[0], str(about[1:])))


def _about(artist: Artist) -> list | None:
    if isinstance(artist, Text):
        spots = [artist.get_position(), *([artist.xy] if isinstance(artist, Annotation) else [])]
        spots = [place for spot in spots for place in spot if isinstance(place, (int, float, np.number))]
        if getattr(artist, "_autopos", False):  # a label of the whole figure, which the layout puts where there is room
            spots = []
        return ["text", artist.get_text(), _hex(artist.get_color()), _short(spots)] if artist.get_text() else None
    if isinstance(artist, Line2D):
        look = [_hex(_seen_colour(artist)), str(artist.get_marker()), artist.get_linestyle()]
        return ["line", *look, *_points(np.column_stack(artist.get_data(orig=False)))]
    if isinstance(artist, StepPatch):
        values, edges, _ = artist.get_data()
        return ["steps", _hex(artist.get_facecolor()), *_points(np.column_stack([edges[:-1], values]))]
    if isinstance(artist, FancyArrowPatch):
        # Its outline depends on how large the picture was drawn; where it begins and ends does not.
        ends = [] if artist._posA_posB is None else np.ravel(artist._posA_posB)
        return ["arrow", _hex(artist.get_facecolor()), _hex(artist.get_edgecolor()), _short(ends)]
    if isinstance(artist, Patch):
        shape = artist.get_patch_transform().transform_path(artist.get_path())
        return ["shape", _hex(artist.get_facecolor()), _hex(artist.get_edgecolor()), *_points(shape.vertices)]
    if isinstance(artist, Collection):
        tints = sorted({_hex(tint) for tint in [*artist.get_facecolor(), *artist.get_edgecolor()]})
        places = artist.get_offsets() if artist.get_offset_transform() != artist.get_transform() else np.empty((0, 2))
        if len(places) < 2:
            places = np.concatenate([path.vertices for path in artist.get_paths()] or [np.empty((0, 2))])
        return ["many", *tints, *_points(np.ma.filled(np.ma.asarray(places, float), np.nan))]
    return [type(artist).__name__]


def _seen_colour(line: Line2D):
    """Return the colour of a line; of dots without one, that of their faces: their line has any, and it is not seen."""
    face = line.get_markerfacecolor()
    return line.get_color() if line.get_linestyle() != "None" or str(face).lower() == "none" else face


def _points(points: np.ndarray) -> list:
    """Return how many ``points``, shape (n, 2), there are, the mean of those that are finite, and some or all of them."""
    points = np.asarray(points, float).reshape(-1, 2)
    kept = (
        points[np.linspace(0, len(points) - 1, min(len(points), POINTS)).round().astype(int)] if len(points) else points
    )
    finite = points[np.isfinite(points).all(axis=1)]
    return [len(points), _short(finite.mean(axis=0) if len(finite) else []), _short(kept.ravel())]


def _short(values) -> list:
    """Return numbers with six digits; None for what is not finite."""
    return [float(f"{float(value):.6g}") if np.isfinite(value) else None for value in values]


def _hex(colour) -> str:
    return colors.to_hex(colour, keep_alpha=True) if colors.is_color_like(colour) else str(colour)


def entry(figures: list[Figure]) -> dict:
    """Return what is stored of a picture: the version of matplotlib, and the ``digest`` of each of its ``figures``."""
    return {"matplotlib": matplotlib.__version__, "figures": [digest(figure) for figure in figures]}


def of_explorer(explorer) -> dict:
    """Return the ``entry`` of an explorer: its start, and the stored setting that is furthest from it."""
    return entry([explorer.figure(**explorer.start), explorer.figure(**explorer.settings()[-1])])

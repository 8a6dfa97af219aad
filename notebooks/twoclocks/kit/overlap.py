"""Where artists lie on the canvas: whether something that moves passes below something that stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

#: Half of an antialiased edge, in pixels; the white ground of a label sticks out by more.
_EDGE, _LABEL = 1.0, 6.0
#: More paths than this are taken by their common box.
_MANY = 60
#: left, low, right, high
Box = Sequence[float]
_NOTHING = ("None", "", " ", None)


def bounds(artist: Artist, renderer) -> Box | None:
    """Return the box on the canvas [pixels] that ``artist`` fills; None if it fills nothing."""
    box = artist.get_tightbbox(renderer)
    if box is None or not np.isfinite(box.get_points()).all() or (box.width == 0 and box.height == 0):
        return None
    if isinstance(artist, Axis):
        # Its ticks begin on the edge of the axes, which touches all that is drawn inside.
        box = box.padded(-1) if not artist._major_tick_kw.get("gridOn") else Bbox.union([box, artist.axes.bbox])
        return box.extents.tolist()
    return box.padded(_LABEL if isinstance(artist, Text) else _EDGE).extents.tolist()


def reach(artist: Artist, renderer, box: Callable[[], Box | None]) -> Callable[[Box], bool]:
    """Return a function of a box on the canvas: whether ``artist`` draws anything there; in doubt, it does.

    box: gives the ``bounds`` of the artist, which are asked for only where nothing better is known.
    """
    path, pad, filled, marks = _outline(artist, renderer)
    if path is None:
        own = box()
        if own is not None and isinstance(artist, Axis):
            # The box is that of the labels; ticks lie between them and the spine, and touch it.
            own = _padded(own, renderer.points_to_pixels(2 * artist.get_tick_padding()) + 3 * _EDGE)
        return lambda other: own is not None and _shared(own, other) is not None
    clip = artist.get_clip_box() if artist.get_clip_on() else None
    points = path.vertices[np.isfinite(path.vertices).all(axis=1)]
    if not len(points):
        return lambda other: False
    extent = _padded((*points.min(axis=0).tolist(), *points.max(axis=0).tolist()), pad)
    if clip is not None:
        extent = _shared(extent, _padded(clip.extents.tolist(), _EDGE))

    def touches(other: Box) -> bool:
        part = extent and _shared(extent, other)
        if not part:
            return False
        left, low, right, high = _padded(part, pad)
        if marks:
            x, y = points.T
            if bool(((x >= left) & (x <= right) & (y >= low) & (y <= high)).any()):
                return True
        return marks is not True and path.intersects_bbox(Bbox([[left, low], [right, high]]), filled=filled)

    return touches


def _padded(box: Box, pad: float) -> Box:
    left, low, right, high = box
    return left - pad, low - pad, right + pad, high + pad


def _shared(one: Box, other: Box) -> Box | None:
    """Return what two boxes share; None if that is nothing."""
    left, low, right, high = (*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))
    return (left, low, right, high) if left <= right and low <= high else None


def _outline(artist: Artist, renderer) -> tuple[Path | None, float, bool, object]:
    """Return (path [pixels], half its width, filled or not, marks): marks is True for nothing but points, "both" for both.

    The path is None for what is known by its box only.
    """
    if isinstance(artist, Line2D):
        path = artist.get_transform().transform_path(artist.get_path())
        line, marker = artist.get_linestyle() not in _NOTHING, artist.get_marker() not in _NOTHING
        width = max(
            artist.get_linewidth() if line else 0,
            artist.get_markersize() + artist.get_markeredgewidth() if marker else 0,
        )
        return path, _half(renderer, width), False, (not line or "both") if marker else None
    if isinstance(artist, Patch) and not isinstance(artist, FancyArrowPatch):
        path = artist.get_transform().transform_path(artist.get_path())
        return path, _half(renderer, artist.get_linewidth()), artist.get_fill(), None
    if isinstance(artist, Collection) and 0 < len(artist.get_paths()) <= _MANY and not np.any(artist.get_offsets()):
        path = artist.get_transform().transform_path(Path.make_compound_path(*artist.get_paths()))
        width = max(np.atleast_1d(artist.get_linewidth()), default=0)
        return path, _half(renderer, width), len(artist.get_facecolor()) > 0, None
    return None, 0.0, False, None


def _half(renderer, points: float) -> float:
    return renderer.points_to_pixels(points) / 2 + _EDGE

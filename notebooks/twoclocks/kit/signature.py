"""What an artist looks like, as a value that can be compared: two artists with the same signature are drawn alike.

Nobody lists what counts for which kind of artist: all of its attributes do, but for those that only say where it hangs
or that drawing fills in. What cannot be read counts as different, so the worst that happens is a picture drawn in full.
"""

from __future__ import annotations

import types
import weakref
from collections.abc import Hashable

import matplotlib.lines as mlines
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis, Tick
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.cbook import CallbackRegistry
from matplotlib.figure import FigureBase
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import BboxBase, TransformedPatchPath, TransformedPath, TransformNode

#: Where an artist hangs, what waits for it, and what drawing leaves behind.
_SKIPPED = frozenset(
    "figure _parent_figure axes _axes axis _callbacks callbacks _remove_method stale_callback _stale _mouseover _picker "
    "_renderer _label _agg_filter _transformed_path _transformSet _contains majorTicks minorTicks _subslice "
    "_x_filled _invalidx _invalidy "
    "get_majorticklabels get_minorticklabels set_ticklabels get_major_ticks".split()
)
#: A line keeps its data twice; these are made from _xorig and _yorig.
_SKIPPED_IN_LINES = _SKIPPED | {"_x", "_y", "_xy", "_path"}
_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.3, 0.7]])
_ATOMS = frozenset((str, int, float, bool, type(None), bytes, complex))
_DEEPEST = 6


def known_transforms(ax: Axes) -> dict[int, str]:
    """Return the names of the transforms of ``ax`` by identity: what they do follows from its limits and place."""
    known = (ax.transData, ax.transAxes, ax.get_xaxis_transform(), ax.get_yaxis_transform())
    return {id(transform): name for name, transform in zip(("data", "axes", "x", "y"), known, strict=True)}


def signature(thing: object, transforms: dict[int, str], depth: int = 0) -> Hashable:
    """Return a hashable value that is equal for two things that are drawn alike.

    ``transforms`` are those whose meaning is known otherwise, from ``known_transforms``.
    """
    kind = type(thing)
    if kind in _ATOMS:
        return thing
    if kind is np.ndarray or isinstance(thing, np.ndarray):
        if thing.dtype == object:
            return tuple(signature(part, transforms, depth + 1) for part in thing.ravel())
        mask = np.ma.getmaskarray(thing).tobytes() if isinstance(thing, np.ma.MaskedArray) else b""
        return thing.shape, thing.dtype.str, thing.tobytes(), mask
    if isinstance(thing, (tuple, list)):
        return kind.__name__, *(signature(part, transforms, depth + 1) for part in thing)
    if isinstance(thing, TransformedPath):
        patch = isinstance(thing, TransformedPatchPath)
        parts = [thing._patch] if patch else [thing._path, thing._transform]
        return signature(parts, transforms, depth + 1)
    if isinstance(thing, TransformNode) and not isinstance(thing, BboxBase):
        return transforms.get(id(thing)) or _sampled(thing)
    if isinstance(thing, (Axes, FigureBase, FigureCanvasBase, CallbackRegistry, weakref.ref)):
        return None
    if depth > _DEEPEST:
        return id(thing)
    if isinstance(thing, BboxBase):
        return thing.get_points().tobytes()
    if isinstance(thing, Path):
        codes = thing.codes
        return thing.vertices.tobytes(), b"" if codes is None else codes.tobytes()
    if isinstance(thing, MarkerStyle) and isinstance(thing.get_marker(), (str, int, type(None))):
        return thing.get_marker(), thing.get_fillstyle()
    if isinstance(thing, dict):
        return tuple((str(key), signature(value, transforms, depth + 1)) for key, value in thing.items())
    if isinstance(thing, types.FunctionType):
        inside = [cell.cell_contents for cell in thing.__closure__ or ()]
        return thing.__code__, signature([thing.__defaults__, inside], transforms, depth + 1)
    if isinstance(thing, types.MethodType):
        return thing.__func__, signature(thing.__self__, transforms, depth + 1)
    if isinstance(thing, (set, frozenset)):
        return frozenset(signature(part, transforms, depth + 1) for part in thing)
    if isinstance(thing, (np.generic, type, types.BuiltinFunctionType)):
        return thing
    if hasattr(thing, "__dict__"):
        skipped = _SKIPPED_IN_LINES if isinstance(thing, mlines.Line2D) else _SKIPPED
        return kind, *(
            (name, value if type(value) in _ATOMS else signature(value, transforms, depth + 1))
            for name, value in vars(thing).items()
            if name not in skipped
        )
    return id(thing)


def _sampled(transform: TransformNode) -> Hashable:
    """Return what ``transform`` does to a few points; it may be made anew for every artist."""
    with np.errstate(all="ignore"):
        try:
            return np.asarray(transform.transform(_CORNERS)).tobytes()
        except Exception:  # a transform of a kind that takes no points counts as different each time
            return id(transform)


def tick_looks(axis: Axis, transforms: dict[int, str]) -> Hashable:
    """Return how the ticks of ``axis`` look, apart from where they stand and what they say, which drawing sets."""
    return tuple(_tick_look(tick, transforms) for tick in (*axis.majorTicks, *axis.minorTicks))


def _tick_look(tick: Tick, transforms: dict[int, str]) -> Hashable:
    parts = tick.label1, tick.label2, tick.tick1line, tick.tick2line, tick.gridline
    return tuple(_without_place(part, transforms) for part in parts)


def _without_place(part: Artist, transforms: dict[int, str]) -> Hashable:
    placed = ("_x", "_y", "_text") if isinstance(part, Text) else ("_xorig", "_yorig", "_x", "_y", "_xy", "_path")
    skipped = _SKIPPED.union(placed, ("_transform",))
    return tuple((n, signature(v, transforms)) for n, v in vars(part).items() if n not in skipped)

"""Gives a drawing function axes as if they were new, a hundred times quicker than clearing them.

``Axes.clear`` makes every tick, label and spine anew, 20 ms and more for each axes; here their attributes are put back.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from .signature import known_transforms, signature, tick_looks

#: Ticks are kept from one drawing to the next, see _AxisKeeper; where the layout put an axes stays as well.
_KEPT = frozenset(("majorTicks", "minorTicks", "_layout_engine", "canvas", "_stale", "_in_layout", "_animated"))


class Kept:
    """One object, and the attributes that it had when this was made."""

    def __init__(self, thing: object):
        self.thing = thing
        self._now = {name: value for name, value in vars(thing).items() if name not in _KEPT}
        self._changeable = {name: copy.copy(value) for name, value in self._now.items() if _changes_in_place(value)}
        self._plain = [(name, value) for name, value in self._now.items() if name not in self._changeable]
        self._looks: Hashable = None

    def put_back(self) -> None:
        """Give the object the attributes again that it had."""
        attributes = vars(self.thing)
        for name in attributes.keys() - self._now.keys() - _KEPT:
            del attributes[name]
        attributes.update(self._now)
        for name, value in self._changeable.items():
            attributes[name] = copy.copy(value)

    def untouched(self) -> bool:
        """Return whether nothing was changed since ``put_back``."""
        attributes = vars(self.thing)
        return all(attributes.get(name) is value for name, value in self._plain) and all(
            _same(attributes.get(name), value) for name, value in self._changeable.items()
        )

    def looks(self, transforms: dict[int, str]) -> Hashable:
        """Return the signature of the object, worked out only once for what it was."""
        if not self.untouched():
            return signature(self.thing, transforms)
        if self._looks is None:
            self._looks = signature(self.thing, transforms)
        return self._looks


def _changes_in_place(value: object) -> bool:
    return type(value) in (list, dict) or isinstance(value, (np.ndarray, FontProperties))


def _same(now: object, before: object) -> bool:
    if isinstance(before, np.ndarray):
        return np.array_equal(now, before)
    if isinstance(before, FontProperties):
        return isinstance(now, FontProperties) and vars(now) == vars(before)
    return now == before


class _AxisKeeper:
    """One axis: its label, its tickers, and ticks that are made anew only when their looks have changed."""

    def __init__(self, axis: Axis):
        self.axis = axis
        self.touched = False
        for name in ("get_majorticklabels", "get_minorticklabels", "set_ticklabels", "get_major_ticks"):
            setattr(axis, name, self._watched(getattr(axis, name), name))
        tickers = axis.major, axis.minor
        inside = [part for ticker in tickers for part in (ticker.locator, ticker.formatter)]
        self._parts = [Kept(part) for part in (axis.label, axis.offsetText, *tickers, *inside)]
        self._axis, self._scale = Kept(axis), axis.get_scale()
        self._ticks_made_for = self._params()

    def _watched(self, method: Callable, name: str) -> Callable:
        """Return ``method``, noticing that somebody takes hold of single ticks or gives their labels a look of their own."""

        def watched(*args, **kwargs):
            # matplotlib asks for a number of ticks, and labels come with ``minor``; all else is a hand on the ticks.
            ours = name == "get_major_ticks" and (args or kwargs)
            ours = ours or (name == "set_ticklabels" and not kwargs.keys() - {"minor"})
            self.touched |= not ours
            return method(*args, **kwargs)

        return watched

    def _params(self) -> Hashable:
        return signature([self.axis._major_tick_kw, self.axis._minor_tick_kw], {})

    def put_back(self) -> None:
        axis = self.axis
        if axis.get_scale() != self._scale:
            axis._set_axes_scale(self._scale)
        if self.touched:
            axis.reset_ticks()
        self._axis.put_back()
        for part in self._parts:
            part.put_back()
        self.touched = False

    def settle(self) -> None:
        """After drawing: ticks made for other settings than those now in force are made anew."""
        params = self._params()
        if params != self._ticks_made_for:
            if not self.touched:
                self.axis.reset_ticks()
            self._ticks_made_for = params

    def looks(self, transforms: dict[int, str]) -> Hashable:
        """Return the signature of the axis: words, tickers and looks of its ticks."""
        axis = self.axis
        ticks = tick_looks(axis, transforms) if self.touched else ()
        if self._axis.untouched() and all(part.untouched() for part in self._parts):
            return self._axis.looks(transforms), ticks
        return signature(axis, transforms), ticks


class FreshAxes:
    """One axes; ``put_back`` makes it what it was when this was made, with the artists that it had then."""

    def __init__(self, ax: Axes):
        self.ax = ax
        self.axes = {axis: _AxisKeeper(axis) for axis in ax._axis_map.values()}
        words = ax.title, ax._left_title, ax._right_title
        self._artists = {part: Kept(part) for part in (*words, *ax.spines.values(), ax.patch, *ax._children)}
        cycles = ax._get_lines, ax._get_patches_for_fill
        loose = *cycles, *(vars(cycle).get("_prop_cycle", cycle) for cycle in cycles), ax._mouseover_set
        self._parts = [*self._artists.values(), *map(Kept, loose)]
        self._ax = Kept(ax)
        self._view = ax._viewLim.get_points().copy(), ax._viewLim.minpos.copy()
        self._data = ax.dataLim.get_points().copy(), ax.dataLim.minpos.copy()
        self.transforms = known_transforms(ax)

    def put_back(self) -> None:
        ax = self.ax
        for keeper in self.axes.values():
            keeper.put_back()
        ax._update_transScale()
        self._ax.put_back()
        for part in self._parts:
            part.put_back()
        for box, (points, least) in ((ax._viewLim, self._view), (ax.dataLim, self._data)):
            box._points = points.copy()
            box._minpos = least.copy()
            box._ignore = True
            box.invalidate()

    def settle(self) -> None:
        """After drawing: make limits and ticks final."""
        self.ax.viewLim  # noqa: B018 - matplotlib works out automatic limits when it is asked for them
        for keeper in self.axes.values():
            keeper.settle()

    def looks(self, artist: Artist) -> Hashable:
        """Return the signature of one of the artists of these axes."""
        if artist in self.axes:
            return self.axes[artist].looks(self.transforms)
        if artist in self._artists:
            return self._artists[artist].looks(self.transforms)
        return signature(artist, self.transforms)

    def frame(self) -> Hashable:
        """Return what all artists in the axes depend on: limits, scales, place and ground."""
        ax = self.ax
        scales = [signature(axis._scale, self.transforms) for axis in self.axes]
        about = ax.axison, ax.get_frame_on(), ax.get_visible(), ax.get_zorder(), ax.get_aspect(), ax.get_box_aspect()
        return ax.viewLim.bounds, ax._position.bounds, *scales, about, self.looks(ax.patch)


def fresh(figure: Figure) -> Callable[[], None]:
    """Return a function that takes from ``figure`` what was added to it since, axes as well."""
    known = list(figure.axes)
    lists = ("texts", "artists", "lines", "patches", "images", "legends", "subfigs")
    before = {name: list(getattr(figure, name)) for name in lists}
    words = {name: getattr(figure, name) for name in ("_suptitle", "_supxlabel", "_supylabel")}

    def put_back() -> None:
        for ax in [ax for ax in figure.axes if ax not in known]:
            ax.remove()
        for name, value in before.items():
            getattr(figure, name)[:] = value
        vars(figure).update(words)

    return put_back

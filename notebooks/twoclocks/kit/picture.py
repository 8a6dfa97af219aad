"""A picture that follows controls, from a plain drawing function of matplotlib axes and values.

The function is called again at each move. What came out as before stands in a background that is drawn once; only the
rest is drawn on top of it, in matplotlib's own order. A new figure costs 100 ms and more; this costs a tenth of that.
The same Picture draws the live picture, the still one and the stored frames, so they cannot drift apart.
"""

from __future__ import annotations

import inspect
import io
import itertools
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from . import style
from .chart import CSS_DPI, palette_image, svg_text
from .controls import Around
from .fresh_axes import FreshAxes, fresh
from .overlap import Box, bounds, reach

_COLOURS = 64
#: How many backgrounds a picture keeps; each is as large as the picture itself, some 4 MB.
_BACKGROUNDS = 12
#: And of how many artists it remembers where they lie.
_BOXES = 20_000
#: What may stick out [pixels] before the layout is changed for it.
_SLACK = 1.5
#: What takes longest to draw; after so many pictures in a row it gets a place in a background.
_SLOW, _OFTEN = (Text, Axis, Legend), 3


@dataclass
class _Item:
    """One artist of a picture. key: of its looks, of the axes it is in and of how many like it came before."""

    key: int
    artist: Artist


@dataclass
class _Background:
    """What stands still. frame: limits and places of the axes; holds: keys of the artists that are drawn in it."""

    frame: int
    holds: frozenset[int]
    pixels: np.ndarray

    @cached_property
    def png(self) -> bytes:
        buffer = io.BytesIO()
        Image.fromarray(self.pixels).convert("RGB").save(buffer, "PNG")
        return buffer.getvalue()


@dataclass(frozen=True)
class Drawing:
    """How an explorer is drawn.

    draw: called as ``draw(axes, result, **values)``, or without a model as ``draw(axes, **values)``; it gets those
    values that it names. size: width and height in inches on a page. axes: a function of the figure that returns axes
    in any form; what it draws in them stays for good. model: whether there is one.
    """

    draw: Callable
    size: tuple[float, float]
    axes: Callable[[Figure], object]
    model: bool

    @cached_property
    def _named(self) -> frozenset[str] | None:
        """The values that the function names; None if it takes all."""
        parameters = inspect.signature(self.draw).parameters.values()
        if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
            return None
        return frozenset(parameter.name for parameter in parameters)

    def on(self, axes, result, values: dict[str, object]) -> None:
        """Draw ``result`` at ``values`` on ``axes``."""
        wanted = {name: value for name, value in values.items() if self._named is None or name in self._named}
        self.draw(axes, *([result] if self.model else []), **wanted)


class Picture:
    """A Drawing at one size in pixels, for one view."""

    def __init__(self, drawing: Drawing, scale: float, around: Around):
        """Draw at ``scale`` pixels per CSS pixel, with room for all that the settings ``around`` the start show."""
        self.drawing, self.around = drawing, around
        self.figure = style.blank(*style.in_view(*drawing.size), dpi=CSS_DPI * scale)
        self._canvas = self.figure.canvas
        with self._in_style():
            self.axes = drawing.axes(self.figure)
            self._all = [FreshAxes(ax) for ax in self.figure.axes]
            self._clean = fresh(self.figure)
        self._backgrounds: OrderedDict[tuple, _Background] = OrderedDict()
        #: Keys of what was once overlapped by something that moves, so that it can't stand in the background.
        self._overlapped: set[int] = set()
        self._often: Counter[int] = Counter()
        self._boxes: dict[tuple[int, int], Box | None] = {}
        self._palette = None
        self._full = False
        #: JupyterLab has widgets answer in a thread of their own while cells run; whoever shares a picture draws under this.
        self.lock = threading.Lock()
        with self._in_style():
            self._lay_out()

    def _in_style(self):
        """Return the project's look for the view for which the picture was begun."""
        return style.in_style_context(self._canvas.view)

    # What the drawing function made ----------------------------------------------------------------------

    def _draw(self, result, values: dict[str, object]) -> list[_Item]:
        """Have the function draw on axes as good as new; return its artists in the order in which they are drawn."""
        self._clean()
        for each in self._all:
            each.put_back()
        self.drawing.on(self.axes, result, values)
        for each in self._all:
            each.settle()
        return self._items()

    def _frame(self) -> int:
        return hash(tuple(each.frame() for each in self._all))

    def _items(self) -> list[_Item]:
        known = [each.ax for each in self._all]
        # Axes made by the function itself (a twin, an inset) come and go; then the picture is drawn in full.
        self._full = self.figure.axes != known or any(ax.child_axes for ax in known)
        found: list[_Item] = []
        seen: Counter[int] = Counter()
        order = sorted(range(len(known)), key=lambda number: known[number].get_zorder())
        for number, artists in itertools.chain(
            ((number, _drawn(known[number])) for number in order), [(-1, self._on_the_figure())]
        ):
            for artist in sorted(artists, key=Artist.get_zorder):
                looks = hash((number, self._all[number].looks(artist)))
                found.append(_Item(hash((looks, seen[looks])), artist))
                seen[looks] += 1
        return found

    def _on_the_figure(self) -> list[Artist]:
        figure = self.figure
        return [
            a for a in figure.get_children() if a.get_visible() and a is not figure.patch and not isinstance(a, Axes)
        ]

    # Backgrounds -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Let the layout find room for all that does not move, once; it would shift the axes at every move.

        What a choice makes larger (its labels, say) finds room as well, so that nothing jumps when it is chosen.
        """
        self._solve(*self.around.start())
        room, fitted = self._room(), self._fits()
        seen = set()
        for result, values in self.around.chosen():
            outside = self._outside(result, values)
            if fitted and outside is not None and outside not in seen and not self._fits():
                self._solve(result, values)
                room = [_within(one, other) for one, other in zip(room, self._room(), strict=True)]
            seen.add(outside)
        self.figure.set_layout_engine("none")
        for each, box in zip(self._all, room, strict=True):
            each.ax._set_position(box)
        self._canvas.draw()

    def _outside(self, result, values: dict[str, object]) -> int | None:
        """Draw one setting and return a key of all that stands around the axes; None if it can't be drawn."""
        with suppress(Exception):
            items, own = self._draw(result, values), self._own()
            return hash((self._frame(), *(item.key for item in items if id(item.artist) not in own)))
        return None

    def _own(self) -> set[int]:
        """Return which artists lie in the axes, other than what belongs to the axes themselves."""
        return {id(artist) for each in self._all for artist in each.ax._children}

    def _solve(self, result, values: dict[str, object]) -> None:
        """Lay out one setting; what moves needs no room, or the layout would depend on where it is just now."""
        still = self._still(self._draw(result, values), self._frame(), values)
        items, own = self._draw(result, values), self._own()
        for item in items:
            if item.key not in still and id(item.artist) in own:
                item.artist.set_in_layout(False)
        self.figure.draw_without_rendering()

    def _room(self) -> list[Bbox]:
        return [each.ax.get_position(original=True).frozen() for each in self._all]

    def _fits(self) -> bool:
        """Return whether all words and axes lie on the picture, and not on axes beside them."""
        renderer = self._canvas.get_renderer()
        outer = [each.ax.get_tightbbox(renderer) for each in self._all]
        inner = [each.ax.bbox for each in self._all]
        paper = self.figure.bbox.padded(_SLACK)
        return all(paper.contains(*box.min) and paper.contains(*box.max) for box in outer if box) and not any(
            one is not other and box and box.padded(-_SLACK).overlaps(area)
            for one, box in zip(inner, outer, strict=True)
            for other, area in zip(inner, inner, strict=True)
        )

    def _still(self, items: list[_Item], frame: int, values: dict[str, object]) -> set[int]:
        """Return the keys of those ``items`` that stay when controls move."""
        still = {item.key for item in items}
        for result, close in self.around.moved(values):
            # A setting that can't be drawn is said when a reader gets there.
            with suppress(Exception):
                around = {item.key for item in self._draw(result, close)}
                if self._frame() == frame and not self._full:
                    still &= around
        return still

    def _background(self, result, values: dict[str, object]) -> tuple[_Background, list[_Item]]:
        """Return the background for one setting, and what is to be drawn on it."""
        items, frame = self._draw(result, values), self._frame()
        keys = {item.key for item in items}
        if self._full:
            return self._new(items, frame, keys), []
        fitting = [b for b in self._backgrounds.values() if b.frame == frame and b.holds <= keys]
        covered = {b.holds: self._covered(items, b.holds, frame) for b in fitting}
        known = max((b for b in fitting if not covered[b.holds]), key=lambda b: len(b.holds), default=None)
        if known:
            above = [item for item in items if item.key not in known.holds]
            stay = self._staying(above)
            if not stay:
                self._backgrounds.move_to_end((frame, known.holds))
                return known, above
            still = known.holds | stay
        elif fitting:
            still = max(fitting, key=lambda b: len(b.holds)).holds - self._overlapped
        else:
            still = self._still(items, frame, values) - self._overlapped
            items = self._draw(result, values)
        while hidden := self._covered(items, still, frame):
            self._overlapped |= hidden
            still = still - hidden
        self._often.clear()
        return self._new(items, frame, still), [item for item in items if item.key not in still]

    def _staying(self, above: list[_Item]) -> set[int]:
        """Return the keys of what is slow to draw and was drawn alike so often that a background pays."""
        slow = {item.key for item in above if isinstance(item.artist, _SLOW)} - self._overlapped
        self._often = Counter({key: self._often[key] + 1 for key in slow})
        return {key for key, times in self._often.items() if times >= _OFTEN}

    def _covered(self, items: list[_Item], still: Set[int], frame: int) -> set[int]:
        """Return the keys among ``still`` of artists over which something passes that has to be drawn below them."""
        covered, moving = set(), []
        for item in items:
            if item.key in still:
                box = self._box(item, frame) if moving else None
                if box is None or not any(touches(box) for touches in moving):
                    continue
                covered.add(item.key)
            moving.append(reach(item.artist, self._canvas.renderer, partial(self._box, item, frame)))
        return covered

    def _box(self, item: _Item, frame: int) -> Box | None:
        if len(self._boxes) > _BOXES:
            self._boxes.clear()
        if (frame, item.key) not in self._boxes:
            self._boxes[frame, item.key] = bounds(item.artist, self._canvas.renderer)
        return self._boxes[frame, item.key]

    def _new(self, items: list[_Item], frame: int, still: Set[int]) -> _Background:
        for item in items:
            item.artist.set_animated(item.key not in still)
        self._canvas.draw()
        made = _Background(frame, frozenset(still), np.asarray(self._canvas.buffer_rgba()).copy())
        for item in items:
            item.artist.set_animated(False)
        self._backgrounds[frame, made.holds] = made
        while len(self._backgrounds) > _BACKGROUNDS:
            self._backgrounds.popitem(last=False)
        return made

    # Pictures --------------------------------------------------------------------------------------------

    def _shown(self, result, values: dict[str, object]) -> tuple[_Background, np.ndarray]:
        """Return the background for one setting and the whole picture, shape (height, width, 4)."""
        with self._in_style():
            below, above = self._background(result, values)
            drawn = np.asarray(self._canvas.buffer_rgba())
            np.copyto(drawn, below.pixels)
            for item in above:
                item.artist.draw(self._canvas.renderer)
        return below, drawn

    def pixels(self, result, values: dict[str, object]) -> np.ndarray:
        """Return the picture, shape (height, width, 4), for one setting."""
        return self._shown(result, values)[1]

    def moved(self, result, values: dict[str, object]) -> tuple[bytes, bytes]:
        """Return what stands still as PNG, and what moved: the pixels that differ from it, as runs of one colour.

        For n runs, little-endian: n times where the run starts (uint32: pixels from the top left, row by row), n times
        its colour (4 bytes, RGBA), n times its length (uint16). A run ends with its row. The page paints these on the
        still part; packing and painting take a millisecond, where a PNG of the whole picture takes ten.
        """
        below, drawn = self._shown(result, values)
        now, before = (part.view(np.uint32).ravel() for part in (drawn, below.pixels))
        moved = np.flatnonzero(now != before)
        colours = now[moved]
        begins = np.ones(moved.size, dtype=bool)
        begins[1:] = (np.diff(moved) != 1) | (colours[1:] != colours[:-1]) | (moved[1:] % drawn.shape[1] == 0)
        first = np.flatnonzero(begins)
        lengths = np.diff(np.append(first, moved.size))
        runs = moved[first].astype("<u4").tobytes() + colours[first].tobytes() + lengths.astype("<u2").tobytes()
        return below.png, runs

    def images(self, result, values: dict[str, object]) -> tuple[Hashable, Image.Image, Image.Image]:
        """Return a key of what stands still, its picture, and the whole picture, in the picture's palette.

        The first picture sets the palette and all later ones use it, so colours do not flicker between settings.
        """
        below, drawn = self._shown(result, values)
        if self._palette is None:
            self._palette = palette_image(drawn, _COLOURS)
        return (below.frame, below.holds), self._in_palette(below.pixels), self._in_palette(drawn)

    def _in_palette(self, rgba: np.ndarray) -> Image.Image:
        return Image.fromarray(rgba).convert("RGB").quantize(palette=self._palette, dither=Image.Dither.NONE)

    def whole(self, result, values: dict[str, object]) -> Figure:
        """Return the figure at one setting, for whoever looks at its artists or draws it in full."""
        with self._in_style():
            self._draw(result, values)
        return self.figure

    def svg(self, result, values: dict[str, object], title: str) -> str:
        """Return the picture as SVG text, for slides."""
        return svg_text(self.whole(result, values), title)


def _within(one: Bbox, other: Bbox) -> Bbox:
    """Return where two places of the same axes overlap."""
    return Bbox.intersection(one, other) or one


def _drawn(ax: Axes) -> list[Artist]:
    """Return what ``ax`` draws besides its ground: artists, spines, axes, titles; without what is not to be seen."""
    if not ax.get_visible():
        return []
    hidden: set[int] = {id(ax.patch)}
    if not (ax.axison and ax.get_frame_on()):
        hidden |= {id(spine) for spine in ax.spines.values()}
    if not ax.axison:
        hidden |= {id(axis) for axis in ax._axis_map.values()}
    return [artist for artist in ax.get_children() if artist.get_visible() and id(artist) not in hidden]


#: Drawing, scale and view -> picture, the one used last at the end.
_PICTURES: OrderedDict[tuple, Picture] = OrderedDict()
#: A lesson has at most five explorers; in a second size a screen may ask for, that is ten.
_PICTURES_KEPT = 10
_keeping = threading.Lock()


def picture_of(drawing: Drawing, scale: float, around: Around) -> Picture:
    """Return the picture of ``drawing`` at ``scale`` in the view now in force; all who ask for the same one share it.

    A picture shows nothing but the result and values it is given, so a cell run again needs no second one. Only the
    last few are kept, since IPython and ipywidgets keep the explorers of all earlier runs; one that is asked for again
    is begun anew.
    """
    key = drawing, scale, style.view()
    with _keeping:
        if key not in _PICTURES:
            _PICTURES[key] = Picture(drawing, scale, around)
        _PICTURES.move_to_end(key)
        while len(_PICTURES) > _PICTURES_KEPT:
            _PICTURES.popitem(last=False)
        return _PICTURES[key]

"""Pictures that follow a slider: what stands still is drawn once, what moves is drawn anew on top of it.

A fresh matplotlib figure costs 100 ms and more; restoring the still part and drawing a few lines costs a tenth of that.
The same Scene draws the live picture and the stored frames, so the two cannot drift apart.
"""

from __future__ import annotations

import io
import threading
import weakref
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from PIL import Image

from . import style
from .chart import CSS_DPI, palette_image, svg_text

_COLOURS = 64
#: No still part has been shown yet (None is a key like any other).
_NOTHING = object()


@dataclass
class _Still:
    """What stands still: the region to restore on the canvas, and its pixels, shape (height, width, 4)."""

    region: object
    pixels: np.ndarray

    @cached_property
    def png(self) -> bytes:
        buffer = io.BytesIO()
        Image.fromarray(self.pixels).convert("RGB").save(buffer, "PNG")
        return buffer.getvalue()


class Scene:
    """Base class of explorer pictures.

    A subclass sets ``size`` (width, height in inches on a page), builds everything in ``build`` and moves things in ``update``.
    Artists that move are registered with ``moving(artist)``; all else is taken to stand still.
    """

    size: tuple[float, float] = (9.0, 4.8)

    def __init__(self, scale: float = 1.5):
        """Draw the still part at ``scale`` pixels per CSS pixel."""
        self._moving: list[Artist] = []
        self.figure = style.blank(*style.in_view(*self.size), dpi=CSS_DPI * scale)
        self._canvas = self.figure.canvas
        with self._in_style():
            self.build(self.figure)
        self._stills: dict[Hashable, _Still] = {}
        self._shown: Hashable = _NOTHING
        self._palette = None
        #: JupyterLab has widgets answer in a thread of their own while cells run; whoever shares a scene draws under this.
        self.lock = threading.Lock()

    def build(self, figure: Figure) -> None:
        """Create axes and artists."""
        raise NotImplementedError

    def update(self, result, values: dict[str, object]) -> None:
        """Move the artists to the model's ``result`` at the control ``values``."""
        raise NotImplementedError

    def backdrop(self, values: dict[str, object]) -> Hashable:
        """Return which still part belongs to ``values``; each is drawn once and kept. One for all unless overridden.

        Anything that only comes and goes with a choice (labels above all: matplotlib needs 5 to 15 ms for a text)
        belongs here and not among the moving artists.
        """
        return None

    def set_backdrop(self, key: Hashable) -> None:
        """Show what belongs to the still part ``key``."""

    def moving(self, artist: Artist) -> Artist:
        """Register ``artist`` as one that ``update`` changes, and return it."""
        artist.set_animated(True)
        artist.set_in_layout(False)
        self._moving.append(artist)
        return artist

    def _in_style(self):
        """Return the project's look for the view for which the scene was built."""
        return style.in_style_context(self._canvas.view)

    def _still_part(self, key: Hashable) -> _Still:
        if key not in self._stills:
            if not self._stills:
                self._canvas.draw()
                # The layout is solved once; left on, every later draw would solve it again and could shift the axes.
                self.figure.set_layout_engine("none")
            self._show(key)
            self._canvas.draw()
            region = self._canvas.copy_from_bbox(self.figure.bbox)
            self._stills[key] = _Still(region, np.asarray(self._canvas.buffer_rgba()).copy())
        return self._stills[key]

    def _show(self, key: Hashable) -> None:
        """Let the artists and axes stand as the still part ``key`` has them, so that moving ones land where they belong."""
        if key != self._shown:
            with self._in_style():
                self.set_backdrop(key)
            self._shown = key

    def pixels(self, result, values: dict[str, object]) -> np.ndarray:
        """Return the picture, shape (height, width, 4), for one setting."""
        with self._in_style():
            self._canvas.restore_region(self._still_part(self.backdrop(values)).region)
            self._show(self.backdrop(values))
            self.update(result, values)
            for artist in sorted(self._moving, key=lambda a: a.get_zorder()):
                if artist.get_visible():
                    self.figure.draw_artist(artist)
        return np.asarray(self._canvas.buffer_rgba())

    def still_png(self, values: dict[str, object]) -> bytes:
        """Return the still part that belongs to ``values`` as PNG, made once for each."""
        return self._still_part(self.backdrop(values)).png

    def runs(self, result, values: dict[str, object]) -> bytes:
        """Return what moved, for one setting: the pixels that differ from the still part, as runs of one colour.

        For n runs, little-endian: n times where the run starts (uint32: pixels from the top left, row by row), n times
        its colour (4 bytes, RGBA), n times its length (uint16). A run ends with its row. The page paints these on the
        still part; packing and painting take a millisecond, where a PNG of the whole picture takes ten.
        """
        still = self._still_part(self.backdrop(values)).pixels
        now, before = (part.view(np.uint32).ravel() for part in (self.pixels(result, values), still))
        moved = np.flatnonzero(now != before)
        colours = now[moved]
        begins = np.ones(moved.size, dtype=bool)
        begins[1:] = (np.diff(moved) != 1) | (colours[1:] != colours[:-1]) | (moved[1:] % still.shape[1] == 0)
        first = np.flatnonzero(begins)
        lengths = np.diff(np.append(first, moved.size))
        return moved[first].astype("<u4").tobytes() + colours[first].tobytes() + lengths.astype("<u2").tobytes()

    def image(self, result, values: dict[str, object]) -> Image.Image:
        """Return the picture with the scene's palette, for one setting.

        The first picture sets the palette and all later ones use it, so colours do not flicker between settings.
        """
        rgba = self.pixels(result, values)
        if self._palette is None:
            self._palette = palette_image(rgba, _COLOURS)
        return self._in_palette(rgba)

    def still_image(self, values: dict[str, object]) -> Image.Image:
        """Return only the still part that belongs to ``values``; call ``image`` once before, it sets the palette."""
        return self._in_palette(self._still_part(self.backdrop(values)).pixels)

    def _in_palette(self, rgba: np.ndarray) -> Image.Image:
        return Image.fromarray(rgba).convert("RGB").quantize(palette=self._palette, dither=Image.Dither.NONE)

    def whole(self, result, values: dict[str, object]) -> Figure:
        """Return the figure at one setting, with all artists drawn as any figure's are."""
        with self._in_style():
            self._show(self.backdrop(values))
            self.update(result, values)
        for artist in self._moving:
            artist.set_animated(False)
        return self.figure

    def svg(self, result, values: dict[str, object], title: str) -> str:
        """Return the picture as SVG text, for slides."""
        with self._in_style():
            self._show(self.backdrop(values))
            self.update(result, values)
        for artist in self._moving:
            artist.set_animated(False)
        text = svg_text(self.figure, title)
        for artist in self._moving:
            artist.set_animated(True)
        return text


_SHARED: weakref.WeakValueDictionary[tuple, Scene] = weakref.WeakValueDictionary()


def shared(kind: type[Scene], scale: float) -> Scene:
    """Return the scene of ``kind`` at ``scale`` in the view now in force; all who ask for the same one share it.

    A scene shows nothing but the result and values it is given, so a cell run again needs no second one, and the
    explorers of earlier runs, which IPython and ipywidgets keep, cost little. It goes when the last of them goes.
    """
    key = kind, scale, style.view()
    scene = _SHARED.get(key)
    if scene is None:
        scene = _SHARED[key] = kind(scale)
    return scene

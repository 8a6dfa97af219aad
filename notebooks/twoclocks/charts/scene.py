"""Pictures that follow a slider: what stands still is drawn once, what moves is drawn anew on top of it.

A fresh matplotlib figure costs 100 ms and more; restoring the still part and drawing a few lines costs a tenth of that.
The same Scene draws the live picture and the stored frames, so the two cannot drift apart.
"""

from __future__ import annotations

import io
from collections.abc import Hashable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from . import style
from .chart import CSS_DPI, palette_image, svg_text

_COLOURS = 64


class Scene:
    """Base class of explorer pictures.

    A subclass sets ``size`` (width, height in inches), builds everything in ``build`` and moves things in ``update``.
    Artists that move are registered with ``moving(artist)``; all else is taken to stand still.
    """

    size: tuple[float, float] = (9.0, 4.8)

    def __init__(self, scale: float = 1.5):
        """Draw the still part at ``scale`` pixels per CSS pixel."""
        self._moving: list[Artist] = []
        self.figure = Figure(figsize=self.size, dpi=CSS_DPI * scale, layout="constrained")
        self.figure.get_layout_engine().set(**style.MARGINS)
        self._canvas = FigureCanvasAgg(self.figure)
        style.in_style(self.build)(self.figure)
        self._stills: dict[Hashable, object] = {}
        self._palette = None

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

    def _still_part(self, key: Hashable):
        if key not in self._stills:
            if not self._stills:
                self._canvas.draw()
                # The layout is solved once; left on, every later draw would solve it again and could shift the axes.
                self.figure.set_layout_engine("none")
            style.in_style(self.set_backdrop)(key)
            self._canvas.draw()
            self._stills[key] = self._canvas.copy_from_bbox(self.figure.bbox)
        return self._stills[key]

    def pixels(self, result, values: dict[str, object]) -> np.ndarray:
        """Return the picture, shape (height, width, 4), for one setting."""
        self._canvas.restore_region(self._still_part(self.backdrop(values)))
        style.in_style(self.update)(result, values)
        for artist in sorted(self._moving, key=lambda a: a.get_zorder()):
            if artist.get_visible():
                self.figure.draw_artist(artist)
        return np.asarray(self._canvas.buffer_rgba())

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
        self._canvas.restore_region(self._still_part(self.backdrop(values)))
        return self._in_palette(np.asarray(self._canvas.buffer_rgba()))

    def _in_palette(self, rgba: np.ndarray) -> Image.Image:
        return Image.fromarray(rgba).convert("RGB").quantize(palette=self._palette, dither=Image.Dither.NONE)

    def png(self, result, values: dict[str, object]) -> bytes:
        """Return the picture as PNG, packed lightly because it is sent at every move of a slider."""
        buffer = io.BytesIO()
        self.image(result, values).save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()

    def svg(self, result, values: dict[str, object], title: str) -> str:
        """Return the picture as SVG text, for slides."""
        style.in_style(self.set_backdrop)(self.backdrop(values))
        style.in_style(self.update)(result, values)
        for artist in self._moving:
            artist.set_animated(False)
        text = svg_text(self.figure, title)
        for artist in self._moving:
            artist.set_animated(True)
        return text

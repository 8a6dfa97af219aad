"""A chart that carries its own words: message, alt text, caption and a table with the same numbers.

One object serves four places: JupyterLab and nbviewer show its HTML (picture with alt text, caption, table one click
away); GitHub and print show its PNG; a terminal, and nbval's comparison, see its title and alt text.
"""

from __future__ import annotations

import base64
import ctypes
import html
import io
import os
import sys
import weakref
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from . import style
from .digest import entry

#: Pixels per CSS pixel of the stored pictures: sharp on a dense screen.
SHARPNESS = 2
CSS_DPI = 100
_COLOURS = 96
#: Output type that carries a chart to ``publish``, which takes it out again before it stores the notebook.
EXPORT = "application/vnd.twoclocks.export+json"


def css_size(width: float, height: float) -> tuple[int, int]:
    """Return a size in inches as one in CSS pixels."""
    return round(width * CSS_DPI), round(height * CSS_DPI)


def pixels(fig: Figure, scale: float = SHARPNESS) -> np.ndarray:
    """Draw ``fig`` and return its pixels, shape (height, width, 4), at ``scale`` pixels per CSS pixel."""
    fig.set_dpi(CSS_DPI * scale)
    fig.canvas.draw()
    drawn = np.asarray(fig.canvas.buffer_rgba())
    let_go(fig)
    # Axes of fixed proportions would leave it stale, and a second draw lays them out a little differently.
    fig.stale = False
    return drawn


def let_go(fig: Figure) -> None:
    """Let go of what ``fig`` was drawn on, ten times its own weight: its canvas and its texts would keep it."""
    style.Canvas(fig, getattr(fig.canvas, "view", ""))
    for text in fig.findobj(Text):
        text._renderer = None


#: The pixels of the chart drawn last: one display asks for them up to three times, and drawing takes longest.
_last_pixels = lru_cache(maxsize=1)(pixels)


def _malloc_trim():
    """Return glibc's malloc_trim, or where another allocator is at work a function that does nothing."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return getattr(library, "malloc_trim", lambda room: 0)


_trim = _malloc_trim()


def give_back_memory() -> None:
    """Return to the system what drawing and packing left free; it takes a few milliseconds.

    glibc keeps up to 64 MB above what is in use once it has freed blocks as large as a picture for a projector: lesson
    06 run twice in one kernel held 81 MB more, of which 4 MB were in use.
    """
    _trim(0)


def smaller(rgba: np.ndarray, factor: float) -> np.ndarray:
    """Return the picture at ``factor`` (below 1) of its size; far quicker than drawing it again."""
    height, width = rgba.shape[:2]
    size = round(width * factor), round(height * factor)
    return np.asarray(Image.fromarray(rgba).resize(size, Image.Resampling.LANCZOS))


def palette_image(rgba: np.ndarray, colors: int = _COLOURS) -> Image.Image:
    """Return the picture with a palette of its own; line art loses nothing that can be seen and shrinks tenfold."""
    image = Image.fromarray(rgba).convert("RGB").quantize(colors, method=Image.Quantize.FASTOCTREE)
    palette = np.array(image.getpalette()).reshape(-1, 3)
    # The quantiser averages; paper must stay exactly white or the picture shows as a grey box on the page.
    palette[palette.sum(axis=1).argmax()] = 255
    image.putpalette(palette.ravel().tolist())
    return image


def encode(image: Image.Image, kind: str) -> bytes:
    """Encode ``image`` as lossless "webp" or "png": packed well to be stored, packed fast while a reader waits."""
    buffer = io.BytesIO()
    if kind == "webp":
        effort = {"quality": 100, "method": 4} if publishing() else {"quality": 50, "method": 1}
        image.convert("RGB").save(buffer, "WEBP", lossless=True, **effort)
    elif kind == "png":
        image.save(buffer, "PNG", optimize=publishing())
    else:
        raise ValueError(f"kind is {kind!r}; it must be 'webp' or 'png'.")
    return buffer.getvalue()


def encode_text(image: Image.Image) -> str:
    """Return ``image`` as PNG in base64, the form in which notebooks store pictures."""
    return base64.b64encode(encode(image, "png")).decode("ascii")


def data_uri(data: bytes, kind: str) -> str:
    """Return ``data`` as a data address, so that the page needs no file and no network."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def svg_text(fig: Figure, title: str) -> str:
    """Return ``fig`` as SVG text, the same bytes for the same picture."""
    buffer = io.StringIO()
    with style.in_style_context(fig.canvas.view):
        fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": "Two Clocks", "Title": title})
    return buffer.getvalue()


def publishing() -> bool:
    """Return whether ``start.py publish`` or ``slides`` is running this kernel: only then are exports added."""
    return os.environ.get("TWOCLOCKS_PUBLISH") in {"all", "figures"}


def storing_frames() -> bool:
    """Return whether explorers shall bring all their frames: not for figures alone, where nobody would see them."""
    return os.environ.get("TWOCLOCKS_PUBLISH") == "all"


def cell_html(value: object) -> str:
    """Return one table cell: things that know their own HTML (a citation, a status) keep it, the rest is escaped."""
    if hasattr(value, "_repr_html_"):
        return value._repr_html_()
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return "–"
    if isinstance(value, (float, np.floating)):
        return html.escape(f"{value:.4g}".replace("-", "−"))
    return html.escape(str(value))


def table_html(table: pd.DataFrame, caption: str) -> str:
    """Return ``table`` as HTML with a caption and column headers that a screen reader can announce."""
    head = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell_html(value)}</td>" for value in row) + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return (
        f'<div class="tc-scroll" tabindex="0" role="region" aria-label="{html.escape(caption)}">'
        f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def details_html(summary: str, body: str) -> str:
    """Return ``body`` folded behind ``summary``; works with no script and by keyboard."""
    return f"<details><summary>{html.escape(summary)}</summary>{body}</details>"


@dataclass(eq=False)
class Chart:
    """A finished chart.

    fig: the figure. name: file name for ``figures/``, unique in the collection, e.g. "06-same-trial".
    title: the message in one sentence. alt: what the chart shows, for somebody who cannot see it.
    caption: what the reader should know beside it (sources, status, what is illustrative).
    table: the same numbers; cells may be citations.
    """

    fig: Figure
    name: str
    title: str
    alt: str
    caption: str
    table: pd.DataFrame
    table_caption: str = ""

    def __post_init__(self) -> None:
        if len(self.alt.split()) < 10:
            raise ValueError(f"alt of chart {self.name!r} has under 10 words; it must say what the chart shows.")

    def __str__(self) -> str:
        return f"{self.title}\n{self.alt}"

    __repr__ = __str__

    @property
    def _rgba(self) -> np.ndarray:
        """The chart's pixels. The chart does not hold them: IPython's ``Out`` keeps every chart that was shown."""
        if self.fig.stale:
            _last_pixels.cache_clear()
        return _last_pixels(self.fig)

    def _share_figure(self, picture: str) -> None:
        """Let charts that showed the very same picture earlier, and were not changed since, take over this one's figure.

        Every Run All adds its charts to IPython's ``Out``; so they weigh little more than their words. A figure changed
        after that is changed for all who share it; to have it both ways, change one before it is shown.
        """
        twins = _shown[self.name, hash(picture)]
        for twin in twins:
            if not twin.fig.stale:
                twin.fig = self.fig
        twins.add(self)

    def html(self) -> str:
        """Return the chart as HTML: picture, caption and table twin."""
        rgba = self._rgba
        width, height = css_size(*self.fig.get_size_inches())
        picture = data_uri(encode(palette_image(rgba), "webp"), "webp")
        self._share_figure(picture)
        table = table_html(self.table, self.table_caption or f"The numbers behind: {self.title}")
        return (
            f'<figure class="tc-chart" style="margin:0 0 1em 0;max-width:{width}px">'
            f'<img src="{picture}" alt="{html.escape(self.alt)}" width="{width}" height="{height}" '
            f'style="max-width:100%;height:auto">'
            f"<figcaption>{self.caption}</figcaption>"
            f"{details_html('The same numbers as a table, with sources', table)}</figure>"
        )

    def svg(self) -> str:
        """Return the chart as SVG text, the same bytes for the same chart."""
        return svg_text(self.fig, self.title)

    def about(self) -> dict[str, str]:
        """Return what ``publish`` writes beside the figure."""
        return {"name": self.name, "title": self.title, "alt": self.alt, "caption": self.caption}

    def export(self) -> dict[str, object]:
        """Return the chart as files: "svg" text, "png" in base64, and "drawn", what the checks compare."""
        png = encode_text(palette_image(self._rgba))  # first: for the SVG the figure is laid out anew
        return {"svg": self.svg(), "png": png, "drawn": entry([self.fig])}

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {
            "text/plain": str(self),
            "text/html": self.html(),
            "image/png": encode_text(palette_image(smaller(self._rgba, 1.5 / SHARPNESS))),
        }
        if publishing():
            data[EXPORT] = self.export()
        _last_pixels.cache_clear()
        give_back_memory()
        return data, {"image/png": {"alt": self.alt}, "twoclocks": self.about()}


#: (name, hash of the picture) -> the charts that showed it.
_shown: defaultdict[tuple[str, int], weakref.WeakSet[Chart]] = defaultdict(weakref.WeakSet)

"""A reader's own plots of plain matplotlib: in the house's look, sharp, light, and with words for whoever can't see them.

``plt.show()`` in a notebook hands each open figure to IPython. Here IPython learns what to make of one: the picture as
HTML with alt text and as PNG, and the same words as plain text, which is what a terminal shows and nbval compares.
"""

from __future__ import annotations

import html
import io

import numpy as np
from IPython import get_ipython
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from . import style
from .chart import CSS_DPI, SHARPNESS, data_uri, encode, encode_text, palette_image

_COLOURS = 48
#: The size of a figure in inches unless the reader asks for another.
SIZE = (7.5, 3.8)


def use_house_style() -> None:
    """Give plain matplotlib the house's look in this notebook; outside of IPython nothing happens."""
    shell = get_ipython()
    if shell is None:
        return
    from matplotlib import pyplot  # only now: pyplot takes longest to load, and only notebooks need it

    style.use(style.view())
    pyplot.rcParams.update({"figure.figsize": SIZE, "figure.dpi": CSS_DPI, "figure.constrained_layout.use": True})
    if getattr(shell, "kernel", None) is not None:
        import matplotlib_inline.backend_inline  # noqa: F401 - puts its own formatter in place, which ours follows
    formatters = shell.display_formatter.formatters
    formatters["image/png"].for_type(Figure, _png)
    formatters["text/html"].for_type(Figure, _html)
    formatters["text/plain"].for_type(Figure, lambda figure, printer, cycle: printer.text(words(figure)))


def _image(figure: Figure) -> Image.Image:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba", dpi=CSS_DPI * SHARPNESS)
    width, height = (round(side * CSS_DPI * SHARPNESS) for side in figure.get_size_inches())
    rgba = np.frombuffer(buffer.getvalue(), np.uint8).reshape(-1, 4)
    # Rounding of the size is matplotlib's; the number of rows follows from what it wrote.
    width = width if len(rgba) % width == 0 else len(rgba) // height
    return palette_image(rgba.reshape(-1, width, 4), _COLOURS)


def _png(figure: Figure) -> tuple[str, dict]:
    image = _image(figure)
    size = {"width": image.width // SHARPNESS, "height": image.height // SHARPNESS}
    return encode_text(image), {"alt": words(figure), **size}


def _html(figure: Figure) -> str:
    image = _image(figure)
    picture = data_uri(encode(image, "webp"), "webp")
    return (
        f'<img src="{picture}" alt="{html.escape(words(figure))}" width="{image.width // SHARPNESS}" '
        f'height="{image.height // SHARPNESS}" style="max-width:100%;height:auto">'
    )


def words(figure: Figure) -> str:
    """Return what a figure shows: of each axes its title and labels, and of each curve where it starts, ends and peaks."""
    return " ".join(_axes_words(ax) for ax in figure.axes) or "An empty figure: nothing has been drawn in it as yet."


def _axes_words(ax: Axes) -> str:
    title = next((text for text in (ax.get_title(place) for place in ("left", "center", "right")) if text), "no title")
    head = f"Plot, {title}: {_one_line(ax.get_ylabel()) or 'y'} against {_one_line(ax.get_xlabel()) or 'x'}."
    lines = [line for line in ax.get_lines() if len(line.get_xdata()) > 0 and line.get_visible()]
    parts = [_line_words(line, number) for number, line in enumerate(lines, 1)]
    points = [np.ma.getdata(each.get_offsets()) for each in ax.collections if len(each.get_offsets()) > 1]
    parts += [f"{len(xy)} points, y from {_range(xy[:, 1])}." for xy in points]
    bars = [bar for bars in ax.containers for bar in bars if hasattr(bar, "get_height")]
    parts += [f"{len(bars)} bars, from {_range([bar.get_height() for bar in bars])}."] if bars else []
    return " ".join([head, *parts])


def _line_words(line, number: int) -> str:
    x, y = (np.asarray(values, dtype=float) for values in line.get_data())
    name = line.get_label()
    name = f"line {number}" if name.startswith("_") else _one_line(name)
    if len(x) == 2 and (x[0] == x[1] or y[0] == y[1]):
        where = f"x = {x[0]:.3g}" if x[0] == x[1] else f"y = {y[0]:.3g}"
        return f"{name}: straight at {where}."
    if np.isnan(y).all():
        return f"{name}: no values."
    top = np.nanargmax(y)
    return f"{name}: from {y[0]:.3g} at x = {x[0]:.3g} to {y[-1]:.3g} at {x[-1]:.3g}, highest {y[top]:.3g} at {x[top]:.3g}."


def _range(values) -> str:
    return f"{np.min(values):.3g} to {np.max(values):.3g}"


def _one_line(text: str) -> str:
    return " ".join(text.split())

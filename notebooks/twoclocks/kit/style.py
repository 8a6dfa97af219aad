"""One look for every chart: colours, type sizes, time axes, direct labels, markers for status.

Colours are chosen so that they stay apart for colour-blind readers and in grey print (tests/kit/test_style.py measures
both); no chart may rely on colour alone, so lines also differ in dash and points in shape, and each carries a label.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import math

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.ticker import FixedLocator, FuncFormatter, Locator, NullLocator

INK = "#1c1c1c"
QUIET = "#5f5f5f"
GRID = "#dcdcdc"
KETAMINE = "#b54900"
SEROTONIN = "#0a4a85"
CONTROL = "#919191"
KETAMINE_TINT = "#fbe9dc"
SEROTONIN_TINT = "#dfeaf4"
CONTROL_TINT = "#eeeeee"

#: The colours that may stand for a thing in a chart, by role.
ROLES = {"ketamine": KETAMINE, "serotonin": SEROTONIN, "control": CONTROL, "ink": INK}

#: Line dashes in the order in which a chart takes them when several lines share one colour.
DASHES = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (7, 2, 1.5, 2)), (0, (3, 1.5, 1, 1.5, 1, 1.5)))

#: One marker shape for each kind of control arm, the same in every chart.
CONTROL_MARKERS = {"saline": "o", "midazolam": "s", "anaesthesia": "D", "placebo spray": "^", "placebo pill": "v"}

#: Room around a figure, in inches, so that nothing touches the edge of the picture.
MARGINS = {"w_pad": 0.09, "h_pad": 0.09}

_VIEWS = {"page": 1.0, "projector": 1.65}
_BASE_SIZE = 11.5
#: The view now in force; ``use`` changes it, the reader's own type size does not.
_view = "page"
#: How much larger a picture is on a projector.
_SLIDE = 1.45

MINUTE, HOUR, DAY, WEEK = 1 / 60, 1.0, 24.0, 168.0
# In the order in which an axis takes them while there is room.
_TICKS = (
    (MINUTE, "1 min"),
    (HOUR, "1 h"),
    (DAY, "1 day"),
    (WEEK, "1 week"),
    (12 * WEEK, "12 weeks"),
    (4 * WEEK, "4 weeks"),
    (10 * MINUTE, "10 min"),
    (6 * HOUR, "6 h"),
    (6 * WEEK, "6 weeks"),
    (2 * WEEK, "2 weeks"),
    (3 * DAY, "3 days"),
    (40 * MINUTE, "40 min"),
    (2 * HOUR, "2 h"),
    (12 * HOUR, "12 h"),
    (20 * MINUTE, "20 min"),
    (4 * HOUR, "4 h"),
)


def settings(view: str = "page") -> dict[str, object]:
    """Return the matplotlib settings for ``view`` ("page": type of 11 pt and more, "projector": 18 pt and more).

    Raises ValueError for any other view.
    """
    if view not in _VIEWS:
        raise ValueError(f"view is {view!r}; it must be 'page' or 'projector'.")
    scale = _VIEWS[view]
    size = _BASE_SIZE * scale
    return {
        "font.family": "DejaVu Sans",
        "font.size": size,
        "axes.titlesize": size * 1.13,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 10,
        "axes.labelsize": size,
        "axes.labelcolor": INK,
        "axes.edgecolor": QUIET,
        "axes.linewidth": 0.9 * scale,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        # For a reader's own plots; our charts name their colours.
        "axes.prop_cycle": matplotlib.cycler(color=[KETAMINE, SEROTONIN, CONTROL, INK]),
        "xtick.labelsize": size,
        "ytick.labelsize": size,
        "xtick.major.size": 3.5 * scale,
        "ytick.major.size": 3.5 * scale,
        "xtick.major.pad": 3.5 * scale,
        "ytick.major.pad": 3.5 * scale,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "text.color": INK,
        "legend.fontsize": size,
        "legend.frameon": False,
        "lines.linewidth": 2.4 * scale,
        "lines.markersize": 8 * scale,
        "grid.color": GRID,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "svg.hashsalt": "two-clocks",
        "svg.fonttype": "path",
    }


@functools.cache
def _everything(view: str) -> dict[str, object]:
    """Return all of matplotlib's settings for ``view``: ours, and for the rest matplotlib's own, not the reader's.

    The backend is left out: which window or notebook shows the reader's own plots is none of our business.
    """
    every = matplotlib.rcParamsDefault.copy()
    every.update(settings(view))
    # A copy all through: many readers insert a font into the very list that rcParams keeps.
    return copy.deepcopy({name: value for name, value in dict.items(every) if name != "backend"})


def use(view: str = "page") -> None:
    """Draw all later charts for a page or for a projector; the pictures are drawn anew, not stretched."""
    global _view
    matplotlib.rcParams.update(settings(view))
    matplotlib.rcParams["figure.max_open_warning"] = 0
    _view = view


@contextlib.contextmanager
def in_style_context(drawn_for: str | None = None):
    """Return a context in which matplotlib has the project's look, whatever the notebook's own settings are.

    ``drawn_for`` is the view of a picture that was begun earlier; the view now in force unless given.
    """
    global _view
    everything, reader = _everything(drawn_for or _view), dict(dict.items(matplotlib.rcParams))
    del reader["backend"]
    before, _view = _view, drawn_for or _view
    # Not RcParams.update, which would check every value again at every move of a slider.
    dict.update(matplotlib.rcParams, everything)
    try:
        yield
    finally:
        dict.update(matplotlib.rcParams, reader)
        _view = before


def in_style(draw):
    """Decorate a drawing function so that it runs in ``in_style_context``."""

    @functools.wraps(draw)
    def wrapped(*args, **kwargs):
        with in_style_context():
            return draw(*args, **kwargs)

    return wrapped


def view() -> str:
    """Return the view now in force."""
    return _view


class Canvas(FigureCanvasAgg):
    """The canvas of our figures: ticks and letters are made only when it draws, so it draws in our look, and for its view."""

    def __init__(self, figure: Figure, seen: str = ""):
        """Make the canvas of ``figure`` for the view ``seen``, or for the one now in force."""
        super().__init__(figure)
        self.view = seen or view()

    def draw(self) -> None:
        with in_style_context(self.view):
            super().draw()

    def print_figure(self, *args, **kwargs):
        with in_style_context(self.view):
            return super().print_figure(*args, **kwargs)


@in_style
def blank(width: float, height: float, **more) -> Figure:
    """Return an empty figure of ``width`` × ``height`` inches; ``more`` goes to ``Figure``.

    It has its own Agg canvas and is unknown to pyplot, so nothing is shown twice and none is left open.
    """
    fig = Figure(figsize=whole(width, height), layout="constrained", **more)
    fig.get_layout_engine().set(**MARGINS)
    Canvas(fig)
    return fig


@in_style
def figure(width: float = 9.0, height: float = 4.6, **grid) -> tuple[Figure, object]:
    """Return a ``blank`` figure of ``width`` × ``height`` inches with its axes; ``grid`` goes to ``Figure.subplots``."""
    fig = blank(width, height)
    return fig, fig.subplots(**grid)


def canvas(width: float, height: float, **grid) -> tuple[Figure, object]:
    """Return a figure of ``width`` × ``height`` inches on a page, larger on a projector, with its axes.

    Type grows by more than the picture does, because a projector's picture has to stay within a slide.
    """
    width, height = in_view(width, height)
    return figure(width, height, **grid)


def in_view(width: float, height: float) -> tuple[float, float]:
    """Return the size of a picture in the view now in force; ``width`` and ``height`` are those on a page."""
    scale = _SLIDE if view() == "projector" else 1.0
    return width * scale, height * scale


def whole(width: float, height: float) -> tuple[float, float]:
    """Return the size for matplotlib, of which 3.10 cuts 9.2 inches at 200 dpi, 1839.9999999999998 pixels, to 1839."""
    if matplotlib.__version_info__ >= (3, 11):
        return width, height
    return math.nextafter(width, math.inf), math.nextafter(height, math.inf)


def pt(points: float) -> float:
    """Return a length in points (line, marker, offset) that grows with the type of the view now in force."""
    return points * matplotlib.rcParams["font.size"] / _BASE_SIZE


def away(x: float, y: float) -> tuple[float, float]:
    """Return an offset in points that grows with the type, for ``point_at``."""
    return pt(x), pt(y)


def message(ax: Axes, text: str, color: str = INK) -> None:
    """Write the chart's message as its title, in two lines where one would be cut off at the picture's edge."""
    ax.set_title(text, color=color, loc="left", wrap=True)


def time_label(hours: float) -> str:
    """Return ``hours`` as a reader would say it: "40 min", "2 h", "1 day", "6 weeks"."""
    if hours < 0:
        raise ValueError(f"hours is {hours}; a time since the first dose cannot be negative.")
    minutes = round(hours * 60)
    if minutes < 60:
        return f"{minutes} min"
    for size, one, many in ((WEEK, "week", "weeks"), (DAY, "day", "days")):
        count, rest = divmod(minutes, size * 60)
        if count and not rest:
            return f"{count:.0f} {one if count == 1 else many}"
    if minutes >= 2 * DAY * 60:
        digits = 1 if hours < 10 * DAY else 0
        return f"{hours / DAY:.{digits}f}".removesuffix(".0") + " days"
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02d} min" if rest and hours < 10 else f"{hours:.0f} h"


def log_time_axis(ax: Axes, start: float, stop: float, *, room: float = 0.05) -> None:
    """Make x a logarithmic time axis from ``start`` to ``stop`` hours with words as ticks.

    ``room`` is the least distance between two ticks as a share of the axis; words that would touch are left out as
    well, whatever ``room`` says.
    """
    ax.set_xscale("log")
    ax.set_xlim(start, stop)
    words = dict(_TICKS)
    ax.xaxis.set_major_locator(_TimeLocator(room, matplotlib.rcParams["xtick.labelsize"]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda hours, position: words.get(hours, "")))
    ax.xaxis.set_minor_locator(NullLocator())


class _TimeLocator(Locator):
    """Takes the ticks of _TICKS, earlier ones first, that have room on the axis as it is drawn."""

    def __init__(self, room: float, size: float):
        self.room, self.size = room, size

    def __call__(self) -> list[float]:
        start, stop = self.axis.get_view_interval()
        return self.tick_values(start, stop)

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        """Return the ticks [h] between ``vmin`` and ``vmax``."""
        axes = self.axis.axes
        points = axes.bbox.width / axes.figure.dpi * 72
        span = np.log(vmax / vmin)
        chosen: list[tuple[float, float]] = []
        for hours, word in _TICKS:
            if not vmin <= hours * 1.001 or not hours <= vmax * 1.001:
                continue
            # A letter's width of air between two words.
            width = (text_width(word, self.size) + self.size) / points
            if all(abs(np.log(hours / other)) >= max(self.room, (width + wide) / 2) * span for other, wide in chosen):
                chosen.append((hours, width))
        return sorted(hours for hours, _ in chosen)


@functools.cache
def text_width(word: str, size: float) -> float:
    """Return the width of ``word`` in points at type size ``size``."""
    return TextPath((0, 0), word, size=size, prop=FontProperties(family="DejaVu Sans")).get_extents().width


def linear_time_axis(ax: Axes, ticks_hours, stop: float, start: float = 0.0) -> None:
    """Make x a linear time axis with words at ``ticks_hours``."""
    ax.set_xlim(start, stop)
    ax.xaxis.set_major_locator(FixedLocator(list(ticks_hours)))
    ax.set_xticklabels(["0" if hours == 0 else time_label(hours) for hours in ticks_hours])


def label(ax: Axes, x: float, y: float, text: str, color: str = INK, **kwargs):
    """Write a direct label in data coordinates; a thin white edge keeps it readable over lines."""
    options = {"ha": "left", "va": "center", "color": color, "zorder": 6} | kwargs
    return ax.text(x, y, text, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.2}, **options)


def point_at(ax: Axes, xy: tuple[float, float], text: str, xytext: tuple[float, float], **kwargs):
    """Annotate the one point that matters; ``xytext`` is an offset in points."""
    options = {
        "textcoords": "offset points",
        "arrowprops": {"arrowstyle": "-", "color": QUIET, "linewidth": 1.0, "shrinkA": 2, "shrinkB": 4},
        "color": INK,
        "zorder": 7,
    } | kwargs
    return ax.annotate(text, xy=xy, xytext=xytext, **options)


def marker(status: str, color: str) -> dict[str, object]:
    """Return marker settings for a data ``status``: primary is filled, secondary is hollow.

    Computed from primary numbers counts as filled. Raises ValueError for a status that may not be plotted.
    """
    if status in {"primary", "computed"}:
        return {"markerfacecolor": color, "markeredgecolor": color}
    if status == "secondary":
        return {"markerfacecolor": "white", "markeredgecolor": color, "markeredgewidth": 2.0}
    raise ValueError(f"status is {status!r}; only 'primary', 'secondary' and 'computed' points may be plotted.")


def stamp(ax: Axes, text: str = "illustrative", *, x: float = 0.99, y: float = 0.03) -> None:
    """Say on the chart itself that a curve is illustrative, or what it is made from."""
    ax.text(
        x,
        y,
        text,
        transform=ax.transAxes,
        ha="right" if x > 0.5 else "left",
        va="bottom",
        color=QUIET,
        fontstyle="italic",
        zorder=8,
    )

"""The chart made badly on purpose: honest with every trick off, an advertisement with every trick on.

The picture is stamped while a trick is on; only one of the tricks joins points of different trials.
"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.text import Text

from ...kit import style
from ...kit.gaps import joined
from ...kit.words import plain
from .effects import OTHER_MARKER, POOLS
from .tricks import Picture, Point

STAMP = "made badly on purpose"
#: Short names on the honest chart.
NAMES = {
    "Daly 2018": "phase 2",
    "TRANSFORM-2": "TRANSFORM-2",
    "Chen 2023": "China/US",
    "Murrough 2013": "Murrough 2013",
    "Lii 2023": "Lii 2023, asleep",
    "KARMA-Dep 2": "KARMA-Dep 2",
    "Wade 2002": "escitalopram",
}
HONEST_TITLE = "Gaps to control, each trial for itself"
BAD_TITLE = "Works within hours, beats the old pills!"
#: Places of the names on the honest chart: trial -> (hours, points, alignment).
_PLACES = {
    "Daly 2018": (3.0, -11.4, "left"),
    "Murrough 2013": (17.3, -6.6, "right"),
    "TRANSFORM-2": (95, -1.5, "center"),
    "Chen 2023": (31, 1.2, "center"),
    "Lii 2023": (48, -14.4, "center"),
    "KARMA-Dep 2": (954, -9.5, "center"),
    "Wade 2002": (1560, -2.7, "left"),
}
_SHAPES = style.CONTROL_MARKERS | {"none": OTHER_MARKER}
#: Sideways steps that keep points of one visit apart (factor on the hours).
_ASIDE = {
    ("Daly 2018", 24): 0.8,
    ("Murrough 2013", 24): 1.0,
    ("Chen 2023", 24): 1.28,
    ("TRANSFORM-2", 24): 1.6,
    ("Daly 2018", 168): 0.9,
    ("TRANSFORM-2", 168): 1.12,
    ("Chen 2023", 648): 1.2,
    ("KARMA-Dep 2", 672): 1.42,
}
_COLORS = (style.KETAMINE, style.SEROTONIN)


def _spot(point: Point) -> float:
    return point.hours * _ASIDE.get((point.trial, point.hours), 1.0)


def badly_axes(figure) -> Axes:
    """A log axis of time, with room for the names of the honest chart beside it."""
    ax = figure.subplots()
    style.log_time_axis(ax, 1.5, 4300)
    ax.set_xlabel("time after the first dose")
    ax.axhline(0, color=style.QUIET, lw=1)
    # The explorer starts with all tricks on, five choices away from these names: it would not know of them.
    _scale(ax, Picture((), ()))
    names = _draw_names(ax)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for name in names:
        name.remove()
    return ax


def draw_badly(ax: Axes, result: Picture) -> None:
    """Draw what is honest with every trick off and an advertisement with every trick on."""
    _scale(ax, result)
    if result.tricks:
        big = {"fontsize": 30, "fontweight": "bold", "color": style.QUIET, "alpha": 0.25, "zorder": 0}
        middle = {"transform": ax.transAxes, "rotation": 14, "ha": "center", "va": "center"}
        ax.text(0.5, 0.5, STAMP.upper(), **big, **middle)
    else:
        _draw_names(ax)
    for color in _COLORS:
        points = [point for point in result.points if point.color == color]
        _draw_lines(ax, result, points, color)
        looks: dict[tuple[str, str], list[Point]] = {}
        for point in points:
            looks.setdefault((_SHAPES[point.control], point.status), []).append(point)
        for (shape, status), some in looks.items():
            spots = [_spot(point) for point in some], [point.value for point in some]
            ax.plot(*spots, shape, ms=style.pt(9.5), zorder=5, **style.marker(status, color))


def _draw_names(ax: Axes) -> list[Text]:
    """Write the name of each trial of the honest chart; return the texts."""
    return [
        ax.text(hours, value, NAMES[trial], ha=align, va="center", color=_COLORS[trial == "Wade 2002"])
        for trial, (hours, value, align) in _PLACES.items()
    ]


def _scale(ax: Axes, result: Picture) -> None:
    """Write title and label, and set the axis: whole with zero in view, or cut so that zero is out of sight."""
    wide = bool({"control", "open", "scales"} & set(result.tricks))
    if "axis" in result.tricks:
        low, high = (-22.5, -0.3) if wide else (-12.0, -1.4)
    else:
        low, high = (-24.0, 3.5) if wide else (-17.0, 3.5)
    ax.set_ylim(low, high)
    ticks = [tick for tick in (0, -5, -10, -15, -20) if low <= tick <= high]
    ax.set_yticks(ticks, [plain(tick, 0) for tick in ticks])
    mixed = "depression points" if "scales" in result.tricks else "MADRS points"
    ax.set_ylabel(mixed if wide else "drug minus control, MADRS points")
    style.message(ax, BAD_TITLE if result.tricks else HONEST_TITLE)


def _draw_lines(ax: Axes, result: Picture, points: list[Point], color: str) -> None:
    """Draw the intervals of ``points``, all of one ``color``, and the lines that join them."""
    if "axis" not in result.tricks:
        whole = joined((_spot(point), [point.low, point.high]) for point in points if point.low is not None)
        ax.plot(*whole, color=color, lw=1.7, alpha=0.65, solid_capstyle="butt")
    lines = [line for line in result.lines.values() if line and line[0].color == color]
    thick = {"lw": 5.5, "alpha": 0.5} if result.lines else {"lw": 1.2}
    for line in lines if result.lines else _own_lines(points):
        ax.plot([_spot(point) for point in line], [point.value for point in line], color=color, **thick)


def _own_lines(points: list[Point]) -> list[list[Point]]:
    """Return the points of each trial that are joined by a thin line; pools of trials get none."""
    own: dict[str, list[Point]] = {}
    for point in points:
        if point.trial not in POOLS:
            own.setdefault(point.trial, []).append(point)
    return [line for line in own.values() if len(line) > 1]

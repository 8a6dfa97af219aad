"""The chart made badly on purpose: honest with every trick off, an advertisement with every trick on.

The picture is stamped while a trick is on; only one of the tricks joins points of different trials.
"""

from __future__ import annotations

from ...kit import style
from ...kit.scene import Scene
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


def _broken(pieces: list[list[tuple[float, float]]]) -> tuple[list[float], list[float]]:
    """Return x and y of several separate lines in one artist; a gap stands between any two."""
    nothing = float("nan")
    joined = [spot for piece in pieces for spot in (*piece, (nothing, nothing))]
    return [x for x, _ in joined], [y for _, y in joined]


class BadlyScene(Scene):
    """One axis that is honest with every trick off and an advertisement with every trick on."""

    size = (9.2, 4.9)

    def build(self, figure) -> None:
        """Create the axis and one artist for each kind of mark and line."""
        self.ax = ax = figure.subplots()
        style.log_time_axis(ax, 1.5, 4300)
        ax.set_xlabel("time after the first dose")
        style.message(ax, BAD_TITLE)
        ax.set_ylim(-24, 3.5)
        ax.set_yticks([0, -5, -10, -15, -20])
        ax.set_ylabel("drug minus control, MADRS points")
        self.zero = ax.axhline(0, color=style.QUIET, lw=1)
        self.stamp = ax.text(
            0.5,
            0.5,
            STAMP.upper(),
            transform=ax.transAxes,
            rotation=14,
            ha="center",
            va="center",
            fontsize=30,
            fontweight="bold",
            color=style.QUIET,
            alpha=0.25,
            zorder=0,
        )
        self.names = [
            ax.text(hours, value, NAMES[trial], ha=align, va="center", color=_COLORS[trial == "Wade 2002"])
            for trial, (hours, value, align) in _PLACES.items()
        ]
        self.bars, self.within, self.joined = (
            {color: self.moving(ax.plot([], [], color=color, **look)[0]) for color in _COLORS}
            for look in ({"lw": 1.7, "alpha": 0.65, "solid_capstyle": "butt"}, {"lw": 1.2}, {"lw": 5.5, "alpha": 0.5})
        )
        self.marks = {
            (shape, color, status): self.moving(
                ax.plot([], [], shape, ms=style.pt(9.5), zorder=5, **style.marker(status, color))[0]
            )
            for shape in _SHAPES.values()
            for color in _COLORS
            for status in ("primary", "secondary")
        }

    def backdrop(self, values) -> tuple[bool, bool, bool, bool]:
        """Return what stands still: any trick at all, a wide axis, a cut axis, mixed scales."""
        return (
            any(values.values()),
            values["control"] or values["open"] or values["scales"],
            values["axis"],
            values["scales"],
        )

    def set_backdrop(self, key: tuple[bool, bool, bool, bool]) -> None:
        """Set the axis, its words and the stamp."""
        tricks, wide, _, scales = key
        low, high = self._limits(key)
        self.ax.set_ylim(low, high)
        ticks = [tick for tick in (0, -5, -10, -15, -20) if low <= tick <= high]
        self.ax.set_yticks(ticks, [plain(tick, 0) for tick in ticks])
        self.ax.set_ylabel(
            "depression points" if scales else "MADRS points" if wide else "drug minus control, MADRS points"
        )
        style.message(self.ax, BAD_TITLE if tricks else HONEST_TITLE)
        self.stamp.set_visible(tricks)
        for name in self.names:
            name.set_visible(not tricks)

    @staticmethod
    def _limits(key: tuple[bool, bool, bool, bool]) -> tuple[float, float]:
        """Return the limits of the axis: whole with zero in view, or cut so that zero is out of sight."""
        _, wide, cut, _ = key
        if cut:
            return (-22.5, -0.3) if wide else (-12.0, -1.4)
        return (-24.0, 3.5) if wide else (-17.0, 3.5)

    def update(self, result: Picture, values) -> None:
        """Move marks, intervals and lines to the tricks that are on."""
        # A still part that is drawn already is not set again, so the limits must be, or marks land elsewhere.
        self.ax.set_ylim(*self._limits(self.backdrop(values)))
        points = {color: [p for p in result.points if p.color == color] for color in _COLORS}
        for (shape, color, status), mark in self.marks.items():
            mine = [
                p
                for p in points[color]
                if _SHAPES[p.control] == shape and (p.status == "secondary") == (status == "secondary")
            ]
            mark.set_data([_spot(p) for p in mine], [p.value for p in mine])
        for color in _COLORS:
            whole = [p for p in points[color] if p.low is not None and "axis" not in result.tricks]
            self.bars[color].set_data(*_broken([[(_spot(p), p.low), (_spot(p), p.high)] for p in whole]))
            self.within[color].set_data(*_broken([] if result.lines else self._own_lines(points[color])))
            lines = [line for line in result.lines.values() if line and line[0].color == color]
            self.joined[color].set_data(*_broken([[(_spot(p), p.value) for p in line] for line in lines]))

    @staticmethod
    def _own_lines(points: list[Point]) -> list[list[tuple[float, float]]]:
        """Return the thin lines that join visits of one trial; pools of trials get none."""
        own: dict[str, list[tuple[float, float]]] = {}
        for point in points:
            if point.trial not in POOLS:
                own.setdefault(point.trial, []).append((_spot(point), point.value))
        return [line for line in own.values() if len(line) > 1]

"""The chart made badly on purpose: honest differences, and five tricks that turn them into an advertisement.

With every trick off the honest chart stands: differences from control on one scale, with their intervals, points of
different trials never joined. Each trick changes one thing; the picture is stamped as long as one of them is on.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import evidence
from . import onset_data as data
from . import style
from .onset_effects import OTHER_MARKER, POOLS
from .onset_look import plain, pt
from .scene import Scene

#: Trick -> what it does, in words of the readout.
TRICKS = {
    "join": "different trials joined by a line",
    "control": "control arms gone from the ketamine trials only",
    "open": "studies without a control arm mixed in",
    "scales": "rating scales mixed",
    "axis": "axis cut and intervals gone",
}
STAMP = "made badly on purpose"


@dataclass(frozen=True)
class Point:
    """One mark: which trial, when, how big; low and high only where the honest chart shows an interval."""

    trial: str
    clock: str
    control: str
    hours: float
    value: float
    low: float | None
    high: float | None
    status: str
    source: str

    @property
    def color(self) -> str:
        """Return the colour of the clock the drug belongs to."""
        return style.KETAMINE if self.clock == "ketamine" else style.SEROTONIN


#: The trials that print both arms: study -> (control, arm that got the drug, hours of its visits).
_TRIALS = {
    "Daly 2018": ("placebo spray", "esketamine 84 mg", (2, 24, 168)),
    "TRANSFORM-2": ("placebo spray", "esketamine flexible + new antidepressant", (24, 168, 336, 504, 648)),
    "Chen 2023": ("placebo spray", "esketamine flexible + new antidepressant", (24, 648)),
    "Murrough 2013": ("midazolam", "ketamine 0.5 mg/kg IV 40 min", (24,)),
}
#: Short names on the honest chart.
NAMES = {"Daly 2018": "phase 2", "TRANSFORM-2": "TRANSFORM-2", "Chen 2023": "China/US", "Murrough 2013": "Murrough 2013",
         "Lii 2023": "Lii 2023, asleep", "KARMA-Dep 2": "KARMA-Dep 2", "Wade 2002": "escitalopram"}


def _point(study: str, clock: str, control: str, gap: data.Gap) -> Point:
    return Point(study, clock, control, gap.hours, gap.value, gap.low, gap.high, gap.status, gap.source)


def _gap_row(study: str, arm: str, hours: float):
    wanted = {"study": study, "arm": arm, "measure": "difference", "instrument": "MADRS", "time_hours": hours}
    if study == "TRANSFORM-2":
        wanted["source"] = "mpr2022"
    elif study == "Chen 2023" and hours == 648:
        wanted["n"] = 252
    return data.one(**wanted)


def honest_points() -> list[Point]:
    """Return drug minus control in MADRS points, from trials with a control arm only."""
    found = [_point(study, "ketamine", control, data.gap(_gap_row(study, arm, hours)))
             for study, (control, arm, times) in _TRIALS.items() for hours in times]
    for study, control in (("Lii 2023", "anaesthesia"), ("KARMA-Dep 2", "midazolam")):
        row = data.one(study=study, measure="difference", instrument="MADRS")
        found.append(_point(study, "ketamine", control, data.gap(row)))
    found.append(_point("Wade 2002", "serotonin", "placebo pill",
                        data.gap(data.one(study="Wade 2002", measure="difference"))))
    return found


def _change(study: str, arm: str, control: str, hours: float) -> Point:
    wanted = {"study": study, "arm": arm, "measure": "change", "instrument": "MADRS", "time_hours": hours}
    if study == "TRANSFORM-2":
        wanted["source"] = "mpr2022"
    row = data.one(**wanted)
    return _bare(row, study, "ketamine", control)


def _bare(row, study: str, clock: str, control: str) -> Point:
    return Point(study, clock, control, float(row["time_hours"]), float(row["value"]), None, None, row["status"],
                 row["source"])


def arm_points() -> list[Point]:
    """Return the change in the drug arm alone for the ketamine trials that print one, the SSRI trial unchanged."""
    found = [_change(study, arm, control, hours)
             for study, (control, arm, times) in _TRIALS.items() for hours in times]
    return found + [point for point in honest_points() if point.clock == "serotonin"]


def open_points() -> list[Point]:
    """Return changes in studies, or parts of studies, without a control arm."""
    first = data.one(study="Murrough 2013b", measure="change", time_hours=2)
    later = data.one(study="Singh 2016", arm="ketamine 3x/wk (open-label phase)")
    return [_bare(first, "Murrough 2013b", "ketamine", "none"), _bare(later, "Singh 2016", "ketamine", "none")]


def other_scale_points() -> list[Point]:
    """Return results on other scales than MADRS: HDRS differences of SSRIs, and HDRS-25 changes of ketamine."""
    weeks = [data.one(study="Taylor 2006", measure="difference", time_hours=hours) for hours in (168, 1008)]
    drug = data.one(study="Berman 2000", arm="ketamine 0.5 mg/kg IV")
    return [*(_bare(row, "Taylor 2006", "serotonin", "placebo pill") for row in weeks),
            _bare(drug, "Berman 2000", "ketamine", "saline")]


@dataclass(frozen=True)
class Picture:
    """What the chart shows for a set of tricks: the model result of the bug hunt."""

    tricks: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def lines(self) -> dict[str, list[Point]]:
        """Return clock -> the points that a joined line runs through: at each time the most favourable one."""
        if "join" not in self.tricks:
            return {}
        lines = {}
        for clock in ("ketamine", "serotonin"):
            best: dict[float, Point] = {}
            for point in self.points:
                if point.clock == clock and point.value <= best.get(point.hours, point).value:
                    best[point.hours] = point
            lines[clock] = [best[hours] for hours in sorted(best)]
        return lines

    def best(self, clock: str) -> Point:
        """Return the most favourable point of a clock."""
        return min((point for point in self.points if point.clock == clock), key=lambda point: point.value)


def picture(join: bool, control: bool, open: bool, scales: bool, axis: bool) -> Picture:
    """Return the chart with the tricks that are on."""
    switched = {"join": join, "control": control, "open": open, "scales": scales, "axis": axis}
    points = arm_points() if control else honest_points()
    points += open_points() if open else []
    points += other_scale_points() if scales else []
    return Picture(tuple(name for name, on in switched.items() if on), tuple(points))


HONEST_TITLE = "Gaps to control, each trial for itself"
BAD_TITLE = "Works within hours, beats the old pills!"
#: Places of the names on the honest chart: trial -> (hours, points, alignment).
_PLACES = {
    "Daly 2018": (3.0, -11.4, "left"), "Murrough 2013": (17.3, -6.6, "right"), "TRANSFORM-2": (95, -1.5, "center"),
    "Chen 2023": (31, 1.2, "center"), "Lii 2023": (53, -12.6, "left"), "KARMA-Dep 2": (954, -9.5, "center"),
    "Wade 2002": (1560, -2.7, "left"),
}
_SHAPES = style.CONTROL_MARKERS | {"none": OTHER_MARKER}
#: Sideways steps that keep points of one visit apart (factor on the hours).
_ASIDE = {("Daly 2018", 24): 0.8, ("Murrough 2013", 24): 1.0, ("Chen 2023", 24): 1.28, ("TRANSFORM-2", 24): 1.6,
          ("Daly 2018", 168): 0.9, ("TRANSFORM-2", 168): 1.12, ("Chen 2023", 648): 1.2, ("KARMA-Dep 2", 672): 1.42}
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
        self.stamp = ax.text(0.5, 0.5, STAMP.upper(), transform=ax.transAxes, rotation=14, ha="center", va="center",
                             fontsize=30, fontweight="bold",
                             color=style.QUIET, alpha=0.25, zorder=0)
        self.names = [ax.text(hours, value, NAMES[trial], ha=align, va="center",
                              color=_COLORS[trial == "Wade 2002"]) for trial, (hours, value, align) in _PLACES.items()]
        self.bars, self.within, self.joined = ({color: self.moving(ax.plot([], [], color=color, **look)[0])
                                                for color in _COLORS}
                                               for look in ({"lw": 1.7, "alpha": 0.65, "solid_capstyle": "butt"},
                                                            {"lw": 1.2}, {"lw": 5.5, "alpha": 0.5}))
        self.marks = {(shape, color, status): self.moving(
            ax.plot([], [], shape, ms=pt(9.5), zorder=5, **style.marker(status, color))[0])
            for shape in _SHAPES.values() for color in _COLORS for status in ("primary", "secondary")}

    def backdrop(self, values) -> tuple[bool, bool, bool, bool]:
        """Return what stands still: any trick at all, a wide axis, a cut axis, mixed scales."""
        return (any(values.values()), values["control"] or values["open"] or values["scales"], values["axis"],
                values["scales"])

    def set_backdrop(self, key: tuple[bool, bool, bool, bool]) -> None:
        """Set the axis, its words and the stamp."""
        tricks, wide, _, scales = key
        low, high = self._limits(key)
        self.ax.set_ylim(low, high)
        ticks = [tick for tick in (0, -5, -10, -15, -20) if low <= tick <= high]
        self.ax.set_yticks(ticks, [plain(tick, 0) for tick in ticks])
        self.ax.set_ylabel("depression points" if scales else "MADRS points" if wide
                           else "drug minus control, MADRS points")
        style.message(self.ax, BAD_TITLE if tricks else HONEST_TITLE)
        self.stamp.set_visible(tricks)
        for name in self.names:
            name.set_visible(not tricks)

    @staticmethod
    def _limits(key: tuple[bool, bool, bool, bool]) -> tuple[float, float]:
        """Return the limits of the axis: whole with zero in view, or cut so that zero is out of sight."""
        _, wide, cut, _ = key
        if cut:
            return (-22.5, -0.6) if wide else (-12.0, -1.4)
        return (-24.0, 3.5) if wide else (-17.0, 3.5)

    def update(self, result: Picture, values) -> None:
        """Move marks, intervals and lines to the tricks that are on."""
        # A still part that is drawn already is not set again, so the limits must be, or marks land elsewhere.
        self.ax.set_ylim(*self._limits(self.backdrop(values)))
        points = {color: [p for p in result.points if p.color == color] for color in _COLORS}
        for (shape, color, status), mark in self.marks.items():
            mine = [p for p in points[color] if _SHAPES[p.control] == shape and (p.status == "secondary") == (
                status == "secondary")]
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


def sources() -> evidence.SourceList:
    """Return the sources of every point that the chart can show."""
    points = [*honest_points(), *arm_points(), *open_points(), *other_scale_points()]
    return evidence.sources(point.source for point in points)

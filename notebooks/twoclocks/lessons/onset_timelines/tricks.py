"""What the chart made badly on purpose shows: honest differences, and five tricks that spoil them.

With every trick off these are differences from control on one scale, each with its interval. A trick adds,
swaps or joins points; nothing is drawn here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ... import evidence
from ...evidence import rows
from ...kit import style
from . import data

#: Trick -> what it does, in words of the readout.
TRICKS = {
    "join": "different trials joined by a line",
    "control": "control arms gone from the ketamine trials only",
    "open": "studies without a control arm mixed in",
    "scales": "rating scales mixed",
    "axis": "axis cut and intervals gone",
}


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


def _point(study: str, clock: str, control: str, gap: data.Gap) -> Point:
    return Point(study, clock, control, gap.hours, gap.value, gap.low, gap.high, gap.status, gap.source)


def _gap_row(study: str, arm: str, hours: float):
    wanted = {"study": study, "arm": arm, "measure": "difference", "instrument": "MADRS", "time_hours": hours}
    if study == "TRANSFORM-2":
        wanted["source"] = "mpr2022"
    elif study == "Chen 2023" and hours == 648:
        wanted["n"] = 252
    return rows.one(**wanted)


@cache
def honest_points() -> tuple[Point, ...]:
    """Return drug minus control in MADRS points, from trials with a control arm only."""
    found = [
        _point(study, "ketamine", control, data.gap(_gap_row(study, arm, hours)))
        for study, (control, arm, times) in _TRIALS.items()
        for hours in times
    ]
    for study, control in (("Lii 2023", "anaesthesia"), ("KARMA-Dep 2", "midazolam")):
        row = rows.one(study=study, measure="difference", instrument="MADRS")
        found.append(_point(study, "ketamine", control, data.gap(row)))
    found.append(
        _point("Wade 2002", "serotonin", "placebo pill", data.gap(rows.one(study="Wade 2002", measure="difference")))
    )
    return tuple(found)


def _change(study: str, arm: str, control: str, hours: float) -> Point:
    wanted = {"study": study, "arm": arm, "measure": "change", "instrument": "MADRS", "time_hours": hours}
    if study == "TRANSFORM-2":
        wanted["source"] = "mpr2022"
    row = rows.one(**wanted)
    return _bare(row, study, "ketamine", control)


def _bare(row, study: str, clock: str, control: str) -> Point:
    return Point(
        study, clock, control, float(row["time_hours"]), float(row["value"]), None, None, row["status"], row["source"]
    )


@cache
def arm_points() -> tuple[Point, ...]:
    """Return the change in the drug arm alone for the ketamine trials; the SSRI trial stays as it is."""
    found = [_change(study, arm, control, hours) for study, (control, arm, times) in _TRIALS.items() for hours in times]
    return (*found, *(point for point in honest_points() if point.clock == "serotonin"))


@cache
def open_points() -> tuple[Point, ...]:
    """Return changes in studies, or parts of studies, without a control arm."""
    first = rows.one(study="Murrough 2013b", measure="change", time_hours=2)
    later = rows.one(study="Singh 2016", arm="ketamine 3x/wk (open-label phase)")
    return (_bare(first, "Murrough 2013b", "ketamine", "none"), _bare(later, "Singh 2016", "ketamine", "none"))


@cache
def other_scale_points() -> tuple[Point, ...]:
    """Return results on other scales: HDRS differences of SSRIs, an HDRS-25 change with ketamine."""
    weeks = [rows.one(study="Taylor 2006", measure="difference", time_hours=hours) for hours in (168, 1008)]
    drug = rows.one(study="Berman 2000", arm="ketamine 0.5 mg/kg IV")
    return (
        *(_bare(row, "Taylor 2006", "serotonin", "placebo pill") for row in weeks),
        _bare(drug, "Berman 2000", "ketamine", "saline"),
    )


@dataclass(frozen=True)
class Picture:
    """What the chart shows for a set of tricks: the model result of the bug hunt."""

    tricks: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def lines(self) -> dict[str, list[Point]]:
        """Return clock -> the points of the joined line: at each time the most favourable one."""
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
    points = (
        *(arm_points() if control else honest_points()),
        *(open_points() if open else ()),
        *(other_scale_points() if scales else ()),
    )
    return Picture(tuple(name for name, on in switched.items() if on), points)


def sources() -> evidence.SourceList:
    """Return the sources of every point that the chart can show."""
    points = [*honest_points(), *arm_points(), *open_points(), *other_scale_points()]
    return evidence.sources(point.source for point in points)

"""Which rows of data/ lesson 06 draws, and the few sums it makes of them. Nothing is drawn here.

Every selection names study, measure and time in words; it raises an error if the tables no longer hold
exactly
the rows it means, and it never lets a recalled or doubtful row through to a chart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from ... import evidence
from ...evidence.rows import REACH_95, MissingRow, one, plottable, series


@dataclass(frozen=True)
class Gap:
    """Drug minus control at one visit, in points; ``limits`` says where low and high come from."""

    hours: float
    value: float
    low: float
    high: float
    limits: str
    status: str
    source: str

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.high < 0 or self.low > 0


LIMITS = {
    "ci95": "printed 95 % interval",
    "ci90": "printed 90 % interval",
    "bound": "widest interval that the printed factor intervals allow (our sum)",
    "se": "95 % interval made from the printed standard error",
}


def gap(row: pd.Series) -> Gap:
    """Return a difference row as a Gap, with its interval from whatever spread was printed."""
    if row["measure"] != "difference":
        raise MissingRow(f"row {row['id']} is a {row['measure']}, not a difference.")
    low, high = row["low"], row["high"]
    if row["spread_kind"] == "se":
        low, high = row["value"] - REACH_95 * row["spread"], row["value"] + REACH_95 * row["spread"]
    numbers = (float(number) for number in (row["time_hours"], row["value"], low, high))
    return Gap(*numbers, LIMITS[row["spread_kind"]], row["status"], row["source"])


@dataclass(frozen=True)
class Trial:
    """One placebo-controlled trial, visit by visit, as percent of each arm's own baseline.

    drug, control: hours -> percent. gaps: printed or summed differences in MADRS points. new_pill: whether
    both
    arms also started a new SSRI or SNRI.
    """

    name: str
    title: str
    drug_name: str
    control_name: str
    control_type: str
    new_pill: bool
    drug: dict[float, float]
    control: dict[float, float]
    gaps: dict[float, Gap]
    sources: tuple[str, ...]
    remark: str = ""
    arms_short: tuple[str, str] = field(default=("drug", "control"))

    @property
    def visits(self) -> list[float]:
        """Hours of all visits with a score, without the start."""
        return [hours for hours in self.drug if hours > 0]


def _arm(rows: pd.DataFrame) -> dict[float, float]:
    found = {float(hours): float(value) for hours, value in zip(rows["time_hours"], rows["value"], strict=True)}
    return {0.0: 100.0} | dict(sorted(found.items()))


def _percent(study: str, arm: str) -> dict[float, float]:
    return _arm(plottable(evidence.trials(study=study, measure="percent_of_baseline", arm=arm)))


def _percent_series(name: str) -> dict[float, float]:
    rows = series("C")
    return _arm(rows[rows["series"] == name])


def _gaps(rows: list[pd.Series]) -> dict[float, Gap]:
    return {float(row["time_hours"]): gap(row) for row in rows}


def transform_2() -> Trial:
    """TRANSFORM-2, five visits: sums of three printed factor means, printed differences where seen."""
    rows = series("E")
    arms = {role: _arm(rows[rows["role"] == role]) for role in ("drug", "control")}
    summed = [
        one(study="TRANSFORM-2", source="mpr2022", measure="difference", instrument="MADRS", time_hours=h)
        for h in (24, 168, 504)
    ]
    printed = [
        one(study="TRANSFORM-2", source="cnsdrugs2022", measure="difference", instrument="MADRS", time_hours=336),
        one(study="TRANSFORM-2", source="popova2019", measure="difference", time_hours=648),
    ]
    return Trial(
        "TRANSFORM-2",
        "TRANSFORM-2 (2019)",
        "esketamine + new antidepressant",
        "placebo spray + new antidepressant",
        "placebo spray",
        True,
        arms["drug"],
        arms["control"],
        dict(sorted(_gaps([*summed, *printed]).items())),
        ("mpr2022", "cnsdrugs2022", "popova2019"),
        "Scores by visit are our sums of three printed factor means.",
        ("esketamine", "placebo spray"),
    )


def chen_2023() -> Trial:
    """The China/US phase 3 trial: day 2 and day 28 only."""
    drug, control = "esketamine flexible + new antidepressant", "new antidepressant + placebo spray"
    gaps = [
        one(study="Chen 2023", measure="difference", arm=drug, time_hours=24),
        one(study="Chen 2023", measure="difference", arm=drug, time_hours=648, n=252),
    ]
    return Trial(
        "China/US",
        "China/US phase 3 (2023)",
        "esketamine + new antidepressant",
        "placebo spray + new antidepressant",
        "placebo spray",
        True,
        _percent("Chen 2023", drug),
        _percent("Chen 2023", control),
        _gaps(gaps),
        ("chen2023",),
        "The trial missed its goal at day 28.",
        ("esketamine", "placebo spray"),
    )


def janik_2025() -> Trial:
    """Esketamine 84 mg with no other antidepressant: day 2 and day 28 only."""
    drug, control = "esketamine 84 mg", "placebo spray"
    gaps = [one(study="Janik 2025", measure="difference", arm=drug, time_hours=hours) for hours in (24, 648)]
    return Trial(
        "esketamine alone",
        "Esketamine alone, higher dose (Janik 2025)",
        "esketamine, nothing else",
        "placebo spray, nothing else",
        "placebo spray",
        False,
        _percent("Janik 2025", drug),
        _percent("Janik 2025", control),
        _gaps(gaps),
        ("janik2025", "nct04599855"),
        "Most people in the esketamine arms were sure that they had the drug.",
        ("esketamine", "placebo spray"),
    )


def daly_2018() -> Trial:
    """The small phase 2 trial: 2 hours, day 2 and day 8, 12 people on the highest dose."""
    gaps = [
        one(study="Daly 2018", measure="difference", arm="esketamine 84 mg", time_hours=hours) for hours in (2, 24, 168)
    ]
    return Trial(
        "phase 2",
        "Phase 2, highest dose (Daly 2018)",
        "esketamine + usual antidepressant",
        "placebo spray + usual antidepressant",
        "placebo spray",
        False,
        _percent_series("esketamine 84 mg (Daly 2018)"),
        _percent_series("placebo spray (Daly 2018)"),
        _gaps(gaps),
        ("daly2018",),
        "Only 12 people were on this dose.",
        ("esketamine", "placebo spray"),
    )


def lii_2023() -> Trial:
    """One infusion under anaesthesia, so that nobody could feel it; one difference for days 1 to 3."""
    row = one(study="Lii 2023", measure="difference")
    return Trial(
        "under anaesthesia",
        "One infusion under anaesthesia (Lii 2023)",
        "ketamine infusion, asleep",
        "saline infusion, asleep",
        "anaesthesia",
        False,
        _percent_series("ketamine under anaesthesia (Lii 2023)"),
        _percent_series("saline under anaesthesia (Lii 2023)"),
        _gaps([row]),
        ("lii2023",),
        "The one printed difference covers days 1 to 3 together.",
        ("ketamine", "saline"),
    )


TRIALS = {
    "TRANSFORM-2": transform_2,
    "China/US": chen_2023,
    "esketamine alone": janik_2025,
    "phase 2": daly_2018,
    "under anaesthesia": lii_2023,
}


@cache
def trial(name: str) -> Trial:
    """Return one of TRIALS by name."""
    if name not in TRIALS:
        raise MissingRow(f"trial is {name!r}; it must be one of {', '.join(TRIALS)}.")
    return TRIALS[name]()

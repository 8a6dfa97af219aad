"""What the pictures of lesson 05 share: names of cells, first steps and effects, dashes, the trial points."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.measured import measured
from ...kit.sentences import sentences
from ...kit.words import interval

words = sentences(__file__)
#: Whose NMDA receptors are blocked, in words.
TARGETS = words.each("shared.targets")
TARGET_DASHES = {"interneurons": "-", "pyramidal": style.DASHES[1], "both": style.DASHES[3]}
#: The rival first steps: name in the model -> words on a chart.
FIRST_STEPS = words.each("shared.first_steps")
STEP_DASHES = dict(zip(FIRST_STEPS, style.DASHES, strict=False))
#: Trial rows that stand beside the cascade: id -> marker. Different trials, so no line joins them.
TRIALS = {"tr-kishimoto-2016-01": "o", "tr-diazgranados-2010-01": "s", "tr-diazgranados-2010-02": "s"}


@dataclass(frozen=True)
class Seen:
    """One trial point: hours, effect size with limits (above zero: better than control), marker, source."""

    id: str
    hours: float
    value: float
    low: float
    high: float
    marker: str
    status: str
    source: str
    people: str


def trial_points() -> list[Seen]:
    """Return the points of TRIALS from data/trials.csv, turned so that up is better."""
    return [
        Seen(
            id,
            row["time_hours"],
            -row["value"],
            -row["high"],
            -row["low"],
            marker,
            row["status"],
            row["source"],
            row["population"],
        )
        for id, marker in TRIALS.items()
        for row in [evidence.one("trials", id=id)]
    ]


def draw_trials(ax: Axes) -> None:
    """Draw the trial points with their intervals; they stand still and are not joined."""
    for point in trial_points():
        measured(
            ax,
            point,
            point.hours,
            style.INK,
            point.marker,
            upright=True,
            size=9,
            bar={"lw": style.pt(1.4), "zorder": 6},
            zorder=7,
        )


def trial_table() -> pd.DataFrame:
    """Return the trial points as rows of a table."""
    said = words["shared.trial"]
    rows = [
        [
            said("what"),
            style.time_label(point.hours),
            f"{point.value:.2f}",
            interval(point.low, point.high, 2),
            point.people,
            evidence.cite(point.source),
        ]
        for point in trial_points()
    ]
    return pd.DataFrame(rows, columns=said.each("columns"))

"""Both clocks on one time axis: drug level and block of the target, for one infusion and for a daily pill.

Nothing new is modelled here. Levels come from ``ketamine`` (the venous two-compartment set, closest to what trials
measured) and ``ssri``; block comes from ``nmda`` (a formula measured on cells: an index, no human occupancy) and
``sert`` (occupancy fitted to scans of people). Time is in hours, levels in ng/mL, block in 0..1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from . import checks, ketamine, nmda, sert, ssri
from .acceptance import acceptance_table

KETAMINE_SET = "clements1981"
SSRI = "escitalopram"
REGION = "drn"
DAY = 24.0
FIRST, LAST = 1 / 60, 12 * 7 * DAY
#: Points per day from which the teeth of a daily pill keep their height.
_PER_DAY = 12


@dataclass(frozen=True)
class Clock:
    """Level and block over time. time, level, block: shape (n_time,) in h, ng/mL and 0..1. drug: its name.

    level_top, block_top: what the shares refer to, the peak of an infusion or the last day's mean of a daily pill.
    """

    drug: str
    time: np.ndarray
    level: np.ndarray
    block: np.ndarray
    level_top: float
    block_top: float


@dataclass(frozen=True)
class Moment:
    """One clock at one time: level [ng/mL] and block [0..1], also as shares of the clock's own tops."""

    level: float
    block: float
    level_share: float
    block_share: float


def _grid() -> np.ndarray:
    """Times [h]: even on a log axis at first, then even in days so that every pill shows; holds the infusion's end."""
    early = np.geomspace(FIRST, DAY / 2, 200, endpoint=False)
    late = np.arange(DAY / 2, LAST + DAY / _PER_DAY / 2, DAY / _PER_DAY)
    return np.unique(np.concatenate([early, late, [ketamine.infusion().duration]]))


def _day_mean(time: np.ndarray, values: np.ndarray, hours: float) -> float:
    """Return the mean of ``values`` over the day around ``hours`` (over the last whole day at the very end)."""
    day = abs(time - min(hours, LAST - DAY / 2)) <= DAY / 2
    return float(np.trapezoid(values[day], time[day]) / np.ptp(time[day]))


def ketamine_levels(time: np.ndarray) -> np.ndarray:
    """Return the plasma level [ng/mL] of the infusion used in trials at ``time`` [h], shape (n_time,)."""
    return ketamine.infusion_level(time, pk_set=KETAMINE_SET)


def ssri_levels(time: np.ndarray) -> np.ndarray:
    """Return the plasma level [ng/mL] of a usual daily pill of escitalopram at ``time`` [h], shape (n_time,)."""
    return ssri.daily_level(SSRI, time, days=round(LAST / DAY))


@cache
def ketamine_clock() -> Clock:
    """Return the clock of one infusion, from a minute to twelve weeks."""
    time = _grid()
    level = ketamine_levels(time)
    block = nmda.ketamine_block(level)
    return Clock("ketamine", time, level, block, level.max(), block.max())


@cache
def ssri_clock() -> Clock:
    """Return the clock of a daily pill, from a minute to twelve weeks."""
    time = _grid()
    level = ssri_levels(time)
    block = sert.occupancy_from_level(level, SSRI, REGION)
    return Clock(SSRI, time, level, block, _day_mean(time, level, LAST), _day_mean(time, block, LAST))


def clocks() -> dict[str, Clock]:
    """Return both clocks: {"ketamine", "ssri"}."""
    return {"ketamine": ketamine_clock(), "ssri": ssri_clock()}


def at(clock: Clock, hours: float) -> Moment:
    """Return ``clock`` at one time [h]; a daily pill is averaged over the day around it from the first day on.

    Raises ValueError for a time outside the clock's range.
    """
    hours = checks.number("hours", hours, FIRST, LAST, unit="h")
    averaged = clock.drug == SSRI and hours >= DAY
    level, block = (
        _day_mean(clock.time, y, hours) if averaged else float(np.interp(hours, clock.time, y))
        for y in (clock.level, clock.block)
    )
    return Moment(level, block, level / clock.level_top, block / clock.block_top)


def two_clocks(moment: float, layers: str = "trials") -> dict[str, Moment]:
    """Return both clocks at ``moment`` [h]; ``layers`` says what is shown and changes no number."""
    return {drug: at(clock, moment) for drug, clock in clocks().items()}


def snapshot(hours: Sequence[float]) -> pd.DataFrame:
    """Return both clocks at several times [h] as a table: one row a time, shares of each peak in percent."""
    rows = []
    for when in hours:
        both = two_clocks(when)
        rows.append({
            "hours": when,
            "ketamine, ng/mL": round(both["ketamine"].level, 1),
            "% of its peak": round(100 * both["ketamine"].level_share),
            "escitalopram, ng/mL": round(both["ssri"].level, 1),
            "% of its plateau": round(100 * both["ssri"].level_share),
            "transporter occupied, %": round(100 * both["ssri"].block),
        })
    return pd.DataFrame(rows).set_index("hours")


def comparison() -> pd.DataFrame:
    """Return the rows of the acceptance tables that concern this lesson's two curves, failures included."""
    level, occupied = acceptance_table("ketamine"), acceptance_table("occupancy")
    level = level[level["quantity"].str.contains("end of the infusion, Clements")]
    occupied = occupied[occupied["quantity"].str.contains(SSRI) & occupied["source"].str.startswith("klein")]
    return pd.concat([level, occupied], ignore_index=True)

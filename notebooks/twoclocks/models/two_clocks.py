"""Both clocks on one time axis: drug level, block of the target and what it sets off, for one infusion and a daily pill.

Nothing new is modelled here. Levels come from ``ketamine`` (the venous two-compartment set, closest to what trials
measured) and ``ssri``; block comes from ``nmda`` (a formula measured on cells: an index, no human occupancy) and
``sert`` (occupancy fitted to scans of people). What follows is ILLUSTRATIVE: ``cascade`` (every constant is ours) and
``raphe`` (fitted to rats, one of several contested accounts). Time is in hours, levels in ng/mL, shares in 0..1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from . import cascade, checks, ketamine, nmda, raphe, sert, ssri
from .validation import validation_table

KETAMINE_SET = "clements1981"
SSRI = "escitalopram"
REGION = "drn"
#: What makes serotonin neurons fire again: contested, see ``raphe``; lesson 03 compares three.
HYPOTHESIS = "desensitisation"
DAY = 24.0
FIRST, LAST = 1 / 60, 12 * 7 * DAY
#: Points per day from which the teeth of a daily pill keep their height.
_PER_DAY = 12


@dataclass(frozen=True)
class Clock:
    """Three curves over time, shape (n_time,): level [ng/mL], block (0..1), after (without unit). time in h.

    after: what the block sets off in an illustrative model: the effect of the cascade, or by how much serotonin in the
    forebrain exceeds what it was before the drug. drug: its name. level_top, block_top, after_top: what the shares refer
    to, the peak of an infusion or the last day's mean of a daily pill.
    """

    drug: str
    time: np.ndarray
    level: np.ndarray
    block: np.ndarray
    after: np.ndarray
    level_top: float
    block_top: float
    after_top: float


@dataclass(frozen=True)
class Moment:
    """One clock at one time: level [ng/mL] and block [0..1]; and all three curves as shares of the clock's own tops."""

    level: float
    block: float
    level_share: float
    block_share: float
    after_share: float


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


def cascade_effect(time: np.ndarray) -> np.ndarray:
    """Return the effect (0..1) of the illustrative cascade after the infusion at ``time`` [h], shape (n_time,).

    The cascade is followed for 1000 h; by then the effect is so small (tested) that it stays there afterwards.
    """
    return cascade.cascade(np.minimum(time, cascade.LONGEST_H), pk_set=KETAMINE_SET).E


def serotonin_rise(time: np.ndarray, block: np.ndarray, steps: int = 60) -> np.ndarray:
    """Return serotonin in the forebrain over that before the drug, minus 1, at ``time`` [h]; shape (n_time,).

    block: occupied share of the transporters at ``time``. The raphe model has no valid falling occupancy, so it is given
    the highest so far, in ``steps`` of equal height; it is followed for 60 days and at rest by then (tested).
    """
    highest = np.maximum.accumulate(block)
    taken = np.linspace(0.0, highest[-1], steps + 1)
    starts = time[np.searchsorted(highest, (taken[1:] + taken[:-1]) / 2)] / DAY
    phases = [raphe.drug(occupancy, start=start) for start, occupancy in zip(starts, taken[1:], strict=True)]
    return raphe.course(np.minimum(time / DAY, raphe.LAST_DAY), phases, HYPOTHESIS).forebrain - 1


@cache
def ketamine_clock() -> Clock:
    """Return the clock of one infusion, from a minute to twelve weeks."""
    time = _grid()
    level = ketamine_levels(time)
    block, after = nmda.ketamine_block(level), cascade_effect(time)
    return Clock("ketamine", time, level, block, after, level.max(), block.max(), after.max())


@cache
def ssri_clock() -> Clock:
    """Return the clock of a daily pill, from a minute to twelve weeks."""
    time = _grid()
    level = ssri_levels(time)
    block = sert.occupancy_from_level(level, SSRI, REGION)
    after = serotonin_rise(time, block)
    return Clock(SSRI, time, level, block, after, *(_day_mean(time, curve, LAST) for curve in (level, block, after)))


def clocks() -> dict[str, Clock]:
    """Return both clocks: {"ketamine", "ssri"}."""
    return {"ketamine": ketamine_clock(), "ssri": ssri_clock()}


def at(clock: Clock, hours: float) -> Moment:
    """Return ``clock`` at one time [h]; a daily pill is averaged over the day around it from the first day on.

    Raises ValueError for a time outside the clock's range.
    """
    hours = checks.number("hours", hours, FIRST, LAST, unit="h")
    averaged = clock.drug == SSRI and hours >= DAY
    level, block, after = (
        _day_mean(clock.time, y, hours) if averaged else float(np.interp(hours, clock.time, y))
        for y in (clock.level, clock.block, clock.after)
    )
    return Moment(level, block, level / clock.level_top, block / clock.block_top, after / clock.after_top)


def two_clocks(moment: float, layers: str = "trials") -> dict[str, Moment]:
    """Return both clocks at ``moment`` [h]; ``layers`` says what is shown and changes no number."""
    return {drug: at(clock, moment) for drug, clock in clocks().items()}


def snapshot(hours: Sequence[float]) -> pd.DataFrame:
    """Return both clocks at several times [h] as a table: one row a time, shares of each peak in percent."""
    rows = []
    for when in hours:
        both = two_clocks(when)
        rows.append(
            {
                "ketamine, ng/mL": round(both["ketamine"].level, 1),
                "% of its peak": round(100 * both["ketamine"].level_share),
                "escitalopram, ng/mL": round(both["ssri"].level, 1),
                "% of its steady state": round(100 * both["ssri"].level_share),
                "transporter occupied, %": round(100 * both["ssri"].block),
            }
        )
    return pd.DataFrame(rows, index=pd.Index(hours, name="hours"))


def comparison() -> pd.DataFrame:
    """Return the rows of the validation tables that concern this lesson's two curves, failures included."""
    level, occupied = validation_table("ketamine"), validation_table("occupancy")
    level = level[level["quantity"].str.contains("end of the infusion, Clements")]
    occupied = occupied[occupied["quantity"].str.contains(SSRI) & occupied["source"].str.startswith("klein")]
    return pd.concat([level, occupied], ignore_index=True)

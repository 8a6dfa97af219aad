"""A pill a day as lesson 04 shows it: the rise to the plateau, a gap, and the end.

Nothing new is modelled here. The functions run ``ssri`` and scale its levels, so that drugs of very different
doses share one axis. Time is in hours, levels in % of the plateau: the mean level over a day in the long run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from . import checks, ssri
from .journeys import time_below

WEEKS = 10
#: The first pill that may be missed (days are counted from 0), and how many in a row.
FIRST_MISSED, MOST_MISSED = 10, 2
#: Share of the plateau at which the lesson calls a drug nearly there, and nearly gone.
NEARLY, GONE = 0.9, 0.05
#: Days after which every drug here, norfluoxetine too, is at its plateau.
SETTLED = 120


@dataclass(frozen=True)
class Substance:
    """One drug or metabolite on a pill a day without end.

    plateau: mean level over a day in the long run [ng/mL]. swing: lowest and highest level of such a day [%].
    days: days of pills after which the mean over the last day is NEARLY at the plateau.
    """

    name: str
    dose: float
    plateau: float
    swing: tuple[float, float]
    days: int


@dataclass(frozen=True)
class Pill:
    """A pill a day, with a gap and an end, for ten weeks.

    time: shape (n_time,) [h] since the first pill; it stops short where the model may not be used. level:
    shape (n_time,) [%]. metabolite: the same for norfluoxetine, or None. drug, second: what the unbroken
    course would do. last [h]: when the last pill is taken.
    """

    time: np.ndarray
    level: np.ndarray
    metabolite: np.ndarray | None
    drug: Substance
    second: Substance | None
    last: float

    @property
    def lowest_in_gap(self) -> float:
        """Lowest level [%] from the day before the gap to the day after it."""
        near = (self.time >= (FIRST_MISSED - 1) * ssri.DAY) & (self.time <= (FIRST_MISSED + MOST_MISSED + 1) * ssri.DAY)
        return float(self.level[near].min())


def metabolite_of(drug: str) -> str | None:
    """Return the name of the metabolite that matters for a drug, or None."""
    return "norfluoxetine" if drug == "fluoxetine" else None


@cache
def substance(drug: str, compartment: str = "central") -> Substance:
    """Return what one drug, or its metabolite, does on the label's lowest usual dose."""
    name = drug if compartment == "central" else compartment
    if drug == "paroxetine":
        averages = np.array([ssri.daily_average(drug, day) for day in range(30)])
        plateau = ssri.daily_average(drug, SETTLED - 1)
        days = int(np.argmax(averages >= NEARLY * plateau)) + 1
    else:
        plateau = float(ssri.steady_state_average(drug, compartment=compartment))
        days = ssri.days_to_share(drug, NEARLY, compartment) + 1
    day = (SETTLED - 1) * ssri.DAY + np.linspace(0.0, ssri.DAY, 97)
    level = 100 * ssri.daily_level(drug, day, compartment=compartment) / plateau
    return Substance(name, ssri.usual_dose(drug), plateau, (float(level.min()), float(level.max())), days)


@cache
def daily_pill(drug: str, missed: int = 0, days_taken: int = 7 * WEEKS) -> Pill:
    """Take a pill a day, miss some, stop; ten weeks.

    missed, 0 to 2: how many pills in a row are left out from day 10 on. days_taken: days until the last pill.
    Paroxetine is followed no further than a day after the last pill before a gap: its model has no valid
    wash-out. Raises ValueError for an unknown drug, for missed outside 0..2 and days_taken outside 14..70.
    """
    checks.choice("drug", drug, ssri.DRUGS)
    skipped = range(FIRST_MISSED, FIRST_MISSED + checks.whole_number("missed", missed, 0, MOST_MISSED))
    days = checks.whole_number("days_taken", days_taken, 2 * 7, WEEKS * 7)
    last = (days - 1) * ssri.DAY
    stop = WEEKS * 7 * ssri.DAY
    if drug == "paroxetine":
        stop = FIRST_MISSED * ssri.DAY if missed else last + ssri.DAY
    time = np.arange(0.0, stop + 1.0)
    level = ssri.daily_level(drug, time, days=days, skipped=skipped)
    main, other = substance(drug), metabolite_of(drug)
    if other is None:
        return Pill(time, 100 * level / main.plateau, None, main, None, last)
    second = substance(drug, other)
    after = ssri.daily_level(drug, time, days=days, skipped=skipped, compartment=other)
    return Pill(time, 100 * level / main.plateau, 100 * after / second.plateau, main, second, last)


@cache
def stopping(drug: str, compartment: str = "central", days: int = 84) -> tuple[np.ndarray, np.ndarray]:
    """Return (days since the last pill, level in % of the plateau) after a long course. Not paroxetine."""
    time = np.linspace(0.0, days, 12 * days + 1)
    level = ssri.daily_level(drug, (SETTLED - 1) * ssri.DAY + time * ssri.DAY, days=SETTLED, compartment=compartment)
    return time, 100 * level / substance(drug, compartment).plateau


def days_until_gone(drug: str, compartment: str = "central") -> float:
    """Return the days from the last pill of a long course until under GONE of the plateau is left. Not
    paroxetine.
    """
    time, level = stopping(drug, compartment)
    return time_below(time, level, 100 * GONE, 0.5)

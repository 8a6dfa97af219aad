"""What lesson 03 asks of the raphe-forebrain circuit: one day of it, autoreceptors taken out, drug in one place.

Everything here runs models/raphe.py; nothing is fitted here. Levels are in percent of baseline (before the drug), time
in days, shares in 0..1.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks, raphe

#: Share of the 5-HT1A receptors that an antagonist occupies; None: the share assumed for a pindolol-like drug.
ANTAGONIST = {"none": 0.0, "partial": None, "full": 1.0}
#: The autoreceptors of the circuit that are left: 5-HT1A on the cell bodies, 5-HT1B on the terminals.
AUTORECEPTORS = ("none", "5-HT1B", "5-HT1A", "both")
PLACES = ("raphe", "forebrain", "both")
LAST = 28.0
#: When a drug in one place is read, as in the comparison with published values.
LOCAL_HOURS = 6.0
#: The day on which the circuit is compared with and without autoreceptors.
AUTORECEPTOR_DAY = 2.0


@dataclass(frozen=True)
class Moment:
    """The circuit at one time. firing, raphe, forebrain: percent of baseline (the last two: extracellular serotonin).

    half_maximal: serotonin for half of the 5-HT1A effect, in multiples of that before the drug. drive: afferent input,
    1 before the drug. feedback: share by which 5-HT1A receptors lower firing, 0 to 1.
    """

    firing: float
    raphe: float
    forebrain: float
    half_maximal: float
    drive: float
    feedback: float


@dataclass(frozen=True)
class Day:
    """The circuit over four weeks and on one day of them.

    days, firing, forebrain: shape (n_time,), in days and percent of baseline. day: the chosen one. now: the
    circuit on that day.
    """

    days: np.ndarray
    firing: np.ndarray
    forebrain: np.ndarray
    day: float
    now: Moment


def antagonist_share(antagonist: str) -> float:
    """Return the share (0..1) of 5-HT1A receptors that an antagonist occupies; ValueError if not in ANTAGONIST."""
    share = ANTAGONIST[checks.choice("antagonist", antagonist, ANTAGONIST)]
    return float(evidence.parameter("raphe.teaching.pindolol.antagonism")) if share is None else share


def on_day(
    hypothesis: str = "desensitisation", antagonist: str = "none", occupancy: float | None = None, day: float = 2.0
) -> Day:
    """Return the circuit over four weeks, read on one day.

    hypothesis: one of raphe.HYPOTHESES. antagonist: one of ANTAGONIST, from day 0 on. occupancy: share of SERT occupied
    in both places; None means raphe.saturating(). day: 0 to 28. Raises ValueError outside these ranges.
    """
    day = checks.number("day", day, 0.0, LAST, "days")
    occupancy = raphe.saturating() if occupancy is None else checks.number("occupancy", occupancy, 0.0, 1.0)
    share = antagonist_share(antagonist)
    days = np.unique(np.concatenate([np.linspace(0, 0.5, 13), np.linspace(1, LAST, 55), [day]]))
    course = raphe.course(days, raphe.drug(occupancy, share), hypothesis)
    now = _moment(course, int(np.searchsorted(days, day)), share, raphe.circuit(hypothesis))
    return Day(days, 100 * course.firing, 100 * course.forebrain, day, now)


def with_autoreceptors(which: str = "both", occupancy: float | None = None, day: float = AUTORECEPTOR_DAY) -> float:
    """Return forebrain serotonin [percent of baseline] on a day, with some of the autoreceptors taken out.

    which: one of AUTORECEPTORS, those that are left; the variant "desensitisation" runs. occupancy as in on_day().
    Without any of them the answer is arithmetic, 1 / (1 - u_T O), and no measurement. Raises ValueError for an unknown
    receptor.
    """
    checks.choice("which", which, AUTORECEPTORS)
    numbers = raphe.circuit()
    if which in ("none", "5-HT1B"):
        numbers = dataclasses.replace(numbers, g=0.0)
    if which in ("none", "5-HT1A"):
        numbers = dataclasses.replace(numbers, m=0.0)
    return float(100 * raphe.course(day, raphe.drug(occupancy), numbers).forebrain[0])


def drug_in(place: str = "both") -> Moment:
    """Return the circuit some hours after all SERT of a place is occupied; ValueError if not in PLACES."""
    checks.choice("place", place, PLACES)
    phase = raphe.Phase(raphe=float(place != "forebrain"), forebrain=float(place != "raphe"))
    course = raphe.course(LOCAL_HOURS / raphe.HOURS_PER_DAY, phase)
    return _moment(course, 0, 0.0, raphe.circuit())


def _moment(course: raphe.Course, at: int, antagonist: float, numbers: raphe.Circuit) -> Moment:
    """One time of a course. feedback: the share by which 5-HT1A lowers firing, x / (1 + x), x = g A (r/K)^n"""
    active = numbers.g * (1.0 - antagonist) * (course.raphe[at] / course.half_maximal[at]) ** numbers.n
    levels = (100 * course.firing[at], 100 * course.raphe[at], 100 * course.forebrain[at])
    rest = (course.half_maximal[at], course.drive[at], active / (1.0 + active))
    return Moment(*map(float, levels + rest))

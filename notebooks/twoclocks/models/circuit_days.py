"""What lesson 03 asks of the raphe-forebrain circuit: one day of it, brakes taken out, drug in one place.

Everything here runs models/raphe.py; nothing is fitted here. Levels are in percent of before the drug, time
in days, shares in 0..1.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks, raphe

#: How much of the 5-HT1A receptors a second drug covers; None: the share assumed for a pindolol-like drug.
COVERED = {"none": 0.0, "part": None, "all": 1.0}
#: The two brakes: the raphe's own 5-HT1A receptors, and 5-HT1B receptors on the endings.
BRAKES = ("none", "endings", "cell bodies", "both")
PLACES = ("raphe", "forebrain", "both")
LAST = 28.0
#: When a drug in one place is read, as in the comparison with published values.
LOCAL_HOURS = 6.0
#: The day on which the brakes are compared.
BRAKE_DAY = 2.0


@dataclass(frozen=True)
class Moment:
    """The circuit at one time. firing, raphe, forebrain: percent of before (the last two: serotonin).

    stiffness: how many times as much serotonin the brake needs. drive: other input, 1 before the drug. pull:
    how hard the brake is pressed, 0 to 1.
    """

    firing: float
    raphe: float
    forebrain: float
    stiffness: float
    drive: float
    pull: float


@dataclass(frozen=True)
class Day:
    """The circuit over four weeks and on one day of them.

    days, firing, forebrain: shape (n_time,), in days and percent of before. day: the chosen one. now: the
    circuit on that day.
    """

    days: np.ndarray
    firing: np.ndarray
    forebrain: np.ndarray
    day: float
    now: Moment


def covered_share(covered: str) -> float:
    """Return the share (0..1) of 5-HT1A receptors that a second drug takes; ValueError if not in COVERED."""
    share = COVERED[checks.choice("covered", covered, COVERED)]
    return float(evidence.parameter("raphe.teaching.pindolol.antagonism")) if share is None else share


def on_day(
    hypothesis: str = "desensitisation", covered: str = "none", pumps: float | None = None, day: float = 2.0
) -> Day:
    """Return the circuit over four weeks, read on one day.

    hypothesis: one of raphe.HYPOTHESES. covered: one of COVERED, from day 0 on. pumps: share of pumps blocked
    in both places; None means raphe.saturating(). day: 0 to 28. Raises ValueError outside these ranges.
    """
    day = checks.number("day", day, 0.0, LAST, "days")
    pumps = raphe.saturating() if pumps is None else checks.number("pumps", pumps, 0.0, 1.0)
    share = covered_share(covered)
    days = np.unique(np.concatenate([np.linspace(0, 0.5, 13), np.linspace(1, LAST, 55), [day]]))
    course = raphe.course(days, raphe.drug(pumps, share), hypothesis)
    now = _moment(course, int(np.searchsorted(days, day)), share, raphe.circuit(hypothesis))
    return Day(days, 100 * course.firing, 100 * course.forebrain, day, now)


def with_brakes(which: str = "both", pumps: float | None = None, day: float = BRAKE_DAY) -> float:
    """Return forebrain serotonin [percent of before] on a day, with some of the two brakes taken out.

    which: one of BRAKES, the brakes that are left; the variant "desensitisation" runs. pumps as in on_day().
    Without any brake the answer is a sum on paper, 1 / (1 - u_T O), and no measurement. Raises ValueError for
    an unknown brake.
    """
    checks.choice("which", which, BRAKES)
    numbers = raphe.circuit()
    if which in ("none", "endings"):
        numbers = dataclasses.replace(numbers, g=0.0)
    if which in ("none", "cell bodies"):
        numbers = dataclasses.replace(numbers, m=0.0)
    return float(100 * raphe.course(day, raphe.drug(pumps), numbers).forebrain[0])


def drug_in(place: str = "both") -> Moment:
    """Return the circuit some hours after all pumps of a place are blocked; ValueError if not in PLACES."""
    checks.choice("place", place, PLACES)
    phase = raphe.Phase(raphe=float(place != "forebrain"), forebrain=float(place != "raphe"))
    course = raphe.course(LOCAL_HOURS / raphe.HOURS_PER_DAY, phase)
    return _moment(course, 0, 0.0, raphe.circuit())


def _moment(course: raphe.Course, at: int, antagonist: float, numbers: raphe.Circuit) -> Moment:
    """One time of a course. pull: the share by which the brake lowers firing, x / (1 + x), x = g A (r/K)^n"""
    pressed = numbers.g * (1.0 - antagonist) * (course.raphe[at] / course.half_maximal[at]) ** numbers.n
    levels = (100 * course.firing[at], 100 * course.raphe[at], 100 * course.forebrain[at])
    rest = (course.half_maximal[at], course.drive[at], pressed / (1.0 + pressed))
    return Moment(*map(float, levels + rest))

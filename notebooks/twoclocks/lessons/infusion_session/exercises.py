"""Lesson 08: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.exercise import Exercise, Parts
from ...kit.sentences import sentences
from ...models import journeys, session

words = sentences(__file__)
clinic, threshold, argument = (words[f"exercise.{name}"] for name in ("clinic", "threshold", "argument"))

#: Thresholds [ng/mL] that exercise 2 tries.
THRESHOLDS = (0, 25, 50, 75)
#: How near counts: a share, for rounding; minutes, for a grid in time.
NEAR, NEAR_MINUTES = 0.02, 1.5


def slope() -> float:
    """Return the slope [mmHg per ng/mL] of the other clinic: its rise over the level at which the infusion ends."""
    return float(evidence.parameter("session.rivaposse2018.dSBP")) / session.end_level()


def _later() -> float:
    """Return the rise at 80 min [mmHg] with that slope."""
    return slope() * session.room().at(80 / 60)["level"]


def _number(name: str, right) -> Exercise:
    said = clinic[name]
    yes, no = lambda _: said("right", right=right()), lambda given: said("wrong", given=given)
    return Exercise.number(said("ask"), right, share=NEAR, yes=yes, no=no)


check_clinic = Parts({"slope": _number("slope", slope), "at_80": _number("at_80", _later)}, after=clinic("both"))


def minute_below_one(threshold: float) -> float:
    """Return the first minute after the infusion in which the score is below one point, at a threshold [ng/mL]."""
    room = session.room()
    score = session.dissociation(room.level, threshold)
    return 60 * journeys.time_below(room.time, score, 1.0, journeys.trial_hours())


def _minutes() -> list[float]:
    return [minute_below_one(level) for level in THRESHOLDS]


def _told(_) -> str:
    lines = [threshold("line", threshold=level, minute=at) for level, at in zip(THRESHOLDS, _minutes(), strict=True)]
    return "\n".join([threshold("right"), *lines, threshold("end")])


check_threshold = Exercise.function(
    [(level,) for level in THRESHOLDS],
    _minutes,
    near=NEAR_MINUTES,
    known=[
        (lambda tried: np.all(abs(60 * tried - _minutes()) < NEAR_MINUTES), threshold("in_hours")),
        (lambda tried: np.all(tried < 60 * journeys.trial_hours()), threshold("too_early")),
    ],
    yes=_told,
    no=threshold("wrong"),
)

check_argument = Exercise.choice("d", argument.each("reply"))

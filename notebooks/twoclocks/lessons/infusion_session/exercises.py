"""Lesson 08: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.exercise import Exercise, Parts
from ...models import journeys, session

#: Thresholds [ng/mL] that exercise 2 tries.
THRESHOLDS = (0, 25, 50, 75)
#: How near counts: a share, for rounding; minutes, for a grid in time.
NEAR, NEAR_MINUTES = 0.02, 1.5
#: When the infusion ends [min], and with it the climb of the score.
END = 40


def slope() -> float:
    """Return the slope [mmHg per ng/mL] of the other clinic: its rise over the level at which the infusion ends."""
    return float(evidence.parameter("session.rivaposse2018.dSBP")) / session.end_level()


def _clinic(right, unit: str, hint: str) -> Exercise:
    return Exercise.number(
        hint,
        right,
        share=NEAR,
        yes=lambda _: f"{right():.3g} {unit}.",
        no=lambda given: f"It is {hint}; you have {given:.3g} {unit}.",
    )


check_clinic = Parts(
    {
        "slope": _clinic(slope, "mmHg per ng/mL", "the rise of the clinic divided by the level at 40 min"),
        "at_80": _clinic(
            lambda: slope() * session.room().at(80 / 60)["level"], "mmHg", "the new slope times the level at 80 min"
        ),
    },
    after="Both slopes 'fit' a clinic. One measured moment cannot tell which curve is true at the others.",
)


def minute_below_one(threshold: float) -> float:
    """Return the minute after the infusion at which the score falls below one point; threshold [ng/mL]."""
    room = session.room()
    score = session.dissociation(room.level, threshold)
    return 60 * journeys.time_below(room.time, score, 1.0, journeys.trial_hours())


def _minutes() -> list[float]:
    return [minute_below_one(threshold) for threshold in THRESHOLDS]


def _told(_) -> str:
    lines = [f"threshold {threshold} ng/mL: {at:.0f} min" for threshold, at in zip(THRESHOLDS, _minutes(), strict=True)]
    after = "The published rating at 80 min was not raised. Our choice of the threshold decides whether we agree."
    return "\n".join(["Below one point after:", *lines, after])


check_threshold = Exercise.function(
    [(threshold,) for threshold in THRESHOLDS],
    _minutes,
    near=NEAR_MINUTES,
    known=[
        (lambda tried: np.all(abs(60 * tried - _minutes()) < NEAR_MINUTES), "that is in hours. Multiply by 60."),
        (
            lambda tried: np.all(tried < END),
            "these minutes lie before the end of the infusion, when the score was still climbing.",
        ),
    ],
    yes=_told,
    no="it should be the first minute after the infusion (40 min) with a score below 1.",
)

check_argument = Exercise.choice(
    "d",
    {
        "a": "The average score was no longer raised at 80 min, but a score is not fitness to drive.",
        "b": "Look at the level after two hours: it is low, and not nothing.",
        "c": "For an infusion there is no label with such a rule; and two hours are the least, not the end.",
        "d": "averages say when most people are back, a rule has to hold for the slowest, and leaving is not driving.",
    },
)

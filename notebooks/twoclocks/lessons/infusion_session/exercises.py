"""Lesson 08: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ... import evidence
from ...models import journeys, session

#: Thresholds [ng/mL] that exercise 2 tries once the function is right.
THRESHOLDS = (0, 25, 50, 75)
RIGHT_ARGUMENT = "d"


def check_clinic(slope: float | None, at_80: float | None) -> None:
    """Print what to make of exercise 1: the slope that meets the other clinic, and the rise at 80 min."""
    other = float(evidence.parameter("session.rivaposse2018.dSBP"))
    right = other / session.end_level()
    later = right * session.room().at(80 / 60)["level"]
    for name, given, wanted, unit, hint in (
        ("slope", slope, right, "mmHg per ng/mL", "the rise of the clinic divided by the level at 40 min"),
        ("at_80", at_80, later, "mmHg", "the new slope times the level at 80 min"),
    ):
        if given is None:
            print(f"{name}: not yet. It is {hint}.")
        elif np.isclose(given, wanted, rtol=0.02):
            print(f"{name}: yes, {wanted:.3g} {unit}.")
        else:
            print(f"{name}: not quite. It is {hint}; you have {given:.3g} {unit}.")
    if slope is not None and np.isclose(slope, right, rtol=0.02):
        print("Both slopes 'fit' a clinic. One measured moment cannot tell which curve is true at the others.")


def minute_below_one(threshold: float) -> float:
    """Return the minute after the infusion at which the score falls below one point; threshold [ng/mL]."""
    room = session.room()
    score = session.dissociation(room.level, threshold)
    return 60 * journeys.time_below(room.time, score, 1.0, journeys.trial_hours())


def check_threshold(function: Callable[[float], float | None]) -> None:
    """Print what to make of exercise 2, and once it is right the answer for several thresholds."""
    tried = [function(threshold) for threshold in THRESHOLDS]
    if any(value is None for value in tried):
        print("Not yet: the function returns None.")
        return
    wanted = [minute_below_one(threshold) for threshold in THRESHOLDS]
    if all(abs(value - right) < 1 for value, right in zip(np.multiply(tried, 60), wanted, strict=True)):
        print("Nearly: that is in hours. Multiply by 60.")
    elif all(value < 40 for value in tried):
        print("Not quite: these minutes lie before the end of the infusion, when the score was still climbing.")
    elif not all(abs(value - right) <= 1.5 for value, right in zip(tried, wanted, strict=True)):
        print("Not quite: it should be the first minute after the infusion (40 min) with a score below 1.")
    else:
        print("Yes. Below one point after:")
        for threshold, right in zip(THRESHOLDS, wanted, strict=True):
            print(f"  threshold {threshold} ng/mL: {right:.0f} min")
        print("The published rating at 80 min was not raised. Our choice of the threshold decides whether we agree.")


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    replies = {
        "a": ("Not quite. The average score was no longer raised at 80 min, but a score is not fitness to drive."),
        "b": "Not quite. Look at the level after two hours: it is low, and not nothing.",
        "c": (
            "Not quite. For an infusion there is no label with such a rule; and two hours are the least, not the end."
        ),
        RIGHT_ARGUMENT: (
            "Yes: averages say when most people are back, a rule has to hold for the slowest, and leaving "
            "is not driving."
        ),
    }
    if choice is None:
        print('Not yet: replace None with "a", "b", "c" or "d".')
    else:
        print(replies.get(choice, 'Please choose "a", "b", "c" or "d".'))

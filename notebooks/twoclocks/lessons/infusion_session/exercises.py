"""Lesson 08: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ... import evidence
from ...kit.sentences import sentences
from ...models import journeys, session

words = sentences(__file__)

#: Thresholds [ng/mL] that exercise 2 tries once the function is right.
THRESHOLDS = (0, 25, 50, 75)


def check_clinic(slope: float | None, at_80: float | None) -> None:
    """Print what to make of exercise 1: the slope that meets the other clinic, and the rise at 80 min."""
    other = float(evidence.parameter("session.rivaposse2018.dSBP"))
    right = other / session.end_level()
    later = right * session.room().at(80 / 60)["level"]
    said = words["exercise.clinic"]
    for name, given, wanted in (("slope", slope, right), ("at_80", at_80, later)):
        if given is None:
            print(said(f"{name}.not_yet"))
        elif np.isclose(given, wanted, rtol=0.02):
            print(said(f"{name}.right", right=wanted))
        else:
            print(said(f"{name}.wrong", given=given))
    if slope is not None and np.isclose(slope, right, rtol=0.02):
        print(said("both"))


def minute_below_one(threshold: float) -> float:
    """Return the minute after the infusion at which the score falls below one point; threshold [ng/mL]."""
    room = session.room()
    score = session.dissociation(room.level, threshold)
    return 60 * journeys.time_below(room.time, score, 1.0, journeys.trial_hours())


def check_threshold(function: Callable[[float], float | None]) -> None:
    """Print what to make of exercise 2, and once it is right the answer for several thresholds."""
    said = words["exercise.threshold"]
    tried = [function(threshold) for threshold in THRESHOLDS]
    if any(value is None for value in tried):
        print(said("not_yet"))
        return
    wanted = [minute_below_one(threshold) for threshold in THRESHOLDS]
    if all(abs(value - right) < 1 for value, right in zip(np.multiply(tried, 60), wanted, strict=True)):
        print(said("in_hours"))
    elif all(value < 60 * journeys.trial_hours() for value in tried):
        print(said("too_early"))
    elif not all(abs(value - right) <= 1.5 for value, right in zip(tried, wanted, strict=True)):
        print(said("wrong"))
    else:
        print(said("right"))
        for threshold, minute in zip(THRESHOLDS, wanted, strict=True):
            print(said("line", threshold=threshold, minute=minute))
        print(said("end"))


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    said = words["exercise.argument"]
    if choice is None:
        print(said("not_yet"))
    else:
        print(said.each("reply").get(choice, said("other")))

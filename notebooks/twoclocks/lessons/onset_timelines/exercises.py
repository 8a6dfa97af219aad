"""Lesson 06: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.exercise import Exercise
from ...kit.words import plain
from ...models.effect_sizes import Effect, counts, response_difference
from .recomputed import effect_words

#: How near counts [percentage points]: rounding to one digit.
NEAR = 0.1


def _remission() -> Effect:
    """Return the difference of remitters at week 32 of ESCAPE-TRD, percentage points."""
    arms = ("esketamine + SSRI/SNRI", "quetiapine XR + SSRI/SNRI")
    rows = [evidence.rows.one(study="ESCAPE-TRD", measure="remission", arm=arm, time_hours=5376) for arm in arms]
    return response_difference(*(number for row in rows for number in counts(row)))


check_difference = Exercise.array(
    "three numbers, the difference and its two limits",
    _remission,
    near=NEAR,
    undone="put your three numbers into answer.",
    known=[
        (
            lambda answer: (
                np.allclose(answer, [-value for value in reversed(_remission())], atol=NEAR) or answer[0] < 0
            ),
            "the sign is turned round. Subtract the control from the drug.",
        )
    ],
    yes=lambda _: f"{effect_words(_remission(), 1)} percentage points, and the interval leaves out zero.",
    no=lambda _: f"the difference should be about {plain(_remission().value, 0)} points, with a limit on each side.",
)

#: The four sentences of the advertisement and whether the data of this lesson support them.
_ADVERT = {"a": True, "b": False, "c": False, "d": False}

check_advert = Exercise.set(
    "a set of the letters a, b, c and d",
    [letter for letter, holds in _ADVERT.items() if holds],
    _ADVERT,
    undone="put the letters of the sentences that hold into supported.",
    yes="all four.",
    no=lambda supported: (
        f"{sum((letter in supported) == holds for letter, holds in _ADVERT.items())} of 4 are judged rightly."
    ),
)

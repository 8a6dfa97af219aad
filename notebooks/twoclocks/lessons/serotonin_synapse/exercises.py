"""Lesson 03: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ...kit.exercise import Exercise, Parts
from ...models import circuit_days, dose_steps

HALVINGS = 6
#: How near counts, as a share: rounding to a whole percent stays within it.
NEAR = 0.01


def _halvings(_) -> str:
    multiples = 0.5 ** np.arange(HALVINGS + 1)
    freed = -np.diff(dose_steps.held("citalopram", multiples))
    lines = [f"halving {number}: {points:.0f} points" for number, points in enumerate(freed, 1)]
    first = "Halve a usual dose of citalopram again and again, and count the points that each halving frees:"
    return "\n".join([first, *lines])


check_halving = Exercise.function(
    [(1.0, 80.0, 1.0), (0.0, 80.0, 1.0), (3.0, 90.0, 1.5)],
    [40.0, 0.0, 60.0],
    share=NEAR,
    near=NEAR,
    yes=_halvings,
    no="at a dose of ED50 exactly half of Vmax is blocked, and at a dose of 0 nothing.",
)


def _brake(which: str) -> Exercise:
    return Exercise.number(
        "serotonin on day 14, in percent of before",
        lambda: circuit_days.with_brakes(which, day=14.0),
        share=NEAR,
        yes=lambda _: f"{circuit_days.with_brakes(which, day=14.0):.0f} %.",
        no="Is it day 14, in percent, with the number of the other brake set to 0?",
    )


#: Forebrain serotonin on day 14 with one of the brakes left.
check_brakes = Parts({which: _brake(which) for which in ("cell bodies", "endings")})

check_argument = Exercise.choice(
    "b",
    dict.fromkeys("abcd", "Which part of that sentence was measured in people, which in rats, and which not at all?")
    | {
        "b": "it keeps what was measured (blocked pumps, a recovery in rats) apart from what is only one of several "
        "explanations."
    },
)

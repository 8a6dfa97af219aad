"""Lesson 03: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...models import circuit_days, dose_steps

RIGHT_ARGUMENT = "b"
HALVINGS = 6


def check_halving(blocked: Callable[[float, float, float], float | None]) -> None:
    """Print what to make of exercise 1, and once it is right what each halving of a dose frees."""
    if blocked(1.0, 80.0, 1.0) is None:
        print("Not yet: the function returns None.")
        return
    asked, right = [(1.0, 80.0, 1.0), (0.0, 80.0, 1.0), (3.0, 90.0, 1.5)], [40.0, 0.0, 60.0]
    if not np.allclose([blocked(*values) for values in asked], right, rtol=0.01, atol=0.01):
        print("Not quite: at a dose of ED50 exactly half of Vmax is blocked, and at a dose of 0 nothing.")
        return
    print("Yes. Halve a usual dose of citalopram again and again, and count the points that each halving frees:")
    multiples = 0.5 ** np.arange(HALVINGS + 1)
    for number, points in enumerate(-np.diff(dose_steps.held("citalopram", multiples)), 1):
        print(f"  halving {number}: {points:.0f} points")


def check_brakes(levels: dict[str, float | None]) -> None:
    """Print what to make of exercise 2: forebrain serotonin on day 14 with one of the brakes left."""
    for which, level in levels.items():
        right = circuit_days.with_brakes(which, day=14.0)
        if level is None:
            print(f"{which}: not yet. Replace None with serotonin on day 14, in percent of before.")
        elif np.isclose(level, right, rtol=0.01):
            print(f"{which}: yes, {right:.0f} %.")
        else:
            print(f"{which}: not quite. Is it day 14, in percent, with the number of the other brake set to 0?")


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    if choice is None:
        print('Not yet: replace None with "a", "b", "c" or "d".')
    elif choice == RIGHT_ARGUMENT:
        print(
            "Yes: it keeps what was measured (blocked pumps, a recovery in rats) apart from what is only "
            "one of several explanations."
        )
    else:
        print("Not quite. Which part of that sentence was measured in people, which in rats, and which not at all?")

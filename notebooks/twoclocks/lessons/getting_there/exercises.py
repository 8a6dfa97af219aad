"""Lesson 04: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...models import journeys, ketamine

#: Hours between which exercise 2 takes its two samples.
WINDOWS = ((0.75, 1.0), (1.0, 2.0), (2.0, 4.0), (8.0, 12.0))
RIGHT_ARGUMENT = "c"


def check_weight(ratios: dict[str, float | None]) -> None:
    """Print what to make of exercise 1: level at 100 kg over level at 50 kg, by model."""
    end = np.array([journeys.trial_hours()])
    for name, ratio in ratios.items():
        heavy, light = (ketamine.infusion_level(end, name, weight=kg)[0] for kg in (100.0, 50.0))
        if ratio is None:
            print(f"{name}: not yet. Replace None with the level at 100 kg divided by the level at 50 kg.")
        elif np.isclose(ratio, heavy / light, rtol=0.01):
            print(f"{name}: yes, {heavy / light:.2f}.")
        else:
            print(
                f"{name}: not quite. Is it the level at minute 40 of the same infusion, the heavy person "
                "over the light one?"
            )


def check_sampling(half_life: Callable[[float, float, float, float], float | None]) -> None:
    """Print what to make of exercise 2, and once it is right what each pair of samples says."""
    if half_life(0.0, 100.0, 1.0, 50.0) is None:
        print("Not yet: the function returns None.")
        return
    if not np.allclose([half_life(0.0, 100.0, 1.0, 50.0), half_life(2.0, 80.0, 6.0, 20.0)], [1.0, 2.0], rtol=0.01):
        print("Not quite: from 100 at 0 h to 50 at 1 h the half-life is 1 h; from 80 at 2 h to 20 at 6 h it is 2 h.")
        return
    print("Yes. What two samples of the same curve (Kamp 2020) would tell you:")
    for first, second in WINDOWS:
        early, late = ketamine.infusion_level(np.array([first, second]), "kamp2020")
        print(f"  samples at {first:g} h and {second:g} h: half-life {half_life(first, early, second, late):.2f} h")


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    if choice is None:
        print('Not yet: replace None with "a", "b", "c" or "d".')
    elif choice == RIGHT_ARGUMENT:
        print(
            "Yes: two sources, both seen, for the same drug and route; a fair sentence gives both and says "
            "why they may differ."
        )
    else:
        print(
            "Not quite. Look at the chart of bioavailability again: how many points does the nose have, and "
            "are they one drug?"
        )

"""Lesson 02: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ... import evidence
from ...models import nmda_states, nmda_trapping

#: Voltages [mV] at which exercise 1 is checked.
VOLTAGES = (-65, -20, 0)
#: Activities (share of full) and the drug [uM] of exercise 2.
BUSY, QUIET, LEVEL = 1.0, 0.1, 1.0
RIGHT_ARGUMENT = "b"


def check_competition(factor: Callable[[float], float | None]) -> None:
    """Print what to make of exercise 1: how many times magnesium raises the IC50 at a voltage [mV]."""
    if factor(VOLTAGES[0]) is None:
        print("Not yet: the function returns None.")
        return
    right = [float(nmda_states.competition(v)) for v in VOLTAGES]
    if not np.allclose([factor(v) for v in VOLTAGES], right, rtol=0.01):
        print(f"Not quite: at 0 mV it should be {right[-1]:.2f}, and larger the more negative the voltage.")
        return
    print(
        "Yes. "
        + ", ".join(f"{v} mV: {f:.1f} times".replace("-", "−") for v, f in zip(VOLTAGES, right, strict=True))
        + "."
    )
    bare, seen = (evidence.parameter(f"ketamine.kotermanski2009.IC50_{mg}Mg_2A") for mg in (0, 1))
    print(
        f"Recalled IC50 of GluN2A without magnesium {bare.text}, times {right[0]:.1f}: {right[0] * bare.value:.1f} µM."
    )
    print(f"Recalled IC50 with magnesium: {seen.text}. They agree, which supports the memory and does not prove it.")


def check_activity(blocks: dict[str, float | None], seconds: dict[str, float | None]) -> None:
    """Print what to make of exercise 2: block in the end and time constant [s], busy and quiet."""
    if None in (*blocks.values(), *seconds.values()):
        print("Not yet: replace each None.")
        return
    wanted = {"busy": BUSY, "quiet": QUIET}
    if not all(np.isclose(blocks[name], nmda_trapping.equilibrium(LEVEL, u), rtol=0.01) for name, u in wanted.items()):
        print("Not quite: is each block the equilibrium at 1 µM, as a share from 0 to 1?")
    elif not all(
        np.isclose(seconds[name], nmda_trapping.time_constant(LEVEL, u), rtol=0.01) for name, u in wanted.items()
    ):
        print("The blocks are right. The time constants are not yet: in seconds, at 1 µM.")
    else:
        print(
            f"Yes: the same block ({blocks['busy']:.3f} and {blocks['quiet']:.3f}), reached "
            f"{seconds['quiet'] / seconds['busy']:.0f} times more slowly in the quiet synapse."
        )


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    if choice is None:
        print('Not yet: replace None with "a", "b", "c" or "d".')
    elif choice == RIGHT_ARGUMENT:
        print(
            "Yes: the figure can only come from cells in a dish, in one condition out of several, and no "
            "scan supports it."
        )
    else:
        print("Not quite. Read the box about scans again: what was measured in people, and what was not?")

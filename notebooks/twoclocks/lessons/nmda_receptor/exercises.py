"""Lesson 02: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.exercise import Exercise
from ...models import nmda_states, nmda_trapping

#: Voltages [mV] at which exercise 1 is checked.
VOLTAGES = (-65, -20, 0)
#: Activities (share of full) and the drug [uM] of exercise 2.
ACTIVITY, LEVEL = {"busy": 1.0, "quiet": 0.1}, 1.0
#: How near counts, as a share: rounding to three digits stays within it.
NEAR = 0.01


def _factors() -> list[float]:
    return [float(nmda_states.competition(v)) for v in VOLTAGES]


def _competition(_) -> str:
    bare, seen = (evidence.parameter(f"ketamine.kotermanski2009.IC50_{mg}Mg_2A") for mg in (0, 1))
    factors = ", ".join(f"{v} mV: {f:.1f} times" for v, f in zip(VOLTAGES, _factors(), strict=True))
    first = _factors()[0]
    return (
        f"{factors}.\n".replace("-", "−")
        + f"Recalled IC50 of GluN2A without magnesium {bare.text}, times {first:.1f}: {first * bare.value:.1f} µM.\n"
        f"Recalled IC50 with magnesium: {seen.text}. They agree, which supports the memory and does not prove it."
    )


check_competition = Exercise.function(
    [(voltage,) for voltage in VOLTAGES],
    _factors,
    share=NEAR,
    yes=_competition,
    no=lambda _: f"at 0 mV it should be {_factors()[-1]:.2f}, and larger the more negative the voltage.",
)


def _activity() -> list[float]:
    """Return the blocks in the end and the time constants [s], each busy and quiet."""
    return [
        run(LEVEL, u) for run in (nmda_trapping.equilibrium, nmda_trapping.time_constant) for u in ACTIVITY.values()
    ]


check_activity = Exercise.array(
    "two dictionaries, each with a number for busy and for quiet",
    _activity,
    share=NEAR,
    of=lambda answers: [answer[name] for answer in answers for name in ACTIVITY],
    undone="replace each None.",
    known=[
        (
            lambda found: not np.allclose(found[:2], _activity()[:2], rtol=NEAR),
            "is each block the equilibrium at 1 µM, as a share from 0 to 1?",
        )
    ],
    no="The blocks are right. The time constants are not yet: in seconds, at 1 µM.",
    yes=lambda found: (
        f"the same block ({found[0]:.3f} and {found[1]:.3f}), reached {found[3] / found[2]:.0f} times more slowly in the "
        "quiet synapse."
    ),
)

check_argument = Exercise.choice(
    "b",
    dict.fromkeys("abcd", "Read the box about scans again: what was measured in people, and what was not?")
    | {"b": "the figure can only come from cells in a dish, in one condition out of several, and no scan supports it."},
)

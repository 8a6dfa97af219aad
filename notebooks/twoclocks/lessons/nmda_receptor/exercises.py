"""Lesson 02: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.exercise import Exercise
from ...kit.sentences import sentences
from ...models import nmda_states, nmda_trapping
from .look import micro, volts

words = sentences(__file__)
competition, activity, argument = (words[f"exercise.{name}"] for name in ("competition", "activity", "argument"))

#: Voltages [mV] at which exercise 1 is checked.
VOLTAGES = (-65, -20, 0)
#: Activities (share of full) and the drug [uM] of exercise 2.
ACTIVITY, LEVEL = {"active": 1.0, "quiet": 0.1}, 1.0
#: How near counts, as a share: rounding to three digits stays within it.
NEAR = 0.01


def _factors() -> list[float]:
    return [float(nmda_states.competition(v)) for v in VOLTAGES]


def _competition(_) -> str:
    bare, seen = (evidence.parameter(f"ketamine.kotermanski2009.IC50_{mg}Mg_2A") for mg in (0, 1))
    factors = [competition("factor", voltage=volts(v), factor=f) for v, f in zip(VOLTAGES, _factors(), strict=True)]
    first = _factors()[0]
    return competition(
        "right",
        factors=", ".join(factors),
        bare=micro(bare.text),
        first=first,
        product=first * bare.value,
        seen=micro(seen.text),
    )


check_competition = Exercise.function(
    [(voltage,) for voltage in VOLTAGES],
    _factors,
    share=NEAR,
    yes=_competition,
    no=lambda _: competition("wrong", last=_factors()[-1]),
)


def _activity() -> list[float]:
    """Return the blocks in the end and the time constants [s], each active and quiet."""
    return [
        run(LEVEL, u) for run in (nmda_trapping.equilibrium, nmda_trapping.time_constant) for u in ACTIVITY.values()
    ]


check_activity = Exercise.array(
    activity("ask"),
    _activity,
    share=NEAR,
    of=lambda answers: [answer[name] for answer in answers for name in ACTIVITY],
    undone=activity("undone"),
    known=[(lambda found: not np.allclose(found[:2], _activity()[:2], rtol=NEAR), activity("not_equilibrium"))],
    no=activity("wrong"),
    yes=lambda found: activity("right", active=found[0], quiet=found[1], ratio=found[3] / found[2]),
)

check_argument = Exercise.choice("b", argument.each("reply"))

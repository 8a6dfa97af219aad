"""Lesson 12: the self-checks of its exercises."""

from __future__ import annotations

from ... import evidence
from ...kit.exercise import Exercise
from ...kit.sentences import sentences
from ...models import terminal, terminal_store

words = sentences(__file__)
double, ceiling_words, argument = (words[f"exercise.{name}"] for name in ("double", "ceiling", "argument"))

NANOMOLAR = 1000.0
#: How near the rise must come to 2, and a concentration to the right one (as a share).
NEAR_TWO, NEAR_LEVEL = 0.02, 0.02


def _rise(dose: float) -> float:
    """Return the peak after ``dose`` [mg/kg] over the baseline."""
    serotonin = terminal_store.at_dose(dose).serotonin
    return serotonin.max() / serotonin[0]


def ceiling() -> float:
    """Return the concentration [nM] at which removal by other routes alone equals synthesis at steady state."""
    flows = terminal.fluxes(terminal.start())
    return NANOMOLAR * flows.synthesis / float(evidence.parameter("mena2024.a14"))


def _other(dose: float) -> str:
    return double("larger" if _rise(dose) < 2 else "smaller", dose=dose, rise=_rise(dose))


check_double = Exercise.number(
    double("ask", highest=terminal.HIGHEST_DOSE),
    holds=lambda dose: abs(_rise(dose) - 2) <= NEAR_TWO,
    between=(0, terminal.HIGHEST_DOSE),
    yes=lambda dose: double("right", dose=dose, rise=_rise(dose)),
    no=_other,
)

check_ceiling = Exercise.number(
    ceiling_words("ask"),
    ceiling,
    share=NEAR_LEVEL,
    known=[(lambda level: abs(NANOMOLAR * level / ceiling() - 1) <= NEAR_LEVEL, ceiling_words("micromolar"))],
    yes=lambda _: ceiling_words("right", ceiling=ceiling(), peak=terminal_store.at_dose(10.0).serotonin.max()),
    no=ceiling_words("wrong"),
)

check_argument = Exercise.choice("c", dict.fromkeys("abcd", argument("wrong")) | {"c": argument("right")})

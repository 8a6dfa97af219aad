"""Lesson 12: the self-checks of its exercises."""

from __future__ import annotations

from ... import evidence
from ...kit.exercise import Exercise
from ...models import terminal, terminal_store

NANOMOLAR = 1000.0
#: How near the rise must come to 2, and a level to the right one (as a share).
NEAR_TWO, NEAR_LEVEL = 0.02, 0.02


def _rise(dose: float) -> float:
    """Return the highest level after ``dose`` [mg/kg] over the level before."""
    serotonin = terminal_store.at_dose(dose).serotonin
    return serotonin.max() / serotonin[0]


def ceiling() -> float:
    """Return the level [nM] at which removal elsewhere alone carries away all that is made at rest."""
    flows = terminal.fluxes(terminal.start())
    return NANOMOLAR * flows.synthesis / float(evidence.parameter("mena2024.a14"))


check_double = Exercise.number(
    f"a dose between 0 and {terminal.HIGHEST_DOSE:g} mg/kg",
    holds=lambda dose: abs(_rise(dose) - 2) <= NEAR_TWO,
    between=(0, terminal.HIGHEST_DOSE),
    yes=lambda dose: f"at {dose:.3g} mg/kg the highest level is {_rise(dose):.2f} times the level before.",
    no=lambda dose: (
        f"at {dose:.3g} mg/kg it is {_rise(dose):.2f} times; you want a {'larger' if _rise(dose) < 2 else 'smaller'} dose."
    ),
)

check_ceiling = Exercise.number(
    "a level in nM",
    ceiling,
    share=NEAR_LEVEL,
    known=[(lambda level: abs(NANOMOLAR * level / ceiling() - 1) <= NEAR_LEVEL, "that is in µM. Ask for nM.")],
    yes=lambda _: (
        f"about {ceiling():.0f} nM. And yet one dose reached {terminal_store.at_dose(10.0).serotonin.max():.0f} nM: where "
        "did that come from?"
    ),
    no="made per hour, divided by the share that is removed per hour, in nM.",
)

check_argument = Exercise.choice(
    "c",
    dict.fromkeys("abcd", "In the comparison with the world, read the column “Kind” of the rows that agree.")
    | {"c": "what a model was tuned to, it cannot confirm."},
)

"""Lesson 12: what the self-check cells of the exercises say."""

from __future__ import annotations

from ... import evidence
from ...models import terminal, terminal_store

NANOMOLAR = 1000.0
#: How near the rise must come to 2, and a level to the right one (as a share).
NEAR_TWO, NEAR_LEVEL = 0.02, 0.02
RIGHT_ARGUMENT = "c"


def check_double(dose: float | None) -> None:
    """Print what to make of exercise 1: the dose [mg/kg] at which the highest level is twice that before."""
    if dose is None:
        print("Not yet: replace None with a dose in mg/kg.")
        return
    run = terminal_store.at_dose(dose)
    rise = run.serotonin.max() / run.serotonin[0]
    if abs(rise - 2) <= NEAR_TWO:
        print(f"Yes: at {dose:.3g} mg/kg the highest level is {rise:.2f} times the level before.")
    else:
        print(
            f"Not quite: at {dose:.3g} mg/kg it is {rise:.2f} times; you want a {'larger' if rise < 2 else 'smaller'} "
            "dose."
        )


def ceiling() -> float:
    """Return the level [nM] at which removal elsewhere alone carries away all that is made at rest."""
    flows = terminal.fluxes(terminal.start())
    return NANOMOLAR * flows.synthesis / float(evidence.parameter("mena2024.a14"))


def check_ceiling(level: float | None) -> None:
    """Print what to make of exercise 2: the highest level [nM] that could last."""
    if level is None:
        print("Not yet: replace None with a level in nM.")
    elif abs(level / ceiling() - 1) <= NEAR_LEVEL:
        peak = terminal_store.at_dose(10.0).serotonin.max()
        print(f"Yes, about {ceiling():.0f} nM. And yet one dose reached {peak:.0f} nM: where did that come from?")
    elif abs(NANOMOLAR * level / ceiling() - 1) <= NEAR_LEVEL:
        print("Nearly: that is in µM. Ask for nM.")
    else:
        print("Not quite: made per hour, divided by the share that is removed per hour, in nM.")


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    if choice is None:
        print('Not yet: replace None with "a", "b", "c" or "d".')
    elif choice == RIGHT_ARGUMENT:
        print("Yes: what a model was tuned to, it cannot confirm.")
    else:
        print("Not quite. In the comparison with the world, read the column “Kind” of the rows that agree.")

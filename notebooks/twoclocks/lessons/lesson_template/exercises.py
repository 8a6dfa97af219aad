"""The lesson template: the self-check of its exercise."""

from __future__ import annotations

from ...kit.exercise import Exercise
from ...models import uptake


def _times(share: float) -> float:
    """Return the decay time with a share of the pumps blocked, over that with none."""
    return uptake.decay_time(share) / uptake.decay_time()


def _half_again(share: float) -> str:
    return f"with {100 * share:.0f} % of the pumps blocked it takes {_times(share):.2f} times as long as with none."


check_half_again = Exercise.number(
    "a share between 0 and 1",
    holds=lambda share: abs(_times(share) - 1.5) < 0.02,  # a step of 1 % in the share is not too coarse
    between=(0, 1),
    yes=_half_again,
    no=_half_again,
)

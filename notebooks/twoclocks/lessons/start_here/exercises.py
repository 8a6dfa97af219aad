"""Lesson 00: the self-check of its exercise."""

from __future__ import annotations

from ...kit.exercise import Exercise
from ...kit.sentences import sentences
from ...models import two_clocks as model

words = sentences(__file__)
said = words["exercise.five_percent"]


def _five_percent() -> float:
    """Return the time [h] from which under a twentieth of ketamine's peak is left."""
    clock = model.ketamine_clock()
    peak = clock.level.argmax()
    return clock.time[peak:][clock.level[peak:] < 0.05 * clock.level.max()][0]


check_five_percent = Exercise.number(
    said("ask"),
    _five_percent,
    share=0.02,  # the steps of the clock's time axis
    yes=lambda _: said("right", time=round(_five_percent(), 1)),
    no=lambda answer: said("later" if answer < _five_percent() else "earlier", answer=answer),
)

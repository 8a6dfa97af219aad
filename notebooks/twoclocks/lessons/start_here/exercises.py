"""Lesson 00: what the self-check cell of the exercise says."""

from __future__ import annotations

import numpy as np

from ...kit.sentences import sentences
from ...models import two_clocks as model

words = sentences(__file__)


def check_five_percent(answer: float | None) -> str:
    """Return what to make of the reader's ``answer`` [h] to exercise 1; None means not yet tried."""
    said = words["exercise.five_percent"]
    clock = model.ketamine_clock()
    peak = clock.level.argmax()
    low = clock.level[peak:] < 0.05 * clock.level.max()
    right = clock.time[peak:][low][0]
    if answer is None:
        return said("not_yet")
    if np.isclose(answer, right, rtol=0.02):
        return said("right", time=round(right, 1))
    return said("later" if answer < right else "earlier", answer=answer)

"""What a class knew before and after: shares right, the normalised gain, and how far chance could move it.

The gain is that of class averages, as Hake 1998 defined it (read in data/findings.csv, fi-teaching-05).
"""

from __future__ import annotations

import numpy as np

from .checks import numbers, whole_number
from .effect_sizes import MISS

_MOST_ITEMS = 10**3
_DRAWS = 2000
_SEED = 7
#: In percent of the draws; between them lies the share that an interval holds by convention.
_ENDS = (100 * MISS / 2, 100 - 100 * MISS / 2)


def normalised_gain(before: np.ndarray, after: np.ndarray, items: int) -> float:
    """Return the gain of a class divided by the gain that was possible; 0 is no gain, 1 is everything.

    before, after: right answers of each student, shape (students,), in the same order.
    items: how many questions there were. Below 0 the class knew less afterwards.
    Raises ValueError if the two differ in length, if a count lies outside 0 to items, or if
    all was right before, so that nothing could be gained.
    """
    before, after = _scores(before, after, items)
    return float(_gain(before.mean(), after.mean(), items))


def gain_interval(before: np.ndarray, after: np.ndarray, items: int) -> tuple[float, float]:
    """Return the range that holds the gain of 95 of 100 classes drawn, with repeats, from these students.

    Arguments and errors as in ``normalised_gain``; a class of one has no range and is refused.
    Drawn classes in which nothing could be gained are left out.
    """
    before, after = _scores(before, after, items)
    if len(before) == 1:
        raise ValueError("students is 1; a range needs at least 2 students.")
    drawn = np.random.default_rng(_SEED).integers(len(before), size=(_DRAWS, len(before)))
    old, new = before[drawn].mean(axis=1), after[drawn].mean(axis=1)
    able = old < items
    low, high = np.percentile(_gain(old[able], new[able], items), _ENDS)
    return float(low), float(high)


def _gain(before, after, items: int):
    return (after - before) / (items - before)


def _scores(before, after, items: int) -> tuple[np.ndarray, np.ndarray]:
    """Return both as arrays of one length, checked."""
    items = whole_number("items", items, 1, _MOST_ITEMS)
    before, after = (
        np.atleast_1d(numbers(name, value, 0, items, "right answers"))
        for name, value in (("before", before), ("after", after))
    )
    if before.shape != after.shape:
        raise ValueError(f"before has {len(before)} students and after {len(after)}; both need the same students.")
    if before.mean() == items:
        raise ValueError("before is all right already, so there was nothing to gain.")
    return before, after

"""How well somebody knows how much they know: sureness against the share that turned out right.

The score is Brier's (Brier 1950, Monthly Weather Review 78:1), in its form for one yes-or-no outcome at a
time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .checks import number, numbers, whole_number
from .effect_sizes import MISS

_MOST = 10**5
#: Of all tries, the middle share that a band holds, by convention.
BAND = 1 - MISS


class Level(NamedTuple):
    """All answers given with one sureness [%]: how many there were, and how many were right."""

    sure: float
    answers: int
    right: int

    @property
    def share(self) -> float:
        """Right answers in percent of all answers at this level."""
        return 100 * self.right / self.answers


def brier_score(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Return the mean squared distance of sureness and outcome: 0 is perfect, 1 the worst.

    sure: how sure [%], shape (n,). right: whether each answer was right, shape (n,).
    Raises ValueError if the two differ in length or sureness lies outside 0 to 100.
    """
    said, outcome = _answers(sure, right)
    return float(np.mean((said / 100 - outcome) ** 2))


def by_level(sure: Sequence[float], right: Sequence[bool]) -> tuple[Level, ...]:
    """Return the answers gathered by sureness, least sure first; arguments as ``brier_score``."""
    said, outcome = _answers(sure, right)
    return tuple(
        Level(float(level), int(np.sum(said == level)), int(np.sum(outcome[said == level])))
        for level in np.unique(said)
    )


def chance_right(sure: float, answers: int) -> np.ndarray:
    """Return the chance of 0, 1, … ``answers`` right ones for somebody whose sureness [%] is exactly true.

    The binomial distribution, shape (answers + 1,), sums to 1. It takes the answers to be independent.
    """
    share = number("sure", sure, 0, 100, "%") / 100
    answers = whole_number("answers", answers, 1, _MOST)
    count = np.arange(answers + 1)
    ways = np.array([math.lgamma(answers + 1) - math.lgamma(k + 1) - math.lgamma(answers - k + 1) for k in count])
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = (
            ways
            + np.where(count > 0, count * np.log(share), 0.0)
            + np.where(count < answers, (answers - count) * np.log1p(-share), 0.0)
        )
    return np.exp(logs)


def usual_range(sure: float, answers: int, band: float = BAND) -> tuple[int, int]:
    """Return the fewest and the most right answers of a perfectly calibrated person in ``band`` of tries.

    At most half of the rest lies below and half above. Arguments as ``chance_right``; ``band`` between 0
    and 1.
    """
    tail = (1 - number("band", band, 1e-6, 1 - 1e-6)) / 2
    summed = np.cumsum(chance_right(sure, answers))
    return int(np.searchsorted(summed, tail, side="right")), int(np.searchsorted(summed, 1 - tail))


def _answers(sure: Sequence[float], right: Sequence[bool]) -> tuple[np.ndarray, np.ndarray]:
    said, outcome = numbers("sure", sure, 0, 100, "%"), numbers("right", right, 0, 1)
    if said.shape != outcome.shape:
        raise ValueError(f"right has {outcome.size} answers and sure has {said.size}; allowed: as many of each.")
    return said, outcome

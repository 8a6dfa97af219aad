"""A made-up literature: many trials of one drug, small and large, of which only some are published.

Illustrative: the truth is known here, as it never is. Noise between people is that of a real placebo
arm (virtual_trial.placebo_arm). Random numbers are drawn once, seeded and kept, and a setting only scales
and shifts them, so the trials stay the same trials while a control moves. MADRS points; below zero favours
the drug.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from . import checks, pooling
from .effect_sizes import MISS
from .virtual_trial import MOST_POINTS, SEED, placebo_arm

TRIALS = 40
LARGEST = 250
#: Below this many published trials nothing is pooled.
LEAST = 3


@dataclass(frozen=True)
class Literature:
    """Trials of one drug. people: per arm; difference, error [points]; published: all of shape (TRIALS,)."""

    true_effect: float
    people: np.ndarray
    difference: np.ndarray
    error: np.ndarray
    published: np.ndarray
    pool: pooling.Pool | None
    everything: pooling.Pool

    @property
    def hidden(self) -> int:
        """How many trials stay in the drawer."""
        return int(np.sum(~self.published))


@cache
def _draws() -> tuple[np.ndarray, np.ndarray]:
    """Return (standard normals, uniforms), each shape (TRIALS,), the same for all settings."""
    random = np.random.default_rng(SEED)
    # Quantiles in random order: the whole literature has no luck of its own, single trials do.
    places = (np.arange(TRIALS) + 0.5) / TRIALS
    return random.permutation(stats.norm.ppf(places)), random.permutation(places)


def literature(true_effect: float = 2.0, hidden: float = 80.0, smallest: int = 10) -> Literature:
    """Return the trials of one drug and what a review of the published ones finds.

    true_effect [points of improvement]. hidden: percent of trials without a significant benefit that are
    never published. smallest: people per arm of the smallest trial; sizes rise evenly on a log scale to
    LARGEST.
    """
    true_effect = checks.number("true_effect", true_effect, 0.0, MOST_POINTS, "points")
    hidden = checks.number("hidden", hidden, 0.0, 100.0, "%")
    smallest = checks.whole_number("smallest", smallest, 4, LARGEST)
    normal, uniform = _draws()
    people = np.round(np.geomspace(smallest, LARGEST, TRIALS)).astype(int)
    error = placebo_arm()[1] * np.sqrt(2 / people)
    difference = -true_effect + error * normal
    success = difference < -stats.t.isf(MISS / 2, 2 * people - 2) * error
    published = success | (uniform >= hidden / 100)
    found = None
    if published.sum() >= LEAST:
        found = pooling.pool(difference[published], error[published], "random")
    everything = pooling.pool(difference, error, "random")
    return Literature(-true_effect, people, difference, error, published, found, everything)

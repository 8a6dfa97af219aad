"""ILLUSTRATIVE: two ways in which weeks can pass although a pill is at its target from the first days on.

    learning     db/dt = (1 - b) / tau_b       what a person notices shifts at once,
                 dM/dt = (b - M) / tau_M       mood follows as the new bias meets days to learn from
    plasticity   dP/dt = (x / (1 + x) - P) / tau_P     wiring follows x = max(s - 1, 0), with the forebrain
                                               serotonin s of raphe.py
All start at 0 on the day of the first pill. tau_b, tau_M and tau_P (ids "downstream.teaching.*") were chosen
to give weeks: they have no source, and that both stories give weeks is by construction. Time in days.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.integrate import cumulative_trapezoid

from .. import evidence
from . import checks, raphe

STORIES = ("learning", "plasticity")
LAST_DAY = 42.0


def share(days: float | np.ndarray, story: str) -> np.ndarray:
    """Return the change at days (0 to 42) over that at day 42; story: one of STORIES. Shape (n_time,).

    Raises ValueError for other days or stories.
    """
    days = np.atleast_1d(checks.numbers("days", days, 0.0, LAST_DAY, "days"))
    if checks.choice("story", story, STORIES) == "learning":
        return mood(days) / mood(LAST_DAY)
    grid, P = _plasticity()
    return np.interp(days, grid, P) / P[-1]


def bias(days: float | np.ndarray) -> np.ndarray:
    """Return b, the shifted share (0..1) of what a person notices, at days; ValueError below 0."""
    return -np.expm1(-checks.numbers("days", days, 0.0, unit="days") / _tau("tau_b"))


def mood(days: float | np.ndarray) -> np.ndarray:
    """Return M (0..1), mood that follows the bias, at days; ValueError below 0."""
    days, slow, fast = checks.numbers("days", days, 0.0, unit="days"), _tau("tau_M"), _tau("tau_b")
    return 1 - (slow * np.exp(-days / slow) - fast * np.exp(-days / fast)) / (slow - fast)


def _tau(name: str) -> float:
    return float(evidence.parameter(f"downstream.teaching.{name}"))


@cache
def _plasticity() -> tuple[np.ndarray, np.ndarray]:
    """Days and P, by quadrature of a linear equation."""
    days, tau = np.linspace(0.0, LAST_DAY, 601), _tau("tau_P")
    x = np.maximum(raphe.course(days).forebrain - 1, 0)
    P = np.exp(-days / tau) * cumulative_trapezoid(x / (1 + x) / tau * np.exp(days / tau), days, initial=0.0)
    return days, P

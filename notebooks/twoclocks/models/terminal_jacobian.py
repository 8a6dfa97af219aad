"""The Jacobian of the terminal model at a fifth of the usual price, for solvers of stiff equations.

A stiff solver needs to know how each of the 42 slopes answers to each of the 42 states. Pushed one by one,
that takes 42 evaluations. But most slopes ask only a few states (133 of 1764 pairs), so states that no slope
asks together are pushed together, in 8 groups (Curtis, Powell and Reid's idea). Which slope asks which state
is found by trying. An error here could make the solver slow or give up, and never wrong: it uses the Jacobian
only to guess, and checks each guess with the slopes themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from .. import evidence
from . import terminal_rates as rates

_SIZE = len(rates.STATES)
#: Size of a push, as a share of a state; and the least size of a state that counts.
PUSH, LEAST = 1e-7, 1e-3
TRIALS = 60


def jacobian(slopes: rates.Slopes) -> Callable[[float, np.ndarray], np.ndarray]:
    """Return a function of time and state, shape (42,), giving d slope / d state [1/h], shape (42, 42)."""
    asks, pushed = dependence(), groups()
    group_of = pushed.argmax(axis=0)
    rows, columns = np.nonzero(asks)

    def all_at(time: float, state: np.ndarray) -> np.ndarray:
        push = PUSH * np.maximum(np.abs(state), LEAST)
        before = np.array(slopes(time, state))
        moved = np.array([slopes(time, np.where(group, state + push, state)) for group in pushed]) - before
        found = np.zeros((_SIZE, _SIZE))
        found[rows, columns] = moved[group_of[columns], rows] / push[columns]
        return found

    return all_at


@cache
def dependence() -> np.ndarray:
    """Return which slope (row) asks which state (column): True or False, shape (42, 42)."""
    slopes, random = rates.slopes(reserve_limit=1.0), np.random.default_rng(0)
    published = evidence.parameters("mena2024.start")
    usual = np.array([float(published[name]) for name in rates.STATES])
    usual[usual == 0] = 0.1
    found = np.eye(_SIZE, dtype=bool)
    for trial in range(TRIALS):
        # Near rest and far from it, so that no cap or floor hides a dependence in every trial.
        state = usual * 10 ** random.uniform(-0.5, 0.5, _SIZE) ** (1 + trial % 3)
        before = np.array(slopes(0.0, state))
        for column in range(_SIZE):
            moved = state.copy()
            moved[column] *= 1 + LEAST
            found[:, column] |= np.array(slopes(0.0, moved)) != before
    found.setflags(write=False)
    return found


@cache
def groups() -> np.ndarray:
    """Return groups of states of which no slope asks two: True or False, shape (n_groups, 42)."""
    asks = dependence()
    found: list[np.ndarray] = []
    for column in np.argsort(-asks.sum(axis=0), kind="stable"):
        for group in found:
            if not (asks[:, group] & asks[:, [column]]).any():
                group[column] = True
                break
        else:
            found.append(np.arange(_SIZE) == column)
    return np.array(found)

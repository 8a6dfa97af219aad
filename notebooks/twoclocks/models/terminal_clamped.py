"""The terminal model with components clamped: an experiment of ours that shows what each contributes.

A clamped component keeps its steady-state values, whatever happens around it. At steady state nothing changes by
that; after a dose the component no longer responds. Nothing here is published, and a curve ends where a level would turn
negative, because beyond that it means nothing.

Time in hours, doses in mg/kg (a mouse), serotonin in nM.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from . import checks, terminal
from . import terminal_rates as rates

_NAMES = list(rates.STATES)
#: component -> the states that are clamped.
PARTS = {"5-HT1B": ("G", "T", "B"), "H3": ("Gh", "Th", "Bh"), "SERT trafficking": ("Sph", "Ssurf", "Spool", "Sinact")}
LONGEST = 6.0
TIME = np.linspace(0.0, LONGEST, 121)


@dataclass(frozen=True)
class Clamped:
    """Extracellular serotonin: time [h], serotonin [nM], both of shape (n_time,); complete: up to LONGEST."""

    time: np.ndarray
    serotonin: np.ndarray
    complete: bool

    @property
    def peak(self) -> float:
        """The highest concentration [nM]."""
        return float(self.serotonin.max())

    @property
    def rise(self) -> float:
        """The highest concentration over the one before the dose."""
        return self.peak / float(self.serotonin[0])


def clamped(parts: Iterable[str], dose: float) -> Clamped:
    """Return extracellular serotonin over 6 h after a dose [mg/kg, 0 to 30] with some of PARTS clamped.

    Raises ValueError for an unknown component or a dose outside 0 to 30 mg/kg.
    """
    dose = checks.number("dose", dose, 0.0, terminal.HIGHEST_DOSE, "mg/kg")
    return _solved(tuple(sorted({checks.choice("parts", part, PARTS) for part in parts})), dose)


def slopes(parts: Iterable[str]) -> rates.Slopes:
    """Return the model's slopes with those of the states of some of PARTS set to zero."""
    full = rates.slopes()
    still = [_NAMES.index(state) for part in parts for state in PARTS[part]]

    def some_zero(time: float, state: np.ndarray) -> list[float]:
        found = full(time, state)
        for place in still:
            found[place] = 0.0
        return found

    return some_zero


@cache
def _solved(parts: tuple[str, ...], dose: float) -> Clamped:
    states = terminal.solved(terminal.with_dose(terminal.start(), dose), TIME, slopes(parts))
    valid = np.logical_and.accumulate(states.min(axis=1) >= terminal.FLOOR)
    serotonin = states[valid, _NAMES.index("eht")] * rates.NANOMOLAR
    return Clamped(TIME[valid], serotonin, bool(valid.all()))

"""The terminal model with parts held still: an experiment of ours that shows what each part is worth.

A part that is held keeps its settled values, whatever happens around it. At rest nothing changes by that;
after a dose the part no longer answers. Nothing here is published, and a curve ends where a level would turn
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
#: part -> the states that are held.
PARTS = {
    "serotonin brake": ("G", "T", "B"),
    "histamine brake": ("Gh", "Th", "Bh"),
    "transporter traffic": ("Sph", "Ssurf", "Spool", "Sinact"),
}
LONGEST = 6.0
TIME = np.linspace(0.0, LONGEST, 121)


@dataclass(frozen=True)
class Held:
    """Serotonin outside: time [h], serotonin [nM], both of shape (n_time,); complete: up to LONGEST."""

    time: np.ndarray
    serotonin: np.ndarray
    complete: bool

    @property
    def peak(self) -> float:
        """The highest level [nM]."""
        return float(self.serotonin.max())

    @property
    def rise(self) -> float:
        """The highest level over the level before the dose."""
        return self.peak / float(self.serotonin[0])


def held_still(parts: Iterable[str], dose: float) -> Held:
    """Return serotonin outside over 6 h after a dose [mg/kg, 0 to 30] with some of PARTS held.

    Raises ValueError for an unknown part or a dose outside 0 to 30 mg/kg.
    """
    dose = checks.number("dose", dose, 0.0, terminal.HIGHEST_DOSE, "mg/kg")
    return _solved(tuple(sorted({checks.choice("parts", part, PARTS) for part in parts})), dose)


def slopes(parts: Iterable[str]) -> rates.Slopes:
    """Return the model's slopes with those of the states of some of PARTS set to zero."""
    full = rates.slopes()
    held = [_NAMES.index(state) for part in parts for state in PARTS[part]]

    def some_zero(time: float, state: np.ndarray) -> list[float]:
        found = full(time, state)
        for place in held:
            found[place] = 0.0
        return found

    return some_zero


@cache
def _solved(parts: tuple[str, ...], dose: float) -> Held:
    states = terminal.solved(terminal.with_dose(terminal.start(), dose), TIME, slopes(parts))
    valid = np.logical_and.accumulate(states.min(axis=1) >= terminal.FLOOR)
    serotonin = states[valid, _NAMES.index("eht")] * rates.NANOMOLAR
    return Held(TIME[valid], serotonin, bool(valid.all()))

"""Solved doses of the terminal model, and what lies between them: for a slider that must answer at once.

Solving takes the better part of a tenth of a second, so 21 doses (dense where the curve bends, at low doses)
are solved when first asked for and kept in memory; any other dose is a straight line between its two
neighbours. Nothing is stored in a file, so nothing can go stale. How far that is from solving the dose itself
stands in ERROR (tests hold it). Straight lines keep what the model conserves, and no level can turn negative.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from . import checks, terminal

#: Doses that are solved [mg/kg].
DOSES = terminal.HIGHEST_DOSE * np.linspace(0.0, 1.0, 21) ** 2
#: At most so far off between stored doses: serotonin [nM, of 60 to 133], drug [nM], surface (share of all).
ERROR = {"serotonin": 0.5, "drug": 0.01, "surface": 0.015}
#: Times of every stored run [h]: every 3 min for 6 h, every quarter of an hour up to 48 h.
TIME = np.concatenate([np.linspace(0.0, 6.0, 120, endpoint=False), np.linspace(6.0, terminal.LONGEST, 169)])


def at_dose(dose: float) -> terminal.Run:
    """Return the course after one dose [mg/kg, 0 to 30] at TIME, between stored doses by straight lines.

    Raises ValueError for a dose outside 0 to 30 mg/kg.
    """
    dose = checks.number("dose", dose, DOSES[0], DOSES[-1], "mg/kg")
    upper = int(np.searchsorted(DOSES, dose))
    if DOSES[upper] == dose:
        return terminal.Run(TIME, _solved(upper))
    share = (dose - DOSES[upper - 1]) / (DOSES[upper] - DOSES[upper - 1])
    return terminal.Run(TIME, (1 - share) * _solved(upper - 1) + share * _solved(upper))


def peaks() -> np.ndarray:
    """Return the highest serotonin level [nM] after each of DOSES; solves all of them once. Shape (21,)."""
    return np.array([terminal.Run(TIME, _solved(place)).serotonin.max() for place in range(DOSES.size)])


@cache
def _solved(place: int) -> np.ndarray:
    """States of one stored dose, shape (n_time, 42); not to be changed, because it is shared."""
    states = terminal.run(DOSES[place], TIME).states
    states.setflags(write=False)
    return states

"""Dose in multiples of a usual one, and how many pumps each step of dose holds. Builds on models/sert.py.

A usual dose is a fact about US labels. Nothing here is a plan for anybody. Doses in mg/day, occupancy in
percent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks, sert

DRUGS = tuple(sert.REGIONS)
MOST = 3.0
QUARTERS = np.linspace(1.0, 0.0, 5)


@dataclass(frozen=True)
class Step:
    """One dose of one drug. usual, dose: mg/day. held, held_usual: pumps blocked at the two [percent].

    quarters: pumps freed when the first, second, third and last quarter of the usual dose is taken away
    [percentage points], shape (4,). freed: how much of that is freed at this dose, same shape.
    """

    drug: str
    usual: float
    dose: float
    held: float
    held_usual: float
    quarters: np.ndarray
    freed: np.ndarray


def usual_dose(drug: str) -> evidence.Parameter:
    """Return the usual dose [mg/day] of the drug's label; ValueError for a drug without a published curve."""
    return evidence.parameter(f"{checks.choice('drug', drug, DRUGS)}.label.dose")


def held(drug: str, multiple: float | np.ndarray) -> np.ndarray:
    """Return the pumps blocked [percent] at a multiple (0 to 3) of the usual dose; same shape as multiple."""
    multiple = checks.numbers("multiple", multiple, 0.0, MOST)
    return 100 * sert.occupancy_from_dose(multiple * float(usual_dose(drug)), drug)


def step(drug: str = "citalopram", multiple: float = 1.0) -> Step:
    """Return one dose beside the usual one; ValueError for an unknown drug or a multiple outside 0..3."""
    usual = float(usual_dose(drug))
    multiple = checks.number("multiple", multiple, 0.0, MOST)
    return Step(
        drug,
        usual,
        multiple * usual,
        float(held(drug, multiple)),
        float(held(drug, 1.0)),
        -np.diff(held(drug, QUARTERS)),
        -np.diff(held(drug, np.maximum(QUARTERS, multiple))),
    )

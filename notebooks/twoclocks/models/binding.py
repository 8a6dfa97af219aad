"""How much of a target a drug holds at some concentration, for each target on its own.

    share = (C / K)^n / (1 + (C / K)^n)

K is the concentration at which half of the target is held: the Kd of the human transporters (source tatsumi1997,
n = 1), or the IC50 of ketamine's block of the NMDA receptor without magnesium (gilling2009, n from the same paper).
C is the drug that is free in the dish, in nmol/L; shares are 0..1. A target for which no K was seen has none: that
is no zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks

TRANSPORTERS = ("SERT", "NET", "DAT")
TARGETS = (*TRANSPORTERS, "NMDA")
#: SSRIs, then what is no SSRI, then ketamine.
SSRIS = ("paroxetine", "sertraline", "fluoxetine", "citalopram", "fluvoxamine")
OTHERS = ("venlafaxine", "desipramine", "bupropion")
DRUGS = (*SSRIS, *OTHERS, "ketamine")
NANOMOLAR = 1000.0  # nM per uM


@dataclass(frozen=True)
class Affinity:
    """half: concentration [nM] that holds half. hill: how steep. parameter: the row of data/ that half is from."""

    half: float
    hill: float
    parameter: evidence.Parameter

    def share(self, concentration: float | np.ndarray) -> np.ndarray:
        """Return the share held (0..1) at a free concentration [nM]; same shape."""
        relative = checks.numbers("concentration", concentration, 0.0, unit="nM") / self.half
        return relative**self.hill / (1 + relative**self.hill)


def affinities(drug: str) -> dict[str, Affinity]:
    """Return target -> Affinity for what was measured of a drug, in the order of TARGETS.

    Raises ValueError for a drug that is not one of DRUGS.
    """
    if checks.choice("drug", drug, DRUGS) == "ketamine":
        block = evidence.parameters("ketamine.gilling2009")
        return {"NMDA": Affinity(NANOMOLAR * float(block["IC50"]), float(block["hill"]), block["IC50"])}
    rows = {name: evidence.parameter(f"{name.lower()}.tatsumi1997.Kd_{drug}") for name in TRANSPORTERS}
    return {name: Affinity(float(row), 1.0, row) for name, row in rows.items()}


@dataclass(frozen=True)
class Bound:
    """What a drug holds. axis [nM], shape (n,); curves: target -> share at axis; shares: target -> share at
    concentration [nM]; known: target -> Affinity."""

    drug: str
    concentration: float
    axis: np.ndarray
    curves: dict[str, np.ndarray]
    shares: dict[str, float]
    known: dict[str, Affinity]


def bound(binder: str, concentration: float) -> Bound:
    """Return the shares of all measured targets that a drug (binder) holds at a free concentration [nM]."""
    known = affinities(binder)
    axis = np.geomspace(1e-2, 1e5, 281)
    curves = {target: affinity.share(axis) for target, affinity in known.items()}
    shares = {target: float(affinity.share(concentration)) for target, affinity in known.items()}
    return Bound(binder, concentration, axis, curves, shares, known)


def selectivity(drug: str, target: str = "SERT") -> float:
    """Return how many times more of a drug the next target needs than this one, for half of each.

    Below 1 another target is held first. Raises ValueError if fewer than two targets were measured.
    """
    known = affinities(drug)
    checks.choice("target", target, known)
    others = [affinity.half for name, affinity in known.items() if name != target]
    if not others:
        raise ValueError(f"drug is {drug!r}; allowed: drugs of which two targets or more were measured.")
    return min(others) / known[target].half

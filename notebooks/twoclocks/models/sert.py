"""Occupancy of the serotonin transporter (SERT), as seen by brain scans.

Dose curve:   occ = Vmax * dose / (ED50 + dose)       fitted by sorensen2022 to 17 studies (source key)
Level curve:  occ = Vmax * C / (EC50 + C),  EC50 = ED50 * (average steady level per mg/day)

The level curve needs levels in proportion to dose, so it exists for drugs with linear kinetics only. It
follows plasma without delay. Occupancy is a share (0..1); doses are in mg/day, levels in ng/mL.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks, ssri

#: Regions with a published fit, the usual one first.
REGIONS = {
    "escitalopram": ("drn", "thalamus", "caudate", "putamen"),
    "citalopram": ("striatum",),
    "sertraline": ("striatum",),
    "fluoxetine": ("striatum",),
    "paroxetine": ("striatum",),
    "venlafaxine": ("striatum",),
    "duloxetine": ("thalamus",),
    "vortioxetine": ("raphe",),
}
#: Drugs for which a plasma level can be turned into occupancy.
LEVEL_DRUGS = ("escitalopram", "citalopram", "sertraline")


@dataclass(frozen=True)
class OccupancyCurve:
    """Vmax [%] and ED50 [mg/day] of one drug in one region, as Parameters with source and status."""

    Vmax: evidence.Parameter
    ED50: evidence.Parameter


def occupancy_curve(drug: str, region: str | None = None) -> OccupancyCurve:
    """Return the published dose curve; region None means the usual one (the first in REGIONS).

    Raises ValueError for a drug or region without a published fit.
    """
    checks.choice("drug", drug, REGIONS)
    region = REGIONS[drug][0] if region is None else checks.choice("region", region, REGIONS[drug])
    fit = evidence.parameters(f"{drug}.sorensen2022.{region}")
    return OccupancyCurve(fit["Vmax"], fit["ED50"])


def occupancy_from_dose(dose: float | np.ndarray, drug: str, region: str | None = None) -> np.ndarray:
    """Return occupied share (0..1) of SERT at a steady daily dose [mg/day]; same shape as dose.

    A fitted Vmax above 100 % (vortioxetine) is cut at 1. Raises ValueError for a negative dose and as
    occupancy_curve() does. Averages of small studies: not a dosing rule.
    """
    curve = occupancy_curve(drug, region)
    return _hyperbola(checks.numbers("dose", dose, 0.0, unit="mg"), float(curve.ED50), curve)


def occupancy_from_level(level: float | np.ndarray, drug: str, region: str | None = None) -> np.ndarray:
    """Return occupied share (0..1) of SERT at a plasma level [ng/mL]; same shape as level.

    Only for LEVEL_DRUGS: paroxetine's level is not in proportion to dose, part of fluoxetine's effect is
    norfluoxetine's, and the others have no kinetics here. Raises ValueError for those and for a negative
    level.
    """
    checks.choice("drug", drug, LEVEL_DRUGS)
    curve = occupancy_curve(drug, region)
    return _hyperbola(checks.numbers("level", level, 0.0, unit="ng/mL"), half_maximal_level(drug, region), curve)


def half_maximal_level(drug: str, region: str | None = None) -> float:
    """Return EC50 [ng/mL]: the average steady level on a daily dose of ED50."""
    checks.choice("drug", drug, LEVEL_DRUGS)
    return float(ssri.steady_state_average(drug, float(occupancy_curve(drug, region).ED50)))


def _hyperbola(amount: np.ndarray, half_maximal: float, curve: OccupancyCurve) -> np.ndarray:
    return np.minimum(float(curve.Vmax) / 100.0 * amount / (half_maximal + amount), 1.0)

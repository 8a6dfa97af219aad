"""NMDA-receptor block by ketamine at equilibrium.

Unbound drug reaches the receptor:  Cu = fu * C / M,  and the Hill equation gives the blocked share
b = Cu^n / (Cu^n + IC50^n).  Cu in micromol/L, fu the unbound fraction of plasma, M the molar mass.

Two sets of constants, both from cells in a dish:
- without magnesium, at -70 mV, GluN1/GluN2A (source gilling2009; n = 0.84);
- with 1 mM magnesium, at -66 mV, by subunit (source kotermanski2009; n = 1; recalled, not re-checked).
The result is an index of block, not a measured human occupancy: no scan of people has shown one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks, ketamine

SUBUNITS = ("2A", "2B", "2C", "2D")


@dataclass(frozen=True)
class BlockConstants:
    """IC50 [uM] as a Parameter (with its source and status) and the Hill coefficient n."""

    IC50: evidence.Parameter
    hill: float


def block_constants(magnesium: bool = False, subunit: str = "2A") -> BlockConstants:
    """Return the constants for one condition.

    magnesium: False for none, True for 1 mM. subunit: "2A", and with magnesium also "2B", "2C", "2D".
    Raises ValueError for a subunit that was not measured in that condition.
    """
    checks.choice("subunit", subunit, SUBUNITS if magnesium else SUBUNITS[:1])
    if magnesium:
        return BlockConstants(evidence.parameter(f"ketamine.kotermanski2009.IC50_1Mg_{subunit}"), 1.0)
    gilling = evidence.parameters("ketamine.gilling2009")
    return BlockConstants(gilling["IC50"], float(gilling["hill"]))


def ketamine_block(
    level: float | np.ndarray, magnesium: bool = False, subunit: str = "2A", unbound: float | None = None
) -> np.ndarray:
    """Return the blocked share (0..1) at a total plasma level [ng/mL]; same shape as level.

    unbound: share of the drug in plasma that is not bound, 0 to 1; None means ketamine.unbound_fraction.
    magnesium and subunit as in block_constants(). Raises ValueError for a negative level or a share
    outside 0..1. Not a measured human occupancy: see the top of this file.
    """
    return hill(unbound_level(level, unbound), block_constants(magnesium, subunit))


def unbound_level(level: float | np.ndarray, unbound: float | None = None) -> np.ndarray:
    """Return unbound ketamine [uM] for a total plasma level [ng/mL]; unbound brain is taken to be equal."""
    if unbound is None:
        unbound = float(evidence.parameter("ketamine.unbound_fraction"))
    return ketamine.micromolar(level) * checks.number("unbound", unbound, 0.0, 1.0)


def hill(unbound_micromolar: float | np.ndarray, constants: BlockConstants) -> np.ndarray:
    """Return the blocked share (0..1) at an unbound concentration [uM]."""
    relative = checks.numbers("unbound_micromolar", unbound_micromolar, 0.0, unit="uM") / float(constants.IC50)
    powered = relative**constants.hill
    return powered / (1.0 + powered)

"""The block of NMDA receptors by magnesium, which depends on voltage (source jahrstevens1990).

B(V) = 1 / (1 + [Mg] / K exp(-k V))  is the share of channels that magnesium leaves free.
Voltage in mV, magnesium in mM. Measured on neurons of the hippocampus, whose receptors are like GluN2A and
GluN2B; GluN2C and GluN2D are blocked far less.
"""

from __future__ import annotations

import numpy as np
from scipy.special import lambertw

from .. import evidence
from . import checks

LOWEST_MV, HIGHEST_MV = -100.0, 100.0
#: Without magnesium there is no half-block voltage and no largest inward current.
LEAST_MM = 1e-6

Number = float | np.ndarray


def magnesium_free(voltage: Number, magnesium: Number | None = None) -> np.ndarray:
    """Return B (0..1), the share free of magnesium; voltage [mV] and magnesium [mM] broadcast.

    magnesium None means jahrstevens1990.Mg_out. Raises ValueError outside -100..100 mV, or below 0 mM.
    """
    voltage = checks.numbers("voltage", voltage, LOWEST_MV, HIGHEST_MV, "mV")
    p, magnesium = _magnesium(magnesium)
    return 1 / (1 + magnesium / p["K_Mg0"] * np.exp(-p["k_V"] * voltage))


def half_block_voltage(magnesium: Number | None = None) -> np.ndarray:
    """Return the voltage [mV] at which magnesium [mM, above 0] blocks half: V = ln([Mg]/K) / k."""
    p, magnesium = _magnesium(magnesium, LEAST_MM)
    return np.log(magnesium / p["K_Mg0"]) / p["k_V"]


def largest_inward_voltage(magnesium: Number | None = None) -> np.ndarray:
    """Return the voltage [mV] of the largest inward NMDA current for magnesium [mM, above 0].

    d/dV [B (V - E)] = 0 gives V = E - (1 + w) / k with w exp(w) = K/[Mg] exp(k E - 1), Lambert's function.
    """
    p, magnesium = _magnesium(magnesium, LEAST_MM)
    reversal = float(evidence.parameter("destexhe1994.E_glu"))
    w = lambertw(p["K_Mg0"] / magnesium * np.exp(p["k_V"] * reversal - 1)).real
    return reversal - (1 + w) / p["k_V"]


def _magnesium(magnesium: Number | None, least: float = 0.0) -> tuple[dict[str, float], np.ndarray]:
    """The constants of jahrstevens1990 and the checked magnesium [mM]."""
    p = {name: float(value) for name, value in evidence.parameters("jahrstevens1990").items()}
    magnesium = p["Mg_out"] if magnesium is None else magnesium
    return p, checks.numbers("magnesium", magnesium, least, unit="mM")

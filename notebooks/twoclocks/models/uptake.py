"""Serotonin uptake by its transporter, and how fast a pulse of serotonin fades.

    v  = Vmax (1 - O) C / (Km + C)                    a share O of the transporters is taken
    v  = Vmax C / (Km (1 + I / Ki) + C)               the blocker competes with serotonin
    C' = -(Vmax (1 - O) C / (Km + C) + kn C)          a slice: uptake, and a loss kn that no blocker stops

With Km and Vmax of bunin1998 (source key) and no other loss a pulse would fade about 14 times faster than
was measured in a slice (molpsych2025): what an electrode sees is slowed by diffusion and by itself. So kn and
the slice's Vmax were fitted to the two measured decays. Agreement with those is no evidence.

Serotonin C in micromol/L, time in seconds, Vmax in micromol/L/s, kn in 1/s, shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks

LONGEST = 3600.0  # s
MOST = 1000.0  # uM
NANOMOLAR = 1000.0  # nM per uM


@dataclass(frozen=True)
class Pump:
    """Vmax [uM/s], Km [uM] and the loss that is not uptake, kn [1/s]."""

    Vmax: float
    Km: float
    kn: float


def slice_pump() -> Pump:
    """Return the pump of the slice: Km of bunin1998; Vmax and kn fitted by us to molpsych2025."""
    fitted = evidence.parameters("synapse.teaching")
    return Pump(float(fitted["Vmax"]), float(evidence.parameter("sert.bunin1998.Km")), float(fitted["kn"]))


def uptake_only_pump() -> Pump:
    """Return the pump as bunin1998 gives it for substantia nigra, with no other loss."""
    bunin = evidence.parameters("sert.bunin1998")
    return Pump(float(bunin["Vmax_SNr"]), float(bunin["Km"]), 0.0)


def uptake_rate(serotonin: float | np.ndarray, blocked: float = 0.0, pump: Pump | None = None) -> np.ndarray:
    """Return the uptake rate [uM/s] at a level [uM]; same shape as serotonin.

    blocked: share of the transporters that is taken, 0 to 1. pump: None means slice_pump(). Raises ValueError
    for a level below 0 or a share outside 0..1.
    """
    pump, free = pump or slice_pump(), 1.0 - _share(blocked)
    level = _level("serotonin", serotonin)
    return pump.Vmax * free * level / (pump.Km + level)


def competition(drug: float, Ki: float) -> float:
    """Return 1 + drug/Ki (both in nM): by how much a competing drug raises the Km."""
    return 1.0 + checks.number("drug", drug, 0.0, unit="nM") / checks.number("Ki", Ki, 1 / NANOMOLAR, unit="nM")


def competition_alone() -> float:
    """Return how many times slower a small pulse would fade in a slice if the drug only competed.

    And if nothing but uptake removed serotonin. The drug in the bath is that of molpsych2025. Citalopram's
    affinity (tatsumi1997) stands in for escitalopram's, which we only recall.
    """
    drug = NANOMOLAR * float(evidence.parameter("synapse.molpsych2025.C_drug"))
    return competition(drug, float(evidence.parameter("sert.tatsumi1997.Kd_citalopram")))


def decay_time(blocked: float = 0.0, pump: Pump | None = None) -> float:
    """Return the decay time constant [s] of a small pulse (far below Km): 1 / (Vmax/Km (1 - O) + kn).

    Raises ValueError for a share outside 0..1, or if nothing is left that removes serotonin.
    """
    pump = pump or slice_pump()
    loss = pump.Vmax / pump.Km * (1.0 - _share(blocked)) + pump.kn
    if loss == 0:
        raise ValueError("blocked is 1; allowed: below 1 for a pump without another loss.")
    return 1.0 / loss


def decay(time: float | np.ndarray, start: float, blocked: float = 0.0, pump: Pump | None = None) -> np.ndarray:
    """Return serotonin [uM] at time [s] after a pulse; shape (n_time,).

    start: level right after the pulse [uM], above 0. blocked, pump: as in uptake_rate(). A small start gives
    a plain exponential; from about Km on the pump saturates and the fall is slower at first. Solved exactly
    (see fall_time). Raises ValueError for times outside 0 to 3600 s, for a start that is not above 0 and for
    a share outside 0..1.
    """
    pump, free = pump or slice_pump(), 1.0 - _share(blocked)
    seconds = np.atleast_1d(checks.numbers("time", time, 0.0, LONGEST, "s"))
    start = checks.number("start", start, 1e-6, MOST, "uM")
    loss = pump.Vmax * free + pump.kn * pump.Km
    # Newton's steps on the logarithm of the level. The time is a falling, concave function of it, so from the
    # second step on each step comes closer from above and none can overshoot.
    log_level = np.log(start) - seconds * pump.kn
    for _ in range(60):
        level = np.exp(log_level)
        missing = _time_from(log_level, start, free, pump) - seconds
        step = missing * (loss + pump.kn * level) / (pump.Km + level)
        log_level = log_level + step
        if np.max(np.abs(step)) < 1e-12:
            break
    return np.exp(log_level)


def fall_time(share: float, start: float, blocked: float = 0.0, pump: Pump | None = None) -> float:
    """Return the time [s] in which a pulse of start [uM] falls to a share (above 0, up to 1) of itself.

    Closed form of the equation above, by partial fractions. At share 1/e it is the decay time as read from a
    curve.
    """
    pump, free = pump or slice_pump(), 1.0 - _share(blocked)
    start = checks.number("start", start, 1e-6, MOST, "uM")
    share = checks.number("share", share, 1e-6, 1.0)
    return max(0.0, float(_time_from(np.log(share * start), start, free, pump)))  # rounding may leave -2e-16


def _time_from(log_level: np.ndarray, start: float, free: float, pump: Pump) -> np.ndarray:
    """Time [s] from start to a level: dt = -(Km + C) dC / (C (loss + kn C)), loss = Vmax (1 - O) + kn Km."""
    level = np.exp(log_level)
    loss = pump.Vmax * free + pump.kn * pump.Km
    if loss == 0:
        raise ValueError("blocked is 1; allowed: below 1 for a pump without another loss.")
    saturated = (start - level) / (loss + pump.kn * level)
    if pump.kn > 0:
        saturated = np.log1p(pump.kn * saturated) / pump.kn
    return pump.Km / loss * (np.log(start) - log_level) + pump.Vmax * free / loss * saturated


def _share(blocked: float) -> float:
    return checks.number("blocked", blocked, 0.0, 1.0)


def _level(name: str, value: float | np.ndarray) -> np.ndarray:
    return checks.numbers(name, value, 0.0, MOST, "uM")

"""AMPA, NMDA and GABA-A receptors after spikes: open share, current, coincidence of glutamate and voltage.

Two states, closed and open (source destexhe1994):  dr/dt = alpha T(t) (1 - r) - beta r
The transmitter T is a rectangular pulse after each spike. Within a pulse and between pulses the rates are
constant, so the solution is exact.
Current:  I = g r B(V) (1 - b) (V - E),  where only NMDA receptors have B (see magnesium) and a drug's block b

Time in ms, voltage in mV, magnesium and transmitter in mM, shares in 0..1. No desensitisation, no glycine;
the decay of this NMDA receptor lies between those measured for GluN2A and GluN2B.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks
from .magnesium import HIGHEST_MV, LOWEST_MV, magnesium_free

RECEPTORS = ("AMPA", "NMDA", "GABAA")
MS_PER_SECOND = 1000.0
ROUNDING = 1e-9

Number = float | np.ndarray


@dataclass(frozen=True)
class Kinetics:
    """alpha [1/(ms mM)] opens, beta [1/ms] closes; a pulse is height [mM] (any shape) for width [ms]."""

    alpha: float
    beta: float
    height: np.ndarray
    width: float

    @property
    def plateau(self) -> np.ndarray:
        """Open share (0..1) that an endless pulse would reach."""
        return self.alpha * self.height * self.rise_time

    @property
    def rise_time(self) -> np.ndarray:
        """Time constant [ms] of opening within a pulse."""
        return 1 / (self.alpha * self.height + self.beta)

    @property
    def decay_time(self) -> float:
        """Time constant [ms] of closing after a pulse."""
        return 1 / self.beta

    def pulse(self, start: Number, elapsed: Number) -> np.ndarray:
        """Return the open share some time [ms] into a pulse that began at the open share start."""
        return self.plateau + (start - self.plateau) * np.exp(-np.asarray(elapsed) / self.rise_time)

    def decay(self, start: Number, elapsed: Number) -> np.ndarray:
        """Return the open share some time [ms] after a pulse that ended at the open share start."""
        return start * np.exp(-np.asarray(elapsed) / self.decay_time)


def kinetics(receptor: str, transmitter: Number | None = None) -> Kinetics:
    """Return the rates of "AMPA", "NMDA" or "GABAA"; transmitter [mM], None means destexhe1994.T_max."""
    checks.choice("receptor", receptor, RECEPTORS)
    p = {name: float(value) for name, value in evidence.parameters("destexhe1994").items()}
    height = checks.numbers("transmitter", p["T_max"] if transmitter is None else transmitter, 0.0, unit="mM")
    return Kinetics(p[f"alpha_{receptor}"], p[f"beta_{receptor}"], height, p["T_dur"])


def open_share(time: np.ndarray, receptor: str, spikes: Number = 0.0, transmitter: float | None = None) -> np.ndarray:
    """Return the open share (0..1) of a receptor at time [ms], from rest, after spikes at some times [ms].

    Shape of time, any; spikes: one number or a row, in any order. Pulses that overlap run into one another.
    Raises ValueError for negative or missing times and an unknown receptor.
    """
    time = checks.numbers("time", time, 0.0, unit="ms")
    spikes = np.sort(np.atleast_1d(checks.numbers("spikes", spikes, 0.0, unit="ms")), axis=None)
    if transmitter is not None:
        checks.number("transmitter", transmitter, 0.0, unit="mM")
    rates = kinetics(receptor, transmitter)
    ends = np.minimum(spikes + rates.width, np.append(spikes[1:], np.inf))
    at_spike, at_end, share, last = np.empty_like(spikes), np.empty_like(spikes), 0.0, 0.0
    for i, (begin, end) in enumerate(zip(spikes, ends, strict=True)):
        at_spike[i] = share = rates.decay(share, begin - last)
        at_end[i], last = (share := rates.pulse(share, end - begin)), end
    which = np.searchsorted(spikes, time, side="right") - 1
    i = np.maximum(which, 0)
    within = np.clip(time - spikes[i], 0.0, ends[i] - spikes[i])
    after = np.maximum(time - ends[i], 0.0)
    open_ = np.where(after > 0, rates.decay(at_end[i], after), rates.pulse(at_spike[i], within))
    return np.where(which < 0, 0.0, open_)


def spike_train(rate: float, duration: float) -> np.ndarray:
    """Return the times [ms] of regular spikes at a rate [1/s, 0.1 to 1000] from 0 to before duration [ms]."""
    every = MS_PER_SECOND / checks.number("rate", rate, 0.1, MS_PER_SECOND, "1/s")
    spikes = np.ceil(checks.number("duration", duration, 0.0, unit="ms") / every - ROUNDING)
    return every * np.arange(max(spikes, 1))


def train_peak(rate: Number, receptor: str, transmitter: float | None = None) -> np.ndarray:
    """Return the open share (0..1) at the peaks of an endless regular train at a rate [1/s]; shape of rate.

    Closed form of a peak that repeats itself. Allowed rates: those whose pulses do not overlap.
    """
    rates = kinetics(receptor, transmitter)
    rate = checks.numbers("rate", rate, 0.1, MS_PER_SECOND / rates.width, "1/s")
    kept_on = np.exp(-rates.width / rates.rise_time)
    kept_off = np.exp(-(MS_PER_SECOND / rate - rates.width) / rates.decay_time)
    return rates.plateau * (1 - kept_on) / (1 - kept_on * kept_off)


def current(
    voltage: Number,
    receptor: str,
    open_share: Number = 1.0,
    magnesium: Number | None = None,
    block: Number = 0.0,
    conductance: float = 1.0,
) -> np.ndarray:
    """Return the current g r B(V) (1 - b) (V - E), negative inward; all arguments broadcast.

    voltage [mV]; open_share r (0..1); conductance g of all receptors open: in nS the current is in pA, and 1
    gives relative currents. magnesium [mM] and block b (0..1, by a drug) act on NMDA receptors only. With
    magnesium present take b from constants measured with magnesium, or the competition counts twice.
    """
    checks.choice("receptor", receptor, RECEPTORS)
    free = 1.0
    if receptor == "NMDA":
        free = magnesium_free(voltage, magnesium) * (1 - checks.numbers("block", block, 0.0, 1.0))
    reversal = float(evidence.parameter(f"destexhe1994.E_{'GABAA' if receptor == 'GABAA' else 'glu'}"))
    drive = checks.numbers("voltage", voltage, LOWEST_MV, HIGHEST_MV, "mV") - reversal
    share = checks.numbers("open_share", open_share, 0.0, 1.0)
    return checks.number("conductance", conductance, 0.0) * share * free * drive


def coincidence(transmitter: Number, voltage: Number, magnesium: Number | None = None) -> np.ndarray:
    """Return the conductance of NMDA receptors (0..1 of all) at the end of one pulse: open share times B(V).

    transmitter [mM] (0: no glutamate) and voltage [mV] broadcast: both are needed for a large value.
    """
    rates = kinetics("NMDA", transmitter)
    return rates.pulse(0.0, rates.width) * magnesium_free(voltage, magnesium)


def calcium_current(nmda_current: Number, voltage: Number, subunit: str = "2A") -> np.ndarray:
    """Return the part of an NMDA current (any unit) that calcium carries: P_f I (source dingledine1999).

    subunit: "2A", "2B" or "2C". Raises ValueError from 0 mV on: P_f was measured at negative voltages,
    and calcium reverses far above 0 mV.
    """
    checks.choice("subunit", subunit, ("2A", "2B", "2C"))
    voltage = checks.numbers("voltage", voltage, LOWEST_MV, 0.0, "mV")
    if (voltage == 0).any():
        raise ValueError(f"voltage is 0; allowed: numbers from {LOWEST_MV:g} to below 0 mV.")
    share = float(evidence.parameter(f"dingledine1999.P_f_{subunit}"))
    return share * checks.numbers("nmda_current", nmda_current, -checks.UNLIMITED)

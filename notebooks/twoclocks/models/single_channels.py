"""NMDA channels one by one: a seeded Markov chain of five states whose mean is the rate equations of lessons 01 and 02.

    closed <-> open <-> ketamine <-> trapped        the pore is free, or ketamine sits in it (gate open, gate shut)
    closed <-> magnesium <-> open                   magnesium sits in the open pore

Gate (synapse, source destexhe1994): glutamate opens it at alpha T while a pulse lasts, it shuts at beta. Each release
of glutamate is one pulse. A blocked channel opens and shuts as a free one does, as in nmda_states.
Magnesium (magnesium): its share of open pores is 1 - B(V). How fast it comes and goes is chosen to be seen.
Ketamine (nmda_trapping, gilling2009): enters an open pore at kon C, if no magnesium is in it, and leaves at koff; so
magnesium raises the Kd by 1/B, as in nmda_states.competition. The whole voltage dependence of the Kd (woodhull_IC50)
is put on koff, which is our choice. The rates were measured at full agonist: an "open" channel here is one that
glutamate has activated. No leak through a shut gate.

Time in s, voltage in mV, magnesium in mM, unbound ketamine in uM. States are numbers, places in STATES.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.linalg import expm

from .. import evidence
from . import checks, nmda_states, nmda_trapping, synapse
from .magnesium import magnesium_free

STATES = ("closed", "open", "magnesium", "ketamine", "trapped")
CLOSED, OPEN, MAGNESIUM, KETAMINE, TRAPPED = range(len(STATES))
#: Whose gate is open, and which hold ketamine.
ACTIVATED, BLOCKED = (OPEN, MAGNESIUM, KETAMINE), (KETAMINE, TRAPPED)
#: Times [s] nearer than this are one.
_SAME = 1e-9


@dataclass(frozen=True)
class Stretch:
    """A part of an experiment: duration [s], releases of glutamate [1/s; the first at its start], ketamine [uM]."""

    duration: float
    releases: float = 0.0
    ketamine: float = 0.0


@dataclass(frozen=True)
class Membrane:
    """What all channels share: voltage [mV] and magnesium outside [mM]."""

    voltage: float
    magnesium: float


def release_times(stretches: Sequence[Stretch]) -> np.ndarray:
    """Return the times [s] of all releases, in order."""
    found, begin = [], 0.0
    for stretch in stretches:
        count = np.ceil(stretch.duration * stretch.releases - _SAME)
        found.append(begin + np.arange(count) / max(stretch.releases, _SAME))
        begin += stretch.duration
    return np.concatenate(found)


def simulate(
    time: np.ndarray, stretches: Sequence[Stretch], membrane: Membrane, count: int, seed: int, start: float = 0.0
) -> np.ndarray:
    """Return the states of ``count`` channels at time [s], shape (n_time, count), the same for the same seed.

    time rises, from 0 on. start: share (0..1) that is trapped at time 0; all others are closed. The steps are exact
    (matrix exponentials), however far apart the times are. Raises ValueError as ``_steps`` does.
    """
    chance = np.random.default_rng(seed)
    count = checks.whole_number("count", count, 1, 10**6)
    steps, kept = _steps(time, stretches, membrane)
    state = np.where(chance.random(count) < checks.number("start", start, 0.0, 1.0), TRAPPED, CLOSED)
    states = [state]
    for step in steps:
        passed = chance.random((count, 1)) > step.cumsum(axis=1)[state, :-1]
        states.append(state := passed.sum(axis=1))
    return np.array(states, dtype=np.uint8)[kept]


def expected(time: np.ndarray, stretches: Sequence[Stretch], membrane: Membrane, start: float = 0.0) -> np.ndarray:
    """Return the shares of STATES at time [s], shape (n_time, n_states): the rate equations, solved exactly.

    This is what ``simulate`` tends to for many channels; arguments as there.
    """
    steps, kept = _steps(time, stretches, membrane)
    share = checks.number("start", start, 0.0, 1.0)
    now = np.zeros(len(STATES))
    now[[CLOSED, TRAPPED]] = 1 - share, share
    shares = [now]
    for step in steps:
        shares.append(now := now @ step)
    return np.array(shares)[kept]


def settled(ketamine: float, membrane: Membrane) -> float:
    """Return the share (0..1) that ketamine [uM] blocks in the end: on / (on + off), whatever the activity."""
    rates = _rates(membrane, pulse=False, ketamine=ketamine)
    # Per activated channel; a share B of those without ketamine is free of magnesium.
    on = rates[OPEN, KETAMINE] * float(magnesium_free(membrane.voltage, membrane.magnesium))
    return float(on / (on + rates[KETAMINE, OPEN]))


def share(states: np.ndarray, which: Sequence[int] | int) -> np.ndarray:
    """Return the share (0..1) of channels that are in one of some states, shape (n_time,)."""
    return np.isin(states, which).mean(axis=1)


@lru_cache(maxsize=64)
def _rates(membrane: Membrane, pulse: bool, ketamine: float) -> np.ndarray:
    """Rates [1/s] from one of STATES (row) to another (column); each row adds up to 0."""
    gate = synapse.kinetics("NMDA")
    opens = synapse.MS_PER_SECOND * gate.alpha * float(gate.height) if pulse else 0.0
    shuts = synapse.MS_PER_SECOND * gate.beta
    free = float(magnesium_free(membrane.voltage, membrane.magnesium))
    flicker = synapse.MS_PER_SECOND / float(evidence.parameter("scheme.teaching.tau_Mg"))
    drug = nmda_trapping.rates("ketamine")
    weaker = float(nmda_states.woodhull_IC50(membrane.voltage)) / float(evidence.parameter("ketamine.gilling2009.IC50"))
    rates = np.zeros((len(STATES), len(STATES)))
    # Magnesium is far faster than the gate, so it is in balance as the gate opens.
    rates[CLOSED, OPEN], rates[CLOSED, MAGNESIUM] = opens * free, opens * (1 - free)
    rates[OPEN, CLOSED] = rates[MAGNESIUM, CLOSED] = rates[KETAMINE, TRAPPED] = shuts
    rates[OPEN, MAGNESIUM], rates[MAGNESIUM, OPEN] = flicker * (1 - free), flicker * free
    rates[OPEN, KETAMINE] = drug.kon * checks.number("ketamine", ketamine, 0.0, unit="uM")
    rates[KETAMINE, OPEN] = drug.koff * weaker
    rates[TRAPPED, KETAMINE] = opens
    return rates - np.diag(rates.sum(axis=1))


def _steps(time: np.ndarray, stretches: Sequence[Stretch], membrane: Membrane) -> tuple[list[np.ndarray], np.ndarray]:
    """Return transition matrices from one turning point to the next, and which of the points are times that were asked.

    Turning points are the times, and where a pulse or a stretch begins or ends. Raises ValueError for times that do not
    rise from 0 on or lie past the last stretch, and for values out of range.
    """
    ends = np.cumsum([checks.number("duration", each.duration, 0.0, unit="s") for each in stretches])
    time = np.atleast_1d(checks.numbers("time", time, 0.0, ends[-1] + _SAME, "s"))
    if time.ndim > 1 or (np.diff(time) <= 0).any():
        raise ValueError(f"time has shape {time.shape}; allowed: one row of rising times in seconds.")
    begins = release_times(stretches)
    width = synapse.kinetics("NMDA").width / synapse.MS_PER_SECOND
    points = np.concatenate([[0.0], time, begins, begins + width, ends])
    points = np.unique(np.round(points[points <= time[-1] + _SAME] / _SAME).astype(np.int64)) * _SAME
    made: dict[tuple, np.ndarray] = {}
    steps = []
    for begin, end in zip(points[:-1], points[1:], strict=True):
        middle, long = (begin + end) / 2, round((end - begin) / _SAME)
        before = np.searchsorted(begins, middle) - 1
        pulse = bool(before >= 0 and middle - begins[before] < width)
        ketamine = stretches[int(np.searchsorted(ends, middle))].ketamine
        if (pulse, ketamine, long) not in made:
            made[pulse, ketamine, long] = expm(_rates(membrane, pulse, ketamine) * (long * _SAME))
        steps.append(made[pulse, ketamine, long])
    return steps, np.searchsorted(points, time - _SAME / 2)

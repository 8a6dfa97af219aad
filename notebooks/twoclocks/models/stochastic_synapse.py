"""Two synapses in motion, ready to draw (lessons 01, 02 and 03): one run, its average with others, and the rate equation.

Everything runs single_channels and serotonin_molecules; nothing new is modelled here. Schematic, and said so beside the
pictures: how many channels, transporters and molecules there are, where they stand, and how a molecule wanders.
Time in s, ketamine in uM unbound, voltage in mV, magnesium in mM, shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .. import evidence
from . import checks, serotonin_molecules, single_channels, synapse
from .serotonin_molecules import ELSEWHERE, RECEPTORS
from .single_channels import BLOCKED, OPEN, Membrane, Stretch

CHANNELS = 10
#: A molecule in the pump that takes it, as long [s] as the eye needs; and how near a receptor binds one [widths].
HOLD, REACH = 0.25, 0.06
#: How many synapses or channels may be averaged.
AVERAGED = (1, 10, 100, 1000)
#: Runs in which one synapse is not far from the mean, and the recorded channel meets ketamine: chosen by eye, as a
#: figure of a single trace in a paper is. Averages and tests use others too.
_SEED, _RECORD_SEED = 1, 124


def _rest() -> float:
    return float(evidence.parameter("synapse.teaching.V_rest"))


# Serotonin --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cleft:
    """The serotonin side at one moment of one run.

    places: molecules outside, shape (n, 2) in widths of the gap; those on a receptor stand on it. receptors: which have
    one. pumps: which carry one just now. blocked: how many have the SSRI (the first ones). outside, taken, lost: counts.
    """

    places: np.ndarray
    receptors: np.ndarray
    pumps: np.ndarray
    blocked: int
    outside: int
    taken: int
    lost: int


def cleft(moment: float, time: np.ndarray, found: serotonin_molecules.Fates, xy: np.ndarray) -> Cleft:
    """Return one of the times of a walk; ``xy`` as ``serotonin_molecules.walk`` gives it for ``time`` and ``found``."""
    at = int(np.argmin(np.abs(time - moment)))
    gone, pump = found.gone[0], found.pump[0]
    free = (found.born <= moment) & (gone > moment)
    by_pump = pump != ELSEWHERE
    places = xy[at][free].copy()
    posts = np.stack([serotonin_molecules.place(np.arange(RECEPTORS), RECEPTORS), np.zeros(RECEPTORS)], axis=1)
    bound = []
    if len(places):
        apart = np.linalg.norm(places[:, None] - posts, axis=2)
        for receptor, nearest in enumerate(apart.argmin(axis=0)):
            if apart[nearest, receptor] < REACH:
                bound.append(receptor)
                places[nearest] = posts[receptor]
    carried = by_pump & (gone <= moment) & (gone > moment - HOLD)
    over = (found.born <= moment) & ~free
    counts = int(free.sum()), int((over & by_pump).sum()), int((over & ~by_pump).sum())
    return Cleft(places, np.array(bound, int), np.unique(pump[carried]), found.blocked, *counts)


# A burst of spikes at both synapses (lesson 01) -------------------------------------------------------------

#: Times [s] that can be looked at, and those of the curves.
MOMENTS = (0.0005, 0.001, 0.003, 0.011, 0.03, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0)
COURSE = np.unique(np.concatenate([MOMENTS, np.geomspace(MOMENTS[0], MOMENTS[-1], 91)]))
BURST, BURST_RATE = 5, 100.0
PER_SPIKE = 12
#: What the drug does: ketamine [uM] that was there long before, share of SERT with an SSRI.
DRUGS = {"none": (0.0, 0.0), "both": (1.0, 0.8)}


@dataclass(frozen=True)
class Both:
    """A glutamate and a serotonin synapse at the same moment after a burst of spikes.

    states: shape (CHANNELS,) of the drawn synapse; glutamate: whether it is in the gap. time: shape (n_time,) [s];
    open_share and outside: averages of ``averaged`` synapses [shares of all channels, of all molecules released];
    open_rate and outside_rate: the rate equations. now: index of the moment in time.
    """

    moment: float
    averaged: int
    states: np.ndarray
    glutamate: bool
    serotonin: Cleft
    time: np.ndarray
    open_share: np.ndarray
    open_rate: np.ndarray
    outside: np.ndarray
    outside_rate: np.ndarray
    now: int

    @property
    def open_now(self) -> int:
        """How many channels of the drawn synapse conduct."""
        return int((self.states == OPEN).sum())

    @property
    def blocked_now(self) -> int:
        """How many channels of the drawn synapse hold ketamine."""
        return int(np.isin(self.states, BLOCKED).sum())


@lru_cache(maxsize=16)
def _burst(drugs: str, averaged: int) -> tuple:
    ketamine, occupied = DRUGS[drugs]
    # Without magnesium, which lesson 02 adds.
    membrane = Membrane(_rest(), 0.0)
    lasts = BURST / BURST_RATE
    stretches = [Stretch(lasts, BURST_RATE, ketamine), Stretch(COURSE[-1] - lasts, 0.0, ketamine)]
    start = single_channels.settled(ketamine, membrane)
    states = single_channels.simulate(COURSE, stretches, membrane, CHANNELS * averaged, _SEED, start)
    shares = single_channels.expected(COURSE, stretches, membrane, start)
    spikes = single_channels.release_times(stretches)
    found = serotonin_molecules.fates(spikes, PER_SPIKE, occupied, _SEED, averaged)
    xy = serotonin_molecules.walk(COURSE, found, _SEED)
    all_of_them = BURST * PER_SPIKE
    outside = serotonin_molecules.outside(COURSE, found).mean(axis=0) / all_of_them
    rate = serotonin_molecules.expected(COURSE, spikes, PER_SPIKE, occupied) / all_of_them
    return spikes, states, shares[:, OPEN], found, xy, outside, rate


def both(moment: float, drugs: str = "none", averaged: int = 1) -> Both:
    """Return both synapses at a moment [s, one of MOMENTS] after a burst, with averages over 1 to 1000 synapses.

    drugs: "none", or "both": ketamine that has settled, and an SSRI. The drawn synapse is the first of the average.
    """
    checks.choice("drugs", drugs, DRUGS)
    averaged = checks.whole_number("averaged", averaged, 1, AVERAGED[-1])
    moment = checks.number("moment", moment, 0.0, COURSE[-1], "s")
    # The drawn synapse is the same however many are averaged.
    _, states, _, found, xy, _, _ = _burst(drugs, 1)
    spikes, every, open_rate, _, _, outside, outside_rate = _burst(drugs, averaged)
    now = int(np.argmin(np.abs(COURSE - moment)))
    width = synapse.kinetics("NMDA").width / synapse.MS_PER_SECOND
    in_gap = bool(((moment >= spikes) & (moment <= spikes + width)).any())
    drawn = cleft(moment, COURSE, found, xy)
    open_share = single_channels.share(every, OPEN)
    return Both(moment, averaged, states[now], in_gap, drawn, COURSE, open_share, open_rate, outside, outside_rate, now)


# Channels with magnesium and ketamine (lesson 02) -----------------------------------------------------------

#: Seconds: releases alone; with ketamine in the bath; washed without glutamate; washed with it.
CONTROL, DRUG, SILENT, ACTIVE = 6.0, 12.0, 6.0, 12.0
TURNS = CONTROL, CONTROL + DRUG, CONTROL + DRUG + SILENT
LONGEST = TURNS[-1] + ACTIVE
RELEASES, BATH = 24.0, 10.0
#: Grid of the recording [s].
STEP = 0.005


def cells() -> dict[str, Membrane]:
    """Return the cells of lesson 02: at rest, depolarised, and at rest without magnesium outside."""
    paired = float(evidence.parameter("synapse.teaching.V_paired"))
    outside = float(evidence.parameter("jahrstevens1990.Mg_out"))
    return {
        "rest": Membrane(_rest(), outside),
        "depolarised": Membrane(paired, outside),
        "bare": Membrane(_rest(), 0.0),
    }


@dataclass(frozen=True)
class Record:
    """Ten channels during an experiment, and the recording of the first.

    second: now [s]. time: shape (n_time,) [s]; along it, of the first channel, conducts (1 or 0) and whether ketamine is
    inside; blocked: how many of the ten hold ketamine; blocked_rate: the same by the rate equation. states: of the ten
    now, shape (CHANNELS,). now: index in time. glutamate: whether it is released in this part of the experiment.
    """

    second: float
    time: np.ndarray
    conducts: np.ndarray
    inside: np.ndarray
    blocked: np.ndarray
    blocked_rate: np.ndarray
    states: np.ndarray
    now: int
    glutamate: bool

    def count(self, *which: int) -> int:
        """Return how many of the ten are in one of some states."""
        return int(np.isin(self.states, which).sum())


@lru_cache(maxsize=32)
def _experiment(cell: str, ketamine: float, releases: float) -> tuple:
    stretches = [
        Stretch(CONTROL, releases),
        Stretch(DRUG, releases, ketamine),
        Stretch(SILENT),
        Stretch(ACTIVE, releases),
    ]
    membrane = cells()[cell]
    time = STEP * np.arange(round(LONGEST / STEP) + 1)
    states = single_channels.simulate(time, stretches, membrane, CHANNELS, _RECORD_SEED)
    rate = CHANNELS * single_channels.expected(time, stretches, membrane)[:, BLOCKED].sum(axis=1)
    return time, states, rate


def record(second: float, cell: str = "depolarised", ketamine: float = BATH, releases: float = RELEASES) -> Record:
    """Return ten channels at a second of an experiment, and the recording of the first.

    cell: one of ``cells``; ketamine in the bath [uM, 0.1 to 100]; releases of glutamate [1/s, 1 to 100] in all but the
    silent part. Raises ValueError for any other.
    """
    second = checks.number("second", second, 0.0, LONGEST, "s")
    checks.choice("cell", cell, cells())
    ketamine = checks.number("ketamine", ketamine, 0.1, 100.0, "uM")
    releases = checks.number("releases", releases, 1.0, 100.0, "1/s")
    time, states, rate = _experiment(cell, ketamine, releases)
    now = int(round(second / STEP))
    blocked, inside = np.isin(states, BLOCKED).sum(axis=1), np.isin(states[:, 0], BLOCKED)
    conducts = (states[:, 0] == OPEN).astype(float)
    glutamate = not TURNS[1] < second <= TURNS[2]
    return Record(second, time, conducts, inside, blocked, rate, states[now], now, glutamate)


# From one channel to a smooth curve (lesson 01) -------------------------------------------------------------

#: Milliseconds after the first of five releases.
AFTER_MS = np.linspace(0, 600, 301)


@dataclass(frozen=True)
class Average:
    """The share of ``count`` channels that conduct after a burst. time: shape (n_time,) [ms]; rate: the rate equation.

    off: the root mean square distance between the two, over time.
    """

    count: int
    time: np.ndarray
    share: np.ndarray
    rate: np.ndarray

    @property
    def off(self) -> float:
        return float(np.sqrt(np.mean((self.share - self.rate) ** 2)))


def average(count: int, seed: int = _SEED) -> Average:
    """Return how many of ``count`` channels conduct over time, without magnesium or drug, beside the rate equation."""
    lasts, time = BURST / BURST_RATE, AFTER_MS / synapse.MS_PER_SECOND
    stretches = [Stretch(lasts, BURST_RATE), Stretch(time[-1] - lasts)]
    membrane = Membrane(_rest(), 0.0)
    states = single_channels.simulate(time, stretches, membrane, count, seed)
    rate = single_channels.expected(time, stretches, membrane)[:, OPEN]
    return Average(count, AFTER_MS, single_channels.share(states, OPEN), rate)


# Serotonin, an SSRI and spikes (lesson 03) ------------------------------------------------------------------

LONG = 12.0
#: The walk is drawn at these times [s].
QUARTERS = np.arange(0, LONG + 0.1, 0.25)
#: How many molecules one spike releases, and when the spikes come [s].
RELEASED = 36
PATTERNS = {"one": np.array([0.0]), "regular": np.arange(0, LONG + 0.5, 1.0)}


@dataclass(frozen=True)
class Film:
    """Serotonin outside over time: one run, and the rate equation.

    second: now [s]. serotonin: the gap now. time: shape (n_time,) [s]; outside: molecules outside along it; rate: the
    same by the rate equation; free: by the rate equation with no SSRI. now: index in time.
    """

    second: float
    serotonin: Cleft
    time: np.ndarray
    outside: np.ndarray
    rate: np.ndarray
    free: np.ndarray
    now: int


@lru_cache(maxsize=32)
def _film(occupied: float, pattern: str) -> tuple:
    spikes = PATTERNS[pattern]
    time = np.unique(np.concatenate([QUARTERS, np.linspace(0, LONG, 241)]))
    found = serotonin_molecules.fates(spikes, RELEASED, occupied, _SEED)
    outside = serotonin_molecules.outside(time, found)[0]
    rates = [serotonin_molecules.expected(time, spikes, RELEASED, share) for share in (occupied, 0.0)]
    return found, serotonin_molecules.walk(QUARTERS, found, _SEED), time, outside, *rates


def film(second: float, occupied: float = 0.0, pattern: str = "one") -> Film:
    """Return the serotonin synapse at a second (a quarter, 0 to 12) with a share of SERT occupied (tenths).

    pattern: "one" spike at 0 s, or "regular": one every second.
    """
    second = checks.number("second", second, 0.0, LONG, "s")
    checks.choice("pattern", pattern, PATTERNS)
    found, xy, time, outside, rate, free = _film(occupied, pattern)
    now = int(np.argmin(np.abs(time - second)))
    return Film(second, cleft(second, QUARTERS, found, xy), time, outside, rate, free, now)

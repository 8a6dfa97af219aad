"""Block of NMDA channels that builds up while they open and stays while they are shut: trapping.

For a share B of blocked channels (rates of gilling2009, leak from mealing1999):
    dB/dt = u [kon C (1 - B) - koff B] + kleak [(C/Kd) (1 - B) - B],    Kd = koff / kon
C is unbound drug, u the activity of the channels relative to full agonist (0..1). With this two-way leak
activity sets the speed of block and not its equilibrium. leak="one-way" drops the term in C/Kd: good for
wash-out and short exposures, but a silent synapse in drug then never fills and block seems to depend on
activity at equilibrium: an artefact. Memantine: a part of its blocked channels also lets go while shut.

Time in s, unbound drug in micromol/L (uM), shares in 0..1. The rates and the IC50 of gilling2009 disagree
(Kd is twice the IC50): use nmda.py for dose, this file for time. Cells in a dish, no human occupancy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks

DRUGS = ("ketamine", "memantine")
LEAKS = ("two-way", "one-way")

Number = float | np.ndarray


@dataclass(frozen=True)
class Phase:
    """A stretch of an experiment: duration [s], unbound drug [uM], activity u (0..1 of full agonist).

    duration is one number; concentration and activity may be arrays that broadcast (several curves at once).
    """

    duration: float
    concentration: Number = 0.0
    activity: Number = 1.0


@dataclass(frozen=True)
class Rates:
    """kon [1/(uM s)], koff, kleak [1/s]; untrapped (0..1): part that leaves shut channels at escape [1/s]."""

    kon: float
    koff: float
    kleak: float
    untrapped: float = 0.0
    escape: float = 0.0

    @property
    def parts(self) -> list[tuple[float, float]]:
        """Populations of channels as (share, escape [1/s])."""
        both = [(1 - self.untrapped, 0.0), (self.untrapped, self.escape)]
        return [(share, escape) for share, escape in both if share]


def rates(drug: str = "ketamine") -> Rates:
    """Return the rates of "ketamine" or "memantine"; the slow leak of both is that of ketamine."""
    published = evidence.parameters(f"{checks.choice('drug', drug, DRUGS)}.gilling2009")
    kleak = float(evidence.parameter("ketamine.teaching.kleak"))
    main = (float(published["kon"]), float(published["koff"]), kleak)
    if drug == "ketamine":
        return Rates(*main)
    escape_time = float(evidence.parameter("memantine.kotermanskiwood2009.tau_untrap"))
    return Rates(*main, untrapped=float(published["untrapped"]), escape=1 / escape_time)


def equilibrium(
    concentration: Number, activity: Number = 1.0, drug: str = "ketamine", leak: str = "two-way"
) -> np.ndarray:
    """Return the block (0..1) that is reached in the end; concentration [uM] and activity (0..1) broadcast.

    Raises ValueError for a negative concentration, an activity outside 0..1, an unknown drug or leak.
    """
    r, phase = rates(drug), Phase(0.0, concentration, activity)
    pairs = [(share, *_on_off(r, phase, leak, escape)) for share, escape in r.parts]
    return sum(share * on / (on + off) for share, on, off in pairs)


def time_constant(
    concentration: Number, activity: Number = 1.0, drug: str = "ketamine", leak: str = "two-way"
) -> np.ndarray:
    """Return the time constant [s] of the approach to equilibrium (of the trapped part); as equilibrium()."""
    return 1 / sum(_on_off(rates(drug), Phase(0.0, concentration, activity), leak, escape=0.0))


def trapping_block(
    time: np.ndarray, phases: Sequence[Phase], drug: str = "ketamine", leak: str = "two-way", start: Number = 0.0
) -> np.ndarray:
    """Return the blocked share (0..1) at time [s] in an experiment of phases that follow one another.

    start: share blocked at time 0. Shape: that of the phases' arrays, then n_time. Exact, because within a
    phase B goes exponentially to its equilibrium. Raises ValueError for a time past the last phase, and as
    equilibrium() does.
    """
    r, start = rates(drug), checks.numbers("start", start, 0.0, 1.0)
    curves = [
        share * _follow(time, phases, start, [_on_off(r, phase, leak, escape) for phase in phases])
        for share, escape in r.parts
    ]
    return sum(curves)


def stretches(time: np.ndarray, phases: Sequence[Phase]) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    """Yield for each phase: which of the times [s] lie in it, those times from its start, and its duration.

    Raises ValueError for times with more than one axis, below 0 or past the last phase, and for no phases.
    """
    if len(phases) == 0:
        raise ValueError("phases is empty; allowed: one Phase or more.")
    durations = [checks.number("duration", phase.duration, 0.0, unit="s") for phase in phases]
    ends = np.cumsum(durations)
    time = np.atleast_1d(checks.numbers("time", time, 0.0, ends[-1], "s"))
    if time.ndim > 1:
        raise ValueError(f"time has shape {time.shape}; allowed: one row of times in seconds.")
    which = np.searchsorted(ends, time, side="left")
    for i, duration in enumerate(durations):
        yield which == i, time[which == i] - (ends[i] - duration), duration


def _on_off(r: Rates, phase: Phase, leak: str, escape: float) -> tuple[np.ndarray, np.ndarray]:
    """Rates [1/s] at which free channels become blocked and blocked ones free."""
    concentration = checks.numbers("concentration", phase.concentration, 0.0, unit="uM")
    activity = checks.numbers("activity", phase.activity, 0.0, 1.0)
    shut = r.kleak + escape * (1 - activity)
    filling = shut * (checks.choice("leak", leak, LEAKS) == "two-way")
    return concentration * r.kon * (activity + filling / r.koff), activity * r.koff + shut


def _follow(time: np.ndarray, phases: Sequence[Phase], start: np.ndarray, speeds: list[tuple]) -> np.ndarray:
    """Follow one population through the phases; speeds: its on and off rates in each."""
    shape = np.broadcast_shapes(start.shape, *(np.shape(on + off) for on, off in speeds))
    out = np.empty((*shape, np.size(time)))
    share = np.broadcast_to(start, shape)[..., None]
    for (here, since, duration), (on, off) in zip(stretches(time, phases), speeds, strict=True):
        total = np.asarray(on + off)[..., None]
        settled = np.asarray(on)[..., None] / total
        out[..., here] = settled + (share - settled) * np.exp(-total * since)
        share = settled + (share - settled) * np.exp(-total * duration)
    return out

"""What lesson 01 asks of the models: a train of spikes, a pulse of serotonin beside it, a ladder of durations.

Nothing new is modelled here. ``synapse`` and ``uptake`` are run and read; the ladder collects durations from them
and from data/. Times of receptors in ms, of serotonin and of the ladder in s; shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import evidence
from . import checks, ketamine, synapse, uptake

#: How long the picture of a train lasts [ms].
TRAIN_MS = 2000.0
#: A pulse so far below Km that its size does not matter, as a share of Km.
SMALL = 1 / 100
RECEPTORS = ("AMPA", "NMDA")
MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0


# A train of spikes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Train:
    """Receptors during a train.

    time [ms], shape (n,); open: receptor -> share open at time; spikes [ms]; single: receptor -> peak after one
    spike; first, last: receptor -> peak after the first and the last spike; before: receptor -> share open right
    before the last spike, over the peak before it (0 for one spike); decay [ms] per receptor; width [ms] of a pulse.
    """

    time: np.ndarray
    spikes: np.ndarray
    open: dict[str, np.ndarray]
    first: dict[str, float]
    last: dict[str, float]
    before: dict[str, float]
    decay: dict[str, float]
    width: float

    def times_one(self, receptor: str) -> float:
        """How many times the peak after one spike the last peak is."""
        return self.last[receptor] / self.first[receptor]


def train(spike_rate: float, spikes: int) -> Train:
    """Return the open shares of AMPA and NMDA receptors during a regular train.

    spike_rate [1/s], 0.1 to 1000; spikes: how many, 1 to 100. From rest, exact (see synapse).
    """
    interval = synapse.MS_PER_SECOND / checks.number("spike_rate", spike_rate, 0.1, synapse.MS_PER_SECOND, "1/s")
    at = interval * np.arange(checks.whole_number("spikes", spikes, 1, 100))
    width = synapse.kinetics("AMPA").width
    # Rise and fall around each spike need a fine grid, the long tail does not.
    near = np.array([0, 1 / 4, 1 / 2, 3 / 4, 1, 2, 3, 5, 8, 12, 18, 27]) * width
    time = np.unique(np.concatenate([np.linspace(0, TRAIN_MS, 401), (at[:, None] + near).ravel()]))
    time = time[time <= TRAIN_MS]
    open_, first, last, before, decay = {}, {}, {}, {}, {}
    for receptor in RECEPTORS:
        open_[receptor] = synapse.open_share(time, receptor, at)
        peaks = synapse.open_share(at + width, receptor, at)
        first[receptor], last[receptor] = float(peaks[0]), float(peaks[-1])
        rates = synapse.kinetics(receptor)
        decay[receptor] = rates.decay_time
        before[receptor] = float(np.exp(-(interval - width) / rates.decay_time)) if at.size > 1 else 0.0
    return Train(time, at, open_, first, last, before, decay, width)


def share_left(receptor: str, milliseconds: float) -> float:
    """Return what share of its peak a receptor keeps open some time [ms] after one pulse has ended."""
    return float(synapse.kinetics(receptor).decay(1.0, checks.number("milliseconds", milliseconds, 0.0, unit="ms")))


# A pulse of serotonin ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pulse:
    """A small pulse of serotonin in a slice, beside AMPA and NMDA receptors after one spike.

    time [s], shape (n,); serotonin, AMPA, NMDA: shares of the own peak; decay, free: time constant [s] with and
    without the block.
    """

    time: np.ndarray
    serotonin: np.ndarray
    AMPA: np.ndarray
    NMDA: np.ndarray
    decay: float
    free: float


def pulse(sert_blocked: float, window: float) -> Pulse:
    """Return the fall of a pulse with a share of SERT blocked (0..1) over a window of time [s]."""
    window = checks.number("window", window, 1e-3, uptake.LONGEST, "s")
    width = synapse.kinetics("AMPA").width / synapse.MS_PER_SECOND
    time = np.unique(np.concatenate([np.linspace(0, window, 301), width * np.linspace(0, 1, 9)]))
    time = time[time <= window]
    pump = uptake.slice_pump()
    start = SMALL * pump.Km
    receptors = {}
    for receptor in RECEPTORS:
        course = synapse.open_share(time * synapse.MS_PER_SECOND, receptor)
        receptors[receptor] = course / float(synapse.open_share(width * synapse.MS_PER_SECOND, receptor))
    level = uptake.decay(time, start, sert_blocked, pump) / start
    return Pulse(time, level, **receptors, decay=uptake.decay_time(sert_blocked), free=uptake.decay_time())


# The ladder ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rung:
    """One duration. what: its key in the lesson's words; seconds: None if only a range is known; low, high [s] or None.

    part: "synapse", "drug" or "person"; side: "glutamate", "serotonin" or ""; status as in data/; sources: keys.
    """

    what: str
    part: str
    side: str
    seconds: float | None
    status: str
    sources: tuple[str, ...]
    low: float | None = None
    high: float | None = None

    @property
    def middle(self) -> float:
        """Where the rung stands on a logarithmic axis [s]."""
        return self.seconds if self.seconds is not None else float(np.sqrt(self.low * self.high))


@cache
def ladder() -> tuple[Rung, ...]:
    """Return durations from the transmitter's pulse to six weeks, in order of length."""
    rungs = [*_synapse_rungs(), *_drug_rungs(), *_person_rungs()]
    return tuple(sorted(rungs, key=lambda rung: rung.middle))


def _synapse_rungs() -> list[Rung]:
    ampa, nmda = synapse.kinetics("AMPA"), synapse.kinetics("NMDA")
    second = synapse.MS_PER_SECOND
    measured = [p.value / second for name, p in evidence.parameters("yi2019").items() if name.startswith("tau")]
    firing = evidence.parameter("raphe.jacobs1992.firing_rate")
    slices = evidence.parameters("synapse.molpsych2025")
    free, blocked = slices["tau_control"], slices["tau_escitalopram"]
    width = evidence.parameter("destexhe1994.T_dur")
    return [
        Rung("cleft", "synapse", "glutamate", width.value / second, width.status, (width.source,)),
        Rung("AMPA", "synapse", "glutamate", ampa.decay_time / second, "computed", ("destexhe1994",)),
        Rung(
            "NMDA",
            "synapse",
            "glutamate",
            nmda.decay_time / second,
            "computed",
            ("destexhe1994", "yi2019"),
            min(measured),
            max(measured),
        ),
        Rung(
            "interval", "synapse", "serotonin", None, firing.status, (firing.source,), 1 / firing.high, 1 / firing.low
        ),
        Rung("pulse", "synapse", "serotonin", free.value, free.status, (free.source,), free.low, free.high),
        Rung(
            "pulse_blocked",
            "synapse",
            "serotonin",
            blocked.value,
            blocked.status,
            (blocked.source,),
            blocked.low,
            blocked.high,
        ),
    ]


def _drug_rungs() -> list[Rung]:
    run = evidence.parameter("trial.infusion.duration")
    pill = evidence.parameter("escitalopram.sogaard2005.thalf")
    half = ketamine.derived("clements1981").half_lives[-1]
    return [
        Rung("infusion", "drug", "glutamate", MINUTE * run.value, run.status, (run.source,)),
        Rung("ketamine_half_life", "drug", "glutamate", HOUR * half, "computed", ("clements1981",)),
        Rung(
            "ssri_half_life",
            "drug",
            "serotonin",
            HOUR * pill.value,
            pill.status,
            (pill.source,),
            HOUR * pill.low,
            HOUR * pill.high,
        ),
    ]


def _person_rungs() -> list[Rung]:
    rows = {id: evidence.one("trials", id=id) for id in ("tr-kishimoto-2016-01", "tr-kishimoto-2016-03", "tr-stard-07")}
    largest, lost, recovered = (HOUR * row["time_hours"] for row in rows.values())
    source = {id: row["source"] for id, row in rows.items()}
    firing = evidence.parameter("trial.ghanbari2010.long_day")
    return [
        Rung("largest", "person", "glutamate", largest, "primary", (source["tr-kishimoto-2016-01"],)),
        Rung("lost", "person", "glutamate", lost, "primary", (source["tr-kishimoto-2016-03"],)),
        Rung("firing", "person", "serotonin", DAY * firing.value, firing.status, (firing.source,)),
        Rung("remissions", "person", "serotonin", recovered, "primary", (source["tr-stard-07"],)),
    ]

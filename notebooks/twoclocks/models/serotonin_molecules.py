"""Serotonin molecule by molecule: release, a walk in the gap, uptake by one of ten transporters, or another way out.

    a molecule leaves at  Vmax/Km (1 - O) + kn  [1/s]    (uptake: a small pulse, far below Km)

so the time that each stays outside is exponential, and the mean of many is the rate equation of lessons 01 and 03.
Small pulse means that transporters are hardly ever busy: no molecule waits for another. Vmax, Km and kn are those of
the slice (uptake.slice_pump); kn is all that is not uptake, drawn as a way out at the sides.

Space is schematic. A real molecule crosses a real gap in microseconds and has been everywhere long before it is taken
up, so *when* it leaves does not depend on *where* it started, and *which* free transporter takes it is even chance. Its
walk is drawn to end there. Places are in widths of the gap: x from 0 to 1, y from 0 (receptors) to DEPTH (terminal).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import checks, uptake

PUMPS, RECEPTORS = 10, 5
DEPTH = 0.24
#: How far a molecule wanders in a second [widths], and how long [s] it heads for where it will end. Chosen by us.
WANDER, HEADING = 0.5, 0.5
#: pump of a molecule that leaves in another way
ELSEWHERE = -1


@dataclass(frozen=True)
class Fates:
    """What becomes of molecules. born, gone: when each is released and taken up or lost [s]; gone has shape (runs, n).

    pump: which transporter takes it, 0 to PUMPS - 1, or ELSEWHERE; shape (runs, n). Those from 0 to blocked - 1 are
    occupied by the SSRI.
    """

    born: np.ndarray
    gone: np.ndarray
    pump: np.ndarray
    blocked: int


def blocked_pumps(occupied: float) -> int:
    """Return how many of the PUMPS an occupancy (0..1) is; ValueError unless it is a whole number of them."""
    count = PUMPS * checks.number("occupied", occupied, 0.0, 1.0)
    if abs(count - round(count)) > 1e-6:
        raise ValueError(f"occupied is {occupied:g}; allowed: tenths, because there are {PUMPS} transporters.")
    return round(count)


def fates(spikes: np.ndarray, each: int, occupied: float, seed: int, runs: int = 1) -> Fates:
    """Return what becomes of ``each`` molecules released at each of spikes [s], with a share of SERT occupied (tenths).

    The same seed gives the same molecules: those of a run with an SSRI differ only by what the SSRI changes.
    """
    chance = np.random.default_rng(seed)
    spikes = np.atleast_1d(checks.numbers("spikes", spikes, 0.0, uptake.LONGEST, "s"))
    blocked = blocked_pumps(occupied)
    born = np.repeat(spikes, checks.whole_number("each", each, 1, 10**4))
    shape = checks.whole_number("runs", runs, 1, 10**5), born.size
    stays = chance.standard_exponential(shape) * uptake.decay_time(occupied)
    by_pump = chance.random(shape) < 1 - uptake.decay_time(occupied) / uptake.decay_time(1.0)
    # One number for the choice of a transporter, so that with an SSRI a molecule finds another one.
    pump = blocked + (chance.random(shape) * (PUMPS - blocked)).astype(int)
    return Fates(born, born + stays, np.where(by_pump, pump, ELSEWHERE), blocked)


def outside(time: np.ndarray, found: Fates) -> np.ndarray:
    """Return how many molecules are outside at time [s], shape (runs, n_time)."""
    time = checks.numbers("time", time, 0.0, uptake.LONGEST, "s")
    came = np.searchsorted(np.sort(found.born), time, side="right")
    return np.array([came - np.searchsorted(np.sort(gone), time, side="right") for gone in found.gone])


def expected(time: np.ndarray, spikes: np.ndarray, each: int, occupied: float) -> np.ndarray:
    """Return the mean number outside at time [s] by the rate equation: one exponential after each spike; shape of time."""
    time = checks.numbers("time", time, 0.0, uptake.LONGEST, "s")
    since = time[..., None] - np.atleast_1d(spikes)
    return each * np.where(since >= 0, np.exp(-np.maximum(since, 0) / uptake.decay_time(occupied)), 0.0).sum(axis=-1)


def walk(time: np.ndarray, found: Fates, seed: int) -> np.ndarray:
    """Return the places of the molecules of the first run at rising times [s], shape (n_time, n, 2).

    Each starts at the terminal, wanders between walls, and in its last HEADING seconds heads for its transporter, or
    for one of the sides. Schematic: see the top of the file.
    """
    chance = np.random.default_rng(seed)
    count, gone = found.born.size, found.gone[0]
    # Each molecule walks in its own time, so that it does not move before it is released.
    awake = np.maximum(np.diff(time, prepend=0.0)[:, None], 0) * (time[:, None] > found.born)
    steps = chance.standard_normal((time.size, count, 2)) * WANDER * np.sqrt(awake)[..., None]
    # Two sites of release, a cloud below each.
    cloud = np.abs(chance.standard_normal((2, count))) * 0.03
    begin = np.stack([chance.choice([0.4, 0.6], count) + chance.choice([-1, 1], count) * cloud[0], DEPTH - cloud[1]])
    room = np.array([1.0, DEPTH])
    free = begin.T + np.cumsum(steps, axis=0)
    free = room - np.abs(free % (2 * room) - room)  # walls throw back
    taken = found.pump[0] != ELSEWHERE
    side = np.where(free[..., 0] > 0.5, 1.04, -0.04)
    end = np.stack([np.where(taken, place(found.pump[0]), side), np.where(taken, DEPTH, free[..., 1])], axis=-1)
    heading = np.minimum(HEADING, gone - found.born)
    left = np.clip((gone - np.maximum(time[:, None], found.born)) / heading, 0, 1)[..., None]
    return left * free + (1 - left) * end


def place(number: np.ndarray | int, of: int = PUMPS) -> np.ndarray:
    """Return x (0..1) of one of ``of`` transporters or receptors, which stand evenly along the gap."""
    return (np.asarray(number) + 0.5) / of

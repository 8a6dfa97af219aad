"""The journeys of ketamine that lesson 04 shows: an infusion, another way in, many people at once.

Nothing new is modelled here. The functions run ``ketamine`` and ``people`` and read off what a reader asks:
how high, how soon, how long. Time is in hours, levels in ng/mL of total ketamine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import evidence
from . import checks, ketamine, people
from . import compartments as c

#: The set that comes closest to what trials measured; all single curves of lesson 04 use it.
NEAREST_SET = "clements1981"
#: How many virtual people a picture draws one by one.
SHOWN = 24


def measured_level() -> evidence.Parameter:
    """Return the level [ng/mL] measured at the end of the infusion used in trials."""
    return evidence.parameter("ketamine.zanos2018.C_antidepressant")


def trial_hours() -> float:
    """Return how long the infusion used in trials runs [h]."""
    return float(evidence.parameter("trial.infusion.duration")) / ketamine.MINUTES_PER_HOUR


def time_below(time: np.ndarray, level: np.ndarray, limit: float, after: float) -> float:
    """Return the first time [h] later than ``after`` at which ``level`` is below ``limit``, by interpolation.

    Raises ValueError if it never is within ``time``.
    """
    later = np.flatnonzero((time > after) & (level < limit))
    if later.size == 0:
        raise ValueError(f"limit is {limit:g}; allowed: levels that the curve falls below by {time[-1]:g} h.")
    last = later[0]
    return float(np.interp(-limit, -level[last - 1 : last + 1], time[last - 1 : last + 1]))


# An infusion -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Infusion:
    """One infusion, as the published sets see it.

    time: shape (n_time,) [h] since the start. levels: {pk_set: level [ng/mL], shape (n_time,)}. end [h]: when
    it stops.
    """

    time: np.ndarray
    levels: dict[str, np.ndarray]
    end: float

    def peak(self, pk_set: str) -> float:
        """Highest level [ng/mL] of one set."""
        return float(self.levels[pk_set].max())

    def half_time(self, pk_set: str) -> float:
        """Time [h] after the end at which one set has half of its peak left."""
        return time_below(self.time, self.levels[pk_set], self.peak(pk_set) / 2, self.end) - self.end


def infusion(infusion_dose: float = 1.0, infusion_minutes: float | None = None, hours: float = 12.0) -> Infusion:
    """Run all published sets on one infusion, for ``hours``.

    infusion_dose: multiple of the dose used in trials. infusion_minutes [min]: None means as in trials.
    Raises ValueError for a multiple outside 0..2, the range that trials have studied, or minutes outside
    1..240.
    """
    multiple = checks.number("infusion_dose", infusion_dose, 0.0, 2.0)
    end = trial_hours()
    if infusion_minutes is not None:
        minutes = checks.number("infusion_minutes", infusion_minutes, 1.0, 240.0, "min")
        end = minutes / ketamine.MINUTES_PER_HOUR
    dose = multiple * float(evidence.parameter("trial.infusion.dose"))
    # A point a minute, closer together where the fastest set falls by half within two minutes.
    time = np.unique(np.concatenate([np.arange(0.0, hours, 1 / 60), end + np.linspace(0.0, 0.5, 181)]))
    return Infusion(time, {name: ketamine.infusion_level(time, name, dose, end) for name in ketamine.PK_SETS}, end)


# Another way in --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Route:
    """The amount of the trial infusion by another way in; levels in % of the peak that the infusion reaches.

    time: shape (n_time,) [h]. level: with the bioavailability asked for (``share``, 0..1); low, high: with
    the lowest and the highest published one; vein: the infusion itself. All levels have shape (n_time,).
    """

    time: np.ndarray
    level: np.ndarray
    low: np.ndarray
    high: np.ndarray
    vein: np.ndarray
    share: float

    @property
    def peak(self) -> float:
        """Highest level [% of the infusion's peak]."""
        return float(self.level.max())

    @property
    def peak_time(self) -> float:
        """When it is reached [h]."""
        return float(self.time[self.level.argmax()])


def by_route(route: str, published_share: str = "high", absorption: float = 1.0) -> Route:
    """Give the amount of the trial infusion by another route, all at once, and follow the level for eight
    hours.

    published_share: "low", "middle" or "high" among the published bioavailabilities. absorption: multiple of
    the assumed absorption rate. Raises ValueError for an unknown route or word, or a multiple outside
    0.1..10.
    """
    checks.choice("published_share", published_share, ("low", "middle", "high"))
    published = ketamine.published_bioavailability(route)
    rate = float(ketamine.absorption_rate(route)) * checks.number("absorption", absorption, 0.1, 10.0)
    time = np.linspace(0.0, 8.0, 481)
    model, given = ketamine.ketamine_model(NEAREST_SET), ketamine.infusion()
    vein = c.concentration(model, given, time)
    whole = c.concentration(c.with_depot(model, rate), c.Dose(given.amount, into="depot"), time)
    share = getattr(published, published_share)
    level, low, high = (100 * part * whole / vein.max() for part in (share, published.low, published.high))
    return Route(time, level, low, high, 100 * vein / vein.max(), float(share))


# Many people -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Population:
    """Virtual adults on the trial infusion.

    time: shape (n_time,) [h]. low, median, high: percentiles [ng/mL], shape (n_time,). shown: levels of a few
    people, shape (SHOWN, n_time). at_end: everybody's level when the infusion stops, shape (people,). limits:
    the levels between which ``covers`` percent of them lie at that moment [ng/mL].
    """

    time: np.ndarray
    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    shown: np.ndarray
    at_end: np.ndarray
    limits: tuple[float, float]


def population(spread: float = 1.0, covers: int = 90) -> Population:
    """Run the trial infusion in 10,000 virtual adults.

    spread: multiple of the published between-person variability (of children, so an illustration). covers
    [%]: how many of the people the band holds. Raises ValueError for covers outside 1..99 or spread outside
    0..3.
    """
    rest = (100 - checks.whole_number("covers", covers, 1, 99)) / 2
    time, levels, ordered = _everybody(spread)
    low, median, high = people.band_of_ordered(ordered, (rest, 50.0, 100.0 - rest))
    end = int(np.argmin(np.abs(time - trial_hours())))
    return Population(time, low, median, high, levels[:SHOWN], levels[:, end], (float(low[end]), float(high[end])))


@cache
def _everybody(spread: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times [h], levels [ng/mL] of all people, and the same in order; kept, because a reader moves the band more
    often than the spread.
    """
    time = np.concatenate([np.linspace(0.0, trial_hours(), 17), np.linspace(trial_hours(), 4.0, 31)[1:]])
    levels = people.infusion_levels(time, pk_set=NEAREST_SET, spread=spread)
    return time, levels, people.ordered(levels)

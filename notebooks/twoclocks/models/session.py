"""ILLUSTRATIVE: one infusion in the room, minute by minute: level, block, dissociation score, blood pressure.

    rise of systolic pressure   slope_SBP * C                        [mmHg]
    rise of diastolic pressure  slope_DBP * C                        [mmHg]
    dissociation (CADSS)        slope_CADSS * max(0, C - threshold)  [points]
C is ketamine in plasma [ng/mL] of the set kamp2020. The slopes (ids "session.teaching.*", assumed) are
chosen so that each curve meets one published mean when the trial infusion ends: yale2024 for pressure,
vanschalkwyk2018 for CADSS. That moment is by construction. All else follows from the assumption that both
run with the level, without delay: between ratings nothing was measured. The block is the index of ``nmda``
(cells in a dish, no magnesium), no measured human occupancy. Time in h, doses as multiples of the trial's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from .. import evidence
from . import checks, journeys, ketamine, nmda, people
from . import compartments as c

PK_SET = "kamp2020"
SIDES = {"systolic": "SBP", "diastolic": "DBP"}
#: How long the pictures follow one session [h]: the last rating of the trials is earlier.
HOURS = 4.0
#: The largest dose as a multiple of the trial's, and the highest level [ng/mL], for which a curve is drawn.
MOST_DOSE, MOST_LEVEL = 2.0, 1000.0
#: How many virtual people sit in the room.
SEATS = 40
#: What differs between these people: their level, or everything that a clinic saw.
DIFFERENCES = ("level", "all")


def pressure_rise(level: float | np.ndarray, side: str = "systolic") -> np.ndarray:
    """Return the rise of blood pressure [mmHg] at a plasma level [ng/mL]; same shape as level.

    side: "systolic" or "diastolic". Raises ValueError for another side or a level outside 0..1000 ng/mL.
    """
    checks.choice("side", side, SIDES)
    level = checks.numbers("level", level, 0.0, MOST_LEVEL, "ng/mL")
    return float(evidence.parameter(f"session.teaching.slope_{SIDES[side]}")) * level


def dissociation(level: float | np.ndarray, threshold: float | None = None) -> np.ndarray:
    """Return the CADSS score [points] at a plasma level [ng/mL]; same shape as level.

    threshold [ng/mL], 0 to 200: below it the score is zero. None means the assumed one; with another one the
    slope is set anew so that the score at the end of the trial infusion stays what it was.
    Raises ValueError for a level or threshold out of range.
    """
    level = checks.numbers("level", level, 0.0, MOST_LEVEL, "ng/mL")
    teaching = evidence.parameters("session.teaching")
    slope, usual = float(teaching["slope_CADSS"]), float(teaching["threshold_CADSS"])
    if threshold is not None:
        threshold = checks.number("threshold", threshold, 0.0, 200.0, "ng/mL")
        slope, usual = slope * (end_level() - usual) / (end_level() - threshold), threshold
    return slope * np.maximum(0.0, level - usual)


@cache
def end_level() -> float:
    """Return the level [ng/mL] of the set when the trial infusion ends, at which both curves are pinned."""
    return float(ketamine.infusion_level([journeys.trial_hours()], PK_SET)[0])


# One room --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Room:
    """One session. All arrays have shape (n_time,): time [h], level [ng/mL], block (0..1), dissociation
    [points], systolic and diastolic rise [mmHg].
    """

    time: np.ndarray
    level: np.ndarray
    block: np.ndarray
    dissociation: np.ndarray
    systolic: np.ndarray
    diastolic: np.ndarray

    def at(self, hours: float) -> dict[str, float]:
        """Return all five curves at one time [h] since the start; ValueError outside 0..HOURS."""
        hours = checks.number("hours", hours, 0.0, HOURS, "h")
        names = ("level", "block", "dissociation", "systolic", "diastolic")
        return {name: float(np.interp(hours, self.time, getattr(self, name))) for name in names}

    def below(self, curve: str, limit: float) -> float:
        """Return when ``curve`` falls below ``limit`` after the infusion [h since the start]."""
        return journeys.time_below(self.time, getattr(self, curve), limit, journeys.trial_hours())


@cache
def room(infusion_dose: float = 1.0) -> Room:
    """Return the session for the trial infusion's length; infusion_dose: multiple of its dose, 0 to 2.

    Raises ValueError for a multiple out of range.
    """
    multiple = checks.number("infusion_dose", infusion_dose, 0.0, MOST_DOSE)
    time = np.arange(0.0, HOURS + 1 / 120, 1 / 60)
    dose = multiple * float(evidence.parameter("trial.infusion.dose"))
    level = ketamine.infusion_level(time, PK_SET, dose)
    return Room(
        time,
        level,
        nmda.ketamine_block(level),
        dissociation(level),
        pressure_rise(level),
        pressure_rise(level, "diastolic"),
    )


@dataclass(frozen=True)
class Now:
    """One moment of a session: minute, the whole session, and its curves at that minute."""

    minute: float
    room: Room
    values: dict[str, float]


def now(infusion_dose: float = 1.0, minute: float = 0) -> Now:
    """Return the session at one ``minute``, 0 to 240; infusion_dose as in room()."""
    minute = checks.number("minute", minute, 0.0, HOURS * ketamine.MINUTES_PER_HOUR, "min")
    session = room(infusion_dose)
    return Now(minute, session, session.at(minute / ketamine.MINUTES_PER_HOUR))


# Forty people in the same room -----------------------------------------------------------------------


@dataclass(frozen=True)
class Crowd:
    """SEATS virtual people, lowest level first.

    time: shape (n_time,) [h]; levels: (SEATS, n_time) [ng/mL]; at_end [ng/mL] and systolic [mmHg] when the
    infusion ends: shape (SEATS,). from_level, published: standard deviation of the systolic rise [mmHg] that
    differences in level make among 10,000 people, and the one that a clinic saw.
    """

    time: np.ndarray
    levels: np.ndarray
    at_end: np.ndarray
    systolic: np.ndarray
    from_level: float
    published: float

    @property
    def explained(self) -> float:
        """Share (0..1) of the published variance that differences in level would make."""
        return (self.from_level / self.published) ** 2


def crowd(spread: float = 1.0, differs: str = "level") -> Crowd:
    """Return forty virtual people on the trial infusion, dosed by weight.

    spread, 0 to 3: multiple of the published variability of clearance and volume (of children, so it is
    illustrative).
    differs: "level": the rise of pressure is the line of pressure_rise(); "all": each person's rise is
    shifted at random so that the standard deviation is the published one (by construction).
    """
    checks.choice("differs", differs, DIFFERENCES)
    time, levels, own = _people(spread)
    end = int(np.argmin(np.abs(time - journeys.trial_hours())))
    at_end = levels[:, end]
    systolic = pressure_rise(np.minimum(at_end, MOST_LEVEL))
    from_level, published = level_spread(spread), published_spread("dSBP")
    if differs == "all":
        systolic = systolic + own * np.sqrt(max(0.0, published**2 - from_level**2))
    return Crowd(time, levels, at_end, systolic, from_level, published)


def published_spread(symbol: str) -> float:
    """Return the standard deviation of a published mean: "dSBP", "dDBP" [mmHg] or "CADSS_mean"."""
    sources = {"dSBP": "yale2024", "dDBP": "yale2024", "CADSS_mean": "vanschalkwyk2018"}
    checks.choice("symbol", symbol, sources)
    found = evidence.parameter(f"session.{sources[symbol]}.{symbol}")
    return found.high - found.value


@cache
def level_spread(spread: float = 1.0, what: str = "systolic") -> float:
    """Return the standard deviation of "systolic" [mmHg] or "CADSS" [points] at the end of the trial infusion
    among 10,000 virtual people who differ in their level only.
    """
    checks.choice("what", what, ("systolic", "CADSS"))
    level = people.infusion_levels(np.array([journeys.trial_hours()]), pk_set=PK_SET, spread=spread)[:, 0]
    level = np.minimum(level, MOST_LEVEL)
    return float(np.std(pressure_rise(level) if what == "systolic" else dissociation(level)))


@cache
def _people(spread: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times [h], levels (SEATS, n_time) and a standard normal number for each person, lowest level first."""
    end = journeys.trial_hours()
    time = np.concatenate([np.linspace(0.0, end, 15), end + np.geomspace(1 / 60, HOURS - end, 40)])
    model = people.ketamine_people(SEATS, pk_set=PK_SET, spread=spread)
    levels = c.concentration(model, ketamine.infusion(), time)
    order = np.argsort(levels[:, 14], kind="stable")
    # Quantiles in random order: forty draws would have a standard deviation of their own.
    own = np.random.default_rng(people.SEED).permutation(SEATS) + 0.5
    normal = stats.norm.ppf(own / SEATS)
    return time, levels[order], normal / normal.std()


# Doses compared --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ScaledInfusion:
    """One infusion: amount [mg/kg], speed [mg/kg/h], levels at its end [ng/mL] by published set."""

    amount: float
    speed: float
    levels: dict[str, float]

    @property
    def middle(self) -> float:
        """Level of the set that is nearest to what trials measured [ng/mL]."""
        return self.levels[journeys.NEAREST_SET]

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest level of the five sets [ng/mL]."""
        return min(self.levels.values()), max(self.levels.values())


def scaled_infusion(infusion_dose: float = 1.0, infusion_minutes: float | None = None) -> ScaledInfusion:
    """Return the trial infusion, or a multiple of its dose in another time, in three measures.

    infusion_dose: multiple, 0 to 2. infusion_minutes [min], 1 to 240: None means as in trials.
    Raises ValueError for either out of range.
    """
    multiple = checks.number("infusion_dose", infusion_dose, 0.0, MOST_DOSE)
    end = journeys.trial_hours()
    if infusion_minutes is not None:
        longest = HOURS * ketamine.MINUTES_PER_HOUR
        end = checks.number("infusion_minutes", infusion_minutes, 1.0, longest, "min") / ketamine.MINUTES_PER_HOUR
    amount = multiple * float(evidence.parameter("trial.infusion.dose"))
    # Every set is highest when the infusion ends.
    levels = {name: float(ketamine.infusion_level([end], name, amount, end)[0]) for name in ketamine.PK_SETS}
    return ScaledInfusion(amount, amount / end, levels)


MEASURES = {"amount": "mg/kg", "speed": "mg/kg/h", "level": "ng/mL"}


def anaesthesia(measure: str) -> tuple[float, float, float]:
    """Return (lowest, usual, highest) of anaesthesia by vein in one of MEASURES.

    The usual dose is the label's average; the usual level is the middle of the published range.
    """
    checks.choice("measure", measure, MEASURES)
    if measure == "level":
        found = evidence.parameter("ketamine.zanos2018.C_anaesthesia")
        return found.low, found.value, found.high
    dose = evidence.parameter("session.ketamine_label_dosing.dose")
    hours = 1.0
    if measure == "speed":
        hours = float(evidence.parameter("session.ketamine_label_dosing.t_injection")) / 3600
    return dose.low / hours, dose.value / hours, dose.high / hours


def times_below(measured: ScaledInfusion, measure: str) -> float:
    """Return how many times the usual figure of anaesthesia is above this infusion, in one of MEASURES."""
    own = {"amount": measured.amount, "speed": measured.speed, "level": measured.middle}
    return anaesthesia(measure)[1] / own[checks.choice("measure", measure, MEASURES)]

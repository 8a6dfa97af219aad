"""Five small experiments on the NMDA receptor, ready to draw (lesson 02). Nothing new is modelled here.

The functions run magnesium, synapse, nmda_trapping, nmda_states and nmda, and read off what a reader asks:
how much flows, how much is blocked, when, and where it is heading. Voltage in mV, magnesium in mM, drug in
micromol/L (uM) unbound, plasma levels in ng/mL total, shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks, nmda, nmda_trapping, synapse
from .magnesium import HIGHEST_MV, LOWEST_MV, magnesium_free
from .nmda_states import STATES, blocked, four_state
from .nmda_trapping import Phase

# A door and its plug ---------------------------------------------------------------------------------

#: The curve of current against voltage [mV].
VOLTS = np.linspace(-80, 40, 121)


@dataclass(frozen=True)
class Plug:
    """Open channels at one voltage [mV] and magnesium [mM].

    free: share of the time without magnesium. current, bare: with magnesium and without, [pA] for each nS of
    open channels, negative inward. curve, bare_curve: the same at VOLTS, shape (n_volts,).
    """

    voltage: float
    magnesium: float
    free: float
    current: float
    bare: float
    curve: np.ndarray
    bare_curve: np.ndarray


def plug(magnesium: float, voltage: float) -> Plug:
    """Return what magnesium [mM] does to open channels at a voltage [mV, -100 to 100]."""
    voltage = checks.number("voltage", voltage, LOWEST_MV, HIGHEST_MV, "mV")
    magnesium = checks.number("magnesium", magnesium, 0.0, unit="mM")
    here, bare = (float(synapse.current(voltage, "NMDA", magnesium=mg)) for mg in (magnesium, 0.0))
    curve, bare_curve = (synapse.current(VOLTS, "NMDA", magnesium=mg) for mg in (magnesium, 0.0))
    return Plug(voltage, magnesium, float(magnesium_free(voltage, magnesium)), here, bare, curve, bare_curve)


# Coincidence -----------------------------------------------------------------------------------------

#: Time [ms] around the glutamate, which comes at 0.
MOMENTS = np.linspace(-150, 350, 1001)


@dataclass(frozen=True)
class Pairing:
    """Glutamate at 0 ms and a depolarisation that starts at delay [ms].

    time: shape (n_time,) [ms]. voltage [mV], opened (share with its gate open), conductance (share of all
    receptors that conducts): along it. best: index of the largest conductance. alone: the largest conductance
    of the same glutamate at rest.
    """

    time: np.ndarray
    voltage: np.ndarray
    opened: np.ndarray
    conductance: np.ndarray
    best: int
    alone: float

    @property
    def peak(self) -> float:
        """Largest conductance (0..1 of all receptors)."""
        return float(self.conductance[self.best])


def pairing(glutamate: int, depolarised_to: float, delay: float) -> Pairing:
    """Return an experiment: glutamate 0 (none) or 1 (a pulse at 0 ms), a step of voltage [mV] at delay [ms].

    The step lasts synapse.teaching.t_paired; before and after the cell rests at synapse.teaching.V_rest.
    """
    glutamate = checks.whole_number("glutamate", glutamate, 0, 1)
    step = checks.number("depolarised_to", depolarised_to, LOWEST_MV, HIGHEST_MV, "mV")
    delay = checks.number("delay", delay, MOMENTS[0], MOMENTS[-1], "ms")
    rest, lasts = (float(evidence.parameter(f"synapse.teaching.{name}")) for name in ("V_rest", "t_paired"))
    on = (delay <= MOMENTS) & (delay + lasts >= MOMENTS)
    voltage = np.where(on, step, rest)
    after = np.maximum(MOMENTS, 0.0)
    opened = glutamate * np.where(MOMENTS > 0, synapse.open_share(after, "NMDA"), 0.0)
    conductance = opened * magnesium_free(voltage)
    alone = float((synapse.open_share(after, "NMDA") * magnesium_free(rest)).max())
    return Pairing(MOMENTS, voltage, opened, conductance, int(conductance.argmax()), alone)


# Trapping --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wash:
    """Drug, then a wash without drug. time: shape (n_time,) [s]; block (0..1) along it.

    full: the block of the same drug on channels that are fully active all along. turn [s]: start of the wash.
    goal: the block at which it would settle. tau [s]: time constant of the approach to it.
    """

    time: np.ndarray
    block: np.ndarray
    full: np.ndarray
    turn: float
    goal: float
    tau: float

    @property
    def at_turn(self) -> float:
        """Block when the wash begins."""
        return float(np.interp(self.turn, self.time, self.block))

    @property
    def left(self) -> float:
        """Block at the end of the wash."""
        return float(self.block[-1])


def wash(blocker: str, drug_level: float, activity: float, wash_activity: float) -> Wash:
    """Return drug for two minutes and a wash for two minutes (the length used in mealing1999).

    blocker: "ketamine" or "memantine"; drug_level [uM] unbound; activity and wash_activity (0..1 of full
    agonist) while drug is there and during the wash. The leak is two-way.
    """
    drug_level = checks.number("drug_level", drug_level, 0.0, unit="uM")
    long = float(evidence.parameter("ketamine.mealing1999.t_wash"))
    time = np.linspace(0, 2 * long, 481)

    def course(busy: float, later: float) -> np.ndarray:
        phases = [Phase(long, drug_level, busy), Phase(long, 0.0, later)]
        return nmda_trapping.trapping_block(time, phases, blocker)

    goal = float(nmda_trapping.equilibrium(drug_level, activity, blocker))
    tau = float(nmda_trapping.time_constant(drug_level, activity, blocker))
    return Wash(time, course(activity, wash_activity), course(1.0, 1.0), long, goal, tau)


def approach(activities: np.ndarray, drug_level: float, time: np.ndarray, leak: str = "two-way") -> np.ndarray:
    """Return the block (0..1) in constant ketamine [uM] at time [s], shape (n_activities, n_time)."""
    phases = [Phase(float(np.max(time)), drug_level, np.asarray(activities, dtype=float))]
    return nmda_trapping.trapping_block(time, phases, leak=leak)


# Four states -----------------------------------------------------------------------------------------

#: Longest stay in the drug [s].
LONGEST = 60.0
COURSE = np.concatenate([[0.0], np.geomspace(0.05, LONGEST, 160)])


@dataclass(frozen=True)
class Flow:
    """Shares of STATES after some seconds in ketamine. time: shape (n_time,) [s]; blocked (0..1) along it.

    goal: the share at which the block settles if any gate opens at all, C / (C + Kd).
    """

    shares: dict[str, float]
    seconds: float
    goal: float
    time: np.ndarray
    blocked: np.ndarray

    @property
    def now(self) -> float:
        """Share blocked, open or shut."""
        return self.shares["OB"] + self.shares["CB"]


def flow(drug_level: float, activity: float, drug_seconds: float) -> Flow:
    """Return the four shares after drug_seconds [s, 0 to 60] in ketamine [uM] at an activity (0..1)."""
    seconds = checks.number("drug_seconds", drug_seconds, 0.0, LONGEST, "s")
    course = four_state(np.append(COURSE, seconds), [Phase(LONGEST, drug_level, activity)])
    # Rounding in the eigenvectors leaves shares a hair outside 0..1.
    course = np.clip(course, 0.0, 1.0)
    shares = dict(zip(STATES, course[:, -1].tolist(), strict=True))
    goal = float(nmda_trapping.equilibrium(drug_level))
    return Flow(shares, seconds, goal, COURSE, blocked(course)[:-1])


# From plasma to block --------------------------------------------------------------------------------

#: Conditions in which the block was measured: none stands for no magnesium, the others for 1 mM by subunit.
CONDITIONS = ("none", *nmda.SUBUNITS)
#: Plasma levels [ng/mL] of the curves.
LEVELS = np.geomspace(10, 3000, 121)


@dataclass(frozen=True)
class Dish:
    """A plasma level [ng/mL] seen by receptors in a dish.

    unbound [uM]. blocks: {condition: block (0..1)} at the level; curves: {condition: block at LEVELS}.
    """

    level: float
    unbound: float
    levels: np.ndarray
    blocks: dict[str, float]
    curves: dict[str, np.ndarray]


def condition_block(level: float | np.ndarray, condition: str, unbound: float | None = None) -> np.ndarray:
    """Return the block (0..1) at a plasma level [ng/mL] in one of CONDITIONS; unbound: its free share."""
    checks.choice("condition", condition, CONDITIONS)
    if condition == "none":
        return nmda.ketamine_block(level, unbound=unbound)
    return nmda.ketamine_block(level, magnesium=True, subunit=condition, unbound=unbound)


def dish(plasma_level: float, unbound_share: float | None = None) -> Dish:
    """Return the block in all CONDITIONS at a total plasma level [ng/mL] and an unbound share (0..1)."""
    level = checks.number("plasma_level", plasma_level, 0.0, unit="ng/mL")
    blocks = {name: float(condition_block(level, name, unbound_share)) for name in CONDITIONS}
    curves = {name: condition_block(LEVELS, name, unbound_share) for name in CONDITIONS}
    return Dish(level, float(nmda.unbound_level(level, unbound_share)), LEVELS, blocks, curves)


def gap_of_constants(level: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the block (0..1) of unbound ketamine [uM] by the two routes of one paper (gilling2009).

    In this order: from the IC50 and Hill coefficient; from the rates; and the latter's limits if both
    rates are off by their standard error in opposite directions. Shape of level.
    """
    level = checks.numbers("level", level, 0.0, unit="uM")
    kon, koff = (evidence.parameter(f"ketamine.gilling2009.{name}") for name in ("kon", "koff"))
    by_rates = [level / (level + kd) for kd in (koff.value / kon.value, koff.high / kon.low, koff.low / kon.high)]
    return nmda.hill(level, nmda.block_constants()), *by_rates

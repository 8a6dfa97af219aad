"""One dose of escitalopram at a serotonin terminal: the model of Mena 2024, run inside its limits.

The equations are in terminal_rates. Here: where it starts, the dose, the run, and what may not be run.

The published start exists twice. In the MATLAB code the reserve holds 191.60 uM; in the Python port of the
same authors 280.0048 uM, and only with that is the start at rest (the reserve apart, which drifts for weeks
to 178.3 uM). Doses start from the settled state, as the code's own 35 drug-free days do.

Valid for one dose of up to 30 mg/kg and 48 h. With dose upon dose the published equations refill vesicles
from a reserve that is already empty, levels turn negative, and the result means nothing: run() refuses.
repeated() carries a correction of ours and is no published result. The model has no raphe and no 5-HT1A
receptor, so firing that falls and comes back over weeks is not in it, and its level of the drug in blood is
not realistic.

Time in hours, doses in mg/kg (a mouse), states as in terminal_rates; what Run gives out is in nmol/L.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.integrate import odeint

from .. import evidence
from . import checks
from . import terminal_rates as rates
from .terminal_jacobian import jacobian
from .terminal_rates import NANOMOLAR, STATES

STARTS = ("settled", "matlab", "python")
HIGHEST_DOSE = float(evidence.parameter("mena2024.sweep_max"))  # mg/kg
LONGEST = 2 * 24.0  # h after one dose
LONGEST_REST = 10_000.0  # h without drug
DAY = 24.0
#: No state may fall below this; the solver's own error stays far above it.
FLOOR = -1e-6
ACCURACY = {"rtol": 1e-8, "atol": 1e-10, "mxstep": 10_000}

#: Sums of states that never change.
KEPT = (("bh2", "bh4"), ("Spool", "Sph"), ("Ssurf", "Spool", "Sinact"))
#: State -> the state of which it is an exact copy.
COPIES = {"G5": "G", "T5": "T", "B5": "B", "GH": "Gh", "TH": "Th", "BH": "Bh"}

_PLACE = {name: place for place, name in enumerate(STATES)}


@dataclass(frozen=True)
class Run:
    """States over time: time [h], shape (n_time,); states, shape (n_time, 42), in the order of STATES."""

    time: np.ndarray
    states: np.ndarray

    def state(self, name: str) -> np.ndarray:
        """Return one state over time (its unit in terminal_rates), shape (n_time,); ValueError if unknown."""
        return self.states[:, _PLACE[checks.choice("name", name, STATES)]]

    @property
    def serotonin(self) -> np.ndarray:
        """Extracellular serotonin [nM], shape (n_time,)."""
        return self.state("eht") * NANOMOLAR

    @property
    def drug(self) -> np.ndarray:
        """Escitalopram in brain [nM], shape (n_time,)."""
        return rates.drug_level(self.state("q2")) * NANOMOLAR


@dataclass(frozen=True)
class Fluxes:
    """Flows of serotonin [uM/h]: uptake by the transporter, other removal from outside, synthesis."""

    pump: float
    removal: float
    synthesis: float


def start(kind: str = "settled") -> np.ndarray:
    """Return the state before any drug, shape (42,), in the order of STATES.

    kind: "matlab" or "python", the published vector with either reserve; "settled", the steady state to
    which the model drifts from there. Raises ValueError for another kind.
    """
    checks.choice("kind", kind, STARTS)
    if kind == "settled":
        return _settled().copy()
    published = evidence.parameters("mena2024.start")
    state = np.array([float(published[name]) for name in STATES])
    if kind == "python":
        state[_PLACE["vhtr"]] = float(published["vhtr_python"])
    return state


def run(dose: float, time: float | np.ndarray) -> Run:
    """Return the course after one dose [mg/kg] at time 0, from the settled state; time [h], in any order.

    Raises ValueError for a dose outside 0 to 30 mg/kg or a time outside 0 to 48 h.
    """
    dose = checks.number("dose", dose, 0.0, HIGHEST_DOSE, "mg/kg")
    hours = np.atleast_1d(checks.numbers("time", time, 0.0, LONGEST, "h after one dose"))
    return _checked(with_dose(start(), dose), hours, rates.slopes())


def undisturbed(time: float | np.ndarray, kind: str = "settled") -> Run:
    """Return the model left alone from a start() at time [h], 0 to 10 000: shows which start is at rest."""
    hours = np.atleast_1d(checks.numbers("time", time, 0.0, LONGEST_REST, "h"))
    return _checked(start(kind), hours, rates.slopes())


def repeated(dose: float, days: int, per_day: int = 3, per_dose: int = 12) -> Run:
    """Return a course of doses [mg/kg] with our correction of the refilling. Not a published result.

    days: 1 to 24. per_day: doses a day, 1 to 4, evenly spread. per_dose: times given out per dose.
    The correction (refilling stops as the reserve empties, id "terminal.teaching.K_reserve") hardly changes
    a single dose. Raises ValueError outside these ranges.
    """
    corrected = rates.slopes(float(evidence.parameter("terminal.teaching.K_reserve")))
    return _course(dose, checks.whole_number("days", days, 1, 24), per_day, per_dose, corrected, _checked)


def unchecked(dose: float, days: int, per_day: int = 3, per_dose: int = 12) -> Run:
    """Return what the published equations give for a course, negative levels and all: why run() refuses.

    Arguments as in repeated(), days 1 to 6. It is no result, neither published nor ours.
    """
    checks.whole_number("days", days, 1, 6)
    return _course(dose, days, per_day, per_dose, rates.slopes(), _as_found)


def fluxes(state: np.ndarray) -> Fluxes:
    """Return the flows of serotonin in one state, shape (42,)."""
    eht = state[_PLACE["eht"]]
    pump = rates.pump_flux(eht, state[_PLACE["Ssurf"]], rates.drug_level(state[_PLACE["q2"]]))
    return Fluxes(float(pump), float(rates.constants().a14 * eht), float(rates.synthesis_flux(state)))


def with_dose(state: np.ndarray, dose: float) -> np.ndarray:
    """Return the state with a dose [mg/kg] in the peritoneal cavity: mg/kg times g is ug, times the share absorbed."""
    k = rates.constants()
    dosed = state.copy()
    dosed[_PLACE["q0"]] += dose * k.BW * k.F_ip
    return dosed


def _course(dose: float, days: int, per_day: int, per_dose: int, slopes: rates.Slopes, solve: Callable) -> Run:
    dose = checks.number("dose", dose, 0.0, HIGHEST_DOSE, "mg/kg")
    count = days * checks.whole_number("per_day", per_day, 1, 4)
    gap = np.linspace(0.0, DAY / per_day, checks.whole_number("per_dose", per_dose, 1, 1000) + 1)
    state, states = start(), []
    for _ in range(count):
        part = solve(with_dose(state, dose), gap, slopes).states
        state, states = part[-1], [*states, part[:-1]]
    time = np.concatenate([gap[:-1] + number * gap[-1] for number in range(count)] + [[count * gap[-1]]])
    return Run(time, np.concatenate([*states, state[None]]))


def _as_found(state: np.ndarray, hours: np.ndarray, slopes: rates.Slopes) -> Run:
    return Run(hours, solved(state, hours, slopes))


def _checked(state: np.ndarray, hours: np.ndarray, slopes: rates.Slopes) -> Run:
    order, place = np.unique(hours, return_inverse=True)
    states = solved(state, order, slopes)
    if states.min() < FLOOR:
        name = list(STATES)[np.unravel_index(states.argmin(), states.shape)[1]]
        raise ValueError(f"time reaches a point where {STATES[name]} is {states.min():.2g}; allowed: 0 and above.")
    return Run(hours, states[place])


def solved(state: np.ndarray, order: np.ndarray, slopes: rates.Slopes) -> np.ndarray:
    """Return the states at sorted times [h], shape (n_time, 42), as the solver finds them, negative ones too.

    The solver is LSODA, because rates from 1/h to 10 000/h make the model stiff.
    """
    grid = order if order[0] == 0 else np.concatenate([[0.0], order])
    if grid.size == 1:
        return state[None].copy()
    states, told = odeint(slopes, state, grid, Dfun=jacobian(slopes), tfirst=True, full_output=True, **ACCURACY)
    if told["message"] != "Integration successful.":
        raise RuntimeError(f"The terminal model could not be solved: {told['message']}")
    return states[grid.size - order.size :]


@cache
def _settled() -> np.ndarray:
    """The steady state, reached in 10 000 h from the published start with a reserve near its end."""
    state = start("python")
    state[_PLACE["vhtr"]] = float(evidence.parameter("regression.mena.vhtr_longrun"))
    return solved(state, np.array([0.0, LONGEST_REST]), rates.slopes())[-1]

"""How stiff the terminal model is: its own clocks, and how many steps two kinds of solver take.

Near a state each combination of small changes fades with a clock of its own, 1 over minus the real part of an
eigenvalue of the Jacobian. A solver that only looks ahead from where it stands (RK45) must keep its steps
short against the fastest clock all the time, or it blows up; one that solves for where it lands (LSODA, in
its stiff mode) may step as the slow ones allow.

Time in hours. Counts of steps depend a little on the versions of numpy and scipy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.integrate import odeint, solve_ivp

from . import checks, terminal
from . import terminal_rates as rates
from .terminal_jacobian import jacobian

#: An eigenvalue this small against the largest one is zero: something that is kept, and has no clock.
ZERO = 1e-9
ACCURACY = {"rtol": 1e-6, "atol": 1e-9}
#: Ends of the stretches in which steps are counted [h].
ENDS = (0.01, 0.1, 1.0, 6.0, 24.0, 48.0)
#: RK45 is counted over at most this much of a stretch [h]; its steps hardly change within one.
SAMPLE = 0.1


@dataclass(frozen=True)
class Steps:
    """Steps per hour in stretches of time; begin, end [h] and counts of shape (n_stretches,)."""

    begin: np.ndarray
    end: np.ndarray
    stiff: np.ndarray
    explicit: np.ndarray

    @property
    def totals(self) -> tuple[float, float]:
        """Steps over all stretches: stiff solver, explicit solver."""
        width = self.end - self.begin
        return float((self.stiff * width).sum()), float((self.explicit * width).sum())


def clocks(state: np.ndarray | None = None) -> np.ndarray:
    """Return the time constants [h] of small changes around a state (None: settled), shortest first.

    One for each eigenvalue that is not zero; shape (at most 42,).
    """
    around = terminal.start() if state is None else state
    real = np.linalg.eigvals(jacobian(rates.slopes())(0.0, around)).real
    fading = real[real < -ZERO * np.abs(real).max()]
    return np.sort(-1.0 / fading)


def steps(dose: float = 10.0) -> Steps:
    """Return how many steps an hour a stiff (LSODA) and an explicit solver (RK45) take after a dose [mg/kg].

    Raises ValueError for a dose outside 0 to 30 mg/kg.
    """
    dose = checks.number("dose", dose, 0.0, terminal.HIGHEST_DOSE, "mg/kg")
    right, times = rates.slopes(), np.array([0.0, *ENDS])
    states, told = odeint(
        right,
        terminal.with_dose(terminal.start(), dose),
        times,
        Dfun=jacobian(right),
        tfirst=True,
        full_output=True,
        **ACCURACY,
    )
    width = np.diff(times)
    explicit = []
    for begin, length, state in zip(times, np.minimum(width, SAMPLE), states, strict=False):
        run = solve_ivp(right, (begin, begin + length), state, "RK45", **ACCURACY)
        explicit.append((run.t.size - 1) / length)
    return Steps(times[:-1], times[1:], np.diff(told["nst"], prepend=0) / width, np.array(explicit))

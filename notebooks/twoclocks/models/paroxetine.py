"""Paroxetine: a drug that slowly blocks the enzyme that clears it.

    dg/dt = -ka g                                          gut [mg], plus each tablet
    dC/dt = ka g / V - (CLlin + (CL0 - CLlin) E) C / V      plasma [mg/L]
    dE/dt = kdeg (1 - E) - a kdeg C E                       active enzyme (1 = all of it)

Numbers: data/, ids "paroxetine.working.*" (fitted for this collection to label values, so agreement with
those is no test). After the last tablet the model's half-life is right for three days and then falls to
3 to 5 h, which is wrong: no wash-out curve may be drawn, and later times are refused or left blank.
The equations are not linear, so they are integrated step by step (Runge-Kutta, fourth order, one-hour
steps; tests hold the error below 1e-4 of the peak). Time in hours, doses in mg, levels in ng/mL.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks
from . import compartments as c

STEP = 1.0  # h
LONGEST_GAP = 72.0  # h without a tablet up to which the model is used
DAY = 24.0


@dataclass(frozen=True)
class Accumulation:
    """Last day over a single dose: peak, trough (24 h), area (to infinity). half_life [h]: 36 to 72 h after
    the last tablet. last_peak, last_trough: levels of the last day [ng/mL].
    """

    peak: float
    trough: float
    area: float
    half_life: float
    last_peak: float
    last_trough: float


@dataclass(frozen=True)
class _Numbers:
    CL0: float
    CLlin: float
    a: float
    V: float
    ka: float
    kdeg: float


def level(doses: c.Dose, time: np.ndarray, washout: str = "refuse") -> np.ndarray:
    """Return the plasma level [ng/mL] at time [h]; shape (n_time,).

    doses: one dose [mg] into "depot", repeated at whole hours. washout: what to
    do with times more than 72 h after the last tablet: "refuse" (ValueError) or "blank" (NaN).
    """
    time = checks.times(time)
    taken = doses.times
    if taken.size == 0:
        return np.zeros_like(time)
    last = taken[np.searchsorted(taken, time, side="right") - 1]
    late = (time - last > LONGEST_GAP) & (time >= taken[0])
    if late.any() and washout == "refuse":
        raise ValueError(
            f"time is {time[late][0]:g} h, {(time - last)[late][0]:g} h after the last tablet; allowed: "
            f"up to {LONGEST_GAP:g} h after it, because the model has no valid wash-out."
        )
    levels = _curve(doses, time)
    levels[late] = np.nan
    return levels


def active_enzyme(doses: c.Dose, time: np.ndarray) -> np.ndarray:
    """Return the share of CYP2D6 that is active, 0 to 1, at time [h]; shape (n_time,), NaN once level() has no value.

    Nobody measured it here: it is what the drug's own accumulation asks for.
    """
    time = checks.times(time)
    grid = _solution(doses, time)
    enzyme = np.interp(time / STEP, np.arange(grid.shape[1]), grid[3])
    return np.where(np.isnan(level(doses, time, "blank")), np.nan, enzyme)


def daily_area(dose: float, day: int) -> float:
    """Return the area under the level [ng h/mL] over one day (from 0) of unbroken daily dosing."""
    time = np.linspace(day * DAY, (day + 1) * DAY, 481)
    doses = c.Dose(dose, into="depot", every=DAY, count=day + 1)
    return _simpson(_curve(doses, time), time)


def accumulation(dose: float = 30.0, days: int = 30) -> Accumulation:
    """Return what accumulates on a daily dose [mg], last day against a single dose."""
    hours = np.linspace(0.0, DAY, 481)
    single = c.Dose(dose, into="depot")
    repeated = c.Dose(dose, into="depot", every=DAY, count=days)
    first = _curve(single, hours)
    last = _curve(repeated, (days - 1) * DAY + hours)
    long = np.linspace(0.0, 40 * DAY, 20 * 960 + 1)
    end = (days - 1) * DAY + np.linspace(36.0, LONGEST_GAP, 37)
    slope = np.polyfit(end, np.log(_curve(repeated, end)), 1)[0]
    return Accumulation(
        peak=float(last.max() / first.max()),
        trough=float(last[-1] / first[-1]),
        area=_simpson(last, hours) / _simpson(_curve(single, long), long),
        half_life=float(np.log(2.0) / -slope),
        last_peak=float(last.max()),
        last_trough=float(last[-1]),
    )


def _curve(doses: c.Dose, time: np.ndarray) -> np.ndarray:
    """Level [ng/mL] without any limit on the wash-out; shape (n_time,)."""
    return _between(_solution(doses, time)[:3], time / STEP) * c.NG_PER_ML_IN_MG_PER_L


def _solution(doses: c.Dose, time: np.ndarray) -> np.ndarray:
    """What _integrate gives, up to the end of ``time`` [h]."""
    amount = checks.number("dose", doses.amount, 0.0, unit="mg")
    tablets = doses.times / STEP
    if (tablets != np.round(tablets)).any():
        raise ValueError(
            f"start or every puts a tablet at {doses.times[tablets != np.round(tablets)][0]:g} h; "
            f"allowed: whole multiples of {STEP:g} h."
        )
    p = _Numbers(**{name: float(value) for name, value in evidence.parameters("paroxetine.working").items()})
    return _integrate(amount, set(tablets.astype(int).tolist()), int(np.ceil(time.max() / STEP)) + 1, p)


def _integrate(amount: float, tablets: set[int], steps: int, p: _Numbers) -> np.ndarray:
    """Step through the equations; rows: level [mg/L], its slope after and before a tablet [mg/L per step], active enzyme."""
    grid = np.empty((4, steps + 1))
    gut, level, enzyme = 0.0, 0.0, 1.0
    half = math.exp(-p.ka * STEP / 2)
    for step in range(steps + 1):
        grid[2, step] = _slopes(gut, level, enzyme, p)[0]
        if step in tablets:
            gut += amount
        grid[:2, step] = level, _slopes(gut, level, enzyme, p)[0]
        grid[3, step] = enzyme
        level, enzyme = _step(gut, half, level, enzyme, p)
        gut *= half * half
    grid[1:3] *= STEP
    return grid


def _step(gut: float, half: float, level: float, enzyme: float, p: _Numbers) -> tuple[float, float]:
    """One Runge-Kutta step; the gut is known exactly: half is what half a step leaves of it."""
    c1, e1 = _slopes(gut, level, enzyme, p)
    c2, e2 = _slopes(gut * half, level + STEP / 2 * c1, enzyme + STEP / 2 * e1, p)
    c3, e3 = _slopes(gut * half, level + STEP / 2 * c2, enzyme + STEP / 2 * e2, p)
    c4, e4 = _slopes(gut * half * half, level + STEP * c3, enzyme + STEP * e3, p)
    return (level + STEP / 6 * (c1 + 2 * c2 + 2 * c3 + c4), enzyme + STEP / 6 * (e1 + 2 * e2 + 2 * e3 + e4))


def _slopes(gut: float, level: float, enzyme: float, p: _Numbers) -> tuple[float, float]:
    """dC/dt [mg/L/h] and dE/dt [1/h]."""
    clearance = p.CLlin + (p.CL0 - p.CLlin) * enzyme
    return (p.ka * gut - clearance * level) / p.V, p.kdeg * (1.0 - enzyme - p.a * level * enzyme)


def _between(grid: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Cubic (Hermite) curve through levels and slopes of the grid at positions counted in steps."""
    left = position.astype(int)
    s = position - left
    level, after, before = grid
    return (
        level[left] * (1 + 2 * s) * (1 - s) ** 2
        + after[left] * s * (1 - s) ** 2
        + level[left + 1] * s**2 * (3 - 2 * s)
        - before[left + 1] * s**2 * (1 - s)
    )


def _simpson(values: np.ndarray, time: np.ndarray) -> float:
    """Area under evenly spaced values (an odd number of them)."""
    step = time[1] - time[0]
    return float(step / 3 * (values[0] + 4 * values[1:-1:2].sum() + 2 * values[2:-1:2].sum() + values[-1]))

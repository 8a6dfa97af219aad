"""ILLUSTRATIVE: from hours of block to days of effect, by three steps in a row. Every constant is ours.

    dG/dt = (b - G) / tau_G                    disinhibition, glutamate
    dP/dt = kP G (1 - P) - P / tau_P           fast plasticity (AMPA receptors, BDNF)
    dS/dt = kS P (1 - S) - S / tau_S           structure (spines)
    E     = 1 - (1 - P) (1 - S)                shown relative to the intact model 24 h after the start
b is the block of nmda.ketamine_block (no magnesium, an index) at the level of ketamine.infusion_level.
The constants ("cascade.teaching.*") were picked by hand so that E peaks within day 1 and fades by days 10 to
12: agreement with those two facts is by construction, no validation, and rival first steps fit as well.

Each equation is linear given the one before, so it is integrated by quadrature: no solver, fast enough for a
slider. step_by_step() says the same in a loop that can be read. Time in h from the start of the infusion, everything
else in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.integrate import cumulative_simpson
from scipy.interpolate import CubicHermiteSpline

from .. import evidence
from . import checks, ketamine, nmda

LONGEST_H = 1000.0
DAY_H = 24.0

Number = float | np.ndarray


@dataclass(frozen=True)
class Cascade:
    """Curves of one run, each of shape (..., n_time), 0..1: block b, G, P, S and E = 1 - (1 - P)(1 - S).

    time [h]; relative: E over the effect of the intact model 24 h after the trial infusion.
    """

    time: np.ndarray
    block: np.ndarray
    G: np.ndarray
    P: np.ndarray
    S: np.ndarray
    E: np.ndarray
    relative: np.ndarray


@dataclass(frozen=True)
class _Nodes:
    """The curves where they are computed, with their slopes [1/h]."""

    time: np.ndarray
    curves: np.ndarray
    slopes: np.ndarray

    def at(self, time: np.ndarray) -> np.ndarray:
        return CubicHermiteSpline(self.time, self.curves, self.slopes, axis=-1)(time)


def cascade(
    time: np.ndarray,
    dose: Number | None = None,
    ampa_blocked: bool = False,
    spines_prevented: bool = False,
    inverted_u: bool = False,
    pk_set: str = "kamp2020",
    refine: int = 1,
) -> Cascade:
    """Return the cascade at time [h] after the start of one infusion; curves have shape (..., n_time).

    dose [mg/kg over the usual duration], a number or array; None means the trial infusion. Switches:
    ampa_blocked sets kP = 0, spines_prevented sets kS = 0, inverted_u makes the drive b (1 - b/b0), but not
    below 0, so that a high dose drives less. refine: how many times the steps are divided; undivided, the
    error of a curve is below 2e-5 up to 2 mg/kg and below 1e-3 up to 20 mg/kg (tested). Raises ValueError for
    a negative dose, an unknown set, or a time outside 0 to 1000 h.
    """
    time = checks.numbers("time", checks.times(time), 0.0, LONGEST_H, "h")
    p = constants()
    p["kP"] *= not ampa_blocked
    p["kS"] *= not spines_prevented
    refine = checks.whole_number("refine", refine, 1, 100)
    grid = _grid(time.max(), refine)
    both = nmda.ketamine_block(ketamine.infusion_level(np.append(grid, time), pk_set, dose))
    block = both[..., grid.size :]
    G, P, S = _nodes(grid, both[..., : grid.size], p, inverted_u).at(time)
    E = _effect(P, S)
    return Cascade(time, block, G, P, S, E, E / intact_effect(pk_set))


@cache
def intact_effect(pk_set: str = "kamp2020") -> float:
    """Return E24, the effect (0..1) of the intact model 24 h after the start of the trial infusion."""
    p = constants()
    grid = _grid(DAY_H, refine=1)
    block = nmda.ketamine_block(ketamine.infusion_level(grid, pk_set))
    _, P, S = _nodes(grid, block, p, inverted_u=False).at(DAY_H)
    return float(_effect(P, S))


def constants() -> dict[str, float]:
    """Return the assumed constants by their symbols; units stand in data/."""
    return {name: float(value) for name, value in evidence.parameters("cascade.teaching").items()}


def step_by_step(time: np.ndarray, block: np.ndarray, kP: Number | None = None) -> np.ndarray:
    """Return E at time [h] in small steps, to be read and changed; shape of time.

    block: share 0..1 at each time. kP [1/h]: one number or one for each time; None means the assumed
    one. With steps of 0.02 h the error against cascade() is below 0.01 (tested).
    """
    p = constants()
    time, block, kP = _checked(time, block, p["kP"] if kP is None else kP, p["tau_G"] / 2)
    G = P = S = 0.0
    E = np.zeros(time.size)
    for i, step in enumerate(np.diff(time)):
        dG = (block[i] - G) / p["tau_G"]
        dP = kP[i] * G * (1 - P) - P / p["tau_P"]
        dS = p["kS"] * P * (1 - S) - S / p["tau_S"]
        G, P, S = G + step * dG, P + step * dP, S + step * dS
        E[i + 1] = 1 - (1 - P) * (1 - S)
    return E


def _checked(time: Number, block: Number, kP: Number, longest: float) -> tuple[np.ndarray, ...]:
    """Time, block and kP, each of shape (n_time,); ValueError for bad shapes, shares, gains and steps [h]."""
    time, block = checks.times(time), checks.numbers("block", block, 0.0, 1.0)
    kP = checks.numbers("kP", kP, 0.0, unit="1/h")
    if block.shape != time.shape or kP.shape not in ((), time.shape):
        shapes = f"{block.shape} and {kP.shape}; allowed: that of time, {time.shape}"
        raise ValueError(f"block and kP have shapes {shapes}.")
    checks.numbers("steps of time", np.diff(time), np.finfo(float).tiny, longest, "h")
    return time, block, np.broadcast_to(kP, time.shape)


def later_steps(time: np.ndarray, drive: np.ndarray, kP: float) -> np.ndarray:
    """Return E at time [h] if drive (0..1 at each time) stands in for G: whatever comes first, the rest is alike.

    kP [1/h]. Quadrature over the times given, which start at 0 and must be close together. Raises ValueError for a
    drive outside 0..1 or of another shape than time, and for a negative kP.
    """
    time, drive = checks.times(time), checks.numbers("drive", drive, 0.0, 1.0)
    if drive.shape != time.shape:
        raise ValueError(f"drive has shape {drive.shape}; allowed: that of time, {time.shape}.")
    p = constants()
    P, _ = _saturating(time, checks.number("kP", kP, 0.0, unit="1/h") * drive, p["tau_P"])
    S, _ = _saturating(time, p["kS"] * P, p["tau_S"])
    return _effect(P, S)


def effect_size(relative: np.ndarray) -> np.ndarray:
    """Return Hedges g for E/E24; at 24 h it is the pooled effect of kishimoto2016 by construction."""
    pooled = evidence.one("trials", id="tr-kishimoto-2016-01")["value"]
    return pooled * np.asarray(relative, dtype=float)


def _effect(P: np.ndarray, S: np.ndarray) -> np.ndarray:
    return 1 - (1 - P) * (1 - S)


def _nodes(grid: np.ndarray, block: np.ndarray, p: dict[str, float], inverted_u: bool) -> _Nodes:
    """G, P and S at every second time of the grid, stacked on the first axis."""
    drive = np.maximum(block * (1 - block / p["b0"]), 0.0) if inverted_u else block
    time, G = grid[::2], _lag(grid, drive, p["tau_G"])
    P, P_slope = _saturating(time, p["kP"] * G, p["tau_P"])
    S, S_slope = _saturating(time, p["kS"] * P, p["tau_S"])
    slopes = np.stack([(drive[..., ::2] - G) / p["tau_G"], P_slope, S_slope])
    return _Nodes(time, np.stack([G, P, S]), slopes)


def _grid(last: float, refine: int) -> np.ndarray:
    """Times [h] from 0 to last or later: nodes, and the middle of any two. The infusion's end is a node."""
    end = ketamine.infusion().duration
    last = max(last, 2 * end)
    during, after = np.linspace(0.0, 1.0, 50 * refine + 1), np.linspace(0.0, 1.0, 150 * refine + 1)
    # closer together where the level changes fast: just after the start and after the end of the infusion
    nodes = np.concatenate([end * during**2, end + (last - end) * after[1:] ** 3])
    grid = np.empty(2 * nodes.size - 1)
    grid[::2], grid[1::2] = nodes, (nodes[1:] + nodes[:-1]) / 2
    return grid


def _lag(grid: np.ndarray, drive: np.ndarray, tau: float) -> np.ndarray:
    """Solve dG/dt = (drive - G) / tau from 0, exactly for the parabola through each three points of drive."""
    left, middle, right = drive[..., :-1:2], drive[..., 1::2], drive[..., 2::2]
    step = np.diff(grid[::2])
    bend = tau**2 * 4 * (left - 2 * middle + right) / step**2
    follow_left = left - tau * (4 * middle - 3 * left - right) / step + bend
    follow_right = right - tau * (left - 4 * middle + 3 * right) / step + bend
    kept = np.exp(-step / tau)
    gain = follow_right - kept * follow_left
    G = np.zeros(left.shape[:-1] + (step.size + 1,))
    for i in range(step.size):
        G[..., i + 1] = kept[i] * G[..., i] + gain[..., i]
    return G


def _saturating(time: np.ndarray, drive: np.ndarray, tau: float) -> tuple[np.ndarray, np.ndarray]:
    """Solve dy/dt = drive (1 - y) - y / tau from 0 by quadrature; return y and its slope."""
    growth = cumulative_simpson(drive, x=time, axis=-1, initial=0.0) + time / tau
    y = np.exp(-growth) * cumulative_simpson(drive * np.exp(growth), x=time, axis=-1, initial=0.0)
    return y, drive * (1 - y) - y / tau

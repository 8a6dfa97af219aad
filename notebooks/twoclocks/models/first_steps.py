"""ILLUSTRATIVE: four rival first steps in front of the same two later ones, each scaled to the same effect at 24 h.

    disinhibition   the block, with the lag tau_G of the teaching cascade
    rest            the block itself, as if blocked receptors at rest were enough
    metabolite      the level of hydroxynorketamine, relative to its peak (its shape is all that is modelled)
    held            the largest block so far, kept for as long as ma2023 saw it kept in the habenula of mice
Each drives P and S of cascade.py; the gain kP is found so that E at 24 h is the intact model's. So agreement at
24 h is by construction, and what the four do elsewhere shows how little a curve can say about its cause.
Time in h from the start of the trial infusion.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.optimize import brentq

from .. import evidence
from . import cascade as downstream
from . import checks, ketamine, nmda

STEPS = ("disinhibition", "rest", "metabolite", "held")
LAST_H = 14 * 24.0
PK_SET = "kamp2020"
_LARGEST_GAIN = 20.0


def effect(time: np.ndarray, first_step: str) -> np.ndarray:
    """Return E/E24 at time [h] (0 to 336) with one of STEPS in front; shape of time. Raises ValueError otherwise."""
    time = checks.numbers("time", checks.times(time), 0.0, LAST_H, "h")
    grid, curve = _curve(checks.choice("first_step", first_step, STEPS))
    return np.interp(time, grid, curve)


@cache
def gain(first_step: str) -> float:
    """Return the gain kP [1/h] at which the effect at 24 h is that of the intact teaching cascade."""
    grid, drive = _drive(checks.choice("first_step", first_step, STEPS))
    early = grid <= downstream.DAY_H
    target = downstream.intact_effect(PK_SET)

    def miss(kP: float) -> float:
        return downstream.later_steps(grid[early], drive[early], kP)[-1] - target

    return float(brentq(miss, 0.0, _LARGEST_GAIN, xtol=1e-6))


@cache
def _curve(first_step: str) -> tuple[np.ndarray, np.ndarray]:
    grid, drive = _drive(first_step)
    return grid, downstream.later_steps(grid, drive, gain(first_step)) / downstream.intact_effect(PK_SET)


@cache
def _drive(first_step: str) -> tuple[np.ndarray, np.ndarray]:
    """Times [h], among them the end of the infusion, 24 h and the last, and the drive there (0..1)."""
    end, day = ketamine.infusion().duration, downstream.DAY_H
    spans = [np.linspace(0, end, 60), np.geomspace(end, day, 260), np.geomspace(day, LAST_H, 160)]
    grid = np.unique(np.concatenate(spans))
    block = nmda.ketamine_block(ketamine.infusion_level(grid, PK_SET))
    if first_step == "disinhibition":
        return grid, np.clip(downstream.cascade(grid, pk_set=PK_SET).G, 0, 1)
    if first_step == "rest":
        return grid, block
    if first_step == "metabolite":
        level = ketamine.metabolite_level(grid, "hydroxynorketamine")
        return grid, level / level.max()
    held = evidence.one("findings", id="fi-ketamine-mechanism-10")["high"]
    return grid, np.where(grid <= held, np.maximum.accumulate(block), block)

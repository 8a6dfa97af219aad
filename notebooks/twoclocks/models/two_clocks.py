"""Both clocks on one time axis: drug level and block of the target, for one infusion and for a daily tablet.

Nothing new is modelled here. Levels come from ``ketamine`` (the venous two-compartment set, closest to what trials
measured) and ``ssri``; block comes from ``nmda`` (a formula measured on cells: an index, no human occupancy) and
``sert`` (occupancy fitted to scans of people). Time is in hours, levels in ng/mL, block in 0..1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from . import checks, ketamine, nmda, sert, ssri

KETAMINE_SET = "clements1981"
SSRI = "escitalopram"
REGION = "drn"
FIRST, LAST = 1 / 60, 12 * 7 * 24.0
#: Points per day from which the teeth of a daily tablet keep their height.
_PER_DAY = 12


@dataclass(frozen=True)
class Clock:
    """Level and block over time. time, level, block: shape (n_time,) in h, ng/mL and 0..1. drug: its name."""

    drug: str
    time: np.ndarray
    level: np.ndarray
    block: np.ndarray


@dataclass(frozen=True)
class Moment:
    """One clock at one time: level [ng/mL] and block [0..1], also as shares of the clock's own peaks."""

    level: float
    block: float
    level_share: float
    block_share: float


def _grid() -> np.ndarray:
    """Times [h]: even on a log axis at first, then even in days so that every tablet shows."""
    early = np.geomspace(FIRST, 48, 240)
    return np.concatenate([early, np.arange(48, LAST, 24 / _PER_DAY)[1:], [LAST]])


def ketamine_levels(time: np.ndarray) -> np.ndarray:
    """Return the plasma level [ng/mL] of the infusion used in trials at ``time`` [h], shape (n_time,)."""
    return ketamine.infusion_level(time, KETAMINE_SET)


def ssri_levels(time: np.ndarray) -> np.ndarray:
    """Return the plasma level [ng/mL] of a usual daily tablet of escitalopram at ``time`` [h], shape (n_time,)."""
    return ssri.daily_level(SSRI, time)

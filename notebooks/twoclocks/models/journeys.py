"""The journeys of a drug that lesson 04 shows: an infusion, another way in, a pill a day, many people at once.

Nothing new is modelled here. The functions run ``ketamine``, ``ssri`` and ``people`` and read off what a reader asks:
how high, how soon, how long. Time is in hours, levels in ng/mL, shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import evidence
from . import checks, compartments as c

MIN_PER_H = 60.0
DAY = 24.0
PK_SETS = ("clements1981", "hijazi2003", "domino1982", "herd2007", "kamp2020")
SSRIS = ("escitalopram", "citalopram", "sertraline", "fluoxetine", "paroxetine")
ROUTES = ("intramuscular", "nasal", "sublingual", "oral")


# ---- seam: to be replaced by the ketamine and ssri modules -------------------------------------------

def _set(pk_set):
    p = {k: float(v) for k, v in evidence.parameters(f"ketamine.{pk_set}").items()}
    if "k10" in p:
        V1 = p["V1"] * 70
        k = {a: p[a] * 60 for a in p if a.startswith("k")}
        ex = [(k["k12"] * V1, k["k12"] * V1 / k["k21"])]
        if "k13" in k:
            ex.append((k["k13"] * V1, k["k13"] * V1 / k["k31"]))
        return c.mammillary(k["k10"] * V1, V1, ex)
    if "Q" in p:
        return c.mammillary(p["CL"], p["V1"], [(p["Q"], p["V2"])])
    return c.mammillary(p["CL"], p["V1"], [(p["Q2"], p["V2"]), (p["Q3"], p["V3"])])


# -------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Infusion:
    """One infusion, as five published models see it.

    time: shape (n_time,) [h] since the start. levels: {pk_set: level [ng/mL], shape (n_time,)}. pk_set: the one asked
    for. end [h]: when the infusion stops. peak [ng/mL] and half_time [h after the end] belong to pk_set.
    """

    time: np.ndarray
    levels: dict[str, np.ndarray]
    pk_set: str
    end: float
    peak: float
    half_time: float

    @property
    def level(self) -> np.ndarray:
        return self.levels[self.pk_set]


def time_below(time: np.ndarray, level: np.ndarray, limit: float, after: float) -> float:
    """Return the first time [h] later than ``after`` at which a falling ``level`` is below ``limit``.

    Returns NaN if it never is within ``time``.
    """
    later = np.flatnonzero((time > after) & (level < limit))
    if later.size == 0:
        return float("nan")
    index = later[0]
    return float(np.interp(-limit, -level[index - 1:index + 1], time[index - 1:index + 1]))

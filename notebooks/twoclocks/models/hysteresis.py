"""ILLUSTRATIVE: effect against level, and the loop that the two draw together when the effect keeps its own time.

    follows   e = C / Cmax                                            no loop: one effect for each level
    lags      e = E / E24 of the teaching cascade                     counter-clockwise: more effect on the way down
    fades     e = C / Cmax (1 - depth T),  dT/dt = (C / Cmax - T) / tau_T    clockwise: less effect on the way down
C is the level of ketamine in plasma during and after the trial infusion (the set that the cascade runs on). "fades" is
an invented effect to which a body gets used; ids "hysteresis.teaching.*" are assumed. Time in h, level in ng/mL.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import evidence
from . import cascade as downstream
from . import checks, ketamine

KINDS = ("lags", "follows", "fades")
PK_SET = "kamp2020"
LAST_H = 14 * 24.0
FIRST_H = 1 / 60
#: A loop smaller than this share of the box around it counts as none.
NO_LOOP = 0.01


@dataclass(frozen=True)
class Loop:
    """One run: time [h], level [ng/mL] and effect (1 = at 24 h for "lags", else its scale is the peak level's)."""

    kind: str
    time: np.ndarray
    level: np.ndarray
    effect: np.ndarray

    def at(self, hours: float) -> tuple[float, float]:
        """Return (level, effect) at a time [h] from 0 to LAST_H."""
        hours = checks.number("hours", hours, 0.0, LAST_H, "h")
        return float(np.interp(hours, self.time, self.level)), float(np.interp(hours, self.time, self.effect))

    @property
    def turn(self) -> float:
        """Area of the loop over the box around it: above 0 counter-clockwise, below 0 clockwise."""
        area = np.trapezoid(self.level, self.effect)
        return float(area / (np.ptp(self.level) * np.ptp(self.effect)))

    @property
    def direction(self) -> str:
        """How the loop is run through: "counter-clockwise", "clockwise" or "no loop"."""
        if abs(self.turn) < NO_LOOP:
            return "no loop"
        return "counter-clockwise" if self.turn > 0 else "clockwise"

    def same_level_earlier(self, hours: float) -> float:
        """Return the effect at the moment of the rise when the level was that of ``hours`` [h]; nan before the peak."""
        peak = self.level.argmax()
        if hours <= self.time[peak]:
            return float("nan")
        return float(np.interp(self.at(hours)[0], self.level[: peak + 1], self.effect[: peak + 1]))


@cache
def loop(kind: str = "lags") -> Loop:
    """Return effect and level over two weeks; kind: one of KINDS. Raises ValueError for another."""
    checks.choice("kind", kind, KINDS)
    time = _times()
    level = ketamine.infusion_level(time, PK_SET)
    share = level / level.max()
    if kind == "lags":
        effect = downstream.cascade(time, pk_set=PK_SET).relative
    elif kind == "follows":
        effect = share
    else:
        p = evidence.parameters("hysteresis.teaching")
        effect = share * (1 - float(p["depth"]) * _follow(time, share, float(p["tau_T"])))
    return Loop(kind, time, level, effect)


def _times() -> np.ndarray:
    """Times [h]: close together while the infusion runs, further apart later; its end is one of them."""
    end = ketamine.infusion().duration
    return np.concatenate([np.linspace(0, end, 80), end + np.geomspace(FIRST_H, LAST_H - end, 500)])


def _follow(time: np.ndarray, target: np.ndarray, tau: float) -> np.ndarray:
    """Solve dT/dt = (target - T) / tau from 0, exactly for straight pieces of target."""
    T = np.zeros(time.size)
    for i, step in enumerate(np.diff(time)):
        slope = (target[i + 1] - target[i]) / step
        ahead = target[i] - slope * tau
        T[i + 1] = ahead + slope * step + (T[i] - ahead) * np.exp(-step / tau)
    return T

"""One pool of pyramidal (E) and one of inhibitory (I) neurons that excite each other through NMDA receptors.

Mean field of deco2014, parameters as coded there (ids "ei.deco2014.*"); bE and bI are the blocked shares:
    xE = WE I0 + w J (1 - (1 - s) bE) SE - Ji SI,    rE = H(xE; aE, bE0, dE)
    xI = WI I0 +   J (1 - bI) SE -    SI,    rI = H(xI; aI, bI0, dI)
    H(x; a, b, d) = (a x - b) / (1 - exp(-d (a x - b)))
    dSE/dt = -SE / tauE + gammaE rE (1 - SE),    dSI/dt = -SI / tauI + gammaI rI
Currents x in nA, rates r in Hz, time in ms, S (share of open synapses) in 0..1. s (0 there) is ours: the share of the
current among pyramidal cells that AMPA receptors carry, which no NMDA blocker reaches; the state at rest stays the same.

Fixed points without a solver: given SE, the inhibitory pool has one answer, read from a table; what is left
is one equation in SE, halved down for all blocks at once. With s = 0 equal block on both pools lowers activity, and only
block that weighs more on inhibitory neurons raises it: the disinhibition argument, and its weak point. With a large s
pyramidal cells lose less, so equal block raises activity too (from about s = 0.6 on, tested).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks

TARGETS = ("interneurons", "pyramidal", "both")

Number = float | np.ndarray


@dataclass(frozen=True)
class Rates:
    """One fixed point or many: open synapses SE and SI (0..1), firing rates rE and rI [Hz], of one shape."""

    SE: np.ndarray
    SI: np.ndarray
    rE: np.ndarray
    rI: np.ndarray


def fixed_point(block_E: Number = 0.0, block_I: Number = 0.0, ampa_share: Number = 0.0) -> Rates:
    """Return where the network settles with shares (0..1) of NMDA receptors blocked; all broadcast.

    block_E on pyramidal cells, block_I on interneurons; ampa_share (0..1): s above. There is one fixed point for every
    pair of blocks (tested on a grid). Raises ValueError for a share outside 0..1.
    """
    free_E = 1 - _lost("block_E", block_E, ampa_share)
    free_I = 1 - checks.numbers("block_I", block_I, 0.0, 1.0)
    free_E, free_I = np.broadcast_arrays(free_E, free_I)
    p = parameters()
    table = _inhibition(p)
    low, high = np.zeros(free_E.shape), np.ones(free_E.shape)
    for _ in range(30):
        SE = (low + high) / 2
        more = _return(SE, free_E, free_I, p, table) > SE
        low, high = np.where(more, SE, low), np.where(more, high, SE)
    return _rates((low + high) / 2, free_E, free_I, p, table)


def blocked(block: Number, target: str = "both", ampa_share: Number = 0.0) -> Rates:
    """Return fixed_point() with the same block (0..1) on "interneurons", "pyramidal" cells or "both"."""
    checks.choice("target", target, TARGETS)
    block = checks.numbers("block", block, 0.0, 1.0)
    return fixed_point(block * (target != "interneurons"), block * (target != "pyramidal"), ampa_share)


def break_even(block_E: Number, ampa_share: float = 0.0) -> np.ndarray:
    """Return the block (0..1) of interneurons at which pyramidal cells fire as at rest; shape of block_E.

    nan where even a full block of interneurons is not enough. The rate rises with that block, so a table read
    backwards is enough: error below 0.001 (tested). Raises ValueError for a share outside 0..1.
    """
    block_E = checks.numbers("block_E", block_E, 0.0, 1.0)
    shares = np.linspace(0.0, 1.0, 401)
    rest = float(fixed_point().rE)
    rates = fixed_point(block_E[..., None], shares, ampa_share).rE
    found = [np.interp(rest, row, shares, right=np.nan) for row in rates.reshape(-1, shares.size)]
    return np.array(found).reshape(block_E.shape)


def slopes(SE: Number, SI: Number, block_E: Number = 0.0, block_I: Number = 0.0) -> np.ndarray:
    """Return (dSE/dt, dSI/dt) [1/ms], stacked on the first axis: the equations at the top of this file."""
    p = parameters()
    rE, rI = _firing(SE, SI, 1 - np.asarray(block_E), 1 - np.asarray(block_I), p)
    return np.stack([-SE / p["tau_E"] + p["gamma_E"] * rE * (1 - SE), -SI / p["tau_I"] + p["gamma_I"] * rI])


def firing_rate(current: Number, pool: str = "E") -> np.ndarray:
    """Return H, the rate [Hz] of pool "E" or "I" at an input current [nA]; shape of current."""
    checks.choice("pool", pool, ("E", "I"))
    return _H(checks.numbers("current", current, -checks.UNLIMITED, unit="nA"), pool, parameters())


def parameters() -> dict[str, float]:
    """Return the constants of deco2014 by their symbols."""
    return {name: float(value) for name, value in evidence.parameters("ei.deco2014").items()}


def _lost(name: str, block: Number, ampa_share: Number) -> np.ndarray:
    """Share of the current among pyramidal cells that a block takes away."""
    return checks.numbers(name, block, 0.0, 1.0) * (1 - checks.numbers("ampa_share", ampa_share, 0.0, 1.0))


def _H(current: np.ndarray, pool: str, p: dict[str, float]) -> np.ndarray:
    above = p[f"a_{pool}"] * current - p[f"b_{pool}"]
    above = np.where(above == 0, np.finfo(float).tiny, above)  # the limit there is 1/d
    return above / -np.expm1(-p[f"d_{pool}"] * above)


def _firing(
    SE: np.ndarray, SI: np.ndarray, free_E: np.ndarray, free_I: np.ndarray, p: dict[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Rates [Hz] of both pools."""
    xE = p["W_E"] * p["I_0"] + p["w_p"] * p["J_NMDA"] * free_E * SE - p["J_i"] * SI
    xI = p["W_I"] * p["I_0"] + p["J_NMDA"] * free_I * SE - SI
    return _H(xE, "E", p), _H(xI, "I", p)


def _inhibition(p: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Table of settled SI against the excitation [nA] of the inhibitory pool, which is its net input + SI."""
    net = np.linspace(0.0, p["W_I"] * p["I_0"] + p["J_NMDA"], 4001)
    SI = p["tau_I"] * p["gamma_I"] * _H(net, "I", p)
    return net + SI, SI


def _settled_SI(SE: np.ndarray, free_I: np.ndarray, p: dict[str, float], table: tuple) -> np.ndarray:
    return np.interp(p["W_I"] * p["I_0"] + p["J_NMDA"] * free_I * SE, *table)


def _return(SE: np.ndarray, free_E: np.ndarray, free_I: np.ndarray, p: dict[str, float], table: tuple) -> np.ndarray:
    """SE that the firing caused by SE would keep up: a fixed point is where it returns itself."""
    drive = p["tau_E"] * p["gamma_E"] * _firing(SE, _settled_SI(SE, free_I, p, table), free_E, free_I, p)[0]
    return drive / (1 + drive)


def _rates(SE: np.ndarray, free_E: np.ndarray, free_I: np.ndarray, p: dict[str, float], table: tuple) -> Rates:
    SI = _settled_SI(SE, free_I, p, table)
    return Rates(SE, SI, *_firing(SE, SI, free_E, free_I, p))

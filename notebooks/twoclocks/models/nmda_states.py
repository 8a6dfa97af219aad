"""The trapping block as four states, and how voltage and magnesium change the block.

C <-> O <-> OB <-> CB: closed, open, open and blocked, closed and blocked. A blocked channel opens and closes
as a free one does, and drug leaves only through OB. Open probability then sets the speed of block, not its
equilibrium. Rates of gilling2009; the largest open probability and the closing rate are chosen by us.

Voltage (Woodhull, gilling2009):  IC50(V) = IC50(V0) exp(delta (V - V0) F/RT): ketamine is positively charged
and leaves more easily from a depolarised cell. Magnesium competes:  IC50(V) (1 + [Mg]/K exp(-k V)).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .. import evidence
from . import checks, nmda
from .magnesium import HIGHEST_MV, LOWEST_MV, magnesium_free
from .nmda_trapping import Phase, rates, stretches

STATES = ("C", "O", "OB", "CB")
ROUNDING = 1e-6

Number = float | np.ndarray


def four_state(
    time: np.ndarray, phases: Sequence[Phase], drug: str = "ketamine", start: Sequence[float] | None = None
) -> np.ndarray:
    """Return the shares of STATES at time [s] in an experiment of phases, shape (4, n_time); their sum is 1.

    A phase's activity times scheme.teaching.Po_max is the open probability; its concentration is unbound drug
    [uM]; both are single numbers here. start: shares at time 0; None means no drug, C and O in balance.
    Exact (eigenvectors); no leak. Raises ValueError for values out of range or a time past the last phase.
    """
    parts = list(stretches(time, phases))
    state = checks.numbers("start", _free(phases[0]) if start is None else start, 0.0, 1.0)
    if state.shape != (len(STATES),) or abs(state.sum() - 1) > ROUNDING:
        raise ValueError(f"start is {state.tolist()}; allowed: four shares from 0 to 1 that add up to 1.")
    out = np.empty((len(STATES), np.size(time)))
    for phase, (here, since, duration) in zip(phases, parts, strict=True):
        speeds, modes = np.linalg.eig(_generator(phase, drug))
        weights = np.linalg.solve(modes, state)
        course = (modes @ (weights[:, None] * np.exp(np.outer(speeds, np.append(since, duration))))).real
        out[:, here], state = course[:, :-1], course[:, -1]
    return out


def blocked(shares: np.ndarray) -> np.ndarray:
    """Return OB + CB (0..1) of four_state(), shape (n_time,)."""
    return shares[STATES.index("OB")] + shares[STATES.index("CB")]


def woodhull_IC50(voltage: Number) -> np.ndarray:
    """Return the IC50 [uM] of ketamine without magnesium at a voltage [mV, -100 to 100]; shape of voltage."""
    p = {name: float(value) for name, value in evidence.parameters("ketamine.gilling2009").items()}
    step = checks.numbers("voltage", voltage, LOWEST_MV, HIGHEST_MV, "mV") - p["V"]
    return p["IC50"] * np.exp(p["delta"] * step / float(evidence.parameter("scheme.teaching.RT_F")))


def competition(voltage: Number, magnesium: Number | None = None) -> np.ndarray:
    """Return how many times magnesium [mM] raises the IC50 at a voltage [mV]: 1 + [Mg]/K exp(-k V)."""
    return 1 / magnesium_free(voltage, magnesium)


def voltage_block(unbound: Number, voltage: Number, magnesium: Number | None = None) -> np.ndarray:
    """Return the share (0..1) that unbound ketamine [uM] blocks at a voltage [mV] with magnesium [mM].

    All broadcast; magnesium None means jahrstevens1990.Mg_out, 0 none. For a plasma level use
    nmda.unbound_level(). With magnesium the block rises with depolarisation over the range of a neuron,
    because magnesium leaves faster than ketamine does. An index from cells, no human occupancy.
    """
    unbound = checks.numbers("unbound", unbound, 0.0, unit="uM")
    constant = woodhull_IC50(voltage) * competition(voltage, magnesium)
    powered = (unbound / constant) ** nmda.block_constants().hill
    return powered / (1 + powered)


def _free(phase: Phase) -> list[float]:
    """Shares of STATES without drug at the activity of a phase."""
    opened = _open_probability(phase)
    return [1 - opened, opened, 0.0, 0.0]


def _open_probability(phase: Phase) -> float:
    most = float(evidence.parameter("scheme.teaching.Po_max"))
    return most * checks.number("activity", phase.activity, 0.0, 1.0)


def _generator(phase: Phase, drug: str) -> np.ndarray:
    """Rates [1/s] between STATES as M in d(shares)/dt = M shares; each column adds up to 0."""
    close, most = (float(evidence.parameter(f"scheme.teaching.{name}")) for name in ("k_close", "Po_max"))
    r, opened = rates(drug), _open_probability(phase)
    opening = close * opened / (1 - opened)
    on = r.kon / most * checks.number("concentration", phase.concentration, 0.0, unit="uM")
    off = r.koff / most
    return np.array(
        [
            [-opening, close, 0, 0],
            [opening, -close - on, off, 0],
            [0, on, -off - close, opening],
            [0, 0, close, -opening],
        ]
    )

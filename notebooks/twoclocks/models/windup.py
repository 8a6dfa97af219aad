"""TEACHING MODEL: wind-up, the growing answer of a neuron in the spinal cord to the same stimulus, repeated.

    S_1 = 1,   S_n = 1 + q S_(n-1),   q = exp(-1 / (f tau))        what is left of all stimuli so far
    R_n / R_1 = 1 + k (1 - b) (S_n - 1)                           b: share of NMDA receptors blocked

f is the rate [1/s], tau [s] how long a trace lasts and k the gain (ids "windup.teaching.*", assumed:
picked so that 15 stimuli at 1 per second agree with our run of the published spinal-cord code, Aguiar
2010, ModelDB 128559; that rate is by construction). reference() gives that code's results (ids
"regression.windup.aguiar_*").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks

#: The number of stimuli of the runs of the published code, and of a study in people (guirimand2000).
USUAL = 15
MOST_STIMULI = 100
FASTEST_HZ = 10.0
#: (rate [1/s], block) -> end of the id of the published code's 15th response.
REFERENCE = {
    (1 / 10, 0.0): "0p1Hz",
    (3 / 10, 0.0): "0p3Hz",
    (0.5, 0.0): "0p5Hz",
    (1.0, 0.0): "1Hz",
    (2.0, 0.0): "2Hz",
    (1.0, 1 / 10): "1Hz_block10",
    (1.0, 2 / 10): "1Hz_block20",
}


@dataclass(frozen=True)
class Reference:
    """Spikes of the published code: to the first and to the 15th stimulus."""

    first: float
    last: float

    @property
    def ratio(self) -> float:
        """How many times the first response the 15th is."""
        return self.last / self.first


@dataclass(frozen=True)
class Run:
    """One series. number: 1, 2, …; response: times the first; time [s] and trace: what is left, first
    response = 1.

    kept: share of a trace that is left when the next stimulus comes; reference: None where the published
    code was not run.
    """

    rate: float
    block: float
    number: np.ndarray
    response: np.ndarray
    time: np.ndarray
    trace: np.ndarray
    kept: float
    reference: Reference | None

    @property
    def last(self) -> float:
        """The last response, times the first."""
        return float(self.response[-1])


def kept(rate: float, tau: float | None = None) -> float:
    """Return q, the share (0..1) of a trace that is left when the next stimulus comes; none at rate 0.

    rate [1/s], 0 to 10; tau [s], None for windup.teaching.tau. Raises ValueError out of range.
    """
    rate = checks.number("rate", rate, 0.0, FASTEST_HZ, "per second")
    tau = _value("tau") if tau is None else checks.number("tau", tau, 1 / 1000, 100.0, "s")
    return float(np.exp(-1 / (rate * tau))) if rate else 0.0


def responses(rate: float, block: float = 0.0, stimuli: int = USUAL) -> np.ndarray:
    """Return the responses to 1 to ``stimuli`` equal stimuli, times the first; shape (stimuli,).

    rate [1/s], 0 to 10; block: share 0..1 of NMDA receptors blocked; stimuli: 1 to 100.
    Raises ValueError out of range.
    """
    block = checks.number("block", block, 0.0, 1.0)
    stimuli = checks.whole_number("stimuli", stimuli, 1, MOST_STIMULI)
    left = np.cumsum(kept(rate) ** np.arange(stimuli))
    return 1 + _value("k") * (1 - block) * (left - 1)


def ceiling(rate: float, block: float = 0.0) -> float:
    """Return what the responses settle at after endlessly many stimuli, times the first: 1 + k (1 - b) q /
    (1 - q).
    """
    block, q = checks.number("block", block, 0.0, 1.0), kept(rate)
    return float(1 + _value("k") * (1 - block) * q / (1 - q))


def reference(rate: float, block: float = 0.0) -> Reference | None:
    """Return what the published code gives at ``rate`` [1/s] and ``block``, or None where it was not run."""
    name = REFERENCE.get((rate, block))
    if name is None:
        return None
    first = "aguiar_R1_block" if block else "aguiar_R1"
    last = evidence.parameter(f"regression.windup.aguiar_R15_{name}")
    return Reference(float(evidence.parameter(f"regression.windup.{first}")), float(last))


def run(windup_block: float = 0.0, windup_rate: float = 1.0, windup_stimuli: int = USUAL, seconds: float = 15.0) -> Run:
    """Return one series with its trace over the first ``seconds``; arguments as in responses(). ValueError
    likewise.
    """
    response = responses(windup_rate, windup_block, windup_stimuli)
    start = np.arange(windup_stimuli) / windup_rate if windup_rate else np.zeros(1)
    # each stimulus appears twice, just before and at its jump, so that the line rises upright
    seen = start[start <= seconds]
    time = np.sort(np.concatenate([np.linspace(0, seconds, 601), seen, seen]))
    ages = time[:, None] - seen
    trace = np.where(ages >= 0, np.exp(-np.maximum(ages, 0) / _value("tau")), 0.0).sum(axis=1)
    jump = np.flatnonzero(np.isin(time[1:], seen) & (time[1:] == time[:-1]))
    trace[jump] -= 1
    scale = _value("k") * (1 - windup_block)
    return Run(
        windup_rate,
        windup_block,
        np.arange(1, windup_stimuli + 1),
        response,
        time,
        scale * trace,
        kept(windup_rate),
        reference(windup_rate, windup_block),
    )


def _value(name: str) -> float:
    return float(evidence.parameter(f"windup.teaching.{name}"))

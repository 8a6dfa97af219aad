"""Raphe and forebrain: why a blocked transporter need not mean much more serotonin at once. A teaching model.

    f' = (D (1 + g) / (1 + g A (r/K)^n) - f) / tau_f          firing of the raphe neurons
    r' = (phi + (1 - phi) f - r (1 - u_R O_R)) / tau_f        serotonin around their cell bodies
    s' = (f (1 + m) / (1 + m B s^p) - s (1 - u_T O_T)) / tau_f    serotonin in the forebrain
    X' = (kappa A max(r - 1, 0) - X) / tau_a                  5-HT1A receptors adapt in two stages:
    K' = (1 + X - K) / tau_a                                  K, their half-maximal level
    D' = k_D (1 - f)                                          drive from elsewhere, if firing has a set point

f, r, s, K and D are relative to before the drug (1). O_R and O_T: share of the transporters that is blocked
in raphe and forebrain. A and B: 1 minus the share of 5-HT1A and 5-HT1B receptors that an antagonist takes. g, n and
m, p: strength and steepness of the 5-HT1A and the 5-HT1B feedback. phi: share of serotonin in the raphe that does not
depend on firing. u_R, u_T: share of clearance that is SERT's. kappa: how far raised serotonin shifts K.

What makes firing come back is contested, so it is a switch (HYPOTHESES): "desensitisation" (kappa), "drive"
(k_D) or "mixed". None of the three meets every measurement: see
validation_serotonin.validation_table("raphe"). Made for this collection; values: data/, ids
"raphe.teaching.*". Most were fitted to published rat data, so agreement with those is calibration, no
evidence. It knows nothing of mood, and what happens after the drug is stopped is not in it.

Time in days (not hours, as elsewhere), shares in 0..1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import odeint

from .. import evidence
from . import checks

HYPOTHESES = ("desensitisation", "drive", "mixed")
HOURS_PER_DAY = 24.0
#: Nothing that was measured is later than day 21; the pooled pindolol trials end after six weeks.
LAST_DAY = 60.0
#: Beyond half of the 5-HT1B receptors the equation for s runs away (20 to 90 times) at a high occupancy.
MOST_1B = 0.5
#: Less than a tenth of a millisecond [days]: nothing moves by more than ACCURACY, and a solver may see no step at all.
INSTANT = 1e-9
ACCURACY = {"rtol": 1e-7, "atol": 1e-9, "mxstep": 10_000}


@dataclass(frozen=True)
class Circuit:
    """The numbers of the equations above: tau_a and tau_f in days, k_D in 1/day, the rest without unit."""

    g: float
    n: float
    phi: float
    u_R: float
    u_T: float
    m: float
    p: float
    tau_a: float
    tau_f: float
    kappa: float
    k_D: float


@dataclass(frozen=True)
class Phase:
    """What holds from a day on: blocked transporters in raphe and forebrain, antagonist on 5-HT1A and 5-HT1B.

    start: day. raphe, forebrain: share 0..1 (O_R, O_T). antagonist_1a: share 0..1 (1 - A). antagonist_1b:
    share 0..0.5 (1 - B). Raises ValueError outside these ranges.
    """

    start: float = 0.0
    raphe: float = 0.0
    forebrain: float = 0.0
    antagonist_1a: float = 0.0
    antagonist_1b: float = 0.0

    def __post_init__(self):
        checks.number("start", self.start, 0.0, LAST_DAY, "days")
        for name in ("raphe", "forebrain", "antagonist_1a"):
            checks.number(name, getattr(self, name), 0.0, 1.0)
        checks.number("antagonist_1b", self.antagonist_1b, 0.0, MOST_1B)


@dataclass(frozen=True)
class Course:
    """The model over time: days, firing f, raphe r, forebrain s, half_maximal K, drive D; shape (n_time,).

    All but days are relative to before the drug. step1: X, the first stage of adaptation (0 before the drug).
    """

    days: np.ndarray
    firing: np.ndarray
    raphe: np.ndarray
    forebrain: np.ndarray
    half_maximal: np.ndarray
    drive: np.ndarray
    step1: np.ndarray


def saturating() -> float:
    """Return the occupancy (0..1) taken for rats on 10 mg/kg/day of escitalopram (assumed)."""
    return float(evidence.parameter("raphe.teaching.O_sat"))


def drug(
    occupancy: float | None = None, antagonist_1a: float = 0.0, antagonist_1b: float = 0.0, start: float = 0.0
) -> Phase:
    """Return a phase in which a drug from the blood blocks both places alike; None means saturating()."""
    share = saturating() if occupancy is None else occupancy
    return Phase(start, share, share, antagonist_1a, antagonist_1b)


def circuit(hypothesis: str = "desensitisation") -> Circuit:
    """Return the numbers of one hypothesis; raises ValueError for one that is not in HYPOTHESES."""
    checks.choice("hypothesis", hypothesis, HYPOTHESES)
    common = evidence.parameters("raphe.teaching")
    switch = evidence.parameters(f"raphe.teaching.{hypothesis}")
    names = ("g", "n", "phi", "u_R", "u_T", "m", "p", "tau_a", "tau_f")
    return Circuit(*(float(common[name]) for name in names), float(switch["kappa"]), float(switch["k_D"]))


def course(
    days: float | np.ndarray,
    phases: Phase | Sequence[Phase] | None = None,
    hypothesis: str | Circuit = "desensitisation",
) -> Course:
    """Return the model at days (any order, 0 to 60) from rest; arrays of shape (n_time,).

    phases: what holds when, in order of start; None means drug() from day 0; before the first one there is no
    drug. A phase starts just after its day, so at that very day the reading is still the old one. hypothesis:
    one of HYPOTHESES, or a Circuit. Raises ValueError for days outside 0..60, phases out of order, an unknown
    hypothesis, and an occupancy that falls: the model has no valid stopping.
    """
    wanted = np.atleast_1d(checks.numbers("days", days, 0.0, LAST_DAY, "days"))
    numbers = hypothesis if isinstance(hypothesis, Circuit) else circuit(hypothesis)
    order, place = np.unique(wanted, return_inverse=True)
    states = _integrate(order, _in_order(phases), numbers)[place]
    f, r, s, x, k, d = states.T
    return Course(wanted, f, r, s, half_maximal=k, drive=d, step1=x)


def challenge(
    day: float, hours: float, hypothesis: str | Circuit = "desensitisation", occupancy: float | None = None
) -> float:
    """Return forebrain serotonin some hours after a full 5-HT1A antagonist, over the level just before it.

    day: days on the drug before the antagonist, 0 to 59. hours: 0 to 24. occupancy: as in drug(). In rats
    such a test is read for 2 to 3 hours. Raises ValueError outside these ranges.
    """
    day = checks.number("day", day, 0.0, LAST_DAY - 1, "days")
    hours = checks.number("hours", hours, 0.0, HOURS_PER_DAY, "h")
    phases = [drug(occupancy), drug(occupancy, antagonist_1a=1.0, start=day)]
    before, after = course([day, day + hours / HOURS_PER_DAY], phases, hypothesis).forebrain
    return float(after / before)


def pindolol_gain(
    days: float | np.ndarray,
    antagonism: float | None = None,
    occupancy: float | None = None,
    hypothesis: str | Circuit = "desensitisation",
) -> np.ndarray:
    """Return forebrain serotonin with a partial 5-HT1A antagonist from day 0 on, over that without it.

    days: 0 to 60; shape (n_time,). antagonism: share of the receptors it takes; occupancy: of the
    transporters; None means the values assumed for a usual dose (ids "raphe.teaching.pindolol.*"). Raises
    ValueError as course() does.
    """
    assumed = evidence.parameters("raphe.teaching.pindolol")
    antagonism = float(assumed["antagonism"]) if antagonism is None else antagonism
    occupancy = float(assumed["occupancy"]) if occupancy is None else occupancy
    alone = course(days, drug(occupancy), hypothesis)
    together = course(days, drug(occupancy, antagonist_1a=antagonism), hypothesis)
    return together.forebrain / alone.forebrain


def _in_order(phases: Phase | Sequence[Phase] | None) -> list[Phase]:
    if phases is None:
        return [drug()]
    listed = [phases] if isinstance(phases, Phase) else list(phases)
    for before, after in zip(listed, listed[1:], strict=False):
        if after.start < before.start:
            raise ValueError(
                f"phases has a start of {after.start:g} after {before.start:g}; allowed: in order of start."
            )
        if after.raphe < before.raphe or after.forebrain < before.forebrain:
            raise ValueError(
                f"phases lets occupancy fall on day {after.start:g}; allowed: occupancy that stays or rises, "
                "because the model has no valid stopping."
            )
    return listed or [Phase()]


def _integrate(days: np.ndarray, phases: list[Phase], numbers: Circuit) -> np.ndarray:
    """States (f, r, s, X, K, D) at sorted days; shape (n_time, 6). Each phase is solved on its own."""
    state = np.array([1.0, 1.0, 1.0, 0.0, 1.0, 1.0])
    found = np.tile(state, (days.size, 1))
    ends = [phase.start for phase in phases[1:]] + [LAST_DAY]
    for phase, end in zip(phases, ends, strict=True):
        inside = (days > phase.start) & (days <= end)
        stop = min(end, days[-1]) if days[-1] > phase.start else phase.start
        if stop - phase.start < INSTANT:
            found[inside] = state
            continue
        read = np.where(days[inside] - phase.start < INSTANT, phase.start, days[inside])
        grid = np.unique(np.concatenate([[phase.start], read, [stop]]))
        solved, told = odeint(slopes(phase, numbers), state, grid, tfirst=True, full_output=True, **ACCURACY)
        if told["message"] != "Integration successful.":
            raise RuntimeError(f"The raphe model could not be solved: {told['message']}")
        found[inside] = solved[np.searchsorted(grid, read)]
        state = solved[-1]
    return found


def slopes(phase: Phase, c: Circuit) -> Callable[[float, np.ndarray], tuple[float, ...]]:
    """Return the six derivatives [1/day] as a function of time and state, in plain numbers to be fast."""
    free_1a, free_1b = 1.0 - phase.antagonist_1a, 1.0 - phase.antagonist_1b
    clear_raphe, clear_forebrain = 1.0 - c.u_R * phase.raphe, 1.0 - c.u_T * phase.forebrain

    def of(_: float, state: np.ndarray) -> tuple[float, ...]:
        f, r, s, x, k, d = state.tolist()
        target = d * (1.0 + c.g) / (1.0 + c.g * free_1a * (r / k) ** c.n)
        release = f * (1.0 + c.m) / (1.0 + c.m * free_1b * s**c.p)
        return (
            (target - f) / c.tau_f,
            (c.phi + (1.0 - c.phi) * f - r * clear_raphe) / c.tau_f,
            (release - s * clear_forebrain) / c.tau_f,
            (c.kappa * free_1a * max(r - 1.0, 0.0) - x) / c.tau_a,
            (1.0 + x - k) / c.tau_a,
            c.k_D * (1.0 - f),
        )

    return of

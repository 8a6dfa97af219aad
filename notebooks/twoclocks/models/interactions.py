"""Two drugs and one enzyme: desipramine once a day, an SSRI added from day 8, and who has how much CYP2D6.

    CL/F = (CL/F of a person with all of the enzyme) / fold,    fold = 1 / (fm E + 1 - fm)

fm: share of the clearance that CYP2D6 does. E: share of CYP2D6 that is active. Sertraline and fluoxetine inhibit
reversibly, E = 1 / (1 + I / Ki), where I follows the SSRI's own concentration (for fluoxetine with norfluoxetine) and
Ki was set by one published rise each. For paroxetine E is that of its own model, which was fitted to paroxetine alone.
A poor metaboliser has E = 0. Of the rise a part is slower elimination and a part a smaller first pass, divided as a
label's two numbers divide it. Time in h since the first dose of desipramine, doses in mg, concentrations in ng/mL.
Numbers: data/, ids "desipramine.*"; several are assumed, so curves are illustrations. Not linear in reality: some
people's desipramine rises more than in proportion to the dose.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import evidence
from . import checks, paroxetine, ssri
from . import compartments as c
from .ssri import DAY

SECOND = ("none", "sertraline", "fluoxetine", "paroxetine")
#: Share of CYP2D6 that a person has: what the genes give.
METABOLISERS = {"normal": 1.0, "poor": 0.0}
WEEKS, WEEKS_TOGETHER = 12, 4
STEP = 1.0  # h
#: Days after which the inhibitor is at steady state.
SETTLED = 150


@dataclass(frozen=True)
class Together:
    """Desipramine once a day with a second drug for four weeks.

    time: shape (n_time,) [h]; level: desipramine [ng/mL], and enzyme: active share of CYP2D6, 0 to 1, both from the
    first hour as far as the second drug has a valid model; alone: desipramine without a second drug, shape (n_time,);
    start, stop [h]: first and last dose of the second drug.
    """

    time: np.ndarray
    level: np.ndarray
    alone: np.ndarray
    enzyme: np.ndarray
    start: float
    stop: float

    def means(self, hours: float) -> tuple[float, float]:
        """Mean concentrations [ng/mL] over the day before ``hours``: with the second drug, and without; NaN if unknown."""
        day = slice(round((hours - DAY) / STEP) + 1, round(hours / STEP) + 1)
        return tuple(
            float(curve[day].mean()) if day.stop <= curve.size else np.nan for curve in (self.level, self.alone)
        )

    @property
    def daily(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Middle of each day [h], shape (n_days,), and its mean concentration [ng/mL] with the second drug, as far as
        there is one, and without.
        """
        hours = round(DAY / STEP)
        both, alone = (
            curve[: (curve.size - 1) // hours * hours].reshape(-1, hours).mean(axis=1)
            for curve in (self.level, self.alone)
        )
        return (np.arange(alone.size) + 0.5) * DAY, both, alone

    @property
    def fold(self) -> float:
        """Mean of the last day with both drugs over that of the same day without the second."""
        both, alone = self.means(self.stop + DAY)
        return both / alone

    @property
    def back(self) -> float:
        """Days after the last dose of the second drug until a day's mean is within a tenth of the one without; NaN if never."""
        for day in range(1, int((self.time[-1] - self.stop) // DAY) + 1):
            both, alone = self.means(self.stop + day * DAY)
            if 10 * both <= 11 * alone:
                return float(day)
        return float("nan")


def exposure_fold(enzyme: float | np.ndarray) -> np.ndarray:
    """Return the multiple of the AUC when a share ``enzyme`` (0..1) of CYP2D6 is active."""
    fm = _number("desipramine.working.fm")
    return 1.0 / (fm * np.asarray(enzyme, dtype=float) + 1.0 - fm)


def active_enzyme(second: str, time: np.ndarray, dose: float | None = None, days: int = SETTLED) -> np.ndarray:
    """Return the active share of CYP2D6 at ``time`` [h] since the first dose of the second drug; shape (n_time,).

    dose [mg/day]: None means the usual one of the label. Raises ValueError for an unknown drug.
    """
    checks.choice("second", second, SECOND)
    time = checks.times(time)
    if second == "none":
        return np.ones_like(time)
    amount = ssri.usual_dose(second) if dose is None else dose
    if second == "paroxetine":
        return paroxetine.active_enzyme(ssri.daily_doses(amount, days), time)
    inhibitor = sum(ssri.daily_level(second, time, amount, days, compartment=part) for part in _parts(second))
    return 1.0 / (1.0 + inhibitor / inhibition_constant(second))


@cache
def inhibition_constant(second: str) -> float:
    """Return the Ki [ng/mL of total inhibitor] that gives the published rise at the inhibitor's steady state."""
    fold, dose = {
        "sertraline": (
            1 + _number("desipramine.kurtz1997.AUC_rise_sertraline") / 100,
            _number("desipramine.kurtz1997.dose_sertraline"),
        ),
        "fluoxetine": (1 + _number("desipramine.westermeyer1991.rise_fluoxetine") / 100, ssri.usual_dose("fluoxetine")),
    }[checks.choice("second", second, ("sertraline", "fluoxetine"))]
    fm = _number("desipramine.working.fm")
    enzyme = (1 / fold - (1 - fm)) / fm
    steady = sum(float(ssri.steady_state_average(second, dose, part)) for part in _parts(second))
    return steady * enzyme / (1 - enzyme)


def desipramine(time: np.ndarray, enzyme: np.ndarray | float = 1.0, dose: float | None = None) -> np.ndarray:
    """Return desipramine in plasma [ng/mL] on one dose a day at whole hours ``time`` from 0; shape (n_time,).

    enzyme: active share of CYP2D6 at each time. dose [mg/day]: None means that of the study. Between two steps the
    equations are solved exactly with the clearance of the first.
    """
    numbers = {name: float(value) for name, value in evidence.parameters("desipramine.working").items()}
    amount = _number("desipramine.alderman1997.dose") if dose is None else checks.number("dose", dose, 0.0, unit="mg")
    fold = np.broadcast_to(exposure_fold(enzyme), time.shape)
    slower = _slower_share()
    k, absorbed = numbers["CLF"] / numbers["VF"] / fold**slower, fold ** (1 - slower)
    gut, body, level = 0.0, 0.0, np.empty(time.size)
    left = np.exp(-numbers["ka"] * STEP)
    for step in range(time.size):
        if step % int(DAY / STEP) == 0:
            gut += amount * absorbed[step]
        level[step] = body
        stays = np.exp(-k[step] * STEP)
        body = body * stays + gut * numbers["ka"] / (numbers["ka"] - k[step]) * (stays - left)
        gut *= left
    return level / numbers["VF"] * c.NG_PER_ML_IN_MG_PER_L


@cache
def together(second_drug: str, first_dose: float = 1.0, metaboliser: str = "normal") -> Together:
    """Take desipramine for twelve weeks and a second drug from day 8 for four.

    first_dose: of desipramine, as a multiple of the study's. Raises ValueError for an unknown drug or metaboliser, or
    a dose outside 0..4.
    """
    checks.choice("metaboliser", metaboliser, METABOLISERS)
    dose = checks.number("first_dose", first_dose, 0.0, 4.0) * _number("desipramine.alderman1997.dose")
    time = np.arange(0.0, WEEKS * 7 * DAY + STEP, STEP)
    start = (_number("desipramine.alderman1997.day_second") - 1) * DAY
    days = 7 * WEEKS_TOGETHER
    enzyme = np.ones_like(time)
    enzyme[time >= start] = active_enzyme(second_drug, time[time >= start] - start, days=days)
    # What the genes did not give, nothing can inhibit.
    enzyme = enzyme[np.isfinite(enzyme)] * METABOLISERS[metaboliser]
    level = desipramine(time[: enzyme.size], enzyme, dose)
    alone = desipramine(time, METABOLISERS[metaboliser], dose)
    return Together(time, level, alone, enzyme, start, start + (days - 1) * DAY)


def study(second: str, dose: float | None = None) -> tuple[float, float, float]:
    """Return (peak, trough, AUC over 24 h) of desipramine on the last of ten days with both drugs, as in the study."""
    first, last = (_number(f"desipramine.alderman1997.{name}") for name in ("day_second", "day_read"))
    time = np.arange(0.0, last * DAY + STEP, STEP)
    enzyme, start = np.ones_like(time), (first - 1) * DAY
    enzyme[time >= start] = active_enzyme(second, time[time >= start] - start, dose)
    level = desipramine(time, enzyme)[-int(DAY / STEP) - 1 :]
    return float(level.max()), float(level[-1]), float(np.trapezoid(level, dx=STEP))


def _parts(second: str) -> tuple[str, ...]:
    return ("central", "norfluoxetine") if second == "fluoxetine" else ("central",)


def _slower_share() -> float:
    """Share of the logarithm of the AUC's multiple that is slower elimination; the rest is a smaller first pass."""
    half_life, area = (_number(f"desipramine.paroxetine_label_copy.{name}_ratio") for name in ("thalf", "AUC"))
    return float(np.log(half_life) / np.log(area))


def _number(id: str) -> float:
    return float(evidence.parameter(id))

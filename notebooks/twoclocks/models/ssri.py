"""Daily tablets: plasma levels of five SSRIs over days and weeks.

    from twoclocks.models import ssri
    level = ssri.daily_level("escitalopram", time, dose=10)              # ng/mL, time in hours
    level = ssri.daily_level("sertraline", time, skipped=(6, 7), days=21)

escitalopram, citalopram, sertraline: first-order absorption, one compartment. fluoxetine: the same, and
the cleared drug becomes norfluoxetine. paroxetine: it blocks the enzyme that clears it, so levels rise
more than in proportion. Numbers come from data/, ids "<drug>.working.*"; several are working values
(status assumed or computed), so curves are illustrations of the published averages, not of a person.
Doses are given at 0, 24, 48 ... h and numbered from 0; doses in mg, levels in ng/mL.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .. import evidence
from . import checks, paroxetine
from . import compartments as c

LINEAR = ("escitalopram", "citalopram", "sertraline", "fluoxetine")
DRUGS = (*LINEAR, "paroxetine")
DAY = 24.0
LONGEST_DAYS = 3650


def ssri_model(drug: str, pk_set: str = "working", clearance: float | np.ndarray | None = None) -> c.LinearModel:
    """Return the linear model of a drug: "depot", "central", and for fluoxetine also "norfluoxetine".

    pk_set: "working", or the source key of another published pair of CL/F and V/F (escitalopram has
    "courlet2019" and "liu2022"). clearance: CL/F [L/h] instead of the set's own, a number or an array
    over people. Raises ValueError for an unknown drug or set, and for paroxetine, which is not linear.
    """
    if drug == "paroxetine":
        raise ValueError(f"drug is 'paroxetine', which is not linear; allowed: {', '.join(LINEAR)}.")
    checks.choice("drug", drug, LINEAR)
    numbers = _numbers(drug, pk_set)
    flow = numbers["CLF"] if clearance is None else checks.numbers("clearance", clearance, 1e-6, unit="L/h")
    volumes = {"central": numbers["VF"], "depot": None}
    transfers = {("depot", "central"): numbers["ka"]}
    leaving = flow / numbers["VF"]
    if drug != "fluoxetine":
        return c.linear_model(volumes, transfers, {"central": leaving})
    metabolite = {name: float(value) for name, value in evidence.parameters("norfluoxetine.working").items()}
    decay = np.log(2.0) / (metabolite["thalf"] * DAY)
    volumes["norfluoxetine"] = metabolite["CLm"] / decay
    transfers["central", "norfluoxetine"] = leaving
    return c.linear_model(volumes, transfers, {"norfluoxetine": decay})


def daily_doses(dose: float | np.ndarray, days: int, skipped: Iterable[int] = ()) -> c.Dose:
    """Return a tablet of dose [mg] every 24 h for a number of days, without the skipped days (from 0)."""
    return c.Dose(
        dose, into="depot", every=DAY, count=checks.whole_number("days", days, 1, LONGEST_DAYS), skipped=tuple(skipped)
    )


def daily_level(
    drug: str,
    time: np.ndarray,
    dose: float | np.ndarray | None = None,
    days: int | None = None,
    skipped: Iterable[int] = (),
    compartment: str = "central",
    pk_set: str = "working",
    washout: str = "refuse",
) -> np.ndarray:
    """Return the plasma level [ng/mL] at time [h] on daily tablets; shape (..., n_time).

    dose [mg/day]: None means the usual dose of the label. days: how many days of tablets, then stop; None
    goes on to the end of time. skipped: days without a tablet, counted from 0. compartment: "central" or,
    for fluoxetine, "norfluoxetine". washout matters for paroxetine only: its model is not fit for more
    than 72 h without a tablet, so such times are refused ("refuse") or become NaN ("blank").
    Raises ValueError for an unknown drug, a negative dose, an empty time, days or skipped out of range.
    """
    checks.choice("drug", drug, DRUGS)
    checks.choice("washout", washout, ("refuse", "blank"))
    time = checks.times(time)
    if days is None:
        days = min(int(time.max() // DAY) + 1, LONGEST_DAYS)
    doses = daily_doses(usual_dose(drug) if dose is None else dose, days, skipped)
    if drug == "paroxetine":
        checks.choice("compartment", compartment, ("central",))
        checks.choice("pk_set", pk_set, ("working",))
        return paroxetine.level(doses, time, washout)
    return c.concentration(ssri_model(drug, pk_set), doses, time, compartment)


def usual_dose(drug: str) -> float:
    """Return the lowest usual adult dose [mg/day] of the US label: a fact about labels, not advice."""
    return float(evidence.parameter(f"{checks.choice('drug', drug, DRUGS)}.label.dose"))


def steady_state_average(
    drug: str, dose: float | np.ndarray | None = None, compartment: str = "central", pk_set: str = "working"
) -> np.ndarray:
    """Return the average level [ng/mL] after very long daily dosing: dose / (CL/F * 24 h). Not paroxetine."""
    amount = usual_dose(drug) if dose is None else dose
    return c.total_area(ssri_model(drug, pk_set), amount, "depot", compartment) / DAY


def daily_average(
    drug: str, day: int, dose: float | None = None, compartment: str = "central", pk_set: str = "working"
) -> float:
    """Return the average level [ng/mL] over one day of unbroken dosing; day 0 has the first tablet."""
    day = checks.whole_number("day", day, 0, LONGEST_DAYS - 1)
    amount = usual_dose(drug) if dose is None else checks.number("dose", dose, 0.0, unit="mg")
    if drug == "paroxetine":
        checks.choice("compartment", compartment, ("central",))
        return paroxetine.daily_area(amount, day) / DAY
    span = np.array([day, day + 1]) * DAY
    area = c.area(ssri_model(drug, pk_set), daily_doses(amount, day + 1), span, compartment)
    return float(np.diff(area)[0] / DAY)


def share_of_plateau(drug: str, day: int, compartment: str = "central", pk_set: str = "working") -> float:
    """Return the average level of one day as a share (0..1) of the plateau. Not paroxetine."""
    return daily_average(drug, day, None, compartment, pk_set) / float(
        steady_state_average(drug, None, compartment, pk_set)
    )


def days_to_share(drug: str, share: float, compartment: str = "central", pk_set: str = "working") -> int:
    """Return the first day (from 0) whose average level is at least a share (0..1, not 1) of the plateau."""
    share = checks.number("share", share, 0.0, 0.999)
    model = ssri_model(drug, pk_set)
    longest = int(np.ceil(20 * c.half_lives(model)[-1] / DAY)) + 2
    ends = np.arange(longest + 1) * DAY
    averages = np.diff(c.area(model, daily_doses(1.0, longest), ends, compartment)) / DAY
    return int(np.argmax(averages >= share * steady_state_average(drug, 1.0, compartment, pk_set)))


def accumulation(drug: str, pk_set: str = "working", compartment: str = "central") -> float:
    """Return peak at steady state over peak after one tablet. For paroxetine: day 30 at 30 mg."""
    if drug == "paroxetine":
        return paroxetine.accumulation().peak
    model = ssri_model(drug, pk_set)
    settled = int(np.ceil(20 * c.half_lives(model)[-1] / DAY)) + 1
    first = c.concentration(model, daily_doses(1.0, 1), _fine_day(20 * c.half_lives(model)[-1]), compartment)
    last = c.concentration(model, daily_doses(1.0, settled + 1), settled * DAY + _fine_day(DAY), compartment)
    return float(last.max() / first.max())


def peak_time(drug: str, pk_set: str = "working") -> float:
    """Return tmax [h] after a single tablet (linear drugs): ln(ka / k) / (ka - k)."""
    model = ssri_model(drug, pk_set)
    ka = -model.rates[..., model.index("depot"), model.index("depot")]
    k = -model.rates[..., model.index("central"), model.index("central")]
    return float(np.log(ka / k) / (ka - k))


def half_life(drug: str, pk_set: str = "working", compartment: str = "central") -> float:
    """Return the half-life [h] with which the drug itself, or norfluoxetine, leaves (linear drugs)."""
    model = ssri_model(drug, pk_set)
    position = model.index(compartment)
    return float(np.log(2.0) / -model.rates[..., position, position])


def _fine_day(hours: float) -> np.ndarray:
    """Times [h] from 0, close together in the first day (where peaks are)."""
    return np.unique(np.concatenate([np.linspace(0.0, DAY, 2401), np.linspace(0.0, hours, 2401)]))


def _numbers(drug: str, pk_set: str) -> dict[str, float]:
    """CLF [L/h], VF [L], ka [1/h] of one set; other sets than "working" borrow its ka."""
    working = {name: float(value) for name, value in evidence.parameters(f"{drug}.working").items()}
    if pk_set == "working":
        return working
    published = evidence.parameters(drug)
    sets = sorted({name.split(".")[0] for name in published if name.endswith(".VF")})
    checks.choice("pk_set", pk_set, sets)
    return {**working, "CLF": float(published[f"{pk_set}.CLF"]), "VF": float(published[f"{pk_set}.VF"])}

"""Ketamine in human plasma: five published compartment models, routes, and two metabolites.

    from twoclocks.models import ketamine
    level = ketamine.infusion_level(time, "kamp2020")        # 0.5 mg/kg over 40 min, 70 kg: ng/mL

Sets (source keys): clements1981 and hijazi2003 (two compartments), domino1982 (three), herd2007 (two,
measured in children), kamp2020 (three, arterial, pooled from 18 studies). Numbers come from data/, ids
"ketamine.<set>.*". The sets disagree; that is a finding, not a fault: show them side by side.
Norketamine (ids "norketamine.teaching_fit.*") was fitted for this collection to digitised points of
kampbja2020. Hydroxynorketamine is assumed throughout: draw its shape, not its height.
Time is in hours, levels in ng/mL of total (bound and unbound) ketamine, weight in kg.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from .. import evidence
from . import checks
from . import compartments as c

PK_SETS = ("clements1981", "hijazi2003", "domino1982", "herd2007", "kamp2020")
ROUTES = ("intramuscular", "nasal", "sublingual", "oral")
METABOLITES = ("norketamine", "hydroxynorketamine")

MINUTES_PER_HOUR = 60.0
REFERENCE_KG = 70.0  # the "per 70 kg" in the units of the published parameters
LIGHTEST_KG, HEAVIEST_KG = 30.0, 200.0

Number = float | np.ndarray


@dataclass(frozen=True)
class Bioavailability:
    """Published shares (0..1) of a dose that reach the blood: lowest, middle (median), highest, all rows."""

    low: float
    middle: float
    high: float
    rows: pd.DataFrame


@dataclass(frozen=True)
class Derived:
    """What follows from a set: CL [L/h], Vss [L], half-lives [h], shortest first (the last is terminal)."""

    clearance: float
    volume: float
    half_lives: tuple[float, ...]


def ketamine_model(pk_set: str = "kamp2020", weight: Number | None = None) -> c.LinearModel:
    """Return one published set as a LinearModel with "central", "peripheral 1" (and "peripheral 2").

    weight [kg], 30 to 200, a number or an array of people; None means teaching.reference_weight.
    Raises ValueError for an unknown set or a weight out of range.
    """
    if weight is None:
        return _reference_model(checks.choice("pk_set", pk_set, PK_SETS))
    return c.mammillary(**clearances(pk_set, weight))


@cache
def _reference_model(pk_set: str) -> c.LinearModel:
    """One person of reference weight, worked out once: every move of a control asks for it."""
    model = c.mammillary(**clearances(pk_set))
    for array in (model.rates, model.volumes):
        array.flags.writeable = False
    return model


def clearances(pk_set: str, weight: Number | None = None) -> dict:
    """Return a set as clearance CL [L/h], central V1 [L] and exchange [(Q [L/h], V [L]), ...].

    Volumes scale with weight; so do flows, unless the set has a power of its own (herd2007).
    """
    checks.choice("pk_set", pk_set, PK_SETS)
    weight = checked_weight(weight)
    p = {name: float(value) for name, value in evidence.parameters(f"ketamine.{pk_set}").items()}
    if "k10" in p:
        return _from_rate_constants(p, weight)
    size = weight / REFERENCE_KG
    flow_size = size ** p.get("flow_exponent", 1.0)
    pairs = [("Q", "V2")] if "Q" in p else [("Q2", "V2"), ("Q3", "V3")]
    return {
        "clearance": p["CL"] * flow_size,
        "central": p["V1"] * size,
        "exchange": [(p[flow] * flow_size, p[volume] * size) for flow, volume in pairs],
    }


def infusion_level(
    time: np.ndarray,
    pk_set: str = "kamp2020",
    dose: Number | None = None,
    duration: float | None = None,
    weight: Number | None = None,
) -> np.ndarray:
    """Return the plasma level [ng/mL] at time [h] of one infusion that starts at 0; shape (..., n_time).

    dose [mg/kg], a number or array; duration [h], 0 for a bolus. None means the infusion used in trials
    (trial.infusion.dose over trial.infusion.duration) and the reference weight.
    Raises ValueError for a negative dose or duration, and as ketamine_model() does.
    """
    return c.concentration(ketamine_model(pk_set, weight), infusion(dose, duration, weight), time)


def infusion(dose: Number | None = None, duration: float | None = None, weight: Number | None = None) -> c.Dose:
    """Return the infusion of infusion_level() as a Dose; same arguments, same defaults."""
    if dose is None:
        dose = float(evidence.parameter("trial.infusion.dose"))
    if duration is None:
        duration = float(evidence.parameter("trial.infusion.duration")) / MINUTES_PER_HOUR
    dose = checks.numbers("dose", dose, 0.0, unit="mg/kg")
    return c.Dose(dose * checked_weight(weight), duration=checks.number("duration", duration, 0.0, unit="h"))


def route_level(
    time: np.ndarray,
    route: str,
    dose: Number,
    bioavailability: Number | None = None,
    pk_set: str = "kamp2020",
    weight: Number | None = None,
) -> np.ndarray:
    """Return the plasma level [ng/mL] at time [h] of one dose [mg] by another route; shape (..., n_time).

    bioavailability (0..1), a number or array; None means the middle of the published values: use
    published_bioavailability(route) to draw the lowest and the highest too. The absorption rate is
    assumed (absorption_rate(route)), so such a curve is an illustration.
    Raises ValueError for an unknown route or set, a negative dose, a share outside 0..1.
    """
    if bioavailability is None:
        bioavailability = published_bioavailability(route).middle
    share = checks.numbers("bioavailability", bioavailability, 0.0, 1.0)
    amount = checks.numbers("dose", dose, 0.0, unit="mg") * share
    model = c.with_depot(ketamine_model(pk_set, weight), float(absorption_rate(route)))
    return c.concentration(model, c.Dose(amount, into="depot"), time)


def published_bioavailability(route: str) -> Bioavailability:
    """Return what studies found for the racemate by one route; they conflict, so all rows come along."""
    checks.choice("route", route, ROUTES)
    rows = evidence.parameter_table(f"ketamine.bioavailability.{route}")
    if route == "sublingual":
        rows = pd.concat(
            [rows, evidence.parameter_table("ketamine.bioavailability.rectal_sublingual")], ignore_index=True
        )
    values = rows["value"]
    return Bioavailability(values.min(), values.median(), values.max(), rows)


def absorption_rate(route: str) -> evidence.Parameter:
    """Return the first-order absorption rate constant ka [1/h] of a route: assumed, so stamp the chart."""
    return evidence.parameter(f"ketamine.teaching.ka_{checks.choice('route', route, ROUTES)}")


def derived(pk_set: str, weight: Number | None = None) -> Derived:
    """Return CL, Vss and half-lives of a set for one weight [kg]."""
    weight = checks.number("weight", checked_weight(weight), LIGHTEST_KG, HEAVIEST_KG, "kg")
    model = ketamine_model(pk_set, weight)
    return Derived(float(c.clearance(model)), float(c.steady_state_volume(model)), tuple(c.half_lives(model).tolist()))


def metabolite_model(weight: Number | None = None) -> c.LinearModel:
    """Return kamp2020 with "norketamine", "norketamine peripheral" and "hydroxynorketamine" added.

    All ketamine that is cleared is taken to become norketamine, and all of that hydroxynorketamine, one
    molecule for one. Amounts are in mg of ketamine, so volumes of metabolites are divided by the ratio
    of molar masses: concentration() then gives ng/mL of the metabolite itself.
    """
    size = checked_weight(weight) / REFERENCE_KG
    parent = clearances("kamp2020", weight)
    nk, hnk = (
        {name: value.value * size for name, value in evidence.parameters(prefix).items()}
        for prefix in ("norketamine.teaching_fit", "hydroxynorketamine.teaching")
    )
    (q2, v2), (q3, v3) = parent["exchange"]
    return c.linear_model(
        {
            "central": parent["central"],
            "peripheral 1": v2,
            "peripheral 2": v3,
            "norketamine": nk["V1"] / _molar_ratio("norketamine"),
            "norketamine peripheral": nk["V2"] / _molar_ratio("norketamine"),
            "hydroxynorketamine": hnk["V"] / _molar_ratio("hydroxynorketamine"),
        },
        {
            ("central", "peripheral 1"): q2 / parent["central"],
            ("peripheral 1", "central"): q2 / v2,
            ("central", "peripheral 2"): q3 / parent["central"],
            ("peripheral 2", "central"): q3 / v3,
            ("central", "norketamine"): parent["clearance"] / parent["central"],
            ("norketamine", "norketamine peripheral"): nk["Q"] / nk["V1"],
            ("norketamine peripheral", "norketamine"): nk["Q"] / nk["V2"],
            ("norketamine", "hydroxynorketamine"): nk["CL"] / nk["V1"],
        },
        {"hydroxynorketamine": hnk["CL"] / hnk["V"]},
    )


def metabolite_level(
    time: np.ndarray,
    metabolite: str = "norketamine",
    dose: Number | None = None,
    duration: float | None = None,
    weight: Number | None = None,
) -> np.ndarray:
    """Return the level [ng/mL] of a metabolite at time [h] of one infusion; arguments as infusion_level().

    metabolite: "norketamine" (fitted to points that are therefore no test of it) or
    "hydroxynorketamine" (assumed: shape only).
    """
    checks.choice("metabolite", metabolite, METABOLITES)
    return c.concentration(metabolite_model(weight), infusion(dose, duration, weight), time, metabolite)


def micromolar(level: Number, substance: str = "ketamine") -> np.ndarray:
    """Return a level [ng/mL] in micromol/L (the same number as nmol/mL)."""
    checks.choice("substance", substance, ("ketamine", *METABOLITES))
    grams_per_mole = float(evidence.parameter(f"{substance}.molar_mass"))
    return checks.numbers("level", level, 0.0, unit="ng/mL") / grams_per_mole


def checked_weight(weight: Number | None) -> np.ndarray:
    """Return weight [kg], or the reference weight for None, after checking that it is 30 to 200 kg."""
    if weight is None:
        weight = float(evidence.parameter("teaching.reference_weight"))
    return checks.numbers("weight", weight, LIGHTEST_KG, HEAVIEST_KG, "kg")


def _from_rate_constants(p: dict[str, float], weight: np.ndarray) -> dict:
    """k10, k12, k21 (k13, k31) [1/min] and V1 [L/kg] as clearances: CL = k10 V1, Q = k12 V1, V2 = Q / k21."""
    central = p["V1"] * weight
    exchange = []
    for out, back in (("k12", "k21"), ("k13", "k31")):
        if out in p:
            flow = p[out] * MINUTES_PER_HOUR * central
            exchange.append((flow, flow / (p[back] * MINUTES_PER_HOUR)))
    return {"clearance": p["k10"] * MINUTES_PER_HOUR * central, "central": central, "exchange": exchange}


def _molar_ratio(metabolite: str) -> float:
    """Molar mass of a metabolite over that of ketamine."""
    return float(evidence.parameter(f"{metabolite}.molar_mass")) / float(evidence.parameter("ketamine.molar_mass"))

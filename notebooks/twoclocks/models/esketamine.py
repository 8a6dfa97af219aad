"""Esketamine as a nasal spray or swallowed, with its metabolite noresketamine (source perezruixo2021).

Through the nose, first order:     depot "nose" -> central
Swallowed part, gut then liver:    even input into "gut" -> liver   (what the gut wall lets through: F_gut)
Body:    central <-> "peripheral 1", "peripheral 2";   central <-> liver (blood flow Qh)
Liver:   loses kel by other routes, and kmet to noresketamine <-> "noresketamine peripheral"

Of each spray device the share FRn goes through the nose; of every device after the first, FRn * r_FRn.
Esketamine turns into noresketamine mg for mg, as in the published code. These are levels of one
enantiomer: half of a racemic dose, so never put them on one axis with ketamine without saying so. The
published model is for adults of 18 to 60 years; covariates (age, ancestry) are left out.
Numbers: data/, ids "esketamine.perezruixo2021.*". Time in hours, doses in mg, levels in ng/mL.
"""

from __future__ import annotations

import numpy as np

from .. import evidence
from . import checks
from . import compartments as c

SUBSTANCES = ("esketamine", "noresketamine")
MOST_DEVICES = 3


def esketamine_model(swallowed: bool = False) -> c.LinearModel:
    """Return the model: nose, gut, liver, central, two peripherals, noresketamine and its peripheral.

    swallowed: False for the spray; True for a dose by mouth, whose gut empties at another rate.
    """
    p = _numbers()
    return c.linear_model(
        {
            "central": p["Vc"],
            "peripheral 1": p["Vp1"],
            "peripheral 2": p["Vp2"],
            "liver": p["Vh"],
            "noresketamine": p["Vcn"],
            "noresketamine peripheral": p["Vpn"],
            "nose": None,
            "gut": None,
        },
        {
            ("nose", "central"): p["ka_n"],
            ("gut", "liver"): p["ka_po"] if swallowed else p["ka_sw"],
            ("central", "peripheral 1"): p["Q1"] / p["Vc"],
            ("peripheral 1", "central"): p["Q1"] / p["Vp1"],
            ("central", "peripheral 2"): p["Q2"] / p["Vc"],
            ("peripheral 2", "central"): p["Q2"] / p["Vp2"],
            ("central", "liver"): p["Qh"] / p["Vc"],
            ("liver", "central"): p["Qh"] / p["Vh"],
            ("liver", "noresketamine"): p["kmet"],
            ("noresketamine", "noresketamine peripheral"): p["Q3"] / p["Vcn"],
            ("noresketamine peripheral", "noresketamine"): p["Q3"] / p["Vpn"],
        },
        {"liver": p["kel"], "noresketamine": p["CLn"] / p["Vcn"]},
    )


def spray_level(time: np.ndarray, devices: int, substance: str = "esketamine", apart: float = 0.0) -> np.ndarray:
    """Return the plasma level [ng/mL] at time [h] after 1 to 3 spray devices; shape (n_time,).

    apart [h]: time between devices (0: all at once). substance: "esketamine" or "noresketamine".
    Raises ValueError for another number of devices, a negative gap or an unknown substance.
    """
    checks.choice("substance", substance, SUBSTANCES)
    return c.concentration(esketamine_model(), spray_doses(devices, apart), time, _compartment(substance))


def spray_doses(devices: int, apart: float = 0.0) -> list[c.Dose]:
    """Return the doses of spray_level(): for each device a nasal part and a swallowed part."""
    devices = checks.whole_number("devices", devices, 1, MOST_DEVICES)
    apart = checks.number("apart", apart, 0.0, 24.0, "h")
    p, amount = _numbers(), device_dose()
    doses = []
    for number in range(devices):
        nasal = nasal_fraction(number)
        doses.append(c.Dose(amount * nasal, "nose", start=number * apart))
        doses.append(c.Dose(amount * (1.0 - nasal) * p["F_gut"], "gut", number * apart, p["D_sw"]))
    return doses


def oral_level(time: np.ndarray, dose: float | np.ndarray, substance: str = "esketamine") -> np.ndarray:
    """Return the plasma level [ng/mL] at time [h] after one dose [mg] by mouth; shape (..., n_time)."""
    checks.choice("substance", substance, SUBSTANCES)
    p = _numbers()
    amount = checks.numbers("dose", dose, 0.0, unit="mg") * p["F_gut"]
    return c.concentration(
        esketamine_model(swallowed=True), c.Dose(amount, "gut", duration=p["D_po"]), time, _compartment(substance)
    )


def device_dose() -> float:
    """Return the content of one spray device [mg]."""
    return float(evidence.parameter("esketamine.label.device_dose"))


def nasal_fraction(number: int) -> float:
    """Return the share (0..1) of device number 0, 1, 2 that is taken up through the nose."""
    p = _numbers()
    return p["FRn"] * (p["r_FRn"] if checks.whole_number("number", number, 0, MOST_DEVICES - 1) else 1.0)


def extraction() -> float:
    """Return the share (0..1) that the liver takes out in one pass: cleared / (Qh + cleared)."""
    p = _numbers()
    cleared = p["Vh"] * (p["kel"] + p["kmet"])
    return cleared / (p["Qh"] + cleared)


def clearance() -> float:
    """Return CL [L/h] = Qh * extraction."""
    return _numbers()["Qh"] * extraction()


def bioavailability(devices: int | None = None) -> float:
    """Return the share (0..1) that reaches the blood: of a spray of 1 to 3 devices, or by mouth for None."""
    through_gut = _numbers()["F_gut"] * (1.0 - extraction())
    if devices is None:
        return through_gut
    devices = checks.whole_number("devices", devices, 1, MOST_DEVICES)
    nasal = float(np.mean([nasal_fraction(number) for number in range(devices)]))
    return nasal + (1.0 - nasal) * through_gut


def _compartment(substance: str) -> str:
    return "central" if substance == "esketamine" else substance


def _numbers() -> dict[str, float]:
    return {name: float(value) for name, value in evidence.parameters("esketamine.perezruixo2021").items()}

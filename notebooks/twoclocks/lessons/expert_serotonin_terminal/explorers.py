"""Lesson 12: its three explorers, each with the sentence that says what its picture shows and why."""

from __future__ import annotations

from ...kit.controls import Control, choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.style import time_label
from ...models import terminal_views
from . import drawings

DOSES = (0.0, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0, 20.0, 25.0, 30.0)
HOURS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 24.0, 30.0, 36.0, 48.0)
#: Below this share of its highest level the drug is called nearly gone; below that share the reserve is told.
GONE, LOW_RESERVE = 0.1, 0.95
SWITCH = {False: "works", True: "held still"}


def _dose_and_time() -> list[Control]:
    return [
        slider(
            "mouse_dose",
            "Single dose (mg/kg, a mouse)",
            "dose",
            DOSES,
            10.0,
            lambda d: f"{d:g} mg/kg",
            stored=(0.0, 1.0, 3.0, 10.0, 30.0),
        ),
        slider(
            "hours_after",
            "Time after the dose",
            "time",
            HOURS,
            1.0,
            _clock,
            stored=(0.0, 0.5, 1.0, 3.0, 8.0, 12.0, 24.0, 48.0),
        ),
    ]


def _clock(hours: float) -> str:
    return time_label(hours) if hours else "0 h"


def _moment(result: terminal_views.AfterDose) -> str:
    return f"{time_label(result.hours)} after {result.dose:g} mg/kg" if result.hours else "At the moment of the dose"


# Levels ----------------------------------------------------------------------------------------------


def dose_readout(result: terminal_views.AfterDose, values: dict) -> str:
    """Return one sentence: the level, and what holds it there."""
    level, release = result.serotonin[result.at], result.flows.released
    if result.dose == 0:
        return (
            f"Without a dose serotonin outside is {level:.0f} nM at {_clock(result.hours)} as at any other "
            f"time, because {release:.0f} µM per hour come out and as much goes away again."
        )
    if not result.hours:
        return (
            f"At the moment of the dose serotonin outside is {level:.0f} nM, because all {result.dose:g} "
            "mg/kg are still in the belly and none is in the brain."
        )
    drug, surface, start = result.drug[result.at], 100 * result.surface[result.at], _moment(result)
    if result.gone(GONE):
        reserve = result.reserve[result.at]
        low = f"; the reserve still holds only {100 * reserve:.0f} %" if reserve < LOW_RESERVE else ""
        return (
            f"{start} serotonin outside is {level:.0f} nM, {_against(result.rise)}, because the drug is "
            f"nearly gone ({_trace(drug)} nM), {surface:.0f} % of the transporters are at the surface, and "
            f"release is {100 * result.release:.0f} % of before{low}."
        )
    return (
        f"{start} serotonin outside is {level:.0f} nM, {_against(result.rise)}: {surface:.0f} % of the transporters "
        f"are at the surface and the drug ({drug:.0f} nM in brain) leaves these {100 * result.free:.0f} % of their "
        f"pull, but the brakes have cut release to {100 * result.release:.0f} %."
    )


def _trace(drug: float) -> str:
    return f"{drug:.1f}" if drug >= 0.1 else "under 0.1"


def _against(rise: float) -> str:
    if abs(rise - 1) < 0.005:
        return "as before"
    return f"{rise:.2f} times the level before"


def dose() -> Explorer:
    """Return the explorer of levels after one dose."""
    terminal_views.solve_all()
    return explore(
        drawings.draw_dose,
        axes=drawings.dose_axes,
        size=(9.2, 4.7),
        name="12-dose",
        title="One dose at one terminal: two days of levels",
        controls=_dose_and_time(),
        model=terminal_views.after_dose,
        readout=dose_readout,
        alt="Three curves over 48 hours after one dose, with a dot at the chosen time: serotonin outside, which rises "
        "and falls; transporters at the surface, which dip; the drug in brain, which peaks early.",
    )


# Flows -----------------------------------------------------------------------------------------------


def flow_readout(result: terminal_views.AfterDose, values: dict) -> str:
    """Return one sentence: release and uptake against before, and who carries serotonin away."""
    now, before = result.flows, result.before
    out = now.pumped + now.to_glia + now.removed
    share = f"{100 * now.pump_share:.0f} %"
    if result.dose == 0 or not result.hours:
        start = (
            f"Without a dose, at {_clock(result.hours)} as at any other time,"
            if result.dose == 0
            else (f"At the moment of the dose of {result.dose:g} mg/kg")
        )
        return (
            f"{start} {now.released:.0f} µM per hour are released and the transporter takes back "
            f"{now.pumped:.0f}, {share} of all that leaves the outside, because nothing blocks it."
        )
    if now.pump_share < drawings.FLOW_LIMITS[1]:
        why = "because the pump is blocked while the small exits grow with the level"
    elif result.gone(GONE):
        why = "because hardly any drug is left at the pump"
    else:
        why = "because so little drug slows the pump, and the brakes slow release in step"
    return (
        f"{_moment(result)} {now.released:.0f} µM per hour are released instead of {before.released:.0f}, and of what "
        f"leaves the outside {share} goes through the transporter ({100 * before.pump_share:.0f} % before), "
        f"{100 * now.to_glia / out:.0f} % into glia and {100 * now.removed / out:.0f} % elsewhere, {why}."
    )


def flow() -> Explorer:
    """Return the explorer of flows: where serotonin goes before a dose and after it."""
    terminal_views.solve_all()
    return explore(
        drawings.draw_flow,
        axes=drawings.flow_axes,
        size=(9.2, 4.5),
        name="12-flows",
        title="Where serotonin goes, before and after one dose",
        controls=_dose_and_time(),
        model=terminal_views.after_dose,
        readout=flow_readout,
        alt="Left: five flows before the dose as rings and at the chosen time as dots, on an axis whose steps are ten "
        "times. Right: two bars of shares; from below, the pump in blue, glia in grey, elsewhere hatched.",
    )


# Parts held still ------------------------------------------------------------------------------------


def brake_readout(result: terminal_views.Brakes, values: dict) -> str:
    """Return one sentence: the peak with the parts held, against all at work, and why."""
    chosen, working, held = result.chosen, result.working, result.held
    if not held:
        return (
            f"With all three parts at work serotonin outside peaks at {chosen.peak:.0f} nM, {chosen.rise:.1f} times "
            "the level before, because both brakes hold release while the pump is blocked."
        )
    named = " and ".join([", ".join(held[:-1]), held[-1]] if len(held) > 1 else held)
    ends = (
        ""
        if chosen.complete
        else (f"; the curve ends after {time_label(float(chosen.time[-1]))}, where the reserve would fall below zero")
    )
    return (
        f"With the {named} held still serotonin outside peaks at {chosen.peak:.0f} nM, {chosen.rise:.1f} "
        f"times the level before instead of {working.rise:.1f}, because {_why(held)}{ends}."
    )


def _why(held: tuple[str, ...]) -> str:
    brakes = {"serotonin brake", "histamine brake"} & set(held)
    reasons = {
        frozenset(): "",
        frozenset({"serotonin brake"}): "the histamine brake alone holds release less well",
        frozenset({"histamine brake"}): "the serotonin brake has to hold release alone, and nearly can",
        frozenset({"serotonin brake", "histamine brake"}): "nothing holds release any more while the pump is blocked",
    }[frozenset(brakes)]
    stay = "more pumps stay at the surface, so more goes back" if "transporter traffic" in held else ""
    return " and ".join(part for part in (reasons, stay) if part)


def brakes() -> Explorer:
    """Return the explorer of parts held still: what each part of the model is worth."""
    terminal_views.solve_all()
    labels = {
        "serotonin_brake": "Serotonin brake (5-HT1B)",
        "histamine_brake": "Histamine brake (H3)",
        "transporter_traffic": "Transporter traffic",
    }
    return explore(
        drawings.draw_brakes,
        axes=drawings.brake_axes,
        size=(9.2, 4.5),
        name="12-brakes",
        title=f"What each part is worth: {terminal_views.DOSE:g} mg/kg with parts held still",
        controls=[choice(name, label, "view", SWITCH) for name, label in labels.items()],
        model=terminal_views.held_parts,
        readout=brake_readout,
        alt="Left: serotonin outside over six hours after one dose, thin with all parts at work and thick "
        "with the chosen parts held still. Right: the highest level of all eight combinations by the "
        "number of parts held; two held parts can do far more than either alone.",
    )

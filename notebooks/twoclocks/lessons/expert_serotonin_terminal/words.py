"""Lesson 12: sentences and tables whose numbers come from data and model."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.table import Table, compared
from ...models import raphe, terminal, terminal_flows, terminal_jacobian, terminal_rates, terminal_store, terminal_views
from ...models.validation_serotonin import validation_table
from . import answers, limits

SOURCES = """
    abdalla2017 ceglia2004 chaput1986 commons2019 ghanbari2010 mena2024 tatsumi1997 twoclocks yang2013
""".split()
SOURCE = "mena2024"
#: Regression value -> what it is. Values of our own earlier run, not of the world.
REPRODUCED = {
    "eht_start": "serotonin outside, published start",
    "eht_longrun": "serotonin outside, at rest",
    "vhtr_longrun": "reserve, at rest",
    "J_SERT": "flow through the transporter, at rest",
    "J_removal": "removed elsewhere, at rest",
    "J_synthesis": "made anew, at rest",
    "eht_peak_1mgkg": "highest serotonin outside after 1 mg/kg",
    "eht_peak_10mgkg": "highest serotonin outside after 10 mg/kg",
    "brain_peak_10mgkg": "highest drug level in brain after 10 mg/kg",
}
CLOSE = 0.01
SMALLEST_DOSE = 1.0


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(SOURCES)


# Notes -----------------------------------------------------------------------------------------------


def speed_note() -> Note:
    """Say how the explorers answer at once, and at what price."""
    off = terminal_store.ERROR
    return note(
        f"How the explorers keep up: {terminal_store.DOSES.size} doses are solved once, when the first explorer is "
        "made, and kept in memory. A dose between two of them is a straight line between its neighbours. Against "
        f"solving the dose itself, serotonin is off by less than {off['serotonin']:g} nM, the drug by less than "
        f"{off['drug']:g} nM and transporters at the surface by less than {100 * off['surface']:g} % of all "
        "transporters; a test checks this. Nothing is read from a file, so nothing can be out of date."
    )


def drift_note() -> Note:
    """Say why nobody need have noticed: in both starts serotonin outside hardly moves."""
    hours = [0.0, 100.0, 400.0]
    runs = {kind: terminal.undisturbed(hours, kind) for kind in answers.STARTS}
    moved = {kind: _percent(abs(run.serotonin / run.serotonin[0] - 1).max()) for kind, run in runs.items()}
    reserve = {kind: (run.state("vhtr")[0], run.state("vhtr")[-1]) for kind, run in runs.items()}
    held = answers.reserves()["settled"]
    return note(
        f"Left alone for {hours[-1]:.0f} hours, serotonin outside moves by {moved['matlab']} from one start and by "
        f"{moved['python']} from the other: nobody who plots only that would notice. The reserve does move, from "
        f"{reserve['matlab'][0]:.0f} to {reserve['matlab'][1]:.0f} and from {reserve['python'][0]:.0f} to "
        f"{reserve['python'][1]:.0f} µM, both on the way to {held:.0f} µM, with a clock of about "
        f"{limits.terminal_stiffness.clocks()[-1] / 24:.0f} days.",
        "note",
        evidence.cite(SOURCE).html,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %" if share >= 0.001 else "less than 0.1 %"


def break_note() -> Note:
    """Say when and why the published equations break under repeated doses, and what caps a level."""
    hours, state = limits.first_negative()
    course, flows = limits.COURSE, terminal.fluxes(terminal.start())
    ceiling = flows.synthesis / float(evidence.parameter("mena2024.a14")) * 1000
    return note(
        f"With {course['per_day']} doses a day the first level to fall below zero is that of "
        f"{terminal_rates.STATES[state]}, after {hours:.0f} hours. The published refilling never asks what the reserve "
        "still holds. And bookkeeping alone says that a high level cannot last: all serotonin that leaves must be "
        f"made anew, {flows.synthesis:.1f} µM per hour at rest, so no steady level can be above about {ceiling:.0f} "
        "nM. The higher levels after one dose are borrowed from the reserve.",
        "note",
        evidence.cite(SOURCE).html,
    )


# Tables ----------------------------------------------------------------------------------------------


def pitfalls() -> Table:
    """Return the fourteen pitfalls of this model: what goes wrong, how one would notice, what we do."""
    k, full = terminal_rates.constants(), terminal_views.held_parts(False, True, False)
    fire = terminal_flows.brakes(terminal.start(), 1.0)
    blood = k.k21 * (1 - k.fb_brain) / (k.k12 * (1 - k.fb_plasma))
    rows = [
        (
            "The switch for uptake into glia differs between the authors' two codes.",
            "In the Python port the flow into glia stays at zero whatever the dose.",
            f"The MATLAB form: on from {1000 * k.eht_basal:.0f} nM.",
        ),
        (
            "One Python version has the drug and the histamine part commented out and a wrong index for the brain.",
            "A dose changes nothing.",
            "Not used.",
        ),
        (
            "Histamine is frozen, because it seems a side issue.",
            f"The peak after {terminal_views.DOSE:g} mg/kg is {full.chosen.peak:.0f} instead of "
            f"{full.working.peak:.0f} nM.",
            "All 16 histamine states run.",
        ),
        (
            "Firing is read out of this model.",
            "It has no raphe and no 5-HT1A receptor: its “fire” is a factor of the terminal.",
            "Weeks are left to the raphe model of lesson 03.",
        ),
        (
            "A run begins before the reserve has settled.",
            "The same dose gives another result on another day.",
            f"{terminal.LONGEST_REST:,.0f} hours of rest before any dose.",
        ),
        (
            "Dose is put on dose.",
            "Levels below zero; MAO, run backwards, makes serotonin.",
            f"One dose, at most {terminal.HIGHEST_DOSE:g} mg/kg and {terminal.LONGEST:g} hours; anything "
            "else is refused.",
        ),
        (
            "Code is taken for paper.",
            "You cannot notice it from the code: its last change is a year older than the paper.",
            "Every constant says “public code” in our data.",
        ),
        ("The code ships with its stimulation switch on.", "A burst every ten minutes.", "The switch is off here."),
        (
            "Mast cells and a second drug are counted as present.",
            "States that never move.",
            "Left out; in the code their switches are at zero.",
        ),
        (
            "A sign is wrong somewhere among 42 equations.",
            "A sum that must stay the same drifts; twins part.",
            f"{len(terminal.KEPT)} sums and {len(terminal.COPIES)} exact copies are tested.",
        ),
        (
            "Micromolar is mixed up with nanomolar in a slope.",
            f"The release factor at rest is no longer {float(fire.serotonin * fire.histamine):.2f}.",
            "Units stand beside each constant in our data.",
        ),
        (
            "The drug's level in blood is plotted.",
            f"The model keeps {blood:.0f} times as much drug in blood as in brain.",
            "Blood is never shown.",
        ),
        (
            "The dose is spread over one second, as in the code.",
            "A solver with long steps jumps over that second.",
            "The whole dose is in the belly at time zero.",
        ),
        (
            "Any solver will do.",
            "Thousands of steps per hour, even when nothing moves.",
            f"A stiff solver; its Jacobian comes from {len(terminal_jacobian.groups())} pushes instead of "
            f"{len(terminal_rates.STATES)}.",
        ),
    ]
    frame = pd.DataFrame(rows, columns=["What goes wrong", "How you would notice", "What we do"])
    frame.insert(0, "No.", range(1, len(rows) + 1))
    return Table(frame, "Fourteen ways to get this model wrong. Most of them still give smooth, plausible curves.")


def two_models() -> Table:
    """Return what the terminal model and the raphe circuit can and cannot say."""
    constants = len(vars(terminal_rates.constants()))
    course = raphe.course([0.25, 2.0, 21.0])
    base = terminal.undisturbed(0.0).serotonin[0]
    rows = [
        ("Size", f"{len(terminal_rates.STATES)} states, {constants} constants", "6 states, 11 numbers"),
        ("Made from", "public code of a paper; a mouse", "ours; fitted to recordings in rats"),
        ("Reaches", f"{terminal.LONGEST:g} hours after one dose", f"{raphe.LAST_DAY:g} days"),
        (
            "Serotonin outside",
            f"in nM: {base:.0f} at rest, {terminal_store.at_dose(10.0).serotonin.max():.0f} at the peak",
            "only as a multiple of before",
        ),
        ("Where serotonin goes", "every flow", "one share: how much of the clearance is the pump's"),
        ("5-HT1B, the brake at the terminal", "three states", "one term"),
        ("5-HT1A, the brake at the cell body", "not in it", "in it, and it adapts over days"),
        (
            "Firing",
            "not in it",
            f"{course.firing[0]:.2f} of before after 6 hours, {course.firing[1]:.2f} on day 2, "
            f"{course.firing[2]:.2f} on day 21",
        ),
        ("The drug", "in a mouse: belly, brain", "not in it; the blocked share is put in"),
        ("Can it be wrong about weeks?", "no: it is silent", "yes, and in places it is"),
    ]
    return Table(
        pd.DataFrame(rows, columns=["", "Terminal, 42 states (this lesson)", "Raphe circuit, 6 states (lesson 03)"]),
        "Two models of one system. Neither contains the other.",
    )


def _measured_now() -> dict[str, float]:
    rest, state = terminal.undisturbed(0.0), terminal.start()
    flows = terminal.fluxes(state)
    dosed = terminal_store.at_dose(10.0)
    return {
        "eht_start": terminal.undisturbed(0.0, "matlab").serotonin[0],
        "eht_longrun": rest.serotonin[0],
        "vhtr_longrun": rest.state("vhtr")[0],
        "J_SERT": flows.pump,
        "J_removal": flows.removal,
        "J_synthesis": flows.synthesis,
        "eht_peak_1mgkg": terminal_store.at_dose(SMALLEST_DOSE).serotonin.max(),
        "eht_peak_10mgkg": dosed.serotonin.max(),
        "brain_peak_10mgkg": dosed.drug.max(),
    }


def reproduced() -> Table:
    """Return the model's numbers beside those of an earlier, separate run of the same equations."""
    rows = []
    for name, value in _measured_now().items():
        kept = evidence.parameter(f"regression.mena.{name}")
        agrees = abs(value / kept.value - 1) <= CLOSE
        rows.append(
            {
                "What": REPRODUCED[name],
                "Kept": f"{kept.value:g}",
                "Now": f"{value:.4g}",
                "Unit": kept.unit.replace("uM", "µM"),
                "Within 1 %?": "yes" if agrees else "NO",
                "Source": evidence.cite(kept.source),
            }
        )
    frame = pd.DataFrame(rows).sort_values("Within 1 %?", kind="stable")
    good = (frame["Within 1 %?"] == "yes").sum()
    return Table(
        frame, f"Does the code still do what it did? {good} of {len(frame)} agree. This says nothing about the world."
    )


def against_world() -> Table:
    """Return published measurements beside the model, misses first."""
    rows = validation_table("terminal")
    return compared(rows, f"The model against measurements: {rows['agrees'].sum()} of {len(rows)} agree, misses first.")

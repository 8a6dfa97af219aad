"""Lesson 03: its two explorers, each with the sentence that says what its picture shows and why."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.style import DAY, time_label
from ...models import circuit_days, dose_steps
from . import drawings
from .accounts import ACCOUNTS

COVERED = {"none": "not at all", "part": "in part", "all": "fully"}
#: No slider: one that starts at its end would have nowhere to go.
SHARES = {0.0: "none", 0.5: "50 %", 0.8: "80 %", 0.98: "98 %"}
DAYS = (0.25, 1.0, 2.0, 4.0, 7.0, 10.0, 14.0, 21.0, 28.0)
MULTIPLES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_PARTS = {
    0.05: "a twentieth of",
    0.1: "a tenth of",
    0.25: "a quarter of",
    0.5: "half of",
    0.75: "three quarters of",
    1.5: "one and a half times",
    2.0: "twice",
    3.0: "three times",
}
#: Firing [percent of before] from which the raphe counts as back, and the change that is worth a word.
BACK, TELLING = 90, 1.1


# The circuit -----------------------------------------------------------------------------------------


def _why(result: circuit_days.Day, values: dict) -> str:
    """Why firing is where it is on that day."""
    if values["covered"] == "all":
        return "because the second drug covers the brake, so serotonin around the cell bodies cannot slow them"
    if values["pumps"] == 0:
        if values["covered"] == "part":
            return "because a little of the brake is covered and no pump is blocked"
        return "because no pump is blocked"
    pressing = f"serotonin around the cell bodies, at {result.now.raphe:.0f} %"
    helpers = _helpers(result)
    if result.now.firing >= BACK:
        if not helpers:
            return f"because {pressing}, hardly presses their brake"
        makes = "make" if " and " in helpers else "makes"
        return f"because {helpers} {makes} up for {pressing}"
    part = ", of which a part is covered" if values["covered"] == "part" else ""
    late = f", and {helpers} cannot yet make up for it" if helpers else ""
    return f"because {pressing}, presses their brake{part}{late}"


def _helpers(result: circuit_days.Day) -> str:
    """What pushes firing up again by that day, in words; nothing while it is too little to tell."""
    parts = []
    if result.now.stiffness >= TELLING:
        parts.append(f"a brake {result.now.stiffness:.1f} times as stiff")
    if result.now.drive >= TELLING:
        parts.append(f"other input at {result.now.drive:.1f} times")
    return " and ".join(parts)


def circuit_readout(result: circuit_days.Day, values: dict) -> str:
    """Return one sentence: firing, forebrain serotonin, and why."""
    share = f"{100 * values['pumps']:.0f} % of pumps" if values["pumps"] else "no pump"
    return (
        f"With {share} blocked for {time_label(values['circuit_day'] * DAY)}, the raphe fires at "
        f"{result.now.firing:.0f} % and forebrain serotonin stands at {result.now.forebrain:.0f} % "
        f"of before, {_why(result, values)}."
    )


def _run_circuit(covered: str, pumps: float, circuit_day: float, hypothesis: str) -> circuit_days.Day:
    return circuit_days.on_day(hypothesis, covered, pumps, circuit_day)


def circuit() -> Explorer:
    """Return the explorer of the raphe and the forebrain over four weeks."""
    return explore(
        drawings.draw_circuit,
        axes=drawings.circuit_axes,
        size=(9.2, 5.0),
        name="03-circuit",
        title="Raphe and forebrain over four weeks of a blocked pump",
        controls=[
            choice("covered", "Brake covered", "drug", COVERED),
            choice("pumps", "Pumps blocked", "dose", SHARES, 0.98, stored=(0.8, 0.98)),
            slider(
                "circuit_day",
                "Time on the drug",
                "time",
                DAYS,
                0.25,
                lambda day: time_label(day * DAY),
                stored=(0.25, 2.0, 14.0),
            ),
            choice("hypothesis", "What brings firing back?", "view", ACCOUNTS),
        ],
        model=_run_circuit,
        readout=circuit_readout,
        alt="Left: a raphe cell with pumps, serotonin and a brake, its fibre, and an ending with pumps in "
        "the forebrain. Right: firing and forebrain serotonin over four weeks, with measurements in rats.",
    )


# The dose --------------------------------------------------------------------------------------------


def dose_readout(result: dose_steps.Step, values: dict) -> str:
    """Return one sentence: pumps held at this dose and at the usual one, and why."""
    multiple = values["dose_multiple"]
    if multiple == 0:
        return (
            f"Without {result.drug} no pump is blocked; the last quarter of the usual dose alone held "
            f"{result.quarters[-1]:.0f} of its {result.held_usual:.0f} points, because the first molecules "
            "find every pump free."
        )
    if multiple == 1:
        return (
            f"A usual dose of {result.drug} ({result.usual:g} mg a day) blocks {result.held:.0f} % of the pumps, and "
            f"giving up its first quarter would free {result.quarters[0]:.0f} points, giving up its last "
            f"{result.quarters[-1]:.0f}."
        )
    compared = f"{result.held:.0f} % of the pumps, against {result.held_usual:.0f} % at the usual dose"
    start = f"{_PARTS[multiple].capitalize()} the usual dose of {result.drug} blocks {compared}"
    if multiple > 1:
        more = round(result.held) - round(result.held_usual)
        return f"{start}: {more} points more, because few pumps are left to take."
    share = 100 * result.held / result.held_usual
    return (
        f"{start}, so {100 * multiple:.0f} % of the dose does {share:.0f} % of the blocking, because the "
        "first molecules find the most free pumps."
    )


def _run_dose(pump_drug: str, dose_multiple: float) -> dose_steps.Step:
    return dose_steps.step(pump_drug, dose_multiple)


def dose() -> Explorer:
    """Return the explorer of dose against pumps blocked, for eight drugs."""
    return explore(
        drawings.draw_dose,
        axes=drawings.dose_axes,
        size=(9.2, 4.6),
        name="03-dose",
        title="Dose and pumps blocked, for eight drugs",
        controls=[
            choice(
                "pump_drug",
                "Drug that blocks the pump",
                "drug",
                {drug: drug for drug in dose_steps.DRUGS},
                "citalopram",
            ),
            slider(
                "dose_multiple",
                "Dose (multiple of a usual dose)",
                "dose",
                MULTIPLES,
                1.0,
                lambda m: f"{m:g} ×",
                stored=(0.0, 0.1, 0.25, 0.5, 1.0, 2.0),
            ),
        ],
        model=_run_dose,
        readout=dose_readout,
        alt="Left: pumps blocked against dose, eight curves that climb steeply and then bend, one of them thick. "
        "Right: four bars, the pumps freed when each quarter of the usual dose is taken away; the last is by far the "
        "longest.",
    )

"""Lesson 06: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.words import interval, listed, plain, signed
from . import badly, data, drawings, tricks

CONTROL_NAMES = {
    "saline": "saline",
    "midazolam": "midazolam",
    "anaesthesia": "saline under anaesthesia",
    "placebo_spray": "placebo spray",
    "placebo_pill": "placebo pill",
}
_SWITCHES = {
    "join": ("Points of different trials", {True: "joined", False: "kept apart"}),
    "control": ("Control arms of the ketamine trials", {True: "left out", False: "subtracted"}),
    "open": ("Studies with no control arm", {True: "mixed in", False: "kept out"}),
    "scales": ("Rating scales", {True: "mixed", False: "one"}),
    "axis": ("Axis and intervals", {True: "cut, none drawn", False: "whole, drawn"}),
}


def visit_words(result: drawings.Look, values: dict[str, object]) -> str:
    """Return what one trial showed at one time: both arms and the gap, or that nothing is printed."""
    trial, when = result.trial, drawings.TIMES[result.hours]
    if result.hours not in trial.drug:
        seen = listed([drawings.TIMES.get(hours, f"{hours / 24:.0f} days") for hours in trial.visits])
        return f"{trial.title}: nothing is printed for {when} after the first dose, only for {seen}."
    drug, control = trial.arms_short
    text = (
        f"{trial.title}, {when} after the first dose: {drug} {trial.drug[result.hours]:.0f} %, {control} "
        f"{trial.control[result.hours]:.0f} % of the start"
    )
    if result.gap is None:
        return f"{text}, and no gap in points is printed for this time."
    unclear = "" if result.gap.clear else ", so it may be zero"
    return (
        f"{text}; the gap is {signed(result.gap.value)} MADRS points "
        f"({interval(result.gap.low, result.gap.high)}{unclear})."
    )


def visit_by_visit() -> Explorer:
    """Explorer: one trial, both arms, visit by visit."""
    trials = {name: data.trial(name).title for name in data.TRIALS}
    return explore(
        drawings.draw_trial,
        axes=drawings.trial_axes,
        size=(9.2, 5.3),
        name="06-visits",
        title="Same trial, visit by visit",
        controls=[
            choice("trial", "Trial", "drug", trials),
            slider(
                "visit", "Time after the first dose", "time", list(drawings.TIMES), 168.0, drawings.TIMES.__getitem__
            ),
        ],
        model=lambda trial, visit: drawings.look(trial, visit),
        readout=visit_words,
        alt="Two lines, the drug arm and the control arm of one trial, fall from 100 percent of the first "
        "depression score; below them the gap between the arms in points with its interval.",
    )


def control_words(result: drawings.Found, values: dict[str, object]) -> str:
    """Return the results for one control at one time, or say when there are some."""
    title = CONTROL_NAMES[result.control]
    when = drawings.WHEN[result.hours][0]
    if not len(result.rows):
        return (
            f"Against {title} our sources hold no result {when} after the first dose; there are some for "
            f"{listed(list(result.others))}."
        )
    found = [f"{signed(row.value)} ({_limits(row)}) in {row.short}" for row in result.rows.itertuples()]
    return f"Against {title}, {when} after the first dose, extra responders per 100 people: {', '.join(found)}."


def _limits(row) -> str:
    return "no interval printed" if row.low != row.low else interval(row.low, row.high)


def choose_control() -> Explorer:
    """Explorer: the size of the effect by control and time."""
    times = {hours: words for hours, (words, _) in drawings.WHEN.items()}
    return explore(
        drawings.draw_control,
        axes=drawings.control_axes,
        size=(9.2, 4.8),
        name="06-controls",
        title="Choose your control",
        controls=[
            choice("comparator", "Control", "drug", CONTROL_NAMES),
            slider("moment_seen", "Measured after", "time", list(times), 24.0, times.__getitem__),
        ],
        model=lambda comparator, moment_seen: drawings.found(comparator, moment_seen),
        readout=control_words,
        alt="Extra responders per 100 people, drug minus control, on a time axis from hours to six weeks; "
        "the results against the chosen control stand out in colour, all others are grey.",
    )


def badly_words(result: tricks.Picture, values: dict[str, object]) -> str:
    """Return how many tricks are on and how far they pull the two drugs apart."""
    ketamine, serotonin = result.best("ketamine"), result.best("serotonin")
    best = (
        f"the lowest ketamine mark is at {plain(ketamine.value)} points and the lowest SSRI mark at "
        f"{plain(serotonin.value)}"
    )
    if not result.tricks:
        return f"0 tricks on, the honest chart: {best}, each against its own control and with its interval."
    count = len(result.tricks)
    named = "; ".join(tricks.TRICKS[name] for name in result.tricks)
    joined = ""
    if "join" in result.tricks:
        trials = len({point.trial for point in result.lines["ketamine"]})
        joined = f", on a line through {trials} different studies"
    return f"{count} {'trick' if count == 1 else 'tricks'} on ({named}): {best}{joined}."


def made_badly() -> Explorer:
    """Explorer: a chart made badly on purpose, whose tricks can be switched off one by one."""
    return explore(
        badly.draw_badly,
        axes=badly.badly_axes,
        size=(9.2, 4.9),
        name="06-badly",
        title="Chart it badly: find the tricks",
        controls=[choice(name, label, "view", words, start=True) for name, (label, words) in _SWITCHES.items()],
        model=tricks.picture,
        readout=badly_words,
        alt="Ketamine results in orange and serotonin antidepressants in blue over time, in points of a "
        "depression scale; stamped as made badly on purpose while a trick is on.",
    )

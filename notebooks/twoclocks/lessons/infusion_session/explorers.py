"""Lesson 08: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer
from ...kit.shared_controls import SPREAD, infusion_dose, infusion_minutes
from ...kit.style import time_label
from ...models import session
from . import scenes

#: Every five minutes while much happens, then in longer steps.
MINUTES = (*range(0, 61, 5), *range(70, 121, 10), *range(140, 241, 20))


# The room --------------------------------------------------------------------------------------------


def clock(minute: int) -> str:
    """Return a minute of the session in words: "the start", "40 min", "2 h"."""
    return "the start" if minute == 0 else time_label(minute / 60)


def room_readout(result: session.Now, values: dict) -> str:
    """Return one sentence: where all four curves are now, and why."""
    now = result.values
    if result.minute == 0:
        return "At the start nothing has been given, so level, block, score and pressure rise all stand at 0."
    if result.minute < 40:
        why = "while the infusion runs and the level climbs"
    elif result.minute == 40:
        why = "as the infusion ends and the level is highest"
    else:
        why = "because the drug is moving out of the blood"
    return (
        f"After {time_label(result.minute / 60)} the model has {now['level']:.0f} ng/mL in plasma, a block"
        f" index of {100 * now['block']:.0f} %, {now['dissociation']:.1f} CADSS points and a systolic rise of"
        f" {now['systolic']:.1f} mmHg, {why}."
    )


def room() -> Explorer:
    """Return the explorer of one session: a now line through level, block, feelings and pressure."""
    return Explorer(
        name="08-room",
        title="One infusion, minute by minute",
        controls=[
            infusion_dose(stored=(0.2, 1.0)),
            slider("minute", "Minute since the start", "time", MINUTES, 40, clock, plays=True),
        ],
        model=session.now,
        scene=scenes.RoomScene,
        readout=room_readout,
        alt=(
            "Four panels on one time axis of four hours: ketamine in plasma, modelled block, dissociation"
            " score and rise of blood pressure. All climb for 40 minutes and fall fast afterwards; published"
            " means with their spread stand beside the curves at 40 min, and a line marks the moment chosen."
        ),
    )


# Forty people ----------------------------------------------------------------------------------------


def crowd_readout(result: session.Crowd, values: dict) -> str:
    """Return one sentence: the range of levels, the person chosen, and how much of the spread levels make."""
    at = values["seat"] - 1
    person = f"person {values['seat']} has a systolic rise of {result.systolic[at]:.0f} mmHg"
    if values["spread"] == 0:
        return (
            f"With no spread all {session.SEATS} virtual people reach {result.at_end[at]:.0f} ng/mL after 40"
            f" min, and {person}."
        )
    low, high = result.at_end[0], result.at_end[-1]
    return (
        f"After 40 min the {session.SEATS} virtual people have {low:.0f} to {high:.0f} ng/mL and {person};"
        f" differences in level alone make a standard deviation of {result.from_level:.1f} mmHg, where a"
        f" clinic saw {result.published:.1f} mmHg."
    )


def crowd() -> Explorer:
    """Return the explorer of forty people: does a higher level explain a higher pressure?"""
    return Explorer(
        name="08-crowd",
        title="Forty people in the same room",
        controls=[
            SPREAD,
            slider(
                "seat",
                "Person (1 has the lowest level)",
                "person",
                range(1, session.SEATS + 1),
                20,
                str,
                stored=(1, 10, 20, 30, session.SEATS),
            ),
            choice(
                "differs", "People differ in", "view", {"level": "their level only", "all": "as much as a clinic saw"}
            ),
        ],
        model=lambda spread, seat, differs: session.crowd(spread, differs),
        scene=scenes.CrowdScene,
        readout=crowd_readout,
        alt=(
            "Left: forty levels over four hours, one of them thick. Right: level against rise of systolic"
            " pressure when the infusion ends, forty points and a band for mean and standard deviation of one"
            " clinic."
        ),
    )


# Doses -----------------------------------------------------------------------------------------------

WHY = {
    "amount": "the usual anaesthetic dose of the label is {:.1f} times as much",
    "speed": "the usual anaesthetic dose of the label, given in a minute, is {:.0f} times as fast",
    "level": "the middle of the published levels in anaesthesia is {:.0f} times as high",
}


def dose_readout(result: session.ScaledInfusion, values: dict) -> str:
    """Return one sentence: this infusion in the measure chosen, against anaesthesia."""
    measure = values["compare_by"]
    low, high = result.range
    own = {
        "amount": f"{result.amount:g} mg/kg, however long it runs",
        "speed": f"{result.speed:.2g} mg/kg per hour",
        "level": (f"{result.middle:.0f} ng/mL in the model nearest to trials ({low:.0f} to {high:.0f} in five models)"),
    }[measure]
    against = WHY[measure].format(session.times_below(result, measure))
    return f"This infusion comes to {own}; {against}."


def doses() -> Explorer:
    """Return the explorer of doses: how far below anaesthesia depends on what is compared."""
    return Explorer(
        name="08-doses",
        title="How far below anaesthesia is it?",
        controls=[
            infusion_dose(stored=(0.2, 1.0, 1.2)),
            infusion_minutes(),
            choice(
                "compare_by",
                "Compare by",
                "view",
                {"amount": "amount", "speed": "speed", "level": "level in plasma"},
                "level",
            ),
        ],
        model=lambda infusion_dose, infusion_minutes, compare_by: session.scaled_infusion(
            infusion_dose, infusion_minutes
        ),
        scene=scenes.DoseScene,
        readout=dose_readout,
        alt=(
            "Rows of published ranges on a logarithmic axis, from small doses against pain to anaesthesia,"
            " and a tall line for the infusion chosen."
        ),
    )

"""Lesson 08: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.sentences import sentences
from ...kit.shared_controls import SPREAD, infusion_dose, infusion_minutes
from ...kit.style import time_label
from ...models import session
from . import drawings

words = sentences(__file__)

#: Every five minutes while much happens, then in longer steps.
MINUTES = (*range(0, 61, 5), *range(70, 121, 10), *range(140, 241, 20))


# The room --------------------------------------------------------------------------------------------


def clock(minute: int) -> str:
    """Return a minute of the session in words: "the start", "40 min", "2 h"."""
    return words("control.minute.start") if minute == 0 else time_label(minute / 60)


def room_readout(result: session.Now, values: dict) -> str:
    """Return one sentence: where all four curves are now, and why."""
    now = result.values
    return words.band(
        "explorer.08-room.readout",
        result.minute,
        minute=result.minute,
        level=now["level"],
        block=now["block"],
        score=now["dissociation"],
        pressure=now["systolic"],
    )


def room() -> Explorer:
    """Return the explorer of one session: a now line through level, block, feelings and pressure."""
    return explore(
        drawings.draw_room,
        axes=drawings.room_axes,
        size=(9.2, 6.1),
        **words["explorer.08-room"].part(),
        controls=[
            infusion_dose(stored=(0.2, 1.0)),
            slider("minute", words("control.minute.label"), "time", MINUTES, 40, clock, plays=True),
        ],
        model=session.now,
        readout=room_readout,
    )


# Forty people ----------------------------------------------------------------------------------------


def crowd_readout(result: session.Crowd, values: dict) -> str:
    """Return one sentence: the range of levels, the person chosen, and how much of the spread levels make."""
    said, at = words["explorer.08-crowd"], values["seat"] - 1
    person = {"seats": session.SEATS, "seat": values["seat"], "rise": result.systolic[at]}
    if values["spread"] == 0:
        return said("same", level=result.at_end[at], **person)
    low, high = result.at_end[0], result.at_end[-1]
    return said("differ", low=low, high=high, from_level=result.from_level, published=result.published, **person)


def crowd() -> Explorer:
    """Return the explorer of forty people: does a higher level explain a higher pressure?"""
    return explore(
        drawings.draw_crowd,
        axes=drawings.crowd_axes,
        size=(9.2, 4.9),
        **words["explorer.08-crowd"].part(),
        controls=[
            SPREAD,
            slider(
                "seat",
                words("control.seat.label"),
                "person",
                range(1, session.SEATS + 1),
                20,
                str,
                stored=(1, 10, 20, 30, session.SEATS),
            ),
            choice("differs", words("control.differs.label"), "view", words.each("control.differs.options")),
        ],
        model=lambda spread, seat, differs: session.crowd(spread, differs),
        readout=crowd_readout,
    )


# Doses -----------------------------------------------------------------------------------------------


def dose_readout(result: session.ScaledInfusion, values: dict) -> str:
    """Return one sentence: this infusion in the measure chosen, against anaesthesia."""
    said, measure = words["explorer.08-doses"], values["compare_by"]
    times = session.times_below(result, measure)
    if measure == "level":
        low, high = result.range
        return said("level", own=result.middle, low=low, high=high, times=times)
    return said(measure, own=getattr(result, measure), times=times)


def doses() -> Explorer:
    """Return the explorer of doses: how far below anaesthesia depends on what is compared."""
    return explore(
        drawings.draw_doses,
        size=(9.2, 4.7),
        **words["explorer.08-doses"].part(),
        controls=[
            infusion_dose(stored=(0.2, 1.0, 1.2)),
            infusion_minutes(),
            choice(
                "compare_by",
                words("control.compare_by.label"),
                "view",
                words.each("control.compare_by.options"),
                "level",
            ),
        ],
        model=lambda infusion_dose, infusion_minutes, compare_by: session.scaled_infusion(
            infusion_dose, infusion_minutes
        ),
        readout=dose_readout,
    )

"""Lesson 08: tables and notes whose numbers come from data and models."""

from __future__ import annotations

from ... import evidence
from ...kit import table
from ...kit.boxes import Note
from ...kit.sentences import sentences
from ...kit.table import Table
from ...models import session, validation_session

words = sentences(__file__)

# Tables ----------------------------------------------------------------------------------------------


def monitoring() -> Table:
    """Return who watches what and when, spray beside infusion."""
    return words.table("monitoring")


def not_for() -> Table:
    """Return who should not have it, by who says so and how strictly."""
    return words.table("not_for")


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(validation_session.validation_table())


def calibrations() -> Table:
    """Return the comparisons that agree because the curves were made so."""
    return table.no_evidence(validation_session.validation_table(), **words.each("table.calibrations"))


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()


# Notes -----------------------------------------------------------------------------------------------


def pinned_note() -> Note:
    """Say what was chosen, and what the curves have at two later ratings."""
    at = {minute: session.room().at(minute / 60) for minute in (40, 80, 110)}
    return words.note(
        "pinned",
        **{f"pressure_{minute}": now["systolic"] for minute, now in at.items()},
        **{f"score_{minute}": now["dissociation"] for minute, now in at.items()},
    )


def straight_note() -> Note:
    """Say where the straight line breaks."""
    micromolar, mass, slope = (
        float(evidence.parameter(id))
        for id in ("ketamine.idvall1979.C_infusion", "ketamine.molar_mass", "session.teaching.slope_SBP")
    )
    return words.note("straight", rise=micromolar * mass * slope)


def serious_note() -> Note:
    """Say what stands against 'mild and brief'."""
    return words.note("serious")


def told_note() -> Note:
    """Say what people told interviewers."""
    return words.note("told")


def lasts_note() -> Note:
    """Say that two sources disagree on how long the pressure stays up."""
    return words.note("lasts")


def slow_note() -> Note:
    """Say why the anaesthetic is given slowly too."""
    return words.note("slow")

"""Lesson 00: its note, its table and its sources."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note
from ...kit.sentences import sentences
from ...kit.table import Table, compared
from ...models import two_clocks as model

words = sentences(__file__)


def after_effects_note() -> Note:
    """Say what the dotted curves are made of, and what they can and cannot show."""
    ketamine, ssri = model.ketamine_clock(), model.ssri_clock()
    peak = ketamine.time[ketamine.after.argmax()]
    half = ssri.time[ssri.after >= 0.5 * ssri.after_top][0]
    return words.note("after_effects", peak=round(peak), half=model.DAY * round(half / model.DAY))


def check_against_the_world() -> Table:
    """Return published values beside the models of this lesson; rows that miss stay in."""
    return compared(model.comparison(), words("table.comparison.caption"))


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()

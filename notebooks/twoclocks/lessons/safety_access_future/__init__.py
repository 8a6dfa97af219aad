"""Lesson 10: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ... import evidence
from . import words
from .ahead import decided, follower_effects, other_uses
from .charts import dosing_day, side_effects, stopping_symptoms, street, trial_and_reports
from .exercises import check_accused, check_harm, check_sentence
from .explorers import crowd, followers, last_pill, spontaneous_reports
from .predictions import predict_dizzy, predict_mimics
from .recomputed import check_table, rows
from .words import event_table, followers_table, guideline_note, known_table, price_table, report_note, trap_note

EXPLORERS = {"10-crowd": crowd, "10-reports": spontaneous_reports, "10-last-pill": last_pill, "10-followers": followers}


def sources() -> evidence.SourceList:
    """Return the sources of everything that this lesson shows, with links and how the numbers were seen."""
    return words.sources(list(rows()["source"]))

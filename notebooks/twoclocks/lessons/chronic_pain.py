"""Lesson 09: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ..charts.chronic_pain import synapse, two_arms
from ..charts.chronic_pain_limits import rates
from ..charts.chronic_pain_trials import judgements, trials
from .chronic_pain_checks import check_block, check_design, check_short
from .chronic_pain_explorers import course, story, windup
from .chronic_pain_predictions import predict_fifteen, predict_left
from .chronic_pain_words import (
    accounts,
    calibrations,
    felt_note,
    predictions,
    reset_tests,
    selected_note,
    sources,
    three_words,
    trial_table,
)

__all__ = [
    "EXPLORERS",
    "accounts",
    "calibrations",
    "check_block",
    "check_design",
    "check_short",
    "course",
    "felt_note",
    "judgements",
    "predict_fifteen",
    "predict_left",
    "predictions",
    "rates",
    "reset_tests",
    "selected_note",
    "sources",
    "story",
    "synapse",
    "three_words",
    "trial_table",
    "trials",
    "two_arms",
    "windup",
]

EXPLORERS = {
    "09-windup": windup,
    "09-course": course,
    "09-story": story,
}

"""Lesson 09: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .charts import synapse, two_arms
from .exercises import check_block, check_design, check_short
from .explorers import course, story, windup
from .limits import rates
from .predictions import predict_fifteen, predict_left
from .trial_charts import judgements, trials
from .words import (
    accounts,
    calibrations,
    felt_note,
    model_predictions,
    reset_tests,
    selected_note,
    sources,
    three_words,
    trial_table,
)

EXPLORERS = {"09-windup": windup, "09-course": course, "09-story": story}

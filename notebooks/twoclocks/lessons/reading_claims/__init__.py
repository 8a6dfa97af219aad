"""Lesson 11: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .charts import ratios_and_people
from .exercises import check_brier, check_faults, check_people
from .explorers import baseline, luck, telling
from .recomputed import check_table, wordings_and_numbers
from .words import grade_claims, lazy_note, predict_people, predict_verdicts, sources, your_calibration

EXPLORERS = {"11-telling": telling, "11-baseline": baseline, "11-luck": luck}

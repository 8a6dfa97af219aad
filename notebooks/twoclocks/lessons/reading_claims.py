"""Lesson 11: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ..charts.reading_claims import ratios_and_people
from .reading_claims_checks import check_brier, check_faults, check_people, check_table, said_and_found
from .reading_claims_explorers import baseline, luck, telling
from .reading_claims_words import (
    grade_claims,
    lazy_note,
    predict_people,
    predict_verdicts,
    sources,
    your_calibration,
)

__all__ = [
    "EXPLORERS",
    "baseline",
    "check_brier",
    "check_faults",
    "check_people",
    "check_table",
    "grade_claims",
    "lazy_note",
    "luck",
    "predict_people",
    "predict_verdicts",
    "ratios_and_people",
    "said_and_found",
    "sources",
    "telling",
    "your_calibration",
]

EXPLORERS = {"11-telling": telling, "11-baseline": baseline, "11-luck": luck}

"""Lesson 00: its two predictions."""

from __future__ import annotations

from ...kit import prediction
from ...kit.prediction import Prediction, vertical
from ...kit.sentences import sentences
from . import charts
from .explorers import MOMENTS

words = sentences(__file__)


def predict_largest_effect() -> Prediction:
    """Return the prediction: when after an infusion is the difference from control largest?"""
    answer, panel = charts.largest_effect()
    said = words["prediction.00-largest-effect"]
    return prediction.from_words(said, MOMENTS, lambda hours: vertical(panel, hours), answer)


def predict_first_pill() -> Prediction:
    """Return the prediction: how much of the transporter is occupied hours after the first pill?"""
    answer, ax = charts.first_pill()
    measured = charts.first_dose_rows()["value"]
    return prediction.from_words(
        words["prediction.00-first-pill"],
        range(0, 101, 10),
        lambda percent: vertical(ax, percent),
        answer,
        low=measured.min(),
        high=measured.max(),
    )

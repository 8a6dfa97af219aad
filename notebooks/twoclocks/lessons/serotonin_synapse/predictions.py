"""Lesson 03: its two predictions."""

from __future__ import annotations

from ... import evidence
from ...kit import prediction
from ...kit.prediction import Prediction, horizontal, vertical
from ...kit.sentences import sentences
from ...models import circuit_days
from . import autoreceptors, doses

words = sentences(__file__)

GUESSED_OCCUPANCY = (10, 20, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75)
GUESSED_SEROTONIN = (110, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000, 2500)
#: How far from the measured levels still counts as close, as a share of them.
CLOSE_SHARE = 0.25


def predict_half() -> Prediction:
    """Return the prediction: what share of SERT does half a dose occupy?"""
    answer = doses.half_a_dose()
    half, whole = doses.half_and_whole()
    return prediction.from_words(
        words["prediction.03-half-a-dose"],
        GUESSED_OCCUPANCY,
        lambda guess: horizontal(answer.fig.axes[0], guess),
        answer,
        half=half,
        whole=whole,
        proportional=whole / 2,
    )


def predict_day_two() -> Prediction:
    """Return the prediction: how high is forebrain serotonin on day 2?"""
    answer = autoreceptors.autoreceptors()
    seen = [float(evidence.parameter(f"raphe.ceglia2004.{name}")) for name in ("s_2d", "s_citalopram_2d")]
    return prediction.from_words(
        words["prediction.03-day-two"],
        GUESSED_SEROTONIN,
        lambda guess: vertical(answer.fig.axes[0], guess),
        answer,
        least=(1 - CLOSE_SHARE) * min(seen),
        most=(1 + CLOSE_SHARE) * max(seen),
        without=circuit_days.with_autoreceptors("none") / 100,
    )

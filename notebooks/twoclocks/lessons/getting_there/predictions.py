"""Lesson 04: its two predictions."""

from __future__ import annotations

from ...kit import prediction
from ...kit.prediction import Prediction, vertical
from ...kit.sentences import sentences
from ...models import journeys, ketamine, pill_days
from .models import half_gone
from .pills import steady_day

words = sentences(__file__)

GUESSED_MINUTES = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 720)
GUESSED_DAYS = range(1, 15)


def predict_half() -> Prediction:
    """Return the prediction: how long after the infusion until half is gone?"""
    answer, run = half_gone(), journeys.infusion()
    halves = [60 * run.half_time(name) for name in ketamine.PK_SETS]
    slow = [ketamine.derived(name).half_lives[-1] for name in ketamine.PK_SETS]
    return prediction.from_words(
        words["prediction.04-half-gone"],
        GUESSED_MINUTES,
        lambda minutes: vertical(answer.fig.axes[0], minutes / 60),
        answer,
        low=round(min(halves)),
        high=max(halves),
        slow_low=min(slow),
        slow_high=max(slow),
    )


def predict_steady_day() -> Prediction:
    """Return the prediction: on which day of a daily pill is nearly steady state reached?"""
    answer = steady_day()
    return prediction.from_words(
        words["prediction.04-steady-day"],
        GUESSED_DAYS,
        lambda day: vertical(answer.fig.axes[0], day),
        answer,
        day=pill_days.substance("escitalopram").days,
        slow=pill_days.substance("fluoxetine", "norfluoxetine").days,
    )

"""Lesson 08: its two predictions."""

from __future__ import annotations

from ... import evidence
from ...kit import prediction
from ...kit.prediction import Prediction, vertical
from ...kit.sentences import sentences
from ...models import journeys, session
from . import answers
from .look import PER_HOUR, later_ratings

words = sentences(__file__)

GUESSED_MINUTES = tuple(range(10, 241, 10))
GUESSED_RISES = tuple(range(0, 61, 2))


def predict_feelings() -> Prediction:
    """Return the prediction: when is the feeling of being detached gone?"""
    answer = answers.feelings_gone()
    return prediction.from_words(
        words["prediction.08-feelings-gone"],
        GUESSED_MINUTES,
        lambda minute: vertical(answer.fig.axes[0], minute / PER_HOUR),
        answer,
        after_the_end=PER_HOUR * (later_ratings()[0] - journeys.trial_hours()),
    )


def predict_pressure() -> Prediction:
    """Return the prediction: by how much does systolic pressure rise?"""
    answer = answers.how_much_pressure()
    low, high = sorted(float(evidence.parameter(f"session.{clinic}.dSBP")) for clinic in ("yale2024", "rivaposse2018"))
    return prediction.from_words(
        words["prediction.08-pressure-rise"],
        GUESSED_RISES,
        lambda rise: vertical(answer.fig.axes[0], rise),
        answer,
        low=low,
        high=high,
        sd=session.published_spread("dSBP"),
    )

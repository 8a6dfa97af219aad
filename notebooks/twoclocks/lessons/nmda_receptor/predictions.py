"""Lesson 02: its two predictions."""

from __future__ import annotations

import numpy as np

from ...kit import prediction
from ...kit.prediction import Guess, Prediction, on_axes, vertical
from ...kit.sentences import sentences
from ...models import journeys, nmda_trapping
from ...models import receptor_runs as runs
from .block import ACTIVITIES, DRUG, approach_curves, only_sooner
from .dish import how_many

words = sentences(__file__)

PERCENTS = tuple(range(0, 101, 5))


def predict_activity() -> Prediction:
    """Return the prediction: does a more active synapse end up more blocked, or only sooner?"""
    said, answer = words["prediction.02-only-sooner"], only_sooner()
    time, blocks = approach_curves()
    ax, minutes = answer.fig.axes[0], time / 60
    quiet, busy = blocks[-1][::20], blocks[0][::20]
    drawn = {"more": 0.4 * quiet, "sooner": quiet, "less": np.minimum(1.4 * quiet, 60), "same": busy}
    fast, slow = (float(nmda_trapping.time_constant(DRUG, activity)) for activity in (ACTIVITIES[0], ACTIVITIES[-1]))
    guesses = [
        Guess(
            said(f"guess.{name}"),
            said(f"said.{name}", fast=fast, slow=slow),
            on_axes(ax, np.column_stack([minutes[::20], heights]).tolist()),
        )
        for name, heights in drawn.items()
    ]
    about = said.part(goal=blocks[0][-1])
    del about["reply"]  # a choice: what is said to each guess stands under said
    return Prediction(guesses=guesses, answer=answer, **about)


def predict_share() -> Prediction:
    """Return the prediction: how many of 100 receptors does the plasma concentration of a trial block?"""
    answer = how_many()
    measured = journeys.measured_level()
    blocks = {name: 100 * share for name, share in runs.dish(measured.value).blocks.items()}
    low, high = min(blocks.values()), max(blocks.values())
    return prediction.from_words(
        words["prediction.02-how-many"],
        PERCENTS,
        lambda share: vertical(answer.fig.axes[0], share),
        answer,
        concentration=measured.value,
        low=low,
        high=high,
        top=max(block for name, block in blocks.items() if name != "none"),
        floor=float(np.floor(low)),
        ceiling=float(np.ceil(high)),
    )

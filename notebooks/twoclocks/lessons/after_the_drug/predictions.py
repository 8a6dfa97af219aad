"""Lesson 05: its two predictions."""

from __future__ import annotations

from ...kit import prediction
from ...kit.prediction import Guess, Prediction, horizontal, on_axes
from ...kit.sentences import sentences
from ...models import cascade as downstream
from ...models import ei_network
from .curves import REMOVED_H, drug_removed, share_left
from .network_charts import ASKED, equal_block

words = sentences(__file__)

GUESSED_SHARES = tuple(range(0, 101, 10))
#: How far off a guess of a share [%] may be and still count as close.
CLOSE = 5
#: Multiples of the resting rate at which the guesses are drawn.
ENDS = {"up": 1.6, "same": 1.0, "down": 0.75}


def predict_equal_block() -> Prediction:
    """Return the prediction: equal block on both cell types, does the firing rate rise or fall?"""
    said, answer = words["prediction.05-equal-block"], equal_block()
    ax = answer.fig.axes[0]
    rest, both = (float(ei_network.blocked(block, "both").rE) for block in (0.0, ASKED))
    guesses = [
        Guess(
            said(f"guess.{name}"),
            said.band("reply", 0, verdict=said(f"verdict.{name}"), rest=rest, both=both),
            on_axes(ax, [(0, rest), (100 * ASKED, rest * end)]),
        )
        for name, end in ENDS.items()
    ]
    return Prediction(
        name=said.name,
        question=said("question", asked=ASKED),
        label=said("label"),
        guesses=guesses,
        answer=answer,
        meaning=said("meaning"),
    )


def predict_drug_removed() -> Prediction:
    """Return the prediction: all drug removed after two hours, how much of the effect at a day remains?"""
    answer = drug_removed()
    left, intact = share_left(), float(downstream.cascade(downstream.DAY_H).relative[0])
    return prediction.from_words(
        words["prediction.05-drug-removed"],
        GUESSED_SHARES,
        lambda percent: horizontal(answer.fig.axes[0], percent / 100 * intact),
        answer,
        removed=REMOVED_H,
        left=left,
        low=100 * left - CLOSE,
        high=100 * left + CLOSE,
    )

"""Lesson 05: its two predictions."""

from __future__ import annotations

from ...kit.prediction import Guess, Prediction, horizontal, on_axes
from ...models import cascade as downstream
from ...models import ei_network
from .curves import drug_removed, share_left
from .network_charts import ASKED, equal_block

#: How far off a guess of a share may be and still count as close.
CLOSE = 0.1
#: Multiples of the resting rate at which the guesses "up" and "down" are drawn.
UP, DOWN = 1.6, 0.75


def predict_equal_block() -> Prediction:
    """Return the prediction: equal block on both cell types, activity up or down?"""
    answer = equal_block()
    ax = answer.fig.axes[0]
    rest, both = (float(ei_network.blocked(block, "both").rE) for block in (0.0, ASKED))
    found = f"In the model it falls, from {rest:.1f} to {both:.1f} spikes per second."
    ends = {
        "It goes up: the brake is off.": (UP, f"Not with equal block. {found}"),
        "It stays: the two cancel.": (1.0, f"They do not quite cancel. {found}"),
        "It goes down: less excitation all round.": (DOWN, f"Yes. {found}"),
    }
    guesses = [
        Guess(text, reply, on_axes(ax, [(0, rest), (100 * ASKED, rest * end)])) for text, (end, reply) in ends.items()
    ]
    return Prediction(
        name="05-equal-block",
        question="Pyramidal cells excite each other and the interneurons; interneurons brake the "
        "pyramidal cells. All this excitation runs through NMDA receptors. A drug blocks 30 % of them, on "
        "both cell types alike. What happens to the firing of pyramidal cells?",
        label="My guess",
        guesses=guesses,
        answer=answer,
        meaning="It falls: pyramidal cells lose their own excitation directly and the brake only in part. "
        "To make them fire more, the drug has to prefer interneurons. That is the weak point of the "
        "best-known account, and you will look for how much preference it needs.",
    )


def predict_drug_removed() -> Prediction:
    """Return the prediction: all drug taken away after two hours, how much of the effect at a day is left?"""
    answer = drug_removed()
    ax = answer.fig.axes[0]
    left, intact = share_left(), float(downstream.cascade(downstream.DAY_H).relative[0])
    guesses = []
    for percent in range(0, 101, 10):
        share = percent / 100
        if abs(share - left) <= CLOSE / 2:
            reply = f"Close: {100 * left:.0f} % in the model."
        elif share < left:
            reply = f"More than that: {100 * left:.0f} % in the model."
        else:
            reply = f"Less than that: {100 * left:.0f} % in the model."
        guesses.append(Guess(f"{percent} %", reply, horizontal(ax, share * intact)))
    return Prediction(
        name="05-drug-removed",
        kind="slider",
        question="Imagine a machine that takes every molecule of ketamine out of the body two hours after the start of "
        "the infusion. In the teaching cascade, how much of the effect at one day would be left?",
        label="My guess (share of the effect at one day)",
        guesses=guesses,
        answer=answer,
        meaning="Most of it. In this model the drug does its work in the first hours, and the rest runs on without it. "
        "That is how the model was built, not something that anybody has shown in people: no such machine exists.",
    )

"""Lesson 02: its two predictions."""

from __future__ import annotations

import numpy as np

from ...kit.prediction import Guess, Prediction, on_axes, vertical
from ...models import journeys, nmda_trapping
from ...models import receptor_runs as runs
from .block import ACTIVITIES, approach_curves, only_sooner
from .dish import how_many

PERCENTS = tuple(range(0, 101, 5))


def predict_activity() -> Prediction:
    """Return the prediction: does a busier synapse end up more blocked, or only sooner?"""
    answer = only_sooner()
    time, blocks = approach_curves()
    ax, minutes, goal = answer.fig.axes[0], time / 60, blocks[0][-1]
    quiet, busy = blocks[-1][::20], blocks[0][::20]

    def drawn(heights) -> tuple:
        return on_axes(ax, np.column_stack([minutes[::20], heights]).tolist())

    fast, slow = (float(nmda_trapping.time_constant(1.0, activity)) for activity in (ACTIVITIES[0], ACTIVITIES[-1]))
    said = f"time constants {fast:.1f} and {slow:.0f} s, and the same block in the end"
    guesses = [
        Guess(
            "The busy synapse ends up more blocked",
            f"It gets there sooner, but not further: {said}. Dotted: the quiet synapse of your guess.",
            drawn(0.4 * quiet),
        ),
        Guess("Both end up the same, the busy one sooner", f"Yes: {said}. Dotted: the quiet synapse.", drawn(quiet)),
        Guess(
            "The quiet synapse ends up more blocked",
            f"No: activity lets drug in and out alike; {said}. Dotted: the quiet synapse of your guess.",
            drawn(np.minimum(1.4 * quiet, 60)),
        ),
        Guess(
            "No difference at all",
            f"In the end, no; on the way there, a large one: {said}. Dotted: the quiet synapse of your guess.",
            drawn(busy),
        ),
    ]
    return Prediction(
        name="02-only-sooner",
        question="Ketamine gets into an NMDA channel only while the channel is open. Two synapses, one "
        "busy and one quiet, lie in the same constant amount of ketamine for a long time. What happens?",
        label="My guess",
        guesses=guesses,
        answer=answer,
        meaning=f"Both end with {goal:.0f} % of their channels blocked. An open gate lets drug in, and it also lets "
        "drug out. A busy synapse uses both ways more, so its balance comes sooner but is the same balance. Only if "
        "the drug is gone before a quiet synapse gets there will the busy one have been blocked more.",
    )


def predict_share() -> Prediction:
    """Return the prediction: how many of 100 receptors does the level of a trial block?"""
    answer = how_many()
    measured = journeys.measured_level()
    blocks = runs.dish(measured.value).blocks
    low, high = (100 * pick(blocks.values()) for pick in (min, max))
    guesses = []
    for share in PERCENTS:
        if share < np.floor(low):
            reply = f"Lower than any condition measured in a dish: {low:.0f} to {high:.0f} %."
        elif share <= np.ceil(high):
            reply = (
                f"Inside the range, as are many other answers: {low:.0f} to {high:.0f} %, depending on the condition."
            )
        else:
            reply = f"Higher than any condition measured in a dish: {low:.0f} to {high:.0f} %."
        guesses.append(Guess(f"{share} %", reply, vertical(answer.fig.axes[0], share)))
    return Prediction(
        name="02-how-many",
        kind="slider",
        question=f"At the end of the infusion used in trials, plasma holds about {measured.value:.0f} "
        "ng/mL of ketamine. What share of NMDA receptors does that block?",
        label="My guess (share of receptors)",
        guesses=guesses,
        answer=answer,
        meaning="There is no single answer. About half of the drug is bound and cannot act. For the rest, "
        f"cells in a dish give {low:.0f} to {high:.0f} %, depending on magnesium and on the kind of "
        "receptor. For people no such share has been established.",
    )

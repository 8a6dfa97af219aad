"""Lesson 09: its two predictions."""

from __future__ import annotations

from ...kit.prediction import Guess, Prediction, horizontal
from ...models import pain_relief, windup
from .answers import fifteen, relief_left

TIMES = (0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 10, 15)
LEFT = (0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
#: How far off still counts as close: in times the first, and in percent.
CLOSE_TIMES, CLOSE_LEFT = 0.5, 5


def predict_fifteen() -> Prediction:
    """Return the prediction: how loud is the fifteenth of 15 equal stimuli?"""
    answer = fifteen()
    ax = answer.fig.axes[0]
    ratio = float(windup.responses(1.0)[-1])
    top = ax.get_ylim()[1]
    guesses = []
    for guess in TIMES:
        if abs(guess - ratio) <= CLOSE_TIMES:
            reply = f"Close: {ratio:.1f} times in the model, {windup.reference(1.0).ratio:.2f} in a published code."
        elif guess < 1:
            reply = f"Nerves can tire, but these do not here: the 15th is {ratio:.1f} times the first."
        elif guess < ratio:
            reply = f"More: {ratio:.1f} times."
        else:
            reply = f"Less: {ratio:.1f} times. Most of the growth is over after five stimuli."
        guesses.append(Guess(f"{guess:g} ×", reply, horizontal(ax, min(guess, 0.98 * top))))
    return Prediction(
        name="09-fifteen",
        kind="slider",
        question=(
            "A pain fibre gets 15 equal stimuli, one a second. A neuron in the spinal cord answers each of"
            " them. How large is its 15th answer, compared with its first?"
        ),
        label="My guess (times the first answer)",
        guesses=guesses,
        answer=answer,
        meaning=(
            f"{ratio:.1f} times, and the stimulus did not change. What changed is the neuron: a trace of each"
            f" stimulus is still there ({100 * windup.kept(1.0):.0f} % of it) when the next one comes. One"
            " every ten seconds adds up to nothing. This is called wind-up. It is over within seconds of the"
            " last stimulus."
        ),
    )


def predict_left() -> Prediction:
    """Return the prediction: how much of the relief is left in week 12?"""
    answer = relief_left()
    ax = answer.fig.axes[0]
    left = 100 * pain_relief.course().left(12 * pain_relief.WEEK_D)
    guesses = []
    for guess in LEFT:
        if abs(guess - left) <= CLOSE_LEFT:
            reply = f"Close: {left:.0f} % in the model."
        else:
            reply = f"Less: {left:.0f} % in the model, which was fitted to the trial itself."
        guesses.append(Guess(f"{guess} %", reply, horizontal(ax, guess)))
    return Prediction(
        name="09-relief-left",
        kind="slider",
        question=(
            "People with CRPS got ketamine for four days. A week later their pain was half of what the"
            " placebo arm had. Of the best relief, how much is left in week 12, by the model that was fitted"
            " to this trial?"
        ),
        label="My guess (percent of the best relief)",
        guesses=guesses,
        answer=answer,
        meaning=(
            f"{left:.0f} %. The relief outlasts the drug by weeks, so something else keeps it up. But it"
            " fades, as if a store were running empty. The trial agrees: in week 12 its two arms no longer"
            " differed clearly."
        ),
    )

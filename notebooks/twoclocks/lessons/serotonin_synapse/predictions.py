"""Lesson 03: its two predictions."""

from __future__ import annotations

from ... import evidence
from ...kit.prediction import Guess, Prediction, horizontal, vertical
from ...models import circuit_days
from .brakes import brakes
from .doses import half_a_dose, half_and_whole

GUESSED_BLOCK = (10, 20, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75)
GUESSED_SEROTONIN = (110, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000, 2500)
#: How far from the answer still counts as close: points of occupancy, and a share of the level.
CLOSE_POINTS, CLOSE_SHARE = 5, 0.25


def predict_half() -> Prediction:
    """Return the prediction: how many pumps does half a dose block?"""
    answer = half_a_dose()
    half, whole = half_and_whole()
    guesses = []
    for guess in GUESSED_BLOCK:
        if abs(guess - half) <= CLOSE_POINTS:
            reply = f"Close: half the dose blocks {half:.0f} %."
        elif guess < half:
            reply = f"More than that: half the dose blocks {half:.0f} %."
        else:
            reply = f"A little less: half the dose blocks {half:.0f} %."
        guesses.append(Guess(f"{guess} %", reply, horizontal(answer.fig.axes[0], guess)))
    return Prediction(
        name="03-half-a-dose",
        kind="slider",
        question=f"A usual dose of citalopram blocks {whole:.0f} % of the serotonin pumps that a brain scan "
        "can see. How many does half of that dose block?",
        label="My guess (pumps blocked)",
        guesses=guesses,
        answer=answer,
        meaning=f"{half:.0f} %, and not {whole / 2:.0f} %. The first molecules find every pump free; the last ones "
        "have to look for a free one. So the first few milligrams do most of the work, and a curve that starts steep "
        "and ends flat is called a hyperbola.",
    )


def predict_day_two() -> Prediction:
    """Return the prediction: how high does forebrain serotonin stand on day 2?"""
    answer = brakes()
    measured = [evidence.parameter(f"raphe.ceglia2004.{name}").value for name in ("s_2d", "s_citalopram_2d")]
    low, high = min(measured), max(measured)
    on_paper = circuit_days.with_brakes("none") / 100
    said = f"in rats it stood at {low:.0f} % on one such drug and at {high:.0f} % on another"
    guesses = []
    for guess in GUESSED_SEROTONIN:
        if (1 - CLOSE_SHARE) * low <= guess <= (1 + CLOSE_SHARE) * high:
            reply = f"Close: {said}."
        elif guess < low:
            reply = f"More than that: {said}."
        else:
            reply = f"Far less than that: {said}."
        guesses.append(Guess(f"{guess:,} %", reply, vertical(answer.fig.axes[0], guess)))
    return Prediction(
        name="03-day-two",
        kind="slider",
        question="A rat gets so much of a pump blocker that hardly one pump in fifty still works. Two days "
        "later, how high does serotonin stand in the forebrain? Before the drug it was 100 %.",
        label="My guess (percent of before)",
        guesses=guesses,
        answer=answer,
        meaning=f"Not quite threefold. With so few pumps left, arithmetic alone would allow {on_paper:.0f}-fold. What "
        "is missing was never released: serotonin itself presses two brakes, one on the cell bodies that make the "
        "neurons fire less, and one on the endings that makes each spike release less.",
    )

"""Lesson 08: its two predictions."""

from __future__ import annotations

from ... import evidence
from ...kit.prediction import Guess, Prediction, vertical
from ...kit.style import time_label
from ...models import journeys, session
from . import answers
from .look import PER_HOUR, later_ratings

GUESSED_MINUTES = tuple(range(10, 241, 10))
GUESSED_RISES = tuple(range(0, 61, 2))


def predict_feelings() -> Prediction:
    """Return the prediction: when is the feeling of being detached gone?"""
    answer = answers.feelings_gone()
    last, first = journeys.trial_hours() * PER_HOUR, later_ratings()[0] * PER_HOUR
    guesses = []
    for guess in GUESSED_MINUTES:
        if guess < last:
            reply = f"Later: when the infusion ended, at {last:.0f} min, the score was still raised."
        elif guess <= first:
            reply = f"That fits: it was raised at {last:.0f} min and no longer at {first:.0f} min."
        else:
            reply = f"Sooner: at {first:.0f} min, the next rating, it was no longer raised."
        guesses.append(Guess(time_label(guess / 60), reply, vertical(answer.fig.axes[0], guess / 60)))
    return Prediction(
        name="08-feelings-gone",
        kind="slider",
        question=(
            "An infusion of ketamine runs for 40 minutes. Many people feel detached, as if not quite here."
            " How long after the start is the score for this, on average, back to where it began?"
        ),
        label="My guess (time since the start)",
        guesses=guesses,
        answer=answer,
        meaning=(
            f"Between {last:.0f} and {first:.0f} min, within {first - last:.0f} min of the end. More cannot"
            " be said, because nobody was asked in between, and only 18 people were asked at all. An average"
            " hides people who need longer. And a score at its old value is not the same as being fit to"
            " drive."
        ),
    )


def predict_pressure() -> Prediction:
    """Return the prediction: by how much does systolic pressure rise?"""
    answer = answers.how_much_pressure()
    one, other = (evidence.parameter(f"session.{clinic}.dSBP") for clinic in ("yale2024", "rivaposse2018"))
    low, high = sorted((one.value, other.value))
    guesses = []
    for guess in GUESSED_RISES:
        if guess < low - 1:
            reply = f"It is more: {low:g} and {high:g} mmHg in two clinics."
        elif guess <= high + 1:
            reply = f"That lies between the means of two clinics, {low:g} and {high:g} mmHg."
        elif guess <= one.high:
            reply = f"Above both means ({low:g} and {high:g} mmHg), but many single people go that high."
        else:
            reply = f"Too much for a mean ({low:g} and {high:g} mmHg in two clinics), though some people get there."
        guesses.append(Guess(f"{guess} mmHg", reply, vertical(answer.fig.axes[0], guess)))
    sd = session.published_spread("dSBP")
    return Prediction(
        name="08-pressure-rise",
        kind="slider",
        question=(
            "A blood pressure is often near 120 over 80 mmHg. By how much does the first number, the systolic"
            " pressure, rise on average when the infusion ends?"
        ),
        label="My guess (mean rise)",
        guesses=guesses,
        answer=answer,
        meaning=(
            f"By {high:g} mmHg in one clinic and {low:g} in another. The spread matters more than the mean:"
            f" with a standard deviation of {sd:.1f} mmHg, one person in six rises by more than"
            f" {one.high:.0f} mmHg, if rises spread evenly around the mean. That is why pressure is taken"
            " before and again."
        ),
    )

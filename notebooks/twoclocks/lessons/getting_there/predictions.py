"""Lesson 04: its two predictions."""

from __future__ import annotations

from ...kit.prediction import Guess, Prediction, vertical
from ...kit.style import time_label
from ...models import journeys, ketamine, pill_days
from .models import half_gone
from .pills import plateau_day

GUESSED_MINUTES = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 720)


def predict_half() -> Prediction:
    """Return the prediction: how long after the infusion until half is gone?"""
    answer = half_gone()
    run = journeys.infusion()
    halves = sorted(60 * run.half_time(name) for name in ketamine.PK_SETS)
    low, high = halves[0], halves[-1]
    guesses = []
    for guess in GUESSED_MINUTES:
        if guess < round(low):
            reply = f"Even the fastest of five published models needs {low:.0f} min."
        elif guess <= high:
            reply = f"That lies inside the range of five published models, {low:.0f} to {high:.0f} min."
        else:
            reply = f"It is sooner: five published models say {low:.0f} to {high:.0f} min."
        guesses.append(Guess(time_label(guess / 60), reply, vertical(answer.fig.axes[0], guess / 60)))
    slow = [f"{ketamine.derived(name).half_lives[-1]:.1f}" for name in ketamine.PK_SETS]
    return Prediction(
        name="04-half-gone",
        kind="slider",
        question="A 40-minute infusion of ketamine has just stopped. Textbooks give ketamine a half-life "
        "of a few hours. How long until the level in plasma is half of its peak?",
        label="My guess (time since the infusion stopped)",
        guesses=guesses,
        answer=answer,
        meaning="Minutes. The drug first spreads out of the blood into muscle, fat and organs, which is "
        "fast. Only then does the slower loss show, and only that one is called the half-life "
        f"({min(slow)} to {max(slow)} h in these models). A half-life is not the time in which half "
        "of the peak goes, unless the body is one single tank.",
    )


def predict_plateau() -> Prediction:
    """Return the prediction: how many days of a daily pill until nearly the plateau?"""
    answer = plateau_day()
    ready, slow = (pill_days.substance("escitalopram").days, pill_days.substance("fluoxetine", "norfluoxetine").days)
    guesses = []
    for day in range(1, 15):
        if day < ready - 1:
            reply = f"Later: the mean over the day is at 90 % on day {ready}."
        elif day <= ready + 1:
            reply = f"Close: the mean over the day is at 90 % on day {ready}."
        else:
            reply = f"Sooner than that: the mean over the day is at 90 % on day {ready}."
        guesses.append(Guess(f"day {day}", reply, vertical(answer.fig.axes[0], day)))
    return Prediction(
        name="04-plateau-day",
        kind="slider",
        question="Escitalopram has a half-life of a little over a day. Somebody takes one pill every day. "
        "On which day is the level at 90 % of where it will settle?",
        label="My guess (day)",
        guesses=guesses,
        answer=answer,
        meaning=f"On day {ready}: a bit more than three half-lives, whatever the dose. So the blood is "
        "ready within a week, long before most people feel the full benefit. Not every pill is so "
        f"quick: what fluoxetine turns into needs until day {slow}.",
    )

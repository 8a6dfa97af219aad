"""Lesson 07: its two predictions."""

from __future__ import annotations

from ...evidence import rows
from ...kit.prediction import Guess, Prediction, horizontal, on_axes
from ...models import virtual_trial
from . import answers

GUESSED = tuple(range(0, 101, 5))


def predict_success() -> Prediction:
    """Return the prediction: how many trials of a drug without effect report a benefit?"""
    share = virtual_trial.run(**answers.NO_EFFECT).share
    blind = virtual_trial.run(**(answers.NO_EFFECT | {"guess_right": 50})).share
    answer = answers.no_effect()
    guesses = []
    for guess in GUESSED:
        if abs(guess - share) <= 7:
            reply = f"Close: {share:.0f} of 100."
        elif guess < share:
            reply = f"More do: {share:.0f} of 100."
        else:
            reply = f"Not that many: {share:.0f} of 100."
        guesses.append(Guess(f"{guess} of 100", reply, horizontal(answer.fig.axes[1], guess)))
    return Prediction(
        name="07-no-effect",
        kind="slider",
        question="A drug does nothing for depression, but it makes people dizzy. In each trial 100 people get it and "
        "100 get placebo; 80 of 100 guess rightly which. Whoever believes that they have the drug improves by 6 points "
        "more than whoever does not. Of 100 such trials, how many report a significant benefit?",
        label="Trials that report a benefit",
        guesses=guesses,
        answer=answer,
        meaning=f"{share:.0f} of 100, although the drug does nothing. With a perfect blind it would be "
        f"{blind:.0f} of 100. The t test asks whether chance alone could have made the difference. Chance "
        "did not: hope did, because more of it was in the drug arm.",
    )


def predict_asleep() -> Prediction:
    """Return the prediction: how far did the saline arm fall when nobody could feel the infusion?"""
    falls = answers.asleep_falls()
    start = answers.asleep_start()
    spray = [
        -rows.one(study="Janik 2025", measure="change", arm=f"esketamine {dose} mg", time_hours=24)["value"]
        for dose in ("56", "84")
    ]
    answer = answers.asleep()
    (ax,) = answer.fig.axes
    guesses = []
    for guess in range(0, 21):
        if abs(guess - falls["saline"]) <= 2:
            reply = f"Close: it fell by {falls['saline']:.1f} points."
        elif guess < falls["saline"]:
            reply = f"It fell further: by {falls['saline']:.1f} points."
        else:
            reply = f"Not so far: it fell by {falls['saline']:.1f} points."
        guesses.append(Guess(points(guess), reply, on_axes(ax, [(0, start), (1, start - guess)])))
    return Prediction(
        name="07-asleep",
        kind="slider",
        question="People with depression were about to be anaesthetised for surgery. While they were asleep, half got "
        "ketamine and half saline, so nobody could feel it. On the next day the depression score (MADRS) of the "
        f"ketamine arm had fallen by {falls['ketamine']:.1f} points. By how many points had the saline arm fallen?",
        label="The saline arm fell by",
        guesses=guesses,
        answer=answer,
        meaning=f"By {falls['saline']:.1f} points, as far as the ketamine arm. For comparison, on the first day of the "
        f"trial of esketamine alone its drug arms fell by {spray[0]:.1f} and {spray[1]:.1f}. Surgery, sleep, care, "
        "hope, a bad day at the start: the saline arm shows how far scores can fall without ketamine.",
    )


def points(value: int) -> str:
    """Return a number of points in words."""
    return "1 point" if value == 1 else f"{value} points"

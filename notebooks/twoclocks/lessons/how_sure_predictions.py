"""Lesson 07: its two predictions."""

from __future__ import annotations

from ..charts import how_sure_answers as answers
from ..charts import onset_data as data
from ..models import virtual_trial
from .prediction import Guess, Prediction

GUESSED = tuple(range(0, 101, 5))


def predict_success() -> Prediction:
    """Return the prediction: how many trials of a drug without effect report a benefit?"""
    share = virtual_trial.run(**answers.NO_EFFECT).share
    blind = virtual_trial.run(**(answers.NO_EFFECT | {"guess_right": 50})).share
    guesses = []
    for guess in GUESSED:
        if abs(guess - share) <= 7:
            reply = f"Close: {share:.0f} of 100."
        elif guess < share:
            reply = f"More do: {share:.0f} of 100."
        else:
            reply = f"Not that many: {share:.0f} of 100."
        guesses.append(Guess(f"{guess} of 100", reply))
    return Prediction(
        name="07-no-effect",
        kind="slider",
        question="A drug does nothing for depression, but it makes people dizzy. In each trial 100 people "
        "get it and 100 get placebo; 80 of 100 guess rightly which. Whoever believes that they have the "
        "drug improves by 6 points more than whoever does not. Of 100 such trials, how many report a "
        "significant benefit?",
        label="Trials that report a benefit",
        guesses=guesses,
        answer=answers.no_effect(),
        meaning=f"{share:.0f} of 100, although the drug does nothing. With a perfect blind it would be "
        f"{blind:.0f} of 100. The t test asks whether chance alone could have made the difference. Chance "
        "did not: hope did, because more of it was in the drug arm.",
    )


def predict_asleep() -> Prediction:
    """Return the prediction: which arm fell more when nobody could feel the infusion?"""
    falls = answers.asleep_falls()
    told = (
        f"On the first day ketamine fell by {falls['ketamine']:.1f} points and saline by "
        f"{falls['saline']:.1f}."
    )
    spray = [
        -data.one(study="Janik 2025", measure="change", arm=f"esketamine {dose} mg", time_hours=24)["value"]
        for dose in ("56", "84")
    ]
    replies = {
        "ketamine fell far more": f"Other trials would suggest that, but it is not what was seen. {told}",
        "both fell about the same, a little": f"About the same, yes, but not by a little: {told}",
        "both fell about the same, a lot": f"Yes. {told}",
        "saline fell far more": f"Not far more. {told}",
    }
    return Prediction(
        name="07-asleep",
        question="People with depression were about to be anaesthetised for surgery. While they were "
        "asleep, half got ketamine and half saline, so nobody could feel it. What happened to their "
        "depression scores on the next day?",
        label="On the next day",
        guesses=[Guess(text, reply) for text, reply in replies.items()],
        answer=answers.asleep(),
        meaning=f"{told} For comparison, on the first day of the trial of esketamine alone its drug arms "
        f"fell by {spray[0]:.1f} and {spray[1]:.1f}. Surgery, sleep, care, hope, a bad day at the start: "
        "the saline arm shows how far scores can fall without ketamine.",
    )

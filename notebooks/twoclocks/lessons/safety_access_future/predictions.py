"""Lesson 10: its two predictions."""

from __future__ import annotations

from ...kit.prediction import Guess, Prediction, horizontal, vertical
from . import ahead, data

GUESSED = tuple(range(0, 501, 20))
#: A guess counts as close when it is no further from the answer than this, people of 1,000.
CLOSE = 25


def predict_dizzy() -> Prediction:
    """Return the prediction: how many more of 1,000 were dizzy with the spray than with placebo spray?"""
    compared = data.asked().compared
    answer = ahead.dizzy()
    (ax,) = answer.fig.axes
    guesses = []
    for guess in GUESSED:
        if abs(guess - compared.extra) <= CLOSE:
            reply = f"Close: {compared.extra:.0f} more of 1,000."
        elif guess < compared.extra:
            reply = f"More than that: {compared.extra:.0f} more of 1,000."
        else:
            reply = f"Not that many: {compared.extra:.0f} more of 1,000."
        guesses.append(Guess(f"{guess} more", reply, vertical(ax, guess)))
    return Prediction(
        name="10-dizzy",
        kind="slider",
        question="In the pooled trials of the label everybody took an antidepressant pill; one group also took "
        "esketamine spray, the other placebo spray. Picture 1,000 people in each group. Within four weeks, how many "
        "more of them were dizzy with esketamine?",
        label="More people dizzy, of 1,000",
        guesses=guesses,
        answer=answer,
        meaning=f"{compared.extra:.0f} more: {compared.with_drug:.0f} with the spray and {compared.without:.0f} with "
        f"placebo spray. An advert could say “{compared.with_drug / 10:.0f} %”, a critic “{compared.ratio:.1f} times”, "
        f"and both leave something out. One more person is dizzy for every {compared.one_in:.1f} treated.",
    )


def predict_mimics() -> Prediction:
    """Return the prediction: how many of six molecules beat placebo in their largest trial?"""
    rows = data.mimics()
    won = int(rows["outcome"].eq("beat_placebo").sum())
    names = ", ".join(sorted(rows["name"]))
    answer = ahead.mimics()
    (ax,) = answer.fig.axes
    guesses = []
    for guess in range(len(rows) + 1):
        if guess == won:
            reply = f"Yes: {won} of {len(rows)}."
        elif guess > won:
            reply = f"Fewer: {won} of {len(rows)}."
        else:
            reply = f"Not quite so bad: {won} of {len(rows)}."
        guesses.append(Guess(f"{guess} of {len(rows)}", reply, horizontal(ax, guess - 0.5)))
    small = data.event_row("ae-shelton-2025-01")
    return Prediction(
        name="10-mimics",
        question="Six molecules were meant to do through the NMDA receptor what ketamine does, with less of the trip: "
        f"{names}. In how many did the largest placebo-controlled trial beat placebo?",
        label="Beat placebo in the largest trial",
        guesses=guesses,
        answer=answer,
        meaning="One: a tablet of dextromethorphan with bupropion, now approved in the US; it gains a few points, and "
        "bupropion is itself an antidepressant. The others missed, were given up, or were ended early. A small trial "
        f"of onfasprodil did beat placebo, and {small['percent']:.0f} of 100 there dissociated. Perhaps the trip and "
        "the benefit hang together, perhaps these molecules block too little, perhaps trials of ketamine are helped "
        "by being felt (lesson 07).",
    )

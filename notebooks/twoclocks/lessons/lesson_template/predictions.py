"""The lesson template: its predictions: question, guesses with replies, the chart that answers."""

from __future__ import annotations

from ... import evidence
from ...kit.prediction import Guess, Prediction, vertical
from ...models import uptake
from . import charts

GUESSES = (4, 6, 8, 10, 15, 20, 30)


def predict_blocked() -> Prediction:
    """Return the prediction: how long does a pulse last with every pump blocked?"""
    answer, ax = charts.blocked()
    slices = evidence.parameters("synapse.molpsych2025")
    free, measured = slices["tau_control"], slices["tau_escitalopram"]

    def reply(guess: float) -> str:
        if measured.low <= guess <= measured.high:
            return f"That is what was measured: {charts.seconds(measured.value)}."
        return f"It was {'longer' if guess < measured.low else 'shorter'}: {charts.seconds(measured.value)}."

    return Prediction(
        name="template-blocked",
        kind="slider",
        question=f"With free pumps the decay time is {charts.seconds(free.value)}. How long is it when a "
        "drug blocks every pump?",
        label="My guess (decay time)",
        guesses=[Guess(f"{guess} s", reply(guess), vertical(ax, guess)) for guess in GUESSES],
        answer=answer,
        meaning="Longer, but not for ever: in a slice, serotonin also drifts away and is lost in other ways.",
    )


def predict_start() -> Prediction:
    """Return the prediction: does a thousand times more serotonin take longer?"""
    answer, ax = charts.two_starts()
    small, large = (uptake.fall_time(charts.ONE_DECAY, start) for start in (charts.SMALL, charts.LARGE))
    return Prediction(
        name="template-two-starts",
        question="Start with a thousand times more serotonin. When is a pulse down to 37 % of its own start?",
        label="My guess",
        guesses=[
            Guess("sooner", "It is later: a pump that is busy cannot hurry.", vertical(ax, small / 2)),
            Guess(
                "at the same time",
                "That holds for small pulses only; this one keeps the pump busy.",
                vertical(ax, small),
            ),
            Guess("later", "Yes: a busy pump carries no more, however much waits.", vertical(ax, large)),
        ],
        answer=answer,
        meaning="Later. Each pump carries one molecule at a time, so a crowd has to wait.",
    )

"""Lesson 12: its two predictions."""

from __future__ import annotations

from matplotlib.axes import Axes

from ... import evidence
from ...kit import prediction
from ...kit.prediction import Guess, Prediction, horizontal, on_axes
from ...kit.sentences import sentences
from ...models import terminal, terminal_flows
from . import answers

words = sentences(__file__)

GUESSED_RISES = (1.2, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0, 20.0, 50.0)
#: A guess this near to the model's answer is called close, as a factor.
NEAR = 1.3
#: Guess -> where its mark stands in the picture of both initial states.
PLACES = {"matlab": "left", "python": "right", "both": "both", "neither": "between"}


def predict_rise() -> Prediction:
    """Return the prediction: how far does serotonin rise when nearly all SERT is blocked?"""
    chart, rise = answers.how_much(), float(answers.rises()[-1])
    high = evidence.parameter(answers.RATS).high / 100
    return prediction.from_words(
        words["prediction.12-how-much"],
        GUESSED_RISES,
        lambda guess: horizontal(chart.fig.axes[0], guess),
        chart,
        share=float(terminal_flows.flows(terminal.start()).sert_share),
        rise=rise,
        least=rise / NEAR,
        most=rise * NEAR,
        rats=NEAR * high,
        high=high,
        simple=answers.arithmetic_rise(),
    )


def predict_start() -> Prediction:
    """Return the prediction: which of two published initial states is a steady state?"""
    said, held = words["prediction.12-two-starts"], answers.reserves()
    chart = answers.two_starts()
    fast, slow = (float(abs(answers.slopes_at(kind).iloc[0])) for kind in answers.STARTS)
    marks, choices = _marks(*chart.fig.axes), said.each("choice")
    replies = {
        "matlab": said("said.matlab", fast=fast),
        "python": said("said.python", slow=slow),
        "both": said("said.both", fast=fast),
        "neither": said("said.neither", slow=slow, ratio=fast / slow),
    }
    about = said.part(matlab=held["matlab"], python=held["python"])
    del about["reply"]  # a choice has one for each of its options
    return Prediction(
        **about,
        guesses=[Guess(choices[name], reply, marks[PLACES[name]]) for name, reply in replies.items()],
        answer=chart,
    )


def _marks(left: Axes, right: Axes) -> dict[str, tuple[tuple[float, float], ...]]:
    """Return a line under one panel, under both, or between them, for the guess that it stands for."""
    bottom, top = left.get_ylim()
    low = bottom + 0.05 * (top - bottom)
    start, end = (0.97 * limit for limit in left.get_xlim())
    edge = left.get_xlim()[1]
    return {
        "left": on_axes(left, [(start, low), (end, low)]),
        "right": on_axes(right, [(start, low), (end, low)]),
        "both": on_axes(left, [(start, low)]) + on_axes(right, [(end, low)]),
        "between": on_axes(left, [(edge, bottom), (edge, top)]),
    }

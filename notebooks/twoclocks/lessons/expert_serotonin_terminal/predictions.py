"""Lesson 12: its two predictions."""

from __future__ import annotations

from matplotlib.axes import Axes

from ... import evidence
from ...kit.prediction import Guess, Prediction, horizontal, on_axes
from ...models import terminal, terminal_flows
from . import answers

GUESSED_RISES = (1.2, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0, 20.0, 50.0)
#: A guess this near to the model's answer is called close, as a factor.
NEAR = 1.3


def predict_rise() -> Prediction:
    """Return the prediction: how far does serotonin rise when nearly all pumps stop?"""
    chart, rise = answers.how_much(), float(answers.rises()[-1])
    simple, share = answers.arithmetic_rise(), float(terminal_flows.flows(terminal.start()).pump_share)
    rats, guesses = evidence.parameter(answers.RATS), []
    for guess in GUESSED_RISES:
        if guess < rise / NEAR:
            reply = f"More than that: the model reaches {rise:.1f} times at its largest dose."
        elif guess <= rise * NEAR:
            reply = f"Close: the model reaches {rise:.1f} times at its largest dose."
        elif guess <= NEAR * rats.high / 100:
            reply = (
                f"The model reaches only {rise:.1f} times at its largest dose; in rats, by another method, "
                f"it was up to {rats.high / 100:.1f} times."
            )
        else:
            reply = f"Less than that: the model reaches only {rise:.1f} times at its largest dose."
        guesses.append(Guess(f"{guess:g} times", reply, horizontal(chart.fig.axes[0], guess)))
    return Prediction(
        name="12-how-much",
        kind="slider",
        question=f"At rest the transporter carries {100 * share:.0f} of 100 parts of what leaves the outside. A large "
        "dose stops nearly all transporters. How high does serotonin outside rise, against before?",
        label="My guess (highest level over the level before)",
        guesses=guesses,
        answer=chart,
        meaning=f"About {rise:.1f} times, not {simple:.0f}. The arithmetic forgets that the terminal answers: more "
        "serotonin outside pulls the brakes, and release falls almost as far as uptake. A full model adds just that.",
    )


def predict_start() -> Prediction:
    """Return the prediction: which of two published starts is at rest?"""
    held = answers.reserves()
    slopes = {kind: answers.slopes_at(kind) for kind in answers.STARTS}
    chart = answers.two_starts()
    marks = _marks(*chart.fig.axes)
    fast, slow = (float(abs(slopes[kind].iloc[0])) for kind in answers.STARTS)
    return Prediction(
        name="12-two-starts",
        question="The authors published their 42 starting values twice, in MATLAB and in Python. The "
        f"reserve of serotonin is {held['matlab']:.1f} µM in one and {held['python']:.1f} µM in the other. "
        "From which start does nothing move?",
        label="Nothing moves from",
        guesses=[
            Guess(
                "the MATLAB code: it is the original",
                f"No: there serotonin in the cytosol and in the reserve changes by up to {fast:.1f} µM per "
                "hour at once.",
                marks["left"],
            ),
            Guess(
                "the Python port: it was made later",
                f"Yes, very nearly: its fastest change is {slow:.2f} µM per hour, and that is the reserve.",
                marks["right"],
            ),
            Guess(
                "both: one number of 42 cannot matter",
                f"It matters: at the MATLAB start two levels move at once, by up to {fast:.1f} µM per hour.",
                marks["both"],
            ),
            Guess(
                "neither: nobody checks such things",
                f"Strictly speaking you are right: even the quieter start moves by {slow:.2f} µM per hour. "
                f"But one is {fast / slow:.0f} times quieter.",
                marks["between"],
            ),
        ],
        answer=chart,
        meaning="A start is at rest if all 42 slopes are zero. Computing them takes a thousandth of a "
        "second and is the first thing to do with anybody's model, your own too. Neither number is wrong "
        "as a place to begin; but only from rest does every later movement belong to the drug.",
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

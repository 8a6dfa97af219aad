"""Lesson 06: its two predictions."""

from __future__ import annotations

from ... import evidence
from ...evidence import rows
from ...kit.prediction import Guess, Prediction, on_axes, vertical
from . import charts, pills


def _distance(guess: float, truth: float, close: float, what: str) -> str:
    """Return one sentence that says how far a guess was off."""
    if abs(guess - truth) <= close:
        return f"Close: the trials found {truth:.0f} {what}."
    way = "more" if guess > truth else "less"
    return f"The trials found {truth:.0f} {what}: your guess was {abs(guess - truth):.0f} {way}."


def predict_day_two() -> Prediction:
    """Prediction: how many of 100 people have responded one day after the first spray."""
    answer = charts.day_two()
    drug, control = (
        evidence.one(rows.series("B"), study="TRANSFORM-1+2", time_hours=24, role=role)["value"]
        for role in ("drug", "control")
    )
    (ax,) = answer.fig.axes
    guesses = [
        Guess(
            f"{people} of 100",
            _distance(people, drug, 3, "of 100 with esketamine"),
            on_axes(ax, [(people, 0.72), (people, 1.42)]),
        )
        for people in range(0, 101, 5)
    ]
    return Prediction(
        name="06-day-two",
        question="People with depression whom earlier pills had not helped get esketamine spray and, the same day, a "
        "new antidepressant. One day later, how many of 100 have a score that is at least halved?",
        label="Of 100 people, responded on day 2",
        guesses=guesses,
        answer=answer,
        kind="slider",
        meaning=f"On day 2 it is {drug:.0f} of 100, and {control:.0f} of 100 with placebo spray and the same "
        "new antidepressant. So the spray does work within a day, in some people; most people "
        "need longer, and most of the later rise is shared by both arms.",
    )


def predict_week_two() -> Prediction:
    """Prediction: which share of the average improvement is there after two weeks of an antidepressant."""
    answer = pills.early_and_late()
    drug = rows.one(study="Posternak 2005", arm="antidepressant")["value"]
    placebo = rows.one(study="Posternak 2005", arm="placebo")["value"]
    left = answer.fig.axes[0]
    guesses = [
        Guess(f"{share} %", _distance(share, drug, 6, "% of it after two weeks"), vertical(left, share))
        for share in range(0, 101, 5)
    ]
    return Prediction(
        name="06-week-two",
        question="“Antidepressant pills take weeks.” Take the whole improvement that the pill arms of "
        "trials reach on average. How much of it is there after two weeks?",
        label="Share of the whole improvement after two weeks",
        guesses=guesses,
        answer=answer,
        kind="slider",
        meaning=f"About {drug:.0f} %. Placebo arms are as quick ({placebo:.0f} % of their own, smaller, "
        "improvement). So early improvement alone does not show that the drug works, and a late "
        "recovery does not show that it had done nothing.",
    )

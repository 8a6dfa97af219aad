"""Lesson 07: the self-checks of its exercises."""

from __future__ import annotations

from ... import evidence
from ...kit.exercise import Exercise
from ...kit.words import plain
from ...models import virtual_trial
from ...models.effect_sizes import Effect, counts, response_difference
from . import data as trials

#: A design counts as fooled when at least this many of 100 trials succeed.
FOOLED = 50
#: How near counts: rounding to two digits [points]; rounding of shares, which moves people treated by one.
NEAR_POOL, NEAR_TREATED = 0.02, 1.5

check_fooled = Exercise.settings(
    "the settings of a trial, such as in the hint",
    virtual_trial.run,
    lambda made: made.share >= FOOLED,
    known=[(lambda made: made.true_effect != 0, "this drug has a true effect. Set true_effect to 0.")],
    yes=lambda made: (
        f"{made.share:.0f} of 100 trials report a benefit of a drug that does nothing, on average "
        f"{plain(-made.expected)} points. Now name the design that protects."
    ),
    no=lambda made: f"{made.share:.0f} of 100 trials report a benefit; make it {FOOLED} or more.",
)

check_design = Exercise.choice(
    "c",
    {
        "a": "more people make the interval narrower around the same wrong number, so even more trials succeed.",
        "b": "a stricter limit stops some of the trials; the reported difference stays as wrong as it was.",
        "c": "a control that feels like the drug brings the guesses back towards a coin, and asking people shows whether "
        "it worked. Then hope is the same in both arms and subtracts away.",
        "d": "raters who do not know the arm help when raters are fooled, but here it is the people themselves.",
    },
)


def _pooled(*which: str) -> float:
    return trials.forest("day 28", *which).pool.effect.value


check_pool = Exercise.number(
    "the pooled effect without the trial of esketamine alone",
    lambda: _pooled("random", "best"),
    near=NEAR_POOL,
    known=[(lambda answer: abs(answer - _pooled()) < NEAR_POOL, "that is the pool of all six trials.")],
    yes=lambda answer: f"{plain(answer, 2)} points, and no more scatter than chance makes.",
    no="leave out the one trial and pool the other five with the random method.",
)


def _extra() -> Effect:
    """Return how many more of 100 respond with the drug than with its control in the trial of exercise 3."""
    rows = [
        evidence.rows.one(study="Chen 2023", measure="response", time_hours=trials.FOUR_WEEKS, arm=arm)
        for arm in ("esketamine flexible + new antidepressant", "new antidepressant + placebo spray")
    ]
    return response_difference(*(number for row in rows for number in counts(row)))


def _needed(_) -> str:
    extra = _extra()
    return (
        f"about {100 / extra.value:.0f}, from a difference of {plain(extra.value)} per 100 whose interval "
        f"({plain(extra.low)} to {plain(extra.high)}) holds zero. Alone, the number would hide that."
    )


check_needed = Exercise.array(
    "two things, a number and True or False",
    lambda: (100 / _extra().value, True),
    near=(NEAR_TREATED, 0),
    known=[
        (
            lambda answer: abs(answer[0] - 100 / _extra().value) > NEAR_TREATED,
            "the number is 100 divided by the extra responders per 100 people.",
        )
    ],
    yes=_needed,
    no="look at the limits of the difference. Is zero between them?",
)

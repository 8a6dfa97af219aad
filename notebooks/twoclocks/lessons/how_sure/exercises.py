"""Lesson 07: the self-checks of its exercises. Each says "Not yet" until the answer is right."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.words import plain
from ...models import virtual_trial
from ...models.effect_sizes import response_difference
from . import data as trials
from .recomputed import counts

#: A design counts as fooled when at least this many of 100 trials succeed.
FOOLED = 50
RIGHT_DESIGN = "c"
#: Why the other designs do not protect.
_DESIGNS = {
    "a": "more people make the interval narrower around the same wrong number, so even more trials succeed.",
    "b": "a stricter limit stops some of the trials; the reported difference stays as wrong as it was.",
    "d": "raters who do not know the arm help when raters are fooled, but here it is the people themselves.",
}


def check_fooled(design: dict | None) -> Note:
    """Return whether a reader's design makes a drug without effect look good."""
    if design is None:
        return note("Not yet: replace None by the settings of a trial, such as in the hint.")
    try:
        made = virtual_trial.run(**design)
    except (TypeError, ValueError) as problem:
        return note(f"Not yet: {problem}")
    if made.true_effect != 0:
        return note("Not yet: this drug has a true effect. Set true_effect to 0.")
    if made.share < FOOLED:
        return note(f"Not yet: {made.share:.0f} of 100 trials report a benefit; make it {FOOLED} or more.")
    return note(
        f"Done: {made.share:.0f} of 100 trials report a benefit of a drug that does nothing, on average "
        f"{plain(-made.expected)} points. Now name the design that protects."
    )


def check_design(choice: str | None) -> Note:
    """Return whether the reader names the design that protects."""
    if choice is None:
        return note('Not yet: replace None by "a", "b", "c" or "d".')
    if choice == RIGHT_DESIGN:
        return note(
            "Right: a control that feels like the drug brings the guesses back towards a coin, and asking "
            "people shows whether it worked. Then hope is the same in both arms and subtracts away."
        )
    if choice not in _DESIGNS:
        return note(f"Not yet: there is no design {choice!r}; the letters are a, b, c and d.")
    return note(f"Not yet: {_DESIGNS[choice]}")


def check_pool(answer: float | None) -> Note:
    """Return whether a reader pooled the add-on trials of day 28 rightly; answer: pooled effect in points."""
    right = trials.forest("day 28", "random", "best").pool
    if answer is None:
        return note("Not yet: replace None by the pooled effect without the trial of esketamine alone.")
    if abs(answer - right.effect.value) < 0.02:
        return note(f"Right: {plain(right.effect.value, 2)} points, and no more scatter than chance makes.")
    if abs(answer - trials.forest("day 28").pool.effect.value) < 0.02:
        return note("Not yet: that is the pool of all six trials.")
    return note("Not yet: leave out the one trial and pool the other five with the random method.")


def check_needed(answer: tuple[float, bool] | None) -> Note:
    """Return whether a reader's (number needed to treat, includes no effect) of one trial is right."""
    rows = [
        evidence.rows.one(study="Chen 2023", measure="response", time_hours=trials.FOUR_WEEKS, arm=arm)
        for arm in ("esketamine flexible + new antidepressant", "new antidepressant + placebo spray")
    ]
    extra = response_difference(*(number for row in rows for number in counts(row)))
    if answer is None:
        return note("Not yet: put a number and True or False into answer.")
    if len(answer) != 2:
        return note("Not yet: answer needs two things, a number and True or False.")
    number, unclear = answer
    if abs(number - 100 / extra.value) > 1.5:
        return note("Not yet: the number is 100 divided by the extra responders per 100 people.")
    if unclear is not True:
        return note("Not yet: look at the limits of the difference. Is zero between them?")
    return note(
        f"Right: about {100 / extra.value:.0f}, from a difference of {plain(extra.value)} per 100 whose interval "
        f"({plain(extra.low)} to {plain(extra.high)}) holds zero. Alone, the number would hide that."
    )

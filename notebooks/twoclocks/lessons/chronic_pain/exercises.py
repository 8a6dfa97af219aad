"""Lesson 09: the self-checks of its exercises."""

from __future__ import annotations

from ... import evidence
from ...kit.exercise import Exercise
from ...models import pain_relief, windup

#: How far off an answer may be: a hundredth of all receptors; two in a hundred of full relief.
NEAR_BLOCK, NEAR_RELIEF = 0.01, 2.0
FAST, USUAL = 2.0, 1.0


def needed_block() -> float:
    """Return the share of block with which two stimuli a second wind up as one a second does without."""
    fast, usual = (windup.responses(rate)[-1] for rate in (FAST, USUAL))
    return float(1 - (usual - 1) / (fast - 1))


def _made(block: float) -> float:
    return windup.responses(FAST, block)[-1]


check_block = Exercise.number(
    "a share between 0 and 1",
    needed_block,
    near=NEAR_BLOCK,
    between=(0, 1),
    yes=lambda block: (
        f"with {100 * block:.0f} % blocked, two a second give {_made(block):.2f} times the first. That is the teaching "
        "model. The published code winds up more at this rate, so there more block would be needed."
    ),
    no=lambda block: (
        f"with {100 * block:.0f} % blocked the 15th answer is {_made(block):.2f} times the first, and the target is "
        f"{windup.responses(USUAL)[-1]:.2f}. Try {'more' if block < needed_block() else 'less'} block."
    ),
)


def short_relief() -> float:
    """Return the relief [% of full] of the slow model 15 min after the infusion of the fibromyalgia trial."""
    return 100 * pain_relief.short_infusion()


def _compare(_) -> str:
    seen = evidence.parameter("pain.noppers2011.relief_15min_drug")
    return (
        f"The number is right. Now compare: in the trial {seen.value:g} {seen.unit} had lost more than half of their pain "
        "by then. Can a model with so little relief explain that?"
    )


_DAYS = "The relief is not right yet: time is in days, so 45 minutes are 0.75 / 24."
check_short = Exercise.array(
    "a pair, the relief in percent, and True or False, such as (50, True)",
    lambda: (short_relief(), False),
    near=(NEAR_RELIEF, 0),
    undone="replace None with (relief in percent, True or False).",
    known=[
        (
            lambda pair: abs(100 * pair[0] - short_relief()) <= NEAR_RELIEF,
            f"{_DAYS} Is it a percentage, and not a share?",
        ),
        (lambda pair: abs(pair[0] - short_relief()) > NEAR_RELIEF, _DAYS),
    ],
    no=_compare,
    yes=lambda pair: (
        f"{pair[0]:.0f} % of full relief, where most people in the trial had lost over half of their pain. Relief there "
        "came at once and went with the level. One drug, two clocks again: the slow model belongs to one kind of pain "
        "after days of infusion, and does not travel."
    ),
)

#: Why each of the other three letters is no reason.
_WHY = {
    "a": "a visit during the infusion (a) finds relief in every story",
    "c": "a single arm (c) cannot tell the drug from hope and time",
    "e": "more people (e) make a chance finding rarer, but no design fairer",
}
check_design = Exercise.set(
    "exactly three of the letters a to f",
    "bdf",
    "abcdef",
    many=3,
    undone="replace None with three letters, such as {'a', 'b', 'c'}.",
    yes="A late visit without more drug tells staying from fading; a control that can be felt keeps hope even; and "
    "function and sensitisation are what a reset would have to change.",
    no=lambda chosen: f"{'; '.join(_WHY[letter] for letter in sorted(chosen & _WHY.keys()))}.",
)

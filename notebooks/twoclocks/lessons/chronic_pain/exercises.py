"""Lesson 09: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Iterable

from ... import evidence
from ...models import pain_relief, windup

#: How far off an answer may be: a hundredth of all receptors; two in a hundred of full relief.
NEAR_BLOCK, NEAR_RELIEF = 0.01, 2.0
FAST, USUAL = 2.0, 1.0
NEEDED = frozenset("bdf")
LETTERS = frozenset("abcdef")


def needed_block() -> float:
    """Return the share of block with which two stimuli a second wind up as one a second does without."""
    fast, usual = (windup.responses(rate)[-1] for rate in (FAST, USUAL))
    return float(1 - (usual - 1) / (fast - 1))


def check_block(answer: float | None) -> None:
    """Print what to make of exercise 1: a share of NMDA receptors."""
    if answer is None:
        print("Not yet: replace None by a share between 0 and 1.")
    elif not isinstance(answer, (int, float)) or not 0 <= answer <= 1:
        print("The answer is a share of receptors, a number between 0 and 1: half of them is 0.5.")
    elif abs(answer - needed_block()) <= NEAR_BLOCK:
        made = windup.responses(FAST, answer)[-1]
        print(
            f"Yes: with {100 * answer:.0f} % blocked, two a second give {made:.2f} times the first. That is"
            " the teaching model. The published code winds up more at this rate, so there more block would"
            " be needed."
        )
    else:
        made = windup.responses(FAST, answer)[-1]
        way = "more" if answer < needed_block() else "less"
        print(
            f"Not quite: with {100 * answer:.0f} % blocked the 15th answer is {made:.2f} times the first, and"
            f" the target is {windup.responses(USUAL)[-1]:.2f}. Try {way} block."
        )


def short_relief() -> float:
    """Return the relief [% of full] of the slow model 15 min after the infusion of the fibromyalgia trial."""
    return 100 * pain_relief.short_infusion()


def check_short(answer: tuple[float, bool] | None) -> None:
    """Print what to make of exercise 2: (relief in percent, whether the model explains the trial)."""
    if answer is None:
        print("Not yet: replace None by (relief in percent, True or False).")
        return
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[1], bool):
        print("The answer is a pair: the relief in percent, and True or False, e.g. (50, True).")
        return
    found, explains = answer
    if abs(found - short_relief()) > NEAR_RELIEF:
        hint = " Is it a percentage, and not a share?" if abs(100 * found - short_relief()) <= NEAR_RELIEF else ""
        print(f"The relief is not right yet: time is in days, so 45 minutes are 0.75 / 24.{hint}")
    elif explains:
        seen = evidence.parameter("pain.noppers2011.relief_15min_drug")
        print(
            f"The number is right. Now compare: in the trial {seen.value:g} {seen.unit} had lost more than"
            " half of their pain by then. Can a model with so little relief explain that?"
        )
    else:
        print(
            f"Yes: {found:.0f} % of full relief, where most people in the trial had lost over half of their"
            " pain. Relief there came at once and went with the level. One drug, two clocks again: the slow"
            " model belongs to one kind of pain after days of infusion, and does not travel."
        )


def check_design(chosen: Iterable[str] | None) -> None:
    """Print what to make of exercise 3: three letters."""
    if chosen is None:
        print("Not yet: replace None by three letters, e.g. {'a', 'b', 'c'}.")
        return
    picked = {str(letter).lower() for letter in chosen}
    if not picked <= LETTERS or len(picked) != len(NEEDED):
        print("Choose exactly three of the letters a to f.")
    elif picked == NEEDED:
        print(
            "Yes. A late visit without more drug tells staying from fading; a control that can be felt keeps"
            " hope even; and function and sensitisation are what a reset would have to change."
        )
    else:
        why = {
            "a": "a visit during the infusion (a) finds relief in every story",
            "c": "a single arm (c) cannot tell the drug from hope and time",
            "e": "more people (e) make a chance finding rarer, but no design fairer",
        }
        wrong = sorted(picked - NEEDED)
        print(f"Not quite: {'; '.join(why[letter] for letter in wrong)}.")

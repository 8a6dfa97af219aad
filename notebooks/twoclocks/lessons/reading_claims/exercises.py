"""Lesson 11: the self-checks of its exercises."""

from __future__ import annotations

from ... import evidence
from ...kit.exercise import Exercise
from ...models.calibration import brier_score
from ...models.risks import compare_risks

#: Sentences of the made-up article, and those that are faulty.
SENTENCES = range(1, 12)
FAULTS = frozenset({2, 4, 6, 7, 9, 11})
#: How near counts: half of one of 1,000 people; rounding of a score in binary arithmetic.
NEAR_PEOPLE, NEAR_SCORE = 0.5, 1e-6


def _faults(marked: set[int]) -> str:
    wrong = len(marked - FAULTS)
    fair = f", and {wrong} of the sentences you marked {'is' if wrong == 1 else 'are'} fair" if wrong else ""
    return f"{len(marked & FAULTS)} of {len(FAULTS)} faults found{fair}."


check_faults = Exercise.set(
    f"a set of numbers from {SENTENCES[0]} to {SENTENCES[-1]}",
    FAULTS,
    SENTENCES,
    undone="put the numbers of the faulty sentences into faults.",
    yes="all six, and no fair sentence accused.",
    no=_faults,
)


def _people() -> list[float]:
    """Return how many more of 1,000 people have frequent urination, and a headache, with the spray."""
    rows = [evidence.one("adverse_events", id=f"ae-spravato-label-{number}") for number in ("26", "06")]
    return [compare_risks(row["comparator_percent"], row["percent"]).extra for row in rows]


check_people = Exercise.array(
    "two numbers, frequent urination first",
    _people,
    near=NEAR_PEOPLE,
    undone="put your two numbers into more.",
    known=[
        (lambda more: all(abs(10 * more - _people()) <= NEAR_PEOPLE), "these are people of 100. Count them in 1,000.")
    ],
    yes=lambda _: (
        f"{_people()[0]:.0f} more with frequent urination, {_people()[1]:.0f} more with headache, of 1,000. The small ratio "
        "means more people."
    ),
    no="subtract the share with placebo from the share with the spray, then count 1,000 people.",
)

#: Readers whose score is known: (how sure, %; whether right).
TRIES = (([100, 0], [True, False]), ([80, 80, 40], [True, False, False]), ([50], [True]))


def _scores() -> list[float]:
    return [brier_score(*one) for one in TRIES]


check_brier = Exercise.function(
    TRIES,
    _scores,
    near=NEAR_SCORE,
    known=[
        (
            # Percentages not divided by 100, so each square is 10,000 times as large.
            lambda found: all(abs(found / 1e4 - _scores()) <= NEAR_SCORE) and any(found),
            "divide the percentages by 100 first.",
        )
    ],
    yes="0 for somebody always sure and always right, a quarter for 50 %.",
    no=lambda _: f"for {TRIES[1][0]} % sure and {TRIES[1][1]} it should be {_scores()[1]:.3f}.",
)

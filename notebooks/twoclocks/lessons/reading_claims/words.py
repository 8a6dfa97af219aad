"""Lesson 11: predictions, the reader's calibration, a note and the sources."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.claims import GRADES, Claims, all_claims, right_answers, verdict_counts
from ...kit.claims_calibration import Calibration
from ...kit.prediction import Guess, Prediction, vertical
from .charts import as_people, calibration_chart, verdicts
from .data import asked, results

LESSON = "11_reading_claims"
#: A made-up reader: (sure in percent, right?) for each of fourteen claims.
EXAMPLE = (
    *((95, right) for right in (True, True, False, True)),
    *((80, right) for right in (True, False, True, False)),
    *((60, right) for right in (True, False, True)),
    *((40, right) for right in (False, True)),
    (20, False),
)


def predict_verdicts() -> Prediction:
    """Ask how many of the claims hold as they stand."""
    counts = verdict_counts(LESSON)
    answer, right = verdicts(counts), counts["supported"]
    ax = answer.fig.axes[0]
    total = sum(counts.values())
    guesses = [
        Guess(f"{n} of {total}", _near(n, right, f"{right} hold as they stand"), vertical(ax, n))
        for n in range(total + 1)
    ]
    return Prediction(
        name="11-verdicts",
        kind="slider",
        question="You are about to read fourteen sentences that articles of ketamine clinics make. How many of them "
        "does the evidence support as they stand?",
        label="My guess (claims that hold)",
        guesses=guesses,
        answer=answer,
        meaning="Few of them are false. Most are true in part, or true with a silence beside them. So the question to "
        "ask of an article is rarely “is this a lie?” but “what would I need to know as well?”",
    )


def predict_people() -> Prediction:
    """Ask how many people stand behind a ratio."""
    compared, answer = asked().compared(), as_people()
    ax = answer.fig.axes[0]
    options = (5, 10, 20, 45, 90, 180, 270)
    guesses = [
        Guess(
            f"{n} more of 1,000",
            _near(n, round(compared.extra), f"it is {compared.extra:.0f} more"),
            vertical(ax, compared.without + n),
        )
        for n in options
    ]
    return Prediction(
        name="11-as-people",
        kind="slider",
        question=f"An article says: “Feeling drunk was {compared.ratio:.0f} times as common with the "
        "spray.” How many more people of 1,000 felt drunk, compared with placebo spray?",
        label="My guess (more people)",
        guesses=guesses,
        answer=answer,
        meaning="A ratio without the number it multiplies says nothing about people: the sentence fits nine more "
        "people in a thousand as well as nine hundred. Your guess was the baseline that you filled in.",
    )


def _near(guess: float, right: float, words: str) -> str:
    if guess == right:
        return f"Exactly: {words}."
    return f"{'More' if guess > right else 'Fewer'} than there are: {words}."


def grade_claims(first: int, last: int) -> Claims:
    """Return claims ``first`` to ``last`` to grade."""
    return Claims(LESSON, first, last)


def your_calibration() -> Calibration:
    """Return the picture that the page draws from the reader's grades."""
    return Calibration(LESSON, calibration_chart(*zip(*EXAMPLE, strict=True)))


def lazy_note() -> Note:
    """Say what the laziest strategies score, so that a score can be judged."""
    lazy, partly = (right_answers(LESSON, grade) for grade in ("supported", "partly"))
    total = len(all_claims(LESSON))
    return note(
        f"A score needs a baseline too. Somebody who calls every claim “supported” is right on {lazy} of {total}, "
        f"because some verdicts accept a neighbouring grade; “partly” to everything gives {partly}. Blind guessing "
        f"among {len(GRADES)} grades would give about {_blind():.0f}."
    )


def _blind() -> float:
    return sum(right_answers(LESSON, grade) for grade in GRADES) / len(GRADES)


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    behind = [key for claim in all_claims(LESSON) for key in claim.sources]
    told = [key for result in results().values() for key in result.sources]
    return evidence.sources(
        [
            *behind,
            *told,
            "xu2016",
            "dean2021",
            "daly2019",
            "anand2023",
            "review2026",
            "ipd2025",
            "lexapro_label",
            "nct04338321",
        ]
    )

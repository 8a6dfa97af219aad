"""Lesson 07: boxes of words whose numbers come from the data."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.words import plain, signed


def _cited(*keys: str) -> str:
    return f"({evidence.cite(*keys).html})"


def drawer_fact() -> Note:
    """Return what published and unpublished trials of antidepressant pills found."""
    rows = {
        word: evidence.rows.one(study="Munkholm 2019", statistic=f"SMD, {word}")
        for word in ("published", "unpublished")
    }
    seen, hidden = (rows[word]["value"] for word in ("published", "unpublished"))
    return note(
        "This happened. For antidepressant pills somebody went and found the trials in the drawer. The "
        f"published ones found {plain(seen, 2)} standard deviations against placebo, the unpublished ones "
        f"{plain(hidden, 2)}: about half as much, in the same direction. A public list in which every "
        "trial is entered before it begins lets a missing one be missed.",
        "fact",
        _cited("munkholm2019"),
    )


def null_words() -> Note:
    """Return what the masked trial does and does not show."""
    row = evidence.rows.one(study="Lii 2023", measure="difference")
    right = evidence.rows.one(draw=False, study="Lii 2023", measure="allocation_guess")
    return note(
        f"In that trial {right['value']:.0f} of 100 guessed their arm right, so the blind held. Its "
        f"difference over the first three days was {signed(row['value'])} points, with an interval from "
        f"{plain(row['low'])} to {plain(row['high'])} ({row['n']} people). So it found no clear effect, "
        "and it cannot rule out one as large as any in this lesson. No evidence of an effect is not "
        "evidence of none. The other anaesthetics that everybody had may have done something too.",
        "care",
        _cited("lii2023"),
    )

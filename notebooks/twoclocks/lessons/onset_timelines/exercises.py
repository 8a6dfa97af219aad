"""Lesson 06: the self-checks of its exercises. Each says "Not yet" until the answer is right."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.words import plain
from ...models.effect_sizes import counts, response_difference
from .recomputed import effect_words


def check_difference(answer: tuple[float, float, float] | None) -> Note:
    """Return whether a reader's (difference, low, high) for ESCAPE-TRD at week 32 is right."""
    rows = {
        arm: evidence.rows.one(study="ESCAPE-TRD", measure="remission", arm=arm, time_hours=5376)
        for arm in ("esketamine + SSRI/SNRI", "quetiapine XR + SSRI/SNRI")
    }
    right = response_difference(*(number for row in rows.values() for number in counts(row)))
    if answer is None:
        return note("Not yet: put your three numbers into answer.")
    if len(answer) != 3:
        return note("Not yet: answer needs three numbers, the difference and its two limits.")
    if all(abs(one - other) < 0.1 for one, other in zip(answer, right, strict=True)):
        return note(f"Right: {effect_words(right, 1)} percentage points, and the interval leaves out zero.")
    if all(abs(one + other) < 0.1 for one, other in zip(answer, reversed(right), strict=True)) or answer[0] < 0:
        return note("Not yet: the sign is turned round. Subtract the control from the drug.")
    return note(f"Not yet: the difference should be about {plain(right.value, 0)} points, with a limit on each side.")


#: The four sentences of the advertisement and whether the data of this lesson support them.
_ADVERT = {"a": True, "b": False, "c": False, "d": False}


def check_advert(supported: set[str] | None) -> Note:
    """Return how many sentences of the advertisement are judged rightly; supported: letters that hold."""
    if supported is None:
        return note("Not yet: put the letters of the sentences that hold into supported.")
    unknown = set(supported) - set(_ADVERT)
    if unknown:
        return note(f"Not yet: there is no sentence {sorted(unknown)[0]!r}; the letters are a, b, c and d.")
    good = sum((letter in supported) == holds for letter, holds in _ADVERT.items())
    return note("Right, all four." if good == len(_ADVERT) else f"Not yet: {good} of 4 are judged rightly.")

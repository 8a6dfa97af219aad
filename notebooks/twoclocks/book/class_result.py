"""What a class wrote in the concept check, twice: read line by line, counted, told in a sentence."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass

import numpy as np

from ..kit.boxes import Note, note
from ..kit.chart import Chart
from ..kit.embed import part_html
from ..models.learning_gain import gain_interval, normalised_gain
from .concept_check import ITEMS, LETTERS, items, key
from .guide_items import before_and_after
from .guide_words import fold, table

_EMPTY = "-"


@dataclass(frozen=True)
class Answers:
    """Answers of students who took part twice. before, after: a string of letters for each student."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    once: int = 0

    def right(self, when: str) -> np.ndarray:
        """Return what was right "before" or "after", shape (students, items)."""
        return np.array(
            [[given == wanted for given, wanted in zip(line, key(), strict=True)] for line in getattr(self, when)]
        )


def read(text: str) -> Answers:
    """Return the answers in ``text``: on each line a code, the letters before, and the letters after.

    A dash is an empty answer; a line of dashes, or none at all, means that somebody was not there; the
    student is left out and counted. ValueError names the line and what is wrong with it.
    """
    known, before, after, once = set(), [], [], 0
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words:
            continue
        if len(words) > 3:
            raise ValueError(
                f"line {number} has {len(words)} parts; write a code, the letters before, the letters after."
            )
        code, *given = words
        if code in known:
            raise ValueError(f"line {number}: the code {code} is there twice; one line for each student.")
        known.add(code)
        given = [_letters(part.lower(), number) for part in given]
        if len(given) < 2 or any(set(part) == {_EMPTY} for part in given):
            once += 1
            continue
        before.append(given[0])
        after.append(given[1])
    if not before:
        raise ValueError("there is no student with answers before and after.")
    return Answers(tuple(before), tuple(after), once)


def _letters(part: str, number: int) -> str:
    if len(part) != ITEMS:
        raise ValueError(
            f"line {number}: {part} has {len(part)} answers; there are {ITEMS} questions (a dash if empty)."
        )
    wrong = sorted(set(part) - set(LETTERS + _EMPTY))
    if wrong:
        raise ValueError(
            f"line {number}: {wrong[0]} is no answer; use {', '.join(LETTERS)}, or a dash for an empty one."
        )
    return part


class ClassResult:
    """The result of a class: one sentence, and a row for each item."""

    def __init__(self, answers: Answers):
        self.answers = answers
        self.shares = {when: 100 * answers.right(when).mean(axis=0) for when in ("before", "after")}

    def __repr__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """How much the class knew before and after, and the gain with its range."""
        right = {when: self.answers.right(when).sum(axis=1) for when in ("before", "after")}
        people = len(self.answers.before)
        said = (
            f"{people} student{'s' if people != 1 else ''}: on average {right['before'].mean():.1f} of {ITEMS} right "
            f"before and {right['after'].mean():.1f} after."
        )
        if self.answers.once:
            said += f" {self.answers.once} took part only once and are left out."
        if right["before"].mean() == ITEMS:
            return f"{said} All was right before, so there was nothing to gain."
        said += f" Normalised gain {normalised_gain(right['before'], right['after'], ITEMS):.2f}"
        if people == 1:
            return f"{said}; one student gives no range."
        low, high = gain_interval(right["before"], right["after"], ITEMS)
        return f"{said}; of 100 classes drawn again from these students, 95 give {low:.2f} to {high:.2f}."

    def _repr_html_(self) -> str:
        rows = []
        for place, item in enumerate(items()):
            before, after = (self.shares[when][place] for when in ("before", "after"))
            rows.append(
                [f"{place + 1}. {html.escape(item.short)}", f"{before:.0f} %", f"{after:.0f} %", self._commonest(place)]
            )
        page = table(
            "Right answers, item by item",
            ["Item", "Right before", "Right after", "The commonest wrong answer after"],
            rows,
            [32, 14, 14, 40],
        )
        return part_html("guide", f"<p>{html.escape(self.sentence)}</p>" + fold("Item by item", page))

    def _commonest(self, place: int) -> str:
        item = items()[place]
        wrong = Counter(line[place] for line in self.answers.after if line[place] not in (item.right, _EMPTY))
        if not wrong:
            return "none"
        most = max(wrong.values())
        letters = sorted(letter for letter, count in wrong.items() if count == most)
        return "; ".join(
            f"{letter} ({wrong[letter]}): {html.escape(item.option(letter).misconception)}" for letter in letters
        )


def class_result(text: str) -> ClassResult | Note:
    """Return the result of a class; what cannot be read gets one sentence and nothing is lost."""
    try:
        return ClassResult(read(text))
    except ValueError as problem:
        return note(f"These answers cannot be counted yet: {problem} Change that line and run the cell again.", "care")


def class_chart(text: str, made_up: bool = False) -> Chart | Note:
    """Return a chart of right answers before and after, item by item; ``made_up`` says so on the chart."""
    try:
        answers = ClassResult(read(text))
    except ValueError as problem:
        return note(f"Nothing to draw yet: {problem} Change that line and run the cell again.", "care")
    names = [f"{number}. {item.short}" for number, item in enumerate(items(), 1)]
    return before_and_after(
        names, answers.shares["before"], answers.shares["after"], len(answers.answers.before), made_up
    )

"""The concept check: twelve questions, asked twice. What to hand out, how to mark, which item asks what."""

from __future__ import annotations

import html
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import evidence
from ..kit.embed import part_html
from ..kit.quiz import Option, Question
from .catalogue import LESSONS
from .contents import contents
from .guide_words import fold, inline, table

FILE = Path(__file__).parent / "concept_check.toml"
ITEMS = 12
LETTERS = "abcd"


@dataclass(frozen=True)
class Item:
    """One question of the check. lesson: its number ("06"); objective: which of its three; concept: id."""

    short: str
    lesson: str
    objective: int
    concept: str
    question: Question

    @property
    def right(self) -> str:
        """The letter of the right option."""
        return LETTERS[[option.right for option in self.question.options].index(True)]

    def option(self, letter: str) -> Option:
        """Return the option of a letter."""
        return self.question.options[LETTERS.index(letter)]

    @property
    def aim(self) -> str:
        """The objective in words, read from the lesson; "" while the lesson is still to come."""
        about = next(lesson for lesson in LESSONS if lesson.name.startswith(self.lesson))
        return contents(about.name).objectives[self.objective - 1] if about.ready else ""


@cache
def items(path: Path = FILE) -> tuple[Item, ...]:
    """Return the twelve items; ValueError says what is wrong with the file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8")).get("item", [])
    if len(raw) != ITEMS:
        raise ValueError(f"{path.name} has {len(raw)} items; the check has {ITEMS}.")
    return tuple(_item(number, dict(entry), path.name) for number, entry in enumerate(raw, 1))


def _item(number: int, entry: dict, file: str) -> Item:
    options = tuple(Option(**option) for option in entry.pop("option"))
    if len(options) != len(LETTERS) or sum(option.right for option in options) != 1:
        raise ValueError(f"{file}: item {number} needs {len(LETTERS)} options, of which exactly one is right.")
    if any(bool(option.misconception) == option.right for option in options):
        raise ValueError(
            f"{file}: item {number} needs a misconception behind each wrong option, and none behind the right."
        )
    return Item(question=Question(entry.pop("text"), options), **entry)


def key() -> str:
    """Return the letters of the right options, in order."""
    return "".join(item.right for item in items())


class HandOut:
    """The twelve questions as students get them, without a hint of the answers."""

    def __repr__(self) -> str:
        return "\n".join(f"{number}. {item.question.text}" for number, item in enumerate(items(), 1))

    def _repr_html_(self) -> str:
        parts = "".join(
            f'<li><p>{html.escape(item.question.text)}</p><ol type="a">'
            + "".join(f"<li>{html.escape(option.text)}</li>" for option in item.question.options)
            + "</ol></li>"
            for item in items()
        )
        return part_html("guide", fold("The twelve questions, to hand out", f"<ol>{parts}</ol>"))


class MarkingKey:
    """The right letter of each item, and why; wrong options with the misconception that each shows."""

    def __repr__(self) -> str:
        return "Key: " + " ".join(f"{number}{letter}" for number, letter in enumerate(key(), 1))

    def _repr_html_(self) -> str:
        rows = [
            [
                str(number),
                f"<strong>{item.right}</strong>",
                html.escape(item.option(item.right).text),
                "<br>".join(_wrong(item, letter) for letter in LETTERS if letter != item.right),
            ]
            for number, item in enumerate(items(), 1)
        ]
        page = table(
            "Marking key: one point for each right letter, none for an empty or double answer",
            ["Item", "Right", "The right answer", "What a wrong letter shows, and what to say"],
            rows,
            [7, 7, 32, 54],
        )
        return part_html("guide", f"<p>In one line: <code>{key()}</code></p>" + fold("Marking key with reasons", page))


def _wrong(item: Item, letter: str) -> str:
    option = item.option(letter)
    return f"<strong>{letter}</strong> <em>{html.escape(option.misconception)}</em>: {html.escape(option.why)}"


class ItemTable:
    """Which item asks about what: lesson, objective and core concept."""

    def __repr__(self) -> str:
        return "\n".join(
            f"{number}. {item.short}: lesson {item.lesson}, objective {item.objective}, {item.concept}"
            for number, item in enumerate(items(), 1)
        )

    def _repr_html_(self) -> str:
        rows = [
            [
                f"{number}. {html.escape(item.short)}",
                _lesson(item),
                inline(item.aim),
                html.escape(evidence.one("core_concepts", id=item.concept)["concept"]),
            ]
            for number, item in enumerate(items(), 1)
        ]
        head = ["Item", "Lesson and objective", "The objective in words", "Core concept"]
        page = table("What the twelve items ask about", head, rows, [24, 16, 38, 22])
        return part_html("guide", fold("Item table", page))


def _lesson(item: Item) -> str:
    about = next(lesson for lesson in LESSONS if lesson.name.startswith(item.lesson))
    where = f'<a href="{about.file}">{item.lesson}</a>' if about.ready else item.lesson
    return f"{where}, objective {item.objective}"

"""The guide's entry for one lesson: purpose, minute plan, board, wrong answers, discussion."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from .. import evidence
from ..kit.rooms import short, words_of
from .catalogue import LESSONS, Lesson

FILE = "guide.toml"
#: The longest class that an entry may plan, in minutes.
CLASS = 50
OBJECTIVES = 3
#: What a teacher says, asks, and should expect to hear.
TALK = ("say", "ask", "expect")


@dataclass(frozen=True)
class Step:
    """A part of the class. show: the part of the lesson on the screen, as ``guide_screens.shown`` names it.

    look: settings of an explorer, one list for each stop on the way. skip: can be left out if time is short.
    talk: ("say", "ask" or "expect", words), in the order in which they come.
    """

    minutes: int
    name: str
    show: str = ""
    look: tuple[tuple[str, ...], ...] = ()
    do: str = ""
    skip: bool = False
    talk: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Board:
    """A question for the board, and what should stand there in the end."""

    ask: str
    answer: str


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that is likely, the misconception behind it, and what to do then."""

    answer: str
    misconception: str
    do: str


@dataclass(frozen=True)
class Entry:
    """All of it for one lesson. concepts: id of a core concept -> numbers of the objectives that serve it."""

    lesson: Lesson
    purpose: str
    total: int
    before: str
    steps: tuple[Step, ...]
    board: tuple[Board, ...]
    wrong: tuple[Wrong, ...]
    discussion: tuple[str, ...]
    skip: tuple[str, ...]
    project: tuple[str, ...]
    concepts: dict[str, list[int]]

    def clock(self) -> Iterator[tuple[int, int, Step]]:
        """Give (minute of start, minute of end, step), in order."""
        at = 0
        for step in self.steps:
            yield at, at + step.minutes, step
            at += step.minutes

    @property
    def shortest(self) -> int:
        """Minutes of the class without the steps that may be left out."""
        return sum(step.minutes for step in self.steps if not step.skip)


@cache
def entry(name: str) -> Entry:
    """Return the entry of the lesson whose name begins with ``name`` ("06"); ValueError says the fault."""
    found = [lesson for lesson in LESSONS if name and lesson.name.startswith(name)]
    if len(found) != 1:
        raise ValueError(f"lesson {name!r} is not one of {', '.join(lesson.name for lesson in LESSONS)}.")
    return _read(found[0])


def planned() -> list[Lesson]:
    """Return the lessons that have an entry, in order; they need not be ready."""
    return [lesson for lesson in LESSONS if words_of(lesson.name, FILE).exists()]


def _read(lesson: Lesson) -> Entry:
    path = words_of(lesson.name, FILE)
    if not path.exists():
        raise ValueError(f"the guide has no entry for {lesson.name}; it needs lessons/{short(path)}.")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(f"{short(path)} cannot be read ({problem}).") from None
    raw["steps"] = tuple(_made(Step, _talking(part), path) for part in raw.pop("step", []))
    raw["board"] = tuple(_made(Board, part, path) for part in raw.get("board", []))
    raw["wrong"] = tuple(_made(Wrong, part, path) for part in raw.get("wrong", []))
    found = _made(Entry, raw | {"lesson": lesson}, path)
    _check(found, short(path))
    return found


def _talking(part: dict) -> dict:
    """Return a step as it stands in the file, with what is spoken gathered in its order."""
    talk = tuple((word, text) for word, text in part.items() if word in TALK)
    return {word: value for word, value in part.items() if word not in TALK} | {"talk": talk}


def _made(kind: type, raw: dict, path: Path):
    """Return ``raw`` as a ``kind``, lists as tuples; ValueError names a key that is missing or unknown."""
    known = {part.name for part in fields(kind)}
    needed = {part.name for part in fields(kind) if part.default is part.default_factory}
    wrong = sorted(set(raw) - known) or sorted(needed - set(raw))
    if wrong:
        what = "does not know" if set(raw) - known else "lacks"
        raise ValueError(f"{short(path)}: a {kind.__name__.lower()} {what} {', '.join(wrong)}.")
    return kind(**{key: _tuples(value) for key, value in raw.items()})


def _tuples(value):
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _check(found: Entry, name: str) -> None:
    minutes = sum(step.minutes for step in found.steps)
    if minutes != found.total:
        raise ValueError(f"{name}: the steps take {minutes} minutes, and total says {found.total}.")
    if found.total > CLASS:
        raise ValueError(f"{name}: {found.total} minutes do not fit into a class of {CLASS}.")
    known = set(evidence.table("core_concepts")["id"])
    unknown = sorted(set(found.concepts) - known)
    if unknown:
        raise ValueError(f"{name}: {', '.join(unknown)} is no core concept; data/core_concepts.csv has the list.")
    for concept, objectives in found.concepts.items():
        if not objectives or not set(objectives) <= set(range(1, OBJECTIVES + 1)):
            raise ValueError(f"{name}: concept {concept} needs numbers of objectives from 1 to {OBJECTIVES}.")

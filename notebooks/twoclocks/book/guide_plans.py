"""Course plans: one class, a lab, a module. Read from TOML; minutes must add up."""

from __future__ import annotations

import html
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..kit.embed import part_html
from .catalogue import LESSONS, Lesson
from .guide_words import fold, inline, table

FILE = Path(__file__).parent / "plans.toml"


@dataclass(frozen=True)
class Part:
    """Some minutes of a session. lesson: the number of a lesson, or "" for what belongs to none."""

    minutes: int
    do: str
    lesson: str = ""


@dataclass(frozen=True)
class Session:
    """A class or a part of a lab. homework: numbers of lessons that students do alone afterwards."""

    title: str
    total: int
    parts: tuple[Part, ...]
    homework: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A course plan."""

    id: str
    title: str
    aim: str
    need: str
    sessions: tuple[Session, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all sessions, without homework."""
        return sum(session.total for session in self.sessions)

    def __repr__(self) -> str:
        lines = [f"{session.title}: {session.total} min" for session in self.sessions]
        return "\n".join([f"{self.title}: {self.minutes} min", *lines])

    def _repr_html_(self) -> str:
        tables = fold(f"The minutes: {self.minutes} in all", "".join(map(_session_html, self.sessions)))
        return part_html(
            "guide",
            f"<p><strong>Aim.</strong> {inline(self.aim)}</p>"
            f"<p><strong>What you need.</strong> {inline(self.need)}</p>{tables}",
        )


def _session_html(session: Session) -> str:
    rows, at = [], 0
    for part in session.parts:
        rows.append([f"{at}–{at + part.minutes}", inline(part.do), _linked(part.lesson) if part.lesson else "–"])
        at += part.minutes
    page = table(f"{session.title} ({session.total} min)", ["Minute", "What happens", "Lesson"], rows, [13, 72, 15])
    if not session.homework:
        return page
    alone = ", ".join(f"lesson {_linked(number)} ({_lesson(number).minutes} min)" for number in session.homework)
    return f"{page}<p>At home: {alone}.</p>"


def _lesson(number: str) -> Lesson:
    found = [lesson for lesson in LESSONS if lesson.name[:2] == number]
    if not found:
        raise ValueError(f"plans.toml: {number!r} is no lesson of the catalogue.")
    return found[0]


def _linked(number: str) -> str:
    found = _lesson(number)
    return f'<a href="{found.file}">{number}</a>' if found.ready else f"{number} (coming)"


@cache
def plans(path: Path = FILE) -> dict[str, Plan]:
    """Return the plans by id; ValueError names a session whose minutes do not add up."""
    found = {}
    for raw in tomllib.loads(path.read_text(encoding="utf-8"))["plan"]:
        sessions = tuple(_session(entry) for entry in raw["session"])
        found[raw["id"]] = Plan(raw["id"], raw["title"], raw["aim"], raw["need"], sessions)
    return found


def _session(raw: dict) -> Session:
    parts = tuple(Part(**part) for part in raw["part"])
    minutes = sum(part.minutes for part in parts)
    if minutes != raw["total"]:
        raise ValueError(
            f"plans.toml: {html.escape(raw['title'])} has parts of {minutes} minutes, and total says {raw['total']}."
        )
    for number in (*raw.get("homework", ()), *(part.lesson for part in parts if part.lesson)):
        _lesson(number)
    return Session(raw["title"], raw["total"], parts, tuple(raw.get("homework", ())))

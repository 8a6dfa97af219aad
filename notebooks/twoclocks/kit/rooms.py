"""Where things stand: the notebooks, and the room of each lesson with the files that hold its words."""

from __future__ import annotations

import re
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2]
ROOMS = NOTEBOOKS / "twoclocks" / "lessons"


def room(lesson: str) -> str:
    """Return the name of a lesson's room: that of its notebook without the number in front."""
    return re.sub(r"^\d\d_", "", lesson)


def words_of(lesson: str, name: str) -> Path:
    """Return the file ``name`` ("quiz.toml") in the room of ``lesson``, whether it is there or not."""
    return ROOMS / room(lesson) / name


def rooms_with(name: str) -> list[str]:
    """Return the rooms that have a file ``name``."""
    return sorted(path.parent.name for path in ROOMS.glob(f"*/{name}"))


def short(path: Path) -> str:
    """Return a file's name with its room, for messages: "infusion_session/quiz.toml"."""
    return f"{path.parent.name}/{path.name}"

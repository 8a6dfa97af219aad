"""Where things stand: the notebooks, and the room of each lesson with the files that hold its words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2]
ROOMS = NOTEBOOKS / "twoclocks" / "lessons"


class WordsError(ValueError):
    """Something in a room's file of words is missing or wrong. The message names file and key and says what to do."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback, which says nothing to somebody who edits words."""
        return [str(self)]


def room(lesson: str) -> str:
    """Return the name of a lesson's room: that of its notebook without the number in front."""
    return re.sub(r"^\d\d_", "", lesson)


def notebook_of(lesson: str) -> str:
    """Return the name of the notebook that belongs to the room of ``lesson``, or "" if there is none."""
    named = {room(path.stem): path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    return named.get(room(lesson), "")


def words_of(lesson: str, name: str) -> Path:
    """Return the file ``name`` ("quiz.toml") in the room of ``lesson``, whether it is there or not."""
    return ROOMS / room(lesson) / name


def rooms_with(name: str) -> list[str]:
    """Return the rooms that have a file ``name``."""
    return sorted(path.parent.name for path in ROOMS.glob(f"*/{name}"))


def short(path: Path) -> str:
    """Return a file's name with its room, for messages: "infusion_session/quiz.toml"."""
    return f"{path.parent.name}/{path.name}"


def read_toml(path: Path) -> dict:
    """Return what a TOML file holds; WordsError says in one sentence why it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WordsError(f"{short(path)} is missing: put the file back and run this cell again.") from None
    except UnicodeDecodeError:
        raise WordsError(f"{short(path)} is not saved as UTF-8: save it so and run this cell again.") from None
    except tomllib.TOMLDecodeError as problem:
        said = str(problem).replace("(at ", "at ").rstrip(").")
        raise WordsError(f"{short(path)} is no valid TOML, {said}: correct it and run this cell again.") from None

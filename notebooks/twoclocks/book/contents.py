"""What a stored lesson asks and says: objectives, predictions, tasks, exercises, key points. Read from the notebook itself.

The guide for teachers, the worksheets and the talks are made from this, so that nothing is written twice.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from ..kit.rooms import NOTEBOOKS
from .catalogue import LESSONS, Lesson, written

# The title is no part of the order, and a single # also begins a comment in a listing.
_HEADING = re.compile(r"^(#{2,6}) +(.+)$", re.MULTILINE)
_FOLD = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
_NUMBERED = re.compile(r"\*\*(Task \d+)\.\*\*")
_DATA = re.compile(r'<script type="application/json" class="tc-data">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """A task or an exercise, in Markdown. place: the headings above it. folds: summary -> text of what is hidden."""

    place: str
    title: str
    text: str
    folds: dict[str, str]
    code: str = ""

    @property
    def answer(self) -> str:
        """The hidden answer or solution; hints are left out."""
        return "\n\n".join(text for summary, text in self.folds.items() if not summary.startswith("Hint"))


@dataclass(frozen=True)
class Predicted:
    """A prediction: the question, the guesses on offer, and what the answer means."""

    question: str
    guesses: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Picture:
    """A stored picture. section: the heading of second level above it. png: in base64, as notebooks hold it.

    page: what an explorer's script reads (controls, and a readout for each setting); empty for charts.
    """

    section: str
    name: str
    title: str
    alt: str
    png: str
    explorer: bool
    page: dict = field(default_factory=dict, repr=False)


@dataclass
class Contents:
    """One lesson. sections: heading of second level -> its Markdown, without what stands under it in code."""

    lesson: Lesson
    promise: str = ""
    objectives: list[str] = field(default_factory=list)
    predictions: list[Predicted] = field(default_factory=list)
    tasks: list[Asked] = field(default_factory=list)
    exercises: list[Asked] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)


def lesson_named(name: str) -> Lesson:
    """Return the lesson whose file name is or begins with ``name``; ValueError lists the lessons there are."""
    found = [lesson for lesson in written() if lesson.name.startswith(name)]
    if len(found) != 1 or not name:
        raise ValueError(
            f"lesson {name!r} is not one of {', '.join(lesson.name for lesson in LESSONS if lesson.ready)}."
        )
    return found[0]


@functools.cache
def contents(name: str, folder: Path = NOTEBOOKS) -> Contents:
    """Return what the stored notebook of lesson ``name`` (such as "06") holds; ValueError if there is none."""
    lesson = lesson_named(name)
    found = Contents(lesson)
    above = {2: "", 3: "", 4: ""}
    for cell in nbformat.read(folder / lesson.file, as_version=4).cells:
        if cell.cell_type == "markdown":
            _read_markdown(found, above, cell.source)
        else:
            _read_code(found, above, cell)
    opening = found.sections.pop("")
    found.promise = " ".join(re.findall(r"\*\*(.+?)\*\*", opening)[:1])
    found.objectives = re.findall(r"^\d+\. (.+?)[;.]?$", opening, re.MULTILINE)
    return found


def _pieces(source: str) -> Iterator[tuple[int, str, str]]:
    """Give (level of heading or 0, heading, text below it), in order."""
    starts = [*_HEADING.finditer(source)]
    ends = [start.start() for start in starts] + [len(source)]
    yield 0, "", source[: ends[0]]
    for start, end in zip(starts, ends[1:], strict=True):
        yield len(start[1]), start[2].strip(), source[start.end() : end]


def _read_markdown(found: Contents, above: dict[int, str], source: str) -> None:
    for level, heading, text in _pieces(source):
        if level > 1:
            above |= {deeper: "" for deeper in above if deeper > level} | {level: heading}
        section = above[2]
        found.sections[section] = f"{found.sections.get(section, '')}\n\n{text.strip()}".strip()
        if section == "Exercises":
            _read_exercise(found, above, level, text)
        else:
            found.tasks.extend(_tasks(above, text))


def _tasks(above: dict[int, str], text: str) -> Iterator[Asked]:
    """Give the tasks of a text: what stands before each fold, and the fold."""
    at = 0
    for fold in _FOLD.finditer(text):
        before, at = text[at : fold.start()].strip(), fold.end()
        numbered = _NUMBERED.search(before)
        deepest = above[4] or above[3]
        title = deepest if deepest.startswith("Task") else numbered[1] if numbered else deepest
        # What a task says begins at its number, where it has one in running text.
        before = before[numbered.end() :].strip() if numbered else before
        place = " · ".join(part for part in (above[2], above[3]) if part and part != title)
        yield Asked(place, title, before, {fold[1].strip(): fold[2].strip()})


def _read_exercise(found: Contents, above: dict[int, str], level: int, text: str) -> None:
    folds = {fold[1].strip(): fold[2].strip() for fold in _FOLD.finditer(text)}
    plain = _FOLD.sub("", text).strip()
    if level == 3:
        found.exercises.append(Asked("Exercises", above[3], plain, folds))
    elif found.exercises and (plain or folds) and above[3]:
        last = found.exercises[-1]
        found.exercises[-1] = Asked(
            last.place, last.title, f"{last.text}\n\n{plain}".strip(), last.folds | folds, last.code
        )


def _read_code(found: Contents, above: dict[int, str], cell: nbformat.NotebookNode) -> None:
    if above[2] == "Exercises" and found.exercises:
        last = found.exercises[-1]
        code = f"{last.code}\n\n{cell.source}".strip()
        found.exercises[-1] = Asked(last.place, last.title, last.text, last.folds, code)
    for output in cell.outputs:
        data, about = output.get("data", {}), output.get("metadata", {}).get("twoclocks")
        page = data.get("text/html", "")
        if 'class="tc tc-prediction"' in page:
            question, _, meaning = data["text/plain"].removeprefix("Predict: ").partition("\n")
            options = json.loads(_DATA.search(page)[1])["options"]
            found.predictions.append(Predicted(question, tuple(option["text"] for option in options), meaning))
        elif about and "own" not in about and "image/png" in data:
            stored = _DATA.search(page)
            found.pictures.append(
                Picture(
                    above[2],
                    about["name"],
                    about["title"],
                    about["alt"],
                    data["image/png"],
                    'class="tc tc-explorer"' in page,
                    json.loads(stored[1]) if stored else {},
                )
            )

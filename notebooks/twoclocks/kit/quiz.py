"""A quiz of plain folds: the option is the summary, the explanation is the body.

It works with no script and by keyboard in JupyterLab, on nbviewer, on GitHub and in print; where scripts run, the first
answers are counted.
"""

from __future__ import annotations

import html
from dataclasses import MISSING, dataclass, fields
from functools import cache

from .embed import part_html
from .rooms import WordsError, notebook_of, read_toml, room, rooms_with, short, words_of


@dataclass(frozen=True)
class Option:
    """One answer on offer: its text, whether it is right, why, and the misconception a wrong one is built on."""

    text: str
    right: bool
    why: str
    misconception: str = ""


@dataclass(frozen=True)
class Question:
    """One question with its options."""

    text: str
    options: tuple[Option, ...]


@cache
def questions(lesson: str) -> tuple[Question, ...]:
    """Return the questions of the ``quiz.toml`` in the lesson's room; WordsError says what is wrong with the file."""
    path = words_of(lesson, "quiz.toml")
    if not path.exists():
        raise WordsError(f"there is no quiz {lesson!r}; these lessons have one: {', '.join(rooms_with('quiz.toml'))}.")
    notebook = notebook_of(lesson)
    if notebook and lesson not in {notebook, room(lesson)}:
        raise WordsError(f"there is no quiz {lesson!r}; {short(path)} holds the quiz of {notebook!r}: write that.")
    found = []
    for number, entry in enumerate(read_toml(path)["question"], 1):
        where = f"{short(path)}, question {number}"
        options = tuple(_option(option, f"{where}, option {place}") for place, option in enumerate(entry["option"], 1))
        if sum(option.right for option in options) != 1:
            raise WordsError(f"{where} must have exactly one right option.")
        found.append(Question(entry["text"], options))
    return tuple(found)


def _option(entry: dict, where: str) -> Option:
    known = {field.name: field.default is MISSING for field in fields(Option)}
    wrong = (entry.keys() - known) | {name for name, needed in known.items() if needed and name not in entry}
    if wrong:
        raise WordsError(f"{where}: {', '.join(sorted(wrong))} is missing or unknown; there are {', '.join(known)}.")
    return Option(**entry)


class Quiz:
    """The quiz of one lesson."""

    def __init__(self, lesson: str):
        self.lesson = lesson
        self.questions = questions(lesson)

    def __repr__(self) -> str:
        return "\n".join(f"{number}. {q.text}" for number, q in enumerate(self.questions, 1))

    def html(self) -> str:
        """Return the quiz as HTML."""
        parts = []
        for number, question in enumerate(self.questions, 1):
            folds = "".join(
                f'<details data-question="{number}" data-right="{"yes" if option.right else "no"}">'
                f"<summary>{html.escape(option.text)}</summary>"
                f"<div><p><strong>{'Yes.' if option.right else 'Not this one.'}</strong> {html.escape(option.why)}</p></div>"
                "</details>"
                for option in question.options
            )
            parts.append(
                f'<div role="group" aria-label="Question {number}"><p><strong>{number}. '
                f"{html.escape(question.text)}</strong></p>{folds}</div>"
            )
        body = "<p>Open the option you would choose; each one is explained.</p>" + "".join(parts)
        body += '<p class="tc-score" role="status"></p>'
        return part_html("quiz", body, {"questions": len(self.questions)})

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.html()}, {}

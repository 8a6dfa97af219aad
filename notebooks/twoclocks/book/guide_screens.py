"""What a teacher puts on the screen: a part of a lesson by name, and what an explorer says at some settings.

Read from the stored lessons, so that the guide shows what nbviewer shows.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from urllib.parse import quote

from ..kit.quiz import questions
from .contents import Asked, Contents, Picture, Predicted
from .guide_words import to_html

_COUNTED = ("prediction", "task", "exercise", "quiz")


@dataclass(frozen=True)
class Shown:
    """A part on the screen. title: plain words. section: where in the lesson. more: its answer as HTML."""

    title: str
    section: str
    more: str = ""


def picture(lesson: Contents, name: str) -> Picture:
    """Return a stored picture by name; ValueError lists the pictures of the lesson."""
    for found in lesson.pictures:
        if found.name == name:
            return found
    known = ", ".join(found.name for found in lesson.pictures)
    raise ValueError(f"lesson {lesson.lesson.name} has no picture {name!r}; it has {known}.")


def readout(found: Picture, settings: list[str]) -> str:
    """Return the sentence under an explorer with its controls at ``settings``; others stay at their start.

    settings: such as "Trial: China/US phase 3 (2023)". ValueError says which control or option there is not.
    """
    if not found.explorer:
        raise ValueError(f"{found.name} is a chart and has no controls to set.")
    controls = found.page["spec"]["controls"]
    at = list(found.page["spec"]["start"])
    for setting in settings:
        label, option = _split(found, setting)
        number = [control["label"] for control in controls].index(label)
        at[number] = controls[number]["options"].index(option)
    return found.page["frames"][".".join(map(str, at))]["readout"]


def _split(found: Picture, setting: str) -> tuple[str, str]:
    """Return (label of the control, its option); either may itself hold a colon."""
    for control in found.page["spec"]["controls"]:
        label = control["label"]
        if setting.startswith(f"{label}: "):
            option = setting.removeprefix(f"{label}: ")
            if option not in control["options"]:
                raise ValueError(f"{found.name}: {label!r} has no {option!r}; it has {', '.join(control['options'])}.")
            return label, option
    known = ", ".join(repr(control["label"]) for control in found.page["spec"]["controls"])
    raise ValueError(f"{found.name}: {setting!r} names no control; write 'control: option' with one of {known}.")


def shown(lesson: Contents, name: str) -> Shown:
    """Return a part by name: a picture, a section, or "prediction 1", "task 2", "exercise 1", "quiz 3".

    ValueError says what the lesson has instead.
    """
    kind, _, number = name.partition(" ")
    if kind in _COUNTED and number.isdigit():
        return _counted(lesson, kind, int(number))
    if name in lesson.sections:
        return Shown(name, name)
    found = picture(lesson, name)
    return Shown(found.title, found.section, "" if found.explorer else f"<p>{html.escape(found.alt)}</p>")


def _counted(lesson: Contents, kind: str, number: int) -> Shown:
    parts = {
        "prediction": lesson.predictions,
        "task": lesson.tasks,
        "exercise": lesson.exercises,
        "quiz": questions(lesson.lesson.name),
    }[kind]
    if not 1 <= number <= len(parts):
        raise ValueError(f"lesson {lesson.lesson.name} has no {kind} {number}; it has {len(parts)}.")
    part = parts[number - 1]
    if isinstance(part, Predicted):
        return Shown(f"Prediction {number}", "Predict", prediction_html(part))
    if isinstance(part, Asked):
        place = part.place.partition(" · ")[0]
        words = part.title if kind == "task" else f"Exercise {part.title.removeprefix('Exercise ')}"
        return Shown(words, place, to_html(part.answer))
    right = next(option for option in part.options if option.right)
    return Shown(
        f"Quiz, question {number}",
        "Quiz",
        f"<p>{html.escape(part.text)}<br><strong>{html.escape(right.text)}</strong> {html.escape(right.why)}</p>",
    )


def prediction_html(part: Predicted) -> str:
    """Return a prediction and its answer."""
    return f"<p>{html.escape(part.question)}<br><strong>Answer.</strong> {html.escape(part.meaning)}</p>"


def link(lesson: Contents, section: str, words: str) -> str:
    """Return a link to a section of a lesson, as JupyterLab and nbviewer name their headings."""
    place = f"#{quote(section.replace(' ', '-'))}" if section else ""
    return f'<a href="{lesson.lesson.file}{place}">{html.escape(words)}</a>'

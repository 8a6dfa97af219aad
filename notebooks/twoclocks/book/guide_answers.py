"""All answers of a lesson in one place, read out of the stored lesson and its quiz: none is typed twice."""

from __future__ import annotations

import html

from ..kit.quiz import Question, questions
from .contents import Asked, Contents
from .guide_screens import prediction_html
from .guide_words import fold, to_html


def answers_html(lesson: Contents) -> str:
    """Return predictions, tasks, exercises and quiz of a lesson with their answers, each kind in a fold."""
    quiz = questions(lesson.lesson.name)
    parts = {
        f"Predictions ({len(lesson.predictions)})": "".join(map(prediction_html, lesson.predictions)),
        f"Tasks ({len(lesson.tasks)})": "".join(_asked(task, f"{task.place} · {task.title}") for task in lesson.tasks),
        f"Exercises ({len(lesson.exercises)})": "".join(_asked(task, task.title) for task in lesson.exercises),
        f"Quiz ({len(quiz)} questions)": "".join(_question(n, part) for n, part in enumerate(quiz, 1)),
    }
    return "".join(fold(summary, body) for summary, body in parts.items() if body)


def _asked(part: Asked, title: str) -> str:
    code = to_html(f"```python\n{part.code}\n```") if part.code else ""
    return (
        f"<p><strong>{html.escape(title)}</strong></p>{to_html(part.text)}{code}"
        f"<p><strong>Answer</strong></p>{to_html(part.answer)}<hr>"
    )


def _question(number: int, part: Question) -> str:
    items = []
    for option in part.options:
        mark = "<strong>Right:</strong>" if option.right else "Wrong:"
        behind = f" <em>Misconception: {html.escape(option.misconception)}.</em>" if option.misconception else ""
        items.append(f"<li>{mark} {html.escape(option.text)} {html.escape(option.why)}{behind}</li>")
    return f"<p><strong>{number}. {html.escape(part.text)}</strong></p><ul>{''.join(items)}</ul>"

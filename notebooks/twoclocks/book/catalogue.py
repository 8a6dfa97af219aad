"""The list of lessons: the one place that knows their order, questions and minutes."""

from __future__ import annotations

import html
import importlib
from collections.abc import Callable
from dataclasses import dataclass

from ..kit.explorer import Explorer
from ..kit.rooms import NOTEBOOKS, room


@dataclass(frozen=True)
class Lesson:
    """One lesson. name: file name without ending. minutes: for a reader who does everything but the exercises."""

    name: str
    question: str
    minutes: int
    level: str = "first-year"

    @property
    def file(self) -> str:
        """The notebook's file name."""
        return f"{self.name}.ipynb"

    @property
    def ready(self) -> bool:
        """Whether the notebook is there."""
        return (NOTEBOOKS / self.file).exists()

    @property
    def module(self) -> str:
        """The name of its room in ``lessons``: the file name without the number."""
        return room(self.name)


#: What a new lesson is copied from (.github/CONTRIBUTING.md). Checked like every lesson, but on no map of lessons.
TEMPLATE = Lesson("lesson_template", "How long does a pulse of serotonin last?", 20)

LESSONS = (
    Lesson("00_start_here", "What are the two clocks?", 35),
    Lesson("01_two_targets", "What do NMDA receptors and serotonin transporters do?", 50),
    Lesson("02_nmda_receptor", "How does ketamine block an open channel?", 60),
    Lesson("03_serotonin_synapse", "Why does a blocked transporter not mean instant serotonin?", 65),
    Lesson("04_getting_there", "Where is the drug, and when?", 60),
    Lesson("05_after_the_drug", "The drug is gone: what is still changing?", 75),
    Lesson("06_onset_timelines", "How fast, in people?", 45),
    Lesson("07_how_sure", "What could fool us?", 45),
    Lesson("08_infusion_session", "What happens in the room?", 40),
    Lesson("09_chronic_pain", "Can a pain system be “reset”?", 40),
    Lesson("10_safety_access_future", "What are the costs, and what comes next?", 45),
    Lesson("11_reading_claims", "Can you trust a health article?", 45),
    Lesson("12_expert_serotonin_terminal", "What does a full model add?", 50, "expert, optional"),
)


@dataclass(frozen=True)
class Companion:
    """A notebook that is no lesson: it has no place in the order, no quiz and no anatomy. name: as for a lesson."""

    name: str
    question: str


COMPANIONS = (
    Companion("instructor_guide", "How do I teach this?"),
    Companion("class_experiment", "Can your class find out whether a drug works?"),
)


class LessonMap:
    """The map of lessons, made from what is there: lessons not yet written are marked as coming."""

    def __repr__(self) -> str:
        return "\n".join(f"{x.name}: {x.question} ({self._state(x)})" for x in LESSONS)

    @staticmethod
    def _state(lesson: Lesson) -> str:
        return f"{lesson.minutes}\u00a0min" if lesson.ready else "coming"

    def _repr_html_(self) -> str:
        rows, low = [], "padding-block:0.4em"  # so that all stand on one slide
        for lesson in LESSONS:
            question = html.escape(lesson.question)
            link = f'<a href="{lesson.file}">{question}</a>' if lesson.ready else question
            rows.append(
                f'<tr><th scope="row" style="text-align:left;{low}">{lesson.name[:2]}</th>'
                f'<td style="text-align:left;{low}">{link}</td>'
                f'<td style="{low}">{self._state(lesson)}</td><td style="{low}">{lesson.level}</td></tr>'
            )
        head = "".join(
            f'<th scope="col" style="text-align:left">{word}</th>' for word in ("No.", "Question", "Time", "Level")
        )
        return (
            "<table><caption>The lessons. Start at the top, or go where your question is.</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        )


def lesson_map() -> LessonMap:
    """Return the map of lessons."""
    return LessonMap()


def written() -> list[Lesson]:
    """Return the lessons whose notebooks are there, and the template: all that the checks look at."""
    return [lesson for lesson in (*LESSONS, TEMPLATE) if lesson.ready]


def explorers() -> dict[str, Callable[[], Explorer]]:
    """Return name -> factory for every explorer of what is written (each room lists its EXPLORERS)."""
    found: dict[str, Callable[[], Explorer]] = {}
    for lesson in written():
        found |= importlib.import_module(f"twoclocks.lessons.{lesson.module}").EXPLORERS
    return found

"""The instructor guide: the parts that its cells call."""

from __future__ import annotations

import html

from .. import evidence
from ..kit.embed import part_html
from .catalogue import LESSONS
from .class_result import class_chart, class_result
from .concept_check import HandOut as hand_out
from .concept_check import ItemTable as item_table
from .concept_check import MarkingKey as marking_key
from .guide_entries import entry as _entry
from .guide_entries import planned
from .guide_page import LessonPage as lesson
from .guide_plans import Plan, plans
from .guide_words import fold, table

__all__ = [
    "class_chart",
    "class_result",
    "concepts",
    "hand_out",
    "item_table",
    "lesson",
    "marking_key",
    "plan",
    "sources",
]

#: Where the guide's own facts were seen.
SOURCES = ("white2021", "white2023", "guilding2024", "coreconcepts", "babey2025", "physport2016", "mines")
_GROUPS = {
    "pharmacokinetics": "what the body does to the drug",
    "pharmacodynamics": "what the drug does to the body",
    "both": "both together",
}


def plan(name: str) -> Plan:
    """Return a course plan: "class", "lab" or "module"; ValueError lists them."""
    if name not in plans():
        raise ValueError(f"there is no plan {name!r}; there are {', '.join(plans())}.")
    return plans()[name]


class ConceptMap:
    """Which lesson serves which core concept, and by which objectives. The judgement is ours."""

    def __init__(self):
        self.rows = evidence.table("core_concepts")
        self.served = {about.name[:2]: _entry(about.name).concepts for about in planned()}

    @property
    def missing(self) -> list[str]:
        """Concepts that no objective serves."""
        met = {concept for served in self.served.values() for concept in served}
        return [row.concept for row in self.rows.itertuples() if row.id not in met]

    def __repr__(self) -> str:
        return (
            f"{len(self.rows) - len(self.missing)} of {len(self.rows)} core concepts are served "
            f"by an objective; not: {', '.join(self.missing)}."
        )

    def _repr_html_(self) -> str:
        rows = [[html.escape(row.concept), _GROUPS[row.group], self._where(row.id)] for row in self.rows.itertuples()]
        page = table(
            "Core concepts and the objectives that serve them",
            ["Core concept", "Group", "Lesson (objective)"],
            rows,
            [38, 30, 32],
        )
        return part_html("guide", f"<p>{html.escape(repr(self))}</p>" + fold("All core concepts", page))

    def _where(self, concept: str) -> str:
        files = {about.name[:2]: about for about in LESSONS}
        parts = []
        for number, served in self.served.items():
            if concept in served:
                about = files[number]
                name = f'<a href="{about.file}">{number}</a>' if about.ready else number
                parts.append(f"{name} ({', '.join(map(str, served[concept]))})")
        return ", ".join(parts) or "–"


def concepts() -> ConceptMap:
    """Return the map of core concepts."""
    return ConceptMap()


def sources() -> evidence.SourceList:
    """Return the sources of the guide."""
    return evidence.sources(SOURCES)

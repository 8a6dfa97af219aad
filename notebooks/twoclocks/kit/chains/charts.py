"""The whole picture of both chains as a chart with its table, and the list that links each step to its lesson."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

from ... import evidence
from ...evidence import chain
from .. import style
from ..chart import Chart, details_html, table_html
from ..embed import part_html
from ..sentences import sentences
from . import drawing
from .rows import FULL, Step, steps

words = sentences(__file__)

SIZE = (9.2, 7.0)
#: Panels of the chart -> inches.
WIDTHS = {"names": 2.8, "times": 4.6, "untimed": 0.8, "removed": 0.86}


@style.in_style
def chains() -> Chart:
    """Return the picture of both chains: steps, times, in whom, and what happened when a step was taken away."""
    figure = style.blank(*style.in_view(*SIZE))
    unit = drawing.SCENE_UNIT
    panels = drawing.chain_axes(figure, plan=FULL, size=SIZE, widths=WIDTHS, above=0.74, scenes=unit)
    for key in FULL.rows:
        drawing.draw_row(panels, key)
    return Chart(figure, **words["chart.05-chains"].part(), table=chain_table())


def chain_table() -> pd.DataFrame:
    """Return every row that the picture rests on, observations before removals, in the order of the picture."""
    rows = [row for own in steps(FULL).values() for step in own for row in _rows(step)]
    return pd.DataFrame(rows, columns=words.each("chart.05-chains.columns"))


def _rows(step: Step) -> list[tuple]:
    said, place = words["chart.05-chains"], (words(f"shared.short.{step.lane}"), words(f"shared.names.{step.key}"))
    contested = {True: "yes", False: "no"}
    seen = [
        (
            *place,
            row.label,
            said("seen" if row.change else "no_change"),
            row.species,
            row.regimen,
            *(row.earliest, row.typical, row.latest),
            contested[row.contested],
            evidence.cite(row.source),
        )
        for row in step.seen
    ]
    removed = [
        (
            *place,
            row.label,
            words(f"shared.detail.outcomes.{row.outcome}"),
            row.species,
            row.done,
            *(None, None, None),
            contested[row.contested],
            evidence.cite(row.source),
        )
        for row in step.removals
    ]
    return seen + removed


@dataclass(frozen=True)
class Link:
    """A link to the lesson that explains a step."""

    file: str
    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<a href="{html.escape(self.file)}">{html.escape(self.text)}</a>'


@dataclass(frozen=True)
class ChainTables:
    """What stands below the picture: each step with a link to its lesson, and the rows behind the picture, each in a fold."""

    links: pd.DataFrame
    rows: pd.DataFrame

    def __repr__(self) -> str:
        lines = [" | ".join(map(str, row)) for row in self.links.itertuples(index=False, name=None)]
        return "\n".join([words("table.links.caption"), *lines])

    def _repr_html_(self) -> str:
        folds = ((words["table.links"], self.links), (words["table.rows"], self.rows))
        parts = [details_html(said("summary"), table_html(frame, said("caption"))) for said, frame in folds]
        return part_html("table", "".join(parts))


def chain_tables() -> ChainTables:
    """Return the steps with links to the lessons that explain them, and all rows behind the picture with their sources."""
    said = words["table.links"]
    kinds = chain.kinds()[["lane", "name", "what_happens", "lesson", "heading"]]
    links = [
        (
            said("both") if row.lane == "both" else words(f"shared.short.{row.lane}"),
            row.name,
            row.what_happens,
            Link(row.lesson, said("lesson", number=row.lesson[:2], heading=row.heading)),
        )
        for row in kinds.itertuples(index=False)
    ]
    return ChainTables(pd.DataFrame(links, columns=said.each("columns")), chain_table())


def chain_sources() -> list[str]:
    """Return the keys of the sources of all rows behind the picture."""
    found = [row.source for own in steps(FULL).values() for step in own for row in (*step.seen, *step.removals)]
    return list(dict.fromkeys(found))

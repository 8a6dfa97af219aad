"""A table that a lesson shows as a cell's result: same look everywhere, cells may be citations."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .. import evidence
from ..models.validation import PREDICTION
from .chart import details_html, table_html
from .embed import part_html


@dataclass(frozen=True)
class Table:
    """Rows to show with a caption. Cells may know their own HTML (citations)."""

    frame: pd.DataFrame
    caption: str

    def __repr__(self) -> str:
        lines = [" | ".join(str(cell) for cell in row) for row in self.frame.itertuples(index=False, name=None)]
        return "\n".join([self.caption, " | ".join(map(str, self.frame.columns)), *lines])

    def _repr_html_(self) -> str:
        return part_html("table", table_html(self.frame, self.caption))


@dataclass(frozen=True)
class Folded:
    """A short table that teaches, and behind a fold, which ``summary`` names, the tables that it was made from."""

    top: Table
    summary: str
    rest: tuple[Table, ...]

    def __repr__(self) -> str:
        return "\n\n".join([repr(self.top), self.summary, *map(repr, self.rest)])

    def _repr_html_(self) -> str:
        tables = "".join(table_html(each.frame, each.caption) for each in self.rest)
        return part_html("table", table_html(self.top.frame, self.top.caption) + details_html(self.summary, tables))


@dataclass(frozen=True)
class _Seen:
    """A source and how its number was seen, as one cell of a table."""

    citation: evidence.Citation
    status: str

    def __str__(self) -> str:
        return f"{self.citation}, {self.status}"

    def _repr_html_(self) -> str:
        return f"{self.citation.html}, {self.status}"


def plain(value: float) -> str:
    """Return a number with three digits, and never in powers of ten."""
    if 0 < value < 0.001:
        return "under 0.001"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def compared(rows: pd.DataFrame, caption: str) -> Table:
    """Return published beside model values with what to know of each, misses first.

    rows: as ``models.validation.validation_table`` gives them.
    """
    rows = rows.sort_values("agrees", kind="stable").reset_index(drop=True)
    seen = [_Seen(evidence.cite(key), status) for key, status in zip(rows["source"], rows["status"], strict=True)]
    what, unit = (rows[name].str.replace(r"\buM\b", "µM", regex=True) for name in ("quantity", "unit"))
    frame = pd.DataFrame(
        {
            "What": what,
            "Published": rows["published"],
            "Model": [plain(value) for value in rows["model"]],
            "Unit": unit,
            "Counts as agreement": rows["tolerance"],
            "Agrees?": ["yes" if agrees else "NO" for agrees in rows["agrees"]],
            "Kind": rows["kind"],
            "What to know": rows["note"],
            "Source and status": seen,
        }
    )
    return Table(frame, caption)


def predictions(rows: pd.DataFrame) -> Table:
    """Return those comparisons of ``rows`` that could have gone wrong, misses first."""
    rows = rows[rows["kind"] == PREDICTION]
    return compared(
        rows,
        f"Predictions: {rows['agrees'].sum()} of {len(rows)} agree. These numbers were not used to make the models.",
    )


def no_evidence(rows: pd.DataFrame, name: str, why: str) -> Table:
    """Return the comparisons of ``rows`` whose agreement is no evidence, misses first.

    name: what the caption calls them, e.g. "Calibrations". why: the caption's second sentence.
    """
    rows = rows[rows["kind"] != PREDICTION]
    return compared(rows, f"{name}: {rows['agrees'].sum()} of {len(rows)} agree. {why}")


def printed_beside_ours(rows: pd.DataFrame, caption: str, *, printed: str, ours: str, inside: str) -> Table:
    """Return what is printed beside what we make of other printed numbers, in the order of ``rows``.

    rows: columns what, printed, ours, agrees (bool), why, status, source (a key). printed, ours, inside: the
    headings of those columns, since lessons put different things beside each other.
    """
    frame = pd.DataFrame(
        {
            "What": rows["what"],
            printed: rows["printed"],
            ours: rows["ours"],
            inside: ["yes" if agrees else "NO" for agrees in rows["agrees"]],
            "What to know": rows["why"],
            "Status": rows["status"],
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    return Table(frame, caption)

"""Parameters: one published, computed or assumed number with its unit, range, status and source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from .errors import DataError
from .search import suggestion
from .sources import Source, source
from .tables import data_folder, table
from .words import RANGE_WORDS, status_words, with_unit


@dataclass(frozen=True)
class Parameter:
    """One line of data/parameters.csv; float(p) is its value.

    low, high: limits (None if not given), whose meaning range_kind names ("ci95", "sd", "range", ...).
    unit: "1" means no dimension.  source: key in data/sources.csv; where: place in that source.
    status: primary, secondary, recalled, computed or assumed; confidence: high, medium or low if recalled.
    """

    id: str
    symbol: str
    quantity: str
    value: float
    low: float | None
    high: float | None
    range_kind: str
    unit: str
    condition: str
    source: str
    where: str
    status: str
    confidence: str
    note: str
    folder: Path

    def __float__(self) -> float:
        return self.value

    @property
    def origin(self) -> Source:
        """The Source behind the key."""
        return source(self.source, self.folder)

    @property
    def range_text(self) -> str:
        """'69 to 90 L/h/70 kg (95 % confidence interval)', or '' if no limits are known."""
        if self.low is None and self.high is None:
            return ""
        if self.low is None:
            return f"at most {with_unit(self.high, self.unit)}"
        if self.high is None:
            return f"at least {with_unit(self.low, self.unit)}"
        words = RANGE_WORDS[self.range_kind]
        return f"{with_unit(self.low, '1')} to {with_unit(self.high, self.unit)} ({words})"

    @property
    def text(self) -> str:
        """Value with unit, e.g. '84 L/h/70 kg'."""
        return with_unit(self.value, self.unit)

    def __str__(self) -> str:
        limits = f", {self.range_text}" if self.range_text else ""
        return f"{self.quantity}: {self.text}{limits} [{self.origin.label}; {self.status}]"

    def __repr__(self) -> str:
        return f"Parameter({self.id} = {self.text}, {self.status}, {self.source})"

    def _repr_html_(self) -> str:
        where = f", {escape(self.where)}" if self.where else ""
        rows = {
            "Quantity": escape(self.quantity),
            "Value": escape(self.text),
            "Range": escape(self.range_text),
            "Condition": escape(self.condition),
            "Status": escape(status_words(self.status, self.confidence)),
            "Source": self.origin.link + where,
            "Note": escape(self.note),
            "Name in the data": f"<code>{escape(self.id)}</code>",
        }
        left = 'style="text-align:left"'
        cells = "".join(
            f'<tr><th scope="row" {left}>{name}</th><td {left}>{text}</td></tr>' for name, text in rows.items() if text
        )
        return f'<table class="tc-parameter"><tbody>{cells}</tbody></table>'


def parameter(id: str, folder: str | Path | None = None) -> Parameter:
    """Return one parameter by id, e.g. parameter("ketamine.kamp2020.CL").

    Raises DataError with near matches if there is no such id.
    """
    known = _all_parameters(data_folder(folder))
    if id not in known:
        raise DataError(f"There is no parameter '{id}' in data/parameters.csv{suggestion(id, known)}")
    return known[id]


def parameters(prefix: str, folder: str | Path | None = None) -> dict[str, Parameter]:
    """All parameters below a prefix, keyed by what follows it: parameters("ketamine.kamp2020")["CL"]."""
    start = prefix.rstrip(".") + "."
    found = _below(start, data_folder(folder))
    if not found:
        prefixes = {id.rpartition(".")[0] for id in _all_parameters(data_folder(folder))}
        raise DataError(f"No parameter id in data/parameters.csv starts with '{start}'{suggestion(prefix, prefixes)}")
    return dict(found)


def parameter_table(prefix: str, folder: str | Path | None = None) -> pd.DataFrame:
    """Rows of data/parameters.csv whose id is `prefix` or stands below it, with the source label added."""
    frame = table("parameters", folder)
    below = frame["id"].eq(prefix) | frame["id"].str.startswith(prefix.rstrip(".") + ".")
    if not below.any():
        parameters(prefix, folder)
    found = frame[below].reset_index(drop=True)
    found["source_label"] = [source(key, folder).label for key in found["source"]]
    return found


@cache
def _below(start: str, folder: Path) -> dict[str, Parameter]:
    """Kept, because models ask again at every move of a slider and there are a thousand ids to look through."""
    known = _all_parameters(folder)
    return {id.removeprefix(start): item for id, item in known.items() if id.startswith(start)}


@cache
def _all_parameters(folder: Path) -> dict[str, Parameter]:
    frame = table("parameters", folder)
    columns = [
        "id",
        "symbol",
        "quantity",
        "value",
        "low",
        "high",
        "range_kind",
        "unit",
        "condition",
        "source",
        "where_in_source",
        "status",
        "confidence",
        "note",
    ]
    rows = frame[columns].itertuples(index=False, name=None)
    return {row[0]: Parameter(*row[:4], _limit(row[4]), _limit(row[5]), *row[6:], folder) for row in rows}


def _limit(value: float) -> float | None:
    return None if math.isnan(value) else value

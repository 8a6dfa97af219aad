"""Trial results by time point, and the chart series A to E."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from .errors import DataError
from .search import suggestion
from .tables import data_folder, table, table_names

#: A number as it is printed, or a range of two.
NUMBER = r"(\d[\d.,]*\d|\d)(?:-(\d+))?"
CHARTS = {
    "A": "A_response_difference",
    "B": "B_same_trial_response",
    "C": "C_percent_of_baseline",
    "D": "D_standardised_difference",
    "E": "E_same_trial_by_visit",
}


def trials(folder: str | Path | None = None, **wanted: Any) -> pd.DataFrame:
    """Rows of data/trials.csv in which every named column equals the value (or one of a list of values).

    Example: trials(study="TRANSFORM-2", measure="remission", use=["plot", "table"]).
    time_hours counts day 1 as 0; a scale difference below zero favours the drug (see column favours).
    Raises DataError for an unknown column, for a value that the column never holds, and if no row is left.
    """
    return select(table("trials", folder), "data/trials.csv", **wanted)


def one(rows: pd.DataFrame | str, folder: str | Path | None = None, **wanted: Any) -> pd.Series:
    """The only row of a table in which every named column equals the value; DataError unless there is exactly one.

    rows: the name of a table, or rows already chosen from one.
    Example: one("findings", id="fi-pain-01")["finding"], one(series("E"), role="drug", time_hours=24).
    """
    frame, where = (table(rows, folder), f"data/{rows}.csv") if isinstance(rows, str) else (rows, "the table")
    found = select(frame, where, **wanted)
    if len(found) != 1:
        asked = ", ".join(f"{column}={value}" for column, value in wanted.items())
        raise DataError(f"{len(found)} rows of {where} match {asked}, where exactly one is meant: ask for more.")
    return found.iloc[0]


@cache
def _rows_by_id(folder: Path) -> dict[str, dict[str, Any]]:
    frames = [table(name, folder) for name in table_names(folder)]
    return {row["id"]: row for frame in frames if "id" in frame for row in frame.to_dict("records")}


def row(id: str, folder: str | Path | None = None) -> dict[str, Any]:
    """The row with this id, whichever table holds it; DataError with near matches if none does."""
    known = _rows_by_id(data_folder(folder))
    if id not in known:
        raise DataError(f"No table of data/ has a row '{id}'{suggestion(id, known)}")
    return dict(known[id])


def number_said(id: str, words: str, folder: str | Path | None = None) -> str:
    """The number that the row `id` says in words: number_said("…t_CADSS", "n=#") finds 18 in "bipolar, n=18".

    A printed range is returned as "8 to 19". DataError if the words do not stand in the row.
    """
    said = " ".join(str(cell) for column, cell in row(id, folder).items() if column not in {"id", "source"})
    found = re.search(re.escape(words).replace(r"\#", NUMBER), said)
    if not found:
        raise DataError(f"{words!r} does not stand in row {id} of data/.")
    return " to ".join(part for part in found.groups() if part)


def by_id(name: str, ids: Iterable[str], folder: str | Path | None = None) -> pd.DataFrame:
    """The rows of a table with these ids, in the order of `ids`; DataError unless there is exactly one of each."""
    frame = table(name, folder)
    frame["_place"] = range(len(frame))
    places = [one(frame, id=id)["_place"] for id in ids]
    return frame.drop(columns="_place").iloc[places].reset_index(drop=True)


def series(chart: str, folder: str | Path | None = None) -> pd.DataFrame:
    """Rows of one chart (A, B, C, D or E) of data/onset_series.csv, in order of series and time."""
    letter = str(chart)[:1].upper()
    if letter not in CHARTS:
        raise DataError(f"There is no chart '{chart}' in data/onset_series.csv: use A, B, C, D or E.")
    frame = table("onset_series", folder)
    rows = frame[frame["chart"] == CHARTS[letter]]
    order = {name: place for place, name in enumerate(dict.fromkeys(rows["series"]))}
    place = rows["series"].map(order)
    return (
        rows.assign(_place=place)
        .sort_values(["_place", "time_hours"], kind="stable")
        .drop(columns="_place")
        .reset_index(drop=True)
    )


def select(frame: pd.DataFrame, where: str, **wanted: Any) -> pd.DataFrame:
    """Rows of `frame` (in words: `where`) that match every column=value; see trials()."""
    found = frame
    for column, value in wanted.items():
        if column not in frame:
            raise DataError(f"{where} has no column '{column}'{suggestion(column, frame.columns)}")
        values = list(value) if isinstance(value, (list, tuple, set)) else [value]
        for item in values:
            if not frame[column].eq(item).any():
                raise DataError(
                    f"No row of {where} has '{item}' in column '{column}'{suggestion(item, frame[column].unique())}"
                )
        found = found[found[column].isin(values)]
    if found.empty:
        asked = ", ".join(f"{column}={value!r}" for column, value in wanted.items())
        raise DataError(f"No row of {where} has all of {asked}: ask for less, or look the table up.")
    return found.reset_index(drop=True)

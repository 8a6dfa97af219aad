"""Reads the tables of data/ and checks them against data/datapackage.json.

The schema is written once, in datapackage.json, and serves three readers: this module (light checks each
time a table is read), frictionless (in the tests) and the data dictionary in data/README.md.
Text columns read "" where a cell is empty; number columns read NaN, integer columns <NA>.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path

import pandas as pd

from .errors import DataError

DATA_FOLDER = Path(__file__).resolve().parents[3] / "data"


def data_folder(folder: str | Path | None = None) -> Path:
    """The folder with the tables: the project's own data/, wherever Python was started, or `folder`."""
    return DATA_FOLDER if folder is None else Path(folder).resolve()


def table(name: str, folder: str | Path | None = None) -> pd.DataFrame:
    """Return one table of data/ as a frame, e.g. table("adverse_events").

    name: the file name without .csv.  Raises DataError if there is no such table or if it is damaged.
    """
    return _checked_table(name, data_folder(folder)).copy()


def table_names(folder: str | Path | None = None) -> list[str]:
    """Names of all tables, in the order of datapackage.json."""
    return list(schemas(data_folder(folder)))


@cache
def schemas(folder: Path) -> dict[str, dict]:
    """Resource descriptions of datapackage.json by table name."""
    text = _read_text(folder / "datapackage.json")
    try:
        return {resource["name"]: resource for resource in json.loads(text)["resources"]}
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise DataError(
            f"data/datapackage.json, the list of tables, cannot be read ({error}): restore it with `git checkout "
            "data/datapackage.json`."
        ) from error


@cache
def _checked_table(name: str, folder: Path) -> pd.DataFrame:
    known = schemas(folder)
    if name not in known:
        raise DataError(f"data/ has no table named '{name}': use one of {', '.join(known)}.")
    resource = known[name]
    file = resource["path"]
    fields = resource["schema"]["fields"]
    records = _read_records(folder / file, [field["name"] for field in fields])
    columns = {field["name"]: _column(file, field, records) for field in fields}
    _check_unique(file, resource["schema"]["primaryKey"], records)
    for foreign in resource["schema"].get("foreignKeys", []):
        _check_references(file, foreign, records, folder)
    return pd.DataFrame(columns)


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"data/{path.name} is missing or cannot be opened: get it back with `git checkout data/{path.name}`."
        ) from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"data/{path.name}, row {line}: byte {error.start} is not UTF-8 text, so no column can be read: "
            "save the file again with the encoding UTF-8."
        ) from error


def _read_records(path: Path, expected: list[str]) -> list[tuple[int, dict[str, str]]]:
    """Rows as (line number an editor shows, cells by column)."""
    reader = csv.reader(io.StringIO(_read_text(path), newline=""))
    header = next(reader, [])
    if header and header[0].startswith("\ufeff"):
        raise DataError(
            f"data/{path.name}, row 1, column 1: a byte order mark stands before the first name: "
            "save the file as UTF-8 without BOM."
        )
    missing = [name for name in expected if name not in header]
    if missing:
        raise DataError(
            f"data/{path.name}, row 1: the column '{missing[0]}' is missing: the first line must hold "
            f"{', '.join(expected)}."
        )
    records = []
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(header):
            raise DataError(
                f"data/{path.name}, row {line}: {len(cells)} cells under {len(header)} columns, so from some "
                f"column on the cells are displaced: put text that holds a comma between double quotes."
            )
        records.append((line, dict(zip(header, cells, strict=True))))
        line = reader.line_num + 1
    return records


def _column(file: str, field: dict, records: list[tuple[int, dict[str, str]]]) -> pd.Series:
    name, kind = field["name"], field["type"]
    values = [_cell(file, line, field, row[name]) for line, row in records]
    if kind == "number":
        return pd.Series(values, dtype="float64")
    if kind == "integer":
        return pd.Series(values, dtype="Int64")
    return pd.Series(["" if value is None else value for value in values], dtype=object)


def _cell(file: str, line: int, field: dict, text: str) -> float | int | str | None:
    """One cell, converted; raises DataError if it breaks the schema."""
    name, rules = field["name"], field.get("constraints", {})
    place = f"data/{file}, row {line}, column '{name}'"
    if text == "":
        if rules.get("required"):
            raise DataError(f"{place}: the cell is empty: fill it in or remove the row.")
        return None
    if field["type"] == "string":
        return _text_cell(place, text, rules)
    try:
        value = int(text) if field["type"] == "integer" else float(text)
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("not finite")
    except ValueError as error:
        what = "a whole number" if field["type"] == "integer" else "a number"
        raise DataError(
            f"{place}: '{text}' is not {what}: write a plain number such as 12 or leave the cell "
            "empty, and put words into the column note."
        ) from error
    low, high = rules.get("minimum", value), rules.get("maximum", value)
    if not low <= value <= high:
        raise DataError(
            f"{place}: {text} is outside the allowed range {rules.get('minimum', 'any')} to "
            f"{rules.get('maximum', 'any')}: check the number and its unit."
        )
    return value


def _text_cell(place: str, text: str, rules: dict) -> str:
    allowed = rules.get("enum")
    if allowed and text not in allowed:
        raise DataError(f"{place}: '{text}' is not an allowed word: use one of {', '.join(allowed)}.")
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        raise DataError(f"{place}: '{text}' has the wrong form: it must match {rules['pattern']}.")
    return text


def _check_unique(file: str, key: str, records: list[tuple[int, dict[str, str]]]) -> None:
    first: dict[str, int] = {}
    for line, row in records:
        value = row[key]
        if value in first:
            raise DataError(
                f"data/{file}, row {line}, column '{key}': '{value}' is already used in row {first[value]}: give this "
                f"row its own {key}."
            )
        first[value] = line


def _check_references(file: str, foreign: dict, records: list[tuple[int, dict[str, str]]], folder: Path) -> None:
    column, other = foreign["fields"], foreign["reference"]["resource"]
    keys = set(_checked_table(other, folder)[foreign["reference"]["fields"]])
    for line, row in records:
        if row[column] and row[column] not in keys:
            raise DataError(
                f"data/{file}, row {line}, column '{column}': '{row[column]}' is not in data/{other}.csv: add it there "
                "or correct the key."
            )

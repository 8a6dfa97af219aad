"""Reads the sentences of a room from its words.toml: who edits, teaches or translates them opens no Python.

    words = sentences(__file__)                              the words.toml beside this module
    words("explorer.08-crowd.readout.same", seat=7)          one sentence, its places filled
    words["chart.08-pressure"].part(rise=16.0)               name, title, alt text and caption of a chart
    words.band("explorer.08-room.readout", minute, level=80) the sentence of the band in which a number lies
    words.note("serious"), words.table("not_for")            a whole note, a whole table

A place is filled with what the code gives under that name, or else straight from data/:
    {level:.0f}                         given by the code: words("…", level=253.0)
    {session.yale2024.dSBP:g}           the value of this row of data/ (of its percent, where a row has one)
    {session.yale2024.dSBP/high:.1f}    another column of it
    {session.diazgranados2010.t_CADSS~n=#}   the number that stands for # in the words of the row
Behind the colon stands how it is written. A number needs it: Python's own format, with a true minus, and ".0%" writes a
share as 27 %. "hours" and "minutes" write a time given in them as a reader would say it (1 h 20 min), and
{yale2024, katz2021:cite} links sources by their keys; a link stands in a caption, in a note's ``more`` or in a table.

A part of a sentence cannot be translated, so whatever depends on the case is a key, or a band, with its whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from string import Formatter

import pandas as pd

from .. import evidence
from ..evidence.search import suggestion
from . import style
from .boxes import Note
from .rooms import WordsError, read_toml, short
from .table import Table
from .words import MINUS

#: Section of the file -> what each of its parts must hold.
FIELDS = {
    "chart": ("title", "alt", "caption"),
    "explorer": ("title", "alt"),
    "prediction": ("question", "label", "meaning", "reply"),
    "note": ("kind", "text", "more"),
    "table": (),
    "control": ("label",),
    "exercise": (),
    "shared": (),
    "sources": (),
}
#: Ends of the keys of what is shown as HTML.
HTML = ("caption", "more", "rows")
_TIMES = {"hours": 1, "minutes": 60}
_BOUND = re.compile(r"(?P<place>.+?)(?: (?P<sign>[+-]) (?P<by>[\d.]+))?")


def sentences(file: str | Path) -> Sentences:
    """Return the words of the room in which ``file`` stands; WordsError says what is wrong with its words.toml."""
    return _read(Path(file).resolve().parent / "words.toml")


@cache
def _read(path: Path) -> Sentences:
    words = Sentences(path, read_toml(path))
    words.check()
    return words


class Sentences:
    """The words of a room, or of one part of it: ``words["chart.08-pressure"]``. See the top of the module."""

    def __init__(self, path: Path, tree: dict, key: str = "", used: set[str] | None = None):
        self._path, self._tree, self._key = path, tree, key
        self._used = set() if used is None else used

    @property
    def name(self) -> str:
        """The last part of the key: the name of a chart, explorer or prediction."""
        return self._key.rpartition(".")[2]

    # What a lesson asks for ----------------------------------------------------------------------------------

    def __getitem__(self, key: str) -> Sentences:
        found = self._find(key)
        if not isinstance(found, dict):
            raise self._error(key, "is a sentence and no part with sentences in it")
        return Sentences(self._path, found, self._full(key), self._used)

    def __call__(self, key: str, /, **places) -> str:
        """Return the sentence under ``key`` with all its places filled; WordsError names a place too many or too few."""
        text = self._find(key)
        self._none_unused(key, text, places)
        return self._fill(key, text, places)

    def each(self, key: str, /, **places) -> dict | list:
        """Return all sentences under ``key``, filled: {name: sentence} as in the file, or a list of them."""
        found = self._find(key)
        if isinstance(found, str):
            raise self._error(key, "must be a list of sentences and is a single one")
        self._none_unused(key, found, places)
        if isinstance(found, list):
            return [self._fill(f"{key}.{number}", text, places) for number, text in enumerate(found)]
        return {name: self._fill(f"{key}.{name}", text, places) for name, text in found.items()}

    def band(self, key: str, value: float, /, **places) -> str:
        """Return the sentence of the first band under ``key`` that holds ``value``.

        A band: {below = bound, text = "…"} or {up_to = bound, …}; the last one has no bound. A bound is a number, the
        name of a place, or a place and a margin ("low - 1").
        """
        self._none_unused(key, self._find(key), places)
        return self._band(key, places, value)

    def part(self, **places) -> dict[str, str | Callable[[float], str]]:
        """Return name and words of a chart, an explorer or a prediction as keyword arguments; bands as functions."""
        fields = FIELDS[self._key.partition(".")[0]]
        self._none_unused("", [self._find(field) for field in fields], places)
        found = {"name": self.name}
        for field in fields:
            bands = isinstance(self._find(field), list)
            found[field] = partial(self._band, field, places) if bands else self._fill(field, self._find(field), places)
        return found

    def note(self, key: str, /, **places) -> Note:
        """Return the note under ``note.key``."""
        words = self[f"note.{key}"].part(**places)
        try:
            return Note(words["text"], words["kind"], words["more"])
        except ValueError as problem:
            raise self._error(f"note.{key}.kind", str(problem).rstrip(".")) from None

    def table(self, key: str, /, **places) -> Table:
        """Return the table under ``table.key``; a cell that is a citation and nothing else stays one."""
        return Table(self.frame(f"table.{key}", **places), self(f"table.{key}.caption"))

    def frame(self, key: str, /, **places) -> pd.DataFrame:
        """Return ``columns`` and ``rows`` under ``key`` as a frame."""
        columns, rows = self.each(f"{key}.columns"), self._find(f"{key}.rows")
        self._none_unused(f"{key}.rows", rows, places)
        for number, row in enumerate(rows):
            if len(row) != len(columns):
                raise self._error(f"{key}.rows.{number}", f"has {len(row)} cells under {len(columns)} columns")
        cells = [
            [self._cell(f"{key}.rows.{row}.{column}", text, places) for column, text in enumerate(texts)]
            for row, texts in enumerate(rows)
        ]
        return pd.DataFrame(cells, columns=columns)

    def sources(self) -> evidence.SourceList:
        """Return the sources that stand under ``sources``."""
        return evidence.sources(self.each("sources"))

    def unused(self) -> list[str]:
        """Return the keys of all sentences that nobody has asked for since the file was read."""
        return [key for key, _ in _leaves(self._tree) if key not in self._used and not _is_bound(key)]

    # How it is found and filled ------------------------------------------------------------------------------

    def _full(self, key: str) -> str:
        return ".".join(filter(None, [self._key, key]))

    def _error(self, key: str, problem: str) -> WordsError:
        return WordsError(f"{short(self._path)}, {self._full(key)}: {problem}{'' if problem.endswith('?') else '.'}")

    def _find(self, key: str):
        found = self._tree
        for step in key.split(".") if key else ():
            if not isinstance(found, dict) or step not in found:
                known = [name for name, _ in _leaves(self._tree)]
                near = suggestion(key, known).rstrip(".").replace("look the name up in the table", "add it to the file")
                raise self._error(key, f"there is no such key{near}")
            found = found[step]
        return found

    def _none_unused(self, key: str, found, places: dict) -> None:
        """Raise WordsError if a given place stands in none of the sentences in ``found``."""
        named = {name for inner, text in _leaves(found) for name in _names(inner, text)}
        for name in places.keys() - named:
            raise self._error(
                key, f"the place {{{name}}} is given and stands in no sentence; use it, or give it no more"
            )

    def _fill(self, key: str, text: str, places: dict) -> str:
        if not isinstance(text, str):
            raise self._error(key, f"must be a sentence between quotation marks and is {_kind(text)}")
        self._used.add(self._full(key))
        return "".join(
            literal + ("" if name is None else self._written(key, name, spec, places))
            for literal, name, spec, _ in Formatter().parse(text)
        )

    def _cell(self, key: str, text: str, places: dict):
        (literal, name, spec, _), *more = [*Formatter().parse(text)] or [("", None, "", None)]
        if spec != "cite" or literal or more:
            return self._fill(key, text, places)
        self._used.add(self._full(key))
        return self._cited(key, name, places)

    def _value(self, key: str, name: str, places: dict):
        """Return what fills a place: what is given, or else a cell of data/."""
        if name in places:
            return places[name]
        id, _, column = name.partition("/")
        try:
            if "~" in name:
                return evidence.number_said(*name.split("~", 1))
            row = evidence.row(id)
        except evidence.DataError as problem:
            given = f"given are {', '.join(places)}" if places else "the code gives none"
            raise self._error(
                key, f"nothing fills the place {{{name}}} ({given}). {str(problem).rstrip('.')}"
            ) from None
        column = column or ("percent" if "percent" in row else "value")
        if column not in row or pd.isna(row[column]) or row[column] == "":
            raise self._error(key, f"row {id} of data/ has nothing in the column {column!r}")
        return row[column]

    def _cited(self, key: str, names: str, places: dict) -> evidence.Citation:
        """Return the citation of the sources whose keys are named, themselves or by a place that holds one."""
        named = [name.strip() for name in names.split(",")]
        keys = [self._value(key, name, places) if name in places or "/" in name else name for name in named]
        try:
            return evidence.cite(*keys)
        except evidence.DataError as problem:
            raise self._error(key, str(problem).rstrip(".")) from None

    def _written(self, key: str, name: str, spec: str, places: dict) -> str:
        """Return what fills a place, as its format says."""
        if spec == "cite":
            return self._cited(key, name, places).html
        value = self._value(key, name, places)
        if isinstance(value, str) and not spec:
            return value
        try:
            if spec in _TIMES:
                return style.time_label(value / _TIMES[spec])
            if not spec and value != int(value):
                raise ValueError
            return format(value, spec).replace("-", MINUS).replace("%", " %")
        except (TypeError, ValueError):
            raise self._error(
                key, f"{value!r} cannot be written as {{{name}:{spec}}}; a number needs :.1f or so"
            ) from None

    def _band(self, key: str, places: dict, value: float) -> str:
        bands = self._find(key)
        if not isinstance(bands, list):
            raise self._error(key, "must be a list of bands, each with a text")
        for number, band in enumerate(bands):
            if (
                ("below" in band and value < self._bound(key, band["below"], places))
                or ("up_to" in band and value <= self._bound(key, band["up_to"], places))
                or not {"below", "up_to"} & set(band)
            ):
                return self._fill(f"{key}.{number}.text", band["text"], places)
        raise self._error(key, f"no band holds {value!r}")

    def _bound(self, key: str, bound: str | float, places: dict) -> float:
        if not isinstance(bound, str):
            return bound
        found = _BOUND.fullmatch(bound)
        value = self._value(key, found["place"], places)
        if isinstance(value, str):
            raise self._error(key, f"the bound {bound!r} is no number but {value!r}")
        return value + float((found["sign"] or "") + (found["by"] or "0"))

    # What is wrong with a file -------------------------------------------------------------------------------

    def check(self) -> None:
        """Raise WordsError if the file holds what nobody understands."""
        for section, parts in self._tree.items():
            if section not in FIELDS:
                raise self._error(section, f"no section is called so; there are {', '.join(FIELDS)}")
            for name, part in parts.items() if isinstance(parts, dict) else ():
                for field in FIELDS[section]:
                    if not isinstance(part, dict) or field not in part:
                        raise self._error(f"{section}.{name}", f"{field!r} is missing")
        for key, bands in _bands(self._tree):
            for number, band in enumerate(bands, 1):
                wanted = [{"text"}] if number == len(bands) else [{"text", "below"}, {"text", "up_to"}]
                if set(band) not in wanted:
                    raise self._error(key, "a band has text and either below or up_to, and the last one text only")
        for key, text in _leaves(self._tree):
            if _is_bound(key) and isinstance(text, (int, float, str)):
                continue
            if not isinstance(text, str):
                raise self._error(key, f"must be a sentence between quotation marks and is {_kind(text)}")
            try:
                places = [place for place in Formatter().parse(text) if place[1] is not None]
            except ValueError as problem:
                raise self._error(key, f"{problem}; a place is {{name:.1f}}, and a brace itself is {{{{") from None
            if any(not name or conversion for _, name, _, conversion in places):
                raise self._error(key, "a place has a name, and behind a colon how it is written, and nothing else")
            *_, last = [step for step in key.split(".") if not step.isdigit()]
            if last not in HTML and "cite" in [spec for _, _, spec, _ in places]:
                raise self._error(key, f"a link may stand in {', '.join(HTML)} only")


def _kind(found) -> str:
    return {dict: "a part with keys of its own", list: "a list"}.get(type(found), repr(found))


def _leaves(found, key: str = "") -> Iterator[tuple[str, object]]:
    """Give the key and the text of every sentence in ``found``, and of every bound."""
    if not isinstance(found, (dict, list)):
        yield key, found
        return
    for name, inner in found.items() if isinstance(found, dict) else enumerate(found):
        yield from _leaves(inner, f"{key}.{name}" if key else str(name))


def _bands(tree: dict, key: str = "") -> Iterator[tuple[str, list[dict]]]:
    """Give the key and the bands of every list of bands in ``tree``."""
    for name, inner in tree.items():
        if isinstance(inner, dict):
            yield from _bands(inner, f"{key}.{name}" if key else name)
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield f"{key}.{name}", inner


def _is_bound(key: str) -> bool:
    return key.endswith((".below", ".up_to"))


def _names(key: str, text) -> set[str]:
    """Return the names of all places of a sentence, or the one of a bound."""
    if _is_bound(key):
        return {_BOUND.fullmatch(str(text))["place"]}
    return {name.strip() for _, names, _, _ in Formatter().parse(text) if names for name in names.split(",")}

"""The board of the four clocks, at the end of each lesson: what is known so far, and what this lesson added."""

from __future__ import annotations

import html
from dataclasses import dataclass

from ..sentences import sentences

WORDS = sentences(__file__)
LANES = ("ketamine", "ssri")


@dataclass(frozen=True)
class Entry:
    """One line on the board. new: whether the lesson that shows the board has filled it in."""

    lesson: str
    text: str
    new: bool


@dataclass(frozen=True)
class Board:
    """Rows of (clock, entries of ketamine, entries of an SSRI), which show themselves as a table."""

    lesson: str
    rows: tuple[tuple[str, tuple[Entry, ...], tuple[Entry, ...]], ...]

    def __repr__(self) -> str:
        heads = WORDS.each("table.board.lanes")
        lines = [
            f"{clock}, {heads[lane]}: {_plain(entries)}"
            for clock, *cells in self.rows
            for lane, entries in zip(LANES, cells, strict=True)
        ]
        return "\n".join([WORDS("table.board.caption", lesson=self.lesson), *lines])

    def _repr_html_(self) -> str:
        heads = WORDS.each("table.board.lanes")
        head = "".join(f'<th scope="col">{html.escape(heads[lane])}</th>' for lane in LANES)
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left;vertical-align:top">{html.escape(clock)}</th>'
            + "".join(f'<td style="text-align:left;vertical-align:top">{_cell(entries)}</td>' for entries in cells)
            + "</tr>"
            for clock, *cells in self.rows
        )
        caption = html.escape(WORDS("table.board.caption", lesson=self.lesson))
        return (
            f'<div tabindex="0" role="region" aria-label="{caption}" style="overflow-x:auto;max-width:920px">'
            f"<table><caption>{caption}</caption><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def board(lesson: str) -> Board:
    """Return the board as it stands at the end of ``lesson`` ("04_getting_there"); WordsError if it has no entry there."""
    number = lesson[:2]
    clocks = WORDS.each("table.board.clocks")
    rows = tuple(
        (name, *(_entries(f"table.board.{lane}.{clock}", number) for lane in LANES)) for clock, name in clocks.items()
    )
    if not any(entry.new for _, *cells in rows for entries in cells for entry in entries):
        raise WORDS._error("table.board", f"lesson {lesson!r} has filled in nothing; add a sentence under its number")
    return Board(number, rows)


def _entries(key: str, number: str) -> tuple[Entry, ...]:
    return tuple(Entry(lesson, text, lesson == number) for lesson, text in WORDS.each(key).items() if lesson <= number)


def _cell(entries: tuple[Entry, ...]) -> str:
    if not entries:
        return html.escape(WORDS("table.board.empty"))
    return "".join(f'<p style="margin:0 0 0.4em 0">{_marked(entry)}{html.escape(entry.text)}</p>' for entry in entries)


def _marked(entry: Entry) -> str:
    if entry.new:
        return f"<strong>{html.escape(WORDS('table.board.new'))}</strong> "
    return f"<small>({entry.lesson})</small> "


def _plain(entries: tuple[Entry, ...]) -> str:
    new = WORDS("table.board.new")
    said = [f"{new} {entry.text}" if entry.new else f"({entry.lesson}) {entry.text}" for entry in entries]
    return " ".join(said) or WORDS("table.board.empty")

"""Cards: rival accounts side by side, each with claim, evidence, prediction and what speaks against it.

Plain HTML without a script: a list that wraps, with folds inside, so it works in JupyterLab, on nbviewer, on
GitHub and in print. The words stand in the ``accounts.toml`` of the lesson's room; each sentence about the
world names a row of data/.
"""

from __future__ import annotations

import html
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import evidence
from .embed import part_html
from .rooms import rooms_with, words_of
from .sentences import Sentences

#: Tables whose rows a card may rest on.
_TABLES = ("findings", "parameters", "trials", "chain_removals", "chain_steps")
_LIST = (
    "list-style:none;padding:0;margin:0;display:grid;gap:0.9em;max-width:920px;"
    "grid-template-columns:repeat(auto-fill,minmax(min(100%,13.2em),1fr))"
)
_CARD = (
    "border:1px solid #b5b5b5;border-top:4px solid {color};border-radius:6px;padding:0.3em 0.9em 0.6em;"
    "margin:0;min-width:0;overflow-wrap:anywhere"
)


@dataclass(frozen=True)
class Statement:
    """One sentence. row: the row of data/ that it rests on; "" means that it is our own argument.

    mark: in whom, and what became of the effect, as the row says ("mice, effect gone"); "" where it does not.
    """

    text: str
    row: str = ""
    mark: str = ""

    @property
    def seen(self) -> tuple[str, str]:
        """Source key and status of the row; raises ValueError if there is no such row."""
        row = _seen(self.row)
        return row["source"], row["status"]

    @property
    def origin(self) -> str:
        """Where the sentence can be checked, in words."""
        if not self.row:
            return "our own argument"
        key, status = self.seen
        return f"{evidence.cite(key)}, {status}"

    @property
    def line(self) -> str:
        """Mark, sentence and origin in one line of plain text."""
        return f"{self.mark + ': ' if self.mark else ''}{self.text} ({self.origin})"

    def html(self) -> str:
        """Return the sentence with its mark before it and its source linked."""
        mark = f"<strong>{html.escape(self.mark)}:</strong> " if self.mark else ""
        if not self.row:
            return f"{mark}{html.escape(self.text)} <small>(our own argument)</small>"
        key, status = self.seen
        return (
            f'{mark}{html.escape(self.text)} <small title="row {html.escape(self.row)}">({evidence.cite(key).html}, '
            f"{html.escape(status)})</small>"
        )


@dataclass(frozen=True)
class Card:
    """One account. doubt: the strongest objection; tried: what happened when it was put to the test.

    experiment: what would tell it from its rivals, and is still untried where ``tried`` is filled.
    """

    side: str
    name: str
    claim: str
    predicts: str
    doubt: str
    experiment: str
    shown: tuple[Statement, ...]
    against: tuple[Statement, ...]
    tried: tuple[Statement, ...] = ()

    @property
    def folds(self) -> dict[str, tuple[Statement, ...] | str]:
        """Heading of each fold -> the statements or the sentence in it."""
        found = {"What was shown": self.shown}
        if self.tried:
            found["What happened when it was tried"] = self.tried
        found["What speaks against it"] = self.against
        found["What is still untried" if self.tried else "What would split it off"] = self.experiment
        return found


@cache
def all_cards(lesson: str) -> tuple[Card, ...]:
    """Return the cards of the ``accounts.toml`` in the lesson's room; ValueError says what is wrong with the file."""
    path, held = words_of(lesson, "accounts.toml"), accounts(lesson)
    found = []
    for entry in held["card"]:
        said = Sentences(path, entry)
        parts = {name: said(name) if isinstance(entry[name], str) else () for name in entry}
        for name in ("shown", "tried", "against"):
            parts[name] = tuple(_statement(path, item, held.get("marks", {})) for item in entry.get(name, ()))
        found.append(Card(**parts))
    return tuple(found)


def _statement(path: Path, item: dict, marks: dict[str, str]) -> Statement:
    """Return one sentence with its places filled, and the mark that its row gives it."""
    row = _seen(item["row"]) if item.get("row") else {}
    mark = ", ".join(marks[row[name]] for name in ("species", "outcome")) if "outcome" in row else ""
    return Statement(Sentences(path, item)("text"), item.get("row", ""), mark)


@cache
def accounts(lesson: str) -> dict:
    """Return the file of accounts of one lesson as it stands."""
    path = words_of(lesson, "accounts.toml")
    if not path.exists():
        raise ValueError(
            f"there are no accounts of {lesson!r}; these lessons have some: {', '.join(rooms_with('accounts.toml'))}."
        )
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _seen(row: str) -> dict:
    for name in _TABLES:
        table = evidence.table(name)
        match = table[table["id"] == row]
        if not match.empty:
            return match.iloc[0].to_dict()
    raise ValueError(f"row is {row!r}; it must be an id of {', '.join(_TABLES)}.")


class Cards:
    """The accounts of one side. color: of each card's upper edge; the title says the side in words."""

    def __init__(self, lesson: str, side: str, title: str, color: str):
        self.title, self.color = title, color
        self.cards = tuple(card for card in all_cards(lesson) if card.side == side)
        if not self.cards:
            known = sorted({card.side for card in all_cards(lesson)})
            raise ValueError(f"side is {side!r}; it must be one of {', '.join(known)}.")

    def __repr__(self) -> str:
        lines = [self.title]
        for card in self.cards:
            lines += [f"{card.name}: {card.claim}", f"  predicts: {card.predicts}", f"  strongest doubt: {card.doubt}"]
            for label, held in card.folds.items():
                said = [held] if isinstance(held, str) else [item.line for item in held]
                lines += [f"  {label}:", *(f"    {line}" for line in said)]
        return "\n".join(lines)

    def html(self) -> str:
        """Return the cards as HTML."""
        items = "".join(self._card(card) for card in self.cards)
        return (
            f"<p><strong>{html.escape(self.title)}</strong></p>"
            f'<ul style="{_LIST}" aria-label="{html.escape(self.title)}">{items}</ul>'
        )

    def _card(self, card: Card) -> str:
        lines = "".join(
            f'<p style="margin:0.35em 0"><strong>{label}</strong> {html.escape(text)}</p>'
            for label, text in (("Claim.", card.claim), ("Predicts.", card.predicts), ("Strongest doubt.", card.doubt))
        )
        folds = "".join(
            _fold(f"{label}: {card.name}", f"<p>{html.escape(held)}</p>" if isinstance(held, str) else _bullets(held))
            for label, held in card.folds.items()
        )
        return (
            f'<li style="{_CARD.format(color=self.color)}">'
            f'<p style="margin:0.35em 0;font-size:1.12em"><strong>{html.escape(card.name)}</strong></p>'
            f"{lines}{folds}</li>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": part_html("cards", self.html())}, {}


def _bullets(items: tuple[Statement, ...]) -> str:
    return (
        '<ul style="padding-left:1.1em;margin:0.2em 0">'
        + "".join(f"<li>{item.html()}</li>" for item in items)
        + "</ul>"
    )


def _fold(summary: str, body: str) -> str:
    label, _, name = summary.partition(": ")
    return (
        (
            f'<details><summary aria-label="{html.escape(summary)}">{html.escape(label)}</summary>'
            f"<div>{body}</div></details>"
        )
        if name
        else ""
    )

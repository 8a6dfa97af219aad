"""Cards of the class experiment: what a virtual patient knows, and sheets of cards to open or to print."""

from __future__ import annotations

import html
from dataclasses import dataclass

from ...kit.chart import details_html
from ...kit.embed import part_html
from ...kit.words import listed
from ...models import class_trial as model
from ...models.class_lines import Entry, entry

_BOX = "border:1px solid #5f5f5f;border-radius:6px;padding:0.2em 1em;margin:0.6em 0;max-width:640px"
_INSIDE = "border-left:4px solid #b5b5b5;padding:0 0.9em;margin:0.2em 0 0.6em"
_GRID = (
    "list-style:none;padding:0;margin:0;display:grid;gap:0 1.2em;max-width:920px;"
    "grid-template-columns:repeat(auto-fill,minmax(min(100%,20em),1fr))"
)
#: A line stays in one piece, three cards beside each other.
_LINE = "white-space:nowrap;font-size:0.88em"
_PRINTED = (
    "body{font:16px sans-serif;margin:1cm} code{font-size:1.15em} p{margin:0.35em 0} h2{font-size:1.1em;margin:0.35em "
    "0} .card{border:1px solid #5f5f5f;border-radius:6px;padding:0.4em 1em;margin:0 0 0.6em;break-inside:avoid} "
    ".fold{border-top:1px dashed #5f5f5f;padding-top:0.35em}"
)


@dataclass(frozen=True)
class Card:
    """A few paragraphs to read, with a line to read out at the end where there is one."""

    title: str
    paragraphs: tuple[str, ...]
    line: str = ""
    more: str = ""

    def __repr__(self) -> str:
        return "\n".join(part for part in (self.title, *self.paragraphs, self.line, self.more) if part)

    def _repr_html_(self) -> str:
        said_line = f'<p><code style="font-size:1.35em">{html.escape(self.line)}</code></p>' if self.line else ""
        words = "".join(f"<p>{html.escape(text)}</p>" for text in self.paragraphs)
        more = f"<p>{html.escape(self.more)}</p>" if self.more else ""
        return part_html(
            "card",
            f'<div role="note" style="{_BOX}"><p><strong>{html.escape(self.title)}</strong></p>'
            f"{words}{said_line}{more}</div>",
        )


def story(one: model.Person) -> tuple[str, ...]:
    """Return what a person knows before the guess."""
    felt = [model.NOTICED[event] for event in one.noticed]
    noticed = f"In these weeks you {listed(felt)}." if felt else "In these weeks you noticed nothing unusual."
    arm = "an arm, and nobody says which" if not one.word.design.told else f"the {one.arm} arm, and you are told so"
    return (
        f"Before treatment you score {one.before} points on a scale of depression from 0 to {model.TOP}; "
        "more is worse.",
        f"A coin puts you into {arm}. For four weeks you get a nasal spray now and then.",
        noticed,
    )


class Cards:
    """Cards to take by number: story first, score and line behind the guess. Works with no script."""

    def __init__(self, word: model.Word, people: int):
        self.word, self.people = word, people

    def __repr__(self) -> str:
        return f"{self.people} cards of class {self.word}, to open by number"

    def _answers(self, number: int) -> list[tuple[str, Entry]]:
        one = model.person(self.word, number)
        if self.word.design.told:
            return [(f"Number {number}: after four weeks", entry(self.word, number, one.arm))]
        return [(f"Number {number}: I guess {guess}", entry(self.word, number, guess)) for guess in model.GUESSES]

    def _repr_html_(self) -> str:
        cards = []
        for number in range(1, self.people + 1):
            words = "".join(f"<p>{html.escape(text)}</p>" for text in story(model.person(self.word, number)))
            folds = "".join(details_html(summary, _answer(made, _LINE)) for summary, made in self._answers(number))
            inside = f'<div style="{_INSIDE}">{words}{folds}</div>'
            cards.append(f"<li>{details_html(f'Number {number}', inside)}</li>")
        return part_html(
            "cards",
            f"<p><strong>Class word of these cards: {html.escape(str(self.word))}.</strong> Open your number "
            f'only.</p><ul style="{_GRID}" aria-label="Cards by number">{"".join(cards)}</ul>',
        )

    def page(self) -> str:
        """Return a page to print: one box a card, to be cut out and folded at the dashed line."""
        cards = []
        for number in range(1, self.people + 1):
            words = "".join(f"<p>{html.escape(text)}</p>" for text in story(model.person(self.word, number)))
            folds = "".join(f"<p>{html.escape(summary)}.</p>{_answer(made)}" for summary, made in self._answers(number))
            cards.append(
                f'<div class="card"><h2>Number {number} · class {html.escape(str(self.word))}</h2>{words}'
                f'<div class="fold"><p>Fold here, backwards. Open after your guess.</p>{folds}</div></div>'
            )
        title = f"Cards of class {html.escape(str(self.word))}"
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f"<style>{_PRINTED}</style></head><body><h1>{title}</h1>{''.join(cards)}</body></html>\n"
        )


def _answer(made: Entry, look: str = "") -> str:
    line = f'<code style="{look}">{html.escape(made.line)}</code>'
    return f"<p>After four weeks you score {made.after} points.<br>{line}</p>"

"""The class experiment: what students call. They draw a patient, guess and hand in; cards do it without a kernel."""

from __future__ import annotations

from pathlib import Path

from ...kit.boxes import Note, note
from ...models import class_trial as model
from ...models.class_lines import entry
from . import files
from .card_pages import Card, Cards, story
from .told import said

#: How many cards a page has unless told otherwise.
CARDS = 30


def _title(word: model.Word, number: int) -> str:
    return f"{'Example: n' if word.name == model.EXAMPLE else 'N'}umber {number} of class {word}"


@said
def draw(word: str, number: object) -> Card:
    """Return the virtual patient of a class word and a number, with what it knows before the guess."""
    one = model.person(model.read_word(word), model.read_number(number))
    return Card(_title(one.word, one.number), story(one))


@said
def hand_in(word: str, number: object, guess: str = "", folder: Path | None = None) -> Card:
    """Return the score after four weeks and the line to read out, and write the entry as a file.

    guess: "drug" or "placebo"; not needed where everybody is told. folder: of all classes; None is files.CLASS.
    """
    known, place = model.read_word(word), model.read_number(number)
    one = model.person(known, place)
    if not known.design.told and isinstance(guess, str) and not guess.strip():
        return Card(
            "Guess first",
            ("Write drug or placebo between the quotation marks, and run this cell again.",),
            more="The score after four weeks and the line that you hand in appear then.",
        )
    made = entry(known, place, one.arm if known.design.told else model.read_guess(guess))
    better = made.before - made.after
    points = "point" if abs(better) == 1 else "points"
    moved = (
        f"{abs(better)} {points} {'better' if better > 0 else 'worse'} than before" if better else "the same as before"
    )
    return Card(
        _title(known, place),
        (f"After four weeks you score {made.after} points: {moved}.", "Read this line out, or copy it:"),
        made.line,
        files.write_entry(made, files.CLASS if folder is None else folder),
    )


@said
def cards(word: str, people: object = CARDS) -> Cards:
    """Return cards of numbers 1 to ``people`` for a page without a kernel."""
    return Cards(model.read_word(word), model.read_number(people))


@said
def print_cards(word: str, people: object = CARDS, folder: Path | None = None) -> Note:
    """Write cards of numbers 1 to ``people`` as a page to print, and say where; no older page is replaced."""
    made = Cards(model.read_word(word), model.read_number(people))
    name = f"cards-{made.word}-{made.people}.html"
    return note(files.write_page(name, made.page(), files.CLASS if folder is None else folder))

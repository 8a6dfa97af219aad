"""The class experiment: what its notebook's cells call. Students draw and hand in; the teacher pools.

Plain cells do it all: type into a cell, run it. Whatever is typed wrong gets one sentence instead of a
result. Files go to ``notebooks/class/<class word>/`` and nowhere else; a file that is there is never changed.
"""

from __future__ import annotations

import functools
import html
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.chart import Chart, table_html
from ...kit.embed import part_html
from ...kit.shared_notes import lift_needed
from ...kit.table import Table
from ...kit.words import MINUS, signed
from ...models import class_trial as model
from ...models.class_lines import Collected, Handed, SetAside, entry
from ...models.class_lines import collect as sort
from . import charts
from .card_pages import Card, Cards, story
from .files import CLASS, read_folder, write_entry, write_page

#: How many cards a page has unless told otherwise.
CARDS = 30


def said(show):
    """Let ``show`` say in a note what is wrong, and pass on a note that it is given in place of a class."""

    @functools.wraps(show)
    def wrapped(*args, **kwargs):
        if args and isinstance(args[0], Note):
            return args[0]
        try:
            return show(*args, **kwargs)
        except model.ClassError as problem:
            return note(str(problem), "care")

    return wrapped


# ---- For students ------------------------------------------------------------------------------------------


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

    guess: "drug" or "placebo"; not needed where everybody is told. folder: of all classes; None is CLASS.
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
        write_entry(made, CLASS if folder is None else folder),
    )


# ---- Cards without a kernel --------------------------------------------------------------------------------


@said
def cards(word: str, people: object = CARDS) -> Cards:
    """Return cards of numbers 1 to ``people`` for a page without a kernel."""
    return Cards(model.read_word(word), model.read_number(people))


@said
def print_cards(word: str, people: object = CARDS, folder: Path | None = None) -> Note:
    """Write cards of numbers 1 to ``people`` as a page to print, and say where; no older page is replaced."""
    made = Cards(model.read_word(word), model.read_number(people))
    name = f"cards-{made.word}-{made.people}.html"
    return note(write_page(name, made.page(), CLASS if folder is None else folder))


# ---- For the teacher ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Collection:
    """What came in, and what to know about the folder. Shown as a report."""

    collected: Collected
    notes: tuple[str, ...] = ()

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """Everything that is not counted, as it came, each with the reason."""
        return self.collected.set_aside

    @property
    def summary(self) -> str:
        """One sentence with all counts."""
        found = self.collected
        first = "Example class, made up: " if found.word.name == model.EXAMPLE else ""
        return (
            f"{first}{found.handed_in} handed in: {len(found.taken)} taken, {len(found.repeats)} repeated, "
            f"{len(found.set_aside)} set aside."
        )

    def _table(self) -> pd.DataFrame:
        rows = [(one.handed.where, model.short(one.handed.text.strip()), one.why) for one in self.set_aside]
        rows += [
            (one.where, model.short(one.text.strip()), "The same entry came before; it counts once.")
            for one in self.collected.repeats
        ]
        return pd.DataFrame(rows, columns=["Where", "As it came", "Why"])

    def __repr__(self) -> str:
        rows = [" | ".join(row) for row in self._table().itertuples(index=False, name=None)]
        return "\n".join([self.summary, *self.notes, *rows])

    def _repr_html_(self) -> str:
        words = "".join(f"<p>{html.escape(text)}</p>" for text in self.notes)
        table = (
            table_html(self._table(), "Set aside or repeated, as it came")
            if self.set_aside or self.collected.repeats
            else ""
        )
        return part_html("report", f'<p class="tc-readout">{html.escape(self.summary)}</p>{words}{table}')


@said
def collect(word: str, pasted: str = "", folder: str | Path | None = None) -> Collection:
    """Return what came in for a class word, sorted: the files of a folder and pasted rows, in any mix.

    pasted: lines or file contents, one a row; without any the example class has lines of its own.
    folder: None is ``notebooks/class/<word>``, which may be missing.
    """
    known = model.read_word(word)
    found, unread, notes = [], [], []
    own = folder is None or not str(folder).strip()
    where = CLASS / str(known) if own else Path(str(folder))
    if where.is_dir():
        found, unread, notes = read_folder(where)
    elif not own:
        notes = [f"The folder {model.short(str(folder))} was not found, so only the pasted rows were read."]
    rows = pasted.splitlines() if isinstance(pasted, str) else [str(row) for row in pasted or ()]
    if known.name == model.EXAMPLE and not any(row.strip() for row in rows):
        rows = example_lines(known).splitlines()
    found += [Handed(f"row {place}", row) for place, row in enumerate(rows, 1) if row.strip()]
    return Collection(sort(known, found, unread), tuple(notes))


def example_lines(word: model.Word, people: int = CARDS) -> str:
    """Return what a made-up class hands in, with some of the mishaps that real classes have."""
    made = {number: entry(word, number, model.person(word, number).hunch) for number in range(1, people + 1)}
    rows = [one.line for one in made.values()]
    misheard = made[12].line.replace("012", "018", 1)
    other = [entry(word, people + 1, guess).line for guess in model.GUESSES]
    stranger = entry(model.Word("badger"), 3, "placebo").record
    return "\n".join([*rows, misheard, made[7].line, "sorry, I lost my card", *other, stranger])


def _trial(found: Collection) -> model.ClassTrial:
    return model.pool(found.collected.word, found.collected.rows)


@said
def dots(found: Collection, mine: object = None) -> Chart:
    """Return the unblinded class: everybody, and the difference beside the truth; ``mine`` is ringed."""
    return charts.dots(_trial(found), None if mine is None else model.read_number(mine))


@said
def guesses(found: Collection) -> Chart:
    """Return how many of each arm guessed the drug."""
    return charts.guesses(_trial(found))


@said
def small_trials(found: Collection) -> Chart:
    """Return the class cut into small trials, and pooled."""
    return charts.small_trials(_trial(found))


@said
def class_sizes(found: Collection) -> Chart:
    """Return what the class would have found with 5, 20, 60 and 300 people."""
    return charts.class_sizes(found.collected.word)


@said
def four_worlds(found: Collection) -> Chart:
    """Return what the same people would have shown under each truth."""
    return charts.four_worlds(_trial(found))


def real_guesses() -> Note:
    """Return how well people guessed in the trial that sets the truth."""
    return lift_needed()


@said
def truth(found: Collection) -> Table:
    """Return everything that was set, with where it is from."""
    rows, design = model.rows(), found.collected.word.design
    before, change, effect = rows["before"], rows["change"], rows["effect"]

    def of(row) -> tuple[str, object]:
        return str(row["status"]), evidence.cite(row["source"])

    own, nothing = ("assumed", evidence.cite("twoclocks")), "0 points"
    as_trial = design.digit == "1"
    shown = [
        ("score before, everybody", f"{before['value']:.1f} points, SD {before['spread']:.1f}", *of(before)),
        (
            "change with placebo, four weeks",
            f"{signed(change['value'])} points, SD {change['spread']:.1f}",
            *of(change),
        ),
        (
            "what the drug adds",
            f"{signed(effect['value'])} points" if as_trial else nothing,
            *(of(effect) if as_trial else own),
        ),
        ("what believing in the drug adds", f"{MINUS}{design.lift} points" if design.lift else nothing, *own),
        ("spread of changes with the drug", "as with placebo", *own),
        ("shape of scores", "normal, cut at 0 and 60", *own),
    ]
    for event, (drug, placebo) in model.noticed_rows().items():
        row = evidence.one("adverse_events", study=model.STUDY, event=event)
        shown.append((f"{event}, drug v placebo", f"{drug:.1f} v {placebo:.1f} of 100", *of(row)))
    shown.append(("how complaints go together", "each on its own", *own))
    frame = pd.DataFrame(shown, columns=["What", "Set to", "Status", "Source"])
    return Table(frame, f"The truth of class {found.collected.word}: {design.name}")


def sources() -> evidence.SourceList:
    """Return the sources of what this notebook shows."""
    keys = {row["source"] for row in model.rows().values()} | {"janik2025", "twoclocks"}
    return evidence.sources(sorted(keys))

"""The class experiment: what the teacher collects, sorted, with everything that is set aside and why."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ...kit.chart import table_html
from ...kit.embed import part_html
from ...models import class_trial as model
from ...models.class_lines import Collected, Handed, SetAside, entry
from ...models.class_lines import collect as sort
from . import files
from .told import said

#: How many people the made-up class has.
EXAMPLE_CLASS = 30


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
    where = files.CLASS / str(known) if own else Path(str(folder))
    if where.is_dir():
        found, unread, notes = files.read_folder(where)
    elif not own:
        notes = [f"The folder {model.short(str(folder))} was not found, so only the pasted rows were read."]
    rows = pasted.splitlines() if isinstance(pasted, str) else [str(row) for row in pasted or ()]
    if known.name == model.EXAMPLE and not any(row.strip() for row in rows):
        rows = example_lines(known).splitlines()
    found += [Handed(f"row {place}", row) for place, row in enumerate(rows, 1) if row.strip()]
    return Collection(sort(known, found, unread), tuple(notes))


def example_lines(word: model.Word, people: int = EXAMPLE_CLASS) -> str:
    """Return what a made-up class hands in, with some of the mishaps that real classes have."""
    made = {number: entry(word, number, model.person(word, number).hunch) for number in range(1, people + 1)}
    rows = [one.line for one in made.values()]
    misheard = made[12].line.replace("012", "018", 1)
    other = [entry(word, people + 1, guess).line for guess in model.GUESSES]
    stranger = entry(model.Word("badger"), 3, "placebo").record
    return "\n".join([*rows, misheard, made[7].line, "sorry, I lost my card", *other, stranger])

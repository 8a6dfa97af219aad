"""The class experiment: what its notebook's cells call. Students draw and hand in; the teacher collects and pools.

Plain cells do it all: type into a cell, run it. Whatever is typed wrong gets one sentence instead of a result.
Files go to ``notebooks/class/<class word>/`` and nowhere else; a file that is there is never changed.
"""

from __future__ import annotations

import functools
import html
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import evidence
from ..charts import class_experiment as charts
from ..charts.chart import Chart, details_html, table_html
from ..charts.onset_look import MINUS, listed, signed
from ..models import class_trial as model
from ..models.class_lines import Collected, Entry, Handed, SetAside, entry
from ..models.class_lines import collect as sort
from .boxes import Note, note
from .catalogue import NOTEBOOKS
from .embed import part_html
from .how_sure_notes import lift_needed
from .table import Table

#: Where entries are kept; git ignores it.
CLASS = NOTEBOOKS / "class"
#: How many cards a page has unless told otherwise.
CARDS = 30
_LARGEST_FILE = 200_000
_MOST_FILES = 2000
_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
_READABLE = {".json", ".txt", ".csv", ""}
_PRINTED = (
    "body{font:16px sans-serif;margin:1cm} .card{border:1px solid #5f5f5f;border-radius:6px;padding:0.4em 1em;margin:0 0 0.6em;"
    "break-inside:avoid} code{font-size:1.15em} p{margin:0.35em 0} .fold{border-top:1px dashed #5f5f5f;padding-top:0.35em}"
)


def said(show):
    """Let ``show`` answer in a note where a class error would stop the cell, and pass on a note that it is given."""

    @functools.wraps(show)
    def wrapped(*args, **kwargs):
        if args and isinstance(args[0], Note):
            return args[0]
        try:
            return show(*args, **kwargs)
        except model.ClassError as problem:
            return note(str(problem), "care")

    return wrapped


# ---- For students ---------------------------------------------------------------------------------------------


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
        said_line = (
            f'<p><code style="font-size:1.35em">{html.escape(self.line)}</code></p>' if self.line else ""
        )
        words = "".join(f"<p>{html.escape(text)}</p>" for text in self.paragraphs)
        more = f"<p>{html.escape(self.more)}</p>" if self.more else ""
        return part_html(
            "card",
            '<div role="note" style="border:1px solid #5f5f5f;border-radius:6px;padding:0.2em 1em;margin:0.6em 0;'
            f'max-width:640px"><p><strong>{html.escape(self.title)}</strong></p>{words}{said_line}{more}</div>',
        )


def story(one: model.Person) -> tuple[str, ...]:
    """Return what a person knows before the guess."""
    felt = [model.NOTICED[event] for event in one.noticed]
    noticed = f"In these weeks you {listed(felt)}." if felt else "In these weeks you noticed nothing unusual."
    arm = (
        "an arm, and nobody says which"
        if not one.word.design.told
        else f"the {one.arm} arm, and you are told so"
    )
    return (
        f"Before treatment you score {one.before} points on a scale of depression from 0 to {model.TOP}; more is worse.",
        f"A coin puts you into {arm}. For four weeks you get a nasal spray now and then.",
        noticed,
    )


def _title(word: model.Word, number: int) -> str:
    return f"{'Example: n' if word.name == model.EXAMPLE else 'N'}umber {number} of class {word}"


@said
def draw(word: str, number: object) -> Card:
    """Return the virtual patient of a class word and a number, as far as it knows about itself before the guess."""
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
    moved = (
        f"{abs(better)} points {'better' if better > 0 else 'worse'} than before"
        if better
        else "the same as before"
    )
    return Card(
        _title(known, place),
        (f"After four weeks you score {made.after} points: {moved}.", "Read this line out, or copy it:"),
        made.line,
        _written(made, CLASS if folder is None else folder),
    )


def file_name(word: model.Word, number: int) -> str:
    """Return the name of an entry's file below the folder of all classes."""
    return f"{word}/{word}-{number:03d}.json"


def _written(made: Entry, folder: Path) -> str:
    """Write the entry unless there is one; return what to know about its file."""
    if made.word.name == model.EXAMPLE:
        return "This is the example class: no file is written. Type your own class word above."
    name = f"class/{file_name(made.word, made.number)}"
    path = folder / file_name(made.word, made.number)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            # "x": two cells at once cannot overwrite each other.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(made.record + "\n")
        except FileExistsError:
            if path.read_text(encoding="utf-8", errors="replace").strip() != made.record:
                return (
                    f"The file {name} was there already with another entry and was left as it is. In a trial the first "
                    "entry counts; if it is wrong, delete the file and run this cell again."
                )
    except OSError as problem:
        return f"The file {name} could not be written ({_reason(problem)}); the line above is enough."
    return f"The same is in the file {name}, beside this notebook: hand in one of the two."


# ---- Cards without a kernel -----------------------------------------------------------------------------------


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
        return [
            (f"Number {number}: I guess {guess}", entry(self.word, number, guess)) for guess in model.GUESSES
        ]

    def _repr_html_(self) -> str:
        cards = []
        for number in range(1, self.people + 1):
            words = "".join(f"<p>{html.escape(text)}</p>" for text in story(model.person(self.word, number)))
            folds = "".join(details_html(summary, _answer(made)) for summary, made in self._answers(number))
            inside = f'<div style="border-left:4px solid #b5b5b5;padding:0 0.9em;margin:0.2em 0 0.6em">{words}{folds}</div>'
            cards.append(f"<li>{details_html(f'Number {number}', inside)}</li>")
        grid = (
            "list-style:none;padding:0;margin:0;display:grid;gap:0 1.2em;max-width:920px;"
            "grid-template-columns:repeat(auto-fill,minmax(min(100%,20em),1fr))"
        )
        return part_html(
            "cards",
            f"<p><strong>Class word of these cards: {html.escape(str(self.word))}.</strong> Open your number "
            f'only.</p><ul style="{grid}" aria-label="Cards by number">{"".join(cards)}</ul>',
        )

    def page(self) -> str:
        """Return a page to print: one box a card, to be cut out and folded at the dashed line."""
        cards = []
        for number in range(1, self.people + 1):
            words = "".join(f"<p>{html.escape(text)}</p>" for text in story(model.person(self.word, number)))
            folds = "".join(
                f"<p>{html.escape(summary)}.</p>{_answer(made)}" for summary, made in self._answers(number)
            )
            cards.append(
                f'<div class="card"><h2>Number {number} · class {html.escape(str(self.word))}</h2>{words}'
                f'<div class="fold"><p>Fold here, backwards. Open after your guess.</p>{folds}</div></div>'
            )
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Cards of class {html.escape(str(self.word))}'
            f"</title><style>{_PRINTED}</style></head><body><h1>Cards of class {html.escape(str(self.word))}</h1>"
            f"{''.join(cards)}</body></html>\n"
        )


def _answer(made: Entry) -> str:
    return f"<p>After four weeks you score {made.after} points.<br><code>{html.escape(made.line)}</code></p>"


@said
def cards(word: str, people: object = CARDS) -> Cards:
    """Return cards of numbers 1 to ``people`` for a page without a kernel."""
    return Cards(model.read_word(word), model.read_number(people))


@said
def print_cards(word: str, people: object = CARDS, folder: Path | None = None) -> Note:
    """Write cards of numbers 1 to ``people`` as a page to print; an older page of the same name is replaced only if alike."""
    made = Cards(model.read_word(word), model.read_number(people))
    name = f"cards-{made.word}-{made.people}.html"
    path = (CLASS if folder is None else folder) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(made.page(), encoding="utf-8")
        elif path.read_text(encoding="utf-8", errors="replace") != made.page():
            return note(
                f"The file class/{name} is there already with other contents; move it away and try again.",
                "care",
            )
    except OSError as problem:
        return note(f"The file class/{name} could not be written ({_reason(problem)}).", "care")
    return note(f"Open class/{name} in a browser and print it.")


# ---- For the teacher ------------------------------------------------------------------------------------------


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
            f"{first}{found.handed_in} handed in: {len(found.taken)} taken, {len(found.repeats)} the same entry once more, "
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

    pasted: lines or file contents, one a row; without any the example class has lines of its own. folder: None is ``notebooks/class/<word>``, which may be missing.
    """
    known = model.read_word(word)
    found, unread, notes = [], [], []
    own = folder is None or not str(folder).strip()
    where = CLASS / str(known) if own else Path(str(folder))
    if where.is_dir():
        found, unread, notes = _files(where)
    elif not own:
        notes = [f"The folder {model.short(str(folder))} was not found, so only the pasted rows were read."]
    rows = pasted.splitlines() if isinstance(pasted, str) else [str(row) for row in pasted or ()]
    if known.name == model.EXAMPLE and not any(row.strip() for row in rows):
        rows = example_lines(known).splitlines()
    found += [Handed(f"row {place}", row) for place, row in enumerate(rows, 1) if row.strip()]
    return Collection(sort(known, found, unread), tuple(notes))


def _files(folder: Path) -> tuple[list[Handed], list[SetAside], list[str]]:
    """Return what the files of a folder hold, what could not be opened, and what to know about the folder."""
    found, unread, notes = [], [], []
    try:
        inside = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as problem:
        return (
            [],
            [],
            [f"The folder could not be opened ({_reason(problem)}), so only the pasted rows were read."],
        )
    if len(inside) > _MOST_FILES:
        notes = [
            f"The folder holds {len(inside)} files, too many for a class; put its entries into a folder of their own."
        ]
        return [], [], notes
    for path in inside:
        if path.is_dir():
            notes.append(f"The folder {model.short(path.name)} inside was not opened.")
        elif not path.name.startswith(".") and path.name.lower() not in _SYSTEM_FILES:
            try:
                found += _entries(path)
            except model.ClassError as problem:
                unread.append(SetAside(Handed(model.shown(path.name), ""), str(problem)))
    return found, unread, notes


def _entries(path: Path) -> list[Handed]:
    """Return the entries of one file, each with where it stands; ClassError if the file is of no use."""
    if path.suffix.lower() not in _READABLE:
        raise model.ClassError("It is no file of this experiment: those end in .json or .txt.")
    try:
        # Reading a pipe or a device would wait for ever.
        if not path.is_file():
            raise model.ClassError("It could not be opened; it is no ordinary file.")
        if path.stat().st_size > _LARGEST_FILE:
            raise model.ClassError("It is too large to be a file of this experiment.")
        data = path.read_bytes()
    except OSError as problem:
        raise model.ClassError(f"It could not be opened ({_reason(problem)}).") from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    else:
        text = data.decode("utf-8-sig", errors="replace")
    if not text.strip():
        raise model.ClassError("It is empty.")
    name = model.shown(path.name)
    # One record may fill several lines when an editor has laid it out; lines never begin with a brace.
    if text.lstrip().startswith("{") and text.count("{") == 1:
        return [Handed(name, text)]
    rows = [(place, row) for place, row in enumerate(text.splitlines(), 1) if row.strip()]
    return [Handed(name if len(rows) == 1 else f"{name}, line {place}", row) for place, row in rows]


def _reason(problem: OSError) -> str:
    return problem.strerror or "unknown reason"


def example_lines(word: model.Word = model.Word(model.EXAMPLE), people: int = CARDS) -> str:
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
    """Return the unblinded class: everybody, and the difference beside the truth; ``mine`` rings one number."""
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
    events = evidence.table("adverse_events")
    for event, (drug, placebo) in model.noticed_rows().items():
        row = events[(events["study"] == model.STUDY) & (events["event"] == event)].iloc[0]
        shown.append((f"{event}, drug v placebo", f"{drug:.1f} v {placebo:.1f} of 100", *of(row)))
    shown.append(("how complaints go together", "each on its own", *own))
    frame = pd.DataFrame(shown, columns=["What", "Set to", "Status", "Source"])
    return Table(frame, f"The truth of class {found.collected.word}: {design.name}")


def sources() -> evidence.SourceList:
    """Return the sources of what this notebook shows."""
    keys = {row["source"] for row in model.rows().values()} | {"janik2025", "twoclocks"}
    return evidence.sources(sorted(keys))

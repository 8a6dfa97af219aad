"""Makes a sheet of two pages for every lesson, to print and write on, and a sheet with the answers for the teacher.

    python3 start.py worksheets          all lessons, into worksheets/
    python3 start.py worksheets 04 06    only those whose names start so

Each comes as PDF and as a page for any browser. All words and pictures are read from the stored lessons.
"""

from __future__ import annotations

import html
import itertools
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from nbconvert.filters import markdown2html
from playwright.sync_api import Error, sync_playwright

from .contents import Asked, Contents, Picture, Predicted, contents
from .publish import ROOT, lessons_named, store

WORKSHEETS = ROOT / "worksheets"
#: Guesses up to this many are listed to tick; more of them are a scale to mark.
TICKED = 6
#: So many tasks fit on the second page together with an exercise.
TASKS = 4
#: Width of an A4 page without its margins [mm].
PAPER = 184
#: A page high, at the distance of lines in worksheet.css.
MOST_LINES = 32
_LOOK = Path(__file__).parent / "templates" / "worksheet.css"


def words(markdown: str) -> str:
    """Return Markdown as HTML for paper: without links, which nobody can follow there."""
    return markdown2html(re.sub(r"(?<!!)\[([^\]]+)\]\([^)]+\)", r"\1", markdown))


def chosen(tasks: list[Asked], most: int = TASKS) -> list[Asked]:
    """Return up to ``most`` tasks that can be done on paper beside a screen: from every explorer one, then more.

    Tasks with formulas are left out, since nothing sets them on paper.
    """
    plain = [task for task in tasks if "$" not in task.text]
    first = list({task.place: task for task in reversed(plain)}.values())
    rest = [task for task in plain if task not in first]
    taken = [*[task for task in plain if task in first], *rest][:most]
    return [task for task in plain if task in taken]


def _lines(label: str, share: int = 1) -> str:
    """Return room to write: more lines than any page has room for, and the page cuts off what is too much."""
    return (
        f'<div class="lines" style="flex-grow:{share}">{"<i></i>" * MOST_LINES}<span>{html.escape(label)}</span></div>'
    )


def _guesses(guesses: tuple[str, ...]) -> str:
    if len(guesses) <= TICKED:
        return '<ul class="tick">' + "".join(f"<li>{html.escape(guess)}</li>" for guess in guesses) + "</ul>"
    named, last = _named(guesses), len(guesses) - 1
    marks = "".join(
        f'<i style="left:{100 * place / last:.2f}%"{" class=named" if place in named else ""}></i>'
        for place in range(last + 1)
    )
    spans = " ".join(
        f'<span style="left:{100 * place / last:.2f}%">{html.escape(guesses[place])}</span>' for place in named
    )
    left, right = (_width(guess) / 2 for guess in (guesses[0], guesses[-1]))
    return f'<div class="scale" style="margin:1.5mm {right:.0f}mm 0 {left:.0f}mm">{marks}{spans}</div>'


def _width(guess: str) -> float:
    """Return about how wide a guess is on a scale, with air around it [mm]."""
    return 2.05 * len(guess) + 3


def _named(guesses: tuple[str, ...]) -> list[int]:
    """Return which marks of a scale can bear their words: evenly many steps apart, and the last.

    Every guess on offer is a mark, one step from the next, as on the slider in the lesson; many scales are not linear.
    """
    last = len(guesses) - 1
    length = PAPER - (_width(guesses[0]) + _width(guesses[-1])) / 2

    def room(one: int, other: int) -> bool:
        return (other - one) / last * length >= (_width(guesses[one]) + _width(guesses[other])) / 2

    for step in range(1, last + 1):
        places = list(range(0, last, step))
        while len(places) > 1 and not room(places[-1], last):
            places.pop()
        if all(itertools.starmap(room, itertools.pairwise(places))):
            break
    return [*places, last]


def _prediction(number: int, guess: Predicted) -> str:
    return f"<h3>Guess {number}</h3><p>{html.escape(guess.question)}</p>{_guesses(guess.guesses)}{_lines('because')}"


def _picture(picture: Picture) -> str:
    return f'<figure><img src="data:image/png;base64,{picture.png}" alt="{html.escape(picture.alt)}"></figure>'


def _heading(found: Contents) -> str:
    return f"{found.lesson.name[:2]} {html.escape(found.lesson.question)}"


def _title(task: Asked) -> str:
    """Where a task stands in the lesson, and its name without its number there."""
    place = _plain_title(task.place.partition(" · ")[2])
    name = re.sub(r"^Task( \d+)?:? *", "", task.title)
    title = ": ".join(part for part in (place, name) if part)
    return html.escape(title[:1].upper() + title[1:])


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_LOOK.read_text(encoding='utf-8')}</style></head><body><main>{body}</main></body></html>\n"
    )


def student_sheet(found: Contents) -> str:
    """Return the two pages for students as HTML."""
    foot = "<footer>Two Clocks · CC BY 4.0 · teaching material, not medical advice</footer>"
    goals = "".join(f"<li>{words(goal).removeprefix('<p>').removesuffix('</p>')}</li>" for goal in found.objectives)
    first = (
        f'<header><h1>{_heading(found)}</h1><p class="name">Number or name <span></span> Date <span></span></p></header>'
        f'<ol class="goals" aria-label="After this lesson you can">{goals}</ol>'
        f"<h2>Before you look: your guesses</h2>"
        + "".join(_prediction(number, guess) for number, guess in enumerate(found.predictions[:2], 1))
        + f"<h2>The first picture</h2>{_picture(found.pictures[0])}{_lines('What would you ask the people who made it?')}"
    )
    tasks = "".join(
        f"<h3>{number}. {_title(task)}</h3>{words(task.text)}{_lines('')}"
        for number, task in enumerate(chosen(found.tasks), 1)
    )
    argued = _argument(found)
    second = (
        f"<h2>At the screen</h2>{tasks}"
        f"<h2>Think it through: {html.escape(_plain_title(argued.title))}</h2>{words(argued.text)}{_lines('', 2)}"
        f"<h2>Before you go</h2>{_lines('What is still not known?')}{_lines('My own question:')}"
    )
    return _page(_heading(found), "".join(f'<section class="page">{part}{foot}</section>' for part in (first, second)))


def _argument(found: Contents) -> Asked:
    """The exercise that needs no code, or else the shortest one."""

    def paper(exercise: Asked) -> tuple:
        return (
            "$" in exercise.text or "`" in exercise.text,
            not re.search("argue|judge|headline|design|pick", exercise.title.lower()),
            len(exercise.text),
        )

    return min(found.exercises, key=paper)


def _plain_title(title: str) -> str:
    return re.sub(r"^(Exercise )?\d+[.:]\s*", "", title)


def answer_sheet(found: Contents) -> str:
    """Return the teacher's sheet as HTML: what the same questions are answered with."""
    argued = _argument(found)
    guesses = "".join(
        f"<h3>Guess {number}</h3><p>{html.escape(guess.question)}</p><p><strong>{html.escape(guess.meaning)}"
        "</strong></p>"
        for number, guess in enumerate(found.predictions[:2], 1)
    )
    tasks = "".join(
        f"<h3>{number}. {_title(task)}</h3>{words(task.answer)}" for number, task in enumerate(chosen(found.tasks), 1)
    )
    limits = words(found.sections["What we do not know"])
    body = (
        f"<header><h1>{_heading(found)}</h1><p><strong>Answers, for the teacher</strong></p></header>"
        f"<h2>Guesses</h2>{guesses}<h2>The first picture</h2><p>{html.escape(found.pictures[0].alt)}</p>"
        f"<h2>At the screen</h2>{tasks}<h2>Think it through: {html.escape(_plain_title(argued.title))}</h2>"
        f"{words(argued.answer)}<h2>What is still not known</h2>{limits}"
    )
    return _page(f"{_heading(found)}: answers", f'<section class="answers">{body}</section>')


def print_pages(files: Iterable[Path], say=print) -> None:
    """Print HTML ``files`` as PDF beside them, by headless Chromium.

    Raises SystemExit with one sentence if there is no browser; the HTML stays and can be printed by hand.
    """
    browser = os.environ.get("CHROME")
    sorry = (
        "The sheets are in worksheets/ as HTML and can be printed from any browser; for PDF, install Chromium "
        "or Google Chrome, or set CHROME to its path."
    )
    if not browser:
        raise SystemExit(sorry)
    with sync_playwright() as driver:
        try:
            chromium = driver.chromium.launch(executable_path=browser, args=["--disable-gpu"])
        except Error:
            raise SystemExit(sorry) from None
        page = chromium.new_page()
        for file in files:
            say(f"\r{file.stem} ...", end="", flush=True)
            page.goto(file.resolve().as_uri())
            page.evaluate("() => Promise.all([...document.images].map(picture => picture.decode()))")
            # Tagged, so that a screen reader finds headings and descriptions in it.
            page.pdf(path=file.with_suffix(".pdf"), prefer_css_page_size=True, print_background=True, tagged=True)
        chromium.close()
    say("")


def make(wanted: list[str], folder: Path = WORKSHEETS, say=print) -> list[Path]:
    """Write the sheets of the lessons whose names start with one of ``wanted`` (all if empty); return the HTML files."""
    chosen = lessons_named(wanted)
    folder.mkdir(exist_ok=True)
    files = []
    for lesson in chosen:
        found = contents(lesson.name)
        for ending, sheet in (("", student_sheet), ("-answers", answer_sheet)):
            files.append(folder / f"{lesson.name}{ending}.html")
            store(files[-1], sheet(found))
    print_pages(files, say)
    say(f"{len(files)} sheets are in {folder}.")
    return files


if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
    else:
        make(sys.argv[1:])

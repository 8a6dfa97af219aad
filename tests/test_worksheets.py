"""The sheets for paper: two pages each, nothing cut off, room to write, and the answers to the same questions."""

import functools
import tempfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from samples import Page
from twoclocks import worksheets
from twoclocks.lessons import catalogue
from twoclocks.lessons.contents import contents

LESSONS = [lesson.name for lesson in catalogue.LESSONS if lesson.ready]
each = pytest.mark.parametrize("name", [about.name for about in catalogue.written()])
#: The template's sheet would be right too, but nobody is to print it.
printed_each = pytest.mark.parametrize("name", LESSONS)


@each
def test_sheet_asks_what_the_lesson_asks_and_gives_nothing_away(name):
    found = contents(name)
    sheet, answers = (Page(make(found)).text for make in (worksheets.student_sheet, worksheets.answer_sheet))
    for guess in found.predictions[:2]:
        assert guess.question in sheet and guess.question in answers
        assert guess.meaning in answers and guess.meaning not in sheet
    tasks = worksheets.chosen(found.tasks)
    assert len(tasks) >= 3
    for task in tasks:
        said = Page(worksheets.words(task.answer)).text.strip()
        assert said in answers and said not in sheet
    for text in (sheet, answers):
        assert "](" not in text and "<details" not in text
    assert "$" not in sheet, "nothing sets formulas on paper"


@each
def test_tasks_come_from_every_explorer_before_any_gives_two(name):
    found = contents(name)
    places = {task.place for task in found.tasks if "$" not in task.text}
    taken = worksheets.chosen(found.tasks)
    assert len({task.place for task in taken}) == min(len(places), worksheets.TASKS)
    assert [task for task in found.tasks if task in taken] == taken, "in the order of the lesson"


@functools.cache
def printed() -> Path:
    folder = Path(tempfile.mkdtemp()) / "worksheets"
    said = []
    worksheets.make([], folder, lambda *words, **_: said.append(" ".join(words)))
    assert len(said) == 2 * len(LESSONS) + 2 and "sheets are in" in said[-1], "it shows how far it is"
    return folder


@pytest.mark.browser
@printed_each
def test_sheet_has_two_pages_and_answers_follow_on_few(name):
    pages = {ending: PdfReader(printed() / f"{name}{ending}.pdf").pages for ending in ("", "-answers")}
    assert len(pages[""]) == 2 and 1 <= len(pages["-answers"]) <= 4
    first, second = (page.extract_text() for page in pages[""])
    assert "Guess 1" in first and "At the screen" in second and "not medical advice" in first


@pytest.mark.browser
@printed_each
def test_nothing_is_cut_off_and_there_is_room_to_write(name, new_page):
    page, heard = new_page(width=794, height=1123)
    page.goto((printed() / f"{name}.html").as_uri())
    page.emulate_media(media="print")
    page.evaluate("() => { document.body.style.width = '184mm'; }")  # A4 without its margins
    sizes = page.evaluate("""() => [...document.querySelectorAll('.page')].map(part =>
      [part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth])""")
    assert all(over <= 1 for pair in sizes for over in pair), sizes
    room = page.evaluate("() => [...document.querySelectorAll('.lines')].map(part => part.getBoundingClientRect().height)")
    assert min(room) >= 34, "less than one line by hand"  # 9 mm
    assert heard.errors == heard.refused == []


def test_without_a_browser_the_pages_are_kept_and_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("CHROME", raising=False)
    with pytest.raises(SystemExit, match="as HTML and can be printed from any browser; for PDF, install Chromium"):
        worksheets.make(["06"], tmp_path / "sheets", lambda *words, **more: None)
    assert (tmp_path / "sheets" / "06_onset_timelines.html").exists()
    with pytest.raises(SystemExit, match="no lesson starts with 99"):
        worksheets.make(["99"], tmp_path / "none")

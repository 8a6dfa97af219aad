"""The sheets for paper: two pages each, nothing cut off, room to write, and the answers to the same questions."""

import functools
import itertools
import tempfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from samples import Page
from twoclocks.book import catalogue, worksheets
from twoclocks.book.contents import contents

LESSONS = [lesson.name for lesson in catalogue.LESSONS if lesson.ready]
MM_PER_POINT = 25.4 / 72
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


def writing_lines(page) -> list[float]:
    """The heights [mm] of what is drawn on a PDF page as a grey line at least 10 cm long, each box of lines in turn."""
    found, fill, box = [], (), ()

    def look(operator, arguments, transform, _):
        nonlocal fill, box
        if operator == b"rg":
            fill = tuple(float(part) for part in arguments)
        elif operator == b"re":
            box = [float(part) for part in arguments]
        elif operator == b"f" and fill and 0.4 < max(fill) < 0.7:
            _, y, width, height = box
            long, thin = (abs(transform[0] * side) * MM_PER_POINT for side in (width, height))
            if long > 100 and thin < 0.6:
                found.append(abs(transform[3] * y) * MM_PER_POINT)

    page.extract_text(visitor_operand_before=look)
    return found


@pytest.mark.browser
@printed_each
def test_lines_to_write_on_are_on_the_paper_itself(name):
    """Read from the PDF: a colour gradient, say, is there on the screen and lost in print."""
    boxes = [
        (printed() / f"{name}.html").read_text(encoding="utf-8").split('class="page"')[page].count('class="lines"')
        for page in (1, 2)
    ]
    for page, count in zip(PdfReader(printed() / f"{name}.pdf").pages, boxes, strict=True):
        heights = writing_lines(page)
        assert count >= 3 and len(heights) >= count
        assert all(lower - upper >= 7.5 for upper, lower in itertools.pairwise(heights)), "room for a line by hand"


@each
def test_scale_has_a_mark_for_every_guess_and_words_with_room(name):
    for guess in contents(name).predictions[:2]:
        if len(guess.guesses) <= worksheets.TICKED:
            continue
        page = Page(worksheets._guesses(guess.guesses))
        named, count = worksheets._named(guess.guesses), len(guess.guesses)
        places = [float(about["style"].split(":")[1].rstrip("%")) for about in page.all("i")]
        assert places == pytest.approx([100 * place / (count - 1) for place in range(count)], abs=0.006)
        assert page.text == " ".join(guess.guesses[place] for place in named)
        assert named[0] == 0 and named[-1] == count - 1 and len(named) >= 4


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
    room = page.evaluate(
        "() => [...document.querySelectorAll('.lines')].map(part => part.getBoundingClientRect().height)"
    )
    assert min(room) >= 34, "less than one line by hand"  # 9 mm
    words = page.evaluate("""() => [...document.querySelectorAll('.scale')].map(scale =>
      [...scale.querySelectorAll('span')].map(word => word.getBoundingClientRect()).map(box => [box.left, box.right]))""")
    for scale in words:
        assert all(right - left >= 3 for (_, left), (right, _) in itertools.pairwise(scale)), "words on a scale touch"
        assert scale[0][0] >= 0 and scale[-1][1] <= 184 * 96 / 25.4
    assert heard.errors == heard.refused == []


def test_without_a_browser_the_pages_are_kept_and_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("CHROME", raising=False)
    with pytest.raises(SystemExit, match="as HTML and can be printed from any browser; for PDF, install Chromium"):
        worksheets.make(["06"], tmp_path / "sheets", lambda *words, **more: None)
    assert (tmp_path / "sheets" / "06_onset_timelines.html").exists()
    with pytest.raises(SystemExit, match="no lesson starts with 99"):
        worksheets.make(["99"], tmp_path / "none")

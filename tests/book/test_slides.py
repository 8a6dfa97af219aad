"""The talks: what is on them, what the speaker has to say, and that nothing runs off a slide.

All lessons are laid out from what is stored, which is what nbviewer's "slides" shows; start.py slides draws the pictures
anew for a room, which takes half a minute a lesson, so the tests do that for one.
"""

import functools
import tempfile
from pathlib import Path

import browser
import nbformat
import pytest
from twoclocks.book import catalogue, slides
from twoclocks.kit.boxes import HELP

FEWEST, MOST = 12, 20
#: The lesson that is drawn anew for a room.
DRAWN = "06_onset_timelines"
TYPES = {"slide", "-", "notes", "skip"}
#: Layouts: start.py slides, and the smaller slide that nbconvert and nbviewer lay out unless told otherwise.
ROOM, NBVIEWER = (slides.WIDTH, slides.HEIGHT), (960, 700)
LESSONS = [catalogue.NOTEBOOKS / about.file for about in catalogue.written()]
each = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def cells(path):
    return nbformat.read(path, as_version=4).cells


def kind(cell):
    return cell.metadata.get("slideshow", {}).get("slide_type", "")


def spoken(path):
    """The slides of a lesson: for each the cells that are seen, and the notes."""
    found = []
    for cell in cells(path):
        if kind(cell) == "slide":
            found.append(([], []))
        if kind(cell) in {"slide", "-"}:
            found[-1][0].append(cell)
        elif kind(cell) == "notes":
            found[-1][1].append(cell)
    return found


def outputs(cell):
    return "".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))


# ---- What is on the slides ----------------------------------------------------------------------------------


@each
def test_every_cell_says_where_it_stands_in_the_talk(path):
    assert {kind(cell) for cell in cells(path)} <= TYPES
    assert kind(cells(path)[0]) == "slide"


@each
def test_a_talk_has_question_prediction_picture_explanation_and_limits(path):
    talk = spoken(path)
    assert FEWEST <= len(talk) <= MOST
    heads = [seen[0].source.split("\n")[0] for seen, _ in talk]
    assert heads[0].startswith("# ") and heads[0].endswith("?")
    for heading in ("## See it", "## Predict", "## What we do not know", "## Key points"):
        assert heading in heads
    seen = [cell for shown, _ in talk for cell in shown]
    for part in ("tc-prediction", "tc-explorer"):
        assert any(part in outputs(cell) for cell in seen)
    assert sum(bool(notes) for _, notes in talk) >= len(talk) // 3, "a speaker needs more to say"


@each
def test_help_is_on_a_slide_wherever_it_is_in_the_lesson(path):
    for cell in cells(path):
        if cell.source.strip() == HELP:
            assert kind(cell) in {"slide", "-"}


@each
def test_no_formula_stands_on_a_slide(path):
    """Without the network nothing sets formulas; the words beside them say the same."""
    for shown, _ in spoken(path):
        for cell in shown:
            assert cell.cell_type != "markdown" or "$" not in cell.source


# ---- How they look ------------------------------------------------------------------------------------------


@functools.cache
def laid_out(path: Path, size: tuple[int, int]) -> Path:
    folder = Path(tempfile.mkdtemp())
    slides.copy_reveal(folder)
    page = folder / f"{path.stem}.slides.html"
    theme = {} if size == ROOM else {"theme": "none"}
    page.write_text(slides.deck(nbformat.read(path, as_version=4), path.stem, size, **theme), encoding="utf-8")
    return page


def shown(new_page, page_file, size):
    page, heard = new_page(width=size[0], height=size[1])
    page.goto(page_file.as_uri(), wait_until="load")
    page.wait_for_function("() => window.Reveal && Reveal.isReady()")
    return page, heard


def too_large(page) -> list[str]:
    """Go through the slides, with every prediction's answer shut and open; return what runs off."""
    return page.evaluate("""async () => {
      const size = Reveal.getConfig(), found = [];
      const look = (slide, what) => {
        if (slide.scrollHeight > size.height + 1 || slide.scrollWidth > size.width + 1)
          found.push(`${Reveal.getIndices().h}: ${what} ${slide.scrollWidth} x ${slide.scrollHeight}`);
      };
      for (let at = 0; at < Reveal.getTotalSlides(); at++) {
        Reveal.slide(at);
        const slide = Reveal.getCurrentSlide();
        await new Promise(requestAnimationFrame);
        look(slide, 'as it stands');
        for (const answer of slide.querySelectorAll('.tc-prediction details')) {
          answer.open = true;
          await Promise.all([...answer.querySelectorAll('img')].map(picture => picture.decode()));
          look(slide, 'answer open');
          answer.open = false;
        }
      }
      return found; }""")


@pytest.mark.browser
@pytest.mark.parametrize("size", [ROOM, NBVIEWER], ids=["room", "nbviewer"])
@each
def test_nothing_runs_off_a_slide(path, size, new_page):
    page, heard = shown(new_page, laid_out(path, size), size)
    assert page.evaluate("Reveal.getTotalSlides()") == len(spoken(path))
    assert too_large(page) == []
    assert heard.errors == []


@pytest.mark.browser
@each
def test_explorers_work_on_slides(path, new_page):
    """Without a kernel, by key, and without turning the slide."""
    page, heard = shown(new_page, laid_out(path, ROOM), ROOM)
    moved = 0
    for at in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("at => Reveal.slide(at)", at)
        for explorer in browser.explorers_on(page):
            if (
                explorer.view.is_visible()
                and explorer.view.locator("xpath=ancestor::section[contains(@class,'present')]").count()
            ):
                before, after = explorer.move(explorer.controls()[0])
                assert after.pictures != before.pictures and after.readout != "" and after.values != before.values
                moved += 1
        assert page.evaluate("Reveal.getIndices().h") == at
    assert moved >= 1 and heard.errors == [] and heard.refused == []


# ---- start.py slides ----------------------------------------------------------------------------------------


@pytest.mark.browser
def test_slides_of_a_lesson_are_drawn_for_a_room(tmp_path, new_page):
    said = []
    folder = tmp_path / "slides"
    (made,) = slides.make([DRAWN], folder, lambda *words, **_: said.append(" ".join(words)))
    assert any(f"{DRAWN}: cell" in line for line in said) and "index.html" in said[-1], "it shows how far it is"
    stored = (catalogue.NOTEBOOKS / f"{DRAWN}.ipynb").read_text(encoding="utf-8")
    page, heard = shown(new_page, made, ROOM)
    assert too_large(page) == []
    assert heard.errors == heard.refused == heard.console == []
    widths = page.evaluate("[...document.querySelectorAll('.tc-chart img')].map(picture => picture.naturalWidth)")
    assert min(widths) > 2 * 1280, "the stored pictures are narrower"
    assert made.name in (folder / "index.html").read_text(encoding="utf-8")
    assert (catalogue.NOTEBOOKS / f"{DRAWN}.ipynb").read_text(encoding="utf-8") == stored, "lessons are left alone"
    # The speaker's window is there, and has words.
    assert page.evaluate("Reveal.hasPlugin('notes')")
    assert page.evaluate("[...document.querySelectorAll('aside.notes')].every(note => note.textContent.trim())")


def test_a_lesson_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="no lesson starts with 99; there are 00_start_here"):
        slides.make(["99"], tmp_path / "slides")
    assert not (tmp_path / "slides").exists()

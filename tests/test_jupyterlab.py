"""A real JupyterLab, started as start.py starts it, on a copy of the lessons, in a real browser, network blocked.

One story for each lesson: opened as a newcomer does (signed, nothing run), run, moved, saved, and opened again after
the server was stopped. All lessons share the server and its page, as with a reader who goes through them one by one;
the server is stopped once, when all have been saved. And once: a notebook that nobody signed.
"""

import subprocess
import sys

import browser
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from twoclocks.book import catalogue

from conftest import lessons

DEAD = ("Error displaying widget", "model not found", "Loading widget", "Javascript Error")
SERIOUS = {"serious", "critical"}


class Reader:
    """Somebody who reads the lessons one by one in one page. saved: lesson -> explorers in it when it was saved."""

    def __init__(self, chromium, server: browser.Lab):
        self._chromium, self.server = chromium, server
        self.saved: dict[str, int] = {}
        self._days = 0
        self.another_day()

    def another_day(self) -> None:
        """Begin a day: on all but the first the server was stopped in between."""
        if self._days:
            self.page.context.close()
            self.server.stop()
            self.server.start()
        self._days += 1
        self.page, self.heard = browser.new_page(self._chromium, height=1200)

    def sleep(self) -> None:
        """Make sure that this is not the first day."""
        if self._days == 1:
            self.another_day()

    def open(self, name: str) -> browser.LabNotebook:
        """Turn to the notebook ``name``; what the page complains about is counted from here on."""
        for said in (self.heard.errors, self.heard.refused, self.heard.console):
            said.clear()
        return self.server.turn_to(self.page, name)


@pytest.fixture(scope="module")
def reader(chromium, tmp_path_factory):
    with browser.Lab(tmp_path_factory.mktemp("lab")) as server:
        server.sign()
        yield Reader(chromium, server)


def smallest_lesson():
    """The smallest notebook that is a lesson: companions may have no explorer to look at."""
    companions = {about.name for about in catalogue.COMPANIONS}
    return min((path for path in lessons() if path.stem not in companions), key=lambda path: path.stat().st_size)


def explorer_cells(notebook, stored: bool = False):
    """The cells that show an explorer, one after the other: JupyterLab takes cells far from the view out of the page.

    stored: only those that answer without a kernel; one of a reader's own function is a still picture then.
    """
    left_out = notebook.cells_with('"own":true') if stored else []
    for index in notebook.cells_with("tc-explorer"):
        if index not in left_out:
            yield notebook.cell(index)


def awake(cell):
    """The explorer of a cell, once its controls are there."""
    view = cell.locator(".tc-view")
    view.wait_for()
    return browser.ExplorerOnPage(view)


def check_alive(page):
    text = page.locator(".jp-Notebook").text_content()  # what is out of sight has no inner text
    assert [words for words in DEAD if words in text] == []


def move_all(explorer):
    """Move every control by key; the picture and the words must follow."""
    start = explorer.look()
    for control in explorer.controls():
        before, after = explorer.move(control)
        assert after.values != before.values and after.pictures != before.pictures, explorer.title
        assert after.readout in after.alt
    moved = explorer.look()
    assert (moved.readout, moved.alt) != (start.readout, start.alt), explorer.title
    return moved


def move_one(explorer):
    """Move the first control by key, and see the answer; tests/test_nbviewer.py moves every stored control."""
    before, after = explorer.move(explorer.controls()[0])
    assert after.values != before.values and after.pictures != before.pictures, explorer.title


def run_and_save(reader, lesson) -> None:
    """Open ``lesson``, try what is stored, run everything, try what is live, save."""
    # Signed, nothing run: the stored explorer answers.
    notebook = reader.open(lesson.name)
    stored = 0
    for cell in explorer_cells(notebook, stored=True):
        move_one(awake(cell))
        check_alive(reader.page)
        stored += 1

    # Everything run: the live explorer answers, and Reset leads back.
    notebook.run_all()
    failed = [output for output in notebook.outputs() if output["output_type"] == "error"]
    assert failed == []
    live = 0
    for cell in explorer_cells(notebook):
        explorer = awake(cell)
        start = explorer.look()
        moved = move_all(explorer)
        explorer.reset()
        explorer.wait_for_answer(moved)
        assert explorer.look().readout == start.readout
        live += 1
        check_alive(reader.page)
    assert live == stored + len(notebook.cells_with('"own":true'))
    notebook.save()
    assert reader.heard.errors == [] and reader.heard.refused == []
    reader.saved[lesson.name] = stored


@pytest.mark.browser
def test_signed_run_and_saved(lesson, reader):
    run_and_save(reader, lesson)


@pytest.mark.browser
@pytest.mark.parametrize("saved", lessons()[::4], ids=lambda path: path.stem)
def test_opened_again_another_day(saved, reader):
    """The stored explorer answers, as in the notebook that was handed out.

    Of every fourth lesson: what may differ from lesson to lesson is seen before and after its run, and what a server
    keeps overnight is the same for all.
    """
    if saved.name not in reader.saved:  # this check was asked for alone
        run_and_save(reader, saved)
    reader.sleep()
    again = 0
    for cell in explorer_cells(reader.open(saved.name), stored=True):
        move_one(awake(cell))
        check_alive(reader.page)
        again += 1
    assert again == reader.saved[saved.name]
    assert reader.heard.errors == [] and reader.heard.refused == []


@pytest.mark.browser
def test_unsigned_notebook_shows_still_pictures(reader):
    """Scripts are stripped, so there are no controls: the picture, its words, and how to get the controls."""
    unsigned = reader.server.root / "notebooks" / "unsigned.ipynb"
    text = smallest_lesson().read_text(encoding="utf-8")
    unsigned.write_text(text.replace("## Quiz", "## Questions"), encoding="utf-8")  # so that no signature fits
    notebook, page, heard = reader.open(unsigned.name), reader.page, reader.heard
    for cell in explorer_cells(notebook):
        picture = cell.locator(".tc-mount .tc-picture")
        picture.wait_for()
        assert len(picture.get_attribute("alt").split()) >= 10
        assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
        assert cell.locator("input, button").count() == 0
        assert "Run → Run All Cells." in cell.locator(".tc-note").text_content()
        check_alive(page)
    assert heard.errors == []


@pytest.mark.browser
def test_projector_mode_enlarges_text_controls_and_pictures(reader):
    """The same small notebook without and with the one call at its top."""
    show = "from twoclocks.lessons import start_here\nstart_here.two_clocks()"
    seen = {}
    for name, call in (("page", "1"), ("room", "from twoclocks.lessons import projector\nprojector()")):
        cells = [new_markdown_cell("Some words."), new_code_cell(call), new_code_cell(show)]
        about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(cells=cells, metadata=about), reader.server.root / "notebooks" / f"{name}.ipynb")
        page, heard = reader.page, reader.heard
        page.set_viewport_size({"width": 1700, "height": 1400})
        notebook = reader.open(f"{name}.ipynb")
        notebook.run_all()
        awake(notebook.cell(2)).look()
        letters = [".jp-MarkdownOutput p", ".cm-editor .cm-content", ".tc-view .tc-label", ".tc-view .tc-readout"]
        seen[name] = page.evaluate(
            """letters => [
          ...letters.map(query => parseFloat(getComputedStyle(document.querySelector(query)).fontSize)),
          document.querySelector('.tc-stage').getBoundingClientRect().width]""",
            letters,
        )
        assert heard.errors == []
    for small, large in zip(seen["page"], seen["room"], strict=True):
        assert large > 1.25 * small, seen


def test_kernel_messages_are_not_held_back(tmp_path):
    """The server config that start.py writes takes hold of the server that is installed."""
    start = browser.start_script()
    places = start.Places(str(tmp_path))
    start.write_lab_defaults(places)
    config = tmp_path / ".state" / "jupyter" / "config" / "jupyter_server_config.py"
    check = """
import asyncio, runpy, sys
from unittest.mock import AsyncMock, MagicMock
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
KernelWebsocketHandler.open = opened = AsyncMock()
runpy.run_path(sys.argv[1], {"c": MagicMock()})
handler = MagicMock()
asyncio.run(KernelWebsocketHandler.open(handler, "a kernel"))
handler.set_nodelay.assert_called_once_with(True)
opened.assert_awaited_once_with(handler, "a kernel")
"""
    subprocess.run([sys.executable, "-c", check, str(config)], check=True)


@pytest.mark.browser
def test_axe_finds_no_serious_barrier_in_live_parts(reader):
    page = reader.page
    notebook = reader.open(smallest_lesson().name)
    notebook.run_all()
    for part in ("tc-explorer", "tc-prediction", "tc-quiz"):
        for index in notebook.cells_with(part)[:1]:
            notebook.cell(index).locator(".tc-view, .tc-guess, .tc-quiz details").first.wait_for()
            place = f".jp-Cell[data-windowed-list-index='{index}'] .jp-OutputArea-output"
            found = Axe().run(page, context={"include": [[place]]}, options={"resultTypes": ["violations"]})
            said = [
                f"{problem['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
                for problem in found.response["violations"]
                if problem["impact"] in SERIOUS
                for node in problem["nodes"]
            ]
            assert said == [], "\n".join(said)

"""The same lesson parts in other places than JupyterLab at a desk: other front ends, small screens, a projector, a dark theme.

Every check looks at the page: what the screen shows, which cells are left after a key, what a control answers.
"""

import ast
import builtins
import io
from pathlib import Path

import browser
import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image
from samples import prediction, small
from twoclocks.kit.embed import part_html
from twoclocks.lessons import Quiz

from conftest import lessons

pytestmark = pytest.mark.browser

SMALL_LESSON = "lesson_template.ipynb"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """One server for JupyterLab, Notebook 7 and nbclassic."""
    with browser.Lab(tmp_path_factory.mktemp("lab")) as server:
        server.sign()
        yield server


# ---- How front ends put a script on the page ---------------------------------------------------------------------


def parts():
    """One part of each kind that has a script."""
    explorer = small()
    claims = '<div class="tc-claim" data-claim="C1"><p>A claim.</p><details><summary>Evidence</summary>It says.</details></div>'
    grades = {
        "store": "tc-test",
        "grades": {"supported": "it holds", "false": "it does not"},
        "key": {"C1": ["supported"]},
        "sureness": [[50, "a coin"], [90, "sure"]],
        "usual": {"50": [[0, 1]], "90": [[0, 1]]},
        "always": ["supported", 1],
    }
    return {
        "explorer": explorer.html(explorer.page()),
        "prediction": prediction().html(),
        "quiz": Quiz("00_start_here").html(),
        "claims": part_html("claims", claims, grades),
    }


#: VS Code puts the HTML in and then runs a copy of every script from the end of the output.
LIKE_VS_CODE = """html => { const place = document.querySelector('#place'); place.innerHTML = html;
  for (const old of [...place.querySelectorAll('script')]) {
    const script = document.createElement('script');
    if (old.type) script.type = old.type;
    script.text = old.textContent;
    place.appendChild(script).remove();
  } }"""
#: nbclassic builds the output with jQuery, which runs the scripts from the head, and only then puts it on the page.
LIKE_NBCLASSIC = "html => { const made = $('<div>').append(html); $('#place').append(made); }"


@pytest.mark.parametrize("kind", ["explorer", "prediction", "quiz", "claims"])
@pytest.mark.parametrize("way", ["in place", LIKE_VS_CODE, LIKE_NBCLASSIC], ids=["in place", "VS Code", "nbclassic"])
def test_script_finds_its_part_however_the_front_end_inserts_it(new_page, tmp_path, kind, way):
    page, heard = new_page()
    html = parts()[kind]
    file = tmp_path / "page.html"
    file.write_text(
        browser.in_nbviewers_frame(html if way == "in place" else '<div id="place"></div>'), encoding="utf-8"
    )
    page.goto(file.as_uri())
    if way != "in place":
        page.evaluate(way, html)
    if kind == "explorer":
        page.locator(".tc-view").wait_for()
        (explorer,) = browser.explorers_on(page)
        before, after = explorer.move(explorer.controls()[0])
        assert after.readout != before.readout
    elif kind == "quiz":
        page.locator(".tc-quiz details[data-right=yes] summary").first.click()
        page.wait_for_function("() => document.querySelector('.tc-score').textContent.startsWith('1 of 1 right')")
    else:
        button = "Lock in my guess" if kind == "prediction" else "Lock in my grade of claim 1"
        page.get_by_role("button", name=button).wait_for()
        assert page.get_by_role("button", name=button).count() == 1
    assert heard.errors == []


def test_nbclassic_shows_working_parts(lab, new_page):
    page, heard = new_page()
    page.goto(lab.url(SMALL_LESSON, "nbclassic/notebooks"))
    page.locator(".tc-guess button").first.wait_for()
    (explorer,) = browser.explorers_on(page)
    before, after = explorer.move(explorer.controls()[0])
    assert after.readout != before.readout and heard.errors == []


# ---- Keys --------------------------------------------------------------------------------------------------------

#: In command mode each of these does something to a cell, or leaves it.
CELL_KEYS = [
    "x",
    "d",
    "d",
    "m",
    "b",
    "a",
    "y",
    "c",
    "v",
    "r",
    "Shift+M",
    "Enter",
    "Shift+Enter",
    "Control+Enter",
    "Alt+Enter",
    "Control+Shift+ArrowUp",
    "Control+Shift+-",
    "j",
    "k",
    "0",
    "0",
    "i",
    "i",
    "o",
    "Escape",
    "Delete",
    "Backspace",
]


@pytest.mark.parametrize("front_end", ["lab/tree", "notebooks"], ids=["JupyterLab", "Notebook 7"])
def test_keys_on_a_control_are_the_controls_alone(lab, new_page, front_end):
    page, _ = new_page(height=1000)
    notebook = lab.open(page, SMALL_LESSON, front_end=front_end)
    notebook.run_all()
    cells = notebook.cells()
    ran = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.get(5)?.executionCount")

    # A live explorer: arrows move sliders and choices, letters do nothing.
    index = notebook.cells_with("tc-explorer")[0]
    view = notebook.cell(index).locator(".tc-view")
    view.wait_for()
    explorer = browser.ExplorerOnPage(view)
    for control in explorer.controls():
        before, after = explorer.move(control)
        assert after.values != before.values, "arrow keys move it"
    focusable = ["input[type=range]", "input[type=radio]:checked", "button"]
    places = [view.locator(query).first for query in focusable if view.locator(query).count()]
    # A prediction, a quiz, and a fold in the text.
    for kind, query in (("tc-prediction", "input"), ("tc-quiz", "summary")):
        places.append(notebook.cell(notebook.cells_with(kind)[0]).locator(query).first)
    texts = [number for number, (sort, source) in enumerate(cells) if sort == "markdown" and "<summary>" in source]
    places.append(notebook.cell(texts[0]).locator("summary").first)
    assert len(places) >= 5
    for place in places:
        place.scroll_into_view_if_needed()
        for key in CELL_KEYS:
            place.focus()
            page.keyboard.press(key)
        assert notebook.cells() == cells, f"a key on {place} changed the notebook"
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.mode") == "command"
    assert (
        page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.get(5)?.executionCount") == ran
    )


def test_focus_stays_where_a_reader_was_working(new_page):
    """Buttons that go to sleep once pressed hand the focus on, instead of dropping it to the top of the page."""
    for kind, name in (("prediction", "Lock in my guess"), ("claims", "Show without grading: claim 1")):
        page, heard = new_page()
        page.set_content(parts()[kind])
        if kind == "prediction":
            page.get_by_role("radio", name="2 h").check()
        page.get_by_role("button", name=name).press("Enter")
        page.locator("details[open]").first.wait_for()
        assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY" and heard.errors == []


# ---- Advice ------------------------------------------------------------------------------------------------------

ADVICE = "Run → Run All Cells"


def test_advice_wakes_a_still_picture_and_a_control_that_lost_its_kernel(lab, new_page):
    """The check does what the message says, from the menu, and sees the control live."""
    stills = lab.root / "notebooks" / "unsigned.ipynb"
    stills.write_text(
        (lab.root / "notebooks" / SMALL_LESSON)
        .read_text(encoding="utf-8")
        .replace("How long does a pulse", "How long does one pulse"),
        encoding="utf-8",
    )  # so that no signature fits
    page, heard = new_page(height=1000)
    notebook = lab.open(page, stills.name)
    index = notebook.cells_with("tc-explorer")[0]
    assert ADVICE in notebook.cell(index).locator(".tc-mount .tc-note").inner_text()

    def follow_the_advice():
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(browser.ALL_RAN)
        view = notebook.cell(index).locator(".tc-view")
        view.locator("input:enabled").first.wait_for()
        explorer = browser.ExplorerOnPage(view)
        before, after = explorer.move(explorer.controls()[0])
        assert after.readout != before.readout and explorer.note() == ""
        return view

    view = follow_the_advice()
    notebook.restart()
    explorer = browser.ExplorerOnPage(view)
    explorer.press(explorer.controls()[0], "ArrowRight")
    view.locator(".tc-note", has_text=ADVICE).wait_for()
    follow_the_advice()
    assert [output for output in notebook.outputs() if output["output_type"] == "error"] == [] and heard.errors == []


def explorer_cells():
    """Yield the cells of all stored notebooks that show an explorer of ours; a reader's own needs the cells that make it."""
    for path in lessons():
        for cell in nbformat.read(path, as_version=4).cells:
            if any(
                'class="tc tc-explorer"' in output.get("data", {}).get("text/html", "")
                and "own" not in output.metadata.get("twoclocks", {})
                for output in cell.get("outputs", [])
            ):
                yield pytest.param(cell.source, id=f"{path.stem}-{cell.source.splitlines()[-1]}")


@pytest.mark.parametrize("source", list(explorer_cells()))
def test_explorer_cell_can_be_run_alone(source):
    """Every name that the cell uses is bound in it, so that running it first in a fresh kernel is no NameError."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)} | set(dir(builtins))
    bound |= {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert {node.id for node in names} <= bound


# ---- Saved and exported after a run ------------------------------------------------------------------------------


def check_answers_without_a_kernel(new_page, notebook: Path, folder: Path):
    """The notebook as nbviewer shows it: every explorer of ours once, with the words it starts with, and it answers.

    One of a reader's own function is a still picture there.
    """
    stored = nbformat.read(notebook, as_version=4)
    outputs = [str(cell.get("outputs")) for cell in stored.cells if "tc-explorer" in str(cell.get("outputs"))]
    wanted = sum("'own': True" not in each for each in outputs)
    page, heard = new_page()
    page.goto(browser.export(notebook, folder).as_uri())
    found = browser.explorers_on(page)
    assert len(found) == wanted >= 1 and page.locator(".tc-explorer").count() == len(outputs)
    for explorer in found:
        before, after = explorer.move(explorer.controls()[0])
        assert after.readout != before.readout and after.pictures != before.pictures
    assert heard.errors == []


def test_lesson_run_and_saved_still_answers_where_there_is_no_kernel(lab, new_page, tmp_path):
    page, _ = new_page(height=1000)
    notebook = lab.open(page, "00_start_here.ipynb")
    notebook.run_all()
    notebook.save()
    check_answers_without_a_kernel(new_page, notebook.path, tmp_path)

    # And again after somebody has cleared the outputs and saved, as teachers do before a class.
    notebook.command("notebook:clear-all-cell-outputs")
    notebook.save()
    notebook.restart()
    notebook.run_all()
    notebook.save()
    check_answers_without_a_kernel(new_page, notebook.path, tmp_path)


def test_lesson_run_by_a_program_still_answers_where_there_is_no_kernel(lab, new_page, tmp_path):
    """As nbconvert --execute does it, which stores widget state: there the live view would win and be dead."""
    from nbclient import NotebookClient

    path = tmp_path / "08_infusion_session.ipynb"
    notebook = nbformat.read(lab.root / "notebooks" / path.name, as_version=4)
    NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(lab.root / "notebooks")}}
    ).execute()
    assert notebook.metadata.widgets, "the state is there, and is not needed"
    nbformat.write(notebook, path)
    check_answers_without_a_kernel(new_page, path, tmp_path)


# ---- Screens, projector, dark theme ------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["page", "projector"])
def everything(request, chromium, tmp_path_factory):
    """All explorers of the collection, live in one notebook, as start.py opens it with and without --projector."""
    with browser.Lab(tmp_path_factory.mktemp(request.param), projector=request.param == "projector") as server:
        cells = [new_code_cell(cell.values[0]) for cell in explorer_cells()]
        nbformat.write(new_notebook(cells=cells, metadata=KERNEL), server.root / "notebooks" / "everything.ipynb")
        page, _ = browser.new_page(chromium, width=1366, height=768)
        notebook = server.open(page, "everything.ipynb")
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        notebook.run_all()
        yield request.param, notebook, len(cells)
        page.context.close()


#: The windows of the issue; the second is a small laptop's screen less the browser's own bars.
SIZES = {"page": [(1366, 768), (1366, 657)], "projector": [(1280, 720), (1920, 1080)]}
#: A picture that small is no picture: wide enough for a plot's labels.
LEAST_WIDTH = 540


def test_controls_picture_and_readout_are_seen_together(everything):
    view, notebook, count = everything
    page = notebook.page
    too_large = []
    for width, height in SIZES[view]:
        page.set_viewport_size({"width": width, "height": height})
        for index in range(count):
            explorer = browser.ExplorerOnPage(notebook.cell(index).locator(".tc-view"))
            explorer.look()
            seen = explorer.view.evaluate("""view => new Promise(done => {
              view.scrollIntoView({ block: 'start' });
              requestAnimationFrame(() => requestAnimationFrame(() => {
                const box = part => (part === view ? part : view.querySelector(part)).getBoundingClientRect();
                const pane = view.closest('.jp-WindowedPanel-outer').getBoundingClientRect();
                const parts = ['.tc-controls', '.tc-stage', '.tc-readout'].map(box);
                done({ inside: parts.every(b => b.top >= pane.top - 1 && b.bottom <= pane.bottom + 1 && b.right <= pane.right),
                       picture: box('.tc-stage').width }); })); })""")
            if not seen["inside"] or seen["picture"] < LEAST_WIDTH:
                too_large.append((width, height, explorer.title, seen))
    assert too_large == []


def test_projector_enlarges_prose_controls_and_readout(lab, chromium, new_page, tmp_path):
    """With start.py --projector and nothing else; and the next start without it leads back to what the reader had."""

    def sizes(server):
        page, _ = new_page(width=1700, height=1200)
        notebook = server.open(page, "lesson_template.ipynb")  # the smallest with a part of each kind
        notebook.run_all()
        notebook.cell(notebook.cells_with("tc-explorer")[0]).locator(".tc-view .tc-readout").wait_for()
        queries = [".jp-MarkdownOutput p", ".cm-editor .cm-content", ".tc-view .tc-label", ".tc-view .tc-readout"]
        found = page.evaluate(
            """queries => queries.map(query =>
          parseFloat(getComputedStyle(document.querySelector(query)).fontSize))""",
            queries,
        )
        page.context.close()
        return found

    before = sizes(lab)
    with browser.Lab(tmp_path, projector=True) as room:
        large = sizes(room)
        room.stop()
        room._projector = False
        room.start()
        after = sizes(room)
    assert all(room > 1.25 * page for room, page in zip(large, before, strict=True)), (before, large)
    assert after == before


def contrast(one, other):
    """Contrast of two colours (0 to 255) as WCAG 2 defines it."""

    def luminance(colour):
        part = np.asarray(colour, dtype=float) / 255
        part = np.where(part <= 0.03928, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return float(part @ [0.2126, 0.7152, 0.0722])

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_controls_and_focus_ring_stand_out_in_both_themes(lab, new_page, theme):
    page, _ = new_page(height=1000)
    notebook = lab.open(page, SMALL_LESSON)
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    notebook.run_all()
    index = notebook.cells_with("tc-explorer")[0]
    cell = notebook.cell(index)
    cell.locator(".tc-view input").first.wait_for()
    part = notebook.cells_with("tc-prediction")[0]

    def most(place, air=6):
        """The strongest contrast of any pixel in and around ``place`` with the ground, which is most of it."""
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        clip = {
            "x": box["x"] - air,
            "y": box["y"] - air,
            "width": box["width"] + 2 * air,
            "height": box["height"] + 2 * air,
        }
        shot = np.asarray(Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")).reshape(-1, 3)
        colours, counts = np.unique(shot, axis=0, return_counts=True)
        ground = colours[counts.argmax()]
        return max(contrast(colour, ground) for colour in colours[counts >= 4]), tuple(map(int, ground))

    dark = theme.endswith("Dark")
    for query in ("input[type=range]", "input[type=radio]:checked", "input[type=radio]:not(:checked)", "button"):
        place = cell.locator(f".tc-view {query}").first
        if not place.count():
            continue
        page.evaluate("() => document.activeElement.blur()")
        plain, ground = most(place)
        assert (sum(ground) < 200) == dark
        assert plain >= 3, (query, plain)
        before = place.evaluate("node => getComputedStyle(node).outlineStyle")
        page.keyboard.press("Tab")  # a browser shows the ring to those who use keys
        place.focus()
        ring = place.evaluate("node => [getComputedStyle(node).outlineStyle, getComputedStyle(node).outlineColor]")
        assert before == "none" and ring[0] != "none"
        numbers = [
            float(number) for number in ring[1].removeprefix("rgba(").removeprefix("rgb(").rstrip(")").split(",")
        ][:3]
        assert contrast(numbers, ground) >= 3, (query, ring)
    guess = notebook.cell(part).locator(".tc-guess input").first
    guess.wait_for()
    assert most(guess)[0] >= 3

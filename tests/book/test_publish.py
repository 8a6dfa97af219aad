"""publish: what it stores is clean, running it twice changes nothing, and a failing cell costs nothing."""

import json
import os
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image
from twoclocks.book import publish
from twoclocks.kit import explorer
from twoclocks.kit.chart import EXPORT

# A lesson in small: an explorer, a chart, a prediction, words, and things that change from run to run.
SETUP = """
import sys
sys.path.insert(0, {tests!r})
from samples import falling, prediction, small
"""
CELLS = [
    "small(name='99-small')",
    "falling(name='99-falling')",
    "prediction(answer=falling(name='99-inside'))",
    "import warnings; print('plain words')",
    "import time; time.time() > 0",
]


@pytest.fixture(scope="module", autouse=True)
def found_by_kernels():
    """Kernels must find twoclocks although these notebooks stand elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        paths = [str(publish.NOTEBOOKS), os.environ.get("PYTHONPATH", "")]
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        yield


def write(folder: Path, name: str, cells: list[str]) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Small", id="cell-0")])
    notebook.cells += [nbformat.v4.new_code_cell(text, id=f"cell-{i}") for i, text in enumerate(cells, 1)]
    notebook.cells[1].metadata = {"tags": ["setup"], "collapsed": True, "execution": {"started": "now"}}
    notebook.metadata = {"widgets": {"state": {}}, "kernelspec": {"name": "python3", "display_name": "of somebody"}}
    folder.mkdir(exist_ok=True)
    nbformat.write(notebook, folder / name)
    return folder / name


def texts(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder with a small notebook that was published once."""
    folder = tmp_path_factory.mktemp("published")
    write(folder / "notebooks", "99_small.ipynb", [SETUP.format(tests=str(Path(__file__).parents[1])), *CELLS])
    (folder / "figures").mkdir()
    for name in ("98-stale.svg", "98-stale.png", "readme-lesson.png", "notes.txt"):
        (folder / "figures" / name).write_text("old", encoding="utf-8")
    publish.publish([], folder / "notebooks", folder / "figures")
    return folder


def stored(folder: Path) -> nbformat.NotebookNode:
    return nbformat.read(folder / "notebooks" / "99_small.ipynb", as_version=4)


def test_stored_outputs_are_clean(published):
    notebook = stored(published)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.display_name == "Python 3 (ipykernel)"
    assert "version" not in notebook.metadata.language_info
    assert [dict(cell.metadata) for cell in notebook.cells] == [{}, {"tags": ["setup"]}, *[{}] * len(CELLS)]
    assert [cell.execution_count for cell in notebook.cells[1:]] == list(range(1, len(CELLS) + 2))
    kinds = {kind for cell in notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", {})}
    assert kinds == {"text/plain", "text/html", "image/png"}
    text = json.dumps(notebook)
    for unwanted in (explorer.WIDGET_VIEW, EXPORT, "IPY_MODEL", "model_id", "traceback", str(published)):
        assert unwanted not in text


def test_stored_explorer_has_its_frames(published):
    (output,) = stored(published).cells[2].outputs
    assert 'class="tc-data"' in output.data["text/html"]
    assert output.metadata["image/png"]["alt"].endswith("The level is 0.5 at the end.")


def test_figures_are_written_with_words(published):
    files = texts(published / "figures")
    assert {name for name in files if name.startswith("99")} == {
        f"{name}{end}" for name in ("99-small", "99-falling", "99-inside") for end in (".svg", ".png", "-slide.png")
    }
    assert files["99-small.svg"].startswith(b"<?xml") and files["99-falling.png"].startswith(b"\x89PNG")
    about = files["README.md"].decode("utf-8")
    assert "![The line falls from one hundred" in about and "(99-falling.png)" in about
    assert "Made up." in about, "captions lose their HTML"
    assert "## 99_small" in about and "CC BY 4.0" in about and "Description: The line falls" in about
    assert "[99_small.ipynb](../notebooks/99_small.ipynb)" in about
    for target in re.findall(r"\]\(([^)]+)\)", about):
        assert target.startswith(("#", "../LICENSE")) or (published / "figures" / target).exists(), target


def test_figures_in_slide_size_have_larger_letters_and_not_only_more_pixels(published):
    page, slide = (Image.open(published / "figures" / f"99-falling{end}.png") for end in ("", "-slide"))
    ink = [np.asarray(picture.convert("L")) < 250 for picture in (page, slide)]
    # A picture that was only stretched would have the same share of ink.
    assert slide.height >= page.height and ink[1].mean() > 1.1 * ink[0].mean()


def test_caption_keeps_its_links():
    figure = {
        "name": "98-x",
        "title": "T",
        "alt": "A",
        "lesson": "98.ipynb",
        "caption": 'Seen by <a href="https://example.org/1" class="c">Somebody 2020</a> &amp; <em>others</em>.',
    }
    assert "Seen by [Somebody 2020](https://example.org/1) & others." in publish.gallery([figure])


def test_figures_of_lessons_that_are_gone_are_removed_and_nothing_else(published):
    files = texts(published / "figures")
    assert not any(name.startswith("98-stale") for name in files)
    assert files["readme-lesson.png"] == files["notes.txt"] == b"old"


def test_publishing_again_tells_progress_and_changes_nothing(published, capsys):
    before = texts(published)
    written = {path: path.stat().st_mtime_ns for path in published.rglob("*") if path.is_file()}
    publish.publish(["99"], published / "notebooks", published / "figures")
    assert texts(published) == before
    assert {path: path.stat().st_mtime_ns for path in published.rglob("*") if path.is_file()} == written
    said = [line.strip() for line in re.split(r"[\r\n]+", capsys.readouterr().out) if line.strip()]
    once = [f"99_small: cell {i} of {len(CELLS) + 1}" for i in range(1, len(CELLS) + 2)]
    assert said == 2 * once


def test_template_is_stored_and_its_pictures_are_not_shown(tmp_path):
    setup = SETUP.format(tests=str(Path(__file__).parents[1]))
    path = write(tmp_path / "notebooks", "lesson_template.ipynb", [setup, CELLS[1]])
    publish.publish([], tmp_path / "notebooks", tmp_path / "figures")
    assert "image/png" in nbformat.read(path, as_version=4).cells[2].outputs[0].data
    assert set(texts(tmp_path / "figures")) == {"README.md"}
    assert "lesson_template" not in (tmp_path / "figures" / "README.md").read_text(encoding="utf-8")


def test_failing_cell_is_one_sentence_and_the_stored_file_stays(tmp_path):
    path = write(tmp_path / "notebooks", "97_bad.ipynb", ["1 + 1", "raise ValueError('the dose\\nis too high.')", "3"])
    before = path.read_bytes()
    with pytest.raises(SystemExit) as end:
        publish.publish([], tmp_path / "notebooks", tmp_path / "figures")
    assert (
        str(end.value)
        == "97_bad.ipynb: a cell failed (ValueError: the dose is too high); this notebook was not stored."
    )
    assert path.read_bytes() == before
    assert not texts(tmp_path / "figures")


def test_unknown_lesson_is_one_sentence(tmp_path):
    write(tmp_path / "notebooks", "97_known.ipynb", ["1"])
    with pytest.raises(SystemExit, match="no notebook starts with 55 or 66; there are 97_known"):
        publish.publish(["55", "66"], tmp_path / "notebooks", tmp_path / "figures")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "a.txt"
    publish.store(target, "one")
    stamp = target.stat().st_mtime_ns
    publish.store(target, b"one")
    assert target.stat().st_mtime_ns == stamp
    publish.store(target, "zwei –")
    assert target.read_text(encoding="utf-8") == "zwei –"
    assert texts(tmp_path) == {"a.txt": "zwei –".encode()}

"""Runs the notebooks and stores what a reader sees: clean outputs, the explorers' frames, and the files of figures/.

    python3 start.py publish              all notebooks
    python3 start.py publish 04 06        only those whose names start so

Each notebook runs twice: as it is stored, and drawn for a projector, for the figures in slide size.
Publishing twice changes nothing: no timings, no machine paths, no widget state, no random ids are stored.
"""

from __future__ import annotations

import base64
import html
import json
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from ..kit import digest
from ..kit.chart import EXPORT
from ..kit.explorer import WIDGET_VIEW
from .catalogue import LESSONS, TEMPLATE, Lesson, explorers

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = ROOT / "notebooks"
FIGURES = ROOT / "figures"
#: In tests/: what every picture holds, for checks with another matplotlib than the one that drew it.
DRAWN = "drawn.json"
#: Ends the names of figures that are drawn for a slide.
SLIDE = "-slide"
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def run(path: Path, say=print, **settings: str) -> nbformat.NotebookNode:
    """Return the notebook at ``path`` with the outputs of a fresh run; ``say`` is told how far it is.

    settings: environment variables for the kernel, such as TWOCLOCKS_VIEW="projector".
    TWOCLOCKS_PUBLISH is "all" unless set here; "figures" leaves the explorers' frames out.

    Raises SystemExit with one sentence if a cell fails; the stored notebook is not touched.
    """
    notebook = nbformat.read(path, as_version=4)
    total = sum(cell.cell_type == "code" for cell in notebook.cells)
    done = 0

    def executed(cell, cell_index, execute_reply):
        nonlocal done
        done += cell.cell_type == "code"
        say(f"\r{path.stem}: cell {done} of {total}", end="", flush=True)

    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_executed=executed,
        extra_arguments=["--log-level=ERROR"],
    )
    # What a reader's ``interact`` draws stays in the cell, where a page without a kernel shows it.
    client.widget_registry = {}
    try:
        client.execute(env=os.environ | {"TWOCLOCKS_PUBLISH": "all"} | settings)
    except CellExecutionError as problem:
        say("")
        why = " ".join(f"{problem.ename}: {problem.evalue}".split()).rstrip(".")
        raise SystemExit(f"{path.name}: a cell failed ({why}); this notebook was not stored.") from None
    say("")
    return notebook


def clean(notebook: nbformat.NotebookNode) -> dict[str, dict[str, str]]:
    """Make ``notebook`` fit to store, in place, and return the figures taken out of it: name -> {"svg", "png"}."""
    figures = {}
    notebook.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "language_info": _LANGUAGE})
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in ("tags", "slideshow") if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            export = data.pop(EXPORT, None)
            data.pop(WIDGET_VIEW, None)
            if export:
                figures[output.metadata["twoclocks"]["name"]] = export
    return figures


def about_figures(notebooks: list[Path]) -> list[dict[str, str]]:
    """Return name, title, alt and caption of every figure that the stored ``notebooks`` show, with its lesson."""
    found = []
    for path in notebooks:
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                about = output.get("metadata", {}).get("twoclocks")
                if about and "own" not in about:
                    found.append(dict(about) | {"lesson": path.name})
    return found


def gallery(figures: list[dict[str, str]]) -> str:
    """Return the text of figures/README.md."""
    lessons = dict.fromkeys(figure["lesson"] for figure in figures)
    parts = [
        "# Figures\n\nEvery picture of the lessons, made by `python3 start.py publish`; do not edit by hand. "
        "Each in page size (SVG and PNG) and in slide size (PNG, drawn anew with larger letters).\n\n"
        "**Licence:** [CC BY 4.0](../LICENSE-CC-BY-4.0.md). Reuse them freely and name *Two Clocks* and the lesson; "
        "please cite the studies behind the numbers as well. Each caption links to those that it names, and the "
        "lesson lists all of its sources with how they were seen. Use the text under *Description* as alt text.\n\n"
    ]
    parts += [f"- [{lesson.removesuffix('.ipynb')}](#{lesson.removesuffix('.ipynb')})\n" for lesson in lessons]
    for lesson in lessons:
        parts.append(f"\n## {lesson.removesuffix('.ipynb')}\n\nLesson: [{lesson}](../notebooks/{lesson})\n")
        parts += [_entry(figure) for figure in figures if figure["lesson"] == lesson]
    return "".join(parts)


def _entry(figure: dict[str, str]) -> str:
    linked = re.sub(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', r"[\2](\1)", figure["caption"])
    caption = html.unescape(re.sub(r"<[^>]+>", "", linked))
    name = figure["name"]
    return (
        f"\n### {figure['title']}\n\n![{figure['alt']}]({name}.png)\n\n{caption}\n\n"
        f"[SVG]({name}.svg) · [PNG]({name}.png) · [slide size]({name}{SLIDE}.png) · CC BY 4.0\n\n"
        f"Description: {figure['alt']}\n"
    )


def lessons_named(wanted: list[str]) -> list[Lesson]:
    """Return the lessons that are there whose names start with one of ``wanted`` (all if empty).

    Raises SystemExit with one sentence if there is none.
    """
    ready = [lesson for lesson in LESSONS if lesson.ready]
    chosen = [lesson for lesson in ready if not wanted or lesson.name.startswith(tuple(wanted))]
    if not chosen:
        raise SystemExit(f"no lesson starts with {' or '.join(wanted)}; there are {', '.join(x.name for x in ready)}.")
    return chosen


def store(path: Path, content: str | bytes) -> None:
    """Write ``content`` to ``path`` only if it differs, and all at once, so that a stop in the middle loses nothing."""
    content = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and path.read_bytes() == content:
        return
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def remember(path: Path, exports: dict[str, dict], names: set[str]) -> None:
    """Keep in ``path``, a line each, what the pictures of ``exports`` hold, and forget those not among ``names``."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    makers = explorers()
    for name, export in exports.items():
        if name in makers:
            known[name] = digest.of_explorer(makers[name]())
        elif "drawn" in export:
            known[name] = export["drawn"]
    lines = [
        f"{json.dumps(name)}:{json.dumps(about, ensure_ascii=False, separators=(',', ':'))}"
        for name, about in sorted(known.items())
        if name in names
    ]
    path.parent.mkdir(exist_ok=True)
    store(path, "{\n" + ",\n".join(lines) + "\n}\n")


def publish(wanted: list[str], notebooks: Path = NOTEBOOKS, figures: Path = FIGURES) -> None:
    """Run and store the notebooks whose names start with one of ``wanted`` (all if empty)."""
    everything = sorted(notebooks.glob("*.ipynb"))
    chosen = [p for p in everything if not wanted or any(p.name.startswith(w) for w in wanted)]
    if not chosen:
        raise SystemExit(
            f"no notebook starts with {' or '.join(wanted) or 'anything'}; there are "
            f"{', '.join(p.stem for p in everything) or 'none yet'}."
        )
    figures.mkdir(exist_ok=True)
    # What lessons are copied from is not there to be shown: its pictures stay out of figures/.
    shown = [path for path in everything if path.stem != TEMPLATE.name]
    drawn: dict[str, dict] = {}
    for path in chosen:
        notebook = run(path)
        exports = clean(notebook)
        drawn |= exports
        store(path, nbformat.writes(notebook) + "\n")
        if path not in shown:
            continue
        for name, export in exports.items():
            store(figures / f"{name}.svg", export["svg"])
            store(figures / f"{name}.png", base64.b64decode(export["png"]))
        slides = run(path, TWOCLOCKS_VIEW="projector", TWOCLOCKS_PUBLISH="figures")
        for name, export in clean(slides).items():
            store(figures / f"{name}{SLIDE}.png", base64.b64decode(export["png"]))
    everywhere = {figure["name"] for figure in about_figures(everything)}
    remember(figures.parent / "tests" / DRAWN, drawn, everywhere)
    known = about_figures(shown)
    store(figures / "README.md", gallery(known))
    names = {figure["name"] for figure in known}
    for path in figures.glob("*.*"):
        if path.suffix in {".svg", ".png"} and path.stem.removesuffix(SLIDE) not in names | {
            "readme-lesson",
            "readme-slides",
        }:
            path.unlink()


if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
    else:
        publish(sys.argv[1:])

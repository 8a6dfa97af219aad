"""Makes a talk of every lesson: the cells that its slide metadata choose, drawn for a room, with the prose as speaker notes.

    python3 start.py slides              all lessons, into slides/
    python3 start.py slides 04 06        only those whose names start so

Open slides/index.html in any browser; no network is needed. S shows the speaker's window, Esc all slides at once.
"""

from __future__ import annotations

import html
import shutil
import sys
from importlib import resources
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter
from traitlets.config import Config

from ..kit.projector import SETTING
from .publish import NOTEBOOKS, ROOT, clean, lessons_named, run, store

SLIDES = ROOT / "slides"
#: The size that a slide is laid out for [CSS px]; reveal.js then fits it to the screen.
WIDTH, HEIGHT = 1280, 720
_TEMPLATES = Path(__file__).parent / "templates"
_REVEAL = "reveal.js"
_THEME = "two-clocks"


def deck(
    notebook: nbformat.NotebookNode, title: str, size: tuple[int, int] = (WIDTH, HEIGHT), theme: str = _THEME
) -> str:
    """Return the slides of ``notebook`` as HTML that expects reveal.js in a folder beside it; ``size`` in CSS px."""
    settings = Config()
    settings.SlidesExporter.template_name = "talk"
    settings.SlidesExporter.extra_template_basedirs = [str(_TEMPLATES)]
    settings.SlidesExporter.exclude_input = True
    settings.SlidesExporter.exclude_input_prompt = True
    settings.SlidesExporter.exclude_output_prompt = True
    settings.SlidesExporter.reveal_url_prefix = _REVEAL
    settings.SlidesExporter.reveal_theme = theme
    settings.SlidesExporter.reveal_transition = "none"
    settings.SlidesExporter.reveal_number = "c/t"
    settings.SlidesExporter.reveal_width, settings.SlidesExporter.reveal_height = map(str, size)
    notebook.metadata["title"] = title
    text, _ = SlidesExporter(config=settings).from_notebook_node(notebook)
    return text


def copy_reveal(folder: Path) -> None:
    """Put what the decks need of reveal.js beside them."""
    source = resources.files("sphinx_revealjs") / "_static" / "revealjs"
    for part in ("LICENSE", "dist/reveal.js", "dist/reveal.css", "plugin/notes/notes.js"):
        with resources.as_file(source / part) as path:
            (folder / _REVEAL / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / _REVEAL / part)
    themes = folder / _REVEAL / "dist" / "theme"
    themes.mkdir(exist_ok=True)
    # The themes that come with reveal.js fetch letters from elsewhere.
    shutil.copyfile(_TEMPLATES / "talk" / f"{_THEME}.css", themes / f"{_THEME}.css")


def index(decks: list[tuple[str, str]]) -> str:
    """Return a page with a link to each deck. decks: (file name, question)."""
    rows = "".join(
        f'<li><a href="{name}">{html.escape(name[:2])} {html.escape(question)}</a></li>' for name, question in decks
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Two Clocks: talks</title>'
        "<style>body{font:1.2rem/1.6 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}</style></head><body><main>"
        f"<h1>Two Clocks: talks</h1><p>Arrow keys turn the slides. S opens the speaker's window, Esc shows all at once.</p>"
        f"<ul>{rows}</ul></main></body></html>\n"
    )


def make(wanted: list[str], folder: Path = SLIDES, say=print) -> list[Path]:
    """Write the decks of the lessons whose names start with one of ``wanted`` (all if empty); return their files.

    Raises SystemExit with one sentence if there is no such lesson or one of its cells fails.
    """
    chosen = lessons_named(wanted)
    folder.mkdir(exist_ok=True)
    copy_reveal(folder)
    files = []
    for lesson in chosen:
        notebook = run(NOTEBOOKS / lesson.file, say, **{SETTING: "projector"})
        clean(notebook)
        files.append(folder / f"{lesson.name}.slides.html")
        store(files[-1], deck(notebook, lesson.question))
    known = [(f"{lesson.name}.slides.html", lesson.question) for lesson in lessons_named([])]
    there = [(name, question) for name, question in known if (folder / name).exists()]
    store(folder / "index.html", index(there))
    say(f"Open {folder / 'index.html'} in a browser: {len(there)} talks.")
    return files


if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
    else:
        make(sys.argv[1:])

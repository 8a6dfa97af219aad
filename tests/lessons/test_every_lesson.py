"""What holds for the text of every lesson: its links stand in its list of sources, and nothing reads like a dose to take.

Read from what is stored, which nbval holds against what the cells give.
"""

import functools
import re
from pathlib import Path

import nbformat
import pytest
from nbconvert.filters import markdown2html
from samples import Page
from twoclocks.book import catalogue
from twoclocks.kit.boxes import HELP

written = pytest.mark.parametrize("about", catalogue.written(), ids=lambda about: about.name)
#: Links that are no source of a lesson: tools, and a trial's own page beside the paper that is listed.
NO_SOURCE = {
    "https://ipywidgets.readthedocs.io",
    "https://www.statsmodels.org",
    "https://clinicaltrials.gov/study/NCT02417064?tab=results",
    "https://clinicaltrials.gov/study/NCT04338321?tab=results",
}
#: Lessons whose prose may name an amount of a drug, and why.
AMOUNTS = {
    "09_chronic_pain": "what the trial gave, as the size of an effect-site calculation",
    "12_expert_serotonin_terminal": "mg/kg in a mouse, the control of the explorer",
}
AMOUNT = re.compile(r"\d\s*(mg|µg|ug)\b")
ADVICE = re.compile(r"(?i)\b(you should (take|stop|reduce)|take one pill|your dose|taper by)\b")


@functools.cache
def cells(about: catalogue.Lesson) -> list[nbformat.NotebookNode]:
    return nbformat.read(Path(catalogue.NOTEBOOKS) / about.file, as_version=4).cells


def prose(about: catalogue.Lesson) -> str:
    return "\n\n".join(cell.source for cell in cells(about) if cell.cell_type == "markdown").replace(HELP, "")


def links(html: str) -> set[str]:
    return {link for link in Page(html).links if link.startswith("http")}


@written
def test_every_link_is_in_the_lessons_list_of_sources(about):
    """Those of the prose, and those of charts, tables, boxes and cards."""
    listed, shown = set(), links(markdown2html(prose(about)))
    for cell in cells(about):
        found = links("".join(out.get("data", {}).get("text/html", "") for out in cell.get("outputs", [])))
        if cell.source.rstrip().endswith("sources()"):
            listed |= found
        shown |= found
    assert listed and shown - listed <= NO_SOURCE


@written
def test_nothing_reads_like_a_dose_to_take(about):
    text = prose(about)
    assert "not medical advice" in text and not ADVICE.search(text)
    assert bool(AMOUNT.search(text)) == (about.name in AMOUNTS), "put it into a box made from the data"

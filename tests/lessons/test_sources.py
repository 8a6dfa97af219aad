"""The list of sources at the end of each lesson holds every page of data/sources.csv to which the lesson links."""

import importlib
import re

import nbformat
import pytest
from twoclocks import evidence
from twoclocks.kit.rooms import room

from conftest import lessons

LISTING = {
    path.stem: path
    for path in lessons()
    if any("sources()" in cell.source for cell in nbformat.read(path, as_version=4).cells)
}
#: The guide is about all lessons: what it quotes from them is listed there.
QUOTES = {"instructor_guide"}


@pytest.mark.parametrize("name", sorted(LISTING.keys() - QUOTES))
def test_every_page_that_a_lesson_links_to_is_in_its_list_of_sources(name):
    known, linked = set(evidence.table("sources")["url"]), set()
    for cell in nbformat.read(LISTING[name], as_version=4).cells:
        texts = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
        # Not read as a page: what waits in the script of an explorer or prediction is shown sooner or later.
        texts += [cell.source] * (cell.cell_type == "markdown")
        linked |= {link for text in texts for link in re.findall(r"""(?:\]\(|href=\\?")(https?://[^\s)"\\]+)""", text)}
    listed = {source.url for source in importlib.import_module(f"twoclocks.lessons.{room(name)}").sources()}
    assert linked & known and (linked & known) - listed == set()

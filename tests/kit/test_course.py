"""The glossary and the board of the four clocks; the words that a term has replaced are gone from the lessons."""

import json
import re

import nbformat
import pytest
from opened import OPENED
from samples import Page
from twoclocks.book import catalogue
from twoclocks.book.publish import NOTEBOOKS
from twoclocks.kit.course import board, glossary
from twoclocks.kit.course.glossary import terms
from twoclocks.kit.rooms import ROOMS, WordsError, room

opened = pytest.mark.parametrize("name", OPENED)


def sentences_of(name: str):
    """Yield (where, sentence) of all that a reader of a lesson reads: prose, outputs, alt texts, readouts, quiz, words."""
    for place, cell in enumerate(nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).cells):
        texts = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            seen = Page(data.get("text/html", ""))
            texts += [output.get("text", ""), seen.text, *(picture.get("alt") or "" for picture in seen.all("img"))]
            for found in re.findall(r'class="tc-data">(\{.*?)</script>', data.get("text/html", "")):
                texts += [text for text in strings(json.loads(found)) if " " in text and not text.startswith("data:")]
        for text in texts:
            yield from ((f"cell {place}", one) for one in re.split(r"(?<=[.!?])\s+|\n", text) if one)
    for path in (ROOMS / room(name)).glob("*.toml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield from ((path.name, one) for one in re.split(r"(?<=[.!?])\s+", line))


def strings(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for inner in found.values() if isinstance(found, dict) else found:
            yield from strings(inner)


def without_names(sentence: str) -> str:
    """Take out what is no running text: the questions that lessons are called by, file names, addresses, places, code."""
    for about in (*catalogue.LESSONS, catalogue.TEMPLATE):
        sentence = sentence.replace(about.question, "").replace(about.name, "")
    return re.sub(r"\]\([^)]*\)|\{[^}]*\}|`[^`]*`|https?://\S+|\"?(misconception|measure|lane|name) = .*", "", sentence)


@opened
def test_no_word_that_a_term_has_replaced_is_left(name):
    """A gloss may use it: a sentence in which the term stands in bold, or the glossary's own definition."""
    glosses = {term.means for term in terms()}
    left = [
        f"{where}: {found.group()!r} for {term.name}: {sentence.strip()[:90]}"
        for where, sentence in sentences_of(name)
        if "**" not in sentence and sentence.strip() not in glosses
        for term in terms()
        for pattern in term.instead
        if (found := re.search(pattern, without_names(sentence), re.IGNORECASE))
    ]
    assert not left, "\n".join(left)


@opened
def test_words_of_a_lesson_are_used_in_it(name):
    """A term of the glossary that names a lesson is met there, in its own letters, outside of the list of words."""
    text = " ".join(sentence for _, sentence in sentences_of(name)).casefold()
    for term in glossary(name).terms:
        shortest = min(re.split(r", | \(", term.name.casefold().rstrip(")")), key=len)
        assert text.count(shortest) >= 2, term.name


def test_terms_are_defined_once():
    assert len({term.name.casefold() for term in terms()}) == len(terms())
    assert all(len(term.means.split()) >= 3 for term in terms())


@opened
def test_board_marks_what_this_lesson_added_and_keeps_what_came_before(name):
    entries = [entry for _, *lanes in board(name).rows for lane in lanes for entry in lane]
    assert {entry.lesson for entry in entries if entry.new} == {name[:2]}
    assert all(entry.lesson <= name[:2] for entry in entries)
    assert re.search(r"New:", repr(board(name))) and "<strong>New:" in board(name)._repr_html_()


def test_board_grows_from_lesson_to_lesson():
    count = [sum(len(lane) for _, *lanes in board(name).rows for lane in lanes) for name in ("00", "02", "05", "06")]
    assert count == sorted(set(count))


def test_unknown_lessons_are_told_in_a_sentence():
    with pytest.raises(WordsError, match="no term of .*99"):
        glossary("99_nothing")
    with pytest.raises(WordsError, match="filled in nothing"):
        board("99_nothing")

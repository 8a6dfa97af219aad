"""What is read out of the stored lessons: nothing that a lesson asks may get lost on the way to guide, sheet or slide."""

import re

import nbformat
import pytest
from opened import OPENED
from twoclocks.book import catalogue
from twoclocks.book.contents import contents, lesson_named

ready = pytest.mark.parametrize("name", [x.name for x in catalogue.written()])


def markdown(name):
    cells = nbformat.read(catalogue.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


@ready
def test_every_fold_of_a_lesson_is_found_once(name):
    found = contents(name)
    folds = [text for asked in (*found.tasks, *found.exercises) for text in asked.folds.values()]
    assert len(folds) == sum(source.count("<details>") for source in markdown(name))
    assert all(text and "<details" not in text and "<summary" not in text for text in folds)


@ready
def test_every_part_is_read_whole(name):
    found = contents(name)
    assert found.promise and len(found.objectives) == 3 and len(found.predictions) >= 2
    for asked in (*found.tasks, *found.exercises):
        assert asked.title and len(asked.text.split()) > 5 and len(asked.answer.split()) > 5, asked.title
        assert "<details" not in asked.text and not asked.text.startswith(("#", "**Task"))
    for guess in found.predictions:
        assert "?" in guess.question and len(guess.guesses) >= 2 and guess.meaning
    titles = [(asked.place, asked.title) for asked in found.tasks]
    assert len(set(titles)) == len(titles) and all(title.startswith(("Task", "Change it")) for _, title in titles)
    assert len(re.findall("^- ", found.sections["Key points"], re.MULTILINE)) >= 4 and (
        name in OPENED or len(found.sections["Words"].split()) > 40
    )
    assert found.pictures and any(picture.explorer for picture in found.pictures)
    assert list(found.sections)[0] == "See it" and "Sources" in found.sections


def test_wrong_names_get_a_sentence():
    with pytest.raises(ValueError, match="lesson '99' is not one of 00_start_here"):
        lesson_named("99")

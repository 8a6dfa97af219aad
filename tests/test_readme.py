"""The README's map of lessons says what is there: a lesson that exists has a link, one that does not is marked as coming."""

import re

import pytest
from twoclocks.book import catalogue
from twoclocks.book.publish import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def row(lesson: catalogue.Lesson) -> str:
    (found,) = re.findall(rf"(?m)^\| {lesson.name[:2]} \|.*$", TEXT)
    return found


@pytest.mark.parametrize("about", catalogue.LESSONS, ids=lambda lesson: lesson.name)
def test_map_of_lessons_is_what_is_there(about):
    assert about.question.replace("“", '"').replace("”", '"') in row(about)
    assert (f"(notebooks/{about.file})" in row(about)) == about.ready
    assert ("*(coming)*" in row(about)) == (not about.ready)


def test_links_into_the_repository_lead_somewhere():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []

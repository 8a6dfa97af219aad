"""The Chart object: words for those who cannot see it, a table twin, and the same bytes every time.

At the end, every chart that a lesson shows: its cells are run here, in this process, and the figures looked at.
"""

import base64
import contextlib
import functools
import gc
import hashlib
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

import looks
import pytest
import readers
from matplotlib.backends.backend_agg import RendererAgg
from PIL import Image
from samples import ALT, Page, falling
from shown import shown_by
from test_style import contrast
from twoclocks.kit import chart, style
from twoclocks.kit.prediction import vertical
from twoclocks.lessons import Prediction


def test_alt_of_under_ten_words_is_refused():
    with pytest.raises(ValueError, match="alt of chart '99-test' has under 10 words"):
        falling(alt="A line that falls over the first two hours now.".removesuffix(" now."))
    falling(alt="A line that falls over the first two hours now.")


def test_html_has_picture_with_alt_caption_and_table_twin():
    page = Page(falling().html())
    (picture,) = page.all("img")
    assert picture["alt"] == ALT
    assert page.all("figcaption") and "Made" in page.text
    assert page.all("details") and page.all("summary")
    assert page.all("table") and page.all("caption")
    assert [cell.get("scope") for cell in page.all("th")] == ["col"] * 3
    assert len(page.all("td")) == 6


def test_table_escapes_text_and_keeps_citations():
    text = falling().html()
    assert "level &lt;ng/mL&gt;" in text and "made &amp; up" in text
    assert '<a href="https://example.org">' in text
    assert "nan" not in Page(text).text


def test_table_that_scrolls_can_be_reached_by_key():
    (box,) = [attrs for attrs in Page(falling().html()).all("div") if "tc-scroll" in attrs.get("class", "")]
    assert box["tabindex"] == "0" and box["role"] == "region" and box["aria-label"]


def decoded(uri):
    kind, _, data = uri.partition(";base64,")
    image = Image.open(io.BytesIO(base64.b64decode(data, validate=True)))
    image.load()
    return kind, image


def test_picture_decodes_is_sharp_and_stands_on_white():
    (picture,) = Page(falling().html()).all("img")
    kind, image = decoded(picture["src"])
    assert kind == "data:image/webp"
    assert image.size == (int(picture["width"]) * 2, int(picture["height"]) * 2)
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_bundle_serves_every_place():
    data, metadata = falling()._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", "image/png"}
    assert data["text/plain"] == f"Most of it is gone\n{ALT}"
    assert metadata["image/png"]["alt"] == ALT
    assert metadata["twoclocks"]["name"] == "99-test"
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    image.load()
    assert image.format == "PNG" and image.width > 1000
    json.dumps([data, metadata])


def test_exports_are_added_at_publishing_only(monkeypatch):
    monkeypatch.setenv("TWOCLOCKS_PUBLISH", "all")
    export = falling()._repr_mimebundle_()[0][chart.EXPORT]
    assert export["svg"].startswith("<?xml") and "Most of it is gone" in export["svg"]
    Image.open(io.BytesIO(base64.b64decode(export["png"]))).load()


def test_svg_and_pictures_are_the_same_twice():
    one, other = falling(), falling()
    first = one.svg()
    assert first == one.svg() == other.svg()
    assert one.html() == one.html() == other.html()
    assert one._repr_mimebundle_() == other._repr_mimebundle_()
    assert "<dc:date>" not in first


def test_no_setting_of_the_readers_shows_in_a_chart():
    """Made before or after the reader set something: the picture, its SVG and the marks on an answer."""

    def drawn(found, guess):
        return found._repr_mimebundle_(), found.svg(), guess

    def mark(found):
        return vertical(found.fig.axes[0], 1.5)

    plain, begun = falling(), falling()
    expected = drawn(plain, mark(plain))
    with readers.own_settings():
        later = falling()
        assert drawn(later, mark(later)) == expected
        assert drawn(begun, mark(begun)) == expected


def test_chart_stays_in_the_view_for_which_it_was_made():
    page, room = falling().html(), falling()
    with style.in_style_context("projector"):
        begun, large = falling(), falling().html()
        assert room.html() == page
    assert begun.html() == large != page


def test_charts_that_showed_the_same_picture_share_the_figure_of_the_last():
    """Not one that was changed before, and none that looks different."""
    changed, other, first, last = falling(), falling(), falling(), falling()
    plain = changed.html()
    changed.fig.axes[0].set_ylim(0, 500)
    other.fig.axes[0].set_xlim(0, 9)
    different = other.html()
    assert first.html() == last.html() == plain
    assert first.fig is last.fig and changed.fig is not last.fig and other.fig is not last.fig
    assert first.html() == plain and other.html() == different != plain
    assert changed.html() not in (plain, different), "a change after the display is seen at the next one"


def test_a_shown_chart_holds_no_pixels():
    def held():
        return sum(isinstance(part, RendererAgg) for part in gc.get_objects())

    gc.collect()
    before, found = held(), falling()
    found._repr_mimebundle_()
    assert held() <= before


def test_unknown_picture_kind_is_refused():
    with pytest.raises(ValueError, match="'webp' or 'png'"):
        chart.encode(Image.new("RGB", (2, 2)), "gif")


# ---- The charts of the lessons ------------------------------------------------------------------------------


#: Charts whose drawn message is not their title, and why.
OTHER_WORDS = {"11-verdicts": "it counts, and the title does not", "guide-items": "the title is for a list of figures"}
#: How a chart says where its numbers are from: a source to open, our own model, or that they are made up.
ORIGIN = re.compile(r"<a |Two Clocks|Our own verdicts|An example, not your class|An invented class")


def untold(found: chart.Chart, lesson: Path) -> list[str]:
    """What ``found`` does not tell of itself: its lesson, its message, where its numbers are from."""
    number, said = lesson.stem[:2], " ".join(looks.words(found.fig).split())
    wrong = []
    if number.isdigit() and not found.name.startswith(f"{number}-"):
        wrong.append(f"its name does not begin with {number}-")
    if len(found.fig.axes) == 1 and found.name not in OTHER_WORDS and found.title not in said:
        wrong.append("its title is not on the picture")
    if not ORIGIN.search(found.caption + chart.table_html(found.table, "")):
        wrong.append("no source")
    return [f"{found.name}: {problem}" for problem in wrong]


@dataclass(frozen=True)
class Run:
    """What several checks look at in one run of a lesson's cells, without its figures, which are heavy.

    names: of the charts, as they come. drawn: name -> digest of a chart's pixels, marks of a prediction's guesses.
    unread, untold: what is wrong with words in pictures, and with what charts tell of themselves.
    """

    names: list[str]
    drawn: dict[str, object]
    unread: list[str]
    untold: list[str]


#: Points of the smallest letters.
LEAST = {"page": 11, "projector": 18}


def run_of(lesson: Path, view: str) -> Run:
    """Run ``lesson`` as its reader would see it in ``view``."""
    with contextlib.chdir(lesson.parent), contextlib.redirect_stdout(io.StringIO()), style.in_style_context(view):
        shown = shown_by(lesson)
        charts = [part for part in shown if isinstance(part, chart.Chart)]
        names = [found.name for found in charts]
        asked = [part for part in shown if isinstance(part, Prediction)]
        charts += [part.answer for part in asked]
        drawn, unread = {part.name: [guess.mark for guess in part.guesses] for part in asked}, []
        for found in charts:
            # First, and as sharply as it is stored: a second draw may lay out axes of fixed proportions differently.
            words = looks.words_drawn(found.fig, chart.SHARPNESS)
            if view == "page":  # what is compared with another run
                drawn[found.name] = hashlib.sha256(chart.pixels(found.fig).tobytes()).digest()
            unread += [f"{found.name}: {what}" for what in looks.problems(words, found.fig, LEAST[view], contrast)]
        return Run(names, drawn, unread, [problem for found in charts for problem in untold(found, lesson)])


#: The run in which a reader set nothing serves three checks.
plain_run = functools.cache(functools.partial(run_of, view="page"))


def test_charts_of_a_lesson_tell_their_lesson_their_message_and_their_sources(lesson):
    run = plain_run(lesson)
    assert len(set(run.names)) == len(run.names), "charts of one name overwrite each other's file"
    assert run.untold == []


@pytest.mark.parametrize("view", LEAST)
def test_words_in_the_lessons_charts_can_be_read(lesson, view):
    """Large enough, dark enough, not cut off, not on top of each other: on the page and on a projector."""
    assert (plain_run(lesson) if view == "page" else run_of(lesson, view)).unread == []


def test_no_setting_of_the_readers_shows_in_the_lessons_charts(lesson):
    plain = plain_run(lesson).drawn
    with readers.own_settings():
        theirs = run_of(lesson, "page").drawn
    assert plain and [name for name in plain if plain[name] != theirs[name]] == []

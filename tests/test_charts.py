"""The Chart object: words for those who cannot see it, a table twin, and the same bytes every time."""

import base64
import io
import json
from html.parser import HTMLParser

import matplotlib
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from twoclocks.charts import Chart, chart, style
from twoclocks.charts.scene import Scene

ALT = "The line falls from one hundred to twelve between the first and the last hour."


class Page(HTMLParser):
    """Every tag of a piece of HTML with its attributes, and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@style.in_style
def falling(**changes):
    fig, ax = style.figure()
    ax.plot([0, 1, 2], [100, 40, 12], color=style.KETAMINE)
    style.message(ax, "Most of it is gone after two hours")
    table = pd.DataFrame({"time (h)": [0, 2], "level <ng/mL>": [100.0, np.nan], "source": [Cited(), "made & up"]})
    settings = {"name": "99-test", "title": "Most of it is gone", "alt": ALT, "caption": "Made <em>up</em>.", "table": table}
    return Chart(fig, **(settings | changes))


class Cited:
    def _repr_html_(self):
        return '<a href="https://example.org">Somebody 2020</a>'


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
    monkeypatch.setenv("TWOCLOCKS_PUBLISH", "1")
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


def test_type_and_lines_do_not_follow_what_a_reader_set_elsewhere():
    plain = falling().html()
    with matplotlib.rc_context({"font.size": 5, "lines.linewidth": 9, "axes.spines.top": True, "figure.facecolor": "red"}):
        assert falling().html() == plain


def test_unknown_picture_kind_is_refused():
    with pytest.raises(ValueError, match="'webp' or 'png'"):
        chart.encode(Image.new("RGB", (2, 2)), "gif")


class Moving(Scene):
    size = (4.0, 3.0)

    def build(self, figure):
        ax = figure.subplots()
        ax.set(xlim=(0, 1), ylim=(0, 1))
        self.line = self.moving(ax.plot([0, 1], [0, 0], color=style.KETAMINE)[0])
        self.point = self.moving(ax.plot([0.5], [0.5], "o", color=style.SEROTONIN)[0])
        self.area = self.moving(ax.fill_between([0, 1], 0, 0.1, color=style.CONTROL))
        self.word = self.moving(style.label(ax, 0.1, 0.9, ""))

    def update(self, result, values):
        self.line.set_ydata([0, result])
        self.area.set_data([0, 1], 0, result / 2)
        self.word.set_text(f"{result:.2f}")


@pytest.mark.parametrize("levels", [(0.9, 0.1, 0.5), (0.5, 0.9, 0.1)])
def test_scene_forgets_what_it_drew_before(levels):
    scene = Moving()
    for level in levels:
        scene.pixels(level, {})
    assert np.array_equal(scene.pixels(0.3, {}), Moving().pixels(0.3, {}))


def test_scene_draws_what_a_fresh_figure_would():
    """Restoring the still part and drawing on top gives the picture that one full draw gives."""
    scene = Moving()
    quick = scene.pixels(0.7, {}).astype(int)
    for artist in scene._moving:
        artist.set_animated(False)
    scene.figure.canvas.draw()
    full = np.asarray(scene.figure.canvas.buffer_rgba()).astype(int)
    # The axes' frame and ticks are drawn under moving artists in one case and over them in the other.
    assert (np.abs(quick - full).max(axis=2) > 8).mean() < 0.01


def test_scene_svg_shows_the_setting_and_leaves_the_scene_usable():
    scene = Moving()
    before = scene.pixels(0.7, {})
    text = scene.svg(0.7, {}, "A title")
    assert text == scene.svg(0.7, {}, "A title") and "A title" in text
    assert text != scene.svg(0.2, {}, "A title")
    assert np.array_equal(before, scene.pixels(0.7, {}))

"""The other parts a notebook cell calls: embedding, predictions, quizzes, notes, source listings, the map."""

import json
import re
import tomllib

import pytest
from samples import Page, falling, prediction
from twoclocks.book import catalogue, lesson_map
from twoclocks.kit import embed, quiz, rooms, style
from twoclocks.kit.boxes import HELP, KINDS
from twoclocks.kit.prediction import Guess, horizontal, on_axes, vertical
from twoclocks.lessons import Quiz, note, show_source

QUIZZES = rooms.rooms_with("quiz.toml")


# ---- embedding ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["explorer", "prediction", "quiz"])
def test_part_with_data_carries_style_words_data_and_script(kind):
    page = Page(embed.part_html(kind, "<p>stands without a script</p>", {"a": 1}))
    assert page.tags[0] == ("div", {"class": f"tc tc-{kind}"})
    assert [attrs.get("type") for attrs in page.all("script")] == ["application/json", None]
    assert len(page.all("style")) == 1 and "stands without a script" in page.text


def test_part_without_data_has_no_script():
    assert "<script" not in embed.part_html("explorer", "<p>still</p>")


@pytest.mark.parametrize(
    "trap", ["</script><script>alert(1)</script>", "<!--<script>", "“quoted” & 'so' \\ on", "a\nb"]
)
def test_data_cannot_break_out_of_its_script(trap):
    text = embed.part_html("quiz", "", {"text": trap})
    (payload,) = re.findall(r'class="tc-data">(.*?)</script>', text, re.DOTALL)
    assert json.loads(payload) == {"text": trap}
    assert text.count("<script") == 2 and text.count("</script>") == 2


@pytest.mark.parametrize("name", ["explorer.js", "standalone.js", "prediction.js", "quiz.js", "lessons.css"])
def test_scripts_ask_nobody_outside(name):
    """No network address, and nothing that ends the script element early; the SVG name space is only a name."""
    text = embed.asset(name).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//cdn|\bimport\b|\bfetch\(|XMLHttpRequest|</script", text)


# ---- prediction ---------------------------------------------------------------------------------------------


def test_prediction_without_script_is_a_question_and_a_fold():
    page = Page(prediction().html())
    assert len(page.all("details")) == 2 and "show the answer" in page.text
    assert "When is half < gone?" in page.text and "Half is gone after about an hour." in page.text
    (picture,) = page.all("img")
    assert picture["alt"] == falling().alt
    assert all("hidden" not in attrs for _, attrs in page.tags)


def test_prediction_gives_the_script_every_guess():
    (payload,) = re.findall(r'class="tc-data">(.*?)</script>', prediction().html(), re.DOTALL)
    data = json.loads(payload)
    assert [option["text"] for option in data["options"]] == ["1 h", "2 h"]
    assert data["options"][0]["mark"] == [[0.1, 0.9], [0.1, 0.1]]
    assert (data["label"], data["kind"]) == ("Half is gone after", "choice")


def test_prediction_is_the_same_twice():
    assert prediction().html() == prediction().html()
    assert prediction()._repr_mimebundle_()[0]["text/plain"].startswith("Predict: When is half")


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"kind": "text"}, "must be 'choice' or 'slider'"),
        ({"guesses": [Guess("1 h", "Close.")]}, "needs at least two guesses"),
    ],
)
def test_wrong_predictions_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        prediction(**changes)


def test_marks_lie_where_the_guess_is_on_the_picture():
    fig, ax = style.figure()
    ax.set(xlim=(0, 10), ylim=(0, 4))
    ((x0, y0), (x1, y1)) = on_axes(ax, [(0, 0), (10, 4)])
    ((at, bottom), (also_at, top)) = vertical(ax, 5)
    ((left, height), (right, also_height)) = horizontal(ax, 1)
    assert at == also_at == pytest.approx((x0 + x1) / 2, abs=1e-3)
    assert bottom == y0 and y1 < top < bottom
    assert height == also_height == pytest.approx(y0 + (y1 - y0) / 4, abs=1e-3) and (left, right) == (x0, x1)
    # The picture is cut as the figure is drawn: left of the axes there is room for labels, above them less.
    assert 0 < x0 < 0.2 < 0.9 < x1 <= 1 and 0 <= y1 < 0.2 < 0.7 < y0 < 1


# ---- quiz ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUIZZES)
def test_every_quiz_is_complete(name):
    """Five questions, one right option each, every option explained, wrong ones built on a named misconception."""
    found = quiz.questions(name)
    assert len(found) == 5
    assert len({question.text for question in found}) == 5
    for question in found:
        assert question.text.strip() and 3 <= len(question.options) <= 5
        assert len({option.text for option in question.options}) == len(question.options)
        assert [option.right for option in question.options].count(True) == 1
        for option in question.options:
            assert len(option.why.split()) >= 5, f"{question.text}: {option.text} is hardly explained"
            assert bool(option.misconception.strip()) != option.right, f"{question.text}: {option.text}"
    rights = {[option.right for option in question.options].index(True) for question in found}
    assert len(rights) > 1, "the right option always stands in the same place"


def test_quizzes_belong_to_lessons():
    assert set(QUIZZES) <= {lesson.module for lesson in (*catalogue.LESSONS, catalogue.TEMPLATE)}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "ROOMS", tmp_path)
    quiz.questions.cache_clear()
    yield tmp_path
    quiz.questions.cache_clear()


def write(folder, room, text):
    (folder / room).mkdir()
    (folder / room / "quiz.toml").write_text(text, encoding="utf-8")


OPTION = '[[question.option]]\ntext = "{0}"\nright = {1}\nwhy = "because"\n'


def test_unknown_quiz_names_those_that_exist(folder):
    write(folder, "known", "")
    with pytest.raises(ValueError, match="no quiz '99_none'; these lessons have one: known"):
        Quiz("99_none")


@pytest.mark.parametrize("rights", [("true", "true"), ("false", "false")])
def test_a_question_needs_exactly_one_right_option(folder, rights):
    text = '[[question]]\ntext = "Which?"\n' + "".join(OPTION.format(i, right) for i, right in enumerate(rights))
    write(folder, "x", text)
    with pytest.raises(ValueError, match="x/quiz.toml, question 1 must have exactly one right option"):
        Quiz("99_x")


def test_a_wrong_number_before_a_lesson_is_told():
    with pytest.raises(
        ValueError, match="no quiz '99_start_here'; start_here/quiz.toml holds the quiz of '00_start_here'"
    ):
        Quiz("99_start_here")
    assert Quiz("start_here").questions == Quiz("00_start_here").questions


@pytest.mark.parametrize("change", [("why", "whi"), ("right = true", "")])
def test_an_unknown_or_missing_key_of_a_quiz_is_told(folder, change):
    text = '[[question]]\ntext = "Which?"\n' + OPTION.format("A", "false") + OPTION.format("B", "true").replace(*change)
    write(folder, "x", text)
    with pytest.raises(ValueError, match=r"x/quiz.toml, question 1, option 2: (right|whi, why) is missing or unknown"):
        Quiz("x")


def test_quiz_needs_no_script_to_be_read(folder):
    text = '[[question]]\ntext = "Which < is?"\n' + OPTION.format("A & B", "true") + OPTION.format("C", "false")
    write(folder, "x", text)
    page = Page(Quiz("99_x").html())
    assert [attrs["data-right"] for attrs in page.all("details")] == ["yes", "no"]
    assert all("open" not in attrs for attrs in page.all("details"))
    assert "Which < is?" in page.text and "A & B" in page.text and page.text.count("because") == 2
    assert len(page.all("summary")) == 2
    assert not {"input", "button", "form"} & {tag for tag, _ in page.tags}


def test_quiz_files_are_plain_toml():
    for name in QUIZZES:
        tomllib.loads(rooms.words_of(name, "quiz.toml").read_text(encoding="utf-8"))


# ---- boxes, source, map -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_note_says_its_kind_in_words_and_escapes_text(kind):
    page = Page(note("5 < 6 & so on", kind)._repr_html_())
    assert "5 < 6 & so on" in page.text and KINDS[kind] in page.text
    assert page.tags[0][1]["role"] == "note"
    assert repr(note("5 < 6", kind)) == f"{KINDS[kind]}: 5 < 6"


def test_unknown_kind_of_note_is_refused():
    with pytest.raises(ValueError, match="must be one of note, maths"):
        note("text", "shout")


def test_help_block_names_where_to_turn():
    assert all(number in HELP for number in ("988", "116 123", "13 11 14"))
    assert "emergency number" in HELP and "not medical advice" in HELP
    assert all(line.startswith(">") for line in HELP.splitlines())


def test_source_shown_is_the_source_run():
    listing = show_source(on_axes)
    assert "def on_axes" in Page(listing._repr_html_()).text
    assert repr(listing).startswith("# twoclocks/kit/prediction.py\ndef on_axes")
    assert "/home" not in listing._repr_html_() and listing.path == "kit/prediction.py"


def test_source_listing_can_be_reached_by_key():
    (box,) = [attrs for attrs in Page(show_source(on_axes)._repr_html_()).all("div") if attrs.get("role") == "region"]
    assert box["tabindex"] == "0" and box["aria-label"] == "Source of on_axes"


def test_map_links_lessons_that_are_there_and_marks_the_rest():
    page = Page(lesson_map()._repr_html_())
    assert [link["href"] for link in page.all("a")] == [x.file for x in catalogue.LESSONS if x.ready]
    assert page.text.count("coming") == sum(not x.ready for x in catalogue.LESSONS)
    for lesson in catalogue.LESSONS:
        assert lesson.question in page.text
        assert not lesson.ready or f"{lesson.minutes}\u00a0min" in page.text
    assert page.all("caption") and {attrs["scope"] for attrs in page.all("th")} == {"col", "row"}
    assert len(repr(lesson_map()).splitlines()) == len(catalogue.LESSONS)

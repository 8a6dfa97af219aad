"""The reader of words.toml: what it fills, and that whatever is wrong is told in one sentence with file and key."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell
from twoclocks import evidence
from twoclocks.kit import prediction, quiz, style
from twoclocks.kit.chart import Chart
from twoclocks.kit.rooms import WordsError
from twoclocks.kit.sentences import sentences
from twoclocks.kit.words import MINUS

MEAN = "session.yale2024.dSBP"
NOTE = '[note.a]\nkind = "fact"\ntext = "{level:.0f} ng/mL."\nmore = "{yale2024, chen2023:cite}"\n'
BANDS = (
    '[shared]\nsaid = [{below = "low - 1", text = "under {low:g}"}, {up_to = 7, text = "up to {high:g}"}, '
    '{text = "over"}]\n'
)


@pytest.fixture
def room(tmp_path):
    """Return the words of a room called "a_room" with this words.toml."""

    def read(text: str | bytes):
        folder = tmp_path / str(len(list(tmp_path.iterdir()))) / "a_room"
        folder.mkdir(parents=True)
        (folder / "words.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return sentences(folder / "charts.py")

    return read


def said_by(action) -> str:
    """Return what the WordsError says that ``action`` raises: one line that begins with the file."""
    with pytest.raises(WordsError) as problem:
        action()
    text = str(problem.value)
    assert text.startswith("a_room/words.toml") and text.endswith((".", "?")) and "\n" not in text
    return text


# ---- What is filled ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, places, said",
    [
        ("no place", {}, "no place"),
        ("{n} people", {"n": 40}, "40 people"),
        ("{n:.1f} {name}", {"n": -0.25, "name": "a-b"}, f"{MINUS}0.2 a-b"),
        ("{n:+.1f}", {"n": 3}, "+3.0"),
        ("{share:.0%} of it", {"share": 0.274}, "27 % of it"),
        ("{t:hours}, {t:minutes}", {"t": 80}, f"{style.time_label(80)}, 1 h 20 min"),
        ("{{n}}", {}, "{n}"),
        (f"{{{MEAN}:g}} of {{{MEAN}/high:.1f}}", {}, "16 of 27.2"),
        ("{ae-spravato-label-01:g} against {ae-spravato-label-01/comparator_percent:g} %", {}, "41 against 9 %"),
        ("{session.diazgranados2010.t_CADSS~n=#} people", {}, "18 people"),
        ("{fi-session-09/source}", {}, "sumner2021"),
    ],
)
def test_places_are_filled_from_the_code_or_from_the_data(room, text, places, said):
    assert room(f"[shared]\nkey = '{text}'")("shared.key", **places) == said


def test_a_place_of_the_data_follows_the_data(room):
    assert evidence.parameter(MEAN).value == evidence.row(MEAN)["value"] == 16
    assert room(f"[shared]\nkey = '{{{MEAN}:g}}'")("shared.key", **{MEAN: 3}) == "3", "what is given goes first"


def test_a_note_has_its_citations_behind_it(room):
    found = room(NOTE).note("a", level=79.6)
    assert repr(found) == "From the data: 80 ng/mL."
    assert found.more == evidence.cite("yale2024", "chen2023").html


def test_a_table_keeps_citations_as_cells(room):
    rows = '[["{n:.1f}", "{yale2024:cite}"], ["by {chen2023:cite}", "{key:cite}"]]'
    words = room(f'[table.a]\ncaption = "All"\ncolumns = ["What", "Source"]\nrows = {rows}')
    found = words.table("a", n=1, key="fang2019")
    assert found.caption == "All" and list(found.frame.columns) == ["What", "Source"]
    first, second = found.frame.itertuples(index=False, name=None)
    assert first[0] == "1.0" and [source.key for source in first[1].sources] == ["yale2024"]
    assert second[0] == f"by {evidence.cite('chen2023').html}" and [s.key for s in second[1].sources] == ["fang2019"]


@pytest.mark.parametrize(
    "value, said", [(3.9, "under 5"), (4, "up to 9"), (7, "up to 9"), (7.01, "over"), (float("inf"), "over")]
)
def test_bands_choose_by_a_number(room, value, said):
    assert room(BANDS).band("shared.said", value, low=5, high=9) == said


def test_each_keeps_the_order_of_the_file(room):
    words = room('[control.a]\nlabel = "A"\noptions.z = "last {n}"\noptions.b = "first"')
    assert list(words["control.a"].each("options", n=1).items()) == [("z", "last 1"), ("b", "first")]


def test_a_prediction_takes_question_guesses_and_replies_from_the_words(room):
    words = room(
        '[prediction.a-b]\nquestion = "Q {low:g}?"\nlabel = "L"\nguess = "{guess} %"\nmeaning = "M {high:g}"\n'
        'reply = [{below = "low", text = "more than {low:g}"}, {up_to = "high", text = "yes"}, {text = "less"}]\n'
    )
    fig, _ = style.canvas(3, 2)
    answer = Chart(fig, "a", "T", "one two three four five six seven eight nine ten", "", None)
    found = prediction.from_words(
        words["prediction.a-b"], (1, 2, 3, 4), lambda guess: ((guess, 0),), answer, low=2, high=3
    )
    assert (found.name, found.question, found.label, found.meaning) == ("a-b", "Q 2?", "L", "M 3")
    assert [guess.text for guess in found.guesses] == ["1 %", "2 %", "3 %", "4 %"]
    assert [guess.reply for guess in found.guesses] == ["more than 2", "yes", "yes", "less"]
    assert found.guesses[3].mark == ((4, 0),) and found.kind == "slider" and not words.unused()


def test_what_nobody_asked_for_is_known(room):
    words = room(BANDS + 'other = "x"\n[note.a]\nkind = "fact"\ntext = "t"\nmore = ""')
    assert words.unused() == ["shared.said.0.text", "shared.said.1.text", "shared.said.2.text", "shared.other"] + [
        f"note.a.{field}" for field in ("kind", "text", "more")
    ]
    words.note("a")
    words.band("shared.said", 8, low=5, high=9)
    assert words.unused() == ["shared.said.0.text", "shared.said.1.text", "shared.other"]


# ---- What is wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, places, said",
    [
        ("{levl:.0f}", {"level": 3}, "the place {level} is given and stands in no sentence"),
        ("{levl:.0f} {level:.0f}", {"level": 3}, "nothing fills the place {levl} (given are level)"),
        ("{session.yale2024.dSPB:g}", {}, "did you mean session.yale2024.dSBP"),
        (f"{{{MEAN}/hihg:g}}", {}, f"row {MEAN} of data/ has nothing in the column 'hihg'"),
        ("{session.rivaposse2018.dSBP/high:g}", {}, "has nothing in the column 'high'"),
        ("{session.diazgranados2010.t_CADSS~m=#}", {}, "'m=#' does not stand in row"),
        ("{n}", {"n": 0.5}, "0.5 cannot be written as {n:}; a number needs :.1f or so"),
        ("{n:.1f}", {"n": "many"}, "'many' cannot be written as {n:.1f}"),
        ("{n:wide}", {"n": 1.0}, "1.0 cannot be written as {n:wide}"),
        ("{n:hours}", {"n": -1}, "-1 cannot be written as {n:hours}"),
    ],
)
def test_a_place_that_cannot_be_filled_is_told(room, text, places, said):
    words = room(f"[shared]\nkey = '{text}'")
    told = said_by(lambda: words("shared.key", **places))
    assert told.startswith("a_room/words.toml, shared.key: ") and said in told


@pytest.mark.parametrize(
    "ask, said",
    [
        (lambda words: words("note.a.txt"), "note.a.txt: there is no such key: did you mean note.a.text"),
        (lambda words: words.note("b"), "note.b: there is no such key"),
        (lambda words: words["note.a"]("xyzzy"), "note.a.xyzzy: there is no such key: add it to the file."),
        (lambda words: words("note.a"), "note.a: must be a sentence between quotation marks and is a part with keys"),
        (lambda words: words["note.a.text"], "note.a.text: is a sentence and no part"),
        (lambda words: words.each("note.a.text"), "note.a.text: must be a list of sentences and is a single one"),
        (lambda words: words.band("note.a.text", 1), "note.a.text: must be a list of bands"),
        (lambda words: words.note("a", level=1, rise=2), "note.a: the place {rise} is given"),
        (lambda words: words.note("a"), "note.a.text: nothing fills the place {level} (the code gives none)"),
    ],
)
def test_a_key_that_is_not_there_or_of_another_kind_is_told(room, ask, said):
    assert said in said_by(lambda: ask(room(NOTE)))


@pytest.mark.parametrize(
    "text, said",
    [
        ("[nots.a]\nx = 'y'", "nots: no section is called so; there are chart, explorer"),
        ("[note.a]\nkind = 'fact'\ntext = 'x'", "note.a: 'more' is missing"),
        ("note.a = 'x'", "note.a: 'kind' is missing"),
        ("[shared]\nx = 3", "shared.x: must be a sentence between quotation marks and is 3"),
        ("[shared]\nx = ['a', true]", "shared.x.1: must be a sentence between quotation marks and is True"),
        ("[shared]\nx = 'a {b'", "shared.x: expected '}' before end of string; a place is {name:.1f}"),
        ("[shared]\nx = 'a } b'", "shared.x: Single '}' encountered in format string; a place is"),
        ("[shared]\nx = '{}'", "shared.x: a place has a name"),
        ("[shared]\nx = '{n!r}'", "shared.x: a place has a name"),
        ("[shared]\nx = '{yale2024:cite}'", "shared.x: a link may stand in caption, more, rows only"),
        ("[shared]\nx = [{text = 'a'}, {text = 'b'}]", "shared.x: a band has text and either below or up_to"),
        ("[shared]\nx = [{upto = 3, text = 'a'}, {text = 'b'}]", "shared.x: a band has text and either"),
        ("[shared]\nx = [{up_to = 3, text = 'a'}]", "shared.x: a band has text and either"),
        ("[shared]\nx = 'a", "words.toml is no valid TOML, "),
        ("[shared]\nx = 'a'\nx = 'b'", "words.toml is no valid TOML, "),
        (b"[shared]\nx = '\xff'", "words.toml is not saved as UTF-8: save it so"),
    ],
)
def test_a_file_that_nobody_understands_is_told_when_it_is_read(room, text, said):
    assert said in said_by(lambda: room(text))


def test_the_place_of_a_slip_in_the_file_is_told(room):
    assert "at line 2, column 5: correct it and run this cell again." in said_by(lambda: room("[shared]\nx = a"))


def test_a_missing_file_is_told(tmp_path):
    (tmp_path / "a_room").mkdir()
    assert "is missing: put the file back" in said_by(lambda: sentences(tmp_path / "a_room" / "charts.py"))


@pytest.mark.parametrize(
    "text, ask, said",
    [
        (NOTE.replace("fact", "fakt"), lambda words: words.note("a", level=1), "note.a.kind: kind is 'fakt'"),
        (NOTE.replace("chen2023", "chen23"), lambda words: words.note("a", level=1), "note.a.more: There is no source"),
        (BANDS, lambda words: words.band("shared.said", 1, low="x", high=2), "the bound 'low - 1' is no number"),
        (
            '[table.a]\ncaption = ""\ncolumns = ["A"]\nrows = [["a"], ["b", "c"]]',
            lambda words: words.table("a"),
            "table.a.rows.1: has 2 cells under 1 columns",
        ),
    ],
)
def test_what_only_shows_when_it_is_asked_for_is_told(room, text, ask, said):
    words = room(text)
    assert said in said_by(lambda: ask(words))


def test_a_reader_sees_one_sentence_and_no_traceback(room, capsys):
    shell = InteractiveShell()
    shell.user_ns["ask"] = lambda: room("[shared]\nx = 'a")
    shell.run_cell("ask()")
    shown = capsys.readouterr()
    told = (shown.out + shown.err).strip()
    assert told.startswith("a_room/words.toml is no valid TOML") and "\n" not in told


def test_the_quiz_tells_slips_in_its_file_the_same_way():
    with pytest.raises(WordsError, match="there is no quiz '99_none'"):
        quiz.Quiz("99_none")

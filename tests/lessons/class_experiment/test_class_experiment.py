"""The class experiment: same person everywhere, no misheard digit gets in, nothing is lost, the truth comes
out.
"""

import json
import math
import os
import re
import subprocess
import sys

import looks
import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Page
from scipy import stats
from test_style import contrast
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.book.publish import ROOT
from twoclocks.kit import style
from twoclocks.kit.boxes import Note
from twoclocks.kit.chart import Chart
from twoclocks.lessons import class_experiment as lesson
from twoclocks.lessons.class_experiment import charts
from twoclocks.lessons.class_experiment import files as class_files
from twoclocks.models import class_lines as lines
from twoclocks.models import class_trial as model
from twoclocks.models import virtual_trial

OTTER = model.read_word("otter")
NUMBERS = st.integers(1, model.MOST_PEOPLE)
GUESSES = st.sampled_from(model.GUESSES)
#: A word as people type it, and a digit for the truth behind it.
WORDS = st.builds(model.Word, st.sampled_from(["otter", "badger", "fischötter"]), st.sampled_from("1234"))


def hunches(word: model.Word, people: int) -> list[lines.Entry]:
    """The entries of numbers 1 to ``people``, who guess by what they noticed."""
    return [lines.entry(word, n, model.person(word, n).hunch) for n in range(1, people + 1)]


def handed(*texts: str) -> list[lines.Handed]:
    return [lines.Handed(f"row {place}", text) for place, text in enumerate(texts, 1)]


def reasons(collection) -> str:
    return " ".join(one.why for one in collection.set_aside)


# ---- The same person everywhere ----------------------------------------------------------------------------

#: Written down once. If these change, a class whose notebooks differ in version would pool different people.
KNOWN = [
    ("otter", 1, "001 · 31 → 19 · guess drug · DAW", ()),
    ("otter", 2, "002 · 41 → 38 · guess drug · SUQ", ()),
    ("otter", 17, "017 · 45 → 46 · guess drug · QNA", ()),
    ("otter", 300, "300 · 38 → 27 · guess drug · 9R7", ()),
    ("otter-2", 17, "017 · 45 → 52 · guess drug · 35M", ()),
    ("otter-3", 17, "017 · 45 → 46 · guess drug · 8KY", ()),
    ("otter-4", 17, "017 · 45 → 46 · told drug · JS3", ()),
    ("badger", 5, "005 · 37 → 36 · guess drug · W5V", ("feeling drunk",)),
    ("fischötter", 88, "088 · 31 → 40 · guess drug · PBF", ()),
    ("example", 21, "021 · 36 → 40 · guess drug · MN2", ("dissociation", "nausea", "headache")),
]


def test_word_and_number_always_give_the_same_person():
    for typed, number, line, noticed in KNOWN:
        word = model.read_word(typed)
        assert lines.entry(word, number, "drug").line == line
        assert model.person(word, number).noticed == noticed


def test_another_process_draws_the_same_people():
    """Whatever the hash seed, the locale and the order of calls."""
    code = (
        "from twoclocks.models import class_lines as lines, class_trial as model\n"
        "word = model.read_word('otter-3')\n"
        "print([lines.entry(word, n, 'drug').record for n in range(40, 0, -1)].__repr__().encode('ascii', "
        "'replace'))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": str(ROOT / "notebooks")},
        ).stdout
        for seed in ("1", "2")
    }
    here = [lines.entry(model.read_word("otter-3"), n, "drug").record for n in range(40, 0, -1)]
    assert said == {f"{repr(here).encode('ascii', 'replace')}\n"}


def test_people_do_not_depend_on_numpys_generator():
    np.random.seed(1)
    first = model.person(OTTER, 17)
    np.random.seed(2)
    assert model.person(OTTER, 17) == first


@pytest.mark.parametrize(
    "typed, word",
    [
        ("Otter", "otter"),
        (" OTTER ", "otter"),
        ("otter-1", "otter"),
        ("otter 2", "otter-2"),
        ("otter_3", "otter-3"),
        ("otter4", "otter-4"),
        ("ＯＴＴＥＲ", "otter"),
        ("Fischo\u0308tter", "fischötter"),
    ],
)
def test_word_is_read_as_people_type_it(typed, word):
    assert str(model.read_word(typed)) == word


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ot",
        "an otter",
        "otter-5",
        "otter-12",
        "o" * 21,
        "con",
        "NUL",
        "../otter",
        "a/b",
        None,
        7,
        "otter\n\nbadger",
        "otter.",
        "<b>otter</b>",
        "\ud800tter",
    ],
)
def test_other_words_are_refused_in_one_sentence(typed):
    with pytest.raises(
        model.ClassError, match=r"^The class word is .*; it must be one word of 3 to 20 letters, such as otter\.$"
    ):
        model.read_word(typed)


@pytest.mark.parametrize("typed, number", [(17, 17), ("017", 17), (17.0, 17), (" 300 ", 300), (np.int64(3), 3)])
def test_number_is_read_as_people_type_it(typed, number):
    assert model.read_number(typed) == number


NO_NUMBERS = [
    0,
    301,
    -1,
    1.5,
    "",
    "seventeen",
    None,
    True,
    float("nan"),
    float("inf"),
    [1],
    10**400,
    10**9999,
    "1e999",
    {},
]


@pytest.mark.parametrize("typed", NO_NUMBERS, ids=range(len(NO_NUMBERS)))
def test_other_numbers_are_refused_in_one_sentence(typed):
    with pytest.raises(model.ClassError, match=r"^The number is .*; it must be a whole number from 1 to 300\.$"):
        model.read_number(typed)


def test_digit_changes_the_truth_and_not_the_person():
    for number in range(1, 41):
        people = [model.person(model.Word("otter", digit), number) for digit in "1234"]
        assert len({(one.drug, one.before, one.shift, one.noticed) for one in people}) == 1
        nothing = people[1]
        assert nothing.after("drug") == nothing.after("placebo")
        assert people[2].after("placebo") == nothing.after("placebo") >= people[2].after("drug")
        assert people[3].after("drug") == people[3].after("placebo") == people[2].after(nothing.arm)
        assert people[0].after("drug") == people[0].after("placebo") <= nothing.after("drug")
        assert (people[0].after("drug") == nothing.after("drug")) or people[0].drug


def test_arms_are_balanced_in_every_block_and_their_order_differs():
    orders = set()
    for name in ("otter", "badger"):
        arms = [model.person(model.Word(name), n).drug for n in range(1, 301)]
        blocks = [tuple(arms[i : i + 4]) for i in range(0, 300, 4)]
        assert {sum(block) for block in blocks} == {2}
        orders |= set(blocks)
    assert len(orders) == 6


# ---- Check characters --------------------------------------------------------------------------------------


def digits_of(one: lines.Entry) -> str:
    return f"{one.number:03d}{one.before:02d}{one.after:02d}"


def refused(digits: str, one: lines.Entry) -> bool:
    """Whether a line with these seven digits and the check of ``one`` has another check."""
    values = int(digits[:3]), int(digits[3:5]), int(digits[5:])
    return lines.check_characters(one.word, *values, one.guess) != one.check


@settings(max_examples=60)
@given(WORDS, NUMBERS, GUESSES)
def test_every_single_digit_error_is_caught(word, number, guess):
    one = lines.entry(word, number, guess)
    right = digits_of(one)
    wrong = [right[:i] + digit + right[i + 1 :] for i in range(7) for digit in "0123456789" if digit != right[i]]
    assert len(wrong) == 63 and all(refused(digits, one) for digits in wrong)


@settings(max_examples=60)
@given(WORDS, NUMBERS, GUESSES)
def test_every_swap_of_two_digits_is_caught(word, number, guess):
    """Adjacent or not, also across the dots."""
    one = lines.entry(word, number, guess)
    right = digits_of(one)
    for i in range(7):
        for j in range(i + 1, 7):
            swapped = list(right)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert right[i] == right[j] or refused("".join(swapped), one)


@settings(max_examples=100)
@given(WORDS, NUMBERS, GUESSES, st.data())
def test_two_or_three_wrong_digits_are_caught(word, number, guess, data):
    one = lines.entry(word, number, guess)
    places = data.draw(st.lists(st.integers(0, 6), min_size=2, max_size=3, unique=True))
    wrong = list(digits_of(one))
    for place in places:
        wrong[place] = data.draw(st.sampled_from([d for d in "0123456789" if d != wrong[place]]))
    assert refused("".join(wrong), one)


def test_other_guess_and_wrong_or_swapped_check_characters_are_caught():
    for number in range(1, 61):
        one = lines.entry(OTTER, number, "drug")
        assert one.check != lines.check_characters(OTTER, number, one.before, one.after, "placebo")
        text = one.line[:-3]
        a, b, c = one.check
        for wrong in {b + a + c, a + c + b, c + b + a, "2" + b + c, a + "Z" + c, a + b + "M"} - {one.check}:
            with pytest.raises(model.ClassError, match="do not fit"):
                lines.read(text + wrong, OTTER)


def test_check_characters_cannot_be_taken_for_each_other():
    assert len(set(lines.ALPHABET)) == 31 and not set(lines.ALPHABET) & set("01OIL")
    assert {len(one.check) for one in hunches(OTTER, 50)} == {3}


def test_lines_of_another_class_do_not_fit():
    others = [lines.entry(model.Word("badger"), n, g) for n in range(1, 301) for g in model.GUESSES]
    taken = lines.collect(OTTER, handed(*(one.line for one in others))).taken
    assert taken == ()


# ---- Reading -----------------------------------------------------------------------------------------------


@settings(max_examples=80)
@given(WORDS, NUMBERS, GUESSES)
def test_line_and_record_are_read_back(word, number, guess):
    one = lines.entry(word, number, guess)
    assert lines.read(one.line, word) == lines.read(one.record, word) == one
    assert json.loads(one.record)["number"] == number and "\n" not in one.record


@pytest.mark.parametrize(
    "write",
    [
        lambda line: line.lower(),
        lambda line: line.replace("·", "-").replace("→", "->"),
        lambda line: line.replace("·", ","),
        lambda line: f"  Number {line}, thank you!",
        lambda line: line[:-3] + " ".join(line[-3:]),
        lambda line: line.replace(" ", "  "),
        lambda line: line.replace(" · ", "\t"),
        lambda line: line.replace("→", "?").replace("·", "\ufffd"),
        lambda line: line.lstrip("0"),
        lambda line: line.replace("guess ", ""),
        lambda line: f"“{line}”.",
        lambda line: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in line),
    ],
)
def test_line_is_read_however_it_was_typed(write):
    one = lines.entry(OTTER, 7, "drug")
    assert lines.read(write(one.line), OTTER) == one


GOOD = lines.entry(OTTER, 17, "drug")


def record(**changes) -> str:
    """The record of number 17 with changes; None takes a field out."""
    fields = json.loads(GOOD.record) | changes
    return json.dumps({name: value for name, value in fields.items() if value is not None})


def fitting(number, before, after, guess="drug") -> str:
    """A line made by hand, with check characters that fit."""
    return lines.Entry(OTTER, number, before, after, guess).line


@pytest.mark.parametrize(
    "text, why",
    [
        ("hello", r"cannot be read; an entry looks like 017"),
        ("17 34", "cannot be read"),
        ("x" * 5000, "too long"),
        ("17 → 34 → 21 → guess drug", "lacks the three check characters"),
        (GOOD.line[:-1], "lacks the three check characters"),
        (GOOD.line.replace("017", "071"), "check characters “...” do not fit.* ask number 71"),
        (GOOD.line.replace("017", "301"), "Number 301 is not one from 1 to 300"),
        (GOOD.line.replace("017", "000"), "Number 0 is not"),
        (GOOD.line.replace("→ ", "→ 9"), "A score of 9.. is impossible; the scale goes from 0 to 60"),
        (lines.entry(model.Word("otter", "2"), 17, "drug").line, "belongs to the class word otter-2, not to otter"),
        (fitting(17, GOOD.before, GOOD.after - 1), "Number 17 of this class did not draw .* made by hand"),
        (record(word="badger"), "belongs to the class word badger, not to otter"),
        (record(word="no word!"), "Its class word is"),
        (record(word=3), "Its class word is"),
        (record(number=301), "Number 301"),
        (record(number=0), "Number 0"),
        (record(number="17"), "Its number is “17”"),
        (record(number=True), "Its number is “True”"),
        (record(before=1.5), "Its before is"),
        (record(after=-3), "A score of -3 is impossible"),
        (record(after=61), "A score of 61 is impossible"),
        (record(guess="maybe"), "The guess is “maybe”; write drug or placebo"),
        (record(guess=None), "lacks guess"),
        (record(check=None, word=None), "lacks word, check"),
        (record(check=12), "do not fit"),
        (GOOD.record[:-5], "may be cut off"),
        ("{" * 500, "cannot be read"),
        ('{"a":' * 300 + "1" + "}" * 300, "lacks word, number"),
        ("{}", "lacks word"),
        (record(number=float("nan")), "Its number is"),
        ('{"number": ' + "9" * 1900, "cannot be read"),
    ],
)
def test_bad_entry_is_set_aside_with_one_sentence(text, why):
    found = lines.collect(OTTER, handed(text))
    (one,) = found.set_aside
    assert re.search(why, one.why), one.why
    assert one.handed.text == text and found.taken == found.repeats == ()
    assert one.why.endswith(".") and "\n" not in one.why and not re.search(r"\. [A-Z]", one.why)


def test_brackets_without_end_are_no_traceback(monkeypatch):
    """Deep enough to overflow the reader of JSON, were such a row not refused for its length."""
    monkeypatch.setattr(lines, "LONGEST", 10**7)
    with pytest.raises(model.ClassError, match="cannot be read"):
        lines.read('{"a":' * 200_000, OTTER)


def test_same_entry_counts_once_and_different_ones_not_at_all():
    other = lines.entry(OTTER, 17, "placebo")
    found = lines.collect(OTTER, handed(GOOD.line, GOOD.record, GOOD.line.lower()))
    assert (
        found.taken == (GOOD,) and [one.where for one in found.repeats] == ["row 2", "row 3"] and found.set_aside == ()
    )
    found = lines.collect(OTTER, handed(GOOD.line, other.line, GOOD.record, lines.entry(OTTER, 3, "drug").line))
    assert [one.number for one in found.taken] == [3] and found.repeats == ()
    assert [one.handed.text for one in found.set_aside] == [GOOD.line, other.line, GOOD.record]
    assert {one.why for one in found.set_aside} == {
        "Number 17 came with different entries (row 1, row 2, row 3); delete the wrong one."
    }
    assert found.handed_in == 4


def mangled(draw) -> str:
    """A line or record as a hurried class hands it in."""
    one = lines.entry(draw(WORDS), draw(st.integers(1, 12)), draw(GUESSES))
    text = draw(st.sampled_from([one.line, one.record]))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        what = draw(st.sampled_from(["cut", "insert", "replace", "double", "swap", "tail"]))
        letter = draw(st.characters())
        text = {
            "cut": text[:at],
            "insert": text[:at] + letter + text[at:],
            "replace": text[:at] + letter + text[at + 1 :],
            "double": text + text,
            "swap": text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            "tail": text[at:],
        }[what]
    return text


@settings(max_examples=150)
@given(st.lists(st.one_of(st.composite(mangled)(), st.text(max_size=80)), max_size=25))
def test_mangled_lines_are_never_lost_and_never_a_traceback(texts):
    came = handed(*texts)
    found = lines.collect(OTTER, came)
    assert len(found.taken) + len(found.repeats) + len(found.set_aside) == found.handed_in == len(texts)
    # Each is in one place only, and what is taken is one of them, unchanged.
    elsewhere = [*found.repeats, *(one.handed for one in found.set_aside)]
    assert len({one.where for one in elsewhere}) == len(elsewhere)
    rest = [one for one in came if one not in elsewhere]
    assert sorted(found.taken, key=lambda one: one.number) == sorted(
        (lines.read(one.text, OTTER) for one in rest), key=lambda one: one.number
    )
    assert len({one.number for one in found.taken}) == len(found.taken)
    assert all(one == lines.entry(OTTER, one.number, one.guess) for one in found.taken)
    assert all(one.why.endswith(".") for one in found.set_aside)


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_whatever_is_pasted_gets_a_report(text):
    """Through the notebook's own cell: as many as there are rows, and a report that can be sent to a page."""
    found = lesson.collect("otter", text)
    assert found.collected.handed_in == sum(bool(row.strip()) for row in text.splitlines())
    (repr(found) + found._repr_html_()).encode("utf-8")


@settings(max_examples=60)
@given(
    st.one_of(st.text(), st.integers(), st.none(), st.floats()),
    st.one_of(st.text(), st.integers(), st.floats(), st.none()),
    st.one_of(st.text(), st.none(), st.integers()),
)
def test_whatever_a_student_types_is_answered(tmp_path_factory, word, number, guess):
    folder = tmp_path_factory.getbasetemp() / "typed"
    for shown in (lesson.draw(word, number), lesson.hand_in(word, number, guess, folder)):
        (repr(shown) + shown._repr_html_()).encode("utf-8")


# ---- The pooled trial --------------------------------------------------------------------------------------


def trial_of(word: model.Word, people: int) -> model.ClassTrial:
    return model.pool(word, lines.collect(word, handed(*(one.line for one in hunches(word, people)))).rows)


def test_pooled_difference_is_students():
    trial = trial_of(OTTER, 30)
    drug, placebo = trial.change[trial.drug], trial.change[~trial.drug]
    expected = stats.ttest_ind(drug, placebo)
    low, high = expected.confidence_interval()
    assert trial.effect == pytest.approx((drug.mean() - placebo.mean(), low, high))
    assert trial.people == 30 and trial.right == sum(
        model.person(OTTER, n).drug == (model.person(OTTER, n).hunch == "drug") for n in range(1, 31)
    )


@pytest.mark.parametrize("people", [5, 20, 60, 300])
def test_any_size_of_class_is_collected_and_pooled(people):
    rows = "\n".join(one.line for one in hunches(OTTER, people))
    found = lesson.collect("otter", rows)
    trial = model.pool(OTTER, found.collected.rows)
    assert trial.people == people and found.collected.set_aside == ()
    assert list(trial.number) == list(range(1, people + 1))


def test_too_few_or_one_arm_empty_is_a_sentence():
    drugged = [one for one in hunches(OTTER, 40) if model.person(OTTER, one.number).drug]
    for entries, words in (
        (hunches(OTTER, 4), "4 usable entries so far; a trial needs at least 5."),
        (drugged[:6], "Nobody of these 6 was in the placebo arm, so there is nothing to compare yet."),
        ([], "0 usable entries so far; a trial needs at least 5."),
    ):
        found = lesson.collect("otter", "\n".join(one.line for one in entries))
        for show in (lesson.dots, lesson.guesses, lesson.small_trials, lesson.four_worlds):
            shown = show(found)
            assert isinstance(shown, Note) and shown.text == words
        assert len(found.collected.taken) == len(entries), "what came in is kept"
    placebos = [one for one in hunches(OTTER, 40) if not model.person(OTTER, one.number).drug]
    with pytest.raises(model.ClassError, match="in the drug arm"):
        model.pool(OTTER, [(one.number, one.before, one.after, one.guess) for one in placebos])
    five = lesson.collect("otter", "\n".join(one.line for one in hunches(OTTER, 5)))
    assert isinstance(lesson.dots(five), Chart)
    assert lesson.small_trials(five).text == "5 people are too few to be cut into small trials; 20 or more will do."


def expected_change(design: model.Design, arm: str) -> float:
    """Mean change [points] of an arm whose members guess by what they noticed, with scores cut at 0 and 60
    and rounded.

    The draw of the score before is whole points; around each, the score after is a cut normal.
    """
    rows = model.rows()
    mean, spread = float(rows["before"]["value"]), float(rows["before"]["spread"])
    before = np.arange(0, model.TOP + 1)
    edges = np.concatenate([[-np.inf], before[:-1] + 0.5, [np.inf]])
    weight = np.diff(stats.norm.cdf(edges, mean, spread))
    believing = {"drug": 1.0, "placebo": 0.0}[arm] if design.told else model.noticing(arm)
    total = 0.0
    for share, hope in ((believing, design.lift), (1 - believing, 0.0)):
        centre = before + float(rows["change"]["value"]) + (design.effect if arm == "drug" else 0.0) - hope
        cells = np.diff(stats.norm.cdf(edges, centre[:, None], float(rows["change"]["spread"])), axis=1)
        total += share * float(weight @ (cells @ before - before))
    return total


CLASSES = 400


def many(digit: str, people: int) -> list[model.ClassTrial]:
    return [model.virtual_class(model.Word(f"class {index}", digit), people) for index in range(CLASSES)]


@pytest.mark.parametrize("digit", "1234")
def test_mean_of_many_classes_is_what_was_set(digit):
    """Within sampling error of the exact mean, which differs from what was set by the cut at 0 by a tenth of
    a point.
    """
    design = model.designs()[digit]
    seen = np.array([trial.effect.value for trial in many(digit, 60)])
    exact = expected_change(design, "drug") - expected_change(design, "placebo")
    assert abs(seen.mean() - exact) < 3 * seen.std() / math.sqrt(CLASSES)
    assert abs(exact - design.expected) < 0.15


def test_chance_alone_is_clear_in_one_class_of_twenty():
    for people in (20, 41):
        false = sum(not trial.effect.low <= 0 <= trial.effect.high for trial in many("2", people))
        low, high = stats.binom.interval(0.999, CLASSES, 1 / 20)
        assert low <= false <= high, false


def test_interval_holds_the_truth_nineteen_times_of_twenty():
    held = sum(trial.effect.low <= trial.word.design.effect <= trial.effect.high for trial in many("1", 40))
    low, high = stats.binom.interval(0.999, CLASSES, 19 / 20)
    assert low <= held <= high, held


def test_stated_power_is_that_of_many_classes():
    for size in model.sizes(OTTER):
        found = np.mean([trial.effect.high < 0 for trial in many("1", size.people)])
        assert abs(100 * found - size.seen) < 3.3 * 100 * math.sqrt(max(found * (1 - found), 0.01) / CLASSES) + 1


def test_people_notice_as_often_as_the_trial_says():
    for name, shares in model.noticed_rows().items():
        for place, drug in enumerate((True, False)):
            people = [
                one
                for one in (model.person(model.Word(f"class {c}"), n) for c in range(40) for n in range(1, 101))
                if one.drug == drug
            ]
            count = sum(name in one.noticed for one in people)
            low, high = stats.binom.interval(0.9995, len(people), shares[place] / 100)
            assert low <= count <= high, (name, drug)


def test_scores_scatter_as_in_the_trial():
    people = [model.person(model.Word(f"class {c}"), n) for c in range(40) for n in range(1, 101)]
    # Whole points widen the scatter of the score before by a twelfth of a squared point.
    for row, values, rounding in (
        ("before", np.array([one.before for one in people]), 1 / 12),
        ("change", np.array([one.shift for one in people]), 0.0),
    ):
        mean, spread = (float(model.rows()[row][part]) for part in ("value", "spread"))
        spread = math.sqrt(spread**2 + rounding)
        assert abs(values.mean() - mean) < 3.3 * spread / math.sqrt(values.size)
        assert abs(values.std() / spread - 1) < 3.3 / math.sqrt(2 * values.size)


def test_truth_is_the_trials_own():
    frame = evidence.trials(study="Janik 2025").set_index("id")
    assert model.designs()["1"].effect == frame.at["tr-janik-2025-02", "value"] < 0
    assert model.rows()["before"]["id"] == "tr-janik-2025-17"
    assert (model.rows()["change"]["value"], model.rows()["change"]["spread"]) == virtual_trial.placebo_arm()
    events = evidence.table("adverse_events").set_index("id")
    assert model.noticed_rows()["dissociation"] == tuple(
        events.loc["ae-janik-2025-02", ["percent", "comparator_percent"]]
    )
    assert all(row["status"] == "primary" for row in model.rows().values())
    assert [design.effect for design in model.designs().values()][1:] == [0, 0, 0]
    table = lesson.truth(lesson.collect("otter-3"))
    assert set(table.frame.loc[table.frame["What"].str.contains("believing|together|spread|shape|adds"), "Status"]) == {
        "assumed"
    }
    assert "−6.8 points" in repr(lesson.truth(lesson.collect("otter"))) and "−6 points" in repr(table)


def test_worlds_are_the_same_people():
    trial = trial_of(OTTER, 40)
    found = model.worlds(trial)
    assert found["1"] == pytest.approx(trial.effect)
    for digit in "234":
        assert found[digit] == pytest.approx(trial_of(model.Word("otter", digit), 40).effect)


def test_small_trials_are_the_class_and_their_pool_weighs_by_precision():
    trial = trial_of(OTTER, 43)
    found = model.groups(trial)
    assert found.numbers == ((1, 11), (12, 22), (23, 33), (34, 43))
    part = slice(11, 22)
    assert found.effects[1] == pytest.approx(model.difference(trial.change[part], trial.drug[part]))
    errors = [
        model._compared(trial.change[i:j], trial.drug[i:j])[1] for i, j in ((0, 11), (11, 22), (22, 33), (33, 43))
    ]
    assert np.allclose(found.pool.weights, np.array(errors) ** -2.0 / sum(e**-2.0 for e in errors))
    # Here the parts scatter more than chance makes likely; one truth still means weights by precision alone.
    wide = model.groups(trial_of(OTTER, 300))
    assert len(wide.numbers) == 8 and wide.pool.i2 > 0
    precision = np.array([(effect.high - effect.low) ** -2.0 for effect in wide.effects])
    assert np.allclose(wide.pool.weights, precision / precision.sum(), rtol=0.01)


def test_groups_that_lack_an_arm_are_cut_more_coarsely():
    numbers = [n for n in range(1, 200) if model.person(OTTER, n).drug][:15] + [
        n for n in range(200, 300) if not model.person(OTTER, n).drug
    ][:15]
    trial = model.pool(
        OTTER, [(n, one.before, one.after("drug"), "drug") for n in numbers for one in [model.person(OTTER, n)]]
    )
    with pytest.raises(model.ClassError, match="30 people are too few to be cut"):
        model.groups(trial)


# ---- Files -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of all classes, in a place of its own."""
    monkeypatch.setattr(class_files, "CLASS", tmp_path / "class")
    return tmp_path / "class"


def test_entry_is_written_once_and_collected(folder):
    first = lesson.hand_in("Otter", 17, "Drug")
    path = folder / "otter" / "otter-017.json"
    assert path.read_text(encoding="utf-8") == GOOD.record + "\n" and "class/otter/otter-017.json" in first.more
    assert first.line == GOOD.line and str(folder) not in repr(first)
    assert lesson.hand_in("otter", "017", "drug") == first
    again = lesson.hand_in("otter", 17, "placebo")
    assert "was there already with another entry and was left as it is" in again.more
    assert path.read_text(encoding="utf-8") == GOOD.record + "\n"
    found = lesson.collect("otter", lines.entry(OTTER, 18, "drug").line)
    assert [one.number for one in found.collected.taken] == [17, 18]


def test_change_is_said_in_words(folder):
    said = {lesson.hand_in("otter", n, "drug").paragraphs[0].split(": ")[1]: n for n in range(1, 120)}
    assert {"1 point worse than before.", "the same as before."} <= set(said)
    one = model.person(OTTER, said["the same as before."])
    assert one.after("drug") == one.before
    better = next(words for words in said if "better" in words)
    one = model.person(OTTER, said[better])
    assert better == f"{one.before - one.after('drug')} points better than before."


def test_record_holds_no_more_than_the_experiment_needs():
    assert set(json.loads(GOOD.record)) == {"word", "number", "before", "after", "guess", "check"}


def test_where_everybody_is_told_nobody_guesses(folder):
    for number in (1, 2, 3, 4):
        arm = model.person(OTTER, number).arm
        assert f"the {arm} arm, and you are told so" in repr(lesson.draw("otter-4", number))
        assert f"told {arm}" in lesson.hand_in("otter-4", number).line
        assert lesson.hand_in("otter-4", number, "drug").line == lesson.hand_in("otter-4", number, "placebo").line
    lie = "drug" if model.person(OTTER, 1).arm == "placebo" else "placebo"
    word = model.Word("otter", "4")
    one = lines.entry(word, 1, lie)
    made_by_hand = lines.Entry(word, 1, one.before, one.after, lie).line
    with pytest.raises(model.ClassError, match="did not draw"):
        lines.read(made_by_hand, word)


def test_story_does_not_tell_the_arm_or_the_score_after():
    for number in range(1, 40):
        one = model.person(OTTER, number)
        text = repr(lesson.draw("otter", number)) + lesson.draw("otter", number)._repr_html_()
        assert "placebo" not in text and "the drug" not in text
        assert f"{one.before} points" in text and "nobody says which" in text
        assert re.findall(r"\d+", " ".join(lesson.draw("otter", number).paragraphs)) == [str(one.before), "0", "60"]


def test_nothing_is_written_for_the_example_or_before_the_guess(folder):
    assert "no file is written" in lesson.hand_in("example", 5, "drug").more
    assert lesson.hand_in("otter", 5).title == "Guess first"
    assert isinstance(lesson.hand_in("otter", 5, "maybe"), Note)
    assert not folder.exists()


def test_folder_that_cannot_be_written_still_gives_the_line(folder):
    folder.write_text("a file where the folder should be", encoding="utf-8")
    shown = lesson.hand_in("otter", 17, "drug")
    assert shown.line == GOOD.line and "could not be written" in shown.more
    assert "could not be written" in lesson.print_cards("otter", 5).text


def test_any_mix_of_files_and_rows_is_taken_or_said(folder):
    place = folder / "otter"
    place.mkdir(parents=True)
    entries = hunches(OTTER, 12)

    def put(name, data):
        (place / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))

    put("otter-001.json", entries[0].record)
    put("laid out.json", json.dumps(json.loads(entries[1].record), indent=4))
    put("bom.txt", b"\xef\xbb\xbf" + entries[2].line.encode())
    put("windows.txt", "\r\n".join([entries[3].line, "", entries[4].line]).encode("utf-16"))
    put("old windows.txt", entries[5].line.replace("→", ">").encode("cp1252"))
    put("mail.json.txt", entries[6].record + "\r\n" + entries[7].record)
    put("empty.json", b"")
    put("photo.jpg", b"\xff\xd8\xff")
    put("huge.txt", b"x" * 300_000)
    put("noise.txt", bytes(range(256)))
    put(".DS_Store", b"\0")
    put("Thumbs.db", b"\0")
    (place / "more").mkdir()
    found = lesson.collect("otter", "\n".join([entries[8].line, entries[0].line, "nonsense"]))
    assert [one.number for one in found.collected.taken] == list(range(1, 10))
    assert [one.where for one in found.collected.repeats] == ["row 2"]
    aside = [one.handed.where for one in found.set_aside]
    assert {"empty.json", "photo.jpg", "huge.txt", "row 3"} <= set(aside)
    assert {name for name in aside if name.startswith("noise.txt")} == set(aside) - {
        "empty.json",
        "photo.jpg",
        "huge.txt",
        "row 3",
    }
    assert found.notes == ("The folder “more” inside was not opened.",)
    assert (
        "It is empty." in reasons(found)
        and "too large" in reasons(found)
        and "those end in .json or .txt" in reasons(found)
    )
    (repr(found) + found._repr_html_()).encode("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipe_or_broken_link_in_the_folder_does_not_hang(folder):
    (folder / "otter").mkdir(parents=True)
    os.mkfifo(folder / "otter" / "pipe")
    (folder / "otter" / "lost.json").symlink_to(folder / "nowhere.json")
    found = lesson.collect("otter", GOOD.line)
    assert (
        len(found.collected.taken) == 1 and reasons(found).count("It could not be opened; it is no ordinary file.") == 2
    )


def test_folder_elsewhere_and_folder_that_is_not_there(folder, tmp_path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "a.json").write_text(GOOD.record, encoding="utf-8")
    for where in (tmp_path / "stick", str(tmp_path / "stick")):
        assert lesson.collect("otter", folder=where).collected.taken == (GOOD,)
    found = lesson.collect("otter", GOOD.line, folder=tmp_path / "gone")
    assert found.collected.taken == (GOOD,) and "was not found, so only the pasted rows were read" in found.notes[0]
    assert lesson.collect("otter", GOOD.line, folder=" ").notes == ()
    many_files = tmp_path / "home"
    many_files.mkdir()
    for index in range(2001):
        (many_files / f"{index}.txt").touch()
    assert "holds 2001 files, too many for a class" in lesson.collect("otter", folder=many_files).notes[0]


def test_report_shows_what_came_as_text_and_not_as_a_page():
    found = lesson.collect("otter", "<script>alert(1)</script>\n\x1b[31mred & <b>bold</b>")
    page = found._repr_html_()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page and "\x1b" not in page + repr(found)
    assert found.set_aside[0].handed.text == "<script>alert(1)</script>", "kept as it came"


def test_wrong_word_of_the_teacher_is_a_sentence_in_every_cell():
    found = lesson.collect("no word!")
    assert isinstance(found, Note)
    for show in (
        lesson.dots,
        lesson.guesses,
        lesson.small_trials,
        lesson.class_sizes,
        lesson.truth,
        lesson.four_worlds,
    ):
        assert show(found) is found


# ---- Cards, charts, notebook -------------------------------------------------------------------------------


def test_cards_let_a_student_take_part_without_a_kernel():
    page = lesson.cards("otter", 30)._repr_html_()
    assert "<script" not in page
    for number in range(1, 31):
        for guess in model.GUESSES:
            summary = f"<summary>Number {number}: I guess {guess}</summary>"
            line = page.split(summary)[1].split("<code")[1].split(">")[1].split("<")[0]
            assert lines.read(line, OTTER) == lines.entry(OTTER, number, guess)
    assert Page(page).text.count("Number ") == 90
    # Score and line stand inside the inner folds only.
    outside = re.sub(r"<details><summary>Number \d+: I guess.*?</details>", "", page)
    assert "After four weeks" not in outside and outside.count("Before treatment") == 30
    told = lesson.cards("otter-4", 5)._repr_html_()
    assert "I guess" not in told and told.count("told ") >= 5


def test_cards_to_print_are_written_once(folder):
    assert lesson.print_cards("otter", 8).text == "Open class/cards-otter-8.html in a browser and print it."
    path = folder / "cards-otter-8.html"
    page = path.read_text(encoding="utf-8")
    assert page.count('class="card"') == 8 and 'lang="en"' in page and "<details" not in page
    assert lesson.print_cards("otter", 8).text.startswith("Open")
    path.write_text("mine", encoding="utf-8")
    assert (
        "already with other contents" in lesson.print_cards("otter", 8).text
        and path.read_text(encoding="utf-8") == "mine"
    )
    assert isinstance(lesson.cards("otter", 301), Note) and isinstance(lesson.print_cards("x"), Note)


@pytest.mark.parametrize("people", [5, 6, 30, 300])
@pytest.mark.parametrize("digit", "1234")
def test_charts_say_what_the_class_found(people, digit):
    word = model.Word("badger", digit)
    found = lesson.collect(str(word), "\n".join(one.line for one in hunches(word, people)))
    trial, shown = trial_of(word, people), lesson.dots(found, 3)
    assert charts.in_words(trial.effect) in shown.alt and str(people) in shown.title
    assert (f"{trial.right} of {people} " in lesson.guesses(found).title) and len(shown.table) == people
    assert "example" not in (shown.title + shown.caption).lower()
    if digit == "2":
        assert "set to 0 points" in shown.caption
    for chart in (shown, lesson.guesses(found), lesson.four_worlds(found), lesson.class_sizes(found)):
        assert isinstance(chart, Chart) and len(chart.alt.split()) >= 10
        assert not re.search(r"\bnan\b|\binf\b|[-−+]0\.0\b(?!\d)", chart.title)


@pytest.mark.parametrize("view, least", [("page", 11), ("projector", 18)])
@pytest.mark.parametrize("people, digit", [(5, "3"), (23, "4"), (300, "1")])
def test_words_can_be_read_whatever_the_class(people, digit, view, least):
    """tests/kit/test_charts.py looks at the example only; a class may be tiny, huge, or in another world."""
    word = model.Word("otter", digit)
    found = lesson.collect(str(word), "\n".join(one.line for one in hunches(word, people)))
    with style.in_style_context(view):
        shown = [
            lesson.dots(found, people),
            lesson.guesses(found),
            lesson.class_sizes(found),
            lesson.four_worlds(found),
        ]
        shown += [lesson.small_trials(found)] if people > 20 else []
        for one in shown:
            assert looks.problems(looks.words_drawn(one.fig), one.fig, least, contrast) == [], one.name


def test_dots_stand_apart():
    values = np.array([1.0, 1, 1, 2, 5, 5] + [9] * 60)
    offset = charts.swarm(values)
    assert len({*zip(values, offset, strict=True)}) == values.size and np.abs(offset).max() <= 0.38 + 1e-12
    assert offset[3] == 0 and offset[:3].sum() == pytest.approx(0)


def test_verdict_follows_the_interval():
    assert charts.verdict(model.Effect(-3, -5, -1)) == "the drug arm did better"
    assert charts.verdict(model.Effect(3, 1, 5)) == "the placebo arm did better"
    assert charts.verdict(model.Effect(-3, -7, 1)) == "no clear difference"


def test_example_is_marked_and_has_every_mishap():
    found = lesson.collect("example")
    assert len(found.collected.taken) == 30 and found.summary.startswith("Example class, made up: 36 handed in")
    for why in ("do not fit", "cannot be read", "class word badger", "different entries"):
        assert why in reasons(found)
    assert len(found.collected.repeats) == 1
    for show in (lesson.dots, lesson.guesses, lesson.small_trials, lesson.class_sizes, lesson.four_worlds):
        assert show(found).title.startswith("Example class: ") and "An example, not your class." in show(found).caption
    assert lesson.collect("example", GOOD.line).collected.handed_in == 1, "own rows take the place of the built-in ones"


def markdown() -> str:
    cells = nbformat.read(catalogue.NOTEBOOKS / "class_experiment.ipynb", as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_what_the_notebook_says_of_the_example_is_so():
    text, word = markdown(), model.read_word("example")
    five, other = model.person(word, 5), model.person(word, 21)
    assert not five.drug and f"number 5 got {five.before - five.after('drug')} points better, on placebo" in text
    assert other.drug and f"Number 21 got {other.after('drug') - other.before} points worse, on the drug" in text
    assert all(f"`otter-{digit}`" in text for digit in model.designs())
    assert set(re.findall(r"lesson\.(\w+)\(", text)) <= set(dir(lesson))


def test_notebook_asks_as_the_catalogue_and_git_ignores_the_class():
    (about,) = [about for about in catalogue.COMPANIONS if about.name == "class_experiment"]
    assert markdown().startswith(f"# {about.question}\n")
    assert "/notebooks/class/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert class_files.CLASS == catalogue.NOTEBOOKS / "class"
    assert "(notebooks/class_experiment.ipynb)" in (ROOT / "README.md").read_text(encoding="utf-8")

"""Every self-check of every lesson: the printed solution passes, wrong answers fail, and whatever else gets a sentence."""

import ast
import contextlib
import importlib
import io
import re
from functools import cache
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from twoclocks.book.catalogue import written
from twoclocks.book.contents import contents
from twoclocks.book.publish import NOTEBOOKS
from twoclocks.kit.exercise import NOT_YET, Exercise, Parts
from twoclocks.kit.rooms import room
from twoclocks.lessons.how_sure import data as trials
from twoclocks.models import cascade, circuit_days
from twoclocks.models.calibration import brier_score

LESSONS = [lesson.name for lesson in written() if contents(lesson.name).exercises]
#: What a reader may hand in by mistake; none of it is an answer to anything.
NO_ANSWERS = [
    "half",
    "0.5",
    float("nan"),
    float("inf"),
    (),
    [],
    {},
    object(),
    np.ones((2, 2)),
    [[1], [1, 2]],
    (1.0, 2.0, 3.0, 4.0, 5.0),
    ("one", "two"),
    {"x": 1.0},
    [[1]],
    1j,
    lambda *anything: 1 / 0,
    lambda: 1.0,
    lambda *anything: "half",
    lambda *anything: float("nan"),
    lambda *anything: [1.0, 2.0],
]


def house(lesson: str):
    return importlib.import_module(f"twoclocks.lessons.{room(lesson)}")


def exercises(lesson: str) -> dict[str, Exercise | Parts]:
    return {name: one for name, one in vars(house(lesson)).items() if isinstance(one, Exercise | Parts)}


ALL = [(lesson, name) for lesson in LESSONS for name in exercises(lesson)]


def imports(lesson: str) -> str:
    """Return all import statements of a notebook's cells."""
    cells = nbformat.read(NOTEBOOKS / f"{lesson}.ipynb", as_version=4).cells
    trees = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, found))


def run(code: str, space: dict) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, space)


def checks(code: str) -> list[ast.Call]:
    """Return the calls of self-checks in a code."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).startswith("lesson.check_")]


def solved(space: dict, fold: str, code: str) -> None:
    """Put the solution of ``fold`` into ``space``: its code, or the letters that it calls right."""
    blocks = re.findall(r"(?s)```python\n(.*?)```", fold)
    for block in blocks:
        run(block, space)
    (unknown,) = re.findall(r"(?m)^(\w+) = None", code)[:1] or [None]
    if letter := re.match(r"\*\*([a-z])\.\*\*", fold):
        space[unknown] = letter[1]
    elif listed := re.findall(r"(?m)^- \*\*(\w+)(?:\*\* holds|, fault)", fold):
        space[unknown] = {int(one) if one.isdigit() else one for one in listed}


@cache
def answers(lesson: str) -> dict[str, SimpleNamespace]:
    """Return name of a self-check -> the answer in its cell (given) and the printed solution (right), as arguments."""
    space: dict = {}
    run(imports(lesson), space)
    found = {}
    for asked in contents(lesson).exercises:
        calls = checks(asked.code)
        if not calls:
            continue
        run(asked.code, space)

        def arguments(call, space=space):
            return [eval(ast.unparse(argument), space) for argument in call.args]

        given = [arguments(call) for call in calls]
        solved(space, asked.answer, asked.code)
        for call, before in zip(calls, given, strict=True):
            found[call.func.attr] = SimpleNamespace(given=before, right=arguments(call))
    return found


def wrong(answer):
    """Give answers like a right one that are not right."""
    if isinstance(answer, str):
        yield from set("abcd") - {answer}
    elif isinstance(answer, bool | np.bool_):
        yield not answer
    elif callable(answer):
        yield lambda *arguments: 1.3 * np.asarray(answer(*arguments)) + 0.05
    elif isinstance(answer, dict):
        yield from ({**answer, name: other} for name, value in answer.items() for other in wrong(value))
    elif isinstance(answer, set | frozenset):
        yield from (answer - {one} for one in answer)
        yield from (answer ^ {one} for one in ("c", 3))
    elif isinstance(answer, tuple | list):
        yield from ((*answer[:i], other, *answer[i + 1 :]) for i, value in enumerate(answer) for other in wrong(value))
    else:
        yield from (1.3 * answer + 0.05, -answer - 1)


def one_sentence(line: str) -> bool:
    return 3 < len(line.split()) < 60 and line.endswith((".", "?"))


@pytest.mark.parametrize("of", LESSONS)
def test_every_self_check_is_asked_and_not_yet_solved(of):
    assert set(answers(of)) == set(exercises(of))
    for name, found in answers(of).items():
        heard = exercises(of)[name](*found.given)
        assert not heard.passed and heard.text.startswith(NOT_YET)


@pytest.mark.parametrize("of, name", ALL)
def test_printed_solution_passes_and_wrong_answers_do_not(of, name):
    exercise, right = exercises(of)[name], answers(of)[name].right
    heard = exercise(*right)
    assert heard.passed and heard.text.startswith("Yes"), heard
    assert repr(heard) == heard.text and "<strong>Yes</strong>" in heard._repr_html_()
    # Settings of a model have no neighbours that are wrong for sure; theirs stand below.
    others = [] if isinstance(right[0], dict) and name in {"check_fooled", "check_accused"} else wrong(tuple(right))
    for other in others:
        heard = exercise(*other)
        assert not heard.passed and "Not" in heard.text, (other, heard)


@pytest.mark.parametrize("of, name", ALL)
def test_what_is_no_answer_gets_a_sentence(of, name):
    for bad in NO_ANSWERS:
        heard = exercises(of)[name](bad)
        assert not heard.passed and all(map(one_sentence, heard.text.split("\n"))), (bad, heard)


ARTICLE = {2, 4, 6, 7, 9, 11}
MADE_UP = {"drug_adds": 0, "illness_rate": 10, "users": 1000, "reported_share": 5, "publicity": 1}


@pytest.mark.parametrize(
    "where, answer, said",
    [
        ("00_start_here.check_five_percent", 1.0, "later than 1.0 h"),
        ("00_start_here.check_five_percent", 90.0, "earlier than 90.0 h"),
        ("01_two_targets.check_block", 7, "between 0 and 1; it is 7"),
        (
            "02_nmda_receptor.check_activity",
            ({"active": 0.4, "quiet": 0.1}, {"active": 1, "quiet": 2}),
            "the equilibrium at",
        ),
        (
            "03_serotonin_synapse.check_autoreceptors",
            {"without 5-HT1B": None},
            "Not yet (without 5-HT1B): replace None with",
        ),
        ("03_serotonin_synapse.check_autoreceptors", {"ends": 1.0}, "there is no 'ends'"),
        ("04_getting_there.check_weight", {"herd2007": 2.0}, "Not quite (herd2007). Is it"),
        ("05_after_the_drug.check_experiment", {"surge or rest": "c"}, "Yes (surge or rest)"),
        ("05_after_the_drug.check_preference", 0.2, "Try more"),
        ("05_after_the_drug.check_preference", 0.9, "Try less"),
        (
            "05_after_the_drug.check_switches",
            lambda t, b, k, off: cascade.step_by_step(t, np.where(t > off, 0, b), k),
            "You removed the drug",
        ),
        ("05_after_the_drug.check_switches", lambda t, b, k, off: cascade.step_by_step(t, b, 0 * k), "kP must be 0"),
        ("06_onset_timelines.check_difference", (1.0, 2.0), "three numbers"),
        ("06_onset_timelines.check_difference", (-9.9, -16.0, -3.5), "turned round"),
        ("06_onset_timelines.check_advert", {"a", "b"}, "3 of 4"),
        ("07_how_sure.check_fooled", {"true_effect": 6}, "has a true effect"),
        ("07_how_sure.check_fooled", {"true_effect": 0}, "make it 50 or more"),
        ("07_how_sure.check_fooled", {"guess_right": 20}, "guess_right is 20"),
        ("07_how_sure.check_fooled", {"hope": 20}, "the settings are true_effect, "),
        ("07_how_sure.check_design", "a", "narrower around the same wrong number"),
        ("07_how_sure.check_pool", trials.forest().pool.effect.value, "all six"),
        ("07_how_sure.check_needed", (3.0, True), "100 divided by"),
        ("07_how_sure.check_needed", (31.0, False), "Is zero between"),
        ("08_infusion_session.check_clinic", (0.0632, None), "you have 0.0632"),
        ("08_infusion_session.check_threshold", lambda threshold: 2.9 - 0.025 * threshold, "climbing"),
        ("08_infusion_session.check_threshold", lambda threshold: 77.0, "first minute after"),
        ("09_chronic_pain.check_block", 0.3, "Try more block"),
        ("09_chronic_pain.check_block", 0.9, "Try less block"),
        ("09_chronic_pain.check_short", (8.5, True), "8 people of 12"),
        ("09_chronic_pain.check_short", (0.085, False), "a percentage, and not a share"),
        ("09_chronic_pain.check_short", (80, False), "not right yet"),
        ("09_chronic_pain.check_design", {"b", "d"}, "exactly three"),
        ("09_chronic_pain.check_design", {"b", "d", "a"}, "every story"),
        ("10_safety_access_future.check_harm", (16.4, 6.1), "that is of 100"),
        ("10_safety_access_future.check_harm", (248, 4), "would have without the drug"),
        ("10_safety_access_future.check_harm", (120, 6), "take the people"),
        ("10_safety_access_future.check_harm", (164, 16), "half right"),
        ("10_safety_access_future.check_accused", MADE_UP, "odds ratio is 1.0; make it 5"),
        ("10_safety_access_future.check_accused", MADE_UP | {"illness_rate": 50, "publicity": 3}, "both news and"),
        ("10_safety_access_future.check_accused", MADE_UP | {"drug_adds": 90}, "this drug adds events"),
        ("10_safety_access_future.check_accused", MADE_UP | {"publicity": 0}, "publicity is 0; allowed"),
        ("11_reading_claims.check_faults", {2, 4}, "2 of 6 faults found."),
        (
            "11_reading_claims.check_faults",
            ARTICLE | {3},
            "6 of 6 faults found, and 1 of the sentences you marked is fair",
        ),
        ("11_reading_claims.check_faults", {12}, "numbers from 1 to 11"),
        ("11_reading_claims.check_brier", lambda s, r: 1e4 * brier_score(s, r), "divide the percentages by 100"),
        ("12_expert_serotonin_terminal.check_double", 1.0, "larger dose"),
        ("12_expert_serotonin_terminal.check_double", 30.0, "smaller dose"),
        ("12_expert_serotonin_terminal.check_ceiling", 0.0996, "in µM"),
        ("lesson_template.check_half_again", 0.5, "with 50 % of the pumps blocked it takes 1.4"),
    ],
)
def test_known_wrong_answers_are_told_what_is_wrong(where, answer, said):
    lesson, _, name = where.partition(".")
    heard = exercises(lesson)[name](*(answer if isinstance(answer, tuple) and "check_clinic" in name else (answer,)))
    assert not heard.passed and said in heard.text


def test_hours_are_told_from_minutes():
    lesson = house("08_infusion_session")
    heard = lesson.check_threshold(lambda threshold: lesson.exercises.minute_below_one(threshold) / 60)
    assert not heard.passed and "in hours" in heard.text


def test_parts_pass_together_only():
    lesson = house("03_serotonin_synapse")
    left = {"without 5-HT1A": "5-HT1B", "without 5-HT1B": "5-HT1A"}
    right = {name: circuit_days.with_autoreceptors(which, day=14.0) for name, which in left.items()}
    assert lesson.check_autoreceptors(right).passed
    half = lesson.check_autoreceptors(dict([*right.items()][:1]))
    assert not half.passed and half.text.startswith("Yes (without 5-HT1A)") and "Not yet (without 5-HT1B)" in half.text


def test_words_of_a_reader_are_escaped():
    heard = Exercise.choice("a", {"a": "so.", "b": "no."})("<b>")
    assert "<b>" in heard.text and "<b>" not in heard._repr_html_()

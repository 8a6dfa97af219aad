"""The words.toml of every room that has one: each sentence is shown somewhere, and none is left in the room's Python.

Everything that a room shows is asked for: its pictures, notes and tables, its explorers at every value of each control,
its predictions, its exercises with right, wrong and missing answers. A place too many or too few raises an error then.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools

import pytest
from twoclocks import evidence
from twoclocks.kit import rooms
from twoclocks.kit.explorer import Explorer
from twoclocks.kit.sentences import sentences
from twoclocks.models import journeys, session, two_clocks

ROOMS = rooms.rooms_with("words.toml")
#: Rooms whose sentences are on their way into words.toml -> the modules that hold none any more. Their exercises are not
#: asked for yet. A room leaves this list when all of it has moved.
ON_THE_WAY = {
    room: ("motion.py", "motion_explorers.py") for room in ("two_targets", "nmda_receptor", "serotonin_synapse")
}
#: A string of at least so many words is a sentence for readers.
SENTENCE = 4


def slope() -> float:
    """The slope that exercise 1 of lesson 08 asks for."""
    return float(evidence.parameter("session.rivaposse2018.dSBP")) / session.end_level()


def below_one(threshold: float) -> float:
    room = session.room()
    score = session.dissociation(room.level, threshold)
    return 60 * journeys.time_below(room.time, score, 1.0, journeys.trial_hours())


def five_percent() -> float:
    clock = two_clocks.ketamine_clock()
    late = clock.time > clock.time[clock.level.argmax()]
    return float(clock.time[late & (clock.level < 0.05 * clock.level_top)][0])


#: room -> exercise -> answers to try: none, wrong in each way that is told apart, right.
ANSWERS = {
    "start_here": {"check_five_percent": lambda: [(None,), (0.5,), (99.0,), (five_percent(),)]},
    "infusion_session": {
        "check_clinic": lambda: [(None, None), (1.0, 1.0), (slope(), slope() * session.room().at(80 / 60)["level"])],
        "check_threshold": lambda: [
            (lambda threshold: None,),
            (lambda threshold: below_one(threshold) / 60,),
            (lambda threshold: 12.0,),
            (lambda threshold: 77.0,),
            (below_one,),
        ],
        "check_argument": lambda: [(None,), *itertools.product("abcdx")],
    },
}


def settings(explorer: Explorer) -> list[dict]:
    """Return every value of each control, with all others at their first, their last and their start."""
    found = []
    for name, control in explorer.controls.items():
        others = [
            {(other, value) for value in (it.values[0], it.values[-1], it.start)}
            for other, it in explorer.controls.items()
            if other != name
        ]
        found += [{name: value, **dict(corner)} for value in control.values for corner in itertools.product(*others)]
    return found


def ask_for_everything(room: str) -> None:
    lesson = importlib.import_module(f"twoclocks.lessons.{room}")
    exercises = ANSWERS.get(room, {})
    for name, shown in vars(lesson).items():
        if not inspect.isfunction(shown) and name not in exercises:
            continue
        if room in ON_THE_WAY and name.startswith("check_"):
            continue
        for answer in exercises[name]() if name.startswith("check_") and name in exercises else [()]:
            made = shown(*answer)
        if isinstance(made, Explorer):
            made.figure()
            for values in settings(made):
                made.words(**values)


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_shown_somewhere(room):
    ask_for_everything(room)
    assert sentences(rooms.ROOMS / room / "__init__.py").unused() == []


def left_in_code(tree: ast.AST) -> list[str]:
    """Return the strings of SENTENCE words or more that are neither docstrings nor said to programmers only."""
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            passed.add(id(node.body[0].value))
        if isinstance(node, ast.Raise):
            passed |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):  # counted as a whole
            passed |= {id(inner) for inner in node.values}
    found = []
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
        if len(text.split()) >= SENTENCE:
            found.append(text)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_is_left_in_the_code_of_a_room_with_words(room):
    found = {}
    for path in sorted((rooms.ROOMS / room).rglob("*.py")):
        if room in ON_THE_WAY and path.name not in ON_THE_WAY[room]:
            continue
        found[path.name] = left_in_code(ast.parse(path.read_text(encoding="utf-8")))
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "code, found",
    [
        ("x = 'one two three four'", 1),
        ("x = f'{a} two {b:.1f} four'", 1),
        ("def f(x):\n    'one two three four'\n    return x + 'one two three four'", 1),
        ("x = 'one two three'", 0),
        ("raise ValueError(f'one two three {four}')", 0),
        ("'''one two three four'''\n# one two three four\nx = 1", 0),
    ],
)
def test_the_rule_for_sentences_can_fail(code, found):
    assert len(left_in_code(ast.parse(code))) == found

"""The words.toml of every room that has one: each sentence is shown somewhere, and none is left in the room's Python.

Everything that a room shows is asked for: its pictures, notes and tables, its explorers at every value of each control,
its predictions, its exercises with right, wrong and missing answers. A place too many or too few raises an error then.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools

import numpy as np
import pytest
from twoclocks import evidence
from twoclocks.kit import rooms
from twoclocks.kit.explorer import Explorer
from twoclocks.kit.sentences import sentences
from twoclocks.lessons.two_targets import exercises as two_targets
from twoclocks.models import (
    cascade,
    circuit_days,
    ei_network,
    journeys,
    ketamine,
    nmda_states,
    nmda_trapping,
    session,
    terminal,
    terminal_store,
    two_clocks,
)

ROOMS = rooms.rooms_with("words.toml")
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


def weight_ratio(model: str) -> float:
    heavy, light = (ketamine.infusion_level([journeys.trial_hours()], model, weight=kg)[0] for kg in (100, 50))
    return heavy / light


def without_autoreceptor() -> dict[str, float]:
    left = {"without 5-HT1A": "5-HT1B", "without 5-HT1B": "5-HT1A"}
    return {name: circuit_days.with_autoreceptors(which, day=14.0) for name, which in left.items()}


def doubling_dose() -> float:
    """The dose [mg/kg] that exercise 1 of lesson 12 asks for."""
    rises = terminal_store.peaks() / terminal_store.peaks()[0]
    return float(np.interp(2, rises, terminal_store.DOSES))


def lasting() -> float:
    """The concentration [nM] that exercise 2 of lesson 12 asks for."""
    made = terminal.fluxes(terminal.start()).synthesis
    return 1000 * made / float(evidence.parameter("mena2024.a14"))


def settled(activity: float) -> dict[str, float]:
    """Both answers of exercise 2 of lesson 02 at one activity."""
    return {run.__name__: float(run(1.0, activity)) for run in (nmda_trapping.equilibrium, nmda_trapping.time_constant)}


def by_activity(name: str) -> dict[str, float]:
    return {"active": settled(1.0)[name], "quiet": settled(0.1)[name]}


#: room -> exercise -> answers to try: none, wrong in each way that is told apart, right.
ANSWERS = {
    "after_the_drug": {
        "check_preference": lambda: [(None,), (0.2,), (0.9,), (float(ei_network.break_even(0.2)),)],
        "check_switches": lambda: [
            (lambda time, block, kP, off: None,),
            (lambda time, block, kP, off: cascade.step_by_step(time, np.where(time > off, 0, block), kP),),
            (lambda time, block, kP, off: cascade.step_by_step(time, block, 0 * kP),),
            (lambda time, block, kP, off: cascade.step_by_step(time, block, np.where(time > off, 0, kP)),),
        ],
    },
    "expert_serotonin_terminal": {
        "check_double": lambda: [(None,), (1.0,), (30.0,), (doubling_dose(),)],
        "check_ceiling": lambda: [(None,), (5.0,), (lasting() / 1000,), (lasting(),)],
        "check_argument": lambda: [(None,), *itertools.product("abcdx")],
    },
    "start_here": {"check_five_percent": lambda: [(None,), (0.5,), (99.0,), (five_percent(),)]},
    "getting_there": {
        "check_weight": lambda: [
            ({"clements1981": None, "herd2007": None},),
            ({"clements1981": 9.0, "herd2007": 9.0},),
            ({name: weight_ratio(name) for name in ("clements1981", "herd2007")},),
        ],
        "check_sampling": lambda: [
            (lambda *samples: None,),
            (lambda *samples: 7.0,),
            (lambda first, high, second, low: (second - first) / np.log2(high / low),),
        ],
        "check_argument": lambda: [(None,), *itertools.product("abcdx")],
    },
    "nmda_receptor": {
        "check_competition": lambda: [(lambda voltage: None,), (lambda voltage: 1.0,), (nmda_states.competition,)],
        "check_activity": lambda: [
            (dict.fromkeys(("active", "quiet")), dict.fromkeys(("active", "quiet"))),
            ({"active": 0.1, "quiet": 0.2}, by_activity("time_constant")),
            (by_activity("equilibrium"), {"active": 1.0, "quiet": 1.0}),
            (by_activity("equilibrium"), by_activity("time_constant")),
        ],
        "check_argument": lambda: [(None,), *itertools.product("abcdx")],
    },
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
    "two_targets": {
        "check_doubling": lambda: [(None,), (3,), (two_targets.doubling_rate("NMDA"),)],
        "check_block": lambda: [(None,), (0.5,), (two_targets.doubling_block(),)],
        "check_argument": lambda: [(None,), *itertools.product("abcdx")],
    },
    "serotonin_synapse": {
        "check_wash_out": lambda: [(lambda occupied, left: left,), (lambda occupied, left: left * (1 - occupied),)],
        "check_autoreceptors": lambda: [(None,), ({"without 5-HT1A": 1.0},), (without_autoreceptor(),)],
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

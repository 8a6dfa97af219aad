"""The house: imports point down, no lesson imports another, no published number stands in code, one row is one lookup.

A published number in code cannot be traced to its source and does not change when the data are corrected. The rules:

tests      No assertion is one that cannot fail, and a block that is to raise holds the one statement that does.
models     Every number is structural (STRUCTURAL, and powers of ten), counts the points of a grid (an argument of
           linspace, geomspace, arange or range), or stands in LOOKED_AT with the reason why it is no parameter.
words      No number with a unit in a string of a lesson, or in its TOML files, is one of the rows of data/ that the
           lesson names, in that unit: it is a place to fill, or stands in TYPED with the reason.
notebooks  No number of three or more significant digits in a code cell is written with the digits of a parameter in
           data/parameters.csv, unless LOOKED_AT says why that is chance.

A row that is meant to be the only one is asked for with evidence.one, which says so if it is not. An index that holds a
name twice gives another answer, or an error, with another version of pandas; the first of several rows may be any.
"""

import ast
import math
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import nbformat
import pytest
from twoclocks import evidence
from twoclocks.book.publish import NOTEBOOKS, ROOT

from conftest import lessons

PACKAGE = NOTEBOOKS / "twoclocks"
FLOORS = ["evidence", "models", "kit", "lessons", "book"]
#: Beside the floors: a Jupyter server runs it, so it needs nothing of ours.
BESIDE = "saving"
#: Ends of the names of those parts of a room that its words and charts (all other parts) do not know.
LAST_IN_A_ROOM = ("explorers", "predictions", "exercises")
#: Name on import -> name in environment.yml, where they differ.
PACKAGES = {"PIL": "pillow", "IPython": "jupyterlab", "matplotlib_inline": "jupyterlab", "cycler": "matplotlib"}

#: Numbers without a source: counts and indices, halves, minutes, hours, days and weeks in hours, percent, seconds.
STRUCTURAL = {*range(13), 0.5, 24, 60, 100, 168, 3600}
GRIDS = {"linspace", "geomspace", "logspace", "arange", "range"}
#: file -> number -> why it is no published parameter. Whoever adds a number here has looked at it.
LOOKED_AT: dict[str, dict[float, str]] = {
    "models/validation.py": {185: "the minute of a sample, part of the study's design"},
    "models/validation_serotonin.py": dict.fromkeys(
        (3.1, 0.25, 0.42, 0.45, 0.8, 0.85, 1.1, 1.3, 1.9, 3.5), "a limit that counts as agreement, no published value"
    ),
    "models/people.py": {20200: "the seed of the generator"},
    "models/serotonin_molecules.py": dict.fromkeys(
        (0.24, 0.03, 1.04, 0.04, 0.4, 0.6), "a place in the schematic gap, in widths of it"
    ),
    "models/stochastic_synapse.py": {
        **dict.fromkeys((0.0005, 0.003, 0.011, 0.03, 0.2, 0.3, 0.005, 0.25), "seconds at which is looked"),
        0.06: "how near a drawn receptor binds, in widths of the gap",
        0.8: "the share of the drawn transporters with an SSRI",
        124: "the seed of the generator",
    },
    "models/pill_days.py": {0.9: "the share of the plateau that is asked for", 0.05: "the share that counts as gone"},
    "models/terminal_store.py": {0.015: "the stated error between stored doses"},
    "models/ssri.py": {3650: "ten years of days, the longest run", 0.999: "a share so near one that it is the plateau"},
}


def python_files(*parts: str) -> list[Path]:
    return sorted(PACKAGE.joinpath(*parts).rglob("*.py"))


def short(path: Path) -> str:
    """The name of a file in messages and in LOOKED_AT: models/ketamine.py, 04_getting_there.ipynb."""
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else NOTEBOOKS).as_posix()


# ---- Imports ------------------------------------------------------------------------------------------------


def imported(path: Path) -> set[str]:
    """Dotted names of all modules that a file of the package imports, relative ones made absolute."""
    package = ["twoclocks", *path.relative_to(PACKAGE).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = [*base, *(node.module.split(".") if node.module else [])]
            found |= {".".join([*base, alias.name]) for alias in node.names}
    return found


def rules_broken(path: Path) -> list[str]:
    """What a file of the package imports against the rules of the house, in words."""
    *folders, stem = path.relative_to(PACKAGE).with_suffix("").parts
    floor, room = [*folders, "", ""][:2]
    said = []
    for name in sorted(imported(path)):
        first, to, *rest = [*name.split("."), ""]
        if first != "twoclocks" or (to == BESIDE and floor):
            continue
        if floor not in FLOORS:
            said.append(f"{name}: what stands beside the floors imports nothing of ours")
        elif to not in FLOORS:
            said.append(f"{name}: twoclocks.{to} is no floor")
        elif FLOORS.index(to) > FLOORS.index(floor):
            said.append(f"{name}: {floor} does not import {to}, which stands above it")
        elif floor == to == "lessons":
            other, part = [*rest, "", ""][:2]
            if not room or other != room:
                said.append(f"{name}: no lesson imports another; what two need goes down into kit, models or evidence")
            elif not (path.parent / f"{part}.py").exists():
                said.append(f"{name}: a part of a room imports no gathering of it, but the part that it needs")
            elif part.endswith(LAST_IN_A_ROOM) and not stem.endswith((*LAST_IN_A_ROOM, "__init__")):
                said.append(f"{name}: words and charts know nothing of explorers, predictions and exercises")
    return said


@pytest.mark.parametrize("path", python_files(), ids=short)
def test_imports_follow_the_rules_of_the_house(path):
    assert rules_broken(path) == []


def test_every_lesson_has_a_room_and_every_room_a_lesson():
    notebooks = {re.sub(r"^\d\d_", "", path.stem) for path in lessons()} - {"instructor_guide"}
    assert notebooks == {path.parent.name for path in PACKAGE.glob("lessons/*/__init__.py")}


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A package with two rooms; gives a function that writes a file into it."""
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)

    def write(name: str, text: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    for name in ("__init__", "charts", "words", "door_explorers", "explorers", "predictions", "exercises"):
        write(f"lessons/one/{name}.py")
        write(f"lessons/two/{name}.py")
    return write


def test_import_reader_sees_every_kind(house):
    path = house(
        "models/a.py",
        "import numpy as np\nfrom .. import evidence\nfrom ..kit import style\nfrom . import b\n"
        "def f():\n    from ..lessons.one.words import said\n",
    )
    assert imported(path) == {
        "numpy",
        "twoclocks.evidence",
        "twoclocks.kit.style",
        "twoclocks.models.b",
        "twoclocks.lessons.one.words.said",
    }


@pytest.mark.parametrize(
    "name, code, words",
    [
        ("evidence/a.py", "from ..models import nmda", "evidence does not import models"),
        ("models/a.py", "from ..kit.words import signed", "models does not import kit"),
        ("kit/a.py", "def f():\n    import twoclocks.lessons.one.words", "kit does not import lessons"),
        ("lessons/one/charts.py", "from ...book import lesson_map", "lessons does not import book"),
        ("lessons/one/charts.py", "from ..two.words import said", "no lesson imports another"),
        ("lessons/one/charts.py", "from ..two import words", "no lesson imports another"),
        ("lessons/one/charts.py", "from twoclocks.lessons import two", "no lesson imports another"),
        ("lessons/one/charts.py", "from .. import Quiz", "no lesson imports another"),
        ("lessons/__init__.py", "from .one.words import said", "no lesson imports another"),
        ("lessons/one/charts.py", "from . import explorers", "words and charts know nothing"),
        ("lessons/one/words.py", "from .door_explorers import door", "words and charts know nothing"),
        ("lessons/one/words.py", "def f():\n    from .predictions import guess", "words and charts know nothing"),
        ("lessons/one/words.py", "from .exercises import check", "words and charts know nothing"),
        ("lessons/one/explorers.py", "from . import said", "a part of a room imports no gathering"),
        ("lessons/one/explorers.py", "from twoclocks.lessons.one import said", "a part of a room imports no gathering"),
        ("kit/a.py", "from ..charts import style", "twoclocks.charts is no floor"),
        ("kit/a.py", "from .. import __version__", "twoclocks.__version__ is no floor"),
        ("saving.py", "from .kit import style", "imports nothing of ours"),
    ],
)
def test_each_rule_of_the_house_can_fail(house, name, code, words):
    (said,) = rules_broken(house(name, code))
    assert words in said


@pytest.mark.parametrize(
    "name, code",
    [
        ("lessons/one/__init__.py", "from .exercises import check\nfrom ...kit import quiz"),
        ("lessons/one/predictions.py", "from . import charts, explorers\nfrom .exercises import check"),
        ("lessons/one/charts.py", "from . import words\nfrom ... import evidence\nfrom ...models import nmda"),
        ("book/guide.py", "from ..lessons.one import said\nfrom . import contents\nfrom ..saving import before_saving"),
        ("kit/explorer.py", "from ..saving import WIDGET_VIEW\nimport numpy"),
    ],
)
def test_what_the_rules_allow_is_passed(house, name, code):
    assert rules_broken(house(name, code)) == []


#: What tools of the book may use besides: start.py installs for them what it installs for the checks.
TOOLS = {"bench.py": {"browser"}, "worksheets.py": {"playwright"}}


@pytest.mark.parametrize("path", python_files(), ids=short)
def test_whatever_is_imported_is_installed_for_readers(path):
    listed = re.findall(r"(?m)^\s*- ([A-Za-z0-9_.-]+)>=", (ROOT / "environment.yml").read_text(encoding="utf-8"))
    outside = {name.split(".")[0] for name in imported(path)} - set(sys.stdlib_module_names) - {"twoclocks"}
    outside -= TOOLS.get(path.name, set())
    assert {PACKAGES.get(name, name) for name in outside} <= set(listed)


# ---- Numbers ------------------------------------------------------------------------------------------------


def numbers(tree: ast.AST) -> list[tuple[int, float]]:
    """Line and value of every number in code; those that count the points of a grid are left out."""
    grids = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in GRIDS
        for argument in [*call.args, *(word.value for word in call.keywords)]
        for node in ast.walk(argument)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in grids
    ]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def structural(value: float) -> bool:
    return value in STRUCTURAL or (value > 0 and math.log10(value) == round(math.log10(value)))


def digits(value: float) -> str:
    """The significant digits: 0.0187, 18.7 and 1870 all give '187'."""
    return f"{abs(value):.10e}".split("e")[0].replace(".", "").strip("0")


@cache
def published() -> dict[str, list[str]]:
    """Significant digits -> ids of the parameters that are written so, from three digits on."""
    found: dict[str, list[str]] = {}
    for row in evidence.table("parameters").itertuples():
        if len(digits(row.value)) >= 3:
            found.setdefault(digits(row.value), []).append(row.id)
    return found


def round_count(value: float) -> bool:
    """Whole numbers of one or two digits, and noughts: limits, hours of a sample, sizes of a grid."""
    return value == int(value) and len(digits(value)) <= 2


def unexplained(tree: ast.AST, name: str) -> list[str]:
    """Numbers in a model that are neither structural, nor round counts, nor looked at."""
    known = LOOKED_AT.get(name, {})
    return [
        f"{name}:{line}: {value}"
        for line, value in numbers(tree)
        if not structural(value) and not round_count(value) and value not in known
    ]


def traceable(tree: ast.AST, name: str) -> list[str]:
    """Numbers in a notebook that are written like a published parameter."""
    known = LOOKED_AT.get(name, {})
    return [
        f"{name}:{line}: {value} is {' or '.join(published()[digits(value)][:3])}"
        for line, value in numbers(tree)
        if digits(value) in published() and not structural(value) and value not in known
    ]


@pytest.mark.parametrize("path", python_files("models"), ids=short)
def test_models_hold_no_published_number(path):
    assert unexplained(ast.parse(path.read_text(encoding="utf-8")), short(path)) == []


def test_notebooks_hold_no_published_number(lesson):
    said = []
    for index, cell in enumerate(nbformat.read(lesson, as_version=4).cells):
        if cell.cell_type == "code":
            said += [f"cell {index}: {problem}" for problem in traceable(ast.parse(cell.source), lesson.name)]
    assert said == []


def test_numbers_that_were_looked_at_are_still_there():
    files = {short(path): path for path in [*python_files(), *lessons()]}
    for name, known in LOOKED_AT.items():
        assert name in files, f"{name} is gone: take it out of LOOKED_AT"
        text = files[name].read_text(encoding="utf-8")
        found = {value for _, value in numbers(ast.parse(text))} if name.endswith(".py") else set(known)
        assert set(known) <= found, f"{name} no longer holds {set(known) - found}"
        assert all(len(reason.split()) >= 3 for reason in known.values())


@pytest.mark.parametrize(
    "code, found",
    [
        ("x = 74.6", ["f:1: 74.6"]),
        ("def f(ka=1.3):\n    return 2 * ka", ["f:1: 1.3"]),
        ("K = -0.021", ["f:1: 0.021"]),
        ("x = 237", ["f:1: 237"]),
        ("x = np.linspace(0.0, 8.5, 481)", []),
        ("x = 0.5 * 60 / 1e6 + 1000 + 250", []),
        ("'74.6 in words'", []),
    ],
)
def test_the_rule_for_models_can_fail(code, found):
    assert unexplained(ast.parse(code), "f") == found


def test_the_rule_for_notebooks_can_fail():
    value = next(row.value for row in evidence.table("parameters").itertuples() if len(digits(row.value)) >= 3)
    assert traceable(ast.parse(f"x = {value!r}"), "f")
    assert traceable(ast.parse(f"x = {value * 10!r}"), "f"), "in other units too"
    assert not traceable(ast.parse("x = 7\ny = 0.25\nz = 40"), "f")


# ---- Numbers in words ---------------------------------------------------------------------------------------

#: Unit in a sentence -> unit in data/. Times are left out: "40 min" is far more often a setting than a finding.
SPOKEN = {
    **{word: "percent" for word in ("%", "percent")},
    **{word: "people" for word in ("people", "participants", "patients")},
    **{
        "mmHg": "mmHg",
        "ng/mL": "ng/mL",
        "nM": "nM",
        "µM": "uM",
        "sessions": "sessions",
        "points": "points",
        "SD": "SD",
    },
}
UNITS_OF_DATA = {"%": "percent", "percentage points": "percent", "SD units": "SD", "persons": "people"}
SAID = re.compile(
    r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)[  ](%|(?:percent|people|participants|patients|mmHg|ng/mL|nM|µM|sessions|points|SD)\b)"
)
#: Numbers that are round whatever they count.
ROUND = {0, 1, 2, 5, 10, 20, 50, 100}
_TRIAL = "how many took part, typed where the trial is named; to be filled from data"
_MADE = "a virtual trial of our own design"
#: file of a lesson -> number with its unit -> why it is typed.
TYPED: dict[str, dict[str, str]] = {
    "after_the_drug/guide.toml": {"80 %": "the setting of a control"},
    "chronic_pain/charts.py": {"30 people": _TRIAL},
    "chronic_pain/quiz.toml": {"30 people": _TRIAL},
    "how_sure/charts.py": {"6 points": _MADE},
    "how_sure/predictions.py": {"6 points": _MADE},
    "how_sure/quiz.toml": {"8 points": _MADE},
    "infusion_session/quiz.toml": dict.fromkeys(("3 mmHg", "7.4 mmHg"), "to be filled: a quiz has no places yet"),
    "onset_timelines/data.py": {"12 people": _TRIAL},
    "onset_timelines/effects.py": {"12 people": _TRIAL},
    "reading_claims/quiz.toml": {"41 %": "to be filled: a quiz has no places for numbers yet"},
    "safety_access_future/ahead.py": {"70 people": _TRIAL},
    "safety_access_future/data.py": dict.fromkeys(("227 people", "232 people"), _TRIAL),
    "safety_access_future/quiz.toml": {"3 %": "to be filled: a quiz has no places for numbers yet"},
    "serotonin_synapse/guide.toml": {"80 %": "a setting of the explorer that the entry names"},
}


def strings(path: Path) -> list[str]:
    """Every string of a file of a lesson that a reader may see: docstrings are left out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        return list(_leaves(tomllib.loads(text)))
    tree = ast.parse(text)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def _leaves(value: object):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)


@cache
def named_in(room: Path) -> set[tuple[float, str]]:
    """(value, unit) of every number in the rows of data/ whose id, source or study the files of ``room`` name."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in room_files(room))
    found = set()
    for name in ("parameters", "trials", "onset_series", "findings", "adverse_events"):
        for row in evidence.table(name).to_dict("records"):
            if any(str(row.get(key) or "\0") in code for key in ("id", "source", "study")):
                for column, value in row.items():
                    if isinstance(value, (int, float)) and math.isfinite(value) and column != "year":
                        counted = column in {"n", "comparator_n"}
                        unit = "people" if counted else "percent" if "percent" in column else str(row.get("unit", ""))
                        found |= {(float(v), UNITS_OF_DATA.get(unit, unit)) for v in (value, round(value))}
    return found


def room_files(room: Path) -> list[Path]:
    return sorted([*room.glob("*.py"), *room.glob("*.toml")])


def typed(texts: list[str], known: set[tuple[float, str]]) -> list[str]:
    """Numbers with their units in ``texts`` that are among ``known``; a text that is one alone is a tick of an axis."""
    return [
        found[0]
        for text in texts
        for found in SAID.finditer(text)
        if found[0] != text.strip() and (value := float(found[1].replace(",", ""))) not in ROUND
        if (value, SPOKEN[found[2]]) in known
    ]


ROOMS = sorted(path for path in (PACKAGE / "lessons").iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_words_of_a_lesson_hold_no_published_number(room):
    said = {f"{room.name}/{path.name}": sorted(set(typed(strings(path), named_in(room)))) for path in room_files(room)}
    assert {name: found for name, found in said.items() if set(found) != set(TYPED.get(name, {}))} == {}


def test_words_of_the_kit_hold_no_published_number():
    known = set().union(*map(named_in, ROOMS))
    assert {path.name: found for path in python_files("kit") if (found := typed(strings(path), known))} == {}


def test_typed_numbers_have_a_reason():
    assert all(len(reason.split()) >= 3 for numbers in TYPED.values() for reason in numbers.values())
    assert sum(map(len, map(named_in, ROOMS))) > 1000


@pytest.mark.parametrize(
    "text, found",
    [
        ("It rose by 11.2 mmHg.", ["11.2 mmHg"]),
        ("about 1,285 people", ["1,285 people"]),
        ("11.2 mmHg", []),
        ("11.3 mmHg, 11.2 points, 20 % of 50 people", []),
    ],
)
def test_the_rule_for_words_can_fail(text, found):
    assert typed([text], {(11.2, "mmHg"), (1285, "people"), (20, "percent"), (50, "people")}) == found


# ---- Looking up a row ---------------------------------------------------------------------------------------


def unsure(tree: ast.AST, name: str) -> list[str]:
    """Look-ups that do not notice a second match: by an index of one's own, or the first row of a selection."""
    return [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _name(node.func) == "set_index"
        or isinstance(node, ast.Subscript)
        and _first_of_selection(node)
    ]


def _first_of_selection(node: ast.Subscript) -> bool:
    if _name(node.value) != "iloc" or not isinstance(node.slice, ast.Constant):
        return False
    rows = node.value.value
    while isinstance(rows, ast.Subscript) and isinstance(rows.slice, ast.Constant):  # a column of them
        rows = rows.value
    if isinstance(rows, ast.Call):
        return _name(rows.func) in {"trials", "series", "table", "parameter_table"}
    return isinstance(rows, ast.Subscript) and isinstance(rows.slice, (ast.Compare, ast.BinOp))


@pytest.mark.parametrize("path", python_files(), ids=short)
def test_one_row_is_looked_up_as_one(path):
    assert unsure(ast.parse(path.read_text(encoding="utf-8")), short(path)) == []


def test_notebooks_look_one_row_up_as_one(lesson):
    said = []
    for index, cell in enumerate(nbformat.read(lesson, as_version=4).cells):
        if cell.cell_type == "code":
            said += unsure(ast.parse(cell.source), f"cell {index}")
    assert said == []


@pytest.mark.parametrize(
    "code, found",
    [
        ("table('trials').set_index('id').loc[id]", True),
        ("rows[(rows.arm == arm) & (rows.hours == 1)].iloc[0]", True),
        ("rows[rows['arm'] == arm]['n'].iloc[0]", True),
        ("evidence.trials(study='x')['n'].iloc[0]", True),
        ("group['route'].iloc[0]", False),
        ("evidence.one('trials', id=id)['n']", False),
        ("rows.loc[bad, 'id'].iloc[0]", False),
    ],
)
def test_the_rule_for_looking_up_can_fail(code, found):
    assert bool(unsure(ast.parse(code), "f")) == found


# ---- Assertions that can fail -------------------------------------------------------------------------------


def toothless(tree: ast.AST, name: str) -> list[str]:
    """Where a test may pass whatever the code does."""
    said = []
    for node in ast.walk(tree):
        parts = list(ast.walk(node.test)) if isinstance(node, ast.Assert) else []
        if parts and isinstance(node.test, (ast.Constant, ast.JoinedStr, ast.Tuple, ast.GeneratorExp, ast.Lambda)):
            said.append(f"{name}:{node.lineno}: always true")
        for part in parts:
            if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.Or):
                if any(isinstance(value, (ast.BoolOp, ast.JoinedStr)) for value in part.values):
                    said.append(f"{name}:{node.lineno}: 'and' within 'or' lets the whole pass; write two assertions")
            if isinstance(part, ast.Compare) and "nan" in {
                getattr(side, "attr", "") for side in [part.left, *part.comparators]
            }:
                said.append(f"{name}:{node.lineno}: nothing equals nan")
        if isinstance(node, ast.For) and any(isinstance(part, ast.Assert) for part in ast.walk(node)):
            short = [word for word in getattr(node.iter, "keywords", []) if word.arg == "strict"]
            if _name(getattr(node.iter, "func", None)) == "zip" and not (
                short and getattr(short[0].value, "value", False)
            ):
                said.append(f"{name}:{node.lineno}: stops at the shorter of two, so a loop may assert nothing")
            if isinstance(node.iter, (ast.List, ast.Tuple)) and not node.iter.elts:
                said.append(f"{name}:{node.lineno}: a loop over nothing")
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare) and len(node.test.ops) == 1:
            sides = [node.test.left, *node.test.comparators]
            if ast.unparse(sides[0]) == ast.unparse(sides[1]) and not any(
                isinstance(p, ast.Call) for p in ast.walk(sides[0])
            ):
                said.append(f"{name}:{node.lineno}: a thing is compared with itself")
        if (
            isinstance(node, ast.With)
            and len(node.body) > 1
            and any("raises" in ast.unparse(item) for item in node.items)
        ):
            said.append(f"{name}:{node.lineno}: any of these lines may raise")
    return said


def test_every_assertion_can_fail():
    assert [
        found
        for file in (ROOT / "tests").rglob("*.py")
        for found in toothless(ast.parse(file.read_text(encoding="utf-8")), file.name)
    ] == []


@pytest.mark.parametrize(
    "code",
    [
        "assert a and b or c",
        "assert (a, 'b')",
        "assert 'a'",
        "assert (x for x in a)",
        "assert a or f'{b}'",
        "assert a != np.nan",
        "for a, b in zip(c, d):\n    assert a == b",
        "for a, b in zip(c, d, strict=False):\n    assert a == b",
        "for a in []:\n    assert a",
        "assert a == a",
        "with pytest.raises(ValueError):\n    a()\n    b()",
    ],
)
def test_the_rule_for_assertions_can_fail(code):
    assert len(toothless(ast.parse(code), "f")) == 1
    assert toothless(ast.parse("assert a or b, f'{c}'\nassert (a or b) and c"), "f") == []

"""Drawn is said: every dot, bar and interval of every chart stands in the table beside it, in one row, by its name.

And every one of every explorer comes from the model, from the controls, or from data/. ``tests/drawn.py`` reads the
artists. What is no data, or stands elsewhere for a reason, is said in KNOWN and MADE, here and nowhere else.
"""

import dataclasses
import fnmatch
import functools
import importlib
import inspect
import itertools
import math
import random
import re
from collections.abc import Iterator

import drawn
import numpy as np
import pandas as pd
import pytest
import shown
from drawn import Known, Look
from matplotlib.figure import Figure
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import style
from twoclocks.kit.explorer import Explorer
from twoclocks.kit.rooms import ROOMS

from conftest import lessons

KNOWN: dict[str, Known] = {
    "00-two-clocks": Known(
        scaled={"dot 2 ink o": (100.0, "drawn as a share, where the table has percent")},
        apart={"bar 3 *": "begins and ends in a row each"},
        curves={"0 ketamine": "the dotted rest of the plasma concentration, which is none"},
    ),
    "01-who-binds-what": Known(names={"bupropion (not an SSRI)": "bupropion"}),
    "02-subunits": Known(colours={"dot 0 quiet *": "grey is memantine; a ketamine row has the same number"}),
    "03-autoreceptors": Known(names={"measured in rats": "PFC 5-HT after"}),
    "03-decay-times": Known(names={"measured": "times slower", "SERT is the\nonly way out": "competition alone"}),
    "04-five-models": Known(nudged={"dot 0 ink o": ("x", "at the end of the infusion, as the heading says")}),
    "05-seen-changing": Known(
        middle={"* 0 ketamine *": "between the ends of a range", "dot 0 serotonin *": "likewise, of days"},
        colours={"dot 0 ketamine *": "between the ends of the row of five daily doses, which are ketamine's"},
    ),
    "06-by-control": Known(
        nudged={"* 3 ketamine *": ("x", "points of one visit stand side by side, as the caption says")}
    ),
    "07-power": Known(no_data={"interval 0 ink *": "a tick below the axis marks where the lines cross 80 %"}),
    "07-small-trials": Known(nudged={"* 0 ketamine *": ("y", "moved apart, the label beside it has the number")}),
    "08-what-was-seen": Known(
        names={"drug at its highest": "drug in the blood highest", "watched, label": "watch"},
        colours={"bar 0 control": "grey is what the label says, of no arm"},
    ),
    "08-feelings-gone": Known(nudged={"dot 0 ink _": ("y", "lies just above nought: looked at, not raised")}),
    "08-one-point": Known(
        nudged={"dot ? ink _": ("y", "lies at nought: not raised"), "dot 0 ink o": ("x", "beside the other clinic's")}
    ),
    "09-two-arms": Known(no_data={"interval 0 ink *": "a line at week 12, whose value is in words beside it"}),
    "09-fifteen": Known(counted={"dot 0 ketamine o": "a course of fifteen stimuli, of which the last is told"}),
    "09-rates": Known(no_data={"interval 0 ink *": "joins the model's curve and the published square"}),
    "10-dizzy": Known(names={"the difference": "more"}),
    "11-example-reader": Known(
        no_data={"interval 0 grid *": "as a share what the table counts: answers usually right"}
    ),
    "11-verdicts": Known(counted={"dot 0 * s": "a square for each claim"}),
    "12-repeated-doses": Known(curves={"0 serotonin": "the printed equations, which break down; the words say so"}),
    "class-dots": Known(
        names={"drug\n15": "drug", "placebo\n15": "placebo"},
        in_caption={"interval 1 ink *": "the table has the people, the caption their difference"},
    ),
    "class-guesses": Known(no_data={"bar 0 white": "an empty bar up to a hundred, as a frame"}),
    "class-sizes": Known(no_data={"dot 0 control |": "forty other classes in each row, to show how luck scatters"}),
    "class-worlds": Known(
        names={
            "1: drug as in the trial": "as in the trial",
            "2: drug does nothing": "the drug does nothing",
            "3: only hope, assumed": "the drug does nothing, hope does",
            "4: only hope, all told": "everybody is told their arm",
        }
    ),
}


@functools.cache
def looks_of(lesson) -> dict[str, Look]:
    return {
        name: Look(chart.fig, chart.table, f"{chart.title} {chart.alt} {chart.caption}", KNOWN.get(name, Known()))
        for name, chart in shown.charts(lesson).items()
    }


def test_what_is_drawn_stands_in_the_table(lesson):
    assert {name: look.said for name, look in looks_of(lesson).items() if look.said} == {}


def test_marks_are_found_at_all():
    """Of how many panels and marks the check above speaks: a reader of artists that sees nothing finds no fault."""
    every = [look for lesson in lessons() for look in looks_of(lesson).values()]
    assert len(every) >= 90
    kinds = [mark.kind for look in every for mark in look.every if mark.numbers()]
    least = {"dot": 700, "interval": 150, "bar": 40, "step": 10}
    assert {kind: kinds.count(kind) for kind in least if kinds.count(kind) < least[kind]} == {}
    assert sum(len(drawn.curves(look.figure)) for look in every) > 60


def test_every_exception_is_needed_and_has_a_reason():
    found = {name: look for lesson in lessons() for name, look in looks_of(lesson).items()}
    assert set(KNOWN) <= set(found)
    assert {
        name: known.entries() - found[name].used for name, known in KNOWN.items() if known.entries() - found[name].used
    } == {}
    for known in KNOWN.values():
        for field in dataclasses.fields(known):
            reasons = [why[1] if isinstance(why, tuple) else why for why in getattr(known, field.name).values()]
            assert field.name == "names" or all(len(why.split()) >= 2 for why in reasons)


# ---- Units --------------------------------------------------------------------------------------------------

_BRACKETS = re.compile(r"\[([^\]]*)\]")


def other_units(look: Look) -> list[str]:
    """Where the label of an axis has a unit in brackets, and no heading above its numbers has that one, but another."""
    units: dict[str, set[str]] = {}
    for mark in look.every:
        for axis, values, which in ((mark.scales[0], mark.x, "xaxis"), (mark.scales[1], mark.y, "yaxis")):
            label = drawn.label(getattr(look.figure.axes[mark.panel], which))
            if axis.factor is not None and not axis.family and _BRACKETS.search(label):
                wanted = [(value * axis.factor, axis.family) for value in values if value]
                heads = {head for row in look.rows for number in wanted for head in drawn.columns_with(number, row)}
                units.setdefault(label, set()).update(_BRACKETS.search(f"{head}[]")[1] for head in heads)
    return [
        f"{label!r}, where the table has {sorted(heads)}"
        for label, heads in units.items()
        if heads
        and "" not in heads
        and not any(set(_BRACKETS.search(label)[1].split()) & set(unit.split()) for unit in heads)
    ]


def test_axes_have_the_units_of_the_table(lesson):
    assert {name: said for name, look in looks_of(lesson).items() if (said := other_units(look))} == {}


# ---- The checks themselves ----------------------------------------------------------------------------------


@style.in_style
def two_arms(fault: str = "") -> tuple[Figure, pd.DataFrame]:
    """Two arms at two visits with intervals, and the table beside them; ``fault`` names what is drawn wrong."""
    fig, ax = style.figure()
    rows = [("ketamine", "day 2", 10.0, 5.0, 15.0), ("placebo", "day 2", 20.0, 16.0, 24.0)]
    rows += [("ketamine", "day 8", 30.0, 25.0, 35.0), ("placebo", "day 8", 40.0, 36.0, 44.0)]
    looks = {"ketamine": style.KETAMINE, "placebo": style.CONTROL}
    for arm, visit, value, low, high in rows:
        y = ("day 2", "day 8").index(visit)
        colour = looks[{"ketamine": "placebo", "placebo": "ketamine"}[arm] if fault == "arms swapped" else arm]
        y = 1 - y if fault == "visits swapped" else y
        value = value + 1 if fault == "a dot moved" else value
        ends = [value if fault == "half an interval" else low, high + (fault == "an end moved")]
        ax.plot(ends, [y, y], color=colour)
        ax.plot(value, y, "o", color=colour)
    if fault == "a bar more":
        ax.barh(0, 77)
    curve = np.linspace(0, 50, 99)
    ax.plot(curve, (curve + 3) / 60 if fault == "a curve elsewhere" else curve / 1000 + 0.96)
    ax.set_yticks([0, 1], ["day 2", "day 8"])
    ax.set_xlabel("responded [score]" if fault == "another unit" else "responded [people]")
    table = pd.DataFrame(rows, columns=["Arm", "Visit", "Responded [people]", "Low [people]", "High [people]"])
    if fault == "a row off by one":
        table["Responded [people]"] = table["Responded [people]"].shift(-1, fill_value=10.0)
    return fig, table


FAULTS = {
    "arms swapped": "in the colour of",
    "visits swapped": "in rows of another name",
    "a dot moved": "in no row: dot",
    "half an interval": "half of an interval",
    "an end moved": "in no row: interval",
    "a bar more": "in no row: bar",
    "a row off by one": "in no row",
}


def test_a_chart_without_a_fault_is_passed():
    fig, table = two_arms()
    look = Look(fig, table)
    assert look.said == [] and other_units(look) == [] and len(look.every) == 8


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_seen(fault):
    said = Look(*two_arms(fault)).said
    assert said and FAULTS[fault] in " ".join(said)


def test_another_unit_is_seen():
    assert other_units(Look(*two_arms("another unit"))) == ["'responded [score]', where the table has ['people']"]


@pytest.mark.parametrize(
    "text, header, values",
    [
        ("−6.17 to −0.54", "", [-6.17, -0.54]),
        ("80, 110 and 230 min", "", [80, 4 / 3, 110, 11 / 6, 230, 23 / 6]),
        ("2.75 to 3.43 s", "", [2.75, 2.75 / 3600, 3.43, 3.43 / 3600]),
        ("about 8,000", "", [8000]),
        ("0.33 uM", "", [0.33, 330]),
        ("14", "Half-life [days]", [14, 336]),
        ("September 2020", "", [2020 + 8.5 / 12, 2020]),
    ],
)
def test_numbers_are_read_as_they_are_printed(text, header, values):
    assert [printed.value for printed in drawn.numbers(text, header)] == pytest.approx(values)


def test_a_mean_with_its_deviation_has_ends():
    (row,) = drawn.rows(pd.DataFrame({"Pain": ["2.7 ± 0.5"]}))
    assert all(drawn.found_in((value, ""), row.cells["Pain"]) for value in (2.2, 2.7, 3.2))
    (row,) = drawn.rows(pd.DataFrame({"Mean": [16.0], "Standard deviation": [11.2]}))
    assert all(drawn.found_in((value, ""), row.cells["Mean"]) for value in (4.8, 16.0, 27.2))


# ---- Explorers ----------------------------------------------------------------------------------------------

EXPLORERS = catalogue.explorers()
#: Settings of each explorer that are looked at: its start, so many corners of its controls, so many at random.
CORNERS, RANDOM = 3, 2
#: What an axis may have made of a number: a share as percent, a difference turned round.
FACTORS = (1, 100, 0.01, -1)
#: name -> pattern of "tag axis" -> why this is no number of the model, the controls or data/.
MADE: dict[str, dict[str, str]] = {
    "01-serotonin-pulse": {"dot 1 serotonin s y": "read off at the line of 37 %, below the last point of the curve"},
    "01-drug-binding": {"interval 0 ink * y": "a tick above the axis that names the plasma concentration"},
    "05-hysteresis": {"dot 1 * x": "the plasma concentration at a published time, by the model's curve"},
    "06-controls": {"dot 0 * x": "points of one visit stand side by side"},
    "06-badly": {"dot 0 ketamine * x": "points of one visit stand side by side"},
    "07-drawer": {"interval 0 * y": "the height of a line that marks a mean"},
    "08-room": {"* 3 ink * x": "beside the other clinic's"},
    "08-doses": {"* 0 ink * x": "the dose of a person, times the share that reaches the blood"},
    "09-story": {"bar 0 #e4e4e4 *": "the shade under words"},
    "10-last-pill": {"bar 1 serotonin x": "the width of a bar around its week"},
    "10-followers": {"interval 0 quiet * x": "guide from edge to edge"},
    "11-baseline": {"dot 1 ink o ?": "the people who are left when others are taken from a hundred"},
    "12-flows": {"bar 1 * y": "room for words beside a bar"},
}
#: name -> pattern of "panel colour" -> why this curve is not made of numbers of the model's result.
CURVES_MADE: dict[str, dict[str, str]] = {
    "00-on-ramp": {"? *": "each curve is normalised to its maximum where it is drawn"},
    "01-spike-train": {"1 ketamine": "the current, normalised to that of one spike"},
    "03-dose": {"0 *": "both curves of occupancy against dose, from models/sert"},
    "05-hysteresis": {"0 ketamine": "thinned where it is drawn"},
    "05-disinhibition": {"1 ketamine": "the ladder of block, from models/ei_network"},
    "05-cascade": {"2 control": "the cascade without removal, from models/cascade"},
    "10-last-pill": {"0 serotonin": "normalised to the day before the last pill"},
    "template-explorer": {"0 control": "the curve of a free pump, for comparison"},
}


def inside(value: object, seen: set[int] | None = None) -> Iterator[np.ndarray]:
    """Every number in ``value``: of arrays, tables, dictionaries, and objects with what they compute of themselves."""
    seen = set() if seen is None else seen
    if isinstance(value, (bool, str, bytes, type)) or value is None or id(value) in seen:
        return
    if isinstance(value, (int, float, np.number)):
        yield np.array([float(value)])
    elif isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        yield value.ravel().astype(float)
    elif isinstance(value, (np.ndarray, list, tuple, set)):
        for item in value.ravel() if isinstance(value, np.ndarray) else value:
            yield from inside(item, seen)
    elif isinstance(value, pd.DataFrame):
        for column in value:
            yield from inside(value[column].to_numpy(), seen)
    elif isinstance(value, pd.Series):
        yield from inside(value.to_numpy(), seen)
    elif isinstance(value, dict):
        yield from inside([*value, *value.values()], seen)
    elif hasattr(value, "__dict__"):
        seen.add(id(value))
        computed = [
            name
            for name, of in inspect.getmembers(type(value))
            if isinstance(of, (property, functools.cached_property)) and not name.startswith("__")
        ]
        yield from inside([*vars(value).values(), *(getattr(value, name) for name in computed)], seen)


@functools.cache
def cited(room: str) -> np.ndarray:
    """The numbers of those rows of data/ that the code and the words of ``room`` name by id, source, study, event or topic."""
    files = [*(ROOMS / room).glob("*.py"), *(ROOMS / room).glob("words.toml")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    found = []
    for name in ("parameters", "trials", "onset_series", "findings", "adverse_events"):
        for row in evidence.table(name).to_dict("records"):
            keys = [str(row.get(key, "")) for key in ("id", "source", "study", "event", "topic")]
            if any(key and key in code for key in keys):
                _, hours = drawn.UNITS.get(str(row.get("unit")), ("", 1.0))
                values = [value for value in row.values() if isinstance(value, (int, float)) and math.isfinite(value)]
                found += [value * size for value in values for size in {1.0, hours}]
    return np.array(found or [0.0])


class Numbers:
    """A bag of numbers that can be asked whether a number is one of them, or made of one by an axis."""

    def __init__(self, *values: object):
        parts = [part for value in values for part in inside(value)]
        every = np.concatenate(parts) if parts else np.array([])
        self.sorted = np.unique(every[np.isfinite(every)])

    def __contains__(self, value: float) -> bool:
        return value == 0 or any(self._has(value * factor) for factor in FACTORS)

    def _has(self, value: float) -> bool:
        at = int(np.searchsorted(self.sorted, value))
        near = self.sorted[max(at - 1, 0) : at + 2]
        return bool(np.isclose(near, value, rtol=1e-6, atol=1e-9).any())


def room_of(name: str) -> str:
    return next(
        lesson.module
        for lesson in catalogue.written()
        if name in importlib.import_module(f"twoclocks.lessons.{lesson.module}").EXPLORERS
    )


def on_a_curve(mark: drawn.Mark, curves: list) -> bool:
    """Whether a dot lies on a curve of its panel, whose points are looked at by themselves."""
    for panel, ax, line in curves:
        x, y = (np.asarray(part, float) for part in line.get_data(orig=False))
        if panel == mark.panel and len(x):
            if np.isclose(np.column_stack([x, y]), [mark.x[0], mark.y[0]]).all(axis=1).any():
                return True
            room = 1e-3 * np.ptp(ax.get_ylim())
            if (np.diff(x) >= 0).all() and abs(np.interp(mark.x[0], x, y) - mark.y[0]) <= room:
                return True
    return False


def not_from_the_model(name: str, found: Explorer, values: dict, used: set) -> Iterator[str]:
    """What is drawn at one setting and is no number of the result, the controls or the rows of data/ of its room."""

    def known(what: dict, tag: str) -> bool:
        patterns = [pattern for pattern in what.get(name, {}) if fnmatch.fnmatchcase(tag, pattern)]
        used.update((name, pattern) for pattern in patterns)
        return bool(patterns)

    figure = found.figure(**values)
    numbers, curves = Numbers(found.result(**values), values, cited(room_of(name))), drawn.curves(figure)
    for mark in drawn.marks(figure):
        if mark.kind == "dot" and None not in {s.factor for s in mark.scales} and on_a_curve(mark, curves):
            continue
        for which, points, axis in zip("xy", (mark.x, mark.y), mark.scales, strict=True):
            strange = [value for value in points if axis.factor is not None and value not in numbers]
            if strange and not known(MADE, f"{mark.tag} {which}"):
                yield f"{mark.tag} {which}: {strange[0]:.6g}"
    for panel, _, line in curves:
        y = np.asarray(line.get_ydata(orig=False), float)
        y = y[np.isfinite(y)]
        some = y[np.linspace(0, len(y) - 1, 7).astype(int)] if len(y) else y
        tag = f"{panel} {drawn.name_of(line.get_color())}"
        if sum(value in numbers for value in some) < len(some) / 2 and not known(CURVES_MADE, tag):
            yield f"curve {tag} from {y[0]:.4g} to {y[-1]:.4g}"


@functools.cache
def strange(name: str) -> tuple[list[str], set]:
    found, used, said = EXPLORERS[name](), set(), []
    ends = [dict.fromkeys((c.values[0], c.values[-1])) for c in found.controls.values()]
    corners = [dict(zip(found.controls, values, strict=True)) for values in itertools.product(*ends)]
    dice = random.Random(name)
    some = [{c.name: dice.choice(c.values) for c in found.controls.values()} for _ in range(RANDOM)]
    for values in [found.start, *dice.sample(corners, min(CORNERS, len(corners))), *some]:
        said += [f"{problem} at {values}" for problem in not_from_the_model(name, found, values, used)]
    return said, used


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_an_explorer_draws_comes_from_its_model(name):
    assert strange(name)[0] == []


def test_every_exception_of_an_explorer_is_needed():
    used = set().union(*(strange(name)[1] for name in EXPLORERS))
    every = {(name, pattern) for made in (MADE, CURVES_MADE) for name, patterns in made.items() for pattern in patterns}
    assert every == used


def test_a_number_of_nobody_is_seen():
    @dataclasses.dataclass
    class Result:
        level: np.ndarray

        @property
        def peak(self) -> float:
            return 2 * float(self.level.max())

    numbers = Numbers(Result(np.array([0.25, 0.5])), {"dose": 7.5}, pd.DataFrame({"n": [12]}))
    assert all(value in numbers for value in (0.25, 25, 1.0, 7.5, -7.5, 12))
    assert all(value not in numbers for value in (0.26, 2.0, 13, 0.5001))

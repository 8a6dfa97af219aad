"""Drawn is said: every dot, bar and interval of every chart stands in the table beside it, in one row, by its name.

And every one of every explorer comes from the model, from the controls, or from data/. ``tests/drawn.py`` reads the
artists. What is no data, or stands elsewhere for a reason, is said in KNOWN and MADE, here and nowhere else.
"""

from __future__ import annotations

import dataclasses
import functools
import re

import drawn
import numpy as np
import pandas as pd
import pytest
import shown
from drawn import Known, Look
from matplotlib.figure import Figure
from twoclocks.kit import style

from conftest import lessons

KNOWN: dict[str, Known] = {
    "00-two-clocks": Known(
        scaled={"dot 2 ink o": (100.0, "drawn as a share, where the table has percent")},
        apart={"bar 3 *": "begins and ends in a row each"},
        curves={"0 ketamine": "the dotted rest of the plasma concentration, which is none"},
    ),
    "01-who-binds-what": Known(names={"bupropion (not an SSRI)": "bupropion"}),
    "02-subunits": Known(colours={"dot 0 quiet *": "grey is memantine; a ketamine row has the same number"}),
    "03-brakes": Known(names={"measured in rats": "PFC 5-HT after"}),
    "03-decay-times": Known(names={"measured": "times slower", "pump is the\nonly way out": "competition alone"}),
    "04-two-time-scales": Known(no_data={"interval 0 serotonin *": "the plateau beyond the end of the model's run"}),
    "04-five-models": Known(nudged={"dot 0 ink o": ("x", "at the end of the infusion, as the heading says")}),
    "05-seen-changing": Known(
        middle={"* 0 ketamine *": "between the ends of a range", "dot 0 serotonin *": "likewise, of days"}
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
    "11-verdicts": Known(counted={"dot 0 * s": "a square for each claim"}),
    "12-repeated-doses": Known(curves={"0 serotonin": "the printed equations, which break down; the words say so"}),
    "class-dots": Known(in_caption={"interval 1 ink *": "the table has the people, the caption their difference"}),
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

_BRACKETS = re.compile(r"\[([^\]]+)\]")


def other_units(look: Look) -> list[str]:
    """Where the label of an axis has a unit in brackets that no heading with its numbers has, though they have units."""
    said = []
    for mark in look.every:
        for axis, values, which in ((mark.scales[0], mark.x, "x"), (mark.scales[1], mark.y, "y")):
            label = drawn.label(getattr(look.figure.axes[mark.panel], f"{which}axis"))
            unit = _BRACKETS.search(label)
            if not unit or axis.factor is None or axis.family:
                continue
            wanted = [(value * axis.factor, axis.family) for value in values if value]
            heads = {head for row in look.rows for number in wanted for head in drawn.columns_with(number, row)}
            units = {found[1] for head in heads if (found := _BRACKETS.search(head))}
            if units and unit[1] not in units and not any(shares_a_word(unit[1], other) for other in units):
                said.append(f"{label!r}, where the table has {sorted(units)}")
    return sorted(set(said))


def shares_a_word(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


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

"""The two chains of mechanism: honest rows, both sides of each conflict, links that lead somewhere."""

import json
import re
from pathlib import Path

import pytest
from twoclocks import evidence
from twoclocks.evidence import chain
from twoclocks.evidence.errors import DataError
from twoclocks.evidence.rows import MissingRow, plottable

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
TABLES = ["chain_steps", "chain_removals"]
HOURS = ["earliest_h", "typical_h", "latest_h"]


def outcomes(**wanted):
    return set(chain.removals(**wanted)["outcome"])


# ---- form ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_rows_stand_in_a_lane_of_their_step(name):
    lanes = evidence.table("chain_kinds").set_index("id")["lane"]
    rows = evidence.table(name)
    lane_of_step = rows["step"].map(lanes)
    bad = rows[(lane_of_step != "both") & (lane_of_step != rows["lane"])]
    assert bad.empty, list(bad["id"])


def test_every_step_was_seen_or_tried():
    seen = set().union(*(evidence.table(name)["step"] for name in TABLES))
    assert set(evidence.table("chain_kinds")["id"]) == seen


def test_shared_steps_have_rows_of_both_lanes():
    for step in chain.kinds().query("shared == 'yes'")["id"]:
        assert {"ketamine", "ssri"} == set(chain.steps(step=step)["lane"]) | set(chain.removals(step=step)["lane"]), (
            step
        )


def test_kinds_come_in_order_and_by_lane():
    assert chain.kinds()["order"].is_monotonic_increasing
    assert set(chain.kinds("ssri")["lane"]) == {"ssri", "both"}
    with pytest.raises(DataError, match="zoloft"):
        chain.kinds("zoloft")


def test_kinds_link_to_a_heading_that_stands_in_the_lesson():
    for kind in chain.kinds().itertuples():
        cells = json.loads((NOTEBOOKS / kind.lesson).read_text(encoding="utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
        assert kind.heading in headings, f"{kind.id}: no heading '{kind.heading}' in {kind.lesson}"


@pytest.mark.parametrize("name", TABLES)
def test_hours_run_forward(name):
    rows = evidence.table(name)
    for earlier, later in (HOURS[:2], HOURS[1:], HOURS[::2]):
        bad = rows[rows[earlier] > rows[later]]
        assert bad.empty, list(bad["id"])


@pytest.mark.parametrize("name", TABLES)
def test_species_fits_the_mark(name):
    marks = {"human": "people", "monkey": "animals", "rat": "animals", "mouse": "animals", "cells": "cells"}
    rows = evidence.table(name)
    bad = rows[rows["species"].map(marks) != rows["subject"]]
    assert bad.empty, list(bad["id"])


@pytest.mark.parametrize("name", TABLES)
def test_contested_rows_say_by_whom(name):
    rows = evidence.table(name)
    bad = rows[(rows["contested"] == "yes") != (rows["contested_why"] != "")]
    assert bad.empty, list(bad["id"])


@pytest.mark.parametrize("name", TABLES)
def test_rows_name_no_row_of_the_ground_they_came_from(name):
    text = (NOTEBOOKS.parent / "data" / f"{name}.csv").read_text(encoding="utf-8")
    assert not re.findall(r"\bck-[sk]\d+|\bst-[a-z]|\bko-[a-z]|serotonin_\w+\.csv", text)


# ---- what may be drawn ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_recalled_rows_are_notes_and_nothing_else_is(name):
    rows = evidence.table(name)
    assert ((rows["status"] == "recalled") == (rows["use"] == "note")).all()


def test_drawn_steps_have_an_hour_and_are_not_recalled():
    rows = chain.drawn(chain.steps())
    assert len(rows) > 90
    assert rows[HOURS].notna().any(axis=1).all()
    assert "recalled" not in set(rows["status"])
    with pytest.raises(MissingRow):
        plottable(chain.steps(status="recalled"))


def test_drawn_removals_have_an_outcome_on_mood_or_behaviour():
    rows = chain.drawn(chain.removals())
    assert len(rows) > 90
    assert not {"undecided", "not_seen"} & set(rows["outcome"])
    assert "biology" not in set(rows["endpoint"])


def test_hours_that_are_not_of_the_drug_are_not_drawn():
    """Hours of stress, of training, after the end of dosing, of another drug."""
    for label in ("under stress without drug", "drug and training", "restored in mice", "juvenile", "not an SSRI"):
        rows = chain.steps(use="table")
        assert rows["label"].str.contains(label).any(), label


def test_single_and_repeated_dosing_are_told_apart():
    for row in chain.steps().itertuples():
        if re.search(r"(mg|micromol)/kg/day|mg/day|daily|minipump", row.regimen) and row.schedule != "not_applicable":
            assert row.schedule == "repeated", row.id


# ---- what the evidence says ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted, expected",
    [
        (dict(step="disinhibition"), {"abolished", "reduced", "unchanged"}),
        (dict(step="block_at_rest", source="miller2014"), {"mimicked"}),
        (dict(step="block_at_rest", source="gerhard2020"), {"unchanged"}),
        (dict(step="habenula"), {"mimicked", "reduced", "unchanged"}),
        (dict(step="metabolite"), {"abolished", "reduced", "not_mimicked"}),
        (dict(step="opioid"), {"reduced", "undecided", "abolished", "unchanged"}),
        (dict(step="neurogenesis"), {"abolished", "reduced", "unchanged"}),
        (dict(step="mtorc1", subject="people"), {"unchanged", "enhanced"}),
        (dict(step="mtorc1", source="li2010"), {"abolished"}),
        (dict(step="ampa", source="maeng2008"), {"reduced"}),
        (dict(step="ampa", lane="ssri"), {"unchanged", "enhanced"}),
        (dict(step="pore_block", source="gideons2014"), {"not_mimicked"}),
        (dict(step="mood", source="lii2023"), {"undecided"}),
    ],
)
def test_conflicts_keep_both_sides(wanted, expected):
    assert outcomes(**wanted) == expected


def test_sert_is_not_said_to_be_irrelevant_to_ketamine():
    assert outcomes(step="serotonin_branch", source="bowman2020") == {"abolished"}
    assert "under 10 %" in evidence.one(chain.steps(source="spies2018"))["result"]


STEPS = [
    (dict(source="klein2006", label="SERT occupancy after one dose of escitalopram"), (None, 6, None)),
    (dict(source="lepoul1995"), (72, None, 504)),
    (dict(source="benmansour2002"), (96, 360, None)),
    (dict(source="chaput1986", step="raphe_firing_recovery"), (168, 336, 336)),
    (dict(source="pryazhnikov2018", step="spines"), (72, None, 132)),
    (dict(source="modasava2019"), (12, None, 24)),
    (dict(source="holmes2022", subject="people"), (None, 24, None)),
    (dict(source="johansen2023"), (576, 696, 912)),
    (dict(source="sumner2020"), (3, None, 4)),
]


@pytest.mark.parametrize("wanted, hours", STEPS)
def test_hours_as_seen(wanted, hours):
    row = evidence.one(chain.steps(), **wanted)
    assert tuple(None if row[column] != row[column] else row[column] for column in HOURS) == hours

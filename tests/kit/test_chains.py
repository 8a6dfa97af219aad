"""The picture of both chains: what is drawn and said is what data/ has, and nothing else."""

import math
import re

import numpy as np
import pytest
from twoclocks import evidence
from twoclocks.book.publish import NOTEBOOKS
from twoclocks.evidence import chain
from twoclocks.kit import chains, style
from twoclocks.kit.chains import detail, drawing, explorers, rows

STEPS = rows.steps(rows.FULL)
EVERY = [step for own in STEPS.values() for step in own]
#: What the key of the picture says, spelled once more: a mark or sign that is swapped is a lie.
SHAPES = {"o": "people", "s": "animals", "^": "cells"}
SIGNS = {"abolished": "✕", "reduced": "▼", "unchanged": "=", "mimicked": "≈", "not_mimicked": "≠", "enhanced": "▲"}


def named(step):
    return f"{step.lane}-{step.key}"


def of_data(table, step):
    """The rows of a table of data/ that belong to a step and are not recalled, read without the code under test."""
    frame = evidence.table(table)
    mine = frame[(frame["lane"] == step.lane) & frame["step"].isin(rows.FULL.rows[step.key][step.lane])]
    return mine[mine["status"] != "recalled"]


@pytest.fixture(scope="module")
def figure():
    with style.in_style_context():
        return chains.chains().fig


def drawn_in(ax, step):
    """(hour, subject, crossed) of every mark that stands at the height of a step."""
    y = panels_height(step)
    lines = [line for line in ax.lines if len(line.get_xdata()) == 1 and math.isclose(line.get_ydata()[0], y)]
    crossed = {float(line.get_xdata()[0]) for line in lines if line.get_marker() == "x"}
    return {
        (float(line.get_xdata()[0]), SHAPES[line.get_marker()], float(line.get_xdata()[0]) in crossed)
        for line in lines
        if line.get_marker() in SHAPES
    }


def panels_height(step):
    return drawing.Panels(rows.FULL, *[None] * 5).height_of(step)


# ---- Rows -------------------------------------------------------------------------------------------------------


def test_every_kind_of_step_that_belongs_to_a_chain_stands_in_a_row_or_is_known_to_be_left_out():
    shown = {kind for lanes in rows.FULL.rows.values() for kinds in lanes.values() for kind in kinds}
    left = set(chain.kinds()["id"]) - shown
    assert left == {"serotonin_before_treatment", "serotonin_branch", "young_granule_cells", "dopamine_branch"}


def test_rows_that_are_singled_out_exist():
    known = set(evidence.table("chain_steps")["id"])
    assert set(rows.NO_CHANGE) | set(rows.LEFT_OUT) <= known
    assert not set(rows.NO_CHANGE) & set(rows.LEFT_OUT)


@pytest.mark.parametrize("step", EVERY, ids=named)
def test_a_step_has_the_rows_of_data_and_no_recalled_one(step):
    seen = of_data("chain_steps", step)
    assert {row.id for row in step.seen} == set(seen["id"]) - set(rows.LEFT_OUT)
    timed = seen[seen["use"] == "plot"].set_index("id")[["earliest_h", "typical_h", "latest_h"]]
    for row in step.seen:
        wanted = {hour for hour in timed.loc[row.id] if hour > 0} if row.id in timed.index else set()
        assert set(row.times) == wanted
    removed = of_data("chain_removals", step)
    assert {row.id for row in step.removals} == set(removed[removed["use"] == "plot"]["id"])


# ---- The picture ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", EVERY, ids=named)
def test_every_mark_is_a_row_at_its_hour_in_the_shape_of_its_subject(figure, step):
    schedules = {"ketamine": ["single"], "ssri": ["single", "repeated"]}[step.lane]
    seen = of_data("chain_steps", step)
    seen = seen[seen["schedule"].isin(schedules) & (seen["use"] == "plot") & ~seen["id"].isin(rows.LEFT_OUT)]
    wanted = set()
    for row in seen.itertuples():
        hours = [hour for hour in (row.typical_h, row.earliest_h, row.latest_h) if hour > 0]
        wanted |= {(hours[0], row.subject, row.id in rows.NO_CHANGE)} if hours else set()
    found = drawn_in(figure.axes[1], step)
    assert {(hour, subject) for hour, subject, _ in found} == {(hour, subject) for hour, subject, _ in wanted}
    assert {mark for mark in found if mark[2]} >= {mark for mark in wanted if mark[2]}


@pytest.mark.parametrize("step", EVERY, ids=named)
def test_a_subject_without_any_time_stands_under_time_not_seen_and_nowhere_else(figure, step):
    found = {subject for _, subject, _ in drawn_in(figure.axes[2], step)}
    assert found == set(step.untimed())
    assert not found & {subject for _, subject, _ in drawn_in(figure.axes[1], step)}
    if not any(row.times for row in step.seen):
        assert found == {row.subject for row in step.seen if row.change}


@pytest.mark.parametrize("step", EVERY, ids=named)
def test_bars_reach_from_the_first_to_the_last_change_and_schedules_are_not_mixed(figure, step):
    y, ax = panels_height(step), figure.axes[1]
    lines = {tuple(map(float, line.get_xdata())) for line in ax.lines if list(line.get_ydata()) == [y, y]}
    boxes = {
        (round(box.get_x(), 6), round(box.get_x() + box.get_width(), 6))
        for box in ax.patches
        if math.isclose(box.get_y() + box.get_height() / 2, y) and box.get_height() < 0.6
    }
    for schedule, found in (("single", lines), ("repeated", boxes)):
        times = [t for row in step.seen if row.schedule == schedule and row.change for t in row.times]
        ends = {(round(min(times), 6), round(max(times), 6))} if len(set(times)) > 1 else set()
        shown = ends if (step.lane, schedule) != ("ketamine", "repeated") else set()
        assert {tuple(round(end, 6) for end in span) for span in found} == shown


@pytest.mark.parametrize("step", EVERY, ids=named)
def test_signs_say_what_removals_did(figure, step):
    y = panels_height(step)
    found = {text.get_text() for text in figure.axes[3].texts if math.isclose(text.get_position()[1], y)}
    outcomes = set(of_data("chain_removals", step).query("use == 'plot'")["outcome"])
    if "abolished" in outcomes:
        outcomes -= {"reduced"}  # the stronger of the two stands for both
    assert found == {SIGNS[outcome] for outcome in outcomes}


def test_names_of_rows_not_seen_in_people_are_italic(figure):
    shown = {text.get_text().removesuffix(" ◷"): text.get_fontstyle() for text in figure.axes[0].texts}
    for key, own in STEPS.items():
        people = any(
            subject == "people" and id not in rows.NO_CHANGE and id not in rows.LEFT_OUT
            for step in own
            for id, subject in of_data("chain_steps", step)[["id", "subject"]].itertuples(index=False)
        )
        assert shown[drawing.words(f"shared.names.{key}")] == ("normal" if people else "italic"), key


def test_candidates_for_the_slow_step_have_a_clock(figure):
    marked = {text.get_text().removesuffix(" ◷") for text in figure.axes[0].texts if text.get_text().endswith("◷")}
    kinds = chain.kinds()
    slow = set(kinds[kinds["slow_step"] == "candidate"]["id"])
    assert marked == {
        drawing.words(f"shared.names.{key}")
        for key, lanes in rows.FULL.rows.items()
        if slow & {kind for kinds in lanes.values() for kind in kinds}
    }
    assert all("not established" in drawing.words(f"shared.slow.{lane}") for lane in (*rows.LANES, "short"))


# ---- The explorers ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def explorer():
    return chains.chains_explorer()


@pytest.mark.parametrize("key", explorers.along())
def test_the_readout_is_true_at_every_step(explorer, key):
    readout, _ = explorer.words(step=key)
    for step in STEPS[key]:
        drug = {"ketamine": "with ketamine,", "ssri": "with an SSRI,"}[step.lane]
        said = next(part for part in re.split(r"(?=with (?:ketamine|an SSRI),)", readout) if part.startswith(drug))
        seen = of_data("chain_steps", step)
        seen = seen[~seen["id"].isin([*rows.NO_CHANGE, *rows.LEFT_OUT])]
        assert ("not in people" in said) == (len(seen) > 0 and "people" not in set(seen["subject"]))
        taken = of_data("chain_removals", step).query("use == 'plot'")["outcome"]
        numbers = [int(number) for number in re.findall(r"(?<=[ (])\d+(?=[ ,;.)])", said.partition("; ")[2])]
        less, same = taken.isin(["abolished", "reduced"]).sum(), (taken == "unchanged").sum()
        copied = (taken == "mimicked").sum()
        assert ("so they conflict" in said) == (less + copied > 0 and same > 0 and key not in rows.IMITATED)
        if "so they conflict" in said:
            assert numbers[:2] == [less or copied, same]
        if "no experiment listed" in said:
            assert taken.empty


def test_what_comes_after_a_step_fades_as_its_removals_say():
    """Rivals of a step and the other lane stay; mood always comes after what is needed."""
    left = explorers.strengths(STEPS["disinhibition"])  # removals in conflict
    assert set(left) == {"glutamate_surge", "ampa", "bdnf_trkb", "mtorc1", "spines", "plasticity", "mood"}
    assert {strength for lanes in left.values() for strength in lanes.values()} == {drawing.DOUBTFUL}
    assert {lane for lanes in left.values() for lane in lanes} == {"ketamine"}
    assert explorers.strengths(STEPS["sert_occupancy"])["mood"] == {"ssri": drawing.FAINT}
    for key in ("block_at_rest", "raphe_firing_recovery", "autoreceptor_desensitisation", "mood"):
        assert explorers.strengths(STEPS[key]) == {}, "nobody found that the effect needs it"


@pytest.fixture(scope="module", params=["page", "projector"])
def panel(request):
    """The empty panel of the explorer, in both views."""
    with style.in_style_context(request.param):
        figure = style.blank(*style.in_view(*explorers.SIZE))
        yield explorers._step_axes(figure).detail


@pytest.mark.parametrize("key", explorers.along())
def test_the_panel_holds_every_removal_or_says_how_many_more_there_are(panel, key):
    for artist in [*[text for text in panel.texts if text.get_fontstyle() == "normal"], *panel.lines]:
        artist.remove()
    detail.draw_detail(panel, STEPS[key])
    assert min(text.get_position()[1] for text in panel.texts) > 0
    edge = panel.bbox.x1
    assert all(text.get_window_extent().x1 <= edge for text in panel.texts)
    shown = " ".join(text.get_text() for text in panel.texts)
    more = int(match[1]) if (match := re.search(r"and (\d+) more in the table", shown)) else 0
    labels = [row.label for step in STEPS[key] for row in step.removals]
    marks = sum(line.get_marker() in SHAPES for line in panel.lines)
    assert marks + more == len(labels)
    assert sum(label in shown.replace("- ", "-") for label in labels) >= marks
    for step in STEPS[key]:
        for outcome in step.outcomes():
            assert drawing.words(f"shared.detail.outcomes.{outcome}") in shown, "no outcome hides another"


def test_time_lights_each_step_when_its_first_change_was_seen():
    found = chains.chains_first_look()
    before = {}
    for moment in explorers.MOMENTS:
        result = found.result(seen_by=moment)
        for step in result.every:
            came = result.came(step)
            first = min(
                (t for row in step.seen if row.change and row.schedule in rows.SCHEDULES for t in row.times),
                default=np.inf,
            )
            assert came == (first <= moment)
            assert came >= before.get((step.lane, step.key), False)
            before[step.lane, step.key] = came
        readout, _ = found.words(seen_by=moment)
        for lane, name in (("ketamine", "ketamine"), ("ssri", "the SSRI")):
            mood = next(step for step in result.every if (step.lane, step.key) == (lane, "mood"))
            assert (f"had been seen for {name}" in readout) == result.came(mood)


def test_every_step_links_to_a_lesson_that_is_there():
    html = chains.chain_tables()._repr_html_()
    files = set(re.findall(r'href="([0-9a-z_]+\.ipynb)"', html))
    assert files == set(chain.kinds()["lesson"])
    assert all((NOTEBOOKS / file).exists() for file in files)


@pytest.mark.parametrize(
    "hours, said", [(0.00075, "2.7 s"), (1e-3 / 3600, "1 ms"), (1 / 60, "1 min"), (10 / 3600, "10 s")]
)
def test_times_under_a_minute_have_words(hours, said):
    assert rows.time_words(hours) == said

"""Lesson 02: pictures draw what the models give, sentences say it, and nothing recalled passes as seen."""

import functools
import re

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import words
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon, Rectangle
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import style
from twoclocks.kit.chart import cell_html
from twoclocks.lessons import nmda_receptor as lesson
from twoclocks.lessons.nmda_receptor import block as nmda_receptor_block
from twoclocks.lessons.nmda_receptor import charts as nmda_receptor
from twoclocks.lessons.nmda_receptor import dish as nmda_receptor_dish
from twoclocks.lessons.nmda_receptor import drawings, explorers, look, schemes, voltage_explorers
from twoclocks.lessons.nmda_receptor import potency_charts as nmda_receptor_potency
from twoclocks.lessons.nmda_receptor.predictions import PERCENTS
from twoclocks.models import (
    magnesium,
    nmda,
    nmda_states,
    nmda_trapping,
    receptor_runs,
    synapse,
    validation,
    validation_nmda,
)

NOTEBOOK = catalogue.NOTEBOOKS / "02_nmda_receptor.ipynb"
CHARTS = (
    nmda_receptor.channel_states,
    nmda_receptor_block.only_sooner,
    nmda_receptor_block.one_way_leak,
    nmda_receptor_block.two_routes,
    nmda_receptor_dish.how_many,
    nmda_receptor_dish.voltage_and_magnesium,
    nmda_receptor_potency.potency,
    nmda_receptor_potency.subunits,
)
MEASURED = evidence.parameter("ketamine.zanos2018.C_antidepressant").value
drug_levels, activities = st.sampled_from(explorers.DRUG_LEVELS), st.sampled_from(explorers.ACTIVITIES)


def holds(ax, x, y) -> bool:
    """Whether some line of ``ax`` runs through all the points (x, y)."""
    for line in ax.lines:
        at, height = (np.asarray(side, dtype=float) for side in line.get_data())
        if at.size > 2 and np.allclose(np.interp(x, at, height), y, atol=0.2):
            return True
    return False


def points(ax) -> list[tuple[float, float, str]]:
    """(x, y, face colour) of every single marker of an axes."""
    return [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]), line.get_markerfacecolor())
        for line in ax.lines
        if len(line.get_xdata()) == 1
    ]


def drawn(name, **values):
    """The explorer ``name`` drawn at ``values``."""
    return explorer_of(name).figure(**values)


explorer_of = functools.cache(lambda name: lesson.EXPLORERS[name]())


# ---- What is computed ----------------------------------------------------------------------------


@given(st.floats(-80, 40), st.floats(0, 4))
def test_plug_is_the_magnesium_model(voltage, mg):
    run = receptor_runs.plug(mg, voltage)
    assert run.free == pytest.approx(float(magnesium.magnesium_free(voltage, mg)))
    assert run.bare == pytest.approx(voltage) and run.current == pytest.approx(run.free * voltage)
    assert np.interp(voltage, receptor_runs.VOLTS, run.bare_curve) == pytest.approx(voltage, abs=1e-9)


def test_the_hook_is_where_the_task_says():
    """More inward current at -20 mV than at rest, and the largest below -20 mV."""
    at = {v: receptor_runs.plug(1.0, v).current for v in (-65, -20)}
    assert at[-20] < at[-65] < 0
    curve = receptor_runs.plug(1.0, -65).curve
    assert receptor_runs.VOLTS[curve.argmin()] == pytest.approx(float(magnesium.largest_inward_voltage()), abs=1)


@given(st.floats(-100, 300), st.sampled_from([-65.0, -40.0, -10.0, 0.0]))
def test_pairing_is_open_share_times_what_magnesium_leaves(delay, step):
    run = receptor_runs.pairing(1, step, delay)
    assert np.allclose(run.conductance, run.opened * magnesium.magnesium_free(run.voltage))
    late = run.time > 5
    assert np.allclose(run.opened[late], synapse.open_share(run.time[late], "NMDA"))
    lasts = evidence.parameter("synapse.teaching.t_paired").value
    inside = (run.time > delay) & (run.time < delay + lasts)
    assert (run.voltage[inside] == step).all()
    assert (run.voltage[(run.time < delay) | (run.time > delay + lasts)] == -65).all()
    assert (run.opened[run.time <= 0] == 0).all() and (receptor_runs.pairing(0, step, delay).conductance == 0).all()


def test_order_counts():
    """A depolarisation that ends before glutamate adds nothing; one that follows it does, for a while."""
    early, soon, later, late = (receptor_runs.pairing(1, -10.0, t) for t in (-100, 20, 100, 300))
    assert early.peak == early.alone
    assert soon.peak > later.peak > late.peak and later.peak > 3 * later.alone


@given(st.sampled_from(nmda_trapping.DRUGS), drug_levels, activities, st.sampled_from([0.0, 1.0]))
def test_wash_is_the_trapping_model(drug, level, activity, later):
    run = receptor_runs.wash(drug, level, activity, later)
    long = evidence.parameter("ketamine.mealing1999.t_wash").value
    phases = [nmda_trapping.Phase(long, level, activity), nmda_trapping.Phase(long, 0.0, later)]
    both = nmda_trapping.trapping_block([long, 2 * long], phases, drug)
    assert [run.at_turn, run.left] == pytest.approx(both.tolist())
    assert run.goal == pytest.approx(float(nmda_trapping.equilibrium(level, 1.0, drug)))
    assert (run.block <= run.goal + 1e-9).all()


@given(drug_levels, st.sampled_from(explorers.ACTIVITIES[1:]))
def test_four_states_settle_where_activity_does_not_matter(level, activity):
    run = receptor_runs.flow(level, activity, receptor_runs.LONGEST)
    assert sum(run.shares.values()) == pytest.approx(1)
    assert run.goal == pytest.approx(level / (level + nmda_trapping.rates().koff / nmda_trapping.rates().kon))
    assert run.now <= run.goal + 1e-9
    if activity == 1:
        assert run.now == pytest.approx(run.goal, rel=0.001)
    exact = nmda_states.four_state([7.0], [nmda_trapping.Phase(60.0, level, activity)])[:, 0]
    assert list(receptor_runs.flow(level, activity, 7.0).shares.values()) == pytest.approx(exact.tolist(), abs=1e-9)


def test_dish_gives_each_condition_its_own_constants():
    run = receptor_runs.dish(MEASURED)
    for name in receptor_runs.CONDITIONS:
        expected = (
            nmda.ketamine_block(MEASURED)
            if name == "none"
            else nmda.ketamine_block(MEASURED, magnesium=True, subunit=name)
        )
        assert run.blocks[name] == pytest.approx(float(expected))
        at = np.interp(np.log(MEASURED), np.log(run.levels), run.curves[name])
        assert at == pytest.approx(run.blocks[name], abs=1e-3)
    assert run.unbound == pytest.approx(0.41, abs=0.01)
    assert receptor_runs.dish(MEASURED, 1.0).unbound == pytest.approx(run.unbound / 0.53)


def test_two_routes_are_the_papers_own_numbers():
    rates = nmda_trapping.rates()
    level = np.array([0.41, 10.0])
    hill, middle, low, high = receptor_runs.gap_of_constants(level)
    assert np.allclose(hill, nmda.hill(level, nmda.block_constants()))
    assert np.allclose(middle, level / (level + rates.koff / rates.kon))
    assert (low < middle).all() and (middle < high).all()
    assert hill[0] > high[0], "the standard errors do not bridge the gap, as the lesson says"


@pytest.mark.parametrize(
    "wrong, said",
    [
        (lambda: receptor_runs.plug(-1.0, -65), "magnesium is -1"),
        (lambda: receptor_runs.plug(1.0, -300), "voltage is -300"),
        (lambda: receptor_runs.pairing(2, -10, 20), "glutamate is 2"),
        (lambda: receptor_runs.pairing(1, -10, 900), "delay is 900"),
        (lambda: receptor_runs.wash("aspirin", 1, 1, 0), "drug is 'aspirin'"),
        (lambda: receptor_runs.wash("ketamine", -1, 1, 0), "drug_level is -1"),
        (lambda: receptor_runs.flow(1, 0.1, 90), "drug_seconds is 90"),
        (lambda: receptor_runs.dish(-5), "plasma_level is -5"),
        (lambda: receptor_runs.condition_block(100, "2E"), "condition is '2E'"),
        (lambda: receptor_runs.gap_of_constants(-1), "level is -1"),
    ],
)
def test_bad_input_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        wrong()


# ---- What is drawn -------------------------------------------------------------------------------


def test_only_sooner_draws_three_ways_to_one_goal():
    chart = nmda_receptor_block.only_sooner()
    ax, goal = chart.fig.axes[0], 100 * float(nmda_trapping.equilibrium(nmda_receptor_block.DRUG))
    for activity in nmda_receptor_block.ACTIVITIES:
        seconds = np.array([5.0, 30.0, 200.0])
        phases = [nmda_trapping.Phase(240.0, nmda_receptor_block.DRUG, activity)]
        assert holds(ax, seconds / 60, 100 * nmda_trapping.trapping_block(seconds, phases))
    assert list(chart.table["Blocked in the end [%]"]) == [round(goal)] * 3
    assert list(chart.table["Blocked after 30 s [%]"]) == sorted(chart.table["Blocked after 30 s [%]"], reverse=True)


def test_leaks_are_flat_and_falling():
    ax = nmda_receptor_block.one_way_leak().fig.axes[0]
    both, out = (np.asarray(line.get_ydata()) for line in ax.lines)
    assert np.ptp(both) < 1e-9 and (np.diff(out) > 0).all()
    assert out[0] == pytest.approx(100 * float(nmda_trapping.equilibrium(1.0, 0.001, leak="one-way")))
    assert "artefact" in words(ax.figure)


def test_two_routes_plots_what_was_measured_and_only_seen_points():
    chart = nmda_receptor_block.two_routes()
    ax, level = chart.fig.axes[0], np.array([0.1, 1.0, 10.0])
    hill, rates, *_ = receptor_runs.gap_of_constants(level)
    assert holds(ax, level, 100 * hill) and holds(ax, level, 100 * rates)
    orser = {p.symbol: p.value for p in evidence.parameters("ketamine.orser1997").values()}
    expected = {
        (0.1, 100 - orser["Po_0p1uM"]),
        (1.0, 100 - orser["Po_1uM"]),
        (1.0, 100 - orser["Po_1uM_outside_out"]),
        (10.0, 100 - orser["Po_10uM_outside_out"]),
        (10.0, 100 * evidence.parameter("ketamine.mealing1999.block_10uM").value),
    }
    assert {(x, y) for x, y, _ in points(ax)} == expected


def test_potency_is_hollow_where_it_was_seen_second_hand():
    chart = nmda_receptor_potency.potency()
    for ax, compounds in zip(
        chart.fig.axes, (nmda_receptor_potency.BINDING, nmda_receptor_potency.CURRENT), strict=True
    ):
        drawn = points(ax)
        for row, (_, id) in enumerate(compounds):
            seen = evidence.parameter(id)
            (face,) = [face for x, y, face in drawn if (x, y) == (seen.value, row)]
            assert (face == "white") == (seen.status == "secondary")
            assert seen.status in {"primary", "secondary"}
    assert "above 100" in words(chart.fig)


def test_whatever_is_recalled_is_marked_on_the_picture():
    chart = nmda_receptor_potency.subunits()
    left, right = chart.fig.axes
    assert "recalled" in left.get_title(loc="left") and "second-hand" in right.get_title(loc="left")
    shapes = {line.get_marker() for line in left.lines if len(line.get_xdata()) == 1}
    assert shapes == {"x", "P"}, "crosses, which stand for nothing seen"
    assert all(face == "white" for _, _, face in points(right))
    for ax, drug in ((left, "ketamine"), (right, "memantine")):
        pairs = nmda_receptor_potency.subunit_pairs(drug)
        assert sorted(x for x, _, _ in points(ax)) == sorted(p.value for pair in pairs.values() for p in pair)
    how_many = nmda_receptor_dish.how_many()
    assert words(how_many.fig).count("recalled") == 4
    bars = how_many.fig.axes[0].patches
    assert [bool(bar.get_hatch()) for bar in bars] == [False] + [True] * 4
    assert [bar.get_width() for bar in bars] == pytest.approx(
        [100 * block for block in receptor_runs.dish(MEASURED).blocks.values()]
    )
    assert "recalled" in words(drawn("02-plasma-to-block"))


def test_recalled_with_medium_confidence_is_nowhere():
    """Memantine's own table is recalled less surely, so no picture or table may hold it."""
    medium = {p.id for p in evidence.parameters("memantine.kotermanski2009").values()}
    assert medium and all(evidence.parameter(id).confidence == "medium" for id in medium)
    for pair in nmda_receptor_potency.subunit_pairs("memantine").values():
        assert {p.source for p in pair} == {"nmdasupplement"}
    for draw in CHARTS:
        cells = " ".join(cell_html(value) for value in draw().table.astype(object).to_numpy().ravel())
        assert "13.2 µM" not in cells and "10.1 µM" not in cells, draw.__name__


def test_voltage_curves_are_the_model_and_say_what_is_assumed():
    chart = nmda_receptor_dish.voltage_and_magnesium()
    ax, volts = chart.fig.axes[0], np.array([-65.0, -40.0, -20.0])
    unbound = nmda.unbound_level(MEASURED)
    for mg in (0.0, None):
        assert holds(ax, volts, 100 * nmda_states.voltage_block(unbound, volts, mg))
    assert "illustrative" in words(chart.fig)


def test_what_is_assumed_is_stamped_on_the_moving_pictures():
    for name in ("02-coincidence", "02-four-states"):
        assert "illustrative" in words(drawn(name)), name


def test_every_row_of_every_table_leads_to_a_source():
    labels = {evidence.source(key).label for key in evidence.table("sources")["key"]}
    for draw in CHARTS:
        for value in draw().table.iloc[:, -1]:
            assert set(re.sub("<.*?>", "", cell_html(value)).replace("&amp;", "&").split("; ")) <= labels, draw.__name__


def boxes(ax, colour) -> list[Rectangle]:
    """Rectangles of ``ax`` that are filled with ``colour``."""
    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [box for box in found if box.get_fill() and to_hex(box.get_facecolor()) == colour]


@pytest.mark.parametrize("mg, voltage, place", [(1.0, -65.0, 5.7), (1.0, 40.0, 7.5), (0.0, -65.0, None)])
def test_plug_is_drawn_where_it_is(mg, voltage, place):
    channel, curve = drawn("02-magnesium", magnesium=mg, voltage=voltage).axes
    run = receptor_runs.plug(mg, voltage)
    _, *plugs = boxes(channel, style.CONTROL)
    assert [box.get_y() + box.get_height() / 2 for box in plugs] == pytest.approx([place] if place else [])
    (free,) = boxes(channel, style.KETAMINE)
    assert free.get_width() == pytest.approx(5.6 * run.free)
    ((at, current, _),) = points(curve)
    assert (at, current) == (voltage, run.current)
    assert holds(curve, receptor_runs.VOLTS, run.curve) and holds(curve, receptor_runs.VOLTS, run.bare_curve)
    (arrow,) = [patch for patch in channel.patches if type(patch) is Polygon and patch.get_zorder() == 7]
    heights = arrow.get_xy()[:, 1]
    assert (heights[3] < heights[0]) == (run.current < 0), "the tip points where the ions go"


def test_wash_draws_the_result_it_is_given():
    ax, run = drawn("02-trapping", drug_level=1.0, activity=0.1).axes[0], receptor_runs.wash("ketamine", 1.0, 0.1, 0.0)
    assert holds(ax, run.time / 60, 100 * run.block) and holds(ax, run.time / 60, 100 * run.full)
    goals = [line.get_ydata() for line in ax.lines if len(line.get_xdata()) == 2]
    assert np.allclose(goals, 100 * run.goal) and len(goals) == 1


@pytest.mark.parametrize("drug", nmda_trapping.DRUGS)
@pytest.mark.parametrize("active", [0.0, 1.0])
def test_wash_shows_the_drug_where_it_sits(drug, active):
    """Memantine is hollow; an active channel has lost it by the end of the wash."""
    figure = drawn("02-trapping", blocker=drug, wash_activity=active)
    _, in_drug, in_wash = figure.axes
    wedges = [[patch for patch in ax.patches if patch.get_zorder() == 6] for ax in (in_drug, in_wash)]
    assert [len(found) for found in wedges] == [1, 0 if active else 1]
    faces = {to_hex(wedge.get_facecolor()) for found in wedges for wedge in found}
    assert faces == {"#ffffff" if drug == "memantine" else style.INK}
    assert ("washout, active" in words(figure)) == bool(active) and ("washout, silent" in words(figure)) == (not active)


def test_flow_draws_each_share_at_its_channel():
    scheme, course = drawn("02-four-states", drug_level=10.0, drug_seconds=60.0, activity=1.0).axes
    run = receptor_runs.flow(10.0, 1.0, 60.0)
    bars = [box for box in scheme.patches if isinstance(box, Rectangle) and box.get_zorder() == 3]
    for bar, (name, share) in zip(bars, run.shares.items(), strict=True):
        (x, y), *_ = schemes._PLACES[name]
        assert bar.get_height() == pytest.approx(2.6 * share) and bar.get_y() == pytest.approx(y - 1.3)
        assert (bar.get_x() < x) == (x < 7), "on the outer side"
        said = [text for text in scheme.texts if text.get_text() == f"{100 * share:.0f} %"]
        assert any(text.get_position()[1] == y for text in said)
    assert holds(course, run.time, 100 * run.blocked)
    assert [point[:2] for point in points(course)] == [(60.0, 100 * run.now)]


@pytest.mark.parametrize("condition", receptor_runs.CONDITIONS)
def test_dish_has_the_chosen_condition_in_front(condition):
    curves, bars = drawn("02-plasma-to-block", condition=condition, plasma_level=MEASURED).axes
    run = receptor_runs.dish(MEASURED)
    assert [point[:2] for point in points(curves)] == [(MEASURED, pytest.approx(100 * run.blocks[condition]))]
    for curve in run.curves.values():
        assert holds(curves, run.levels, 100 * curve)
    (front,) = [line for line in curves.lines if line.get_color() == style.KETAMINE]
    assert np.allclose(front.get_ydata(), 100 * run.curves[condition])
    assert [bar.get_width() for bar in bars.patches] == pytest.approx([100 * block for block in run.blocks.values()])
    names = [name for name, bar in zip(run.blocks, bars.patches, strict=True) if bar in boxes(bars, style.KETAMINE)]
    assert names == [condition]
    assert [bool(bar.get_hatch()) for bar in bars.patches] == [False] + [True] * 4


@pytest.mark.parametrize("glutamate, step, state", [(0, -10.0, "closed"), (1, -65.0, "magnesium"), (1, 0.0, "open")])
def test_the_channel_of_the_synapse_looks_as_it_is(glutamate, step, state):
    figure = drawn("02-coincidence", glutamate=glutamate, depolarised_to=step, delay=20.0)
    synapse_drawn, voltage, channels = figure.axes
    run = receptor_runs.pairing(glutamate, step, 20.0)
    assert drawings.channel_state(run) == state
    states = explorers.words.each("explorer.02-coincidence.state")
    assert {name for name, text in states.items() if text in words(figure).splitlines()} == {state}
    assert len(boxes(synapse_drawn, style.CONTROL)) == (state == "magnesium"), "the plug"
    loose = [patch for patch in synapse_drawn.patches if type(patch) is Polygon and patch.get_zorder() == 6]
    assert len(loose) == (4 if glutamate else 0)
    assert holds(voltage, run.time, run.voltage) and holds(channels, run.time, 100 * run.opened)
    (area,) = channels.collections
    top = area.get_paths()[0].vertices[:, 1].max()
    assert top == pytest.approx(100 * run.conductance.max())


# ---- What is said --------------------------------------------------------------------------------


@given(st.sampled_from(voltage_explorers.MAGNESIUM), st.integers(-16, 8).map(lambda step: 5.0 * step))
def test_plug_readout_says_current_and_reason(mg, voltage):
    run = receptor_runs.plug(mg, voltage)
    said = voltage_explorers.plug_readout(run, {})
    if voltage == 0:
        assert "no current flows" in said
    elif mg == 0:
        assert f"all {abs(voltage):.0f} pA" in said
    else:
        free = float(magnesium.magnesium_free(voltage, mg))
        assert look.percent(free) in said and f"{abs(free * voltage):.1f} of {abs(voltage):.0f} pA" in said
        assert ("draws magnesium into the pore" in said) == (free < 0.25)
        assert ("keeps magnesium out" in said) == (free >= 0.7 and voltage > 0)
        assert ("flow inward" in said) == (voltage < 0)


def test_pairing_readout_tells_the_four_cases_apart():
    def said(glutamate, step, delay):
        values = {"glutamate": glutamate, "depolarised_to": step, "delay": delay}
        return voltage_explorers.pairing_readout(receptor_runs.pairing(**values), values)

    assert "stay closed" in said(0, -10.0, 20.0)
    assert "magnesium blocks most of the open ones" in said(1, -65.0, 20.0)
    assert "ends before glutamate" in said(1, -10.0, -100.0)
    assert "starts 300 ms after glutamate" in said(1, -40.0, 300.0)
    assert "from −25 ms on overlaps" in said(1, -10.0, -25.0)
    run = receptor_runs.pairing(1, -10.0, 20.0)
    assert f"{run.peak / run.alone:.1f} times" in said(1, -10.0, 20.0)


@given(st.sampled_from(nmda_trapping.DRUGS), drug_levels, activities, st.sampled_from([0.0, 1.0]))
def test_wash_readout_says_block_goal_and_reason(drug, level, activity, later):
    values = {"blocker": drug, "drug_level": level, "activity": activity, "wash_activity": later}
    run = receptor_runs.wash(**values)
    said = explorers.wash_readout(run, values)
    for share in (run.at_turn, run.goal, run.left):
        assert look.percent(share) in said
    assert ("open channels release the drug" in said) == (later == 1)
    assert ("about a fifth of them let it go" in said) == (later == 0 and drug == "memantine")
    assert ("by the slow leak" in said) == (activity == 0)


@given(drug_levels, activities, st.sampled_from([0.0, 1.0, 5.0, 60.0]))
def test_flow_readout_says_share_and_reason(level, activity, seconds):
    values = {"drug_level": level, "activity": activity, "drug_seconds": seconds}
    run = receptor_runs.flow(**values)
    said = explorers.flow_readout(run, values)
    assert f"{look.percent(run.now)} of the channels are blocked" in said
    assert ("no channel opens and this scheme has no leak" in said) == (activity == 0)
    settled = activity > 0 and seconds > 0 and run.now >= 0.95 * run.goal
    assert ("a balance that does not depend" in said) == settled


def test_dish_readout_names_recalled_constants_and_the_mistake():
    for condition in receptor_runs.CONDITIONS:
        run = receptor_runs.dish(MEASURED, 0.53)
        said = explorers.dish_readout(run, {"condition": condition, "unbound_share": 0.53})
        assert look.percent(run.blocks[condition]) in said and ("recalled" in said) == (condition != "none")
        assert "in a dish" in said and "wrongly" not in said
    assert "wrongly counted as unbound" in explorers.dish_readout(
        receptor_runs.dish(MEASURED, 1.0), {"condition": "none", "unbound_share": 1.0}
    )


def test_answers_to_tasks_hold():
    """Numbers that the tasks give in words."""
    before, after, early = (receptor_runs.pairing(1, -10.0, delay) for delay in (-25.0, 20.0, -100.0))
    assert after.peak / after.alone == pytest.approx(10, abs=1)
    assert before.peak > after.peak and early.peak == early.alone, "what counts is the overlap"
    blocks, mistake = receptor_runs.dish(MEASURED).blocks, receptor_runs.dish(MEASURED, 1.0).blocks
    assert blocks["2A"] / blocks["none"] == pytest.approx(1 / 5, abs=0.03)
    assert mistake["none"] / blocks["none"] == pytest.approx(4 / 3, abs=0.05)
    drop = receptor_runs.wash("memantine", 10.0, 0.1, 0.0)
    soon = float(np.interp(drop.turn + 5, drop.time, drop.block))
    assert soon / drop.at_turn == pytest.approx(0.8, abs=0.02)


def test_replies_to_guesses_fit_the_answers():
    blocks = [100 * block for block in receptor_runs.dish(MEASURED).blocks.values()]
    for share, guess in zip(PERCENTS, lesson.predict_share().guesses, strict=True):
        side = "Lower" if share < np.floor(min(blocks)) else "Inside" if share <= np.ceil(max(blocks)) else "Higher"
        assert guess.reply.startswith(side) and guess.mark
    replies = [guess.reply for guess in lesson.predict_activity().guesses]
    assert [reply.startswith("Yes") for reply in replies] == [False, True, False, False]


def test_notes_hold_the_numbers_of_data_and_models():
    def numbers(box):
        return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", box.text)}

    blocks = {name: round(100 * share) for name, share in receptor_runs.dish(MEASURED).blocks.items()}
    by_rates = round(100 * float(nmda_trapping.equilibrium(nmda.unbound_level(MEASURED))))
    assert {*blocks.values(), by_rates} <= numbers(lesson.remember_note())
    low, *_, top = sorted(block for name, block in blocks.items() if name != "none")
    assert f"the range to remember is {low} to {top} %" in lesson.remember_note().text


def test_two_blockers_say_conflicting_results_and_one_sign():
    """Effect sizes are positive where the drug was better; rows that conflict stand beside each other."""
    frame = lesson.two_blockers().frame
    rows = frame.set_index("").astype(str)
    trial = evidence.one("trials", id="tr-kishimoto-2016-01")
    assert f"{-trial['value']:.2f} ({-trial['high']:.2f} to {-trial['low']:.2f})" in rows.loc["9", "Ketamine"]
    small = evidence.one("findings", id="fi-ketamine-memantine-08")
    assert f"{-small['value']:.2f} ({-small['high']:.2f} to {-small['low']:.2f})" in rows.loc["9", "Memantine"]
    assert "−" not in " ".join(rows.loc["9"])
    assert "Gideons" in rows.loc["4", "Source"] and "Emnett" in rows.loc["5", "Source"]
    assert rows.loc["4", "Memantine"].startswith("not") and not rows.loc["5", "Memantine"].startswith("not")
    assert "conflict" in lesson.two_blockers().caption


def test_no_percentage_of_human_occupancy_is_said():
    box = lesson.scans_note()
    assert "%" not in box.text and "not been established" in box.text
    assert {"Stone 2006", "PK-209 PET study", "Schoenberger 2017"} <= set(re.sub("<.*?>", "", box.more).split("; "))


def test_comparison_keeps_every_row_and_every_miss():
    """All of the lesson's own rows; those of closing stand in lesson 01. What teaches is in sight, the rest folded."""
    rows = len(validation.validation_table("block")) + len(validation_nmda.validation_table("trapping"))
    shown = lesson.check_against_the_world()
    (made,) = shown.rest
    assert len(shown.top.frame) + len(made.frame) == rows and len(shown.top.frame) <= 9
    assert set(shown.top.frame["Kind"]) == {validation.PREDICTION}
    assert validation.PREDICTION not in set(made.frame["Kind"])
    for table in (shown.top.frame, made.frame):
        answers = list(table["Agrees?"])
        assert "NO" in answers and answers == sorted(answers), "misses stand on top"
        assert not table["Model"].str.contains("e-").any() and not table["What"].str.contains(r"\buM\b").any()


# ---- What a learner builds -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def built() -> dict:
    """What the cells of Build it define."""
    space = {}
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.id in {"build-02", "build-10"}:
            exec(cell.source, space)
    return space


@pytest.mark.parametrize("mg", [0.0, 0.1, 1.0])
def test_the_learners_curve_is_the_one_of_the_explorer(built, mg):
    assert np.allclose(built["current"](receptor_runs.VOLTS, mg), receptor_runs.plug(mg, -65.0).curve)


@pytest.mark.parametrize("activity", [1.0, 0.1, 0.02])
def test_the_learners_block_lacks_the_leak_and_nothing_else(built, activity):
    """As the text says: about a point off in drug at 10 % activity, far off after the washout, and right with the leak."""
    run = receptor_runs.wash("ketamine", 1.0, activity, 0.0)
    bare, leak = built["block"](1.0, activity), nmda_trapping.rates().kleak / built["koff"]
    time, block = built["block"](1.0, activity + leak, wash_activity=leak)
    assert np.abs(block - np.interp(time, run.time, run.block)).max() < 0.012
    assert bare[1][-1] == pytest.approx(bare[1][len(time) // 2]), "nothing leaves closed channels"
    assert bare[1][-1] > run.left
    if activity == 0.1:
        in_drug = time <= run.turn
        assert np.abs(bare[1] - np.interp(time, run.time, run.block))[in_drug].max() < 0.011

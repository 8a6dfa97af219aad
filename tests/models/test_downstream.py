"""What outlasts the drug, as computed: loops, steps, rival first steps, slow change, the network's border."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq
from twoclocks import evidence
from twoclocks.models import cascade as downstream
from twoclocks.models import ei_network, first_steps, hysteresis, ketamine, nmda, raphe, slow_change, validation
from twoclocks.models import validation_downstream as downstream_table

TIME = np.arange(0, 100, 0.02)
BLOCK = nmda.ketamine_block(ketamine.infusion_level(TIME, "kamp2020"))
HOURS = np.array([0.5, 2 / 3, 2, 8, 24, 48, 72, 168, 240])


# ---- The cascade in steps ------------------------------------------------------------------------


def test_step_by_step_agrees_with_quadrature():
    exact = downstream.cascade(TIME).E
    coarse = downstream.step_by_step(TIME, BLOCK)
    assert np.abs(coarse - exact).max() < 0.01
    half = np.arange(0, 100, 0.01)
    fine = downstream.step_by_step(half, nmda.ketamine_block(ketamine.infusion_level(half, "kamp2020")))
    assert np.abs(fine[::2] - exact).max() == pytest.approx(np.abs(coarse - exact).max() / 2, rel=0.05), "first order"


def test_step_by_step_takes_a_gain_for_each_time():
    kP = np.full(TIME.shape, downstream.constants()["kP"])
    assert np.array_equal(downstream.step_by_step(TIME, BLOCK, kP), downstream.step_by_step(TIME, BLOCK))
    assert (downstream.step_by_step(TIME, BLOCK, 0.0) == 0).all() and (
        downstream.step_by_step(TIME, 0 * BLOCK) == 0
    ).all()
    late = downstream.step_by_step(TIME, BLOCK, np.where(TIME > 2, 0, kP))
    whole = downstream.step_by_step(TIME, BLOCK)
    assert np.array_equal(late[TIME <= 2], whole[TIME <= 2]) and late[-1] < whole[-1]


def test_later_steps_are_those_of_the_cascade():
    run = downstream.cascade(TIME)
    again = downstream.later_steps(TIME, np.clip(run.G, 0, 1), downstream.constants()["kP"])
    assert np.abs(again - run.E).max() < 1e-3


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: downstream.step_by_step(TIME, BLOCK[1:]), "block and kP have shapes"),
        (lambda: downstream.step_by_step(TIME, BLOCK + 1), "block is 1"),
        (lambda: downstream.step_by_step(TIME, BLOCK, -1.0), "kP is -1; allowed"),
        (lambda: downstream.step_by_step(TIME, BLOCK, [1.0, 2.0]), "block and kP have shapes"),
        (lambda: downstream.step_by_step([0.0, 1.0], [0.1, 0.1]), "steps of time is 1; allowed"),
        (lambda: downstream.step_by_step([1.0, 0.9], [0.1, 0.1]), "steps of time is -0.1; allowed"),
        (lambda: downstream.later_steps(TIME, BLOCK[1:], 1.0), "drive has shape"),
        (lambda: downstream.later_steps(TIME, BLOCK - 1, 1.0), "drive is -1; allowed"),
        (lambda: downstream.later_steps(TIME, BLOCK, -2.0), "kP is -2; allowed"),
        (lambda: hysteresis.loop("sideways"), "kind is 'sideways'; allowed: lags, follows, fades"),
        (lambda: hysteresis.loop("lags").at(400.0), "hours is 400; allowed: numbers from 0 to 336 h"),
        (lambda: first_steps.effect([1.0], "magic"), "first_step is 'magic'; allowed"),
        (lambda: first_steps.effect([400.0], "rest"), "time is 400; allowed"),
        (lambda: slow_change.share(50.0, "learning"), "days is 50; allowed: numbers from 0 to 42 days"),
        (lambda: slow_change.bias(float("nan")), "days is nan; allowed: finite numbers from 0 up days"),
        (lambda: slow_change.mood(-1.0), "days is -1; allowed: finite numbers from 0 up days"),
        (lambda: slow_change.share(5.0, "hope"), "story is 'hope'; allowed"),
        (lambda: ei_network.break_even(1.2), "block_E is 1.2; allowed"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


# ---- Loops ---------------------------------------------------------------------------------------


def test_direction_of_each_loop():
    found = {kind: hysteresis.loop(kind).direction for kind in hysteresis.KINDS}
    assert found == {"lags": "counter-clockwise", "follows": "no loop", "fades": "clockwise"}


def test_direction_is_told_from_the_area():
    """A circle run through in either sense, and a line there and back."""
    turn = np.linspace(0, 2 * np.pi, 400)
    for sense, words in ((1, "counter-clockwise"), (-1, "clockwise")):
        circle = hysteresis.Loop("lags", turn, np.cos(sense * turn), np.sin(sense * turn))
        assert circle.direction == words and abs(circle.turn) == pytest.approx(np.pi / 4, rel=0.01)
    there = np.abs(np.linspace(-1, 1, 101))
    assert hysteresis.Loop("lags", there, there, there**2).direction == "no loop"


def test_more_effect_on_the_way_down_only_where_it_lags():
    for hours in (1.0, 2.0, 4.0, 24.0):
        lags, follows, fades = (hysteresis.loop(kind) for kind in hysteresis.KINDS)
        assert lags.at(hours)[1] > lags.same_level_earlier(hours)
        assert follows.at(hours)[1] == pytest.approx(follows.same_level_earlier(hours), abs=1e-3)
        assert fades.at(hours)[1] < fades.same_level_earlier(hours) + 1e-9
        assert lags.at(hours)[0] == pytest.approx(ketamine.infusion_level([hours], "kamp2020")[0], rel=0.01)
    assert np.isnan(hysteresis.loop("lags").same_level_earlier(0.3))


def test_getting_used_to_a_drug_agrees_with_a_solver():
    p = evidence.parameters("hysteresis.teaching")
    assert {q.status for q in p.values()} == {"assumed"}
    run = hysteresis.loop("fades")
    share = run.level / run.level.max()
    solved = solve_ivp(
        lambda t, T: (np.interp(t, run.time, share) - T) / float(p["tau_T"]),
        (0, 12),
        [0.0],
        rtol=1e-8,
        max_step=0.01,
        dense_output=True,
    ).sol
    early = run.time <= 12
    expected = share[early] * (1 - float(p["depth"]) * solved(run.time[early])[0])
    assert np.abs(run.effect[early] - expected).max() < 1e-4


# ---- Rival first steps ---------------------------------------------------------------------------


def test_first_steps_agree_from_a_day_on_and_part_before():
    curves = np.array([first_steps.effect(HOURS, step) for step in first_steps.STEPS])
    apart = np.ptp(curves, axis=0)
    assert curves[:, HOURS == 24] == pytest.approx(1, abs=0.002), "by construction"
    assert (apart[HOURS > 24] < 0.04).all()
    assert (apart[(HOURS > 0.6) & (HOURS < 9)] > 0.3).all()


def test_disinhibition_is_the_cascade_itself():
    assert first_steps.gain("disinhibition") == pytest.approx(downstream.constants()["kP"], rel=0.01)
    assert first_steps.effect(HOURS, "disinhibition") == pytest.approx(downstream.cascade(HOURS).relative, abs=0.005)


def test_drives_are_what_they_are_called():
    time, held = first_steps._drive("held")
    block = nmda.ketamine_block(ketamine.infusion_level(time, "kamp2020"))
    until = evidence.table("findings").set_index("id").loc["fi-ketamine-mechanism-10", "high"]
    kept = (time > 1) & (time <= until)
    assert held[kept] == pytest.approx(block.max()) and held[time > until].max() < 0.01
    assert np.array_equal(first_steps._drive("rest")[1], block)
    level = ketamine.metabolite_level(time, "hydroxynorketamine")
    assert first_steps._drive("metabolite")[1] == pytest.approx(level / level.max())


# ---- Slow change ---------------------------------------------------------------------------------


def test_slow_stories_agree_with_a_solver():
    tau = {name: float(evidence.parameter(f"downstream.teaching.{name}")) for name in ("tau_b", "tau_M", "tau_P")}
    days = np.array([0.2, 1, 3, 7, 14, 28, 42])
    solved = solve_ivp(
        lambda t, y: [(1 - y[0]) / tau["tau_b"], (y[0] - y[1]) / tau["tau_M"]],
        (0, 42),
        [0, 0],
        t_eval=days,
        rtol=1e-9,
        atol=1e-11,
        method="LSODA",
    ).y
    assert slow_change.bias(days) == pytest.approx(solved[0], abs=1e-6)
    assert slow_change.share(days, "learning") == pytest.approx(solved[1] / solved[1][-1], abs=1e-6)

    grid = np.linspace(0, 42, 2001)
    x = np.maximum(raphe.course(grid).forebrain - 1, 0)
    drive = x / (1 + x)
    P = solve_ivp(
        lambda t, P: (np.interp(t, grid, drive) - P) / tau["tau_P"],
        (0, 42),
        [0.0],
        t_eval=days,
        rtol=1e-8,
        max_step=0.05,
    ).y[0]
    assert slow_change.share(days, "plasticity") == pytest.approx(P / P[-1], abs=0.005)


@pytest.mark.parametrize("story", slow_change.STORIES)
def test_slow_stories_only_climb(story):
    share = slow_change.share(np.linspace(0, 42, 200), story)
    assert share[0] == 0 and share[-1] == pytest.approx(1) and (np.diff(share) > 0).all()


# ---- The network's border ------------------------------------------------------------------------


@settings(max_examples=15)
@given(st.floats(0.01, 0.37))
def test_break_even_is_where_the_rate_is_that_of_rest(block):
    rest = float(ei_network.fixed_point().rE)
    exact = brentq(lambda b: float(ei_network.fixed_point(block, b).rE) - rest, 0, 1)
    assert float(ei_network.break_even(block)) == pytest.approx(exact, abs=1e-3)
    assert exact > 2 * block, "a preference is needed"


def test_break_even_keeps_its_shape_and_ends():
    found = ei_network.break_even(np.array([[0.0, 0.1], [0.3, 0.6]]))
    assert found.shape == (2, 2) and found[0, 0] == pytest.approx(0, abs=1e-3) and np.isnan(found[1, 1])
    assert np.isnan(ei_network.break_even(1.0)) and ei_network.break_even(0.2).shape == ()


# ---- Against the world ---------------------------------------------------------------------------

MISSES = {
    "glutamate peaks after",
    "most spines, one dose, at",
    "spines left after two weeks, share of their peak",
    "spines gained at 24 h",
    "interneurons with 30 % of their own receptors blocked, times rest",
    "pyramidal cells with both cell types blocked alike, times rest",
}


def test_misses_are_known_and_stay_in():
    table = downstream_table.validation_table()
    assert set(table.loc[~table["agrees"], "quantity"]) == MISSES
    assert set(table.loc[~table["agrees"], "kind"]) == {validation.PREDICTION}
    assert len(table) == 15 and set(validation_columns()) <= set(table.columns)


def validation_columns() -> list[str]:
    return list(validation.validation_table("block").columns)


def test_table_holds_what_the_models_give():
    table = downstream_table.validation_table().set_index("quantity")["model"]
    time = np.linspace(0, 336, 6721)
    run = downstream.cascade(time)
    assert table["glutamate peaks after"] == pytest.approx(60 * time[run.G.argmax()], abs=3.1)
    assert table["most spines, one dose, at"] == pytest.approx(time[run.S.argmax()], abs=0.2)
    assert table["spines gained at 24 h"] == pytest.approx(run.S[time == 24][0], abs=1e-3)
    assert table["effect at 48 h"] == pytest.approx(run.relative[time == 48][0], abs=1e-3)
    rest, quiet = ei_network.fixed_point(), ei_network.blocked(0.3, "interneurons")
    assert table["interneurons with 30 % of their own receptors blocked, times rest"] == pytest.approx(
        float(quiet.rI / rest.rI)
    )


def test_what_was_built_in_is_called_so():
    table = downstream_table.validation_table().set_index("quantity")
    built = table.index[table["kind"] == validation.CONSTRUCTION]
    assert {"effect at 24 h", "effect at 24 h with AMPA receptors blocked, share of intact"} <= set(built)
    assert table.loc["effect at 48 h", "kind"] == validation.CALIBRATION

"""Trapping block: one state and four states against stiff solvers, limits, and numbers to meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import expm
from scipy.optimize import brentq
from twoclocks import evidence
from twoclocks.models import nmda, nmda_states, nmda_trapping
from twoclocks.models.nmda_trapping import Phase, equilibrium, time_constant, trapping_block
from twoclocks.models.validation_nmda import left_after_wash, validation_table

FEW = settings(max_examples=12)
MANY = settings(max_examples=60)
drugs, leaks = st.sampled_from(nmda_trapping.DRUGS), st.sampled_from(nmda_trapping.LEAKS)
phase = st.builds(
    Phase,
    st.integers(1, 60).map(float),
    st.one_of(st.just(0.0), st.floats(0.01, 50.0)),
    st.sampled_from([0.0, 0.05, 0.3, 1.0]),
)
experiments = st.lists(phase, min_size=1, max_size=4)


def computed(name):
    parameter = evidence.parameter(f"regression.{name}")
    assert parameter.status == "computed"
    return parameter.value


def length(phases):
    return sum(p.duration for p in phases)


def solve(slope, start, phases, time):
    """Integrate slope(state, phase) through the phases with a stiff solver."""
    out, state, begin = np.empty((len(start), time.size)), np.asarray(start, dtype=float), 0.0
    for p in phases:
        end = begin + p.duration
        here = (time >= begin) & (time < end)
        solved = solve_ivp(
            lambda t, y, p: slope(y, p),
            (begin, end),
            state,
            method="LSODA",
            args=(p,),
            t_eval=np.append(time[here], end),
            rtol=1e-10,
            atol=1e-12,
        )
        out[:, here], state, begin = solved.y[:, :-1], solved.y[:, -1], end
    out[:, time >= begin] = state[:, None]
    return out


# One state -------------------------------------------------------------------------------------------


@FEW
@given(drugs, leaks, experiments, st.floats(0.0, 1.0))
def test_one_state_agrees_with_a_stiff_solver(drug, leak, phases, start):
    r = nmda_trapping.rates(drug)

    def slope(shares, p):
        both = []
        for share, escape in zip(shares, (0.0, r.escape), strict=True):
            shut = r.kleak + escape * (1 - p.activity)
            back = shut * p.concentration * r.kon / r.koff * (1 - share) * (leak == "two-way")
            both.append(p.activity * (r.kon * p.concentration * (1 - share) - r.koff * share) - shut * share + back)
        return both

    time = np.linspace(0.0, length(phases), 40)
    trapped, loose = solve(slope, [start, start], phases, time)
    expected = (1 - r.untrapped) * trapped + r.untrapped * loose
    assert np.allclose(trapping_block(time, phases, drug, leak, start), expected, atol=1e-8)


@MANY
@given(drugs, leaks, experiments, st.floats(0.0, 1.0))
def test_block_is_a_share_and_needs_drug(drug, leak, phases, start):
    time = np.linspace(0.0, length(phases), 50)
    block = trapping_block(time, phases, drug, leak, start)
    assert (block >= -1e-15).all() and (block <= 1 + 1e-15).all() and block[0] == pytest.approx(start)
    dry = [Phase(p.duration, 0.0, p.activity) for p in phases]
    assert (trapping_block(time, dry, drug, leak) == 0).all()


@MANY
@given(drugs, leaks, experiments)
def test_cutting_a_phase_in_two_changes_nothing(drug, leak, phases):
    time = np.linspace(0.0, length(phases), 30)
    halves = [Phase(p.duration / 2, p.concentration, p.activity) for p in phases for _ in range(2)]
    time = np.minimum(time, length(halves))
    assert np.allclose(trapping_block(time, phases, drug, leak), trapping_block(time, halves, drug, leak), atol=1e-12)


@given(st.floats(0.01, 100.0), st.floats(0.0, 1.0), drugs)
def test_activity_sets_the_speed_and_not_the_equilibrium(concentration, activity, drug):
    assert float(equilibrium(concentration, activity, drug)) == pytest.approx(
        float(equilibrium(concentration, 1.0, drug))
    )
    assert float(time_constant(concentration, activity, drug)) >= float(time_constant(concentration, 1.0, drug))


def test_one_way_leak_makes_block_seem_to_need_activity():
    assert float(equilibrium(1.0, 0.0, leak="one-way")) == 0
    assert float(equilibrium(1.0, 0.0)) == pytest.approx(float(equilibrium(1.0, 1.0)))
    assert (np.diff(equilibrium(1.0, np.array([0.0, 0.01, 0.1, 1.0]), leak="one-way")) > 0).all()


def test_a_flood_of_drug_blocks_everything_and_no_drug_nothing():
    assert float(equilibrium(1e6)) == pytest.approx(1, abs=1e-5) and float(equilibrium(0.0)) == 0


def test_curves_for_several_levels_and_activities_at_once():
    levels, activity = np.array([0.1, 1.0, 10.0])[:, None], np.array([0.1, 1.0])
    time, phases = np.linspace(0, 90, 31), [Phase(60, levels, activity), Phase(30, 0.0, 0.0)]
    all_at_once = trapping_block(time, phases, "memantine")
    assert all_at_once.shape == (3, 2, 31)
    one = trapping_block(time, [Phase(60, 10.0, 0.1), Phase(30, 0.0, 0.0)], "memantine")
    assert np.allclose(all_at_once[2, 0], one)
    assert trapping_block(time, phases, start=np.zeros((2, 1, 1))).shape == (2, 3, 2, 31)


@pytest.mark.parametrize("level, name", [(0.1, "0p1uM"), (1.0, "1uM"), (10.0, "10uM")])
def test_equilibrium_and_speed_as_computed(level, name):
    assert float(equilibrium(level, leak="one-way")) == pytest.approx(computed(f"block.B_eq_{name}"), rel=0.01)
    assert float(time_constant(level, leak="one-way")) == pytest.approx(computed(f"block.tau_eq_{name}"), rel=0.01)


def test_wash_out_as_computed():
    assert left_after_wash(120.0, 0.0, "memantine") == pytest.approx(computed("block.memantine_120s"), rel=0.01)
    assert left_after_wash(50.0, 1.0) == pytest.approx(computed("block.left_50s_u1"), rel=0.01)
    retained = [
        evidence.parameter(f"{d}.mealing1999.retained_120s").value for d in ("ketamine", "memantine", "arr15896ar")
    ]
    assert retained == sorted(retained, reverse=True)
    wash, kept = evidence.parameter("ketamine.mealing1999.t_wash").value, retained[0]
    assert nmda_trapping.rates().kleak == pytest.approx(-np.log(kept) / wash, rel=0.001)


def test_rates_and_hill_disagree_as_computed():
    level = nmda.unbound_level(185.0)
    assert float(equilibrium(level, leak="one-way")) == pytest.approx(computed("block.ode_0p41uM"), abs=0.001)
    assert float(nmda.ketamine_block(185.0)) == pytest.approx(computed("block.hill_185ngml"), abs=0.01)


def test_trapping_against_the_world():
    table = validation_table("trapping").set_index("id")
    assert table.loc[~table["agrees"]].index.tolist() == [
        "ketamine.gilling2009.IC50",
        "ketamine.orser1997.Po_0p1uM",
        "ketamine.orser1997.Po_1uM",
        "ketamine.orser1997.Po_10uM_outside_out",
    ]
    kinds = table["kind"]
    assert kinds["ketamine.mealing1999.retained_120s"] == "by construction"
    assert kinds["memantine.mealing1999.retained_120s"] == kinds["ketamine.mealing1999.block_10uM"] == "prediction"
    assert table.loc["ketamine.mealing1999.block_10uM", "model"] == pytest.approx(0.8715, abs=0.001)
    assert not table["status"].isin(["recalled", "computed", "assumed"]).any()


# Four states -----------------------------------------------------------------------------------------


@FEW
@given(drugs, experiments)
def test_four_states_agree_with_a_stiff_solver_and_the_matrix_exponential(drug, phases):
    time = np.linspace(0.0, length(phases), 25)
    opened = evidence.parameter("scheme.teaching.Po_max").value * phases[0].activity
    start = [1 - opened, opened, 0.0, 0.0]
    course = nmda_states.four_state(time, phases, drug)
    slow = solve(lambda y, p: nmda_states._generator(p, drug) @ y, start, phases, time)
    assert np.allclose(course, slow, atol=1e-8)
    first = time <= phases[0].duration
    power = [expm(nmda_states._generator(phases[0], drug) * t) @ start for t in time[first]]
    assert np.allclose(course[:, first].T, power, atol=1e-10)


@MANY
@given(drugs, experiments)
def test_four_states_are_conserved_shares(drug, phases):
    course = nmda_states.four_state(np.linspace(0.0, length(phases), 40), phases, drug)
    assert np.allclose(course.sum(axis=0), 1, atol=1e-10)
    assert (course >= -1e-10).all() and (course <= 1 + 1e-10).all()


@pytest.mark.parametrize("activity, name", [(1.0, "0p5"), (0.2, "0p1")])
def test_four_states_as_computed(activity, name):
    phases = [Phase(200.0, 10.0, activity)]

    def block(time):
        return nmda_states.blocked(nmda_states.four_state([time], phases))[0]

    final = block(200.0)
    assert final == pytest.approx(computed("block.four_state_final"), abs=0.002)
    reached = brentq(lambda t: block(t) - final * (1 - np.exp(-1)), 0.0, 200.0)
    assert reached == pytest.approx(computed(f"block.t63_Po_{name}"), rel=0.03)
    one_state = float(time_constant(10.0, activity, leak="one-way"))
    assert reached == pytest.approx(one_state, rel=0.05)


def test_shut_channels_keep_their_drug():
    phases = [Phase(60.0, 10.0, 1.0), Phase(1.0, 0.0, 0.0), Phase(600.0, 0.0, 0.0)]
    block = nmda_states.blocked(nmda_states.four_state([61.0, 661.0], phases))
    assert block[1] == pytest.approx(block[0], abs=1e-9) and block[0] > 0.85
    silent = nmda_states.four_state([600.0], [Phase(600.0, 10.0, 0.0)])
    assert silent[:, 0] == pytest.approx([1, 0, 0, 0])


def test_a_run_can_go_on_from_a_state():
    phases = [Phase(5.0, 1.0, 1.0), Phase(5.0, 0.0, 0.1)]
    middle = nmda_states.four_state([5.0], phases)[:, 0]
    assert np.allclose(
        nmda_states.four_state([3.0], phases[1:], start=middle)[:, 0], nmda_states.four_state([8.0], phases)[:, 0]
    )


# Voltage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("voltage, name", [(-70, "m70"), (-60, "m60"), (-40, "m40"), (-20, "m20"), (0, "0")])
def test_woodhull_as_computed(voltage, name):
    assert float(nmda_states.woodhull_IC50(voltage)) == pytest.approx(computed(f"block.IC50_{name}"), rel=0.02)


@pytest.mark.parametrize("voltage, name", [(-65, "m65"), (-40, "m40"), (-20, "m20")])
def test_block_with_magnesium_and_voltage_as_computed(voltage, name):
    block = nmda_states.voltage_block(nmda.unbound_level(185.0), voltage)
    assert float(block) == pytest.approx(computed(f"block.mg_185ngml_{name}"), abs=0.001)


def test_voltage_block_limits():
    reference = evidence.parameter("ketamine.gilling2009.V").value
    assert float(nmda_states.voltage_block(0.71, reference, 0.0)) == pytest.approx(0.5)
    assert float(nmda_states.voltage_block(0.5, reference, 0.0)) == pytest.approx(
        float(nmda.hill(0.5, nmda.block_constants()))
    )
    volts = np.linspace(-80, -20, 31)
    assert (np.diff(nmda_states.voltage_block(0.4, volts, 0.0)) < 0).all()
    assert (np.diff(nmda_states.voltage_block(0.4, volts)) > 0).all()
    assert float(nmda_states.competition(-65)) == pytest.approx(computed("nmda.mg_competition_m65"), rel=0.01)
    assert (nmda_states.voltage_block(0.0, volts) == 0).all()
    assert nmda_states.voltage_block(np.ones((3, 1)), volts).shape == (3, 31)


# Bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: equilibrium(-1.0), "concentration is -1; allowed: finite numbers from 0 up uM"),
        (lambda: equilibrium(1.0, 1.5), "activity is 1.5; allowed: numbers from 0 to 1"),
        (lambda: equilibrium(1.0, drug="aspirin"), "drug is 'aspirin'; allowed: ketamine, memantine"),
        (lambda: equilibrium(1.0, leak="none"), "leak is 'none'; allowed: two-way, one-way"),
        (lambda: trapping_block([5.0], [Phase(4.0, 1.0)]), "time is 5; allowed: numbers from 0 to 4 s"),
        (lambda: trapping_block([np.nan], [Phase(4.0, 1.0)]), "time is nan"),
        (lambda: trapping_block([1.0], []), "phases is empty"),
        (lambda: trapping_block([1.0], [Phase(-4.0, 1.0)]), "duration is -4; allowed"),
        (lambda: trapping_block([1.0], [Phase(4.0)], start=2.0), "start is 2; allowed: numbers from 0 to 1"),
        (lambda: trapping_block([[1.0]], [Phase(4.0)]), r"time has shape \(1, 1\)"),
        (lambda: nmda_states.four_state([1.0], []), "phases is empty"),
        (lambda: nmda_states.four_state([1.0], [Phase(4.0, [1.0, 2.0])]), r"concentration has shape \(2,\)"),
        (lambda: nmda_states.four_state([1.0], [Phase(4.0)], start=[0.5, 0.1, 0.1, 0.1]), "allowed: four shares"),
        (lambda: nmda_states.woodhull_IC50(-200.0), "voltage is -200; allowed: numbers from -100 to 100 mV"),
        (lambda: nmda_states.voltage_block(np.inf, -60.0), "unbound is inf; allowed"),
        (lambda: validation_table("magic"), "topic is 'magic'; allowed: synapse, trapping, cascade"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()

"""The illustrative cascade: quadrature against a stiff solver, switches, limits, and numbers to meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from twoclocks import evidence
from twoclocks.models import ketamine, nmda
from twoclocks.models.cascade import cascade, effect_size, intact_effect
from twoclocks.models.validation_nmda import validation_table

TIMES = {
    "40min": 40 / 60,
    "110min": 110 / 60,
    "4h": 4,
    "12h": 12,
    "24h": 24,
    "48h": 48,
    "72h": 72,
    "120h": 120,
    "168h": 168,
    "240h": 240,
    "288h": 288,
}
ALL = np.concatenate([[0.0, 0.01, 0.2], list(TIMES.values())])


def computed(name):
    parameter = evidence.parameter(f"regression.cascade.{name}")
    assert parameter.status == "computed"
    return parameter.value


def solve(time, dose, ampa=True, spines=True, inverted_u=False):
    """G, P and S by a stiff solver that stops at the end of the infusion."""
    p = {name: q.value for name, q in evidence.parameters("cascade.teaching").items()}

    def slope(t, y):
        b = float(nmda.ketamine_block(ketamine.infusion_level([t], dose=dose)[0]))
        b = max(b * (1 - b / p["b0"]), 0.0) if inverted_u else b
        G, P, S = y
        return [
            (b - G) / p["tau_G"],
            ampa * p["kP"] * G * (1 - P) - P / p["tau_P"],
            spines * p["kS"] * P * (1 - S) - S / p["tau_S"],
        ]

    end = ketamine.infusion().duration
    first = solve_ivp(slope, (0, end), [0, 0, 0], method="LSODA", rtol=1e-8, atol=1e-11, dense_output=True)
    then = solve_ivp(slope, (end, time.max()), first.y[:, -1], method="LSODA", rtol=1e-8, atol=1e-11, dense_output=True)
    return np.where(time <= end, first.sol(time), then.sol(np.maximum(time, end)))


@pytest.mark.parametrize("dose, switches", [(0.5, {}), (0.1, {"spines": False}), (2.0, {"inverted_u": True})])
def test_agrees_with_a_stiff_solver(dose, switches):
    run = cascade(
        ALL, dose, spines_prevented=not switches.get("spines", True), inverted_u=switches.get("inverted_u", False)
    )
    expected = solve(ALL, dose, **switches)
    for curve, solved in zip((run.G, run.P, run.S), expected, strict=True):
        assert np.allclose(curve, solved, rtol=0, atol=2e-5)


@pytest.mark.parametrize("dose, error", [(0.05, 2e-5), (0.5, 2e-5), (2.0, 2e-5), (20.0, 1e-3)])
@pytest.mark.parametrize("inverted_u", [False, True])
def test_finer_steps_change_nothing(dose, error, inverted_u):
    coarse, fine = (cascade(ALL, dose, inverted_u=inverted_u, refine=refine) for refine in (1, 10))
    for name in ("G", "P", "S", "E"):
        assert np.allclose(getattr(coarse, name), getattr(fine, name), rtol=0, atol=error)


def test_the_last_time_asked_for_changes_nothing():
    short, long = cascade([0.5, 24.0]), cascade([0.5, 24.0, 1000.0])
    assert np.allclose(short.E, long.E[:2], atol=2e-5)


@settings(max_examples=20)
@given(st.floats(0.0, 50.0), st.booleans(), st.booleans(), st.booleans(), st.sampled_from(ketamine.PK_SETS))
def test_everything_is_a_share(dose, ampa, spines, inverted, pk_set):
    run = cascade(np.linspace(0, 336, 60), dose, ampa, spines, inverted, pk_set)
    for name in ("block", "G", "P", "S", "E"):
        curve = getattr(run, name)
        assert (curve >= -1e-5).all() and (curve <= 1).all()
    assert run.E[0] == 0


@pytest.mark.parametrize("name", TIMES)
def test_course_as_computed(name):
    assert cascade(TIMES[name]).relative[0] == pytest.approx(computed(f"E_{name}"), rel=0.01)


def test_shape():
    time = np.linspace(0, 336, 1345)
    relative = cascade(time).relative
    assert 4 <= time[relative.argmax()] <= 30
    assert relative[time == 240][0] < 0.2 and (np.diff(relative[time > 30]) < 0).all()


def test_scale_is_the_intact_model_at_24_h():
    assert intact_effect() == pytest.approx(computed("E_24h_raw"), rel=0.01)
    assert cascade(24.0).relative[0] == pytest.approx(1, abs=1e-5)


def test_spines_keep_the_effect_and_do_not_start_it():
    without, intact = cascade(ALL, spines_prevented=True), cascade(ALL)
    at_day_1 = ALL == 24
    assert without.relative[at_day_1][0] == pytest.approx(computed("E_24h_no_spines"), rel=0.02)
    assert without.E[at_day_1][0] == pytest.approx(computed("E_24h_no_spines_raw"), rel=0.02)
    assert (without.S == 0).all() and np.array_equal(without.P, intact.P)
    assert without.E[ALL < 1][-1] > 0.95 * intact.E[ALL < 1][-1]
    assert without.E[ALL == 168][0] < 0.1 * intact.E[ALL == 168][0]


def test_no_effect_without_ampa_receptors_or_drug():
    assert (cascade(ALL, ampa_blocked=True).E == 0).all() and (cascade(ALL, ampa_blocked=True).G[2:] > 0).all()
    assert (cascade(ALL, dose=0.0).E == 0).all()


def test_low_dose_as_computed_and_several_doses_at_once():
    both = cascade([4.0, 24.0], dose=np.array([0.1, 0.5]))
    assert both.relative.shape == both.block.shape == (2, 2)
    assert both.relative[0, 1] == pytest.approx(computed("E_24h_0p1mgkg"), rel=0.01)
    assert np.allclose(both.E[1], cascade([4.0, 24.0]).E)


def test_inverted_u():
    doses = np.array([0.1, 0.5, 2.0, 10.0, 50.0])
    plain, inverted = (cascade([1.0], doses, inverted_u=switch).G[:, 0] for switch in (False, True))
    assert (np.diff(plain) > 0).all()
    assert 0 < inverted.argmax() < doses.size - 1 and inverted[-1] < 0.5 * inverted.max()


def test_cascade_against_the_world():
    """Nothing that agrees here is evidence, and the table says so."""
    table = validation_table("cascade")
    assert table["agrees"].all()
    assert table["kind"].tolist() == ["calibration", "by construction", "calibration", "prediction"]
    assert effect_size(1.0) == evidence.trials(id="tr-kishimoto-2016-01")["value"].item()


def test_constants_are_ours():
    assert {p.status for p in evidence.parameters("cascade.teaching").values()} == {"assumed"}


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: cascade([-1.0]), "time is -1; allowed"),
        (lambda: cascade([]), "time is empty"),
        (lambda: cascade([5000.0]), "time is 5000; allowed: numbers from 0 to 1000 h"),
        (lambda: cascade([1.0], dose=-0.5), "dose is -0.5; allowed"),
        (lambda: cascade([1.0], dose=np.nan), "dose is nan; allowed"),
        (lambda: cascade([1.0], pk_set="smith"), "pk_set is 'smith'; allowed"),
        (lambda: cascade([1.0], refine=0), "refine is 0; allowed"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()

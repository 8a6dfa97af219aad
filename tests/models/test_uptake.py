"""Serotonin uptake and the fall of a pulse: closed form against a stiff solver, limits, measured decays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from twoclocks import evidence
from twoclocks.models import uptake
from twoclocks.models.validation_serotonin import validation_table

PUMPS = {"slice": uptake.slice_pump(), "uptake only": uptake.uptake_only_pump()}


@pytest.mark.parametrize("pump", PUMPS.values(), ids=PUMPS)
@pytest.mark.parametrize("blocked", [0.0, 0.5, 0.98])
@pytest.mark.parametrize("start", [1e-4, 0.1, 50.0])
def test_closed_form_is_what_a_stiff_solver_finds(pump, blocked, start):
    time = np.linspace(0.0, 30.0, 31)

    def slope(_, level):
        return -(pump.Vmax * (1 - blocked) * level / (pump.Km + level) + pump.kn * level)

    solved = solve_ivp(slope, (0, 30), [start], "Radau", time, rtol=1e-10, atol=1e-14 * start).y[0]
    assert uptake.decay(time, start, blocked, pump) == pytest.approx(solved, rel=1e-7, abs=1e-9 * start)


@given(st.floats(1e-3, 1.0), st.floats(1e-3, 100.0), st.floats(0.0, 1.0))
def test_time_to_fall_undoes_the_fall(share, start, blocked):
    time = uptake.fall_time(share, start, blocked)
    assert float(uptake.decay(time, start, blocked)[0]) == pytest.approx(share * start, rel=1e-9)


def test_a_pulse_that_need_not_fall_takes_no_time():
    """A start and its logarithm do not agree to the last digit; whichever way they differ, time is not below 0."""
    assert 0 <= min(uptake.fall_time(1.0, start) for start in np.linspace(0.01, 1.0, 200)) < 1e-12


@given(st.floats(0.0, 1.0), st.floats(1e-4, 100.0))
def test_a_pulse_only_falls_and_block_only_slows_it(blocked, start):
    time = np.linspace(0.0, 3600.0, 200)
    level = uptake.decay(time, start, blocked)
    assert level[0] == pytest.approx(start) and (np.diff(level) <= 0).all() and (level >= 0).all()
    assert (level >= uptake.decay(time, start) * (1 - 1e-9)).all()


def test_small_pulse_falls_as_an_exponential_and_a_large_one_more_slowly():
    for blocked in (0.0, 0.7, 1.0):
        read = uptake.fall_time(np.exp(-1), 1e-5, blocked)
        assert read == pytest.approx(uptake.decay_time(blocked), rel=1e-4)
    times = [uptake.fall_time(np.exp(-1), start) for start in (0.001, 0.1, 1.0)]
    assert times == sorted(times) and times[-1] > 1.5 * times[0]


def test_rate_at_km_is_half_and_saturates():
    pump = uptake.slice_pump()
    assert float(uptake.uptake_rate(pump.Km)) == pytest.approx(pump.Vmax / 2)
    assert float(uptake.uptake_rate(1000.0)) == pytest.approx(pump.Vmax, rel=1e-3)
    assert float(uptake.uptake_rate(1.0, blocked=1.0)) == 0
    small = 1e-6
    assert float(uptake.uptake_rate(small, 0.8)) == pytest.approx(pump.Vmax / pump.Km * 0.2 * small, rel=1e-4)
    assert uptake.uptake_rate(np.ones((2, 3))).shape == (2, 3)


def test_competition_raises_what_half_the_speed_takes():
    ki = evidence.parameter("sert.owens2001.Ki_escitalopram").value
    assert uptake.competition(ki, ki) == 2 and uptake.competition(0, ki) == 1


def test_uptake_alone_is_about_14_times_too_fast():
    measured = evidence.parameter("synapse.molpsych2025.tau_control").value
    assert measured / uptake.decay_time(pump=uptake.uptake_only_pump()) == pytest.approx(14, abs=0.5)


def test_against_the_world():
    table = validation_table("uptake").set_index("quantity")
    assert set(table.index[~table["agrees"]]) == {
        "decay time from uptake in substantia nigra alone",
        "decay time with drug over free, competing drug and no other loss",
    }
    ratio = table.loc["decay time blocked over free, voltammetry"]
    assert (ratio["low"], ratio["high"], ratio["kind"]) == (2.0, 3.1, "calibration")
    assert ratio["model"] == pytest.approx(2.51, abs=0.01)
    assert table["model"]["decay time, no drug"] == pytest.approx(3.09, abs=0.01)
    assert table["model"]["decay time, uptake fully blocked"] == pytest.approx(7.76, abs=0.01)
    assert (table["kind"][:3] == "calibration").all()
    for measured in ("tau_control", "tau_escitalopram"):
        assert evidence.parameter(f"synapse.molpsych2025.{measured}").status == "primary"


@pytest.mark.parametrize(
    "name, over, under",
    [
        ("tau_ratio", "tau_escitalopram", "tau_control"),
        ("tau_ratio_sensor", "tau_escitalopram_sensor", "tau_control_sensor"),
    ],
)
def test_ratios_are_the_quotients_of_what_was_measured(name, over, under):
    slices = evidence.parameters("synapse.molpsych2025")
    assert slices[name].value == pytest.approx(slices[over].value / slices[under].value, abs=0.005)


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: uptake.uptake_rate(-1.0), "serotonin is -1; allowed: numbers from 0 to 1000 uM."),
        (lambda: uptake.uptake_rate(1.0, blocked=1.2), "blocked is 1.2; allowed: numbers from 0 to 1."),
        (lambda: uptake.competition(-1.0, 1.0), "drug is -1"),
        (lambda: uptake.competition(1.0, 0.0), "Ki is 0"),
        (lambda: uptake.decay([], 0.1), "time is empty"),
        (lambda: uptake.decay([1.0, float("nan")], 0.1), "time is nan"),
        (lambda: uptake.decay(1.0, 0.0), "start is 0"),
        (lambda: uptake.fall_time(0.0, 0.1), "share is 0"),
        (lambda: uptake.decay_time(1.0, uptake.uptake_only_pump()), "blocked is 1; allowed: below 1"),
        (lambda: uptake.decay(1.0, 0.1, 1.0, uptake.uptake_only_pump()), "blocked is 1; allowed: below 1"),
        (lambda: validation_table("everything"), "topic is 'everything'"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, said):
    with pytest.raises(ValueError) as caught:
        call()
    assert said in str(caught.value)

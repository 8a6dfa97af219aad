"""Synaptic receptors after spikes, and the magnesium block: exact solutions, limits, and numbers to meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import minimize_scalar
from twoclocks import evidence
from twoclocks.models import magnesium, synapse
from twoclocks.models.validation_nmda import validation_table

FEW = settings(max_examples=12)
receptors = st.sampled_from(synapse.RECEPTORS)
moments = st.lists(st.integers(0, 320).map(lambda quarter: quarter / 4), min_size=1, max_size=6)  # ms


def computed(name):
    parameter = evidence.parameter(f"regression.nmda.{name}")
    assert parameter.status == "computed"
    return parameter.value


def integrate(receptor, spikes, time):
    """Open share by a stiff solver that restarts whenever the transmitter comes or goes."""
    rates = synapse.kinetics(receptor)
    edges = sorted({0.0, *spikes, *(s + rates.width for s in spikes), time[-1] + 1})
    out, state = np.zeros(time.size), np.zeros(1)
    for begin, end in zip(edges[:-1], edges[1:], strict=True):
        height = rates.height * any(s <= (begin + end) / 2 < s + rates.width for s in spikes)
        here = (time >= begin) & (time < end)
        solved = solve_ivp(
            lambda t, r, height: rates.alpha * height * (1 - r) - rates.beta * r,
            (begin, end),
            state,
            method="LSODA",
            t_eval=np.append(time[here], end),
            args=(height,),
            rtol=1e-10,
            atol=1e-12,
        )
        out[here], state = solved.y[0, :-1], solved.y[:, -1]
    return out


# Kinetics --------------------------------------------------------------------------------------------


@FEW
@given(receptors, moments)
def test_agrees_with_a_stiff_solver(receptor, spikes):
    time = np.linspace(0.0, 120.0, 61)
    assert np.allclose(synapse.open_share(time, receptor, spikes), integrate(receptor, spikes, time), atol=1e-8)


@given(receptors, moments)
def test_a_share_stays_between_0_and_the_plateau(receptor, spikes):
    share = synapse.open_share(np.linspace(0.0, 200.0, 401), receptor, spikes)
    assert (share >= 0).all() and (share <= synapse.kinetics(receptor).plateau).all()


def test_values_do_not_depend_on_the_times_around_them():
    fine = np.linspace(0.0, 100.0, 1001)
    course = synapse.open_share(fine, "NMDA", [3.0, 20.0])
    assert np.array_equal(course[::50], synapse.open_share(fine[::50], "NMDA", [3.0, 20.0]))
    assert course[437] == synapse.open_share(fine[437], "NMDA", [20.0, 3.0])


def test_closed_before_the_first_spike_and_without_transmitter():
    assert (synapse.open_share([0.0, 4.9], "AMPA", 5.0) == 0).all()
    assert (synapse.open_share([1.0, 30.0], "NMDA", 0.0, transmitter=0.0) == 0).all()


def test_shape_of_time_is_kept():
    assert synapse.open_share(np.ones((2, 3)), "AMPA").shape == (2, 3)
    assert synapse.open_share(1.0, "AMPA").shape == ()


@pytest.mark.parametrize("receptor, rise", [("AMPA", 0.775), ("NMDA", 12.72)])
def test_one_spike_as_computed(receptor, rise):
    rates = synapse.kinetics(receptor)
    assert float(synapse.open_share(rates.width, receptor)) == pytest.approx(computed(f"r_{receptor}_1ms"), rel=0.01)
    assert rates.decay_time == pytest.approx(computed(f"tau_{receptor}"), rel=0.01)
    assert float(rates.rise_time) == pytest.approx(rise, rel=0.01)


@pytest.mark.parametrize("rate, name", [(0.5, "0p5"), (1, "1"), (5, "5"), (10, "10"), (20, "20"), (50, "50")])
def test_train_as_computed_and_as_simulated(rate, name):
    peak = float(synapse.train_peak(rate, "NMDA"))
    assert peak == pytest.approx(computed(f"r_peak_{name}Hz"), rel=0.02)
    spikes = synapse.spike_train(rate, 4000.0)
    assert peak == pytest.approx(float(synapse.open_share(spikes[-1] + 1.0, "NMDA", spikes)), rel=1e-5)


def test_an_unbroken_train_reaches_the_plateau():
    assert float(synapse.train_peak(1000.0, "AMPA")) == pytest.approx(float(synapse.kinetics("AMPA").plateau))


def test_spikes_of_a_train():
    assert synapse.spike_train(20.0, 200.0).tolist() == [0, 50, 100, 150]
    assert synapse.spike_train(3.0, 1000.0).size == 3 and synapse.spike_train(1.0, 0.0).tolist() == [0]


# Magnesium -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "voltage, name",
    [
        (-80, "m80"),
        (-70, "m70"),
        (-65, "m65"),
        (-60, "m60"),
        (-40, "m40"),
        (-20, "m20"),
        (-10, "m10"),
        (0, "0"),
        (20, "20"),
        (40, "40"),
    ],
)
def test_magnesium_as_computed(voltage, name):
    assert float(magnesium.magnesium_free(voltage)) == pytest.approx(computed(f"B_{name}"), abs=0.0005)


def test_voltages_of_magnesium_as_computed():
    assert float(magnesium.half_block_voltage()) == pytest.approx(computed("V_half"), abs=0.05)
    assert float(magnesium.largest_inward_voltage()) == pytest.approx(computed("V_peak"), abs=0.2)


@given(st.floats(0.05, 5.0))
def test_voltages_of_magnesium_are_what_they_say(mg):
    half = magnesium.half_block_voltage(mg)
    assert float(magnesium.magnesium_free(half, mg)) == pytest.approx(0.5)
    found = minimize_scalar(
        lambda v: float(synapse.current(v, "NMDA", magnesium=mg)),
        bounds=(-99, 50),
        method="bounded",
        options={"xatol": 1e-8},
    )
    assert float(magnesium.largest_inward_voltage(mg)) == pytest.approx(found.x, abs=1e-3)


def test_magnesium_limits():
    volts = np.linspace(-100, 100, 201)
    assert (magnesium.magnesium_free(volts, 0.0) == 1).all()
    assert (np.diff(magnesium.magnesium_free(volts)) > 0).all()
    assert (magnesium.magnesium_free(volts, 1e9) < 1e-3).all()
    assert magnesium.magnesium_free(volts, np.ones((4, 1))).shape == (4, 201)


# Currents and coincidence ----------------------------------------------------------------------------


def test_current_is_zero_at_the_reversal_and_inward_below():
    assert float(synapse.current(0.0, "NMDA")) == 0 and float(synapse.current(0.0, "AMPA")) == 0
    assert float(synapse.current(-80.0, "GABAA")) == 0 and float(synapse.current(-70.0, "GABAA")) > 0
    assert (synapse.current([-70, -30], "NMDA", 0.1) < 0).all()


def test_only_nmda_receptors_know_magnesium_and_ketamine():
    assert float(synapse.current(-60.0, "AMPA", magnesium=1.0, block=1.0)) == -60
    assert float(synapse.current(-60.0, "NMDA", magnesium=0.0)) == -60
    assert float(synapse.current(-60.0, "NMDA", block=1.0)) == 0
    half = synapse.current(-60.0, "NMDA", 0.3, block=0.5, conductance=2.0)
    assert float(half) == pytest.approx(float(synapse.current(-60.0, "NMDA", 0.3)))


def test_coincidence_needs_both():
    rest, paired = (evidence.parameter(f"synapse.teaching.{name}").value for name in ("V_rest", "V_paired"))
    none, alone, both = (
        synapse.coincidence(0.0, paired),
        synapse.coincidence(1.0, rest),
        synapse.coincidence(1.0, paired),
    )
    assert float(none) == 0
    assert float(both / alone) == pytest.approx(computed("coincidence_fold"), rel=0.01)
    assert float(both) == pytest.approx(float(synapse.open_share(1.0, "NMDA") * magnesium.magnesium_free(paired)))
    assert synapse.coincidence(np.array([[0.0], [1.0]]), np.linspace(-80, 0, 5)).shape == (2, 5)


def test_calcium_is_a_small_part_of_an_inward_current():
    inward = synapse.current(-40.0, "NMDA", 0.2)
    share = evidence.parameter("dingledine1999.P_f_2B").value
    assert float(synapse.calcium_current(inward, -40.0, "2B")) == pytest.approx(share * float(inward))


# World and bad input ---------------------------------------------------------------------------------


def test_published_decays_are_ordered_by_subunit():
    tau = {name: p.value for name, p in evidence.parameters("yi2019").items()}
    for splice in ("1a", "1b"):
        assert tau[f"tau_w_{splice}_2A"] < tau[f"tau_w_{splice}_2B"] < tau[f"tau_w_{splice}_2D"]
    assert tau["tau_w_1a_2B"] / tau["tau_w_1a_2A"] == pytest.approx(6.3, rel=0.15)
    assert tau["tau_w_1a_2A"] < synapse.kinetics("NMDA").decay_time < tau["tau_w_1a_2B"]


def test_decay_against_the_world():
    """One decay cannot be that of every subunit: it meets one of six by chance, and the table says so."""
    table = validation_table("synapse")
    assert set(table["kind"]) == {"prediction"} and set(table["status"]) == {"primary"}
    assert table.loc[table["agrees"], "quantity"].str[-15:].tolist() == ["GluN1-1b/GluN2B"]


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: synapse.open_share([-1.0], "AMPA"), "time is -1; allowed"),
        (lambda: synapse.open_share([], "AMPA"), "time is empty"),
        (lambda: synapse.open_share([1.0], "GluN"), "receptor is 'GluN'; allowed: AMPA, NMDA, GABAA"),
        (lambda: synapse.open_share([1.0], "AMPA", np.nan), "spikes is nan; allowed"),
        (lambda: synapse.open_share([1.0], "AMPA", transmitter=[1.0, 2.0]), r"transmitter has shape \(2,\)"),
        (lambda: synapse.train_peak(2000.0, "NMDA"), "rate is 2000; allowed: numbers from 0.1 to 1000"),
        (lambda: magnesium.magnesium_free(-300.0), "voltage is -300; allowed: numbers from -100 to 100 mV"),
        (lambda: magnesium.magnesium_free(-60.0, -1.0), "magnesium is -1; allowed"),
        (lambda: magnesium.half_block_voltage(0.0), "magnesium is 0; allowed"),
        (lambda: synapse.current(-60.0, "NMDA", 1.2), "open_share is 1.2; allowed: numbers from 0 to 1"),
        (lambda: synapse.calcium_current(-1.0, 0.0), "voltage is 0; allowed"),
        (lambda: synapse.calcium_current(-1.0, -60.0, "2D"), "subunit is '2D'; allowed: 2A, 2B, 2C"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()

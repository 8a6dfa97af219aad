"""The E-I network: fixed points against a stiff solver and a root finder, uniqueness, and numbers to meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import root
from twoclocks import evidence
from twoclocks.models import ei_network as ei

share = st.floats(0.0, 1.0)
NAMES = {"interneurons": "interneurons", "pyramidal": "pyramidal", "both": "equal"}


def computed(name):
    parameter = evidence.parameter(f"regression.ei.{name}")
    assert parameter.status == "computed"
    return parameter.value


@pytest.mark.parametrize("name", ["SE", "SI", "rE", "rI"])
def test_rest_as_computed(name):
    assert float(getattr(ei.fixed_point(), name)) == pytest.approx(computed(f"{name}_baseline"), rel=0.005)


@pytest.mark.parametrize(
    "target, block, name",
    [
        ("pyramidal", 0.2, "0p2"),
        *((target, block, name) for target in NAMES for block, name in ((0.1, "0p1"), (0.3, "0p3"), (0.5, "0p5"))),
    ],
)
def test_rates_as_computed(target, block, name):
    assert float(ei.blocked(block, target).rE) == pytest.approx(computed(f"rE_{NAMES[target]}_b{name}"), rel=0.005)


@settings(max_examples=6)
@given(share, share)
def test_the_network_settles_there(block_E, block_I):
    """From silence and from far above, a stiff solver ends at the fixed point."""
    found = ei.fixed_point(block_E, block_I)
    for start in ([0.0, 0.0], [0.9, 0.3]):
        end = solve_ivp(
            lambda t, y: ei.slopes(*y, block_E, block_I), (0, 8000.0), start, method="LSODA", rtol=1e-9, atol=1e-12
        ).y[:, -1]
        assert end == pytest.approx([float(found.SE), float(found.SI)], abs=2e-6)


@settings(max_examples=25)
@given(share, share)
def test_a_root_finder_agrees(block_E, block_I):
    found = ei.fixed_point(block_E, block_I)
    exact = root(lambda y: ei.slopes(*y, block_E, block_I), [float(found.SE), float(found.SI)], tol=1e-14)
    assert [float(found.SE), float(found.SI)] == pytest.approx(exact.x, abs=1e-6)
    rates = ei._firing(*exact.x, 1 - block_E, 1 - block_I, ei.parameters())
    assert [float(found.rE), float(found.rI)] == pytest.approx(rates, rel=1e-4)


def test_one_fixed_point_for_every_block():
    """SE that returns to itself: the sign changes once along SE, for blocks all over the square."""
    p = ei.parameters()
    table = ei._inhibition(p)
    SE = np.linspace(1e-6, 1 - 1e-6, 2001)[:, None, None]
    free = np.linspace(0, 1, 21)
    excess = ei._return(SE, free[:, None], free[None, :], p, table) - SE
    assert ((np.diff(np.sign(excess), axis=0) != 0).sum(axis=0) == 1).all()


def test_only_block_that_prefers_interneurons_raises_activity():
    block = np.linspace(0, 1, 51)
    rE = {target: ei.blocked(block, target).rE for target in ei.TARGETS}
    assert (np.diff(rE["interneurons"]) > 0).all()
    assert (np.diff(rE["pyramidal"]) < 0).all() and (np.diff(rE["both"]) < 0).all()
    assert all(float(values[0]) == pytest.approx(float(ei.fixed_point().rE)) for values in rE.values())


@pytest.mark.parametrize("share, times", [(0.0, 0.75), (0.5, 0.94), (0.6, 1.00), (0.7, 1.08), (0.8, 1.17)])
def test_equal_block_raises_activity_where_ampa_receptors_carry_most_of_the_recurrent_current(share, times):
    rest = float(ei.fixed_point(ampa_share=share).rE)
    assert rest == pytest.approx(float(ei.fixed_point().rE)), "without a blocker the share changes nothing"
    assert float(ei.blocked(0.3, "both", share).rE) / rest == pytest.approx(times, abs=0.01)
    assert float(ei.blocked(0.3, "interneurons", share).rE) == float(ei.blocked(0.3, "interneurons").rE)


def test_the_more_ampa_the_less_preference_a_surge_needs():
    needed = [float(ei.break_even(0.2, share)) for share in (0.0, 0.3, 0.6, 0.9)]
    assert needed == sorted(needed, reverse=True) and needed[2] == pytest.approx(0.2, abs=0.01)


def test_shares_and_rates_stay_in_range():
    block = np.linspace(0, 1, 11)
    found = ei.fixed_point(block[:, None], block)
    assert found.SE.shape == found.rI.shape == (11, 11)
    assert ((found.SE > 0) & (found.SE < 1) & (found.SI > 0) & (found.SI < 1)).all()
    assert (found.rE > 0).all() and (found.rI > 0).all()
    assert float(found.rE[3, 7]) == pytest.approx(float(ei.fixed_point(block[3], block[7]).rE))


def test_firing_rate_limits():
    p = ei.parameters()
    threshold = p["b_E"] / p["a_E"]
    assert float(ei.firing_rate(threshold)) == pytest.approx(1 / p["d_E"])
    near = ei.firing_rate(threshold + np.array([-1e-6, 0.0, 1e-6]))
    assert (np.diff(near) > 0).all() and np.ptp(near) < 1e-3
    assert float(ei.firing_rate(0.0)) < 1e-5
    assert float(ei.firing_rate(10.0, "I")) == pytest.approx(10 * p["a_I"] - p["b_I"])


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: ei.fixed_point(-0.1), "block_E is -0.1; allowed: numbers from 0 to 1"),
        (lambda: ei.fixed_point(0.0, 1.1), "block_I is 1.1; allowed: numbers from 0 to 1"),
        (lambda: ei.blocked(0.1, "both", 1.5), "ampa_share is 1.5; allowed: numbers from 0 to 1"),
        (lambda: ei.blocked(np.nan), "block is nan; allowed"),
        (lambda: ei.blocked(0.1, "everything"), "target is 'everything'; allowed: interneurons, pyramidal, both"),
        (lambda: ei.firing_rate(0.3, "X"), "pool is 'X'; allowed: E, I"),
        (lambda: ei.firing_rate([]), "current is empty"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()

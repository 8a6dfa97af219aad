"""The exact linear solver: conservation, linearity, limits, and agreement with a numerical solver."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from twoclocks.models import compartments as c

# Slow to run, so a failing example is shown as found, not made smaller.
FEW = settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
MANY = settings(max_examples=60, deadline=None)

rate = st.floats(0.01, 5.0)
maybe_rate = st.one_of(st.just(0.0), rate)


@st.composite
def models(draw, largest=4):
    """Any network of compartments from which all drug can leave; one-way, rings and repeats included."""
    n = draw(st.integers(1, largest))
    names = [f"c{i}" for i in range(n)]
    transfers = {(a, b): draw(maybe_rate) for a in names for b in names if a != b}
    losses = {name: draw(rate if name == names[0] else maybe_rate) for name in names}
    for name in names[1:]:  # a way to the compartment that is always emptied
        transfers[name, names[0]] = draw(rate)
    return c.linear_model({name: draw(st.floats(0.5, 200.0)) for name in names}, transfers, losses)


@st.composite
def regimens(draw, names, most=5):
    doses = []
    for _ in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, most))
        doses.append(
            c.Dose(
                amount=draw(st.floats(0.1, 100.0)),
                into=draw(st.sampled_from(names)),
                start=draw(st.floats(0.0, 5.0)),
                duration=draw(st.one_of(st.just(0.0), st.floats(0.1, 6.0))),
                every=draw(st.floats(0.5, 8.0)),
                count=count,
                skipped=tuple(draw(st.sets(st.integers(0, count - 1), max_size=count - 1))),
            )
        )
    return doses


@st.composite
def cases(draw, most=5):
    model = draw(models())
    return model, draw(regimens(model.names, most))


TIME = np.sort(np.concatenate([np.linspace(0.0, 48.0, 41), [0.001, 1 / 3, 40 / 60]]))


def dose_of(doses):
    return sum(float(dose.amount) * dose.times.size for dose in doses)


def integrate(model, doses, time):
    """Amounts by solve_ivp, restarted at every moment at which the input changes."""
    moments = sorted({0.0, *(t + d for dose in doses for t in dose.times for d in (0.0, dose.duration))})
    out, state = np.zeros((time.size, len(model.names))), np.zeros(len(model.names))
    for begin, end in zip(moments, [*moments[1:], max(time.max(), moments[-1]) + 1.0], strict=True):
        flow = np.zeros_like(state)
        for dose in doses:
            j = model.names.index(dose.into)
            if dose.duration:
                running = (dose.times <= begin) & (begin < dose.times + dose.duration)
                flow[j] += dose.amount * running.sum() / dose.duration
            else:
                state[j] += dose.amount * np.count_nonzero(dose.times == begin)
        here = (time >= begin) & (time < end)
        if end - begin < 1e-9:  # 4 µs, in which nothing happens and the LSODA of an older SciPy never ends
            out[here] = state
            continue
        solved = solve_ivp(
            lambda t, x, inflow: model.rates @ x + inflow,
            (begin, end),
            state,
            method="LSODA",
            t_eval=np.append(time[here], end),
            args=(flow,),
            rtol=1e-10,
            atol=1e-12,
        )
        out[here], state = solved.y.T[:-1], solved.y[:, -1]
    return out


@FEW
@given(cases(most=2))
def test_agrees_with_a_numerical_solver(case):
    model, doses = case
    time = TIME[TIME < 20.0]
    exact, numerical = c.amounts(model, doses, time), integrate(model, doses, time)
    assert np.allclose(exact, numerical, rtol=1e-7, atol=1e-7 * dose_of(doses))


@MANY
@given(cases())
def test_mass_balance(case):
    """What is in the body and what has left make up what was given."""
    model, doses = case
    n = len(model.names)
    closed = np.zeros((n + 1, n + 1))
    closed[:n, :n] = model.rates
    closed[n, :n] = -model.rates.sum(axis=0)
    everything = c.LinearModel((*model.names, "gone"), closed, np.append(model.volumes, np.nan))
    total = c.amounts(everything, doses, TIME).sum(axis=-1)
    assert np.allclose(total, c.amount_given(doses, TIME), rtol=1e-9, atol=1e-9 * dose_of(doses))


@MANY
@given(cases())
def test_mass_balance_through_the_area(case):
    """Eliminated = sum over compartments of (loss rate x amount-time), from area() alone."""
    model, doses = case
    mg_h = np.stack(
        [c.area(model, doses, TIME, name) * model.volumes[model.index(name)] / 1000 for name in model.names], axis=-1
    )
    eliminated = mg_h @ -model.rates.sum(axis=0)
    in_body = c.amounts(model, doses, TIME).sum(axis=-1)
    assert np.allclose(eliminated + in_body, c.amount_given(doses, TIME), atol=1e-7 * dose_of(doses))


@MANY
@given(cases())
def test_never_negative_and_finite(case):
    model, doses = case
    levels = c.concentration(model, doses, TIME, model.names[-1])
    assert np.isfinite(levels).all() and (levels >= 0).all()


@MANY
@given(cases(), st.floats(0.0, 20.0))
def test_linear_in_dose_and_zero_dose_is_zero(case, factor):
    model, doses = case
    scaled = [
        c.Dose(dose.amount * factor, dose.into, dose.start, dose.duration, dose.every, dose.count, dose.skipped)
        for dose in doses
    ]
    once, more = c.amounts(model, doses, TIME), c.amounts(model, scaled, TIME)
    assert np.allclose(more, factor * once, rtol=1e-9, atol=1e-9 * dose_of(doses) * max(factor, 1.0))
    if factor == 0:
        assert (more == 0).all()


@MANY
@given(cases())
def test_superposition(case):
    """Every administration on its own, added up, is the whole regimen."""
    model, doses = case
    alone = sum(
        c.amounts(model, c.Dose(dose.amount, dose.into, start, dose.duration), TIME)
        for dose in doses
        for start in dose.times
    )
    assert np.allclose(c.amounts(model, doses, TIME), alone, rtol=1e-9, atol=1e-9 * dose_of(doses))


@MANY
@given(models(), st.floats(4.0, 24.0), st.floats(0.1, 100.0))
def test_average_level_at_steady_state_is_dose_over_clearance_and_interval(model, every, amount):
    model = c.LinearModel(("central", *model.names[1:]), model.rates, model.volumes)
    slowest = float(c.half_lives(model)[-1])
    count = int(np.ceil(30 * slowest / every)) + 1
    assume(count <= 100_000)  # the most doses that the model takes; a still slower body is never at steady state
    dose = c.Dose(amount, every=every, count=count)
    ends = np.array([(count - 1) * every, count * every])
    average = np.diff(c.area(model, dose, ends))[0] / every
    expected = amount / (float(c.clearance(model)) * every) * 1000
    # The area is a difference of two large sums, so rounding grows with the number of doses.
    assert average == pytest.approx(expected, rel=1e-12 * count + 1e-8)


@FEW
@given(cases())
def test_the_area_agrees_with_adding_up_the_curve(case):
    model, doses = case
    fine = np.linspace(0.0, 30.0, 6001)
    levels = c.concentration(model, doses, fine, model.names[0])
    added = np.sum((levels[1:] + levels[:-1]) / 2 * np.diff(fine))
    exact = c.area(model, doses, [30.0], model.names[0])[0]
    # The trapezoid misses each bolus by at most one step of the jump.
    jump = dose_of(doses) / model.volumes[0] * 1000
    assert added == pytest.approx(exact, rel=3e-3, abs=jump * 1e-2)


@FEW
@given(cases(), st.randoms())
def test_the_order_of_times_does_not_matter(case, random):
    model, doses = case
    order = list(range(TIME.size))
    random.shuffle(order)
    assert np.array_equal(c.amounts(model, doses, TIME[order]), c.amounts(model, doses, TIME)[order])


def test_uneven_times_agree_with_even_ones():
    model = c.mammillary(80.0, 25.0, [(160.0, 56.0), (79.0, 157.0)])
    even = np.linspace(0.0, 6.0, 500)
    uneven = np.concatenate([even, even[:-1] + np.linspace(0.0, 0.011, 499)])
    dose = c.Dose(35.0, duration=2 / 3)
    together, alone = c.concentration(model, dose, uneven)[:500], c.concentration(model, dose, even)
    assert np.allclose(together, alone, rtol=1e-11, atol=0)


# Known closed forms ---------------------------------------------------------------------------------


def test_one_compartment_bolus_and_infusion():
    model, k = c.mammillary(10.0, 50.0), 0.2
    assert c.concentration(model, c.Dose(5.0), TIME) == pytest.approx(5 / 50 * 1000 * np.exp(-k * TIME))
    infused = c.concentration(model, c.Dose(5.0, duration=4.0), [2.0, 4.0, 10.0])
    top = 5 / 4 / 10 * 1000 * (1 - np.exp(-k * 4))
    assert infused == pytest.approx([5 / 4 / 10 * 1000 * (1 - np.exp(-k * 2)), top, top * np.exp(-k * 6)])


def test_oral_dose_follows_the_bateman_equation():
    ka, k = 1.0, 36.0 / 1440.0
    model = c.with_depot(c.mammillary(36.0, 1440.0), ka)
    bateman = 10 / 1440 * 1000 * ka / (ka - k) * (np.exp(-k * TIME) - np.exp(-ka * TIME))
    assert c.concentration(model, c.Dose(10.0, into="depot"), TIME) == pytest.approx(bateman, abs=1e-12)


@pytest.mark.parametrize("apart", [0.0, 1e-13, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2])
def test_equal_and_nearly_equal_rates(apart):
    """ka = k has no Bateman equation; the limit is k t exp(-k t). Nearly equal rates come close to it."""
    k = 10.0 / 50.0
    ka = k * (1 + apart)
    model = c.with_depot(c.mammillary(10.0, 50.0), ka)
    levels = c.concentration(model, c.Dose(5.0, into="depot"), TIME)
    limit = 5 / 50 * 1000 * k * TIME * np.exp(-k * TIME)
    # Written with expm1, the Bateman equation itself stays exact for close rates.
    exact = limit if apart == 0 else (5 / 50 * 1000 * ka / (ka - k) * np.exp(-k * TIME) * -np.expm1(-(ka - k) * TIME))
    assert np.allclose(levels, exact, rtol=0, atol=1e-9 * 5 / 50 * 1000)


def test_a_chain_of_equal_rates_is_a_gamma_curve():
    names = ["a", "b", "c", "central"]
    model = c.linear_model({name: 1.0 for name in names}, dict.fromkeys(pairwise(names), 0.5), {"central": 0.5})
    assert model.modes.repeated
    gamma = 0.5**3 * TIME**3 / 6 * np.exp(-0.5 * TIME) * 1000
    assert np.allclose(c.concentration(model, c.Dose(1.0, into="a"), TIME), gamma, atol=1e-7)
    infused = c.amounts(model, c.Dose(1.0, into="a", duration=2.0, every=8.0, count=3), TIME)
    assert np.allclose(infused, integrate(model, [c.Dose(1.0, "a", 0.0, 2.0, 8.0, 3)], TIME), atol=1e-8)


def test_good_and_repeated_eigenvalues_side_by_side():
    rates = np.array([0.2, 0.3, 0.2 * (1 + 1e-12)])
    together = c.concentration(c.with_depot(c.mammillary(10.0, 50.0), rates), c.Dose(5.0, into="depot"), TIME)
    for row, ka in zip(together, rates, strict=True):
        alone = c.concentration(c.with_depot(c.mammillary(10.0, 50.0), ka), c.Dose(5.0, into="depot"), TIME)
        assert np.allclose(row, alone, rtol=1e-10)


def test_a_ring_of_one_way_flows_has_complex_eigenvalues_and_still_real_levels():
    model = c.linear_model(
        {"central": 1.0, "b": 1.0, "c": 1.0},
        {("central", "b"): 2.0, ("b", "c"): 2.0, ("c", "central"): 2.0},
        {"central": 0.1},
    )
    assert np.iscomplexobj(model.modes.values)
    assert np.allclose(c.amounts(model, c.Dose(1.0), TIME), integrate(model, [c.Dose(1.0)], TIME), atol=1e-8)


def test_a_ring_of_two_way_flows_that_no_scaling_makes_symmetric():
    onward = dict.fromkeys([("central", "b"), ("b", "c"), ("c", "central")], 2.0)
    back = dict.fromkeys([("b", "central"), ("c", "b"), ("central", "c")], 0.3)
    model = c.linear_model({"central": 1.0, "b": 1.0, "c": 1.0}, {**onward, **back}, {"central": 0.1})
    assert np.allclose(c.amounts(model, c.Dose(1.0), TIME), integrate(model, [c.Dose(1.0)], TIME), atol=1e-8)


def test_rate_constants_and_derived_quantities():
    model = c.mammillary(84.0, 25.0, [(161.0, 56.0), (79.0, 157.0)])
    assert float(c.clearance(model)) == pytest.approx(84.0)
    assert float(c.steady_state_volume(model)) == pytest.approx(238.0)
    assert c.half_lives(c.mammillary(10.0, 50.0)) == pytest.approx([np.log(2) * 5])
    assert float(c.total_area(model, 35.0)) == pytest.approx(35 / 84 * 1000)
    assert c.area(model, c.Dose(35.0, duration=2 / 3), [500.0])[0] == pytest.approx(35 / 84 * 1000)


# Shapes ---------------------------------------------------------------------------------------------


def test_people_doses_and_sets_broadcast():
    clearances, doses = np.array([[50.0], [80.0], [110.0]]), np.array([10.0, 20.0, 0.0, 40.0])
    model = c.mammillary(clearances, 25.0, [(160.0, 56.0)])
    assert model.shape == (3, 1)
    levels = c.concentration(model, c.Dose(doses, duration=0.5), TIME)
    assert levels.shape == (3, 4, TIME.size) and c.amounts(model, c.Dose(doses), TIME).shape == (3, 4, TIME.size, 2)
    assert (levels[:, 2] == 0).all()
    one = c.concentration(c.mammillary(80.0, 25.0, [(160.0, 56.0)]), c.Dose(40.0, duration=0.5), TIME)
    assert np.allclose(levels[1, 3], one, rtol=1e-11)


def test_many_people_in_blocks_are_the_same_as_one_by_one():
    clearances = np.linspace(20.0, 200.0, 701)
    time = np.linspace(0.0, 6.0, 500)
    together = c.concentration(c.mammillary(clearances, 25.0, [(160.0, 56.0)]), c.Dose(35.0, duration=2 / 3), time)
    for person in (0, 74, 75, 76, 350, 700):
        alone = c.concentration(
            c.mammillary(clearances[person], 25.0, [(160.0, 56.0)]), c.Dose(35.0, duration=2 / 3), time
        )
        assert np.allclose(together[person], alone, rtol=1e-11)


def test_skipped_doses_are_left_out():
    skipping = c.Dose(10.0, into="depot", count=10, skipped=(3, 4, 9))
    assert skipping.times.tolist() == [0, 24, 48, 120, 144, 168, 192]
    assert float(c.amount_given(skipping, [1000.0])[0]) == 70.0


# Refusals -------------------------------------------------------------------------------------------

MODEL = c.mammillary(84.0, 25.0)


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: c.Dose(-1.0), "amount is -1; allowed: finite numbers from 0 up mg."),
        (lambda: c.Dose(float("nan")), "amount is nan"),
        (lambda: c.Dose("much"), "amount is 'much'"),
        (lambda: c.Dose(1.0, start=-2.0), "start is -2"),
        (lambda: c.Dose(1.0, duration=float("inf")), "duration is inf"),
        (lambda: c.Dose(1.0, every=0.0), "every is 0"),
        (lambda: c.Dose(1.0, count=0), "count is 0"),
        (lambda: c.Dose(1.0, count=2.5), "count is 2.5"),
        (lambda: c.Dose(1.0, count=3, skipped=(3,)), "skipped is 3"),
        (lambda: c.mammillary(-1.0, 25.0), "clearance is -1"),
        (lambda: c.mammillary(1.0, 0.0), "central is 0"),
        (lambda: c.mammillary(1.0, 5.0, [(2.0, 0.0)]), "volume of peripheral 1 is 0"),
        (lambda: c.with_depot(MODEL, -0.1), "rate is -0.1"),
        (lambda: c.with_depot(MODEL, 1.0, into="gut"), "compartment is 'gut'"),
        (lambda: c.concentration(MODEL, c.Dose(1.0), []), "time is empty"),
        (lambda: c.concentration(MODEL, c.Dose(1.0), [0.0, -1.0]), "time is -1"),
        (lambda: c.concentration(MODEL, c.Dose(1.0), [[0.0]]), "time has shape (1, 1)"),
        (lambda: c.concentration(MODEL, c.Dose(1.0), [float("nan")]), "time is nan"),
        (lambda: c.concentration(MODEL, c.Dose(1.0), [1.0], "brain"), "compartment is 'brain'"),
        (lambda: c.concentration(MODEL, c.Dose(1.0, into="depot"), [1.0]), "compartment is 'depot'"),
        (lambda: c.concentration(MODEL, [], [1.0]), "doses is []"),
        (lambda: c.concentration(c.with_depot(MODEL, 1.0), c.Dose(1.0), [1.0], "depot"), "has no volume"),
        (lambda: c.half_lives(c.mammillary(0.0, 25.0)), "never empties"),
        (lambda: c.clearance(c.mammillary(0.0, 25.0)), "never empties"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, named):
    with pytest.raises(ValueError) as refused:
        call()
    message = str(refused.value)
    assert named in message and message.endswith(".") and "\n" not in message

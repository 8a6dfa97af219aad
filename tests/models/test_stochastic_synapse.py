"""Channels and molecules one by one: their mean is the rate equation of the lessons, within what chance allows.

How far a count may lie from its mean is not guessed: it is the central interval of the binomial distribution that the
rate equation gives, so wide that a correct simulation leaves it in one test of ten thousand (FALSE_ALARM, shared among
all counts of a test). Seeds are fixed, so a test that passes passes always.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom
from twoclocks import evidence
from twoclocks.models import nmda_states, nmda_trapping, serotonin_molecules, single_channels, synapse, uptake
from twoclocks.models import stochastic_synapse as model
from twoclocks.models.magnesium import magnesium_free
from twoclocks.models.single_channels import BLOCKED, MAGNESIUM, OPEN, TRAPPED, Membrane, Stretch

FALSE_ALARM = 1e-4
REST = Membrane(-65.0, 1.0)
#: Active, then ketamine, then a wash: every state is visited.
PROTOCOL = [Stretch(1.0, 20.0), Stretch(2.0, 20.0, 10.0), Stretch(1.0)]
MEMBRANES = pytest.mark.parametrize("membrane", [REST, Membrane(-10.0, 1.0), Membrane(-70.0, 0.0)], ids=str)


def outside_of_chance(counts: np.ndarray, people: int, shares: np.ndarray) -> list[tuple]:
    """Return (place, count, low, high) where a count out of ``people`` is not one that its share allows."""
    shares = np.clip(shares, 0, 1)
    low, high = binom.interval(1 - FALSE_ALARM / counts.size, people, shares)
    at = np.argwhere((counts < low) | (counts > high))
    return [(tuple(i), counts[tuple(i)], low[tuple(i)], high[tuple(i)]) for i in at]


# ---- Channels -----------------------------------------------------------------------------------------------


@MEMBRANES
def test_many_channels_follow_the_rate_equation(membrane):
    time, count = np.linspace(0.01, 4.0, 40), 4000
    states = single_channels.simulate(time, PROTOCOL, membrane, count, seed=3)
    counts = np.stack([(states == state).sum(axis=1) for state in range(len(single_channels.STATES))], axis=1)
    assert outside_of_chance(counts, count, single_channels.expected(time, PROTOCOL, membrane)) == []


def test_chance_would_show_a_wrong_rate():
    """A simulation at another voltage is told apart, so the check above can fail."""
    time, count = np.linspace(0.01, 4.0, 40), 4000
    states = single_channels.simulate(time, PROTOCOL, REST, count, seed=3)
    shares = single_channels.expected(time, PROTOCOL, Membrane(-45.0, 1.0))[:, OPEN]
    assert outside_of_chance((states == OPEN).sum(axis=1), count, shares) != []


@MEMBRANES
def test_without_drug_the_mean_is_the_lessons_open_share_and_magnesium(membrane):
    """Exactly the two states of synapse.open_share, and of these the share B(V) without magnesium."""
    time = np.linspace(0.0005, 1.5, 300)
    stretches = [Stretch(0.4, 10.0), Stretch(1.2)]
    shares = single_channels.expected(time, stretches, membrane)
    spikes = single_channels.release_times(stretches)
    opened = synapse.open_share(1000 * time, "NMDA", 1000 * spikes)
    assert np.allclose(spikes, [0.0, 0.1, 0.2, 0.3])
    assert np.allclose(shares[:, OPEN] + shares[:, MAGNESIUM], opened, atol=1e-12)
    assert np.allclose(shares[:, OPEN], opened * magnesium_free(membrane.voltage, membrane.magnesium), atol=1e-12)


def test_block_by_ketamine_is_the_lessons_trapping():
    """Two-state gate and four states give nmda_trapping's equation, as far as the gate is fast beside the block.

    What is neglected there: of the block the share (kon C + koff) x the time a gate stays open, since a channel that
    has just been blocked is not yet shut as often as others; and what would enter in the time the gates need to start.
    """
    concentration, rate, membrane = 1.0, 20.0, Membrane(-70.0, 0.0)
    time = np.arange(1, 41.0)
    stretches = [Stretch(40.0, rate, concentration)]
    block = single_channels.expected(time, stretches, membrane)[:, BLOCKED].sum(axis=1)
    grid = np.linspace(0, 40_000, 80_001)
    activity = float(synapse.open_share(grid, "NMDA", synapse.spike_train(rate, 40_000.0)).mean())
    wanted = nmda_trapping.trapping_block(time, [nmda_trapping.Phase(40.0, concentration, activity)])
    rates = nmda_trapping.rates()
    gate = synapse.kinetics("NMDA").decay_time / 1000
    late = activity * rates.kon * concentration * gate
    neglected = (rates.kon * concentration + rates.koff) * gate
    assert (np.abs(block - wanted) <= neglected * wanted + late).all()


@MEMBRANES
@pytest.mark.parametrize("concentration", [0.4, 10.0])
def test_block_settles_where_voltage_and_magnesium_put_it(membrane, concentration):
    rates = nmda_trapping.rates()
    weaker = nmda_states.woodhull_IC50(membrane.voltage) / float(evidence.parameter("ketamine.gilling2009.IC50"))
    half = rates.koff / rates.kon * weaker * nmda_states.competition(membrane.voltage, membrane.magnesium)
    wanted = concentration / (concentration + half)
    assert single_channels.settled(concentration, membrane) == pytest.approx(wanted, rel=1e-9)
    start = single_channels.settled(concentration, membrane)
    kept = single_channels.expected(np.array([600.0]), [Stretch(600.0, 0.0, concentration)], membrane, start)
    assert kept[0, TRAPPED] == pytest.approx(start, abs=1e-12), "behind a shut gate nothing enters or leaves"
    # Activity fills a membrane up to there, and empties a fuller one down to there.
    long, active = np.array([900.0]), [Stretch(900.0, 5.0, concentration)]
    for share in (0.0, 1.0):
        settled = single_channels.expected(long, active, membrane, share)[0, list(BLOCKED)].sum()
        assert settled == pytest.approx(wanted, abs=0.002)


def test_mean_does_not_depend_on_where_it_is_looked_at():
    few, many = np.array([0.5, 2.2, 3.9]), np.sort(np.append(np.linspace(0, 4, 777), [0.5, 2.2, 3.9]))
    many = np.unique(many)
    wanted = single_channels.expected(many, PROTOCOL, REST)[np.searchsorted(many, few)]
    assert np.allclose(single_channels.expected(few, PROTOCOL, REST), wanted, atol=1e-12)


def test_the_same_seed_gives_the_same_channels():
    time = np.linspace(0, 4, 50)
    one, same, other = (single_channels.simulate(time, PROTOCOL, REST, 50, seed) for seed in (1, 1, 2))
    assert np.array_equal(one, same) and not np.array_equal(one, other)


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: single_channels.simulate(np.array([0.0, 5.0]), PROTOCOL, REST, 5, 1), "time is 5"),
        (lambda: single_channels.simulate(np.array([1.0, 0.5]), PROTOCOL, REST, 5, 1), "rising times"),
        (lambda: single_channels.simulate(np.array([1.0]), PROTOCOL, REST, 0, 1), "count is 0"),
        (lambda: single_channels.expected(np.array([1.0]), PROTOCOL, REST, 1.5), "start is 1.5"),
        (lambda: single_channels.expected(np.array([1.0]), PROTOCOL, Membrane(300.0, 1.0)), "voltage is 300"),
        (lambda: serotonin_molecules.fates(np.array([0.0]), 5, 0.85, 1), "tenths"),
        (lambda: model.both(1.0, "cocktail"), "drugs is 'cocktail'"),
        (lambda: model.record(37.0), "second is 37"),
        (lambda: model.record(3.0, cell="asleep"), "cell is 'asleep'"),
        (lambda: model.record(3.0, releases=480.0), "releases is 480"),
        (lambda: model.record(3.0, ketamine=0.0), "ketamine is 0"),
        (lambda: model.film(1.0, 0.0, "often"), "pattern is 'often'"),
    ],
)
def test_values_out_of_range_are_refused_in_one_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call()


# ---- Serotonin ----------------------------------------------------------------------------------------------

OCCUPIED = pytest.mark.parametrize("occupied", [0.0, 0.5, 0.8, 1.0])


@OCCUPIED
def test_many_molecules_follow_the_rate_equation(occupied):
    time, each, runs, spikes = np.linspace(0.1, 15, 30), 20, 400, np.array([0.0, 3.0])
    found = serotonin_molecules.fates(spikes, each, occupied, seed=5, runs=runs)
    decay = np.exp(-time / uptake.decay_time(occupied))
    first = np.array([(found.gone[:, :each] > t).sum() for t in time])
    assert outside_of_chance(first, each * runs, decay) == []
    total = serotonin_molecules.outside(time, found).sum(axis=0)
    # Molecules of one spike are binomial, so those of both have at most the variance of twice as many.
    mean = serotonin_molecules.expected(time, spikes, each, occupied) / (2 * each)
    assert outside_of_chance(total, 2 * each * runs, mean) == []


def test_the_mean_is_the_lessons_equation_for_a_small_pulse():
    time, small = np.linspace(0.0, 10.0, 21), 1e-5
    wanted = uptake.decay(time, small, 0.8) / small
    assert np.allclose(serotonin_molecules.expected(time, np.array([0.0]), 1, 0.8), wanted, rtol=1e-3)


@OCCUPIED
def test_free_transporters_share_the_work_and_occupied_ones_do_none(occupied):
    found = serotonin_molecules.fates(np.array([0.0]), 100, occupied, seed=7, runs=100)
    pump = uptake.slice_pump()
    uptaken = pump.Vmax / pump.Km * (1 - occupied)
    share = uptaken / (uptaken + pump.kn)
    free = serotonin_molecules.PUMPS - found.blocked
    wanted = np.where(np.arange(serotonin_molecules.PUMPS) < found.blocked, 0.0, share / max(free, 1))
    counts = np.array([(found.pump == number).sum() for number in range(serotonin_molecules.PUMPS)])
    assert outside_of_chance(counts, found.pump.size, wanted) == []


def test_molecules_stay_between_the_membranes_and_end_at_their_transporter():
    time = np.linspace(0, 12, 49)
    found = serotonin_molecules.fates(np.array([0.0, 4.0]), 50, 0.5, seed=2)
    xy = serotonin_molecules.walk(time, found, seed=2)
    taken = found.pump[0] != serotonin_molecules.ELSEWHERE
    assert (xy[..., 1] >= 0).all() and (xy[..., 1] <= serotonin_molecules.DEPTH).all()
    assert (xy[:, taken, 0] >= 0).all() and (xy[:, taken, 0] <= 1).all()
    over = taken & (found.gone[0] < 12)
    assert over.any()
    assert np.allclose(xy[-1, over, 0], serotonin_molecules.place(found.pump[0, over]))
    waiting = time[:, None] < found.born
    assert (np.ptp(xy[:, 50:, 0][waiting[:, 50:].all(axis=1)], axis=0) == 0).all(), "none moves before its release"


# ---- What the lessons show ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", model.PATTERNS)
@OCCUPIED
def test_no_molecule_is_lost_count_of(pattern, occupied):
    for second in (0.0, 2.0, 7.25, 12.0):
        now = model.film(second, occupied, pattern)
        released = model.RELEASED * (model.PATTERNS[pattern] <= second).sum()
        serotonin = now.serotonin
        assert serotonin.outside + serotonin.taken + serotonin.lost == released
        assert len(serotonin.places) == serotonin.outside == now.outside[now.now]
        assert (serotonin.pumps >= serotonin.blocked).all()


def test_a_silent_wash_keeps_every_trapped_channel():
    _, silent, active = model.TURNS
    begin = model.record(silent + 2)
    assert begin.count(*BLOCKED) == begin.count(TRAPPED) > 0
    assert all(np.array_equal(model.record(s).states, begin.states) for s in np.arange(silent + 2, active + 0.1))
    assert model.record(model.LONGEST).count(*BLOCKED) < begin.count(*BLOCKED)


def test_the_record_is_that_of_the_first_channel():
    for cell in model.cells():
        for second in (2.0, 16.0, 30.0):
            now = model.record(second, cell=cell)
            assert now.conducts[now.now] == (now.states[0] == OPEN)
            assert now.inside[now.now] == (now.states[0] in BLOCKED)
            assert now.blocked[now.now] == now.count(*BLOCKED)


def test_the_drawn_synapse_is_the_same_however_many_are_averaged():
    one, many = (model.both(0.1, "both", count) for count in (1, 100))
    assert np.array_equal(one.states, many.states)
    assert np.array_equal(one.serotonin.places, many.serotonin.places)
    assert one.open_share[one.now] == one.open_now / model.CHANNELS


@pytest.mark.parametrize("drugs", model.DRUGS)
def test_averages_come_to_the_rate_equation_as_chance_allows(drugs):
    for averaged in model.AVERAGED:
        found = model.both(0.1, drugs, averaged)
        channels, molecules = averaged * model.CHANNELS, averaged * model.BURST * model.PER_SPIKE
        counts = np.round(found.open_share * channels).astype(int)
        assert outside_of_chance(counts, channels, found.open_rate) == []
        counts = np.round(found.outside * molecules).astype(int)
        assert outside_of_chance(counts, molecules, found.outside_rate) == []


def test_noise_falls_with_the_root_of_the_number():
    """Of independent channels: the mean square distance is the mean of p (1 - p) / n, here over many seeds."""
    seeds = range(20)
    for count in (10, 100):
        runs = [model.average(count, seed=seed) for seed in seeds]
        wanted = np.mean(runs[0].rate * (1 - runs[0].rate)) / count
        squares = [run.off**2 for run in runs]
        error = np.std(squares, ddof=1) / np.sqrt(len(runs))
        assert abs(np.mean(squares) - wanted) < 4 * error

"""Virtual people: the same seed gives the same people, and the spread is the published one."""

import numpy as np
import pytest
from twoclocks import evidence
from twoclocks.models import compartments as c
from twoclocks.models import ketamine, people, ssri

TIME = np.linspace(0.0, 6.0, 61)


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    one, again, other = (people.infusion_levels(TIME, 200, seed) for seed in (7, 7, 8))
    assert np.array_equal(one, again) and not np.allclose(one[:, 5], other[:, 5])
    first, second = (people.daily_levels(TIME, people=50, seed=3) for _ in range(2))
    assert np.array_equal(first, second)


def test_multipliers_have_median_1_and_the_asked_for_variability():
    random = np.random.default_rng(1)
    for cv in (19.0, 38.1, 64.0, 100.0):
        drawn = people.lognormal(cv, 100_000, random)
        assert np.median(drawn) == pytest.approx(1.0, abs=0.015)
        assert drawn.std() / drawn.mean() == pytest.approx(cv / 100, rel=0.03)
    assert (people.lognormal(0.0, 10, random) == 1.0).all()


@pytest.mark.parametrize("pk_set", ketamine.PK_SETS)
def test_the_typical_person_is_the_median_and_clearance_varies_as_published(pk_set):
    population = people.ketamine_people(pk_set=pk_set)
    clearances = c.clearance(population)
    assert population.shape == (people.PEOPLE,)
    assert np.median(clearances) == pytest.approx(ketamine.derived(pk_set).clearance, rel=0.02)
    assert clearances.std() / clearances.mean() == pytest.approx(
        evidence.parameter("ketamine.herd2007.cv_CL").value / 100, rel=0.05
    )


def test_the_median_level_is_near_the_typical_one():
    levels = people.infusion_levels(TIME)
    assert levels.shape == (people.PEOPLE, TIME.size) and np.isfinite(levels).all() and (levels >= 0).all()
    typical = ketamine.infusion_level(TIME)
    late = TIME > 0.2
    assert np.allclose(np.median(levels, axis=0)[late], typical[late], rtol=0.12)


def test_each_person_is_cleared_in_full():
    population = people.ketamine_people(50, seed=5)
    area = c.area(population, ketamine.infusion(), [5000.0])[:, 0]
    assert np.allclose(area * c.clearance(population) / 1000, ketamine.infusion().amount, rtol=1e-6)


def test_percentiles_are_those_of_numpy():
    levels = people.infusion_levels(np.linspace(0.0, 4.0, 9), people=501)
    asked = [0, 2.5, 33.3, 50, 97.5, 100]
    assert np.allclose(
        people.band_of_ordered(people.ordered(levels), asked), np.percentile(levels, asked, axis=0), rtol=1e-12
    )
    assert np.allclose(people.band_of_ordered(people.ordered(levels[:1]), asked), levels[:1])


def test_percentiles_are_ordered_and_right():
    levels = people.infusion_levels(TIME, 500)
    band = people.band_of_ordered(people.ordered(levels), (5, 25, 50, 75, 95))
    assert band.shape == (5, TIME.size)
    assert (np.diff(band, axis=0) >= 0).all() and (np.diff(band[:, 10:], axis=0) > 0).all()
    assert np.allclose(
        people.band_of_ordered(people.ordered(levels), [0, 50, 100]),
        [levels.min(axis=0), np.median(levels, axis=0), levels.max(axis=0)],
    )


def test_daily_tablets_of_many_people():
    time = np.arange(0.0, 15 * 24.0, 4.0)
    levels = people.daily_levels(time, people=2000)
    typical = ssri.daily_level("escitalopram", time)
    assert levels.shape == (2000, time.size)
    assert np.allclose(np.median(levels, axis=0)[20:], typical[20:], rtol=0.05)
    skipped = people.daily_levels(time, people=2000, skipped=(10,))
    assert (skipped <= levels + 1e-9).all() and (skipped[:, -1] < levels[:, -1]).all()


def test_clearance_of_escitalopram_varies_as_published():
    clearances = c.clearance(people.ssri_people())
    cv = evidence.parameter("escitalopram.courlet2019.cv_CLF").value
    assert clearances.std() / clearances.mean() == pytest.approx(cv / 100, rel=0.05)
    assert np.median(clearances) == pytest.approx(evidence.parameter("escitalopram.working.CLF").value, rel=0.02)


def test_steady_levels_of_sertraline_vary_as_published():
    steady = c.total_area(people.ssri_people("sertraline"), 50.0, "depot") / 24
    cv = evidence.parameter("sertraline.reis.cv_C").value
    assert steady.std() / steady.mean() == pytest.approx(cv / 100, rel=0.05)


def test_the_benchmark_solves_ten_thousand_people_at_500_times():
    assert people.bench_population().shape == (10_000, 500)


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: people.ketamine_people(0), "people is 0"),
        (lambda: people.ketamine_people(10**6), "people is 1e+06"),
        (lambda: people.ketamine_people(seed=-1), "seed is -1"),
        (lambda: people.ketamine_people(seed=1.5), "seed is 1.5"),
        (lambda: people.ketamine_people(10, pk_set="zhao2012"), "pk_set is 'zhao2012'"),
        (lambda: people.ssri_people("paroxetine"), "drug is 'paroxetine'; allowed: escitalopram, sertraline."),
        (lambda: people.lognormal(-1.0, 10, np.random.default_rng(0)), "cv is -1"),
        (lambda: people.infusion_levels([], 10), "time is empty"),
        (lambda: people.infusion_levels(TIME, 10, dose=-1.0), "dose is -1"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, named):
    with pytest.raises(ValueError) as refused:
        call()
    message = str(refused.value)
    assert named in message and message.endswith(".") and "\n" not in message

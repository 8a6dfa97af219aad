"""Lesson 07: pooling and virtual trials against formulas and against people drawn one by one; what is drawn
and said against data/ and the models.
"""

import functools
import inspect
import itertools
import re

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looks import words
from matplotlib.colors import to_hex
from scipy import stats
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import quiz, style
from twoclocks.lessons import how_sure as lesson
from twoclocks.lessons.how_sure import answers as how_sure_answers
from twoclocks.lessons.how_sure import charts as how_sure
from twoclocks.lessons.how_sure import data as how_sure_data
from twoclocks.lessons.how_sure import drawings as how_sure_drawings
from twoclocks.lessons.how_sure import explorers
from twoclocks.lessons.how_sure import pools as how_sure_pools
from twoclocks.lessons.how_sure import recomputed as checks
from twoclocks.models import literature, pooling, virtual_trial
from twoclocks.models.effect_sizes import Effect, size_from_odds

NOTEBOOK = catalogue.NOTEBOOKS / "07_how_sure.ipynb"
CHARTS = (
    how_sure.two_controls,
    how_sure_answers.no_effect,
    how_sure_answers.asleep,
    how_sure.power_curves,
    how_sure.small_trials,
)
VISITS = tuple(how_sure_data.VISITS)
MINUS = "\u2212"


def lines(ax) -> list[np.ndarray]:
    """The (x, y) of every line of an axes, shape (n, 2)."""
    return [np.column_stack(line.get_data()).astype(float) for line in ax.lines]


# ---- Pooling --------------------------------------------------------------------------------------------


def by_hand(effects, errors, method):
    """DerSimonian and Laird's pool from the formulas of their paper."""
    w = 1 / errors**2
    fixed = np.sum(w * effects) / w.sum()
    q = np.sum(w * (effects - fixed) ** 2)
    tau2 = max(0.0, (q - (effects.size - 1)) / (w.sum() - np.sum(w**2) / w.sum()))
    if method == "random":
        w = 1 / (errors**2 + tau2)
    return np.sum(w * effects) / w.sum(), 1 / np.sqrt(w.sum()), q, np.sqrt(tau2), w / w.sum()


some_trials = st.lists(st.tuples(st.floats(-20, 20), st.floats(0.3, 5)), min_size=2, max_size=12)


@settings(max_examples=60, deadline=None)
@given(some_trials, st.sampled_from(pooling.METHODS))
def test_pool_is_dersimonian_and_lairds(trials, method):
    effects, errors = np.array(trials).T
    found = pooling.pool(effects, errors, method)
    mean, error, q, tau, weights = by_hand(effects, errors, method)
    assert found.effect.value == pytest.approx(mean, abs=1e-9)
    assert found.error == pytest.approx(error)
    assert found.q == pytest.approx(q, abs=1e-9) and found.tau == pytest.approx(tau, abs=1e-6)
    assert np.allclose(found.weights, weights)
    assert effects.min() - 1e-9 <= found.effect.value <= effects.max() + 1e-9
    assert 0 <= found.i2 <= 100
    assert found.effect.high - found.effect.low == pytest.approx(2 * stats.norm.ppf(0.975) * error)


def test_trials_that_agree_too_well_are_pooled_as_one_effect():
    """The library alone goes on with a negative spread and leaves the range of the trials."""
    effects, errors = np.array([-3.8, -3.9, -3.6, -3.3]), np.array([1.4, 1.4, 1.0, 1.0])
    one, other = (pooling.pool(effects, errors, method) for method in pooling.METHODS)
    assert one.effect == other.effect and other.tau == 0 and other.i2 == 0


def test_prediction_interval_is_higgins():
    effects, errors = np.array([-4.0, -1.0, -6.0, -3.0]), np.array([1.0, 1.2, 1.1, 0.9])
    found = pooling.pool(effects, errors)
    reach = stats.t.ppf(0.975, 2) * np.sqrt(found.tau**2 + found.error**2)
    assert found.prediction == pytest.approx(
        (found.effect.value, found.effect.value - reach, found.effect.value + reach)
    )
    assert pooling.pool(effects, errors, "fixed").prediction is None
    assert pooling.pool(effects[:2], errors[:2]).prediction is None


@settings(max_examples=30, deadline=None)
@given(st.floats(-10, 10), st.floats(-10, 10), st.integers(5, 300), st.integers(5, 300), st.floats(1, 20))
def test_two_doses_against_one_control_are_what_the_two_together_would_be(first, second, drug, control, sd):
    """With arms of one size and spread, the pooled arm has twice the people and the mean of the changes."""
    error = sd * np.sqrt(1 / drug + 1 / control)
    value, found = pooling.one_trial([first, second], [error, error], [drug, drug], control)
    assert value == pytest.approx((first + second) / 2, abs=1e-9)
    assert found == pytest.approx(sd * np.sqrt(1 / (2 * drug) + 1 / control))


def test_error_from_limits_gives_the_limits_back():
    error = pooling.error_from(-7.31, -0.64)
    assert -3.975 - stats.norm.ppf(0.975) * error == pytest.approx(-7.31)


def test_egger_finds_a_lean_that_was_put_in_and_none_where_there_is_none():
    errors = np.linspace(0.5, 3, 30)
    noise = np.random.default_rng(3).normal(0, 0.1, 30) * errors
    leaning = pooling.egger(-2 - 1.5 * errors + noise, errors)
    assert leaning.slope == pytest.approx(-1.5, abs=0.15) and leaning.at_no_error == pytest.approx(-2, abs=0.15)
    assert leaning.p < 0.001 and leaning.slope_low < -1.5 < leaning.slope_high
    assert pooling.egger(-2 + noise, errors).slope == pytest.approx(0, abs=0.15)
    assert np.allclose(leaning.line([0, 1]), [leaning.at_no_error, leaning.at_no_error + leaning.slope])


@pytest.mark.parametrize(
    "wrong, said",
    [
        (lambda: pooling.pool([1.0], [0.0]), "errors is 0"),
        (lambda: pooling.pool([1.0, 2.0], [1.0]), "effects has shape"),
        (lambda: pooling.pool([1.0, 2.0], [1.0, 1.0], "bayes"), "method is 'bayes'"),
        (lambda: pooling.egger([1, 2], [1, 2]), "effects has 2 trials"),
        (lambda: pooling.egger([1, 2, 3], [1, 1, 1]), "errors are all the same"),
        (lambda: pooling.one_trial([1, 2], [1, 1], [0, 5], 5), "people is 0"),
        (lambda: pooling.error_from(2, 1), "high is 1"),
        (lambda: virtual_trial.run(true_effect=-1), "true_effect is -1"),
        (lambda: virtual_trial.run(guess_right=40), "guess_right is 40"),
        (lambda: virtual_trial.run(lift=99), "lift is 99"),
        (lambda: virtual_trial.run(people=2), "people is 2"),
        (lambda: virtual_trial.run(dropout="all"), "dropout is 'all'"),
        (lambda: virtual_trial.power(3, 1), "people is 1"),
        (lambda: literature.literature(hidden=120), "hidden is 120"),
        (lambda: literature.literature(smallest=3), "smallest is 3"),
        (lambda: size_from_odds(0), "odds_ratio is 0"),
        (lambda: how_sure_data.forest("day 28", "random", "both"), "left_out is 'both'"),
        (lambda: how_sure_data.singles("day 3"), "visit is 'day 3'"),
        (lambda: how_sure_drawings.people("nothing", "best"), "comparison is 'nothing'"),
        (lambda: how_sure_drawings.people("spray", "middle"), "end is 'middle'"),
        (lambda: checks.needed(Effect(3, -1, 7)), "extra goes from"),
    ],
)
def test_bad_input_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        wrong()


# ---- Virtual trials -------------------------------------------------------------------------------------

MANY = 40_000


def sampling_error(percent: float, trials: int = MANY) -> float:
    """Four standard errors of a share [%] among ``trials``."""
    return 400 * np.sqrt(percent / 100 * (1 - percent / 100) / trials)


@pytest.mark.parametrize("people", [20, 50, 200])
@pytest.mark.parametrize("hope", [{"lift": 0, "guess_right": 90}, {"lift": 6, "guess_right": 50}])
def test_five_percent_of_trials_of_nothing_are_significant(people, hope):
    """The type I error: no effect, and hope absent or spread evenly."""
    made = virtual_trial.run(0, people=people, trials=MANY, **hope)
    assert made.share + 100 * made.harm.mean() == pytest.approx(5, abs=sampling_error(5))
    assert made.share == pytest.approx(2.5, abs=sampling_error(2.5))


def test_the_trials_of_the_explorer_hold_five_percent_too():
    made = virtual_trial.run()
    assert made.difference.size == 2000
    error = sampling_error(5, virtual_trial.TRIALS) / 2
    assert made.share + 100 * made.harm.mean() == pytest.approx(5, abs=error)


@pytest.mark.parametrize("effect", [1, 3, 6])
@pytest.mark.parametrize("people", [20, 100, 200])
def test_power_agrees_with_the_closed_formula(effect, people):
    formula = virtual_trial.power(effect, people)
    assert virtual_trial.run(effect, people=people, trials=MANY).share == pytest.approx(
        formula, abs=sampling_error(formula)
    )


def test_power_formula_is_the_textbook_one():
    """Cohen's table: d 0.5, 64 people per arm, 80 %; and without an effect half of the error rate."""
    assert virtual_trial.power(5, 64, sd=10) == pytest.approx(80.1, abs=0.2)
    assert virtual_trial.power(0, 64) == pytest.approx(2.5)
    assert virtual_trial.power(-5, 64, sd=10) < 0.01


def person_by_person(effect, right, lift, people, dropout, trials, random):
    """Draw every person; return differences and which trials report a benefit by scipy's t test."""
    change, sd = virtual_trial.placebo_arm()
    arms = []
    for believing, drug in ((right, effect), (1 - right, 0.0)):
        belief = random.random((trials, people)) < believing
        score = change - drug - lift * belief + sd * random.standard_normal((trials, people))
        if dropout == "disappointed":
            leave = ~belief & (random.random((trials, people)) < 2 * virtual_trial.LEAVING)
            score = np.where(leave, sd * random.standard_normal((trials, people)), score)
        if dropout == "anybody":
            score[random.random((trials, people)) < virtual_trial.LEAVING] = np.nan
        arms.append(score)
    test = stats.ttest_ind(*arms, axis=1, nan_policy="omit")
    difference = np.nanmean(arms[0], axis=1) - np.nanmean(arms[1], axis=1)
    return difference, (test.pvalue < 0.05) & (difference < 0)


@pytest.mark.parametrize(
    "effect, right, lift, people, dropout",
    [
        (0, 0.8, 6, 40, "nobody"),
        (3, 0.6, 4, 15, "nobody"),
        (2, 0.9, 6, 30, "disappointed"),
        (3, 0.7, 4, 40, "anybody"),
        (0, 1.0, 6, 25, "disappointed"),
        (1, 0.5, 20, 12, "nobody"),
    ],
)
def test_groups_are_as_good_as_people_drawn_one_by_one(effect, right, lift, people, dropout):
    trials = 4000
    difference, success = person_by_person(effect, right, lift, people, dropout, trials, np.random.default_rng(11))
    made = virtual_trial.run(effect, 100 * right, lift, people, dropout, trials=MANY)
    assert stats.ks_2samp(difference, made.difference).pvalue > 0.001
    share = 100 * success.mean()
    assert made.share == pytest.approx(share, abs=sampling_error(max(share, 1), trials) + 0.5)
    assert made.expected == pytest.approx(made.difference.mean(), abs=4 * made.difference.std() / np.sqrt(MANY))


@given(st.floats(0, 10), st.floats(50, 100), st.floats(0, 10))
@settings(max_examples=30, deadline=None)
def test_reported_is_effect_plus_unevenly_spread_hope(effect, right, lift):
    """The formula of the lesson."""
    made = virtual_trial.run(effect, right, lift, trials=1)
    assert -made.expected == pytest.approx(effect + lift * (2 * right / 100 - 1), abs=1e-9)
    assert made.bias == pytest.approx(-lift * (2 * right / 100 - 1), abs=1e-9)


def test_leaving_for_any_reason_costs_precision_and_moves_nothing():
    all_stay, some_leave = (virtual_trial.run(3, 80, 4, 100, how) for how in ("nobody", "anybody"))
    assert some_leave.expected == all_stay.expected
    assert some_leave.error.mean() == pytest.approx(
        all_stay.error.mean() / np.sqrt(1 - virtual_trial.LEAVING), rel=0.02
    )


def test_the_disappointed_make_a_difference_without_hope():
    made = virtual_trial.run(0, 90, 0, 100, "disappointed")
    change, _ = virtual_trial.placebo_arm()
    assert made.expected == pytest.approx(change * 2 * virtual_trial.LEAVING * (0.9 - 0.1))


def test_noise_and_change_are_those_of_a_real_placebo_arm():
    row = evidence.trials(study="Janik 2025", measure="change", arm="placebo spray", time_hours=648).iloc[0]
    assert virtual_trial.placebo_arm() == (row["value"], row["spread"])
    assert row["status"] == "primary" and row["spread_kind"] == "sd"
    assert virtual_trial.run(0, people=1000).error.mean() == pytest.approx(row["spread"] * np.sqrt(2 / 1000), rel=0.01)


def test_the_same_setting_gives_the_same_trials():
    one, other = (virtual_trial.run(2, 70, 4, 50, "disappointed") for _ in range(2))
    assert np.array_equal(one.difference, other.difference) and np.array_equal(one.error, other.error)


# ---- A literature ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("effect", [0, 2, 5])
def test_without_a_drawer_the_review_is_right(effect):
    found = literature.literature(effect, 0, 10)
    assert found.published.all() and found.hidden == 0
    assert found.pool.effect.value == pytest.approx(-effect, abs=0.1)
    assert found.pool.effect.value == found.everything.effect.value


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(explorers.EFFECTS), st.integers(0, 100), st.sampled_from((10, 20, 50, 100)))
def test_only_unclear_trials_go_into_the_drawer(effect, hidden, smallest):
    found = literature.literature(effect, hidden, smallest)
    clear = found.difference < -stats.t.ppf(0.975, 2 * found.people - 2) * found.error
    assert found.published[clear].all()
    less_hidden = literature.literature(effect, max(0, hidden - 20), smallest).published
    assert less_hidden[found.published].all(), "what is printed stays printed when less is hidden"
    assert found.hidden + found.published.sum() == literature.TRIALS
    assert found.people.min() == smallest and found.people.max() == literature.LARGEST
    if hidden >= 80 and effect in (1, 2, 3) and found.pool:
        assert found.pool.effect.value < -effect


def test_the_full_drawer_holds_everything_unclear():
    found = literature.literature(2, 100, 10)
    clear = found.difference < -stats.t.ppf(0.975, 2 * found.people - 2) * found.error
    assert np.array_equal(found.published, clear) and 0 < clear.sum() < literature.TRIALS


# ---- The real trials ------------------------------------------------------------------------------------


@pytest.mark.parametrize("visit", VISITS)
def test_each_trial_enters_once_and_from_rows_that_may_be_drawn(visit):
    trials = how_sure_data.singles(visit)
    assert len({trial.name for trial in trials}) == len(trials)
    assert [trial.people for trial in trials] == sorted(trial.people for trial in trials)
    for trial in trials:
        assert trial.status in {"primary", "secondary", "computed"}
        assert all(evidence.source(key).url for key in trial.sources)


@pytest.mark.parametrize(
    "visit, name, wanted",
    [
        ("day 28", "TRANSFORM-2", {"study": "TRANSFORM-2", "source": "popova2019", "time_hours": 648}),
        ("day 28", "TRANSFORM-3, over 65", {"study": "TRANSFORM-3"}),
        ("day 28", "China/US (Chen 2023)", {"study": "Chen 2023", "time_hours": 648, "value": -2}),
        ("day 2", "ASPIRE I", {"study": "ASPIRE I"}),
        ("day 2", "ASPIRE II", {"study": "ASPIRE II", "time_hours": 24}),
        ("day 2", "China/US (Chen 2023)", {"study": "Chen 2023", "time_hours": 24}),
    ],
)
def test_trials_of_one_drug_arm_are_as_printed(visit, name, wanted):
    row = evidence.trials(measure="difference", **wanted).iloc[0]
    (trial,) = [trial for trial in how_sure_data.singles(visit) if trial.name == name]
    assert (trial.value, trial.people, trial.status) == (row["value"], row["n"], row["status"])
    assert trial.effect.high - trial.effect.low == pytest.approx(row["high"] - row["low"], abs=0.01)


@pytest.mark.parametrize(
    "visit, name, study, hours",
    [
        ("day 2", "Phase 2 (Daly 2018)", "Daly 2018", 24),
        ("day 2", "Janik 2025, alone", "Janik 2025", 24),
        ("day 28", "Janik 2025, alone", "Janik 2025", 648),
        ("day 28", "Japan (Takahashi 2021)", "Takahashi 2021", 648),
        ("day 28", "TRANSFORM-1", "TRANSFORM-1", 648),
    ],
)
def test_trials_of_several_doses_lie_between_them_and_count_the_control_once(visit, name, study, hours):
    rows = evidence.trials(study=study, measure="difference", time_hours=hours)
    rows = rows[~rows["statistic"].str.contains("LOCF")]
    (trial,) = [trial for trial in how_sure_data.singles(visit) if trial.name == name]
    assert rows["value"].min() < trial.value < rows["value"].max() and trial.status == "computed"
    own_controls = pooling.pool(rows["value"], _errors(rows), "fixed").error
    assert own_controls < trial.error < max(_errors(rows))


def _errors(rows) -> list[float]:
    """Standard errors of difference rows, from what is printed (90 % limits count as 95 % ones)."""
    return [
        row.spread if row.spread_kind == "se" else pooling.error_from(row.low, row.high) for row in rows.itertuples()
    ]


def test_leaving_out_leaves_out_what_it_says():
    for visit in VISITS:
        trials = how_sure_data.singles(visit)
        assert how_sure_data.forest(visit).kept == trials
        best, worst = (how_sure_data.forest(visit, "random", out).out for out in ("best", "worst"))
        assert best.value == min(t.value for t in trials) and worst.value == max(t.value for t in trials)
        found = how_sure_data.forest(visit, "random", "best")
        values, errors = np.array([(t.value, t.error) for t in trials if t is not best]).T
        assert found.pool.effect == pooling.pool(values, errors).effect


def test_pools_agree_with_published_pools_and_misses_are_the_known_ones():
    rows = checks.rows()
    assert list(rows["agrees"]) == sorted(rows["agrees"]), "misses first"
    numbers = rows.dropna(subset=["value"])
    inside = (numbers["low"] <= numbers["value"]) & (numbers["value"] <= numbers["high"])
    assert list(inside) == list(numbers["agrees"])
    missed = set(rows.loc[~rows["agrees"], "source"])
    assert missed == {"an2021", "wilkinson2019", "janik2025"} and (~rows["agrees"]).sum() == 3
    assert rows["why"].str.len().min() > 0, "each row says what to know"
    for study in ("ipd2025", "review2026"):
        assert rows.loc[rows["source"] == study, "agrees"].all()
    pools = rows[rows["source"].isin(["ipd2025", "review2026"])]
    assert len(pools) == 5


def test_published_side_of_the_checks_is_in_data():
    shown = " ".join(checks.rows()["printed"])
    for study, measure in (("IPD meta-analysis 2025", "difference"), ("esketamine review 2026", "difference")):
        for row in evidence.trials(study=study, measure=measure).itertuples():
            assert f"{row.value:.2f}".replace("-", MINUS) in shown


def test_odds_and_size_are_two_ways_to_say_the_same():
    """People spread like a logistic curve: the log odds ratio is the shift, and the shift in SD is d."""
    assert size_from_odds(1) == 0 and size_from_odds(0.5) == -size_from_odds(2)
    shift = 1.3
    odds = [p / (1 - p) for p in (stats.logistic.cdf(0.4 + shift), stats.logistic.cdf(0.4))]
    assert size_from_odds(odds[0] / odds[1]) == pytest.approx(shift / stats.logistic.std())


def test_number_needed_turns_the_limits_over():
    assert checks.needed(Effect(20, 10, 25)) == Effect(5, 4, 10)
    remission = checks.janik_remission()
    printed = evidence.trials(
        study="Janik 2025",
        measure="number_needed_to_treat",
        arm="esketamine 84 mg",
        statistic="number needed to treat, remission",
    )["value"].iloc[0]
    assert round(checks.needed(remission).value, 1) == printed


# ---- What is drawn --------------------------------------------------------------------------------------


def test_two_controls_draws_the_pool_as_printed():
    chart = how_sure.two_controls()
    left, right = chart.fig.axes
    rows = evidence.trials(study="Wilkinson 2019", measure="response")
    dots = [line[0, 0] for line in lines(left) if len(line) == 1]
    assert sorted(dots) == sorted(rows["value"])
    sizes = evidence.trials(study="Wilkinson 2019", measure="effect_size")
    assert sorted(line[0, 0] for line in lines(right) if len(line) == 1) == sorted(sizes["value"])
    bars = {tuple(line[:, 0]) for line in lines(left) + lines(right) if len(line) == 2}
    assert {(row.low, row.high) for row in [*rows.itertuples(), *sizes.itertuples()]} <= bars
    assert set(chart.table["Status"]) == {"primary"} and len(chart.table) == 6
    assert all(cell.sources for cell in chart.table["Source"])


def test_asleep_draws_one_trial_as_printed_and_joins_nothing_else():
    ax = how_sure_answers.asleep().fig.axes[0]
    drawn = [line for line in lines(ax) if len(line) > 1]
    assert len(drawn) == 2
    for line in drawn:
        rows = evidence.trials(study="Lii 2023", measure="score")
        arms = [one.sort_values("time_hours") for _, one in rows.groupby("arm")]
        assert any(np.allclose(line, one[["time_hours", "value"]].to_numpy(float) / [24, 1]) for one in arms)


def test_small_trials_draws_each_trial_and_joins_none():
    chart = how_sure.small_trials()
    (ax,) = chart.fig.axes
    trials = how_sure_data.singles("day 2")
    marks = [line for line in ax.lines if line.get_marker() == "^"]
    assert sorted(float(mark.get_xdata()[0]) for mark in marks) == pytest.approx(sorted(t.value for t in trials))
    hollow = [mark for mark in marks if mark.get_markerfacecolor() == "white"]
    assert len(hollow) == sum(trial.status == "secondary" for trial in trials) == 1
    for trial in trials:
        assert f"{trial.name}, n {trial.people}" in words(chart.fig)
    # Only Egger's line leans; every other line is the interval of one trial.
    leaning = [line for line in lines(ax) if len(line) > 1 and np.ptp(line[:, 0]) > 0 and np.ptp(line[:, 1]) > 0]
    assert len(leaning) == 1
    values, errors = np.array([(t.value, t.error) for t in trials]).T
    fit = pooling.egger(values, errors)
    assert f"p {fit.p:.2f}" in chart.caption and fit.slope < 0
    small = [trial.value for trial in trials if trial.people < 100]
    large = [trial.value for trial in trials if trial.people >= 100]
    assert len(small) == 2 and 1.8 < np.mean(small) / np.mean(large) < 2.8, "about twice as much, says the title"


def test_trials_of_one_size_are_moved_apart_by_little():
    people = np.array([67, 68, 223, 226, 227, 252, 372.0])
    places = how_sure.apart(people)
    assert np.all(np.diff(np.log(places)) > np.log(1.15)) and np.all(np.diff(places) > 0)
    assert np.max(np.abs(np.log(places / people))) < np.log(1.25)


def test_power_chart_is_formula_and_trials():
    chart = how_sure.power_curves()
    ax = chart.fig.axes[0]
    grid = how_sure.power_grid()
    for points in how_sure.POWER_LABELS:
        curve = [virtual_trial.power(points, n) for n in grid]
        assert any(len(line) == grid.size and np.allclose(line[:, 1], curve) for line in lines(ax))
        assert f"{points} points" in words(chart.fig)
    assert np.allclose(chart.table["Formula, %"], chart.table["2,000 trials, %"], atol=4)
    assert "illustrative" in words(chart.fig)
    for name, people in how_sure.real_sizes():
        assert name in words(chart.fig) and 10 < people < 500


def test_no_effect_is_the_virtual_trial():
    chart = how_sure_answers.no_effect()
    left, right = chart.fig.axes
    share = virtual_trial.run(**how_sure_answers.NO_EFFECT).share
    assert share > 50, "succeeds in most trials, says the title"
    assert f"{share:.0f} of 100 trials" in words(chart.fig) and "illustrative" in words(chart.fig)
    heights, edges, _ = left.patches[0].get_data()
    counts = np.histogram(virtual_trial.run(**how_sure_answers.NO_EFFECT).difference, edges)[0]
    assert counts.sum() == virtual_trial.TRIALS and np.allclose(heights / heights.max(), counts / counts.max())
    runs = how_sure_answers.shares()
    assert any(
        np.allclose(line, [(n, run.share) for n, run in runs.items()])
        for line in lines(right)
        if len(line) == len(runs)
    )
    assert all(run.true_effect == 0 for run in runs.values())


def test_guesses_are_drawn_where_they_belong():
    """A share as a height on the right panel, a fall as a line from the saline arm's start."""
    for predict, place in ((lesson.predict_success, 1), (lesson.predict_asleep, 0)):
        made = predict()
        ax = made.answer.fig.axes[place]
        made.answer.fig.canvas.draw()
        width, height = made.answer.fig.canvas.get_width_height()
        for guess in made.guesses[:: len(made.guesses) - 1]:
            value = int(guess.text.split()[0])
            spots = [ax.transData.inverted().transform((x * width, (1 - y) * height)) for x, y in guess.mark]
            if place:
                assert [spot[1] for spot in spots] == pytest.approx([value, value], abs=0.5)
            else:
                start = how_sure_answers.asleep_start()
                assert np.allclose(spots, [(0, start), (1, start - value)], atol=0.1)


@functools.cache
def forest_picture():
    return lesson.forest().picture(1)


def line_in_row(ax, row: int) -> list[tuple[float, float]]:
    """The spots of the lines that stand in one row of a forest, a diamond's above and below it as well."""
    level = [line for line in ax.lines if line.get_transform() == ax.transData and line.get_linewidth() != 1.2]
    spots = [spot for line in level for spot in line.get_xydata()]
    return [(x, y) for x, y in spots if abs(y - row) < 0.331 and np.isfinite(x)]


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.parametrize("method", pooling.METHODS)
@pytest.mark.parametrize("left_out", how_sure_data.LEFT_OUT)
def test_forest_draws_its_trials_by_weight(visit, method, left_out):
    values = {"pooled_visit": visit, "method": method, "left_out": left_out}
    found = how_sure_data.forest(**values)
    (ax,) = forest_picture().whole(found, values).axes
    marks = {}
    for artist, second_hand in zip(ax.collections, (False, True), strict=True):
        assert not len(artist.get_sizes()) or (to_hex(artist.get_facecolor()[0]) == "#ffffff") is second_hand
        for spot, size in zip(np.asarray(artist.get_offsets()), artist.get_sizes(), strict=True):
            marks[int(spot[1])] = (spot[0], size, second_hand)
    weights = {}
    for place, trial in enumerate(found.trials):
        if trial is found.out:
            assert place not in marks
            continue
        weights[place] = found.pool.weights[found.kept.index(trial)]
        assert marks[place][0] == trial.value and marks[place][2] is (trial.status == "secondary")
    assert sorted(marks, key=lambda place: marks[place][1]) == sorted(weights, key=weights.get), "larger: weighs more"
    below = how_sure_pools.TRIAL_ROWS
    rows = {row: [x for x, _ in line_in_row(ax, row)] for row in range(len(found.trials))}
    for row, trial in enumerate(found.trials):
        assert rows[row] == pytest.approx([trial.effect.low, trial.effect.high]), "left out or not, it is shown"
    dotted = [line.get_ydata()[0] for line in ax.lines if line.get_color() == style.CONTROL]
    assert dotted == ([] if found.out is None else [found.trials.index(found.out)])
    value, low, high = found.pool.effect
    assert [x for x, _ in line_in_row(ax, below)] == pytest.approx([low, value, high, value, low])
    ahead = found.pool.prediction
    assert [x for x, _ in line_in_row(ax, below + 1)] == pytest.approx([ahead.low, ahead.high] if ahead else [])
    published = how_sure_data.published(visit)
    assert {x for x, _ in line_in_row(ax, below + 2)} == {published["low"], published["value"], published["high"]}


def test_histogram_shows_successes_and_the_truth():
    values = {"true_effect": 2, "guess_right": 80, "lift": 4, "people": 100, "dropout": "nobody"}
    explorer = lesson.virtual_trials()
    made, figure = explorer.result(**values), explorer.figure(**values)
    left, right = figure.axes
    everything, good, bad = (bars.get_data().values for bars in left.patches)
    assert good.sum() / everything.sum() == pytest.approx(made.share / 100, abs=0.001)
    assert bad.sum() / everything.sum() == pytest.approx(np.mean(made.harm), abs=0.001)
    black = [[line for line in ax.lines if line.get_color() == style.INK] for ax in (left, right)]
    assert [list(line.get_xdata()) for line in black[0]] == [[-2, -2], [made.expected] * 2]
    assert [-2, -2] in [list(line.get_xdata()) for line in black[1]]
    assert f"benefit: {made.share:.0f} of 100 trials" in words(figure)
    (dots,) = [line for line in right.lines if line.get_marker() == "o"]
    assert dots.get_xdata() == pytest.approx(made.difference[: how_sure_drawings.SHOWN])
    intervals = [spot[0] for line in right.lines if line.get_linewidth() == 2 for spot in line.get_xydata()]
    shown = made.low[: how_sure_drawings.SHOWN], made.high[: how_sure_drawings.SHOWN]
    assert set(np.ravel(shown)) <= set(intervals)
    assert "illustrative" in words(figure)


def test_funnel_shows_who_is_missing():
    explorer, values = lesson.drawer(), {"true_effect": 2, "hidden": 80, "smallest": 10}
    found, figure = explorer.result(**values), explorer.figure(**values)
    (ax,) = figure.axes
    hidden, shown = (line for line in ax.lines if line.get_marker() == "o")
    assert hidden.get_markerfacecolor() == "white" and len(hidden.get_xdata()) == found.hidden
    assert np.allclose(shown.get_xdata(), found.difference[found.published])
    bars = {line.get_color(): line.get_xdata()[0] for line in ax.lines if line.get_marker() == "None"}
    assert bars[style.KETAMINE] == found.pool.effect.value and bars[style.INK] == -2
    assert "illustrative" in words(figure)
    few = literature.literature(0, 100, 100)
    assert few.pool is None and "review:" in words(figure)
    assert "review:" not in words(explorer.figure(true_effect=0, hidden=100, smallest=100))


@functools.cache
def hundred_picture():
    return lesson.hundred().picture(1)


@pytest.mark.parametrize("comparison", list(how_sure_data.hundreds()))
@pytest.mark.parametrize("end", how_sure_drawings.ENDS)
def test_hundred_people_are_a_hundred_and_as_in_data(comparison, end):
    found = how_sure_drawings.people(comparison, end)
    left, right = hundred_picture().whole(found, {"comparison": comparison, "end": end}).axes
    counts = {name: len(mark.get_xdata()) for name, mark in zip(how_sure_drawings.RESPONSES, left.lines, strict=True)}
    spots = [tuple(spot) for mark in left.lines for spot in mark.get_xydata()]
    assert sorted(spots) == list(itertools.product(range(10), range(10))), "nobody stands on somebody"
    assert sum(counts.values()) == 100 and min(counts.values()) >= 0
    assert counts["anyway"] + counts["lost"] == round(found.what.with_control)
    assert counts["gained"] - counts["lost"] == pytest.approx(found.extra, abs=1)
    assert counts["gained"] == 0 or counts["lost"] == 0
    said = {text.get_position()[1]: text.get_text() for text in right.texts if text.get_text().isdigit()}
    assert [said[how_sure_drawings.ROWS[name]] for name in counts] == [str(count) for count in counts.values()]
    rows = evidence.series("A")
    assert ((rows["value"] == found.what.extra.value) & (rows["low"] == found.what.extra.low)).any()


@pytest.mark.parametrize(
    "extra, said",
    [
        (Effect(20, 10, 25), "4.0 to 10.0"),
        (Effect(20.5, 0.0, 42), "2.4 to no end"),
        (Effect(3.2, -7, 13.4), "7.5 up to no end, and on to harm"),
    ],
)
def test_interval_of_a_number_needed(extra, said):
    assert how_sure_drawings.needed_interval(extra) == said


def test_number_needed_in_words():
    assert how_sure_drawings.needed_words(13.5) == "7.4" and how_sure_drawings.needed_words(3.2) == "31"
    assert (
        how_sure_drawings.needed_words(-7) == "14 for one fewer" and how_sure_drawings.needed_words(0.2) == "no number"
    )


def test_charts_say_where_every_number_is_from():
    for draw in CHARTS:
        chart = draw()
        cited = [
            cell for row in chart.table.itertuples(index=False) for cell in row if isinstance(cell, evidence.Citation)
        ]
        assert len(cited) == len(chart.table), chart.name


# ---- What is said ---------------------------------------------------------------------------------------


def test_trial_readout_says_what_the_model_gives():
    found = lesson.EXPLORERS["07-virtual-trial"]()
    for values in (
        {},
        {"guess_right": 90},
        {"guess_right": 70, "true_effect": 3, "people": 20},
        {"guess_right": 90, "lift": 0, "dropout": "disappointed"},
    ):
        made, said = found.result(**values), found.words(**values)[0]
        assert f"{made.share:.0f} of 100 trials" in said or made.share < 1
        assert f"{made.people} people per arm" in said
        assert f"{abs(made.expected):.1f} points on average" in said
    hope = found.words(guess_right=90)[0]
    assert f"{MINUS}4.8" in hope and "4.8 points are hope" in hope and "the drug gives 0" in hope
    assert "hope" not in found.words(guess_right=50)[0]
    left = -found.result(guess_right=90, lift=4, dropout="disappointed").expected - 4 * 0.8
    said = found.words(guess_right=90, lift=4, dropout="disappointed")[0]
    assert f"{left:.1f} points because more people leave the control arm" in said and "3.2 points are hope" in said
    assert "by chance" in found.words(lift=0, guess_right=100)[0]


@pytest.mark.parametrize("visit", VISITS)
def test_forest_readout_says_what_the_pool_gives(visit):
    found = lesson.EXPLORERS["07-forest"]()
    for method in pooling.METHODS:
        for out in how_sure_data.LEFT_OUT:
            values = {"pooled_visit": visit, "method": method, "left_out": out}
            pool, said = found.result(**values).pool, found.words(**values)[0].replace(MINUS, "-")
            assert f"{pool.effect.value:.1f} points ({pool.effect.low:.1f} to {pool.effect.high:.1f})" in said
            assert (f"{pool.i2:.0f} %" in said) is (pool.i2 >= 0.5)
            assert (pool.prediction is not None) is ("new trial" in said)
            if pool.prediction:
                assert ("includes no effect" in said) is (pool.prediction.low < 0 < pool.prediction.high)
            assert ("without" in said) is (out != "none")


def test_drawer_readout_counts():
    found = lesson.EXPLORERS["07-drawer"]()
    for values in ({}, {"hidden": 0}, {"hidden": 100, "true_effect": 0}, {"hidden": 40, "true_effect": 4}):
        made, said = found.result(**values), found.words(**values)[0]
        assert str(int(made.published.sum())) in said and f"{made.hidden} trials in the drawer" in said
        if made.pool:
            assert f"{abs(made.pool.effect.value):.1f} points" in said
            assert ("too good" in said) is (made.true_effect - made.pool.effect.value >= 0.1)
        else:
            assert "too few" in said


def test_hundred_readout_is_the_data():
    found = lesson.EXPLORERS["07-hundred"]()
    rate = evidence.trials(study="Wilkinson 2019", measure="response").set_index("arm")["value"]
    said = found.words(comparison="midazolam", end="best")[0]
    assert f"{rate['ketamine in midazolam-controlled trials']:.0f} of 100 respond to ketamine" in said
    assert f"{rate['midazolam']:.0f} to midazolam" in said and "3.7 people" in said
    assert "2.2 people" in found.words(comparison="saline")[0]
    assert "harm" in found.words(comparison="china", end="low")[0]


def test_notes_hold_the_numbers_of_data():
    guess = evidence.trials(study="Janik 2025", measure="allocation_guess")
    said = repr(lesson.lift_needed())
    assert all(f"{value:.0f}" in said for value in guess["value"])
    drawer = repr(lesson.drawer_fact())
    assert f"{MINUS}0.33" in drawer and f"{MINUS}0.15" in drawer
    null = repr(lesson.null_words())
    row = evidence.trials(study="Lii 2023", measure="difference").iloc[0]
    for value in (row["value"], row["low"], row["high"]):
        assert f"{value:.1f}".replace("-", MINUS) in null
    assert row["low"] < -10.7 < 0 < row["high"], "it rules out neither nothing nor the largest effect of the lesson"
    trip = repr(lesson.trip())
    r = evidence.parameter("session.luckenbaugh2014.r_CADSS_HDRS").value
    assert f"{r:.2f}".replace("-", MINUS) in trip and 1 / 9 < r**2 < 1 / 7, "about an eighth"
    falls = how_sure_answers.asleep_falls()
    asked = lesson.predict_asleep()
    told = f"{asked.question} {asked.meaning}"
    assert all(f"{fall:.1f}" in told for fall in falls.values()) and "13.9" in told and "13.0" in told
    share = virtual_trial.run(**how_sure_answers.NO_EFFECT).share
    assert f"{share:.0f} of 100" in lesson.predict_success().meaning


def test_tables_hold_every_drawn_row_with_its_source():
    table = lesson.trials().frame
    for visit in VISITS:
        rows = table[table["Visit"] == visit].set_index("Trial")
        for trial in how_sure_data.singles(visit):
            assert rows.loc[trial.name, "Status"] == trial.status
            assert [source.key for source in rows.loc[trial.name, "Source"].sources] == list(trial.sources)
        review = how_sure_data.published(visit)
        assert f"{review['value']:.2f}".replace("-", MINUS) in rows.iloc[-1, 2]
    assert table["Status"].isin(["primary", "secondary", "computed"]).all()


def test_numbers_needed_come_from_real_rates():
    table = lesson.needed_table().frame
    assert len(table) == len(how_sure_data.hundreds()) + 2
    for row in table.itertuples(index=False):
        extra = float(row[2].replace(MINUS, "-"))
        assert float(row[4]) == pytest.approx(100 / extra, rel=0.03)
        assert row.Source.sources and row.Status in {"primary", "secondary", "computed"}
    pills = evidence.series("A")
    pills = pills[(pills["study"] == "Taylor 2006") & (pills["time_hours"] == 1008)].iloc[0]
    assert float(table.iloc[-1, 4]) == pytest.approx(100 / pills["value"], abs=0.05)
    assert (table["its interval"] == "not printed").sum() == 2


def test_quiz_quotes_the_pool_and_the_patients_as_they_are():
    text = " ".join(question.text for question in quiz.questions("07_how_sure")).replace(MINUS, "-")
    found = how_sure_data.forest().pool
    assert "{:.1f} points with an interval from {:.1f} to {:.1f}".format(*found.effect) in text
    assert f"from {found.prediction.low:.1f} to +{found.prediction.high:.1f}" in text
    sizes = evidence.trials(study="Wilkinson 2019", measure="effect_size").set_index("comparator")["value"]
    assert f"about {-sizes['saline']:.1f} standard deviations against saline and {-sizes['midazolam']:.1f}" in text


def test_sources_hold_every_source_that_is_shown():
    keys = {source.key for source in lesson.sources()}
    shown = {key for visit in VISITS for trial in how_sure_data.singles(visit) for key in trial.sources}
    shown |= set(checks.rows()["source"]) | {"wilkinson2019", "lii2023", "munkholm2019", "luckenbaugh2014"}
    assert shown <= keys
    assert all(source.url for source in lesson.sources() if source.key != "twoclocks")


# ---- The notebook ---------------------------------------------------------------------------------------


def notebook_text() -> str:
    return "\n\n".join(cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells)


def test_what_the_answers_of_the_tasks_claim_is_so():
    run = virtual_trial.run
    assert run(0, 90, 6, 100).share > 80
    assert run(0, 70, 6, 20).share < run(0, 70, 6, 100).share < run(0, 70, 6, 200).share
    assert run(0, 90, 0, 100, "disappointed").share > 50
    fixed, mean = (how_sure_data.forest("day 28", method).pool for method in ("fixed", "random"))
    assert np.ptp(fixed.weights) > np.ptp(mean.weights)
    assert fixed.effect.high - fixed.effect.low < mean.effect.high - mean.effect.low
    without = how_sure_data.forest("day 28", "random", "best")
    assert without.pool.i2 == 0 and "alone" in without.out.name
    assert abs(without.pool.effect.value) < abs(mean.effect.value)
    error = {n: -2 - literature.literature(2, 80, n).pool.effect.value for n in (10, 100)}
    assert error[10] > error[100] > 0.1
    nothing = literature.literature(0, 80, 100)
    assert nothing.published.sum() < literature.TRIALS / 3
    sizes = evidence.trials(study="Wilkinson 2019", measure="effect_size").set_index("comparator")["value"]
    assert sizes["saline"] / sizes["midazolam"] > 2, "more than twice the effect"


def test_designs_that_do_not_protect_really_do_not():
    """What the self-check says of a larger trial and of a stricter limit."""
    fooled = {"true_effect": 0, "guess_right": 85, "lift": 6}
    small, large = (virtual_trial.run(people=n, **fooled) for n in (100, 1000))
    assert large.share > small.share and large.expected == small.expected
    t = small.difference / small.error
    strict = np.mean(t < -stats.t.ppf(0.995, 198))
    assert 0.3 < strict < small.share / 100


def test_models_need_no_hidden_state():
    """No module of the lesson keeps a value that a call could change."""
    for module in (virtual_trial, literature, pooling):
        assert "global " not in inspect.getsource(module)
    assert style.view() == "page"

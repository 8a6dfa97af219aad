"""The raphe-forebrain circuit: regression, a second solver, limits, and each variant against the world."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from twoclocks import evidence
from twoclocks.models import raphe
from twoclocks.models.validation_serotonin import validation_table

FEW = settings(max_examples=25)
share = st.floats(0.0, 1.0)


def computed(name):
    parameter = evidence.parameter(f"regression.raphe.{name}")
    assert parameter.status == "computed"
    return pytest.approx(parameter.value, rel=0.02)


# Numbers ---------------------------------------------------------------------------------------------


def test_desensitisation_as_computed():
    course = raphe.course([0.25, 2, 7, 13, 14, 21])
    assert course.firing[[0, 1, 2, 4, 5]] == pytest.approx([0.276, 0.341, 0.679, 0.950, 1.041], rel=0.02)
    assert course.forebrain[[0, 1, 2, 4, 5]] == pytest.approx([2.55, 2.75, 3.59, 4.07, 4.20], rel=0.02)
    pairs = zip(course.firing[1:], course.forebrain[1:], strict=True)
    named = dict(zip((2, 7, 13, 14, 21), pairs, strict=True))
    for day in (2, 7, 14):
        assert named[day][0] == computed(f"f_{day}d")
    for day in (2, 13):
        assert named[day][1] == computed(f"s_{day}d")
    assert course.raphe[1] == computed("r_2d") and course.half_maximal[-1] == computed("K_21d")


def test_local_drug_and_antagonist_as_computed():
    assert raphe.course(0.25, raphe.Phase(raphe=1.0)).forebrain[0] == computed("s_local")
    for name, day in (("WAY_6h", 0.25), ("WAY_2d", 2), ("WAY_13d", 13)):
        assert raphe.challenge(day, 6) == computed(name)
    read = [raphe.challenge(2, hours) for hours in (1, 2, 3)]
    assert read == pytest.approx([1.22, 1.38, 1.47], rel=0.02)
    mixed = [raphe.challenge(day, 6, "mixed") for day in (2, 13)]
    assert mixed == pytest.approx([1.69, 1.43], rel=0.02)
    for k_D in (0.3, 0.5):
        numbers = dataclasses.replace(raphe.circuit("drive"), k_D=k_D)
        assert 1.88 < raphe.challenge(13, 6, numbers) < 1.97


def slopes(c, phase):
    a, b = 1 - phase.antagonist_1a, 1 - phase.antagonist_1b

    def of(_, y):
        f, r, s, x, k, d = y
        return [
            (d * (1 + c.g) / (1 + c.g * a * (r / k) ** c.n) - f) / c.tau_f,
            (c.phi + (1 - c.phi) * f - r * (1 - c.u_R * phase.raphe)) / c.tau_f,
            (f * (1 + c.m) / (1 + c.m * b * s**c.p) - s * (1 - c.u_T * phase.forebrain)) / c.tau_f,
            (c.kappa * a * max(r - 1, 0) - x) / c.tau_a,
            (1 + x - k) / c.tau_a,
            c.k_D * (1 - f),
        ]

    return of


@pytest.mark.parametrize("hypothesis", raphe.HYPOTHESES)
def test_another_solver_at_tight_tolerance_finds_the_same(hypothesis):
    days = np.array([0.01, 0.1, 1.0, 5.0, 5.02, 5.2, 20.0, 60.0])
    phases = [raphe.drug(0.8, 0.4), raphe.drug(0.95, 1.0, 0.5, start=5.0)]
    numbers, state, found = raphe.circuit(hypothesis), [1, 1, 1, 0, 1, 1], []
    for phase, span in zip(phases, ((0, 5), (5, 60)), strict=True):
        inside = days[(days > span[0]) & (days <= span[1])]
        of = slopes(numbers, phase)
        solved = solve_ivp(of, span, state, "Radau", inside, rtol=1e-10, atol=1e-12)
        found.append(solved.y)
        state = solve_ivp(of, span, state, "Radau", rtol=1e-10, atol=1e-12).y[:, -1]
    course = raphe.course(days, phases, hypothesis)
    ours = [course.firing, course.raphe, course.forebrain, course.step1, course.half_maximal, course.drive]
    assert np.array(ours) == pytest.approx(np.hstack(found), rel=1e-5, abs=1e-6)


def test_what_is_asked_does_not_change_the_answer():
    """Finer steps, other order, one day alone: the same numbers."""
    fine, coarse = raphe.course(np.linspace(0, 21, 2101)), raphe.course([21.0, 2.0, 0.0])
    assert coarse.firing == pytest.approx(fine.firing[[2100, 200, 0]], rel=1e-5)
    assert raphe.course(2.0).firing == pytest.approx(coarse.firing[1:2], rel=1e-5)
    assert coarse.days.tolist() == [21.0, 2.0, 0.0]


# Limits ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hypothesis", raphe.HYPOTHESES)
def test_without_drug_nothing_moves(hypothesis):
    course = raphe.course([0, 1, 60], raphe.drug(0.0), hypothesis)
    for name in ("firing", "raphe", "forebrain", "half_maximal", "drive"):
        assert getattr(course, name) == pytest.approx(np.ones(3), abs=1e-9)
    assert raphe.course([0, 1, 60], [], hypothesis).firing == pytest.approx(np.ones(3))


def test_antagonist_alone_raises_firing_to_one_plus_g():
    firing = raphe.course(1.0, raphe.drug(0.0, antagonist_1a=1.0)).firing[0]
    assert firing == pytest.approx(1 + raphe.circuit().g, rel=1e-6)


@FEW
@given(st.sampled_from(raphe.HYPOTHESES), share, share, share, st.floats(0.0, 0.5), st.floats(0.0, 60.0))
def test_every_setting_gives_finite_positive_numbers(hypothesis, local, far, one_a, one_b, day):
    course = raphe.course([day], raphe.Phase(0.0, local, far, one_a, one_b), hypothesis)
    values = np.array([course.firing, course.raphe, course.forebrain, course.half_maximal, course.drive])
    assert np.isfinite(values).all() and (values > 0).all() and values.max() < 100


@pytest.mark.parametrize("moment", [5e-324, 1e-300, 1e-15, 1e-10])
def test_the_first_instant_is_like_rest(moment):
    """However near to the start somebody looks, alone or with later days; so soon, some solvers see no time pass."""
    later = raphe.course([0.25, 7.0])
    together = raphe.course([7.0, moment, 0.25])
    assert raphe.course([moment]).firing == pytest.approx([1.0]) and together.firing[1] == pytest.approx(1.0)
    assert together.forebrain[[2, 0]] == pytest.approx(later.forebrain, rel=1e-6)
    switched = raphe.course([2.0 + 1e-12], [raphe.drug(), raphe.drug(antagonist_1a=1.0, start=2.0)])
    assert switched.firing == pytest.approx(raphe.course([2.0]).firing, rel=1e-6)


@FEW
@given(st.sampled_from(raphe.HYPOTHESES), st.floats(0.05, 1.0))
def test_more_block_means_more_serotonin_and_less_firing_in_the_first_hours(hypothesis, occupancy):
    levels = (occupancy - 0.05, occupancy)
    less, more = (raphe.course(0.25, raphe.drug(level), hypothesis) for level in levels)
    assert more.raphe > less.raphe and more.forebrain > less.forebrain and more.firing < less.firing


@pytest.mark.parametrize("hypothesis", raphe.HYPOTHESES)
def test_acute_pattern(hypothesis):
    """Serotonin rises more in the raphe than in the forebrain; an antagonist unmasks the forebrain's rise."""
    alone = raphe.course(0.25, hypothesis=hypothesis)
    freed = raphe.course(0.25, raphe.drug(antagonist_1a=1.0), hypothesis)
    assert alone.raphe[0] > alone.forebrain[0] > 1 > alone.firing[0]
    assert freed.forebrain[0] > 1.5 * alone.forebrain[0]
    assert [alone.raphe[0], alone.forebrain[0]] == pytest.approx([3.1, 2.55], abs=0.05)


@pytest.mark.parametrize("hypothesis", raphe.HYPOTHESES)
def test_drug_in_the_raphe_only_lowers_forebrain_serotonin(hypothesis):
    assert raphe.course(0.25, raphe.Phase(raphe=1.0), hypothesis).forebrain[0] < 0.5
    assert raphe.course(0.25, raphe.Phase(forebrain=1.0), hypothesis).forebrain[0] > 2


@pytest.mark.parametrize("hypothesis", raphe.HYPOTHESES)
def test_pindolol_like_gain_is_early_and_fades(hypothesis):
    gain = raphe.pindolol_gain([0.25, 3, 7, 14, 28, 42], hypothesis=hypothesis)
    assert gain[0] > 1.05 and gain[-1] < 1 + (gain[0] - 1) / 4 and (np.diff(gain[:4]) < 0).all()
    assert raphe.pindolol_gain([1.0], antagonism=0.0, hypothesis=hypothesis) == pytest.approx([1.0])


def test_pooled_pindolol_trials_do_not_rise_after_week_two():
    ratios = evidence.trials(study="Whale 2010").sort_values("time_hours")["value"].to_numpy()
    assert len(ratios) == 6 and (np.diff(ratios[1:]) <= 0).all()


def test_a_phase_starts_just_after_its_day():
    course = raphe.course([5.0, 5.1], [raphe.Phase(), raphe.drug(start=5.0)])
    assert course.raphe[0] == pytest.approx(1.0) and course.raphe[1] > 2
    later = raphe.course([7.0], [raphe.drug(start=5.0)])
    assert later.firing == pytest.approx(raphe.course([2.0]).firing, rel=1e-5)


# Against the world: what each variant gets right and wrong -------------------------------------------

BANDS = {
    "firing, day 2": (0.25, 0.42),
    "firing, day 7": (0.45, 0.80),
    "firing, day 14": (0.85, 1.10),
    "forebrain serotonin, day 2": (220, 300),
    "forebrain serotonin, day 13": (360, 470),
    "forebrain serotonin, day 13 over day 2": (1.3, 1.9),
    "forebrain serotonin, drug in the raphe only": (28, 52),
    "half-maximal level at 5-HT1A, day 21": (3.5, 6.0),
}
FAILS = {
    "desensitisation": set(),
    "drive": {
        "firing, day 14",
        "forebrain serotonin, day 13",
        "forebrain serotonin, day 13 over day 2",
        "half-maximal level at 5-HT1A, day 21",
    },
    "mixed": {"half-maximal level at 5-HT1A, day 21"},
}
#: Of the twelve antagonist rows (two series, three groups, two hours), those that agree.
UNMASKED = {
    "desensitisation": {
        "after one dose, first series, read at 6 h",
        "day 2, first series, read at 6 h",
        "day 2, second series, read at 2 h",
        "day 2, second series, read at 6 h",
    },
    "drive": {
        "after one dose, first series, read at 6 h",
        "day 2, first series, read at 6 h",
        "day 13, first series, read at 2 h",
        "day 2, second series, read at 2 h",
        "day 13, second series, read at 2 h",
    },
    "mixed": {
        "after one dose, first series, read at 6 h",
        "day 2, first series, read at 6 h",
        "day 2, second series, read at 2 h",
    },
}


@pytest.mark.parametrize("hypothesis", raphe.HYPOTHESES)
def test_against_the_world(hypothesis):
    table = validation_table("raphe", hypothesis).set_index("quantity")
    fitted = table.loc[list(BANDS)]
    assert {row.Index: (row.low, row.high) for row in fitted.itertuples()} == BANDS
    assert set(fitted.index[~fitted["agrees"]]) == FAILS[hypothesis]
    assert set(fitted["kind"]) == {"calibration"}, "these rows made the model: no prediction"
    added = table[table.index.str.startswith("antagonist adds")]
    assert len(added) == 12 and set(added["kind"]) == {"prediction"}
    assert {name.partition(", ")[2] for name in added.index[added["agrees"]]} == UNMASKED[hypothesis]
    rest = table.drop([*fitted.index, *added.index])
    assert len(rest) == 2 and rest["agrees"].all()


def test_no_variant_meets_every_row():
    for hypothesis in raphe.HYPOTHESES:
        assert not validation_table("raphe", hypothesis)["agrees"].all()


def test_both_antagonist_series_are_shown_with_the_doubt():
    table = validation_table("raphe")
    added = table[table["quantity"].str.startswith("antagonist adds") & table["quantity"].str.endswith("2 h")]
    assert added["published"].tolist() == ["168", "174", "169", "226", "153", "164"]
    assert added["note"].str.contains("2.7-fold").tolist() == [True] * 3 + [False] * 3
    assert added["note"].str.contains("cut off").tolist() == [False] * 3 + [True] * 3


def test_words_without_a_number_stay_words():
    row = validation_table("raphe").set_index("quantity").loc["firing, day 7"]
    assert (row["published"], row["source"], row["status"]) == ("partial recovery", "chaput1986", "assumed")


# Refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: raphe.course([]), "days is empty"),
        (lambda: raphe.course([1.0, float("nan")]), "days is nan; allowed: numbers from 0 to 60 days."),
        (lambda: raphe.course(-1.0), "days is -1"),
        (lambda: raphe.course(61.0), "days is 61"),
        (
            lambda: raphe.course(1.0, hypothesis="magic"),
            "hypothesis is 'magic'; allowed: desensitisation, drive, mixed.",
        ),
        (lambda: raphe.drug(1.1), "raphe is 1.1; allowed: numbers from 0 to 1."),
        (lambda: raphe.drug(0.5, antagonist_1b=0.6), "antagonist_1b is 0.6; allowed: numbers from 0 to 0.5."),
        (lambda: raphe.drug(0.5, antagonist_1a=-0.1), "antagonist_1a is -0.1"),
        (lambda: raphe.course(9.0, [raphe.drug(), raphe.drug(0.5, start=5.0)]), "no valid stopping"),
        (lambda: raphe.course(9.0, [raphe.drug(start=5.0), raphe.drug(start=2.0)]), "in order of start"),
        (lambda: raphe.challenge(60, 2), "day is 60; allowed: numbers from 0 to 59 days."),
        (lambda: raphe.challenge(2, 25), "hours is 25"),
        (lambda: raphe.pindolol_gain(1.0, antagonism=2.0), "antagonist_1a is 2"),
        (lambda: validation_table("raphe", "magic"), "hypothesis is 'magic'"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, said):
    with pytest.raises(ValueError) as caught:
        call()
    assert said in str(caught.value)

"""Two drugs and one enzyme: limits, order, and what a study measured."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from twoclocks import evidence
from twoclocks.models import interactions, paroxetine, ssri, validation

DAY = ssri.DAY


def test_without_a_second_drug_nothing_changes():
    run = interactions.together("none")
    assert np.array_equal(run.level, run.alone) and (run.enzyme == 1).all()
    assert run.fold == pytest.approx(1)


def test_fold_runs_from_one_to_all_that_the_enzyme_cleared():
    fm = float(evidence.parameter("desipramine.working.fm"))
    assert interactions.exposure_fold([1.0, 0.0]) == pytest.approx([1.0, 1 / (1 - fm)])
    assert (np.diff(interactions.exposure_fold(np.linspace(0, 1, 11))) < 0).all()


def test_a_poor_metaboliser_has_nothing_left_to_inhibit():
    for second in interactions.SECOND:
        run = interactions.together(second, metaboliser="poor")
        assert np.array_equal(run.level, run.alone[: run.level.size])
        assert run.means(run.stop)[0] > 5 * interactions.together("none").means(run.stop)[0]


def test_inhibitors_stand_in_the_published_order():
    folds = [interactions.together(second).fold for second in ("none", "sertraline", "fluoxetine", "paroxetine")]
    assert folds == sorted(folds) and folds[1] > 1.1 and folds[-1] > 4


def test_fluoxetine_goes_on_inhibiting_for_weeks_and_sertraline_for_days():
    assert interactions.together("sertraline").back < 7 < 28 < interactions.together("fluoxetine").back


def test_level_is_in_step_with_the_dose():
    one, four = interactions.together("fluoxetine", 1.0), interactions.together("fluoxetine", 4.0)
    assert np.allclose(four.level, 4 * one.level)


def test_published_rise_is_met_at_steady_state_where_it_was_set():
    hours = np.arange((interactions.SETTLED - 1) * DAY, interactions.SETTLED * DAY)
    for second, id, dose in (
        ("sertraline", "desipramine.kurtz1997.AUC_rise_sertraline", 150.0),
        ("fluoxetine", "desipramine.westermeyer1991.rise_fluoxetine", None),
    ):
        fold = interactions.exposure_fold(interactions.active_enzyme(second, hours, dose)).mean()
        assert fold == pytest.approx(1 + float(evidence.parameter(id)) / 100, rel=0.03)


def test_level_agrees_with_a_numerical_solver():
    """With a constant share of enzyme; one tablet, as the equations say."""
    numbers = {name: float(value) for name, value in evidence.parameters("desipramine.working").items()}
    time = np.arange(0.0, DAY + 1)
    fold = float(interactions.exposure_fold(0.4))
    slower = np.log(3) / np.log(5)
    k = numbers["CLF"] / numbers["VF"] / fold**slower
    given = 50 * fold ** (1 - slower)
    solved = solve_ivp(
        lambda t, y: [-numbers["ka"] * y[0], numbers["ka"] * y[0] - k * y[1]],
        (0, DAY),
        [given, 0],
        t_eval=time,
        rtol=1e-9,
        atol=1e-12,
    )
    ours = interactions.desipramine(time, 0.4)
    assert np.allclose(ours[:-1], 1000 * solved.y[1][:-1] / numbers["VF"], rtol=1e-6)


def test_paroxetines_enzyme_falls_and_stops_where_its_model_does():
    doses = ssri.daily_doses(20.0, 10)
    time = np.arange(0.0, 20 * DAY)
    enzyme = paroxetine.active_enzyme(doses, time)
    known = np.isfinite(enzyme)
    assert enzyme[0] == 1 and enzyme[9 * int(DAY)] < 0.2
    assert np.array_equal(known, np.isfinite(paroxetine.level(doses, time, "blank")))
    run = interactions.together("paroxetine")
    assert not known[-1] and run.level.size < run.time.size and np.isfinite(run.level).all()
    assert run.time[run.level.size - 1] <= run.stop + paroxetine.LONGEST_GAP


def test_against_the_world():
    """What agrees and what does not, as the lesson says it."""
    rows = validation.validation_table("interactions").set_index("id")
    assert rows["agrees"].to_dict() == {
        "desipramine.mussen.thalf": True,
        "desipramine.alderman1997.Cmax": True,
        "desipramine.alderman1997.AUC_alone": True,
        "desipramine.alderman1997.trough": True,
        "desipramine.paroxetine_label_copy.AUC_ratio": True,
        "desipramine.alderman1997.Cmax_paroxetine": False,
        "desipramine.alderman1997.trough_paroxetine": True,
        "desipramine.alderman1997.AUC_paroxetine": False,
        "desipramine.alderman1997.AUC_rise_sertraline": False,
    }


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: interactions.together("aspirin"), "second is 'aspirin'"),
        (lambda: interactions.together("none", 5.0), "first_dose is 5"),
        (lambda: interactions.together("none", 1.0, "fast"), "metaboliser is 'fast'"),
        (lambda: interactions.inhibition_constant("paroxetine"), "second is 'paroxetine'"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, named):
    with pytest.raises(ValueError, match=named):
        call()

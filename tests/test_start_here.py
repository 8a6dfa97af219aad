"""Lesson 00: the on-ramp shows what the models and the data say, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from twoclocks import evidence
from twoclocks.charts import start_here as charts
from twoclocks.lessons import start_here as lesson
from twoclocks.models import ketamine, sert, ssri
from twoclocks.models import two_clocks as model


def test_ketamine_clock_is_the_venous_model():
    clock = model.ketamine_clock()
    assert np.allclose(clock.level, ketamine.infusion_level(clock.time, pk_set="clements1981"))
    assert clock.time[clock.level.argmax()] == pytest.approx(ketamine.infusion().duration)
    assert clock.level_top == clock.level.max()


def test_ssri_plateau_is_dose_over_clearance():
    """The plateau drawn must be the identity dose / (CL/F x 24 h), not whatever the grid happens to average to."""
    clock = model.ssri_clock()
    assert clock.level_top == pytest.approx(ssri.steady_state_average(model.SSRI, ssri.usual_dose(model.SSRI)), rel=0.01)
    assert model.at(clock, model.LAST).level_share == pytest.approx(1, abs=1e-9)


def test_occupancy_follows_the_level():
    clock = model.ssri_clock()
    assert np.allclose(clock.block, sert.occupancy_from_level(clock.level, model.SSRI, model.REGION))
    assert (clock.block <= 1).all()


@pytest.mark.parametrize("hours", [0.001, 3000.0, float("nan")])
def test_times_off_the_axis_are_refused_in_one_sentence(hours):
    with pytest.raises(ValueError, match="hours is .*; allowed: numbers from"):
        model.at(model.ketamine_clock(), hours)


def test_points_are_rows_of_the_data():
    for drug in ("ketamine", "ssri"):
        for effect in charts.effects(drug):
            row = evidence.trials(id=effect.row).iloc[0]
            assert row["time_hours"] == effect.hours
            assert row["use"] == "plot"
            assert row["status"] in {"primary", "secondary"}
    third, whole = charts.effects("ssri")
    assert third.share == pytest.approx(0.33) and whole.share == 1


def test_span_comes_from_the_pooled_trials():
    ketamine_span = charts.span("ketamine")
    assert ketamine_span.first == pytest.approx(40 / 60, abs=0.01)
    assert (ketamine_span.last, ketamine_span.gone) == (168, 240)
    assert charts.span("ssri").gone is None, "no pooled trial says that the SSRI difference goes away"


@pytest.mark.parametrize("moment, layers, words", [
    (40 / 60, "level", "ketamine is at 100 % of its peak level"),
    (24, "block", "serotonin transporters are occupied"),
    (24, "trials", "pooled trials find ketamine ahead of control, and have no figure for SSRIs this early"),
    (168, "trials", "SSRIs show 33 % of their six-week gain"),
    (336, "trials", "no longer find ketamine ahead, and SSRIs show at least 33 %"),
    (2016, "trials", "100 % of their six-week gain"),
])
def test_readout_says_what_is_shown(moment, layers, words):
    said, alt = lesson.two_clocks().words(moment=moment, layers=layers)
    assert words in said
    assert said in alt
    assert ("pooled trials" in said) == (layers == "trials"), "the readout must not tell what the layer hides"


def test_first_pill_chart_holds_every_dose_scanned():
    chart, _ = charts.first_pill()
    rows = evidence.parameter_table("occupancy.klein2006")
    wanted = rows[rows["symbol"].str.startswith("escitalopram")]["value"]
    assert sorted(chart.table["occupied, %"]) == sorted(wanted)


def test_failures_stay_in_the_comparison():
    rows = model.comparison()
    assert set(rows["agrees"]) == {True, False}
    assert "no" in set(lesson.check_against_the_world().frame["agrees"])


def test_exercise_is_told_apart():
    clock = model.ketamine_clock()
    late = clock.time > clock.time[clock.level.argmax()]
    right = clock.time[late & (clock.level < 0.05 * clock.level_top)][0]
    assert lesson.check_five_percent(None).startswith("Not yet")
    assert lesson.check_five_percent(right).startswith("Yes")
    assert "later" in lesson.check_five_percent(right / 3)
    assert "earlier" in lesson.check_five_percent(right * 3)


def test_guesses_are_drawn_where_they_belong():
    """A guess of one day must lie on the point of the pooled difference, give or take the width of the point."""
    prediction = lesson.predict_largest_effect()
    day = next(guess for guess in prediction.guesses if guess.text == "1 day")
    chart, panel = charts.largest_effect()
    chart.fig.canvas.draw()
    effect = charts.effects("ketamine")[0]
    x, _ = panel.transData.transform((effect.hours, effect.share))
    assert day.mark[0][0] == pytest.approx(x / chart.fig.canvas.get_width_height()[0], abs=0.005)
    assert day.reply.startswith("That is when")

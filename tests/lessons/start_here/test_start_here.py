"""Lesson 00: the on-ramp shows what the models and the data say, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from looks import words
from twoclocks import evidence
from twoclocks.kit import style
from twoclocks.lessons import start_here as lesson
from twoclocks.lessons.start_here import charts
from twoclocks.models import cascade, ketamine, raphe, sert, ssri
from twoclocks.models import two_clocks as model


def test_ketamine_clock_is_the_venous_model():
    clock = model.ketamine_clock()
    assert np.allclose(clock.level, ketamine.infusion_level(clock.time, pk_set="clements1981"))
    assert clock.time[clock.level.argmax()] == pytest.approx(ketamine.infusion().duration)
    assert clock.level_top == clock.level.max()


def test_ssri_plateau_is_dose_over_clearance():
    """The plateau drawn must be the identity dose / (CL/F x 24 h), not whatever the grid happens to average to."""
    clock = model.ssri_clock()
    assert clock.level_top == pytest.approx(
        ssri.steady_state_average(model.SSRI, ssri.usual_dose(model.SSRI)), rel=0.01
    )
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


@pytest.mark.parametrize(
    "moment, layers, words",
    [
        (40 / 60, "level", "plasma ketamine is at 100 % of its peak (177 ng/mL)"),
        (24, "block", "of SERT is occupied"),
        (40 / 60, "trials", "pooled trials find that ketamine differs"),
        (20 / 60, "trials", "have not measured ketamine this early"),
        (
            24,
            "trials",
            "pooled trials find that ketamine differs from control, and they give no figure for SSRIs this early",
        ),
        (168, "trials", "the SSRI difference from placebo is 33 % of that at six weeks"),
        (
            336,
            "trials",
            "no longer find a difference for ketamine, and the SSRI difference from placebo is at least 33 %",
        ),
        (2016, "trials", "100 % of that at six weeks"),
    ],
)
def test_readout_says_what_is_shown(moment, layers, words):
    said, alt = lesson.two_clocks().words(moment=moment, layers=layers)
    assert words in said
    assert said in alt
    assert ("pooled trials" in said) == (layers == "trials"), "the readout must not tell what the layer hides"


def test_first_pill_chart_holds_every_dose_scanned():
    chart, _ = charts.first_pill()
    rows = evidence.parameter_table("occupancy.klein2006")
    wanted = rows[rows["symbol"].str.startswith("escitalopram")]["value"]
    assert sorted(chart.table["occupancy, %"]) == sorted(wanted)


def test_failures_stay_in_the_comparison():
    rows = model.comparison()
    assert set(rows["agrees"]) == {True, False}
    assert "NO" in set(lesson.check_against_the_world().frame["Agrees?"])


def test_exercise_is_told_apart():
    clock = model.ketamine_clock()
    late = clock.time > clock.time[clock.level.argmax()]
    right = clock.time[late & (clock.level < 0.05 * clock.level_top)][0]
    assert lesson.check_five_percent(right).passed and not lesson.check_five_percent(3 * right).passed


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


# ---- What the block may set off -------------------------------------------------------------------------------


def test_dotted_curves_are_the_models_they_are_said_to_be():
    ketamine_clock, ssri_clock = model.ketamine_clock(), model.ssri_clock()
    early = ketamine_clock.time <= cascade.LONGEST_H
    effect = cascade.cascade(ketamine_clock.time[early], pk_set="clements1981").E
    assert np.allclose(ketamine_clock.after[early], effect, atol=1e-4)
    # Between two pills the raphe model keeps the highest occupancy so far, which is near its final one.
    top = ssri_clock.block.max()
    days = np.array([21.0, 28.0, 42.0])
    rise = np.interp(24 * days, ssri_clock.time, ssri_clock.after)
    assert np.allclose(rise, raphe.course(days, raphe.drug(top)).forebrain - 1, rtol=0.03)


def test_dotted_curves_are_at_rest_where_they_are_followed_no_longer():
    ketamine_clock, ssri_clock = model.ketamine_clock(), model.ssri_clock()
    assert np.interp(cascade.LONGEST_H, ketamine_clock.time, ketamine_clock.after) < 1e-3 * ketamine_clock.after_top
    late = ssri_clock.after[ssri_clock.time >= 24 * (raphe.LAST_DAY - 7)]
    assert np.ptp(late) < 1e-3 * ssri_clock.after_top


def test_occupancy_steps_are_fine_enough():
    """Twice as many steps change the rise of serotonin by less than a line is thick."""
    clock = model.ssri_clock()
    finer = model.serotonin_rise(clock.time, clock.block, steps=120)
    assert abs(finer - clock.after).max() < 0.02 * clock.after_top


def test_after_effects_are_late_and_last():
    """The message of the layer: orange is high when the drug is gone, blue still rises when the pump is long blocked."""
    day, week = (model.two_clocks(hours) for hours in (24.0, 168.0))
    assert day["ketamine"].level_share < 0.01 < 0.8 < day["ketamine"].after_share
    assert day["ssri"].block_share > 0.75 and day["ssri"].after_share < 0.5 < week["ssri"].after_share < 0.9


@pytest.mark.parametrize("layers, shown", [("level", False), ("block", False), ("after", True), ("trials", True)])
def test_after_effects_are_drawn_told_and_stamped_together(layers, shown):
    said, _ = lesson.two_clocks().words(moment=24, layers=layers)
    assert ("in illustrative models" in said) == shown
    figure = lesson.two_clocks().figure(moment=24, layers=layers)
    lines = [line for ax in figure.axes for line in ax.lines]
    dotted = [line for line in lines if line.get_linewidth() == charts.LINE_WIDTHS["after"]]
    assert words(figure).count(charts.STAMP) == len(dotted) == (2 if shown else 0)
    assert (charts.FAINT in {line.get_alpha() for line in lines}) == shown


@pytest.mark.parametrize("layers", charts.LAYERS)
def test_now_line_and_dots_stand_at_the_moment(layers):
    figure, result = lesson.two_clocks().figure(moment=72, layers=layers), model.two_clocks(72)
    parts = ("level", "block", "after")[: charts.LAYERS[layers]]
    for ax in figure.axes:
        now = [line for line in ax.lines if line.get_color() == style.INK and line.get_marker() == "None"]
        assert [list(line.get_xdata()) for line in now] == [[72, 72]]
    for drug, panel in zip(charts.COLOURS, figure.axes[::2], strict=True):
        dots = [tuple(line.get_xydata()[0]) for line in panel.lines if line.get_markersize() == 11]
        assert dots == [(72, getattr(result[drug], f"{part}_share")) for part in parts]
        assert panel.get_title(loc="left") == charts.MESSAGES[drug][layers]
        found = [tuple(line.get_xydata()[0]) for line in panel.lines if line.get_markersize() == 9]
        assert found == [(e.hours, e.share) for e in charts.effects(drug) if layers == "trials"]


def test_note_on_the_dotted_curves_says_what_they_are_not():
    text = lesson.after_effects_note().text
    clock = model.ketamine_clock()
    assert f"it peaks at {clock.time[clock.after.argmax()]:.0f} h" in text
    assert "no evidence" in text and "contested" in text and "rats" in text

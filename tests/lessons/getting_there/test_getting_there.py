"""Lesson 04: its pictures draw what the models give, its sentences say it, and nothing is drawn that should
not be.
"""

import itertools
import re

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looks import words
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import style
from twoclocks.kit.chart import cell_html
from twoclocks.kit.shared_controls import MINUTES, MULTIPLES
from twoclocks.lessons import getting_there as lesson
from twoclocks.lessons.getting_there import charts as getting_there
from twoclocks.lessons.getting_there import explorers
from twoclocks.lessons.getting_there import metabolite_charts as getting_there_metabolites
from twoclocks.lessons.getting_there import models as getting_there_models
from twoclocks.lessons.getting_there import pills as getting_there_pills
from twoclocks.lessons.getting_there import route_charts as getting_there_routes
from twoclocks.lessons.getting_there.predictions import GUESSED_MINUTES
from twoclocks.lessons.getting_there.words import compared
from twoclocks.models import interactions, journeys, ketamine, people, pill_days, ssri, validation

NOTEBOOK = catalogue.NOTEBOOKS / "04_getting_there.ipynb"
CHARTS = (
    getting_there.two_time_scales,
    getting_there_models.half_gone,
    getting_there_models.five_models,
    getting_there_routes.bioavailability,
    getting_there_metabolites.metabolites,
    getting_there_pills.steady_day,
    getting_there_pills.filling_up,
    getting_there_pills.stopping,
)


def drawn(ax) -> list[np.ndarray]:
    """The (x, y) of every line of an axes, shape (n, 2)."""
    return [np.column_stack(line.get_data()) for line in ax.lines]


def holds(ax, x, y) -> bool:
    """Whether some line of ``ax`` goes through all the points (x, y)."""
    for line in drawn(ax):
        if line.shape[0] > 1 and np.all(np.diff(line[:, 0]) >= 0) and line[0, 0] <= x[0] and line[-1, 0] >= x[-1]:
            if np.allclose(np.interp(x, line[:, 0], line[:, 1]), y, rtol=0.01, atol=0.3):
                return True
    return False


# ---- What is computed ----------------------------------------------------------------------------


def test_half_time_is_when_half_is_left():
    run = journeys.infusion()
    for name in ketamine.PK_SETS:
        level = ketamine.infusion_level(np.array([run.end + run.half_time(name)]), name)[0]
        assert level == pytest.approx(run.peak(name) / 2, rel=0.01)
        assert run.peak(name) == pytest.approx(ketamine.infusion_level(np.array([run.end]), name)[0])


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 2.0), st.floats(10, 200))
def test_level_is_in_step_with_the_dose_and_its_times_are_not(multiple, minutes):
    one, other = journeys.infusion(1.0, minutes), journeys.infusion(multiple, minutes)
    for name in ketamine.PK_SETS:
        assert np.allclose(other.levels[name], multiple * one.levels[name], rtol=1e-9, atol=1e-9)
        assert other.half_time(name) == pytest.approx(one.half_time(name), rel=1e-6)


def test_route_moves_height_with_the_share_and_time_with_the_speed():
    high, low = journeys.by_route("nasal", "high"), journeys.by_route("nasal", "low")
    assert high.peak_time == low.peak_time
    assert high.peak / low.peak == pytest.approx(high.share / low.share)
    slow, fast = (journeys.by_route("oral", "high", speed) for speed in (0.5, 2.0))
    assert slow.peak_time > fast.peak_time and slow.peak < fast.peak and slow.share == fast.share


def test_route_starts_from_the_amount_of_the_infusion():
    """A route that lost nothing and took no time at all would overshoot the infusion, and its area would be
    the same.
    """
    run = journeys.by_route("intramuscular", "high", 10.0)
    assert run.vein.max() == pytest.approx(100)
    time, whole = run.time, run.level / run.share
    assert np.trapezoid(whole, time) == pytest.approx(np.trapezoid(run.vein, time), rel=0.03)


def test_pill_is_the_ssri_model_in_percent_of_its_plateau():
    for drug in ssri.LINEAR:
        pill = pill_days.daily_pill(drug, 1, 28)
        mean = float(ssri.steady_state_average(drug))
        level = ssri.daily_level(drug, pill.time, days=28, skipped=[pill_days.FIRST_MISSED])
        assert np.allclose(pill.level, 100 * level / mean)
        days = pill.drug.days
        assert ssri.daily_average(drug, days - 1) >= 0.9 * mean > ssri.daily_average(drug, days - 2)


def test_paroxetine_is_followed_nowhere_without_pills():
    stopped, missed = pill_days.daily_pill("paroxetine", 0, 28), pill_days.daily_pill("paroxetine", 2, 56)
    assert stopped.time[-1] <= 28 * ssri.DAY and missed.time[-1] <= pill_days.FIRST_MISSED * ssri.DAY
    assert "paroxetine" not in {drug for drug, _ in getting_there_pills.STOPPED}
    with pytest.raises(ValueError, match="not linear|wash-out"):
        pill_days.stopping("paroxetine")


def test_norfluoxetine_still_rises_after_a_short_course():
    """The answer to a task says so."""
    pill = pill_days.daily_pill("fluoxetine", 0, 14)
    after = pill.time > pill.last + ssri.DAY
    assert pill.metabolite[after].max() > 1.05 * pill.metabolite[pill.time == pill.last][0]


def test_band_holds_the_share_of_people_that_it_claims():
    for covers in (50, 90, 98):
        low, high = (run := journeys.population(1.0, covers)).limits
        assert np.mean((run.at_end >= low) & (run.at_end <= high)) == pytest.approx(covers / 100, abs=0.002)
    assert run.at_end.size == people.PEOPLE


def test_people_without_spread_are_the_typical_one():
    run = journeys.population(0.0, 90)
    assert np.allclose(run.shown, ketamine.infusion_level(run.time, journeys.NEAREST_SET), rtol=1e-9)
    assert run.limits[0] == pytest.approx(run.limits[1])


@pytest.mark.parametrize(
    "wrong, said",
    [
        (lambda: journeys.infusion(2.5), "infusion_dose is 2.5"),
        (lambda: journeys.infusion(1.0, 0.0), "infusion_minutes is 0"),
        (lambda: journeys.by_route("rectal"), "route is 'rectal'"),
        (lambda: journeys.by_route("oral", "mean"), "published_share is 'mean'"),
        (lambda: journeys.population(1.0, 100), "covers is 100"),
        (lambda: journeys.population(4.0), "spread is 4"),
        (lambda: pill_days.daily_pill("aspirin"), "drug is 'aspirin'"),
        (lambda: pill_days.daily_pill("sertraline", 3), "missed is 3"),
        (lambda: pill_days.daily_pill("sertraline", 0, 7), "days_taken is 7"),
    ],
)
def test_bad_input_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        wrong()


# ---- What is drawn -------------------------------------------------------------------------------


def test_five_models_are_drawn_as_the_models_give_them():
    chart = getting_there_models.five_models()
    left, right = chart.fig.axes
    times = np.array([0.2, 0.5, journeys.trial_hours(), 1.0, 2.0, 3.5])
    for name in ketamine.PK_SETS:
        level = ketamine.infusion_level(times, name)
        assert holds(left, times, level), name
        assert f"{level[2]:.0f}" in words(chart.fig)
    assert len({str(line.get_linestyle()) + str(line._unscaled_dash_pattern) for line in left.lines[:5]}) == 5
    assert any(np.allclose(line, [[journeys.trial_hours(), journeys.measured_level().value]]) for line in drawn(left))
    assert "measured" in words(chart.fig)
    assert right.get_xlim()[0] == 0


def test_measured_level_is_the_second_hand_one_and_hollow():
    assert journeys.measured_level().status == "secondary"
    ax = getting_there_models.five_models().fig.axes[0]
    (ring,) = [line for line in ax.lines if len(line.get_xdata()) == 1 and line.get_marker() == "o"]
    assert ring.get_markerfacecolor() == "white"
    assert ring.get_ydata()[0] == evidence.parameter("ketamine.zanos2018.C_antidepressant").value


def test_recalled_level_of_the_trials_is_nowhere():
    """It was not seen, so no picture, table or sentence of this lesson may hold it."""
    recalled = f"{evidence.parameter('ketamine.zhao2012.C_40min').value:.0f}"
    for draw in CHARTS:
        chart = draw()
        for ax in chart.fig.axes:
            points = [line[0, 1] for line in drawn(ax) if len(line) == 1]
            assert not np.isclose(points, float(recalled)).any(), chart.name
        assert not re.search(rf"\b{recalled}\b", words(chart.fig) + chart.alt), chart.name
        assert not re.search(rf"\b{recalled}\b", " ".join(chart.table.astype(str).to_numpy().ravel())), chart.name


def test_every_published_bioavailability_is_a_point_of_its_own():
    frame = getting_there_routes.bioavailability_table()
    published = evidence.table("parameters")
    published = published[published["id"].str.contains(r"^(?:ketamine|esketamine|arketamine)\.bioavailability\.")]
    assert sorted(frame["id"]) == sorted(published["id"])
    chart = getting_there_routes.bioavailability()
    ax = chart.fig.axes[0]
    points = [line for line in ax.lines if line.get_marker() == "o"]
    assert sorted(float(line.get_xdata()[0]) for line in points) == pytest.approx(sorted(100 * published["value"]))
    hollow = sum(line.get_markerfacecolor() == "white" for line in points)
    assert hollow == (published["status"] == "secondary").sum()
    for label in frame["source_label"]:
        assert label in words(chart.fig)


def test_both_sources_that_conflict_over_the_nose_are_shown():
    shown = words(getting_there_routes.bioavailability().fig)
    nose = evidence.parameter_table("ketamine.bioavailability.nasal")
    assert len(nose) == 2 and all(label in shown for label in nose["source_label"])
    assert f"{nose['value'].max() / nose['value'].min():.1f}-fold" in shown
    published = ketamine.published_bioavailability("nasal")
    run = journeys.by_route("nasal", "high")
    assert np.allclose(run.low[1:] / run.high[1:], published.low / published.high)
    assert run.share == published.high and journeys.by_route("nasal", "low").share == published.low


def test_metabolites_are_in_percent_of_their_own_peak_and_the_assumed_one_says_so():
    chart = getting_there_metabolites.metabolites()
    time, levels = getting_there_metabolites.curves()
    ax = chart.fig.axes[0]
    assert all(holds(ax, time, 100 * level / level.max()) for level in levels.values())
    assert "shape only, illustrative" in words(chart.fig)
    row = chart.table.set_index("Substance").loc["hydroxynorketamine"]
    assert "assumed" in row["Peak in the model"] and row["Parameters are"] == "assumed"
    assert not re.search(r"ng/mL", row["Peak in the model"])


def test_filling_up_draws_each_pill_and_marks_its_day():
    chart = getting_there_pills.filling_up()
    for ax, (drug, where) in zip(chart.fig.axes, getting_there_pills.PANELS, strict=True):
        days, level = getting_there_pills.rise(drug, where, 56)
        assert np.allclose(np.column_stack([days, level]), drawn(ax)[0])
        assert f"day {pill_days.substance(drug, where).days}" in [text.get_text() for text in ax.texts]
    assert len({drug for drug, _ in getting_there_pills.PANELS}) == len(ssri.DRUGS)


def test_stopping_draws_what_is_left():
    chart = getting_there_pills.stopping()
    ax = chart.fig.axes[0]
    for drug, where in getting_there_pills.STOPPED:
        days, level = pill_days.stopping(drug, where)
        assert holds(ax, days[100:600], level[100:600])
        gone = pill_days.days_until_gone(drug, where)
        assert np.interp(gone, days, level) == pytest.approx(100 * pill_days.GONE, rel=0.02)
        assert f"day {gone:.0f}" in words(chart.fig)
    assert "not advice" in chart.caption


def test_what_is_assumed_is_stamped_on_the_picture():
    for draw in (
        getting_there.two_time_scales,
        getting_there_metabolites.metabolites,
        getting_there_pills.steady_day,
        getting_there_pills.filling_up,
        getting_there_pills.stopping,
    ):
        assert "illustrative" in words(draw().fig), draw.__name__
    for explore in (lesson.routes, lesson.daily_pill, lesson.population, lesson.two_drugs):
        assert "illustrative" in words(explore().figure()), explore.__name__


def test_every_row_of_every_table_leads_to_a_source():
    for draw in CHARTS:
        table = draw().table
        cited = [cell_html(value) for value in table.iloc[:, -1]]
        labels = {source.label for key in evidence.table("sources")["key"] for source in [evidence.source(key)]}
        assert all(re.sub("<.*?>", "", cell) in labels for cell in cited), draw.__name__


def curves(figure) -> list[np.ndarray]:
    """The (x, y) of what stands for a drug on the left of an explorer's picture, shape (n, 2): its coloured curves."""
    colors = {style.KETAMINE, style.SEROTONIN}
    return [np.column_stack(line.get_data()) for line in figure.axes[0].lines if line.get_color() in colors]


@pytest.mark.parametrize("name", lesson.EXPLORERS)
def test_explorer_draws_the_result_it_is_given(name):
    """The curve that stands for the chosen setting holds the model's numbers."""
    explorer = lesson.EXPLORERS[name]()
    level = {
        "04-infusion": lambda result, values: result.levels[values["pk_set"]],
        "04-routes": lambda result, values: result.level,
        "04-daily-pill": lambda result, values: result.level,
        "04-population": lambda result, values: result.median,
        "04-two-drugs": lambda result, values: result.daily[1],
    }[name]
    for values in (explorer.start, {c.name: c.values[-1] for c in explorer.controls.values()}):
        result = explorer.result(**values)
        first, *more = curves(explorer.figure(**values))
        shown = level(result, values)
        time = result.daily[0][: shown.size] if name == "04-two-drugs" else result.time
        assert np.array_equal(first, np.column_stack([time, shown])), values
        assert not more, "no metabolite at these settings"


def test_the_metabolite_has_a_curve_of_its_own():
    explorer = lesson.daily_pill()
    result = explorer.result(ssri="fluoxetine")
    pill, slow = curves(explorer.figure(ssri="fluoxetine"))
    assert np.array_equal(pill[:, 1], result.level) and np.array_equal(slow[:, 1], result.metabolite)


def test_everybody_else_is_drawn_behind_the_curve_that_was_chosen():
    """Thin and grey: the four other models, and the first of the ten thousand people."""
    for explorer in (lesson.infusion(), lesson.population()):
        result, figure = explorer.result(), explorer.figure()
        ax = figure.axes[0]
        (grey,) = [line for line in ax.lines if line.get_color() == style.CONTROL]
        (front,) = [line for line in ax.lines if line.get_color() == style.KETAMINE]
        behind = (
            result.shown
            if explorer.name == "04-population"
            else [level for name, level in result.levels.items() if name != explorer.start["pk_set"]]
        )
        assert np.array_equal(grey.get_ydata()[np.isfinite(grey.get_ydata())], np.ravel(behind))
        assert grey.get_zorder() < front.get_zorder() and grey.get_linewidth() < front.get_linewidth()


def test_no_curve_leaves_its_picture_at_the_top():
    """At the ends of every control the highest point drawn is below the top of its axes."""
    for name, make in lesson.EXPLORERS.items():
        explorer = make()
        picture = explorer.picture(1)
        ends = [dict.fromkeys((c.values[0], c.values[-1])) for c in explorer.controls.values()]
        for setting in itertools.product(*ends):
            values = dict(zip(explorer.controls, setting, strict=True))
            figure = picture.whole(explorer.result(**values), values)
            ax = figure.axes[0]
            assert curves(figure)
            for line in ax.lines:
                assert np.nanmax(line.get_ydata()) <= ax.get_ylim()[1], (name, values)


# ---- What is said --------------------------------------------------------------------------------


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(ketamine.PK_SETS), st.sampled_from(MULTIPLES), st.sampled_from(MINUTES))
def test_infusion_readout_says_what_the_model_says(pk_set, infusion_dose, infusion_minutes):
    values = {"pk_set": pk_set, "infusion_dose": infusion_dose, "infusion_minutes": infusion_minutes}
    result = journeys.infusion(infusion_dose, infusion_minutes)
    said = explorers.infusion_readout(result, values)
    dose = infusion_dose * float(evidence.parameter("trial.infusion.dose"))
    peak = ketamine.infusion_level(np.array([infusion_minutes / 60]), pk_set, dose, infusion_minutes / 60)[0]
    assert f"peaks at {peak:.0f} ng/mL after {style.time_label(infusion_minutes / 60)};" in said
    assert f"left {style.time_label(result.half_time(pk_set))} after the infusion stops" in said


def test_route_readout_names_share_and_peak():
    for route in ketamine.ROUTES:
        for which in ("low", "high"):
            result = journeys.by_route(route, which)
            said = explorers.route_readout(result, {"route": route, "published_share": which, "absorption": 1.0})
            assert (
                f"{100 * result.share:.0f} % of the dose" in said
                and f"{result.peak:.0f} % of the infusion's peak" in said
            )
            one = len(ketamine.published_bioavailability(route).rows) == 1
            assert ("the only published bioavailability" in said) == one


def test_pill_readout_says_gap_and_end():
    pill = pill_days.daily_pill("escitalopram", 2, 42)
    said = explorers.pill_readout(pill, {"ssri": "escitalopram", "days_taken": 42, "missed_pills": 2})
    gone = journeys.time_below(pill.time, pill.level, 5.0, pill.last + 24)
    assert numbers(said) == [90, pill.drug.days, round(pill.lowest_in_gap), round((gone - pill.last) / 24), 5]
    never = explorers.pill_readout(pill_days.daily_pill("citalopram", 0, 70), {"missed_pills": 0})
    assert "goes on for all 10 weeks" in never
    silent = explorers.pill_readout(pill_days.daily_pill("paroxetine", 1, 42), {"missed_pills": 1})
    assert "cannot follow it" in silent and "under 5 %" not in silent


def test_population_readout_says_the_limits():
    for covers in (50, 90):
        result = journeys.population(1.0, covers)
        said = explorers.population_readout(result, {"spread": 1.0, "covers": covers})
        low, high = result.limits
        assert f"{covers} of 100 virtual people lie between {low:.0f} and {high:.0f} ng/mL" in said
        assert f"{high / low:.1f}-fold" in said


def test_two_drugs_readout_says_what_the_model_says():
    """In every case: alone, nothing left to inhibit, an effect that passes, one that is not followed."""
    for second, metaboliser in itertools.product(interactions.SECOND, interactions.METABOLISERS):
        result = interactions.together(second, 1.0, metaboliser)
        said = explorers.two_drugs_readout(result, {"second_drug": second, "metaboliser": metaboliser})
        mean, alone = result.means(result.stop + ssri.DAY)
        assert f"{mean:.0f} ng/mL" in said
        changes = second != "none" and metaboliser == "normal"
        assert (f"{mean / alone:.1f}-fold" in said) == changes
        assert ("nothing is drawn later" in said) == (changes and second == "paroxetine")
        assert (f"{result.back:.0f} days after the last dose" in said) == (changes and second != "paroxetine")


def test_two_drugs_readout_places_the_mean_in_the_printed_range():
    for multiple, place in ((1.0, "below the range"), (4.0, "inside the range")):
        result = interactions.together("none", multiple)
        assert place in explorers.two_drugs_readout(result, {"second_drug": "none", "metaboliser": "normal"})
    result = interactions.together("paroxetine", 4.0)
    assert result.means(result.stop + ssri.DAY)[0] > float(evidence.parameter("desipramine.marshfield.C_toxic"))
    said = explorers.two_drugs_readout(result, {"second_drug": "paroxetine", "metaboliser": "normal"})
    assert "above the concentration that a laboratory calls toxic" in said


def test_no_curve_is_drawn_where_paroxetine_has_no_model():
    ax = lesson.two_drugs().figure(second_drug="paroxetine").axes[0]
    (curve,) = [line for line in ax.lines if line.get_color() == style.SEROTONIN]
    result = interactions.together("paroxetine")
    assert curve.get_xdata()[-1] < result.stop + 4 * ssri.DAY < result.time[-1]
    assert "no valid curve" in words(ax.figure)


def test_short_table_shows_hits_and_misses_of_predictions_only():
    top = lesson.check_against_the_world().top.frame
    assert len(top) <= 8 and set(top["Agrees?"]) == {"yes", "NO"}
    rows = compared()
    predicted = set(rows.loc[rows["kind"] == validation.PREDICTION, "quantity"])
    assert set(top["What"]) <= predicted


def test_see_it_answers_neither_guess():
    """Hourly points say nothing of minutes, and on this axis the day of steady state is thinner than a letter."""
    ax = getting_there.two_time_scales().fig.axes[0]
    low, high = ax.get_xlim()
    day = pill_days.substance("escitalopram").days * ssri.DAY
    halves = [journeys.infusion().half_time(name) for name in ketamine.PK_SETS]
    assert max(halves) / (high - low) < 0.002 and day / (high - low) < 0.08
    said = getting_there.two_time_scales().alt
    assert not re.search(rf"\b(day|days) {pill_days.substance('escitalopram').days}\b|90 %", said)


def test_replies_to_guesses_fit_the_answers():
    halves = [60 * journeys.infusion().half_time(name) for name in ketamine.PK_SETS]
    for guess, minutes in zip(lesson.predict_half().guesses, GUESSED_MINUTES, strict=True):
        inside = round(min(halves)) <= minutes <= max(halves)
        assert ("inside the range" in guess.reply) == inside, guess
        assert guess.mark
    ready = pill_days.substance("escitalopram").days
    for day, guess in enumerate(lesson.predict_steady_day().guesses, 1):
        side = "Later" if day < ready - 1 else "Close" if day <= ready + 1 else "Sooner"
        assert guess.reply.startswith(side) and f"day {ready}" in guess.reply


def test_notes_hold_the_numbers_of_data_and_models():
    run = journeys.infusion()
    assert {round(run.peak("clements1981")), round(journeys.measured_level().value)} <= set(
        numbers(lesson.spread_note().text)
    )
    half = [ketamine.derived(name).half_lives[-1] for name in ketamine.PK_SETS]
    assert {round(min(half), 1), round(max(half), 1)} <= set(numbers(lesson.sampling_note().text))
    plateau = float(ssri.steady_state_average("escitalopram"))
    assert round(plateau) in numbers(lesson.same_pill_three_sources().text)


def test_comparison_keeps_every_row_and_every_miss():
    topics = ("ketamine", "esketamine", "ssri", "interactions")
    rows = sum(len(validation.validation_table(topic)) for topic in topics)
    tables = [table.frame for table in lesson.check_against_the_world().rest]
    assert sum(map(len, tables)) == rows
    assert set(tables[0]["Kind"]) == {validation.PREDICTION} and validation.PREDICTION not in set(tables[1]["Kind"])
    for table in tables:
        answers = list(table["Agrees?"])
        assert "NO" in answers and answers == sorted(answers), "misses stand on top"
        assert not table["Model"].str.contains("e").any()


# ---- Exercises -----------------------------------------------------------------------------------


def markdown() -> str:
    return "\n".join(
        cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "markdown"
    )

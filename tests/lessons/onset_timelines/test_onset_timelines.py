"""Lesson 06: its charts draw exactly the rows they mean, its words agree with the data, its traps stay shut.

The traps: points of different trials joined by a line, scales mixed, a control arm left out, a recalled or
implausible
number drawn, ideation taken for prevention. The bug hunt does these on purpose, and only while a trick is on.
"""

import functools
import itertools
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from twoclocks import evidence
from twoclocks.kit.boxes import HELP
from twoclocks.lessons import onset_timelines as lesson
from twoclocks.lessons.onset_timelines import (
    badly,
    courses,
    data,
    drawings,
    effects,
    explorers,
    pills,
    tricks,
    yardstick,
)
from twoclocks.lessons.onset_timelines import charts as timelines
from twoclocks.lessons.onset_timelines import notes as onset_notes
from twoclocks.lessons.onset_timelines import recomputed as onset_checks
from twoclocks.models import effect_sizes

NOTEBOOK = Path(timelines.__file__).resolve().parents[3] / "06_onset_timelines.ipynb"
CHARTS = {
    "same_trial": timelines.same_trial,
    "response": timelines.response,
    "day_two": timelines.day_two,
    "by_control": effects.by_control,
    "standardised": yardstick.standardised,
    "courses": courses.courses,
    "ssri_weeks": pills.ssri_weeks,
    "early_and_late": pills.early_and_late,
    "ideation": courses.ideation,
}
#: Studies with numbers that must never be drawn: recalled, implausible, or with no score seen.
NEVER_DRAWN = ("aan het Rot", "An 2021", "Zarate 2006", "McGirr", "Bahji 2021")
every_chart = pytest.mark.parametrize("name", CHARTS)


@functools.cache
def chart(name):
    """A chart of the lesson, drawn once."""
    return CHARTS[name]()


def lines(ax, distinct=1):
    """Label, x and y of the lines of ``ax`` that run through at least ``distinct`` places on the x axis."""
    found = []
    for line in ax.lines:
        x, y = (np.asarray(values, dtype=float) for values in line.get_data())
        if len(set(x[np.isfinite(x)])) >= distinct:
            found.append((line.get_label(), x, y))
    return found


# ---- What may be drawn -------------------------------------------------------------------------------------


def test_recalled_and_doubtful_rows_are_refused():
    rows = evidence.table("trials")
    for bad in (rows[rows["status"] == "recalled"], rows[rows["use"] == "do_not_plot"], rows[rows["use"] == "note"]):
        assert len(bad)
        with pytest.raises(evidence.rows.MissingRow, match=f"row {bad['id'].iloc[0]} must not be drawn"):
            evidence.rows.plottable(bad)


def test_a_selection_that_is_not_one_row_is_refused():
    with pytest.raises(evidence.DataError, match="2 rows of data/trials.csv match study=SUSTAIN-1"):
        evidence.rows.one(study="SUSTAIN-1", measure="relapse")
    with pytest.raises(evidence.rows.MissingRow, match="is a response, not a difference"):
        data.gap(evidence.rows.one(study="Murrough 2013b", measure="response"))


def test_implausible_mean_of_2021_stays_off_every_chart():
    row = evidence.trials(study="An 2021", time_hours=24).iloc[0]
    assert row["use"] == "do_not_plot"
    with pytest.raises(evidence.rows.MissingRow):
        evidence.rows.one(study="An 2021", time_hours=24)


@every_chart
def test_no_chart_shows_what_must_not_be_drawn(name):
    found = chart(name)
    shown = " ".join(
        [
            found.alt,
            found.caption,
            found.table.to_string(),
            *(text.get_text() for ax in found.fig.axes for text in ax.texts),
        ]
    )
    for study in NEVER_DRAWN:
        assert study not in shown
    if "Status" in found.table:
        assert set(found.table["Status"]) <= set(evidence.rows.DRAWN)


@every_chart
def test_every_number_of_a_chart_leads_to_a_source(name):
    table = chart(name).table
    column = "Source" if "Source" in table else "Sources"
    assert all(source.url.startswith("http") for cell in table[column] for source in cell.sources)


# ---- Lines -------------------------------------------------------------------------------------------------


def test_by_visit_chart_draws_the_rows_of_series_e():
    rows = evidence.rows.series("E")
    top, below = chart("same_trial").fig.axes
    for role in ("drug", "control"):
        (line,) = [line for line in lines(top, 2) if line[0] == f"TRANSFORM-2 {role}"]
        mine = rows[rows["role"] == role]
        assert np.array_equal(line[1], mine["time_hours"]) and np.array_equal(line[2], mine["value"])
    assert len(lines(top, 2)) == 2 and not [line for line in lines(below, 2) if len(line[1]) > 2]
    points = {(x[0], y[0]) for _, x, y in lines(below) if len(x) == 1}
    assert points == {(24, -3.36), (168, -2.88), (336, -2.0), (504, -3.88), (648, -4.0)}


def test_by_visit_chart_says_that_it_sums_and_that_day_15_is_not_significant():
    found = chart("same_trial")
    assert "our sums of three printed factor means" in found.caption and "Day 15 was not significant" in found.caption
    unclear = [hours for hours, gap in data.transform_2().gaps.items() if not gap.clear]
    assert unclear == [336.0]


def test_response_chart_draws_series_b_one_line_for_each_arm():
    rows = evidence.rows.series("B")
    drawn = {label: (x, y) for ax in chart("response").fig.axes for label, x, y in lines(ax)}
    assert set(drawn) == set(rows["series"])
    for name, arm in rows.groupby("series"):
        assert np.array_equal(drawn[name][0], arm["time_hours"]) and np.array_equal(drawn[name][1], arm["value"])
    assert {"Chen 2023", "Takahashi 2021"} < set(rows["study"]), "the null trials stand beside the favourable ones"


def test_difference_chart_joins_visits_of_one_trial_only():
    rows = effects.differences()
    joined, points = [], 0
    for ax in chart("by_control").fig.axes:
        for label, x, y in lines(ax):
            if len(x) == 1:
                points += 1
            elif len(set(x)) > 1 and not set(np.round(y, 6)) == {0.0}:
                joined.append((label, x, y))
    assert points == len(rows)
    for label, x, y in joined:
        mine = rows[rows["series"] == label]
        assert mine["study"].nunique() == 1 and not set(mine["study"]) & set(effects.POOLS)
        assert np.array_equal(x, mine["spot"]) and np.array_equal(y, mine["value"])
    assert len(joined) == 4


def test_difference_chart_has_one_shape_for_each_control():
    shapes = [shape for _, _, shape in effects.CONTROLS.values()]
    assert len(set(shapes)) == len(shapes)
    rows = effects.differences()
    assert set(rows["control_type"]) == set(effects.CONTROLS)
    for ax, (kind, (_, _, shape)) in zip(chart("by_control").fig.axes, effects.CONTROLS.items(), strict=True):
        marks = [line for line in ax.lines if len(line.get_xdata()) == 1]
        assert {line.get_marker() for line in marks} == {shape}, kind


def test_points_stand_near_their_time():
    rows = effects.differences()
    assert (np.abs(np.log(rows["spot"] / rows["time_hours"])) < 0.35).all()
    assert rows["short"].notna().all()


def test_numbers_worked_out_from_second_hand_ones_are_hollow():
    rows = effects.differences()
    karma = rows[rows["study"] == "KARMA-Dep 2"].iloc[0]
    assert karma["status"] == "computed" and effects.seen(karma) == "secondary"
    taylor = rows[rows["study"] == "Taylor 2006"]
    assert {effects.seen(row) for _, row in taylor.iterrows()} == {"secondary"}


def test_standardised_chart_draws_intervals_and_no_point_for_the_rough_range():
    rows = evidence.rows.series("D")
    (ax,) = chart("standardised").fig.axes
    bars = {tuple(x) for _, x, y in lines(ax, 2) if len(x) == 2 and y[0] == y[1] and abs(x[0]) < 3}
    assert bars >= {(row["low"], row["high"]) for _, row in rows.iterrows()}
    points = sorted(x[0] for _, x, _ in lines(ax) if len(x) == 1)
    assert points == sorted(rows["value"][~rows["series"].str.startswith("SSRI at week 1")])


def test_weeks_of_ssris_are_points_not_a_curve():
    left, right = chart("ssri_weeks").fig.axes
    for ax in (left, right):
        assert not [line for line in lines(ax, 2) if set(line[1]) != {0.0, 1.0}]
    marks = sorted((x[0], y[0]) for _, x, y in lines(left) if len(x) == 1)
    assert marks == [(1, 4), (2, 10), (3, 9), (4, 11), (5, 11), (6, 12)]


def test_ideation_chart_draws_percentages_and_says_no_more_than_ideation():
    found = chart("ideation")
    abbar = [
        row
        for label, *_, drug, control in courses.ideation_rows()
        if label.startswith("Abbar")
        for row in (drug, control)
    ]
    assert [row["value"] for row in abbar] == [63.0, 31.6]
    assert all(effect_sizes.whole_people(row["value"], row["n"]) for row in abbar)
    words = " ".join([found.title, found.alt, found.caption])
    assert not re.search(r"\b46\b", words) and "not attempts, not deaths" in found.caption
    assert "no significant difference" in " ".join(text.get_text() for text in found.fig.axes[0].texts)


# ---- Recomputed numbers -------------------------------------------------------------------------------------


def test_percent_of_start_is_what_baseline_and_change_give():
    for study, source in (("TRANSFORM-2", "mpr2022"), ("Chen 2023", "chen2023"), ("Janik 2025", "nct04599855")):
        rows = evidence.trials(study=study, measure="percent_of_baseline")
        changes = evidence.trials(study=study, measure="change", source=source)
        starts = evidence.trials(study=study, measure="baseline").set_index("arm")["value"]
        for row in rows.itertuples():
            made = effect_sizes.percent_of_baseline(
                starts[row.arm], evidence.one(changes, arm=row.arm, time_hours=row.time_hours)["value"]
            )
            assert made == pytest.approx(row.value, abs=0.08), row.id


def test_gaps_of_transform_2_are_sums_of_three_printed_parts():
    for hours in (24, 168, 336, 504, 648):
        parts = evidence.trials(
            study="TRANSFORM-2",
            measure="difference",
            source="mpr2022",
            time_hours=hours,
            instrument=[f"MADRS factor {part} of 3" for part in (1, 2, 3)],
        )
        whole = evidence.trials(
            study="TRANSFORM-2", measure="difference", source="mpr2022", time_hours=hours, instrument="MADRS"
        ).iloc[0]
        assert len(parts) == 3 and parts["value"].sum() == pytest.approx(whole["value"], abs=0.011)
        reach = (parts["high"] - parts["low"]).sum() / 2
        assert (whole["high"] - whole["low"]) / 2 == pytest.approx(reach, abs=0.02), "the widest interval"


@pytest.mark.parametrize(
    "responders, printed",
    [
        ((60, 111, 42, 108), (15.2, 2.11, 28.22)),
        ((52, 98, 42, 108), (14.2, 0.68, 27.67)),
        ((70, 101, 52, 100), (17.3, 4.01, 30.6)),
        ((91, 336, 60, 340), (9.44, 3.19, 15.68)),
        ((55, 318, 19, 203), (7.9, 2.2, 13.7)),
        ((182, 310, 94, 208), (13.5, 4.8, 22.2)),
        ((15, 32, 10, 30), (13.5, -10.6, 37.7)),
    ],
)
def test_wald_interval_is_the_printed_one(responders, printed):
    assert effect_sizes.response_difference(*responders) == pytest.approx(printed, abs=0.06)


def test_differences_of_series_a_are_those_of_the_counts():
    rows = effects.differences().set_index("id")
    found = 0
    for row in rows.itertuples():
        counts = re.search(r"(\d+)/(\d+) - (\d+)/(\d+)", row.derivation)
        if counts:
            made = effect_sizes.response_difference(*map(int, counts.groups()))
            assert made == pytest.approx((row.value, row.low, row.high), abs=0.15), row.Index
            found += 1
    assert found >= 6


def test_standardised_difference_knows_sign_size_and_limits():
    effect = effect_sizes.standardised_difference(-10, 10, 50, 0, 10, 50)
    assert effect.value == pytest.approx(-1) and effect.low < effect.value < effect.high
    turned = effect_sizes.standardised_difference(0, 10, 50, -10, 10, 50)
    assert turned.value == pytest.approx(1) and turned.low == pytest.approx(-effect.high)
    wide = effect_sizes.standardised_difference(-10, 10, 5, 0, 10, 5)
    assert wide.high - wide.low > effect.high - effect.low


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: effect_sizes.response_difference(11, 10, 1, 10), "responders"),
        (lambda: effect_sizes.response_difference(1, 0, 1, 10), "people"),
        (lambda: effect_sizes.response_difference(1, 10, 1, 10, miss=0.9), "miss"),
        (lambda: effect_sizes.standardised_difference(1, 0, 10, 1, 1, 10), "sd"),
        (lambda: effect_sizes.standardised_difference(1, 1, 1, 1, 1, 10), "people"),
        (lambda: effect_sizes.percent_of_baseline(0, -1), "baseline"),
        (lambda: effect_sizes.whole_people(101, 10), "percent"),
    ],
)
def test_wrong_arguments_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize(
    "percent, people, count", [(63.0, 73, 46), (63.0, 83, None), (0, 9, 0), (100, 9, 9), (9.0, 79, None)]
)
def test_people_come_whole(percent, people, count):
    assert effect_sizes.whole_people(percent, people) == count


# ---- Explorers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", data.TRIALS)
def test_readout_of_a_trial_agrees_with_the_data(name):
    trial, explorer = data.trial(name), lesson.visit_by_visit()
    for hours in drawings.TIMES:
        words = explorer.words(trial=name, visit=hours)[0]
        if hours not in trial.drug:
            assert "nothing is printed" in words
            continue
        assert f"{trial.drug[hours]:.0f} %" in words and f"{trial.control[hours]:.0f} %" in words
        gap = trial.gaps.get(hours)
        assert (f"{abs(gap.value):.1f} MADRS points" in words) if gap else "no gap in points" in words
        assert ("may be zero" in words) == bool(gap and not gap.clear)


def test_picture_of_a_trial_never_runs_ahead_of_the_slider():
    picture = lesson.visit_by_visit().picture(1)
    for name, hours in itertools.product(data.TRIALS, drawings.TIMES):
        result = drawings.look(name, hours)
        top, below = picture.whole(result, {"trial": name, "visit": hours}).axes
        drug, control = (line.get_data() for line in top.lines if line.get_transform() == top.transData)
        for arm, drawn_arm in ((result.trial.drug, drug), (result.trial.control, control)):
            assert np.array_equal(drawn_arm, result.upto(arm))
            assert max(drawn_arm[0]) <= max(hours, drawings.START)
        (gaps,) = [line.get_xdata() for line in below.lines if line.get_marker() == "D"]
        assert list(gaps) == [gap for gap in result.trial.gaps if gap <= hours]


def test_picture_by_control_makes_the_chosen_results_large():
    picture = lesson.choose_control().picture(1)
    for control, hours in itertools.product(effects.CONTROLS, drawings.WHEN):
        result = drawings.found(control, hours)
        (ax,) = picture.whole(result, {"comparator": control, "moment_seen": hours}).axes
        marks = [line for line in ax.lines if line.get_marker() != "None"]
        spots = {
            size: sorted(y for line in marks if line.get_markersize() == size for y in line.get_ydata())
            for size in (7, 8, 13)
        }
        rows = effects.differences()
        assert spots[7] == sorted(rows["value"]) and spots[13] == sorted(result.rows["value"])
        assert sorted(spots[8] + spots[13]) == sorted(rows[rows["control_type"] == control]["value"])


def test_readout_by_control_lists_exactly_the_rows_of_that_control_and_time():
    rows, explorer = effects.differences(), lesson.choose_control()
    seen = 0
    for control, (hours, (_, span)) in itertools.product(effects.CONTROLS, drawings.WHEN.items()):
        mine = rows[(rows["control_type"] == control) & rows["time_hours"].between(*span)]
        words = explorer.words(comparator=control, moment_seen=hours)[0]
        seen += len(mine)
        assert words.count(" in ") >= len(mine)
        for row in mine.itertuples():
            assert f"{abs(row.value):.1f}" in words and row.short in words
        assert ("no result" in words) == mine.empty
    assert seen >= len(rows) - 4, "only days between two steps of the slider may be left out"


# ---- The chart made badly on purpose -----------------------------------------------------------------------

ALL = dict.fromkeys(tricks.TRICKS, True)
NONE = dict.fromkeys(tricks.TRICKS, False)


@functools.cache
def bad_picture():
    return lesson.made_badly().picture(1)


def drawn(**switched):
    """The axes of the chart with these tricks; the next call draws on the same ones."""
    (ax,) = bad_picture().whole(tricks.picture(**switched), switched).axes
    return ax


def lines_of(ax, width: float) -> list[np.ndarray]:
    """The (x, y), shape (n, 2), of the lines of one width: 1.2 within a trial, 1.7 intervals, 5.5 across trials."""
    return [line.get_xydata() for line in ax.lines if line.get_linewidth() == width and line.get_linestyle() == "-"]


def names_on(ax) -> set[str]:
    return {text.get_text() for text in ax.texts}


def test_with_every_trick_off_the_honest_chart_stands():
    honest = tricks.picture(**NONE)
    assert honest.tricks == () and honest.lines == {} and honest.points == tricks.honest_points()
    for point in honest.points:
        assert point.low < point.value < point.high and point.control != "none"
        row = evidence.trials(source=point.source, value=point.value, measure="difference").iloc[0]
        assert row["instrument"] == "MADRS" and row["use"] == "plot"
    ax = drawn(**NONE)
    assert names_on(ax) == set(badly.NAMES.values()), "all names and no stamp"
    low, high = ax.get_ylim()
    assert low < min(point.low for point in honest.points) and high > 0, "zero and all intervals are in view"
    assert ax.get_title(loc="left") == badly.HONEST_TITLE
    assert {point.trial for point in honest.points} >= {"Chen 2023", "Lii 2023", "KARMA-Dep 2"}, "null trials too"


def test_honest_lines_stay_inside_one_trial():
    ax = drawn(**NONE)
    spots = {(badly._spot(point), point.value): point.trial for point in tricks.honest_points()}
    within = lines_of(ax, 1.2)
    assert len(within) > 1
    for line in within:
        assert len({spots[tuple(spot)] for spot in line}) == 1
    assert not lines_of(ax, 5.5)


def test_every_trick_alone_changes_the_picture_and_is_stamped():
    def pixels(ax) -> np.ndarray:
        for text in list(ax.texts):
            text.remove()
        ax.set_title("", loc="left")
        ax.figure.canvas.draw()
        return np.array(ax.figure.canvas.buffer_rgba())

    plain = pixels(drawn(**NONE))
    for trick in tricks.TRICKS:
        switched = NONE | {trick: True}
        ax = drawn(**switched)
        assert names_on(ax) == {"MADE BADLY ON PURPOSE"}
        assert not np.array_equal(plain, pixels(ax)), trick
        assert tricks.TRICKS[trick] in explorers.badly_words(tricks.picture(**switched), switched)


def test_joining_runs_through_different_trials_and_picks_the_best():
    result = tricks.picture(**ALL)
    line = result.lines["ketamine"]
    assert len({point.trial for point in line}) >= 4
    for point in line:
        rivals = [other.value for other in result.points if other.clock == "ketamine" and other.hours == point.hours]
        assert point.value == min(rivals)
    assert tricks.picture(**(ALL | {"join": False})).lines == {}


def test_other_tricks_do_what_they_say():
    arms = tricks.picture(**(NONE | {"control": True}))
    assert all(point.low is None for point in arms.points if point.clock == "ketamine")
    assert [p for p in arms.points if p.clock == "serotonin"] == [
        p for p in tricks.honest_points() if p.clock == "serotonin"
    ], "the SSRI stays a difference"
    opened = tricks.picture(**(NONE | {"open": True}))
    assert {point.trial for point in opened.points if point.control == "none"} == {"Murrough 2013b", "Singh 2016"}
    mixed = tricks.picture(**(NONE | {"scales": True}))
    scales = {evidence.trials(source=p.source, value=p.value)["instrument"].iloc[0] for p in mixed.points}
    assert len(scales) > 1 and "MADRS" in scales
    ax = drawn(**(NONE | {"axis": True}))
    assert ax.get_ylim()[1] < 0, "zero is out of sight"
    assert lines_of(drawn(**NONE), 1.7) and not lines_of(drawn(**(NONE | {"axis": True})), 1.7), "no intervals"


def test_readout_counts_the_tricks():
    for count, switched in ((0, NONE), (1, NONE | {"join": True}), (5, ALL)):
        words = explorers.badly_words(tricks.picture(**switched), switched)
        assert words.startswith(f"{count} trick")
    assert "honest chart" in explorers.badly_words(tricks.picture(**NONE), NONE)


# ---- Predictions, notes, checks ----------------------------------------------------------------------------


@pytest.mark.parametrize("make, truth", [(lesson.predict_day_two, 17.3), (lesson.predict_week_two, 60.2)])
def test_predictions_measure_a_guess_against_the_data(make, truth):
    found = make()
    marks = [guess.mark[0][0] for guess in found.guesses]
    assert marks == sorted(marks) and 0 < marks[0] and marks[-1] <= 1
    for guess in found.guesses:
        value = int(re.match(r"\d+", guess.text)[0])
        assert f"{truth:.0f}" in guess.reply
        assert (
            guess.reply.startswith("Close")
            or f"{abs(value - truth):.0f} {'more' if value > truth else 'less'}" in guess.reply
        )
    assert f"{truth:.0f}" in found.meaning


def test_notes_hold_numbers_of_the_data_and_cite_them():
    for make in (
        onset_notes.first_hours,
        onset_notes.same_arms,
        onset_notes.guessing,
        onset_notes.after_the_course,
        onset_notes.late_responders,
        onset_notes.ideation_words,
    ):
        box = make()
        assert re.search(r"\d", box.text) and '<a href="http' in box.more
    assert "range, not a rise" in onset_notes.ideation_words().text


def test_check_table_keeps_its_failures():
    table = lesson.check_table().frame.set_index("what")["verdict"]
    assert table["TRANSFORM-1, 56 mg: extra responders"] == "agrees"
    assert table["ELEKT-D v ECT: extra responders"] == "value agrees, interval does not"
    assert table["Abbar 2022: 63.0 % of the ketamine arm"] == "does not agree"
    assert table["An 2021: mean gap after one day, nasal"] == "does not agree"
    assert (table == "agrees").sum() >= 7 and len(table) == 15


def test_a_wrong_number_would_be_seen_in_the_check_table():
    row = evidence.rows.one(study="TRANSFORM-1", measure="risk_difference", arm="esketamine 56 mg")
    ours = effect_sizes.response_difference(60, 111, 42, 108)
    assert onset_checks._verdict(ours, row, 1) == "agrees"
    assert onset_checks._verdict(ours, dict(row) | {"value": 15.9}, 1) == "does not agree"
    assert onset_checks._verdict(ours, dict(row) | {"low": 4.0}, 1) == "value agrees, interval does not"


def test_missing_things_are_said_to_be_missing():
    words = str(lesson.missing_table())
    for study in ("Zarate 2006", "Cochrane 2021", "aan het Rot 2010", "Hu 2016"):
        assert study in words


# ---- The notebook's own words ------------------------------------------------------------------------------


@functools.cache
def prose():
    """The Markdown of the lesson without code, links and the help block."""
    cells = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "markdown"]
    text = "\n\n".join(cells).replace(HELP, "")
    return re.sub(r"(?s)```.*?```", "", text)


def test_numbers_with_a_decimal_point_in_prose_are_in_the_data():
    known = {
        f"{abs(value):g}"
        for name in ("trials", "onset_series")
        for column in ("value", "low", "high")
        for value in evidence.table(name)[column].dropna()
    }
    text = re.sub(r"\]\([^)]*\)", "]", prose())
    assert [number for number in re.findall(r"\d+\.\d+", text) if number not in known] == []


def test_lesson_speaks_of_scores_never_of_prevention():
    text = prose()
    for sentence in re.findall(r"[^.?!\n]*prevent[^.?!\n]*[.?!]", text):
        denied = re.search(r"not been shown|No trial|no trial|has been shown to prevent suicide\.$", sentence)
        assert denied, sentence
    assert "That ketamine prevents suicide has not been shown." in text

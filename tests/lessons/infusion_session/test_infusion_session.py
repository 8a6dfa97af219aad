"""Lesson 08: the teaching curves against data/ and against themselves; what is drawn, said and asked.

Guarded hardest: what is by construction says so, and spray and infusion share no axis of levels.
"""

import functools
import re

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looks import words
from matplotlib.axes import Axes
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import style
from twoclocks.lessons import infusion_session as lesson
from twoclocks.lessons.infusion_session import answers, charts, drawings, explorers, look
from twoclocks.lessons.infusion_session import exercises as checks
from twoclocks.lessons.infusion_session import words as notes
from twoclocks.models import journeys, ketamine, nmda, people, session, validation_session
from twoclocks.models.validation import CONSTRUCTION, PREDICTION

NOTEBOOK = catalogue.NOTEBOOKS / "08_infusion_session.ipynb"
STILLS = (
    charts.what_was_seen,
    charts.one_point,
    charts.pressure,
    charts.reports,
    charts.level_share,
    answers.feelings_gone,
    answers.how_much_pressure,
)
END = 40 / 60


chart_of = functools.cache(lambda draw: draw())
explorer_of = functools.cache(lambda make: make())


def value(id):
    return evidence.parameter(id).value


def at(minute, dose=1.0):
    return session.now(dose, minute).values


# ---- The model ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minute", [40, 80, 110])
@pytest.mark.parametrize("symbol, curve", [("SBP", "systolic"), ("CADSS", "dissociation")])
def test_regression_numbers(minute, symbol, curve):
    assert at(minute)[curve] == pytest.approx(value(f"regression.session.{symbol}_{minute}min"), rel=0.05)


@pytest.mark.parametrize(
    "curve, id",
    [
        ("systolic", "session.yale2024.dSBP"),
        ("diastolic", "session.yale2024.dDBP"),
        ("dissociation", "session.vanschalkwyk2018.CADSS_mean"),
    ],
)
def test_each_curve_meets_its_one_mean_when_the_infusion_ends(curve, id):
    assert at(40)[curve] == pytest.approx(value(id), rel=0.01)
    run = getattr(session.room(), curve)
    assert session.room().time[run.argmax()] == pytest.approx(END)


def test_curves_are_what_the_top_of_the_file_says():
    level = np.array([0.0, 49.0, 50.0, 120.0, 253.0])
    slopes = {name: value(f"session.teaching.slope_{name}") for name in ("SBP", "DBP", "CADSS")}
    assert session.pressure_rise(level) == pytest.approx(slopes["SBP"] * level)
    assert session.pressure_rise(level, "diastolic") == pytest.approx(slopes["DBP"] * level)
    expected = slopes["CADSS"] * np.clip(level - value("session.teaching.threshold_CADSS"), 0, None)
    assert session.dissociation(level) == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 200))
def test_threshold_leaves_the_end_of_the_infusion_where_it_is(threshold):
    end = session.end_level()
    assert float(session.dissociation(end, threshold)) == pytest.approx(float(session.dissociation(end)))
    assert float(session.dissociation(threshold, threshold)) == 0
    level = np.linspace(0, 900, 50)
    assert (np.diff(session.dissociation(level, threshold)) >= 0).all()


def test_our_threshold_is_the_default():
    level = np.linspace(0, 400, 9)
    same = session.dissociation(level, value("session.teaching.threshold_CADSS"))
    assert session.dissociation(level) == pytest.approx(same)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.05, 2), st.floats(0, 240))
def test_room_is_linear_in_dose_where_it_should_be(dose, minute):
    one, other = at(minute), at(minute, dose)
    for curve in ("level", "systolic", "diastolic"):
        assert other[curve] == pytest.approx(dose * one[curve], rel=1e-6, abs=1e-9)
    assert 0 <= other["block"] < 1 and other["dissociation"] >= 0


def test_no_dose_no_effect():
    nothing = session.room(0.0)
    assert not any(np.any(getattr(nothing, name)) for name in ("level", "block", "dissociation", "systolic"))


def test_room_uses_the_published_models_of_level_and_block():
    room = session.room()
    assert room.level == pytest.approx(ketamine.infusion_level(room.time, "kamp2020"))
    assert room.block == pytest.approx(nmda.ketamine_block(room.level))
    assert room.time[-1] == session.HOURS and room.time[0] == 0


def test_curve_cannot_lag():
    """The lesson says so: one level, one score, on the way up and down."""
    room = session.room()
    peak = room.level.argmax()
    for minute in (60, 80, 110):
        now = at(minute)
        up = np.interp(now["level"], room.level[: peak + 1], room.systolic[: peak + 1])
        assert up == pytest.approx(now["systolic"], rel=1e-6)


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: session.pressure_rise(-1), "level is -1"),
        (lambda: session.pressure_rise(2000), "level is 2000"),
        (lambda: session.pressure_rise(10, "left"), "side is 'left'"),
        (lambda: session.dissociation(10, 250), "threshold is 250"),
        (lambda: session.room(3.0), "infusion_dose is 3"),
        (lambda: session.now(1.0, 300), "minute is 300"),
        (lambda: session.room().at(9), "hours is 9"),
        (lambda: session.crowd(1.0, "mood"), "differs is 'mood'"),
        (lambda: session.crowd(9.0), "spread is 9"),
        (lambda: session.level_spread(1.0, "height"), "what is 'height'"),
        (lambda: session.published_spread("HR"), "symbol is 'HR'"),
        (lambda: session.scaled_infusion(5.0), "infusion_dose is 5"),
        (lambda: session.scaled_infusion(1.0, 0), "infusion_minutes is 0"),
        (lambda: session.anaesthesia("taste"), "measure is 'taste'"),
        (lambda: session.times_below(session.scaled_infusion(), "taste"), "measure is 'taste'"),
    ],
)
def test_refusals_name_argument_value_and_range(call, text):
    with pytest.raises(ValueError) as problem:
        call()
    assert text in str(problem.value) and "allowed" in str(problem.value) and "\n" not in str(problem.value)


# ---- Forty people ---------------------------------------------------------------------------------------


def test_crowd_sits_in_order_and_is_the_same_every_time():
    crowd = session.crowd()
    assert crowd.levels.shape == (session.SEATS, crowd.time.size)
    assert (np.diff(crowd.at_end) > 0).all()
    assert np.array_equal(session.crowd().levels, crowd.levels)
    end = np.argmin(abs(crowd.time - END))
    assert crowd.time[end] == pytest.approx(END) and np.array_equal(crowd.at_end, crowd.levels[:, end])


def test_without_spread_everybody_is_the_textbook_curve():
    crowd = session.crowd(0.0)
    textbook = ketamine.infusion_level(crowd.time, "kamp2020")
    assert np.allclose(crowd.levels, textbook)
    assert crowd.from_level == pytest.approx(0, abs=1e-9)


def test_level_explains_less_than_a_tenth():
    """A finding, not a construction: said in readout, chart, key points and quiz."""
    for what, symbol in (("systolic", "dSBP"), ("CADSS", "CADSS_mean")):
        assert (session.level_spread(1.0, what) / session.published_spread(symbol)) ** 2 < 0.1
    levels = people.infusion_levels(np.array([END]), pk_set="kamp2020")[:, 0]
    assert session.level_spread() == pytest.approx(np.std(value("session.teaching.slope_SBP") * levels), rel=0.01)
    assert session.crowd().explained == pytest.approx((session.level_spread() / 11.2) ** 2)


def test_levels_alone_lie_on_the_line_and_everything_reaches_the_published_spread():
    level, everything = session.crowd(1.0, "level"), session.crowd(1.0, "all")
    assert level.systolic == pytest.approx(session.pressure_rise(level.at_end))
    assert np.std(everything.systolic) == pytest.approx(session.published_spread("dSBP"), rel=0.1)
    assert everything.systolic.mean() == pytest.approx(level.systolic.mean())


def test_published_spreads_are_those_of_the_conditions():
    assert session.published_spread("dSBP") == pytest.approx(11.2)
    assert session.published_spread("dDBP") == pytest.approx(8.45)
    assert session.published_spread("CADSS_mean") == pytest.approx(9.2)


# ---- Doses ----------------------------------------------------------------------------------------------


def test_one_infusion_in_three_measures():
    given = session.scaled_infusion()
    assert (given.amount, given.speed) == (0.5, pytest.approx(0.75))
    assert given.middle == pytest.approx(177.3, abs=0.5) and given.range[1] == pytest.approx(253.4, abs=0.5)
    slow = session.scaled_infusion(1.0, 120)
    assert slow.amount == given.amount and slow.speed == pytest.approx(0.25)
    assert slow.middle / given.middle == pytest.approx(0.6, abs=0.02), "three fifths, says the task"
    for name, peak in session.scaled_infusion(1.0, 50).levels.items():
        assert peak == pytest.approx(journeys.infusion(1.0, 50).peak(name), rel=1e-6)
    assert session.scaled_infusion(0.2).middle == pytest.approx(0.2 * given.middle)


def test_how_far_below_depends_on_the_measure():
    """The answers of the tasks and of the quiz: a quarter, 160 times, about a tenth."""
    given = session.scaled_infusion()
    factors = [session.times_below(given, measure) for measure in ("amount", "speed", "level")]
    assert factors == pytest.approx([4, 160, 10], rel=0.02)


def test_rows_of_the_doses_are_the_datas():
    amount = {row[0].split("\n")[0]: row[1:3] for row in drawings.dose_rows("amount")}
    assert amount["anaesthesia,"] == (1.0, 4.5)
    assert amount["pain: one day"] == pytest.approx((1.4, 1.4))
    assert amount["pain: four days"][0] == pytest.approx(22.2 / 70 * 24 * 4.2)
    speed = {row[0].split("\n")[0]: row[1:3] for row in drawings.dose_rows("speed")}
    assert speed["anaesthesia,"] == pytest.approx((60.0, 270.0))
    assert speed["arms of a trial"] == pytest.approx((0.15, 1.5))
    level = {row[0].split("\n")[0]: row[1:3] for row in drawings.dose_rows("level")}
    assert level["waking after"] == pytest.approx((1.8 * 237.73, 3.6 * 237.73))
    assert level["anaesthesia"] == (1200, 2400)


def test_no_level_of_esketamine_shares_an_axis_with_ketamine():
    for *_, source in drawings.dose_rows("level"):
        assert source in {"zanos2018", "idvall1979"}, "these measured the racemate"
    labels = [name for name, *_ in drawings.dose_rows("level")]
    assert not any("S-ketamine" in name or "spray" in name for name in labels)
    for draw in STILLS:
        chart = chart_of(draw)
        if re.search("spray|esketamine", words(chart.fig), re.IGNORECASE):
            assert not any("ng/mL" in ax.get_xlabel() + ax.get_ylabel() for ax in chart.fig.axes), chart.name


# ---- Against the world ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table():
    return validation_session.validation_table()


def test_agreement_follows_from_the_limits_and_misses_stay(table):
    inside = (table["low"] <= table["model"] + 1e-6) & (table["model"] <= table["high"] + 1e-6)
    assert (inside == table["agrees"]).all()
    tested = table[table["kind"] == PREDICTION]
    assert (len(tested), tested["agrees"].sum()) == (9, 2), "the text counts them"
    assert set(table.loc[table["kind"] == CONSTRUCTION, "agrees"]) == {True}


def test_every_row_names_a_value_in_the_data(table):
    for row in table.itertuples():
        found = evidence.parameter(row.id)
        assert (row.source, row.status) == (found.source, found.status)
        assert found.status in {"primary", "secondary"}


def test_what_made_a_curve_is_never_a_prediction(table):
    made = {"session.yale2024.dSBP", "session.yale2024.dDBP", "session.vanschalkwyk2018.CADSS_mean"}
    rows = table[table["id"].isin(made) & ~table["quantity"].str.startswith("standard deviation")]
    assert len(rows) == 3 and set(rows["kind"]) == {CONSTRUCTION}
    threshold = table[table["quantity"] == "CADSS at 80 min"].iloc[0]
    assert threshold["kind"] != PREDICTION and threshold["agrees"]
    loose = table[table["quantity"] == "CADSS at 80 min, no threshold"].iloc[0]
    assert loose["kind"] == PREDICTION and not loose["agrees"] and loose["model"] > 2


def test_recalled_figures_stay_out():
    """Wan 2015 could not be supported."""
    assert "wan2015" not in {source.key for source in lesson.sources()}
    text = "\n".join(
        [*map(repr, (notes.model_predictions(), notes.calibrations(), notes.monitoring(), notes.not_for()))]
    )
    for draw in STILLS:
        chart = chart_of(draw)
        text += words(chart.fig) + chart.caption + chart.alt + chart.table.to_string()
    assert "Wan" not in text and "19.6" not in text
    assert set(charts.pressure_rows()["status"]) <= {"primary", "secondary"}


def test_sources_are_those_that_are_used():
    used = set(validation_session.validation_table()["source"]) | set(charts.pressure_rows()["source"])
    used |= set(charts.report_rows()["source"])
    for frame in (notes.monitoring().frame, notes.not_for().frame, *(chart_of(draw).table for draw in STILLS)):
        used |= {source.key for cell in frame["Source"] for source in cell.sources}
    used |= {row[-1] for measure in session.MEASURES for row in drawings.dose_rows(measure)}
    assert used <= {source.key for source in lesson.sources()}


# ---- Charts and explorers -------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", STILLS, ids=lambda draw: draw.__name__)
def test_every_chart_has_words_and_sources(draw):
    chart = chart_of(draw)
    assert chart.name.startswith("08-") and len(chart.alt.split()) >= 20
    panels = [ax.get_title(loc="left") for ax in chart.fig.axes]
    assert all(panels), "each panel says what it shows"
    if len(panels) == 1:
        assert panels == [chart.title]
    # The spreads stand beside their sources in the table; the caption of that chart is about the model.
    assert "<a " in (chart.html() if chart.name == "08-level-share" else chart.caption)
    assert "Source" in chart.table.columns and len(chart.table) >= 2


@pytest.mark.parametrize("draw", [charts.one_point, answers.feelings_gone])
def test_teaching_curves_are_stamped(draw):
    assert look.PINNED in words(chart_of(draw).fig)


def test_room_says_that_curves_were_set():
    said = words(explorer_of(explorers.room).figure())
    assert said.count("set to meet the mean") == 2 and "no scan has measured it" in said


def test_crowd_says_what_is_assumed():
    assert "illustrative: spread of children" in words(explorer_of(explorers.crowd).figure())
    assert "by construction" in words(explorer_of(explorers.crowd).figure(differs="all"))


def room_at(**values) -> dict[str, Axes]:
    """The panels of the room as drawn at ``values``, by the name of their curve."""
    return dict(zip(drawings.PANELS, explorer_of(explorers.room).figure(**values).axes, strict=True))


def test_measured_points_belong_to_the_trial_dose_only():
    measured = {journeys.measured_level().value, evidence.parameter("session.yale2024.dSBP").value}
    for dose, shown in ((0.2, False), (1.0, True)):
        panels = room_at(infusion_dose=dose, minute=40)
        heights = {y for ax in panels.values() for line in ax.lines for y in np.atleast_1d(line.get_ydata())}
        assert (measured <= heights) == shown and bool(measured & heights) == shown
        said = " ".join(text.get_text() for ax in panels.values() for text in ax.texts)
        assert ("mean and SD of 110 people" in said) == shown and ("at 1 × only" in said) == (not shown)


def test_now_line_and_dots_stand_at_the_minute():
    panels = room_at(infusion_dose=1.0, minute=80)
    for name, ax in panels.items():
        now = [line for line in ax.lines if list(line.get_xdata()) == pytest.approx([80 / 60] * 2)]
        dots = [
            line.get_xydata()
            for line in ax.lines
            if line.get_marker() == "o" and line.get_markerfacecolor() == line.get_color() == style.KETAMINE
        ]
        height = at(80)[name] * (100 if name == "block" else 1)
        assert len(now) == 1 and len(dots) == 1 and dots[0] == pytest.approx(np.array([[80 / 60, height]])), name
        (past,) = [line for line in ax.lines if line.get_color() == style.KETAMINE and line.get_linestyle() == "-"][:1]
        assert past.get_xdata()[-1] == pytest.approx(80 / 60)


def test_first_minute_draws_no_past():
    (past,) = [line for line in room_at(minute=0)["level"].lines if line.get_linestyle() == "-"][1:2]
    assert past.get_color() == style.KETAMINE and past.get_xdata().size == 1


def test_the_clock_plays():
    room = explorer_of(explorers.room)
    assert room.controls["minute"].plays
    minutes = room.controls["minute"].values
    assert minutes[0] == 0 and minutes[-1] == 240 and {40, 80, 110} <= set(minutes)
    assert np.all(np.diff(minutes) > 0) and set(np.diff([m for m in minutes if m <= 60])) == {5}


def numbers(text):
    return [float(n) for n in re.findall(r"\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("minute", [20, 40, 80, 240])
def test_readout_of_the_room_is_the_models(minute):
    readout, _ = explorer_of(explorers.room).words(minute=minute)
    now = at(minute)
    expected = [now["level"], 100 * now["block"], now["dissociation"], now["systolic"]]
    assert numbers(readout.split("model has ")[1])[:4] == pytest.approx(expected, abs=0.51)
    assert f"{now['dissociation']:.1f} CADSS" in readout and f"{now['systolic']:.1f} mmHg" in readout
    assert ("climbs" in readout, "moving out" in readout) == (minute < 40, minute > 40)


def test_readout_of_the_crowd_is_the_models():
    for differs in session.DIFFERENCES:
        crowd = session.crowd(1.0, differs)
        readout, _ = explorer_of(explorers.crowd).words(seat=7, differs=differs)
        assert f"{crowd.at_end[0]:.0f} to {crowd.at_end[-1]:.0f} ng/mL" in readout
        assert f"person 7 has a systolic rise of {crowd.systolic[6]:.0f} mmHg" in readout
        assert f"{crowd.from_level:.1f} mmHg" in readout and "11.2 mmHg" in readout


@pytest.mark.parametrize("measure, words_", [("amount", "4.0 times"), ("speed", "160 times"), ("level", "10 times")])
def test_readout_of_the_doses_is_the_models(measure, words_):
    assert words_ in explorer_of(explorers.doses).words(compare_by=measure)[0]
    assert explorer_of(explorers.doses).start["compare_by"] == "level", "there every control moves the line"
    assert "17 times" in explorer_of(explorers.doses).words(compare_by="level", infusion_minutes=120)[0]


def test_seen_chart_stands_where_the_data_say():
    ax = chart_of(charts.what_was_seen).fig.axes[0]
    marks = {
        (round(float(x), 3), row)
        for line in ax.lines
        if line.get_marker() in (look.RAISED, look.NOT_RAISED)
        for x, row in zip(*line.get_data(), strict=True)
    }
    minutes = {row: sorted(round(60 * x) for x, r in marks if r == row) for row in (1, 2, 5, 6)}
    assert minutes == {1: [40, 80, 110, 230], 2: [40, 100, 130, 280], 5: [40, 90], 6: [40, 90]}


def test_pressure_chart_is_the_datas():
    rows = charts.pressure_rows().set_index(["arm", "side"])
    assert rows.loc[("esketamine\nspray", "systolic"), "value"] == 13.2
    assert rows.loc[("esketamine\nspray", "diastolic"), "sd"] == 8.35
    assert rows.loc[("placebo\nspray", "systolic"), "value"] == 5.4
    assert rows.loc[("infusion,\none clinic", "diastolic"), "value"] == 11
    assert rows.loc[("infusion,\nanother clinic", "systolic"), "status"] == "secondary"
    assert np.isnan(rows.loc[("infusion,\nanother clinic", "systolic"), "sd"])
    assert chart_of(answers.how_much_pressure).title == "Two clinics, two means: 16 and 7 mmHg"


def test_reports_are_the_labels():
    frame = charts.report_rows().set_index("event")
    assert len(frame) == len(charts.PLAIN)
    assert (frame.loc["dissociation", "percent"], frame.loc["dissociation", "comparator_percent"]) == (41, 9)
    assert set(frame["setting"]) == {"trial"}


# ---- Words, tables, exercises ---------------------------------------------------------------------------


def markdown():
    return [c.source for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "markdown"]


def test_answers_of_the_tasks_are_the_models():
    text = "\n".join(markdown())
    hour = at(60)
    assert f"Of {at(40)['level']:.0f} ng/mL in the model {hour['level']:.0f} are left" in text
    assert f"from {at(40)['dissociation']:.1f} to {hour['dissociation']:.1f} points" in text
    assert 0 <= at(40, 0.2)["dissociation"] < 0.1
    highest = session.crowd(1.0, "all").systolic
    assert highest.argmax() != session.SEATS - 1, "somebody with an ordinary level is higher"
    assert "above 2 points" in text and float(session.dissociation(at(80)["level"], 0.0)) > 2


def test_published_numbers_in_the_prose_are_the_datas():
    text = "\n".join(markdown())
    assert "16 over 11 mmHg" in text and (value("session.yale2024.dSBP"), value("session.yale2024.dDBP")) == (16, 11)
    assert "7.4 over 6" in text and value("session.rivaposse2018.dDBP") == 6
    events = evidence.table("adverse_events").set_index("id")["percent"]
    assert "48 to 61 %" in text
    assert (events["ae-spravato-label-29"], events["ae-spravato-label-30"]) == (48, 61)
    assert "about 12 %" in text and events["ae-ketamine-label-01"] == 12
    assert "50 ng/mL" in text and value("session.teaching.threshold_CADSS") == 50


def test_numbers_of_people_are_the_datas():
    """Where words on a chart count people, the condition of the row counts them too."""
    for id, counted in (
        ("session.vanschalkwyk2018.CADSS_mean", "n=110"),
        ("session.diazgranados2010.t_next", "n=18"),
        ("session.fang2019.t_next", "n=13 vs 14"),
        ("session.szarmach2020.t_back", "49 people"),
        ("session.rivaposse2018.dSBP", "135 people, 741 infusions"),
    ):
        assert counted in evidence.parameter(id).condition
    assert look.sample("yale2024") == "138 people, 2342 sessions"
    assert look.sample("rivaposse2018") == "135 people, 741 sessions"
    assert set(charts.report_rows()["n"]) == {346}
    assert set(evidence.trials(study="Chen 2023", instrument="systolic blood pressure")["n"]) == {126}
    assert [round(60 * time) for time in look.later_ratings()] == [80, 110, 230]


def test_notes_say_the_numbers_of_the_data():
    large = evidence.parameter("session.spray_label_2021.large_rise_drug")
    assert "40 mmHg systolic or 25 mmHg diastolic" in large.condition
    assert "8 to 19 %" in repr(notes.serious_note()) and "0.98 %" in repr(notes.serious_note())
    assert "12 against 3.6 %" in repr(notes.serious_note())
    assert "140 mmHg" in repr(notes.straight_note()) and "15 to 30 %" in repr(notes.straight_note())
    for piece in ("4.7 mmHg", "0.90 points", "3.4 mmHg", "0.16 points"):
        assert piece in repr(notes.pinned_note())
    assert "all of 32" in repr(notes.told_note()) and "17 people" in repr(notes.told_note())
    assert "about 4 h" in repr(notes.lasts_note()) and "90 min" in repr(notes.lasts_note())
    assert "1 to 4.5 mg/kg" in repr(notes.slow_note())


def test_tables_keep_label_and_consensus_apart():
    frame = notes.not_for().frame
    assert set(frame["How strictly"]) == {"must not", "weigh first", "not recommended", "avoid"}
    assert set(frame.loc[frame["Who says so"].str.startswith("Pain"), "How strictly"]) == {"avoid"}
    assert set(frame.loc[frame["Who says so"].str.startswith("Pain"), "Status"]) == {"secondary"}
    strict = frame[frame["Who says so"].str.startswith("Spray") & (frame["How strictly"] == "must not")]
    assert len(strict) == 1 and set(strict["Status"]) == {"primary"}
    assert strict["For people with"].iloc[0].count(";") == 3
    watch = notes.monitoring().frame
    assert watch["Spray (US label)"].str.contains("at least 2 h").any()
    assert watch["Infusion (consensus 2017, off-label)"].str.contains("no rule").sum() == 3


def test_findings_say_what_the_tables_say():
    said = {
        4: ("aneurysm", "bleeding", "allergy"),
        5: ("marked rise", "allergy"),
        6: ("heart disease", "psychoses", "liver"),
    }
    for number, pieces in said.items():
        assert all(piece in evidence.row(f"fi-session-{number:02d}")["finding"] for piece in pieces)
    assert "restful sleep" in evidence.row("fi-session-13")["finding"]


def test_guesses_get_fitting_replies():
    feelings = {guess.text: guess.reply for guess in lesson.predict_feelings().guesses}
    assert feelings["20 min"].startswith("Later") and feelings["1 h"].startswith("That fits")
    assert feelings["40 min"].startswith("That fits") and feelings["1 h 20 min"].startswith("That fits")
    assert feelings["2 h"].startswith("Sooner")
    pressure = {guess.text: guess.reply for guess in lesson.predict_pressure().guesses}
    assert pressure["4 mmHg"].startswith("It is more") and pressure["12 mmHg"].startswith("That lies between")
    assert pressure["16 mmHg"].startswith("That lies between") and pressure["24 mmHg"].startswith("Above both")
    assert pressure["50 mmHg"].startswith("Too much")


def test_threshold_moves_the_answer_from_three_hours_to_one():
    minutes = [checks.minute_below_one(threshold) for threshold in checks.THRESHOLDS]
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[0] > 180 and minutes[-1] < 61
    assert minutes[2] == pytest.approx(session.room().below("dissociation", 1.0) * 60)


def test_first_hours_of_the_models_stay_within_the_trial_range():
    assert journeys.trial_hours() == pytest.approx(END)
    assert session.HOURS * 60 == max(explorers.MINUTES)

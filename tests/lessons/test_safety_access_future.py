"""Lesson 10: reports and the last pill against formulas and scans; what is drawn and said against data/; its
exercises, and the words about the gravest event.
"""

import re

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import words
from scipy.optimize import brentq
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import quiz
from twoclocks.kit.boxes import HELP
from twoclocks.lessons import safety_access_future as lesson
from twoclocks.lessons.safety_access_future import ahead, charts, data, explorers, scenes
from twoclocks.lessons.safety_access_future import exercises as checks
from twoclocks.lessons.safety_access_future import words as boxes
from twoclocks.models import dose_steps, pill_days, reports, risks, sert, ssri, stopping

NOTEBOOK = catalogue.NOTEBOOKS / "10_safety_access_future.ipynb"
CHARTS = (
    charts.side_effects,
    charts.dosing_day,
    charts.street,
    charts.trial_and_reports,
    charts.stopping_symptoms,
    ahead.decided,
    ahead.other_uses,
    ahead.follower_effects,
    ahead.dizzy,
    ahead.mimics,
)
MADE_UP = {"drug_adds": 0, "illness_rate": 10, "users": 1000, "reported_share": 5, "publicity": 1}


def cells(kind: str) -> list[str]:
    return [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == kind]


PROSE = "\n\n".join(cells("markdown"))


# ---- Natural frequencies -------------------------------------------------------------------------

shares = st.just(0.0) | st.floats(0.01, 100)


@given(shares, shares)
def test_thousand_people_are_the_percentages(control, drug):
    found = data.in_thousand(control, drug)
    assert found.without == pytest.approx(10 * control) and found.with_drug == pytest.approx(10 * drug)
    assert found.extra == pytest.approx(10 * (drug - control), abs=1e-9)


def test_where_no_control_was_affected_there_is_no_ratio():
    found = data.in_thousand(0.0, 4.4)
    assert found.ratio == np.inf and found.one_in == pytest.approx(1000 / 44) and found.extra == pytest.approx(44)
    assert data.in_thousand(0.0, 0.0).one_in == np.inf


def test_events_of_a_source_are_all_its_rows_and_in_order():
    table = evidence.table("adverse_events")
    for key, (study, *_rest) in data.SOURCES.items():
        found = data.harms(key)
        rows = table[table["study"].eq(study) & table["comparator_percent"].notna()]
        left_out = set(rows["id"]) - {harm.id for harm in found}
        told = rows[rows["id"].isin(left_out)]["event"]
        zero = rows[rows["id"].isin(left_out)][["percent", "comparator_percent"]].sum(axis=1).eq(0)
        assert all(event.startswith(data._NOT_EVENTS) or is_zero for event, is_zero in zip(told, zero, strict=True))
        gaps = [harm.percent - harm.control_percent for harm in found]
        assert gaps == sorted(gaps, reverse=True) and len(found) >= len(data.RANKS)
        assert {table.set_index("id").loc[harm.id, "setting"] for harm in found} == {"trial"}
        assert not any("suicid" in harm.event or harm.event == "death" for harm in found)


@pytest.mark.parametrize("wrong", [{"risk_source": "street"}, {"harm_rank": "fifth"}])
def test_unknown_source_or_rank_is_refused_in_one_sentence(wrong):
    ((name, value),) = wrong.items()
    with pytest.raises(ValueError, match=f"{name} is '{value}'; it must be one of "):
        data.harm(**({"risk_source": "label", "harm_rank": "first"} | wrong))


def test_crowd_draws_as_many_dots_as_people():
    for key in data.SOURCES:
        for rank in data.RANKS:
            result = scenes.crowd(key, rank)
            scene = scenes.CrowdScene(1)
            values = {"risk_source": key, "harm_rank": rank}
            scene.pixels(result, values)
            compared = result.harm.compared
            for marks, people in zip(scene.marks, (compared.without, compared.with_drug), strict=True):
                drawn = {name: len(mark.get_xdata()) for name, mark in marks.items()}
                assert sum(drawn.values()) == 1000
                assert drawn["anyway"] + drawn["more"] == round(people)
            places = [tuple(spot) for mark in scene.marks[1].values() for spot in zip(*mark.get_data(), strict=True)]
            assert len(set(places)) == 1000


def test_crowd_readout_says_more_or_fewer():
    said = explorers.crowd_readout(scenes.crowd("label", "first"), {})
    assert said.startswith("Dissociation: 410 of 1,000") and "320 more" in said and "every 3.1 treated" in said
    fewer = explorers.crowd_readout(scenes.crowd("severe", "last"), {})
    assert scenes.crowd("severe", "last").more == -1 and "1 fewer" in fewer and "chance" in fewer


# ---- Reports -------------------------------------------------------------------------------------

made_up = st.fixed_dictionaries(
    {
        "drug_adds": st.floats(0, 200),
        "illness_rate": st.floats(1, 200),
        "users": st.integers(10, 10**7),
        "reported_share": st.floats(0.1, 20),
        "publicity": st.floats(1, 5),
    }
)


@given(made_up)
def test_ratio_is_the_odds_of_a_table_of_four(settings):
    """The formula on four counts of reports, those of all other drugs made for a million users."""
    found = reports.spontaneous(**settings)
    share = settings["reported_share"] / 100
    elsewhere = 10**6 * reports.EVENT_ELSEWHERE / 1000 * share
    others = 10**6 * reports.OTHER_COMPLAINTS / 1000 * share
    assert found.reported_ratio == pytest.approx((found.reports / found.others) / (elsewhere / others))
    assert found.true_ratio == pytest.approx(1 + settings["drug_adds"] / settings["illness_rate"])
    assert found.anyway <= found.events <= settings["users"] and found.reports <= found.events * (1 + 1e-12)


@given(made_up, st.integers(2, 50))
def test_users_and_silence_cancel_and_news_does_not(settings, times):
    found = reports.spontaneous(**settings)
    more = reports.spontaneous(**(settings | {"users": settings["users"] * times}))
    assert more.reported_ratio == pytest.approx(found.reported_ratio)
    assert more.reports == pytest.approx(times * found.reports)
    louder = reports.spontaneous(**(settings | {"publicity": 2 * settings["publicity"]}))
    assert louder.reported_ratio >= found.reported_ratio and louder.true_ratio == found.true_ratio


def test_nothing_unusual_gives_one_and_nothing_is_reported_more_than_always():
    assert reports.spontaneous(**MADE_UP).reported_ratio == pytest.approx(1)
    loud = reports.spontaneous(**(MADE_UP | {"reported_share": 20, "publicity": 10}))
    assert loud.share == 100 and loud.reported_ratio == pytest.approx(5)
    assert reports.spontaneous(**(MADE_UP | {"illness_rate": 50})).reported_ratio == pytest.approx(5)


@pytest.mark.parametrize(
    "name, value",
    [
        ("drug_adds", -1),
        ("drug_adds", 1001),
        ("illness_rate", 0),
        ("users", 0),
        ("users", 1.5),
        ("reported_share", 0),
        ("reported_share", 101),
        ("publicity", 0.5),
    ],
)
def test_wrong_settings_of_reports_are_refused_with_their_range(name, value):
    with pytest.raises(ValueError, match=f"^{name} is .*; allowed: "):
        reports.spontaneous(**(MADE_UP | {name: value}))


def test_reports_picture_stands_where_the_model_says():
    scene = scenes.ReportsScene(1)
    result = reports.spontaneous(**(MADE_UP | {"drug_adds": 20, "publicity": 3}))
    scene.pixels(result, {})
    assert scene.true.get_xdata()[0] == result.true_ratio == 3
    assert scene.made.get_xdata()[0] == result.reported_ratio == pytest.approx(9)
    assert [bar.get_xdata()[1] for bar in scene.bars] == pytest.approx([1000, 30, 10, 4.5])


def test_real_ratios_of_reports_are_far_from_those_of_trials():
    for trial, report in data.REPORTED.values():
        row = data.event_row(trial)
        ratio = risks.compare_risks(row["comparator_percent"], row["percent"]).ratio
        assert data.finding(report)["low"] > 5 * ratio
        assert "neither rates nor causes" in data.finding(report)["note"]


# ---- The last pill -------------------------------------------------------------------------------


@pytest.mark.parametrize("drug", stopping.DRUGS)
def test_pumps_come_free_and_start_near_those_held_on_the_pill(drug):
    days = np.linspace(1, stopping.LONGEST, 400)
    held = stopping.pumps_held(drug, days)
    assert (np.diff(held) <= 1e-9).all() and (held >= 0).all()
    assert stopping.pumps_held(drug, 1.0) == pytest.approx(stopping.held_on_course(drug), abs=6)


@pytest.mark.parametrize("drug", [d for d in stopping.DRUGS if d in sert.LEVEL_DRUGS])
def test_pumps_held_are_the_hyperbola_of_the_level(drug):
    """Two ways: what is left of the dose, and the level against the level at half of the maximum."""
    days = np.array([1.0, 3.0, 7.0])
    level = pill_days.stopping(drug)[1] / 100 * pill_days.substance(drug).plateau
    level = np.interp(days, pill_days.stopping(drug)[0], level)
    assert stopping.pumps_held(drug, days) == pytest.approx(100 * sert.occupancy_from_level(level, drug))


def test_fluoxetine_counts_its_metabolite():
    alone = pill_days.stopping("fluoxetine")[1][-1] / 100 * ssri.usual_dose("fluoxetine")
    assert stopping.pumps_held("fluoxetine", 84.0) > 100 * sert.occupancy_from_dose(alone, "fluoxetine")
    at_four_weeks = {drug: float(stopping.pumps_held(drug, 28.0)) for drug in stopping.DRUGS}
    assert max(at_four_weeks, key=at_four_weeks.get) == "fluoxetine" and sorted(at_four_weeks.values())[-2] < 1


@pytest.mark.parametrize("drug", stopping.DRUGS)
def test_four_steps_free_everything(drug):
    for way in stopping.WAYS:
        freed = stopping.freed(drug, way)
        assert freed.shape == (4,) and freed.sum() == pytest.approx(stopping.held_on_course(drug))
    doses = stopping.freed(drug, "equal doses")
    assert (np.diff(doses) > 0).all() and doses[-1] > doses[:-1].sum()
    assert np.ptp(stopping.freed(drug, "equal pumps")) == 0


def test_even_steps_of_the_pumps_need_smaller_and_smaller_steps_of_the_dose():
    target = stopping.held_on_course("citalopram") * np.array([0.75, 0.5, 0.25])
    doses = [brentq(lambda m, wanted=one: float(dose_steps.held("citalopram", m)) - wanted, 0, 1) for one in target]
    steps = -np.diff([1.0, *doses, 0.0])
    assert (np.diff(steps) < 0).all()


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: stopping.pumps_held("paroxetine", 1), "drug is 'paroxetine'; allowed: escitalopram"),
        (lambda: stopping.pumps_held("citalopram", 85), "days is 85; allowed: numbers from 0 to 84 days"),
        (lambda: stopping.freed("citalopram", "fast"), "way is 'fast'; allowed: equal doses"),
        (lambda: stopping.after_course("citalopram", 0, 6), "course_days is 0; allowed"),
        (lambda: stopping.after_course("citalopram", 10, -1), "hours is -1; allowed"),
    ],
)
def test_wrong_arguments_of_the_last_pill_are_refused(call, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        call()


def test_explorer_of_the_last_pill_gives_no_amount_of_a_drug():
    scene = scenes.EndingScene(1)
    found = explorers.last_pill()
    for values in (found.start, found.start | {"way_down": "equal pumps", "stopped_drug": "fluoxetine"}):
        scene.pixels(found.result(**values), values)
        assert not re.search(r"\bmg\b|milligram", words(scene.figure) + found.words(**values)[0])


# ---- Followers, uses, decisions ------------------------------------------------------------------


def test_only_one_outcome_stands_on_memory():
    rows = data.successors()
    assert set(rows["status"]) <= {"primary", "secondary", "recalled"}
    recalled = rows[rows["status"] == "recalled"]
    assert set(recalled["confidence"]) == {"high"} and list(recalled["name"]) == ["lanicemine"]


def test_people_named_beside_a_follower_are_those_of_its_row():
    rows = evidence.table("trials").set_index("id")
    named = {id: re.search(r"\((\d+) people\)", words) for id, words in data.DIFFERENCES.items()}
    assert sum(found is not None for found in named.values()) == 2
    for id, found in named.items():
        assert found is None or int(found[1]) == rows.loc[id, "n"]


def test_years_show_what_was_known_then():
    assert set(scenes.followers("mimic", 2014).seen["name"]) == {"lanicemine"}
    assert scenes.followers("other_target", 2014).drugs == 0
    rows = data.successors()
    for year in range(scenes.FIRST_YEAR, scenes.LAST_YEAR + 1):
        shown = set(scenes.followers("all", year).seen["id"])
        assert shown == {row.id for row in rows.itertuples() if int(row.date) <= year}, year
    for year in range(scenes.FIRST_YEAR, scenes.LAST_YEAR):
        now, later = scenes.followers("all", year), scenes.followers("all", year + 1)
        assert set(now.seen["id"]) <= set(later.seen["id"])
    total = scenes.followers("all", scenes.LAST_YEAR).drugs
    assert total == sum(scenes.followers(key, scenes.LAST_YEAR).drugs for key in data.APPROACHES)
    with pytest.raises(ValueError, match="until_year is 2030; allowed: years from 2014 to 2026"):
        scenes.followers("all", 2030)
    with pytest.raises(ValueError, match="approach is 'new'; it must be one of all, repackaged"):
        scenes.followers("new", 2020)


def test_marks_of_the_followers_stand_on_their_rows():
    scene = scenes.FollowersScene(1)
    for approach in scenes.FILTERS:
        result = scenes.followers(approach, 2026)
        scene.pixels(result, {"approach": approach, "until_year": 2026})
        assert sum(len(mark.get_offsets()) for mark in scene.marks.values()) == len(result.seen)
        for outcome, mark in scene.marks.items():
            rows = result.seen[result.seen["outcome"] == outcome]
            assert mark.get_offsets()[:, 1].tolist() == [scene.places[drug] for drug in rows["drug"]]
            for face, status in zip(mark.get_facecolors(), rows["status"], strict=True):
                assert (face[:3] == 1).all() == (status != "primary")


def test_six_mimics_are_all_with_an_outcome_and_one_won():
    with_outcome = data.successors()
    six = set(with_outcome.loc[with_outcome["approach"].eq("mimic"), "drug"])
    assert set(data.LARGEST) == six
    rows = data.mimics()
    assert rows["outcome"].eq("beat_placebo").sum() == 1
    events = evidence.table("pipeline_events")
    for drug, event in data.LARGEST.items():
        tested = events[events["drug"].eq(drug) & events["people"].notna()]
        if event:
            assert events.set_index("id").loc[event, "people"] == tested["people"].max(), drug
        else:
            stage = evidence.table("pipeline").set_index("id").loc[drug, "stage"]
            assert int(re.search(r"\((\d+) people\) terminated", stage).group(1)) > tested["people"].max()


def test_differences_leave_none_of_the_followers_out():
    """Every follower with a MADRS difference that may be drawn is drawn, of KOASTAL the larger one."""
    trials = evidence.trials(topic="successors", measure="difference", instrument="MADRS")
    assert set(data.DIFFERENCES) <= set(trials["id"])
    assert set(trials["study"]) == set(trials[trials["id"].isin(data.DIFFERENCES)]["study"]) | {"KOASTAL-3"}


def test_a_difference_agrees_with_its_outcome():
    events = evidence.table("pipeline_events")
    for row in data.differences().itertuples():
        outcome = events[events["trial"].eq(row.study)]["outcome"]
        if row.spread_kind == "ci95" and not outcome.empty:
            assert (row.high < 0) == outcome.eq("beat_placebo").all(), row.name


def test_verdicts_are_read_as_they_stand():
    assert [data.reading(verdict) for verdict in ("positive, tiny", "null for PTSD", "proof of concept, mixed")] == [
        data.BETTER,
        data.NONE,
        data.UNCLEAR,
    ]
    with pytest.raises(ValueError, match="verdict is 'good'; allowed"):
        data.reading("good")
    rows = data.uses()
    largest = rows.iloc[0]
    assert largest["found"] == data.NONE and largest["n"] == rows["n"].max() > 3 * rows.iloc[1]["n"]
    table = evidence.table("indications")
    wanted = table[table["area"].isin(["anxiety, PTSD, OCD", "bipolar depression"]) & table["status"].eq("primary")]
    assert set(wanted["id"]) == set(data.USES), "a trial of another use was left out"


@pytest.mark.parametrize(
    "text, year", [("on 5 March 2019", 2019.18), ("in September 2020", 2020.71), ("to 31 December 2026", 2027.0)]
)
def test_dates_are_read_from_the_words(text, year):
    assert data.date_in(text)[0] == pytest.approx(year, abs=0.01)


def test_words_without_a_date_are_refused():
    with pytest.raises(ValueError, match="allowed: words with a month and a year"):
        data.date_in("some day")


def test_no_price_without_currency_year_and_status():
    frame = lesson.price_table().frame
    assert frame["How much"].str.contains("dollars").all()
    assert frame["Year"].str.contains(r"\d{4}|not stated").all()
    assert set(frame["Status"]) <= {"primary", "secondary"} and frame["Status"].eq("secondary").sum() >= 3


# ---- Charts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
def test_chart_has_title_alt_and_twin_in_both_views(draw):
    chart = draw()
    assert len(chart.alt.split()) >= 15 and chart.table.shape[0] >= 1 and chart.name.startswith("10-")
    assert len(chart.title) <= 66, "the title must fit the projector view in one line"
    assert any("Source" in name for name in chart.table.columns)
    assert chart.title in words(chart.fig)


def test_first_picture_does_not_give_the_guess_away():
    chart = lesson.side_effects()
    asked = data.asked()
    assert asked.event == "dizziness" and asked.percent == 29
    everything = words(chart.fig) + chart.alt + chart.table.to_string()
    assert "dizz" not in everything and "290" not in everything
    first = PROSE.split("## Predict")[0]
    assert "dizz" not in first.lower() and "290" not in first


def test_street_figures_stand_alone():
    """No recreational row is drawn, counted or tabled together with a clinic's."""
    table = evidence.table("adverse_events").set_index("id")
    assert {table.loc[id, "setting"] for id in charts._STREET} == {"recreational"}
    chart = lesson.street()
    assert len(chart.fig.axes) == 1 and "street ketamine" in chart.fig.axes[0].get_xlabel()
    assert not re.search("spray|infusion", words(chart.fig))
    for harm in (harm for key in data.SOURCES for harm in data.harms(key)):
        assert table.loc[harm.id, "setting"] != "recreational"
    for draw in set(CHARTS) - {charts.street}:
        assert "street" not in words(draw().fig).lower()


def test_hollow_marks_are_secondary():
    fig = lesson.stopping_symptoms().fig
    marks = [line for line in fig.axes[0].lines if line.get_marker() not in ("None", "", None)]
    assert len(marks) == 4 and {line.get_markerfacecolor() for line in marks} == {"white"}
    left, right = lesson.side_effects().fig.axes
    for ax, hollow in ((left, False), (right, True)):
        marks = [line for line in ax.lines if line.get_marker() not in ("None", "", None)]
        assert len(marks) == 2 * charts.SHOWN
        assert all((line.get_markerfacecolor() == "white") == hollow for line in marks)


def test_stopping_is_drawn_from_the_review_and_says_both_readings():
    chart = lesson.stopping_symptoms()
    assert {"31", "17", "2.8", "0.6"} <= set(words(chart.fig).split("\n"))
    assert "within trials: 8 more" in words(chart.fig)
    with pytest.raises(ValueError, match="may be drawn"):
        charts.stopping_row("tr-davies-2019-01")


def test_rows_that_must_not_be_drawn_are_refused():
    row = evidence.table("adverse_events").set_index("id", drop=False).loc["ae-wan-2015-01"]
    with pytest.raises(ValueError, match="status 'recalled'; allowed"):
        data._harm(row, "ketamine", "placebo")
    assert "recalled" not in evidence.rows.DRAWN


def test_no_death_is_drawn_or_counted():
    """Deaths are no data points of this lesson: not in a picture, not in a table, not in an explorer."""
    shown = "\n".join(words(draw().fig) + draw().table.to_string() for draw in CHARTS)
    shown += lesson.event_table().frame.to_string() + lesson.known_table().frame.to_string()
    assert not re.search(r"\bdeaths?\b|\bdied\b|suicide\b", shown, re.IGNORECASE)
    sources = " ".join(source.key for source in lesson.sources())
    assert "herts" not in sources
    assert not re.search("Perry", PROSE)


# ---- Checks against the world --------------------------------------------------------------------


def test_checks_hold_their_misses_and_say_how_many():
    found = checks.rows()
    assert len(found) == 12 and found["agrees"].sum() == 2
    assert not found["agrees"].iloc[0] and found["agrees"].iloc[-1]
    assert "That two agree" in PROSE and "Twelve times" in PROSE
    label = found[found["what"].str.contains("beside the label")]
    assert len(label) == 7 and (~label["agrees"]).sum() == 6 and "Six of seven events miss" in PROSE


def test_scans_are_those_of_the_data_and_the_model_is_asked_for_the_same_course():
    by_drug = {}
    for id, drug, hours in checks._SCANS:
        row = evidence.parameter(id)
        assert drug in id and f"{hours} h" in row.quantity and row.status == "primary"
        dose = float(re.search(r"(\d+) mg/day", row.quantity).group(1))
        assert dose == ssri.usual_dose(drug) and f"x{checks.COURSE} d" in row.quantity
        by_drug.setdefault(drug, []).append(stopping.after_course(drug, checks.COURSE, hours) - row.value)
    assert max(by_drug["escitalopram"]) < 0 < min(by_drug["citalopram"]), "the prose says which way it misses"


def test_wilson_interval_is_that_of_the_formula():
    harm, low, high = checks.other_trial("chen", "dizziness")
    n, p, z = harm.people, 97 / 126, 1.959964
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert (low, high) == pytest.approx((100 * (middle - half), 100 * (middle + half)), abs=1e-3)


# ---- What the prose says -------------------------------------------------------------------------


def test_numbers_of_the_prose_are_those_of_the_data():
    event, finding = data.event_row, data.finding
    assert "24.8 of 100 felt sick with the spray and 8.4" in PROSE
    nausea = event("ae-janik-2025-01")
    assert (nausea["percent"], nausea["comparator_percent"]) == (24.8, 8.4)
    assert "164 more of 1,000, so one more for every six" in PROSE
    found = risks.compare_risks(8.4, 24.8)
    assert round(found.extra) == 164 and round(found.one_in) == 6
    firsts = [10 * data.harm(key, "first").percent for key in ("label", "janik", "chen")]
    assert [round(people, -1) for people in firsts] == [410, 240, 770] and "about 240 to 770" in PROSE
    assert [data.harm(key, "first").event for key in ("label", "janik", "chen")].count("dissociation") == 2
    assert "Forty-four of 1,000" in PROSE and data.harm("severe", "first").compared.with_drug == pytest.approx(44)
    older = data.harm("older", "first")
    assert "About 410 of 1,000 were tired" in PROSE and round(10 * older.percent, -1) == 410
    assert "about 110 with a placebo pill" in PROSE and round(10 * older.control_percent, -1) == 110
    assert "seven of 100 stopped" in PROSE and event("ae-transform-2-01")["percent"] == 7
    assert "two hours in the clinic" in PROSE and finding("fi-session-03")["value"] == 2
    assert "half were better after stopping" in PROSE and event("ae-winstock-2012-03")["percent"] == 51
    assert "One in five people on the spray" in PROSE and event("ae-spravato-label-06")["percent"] == 20
    trials = evidence.table("trials").set_index("id")["value"]
    pooled = 100 * (trials["tr-henssler-2024-01"] - trials["tr-henssler-2024-02"])
    assert "about fourteen people of 100" in PROSE and round(pooled) == 14
    assert "it is eight" in PROSE and 100 * trials["tr-henssler-2024-03"] == 8
    chen, label = event("ae-chen-2023-01"), event("ae-spravato-label-02")
    assert "nearly three times as many were dizzy" in PROSE and 2.5 < chen["percent"] / label["percent"] < 3
    assert "31 December 2026" in PROSE and "31 December 2026" in finding("fi-access-13")["finding"]
    people = evidence.table("pipeline_events").set_index("id")["people"]
    assert "of about 150 people" in PROSE and people["pe-lanicemine-2014"] == 152
    scans = [evidence.parameter(id).condition for id in (checks._SCANS[0][0], checks._SCANS[2][0])]
    assert "six and nine people" in PROSE and scans == ["n=6", "n=9"]
    missed = data.successors().query("drug == 'pi-esketamine-nasal-spray' and outcome == 'missed'")
    assert "its approved form missed in three trials" in PROSE and len(missed) == 3


def test_answers_of_the_tasks_are_what_the_explorers_show():
    def said(make, **values):
        found = make()
        return found.words(**values)[0]

    assert said(explorers.spontaneous_reports, publicity=10).endswith("ratio of 10 out of a true 1.")
    assert said(explorers.spontaneous_reports, illness_rate=50).endswith("ratio of 5 out of a true 1.")
    assert said(explorers.spontaneous_reports, drug_adds=20).endswith("from reports is 3 and the true one 3.")
    assert stopping.pumps_held("escitalopram", 7.0) < 10 < 70 < stopping.pumps_held("fluoxetine", 7.0)


def test_gravest_event_is_named_only_behind_the_help_block():
    text = "\n".join(
        cell.source if cell.cell_type == "markdown" else str(cell.get("outputs", ""))
        for cell in nbformat.read(NOTEBOOK, as_version=4).cells
    )
    first = text.lower().replace(HELP.lower(), "§").find("suicid")
    block = text.replace(HELP, "§").find("§")
    assert PROSE.count(HELP) == 1 and 0 < first and abs(first - block) < 700
    assert not re.search(r"prevents? suicide|committed", PROSE, re.IGNORECASE)


def test_nothing_reads_like_a_plan_for_stopping():
    everything = PROSE + "\n".join(cells("code"))
    assert not re.search(r"\d\s?mg\b", everything)
    assert "plans it with the person who prescribes" in PROSE


def test_sources_are_listed_and_every_link_of_the_prose_is_one_of_them():
    keys = {source.key for source in lesson.sources()}
    assert {
        "spravato_label",
        "janik2025",
        "chen2023",
        "lenze2009",
        "lexapro_label",
        "katz2021",
        "winstock2012",
        "faers_karger",
        "henssler2024",
        "klein2007spect",
        "shelton2025",
    } <= keys
    for link in re.findall(r"\]\((https://[^)]+)\)", PROSE.replace(HELP, "")):
        assert link in {source.url for source in lesson.sources()}, link


# ---- Predictions, exercises, quiz ----------------------------------------------------------------


def test_first_prediction_is_the_difference_and_marks_the_guess():
    found = lesson.predict_dizzy()
    assert found.kind == "slider" and "210 more" in found.meaning and "every 4.8 treated" in found.meaning
    close = [guess.text for guess in found.guesses if guess.reply.startswith("Close")]
    assert close == ["200 more", "220 more"]
    replies = {int(guess.text.split()[0]): guess.reply for guess in found.guesses}
    assert all(reply.startswith("More than that") for people, reply in replies.items() if people < 180)
    assert all(reply.startswith("Not that many") for people, reply in replies.items() if people > 240)
    assert all(len(guess.mark) == 2 for guess in found.guesses)
    xs = [guess.mark[0][0] for guess in found.guesses]
    assert xs == sorted(xs) and xs[0] > 0


def test_second_prediction_counts_one_of_six():
    found = lesson.predict_mimics()
    assert [guess.text for guess in found.guesses if guess.reply.startswith("Yes")] == ["1 of 6"]
    assert [guess.reply[:5] for guess in found.guesses] == ["Not q", "Yes: ", *["Fewer"] * 5]
    assert "24 of 100 there dissociated" in found.meaning
    heights = [guess.mark[0][1] for guess in found.guesses]
    assert heights == sorted(heights) and len(set(heights)) == 7, "each guess is a line of its own"
    assert data.mimics()["outcome"].tolist()[0] == "beat_placebo"


@pytest.mark.parametrize(
    "answer, said",
    [
        (None, "Not yet: put two numbers"),
        (12, "needs two numbers"),
        ((164, 6.1), "Right: 164 more"),
        ((16.4, 6.1), "Almost: that is of 100"),
        ((248, 4), "would have without the drug"),
        ((120, 6), "take the people"),
        ((164, 16), "Half right"),
        (("a", "b"), "needs two numbers"),
    ],
)
def test_check_of_counting(answer, said):
    assert said in repr(checks.check_harm(answer))


@pytest.mark.parametrize(
    "settings, said",
    [
        (None, "Not yet: replace None"),
        ({"users": 3}, "Not yet: "),
        (MADE_UP, "odds ratio is 1.0; make it 5"),
        (MADE_UP | {"illness_rate": 50}, "The reason is the illness"),
        (MADE_UP | {"publicity": 5}, "The reason is the news"),
        (MADE_UP | {"illness_rate": 50, "publicity": 3}, "Nearly: both"),
        (MADE_UP | {"drug_adds": 90}, "this drug adds events"),
        (MADE_UP | {"publicity": 0}, "publicity is 0; allowed"),
    ],
)
def test_check_of_the_innocent_drug(settings, said):
    assert said in repr(checks.check_accused(settings))


@pytest.mark.parametrize(
    "choice, said",
    [
        (None, "Not yet: replace None"),
        ("d", "Right: reports are for noticing"),
        ("e", "there is no sentence 'e'"),
        ("a", "no rate"),
        ("b", "the news"),
        ("c", "no proof"),
    ],
)
def test_check_of_the_sentence(choice, said):
    assert said in repr(checks.check_sentence(choice))


def test_printed_solutions_pass_their_checks(capsys):
    space = {"lesson": lesson, "risks": risks, "reports": reports}
    shown = []
    for code in re.findall(r"(?s)<summary>Solution</summary>\s+```python\n(.*?)```", PROSE):
        *body, last = code.strip().split("\n")
        exec("\n".join(body), space)
        shown.append(repr(eval(last, space)))
    assert len(shown) == 2 and "Right: 164" in shown[0] and "Done" in shown[1]
    assert "Done" in repr(checks.check_accused(MADE_UP | {"publicity": 5}))


def test_quiz_knows_the_lesson():
    found = quiz.questions("10_safety_access_future")
    first = found[0]
    more = risks.compare_risks(17, 20)
    assert round(more.extra) == 30 and round(more.one_in) == 33 and "one more for about 33" in first.options[1].text
    assert all(option.misconception for question in found for option in question.options if not option.right)


def test_boxes_read_their_numbers_from_the_data(monkeypatch):
    said = repr(lesson.report_note())
    assert "962 reports" in said and "24 (19 to 31)" in said and "102 of 1,000" in said and "123 on placebo" in said
    assert "39 %" in repr(lesson.trap_note()) and "25 %" in repr(lesson.trap_note())
    assert "VA/DoD" in repr(lesson.guideline_note())
    real = data.event_row

    def changed(id):
        row = real(id).copy()
        row["percent"] = 50.0
        return row

    monkeypatch.setattr(boxes.data, "event_row", changed)
    assert "500 of 1,000 people on the spray" in repr(lesson.report_note())
    assert "500 of 1,000" in lesson.known_table().frame.to_string()

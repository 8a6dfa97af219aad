"""The instructor guide: minutes add up, every name and click leads on, and nothing is typed twice."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import Page
from test_notebooks import ANATOMY, cells, headings
from twoclocks import evidence
from twoclocks.book import catalogue, class_result, concept_check, guide, guide_entries, guide_plans
from twoclocks.book.contents import contents
from twoclocks.book.guide_entries import CLASS, FILE, entry, planned
from twoclocks.book.guide_page import LessonPage
from twoclocks.book.guide_screens import picture, readout, shown
from twoclocks.kit import quiz, rooms
from twoclocks.models.learning_gain import gain_interval, normalised_gain

NOTEBOOK = catalogue.NOTEBOOKS / "instructor_guide.ipynb"
every_entry = pytest.mark.parametrize("name", [x.name for x in planned()])
ready_entry = pytest.mark.parametrize("name", [x.name for x in planned() if x.ready])
every_ready = pytest.mark.parametrize("name", [x.name for x in catalogue.LESSONS if x.ready])


def fold(text):
    """Words only, so that markup and line ends make no difference."""
    return " ".join(re.sub(r"[*_`]", "", text).split())


# ---- Entries ----------------------------------------------------------------------------------------------


@every_ready
def test_every_lesson_that_is_ready_has_an_entry_and_a_place_in_the_guide(name):
    assert entry(name).lesson.name == name
    assert [cell for cell in cells(NOTEBOOK) if f'guide.lesson("{name[:2]}")' in cell.source]


@every_entry
def test_minutes_add_up_and_fit_a_class(name):
    found = entry(name)
    clock = list(found.clock())
    assert clock[0][0] == 0 and clock[-1][1] == found.total <= CLASS
    assert all(end == start for (_, end, _), (start, _, _) in zip(clock, clock[1:], strict=False))
    assert all(step.minutes >= 2 for step in found.steps), "nobody can do anything in a minute"
    # A shorter class is possible, and still a class.
    assert found.total / 2 < found.shortest < found.total


@every_entry
def test_entry_holds_what_a_teacher_needs(name):
    found = entry(name)
    assert 20 <= len(found.purpose.split()) <= 60 and len(found.before.split()) >= 8
    assert len(found.board) >= 2 and len(found.wrong) >= 4 and len(found.discussion) >= 2 and len(found.skip) >= 3
    assert len({item.misconception for item in found.wrong}) == len(found.wrong)
    for step in found.steps:
        assert step.do and len(step.name.split()) <= 8
        assert step.talk or step.show, f"{step.name}: nothing is said and nothing is shown"
        assert len(step.do.split()) <= 60 and all(len(text.split()) <= 70 for _, text in step.talk), step.name
    said = {word for step in found.steps for word, _ in step.talk}
    assert {"say", "ask"} <= said


def test_lesson_06_can_be_taught_from_the_guide_alone():
    found = entry("06")
    assert len(found.steps) >= 15 and max(step.minutes for step in found.steps) <= 6
    assert all(step.talk for step in found.steps)
    assert sum(any(word == "expect" for word, _ in step.talk) for step in found.steps) >= 7
    # Both predictions, all three explorers and each of their tasks' settings are on the way.
    on_screen = {step.show for step in found.steps}
    assert {"prediction 1", "prediction 2", "06-visits", "06-controls", "06-badly"} <= on_screen
    assert sum(len(step.look) for step in found.steps) >= 12


@ready_entry
def test_whatever_goes_on_the_screen_is_in_the_lesson(name):
    lesson, found = contents(name), entry(name)
    for step in found.steps:
        if step.show:
            part = shown(lesson, step.show)
            assert part.title and part.section in lesson.sections, step.name
        else:
            assert not step.look, f"{step.name}: settings without an explorer"
    assert found.project and len(set(found.project)) == len(found.project)
    for figure in found.project:
        assert picture(lesson, figure)
        assert (catalogue.NOTEBOOKS.parent / "figures" / f"{figure}.png").exists()
    shown_pictures = {step.show for step in found.steps} & {x.name for x in lesson.pictures}
    assert shown_pictures <= set(found.project), "what the plan shows is on the list of what to project"


@ready_entry
def test_every_click_leads_to_a_sentence(name):
    lesson = contents(name)
    for step in entry(name).steps:
        said = [readout(picture(lesson, step.show), list(look)) for look in step.look]
        assert all(len(words.split()) > 4 for words in said)
        assert len(set(said)) == len(said), f"{step.name}: two stops look the same"


@ready_entry
def test_controls_that_are_named_are_controls(name):
    """Words in italics after "Set", "Move", "Choose" are found in the lesson."""
    known = fold("\n".join(cell.words for cell in cells(catalogue.NOTEBOOKS / f"{name}.ipynb")))
    labels = {
        word
        for x in contents(name).pictures
        if x.page
        for c in x.page["spec"]["controls"]
        for word in (c["label"], c["label"].split(" (")[0], *c["options"])
    }
    common = {"Reset", "Lock in my guess", "Run → Run All Cells", "Tools for a room", "Sensitive content in a room"}
    for step in entry(name).steps:
        for named in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", step.do):
            if named not in labels | common | set(ANATOMY) and not named.endswith("…"):
                assert fold(named).rstrip("?") in known, f"{step.name}: {named!r} is not on the page"


@every_entry
def test_words_of_an_entry_are_safe(name):
    text = rooms.words_of(name, FILE).read_text(encoding="utf-8")
    spoken = re.sub(r"(?m)^look = .*$", "", text)
    assert not re.search(r"commit\w* suicide|miracle|game.?changer|\bdepressives\b|\bmg\b", spoken, re.IGNORECASE)
    for line in text.splitlines():
        assert "--" not in line and "\t" not in line


@every_entry
def test_no_measured_number_is_typed_into_an_entry(name):
    """Numbers with a decimal point, a sign or a percent sign come from the lesson's own sentences."""
    found = entry(name)
    spoken = [found.purpose, found.before, *found.discussion, *found.skip]
    spoken += [step.do for step in found.steps] + [text for step in found.steps for _, text in step.talk]
    spoken += [part for item in found.board for part in (item.ask, item.answer)]
    spoken += [part for item in found.wrong for part in (item.answer, item.misconception, item.do)]
    options = {option for step in found.steps for look in step.look for option in look}
    for text in spoken:
        for quoted in options:
            text = text.replace(quoted.split(": ", 1)[1], "")
        text = re.sub(r"\*[^*]+\*", "", text)
        assert not re.search(r"\d+\.\d|[−-]\d|\d ?%|\d ?(ng|mg|nM|µM|mmHg)", text), text


def test_what_the_guide_says_of_an_explorer_is_what_it_says_live():
    from twoclocks.lessons import onset_timelines

    live, stored = onset_timelines.visit_by_visit(), picture(contents("06"), "06-visits")
    said = readout(stored, ["Trial: One infusion under anaesthesia (Lii 2023)", "Time after the first dose: 1 day"])
    control = next(x for x in live.controls["trial"].values if "Lii" in live.controls["trial"].words(x))
    assert said == live.words(trial=control, visit=24.0)[0]


# ---- Wrong names get a sentence ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: entry("99"), "lesson '99' is not one of 00_start_here"),
        (lambda: entry(""), "lesson '' is not one of"),
        (lambda: picture(contents("06"), "06-none"), "has no picture '06-none'; it has 06-same-trial"),
        (lambda: readout(picture(contents("06"), "06-same-trial"), []), "is a chart and has no controls"),
        (lambda: readout(picture(contents("06"), "06-visits"), ["Drug: any"]), "'Drug: any' names no control"),
        (
            lambda: readout(picture(contents("06"), "06-visits"), ["Trial: mine"]),
            "'Trial' has no 'mine'; it has TRANSFORM-2",
        ),
        (lambda: shown(contents("06"), "task 9"), "has no task 9; it has 5"),
        (lambda: shown(contents("06"), "quiz 0"), "has no quiz 0; it has 5"),
        (lambda: guide.plan("year"), "there is no plan 'year'; there are class, lab, module"),
    ],
)
def test_wrong_names_get_one_clear_sentence(call, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        call()


@pytest.fixture
def spoiled(tmp_path, monkeypatch):
    """Write lesson 06's entry with a change, and read it."""
    text = rooms.words_of("06_onset_timelines", FILE).read_text(encoding="utf-8")

    def read(old, new):
        assert old in text
        (tmp_path / "onset_timelines").mkdir()
        (tmp_path / "onset_timelines" / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(rooms, "ROOMS", tmp_path)
        return guide_entries._read(entry("06").lesson)

    return read


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("minutes = 6", "minutes = 7", "the steps take 51 minutes, and total says 50"),
        ("efficacy = [1, 2]", "efficiency = [1, 2]", "efficiency is no core concept"),
        ("efficacy = [1, 2]", "efficacy = [4]", "concept efficacy needs numbers of objectives from 1 to 3"),
        ("efficacy = [1, 2]", "efficacy = []", "concept efficacy needs numbers of objectives"),
        ("misconception = ", "myth = ", "a wrong does not know myth"),
        ('purpose = "', 'why = "', "a entry does not know why"),
        ("[concepts]", "[concepts", "cannot be read"),
    ],
)
def test_entry_with_a_fault_says_which(spoiled, old, new, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        spoiled(old, new)


def test_class_longer_than_fifty_minutes_is_refused():
    found = entry("06")
    longer = dataclasses.replace(found, total=51, steps=(*found.steps, guide_entries.Step(1, "more")))
    with pytest.raises(ValueError, match="51 minutes do not fit into a class of 50"):
        guide_entries._check(longer, "06_onset_timelines.toml")


# ---- Pages ------------------------------------------------------------------------------------------------


@every_entry
def test_page_is_made_of_folds_and_tables_with_headers(name):
    page = Page(LessonPage(name)._repr_html_())
    assert all("open" not in about for about in page.all("details"))
    assert len(page.all("summary")) == len(page.all("details"))
    needed = [
        "Objectives and core concepts",
        "Minute plan",
        "Board questions",
        "Likely wrong answers",
        "Discussion, and what to skip",
    ]
    needed += ["What to project", "All answers"] if entry(name).lesson.ready else []
    assert [summary for summary in needed if summary not in page.text] == []
    assert page.all("caption") and {about.get("scope") for about in page.all("th")} == {"col", "row"}
    assert not page.all("script"), "no script: it opens everywhere"
    assert page.text.count("Purpose.") == 1
    prose = Page(re.sub(r"(?s)<pre.*?</pre>", "", LessonPage(name)._repr_html_())).text
    assert not re.search(r"\*\*\S|\]\(\S+\)", prose), "Markdown that was not turned into a page"


@ready_entry
def test_all_answers_of_the_lesson_are_in_one_place(name):
    """Each hidden answer, prediction and option of the quiz, word for word; counted as the lesson counts."""
    lesson, page = contents(name), fold(Page(LessonPage(name)._repr_html_()).text)
    for part in lesson.predictions:
        assert fold(part.meaning) in page and fold(part.question) in page
    for part in (*lesson.tasks, *lesson.exercises):
        words = [
            word for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"\]\([^)]*\)|\$[^$]*\$|```python", "]", part.answer))
        ]
        assert words and all(word in page for word in words), part.title
    for part in quiz.questions(name):
        for option in part.options:
            assert fold(option.why) in page and fold(option.misconception) in page
    for kind, count in (
        ("Predictions", len(lesson.predictions)),
        ("Tasks", len(lesson.tasks)),
        ("Exercises", len(lesson.exercises)),
        ("Quiz", len(quiz.questions(name))),
    ):
        assert f"{kind} ({count}" in page


def test_lesson_that_is_still_to_come_gets_its_plan_without_links(monkeypatch):
    monkeypatch.setattr(catalogue.Lesson, "ready", property(lambda self: False))
    page = Page(LessonPage("06")._repr_html_())
    assert "still to come" in page.text and page.links == [] and "Minute plan" in page.text
    assert "All answers" not in page.text


# ---- The notebook -----------------------------------------------------------------------------------------


def test_table_of_contents_names_every_part():
    first = cells(NOTEBOOK)[0]
    second_level = [at for level, _, at in headings(NOTEBOOK) if level == 2]
    linked = [link.removeprefix("#") for link in first.seen.links]
    assert [at for at in second_level] == [at for at in linked if at in second_level]
    lessons = [at for level, name, at in headings(NOTEBOOK) if level == 3 and re.match(r"\d\d ", name)]
    (listing,) = [
        cell for cell in cells(NOTEBOOK) if "The lessons, one by one" in [name for _, name, _ in cell.seen.headings]
    ]
    assert [link.removeprefix("#") for link in listing.seen.links] == lessons


def test_every_lesson_stands_under_its_own_question():
    names = [name for level, name, _ in headings(NOTEBOOK) if level == 3 and re.match(r"\d\d ", name)]
    # Quotation marks in a heading make an address that not every page agrees on.
    assert names == [f"{x.name[:2]} {re.sub('[“”]', '', x.question)}" for x in planned()]


def test_sensitive_content_comes_before_any_plan():
    order = [name for level, name, _ in headings(NOTEBOOK) if level == 2]
    assert order.index("Sensitive content in a room") < order.index("Course plans")
    text = fold("\n".join(cell.seen.text for cell in cells(NOTEBOOK)))
    for needed in (
        "Opting out needs no reason",
        "no personal histories",
        "No stories of use",
        "If somebody discloses",
        "do not promise silence",
        "Died by suicide",
        "Have a second person there",
    ):
        assert needed in text


def test_tools_for_a_room_are_named():
    text = "\n".join(cell.source for cell in cells(NOTEBOOK))
    for tool in (
        "start.py --projector",
        "projector()",
        "start.py slides",
        "start.py worksheets",
        "class_experiment.ipynb",
        "tests/classroom/README.md",
        "nbviewer.org",
    ):
        assert tool in text


def test_numbers_about_teaching_are_those_of_the_data():
    rows = evidence.table("findings").set_index("id")
    text = "\n".join(cell.source for cell in cells(NOTEBOOK))
    for number, words in (
        ("01", "agreed on {value:.0f} concepts"),
        ("02", "then on {value:.0f} ("),
        ("03", "Defining them left {value:.0f}"),
    ):
        assert words.format(value=rows.loc[f"fi-teaching-{number}", "value"]) in text
    assert f"fewer than {rows.loc['fi-teaching-04', 'high']:.0f} %" in text
    assert len(evidence.table("core_concepts")) == rows.loc["fi-teaching-03", "value"]
    for key in set(rows.loc[[i for i in rows.index if i.startswith("fi-teaching")], "source"]):
        assert evidence.source(key).url in text, f"{key} has no link beside its number"


def test_folded_guide_is_no_endless_page():
    """Words that show before anything is opened."""
    open_words = 0
    for cell in cells(NOTEBOOK):
        page = re.sub(r"(?s)<details.*</details>", "", cell.output_html) if cell.kind == "code" else cell.seen.text
        open_words += len(Page(page).text.split()) if cell.kind == "code" else len(page.split())
    assert open_words < 4500


# ---- Plans ------------------------------------------------------------------------------------------------


def test_course_plans_are_as_long_as_they_say():
    plans = guide_plans.plans()
    assert {name: plan.minutes for name, plan in plans.items()} == {"class": 50, "lab": 180, "module": 600}
    for plan in plans.values():
        for session in plan.sessions:
            assert sum(part.minutes for part in session.parts) == session.total
    weeks = [session.title for session in plans["module"].sessions]
    assert [title[:6] for title in weeks] == [f"Week {week}" for week in range(1, 7) for _ in range(2)]
    assert all(session.total == CLASS for session in plans["module"].sessions)


def test_module_meets_every_lesson_of_the_first_year():
    met = {part.lesson for session in guide_plans.plans()["module"].sessions for part in session.parts}
    assert {x.name[:2] for x in catalogue.LESSONS if x.level == "first-year"} <= met


@pytest.mark.parametrize(
    "old, new, words",
    [
        (
            'minutes = 10, lesson = "06"',
            'minutes = 11, lesson = "06"',
            "The class has parts of 51 minutes, and total says 50",
        ),
        ('homework = ["06"]', 'homework = ["66"]', "'66' is no lesson"),
    ],
)
def test_plan_with_a_fault_says_which(tmp_path, old, new, words):
    text = guide_plans.FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "plans.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        guide_plans.plans(path)


# ---- Core concepts ----------------------------------------------------------------------------------------


def test_map_of_concepts_says_what_is_left_out():
    found = guide.concepts()
    assert found.missing == ["Structure-activity relationship"]
    page = Page(found._repr_html_())
    assert all(row.concept in page.text for row in found.rows.itertuples())
    assert "04 (2)" in page.text.split("Drug bioavailability")[-1][:200]
    text = "\n".join(cell.source for cell in cells(NOTEBOOK))
    assert "One concept is left out, structure and activity" in text


# ---- Concept check ----------------------------------------------------------------------------------------


def test_twelve_items_each_with_its_lesson_objective_and_concept():
    found = concept_check.items()
    concepts = evidence.table("core_concepts")["id"].tolist()
    lessons = {x.name[:2]: x for x in catalogue.LESSONS}
    assert len(found) == 12 and len({item.short for item in found}) == 12
    for item in found:
        assert item.lesson in lessons and item.objective in {1, 2, 3} and item.concept in concepts
        assert len(item.short) <= 28 and len(item.question.options) == 4
        assert all(len(option.why.split()) >= 5 for option in item.question.options)
        assert item.aim, "the objective can be read from the lesson"
    counts = [concept_check.key().count(letter) for letter in "abcd"]
    assert max(counts) - min(counts) <= 1, "no letter is a better guess than another"


def test_right_answers_do_not_give_themselves_away_by_length():
    longest = sum(
        max(item.question.options, key=lambda option: len(option.text)).right for item in concept_check.items()
    )
    assert longest <= 6


def test_items_are_none_of_the_quiz():
    asked = {question.text for x in catalogue.LESSONS if x.ready for question in quiz.questions(x.name)}
    assert not asked & {item.question.text for item in concept_check.items()}


def test_items_with_arithmetic_are_right():
    found = {item.short: item for item in concept_check.items()}
    # 80 % held means four times the amount that holds half; half of it is twice that amount.
    assert f"{100 * 2 / 3:.0f} %" in found["half the dose"].option(found["half the dose"].right).text
    held = {pump: 2000 / (2000 + half) for pump, half in (("1", 1), ("2", 1000))}
    assert held["1"] > held["2"] > 0.5


def test_hand_out_shows_no_answer():
    page = guide.hand_out()._repr_html_()
    assert not re.search(
        r"right|misconception|data-",
        re.sub(r"(?s)<style>.*?</style>", "", page).replace("What is right?", "").replace("is right", ""),
        re.IGNORECASE,
    )
    for item in concept_check.items():
        for option in item.question.options:
            assert option.why not in Page(page).text
    assert len([about for about in Page(page).all("ol") if about.get("type") == "a"]) == 12


def test_key_and_item_table_agree_with_the_items():
    page = Page(guide.marking_key()._repr_html_()).text
    assert concept_check.key() in page
    for item in concept_check.items():
        assert all(option.misconception in page for option in item.question.options)
    table = Page(guide.item_table()._repr_html_()).text
    for item in concept_check.items():
        assert fold(item.aim) in fold(table)
    ninth = concept_check.items()[8]
    assert (ninth.lesson, ninth.objective) == ("06", 1) and ninth.aim == contents("06").objectives[0]


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("right = true", "right = false", "item 1 needs 4 options, of which exactly one is right"),
        (
            ', misconception = "an effect lasts only while the drug is there"',
            "",
            "item 1 needs a misconception behind each wrong",
        ),
    ],
)
def test_check_with_a_fault_says_which(tmp_path, old, new, words):
    path = tmp_path / "concept_check.toml"
    path.write_text(concept_check.FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        concept_check.items(path)


def test_check_with_eleven_items_is_refused(tmp_path):
    path = tmp_path / "concept_check.toml"
    path.write_text(concept_check.FILE.read_text(encoding="utf-8").rpartition("[[item]]")[0], encoding="utf-8")
    with pytest.raises(ValueError, match="has 11 items; the check has 12"):
        concept_check.items(path)


# ---- Gain -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after, gain",
    [([4, 6], [8, 10], 4 / 7), ([0], [12], 1.0), ([6, 6], [6, 6], 0.0), ([6], [3], -0.5), ([12, 0], [12, 6], 0.5)],
)
def test_gain_is_what_was_gained_of_what_could_be(before, after, gain):
    assert normalised_gain(before, after, 12) == pytest.approx(gain)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=30))
def test_gain_is_at_most_one_and_within_its_range_of_draws(scores):
    before, after = np.array(scores).T
    if before.mean() == 12:
        with pytest.raises(ValueError, match="nothing to gain"):
            normalised_gain(before, after, 12)
        return
    gain = normalised_gain(before, after, 12)
    low, high = gain_interval(before, after, 12)
    assert gain <= 1 and low <= high <= 1
    assert normalised_gain(before[::-1], after[::-1], 12) == pytest.approx(gain)


def test_range_narrows_with_the_class_and_is_the_same_twice():
    before, after = np.tile([2, 4, 6, 8], 3), np.tile([6, 5, 9, 11], 3)
    uneven = np.arange(17) % 7, np.arange(17) * 5 % 12
    assert gain_interval(*uneven, 12) == gain_interval(*uneven, 12)
    wide = gain_interval(before[:4], after[:4], 12)
    narrow = gain_interval(np.tile(before, 10), np.tile(after, 10), 12)
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) / 3
    assert narrow[0] < normalised_gain(before, after, 12) < narrow[1]


@pytest.mark.parametrize(
    "before, after, items, words",
    [
        ([1, 2], [3], 12, "before has 2 students and after 1"),
        ([13], [3], 12, "before is 13"),
        ([1], [-1], 12, "after is -1"),
        ([12], [12], 12, "nothing to gain"),
        ([1], [2], 0, "items is 0"),
        ([], [], 12, "before is empty"),
    ],
)
def test_gain_of_impossible_scores_is_refused(before, after, items, words):
    with pytest.raises(ValueError, match=words):
        normalised_gain(before, after, items)


def test_range_of_one_student_is_refused():
    with pytest.raises(ValueError, match="needs at least 2 students"):
        gain_interval([4], [6], 12)


# ---- A class ----------------------------------------------------------------------------------------------

KEY = concept_check.key()
WRONG = KEY.translate(str.maketrans("abcd", "bcda"))


def test_class_is_counted_by_hand():
    found = guide.class_result(
        f"one {WRONG} {KEY}\n\ntwo {KEY[:6]}{WRONG[6:]} {KEY[:6]}{'-' * 6}\nonce {KEY}\ngone {KEY} {'-' * 12}"
    )
    assert "2 students: on average 3.0 of 12 right before and 9.0 after" in found.sentence
    assert "2 took part only once" in found.sentence and f"gain {6 / 9:.2f}" in found.sentence
    assert list(found.shares["before"]) == [50.0] * 6 + [0.0] * 6
    assert list(found.shares["after"]) == [100.0] * 6 + [50.0] * 6


def test_commonest_wrong_answer_is_named_by_its_misconception():
    found = guide.class_result(f"a {KEY} {WRONG[0]}{KEY[1:]}\nb {WRONG} {WRONG[0]}{KEY[1:]}")
    wrong = concept_check.items()[0].option(WRONG[0]).misconception
    page = Page(found._repr_html_()).text
    assert f"{WRONG[0]} (2): {wrong}" in page and page.count("none") == 11


@pytest.mark.parametrize(
    "text, words",
    [
        (f"one {KEY[:-1]} {KEY}", "line 1: " + KEY[:-1] + " has 11 answers; there are 12 questions"),
        (f"one {KEY[:-1]}x {KEY}", "line 1: x is no answer; use a, b, c, d"),
        (f"one {KEY} {KEY}\none {KEY} {KEY}", "line 2: the code one is there twice"),
        (f"Mary Ann {KEY} {KEY}", "line 1 has 4 parts"),
        ("", "no student with answers before and after"),
        (f"one {KEY}", "no student with answers before and after"),
    ],
)
@pytest.mark.parametrize("show", [guide.class_result, guide.class_chart])
def test_answers_that_cannot_be_counted_get_one_sentence(show, text, words):
    said = show(text)
    assert words in repr(said) and "run the cell again" in repr(said)


@pytest.mark.parametrize(
    "text, words",
    [
        (f"one {WRONG} {KEY}", "one student gives no range"),
        (f"one {KEY} {KEY}", "nothing to gain"),
        (f"ONE {KEY.upper()} {WRONG.upper()}\ntwo {WRONG} {KEY}", "2 students"),
    ],
)
def test_small_and_perfect_classes_are_told_plainly(text, words):
    assert words in guide.class_result(text).sentence


def test_chart_says_that_a_class_is_made_up_only_if_it_is():
    text = f"a {WRONG} {KEY}\nb {WRONG} {WRONG}"
    made_up, real = guide.class_chart(text, made_up=True), guide.class_chart(text)
    assert "invented" in made_up.alt and "invented" in made_up.caption and "invented" not in real.alt + real.caption
    assert list(real.table["right after (%)"]) == [50.0] * 12
    assert class_result.read(text).before == (WRONG, WRONG)

"""The lesson template: its words say what its model gives. New lessons copy it (.github/CONTRIBUTING.md)."""

import nbformat
import numpy as np
import pytest
from samples import Page
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.book.contents import contents, lesson_named
from twoclocks.lessons import lesson_template as lesson
from twoclocks.models import uptake

FOUND = contents("lesson_template")


def test_readout_says_what_the_model_gives():
    explorer = lesson.fading_pulse()
    for blocked, start in ((0.0, 0.01), (0.5, 1.0), (1.0, 10.0)):
        readout, _ = explorer.words(sert_blocked=blocked, pulse_start=start)
        result = explorer.result(sert_blocked=blocked, pulse_start=start)
        assert uptake.decay(result.fall, start, blocked)[0] / start == pytest.approx(np.exp(-1))
        assert f"{result.fall:.1f} s" in readout and lesson.charts.micromolar(start) in readout
        assert (f"{100 * blocked:.0f} % of the pumps" in readout) == (blocked > 0)
        times = uptake.fall_time(np.exp(-1), start, blocked) / uptake.fall_time(np.exp(-1), start)
        assert (f", {times:.1f} times as long" in readout) == (blocked > 0)


@pytest.mark.parametrize("task, blocked", [(0, 1.0), (1, 0.5)])
def test_answers_to_tasks_hold_the_models_numbers(task, blocked):
    result = lesson.fading_pulse().result(sert_blocked=blocked, pulse_start=0.01)
    assert f"{result.fall / result.plain:.1f} times as long" in FOUND.tasks[task].answer
    if task == 0:
        assert f"after {result.fall:.1f} s" in FOUND.tasks[task].answer


def test_a_crowd_falls_like_a_pulse_with_every_pump_blocked():
    explorer = lesson.fading_pulse()
    crowd = explorer.result(sert_blocked=0.0, pulse_start=10.0).left
    blocked = explorer.result(sert_blocked=1.0, pulse_start=0.01).left
    assert np.abs(crowd - blocked).max() < 0.03, "task 3 calls the two curves nearly the same"


def test_check_table_is_told_as_it_is():
    rows = lesson.check_against_the_world().frame
    guesses = rows[rows["Kind"] == "prediction"]
    assert (len(rows) - len(guesses), len(guesses), (guesses["Agrees?"] == "yes").sum()) == (3, 3, 1)
    sensors = evidence.parameters("synapse.molpsych2025")
    assert round(sensors["tau_control_sensor"].value / sensors["tau_control"].value) == 3, "three times as long"


@pytest.mark.parametrize(
    "answer, said",
    [
        (None, "Not yet"),
        (0.56, "Yes: with 56 %"),
        (0.5, "Not quite: with 50 % of the pumps blocked it takes 1.4"),
        (7, "a share is a number between 0 and 1, and this is 7."),
        ("half", "and this is 'half'."),
        ([0.5, 0.6], "and this is [0.5, 0.6]."),
        (float("nan"), "and this is nan."),
    ],
)
def test_self_check_answers_everything_in_one_sentence(answer, said, capsys):
    lesson.check_half_again(answer)
    printed = capsys.readouterr().out
    assert said in printed and printed.count("\n") == 1


def test_solution_is_right(capsys):
    (solution,) = [text for title, text in FOUND.exercises[0].folds.items() if title == "Solution"]
    exec(solution.split("```python")[1].split("```")[0], {"lesson": lesson})
    assert capsys.readouterr().out.startswith("Yes")


def test_sources_list_every_page_that_is_cited():
    path = catalogue.NOTEBOOKS / lesson_named("lesson_template").file
    cells = nbformat.read(path, as_version=4).cells
    pages = [
        Page("".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])))
        for cell in cells
    ]
    cited = {link for page in pages for link in page.links}
    (listed,) = [set(page.links) for page, cell in zip(pages, cells, strict=True) if "sources()" in cell.source]
    assert listed and cited == listed


def test_explorer_draws_its_pulse_beside_a_small_one_with_free_pumps():
    explorer, values = lesson.fading_pulse(), {"sert_blocked": 0.5, "pulse_start": 1.0}
    result, (ax,) = explorer.result(**values), explorer.figure(**values).axes
    thin, thick = sorted(
        (line for line in ax.lines if len(line.get_xdata()) > 2), key=lambda line: line.get_linewidth()
    )
    assert np.array_equal(thick.get_ydata(), 100 * result.left)
    small = explorer.result(sert_blocked=0.0, pulse_start=lesson.charts.SMALL)
    assert thin.get_ydata() == pytest.approx(100 * small.left)
    (square,) = [line.get_data() for line in ax.lines if line.get_marker() == "s"]
    assert square == ([result.fall], [pytest.approx(100 * np.exp(-1))])

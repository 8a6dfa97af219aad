"""The lesson template: its words say what its model gives. New lessons copy it (.github/CONTRIBUTING.md)."""

import numpy as np
import pytest
from twoclocks import evidence
from twoclocks.book.contents import contents
from twoclocks.lessons import lesson_template as lesson
from twoclocks.models import uptake

FOUND = contents("lesson_template")


def test_readout_says_what_the_model_gives():
    explorer = lesson.fading_pulse()
    for blocked, start in ((0.0, 0.01), (0.5, 1.0), (1.0, 10.0)):
        readout, _ = explorer.words(pumps_blocked=blocked, pulse_start=start)
        result = explorer.result(pumps_blocked=blocked, pulse_start=start)
        assert uptake.decay(result.fall, start, blocked)[0] / start == pytest.approx(np.exp(-1))
        assert f"{result.fall:.1f} s" in readout and lesson.charts.micromolar(start) in readout
        assert (f"{100 * blocked:.0f} % of the pumps" in readout) == (blocked > 0)
        times = uptake.fall_time(np.exp(-1), start, blocked) / uptake.fall_time(np.exp(-1), start)
        assert (f", {times:.1f} times as long" in readout) == (blocked > 0)


@pytest.mark.parametrize("task, blocked", [(0, 1.0), (1, 0.5)])
def test_answers_to_tasks_hold_the_models_numbers(task, blocked):
    result = lesson.fading_pulse().result(pumps_blocked=blocked, pulse_start=0.01)
    assert f"{result.fall / result.plain:.1f} times as long" in FOUND.tasks[task].answer
    if task == 0:
        assert f"after {result.fall:.1f} s" in FOUND.tasks[task].answer


def test_a_crowd_falls_like_a_pulse_with_every_pump_blocked():
    explorer = lesson.fading_pulse()
    crowd = explorer.result(pumps_blocked=0.0, pulse_start=10.0).left
    blocked = explorer.result(pumps_blocked=1.0, pulse_start=0.01).left
    assert np.abs(crowd - blocked).max() < 0.03, "task 3 calls the two curves nearly the same"


def test_check_table_is_told_as_it_is():
    rows = lesson.check_against_the_world().frame
    guesses = rows[rows["Kind"] == "prediction"]
    assert (len(rows) - len(guesses), len(guesses), (guesses["Agrees?"] == "yes").sum()) == (3, 3, 1)
    sensors = evidence.parameters("synapse.molpsych2025")
    assert round(sensors["tau_control_sensor"].value / sensors["tau_control"].value) == 3, "three times as long"


def test_explorer_draws_its_pulse_beside_a_small_one_with_free_pumps():
    explorer, values = lesson.fading_pulse(), {"pumps_blocked": 0.5, "pulse_start": 1.0}
    result, (ax,) = explorer.result(**values), explorer.figure(**values).axes
    thin, thick = sorted(
        (line for line in ax.lines if len(line.get_xdata()) > 2), key=lambda line: line.get_linewidth()
    )
    assert np.array_equal(thick.get_ydata(), 100 * result.left)
    small = explorer.result(pumps_blocked=0.0, pulse_start=lesson.charts.SMALL)
    assert thin.get_ydata() == pytest.approx(100 * small.left)
    (square,) = [line.get_data() for line in ax.lines if line.get_marker() == "s"]
    assert square == ([result.fall], [pytest.approx(100 * np.exp(-1))])

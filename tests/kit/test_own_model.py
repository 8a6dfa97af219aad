"""A reader's own function in a finished explorer, and a reader's own plots."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from twoclocks.kit import plain_plots
from twoclocks.kit.own_model import ModelError
from twoclocks.lessons import getting_there as lesson


def halving(day, days_taken):
    return np.where(day < days_taken, 100 - 40 * 0.5**day, np.nan)


@pytest.fixture(scope="module")
def own():
    return lesson.daily_pill(model=halving)


def curve(figure):
    (dashed,) = [line for line in figure.axes[0].get_lines() if line.get_zorder() == 9]
    return dashed.get_xdata(), dashed.get_ydata()


def test_the_readers_curve_is_drawn_in_the_units_that_are_named(own):
    """Days go in although the axis is in hours; the controls that the function names reach it."""
    hours, y = curve(own.figure(days_taken=21))
    np.testing.assert_array_equal(y, halving(hours / 24, 21))
    assert np.isfinite(y[hours < 21 * 24]).all() and np.isnan(y[hours > 21 * 24]).all()


def test_the_finished_picture_stays_as_it_was(own):
    before, after = lesson.daily_pill().figure(), own.figure()
    assert [line.get_xydata().tolist() for line in before.axes[0].get_lines()] == [
        line.get_xydata().tolist() for line in after.axes[0].get_lines() if line.get_zorder() != 9
    ]
    assert before.axes[0].get_ylim() == after.axes[0].get_ylim()


def test_readout_and_alt_speak_of_the_readers_model(own):
    assert own.words()[0].startswith(lesson.daily_pill().words()[0])
    assert "Dashed: halving(), from 60 to 100 % of steady state." in own.words()[0]
    assert "halving()" in own.words()[1]


def test_a_page_without_a_kernel_gets_one_picture_of_it(own, monkeypatch):
    """The finished explorer has its controls there; a second set of pictures would double the notebook."""
    monkeypatch.setenv("TWOCLOCKS_PUBLISH", "all")
    page = own._repr_mimebundle_()[0]["text/html"]
    assert page.count("<img") == 1 and "tc-data" not in page and "To move the controls, run all cells" in page


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (3.0, "model is 3.0; it should be a function that takes x"),
        (lambda: 1, "takes nothing"),
        (lambda day, dose: day, "needs dose; the controls here are ssri, days_taken, missed_pills"),
        (lambda day: day[:3], r"returned shape \(3,\)"),
        (lambda day: "high", "should return a number"),
    ],
)
def test_what_does_not_fit_gets_a_sentence(model, says):
    with pytest.raises(ModelError, match=says) as caught:
        lesson.daily_pill(model=model)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_words_of_a_plain_plot_name_every_curve():
    figure, ax = plt.subplots()
    ax.plot([0, 1, 2], [1, 4, 3], label="level")
    ax.plot([0, 1], [5, 5])
    ax.scatter([1, 2], [2, 3])
    ax.bar([1, 2], [7, 8])
    ax.set(title="Concentration rises and falls", xlabel="time [h]", ylabel="level [ng/mL]")
    said = plain_plots.words(figure)
    plt.close(figure)
    for part in (
        "Concentration rises and falls: level [ng/mL] against time [h].",
        "level: from 1 at x = 0 to 3 at 2, highest 4 at 1.",
        "straight at y = 5",
        "2 points, y from 2 to 3.",
        "2 bars, from 7 to 8.",
    ):
        assert part in said


def test_a_plain_plot_is_shown_sharp_and_with_its_words():
    figure, ax = plt.subplots(figsize=(5, 3))
    ax.plot([0, 1], [0, 1])
    png, about = plain_plots._png(figure)
    page = plain_plots._html(figure)
    plt.close(figure)
    assert (about["width"], about["height"]) == (500, 300) and about["alt"] == plain_plots.words(figure)
    assert f'alt="{plain_plots.words(figure)}"' in page and 'width="500"' in page

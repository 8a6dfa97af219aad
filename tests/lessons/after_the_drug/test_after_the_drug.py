"""Lesson 05: pictures draw what models and data give, sentences say it, cards name their sources."""

import re

import nbformat
import numpy as np
import pytest
from looks import said_by
from matplotlib.colors import to_rgba
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Annotation
from samples import Page
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import cards, style
from twoclocks.lessons import after_the_drug as lesson
from twoclocks.lessons.after_the_drug import chain, charts, circuit, explorers, loop, network_charts
from twoclocks.lessons.after_the_drug import curves as curves_drawn
from twoclocks.lessons.after_the_drug.exercises import splits
from twoclocks.lessons.after_the_drug.look import TRIALS, trial_points
from twoclocks.models import cascade as downstream
from twoclocks.models import ei_network, first_steps, hysteresis, slow_change

NOTEBOOK = catalogue.NOTEBOOKS / "05_after_the_drug.ipynb"


def words(figure) -> str:
    """Everything written on a figure that can be seen."""
    found = figure.findobj(lambda artist: hasattr(artist, "get_text"))
    return "\n".join(text.get_text() for text in found if text.get_visible())


def curves(ax) -> list[np.ndarray]:
    """The (x, y) of every line of more than two points, shape (n, 2)."""
    return [np.column_stack(line.get_data()) for line in ax.lines if len(line.get_xdata()) > 2]


def points(ax, marker: str) -> set[tuple[float, float]]:
    """Where single markers of one shape stand."""
    return {
        (round(float(line.get_xdata()[0]), 3), round(float(line.get_ydata()[0]), 3))
        for line in ax.lines
        if line.get_marker() == marker and len(line.get_xdata()) == 1
    }


def holds(ax, x, y, tolerance=0.01) -> bool:
    """Whether some curve of ``ax`` goes through all the points (x, y)."""
    return any(
        np.allclose(np.interp(x, *line.T), y, atol=tolerance) for line in curves(ax) if (np.diff(line[:, 0]) > 0).all()
    )


# ---- Still pictures ------------------------------------------------------------------------------


def test_seen_changing_draws_every_row_at_its_time():
    chart, rows = charts.seen_changing(), charts.changes()
    (ax,) = chart.fig.axes
    for place, change in enumerate(rows):
        height = len(rows) - place
        found = [
            line
            for line in ax.lines
            if line.get_marker() == charts.WHO[change.who]
            and len(line.get_xdata()) == 1
            and line.get_ydata()[0] == height
        ]
        assert len(found) == 1 and found[0].get_xdata()[0] == pytest.approx(np.sqrt(change.first * change.last))
        crossed = [line for line in ax.lines if line.get_marker() == "x" and line.get_ydata()[0] == height]
        assert bool(crossed) == (not change.found)
        assert change.words in words(chart.fig)


def test_seen_changing_takes_times_from_the_data():
    found = {change.row: change for change in charts.changes()}
    assert found["cs-glutamate-surge-04"].first == pytest.approx(
        evidence.parameter("cascade.milak2016.t_peak").value / 60, abs=0.01
    )
    spines = evidence.parameter("cascade.pryazhnikov2018.t_spine")
    assert (found["cs-spines-04"].first, found["cs-spines-04"].last) == (spines.low, spines.high)
    later = evidence.parameter("cascade.phoumthipphavong2016.t_spine")
    assert found["cs-spines-03"].first == 24 * later.value
    second_hand = {row for row, change in found.items() if change.status != "primary"}
    assert second_hand == {"cs-adenosine-01", "cs-spines-05", "cs-ampa-02"}
    people = [change for change in found.values() if change.who == "people"]
    none = sum(not change.found for change in people)
    assert (
        charts.seen_changing().title.startswith(f"{len(people)} of {len(found)}")
        and f" {none} of" in charts.seen_changing().title
    )


def test_repeated_doses_stand_apart_from_one():
    """Hours of several doses are counted from the first: below the line, and none of them above it."""
    rows = charts.changes()
    single = [change.single for change in rows]
    assert single == sorted(single, reverse=True) and 0 < sum(single) < len(rows)
    assert {change.row for change in rows if not change.single} == {
        "cs-spines-04",
        "cs-emotional-bias-06",
        "cs-ampa-02",
        "cs-spines-12",
    }
    (ax,) = charts.seen_changing().fig.axes
    (line,) = {line.get_ydata()[0] for line in ax.lines if list(line.get_xdata()) == [0, 1]}
    assert line == len(rows) - sum(single) + 0.5


def test_illustrative_charts_say_so_on_themselves():
    for draw in (curves_drawn.drug_removed, curves_drawn.four_first_steps, curves_drawn.two_slow_stories):
        assert "illustrative" in words(draw().fig), draw.__name__
    assert "no measurement" in words(network_charts.equal_block().fig)


def test_removed_drug_as_computed():
    chart = curves_drawn.drug_removed()
    (ax,) = chart.fig.axes
    assert points(ax, "D") == {(24.0, round(curves_drawn.share_left(), 3))}
    time, effect = curves_drawn.effect_if_removed(2.0)
    assert np.allclose(effect[time < 2], downstream.cascade(time[time < 2]).relative, atol=0.012)
    assert f"{100 * curves_drawn.share_left():.0f} %" in chart.title
    assert curves_drawn.effect_if_removed(0.0)[1].max() == pytest.approx(0, abs=0.02)
    assert holds(ax, np.array([1, 4, 24]), downstream.cascade(np.array([1, 4, 24.0])).relative)


def test_four_first_steps_are_drawn_as_computed():
    chart = curves_drawn.four_first_steps()
    (ax,) = chart.fig.axes
    hours = np.array([0.5, 2, 8, 24, 72])
    for step in first_steps.STEPS:
        assert holds(ax, hours, first_steps.effect(hours, step)), step
    assert (
        len({str(line.get_linestyle()) + str(line._dash_pattern) for line in ax.lines if len(line.get_xdata()) > 2})
        == 4
    )


@pytest.mark.parametrize(
    "draw",
    [
        lambda: curves_drawn.four_first_steps().fig,
        lambda: explorers.cascade().figure(),
        lambda: explorers.hysteresis_loop().figure(),
    ],
)
def test_trial_points_are_the_data_and_stand_alone(draw):
    """Each trial row is one marker with its interval; no line joins two of them."""
    figure = draw()
    rows = evidence.trials(id=list(TRIALS)).set_index("id")
    wanted = {(round(row.time_hours, 3), round(-row.value, 3)): (-row.high, -row.low) for row in rows.itertuples()}
    found = {spot for ax in figure.axes for marker in "os" for spot in points(ax, marker)}
    assert set(wanted) <= found
    intervals = [line for ax in figure.axes for line in ax.lines if len(line.get_xdata()) == 2]
    for (hours, _), limits in wanted.items():
        assert any(
            np.allclose(line.get_xdata(), hours, atol=1e-3) and np.allclose(sorted(line.get_ydata()), sorted(limits))
            for line in intervals
        )
    assert all(point.status in {"primary", "secondary"} for point in trial_points())


def test_slow_stories_and_weekly_gains():
    chart = curves_drawn.two_slow_stories()
    (ax,) = chart.fig.axes
    days = np.array([3, 7, 14, 28])
    for story in slow_change.STORIES:
        assert holds(ax, days * 24, slow_change.share(days, story)), story
    weekly = evidence.trials(id=curves_drawn.WEEKLY).set_index("id").loc[curves_drawn.WEEKLY]
    assert points(ax, "s") == {
        (round(row.time_hours, 3), round(row.value / weekly["value"].iloc[-1], 3)) for row in weekly.itertuples()
    }
    first = evidence.trials(id=curves_drawn.FIRST_WEEK).iloc[0]
    assert points(ax, "o") == {(168.0, round(first["value"] / 100, 3))}
    hollow = [line for line in ax.lines if line.get_marker() == "s"]
    assert all(line.get_markerfacecolor() == "white" for line in hollow), "seen second-hand"


def test_network_charts_as_computed():
    (ax,) = network_charts.equal_block().fig.axes
    share = np.array([0.1, 0.3, 0.5])
    for target in ei_network.TARGETS:
        assert holds(ax, 100 * share, ei_network.blocked(share, target).rE)
    assert points(ax, "D") == {(30.0, round(float(ei_network.blocked(0.3, "both").rE), 3))}
    chart = network_charts.preference()
    (ax,) = chart.fig.axes
    ratio = float(ei_network.break_even(0.2)) / 0.2
    assert points(ax, "D") == {(20.0, round(100 * ratio * 0.2, 3))}
    assert f"{ratio:.1f} times" in chart.title and f"{ratio:.1f}-fold" in words(chart.fig)
    assert holds(ax, 100 * share[:2], 100 * ei_network.break_even(share[:2]), 0.5)


# ---- Moving pictures -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", hysteresis.KINDS)
def test_loop_explorer_draws_the_loop_and_its_point(kind):
    figure, run = explorers.hysteresis_loop().figure(since_start=4.0, effect_kind=kind), hysteresis.loop(kind)
    left, right = figure.axes
    level, effect = run.at(4.0)
    (point,) = [line for line in right.lines if line.get_marker() == "D"]
    assert point.get_data() == ([level], [effect])
    assert any(np.array_equal(line.get_data(), (run.level, run.effect)) for line in right.lines)
    assert any(np.array_equal(line.get_data(), (run.time, run.effect)) for line in left.lines)
    now = {
        f"{line.get_color()}{line.get_marker()}": line.get_data() for line in left.lines if len(line.get_xdata()) == 1
    }
    assert now[style.INK + "D"] == ([4.0], [effect])
    assert now[style.KETAMINE + "o"] == ([4.0], [pytest.approx(level / run.level.max())])
    trials = {(round(trial.hours, 3), round(trial.value, 3)) for trial in trial_points()}
    seen = points(left, "o") | points(left, "s")
    assert trials <= seen if kind == "lags" else not trials & seen, "trials measured mood only"
    assert ("trials" in words(figure).split("\n")) == (kind == "lags")
    assert right.get_title(loc="left").lower().startswith(run.direction.split()[0])
    along = {text.get_text(): text.xy for text in right.texts if isinstance(text, Annotation) and text.get_text()}
    assert along == {style.time_label(hours): run.at(hours) for hours in loop.ALONG[kind]}
    assert "illustrative" in words(figure)


@pytest.mark.parametrize("kind", hysteresis.KINDS)
def test_heads_of_the_loop_point_forward(kind):
    figure, run = explorers.hysteresis_loop().figure(effect_kind=kind), hysteresis.loop(kind)
    heads = [text for text in figure.axes[1].texts if isinstance(text, Annotation) and text.arrow_patch]
    assert [(head.xyann, head.xy) for head in heads] == [
        (run.at(hours), run.at(hours * 1.06)) for hours in loop.HEADS[kind]
    ]


@pytest.mark.parametrize("target", ei_network.TARGETS)
@pytest.mark.parametrize("block, ampa", [(0.0, 0.0), (0.3, 0.0), (0.6, 0.8)])
def test_network_explorer_shows_rates_and_who_is_blocked(target, block, ampa):
    rates = ei_network.blocked(block, target, ampa)
    values = {"network_target": target, "network_block": block, "ampa_share": ampa}
    stage, right = explorers.network().figure(**values).axes
    fills = {patch.get_xy(): patch for patch in stage.patches if isinstance(patch, Rectangle) and patch.get_fill()}
    for name, hit in (("E", target != "interneurons"), ("I", target != "pyramidal")):
        low, width, _ = circuit.GAUGE
        assert fills[circuit.CELLS[name][0] - width / 2, low].get_width() == pytest.approx(width * block * hit)
        strip = circuit.STRIPS[name]
        (spikes,) = [
            line
            for line in stage.lines
            if len(line.get_xdata())
            and line.get_ydata()[0] == strip[1] + 0.65
            and strip[0] <= line.get_xdata()[0] <= strip[0] + circuit.STRIP
        ]
        assert np.isnan(spikes.get_xdata()).sum() == round(circuit.SECONDS * float(getattr(rates, f"r{name}")))
        x, y = circuit.RECEPTORS[name]
        wedges = [
            patch
            for patch in stage.patches
            if isinstance(patch, Polygon)
            and patch.get_facecolor() == to_rgba(style.INK)
            and np.hypot(*(patch.get_xy()[:-1].mean(axis=0) - (x, y))) < 0.5
        ]
        assert len(wedges) == (hit and block > 0), "ketamine sits in the receptors that are blocked"
    (point,) = [line for line in right.lines if line.get_marker() == "D"]
    assert point.get_data() == ([100 * block], [float(rates.rE)])
    thick = max((line for line in right.lines if len(line.get_xdata()) > 2), key=lambda line: line.get_linewidth())
    share = np.array([0.1, 0.5])
    assert np.interp(100 * share, *thick.get_data()) == pytest.approx(
        ei_network.blocked(share, target, ampa).rE, rel=0.01
    )


@pytest.mark.parametrize("share", explorers.AMPA_SHARES)
def test_names_of_the_network_lie_on_no_curve_and_on_no_other_name(share):
    """The curves move with the share of AMPA receptors, and their names with them."""
    figure = explorers.network().figure(ampa_share=share)
    ax = figure.axes[1]
    figure.canvas.draw()
    said = {
        text.get_text(): text.get_window_extent()
        for text in ax.texts
        if text.get_text() in {"both", "at rest", "pyramidal"}
    }
    assert len(said) == 3
    boxes = list(said.values())
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])
    for name, box in said.items():
        for line in ax.lines:
            dots = ax.transData.transform(np.column_stack(line.get_data())) if len(line.get_xdata()) > 2 else []
            assert not any(box.contains(*dot) for dot in dots), name


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("ampa, spines", [(False, False), (True, False), (False, True), (True, True)])
def test_cascade_explorer_draws_the_run(ampa, spines, inverted):
    found = explorers.cascade()
    values = {"ampa": ampa, "spines": spines, "inverted": inverted, "infusion_dose": 0.4}
    result, figure = found.result(**values), found.figure(**values)
    top, left, right = figure.axes
    for line, name in zip(left.lines, chain.STEPS, strict=True):
        assert np.array_equal(line.get_ydata(), getattr(result, name))
    thick = max(right.lines, key=lambda line: line.get_linewidth())
    assert np.array_equal(thick.get_ydata(), result.relative)
    cut = {round(float(np.nanmean(line.get_xdata())), 3) for line in top.lines if line.get_zorder() == 8}
    assert cut == {round(place, 3) for place, off in ((chain.AMPA, ampa), (chain.SPINES, spines)) if off}
    (drive,) = [line.get_ydata() for line in top.lines if len(line.get_xdata()) == 31]
    assert (np.diff(drive).min() < 0) == inverted
    named = {text.get_text() for text in left.texts}
    assert ("fast plasticity" in named) == (not ampa) and ("spines" in named) == (not ampa and not spines)
    assert "illustrative" in words(figure)


# ---- Readouts ------------------------------------------------------------------------------------


def test_loop_readout_says_concentration_effect_and_the_rise():
    found = explorers.hysteresis_loop()
    run = hysteresis.loop("lags")
    text = found.words(since_start=4.0, effect_kind="lags")[0]
    assert f"{run.at(4.0)[0]:.0f} ng/mL" in text and f"{run.at(4.0)[1]:.2f} SD" in text
    assert f"against {run.same_level_earlier(4.0):.2f} SD" in text and "slower steps" in text
    assert "still rising" in found.words(since_start=2 / 3, effect_kind="lags")[0]
    assert "decayed as well" in found.words(since_start=336.0, effect_kind="lags")[0]
    assert "under 1 ng/mL" in found.words(since_start=72.0, effect_kind="lags")[0]
    assert "tolerance has developed" in found.words(since_start=1.0, effect_kind="fades")[0]


@pytest.mark.parametrize("kind", hysteresis.KINDS)
@pytest.mark.parametrize("hours", explorers.HOURS)
def test_loop_readout_is_true_at_every_setting(hours, kind):
    """It compares two numbers only where they differ as written, and claims tolerance only where the effect is smaller."""
    text = explorers.hysteresis_loop().words(since_start=hours, effect_kind=kind)[0]
    compared = re.search(r"at (\S+) %, against (\S+) %", text) or re.search(r"is (\S+) SD, against (\S+) SD", text)
    assert bool(compared) == ("against" in text)
    if compared:
        now, earlier = map(float, compared.groups())
        assert now > earlier if kind == "lags" else now < earlier
    run = hysteresis.loop(kind)
    assert ("rising" in text or "so far" in text) == (kind != "follows" and np.isnan(run.same_level_earlier(hours)))
    if "decayed as well" in text and kind == "fades":
        assert run.at(hours)[1] == pytest.approx(run.same_level_earlier(hours), abs=0.01)
    if kind == "follows":
        peak = run.level.argmax()
        assert np.interp(run.at(hours)[0], run.level[: peak + 1], run.effect[: peak + 1]) == pytest.approx(
            run.at(hours)[1], abs=0.005
        )


@pytest.mark.parametrize("target", ei_network.TARGETS)
@pytest.mark.parametrize("share", explorers.AMPA_SHARES)
def test_network_readout_gives_the_direction_that_it_names(target, share):
    rest = ei_network.fixed_point()
    for block in explorers.BLOCKS[1:]:
        values = {"network_target": target, "network_block": block, "ampa_share": share}
        text = explorers.network().words(**values)[0]
        rates = ei_network.blocked(block, target, share)
        rE, rI = float(rates.rE), float(rates.rI)
        assert f"{block:.0%}".replace("%", " %") in text and f"{rI:.1f}" in text
        up = "inhibit them less" in text or "inhibition falls more" in text
        same, down = "nearly cancel" in text, "excite each other less" in text or "more recurrent excitation" in text
        assert [up, same, down].count(True) == 1
        assert same or f"settle at {rE:.1f} spikes/s instead of {float(rest.rE):.1f}" in text
        assert same == (target == "both" and abs(rE - float(rest.rE)) < 0.05)
        assert same or up == (rE > float(rest.rE))


def test_network_readout_at_rest():
    for share in explorers.AMPA_SHARES:
        text = explorers.network().words(network_block=0.0, ampa_share=share)[0]
        assert "balance" in text and f"{float(ei_network.fixed_point().rE):.1f}" in text


@pytest.mark.parametrize(
    "switches, why",
    [
        ({}, "maintain what fast plasticity began"),
        ({"spines": True}, "nothing maintains"),
        ({"ampa": True}, "no fast plasticity starts"),
        ({"inverted": True}, "less drive from a high block"),
    ],
)
def test_cascade_readout_recomputed(switches, why):
    found = explorers.cascade()
    text = found.words(infusion_dose=0.6, **switches)[0]
    dose = 0.6 * evidence.parameter("trial.infusion.dose").value
    run = downstream.cascade(
        [24.0, 168.0], dose, switches.get("ampa", False), switches.get("spines", False), switches.get("inverted", False)
    )
    assert why in text and "0.6 ×" in text and f"{run.relative[0]:.2f} SD" in text
    if not switches.get("ampa"):
        assert f"{run.relative[1]:.2f} SD after a week" in text


def test_cascade_dose_is_a_multiple_of_the_trial_dose():
    found = explorers.cascade()
    one = found.result(infusion_dose=1.0)
    assert np.allclose(one.relative, downstream.cascade(one.time).relative)


# ---- Predictions ---------------------------------------------------------------------------------


def test_equal_block_prediction_marks_start_at_rest_and_fan_out():
    found = lesson.predict_equal_block()
    starts, ends = zip(*(guess.mark for guess in found.guesses), strict=True)
    assert len(set(starts)) == 1
    assert [guess.reply.startswith("Yes") for guess in found.guesses] == [False, False, True]
    heights = [y for _, y in ends]
    assert heights[0] < heights[1] < heights[2], "from the top of the picture: up, level, down"
    assert all("2.3 spikes" in guess.reply for guess in found.guesses)


def test_removed_drug_prediction_replies():
    left = curves_drawn.share_left()
    for guess in lesson.predict_drug_removed().guesses:
        share = float(guess.text.split()[0]) / 100
        start = "That is close" if abs(share - left) <= 0.05 else "It is more" if share < left else "It is less"
        assert guess.reply.startswith(start) and f"{100 * left:.0f} %" in guess.reply


# ---- Notes and tables ----------------------------------------------------------------------------


def test_notes_say_what_data_and_models_hold():
    glx = evidence.parameter("cascade.milak2016.Glx")
    assert f"{glx.value:g} %" in lesson.people_note().text and "11 patients" in lesson.people_note().text
    feeling = evidence.parameter("session.bowdle1998.r_VAS")
    assert f"{feeling.low:g} to {feeling.high:g}" in lesson.level_note().text
    assert f"about {float(ei_network.break_even(0.1)) / 0.1:.1f} times" in lesson.preference_note().text
    for note in (lesson.people_note(), lesson.level_note(), lesson.preference_note(), lesson.deficit_note()):
        assert note.more, "a source"


def test_every_constant_is_shown_and_assumed():
    frame = lesson.constants().frame
    assert set(frame["Symbol"]) == set(downstream.constants()) and set(frame["Status"]) == {"assumed"}
    for row in frame.itertuples():
        assert row.Value.startswith(f"{downstream.constants()[row.Symbol]:g}")


def test_predictions_and_calibrations_are_told_apart():
    shown = lesson.check_against_the_world()
    predictions, calibrations = shown.top.frame, shown.rest[0].frame
    assert set(predictions["Kind"]) == {"prediction"} and "prediction" not in set(calibrations["Kind"])
    order = (predictions["Agrees?"] == "yes").tolist()
    assert order == sorted(order) and "NO" in set(predictions["Agrees?"]), "misses first, and there are some"
    assert "2 of 8" in shown.top.caption and len(predictions) <= 8, "only rows that teach"
    assert not predictions["What"].str.contains("daily").any(), "five doses are no test of one"


def test_words_in_the_notebook_fit_the_models():
    text = "\n".join(
        cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "markdown"
    )
    run = downstream.cascade([24.0, 72.0], spines_prevented=True)
    assert "a third is gone, and after three days nearly all" in text
    assert run.relative[0] == pytest.approx(2 / 3, abs=0.05)
    assert run.relative[1] / downstream.cascade([72.0]).relative[0] < 0.2
    assert "spines reach half of their largest possible share" in text and downstream.cascade([24.0]).S[
        0
    ] == pytest.approx(0.5, abs=0.05)
    assert "Far more than a fifth" in text and downstream.cascade([24.0], 0.1).relative[0] > 0.5
    assert "About a half, 2.5 times" in text and float(ei_network.break_even(0.2)) == pytest.approx(0.5, abs=0.02)


# ---- Cards ---------------------------------------------------------------------------------------

CARDS = cards.all_cards("05_after_the_drug")
STATEMENTS = [
    pytest.param(item, id=f"{card.name}-{item.text[:30]}")
    for card in CARDS
    for item in card.shown + card.tried + card.against
]


def test_both_sides_have_the_accounts_that_were_promised():
    names = {side: [card.name for card in CARDS if card.side == side] for side in ("ketamine", "serotonin")}
    assert names["ketamine"] == [
        "Disinhibition",
        "Block at rest",
        "Habenula bursts",
        "Metabolite",
        "TrkB directly",
        "Opioid system",
        "New spines: cause or maintenance",
        "Adenosine",
    ]
    assert names["serotonin"] == [
        "New neurons",
        "SERT down-regulation",
        "Lipid rafts",
        "Emotional learning",
        "More synapses",
    ]
    for card in CARDS:
        assert card.shown and card.tried and card.against
        assert all((card.claim, card.predicts, card.doubt, card.experiment))


def test_what_was_tried_is_marked_as_its_row_says():
    """In whom, and what became of the effect, as data/chain_removals.csv has it."""
    marks = cards.accounts("05_after_the_drug")["marks"]
    found = evidence.table("chain_removals").set_index("id")
    tried = [item for card in CARDS for item in card.tried]
    assert all(item.row for item in tried) and len(tried) > 30
    for item in tried:
        if item.row in found.index:
            assert item.mark == f"{marks[found.species[item.row]]}, {marks[found.outcome[item.row]]}"
            assert f"<strong>{item.mark}:</strong>" in item.html() and item.mark in item.line
        else:
            assert not item.mark


def test_results_that_conflict_stand_together():
    """Who reads one of a conflicting pair on a card finds the other on the same card."""
    held = {card.name: {item.row for item in card.shown + card.tried + card.against} for card in CARDS}
    together = (
        ("Disinhibition", "cr-disinhibition-01", "cr-disinhibition-03"),
        ("Disinhibition", "cs-disinhibition-02", "cs-disinhibition-08"),
        ("Disinhibition", "cascade.milak2016.Glx", "cs-glutamate-surge-06"),
        ("Block at rest", "cr-block-at-rest-01", "cr-block-at-rest-06"),
        ("Block at rest", "cr-block-at-rest-02", "cr-block-at-rest-06"),
        ("Block at rest", "cr-bdnf-trkb-01", "cr-bdnf-trkb-05"),
        ("Habenula bursts", "fi-ketamine-mechanism-31", "cr-habenula-03"),
        ("Metabolite", "cr-metabolite-01", "cr-metabolite-03"),
        ("Opioid system", "cr-opioid-01", "cr-opioid-05"),
        ("New spines: cause or maintenance", "cr-mtorc1-01", "cr-mtorc1-02"),
        ("New neurons", "cr-neurogenesis-01", "cr-neurogenesis-04"),
        ("SERT down-regulation", "sert.benmansour2002.binding_fall_15d", "fi-transporter-change-03"),
        ("Emotional learning", "fi-serotonin-accounts-10", "fi-serotonin-accounts-09"),
        ("Emotional learning", "cs-emotional-bias-02", "fi-serotonin-accounts-09"),
    )
    for name, one, other in together:
        assert {one, other} <= held[name], name


def test_second_looks_are_shown_alike():
    """Two scans found nothing as planned and something on a second look: both cards say both, and call it that."""
    for name, second in (
        ("New spines: cause or maintenance", "fi-ketamine-mechanism-41"),
        ("More synapses", "downstream.johansen2023.days"),
    ):
        (card,) = [card for card in CARDS if card.name == name]
        assert any(item.row == second and "second look" in item.text for item in card.shown)
        assert any("planned" in item.text for item in card.against)


@pytest.mark.parametrize("item", STATEMENTS)
def test_statements_lead_to_their_row_and_source(item):
    if not item.row:
        assert "our own argument" in item.html()
        return
    key, status = item.seen
    assert item.row in item.html() and status in item.html() and evidence.source(key).label in Page(item.html()).text
    if evidence.source(key).url:
        assert evidence.source(key).url in Page(item.html()).links


def test_what_was_shown_always_has_a_row():
    assert all(item.row for card in CARDS for item in card.shown)
    assert {item.seen[1] for card in CARDS for item in card.shown} <= {"primary", "secondary"}, "nothing from memory"


def test_cards_hold_no_number_of_their_own():
    """Names of things (eEF2, MK-801, 2A, mTORC1) aside; numbers belong to data/."""
    names = r"eEF2|MK-801|GluN2[AB]|\bA2A\b|\bA1\b|mTORC1|day 1\b|\b2025\b|\{[^}]*\}"
    for card in cards.accounts("05_after_the_drug")["card"]:
        texts = [card[name] for name in ("claim", "predicts", "doubt", "experiment")]
        texts += [item["text"] for name in ("shown", "tried", "against") for item in card[name]]
        for text in texts:
            assert not re.search(r"\d", re.sub(names, "", text)), text


def test_row_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="row is 'fi-nothing-1'; it must be an id of"):
        cards.Statement("x", "fi-nothing-1").html()
    with pytest.raises(ValueError, match="there are no accounts of '99_none'"):
        cards.all_cards("99_none")
    with pytest.raises(ValueError, match="side is 'left'; it must be one of ketamine, serotonin"):
        cards.Cards("05_after_the_drug", "left", "Title", "black")


def test_cards_are_a_list_with_folds_and_without_headings_or_scripts():
    shown = lesson.ketamine_accounts()
    data, _ = shown._repr_mimebundle_()
    page = Page(data["text/html"])
    assert not page.headings and not page.all("script")
    assert len(page.all("details")) == len(page.all("summary")) == 4 * len(shown.cards)
    labels = [about["aria-label"] for about in page.all("summary")]
    assert len(set(labels)) == len(labels), "each fold can be told from the others by ear"
    assert "minmax(min(100%" in page.all("ul")[0]["style"], "wraps, and never sticks out of a narrow page"
    for card in shown.cards:
        for text in (card.name, card.claim, card.predicts, card.doubt, card.experiment):
            assert text in page.text and text in data["text/plain"]


# ---- Exercises -----------------------------------------------------------------------------------


def test_each_split_has_one_right_experiment_and_every_choice_is_explained():
    places = []
    for name, split in splits().items():
        rights = [option["letter"] for option in split["option"] if option["right"]]
        assert len(rights) == 1 and [option["letter"] for option in split["option"]] == list("abcd")
        places += rights
        for option in split["option"]:
            heard = lesson.check_experiment.exercises[name](option["letter"])
            assert heard.passed == option["right"] and option["why"] in heard.text
        assert name in said_by(lesson.experiments)
    assert len(set(places)) == len(places), "the right letter varies"

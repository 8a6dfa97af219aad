"""Lesson 12: what it computes beside the model, what its pictures draw, what its sentences say."""

import functools
import itertools
import re

import nbformat
import numpy as np
import pytest
from looks import words
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit.chart import cell_html
from twoclocks.kit.sentences import sentences
from twoclocks.lessons import expert_serotonin_terminal as lesson
from twoclocks.lessons.expert_serotonin_terminal import answers, drawings, explorers, limits
from twoclocks.lessons.expert_serotonin_terminal import charts as opening
from twoclocks.lessons.expert_serotonin_terminal.predictions import GUESSED_RISES
from twoclocks.models import (
    raphe,
    terminal,
    terminal_clamped,
    terminal_flows,
    terminal_jacobian,
    terminal_rates,
    terminal_stiffness,
    terminal_store,
    terminal_views,
)

NOTEBOOK = catalogue.NOTEBOOKS / "12_expert_serotonin_terminal.ipynb"
NAMES = list(terminal_rates.STATES)
CHARTS = (
    opening.terminal_at_rest,
    answers.how_much,
    answers.two_starts,
    limits.stiffness,
    limits.repeated_doses,
    limits.two_windows,
)


@functools.cache
def rest() -> float:
    """Extracellular serotonin at steady state [nM]."""
    return terminal.undisturbed(0.0).serotonin[0]


def numbers(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def states_around(count: int) -> np.ndarray:
    """States near rest and far from it, with drug."""
    random = np.random.default_rng(3)
    usual = terminal.run(10.0, [1.0]).states[0]
    return usual * np.exp(random.uniform(-1.5, 1.5, (count, 42)))


# ---- Flows ------------------------------------------------------------------------------------------


def test_flows_add_up_to_the_models_own_slopes():
    """Every flow is seen in the balance of some compartment, so a wrong term shows."""
    k = terminal_rates.constants()
    for state in states_around(40):
        slope = dict(zip(NAMES, terminal_rates.slopes()(0.0, state), strict=True))
        y, f = dict(zip(NAMES, state, strict=True)), terminal_flows.flows(state)
        to_cytosol = k.a15 * (y["cht"] - y["eht"])
        finished = k.Vmax_AADC * y["htp"] / (k.Km_AADC + y["htp"])
        assert f.released - f.taken_up - f.to_glia - f.removed + f.exchanged == pytest.approx(slope["eht"], abs=1e-6)
        assert f.packed - f.released + f.refilled == pytest.approx(slope["vht"], abs=1e-6)
        assert f.packed_reserve - f.refilled == pytest.approx(slope["vhtr"], abs=1e-6)
        assert finished - f.packed - f.packed_reserve + f.taken_up - f.broken - to_cytosol == pytest.approx(
            slope["cht"], abs=1e-6
        )
        assert f.made - finished == pytest.approx(slope["htp"], abs=1e-6)


def test_flows_of_many_states_are_those_of_each():
    states = states_around(5)
    together = terminal_flows.flows(states)
    for place, state in enumerate(states):
        alone = terminal_flows.flows(state)
        for name in vars(alone):
            assert getattr(together, name)[place] == pytest.approx(getattr(alone, name)), name


def test_sert_carries_98_of_100_at_rest_as_the_raphe_model_assumes():
    share = float(terminal_flows.flows(terminal.start()).sert_share)
    assert share == pytest.approx(float(evidence.parameter("raphe.teaching.u_T")), abs=0.005)


# ---- The Jacobian -----------------------------------------------------------------------------------


def test_grouped_jacobian_is_the_one_pushed_state_by_state():
    slopes = terminal_rates.slopes()
    quick = terminal_jacobian.jacobian(slopes)
    for state in (terminal.run(10.0, [1.0]).states[0], *states_around(6)):
        found = quick(0.0, state)
        push = 1e-6 * np.maximum(np.abs(state), 1e-3)
        slow = np.empty((42, 42))
        for column in range(42):
            up, down = state.copy(), state.copy()
            up[column] += push[column]
            down[column] -= push[column]
            slow[:, column] = (np.array(slopes(0.0, up)) - np.array(slopes(0.0, down))) / (2 * push[column])
        assert found == pytest.approx(slow, rel=1e-3, abs=1e-3 * np.abs(slow).max() * 1e-3)


def test_no_slope_asks_two_states_of_a_group():
    asks, groups = terminal_jacobian.dependence(), terminal_jacobian.groups()
    assert (groups.sum(axis=0) == 1).all()
    assert len(groups) <= 9, "more groups than needed make the solver slow"
    for group in groups:
        assert (asks[:, group].sum(axis=1) <= 1).all()


def test_every_dependence_is_known():
    """A dependence that a fresh trial finds and the module missed would make the solver slow."""
    slopes, missed = terminal_rates.slopes(reserve_limit=5.0), set()
    for state in states_around(60):
        before = np.array(slopes(0.0, state))
        for column in range(42):
            moved = state.copy()
            moved[column] *= 1.01
            asked = np.array(slopes(0.0, moved)) != before
            missed |= {
                (NAMES[row], NAMES[column])
                for row in np.flatnonzero(asked)
                if not terminal_jacobian.dependence()[row, column]
            }
    assert not missed


# ---- Clamped components -------------------------------------------------------------------------------


def test_clamped_components_do_not_change_and_all_others_do():
    for part, still in terminal_clamped.PARTS.items():
        state = terminal.run(10.0, [1.0]).states[0]
        found = dict(zip(NAMES, terminal_clamped.slopes([part])(0.0, state), strict=True))
        full = dict(zip(NAMES, terminal_rates.slopes()(0.0, state), strict=True))
        assert all(found[name] == 0 for name in still)
        assert all(found[name] == full[name] for name in NAMES if name not in still)


def test_at_rest_a_clamp_changes_nothing_and_without_one_the_model_is_the_model():
    for part in terminal_clamped.PARTS:
        assert terminal_clamped.clamped([part], 0.0).rise == pytest.approx(1, abs=1e-6)
    full = terminal_clamped.clamped([], 10.0)
    assert full.serotonin == pytest.approx(terminal.run(10.0, terminal_clamped.TIME).serotonin, rel=1e-6)


def test_receptors_replace_each_other():
    """137 nM with the H3 receptor clamped stands in the research base; the rest is what the lesson says."""
    peak = {
        held: terminal_clamped.clamped(held, 10.0).peak
        for held in ((), ("5-HT1B",), ("H3",), ("5-HT1B", "H3"), ("SERT trafficking",))
    }
    assert peak[("H3",)] == pytest.approx(137, abs=1)
    assert peak[("5-HT1B",)] > 2 * peak[()] and peak[("SERT trafficking",)] < peak[()]
    assert 28 < peak[("5-HT1B", "H3")] / rest() < 35


def test_a_curve_ends_before_a_level_turns_negative():
    held = terminal_clamped.clamped(["5-HT1B", "H3"], 10.0)
    assert not held.complete and held.time[-1] < terminal_clamped.LONGEST
    states = terminal.solved(
        terminal.with_dose(terminal.start(), 10.0), terminal_clamped.TIME, terminal_clamped.slopes(["5-HT1B", "H3"])
    )
    assert states[: held.time.size].min() >= terminal.FLOOR > states[held.time.size].min()


# ---- Stiffness --------------------------------------------------------------------------------------


def test_clocks_run_from_a_second_to_days_and_what_is_kept_has_none():
    clocks = terminal_stiffness.clocks()
    assert clocks[0] * 3600 == pytest.approx(0.4, abs=0.05) and clocks[-1] / 24 == pytest.approx(5.8, abs=0.2)
    # At rest the histamine reserve is cut off on both sides, so it has no clock either.
    assert clocks.size == 42 - len(terminal.KEPT) - 1
    rates = terminal_rates.slopes()(0.0, terminal.start() + 1e-3 * (np.array(NAMES) == "vhar"))
    assert np.abs(rates).max() < 1e-6


def test_slowest_clock_is_that_of_the_reserve():
    """Pushed off rest, the reserve comes back as the slowest clock says."""
    state = terminal.start()
    state[NAMES.index("vhtr")] += 10
    clock = terminal_stiffness.clocks()[-1]
    states = terminal.solved(state, np.array([0.0, 100.0, 100.0 + clock]), terminal_rates.slopes())
    left = states[1:, NAMES.index("vhtr")] - terminal.start()[NAMES.index("vhtr")]
    assert left[1] / left[0] == pytest.approx(np.exp(-1), rel=0.03)


def test_explicit_solver_tiptoes_and_the_stiff_one_does_not():
    steps = terminal_stiffness.steps()
    assert (steps.explicit > 1000).all(), "held down by the fastest clock, all the time"
    assert steps.stiff[-1] < 30 < 1000 < steps.stiff[0]
    stiff, explicit = steps.totals
    assert explicit > 50 * stiff
    # The stability limit of a fifth-order Runge-Kutta method is a stride of about 3.3 of the fastest clock.
    assert steps.explicit.min() > 0.5 / (3.3 * terminal_stiffness.clocks()[0])


# ---- Repeated doses ---------------------------------------------------------------------------------


@pytest.mark.parametrize("per_day, earliest, latest", [(3, 24, 30), (1, 36, 93)])
def test_published_equations_fall_below_zero_when_the_research_base_says(per_day, earliest, latest):
    run = terminal.unchecked(10.0, 5, per_day)
    first = run.time[(run.states < terminal.FLOOR).any(axis=1)][0]
    assert earliest <= first <= latest
    assert run.states[run.time < first].min() >= terminal.FLOOR


def test_a_course_of_one_dose_is_a_dose():
    assert terminal.unchecked(10.0, 1, 1, 24).serotonin == pytest.approx(
        terminal.run(10.0, np.arange(25.0)).serotonin, rel=1e-5
    )
    with pytest.raises(ValueError, match="days is 7; allowed: numbers from 1 to 6"):
        terminal.unchecked(10.0, 7)


# ---- What the explorers look at ---------------------------------------------------------------------


def test_every_setting_lies_where_the_store_has_it():
    assert set(explorers.HOURS) <= set(np.round(terminal_store.TIME, 9))
    assert explorers.DOSES[0] == 0 and explorers.DOSES[-1] == terminal.HIGHEST_DOSE
    for dose, hours in itertools.product(explorers.DOSES, explorers.HOURS):
        look = terminal_views.after_dose(dose, hours)
        assert look.hours == pytest.approx(hours) and look.dose == dose
        assert look.serotonin[look.at] == pytest.approx(
            float(look.flows.removed) / terminal_rates.constants().a14 * 1000
        )


@pytest.mark.parametrize("dose", [0.1, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0])
def test_error_on_the_slider_is_at_most_the_one_that_is_told(dose):
    look, solved = terminal_views.after_dose(dose, 1.0), terminal.run(dose, terminal_store.TIME)
    assert np.abs(look.serotonin - solved.serotonin).max() < terminal_store.ERROR["serotonin"]
    assert np.abs(look.drug - solved.drug).max() < terminal_store.ERROR["drug"]
    surface = solved.state("Ssurf")
    assert np.abs(look.surface * surface[0] - surface).max() < terminal_store.ERROR["surface"]


def test_once_an_explorer_is_made_nothing_is_solved_any_more(monkeypatch):
    """What the reader is told: the first move is as quick as any other."""
    found = [make() for make in lesson.EXPLORERS.values()]

    def refuse(*_):
        raise AssertionError("a move made the model solve a dose")

    monkeypatch.setattr(terminal, "solved", refuse)
    for explorer in found:
        for setting in itertools.product(*(control.values for control in explorer.controls.values())):
            explorer.result(**dict(zip(explorer.controls, setting, strict=True)))


@pytest.mark.parametrize(
    "wrong, said",
    [
        (lambda: terminal_views.after_dose(31, 1), "mouse_dose is 31; allowed: numbers from 0 to 30 mg/kg."),
        (
            lambda: terminal_views.after_dose(10, 49),
            "hours_after is 49; allowed: numbers from 0 to 48 h after one dose.",
        ),
        (lambda: terminal_clamped.clamped(["glia"], 10), "parts is 'glia'; allowed: 5-HT1B, H3, SERT trafficking."),
        (lambda: terminal_clamped.clamped([], 31), "dose is 31"),
        (lambda: terminal_stiffness.steps(-1), "dose is -1"),
    ],
)
def test_bad_input_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        wrong()


# ---- What is drawn ----------------------------------------------------------------------------------


def test_arrows_of_the_opening_picture_carry_the_models_flows():
    chart, flows = opening.terminal_at_rest(), terminal_flows.flows(terminal.start())
    shown = words(chart.fig).splitlines()
    names = sentences(opening.__file__).each("chart.12-terminal.flow")
    for name, what in names.items():
        text = opening.spoken(float(getattr(flows, name)))
        assert text in shown, name
        assert float(text) == pytest.approx(float(getattr(flows, name)), rel=0.15)
        assert f"{what} {text}" in chart.alt
    assert f"extracellular: {rest():.0f} nM" in shown and "numbers: µM per hour" in shown
    widths = {name: opening.arrow_width(float(getattr(flows, name))) for name in opening.ARROWS}
    assert sorted(widths, key=widths.get) == sorted(widths, key=lambda name: getattr(flows, name))


def test_dose_response_is_the_models_and_rats_are_named_as_such():
    chart = answers.how_much()
    (ax,) = chart.fig.axes
    (curve,) = [line for line in ax.lines if len(line.get_xdata()) == terminal_store.DOSES.size - 1]
    assert np.array_equal(curve.get_xdata(), terminal_store.DOSES[1:])
    assert curve.get_ydata() == pytest.approx(terminal_store.peaks()[1:] / rest())
    rats = evidence.parameter(answers.RATS)
    heights = {round(float(y), 3) for patch in ax.patches for y in (patch.get_y(), patch.get_y() + patch.get_height())}
    assert heights == {rats.low / 100, rats.high / 100}
    assert "rats, microdialysis" in words(chart.fig) and "species, route and method differ" in chart.caption
    assert answers.arithmetic_rise() == pytest.approx(1 / (1 - terminal_flows.flows(terminal.start()).sert_share))


def test_both_starts_are_drawn_with_their_fastest_states():
    """In the MATLAB start the cytosol and the reserve move at once (research base: -1.74 and +1.63 uM/h)."""
    chart = answers.two_starts()
    for ax, kind in zip(chart.fig.axes, answers.STARTS, strict=True):
        slopes = np.array(terminal_rates.slopes()(0.0, terminal.start(kind)))
        drawn = [patch.get_width() for patch in ax.patches]
        assert sorted(np.abs(drawn)) == pytest.approx(sorted(np.abs(slopes))[-answers.SHOWN :])
        assert {NAMES[place] for place in np.argsort(-np.abs(slopes))[: answers.SHOWN]} <= set(answers.short_names())
    assert "−1.74" in words(chart.fig) and "+1.63" in words(chart.fig)


def test_stiffness_draws_each_clock_and_says_round_counts():
    chart = limits.stiffness()
    left = chart.fig.axes[0]
    (bars,) = left.collections
    assert [segment[0][0] for segment in bars.get_segments()] == pytest.approx(terminal_stiffness.clocks())
    assert limits.about(109_076) == "100,000" and limits.about(7) == "7" and limits.about(1_121) == "1,000"
    assert "counted, not timed" in chart.caption


def test_invalid_stretch_is_never_drawn_as_a_result():
    chart = limits.repeated_doses()
    left, right = chart.fig.axes
    breaks, state = limits.first_negative()
    assert state == "vhtr" and 24 <= breaks <= 93
    solid = [line for ax in (left, right) for line in ax.lines if line.get_color() == "#0a4a85"]
    assert len(solid) == 2 and all(line.get_xdata().max() <= breaks for line in solid)
    written = words(chart.fig).replace("\n", " ")
    assert "our correction, not published" in written and "below zero" in written
    corrected = terminal.repeated(**limits.COURSE)
    (dashed,) = [line for line in right.lines if line.get_color() == "#5f5f5f"]
    assert np.array_equal(dashed.get_ydata(), corrected.serotonin)


def test_two_windows_end_where_the_models_end():
    chart = limits.two_windows()
    top, low = chart.fig.axes
    assert top.lines[0].get_xdata().max() == terminal.LONGEST
    days = low.lines[0].get_xdata() / 24
    assert low.lines[0].get_ydata() == pytest.approx(raphe.course(days).firing)
    assert "not in the model" in words(chart.fig) and "illustrative" in words(chart.fig)


def test_every_row_of_every_table_leads_to_a_source():
    labels = {evidence.source(key).label for key in evidence.table("sources")["key"]}
    for draw in CHARTS:
        cited = {re.sub("<.*?>", "", cell_html(value)) for value in draw().table.iloc[:, -1]}
        assert cited <= labels, draw.__name__


@pytest.mark.parametrize("name", lesson.EXPLORERS)
def test_explorers_draw_what_they_are_given_and_keep_it_in_the_picture(name):
    explorer = lesson.EXPLORERS[name]()
    picture = explorer.picture(1.0)
    for setting in itertools.product(*((c.values[0], c.start, c.values[-1]) for c in explorer.controls.values())):
        values = dict(zip(explorer.controls, setting, strict=True))
        result = explorer.result(**values)
        axes = picture.whole(result, values).axes
        if name == "12-dose":
            for ax, course in zip(axes, (result.serotonin, 100 * result.surface, result.drug), strict=True):
                (line,) = [line for line in ax.lines if len(line.get_xdata()) > 2]
                (dot,) = [line for line in ax.lines if line.get_marker() == "o"]
                assert np.array_equal(line.get_ydata(), course)
                assert dot.get_ydata()[0] == course[result.at]
                assert course.max() <= ax.get_ylim()[1]
        elif name == "12-flows":
            rings, dots = (line for line in axes[0].lines if line.get_marker() == "o")
            for marks, flows in ((rings, result.before), (dots, result.flows)):
                assert marks.get_xdata() == pytest.approx(
                    [
                        max(float(getattr(flows, row)), drawings.LEAST)
                        for row in ("released", "taken_up", "to_glia", "removed", "made")
                    ]
                )
            (links,) = [line for line in axes[0].lines if np.isnan(line.get_xdata()).any()]
            assert np.array_equal(links.get_xdata()[0::3], rings.get_xdata())
            assert np.array_equal(links.get_xdata()[1::3], dots.get_xdata())
            now = [bars[1] for bars in axes[1].containers]
            assert now[0].get_height() == pytest.approx(100 * result.flows.sert_share)
            assert sum(bar.get_height() for bar in now) == pytest.approx(100)
            for lower, upper in itertools.pairwise(now):
                assert upper.get_y() == pytest.approx(lower.get_y() + lower.get_height())
        else:
            curves = [line for line in axes[0].lines if len(line.get_xdata()) > 2]
            thick = max(curves, key=lambda line: line.get_linewidth())
            assert np.array_equal(thick.get_ydata(), result.chosen.serotonin)
            peaks, chosen = axes[1].lines
            assert chosen.get_data() == ([len(result.parts)], [result.chosen.peak])
            assert result.chosen.peak <= axes[0].get_ylim()[1] and len(peaks.get_xdata()) == len(result.peaks) == 8
            assert any(line.get_marker() == "X" for line in axes[0].lines) != result.chosen.complete


@pytest.mark.parametrize(
    "dose, hours, said",
    [
        (10.0, 1.0, "SERT carries less than half of the clearance"),
        (3.0, 1.0, "SERT still carries most of the clearance"),
        (0.0, 1.0, "SERT carries nearly all of the clearance"),
        (30.0, 48.0, "SERT carries nearly all of the clearance"),
    ],
)
def test_message_of_the_flows_is_true_at_its_setting(dose, hours, said):
    explorer = lesson.flow()
    axes = explorer.figure(mouse_dose=dose, hours_after=hours).axes
    share = terminal_flows.flows(
        terminal_store.at_dose(dose).states[terminal_views.after_dose(dose, hours).at]
    ).sert_share
    assert axes[0].get_title(loc="left") == said
    assert {"less than half": share < 0.5, "most": 0.5 <= share < 0.9, "nearly all": share >= 0.9}[
        said.removeprefix("SERT carries ").removeprefix("SERT still carries ").removesuffix(" of the clearance")
    ]


# ---- What is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize("dose, hours", [(10.0, 1.0), (1.0, 3.0), (30.0, 8.0)])
def test_dose_readout_says_concentration_and_reason(dose, hours):
    said = explorers.dose_readout(look := terminal_views.after_dose(dose, hours), {})
    state = terminal_store.at_dose(dose)
    at = look.at
    assert f"is {state.serotonin[at]:.0f} nM ({100 * state.serotonin[at] / rest():.0f} % of baseline)" in said
    assert f"{100 * state.state('Ssurf')[at] / state.state('Ssurf')[0]:.0f} % of SERT is at the surface" in said
    assert f"({state.drug[at]:.1f} nM in brain)" in said
    k = terminal_rates.constants()
    fire = [
        (1 - k.b_rel * (G - k.gstar_basal_5HT)) * (1 - k.b_HA * (Gh - k.gstar_basal_HA)) * v
        for G, Gh, v in zip(*(state.state(name)[[0, at]] for name in ("G", "Gh", "vht")), strict=True)
    ]
    assert f"release is {100 * fire[1] / fire[0]:.0f} % of baseline" in said


def test_readouts_at_the_edges_say_what_is_so_there():
    late = explorers.dose_readout(terminal_views.after_dose(10.0, 48.0), {})
    reserve = terminal_store.at_dose(10.0).state("vhtr")
    assert "below a tenth" in late and f"contain {100 * reserve[-1] / reserve[0]:.0f} %" in late
    assert "in the peritoneal cavity" in explorers.dose_readout(terminal_views.after_dose(10.0, 0.0), {})
    nothing = explorers.dose_readout(terminal_views.after_dose(0.0, 6.0), {})
    assert nothing.startswith("Without a dose") and f"{rest():.0f} nM" in nothing
    assert "nothing blocks it" in explorers.flow_readout(terminal_views.after_dose(0.0, 6.0), {})
    assert "no drug has reached it" in explorers.flow_readout(terminal_views.after_dose(3.0, 0.0), {})


def test_flow_readout_names_the_routes_and_the_reason():
    look = terminal_views.after_dose(10.0, 1.0)
    out = look.flows.taken_up + look.flows.to_glia + look.flows.removed
    said = explorers.flow_readout(look, {})
    for before, flow in (
        ("SERT takes up", look.flows.taken_up),
        ("glia", look.flows.to_glia),
        ("other routes", look.flows.removed),
    ):
        assert f"{before} {100 * flow / out:.0f} %" in said
    assert "blocks SERT" in said
    assert "hardly any drug is left" in explorers.flow_readout(terminal_views.after_dose(1.0, 36.0), {})
    assert "only in part" in explorers.flow_readout(terminal_views.after_dose(1.0, 1.0), {})
    returning = terminal_views.after_dose(30.0, 16.0)
    assert returning.gone(explorers.GONE) and returning.surface[returning.at] < 0.9
    assert "still returning" in explorers.flow_readout(returning, {})


@pytest.mark.parametrize("switches", list(itertools.product((False, True), repeat=3)))
def test_clamp_readout_says_peak_and_reason(switches):
    result = terminal_views.clamps(*switches)
    said = explorers.clamp_readout(result, {})
    run = terminal_clamped.clamped(result.parts, 10.0)
    assert f"{run.peak:.0f} nM, a {run.rise:.1f}-fold " in said and "rise, because " in said
    assert ("nothing lowers release" in said) == (switches[0] and switches[1])
    assert bool(re.search("more (SERT|of it) stays", said)) == switches[2]
    assert ("below zero" in said) != run.complete


def test_replies_to_guesses_fit_the_answers():
    rise = terminal_store.peaks()[-1] / rest()
    for guess, value in zip(lesson.predict_rise().guesses, GUESSED_RISES, strict=True):
        side = "Close" if rise / 1.3 <= value <= rise * 1.3 else "It is more" if value < rise else "It is less"
        if rise * 1.3 < value <= 1.3 * evidence.parameter(answers.RATS).high / 100:
            side = "The model reaches only"
        assert guess.reply.startswith(side) and f"{rise:.1f}-fold" in guess.reply and guess.mark
    slopes = {kind: np.abs(terminal_rates.slopes()(0.0, terminal.start(kind))).max() for kind in ("matlab", "python")}
    matlab, python, both, neither = lesson.predict_start().guesses
    assert all(guess.mark for guess in (matlab, python, both, neither))
    assert matlab.mark[-1][0] < neither.mark[0][0] < python.mark[0][0]
    assert (both.mark[0], both.mark[-1]) == (matlab.mark[0], python.mark[-1])
    assert slopes["matlab"] > 10 * slopes["python"]
    assert f"{slopes['matlab']:.1f} µM" in matlab.reply and matlab.reply.startswith("No")
    assert python.reply.startswith("Yes") and f"{slopes['python']:.2f} µM" in python.reply
    assert f"{slopes['matlab'] / slopes['python']:.0f} times as large" in neither.reply


def test_fourteen_pitfalls_with_the_models_own_numbers():
    frame = lesson.pitfalls().frame
    assert len(frame) == 14 and (frame.astype(str).map(len) > 0).all(axis=None)
    text = frame.to_string()
    for fact in ("137 instead of 124 nM", "568 times", "1.10", "30 mg/kg and 48 hours", "3 sums and 6 exact copies"):
        assert fact in text, fact


def test_two_models_are_compared_by_their_numbers():
    text = lesson.two_models().frame.to_string()
    course = raphe.course([2.0, 21.0]).firing
    assert "42 states" in text and f"{course[0]:.2f} on day 2" in text and f"{course[1]:.2f} on day 21" in text
    constants = [id for id in evidence.parameters("mena2024") if "." not in id]
    assert f"{len(constants)} constants" in text


def test_misses_stand_on_top():
    world = lesson.against_world().frame
    agrees = list(world["Agrees?"])
    assert agrees == sorted(agrees) and {"NO", "yes"} == set(agrees)
    assert not any("recalled" in str(seen) for seen in world["Source and status"])
    assert set(world["Kind"][world["Agrees?"] == "yes"]) == {"calibration"}


# ---- What a learner builds ----------------------------------------------------------------------------


@functools.cache
def built() -> dict:
    """Return what the live cells of *Build it* define, up to the first explorer."""
    space = {}
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code" and cell.id in {"build-03", "build-06", "build-07"}:
            exec(cell.source, space)
        elif cell.id == "build-04":
            exec(cell.source.partition("s = np")[0], space)
    return space


def test_three_equations_come_near_the_peaks_and_no_drug_moves_them():
    mine = built()["my_terminal"]
    for dose in (1.0, 3.0, 10.0, 30.0):
        full = terminal_store.at_dose(dose).serotonin.max()
        assert mine(terminal_store.TIME, dose).max() == pytest.approx(full, rel=0.08), dose
    assert mine(terminal_store.TIME, 0.0) == pytest.approx(rest(), rel=1e-4)


def test_the_one_gain_stands_for_several_mechanisms():
    """What the lesson says of both models with their feedback clamped."""
    alone = built()["my_terminal"](terminal_clamped.TIME, 10.0, gain=0).max()
    peak = {parts: terminal_clamped.clamped(parts, 10.0).peak for parts in (("5-HT1B",), ("5-HT1B", "H3"))}
    every = terminal_clamped.clamped(terminal_clamped.PARTS, 10.0).peak
    assert 1.8 < alone / peak["5-HT1B",] < 2.2 and peak["5-HT1B", "H3"] > 3 * alone
    assert alone == pytest.approx(every, rel=0.15)


# ---- Exercises --------------------------------------------------------------------------------------


def markdown() -> str:
    return "\n".join(
        cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "markdown"
    )

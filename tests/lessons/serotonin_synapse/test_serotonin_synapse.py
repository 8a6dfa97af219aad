"""Lesson 03: its models say what circuit and curves say, its pictures draw it, its sentences repeat it."""

import html
import itertools
import re
from functools import cache

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looks import words
from matplotlib.patches import FancyArrowPatch
from twoclocks import evidence
from twoclocks.book import catalogue
from twoclocks.kit import style
from twoclocks.kit.chart import cell_html
from twoclocks.lessons import serotonin_synapse as lesson
from twoclocks.lessons.serotonin_synapse import accounts as serotonin_synapse_accounts
from twoclocks.lessons.serotonin_synapse import autoreceptors as serotonin_synapse_autoreceptors
from twoclocks.lessons.serotonin_synapse import charts as serotonin_synapse
from twoclocks.lessons.serotonin_synapse import circuit_drawing as serotonin_synapse_circuit
from twoclocks.lessons.serotonin_synapse import doses as serotonin_synapse_doses
from twoclocks.lessons.serotonin_synapse import drawings, explorers, predictions
from twoclocks.models import circuit_days, dose_steps, raphe, sert, ssri, uptake
from twoclocks.models.validation_serotonin import validation_table

NOTEBOOK = catalogue.NOTEBOOKS / "03_serotonin_synapse.ipynb"
CHARTS = (
    serotonin_synapse.decay_times,
    serotonin_synapse.first_dose,
    serotonin_synapse_doses.half_a_dose,
    serotonin_synapse_doses.two_curves,
    serotonin_synapse_autoreceptors.autoreceptors,
    serotonin_synapse_autoreceptors.local_drug,
    serotonin_synapse_accounts.three_accounts,
    serotonin_synapse_accounts.late_antagonist,
    serotonin_synapse_accounts.pindolol,
    serotonin_synapse_accounts.sert_loss,
)
FEW = settings(max_examples=20, deadline=None)
accounts, antagonists = st.sampled_from(raphe.HYPOTHESES), st.sampled_from(tuple(circuit_days.ANTAGONIST))


def points(ax) -> list[tuple[float, float]]:
    """Every single point drawn on an axes."""
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in ax.lines if len(line.get_xdata()) == 1]


def has_point(ax, x: float, y: float) -> bool:
    return any(np.allclose(point, (x, y), rtol=1e-6, atol=1e-6) for point in points(ax))


def has_curve(ax, x, y) -> bool:
    """Whether some line of ``ax`` goes through all the points (x, y)."""
    for line in ax.lines:
        data = np.column_stack(line.get_data())
        if len(data) > 2 and np.allclose(np.interp(x, *data.T), y, rtol=0.01, atol=0.1):
            return True
    return False


# ---- What is computed ----------------------------------------------------------------------------


@FEW
@given(accounts, antagonists, st.sampled_from(explorers.SHARES), st.sampled_from(explorers.DAYS))
def test_a_day_is_what_the_circuit_says(account, antagonist, occupancy, day):
    found = circuit_days.on_day(account, antagonist, occupancy, day)
    partial = evidence.parameter("raphe.teaching.pindolol.antagonism").value
    share = {"none": 0.0, "partial": partial, "full": 1.0}[antagonist]
    course = raphe.course([day], raphe.drug(occupancy, share), account)
    assert found.day == day and day in found.days
    assert [found.now.firing, found.now.forebrain, found.now.raphe] == pytest.approx(
        [100 * course.firing[0], 100 * course.forebrain[0], 100 * course.raphe[0]], rel=1e-4
    )
    assert (found.now.half_maximal, found.now.drive) == pytest.approx(
        (course.half_maximal[0], course.drive[0]), rel=1e-4
    )
    # At rest of the fast equations firing is drive times (1 + g) times what the feedback lets through.
    assert found.now.firing / 100 == pytest.approx(
        found.now.drive * (1 + raphe.circuit().g) * (1 - found.now.feedback), rel=0.02
    )


def test_each_autoreceptor_limits_serotonin_and_none_leaves_the_arithmetic():
    levels = {which: circuit_days.with_autoreceptors(which) for which in circuit_days.AUTORECEPTORS}
    numbers = raphe.circuit()
    assert levels["none"] == pytest.approx(100 / (1 - numbers.u_T * raphe.saturating()), rel=1e-3)
    assert levels["none"] > levels["5-HT1A"] > levels["5-HT1B"] > levels["both"]
    assert levels["both"] == pytest.approx(100 * raphe.course(2.0).forebrain[0], rel=1e-6)
    level = levels["5-HT1B"] / 100
    assert level * (1 - numbers.u_T * raphe.saturating()) == pytest.approx(
        (1 + numbers.m) / (1 + numbers.m * level**numbers.p), rel=1e-3
    )


def test_drug_in_one_place_is_the_row_of_the_comparison():
    row = validation_table("raphe").set_index("quantity").loc["forebrain serotonin, drug in the raphe only"]
    assert circuit_days.drug_in("raphe").forebrain == pytest.approx(row["model"])
    assert circuit_days.drug_in("forebrain").firing == pytest.approx(100, rel=1e-6)
    assert (
        circuit_days.drug_in("raphe").forebrain
        < 100
        < circuit_days.drug_in("both").forebrain
        < circuit_days.drug_in("forebrain").forebrain
    )


@pytest.mark.parametrize("drug", dose_steps.DRUGS)
def test_quarters_add_up_to_what_the_usual_dose_holds(drug):
    usual = dose_steps.usual_dose(drug)
    assert usual.unit == "mg/day" and usual.status in {"primary", "secondary"}
    whole = 100 * float(sert.occupancy_from_dose(usual.value, drug))
    none, tenth, full, twice = (dose_steps.step(drug, multiple) for multiple in (0.0, 0.1, 1.0, 2.0))
    assert full.held == full.held_usual == pytest.approx(whole)
    assert full.quarters.sum() == pytest.approx(whole) and (np.diff(full.quarters) > 0).all()
    assert none.freed == pytest.approx(none.quarters) and not full.freed.any() and not twice.freed.any()
    assert tenth.freed.sum() == pytest.approx(whole - tenth.held)
    assert tenth.dose == pytest.approx(0.1 * usual.value)


def test_competition_alone_uses_a_published_affinity():
    affinity = evidence.parameter("sert.tatsumi1997.Kd_citalopram")
    assert affinity.status == "primary"
    assert uptake.competition_alone() == pytest.approx(1 + 10_000 / affinity.value)


@pytest.mark.parametrize(
    "wrong, said",
    [
        (lambda: circuit_days.on_day("magic"), "hypothesis is 'magic'"),
        (lambda: circuit_days.on_day(antagonist="half"), "antagonist is 'half'; allowed: none, partial, full."),
        (lambda: circuit_days.on_day(occupancy=1.2), "occupancy is 1.2; allowed: numbers from 0 to 1."),
        (lambda: circuit_days.on_day(day=29.0), "day is 29; allowed: numbers from 0 to 28 days."),
        (lambda: circuit_days.with_autoreceptors("one"), "which is 'one'; allowed: none, 5-HT1B, 5-HT1A, both."),
        (lambda: circuit_days.drug_in("liver"), "place is 'liver'; allowed: raphe, forebrain, both."),
        (lambda: dose_steps.step("aspirin"), "drug is 'aspirin'"),
        (lambda: dose_steps.step("citalopram", 3.5), "multiple is 3.5; allowed: numbers from 0 to 3."),
        (lambda: dose_steps.held("citalopram", -0.1), "multiple is -0.1"),
    ],
)
def test_bad_input_is_refused_by_name(wrong, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        wrong()


# ---- What is drawn -------------------------------------------------------------------------------


def test_decay_times_are_the_measured_ones():
    left, right = serotonin_synapse.decay_times().fig.axes
    slices = evidence.parameters("synapse.molpsych2025")
    for row, end in enumerate(("", "_sensor")):
        for name in ("control", "escitalopram"):
            assert has_point(left, slices[f"tau_{name}{end}"].value, row)
    (measured,) = [line for line in right.lines if line.get_marker() == "o"]
    assert list(measured.get_xdata()) == [slices["tau_ratio"].value, slices["tau_ratio_sensor"].value]
    assert has_point(right, uptake.decay_time(1.0) / uptake.decay_time(), 1)
    assert has_point(right, uptake.competition_alone(), 2)


def test_first_pill_is_drawn_with_both_scans():
    ax = serotonin_synapse.first_dose().fig.axes[0]
    hours = np.array([1.0, 6.0, 20.0, 100.0, 400.0])
    right = 100 * sert.occupancy_from_level(ssri.daily_level("escitalopram", hours), "escitalopram")
    assert has_curve(ax, hours, right)
    assert has_point(ax, 6.0, evidence.parameter("occupancy.klein2006.escitalopram_10mg").value)
    assert has_point(ax, 222.0, evidence.parameter("occupancy.klein2007spect.escitalopram_10mg_6h").value)
    assert "illustrative" in words(ax.figure)
    # What the title says: after the first day more than half is blocked, weeks before.
    assert right[1] > 50


def occupancy_of(dose: float, drug: str = "citalopram") -> float:
    return 100 * float(sert.occupancy_from_dose(dose, drug))


def test_half_a_dose_is_marked_on_the_published_curve():
    chart = serotonin_synapse_doses.half_a_dose()
    ax = chart.fig.axes[0]
    usual = dose_steps.usual_dose("citalopram").value
    for dose in (usual, usual / 2):
        level = 100 * float(sert.occupancy_from_dose(dose, "citalopram"))
        assert has_point(ax, dose, level) and f"{level:.0f} %" in words(chart.fig)
    assert chart.title == f"Half the dose: {level:.0f} % occupancy, not {occupancy_of(usual) / 2:.0f} %"
    fit = evidence.parameters("citalopram.sorensen2022.striatum")
    dose = np.array([1.0, 5.0, 30.0])
    assert has_curve(ax, dose, fit["Vmax"].value * dose / (fit["ED50"].value + dose))


def test_two_curves_are_both_there_and_what_is_recalled_is_said():
    chart = serotonin_synapse_doses.two_curves()
    ax = chart.fig.axes[0]
    dose = np.array([1.0, 5.0, 20.0, 50.0])
    assert has_curve(ax, dose, 100 * sert.occupancy_from_dose(dose, "citalopram"))
    assert has_curve(ax, dose, 92.05 * dose / (2.87 + dose))
    table = evidence.parameters("citalopram.horowitz2019")
    assert len(points(ax)) == len(table) == 10 and has_point(ax, 20.0, 80.5) and has_point(ax, 0.8, 20.0)
    assert {line.get_marker() for line in ax.lines if len(line.get_xdata()) == 1} == {"x"}, (
        "not drawn as a measured point"
    )
    assert "recalled, not re-checked" in words(chart.fig) and set(chart.table["Status of the table"]) == {"recalled"}
    at, gap = serotonin_synapse_doses.largest_gap()
    assert gap == pytest.approx(92.05 * at / (2.87 + at) - 100 * float(sert.occupancy_from_dose(at, "citalopram")))
    assert f"up to {gap:.0f} points" in chart.title
    assert "not advice on stopping" in chart.caption and "not a plan" in words(chart.fig)


def test_autoreceptors_and_rats_stand_on_one_axis():
    chart = serotonin_synapse_autoreceptors.autoreceptors()
    ax = chart.fig.axes[0]
    for row, which in enumerate(("none", "5-HT1A", "5-HT1B", "both")):
        assert has_point(ax, circuit_days.with_autoreceptors(which), row)
    for name in ("s_2d", "s_citalopram_2d"):
        assert has_point(ax, evidence.parameter(f"raphe.ceglia2004.{name}").value, 4)
    assert f"{circuit_days.with_autoreceptors('none') / 100:.0f}-fold" in chart.title


def test_local_drug_draws_three_states_and_the_measured_fall():
    chart = serotonin_synapse_autoreceptors.local_drug()
    bars = [ax.patches[0].get_width() for ax in chart.fig.axes[3:]]
    assert bars == pytest.approx([circuit_days.drug_in(place).forebrain for place in circuit_days.PLACES])
    assert has_point(chart.fig.axes[3], evidence.parameter("raphe.romero1997.s_local").value, 1)
    assert f"{bars[0]:.0f} %" in chart.alt and "40 %" in chart.alt


def test_three_accounts_are_drawn_with_what_was_measured():
    firing, stiffness, drive = serotonin_synapse_accounts.three_accounts().fig.axes
    days = np.array([2.0, 7.0, 14.0, 27.0])
    for account in raphe.HYPOTHESES:
        course = raphe.course(days, hypothesis=account)
        assert has_curve(firing, days, 100 * course.firing)
        assert has_curve(stiffness, days, course.half_maximal) and has_curve(drive, days, course.drive)
    assert points(firing) == [(2.0, 30.0), (14.0, 100.0)]
    assert points(stiffness) == [(21.0, evidence.parameter("raphe.neuroreport1998.EC50_shift").value)]
    assert points(drive) == []
    assert len({str(line._unscaled_dash_pattern) for line in drive.lines}) == 3


def test_late_antagonist_shows_both_series_and_all_accounts():
    chart = serotonin_synapse_accounts.late_antagonist()
    for ax, day, end in zip(chart.fig.axes, (2.0, 13.0), ("2d", "13d"), strict=True):
        for row, account in enumerate(raphe.HYPOTHESES):
            ends = [100 * raphe.challenge(day, hours, account) for hours in (2, 6)]
            assert any(np.allclose(line.get_xdata(), ends) and np.allclose(line.get_ydata(), row) for line in ax.lines)
        for series in ("WAY", "WAY_second"):
            assert has_point(ax, evidence.parameter(f"raphe.ceglia2004.{series}_{end}").value, 3)
    assert "“by”" in chart.caption and "2.7-fold" in chart.caption and "cut off" in chart.caption
    # What the title says: on day 13 desensitised receptors leave far less than was measured.
    assert serotonin_synapse_accounts.challenged("desensitisation", 13.0)[1] < 115 < 164


def test_pindolol_trials_and_model_have_axes_of_their_own():
    chart = serotonin_synapse_accounts.pindolol()
    left, right = chart.fig.axes
    rows = evidence.trials(topic="pindolol", measure="odds_ratio")
    drawn = sorted(y for _, y in points(left))
    assert drawn == sorted(rows["value"]) and len(drawn) == 8
    for row in rows.itertuples():
        assert any(np.allclose(sorted(line.get_ydata()), [row.low, row.high]) for line in left.lines)
    assert left.get_ylabel() != right.get_ylabel() and not left.get_shared_y_axes().joined(left, right)
    days = np.array([2.0, 10.0, 40.0])
    for account in raphe.HYPOTHESES:
        assert has_curve(right, days / 7, 100 * (raphe.pindolol_gain(days, hypothesis=account) - 1))
    assert "does not prove" in chart.caption


def test_loss_of_sert_is_drawn_with_firing_and_what_it_does_to_uptake():
    chart = serotonin_synapse_accounts.sert_loss()
    left, right = chart.fig.axes
    falls = {"early": (4, 10), "15d": (15,), "21d": (21,)}
    for id, *_ in serotonin_synapse_accounts.LOSSES:
        for day in falls[id.rpartition("_")[2]]:
            assert has_point(left, day, 100 - evidence.parameter(id).value)
    assert {(2.0, 30.0), (14.0, 100.0)} <= set(points(left))
    free, lost = 1 - 0.8, 1 - evidence.parameter("sert.benmansour2002.binding_fall_15d").value / 100
    bars = [bar.get_width() for bar in right.patches]
    assert bars == pytest.approx([100 * free, 100 * free * lost, 100 * lost, 100])
    # What the right title says: with the drug gone, only a loss keeps uptake low.
    assert bars[2] < 50 < bars[3] and "no loss at all" in chart.caption


def test_experiments_are_told_with_what_happened():
    frame = lesson.experiments().frame
    tried = frame.set_index("Experiment")["What was seen"]
    assert "80 % on day 15" in tried["Take the drug away, then measure clearance of serotonin"]
    assert "245 %" in tried["Keep the receptors from desensitising"]
    open_ones = tried[tried.str.contains("not found")]
    assert len(open_ones) == 2, "what the data do not list as done is said to be open"
    removals = evidence.table("chain_removals")
    done = removals[removals["step"] == "sert_downregulation"]["source"]
    assert {"ferrescoy2013"} <= set(done) and "Ferres-Coy 2013" in [str(cell) for cell in frame["Source"]]


def test_people_are_told_as_the_chain_table_has_them():
    frame = lesson.people().frame
    for id in ("acute-06", "acute-09", "acute-10", "late-05"):
        assert evidence.row(f"cs-serotonin-forebrain-{id}")["result"] in set(frame["What was seen"])
    assert "recalled" not in set(frame["Status"]), "recalled results are no facts"
    registered = frame[frame["What was seen"].str.contains("not seen by us")]
    assert registered["Caveat"].tolist() == ["no result is given here"]


def test_every_row_of_every_table_leads_to_a_source():
    labels = {evidence.source(key).label for key in evidence.table("sources")["key"]}
    for draw in CHARTS:
        for cell in draw().table.iloc[:, -1]:
            assert set(html.unescape(re.sub("<.*?>", "", cell_html(cell))).split("; ")) <= labels, draw.__name__


def test_every_source_of_a_picture_or_table_is_listed():
    listed = {source.key for source in lesson.sources()}
    shown = [draw().table for draw in CHARTS]
    shown += [
        table().frame
        for table in (
            lesson.account_checks,
            lesson.sert_checks,
            lesson.experiments,
            lesson.people,
            lesson.receptors,
            lesson.for_and_against,
            lesson.established,
        )
    ]
    shown += [table.frame for table in lesson.all_checks().rest]
    for frame in shown:
        for cell in frame.to_numpy().ravel():
            if isinstance(cell, evidence.Citation):
                assert {source.key for source in cell.sources} <= listed
    for drug in dose_steps.DRUGS:
        assert dose_steps.usual_dose(drug).source in listed


# ---- The moving pictures -------------------------------------------------------------------------


@cache
def circuit_picture():
    """The explorer of the circuit and one picture of it, which is drawn anew at each setting."""
    found = lesson.circuit()
    return found, found.picture(1.0)


def circuit_figure(**values):
    found, picture = circuit_picture()
    values = found.start | values
    return picture.whole(found.result(**values), values)


def dots_in(stage) -> list:
    """The two clouds of serotonin, raphe first, each as boxes in the units of the stage."""
    to_stage = stage.transData.inverted()
    return [
        [path.transformed(dots.get_transform() + to_stage).get_extents() for path in dots.get_paths()]
        for dots in stage.collections
    ]


@FEW
@given(accounts, antagonists, st.sampled_from(explorers.SHARES), st.sampled_from(explorers.DAYS))
def test_circuit_picture_counts_what_the_model_says(account, antagonist, occupancy, day):
    figure = circuit_figure(antagonist=antagonist, occupancy=occupancy, day=day, account=account)
    stage, *curves = figure.axes
    result = circuit_days.on_day(account, antagonist, occupancy, day)
    (spikes,) = [line for line in stage.lines if line.get_zorder() == 5]
    assert np.isnan(spikes.get_xdata()).sum() == round(8 * result.now.firing / 100) <= 12
    levels = (result.now.raphe, 5, 30), (result.now.forebrain, 4, 22)
    for dots, (level, at_rest, most) in zip(dots_in(stage), levels, strict=True):
        assert len(dots) == round(at_rest * level / 100) <= most
        for box in dots:
            assert 0 <= box.x0 < box.x1 <= serotonin_synapse_circuit.WIDTH and 0 <= box.y0 and box.y1 < 7.5, "unseen"
    crosses = {
        tuple(np.nanmean(line.get_data(), axis=1).round(2)): line for line in stage.lines if line.get_zorder() == 8
    }
    arrows = [patch for patch in stage.patches if isinstance(patch, FancyArrowPatch)]
    for places, low, _ in serotonin_synapse_circuit._PUMPS:
        blocked = [any(abs(x - place) < 0.01 and low < y < low + 0.5 for x, y in crosses) for place in places]
        assert blocked == [place < round(5 * occupancy) for place in range(5)]
    assert len(arrows) == 2 + 2 * (5 - round(5 * occupancy)), "feedback, input and one in each free transporter"
    on_receptor = crosses.get((serotonin_synapse_circuit._AUTORECEPTOR, serotonin_synapse_circuit._MEMBRANE))
    size = 0 if on_receptor is None else np.ptp(on_receptor.get_xdata()[:2])
    assert size == pytest.approx(serotonin_synapse_circuit.COVERS[antagonist])
    for ax, level in zip(curves, (result.firing, result.forebrain), strict=True):
        (line,) = [line for line in ax.lines if len(line.get_xdata()) > 2]
        assert np.array_equal(line.get_xdata(), result.days) and np.array_equal(line.get_ydata(), level)
        (spot,) = [line for line in ax.lines if line.get_marker() == "s"]
        assert spot.get_xdata()[0] == day and spot.get_ydata()[0] == np.interp(day, result.days, level)
        assert level.max() < ax.get_ylim()[1]


def test_feedback_is_drawn_thicker_the_stronger_it_is():
    widths = []
    for day in (0.25, 28.0):
        stage = circuit_figure(day=day).axes[0]
        feedback = next(patch for patch in stage.patches if isinstance(patch, FancyArrowPatch))
        widths.append((circuit_days.on_day(day=day).now.feedback, feedback.get_linewidth()))
    assert widths[0][0] > 2 * widths[1][0] and widths[0][1] > 2 * widths[1][1]


def test_autoreceptor_belongs_to_the_raphe_cell():
    """The receptor stands on the membrane of the raphe cell, and the postsynaptic cell stays in the forebrain."""
    stage = circuit_figure().axes[0]
    cells = [patch.get_extents().transformed(stage.transData.inverted()) for patch in stage.patches]
    raphe_cell = next(box for box in cells if box.x0 < 3.2 < box.x1 and box.y0 < 2.7 < box.y1)
    at = serotonin_synapse_circuit._AUTORECEPTOR
    assert raphe_cell.x0 < at < raphe_cell.x1
    assert raphe_cell.y0 == pytest.approx(serotonin_synapse_circuit._MEMBRANE, abs=0.05)
    border = serotonin_synapse_circuit._BORDER
    assert raphe_cell.y1 < border
    assert all(
        line.get_ydata().min() > border
        for line in stage.lines
        if np.mean(line.get_xdata()) > 5.8 and len(line.get_xdata()) == 14
    )


def test_rats_are_drawn_beside_the_circuit_and_told_apart():
    figure = circuit_figure()
    _, top, low = figure.axes
    assert {(2.0, 30.0), (14.0, 100.0)} <= set(points(top))
    for ids, shape in ((drawings.RAT_SEROTONIN, "o"), (drawings.RAT_CITALOPRAM, "^")):
        drawn = [(line.get_xdata()[0], line.get_ydata()[0]) for line in low.lines if line.get_marker() == shape]
        assert drawn == [(float(id.rpartition("_")[2][:-1]), evidence.parameter(f"raphe.{id}").value) for id in ids]
    assert {"escitalopram", "citalopram", "dots: rats, high dose"} <= set(words(figure).split("\n"))


@pytest.mark.parametrize("antagonist, occupancy", list(itertools.product(circuit_days.ANTAGONIST, explorers.SHARES)))
@pytest.mark.parametrize("account", raphe.HYPOTHESES)
def test_titles_of_the_circuit_are_true_at_every_setting(antagonist, occupancy, account):
    _, top, low = circuit_figure(antagonist=antagonist, occupancy=occupancy, account=account).axes
    firing, serotonin = (ax.get_title(loc="left") for ax in (top, low))
    first, last = (circuit_days.on_day(account, antagonist, occupancy, day).now for day in (0.25, 28.0))
    if "falls" in firing:
        assert f"falls to {first.firing:.0f} %, then {last.firing:.0f} %" in firing and first.firing < 97
        assert last.firing > first.firing
    else:
        assert (
            "does not fall" in firing and 95 < min(first.firing, last.firing) and max(first.firing, last.firing) < 125
        )
    if "rises" in serotonin:
        assert f"rises {first.forebrain / 100:.1f}-, then {last.forebrain / 100:.1f}-fold" in serotonin
        assert min(first.forebrain, last.forebrain) >= 103
    else:
        assert "at baseline" in serotonin and max(first.forebrain, last.forebrain) < 112


def test_dose_picture_draws_the_chosen_drug():
    found = lesson.dose()
    for drug, multiple in (("citalopram", 0.5), ("vortioxetine", 0.0), ("paroxetine", 2.0)):
        result = dose_steps.step(drug, multiple)
        figure = found.figure(sert_drug=drug, multiple=multiple)
        left, right = figure.axes
        curves = [line for line in left.lines if len(line.get_xdata()) > 3]
        thick = max(curves, key=lambda line: line.get_linewidth())
        assert np.array_equal(thick.get_ydata(), dose_steps.held(drug, drawings.MULTIPLES))
        assert len(curves) - 1 == len(dose_steps.DRUGS)
        assert points(left) == [(multiple, result.held)]
        held, freed = ([bar.get_width() for bar in bars] for bars in right.containers)
        assert held == pytest.approx(result.quarters) and freed == pytest.approx(result.freed)
        assert f"{drug},\nusual dose {result.usual:g} mg" in words(figure)
        shown = [(text.get_text(), text.get_position()[1]) for text in right.texts]
        assert all((f"{points:.0f}", row) in shown for row, points in enumerate(result.quarters))


def test_dots_keep_their_distance_and_their_places():
    for make, most in (
        (serotonin_synapse_circuit._round_the_cell, serotonin_synapse_circuit.MOST_RAPHE),
        (serotonin_synapse_circuit._in_the_cleft, serotonin_synapse_circuit.MOST_FOREBRAIN),
    ):
        places = np.array(make())
        assert len(places) == most and np.array_equal(places, make())
        apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))[~np.eye(most, dtype=bool)]
        assert apart.min() > 0.3


# ---- What is said --------------------------------------------------------------------------------


@FEW
@given(accounts, antagonists, st.sampled_from(explorers.SHARES), st.sampled_from(explorers.DAYS))
def test_circuit_readout_repeats_the_model_and_says_why(account, antagonist, occupancy, day):
    values = {"antagonist": antagonist, "occupancy": occupancy, "day": day, "account": account}
    said = explorers.circuit_readout(circuit_days.on_day(account, antagonist, occupancy, day), values)
    course = raphe.course([day], raphe.drug(occupancy, circuit_days.antagonist_share(antagonist)), account)
    assert f"fires at {100 * course.firing[0]:.0f} %" in said
    assert f"stands at {100 * course.forebrain[0]:.0f} % of baseline" in said
    assert (f"{100 * occupancy:.0f} % SERT occupancy" in said) == (occupancy > 0)
    assert style.time_label(24 * day) in said
    assert (f"{antagonist} 5-HT1A antagonist" in said) == (antagonist != "none")
    if occupancy and antagonist != "full":
        assert (
            f"at {course.half_maximal[0]:.0%} and afferent input at {course.drive[0]:.0%} of baseline"
            in said.replace(" %", "%")
        )
        assert ("activates the" in said) == (100 * course.firing[0] < 90)
        assert f"{100 * course.raphe[0]:.0f} %" in said
    else:
        assert "activates" not in said


@FEW
@given(st.sampled_from(dose_steps.DRUGS), st.sampled_from(explorers.MULTIPLES))
def test_dose_readout_repeats_the_curve_and_says_why(drug, multiple):
    said = explorers.dose_readout(dose_steps.step(drug, multiple), {"sert_drug": drug, "multiple": multiple})
    usual = dose_steps.usual_dose(drug).value
    here, whole = (occupancy_of(m * usual, drug) for m in (multiple, 1.0))
    assert drug in said
    if multiple in (0, 1):
        quarter, last = whole - occupancy_of(0.75 * usual, drug), occupancy_of(0.25 * usual, drug)
        assert f"{last:.0f}" in said and (multiple == 0 or f"lose {quarter:.0f} points" in said)
    else:
        assert f"{here:.0f} % of SERT, against {whole:.0f} % at the usual dose" in said
        assert multiple < 1 or f": {round(here) - round(whole)} points more" in said
        assert "because" in said and (multiple > 1 or f"{100 * here / whole:.0f} % of the occupancy" in said)


def test_replies_to_guesses_fit_the_answers():
    half = 100 * float(sert.occupancy_from_dose(10.0, "citalopram"))
    for guess, said in zip(predictions.GUESSED_OCCUPANCY, lesson.predict_half().guesses, strict=True):
        start = "Close" if abs(guess - half) <= 5 else "More" if guess < half else "A little less"
        assert said.reply.startswith(start) and f"{half:.0f} %" in said.reply and said.mark
    for guess, said in zip(predictions.GUESSED_SEROTONIN, lesson.predict_day_two().guesses, strict=True):
        start = "Close" if 0.75 * 257 <= guess <= 1.25 * 306 else "More" if guess < 257 else "Far less"
        assert said.reply.startswith(start) and "257 %" in said.reply and "306 %" in said.reply
        assert all(0 <= place <= 1 for spot in said.mark for place in spot)
    assert "25-fold" in lesson.predict_day_two().meaning


def test_notes_hold_the_numbers_of_the_data():
    assert "76 to 85 %" in lesson.scans_note().text and "77 subjects" in lesson.scans_note().text
    assert "78 times less" in lesson.level_note().text and "64.9 nM" in lesson.level_note().text
    stopping = lesson.stopping_note().text
    assert "31 of 100" in stopping and "17 of 100" in stopping and "was 8 of 100" in stopping
    assert "planned with the prescriber" in stopping
    assert "154 people" in lesson.pindolol_note().text and "19 %" in lesson.pindolol_note().text
    share = circuit_days.antagonist_share("partial")
    assert f"{100 * share:.0f} %, an assumption" in lesson.pindolol_note().text
    assert "290 %" in lesson.monkeys_note().text and "between 260 and 436 %" in lesson.monkeys_note().text


def test_all_comparisons_are_kept_behind_the_fold_and_few_in_sight():
    seen = [lesson.account_checks(), lesson.sert_checks()]
    assert sum(len(table.frame) for table in seen) <= 8
    tests, calibrated, sert_rows = lesson.all_checks().rest
    assert len(tests.frame) + len(calibrated.frame) == len(validation_table("raphe"))
    for account, name in serotonin_synapse_accounts.ACCOUNTS.items():
        misses = sum(table.frame[name].str.endswith("MISS").sum() for table in (tests, calibrated))
        assert misses == (~validation_table("raphe", account)["agrees"]).sum() > 0
    for table in (tests, calibrated, seen[0]):
        names = serotonin_synapse_accounts.ACCOUNTS.values()
        count = sum(table.frame[name].str.endswith("MISS").astype(int) for name in names)
        assert list(count) == sorted(count, reverse=True), "misses stand on top"
    assert "desensitisation 4 of 12, afferent input 5 of 12, both 3 of 12" in tests.caption
    assert set(tests.frame["Kind"]) == {"prediction"}
    rows = sert_rows.frame
    assert list(rows["Agrees?"]) == sorted(rows["Agrees?"]) and (rows["Agrees?"] == "NO").sum() == 6
    assert not rows["Model"].str.contains("e").any()
    for table in seen:
        for row in table.frame.itertuples(index=False):
            assert any(
                tuple(map(str, row)) in set(map(lambda r: tuple(map(str, r)), part.frame.itertuples(index=False)))
                for part in (tests, calibrated, sert_rows)
            ), "what is in sight stands behind the fold too"
    assert "<details>" in lesson.all_checks()._repr_html_()


def test_for_and_against_is_what_the_data_list():
    frame = lesson.for_and_against().frame
    listed = evidence.table("findings")
    listed = listed[(listed["topic"] == "raphe_feedback") & listed["note"].str.contains("desensitisation")]
    assert set(frame["What was found"]) == set(listed["finding"])
    side = frame.set_index("What was found")["Side"]
    for row in listed.itertuples():
        assert side[row.finding] == ("against" if "against" in row.note else "for")
    assert list(frame["Side"]) == ["for"] * 5 + ["against"] * 8
    assert "5 findings for it and 8 against" in lesson.for_and_against().caption


def test_words_of_findings_hold_the_numbers_of_their_rows():
    """A finding that repeats a parameter says the same number."""
    said = evidence.table("findings").set_index("id")["finding"]
    neuro = evidence.parameters("raphe.neuroreport1998")
    assert f"{neuro['EC50_shift'].value:.1f} times" in said["fi-raphe-feedback-09"]
    assert (
        f"from {neuro['release_max_control'].value:g} to {neuro['release_max_long'].value:g} %"
        in said["fi-raphe-feedback-10"]
    )
    ceglia = evidence.parameters("raphe.ceglia2004")
    assert (
        f"at {ceglia['s_citalopram_2d'].value:g} % on day 2 and at {ceglia['s_citalopram_13d'].value:g} % "
        "on day 13" in (said["fi-raphe-feedback-13"])
    )
    assert {ceglia["s_citalopram_2d"].value, ceglia["s_citalopram_13d"].value} == {
        ceglia["s_citalopram"].high,
        ceglia["s_citalopram"].low,
    }
    fall = 1 - evidence.parameter("raphe.ghanbari2010.f_2d").value
    assert f"by {100 * fall:.0f} %" in said["fi-raphe-feedback-08"]


def test_claims_are_told_apart():
    frame = lesson.established().frame
    verdicts = dict(zip(frame["Claim"], frame["How sure?"], strict=True))
    assert verdicts["Depression is a lack of serotonin."].startswith("not established")
    assert any(v == "established" and "occupy SERT" in c for c, v in verdicts.items())
    keys = {
        claim: {source.key for source in cited.sources}
        for claim, cited in zip(frame["Claim"], frame["Sources"], strict=True)
    }
    assert {"moncrieff2022", "jauhar2023"} <= keys["Depression is a lack of serotonin."], "both sides of the dispute"
    assert all(keys.values())


# ---- Exercises -----------------------------------------------------------------------------------


def test_solutions_say_what_the_models_do():
    heard = lesson.check_wash_out(lambda occupied, left: left * (1 - occupied)).text
    assert re.findall(r": (\d+) %", heard) == ["100", "20", "4", "20"]
    without = {
        name: circuit_days.with_autoreceptors(left, day=14.0) for name, left in (("1A", "5-HT1B"), ("1B", "5-HT1A"))
    }
    assert without["1B"] > 3 * without["1A"], "after two weeks 5-HT1B matters more"


def test_halvings_free_more_and_more_and_less_at_last():
    freed = -np.diff([occupancy_of(20 * 0.5**number) for number in range(8)])
    assert (np.diff(freed[:4]) > 0).all() and freed[-1] < freed.max()


def test_free_drug_check_agrees_within_a_factor_of_two():
    p = {id: evidence.parameter(id).value for id in ("citalopram.molar_mass", "citalopram.label.bound")}
    total = 1000 * sert.half_maximal_level("citalopram") / p["citalopram.molar_mass"]
    ratio = total * (1 - p["citalopram.label.bound"]) / evidence.parameter("sert.tatsumi1997.Kd_citalopram").value
    assert 1.5 < ratio < 2.05


# ---- The notebook --------------------------------------------------------------------------------


def markdown() -> str:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_what_the_tasks_promise_is_what_the_model_does():
    first, two_weeks, usual, covered = (
        circuit_days.on_day(day=0.25),
        circuit_days.on_day(day=14.0),
        circuit_days.on_day(occupancy=0.8, day=0.25),
        circuit_days.on_day(antagonist="full", day=0.25),
    )
    assert 230 < first.now.forebrain < 270 and first.now.firing < 35 and two_weeks.now.firing > 90
    assert two_weeks.now.forebrain > 1.4 * first.now.forebrain
    assert covered.now.forebrain > 0.95 * covered.forebrain.max() and covered.now.firing > 100
    assert usual.now.forebrain - 100 < 0.5 * (first.now.forebrain - 100)
    late = {account: circuit_days.on_day(account, day=14.0).now.firing for account in raphe.HYPOTHESES}
    assert late["drive"] < 65 < 85 < min(late["desensitisation"], late["mixed"])
    held = [float(dose_steps.held(drug, 1.0)) for drug in dose_steps.DRUGS]
    assert 69 < min(held) and max(held) < 84.5
    usual = [dose_steps.usual_dose(drug).value for drug in dose_steps.DRUGS]
    assert max(usual) / min(usual) > 7
    for drug in dose_steps.DRUGS:
        levels = dose_steps.held(drug, np.array([1.0, 0.5, 0.25]))
        assert levels[0] - levels[1] < levels[1] - levels[2]


@pytest.mark.parametrize("view", ["page", "projector"])
def test_circuit_stays_inside_its_stage(view):
    """No part of the picture reaches the curves or the edge."""
    with style.in_style_context(view):
        figure = lesson.circuit().figure(antagonist="full", occupancy=0.98, day=28.0, account="drive")
        figure.canvas.draw()
        stage, top, _ = figure.axes
        left = top.get_window_extent().x0
        for text in stage.texts:
            assert text.get_window_extent().x1 < left

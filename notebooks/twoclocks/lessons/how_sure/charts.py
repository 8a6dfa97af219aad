"""Charts of lesson 07 that show real trials: two controls, small trials, and how large a trial must be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, point, row_axis
from ...kit.words import MINUS, STATUS_NOTE, difference_axis, headline, interval, plain_title, signed
from ...models import pooling, virtual_trial
from . import data as how_sure_data

POOL = "Wilkinson 2019"
#: Control -> the arms of the pool, as data/ names them: (ketamine, control).
ARMS = {
    "saline": ("ketamine in saline-controlled trials", "saline"),
    "midazolam": ("ketamine in midazolam-controlled trials", "midazolam"),
}


def _rates():
    """Return (control, role, row) of the four arms."""
    return [
        (control, role, evidence.rows.one(study=POOL, measure="response", arm=arm))
        for control, arms in ARMS.items()
        for role, arm in zip(("ketamine", "control"), arms, strict=True)
    ]


def _sizes():
    """Return control -> row of the standardised difference."""
    return {control: evidence.rows.one(study=POOL, measure="effect_size", comparator=control) for control in ARMS}


@style.in_style
def two_controls() -> Chart:
    """Draw one pool of patients: response in four arms, and the effect that each control makes of it."""
    fig, (left, right) = style.canvas(9.2, 4.3, ncols=2, width_ratios=(1.55, 1))
    title = "The ketamine arms are alike. Their controls are not"
    headline(fig, title)
    place = {
        ("saline", "ketamine"): 0.0,
        ("saline", "control"): 1.0,
        ("midazolam", "ketamine"): 2.6,
        ("midazolam", "control"): 3.6,
    }
    for control, role, row in _rates():
        y = place[control, role]
        color = style.KETAMINE if role == "ketamine" else style.INK
        shape = "o" if role == "ketamine" else style.CONTROL_MARKERS[control]
        measured(left, row, y, color, shape, bar={"zorder": 3, "solid_capstyle": "butt"}, zorder=5)
        left.text(row["high"] + 2, y, f"{row['value']:.0f}", va="center", fontweight="bold", color=color)
    row_axis(left, ["ketamine", "saline", "ketamine", "midazolam"], [0, 1, 2.6, 3.6])
    left.set_xlim(0, 70)
    left.set_xlabel("responders among 100 people, after 1 day")
    plain_title(left, "the arms")
    for control, row in _sizes().items():
        y = 0.5 if control == "saline" else 3.1
        measured(
            right,
            row,
            y,
            style.INK,
            style.CONTROL_MARKERS[control],
            bar={"zorder": 3, "solid_capstyle": "butt"},
            zorder=5,
        )
        right.text(
            row["high"], y - 0.38, f"v {control}: {signed(row['value'])}", ha="right", va="bottom", fontweight="bold"
        )
    right.set_ylim(4.2, -0.6)
    right.set_yticks([])
    right.spines["left"].set_visible(False)
    right.set_xlim(-2.6, 0.3)
    right.axvline(0, color=style.QUIET, lw=style.pt(1))
    right.set_xticks([-2, -1, 0], [f"{MINUS}2", f"{MINUS}1", "0"])
    right.set_xlabel("ketamine minus control, in SD")
    plain_title(right, "the effects made of them")
    rate = {(control, role): row["value"] for control, role, row in _rates()}
    size = {control: row["value"] for control, row in _sizes().items()}
    return Chart(
        fig,
        "07-two-controls",
        title,
        f"Left: of 100 people on ketamine {rate['saline', 'ketamine']:.0f} respond in trials with saline and "
        f"{rate['midazolam', 'ketamine']:.0f} in trials with midazolam; on saline {rate['saline', 'control']:.0f} "
        f"respond, on midazolam {rate['midazolam', 'control']:.0f}. Right: the difference is {signed(size['saline'])} "
        f"standard deviations against saline and {signed(size['midazolam'])} against midazolam.",
        "One pool of nine trials, patient by patient: response after one day as the authors' model gives "
        "it. SD: standard deviations, how much people differ from each other; further left is better with "
        f"ketamine. Bars: 95 % intervals. {STATUS_NOTE}",
        _controls_table(),
    )


def _controls_table():
    frame = evidence.trials(study=POOL, measure=["response", "effect_size"])
    frame = frame.assign(
        result=[signed(r.value) if r.measure == "effect_size" else f"{r.value:.0f}" for r in frame.itertuples()],
        limits=[interval(r.low, r.high, 1 if r.measure == "effect_size" else 0) for r in frame.itertuples()],
        source=[evidence.cite(key) for key in frame["source"]],
    )
    names = {
        "arm": "Arm",
        "comparator": "Control",
        "statistic": "What",
        "result": "Value",
        "limits": "95 % interval",
        "unit": "Unit",
        "status": "Status",
        "source": "Source",
    }
    return frame[list(names)].rename(columns=names)


def apart(people: np.ndarray, step: float = 1.17) -> np.ndarray:
    """Return where trials stand on a log axis of people: in order, at least a factor ``step`` apart."""
    places = np.log(np.sort(people))
    for _ in range(200):
        short = np.log(step) - np.diff(places)
        push = np.where(short > 0, short / 2, 0.0)
        places[1:] += push
        places[:-1] -= push
    return np.exp(places)


@style.in_style
def small_trials() -> Chart:
    """Draw real trials by size: difference one day after the first dose against people in the trial."""
    trials = how_sure_data.singles("day 2")
    values, errors = np.array([(trial.value, trial.error) for trial in trials]).T
    people = np.array([trial.people for trial in trials], dtype=float)
    fit = pooling.egger(values, errors)
    fig, ax = style.canvas(9.2, 4.9)
    difference_axis(ax, -15, 8.5, last=0)
    grid = np.geomspace(people.min(), people.max(), 60)
    # The error that a trial of a given size has, from these trials.
    scale = float(np.exp(np.mean(np.log(errors * np.sqrt(people)))))
    ax.plot(fit.line(scale / np.sqrt(grid)), grid, color=style.INK, lw=style.pt(1.8), linestyle=(0, (4, 2)), zorder=2)
    for trial, place in zip(trials, apart(people), strict=True):
        ax.plot(
            [trial.effect.low, trial.effect.high],
            [place] * 2,
            color=style.KETAMINE,
            lw=style.pt(1.6),
            zorder=3,
            alpha=0.75,
            solid_capstyle="butt",
        )
        point(ax, trial.value, place, trial.status, style.KETAMINE, style.CONTROL_MARKERS["placebo spray"], zorder=5)
        ax.text(0.4, place, f"{trial.name}, n {trial.people}", va="center", color=style.KETAMINE)
    ax.set_yscale("log")
    ax.set_ylim(52, 520)
    ax.set_yticks([60, 100, 200, 400], ["60", "100", "200", "400"])
    ax.yaxis.minorticks_off()
    ax.set_ylabel("people in the trial")
    title = "The two small trials found about twice as much"
    style.message(ax, title)
    small = [trial for trial in trials if trial.people < 100]
    large = [trial for trial in trials if trial.people >= 100]
    return Chart(
        fig,
        "07-small-trials",
        title,
        f"Seven esketamine trials one day after the first dose. The {len(small)} with under 100 people found "
        f"{signed(max(t.value for t in small))} and {signed(min(t.value for t in small))} points, the {len(large)} "
        f"larger ones between {signed(max(t.value for t in large))} and {signed(min(t.value for t in large))}. A "
        "dashed line leans from the small trials on the left below to the large ones on the right above.",
        "Drug minus placebo spray, MADRS points, and 95 % intervals. Dashed: Egger's regression, in which the effect "
        f"may depend on the standard error (p {fit.p:.2f} for no such lean). Seven trials are few for such a test, and "
        "the trials also differ in people and doses, so a lean need not mean hidden trials. Arms of several doses "
        f"were made into one; trials of nearly one size are drawn a little apart. {STATUS_NOTE}",
        trial_table(trials),
    )


def trial_table(trials):
    """Return trials with their effects, statuses and sources."""
    return pd.DataFrame(
        {
            "Trial": [trial.name for trial in trials],
            "People": [trial.people for trial in trials],
            "Drug minus control, MADRS points (95 % interval)": [trial.words for trial in trials],
            "How": [trial.how for trial in trials],
            "Status": [trial.status for trial in trials],
            "Source": [evidence.cite(*trial.sources) for trial in trials],
        }
    )


#: Differences [points] whose power is drawn, and where each label stands (people per arm).
POWER_LABELS = {2: 330, 4: 92, 6: 31}
#: Sizes at which the formula is checked by virtual trials.
CHECKED = (20, 50, 100, 200)


def power_grid() -> np.ndarray:
    """Return the people per arm at which power is drawn, even on a log scale."""
    return np.unique(np.round(np.geomspace(10, 500, 45)).astype(int))


def real_sizes() -> list[tuple[str, float]]:
    """Return (name, people per arm) of two real trials, half of the people in both arms."""
    small = evidence.rows.one(study="Lii 2023", measure="difference")
    large = evidence.rows.one(study="TRANSFORM-2", measure="difference", source="popova2019", time_hours=648)
    return [("Lii 2023", small["n"] / 2), ("TRANSFORM-2", large["n"] / 2)]


@style.in_style
def power_curves() -> Chart:
    """Draw power against people per arm for three differences: formula as lines, virtual trials as points."""
    fig, ax = style.canvas(9.2, 4.8)
    grid = power_grid()
    rows = []
    for dash, (points, spot) in zip(style.DASHES, POWER_LABELS.items(), strict=False):
        ax.plot(
            grid,
            [virtual_trial.power(points, n) for n in grid],
            color=style.INK,
            linestyle=dash,
            lw=style.pt(2.2),
            zorder=3,
        )
        seen = [virtual_trial.run(points, people=n).share for n in CHECKED]
        ax.plot(CHECKED, seen, "o", color=style.KETAMINE, ms=style.pt(8), zorder=5)
        style.label(ax, spot, virtual_trial.power(points, spot), f"{points} points", ha="center")
        rows += [
            (f"{points} points", n, virtual_trial.power(points, n), share)
            for n, share in zip(CHECKED, seen, strict=True)
        ]
    ax.axhline(80, color=style.QUIET, lw=style.pt(1), zorder=1)
    ax.text(10.2, 82, "80 %: a common aim", color=style.QUIET, va="bottom")
    for name, people in real_sizes():
        ax.plot([people] * 2, [-4, 0], color=style.INK, lw=style.pt(2.4), zorder=4)
        ax.text(people, -5, name, ha="center", va="top")
    ax.set_xscale("log")
    ax.set_xlim(10, 500)
    ax.set_xticks([10, 20, 50, 100, 200, 500], ["10", "20", "50", "100", "200", "500"])
    ax.xaxis.minorticks_off()
    ax.set_xlabel("people per arm")
    ax.axhline(0, color=style.QUIET, lw=style.pt(1), zorder=1)
    ax.set_ylim(-15, 104)
    ax.set_yticks([0, 50, 100], ["0 %", "50 %", "100 %"])
    ax.set_ylabel("power: trials that\nreport a benefit")
    title = "Small trials miss small effects most of the time"
    style.message(ax, title)
    style.stamp(ax, "illustrative", y=0.86)
    (small, few), (large, many) = real_sizes()
    frame = pd.DataFrame(rows, columns=["True difference", "People per arm", "Formula, %", "2,000 trials, %"])
    mean, sd = virtual_trial.placebo_arm()
    frame["Noise between people"] = f"{sd:.1f} points"
    frame["Source of the noise"] = evidence.cite("nct04599855")
    return Chart(
        fig,
        "07-power",
        title,
        "Power rises with the number of people. A true difference of 2 points is found in "
        f"{virtual_trial.power(2, 20):.0f} of 100 trials with 20 people per arm and in "
        f"{virtual_trial.power(2, 200):.0f} of 100 with 200; one of 6 points in {virtual_trial.power(6, 20):.0f} and "
        f"in nearly all. {small} had about {few:.0f} people per arm, {large} about {many:.0f}.",
        "Lines: the closed formula. Dots: 2,000 virtual trials each. The noise between people is that of "
        f"the placebo arm of a real trial (standard deviation {sd:.1f} MADRS points); the true differences "
        "are made up. Marks at the foot: sizes of two real trials.",
        frame,
    )

"""Charts that answer the predictions of lesson 07."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.words import MINUS, STATUS_NOTE, arm_style, difference_axis, headline, plain_title, signed
from ...models import virtual_trial
from .drawings import HIGHEST, draw_reports

#: The design of the first prediction: a drug that does nothing, seen through.
NO_EFFECT = {"true_effect": 0, "guess_right": 80, "lift": 6, "people": 100}
ASLEEP = "Lii 2023"
#: Arm as data/ names it -> (role, words).
ASLEEP_ARMS = {
    "ketamine 0.5 mg/kg under general anaesthesia": ("drug", "ketamine"),
    "saline under general anaesthesia": ("control", "saline"),
}


def shares() -> dict[int, virtual_trial.Trials]:
    """Return the trials of a drug without effect by how many of 100 people guess right."""
    return {right: virtual_trial.run(**(NO_EFFECT | {"guess_right": right})) for right in range(50, 101, 10)}


@style.in_style
def no_effect() -> Chart:
    """Draw what trials report of a drug without effect, and how often, by how well people guess."""
    runs = shares()
    answer = runs[NO_EFFECT["guess_right"]]
    fig, (left, right) = style.canvas(9.2, 4.4, ncols=2, width_ratios=(1.25, 1))
    title = "A drug that does nothing succeeds in most trials"
    headline(fig, title)
    draw_reports(left, answer)
    difference_axis(left, -10.5, 5.5)
    left.axvline(0, color=style.INK, lw=style.pt(2.2), ymax=0.9, zorder=4)
    left.set_ylim(0, 1.3 * HIGHEST)
    left.set_yticks([])
    left.spines["left"].set_visible(False)
    left.text(0.2, 1.12 * HIGHEST, "truth:\nno effect", va="center")
    style.stamp(left, "illustrative", y=0.3)
    plain_title(left, f"{NO_EFFECT['guess_right']} of 100 guess right")
    success = [run.share for run in runs.values()]
    right.plot(list(runs), success, "o-", color=style.KETAMINE, ms=style.pt(8), lw=style.pt(2), zorder=4)
    spot = (NO_EFFECT["guess_right"], answer.share)
    style.point_at(
        right,
        spot,
        f"{answer.share:.0f} of 100 trials\nreport a benefit",
        style.away(-38, 34),
        ha="center",
        color=style.KETAMINE,
        fontweight="bold",
    )
    right.set_xlim(48, 102)
    right.set_xticks(list(runs))
    right.set_ylim(-3, 113)
    right.set_yticks([0, 50, 100])
    right.set_xlabel("guess right, of 100 people")
    plain_title(right, "trials of 100 that report a benefit")
    frame = pd.DataFrame(
        {
            "Guess right, of 100": list(runs),
            "Reported on average, points": [f"{abs(run.expected):.1f} better" for run in runs.values()],
            "Trials with a significant benefit, of 100": [f"{run.share:.0f}" for run in runs.values()],
            "Kind": "virtual trials, assumed guesses and lift",
            "Noise between people from": [evidence.cite("nct04599855")] * len(runs),
        }
    )
    return Chart(
        fig,
        "07-no-effect",
        title,
        "Left: a histogram of what 2,000 trials of a drug without any effect report, centred on "
        f"{signed(answer.expected)} points and not on zero. Right: the share of trials that report a benefit rises "
        f"from {success[0]:.0f} of 100, where people guess like a coin, over {answer.share:.0f}, where "
        f"{NO_EFFECT['guess_right']} of 100 guess right, to {success[-1]:.0f} where all do.",
        "Virtual trials with 100 people per arm of a drug that does nothing; believing in it lifts by 6 "
        "MADRS points (assumed). Orange: trials that report a significant benefit. The noise between "
        "people is that of a real placebo arm.",
        frame,
    )


def asleep_scores() -> pd.DataFrame:
    """Return the scores of both arms of the trial under anaesthesia, from before the infusion to day 14."""
    rows = evidence.rows.plottable(evidence.trials(study=ASLEEP, measure="score"))
    return rows[rows["arm"].isin(ASLEEP_ARMS)].sort_values(["arm", "time_hours"])


def asleep_start() -> float:
    """Return the score of the saline arm before the infusion, in points."""
    (saline,) = (arm for arm, (_, name) in ASLEEP_ARMS.items() if name == "saline")
    return float(evidence.one(asleep_scores(), arm=saline, time_hours=0)["value"])


def asleep_falls() -> dict[str, float]:
    """Return the fall of each arm from before the infusion to one day after it, in points."""
    falls = {}
    for arm, rows in asleep_scores().groupby("arm"):
        before, after = (evidence.one(rows, time_hours=hours)["value"] for hours in (0, 24))
        falls[ASLEEP_ARMS[arm][1]] = float(before - after)
    return falls


@style.in_style
def asleep() -> Chart:
    """Draw both arms of the trial under anaesthesia."""
    fig, ax = style.canvas(9.2, 4.4)
    rows = asleep_scores()
    for arm, (role, name) in ASLEEP_ARMS.items():
        one = rows[rows["arm"] == arm]
        look = arm_style(role, new_pill=False) | ({} if role == "drug" else {"marker": "D", "color": style.INK})
        days = one["time_hours"] / 24
        ax.plot(days, one["value"], zorder=4, **look)
        start = one["value"].iloc[0]
        ax.annotate(
            f"{name}: {start:.1f}",
            (0, start),
            xytext=style.away(12 if role == "control" else 40, 4),
            textcoords="offset points",
            color=look["color"],
            va="center",
            fontweight="bold",
        )
    falls = asleep_falls()
    lowest = rows[rows["time_hours"] == 24]["value"].min()
    style.point_at(
        ax,
        (1, lowest),
        f"first day: ketamine {MINUS}{falls['ketamine']:.1f},\nsaline {MINUS}{falls['saline']:.1f} points",
        style.away(70, -30),
    )
    ax.set_ylim(0, 34)
    ax.set_xlim(-0.4, 14.6)
    ax.set_xticks([0, 1, 2, 3, 5, 7, 14], ["before", "1", "2", "3", "5", "7", "14"])
    ax.set_xlabel("days after the infusion")
    ax.set_ylabel("depression score, MADRS points")
    title = "When nobody could feel it, both arms fell alike"
    style.message(ax, title)
    frame = pd.DataFrame(
        {
            "Arm": rows["arm"],
            "People": rows["n"],
            "Days": [f"{hours / 24:.0f}" if hours else "before" for hours in rows["time_hours"]],
            "Mean score": [f"{value:.1f}" for value in rows["value"]],
            "SD": [f"{value:.1f}" for value in rows["spread"]],
            "Status": rows["status"],
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    at = {(ASLEEP_ARMS[r.arm][1], r.time_hours): r.value for r in rows.itertuples()}
    return Chart(
        fig,
        "07-asleep",
        title,
        f"Two lines over 14 days in one trial under anaesthesia. Ketamine falls from {at['ketamine', 0]:.1f} to "
        f"{at['ketamine', 24]:.1f} points in a day, saline from {at['saline', 0]:.1f} to {at['saline', 24]:.1f}; after "
        f"two weeks they stand at {at['ketamine', 336]:.1f} and {at['saline', 336]:.1f}.",
        "Mean MADRS scores of the two arms of one trial (18 to 20 people per arm and visit); everybody "
        "was under anaesthesia for surgery when the infusion ran. The saline arm began higher, by chance. "
        f"Everybody also had other anaesthetics. {STATUS_NOTE}",
        frame,
    )

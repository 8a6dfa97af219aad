"""Trials of ketamine in chronic pain, one panel each, and what a guideline and three reviews make of them.

No line joins points of different trials, and every panel holds its own control. Only rows that were seen
are drawn.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ... import evidence
from ...evidence.rows import plottable
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.words import MINUS, STATUS_NOTE, headline, interval, plain_title, signed
from .look import arm, draw_arm, draw_week_one, infusion_band, pain_axes, week_one

#: Hours after the infusion of the fibromyalgia trial's ratings, by the name of the moment in the ids.
MOMENTS = {"15min": 0.25, "180min": 3.0, "week1": style.WEEK, "week8": 8 * style.WEEK}
#: Of how many people in each arm of that trial.
ARMS = ("drug", "control")
#: Condition -> (level of evidence, low and high) on the scale of the 2018 consensus, and what it says of
#: time.
GRADES = {
    "CRPS": ("moderate", 2, 2, "to 12 weeks"),
    "spinal cord injury": ("weak", 1, 1, "short"),
    "fibromyalgia": ("weak or none", 0, 1, ""),
    "cancer pain": ("weak or none", 0, 1, ""),
    "migraine": ("weak or none", 0, 1, ""),
    "back pain": ("weak or none", 0, 1, ""),
}
#: Rows of data/trials.csv, from the top: id -> words.
POOLED = {
    "tr-orhurhu-2019-01": "7 trials, to 2 weeks",
    "tr-pain-network-meta-analysis-01": "38 trials, under 30 min",
    "tr-pain-network-meta-analysis-05": "1 to 3 hours",
    "tr-pain-network-meta-analysis-02": "3 to 7 days",
    "tr-pain-network-meta-analysis-03": "3 to 5 weeks",
    "tr-pain-network-meta-analysis-04": "over 5 weeks",
    "tr-cochrane-2025-01": "Cochrane 2025, at once",
}


def relieved(role: str) -> list[evidence.Parameter]:
    """Return how many people of an arm ("drug" or "control") of the fibromyalgia trial had over half
    relief, by moment.
    """
    return [evidence.parameter(f"pain.noppers2011.relief_{moment}_{role}") for moment in MOMENTS]


@style.in_style
def trials() -> Chart:
    """Draw three trials side by side, each on its own axes with its own control."""
    fig, axes = style.canvas(9.4, 5.0, ncols=3)
    title = "Days of infusion left weeks of relief; a single one left none"
    headline(fig, title)
    _crps(axes[0])
    _fibromyalgia(axes[1])
    _neuropathic(axes[2])
    return Chart(
        fig,
        "09-trials",
        title,
        "Three small panels. CRPS, days of infusion against placebo: pain in week 1 is"
        f" {week_one('drug').value:.1f} with ketamine and {week_one('placebo').value:.1f} with placebo."
        " Fibromyalgia, half an hour against midazolam: "
        + "; ".join(
            f"{words} {a.value:g} and {b.value:g} people of 12"
            for words, a, b in zip(
                ("15 minutes", "3 hours", "1 week", "8 weeks"), relieved("drug"), relieved("control"), strict=True
            )
        )
        + " with over half relief. Neuropathic pain, one infusion against placebo: sums of pain over five"
        " weeks are alike.",
        f"{evidence.cite('sigtermans2009').html}, {evidence.cite('noppers2011').html},"
        f" {evidence.cite('pickering2020').html}. Every panel has a scale of its own; the trials differ in"
        f" pain, dose, length and control and cannot be laid over each other. {STATUS_NOTE}",
        _trial_frame(),
        "What is drawn, with doses as facts of the trials",
    )


def _crps(ax: Axes) -> None:
    plain_title(ax, "CRPS, 60 people\n4.2 days\nv placebo")
    infusion_band(ax)
    pain_axes(ax, 13)
    draw_week_one(ax)
    style.label(ax, 1.7, week_one("drug").value, "ketamine", style.KETAMINE)
    style.label(ax, 1.7, week_one("placebo").value, "placebo", style.QUIET)
    ax.axvline(12, color=style.INK, lw=style.pt(1.6), ls=style.DASHES[2])
    ax.text(
        12.7,
        8.8,
        "week 12:\nnot clear",
        ha="right",
        va="center",
        linespacing=1.2,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
    ax.set_xticks([0, 4, 8, 12])
    ax.set_xlabel("weeks")


def _fibromyalgia(ax: Axes) -> None:
    plain_title(ax, "fibromyalgia, 24 people\n30 min, once\nv midazolam")
    hours = list(MOMENTS.values())
    for role in ARMS:
        values = [p.value for p in relieved(role)]
        ax.plot(hours, values, zorder=4, clip_on=False, **arm(role, "midazolam"))
    style.label(ax, 0.42, 8.1, "ketamine", style.KETAMINE)
    style.label(ax, 0.2, 0.75, "midazolam", style.QUIET)
    ax.set_xscale("log")
    ax.set_xlim(0.17, 2200)
    ax.set_xticks(hours, ["15\nmin", "3 h", "week\n1", "week\n8"])
    ax.minorticks_off()
    ax.set_ylim(0, 12)
    ax.set_yticks([0, 3, 6, 9, 12])
    ax.set_ylabel("people of 12 with over half relief")


def _neuropathic(ax: Axes) -> None:
    plain_title(ax, "neuropathic, 20 people\none infusion\nv placebo")
    for place, role in enumerate(("drug", "placebo")):
        p = evidence.parameter(f"pain.pickering2020.AUC35_{role}")
        draw_arm(ax, place, p, role, zorder=4)
        ax.text(place + 0.13, p.value, f"{p.value:g}", va="center", fontweight="bold")
    ax.set_xticks([0, 1], ["ketamine", "placebo"])
    ax.set_xlim(-0.5, 1.7)
    ax.set_ylim(0, 350)
    ax.set_yticks([0, 100, 200, 300])
    ax.set_ylabel("pain × days over 5 weeks")
    ax.set_xlabel("same people, in turn")


def _trial_frame() -> pd.DataFrame:
    rows = []
    for role, name in (("drug", "S-ketamine, 4.2 days, up to about 22 mg/h"), ("placebo", "placebo")):
        p = week_one(role)
        rows.append(("CRPS", name, "mean pain in week 1 (0 to 10)", f"{p.value:g} ± {p.high - p.value:.2f}", p))
    p = evidence.parameter("pain.sigtermans2009.p_week12")
    rows.append(("CRPS", "both", "week 12", f"difference not significant (p = {p.value:g})", p))
    for role, name in (("drug", "S-ketamine 0.5 mg/kg in 30 min"), ("control", "midazolam 5 mg")):
        for words, p in zip(("15 min", "3 h", "1 week", "8 weeks"), relieved(role), strict=True):
            rows.append(("fibromyalgia", name, f"people with over half relief, {words}", f"{p.value:g} of 12", p))
    for role, name in (("drug", "ketamine 0.5 mg/kg once"), ("placebo", "placebo")):
        p = evidence.parameter(f"pain.pickering2020.AUC35_{role}")
        rows.append(("neuropathic", name, "pain score × days over 35 days", f"{p.value:g} ± {p.high - p.value:g}", p))
    return pd.DataFrame(
        [
            {
                "Pain": pain,
                "Arm": name,
                "Measured": what,
                "Value": value,
                "Status": p.status,
                "Source": evidence.cite(p.source),
            }
            for pain, name, what, value, p in rows
        ]
    )


# Guideline and reviews -------------------------------------------------------------------------------


def pooled() -> pd.DataFrame:
    """Return the pooled differences in points of 10 (value, low, high), the drawn status, words; a row
    each, in order.
    """
    frame = plottable(evidence.by_id("trials", POOLED))
    scale = np.where(frame["unit"] == "points of 100", 10, 1)
    for name in ("value", "low", "high"):
        frame[name] = frame[name] / scale
    frame["words"] = list(POOLED.values())
    return frame


@style.in_style
def judgements() -> Chart:
    """Draw the grades of the 2018 consensus beside the pooled differences of three reviews."""
    fig, (left, right) = style.canvas(9.4, 5.0, ncols=2, width_ratios=(1, 1.25))
    title = "2018: moderate for one kind of pain. 2025: no clear benefit"
    headline(fig, title)
    _grades(left)
    frame = pooled()
    _forest(right, frame)
    return Chart(
        fig,
        "09-judgements",
        title,
        "Left: grades of evidence by a 2018 consensus: CRPS moderate, spinal cord injury weak, fibromyalgia,"
        " cancer pain, migraine and back pain weak or none. Right: pooled differences in points of ten, all"
        " to the left of zero: "
        + "; ".join(f"{r.words} {signed(r.value)} ({interval(r.low, r.high)})" for r in frame.itertuples())
        + ".",
        f"Left: {evidence.cite('cohen2018').html}. Right: {evidence.cite('orhurhu2019').html} (six of its"
        f" seven trials at high risk of bias), {evidence.cite('painnma').html} (five times),"
        f" {evidence.cite('ferraro2025').html} (intravenous ketamine, very low certainty; printed as points"
        " of 100, divided by 10 here). All are hollow: seen second-hand. Left of zero is less pain. The"
        " three reviews share trials.",
        _judged(frame),
    )


def _grades(ax: Axes) -> None:
    for place, (_, low, high, _) in enumerate(GRADES.values()):
        ax.plot([low, high], [place, place], color=style.KETAMINE, lw=style.pt(2), zorder=2)
        for at in {low, high}:
            point(ax, at, place, "secondary", style.KETAMINE, zorder=4)
    ax.add_patch(Rectangle((1.55, -0.42), 0.9, 0.84, color=style.KETAMINE_TINT, lw=0, zorder=0))
    ax.text(2, 0.62, "to 12 weeks", ha="center", va="top", color=style.QUIET)
    row_axis(ax, list(GRADES), below=0.5)
    ax.set_xticks([0, 1, 2], ["none", "weak", "mod-\nerate"])
    ax.set_xlim(-0.4, 2.6)
    ax.set_xlabel("evidence")
    plain_title(ax, "consensus of 2018")


def _forest(ax: Axes, frame: pd.DataFrame) -> None:
    for place, row in enumerate(frame.itertuples()):
        newest = row.source == "ferraro2025"
        color = style.INK if newest else style.KETAMINE
        ax.plot([row.low, row.high], [place, place], color=color, lw=style.pt(2.4 if newest else 1.8), zorder=3)
        shape = {"orhurhu2019": "s", "painnma": "o", "ferraro2025": "D"}[row.source]
        point(ax, row.value, place, row.status, color, shape, size=9, zorder=4)
    ax.axvline(0, color=style.INK, lw=style.pt(1.4), zorder=1)
    row_axis(ax, list(frame["words"]))
    ax.set_xlim(-3.6, 0.9)
    ax.set_xticks([-3, -2, -1, 0], [f"{MINUS}3", f"{MINUS}2", f"{MINUS}1", "0"])
    ax.set_xlabel("difference, points of 10")
    ax.text(-0.12, len(frame) - 0.62, "← less pain", ha="right", va="center", color=style.QUIET)
    plain_title(ax, "reviews that pool trials")


def _judged(frame: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "Who": "2018 consensus",
            "What": name,
            "Says": words + (f", {when}" if when else ""),
            "Status": "secondary",
            "Source": evidence.cite("cohen2018"),
        }
        for name, (words, _, _, when) in GRADES.items()
    ]
    rows += [
        {
            "Who": row.study,
            "What": row.words,
            "Says": f"{signed(row.value, 2)} ({interval(row.low, row.high, 2)}) points of 10",
            "Status": row.status,
            "Source": evidence.cite(row.source),
        }
        for row in frame.itertuples()
    ]
    return pd.DataFrame(rows)

"""Charts of lesson 06 that show arms of one trial side by side: visit by visit, and who responded.

Points are joined only within one arm of one trial. Each chart's table holds the rows with sources.
"""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, row_axis
from ...kit.words import DAY, MINUS, STATUS_NOTE, arm_style, headline, interval, plain_title, signed, visit
from . import data


def _visit_axis(ax, hours: list[float]) -> None:
    ax.set_xlim(-14, 648 + 14)
    ax.set_xticks([0, *hours], [f"{round(h / DAY) + 1}" for h in (0, *hours)])


def _gap_panel(ax, trial: data.Trial) -> None:
    ax.axhline(0, color=style.QUIET, lw=1)
    for gap in trial.gaps.values():
        measured(ax, gap, gap.hours, style.INK, "D", upright=True, size=8, bar={"lw": 2, "solid_capstyle": "butt"})
        ax.annotate(
            signed(gap.value), (gap.hours, gap.value), xytext=(style.pt(9), 0), textcoords="offset points", va="center"
        )
    ax.set_ylim(-8.6, 2.6)
    ax.set_yticks([0, -4, -8], ["0", f"{MINUS}4", f"{MINUS}8"])
    ax.set_ylabel("gap, points")


def same_trial_table(trial: data.Trial) -> pd.DataFrame:
    """Return the numbers of a trial by visit, with sources."""
    rows = []
    for hours in trial.drug:
        gap = trial.gaps.get(hours)
        rows.append(
            {
                "Visit": visit(hours) if hours else "day 1, start",
                f"{trial.arms_short[0]}, % of start": f"{trial.drug[hours]:.1f}",
                f"{trial.arms_short[1]}, % of start": f"{trial.control[hours]:.1f}",
                "Gap, MADRS points": signed(gap.value, 2) if gap else "none printed",
                "Interval": interval(gap.low, gap.high, 2) if gap else "",
                "What the interval is": gap.limits if gap else "",
                "Sources": evidence.cite(*dict.fromkeys([trial.sources[0], *([gap.source] if gap else [])])),
            }
        )
    return pd.DataFrame(rows)


@style.in_style
def same_trial() -> Chart:
    """Draw chart E: TRANSFORM-2 visit by visit, both arms, and the gap between them."""
    trial = data.transform_2()
    fig, (top, below) = style.canvas(9.2, 6.2, nrows=2, sharex=True, height_ratios=[2.3, 1])
    hours = list(trial.drug)
    top.fill_between(hours, list(trial.drug.values()), list(trial.control.values()), color=style.CONTROL_TINT, lw=0)
    for role, values in (("control", trial.control), ("drug", trial.drug)):
        top.plot(hours, list(values.values()), zorder=4, label=f"{trial.name} {role}", **arm_style(role))
    style.label(top, 190, 88.5, trial.control_name, style.SEROTONIN)
    style.label(top, 92, 61, trial.drug_name, style.KETAMINE)
    for values, color, place in ((trial.drug, style.KETAMINE, -14), (trial.control, style.SEROTONIN, 14)):
        for hour, aside in ((24.0, 20), (648.0, 0)):
            top.annotate(
                f"{values[hour]:.0f} %",
                (hour, values[hour]),
                xytext=(style.pt(aside), style.pt(place)),
                color=color,
                textcoords="offset points",
                ha="center",
                va="center",
                fontweight="bold",
            )
    top.set_ylim(34, 104)
    top.set_yticks([40, 60, 80, 100], ["40 %", "60 %", "80 %", "100 %"])
    top.set_ylabel("depression score,\nshare of the start")
    style.message(top, "Both arms improve; the spray adds a gap that is there from day 2")
    _gap_panel(below, trial)
    unclear = next(gap for gap in trial.gaps.values() if not gap.clear)
    below.annotate(
        "its interval crosses zero",
        (unclear.hours, 1.5),
        xytext=(style.pt(8), 0),
        textcoords="offset points",
        va="center",
        color=style.QUIET,
    )
    plain_title(below, "Esketamine minus placebo spray, MADRS points (below zero favours esketamine)")
    _visit_axis(below, trial.visits)
    below.set_xlabel("day of the trial (day 1: first dose; the spray was given twice a week)")
    first, last = trial.gaps[24.0], trial.gaps[648.0]
    return Chart(
        fig,
        "06-same-trial",
        "Both arms improve; the spray adds a gap that is there from day 2",
        "Two lines fall from 100 percent at the start to day 28 in one trial. With placebo spray and a new "
        f"antidepressant the depression score is at {trial.control[24.0]:.0f} percent on day 2 and "
        f"{trial.control[648.0]:.0f} percent on day 28; with esketamine spray and a new antidepressant at "
        f"{trial.drug[24.0]:.0f} and {trial.drug[648.0]:.0f} percent. The gap below is {signed(first.value)} points on "
        f"day 2, {signed(unclear.value)} on day 15 with an interval that crosses zero, and {signed(last.value)} on day "
        "28.",
        f"TRANSFORM-2: {_people(trial)}. MADRS is a 10-item rating scale of depression. The scores by visit are "
        f"<strong>our sums of three printed factor means</strong> ({evidence.cite('mpr2022').html}), so they count as "
        f"computed; the gaps on day 15 ({evidence.cite('cnsdrugs2022').html}) and day 28 "
        f"({evidence.cite('popova2019').html}) are as printed. Day 15 was not significant. {STATUS_NOTE}",
        same_trial_table(trial),
    )


def _people(trial: data.Trial) -> str:
    sizes = evidence.trials(study=trial.name, measure="baseline")["n"]
    return f"{sizes.iloc[0]} people with esketamine, {sizes.iloc[1]} with placebo spray"


def response_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return drawn response rates with people, status and source."""
    return pd.DataFrame(
        {
            "Trial arm": rows["series"],
            "Visit": [visit(hours) for hours in rows["time_hours"]],
            "Responded, %": [f"{value:.1f}" for value in rows["value"]],
            "People": rows["n"],
            "Status": rows["status"],
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )


#: Panels of chart B: study -> (title, right end of the time axis in hours, label of each arm's last point:
#: text and
#: how far it is nudged up, in points, so that labels do not touch).
RESPONSE_PANELS = {
    "TRANSFORM-1+2": (
        "TRANSFORM-1+2",
        1080,
        {
            "esketamine + new SSRI/SNRI (TRANSFORM-1+2)": ("esketamine\nspray", 0),
            "placebo spray + new SSRI/SNRI (TRANSFORM-1+2)": ("placebo\nspray", -5),
        },
    ),
    "Takahashi 2021": (
        "Japan, three doses",
        1060,
        {
            "esketamine 84 mg (Japan 2021)": ("84 mg", 3),
            "placebo spray (Japan 2021)": ("placebo", 5),
            "esketamine 56 mg (Japan 2021)": ("56 mg", -4),
            "esketamine 28 mg (Japan 2021)": ("28 mg", -12),
        },
    ),
    "Chen 2023": (
        "China/US",
        1270,
        {
            "esketamine + new SSRI/SNRI (Chen 2023)": ("esketamine", 7),
            "placebo spray + new SSRI/SNRI (Chen 2023)": ("placebo", -7),
        },
    ),
}


def _response_panel(ax, rows: pd.DataFrame, labels: dict[str, tuple[str, float]]) -> None:
    doses = iter((0.5, 0.75, 1.0))
    several = rows[rows["role"] == "drug"]["series"].nunique() > 1
    for name, arm in rows.groupby("series", sort=False):
        look = arm_style(arm["role"].iloc[0]) | {"lw": style.pt(1.6)}
        if several and arm["role"].iloc[0] == "drug":
            look |= {"alpha": next(doses), "markersize": style.pt(7)}
        ax.plot(arm["time_hours"], arm["value"], label=name, zorder=4, **look)
        text, nudge = labels[name]
        last = arm.iloc[-1]
        ax.annotate(
            f"{text}: {last['value']:.0f} %",
            (last["time_hours"], last["value"]),
            xytext=(style.pt(9), style.pt(nudge)),
            textcoords="offset points",
            va="center",
            color=look["color"],
            annotation_clip=False,
        )


@style.in_style
def response() -> Chart:
    """Draw chart B: who had responded, in the favourable trials and in the null ones."""
    rows = evidence.rows.series("B")
    fig, axes = style.canvas(9.2, 4.8, ncols=3, sharey=True, width_ratios=[1.1, 1.2, 0.9])
    headline(fig, "Four trials of one treatment: a clear gap in two of them, not in the others")
    for ax, (study, (title, stop, labels)) in zip(axes, RESPONSE_PANELS.items(), strict=True):
        _response_panel(ax, rows[rows["study"] == study], labels)
        plain_title(ax, title)
        ax.set_xlim(-20, stop)
        ax.set_xticks([24, 168, 336, 504, 648], ["2", "8", "15", "", "28"])
        ax.spines["bottom"].set_bounds(-20, 660)
    axes[0].set_ylim(0, 68)
    axes[0].set_yticks([0, 20, 40, 60], ["0 %", "20 %", "40 %", "60 %"])
    axes[0].set_ylabel("people who responded")
    axes[1].set_xlabel("day of the trial", loc="left")
    axes[2].text(24, 6, "day 2:\nnot printed", color=style.QUIET, va="center")

    def last(series: str) -> float:
        return evidence.one(rows, series=series, time_hours=648)["value"]

    missed = evidence.rows.one(
        study="TRANSFORM-1",
        measure="difference",
        arm="esketamine 84 mg",
        statistic="LS mean difference (primary missed, p=.088)",
    )
    pooled = [last(name) for name in RESPONSE_PANELS["TRANSFORM-1+2"][2]]
    return Chart(
        fig,
        "06-response",
        "Four trials of one treatment: a clear gap in two of them, not in the others",
        f"Three panels of response rates over 28 days. TRANSFORM-1 and -2 pooled: {pooled[0]:.0f} percent with "
        f"esketamine against {pooled[1]:.0f} with placebo spray on day 28. In Japan the placebo line runs among the "
        f"three dose lines. In the China/US trial {last('esketamine + new SSRI/SNRI (Chen 2023)'):.0f} against "
        f"{last('placebo spray + new SSRI/SNRI (Chen 2023)'):.0f} percent responded.",
        "Response: the score has at least halved. In all four trials people started or kept an antidepressant pill "
        "and got esketamine or placebo spray on top. Lines join visits of one arm of one trial only; TRANSFORM is "
        "often shown alone, but it holds the two most favourable of the four trials in adults under 65, and "
        f"TRANSFORM-1 itself missed its goal ({signed(missed['value'])} points, "
        f"{interval(missed['low'], missed['high'])}, higher dose; {evidence.cite(missed['source']).html}). Fainter "
        f"marks: lower doses. {STATUS_NOTE}",
        response_table(rows),
    )


@style.in_style
def day_two() -> Chart:
    """Draw the answer to the first prediction: of 100 people, how many had responded on days 2 and 28."""
    rows = evidence.rows.series("B")
    rows = rows[rows["study"] == "TRANSFORM-1+2"]
    values = {
        (role, hours): evidence.one(rows, role=role, time_hours=hours)["value"]
        for role in ("drug", "control")
        for hours in (24.0, 648.0)
    }
    fig, ax = style.canvas(9.2, 3.3)
    for y, hours in ((1, 24.0), (0, 648.0)):
        drug, control = values["drug", hours], values["control", hours]
        ax.plot([control, drug], [y, y], color=style.GRID, lw=7, solid_capstyle="round", zorder=2)
        ax.plot(control, y, "^", ms=style.pt(13), color=style.SEROTONIN, zorder=4)
        ax.plot(drug, y, "o", ms=style.pt(12), color=style.KETAMINE, zorder=4)
        for value, color in ((control, style.SEROTONIN), (drug, style.KETAMINE)):
            ax.annotate(
                f"{value:.0f}",
                (value, y),
                xytext=(0, style.pt(13)),
                textcoords="offset points",
                ha="center",
                va="bottom",
                color=color,
                fontweight="bold",
            )
        if hours == 24.0:
            ax.annotate(
                "esketamine spray + new antidepressant",
                (drug, y),
                xytext=(style.pt(14), 0),
                textcoords="offset points",
                va="center",
                color=style.KETAMINE,
            )
        else:
            ax.annotate(
                "placebo spray + new antidepressant",
                (control, y),
                xytext=(style.pt(-14), 0),
                textcoords="offset points",
                va="center",
                ha="right",
                color=style.SEROTONIN,
            )
    row_axis(ax, ["day 2", "day 28"], [1, 0], below=0.5)
    ax.set_xlim(0, 100)
    ax.set_xlabel("of 100 people, how many had responded (score at least halved)")
    title = (
        f"Day 2: {values['drug', 24.0]:.0f} of 100 with esketamine, {values['control', 24.0]:.0f} of 100 with placebo "
        "spray"
    )
    style.message(ax, title)
    return Chart(
        fig,
        "06-day-two",
        title,
        f"Dots on a line from 0 to 100 people. Day 2: {values['control', 24.0]:.0f} with placebo spray and "
        f"{values['drug', 24.0]:.0f} with esketamine had responded. Day 28: {values['control', 648.0]:.0f} "
        f"and {values['drug', 648.0]:.0f}.",
        f"TRANSFORM-1 and -2 pooled ({evidence.cite('turkoz2021').html}); in both arms a new SSRI or SNRI "
        f"was started at the same time. {STATUS_NOTE}",
        response_table(rows),
    )

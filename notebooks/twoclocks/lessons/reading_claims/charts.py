"""Charts of lesson 11: ratios beside people, verdicts counted, a headline as people, a calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...models import calibration
from .data import asked, side_effects

#: Side effects that carry their name: event -> (drug, words, offset in points, alignment).
_NAMED = {
    "dissociation": ("esketamine spray", "dissociation", (0, 13), "center"),
    "hypoesthesia (numbness)": ("esketamine spray", "numbness", (0, 13), "center"),
    "pollakiuria": ("esketamine spray", "frequent urination", (0, 15), "center"),
    "nausea": ("escitalopram", "nausea", (14, -3), "left"),
    "vertigo": ("esketamine spray", "vertigo", (12, 4), "left"),
    "ejaculation disorder (men)": ("escitalopram", "ejaculation disorder", (0, 14), "center"),
}
_LOOKS = {"esketamine spray": (style.KETAMINE, "o"), "escitalopram": (style.SEROTONIN, "v")}


@style.in_style
def ratios_and_people() -> Chart:
    """Return the chart of side effects: how many times as common, and how many more people of 1,000."""
    rows = side_effects()
    fig, ax = style.canvas(9.0, 4.6)
    for row in rows.itertuples():
        color, shape = _LOOKS[row.drug]
        point(ax, row.ratio, row.extra, row.status, color, shape, size=9, zorder=4)
    for event, (drug, words, offset, align) in _NAMED.items():
        row = evidence.one(rows, event=event, drug=drug)
        ax.annotate(
            words,
            (row["ratio"], row["extra"]),
            style.away(*offset),
            textcoords="offset points",
            ha=align,
            va="center",
            color=_LOOKS[drug][0],
            zorder=6,
        )
    ax.set_xscale("log")
    ax.set_xlim(0.95, 13)
    ax.set_xticks([1, 2, 3, 5, 10], ["1", "2", "3", "5", "10"])
    ax.minorticks_off()
    ax.set_ylim(-15, 375)
    ax.set_xlabel("times as common with the drug as without")
    ax.set_ylabel("more people of 1,000")
    style.message(ax, "Many times as common may be few people")
    ax.text(
        0.02, 0.95, "round: esketamine spray\ntriangle: escitalopram", transform=ax.transAxes, va="top", linespacing=1.5
    )
    table = pd.DataFrame(
        {
            "Drug": rows["drug"],
            "Side effect": rows["event"],
            "With the drug (%)": rows["percent"],
            "With placebo (%)": rows["comparator_percent"],
            "Times as common": rows["ratio"],
            "More people of 1,000": [f"{extra:.0f}" for extra in rows["extra"]],
            "Status": rows["status"],
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    few = evidence.one(rows, event="pollakiuria")
    many = evidence.one(rows, event="dissociation")
    return Chart(
        fig,
        "11-ratios-and-people",
        "Many times as common may be few people",
        f"Points of side effects, times as common across, more people of 1,000 up. Frequent urination is "
        f"{few['ratio']:.0f} times as common and means {few['extra']:.0f} more people; dissociation is "
        f"{many['ratio']:.1f} times as common and means {many['extra']:.0f} more. The points form no line.",
        "Filled: seen in the label. Hollow: seen second-hand. The two labels count other people in other trials: "
        "compare within a drug, not between. Events with none on placebo have no ratio. "
        f"{evidence.cite('spravato_label', 'lexapro_label').html}.",
        table,
    )


@style.in_style
def verdicts(counts: Mapping[str, int]) -> Chart:
    """Return how often each verdict occurs among the claims; ``counts``: verdict -> number of claims."""
    fig, ax = style.canvas(8.6, 3.6)
    most = max(counts.values())
    for place, (_, count) in enumerate(counts.items()):
        ax.plot(
            np.arange(1, count + 1),
            [place] * count,
            "s",
            ms=style.pt(15),
            color=style.INK if place == 0 else style.CONTROL,
        )
        ax.text(count + 0.6, place, str(count), va="center", fontweight="bold")
    row_axis(ax, list(counts))
    ax.set_xlim(0.3, 14.6)
    ax.set_xticks([1, *range(2, sum(counts.values()) + 1, 2)])
    ax.set_xlabel("number of the fourteen claims")
    style.message(ax, f"{_word(most)} hold as they stand, few are plainly wrong")
    listed = "; ".join(f"{name} {count}" for name, count in counts.items())
    table = pd.DataFrame({"Verdict": list(counts), "Claims": list(counts.values())})
    return Chart(
        fig,
        "11-verdicts",
        f"{_word(most)} of fourteen claims hold as they stand",
        f"Rows of squares, one square for each of fourteen claims, by the verdict of this lesson: {listed}.",
        "Our own verdicts, one for each claim; the reasons and sources stand below each claim.",
        table,
    )


def _word(count: int) -> str:
    return ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")[count]


@style.in_style
def as_people() -> Chart:
    """Return the result that the reader guesses as people: how many of 1,000 in each arm."""
    result = asked()
    compared = result.compared()
    fig, ax = style.canvas(8.6, 3.3)
    for place, (name, value, color) in enumerate(
        ((result.control, compared.without, style.CONTROL), ("esketamine spray", compared.with_drug, style.KETAMINE))
    ):
        ax.barh(place, value, 0.55, color=color, zorder=3)
        ax.text(value + 4, place, f"{value:.0f} of 1,000", va="center", fontweight="bold")
        ax.text(-6, place, name, ha="right", va="center")
    ax.set_yticks([])
    ax.set_ylim(1.55, -0.55)
    ax.set_xlim(0, 320)
    ax.set_xlabel("people of 1,000 who felt drunk")
    style.message(ax, f"{compared.ratio:.0f} times as common: {compared.extra:.0f} more people of 1,000")
    table = pd.DataFrame(
        {
            "Arm": [result.control, "esketamine spray"],
            "Of 1,000 people": [f"{compared.without:.0f}", f"{compared.with_drug:.0f}"],
            "Printed (%)": [result.control_percent, result.percent],
            "Status": [result.status] * 2,
            "Source": [evidence.cite(*result.sources)] * 2,
        }
    )
    return Chart(
        fig,
        "11-as-people",
        f"{compared.ratio:.0f} times as common: {compared.extra:.0f} more people of 1,000",
        f"Two bars: {compared.without:.0f} of 1,000 people with placebo spray and {compared.with_drug:.0f} "
        "of 1,000 with esketamine spray felt drunk.",
        f"Over four weeks, adults under 65. {evidence.cite(*result.sources).html}.",
        table,
    )


@style.in_style
def calibration_chart(sure: Sequence[float], right: Sequence[bool]) -> Chart:
    """Return the calibration picture of a made-up reader; arguments as ``models.calibration.by_level``."""
    found = calibration.by_level(sure, right)
    score, total, good = calibration.brier_score(sure, right), len(sure), sum(map(bool, right))
    fig, ax = style.canvas(7.4, 4.9)
    ax.plot([0, 100], [0, 100], color=style.QUIET, lw=style.pt(1.6), linestyle=(0, (5, 4)), zorder=2)
    ax.text(
        7,
        16,
        "exactly as sure as right",
        rotation=32,
        rotation_mode="anchor",
        color=style.QUIET,
        zorder=3,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )
    for level in found:
        low, high = calibration.usual_range(level.sure, level.answers)
        ax.plot(
            [level.sure] * 2,
            [100 * low / level.answers, 100 * high / level.answers],
            color=style.GRID,
            lw=style.pt(9),
            solid_capstyle="butt",
            zorder=1,
        )
        ax.plot(level.sure, level.share, "o", color=style.SEROTONIN, ms=style.pt(7 + 2 * level.answers), zorder=4)
        aside = -1 if level.sure > 90 else 1
        ax.annotate(
            f"{level.right} of {level.answers}",
            (level.sure, level.share),
            style.away(aside * (8 + level.answers), 0),
            textcoords="offset points",
            ha="left" if aside > 0 else "right",
            va="center",
            fontweight="bold",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
        )
    ax.set(xlim=(0, 100), ylim=(-3, 108))
    ticks = range(0, 101, 20)
    ax.set_xticks(ticks, [f"{at} %" for at in ticks])
    ax.set_yticks(ticks, [f"{at} %" for at in ticks])
    ax.set_xlabel("how sure the reader was")
    ax.set_ylabel("how often right")
    style.message(ax, "Example reader: surer than right")
    style.stamp(ax, "example, made up")
    mean = sum(sure) / total
    table = pd.DataFrame(
        {
            "The reader said": [f"{level.sure:.0f} % sure" for level in found],
            "Claims": [level.answers for level in found],
            "Right": [level.right for level in found],
            "Share right": [f"{level.share:.0f} %" for level in found],
            "Usual if well calibrated": [
                _range(*calibration.usual_range(level.sure, level.answers)) for level in found
            ],
        }
    )
    spots = "; ".join(f"at {level.sure:.0f} % sure {level.right} of {level.answers} right" for level in found)
    return Chart(
        fig,
        "11-example-reader",
        "An example reader, made up: surer than right",
        "Calibration picture of a made-up reader, sureness across and share right up, with a dashed diagonal: "
        f"{spots}. The points at high sureness lie below the diagonal.",
        f"A made-up reader: {good} of {total} right ({100 * good / total:.0f} %) and on average {mean:.0f} % sure, so "
        f"{mean - 100 * good / total:.0f} points surer than right; Brier score {score:.2f}. Grey bars: where 95 of 100 "
        "perfectly calibrated readers would be.",
        table,
    )


def _range(low: int, high: int) -> str:
    return f"{low} right" if low == high else f"{low} to {high} right"

"""Charts of lesson 06 that show what is left after subtracting the control, sorted by kind of control."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.words import MINUS, STATUS_NOTE, after, headline, interval, signed

#: Control type of the data -> (title of its panel, could people tell what they got, marker).
CONTROLS = {
    "saline": ("v saline", "easy to tell apart", style.CONTROL_MARKERS["saline"]),
    "midazolam": ("v midazolam", "feels like something", style.CONTROL_MARKERS["midazolam"]),
    "anaesthesia": ("v saline, asleep", "nobody could feel it", style.CONTROL_MARKERS["anaesthesia"]),
    "placebo_spray": ("v placebo spray", "most could tell", style.CONTROL_MARKERS["placebo spray"]),
    "placebo_pill": ("v placebo pill", "partly hidden", style.CONTROL_MARKERS["placebo pill"]),
}
OTHER_MARKER = "P"

#: Short names of the series of chart A.
SHORT = {
    "IV ketamine vs saline (Cochrane 2021)": "Cochrane 2021",
    "IV ketamine vs midazolam (Cochrane 2021)": "Cochrane 2021",
    "IV ketamine vs midazolam (pooled patients, 2019)": "pooled patients 2019",
    "IV ketamine vs saline (pooled patients, 2019)": "pooled patients 2019",
    "IV ketamine under anaesthesia vs saline (Lii 2023)": "Lii 2023",
    "esketamine + new antidepressant vs placebo spray + new antidepressant (TRANSFORM-1+2)": "TRANSFORM-1+2",
    "esketamine 84 mg vs placebo spray (Daly 2018 phase 2)": "phase 2, 84 mg, 12 people",
    "esketamine 56 mg vs placebo spray (Daly 2018, Japan panel)": "phase 2, Japan panel",
    "esketamine + new antidepressant vs placebo spray + new antidepressant (Chen 2023)": "China/US",
    "esketamine 28 mg vs placebo spray (Japan 2021)": "Japan, 28 mg",
    "esketamine 56 mg vs placebo spray (Japan 2021)": "Japan, 56 mg",
    "esketamine 84 mg vs placebo spray (Japan 2021)": "Japan, 84 mg",
    "SSRI vs placebo (Taylor 2006)": "SSRIs, Taylor 2006",
    "dextromethorphan-bupropion vs placebo (GEMINI)": "GEMINI",
    "serial IV ketamine vs midazolam (KARMA-Dep 2)": "KARMA-Dep 2",
}
#: Pools of several trials: their points are not one group of people followed over time, so they are never
#: joined.
POOLS = ("Cochrane 2021", "Wilkinson 2019", "Taylor 2006", "Kishimoto 2016", "Munkholm 2019")


def color_of(drug_class: str) -> str:
    """Return the colour of a drug class: ketamine and its relatives, serotonin drugs, or neither."""
    if "ketamine" in drug_class and not drug_class.startswith("non-"):
        return style.KETAMINE
    if drug_class in {"SSRI", "SSRI/SNRI", "antidepressants"}:
        return style.SEROTONIN
    return style.INK


def seen(row: pd.Series) -> str:
    """Return how a point's mark is drawn: what was worked out from second-hand numbers stays second-hand."""
    second_hand = "second-hand" in str(row["note"]) or evidence.source(row["source"]).kind == "news"
    return "secondary" if second_hand else row["status"]


def differences() -> pd.DataFrame:
    """Return the rows of chart A with a short name and a sideways step that keeps points of one day apart.

    spot: hours at which a point is drawn. Points of one visit that would hide each other stand side by side.
    color, hollow: how its mark is drawn.
    """
    return _differences().copy()


@cache
def _differences() -> pd.DataFrame:
    rows = evidence.rows.series("A")
    rows = rows.assign(short=rows["series"].map(SHORT), spot=np.nan)
    for _, group in rows.groupby(["control_type", rows["time_hours"].map(_about)]):
        steps = np.arange(len(group)) - (len(group) - 1) / 2
        rows.loc[group.index, "spot"] = group["time_hours"] * (1.28 if len(group) < 4 else 1.18) ** steps
    hollow = [seen(row) == "secondary" for _, row in rows.iterrows()]
    return rows.assign(color=rows["drug_class"].map(color_of), hollow=hollow)


def _about(hours: float) -> str:
    """Return a name for times that stand at about the same place on a log axis (day 28 and week 4)."""
    return "4 weeks" if 640 <= hours <= 680 else str(hours)


def effect_table(rows: pd.DataFrame, unit: str, digits: int) -> pd.DataFrame:
    """Return drawn differences with interval, control, status and source."""
    return pd.DataFrame(
        {
            "Comparison": rows["series"],
            "Control": rows["control"],
            "After": [after(hours) for hours in rows["time_hours"]],
            f"Drug minus control, {unit}": [signed(value, digits) for value in rows["value"]],
            "95 % interval": [
                "not printed" if pd.isna(row.low) else interval(row.low, row.high, digits) for row in rows.itertuples()
            ],
            "How": rows["derivation"],
            "Status": [seen(row) for _, row in rows.iterrows()],
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )


def draw_difference(ax, row: pd.Series, shape: str, color: str | None = None, size: float | None = None) -> None:
    """Draw one difference with its interval at its spot."""
    color = color or color_of(row["drug_class"])
    if not pd.isna(row["low"]):
        ax.plot(
            [row["spot"]] * 2,
            [row["low"], row["high"]],
            color=color,
            lw=1.8,
            alpha=0.75,
            solid_capstyle="butt",
            zorder=3,
        )
    ax.plot(row["spot"], row["value"], shape, ms=size or style.pt(9), zorder=5, **style.marker(seen(row), color))


def join_within_trial(ax, rows: pd.DataFrame, **look) -> None:
    """Join the points of each single trial by a thin line; pools and different trials are never joined."""
    for name, one in rows[~rows["study"].isin(POOLS)].groupby("series"):
        if len(one) > 1:
            options = {"lw": 1.2, "zorder": 2, "color": color_of(one["drug_class"].iloc[0])} | look
            ax.plot(one["spot"], one["value"], label=name, **options)


#: Direct labels of chart A: control type -> (text, hours, value, horizontal alignment).
_LABELS = {
    "saline": (("pooled patients", 38, 46, "left"), ("Cochrane", 15, 19, "right")),
    "midazolam": (
        ("pooled patients", 36, 50, "left"),
        ("Cochrane", 15, 21, "right"),
        ("KARMA-Dep 2", 1750, -17, "right"),
    ),
    "anaesthesia": (("Lii 2023", 40, 34, "left"),),
    "placebo_spray": (
        ("phase 2, 12 people on the drug", 2.4, 79, "left"),
        ("phase 2, Japan panel", 2.7, -24, "left"),
        ("TRANSFORM-1+2", 580, 33, "center"),
        ("China/US\nand Japan", 640, -36, "center"),
    ),
    "placebo_pill": (
        ("dextromethorphan-\nbupropion (GEMINI)", 1750, 33, "right"),
        ("SSRIs (Taylor)", 1750, -12, "right"),
    ),
}


def _control_panel(ax, kind: str, rows: pd.DataFrame) -> None:
    title, tell, shape = CONTROLS[kind]
    join_within_trial(ax, rows)
    for _, row in rows.iterrows():
        draw_difference(ax, row, shape)
    ax.axhline(0, color=style.QUIET, lw=1)
    size = style.pt(11.5)
    ax.set_title(title, fontsize=size, fontweight="bold", loc="left", pad=1.9 * size)
    ax.annotate(
        tell,
        (0, 1),
        xytext=(0, 0.5 * size),
        xycoords="axes fraction",
        textcoords="offset points",
        color=style.QUIET,
        va="bottom",
    )
    colors = {"SSRIs (Taylor)": style.SEROTONIN, "dextromethorphan-\nbupropion (GEMINI)": style.INK}
    for text, hours, value, align in _LABELS[kind]:
        ax.text(hours, value, text, ha=align, va="center", color=colors.get(text, style.KETAMINE))
    style.log_time_axis(ax, 1.2, 1800)
    ax.set_xticks([2, 24, 168, 1008], ["2 h", "1 day", "1 wk", "6 wk"])
    ax.set_ylim(-52, 88)
    ax.set_yticks([-40, -20, 0, 20, 40, 60], [f"{MINUS}40", f"{MINUS}20", "0", "+20", "+40", "+60"])


@style.in_style
def by_control() -> Chart:
    """Draw chart A: extra responders over time, one panel and one marker shape for each kind of control."""
    rows = differences()
    fig, spare = style.canvas(9.2, 6.9)
    spare.remove()
    layout = [["saline", "midazolam", "anaesthesia"], ["placebo_spray", "placebo_spray", "placebo_pill"]]
    panels = fig.subplot_mosaic(layout, sharey=True)
    title = "How much a drug adds depends on the control beside it"
    headline(fig, title)
    for kind, ax in panels.items():
        _control_panel(ax, kind, rows[rows["control_type"] == kind])
    for kind in ("saline", "placebo_spray"):
        panels[kind].set_ylabel("extra responders\nper 100 people")
    for kind in ("midazolam", "anaesthesia", "placebo_pill"):
        panels[kind].tick_params(labelleft=False)

    def value(study: str, control: str, hours: float) -> str:
        return f"{evidence.one(rows, study=study, control_type=control, time_hours=hours)['value']:.0f}"

    return Chart(
        fig,
        "06-by-control",
        title,
        "Five panels of drug minus control response on a time axis from hours to weeks, one for each "
        f"control. On the first day ketamine adds {value('Wilkinson 2019', 'saline', 24)} responders "
        f"per 100 against saline and {value('Wilkinson 2019', 'midazolam', 24)} against midazolam in "
        f"one pool of patients; under anaesthesia {value('Lii 2023', 'anaesthesia', 24)} with an "
        "interval from harm to benefit. Esketamine spray trials spread from below zero to plus forty. "
        f"SSRIs against a placebo pill rise from {value('Taylor 2006', 'placebo_pill', 168)} in week "
        f"1 to {value('Taylor 2006', 'placebo_pill', 1008)} in week 6.",
        "Response rate with the drug minus response rate with the control; bars: 95 % intervals where they were "
        "printed or could be worked out. Thin lines join visits of one trial; pools of trials are not joined. Points "
        "of one visit stand side by side. The two pools of the first day disagree: pooled patients show a much larger "
        "effect against saline than against midazolam, Cochrane shows about the same. Most ketamine and spray trials "
        f"took people whom earlier pills had not helped, the SSRI trials did not. {STATUS_NOTE}",
        effect_table(rows, "percentage points", 1),
    )

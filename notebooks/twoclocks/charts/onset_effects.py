"""Charts of lesson 06 that show what is left after subtracting the control arm, sorted by what the control was."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .. import evidence
from . import onset_data as data
from . import style
from .chart import Chart
from .onset_look import MINUS, STATUS_NOTE, canvas, headline, interval, pt, signed, visit

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
#: Pools of several trials: their points are not one group of people followed over time, so they are never joined.
POOLS = ("Cochrane 2021", "Wilkinson 2019", "Taylor 2006", "Kishimoto 2016", "Munkholm 2019")


def color_of(drug_class: str) -> str:
    """Return the colour of a drug class: ketamine and its relatives, serotonin antidepressants, or neither."""
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
    """
    rows = data.series("A")
    rows = rows.assign(short=rows["series"].map(SHORT), spot=np.nan)
    for _, group in rows.groupby(["control_type", rows["time_hours"].map(_about)]):
        steps = np.arange(len(group)) - (len(group) - 1) / 2
        rows.loc[group.index, "spot"] = group["time_hours"] * (1.28 if len(group) < 4 else 1.18) ** steps
    return rows


def _about(hours: float) -> str:
    """Return a name for times that stand at about the same place on a log axis (day 28 and week 4)."""
    return "4 weeks" if 640 <= hours <= 680 else str(hours)


def effect_table(rows: pd.DataFrame, unit: str, digits: int) -> pd.DataFrame:
    """Return drawn differences with interval, control, status and source."""
    return pd.DataFrame({
        "Comparison": rows["series"],
        "Control": rows["control"],
        "When": [style.time_label(hours) if hours < 24 else visit(hours) for hours in rows["time_hours"]],
        f"Drug minus control, {unit}": [signed(value, digits) for value in rows["value"]],
        "95 % interval": ["not printed" if pd.isna(row.low) else interval(row.low, row.high, digits)
                          for row in rows.itertuples()],
        "How": rows["derivation"],
        "Status": [seen(row) for _, row in rows.iterrows()],
        "Source": [evidence.cite(key) for key in rows["source"]],
    })


def draw_difference(ax, row: pd.Series, shape: str, color: str | None = None, size: float | None = None) -> None:
    """Draw one difference with its interval at its spot."""
    color = color or color_of(row["drug_class"])
    if not pd.isna(row["low"]):
        ax.plot([row["spot"]] * 2, [row["low"], row["high"]], color=color, lw=1.8, alpha=0.75,
                solid_capstyle="butt", zorder=3)
    ax.plot(row["spot"], row["value"], shape, ms=size or pt(9), zorder=5, **style.marker(seen(row), color))


def join_within_trial(ax, rows: pd.DataFrame, **look) -> None:
    """Join the points of each single trial by a thin line; pools and different trials are never joined."""
    for name, one in rows[~rows["study"].isin(POOLS)].groupby("series"):
        if len(one) > 1:
            options = {"lw": 1.2, "zorder": 2, "color": color_of(one["drug_class"].iloc[0])} | look
            ax.plot(one["spot"], one["value"], label=name, **options)


#: Direct labels of chart A: control type -> (text, hours, value, horizontal alignment).
_LABELS = {
    "saline": (("pooled patients", 38, 46, "left"), ("Cochrane", 15, 19, "right")),
    "midazolam": (("pooled patients", 36, 50, "left"), ("Cochrane", 15, 21, "right"), ("KARMA-Dep 2", 1750, -17, "right")),
    "anaesthesia": (("Lii 2023", 40, 34, "left"),),
    "placebo_spray": (("phase 2, 12 people on the drug", 2.4, 79, "left"), ("phase 2, Japan panel", 2.7, -24, "left"),
                      ("TRANSFORM-1+2", 580, 33, "center"), ("China/US\nand Japan", 640, -36, "center")),
    "placebo_pill": (("dextromethorphan-\nbupropion (GEMINI)", 1750, 33, "right"), ("SSRIs (Taylor)", 1750, -12, "right")),
}


def _control_panel(ax, kind: str, rows: pd.DataFrame) -> None:
    title, tell, shape = CONTROLS[kind]
    join_within_trial(ax, rows)
    for _, row in rows.iterrows():
        draw_difference(ax, row, shape)
    ax.axhline(0, color=style.QUIET, lw=1)
    size = pt(11.5)
    ax.set_title(title, fontsize=size, fontweight="bold", loc="left", pad=1.9 * size)
    ax.annotate(tell, (0, 1), xytext=(0, 0.5 * size), xycoords="axes fraction", textcoords="offset points",
                color=style.QUIET, va="bottom")
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
    fig, spare = canvas(9.4, 6.9)
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
    value = rows.set_index(["study", "control_type", "time_hours"])["value"]
    return Chart(
        fig, "06-by-control", title,
        "Five panels of drug minus control response on a time axis from hours to weeks, one for each control. On the "
        f"first day ketamine adds {value['Wilkinson 2019', 'saline', 24.0]:.0f} responders per 100 against saline and "
        f"{value['Wilkinson 2019', 'midazolam', 24.0]:.0f} against midazolam in one pool of patients; under "
        f"anaesthesia {value['Lii 2023', 'anaesthesia', 24.0]:.0f} with an interval from harm to benefit. Esketamine "
        "spray trials spread from below zero to plus forty. SSRIs against a placebo pill rise from "
        f"{value['Taylor 2006', 'placebo_pill', 168.0]:.0f} in week 1 to "
        f"{value['Taylor 2006', 'placebo_pill', 1008.0]:.0f} in week 6.",
        "Response rate with the drug minus response rate with the control; bars: 95 % intervals where they were "
        "printed or could be worked out. Thin lines join visits of one trial; pools of trials are not joined. Points "
        "of one visit stand side by side. The two pools of the first day disagree: pooled patients show a much larger "
        "effect against saline than against midazolam, Cochrane shows about the same. The ketamine and spray trials took people whom earlier tablets had not "
        f"helped, the SSRI trials did not. {STATUS_NOTE}",
        effect_table(rows, "percentage points", 1),
    )


#: Rows of chart D from the top: (series, hours) -> words on the left, the control named in each.
STANDARDISED = {
    ("IV ketamine in bipolar depression (Diazgranados 2010)", 0.667): "ketamine, bipolar depression, v placebo infusion",
    ("IV ketamine vs saline (patients pooled, 2019)", 24.0): "ketamine v saline (pooled patients 2019)",
    ("IV ketamine (Kishimoto 2016)", 24.0): "ketamine, mostly v saline (Kishimoto 2016)",
    ("IV ketamine vs saline (Cochrane 2021)", 24.0): "ketamine v saline (Cochrane 2021)",
    ("IV ketamine vs midazolam (patients pooled, 2019)", 24.0): "ketamine v midazolam (pooled patients 2019)",
    ("IV ketamine vs midazolam (Cochrane 2021)", 24.0): "ketamine v midazolam (Cochrane 2021)",
    ("IV ketamine in bipolar depression (Diazgranados 2010)", 48.0): "ketamine, bipolar depression, v placebo infusion",
    ("other NMDA antagonists, single dose (Kishimoto 2016)", 144.0): "other NMDA blockers v placebo (Kishimoto 2016)",
    ("SSRI at week 1, rough estimate", 168.0): "SSRI v placebo pill: a rough range",
    ("esketamine 84 mg alone (Janik 2025)", 648.0): "esketamine alone, 84 mg, v placebo spray",
    ("esketamine 56 mg alone (Janik 2025)", 648.0): "esketamine alone, 56 mg, v placebo spray",
    ("serial IV ketamine vs midazolam (KARMA-Dep 2)", 672.0): "repeated ketamine v midazolam (KARMA-Dep 2)",
    ("any newer antidepressant, end of acute trial (about 8 wk)", 1344.0): "newer antidepressants v placebo pill",
}
_WHEN = {0.667: "40 min", 24.0: "1 day", 48.0: "2 days", 144.0: "days 5\u20138", 168.0: "1 week", 648.0: "4 weeks",
         1344.0: "8 weeks"}


@style.in_style
def standardised() -> Chart:
    """Draw chart D: differences in units of the spread between people, sorted by day, the control named."""
    rows = data.series("D")
    by_key = {(row["series"], row["time_hours"]): row for _, row in rows.iterrows()}
    if set(by_key) != set(STANDARDISED):
        raise data.MissingRow("the rows of chart D in data/onset_series.csv are not those of STANDARDISED.")
    fig, ax = canvas(9.4, 6.2)
    for place, key in enumerate(STANDARDISED):
        row, y = by_key[key], -place
        color = color_of(row["drug_class"])
        ax.plot([row["low"], row["high"]], [y, y], color=color, lw=2.2, solid_capstyle="butt", zorder=3)
        if key[1] == 168.0:
            ax.text(row["low"] - 0.04, y, interval(row["low"], row["high"], 2), color=color, va="center", ha="right")
            continue
        shape = CONTROLS[row["control_type"]][2] if row["control_type"] in CONTROLS else OTHER_MARKER
        ax.plot(row["value"], y, shape, ms=pt(9), zorder=5, **style.marker(seen(row), color))
        ax.text(row["low"] - 0.04, y, signed(row["value"], 2), color=color, va="center", ha="right")
    ax.set_yticks([-place for place in range(len(STANDARDISED))], list(STANDARDISED.values()))
    ax.tick_params(axis="y", length=0)
    hours = [key[1] for key in STANDARDISED]
    for place, value in enumerate(hours):
        if value in _WHEN and value not in hours[:place]:
            ax.annotate(_WHEN[value], (0, -place), xytext=(pt(-360), 0), xycoords=("axes fraction", "data"),
                        textcoords="offset points", va="center", fontweight="bold")
            if place:
                ax.axhline(0.5 - place, color=style.GRID, lw=1, zorder=1)
    ax.axvline(0, color=style.QUIET, lw=1)
    ax.set_xlim(-2.75, 0.45)
    ax.set_xticks([-2, -1, 0], [f"{MINUS}2", f"{MINUS}1", "0"])
    ax.set_ylim(0.6 - len(STANDARDISED), 0.6)
    ax.set_xlabel("drug minus control, in standard deviations\n(further left: better with the drug)")
    title = "On one yardstick: largest on day 1 against saline, smaller against better controls"
    headline(fig, title)
    value = {key: by_key[key]["value"] for key in STANDARDISED}
    return Chart(
        fig, "06-standardised", title,
        "Thirteen differences in standard deviations, sorted from 40 minutes to 8 weeks. Ketamine against saline after "
        f"one day lies between {signed(value['IV ketamine vs saline (Cochrane 2021)', 24.0], 2)} and "
        f"{signed(value['IV ketamine vs saline (patients pooled, 2019)', 24.0], 2)}, against midazolam between "
        f"{signed(value['IV ketamine vs midazolam (Cochrane 2021)', 24.0], 2)} and "
        f"{signed(value['IV ketamine vs midazolam (patients pooled, 2019)', 24.0], 2)}. Repeated ketamine against "
        f"midazolam at 4 weeks and antidepressant pills at 8 weeks both stand at "
        f"{signed(value['serial IV ketamine vs midazolam (KARMA-Dep 2)', 672.0], 2)}, the first with an interval that "
        "crosses zero.",
        "Standardised difference: drug minus control, divided by the spread between people, so that different scales "
        "can stand on one axis. Bars: 95 % intervals (Janik 2025 and KARMA-Dep 2: worked out by us). Each mark shape "
        "is one kind of control. Different rows are different people: do not read a course over time into them. "
        f"The SSRI row is a rough range from two data sets, computed by us for teaching. {STATUS_NOTE}",
        effect_table(rows.sort_values("time_hours"), "SD", 2),
    )

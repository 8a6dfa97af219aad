"""Chart of lesson 06 with differences in standard deviations, so that different scales stand on one axis."""

from __future__ import annotations

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.words import MINUS, STATUS_NOTE, headline, interval, signed
from .effects import CONTROLS, OTHER_MARKER, color_of, effect_table, seen

#: Rows of chart D from the top: (series, hours) -> words on the left, the control named in each.
STANDARDISED = {
    (
        "IV ketamine in bipolar depression (Diazgranados 2010)",
        0.667,
    ): "ketamine, bipolar depression, v placebo infusion",
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
_WHEN = {
    0.667: "40 min",
    24.0: "1 day",
    48.0: "2 days",
    144.0: "days 5\u20138",
    168.0: "1 week",
    648.0: "4 weeks",
    1344.0: "8 weeks",
}


@style.in_style
def standardised() -> Chart:
    """Draw chart D: differences in units of the spread between people, sorted by day, the control named."""
    rows = evidence.rows.series("D")
    by_key = {(row["series"], row["time_hours"]): row for _, row in rows.iterrows()}
    if set(by_key) != set(STANDARDISED):
        raise evidence.rows.MissingRow("the rows of chart D in data/onset_series.csv are not those of STANDARDISED.")
    fig, ax = style.canvas(9.2, 6.2)
    for place, key in enumerate(STANDARDISED):
        row, y = by_key[key], -place
        color = color_of(row["drug_class"])
        ax.plot([row["low"], row["high"]], [y, y], color=color, lw=2.2, solid_capstyle="butt", zorder=3)
        if key[1] == 168.0:
            ax.text(row["low"] - 0.04, y, interval(row["low"], row["high"], 2), color=color, va="center", ha="right")
            continue
        shape = CONTROLS[row["control_type"]][2] if row["control_type"] in CONTROLS else OTHER_MARKER
        point(ax, row["value"], y, seen(row), color, shape, size=9, zorder=5)
        ax.text(row["low"] - 0.04, y, signed(row["value"], 2), color=color, va="center", ha="right")
    ax.set_yticks([-place for place in range(len(STANDARDISED))], list(STANDARDISED.values()))
    ax.tick_params(axis="y", length=0)
    hours = [key[1] for key in STANDARDISED]
    for place, value in enumerate(hours):
        if value in _WHEN and value not in hours[:place]:
            ax.annotate(
                _WHEN[value],
                (0, -place),
                xytext=(style.pt(-360), 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="center",
                fontweight="bold",
            )
            if place:
                ax.axhline(0.5 - place, color=style.GRID, lw=1, zorder=1)
    ax.axvline(0, color=style.QUIET, lw=1)
    ax.set_xlim(-2.75, 0.45)
    ax.set_xticks([-2, -1, 0], [f"{MINUS}2", f"{MINUS}1", "0"])
    ax.set_ylim(0.6 - len(STANDARDISED), 0.6)
    ax.set_xlabel("difference in standard deviations\n(further left: better with the drug)")
    title = "On one yardstick: largest on day 1 against saline, smaller against better controls"
    headline(fig, title)
    value = {key: by_key[key]["value"] for key in STANDARDISED}
    return Chart(
        fig,
        "06-standardised",
        title,
        "Thirteen differences in standard deviations, sorted from 40 minutes to 8 weeks. Ketamine against saline "
        f"after one day lies between {signed(value['IV ketamine vs saline (Cochrane 2021)', 24.0], 2)} and "
        f"{signed(value['IV ketamine vs saline (patients pooled, 2019)', 24.0], 2)}, against midazolam between "
        f"{signed(value['IV ketamine vs midazolam (Cochrane 2021)', 24.0], 2)} and "
        f"{signed(value['IV ketamine vs midazolam (patients pooled, 2019)', 24.0], 2)}. Repeated ketamine against "
        "midazolam at 4 weeks and antidepressant pills at 8 weeks both stand at "
        f"{signed(value['serial IV ketamine vs midazolam (KARMA-Dep 2)', 672.0], 2)}, the first with an interval that "
        "crosses zero.",
        "Standardised difference: drug minus control, divided by the spread between people, so that different scales "
        "can stand on one axis. Bars: 95 % intervals (Janik 2025 and KARMA-Dep 2: worked out by us). Each mark shape "
        "is one kind of control. Different rows are different people: do not read a course over time into them. The "
        f"SSRI row is a rough range from two data sets, computed by us for teaching. {STATUS_NOTE}",
        effect_table(rows.sort_values("time_hours"), "SD", 2),
    )

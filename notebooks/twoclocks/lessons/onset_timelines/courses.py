"""Charts of lesson 06 on what comes after the first dose: courses, relapse, thoughts of suicide."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, point
from ...kit.words import MINUS, STATUS_NOTE, headline, plain, plain_title, signed

NO_CONTROL = "no control arm"


def _status(row: pd.Series) -> str:
    return str(row["status"])


def dumbbell(
    ax,
    y: float,
    drug: pd.Series,
    control: pd.Series | None,
    words: str,
    shape: str,
    *,
    digits: int = 0,
    gap: float = 1.5,
    color: str = style.CONTROL,
) -> None:
    """Draw one comparison as two marks joined by a grey bar; ``words`` names the control beside its mark."""

    def text(value: float) -> str:
        return plain(value, digits)

    if control is not None:
        ax.plot([control["value"], drug["value"]], [y, y], color=style.GRID, lw=6, solid_capstyle="round", zorder=2)
        point(ax, control["value"], y, _status(control), color, shape, zorder=4)
    point(ax, drug["value"], y, _status(drug), style.KETAMINE, zorder=5)
    drug_left = control is None or drug["value"] < control["value"]
    drug_text = text(drug["value"]) if control is not None else f"{words}:  {text(drug['value'])}"
    ax.text(
        drug["value"] + (-gap if drug_left else gap),
        y,
        drug_text,
        ha="right" if drug_left else "left",
        va="center",
        color=style.KETAMINE,
        fontweight="bold",
    )
    if control is not None:
        words = f"{text(control['value'])}  {words}" if drug_left else f"{words}  {text(control['value'])}"
        ax.text(
            control["value"] + (gap if drug_left else -gap),
            y,
            words,
            ha="left" if drug_left else "right",
            va="center",
            color=style.QUIET,
        )


def _panel(ax, names: list[str], start: float, stop: float, what: str) -> None:
    ax.set_yticks([-place for place in range(len(names))], names)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(0.5 - len(names), 0.5)
    ax.set_xlim(start, stop)
    plain_title(ax, what)


def twin(rows: list[tuple[str, str, pd.Series]]) -> pd.DataFrame:
    """Table of drawn rows: (comparison, what, row)."""
    return pd.DataFrame(
        {
            "Trial": [name for name, _, _ in rows],
            "Arm": [row["arm"] for _, _, row in rows],
            "What": [what for _, what, _ in rows],
            "Value": [f"{row['value']:g} {row['unit']}".replace("-", MINUS) for _, _, row in rows],
            "People": ["not seen for this arm" if pd.isna(row["n"]) else int(row["n"]) for _, _, row in rows],
            "Status": [row["status"] for _, _, row in rows],
            "Source": [evidence.cite(row["source"]) for _, _, row in rows],
        }
    )


def course_rows() -> dict[str, list[tuple]]:
    """Return the comparisons by panel: (label, words for the control, drug row, control row)."""
    singh = {
        arm: evidence.rows.one(study="Singh 2016", arm=arm, time_hours=336)
        for arm in ("ketamine 0.5 mg/kg 2x/wk", "placebo 2x/wk", "ketamine 0.5 mg/kg 3x/wk", "placebo 3x/wk")
    }
    karma = {
        arm: evidence.rows.one(study="KARMA-Dep 2", arm=arm, measure="response") for arm in ("ketamine", "midazolam")
    }
    elekt = {
        arm: evidence.rows.one(study="ELEKT-D", arm=arm, measure="response", instrument="QIDS-SR-16")
        for arm in ("ketamine 0.5 mg/kg 2x/wk", "ECT 3x/wk")
    }
    ketect = {
        arm: evidence.rows.one(study="KetECT", arm=arm, measure="relapse")
        for arm in ("ketamine 0.5 mg/kg 3x/wk (max 12)", "ECT (max 12)")
    }
    sustain = {
        arm: evidence.rows.one(study="SUSTAIN-1", arm=arm, measure="relapse")
        for arm in ("esketamine + antidepressant", "placebo spray + antidepressant")
    }
    return {
        "change": [
            ("Singh 2016, twice a week", "placebo infusion", *list(singh.values())[:2]),
            ("Singh 2016, three times a week", "placebo infusion", *list(singh.values())[2:]),
        ],
        "response": [
            (
                "Murrough 2013b, six infusions",
                NO_CONTROL,
                evidence.rows.one(study="Murrough 2013b", measure="response"),
                None,
            ),
            ("KARMA-Dep 2, up to eight", "midazolam", *karma.values()),
            ("ELEKT-D, three weeks, open", "ECT", *elekt.values()),
        ],
        "relapse": [
            ("SUSTAIN-1, spray kept or swapped", "placebo spray", *sustain.values()),
            ("KetECT, 12 months after the course", "ECT", *ketect.values()),
        ],
    }


_SHAPES = {"placebo infusion": "P", "midazolam": "s", "ECT": "P", "placebo spray": "^", NO_CONTROL: "o"}
_WHAT = {
    "change": "Change of the depression score by day 15, MADRS points",
    "response": "Responded at the end of the course, % of people",
    "relapse": "Relapsed, % of people who had got well",
}


@style.in_style
def courses() -> Chart:
    """Draw repeated infusions against their controls, and how many people relapsed afterwards."""
    groups = course_rows()
    fig, axes = style.canvas(9.2, 6.4, nrows=3, height_ratios=[len(group) + 0.35 for group in groups.values()])
    title = "Repeated doses hold the effect up for a while; after them, relapse is common"
    headline(fig, title)
    limits = {"change": (-23, 7), "response": (0, 102), "relapse": (0, 102)}
    for ax, (kind, group) in zip(axes, groups.items(), strict=True):
        _panel(ax, [label for label, *_ in group], *limits[kind], _WHAT[kind])
        for place, (_, words, drug, control) in enumerate(group):
            dumbbell(
                ax,
                -place,
                drug,
                control,
                words,
                _SHAPES[words],
                digits=1 if kind == "change" else 0,
                gap=0.5 if kind == "change" else 1.8,
            )
    axes[0].set_xticks([-20, -15, -10, -5, 0], [f"{MINUS}20", f"{MINUS}15", f"{MINUS}10", f"{MINUS}5", "0"])
    days = evidence.rows.one(study="Murrough 2013b", measure="time_to_relapse")
    sustain, ketect = groups["relapse"]
    drawn = [
        (label, _WHAT[kind], row)
        for kind, group in groups.items()
        for label, _, *pair in group
        for row in pair
        if row is not None
    ]
    return Chart(
        fig,
        "06-courses",
        title,
        f"Three panels of paired dots. By day 15 the score had changed by {signed(groups['change'][0][2]['value'])} "
        f"points with ketamine twice a week and {signed(groups['change'][0][3]['value'])} with placebo infusions. At "
        f"the end of a course {groups['response'][1][2]['value']:.0f} percent responded with ketamine and "
        f"{groups['response'][1][3]['value']:.0f} with midazolam in KARMA-Dep 2, a difference that was not "
        f"significant. In SUSTAIN-1 {sustain[2]['value']:.0f} percent relapsed with the spray kept and "
        f"{sustain[3]['value']:.0f} with it swapped for placebo; in KetECT {ketect[2]['value']:.0f} percent of those "
        "who had remitted relapsed within 12 months after ketamine.",
        "Orange: ketamine or esketamine; grey: the control named beside it. SUSTAIN-1 took people in stable remission "
        "after 16 weeks of spray; half of them were swapped to placebo spray without knowing. In the open study the "
        f"median time to relapse was {days['value']:.0f} days after the last infusion "
        f"({evidence.cite('murrough2013b').html}). ECT: electroconvulsive therapy, given open label, so people knew. "
        f"KARMA-Dep 2 and ELEKT-D use different scales (MADRS, QIDS-SR): compare within a row only. {STATUS_NOTE}",
        twin(drawn),
    )


def _labelled(ax, names: list[str], start: float, stop: float, what: str) -> None:
    """Prepare a panel whose row names stand above the rows, for names too long for the margin."""
    _panel(ax, names, start, stop, what)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    for place, name in enumerate(names):
        ax.annotate(
            name,
            (0, 0.36 - place),
            xycoords=("axes fraction", "data"),
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def ideation_rows() -> list[tuple]:
    """Return the ideation comparisons: (label, words for the control, marker, drug row, control row)."""
    grunebaum = [
        evidence.rows.one(study="Grunebaum 2018", measure="response", arm=arm) for arm in ("ketamine", "midazolam")
    ]
    murrough = [
        evidence.rows.one(study="Murrough 2013", topic="suicidal_ideation", arm=arm)
        for arm in ("ketamine", "midazolam")
    ]
    abbar = [
        evidence.rows.one(study="Abbar 2022", measure="remission", arm=arm)
        for arm in ("ketamine 0.5 mg/kg x2 (0 and 24 h)", "saline")
    ]
    return [
        ("Grunebaum 2018, after 1 day: score at least halved", "midazolam", "s", *grunebaum),
        ("Murrough 2013, after 1 day: none on three measures", "midazolam", "s", *murrough),
        ("Abbar 2022, after 3 days: full remission of ideation", "saline", "o", *abbar),
    ]


def diagnosis_rows() -> list[tuple[str, pd.Series]]:
    """Return the odds ratios of Abbar 2022 by diagnosis: (words, row)."""
    rows = evidence.rows.plottable(evidence.trials(study="Abbar 2022", measure="odds_ratio"))
    words = {
        "all": "everybody",
        "bipolar": "bipolar disorder",
        "depressive": "depressive disorder",
        "other": "other diagnoses",
    }
    found = {row["population"].rsplit(", ", 1)[-1]: row for _, row in rows.iterrows()}
    return [(words[key], found[key]) for key in words]


@style.in_style
def ideation() -> Chart:
    """Draw what trials found for scores of suicidal ideation, with the null result written in."""
    rows = ideation_rows()
    fig, (left, right) = style.canvas(9.2, 5.2, ncols=2, width_ratios=[1.15, 1])
    _labelled(
        left,
        [label for label, *_ in rows] + ["ASPIRE II, esketamine spray, after 1 day"],
        0,
        84,
        "People whose ideation had eased, %",
    )
    for place, (_, words, shape, drug, control) in enumerate(rows):
        dumbbell(left, -place, drug, control, words, shape, gap=2.6)
    left.text(2, -len(rows), "no significant difference; numbers not seen", va="center", color=style.QUIET)
    subgroups = diagnosis_rows()
    _labelled(right, [name for name, _ in subgroups], 0.2, 130, "Abbar 2022 by diagnosis, odds ratio")
    for place, (_, row) in enumerate(subgroups):
        measured(right, row, -place, style.KETAMINE, bar={"lw": 2.2, "solid_capstyle": "butt"}, zorder=4)
        right.annotate(
            f"{row['value']:g}",
            (row["value"], -place),
            xytext=(0, style.pt(9)),
            textcoords="offset points",
            ha="center",
            color=style.KETAMINE,
            fontweight="bold",
        )
    right.set_xscale("log")
    right.set_xlim(0.2, 130)
    right.axvline(1, color=style.QUIET, lw=1, zorder=1)
    right.set_xticks([0.3, 1, 3, 10, 30, 100], ["0.3", "1", "3", "10", "30", "100"])
    right.minorticks_off()
    right.set_xlabel("above 1: ketamine ahead")
    title = "Ideation scores eased in the first days in some trials, not in all"
    headline(fig, title)
    table = [(label, row["statistic"], row) for label, *_, drug, control in rows for row in (drug, control)]
    table += [
        (f"Abbar 2022, {name}", f"odds ratio, interval {row['low']:g} to {row['high']:g}", row)
        for name, row in subgroups
    ]
    (_, _, _, g_drug, g_control), _, (_, _, _, a_drug, a_control) = rows
    return Chart(
        fig,
        "06-ideation",
        title,
        "Left: paired dots of the share of people whose suicidal ideation had eased. After one day "
        f"{g_drug['value']:.0f} percent with ketamine and {g_control['value']:.0f} percent with midazolam; after three "
        f"days {a_drug['value']:.0f} percent with ketamine and {a_control['value']:.0f} with saline; for esketamine in "
        "ASPIRE II no significant difference. Right: odds ratios by diagnosis, large and very uncertain in bipolar "
        f"disorder, {subgroups[2][1]['value']:g} with an interval across 1 in depressive disorder.",
        "Thoughts of suicide, as scored by rating scales in the first days; not attempts, not deaths. The "
        f"Abbar percentages are drawn, not the fractions beside them ({evidence.cite('abbar2022').html}), "
        f"because the abstract's denominators do not fit its percentages. {STATUS_NOTE}",
        twin(table),
    )

"""Charts of lesson 06 on the slow clock: what SSRIs add week by week, and how late single people recover."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.words import MINUS, STATUS_NOTE, headline, ink_of, plain_title, signed
from .courses import twin


def weekly() -> pd.DataFrame:
    """Return the extra responders of SSRIs by week."""
    rows = evidence.rows.series("A")
    return rows[rows["study"] == "Taylor 2006"]


@style.in_style
def ssri_weeks() -> Chart:
    """Draw what SSRIs add to placebo, week by week, in responders and in points."""
    rows = weekly()
    points = [evidence.rows.one(study="Taylor 2006", measure="difference", time_hours=hours) for hours in (168, 1008)]
    fig, (left, right) = style.canvas(9.2, 4.4, ncols=2, width_ratios=[1.55, 1])
    weeks = rows["time_hours"] / style.WEEK
    for week, (_, row) in zip(weeks, rows.iterrows(), strict=True):
        left.plot([week, week], [0, row["value"]], color=style.SEROTONIN, lw=1.2, alpha=0.5, zorder=2)
        point(left, week, row["value"], row["status"], style.SEROTONIN, "v", size=11, zorder=4)
        left.text(week, row["value"] + 1, f"{row['value']:+.0f}", ha="center", color=style.SEROTONIN, fontweight="bold")
    left.set_xlim(0.4, 6.6)
    left.set_ylim(0, 16)
    left.set_xticks(range(1, 7))
    left.set_xlabel("week")
    left.set_ylabel("extra responders\nper 100 people")
    plain_title(left, "SSRI minus placebo pill, response")
    for row in points:
        week = row["time_hours"] / style.WEEK
        right.plot([week, week], [0, row["value"]], color=style.SEROTONIN, lw=1.2, alpha=0.5, zorder=2)
        point(right, week, row["value"], row["status"], style.SEROTONIN, "v", size=11, zorder=4)
        right.text(
            week,
            row["value"] - 0.35,
            signed(row["value"]),
            ha="center",
            va="center",
            color=style.SEROTONIN,
            fontweight="bold",
        )
    right.text(3.5, -2.2, "weeks 2 to 5:\nnot seen", ha="center", va="center", color=style.QUIET)
    right.axhline(0, color=style.QUIET, lw=1)
    right.set_xlim(0.3, 6.7)
    right.set_ylim(-4.4, 0.4)
    right.set_xticks([1, 6])
    right.set_yticks([0, -2, -4], ["0", f"{MINUS}2", f"{MINUS}4"])
    right.set_xlabel("week")
    right.set_ylabel("points on the HDRS scale")
    plain_title(right, "The same in points")
    title = "SSRIs: a small gap to placebo is there in week 1, and it widens"
    headline(fig, title)
    share = evidence.rows.one(study="Taylor 2006", measure="share_of_improvement", time_hours=168)
    table = pd.DataFrame(
        {
            "Week": [f"{week:.0f}" for week in weeks] + [f"{row['time_hours'] / style.WEEK:.0f}" for row in points],
            "SSRI minus placebo": [f"{value:+.0f} responders per 100" for value in rows["value"]]
            + [f"{signed(row['value'], 2)} HDRS points" for row in points],
            "Status": [*rows["status"], *(row["status"] for row in points)],
            "Source": [evidence.cite("taylor2006")] * (len(rows) + len(points)),
        }
    )
    return Chart(
        fig,
        "06-ssri-weeks",
        title,
        "Left: extra responders per 100 people with SSRIs, "
        + ", ".join(f"week {week:.0f} {value:.0f}" for week, value in zip(weeks, rows["value"], strict=True))
        + f". Right: the gap in HDRS points is {signed(points[0]['value'])} in week 1 and {signed(points[1]['value'])} "
        "in week 6.",
        f"Meta-analysis of trials in people who were not treatment-resistant ({evidence.cite('taylor2006').html}; five "
        "trials reported response). Its own summary: about a third of the six-week gap in mean score "
        f"({share['value']:.0f} %) is there after one week. The trials differ from week to week, so the points are not "
        f"joined. HDRS is another depression scale than MADRS: their points do not mix. {STATUS_NOTE}",
        table,
    )


def _split_bar(ax, y: float, early: float, name: str, color: str) -> None:
    """Draw a bar of 100 percent, split into an early part and a hatched late part."""
    ax.barh(y, early, color=color, alpha=0.18, height=0.46)
    ax.barh(y, 100 - early, left=early, color="white", height=0.46, edgecolor=color, hatch="//", linewidth=0)
    ax.barh(y, 100, color="none", height=0.46, edgecolor=color, linewidth=1.4)
    for x, value in ((early / 2, early), ((100 + early) / 2, 100 - early)):
        ax.text(
            x,
            y,
            f"{value:.0f} %",
            ha="center",
            va="center",
            fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2} if x > early else None,
        )
    ax.text(0, y + 0.34, name, va="center", color=ink_of(color))


@style.in_style
def early_and_late() -> Chart:
    """Draw the answer to the second prediction: the average moves early, single people often late."""
    drug = evidence.rows.one(study="Posternak 2005", arm="antidepressant")
    placebo = evidence.rows.one(study="Posternak 2005", arm="placebo")
    late = evidence.rows.one(study="STAR*D", arm="remitters", time_hours=1344)
    responders = evidence.rows.one(study="STAR*D", arm="responders", time_hours=1344)
    fig, (left, right) = style.canvas(9.2, 4.2, ncols=2, gridspec_kw={"wspace": 0.12})
    halves = (
        (
            left,
            "The average of thousands of people",
            "by week 2",
            "after week 2",
            ((drug["value"], "antidepressant arms"), (placebo["value"], "placebo arms")),
        ),
        (
            right,
            "Single people on one SSRI (second-hand)",
            "before week 8",
            "in week 8 or later",
            ((100 - late["value"], "people who remitted"), (100 - responders["value"], "people who responded")),
        ),
    )
    for ax, what, early, later, bars in halves:
        for y, (value, name) in zip((1, 0), bars, strict=True):
            _split_bar(ax, y, value, name, style.CONTROL if "placebo" in name else style.SEROTONIN)
        ax.text(0, -0.42, early, va="center")
        ax.text(100, -0.42, later, va="center", ha="right")
        ax.set_xlim(0, 100)
        ax.set_ylim(-0.6, 1.6)
        ax.axis("off")
        plain_title(ax, what)
    title = "The average curve is steepest early, yet many remissions take eight weeks or more"
    headline(fig, title)
    rows = [
        ("Posternak & Zimmerman 2005", "share of the whole improvement reached by week 2", drug),
        ("Posternak & Zimmerman 2005", "share of the whole improvement reached by week 2", placebo),
        ("STAR*D", "of those who remitted: needed 8 weeks or more", late),
        ("STAR*D", "of those who responded: needed 8 weeks or more", responders),
    ]
    return Chart(
        fig,
        "06-early-and-late",
        title,
        f"Left: by week 2 antidepressant arms had reached {drug['value']:.0f} percent of their whole improvement and "
        f"placebo arms {placebo['value']:.0f} percent of theirs. Right: in STAR*D {late['value']:.0f} percent of those "
        f"who remitted and {responders['value']:.0f} percent of those who responded needed eight weeks or more.",
        f"Left: 47 trials ({evidence.cite('posternak2005').html}); each arm is measured against its own "
        "total, so equal shares do not mean equal effects. Right: citalopram, open, no placebo arm "
        f"({evidence.cite('trivedi2006').html}); these shares were seen second-hand, and the only place "
        "that prints them does not name the scale of the remitters. Hatched: what comes late.",
        twin(rows),
    )

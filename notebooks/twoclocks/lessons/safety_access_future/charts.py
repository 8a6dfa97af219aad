"""Charts of lesson 10 on harm: side effects, the dosing day, street use, reports, and stopping a pill."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, point, row_axis
from ...kit.words import STATUS_NOTE, headline, interval, plain_title
from ...models import risks
from . import data
from .drawings import arm_colour

#: How many events the first picture shows for each drug.
SHOWN = 7


def shown(risk_source: str) -> list[data.Harm]:
    """Return the events of the first picture: most extra people first, without the one that is guessed."""
    return [harm for harm in data.harms(risk_source) if harm.id != data.ASKED][:SHOWN]


def harm_table(found) -> pd.DataFrame:
    """Return events as natural frequencies, with statuses and sources."""
    return pd.DataFrame(
        {
            "Event": [harm.event for harm in found],
            "Drug, of 1,000": [f"{harm.compared.with_drug:.0f}" for harm in found],
            "Control, of 1,000": [f"{harm.compared.without:.0f}" for harm in found],
            "More, of 1,000": [f"{harm.compared.extra:+.0f}".replace("-", "−") for harm in found],
            "Drug": [harm.drug for harm in found],
            "Control": [harm.control for harm in found],
            "Status": [harm.status for harm in found],
            "Source": [evidence.cite(harm.source) for harm in found],
        }
    )


@style.in_style
def side_effects() -> Chart:
    """Draw, for the spray and for a tablet, how many of 1,000 people had an event in each arm."""
    panels = (("label", "esketamine spray (everybody on a pill too)"), ("pill", "escitalopram, a daily tablet"))
    fig, axes = style.canvas(9.2, 4.6, ncols=2)
    title = "Each drug brings its own trouble, and placebo brings some too"
    headline(fig, title)
    for ax, (key, words) in zip(axes, panels, strict=True):
        for y, harm in enumerate(shown(key)):
            drug, control = harm.compared.with_drug, harm.compared.without
            color = arm_colour(harm.drug)
            ax.plot([control, drug], [y, y], color=color, lw=style.pt(2.2), zorder=2)
            point(
                ax,
                control,
                y,
                harm.status,
                style.CONTROL,
                style.CONTROL_MARKERS["placebo spray" if key == "label" else "placebo pill"],
                size=9,
                zorder=4,
            )
            point(ax, drug, y, harm.status, color, size=9, zorder=4)
            ax.text(drug + 18, y, f"{drug:.0f}", va="center", fontweight="bold", color=color)
        row_axis(ax, [harm.event.replace(" (of men)", ",\nof men") for harm in shown(key)])
        ax.set_xlim(0, 500)
        ax.set_xticks([0, 200, 400])
        ax.set_xlabel("people of 1,000")
        plain_title(ax, words)
    first = shown("label")[0]
    axes[0].annotate(
        "with placebo spray",
        (first.compared.without, 0),
        style.away(22, -15),
        textcoords="offset points",
        color=style.QUIET,
        va="center",
    )
    nausea = shown("pill")[0]
    return Chart(
        fig,
        "10-side-effects",
        title,
        f"Left, esketamine spray: {first.event} in {first.compared.with_drug:.0f} of 1,000 people and in "
        f"{first.compared.without:.0f} with placebo spray; six more events, each more common with the drug. Right, "
        f"escitalopram: nausea in {nausea.compared.with_drug:.0f} of 1,000 and in {nausea.compared.without:.0f} with a "
        "placebo pill; again six more.",
        "Discs: drug. Triangles: placebo. Only the seven events with most extra people are shown, and one is "
        "missing on the left on purpose: you guess it below. Different trials, people and ways of asking, so "
        f"compare drug with placebo, and not the two panels. {STATUS_NOTE}",
        harm_table([*shown("label"), *shown("pill")]),
    )


# The dosing day --------------------------------------------------------------------------------------

#: Row of adverse_events.csv -> words on the picture.
_SEVERE = {
    "ae-transform-1and2-01": "a serious or severe\ncommon reaction",
    "ae-transform-1and2-15": "a severe one that came\nand went on a dosing day",
    "ae-transform-2-01": "stopped the drug\nfor a side effect",
}


@style.in_style
def dosing_day() -> Chart:
    """Draw how many had a severe reaction, how many of them on a dosing day only, and how many stopped."""
    fig, ax = style.canvas(9.0, 3.9)
    rows = []
    for y, (id, words) in enumerate(_SEVERE.items()):
        row = data.event_row(id)
        compared = data.in_thousand(row["comparator_percent"], row["percent"])
        for shift, people, color, name in (
            (-0.19, compared.with_drug, style.KETAMINE, "spray"),
            (0.19, compared.without, style.CONTROL, "placebo spray"),
        ):
            ax.barh(y + shift, people, 0.34, color=color, zorder=3)
            ax.text(people + 1.5, y + shift, f"{people:.0f} {name if y == 0 else ''}".strip(), va="center")
        rows.append(
            (
                words.replace("\n", " "),
                row["study"],
                f"{compared.with_drug:.0f}",
                f"{compared.without:.0f}",
                row["status"],
                evidence.cite(row["source"]),
            )
        )
    row_axis(ax, _SEVERE.values(), above=0.5, below=0.5)
    ax.set_xlim(0, 150)
    ax.set_xlabel("people of 1,000, in four weeks")
    title = "Most severe reactions passed within the dosing day"
    style.message(ax, title)
    return Chart(
        fig,
        "10-dosing-day",
        title,
        f"Of 1,000 people on the spray {rows[0][2]} had a serious or severe common reaction, {rows[0][3]} on placebo "
        f"spray; {rows[1][2]} and {rows[1][3]} had a severe one that came and went on a dosing day; {rows[2][2]} and "
        f"{rows[2][3]} stopped.",
        "Esketamine spray with a pill against placebo spray with a pill, four weeks. First two rows: two trials "
        "together; last row: one of them. “Common reaction” leaves out rarer ones. All three rows: primary.",
        pd.DataFrame(rows, columns=["What", "Trial", "Spray, of 1,000", "Placebo spray, of 1,000", "Status", "Source"]),
    )


# Street use ------------------------------------------------------------------------------------------

_STREET = {"ae-winstock-2012-01": "had a urinary symptom", "ae-winstock-2012-02": "were dependent"}


@style.in_style
def street() -> Chart:
    """Draw what a survey of recreational users found; nothing of a clinic stands on this axis."""
    fig, ax = style.canvas(9.0, 3.1)
    rows = [(words, data.event_row(id)) for id, words in _STREET.items()]
    for y, (_words, row) in enumerate(rows):
        ax.barh(y, row["percent"], 0.5, color=style.INK, zorder=3)
        ax.text(row["percent"] + 0.6, y, f"{row['percent']:.0f}", va="center", fontweight="bold")
    row_axis(ax, [words for words, _ in rows], below=0.5)
    ax.set_xlim(0, 42)
    ax.set_xlabel("of 100 people who used street ketamine in the past year")
    title = "On the street, bladder trouble is common"
    style.message(ax, title)
    ax.text(
        1.0,
        0.5,
        "a survey of users who chose\nto answer; not patients",
        transform=ax.transAxes,
        ha="right",
        va="center",
        color=style.QUIET,
        fontstyle="italic",
    )
    urinary, dependent = (row for _, row in rows)
    return Chart(
        fig,
        "10-street",
        title,
        f"Of 100 recreational users in a survey {urinary['percent']:.0f} had a urinary symptom and "
        f"{dependent['percent']:.0f} were dependent. No clinic figures stand on this axis.",
        f"{urinary['n']:,} people who used ketamine outside any clinic in the past year and chose to answer a survey. "
        "They show that the harm exists. They give no rate for patients. Both primary.",
        pd.DataFrame(
            [
                (f"{words} (of 100)", f"{row['percent']:g}", row["n"], row["status"], evidence.cite(row["source"]))
                for words, row in rows
            ],
            columns=["What", "Of 100", "People asked", "Status", "Source"],
        ),
    )


# Reports ---------------------------------------------------------------------------------------------


@style.in_style
def trial_and_reports() -> Chart:
    """Draw the ratio of a trial beside the ratio that spontaneous reports give for the same event."""
    fig, ax = style.canvas(9.0, 3.9)
    rows = []
    for y, (event, (trial_id, report_id)) in enumerate(data.REPORTED.items()):
        row, report = data.event_row(trial_id), data.finding(report_id)
        trial = risks.compare_risks(row["comparator_percent"], row["percent"]).ratio
        ax.plot([trial, report["value"]], [y, y], color=style.GRID, lw=style.pt(2), zorder=1)
        point(ax, trial, y, row["status"], size=11, zorder=4)
        point(ax, report["value"], y, report["status"], style.KETAMINE, "D", zorder=4)
        ax.text(trial, y - 0.22, f"{trial:.1f}".removesuffix(".0"), ha="center", va="bottom")
        ax.text(
            report["value"],
            y - 0.22,
            f"{report['value']:,.0f}",
            ha="center",
            va="bottom",
            color=style.KETAMINE,
            fontweight="bold",
        )
        rows.append(
            (
                event,
                f"{trial:.1f}",
                f"{report['value']:,.0f}",
                interval(report["low"], report["high"], 0),
                evidence.cite(row["source"], report["source"]),
            )
        )
    row_axis(ax, list(data.REPORTED), above=0.75, below=0.5)
    ax.set_xscale("log")
    ax.set_xlim(1, 4000)
    ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    ax.xaxis.minorticks_off()
    ax.set_xlabel("ratio: esketamine spray against its comparison (log scale)")
    ax.text(0.0, 1.02, "dot: trials v placebo spray", transform=ax.transAxes, va="bottom")
    ax.text(0.43, 1.02, "diamond: reports, odds ratio", transform=ax.transAxes, va="bottom", color=style.KETAMINE)
    title = "Same drug, same event, and ratios far apart"
    headline(fig, title)
    first = rows[0]
    return Chart(
        fig,
        "10-trial-and-reports",
        title,
        f"Three events. In trials dissociation was {first[1]} times as common as with placebo spray; the ratio made "
        f"from spontaneous reports is {first[2]}. For sedation {rows[1][1]} and {rows[1][2]}, for feeling drunk "
        f"{rows[2][1]} and {rows[2][2]}.",
        "Trials: label pool, four weeks, times as common as with placebo spray. Reports: sent to the US regulator in "
        "the drug’s first year. A clinic watches for dissociation, and hardly any other drug brings it, so the ratio "
        "tells that the event belongs to the drug. It tells neither how often, nor how much more often. All primary.",
        pd.DataFrame(rows, columns=["Event", "Ratio in trials", "Reporting odds ratio", "95 % interval", "Sources"]),
    )


# Stopping --------------------------------------------------------------------------------------------

_STOPPING = {
    "any symptom": ("tr-henssler-2024-01", "tr-henssler-2024-02"),
    "severe": ("tr-henssler-2024-04", "tr-henssler-2024-05"),
}


def stopping_row(id: str) -> pd.Series:
    """Return one row of the review of stopping, in percent."""
    row = evidence.one("trials", id=id)
    if row["use"] != "plot" or row["unit"] != "proportion":
        raise ValueError(f"row {id} must be a share that may be drawn (see data/trials.csv).")
    for name in ("value", "low", "high"):
        row[name] = 100 * row[name]
    return row


@style.in_style
def stopping_symptoms() -> Chart:
    """Draw how many notice symptoms after stopping an antidepressant, or a placebo."""
    fig, ax = style.canvas(9.0, 3.9)
    rows, y = [], 0.0
    ticks = []
    for words, ids in _STOPPING.items():
        for id, name, color, shape in zip(
            ids,
            ("antidepressant", "placebo"),
            (style.SEROTONIN, style.INK),
            ("o", style.CONTROL_MARKERS["placebo pill"]),
            strict=True,
        ):
            row = stopping_row(id)
            measured(ax, row, y, color, shape, bar={"solid_capstyle": "butt", "zorder": 3}, zorder=4)
            digits = 0 if row["value"] >= 10 else 1
            ax.text(row["high"] + 0.8, y, f"{row['value']:.{digits}f}", va="center", fontweight="bold", color=color)
            ticks.append((y, f"{words}, {name}"))
            rows.append(
                (
                    f"{words}, after stopping {name}",
                    f"{row['value']:.{digits}f}",
                    interval(row["low"], row["high"], digits),
                    row["status"],
                    evidence.cite(row["source"]),
                )
            )
            y += 1.0
        y += 0.5
    within = stopping_row("tr-henssler-2024-03")
    rows.append(
        (
            "more with any symptom, within trials that had both arms",
            f"{within['value']:.0f}",
            interval(within["low"], within["high"], 0),
            within["status"],
            evidence.cite(within["source"]),
        )
    )
    ax.set_yticks([at for at, _ in ticks], [words for _, words in ticks])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(y - 1.1, -0.7)
    ax.set_xlim(0, 42)
    ax.set_xlabel("of 100 people who stop")
    ax.text(
        41.5,
        1,
        f"within trials: {within['value']:.0f} more\n({interval(within['low'], within['high'], 0)})",
        ha="right",
        va="center",
    )
    title = "Stopping is felt, and some feel it after placebo too"
    style.message(ax, title)
    return Chart(
        fig,
        "10-stopping-symptoms",
        title,
        f"Of 100 people who stop an antidepressant {rows[0][1]} notice a symptom, of those who stop a placebo "
        f"{rows[1][1]}. Severe symptoms: {rows[2][1]} and {rows[3][1]}. Within trials that had both arms the "
        f"difference is {within['value']:.0f}.",
        "One review of many studies, seen second-hand. Taking one pooled share from the other gives more than the "
        "difference within trials, where people and questions were the same. Most courses were short, and a critique "
        "disputes the whole. Bars: 95 % intervals. Hollow marks: seen second-hand.",
        pd.DataFrame(rows, columns=["What", "Of 100", "95 % interval", "Status", "Source"]),
    )

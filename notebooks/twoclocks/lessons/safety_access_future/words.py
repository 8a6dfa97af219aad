"""Lesson 10: tables and boxes of words whose numbers come from the data, and its sources."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.chart import details_html, table_html
from ...kit.embed import part_html
from ...kit.table import Table
from ...kit.words import interval
from . import charts, data


class Folded(Table):
    """A long table behind a fold, so that a reader who scrolls is not stopped by it."""

    def _repr_html_(self) -> str:
        return part_html("table", details_html(self.caption, table_html(self.frame, self.caption)))


def event_table() -> Folded:
    """Return every event of the six sources of the first explorer as natural frequencies."""
    frames = []
    for key, row in data.SOURCES.items():
        frame = charts.harm_table(data.harms(key))
        frame.insert(0, "Counted in", row[2])
        frames.append(frame)
    found = pd.concat(frames, ignore_index=True)
    return Folded(
        found, f"All {len(found)} side effects of the explorer against placebo, people of 1,000, with sources"
    )


def followers_table() -> Folded:
    """Return every dated outcome of the explorer of followers, with sources."""
    rows = data.successors()
    frame = pd.DataFrame(
        {
            "Year": [str(int(date)) for date in rows["date"]],
            "Drug": rows["name"],
            "Group": rows["approach"].map(data.APPROACHES),
            "What happened": rows["event"],
            "People": ["not seen" if pd.isna(people) else f"{people:,}" for people in rows["people"]],
            "To know": rows["note"],
            "Status": rows["status"],
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    return Folded(frame, f"All {len(frame)} outcomes of the picture above, with sources")


#: (question, acute or long, answer with fields from data/, source keys).
_KNOWN = (
    (
        "Does it feel strange, dizzy, sick?",
        "hours",
        "yes, often; mostly gone on the dosing day",
        ("spravato_label", "katz2021"),
    ),
    (
        "Does blood pressure rise?",
        "hours",
        "yes: {rise:.0f} of 1,000 on the spray, {rise_control:.0f} on placebo spray",
        ("spravato_label",),
    ),
    (
        "How many stop for side effects?",
        "4 weeks",
        "{stop:.0f} of 1,000, with placebo spray {stop_control:.0f}",
        ("popova2019",),
    ),
    (
        "And over years?",
        "mean {months:g} months",
        "{stop_long:.0f} of 1,000 stopped for events, of {people:,} people; no control arm, and mostly those "
        "whom it helped stayed in",
        ("zaki2025",),
    ),
    (
        "Does the bladder suffer in clinics?",
        "4 weeks to 1 year",
        "passing urine often: {urine:.0f} of 1,000 v {urine_control:.0f}; no drug-related bladder "
        "inflammation up to 1 year",
        ("spravato_label", "spravato_label_2019"),
    ),
    ("Does the bladder suffer on the street?", "years", "yes; see the picture below", ("winstock2012",)),
    (
        "Does infused ketamine harm over years?",
        "years",
        "not known; {articles:.0f} articles were used by one review, long-term reporting was poor",
        ("short2018",),
    ),
)


def known_table() -> Table:
    """Return what is known for how long; every number is read from data/."""
    rise = data.event_row("ae-spravato-label-11")
    stop, urine = data.event_row("ae-transform-2-01"), data.event_row("ae-spravato-label-26")
    long = data.event_row("ae-sustain-3-04")
    fields = {
        "rise": 10 * rise["percent"],
        "rise_control": 10 * rise["comparator_percent"],
        "stop": 10 * stop["percent"],
        "stop_control": 10 * stop["comparator_percent"],
        "stop_long": 10 * long["percent"],
        "people": long["n"],
        "months": data.finding("fi-long-term-risk-02")["value"],
        "urine": 10 * urine["percent"],
        "urine_control": 10 * urine["comparator_percent"],
        "articles": data.finding("fi-long-term-risk-01")["value"],
    }
    rows = [
        (question, time.format(**fields), answer.format(**fields), evidence.cite(*keys))
        for question, time, answer, keys in _KNOWN
    ]
    return Table(
        pd.DataFrame(rows, columns=["Question", "Watched for", "Answer so far", "Source"]),
        "What is known, and for how long anybody looked; the long study and the 2019 label were seen second-hand",
    )


#: Rows of findings.csv -> (country, what a figure is for, when).
_PRICES = {
    "fi-access-02": ("US", "esketamine spray, list price of one session", "2019"),
    "fi-access-03": ("US", "esketamine spray, list price of a year", "2019"),
    "fi-access-01": ("US", "ketamine infusion in a clinic, each, paid by oneself", "year not stated"),
    "fi-access-04": ("US", "cost of one year of life in full health gained by the spray", "2020"),
    "fi-access-08": ("Australia", "esketamine spray, what the patient pays a dose", "2025"),
}


def price_table() -> Table:
    """Return what things cost, each figure with currency, year and status."""
    rows = []
    for id, (country, what, year) in _PRICES.items():
        row = data.finding(id)
        amount = f"{row['value']:,.10g}" if pd.isna(row["low"]) else f"{row['low']:,.0f} to {row['high']:,.0f}"
        if row["value"] == row["value"] and row["value"] < 100:
            amount = f"{row['value']:.2f}"
        rows.append(
            (country, what, f"{amount} {row['unit']}", year, row["note"], row["status"], evidence.cite(row["source"]))
        )
    return Table(
        pd.DataFrame(rows, columns=["Where", "What", "How much", "Year", "To know", "Status", "Source"]),
        "What it costs: other years, other currencies, other things, so no two rows can be subtracted",
    )


def report_note() -> Note:
    """Return what reports say on suicidal thoughts, and why it is neither a rate nor a cause."""
    first, beside, attempt = (data.finding(f"fi-long-term-risk-{number}") for number in ("05", "11", "12"))
    total = data.finding("fi-long-term-risk-13")
    trial = data.event_row("ae-transform-1and2-16")
    return note(
        f"In the drug’s first year the US office received {total['value']:.0f} reports on esketamine. The reporting "
        f"odds ratio for suicidal ideation was {first['value']:.0f} ({interval(first['low'], first['high'], 0)}). "
        f"Later, beside lithium, it was {beside['value']:.1f} for ideation and {attempt['value']:.1f} for attempts, "
        "which the authors say is no treatment effect. The spray is given to people with severe depression, many of "
        "whom have such thoughts before the first dose. In two trials such thoughts appeared in "
        f"{10 * trial['percent']:.0f} of 1,000 people on the spray and in {10 * trial['comparator_percent']:.0f} on "
        "placebo spray: no sign of more.",
        "care",
        f"({evidence.cite('faers_karger', 'faers_lithium2024', 'katz2021').html})",
    )


def trap_note() -> Note:
    """Return the trap of a response that is not one."""
    drug = evidence.one("pipeline", id="pi-psilocybin")
    return note(
        f"A trap in the news of psilocybin: {drug['note']}. Every other trial in these lessons calls half of the score "
        "a response. Before two percentages are compared, ask what was counted.",
        "care",
        f"({evidence.cite('compass2026').html}, seen second-hand)",
    )


def guideline_note() -> Note:
    """Return what guidelines say of the place of ketamine."""
    rows = [data.finding(f"fi-guideline-{number:02d}") for number in (1, 2, 3)]
    return note(
        "; ".join(row["finding"] for row in rows) + ". (VA/DoD: the US guideline for veterans and soldiers; CANMAT and "
        "CADTH: Canada.) The first two were seen second-hand, and newer ones exist whose lines we could not see.",
        "fact",
        f"({evidence.cite(*(row['source'] for row in rows)).html})",
    )


#: Sources that notes and prose of this lesson name.
_NAMED = (
    "brendle2022 davies2019 fda2023 spravato_dosing pmc11193313 twoclocks klein2007spect onfasprodil spravato_warnings "
    "beckers2025 particlenews spravato_label_2019 short2018 zaki2025 vadod2022 canmat2021 cadth2024 faers_lithium2024 "
    "katz2021 compass2026"
).split()


def sources(checked: list[str]) -> evidence.SourceList:
    """Return the sources of everything that this lesson shows; ``checked``: keys of the table of checks."""
    keys = {harm.source for key in data.SOURCES for harm in data.harms(key)}
    for rows in (data.uses(), data.successors(), data.differences(), data.decisions(), data.mimics()):
        keys |= set(rows["source"])
    keys |= {key for _, _, _, cited in _KNOWN for key in cited}
    keys |= {data.finding(id)["source"] for id in _PRICES}
    keys |= {"henssler2024", "faers_karger"}
    return evidence.sources(sorted(keys | set(checked) | set(_NAMED)))

"""Lesson 11: printed numbers recomputed, and wordings beside findings."""

from __future__ import annotations

import re

import pandas as pd

from ... import evidence
from ...kit.claims import with_numbers
from ...kit.table import Table
from ...models.effect_sizes import whole_people
from ...models.risks import compare_risks

YES, NO = "yes", "NO"


def _trial(id: str) -> pd.Series:
    return evidence.one("trials", id=id)


def _event(id: str) -> pd.Series:
    return evidence.one("adverse_events", id=id)


def _line(what: str, printed: float, made: float, close: float, why: str, source: str, digits: int = 1) -> tuple:
    agrees = abs(made - printed) <= close
    return what, f"{printed:.{digits}f}", f"{made:.{digits}f}", YES if agrees else NO, why, source


def _differences() -> list[tuple]:
    lines = []
    for what, printed, drug, control in (
        ("TRANSFORM-2, more responders per 100", "tr-transform-2-05", "tr-transform-2-01", "tr-transform-2-03"),
        (
            "TRANSFORM-1 at 56 mg, more responders per 100",
            "tr-transform-1-07",
            "tr-transform-1-01",
            "tr-transform-1-05",
        ),
        ("ESCAPE-TRD, more remitters per 100", "tr-escape-trd-23", "tr-escape-trd-01", "tr-escape-trd-03"),
        ("ELEKT-D, more responders per 100", "tr-elekt-d-03", "tr-elekt-d-01", "tr-elekt-d-02"),
    ):
        row = _trial(printed)
        made = compare_risks(_trial(control)["value"], _trial(drug)["value"], 100).extra
        lines.append(_line(what, row["value"], made, 0.15, "", row["source"]))
    row = _trial("tr-janik-2025-27")
    made = compare_risks(_trial("tr-janik-2025-06")["value"], _trial("tr-janik-2025-05")["value"]).one_in
    lines.append(_line("Janik 2025, 84 mg: treated for one more remission", row["value"], made, 0.1, "", row["source"]))
    return lines


def _ratios() -> list[tuple]:
    lines = []
    ratio, drug, control = (_trial(id) for id in ("tr-xu-2016-02", "tr-xu-2016-03", "tr-xu-2016-04"))
    lines.append(
        _line(
            "Xu 2016, remission at day 7: times as common",
            ratio["value"],
            compare_risks(control["value"], drug["value"]).ratio,
            0.2,
            "the review weights its trials; people added up over trials are not weighted",
            ratio["source"],
        )
    )
    odds, drug, control = (_trial(id) for id in ("tr-cochrane-2021-01", "tr-cochrane-2021-02", "tr-cochrane-2021-11"))
    lines.append(
        _line(
            "Cochrane 2021 against placebo: odds ratio, read as “times as common”",
            odds["value"],
            compare_risks(control["value"], drug["value"]).ratio,
            0.2,
            "odds are not shares: above 1 an odds ratio is always larger than the ratio of the shares",
            odds["source"],
            2,
        )
    )
    hazard, drug, control = (_trial(id) for id in ("tr-sustain-1-03", "tr-sustain-1-01", "tr-sustain-1-02"))
    lines.append(
        _line(
            "SUSTAIN-1, relapse: hazard ratio, read as a ratio of shares",
            hazard["value"],
            compare_risks(control["value"], drug["value"]).ratio,
            0.02,
            "a hazard ratio counts how fast people relapse, not how many in the end",
            hazard["source"],
            2,
        )
    )
    review, label = _trial("tr-esketamine-review-2026-06"), _event("ae-spravato-label-01")
    lines.append(
        _line(
            "Dissociation with the spray: times as common (review of 2026)",
            review["value"],
            compare_risks(label["comparator_percent"], label["percent"]).ratio,
            0.5,
            f"the label’s pool gives less; another pool prints {_trial('tr-ipd-meta-analysis-2025-04')['value']:.1f}: "
            "ratios of a rare event swing most",
            review["source"],
        )
    )
    return lines


def _counts() -> list[tuple]:
    survey = _event("ae-winstock-2012-01")
    people = int(re.search(r"\((\d+) people\)", survey["event"]).group(1))
    fits = whole_people(survey["percent"], int(survey["n"])) == people
    lines = [
        (
            "Winstock 2012: people with urinary symptoms",
            f"{people} of {survey['n']:.0f} = {survey['percent']:.1f} %",
            f"{100 * people / survey['n']:.1f} %",
            YES if fits else NO,
            "a slip, or a few people without an answer: people come whole",
            survey["source"],
        )
    ]
    row = evidence.one("findings", id="fi-long-term-risk-02")
    people = int(_event("ae-sustain-3-01")["n"])
    printed = int(re.search(r"(\d+) patient-years", row["note"]).group(1))
    years = people * row["value"] / 12
    lines.append(
        (
            "SUSTAIN-3: years of follow-up, all people together",
            f"{printed} years",
            f"{people} people × {row['value']:g} months = {years:.0f} years",
            YES if abs(years / printed - 1) < 0.01 else NO,
            "both are printed; quote one",
            row["source"],
        )
    )
    return lines


def check_table() -> Table:
    """Return printed numbers beside the same numbers recomputed from what else is printed; misses first."""
    lines = sorted([*_differences(), *_ratios(), *_counts()], key=lambda line: line[3] == YES)
    frame = pd.DataFrame(lines, columns=["What", "Printed", "Recomputed", "Agrees?", "Why not", "Source"])
    frame["Source"] = [evidence.cite(key) for key in frame["Source"]]
    return Table(frame, "Printed numbers, and the same recomputed with compare_risks; what does not agree stands first")


#: (words of an article, what was found, verdict, source keys).
_SAID = (
    (
        "“within hours”",
        "{tr-transform-1and2-01} % had responded on day 2, {tr-transform-1and2-03} % with placebo spray",
        "misses most people",
        ("turkoz2021",),
    ),
    (
        "“usual drugs take weeks”",
        "about {tr-taylor-2006-10} % of the six-week effect of SSRIs is there in week 1",
        "misses the start",
        ("taylor2006",),
    ),
    (
        "“may help some people”",
        "{tr-transform-2-01} % against {tr-transform-2-03} % in TRANSFORM-2; {tr-chen-2023-04} % against "
        "{tr-chen-2023-11} % in the China/US trial",
        "holds, with both trials named",
        ("katz2021", "nct03434041"),
    ),
    (
        "“side effects are mild and short”",
        "{ae-transform-1and2-01} % against {ae-transform-1and2-01/comparator_percent} % had a serious or severe common "
        "reaction",
        "misses the severe ones",
        ("katz2021",),
    ),
    (
        "“relieves chronic pain”",
        "Cochrane 2025: {tr-cochrane-2025-01:abs} of 100 points less, interval includes zero, very low certainty",
        "misses the interval",
        ("ferraro2025",),
    ),
    (
        "“nothing is known of the long term”",
        "{ae-sustain-3-01/n} people followed for a mean of {fi-long-term-risk-02} months, without a control arm",
        "was true; overtaken",
        ("zaki2025",),
    ),
)


def wordings_and_numbers() -> Table:
    """Return wordings of articles beside the numbers they rest on."""
    rows = [(said, with_numbers(found), verdict, evidence.cite(*keys)) for said, found, verdict, keys in _SAID]
    return Table(
        pd.DataFrame(rows, columns=["An article says", "What was found", "So the wording", "Source"]),
        "Wordings and the numbers they rest on",
    )

"""Lesson 06: derived numbers recomputed and held against the printed ones, and what was not found."""

from __future__ import annotations

import re

import pandas as pd

from ... import evidence
from ...evidence import rows
from ...kit.table import Table
from ...kit.words import interval, signed
from ...models.effect_sizes import Effect, counts, response_difference, standardised_difference, whole_people
from . import data

YES, NO = "agrees", "does not agree"


def effect_words(value: Effect, digits: int) -> str:
    return f"{signed(value.value, digits)} ({interval(value.low, value.high, digits)})"


def _verdict(ours: Effect, printed: pd.Series, digits: int) -> str:
    """Return whether value and limits agree with the printed row to its last digit."""
    pairs = zip(ours, (printed["value"], printed["low"], printed["high"]), strict=True)
    tolerance = 0.51 * 10**-digits
    misses = [abs(one - other) > tolerance for one, other in pairs]
    return NO if misses[0] else ("value agrees, interval does not" if any(misses) else YES)


#: Response differences that can be recomputed: words, arm rows to pick, row with the printed difference.
_RESPONSES = (
    (
        "TRANSFORM-1, 56 mg: extra responders",
        {"study": "TRANSFORM-1", "measure": "response", "arm": "esketamine 56 mg + new antidepressant"},
        {"study": "TRANSFORM-1", "measure": "response", "arm": "new antidepressant + placebo spray"},
        {"study": "TRANSFORM-1", "measure": "risk_difference", "arm": "esketamine 56 mg"},
        1,
    ),
    (
        "TRANSFORM-1, 84 mg: extra responders",
        {"study": "TRANSFORM-1", "measure": "response", "arm": "esketamine 84 mg + new antidepressant"},
        {"study": "TRANSFORM-1", "measure": "response", "arm": "new antidepressant + placebo spray"},
        {"study": "TRANSFORM-1", "measure": "risk_difference", "arm": "esketamine 84 mg"},
        1,
    ),
    (
        "TRANSFORM-2: extra responders",
        {
            "study": "TRANSFORM-2",
            "measure": "response",
            "arm": "esketamine flexible + new antidepressant",
            "source": "katz2021",
        },
        {
            "study": "TRANSFORM-2",
            "measure": "response",
            "arm": "new antidepressant + placebo spray",
            "source": "katz2021",
        },
        {"study": "TRANSFORM-2", "measure": "risk_difference"},
        1,
    ),
    (
        "ESCAPE-TRD v quetiapine: extra remissions, week 8",
        {"study": "ESCAPE-TRD", "measure": "remission", "arm": "esketamine + SSRI/SNRI", "time_hours": 1344},
        {"study": "ESCAPE-TRD", "measure": "remission", "arm": "quetiapine XR + SSRI/SNRI", "time_hours": 1344},
        {"study": "ESCAPE-TRD", "measure": "risk_difference"},
        2,
    ),
    (
        "ELEKT-D v ECT: extra responders",
        {"study": "ELEKT-D", "measure": "response", "arm": "ketamine 0.5 mg/kg 2x/wk", "instrument": "QIDS-SR-16"},
        {"study": "ELEKT-D", "measure": "response", "arm": "ECT 3x/wk", "instrument": "QIDS-SR-16"},
        {"study": "ELEKT-D", "measure": "risk_difference"},
        1,
    ),
)


def _response_lines() -> list[tuple]:
    lines = []
    for words, drug, control, printed, digits in _RESPONSES:
        row = rows.one(**printed)
        ours = response_difference(*counts(rows.one(**drug)), *counts(rows.one(**control)))
        verdict = _verdict(ours, row, digits)
        why = "" if verdict == YES else "the paper made its interval in another way than by the plain formula"
        shown = Effect(row["value"], row["low"], row["high"])
        numbers = effect_words(shown, digits), effect_words(ours, digits)
        lines.append((words, *numbers, verdict, why, row["source"]))
    return lines


def _sum_lines() -> list[tuple]:
    lines = []
    for hours, source, words in ((336, "cnsdrugs2022", "day 15"), (648, "popova2019", "day 28")):
        ours = rows.one(
            study="TRANSFORM-2", source="mpr2022", measure="difference", instrument="MADRS", time_hours=hours
        )["value"]
        row = rows.one(study="TRANSFORM-2", source=source, measure="difference", instrument="MADRS", time_hours=hours)
        same = abs(ours - row["value"]) <= 0.051
        why = "" if same else "three separate models of three parts need not add up to one model of the whole"
        lines.append(
            (
                f"TRANSFORM-2, {words}: gap as the sum of three parts",
                signed(row["value"]),
                signed(ours, 2),
                YES if same else NO,
                why,
                source,
            )
        )
    start = rows.one(study="TRANSFORM-2", measure="baseline", arm="esketamine flexible + new antidepressant")
    score = rows.one(
        study="TRANSFORM-2", measure="score", time_hours=648, arm="esketamine flexible + new antidepressant"
    )
    summed = data.transform_2().drug[648.0]
    plain_share = 100 * score["value"] / start["value"]
    lines.append(
        (
            "TRANSFORM-2, day 28: esketamine arm as % of its start",
            f"{plain_share:.1f} % (from printed means)",
            f"{summed:.1f} % (chart 1)",
            YES if abs(plain_share - summed) <= 0.5 else NO,
            "printed means leave out people who had left; the sums are adjusted for them",
            score["source"],
        )
    )
    return lines


def _size_lines() -> list[tuple]:
    lines = []
    control = rows.one(study="Janik 2025", measure="change", arm="placebo spray", time_hours=648)
    for dose in ("56", "84"):
        arm = rows.one(study="Janik 2025", measure="change", arm=f"esketamine {dose} mg", time_hours=648)
        row = rows.one(study="Janik 2025", measure="effect_size", arm=f"esketamine {dose} mg")
        ours = standardised_difference(
            arm["value"], arm["spread"], int(arm["n"]), control["value"], control["spread"], int(control["n"])
        ).value
        same = abs(ours - row["value"]) <= 0.02
        why = "" if same else "the paper divides its adjusted difference, we divide the plain one"
        lines.append(
            (
                f"Janik 2025, {dose} mg: difference in SDs",
                signed(row["value"], 2),
                signed(ours, 2),
                YES if same else NO,
                why,
                row["source"],
            )
        )
    return lines


def _odds_lines() -> list[tuple]:
    """Odds ratio and control share give the drug share; Cochrane prints all three."""
    lines = []
    for control in ("placebo", "midazolam"):
        ratio = rows.one(
            study="Cochrane 2021",
            measure="odds_ratio",
            comparator=control,
            statistic="odds ratio, response (GRADE very low)",
        )
        share = rows.one(study="Cochrane 2021", measure="response", arm=control)["value"] / 100
        drug = rows.one(study="Cochrane 2021", measure="response", arm="ketamine", comparator=control)
        odds = ratio["value"] * share / (1 - share)
        ours = 100 * odds / (1 + odds)
        lines.append(
            (
                f"Cochrane 2021: response with ketamine, from the odds ratio v {control}",
                f"{drug['value']:.1f} %",
                f"{ours:.1f} %",
                YES if abs(ours - drug["value"]) <= 0.15 else NO,
                "",
                drug["source"],
            )
        )
    return lines


def _people_lines() -> list[tuple]:
    """Percentages that must be a whole number of people."""
    abbar = rows.one(study="Abbar 2022", measure="remission", arm="ketamine 0.5 mg/kg x2 (0 and 24 h)")
    japan = rows.one(study="Takahashi 2021", measure="response", arm="placebo spray + antidepressant", time_hours=24)
    an = rows.one(draw=False, study="An 2021", time_hours=24)
    review = rows.one(study="esketamine review 2026", measure="difference", time_hours=24)
    nearest = round(japan["value"] * japan["n"] / 100)
    count = whole_people(abbar["value"], int(abbar["n"]))
    # The note of the row holds the fraction as the abstract prints it: "... prints 46 of 83 and ...".
    responders, people = (int(number) for number in re.search(r"(\d+) of (\d+)", abbar["note"]).groups())
    inside = review["low"] <= an["value"] <= review["high"]
    return [
        (
            f"Abbar 2022: {abbar['value']:.1f} % of the ketamine arm",
            f"{responders} of {people}",
            f"{responders} of {people} is {100 * responders / people:.1f} %; {count} of {abbar['n']} would fit",
            NO,
            "the abstract prints the wrong denominator: we draw the percentage",
            abbar["source"],
        ),
        (
            "Japan, day 2: placebo arm, whole people",
            f"{japan['value']:.1f} % of {japan['n']}",
            f"{nearest} of {japan['n']} is {100 * nearest / japan['n']:.1f} %",
            YES if whole_people(japan["value"], int(japan["n"])) else NO,
            "a slip of a digit in the record, or one person fewer",
            japan["source"],
        ),
        (
            "An 2021: mean gap after one day, nasal",
            f"{signed(an['value'], 2)} points",
            f"another review: {signed(review['value'], 2)} ({interval(review['low'], review['high'], 2)})",
            YES if inside else NO,
            "cannot be an average of its own trials: we never draw it",
            an["source"],
        ),
    ]


def check_table() -> Table:
    """Return printed and recomputed numbers side by side; rows that do not agree stay."""
    lines = [*_response_lines(), *_sum_lines(), *_size_lines(), *_odds_lines(), *_people_lines()]
    frame = pd.DataFrame(lines, columns=["what", "printed", "recomputed", "verdict", "why", "source"])
    frame["source"] = [evidence.cite(key) for key in frame["source"]]
    return Table(frame, "Printed numbers and the same numbers recomputed from what else is printed")


#: What a reader may miss in this lesson: (what, what we know of it, source keys).
_MISSING = (
    (
        "Zarate 2006, scores at 40 min to 7 days",
        "the times are printed; no score could be seen, so no curve is drawn",
        ("zarate2006",),
    ),
    ("Cochrane 2021, after 72 h, 1, 2 and 4 weeks", "only the 24-hour rows could be seen", ("dean2021",)),
    (
        "aan het Rot 2010, six infusions",
        "known from memory only: in the table of trials, never on a chart",
        ("aanhetrot2010",),
    ),
    ("McGirr 2015, response odds by day", "only one remission odds ratio could be seen", ("mcgirr2015",)),
    (
        "Hu 2016, one infusion plus escitalopram against escitalopram alone",
        "the design was seen, the numbers were not: the one comparison that this lesson needs most",
        ("huli2016",),
    ),
    ("China/US trial, response on day 2", "scores are printed for day 2, responders only for day 28", ("chen2023",)),
    ("Taylor 2006, gap in points in weeks 2 to 5", "only weeks 1 and 6 were seen, second-hand", ("taylor2006",)),
)


def missing_table() -> Table:
    """Return what was looked for and not found, so that a gap is not taken for a zero."""
    frame = pd.DataFrame(
        [(what, known, evidence.cite(*keys)) for what, known, keys in _MISSING],
        columns=["looked for", "what we know", "source"],
    )
    return Table(frame, "Not found: a gap in this lesson is not a zero")

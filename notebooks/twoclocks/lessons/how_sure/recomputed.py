"""Lesson 07: what pooling makes of the trials, beside what published reviews say; misses stay in."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ... import evidence
from ...kit.table import Table, printed_beside_ours
from ...kit.words import interval, plain, signed
from ...models import pooling
from ...models.effect_sizes import Effect, counts, response_difference, size_from_odds, whole_people
from . import data as trials
from .drawings import needed_interval, needed_words

#: The reviews of the same trials that are set beside ours: (what, visit, row in data/, why it may differ).
_POOLS = (
    (
        "Esketamine spray, day 28, MADRS points",
        "day 28",
        "IPD meta-analysis 2025",
        {"study": "IPD meta-analysis 2025", "statistic": "mean difference at 4 weeks"},
        "seven trials, person by person; which seven we could not see",
    ),
    (
        "Esketamine spray, day 28, MADRS points",
        "day 28",
        "esketamine review 2026",
        {"study": "esketamine review 2026", "statistic": "mean difference at day 28"},
        "four trials; ours holds the trial of esketamine alone, which found most",
    ),
    (
        "Nasal ketamine and esketamine, day 28, MADRS points",
        "day 28",
        "An 2021",
        {"study": "An 2021", "time_hours": 648},
        "made before the two latest of our six trials",
    ),
    (
        "Esketamine spray, day 2, MADRS points",
        "day 2",
        "esketamine review 2026",
        {"study": "esketamine review 2026", "statistic": "mean difference at day 2"},
        "ours is larger: it holds two small trials, and trials in people in hospital",
    ),
    (
        "Nasal ketamine and esketamine, day 2, MADRS points",
        "day 2",
        "An 2021",
        {"study": "An 2021", "time_hours": 24},
        "one small trial found as much, the other six far less; no average of them can be this large",
    ),
)


def _line(what: str, printed: pd.Series, ours: Effect, digits: int, why: str) -> dict:
    """Return one row of the table; it agrees if our value lies inside the printed interval."""
    inside = printed["low"] <= ours.value <= printed["high"]
    form = signed if printed["low"] < 0 else plain
    # Adding zero turns a rounded minus zero into zero.
    ours = Effect(*(round(number, digits) + 0.0 for number in ours))
    return {
        "what": what,
        "printed": f"{form(printed['value'], digits)} ({interval(printed['low'], printed['high'], digits)})",
        "ours": f"{form(ours.value, digits)} ({interval(ours.low, ours.high, digits)})",
        "agrees": bool(inside),
        "why": why,
        "status": printed["status"],
        "source": printed["source"],
        "value": ours.value,
        "low": printed["low"],
        "high": printed["high"],
    }


def _pool_lines() -> list[dict]:
    lines = []
    for what, visit, _, wanted, why in _POOLS:
        row = evidence.rows.one(draw=False, measure="difference", instrument="MADRS", **wanted)
        lines.append(_line(what, row, trials.forest(visit).pool.effect, 2, why))
    alone = next(trial for trial in trials.singles("day 28") if trial.name.startswith("Janik"))
    row = evidence.rows.one(
        study="IPD meta-analysis 2025",
        measure="difference",
        statistic="mean difference, monotherapy only (selection/unblinding concern)",
    )
    lines.append(
        _line(
            "Esketamine alone, day 28, MADRS points",
            row,
            alone.effect,
            2,
            "one trial of ours, its two doses made into one",
        )
    )
    return lines


#: Trials of the response ratio: study -> the arms of the drug; the control stands beside them.
_RESPONSE = {
    "TRANSFORM-1": (
        ["esketamine 56 mg + new antidepressant", "esketamine 84 mg + new antidepressant"],
        "new antidepressant + placebo spray",
    ),
    "TRANSFORM-2": (["esketamine flexible + new antidepressant"], "new antidepressant + placebo spray"),
    "TRANSFORM-3": (["esketamine flexible + new antidepressant"], "antidepressant + placebo spray"),
    "Chen 2023": (["esketamine flexible + new antidepressant"], "new antidepressant + placebo spray"),
    "Takahashi 2021": (["esketamine 28 mg", "esketamine 56 mg", "esketamine 84 mg"], "placebo spray + antidepressant"),
}
_ONE_SOURCE = {"TRANSFORM-2": "katz2021", "Takahashi 2021": "nct02918318"}


def response_ratio() -> Effect:
    """Return the pooled ratio of response on day 28, drug over control, where responders are printed."""
    logs, errors = [], []
    for study, (arms, control) in _RESPONSE.items():
        wanted = {"study": study, "measure": "response", "time_hours": 648, "draw": False}
        if study in _ONE_SOURCE:
            wanted["source"] = _ONE_SOURCE[study]
        drug = np.sum([counts(evidence.rows.one(arm=arm, **wanted)) for arm in arms], axis=0)
        placebo = counts(evidence.rows.one(arm=control, **wanted))
        logs.append(math.log(drug[0] / drug[1] / (placebo[0] / placebo[1])))
        errors.append(math.sqrt(1 / drug[0] - 1 / drug[1] + 1 / placebo[0] - 1 / placebo[1]))
    found = pooling.pool(np.array(logs), np.array(errors), "random").effect
    return Effect(*np.exp(found))


def _ratio_line() -> dict:
    row = evidence.rows.one(study="esketamine review 2026", measure="risk_ratio", statistic="relative risk, response")
    return _line(
        "Response on day 28, drug over control (ratio)",
        row,
        response_ratio(),
        2,
        "five trials of ours, without the one of esketamine alone",
    )


def _size_lines() -> list[dict]:
    """An odds ratio and a standardised difference of one review must tell the same story."""
    lines = []
    for control in ("midazolam", "placebo"):
        odds = evidence.rows.one(
            study="Cochrane 2021",
            measure="odds_ratio",
            comparator=control,
            statistic="odds ratio, response (GRADE very low)",
        )
        size = evidence.rows.one(study="Cochrane 2021", measure="effect_size", comparator=control)
        ours = Effect(*(-size_from_odds(odds[name]) for name in ("value", "high", "low")))
        lines.append(
            _line(
                f"Cochrane 2021 v {control}: difference in SD, from its odds ratio",
                size,
                ours,
                2,
                "one review, two ways to say the same",
            )
        )
    for control, arms in (
        ("midazolam", ("ketamine in midazolam-controlled trials", "midazolam")),
        ("saline", ("ketamine in saline-controlled trials", "saline")),
    ):
        drug, placebo = (
            evidence.rows.one(study="Wilkinson 2019", measure="response", arm=arm)["value"] for arm in arms
        )
        size = evidence.rows.one(study="Wilkinson 2019", measure="effect_size", comparator=control)
        value = -size_from_odds(drug / (100 - drug) / (placebo / (100 - placebo)))
        why = (
            "two ways to say the same"
            if control == "midazolam"
            else "1 of 100 is rounded, and its interval goes from none to 11"
        )
        line = _line(
            f"Wilkinson 2019 v {control}: difference in SD, from its response rates",
            size,
            Effect(value, value, value),
            1,
            why,
        )
        lines.append(line | {"ours": signed(value)})
    return lines


def needed(extra: Effect) -> Effect:
    """Return the number needed to treat: 100 over the extra responders, limits turned over with it.

    Where the interval of ``extra`` holds zero there is no one interval; ValueError says so.
    """
    if extra.low <= 0:
        raise ValueError(f"extra goes from {extra.low:.1f} to {extra.high:.1f}; allowed: intervals above 0.")
    return Effect(100 / extra.value, 100 / extra.high, 100 / extra.low)


def janik_remission() -> Effect:
    """Return the extra remissions per 100 with the higher dose in Janik 2025, from its counts."""
    rows = [
        evidence.rows.one(study="Janik 2025", measure="remission", arm=arm)
        for arm in ("esketamine 84 mg", "placebo spray")
    ]
    (drug, people), (placebo, controls) = ((whole_people(row["value"], int(row["n"])), int(row["n"])) for row in rows)
    return response_difference(drug, people, placebo, controls)


def _needed_lines() -> list[dict]:
    row = evidence.rows.one(
        draw=False,
        study="Janik 2025",
        measure="number_needed_to_treat",
        arm="esketamine 84 mg",
        statistic="number needed to treat, remission",
    )
    ours = needed(janik_remission())
    line = _line(
        "Janik 2025, 84 mg: number needed to treat for one remission",
        row,
        ours,
        1,
        "value agrees; the paper's limits lie evenly around it, those of a number needed to treat do not",
    )
    low_dose = evidence.rows.one(
        draw=False,
        study="Janik 2025",
        measure="number_needed_to_treat",
        arm="esketamine 56 mg",
        statistic="number needed to treat, remission (printed CI crosses zero)",
    )
    impossible = {
        "what": "Janik 2025, 56 mg: number needed to treat for one remission",
        "printed": f"{plain(low_dose['value'])} ({interval(low_dose['low'], low_dose['high'])})",
        "ours": "no number between −1 and 1 can be needed",
        "agrees": False,
        "why": "one cannot treat fewer than one person; the right interval has no end and comes back as harm",
        "status": low_dose["status"],
        "source": low_dose["source"],
        "value": float("nan"),
        "low": low_dose["low"],
        "high": low_dose["high"],
    }
    return [line, impossible]


def rows() -> pd.DataFrame:
    """Return all comparisons, misses first. agrees: our value lies inside the printed interval."""
    lines = [*_pool_lines(), _ratio_line(), *_size_lines(), *_needed_lines()]
    return pd.DataFrame(sorted(lines, key=lambda line: line["agrees"]))


def check_table() -> Table:
    """Return published and recomputed values side by side."""
    return printed_beside_ours(
        rows(),
        "Pooled anew from data/, beside what reviews and papers print; misses first",
        printed="Published (95 % interval)",
        ours="Ours",
        inside="Inside the published interval?",
    )


def _needed_row(drug: str, control: str, when: str, rates: str, row, extra: Effect | None, status: str) -> dict:
    """Return one row of the table of numbers needed to treat."""
    value = row["value"] if extra is None else extra.value
    limits = (
        ("not printed", "not printed") if extra is None else (interval(extra.low, extra.high), needed_interval(extra))
    )
    return {
        "Comparison": f"{drug} v {control}, {when}",
        "Responders per 100": rates,
        "Extra per 100": signed(value),
        "95 % interval": limits[0],
        "Needed to treat": needed_words(value),
        "its interval": limits[1],
        "Status": status,
        "Source": evidence.cite(row["source"]),
    }


def needed_table() -> Table:
    """Return numbers needed to treat for one more response, from real rates, with their intervals."""
    lines = []
    for what in trials.hundreds().values():
        rates = f"{what.with_control + what.extra.value:.0f} v {what.with_control:.0f}"
        lines.append(
            _needed_row(what.drug, what.control, what.when, rates, {"source": what.sources[0]}, what.extra, what.status)
        )
    for hours, when in ((168.0, "1 week"), (1008.0, "6 weeks")):
        row = evidence.one(evidence.rows.series("A"), study="Taylor 2006", time_hours=hours)
        lines.append(_needed_row("SSRI", "placebo pill", when, "not seen", row, None, row["status"]))
    return Table(pd.DataFrame(lines), "Numbers needed to treat for one more response, from real rates")


#: What was looked for: (what, what is known, source keys).
_MISSING = (
    (
        "Single ketamine infusions, trial by trial",
        "one difference with its interval was seen for one trial only, so they cannot be pooled here",
        ("murrough2013",),
    ),
    (
        "The pools by kind of control",
        "made from people, not from trials: they cannot be recomputed from what is printed",
        ("wilkinson2019",),
    ),
    ("Which trials are in two reviews of esketamine", "only how many", ("ipd2025", "review2026")),
    ("How many guessed their arm in the course with midazolam", "that most did, no percentage", ("karmadep2news",)),
)


def missing_table() -> Table:
    """Return what was looked for and not found."""
    frame = pd.DataFrame(
        [(what, known, evidence.cite(*keys)) for what, known, keys in _MISSING],
        columns=["Looked for", "What we know", "Source"],
    )
    return Table(frame, "Not found")

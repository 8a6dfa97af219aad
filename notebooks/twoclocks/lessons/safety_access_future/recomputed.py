"""Lesson 10: models beside scans, the label beside other trials."""

from __future__ import annotations

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from ... import evidence
from ...kit.table import Table, printed_beside_ours
from ...kit.words import interval
from ...models import risks, stopping
from ...models.effect_sizes import whole_people
from . import charts, data

#: Scan: (row of parameters.csv, drug, hours after the last of ten pills).
_SCANS = (
    ("occupancy.klein2007spect.escitalopram_10mg_6h", "escitalopram", 6),
    ("occupancy.klein2007spect.escitalopram_10mg_54h", "escitalopram", 54),
    ("occupancy.klein2007spect.citalopram_20mg_6h", "citalopram", 6),
    ("occupancy.klein2007spect.citalopram_20mg_54h", "citalopram", 54),
)
COURSE = 10
#: Events that the label and another trial both print.
_SHARED = ("dissociation", "dizziness", "nausea", "raised blood pressure")


def _scan_lines() -> list[dict]:
    lines = []
    for id, drug, hours in _SCANS:
        row = evidence.parameter(id)
        ours = stopping.after_course(drug, COURSE, hours)
        lines.append(
            {
                "what": f"{drug.capitalize()}: pumps held {hours} h after the last of {COURSE} pills, %",
                "printed": f"{row.value:.0f} ({row.low:.0f} to {row.high:.0f})",
                "ours": f"{ours:.0f}",
                "agrees": row.low <= ours <= row.high,
                "why": "model against a scan of the midbrain; the model follows plasma without delay",
                "status": row.status,
                "source": row.source,
            }
        )
    return lines


def other_trial(risk_source: str, event: str) -> tuple[data.Harm, float, float]:
    """Return one event of a trial with the 95 % interval (Wilson) of its drug arm, %."""
    harm = next(one for one in data.harms(risk_source) if one.event == event)
    low, high = proportion_confint(whole_people(harm.percent, harm.people), harm.people, method="wilson")
    return harm, 100 * low, 100 * high


def _label_lines() -> list[dict]:
    """The label's share of the drug arm, beside the share that two later trials found."""
    label = {harm.event: harm for harm in data.harms("label")}
    lines = []
    for key in ("janik", "chen"):
        for event in _SHARED:
            if event not in {harm.event for harm in data.harms(key)}:
                continue
            harm, low, high = other_trial(key, event)
            lines.append(
                {
                    "what": f"{event.capitalize()} of 1,000: {data.SOURCES[key][0]} beside the label",
                    "printed": f"{10 * harm.percent:.0f} ({interval(10 * low, 10 * high, 0)})",
                    "ours": f"{10 * label[event].percent:.0f}",
                    "agrees": low <= label[event].percent <= high,
                    "why": "here no pill was taken"
                    if key == "janik"
                    else "the same treatment, other clinics and other ways of asking",
                    "status": harm.status,
                    "source": harm.source,
                }
            )
    return lines


def _stopping_line() -> dict:
    drug, placebo = (charts.stopping_row(f"tr-henssler-2024-0{number}")["value"] for number in (1, 2))
    within = charts.stopping_row("tr-henssler-2024-03")
    made = risks.compare_risks(placebo, drug, 100).extra
    return {
        "what": "Any symptom after stopping: more of 100 than after placebo",
        "printed": f"{within['value']:.0f} ({interval(within['low'], within['high'], 0)}), within trials",
        "ours": f"{made:.0f}, from the two pooled shares",
        "agrees": within["low"] <= made <= within["high"],
        "why": "the two shares come partly from different studies; only within trials are people and questions alike",
        "status": within["status"],
        "source": within["source"],
    }


def rows() -> pd.DataFrame:
    """Return all comparisons, misses first."""
    lines = [*_scan_lines(), *_label_lines(), _stopping_line()]
    return pd.DataFrame(sorted(lines, key=lambda line: line["agrees"]))


def check_table() -> Table:
    """Return what was measured beside what the model or the label would have foretold; misses first."""
    found = rows()
    return printed_beside_ours(
        found,
        f"{found['agrees'].sum()} of {len(found)} agree; misses first",
        printed="Measured (interval or ± of the paper)",
        ours="Model, label or arithmetic",
        inside="Inside?",
    )

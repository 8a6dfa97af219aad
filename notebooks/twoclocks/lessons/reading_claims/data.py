"""Results that lesson 11 tells in several ways: two arms of one trial or label, each a share of people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ... import evidence
from ...models.risks import Comparison, compare_risks

#: key -> (row of the drug arm, row of the control arm or "" if both stand in one row, label, what a person
#: did or had, what the headline calls it, name of the drug, name of the control).
_RESULTS = {
    "urination": (
        "ae-spravato-label-26",
        "",
        "frequent urination",
        "had to urinate often",
        "Frequent urination",
        "the spray",
        "placebo spray",
    ),
    "dissociation": (
        "ae-spravato-label-01",
        "",
        "dissociation",
        "dissociated",
        "Dissociation",
        "the spray",
        "placebo spray",
    ),
    "severe": (
        "ae-transform-1and2-01",
        "",
        "serious or severe reaction",
        "had a serious or severe reaction",
        "A severe reaction",
        "the spray",
        "placebo spray",
    ),
    "nausea": (
        "ae-lexapro-label-01",
        "",
        "nausea, escitalopram",
        "felt sick",
        "Nausea",
        "escitalopram",
        "placebo pill",
    ),
    "day_two": (
        "tr-transform-1and2-01",
        "tr-transform-1and2-03",
        "response, day 2",
        "had responded on day 2",
        "Response on day 2",
        "the spray",
        "placebo spray",
    ),
    "day_28": (
        "tr-transform-1and2-02",
        "tr-transform-1and2-04",
        "response, day 28",
        "had responded on day 28",
        "Response on day 28",
        "the spray",
        "placebo spray",
    ),
    "china": (
        "tr-chen-2023-04",
        "tr-chen-2023-11",
        "response, day 28, China/US",
        "had responded on day 28",
        "Response on day 28",
        "the spray",
        "placebo spray",
    ),
    "relapse": ("tr-sustain-1-01", "tr-sustain-1-02", "relapse", "relapsed", "Relapse", "the spray", "placebo spray"),
}


#: The result that the reader guesses; no explorer shows it, or the answer would be given away.
_ASKED = ("ae-spravato-label-17", "", "feeling drunk", "felt drunk", "Feeling drunk", "the spray", "placebo spray")


@dataclass(frozen=True)
class Result:
    """One result of two arms.

    percent, control_percent: share of people affected in each arm. did: what they did or had. headline: what
    it is called at the start of a sentence. sources: keys; status: how the numbers were seen.
    """

    key: str
    label: str
    did: str
    headline: str
    drug: str
    control: str
    percent: float
    control_percent: float
    sources: tuple[str, ...]
    status: str

    def compared(self, group: int = 1000) -> Comparison:
        """Return both arms counted in a ``group`` of people."""
        return compare_risks(self.control_percent, self.percent, group)


@cache
def results() -> dict[str, Result]:
    """Return all results by key, in the order of the control."""
    return {key: _read(key, *entry) for key, entry in _RESULTS.items()}


@cache
def asked() -> Result:
    """Return the result that the reader guesses before it is shown."""
    return _read("drunk", *_ASKED)


def _read(
    key: str, drug_row: str, control_row: str, label: str, did: str, headline: str, drug: str, control: str
) -> Result:
    row = evidence.one("trials" if control_row else "adverse_events", id=drug_row)
    if control_row:
        percent, other = row["value"], evidence.one("trials", id=control_row)["value"]
    else:
        percent, other = row["percent"], row["comparator_percent"]
    return Result(
        key, label, did, headline, drug, control, float(percent), float(other), (row["source"],), row["status"]
    )


#: Studies whose rows stand in ``side_effects``, and the drug they are about.
LABELS = {"Spravato label, 4 weeks pooled": "esketamine spray", "Lexapro label": "escitalopram"}


def side_effects():
    """Return the side effects of two labels, with ``drug``, ``ratio`` and ``extra`` (people of 1,000)."""
    rows = evidence.table("adverse_events")
    rows = rows[rows["study"].isin(LABELS) & (rows["comparator_percent"] > 0)].copy()
    compared = [compare_risks(row.comparator_percent, row.percent) for row in rows.itertuples()]
    return rows.assign(
        drug=rows["study"].map(LABELS), ratio=[one.ratio for one in compared], extra=[one.extra for one in compared]
    )

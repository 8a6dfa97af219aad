"""Which rows of data/ lesson 10 shows, and the few sums it makes of them. Nothing is drawn here."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache

import pandas as pd

from ... import evidence
from ...evidence.rows import DRAWN
from ...kit import style
from ...models import risks

#: Key -> (study in data/, words on a control, words on a picture, drug, control).
SOURCES = {
    "label": (
        "Spravato label, 4 weeks pooled",
        "spray and a pill, label pool",
        "label pool, 4 weeks, everybody also on a pill",
        "esketamine spray",
        "placebo spray",
    ),
    "janik": ("Janik 2025", "spray alone, Janik 2025", "Janik 2025, no pill", "esketamine spray", "placebo spray"),
    "chen": (
        "Chen 2023",
        "spray and a new pill, Chen 2023",
        "Chen 2023, everybody also on a new pill",
        "esketamine spray",
        "placebo spray",
    ),
    "severe": (
        "TRANSFORM-1+2, serious or severe reactions",
        "spray, serious or severe only",
        "TRANSFORM-1+2, serious or severe only",
        "esketamine spray",
        "placebo spray",
    ),
    "pill": ("Lexapro label", "escitalopram, label", "label, seen second-hand", "escitalopram", "placebo pill"),
    "older": (
        "Lenze 2009",
        "escitalopram, 60 and older",
        "Lenze 2009, older adults with anxiety",
        "escitalopram",
        "placebo pill",
    ),
}
#: The rank of an event by how many more people have it with the drug; the last one has fewest more.
RANKS = {"first": "most", "second": "second most", "third": "third most", "last": "fewest"}
_PLACE = {"first": 0, "second": 1, "third": 2, "last": -1}
#: Rows that are no single event, or that no picture shows.
_NOT_EVENTS = ("any serious or severe", "at least one", "stopped drug", "death", "severe reaction that")
#: The event that the reader guesses; the first picture leaves it out.
ASKED = "ae-spravato-label-02"
#: Shorter or plainer names of events.
_PLAIN = {
    "dysgeusia (bad taste)": "bad taste",
    "dysgeusia": "bad taste",
    "hypoesthesia (numbness)": "numbness",
    "hypoesthesia": "numbness",
    "hyperhidrosis": "sweating",
    "dysarthria": "slurred speech",
    "pollakiuria": "passing urine often",
    "somnolence": "sleepiness",
    "ejaculation disorder (men)": "ejaculation disorder (of men)",
    "fatigue or somnolence": "fatigue or sleepiness",
    "sexual": "sexual problems",
    "blood pressure increased": "raised blood pressure",
    "euphoric mood": "elated mood",
}


def plain_event(event: str) -> str:
    """Return the name of an event in plainer words."""
    return _PLAIN.get(event, event)


@dataclass(frozen=True)
class Harm:
    """One event in two arms. percent, control_percent [%]; people, controls: in the arms, or None."""

    id: str
    event: str
    drug: str
    control: str
    percent: float
    control_percent: float
    people: int | None
    controls: int | None
    source: str
    status: str

    @property
    def compared(self) -> risks.Comparison:
        """Both arms counted in 1,000 people; no ratio where the control arm had none."""
        return in_thousand(self.control_percent, self.percent)


def in_thousand(control_percent: float, percent: float) -> risks.Comparison:
    """Return two shares [%] in 1,000 people; the ratio is infinite where nobody of the controls had it."""
    if control_percent > 0:
        return risks.compare_risks(control_percent, percent)
    with_drug = risks.compare_risks(100.0, percent).with_drug
    return risks.Comparison(
        0.0, with_drug, with_drug, float("inf"), risks.GROUP / with_drug if with_drug else float("inf")
    )


def _harm(row, drug: str, control: str) -> Harm:
    if row.status not in DRAWN:
        raise ValueError(f"row {row.id} has status {row.status!r}; allowed: {', '.join(DRAWN)}.")
    return Harm(
        row.id,
        plain_event(row.event),
        drug,
        control,
        float(row.percent),
        float(row.comparator_percent),
        None if pd.isna(row.n) else int(row.n),
        None if pd.isna(row.comparator_n) else int(row.comparator_n),
        row.source,
        row.status,
    )


@cache
def harms(risk_source: str) -> tuple[Harm, ...]:
    """Return the events of one source (a key of SOURCES), the one with most extra people first."""
    study, _, _, drug, control = SOURCES[risk_source]
    rows = evidence.table("adverse_events")
    rows = rows[rows["study"].eq(study) & rows["comparator_percent"].notna() & rows["setting"].eq("trial")]
    found = [
        _harm(row, drug, control)
        for row in rows.itertuples()
        if not row.event.startswith(_NOT_EVENTS) and row.percent + row.comparator_percent > 0
    ]
    return tuple(sorted(found, key=lambda harm: -(harm.percent - harm.control_percent)))


def harm(risk_source: str, harm_rank: str) -> Harm:
    """Return one event of a source; harm_rank: a key of RANKS. ValueError for a key that does not exist."""
    for name, value, known in (("risk_source", risk_source, SOURCES), ("harm_rank", harm_rank, RANKS)):
        if value not in known:
            raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(known)}.")
    return harms(risk_source)[_PLACE[harm_rank]]


@cache
def asked() -> Harm:
    """Return the event that the reader guesses."""
    (found,) = (one for one in harms("label") if one.id == ASKED)
    return found


def event_row(id: str) -> pd.Series:
    """Return one row of adverse_events.csv."""
    return evidence.one("adverse_events", id=id)


def finding(id: str) -> pd.Series:
    """Return one row of findings.csv."""
    return evidence.one("findings", id=id)


# Reports ---------------------------------------------------------------------------------------------

#: Event -> (row of the label's trials, row of the reporting odds ratio).
REPORTED = {
    "dissociation": ("ae-spravato-label-01", "fi-long-term-risk-08"),
    "sedation": ("ae-spravato-label-04", "fi-long-term-risk-09"),
    "feeling drunk": ("ae-spravato-label-17", "fi-long-term-risk-10"),
}


# Other uses ------------------------------------------------------------------------------------------

#: Row of indications.csv -> condition as the picture says it, in the order of the picture.
USES = {
    "in-abdallah-2022": "PTSD",
    "in-feder-2014": "PTSD",
    "in-dadabayev-2020": "PTSD",
    "in-feder-2021": "PTSD",
    "in-taylor-2018": "social anxiety",
    "in-diazgranados-2010": "bipolar depression",
    "in-rodriguez-2013": "OCD",
}
BETTER, UNCLEAR, NONE = "better than its control", "mixed", "no difference"


def reading(verdict: str) -> str:
    """Return BETTER, UNCLEAR or NONE from the verdict of a row of indications.csv."""
    if "mixed" in verdict:
        return UNCLEAR
    if verdict.startswith("null"):
        return NONE
    if verdict.startswith(("positive", "proof of concept")):
        return BETTER
    raise ValueError(f"verdict is {verdict!r}; allowed: positive, proof of concept, mixed or null.")


@cache
def uses() -> pd.DataFrame:
    """Return trials of other uses with their condition and what they found, largest first."""
    rows = evidence.by_id("indications", USES)
    if not rows["status"].isin(DRAWN).all():
        raise ValueError("a row of USES must not be drawn (see its status in data/indications.csv).")
    rows["condition"] = rows["id"].map(USES)
    rows["found"] = rows["verdict"].map(reading)
    return rows.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)


# Successors ------------------------------------------------------------------------------------------

APPROACHES = {
    "repackaged": "ketamine in another form",
    "mimic": "another molecule, same idea",
    "other_target": "another target",
}
#: Outcome -> (word, marker). Shapes carry the meaning, colour only the approach.
OUTCOMES = {
    "beat_placebo": ("beat placebo", "^"),
    "approved": ("approved", "*"),
    "missed": ("missed", "X"),
    "stopped": ("given up", "s"),
}
COLOURS = {"repackaged": style.KETAMINE, "mimic": style.KETAMINE, "other_target": style.INK}
#: Short names of drugs, where the table has a long one.
_SHORT = {
    "pi-esketamine-nasal-spray": "esketamine spray",
    "pi-arketamine": "arketamine",
    "pi-dextromethorphan-bupropion": "dextromethorphan-bupropion",
    "pi-esmethadone": "esmethadone",
    "pi-rapastinel": "rapastinel",
    "pi-lanicemine": "lanicemine",
    "pi-onfasprodil": "onfasprodil",
    "pi-r-107": "R-107 tablet",
    "pi-ket01": "KET01 tablet",
    "pi-sls-002": "SLS-002 spray",
    "pi-zuranolone": "zuranolone",
    "pi-psilocybin": "psilocybin",
}


def short_name(id: str) -> str:
    """Return the short name of a drug of pipeline.csv."""
    return _SHORT.get(id, id.removeprefix("pi-"))


@cache
def successors() -> pd.DataFrame:
    """Return the dated outcomes with name and approach of each drug; well recalled ones stay."""
    rows = evidence.table("pipeline_events")
    rows = rows[rows["status"].isin(DRAWN) | rows["confidence"].eq("high")].copy()
    rows["name"] = rows["drug"].map(short_name)
    rows["approach"] = [evidence.one("pipeline", id=id)["approach"] for id in rows["drug"]]
    return rows.sort_values("date", kind="stable").reset_index(drop=True)


#: Drug of the second prediction -> event of its largest placebo-controlled trial; None: ended early.
LARGEST = {
    "pi-rapastinel": "pe-rapastinel-2019",
    "pi-dextromethorphan-bupropion": "pe-dxm-bupropion-2019",
    "pi-lanicemine": "pe-lanicemine-2017",
    "pi-esmethadone": "pe-esmethadone-2022",
    "pi-arketamine": "pe-arketamine-2023",
    "pi-onfasprodil": None,
}


@cache
def mimics() -> pd.DataFrame:
    """Return the six molecules meant to do what ketamine does, those whose largest trial won first."""
    lines = []
    for drug, event in LARGEST.items():
        if event is None:
            row = evidence.one("pipeline", id=drug)
            lines.append(
                (short_name(drug), pd.NA, "stopped", "ended early, no result seen", row["status"], "onfasprodil")
            )
            continue
        row = evidence.one("pipeline_events", id=event)
        lines.append((short_name(drug), row["people"], row["outcome"], row["event"], row["status"], row["source"]))
    rows = pd.DataFrame(lines, columns=["name", "people", "outcome", "event", "status", "source"])
    first = ~rows["outcome"].eq("beat_placebo")
    return rows.loc[first.sort_values(kind="stable").index].reset_index(drop=True)


#: What is drawn of how far followers of ketamine were from placebo: row of trials.csv -> name.
DIFFERENCES = {
    "tr-bedroc-01": "R-107 tablet, week 13, in responders",
    "tr-sls-002-01": "SLS-002 spray, day 2",
    "tr-ket01-03": "KET01 tablet, day 21",
    "tr-gemini-11": "dextromethorphan-bupropion, week 6",
    "tr-shelton-2025-01": "onfasprodil, day 2, lower dose",
    "tr-shelton-2025-02": "onfasprodil, day 2, higher dose",
    "tr-reliance-i-01": "esmethadone, day 28 (227 people)",
    "tr-reliance-iii-03": "esmethadone, day 28 (232 people)",
    "tr-pcn-101-03": "arketamine, day 2",
    "tr-comp006-01": "psilocybin, week 6 (v 1 mg)",
    "tr-comp005-01": "psilocybin, week 6",
    "tr-seltorexant-01": "seltorexant, week 6 (90 % interval)",
    "tr-koastal-2-01": "navacaprant, week 6",
}
_GROUPS = {
    "tr-bedroc": "repackaged",
    "tr-sls": "repackaged",
    "tr-ket01": "repackaged",
    "tr-gemini": "mimic",
    "tr-reliance": "mimic",
    "tr-pcn": "mimic",
    "tr-shelton": "mimic",
}


@cache
def differences() -> pd.DataFrame:
    """Return drug minus placebo of followers, MADRS points, in the order of the picture."""
    rows = evidence.by_id("trials", DIFFERENCES)
    bad = ~rows["status"].isin(DRAWN) | rows["use"].ne("plot") | rows["instrument"].ne("MADRS")
    if bad.any():
        raise ValueError(f"row {rows.loc[bad, 'id'].iloc[0]} must not be drawn (see data/trials.csv).")
    rows["name"] = rows["id"].map(DIFFERENCES)
    rows["approach"] = [
        next((group for start, group in _GROUPS.items() if id.startswith(start)), "other_target") for id in rows["id"]
    ]
    return rows


# Access ----------------------------------------------------------------------------------------------

#: Row of findings.csv -> (country, yes/no/ends, words); the date stands in the row.
DECISIONS = {
    "fi-access-10": ("US", "yes", "approved, with a pill"),
    "fi-access-07": ("Scotland", "yes", "accepted"),
    "fi-access-06": ("England", "no", "not recommended"),
    "fi-access-11": ("US", "yes", "approved alone"),
    "fi-access-08": ("Australia", "yes", "subsidised"),
    "fi-access-13": ("US", "ends", "telehealth rule ends"),
}
_MONTHS = {name: place for place, name in enumerate(calendar.month_name) if name}


def date_in(text: str) -> tuple[float, str]:
    """Return the date written in ``text`` as (decimal year, words); ValueError if there is none."""
    found = re.search(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})", text)
    if not found:
        raise ValueError(f"text is {text!r}; allowed: words with a month and a year.")
    day, month, year = found.groups()
    share = (_MONTHS[month] - 1 + (int(day) / 31 if day else 0.5)) / 12
    return int(year) + share, found.group()


@cache
def decisions() -> pd.DataFrame:
    """Return what four health systems decided on the spray, and when; the words are those of data/."""
    rows = evidence.by_id("findings", DECISIONS)
    for place, name in enumerate(("country", "answer", "words")):
        rows[name] = [DECISIONS[id][place] for id in rows["id"]]
    dates = [date_in(text) for text in rows["finding"]]
    return rows.assign(year=[year for year, _ in dates], date=[words for _, words in dates])

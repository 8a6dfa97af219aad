"""Lesson 03: its tables. What each account gets right, what stands for and against, what is established."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ... import evidence
from ...kit.table import Table
from ...models import raphe, validation
from ...models.validation_serotonin import validation_table
from .accounts import ACCOUNTS

#: How the comparison names its rows -> how this lesson says it.
_PLAIN = {
    "half-maximal level at 5-HT1A, day 21": "stiffness of the brake, day 21 (times)",
    "firing, day 2": "firing, day 2 (share of before)",
    "firing, day 7": "firing, day 7 (share of before)",
    "firing, day 14": "firing, day 14 (share of before)",
    "forebrain serotonin, day 13 over day 2": "forebrain serotonin, day 13 over day 2 (times)",
}
_TESTS = "antagonist adds, "


@dataclass(frozen=True)
class Claim:
    """One claim with how sure it is, on what, and the keys of its sources."""

    claim: str
    verdict: str
    why: str
    sources: tuple[str, ...]


CLAIMS = (
    Claim(
        "SSRIs block the serotonin pump in the living human brain, most of it within hours.",
        "established",
        "Seen in brain scans with several drugs and laboratories. Few people each, hardly any at low doses.",
        ("meyer2004", "klein2006", "sorensen2022"),
    ),
    Claim(
        "Firing of the raphe falls at first and recovers within two to three weeks.",
        "established in rats",
        "Found again and again, with several drugs. No method can count spikes in a living person's raphe.",
        ("chaput1986", "ghanbari2010", "elmansari2005", "czachura2000"),
    ),
    Claim(
        "SSRIs help more people with depression than placebo does.",
        "established, small on average",
        "Hundreds of trials. How much the average matters to one person, and how blind the trials were, is disputed.",
        ("stone2022", "jakobsen2017"),
    ),
    Claim(
        "For weeks nothing happens.",
        "wrong as an average",
        "Over many trials a part of the difference from placebo is there in week 1. Single people may wait far longer.",
        ("taylor2006",),
    ),
    Claim(
        "Firing recovers because the brake stiffens (desensitisation).",
        "contested",
        "The table above: several rat studies for it, several against it.",
        ("commons2019", "ceglia2004", "hjorth1994"),
    ),
    Claim(
        "That recovery is why people wait for their benefit.",
        "not established",
        "It fits the calendar. The pindolol trials fit it too, and no more than fit.",
        ("whale2010", "liu2015"),
    ),
    Claim(
        "Depression is a lack of serotonin.",
        "not established, openly disputed",
        "One review of reviews found no convincing evidence; more than thirty authors answer that it misread parts of "
        "it. Scans find somewhat fewer pumps on average, which is no measure of serotonin.",
        ("moncrieff2022", "jauhar2023", "gryglewski2014"),
    ),
    Claim(
        "SSRIs work, so depression must be a lack of serotonin.",
        "does not follow",
        "What relieves a trouble need not be what was missing. Whether serotonin matters for the benefit is "
        "another question, and neither review above tested it.",
        ("moncrieff2022", "jauhar2023"),
    ),
)


# What each account gets right and wrong --------------------------------------------------------------


def _by_account() -> dict[str, pd.DataFrame]:
    return {account: validation_table("raphe", account) for account in raphe.HYPOTHESES}


def _cell(row: pd.Series) -> str:
    value = row["model"]
    digits = f"{value:.0f}" if value >= 20 else f"{value:.2f}"
    return f"{digits} {'ok' if row['agrees'] else 'MISS'}"


def _side_by_side(keep: pd.Series, caption: str, rename=lambda quantity: quantity) -> Table:
    """The kept rows of the comparison with one column for each account; rows with most misses first."""
    found = {account: frame[keep].reset_index(drop=True) for account, frame in _by_account().items()}
    first = found[raphe.HYPOTHESES[0]]
    frame = pd.DataFrame(
        {
            "What": [rename(quantity) for quantity in first["quantity"]],
            "Published": first["published"],
            **{name: [_cell(row) for _, row in found[account].iterrows()] for account, name in ACCOUNTS.items()},
            "Counts as agreement": first["tolerance"],
            "Kind": first["kind"],
            "Source": [evidence.cite(key) for key in first["source"]],
        }
    )
    misses = sum((~part["agrees"]).astype(int) for part in found.values())
    order = misses.sort_values(ascending=False, kind="stable").index
    return Table(frame.loc[order].reset_index(drop=True), caption)


def _tested() -> pd.Series:
    return validation_table("raphe")["quantity"].str.startswith(_TESTS)


def _counts(keep: pd.Series) -> str:
    return ", ".join(
        f"{ACCOUNTS[account]} {frame[keep]['agrees'].sum()} of {keep.sum()}" for account, frame in _by_account().items()
    )


def right_and_wrong() -> Table:
    """Return the comparison of the three accounts with rats, without the antagonist tests."""
    keep = ~_tested()
    return _side_by_side(
        keep,
        f"What each account gets right: {_counts(keep)}. Rows marked calibration were used to make the "
        "model, so agreement there is no evidence; a miss still counts.",
        lambda quantity: _PLAIN.get(quantity, quantity + " (% of before)"),
    )


def antagonist_tests() -> Table:
    """Return the twelve antagonist tests, none of which was used to make the model."""
    keep = _tested()
    return _side_by_side(
        keep,
        f"Cover the brake: forebrain serotonin in percent of just before. Right: {_counts(keep)}. Nothing "
        "was fitted to these rows. Two series, two ways to read the same abstract.",
        lambda quantity: quantity.removeprefix(_TESTS),
    )


# The pump --------------------------------------------------------------------------------------------


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def pump_comparisons() -> Table:
    """Return what the models of uptake and of pumps blocked give beside published values, misses first."""
    rows = pd.concat([validation_table("uptake"), validation.validation_table("occupancy")], ignore_index=True)
    rows = rows.sort_values("agrees", kind="stable")
    # Said once in the caption instead of in fifteen rows.
    notes = rows["note"].str.replace(r"(; |^)the dose curve pools.*", "", regex=True)
    frame = pd.DataFrame(
        {
            "What": rows["quantity"],
            "Published": rows["published"],
            "Model": [_number(value) for value in rows["model"]],
            "Unit": rows["unit"].replace("1", ""),
            "Agrees?": ["yes" if agrees else "NO" for agrees in rows["agrees"]],
            "Kind": rows["kind"],
            "What to know": notes,
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    return Table(
        frame,
        f"Fading and pumps blocked: {rows['agrees'].sum()} of {len(rows)} agree, most by calibration. "
        "The dose curves pool many studies, and those compared here may be among them.",
    )


# For and against, established or not -----------------------------------------------------------------


def for_and_against() -> Table:
    """Return what stands for and against desensitisation, as the data list it."""
    rows = evidence.table("findings")
    rows = rows[(rows["topic"] == "raphe_feedback") & rows["note"].str.contains("desensitisation")]
    side = rows["note"].str.contains("against").map({True: "against", False: "for"})
    rows = rows.assign(side=side).sort_values("side", ascending=False, kind="stable")
    words = rows["note"].str.replace(r"^(for|against) desensitisation(,|:)? ?(and )?", "", regex=True)
    frame = pd.DataFrame(
        {
            "Side": rows["side"],
            "What was found": rows["finding"],
            "How to take it": words.str.replace("review; against desensitisation as the cause", "a review"),
            "Source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    counts = rows["side"].value_counts()
    return Table(
        frame,
        f"Does the brake stiffen? {counts['for']} findings for it and {counts['against']} against it or limiting it, "
        "all in rats or from reviews. Counting rows settles nothing: weigh them.",
    )


def established() -> Table:
    """Return eight claims with how sure each is."""
    frame = pd.DataFrame(
        [{"Claim": c.claim, "How sure?": c.verdict, "Why": c.why, "Sources": evidence.cite(*c.sources)} for c in CLAIMS]
    )
    return Table(frame, "What is established, and what is not")

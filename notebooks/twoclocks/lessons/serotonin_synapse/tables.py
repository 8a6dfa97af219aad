"""Lesson 03: its tables. What models and accounts get right, what separates them, what is established."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit.sentences import sentences
from ...kit.table import Folded, Table
from ...models import raphe, validation
from ...models.validation_serotonin import validation_table
from .accounts import ACCOUNTS

words = sentences(__file__)

_TESTS = "antagonist adds, "


# What each account gets right and wrong --------------------------------------------------------------


def _by_account() -> dict[str, pd.DataFrame]:
    return {account: validation_table("raphe", account) for account in raphe.HYPOTHESES}


def _cell(row: pd.Series) -> str:
    said, value = words["table.accounts"], row["model"]
    number = said("many" if value >= 20 else "few", value=value)
    return said("hit" if row["agrees"] else "miss", value=number)


def _named(quantity: str) -> str:
    """Return how this lesson calls a row of the comparison."""
    names = words.each("table.accounts.names")
    if quantity in names or quantity.startswith(_TESTS):
        return names.get(quantity, quantity)
    return words("table.accounts.percent", quantity=quantity)


def _side_by_side(keep: pd.Series, caption: str) -> Table:
    """The kept rows of the comparison with one column for each account; rows with most misses first."""
    found = {account: frame[keep].reset_index(drop=True) for account, frame in _by_account().items()}
    first = found[raphe.HYPOTHESES[0]]
    what, published, counts, kind, cited = words.each("table.accounts.columns")
    frame = pd.DataFrame(
        {
            what: [_named(quantity) for quantity in first["quantity"]],
            published: first["published"],
            **{name: [_cell(row) for _, row in found[account].iterrows()] for account, name in ACCOUNTS.items()},
            counts: first["tolerance"],
            kind: first["kind"],
            cited: [evidence.cite(key) for key in first["source"]],
        }
    )
    misses = sum((~part["agrees"]).astype(int) for part in found.values())
    order = misses.sort_values(ascending=False, kind="stable").index
    return Table(frame.loc[order].reset_index(drop=True), caption)


def _counts(keep: pd.Series) -> str:
    counted = {account: (int(frame[keep]["agrees"].sum()), keep.sum()) for account, frame in _by_account().items()}
    return ", ".join(
        words("table.rest.count", account=ACCOUNTS[account], right=right, all=rows)
        for account, (right, rows) in counted.items()
    )


def account_checks() -> Table:
    """Return the comparisons of the three accounts with rats that teach most."""
    keep = validation_table("raphe")["quantity"].isin(words.each("table.accounts.chosen"))
    return _side_by_side(keep, words("table.accounts.caption"))


# Uptake and occupancy --------------------------------------------------------------------------------


def _sert_rows() -> pd.DataFrame:
    rows = pd.concat([validation_table("uptake"), validation.validation_table("occupancy")], ignore_index=True)
    # Said once in the caption instead of in fifteen rows.
    said = r"(;\s|^)the\sdose\scurve.*|^from\sthe\splasma\sconcentration(;\s)?"
    return rows.assign(note=rows["note"].str.replace(said, "", regex=True)).sort_values("agrees", kind="stable")


def _sert_table(rows: pd.DataFrame, caption: str) -> Table:
    said = words["table.sert"]
    values = [
        (
            row.quantity,
            row.published,
            said("many" if row.model >= 100 else "few", value=row.model),
            "" if row.unit == "1" else row.unit,
            said("yes" if row.agrees else "no"),
            row.kind,
            row.note,
            evidence.cite(row.source),
        )
        for row in rows.itertuples()
    ]
    return Table(pd.DataFrame(values, columns=said.each("columns")), caption)


def sert_checks() -> Table:
    """Return what the models of uptake and of occupancy miss, in the two rows that teach most."""
    rows = _sert_rows()
    return _sert_table(rows[rows["quantity"].isin(words.each("table.sert.chosen"))], words("table.sert.caption"))


def all_checks() -> Folded:
    """Return every comparison of the lesson behind a fold, misses first."""
    said, sert = words["table.rest"], _sert_rows()
    tested = validation_table("raphe")["quantity"].str.startswith(_TESTS)
    tables = (
        _side_by_side(tested, said("tested", counts=_counts(tested))),
        _side_by_side(~tested, said("calibrated", counts=_counts(~tested))),
        _sert_table(sert, said("sert", right=sert["agrees"].sum(), all=len(sert))),
    )
    return Folded(None, said("summary", count=sum(len(table.frame) for table in tables)), tables)


# For and against, established or not -----------------------------------------------------------------


def for_and_against() -> Table:
    """Return what stands for and against desensitisation, as the data list it."""
    said = words["table.for_and_against"]
    rows = evidence.table("findings")
    rows = rows[(rows["topic"] == "raphe_feedback") & rows["note"].str.contains("desensitisation")]
    side = rows["note"].str.contains("against").map({True: said("against"), False: said("supports")})
    rows = rows.assign(side=side).sort_values("side", ascending=False, kind="stable")
    told = rows["note"].str.replace(r"^(for|against)\sdesensitisation(,|:)?\s?(and\s)?", "", regex=True)
    told = told.mask(told.str.startswith("review;"), said("review"))
    cited = [evidence.cite(key) for key in rows["source"]]
    counts = rows["side"].value_counts()
    frame = pd.DataFrame(zip(rows["side"], rows["finding"], told, cited, strict=True), columns=said.each("columns"))
    return Table(frame, said("caption", supports=counts[said("supports")], against=counts[said("against")]))


def experiments() -> Table:
    """Return which experiment separates the four accounts, and what happened when it was tried."""
    return words.table("experiments")


def people() -> Table:
    """Return what scans of people's brains have shown about serotonin."""
    return words.table("people")


def receptors() -> Table:
    """Return where the extra serotonin acts, and what happened when those receptors were removed or blocked."""
    return words.table("receptors")


def established() -> Table:
    """Return eleven claims with how sure each is."""
    return words.table("established")

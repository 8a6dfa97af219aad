"""Lesson 01: a note whose sentences come from data, and the comparison with the world."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note
from ...kit.sentences import sentences
from ...kit.table import Folded, Table
from ...models import validation_nmda, validation_serotonin
from ...models.validation import PREDICTION

words = sentences(__file__)

#: Rows of the topic "uptake" that belong to lesson 03.
COMPETING = "competing"
#: What a row of the short table joins: the beginning of the ids of its comparisons (and which ends they have).
JOINED = {
    "decay": r"yi2019\.tau_w",
    "rise": r"yi2019\.t_rise",
    "alone": r"synapse\.molpsych2025\.tau_control",
    "sensor": r"synapse\.molpsych2025\.tau_ratio_sensor",
}


def contested_note() -> Note:
    """Say what speaks against the sentence that ketamine leaves SERT alone."""
    return words.note("contested")


def compared() -> pd.DataFrame:
    """Return all comparisons of this lesson's models, in the form of ``validation_table``.

    A drug that competes with serotonin is no part of this lesson; lesson 03 compares that form.
    """
    tables = [validation_nmda.validation_table(topic) for topic in ("synapse", "rise")]
    uptake = validation_serotonin.validation_table("uptake")
    return pd.concat([*tables, uptake[~uptake["quantity"].str.contains(COMPETING)]], ignore_index=True)


def check_against_the_world() -> Folded:
    """Return what each kind of comparison teaches, in a row each; behind a fold every comparison and the calibrations."""
    said, rows = words["table.check"], compared()
    hits = rows[rows["kind"] == PREDICTION]
    found = [_joined(kind, hits[hits["id"].str.match(pattern)]) for kind, pattern in JOINED.items()]
    top = Table(
        pd.DataFrame(found, columns=said.each("columns")),
        said("caption", right=int(hits["agrees"].sum()), count=len(hits)),
    )
    calibrations = table.no_evidence(rows, **words.each("table.calibrations"))
    return Folded(top, said("fold", count=len(rows)), (table.predictions(rows), calibrations))


def _joined(kind: str, rows: pd.DataFrame) -> tuple:
    """Return one row for the comparisons ``rows`` of one kind, which have one model value and one source."""
    said = words["table.check"]
    values = [float(evidence.parameter(id)) for id in rows["id"]]
    right, count = int(rows["agrees"].sum()), len(rows)
    (model,), (unit,), (source,) = (set(rows[name]) for name in ("model", "unit", "source"))
    published = said("range", low=min(values), high=max(values)) if count > 1 else f"{values[0]:g}"
    agrees = said("some", right=right, count=count) if count > 1 else said("yes" if right else "no")
    what = f"row.{kind}.what"
    return (
        said(what, count=count) if count > 1 else said(what),
        published,
        table.plain(model),
        "" if unit == "1" else unit,
        agrees,
        said(f"row.{kind}.lesson"),
        evidence.cite(source),
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()

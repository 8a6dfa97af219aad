"""Lesson 02: notes and tables whose numbers come from data and models, and the comparison with the world."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note
from ...kit.sentences import sentences
from ...kit.table import Folded, Table
from ...models import journeys, nmda, nmda_trapping, validation, validation_nmda
from ...models import receptor_runs as runs

words = sentences(__file__)


# Notes -----------------------------------------------------------------------------------------------


def remember_note() -> Note:
    """Say which of the lesson's figures of block to keep, and why the others differ."""
    concentration = journeys.measured_level().value
    unbound = float(nmda.unbound_level(concentration))
    blocks = {name: 100 * share for name, share in runs.dish(concentration).blocks.items()}
    bare = blocks.pop("none")
    return words.note(
        "remember",
        concentration=concentration,
        unbound=unbound,
        bare=bare,
        low=min(blocks.values()),
        top=max(blocks.values()),
        two_b=blocks["2B"],
        two_d=blocks["2D"],
        by_rates=100 * float(nmda_trapping.equilibrium(unbound)),
    )


def scans_note() -> Note:
    """Say what scans of living people have shown of ketamine at NMDA receptors."""
    return words.note("scans")


def cells_note() -> Note:
    """Say what is argued about the cells that ketamine reaches first."""
    return words.note("cells")


def membrane_note() -> Note:
    """Say that the pore may not be the only place where ketamine acts."""
    return words.note("membrane")


# Ketamine and memantine ------------------------------------------------------------------------------


def two_blockers() -> Table:
    """Return what was measured of ketamine and of memantine, from receptors in cells to trials in people."""
    percent = {
        f"{drug}_{name}": 100 * float(evidence.parameter(f"{drug}.mealing1999.{symbol}"))
        for drug in nmda_trapping.DRUGS
        for name, symbol in (("block", "block_10uM"), ("kept", "retained_120s"))
    }
    trial = evidence.one("trials", id="tr-kishimoto-2016-01")
    review = evidence.one("findings", id="fi-ketamine-memantine-08")
    # Stored with a minus where symptoms fell; the lessons say effect sizes with a plus where the drug was better.
    better = {
        f"{drug}_{name}": -row[column]
        for drug, row in (("ketamine", trial), ("memantine", review))
        for name, column in (("g", "value"), ("low", "high"), ("high", "low"))
    }
    return words.table("two_blockers", **percent, **better)


# Against the world -----------------------------------------------------------------------------------


def _compared() -> pd.DataFrame:
    """The lesson's comparisons; how fast the receptor closes is compared in lesson 01."""
    rows = validation.validation_table("block"), validation_nmda.validation_table("trapping")
    return pd.concat(rows, ignore_index=True)


def check_against_the_world() -> Folded:
    """Return the comparisons that could have gone wrong, misses first; those that are no evidence behind a fold."""
    rows = _compared()
    made = rows[rows["kind"] != validation.PREDICTION]
    caption = words("table.constructions.caption", agree=int(np.sum(made["agrees"])), all=len(made))
    return Folded(table.predictions(rows), words("table.constructions.summary"), (table.compared(made, caption),))


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()

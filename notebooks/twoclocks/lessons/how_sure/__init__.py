"""Lesson 07: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit.shared_notes import lift_needed, trip
from ...kit.table import Table
from ...kit.words import interval, signed
from . import data
from .charts import POOL, power_curves, small_trials, trial_table, two_controls
from .exercises import check_design, check_fooled, check_needed, check_pool
from .explorers import drawer, forest, hundred, virtual_trials
from .notes import drawer_fact, null_words
from .predictions import predict_asleep, predict_success
from .recomputed import check_table, missing_table, needed_table, rows

EXPLORERS = {"07-virtual-trial": virtual_trials, "07-forest": forest, "07-drawer": drawer, "07-hundred": hundred}

#: Sources that notes and prose of this lesson name.
_NAMED = (
    "janik2025",
    "nct04599855",
    "lii2023",
    "munkholm2019",
    "luckenbaugh2014",
    "transform_dissociation",
    "nct02417064",
    "taylor2006",
    "twoclocks",
)


def trials() -> Table:
    """Return every row of the forest plots, published pools included, with status and source."""
    frames = []
    for visit in data.VISITS:
        frame = trial_table(data.singles(visit))
        review = data.published(visit)
        words = f"{signed(review['value'], 2)} ({interval(review['low'], review['high'], 2)})"
        frame.loc[len(frame)] = [
            "a published review",
            review["n"],
            words,
            "as printed",
            review["status"],
            evidence.cite(review["source"]),
        ]
        frame.insert(0, "Visit", visit)
        frames.append(frame)
    return Table(pd.concat(frames, ignore_index=True), "Every row of the forest plots")


def sources() -> evidence.SourceList:
    """Return the sources of everything that this lesson shows, with links and how the numbers were seen."""
    keys = {key for visit in data.VISITS for trial in data.singles(visit) for key in trial.sources}
    keys |= {key for what in data.hundreds().values() for key in what.sources}
    keys |= set(rows()["source"]) | set(missing_keys()) | set(evidence.trials(study=POOL)["source"])
    return evidence.sources(sorted(keys | set(_NAMED)))


def missing_keys() -> list[str]:
    """Return the keys of the sources of what was not found."""
    return [source.key for cell in missing_table().frame["Source"] for source in cell.sources]

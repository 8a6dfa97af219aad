"""Both chains of mechanism, step by step: what was seen and when, and what happened when a step was taken away.

    chain.kinds(lane="ssri")                    the steps of a lane in order, with the lesson that explains each
    chain.steps(step="spines")                  observations of a step, one row each
    chain.removals(lane="ketamine")             experiments that took a step away, or set it off without the drug
    chain.drawn(chain.steps(schedule="single")) only the rows that a chart may show

Hours are counted from the first dose. Rows of single and of repeated dosing never share a line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from .rows import plottable
from .sources import source
from .tables import table
from .trials import select

#: Columns of a kind that each of its rows carries; `step_name` and not `name`, because a row has its own label.
OF_KIND = {"order": "order", "name": "step_name", "shared": "shared"}


def kinds(lane: str | None = None, folder: str | Path | None = None) -> pd.DataFrame:
    """Steps of data/chain_kinds.csv in order from first to last; `lane` keeps one lane and what both share."""
    frame = table("chain_kinds", folder)
    if lane is not None:
        frame = select(frame, "data/chain_kinds.csv", lane=[lane, "both"])
    return frame.sort_values("order", kind="stable").reset_index(drop=True)


def steps(folder: str | Path | None = None, **wanted: Any) -> pd.DataFrame:
    """Observations of data/chain_steps.csv in which every named column equals the value (or one of a list).

    Each row also has `order` (place in the lane), `step_name`, `shared` and `source_label`.
    earliest_h, typical_h, latest_h: hours from the first dose, NaN where the time was not seen.
    Raises DataError for an unknown column or value, and if no row is left.
    """
    return _with_kind("chain_steps", folder, wanted)


def removals(folder: str | Path | None = None, **wanted: Any) -> pd.DataFrame:
    """Experiments of data/chain_removals.csv, chosen and completed as in steps()."""
    return _with_kind("chain_removals", folder, wanted)


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that a chart may show: never one that is recalled, undecided or without a time of its own."""
    return plottable(rows[rows["use"].eq("plot")]).reset_index(drop=True)


def _with_kind(name: str, folder: str | Path | None, wanted: dict[str, Any]) -> pd.DataFrame:
    kinds_of_step, frame = table("chain_kinds", folder), table(name, folder)
    for column, called in OF_KIND.items():
        frame[called] = frame["step"].map(dict(zip(kinds_of_step["id"], kinds_of_step[column], strict=True)))
    frame["source_label"] = [source(key, folder).label for key in frame["source"]]
    return select(frame.sort_values("order", kind="stable"), f"data/{name}.csv", **wanted)

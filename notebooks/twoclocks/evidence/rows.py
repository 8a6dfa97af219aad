"""Rows that may be drawn, chosen in words: study, measure, time.

Every selection raises an error if the tables no longer hold exactly the row it means, and none lets a
recalled or doubtful row through to a chart.
"""

from __future__ import annotations

import pandas as pd

from .trials import one as only_one
from .trials import series as chart_rows

#: Half width of a 95 % interval in standard errors.
REACH_95 = 1.96
DRAWN = ("primary", "secondary", "computed")


class MissingRow(ValueError):
    """A row is not of the kind, or of the quality, that a chart means."""


def plottable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return ``rows`` unchanged; raise MissingRow if one of them must not be drawn."""
    bad = ~rows["status"].isin(DRAWN)
    if "use" in rows:
        bad |= rows["use"].ne("plot")
    if bad.any():
        raise MissingRow(f"row {rows.loc[bad, 'id'].iloc[0]} must not be drawn (see its status and use in data/).")
    return rows


def one(draw: bool = True, **wanted) -> pd.Series:
    """Return the one row of data/trials.csv that matches ``wanted``; ``draw`` says that it is drawn."""
    row = only_one("trials", **wanted)
    if draw:
        plottable(row.to_frame().T)
    return row


def series(chart: str) -> pd.DataFrame:
    """Return the rows of one chart of data/onset_series.csv, checked for drawing."""
    return plottable(chart_rows(chart))

"""The chart of lesson 05 that shows what was seen changing, when and in whom.

Its other pictures: curves, network_charts, and the moving ones loop, circuit and chain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences

words = sentences(__file__)
said = words["chart.05-seen-changing"]

#: Marker for who was looked at.
WHO = {"people": "o", "animals": "s", "cells": "^"}
DRUG_COLORS = {"ketamine": style.KETAMINE, "ssri": style.SEROTONIN, "other": style.INK}
#: Rows of data/ whose drug is neither ketamine nor an SSRI: reboxetine; several antidepressants.
OTHER_DRUGS = {"cs-emotional-bias-08", "fi-serotonin-accounts-06"}
#: Rows in which a change was looked for and not found.
NOT_FOUND = {"cs-glutamate-surge-06", "cs-spines-07", "cs-spines-12"}


@dataclass(frozen=True)
class Change:
    """One observation: words, drug, who was looked at, first and last hour, row of data/, found, one dose or several."""

    words: str
    drug: str
    who: str
    first: float
    last: float
    row: str
    source: str
    status: str
    found: bool
    single: bool


def changes() -> list[Change]:
    """Return what has been looked at after a drug, one dose first, each part earliest first; times from data/."""
    found = []
    for id, name in said.each("rows").items():
        row = evidence.row(id)
        if id.startswith("cs-"):
            # an hour of 0, "from the start on", has no place on a log axis
            hours = [row[column] for column in ("earliest_h", "typical_h", "latest_h") if row[column] > 0]
            drug, who, single = row["lane"], row["subject"], row["schedule"] == "single"
        else:  # the one finding, whose hour stands in its sentence: a day after the drug was washed out
            hours, drug, who, single = [style.DAY], "other", "cells", True
        drug = "other" if id in OTHER_DRUGS else drug
        # a typical time inside a range is left out, a habenula block "up to 24 h" is drawn at its end
        ends = min(hours), max(hours)
        found.append(Change(name, drug, who, *ends, id, row["source"], row["status"], id not in NOT_FOUND, single))
    return sorted(found, key=lambda change: (not change.single, change.last, change.words))


@style.in_style
def seen_changing() -> Chart:
    """Draw when something was seen changing, and in whom: people, animals or cells; repeated doses apart."""
    rows = changes()
    fig, ax = style.canvas(9.4, 6.0)
    style.log_time_axis(ax, 0.1, 60 * style.DAY)
    ax.set_xlabel(said("x"))
    for place, change in enumerate(rows):
        _draw_change(ax, change, len(rows) - place)
    several = sum(not change.single for change in rows)
    ax.axhline(several + 0.5, color=style.QUIET, lw=style.pt(1.2))
    for y, name in ((several + 0.95, "one_dose"), (several + 0.05, "repeated")):
        ax.text(0.11, y, said(name), color=style.QUIET, va="center", fontweight="bold")
    ax.set_ylim(0.3, len(rows) + 1.6)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    for x, (who, shape) in zip((0.03, 0.24, 0.47), WHO.items(), strict=True):
        ax.plot(x, 0.965, shape, color=style.INK, ms=style.pt(9), transform=ax.transAxes)
        ax.text(x + 0.02, 0.965, said(f"who.{who}"), transform=ax.transAxes, va="center")
    ax.plot(0.66, 0.965, "x", color=style.INK, ms=style.pt(8), markeredgewidth=style.pt(1.8), transform=ax.transAxes)
    ax.text(0.68, 0.965, said("none"), transform=ax.transAxes, va="center")
    people = [change for change in rows if change.who == "people"]
    listed = "; ".join(
        said("item", words=change.words, who=said(f"who.{change.who}"), when=_when(change)) for change in rows
    )
    about = said.part(people=len(people), all=len(rows), none=sum(not change.found for change in people), listed=listed)
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_table(rows))


def _table(rows: list[Change]) -> pd.DataFrame:
    told = [
        [
            change.words,
            said(f"drugs.{change.drug}"),
            said("one_dose" if change.single else "repeated"),
            said(f"who.{change.who}"),
            _when(change),
            said("found.yes" if change.found else "found.no"),
            change.status,
            change.row,
            evidence.cite(change.source),
        ]
        for change in rows
    ]
    return pd.DataFrame(told, columns=said.each("columns"))


def _draw_change(ax: Axes, change: Change, y: float) -> None:
    """Draw one observation at height ``y``: range, who was looked at, and words on the side with room."""
    color = DRUG_COLORS[change.drug]
    middle = float(np.sqrt(change.first * change.last))
    if change.last > change.first:
        ax.plot([change.first, change.last], [y, y], color=color, lw=style.pt(2), zorder=3)
    look = (
        style.marker(change.status, color) if change.found else {"markerfacecolor": "white", "markeredgecolor": color}
    )
    ax.plot(middle, y, WHO[change.who], color=color, ms=style.pt(10), zorder=4, **look)
    if not change.found:
        ax.plot(middle, y, "x", color=color, ms=style.pt(7), markeredgewidth=style.pt(1.8), zorder=5)
    left = middle < 5 * style.HOUR
    ax.annotate(
        change.words,
        (change.last if left else change.first, y),
        style.away(11 if left else -11, 0),
        textcoords="offset points",
        ha="left" if left else "right",
        va="center",
        color=color,
    )


def _when(change: Change) -> str:
    # Whole minutes would move a point that stands below ten of them.
    early = change.first < style.HOUR / 6
    first = f"{60 * change.first:.1f} min" if early else style.time_label(change.first)
    last = first if change.last == change.first else style.time_label(change.last)
    return first if first == last else said("span", first=first, last=last)

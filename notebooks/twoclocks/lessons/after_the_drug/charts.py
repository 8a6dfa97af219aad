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

UNIT_HOURS = {"min": style.MINUTE, "h": style.HOUR, "day": style.DAY}
#: Marker for who was looked at.
WHO = {"people": "o", "animals": "s", "cells": "^"}
DRUG_COLORS = {"ketamine": style.KETAMINE, "SSRI": style.SEROTONIN, "other": style.INK}


# What was seen changing ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One observation: words, drug, who was looked at, first and last hour, row of data/, found or not."""

    words: str
    drug: str
    who: str
    first: float
    last: float
    row: str
    source: str
    status: str
    found: bool = True


def changes() -> list[Change]:
    """Return what has been seen changing after a drug, earliest first; times from data/."""
    named = (
        ("glutamate up (scan)", "ketamine", "people", "cascade.milak2016.t_peak", True),
        ("growth signals up (BDNF, mTOR)", "ketamine", "animals", "cascade.yangc2013.t_BDNF", True),
        ("emotional bias shifts, mood does not", "other", "people", "downstream.harmer2009.t_bias", True),
        ("synapse density (scan): no change", "ketamine", "people", "downstream.holmes2022.t_scan", False),
        ("new spines form (one dose)", "ketamine", "animals", "cascade.modasava2019.t_spine", True),
        ("new spines form (five daily doses)", "ketamine", "animals", "cascade.pryazhnikov2018.t_spine", True),
        ("more spines still there", "ketamine", "animals", "cascade.phoumthipphavong2016.t_spine", True),
        ("escitalopram, synapses: no difference", "SSRI", "people", "downstream.johansen2023.days", False),
    )
    found = []
    for words, drug, who, id, seen in named:
        p = evidence.parameter(id)
        unit = UNIT_HOURS[p.unit]
        first, last = (unit * (p.value if limit is None else limit) for limit in (p.low, p.high))
        found.append(Change(words, drug, who, first, last, id, p.source, p.status, seen))
    held = evidence.one("findings", id="fi-ketamine-mechanism-10")
    found.append(
        Change(
            "habenula receptors still blocked",
            "ketamine",
            "animals",
            held["high"],
            held["high"],
            "fi-ketamine-mechanism-10",
            held["source"],
            held["status"],
        )
    )
    gone = evidence.one("findings", id="fi-serotonin-accounts-06")
    found.append(
        Change(
            "Gs protein still off its rafts",
            "other",
            "cells",
            style.DAY,
            style.DAY,
            "fi-serotonin-accounts-06",
            gone["source"],
            gone["status"],
        )
    )
    return sorted(found, key=lambda change: (change.last, change.words))


@style.in_style
def seen_changing() -> Chart:
    """Draw when something was seen changing, and in whom: people, animals or cells."""
    rows = changes()
    fig, ax = style.canvas(9.4, 5.6)
    style.log_time_axis(ax, 0.1, 60 * style.DAY)
    ax.set_xlabel("time since the drug (log)")
    for place, change in enumerate(rows):
        _draw_change(ax, change, len(rows) - place)
    ax.set_ylim(0.3, len(rows) + 1.6)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    for x, (who, shape) in zip((0.03, 0.24, 0.47), WHO.items(), strict=True):
        ax.plot(x, 0.965, shape, color=style.INK, ms=style.pt(9), transform=ax.transAxes)
        ax.text(x + 0.02, 0.965, who, transform=ax.transAxes, va="center")
    ax.plot(0.66, 0.965, "x", color=style.INK, ms=style.pt(8), markeredgewidth=style.pt(1.8), transform=ax.transAxes)
    ax.text(0.68, 0.965, "nothing found", transform=ax.transAxes, va="center")
    title = "Little of it has been seen in people"
    style.message(ax, title)
    people = [change for change in rows if change.who == "people"]
    return Chart(
        fig,
        "05-seen-changing",
        title,
        alt="What was seen changing after a drug, on a time axis from minutes to weeks: "
        + "; ".join(f"{c.words} ({c.who}, {_when(c)})" for c in rows)
        + f". Only {len(people)} of {len(rows)} were looked at in people, and {sum(not c.found for c in people)} of "
        "these found nothing.",
        caption="Circles: people; squares: rats or mice; triangle: cells in a dish; a cross: looked for and not "
        "found; hollow: told second-hand. Bars: the range that was printed. Orange: ketamine; blue: an SSRI; "
        "black: other antidepressants (the bias was "
        "shifted by reboxetine, which is no SSRI; several were tried on the rafts).",
        table=pd.DataFrame(
            [
                {
                    "What": c.words,
                    "Drug": c.drug,
                    "In whom": c.who,
                    "When": _when(c),
                    "Found": "yes" if c.found else "no",
                    "Status": c.status,
                    "Row": c.row,
                    "Source": evidence.cite(c.source),
                }
                for c in rows
            ]
        ),
    )


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
    first, last = style.time_label(change.first), style.time_label(change.last)
    return first if first == last else f"{first} to {last}"

"""Receptor families in lesson 01: which are channels and which start slow chains inside the cell."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart
from ...kit.sentences import Sentences, sentences

words = sentences(__file__)

CHANNEL = "channel"
#: Serotonin's families: how each passes the message on (finding fi-target-binding-04, which a test compares).
SEROTONIN = {"5-HT1": "Gi", "5-HT2": "Gq", "5-HT3": CHANNEL, "5-HT4": "Gs", "5-HT5": "Gi", "5-HT6": "Gs", "5-HT7": "Gs"}
FAMILIES_FINDING = "fi-target-binding-04"
GLUTAMATE = ("AMPA", "NMDA")

WIDTH, HEIGHT = 21.0, 9.6
_FIRST, _STEP = 3.9, 2.62


def families_finding() -> pd.Series:
    """Return the row of data/findings.csv on the families of serotonin receptors."""
    return evidence.one("findings", id=FAMILIES_FINDING)


@style.in_style
def receptor_families() -> Chart:
    """Draw glutamate's channels above the seven families of serotonin receptors."""
    said, found = words["chart.01-receptor-families"], families_finding()
    fig, ax = style.canvas(9.4, 4.6)
    shapes.stage(ax, WIDTH, HEIGHT)
    _glutamate_row(ax, 8.1, said)
    _serotonin_row(ax, 3.1, said)
    coupling = said.each("coupling")
    about = said.part(
        slow=sum(kind != CHANNEL for kind in SEROTONIN.values()),
        families=found["value"],
        told=", ".join(said("told", name=name, coupling=coupling[kind]) for name, kind in SEROTONIN.items()),
        odd=next(name for name, kind in SEROTONIN.items() if kind == CHANNEL),
    )
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_table(found, said))


def _glutamate_row(ax: Axes, y: float, said: Sentences) -> None:
    shapes.words(ax, 0.1, y, said("glutamate"), ha="left", color=style.KETAMINE, fontweight="bold")
    shapes.membrane(ax, _FIRST - 0.9, _FIRST + 1.9 * _STEP, y)
    for place, kind in enumerate(GLUTAMATE):
        x = _FIRST + place * _STEP + 0.3
        shapes.channel(ax, x, y, kind, "open", 1.7)
        shapes.words(ax, x, y - 1.75, kind)
        shapes.words(ax, x, y - 2.6, said("channel"), color=style.QUIET)
    shapes.words(ax, _FIRST + 2.55 * _STEP, y, said("fast"), ha="left", linespacing=1.3)


def _serotonin_row(ax: Axes, y: float, said: Sentences) -> None:
    shapes.words(ax, 0.1, y, said("serotonin"), ha="left", color=style.SEROTONIN, fontweight="bold")
    shapes.membrane(ax, _FIRST - 0.9, WIDTH - 0.1, y)
    for place, (name, kind) in enumerate(SEROTONIN.items()):
        x = _FIRST + place * _STEP + 0.15
        if kind == CHANNEL:
            shapes.serotonin_channel(ax, x, y, 1.7)
        else:
            shapes.receptor(ax, x, y, 1.4)
        shapes.words(ax, x, y - 1.75, name)
        below = said(f"coupling.{kind}").replace(": ", "\n")
        shapes.words(ax, x, y - 2.55, below, color=style.QUIET, va="center", linespacing=1.15)


def _table(found: pd.Series, said: Sentences) -> pd.DataFrame:
    known = "primary", evidence.cite("destexhe1994")
    rows = [(said("glutamate"), kind, said("channel"), *known) for kind in GLUTAMATE]
    seen = found["status"], evidence.cite(found["source"])
    rows += [
        (said("serotonin"), name, said("channel") if kind == CHANNEL else said("coupled", kind=kind), *seen)
        for name, kind in SEROTONIN.items()
    ]
    return pd.DataFrame(rows, columns=said.each("columns"))

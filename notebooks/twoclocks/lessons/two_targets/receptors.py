"""Receptor families in lesson 01: which are channels and which start slow chains inside the cell."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart

CHANNEL = "ion channel"
#: What each kind of coupling does, in words.
COUPLING = {CHANNEL: "a channel", "Gi": "Gi: slows", "Gq": "Gq: excites", "Gs": "Gs: speeds up"}
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
    found = families_finding()
    slow = sum(kind != CHANNEL for kind in SEROTONIN.values())
    fig, ax = style.canvas(9.4, 4.6)
    shapes.stage(ax, WIDTH, HEIGHT)
    _glutamate_row(ax, 8.1)
    _serotonin_row(ax, 3.1)
    title = f"Glutamate opens channels; {slow} of serotonin’s {found['value']:.0f} families do not"
    style.message(ax, title)
    odd = next(name for name, kind in SEROTONIN.items() if kind == CHANNEL)
    return Chart(
        fig,
        "01-receptor-families",
        title,
        alt="Upper row, glutamate: AMPA and NMDA receptors, both drawn as channels, which act within milliseconds. "
        "Lower row, serotonin: seven families; "
        + ", ".join(f"{name} {COUPLING[kind]}" for name, kind in SEROTONIN.items())
        + f". Only {odd} is drawn as a channel, the others as zigzags that cross the membrane seven times.",
        caption="A zigzag is a G-protein receptor: it opens nothing itself but sets off a chain inside the cell. "
        "“Slows” and “speeds up” are the textbook tendency, not a law. Glutamate has G-protein receptors too; they are "
        f"not drawn. Serotonin’s families were seen second-hand ({evidence.cite(found['source']).html}).",
        table=_table(found),
    )


def _glutamate_row(ax: Axes, y: float) -> None:
    shapes.words(ax, 0.1, y, "glutamate", ha="left", color=style.KETAMINE, fontweight="bold")
    shapes.membrane(ax, _FIRST - 0.9, _FIRST + 1.9 * _STEP, y)
    for place, kind in enumerate(GLUTAMATE):
        x = _FIRST + place * _STEP + 0.3
        shapes.channel(ax, x, y, kind, "open", 1.7)
        shapes.words(ax, x, y - 1.75, kind)
        shapes.words(ax, x, y - 2.6, "a channel", color=style.QUIET)
    shapes.words(
        ax,
        _FIRST + 2.55 * _STEP,
        y,
        "acts within milliseconds:\nthe door itself is the receptor",
        ha="left",
        linespacing=1.3,
    )


def _serotonin_row(ax: Axes, y: float) -> None:
    shapes.words(ax, 0.1, y, "serotonin", ha="left", color=style.SEROTONIN, fontweight="bold")
    shapes.membrane(ax, _FIRST - 0.9, WIDTH - 0.1, y)
    for place, (name, kind) in enumerate(SEROTONIN.items()):
        x = _FIRST + place * _STEP + 0.15
        if kind == CHANNEL:
            shapes.serotonin_channel(ax, x, y, 1.7)
        else:
            shapes.receptor(ax, x, y, 1.4)
        shapes.words(ax, x, y - 1.75, name)
        shapes.words(
            ax, x, y - 2.55, COUPLING[kind].replace(": ", "\n"), color=style.QUIET, va="center", linespacing=1.15
        )


def _table(found: pd.Series) -> pd.DataFrame:
    rows = [
        {
            "Transmitter": "glutamate",
            "Receptor": kind,
            "What it is": CHANNEL,
            "Status": "primary",
            "Source": evidence.cite("destexhe1994"),
        }
        for kind in GLUTAMATE
    ]
    rows += [
        {
            "Transmitter": "serotonin",
            "Receptor": name,
            "What it is": CHANNEL if kind == CHANNEL else f"G-protein receptor ({kind})",
            "Status": found["status"],
            "Source": evidence.cite(found["source"]),
        }
        for name, kind in SEROTONIN.items()
    ]
    return pd.DataFrame(rows)

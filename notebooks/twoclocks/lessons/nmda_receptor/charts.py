"""The opening picture of lesson 02: one NMDA channel in five states.

The other pictures stand in modules of their own: drawings and schemes (what the explorers draw), block (speed, leak,
constants), dish (plasma to block, voltage) and potency_charts (compounds, subunits).
"""

from __future__ import annotations

from matplotlib.axes import Axes

from ...kit import shapes, style
from ...kit.chart import Chart
from ...kit.sentences import sentences

words = sentences(__file__)

#: State of the channel, and whether glutamate is bound.
STATES = {"closed": False, "magnesium": True, "open": True, "ketamine": True, "trapped": False}
WIDE, HIGH, FIRST, APART, SIZE, LEVEL = 20.0, 7.9, 2.8, 3.8, 2.3, 4.75


@style.in_style
def channel_states() -> Chart:
    """Draw the NMDA receptor closed, blocked by magnesium, open, blocked by ketamine, and with it trapped."""
    said = words["chart.02-channel-states"]
    fig, ax = style.canvas(9.6, 4.0)
    shapes.stage(ax, WIDE, HIGH)
    shapes.membrane(ax, 0.1, WIDE - 0.1, LEVEL)
    for place, (state, glutamate) in enumerate(STATES.items()):
        x = FIRST + APART * place
        shapes.channel(ax, x, LEVEL, "NMDA", state, SIZE)
        if glutamate:
            _dock(ax, x)
        shapes.words(ax, x, 1.95, said(f"under.{state}"), va="top", linespacing=1.3)
        shapes.words(ax, x, HIGH - 0.4, str(place + 1), fontweight="bold")
    _ions(ax, FIRST + 2 * APART)
    shapes.words(ax, 0.1, LEVEL + 0.75, said("outside"), ha="left", color=style.QUIET)
    shapes.words(ax, 0.1, LEVEL - 0.75, said("inside"), ha="left", color=style.QUIET)
    about = said.part()
    style.message(ax, about["title"])
    return Chart(fig, **about, table=said.frame("twin"))


def _dock(ax: Axes, x: float) -> None:
    """Two molecules of glutamate on top of a channel."""
    shapes.spread_out(ax, "glutamate", [(x + side * 0.36 * SIZE, LEVEL + 0.72 * SIZE) for side in (-1, 1)], 0.52)


def _ions(ax: Axes, x: float) -> None:
    shapes.arrow(ax, (x, LEVEL + 2.2), (x, LEVEL - 2.3), width=2.4)
    for dx, dy, kind in ((0.72, -2.2, "sodium"), (-0.72, -2.2, "calcium"), (-0.45, 2.2, "sodium")):
        shapes.molecule(ax, x + dx, LEVEL + dy, kind, 0.42)

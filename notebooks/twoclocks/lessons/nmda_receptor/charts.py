"""The opening picture of lesson 02: five pictures of one door.

The other pictures stand in modules of their own: drawings and schemes (what the explorers draw), block (speed, leak,
constants), dish (plasma to block, voltage) and potency_charts (compounds, subunits).
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart

#: State of the channel, whether glutamate sits on it, and what stands under it.
DOORS = (
    ("closed", False, "no glutamate:\nshut"),
    ("magnesium", True, "glutamate,\ncell at rest:\nplugged"),
    ("open", True, "glutamate,\nactive cell:\nions flow in"),
    ("ketamine", True, "ketamine\nslips into\nthe open pore"),
    ("trapped", False, "gate shuts\nbehind it:\ntrapped"),
)
WIDE, HIGH, APART, SIZE, LEVEL = 20.0, 7.9, 3.95, 2.3, 4.75


@style.in_style
def five_doors() -> Chart:
    """Draw the NMDA receptor closed, plugged by magnesium, open, blocked by ketamine, and with it trapped."""
    fig, ax = style.canvas(9.6, 4.0)
    shapes.stage(ax, WIDE, HIGH)
    shapes.membrane(ax, 0.1, WIDE - 0.1, LEVEL)
    for place, (state, glutamate, text) in enumerate(DOORS):
        x = 2.1 + APART * place
        shapes.channel(ax, x, LEVEL, "NMDA", state, SIZE)
        if glutamate:
            _dock(ax, x)
        shapes.words(ax, x, 1.95, text, va="top", linespacing=1.3)
        shapes.words(ax, x, HIGH - 0.4, str(place + 1), fontweight="bold")
    _ions(ax, 2.1 + 2 * APART)
    shapes.words(ax, 0.1, LEVEL + 0.75, "out", ha="left", color=style.QUIET)
    shapes.words(ax, 0.1, LEVEL - 0.75, "in", ha="left", color=style.QUIET)
    title = "Ketamine gets in only while the door is open"
    style.message(ax, title)
    return Chart(
        fig,
        "02-five-doors",
        title,
        alt="Five drawings of one channel in a membrane. One: no glutamate, the gate is shut. Two: glutamate "
        "sits on it and the gate is open, but a square, magnesium, plugs the pore. Three: the plug is gone "
        "and ions flow in. Four: a black wedge, ketamine, sits in the open pore. Five: glutamate has left, "
        "the gate has shut, and the wedge is caught behind it.",
        caption="Triangles: glutamate. Square: magnesium. Rings: sodium and calcium. Wedge: ketamine. A drawing, not "
        f"to scale; glycine, which must be there too, is left out. Magnesium: {evidence.cite('jahrstevens1990').html}. "
        f"Trapping: {evidence.cite('gilling2009', 'mealing1999').html}.",
        table=_doors_table(),
    )


def _dock(ax: Axes, x: float) -> None:
    """Two molecules of glutamate on top of a channel."""
    shapes.spread_out(ax, "glutamate", [(x + side * 0.36 * SIZE, LEVEL + 0.72 * SIZE) for side in (-1, 1)], 0.52)


def _ions(ax: Axes, x: float) -> None:
    shapes.arrow(ax, (x, LEVEL + 2.2), (x, LEVEL - 2.3), width=2.4)
    for dx, dy, kind in ((0.72, -2.2, "sodium"), (-0.72, -2.2, "calcium"), (-0.45, 2.2, "sodium")):
        shapes.molecule(ax, x + dx, LEVEL + dy, kind, 0.42)


def _doors_table() -> pd.DataFrame:
    rows = [
        ("shut, no glutamate", "shut", "no", "destexhe1994"),
        ("glutamate, cell at rest", "open", "hardly: magnesium plugs the pore", "jahrstevens1990"),
        ("glutamate, cell depolarised", "open", "yes", "jahrstevens1990"),
        ("ketamine in the open pore", "open", "no", "gilling2009"),
        ("ketamine behind the shut gate", "shut", "no, and ketamine cannot leave", "mealing1999"),
    ]
    return pd.DataFrame(
        [
            {"Picture": number, "State": state, "Gate": gate, "Do ions flow?": flow, "Source": evidence.cite(source)}
            for number, (state, gate, flow, source) in enumerate(rows, 1)
        ]
    )

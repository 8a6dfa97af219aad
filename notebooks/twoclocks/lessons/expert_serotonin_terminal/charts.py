"""The opening picture of lesson 12: the serotonin terminal with the model's steady-state flows on its arrows.

The other pictures stand in modules of their own: answers (the two predictions), limits (time constants and steps,
repeated doses, two models) and drawings (those that move).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...models import terminal, terminal_flows

words = sentences(__file__)

SOURCE = "mena2024"
MODEL_ONLY = words("shared.model_only")
#: Where extracellular serotonin is drawn.
OUTSIDE = ((6.6, 2.3), (7.4, 1.3), (8.2, 2.5), (8.9, 1.6), (9.7, 2.6), (11.0, 2.6), (6.2, 1.3), (11.9, 2.1))
CYTOSOL = ((5.7, 6.5), (6.6, 7.0), (6.3, 5.9))
#: flow -> (from, to, where its number stands). Units of the stage.
ARROWS = {
    "made": ((3.7, 8.7), (5.5, 7.2), (5.3, 8.2)),
    "packed": ((7.1, 6.5), (9.0, 6.2), (8.1, 7.0)),
    "refilled": ((12.7, 7.5), (11.7, 6.55), (12.9, 6.7)),
    "released": ((10.4, 5.3), (10.4, 2.3), (9.5, 4.4)),
    "taken_up": ((5.0, 4.45), (5.0, 6.0), (4.1, 5.0)),
    "to_glia": ((4.6, 0.95), (3.0, 0.95), (3.8, 1.5)),
    "removed": ((12.4, 0.95), (14.9, 0.95), (13.6, 1.5)),
    "broken": ((5.2, 6.5), (3.4, 6.5), (4.3, 7.0)),
}


def spoken(flow: float) -> str:
    """Return a flow with the digits that it deserves: 130, 7.1, 0.03."""
    return f"{flow:.0f}" if flow >= 10 else f"{flow:.1f}" if flow >= 0.1 else f"{flow:.2f}"


@style.in_style
def terminal_at_rest() -> Chart:
    """Draw the terminal with its parts, and on each arrow the flow at steady state [uM/h]."""
    state, said = terminal.start(), words["chart.12-terminal"]
    flows, level = terminal_flows.flows(state), terminal.undisturbed(0.0).serotonin[0]
    fig, ax = style.canvas(8.8, 4.95)
    shapes.stage(ax, 20, 11.4)
    _draw_parts(ax, level)
    shapes.words(ax, 20, 10.9, said("unit"), ha="right", color=style.SEROTONIN)
    names, amounts = said.each("flow"), {name: spoken(float(getattr(flows, name))) for name in ARROWS}
    for name, (start, end, place) in ARROWS.items():
        width = arrow_width(float(getattr(flows, name)))
        shapes.arrow(ax, start, end, color=style.SEROTONIN, width=width)
        shapes.words(ax, *place, amounts[name], color=style.SEROTONIN, fontweight="bold")
    told = "; ".join(f"{names[name]} {amount}" for name, amount in amounts.items())
    about = said.part(flows=told, share=float(flows.sert_share))
    style.message(ax, about["title"])
    rows = [(names[name], amount, evidence.cite(SOURCE)) for name, amount in amounts.items()]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


def arrow_width(flow: float) -> float:
    """Return the width of an arrow [pt] for a flow [uM/h]: by the root, so that small ones are still seen."""
    return 1.4 + 0.42 * float(np.sqrt(flow))


def _draw_parts(ax: Axes, level: float) -> None:
    named = words["chart.12-terminal.part"]
    shapes.bouton(ax, 8.2, 3.4, 15.6, 9.6)
    shapes.transporter(ax, 5.0, 3.4, size=1.5)
    shapes.receptor(ax, 12.7, 3.4, size=1.4)
    for x in (9.4, 10.4, 11.4):
        shapes.vesicle(ax, x, 5.9, "serotonin", size=0.95)
    for x, y in ((12.9, 8.1), (13.9, 7.8), (13.5, 8.8)):
        shapes.vesicle(ax, x, y, "serotonin", size=0.95)
    shapes.spread_out(ax, "serotonin", OUTSIDE)
    shapes.spread_out(ax, "serotonin", CYTOSOL)
    shapes.arrow(ax, (12.6, 4.15), (11.0, 4.75), "-", color=style.QUIET, bend=0.2)
    for x, y, width, height, name in ((0.3, 0.2, 2.5, 1.5, "glia"), (16.9, 5.4, 3.0, 2.3, "histamine")):
        box = FancyBboxPatch(
            (x, y),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.4",
            facecolor=style.CONTROL_TINT,
            edgecolor=style.QUIET,
            lw=style.pt(1.6),
            zorder=1,
        )
        ax.add_patch(box)
        shapes.words(ax, x + width / 2, y + height / 2, named(name))
    shapes.arrow(ax, (16.8, 6.2), (12.1, 5.4), "-", color=style.QUIET)
    shapes.words(ax, 3.2, 9.0, named("tryptophan"))
    shapes.words(ax, 2.3, 6.35, named("broken"), va="center")
    shapes.words(ax, 6.8, 7.6, named("cytosol"))
    shapes.words(ax, 10.4, 6.75, named("releasable"))
    shapes.words(ax, 11.6, 8.9, named("reserve"))
    shapes.words(ax, 3.4, 2.55, named("sert"))
    shapes.words(ax, 13.7, 2.55, named("autoreceptor"), ha="left")
    shapes.words(ax, 16.6, 4.8, named("h3"), ha="left", va="top")
    shapes.words(ax, 8.5, 0.55, named("extracellular", level=level))
    shapes.words(ax, 15.1, 0.95, named("removed"), ha="left")

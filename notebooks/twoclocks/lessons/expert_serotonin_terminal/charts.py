"""The opening picture of lesson 12: the serotonin terminal with the model's flows at rest on its arrows.

The other pictures stand in modules of their own: answers (the two predictions), limits (clocks and steps, repeated
doses, two models) and drawings (those that move).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart
from ...models import terminal, terminal_flows

SOURCE = "mena2024"
MODEL_ONLY = "a model, not a measurement"
#: Where serotonin outside is drawn.
OUTSIDE = ((6.6, 2.3), (7.4, 1.3), (8.2, 2.5), (8.9, 1.6), (9.7, 2.6), (11.0, 2.6), (6.2, 1.3), (11.9, 2.1))
CYTOSOL = ((5.7, 6.5), (6.6, 7.0), (6.3, 5.9))
#: flow -> (name for the table, from, to, where its number stands). Units of the stage.
ARROWS = {
    "made": ("made from tryptophan", (3.7, 8.7), (5.5, 7.2), (5.3, 8.2)),
    "packed": ("packed into vesicles", (7.1, 6.5), (9.0, 6.2), (8.1, 7.0)),
    "refilled": ("from the reserve", (12.7, 7.5), (11.7, 6.55), (12.9, 6.7)),
    "released": ("released", (10.4, 5.3), (10.4, 2.3), (9.5, 4.4)),
    "pumped": ("taken back by the transporter", (5.0, 4.45), (5.0, 6.0), (4.1, 5.0)),
    "to_glia": ("into glia", (4.6, 0.95), (3.0, 0.95), (3.8, 1.5)),
    "removed": ("removed in other ways", (12.4, 0.95), (14.9, 0.95), (13.6, 1.5)),
    "broken": ("broken down by MAO", (5.2, 6.5), (3.4, 6.5), (4.3, 7.0)),
}


def spoken(flow: float) -> str:
    """Return a flow with the digits that it deserves: 130, 7.1, 0.03."""
    return f"{flow:.0f}" if flow >= 10 else f"{flow:.1f}" if flow >= 0.1 else f"{flow:.2f}"


@style.in_style
def terminal_at_rest() -> Chart:
    """Draw the terminal with its parts, and on each arrow the flow at rest [uM/h]."""
    state = terminal.start()
    flows, level = terminal_flows.flows(state), terminal.undisturbed(0.0).serotonin[0]
    fig, ax = style.canvas(8.8, 4.95)
    shapes.stage(ax, 20, 11.4)
    _draw_parts(ax, level)
    for name, (_, start, end, place) in ARROWS.items():
        flow = float(getattr(flows, name))
        shapes.arrow(ax, start, end, color=style.SEROTONIN, width=arrow_width(flow))
        shapes.words(ax, *place, spoken(flow), color=style.SEROTONIN, fontweight="bold")
    title = "At rest, what is released comes straight back"
    style.message(ax, title)
    said = "; ".join(f"{name} {spoken(float(getattr(flows, key)))}" for key, (name, *_) in ARROWS.items())
    share = 100 * float(flows.pump_share)
    return Chart(
        fig,
        "12-terminal",
        title,
        alt="A nerve ending with vesicles, a transporter, a 5-HT1B receptor, glia beside it and a "
        f"histamine terminal. Flows at rest in the model, in µM per hour: {said}. Of what leaves the "
        f"outside, {share:.0f} % goes through the transporter.",
        caption="Numbers on arrows: flows in µM per hour at the point of rest, computed with the equations of "
        f"{evidence.cite(SOURCE).html} (a mouse; {MODEL_ONLY}). A bar at the end of a line means <em>holds back</em>.",
        table=pd.DataFrame(
            [
                {
                    "Flow of serotonin": name,
                    "At rest [µM/h]": spoken(float(getattr(flows, key))),
                    "Equations from": evidence.cite(SOURCE),
                }
                for key, (name, *_) in ARROWS.items()
            ]
        ),
    )


def arrow_width(flow: float) -> float:
    """Return the width of an arrow [pt] for a flow [uM/h]: by the root, so that small ones are still seen."""
    return 1.4 + 0.42 * float(np.sqrt(flow))


def _draw_parts(ax: Axes, level: float) -> None:
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
    for x, y, width, height, text in ((0.3, 0.2, 2.5, 1.5, "glia"), (16.9, 5.4, 3.0, 2.3, "histamine\nterminal")):
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
        shapes.words(ax, x + width / 2, y + height / 2, text)
    shapes.arrow(ax, (16.8, 6.2), (12.1, 5.4), "-", color=style.QUIET)
    shapes.words(ax, 20, 10.9, "numbers: µM per hour", ha="right", color=style.SEROTONIN)
    shapes.words(ax, 3.2, 9.0, "tryptophan")
    shapes.words(ax, 2.4, 6.35, "broken\ndown", va="center")
    shapes.words(ax, 6.8, 7.6, "cytosol")
    shapes.words(ax, 10.4, 6.75, "ready")
    shapes.words(ax, 11.6, 8.9, "reserve")
    shapes.words(ax, 2.4, 2.7, "transporter\n(SERT)")
    shapes.words(ax, 13.7, 2.55, "5-HT1B receptor, a brake", ha="left")
    shapes.words(ax, 16.6, 4.8, "H3: a second\nbrake", ha="left", va="top")
    shapes.words(ax, 8.5, 0.55, f"outside: {level:.0f} nM")
    shapes.words(ax, 15.1, 0.95, "elsewhere", ha="left")

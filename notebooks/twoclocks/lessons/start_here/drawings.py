"""What the on-ramp explorer of lesson 00 draws: both clocks in layers that the reader adds, and a "now" line."""

from __future__ import annotations

from matplotlib.axes import Axes

from ...kit import style
from ...models.two_clocks import Moment
from . import charts


def draw_two_clocks(
    axes: tuple[dict[str, Axes], dict[str, Axes]], result: dict[str, Moment], moment: float, layers: str
) -> None:
    """Draw the layers up to ``layers`` in the panels of ``charts.clock_axes``, and where each curve is at ``moment`` [h]."""
    panels, strips = axes
    shown = [name for name, number in charts.LAYERS.items() if number <= charts.LAYERS[layers]]
    for drug, panel in panels.items():
        colour = charts.COLOURS[drug]
        style.message(panel, charts.MESSAGES[drug][layers], colour)
        charts.draw_curves(panel, drug, shown)
        if "trials" in shown:
            charts.draw_trials(panel, strips[drug], drug)
        for ax in (panel, strips[drug]):
            ax.axvline(moment, color=style.INK, lw=1.4, zorder=9)
        for part in ("level", "block", "after"):
            if part in shown:
                height = getattr(result[drug], f"{part}_share")
                panel.plot([moment], [height], "o", ms=11, color=colour, markeredgecolor="white", zorder=10)

"""What the explorer of the lesson template draws. What stands still is drawn on its axes once, the rest at each move."""

from __future__ import annotations

from matplotlib.axes import Axes

from ...kit import style
from ...models import uptake
from .charts import ONE_DECAY, SMALL, TIME, fading_axis, micromolar


def pulse_axes(figure) -> Axes:
    """A pale curve, a small pulse with free pumps, to compare with."""
    ax = figure.subplots()
    fading_axis(ax)
    style.message(ax, "Fewer free pumps, longer pulse")
    ax.plot(TIME, 100 * uptake.decay(TIME, SMALL) / SMALL, color=style.CONTROL, lw=style.pt(2))
    key = f"pale: {micromolar(SMALL)}, pumps free\nsquare: 37 % left"
    look = {"ha": "right", "va": "top", "color": style.QUIET, "linespacing": 1.3}
    ax.text(0.99, 0.97, key, transform=ax.transAxes, **look)
    style.stamp(ax, "illustrative: model", y=0.02, x=0.01)
    return ax


def draw_pulse(ax: Axes, result) -> None:
    """Draw one pulse over time, and where one decay time is read."""
    ax.plot(TIME, 100 * result.left, color=style.SEROTONIN, lw=style.pt(3), zorder=8.1)
    ax.plot([result.fall], [100 * ONE_DECAY], "s", color=style.INK, ms=style.pt(9), zorder=8.2)

"""What the first explorers of lesson 02 draw: magnesium in the pore, glutamate and depolarisation together."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from ...kit import shapes, style
from ...kit.sentences import sentences
from ...models import receptor_runs as runs

words = sentences(__file__)

#: Current [pA] that is drawn as the widest arrow.
_FULL = 80.0
#: Length of the bar for all of the time.
_WHOLE = 5.6


def plug_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Left: one open channel in its membrane. Right: current against voltage, with the line without magnesium."""
    said = words["explorer.02-magnesium"]
    grid = figure.add_gridspec(1, 2, width_ratios=(1, 1.75))
    channel, curve = (figure.add_subplot(column) for column in grid)
    shapes.stage(channel, 6.0, 8.4)
    shapes.membrane(channel, 0.2, 5.8, 5.4)
    shapes.channel(channel, 3.0, 5.4, "NMDA", "open", 2.7)
    shapes.spread_out(channel, "glutamate", [(2.05, 7.4), (3.95, 7.4)], 0.55)
    shapes.words(channel, 0.2, 6.1, said("outside"), ha="left", color=style.QUIET)
    shapes.words(channel, 0.2, 4.7, said("inside"), ha="left", color=style.QUIET)
    frame = {"facecolor": style.CONTROL, "edgecolor": style.INK, "lw": style.pt(1)}
    channel.add_patch(Rectangle((0.2, 0.3), _WHOLE, 0.6, **frame))
    shapes.words(channel, 0.2, 1.35, said("free"), ha="left", color=style.KETAMINE)
    shapes.words(channel, 5.8, 1.35, said("blocked"), ha="right")
    style.message(channel, said("channel"))
    curve.set_xlim(-82, 42)
    curve.set_xticks(range(-80, 41, 40))
    curve.set_xlabel(said("x"))
    curve.set_ylim(-88, 62)
    curve.set_yticks(range(-80, 41, 40))
    curve.set_ylabel(said("y"))
    curve.axhline(0, color=style.GRID, lw=style.pt(1.2), zorder=1)
    curve.axvline(0, color=style.GRID, lw=style.pt(1.2), zorder=1)
    bare = {"color": style.INK, "lw": style.pt(1.8), "linestyle": style.DASHES[2]}
    curve.plot(runs.VOLTS, runs.plug(0, 0).bare_curve, **bare)
    curve.text(-80, 60, said("key"), va="top", linespacing=1.4)
    curve.text(41, -84, said("inward"), ha="right", va="bottom", color=style.QUIET)
    style.message(curve, said("curve"))
    return channel, curve


def draw_plug(axes: tuple[Axes, Axes], result: runs.Plug) -> None:
    """Draw magnesium in or out of the pore, the current through it, and the current against voltage."""
    channel, curve = axes
    if result.free < 0.5:
        shapes.molecule(channel, 3.0, 5.7, "magnesium", 0.95)
    elif result.magnesium > 0:
        shapes.molecule(channel, 5.2, 7.5, "magnesium", 0.95)
    if abs(result.current) > 0.05:
        corners = _arrow(3.0, abs(result.current) / _FULL, result.current < 0)
        channel.add_patch(Polygon(corners, color=style.KETAMINE, lw=0, zorder=7))
    channel.add_patch(Rectangle((0.2, 0.3), _WHOLE * result.free, 0.6, facecolor=style.KETAMINE, lw=0, zorder=3))
    curve.plot(runs.VOLTS, result.curve, color=style.KETAMINE, lw=style.pt(3), zorder=4)
    drop = [result.voltage] * 2, [result.current, result.bare]
    curve.plot(*drop, color=style.QUIET, lw=style.pt(1.4), zorder=3)
    curve.plot([result.voltage], [result.current], "o", color=style.INK, ms=style.pt(10), zorder=6)


def _arrow(x: float, strength: float, inward: bool) -> np.ndarray:
    """Corners of an arrow out of the pore at x, downward if inward; strength (0 to 1) is its width."""
    start, end = (3.5, 1.75) if inward else (7.2, 8.35)
    neck = end + (0.75 if inward else -0.6)
    half, head = 0.03 + 0.62 * strength, 0.18 + 0.9 * strength
    return np.array(
        [
            (x - half, start),
            (x - half, neck),
            (x - head, neck),
            (x, end),
            (x + head, neck),
            (x + half, neck),
            (x + half, start),
        ]
    )


def pairing_axes(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Left: a synapse. Right: axes for voltage and, below, for conducting channels over time."""
    said = words["explorer.02-coincidence"]
    grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.9), height_ratios=(1, 1.9))
    synapse, voltage = figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1])
    channels = figure.add_subplot(grid[1, 1], sharex=voltage)
    shapes.stage(synapse, 6.0, 9.4)
    shapes.bouton(synapse, 3.0, 6.0, 4.6, 3.4, style.KETAMINE_TINT)
    shapes.spine(synapse, 3.0, 4.2, 4.8, 3.2)
    for x in (2.0, 3.0, 4.0):
        shapes.vesicle(synapse, x, 7.0, "glutamate", 0.85)
    voltage.set_xlim(runs.MOMENTS[0], runs.MOMENTS[-1])
    voltage.set_ylim(-85, 15)
    voltage.set_yticks([-60, 0])
    voltage.set_ylabel(said("millivolts"))
    voltage.tick_params(labelbottom=False)
    style.message(voltage, said("voltage"))
    channels.set_ylim(0, 8.6)
    channels.set_yticks([0, 4, 8])
    channels.set_ylabel(said("y"))
    channels.set_xticks([-100, 0, 100, 200, 300])
    channels.set_xlabel(said("x"))
    channels.axvline(0, color=style.GRID, lw=style.pt(1.2), zorder=0)
    channels.text(350, 8.4, said("key"), ha="right", va="top", linespacing=1.4)
    style.message(channels, said("channels"))
    return synapse, voltage, channels


def draw_pairing(axes: tuple[Axes, Axes, Axes], result: runs.Pairing, glutamate: int) -> None:
    """Draw a synapse with its channel; beside it voltage, open channels (dashed) and conducting channels over time."""
    synapse, voltage, channels = axes
    if glutamate:
        shapes.spread_out(synapse, "glutamate", [(1.3, 5.4), (2.3, 5.65), (3.8, 5.6), (4.6, 5.35)], 0.36)
    state = channel_state(result)
    shapes.channel(synapse, 3.0, 4.1, "NMDA", state, 1.7)
    shapes.words(synapse, 3.0, 0.35, words(f"explorer.02-coincidence.state.{state}"), fontweight="bold")
    voltage.plot(result.time, result.voltage, color=style.INK, lw=style.pt(2.4), zorder=3)
    opened = {"color": style.INK, "lw": style.pt(1.8), "linestyle": style.DASHES[1], "zorder": 3}
    channels.plot(result.time, 100 * result.opened, **opened)
    channels.fill_between(result.time, 0, 100 * result.conductance, color=style.KETAMINE, lw=0, zorder=4)


def channel_state(result: runs.Pairing) -> str:
    """Return how the channel looks when most of it conducts: "closed", "magnesium" or "open"."""
    if result.peak == 0:
        return "closed"
    return "open" if result.conductance[result.best] >= 0.5 * result.opened[result.best] else "magnesium"

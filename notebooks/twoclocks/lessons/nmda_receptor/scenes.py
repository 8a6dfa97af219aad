"""The first moving pictures of lesson 02: magnesium in the door, glutamate and voltage together."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from ...kit import shapes, style
from ...kit.scene import Scene
from ...models import receptor_runs as runs

#: Current [pA] that is drawn as the widest arrow.
_FULL = 80.0


class PlugScene(Scene):
    """One channel with or without its plug, and the current against voltage."""

    size = (9.2, 4.6)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1, 1.75))
        self._build_channel(figure.add_subplot(grid[0]))
        self._build_curve(figure.add_subplot(grid[1]))

    def _build_channel(self, ax: Axes) -> None:
        shapes.stage(ax, 6.0, 8.4)
        shapes.membrane(ax, 0.2, 5.8, 5.4)
        shapes.channel(ax, 3.0, 5.4, "NMDA", "open", 2.7)
        shapes.spread_out(ax, "glutamate", [(2.05, 7.4), (3.95, 7.4)], 0.55)
        shapes.words(ax, 0.2, 6.1, "out", ha="left", color=style.QUIET)
        shapes.words(ax, 0.2, 4.7, "in", ha="left", color=style.QUIET)
        self.inside = self.moving(shapes.molecule(ax, 3.0, 5.7, "magnesium", 0.95)[0])
        self.outside = self.moving(shapes.molecule(ax, 5.2, 7.5, "magnesium", 0.95)[0])
        self.flow = self.moving(ax.add_patch(Polygon([(0, 0), (1, 0), (0, 1)], color=style.KETAMINE, lw=0, zorder=7)))
        ax.add_patch(Rectangle((0.2, 0.3), 5.6, 0.6, facecolor=style.CONTROL, edgecolor=style.INK, lw=style.pt(1)))
        self.free = self.moving(ax.add_patch(Rectangle((0.2, 0.3), 1, 0.6, facecolor=style.KETAMINE, lw=0, zorder=3)))
        shapes.words(ax, 0.2, 1.35, "free", ha="left", color=style.KETAMINE)
        shapes.words(ax, 5.8, 1.35, "plugged", ha="right")
        style.message(ax, "One open channel")

    def _build_curve(self, ax: Axes) -> None:
        ax.set_xlim(-82, 42)
        ax.set_xticks(range(-80, 41, 40))
        ax.set_xlabel("voltage inside the cell [mV]")
        ax.set_ylim(-88, 62)
        ax.set_yticks(range(-80, 41, 40))
        ax.set_ylabel("current [pA for 1 nS]")
        ax.axhline(0, color=style.GRID, lw=style.pt(1.2), zorder=1)
        ax.axvline(0, color=style.GRID, lw=style.pt(1.2), zorder=1)
        ax.plot(runs.VOLTS, runs.plug(0, 0).bare_curve, color=style.INK, lw=style.pt(1.6), linestyle=style.DASHES[1])
        self.line = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3), zorder=4)[0])
        self.drop = self.moving(ax.plot([], [], color=style.QUIET, lw=style.pt(1.4), zorder=3)[0])
        self.spot = self.moving(ax.plot([], [], "o", color=style.INK, ms=style.pt(10), zorder=6)[0])
        ax.text(-80, 60, "thick: with magnesium\ndashed: without", va="top", linespacing=1.4)
        ax.text(41, -84, "below 0: inward", ha="right", va="bottom", color=style.QUIET)
        style.message(ax, "Voltage holds the plug")

    def update(self, result, values) -> None:
        plugged = result.free < 0.5
        self.inside.set_visible(plugged)
        self.outside.set_visible(not plugged and result.magnesium > 0)
        self.flow.set_visible(abs(result.current) > 0.05)
        self.flow.set_xy(_arrow(3.0, abs(result.current) / _FULL, result.current < 0))
        self.free.set_width(5.6 * result.free)
        self.line.set_data(runs.VOLTS, result.curve)
        self.drop.set_data([result.voltage] * 2, [result.current, result.bare])
        self.spot.set_data([result.voltage], [result.current])


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


class PairingScene(Scene):
    """A synapse with its channel, and beside it voltage and conductance over time."""

    size = (9.2, 4.8)
    #: State of the channel -> what stands under the synapse.
    states = {"closed": "gate shut", "magnesium": "open, but plugged", "open": "open and free"}

    def build(self, figure) -> None:
        grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.9), height_ratios=(1, 1.9))
        self._build_synapse(figure.add_subplot(grid[:, 0]))
        top = figure.add_subplot(grid[0, 1])
        self._build_voltage(top)
        self._build_conductance(figure.add_subplot(grid[1, 1], sharex=top))

    def _build_synapse(self, ax: Axes) -> None:
        shapes.stage(ax, 6.0, 9.4)
        shapes.bouton(ax, 3.0, 6.0, 4.6, 3.4, style.KETAMINE_TINT)
        shapes.spine(ax, 3.0, 4.2, 4.8, 3.2)
        for x in (2.0, 3.0, 4.0):
            shapes.vesicle(ax, x, 7.0, "glutamate", 0.85)
        loose = shapes.spread_out(ax, "glutamate", [(1.3, 5.4), (2.3, 5.65), (3.8, 5.6), (4.6, 5.35)], 0.36)
        self.glutamate = [self.moving(artist) for artist in loose]
        drawn = {state: shapes.channel(ax, 3.0, 4.1, "NMDA", state, 1.7) for state in self.states}
        self.channels = {state: [self.moving(artist) for artist in artists] for state, artists in drawn.items()}
        self.names = {
            state: self.moving(shapes.words(ax, 3.0, 0.35, text, fontweight="bold"))
            for state, text in self.states.items()
        }

    def _build_voltage(self, ax: Axes) -> None:
        ax.set_xlim(runs.MOMENTS[0], runs.MOMENTS[-1])
        ax.set_ylim(-85, 15)
        ax.set_yticks([-60, 0])
        ax.set_ylabel("mV")
        ax.tick_params(labelbottom=False)
        self.voltage = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(2.4))[0])
        style.message(ax, "Voltage (illustrative step)")

    def _build_conductance(self, ax: Axes) -> None:
        ax.set_ylim(0, 8.6)
        ax.set_yticks([0, 4, 8])
        ax.set_ylabel("channels [%]")
        ax.set_xticks([-100, 0, 100, 200, 300])
        ax.set_xlabel("time after the glutamate [ms]")
        ax.axvline(0, color=style.GRID, lw=style.pt(1.2), zorder=0)
        self.opened = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(1.8), linestyle=style.DASHES[1])[0])
        self.area = self.moving(ax.fill_between(runs.MOMENTS, 0, 0, color=style.KETAMINE, lw=0, zorder=3))
        ax.text(350, 8.4, "dashed: gate open\nfilled: conducting", ha="right", va="top", linespacing=1.4)
        style.message(ax, "Both, or hardly anything")

    def update(self, result, values) -> None:
        for artist in self.glutamate:
            artist.set_visible(bool(values["glutamate"]))
        now = channel_state(result)
        for state, artists in self.channels.items():
            for artist in artists:
                artist.set_visible(state == now)
            self.names[state].set_visible(state == now)
        self.voltage.set_data(result.time, result.voltage)
        self.opened.set_data(result.time, 100 * result.opened)
        self.area.set_data(result.time, 0 * result.time, 100 * result.conductance)


def channel_state(result: runs.Pairing) -> str:
    """Return how the channel looks when most of it conducts: "closed", "magnesium" or "open"."""
    if result.peak == 0:
        return "closed"
    return "open" if result.conductance[result.best] >= 0.5 * result.opened[result.best] else "magnesium"

"""The moving picture of the network in lesson 05: two cells, their receptors and their spikes."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...kit import shapes, style
from ...kit.scene import Scene
from ...models import ei_network
from .look import TARGET_DASHES


class NetworkScene(Scene):
    """Left: two cells, the receptors between them, and their spikes. Right: the rates."""

    size = (9.2, 5.0)
    #: Centre of each cell on the stage, and the left end of its strip of spikes.
    cells = {"E": (2.4, 6.5), "I": (8.6, 6.5)}
    strips = {"E": (0.3, 1.2), "I": (6.5, 1.2)}
    strip, gauge = 4.2, (2.6, 0.55)
    seconds = 2.0

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.22, 1))
        self._build_circuit(figure.add_subplot(grid[0]))
        self._build_rates(figure.add_subplot(grid[1]))

    def _build_circuit(self, ax: Axes) -> None:
        shapes.stage(ax, 11, 9.6)
        style.message(ax, "Two cells, one brake")
        (ex, ey), (ix, iy) = self.cells["E"], self.cells["I"]
        shapes.neuron(ax, ex, ey, "pyramidal", 2.5)
        shapes.neuron(ax, ix, iy, "interneuron", 2.5)
        shapes.arrow(ax, (ex + 0.95, ey + 0.5), (ix - 1.95, iy + 0.5), "+", color=style.KETAMINE)
        shapes.arrow(ax, (ix - 1.05, iy - 0.7), (ex + 1.35, ey - 0.7), "-")
        shapes.arrow(ax, (ex + 0.25, ey + 1.0), (ex - 1.3, ey + 1.75), "+", color=style.KETAMINE, bend=0.75)
        shapes.words(ax, 5.2, ey + 1.05, "+")
        shapes.words(ax, ex + 0.75, ey + 2.2, "+")
        shapes.words(ax, 5.4, ey - 1.3, "\u2212")
        shapes.words(ax, ex, ey - 2.0, "pyramidal")
        shapes.words(ax, ix, iy - 2.0, "interneurons")
        self.receptors = {
            name: {state: shapes.channel(ax, x, y, "NMDA", state, 1.35) for state in ("open", "ketamine")}
            for name, (x, y) in {"E": (ex - 1.35, ey + 0.75), "I": (ix - 1.45, iy + 0.55)}.items()
        }
        shapes.words(ax, 5.5, 3.45, "blocked")
        shapes.words(ax, 5.5, 0.5, "spikes in 2 s (grey: at rest)")
        rest, self.gauges, self.spikes = ei_network.fixed_point(), {}, {}
        for name, color in (("E", style.KETAMINE), ("I", style.INK)):
            left, low = self.strips[name]
            x = self.cells[name][0] - self.gauge[0] / 2
            ax.add_patch(Rectangle((x, 3.2), *self.gauge, fill=False, edgecolor=style.INK, lw=style.pt(1.4), zorder=6))
            fill = Rectangle((x, 3.2), 0.0, self.gauge[1], facecolor=style.INK, lw=0, zorder=5)
            self.gauges[name] = self.moving(ax.add_patch(fill))
            ax.plot(
                *self._ticks(name, float(getattr(rest, f"r{name}")), low, 0.5), color=style.CONTROL, lw=style.pt(1.6)
            )
            self.spikes[name] = self.moving(ax.plot([], [], color=color, lw=style.pt(1.9), antialiased=False)[0])

    def _ticks(self, name: str, rate: float, low: float, height: float) -> tuple[np.ndarray, np.ndarray]:
        """Return x and y of a strip of spikes at an even rate [Hz], as one line with gaps."""
        left, width = self.strips[name][0], self.strip
        count = max(round(rate * self.seconds), 1)
        x = left + width * (np.arange(count) + 0.5) / count
        gap = np.full(count, np.nan)
        bottom = np.full(count, low)
        return np.column_stack([x, x, gap]).ravel(), np.column_stack([bottom, bottom + height, gap]).ravel()

    def _build_rates(self, ax: Axes) -> None:
        share = np.linspace(0, 0.6, 121)
        ax.set_yscale("log")
        ax.set_ylim(1.25, 17)
        ax.set_yticks([2, 3, 5, 10], ["2", "3", "5", "10"])
        ax.minorticks_off()
        ax.set_xlim(0, 62)
        ax.set_xticks([0, 20, 40, 60])
        ax.set_xlabel("receptors blocked [%]")
        ax.set_ylabel("pyramidal [spikes/s]")
        style.message(ax, "Who is hit decides")
        rest = float(ei_network.fixed_point().rE)
        ax.axhline(rest, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        self.curves = {}
        for target, dashes in TARGET_DASHES.items():
            rates = ei_network.blocked(share, target).rE
            self.curves[target] = ax.plot(100 * share, rates, color=style.KETAMINE, linestyle=dashes, zorder=3)[0]
        for words, (x, y), align in (
            ("interneurons", (39, 8.4), "right"),
            ("both", (61, 2.32), "right"),
            ("pyramidal", (30, 1.5), "right"),
            ("rest", (61, 3.45), "right"),
        ):
            ax.text(x, y, words, ha=align, va="center")
        self.point = self.moving(
            ax.plot([], [], "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(12), zorder=9)[0]
        )
        style.stamp(ax, "a model", x=0.03, y=0.93)

    def backdrop(self, values) -> tuple[str, bool]:
        return values["network_target"], values["network_block"] > 0

    def set_backdrop(self, key: tuple[str, bool]) -> None:
        target, some = key
        for name, curve in self.curves.items():
            curve.set_linewidth(style.pt(3.4 if name == target else 1.6))
        for name, states in self.receptors.items():
            other = "pyramidal" if name == "I" else "interneurons"
            hit = some and target != other
            for state, artists in states.items():
                for artist in artists:
                    artist.set_visible((state == "ketamine") == hit)

    def update(self, result, values) -> None:
        share, target = values["network_block"], values["network_target"]
        for name, other in (("E", "interneurons"), ("I", "pyramidal")):
            self.gauges[name].set_width(self.gauge[0] * share * (target != other))
            low = self.strips[name][1]
            self.spikes[name].set_data(*self._ticks(name, float(getattr(result, f"r{name}")), low + 0.65, 0.75))
        self.point.set_data([100 * share], [float(result.rE)])

"""What the explorer of the network in lesson 05 draws: two cells, their receptors and their spikes."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...kit import shapes, style
from ...kit.sentences import sentences
from ...models import ei_network
from .look import TARGET_DASHES

said = sentences(__file__)["explorer.05-disinhibition"]

#: Centre of each cell on the stage, and the left end and height of its strip of spikes.
CELLS = {"E": (2.4, 6.5), "I": (8.6, 6.5)}
STRIPS = {"E": (0.3, 1.2), "I": (6.5, 1.2)}
#: Whose spikes are drawn in which colour, and the choice of target at which its receptors are left alone.
COLOURS = {"E": style.KETAMINE, "I": style.INK}
SPARED = {"E": "interneurons", "I": "pyramidal"}
#: Where on the stage the receptors of each cell stand.
RECEPTORS = {"E": (CELLS["E"][0] - 1.35, CELLS["E"][1] + 0.75), "I": (CELLS["I"][0] - 1.45, CELLS["I"][1] + 0.55)}
#: Length of a strip, low end, width and height of the bar that shows how many receptors are blocked.
STRIP, GAUGE = 4.2, (3.2, 2.6, 0.55)
SECONDS = 2.0


def network_axes(figure) -> tuple[Axes, Axes]:
    """Left: two cells and what joins them. Right: axes for the rate of pyramidal cells against the share blocked."""
    stage, rates = figure.subplots(1, 2, width_ratios=(1.22, 1))
    _circuit_parts(stage)
    rates_axis(rates)
    rates.set_xlim(0, 62)
    rates.set_xticks([0, 20, 40, 60])
    rates.set_xlabel(said("x"))
    rates.set_ylabel(said("y"))
    style.message(rates, said("rates"))
    rates.text(39, 8.4, said("interneurons"), ha="right", va="center")
    style.stamp(rates, said("stamp"), x=0.03, y=0.93)
    return stage, rates


def _circuit_parts(ax: Axes) -> None:
    shapes.stage(ax, 11, 9.6)
    style.message(ax, said("stage"))
    (ex, ey), (ix, iy) = CELLS.values()
    shapes.neuron(ax, ex, ey, "pyramidal", 2.5)
    shapes.neuron(ax, ix, iy, "interneuron", 2.5)
    shapes.arrow(ax, (ex + 0.95, ey + 0.5), (ix - 1.95, iy + 0.5), "+", color=style.KETAMINE)
    shapes.arrow(ax, (ix - 1.05, iy - 0.7), (ex + 1.35, ey - 0.7), "-")
    shapes.arrow(ax, (ex + 0.25, ey + 1.0), (ex - 1.3, ey + 1.75), "+", color=style.KETAMINE, bend=0.75)
    shapes.words(ax, 5.2, ey + 1.05, "+")
    shapes.words(ax, ex + 0.75, ey + 2.2, "+")
    shapes.words(ax, 5.4, ey - 1.3, "\u2212")
    shapes.words(ax, ex, ey - 2.0, said("pyramidal"))
    shapes.words(ax, ix, iy - 2.0, said("interneurons"))
    shapes.words(ax, 5.5, 3.45, said("blocked"))
    shapes.words(ax, 5.5, 0.5, said("spikes"))
    rest = ei_network.fixed_point()
    for name, (x, _) in CELLS.items():
        low, width, height = GAUGE
        frame = {"fill": False, "edgecolor": style.INK, "lw": style.pt(1.4), "zorder": 6}
        ax.add_patch(Rectangle((x - width / 2, low), width, height, **frame))
        at_rest = _ticks(name, float(getattr(rest, f"r{name}")), STRIPS[name][1], 0.5)
        ax.plot(*at_rest, color=style.CONTROL, lw=style.pt(1.6))


def _ticks(name: str, rate: float, low: float, height: float) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of a strip of spikes at an even rate [Hz], as one line with gaps."""
    left = STRIPS[name][0]
    count = max(round(rate * SECONDS), 1)
    x = left + STRIP * (np.arange(count) + 0.5) / count
    gap = np.full(count, np.nan)
    bottom = np.full(count, low)
    return np.column_stack([x, x, gap]).ravel(), np.column_stack([bottom, bottom + height, gap]).ravel()


#: The largest share blocked that is drawn.
MOST = 0.6


@cache
def _curve(target: str, ampa_share: float) -> tuple[np.ndarray, np.ndarray]:
    """Return share blocked [%] and rate of pyramidal cells [spikes/s]: the same at every move, and slow to work out."""
    share = np.linspace(0, MOST, 121)
    return 100 * share, ei_network.blocked(share, target, ampa_share).rE


def rates_axis(ax: Axes) -> None:
    """Make y the rate of pyramidal cells, with a dashed line at rest."""
    ax.set_yscale("log")
    ax.set_ylim(1.25, 17)
    ax.set_yticks([2, 3, 5, 10], ["2", "3", "5", "10"])
    ax.minorticks_off()
    rest = float(ei_network.fixed_point().rE)
    ax.axhline(rest, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)


def draw_rates(ax: Axes, chosen: str, ampa_share: float = 0.0, thick: float = 3.4, thin: float = 1.6) -> None:
    """Draw the rate against the share blocked for three choices of target, the ``chosen`` one thick."""
    for target, dashes in TARGET_DASHES.items():
        width = style.pt(thick if target == chosen else thin)
        ax.plot(*_curve(target, ampa_share), color=style.KETAMINE, linestyle=dashes, lw=width, zorder=3)


def _name_rates(ax: Axes, ampa_share: float) -> None:
    """Name the curves that move with the share of AMPA receptors, and the line at rest, on free sides of each."""
    rest = float(ei_network.fixed_point().rE)
    both = float(_curve("both", ampa_share)[1][-1])
    below = 0.9 * rest < both < 1.1 * rest  # beside the line at rest
    pyramidal = float(np.interp(30, *_curve("pyramidal", ampa_share)))
    for name, x, y in (
        ("both", 61, both * (0.84 if below else 1.16)),
        ("rest", 61, rest * 1.13),
        ("pyramidal", 30, pyramidal * 0.76),
    ):
        ax.text(x, y, said(name), ha="right", va="center")


def draw_network(
    axes: tuple[Axes, Axes], result: ei_network.Rates, network_target: str, network_block: float, ampa_share: float
) -> None:
    """Draw who is blocked and how much, the spikes of both cells, and the rate for three choices of target."""
    stage, rates = axes
    low, width, height = GAUGE
    for name, (x, _) in CELLS.items():
        block = network_block * (network_target != SPARED[name])
        shapes.channel(stage, *RECEPTORS[name], "NMDA", "ketamine" if block else "open", 1.35)
        bar = Rectangle((x - width / 2, low), block * width, height, facecolor=style.INK, lw=0, zorder=5)
        stage.add_patch(bar)
        spikes = _ticks(name, float(getattr(result, f"r{name}")), STRIPS[name][1] + 0.65, 0.75)
        stage.plot(*spikes, color=COLOURS[name], lw=style.pt(1.9), antialiased=False)
    draw_rates(rates, network_target, ampa_share)
    _name_rates(rates, ampa_share)
    point = {"color": style.KETAMINE, "markeredgecolor": style.INK, "ms": style.pt(12)}
    rates.plot([100 * network_block], [float(result.rE)], "D", zorder=9, **point)

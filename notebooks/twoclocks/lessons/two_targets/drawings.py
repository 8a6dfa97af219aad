"""What the explorers of lesson 01 draw: a train of spikes, serotonin beside two channels, what a drug occupies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import shapes, style
from ...kit.sentences import sentences
from ...models import binding, two_targets
from .binding import called, pet_finding
from .look import LINES, TARGETS, concentration

words = sentences(__file__)
train, pulse, bound = (
    words[f"explorer.01-{name}.picture"] for name in ("spike-train", "serotonin-pulse", "drug-binding")
)

TRANSPORTERS = 10
#: Where they stand in the drawing of the membrane.
_PLACES = tuple(7.6 + 2.7 * number for number in range(TRANSPORTERS))
#: What an explorer's view shows on its y axis: scale of a share (None: over the peak after one spike), top, ticks.
VIEWS = {"share": (100.0, 112.0, (0, 50, 100)), "times": (None, 7.4, (0, 1, 3, 5))}


def train_axes(figure: Figure) -> dict[str, Axes]:
    """AMPA above, NMDA below, over two seconds."""
    upper, lower = figure.subplots(2, 1, sharex=True)
    style.message(upper, train("title"))
    lower.set_xlim(0, two_targets.TRAIN_MS)
    lower.set_xticks([0, 500, 1000, 1500, 2000], ["0", "0.5 s", "1 s", "1.5 s", "2 s"])
    lower.set_xlabel(train("x"))
    upper.tick_params(axis="x", length=0)
    same = {"ha": "right", "va": "top", "color": style.QUIET, "linespacing": 1.3}
    lower.text(0.99, 0.95, train("key"), transform=lower.transAxes, **same)
    return dict(zip(two_targets.RECEPTORS, (upper, lower), strict=True))


def draw_train(axes: dict[str, Axes], result: two_targets.Train, open_view: str) -> None:
    """Draw the share that is open, its last peak and the peak after one spike (dashes); ticks are the spikes."""
    _, top, ticks = VIEWS[open_view]
    for receptor, ax in axes.items():
        factor = _factor(open_view, result.first[receptor])
        ax.set_ylim(0, top)
        ax.set_yticks(ticks)
        ax.set_ylabel(train(f"y.{open_view}", receptor=receptor))
        ax.axhline(factor * result.first[receptor], color=style.QUIET, lw=style.pt(1), dashes=(3, 3), zorder=1)
        line = {"color": style.KETAMINE, "lw": style.pt(1.8), "zorder": 4, "antialiased": False}
        ax.plot(result.time, factor * result.open[receptor], **line)
        last = [result.spikes[-1] + result.width], [factor * result.last[receptor]]
        ax.plot(*last, "s", color=style.INK, ms=style.pt(8), zorder=5)
    upper = axes["AMPA"]
    ticks = {"color": style.INK, "ms": style.pt(9), "mew": style.pt(1.5), "zorder": 6}
    upper.plot(result.spikes, np.full(result.spikes.size, 0.93), "|", transform=upper.get_xaxis_transform(), **ticks)


def _factor(view: str, first: float) -> float:
    """By what a share is multiplied on the axis of a view."""
    return VIEWS[view][0] or 1 / first


@dataclass(frozen=True)
class Window:
    """What a width of the picture needs. ticks: seconds -> words; labels: curve -> place (seconds, percent)."""

    words: str
    ticks: dict[float, str]
    labels: dict[str, tuple[float, float]]


WINDOWS = {
    0.05: Window(
        pulse("window.50ms"),
        {0: "0", 0.01: "10 ms", 0.02: "20 ms", 0.03: "30 ms", 0.04: "40 ms", 0.05: "50 ms"},
        {"AMPA": (0.0105, 24), "NMDA": (0.012, 80), "serotonin": (0.03, 109)},
    ),
    1.0: Window(
        pulse("window.1s"),
        {0: "0", 0.25: "250 ms", 0.5: "500 ms", 0.75: "750 ms", 1: "1 s"},
        {"AMPA": (0.025, 12), "NMDA": (0.24, 26), "serotonin": (0.56, 107)},
    ),
    30.0: Window(
        pulse("window.30s"),
        {0: "0", 5: "5 s", 10: "10 s", 15: "15 s", 20: "20 s", 25: "25 s", 30: "30 s"},
        {"NMDA": (1.0, 9), "serotonin": (4.2, 76)},
    ),
}


#: Curve -> colour, dash, width.
_CURVES = {
    "AMPA": (style.KETAMINE, LINES["AMPA"], 2.4),
    "NMDA": (style.KETAMINE, LINES["NMDA"], 2.4),
    "serotonin": (style.SEROTONIN, "-", 3.2),
}


def pulse_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Above, a membrane with room for ten SERT; below, an axis for falling curves with two measured decays."""
    # Half of "50 ms" needs eight pixels more beside the axis than half of "30 s", for which the layout finds room.
    figure.get_layout_engine().set(rect=(0, 0, 1 - 7.75 / 920, 1))
    grid = figure.add_gridspec(2, 1, height_ratios=(1, 2.5))
    membrane, curves = (figure.add_subplot(row) for row in grid)
    shapes.stage(membrane, 34, 5.6).set_anchor("W")
    style.message(membrane, pulse("title"))
    shapes.membrane(membrane, 0.2, 33.8, 2.9, 0.6)
    shapes.words(membrane, 0, 4.6, pulse("inside"), ha="left", color=style.QUIET)
    shapes.words(membrane, 0, 0.9, pulse("outside"), ha="left", color=style.QUIET)
    for x in _PLACES:
        shapes.barrel(membrane, x, 2.9, 2.2)
    shapes.spread_out(membrane, "serotonin", [(x, 0.5) for x in _PLACES], 0.6)
    curves.set_ylim(0, 116)
    curves.set_yticks([0, 37, 100])
    curves.set_ylabel(pulse("y"))
    curves.set_xlabel(pulse("x"))
    curves.axhline(37, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    slices = evidence.parameters("synapse.molpsych2025")
    for name in ("tau_control", "tau_escitalopram"):
        p = slices[name]
        curves.plot([p.low, p.high], [37, 37], color=style.INK, lw=style.pt(2), zorder=2)
        curves.plot(p.value, 37, "o", ms=style.pt(9), zorder=2, **style.marker(p.status, style.INK))
    style.stamp(curves, pulse("stamp"), y=0.42)
    return membrane, curves


def draw_pulse(axes: tuple[Axes, Axes], result: two_targets.Pulse, sert_blocked: float, window: float) -> None:
    """Draw ten SERT, some occupied; below, three curves in percent of the peak, a square at one time constant."""
    membrane, ax = axes
    blocked = round(TRANSPORTERS * sert_blocked)
    for number, x in enumerate(_PLACES):
        shapes.transport(membrane, x, 2.9, number < blocked, 2.2)
    about = WINDOWS[window]
    ax.set_xlim(0, window)
    ax.set_xticks(list(about.ticks), list(about.ticks.values()))
    for name, (colour, dash, width) in _CURVES.items():
        line = {"color": colour, "linestyle": dash, "lw": style.pt(width), "zorder": 4, "antialiased": False}
        ax.plot(result.time, 100 * getattr(result, name), **line)
        if name in about.labels:
            ax.text(*about.labels[name], pulse(f"curve.{name}"), va="center", color=colour, fontweight="bold")
    if window == max(WINDOWS):
        ax.text(0.99, 0.97, pulse("dots"), transform=ax.transAxes, ha="right", va="top", linespacing=1.3)
    square = {"mfc": "none", "mec": style.SEROTONIN, "mew": style.pt(2.4), "ms": style.pt(14), "zorder": 6}
    ax.plot([result.decay], [100 / np.e], "s", **square)


def binding_axes(figure: Figure) -> Axes:
    """Share of a target that a drug occupies against its concentration, logarithmic."""
    ax = figure.add_subplot()
    ax.set_xscale("log")
    ax.set_xlim(0.01, 1e5)
    ticks = [0.1, 1, 10, 100, 1000, 10_000, 100_000]
    ax.set_xticks(ticks, [concentration(tick) for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.set_ylim(0, 124)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel(bound("y"))
    ax.set_xlabel(bound("x"))
    ax.axhline(50, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    style.message(ax, bound("title"))
    return ax


def draw_binding(ax: Axes, result: binding.Bound) -> None:
    """Draw how much of each target one drug occupies at each concentration; a line marks the one that was chosen."""
    for target, known in result.known.items():
        colour, shape, dash = TARGETS[target]
        ax.plot(result.axis, 100 * result.curves[target], color=colour, linestyle=dash, lw=style.pt(2.6), zorder=3)
        ax.text(known.half, 112, called(target), ha="center", va="center", color=colour, fontweight="bold")
        dot = {"color": colour, "mec": style.INK, "ms": style.pt(10), "zorder": 6}
        ax.plot([result.concentration], [100 * result.shares[target]], shape, **dot)
    if result.drug == "ketamine":
        seen = bound("scan", scan=pet_finding()["high"])
        ax.text(0.014, 84, seen, color=style.QUIET, va="center", linespacing=1.35)
    ax.plot([result.concentration] * 2, [0, 104], color=style.INK, lw=style.pt(1.4), zorder=5)

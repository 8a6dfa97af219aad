"""The two synapses of lesson 01 in motion: ten channels beside sixty molecules, and their averages below."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import shapes, style, synapse_motion
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...kit.synapse_motion import NARROW
from ...kit.words import headline
from ...models import stochastic_synapse as model

WORDS = sentences(__file__)
words = WORDS["explorer.01-in-motion"]

#: Where the axes of the curves end [%].
_TOP_OPEN, _TOP_OUTSIDE = 66, 112
_TICKS = (0.001, 0.01, 0.1, 1.0, 10.0)


def span(seconds: float) -> str:
    """Return a time in words: "0.5 ms", "30 ms", "2 s"."""
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"


def motion_axes(figure: Figure) -> tuple[Axes, Axes, Axes, Axes]:
    """Above, the two synapses; below, axes for the share of channels open and of serotonin outside over log time."""
    grid = figure.add_gridspec(2, 2, height_ratios=(1.75, 1))
    left, right, opened, outside = (figure.add_subplot(place) for place in grid)
    synapse_motion.glutamate_parts(left, NARROW)
    synapse_motion.serotonin_parts(right, NARROW)
    style.message(left, words("left"), style.KETAMINE)
    style.message(right, words("right"), style.SEROTONIN)
    synapse_motion.names(left, 0.5, 0.45, [("glutamate", words("glutamate"))])
    synapse_motion.names(left, 5.4, 0.45, [("ketamine", words("ketamine"))])
    shapes.arrow(left, (10.0, 0.9), (10.0, 0.0), color=style.KETAMINE, width=3, zorder=synapse_motion.BELOW)
    synapse_motion.label(left, 10.5, 0.45, words("ions"), ha="left")
    synapse_motion.names(right, 0.5, 0.45, [("serotonin", words("serotonin"))])
    synapse_motion.names(right, 5.4, 0.45, [("ssri", words("ssri"))])
    shapes.arrow(right, (9.4, 0.0), (9.4, 0.9), zorder=synapse_motion.BELOW)
    synapse_motion.label(right, 9.9, 0.45, words("sert"), ha="left")
    for ax in (left, right):
        synapse_motion.label(ax, NARROW.width / 2, NARROW.foot + 0.55, words("cell"), color=style.QUIET)
        synapse_motion.label(ax, NARROW.width / 2, NARROW.height - 0.55, words("terminal"), color=style.QUIET)
    for ax, top, ticks in ((opened, _TOP_OPEN, (0, 30, 60)), (outside, _TOP_OUTSIDE, (0, 50, 100))):
        ax.set_xscale("log")
        ax.set_xlim(model.MOMENTS[0] * 0.9, model.MOMENTS[-1] * 1.15)
        ax.set_xticks(_TICKS, [span(tick) for tick in _TICKS])
        ax.set_xticks([], minor=True)
        ax.set_ylim(0, top)
        ax.set_yticks(ticks)
        ax.set_xlabel(words("x"))
    opened.set_ylabel(words("opened"))
    outside.set_ylabel(words("outside"))
    opened.text(0.99, 0.99, words("key"), transform=opened.transAxes, ha="right", va="top", linespacing=1.3)
    style.stamp(outside, words("stamp"), x=0.02, y=0.52)
    return left, right, opened, outside


def draw_motion(axes: tuple[Axes, Axes, Axes, Axes], result: model.Both, drugs: str) -> None:
    """Draw both synapses at one moment; below, averages up to then, and the rate equations dashed."""
    left, right, opened, outside = axes
    synapse_motion.draw_channels(left, NARROW, result.states, result.glutamate, ketamine=drugs == "both")
    synapse_motion.draw_serotonin(right, NARROW, result.serotonin)
    curves = (
        (opened, result.open_share, result.open_rate, style.KETAMINE),
        (outside, result.outside, result.outside_rate, style.SEROTONIN),
    )
    for ax, run, rate, color in curves:
        synapse_motion.draw_course(ax, result.time, 100 * run, 100 * rate, result.now, color)


# From one channel to a smooth curve -----------------------------------------------------------------------------


@style.in_style
def noise_to_curve() -> Chart:
    """Draw the share of 1, 10, 100 and 1000 channels that conduct after a burst, each beside the rate equation."""
    said, runs = WORDS["chart.01-noise-to-curve"], [model.average(count) for count in model.AVERAGED]
    fig, axes = style.canvas(9.2, 4.6, nrows=2, ncols=2, sharex=True)
    for ax, run in zip(axes.flat, runs, strict=True):
        ax.plot(run.time, 100 * run.share, color=style.KETAMINE, lw=style.pt(1.8), drawstyle="steps-post")
        ax.plot(run.time, 100 * run.rate, color=style.INK, lw=style.pt(1.8), linestyle=style.DASHES[1])
        ax.set_ylim(-3, 106 if run.count == 1 else 40)
        ax.set_yticks([0, 50, 100] if run.count == 1 else [0, 20, 40])
        ax.set_title(said("panel.one") if run.count == 1 else said("panel.many", count=run.count), fontsize="medium")
    for ax in axes[1]:
        ax.set_xlabel(said("x"))
    for ax in axes[:, 0]:
        ax.set_ylabel(said("y"))
    headline(fig, said("title"))
    found = {f"off_{run.count}": 100 * run.off for run in runs}
    about = said.part(**found, top=100 * runs[0].rate.max())
    return Chart(fig, **about, table=_twin(runs), table_caption=said("twin.caption"))


def _twin(runs: list[model.Average]) -> pd.DataFrame:
    """Every twentieth point of the curves, and last by how much each differs from the rate equation."""
    columns = WORDS.each("chart.01-noise-to-curve.twin.columns")
    rows = [
        [f"{runs[0].time[at]:.0f} ms", *(f"{100 * run.share[at]:.1f}" for run in runs), f"{100 * runs[0].rate[at]:.1f}"]
        for at in range(0, len(runs[0].time), 20)
    ]
    off = [WORDS("chart.01-noise-to-curve.twin.off"), *(f"{100 * run.off:.1f}" for run in runs), ""]
    frame = pd.DataFrame([*rows, off], columns=columns)
    frame[WORDS("chart.01-noise-to-curve.twin.source")] = [evidence.cite("destexhe1994")] * len(frame)
    return frame

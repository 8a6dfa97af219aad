"""Ten NMDA channels of lesson 02 in motion, the record of one of them, and how noise becomes a curve."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ... import evidence
from ...kit import shapes, style, synapse_motion
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...kit.synapse_motion import WIDE
from ...kit.words import headline
from ...models import stochastic_synapse as model

words = sentences(__file__)

LAST = model.CONTROL + model.DRUG + model.WASH
#: Room for the current above and below an open channel, as shares of its current; then the two bars of the protocol.
_LOW, _HIGH = 1.2, -1.35


def record_axes(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Above, a synapse with ten channels; below, axes for the current of the first and for those with ketamine inside."""
    said = words["explorer.02-in-motion"]
    grid = figure.add_gridspec(3, 1, height_ratios=(2.6, 1.15, 1.0))
    stage, current, held = (figure.add_subplot(place) for place in grid)
    synapse_motion.glutamate_parts(stage, WIDE)
    kinds = [(kind, said(kind)) for kind in ("glutamate", "magnesium", "ketamine")]
    synapse_motion.names(stage, 0.6, 7.9, kinds, 1.05)
    shapes.arrow(stage, (0.6, 5.1), (0.6, 4.2), color=style.KETAMINE, width=3)
    shapes.words(stage, 1.2, 4.7, said("ions"), ha="left")
    shapes.words(stage, 22.9, 6.9, said("terminal"), ha="left", color=style.QUIET, linespacing=1.1)
    shapes.words(stage, 22.9, 4.3, said("cleft"), ha="left", color=style.QUIET, linespacing=1.1)
    shapes.words(stage, 22.9, 1.6, said("cell"), ha="left", color=style.QUIET, linespacing=1.1)
    shapes.pointer(stage, (WIDE.x(0, model.CHANNELS), 1.5), (2.4, 0.8), said("recorded"))
    for ax in (current, held):
        ax.set_xlim(-0.2, LAST + 0.2)
        ax.set_xticks(range(0, int(LAST) + 1, 6))
    current.tick_params(labelbottom=False)
    current.set_ylabel(said("current"))
    held.set_xlabel(said("x"))
    held.set_ylim(0, 10.8)
    held.set_yticks([0, 5, 10])
    held.set_ylabel(said("held"))
    held.text(0.01, 0.95, said("key"), transform=held.transAxes, va="top", linespacing=1.3)
    return stage, current, held


def draw_record(axes: tuple[Axes, Axes, Axes], result: model.Record, experiment: str, cell: str) -> None:
    """Draw ten channels now, the current of the first up to now, and how many hold ketamine."""
    stage, current, held = axes
    magnesium, ketamine = model.cells()[cell].magnesium > 0, model.EXPERIMENTS[experiment][0] > 0
    in_drug = ketamine and result.turns[0] < result.second <= result.turns[1]
    style.message(stage, words("explorer.02-in-motion.message." + ("drug" if ketamine else "none")))
    synapse_motion.draw_channels(stage, WIDE, result.states, result.glutamate, magnesium, in_drug)
    current.set_ylim(_LOW * result.top, _HIGH * result.top)
    current.set_yticks([result.top, 0], [f"{result.top:.0f}".replace("-", "−"), "0"])
    _protocol(current, result, experiment, ketamine)
    synapse_motion.draw_trace(current, result.time, result.current, result.inside, result.now)
    synapse_motion.draw_course(held, result.time, result.blocked, result.blocked_rate, result.now, style.INK)


def _protocol(ax: Axes, result: model.Record, experiment: str, ketamine: bool) -> None:
    """Draw when glutamate is released and when ketamine is in the bath, as bars above the current."""
    said, to = words["explorer.02-in-motion"], ax.get_xaxis_transform()
    active = model.EXPERIMENTS[experiment][1] > 0
    until = LAST if active else result.turns[1]
    bars = [(0.0, until, 0.83, style.KETAMINE_TINT, said("releases", rate=model.RELEASES))]
    if ketamine:
        bars.append((*result.turns, 0.62, style.CONTROL_TINT, said("bath", level=model.BATH)))
        ax.text(LAST, 0.7, said("thick"), transform=to, ha="right", va="center")
    for begin, end, low, color, text in bars:
        frame = Rectangle((begin, low), end - begin, 0.17, transform=to, facecolor=color, lw=0, zorder=2)
        ax.add_patch(frame)
        ax.text((begin + end) / 2, low + 0.08, text, transform=to, ha="center", va="center")


@style.in_style
def noise_to_curve() -> Chart:
    """Draw the share of 1, 10, 100 and 1000 channels that conduct after a burst, each beside the rate equation."""
    said, runs = words["chart.02-noise-to-curve"], [model.average(count) for count in model.AVERAGED]
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
    columns = words.each("chart.02-noise-to-curve.twin.columns")
    rows = [
        [f"{runs[0].time[at]:.0f} ms", *(f"{100 * run.share[at]:.1f}" for run in runs), f"{100 * runs[0].rate[at]:.1f}"]
        for at in range(0, len(runs[0].time), 20)
    ]
    off = [words("chart.02-noise-to-curve.twin.off"), *(f"{100 * run.off:.1f}" for run in runs), ""]
    frame = pd.DataFrame([*rows, off], columns=columns)
    frame[words("chart.02-noise-to-curve.twin.source")] = [evidence.cite("destexhe1994", "jahrstevens1990")] * len(
        frame
    )
    return frame

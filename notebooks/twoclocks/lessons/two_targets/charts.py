"""The two opening pictures of lesson 01: two synapses side by side, and a ladder of durations.

The other pictures stand in modules of their own: receptors (receptor families), binding (who binds what), answers (to
the predictions, and two methods that disagree) and drawings (what the explorers draw).
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.sentences import Sentences, sentences
from ...models import two_targets
from .look import COLOURS, MILLISECOND, WEEK, long_axis, span

words = sentences(__file__)

WIDTH, HEIGHT = 11.6, 11.6
#: The middle of a picture, and the height of the two membranes that face each other across the synaptic cleft.
MIDDLE, PRESYNAPTIC, POSTSYNAPTIC = 5.8, 6.7, 4.4


@style.in_style
def two_synapses() -> Chart:
    """Draw a glutamate synapse and a serotonin synapse side by side, each with its drug."""
    said = words["chart.01-two-synapses"]
    fig, (left, right) = style.canvas(9.4, 5.05, ncols=2)
    for ax in (left, right):
        shapes.stage(ax, WIDTH, HEIGHT)
    _glutamate(left, said)
    _serotonin(right, said)
    style.message(left, said("left"), style.KETAMINE)
    style.message(right, said("right"), style.SEROTONIN)
    return Chart(fig, **said.part(), table=said.frame("twin"), table_caption=said("table_caption"))


def _cells(ax: Axes, tint: str, said: Sentences) -> None:
    shapes.bouton(ax, MIDDLE, PRESYNAPTIC, 7.2, 4.9, tint)
    shapes.spine(ax, MIDDLE, POSTSYNAPTIC, 7.2, 4.4)
    for y in (PRESYNAPTIC, POSTSYNAPTIC):
        shapes.membrane(ax, MIDDLE - 2.6, MIDDLE + 2.6, y)
    shapes.words(ax, MIDDLE, 9.62, said("presynaptic"), color=style.QUIET)
    shapes.words(ax, MIDDLE, 1.85, said("postsynaptic"), color=style.QUIET)


def _glutamate(ax: Axes, said: Sentences) -> None:
    _cells(ax, style.KETAMINE_TINT, said)
    for x, y in ((4.3, 8.1), (5.8, 8.45), (7.3, 8.1)):
        shapes.vesicle(ax, x, y, "glutamate", 1.15)
    shapes.spread_out(ax, "glutamate", [(3.7, 5.85), (4.6, 5.5), (5.4, 5.95), (6.2, 5.6), (7.0, 5.9), (7.8, 5.5)], 0.36)
    shapes.channel(ax, 3.95, POSTSYNAPTIC, "AMPA", "open", 1.5)
    shapes.channel(ax, 5.8, POSTSYNAPTIC, "NMDA", "open", 1.5)
    shapes.channel(ax, 7.65, POSTSYNAPTIC, "NMDA", "ketamine", 1.5)
    for x in (3.95, 5.8):
        shapes.arrow(ax, (x, POSTSYNAPTIC + 0.75), (x, POSTSYNAPTIC - 1.35), width=1.6)
    shapes.words(ax, 4.88, 2.75, said("ions"), color=style.QUIET)
    shapes.words(ax, 10.35, 5.6, said("cleft"), color=style.QUIET, linespacing=1.1)
    shapes.pointer(ax, (3.6, 5.85), (1.2, 6.0), said("glutamate"), linespacing=1.1)
    shapes.pointer(ax, (3.5, POSTSYNAPTIC - 0.5), (1.1, 2.4), said("AMPA"), linespacing=1.1)
    shapes.pointer(ax, (6.2, POSTSYNAPTIC - 0.75), (9.9, 0.9), said("NMDA"), linespacing=1.1)
    shapes.pointer(ax, (7.85, POSTSYNAPTIC - 0.2), (10.6, 3.2), said("ketamine"), linespacing=1.1)


def _serotonin(ax: Axes, said: Sentences) -> None:
    _cells(ax, style.SEROTONIN_TINT, said)
    for x in (5.5, 6.9):
        shapes.vesicle(ax, x, 8.5, "serotonin", 1.15)
    shapes.spread_out(
        ax, "serotonin", [(4.9, 5.75), (5.5, 5.45), (6.2, 5.9), (6.8, 5.5), (3.85, 5.5), (7.75, 5.5)], 0.36
    )
    shapes.transporter(ax, 3.85, PRESYNAPTIC, False, 1.5)
    shapes.transporter(ax, 7.75, PRESYNAPTIC, True, 1.5)
    shapes.receptor(ax, 5.8, PRESYNAPTIC, 1.1)
    shapes.receptor(ax, 4.5, POSTSYNAPTIC, 1.4)
    shapes.receptor(ax, 7.1, POSTSYNAPTIC, 1.4)
    shapes.words(ax, 3.85, 8.0, said("reuptake"), color=style.QUIET)
    shapes.pointer(ax, (3.25, PRESYNAPTIC), (1.1, 7.0), said("SERT"))
    shapes.pointer(ax, (8.15, PRESYNAPTIC - 0.6), (10.6, 6.0), said("SSRI"))
    shapes.pointer(ax, (3.7, 5.5), (1.2, 5.0), said("serotonin"), linespacing=1.1)
    shapes.pointer(ax, (7.5, POSTSYNAPTIC - 0.6), (10.0, 0.75), said("receptor"), linespacing=1.1)


# ---- The ladder ---------------------------------------------------------------------------------------------


@style.in_style
def time_ladder() -> Chart:
    """Draw durations from the transmitter's pulse to six weeks on one logarithmic axis."""
    said, rungs = words["chart.01-time-ladder"], two_targets.ladder()
    names = said.each("rung")
    fig, ax = style.canvas(9.4, 5.9)
    long_axis(ax, 0.4 * MILLISECOND, 16 * WEEK, leave_out=("10 ms", "10 s", "10 min"))
    ax.set_ylim(len(rungs) - 0.4, -1.6)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.set_xlabel(said("x"))
    for row, rung in enumerate(rungs):
        _draw_rung(ax, row, rung, said("label", name=names[rung.what], value=_in_words(rung, said)))
    first, last = rungs[0].seconds, rungs[-1].seconds
    told = "; ".join(said("told", name=names[rung.what], value=_in_words(rung, said)) for rung in rungs)
    about = said.part(first=span(first), last=span(last), factor=last / first / 1e9, told=told)
    style.message(ax, about["title"])
    for y, side, shape in ((0.93, "glutamate", "o"), (0.86, "serotonin", "s")):  # upper right, where no rung is
        ax.plot([0.66], [y], shape, transform=ax.transAxes, color=COLOURS[side], ms=style.pt(9), clip_on=False)
        ax.text(0.68, y, said(side), transform=ax.transAxes, va="center", color=COLOURS[side])
    return Chart(fig, **about, table=_ladder_table(rungs, said))


def _draw_rung(ax: Axes, row: int, rung: two_targets.Rung, text: str) -> None:
    color = COLOURS[rung.side]
    low, high = rung.low or rung.middle, rung.high or rung.middle
    if high > 1.5 * low:
        dashes = (0, (1, 1)) if rung.status == "recalled" else "-"
        ax.plot([low, high], [row, row], color=color, lw=style.pt(2.2), linestyle=dashes, zorder=3)
    if rung.seconds is not None:
        shape = "o" if rung.side == "glutamate" else "s"
        point(ax, rung.seconds, row, rung.status, color, shape, size=9, zorder=4)
    # Names stand where there is room: right of the early rungs, left of the late ones.
    right = rung.middle < two_targets.MINUTE
    at = high * 1.9 if right else low / 1.9
    ax.text(
        at,
        row,
        text,
        ha="left" if right else "right",
        va="center",
        color=color,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )


def _in_words(rung: two_targets.Rung, said: Sentences) -> str:
    if rung.seconds is None:
        return said("value.recalled", low=span(rung.low), high=span(rung.high))
    return said("value.computed" if rung.status == "computed" else "value.known", span=span(rung.seconds))


def _ladder_table(rungs: tuple[two_targets.Rung, ...], said: Sentences) -> pd.DataFrame:
    names, rows = said.each("rung"), []
    for rung in rungs:
        between = said("range", low=span(rung.low), high=span(rung.high)) if rung.low else ""
        long, wide = (between, "") if rung.seconds is None else (span(rung.seconds), between)
        rows.append((names[rung.what], long, wide, rung.status, evidence.cite(*rung.sources)))
    return pd.DataFrame(rows, columns=said.each("columns"))

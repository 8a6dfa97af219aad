"""Speed, leak and constants of the block in lesson 02: three pictures that stand still."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.sentences import Sentences, sentences
from ...models import journeys, nmda, nmda_trapping
from ...models import receptor_runs as runs

words = sentences(__file__)

#: How active the channels of the three curves are (share of full), the busiest first; chosen by us.
ACTIVITIES = (1.0, 0.2, 0.05)
#: Unbound ketamine [uM] of the curves; chosen by us.
DRUG = 1.0
MINUTES = 4
_MINUTE = 60


def approach_curves() -> tuple[np.ndarray, np.ndarray]:
    """Return (time [s], block [%], shape (n_activities, n_time)) for ACTIVITIES in constant drug."""
    time = np.linspace(0, MINUTES * _MINUTE, 481)
    return time, 100 * runs.approach(ACTIVITIES, DRUG, time)


@style.in_style
def only_sooner() -> Chart:
    """Draw the block of active and quiet channels in constant drug: the answer to the first prediction."""
    said = words["chart.02-only-sooner"]
    time, blocks = approach_curves()
    goal = 100 * float(nmda_trapping.equilibrium(DRUG))
    taus = [float(nmda_trapping.time_constant(DRUG, activity)) for activity in ACTIVITIES]
    fig, ax = style.canvas(9.0, 4.5)
    for block, dashes in zip(blocks, style.DASHES, strict=False):
        ax.plot(time / _MINUTE, block, color=style.KETAMINE, lw=style.pt(2.8), linestyle=dashes)
    ax.axhline(goal, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    ax.set_xlim(0, MINUTES)
    ax.set_xticks(range(MINUTES + 1))
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 62)
    ax.set_yticks([0, 20, 40, 60])
    ax.set_ylabel(said("y"))
    for name, x, y in (("fast", 0.2, 46), ("middle", 0.34, 27), ("slow", 1.02, 22)):
        style.label(ax, x, y, said(name), style.KETAMINE, ha="left")
    ax.text(MINUTES, goal + 2, said("goal"), ha="right", va="bottom")
    names = [f"{100 * activity:g} %" for activity in ACTIVITIES]
    after = [float(np.interp(0.5 * _MINUTE, time, block)) for block in blocks]
    fast, middle, slow = after
    about = said.part(
        goal=goal, fast=fast, middle=middle, slow=slow, middle_activity=names[1], slow_activity=names[2], drug=DRUG
    )
    style.message(ax, about["title"])
    seen = evidence.cite("gilling2009", "mealing1999")
    rows = [
        (name, said("seconds", tau=tau), round(value), round(goal), seen)
        for name, tau, value in zip(names, taus, after, strict=True)
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


#: Activities of the leak's picture (share of full).
QUIETNESS = np.geomspace(0.001, 1, 121)


@style.in_style
def one_way_leak() -> Chart:
    """Draw the block in the end against activity, with a leak both ways and a leak that only lets out."""
    said = words["chart.02-one-way-leak"]
    both, out = (100 * nmda_trapping.equilibrium(DRUG, QUIETNESS, leak=leak) for leak in ("two-way", "one-way"))
    fig, ax = style.canvas(9.0, 4.3)
    ax.plot(100 * QUIETNESS, both, color=style.KETAMINE, lw=style.pt(3))
    ax.plot(100 * QUIETNESS, out, color=style.INK, lw=style.pt(2.4), linestyle=style.DASHES[1])
    ax.set_xscale("log")
    ax.set_xlim(0.1, 100)
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.minorticks_off()
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 56)
    ax.set_yticks([0, 20, 40])
    ax.set_ylabel(said("y"))
    style.label(ax, 0.12, 46, said("both"), style.KETAMINE)
    style.label(ax, 0.75, 14, said("out"), style.INK)
    marks = (0.001, 0.01, 0.1, 1.0)
    at = [[float(np.interp(np.log(mark), np.log(QUIETNESS), line)) for line in (both, out)] for mark in marks]
    about = said.part(both=at[0][0], active=at[-1][1], silent=at[0][1], drug=DRUG)
    style.message(ax, about["title"])
    seen = evidence.cite("gilling2009", "mealing1999")
    rows = [(100 * mark, round(a), round(b), seen) for mark, (a, b) in zip(marks, at, strict=True)]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


#: Measured in neurons: id of the share left or blocked, concentration [uM], marker, key of its name on the picture.
MEASURED = (
    ("ketamine.orser1997.Po_0p1uM", 0.1, "o", "attached"),
    ("ketamine.orser1997.Po_1uM", 1.0, "o", ""),
    ("ketamine.orser1997.Po_1uM_outside_out", 1.0, "^", "outside_out"),
    ("ketamine.orser1997.Po_10uM_outside_out", 10.0, "^", ""),
    ("ketamine.mealing1999.block_10uM", 10.0, "s", "neurons"),
)


def measured_blocks() -> list[tuple[float, float, str, str, evidence.Parameter]]:
    """Return (concentration [uM], block [%], marker, name, parameter) of what was measured in neurons."""
    rows = []
    for id, level, shape, name in MEASURED:
        seen = evidence.parameter(id)
        block = 100 - seen.value if seen.unit == "%" else 100 * seen.value
        rows.append((level, block, shape, name, seen))
    return rows


@style.in_style
def two_routes() -> Chart:
    """Draw block against drug by the IC50 and by the rates of one paper, and what others measured."""
    said = words["chart.02-two-routes"]
    level = np.geomspace(0.02, 50, 161)
    hill, rates, low, high = (100 * line for line in runs.gap_of_constants(level))
    here = float(nmda.unbound_level(journeys.measured_level().value))
    fig, ax = style.canvas(9.2, 4.9)
    ax.fill_between(level, low, high, color=style.KETAMINE_TINT, lw=0, zorder=1)
    ax.plot(level, rates, color=style.KETAMINE, lw=style.pt(2.6), linestyle=style.DASHES[1])
    ax.plot(level, hill, color=style.KETAMINE, lw=style.pt(3))
    _measured(ax, said)
    ax.axvline(here, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    ax.text(here * 0.93, 97, said("trials"), ha="right", va="center", color=style.QUIET)
    ax.set_xscale("log")
    ax.set_xlim(level[0], level[-1])
    ax.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.minorticks_off()
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 102)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel(said("y"))
    style.label(ax, 0.024, 20, said("by_ic50"), style.KETAMINE)
    style.label(ax, 0.55, 11, said("by_rates"), style.KETAMINE)
    by_ic50, by_rates = (100 * float(line[0]) for line in runs.gap_of_constants(np.array([here]))[:2])
    seen = [said("point", concentration=level_, block=block) for level_, block, *_ in measured_blocks()]
    about = said.part(by_ic50=by_ic50, by_rates=by_rates, seen="; ".join(seen))
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_routes_table(said, here, by_ic50, by_rates))


def _measured(ax: Axes, said: Sentences) -> None:
    offsets = {"attached": (-12, 12, "right"), "outside_out": (12, -10, "left"), "neurons": (12, -2, "left")}
    for level, block, shape, name, seen in measured_blocks():
        point(ax, level, block, seen.status, style.INK, shape, size=9, zorder=6)
        if name:
            dx, dy, ha = offsets[name]
            place = style.away(dx, dy)
            ax.annotate(said(name), (level, block), place, textcoords="offset points", ha=ha, va="center")


def _routes_table(said: Sentences, here: float, by_ic50: float, by_rates: float) -> pd.DataFrame:
    rows = [
        (said("row.by_ic50"), here, by_ic50, "computed", "gilling2009"),
        (said("row.by_rates"), here, by_rates, "computed", "gilling2009"),
    ]
    for level, block, _, _, seen in measured_blocks():
        what = said("row.measured", quantity=seen.quantity, condition=seen.condition)
        rows.append((what, level, block, seen.status, seen.source))
    made = [
        (what, round(level, 2), round(block), status, evidence.cite(key)) for what, level, block, status, key in rows
    ]
    return pd.DataFrame(made, columns=said.each("columns"))

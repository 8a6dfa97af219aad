"""Speed, leak and constants of the block in lesson 02: three pictures that stand still."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...models import journeys, nmda, nmda_trapping
from ...models import receptor_runs as runs

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
    """Draw the block of busy and quiet channels in constant drug: the answer to the first prediction."""
    time, blocks = approach_curves()
    goal = 100 * float(nmda_trapping.equilibrium(DRUG))
    taus = [float(nmda_trapping.time_constant(DRUG, activity)) for activity in ACTIVITIES]
    fig, ax = style.canvas(9.0, 4.5)
    for block, dashes in zip(blocks, style.DASHES, strict=False):
        ax.plot(time / _MINUTE, block, color=style.KETAMINE, lw=style.pt(2.8), linestyle=dashes)
    ax.axhline(goal, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    ax.set_xlim(0, MINUTES)
    ax.set_xticks(range(MINUTES + 1))
    ax.set_xlabel("time in the drug [min]")
    ax.set_ylim(0, 62)
    ax.set_yticks([0, 20, 40, 60])
    ax.set_ylabel("channels blocked [%]")
    for text, x, y, ha in (
        ("fully active", 0.2, 46, "left"),
        ("1 in 5", 0.34, 27, "left"),
        ("1 in 20", 1.02, 22, "left"),
    ):
        style.label(ax, x, y, text, style.KETAMINE, ha=ha)
    ax.text(MINUTES, goal + 2, "the same goal for all", ha="right", va="bottom")
    title = "A busier synapse is blocked sooner, not more"
    style.message(ax, title)
    after = [float(np.interp(0.5 * _MINUTE, time, block)) for block in blocks]
    names = [f"{100 * activity:g} %" for activity in ACTIVITIES]
    return Chart(
        fig,
        "02-only-sooner",
        title,
        alt=f"Three rising curves end at the same height, {goal:.0f} % of channels blocked. After half a "
        f"minute fully active channels are at {after[0]:.0f} %, those active a fifth of the time at "
        f"{after[1]:.0f} % and those active a twentieth of the time at {after[2]:.0f} %.",
        caption=f"Model with the rates of {evidence.cite('gilling2009').html} and the leak from "
        f"{evidence.cite('mealing1999').html}; {DRUG:g} µM unbound ketamine all the time, chosen by us. "
        "Cells in a dish, no magnesium.",
        table=pd.DataFrame(
            [
                {
                    "Channels are active": name,
                    "Time constant": f"{tau:.1f} s",
                    "Blocked after 30 s [%]": round(value),
                    "Blocked in the end [%]": round(goal),
                    "Rates from": evidence.cite("gilling2009", "mealing1999"),
                }
                for name, tau, value in zip(names, taus, after, strict=True)
            ]
        ),
    )


#: Activities of the leak's picture (share of full).
QUIETNESS = np.geomspace(0.001, 1, 121)


@style.in_style
def one_way_leak() -> Chart:
    """Draw the block in the end against activity, with a leak both ways and a leak that only lets out."""
    both, out = (100 * nmda_trapping.equilibrium(DRUG, QUIETNESS, leak=leak) for leak in ("two-way", "one-way"))
    fig, ax = style.canvas(9.0, 4.3)
    ax.plot(100 * QUIETNESS, both, color=style.KETAMINE, lw=style.pt(3))
    ax.plot(100 * QUIETNESS, out, color=style.INK, lw=style.pt(2.4), linestyle=style.DASHES[1])
    ax.set_xscale("log")
    ax.set_xlim(0.1, 100)
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.minorticks_off()
    ax.set_xlabel("activity of the channels [% of full]")
    ax.set_ylim(0, 56)
    ax.set_yticks([0, 20, 40])
    ax.set_ylabel("blocked in the end [%]")
    style.label(ax, 0.12, 46, "leak in and out: flat", style.KETAMINE)
    style.label(ax, 0.75, 14, "leak only out: a mistake", style.INK)
    title = "A careless leak makes activity seem to matter"
    style.message(ax, title)
    marks = (0.001, 0.01, 0.1, 1.0)
    rows = [[float(np.interp(np.log(mark), np.log(QUIETNESS), line)) for line in (both, out)] for mark in marks]
    return Chart(
        fig,
        "02-one-way-leak",
        title,
        alt=f"Block in the end against activity. With a leak in both directions it is {rows[0][0]:.0f} % "
        f"at every activity. With a leak that only lets drug out it falls from {rows[-1][1]:.0f} % in fully "
        f"active channels to {rows[0][1]:.0f} % in nearly silent ones.",
        caption=f"{DRUG:g} µM unbound ketamine, chosen by us; rates of {evidence.cite('gilling2009').html}, leak "
        f"computed from {evidence.cite('mealing1999').html}. Where drug can leave, it can also enter: a leak with one "
        "direction cannot be right for long exposures.",
        table=pd.DataFrame(
            [
                {
                    "Activity [% of full]": 100 * mark,
                    "Leak both ways [%]": round(a),
                    "Leak only out [%]": round(b),
                    "Rates from": evidence.cite("gilling2009", "mealing1999"),
                }
                for mark, (a, b) in zip(marks, rows, strict=True)
            ]
        ),
    )


#: Measured in neurons: id of the share left or blocked, level [uM], marker, name on the picture.
MEASURED = (
    ("ketamine.orser1997.Po_0p1uM", 0.1, "o", "cell-attached"),
    ("ketamine.orser1997.Po_1uM", 1.0, "o", ""),
    ("ketamine.orser1997.Po_1uM_outside_out", 1.0, "^", "outside-out"),
    ("ketamine.orser1997.Po_10uM_outside_out", 10.0, "^", ""),
    ("ketamine.mealing1999.block_10uM", 10.0, "s", "whole neurons"),
)


def measured_blocks() -> list[tuple[float, float, str, str, evidence.Parameter]]:
    """Return (level [uM], block [%], marker, name, parameter) of what was measured in neurons."""
    rows = []
    for id, level, shape, name in MEASURED:
        seen = evidence.parameter(id)
        block = 100 - seen.value if seen.unit == "%" else 100 * seen.value
        rows.append((level, block, shape, name, seen))
    return rows


@style.in_style
def two_routes() -> Chart:
    """Draw block against drug by the IC50 and by the rates of one paper, and what others measured."""
    level = np.geomspace(0.02, 50, 161)
    hill, rates, low, high = (100 * line for line in runs.gap_of_constants(level))
    here = float(nmda.unbound_level(journeys.measured_level().value))
    fig, ax = style.canvas(9.2, 4.9)
    ax.fill_between(level, low, high, color=style.KETAMINE_TINT, lw=0, zorder=1)
    ax.plot(level, rates, color=style.KETAMINE, lw=style.pt(2.6), linestyle=style.DASHES[1])
    ax.plot(level, hill, color=style.KETAMINE, lw=style.pt(3))
    _measured(ax)
    ax.axvline(here, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    ax.text(here * 0.93, 97, "level in trials", ha="right", va="center", color=style.QUIET)
    ax.set_xscale("log")
    ax.set_xlim(level[0], level[-1])
    ax.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.minorticks_off()
    ax.set_xlabel("unbound ketamine [µM]")
    ax.set_ylim(0, 102)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("block [%]")
    style.label(ax, 0.024, 20, "from the IC50", style.KETAMINE)
    style.label(ax, 0.55, 11, "from the rates", style.KETAMINE)
    title = "One paper, two answers; and neurons add more"
    style.message(ax, title)
    at = [float(line[0]) for line in runs.gap_of_constants(np.array([here]))]
    seen = "; ".join(f"{level_:g} µM {block:.0f} %" for level_, block, *_ in measured_blocks())
    return Chart(
        fig,
        "02-two-routes",
        title,
        alt="Block against unbound ketamine. At the level in trials the curve from the IC50 reads "
        f"{100 * at[0]:.0f} % and that from the rates {100 * at[1]:.0f} %. Points measured in neurons lie "
        f"on both sides of the curves: {seen}.",
        caption="Curves: IC50 with Hill coefficient, and on- and off-rate, all of "
        f"{evidence.cite('gilling2009').html}. Pale band: both rates off by a standard error. Discs and triangles: "
        f"{evidence.cite('orser1997').html}, share of open probability lost, on patches still on the cell and pulled "
        f"off. Square: {evidence.cite('mealing1999').html}. Other cells and other methods than the curves.",
        table=_routes_table(here, at),
    )


def _measured(ax: Axes) -> None:
    offsets = {"cell-attached": (-12, 12, "right"), "outside-out": (12, -10, "left"), "whole neurons": (12, -2, "left")}
    for level, block, shape, name, seen in measured_blocks():
        point(ax, level, block, seen.status, style.INK, shape, size=9, zorder=6)
        if name:
            dx, dy, ha = offsets[name]
            ax.annotate(name, (level, block), style.away(dx, dy), textcoords="offset points", ha=ha, va="center")


def _routes_table(here: float, at: list[float]) -> pd.DataFrame:
    rows = [
        ("from the IC50 and Hill coefficient", here, 100 * at[0], "computed", "gilling2009"),
        ("from the rates", here, 100 * at[1], "computed", "gilling2009"),
    ]
    rows += [
        (seen.quantity + ", " + seen.condition, level, block, seen.status, seen.source)
        for level, block, _, _, seen in measured_blocks()
    ]
    return pd.DataFrame(
        [
            {
                "What": what,
                "Unbound ketamine [µM]": round(level, 2),
                "Block [%]": round(block),
                "Status": status,
                "Source": evidence.cite(source),
            }
            for what, level, block, status, source in rows
        ]
    )

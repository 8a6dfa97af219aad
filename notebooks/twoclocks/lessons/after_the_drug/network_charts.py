"""The still pictures of the E-I network in lesson 05: rates against block, and what a surge needs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...models import ei_network
from .circuit import MOST, draw_rates, rates_axis
from .look import TARGETS

words = sentences(__file__)

#: The block at which the first prediction asks.
ASKED = 0.3
#: Blocks of pyramidal cells at which the table gives the preference that is needed.
TABLED = (0.05, 0.1, 0.2, 0.3)


@style.in_style
def equal_block() -> Chart:
    """Draw the rate of pyramidal cells against the share blocked: the answer to the first prediction."""
    said = words["chart.05-equal-block"]
    fig, ax = style.canvas(9.0, 4.6)
    rates_axis(ax)
    ax.set_xlim(0, 100 * MOST + 1)
    ax.set_xlabel(said("x"))
    ax.set_ylabel(said("y"))
    draw_rates(ax, "both", thick=3.2, thin=1.8)
    rest, both = (float(ei_network.blocked(block, "both").rE) for block in (0.0, ASKED))
    ax.plot(100 * ASKED, both, "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(11), zorder=6)
    for name, (x, y) in (
        (TARGETS["interneurons"], (41, 8.4)),
        (TARGETS["both"], (60, 2.35)),
        (TARGETS["pyramidal"], (33, 1.52)),
        (said("rest"), (60, 3.42)),
    ):
        ax.text(x, y, name, ha="right", va="center")
    high = float(ei_network.blocked(MOST, "interneurons").rE)
    about = said.part(rest=rest, high=high, both=both, asked=ASKED)
    style.message(ax, about["title"])
    style.stamp(ax, said("stamp"), x=0.02, y=0.92)
    rows = [
        [
            TARGETS[target],
            f"{100 * block:.0f}",
            f"{float(rates.rE):.2f}",
            f"{float(rates.rI):.2f}",
            evidence.cite("deco2014"),
        ]
        for target in TARGETS
        for block in (0.0, 0.1, ASKED, 0.5)
        for rates in [ei_network.blocked(block, target)]
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


@style.in_style
def preference() -> Chart:
    """Draw which pairs of blocks raise activity: interneurons have to be blocked more than twice as strongly."""
    said = words["chart.05-preference"]
    share = np.linspace(0.002, MOST, 300)
    border = ei_network.break_even(share)
    reached = ~np.isnan(border)
    fig, ax = style.canvas(8.2, 5.2)
    top = np.where(reached, border, 1.0)
    ax.fill_between(100 * share, 100 * top, 100, color=style.KETAMINE_TINT, lw=0, zorder=1)
    ax.fill_between(100 * share, 0, 100 * top, color=style.CONTROL_TINT, lw=0, zorder=1)
    ax.plot(100 * share[reached], 100 * border[reached], color=style.KETAMINE, lw=style.pt(3), zorder=4)
    ax.plot([0, 60], [0, 60], color=style.INK, lw=style.pt(1.8), linestyle=style.DASHES[1], zorder=3)
    ax.set_xlim(0, 60)
    ax.set_ylim(0, 100)
    ax.set_xticks([0, 20, 40, 60])
    ax.set_yticks([0, 50, 100])
    ax.set_xlabel(said("x"))
    ax.set_ylabel(said("y"))
    ax.text(2, 88, said("more"), color=style.KETAMINE, va="center", linespacing=1.2)
    ax.text(59, 88, said("less"), ha="right", va="center")
    ax.text(59, 44, said("equal"), ha="right", va="center")
    asked = 0.2
    needed = float(ei_network.break_even(asked))
    ax.plot(100 * asked, 100 * needed, "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(10), zorder=6)
    ratio = needed / asked
    spot = 100 * asked, 100 * needed
    style.point_at(ax, spot, said("ratio", ratio=ratio), style.away(16, 3), ha="left", va="center")
    about = said.part(ratio=ratio, asked=asked, needed=needed, last=float(share[reached][-1]))
    style.message(ax, about["title"])
    rows = [
        [f"{100 * block:.0f}", f"{100 * even:.0f}", f"{even / block:.2f}", evidence.cite("deco2014")]
        for block in TABLED
        for even in [float(ei_network.break_even(block))]
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

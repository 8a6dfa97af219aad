"""The still pictures of the E-I network in lesson 05: rates against block, and what a surge needs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import ei_network
from .circuit import MOST, draw_rates, rates_axis
from .look import TARGETS

#: The block at which the first prediction asks.
ASKED = 0.3
#: Blocks of pyramidal cells at which the table gives the preference that is needed.
TABLED = (0.05, 0.1, 0.2, 0.3)


@style.in_style
def equal_block() -> Chart:
    """Draw the rate of pyramidal cells against the share blocked: the answer to the first prediction."""
    fig, ax = style.canvas(9.0, 4.6)
    rates_axis(ax)
    ax.set_xlim(0, 100 * MOST + 1)
    ax.set_xlabel("NMDA receptors blocked [%]")
    ax.set_ylabel("pyramidal cells [spikes/s]")
    draw_rates(ax, "both", thick=3.2, thin=1.8)
    rest, both = (float(ei_network.blocked(block, "both").rE) for block in (0.0, ASKED))
    ax.plot(100 * ASKED, both, "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(11), zorder=6)
    for words, (x, y), align in (
        (TARGETS["interneurons"], (41, 8.4), "right"),
        ("both alike", (60, 2.35), "right"),
        (TARGETS["pyramidal"], (33, 1.52), "right"),
        ("at rest", (60, 3.42), "right"),
    ):
        ax.text(x, y, words, ha=align, va="center")
    title = "Equal block on both cell types: activity falls"
    style.message(ax, title)
    style.stamp(ax, "a published model, no measurement", x=0.02, y=0.92)
    rows = [
        {
            "Receptors blocked on": TARGETS[target],
            "Blocked [%]": f"{100 * block:.0f}",
            "Pyramidal [spikes/s]": f"{float(ei_network.blocked(block, target).rE):.2f}",
            "Interneurons [spikes/s]": f"{float(ei_network.blocked(block, target).rI):.2f}",
            "Model from": evidence.cite("deco2014"),
        }
        for target in TARGETS
        for block in (0.0, 0.1, ASKED, 0.5)
    ]
    return Chart(
        fig,
        "05-equal-block",
        title,
        alt="Rate of pyramidal cells against the share of NMDA receptors blocked, from none to 60 per cent. Blocked "
        f"on interneurons only it climbs from {rest:.1f} to {float(ei_network.blocked(MOST, 'interneurons').rE):.1f} "
        f"spikes per second; blocked on both alike it falls, to {both:.1f} at 30 per cent; on pyramidal cells only it "
        "falls most.",
        caption=f"Where the network of {evidence.cite('deco2014').html} settles, with the parameters of its public "
        "code. It was made to describe resting activity, not ketamine; blocking its NMDA currents is our use of it.",
        table=pd.DataFrame(rows),
    )


@style.in_style
def preference() -> Chart:
    """Draw which pairs of blocks raise activity: the surge needs interneurons hit more than twice as hard."""
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
    ax.set_xlabel("blocked on pyramidal cells [%]")
    ax.set_ylabel("blocked on interneurons [%]")
    ax.text(2, 88, "fire\nmore", color=style.KETAMINE, va="center", linespacing=1.2)
    ax.text(59, 88, "pyramidal cells fire less", ha="right", va="center")
    ax.text(59, 44, "equal block", ha="right", va="center")
    asked = 0.2
    needed = float(ei_network.break_even(asked))
    ax.plot(100 * asked, 100 * needed, "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(10), zorder=6)
    ratio = needed / asked
    style.point_at(
        ax, (100 * asked, 100 * needed), f"{ratio:.1f} times as much", style.away(16, 3), ha="left", va="center"
    )
    last = float(share[reached][-1])
    title = f"A surge: interneurons hit {ratio:.1f} times as hard"
    style.message(ax, title)
    return Chart(
        fig,
        "05-preference",
        title,
        alt="A map of all pairs of blocks. A steep line parts more firing, above it, from less firing, below it. "
        f"Where 20 per cent of the receptors on pyramidal cells are blocked, {100 * needed:.0f} per cent must be "
        f"blocked on interneurons to break even, {ratio:.1f} times as much. Beyond {100 * last:.0f} per cent on "
        "pyramidal cells no block of interneurons is enough. The line of equal block lies far below.",
        caption=f"Network of {evidence.cite('deco2014').html}. Orange line: pyramidal cells fire as at rest. The ratio "
        "is a property of this model; another network would give another one, but not for nothing.",
        table=pd.DataFrame(
            [
                {
                    "Blocked on pyramidal cells [%]": f"{100 * block:.0f}",
                    "Needed on interneurons [%]": f"{100 * float(ei_network.break_even(block)):.0f}",
                    "Ratio": f"{float(ei_network.break_even(block)) / block:.2f}",
                    "Model from": evidence.cite("deco2014"),
                }
                for block in TABLED
            ]
        ),
    )

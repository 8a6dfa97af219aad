"""The teaching model of wind-up beside the published code, where they meet and where they part."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.words import headline, plain_title
from ...models import windup


@style.in_style
def rates() -> Chart:
    """Draw the 15th response over the first against the rate, and against block at one per second."""
    fig, (left, right) = style.canvas(9.2, 4.5, ncols=2, width_ratios=(1.35, 1), sharey=True)
    title = "At 2 per second the teaching model misses by half"
    headline(fig, title)
    hertz = np.geomspace(1 / 12, 2.4, 120)
    left.plot(hertz, [windup.responses(f)[-1] for f in hertz], color=style.KETAMINE, zorder=3)
    square = {"marker": "s", "ls": "none", "ms": style.pt(9), "mec": style.INK, "mfc": style.INK, "zorder": 5}
    for rate, block in windup.REFERENCE:
        ratio = windup.reference(rate, block).ratio
        if not block:
            left.plot(rate, ratio, **square)
        if rate == 1:
            right.plot(100 * block, ratio, **square)
    far, near = windup.reference(2.0).ratio, windup.responses(2.0)[-1]
    left.plot([2, 2], [near, far], color=style.INK, ls=style.DASHES[2], lw=style.pt(1.6), zorder=2)
    left.text(1.75, 8.1, f"published code {far:g}\nteaching model {near:.1f}", ha="right", va="center", linespacing=1.3)
    style.point_at(left, (1, windup.reference(1.0).ratio), "by construction", style.away(-30, 52), ha="center")
    left.set_xscale("log")
    left.set_xlim(1 / 12, 2.6)
    left.set_xticks([1 / 10, 3 / 10, 0.5, 1, 2], ["0.1", "0.3", "0.5", "1", "2"])
    left.minorticks_off()
    left.set_xlabel("stimuli per second")
    left.set_ylim(0, 11)
    left.set_yticks([0, 1, 2, 4, 6, 8, 10])
    left.set_ylabel("15th response [times the first]")
    left.text(0.09, 0.35, "line: teaching, squares: published", va="center", color=style.QUIET)
    plain_title(left, "faster stimuli, no block")
    blocks = np.linspace(0, 1, 51)
    right.plot(100 * blocks, [windup.responses(1.0, b)[-1] for b in blocks], color=style.KETAMINE, zorder=3)
    right.set_xlim(-4, 104)
    right.set_xticks([0, 50, 100])
    right.set_xlabel("NMDA receptors blocked [%]")
    last = windup.reference(1.0, 2 / 10).ratio
    style.point_at(
        right,
        (20, last),
        f"20 % blocked:\n{last:g}, not {windup.responses(1.0, 2 / 10)[-1]:.1f}",
        style.away(30, 90),
        ha="left",
    )
    plain_title(right, "block, at 1 per second")
    style.stamp(right, "illustrative", y=0.02)
    table = pd.DataFrame(
        [
            {
                "Stimuli per second": f"{rate:g}",
                "NMDA blocked": f"{100 * block:.0f} %",
                "Published code, spikes 1st → 15th": (
                    f"{windup.reference(rate, block).first:g} → {windup.reference(rate, block).last:g}"
                ),
                "Published code, times the first": f"{windup.reference(rate, block).ratio:.2f}",
                "Teaching model, times the first": f"{windup.responses(rate, block)[-1]:.2f}",
                "Status": "computed",
                "Source": evidence.cite("aguiar2010"),
            }
            for rate, block in windup.REFERENCE
        ]
    )
    return Chart(
        fig,
        "09-rates",
        title,
        "Left: the 15th response over the first against the rate. The line of the teaching model passes the"
        f" squares of the published code up to one per second; at two per second the code gives {far:g} and"
        f" the line {near:.1f}. Right: with a fifth of receptors blocked the code falls to {last:g}, below"
        " the line.",
        f"Squares: our run of {evidence.cite('aguiar2010').html} (spikes of one neuron). The teaching model"
        " has two constants, picked for one per second. The published code has slow currents besides, which"
        " the teaching model lacks.",
        table,
    )

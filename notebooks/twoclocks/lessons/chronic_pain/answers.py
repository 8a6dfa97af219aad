"""Charts that answer the predictions of lesson 09."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import pain_relief, windup
from .look import WEEK

SLOW_HZ = 1 / 10
BY_CONSTRUCTION = "made to meet the squares"


@style.in_style
def fifteen() -> Chart:
    """Draw 15 responses at one stimulus per second and at one every ten, beside the published code's first
    and last.
    """
    fast, slow = windup.responses(1.0), windup.responses(SLOW_HZ)
    known, number = windup.reference(1.0), np.arange(1, windup.USUAL + 1)
    fig, ax = style.canvas(9.0, 4.4)
    ax.plot(number, fast, "o-", color=style.KETAMINE, ms=style.pt(6), zorder=3)
    ax.plot(number, slow, color=style.QUIET, ls=style.DASHES[1], zorder=2)
    ax.plot(
        [1, windup.USUAL], [1, known.ratio], "s", ms=style.pt(11), mfc="none", mec=style.INK, mew=style.pt(2), zorder=5
    )
    style.label(ax, 5.2, 2.1, "one a second", style.KETAMINE, fontweight="bold")
    style.label(ax, 9, 1.22, "one every ten seconds", style.QUIET)
    style.point_at(
        ax,
        (windup.USUAL, known.ratio),
        f"15th: {fast[-1]:.1f} times\nthe first",
        style.away(-46, 26),
        ha="right",
        va="bottom",
    )
    ax.text(15.4, 0.24, "squares: published code", ha="right", va="center", color=style.QUIET)
    ax.set_xlim(0.5, 15.6)
    ax.set_xticks([1, 5, 10, 15])
    ax.set_xlabel("stimulus number")
    ax.set_ylim(0, 4.2)
    ax.set_ylabel("response [times the first]")
    title = f"The 15th answer is {fast[-1]:.1f} times the first"
    style.message(ax, title)
    style.stamp(ax, f"illustrative: {BY_CONSTRUCTION}", x=0.02, y=0.03)
    return Chart(
        fig,
        "09-fifteen",
        title,
        f"Responses to fifteen equal stimuli. At one a second they climb and level off at {fast[-1]:.1f}"
        " times the first; at one every ten seconds they stay where they began. Squares of a published code"
        f" stand at the first and the fifteenth, at {known.ratio:.2f} times.",
        "Orange: the teaching model, whose two constants were picked to meet"
        f" {evidence.cite('aguiar2010').html} (squares, our run) at this rate, so the agreement is by"
        " construction. Response: spikes of a neuron in the spinal cord.",
        pd.DataFrame(
            [
                {
                    "Rate": name,
                    "15th response, times the first: teaching model": f"{run[-1]:.2f}",
                    "Published code": f"{windup.reference(rate).ratio:.2f}",
                    "Status": "computed",
                    "Source": evidence.cite("aguiar2010"),
                }
                for name, rate, run in (("1 per second", 1.0, fast), ("1 every 10 s", SLOW_HZ, slow))
            ]
        ),
    )


@style.in_style
def relief_left() -> Chart:
    """Draw how much of the best relief is left week by week, with the range of the published half-life."""
    half = evidence.parameter("pain.dahan2011.thalf_ke")
    middle, short, long = (pain_relief.course(relief_half_life=days) for days in (half.value, half.low, half.high))
    fig, ax = style.canvas(9.0, 4.4)
    grid = np.linspace(0, 12 * WEEK, 337)
    low, high = (np.interp(grid, c.days, 100 * c.relief / c.relief.max()) for c in (short, long))
    ax.fill_between(grid / WEEK, low, high, color=style.KETAMINE_TINT, lw=0, zorder=1)
    ax.plot(middle.days / WEEK, 100 * middle.relief / middle.relief.max(), color=style.KETAMINE, zorder=3)
    ends = middle.ends / WEEK
    ax.plot([0, ends, ends], [101.5, 101.5, 0], color=style.INK, ls=style.DASHES[1], lw=style.pt(1.8), zorder=4)
    ax.text(0.75, 107, "dashed: the drug in the blood", va="center")
    left = 100 * middle.left(12 * WEEK)
    style.point_at(ax, (12, left), f"week 12: {left:.0f} %", style.away(-22, 46), ha="center", fontweight="bold")
    style.label(ax, 3.1, 71, "relief", style.KETAMINE, fontweight="bold")
    ax.text(6.9, 62, "band: published range\nof the half-life", va="center", linespacing=1.3)
    ax.set_xlim(0, 12.4)
    ax.set_xticks(range(0, 13, 2))
    ax.set_xlabel("weeks since the infusion began")
    ax.set_ylim(0, 116)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("relief left [% of the best]")
    title = f"Relief outlasts the drug, and fades to {left:.0f} % by week 12"
    style.message(ax, title)
    style.stamp(ax, "illustrative: steady rate assumed", y=0.9)
    ends_at = {name: 100 * c.left(12 * WEEK) for name, c in (("low", short), ("high", long))}
    return Chart(
        fig,
        "09-relief-left",
        title,
        "Relief as a share of the best over twelve weeks. The drug is in the blood for the first four days"
        f" only. Relief rises with it, then fades: {100 * middle.left(4 * WEEK):.0f} percent is left in week"
        f" 4, {100 * middle.left(8 * WEEK):.0f} in week 8, {left:.0f} in week 12. The band around it is"
        " wide.",
        f"Half-life of onset and offset {half.text} ({half.low:g} to {half.high:g}) and C50 from"
        f" {evidence.cite(half.source).html}, estimated from the CRPS trial itself. Our steady infusion of"
        " 100 h stands for one that rose step by step. With the ends of the range week 12 holds"
        f" {ends_at['low']:.1f} or {ends_at['high']:.0f} %.",
        pd.DataFrame(
            [
                {
                    "Half-life [days]": f"{days:g}",
                    **{f"Week {w}: relief left [%]": f"{100 * c.left(w * WEEK):.1f}" for w in (1, 4, 8, 12)},
                    "Status": "computed from primary numbers",
                    "Source": evidence.cite(half.source),
                }
                for days, c in ((half.low, short), (half.value, middle), (half.high, long))
            ]
        ),
    )

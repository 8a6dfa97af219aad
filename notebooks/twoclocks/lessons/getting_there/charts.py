"""The opening picture of lesson 04: an infusion and two daily pills over eight weeks, in ng/mL.

On these axes neither the minutes after an infusion nor the day of steady state can be read: both are asked next. The
other pictures stand in modules of their own: models (five ketamine models), route_charts, metabolite_charts, pills and
drawings (those that move).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...models import journeys, ketamine, ssri
from .look import ASSUMED, METABOLITE

words = sentences(__file__)
WEEKS = 8


@style.in_style
def two_time_scales() -> Chart:
    """Draw an infusion and two daily pills over eight weeks, concentrations on a logarithmic axis."""
    said = words["chart.04-two-time-scales"]
    end = WEEKS * style.WEEK
    hours = np.arange(0.0, end + 1.0)
    early = np.union1d(hours, np.arange(0.0, style.DAY, style.MINUTE * 5))  # the peak lies between two hours
    infusion = ketamine.infusion_level(early, journeys.NEAREST_SET)
    pill = ssri.daily_level("escitalopram", hours)
    slow = ssri.daily_level("fluoxetine", hours, compartment="norfluoxetine")
    fig, ax = style.canvas(9.2, 4.8)
    ax.set_yscale("log")
    ax.set_ylim(0.3, 1000)
    ax.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    ax.minorticks_off()
    ax.set_ylabel(said("y"))
    style.linear_time_axis(ax, [week * style.WEEK for week in range(0, WEEKS + 1, 2)], end)
    ax.set_xlabel(words("shared.weeks"))
    ax.grid(axis="y")
    ax.plot(early, infusion, color=style.KETAMINE, lw=style.pt(2.4), zorder=5)
    # The daily swing as a band: 56 rises and falls would be a solid block.
    swing = pill[:-1].reshape(-1, round(style.DAY))
    middle = hours[:-1].reshape(swing.shape).mean(axis=1)
    band = {"color": style.SEROTONIN_TINT, "lw": 0, "zorder": 2}
    ax.fill_between(middle, swing.min(axis=1), swing.max(axis=1), **band)
    ax.plot(middle, swing.mean(axis=1), color=style.SEROTONIN, lw=style.pt(2.4), zorder=3)
    ax.plot(hours, slow, color=style.SEROTONIN, lw=style.pt(2.4), linestyle=METABOLITE, zorder=4)
    style.label(ax, 1.5 * style.DAY, 250, said("ketamine"), style.KETAMINE)
    style.label(ax, 4.5 * style.WEEK, 6.0, said("escitalopram"), style.SEROTONIN, va="top")
    style.label(ax, 3.2 * style.WEEK, 110, said("metabolite"), style.SEROTONIN)
    style.stamp(ax, ASSUMED)
    last = hours > end - style.DAY
    about = said.part(peak=infusion.max(), low=pill[last].min(), high=pill[last].max(), metabolite=slow[last].mean())
    style.message(ax, about["title"])
    day = infusion[np.searchsorted(hours, style.DAY)]
    rows = [
        (*said.each("row.peak"), f"{infusion.max():.0f}", evidence.cite(journeys.NEAREST_SET)),
        (*said.each("row.day"), f"{day:.1f}", evidence.cite(journeys.NEAREST_SET)),
        (*said.each("row.mean"), f"{pill[last].mean():.0f}", evidence.cite("lexapro_label")),
        (*said.each("row.slow"), f"{slow[last].mean():.0f}", evidence.cite("prozac_label")),
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

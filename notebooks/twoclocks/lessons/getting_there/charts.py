"""The opening picture of lesson 04: an infusion and two daily pills on one time axis.

The other pictures stand in modules of their own: models (five ketamine models), route_charts, metabolite_charts,
pills and drawings (those that move).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import journeys, ketamine, pill_days, ssri
from .look import ILLUSTRATIVE_PILLS, METABOLITE, minutes


@style.in_style
def two_time_scales() -> Chart:
    """Draw an infusion and two daily pills on one logarithmic time axis, each as % of its own peak or
    plateau.
    """
    fig, ax = style.canvas(9.2, 4.8)
    style.log_time_axis(ax, style.MINUTE, 12 * style.WEEK)
    ax.set_ylim(0, 135)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("level [% of peak or plateau]")
    ax.set_xlabel("time since the start (each step is about ten times longer)")
    ax.grid(axis="x")
    _draw_infusion(ax)
    _draw_pills(ax)
    title = "An infusion is over in hours; a daily pill takes days to settle"
    style.message(ax, title)
    style.stamp(ax, f"pills {ILLUSTRATIVE_PILLS}", x=0.01, y=0.93)
    run = journeys.infusion(hours=24.0)
    fast, norfluoxetine = (pill_days.substance("escitalopram"), pill_days.substance("fluoxetine", "norfluoxetine"))
    half = run.half_time(journeys.NEAREST_SET)
    return Chart(
        fig,
        "04-two-time-scales",
        title,
        alt=f"On a time axis from one minute to twelve weeks, ketamine climbs for {minutes(run.end)}, is down to half "
        f"{minutes(half)} later and near zero after a day. Escitalopram, a pill a day, climbs in daily teeth and is "
        f"within a tenth of its plateau after {fast.days} days; norfluoxetine after {norfluoxetine.days} days.",
        caption=f"Ketamine: the trial infusion in the model of {evidence.cite(journeys.NEAREST_SET).html}, "
        "% of its peak. Pills: one a day, % of the plateau; the pale band is one day's rise and "
        "fall there. All curves are models of an average person. That the pills need other doses "
        "in mg does not matter here: each line has its own 100 %.",
        table=_time_scale_table(run, half, fast, norfluoxetine),
    )


def _draw_infusion(ax: Axes) -> None:
    times = np.geomspace(style.MINUTE, 2 * style.DAY, 500)
    level = ketamine.infusion_level(times, journeys.NEAREST_SET)
    ax.plot(times, 100 * level / level.max(), color=style.KETAMINE, lw=style.pt(3), zorder=5)
    style.label(ax, 0.27, 100, "ketamine,\none infusion", style.KETAMINE, ha="right")


def _draw_pills(ax: Axes) -> None:
    """Teeth for two weeks, then only the band they would fill: one tooth a day would be a solid block there."""
    teeth = np.concatenate([np.geomspace(style.MINUTE, style.DAY, 200), np.arange(25, 2 * style.WEEK + 1)])
    fast = pill_days.substance("escitalopram")
    ax.fill_between([style.WEEK, 12 * style.WEEK], *fast.swing, color=style.SEROTONIN_TINT, lw=0, zorder=1)
    ax.plot(
        teeth,
        100 * ssri.daily_level("escitalopram", teeth) / fast.plateau,
        color=style.SEROTONIN,
        lw=style.pt(1.6),
        zorder=3,
    )
    ax.plot([2 * style.WEEK, 12 * style.WEEK], [100, 100], color=style.SEROTONIN, lw=style.pt(1.6), zorder=3)
    hours = np.geomspace(style.MINUTE, 12 * style.WEEK, 400)
    slow = pill_days.substance("fluoxetine", "norfluoxetine")
    level = 100 * ssri.daily_level("fluoxetine", hours, compartment="norfluoxetine") / slow.plateau
    ax.plot(hours, level, color=style.SEROTONIN, lw=style.pt(2.4), linestyle=METABOLITE, zorder=6)
    style.label(ax, 20, 66, "escitalopram,\na pill a day", style.SEROTONIN, ha="right", va="bottom")
    style.label(
        ax, 10.2 * style.DAY, 16, "norfluoxetine,\nfrom a daily pill\nof fluoxetine", style.SEROTONIN, linespacing=1.15
    )


def _time_scale_table(run, half, fast, slow) -> pd.DataFrame:
    rows = [
        ("ketamine, trial infusion", "peak", minutes(run.end), journeys.NEAREST_SET),
        ("ketamine, trial infusion", "half of the peak left", f"{minutes(half)} after the end", journeys.NEAREST_SET),
        ("escitalopram, a pill a day", "90 % of the plateau", f"day {fast.days}", "lexapro_label"),
        ("norfluoxetine, from a daily fluoxetine pill", "90 % of the plateau", f"day {slow.days}", "prozac_label"),
    ]
    return pd.DataFrame(
        [
            {"Drug": drug, "What": what, "When (our model)": when, "Numbers from": evidence.cite(source)}
            for drug, what, when, source in rows
        ]
    )

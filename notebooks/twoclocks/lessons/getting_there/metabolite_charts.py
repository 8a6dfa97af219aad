"""What the body makes of ketamine, in lesson 04."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import journeys, ketamine
from .look import METABOLITE

LINES = {"ketamine": "-", "norketamine": METABOLITE, "hydroxynorketamine": (0, (1, 1.6))}
HOURS = 12


def curves() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return (time [h], {substance: level [ng/mL]}) for twelve hours from the start of the trial infusion."""
    time = np.linspace(0.0, HOURS, 60 * HOURS + 1)
    made = {name: ketamine.metabolite_level(time, name) for name in ketamine.METABOLITES}
    return time, {"ketamine": ketamine.infusion_level(time)} | made


@style.in_style
def metabolites() -> Chart:
    """Draw ketamine and what it becomes after the trial infusion, each in % of its own peak."""
    time, levels = curves()
    fig, ax = style.canvas(9.2, 4.5)
    for name, level in levels.items():
        ax.plot(time, 100 * level / level.max(), color=style.KETAMINE, linestyle=LINES[name], lw=style.pt(2.6))
    style.linear_time_axis(ax, [journeys.trial_hours(), *range(2, HOURS + 1, 2)], HOURS)
    ax.set_xlabel("time since the start of the infusion")
    ax.set_ylim(0, 126)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel("level [% of its own peak]")
    _label(ax)
    title = "The metabolites are still there when ketamine has gone"
    style.message(ax, title)
    peak = {name: (level.max(), time[level.argmax()]) for name, level in levels.items()}
    last = {name: 100 * level[-1] / level.max() for name, level in levels.items()}
    return Chart(
        fig,
        "04-metabolites",
        title,
        alt=f"Ketamine peaks when the infusion stops and is at {last['ketamine']:.0f} % of its peak after {HOURS} h. "
        f"Norketamine peaks at {60 * peak['norketamine'][1]:.0f} min and is at {last['norketamine']:.0f} % then. "
        "Hydroxynorketamine is drawn later and flatter, as a shape without a height.",
        caption=f"Ketamine: {evidence.cite('kamp2020').html} (artery). Norketamine: a part that we fitted to points "
        f"read off a figure of {evidence.cite('kampbja2020').html}. Hydroxynorketamine: assumed, so only its shape is "
        "shown: after ketamine and after norketamine. Each curve has its own 100 %; heights cannot be compared.",
        table=_twin(peak, last),
    )


def _label(ax: Axes) -> None:
    style.label(ax, 2.2, 25, "ketamine", style.KETAMINE)
    style.label(ax, 3.9, 64, "norketamine: fitted by us", style.KETAMINE)
    style.label(ax, 4.2, 112, "hydroxynorketamine: shape only, illustrative", style.KETAMINE, fontstyle="italic")


def _twin(peak: dict, last: dict) -> pd.DataFrame:
    heights = {name: f"{peak[name][0]:.0f} ng/mL" for name in ("ketamine", "norketamine")}
    where = {"ketamine": "kamp2020", "norketamine": "kampbja2020", "hydroxynorketamine": "twoclocks"}
    status = {"ketamine": "primary", "norketamine": "computed: fitted by us", "hydroxynorketamine": "assumed"}
    return pd.DataFrame(
        [
            {
                "Substance": name,
                "Peak in the model": heights.get(name, "not shown: assumed"),
                "Time of the peak": f"{60 * peak[name][1]:.0f} min",
                f"Left after {HOURS} h": f"{last[name]:.0f} % of the peak",
                "Parameters are": status[name],
                "Source": evidence.cite(where[name]),
            }
            for name in LINES
        ]
    )

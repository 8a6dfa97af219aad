"""What the body makes of ketamine, in lesson 04."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...models import journeys, ketamine
from .look import METABOLITE
from .look import words as look_words

words = sentences(__file__)

LINES = {"ketamine": "-", "norketamine": METABOLITE, "hydroxynorketamine": (0, (1, 1.6))}
#: Where each line's label stands: hours, % of its maximum.
PLACES = {"ketamine": (2.2, 25), "norketamine": (3.9, 64), "hydroxynorketamine": (4.2, 112)}
FROM = {"ketamine": "kamp2020", "norketamine": "kampbja2020", "hydroxynorketamine": "twoclocks"}
HOURS = 12


def curves() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return (time [h], {substance: level [ng/mL]}) for twelve hours from the start of the trial infusion."""
    time = np.linspace(0.0, HOURS, 60 * HOURS + 1)
    made = {name: ketamine.metabolite_level(time, name) for name in ketamine.METABOLITES}
    return time, {"ketamine": ketamine.infusion_level(time)} | made


@style.in_style
def metabolites() -> Chart:
    """Draw ketamine and what it becomes after the trial infusion, each in % of its own peak."""
    said = words["chart.04-metabolites"]
    time, levels = curves()
    fig, ax = style.canvas(9.2, 4.5)
    for name, level in levels.items():
        ax.plot(time, 100 * level / level.max(), color=style.KETAMINE, linestyle=LINES[name], lw=style.pt(2.6))
        slant = "italic" if name == "hydroxynorketamine" else "normal"
        style.label(ax, *PLACES[name], said(f"label.{name}"), style.KETAMINE, fontstyle=slant)
    style.linear_time_axis(ax, [journeys.trial_hours(), *range(2, HOURS + 1, 2)], HOURS)
    ax.set_xlabel(look_words("shared.infusion_time"))
    ax.set_ylim(0, 126)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel(said("y"))
    peak = {name: (level.max(), 60 * time[level.argmax()]) for name, level in levels.items()}
    last = {name: 100 * level[-1] / level.max() for name, level in levels.items()}
    about = said.part(
        hours=HOURS, peak=peak["norketamine"][1], ketamine=last["ketamine"], norketamine=last["norketamine"]
    )
    style.message(ax, about["title"])
    rows = [
        (
            name,
            said("no_height") if name == "hydroxynorketamine" else f"{peak[name][0]:.0f} ng/mL",
            f"{peak[name][1]:.0f} min",
            said("left", left=last[name]),
            said(f"status.{name}"),
            evidence.cite(FROM[name]),
        )
        for name in LINES
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns", hours=HOURS)))

"""Daily pills in lesson 04: the way to steady state, five drugs side by side, and the end of a course."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...kit.words import listed
from ...models import pill_days, ssri
from .look import ASSUMED, METABOLITE

words = sentences(__file__)

#: The panels of "filling up": drug and compartment.
PANELS = (
    ("escitalopram", "central"),
    ("citalopram", "central"),
    ("sertraline", "central"),
    ("paroxetine", "central"),
    ("fluoxetine", "central"),
    ("fluoxetine", "norfluoxetine"),
)
#: What is drawn after the last pill; paroxetine is missing because its model has no valid wash-out.
STOPPED = (("escitalopram", "central"), ("fluoxetine", "central"), ("fluoxetine", "norfluoxetine"))
#: Where the label of each of them stands: days, % of steady state.
PLACES = {"escitalopram": (2.2, 116), "fluoxetine": (10.5, 38), "norfluoxetine": (20, 72)}
LABELS = {
    "escitalopram": "lexapro_label",
    "citalopram": "celexa_label",
    "sertraline": "zoloft_label",
    "fluoxetine": "prozac_label",
    "norfluoxetine": "prozac_label",
    "paroxetine": "paxil_label",
}


def rise(drug: str, compartment: str, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (days, level in % of steady state) on a pill a day, from the first pill; shape (24 days + 1,)."""
    hours = np.arange(0.0, days * ssri.DAY + 1.0)
    level = ssri.daily_level(drug, hours, compartment=compartment)
    return hours / ssri.DAY, 100 * level / pill_days.substance(drug, compartment).plateau


# How long to steady state ----------------------------------------------------------------------------


@style.in_style
def steady_day() -> Chart:
    """Draw the first two weeks of escitalopram: the answer to the second prediction."""
    said = words["chart.04-steady-day"]
    days, level = rise("escitalopram", "central", 14)
    ready = pill_days.substance("escitalopram").days
    fig, ax = style.canvas(9.0, 4.4)
    ax.plot(days, level, color=style.SEROTONIN, lw=style.pt(2))
    ax.axhline(100, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    ax.axvspan(ready - 1, ready, color=style.SEROTONIN_TINT, lw=0, zorder=0)
    style.label(ax, ready + 0.15, 28, said("mark", day=ready))
    ax.set_xlim(0, 14)
    ax.set_xticks(range(0, 15, 2))
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 150)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel(words("shared.steady"))
    about = said.part(day=ready, half_life=ssri.half_life("escitalopram"))
    style.message(ax, about["title"])
    style.stamp(ax, ASSUMED)
    rows = [
        (
            item.name,
            said("half_life", days=ssri.half_life(drug, compartment=where) / ssri.DAY),
            said("day", day=item.days),
            evidence.cite(LABELS[item.name]),
        )
        for drug, where in PANELS
        if drug != "paroxetine"
        for item in [pill_days.substance(drug, where)]
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


# Five drugs ------------------------------------------------------------------------------------------


@style.in_style
def filling_up() -> Chart:
    """Draw six small panels, one for each pill and one for norfluoxetine, over eight weeks."""
    said = words["chart.04-filling-up"]
    weeks = 8
    fig, grid = style.canvas(9.2, 4.8, nrows=2, ncols=3, sharex=True, sharey=True)
    for ax, (drug, where) in zip(grid.flat, PANELS, strict=True):
        item = pill_days.substance(drug, where)
        days, level = rise(drug, where, 7 * weeks)
        slow = where != "central"
        ax.axvspan(0, item.days, color=style.SEROTONIN_TINT, lw=0, zorder=0)
        look = {"lw": style.pt(2.4), "linestyle": METABOLITE} if slow else {"lw": style.pt(0.9), "antialiased": False}
        ax.plot(days, level, color=style.SEROTONIN, **look)
        ax.set_title(item.name, fontweight="normal")
        ax.text(item.days + 1, 6, said("day", day=item.days), ha="left", va="bottom")
        ax.set_xlim(0, 7 * weeks)
        ax.set_xticks(range(0, 7 * weeks + 1, 14), ["0", "2", "4", "6", "8"])
        ax.set_ylim(0, 130)
        ax.set_yticks([0, 50, 100])
    fig.supxlabel(said("x", assumed=ASSUMED), fontsize=grid[0, 0].xaxis.label.get_size())
    fig.supylabel(words("shared.steady").replace("\n", " "), fontsize=grid[0, 0].yaxis.label.get_size())
    items = [pill_days.substance(drug, where) for drug, where in PANELS]
    about = said.part(days=listed([said("said", name=item.name, day=item.days) for item in items]))
    fig.suptitle(about["title"], x=0.01, ha="left", fontweight="bold", fontsize=grid[0, 0].title.get_size())
    return Chart(fig, **about, table=_filling_table(items))


def _filling_table(items) -> pd.DataFrame:
    said = words["chart.04-filling-up"]
    rows = [
        (
            item.name,
            f"{item.dose:g}",
            f"{item.plateau:.0f}",
            said("swing", low=item.swing[0], high=item.swing[1]),
            said("day", day=item.days),
            _published(item.name),
            evidence.cite(LABELS[item.name]),
        )
        for item in items
    ]
    return pd.DataFrame(rows, columns=said.each("columns"))


def _published(name: str) -> str:
    """What a label says of the time to steady state, in words."""
    drug = "fluoxetine" if name == "norfluoxetine" else name
    key = "escitalopram.rao2007.t_ss" if drug == "escitalopram" else f"{drug}.label.t_ss"
    said, p = words["chart.04-filling-up.published"], evidence.parameter(key)
    return said("about", value=p.value) if p.low is None else said("range", low=p.low, high=p.high)


# The end of a course ---------------------------------------------------------------------------------


@style.in_style
def stopping() -> Chart:
    """Draw the level after the last pill of a long course: escitalopram, fluoxetine, norfluoxetine."""
    said = words["chart.04-stopping"]
    fig, ax = style.canvas(9.2, 4.5)
    ax.axhline(100 * pill_days.GONE, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    gone = {}
    for drug, where in STOPPED:
        days, level = pill_days.stopping(drug, where)
        name = pill_days.substance(drug, where).name
        gone[name] = pill_days.days_until_gone(drug, where)
        dashes = "-" if where == "central" else METABOLITE
        ax.plot(days, level, color=style.SEROTONIN, lw=style.pt(2.6), linestyle=dashes)
        ax.plot(gone[name], 100 * pill_days.GONE, "s", color=style.INK, ms=style.pt(8), zorder=5)
        spot = gone[name], 100 * pill_days.GONE
        ax.annotate(said("day", day=gone[name]), spot, style.away(6, 8), textcoords="offset points")
        style.label(ax, *PLACES[name], said(f"label.{name}"), style.SEROTONIN)
    ax.set_xlim(0, 70)
    weeks = range(0, 71, 14)
    ax.set_xticks(weeks, [style.time_label(day * style.DAY) if day else said("zero") for day in weeks])
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 126)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel(words("shared.steady"))
    about = said.part(gone=listed([said("said", name=name, days=days) for name, days in gone.items()]))
    style.message(ax, about["title"])
    style.stamp(ax, ASSUMED, y=0.9)
    rows = [(name, said("days", days=days), evidence.cite(LABELS[name])) for name, days in gone.items()]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

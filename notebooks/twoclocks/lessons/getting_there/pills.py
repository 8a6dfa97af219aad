"""Daily pills in lesson 04: the way to the plateau, five drugs side by side, and the end of a course."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import pill_days, ssri
from .look import ILLUSTRATIVE_PILLS, METABOLITE

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
LABELS = {
    "escitalopram": "lexapro_label",
    "citalopram": "celexa_label",
    "sertraline": "zoloft_label",
    "fluoxetine": "prozac_label",
    "norfluoxetine": "prozac_label",
    "paroxetine": "paxil_label",
}


def rise(drug: str, compartment: str, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (days, level in % of the plateau) on a pill a day, from the first pill; shape (24 days + 1,)."""
    hours = np.arange(0.0, days * ssri.DAY + 1.0)
    level = ssri.daily_level(drug, hours, compartment=compartment)
    return hours / ssri.DAY, 100 * level / pill_days.substance(drug, compartment).plateau


# How long to the plateau -----------------------------------------------------------------------------


@style.in_style
def plateau_day() -> Chart:
    """Draw the first two weeks of escitalopram, once and at twice the dose: the answer to the second
    prediction.
    """
    days, level = rise("escitalopram", "central", 14)
    ready = pill_days.substance("escitalopram").days
    fig, ax = style.canvas(9.0, 4.4)
    ax.plot(days, level, color=style.SEROTONIN, lw=style.pt(2))
    ax.axhline(100, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    ax.axvspan(ready - 1, ready, color=style.SEROTONIN_TINT, lw=0, zorder=0)
    style.label(ax, ready + 0.15, 28, f"mean of day {ready}:\n90 % of the plateau")
    ax.set_xlim(0, 14)
    ax.set_xticks(range(0, 15, 2))
    ax.set_xlabel("days since the first pill")
    ax.set_ylim(0, 150)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("level [% of the plateau]")
    title = f"A daily pill with a half-life of about a day settles in {ready} days"
    style.message(ax, title)
    style.stamp(ax, ILLUSTRATIVE_PILLS)
    return Chart(
        fig,
        "04-plateau-day",
        title,
        alt="Escitalopram on a pill a day: each day a tooth, each tooth higher than the last, until they "
        f"repeat. The mean over day {ready} is 90 % of the plateau.",
        caption=f"A model with working values; its half-life of {ssri.half_life('escitalopram'):.0f} h lies in the "
        f"range of {evidence.cite('sogaard2005').html}. The plateau is the mean level over a day in the long run.",
        table=pd.DataFrame(
            [
                {
                    "Drug": item.name,
                    "Half-life in the model": _half_life(drug, where),
                    "90 % of the plateau": f"day {item.days}",
                    "Source": evidence.cite(LABELS[item.name]),
                }
                for drug, where in PANELS
                if drug != "paroxetine"
                for item in [pill_days.substance(drug, where)]
            ]
        ),
    )


def _half_life(drug: str, compartment: str) -> str:
    return f"{ssri.half_life(drug, compartment=compartment) / ssri.DAY:.1f} days"


# Five drugs ------------------------------------------------------------------------------------------


@style.in_style
def filling_up() -> Chart:
    """Draw six small panels, one for each pill and one for norfluoxetine, over eight weeks."""
    weeks = 8
    fig, grid = style.canvas(9.4, 5.4, nrows=2, ncols=3, sharex=True, sharey=True)
    for ax, (drug, where) in zip(grid.flat, PANELS, strict=True):
        item = pill_days.substance(drug, where)
        days, level = rise(drug, where, 7 * weeks)
        slow = where != "central"
        ax.axvspan(0, item.days, color=style.SEROTONIN_TINT, lw=0, zorder=0)
        ax.plot(
            days, level, color=style.SEROTONIN, lw=style.pt(2.4 if slow else 0.9), linestyle=METABOLITE if slow else "-"
        )
        ax.set_title(item.name, fontweight="normal")
        ax.text(item.days + 1, 6, f"day {item.days}", ha="left", va="bottom")
        ax.set_xlim(0, 7 * weeks)
        ax.set_xticks(range(0, 7 * weeks + 1, 14), ["0", "2", "4", "6", "8"])
        ax.set_ylim(0, 130)
        ax.set_yticks([0, 50, 100])
    fig.supxlabel(f"weeks since the first pill ({ILLUSTRATIVE_PILLS})", fontsize=grid[0, 0].xaxis.label.get_size())
    fig.supylabel("level [% of the plateau]", fontsize=grid[0, 0].yaxis.label.get_size())
    items = [pill_days.substance(drug, where) for drug, where in PANELS]
    title = "Four pills settle within two weeks; fluoxetine takes longer"
    fig.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=grid[0, 0].title.get_size())
    said = ", ".join(f"{item.name} day {item.days}" for item in items)
    return Chart(
        fig,
        "04-filling-up",
        title,
        alt=f"Six small panels of daily teeth that climb to a plateau. 90 % of the plateau is reached: {said}.",
        caption="Shaded: until the mean over a day is 90 % of the plateau. Each panel has its own 100 %. Curves are "
        "models with working values: half-lives from labels and papers, sizes partly assumed. Paroxetine slows down "
        "its own removal, so its plateau is not in step with the dose.",
        table=_filling_table(items),
    )


def _filling_table(items) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Substance": item.name,
                "Dose of the label [mg/day]": f"{item.dose:g}",
                "Plateau in the model [ng/mL]": f"{item.plateau:.0f}",
                "Lowest to highest in a day": f"{item.swing[0]:.0f} to {item.swing[1]:.0f} %",
                "90 % of the plateau": f"day {item.days}",
                "Published": _published(item.name),
                "Source": evidence.cite(LABELS[item.name]),
            }
            for item in items
        ]
    )


def _published(name: str) -> str:
    """What a label says of the time to steady state, in words."""
    drug = "fluoxetine" if name == "norfluoxetine" else name
    key = "escitalopram.rao2007.t_ss" if drug == "escitalopram" else f"{drug}.label.t_ss"
    p = evidence.parameter(key)
    days = f"{p.low:g} to {p.high:g}" if p.low is not None else f"about {p.value:g}"
    return f"steady after {days} days"


# The end of a course ---------------------------------------------------------------------------------


@style.in_style
def stopping() -> Chart:
    """Draw the level after the last pill of a long course: escitalopram, fluoxetine, norfluoxetine."""
    fig, ax = style.canvas(9.2, 4.5)
    ax.axhline(100 * pill_days.GONE, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    gone = {}
    for drug, where in STOPPED:
        days, level = pill_days.stopping(drug, where)
        name = pill_days.substance(drug, where).name
        gone[name] = pill_days.days_until_gone(drug, where)
        ax.plot(
            days, level, color=style.SEROTONIN, lw=style.pt(2.6), linestyle="-" if where == "central" else METABOLITE
        )
        ax.plot(gone[name], 100 * pill_days.GONE, "s", color=style.INK, ms=style.pt(8), zorder=5)
        ax.annotate(
            f"day {gone[name]:.0f}", (gone[name], 100 * pill_days.GONE), style.away(6, 8), textcoords="offset points"
        )
    style.label(ax, 2.2, 116, "escitalopram", style.SEROTONIN)
    style.label(ax, 10.5, 38, "fluoxetine", style.SEROTONIN)
    style.label(ax, 20, 72, "norfluoxetine, its metabolite", style.SEROTONIN)
    ax.set_xlim(0, 70)
    ax.set_xticks(
        range(0, 71, 14), [style.time_label(day * style.DAY) if day else "last pill" for day in range(0, 71, 14)]
    )
    ax.set_xlabel("time since the last pill")
    ax.set_ylim(0, 126)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("level [% of the plateau]")
    title = "One pill is gone in a week; another lasts two months"
    style.message(ax, title)
    style.stamp(ax, ILLUSTRATIVE_PILLS, y=0.9)
    said = ", ".join(f"{name} {days:.0f} days" for name, days in gone.items())
    return Chart(
        fig,
        "04-stopping",
        title,
        alt=f"Levels after the last pill of a long course. Under 5 % of the plateau is left after: {said}.",
        caption="Squares: under a twentieth of the plateau is left. Paroxetine is missing: our model of it "
        "gives no valid curve after the last pill. This shows what drugs do, and is not advice on "
        "stopping: whoever wants to stop plans it with the person who prescribes.",
        table=pd.DataFrame(
            [
                {
                    "Substance": name,
                    "Under 5 % of the plateau after": f"{days:.0f} days",
                    "Source": evidence.cite(LABELS[name]),
                }
                for name, days in gone.items()
            ]
        ),
    )

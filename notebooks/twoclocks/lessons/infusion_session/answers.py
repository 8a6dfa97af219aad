"""The pictures with the answers to lesson 08's two predictions."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.sentences import sentences
from ...models import journeys, session
from .look import PINNED, flat_marks, later_ratings, mean_and_spread, running, sample, session_axis

words = sentences(__file__)
CLINICS = ("yale2024", "rivaposse2018")


@style.in_style
def feelings_gone() -> Chart:
    """Draw the ratings of dissociation of one session: when was it still raised, when no longer?"""
    said = words["chart.08-feelings-gone"]
    about = said.part()
    fig, ax = style.canvas(9.0, 4.5)
    session_axis(ax, hour=True)
    running(ax)
    room, end = session.room(), journeys.trial_hours()
    first = later_ratings()[0]
    ax.axvspan(end, first, color=style.CONTROL_TINT, lw=0, zorder=0)
    ax.plot(room.time, room.dissociation, color=style.CONTROL, lw=style.pt(1.6), zorder=3)
    mean_and_spread(ax, end, "session.vanschalkwyk2018.CADSS_mean", "o", least=0)
    flat_marks(ax, later_ratings(), 0.15, "secondary")
    ax.set_ylim(-0.6, 20)
    ax.set_yticks(range(0, 21, 5))
    ax.set_ylabel(said("y"))
    ax.text(end + 0.02, 18.6, said("between"), va="center", ha="left")
    style.point_at(ax, (later_ratings()[1], 0.3), said("again"), style.away(20, 44))
    style.stamp(ax, PINNED, y=0.62)
    style.message(ax, about["title"])
    return Chart(fig, **about, table=said.frame("twin", sd=session.published_spread("CADSS_mean")))


@style.in_style
def how_much_pressure() -> Chart:
    """Draw the systolic rise at the end of an infusion in two clinics."""
    said = words["chart.08-pressure-rise"]
    about = said.part(sd=session.published_spread("dSBP"))
    rows = [(said(f"clinic.{clinic}"), f"session.{clinic}.dSBP", sample(clinic)) for clinic in CLINICS]
    fig, ax = style.canvas(9.0, 3.9)
    for y, (_, id, people) in enumerate(rows):
        found = evidence.parameter(id)
        if found.low is not None:
            ax.plot([found.low, found.high], [y, y], color=style.INK, lw=style.pt(2), zorder=3)
        point(ax, found.value, y, found.status, size=12, zorder=5)
        ax.text(found.value, y - 0.24, f"{found.value:g}", ha="center", va="center", fontweight="bold")
        ax.text(59.5, y, people, ha="right", va="center")
    row_axis(ax, [name for name, *_ in rows], above=0.7)
    ax.set_xlim(0, 60)
    ax.set_xlabel(said("x"))
    style.point_at(ax, (evidence.parameter(rows[0][1]).high, 0), said("line"), style.away(8, 30), arrowprops=None)
    style.message(ax, about["title"])
    found = [evidence.parameter(id) for _, id, _ in rows]
    table = [
        (name, mean.value, _spread(mean) or said("no_spread"), people, mean.status, evidence.cite(mean.source))
        for (name, _, people), mean in zip(rows, found, strict=True)
    ]
    return Chart(fig, **about, table=pd.DataFrame(table, columns=said.each("columns")))


def _spread(mean: evidence.Parameter) -> str:
    """Return the standard deviation that was printed with a mean, as text; "" if none was."""
    return "" if mean.high is None else f"{mean.high - mean.value:.1f}"

"""The pictures with the answers to lesson 08's two predictions."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import journeys, session
from .look import PER_HOUR, PINNED, flat_marks, later_ratings, mean_and_spread, running, sample, session_axis


@style.in_style
def feelings_gone() -> Chart:
    """Draw the ratings of dissociation of one session: when was it still raised, when no longer?"""
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
    ax.set_ylabel("feeling detached [CADSS points]")
    ax.text(end + 0.02, 18.6, " gone somewhere in here:\n nobody was asked", va="center", ha="left")
    style.point_at(ax, (later_ratings()[1], 0.3), "rated again, not raised", style.away(20, 44))
    style.stamp(ax, PINNED, y=0.62)
    title = "Raised at 40 minutes, no longer at 80"
    style.message(ax, title)
    mean = evidence.parameter("session.vanschalkwyk2018.CADSS_mean")
    return Chart(
        fig,
        "08-feelings-gone",
        title,
        alt=(
            f"Score of dissociation over four hours: a mean of {mean.value:g} points with a large spread when"
            " the infusion ends at 40 min; ratings at 80, 110 and 230 min were not raised; the time from 40"
            " to 80 min is shaded. A thin assumed curve falls through it."
        ),
        caption=(
            "Point and spread: 110 people with mood disorders, total score after an infusion, its minute not"
            " stated in the abstract and drawn at 40; its lower end is cut at zero, the lowest score there"
            " is. Pale bars: rated and not above baseline, 18 people, scores not printed."
            f" {evidence.cite('vanschalkwyk2018', 'diazgranados2010').html}."
        ),
        table=pd.DataFrame(
            [
                {
                    "Minute": f"{end * PER_HOUR:.0f} (our placing)",
                    "Seen": f"mean {mean.value:g}, SD {session.published_spread('CADSS_mean'):.1f} points",
                    "Status": mean.status,
                    "Source": evidence.cite("vanschalkwyk2018"),
                },
                *(
                    {
                        "Minute": f"{time * PER_HOUR:.0f}",
                        "Seen": "not above baseline",
                        "Status": "secondary",
                        "Source": evidence.cite("diazgranados2010"),
                    }
                    for time in later_ratings()
                ),
            ]
        ),
    )


@style.in_style
def how_much_pressure() -> Chart:
    """Draw the systolic rise at the end of an infusion in two clinics."""
    fig, ax = style.canvas(9.0, 3.9)
    rows = [
        (name, evidence.parameter(f"session.{clinic}.dSBP"), sample(clinic))
        for name, clinic in (("one clinic", "yale2024"), ("another clinic", "rivaposse2018"))
    ]
    for y, (_, found, people) in enumerate(rows):
        if found.low is not None:
            ax.plot([found.low, found.high], [y, y], color=style.INK, lw=style.pt(2), zorder=3)
        ax.plot(found.value, y, "o", ms=style.pt(12), zorder=5, **style.marker(found.status, style.INK))
        ax.text(found.value, y - 0.24, f"{found.value:g}", ha="center", va="center", fontweight="bold")
        ax.text(59.5, y, people, ha="right", va="center")
    ax.set_yticks(range(2), [name for name, *_ in rows])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(1.6, -0.7)
    ax.set_xlim(0, 60)
    ax.set_xlabel("systolic rise when the infusion ends [mmHg]")
    style.point_at(ax, (rows[0][1].high, 0), "line: one standard deviation", style.away(8, 30), arrowprops=None)
    one, other = (found for _, found, _ in rows)
    title = f"Two clinics, two means: {one.value:.0f} and {other.value:.0f} mmHg"
    style.message(ax, title)
    return Chart(
        fig,
        "08-pressure-rise",
        title,
        alt=(
            f"Mean systolic rise at the end of an infusion: {one.value:g} mmHg with a standard deviation of "
            f"{one.high - one.value:.1f} in one clinic, {other.value:g} mmHg in another, which printed no spread."
        ),
        caption=(
            "The clinics averaged in different ways: one the rise at 40 min, the other took the largest"
            f" mean. Hollow: seen second-hand. {evidence.cite('yale2024', 'rivaposse2018').html}."
        ),
        table=pd.DataFrame(
            [
                {
                    "Clinic": name,
                    "Mean rise [mmHg]": found.value,
                    "Standard deviation [mmHg]": "not printed"
                    if found.high is None
                    else f"{found.high - found.value:.1f}",
                    "People": people,
                    "Status": found.status,
                    "Source": evidence.cite(found.source),
                }
                for name, found, people in rows
            ]
        ),
    )

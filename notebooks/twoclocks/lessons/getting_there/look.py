"""What the pictures of lesson 04 share: sizes for page and projector, names, axes, the measured concentration."""

from __future__ import annotations

from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.sentences import sentences
from ...models import journeys, ketamine

words = sentences(__file__)

#: Dashes tell the five ketamine sets apart in grey.
SET_DASHES = dict(zip(ketamine.PK_SETS, style.DASHES, strict=True))
#: A metabolite has the colour of its parent, dashed.
METABOLITE = (0, (5, 2))
#: What stands on every picture of pills: half of their working values are not published ones.
ASSUMED = words("shared.assumed")
#: Who was studied, and from which vessel the blood came as far as we know; in words for the axis.
PEOPLE = words.each("shared.people")


def hours_axis(ax: Axes, stop: float) -> None:
    """Make x a linear axis over the hours around an infusion."""
    style.linear_time_axis(ax, [0, journeys.trial_hours(), *range(2, int(stop) + 1)], stop)
    ax.set_xlabel(words("shared.infusion_time"))


def measured_ring(ax: Axes):
    """Draw what trials measured at the end of their infusion; return the artist."""
    measured = journeys.measured_level()
    return ax.plot(
        [journeys.trial_hours()],
        [measured.value],
        "o",
        color=style.INK,
        ms=style.pt(10),
        zorder=9,
        **style.marker(measured.status, style.INK),
    )[0]


def set_label(pk_set: str) -> str:
    """Return how a text names a published set: "Kamp 2020"."""
    return evidence.source(pk_set).label


def minutes(hours: float) -> str:
    """Return a time as whole minutes in words."""
    return f"{60 * hours:.0f} min"

"""What the pictures of lesson 08 share: the axis of a session, marks for what was and was not raised."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.measured import point
from ...kit.sentences import sentences
from ...models import journeys, ketamine

words = sentences(__file__)
PER_HOUR = ketamine.MINUTES_PER_HOUR
#: What stands on every teaching curve.
PINNED = words("shared.pinned")
RAISED, NOT_RAISED = "^", "_"


def session_axis(ax: Axes, stop: float = 4.0, hour: bool = False) -> None:
    """Make x the hours of a session, with the infusion's end as a tick; hour: the first hour too."""
    ticks = [0, journeys.trial_hours(), *range(1 if hour else 2, int(stop) + 1)]
    style.linear_time_axis(ax, ticks, stop)
    ax.set_xlabel(words("shared.time"))


def running(ax: Axes, top: float = 1.0) -> None:
    """Tint the time in which the infusion runs."""
    ax.axvspan(0, journeys.trial_hours(), 0, top, color=style.KETAMINE_TINT, lw=0, zorder=0)


def hours(id: str) -> float:
    """Return a parameter that is a time as hours, whatever its unit."""
    found = evidence.parameter(id)
    return found.value / {"h": 1, "min": PER_HOUR, "s": 3600}[found.unit]


def later_ratings() -> list[float]:
    """Return when one trial rated dissociation again and found it not raised [h]."""
    return [hours(f"session.diazgranados2010.{name}") for name in ("t_next", "t_third", "t_last")]


def sample(clinic: str) -> str:
    """Return how many people and sessions stand behind a clinic's mean: "138 people, 2342 sessions"."""
    return words(f"shared.sample.{clinic}")


def flat_marks(ax: Axes, times: Sequence[float], y: float, status: str) -> None:
    """Mark readings that were not raised: short bars, pale if seen second-hand."""
    ax.plot(
        times,
        [y] * len(times),
        NOT_RAISED,
        ms=style.pt(13),
        mew=style.pt(3.2 if status == "primary" else 1.6),
        color=style.INK,
        zorder=6,
        clip_on=False,
    )


def mean_and_spread(ax: Axes, x: float, id: str, shape: str, least: float | None = None) -> None:
    """Draw a published mean with its standard deviation (capped bars), as far down as ``least``."""
    found = evidence.parameter(id)
    if found.low is not None:
        low = found.low if least is None else max(found.low, least)
        ax.plot(
            [x, x],
            [low, found.high],
            "_-",
            color=style.INK,
            lw=style.pt(1.6),
            ms=style.pt(9),
            mew=style.pt(1.6),
            zorder=6,
        )
    point(ax, x, found.value, found.status, style.INK, shape, size=8.5, zorder=7)

"""What the pictures of lesson 01 share: an axis from a millisecond to weeks, durations in words, colours of targets."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from ...kit import style

MILLISECOND, SECOND, MINUTE, HOUR, DAY = 1e-3, 1.0, 60.0, 3600.0, 86400.0
WEEK = 7 * DAY

#: Colour of a side of the collection.
COLOURS = {"glutamate": style.KETAMINE, "serotonin": style.SEROTONIN, "": style.INK}
#: AMPA and NMDA share glutamate's colour and differ by dash.
LINES = {"AMPA": (0, (4, 1.6)), "NMDA": "-"}
#: Targets of drugs: colour, marker, dash.
TARGETS = {
    "SERT": (style.SEROTONIN, "o", "-"),
    "NET": (style.QUIET, "s", (0, (5, 2))),
    "DAT": (style.QUIET, "^", (0, (1, 1.6))),
    "NMDA": (style.KETAMINE, "D", "-"),
}


def span(seconds: float) -> str:
    """Return a duration with two figures as a reader would say it: "5.3 ms", "150 ms", "3.1 s", "40 min", "6 weeks"."""
    if seconds < 0:
        raise ValueError(f"seconds is {seconds:g}; a duration cannot be negative.")
    if seconds < SECOND:
        return f"{_two(seconds / MILLISECOND)} ms"
    if seconds < MINUTE:
        return f"{_two(seconds)} s"
    if HOUR <= seconds < 2 * DAY and seconds != DAY:
        return f"{seconds / HOUR:.0f} h"
    return style.time_label(seconds / HOUR)


def _two(value: float) -> str:
    """Two significant figures without powers of ten."""
    return f"{float(f'{value:.2g}'):g}"


_TICKS = (
    (MILLISECOND, "1 ms"),
    (10 * MILLISECOND, "10 ms"),
    (100 * MILLISECOND, "100 ms"),
    (SECOND, "1 s"),
    (10 * SECOND, "10 s"),
    (MINUTE, "1 min"),
    (10 * MINUTE, "10 min"),
    (HOUR, "1 h"),
    (DAY, "1 day"),
    (WEEK, "1 week"),
    (12 * WEEK, "12 weeks"),
)


def long_axis(ax: Axes, start: float, stop: float, leave_out: tuple[str, ...] = ()) -> None:
    """Make x a logarithmic axis from ``start`` to ``stop`` seconds with words as ticks."""
    ax.set_xscale("log")
    ax.set_xlim(start, stop)
    ticks = [(at, word) for at, word in _TICKS if start <= at <= stop and word not in leave_out]
    ax.xaxis.set_major_locator(FixedLocator([at for at, _ in ticks]))
    ax.set_xticklabels([word for _, word in ticks])
    ax.xaxis.set_minor_locator(NullLocator())


def concentration(nanomolar: float) -> str:
    """Return a concentration in words: "0.1 nM", "30 nM", "1 µM"."""
    return f"{nanomolar:g} nM" if nanomolar < 1000 else f"{nanomolar / 1000:g} µM"


def percent(share: float) -> str:
    """Return a share as a percentage that does not pretend: "89 %", "0.4 %", "under 0.1 %", "over 99.9 %"."""
    value = 100 * share
    if value == 0:
        return "0 %"
    if value < 0.1:
        return "under 0.1 %"
    if value > 99.9:
        return "over 99.9 %" if share < 1 else "100 %"
    return f"{value:.1f} %" if value < 1 or 99 < value < 100 else f"{value:.0f} %"


def two_figures(value: float) -> str:
    """Return a large number that promises two figures only: "3,400", "86"."""
    return f"{float(f'{value:.2g}'):,.0f}"

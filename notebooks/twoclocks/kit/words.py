"""House style of words: titles over panels, how numbers, intervals, visits and arms are written."""

from __future__ import annotations

import textwrap

import matplotlib
from matplotlib.figure import Figure

from . import style

STATUS_NOTE = "Filled marks: seen in the source itself, or worked out from it. Hollow marks: seen second-hand."
MINUS = "\u2212"
DAY = 24.0


def headline(fig: Figure, text: str) -> None:
    """Write the message of a chart with several panels over all of them, in two lines if need be."""
    fig.suptitle(
        textwrap.fill(text, 66 if style.view() == "projector" else 84),
        x=0.008,
        ha="left",
        fontweight="bold",
        fontsize=matplotlib.rcParams["axes.titlesize"],
        color=style.INK,
    )


def plain_title(ax, text: str) -> None:
    """Write what a panel shows, quieter than the message."""
    ax.set_title(text, fontsize=matplotlib.rcParams["font.size"], fontweight="normal", loc="left")


def signed(value: float, digits: int = 1) -> str:
    """Return ``value`` with a plus or a true minus sign."""
    return f"{value:+.{digits}f}".replace("-", MINUS)


def plain(value: float, digits: int = 1) -> str:
    """Return ``value`` with a true minus sign if it needs one."""
    return f"{value:.{digits}f}".replace("-", MINUS)


def interval(low: float, high: float, digits: int = 1) -> str:
    """Return "−6.2 to −0.5"."""
    return f"{plain(low, digits)} to {plain(high, digits)}"


def listed(words: list[str]) -> str:
    """Return "1 day, 1 week and 4 weeks"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def visit(hours: float) -> str:
    """Return the name of a visit as trials count it: the day of the first dose is day 1."""
    return f"day {round(hours / DAY) + 1}" if hours >= DAY else style.time_label(hours)


def after(hours: float) -> str:
    """Return the time since the first dose in words; the visit of day 28 keeps its name."""
    last_visit = 27 * DAY
    return visit(hours) if hours == last_visit else style.time_label(hours)


def arm_style(role: str, new_pill: bool = True) -> dict[str, object]:
    """Return line settings of the drug arm, or of a control arm with or without a new pill."""
    if role == "drug":
        return {"color": style.KETAMINE, "linestyle": "-", "marker": "o", "markersize": style.pt(8)}
    color = style.SEROTONIN if new_pill else style.CONTROL
    return {"color": color, "linestyle": (0, (5, 2)), "marker": "^", "markersize": style.pt(9)}


def ink_of(color: str) -> str:
    """Return the colour of words about a thing of ``color``: the grey of marks is too pale for words."""
    return style.QUIET if color in {style.CONTROL, style.GRID} else color


DIFFERENCE = "drug minus control, MADRS points\n(further left: better with the drug)"


def difference_axis(ax, low: float, high: float, label: str = DIFFERENCE, last: float = 10) -> None:
    """Make x an axis of differences in points with true minus signs; no tick stands after ``last``."""
    ax.set_xlim(low, high)
    ticks = [tick for tick in range(-20, 21, 5) if low <= tick <= min(high, last)]
    ax.set_xticks(ticks, [str(tick).replace("-", MINUS) for tick in ticks])
    ax.axvline(0, color=style.QUIET, lw=style.pt(1), zorder=1)
    ax.set_xlabel(label)

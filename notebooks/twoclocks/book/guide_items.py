"""Chart of the instructor guide: right answers before and after, item by item."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..kit import style
from ..kit.chart import Chart


@style.in_style
def before_and_after(names: list[str], before: np.ndarray, after: np.ndarray, students: int, made_up: bool) -> Chart:
    """Draw one row for each item.

    names: of the items. before, after: right answers [%], shape (items,). students: how many.
    made_up: whether the class is invented, which the chart then says.
    """
    fig, ax = style.canvas(9.0, 5.6)
    rows = -np.arange(len(names))
    ax.hlines(rows, before, after, color=style.QUIET, lw=style.pt(2), zorder=2)
    ax.plot(
        before,
        rows,
        "o",
        ms=style.pt(11),
        zorder=3,
        markerfacecolor="white",
        markeredgecolor=style.INK,
        markeredgewidth=style.pt(1.6),
    )
    ax.plot(after, rows, "o", ms=style.pt(7), zorder=4, color=style.INK)
    ax.set_yticks(rows, names)
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(-4, 104), ylim=(-len(names) + 0.3, 1.1), xlabel=f"right answers (% of {students} students)")
    # The two kinds of dot are named above the row in which they lie farthest apart and so have room.
    ax.text(0.0, 0.62, "hollow: before   filled: after", ha="left", va="center", color=style.QUIET)
    least = int(np.argmin(after - before))
    most = int(np.argmax(after - before))
    style.message(ax, "Look where nothing moved, not only at the average")
    if made_up:
        ax.text(104, 0.62, "a made-up class", ha="right", va="center", color=style.QUIET, fontstyle="italic")
    frame = pd.DataFrame({"item": names, "right before (%)": np.round(before), "right after (%)": np.round(after)})
    invented = "An invented class. " if made_up else ""
    return Chart(
        fig,
        "guide-items",
        "Concept check: right answers before and after, item by item",
        f"{invented}Twelve rows with a hollow dot before and a filled dot after. {_told(names, before, after, most)} "
        f"{_told(names, before, after, least)}",
        f"{invented}Hollow dots: before. Filled dots: after. The same students both times.",
        frame,
    )


def _told(names: list[str], before: np.ndarray, after: np.ndarray, place: int) -> str:
    return f"Item {names[place]}: {before[place]:.0f} percent before, {after[place]:.0f} percent after."

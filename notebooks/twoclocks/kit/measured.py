"""Forms that most charts share: named rows down an axis, a point that says how its number was seen, its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from . import style


def row_axis(
    ax: Axes, names: Sequence[str], places: Sequence[float] | None = None, *, above: float = 0.6, below: float = 0.6
) -> None:
    """Make y an axis of named rows, without ticks, from the first at the top to the last.

    places: where the rows stand; by default 0, 1, 2 … downwards. above, below: room [rows] over the first and under
    the last of them.
    """
    places = range(len(names)) if places is None else places
    down = 1 if places[-1] >= places[0] else -1
    ax.set_yticks(places, names)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(places[-1] + down * below, places[0] - down * above)


def point(
    ax: Axes, x: float, y: float, status: str, color: str = style.INK, shape: str = "o", *, size: float = 10, **look
) -> Line2D:
    """Draw a published number; the mark is filled or hollow by its ``status``. size [pt]; look: as for ``ax.plot``.

    Raises ValueError for a status that may not be plotted.
    """
    return ax.plot(x, y, shape, ms=style.pt(size), **style.marker(status, color), **look)[0]


def measured(
    ax: Axes,
    row: object,
    place: float,
    color: str = style.INK,
    shape: str = "o",
    *,
    upright: bool = False,
    size: float = 10,
    bar: Mapping[str, object] = {},
    **look,
) -> Line2D:
    """Draw the value of a ``row`` of evidence, and its interval if it has one, in the row (or column) ``place``.

    row: has value, low, high and status (of a table, a Parameter, …). upright: whether values run along y. bar: how
    the interval differs from the mark, as for ``ax.plot``. Returns the mark.
    """
    value, low, high, status = (_of(row, name) for name in ("value", "low", "high", "status"))
    if pd.notna(low) and pd.notna(high):
        along = ((low, high), (place, place))
        ax.plot(*(along[::-1] if upright else along), **({"color": color, "lw": style.pt(2)} | {**bar}))
    at = (place, value) if upright else (value, place)
    return point(ax, *at, status, color, shape, size=size, **look)


def _of(row: object, name: str) -> object:
    return row[name] if isinstance(row, (Mapping, pd.Series)) else getattr(row, name)

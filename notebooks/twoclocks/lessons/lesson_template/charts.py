"""Charts of the lesson template: how a pulse of serotonin fades."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, row_axis
from ...models import uptake

#: What is left after one decay time, as a share.
ONE_DECAY = float(np.exp(-1))
#: How long the pictures look [s], and a point for every twentieth of a second.
LONGEST = 12.0
TIME = np.linspace(0.0, LONGEST, 241)
#: A pulse far below the level at which the pump is half busy, and one far above it [µM].
SMALL, LARGE = 0.01, 10.0


def seconds(value: float) -> str:
    """Return seconds with two figures: "3.1 s", "12 s"."""
    return f"{value:.1f} s" if value < 10 else f"{value:.0f} s"


def micromolar(value: float) -> str:
    """Return a level of serotonin: "0.01 µM"."""
    return f"{value:g} µM"


def fading_axis(ax: Axes) -> None:
    """Prepare axes for a falling pulse, with a dashed line where one decay time is read."""
    ax.set_xlim(0, LONGEST)
    ax.set_xlabel("time after the pulse [s]")
    ax.set_ylim(0, 104)
    ax.set_yticks([0, 37, 100])
    ax.set_ylabel("left [% of the start]")
    ax.axhline(100 * ONE_DECAY, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)


def _rows(parameters: dict[str, evidence.Parameter]) -> pd.DataFrame:
    """Return the table twin of a chart: one row a number, with its source."""
    return pd.DataFrame(
        [
            {
                "Pumps": name,
                "Decay time (down to 37 %)": p.text,
                "Range": p.range_text,
                "Status": p.status,
                "Source": evidence.cite(p.source),
            }
            for name, p in parameters.items()
        ]
    )


# A chart: figure, name, message, alt text, caption, table twin ------------------------------------


@style.in_style
def pulse() -> Chart:
    """Draw how a small pulse fades with free pumps, and the decay time that was measured."""
    fig, ax = style.canvas(9.0, 4.0)
    fading_axis(ax)
    free = evidence.parameter("synapse.molpsych2025.tau_control")
    left = 100 * uptake.decay(TIME, SMALL) / SMALL
    ax.plot(TIME, left, color=style.SEROTONIN, lw=style.pt(2.8))
    measured(ax, free, 100 * ONE_DECAY, size=9, bar={"zorder": 4}, zorder=5)
    style.point_at(ax, (free.value, 100 * ONE_DECAY), f"measured: {seconds(free.value)}", style.away(26, 30))
    style.stamp(ax, "illustrative: curve fitted to measured decays", y=0.86)
    title = f"A pulse of serotonin is mostly gone within {LONGEST:.0f} seconds"
    style.message(ax, title)
    return Chart(
        fig,
        "template-pulse",
        title,
        alt=f"A falling curve over {LONGEST:.0f} seconds: serotonin in percent of the start. It is down to "
        f"37 % at the measured {seconds(free.value)} and to {left[-1]:.0f} % at the end.",
        caption=f"Point: mean and standard error in slices of brain ({evidence.cite(free.source).html}). "
        "Curve: uptake by the pump and a loss that is not uptake, fitted to such points.",
        table=_rows({"free": free}),
    )


@style.in_style
def blocked() -> tuple[Chart, Axes]:
    """Draw measured decay times with pumps free and blocked; return the axes too, to mark guesses on."""
    fig, ax = style.canvas(9.0, 3.4)
    slices = evidence.parameters("synapse.molpsych2025")
    shown = {"free": slices["tau_control"], "blocked": slices["tau_escitalopram"]}
    ax.set_xlim(0, 32)
    ax.set_xlabel("decay time [s]")
    row_axis(ax, [f"pumps {name}" for name in shown], [1, 0])
    ax.grid(axis="x")
    for height, p in zip((1, 0), shown.values(), strict=True):
        measured(ax, p, height, size=9, bar={"zorder": 4}, zorder=5)
        style.label(ax, p.high + 1, height, seconds(p.value))
    title = f"With every pump blocked, a pulse lasts {slices['tau_ratio'].value:.1f} times as long"
    style.message(ax, title)
    return Chart(
        fig,
        "template-blocked",
        title,
        alt="Two points on an axis of seconds. "
        + " ".join(f"Decay time with pumps {name}: {seconds(p.value)}." for name, p in shown.items()),
        caption=f"Means and standard errors in slices of brain; the blocker is escitalopram in the bath "
        f"({evidence.cite('molpsych2025').html}).",
        table=_rows(shown),
    ), ax


@style.in_style
def two_starts() -> tuple[Chart, Axes]:
    """Draw a small and a large pulse, each in percent of its start; return the axes too."""
    fig, ax = style.canvas(9.0, 4.0)
    fading_axis(ax)
    falls, curves = {}, {}
    for start, dash in ((SMALL, style.DASHES[0]), (LARGE, style.DASHES[1])):
        falls[start] = uptake.fall_time(ONE_DECAY, start)
        curves[start] = 100 * uptake.decay(TIME, start) / start
        ax.plot(TIME, curves[start], color=style.SEROTONIN, linestyle=dash, lw=style.pt(2.8))
        ax.plot(falls[start], 100 * ONE_DECAY, "s", color=style.INK, ms=style.pt(8), zorder=5)
    style.point_at(ax, (falls[SMALL], 100 * ONE_DECAY), micromolar(SMALL), style.away(-22, -34), ha="right")
    style.point_at(ax, (falls[LARGE], 100 * ONE_DECAY), micromolar(LARGE), style.away(22, 30))
    style.stamp(ax, "illustrative: model", y=0.86)
    title = "A large pulse lasts longer, because the pump is busy"
    style.message(ax, title)
    return Chart(
        fig,
        "template-two-starts",
        title,
        alt=f"Two falling curves in percent of their own start over {LONGEST:.0f} seconds. The pulse of "
        f"{micromolar(SMALL)} is down to 37 % after {seconds(falls[SMALL])}, that of {micromolar(LARGE)} "
        f"after {seconds(falls[LARGE])}.",
        caption="Both curves are the model of this lesson; nobody measured them.",
        table=pd.DataFrame(
            [
                {
                    "Start": micromolar(start),
                    "Down to 37 % after": seconds(falls[start]),
                    "Status": "computed",
                    "Source": evidence.cite("twoclocks"),
                }
                for start in falls
            ]
        ),
    ), ax

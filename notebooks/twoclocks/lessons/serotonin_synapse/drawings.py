"""What the explorers of lesson 03 draw: the circuit over four weeks, and dose against SERT occupancy."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.measured import row_axis
from ...kit.sentences import sentences
from ...models import circuit_days, dose_steps
from .circuit_drawing import draw_circuit_parts, draw_moment

words = sentences(__file__)

TOP_FIRING, TOP_SEROTONIN = 170, 560
#: The first day that the titles of the circuit speak of: 6 hours.
FIRST = 0.25


def rat_points(*ids: str) -> list[tuple[float, float, str]]:
    """Return (day, percent of baseline, status) of published measurements; the day is the end of the id."""
    found = []
    for id in ids:
        p = evidence.parameter(f"raphe.{id}")
        day = float(id.rpartition("_")[2].removesuffix("d"))
        found.append((day, p.value * (100 if p.unit == "fraction of control" else 1), p.status))
    return found


RAT_FIRING = ("ghanbari2010.f_2d", "ghanbari2010.f_14d")
RAT_SEROTONIN = ("ceglia2004.s_2d", "ceglia2004.s_13d")
RAT_CITALOPRAM = ("ceglia2004.s_citalopram_2d", "ceglia2004.s_citalopram_13d")


def draw_points(ax: Axes, ids, shape: str) -> None:
    """Draw published rat measurements: escitalopram as discs, citalopram as triangles."""
    for day, level, status in rat_points(*ids):
        ax.plot([day], [level], shape, ms=style.pt(8.5), zorder=7, **style.marker(status, style.INK))


def weeks_axis(ax: Axes, named: bool = True) -> None:
    """Make x the four weeks of the circuit, in days."""
    ax.set_xlim(0, circuit_days.LAST)
    ax.set_xticks(range(0, 29, 7), ["0", "1", "2", "3", "4"] if named else [])
    if named:
        ax.set_xlabel(words("shared.weeks"))


def circuit_axes(figure) -> tuple[Axes, Axes, Axes]:
    """Left: the circuit. Right: firing and forebrain serotonin over four weeks, with measurements in rats."""
    said = words["explorer.03-circuit"]
    grid = figure.add_gridspec(2, 2, width_ratios=(1.06, 1.2))
    stage, top, low = (figure.add_subplot(place) for place in (grid[:, 0], grid[0, 1], grid[1, 1]))
    draw_circuit_parts(stage)
    for ax, most, step in ((top, TOP_FIRING, 50), (low, TOP_SEROTONIN, 200)):
        ax.set_ylim(0, most)
        ax.set_yticks(range(0, most + 1, step))
        ax.set_ylabel(words("shared.baseline"))
        ax.axhline(100, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    weeks_axis(top, named=False)
    weeks_axis(low)
    draw_points(top, RAT_FIRING, "o")
    draw_points(low, RAT_SEROTONIN, "o")
    draw_points(low, RAT_CITALOPRAM, "^")
    top.text(27.7, 142, said("rats"), ha="right", va="center")
    low.text(13.5, 504, said("escitalopram"), ha="right", va="center")
    low.text(14.8, 303, said("citalopram"), ha="left", va="center")
    style.stamp(top, words("shared.illustrative"), y=0.02)
    return stage, top, low


def draw_circuit(axes: tuple[Axes, Axes, Axes], result: circuit_days.Day, antagonist: str, occupancy: float) -> None:
    """Draw the circuit on the chosen day, and firing and forebrain serotonin over four weeks."""
    said, (stage, top, low) = words["explorer.03-circuit"], axes
    draw_moment(stage, result.now, (occupancy, occupancy), antagonist, smooth=False)
    for ax, name, course, share in ((top, "firing", result.firing, 1), (low, "serotonin", result.forebrain, 0.01)):
        first, last = (float(np.interp(day, result.days, course)) for day in (FIRST, circuit_days.LAST))
        style.message(ax, said.band(name, min(first, last), first=share * first, last=share * last))
        now = result.now.firing if ax is top else result.now.forebrain
        # in front of the measurements
        ax.axvline(result.day, color=style.INK, lw=style.pt(1.2), zorder=8.1)
        ax.plot(result.days, course, color=style.SEROTONIN, lw=style.pt(3), zorder=8.2)
        ax.plot([result.day], [now], "s", color=style.SEROTONIN, ms=style.pt(10), zorder=8.3)


#: Multiples of a usual dose at which curves are drawn, closer where they bend.
MULTIPLES = np.concatenate([np.linspace(0, 0.5, 51), np.linspace(0.55, dose_steps.MOST, 50)])


def dose_axes(figure) -> tuple[Axes, Axes]:
    """Left: SERT occupancy against dose, all eight drugs thin. Right: rows for the quarters of a usual dose."""
    said = words["explorer.03-dose"]
    left, right = figure.subplots(1, 2, width_ratios=(1.6, 1))
    for drug in dose_steps.DRUGS:
        left.plot(MULTIPLES, dose_steps.held(drug, MULTIPLES), color=style.CONTROL, lw=style.pt(1.1), zorder=2)
    left.set_xlim(0, dose_steps.MOST)
    left.set_xticks([0, 0.5, 1, 2, 3], ["0", "½", "1", "2", "3"])
    left.set_xlabel(said("x"))
    left.set_ylim(0, 105)
    left.set_yticks(range(0, 101, 25))
    left.set_ylabel(words("shared.occupancy"))
    style.message(left, said("message"))
    left.text(2.95, 13, said("thin"), ha="right", va="center")
    row_axis(right, said.each("quarters"))
    right.set_ylabel(said("right_y"), labelpad=style.pt(9))
    right.set_xlim(0, 100)
    right.set_xticks([0, 50, 100])
    right.set_xlabel(said("right_x"))
    right.text(99, 1, said("dark"), ha="right", va="center", linespacing=1.3)
    return left, right


def draw_dose(axes: tuple[Axes, Axes], result: dose_steps.Step, multiple: float) -> None:
    """Draw the chosen drug before the other seven, the chosen dose, and what each quarter of the usual one occupies."""
    said, (left, right) = words["explorer.03-dose"], axes
    left.plot(MULTIPLES, dose_steps.held(result.drug, MULTIPLES), color=style.SEROTONIN, lw=style.pt(3.2), zorder=4)
    name = said("thick", drug=result.drug, usual=result.usual)
    left.text(2.95, 38, name, ha="right", va="center", color=style.SEROTONIN)
    to_both_axes = [multiple, multiple, 0], [0, result.held, result.held]
    left.plot(*to_both_axes, color=style.INK, lw=style.pt(1.4), dashes=(3, 2), zorder=5)
    left.plot([multiple], [result.held], "s", color=style.INK, ms=style.pt(10), zorder=6, clip_on=False)
    right.barh(range(4), result.quarters, color=style.SEROTONIN, height=0.62, zorder=3)
    right.barh(range(4), result.freed, color=style.INK, height=0.26, zorder=4)
    for row, points in enumerate(result.quarters):
        right.text(points + 3, row, said("points", points=points), va="center")

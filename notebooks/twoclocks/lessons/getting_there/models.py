"""Ketamine in five published models, in lesson 04: one infusion, and how fast half of it is gone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.sentences import sentences
from ...kit.words import listed
from ...models import journeys, ketamine
from .look import PEOPLE, SET_DASHES, hours_axis, measured_ring, minutes, set_label

words = sentences(__file__)


@style.in_style
def five_models() -> Chart:
    """Draw the trial infusion in five published models, and what was measured at its end."""
    said = words["chart.04-five-models"]
    run = journeys.infusion()
    fig, (left, right) = style.canvas(9.6, 4.7, ncols=2, width_ratios=(1.35, 1))
    for name, dashes in SET_DASHES.items():
        left.plot(run.time, run.levels[name], color=style.KETAMINE, linestyle=dashes, lw=style.pt(2.2))
    hours_axis(left, 4.0)
    left.set_ylim(0, 290)
    left.set_ylabel(words("shared.ketamine"))
    measured_ring(left)
    ring = run.end, journeys.measured_level().value
    style.point_at(left, ring, said("measured"), style.away(48, 52), va="center")
    style.message(left, said("left"))
    order = sorted(ketamine.PK_SETS, key=run.peak)
    apart = run.peak(order[-1]) - run.peak(order[0])
    _level_rows(right, run, order)
    style.message(right, said("right", range=apart))
    peaks = [said("peak", name=set_label(name), people=PEOPLE[name], peak=run.peak(name)) for name in order]
    about = said.part(range=apart, peaks=listed(peaks))
    return Chart(fig, **about, table=_model_table(run, order))


def _level_rows(ax: Axes, run: journeys.Infusion, order: list[str]) -> None:
    """One row a model: its line style, who was studied, the level at the end; on top the measured one."""
    said, measured = words["chart.04-five-models"], journeys.measured_level()
    ax.axvline(measured.value, color=style.INK, lw=style.pt(1), dashes=(2, 2), zorder=1)
    for row, name in enumerate(order):
        ax.plot([0, run.peak(name)], [row, row], color=style.KETAMINE, linestyle=SET_DASHES[name], lw=style.pt(2.2))
        ax.plot(run.peak(name), row, "o", ms=style.pt(9), color=style.KETAMINE)
        ax.text(run.peak(name) + 12, row, f"{run.peak(name):.0f}", va="center")
        ax.text(
            3,
            row + 0.2,
            said("row", name=set_label(name), people=PEOPLE[name]),
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    point(ax, measured.value, len(order), measured.status)
    ax.text(measured.value + 12, len(order), said("measured_row", value=measured.value), va="center")
    ax.set_ylim(-0.5, len(order) + 0.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0, 320)
    ax.set_xlabel(said("x"))


def _model_table(run: journeys.Infusion, order: list[str]) -> pd.DataFrame:
    said, measured = words["chart.04-five-models"], journeys.measured_level()
    rows = [
        (
            set_label(name),
            PEOPLE[name],
            round(run.peak(name)),
            f"{100 * (run.peak(name) / measured.value - 1):+.0f} %".replace("-", "−"),
            minutes(run.half_time(name)),
            evidence.cite(name),
        )
        for name in order
    ]
    name, people, against, half = said.each("last")
    rows.append((name, people, round(measured.value), against, half, evidence.cite(measured.source)))
    return pd.DataFrame(rows, columns=said.each("columns"))


@style.in_style
def half_gone() -> Chart:
    """Draw how the level falls after the end of the trial infusion: the answer to the first prediction."""
    said = words["chart.04-half-gone"]
    run = journeys.infusion(hours=14.0)
    fig, ax = style.canvas(9.0, 4.6)
    style.log_time_axis(ax, style.MINUTE, 12 * style.HOUR)
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 104)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel(said("y"))
    ax.axhline(50, color=style.QUIET, lw=style.pt(1), dashes=(2, 2))
    after = np.geomspace(style.MINUTE, 12.0, 300)
    halves = {name: run.half_time(name) for name in ketamine.PK_SETS}
    for name, dashes in SET_DASHES.items():
        level = np.interp(run.end + after, run.time, run.levels[name])
        ax.plot(after, 100 * level / run.peak(name), color=style.KETAMINE, linestyle=dashes, lw=style.pt(2.2))
        ax.plot(halves[name], 50, "s", color=style.INK, ms=style.pt(8), zorder=5)
    order = sorted(halves, key=halves.get)
    for name, offset, align in ((order[0], (-4, -62), "center"), (order[-1], (34, 40), "left")):
        text = f"{set_label(name)}:\n{minutes(halves[name])}"
        style.point_at(ax, (halves[name], 50), text, style.away(*offset), ha=align)
    times = [said("time", name=set_label(name), time=minutes(halves[name])) for name in order]
    about = said.part(low=60 * halves[order[0]], high=60 * halves[order[-1]], times=listed(times))
    style.message(ax, about["title"])
    rows = [
        (set_label(name), minutes(halves[name]), f"{ketamine.derived(name).half_lives[-1]:.1f} h", evidence.cite(name))
        for name in order
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

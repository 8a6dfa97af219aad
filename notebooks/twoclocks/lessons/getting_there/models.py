"""Ketamine in five published models, in lesson 04: one infusion, and how fast half of it is gone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...models import journeys, ketamine
from .look import PEOPLE, SET_DASHES, hours_axis, measured_ring, minutes, set_label


@style.in_style
def five_models() -> Chart:
    """Draw the trial infusion in five published models, and what was measured at its end."""
    run = journeys.infusion()
    fig, (left, right) = style.canvas(9.6, 4.7, ncols=2, width_ratios=(1.35, 1))
    for name, dashes in SET_DASHES.items():
        left.plot(run.time, run.levels[name], color=style.KETAMINE, linestyle=dashes, lw=style.pt(2.2))
    hours_axis(left, 4.0)
    left.set_ylim(0, 290)
    left.set_ylabel("ketamine in plasma [ng/mL]")
    measured_ring(left)
    style.point_at(
        left, (run.end, journeys.measured_level().value), "measured\nin trials", style.away(48, 52), va="center"
    )
    style.message(left, "Five published models …")
    order = sorted(ketamine.PK_SETS, key=run.peak)
    _level_rows(right, run, order)
    style.message(right, f"… end {run.peak(order[-1]) - run.peak(order[0]):.0f} ng/mL apart")
    peaks = ", ".join(f"{set_label(name)} ({PEOPLE[name]}) {run.peak(name):.0f}" for name in order)
    return Chart(
        fig,
        "04-five-models",
        "Five published models of one infusion differ by more than a third",
        alt=f"Levels at the end of the trial infusion in ng/mL: {peaks}; measured "
        f"{journeys.measured_level().value:.0f}. All curves climb for {minutes(run.end)} and then fall, steeply at "
        "first and slowly later; they cross during the fall.",
        caption=f"The infusion used in trials ({evidence.parameter('trial.infusion.dose').text} over "
        f"{evidence.parameter('trial.infusion.duration').text}, a fact about trials), in a person "
        f"of {evidence.parameter('teaching.reference_weight').text}. Hollow ring: measured, seen "
        f"second-hand in {evidence.cite('zanos2018').html}, which does not say whether the blood "
        "came from an artery or a vein; trials usually draw from a vein.",
        table=_model_table(run, order),
    )


def _level_rows(ax: Axes, run: journeys.Infusion, order: list[str]) -> None:
    """One row a model: its line style, who was studied, the level at the end; on top the measured one."""
    measured = journeys.measured_level()
    ax.axvline(measured.value, color=style.INK, lw=style.pt(1), dashes=(2, 2), zorder=1)
    for row, name in enumerate(order):
        ax.plot([0, run.peak(name)], [row, row], color=style.KETAMINE, linestyle=SET_DASHES[name], lw=style.pt(2.2))
        ax.plot(run.peak(name), row, "o", ms=style.pt(9), color=style.KETAMINE)
        ax.text(run.peak(name) + 12, row, f"{run.peak(name):.0f}", va="center")
        ax.text(
            3,
            row + 0.2,
            f"{set_label(name)}: {PEOPLE[name]}",
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    point(ax, measured.value, len(order), measured.status)
    ax.text(measured.value + 12, len(order), f"{measured.value:.0f} measured", va="center")
    ax.set_ylim(-0.5, len(order) + 0.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0, 320)
    ax.set_xlabel(f"level after {minutes(run.end)} [ng/mL]")


def _model_table(run: journeys.Infusion, order: list[str]) -> pd.DataFrame:
    measured = journeys.measured_level()
    rows = [
        {
            "Model": set_label(name),
            "Studied": PEOPLE[name],
            "Level at the end [ng/mL]": round(run.peak(name)),
            "Against measured": f"{100 * (run.peak(name) / measured.value - 1):+.0f} %".replace("-", "−"),
            "Half gone after": minutes(run.half_time(name)),
            "Source": evidence.cite(name),
        }
        for name in order
    ]
    rows.append(
        {
            "Model": "measured in trials",
            "Studied": "adults",
            "Level at the end [ng/mL]": round(measured.value),
            "Against measured": "",
            "Half gone after": "not given",
            "Source": evidence.cite(measured.source),
        }
    )
    return pd.DataFrame(rows)


@style.in_style
def half_gone() -> Chart:
    """Draw how the level falls after the end of the trial infusion: the answer to the first prediction."""
    run = journeys.infusion(hours=14.0)
    fig, ax = style.canvas(9.0, 4.6)
    style.log_time_axis(ax, style.MINUTE, 12 * style.HOUR)
    ax.set_xlabel("time since the infusion stopped")
    ax.set_ylim(0, 104)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel("level [% of its peak]")
    ax.axhline(50, color=style.QUIET, lw=style.pt(1), dashes=(2, 2))
    after = np.geomspace(style.MINUTE, 12.0, 300)
    halves = {name: run.half_time(name) for name in ketamine.PK_SETS}
    for name, dashes in SET_DASHES.items():
        level = np.interp(run.end + after, run.time, run.levels[name])
        ax.plot(after, 100 * level / run.peak(name), color=style.KETAMINE, linestyle=dashes, lw=style.pt(2.2))
        ax.plot(halves[name], 50, "s", color=style.INK, ms=style.pt(8), zorder=5)
    first, last = min(halves, key=halves.get), max(halves, key=halves.get)
    style.point_at(
        ax, (halves[first], 50), f"{set_label(first)}:\n{minutes(halves[first])}", style.away(-4, -62), ha="center"
    )
    style.point_at(
        ax, (halves[last], 50), f"{set_label(last)}:\n{minutes(halves[last])}", style.away(34, 40), ha="left"
    )
    title = f"Half is gone within {60 * halves[first]:.0f} to {minutes(halves[last])}, not within hours"
    style.message(ax, title)
    order = sorted(halves, key=halves.get)
    times = ", ".join(f"{set_label(name)} {minutes(halves[name])}" for name in order)
    return Chart(
        fig,
        "04-half-gone",
        title,
        alt="Five falling curves on a time axis from one minute to twelve hours. Time from the end of the "
        f"infusion until half of the peak is left: {times}.",
        caption="Squares: half of the peak is left. Same infusion, five published models; line styles as "
        "in the chart of the five models below.",
        table=pd.DataFrame(
            [
                {
                    "Model": set_label(name),
                    "Half of the peak left after": minutes(halves[name]),
                    "Terminal half-life": f"{ketamine.derived(name).half_lives[-1]:.1f} h",
                    "Source": evidence.cite(name),
                }
                for name in order
            ]
        ),
    )

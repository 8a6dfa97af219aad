"""Pictures of lesson 04 that stand still: two time scales, five ketamine models, the metabolites.

Pills have a module of their own (getting_there_pills), as have routes (getting_there_routes) and the moving pictures
(getting_there_scenes).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from .. import evidence
from ..models import journeys, ketamine, pill_days, ssri
from . import style
from .chart import Chart
from .getting_there_look import (
    ILLUSTRATIVE_PILLS,
    METABOLITE,
    PEOPLE,
    SET_DASHES,
    away,
    canvas,
    hours_axis,
    measured_ring,
    minutes,
    set_label,
    thick,
)

# Two time scales -------------------------------------------------------------------------------------


@style.in_style
def two_time_scales() -> Chart:
    """Draw an infusion and two daily pills on one logarithmic time axis, each as % of its own peak or plateau."""
    fig, ax = canvas(9.2, 4.8)
    style.log_time_axis(ax, style.MINUTE, 12 * style.WEEK)
    ax.set_ylim(0, 135)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("level [% of peak or plateau]")
    ax.set_xlabel("time since the start (each step is about ten times longer)")
    ax.grid(axis="x")
    _draw_infusion(ax)
    _draw_pills(ax)
    title = "An infusion is over in hours; a daily pill takes days to settle"
    style.message(ax, title)
    style.stamp(ax, f"pills {ILLUSTRATIVE_PILLS}", x=0.01, y=0.93)
    run = journeys.infusion(hours=24.0)
    fast, norfluoxetine = pill_days.substance("escitalopram"), pill_days.substance("fluoxetine", "norfluoxetine")
    half = run.half_time(journeys.NEAREST_SET)
    return Chart(
        fig, "04-two-time-scales", title,
        alt=f"On a time axis from one minute to twelve weeks, ketamine climbs for {minutes(run.end)}, is down to half "
            f"{minutes(half)} later and near zero after a day. Escitalopram, a pill a day, climbs in daily teeth and is "
            f"within a tenth of its plateau after {fast.days} days; norfluoxetine after {norfluoxetine.days} days.",
        caption=f"Ketamine: the trial infusion in the model of {evidence.cite(journeys.NEAREST_SET).html}, % of its peak. "
                "Pills: one a day, % of the plateau; the pale band is one day's rise and fall there. All curves are models "
                "of an average person. That the pills need other doses in mg does not matter here: each line has its own "
                "100 %.",
        table=_time_scale_table(run, half, fast, norfluoxetine),
    )


def _draw_infusion(ax: Axes) -> None:
    times = np.geomspace(style.MINUTE, 2 * style.DAY, 500)
    level = ketamine.infusion_level(times, journeys.NEAREST_SET)
    ax.plot(times, 100 * level / level.max(), color=style.KETAMINE, lw=thick(3), zorder=5)
    style.label(ax, 0.27, 100, "ketamine,\none infusion", style.KETAMINE, ha="right")


def _draw_pills(ax: Axes) -> None:
    """Teeth for two weeks, then only the band they would fill: one tooth a day would be a solid block there."""
    teeth = np.concatenate([np.geomspace(style.MINUTE, style.DAY, 200), np.arange(25, 2 * style.WEEK + 1)])
    fast = pill_days.substance("escitalopram")
    ax.fill_between([style.WEEK, 12 * style.WEEK], *fast.swing, color=style.SEROTONIN_TINT, lw=0, zorder=1)
    ax.plot(teeth, 100 * ssri.daily_level("escitalopram", teeth) / fast.plateau, color=style.SEROTONIN, lw=thick(1.6), zorder=3)
    ax.plot([2 * style.WEEK, 12 * style.WEEK], [100, 100], color=style.SEROTONIN, lw=thick(1.6), zorder=3)
    hours = np.geomspace(style.MINUTE, 12 * style.WEEK, 400)
    slow = pill_days.substance("fluoxetine", "norfluoxetine")
    level = 100 * ssri.daily_level("fluoxetine", hours, compartment="norfluoxetine") / slow.plateau
    ax.plot(hours, level, color=style.SEROTONIN, lw=thick(2.4), linestyle=METABOLITE, zorder=6)
    style.label(ax, 20, 66, "escitalopram,\na pill a day", style.SEROTONIN, ha="right", va="bottom")
    style.label(ax, 10.2 * style.DAY, 16, "norfluoxetine,\nfrom a daily pill\nof fluoxetine", style.SEROTONIN,
                linespacing=1.15)


def _time_scale_table(run, half, fast, slow) -> pd.DataFrame:
    rows = [("ketamine, trial infusion", "peak", minutes(run.end), journeys.NEAREST_SET),
            ("ketamine, trial infusion", "half of the peak left", f"{minutes(half)} after the end", journeys.NEAREST_SET),
            ("escitalopram, a pill a day", "90 % of the plateau", f"day {fast.days}", "lexapro_label"),
            ("norfluoxetine, from a daily fluoxetine pill", "90 % of the plateau", f"day {slow.days}", "prozac_label")]
    return pd.DataFrame([{"Drug": drug, "What": what, "When (our model)": when, "Numbers from": evidence.cite(source)}
                         for drug, what, when, source in rows])


# Five models -----------------------------------------------------------------------------------------


@style.in_style
def five_models() -> Chart:
    """Draw the trial infusion in five published models, and what was measured at its end."""
    run = journeys.infusion()
    fig, (left, right) = canvas(9.6, 4.7, ncols=2, width_ratios=(1.35, 1))
    for name, dashes in SET_DASHES.items():
        left.plot(run.time, run.levels[name], color=style.KETAMINE, linestyle=dashes, lw=thick(2.2))
    hours_axis(left, 4.0)
    left.set_ylim(0, 290)
    left.set_ylabel("ketamine in plasma [ng/mL]")
    measured_ring(left)
    style.point_at(left, (run.end, journeys.measured_level().value), "measured\nin trials", away(48, 52), va="center")
    style.message(left, "Five published models …")
    order = sorted(ketamine.PK_SETS, key=run.peak)
    _level_rows(right, run, order)
    style.message(right, f"… end {run.peak(order[-1]) - run.peak(order[0]):.0f} ng/mL apart")
    peaks = ", ".join(f"{set_label(name)} ({PEOPLE[name]}) {run.peak(name):.0f}" for name in order)
    return Chart(
        fig, "04-five-models", "Five published models of one infusion differ by more than a third",
        alt=f"Levels at the end of the trial infusion in ng/mL: {peaks}; measured "
            f"{journeys.measured_level().value:.0f}. All curves climb for {minutes(run.end)} and then fall, "
            "steeply at first and slowly later; they cross during the fall.",
        caption=f"The infusion used in trials ({evidence.parameter('trial.infusion.dose').text} over "
                f"{evidence.parameter('trial.infusion.duration').text}, a fact about trials), in a person of "
                f"{evidence.parameter('teaching.reference_weight').text}. Hollow ring: measured, seen second-hand in "
                f"{evidence.cite('zanos2018').html}, which does not say whether the blood came from an artery or a vein; "
                "trials usually draw from a vein.",
        table=_model_table(run, order),
    )


def _level_rows(ax: Axes, run: journeys.Infusion, order: list[str]) -> None:
    """One row a model: its line style, who was studied, and the level at the end; the measured one in its place."""
    measured = journeys.measured_level()
    ax.axvline(measured.value, color=style.INK, lw=thick(1), dashes=(2, 2), zorder=1)
    for row, name in enumerate(order):
        ax.plot([0, run.peak(name)], [row, row], color=style.KETAMINE, linestyle=SET_DASHES[name], lw=thick(2.2))
        ax.plot(run.peak(name), row, "o", ms=thick(9), color=style.KETAMINE)
        ax.text(run.peak(name) + 12, row, f"{run.peak(name):.0f}", va="center")
        ax.text(3, row + 0.2, f"{set_label(name)}: {PEOPLE[name]}", va="bottom",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
    ax.plot(measured.value, len(order), "o", ms=thick(10), **style.marker(measured.status, style.INK))
    ax.text(measured.value + 12, len(order), f"{measured.value:.0f} measured", va="center")
    ax.set_ylim(-0.5, len(order) + 0.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0, 320)
    ax.set_xlabel(f"level after {minutes(run.end)} [ng/mL]")


def _model_table(run: journeys.Infusion, order: list[str]) -> pd.DataFrame:
    measured = journeys.measured_level()
    rows = [{"Model": set_label(name), "Studied": PEOPLE[name], "Level at the end [ng/mL]": round(run.peak(name)),
             "After measured": f"{100 * (run.peak(name) / measured.value - 1):+.0f} %".replace("-", "−"),
             "Half gone after": minutes(run.half_time(name)), "Source": evidence.cite(name)} for name in order]
    rows.append({"Model": "measured in trials", "Studied": "adults", "Level at the end [ng/mL]": round(measured.value),
                 "After measured": "", "Half gone after": "not given", "Source": evidence.cite(measured.source)})
    return pd.DataFrame(rows).rename(columns={"After measured": "Against measured"})


# Half gone -------------------------------------------------------------------------------------------


@style.in_style
def half_gone() -> Chart:
    """Draw how the level falls after the end of the trial infusion: the answer to the first prediction."""
    run = journeys.infusion(hours=14.0)
    fig, ax = canvas(9.0, 4.6)
    style.log_time_axis(ax, style.MINUTE, 12 * style.HOUR)
    ax.set_xlabel("time since the infusion stopped")
    ax.set_ylim(0, 104)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel("level [% of its peak]")
    ax.axhline(50, color=style.QUIET, lw=thick(1), dashes=(2, 2))
    after = np.geomspace(style.MINUTE, 12.0, 300)
    halves = {name: run.half_time(name) for name in ketamine.PK_SETS}
    for name, dashes in SET_DASHES.items():
        level = np.interp(run.end + after, run.time, run.levels[name])
        ax.plot(after, 100 * level / run.peak(name), color=style.KETAMINE, linestyle=dashes, lw=thick(2.2))
        ax.plot(halves[name], 50, "s", color=style.INK, ms=thick(8), zorder=5)
    first, last = min(halves, key=halves.get), max(halves, key=halves.get)
    style.point_at(ax, (halves[first], 50), f"{set_label(first)}:\n{minutes(halves[first])}", away(-4, -62), ha="center")
    style.point_at(ax, (halves[last], 50), f"{set_label(last)}:\n{minutes(halves[last])}", away(34, 40), ha="left")
    title = f"Half is gone within {60 * halves[first]:.0f} to {minutes(halves[last])}, not within hours"
    style.message(ax, title)
    order = sorted(halves, key=halves.get)
    times = ", ".join(f"{set_label(name)} {minutes(halves[name])}" for name in order)
    return Chart(
        fig, "04-half-gone", title,
        alt=f"Five falling curves on a time axis from one minute to twelve hours. Time from the end of the infusion until "
            f"half of the peak is left: {times}.",
        caption="Squares: half of the peak is left. Same infusion, five published models; line styles as in the chart of "
                "the five models below.",
        table=pd.DataFrame([{
            "Model": set_label(name), "Half of the peak left after": minutes(halves[name]),
            "Terminal half-life": f"{ketamine.derived(name).half_lives[-1]:.1f} h", "Source": evidence.cite(name),
        } for name in order]),
    )

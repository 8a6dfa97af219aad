"""The still curves of lesson 05, all illustrative: the drug removed, four first steps, two slow stories."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.sentences import sentences
from ...models import cascade as downstream
from ...models import first_steps, hysteresis, ketamine, nmda, slow_change
from .look import FIRST_STEPS, STEP_DASHES, draw_trials, trial_table

words = sentences(__file__)

# The drug removed ------------------------------------------------------------------------------------

#: When the drug is removed in the second prediction [h].
REMOVED_H = 2.0
_STEP_H = 0.02


def effect_if_removed(hours: float) -> tuple[np.ndarray, np.ndarray]:
    """Return time [h] and effect (1 = intact at 24 h) of the cascade if no drug is left from ``hours`` on."""
    time = np.arange(0.0, 96.0, _STEP_H)
    block = nmda.ketamine_block(ketamine.infusion_level(time, hysteresis.PK_SET))
    effect = downstream.step_by_step(time, np.where(time > hours, 0.0, block))
    return time, effect / downstream.intact_effect(hysteresis.PK_SET)


def share_left() -> float:
    """Return the share of the effect at 24 h that is left if the drug is taken away after REMOVED_H."""
    time, effect = effect_if_removed(REMOVED_H)
    return float(np.interp(downstream.DAY_H, time, effect) / downstream.cascade(downstream.DAY_H).relative[0])


@style.in_style
def drug_removed() -> Chart:
    """Draw the cascade with all drug removed after two hours: the answer to the second prediction."""
    said = words["chart.05-drug-removed"]
    fig, ax = style.canvas(9.0, 4.6)
    style.log_time_axis(ax, 1 / 6, 96)
    ax.set_ylim(0, 1.3)
    ax.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
    ax.set_ylabel(said("y"))
    ax.set_xlabel(said("x"))
    time, effect = effect_if_removed(REMOVED_H)
    shown = time >= 1 / 6
    ax.plot(time[shown], downstream.cascade(time[shown]).relative, color=style.CONTROL, lw=style.pt(2.4), zorder=3)
    ax.plot(time[shown], effect[shown], color=style.KETAMINE, lw=style.pt(3), linestyle=style.DASHES[1], zorder=4)
    left = share_left()
    ax.plot(downstream.DAY_H, left, "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(11), zorder=6)
    ax.axvline(REMOVED_H, color=style.QUIET, lw=style.pt(1.2), dashes=(2, 2), zorder=1)
    ax.text(REMOVED_H * 0.93, 1.22, said("removed"), ha="right", va="center")
    ax.text(30, 1.08, said("intact"), va="center")
    ax.text(20, left - 0.17, said("cut"), color=style.KETAMINE, va="center", ha="right")
    about = said.part(removed=REMOVED_H, left=left)
    style.message(ax, about["title"])
    style.stamp(ax, said("stamp"), x=0.02, y=0.76)
    rows = [
        [
            style.time_label(hour),
            f"{100 * downstream.cascade(hour).relative[0]:.0f}",
            f"{100 * np.interp(hour, time, effect):.0f}",
            evidence.cite("twoclocks"),
        ]
        for hour in (1.0, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0)
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


# Four first steps ------------------------------------------------------------------------------------


@style.in_style
def four_first_steps() -> Chart:
    """Draw the cascade behind four rival first steps, all scaled to the same effect at 24 h."""
    said = words["chart.05-four-first-steps"]
    fig, ax = style.canvas(9.4, 4.8)
    style.log_time_axis(ax, 1 / 6, 0.97 * first_steps.LAST_H)
    ax.set_xlabel(words("shared.since"))
    ax.set_ylabel(said("y"))
    ax.set_ylim(-0.05, 1.55)
    ax.set_yticks([0, 0.5, 1.0])
    time = np.geomspace(1 / 6, 0.97 * first_steps.LAST_H, 300)
    curves = {name: first_steps.effect(time, name) for name in FIRST_STEPS}
    for name, curve in curves.items():
        ax.plot(time, curve, color=style.KETAMINE, linestyle=STEP_DASHES[name], lw=style.pt(2.6), zorder=4)
    draw_trials(ax)
    for name, (x, y), align in (
        (FIRST_STEPS["rest"], (0.19, 0.62), "left"),
        (FIRST_STEPS["disinhibition"], (0.86, 0.38), "left"),
        (FIRST_STEPS["metabolite"], (4.2, 0.62), "right"),
        (said("held"), (9.2, 0.5), "left"),
        (words("shared.trials"), (58, 1.08), "left"),
    ):
        ax.text(x, y, name, ha=align, va="center")
    ax.annotate("", (0.5, 0.44), (0.33, 0.575), arrowprops={"arrowstyle": "-", "color": style.QUIET})
    late = np.array([48.0, 72.0, 168.0])
    apart = np.ptp([first_steps.effect(late, name) for name in FIRST_STEPS], axis=0).max()
    early = [first_steps.effect(np.array([2 / 3]), name)[0] for name in FIRST_STEPS]
    people = evidence.one("trials", id="tr-diazgranados-2010-01")["n"]
    about = said.part(low=min(early), high=max(early), apart=apart, people=people)
    style.message(ax, about["title"])
    style.stamp(ax, words("shared.illustrative"), x=0.02, y=0.91)
    return Chart(fig, **about, table=pd.concat([_step_table(), trial_table()], ignore_index=True).fillna(""))


def _step_table() -> pd.DataFrame:
    said, hours = words["chart.05-four-first-steps"], np.array([2 / 3, 2.0, 8.0, 24.0, 72.0, 168.0])
    rows = [
        [
            said("row", step=step),
            style.time_label(hour),
            f"{value:.2f}",
            "",
            said("note", gain=first_steps.gain(name)),
            evidence.cite("twoclocks"),
        ]
        for name, step in FIRST_STEPS.items()
        for hour, value in zip(hours, first_steps.effect(hours, name), strict=True)
    ]
    return pd.DataFrame(rows, columns=words.each("shared.trial.columns"))


# Two slow stories ------------------------------------------------------------------------------------

WEEKLY = [f"tr-taylor-2006-0{number}" for number in range(1, 7)]
FIRST_WEEK = "tr-taylor-2006-10"


@style.in_style
def two_slow_stories() -> Chart:
    """Draw two accounts of the weeks that an SSRI takes, beside what trials found week by week."""
    said = words["chart.05-two-slow-stories"]
    fig, ax = style.canvas(9.2, 4.7)
    weeks = range(0, 7)
    style.linear_time_axis(ax, [week * style.WEEK for week in weeks], 6.15 * style.WEEK)
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 1.22)
    ax.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
    ax.set_ylabel(said("y"))
    days = np.linspace(0, slow_change.LAST_DAY, 240)
    hours = days * style.DAY
    ax.plot(hours, slow_change.bias(days), color=style.CONTROL, lw=style.pt(2), zorder=2)
    for story, dashes in zip(slow_change.STORIES, style.DASHES, strict=False):
        ax.plot(
            hours, slow_change.share(days, story), color=style.SEROTONIN, linestyle=dashes, lw=style.pt(2.8), zorder=4
        )
    _draw_weekly(ax)
    ax.text(0.15 * style.WEEK, 1.09, said("bias"), color=style.QUIET, va="center")
    ax.text(1.05 * style.WEEK, 0.67, said("learning"), color=style.SEROTONIN, va="center", ha="right")
    ax.text(2.62 * style.WEEK, 0.62, said("plasticity"), color=style.SEROTONIN, va="center")
    at = {
        f"{story}_{week}": slow_change.share(7.0 * week, story)[0] for story in slow_change.STORIES for week in (1, 2)
    }
    about = said.part(**at)
    style.message(ax, about["title"])
    style.stamp(ax, said("stamp"))
    rows = [
        [what, style.time_label(hour), f"{100 * value:.0f}", status, evidence.cite(source)]
        for what, hour, value, status, source in _weekly_rows()
    ] + [
        [
            said("row", story=story),
            style.time_label(day * style.DAY),
            f"{100 * slow_change.share(day, story)[0]:.0f}",
            "assumed",
            evidence.cite("twoclocks"),
        ]
        for story in slow_change.STORIES
        for day in (7, 14, 28, 42)
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


def _weekly_rows() -> list[tuple[str, float, float, str, str]]:
    """What, hours, share of week 6, status and source of each trial point; the first is the difference in scores."""
    said = words["chart.05-two-slow-stories"]
    weekly = evidence.by_id("trials", WEEKLY)
    last = weekly["value"].iloc[-1]
    rows = [
        (said("responders"), row.time_hours, row.value / last, row.status, row.source) for row in weekly.itertuples()
    ]
    first = evidence.one("trials", id=FIRST_WEEK)
    return [(said("score"), first["time_hours"], first["value"] / 100, first["status"], first["source"]), *rows]


def _draw_weekly(ax: Axes) -> None:
    for number, (_, hour, value, status, _) in enumerate(_weekly_rows()):
        # the two first weeks coincide: one inside the other
        shape, size, front = ("s", 10, 6) if number else ("o", 6, 7)
        point(ax, hour, value, status, style.INK, shape, size=size, zorder=front)

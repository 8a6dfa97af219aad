"""The still curves of lesson 05, all illustrative: the drug removed, four first steps, two slow stories."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...models import cascade as downstream
from ...models import first_steps, hysteresis, ketamine, nmda, slow_change
from .look import FIRST_STEPS, STEP_DASHES, draw_trials, trial_table

# The drug taken away ---------------------------------------------------------------------------------

#: When the drug is taken away in the second prediction [h].
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
    """Draw the cascade with all drug taken away after two hours: the answer to the second prediction."""
    fig, ax = style.canvas(9.0, 4.6)
    style.log_time_axis(ax, 1 / 6, 96)
    ax.set_ylim(0, 1.3)
    ax.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
    ax.set_ylabel("effect [% of day 1]")
    ax.set_xlabel("time since the start of the infusion")
    time, effect = effect_if_removed(REMOVED_H)
    shown = time >= 1 / 6
    ax.plot(time[shown], downstream.cascade(time[shown]).relative, color=style.CONTROL, lw=style.pt(2.4), zorder=3)
    ax.plot(time[shown], effect[shown], color=style.KETAMINE, lw=style.pt(3), linestyle=style.DASHES[1], zorder=4)
    left = share_left()
    ax.plot(downstream.DAY_H, left, "D", color=style.KETAMINE, markeredgecolor=style.INK, ms=style.pt(11), zorder=6)
    ax.axvline(REMOVED_H, color=style.QUIET, lw=style.pt(1.2), dashes=(2, 2), zorder=1)
    ax.text(REMOVED_H * 0.93, 1.22, "all drug gone", ha="right", va="center")
    ax.text(30, 1.08, "drug left alone", va="center")
    ax.text(20, left - 0.17, "drug taken away", color=style.KETAMINE, va="center", ha="right")
    title = f"Without drug from 2 h on, {100 * left:.0f} % is left at a day"
    style.message(ax, title)
    style.stamp(ax, "illustrative: constants assumed", x=0.02, y=0.76)
    return Chart(
        fig,
        "05-drug-removed",
        title,
        alt="Effect in the teaching cascade over four days. With the drug left alone it climbs for about "
        "eight hours and falls slowly. With all drug taken away at 2 h it stops climbing and is at "
        f"{100 * left:.0f} % of the other at one day.",
        caption="A model of ours with assumed constants: it shows what follows from them, and nothing about people.",
        table=pd.DataFrame(
            [
                {
                    "Time": style.time_label(h),
                    "Left alone [%]": f"{100 * downstream.cascade(h).relative[0]:.0f}",
                    "Taken away [%]": f"{100 * np.interp(h, time, effect):.0f}",
                    "Numbers from": evidence.cite("twoclocks"),
                }
                for h in (1.0, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0)
            ]
        ),
    )


# Four first steps ------------------------------------------------------------------------------------


@style.in_style
def four_first_steps() -> Chart:
    """Draw the cascade behind four rival first steps, all scaled to the same effect at 24 h."""
    fig, ax = style.canvas(9.4, 4.8)
    style.log_time_axis(ax, 1 / 6, 0.97 * first_steps.LAST_H)
    ax.set_xlabel("time since the start of the infusion")
    ax.set_ylabel("effect [SD]")
    ax.set_ylim(-0.05, 1.55)
    ax.set_yticks([0, 0.5, 1.0])
    time = np.geomspace(1 / 6, 0.97 * first_steps.LAST_H, 300)
    curves = {name: first_steps.effect(time, name) for name in FIRST_STEPS}
    for name, curve in curves.items():
        ax.plot(time, curve, color=style.KETAMINE, linestyle=STEP_DASHES[name], lw=style.pt(2.6), zorder=4)
    draw_trials(ax)
    for words, (x, y), align in (
        ("block at rest", (0.19, 0.62), "left"),
        ("disinhibition", (0.86, 0.38), "left"),
        ("metabolite", (4.2, 0.62), "right"),
        ("held", (9.2, 0.5), "left"),
        ("trials", (58, 1.08), "left"),
    ):
        ax.text(x, y, words, ha=align, va="center")
    ax.annotate("", (0.5, 0.44), (0.33, 0.575), arrowprops={"arrowstyle": "-", "color": style.QUIET})
    title = "Four first steps, one curve from day 1 on"
    style.message(ax, title)
    style.stamp(ax, "illustrative", x=0.02, y=0.91)
    late = np.array([48.0, 72.0, 168.0])
    apart = np.ptp([first_steps.effect(late, name) for name in FIRST_STEPS], axis=0).max()
    early = [first_steps.effect(np.array([2 / 3]), name)[0] for name in FIRST_STEPS]
    early_trial = evidence.one("trials", id="tr-diazgranados-2010-01")
    return Chart(
        fig,
        "05-four-first-steps",
        title,
        alt=f"Four curves of effect against time. After forty minutes they lie between {min(early):.2f} "
        f"and {max(early):.2f} standard deviations; from two days on they are never more than {apart:.2f} "
        "apart. Three trial points with intervals lie around them.",
        caption="The same two later steps behind four different first ones; each first step has its own gain, set so "
        "that the effect at 24 h is the same. So that agreement is by construction. Points: trials (square: "
        f"{early_trial['n']:.0f} people with bipolar depression, {evidence.cite('diazgranados2010').html}; circle: "
        f"pooled, {evidence.cite('kishimoto2016').html}).",
        table=pd.concat([_step_table(), trial_table()], ignore_index=True).fillna(""),
    )


def _step_table() -> pd.DataFrame:
    hours = np.array([2 / 3, 2.0, 8.0, 24.0, 72.0, 168.0])
    return pd.DataFrame(
        [
            {
                "What": f"model: {words}",
                "Time": style.time_label(hour),
                "Effect [SD]": f"{value:.2f}",
                "Note": f"gain {first_steps.gain(name):.2f} per hour",
                "Source": evidence.cite("twoclocks"),
            }
            for name, words in FIRST_STEPS.items()
            for hour, value in zip(hours, first_steps.effect(hours, name), strict=True)
        ]
    )


# Two slow stories ------------------------------------------------------------------------------------

WEEKLY = [f"tr-taylor-2006-0{number}" for number in range(1, 7)]
FIRST_WEEK = "tr-taylor-2006-10"


@style.in_style
def two_slow_stories() -> Chart:
    """Draw two accounts of the weeks that an SSRI takes, beside what trials found week by week."""
    fig, ax = style.canvas(9.2, 4.7)
    weeks = range(0, 7)
    style.linear_time_axis(ax, [week * style.WEEK for week in weeks], 6.15 * style.WEEK)
    ax.set_xlabel("time since the first pill")
    ax.set_ylim(0, 1.22)
    ax.set_yticks([0, 0.5, 1.0], ["0", "50", "100"])
    ax.set_ylabel("change [% of week 6]")
    days = np.linspace(0, slow_change.LAST_DAY, 240)
    hours = days * style.DAY
    ax.plot(hours, slow_change.bias(days), color=style.CONTROL, lw=style.pt(2), zorder=2)
    for story, dashes in zip(slow_change.STORIES, style.DASHES, strict=False):
        ax.plot(
            hours, slow_change.share(days, story), color=style.SEROTONIN, linestyle=dashes, lw=style.pt(2.8), zorder=4
        )
    _draw_weekly(ax)
    ax.text(0.15 * style.WEEK, 1.09, "bias (learning story)", color=style.QUIET, va="center")
    ax.text(1.05 * style.WEEK, 0.67, "learning: mood", color=style.SEROTONIN, va="center", ha="right")
    ax.text(2.62 * style.WEEK, 0.62, "rewiring", color=style.SEROTONIN, va="center")
    title = "Two slow stories fit the same weeks"
    style.message(ax, title)
    style.stamp(ax, "illustrative: time constants chosen to fit")
    at = {story: slow_change.share(np.array([7.0, 14.0]), story) for story in slow_change.STORIES}
    rows = _weekly_rows()
    return Chart(
        fig,
        "05-two-slow-stories",
        title,
        alt="Change over six weeks as a share of week six. Mood in the learning story is at "
        f"{100 * at['learning'][0]:.0f} and {100 * at['learning'][1]:.0f} % after one and two weeks, rewiring at "
        f"{100 * at['plasticity'][0]:.0f} and {100 * at['plasticity'][1]:.0f} %; the bias itself shifts within a day. "
        "Trial points scatter around both.",
        caption="Filled point: share of the six-week difference from placebo in scores, 28 trials; hollow points: "
        f"gain in people who responded, five trials, seen second-hand; both from {evidence.cite('taylor2006').html} "
        "and never joined. Both stories start from a pill that is at its target from day one. Their time constants "
        "are ours.",
        table=pd.DataFrame(
            [
                {
                    "What": what,
                    "Time": style.time_label(hour),
                    "Share of week 6 [%]": f"{100 * value:.0f}",
                    "Status": status,
                    "Source": evidence.cite(source),
                }
                for what, hour, value, status, source in rows
            ]
            + [
                {
                    "What": f"model: {story}",
                    "Time": style.time_label(day * style.DAY),
                    "Share of week 6 [%]": f"{100 * slow_change.share(day, story)[0]:.0f}",
                    "Status": "assumed",
                    "Source": evidence.cite("twoclocks"),
                }
                for story in slow_change.STORIES
                for day in (7, 14, 28, 42)
            ]
        ),
    )


def _weekly_rows() -> list[tuple[str, float, float, str, str]]:
    """What, hours, share of week 6, status and source of each trial point."""
    weekly = evidence.by_id("trials", WEEKLY)
    last = weekly["value"].iloc[-1]
    rows = [
        ("responders, drug minus placebo", row.time_hours, row.value / last, row.status, row.source)
        for row in weekly.itertuples()
    ]
    first = evidence.one("trials", id=FIRST_WEEK)
    return [
        ("score, drug minus placebo", first["time_hours"], first["value"] / 100, first["status"], first["source"]),
        *rows,
    ]


def _draw_weekly(ax: Axes) -> None:
    for what, hour, value, status, _ in _weekly_rows():
        shape = "o" if what.startswith("score") else "s"
        size, front = (6, 7) if shape == "o" else (10, 6)  # the two first weeks coincide: one inside the other
        point(ax, hour, value, status, style.INK, shape, size=size, zorder=front)

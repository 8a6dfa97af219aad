"""Lesson 03, the recovery: three accounts of it, a test on which they differ, the pindolol trials, and loss of SERT."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, point, row_axis
from ...kit.sentences import Sentences, sentences
from ...models import circuit_days, raphe
from .autoreceptors import head
from .drawings import RAT_FIRING, draw_points, rat_points, weeks_axis

words = sentences(__file__)

#: Short names of the accounts, and the dash that each keeps.
ACCOUNTS = words.each("shared.accounts")
ACCOUNT_DASHES = dict(zip(ACCOUNTS, style.DASHES, strict=False))
SERIES = ("WAY", "WAY_second")


def _line(ax: Axes, x, y, account: str) -> None:
    ax.plot(x, y, color=style.SEROTONIN, linestyle=ACCOUNT_DASHES[account], lw=style.pt(2.6), zorder=4)


# Three accounts of one recovery ----------------------------------------------------------------------


@style.in_style
def three_accounts() -> Chart:
    """Draw firing, the autoreceptor's EC50 and afferent input over four weeks, in three accounts."""
    said = words["chart.03-three-accounts"]
    fig, axes = style.canvas(9.2, 4.3, ncols=3)
    days = np.linspace(0, circuit_days.LAST, 200)
    courses = {account: raphe.course(days, hypothesis=account) for account in ACCOUNTS}
    for account, course in courses.items():
        for ax, values in zip(axes, (100 * course.firing, course.half_maximal, course.drive), strict=True):
            _line(ax, days, values, account)
    draw_points(axes[0], RAT_FIRING, "o")
    shift = evidence.parameter("raphe.neuroreport1998.EC50_shift")
    late = float(evidence.parameter("trial.neuroreport1998.long_day"))
    point(axes[1], late, shift.value, shift.status, size=8.5, zorder=7)
    for ax, most, name in zip(axes, (125, 7, 7), said.each("panels"), strict=True):
        weeks_axis(ax)
        ax.set_xlabel("")
        ax.set_ylim(0, most)
        ax.set_title(name, fontweight="normal")
    axes[0].set_yticks([0, 50, 100])
    axes[1].set_xlabel(words("shared.weeks"))
    axes[0].text(27, 6, said("dots"), ha="right", va="bottom")
    for account, x, y in (("desensitisation", 13, 6.4), ("mixed", 16, 2.75), ("drive", 16, 0.45)):
        axes[1].text(x, y, ACCOUNTS[account], ha="center", va="center")
    quiet = {"ha": "right", "va": "top", "fontstyle": "italic", "color": style.QUIET}
    axes[2].text(27, 6.6, said("stamp"), **quiet)
    end = {account: (100 * c.firing[-1], c.half_maximal[-1], c.drive[-1]) for account, c in courses.items()}
    about = said.part(
        **{f"k_{account}": values[1] for account, values in end.items()},
        **{f"d_{account}": values[2] for account, values in end.items()},
    )
    head(fig, axes[0], about["title"])
    return Chart(fig, **about, table=_accounts_table(said, end, shift, late))


def _accounts_table(said: Sentences, end: dict, shift: evidence.Parameter, late: float) -> pd.DataFrame:
    percent, times = (lambda value: said("twin.percent", value=value)), (lambda value: said("twin.times", value=value))
    rows = [
        (said("twin.model", account=ACCOUNTS[a]), percent(f), times(k), times(d), evidence.cite("twoclocks"))
        for a, (f, k, d) in end.items()
    ]
    for day, level, _ in rat_points(*RAT_FIRING):
        rows.append((said("twin.rats", day=day), percent(level), "", "", evidence.cite("ghanbari2010")))
    rows.append((said("twin.rats", day=late), "", times(shift.value), "", evidence.cite(shift.source)))
    return pd.DataFrame(rows, columns=said.each("columns"))


# An antagonist, early and late -----------------------------------------------------------------------


def challenged(account: str, day: float) -> tuple[float, float]:
    """Return forebrain serotonin 2 h and 6 h after a full antagonist [percent of just before]."""
    return tuple(100 * raphe.challenge(day, hours, account) for hours in (2, 6))


@style.in_style
def late_antagonist() -> Chart:
    """Draw what a full antagonist adds on day 2 and on day 13: measured, and in the three accounts."""
    said = words["chart.03-late-antagonist"]
    twin, names = said["twin"], said.each("series")
    fig, axes = style.canvas(9.2, 4.3, ncols=2, sharey=True)
    late = float(evidence.parameter("trial.ceglia2004.long_day"))
    rows = []
    for ax, day, end in zip(axes, (2.0, late), ("2d", "13d"), strict=True):
        for row, account in enumerate(ACCOUNTS):
            low, high = challenged(account, day)
            ax.plot([low, high], [row, row], color=style.SEROTONIN, lw=style.pt(7), solid_capstyle="butt", zorder=3)
            what = twin("model", account=ACCOUNTS[account])
            rows.append((what, day, twin("range", low=low, high=high), "computed", "twoclocks"))
        for name, prefix, shape in zip(names, SERIES, "os", strict=True):
            p = evidence.parameter(f"raphe.ceglia2004.{prefix}_{end}")
            ax.axvline(p.value, color=style.INK, lw=style.pt(1), dashes=(2, 2), zorder=1)
            point(ax, p.value, 3, p.status, style.INK, shape, zorder=5)
            rows.append((twin("rats", series=name), day, f"{p.value:.0f}", p.status, p.source))
        ax.set_xlim(95, 212)
        ax.set_xticks([100, 150, 200])
        ax.set_xlabel(said("x"))
    row_axis(axes[0], [*ACCOUNTS.values(), said("rats")])
    axes[1].tick_params(axis="y", length=0)
    style.message(axes[0], said("early"))
    style.message(axes[1], said("late"))
    style.stamp(axes[0], said("stamp"), x=0.02, y=0.06)
    told = " ".join(twin("alt", what=what, day=day, value=value) for what, day, value, *_ in rows)
    fold = 1 + float(evidence.parameter("raphe.ceglia2004.WAY_2d")) / 100
    frame = [(what, f"{day:.0f}", value, status, evidence.cite(key)) for what, day, value, status, key in rows]
    return Chart(fig, **said.part(rows=told, fold=fold), table=pd.DataFrame(frame, columns=said.each("columns")))


# Pindolol --------------------------------------------------------------------------------------------

WHALE = "Whale 2010"


@style.in_style
def pindolol() -> Chart:
    """Draw the pooled pindolol trials by week, and beside them the model's extra serotonin on an axis of its own."""
    said = words["chart.03-pindolol"]
    fig, (left, right) = style.canvas(9.2, 4.6, ncols=2)
    trials = evidence.trials(topic="pindolol", measure="odds_ratio")
    for row in trials.itertuples():
        shape, shift, color = ("o", 0.0, style.INK) if row.study == WHALE else ("s", 0.28, style.CONTROL)
        week = row.time_hours / style.WEEK + shift
        measured(left, row, week, color, shape, upright=True, size=9.5, bar={"zorder": 3}, zorder=5)
    left.axhline(1, color=style.QUIET, lw=style.pt(1.2), dashes=(2, 2))
    left.set_yscale("log")
    left.set_ylim(0.6, 7)
    left.set_yticks([1, 2, 4], ["1", "2", "4"])
    left.minorticks_off()
    left.set_ylabel(said("left_y"))
    beside = {"ha": "right", "va": "top", "linespacing": 1.3}
    left.text(6.6, 6.3, said("marks"), **beside)
    style.message(left, said("left"))
    days = np.linspace(0.25, 42, 200)
    for account in ACCOUNTS:
        _line(right, days / 7, 100 * (raphe.pindolol_gain(days, hypothesis=account) - 1), account)
    right.axhline(0, color=style.QUIET, lw=style.pt(1.2), dashes=(2, 2))
    right.set_ylim(-6, 14)
    right.set_yticks([0, 5, 10])
    right.set_ylabel(said("right_y"))
    right.text(6.6, 13.4, said("lines"), **beside)
    style.stamp(right, words("shared.illustrative"))
    style.message(right, said("right"))
    for ax in (left, right):
        ax.set_xlim(0, 6.8)
        ax.set_xticks(range(0, 7))
        ax.set_xlabel(said("x"))
    first, last = trials[trials["study"] == WHALE].iloc[[0, -1]]["value"]
    return Chart(fig, **said.part(first=first, last=last), table=_pindolol_table(said, trials))


def _pindolol_table(said: Sentences, trials: pd.DataFrame) -> pd.DataFrame:
    twin = said["twin"]
    rows = [
        (
            twin("trial", study=row.study),
            f"{row.time_hours / style.WEEK:g}",
            twin("value", value=row.value, low=row.low, high=row.high),
            row.status,
            evidence.cite(row.source),
        )
        for row in trials.itertuples()
    ]
    weeks = np.array([1, 2, 6])
    for account, name in ACCOUNTS.items():
        extra = 100 * (raphe.pindolol_gain(7.0 * weeks, hypothesis=account) - 1)
        rows += [
            (twin("model", account=name), f"{week}", twin("extra", value=value), "computed", evidence.cite("twoclocks"))
            for week, value in zip(weeks, extra, strict=True)
        ]
    return pd.DataFrame(rows, columns=said.each("columns"))


# Loss of SERT ----------------------------------------------------------------------------------------

#: Falls of SERT binding: parameter, species (0 rats, 1 mice) and mark. The days of the first two stand in data/.
LOSSES = (
    ("sert.benmansour2002.binding_fall_early", 0, "o"),
    ("sert.benmansour2002.binding_fall_15d", 0, "o"),
    ("sert.benmansour1999.binding_fall_21d", 0, "o"),
    ("sert.hirano2005.binding_fall_21d", 1, "D"),
)


def losses() -> list[tuple[float, evidence.Parameter, int, str]]:
    """Return (day, SERT binding left [percent of control], species, mark) of what was measured in animals."""
    early = evidence.parameter("sert.benmansour2002.days_early")
    found = []
    for id, species, shape in LOSSES:
        p = evidence.parameter(id)
        ends = {} if p.low is None else {"low": 100 - p.high, "high": 100 - p.low}
        left, end = replace(p, value=100 - p.value, **ends), id.rpartition("_")[2]
        days = (early.low, early.value) if end == "early" else (float(end.removesuffix("d")),)
        found += [(day, left, species, shape) for day in days]
    return found


def uptake_left() -> tuple[float, ...]:
    """Return uptake by SERT [percent of baseline]: early, with SERT lost as well, lost and washed out, washed out only.

    The occupancy is what usual doses reach (assumed for the pindolol-like run), the loss that of day 15 in rats.
    """
    free = 1 - float(evidence.parameter("raphe.teaching.pindolol.occupancy"))
    left = 100 - float(evidence.parameter("sert.benmansour2002.binding_fall_15d"))
    return 100 * free, free * left, left, 100.0


@style.in_style
def sert_loss() -> Chart:
    """Draw SERT binding beside raphe firing over three weeks, and uptake with and without drug and loss."""
    said, days = words["chart.03-sert-loss"], 21.0
    fig, (left, right) = style.canvas(9.2, 4.6, ncols=2, width_ratios=(1.35, 1))
    for day, p, _, shape in losses():
        bar = {"zorder": 3, "lw": style.pt(2)}
        measured(left, p, day, style.SEROTONIN, shape, upright=True, size=9.5, bar=bar, zorder=5)
    draw_points(left, RAT_FIRING, "^")
    left.set_xlim(0, days + 3)
    left.set_xticks([0, 7, 14, 21], ["0", "1", "2", "3"])
    left.set_xlabel(words("shared.weeks"))
    left.set_ylim(0, 128)
    left.set_yticks(range(0, 101, 50))
    left.set_ylabel(said("left_y"))
    left.axhline(100, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    style.label(left, 7, 92, said("sert"), style.SEROTONIN, ha="center")
    style.label(left, 21, 82, said("mice"), style.SEROTONIN, ha="center")
    left.text(11, 112, said("firing"), ha="center", va="center")
    style.message(left, said("left"))
    uptake = uptake_left()
    right.barh(range(4), uptake, color=style.SEROTONIN, height=0.6, zorder=3)
    for row, value in enumerate(uptake):
        right.text(value + 3, row, said("value", value=value), va="center")
    row_axis(right, said.each("bars"))
    right.set_xlim(0, 128)
    right.set_xticks([0, 50, 100])
    right.set_xlabel(said("right_x"))
    style.message(right, said("right"))
    style.stamp(right, words("shared.illustrative"), y=0.5)
    firing = rat_points(*RAT_FIRING)
    about = said.part(
        firing_2d=firing[0][1],
        firing_14d=firing[1][1],
        first=uptake[0],
        occupied=100 - uptake[0],
        late=uptake[1],
        washed=uptake[2],
    )
    return Chart(fig, **about, table=_loss_table(said, uptake))


def _loss_table(said: Sentences, uptake: tuple[float, ...]) -> pd.DataFrame:
    twin, rows = said["twin"], []
    species = twin.each("species")
    for day, p, animal, _ in losses():
        limits = {} if p.low is None else {"low": p.low, "high": p.high}
        value = twin("range" if limits else "value", value=p.value, **limits)
        rows.append((twin("sert", species=species[animal]), f"{day:g}", value, p.status, evidence.cite(p.source)))
    for day, level, status in rat_points(*RAT_FIRING):
        rows.append((twin("firing"), f"{day:g}", twin("value", value=level), status, evidence.cite("ghanbari2010")))
    for case, value in zip(said.each("bars"), uptake, strict=True):
        what = twin("uptake", case=" ".join(case.split()))
        rows.append((what, "", f"{value:.0f}", "computed", evidence.cite("twoclocks")))
    return pd.DataFrame(rows, columns=said.each("columns"))

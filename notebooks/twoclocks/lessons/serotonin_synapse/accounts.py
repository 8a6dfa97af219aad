"""Lesson 03, the recovery: three accounts of it, a test on which they differ, and the pindolol trials."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import measured, point
from ...models import circuit_days, raphe
from .brakes import ILLUSTRATIVE, head
from .drawings import RAT_FIRING, draw_points, weeks_axis

#: Short names of the accounts, and the dash that each keeps.
ACCOUNTS = {"desensitisation": "brake stiffens", "drive": "other input", "mixed": "both"}
ACCOUNT_DASHES = dict(zip(ACCOUNTS, style.DASHES, strict=False))
SERIES = (("first", "WAY"), ("second", "WAY_second"))


def _line(ax: Axes, x, y, account: str) -> None:
    ax.plot(x, y, color=style.SEROTONIN, linestyle=ACCOUNT_DASHES[account], lw=style.pt(2.6), zorder=4)


# Three accounts of one recovery ----------------------------------------------------------------------


@style.in_style
def three_accounts() -> Chart:
    """Draw firing, the brake's sensitivity and other input over four weeks, in three accounts."""
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
    for ax, most, name in zip(axes, (125, 7, 7), ("Firing [%]", "Brake stiffness [×]", "Other input [×]"), strict=True):
        weeks_axis(ax)
        ax.set_xlabel("")
        ax.set_ylim(0, most)
        ax.set_title(name, fontweight="normal")
    axes[0].set_yticks([0, 50, 100])
    axes[1].set_xlabel("weeks on the drug")
    axes[0].text(27, 6, "dots: rats", ha="right", va="bottom")
    for account, x, y in (("desensitisation", 10, 5.6), ("mixed", 16, 2.75), ("drive", 16, 0.45)):
        axes[1].text(x, y, ACCOUNTS[account].removeprefix("brake "), ha="center", va="center")
    axes[2].text(
        27, 6.6, ILLUSTRATIVE.removesuffix(" model"), ha="right", va="top", fontstyle="italic", color=style.QUIET
    )
    title = "Firing comes back, but the three insides differ"
    head(fig, axes[0], title)
    end = {account: (100 * c.firing[-1], c.half_maximal[-1], c.drive[-1]) for account, c in courses.items()}
    return Chart(
        fig,
        "03-three-accounts",
        title,
        alt="Three panels over four weeks. Firing falls and comes back in each account, in one of them only "
        "part of the way. The brake ends "
        + ", ".join(f"{end[a][1]:.1f} times as stiff ({name})" for a, name in ACCOUNTS.items())
        + "; other input ends at "
        + ", ".join(f"{end[a][2]:.1f} times" for a in ACCOUNTS)
        + f". Measured in rats: firing on two days, and a brake {shift.value:.1f} times as stiff on day {late:.0f}.",
        caption="Stiffness: how many times as much serotonin the brake needs. Solid: the brake stiffens "
        "(desensitisation). Dashed: other input pushes back (drive). Dotted: both. Dots: firing in "
        f"{evidence.cite('ghanbari2010').html}; the brake in {evidence.cite('neuroreport1998').html}, another drug "
        "(paroxetine) and a slice. All dots were used to fit the solid line.",
        table=pd.DataFrame(
            [
                {
                    "What": f"model on day 28, {ACCOUNTS[a]}",
                    "Firing [%]": f"{end[a][0]:.0f}",
                    "Brake stiffness": f"{end[a][1]:.1f} ×",
                    "Other input": f"{end[a][2]:.1f} ×",
                    "Source": evidence.cite("twoclocks"),
                }
                for a in ACCOUNTS
            ]
            + [
                {
                    "What": "rats, day 2",
                    "Firing [%]": f"{100 * evidence.parameter('raphe.ghanbari2010.f_2d').value:.0f}",
                    "Brake stiffness": "",
                    "Other input": "",
                    "Source": evidence.cite("ghanbari2010"),
                },
                {
                    "What": "rats, day 14",
                    "Firing [%]": f"{100 * evidence.parameter('raphe.ghanbari2010.f_14d').value:.0f}",
                    "Brake stiffness": "",
                    "Other input": "",
                    "Source": evidence.cite("ghanbari2010"),
                },
                {
                    "What": f"rats, day {late:.0f}",
                    "Firing [%]": "",
                    "Brake stiffness": f"{shift.value:.1f} ×",
                    "Other input": "",
                    "Source": evidence.cite("neuroreport1998"),
                },
            ]
        ),
    )


# Cover the brake -------------------------------------------------------------------------------------


def challenged(account: str, day: float) -> tuple[float, float]:
    """Return forebrain serotonin 2 h and 6 h after a full antagonist [percent of just before]."""
    return tuple(100 * raphe.challenge(day, hours, account) for hours in (2, 6))


@style.in_style
def cover_the_brake() -> Chart:
    """Draw what a full antagonist adds on day 2 and on day 13: measured, and in the three accounts."""
    fig, axes = style.canvas(9.2, 4.3, ncols=2, sharey=True)
    late = float(evidence.parameter("trial.ceglia2004.long_day"))
    rows = []
    for ax, day, symbol in zip(axes, (2.0, late), ("2d", "13d"), strict=True):
        for row, account in enumerate(ACCOUNTS):
            early, slow = challenged(account, day)
            ax.plot([early, slow], [row, row], color=style.SEROTONIN, lw=style.pt(7), solid_capstyle="butt", zorder=3)
            rows.append((f"model, {ACCOUNTS[account]}", day, f"{early:.0f} to {slow:.0f}", "computed", "twoclocks"))
        for (name, prefix), shape in zip(SERIES, "os", strict=True):
            p = evidence.parameter(f"raphe.ceglia2004.{prefix}_{symbol}")
            ax.axvline(p.value, color=style.INK, lw=style.pt(1), dashes=(2, 2), zorder=1)
            point(ax, p.value, 3, p.status, style.INK, shape, zorder=5)
            rows.append((f"rats, {name} series", day, f"{p.value:.0f}", p.status, p.source))
        ax.set_xlim(95, 212)
        ax.set_xticks([100, 150, 200])
        ax.set_xlabel("serotonin after [% of just before]")
    axes[0].set_ylim(3.6, -0.6)
    axes[0].set_yticks(range(4), [*ACCOUNTS.values(), "rats"])
    for ax in axes:
        ax.tick_params(axis="y", length=0)
    style.message(axes[0], "Day 2: all come near")
    style.message(axes[1], f"Day {late:.0f}: stiff brake fails")
    style.stamp(axes[0], "illustrative", x=0.02, y=0.06)
    return Chart(
        fig,
        "03-cover-the-brake",
        "Cover the brake on day 13 and serotonin still jumps; where the brake has stiffened, the model says "
        "it should not",
        alt="Two panels, day 2 and day 13 of the drug: forebrain serotonin after a full antagonist, percent "
        "of just before. " + " ".join(f"{what}, day {day:.0f}: {value}." for what, day, value, _, _ in rows),
        caption="Bars: our model, from the reading after 2 h to the one after 6 h; none of it was fitted to these "
        f"numbers. Rats: {evidence.cite('ceglia2004').html}, disc first series, square second series. {_doubt()}",
        table=pd.DataFrame(
            [
                {
                    "What": what,
                    "Day": f"{day:.0f}",
                    "After [% of just before]": value,
                    "Status": status,
                    "Source": evidence.cite(key),
                }
                for what, day, value, status, key in rows
            ]
        ),
    )


def _doubt() -> str:
    """Say that the abstract can be read in two ways."""
    first, second = (
        [evidence.parameter(f"raphe.ceglia2004.{prefix}_{end}").value for end in ("2d", "13d")] for _, prefix in SERIES
    )
    return (
        f"The abstract says that serotonin rose “by” {first[0]:g} and {first[1]:g} % in the first series, which may "
        f"mean {1 + first[0] / 100:.1f}-fold, and “to” {second[0]:g} and {second[1]:g} % in the second, which is cut "
        "off in the copy we saw."
    )


# Pindolol --------------------------------------------------------------------------------------------


@style.in_style
def pindolol() -> Chart:
    """Draw the pooled pindolol trials by week, and beside them the model's gain on an axis of its own."""
    fig, (left, right) = style.canvas(9.2, 4.6, ncols=2)
    trials = evidence.trials(topic="pindolol", measure="odds_ratio")
    shapes = {"Whale 2010": ("o", 0.0), "Ballesteros 2004": ("s", 0.28)}
    for row in trials.itertuples():
        shape, shift = shapes[row.study]
        week = row.time_hours / style.WEEK + shift
        color = style.INK if row.study == "Whale 2010" else style.CONTROL
        measured(left, row, week, color, shape, upright=True, size=9.5, bar={"zorder": 3}, zorder=5)
    left.axhline(1, color=style.QUIET, lw=style.pt(1.2), dashes=(2, 2))
    left.set_yscale("log")
    left.set_ylim(0.6, 7)
    left.set_yticks([1, 2, 4], ["1", "2", "4"])
    left.minorticks_off()
    left.set_ylabel("odds ratio of response")
    left.text(6.6, 6.3, "disc: Whale 2010\nsquare: Ballesteros", ha="right", va="top", linespacing=1.3)
    style.message(left, "People: a gain that fades")
    days = np.linspace(0.25, 42, 200)
    for account in ACCOUNTS:
        _line(right, days / 7, 100 * (raphe.pindolol_gain(days, hypothesis=account) - 1), account)
    right.axhline(0, color=style.QUIET, lw=style.pt(1.2), dashes=(2, 2))
    right.set_ylim(-6, 14)
    right.set_yticks([0, 5, 10])
    right.set_ylabel("extra serotonin [%]")
    right.text(
        6.6, 13.4, "solid: brake stiffens\ndashed: other input\ndotted: both", ha="right", va="top", linespacing=1.3
    )
    style.stamp(right, ILLUSTRATIVE)
    style.message(right, "Model: a gain that fades")
    for ax in (left, right):
        ax.set_xlim(0, 6.8)
        ax.set_xticks(range(0, 7))
        ax.set_xlabel("weeks")
    first, last = trials[trials["study"] == "Whale 2010"].iloc[[0, -1]]["value"]
    return Chart(
        fig,
        "03-pindolol",
        "With pindolol people responded sooner, not more; the model's early gain fades too",
        alt=f"Left: odds ratio of response with pindolol added to an SSRI, by week, from {first:.2f} in week 1 to "
        f"{last:.2f} in week 6, where the interval includes 1. Right: in the model a second drug that covers a part of "
        "the brake adds some serotonin at first and little or nothing later.",
        caption=f"Left: pooled trials ({evidence.cite('whale2010', 'ballesteros2004').html}); bars: 95 % intervals; "
        "the right square is for weeks 4 to 6. Right: forebrain serotonin with the second drug over that without it, "
        "share of brake covered assumed. The two axes measure different things: a like shape is no proof of a like "
        "cause.",
        table=_pindolol_table(trials),
    )


def _pindolol_table(trials: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "What": f"{row.study}, odds ratio",
            "Week": f"{row.time_hours / style.WEEK:g}",
            "Value": f"{row.value:g} ({row.low:g} to {row.high:g})",
            "Status": row.status,
            "Source": evidence.cite(row.source),
        }
        for row in trials.itertuples()
    ]
    weeks = np.array([1, 2, 6])
    for account, name in ACCOUNTS.items():
        gains = 100 * (raphe.pindolol_gain(7.0 * weeks, hypothesis=account) - 1)
        rows += [
            {
                "What": f"model, {name}, extra serotonin",
                "Week": f"{week}",
                "Value": f"{gain:+.1f} %".replace("-", "−"),
                "Status": "computed",
                "Source": evidence.cite("twoclocks"),
            }
            for week, gain in zip(weeks, gains, strict=True)
        ]
    return pd.DataFrame(rows)

"""What lesson 12 says of the model's limits: its time constants, what repeated doses break, what it leaves out."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...models import raphe, terminal, terminal_stiffness, terminal_store
from .charts import SOURCE

words = sentences(__file__)

SECOND = style.HOUR / 3600
#: The course that breaks the published equations: mg/kg, days, doses a day.
COURSE = {"dose": 10.0, "days": 3, "per_day": 3}
CORRECTED = words("shared.correction")
RAPHE_DAYS = 21
FIRST = 10 * style.MINUTE


def about(count: float) -> str:
    """Return a count of steps with one digit, "1,000", because the next ones differ by computer."""
    size = 10 ** int(np.floor(np.log10(count)))
    return f"{round(count / size) * size:,.0f}"


# Time constants and steps -----------------------------------------------------------------------------------------------


@style.in_style
def stiffness() -> Chart:
    """Draw the model's own time constants, and the steps per hour of two kinds of solver after a dose."""
    said = words["chart.12-stiffness"]
    clocks, steps = terminal_stiffness.clocks(), terminal_stiffness.steps()
    fig, (left, right) = style.canvas(8.8, 4.6, ncols=2)
    left.set_xscale("log")
    left.set_xlim(0.2 * SECOND, 500)
    left.set_xticks([SECOND, style.MINUTE, style.HOUR, style.DAY], ["1 s", "1 min", "1 h", "1 day"])
    left.minorticks_off()
    left.set_ylim(0, 1)
    left.set_yticks([])
    left.spines["left"].set_visible(False)
    left.vlines(clocks, 0.05, 0.5, color=style.SEROTONIN, lw=style.pt(1.6))
    left.set_xlabel(said("x"))
    ends = said("seconds", time=clocks[0] / SECOND), said("days", time=clocks[-1] / style.DAY)
    for place, word, align in zip((clocks[0], clocks[-1]), ends, ("left", "right"), strict=True):
        left.text(place, 0.55, word, ha=align, va="bottom", fontweight="bold")
    left.text(0.5, 0.84, said("count", count=clocks.size), ha="center", va="center", transform=left.transAxes)
    _draw_steps(right, steps)
    implicit, explicit = (about(count) for count in steps.totals)
    told = said.part(
        count=clocks.size, fastest=ends[0], slowest=ends[1], implicit=implicit, explicit=explicit, dose=COURSE["dose"]
    )
    fig.suptitle(told["title"], x=0.01, ha="left", fontweight="bold", fontsize=left.title.get_size())
    rows = [
        (
            said("stretch", begin=float(begin), end=float(end)),
            said("rate", count=about(slow)),
            said("rate", count=about(fast)),
            evidence.cite(SOURCE),
        )
        for begin, end, slow, fast in zip(steps.begin, steps.end, steps.stiff, steps.explicit, strict=True)
    ]
    return Chart(fig, **told, table=pd.DataFrame(rows, columns=said.each("columns")))


def _draw_steps(ax, steps: terminal_stiffness.Steps) -> None:
    said = words["chart.12-stiffness"]
    begin = np.maximum(steps.begin, 0.003)
    edges = [*begin, steps.end[-1]]
    for counts, dashes in ((steps.stiff, "-"), (steps.explicit, style.DASHES[1])):
        ax.stairs(counts, edges, baseline=None, color=style.INK, lw=style.pt(2.4), linestyle=dashes)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(edges[0], edges[-1])
    ax.set_xticks([style.MINUTE, style.HOUR, style.DAY], ["1 min", "1 h", "1 day"])
    ax.set_ylim(2, 40_000)
    ax.set_yticks([10, 100, 1000, 10_000], ["10", "100", "1,000", "10,000"])
    ax.minorticks_off()
    ax.set_xlabel(said("steps_x"))
    ax.set_ylabel(said("steps_y"))
    ax.text(edges[-1], 5_000, said("explicit"), ha="right", va="bottom")
    ax.text(edges[-1], 40, said("implicit"), ha="right", va="bottom")


# Repeated doses --------------------------------------------------------------------------------------


@cache
def broken_course() -> terminal.Run:
    """Return COURSE as the published equations give it, negative concentrations and all; solved once."""
    run = terminal.unchecked(**COURSE)
    run.states.setflags(write=False)
    return run


def first_negative() -> tuple[float, str]:
    """Return when [h] the published equations turn a variable negative in COURSE, and which state it is."""
    run = broken_course()
    place = int(np.argmax((run.states < terminal.FLOOR).any(axis=1)))
    return float(run.time[place]), list(terminal.STATES)[int(run.states[place].argmin())]


@style.in_style
def repeated_doses() -> Chart:
    """Draw the reserve and extracellular serotonin over a course: published equations, and our correction."""
    said = words["chart.12-repeated-doses"]
    broken, corrected = broken_course(), terminal.repeated(**COURSE)
    breaks, _ = first_negative()
    fig, (left, right) = style.canvas(8.8, 4.6, ncols=2)
    valid = broken.time <= breaks
    for ax, values, ours in (
        (left, broken.state("vhtr"), corrected.state("vhtr")),
        (right, broken.serotonin, corrected.serotonin),
    ):
        ax.plot(broken.time[valid], values[valid], color=style.SEROTONIN, lw=style.pt(2.6), zorder=4)
        ax.plot(corrected.time, ours, color=style.QUIET, lw=style.pt(1.8), linestyle=style.DASHES[1], zorder=3)
        style.linear_time_axis(ax, range(0, 24 * COURSE["days"] + 1, 24), 24 * COURSE["days"])
        ax.set_xticklabels([str(day) for day in range(COURSE["days"] + 1)])
        ax.set_xlabel(said("x"))
    left.plot(
        broken.time[~valid], broken.state("vhtr")[~valid], color=style.INK, lw=style.pt(2), linestyle=style.DASHES[2]
    )
    left.axhline(0, color=style.INK, lw=style.pt(1))
    left.set_ylim(-330, 230)
    left.set_yticks([-200, -100, 0, 100, 200], ["−200", "−100", "0", "100", "200"])
    left.set_ylabel(said("left_y"))
    left.text(2, -310, said("negative"), ha="left", va="bottom")
    style.point_at(left, (breaks, 0), said("hours", breaks=breaks), style.away(24, 40))
    right.set_ylim(0, 175)
    right.set_ylabel(words("shared.extracellular"))
    right.text(71, 25, said("dashed"), ha="right", va="center", color=style.QUIET, fontstyle="italic")
    right.text(71, 163, said("solid"), ha="right", va="top")
    limit = evidence.parameter("terminal.teaching.K_reserve").text.replace("uM", "µM")
    late = corrected.time > 24 * (COURSE["days"] - 1)
    mean = corrected.serotonin[late].mean()
    told = said.part(per_day=COURSE["per_day"], dose=COURSE["dose"], breaks=breaks, mean=mean, limit=limit)
    fig.suptitle(told["title"], x=0.01, ha="left", fontweight="bold", fontsize=left.title.get_size())
    rows = [
        (what, f"{run.state('vhtr').min():.0f}".replace("-", "−"), last_day, evidence.cite(source))
        for what, run, last_day, source in (
            (said("published"), broken, said("invalid"), SOURCE),
            (CORRECTED, corrected, f"{mean:.0f}", "twoclocks"),
        )
    ]
    return Chart(fig, **told, table=pd.DataFrame(rows, columns=said.each("columns")))


# Two models ------------------------------------------------------------------------------------------


@style.in_style
def two_windows() -> Chart:
    """Draw what the terminal model and the raphe circuit each speak about, on one time axis."""
    said = words["chart.12-two-windows"]
    run = terminal_store.at_dose(COURSE["dose"])
    days = np.geomspace(style.HOUR / style.DAY, RAPHE_DAYS, 200)
    course = raphe.course(days)
    fig, (top, low) = style.canvas(8.8, 4.9, nrows=2, sharex=True)
    top.plot(run.time[1:], run.serotonin[1:] / run.serotonin[0], color=style.SEROTONIN, lw=style.pt(3))
    low.plot(days * style.DAY, course.firing, color=style.SEROTONIN, lw=style.pt(3), linestyle=style.DASHES[1])
    for ax, word, start, stop in (
        (top, said("silent"), terminal.LONGEST, RAPHE_DAYS * style.DAY),
        (low, said("coarse"), FIRST, style.HOUR),
    ):
        ax.axvspan(start, stop, color=style.CONTROL_TINT, lw=0, zorder=0)
        ax.text((start * stop) ** 0.5, 0.9, word, ha="center", va="top", transform=ax.get_xaxis_transform())
    style.log_time_axis(low, FIRST, RAPHE_DAYS * style.DAY)
    low.set_xlabel(said("x"))
    top.set_ylim(0.9, 2.3)
    top.set_yticks([1, 2], [said("times", value="1"), said("times", value="2")])
    top.set_ylabel(said("serotonin"))
    low.set_ylim(0, 1.35)
    low.set_yticks([0, 1], ["0", said("times", value="1")])
    low.set_ylabel(said("firing"))
    top.text(0.19, 1.0, said("above"), va="bottom")
    low.text(1.2, 1.22, said("below"), va="top")
    style.stamp(low, "illustrative", x=0.99, y=0.06)
    rise, at_peak = float(run.serotonin.max() / run.serotonin[0]), float(run.time[run.serotonin.argmax()])
    lowest, last = float(course.firing.min()), float(course.firing[-1])
    told = said.part(days=RAPHE_DAYS, rise=rise, lowest=lowest, last=last, dose=COURSE["dose"])
    style.message(top, told["title"])
    at_lowest = style.time_label(float(days[course.firing.argmin()] * style.DAY))
    rows = [
        ("terminal", "peak", rise, style.time_label(at_peak), SOURCE),
        ("raphe", "lowest", lowest, at_lowest, "twoclocks"),
        ("raphe", "last", last, said("end", days=RAPHE_DAYS), "twoclocks"),
    ]
    cells = [
        (said(f"row.{model}"), said(f"row.{result}"), said("fold", value=value), when, evidence.cite(source))
        for model, result, value, when, source in rows
    ]
    return Chart(fig, **told, table=pd.DataFrame(cells, columns=said.each("columns")))

"""What lesson 12 says of the model's limits: its clocks, what repeated doses break, what it is silent on."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import raphe, terminal, terminal_stiffness, terminal_store
from .charts import SOURCE

SECOND = style.HOUR / 3600
#: The course that breaks the published equations: mg/kg, days, doses a day.
COURSE = {"dose": 10.0, "days": 3, "per_day": 3}
CORRECTED = "our correction, not published"
RAPHE_DAYS = 21
FIRST = 10 * style.MINUTE


def about(count: float) -> str:
    """Return a count of steps with one digit, "1,000", because the next ones differ by computer."""
    size = 10 ** int(np.floor(np.log10(count)))
    return f"{round(count / size) * size:,.0f}"


# Stiff -----------------------------------------------------------------------------------------------


@style.in_style
def stiffness() -> Chart:
    """Draw the model's own clocks, and the steps per hour of two kinds of solver after a dose."""
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
    left.set_xlabel("time in which a nudge fades")
    words = f"{clocks[0] / SECOND:.1f} s", f"{clocks[-1] / style.DAY:.0f} days"
    for place, word, align in zip((clocks[0], clocks[-1]), words, ("left", "right"), strict=True):
        left.text(place, 0.55, word, ha=align, va="bottom", fontweight="bold")
    left.text(0.5, 0.84, f"{clocks.size} clocks in one model", ha="center", va="center", transform=left.transAxes)
    _draw_steps(right, steps)
    title = "Fast clocks forbid long steps, unless the solver is stiff"
    fig.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=left.title.get_size())
    stiff, explicit = (about(count) for count in steps.totals)
    return Chart(
        fig,
        "12-stiffness",
        title,
        alt=f"Left: a nudge to the model at rest fades with {clocks.size} clocks, from {words[0]} to {words[1]}. "
        f"Right: steps per hour after a dose. The explicit solver takes thousands all the time, about {explicit} in "
        f"two days; the stiff one starts with as many and then takes about ten, {stiff} in all.",
        caption="Left: 1 over each eigenvalue of the Jacobian at rest; four more are zero, for what never "
        f"changes there. Right: counted, not timed, after {COURSE['dose']:g} mg/kg. RK45 looks ahead from "
        "where it stands; LSODA solves for where it lands. Counts differ a little from computer to computer.",
        table=pd.DataFrame(
            [
                {
                    "Stretch": f"{style.time_label(begin)} to {style.time_label(end)}",
                    "Stiff solver, steps per hour": "about " + about(stiff_rate),
                    "Explicit solver, steps per hour": "about " + about(explicit_rate),
                    "Equations from": evidence.cite(SOURCE),
                }
                for begin, end, stiff_rate, explicit_rate in zip(
                    steps.begin, steps.end, steps.stiff, steps.explicit, strict=True
                )
            ]
        ),
    )


def _draw_steps(ax, steps: terminal_stiffness.Steps) -> None:
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
    ax.set_xlabel("time after the dose")
    ax.set_ylabel("steps per hour")
    ax.text(edges[-1], 5_000, "explicit (RK45)", ha="right", va="bottom")
    ax.text(edges[-1], 40, "stiff (LSODA)", ha="right", va="bottom")


# Repeated doses --------------------------------------------------------------------------------------


@cache
def broken_course() -> terminal.Run:
    """Return COURSE as the published equations give it, negative levels and all; solved once."""
    run = terminal.unchecked(**COURSE)
    run.states.setflags(write=False)
    return run


def first_negative() -> tuple[float, str]:
    """Return when [h] the published equations turn a level negative in COURSE, and which state it is."""
    run = broken_course()
    place = int(np.argmax((run.states < terminal.FLOOR).any(axis=1)))
    return float(run.time[place]), list(terminal.STATES)[int(run.states[place].argmin())]


@style.in_style
def repeated_doses() -> Chart:
    """Draw the reserve and serotonin outside over a course: published equations, and our correction."""
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
        ax.set_xlabel("days of repeated doses")
    left.plot(
        broken.time[~valid], broken.state("vhtr")[~valid], color=style.INK, lw=style.pt(2), linestyle=style.DASHES[2]
    )
    left.axhline(0, color=style.INK, lw=style.pt(1))
    left.set_ylim(-330, 230)
    left.set_yticks([-200, -100, 0, 100, 200], ["−200", "−100", "0", "100", "200"])
    left.set_ylabel("reserve [µM]")
    left.text(2, -310, "published equations,\nbelow nothing", ha="left", va="bottom")
    style.point_at(left, (breaks, 0), f"{breaks:.0f} h", style.away(24, 40))
    right.set_ylim(0, 175)
    right.set_ylabel("serotonin outside [nM]")
    stamp = f"dashed: {CORRECTED}".replace(", ", ",\n")
    right.text(71, 25, stamp, ha="right", va="center", color=style.QUIET, fontstyle="italic")
    right.text(71, 163, "solid: published,\nwhile it is valid", ha="right", va="top")
    title = "Dose on dose empties the reserve, and the model breaks"
    fig.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=left.title.get_size())
    limit = evidence.parameter("terminal.teaching.K_reserve").text.replace("uM", "µM")
    late = corrected.time > 24 * (COURSE["days"] - 1)
    mean = corrected.serotonin[late].mean()
    return Chart(
        fig,
        "12-repeated-doses",
        title,
        alt=f"With {COURSE['per_day']} doses a day the published equations take serotonin out of a reserve "
        f"that is empty: after {breaks:.0f} hours it is below zero and goes on falling. With our correction "
        f"it stays above zero, and serotonin outside sinks to {mean:.0f} nM on the last day.",
        caption=f"{COURSE['dose']:g} mg/kg, {COURSE['per_day']} times a day, a mouse. Equations: "
        f"{evidence.cite(SOURCE).html}, made for single doses. Dashed: {CORRECTED}; refilling stops as the "
        f"reserve empties ({limit}, assumed by us). Neither shows what happens in an animal over days.",
        table=pd.DataFrame(
            [
                {
                    "What": what,
                    "Reserve, lowest [µM]": f"{run.state('vhtr').min():.0f}".replace("-", "−"),
                    "Serotonin outside, mean of the last day [nM]": text,
                    "Source": evidence.cite(source),
                }
                for what, run, text, source in (
                    ("published equations", broken, "no valid number", SOURCE),
                    (CORRECTED, corrected, f"{mean:.0f}", "twoclocks"),
                )
            ]
        ),
    )


# Two models ------------------------------------------------------------------------------------------


@style.in_style
def two_windows() -> Chart:
    """Draw what the terminal model and the raphe circuit each speak about, on one time axis."""
    run = terminal_store.at_dose(COURSE["dose"])
    days = np.geomspace(style.HOUR / style.DAY, RAPHE_DAYS, 200)
    course = raphe.course(days)
    fig, (top, low) = style.canvas(8.8, 4.9, nrows=2, sharex=True)
    top.plot(run.time[1:], run.serotonin[1:] / run.serotonin[0], color=style.SEROTONIN, lw=style.pt(3))
    low.plot(days * style.DAY, course.firing, color=style.SEROTONIN, lw=style.pt(3), linestyle=style.DASHES[1])
    for ax, words, start, stop in (
        (top, "silent", terminal.LONGEST, RAPHE_DAYS * style.DAY),
        (low, "too coarse", FIRST, style.HOUR),
    ):
        ax.axvspan(start, stop, color=style.CONTROL_TINT, lw=0, zorder=0)
        ax.text((start * stop) ** 0.5, 0.9, words, ha="center", va="top", transform=ax.get_xaxis_transform())
    style.log_time_axis(low, FIRST, RAPHE_DAYS * style.DAY)
    low.set_xlabel("time since the (first) dose")
    top.set_ylim(0.9, 2.3)
    top.set_yticks([1, 2], ["1 ×", "2 ×"])
    top.set_ylabel("serotonin\noutside")
    low.set_ylim(0, 1.35)
    low.set_yticks([0, 1], ["0", "1 ×"])
    low.set_ylabel("firing")
    top.text(0.19, 1.0, "42 states, one dose", va="bottom")
    low.text(1.2, 1.22, "six states, a dose every day: firing falls and comes back", va="top")
    style.stamp(low, "illustrative", x=0.99, y=0.06)
    title = "The large model ends where the weeks begin"
    style.message(top, title)
    lowest, last = float(course.firing.min()), float(course.firing[-1])
    return Chart(
        fig,
        "12-two-windows",
        title,
        alt=f"Two panels on a time axis from 10 minutes to {RAPHE_DAYS} days. Above, the terminal model: "
        f"serotonin outside rises to {run.serotonin.max() / run.serotonin[0]:.1f} times within hours and is "
        f"back within two days; then it is silent. Below, the raphe circuit: firing falls to {lowest:.2f} "
        f"and is back at {last:.2f} after {RAPHE_DAYS} days; below an hour it is too coarse.",
        caption=f"Above: {evidence.cite(SOURCE).html}, {COURSE['dose']:g} mg/kg once, a mouse. Below: our teaching "
        "model of raphe and forebrain (lesson 03), rats, a dose a day, with the hypothesis that 5-HT1A receptors "
        "desensitise; its numbers were fitted to published recordings, so it explains nothing by itself.",
        table=pd.DataFrame(
            [
                {
                    "Model": "terminal, 42 states",
                    "Says": "highest serotonin outside",
                    "Value": f"{run.serotonin.max() / run.serotonin[0]:.2f} ×",
                    "When": style.time_label(float(run.time[run.serotonin.argmax()])),
                    "Source": evidence.cite(SOURCE),
                },
                {
                    "Model": "raphe circuit, six states",
                    "Says": "lowest firing",
                    "Value": f"{lowest:.2f} ×",
                    "When": style.time_label(float(days[course.firing.argmin()] * style.DAY)),
                    "Source": evidence.cite("twoclocks"),
                },
                {
                    "Model": "raphe circuit, six states",
                    "Says": "firing at the end",
                    "Value": f"{last:.2f} ×",
                    "When": f"{RAPHE_DAYS} days",
                    "Source": evidence.cite("twoclocks"),
                },
            ]
        ),
    )

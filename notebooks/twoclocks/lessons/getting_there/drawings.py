"""What the explorers of lesson 04 draw: an infusion, a route, a pill a day, ten thousand people, two drugs.

What moves is drawn without smoothing, which a screen at two pixels per CSS pixel does not show and which halves the
stored frames.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle, StepPatch

from ... import evidence
from ...kit import style
from ...kit.gaps import joined
from ...kit.sentences import sentences
from ...models import interactions, journeys, ketamine, pill_days
from .look import ASSUMED, METABOLITE, hours_axis, measured_ring
from .route_charts import bioavailability_table

words = sentences(__file__)

#: Where the axis of one infusion ends [ng/mL].
INFUSION_TOP = 520


def infusion_axes(figure) -> Axes:
    """Four hours around an infusion, and the level measured in trials."""
    said, ax = words["explorer.04-infusion"], figure.subplots()
    hours_axis(ax, 4.0)
    ax.set_ylim(0, INFUSION_TOP)
    ax.set_yticks(range(0, INFUSION_TOP, 100))
    ax.set_ylabel(words("shared.ketamine"))
    style.message(ax, said("message"))
    measured_ring(ax)
    ring = (journeys.trial_hours(), journeys.measured_level().value)
    style.point_at(ax, ring, said("ring"), style.away(44, 66), va="center")
    ax.text(4.0, 0.97 * INFUSION_TOP, said("key"), ha="right", va="top", linespacing=1.5)
    return ax


def draw_infusion(ax: Axes, result: journeys.Infusion, pk_set: str) -> None:
    """Draw the published model ``pk_set`` in front and the other four behind it, on the time that the infusion runs."""
    ax.add_patch(Rectangle((0, 0), result.end, INFUSION_TOP, color=style.KETAMINE_TINT, lw=0, zorder=0))
    others = joined((result.time, level) for name, level in result.levels.items() if name != pk_set)
    ax.plot(*others, color=style.CONTROL, lw=style.pt(1.4), antialiased=False, zorder=3)
    ax.plot(result.time, result.levels[pk_set], color=style.KETAMINE, lw=style.pt(3), antialiased=False, zorder=5)
    half = result.end + result.half_time(pk_set), result.peak(pk_set) / 2
    ax.plot(*half, "s", color=style.INK, ms=style.pt(8), zorder=8)


def route_axes(figure) -> tuple[Axes, Axes]:
    """Left: level against time, with the infusion's. Right: what the sources say of the share, route by route."""
    said = words["explorer.04-routes"]
    levels, shares = figure.subplots(1, 2, width_ratios=(2.1, 1))
    style.linear_time_axis(levels, range(0, 7, 2), 6.0)
    levels.set_xlabel(said("x"))
    levels.set_ylim(0, 138)
    levels.set_yticks(range(0, 101, 25))
    levels.set_ylabel(said("y"))
    style.message(levels, said("left"))
    vein = journeys.by_route("oral")
    levels.plot(vein.time, vein.vein, color=style.CONTROL, linestyle=METABOLITE, lw=style.pt(2))
    levels.text(0.95, 84, said("vein"), color=style.QUIET, va="center")
    levels.text(5.95, 66, said("key"), ha="right", va="center", linespacing=1.4)
    style.stamp(levels, said("stamp"), y=0.92)
    _draw_shares(shares)
    return levels, shares


def _draw_shares(ax: Axes) -> None:
    """Draw every published share of the racemate that reaches blood, one row a route."""
    said, frame = words["explorer.04-routes"], bioavailability_table()
    frame = frame[frame["drug"] == "ketamine"].replace({"route": {"rectal_sublingual": "sublingual"}})
    for place, route in enumerate(ketamine.ROUTES):
        for row in frame[frame["route"] == route].itertuples():
            ax.plot(100 * row.value, place, "o", ms=style.pt(9), zorder=4, **style.marker(row.status, style.KETAMINE))
    ax.set_ylim(len(ketamine.ROUTES) - 0.5, -0.5)
    ax.set_yticks(range(len(ketamine.ROUTES)), [said(f"short.{route}") for route in ketamine.ROUTES])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 104)
    ax.set_xticks([0, 50, 100])
    ax.set_xlabel(said("share"))
    style.message(ax, said("right"))


def draw_route(axes: tuple[Axes, Axes], result: journeys.Route, route: str) -> None:
    """Draw the same dose by another route: band and peak of the level, and which share was taken."""
    levels, shares = axes
    rough = {"antialiased": False}
    levels.fill_between(result.time, result.low, result.high, color=style.KETAMINE_TINT, lw=0, zorder=1, **rough)
    levels.plot(result.time, result.level, color=style.KETAMINE, lw=style.pt(3), zorder=4, **rough)
    levels.plot(result.peak_time, result.peak, "s", color=style.INK, ms=style.pt(8), zorder=5)
    low, high = np.array([-0.4, 0.4]) + ketamine.ROUTES.index(route)
    shares.add_patch(Rectangle((0, low), 104, high - low, color=style.KETAMINE_TINT, lw=0, zorder=0))
    shares.plot([100 * result.share] * 2, [low, high], color=style.INK, lw=style.pt(2.5), zorder=6)


#: Heights of the three lines of words above the curves of a daily pill [% of steady state].
LINES = (175, 154, 134)


def pill_axes(figure) -> Axes:
    """Ten weeks, and the level as a share of steady state."""
    said, ax = words["explorer.04-daily-pill"], figure.subplots()
    end = pill_days.WEEKS * style.WEEK
    style.linear_time_axis(ax, [week * style.WEEK for week in range(0, pill_days.WEEKS + 1, 2)], end)
    ax.set_xlabel(words("shared.weeks"))
    ax.set_ylim(0, 186)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel(words("shared.steady"))
    style.message(ax, said("message"))
    for y, text in zip(LINES, (said("key"), said("band")), strict=False):
        ax.text(end, y, text, ha="right", va="center", color=style.QUIET)
    ax.text(end, LINES[2], ASSUMED, ha="right", va="center", color=style.QUIET, fontstyle="italic")
    return ax


def draw_pills(ax: Axes, result: pill_days.Pill) -> None:
    """Draw a pill a day over ten weeks: the rise to steady state, a gap, and the end."""
    said = words["explorer.04-daily-pill"]
    main, slow = result.drug, result.second
    low, high = main.swing
    swing = (0, low), pill_days.WEEKS * style.WEEK, high - low
    ax.add_patch(Rectangle(*swing, color=style.SEROTONIN_TINT, lw=0, zorder=0))
    ax.plot([main.days * style.DAY] * 2, [0, 130], color=style.INK, lw=style.pt(1.6), zorder=2)
    below = said("metabolite", name=slow.name, day=slow.days) if slow else ""
    below = said("no_curve") if main.name == "paroxetine" else below
    for y, text in zip(LINES, (said("day", day=main.days), below), strict=False):
        ax.text(0.25 * style.WEEK, y, text, va="center")
    ax.plot(result.time, result.level, color=style.SEROTONIN, lw=style.pt(1.3), zorder=4, antialiased=False)
    if result.metabolite is not None:
        dashed = {"linestyle": METABOLITE, "zorder": 5}
        ax.plot(result.time, result.metabolite, color=style.SEROTONIN, lw=style.pt(2.6), **dashed)
    ax.plot(result.last, 6, "v", color=style.INK, ms=style.pt(11), zorder=6, clip_on=False)


#: Where both axes of the ten thousand people end [ng/mL], and the edges of their histogram.
CROWD_TOP = 500
EDGES = np.linspace(0, CROWD_TOP, 41)


def population_axes(figure) -> tuple[Axes, Axes]:
    """Left: levels over four hours, with what trials measured. Right: room for a histogram that lies on its side."""
    said = words["explorer.04-population"]
    levels, people = figure.subplots(1, 2, width_ratios=(2.6, 1))
    hours_axis(levels, 4.0)
    levels.set_ylabel(words("shared.ketamine"))
    style.message(levels, said("message"))
    measured_ring(levels)
    key = said("key", shown=journeys.SHOWN)
    levels.text(4.0, 0.86 * CROWD_TOP, key, ha="right", va="top", linespacing=1.5)
    style.stamp(levels, said("stamp"), y=0.92)
    people.set_xlim(0, 1)
    people.set_xticks([])
    people.set_xlabel(said("share"))
    style.message(people, said("right"))
    people.text(0.98, 0.98, said("band"), ha="right", va="top", transform=people.transAxes, linespacing=1.4)
    for ax in (levels, people):
        ax.set_ylim(0, CROWD_TOP)
        ax.set_yticks(range(0, CROWD_TOP + 1, 100))
    return levels, people


def draw_population(axes: tuple[Axes, Axes], result: journeys.Population) -> None:
    """Draw many people on the same dose per kilogram: a band over time, and the spread when the infusion stops."""
    levels, people = axes
    band = {"color": style.KETAMINE_TINT, "lw": 0, "antialiased": False, "zorder": 1}
    levels.fill_between(result.time, result.low, result.high, **band)
    thin = {"color": style.CONTROL, "lw": style.pt(0.9), "antialiased": False, "zorder": 2}
    levels.plot(*joined((result.time, level) for level in result.shown), **thin)
    levels.plot(result.time, result.median, color=style.KETAMINE, lw=style.pt(3), antialiased=False, zorder=4)
    counts = np.histogram(result.at_end, EDGES)[0]
    shares = 0.95 * counts / counts.max()
    low, high = result.limits
    inside = (EDGES[:-1] <= high) & (EDGES[1:] >= low)
    # Not by ax.stairs, which goes along every edge for limits that stand already.
    flat = {"orientation": "horizontal", "lw": 0, "zorder": 3}
    people.add_artist(StepPatch(shares, EDGES, facecolor=style.CONTROL, **flat))
    people.add_artist(StepPatch(np.where(inside, shares, 0.0), EDGES, facecolor=style.KETAMINE, **flat))
    for limit in result.limits:
        people.axhline(limit, color=style.INK, lw=style.pt(1.6), zorder=5)


#: Ends of the concentration axis of two drugs [ng/mL].
LOWEST, HIGHEST = 5, 2000


def two_drugs_axes(figure) -> Axes:
    """Twelve weeks, desipramine on a logarithmic axis, and what a laboratory calls therapeutic and toxic."""
    said, ax = words["explorer.04-two-drugs"], figure.subplots()
    end = interactions.WEEKS * style.WEEK
    style.linear_time_axis(ax, [week * style.WEEK for week in range(0, interactions.WEEKS + 1, 2)], end)
    ax.set_xlabel(said("x"))
    ax.set_yscale("log")
    ax.set_ylim(LOWEST, HIGHEST)
    ax.set_yticks([10, 30, 100, 300, 1000], ["10", "30", "100", "300", "1,000"])
    ax.minorticks_off()
    ax.set_ylabel(said("y"))
    style.message(ax, said("message"))
    called, toxic = (evidence.parameter(f"desipramine.marshfield.{name}") for name in ("C_range", "C_toxic"))
    ax.axhspan(called.low, called.high, color=style.CONTROL_TINT, lw=0, zorder=0)
    ax.axhline(toxic.value, color=style.INK, lw=style.pt(1.2), dashes=(3, 2), zorder=1)
    for y, name, side in ((0.96 * called.high, "range", "top"), (1.09 * toxic.value, "toxic", "bottom")):
        style.label(ax, 0.99 * end, y, said(name), style.QUIET, ha="right", va=side)
    ax.text(0.99 * end, 0.93 * HIGHEST, said("key"), ha="right", va="top", linespacing=1.4)
    ax.text(0.01 * end, 0.93 * HIGHEST, ASSUMED, va="top", color=style.QUIET, fontstyle="italic")
    return ax


def draw_two_drugs(ax: Axes, result: interactions.Together, second_drug: str) -> None:
    """Draw desipramine with and without the second drug, and when that is taken."""
    said = words["explorer.04-two-drugs"]
    days, both, alone = result.daily
    ax.plot(days, alone, color=style.CONTROL, lw=style.pt(1.6), antialiased=False, zorder=3)
    ax.plot(days[: both.size], both, color=style.SEROTONIN, lw=style.pt(3), antialiased=False, zorder=4)
    if second_drug == "none":
        return
    taken = result.stop + style.DAY - result.start
    ax.add_patch(Rectangle((result.start, LOWEST), taken, 2.2, color=style.SEROTONIN, lw=0, zorder=5))
    ax.text(result.start, LOWEST * 1.55, said("second"), color=style.SEROTONIN, va="bottom", zorder=6)
    if both.size < alone.size:
        ax.text(result.stop + 5 * style.DAY, LOWEST * 1.06, said("no_curve"), va="bottom", zorder=6)

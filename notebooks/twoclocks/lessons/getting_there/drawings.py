"""What the explorers of lesson 04 draw: an infusion, another way in, a pill a day, ten thousand people.

Thin moving lines are drawn without smoothing, which a screen at two pixels per CSS pixel does not show and which
halves the stored frames.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle, StepPatch

from ...kit import style
from ...kit.gaps import joined
from ...models import journeys, ketamine, pill_days
from .look import ILLUSTRATIVE_PILLS, METABOLITE, hours_axis, measured_ring
from .route_charts import bioavailability_table

#: Where the axis of one infusion ends [ng/mL].
INFUSION_TOP = 520


def infusion_axes(figure) -> Axes:
    """Four hours around an infusion, and the level measured in trials."""
    ax = figure.subplots()
    hours_axis(ax, 4.0)
    ax.set_ylim(0, INFUSION_TOP)
    ax.set_yticks(range(0, INFUSION_TOP, 100))
    ax.set_ylabel("ketamine in plasma [ng/mL]")
    style.message(ax, "Up while it runs, half gone soon after")
    measured_ring(ax)
    ring = (journeys.trial_hours(), journeys.measured_level().value)
    style.point_at(ax, ring, "measured\nin trials", style.away(44, 66), va="center")
    words = ("thick: the model you chose", "thin: the other four", "square: half of the peak left")
    ax.text(4.0, 0.97 * INFUSION_TOP, "\n".join(words), ha="right", va="top", linespacing=1.5)
    return ax


def draw_infusion(ax: Axes, result: journeys.Infusion, pk_set: str) -> None:
    """Draw the published model ``pk_set`` in front and the other four behind it, on the time that the infusion runs."""
    ax.add_patch(Rectangle((0, 0), result.end, INFUSION_TOP, color=style.KETAMINE_TINT, lw=0, zorder=0))
    others = joined((result.time, level) for name, level in result.levels.items() if name != pk_set)
    ax.plot(*others, color=style.CONTROL, lw=style.pt(1.4), antialiased=False, zorder=3)
    ax.plot(result.time, result.levels[pk_set], color=style.KETAMINE, lw=style.pt(3), zorder=5)
    half = result.end + result.half_time(pk_set), result.peak(pk_set) / 2
    ax.plot(*half, "s", color=style.INK, ms=style.pt(8), zorder=8)


SHORT_ROUTES = {"intramuscular": "muscle", "nasal": "nose", "sublingual": "tongue", "oral": "mouth"}


def route_axes(figure) -> tuple[Axes, Axes]:
    """Left: level against time, with the infusion's. Right: what the sources say of the share, route by route."""
    levels, shares = figure.subplots(1, 2, width_ratios=(2.1, 1))
    style.linear_time_axis(levels, range(0, 7, 2), 6.0)
    levels.set_xlabel("time since the start")
    levels.set_ylim(0, 138)
    levels.set_yticks(range(0, 101, 25))
    levels.set_ylabel("level [% of infusion's peak]")
    style.message(levels, "Same amount, another door")
    vein = journeys.by_route("oral")
    levels.plot(vein.time, vein.vein, color=style.CONTROL, linestyle=METABOLITE, lw=style.pt(2))
    levels.text(0.95, 84, "into a vein over 40 min", color=style.QUIET, va="center")
    levels.text(5.95, 66, "square: the peak\nband: published range", ha="right", va="center", linespacing=1.4)
    style.stamp(levels, "illustrative: speed assumed", y=0.92)
    _draw_shares(shares)
    return levels, shares


def _draw_shares(ax: Axes) -> None:
    """Draw every published share of the racemate that reaches blood, one row a route."""
    frame = bioavailability_table()
    frame = frame[frame["drug"] == "ketamine"].replace({"route": {"rectal_sublingual": "sublingual"}})
    for place, route in enumerate(ketamine.ROUTES):
        for row in frame[frame["route"] == route].itertuples():
            ax.plot(100 * row.value, place, "o", ms=style.pt(9), zorder=4, **style.marker(row.status, style.KETAMINE))
    ax.set_ylim(len(ketamine.ROUTES) - 0.5, -0.5)
    ax.set_yticks(range(len(ketamine.ROUTES)), [SHORT_ROUTES[route] for route in ketamine.ROUTES])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 104)
    ax.set_xticks([0, 50, 100])
    ax.set_xlabel("reaches blood [%]")
    style.message(ax, "Sources say")


def draw_route(axes: tuple[Axes, Axes], result: journeys.Route, route: str) -> None:
    """Draw the same amount through another door: band and peak of the level, and which share was taken."""
    levels, shares = axes
    levels.fill_between(result.time, result.low, result.high, color=style.KETAMINE_TINT, lw=0, zorder=1)
    levels.plot(result.time, result.level, color=style.KETAMINE, lw=style.pt(3), zorder=4)
    levels.plot(result.peak_time, result.peak, "s", color=style.INK, ms=style.pt(8), zorder=5)
    low, high = np.array([-0.4, 0.4]) + ketamine.ROUTES.index(route)
    shares.add_patch(Rectangle((0, low), 104, high - low, color=style.KETAMINE_TINT, lw=0, zorder=0))
    shares.plot([100 * result.share] * 2, [low, high], color=style.INK, lw=style.pt(2.5), zorder=6)


#: Heights of the three lines of words above the curves of a daily pill [% of the plateau].
LINES = (175, 154, 134)
#: What is said of a drug that has no curve for its metabolite.
BELOW = {"paroxetine": "no valid curve after a gap"}


def pill_axes(figure) -> Axes:
    """Ten weeks, and the level as a share of the plateau."""
    ax = figure.subplots()
    end = pill_days.WEEKS * style.WEEK
    style.linear_time_axis(ax, [week * style.WEEK for week in range(0, pill_days.WEEKS + 1, 2)], end)
    ax.set_xlabel("time since the first pill")
    ax.set_ylim(0, 186)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel("level [% of the plateau]")
    style.message(ax, "Each pill adds to what is left of the ones before")
    for y, text in zip(LINES, ("triangle: last pill", "band: daily swing"), strict=False):
        ax.text(end, y, text, ha="right", va="center", color=style.QUIET)
    ax.text(end, LINES[2], ILLUSTRATIVE_PILLS, ha="right", va="center", color=style.QUIET, fontstyle="italic")
    return ax


def draw_pills(ax: Axes, result: pill_days.Pill) -> None:
    """Draw a pill a day over ten weeks: the rise to the plateau, a gap, and the end."""
    main, slow = result.drug, result.second
    low, high = main.swing
    swing = (0, low), pill_days.WEEKS * style.WEEK, high - low
    ax.add_patch(Rectangle(*swing, color=style.SEROTONIN_TINT, lw=0, zorder=0))
    ax.plot([main.days * style.DAY] * 2, [0, 130], color=style.INK, lw=style.pt(1.6), zorder=2)
    below = f"dashed: {slow.name}, day {slow.days}" if slow else BELOW.get(main.name, "")
    for y, text in zip(LINES, (f"day {main.days}: 90 % of the plateau", below), strict=False):
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
    levels, people = figure.subplots(1, 2, width_ratios=(2.6, 1))
    hours_axis(levels, 4.0)
    levels.set_ylabel("ketamine in plasma [ng/mL]")
    style.message(levels, "One dose, ten thousand people")
    measured_ring(levels)
    words = ("thick: the person in the middle", f"thin: {journeys.SHOWN} of the 10,000", "ring: measured in trials")
    levels.text(4.0, 0.86 * CROWD_TOP, "\n".join(words), ha="right", va="top", linespacing=1.5)
    style.stamp(levels, "illustrative: spread of children", y=0.92)
    people.set_xlim(0, 1)
    people.set_xticks([])
    people.set_xlabel("share of people")
    style.message(people, "At 40 min")
    people.text(0.98, 0.98, "coloured:\nthe band", ha="right", va="top", transform=people.transAxes, linespacing=1.4)
    for ax in (levels, people):
        ax.set_ylim(0, CROWD_TOP)
        ax.set_yticks(range(0, CROWD_TOP + 1, 100))
    return levels, people


def draw_population(axes: tuple[Axes, Axes], result: journeys.Population) -> None:
    """Draw many people on the same dose per kilogram: a band over time, and the spread when the infusion stops."""
    levels, people = axes
    levels.fill_between(result.time, result.low, result.high, color=style.KETAMINE_TINT, lw=0, zorder=1)
    thin = {"color": style.CONTROL, "lw": style.pt(0.9), "antialiased": False, "zorder": 2}
    levels.plot(*joined((result.time, level) for level in result.shown), **thin)
    levels.plot(result.time, result.median, color=style.KETAMINE, lw=style.pt(3), zorder=4)
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

"""What the explorers of lesson 08 draw: the room, forty people in it, and doses on a logarithmic axis."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ... import evidence
from ...kit import style
from ...kit.sentences import sentences
from ...models import journeys, session
from .look import flat_marks, hours, later_ratings, mean_and_spread, running, session_axis

words = sentences(__file__)

#: Curve -> (height of its axis, ticks).
PANELS = {
    "level": (330, (0, 150, 300)),
    "block": (66, (0, 30, 60)),
    "dissociation": (20, (0, 8, 16)),
    "systolic": (31, (0, 10, 20, 30)),
}


def room_axes(figure) -> dict[str, Axes]:
    """Four small panels on one time axis."""
    grid = figure.subplots(len(PANELS), 1, sharex=True)
    for ax, (name, (top, ticks)) in zip(grid, PANELS.items(), strict=True):
        ax.set_ylim(0, top)
        ax.set_yticks(ticks)
        running(ax)
        ax.text(
            1,
            1.0,
            words(f"explorer.08-room.picture.name.{name}"),
            transform=ax.transAxes,
            ha="right",
            va="top",
            fontweight="bold",
        )
    session_axis(grid[-1], hour=True)
    style.message(grid[0], words("explorer.08-room.picture.title"))
    return dict(zip(PANELS, grid, strict=True))


def height(name: str, value):
    """Return a value or a curve as its panel shows it."""
    return value * 100 if name == "block" else value


def draw_room(axes: dict[str, Axes], result: session.Now, infusion_dose: float) -> None:
    """Draw four curves over the session, thick as far as now, and what trials measured at their dose."""
    said, now = words["explorer.08-room.picture"], result.minute / 60
    for name, ax in axes.items():
        measured = name != "level" or infusion_dose == 1
        below = said(f"below.{name}" if measured else "other_dose")
        quiet = {"ha": "right", "va": "top", "color": style.QUIET, "fontstyle": "italic"}
        ax.text(1, 0.7, below, transform=ax.transAxes, **quiet)
        ax.axvline(now, color=style.QUIET, lw=style.pt(1.2), dashes=(3, 2), zorder=4)
        draw_course(ax, result, name, "-")
        height_now = height(name, result.values[name])
        ax.plot([now], [height_now], "o", color=style.KETAMINE, ms=style.pt(8), zorder=8, clip_on=False)
    draw_course(axes["systolic"], result, "diastolic", style.DASHES[1])
    if infusion_dose == 1:
        draw_measured(axes["level"], axes["dissociation"], axes["systolic"])


def draw_course(ax: Axes, result: session.Now, name: str, dashes) -> None:
    """Draw a curve twice: thin for the whole session, thick as far as now."""
    time, curve = result.room.time, height(name, getattr(result.room, name))
    past = time <= result.minute / 60 + 1e-9
    ax.plot(time, curve, color=style.CONTROL, lw=style.pt(1.1), zorder=2, linestyle=dashes)
    ax.plot(time[past], curve[past], color=style.KETAMINE, lw=style.pt(2.6), zorder=5, linestyle=dashes)


def draw_measured(level: Axes, score: Axes, pressure: Axes) -> None:
    """Draw what was measured at the trial dose, with the words that belong to it."""
    said, end = words["explorer.08-room.picture"], journeys.trial_hours()
    ring = journeys.measured_level()
    level.plot(end, ring.value, "o", ms=style.pt(9), zorder=9, **style.marker(ring.status, style.INK))
    mean_and_spread(score, end, "session.vanschalkwyk2018.CADSS_mean", "o", least=0)
    flat_marks(score, later_ratings(), 0.5, "secondary")
    between = {"session.yale2024": (end, end + 0.07), "session.rivaposse2018": (0.53, 0.6)}
    for clinic, times in between.items():
        for x, symbol, shape in zip(times, ("dSBP", "dDBP"), "os", strict=True):
            mean_and_spread(pressure, x, f"{clinic}.{symbol}", shape)
    flat_marks(pressure, [hours("session.fang2019.t_next")], 0.8, "primary")
    score.text(end + 0.12, 15, said("score_mean"), va="center")
    score.text(later_ratings()[0], 2.0, said("score_later"), va="bottom")
    pressure.text(end + 0.16, 23.5, said("pressure_mean"), va="center")
    pressure.text(later_ratings()[1] + 0.03, 5.6, said("diastolic"), va="bottom")


#: Where the level axes of the forty people end [ng/mL].
TOP = 520


def crowd_axes(figure) -> tuple[Axes, Axes]:
    """Left: levels over four hours. Right: level against rise of pressure when the infusion ends."""
    said = words["explorer.08-crowd.picture"]
    levels, pressure = figure.subplots(1, 2, width_ratios=(1.15, 1))
    session_axis(levels)
    running(levels)
    levels.set_ylim(0, TOP)
    levels.set_yticks(range(0, TOP, 100))
    levels.set_ylabel(said("levels_y"))
    style.message(levels, said("levels"))
    levels.text(4.0, 0.97 * TOP, said("thick"), ha="right", va="top")
    style.stamp(levels, said("stamp"), y=0.84)
    published = evidence.parameter("session.yale2024.dSBP")
    pressure.axhspan(published.low, published.high, color=style.CONTROL_TINT, lw=0, zorder=0)
    pressure.axhline(published.value, color=style.INK, lw=style.pt(1.4), zorder=1)
    pressure.set_xlim(60, TOP)
    pressure.set_xticks(range(100, TOP, 100))
    pressure.set_xlabel(said("pressure_x"))
    pressure.set_ylim(-16, 54)
    pressure.set_yticks(range(-10, 51, 10))
    pressure.set_ylabel(said("pressure_y"))
    style.message(pressure, said("pressure"))
    line = np.array([60.0, TOP])
    pressure.plot(line, session.pressure_rise(line), color=style.CONTROL, lw=style.pt(1.2), zorder=1)
    pressure.text(TOP - 8, 53, said("band"), ha="right", va="top")
    return levels, pressure


def draw_crowd(axes: tuple[Axes, Axes], result: session.Crowd, seat: int, differs: str) -> None:
    """Draw forty levels and forty rises of pressure; those of the person in ``seat`` stand out."""
    levels, pressure = axes
    at = seat - 1
    # One line with gaps is one artist; forty would be forty.
    gap = np.full((session.SEATS, 1), np.nan)
    times = np.tile(np.append(result.time, np.nan), session.SEATS)
    everybody = np.hstack([result.levels, gap]).ravel()
    levels.plot(times, everybody, color=style.CONTROL, lw=style.pt(0.9), antialiased=False, zorder=2)
    levels.plot(result.time, result.levels[at], color=style.KETAMINE, lw=style.pt(3), zorder=4)
    pressure.plot(result.at_end, result.systolic, "o", color=style.QUIET, ms=style.pt(6), zorder=3)
    one = [result.at_end[at]], [result.systolic[at]]
    pressure.plot(*one, "o", color=style.KETAMINE, ms=style.pt(11), zorder=5)
    quiet = {"color": style.QUIET, "fontstyle": "italic", "zorder": 8}
    pressure.text(TOP - 8, -14, words(f"explorer.08-crowd.picture.differs.{differs}"), ha="right", va="bottom", **quiet)


#: Measure -> (limits of its axis, ticks).
AXES = {
    "amount": ((0.05, 80), (0.1, 1, 10)),
    "speed": ((0.05, 500), (0.1, 1, 10, 100)),
    "level": ((20, 5000), (100, 1000)),
}


def dose_rows(measure: str) -> list[tuple[str, float, float, str, str]]:
    """Return what the sources say in one measure: (words, low, high, status, source key), smallest first."""
    session.anaesthesia(measure)
    get, said = evidence.parameter, words["explorer.08-doses.picture"]
    if measure == "level":
        rows = [
            (said("analgesia"), get("ketamine.zanos2018.C_analgesia")),
            (said("dissociation"), get("ketamine.zanos2018.C_dissociation")),
            (said("recovery"), get("ketamine.idvall1979.C_recovery")),
            (said("anaesthesia"), get("ketamine.zanos2018.C_anaesthesia")),
        ]
        mass = float(get("ketamine.molar_mass"))
        scale = [mass if p.unit == "uM" else 1.0 for _, p in rows]
        return [(name, p.low * by, p.high * by, p.status, p.source) for (name, p), by in zip(rows, scale, strict=True)]
    day = get("session.schwartzman2009.hours")
    pain, slow = get("pain.schwartzman2009.rate"), get("session.sigtermans2009.rate")
    whole = 24 * float(get("session.sigtermans2009.duration"))
    trial = get("session.fava2020.low_dose"), get("session.fava2020.high_dose")
    low, _, high = session.anaesthesia(measure)
    if measure == "amount":
        pains = (pain.value * day.value, slow.value / 70 * whole)
        trials = tuple(p.value for p in trial)
    else:
        pains = (pain.value, slow.value / 70)
        trials = tuple(p.value / journeys.trial_hours() for p in trial)
    rows = [
        (said("trial"), *trials, "primary", trial[0].source),
        (said("pain_day"), pains[0], pains[0], "primary", pain.source),
        (said("pain_days"), pains[1], pains[1], "primary", slow.source),
        (said("label"), low, high, "primary", "ketamine_label_dosing"),
    ]
    return rows


def draw_doses(ax: Axes, result: session.Given, compare_by: str) -> None:
    """Draw one infusion beside what is used in other places, in the measure chosen."""
    said, (limits, ticks) = words["explorer.08-doses.picture"], AXES[compare_by]
    ax.set_xscale("log")
    ax.set_xlim(*limits)
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.set_xlabel(said(f"x.{compare_by}"))
    ax.set_ylim(3.6, -0.9)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    style.message(ax, said(f"title.{compare_by}"))
    rows = dose_rows(compare_by)
    ax.set_yticks(range(len(rows)), [row[0] for row in rows])
    for row, (_, low, high, *_) in enumerate(rows):
        same = {"color": style.INK, "zorder": 3}
        ax.plot([low, high], [row, row], lw=style.pt(5), solid_capstyle="butt", **same)
        ax.plot([low, high], [row, row], "o", ms=style.pt(9), **same)
    place = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
    ax.text(0.99, -0.62, said("yours"), color=style.KETAMINE, fontweight="bold", **place)
    own = {"amount": result.amount, "speed": result.speed, "level": result.middle}[compare_by]
    if compare_by == "level":
        ax.text(0.99, 0.0, said("models"), color=style.QUIET, fontstyle="italic", **place)
        low, high = result.range
        tint = {"facecolor": style.KETAMINE, "alpha": 0.22, "lw": 0, "zorder": 1}
        ax.add_patch(Rectangle((low, -0.5), high - low, 4, **tint))
    ax.plot([own, own], [-0.5, 3.5], color=style.KETAMINE, lw=style.pt(3), zorder=5)

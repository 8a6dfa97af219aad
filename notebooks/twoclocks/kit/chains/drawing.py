"""How the picture of both chains is drawn: names with arrows and forks on the left, times on a log axis on the right.

Ketamine's chain runs down from the top, the SSRI's up from the bottom; what they may share lies between them, and so
does what trials measure. One row is one step; a unit of every panel is the height of a plain row.
"""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass
from functools import cached_property

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.ticker import NullLocator

from ...evidence import chain
from .. import style
from ..chart import CSS_DPI
from ..sentences import sentences
from . import cells
from .rows import SUBJECTS, Plan, Step, steps

words = sentences(__file__)

#: From a millisecond to sixteen weeks [h]: some scans of a step came a little later than twelve weeks.
START, STOP = 1e-3 / 3600, 16 * style.WEEK
#: Ticks of the time axis [h].
TICKS = {
    "ms": START,
    "s": 1 / 3600,
    "min": style.MINUTE,
    "h": style.HOUR,
    "day": style.DAY,
    "week": style.WEEK,
    "weeks": 12 * style.WEEK,
}
COLOURS = {"ketamine": style.KETAMINE, "ssri": style.SEROTONIN}
TINTS = {"ketamine": style.KETAMINE_TINT, "ssri": style.SEROTONIN_TINT}
#: What fills the bar of daily doses.
DAILY = "#b9d0e6"
#: Shape, size [pt] and colour of the mark of each subject; None: the colour of the lane.
MARKS = {"people": ("o", 8.5, style.INK), "animals": ("s", 7.0, None), "cells": ("^", 8.0, style.QUIET)}
#: What a removal did -> its sign, and the slot of its column.
SIGNS = {
    "abolished": ("✕", 0),
    "reduced": ("▼", 0),
    "unchanged": ("=", 1),
    "mimicked": ("≈", 2),
    "not_mimicked": ("≠", 3),
    "enhanced": ("▲", 3),
}
#: Height of a row with two lanes and of a heading, and how far the two lanes of a row stand from its middle.
TALL, HEADING, APART = 1.36, 1.2, 0.3
#: Inches below the panels.
BELOW = 0.56
#: Places across the panel of names [units]: line to the shared steps, trunk, fork, where the fork joins, names.
ASIDE, TRUNK, BRANCH, JOIN, NAME, RIVAL = 0.3, 1.0, 2.1, 2.65, 1.6, 2.95
DASHED = (0, (3, 1.5))
#: How strongly a step is drawn that was not seen yet, or that lies behind one that was taken away.
FAINT, DOUBTFUL = 0.25, 0.5
#: Scene of cells -> row of a plan -> how far above its middle the middle of the scene stands [SCENE_UNIT inches].
SCENES = {
    "circuit": {"metabolite": 0.5},
    "synapse": {"mtorc1": 0.7, "ampa": -0.1},
    "projection": {"autoreceptor_desensitisation": 1.2, "adaptation": 0.3},
}
SCENE_UNIT = 0.196


@dataclass(frozen=True)
class Panels:
    """The axes of a picture that follows ``plan``; all share the rows. A panel that the picture does not have is None."""

    plan: Plan
    names: Axes
    times: Axes
    untimed: Axes
    removed: Axes | None
    detail: Axes | None

    @cached_property
    def middles(self) -> dict[str, float]:
        """Key -> the middle of its row, counted downwards in units; "" -> the height of all."""
        y, middle = HEADING, {}
        for key, lanes in self.plan.rows.items():
            height = TALL if len(lanes) > 1 else 1.0
            middle[key] = y + height / 2
            y += height
        return middle | {"": y + HEADING}

    def height_of(self, step: Step) -> float:
        """The height at which ``step`` is drawn: in a row of two lanes, ketamine's above the SSRI's."""
        shift = APART * (1 if step.lane == "ssri" else -1) if len(self.plan.rows[step.key]) > 1 else 0.0
        return self.middles[step.key] + shift


def chain_axes(
    figure: Figure, *, plan: Plan, size: tuple[float, float], widths: dict[str, float], above: float, scenes: float
) -> Panels:
    """Make the panels at fixed places and draw what never changes.

    size: of the figure on a page [inches]; widths: panel -> inches; above: inches over the panels, for the key;
    scenes: inches a unit of the cells, which are drawn where no step has a time, left of the first minute; they have
    labels if there is room for them.
    """
    # Every panel has its place; a layout would move them apart.
    figure.set_layout_engine("none")
    width, height = size
    body = height - BELOW - above
    axes, left = dict.fromkeys(("names", "times", "untimed", "removed", "detail")), 0.06
    for name, wide in widths.items():
        axes[name] = figure.add_axes((left / width, BELOW / height, wide / width, body / height))
        left += wide
    panels = Panels(plan, **axes)
    total = panels.middles[""]
    for name, wide in widths.items():
        axes[name].set_ylim(*((0, total) if name == "detail" else (total, 0)))
        if name != "times":
            axes[name].set_xlim(0, wide / body * total)
            axes[name].axis("off")
    _time_axis(panels)
    _ground(panels)
    _arrows(panels)
    _key(panels)
    _scenes(figure, panels, scenes)
    return panels


# What never changes ----------------------------------------------------------------------------------------------


def _time_axis(panels: Panels) -> None:
    times, rows = panels.times, panels.plan.rows
    times.set_xscale("log")
    times.set_xlim(START, STOP)
    said = words[f"shared.ticks.{'narrow' if panels.detail else 'wide'}"]
    first, below = said.each("first"), said.each("below")
    times.set_xticks([TICKS[name] for name in (*first, *below)], [*first.values(), *("" for _ in below)])
    times.xaxis.set_minor_locator(NullLocator())
    times.grid(axis="x")
    times.tick_params(length=0)
    times.set_yticks([panels.middles[key] for key in rows], [words(f"shared.names.{key}") for key in rows])
    times.tick_params(axis="y", labelleft=False)
    times.spines["left"].set_visible(False)
    left, total = panels.names.get_xlim()[1] - 1.7, panels.middles[""]
    down = (style.pt(5) + matplotlib.rcParams["font.size"] * 0.6) / points_a_unit(panels.names)
    for name, word in below.items():
        times.text(TICKS[name], total + 2.25 * down, word, ha="center", va="center", clip_on=False)
    panels.names.text(left, total + down, words("shared.picture.time"), ha="right", va="center", clip_on=False)


def _ground(panels: Panels) -> None:
    """Draw the ground of both lanes, their headings and those of the columns."""
    lie, keys = panels.middles, list(panels.plan.rows)
    both = [key for key in keys if len(panels.plan.rows[key]) > 1]
    bands = {"ketamine": (0, lie[both[0]] - TALL / 2), "ssri": (lie[both[-1]] + TALL / 2, lie[""])}
    for ax in filter(None, (panels.names, panels.times, panels.untimed, panels.removed)):
        for lane, (low, high) in bands.items():
            _band(ax, low, high, facecolor=TINTS[lane], alpha=0.5, zorder=0)
        low, high = lie["mood"] - TALL / 2, lie["mood"] + TALL / 2
        _band(ax, low, high, facecolor=style.CONTROL_TINT, zorder=0)
    last = panels.removed or panels.untimed
    for lane, y in {"ketamine": HEADING / 2, "ssri": lie[""] - HEADING / 2}.items():
        look = {"color": COLOURS[lane], "va": "center", "zorder": 6}
        panels.names.text(0.25, y, words(f"shared.lanes.{lane}"), fontweight="bold", **look)
        slow = {"ha": "right", "fontstyle": "italic"} | look
        last.text(last.get_xlim()[1] - 0.2, y, words(f"shared.slow.{'short' if panels.detail else lane}"), **slow)
    for ax, key in ((panels.untimed, "untimed"), (panels.removed, "removed")):
        if ax is not None:
            ax.text(0.2, -0.15, words(f"shared.picture.{key}"), va="bottom", linespacing=1.1)


def _band(ax: Axes, low: float, high: float, left: float = 0.0, right: float = 1.0, **look) -> None:
    """Draw a band of colour between two heights; left, right: shares of the width, for it says no time."""
    place = {"transform": ax.get_yaxis_transform(), "lw": 0}
    ax.add_patch(Rectangle((left, low), right - left, high - low, **place, **look))


def _inside(ax: Axes) -> tuple[float, float]:
    """Return from where to where, as shares of its width, a row of a panel neither touches its neighbours nor the cells.

    What is touched would be drawn anew each time, and a stored page would hold it for every setting.
    """
    if ax.get_xscale() == "log":
        return np.log(1.1 * style.MINUTE / START) / np.log(STOP / START), 0.98
    return 0.15 / ax.get_xlim()[1], 1 - 1.7 / ax.get_xlim()[1]


def _arrows(panels: Panels) -> None:
    ax, lie, plan = panels.names, panels.middles, panels.plan
    for lane, parts in plan.chains.items():
        colour = COLOURS[lane]
        for number, part in enumerate(parts):
            if isinstance(part, tuple):
                start, end = lie[parts[number - 1]], lie[parts[number + 1]]
                _fork(ax, start, [lie[key] for key in part], end, colour, part == plan.rivals[lane])
            elif number + 1 < len(parts) and not isinstance(parts[number + 1], tuple):
                _arrow(ax, (TRUNK, lie[part]), (TRUNK, lie[parts[number + 1]]), colour)
    # From the SSRI's lane to the steps that both may share.
    start, ends = lie["forebrain"], [lie[key] for key in plan.shared]
    line = {"lw": style.pt(1.3), "linestyle": DASHED, "zorder": 2}
    ax.plot([TRUNK, ASIDE, ASIDE], [start, start, min(ends)], color=COLOURS["ssri"], **line)
    for y in ends:
        _arrow(ax, (ASIDE, y), (TRUNK, y), COLOURS["ssri"], tail=0, **line)


def _fork(ax: Axes, start: float, middle: list[float], end: float, colour: str, rivals: bool) -> None:
    """Draw how a chain splits into the rows at ``middle`` and joins again; rivals are dashed."""
    line = {"color": colour, "lw": style.pt(1.3), "linestyle": DASHED if rivals else "-", "zorder": 2}
    down = 1 if end > start else -1
    first, last = sorted((min(middle), max(middle)), key=lambda y: down * y)
    ax.plot([TRUNK, TRUNK], [start, last], **line)
    ax.plot([JOIN, JOIN, TRUNK], [first, end - down * 0.44, end - down * 0.44], **line)
    for y in middle:
        _arrow(ax, (TRUNK, y), (BRANCH, y), colour, tail=0)
        ax.plot([BRANCH, JOIN], [y, y], **line)
    _arrow(ax, (TRUNK, end - down * 0.47), (TRUNK, end), colour, tail=0)


def _arrow(ax: Axes, start, end, colour: str, tail: float = 5, **look) -> None:
    options = {"mutation_scale": style.pt(9), "shrinkA": style.pt(tail), "shrinkB": style.pt(4.5)}
    options |= {"lw": style.pt(1.4), "zorder": 3} | look
    head = "-|>,head_width=0.25,head_length=0.42"
    ax.add_artist(FancyArrowPatch(start, end, arrowstyle=head, color=colour, **options))


def _key(panels: Panels) -> None:
    """Draw what marks, lines and signs mean, in lines above the panels."""
    ax, said = panels.names, words["shared.key"]
    signs = panels.removed is not None
    step = matplotlib.rcParams["font.size"] * 1.25 / points_a_unit(ax)
    rows = [-0.1 - step * (number + 0.5) for number in reversed(range(3 if signs else 2))]
    x, y = 0.45, rows[0]
    look = {"clip_on": False}
    for subject in SUBJECTS:
        shape, size, own = MARKS[subject]
        ax.plot([x], [y], shape, ms=style.pt(size), color=own or style.CONTROL, **look)
        x = _word(ax, x + 0.5, y, said(subject))
    ax.plot([x], [y], "o", ms=style.pt(8), **style.marker("secondary", style.INK), **look)
    x = _word(ax, x + 0.5, y, said("secondary"))
    _crossed(ax, x, y, "o", 8.5, 1.0)
    _word(ax, x + 0.5, y, said("no_change"))
    x, y = 0.2, rows[1]
    line = {"color": style.QUIET, "lw": style.pt(3.6), "solid_capstyle": "butt"} | look
    ax.plot([x, x + 1], [y, y], **line)
    x = _word(ax, x + 1.3, y, said("single"))
    ax.add_patch(Rectangle((x, y - 0.24), 1, 0.48, facecolor=DAILY, edgecolor=style.QUIET, lw=style.pt(1.3), **look))
    x = _word(ax, x + 1.3, y, said("repeated"))
    ax.plot([x, x + 1], [y, y], linestyle=(0, (1.5, 0.7)), **line)
    x = _word(ax, x + 1.3, y, said("contested"))
    if panels.detail is None:
        _word(ax, x, y, said("people_none"), fontstyle="italic")
    else:  # beside the heading of times not seen there is no room
        _word(panels.detail, 0.35, panels.middles[""] - y, said("people_none"), fontstyle="italic")
    if signs:
        x = _word(ax, 0.2, rows[2], said("removed"))
        for outcome, (sign, _) in SIGNS.items():
            x = _word(ax, x, rows[2], f"{sign} {said(outcome)}")


def points_a_unit(ax: Axes) -> float:
    """Return how many points long a unit of ``ax`` is."""
    return ax.bbox.width / ax.figure.dpi * 72 / ax.get_xlim()[1]


def _word(ax: Axes, x: float, y: float, text: str, **look) -> float:
    """Write ``text`` at (x, y) and return where the next may begin."""
    ax.text(x, y, text, va="center", clip_on=False, zorder=6, **look)
    return x + style.text_width(text, matplotlib.rcParams["font.size"]) / points_a_unit(ax) + 0.75


def _scenes(figure: Figure, panels: Panels, unit: float) -> None:
    """Draw cells and synapses where no step has a time yet: left of the first minute, beside their rows."""
    box, total = panels.times.get_position(), panels.middles[""]
    share = np.log(style.MINUTE / START) / np.log(STOP / START)
    ax = figure.add_axes((box.x0, box.y0, box.width * share, box.height), zorder=3)
    page = np.array(figure.get_size_inches()) / style.in_view(1, 1)
    wide, high = page * (box.width * share, box.height) / unit
    ax.set_xlim(0, wide)
    ax.set_ylim(0, high)
    ax.axis("off")
    for scene, places in SCENES.items():
        here = [key for key in places if key in panels.middles][:1]
        for key in here:
            low = (1 - panels.middles[key] / total) * high + places[key] * SCENE_UNIT / unit - cells.HEIGHTS[scene] / 2
            cells.draw_scene(ax, scene, (wide - cells.WIDTH) / 2, low, labels=unit == SCENE_UNIT)


# What is drawn of a step -----------------------------------------------------------------------------------------


def draw_row(
    panels: Panels, key: str, strength: dict[str, float] | None = None, chosen: bool = False, until: float = math.inf
) -> None:
    """Draw name, node, bars and marks of a row.

    strength: lane -> below 1 to fade what it has there; until: what comes after this hour is pale.
    """
    plan, y = panels.plan, panels.middles[key]
    own, fork = steps(plan)[key], key in plan.in_forks
    strong = {step.lane: (strength or {}).get(step.lane, 1.0) for step in own}
    nodes = [_faded(COLOURS[lane], left) for lane, left in strong.items()]
    panels.names.text(
        RIVAL if fork else NAME,
        y,
        name_of(plan, key),
        va="center",
        zorder=6,
        alpha=max(*strong.values(), DOUBTFUL),
        fontstyle="normal" if any(step.in_people for step in own) else "italic",
    )
    together = key in sum(plan.rivals.values(), ()) and not fork  # rivals that share a row: several small nodes
    x = [TRUNK - 0.36, TRUNK, TRUNK + 0.36] if together else [BRANCH if fork else TRUNK]
    panels.names.plot(
        x,
        [y] * len(x),
        "o",
        ms=style.pt(5.5 if together else 8.5),
        fillstyle="top" if len(own) > 1 else "full",
        markerfacecolor=nodes[0],
        markerfacecoloralt=nodes[-1],
        markeredgecolor="white",
        zorder=4,
    )
    for step in own:
        _draw_step(panels, step, strong[step.lane], until)


def draw_pale(panels: Panels, key: str, strength: dict[str, float]) -> None:
    """Draw what a row has in the lanes of ``strength`` once more and paler, over what stands there."""
    plan, y = panels.plan, panels.middles[key]
    own = steps(plan)[key]
    ground = {"mood": style.CONTROL_TINT}.get(key, "white" if len(own) > 1 else _faded(TINTS[own[0].lane], 0.5))
    for step in own:
        if step.lane in strength:
            middle, half = panels.height_of(step), 0.5 if len(own) == 1 else APART
            for ax in (panels.times, panels.untimed):
                _band(ax, middle - half, middle + half, *_inside(ax), facecolor=ground, zorder=6)
            ticks = [tick for tick in panels.times.get_xticks() if tick > style.MINUTE]
            line = {"colors": style.GRID, "lw": matplotlib.rcParams["grid.linewidth"], "zorder": 6.1}
            panels.times.vlines(ticks, middle - half, middle + half, **line)
            _draw_step(panels, step, strength[step.lane], math.inf, lift=5)
    nodes = [_faded(COLOURS[step.lane], strength.get(step.lane, 1.0)) for step in own]
    panels.names.plot(
        [BRANCH if key in plan.in_forks else TRUNK],
        [y],
        "o",
        ms=style.pt(8.5),
        fillstyle="top" if len(own) > 1 else "full",
        markerfacecolor=nodes[0],
        markerfacecoloralt=nodes[-1],
        markeredgecolor="white",
        zorder=6,
    )


def draw_chosen(panels: Panels, key: str) -> None:
    """Mark a row and cross out its node: it is taken away."""
    y, half = panels.middles[key], (TALL if len(panels.plan.rows[key]) > 1 else 1.0) / 2
    for ax in (panels.names, panels.times):
        for edge in (y - half, y + half):
            ax.plot(
                _inside(ax),
                [edge, edge],
                transform=ax.get_yaxis_transform(),
                color=style.INK,
                lw=style.pt(1.4),
                zorder=9,
            )
    cross = {"color": style.INK, "markeredgewidth": style.pt(2.6), "zorder": 9}
    x = BRANCH if key in panels.plan.in_forks else TRUNK
    panels.names.plot([x], [y], "x", ms=style.pt(13), **cross)


def name_of(plan: Plan, key: str) -> str:
    """Return what a row is called, with a clock if one of its steps is a candidate for the slow one."""
    slow = chain.kinds()
    slow = set(slow["id"][slow["slow_step"] == "candidate"])
    return words(f"shared.names.{key}") + (" ◷" if slow & set(sum(plan.rows[key].values(), ())) else "")


@contextlib.contextmanager
def packed_small(figure: Figure):
    """Draw without smoothed edges where there are enough points: a page scales them down, and stores a third."""
    names = ("text.antialiased", "lines.antialiased", "patch.antialiased")
    before = {name: matplotlib.rcParams[name] for name in names}
    matplotlib.rcParams.update(dict.fromkeys(names, figure.dpi < 1.5 * CSS_DPI))
    try:
        yield
    finally:
        matplotlib.rcParams.update(before)


def _faded(colour: str, strength: float):
    """Return ``colour`` mixed with paper, so that no line shows through a node."""
    return tuple(1 - strength * (1 - part) for part in matplotlib.colors.to_rgb(colour))


def _draw_step(panels: Panels, step: Step, strength: float, until: float, lift: float = 0) -> None:
    y, colour = panels.height_of(step), COLOURS[step.lane]
    # Ketamine's lane is that of one dose; what courses of doses gave stands in the table.
    for schedule in ("single",) if step.lane == "ketamine" else ("single", "repeated"):
        _bar(panels.times, y, step, schedule, strength, until, lift)
        for row in step.timed(schedule):
            now = strength if row.mark <= until else FAINT
            draw_sign(panels.times, row.mark, y, row.subject, colour, row.status, row.change, now, lift)
    for subject in step.untimed():
        _shape(panels.untimed, 0.75 + SUBJECTS.index(subject), y, subject, colour, "primary", strength, lift)
    if panels.removed is not None:
        for outcome in reversed(step.outcomes()):
            sign, slot = SIGNS[outcome]
            if sign == "▼" and "abolished" in step.outcomes():
                continue
            look = {"color": colour, "ha": "center", "va": "center", "alpha": strength}
            panels.removed.text(0.6 + 0.95 * slot, y, sign, fontweight="bold", **look)


def _bar(ax: Axes, y: float, step: Step, schedule: str, strength: float, until: float, lift: float) -> None:
    """Draw from when to when a change was seen; what comes after ``until`` is pale."""
    span = step.span(schedule)
    if span is None or span[0] == span[1]:
        return
    first, last = span
    now = min(last, until)
    if now < last:
        _part(ax, (max(first, now), last), y, step, schedule, min(strength, FAINT), lift)
    if now > first:
        _part(ax, (first, now), y, step, schedule, strength, lift)


def _part(ax: Axes, span, y: float, step: Step, schedule: str, strength: float, lift: float) -> None:
    colour, look = _faded(COLOURS[step.lane], strength), {"zorder": 2.5 + strength / 2 + lift}
    if schedule == "single":
        look |= {"linestyle": (0, (1.5, 0.7)) if step.contested else "-", "solid_capstyle": "butt"}
        ax.plot(span, (y, y), color=colour, lw=style.pt(3.6), **look)
        return
    look |= {"linestyle": DASHED if step.contested else "-", "edgecolor": colour, "facecolor": _faded(DAILY, strength)}
    ax.add_patch(Rectangle((span[0], y - 0.24), span[1] - span[0], 0.48, lw=style.pt(1.3), **look))


def draw_sign(
    ax: Axes,
    x: float,
    y: float,
    subject: str,
    colour: str,
    status: str,
    change: bool,
    strength: float = 1.0,
    lift: float = 0,
) -> None:
    """Draw a mark: its shape says in whom, hollow that it was seen second-hand, crossed that nothing changed.

    ``strength`` below 1 makes it pale; ``lift`` brings it to the front.
    """
    shape, size, _ = MARKS[subject]
    if change:
        _shape(ax, x, y, subject, colour, status, strength, lift)
    else:
        _crossed(ax, x, y, shape, size, strength, lift)


def _crossed(ax: Axes, x: float, y: float, shape: str, size: float, strength: float, lift: float = 0) -> None:
    edge, ink = _faded(style.QUIET, strength), _faded(style.INK, strength)
    look = {"markerfacecolor": "white", "markeredgecolor": edge, "markeredgewidth": style.pt(1.2), "clip_on": False}
    ax.plot([x], [y], shape, ms=style.pt(size), zorder=3.5 + strength + lift, **look)
    cross = {"color": ink, "markeredgewidth": style.pt(1.3), "clip_on": False}
    ax.plot([x], [y], "x", ms=style.pt(size - 2.5), zorder=3.6 + strength + lift, **cross)


def _shape(
    ax: Axes, x: float, y: float, subject: str, colour: str, status: str, strength: float = 1.0, lift: float = 0
) -> None:
    shape, size, own = MARKS[subject]
    look = style.marker(status, _faded(own or colour, strength))
    if status != "secondary":
        look["markeredgecolor"] = "white"
    # What is strong lies over what is pale.
    ax.plot([x], [y], shape, ms=style.pt(size), zorder=4 + strength + lift, clip_on=False, **look)

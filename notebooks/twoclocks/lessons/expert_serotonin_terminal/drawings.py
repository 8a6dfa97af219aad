"""What the explorers of lesson 12 draw: concentrations after a dose, flows, and clamped components."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...kit import style
from ...kit.sentences import sentences
from ...models import terminal, terminal_clamped, terminal_views
from .charts import MODEL_ONLY

words = sentences(__file__)
levels, routes, clamping = (words[f"explorer.12-{name}.picture"] for name in ("dose", "flows", "clamped"))

#: Rows of the flow picture: field of Flows -> words.
ROWS = routes.each("row")
#: The three clearance routes and how their share is filled, told apart without colour too.
FILLS = {
    "taken_up": {"facecolor": style.SEROTONIN},
    "to_glia": {"facecolor": style.CONTROL},
    "removed": {"facecolor": "white", "hatch": "///"},
}
#: Messages of the flow picture, and from which share of SERT in clearance the second and the third are true.
FLOW_MESSAGES, FLOW_LIMITS = list(routes.each("message").values()), (0.5, 0.9)
DOSE_MESSAGES = levels.each("message")

#: Where the time axis begins [h]; the moment of the dose is drawn there too.
FIRST = 0.1
#: Tops of the three axes: nM, % of baseline, nM.
TOPS = (150, 112, 800)


def dose_axes(figure) -> tuple[Axes, Axes, Axes]:
    """Two days: left extracellular serotonin, right SERT at the surface above the drug in brain."""
    grid = figure.add_gridspec(2, 2, width_ratios=(1.6, 1))
    left, upper = figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1])
    lower = figure.add_subplot(grid[1, 1], sharex=upper)
    for ax, top in zip((left, upper, lower), TOPS, strict=True):
        style.log_time_axis(ax, FIRST, terminal.LONGEST)
        ax.set_ylim(0, top)
    for ax in (left, lower):
        ax.set_xlabel(words("shared.time"))
    upper.tick_params(labelbottom=False)
    left.set_ylabel(words("shared.extracellular"))
    left.set_yticks([0, 60, 120])
    upper.set_title(levels("surface"), fontweight="normal")
    upper.set_yticks([0, 50, 100])
    lower.set_title(levels("drug"), fontweight="normal")
    lower.set_yticks([0, 400, 800])
    base = terminal.undisturbed(0.0).serotonin[0]
    left.axhline(base, color=style.QUIET, lw=style.pt(1), dashes=(3, 2))
    left.text(FIRST * 1.15, base - 4, levels("baseline"), ha="left", va="top", color=style.QUIET)
    style.stamp(left, MODEL_ONLY)
    return left, upper, lower


def draw_dose(axes: tuple[Axes, Axes, Axes], result: terminal_views.AfterDose) -> None:
    """Draw three courses after one dose, with a line and a dot at the chosen time."""
    style.message(axes[0], DOSE_MESSAGES["dosed" if result.dose else "none"])
    moment = max(result.hours, FIRST)
    courses = result.serotonin, 100 * result.surface, result.drug
    for ax, course, color in zip(axes, courses, (style.SEROTONIN, style.SEROTONIN, style.INK), strict=True):
        ax.axvline(moment, 0.16, 1, color=style.QUIET, lw=style.pt(1), zorder=8.1)
        ax.plot(result.time, course, color=color, lw=style.pt(2.6), zorder=8.2)
        ax.plot([moment], [course[result.at]], "o", color=color, ms=style.pt(9), zorder=8.3, clip_on=False)


#: A flow below this is drawn at the edge [uM/h].
LEAST = 0.02


def flow_axes(figure) -> tuple[Axes, Axes]:
    """Left: a row for each flow, with the fill of the clearance routes. Right: axes for their shares."""
    flows, shares = figure.subplots(1, 2, width_ratios=(2.0, 1))
    flows.set_xscale("log")
    flows.set_xlim(LEAST, 600)
    flows.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    flows.minorticks_off()
    flows.set_ylim(len(ROWS) - 0.5, -0.75)
    flows.set_yticks(range(len(ROWS)), list(ROWS.values()))
    flows.tick_params(axis="y", length=0)
    flows.set_xlabel(routes("x"))
    flows.grid(axis="x")
    for name, fill in FILLS.items():
        corner = 330, list(ROWS).index(name) - 0.2
        flows.add_patch(Rectangle(corner, 170, 0.4, edgecolor=style.INK, lw=style.pt(1), zorder=3, **fill))
    flows.text(0.028, -0.5, routes("key"), va="center", color=style.QUIET)
    shares.set_xlim(-0.6, 1.6)
    shares.set_ylim(0, 100)
    shares.set_xticks([0, 1], [routes("before"), routes("now")])
    shares.tick_params(axis="x", length=0)
    shares.set_yticks([0, 50, 100])
    style.message(shares, routes("shares"))
    return flows, shares


def draw_flow(axes: tuple[Axes, Axes], result: terminal_views.AfterDose) -> None:
    """Draw the flows before a dose and at a moment after it, and the shares of the three clearance routes."""
    flows, shares = axes
    style.message(flows, FLOW_MESSAGES[np.searchsorted(FLOW_LIMITS, result.flows.sert_share, "right")])
    now, before = (
        np.array([max(float(getattr(found, name)), LEAST) for name in ROWS]) for found in (result.flows, result.before)
    )
    rows = np.arange(len(ROWS))
    gap = np.full(len(ROWS), np.nan)
    # in front of the fills, as one line with gaps
    links = np.column_stack([before, now, gap]).ravel(), np.repeat(rows, 3)
    flows.plot(*links, color=style.SEROTONIN, lw=style.pt(2), zorder=3.1)
    rings = {"color": "white", "markeredgecolor": style.INK, "markeredgewidth": style.pt(1.8), "ms": style.pt(9)}
    flows.plot(before, rows, "o", zorder=4, **rings)
    flows.plot(now, rows, "o", color=style.SEROTONIN, ms=style.pt(10), zorder=5)
    amounts = np.array([[float(getattr(found, name)) for name in FILLS] for found in (result.before, result.flows)])
    parts = 100 * amounts / amounts.sum(axis=1, keepdims=True)
    for fill, part, floor in zip(FILLS.values(), parts.T, (parts.cumsum(axis=1) - parts).T, strict=True):
        shares.bar((0, 1), part, bottom=floor, width=0.62, edgecolor=style.INK, lw=style.pt(1), zorder=3, **fill)


#: Limits of extracellular serotonin with components clamped [nM].
LOWEST, TOP = 50, 3000


def clamp_axes(figure) -> tuple[Axes, Axes]:
    """Left: extracellular serotonin over six hours. Right: peaks by how many components are clamped."""
    left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
    for ax in (left, right):
        ax.set_yscale("log")
        ax.set_ylim(LOWEST, TOP)
        ax.set_yticks([60, 120, 300, 1000], ["60", "120", "300", "1,000"])
        ax.minorticks_off()
    left.set_xlim(0, terminal_clamped.LONGEST)
    left.set_xticks([0, 2, 4, 6], ["0", "2 h", "4 h", "6 h"])
    left.set_xlabel(words("shared.time"))
    left.set_ylabel(words("shared.extracellular"))
    style.message(left, clamping("left"))
    key = {"ha": "right", "va": "center", "color": style.QUIET, "linespacing": 1.4}
    left.text(5.95, 1950, clamping("key"), **key)
    style.stamp(left, clamping("stamp"), y=0.02)
    right.set_xlim(-0.5, 3.5)
    right.set_xticks([0, 1, 2, 3])
    right.set_xlabel(clamping("x"))
    style.message(right, clamping("right"))
    return left, right


def draw_clamped(axes: tuple[Axes, Axes], result: terminal_views.Clamps) -> None:
    """Draw extracellular serotonin with nothing clamped and with the chosen components clamped, and all eight peaks."""
    left, right = axes
    chosen, working = result.chosen, result.working
    left.plot(working.time, working.serotonin, color=style.QUIET, lw=style.pt(1.4), zorder=8.1)
    left.plot(chosen.time, chosen.serotonin, color=style.SEROTONIN, lw=style.pt(3.2), zorder=8.2)
    if not chosen.complete:
        left.plot([chosen.time[-1]], [chosen.serotonin[-1]], "X", color=style.INK, ms=style.pt(10), zorder=8.3)
    right.plot(*zip(*result.peaks, strict=True), "o", color=style.CONTROL, ms=style.pt(8), zorder=3)
    right.plot([len(result.parts)], [chosen.peak], "o", color=style.SEROTONIN, ms=style.pt(12), zorder=4)

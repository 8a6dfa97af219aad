"""Ten NMDA channels of lesson 02 in motion and the record of one of them."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ...kit import shapes, style, synapse_motion
from ...kit.sentences import sentences
from ...kit.synapse_motion import WIDE
from ...models import stochastic_synapse as model

words = sentences(__file__)


def record_axes(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Above, a synapse with ten channels; below, axes for the current of the first and for those with ketamine inside."""
    said = words["explorer.02-in-motion"]
    grid = figure.add_gridspec(3, 1, height_ratios=(2.6, 1.15, 1.0))
    stage, current, held = (figure.add_subplot(place) for place in grid)
    synapse_motion.glutamate_parts(stage, WIDE)
    kinds = [(kind, said(kind)) for kind in ("glutamate", "magnesium", "ketamine")]
    synapse_motion.names(stage, 0.6, 7.9, kinds, 1.05)
    shapes.arrow(stage, (0.6, 5.1), (0.6, 4.2), color=style.KETAMINE, width=3, zorder=synapse_motion.BELOW)
    synapse_motion.label(stage, 1.2, 4.7, said("ions"), ha="left")
    synapse_motion.label(stage, 22.9, 6.9, said("terminal"), ha="left", color=style.QUIET)
    synapse_motion.label(stage, 22.9, 4.3, said("cleft"), ha="left", color=style.QUIET)
    synapse_motion.label(stage, 22.9, 1.6, said("cell"), ha="left", color=style.QUIET)
    shapes.pointer(stage, (WIDE.x(0, model.CHANNELS), 1.5), (2.4, 0.8), said("recorded"), zorder=synapse_motion.BELOW)
    for ax in (current, held):
        ax.set_xlim(-0.2, model.LONGEST + 0.2)
        ax.set_xticks(range(0, int(model.LONGEST) + 1, 6))
        for turn in model.TURNS:
            ax.axvline(turn, color=style.GRID, lw=style.pt(1.2), zorder=0)
    style.message(stage, said("message"))
    current.tick_params(labelbottom=False)
    current.set_ylim(-1.2, 1.35)
    current.set_yticks([-1, 0], [said("open"), said("shut")])
    current.set_ylabel(said("current"))
    current.text(model.LONGEST, 0.7, said("thick"), transform=current.get_xaxis_transform(), ha="right", va="center")
    held.set_xlabel(said("x"))
    held.set_ylim(0, 10.8)
    held.set_yticks([0, 5, 10])
    held.set_ylabel(said("held"))
    held.text(0.01, 0.95, said("key"), transform=held.transAxes, va="top", linespacing=1.3)
    return stage, current, held


def draw_record(
    axes: tuple[Axes, Axes, Axes],
    result: model.Record,
    cell: str,
    ketamine: float = model.BATH,
    releases: float = model.RELEASES,
) -> None:
    """Draw ten channels now, the current of the first up to now, and how many hold ketamine."""
    said, (stage, current, held) = words["explorer.02-in-motion"], axes
    drug, silent, active = model.TURNS
    magnesium = model.cells()[cell].magnesium > 0
    synapse_motion.draw_channels(
        stage, WIDE, result.states, result.glutamate, magnesium, ketamine=drug < result.second <= silent
    )
    _bar(current, 0.0, silent, 0.83, style.KETAMINE_TINT, said("releases", rate=releases))
    _bar(current, drug, silent, 0.62, style.CONTROL_TINT, said("bath", level=ketamine))
    _bar(current, silent, active, 0.83, "white", said("silent"))
    _bar(current, active, model.LONGEST, 0.83, style.KETAMINE_TINT, said("active", rate=releases))
    synapse_motion.draw_trace(current, result.time, -result.conducts, result.inside, result.now)
    synapse_motion.draw_course(held, result.time, result.blocked, result.blocked_rate, result.now, style.INK)


def _bar(ax: Axes, begin: float, end: float, low: float, color: str, text: str) -> None:
    """Draw a bar of the protocol from ``begin`` to ``end`` [s] at ``low``, a share of the height, with its name on it."""
    to = ax.get_xaxis_transform()
    ax.add_patch(Rectangle((begin, low), end - begin, 0.17, transform=to, facecolor=color, lw=0, zorder=2))
    ax.text((begin + end) / 2, low + 0.08, text, transform=to, ha="center", va="center")

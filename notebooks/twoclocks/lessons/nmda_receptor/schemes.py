"""What the explorers of lesson 02 on time draw: drug and wash, and the four states of a channel."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from ...kit import shapes, style
from ...kit.sentences import sentences
from ...models import receptor_runs as runs

words = sentences(__file__)

_MINUTE = 60.0


#: Where the axis of the block ends [%]; above 100 there is room for words and channels.
_TOP = 160


def wash_axes(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Block over time, first in drug and then in wash, and a small stage with a channel above either stretch."""
    said = words["explorer.02-trapping"]
    ax = figure.add_subplot()
    turn = runs.wash("ketamine", 1.0, 1.0, 0.0).turn / _MINUTE
    ax.set_xlim(0, 2 * turn)
    ax.set_xticks(range(int(2 * turn) + 1))
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, _TOP)
    ax.set_yticks([0, 50, 100])
    ax.set_ylabel(said("y"))
    style.message(ax, said("message"))
    ax.add_patch(Rectangle((0, 0), turn, _TOP, color=style.KETAMINE_TINT, lw=0, zorder=0))
    ax.text(0.13 * 2 * turn, 138, said("drug"), va="center")
    ax.text(1.98 * turn, 95, said("key"), ha="right", va="center", linespacing=1.4)
    in_drug, in_wash = _stage(ax, 0.015), _stage(ax, 0.515)
    _channel(in_drug, "open")
    return ax, in_drug, in_wash


def _stage(ax: Axes, left: float) -> Axes:
    """A small stage with a membrane at the top of ``ax``; ``left``: from where on, as a share of its width."""
    # Axes of the figure that follow ``ax``: those of ax.inset_axes would be drawn anew at each move.
    stage = shapes.stage(ax.figure.add_axes((0, 0, 1, 1)), 2.4, 2.6)
    place = TransformedBbox(Bbox.from_bounds(left, 0.72, 0.11, 0.26), ax.transAxes - ax.figure.transFigure)
    stage.set_axes_locator(lambda *_: place)
    shapes.membrane(stage, 0, 2.4, 1.35, 0.3)
    return stage


def _channel(stage: Axes, state: str) -> None:
    shapes.channel(stage, 1.2, 1.35, "NMDA", state, 1.7)


def draw_wash(axes: tuple[Axes, Axes, Axes], result: runs.Wash, blocker: str, wash_activity: float) -> None:
    """Draw the block while drug is there and while it is washed out, and where the drug sits in either stretch."""
    ax, in_drug, in_wash = axes
    active = wash_activity > 0
    _channel(in_wash, "open" if active else "closed")
    for stage in [in_drug] if active else [in_drug, in_wash]:
        shapes.molecule(stage, 1.2, 1.14, blocker, 0.58)
    turn, minutes = result.turn / _MINUTE, result.time / _MINUTE
    ax.text(0.63 * 2 * turn, 138, words(f"explorer.02-trapping.washed.{'active' if active else 'silent'}"), va="center")
    goal = {"color": style.INK, "lw": style.pt(1.8), "linestyle": style.DASHES[2]}
    ax.plot([0, turn], [100 * result.goal] * 2, **goal)
    ax.plot(minutes, 100 * result.full, color=style.CONTROL, lw=style.pt(2), zorder=3)
    ax.plot(minutes, 100 * result.block, color=style.KETAMINE, lw=style.pt(3.2), zorder=5)


#: State -> (place of its channel, how it is drawn).
_PLACES = {
    "C": ((4.25, 7.0), "closed"),
    "O": ((9.9, 7.0), "open"),
    "CB": ((4.25, 2.2), "trapped"),
    "OB": ((9.9, 2.2), "ketamine"),
}
_BAR = 2.6


def flow_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Left: four states of a channel and the ways between them. Right: an axis for the blocked share over time."""
    said = words["explorer.02-four-states"]
    grid = figure.add_gridspec(1, 2, width_ratios=(2.0, 1))
    scheme, course = (figure.add_subplot(column) for column in grid)
    _scheme(scheme)
    course.set_xlim(-2, runs.LONGEST + 2)
    course.set_xticks([0, 20, 40, 60])
    course.set_xlabel(said("x"))
    course.set_ylim(0, 134)
    course.set_yticks([0, 50, 100])
    course.set_ylabel(said("y"))
    style.stamp(course, said("stamp"), y=0.82)
    style.message(course, said("course"))
    return scheme, course


def _scheme(ax: Axes) -> None:
    said = words["explorer.02-four-states"]
    shapes.stage(ax, 14.0, 9.6)
    for name, ((x, y), state) in _PLACES.items():
        shapes.membrane(ax, x - 1.15, x + 1.15, y)
        shapes.channel(ax, x, y, "NMDA", state, 1.75)
        shapes.words(ax, x, y + 1.65, said(f"state.{name}"), fontweight="bold")
        frame = {"facecolor": "white", "edgecolor": style.INK, "lw": style.pt(1)}
        ax.add_patch(Rectangle((_side(x), y - 1.3), 0.45, _BAR, **frame))
    for y in (7.0, 2.2):
        shapes.arrow(ax, (5.75, y + 0.3), (8.35, y + 0.3))
        shapes.arrow(ax, (8.35, y - 0.3), (5.75, y - 0.3))
    shapes.words(ax, 7.05, 7.95, said("opens"))
    shapes.words(ax, 7.05, 6.05, said("closes"))
    shapes.arrow(ax, (9.6, 5.5), (9.6, 4.5))
    shapes.arrow(ax, (10.3, 4.5), (10.3, 5.5))
    shapes.words(ax, 9.2, 5.0, said("binds"), ha="right")
    shapes.words(ax, 10.7, 5.0, said("leaves"), ha="left")
    ax.plot([4.25, 4.25], [4.5, 5.5], color=style.CONTROL, lw=style.pt(2), linestyle=style.DASHES[2])
    shapes.cross(ax, 4.25, 5.0, 0.55)
    style.message(ax, said("scheme"))


def _side(x: float) -> float:
    """Where the bar of the channel at ``x`` begins: on its outer side."""
    return x - 1.85 if x < 7 else x + 1.45


def draw_flow(axes: tuple[Axes, Axes], result: runs.Flow) -> None:
    """Draw the share of each of four states as a bar and in words, and the blocked share over time."""
    scheme, course = axes
    for name, share in result.shares.items():
        (x, y), *_ = _PLACES[name]
        colour = style.KETAMINE if name.endswith("B") else style.CONTROL
        scheme.add_patch(Rectangle((_side(x), y - 1.3), 0.45, _BAR * share, facecolor=colour, lw=0, zorder=3))
        across, ha = (_side(x) - 0.12, "right") if x < 7 else (_side(x) + 0.57, "left")
        shapes.words(scheme, across, y, f"{100 * share:.0f} %", ha=ha, fontweight="bold")
    course.plot(result.time, 100 * result.blocked, color=style.KETAMINE, lw=style.pt(3), zorder=3)
    course.plot([result.seconds], [100 * result.now], "o", color=style.INK, ms=style.pt(10), zorder=6)

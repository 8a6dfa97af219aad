"""What the pictures of lesson 09 share: arms, the published CRPS trial, and how a score axis looks."""

from __future__ import annotations

from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...models import pain_relief

WEEK = 7
#: Marker of each control, so that it is known without its colour.
CONTROL_SHAPES = {"placebo": "^", "midazolam": style.CONTROL_MARKERS["midazolam"]}
DASHES = style.DASHES[1]


def arm(role: str, control: str = "placebo") -> dict[str, object]:
    """Return line and marker settings of the "drug" arm, or of the arm with ``control``."""
    if role == "drug":
        return {"color": style.KETAMINE, "marker": "o", "ms": style.pt(9), "ls": "-"}
    return {"color": style.QUIET, "marker": CONTROL_SHAPES[control], "ms": style.pt(9), "ls": DASHES}


def week_one(role: str) -> evidence.Parameter:
    """Return mean pain in week 1 of the CRPS trial; role: "drug" or "placebo"."""
    return evidence.parameter(f"pain.sigtermans2009.NRS_week1_{role}")


def pain_axes(ax: Axes, weeks: int) -> None:
    """Make x weeks since the start and y mean pain from 0 to 10."""
    ax.set_xlim(0, weeks)
    ax.set_xticks(range(0, weeks + 1, 4))
    ax.set_xlabel("weeks since the infusion began")
    ax.set_ylim(0, 10)
    ax.set_yticks([0, 2, 4, 6, 8, 10])
    ax.set_ylabel("mean pain, 0 to 10")


def draw_arm(ax: Axes, x: float, p: evidence.Parameter, role: str, **look) -> None:
    """Draw an arm's mean ("drug" or "placebo") at ``x`` with what the paper prints after ±."""
    look = arm("drug" if role == "drug" else "control") | {"ls": "none"} | look
    spread = [[p.value - p.low], [p.high - p.value]]
    ax.errorbar(x, p.value, spread, capsize=style.pt(4), elinewidth=style.pt(1.8), **look)


def draw_week_one(ax: Axes, unit: float = 1.0) -> None:
    """Draw both arms in week 1; ``unit``: how long a week is on the x axis."""
    for role in ("drug", "placebo"):
        draw_arm(ax, unit, week_one(role), role, zorder=7, mec=style.INK)


def infusion_band(ax: Axes, unit: float = 1.0) -> None:
    """Shade the days of the infusion; ``unit``: how long a week is on the x axis."""
    days = evidence.parameter("pain.teaching.duration").value
    ax.axvspan(0, unit * days / pain_relief.WEEK_D, color=style.KETAMINE_TINT, lw=0, zorder=0)

"""What explorers of lesson 07 draw: thousands of virtual trials of one design, and a hundred people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import StepPatch

from ...kit import style
from ...kit.gaps import joined
from ...kit.words import MINUS, difference_axis, headline, plain_title
from ...models import virtual_trial
from . import data

#: How many trials are drawn with their intervals.
SHOWN = 24
#: Bins of the histogram, in points.
EDGES = np.linspace(-22.0, 8.0, 61)


#: How high the highest bar stands; words stand above 1.
HIGHEST = 0.9


def trial_axes(figure) -> tuple[Axes, Axes]:
    """Left: room for what two thousand trials report. Right: for some of them with their intervals."""
    left, right = figure.subplots(1, 2, width_ratios=(1.75, 1))
    for ax in (left, right):
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
    difference_axis(left, EDGES[0], EDGES[-1])
    difference_axis(right, EDGES[0], EDGES[-1], "the same, 95 % intervals")
    right.set_xticks([-10, 0], [f"{MINUS}10", "0"])
    style.message(left, f"What {virtual_trial.TRIALS:,} trials report")
    plain_title(right, f"the first {SHOWN} of them")
    left.set_ylim(0, 1.45)
    right.set_ylim(SHOWN - 0.2, -0.8)
    style.stamp(left, "illustrative", y=0.93)
    return left, right


def draw_trials(axes: tuple[Axes, Axes], result: virtual_trial.Trials) -> None:
    """Draw what trials report, where the truth is, and some of them with their intervals."""
    left, right = axes
    draw_reports(left, result)
    good, bad = round(result.share), round(100 * float(np.mean(result.harm)))
    found = (
        (f"benefit: {good} of 100 trials", style.KETAMINE, "bold"),
        (f"unclear: {100 - good - bad}", style.QUIET, "normal"),
        (f"harm: {bad}", style.INK, "normal"),
    )
    for place, (text, color, weight) in enumerate(found):
        spot = 0.0, 0.985 - 0.075 * place
        left.text(*spot, text, color=color, va="top", transform=left.transAxes, fontweight=weight)
    line = {"color": style.INK, "lw": style.pt(2), "zorder": 5}
    left.axvline(result.true_effect, ymax=0.73, **line)
    left.axvline(result.expected, ymax=0.66, linestyle=(0, (4, 2)), **line)
    left.text(result.true_effect + 0.3, 1.08, "truth", ha="left", va="center")
    left.text(result.expected - 0.3, 0.98, "reported", ha="right", va="center")
    right.axvline(result.true_effect, **line)
    _draw_intervals(right, result)


def draw_reports(ax: Axes, result: virtual_trial.Trials) -> None:
    """Draw a histogram of what trials report, as high as HIGHEST: significant benefits and harms in colour."""
    top = np.histogram(result.difference, EDGES)[0].max()
    everything = np.ones(result.difference.size, dtype=bool)
    for which, color in ((everything, style.CONTROL), (result.success, style.KETAMINE), (result.harm, style.INK)):
        heights = HIGHEST * np.histogram(result.difference[which], EDGES)[0] / top
        # Not by ax.stairs, which goes along every edge for limits that stand already.
        ax.add_artist(StepPatch(heights, EDGES, facecolor=color, lw=0, zorder=2 if which is everything else 3))


def _draw_intervals(ax: Axes, result: virtual_trial.Trials) -> None:
    """Draw the first trials, one above the other, in the colours of ``draw_reports``."""
    places = np.arange(SHOWN)
    success, harm = result.success[:SHOWN], result.harm[:SHOWN]
    kinds = ((~success & ~harm, style.CONTROL), (success, style.KETAMINE), (harm, style.INK))
    for which, color in kinds:
        lines = joined(([result.low[place], result.high[place]], place) for place in places[which])
        ax.plot(*lines, color=color, lw=style.pt(2), solid_capstyle="butt", zorder=4)
    ax.plot(result.difference[:SHOWN], places, "o", color=style.INK, ms=style.pt(3.5), zorder=6)


#: Which end of the interval the hundred people show.
ENDS = {"best": "best estimate", "low": "lower end of the interval", "high": "upper end of the interval"}


@dataclass(frozen=True)
class People:
    """A hundred people on the drug: how many respond anyway, thanks to the drug, or no longer.

    extra: drug minus control, per 100, at the chosen end of the interval.
    """

    what: data.Hundred
    end: str
    extra: float

    @property
    def anyway(self) -> int:
        """Whole people who respond with the control (and with the drug)."""
        return round(min(self.what.with_control, self.what.with_control + self.extra))

    @property
    def gained(self) -> int:
        """Whole people who respond only with the drug."""
        return max(0, round(self.what.with_control + self.extra) - round(self.what.with_control))

    @property
    def lost(self) -> int:
        """Whole people who respond only with the control."""
        return max(0, round(self.what.with_control) - self.anyway)


def people(comparison: str, end: str) -> People:
    """Return a hundred people for one comparison (a key of data.hundreds) and one of ENDS."""
    known = data.hundreds()
    if comparison not in known:
        raise ValueError(f"comparison is {comparison!r}; it must be one of {', '.join(known)}.")
    if end not in ENDS:
        raise ValueError(f"end is {end!r}; it must be one of {', '.join(ENDS)}.")
    what = known[comparison]
    extra = {"best": what.extra.value, "low": what.extra.low, "high": what.extra.high}[end]
    return People(what, end, extra)


#: How a hundred people respond -> words, look of a mark (its size [points] on a page).
RESPONSES = {
    "anyway": ("respond with the control as well", {"marker": "o", "color": style.CONTROL}, 13),
    "gained": ("respond only with the drug", {"marker": "D", "color": style.KETAMINE}, 0.85 * 13),
    "lost": ("respond only with the control", {"marker": "X", "color": style.INK}, 13),
    "none": ("do not respond", {"marker": "o", "color": style.CONTROL, "markerfacecolor": "white"}, 0.75 * 13),
}
#: Heights of the rows of words beside the hundred people.
ROWS = dict(zip(RESPONSES, (0.9, 0.775, 0.65, 0.525), strict=True))


def hundred_axes(figure) -> tuple[Axes, Axes]:
    """Left: room for ten rows of ten people. Right: what each mark stands for."""
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.05))
    for ax in (left, right):
        ax.axis("off")
    left.set_xlim(-0.6, 9.6)
    left.set_ylim(9.6, -1.1)
    left.set_aspect("equal")
    right.set_xlim(0, 1)
    right.set_ylim(0, 1)
    for name, (words, look, size) in RESPONSES.items():
        right.plot(0.03, ROWS[name], ls="none", ms=style.pt(size), **look)
        right.text(0.24, ROWS[name], words, va="center")
    right.plot([0, 1], [0.41, 0.41], color=style.GRID, lw=style.pt(1.2))
    right.text(0.0, 0.33, "number needed to treat", va="center")
    # The axes begin with room of their own: laid out below a written headline, the people would stand too far down.
    headline(figure, " ")
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return left, right


def draw_hundred(axes: tuple[Axes, Axes], result: People) -> None:
    """Draw a hundred people, one mark each: respond anyway, respond because of the drug, do not respond."""
    left, right = axes
    what = result.what
    headline(left.figure, f"100 people, {what.when}: {what.drug} v {what.control}")
    counts = {"anyway": result.anyway, "gained": result.gained, "lost": result.lost}
    counts["none"] = 100 - sum(counts.values())
    start = 0
    for name, (_, look, size) in RESPONSES.items():
        spots = np.arange(start, start + counts[name])
        left.plot(spots % 10, spots // 10, ls="none", zorder=4, ms=style.pt(size), **look)
        right.text(0.2, ROWS[name], str(counts[name]), ha="right", va="center", fontweight="bold")
        start += counts[name]
    big = {"fontsize": style.pt(24), "fontweight": "bold"}
    color = style.KETAMINE if result.extra > 0 else style.INK
    right.text(0.0, 0.2, needed_words(result.extra), va="center", color=color, **big)
    right.text(0.0, 0.05, f"interval: {needed_interval(what.extra)}", va="center", color=style.QUIET)


def needed_words(extra: float) -> str:
    """Return the number needed to treat for ``extra`` responders per 100: "8", "none", "25 for one fewer"."""
    if abs(extra) < 0.5:
        return "no number"
    needed = 100 / abs(extra)
    words = f"{needed:.0f}" if needed >= 10 else f"{needed:.1f}"
    return words if extra > 0 else f"{words} for one fewer"


def needed_interval(extra) -> str:
    """Return the interval of a number needed to treat: the limits of the difference, turned over."""
    if extra.low > 0.5:
        return f"{100 / extra.high:.1f} to {100 / extra.low:.1f}"
    if abs(extra.low) <= 0.5:
        return f"{100 / extra.high:.1f} to no end"
    return f"{100 / extra.high:.1f} up to no end, and on to harm"

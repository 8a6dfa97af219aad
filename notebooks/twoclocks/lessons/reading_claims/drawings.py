"""What the explorers of lesson 11 draw: one result told in four ways, a ratio among other people, luck."""

from __future__ import annotations

from dataclasses import dataclass

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from ...kit import style
from ...models import calibration, risks
from .data import Result, results

COLUMNS, ROWS = 40, 25
PEOPLE = COLUMNS * ROWS
#: What a square is: not mentioned, a person not affected, affected anyway, the difference. Each step is
#: darker.
EMPTY, PALE, SAME, CHANGED = range(4)
_COLORS = np.array([matplotlib.colors.to_rgb(c) for c in ("white", "#e0e0e0", "#858585", style.KETAMINE)])

#: Ways of telling: what the control calls them.
TELLINGS = {
    "ratio": "how many times as common",
    "extra": "how many more people",
    "arms": "people in both arms",
    "one_in": "one in how many",
}
#: What each way leaves out, written below the squares.
_LEFT_OUT = {
    "ratio": "not mentioned: everybody else",
    "extra": "not mentioned: those affected anyway",
    "arms": "everybody is in the picture",
    "one_in": "not mentioned: those affected anyway",
}


@dataclass(frozen=True)
class Told:
    """One result told in one way."""

    result: Result
    telling: str

    @property
    def compared(self) -> risks.Comparison:
        """Both arms in a group of 1,000."""
        return self.result.compared(PEOPLE)

    @property
    def squares(self) -> tuple[np.ndarray, np.ndarray]:
        """What each of 1,000 squares is, control arm and drug arm, shape (1000,) each."""
        control, drug = round(self.compared.without), round(self.compared.with_drug)
        both = min(control, drug)
        left, right = np.full(PEOPLE, PALE), np.full(PEOPLE, PALE)
        if self.telling == "ratio":
            left[:], right[:] = EMPTY, EMPTY
            left[:control] = right[:drug] = SAME
        elif self.telling == "extra":
            more = right if drug >= control else left
            more[both : max(control, drug)] = CHANGED
        elif self.telling == "arms":
            left[:control] = right[:both] = SAME
            (right if drug >= control else left)[both : max(control, drug)] = CHANGED
        else:
            left[:], right[:] = EMPTY, EMPTY
            right[: max(1, round(self.compared.one_in))] = PALE
            right[0] = CHANGED
        return left, right


def told(article_result: str, telling: str) -> Told:
    """Return one result (a key of ``results``) told in one way (a key of TELLINGS)."""
    return Told(results()[article_result], telling)


def headline(told: Told) -> str:
    """Return the sentence an article would print."""
    result, compared = told.result, told.compared
    fewer = compared.extra < 0
    if told.telling == "ratio":
        if fewer:
            return f"“{result.headline} was {-compared.percent_more:.0f} % less common”"
        return f"“{result.headline} was {compared.ratio:.1f} times as common”".replace(".0 ", " ")
    if told.telling == "extra":
        return f"“{result.headline}: {abs(compared.extra):.0f} {'fewer' if fewer else 'more'} of 1,000 people”"
    if told.telling == "arms":
        return f"“{result.headline}: {compared.without:.0f} and {compared.with_drug:.0f} of 1,000 people”"
    return f"“{result.headline}: 1 {'fewer' if fewer else 'more'} for every {compared.one_in:.0f} treated”"


def crowd_axes(ax: Axes) -> None:
    """Make ``ax`` the ground of 1,000 squares, with thin white lines between them."""
    ax.set(xlim=(0, COLUMNS), ylim=(ROWS, 0), aspect="equal", anchor="N")
    ax.axis("off")
    lines = [[(x, 0), (x, ROWS)] for x in range(COLUMNS + 1)] + [[(0, y), (COLUMNS, y)] for y in range(ROWS + 1)]
    ax.add_collection(LineCollection(lines, colors="white", linewidths=style.pt(1.1), zorder=3))


def draw_crowd(ax: Axes, squares: np.ndarray) -> None:
    """Draw 1,000 people in their colours."""
    ax.imshow(colours(squares), extent=(0, COLUMNS, ROWS, 0), interpolation="nearest", aspect="equal")


def colours(squares: np.ndarray) -> np.ndarray:
    """Return the colours of 1,000 squares, shape (25, 40, 3); people stand in columns, from the left."""
    return _COLORS[squares.reshape(COLUMNS, ROWS).T]


def telling_axes(figure) -> np.ndarray:
    """Two groups of 1,000 people, with room for words below them."""
    axes = figure.subplots(1, 2)
    for ax in axes:
        crowd_axes(ax)
    axes[0].text(0, ROWS + 4.6, "dark grey: affected    orange: the difference", va="center", color=style.QUIET)
    return axes


def draw_telling(axes: np.ndarray, result: Told) -> None:
    """Draw only those people of two groups whom the chosen sentence mentions, and the sentence over them."""
    bold = {"fontweight": "bold", "fontsize": matplotlib.rcParams["axes.titlesize"] * 1.05}
    figure = axes[0].figure
    title = figure.suptitle(headline(result), x=0.012, ha="left", **bold)
    # Where the layout puts it; matplotlib's own place depends on the height of the figure.
    title.set_y(1 - style.MARGINS["h_pad"] / figure.get_figheight())
    arms = result.result.control, result.result.drug.removeprefix("the ")
    for ax, squares, arm in zip(axes, result.squares, arms, strict=True):
        draw_crowd(ax, squares)
        ax.text(0, ROWS + 2.0, f"1,000 people: {arm}", va="center")
    quiet = {"fontstyle": "italic", "color": style.QUIET}
    axes[1].text(COLUMNS, ROWS + 4.6, _LEFT_OUT[result.telling], va="center", ha="right", **quiet)


#: The largest baseline of the second explorer, people of 1,000.
MOST_BASELINE = 100


@dataclass(frozen=True)
class Carried:
    """The ratio of one result, carried over to people with another baseline [people of 1,000]."""

    result: Result
    baseline: float

    @property
    def compared(self) -> risks.Comparison:
        """What the ratio gives at this baseline."""
        return risks.carried_over(self.result.compared().ratio, self.baseline, PEOPLE)

    @property
    def squares(self) -> np.ndarray:
        """What each of 1,000 squares is, shape (1000,)."""
        one, other = sorted((round(self.compared.without), round(self.compared.with_drug)))
        found = np.full(PEOPLE, PALE)
        found[:one], found[one:other] = SAME, CHANGED
        return found


def carried(article_result: str, baseline_people: float) -> Carried:
    """Return the ratio of a result (a key of ``results``) at a baseline of people of 1,000."""
    return Carried(results()[article_result], baseline_people)


def baseline_axes(figure) -> tuple[Axes, Axes]:
    """Left: 1,000 people. Right: more people affected against how many are affected anyway."""
    crowd, line = figure.subplots(1, 2, width_ratios=(1.15, 1))
    crowd_axes(crowd)
    crowd.text(0, ROWS + 2.0, "1,000 people, one square each", va="center")
    crowd.text(0, ROWS + 4.6, "dark grey: either way    orange: the difference", va="center", color=style.QUIET)
    crowd.set_title("Who they are decides")
    line.set_xlim(0, MOST_BASELINE * 1.03)
    line.set_ylim(-95, 560)
    line.axhline(0, color=style.QUIET, lw=1)
    line.set_xlabel("affected without the drug, of 1,000")
    line.set_ylabel("more with it, of 1,000")
    style.stamp(line, "illustrative: ratio kept", y=0.9, x=0.03)
    return crowd, line


def draw_baseline(axes: tuple[Axes, Axes], result: Carried) -> None:
    """Draw 1,000 people with another baseline, and the line on which a constant ratio lies with the trial's own ring."""
    crowd, line = axes
    draw_crowd(crowd, result.squares)
    own, ends = result.result.compared(), np.array([1, MOST_BASELINE])
    line.set_title(f"Same ratio: {own.ratio:.2g} times")
    line.plot(ends, ends * (own.ratio - 1), color=style.KETAMINE, lw=style.pt(2.4))
    line.plot(result.baseline, result.compared.extra, "o", color=style.INK, ms=style.pt(10), zorder=5)
    trial = f"the trial itself: {own.without:.0f}, off the axis"
    if own.without <= MOST_BASELINE:
        trial = "ring: the trial itself"
        ring = {"color": style.INK, "mfc": "none", "ms": style.pt(17), "mew": style.pt(1.6), "zorder": 4}
        line.plot(own.without, own.extra, "o", **ring)
    line.text(0.03, 0.85, trial, transform=line.transAxes, va="center")


@dataclass(frozen=True)
class Luck:
    """A perfectly calibrated reader: sureness [%], number of answers, the chances and the usual range."""

    sure: float
    answers: int
    chances: np.ndarray
    low: int
    high: int


def luck(sureness: float, answers: int) -> Luck:
    """Return what chance alone does to a reader whose sureness is exactly true."""
    return Luck(
        sureness, answers, calibration.chance_right(sureness, answers), *calibration.usual_range(sureness, answers)
    )


def luck_axes(figure) -> Axes:
    """From no answer right to all of them, with room for words above the bars."""
    ax = figure.subplots()
    ax.set(xlim=(-3, 103), ylim=(0, 1.3))
    ticks = range(0, 101, 20)
    ax.set_xticks(ticks, [f"{at} %" for at in ticks])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("share of answers that are right")
    ax.set_ylabel("chance (tallest bar = 1)")
    style.message(ax, "Few answers: luck alone scatters widely")
    ax.text(0, 1.23, "dashed: as often right as sure", va="center")
    ax.text(0, 1.11, "blue: where 95 of 100 such readers are", va="center", color=style.SEROTONIN)
    style.stamp(ax, "illustrative", y=0.91)
    return ax


def draw_luck(ax: Axes, result: Luck) -> None:
    """Draw how often a perfectly calibrated reader is right, by chance, in so many answers."""
    n = result.answers
    right, height = np.arange(n + 1), result.chances / result.chances.max()
    usual = (right >= result.low) & (right <= result.high)
    half = 50 / n
    band = [max(0, 100 * result.low / n - half), min(100, 100 * result.high / n + half)]
    ax.fill_between(band, 0, 1.04, color=style.SEROTONIN_TINT, lw=0, zorder=0)
    for kept, color, zorder in ((~usual, style.CONTROL, 2), (usual, style.SEROTONIN, 3)):
        # One line with gaps is one artist; a hundred bars would be a hundred.
        x = np.repeat(100 * right[kept] / n, 3)
        y = np.column_stack([np.zeros(kept.sum()), height[kept], np.full(kept.sum(), np.nan)]).ravel()
        ax.plot(x, y, color=color, lw=style.pt(min(16, 330 / n)), solid_capstyle="butt", zorder=zorder)
    sure = {"color": style.INK, "lw": style.pt(1.8), "linestyle": (0, (5, 3)), "zorder": 4}
    ax.axvline(result.sure, ymax=1.04 / 1.3, **sure)

"""The moving pictures of lesson 11: one result told in four ways, a ratio among other people, luck."""

from __future__ import annotations

from dataclasses import dataclass

import matplotlib
import numpy as np
from matplotlib.collections import LineCollection

from ...kit import style
from ...kit.scene import Scene
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


def grid_image(ax):
    """Return the picture of 1,000 squares on ``ax``, with thin white lines between them."""
    image = ax.imshow(
        np.ones((ROWS, COLUMNS, 3)), extent=(0, COLUMNS, ROWS, 0), interpolation="nearest", aspect="equal"
    )
    lines = [[(x, 0), (x, ROWS)] for x in range(COLUMNS + 1)] + [[(0, y), (COLUMNS, y)] for y in range(ROWS + 1)]
    ax.set(xlim=(0, COLUMNS), ylim=(ROWS, 0))
    ax.axis("off")
    return image, LineCollection(lines, colors="white", linewidths=style.pt(1.1), zorder=3)


def colours(squares: np.ndarray) -> np.ndarray:
    """Return the colours of 1,000 squares, shape (25, 40, 3); people stand in columns, from the left."""
    return _COLORS[squares.reshape(COLUMNS, ROWS).T]


class TellingScene(Scene):
    """Two groups of 1,000 people; drawn is only what the chosen sentence mentions."""

    size = (9.2, 4.05)

    def build(self, figure) -> None:
        """Create two grids, their names and the headline."""
        axes = figure.subplots(1, 2)
        self.grids = []
        for ax in axes:
            image, lines = grid_image(ax)
            ax.set_anchor("N")
            self.grids.append(self.moving(image))
            self.moving(ax.add_collection(lines))
        self.names = [ax.text(0, ROWS + 2.0, " ", va="center") for ax in axes]
        self.title = figure.suptitle(
            " ", x=0.012, ha="left", fontweight="bold", fontsize=matplotlib.rcParams["axes.titlesize"] * 1.05
        )
        self.moving(self.title)
        self.title.set_in_layout(True)
        self.left_out = axes[1].text(
            COLUMNS, ROWS + 4.6, " ", va="center", ha="right", fontstyle="italic", color=style.QUIET
        )
        axes[0].text(0, ROWS + 4.6, "dark grey: affected    orange: the difference", va="center", color=style.QUIET)
        self.moving(self.left_out)

    def backdrop(self, values) -> str:
        """Return the result: the names of its arms stand still."""
        return values["article_result"]

    def set_backdrop(self, key: str) -> None:
        """Write the names of the arms of result ``key``."""
        result = results()[key]
        for text, name in zip(self.names, (result.control, result.drug.removeprefix("the ")), strict=True):
            text.set_text(f"1,000 people: {name}")

    def update(self, result: Told, values) -> None:
        """Draw what the sentence mentions."""
        for image, squares in zip(self.grids, result.squares, strict=True):
            image.set_data(colours(squares))
        self.title.set_text(headline(result))
        self.left_out.set_text(_LEFT_OUT[result.telling])


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


class BaselineScene(Scene):
    """1,000 people with another baseline, and the line on which a constant ratio lies."""

    size = (9.2, 4.3)

    def build(self, figure) -> None:
        """Create the grid and the line."""
        grid = figure.add_gridspec(1, 2, width_ratios=(1.15, 1))
        ax = figure.add_subplot(grid[0])
        image, lines = grid_image(ax)
        self.grid = self.moving(image)
        self.moving(ax.add_collection(lines))
        ax.text(0, ROWS + 2.0, "1,000 people, one square each", va="center")
        ax.text(0, ROWS + 4.6, "dark grey: either way    orange: the difference", va="center", color=style.QUIET)
        ax.set_title("Who they are decides")
        ax.set_anchor("N")
        self.ax = figure.add_subplot(grid[1])
        self.ax.set_xlim(0, MOST_BASELINE * 1.03)
        self.ax.set_ylim(-95, 560)
        self.ax.axhline(0, color=style.QUIET, lw=1)
        self.ax.set_xlabel("affected without the drug, of 1,000")
        self.ax.set_ylabel("more with it, of 1,000")
        self.ax.set_title(" ")
        self.line = self.ax.plot([], [], color=style.KETAMINE, lw=style.pt(2.4))[0]
        self.point = self.moving(self.ax.plot([], [], "o", color=style.INK, ms=style.pt(10), zorder=5)[0])
        self.ring = self.ax.plot(
            [], [], "o", color=style.INK, mfc="none", ms=style.pt(17), mew=style.pt(1.6), zorder=6
        )[0]
        self.own = self.ax.text(0.03, 0.85, " ", transform=self.ax.transAxes, va="center")
        style.stamp(self.ax, "illustrative: ratio kept", y=0.9, x=0.03)

    def backdrop(self, values) -> str:
        """Return the result: its line stands still."""
        return values["article_result"]

    def set_backdrop(self, key: str) -> None:
        """Draw the line of result ``key``."""
        ratio = results()[key].compared().ratio
        ends = np.array([1, MOST_BASELINE])
        self.line.set_data(ends, ends * (ratio - 1))
        self.ax.set_title(f"Same ratio: {ratio:.2g} times")
        own = results()[key].compared()
        inside = own.without <= MOST_BASELINE
        self.ring.set_data([own.without] if inside else [], [own.extra] if inside else [])
        self.own.set_text("ring: the trial itself" if inside else f"the trial itself: {own.without:.0f}, off the axis")

    def update(self, result: Carried, values) -> None:
        """Draw the group and the point."""
        self.grid.set_data(colours(result.squares))
        self.point.set_data([result.baseline], [result.compared.extra])


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


class LuckScene(Scene):
    """How often a perfectly calibrated reader is right, by chance, in so many answers."""

    size = (9.0, 4.2)

    def build(self, figure) -> None:
        """Create the axes and the bars."""
        ax = figure.subplots()
        ax.set(xlim=(-3, 103), ylim=(0, 1.3))
        ticks = range(0, 101, 20)
        ax.set_xticks(ticks, [f"{at} %" for at in ticks])
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        ax.set_xlabel("share of answers that are right")
        ax.set_ylabel("chance (tallest bar = 1)")
        style.message(ax, "Few answers: luck alone scatters widely")
        self.band = self.moving(ax.fill_between([0, 1], 0, 1.04, color=style.SEROTONIN_TINT, lw=0, zorder=0))
        self.rare = self.moving(ax.plot([], [], color=style.CONTROL, solid_capstyle="butt", zorder=2)[0])
        self.usual = self.moving(ax.plot([], [], color=style.SEROTONIN, solid_capstyle="butt", zorder=3)[0])
        self.truth = self.moving(
            ax.axvline(50, ymax=1.04 / 1.3, color=style.INK, lw=style.pt(1.8), linestyle=(0, (5, 3)), zorder=4)
        )
        ax.text(0, 1.23, "dashed: as often right as sure", va="center")
        ax.text(0, 1.11, "blue: where 95 of 100 such readers are", va="center", color=style.SEROTONIN)
        style.stamp(ax, "illustrative", y=0.91)

    def update(self, result: Luck, values) -> None:
        """Draw the chances."""
        n = result.answers
        share, height = 100 * np.arange(n + 1) / n, result.chances / result.chances.max()
        usual = (np.arange(n + 1) >= result.low) & (np.arange(n + 1) <= result.high)
        for line, kept in ((self.usual, usual), (self.rare, ~usual)):
            x = np.repeat(share[kept], 3)
            y = np.column_stack([np.zeros(kept.sum()), height[kept], np.full(kept.sum(), np.nan)]).ravel()
            line.set_data(x, y)
            line.set_linewidth(style.pt(min(16, 330 / n)))
        half = 50 / n
        self.band.set_data([max(0, 100 * result.low / n - half), min(100, 100 * result.high / n + half)], 0, 1.04)
        self.truth.set_xdata([result.sure] * 2)

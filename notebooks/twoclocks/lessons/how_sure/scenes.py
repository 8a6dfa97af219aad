"""Explorer pictures of lesson 07: thousands of virtual trials of one design, and a hundred people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...kit import style
from ...kit.scene import Scene
from ...kit.words import MINUS, difference_axis, headline, plain_title
from ...models import virtual_trial
from . import data

#: How many trials are drawn with their intervals.
SHOWN = 24
#: Bins of the histogram, in points.
EDGES = np.linspace(-22.0, 8.0, 61)


class TrialScene(Scene):
    """Left: what two thousand trials report. Right: some of them with their intervals."""

    size = (9.2, 4.9)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.75, 1))
        self.left, self.right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        for ax in (self.left, self.right):
            ax.set_yticks([])
            ax.spines["left"].set_visible(False)
        difference_axis(self.left, EDGES[0], EDGES[-1])
        difference_axis(self.right, EDGES[0], EDGES[-1], "the same, 95 % intervals")
        self.right.set_xticks([-10, 0], [f"{MINUS}10", "0"])
        style.message(self.left, f"What {virtual_trial.TRIALS:,} trials report")
        plain_title(self.right, f"the first {SHOWN} of them")
        self.left.set_ylim(0, 1.45)
        self.right.set_ylim(SHOWN - 0.2, -0.8)
        empty = np.zeros(EDGES.size - 1)
        bars = {"fill": True, "lw": 0}
        self.all = self.moving(self.left.stairs(empty, EDGES, color=style.CONTROL, zorder=2, **bars))
        self.good = self.moving(self.left.stairs(empty, EDGES, color=style.KETAMINE, zorder=3, **bars))
        self.bad = self.moving(self.left.stairs(empty, EDGES, color=style.INK, zorder=3, **bars))
        self.counts = [
            self.moving(
                self.left.text(
                    0.0,
                    0.985 - 0.075 * place,
                    "",
                    color=color,
                    va="top",
                    transform=self.left.transAxes,
                    fontweight="normal" if place else "bold",
                )
            )
            for place, color in enumerate((style.KETAMINE, style.QUIET, style.INK))
        ]
        style.stamp(self.left, "illustrative", y=0.93)
        self.truth = [
            self.moving(ax.axvline(0, ymax=top, color=style.INK, lw=style.pt(2), zorder=5))
            for ax, top in ((self.left, 0.73), (self.right, 1.0))
        ]
        self.seen = self.moving(
            self.left.axvline(0, ymax=0.66, color=style.INK, lw=style.pt(2), zorder=5, linestyle=(0, (4, 2)))
        )
        self.truth_word = self.moving(self.left.text(0, 1.08, "truth", ha="left", va="center"))
        self.seen_word = self.moving(self.left.text(0, 0.98, "reported", ha="right", va="center"))
        line = {"lw": style.pt(2), "solid_capstyle": "butt", "zorder": 4}
        self.unclear = self.moving(self.right.plot([], [], color=style.CONTROL, **line)[0])
        self.clear = self.moving(self.right.plot([], [], color=style.KETAMINE, **line)[0])
        self.harm = self.moving(self.right.plot([], [], color=style.INK, **line)[0])
        self.dots = self.moving(self.right.plot([], [], "o", color=style.INK, ms=style.pt(3.5), zorder=6)[0])

    def update(self, result: virtual_trial.Trials, values) -> None:
        counts = np.histogram(result.difference, EDGES)[0]
        top = counts.max()
        for bars, which in ((self.all, None), (self.good, result.success), (self.bad, result.harm)):
            some = counts if which is None else np.histogram(result.difference[which], EDGES)[0]
            bars.set_data(0.9 * some / top)
        good, bad = round(result.share), round(100 * float(np.mean(result.harm)))
        found = (f"benefit: {good} of 100 trials", f"unclear: {100 - good - bad}", f"harm: {bad}")
        for word, text in zip(self.counts, found, strict=True):
            word.set_text(text)
        for line in self.truth:
            line.set_xdata([result.true_effect] * 2)
        self.seen.set_xdata([result.expected] * 2)
        self.truth_word.set_x(result.true_effect + 0.3)
        self.seen_word.set_x(result.expected - 0.3)
        low, high, success, harm = (part[:SHOWN] for part in (result.low, result.high, result.success, result.harm))
        places = np.arange(SHOWN)
        looks = ((self.unclear, ~success & ~harm), (self.clear, success), (self.harm, harm))
        for artist, which in looks:
            artist.set_data(*_pieces(low[which], high[which], places[which]))
        self.dots.set_data(result.difference[:SHOWN], places)


def _pieces(low: np.ndarray, high: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of many level lines in one artist; a gap stands between any two."""
    gap = np.full(low.size, np.nan)
    return np.column_stack([low, high, gap]).ravel(), np.column_stack([places, places, gap]).ravel()


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
    """Return a hundred people for one comparison (a key of how_sure_data.hundreds) and one of ENDS."""
    known = data.hundreds()
    if comparison not in known:
        raise ValueError(f"comparison is {comparison!r}; it must be one of {', '.join(known)}.")
    if end not in ENDS:
        raise ValueError(f"end is {end!r}; it must be one of {', '.join(ENDS)}.")
    what = known[comparison]
    extra = {"best": what.extra.value, "low": what.extra.low, "high": what.extra.high}[end]
    return People(what, end, extra)


class HundredScene(Scene):
    """A hundred people, one mark each: respond anyway, respond because of the drug, do not respond."""

    size = (9.2, 4.6)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1, 1.05))
        self.left, self.right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        for ax in (self.left, self.right):
            ax.axis("off")
        self.left.set_xlim(-0.6, 9.6)
        self.left.set_ylim(9.6, -1.1)
        self.left.set_aspect("equal")
        self.right.set_xlim(0, 1)
        self.right.set_ylim(0, 1)
        headline(figure, " ")
        size = style.pt(13)
        looks = {
            "anyway": {"marker": "o", "color": style.CONTROL, "ms": size},
            "gained": {"marker": "D", "color": style.KETAMINE, "ms": 0.85 * size},
            "lost": {"marker": "X", "color": style.INK, "ms": size},
            "none": {"marker": "o", "color": style.CONTROL, "ms": 0.75 * size, "markerfacecolor": "white"},
        }
        self.marks = {
            name: self.moving(self.left.plot([], [], ls="none", zorder=4, **look)[0]) for name, look in looks.items()
        }
        words = {
            "anyway": "respond with the control as well",
            "gained": "respond only with the drug",
            "lost": "respond only with the control",
            "none": "do not respond",
        }
        self.numbers = {}
        for place, (name, text) in enumerate(words.items()):
            y = 0.9 - 0.125 * place
            self.right.plot(0.03, y, ls="none", **looks[name])
            self.right.text(0.24, y, text, va="center")
            self.numbers[name] = self.moving(self.right.text(0.2, y, "", ha="right", va="center", fontweight="bold"))
        self.right.plot([0, 1], [0.41, 0.41], color=style.GRID, lw=style.pt(1.2))
        self.right.text(0.0, 0.33, "number needed to treat", va="center")
        self.needed = self.moving(
            self.right.text(0.0, 0.2, "", va="center", fontsize=style.pt(24), fontweight="bold", color=style.KETAMINE)
        )
        self.limits = self.moving(self.right.text(0.0, 0.05, "", va="center", color=style.QUIET))

    def backdrop(self, values) -> str:
        return values["comparison"]

    def set_backdrop(self, key: str) -> None:
        what = data.hundreds()[key]
        headline(self.figure, f"100 people, {what.when}: {what.drug} v {what.control}")

    def update(self, result: People, values) -> None:
        counts = {"gained": result.gained, "anyway": result.anyway, "lost": result.lost}
        counts["none"] = 100 - sum(counts.values())
        start = 0
        for name in ("anyway", "gained", "lost", "none"):
            spots = np.arange(start, start + counts[name])
            self.marks[name].set_data(spots % 10, spots // 10)
            self.numbers[name].set_text(str(counts[name]))
            start += counts[name]
        self.needed.set_text(needed_words(result.extra))
        self.needed.set_color(style.KETAMINE if result.extra > 0 else style.INK)
        self.limits.set_text(f"interval: {needed_interval(result.what.extra)}")


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

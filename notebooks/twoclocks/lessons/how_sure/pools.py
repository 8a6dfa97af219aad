"""Explorer pictures of lesson 07 that pool: real trials in a forest, a made-up literature with a drawer."""

from __future__ import annotations

import numpy as np

from ...kit import style
from ...kit.scene import Scene
from ...kit.words import difference_axis, interval, signed
from ...models import literature
from . import data


def _diamond(effect, y: float, half: float) -> tuple[list[float], list[float]]:
    return [effect.low, effect.value, effect.high, effect.value, effect.low], [y, y - half, y, y + half, y]


class ForestScene(Scene):
    """Every trial of one visit with its interval, and below them what pooling makes of them."""

    size = (9.2, 5.4)
    #: Rows below the trials: our pool, the next trial, a published pool.
    below = 3
    #: Where the numbers end, in points.
    right = 12.5

    def build(self, figure) -> None:
        self.ax = ax = figure.subplots()
        difference_axis(ax, -15, self.right, last=5)
        style.message(ax, " ")
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        self.rows = max(len(data.singles(visit)) for visit in data.VISITS)
        ax.set_ylim(self.rows + self.below - 0.3, -0.7)
        self.bottom = self.rows
        ax.axhline(self.rows - 0.5, color=style.GRID, lw=style.pt(1.2), zorder=1)
        # As wide as the longest, so that the layout leaves room for the names of both visits.
        longest = max((trial.name for visit in data.VISITS for trial in data.singles(visit)), key=len)
        ax.set_yticks([0], [f"{longest}, n 999"])
        self.words = [ax.text(self.right, y, "", ha="right", va="center", color=style.INK) for y in range(self.rows)]
        self.other_words = ax.text(self.right, self.bottom + 2, "", ha="right", va="center")
        self.other = ax.plot([], [], color=style.QUIET, lw=style.pt(1.6), zorder=4)[0]
        self.lines = self.moving(
            ax.plot([], [], color=style.KETAMINE, lw=style.pt(1.8), zorder=3, solid_capstyle="butt")[0]
        )
        self.filled = self.moving(ax.scatter([], [], marker="s", color=style.KETAMINE, zorder=5))
        self.hollow = self.moving(
            ax.scatter([], [], marker="s", facecolor="white", edgecolor=style.KETAMINE, linewidth=style.pt(2), zorder=5)
        )
        self.out = self.moving(
            ax.plot([], [], color=style.CONTROL, lw=style.pt(1.8), zorder=3, linestyle=(0, (2, 1.5)))[0]
        )
        self.diamond = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(2.4), zorder=6)[0])
        self.next = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(4), zorder=5, solid_capstyle="butt")[0])
        self.middle = self.moving(
            ax.plot([], [], color=style.INK, lw=style.pt(1.2), zorder=2, linestyle=(0, (4, 2)))[0]
        )
        self.pool_words = self.moving(ax.text(self.right, self.bottom, "", ha="right", va="center", fontweight="bold"))
        self.next_words = self.moving(ax.text(self.right, self.bottom + 1, "", ha="right", va="center"))

    def backdrop(self, values) -> str:
        return values["pooled_visit"]

    def set_backdrop(self, visit: str) -> None:
        trials = data.singles(visit)
        style.message(self.ax, f"Esketamine v placebo spray, {visit}: every trial")
        names = [f"{trial.name}, n {trial.people}" for trial in trials]
        published = data.published(visit)
        places = [*range(len(trials)), *range(self.bottom, self.bottom + self.below)]
        self.ax.set_yticks(places, [*names, "pooled", "a new trial", "a published review"])
        for place, text in enumerate(self.words):
            text.set_text(trials[place].words if place < len(trials) else "")
        low, value, high = (published[name] for name in ("low", "value", "high"))
        self.other.set_data([low, value, high, value, low], np.add(self.bottom + 2, [0, -0.3, 0, 0.3, 0]))
        self.other_words.set_text(f"{signed(value, 2)} ({interval(low, high, 2)})")

    def update(self, result: data.Forest, values) -> None:
        pool, kept = result.pool, result.kept
        places = [place for place, trial in enumerate(result.trials) if trial is not result.out]
        gap = float("nan")
        self.lines.set_data(
            [x for trial in kept for x in (trial.effect.low, trial.effect.high, gap)],
            [y for place in places for y in (place, place, gap)],
        )
        sizes = style.pt(1) ** 2 * (18 + 620 * pool.weights)
        for artist, second_hand in ((self.filled, False), (self.hollow, True)):
            some = [i for i, trial in enumerate(kept) if (trial.status == "secondary") is second_hand]
            spots = np.array([(kept[i].value, places[i]) for i in some], dtype=float).reshape(-1, 2)
            artist.set_offsets(spots)
            artist.set_sizes(sizes[some])
        self.out.set_visible(result.out is not None)
        if result.out is not None:
            place = result.trials.index(result.out)
            self.out.set_data([result.out.effect.low, result.out.effect.high], [place, place])
        self.diamond.set_data(*_diamond(pool.effect, self.bottom, 0.33))
        self.middle.set_data([pool.effect.value] * 2, [-0.6, self.bottom - 0.33])
        self.pool_words.set_text(f"{signed(pool.effect.value)} ({interval(pool.effect.low, pool.effect.high)})")
        self.next.set_visible(pool.prediction is not None)
        if pool.prediction is None:
            self.next_words.set_text("assumed to be the same")
            return
        ahead = pool.prediction
        self.next.set_data([ahead.low, ahead.high], [self.bottom + 1] * 2)
        self.next_words.set_text(interval(ahead.low, ahead.high))


class DrawerScene(Scene):
    """A funnel of made-up trials: large ones on top, small ones below; hollow ones stay in the drawer."""

    size = (9.2, 4.9)

    def build(self, figure) -> None:
        self.ax = ax = figure.subplots()
        difference_axis(ax, -16.5, 9.5)
        ax.set_yscale("log")
        ax.set_ylim(7, 1000)
        ax.set_yticks([10, 25, 50, 100, 250], ["10", "25", "50", "100", "250"])
        ax.yaxis.minorticks_off()
        ax.set_ylabel("people per arm")
        style.message(ax, f"{literature.TRIALS} trials of one drug: what you get to read")
        ax.text(-16.3, 780, "filled: published", color=style.KETAMINE, va="center")
        ax.text(-16.3, 520, "hollow: in the drawer", color=style.QUIET, va="center")
        style.stamp(ax, "illustrative", y=0.02)
        self.truth = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(2), zorder=3)[0])
        self.found = self.moving(
            ax.plot([], [], color=style.KETAMINE, lw=style.pt(2.6), zorder=4, linestyle=(0, (4, 2)))[0]
        )
        self.hidden = self.moving(
            ax.plot(
                [],
                [],
                "o",
                color=style.CONTROL,
                ms=style.pt(7.5),
                zorder=5,
                markerfacecolor="white",
                markeredgewidth=style.pt(1.4),
            )[0]
        )
        self.shown = self.moving(ax.plot([], [], "o", color=style.KETAMINE, ms=style.pt(8), zorder=6)[0])
        self.truth_word = self.moving(ax.text(0, 780, "truth", va="center"))
        self.found_word = self.moving(
            ax.text(0, 430, "", va="center", ha="right", color=style.KETAMINE, fontweight="bold")
        )

    def update(self, result: literature.Literature, values) -> None:
        for artist, which in ((self.shown, result.published), (self.hidden, ~result.published)):
            artist.set_data(result.difference[which], result.people[which])
        self.truth.set_data([result.true_effect] * 2, [7, 640])
        self.truth_word.set_x(result.true_effect + 0.25)
        pooled = result.pool is not None
        self.found.set_visible(pooled)
        self.found_word.set_visible(pooled)
        if pooled:
            value = result.pool.effect.value
            self.found.set_data([value] * 2, [7, 430])
            self.found_word.set(text=f"review: {signed(value)}", x=value - 0.25)

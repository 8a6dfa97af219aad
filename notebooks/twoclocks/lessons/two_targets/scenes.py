"""The moving pictures of lesson 01: a train of spikes, a pulse of serotonin beside a channel, what a drug holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.scene import Scene
from ...models import binding, two_targets
from .binding import pet_finding
from .look import LINES, TARGETS, concentration

PUMPS = 10
#: What an explorer's view shows on its y axis: scale of a share (None: over the peak after one spike), top, ticks, label.
VIEWS = {"share": (100.0, 112.0, (0, 50, 100), "open [%]"), "times": (None, 7.4, (0, 1, 3, 5), "[× one spike]")}


class TrainScene(Scene):
    """AMPA above, NMDA below, over two seconds; dashes mark the peak after one spike, ticks the spikes."""

    size = (9.2, 5.2)

    def build(self, figure) -> None:
        upper, lower = figure.subplots(2, 1, sharex=True)
        self.axes = dict(zip(two_targets.RECEPTORS, (upper, lower), strict=True))
        style.message(upper, "AMPA keeps the beat; NMDA adds up")
        lower.set_xlim(0, two_targets.TRAIN_MS)
        lower.set_xticks([0, 500, 1000, 1500, 2000], ["0", "0.5 s", "1 s", "1.5 s", "2 s"])
        lower.set_xlabel("time since the first spike")
        upper.tick_params(axis="x", length=0)
        self.lines, self.single, self.peaks = {}, {}, {}
        for receptor, ax in self.axes.items():
            self.single[receptor] = ax.axhline(0, color=style.QUIET, lw=style.pt(1), dashes=(3, 3), zorder=1)
            self.lines[receptor] = self.moving(
                ax.plot([], [], color=style.KETAMINE, lw=style.pt(1.8), zorder=4, antialiased=False)[0]
            )
            self.peaks[receptor] = self.moving(ax.plot([], [], "s", color=style.INK, ms=style.pt(8), zorder=5)[0])
        lower.text(
            0.99,
            0.95,
            "ticks: spikes; square: last peak\ndashes: peak after one spike",
            transform=lower.transAxes,
            ha="right",
            va="top",
            color=style.QUIET,
            linespacing=1.3,
        )
        self.ticks = self.moving(
            upper.plot(
                [],
                [],
                "|",
                color=style.INK,
                ms=style.pt(9),
                mew=style.pt(1.5),
                zorder=6,
                transform=upper.get_xaxis_transform(),
            )[0]
        )
        self.set_backdrop("share")

    def backdrop(self, values) -> str:
        return values["open_view"]

    def set_backdrop(self, view: str) -> None:
        _, top, ticks, label = VIEWS[view]
        one = two_targets.train(1.0, 1).first
        for receptor, ax in self.axes.items():
            ax.set_ylim(0, top)
            ax.set_yticks(ticks)
            ax.set_ylabel(f"{receptor}\n{label}")
            self.single[receptor].set_ydata([_factor(view, one[receptor]) * one[receptor]] * 2)

    def update(self, result, values) -> None:
        for receptor, line in self.lines.items():
            factor = _factor(values["open_view"], result.first[receptor])
            line.set_data(result.time, factor * result.open[receptor])
            self.peaks[receptor].set_data([result.spikes[-1] + result.width], [factor * result.last[receptor]])
        self.ticks.set_data(result.spikes, np.full(result.spikes.size, 0.93))


def _factor(view: str, first: float) -> float:
    """By what a share is multiplied on the axis of a view."""
    return VIEWS[view][0] or 1 / first


@dataclass(frozen=True)
class Window:
    """What a width of the picture needs. ticks: seconds -> words; labels: curve -> place (seconds, percent)."""

    words: str
    ticks: dict[float, str]
    labels: dict[str, tuple[float, float]]


WINDOWS = {
    0.05: Window(
        "50 ms",
        {0: "0", 0.01: "10 ms", 0.02: "20 ms", 0.03: "30 ms", 0.04: "40 ms", 0.05: "50 ms"},
        {"AMPA": (0.0105, 24), "NMDA": (0.012, 80), "serotonin": (0.03, 109)},
    ),
    1.0: Window(
        "1 s",
        {0: "0", 0.25: "250 ms", 0.5: "500 ms", 0.75: "750 ms", 1: "1 s"},
        {"AMPA": (0.025, 12), "NMDA": (0.24, 26), "serotonin": (0.56, 107)},
    ),
    30.0: Window(
        "30 s",
        {0: "0", 5: "5 s", 10: "10 s", 15: "15 s", 20: "20 s", 25: "25 s", 30: "30 s"},
        {"NMDA": (1.0, 9), "serotonin": (4.2, 76)},
    ),
}


class PulseScene(Scene):
    """Ten pumps above; below, a pulse of serotonin beside AMPA and NMDA receptors after one spike."""

    size = (9.2, 5.4)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(2, 1, height_ratios=(1, 2.5))
        self._build_pumps(figure.add_subplot(grid[0]))
        self._build_curves(figure.add_subplot(grid[1]))

    def _build_pumps(self, ax: Axes) -> None:
        shapes.stage(ax, 34, 5.6).set_anchor("W")
        style.message(ax, "A channel: milliseconds; a pump: seconds")
        shapes.membrane(ax, 0.2, 33.8, 2.9, 0.6)
        shapes.words(ax, 0, 4.6, "inside", ha="left", color=style.QUIET)
        shapes.words(ax, 0, 0.9, "gap", ha="left", color=style.QUIET)
        self.free, self.taken = [], []
        for number in range(PUMPS):
            x = 7.6 + 2.7 * number
            shapes.molecule(ax, x, 0.5, "serotonin", 0.6)
            self.free.append([self.moving(artist) for artist in shapes.transporter(ax, x, 2.9, False, 2.2)[1:]])
            self.taken.append([self.moving(artist) for artist in shapes.transporter(ax, x, 2.9, True, 2.2)[1:]])

    def _build_curves(self, ax: Axes) -> None:
        self.curves = ax
        ax.set_ylim(0, 116)
        ax.set_yticks([0, 37, 100])
        ax.set_ylabel("% of the peak")
        ax.set_xlabel("time since the spike")
        ax.axhline(37, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        slices = evidence.parameters("synapse.molpsych2025")
        for name in ("tau_control", "tau_escitalopram"):
            p = slices[name]
            ax.plot([p.low, p.high], [37, 37], color=style.INK, lw=style.pt(2), zorder=2)
            ax.plot(p.value, 37, "o", ms=style.pt(9), zorder=2, **style.marker(p.status, style.INK))
        self.dots = ax.text(
            0.99,
            0.97,
            "dots: measured, pumps\nfree and blocked",
            transform=ax.transAxes,
            ha="right",
            va="top",
            linespacing=1.3,
        )
        style.stamp(ax, "illustrative: pump fitted to two decays", y=0.42)
        self.words = {
            name: ax.text(0, 0, name, va="center", color=colour, fontweight="bold")
            for name, colour in (("AMPA", style.KETAMINE), ("NMDA", style.KETAMINE), ("serotonin", style.SEROTONIN))
        }
        looks = {
            "AMPA": (style.KETAMINE, LINES["AMPA"], 2.4),
            "NMDA": (style.KETAMINE, LINES["NMDA"], 2.4),
            "serotonin": (style.SEROTONIN, "-", 3.2),
        }
        self.lines = {
            name: self.moving(
                ax.plot([], [], color=colour, linestyle=dash, lw=style.pt(width), zorder=4, antialiased=False)[0]
            )
            for name, (colour, dash, width) in looks.items()
        }
        self.constant = self.moving(
            ax.plot([], [], "s", mfc="none", mec=style.SEROTONIN, mew=style.pt(2.4), ms=style.pt(14), zorder=6)[0]
        )
        self.set_backdrop(min(WINDOWS))

    def backdrop(self, values) -> float:
        return values["window"]

    def set_backdrop(self, window: float) -> None:
        about = WINDOWS[window]
        self.curves.set_xlim(0, window)
        self.curves.set_xticks(list(about.ticks), list(about.ticks.values()))
        self.dots.set_visible(window >= max(WINDOWS))
        for name, text in self.words.items():
            text.set_visible(name in about.labels)
            text.set_position(about.labels.get(name, (0, 0)))

    def update(self, result, values) -> None:
        for name, line in self.lines.items():
            line.set_data(result.time, 100 * getattr(result, name))
        self.constant.set_data([result.decay], [100 / np.e])
        blocked = round(PUMPS * values["sert_blocked"])
        for number in range(PUMPS):
            for artists, shown in ((self.free, number >= blocked), (self.taken, number < blocked)):
                for artist in artists[number]:
                    artist.set_visible(shown)


class BindingScene(Scene):
    """How much of each target one drug holds at each concentration; a line marks the one that was chosen."""

    size = (9.2, 4.6)

    def build(self, figure) -> None:
        ax = self.ax = figure.add_subplot()
        ax.set_xscale("log")
        ax.set_xlim(0.01, 1e5)
        ticks = [0.1, 1, 10, 100, 1000, 10_000, 100_000]
        ax.set_xticks(ticks, [concentration(tick) for tick in ticks])
        ax.set_xticks([], minor=True)
        ax.set_ylim(0, 124)
        ax.set_yticks([0, 50, 100])
        ax.set_ylabel("held by the drug [%]")
        ax.set_xlabel("free drug in the dish")
        ax.axhline(50, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        style.message(ax, "A drug is selective only in small amounts")
        self.curves, self.words, self.dots = {}, {}, {}
        for target, (colour, shape, dash, _) in TARGETS.items():
            self.curves[target] = ax.plot([], [], color=colour, linestyle=dash, lw=style.pt(2.6), zorder=3)[0]
            word = "NMDA receptor" if target == "NMDA" else target
            self.words[target] = ax.text(1, 112, word, ha="center", va="center", color=colour, fontweight="bold")
            self.dots[target] = self.moving(
                ax.plot([], [], shape, color=colour, mec=style.INK, ms=style.pt(10), zorder=6)[0]
            )
        scan = pet_finding()
        self.note = ax.text(
            0.014,
            84,
            f"SERT: no curve here;\nin people under {scan['high']:.0f} % held\nafter the infusion (scan)",
            color=style.QUIET,
            va="center",
            linespacing=1.35,
        )
        self.chosen = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(1.4), zorder=5)[0])

    def backdrop(self, values) -> str:
        return values["binder"]

    def set_backdrop(self, drug: str) -> None:
        found = binding.bound(drug, 1.0)
        self.note.set_visible(drug == "ketamine")
        for target, curve in self.curves.items():
            known = target in found.known
            curve.set_visible(known)
            self.words[target].set_visible(known)
            if known:
                curve.set_data(found.axis, 100 * found.curves[target])
                self.words[target].set_x(found.known[target].half)

    def update(self, result, values) -> None:
        self.chosen.set_data([result.concentration] * 2, [0, 104])
        for target, dot in self.dots.items():
            dot.set_visible(target in result.shares)
            if target in result.shares:
                dot.set_data([result.concentration], [100 * result.shares[target]])

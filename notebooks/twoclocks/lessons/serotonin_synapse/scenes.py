"""The moving pictures of lesson 03: the circuit over four weeks, and dose against pumps blocked."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.scene import Scene
from ...models import circuit_days, dose_steps
from .circuit_drawing import Circuit

#: What stands above the two curves, by what covers the brake; with no pump blocked, other words.
FIRING = {"none": "Firing: quiet, then back", "part": "Firing: less quiet", "all": "Firing: never quiet"}
SEROTONIN = {"none": "Serotonin: up twice", "part": "Serotonin: up sooner", "all": "Serotonin: up at once"}
NO_DRUG = {"none": "unchanged", "part": "a little up", "all": "a little up"}
TOP_FIRING, TOP_SEROTONIN = 170, 560


def rat_points(*ids: str) -> list[tuple[float, float, str]]:
    """Return (day, percent of before, status) of published measurements; the day is the end of the id."""
    found = []
    for id in ids:
        p = evidence.parameter(f"raphe.{id}")
        day = float(id.rpartition("_")[2].removesuffix("d"))
        found.append((day, p.value * (100 if p.unit == "fraction of control" else 1), p.status))
    return found


RAT_FIRING = ("ghanbari2010.f_2d", "ghanbari2010.f_14d")
RAT_SEROTONIN = ("ceglia2004.s_2d", "ceglia2004.s_13d")
RAT_CITALOPRAM = ("ceglia2004.s_citalopram_2d", "ceglia2004.s_citalopram_13d")


def draw_points(ax: Axes, ids, shape: str) -> None:
    """Draw published rat measurements: escitalopram as discs, citalopram as triangles."""
    for day, level, status in rat_points(*ids):
        ax.plot([day], [level], shape, ms=style.pt(8.5), zorder=7, **style.marker(status, style.INK))


def weeks_axis(ax: Axes, named: bool = True) -> None:
    """Make x the four weeks of the circuit, in days."""
    ax.set_xlim(0, circuit_days.LAST)
    ax.set_xticks(range(0, 29, 7), ["0", "1", "2", "3", "4"] if named else [])
    if named:
        ax.set_xlabel("weeks on the drug")


class CircuitScene(Scene):
    """Left the circuit on the chosen day; right firing and forebrain serotonin over four weeks."""

    size = (9.2, 5.0)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(2, 2, width_ratios=(1.06, 1.2))
        self.picture = Circuit(figure.add_subplot(grid[:, 0]), self.moving)
        self.top, self.low = figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1])
        for ax, most, step in ((self.top, TOP_FIRING, 50), (self.low, TOP_SEROTONIN, 100)):
            ax.set_ylim(0, most)
            ax.set_yticks(range(0, most + 1, step if ax is self.top else 2 * step))
            ax.set_ylabel("% of before")
            ax.axhline(100, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        weeks_axis(self.top, named=False)
        weeks_axis(self.low)
        draw_points(self.top, RAT_FIRING, "o")
        draw_points(self.low, RAT_SEROTONIN, "o")
        draw_points(self.low, RAT_CITALOPRAM, "^")
        self.top.text(27.7, 142, "dots: rats, high dose", ha="right", va="center")
        self.low.text(13, 504, "escitalopram", ha="center", va="center")
        self.low.text(14.2, 303, "citalopram", ha="left", va="center")
        style.stamp(self.top, "illustrative model", y=0.02)
        self.set_backdrop(("none", True))
        self.lines = [
            self.moving(ax.plot([], [], color=style.SEROTONIN, lw=style.pt(3), zorder=4)[0])
            for ax in (self.top, self.low)
        ]
        self.cursors = [
            self.moving(ax.axvline(0, color=style.INK, lw=style.pt(1.2), zorder=3)) for ax in (self.top, self.low)
        ]
        self.spots = [
            self.moving(ax.plot([], [], "s", color=style.SEROTONIN, ms=style.pt(10), zorder=8)[0])
            for ax in (self.top, self.low)
        ]

    def backdrop(self, values) -> tuple[str, bool]:
        return values["covered"], values["pumps"] > 0

    def set_backdrop(self, key: tuple[str, bool]) -> None:
        covered, drug = key
        self.picture.cover(covered)
        style.message(self.top, FIRING[covered] if drug else f"Firing: {NO_DRUG[covered]}")
        style.message(self.low, SEROTONIN[covered] if drug else f"Serotonin: {NO_DRUG[covered]}")

    def update(self, result, values) -> None:
        courses = (result.firing, result.forebrain), (result.now.firing, result.now.forebrain)
        for line, cursor, spot, level, now in zip(self.lines, self.cursors, self.spots, *courses, strict=True):
            line.set_data(result.days, level)
            cursor.set_xdata([result.day, result.day])
            spot.set_data([result.day], [now])
        self.picture.show(result.now, (values["pumps"], values["pumps"]))


class DoseScene(Scene):
    """Left: dose and pumps blocked, one drug before the other seven. Right: what each quarter holds."""

    size = (9.2, 4.6)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.6, 1))
        self.left, self.right = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        self.multiples = np.concatenate([np.linspace(0, 0.5, 51), np.linspace(0.55, dose_steps.MOST, 50)])
        for drug in dose_steps.DRUGS:
            self.left.plot(
                self.multiples, dose_steps.held(drug, self.multiples), color=style.CONTROL, lw=style.pt(1.1), zorder=2
            )
        ax = self.left
        ax.set_xlim(0, dose_steps.MOST)
        ax.set_xticks([0, 0.5, 1, 2, 3], ["0", "½", "1", "2", "3"])
        ax.set_xlabel("dose [multiple of a usual dose]")
        ax.set_ylim(0, 105)
        ax.set_yticks(range(0, 101, 25))
        ax.set_ylabel("pumps blocked [%]")
        style.message(ax, "The first milligrams take most of the pumps")
        self.name = ax.text(2.95, 38, "", ha="right", va="center", color=style.SEROTONIN)
        ax.text(2.95, 13, "thin: seven other drugs", ha="right", va="center")
        self.front = ax.plot([], [], color=style.SEROTONIN, lw=style.pt(3.2), zorder=4)[0]
        self.drop = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(1.4), dashes=(3, 2), zorder=5)[0])
        self.spot = self.moving(ax.plot([], [], "s", color=style.INK, ms=style.pt(10), zorder=6, clip_on=False)[0])
        self._build_quarters()

    def _build_quarters(self) -> None:
        ax = self.right
        self.bars = ax.barh(range(4), [1] * 4, color=style.SEROTONIN, height=0.62, zorder=3)
        self.values = [ax.text(0, row, "", va="center") for row in range(4)]
        ax.set_ylim(3.6, -0.6)
        ax.set_yticks(range(4), ["1st", "2nd", "3rd", "last"])
        ax.tick_params(axis="y", length=0)
        ax.set_ylabel("quarter taken away", labelpad=style.pt(9))
        ax.set_xlim(0, 100)
        ax.set_xticks([0, 50, 100])
        ax.set_xlabel("pumps freed [points]")
        ax.text(99, 1, "dark: freed\nat this dose", ha="right", va="center", linespacing=1.3)
        self.freed = [self.moving(bar) for bar in ax.barh(range(4), [0] * 4, color=style.INK, height=0.26, zorder=4)]

    def backdrop(self, values) -> str:
        return values["pump_drug"]

    def set_backdrop(self, drug: str) -> None:
        self.front.set_data(self.multiples, dose_steps.held(drug, self.multiples))
        self.name.set_text(f"thick: {drug},\nusual dose {float(dose_steps.usual_dose(drug)):g} mg a day")
        for bar, words, points in zip(self.bars, self.values, dose_steps.step(drug).quarters, strict=True):
            bar.set_width(points)
            words.set_text(f"{points:.0f}")
            words.set_x(points + 3)

    def update(self, result, values) -> None:
        multiple = values["dose_multiple"]
        self.drop.set_data([multiple, multiple, 0], [0, result.held, result.held])
        self.spot.set_data([multiple], [result.held])
        for bar, points in zip(self.freed, result.freed, strict=True):
            bar.set_width(points)

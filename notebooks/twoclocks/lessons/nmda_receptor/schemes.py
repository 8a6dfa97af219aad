"""Moving pictures of lesson 02 on time: drug and wash, and the four states of a channel."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...kit import shapes, style
from ...kit.scene import Scene
from ...models import receptor_runs as runs

_MINUTE = 60.0


class WashScene(Scene):
    """Block while drug is there and while it is washed out, with a channel drawn above either stretch."""

    size = (9.2, 4.7)
    top = 160

    def build(self, figure) -> None:
        ax = figure.add_subplot()
        turn = runs.wash("ketamine", 1.0, 1.0, 0.0).turn / _MINUTE
        ax.set_xlim(0, 2 * turn)
        ax.set_xticks(range(int(2 * turn) + 1))
        ax.set_xlabel("time [min]")
        ax.set_ylim(0, self.top)
        ax.set_yticks([0, 50, 100])
        ax.set_ylabel("channels blocked [%]")
        style.message(ax, "Busy channels get there sooner")
        ax.add_patch(Rectangle((0, 0), turn, self.top, color=style.KETAMINE_TINT, lw=0, zorder=0))
        self._words(ax, turn)
        in_drug, shut, opened = (
            self._channel(ax, left, state) for left, state in ((0.015, "ketamine"), (0.515, "trapped"), (0.515, "open"))
        )
        self.kept = {False: shut, True: opened}
        # The hollow wedge of memantine covers the black one of ketamine.
        self.hollow = [shapes.molecule(inset, 1.2, 1.14, "memantine", 0.58, zorder=7)[0] for inset in (in_drug, shut)]
        self.goal = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(1.4), linestyle=style.DASHES[1])[0])
        thin = {"color": style.CONTROL, "lw": style.pt(2), "zorder": 3}
        self.full = self.moving(ax.plot([], [], **thin)[0])
        self.line = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3.2), zorder=5)[0])

    def _words(self, ax: Axes, turn: float) -> None:
        ax.text(0.13 * 2 * turn, 138, "drug in the bath", va="center")
        self.washing = ax.text(0.63 * 2 * turn, 138, "", va="center")
        ax.text(1.98 * turn, 95, "grey: active all along\ndashed: the goal", ha="right", va="center", linespacing=1.4)

    @staticmethod
    def _channel(ax: Axes, left: float, state: str) -> Axes:
        inset = ax.inset_axes([left, 0.72, 0.11, 0.26])
        shapes.stage(inset, 2.4, 2.6)
        shapes.membrane(inset, 0, 2.4, 1.35, 0.3)
        shapes.channel(inset, 1.2, 1.35, "NMDA", state, 1.7)
        return inset

    def backdrop(self, values) -> tuple[str, bool]:
        return values["blocker"], values["wash_activity"] > 0

    def set_backdrop(self, key: tuple[str, bool]) -> None:
        blocker, active = key
        for wedge in self.hollow:
            wedge.set_visible(blocker == "memantine")
        for key, inset in self.kept.items():
            inset.set_visible(key == active)
        self.washing.set_text("washed, active" if active else "washed, silent")

    def update(self, result, values) -> None:
        minutes = result.time / _MINUTE
        self.goal.set_data([0, result.turn / _MINUTE], [100 * result.goal] * 2)
        self.full.set_data(minutes, 100 * result.full)
        self.line.set_data(minutes, 100 * result.block)


#: State -> (place of its channel, how it is drawn, its name).
_PLACES = {
    "C": ((4.25, 7.0), "closed", "shut"),
    "O": ((9.9, 7.0), "open", "open"),
    "CB": ((4.25, 2.2), "trapped", "trapped"),
    "OB": ((9.9, 2.2), "ketamine", "blocked"),
}
_BAR = 2.6


class FlowScene(Scene):
    """The four states as a scheme, each with its share, and the blocked share over time."""

    size = (9.2, 4.9)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(2.0, 1))
        self._build_scheme(figure.add_subplot(grid[0]))
        self._build_course(figure.add_subplot(grid[1]))

    def _build_scheme(self, ax: Axes) -> None:
        shapes.stage(ax, 14.0, 9.6)
        self.bars, self.percents = {}, {}
        for name, ((x, y), state, word) in _PLACES.items():
            shapes.membrane(ax, x - 1.15, x + 1.15, y)
            shapes.channel(ax, x, y, "NMDA", state, 1.75)
            shapes.words(ax, x, y + 1.65, word, fontweight="bold")
            side = x - 1.85 if x < 7 else x + 1.45
            ax.add_patch(Rectangle((side, y - 1.3), 0.45, _BAR, facecolor="white", edgecolor=style.INK, lw=style.pt(1)))
            colour = style.KETAMINE if name.endswith("B") else style.CONTROL
            bar = Rectangle((side, y - 1.3), 0.45, 1, facecolor=colour, lw=0, zorder=3)
            self.bars[name] = self.moving(ax.add_patch(bar))
            across = side - 0.12 if x < 7 else side + 0.57
            self.percents[name] = self.moving(
                shapes.words(ax, across, y, "", ha="right" if x < 7 else "left", fontweight="bold")
            )
        for y in (7.0, 2.2):
            shapes.arrow(ax, (5.75, y + 0.3), (8.35, y + 0.3))
            shapes.arrow(ax, (8.35, y - 0.3), (5.75, y - 0.3))
        shapes.words(ax, 7.05, 7.95, "opens")
        shapes.words(ax, 7.05, 6.05, "shuts")
        shapes.arrow(ax, (9.6, 5.5), (9.6, 4.5))
        shapes.arrow(ax, (10.3, 4.5), (10.3, 5.5))
        shapes.words(ax, 9.2, 5.0, "drug in", ha="right")
        shapes.words(ax, 10.7, 5.0, "out", ha="left")
        ax.plot([4.25, 4.25], [4.5, 5.5], color=style.CONTROL, lw=style.pt(2), linestyle=style.DASHES[2])
        shapes.cross(ax, 4.25, 5.0, 0.55)
        style.message(ax, "In and out by one door")

    def _build_course(self, ax: Axes) -> None:
        ax.set_xlim(-2, runs.LONGEST + 2)
        ax.set_xticks([0, 20, 40, 60])
        ax.set_xlabel("in the drug [s]")
        ax.set_ylim(0, 134)
        ax.set_yticks([0, 50, 100])
        ax.set_ylabel("blocked [%]")
        self.line = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3))[0])
        self.spot = self.moving(ax.plot([], [], "o", color=style.INK, ms=style.pt(10), zorder=6)[0])
        style.stamp(ax, "illustrative:\nspeed of gate", y=0.82)
        style.message(ax, "Over time")

    def update(self, result, values) -> None:
        for name, share in result.shares.items():
            self.bars[name].set_height(_BAR * share)
            self.percents[name].set_text(f"{100 * share:.0f} %")
        self.line.set_data(result.time, 100 * result.blocked)
        self.spot.set_data([result.seconds], [100 * result.now])

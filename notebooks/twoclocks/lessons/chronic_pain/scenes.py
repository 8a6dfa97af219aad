"""The moving pictures of lesson 09: wind-up, a course for CRPS, and three stories that a trial may or may
not see.

Thin moving lines are drawn without smoothing: it halves the stored frames and cannot be seen on a dense
screen.
"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ... import evidence
from ...kit import style
from ...kit.scene import Scene
from ...models import pain_relief, windup
from .look import DASHES, WEEK, draw_week_one, infusion_band, pain_axes

#: What the drug arm does in each story, in words for a picture.
STORY_WORDS = {"follows": "follows the drug", "outlasts": "outlasts the drug, fades", "stays": "stays (a reset)"}
#: The same as the end of a sentence that begins with "If relief".
STORY_VERBS = {
    "follows": "follows the drug",
    "outlasts": "outlasts the drug and fades",
    "stays": "stays, as after a reset",
}


class WindupScene(Scene):
    """Left each response, right what is left of the stimuli before when the next one comes."""

    size = (9.2, 4.5)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.35, 1))
        self._build_responses(figure.add_subplot(grid[0]))
        self._build_trace(figure.add_subplot(grid[1]))

    def _build_responses(self, ax: Axes) -> None:
        ax.set_xlim(0, 31)
        ax.set_xticks([1, 5, 10, 15, 20, 25, 30])
        ax.set_xlabel("stimulus number")
        ax.set_ylim(0, 12)
        ax.set_yticks(range(0, 11, 2))
        ax.set_ylabel("response [times the first]")
        style.message(ax, "Equal stimuli, growing answers")
        ax.axhline(1, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        ax.text(0.4, 11.3, "dots: teaching model", color=style.KETAMINE, va="center")
        ax.text(30.6, 11.3, "squares: published code", ha="right", va="center")
        style.stamp(ax, "illustrative", y=0.02)
        self.dots = self.moving(
            ax.plot([], [], "o-", color=style.KETAMINE, ms=style.pt(6), lw=style.pt(1.6), zorder=4)[0]
        )
        self.squares = self.moving(
            ax.plot([], [], "s", ms=style.pt(10), mfc="none", mec=style.INK, mew=style.pt(2), zorder=6)[0]
        )

    def _build_trace(self, ax: Axes) -> None:
        ax.set_xlim(0, 15)
        ax.set_xticks([0, 5, 10, 15])
        ax.set_xlabel("seconds")
        ax.set_ylim(0, 6)
        ax.set_yticks(range(0, 7, 2))
        ax.set_ylabel("trace [1 = one stimulus]")
        style.message(ax, "What is left adds up")
        style.stamp(ax, "illustrative", y=0.92)
        self.trace = self.moving(
            ax.plot([], [], color=style.KETAMINE, lw=style.pt(1.8), zorder=3, antialiased=False)[0]
        )

    def update(self, result: windup.Run, values) -> None:
        self.dots.set_data(result.number, result.response)
        known = result.reference
        self.squares.set_visible(known is not None)
        if known is not None:
            seen = [(1, 1.0), (windup.USUAL, known.ratio)][: 1 + (result.number.size >= windup.USUAL)]
            self.squares.set_data(*zip(*seen, strict=True))
        self.trace.set_data(result.time, result.trace)


class CourseScene(Scene):
    """Above the level in plasma and at the effect site, below mean pain with what the trial printed of
    both arms.
    """

    size = (9.0, 5.4)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(2, 1, height_ratios=(1, 1.6))
        top, low = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        for ax in (top, low):
            infusion_band(ax)
        pain_axes(low, 12)
        low.set_xticks(range(0, 13, 2))
        top.set_xlim(0, 12)
        top.set_xticks(range(0, 13, 2), [""] * 7)
        top.set_ylim(0, 240)
        top.set_yticks([0, 100, 200])
        top.set_ylabel("level [ng/mL]")
        style.message(top, "The blood empties at once, the effect site slowly")
        top.text(0.72, 205, "dashed: in plasma", va="center")
        top.text(0.72, 160, "line: at the effect site", va="center", color=style.KETAMINE)
        style.stamp(top, "illustrative: steady rate", y=0.84)
        self.plasma = self.moving(top.plot([], [], color=style.INK, ls=DASHES, lw=style.pt(1.8), zorder=3)[0])
        self.site = self.moving(top.plot([], [], color=style.KETAMINE, lw=style.pt(2.8), zorder=4)[0])
        self._build_pain(low)

    def _build_pain(self, ax: Axes) -> None:
        start = evidence.parameter("pain.teaching.NRS0").value
        ax.plot([0, 12], [start, start], color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
        ax.text(11.9, start + 0.55, "start (assumed)", ha="right", va="center", color=style.QUIET)
        draw_week_one(ax)
        ax.text(1.35, 4.9, "placebo arm", va="center", color=style.QUIET)
        ax.text(1.35, 1.75, "ketamine arm", va="center", color=style.KETAMINE)
        late = evidence.parameter("pain.sigtermans2009.p_week12").value
        ax.text(
            11.9, 1.15, f"trial, week 12: no clear\ndifference (p = {late:g})", ha="right", va="center", linespacing=1.3
        )
        ax.text(0.72, 9.3, "marks: the trial, week 1", va="center")
        style.stamp(ax, "illustrative: no placebo arm in the model", y=0.9)
        self.pain = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3), zorder=4)[0])

    def update(self, result: pain_relief.Course, values) -> None:
        weeks = result.days / WEEK
        self.plasma.set_data(weeks, result.plasma)
        self.site.set_data(weeks, result.site)
        self.pain.set_data(weeks, result.pain)


class StoryScene(Scene):
    """Three stories of relief in one invented trial; what lies after its last visit is covered."""

    size = (9.2, 4.8)
    top = 7.5

    def build(self, figure) -> None:
        ax = figure.add_subplot()
        pain_axes(ax, 26)
        infusion_band(ax)
        style.message(ax, "A short trial cannot tell a reset from a slow fade")
        self.others = {
            kind: self.moving(ax.plot([], [], color=style.CONTROL, lw=style.pt(1.6), zorder=2)[0])
            for kind in pain_relief.STORIES
        }
        self.control = self.moving(ax.plot([], [], color=style.QUIET, ls=DASHES, lw=style.pt(2.2), zorder=4)[0])
        self.drug = self.moving(ax.plot([], [], color=style.KETAMINE, lw=style.pt(3.2), zorder=5)[0])
        self.cover = self.moving(
            ax.add_patch(Rectangle((0, 0.05), 1, self.top, facecolor="#e4e4e4", alpha=0.9, lw=0, zorder=8))
        )
        draw_week_one(ax)
        words = (
            ("thick: ketamine arm in your story", "dashed: control arm"),
            ("thin: the other two stories", "marks: CRPS trial"),
            ("grey block: after the last visit", "illustrative"),
        )
        for y, (first, second) in zip((9.6, 8.85, 8.1), words, strict=True):
            ax.text(0.9, y, first, va="center")
            ax.text(
                25.8, y, second, ha="right", va="center", fontstyle="italic" if second == "illustrative" else "normal"
            )

    def update(self, result: pain_relief.Trial, values) -> None:
        weeks = result.days / WEEK
        for kind, line in self.others.items():
            line.set_data(weeks, result.others[kind])
        self.control.set_data(weeks, result.control)
        self.drug.set_data(weeks, result.drug)
        self.cover.set_x(result.ends_week + 0.12)
        self.cover.set_width(26 - result.ends_week)

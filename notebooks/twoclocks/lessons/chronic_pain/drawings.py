"""What the explorers of lesson 09 draw: wind-up, a course for CRPS, and three stories that a trial may or may not see.

Thin lines that move are drawn without smoothing: it halves the stored frames and cannot be seen on a dense screen.
"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ... import evidence
from ...kit import style
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


def windup_axes(figure) -> tuple[Axes, Axes]:
    """Left: answers by the number of the stimulus. Right: the trace over 15 seconds."""
    answers, trace = figure.subplots(1, 2, width_ratios=(1.35, 1))
    answers.set_xlim(0, 31)
    answers.set_xticks([1, 5, 10, 15, 20, 25, 30])
    answers.set_xlabel("stimulus number")
    answers.set_ylim(0, 12)
    answers.set_yticks(range(0, 11, 2))
    answers.set_ylabel("response [times the first]")
    style.message(answers, "Equal stimuli, growing answers")
    answers.axhline(1, color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    answers.text(0.4, 11.3, "dots: teaching model", color=style.KETAMINE, va="center")
    answers.text(30.6, 11.3, "squares: published code", ha="right", va="center")
    style.stamp(answers, "illustrative", y=0.02)
    trace.set_xlim(0, 15)
    trace.set_xticks([0, 5, 10, 15])
    trace.set_xlabel("seconds")
    trace.set_ylim(0, 6)
    trace.set_yticks(range(0, 7, 2))
    trace.set_ylabel("trace [1 = one stimulus]")
    style.message(trace, "What is left adds up")
    style.stamp(trace, "illustrative", y=0.92)
    return answers, trace


def draw_windup(axes: tuple[Axes, Axes], result: windup.Run) -> None:
    """Draw each response, and what is left of the stimuli before when the next one comes.

    Squares stand at the first and the usual last stimulus where the published code was run.
    """
    answers, trace = axes
    # Small answers pass over the word "illustrative", which stands at 8.
    dots = {"color": style.KETAMINE, "ms": style.pt(6), "lw": style.pt(1.6), "zorder": 8.5}
    answers.plot(result.number, result.response, "o-", **dots)
    if result.reference is not None:
        seen = [(1, 1.0), (windup.USUAL, result.reference.ratio)][: 1 + (result.number.size >= windup.USUAL)]
        squares = {"ms": style.pt(10), "mfc": "none", "mec": style.INK, "mew": style.pt(2), "zorder": 9}
        answers.plot(*zip(*seen, strict=True), "s", **squares)
    trace.plot(result.time, result.trace, color=style.KETAMINE, lw=style.pt(1.8), zorder=3, antialiased=False)


def course_axes(figure) -> tuple[Axes, Axes]:
    """Above: level over twelve weeks. Below: mean pain, with what the trial printed of both arms."""
    level, pain = figure.subplots(2, 1, height_ratios=(1, 1.6))
    for ax in (level, pain):
        infusion_band(ax)
    pain_axes(pain, 12)
    pain.set_xticks(range(0, 13, 2))
    level.set_xlim(0, 12)
    level.set_xticks(range(0, 13, 2), [""] * 7)
    level.set_ylim(0, 240)
    level.set_yticks([0, 100, 200])
    level.set_ylabel("level [ng/mL]")
    style.message(level, "The blood empties at once, the effect site slowly")
    level.text(0.72, 205, "dashed: in plasma", va="center")
    level.text(0.72, 160, "line: at the effect site", va="center", color=style.KETAMINE)
    style.stamp(level, "illustrative: steady rate", y=0.84)
    start = evidence.parameter("pain.teaching.NRS0").value
    pain.plot([0, 12], [start, start], color=style.QUIET, lw=style.pt(1), dashes=(2, 2), zorder=1)
    pain.text(11.9, start + 0.55, "start (assumed)", ha="right", va="center", color=style.QUIET)
    draw_week_one(pain)
    pain.text(1.35, 4.9, "placebo arm", va="center", color=style.QUIET)
    pain.text(1.35, 1.75, "ketamine arm", va="center", color=style.KETAMINE)
    late = evidence.parameter("pain.sigtermans2009.p_week12").value
    words = f"trial, week 12: no clear\ndifference (p = {late:g})"
    pain.text(11.9, 1.15, words, ha="right", va="center", linespacing=1.3)
    pain.text(0.72, 9.3, "marks: the trial, week 1", va="center")
    style.stamp(pain, "illustrative: no placebo arm in the model", y=0.9)
    return level, pain


def draw_course(axes: tuple[Axes, Axes], result: pain_relief.Course) -> None:
    """Draw the level in plasma and at the effect site, and mean pain."""
    level, pain = axes
    weeks = result.days / WEEK
    level.plot(weeks, result.plasma, color=style.INK, ls=DASHES, lw=style.pt(1.8), zorder=3)
    level.plot(weeks, result.site, color=style.KETAMINE, lw=style.pt(2.8), zorder=4)
    # The model passes over the marks of the trial, which stand at 7.
    pain.plot(weeks, result.pain, color=style.KETAMINE, lw=style.pt(3), zorder=7.5)


#: Mean pain up to which the block after the last visit reaches; above it stand words.
COVERED = 7.5


def story_axes(figure) -> Axes:
    """Half a year of mean pain, with the published marks of week 1."""
    ax = figure.subplots()
    pain_axes(ax, 26)
    infusion_band(ax)
    style.message(ax, "A short trial cannot tell a reset from a slow fade")
    draw_week_one(ax)
    words = (
        ("thick: ketamine arm in your story", "dashed: control arm"),
        ("thin: the other two stories", "marks: CRPS trial"),
        ("grey block: after the last visit", "illustrative"),
    )
    for y, (first, second) in zip((9.6, 8.85, 8.1), words, strict=True):
        slant = "italic" if second == "illustrative" else "normal"
        ax.text(0.9, y, first, va="center")
        ax.text(25.8, y, second, ha="right", va="center", fontstyle=slant)
    return ax


def draw_story(ax: Axes, result: pain_relief.Trial) -> None:
    """Draw three stories of relief in one invented trial, and cover what lies after its last visit."""
    weeks = result.days / WEEK
    # The curves pass over the marks of the trial, which stand at 7.
    for pain in result.others.values():
        ax.plot(weeks, pain, color=style.CONTROL, lw=style.pt(1.6), zorder=7.2)
    ax.plot(weeks, result.control, color=style.QUIET, ls=DASHES, lw=style.pt(2.2), zorder=7.4)
    ax.plot(weeks, result.drug, color=style.KETAMINE, lw=style.pt(3.2), zorder=7.5)
    cover = {"facecolor": "#e4e4e4", "alpha": 0.9, "lw": 0, "zorder": 8}
    ax.add_patch(Rectangle((result.ends_week + 0.12, 0.05), 26 - result.ends_week, COVERED, **cover))

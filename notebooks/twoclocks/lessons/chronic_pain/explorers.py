"""Lesson 09: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

import math

from ... import evidence
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...models import pain_relief
from ...models import windup as model
from . import drawings

WEEK = pain_relief.WEEK_D
BLOCKS = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
RATES = (0.1, 0.3, 0.5, 1.0, 2.0)
COUNTS = (5, 10, 15, 20, 30)
MULTIPLES = (0.1, 0.25, 0.5, 0.75, 1.0)


# Wind-up ---------------------------------------------------------------------------------------------


def windup_readout(result: model.Run, values: dict) -> str:
    """Return one sentence: how loud the last answer is, the published code's, and why."""
    count = result.number.size
    per = f"{result.rate:g} per second"
    blocked = f"with {100 * result.block:.0f} % of NMDA receptors blocked" if result.block else "without block"
    known = result.reference
    beside = ""
    if known is not None and count >= model.USUAL:
        beside = f" (published code, 15th: {known.ratio:.2f} times)"
    why = (
        "all of the build-up needs NMDA receptors"
        if result.block == 1
        else f"{100 * result.kept:.0f} % of each trace is left when the next stimulus comes"
    )
    return f"At {per} {blocked}, response {count} is {result.last:.2f} times the first{beside}, because {why}."


def windup() -> Explorer:
    """Return the explorer of wind-up: rate, block and number of stimuli."""
    return explore(
        drawings.draw_windup,
        axes=drawings.windup_axes,
        size=(9.2, 4.5),
        name="09-windup",
        title="Wind-up: equal stimuli, growing answers",
        controls=[
            slider(
                "windup_block",
                "NMDA receptors blocked",
                "dose",
                BLOCKS,
                0.0,
                lambda b: f"{100 * b:.0f} %",
                stored=(0.0, 0.2, 0.8),
            ),
            slider("windup_rate", "Stimuli per second", "time", RATES, 1.0, lambda f: f"{f:g}"),
            slider("windup_stimuli", "Number of stimuli", "time", COUNTS, 15, str, stored=(5, 15, 30)),
        ],
        model=model.run,
        readout=windup_readout,
        alt=(
            "Left: dots for the response to each of a series of equal stimuli, with squares of a published"
            " code at the first and fifteenth where it was run. Right: a saw-tooth of what is left of earlier"
            " stimuli over 15 seconds."
        ),
    )


# A course for CRPS -----------------------------------------------------------------------------------


def course_readout(result: pain_relief.Course, values: dict) -> str:
    """Return one sentence: mean pain in weeks 1 and 12 and why it comes back."""
    drug = evidence.parameter("pain.sigtermans2009.NRS_week1_drug").value
    placebo = evidence.parameter("pain.sigtermans2009.NRS_week1_placebo").value
    return (
        f"Mean pain in the model is {result.at('pain', WEEK):.1f} of 10 in week 1 (trial: {drug:.1f} with"
        f" ketamine, {placebo:.1f} with placebo) and {result.at('pain', 12 * WEEK):.1f} in week 12, with"
        f" {100 * result.left(12 * WEEK):.0f} % of the best relief left, because the effect site loses half"
        f" of what it holds every {result.half_life:g} days."
    )


def course() -> Explorer:
    """Return the explorer of a course for CRPS: rate, half-life of the effect site, and who responds."""
    half = evidence.parameter("pain.dahan2011.thalf_ke")
    drug, placebo = (evidence.parameter(f"pain.dahan2011.responders_{arm}") for arm in ("drug", "placebo"))
    shares = tuple(int(value) for value in (placebo.value, drug.low, drug.value, drug.high, 100))
    days = (half.low, 8.0, half.value, 15.0, half.high)
    return explore(
        drawings.draw_course,
        axes=drawings.course_axes,
        size=(9.0, 5.4),
        name="09-course",
        title="Four days of ketamine for CRPS, twelve weeks of pain scores",
        controls=[
            slider(
                "pain_rate",
                "Infusion rate (multiple of the course's)",
                "dose",
                MULTIPLES,
                1.0,
                lambda m: f"{m:g} ×",
                stored=(0.1, 0.5, 1.0),
            ),
            slider(
                "relief_half_life",
                "Half-life of onset and offset",
                "time",
                days,
                half.value,
                lambda d: f"{d:g} days",
                stored=(half.low, half.value, half.high),
            ),
            slider(
                "pain_responders",
                "People who respond",
                "person",
                shares,
                int(drug.value),
                lambda s: f"{s} of 100",
                stored=(shares[0], int(drug.value), 100),
            ),
        ],
        model=pain_relief.course,
        readout=course_readout,
        alt=(
            "Above: the level in plasma, a block of four days, and at the effect site, which falls over"
            " weeks. Below: mean pain over twelve weeks, with the published scores of both arms in week 1."
        ),
    )


# Three stories ---------------------------------------------------------------------------------------


def hardly() -> float:
    """Return a difference [points] that a trial like the published one could hardly see: our reading.

    Twice what its two arms print after ± in week 1, taken together.
    """
    spreads = (evidence.parameter(f"pain.sigtermans2009.NRS_week1_{arm}") for arm in ("drug", "placebo"))
    return 2 * math.hypot(*(p.high - p.value for p in spreads))


def story_readout(result: pain_relief.Trial, values: dict) -> str:
    """Return one sentence: what a trial that ends then sees, and whether it could be a reset."""
    gap, reset = result.gap(), result.gap("stays")
    weeks = f"week {result.ends_week}"
    if result.story == "stays":
        rival = result.gap("outlasts")
        other = "a slow fade"
    else:
        rival, other = reset, "a reset"
    apart = abs(rival - gap)
    verdict = "could hardly tell the two apart" if apart < hardly() else "could tell the two apart"
    return (
        f"If relief {drawings.STORY_VERBS[result.story]}, the ketamine arm is {gap:.1f} points below the"
        f" control arm in {weeks}, where {other} would give {rival:.1f}: a trial that ends there {verdict},"
        f" because they differ by {apart:.1f} points."
    )


def story() -> Explorer:
    """Return the explorer of three stories of relief that a trial may or may not tell apart."""
    gain = pain_relief.placebo_gain()
    return explore(
        drawings.draw_story,
        axes=drawings.story_axes,
        size=(9.2, 4.8),
        name="09-story",
        title="What a trial would see if pain were reset, and if it were not",
        controls=[
            choice("relief_story", "Relief", "drug", drawings.STORY_WORDS, "outlasts"),
            slider("trial_ends", "Last visit of the trial", "time", (1, 4, 8, 12, 24), 4, lambda w: f"week {w}"),
            slider(
                "control_gain",
                "Control arm gets better by",
                "person",
                (0.0, 0.5, 1.0),
                1.0,
                lambda m: f"{m * gain:.1f} points",
            ),
        ],
        model=pain_relief.trial,
        readout=story_readout,
        alt=(
            "Mean pain of two arms over half a year: a dashed control arm, a thick ketamine arm in the chosen"
            " story, thin lines for the other stories, and a grey block over everything after the trial's"
            " last visit."
        ),
    )

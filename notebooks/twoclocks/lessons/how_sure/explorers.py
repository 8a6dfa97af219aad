"""Lesson 07: its four explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.words import MINUS, interval, plain, signed
from ...models import literature, virtual_trial
from . import data, drawings, pools

EFFECTS = (0, 1, 2, 3, 4, 5, 6)
DROPOUT = {
    "nobody": "nobody",
    "anybody": "30 of 100 for any reason, left out",
    "disappointed": "30 of 100 disappointed, counted as unchanged",
}


def points(value: float) -> str:
    """Return a number of points in words; none is the null effect."""
    if value == 0:
        return "none"
    return "1 point" if value == 1 else f"{value} points"


def share_words(percent: float) -> str:
    """Return a share of trials in words: "93 of 100 trials"."""
    if 0 < percent < 1:
        return "under 1 of 100 trials"
    return f"{percent:.0f} of 100 trials"


# A virtual trial -------------------------------------------------------------------------------------


def _effect_slider(start: int, stored: tuple) -> object:
    return slider("true_effect", "True effect", "drug", EFFECTS, start, points, stored)


def trial_readout(result: virtual_trial.Trials, values: dict) -> str:
    """Return one sentence: truth, what is reported, how often it counts as a success, and why."""
    seen = signed(result.expected) if abs(result.expected) >= 0.05 else "0.0"
    truth = f"{MINUS}{values['true_effect']}" if values["true_effect"] else "0"
    success = f"{share_words(result.share)} report a significant benefit"
    causes = []
    hope = values["lift"] * (2 * values["guess_right"] - 100) / 100
    if hope:
        causes.append(f"{plain(hope)} points are hope, because more people in the drug arm believe in it")
    if values["guess_right"] > 50 and values["dropout"] == "disappointed":
        left = -result.bias - hope
        causes.append(f"{plain(left)} points because more people leave the control arm")
    if causes:
        why = f"the drug gives {truth}, " + " and ".join(causes)
    elif values["true_effect"] == 0:
        why = "all of them by chance" if result.share < 10 else "by chance"
    else:
        why = "all of the difference is the drug, and the rest of the trials miss it by chance"
    return f"With {result.people} people per arm trials report {seen} points on average, and {success}: {why}."


def virtual_trials() -> Explorer:
    """Return the explorer of virtual trials: truth in, reports out."""
    return explore(
        drawings.draw_trials,
        axes=drawings.trial_axes,
        size=(9.2, 4.9),
        name="07-virtual-trial",
        title="Two thousand virtual trials of one design",
        controls=[
            _effect_slider(0, (0, 3)),
            choice("dropout", "Who leaves", "time", DROPOUT, stored=("nobody", "disappointed")),
            slider(
                "guess_right",
                "Right guesses",
                "person",
                (50, 60, 70, 80, 90, 100),
                50,
                lambda value: f"{value} of 100",
                stored=(50, 70, 90),
            ),
            slider("lift", "Lift by believing", "person", (0, 2, 4, 6), 6, points, stored=(0, 6)),
            slider("people", "People per arm", "person", (20, 50, 100, 200), 100, str, stored=(20, 100)),
        ],
        model=lambda true_effect, dropout, guess_right, lift, people: virtual_trial.run(
            true_effect, guess_right, lift, people, dropout
        ),
        readout=trial_readout,
        alt="Left: a histogram of the differences that two thousand virtual trials report, significant "
        "benefits in orange, with lines at the truth and at what is reported on average. Right: some of "
        "the trials with their intervals.",
    )


# Pooling real trials ---------------------------------------------------------------------------------


def forest_readout(result: data.Forest, values: dict) -> str:
    """Return one sentence: the pool, how far trials disagree, and what a new trial might find."""
    pool = result.pool
    without = f" without {result.out.name.split(',')[0]}" if result.out else ""
    start = (
        f"{result.visit}, {len(result.kept)} trials{without}: pooled difference {signed(pool.effect.value)} points "
        f"({interval(pool.effect.low, pool.effect.high)})"
    )
    start = start[0].upper() + start[1:]
    spread = (
        f"{pool.i2:.0f} % of the scatter is more than chance"
        if pool.i2 >= 0.5
        else "the scatter is no larger than chance makes it"
    )
    if pool.prediction is None:
        return (
            f"{start}, if all trials measure one and the same effect, although {spread}."
            if pool.i2 >= 0.5
            else f"{start}, if all trials measure one and the same effect; {spread}."
        )
    ahead = pool.prediction
    verdict = "which includes no effect" if ahead.high > 0 else "all of it on the drug's side"
    return (
        f"{start}; {spread}, so a new trial's true effect may lie from {plain(ahead.low)} to {plain(ahead.high)}, "
        f"{verdict}."
    )


def forest() -> Explorer:
    """Return the explorer of the forest plot: real trials, pooled."""
    return explore(
        pools.draw_forest,
        axes=pools.forest_axes,
        size=(9.2, 5.4),
        name="07-forest",
        title="Pooling real trials of esketamine spray",
        controls=[
            choice(
                "pooled_visit", "Measured on", "time", {key: words[0] for key, words in data.VISITS.items()}, "day 28"
            ),
            choice(
                "method",
                "Trials share",
                "view",
                {"random": "a mean, each with its own effect", "fixed": "one and the same effect"},
            ),
            choice(
                "left_out",
                "Leave out",
                "view",
                {"none": "no trial", "best": "the trial best for the drug", "worst": "the trial worst for the drug"},
            ),
        ],
        model=data.forest,
        readout=forest_readout,
        alt="A forest plot: each trial is a square with its interval, the larger the more it weighs; "
        "below them a diamond for all together, a bar for a new trial, and the pool of a published review.",
    )


# The drawer ------------------------------------------------------------------------------------------


def drawer_readout(result: literature.Literature, values: dict) -> str:
    """Return one sentence: what is hidden, what a review finds, what is true."""
    truth = f"{MINUS}{values['true_effect']}.0" if values["true_effect"] else "0.0"
    read = int(result.published.sum())
    if result.pool is None:
        verb = "is" if read == 1 else "are"
        return (
            f"Only {read} of {literature.TRIALS} trials {verb} published, too few to pool; the truth is "
            f"{truth} points, as the {result.hidden} trials in the drawer would have shown."
        )
    pooled = result.pool.effect.value
    seen = signed(pooled) if abs(pooled) >= 0.05 else "0.0"
    start = (
        f"A review of the {read} published trials finds {seen} points where the truth is {truth}, with "
        f"{result.hidden} trials in the drawer"
    )
    gap = result.true_effect - pooled
    if gap >= 0.1:
        return f"{start}: {gap:.1f} points too good, because the missing trials are those that found less."
    if result.hidden == 0:
        return f"{start}: small trials scatter widely, but on both sides, so the review is right."
    return f"{start}: the review is still right, because the missing trials lie on both sides of the truth."


def drawer() -> Explorer:
    """Return the explorer of a literature whose unclear trials stay in the drawer."""
    return explore(
        pools.draw_drawer,
        axes=pools.drawer_axes,
        size=(9.2, 4.9),
        name="07-drawer",
        title="Trials that nobody gets to read",
        controls=[
            _effect_slider(2, (0, 2, 4)),
            slider(
                "hidden",
                "Unclear trials hidden",
                "view",
                (0, 20, 40, 60, 80, 100),
                80,
                lambda value: f"{value} of 100",
                stored=(0, 40, 80, 100),
            ),
            slider(
                "smallest",
                "Smallest trial",
                "view",
                (10, 20, 50, 100),
                10,
                lambda value: f"{value} per arm",
                stored=(10, 100),
            ),
        ],
        model=literature.literature,
        readout=drawer_readout,
        alt="A funnel: each mark is a made-up trial, large trials on top and close together, small ones "
        "below and far apart; unpublished ones are hollow. Lines mark the truth and what a review finds.",
    )


# A hundred people ------------------------------------------------------------------------------------


def hundred_readout(result: drawings.People, values: dict) -> str:
    """Return one sentence: responders in both arms and the number needed to treat."""
    what = result.what
    drug = what.with_control + result.extra
    start = (
        f"At the {drawings.ENDS[result.end]}, {drug:.0f} of 100 respond to {what.drug} and {what.with_control:.0f} to "
        f"{what.control} after {what.when}"
    )
    if abs(result.extra) < 0.5:
        return f"{start}: no difference, so no number needed to treat can be given."
    if result.extra < 0:
        return f"{start}: {-result.extra:.0f} fewer, so the number would be one of harm."
    return (
        f"{start}: {result.extra:.0f} more, so {drawings.needed_words(result.extra)} people have to be "
        "treated for one response that the control would not have brought."
    )


def hundred() -> Explorer:
    """Return the explorer of a hundred people: the number needed to treat."""
    known = {key: f"{what.drug} v {what.control}, {what.when}" for key, what in data.hundreds().items()}
    known["china"] += " (China/US)"
    known["spray"] += " (TRANSFORM-1+2)"
    return explore(
        drawings.draw_hundred,
        axes=drawings.hundred_axes,
        size=(9.2, 4.6),
        name="07-hundred",
        title="A hundred people and the number needed to treat",
        controls=[
            choice("comparison", "Trial", "drug", known, "spray"),
            choice("end", "Show the", "view", drawings.ENDS),
        ],
        model=drawings.people,
        readout=hundred_readout,
        alt="A hundred marks, one for each person: discs respond with the control as well, diamonds only with the "
        "drug, crosses only with the control, empty circles do not respond; beside them the counts.",
    )

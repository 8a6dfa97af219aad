"""Lesson 02: the explorers of the drug, each with the sentence that says what its picture shows and why."""

from __future__ import annotations

from ... import evidence
from ...kit.controls import Control, choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...models import journeys, nmda_trapping
from ...models import receptor_runs as runs
from . import dish, schemes
from .look import percent

words = sentences(__file__)

DRUG_LEVELS = (0.1, 0.2, 0.4, 1.0, 2.0, 5.0, 10.0)
ACTIVITIES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


def _seconds(tau: float) -> str:
    return f"{tau:.2g} s" if tau < 10 else f"{tau:.0f} s" if tau < 100 else f"{tau / 60:.0f} min"


def _drug_level(stored: tuple) -> Control:
    label = words("control.drug_level.label")
    return slider("drug_level", label, "dose", DRUG_LEVELS, 1.0, lambda c: f"{c:g} µM", stored)


def _activity(stored: tuple) -> Control:
    label = words("control.activity.label")
    named = lambda u: words("control.activity.value", percent=100 * u)  # noqa: E731
    return slider("activity", label, "person", ACTIVITIES, 0.1, named, stored)


# Drug and washout ------------------------------------------------------------------------------------


def wash_readout(result: runs.Wash, values: dict) -> str:
    """Return how far the block has come, where it is heading, what the washout leaves, and why."""
    said, drug, active = words["explorer.02-trapping"], values["blocker"], values["wash_activity"] > 0
    places = {
        "drug_level": values["drug_level"],
        "block": percent(result.at_turn),
        "goal": percent(result.goal),
        "tau": _seconds(result.tau),
        "minutes": f"{result.turn / 60:.0f} min",
        "left": percent(result.left),
    }
    if values["activity"] == 0:
        return said(f"closed.{drug}.{'active' if active else 'silent'}", **places)
    return said(f"readout.{'active' if active else drug}", activity=100 * values["activity"], drug=drug, **places)


@takes_model("minutes in drug", "% blocked")
def trapping() -> Explorer:
    """Return the explorer of use-dependent trapping block: drug in, drug washed out."""
    return explore(
        schemes.draw_wash,
        axes=schemes.wash_axes,
        size=(9.2, 4.7),
        **words["explorer.02-trapping"].part(),
        controls=[
            choice("blocker", words("control.blocker.label"), "drug", {drug: drug for drug in nmda_trapping.DRUGS}),
            _drug_level(stored=(1.0, 10.0)),
            _activity(stored=(0.02, 0.1, 1.0)),
            choice(
                "wash_activity",
                words("control.wash_activity.label"),
                "person",
                {
                    0.0: words("control.wash_activity.options.silent"),
                    1.0: words("control.wash_activity.options.active"),
                },
            ),
        ],
        model=runs.wash,
        readout=wash_readout,
    )


# Four states -----------------------------------------------------------------------------------------


def flow_readout(result: runs.Flow, values: dict) -> str:
    """Return one sentence: how many channels are blocked, how many of them closed, and why."""
    said, level = words["explorer.02-four-states.readout"], values["drug_level"]
    if values["activity"] == 0:
        return said("silent", seconds=result.seconds, drug_level=level)
    if result.seconds == 0:
        return said("start", drug_level=level)
    shares = {"now": percent(result.now), "behind": percent(result.shares["CB"])}
    if result.now < 0.95 * result.goal:
        return said("rising", seconds=result.seconds, drug_level=level, goal=percent(result.goal), **shares)
    return said("settled", seconds=result.seconds, drug_level=level, **shares)


@takes_model("seconds in ketamine", "% blocked", on=1)
def four_states() -> Explorer:
    """Return the explorer of the four states: closed, open, blocked, trapped."""
    return explore(
        schemes.draw_flow,
        axes=schemes.flow_axes,
        size=(9.2, 4.9),
        **words["explorer.02-four-states"].part(),
        controls=[
            _drug_level(stored=(1.0, 10.0)),
            slider(
                "drug_seconds",
                words("control.drug_seconds.label"),
                "time",
                (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0),
                5.0,
                lambda s: f"{s:g} s",
                stored=(0.0, 1.0, 5.0, 20.0, 60.0),
            ),
            _activity(stored=(0.1, 1.0)),
        ],
        model=runs.flow,
        readout=flow_readout,
    )


# From plasma to block --------------------------------------------------------------------------------


def _run_dish(plasma_level: float, unbound_share: float, condition: str) -> runs.Dish:
    return runs.dish(plasma_level, unbound_share)


def dish_readout(result: runs.Dish, values: dict) -> str:
    """Return one sentence: unbound concentration, block in the chosen condition, and the range over all of them."""
    said, condition = words["explorer.02-plasma-to-block"], values["condition"]
    return said(
        f"readout.{'mistake' if values['unbound_share'] == 1 else 'plasma'}",
        level=result.level,
        unbound=result.unbound,
        block=percent(result.blocks[condition]),
        receptor=said(f"receptor.{condition}"),
        low=percent(min(result.blocks.values())),
        high=percent(max(result.blocks.values())),
    )


def _shares() -> dict[float, str]:
    """Unbound fractions on offer and where each comes from."""
    share, bound = (evidence.parameter("ketamine.unbound_fraction"), evidence.parameter("ketamine.ejps2023.fb_albumin"))
    named = {"albumin": round(1 - bound.value, 3), "plasma": share.value, "upper": share.high, "mistake": 1.0}
    return {value: words(f"control.unbound_share.options.{name}", percent=100 * value) for name, value in named.items()}


@takes_model("ng/mL in plasma", "% blocked")
def plasma_to_block() -> Explorer:
    """Return the explorer from plasma concentration to block in five conditions."""
    shares, measured = _shares(), journeys.measured_level().value
    share = float(evidence.parameter("ketamine.unbound_fraction"))
    levels = tuple(sorted({20.0, 50.0, 100.0, measured, 300.0, 500.0, 1000.0, 2000.0}))
    return explore(
        dish.draw_dish,
        axes=dish.dish_axes,
        size=(9.2, 4.7),
        **words["explorer.02-plasma-to-block"].part(),
        controls=[
            slider(
                "plasma_level",
                words("control.plasma_level.label"),
                "dose",
                levels,
                measured,
                lambda c: f"{c:.0f} ng/mL",
                stored=(measured, 1000.0),
            ),
            choice("unbound_share", words("control.unbound_share.label"), "person", shares, share, stored=(share, 1.0)),
            choice("condition", words("control.condition.label"), "view", words.each("control.condition.options")),
        ],
        model=_run_dish,
        readout=dish_readout,
    )

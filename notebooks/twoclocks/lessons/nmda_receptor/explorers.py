"""Lesson 02: the explorers of the drug, each with the sentence that says what its picture shows and why."""

from __future__ import annotations

from ... import evidence
from ...kit.controls import Control, choice, slider
from ...kit.explorer import Explorer, explore
from ...models import journeys, nmda_trapping
from ...models import receptor_runs as runs
from . import dish, schemes
from .door_explorers import percent

#: Condition -> what stands on the control.
CONDITION_LABELS = {
    "none": "GluN2A, no Mg",
    "2A": "GluN2A, Mg",
    "2B": "GluN2B, Mg",
    "2C": "GluN2C, Mg",
    "2D": "GluN2D, Mg",
}
#: Condition -> what stands in the sentence.
CONDITION_WORDS = {
    "none": "GluN2A without magnesium",
    "2A": "GluN2A with magnesium (recalled)",
    "2B": "GluN2B with magnesium (recalled)",
    "2C": "GluN2C with magnesium (recalled)",
    "2D": "GluN2D with magnesium (recalled)",
}
DRUG_LEVELS = (0.1, 0.2, 0.4, 1.0, 2.0, 5.0, 10.0)
ACTIVITIES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


def _seconds(tau: float) -> str:
    return f"{tau:.2g} s" if tau < 10 else f"{tau:.0f} s" if tau < 100 else f"{tau / 60:.0f} min"


def _drug_level(stored: tuple) -> Control:
    return slider("drug_level", "Unbound drug", "dose", DRUG_LEVELS, 1.0, lambda c: f"{c:g} µM", stored)


def _activity(stored: tuple, start: float = 0.1) -> Control:
    return slider(
        "activity", "Channel activity", "person", ACTIVITIES, start, lambda u: f"{100 * u:g} % of full", stored
    )


# Drug and wash ---------------------------------------------------------------------------------------


def wash_readout(result: runs.Wash, values: dict) -> str:
    """Return one sentence: how far the block has come, where it is heading, what the wash leaves, and why."""
    drug, active = values["blocker"], values["wash_activity"] > 0
    minutes = f"{result.turn / 60:.0f} min"
    if active:
        why = "open gates let it out"
    elif drug == "ketamine":
        why = "a shut gate keeps it in"
    else:
        why = "a shut gate keeps most of it in, though a fifth can slip out"
    return (
        f"At {100 * values['activity']:g} % activity {values['drug_level']:g} µM {drug} blocks "
        f"{percent(result.at_turn)} of the channels in {minutes}, on the way to {percent(result.goal)} (time "
        f"constant {_seconds(result.tau)}), and after {minutes} of {'active' if active else 'silent'} wash "
        f"{percent(result.left)} are left, because {why}."
    )


def trapping() -> Explorer:
    """Return the explorer of use-dependent trapping block: drug in, drug washed out."""
    return explore(
        schemes.draw_wash,
        axes=schemes.wash_axes,
        size=(9.2, 4.7),
        name="02-trapping",
        title="Drug in, drug out: what activity changes",
        controls=[
            choice("blocker", "Blocker", "drug", {drug: drug for drug in nmda_trapping.DRUGS}),
            _drug_level(stored=(0.4, 1.0, 10.0)),
            _activity(stored=(0.0, 0.02, 0.1, 1.0)),
            choice("wash_activity", "Channels during the wash", "person", {0.0: "silent", 1.0: "fully active"}),
        ],
        model=runs.wash,
        readout=wash_readout,
        alt="Share of channels blocked over four minutes: a rise while drug is there, then what a wash without drug "
        "leaves. A grey line shows channels that are active all along, a dashed one where the block is heading.",
    )


# Four states -----------------------------------------------------------------------------------------


def flow_readout(result: runs.Flow, values: dict) -> str:
    """Return one sentence: how many channels are blocked, how many of them behind a shut gate, and why."""
    if values["activity"] == 0:
        why = "no gate opens, so no drug gets in"
    elif result.seconds == 0:
        why = "the drug has only just come"
    elif result.now < 0.95 * result.goal:
        why = f"drug enters only through open gates, so the way to {percent(result.goal)} takes time"
    else:
        why = "now as much drug leaves as enters, a balance that does not depend on activity"
    behind = percent(result.shares["CB"]).removesuffix(" %")
    return (
        f"After {result.seconds:g} s in {values['drug_level']:g} µM ketamine {percent(result.now)} of the "
        f"channels are blocked ({behind} of these {percent(result.now)} behind a shut gate), because {why}."
    )


def four_states() -> Explorer:
    """Return the explorer of the four states: shut, open, blocked, trapped."""
    return explore(
        schemes.draw_flow,
        axes=schemes.flow_axes,
        size=(9.2, 4.9),
        name="02-four-states",
        title="Four states and one way in",
        controls=[
            _drug_level(stored=(0.4, 1.0, 10.0)),
            slider(
                "drug_seconds",
                "Time in the drug",
                "time",
                (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0),
                5.0,
                lambda s: f"{s:g} s",
                stored=(0.0, 1.0, 5.0, 20.0, 60.0),
            ),
            _activity(stored=(0.0, 0.1, 0.5, 1.0)),
        ],
        model=runs.flow,
        readout=flow_readout,
        alt="Four drawings of a channel in a square: shut, open, blocked and trapped, each with a bar for "
        "its share. Arrows join shut and open, open and blocked, blocked and trapped; between shut and "
        "trapped stands a cross. Right: the share blocked over time.",
    )


# From plasma to block --------------------------------------------------------------------------------


def _run_dish(plasma_level: float, unbound_share: float, condition: str) -> runs.Dish:
    return runs.dish(plasma_level, unbound_share)


def dish_readout(result: runs.Dish, values: dict) -> str:
    """Return one sentence: unbound level, block in the chosen condition, and the range over all of them."""
    low, high = min(result.blocks.values()), max(result.blocks.values())
    bound = values["unbound_share"] == 1
    free = (
        f"{result.level:.0f} ng/mL, with bound drug wrongly counted as free, would be {result.unbound:.2f} µM"
        if bound
        else f"{result.level:.0f} ng/mL in plasma leaves {result.unbound:.2f} µM unbound"
    )
    return (
        f"{free}, which in a dish blocks {percent(result.blocks[values['condition']])} of "
        f"{CONDITION_WORDS[values['condition']]}; the five conditions run from {percent(low)} to {percent(high)}, "
        "because magnesium competes for the same pore."
    )


def _shares() -> dict[float, str]:
    """Unbound shares on offer and where each comes from."""
    share, bound = (evidence.parameter("ketamine.unbound_fraction"), evidence.parameter("ketamine.ejps2023.fb_albumin"))
    return {
        round(1 - bound.value, 3): f"{100 * (1 - bound.value):.0f} % (albumin solution)",
        share.value: f"{100 * share.value:.0f} % (plasma)",
        share.high: f"{100 * share.high:.0f} % (plasma, upper end)",
        1.0: "100 % (a mistake)",
    }


def plasma_to_block() -> Explorer:
    """Return the explorer from plasma level to block in five conditions."""
    shares, measured = _shares(), journeys.measured_level().value
    upper = evidence.parameter("ketamine.unbound_fraction").high
    levels = tuple(sorted({20.0, 50.0, 100.0, measured, 300.0, 500.0, 1000.0, 2000.0}))
    return explore(
        dish.draw_dish,
        axes=dish.dish_axes,
        size=(9.2, 4.7),
        name="02-plasma-to-block",
        title="From a level in plasma to a block in a dish",
        controls=[
            slider(
                "plasma_level",
                "Ketamine in plasma",
                "dose",
                levels,
                measured,
                lambda c: f"{c:.0f} ng/mL",
                stored=(50.0, measured, 1000.0),
            ),
            choice(
                "unbound_share",
                "Unbound share",
                "person",
                shares,
                float(evidence.parameter("ketamine.unbound_fraction")),
                stored=tuple(s for s in shares if s != upper),
            ),
            choice("condition", "Receptor (Mg: magnesium)", "view", CONDITION_LABELS),
        ],
        model=_run_dish,
        readout=dish_readout,
        alt="Left: block against plasma level, five rising curves, the chosen condition thick with a dot at the level. "
        "Right: bars for the block in all five conditions at that level, hatched where constants are recalled.",
    )

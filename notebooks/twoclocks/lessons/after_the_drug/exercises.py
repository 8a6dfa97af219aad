"""Lesson 05: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ...kit.cards import accounts
from ...kit.exercise import Exercise, Parts
from ...kit.sentences import sentences
from ...models import cascade, ei_network, hysteresis, ketamine, nmda
from .words import LESSON

words = sentences(__file__)

#: Block of pyramidal cells in exercise 2, and how near the rate must come to rest [spikes/s].
PYRAMIDAL_BLOCK = 0.2
NEAR_RATE = 0.03
#: Hours at which the drug, or the plasticity, is switched off once exercise 3 is right; the second is what it asks.
SWITCH_HOURS = (2 / 3, 2.0, 4.0, 8.0)
OFF = SWITCH_HOURS[1]
#: How near the share of the effect that is left must come: a hundredth hides no other way of switching.
NEAR_SHARE = 0.01
#: One day of the course is looked at; it runs on a little, in steps [h] that the chain needs.
TIME = np.arange(0.0, 30.0, 0.02)
AT_A_DAY = int(np.searchsorted(TIME, cascade.DAY_H))


def splits() -> dict[str, dict]:
    """Return name -> split of exercise 1: accounts, question and options."""
    return {entry["name"]: entry for entry in accounts(LESSON)["split"]}


def experiments() -> None:
    """Print the questions of exercise 1 with the experiments on offer."""
    for name, split in splits().items():
        print(words("exercise.experiments.question", name=name, question=split["question"]))
        for option in split["option"]:
            print(words("exercise.experiments.option", letter=option["letter"], text=option["text"]))


def _pick(options: list[dict]) -> Exercise:
    (right,) = (option["letter"] for option in options if option["right"])
    return Exercise.choice(right, {option["letter"]: option["why"] for option in options})


check_experiment = Parts({name: _pick(split["option"]) for name, split in splits().items()})


def _rate(block: float, pyramidal: float = PYRAMIDAL_BLOCK) -> float:
    """Return the resting rate of pyramidal cells [spikes/s] with such shares of block."""
    return float(ei_network.fixed_point(pyramidal, block).rE)


def _balanced(block: float) -> str:
    return words("exercise.preference.right", rate=_rate(block), rest=_rate(0, 0), times=block / PYRAMIDAL_BLOCK)


def _unbalanced(block: float) -> str:
    side = "more" if _rate(block) < _rate(0, 0) else "less"
    return words(f"exercise.preference.{side}", rate=_rate(block), rest=_rate(0, 0))


check_preference = Exercise.number(
    words("exercise.preference.ask"),
    holds=lambda block: abs(_rate(block) - _rate(0, 0)) <= NEAR_RATE,
    between=(0, 1),
    yes=_balanced,
    no=_unbalanced,
)


def _course() -> tuple[np.ndarray, np.ndarray]:
    """Return the block of NMDA receptors and kP, both at TIME."""
    block = nmda.ketamine_block(ketamine.infusion_level(TIME, hysteresis.PK_SET))
    return block, np.full(TIME.shape, cascade.constants()["kP"])


def _left(what: str = "", off: float = OFF) -> float:
    """Return the effect at one day, with the "drug" or the "change" switched off from an hour on, or with neither."""
    block, kP = _course()
    block, kP = (np.where((TIME > off) & (what == name), 0, it) for name, it in (("drug", block), ("change", kP)))
    return float(cascade.step_by_step(TIME, block, kP)[AT_A_DAY])


def _switched(_: np.ndarray) -> str:
    said = words["exercise.switches"]
    rows = [
        said("line", hour=hour, drug=_left("drug", hour) / _left(), change=_left("change", hour) / _left())
        for hour in SWITCH_HOURS
    ]
    return "\n".join([said("right"), *rows])


check_switches = Exercise.function(
    lambda: [(TIME, *_course(), OFF)],
    lambda: [_left("change") / _left()],
    take=lambda effect: effect[AT_A_DAY] / _left(),
    near=NEAR_SHARE,
    yes=_switched,
    known=[
        (
            # With neither of the two near the other, a share is told apart from the right one.
            lambda left: (
                abs(left[0] - _left("drug") / _left()) <= NEAR_SHARE
                and abs(left[0] - _left("change") / _left()) > NEAR_SHARE
            ),
            lambda left: words("exercise.switches.drug", share=left[0]),
        )
    ],
    no=words("exercise.switches.wrong"),
)

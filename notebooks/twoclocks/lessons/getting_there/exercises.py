"""Lesson 04: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ...kit.exercise import Exercise, Parts
from ...kit.sentences import sentences
from ...models import journeys, ketamine

words = sentences(__file__)
weight, sampling, argument = (words[f"exercise.{name}"] for name in ("weight", "sampling", "argument"))

#: Hours between which exercise 2 takes its two samples.
WINDOWS = ((0.75, 1.0), (1.0, 2.0), (2.0, 4.0), (8.0, 12.0))
#: How near counts, as a share: rounding and a grid in time stay within it, another model does not.
NEAR = 0.01


def weight_ratio(model: str) -> float:
    """Return the level at 100 kg over the level at 50 kg, at the end of the infusion."""
    end = np.array([journeys.trial_hours()])
    heavy, light = (ketamine.infusion_level(end, model, weight=kg)[0] for kg in (100.0, 50.0))
    return heavy / light


def _weight(model: str) -> Exercise:
    return Exercise.number(
        weight("ask"),
        lambda: weight_ratio(model),
        share=NEAR,
        yes=lambda ratio: weight("right", ratio=ratio),
        no=weight("wrong"),
    )


check_weight = Parts({model: _weight(model) for model in ("clements1981", "herd2007")})


def _windows(_) -> str:
    lines = [sampling("right")]
    for first, second in WINDOWS:
        early, late = ketamine.infusion_level(np.array([first, second]), "kamp2020")
        half_life = (second - first) / np.log2(early / late)
        lines.append(sampling("line", first=first, second=second, half_life=half_life))
    return "\n".join(lines)


check_sampling = Exercise.function(
    [(0.0, 100.0, 1.0, 50.0), (2.0, 80.0, 6.0, 20.0)], [1.0, 2.0], share=NEAR, yes=_windows, no=sampling("wrong")
)

check_argument = Exercise.choice("c", argument.each("reply"))

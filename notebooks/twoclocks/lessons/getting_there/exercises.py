"""Lesson 04: the self-checks of its exercises."""

from __future__ import annotations

import numpy as np

from ...kit.exercise import Exercise, Parts
from ...models import journeys, ketamine

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
        "the level at 100 kg divided by the level at 50 kg",
        lambda: weight_ratio(model),
        share=NEAR,
        yes=lambda ratio: f"{ratio:.2f}.",
        no="Is it the level at minute 40 of the same infusion, the heavy person over the light one?",
    )


check_weight = Parts({model: _weight(model) for model in ("clements1981", "herd2007")})


def _windows(_) -> str:
    lines = ["What two samples of the same curve (Kamp 2020) would tell you:"]
    for first, second in WINDOWS:
        early, late = ketamine.infusion_level(np.array([first, second]), "kamp2020")
        half_life = (second - first) / np.log2(early / late)
        lines.append(f"samples at {first:g} h and {second:g} h: half-life {half_life:.2f} h")
    return "\n".join(lines)


check_sampling = Exercise.function(
    [(0.0, 100.0, 1.0, 50.0), (2.0, 80.0, 6.0, 20.0)],
    [1.0, 2.0],
    share=NEAR,
    yes=_windows,
    no="from 100 at 0 h to 50 at 1 h the half-life is 1 h; from 80 at 2 h to 20 at 6 h it is 2 h.",
)

check_argument = Exercise.choice(
    "c",
    dict.fromkeys(
        "abcd", "Look at the chart of bioavailability again: how many points does the nose have, and are they one drug?"
    )
    | {
        "c": "two sources, both seen, for the same drug and route; a fair sentence gives both and says why they may differ."
    },
)

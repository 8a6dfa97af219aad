"""Lesson 01: the self-checks of its exercises."""

from __future__ import annotations

from ...kit.exercise import Exercise
from ...kit.sentences import sentences
from ...models import synapse, two_targets, uptake

words = sentences(__file__)
doubling, block, argument = (words[f"exercise.{name}"] for name in ("doubling", "block", "argument"))

#: The highest rate that exercise 1 looks at [1/s].
FASTEST = 100
#: How near counts: a hundredth of all SERT.
NEAR_SHARE = 0.01


def doubling_rate(receptor: str) -> int | None:
    """Return the lowest whole rate [1/s] at which a long train doubles the peak of one spike; None up to FASTEST."""
    single = two_targets.train(1.0, 1).first[receptor]
    peaks = synapse.train_peak(range(1, FASTEST + 1), receptor)
    found = [rate for rate, peak in enumerate(peaks, 1) if peak >= 2 * single]
    return found[0] if found else None


check_doubling = Exercise.number(
    doubling("ask"),
    lambda: doubling_rate("NMDA"),
    yes=lambda _: doubling("right", nmda=doubling_rate("NMDA"), fastest=FASTEST),
    no=doubling("wrong"),
)


def doubling_block() -> float:
    """Return the share of SERT (0..1) whose block doubles the decay time of a small pulse."""
    pump = uptake.slice_pump()
    return 1 - (1 / (2 * uptake.decay_time()) - pump.kn) * pump.Km / pump.Vmax


def _times(share: float) -> float:
    return uptake.decay_time(share) / uptake.decay_time()


check_block = Exercise.number(
    block("ask"),
    doubling_block,
    near=NEAR_SHARE,
    between=(0, 1),
    yes=lambda _: block("right", share=100 * doubling_block(), half=_times(0.5)),
    no=lambda share: block("wrong", times=_times(share)),
)

check_argument = Exercise.choice("c", dict.fromkeys("abcd", argument("other")) | {"c": argument("right")})

"""Lesson 01: the self-checks of its exercises."""

from __future__ import annotations

from ...kit.exercise import Exercise
from ...models import synapse, two_targets, uptake

#: The highest rate that exercise 1 looks at [1/s].
FASTEST = 100
#: How near counts: a hundredth of all pumps.
NEAR_SHARE = 0.01


def doubling_rate(receptor: str) -> int | None:
    """Return the lowest whole rate [1/s] at which a long train doubles the peak of one spike; None up to FASTEST."""
    single = two_targets.train(1.0, 1).first[receptor]
    peaks = synapse.train_peak(range(1, FASTEST + 1), receptor)
    found = [rate for rate, peak in enumerate(peaks, 1) if peak >= 2 * single]
    return found[0] if found else None


def _doubled(_) -> str:
    ampa = "never" if doubling_rate("AMPA") is None else f"at {doubling_rate('AMPA')} per second"
    return (
        f"at {doubling_rate('NMDA')} spikes per second NMDA peaks have doubled. For AMPA that happens {ampa}, up to "
        f"{FASTEST}."
    )


check_doubling = Exercise.number(
    "a whole number of spikes per second",
    lambda: doubling_rate("NMDA"),
    yes=_doubled,
    no="Is it the lowest whole rate at which the peak is at least twice that of a single spike?",
)


def doubling_block() -> float:
    """Return the share of pumps (0..1) whose block doubles the decay time of a small pulse."""
    pump = uptake.slice_pump()
    through_pump = pump.Vmax / pump.Km
    return 1 - (1 / (2 * uptake.decay_time()) - pump.kn) / through_pump


def _times(share: float) -> float:
    return uptake.decay_time(share) / uptake.decay_time()


check_block = Exercise.number(
    "a share between 0 and 1",
    doubling_block,
    near=NEAR_SHARE,
    between=(0, 1),
    yes=lambda _: (
        f"about {100 * doubling_block():.0f} % of the pumps. Half of the pumps give only {_times(0.5):.1f} times the decay "
        "time."
    ),
    no=lambda share: f"with that share the decay takes {_times(share):.2f} times as long as with none.",
)

check_argument = Exercise.choice(
    "c",
    dict.fromkeys(
        "abcd", "What would you have to know before you compare a level from one method with one from the other?"
    )
    | {"c": "a ratio within one method does not need to know which absolute level is right."},
)

"""Lesson 01: what the self-check cells of the exercises say."""

from __future__ import annotations

from ...models import synapse, two_targets, uptake

#: The highest rate that exercise 1 looks at [1/s].
FASTEST = 100
RIGHT_ARGUMENT = "c"


def doubling_rate(receptor: str) -> int | None:
    """Return the lowest whole rate [1/s] at which a long train doubles the peak of one spike; None up to FASTEST."""
    single = two_targets.train(1.0, 1).first[receptor]
    peaks = synapse.train_peak(range(1, FASTEST + 1), receptor)
    found = [rate for rate, peak in enumerate(peaks, 1) if peak >= 2 * single]
    return found[0] if found else None


def check_doubling(rate: float | None) -> None:
    """Print what to make of exercise 1."""
    right = doubling_rate("NMDA")
    if rate is None:
        print("Not yet: replace None with a whole number of spikes per second.")
    elif rate == right:
        ampa = "never" if doubling_rate("AMPA") is None else f"at {doubling_rate('AMPA')} per second"
        print(
            f"Yes: at {right} spikes per second NMDA peaks have doubled. For AMPA that happens {ampa}, up to {FASTEST}."
        )
    else:
        print("Not quite. Is it the lowest whole rate at which the peak is at least twice that of a single spike?")


def doubling_block() -> float:
    """Return the share of pumps (0..1) whose block doubles the decay time of a small pulse."""
    pump = uptake.slice_pump()
    through_pump = pump.Vmax / pump.Km
    return 1 - (1 / (2 * uptake.decay_time()) - pump.kn) / through_pump


def check_block(share: float | None) -> None:
    """Print what to make of exercise 2."""
    right = doubling_block()
    if share is None:
        print("Not yet: replace None with a share between 0 and 1.")
    elif abs(share - right) <= 1 / 100:
        print(
            f"Yes: about {100 * right:.0f} % of the pumps. Half of the pumps give only "
            f"{uptake.decay_time(0.5) / uptake.decay_time():.1f} times the decay time."
        )
    else:
        print(
            f"Not quite: with that share the decay takes {uptake.decay_time(share) / uptake.decay_time():.2f} times as "
            "long as with none."
            if 0 <= share <= 1
            else "Not quite: a share lies between 0 and 1."
        )


def check_argument(choice: str | None) -> None:
    """Print what to make of exercise 3."""
    if choice is None:
        print('Not yet: replace None with "a", "b", "c" or "d".')
    elif choice == RIGHT_ARGUMENT:
        print("Yes: a ratio within one method does not need to know which absolute level is right.")
    else:
        print(
            "Not quite. What would you have to know before you compare a level from one method with one from the other?"
        )

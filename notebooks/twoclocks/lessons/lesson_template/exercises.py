"""The lesson template: what the self-check cell of its exercise says."""

from __future__ import annotations

from ...models import uptake


def check_half_again(share: float | None) -> None:
    """Print what to make of exercise 1: which share (0..1) of pumps to block for 1.5 times the decay time."""
    if share is None:
        print("Not yet: replace None with a share between 0 and 1.")
        return
    try:
        times = uptake.decay_time(share) / uptake.decay_time()
    except ValueError:
        print(f"Not quite: a share is a number between 0 and 1, and this is {share!r}.")
        return
    close = abs(times - 1.5) < 0.02
    print(
        f"{'Yes' if close else 'Not quite'}: with {100 * float(share):.0f} % of the pumps blocked it takes "
        f"{times:.2f} times as long as with none."
    )

"""Controls for a function of the reader's own: ``explore(draw, dose=slider(0.1, 1.0, unit="mg/kg"))``."""

from __future__ import annotations

import numpy as np

from .controls import Control

_STEPS = 20


def slider(
    low: float,
    high: float,
    step: float | None = None,
    *,
    start: float | None = None,
    unit: str = "",
    label: str = "",
    log: bool = False,
    plays: bool = False,
) -> Control:
    """Return a slider from ``low`` to ``high``, in twenty steps unless ``step`` says how wide one is.

    start: where it stands at first, the middle unless told; it is moved to the nearest step. unit: what the numbers are
    in. log: equal steps are equal ratios. plays: a Play button steps it to its end. Raises ValueError in a sentence.
    """
    if not low < high:
        raise ValueError(f"a slider goes from a lower to a higher number; this one from {low!r} to {high!r}.")
    if log and low <= 0:
        raise ValueError(f"a slider with log=True starts above 0; this one starts at {low!r}.")
    if step is not None and not 0 < step <= high - low:
        raise ValueError(f"step is {step!r}; it must lie above 0 and be at most {high - low:g}, the whole slider.")
    whole = all(float(end).is_integer() for end in (low, high, step if step is not None else low))
    if log:
        whole, values = False, np.geomspace(low, high, _STEPS + 1)
    elif step is not None:
        values = low + step * np.arange(int((high - low) / step + 1e-9) + 1)
    elif whole and high - low <= 2 * _STEPS:
        values = np.arange(low, high + 1)
    else:
        whole, values = False, np.linspace(low, high, _STEPS + 1)
    plain = [int(value) if whole else float(f"{value:.3g}" if log else f"{value:.6g}") for value in values]
    middle = plain[len(plain) // 2]
    at = middle if start is None else min(plain, key=lambda value: abs(value - start))
    words = lambda value: f"{value:g} {unit}".strip()  # noqa: E731
    return Control("", label, "view", tuple(plain), at, words, plays=plays)


def choice(*options, start=None, label: str = "") -> Control:
    """Return radio buttons for ``options``, of which the first is chosen unless ``start`` names another."""
    if not options:
        raise ValueError("a choice needs something to choose from, as in choice('day', 'night').")
    return Control("", label, "view", options, options[0] if start is None else start, str, kind="choice")

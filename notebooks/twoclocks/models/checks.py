"""Argument checks shared by the models: one bad value, one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

UNLIMITED = float("inf")


def numbers(name: str, value: Any, low: float, high: float = UNLIMITED, unit: str = "") -> np.ndarray:
    """Return value as a float array (any shape) after checking that all of it lies in low..high.

    Raises ValueError naming the argument, the first bad value and the allowed range.
    """
    allowed = _range_in_words(low, high, unit)
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {value!r}, which is not a number; allowed: {allowed}.") from None
    if array.size == 0:
        raise ValueError(f"{name} is empty; allowed: {allowed}.")
    bad = ~(np.isfinite(array) & (array >= low) & (array <= high))
    if bad.any():
        raise ValueError(f"{name} is {array[bad].flat[0]:g}; allowed: {allowed}.")
    return array


def number(name: str, value: Any, low: float, high: float = UNLIMITED, unit: str = "") -> float:
    """Like numbers(), for one number: returns a float."""
    array = numbers(name, value, low, high, unit)
    if array.ndim:
        raise ValueError(f"{name} has shape {array.shape}; allowed: one number.")
    return float(array)


def whole_number(name: str, value: Any, low: int, high: int) -> int:
    """Return value as an int after checking that it is a whole number in low..high."""
    checked = number(name, value, low, high)
    if checked != int(checked):
        raise ValueError(f"{name} is {checked:g}; allowed: whole numbers from {low} to {high}.")
    return int(checked)


def whole_numbers(name: str, values: Iterable[Any], low: int, high: int) -> tuple[int, ...]:
    """Return values, sorted and without repeats, as ints in low..high; an empty list is fine."""
    return tuple(sorted({whole_number(name, value, low, high) for value in values}))


def times(value: Any, name: str = "time") -> np.ndarray:
    """Return value as a float array of times [h] with one axis; times are finite and not negative."""
    array = numbers(name, value, 0.0, unit="h")
    if array.ndim > 1:
        raise ValueError(f"{name} has shape {array.shape}; allowed: one row of times in hours.")
    return np.atleast_1d(array)


def choice(name: str, value: Any, options: Iterable[str]) -> str:
    """Return value after checking that it is one of options."""
    allowed = tuple(options)
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} is {value!r}; allowed: {', '.join(allowed)}.")
    return value


def _range_in_words(low: float, high: float, unit: str) -> str:
    text = f"numbers from {low:g} to {high:g}" if high < UNLIMITED else f"finite numbers from {low:g} up"
    return f"{text} {unit}".rstrip()

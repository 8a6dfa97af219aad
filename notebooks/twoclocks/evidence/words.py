"""The fixed words of the tables in plain English, and number formatting for readers."""

from __future__ import annotations

import math

STATUS_WORDS = {
    "primary": "seen in the source itself",
    "secondary": "seen second-hand, in something that names the source",
    "recalled": "textbook knowledge, not re-checked",
    "computed": "computed by us, not published",
    "assumed": "assumed by us, illustrative",
}

RANGE_WORDS = {
    "ci95": "95 % confidence interval",
    "ci90": "90 % confidence interval",
    "cri95": "95 % credible interval",
    "sd": "plus or minus one standard deviation",
    "se": "plus or minus one standard error",
    "plus_minus": "plus or minus the printed error",
    "range": "range",
    "bound": "at most this wide",
}

UNIT_WORDS = {"1": ""}


def number(value: float) -> str:
    """A number as a reader expects it: 84, 0.71, 237.73, 1.257e-03."""
    if value is None or math.isnan(value):
        return "no value"
    if value == int(value) and abs(value) < 1e7:
        return str(int(value))
    if 0 < abs(value) < 1e-3:
        return f"{value:.4g}"
    return f"{value:.6g}"


def with_unit(value: float, unit: str) -> str:
    """Number and unit, e.g. '84 L/h/70 kg'; a unit of 1 (no dimension) is left out."""
    return f"{number(value)} {UNIT_WORDS.get(unit, unit)}".strip()


def status_words(status: str, confidence: str = "") -> str:
    """'primary' -> 'primary: seen in the source itself'."""
    extra = f" ({confidence} confidence)" if confidence else ""
    return f"{status}: {STATUS_WORDS[status]}{extra}"

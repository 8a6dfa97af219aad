"""Controls that several lessons show, with the same name, label and values in each."""

from __future__ import annotations

from .controls import Control, slider
from .style import time_label

MULTIPLES = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
MINUTES = (20, 30, 40, 50, 60, 80, 100, 120)


def times(multiple: float) -> str:
    """Return a multiple in words: "0.5 ×"."""
    return f"{multiple:g} ×"


SPREAD = slider(
    "spread",
    "Spread between people (multiple of the published one)",
    "person",
    (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5),
    1.0,
    times,
    stored=(0.0, 0.5, 1.0, 1.5),
)


def infusion_dose(stored: tuple = (0.2, 1.0, 1.2)) -> Control:
    """Return the slider of the infusion's dose; ``stored``: its values on pages without a kernel."""
    label = "Dose (multiple of the trial dose)"
    return slider("infusion_dose", label, "dose", MULTIPLES, 1.0, times, stored=stored)


def infusion_minutes(stored: tuple = (20, 40, 120)) -> Control:
    """Return the slider of the infusion's length; ``stored``: its values on pages without a kernel."""
    words = lambda minutes: time_label(minutes / 60)  # noqa: E731
    return slider("infusion_minutes", "Infusion runs for", "time", MINUTES, 40, words, stored=stored)

"""How lesson 02 writes what several of its modules show: voltages, small shares, sets of constants."""

from __future__ import annotations

from ...kit.sentences import sentences
from ...models import nmda, receptor_runs

words = sentences(__file__)


def volts(value: float) -> str:
    """Return a voltage in words, with a true minus sign: "−65 mV"."""
    return f"{value:.0f} mV".replace("-", "−")


def percent(share: float) -> str:
    """Return a share in percent, with a digit after the point where it is small: "0.4 %", "22 %"."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 9.95 or value < 0.05 else f"{value:.1f} %"


def condition_names() -> dict[str, str]:
    """Return {condition: its name on an axis}, in the order of receptor_runs.CONDITIONS."""
    return {name: words(f"shared.condition.{name}") for name in receptor_runs.CONDITIONS}


def recalled(condition: str) -> bool:
    """Whether the constants of a condition are recalled and not seen."""
    return condition != "none" and nmda.block_constants(True, condition).IC50.status == "recalled"


def micro(text: str) -> str:
    """Return words from data/ with the unit µM as readers write it."""
    return text.replace("uM", "µM")

"""The lesson template: its table and its sources."""

from __future__ import annotations

from ... import evidence
from ...kit.table import Table, compared
from ...models import validation_serotonin


def check_against_the_world() -> Table:
    """Return published values beside the model's; rows that miss stay in and come first."""
    rows = validation_serotonin.validation_table("uptake")
    return compared(rows, "Published decay times and what the model gives")


def sources() -> evidence.SourceList:
    """Return the sources of this lesson, in the order in which a reader meets them."""
    return evidence.sources(["molpsych2025", "bunin1998", "tatsumi1997", "twoclocks"])

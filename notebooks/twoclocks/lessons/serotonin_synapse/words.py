"""Lesson 03: notes whose numbers come from the data, and its sources."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note
from ...kit.sentences import sentences
from ...models import circuit_days

words = sentences(__file__)


def scans_note() -> Note:
    """Say what scans found at the lowest usual doses of five drugs."""
    return words.note("scans")


def level_note() -> Note:
    """Say how far two methods disagree about extracellular serotonin."""
    fast, slow = (
        evidence.parameter("synapse.abdalla2017.C_5HT"),
        evidence.parameter("synapse.yang2013.C_5HT_dialysate"),
    )
    return words.note("level", fast=fast.text, slow=slow.text, times=fast.value / slow.value)


def stopping_note() -> Note:
    """Say how often people notice symptoms after stopping, in both ways of counting."""
    rows = evidence.trials(study="Henssler 2024")
    rows = rows[rows["statistic"] != "severe symptoms"]
    rate = {row.arm.partition(" (")[0]: 100 * row.value for row in rows.itertuples()}
    drug, placebo, difference = (rate[arm] for arm in ("stopping antidepressant", "stopping placebo", "difference"))
    return words.note("stopping", drug=drug, placebo=placebo, difference=difference)


def pindolol_note() -> Note:
    """Say how much of the receptor pindolol occupied, and what it did for people whom an SSRI had not helped."""
    return words.note("pindolol", share=circuit_days.antagonist_share("partial"))


def monkeys_note() -> Note:
    """Say that serotonin did not rise in two steps in monkeys."""
    return words.note("monkeys")


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()

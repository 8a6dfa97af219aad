"""Lesson 05: its accounts, its tables, and notes whose numbers come from data and models."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style, table
from ...kit.boxes import Note
from ...kit.cards import Cards, all_cards
from ...kit.chains import chain_sources
from ...kit.sentences import sentences
from ...kit.table import Folded, Table
from ...models import ei_network, validation_downstream

LESSON = "05_after_the_drug"
#: Block and share of AMPA receptors of which the network's note speaks.
BLOCK, AMPA_SHARE = 0.3, 0.6
words = sentences(__file__)


def ketamine_accounts() -> Cards:
    """Return the accounts of what ketamine starts."""
    return Cards(LESSON, "ketamine", words("table.ketamine_accounts.title"), style.KETAMINE)


def serotonin_accounts() -> Cards:
    """Return the accounts of what takes weeks under an SSRI."""
    return Cards(LESSON, "serotonin", words("table.serotonin_accounts.title"), style.SEROTONIN)


def constants() -> Table:
    """Return every constant of the cascade, with its status."""
    rows = [
        [p.symbol, p.quantity, p.text, p.status, p.id, evidence.cite(p.source)]
        for p in evidence.parameters("cascade.teaching").values()
    ]
    said = words["table.constants"]
    return Table(pd.DataFrame(rows, columns=said.each("columns")), said("caption"))


def people_note() -> Note:
    """Say which arrows have been looked for in people, with numbers."""
    return words.note("people")


def level_note() -> Note:
    """Say which effect goes with the concentration, and what the concentrations of the loop are."""
    return words.note("level")


def deficit_note() -> Note:
    """Say what two reviews write on whether depression is a lack of serotonin."""
    return words.note("deficit")


def preference_note() -> Note:
    """Say what the network needs for a surge, in numbers."""
    return words.note(
        "preference",
        ratio=float(ei_network.break_even(0.1)) / 0.1,
        share=AMPA_SHARE,
        block=BLOCK,
        restI=float(ei_network.fixed_point().rI),
        quietI=float(ei_network.blocked(BLOCK, "interneurons").rI),
    )


def check_against_the_world() -> Folded:
    """Return the comparisons that could have gone wrong, misses first; behind a fold those that could not."""
    rows = validation_downstream.validation_table()
    made = table.no_evidence(rows, words("table.calibrations.name"), words("table.calibrations.why"))
    return Folded(table.predictions(rows), words("table.calibrations.summary"), (made,))


def account_sources() -> list[str]:
    """Return the source keys that the cards rest on, in their order."""
    statements = [item for card in all_cards(LESSON) for item in card.shown + card.tried + card.against if item.row]
    return list(dict.fromkeys(item.seen[0] for item in statements))


def sources() -> evidence.SourceList:
    """Return the sources of this lesson: of the accounts, of the chains, and those that stand in words.toml."""
    return evidence.sources(sorted({*words.each("sources"), *account_sources(), *chain_sources()}))

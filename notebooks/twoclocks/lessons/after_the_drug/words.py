"""Lesson 05: its cards, its tables, and sentences whose numbers come from data and models."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style, table
from ...kit.boxes import Note, note
from ...kit.cards import Cards, all_cards
from ...kit.table import Table
from ...models import ei_network, validation_downstream

LESSON = "05_after_the_drug"
#: Sources beside those of the cards.
SOURCES = """
    abdallah2018 bowdle1998 deco2014 diazgranados2010 fava2020 gilling2009 ironpk209 jauhar2023 kamp2020
    kishimoto2016 maeng2008 milak2016 moncrieff2022 pcn101 pmc6838457 taylor2006 twoclocks
""".split()


def ketamine_accounts() -> Cards:
    """Return the accounts of what ketamine starts."""
    return Cards(LESSON, "ketamine", "Ketamine side: seven accounts of what outlasts the drug", style.KETAMINE)


def serotonin_accounts() -> Cards:
    """Return the accounts of what takes weeks under an SSRI."""
    return Cards(LESSON, "serotonin", "Serotonin side: four accounts of what takes weeks", style.SEROTONIN)


def constants() -> Table:
    """Return every constant of the cascade, with its status."""
    rows = evidence.parameters("cascade.teaching").values()
    return Table(
        pd.DataFrame(
            [
                {
                    "Symbol": p.symbol,
                    "What it is": p.quantity,
                    "Value": p.text,
                    "Status": p.status,
                    "Row": p.id,
                    "Source": evidence.cite(p.source),
                }
                for p in rows
            ]
        ),
        "Every constant of the cascade. All are assumed: picked by hand so that the curve peaks within "
        "day 1 and fades within two weeks.",
    )


def people_note() -> Note:
    """Say which arrows have been looked for in people, with numbers."""
    glx, peak = evidence.parameter("cascade.milak2016.Glx"), evidence.parameter("cascade.milak2016.t_peak")
    carbon = evidence.parameter("cascade.abdallah2018.glutamine_13C")
    return note(
        f"In people, two kinds of scan saw the first arrow: glutamate with glutamine rose by {glx.value:g} "
        f"% at about {peak.text} ({glx.condition.split(';')[1].strip()}), and labelled glutamine by "
        f"{carbon.value:g} % ({carbon.condition}). A day after ketamine, a scan of synaptic density found "
        "no measurable change overall. For the other arrows people gave only indirect signs, such as a stronger "
        "response of the visual cortex to a trained pattern after 3 to 4 hours. The rest comes from rats and mice.",
        "fact",
        evidence.cite(glx.source, carbon.source, "holmes2022", "sumner2020").html,
    )


def level_note() -> Note:
    """Say which effect goes with the level, and what the loop's levels are."""
    feeling = evidence.parameter("session.bowdle1998.r_VAS")
    return note(
        f"In volunteers, how strange things felt rose in a straight line with the level (correlation {feeling.low:g} "
        f"to {feeling.high:g}). That is why one of the three effects has no loop. Levels here are those of the "
        "arterial model that the cascade runs on; they read higher than the venous ones of lesson 04.",
        "fact",
        evidence.cite(feeling.source, "kamp2020").html,
    )


def deficit_note() -> Note:
    """Say what two reviews write on whether depression is a lack of serotonin."""
    against, reply = (evidence.one("findings", id=f"fi-serotonin-accounts-0{number}") for number in (3, 4))
    return note(
        "One review of reviews found no consistent or convincing evidence that depression is a lack of "
        "serotonin; a reply calls it overstated and its reading of methods and scans mistaken. Either way "
        "it is another question than whether, or how, an SSRI helps.",
        "fact",
        evidence.cite(against["source"], reply["source"]).html,
    )


def preference_note() -> Note:
    """Say what the network needs for a surge, in numbers."""
    ratio = float(ei_network.break_even(0.1)) / 0.1
    quiet, rest = ei_network.blocked(0.3, "interneurons"), ei_network.fixed_point()
    return note(
        f"In this network a surge needs interneurons to be blocked about {ratio:.1f} times as strongly as "
        "pyramidal cells. And even with 30 % blocked on interneurons alone, the interneurons themselves "
        f"hardly slow down ({float(rest.rI):.2f} to {float(quiet.rI):.2f} spikes/s): the pyramidal cells "
        "they let go drive them back. In rats they clearly fell silent first.",
        "fact",
        evidence.cite("deco2014", "homayoun2007").html,
    )


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(validation_downstream.validation_table())


def calibrations() -> Table:
    """Return the comparisons that agree because the cascade was made so, misses first."""
    return table.no_evidence(
        validation_downstream.validation_table(),
        "Calibrations and constructions",
        "The constants were picked with these in view, or the switch was built to do it: no evidence.",
    )


def account_sources() -> list[str]:
    """Return the source keys that the cards rest on, in their order."""
    statements = [item for card in all_cards(LESSON) for item in card.shown + card.against if item.row]
    return list(dict.fromkeys(item.seen[0] for item in statements))


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(sorted({*SOURCES, *account_sources()}))

"""Lesson 01: sentences whose numbers come from data and models, and the comparison with the world."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note, note
from ...kit.table import Table
from ...models import two_targets, validation_nmda, validation_serotonin
from .look import span, two_figures

SOURCES = """
    abdalla2017 barnes2021 barygin2017 bunin1998 clements1981 destexhe1994 diazgranados2010 ghanbari2010
    gilling2009 jacobs1992 jahrstevens1990 kishimoto2016 molpsych2025 rush2009 sogaard2005 spies2018 tatsumi1997
    twoclocks yamamoto2013 yang2013 yi2019
""".split()

#: Rows of the topic "uptake" that belong to lesson 03.
COMPETING = "competing"


# Sentences -------------------------------------------------------------------------------------------


def scale_note() -> Note:
    """Say how long the ladder would be if a millisecond were a millimetre."""
    rungs = two_targets.ladder()
    first, last = rungs[0], rungs[-1]
    kilometres = last.seconds / first.seconds / 1e6
    slow = next(rung for rung in rungs if rung.what == "NMDA receptors close")
    pulse = next(rung for rung in rungs if rung.what == "a serotonin pulse fades")
    return note(
        f"If {span(first.seconds)} were one millimetre, an NMDA receptor would be open for about "
        f"{slow.seconds / first.seconds / 10:.0f} cm, a pulse of serotonin would fade within "
        f"{pulse.seconds / first.seconds / 1000:.0f} m, and {span(last.seconds)} would be {kilometres:,.0f} km away.",
        "fact",
        evidence.cite(*first.sources, *pulse.sources, *last.sources).html,
    )


def contested_note() -> Note:
    """Say what speaks against the sentence that ketamine leaves the serotonin pump alone."""
    people, monkeys, dish = (evidence.one("findings", id=f"fi-target-binding-0{n}") for n in (1, 2, 3))
    return note(
        f"{people['finding']}. But: {_lower(monkeys['finding'])}. The two do not fit together well. And SSRIs are not "
        f"wholly without effect on the channel. {dish['finding']}.",
        "care",
        evidence.cite(people["source"], monkeys["source"], dish["source"]).html,
    )


def _lower(sentence: str) -> str:
    """A finding that goes on after a colon."""
    return sentence[0].lower() + sentence[1:]


def nanomolar_note() -> Note:
    """Say what the affinity of an SSRI means beside that of ketamine."""
    pump, channel = (
        evidence.parameter("sert.tatsumi1997.Kd_citalopram"),
        evidence.parameter("ketamine.gilling2009.IC50"),
    )
    fold = 1000 * channel.value / pump.value
    return note(
        f"Half of the pumps are held at {pump.text} of citalopram, half of the NMDA channels at "
        f"{channel.text.replace('uM', 'µM')} of ketamine: about {two_figures(fold)} times as much. That says nothing "
        "about which drug works better. It says how much of each has to reach the brain.",
        "fact",
        evidence.cite(pump.source, channel.source).html,
    )


# Against the world -----------------------------------------------------------------------------------


def compared() -> pd.DataFrame:
    """Return all comparisons of this lesson's models, in the form of ``validation_table``.

    A drug that competes with serotonin is no part of this lesson; lesson 03 compares that form.
    """
    tables = [validation_nmda.validation_table(topic) for topic in ("synapse", "rise")]
    pump = validation_serotonin.validation_table("uptake")
    return pd.concat([*tables, pump[~pump["quantity"].str.contains(COMPETING)]], ignore_index=True)


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(compared())


def calibrations() -> Table:
    """Return the comparisons that agree because the model was made from them."""
    return table.no_evidence(
        compared(), "Calibrations", "Agreement here is no evidence: the pump was fitted to these numbers."
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(SOURCES)

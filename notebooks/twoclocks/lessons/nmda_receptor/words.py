"""Lesson 02: sentences whose numbers come from data and models, and the comparison with the world."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note, note
from ...kit.table import Table
from ...models import nmda_states, nmda_trapping, validation, validation_nmda

SOURCES = """
    abbott2020 bonaventura2022 dayton1983 destexhe1994 dingledine1999 ebert1997 ejps2023 gilling2009
    homayoun2007 ironpk209 jahrstevens1990 kotermanski2009 kotermanskiwood2009 ma2023 mealing1999 moaddel2013
    nmdasupplement orser1997 picard2019 pmc11948614 schoenberger2017 stone2006 twoclocks yi2019 zanos2018
""".split()


def finding(id: str) -> pd.Series:
    """Return one row of data/findings.csv."""
    return evidence.one("findings", id=id)


# Sentences -------------------------------------------------------------------------------------------


def calcium_note() -> Note:
    """Say what share of the current is calcium, and why that matters."""
    a, b, ampa = (evidence.parameter(f"dingledine1999.P_f_{name}") for name in ("2A", "2B", "AMPA"))
    return note(
        f"Of the current through an NMDA receptor {100 * a.low:.0f} to {100 * a.high:.0f} % (GluN2A) or "
        f"{100 * b.value:.1f} % (GluN2B) is calcium; through a common AMPA receptor it is {100 * ampa.value:.1f} %. "
        "Calcium is a messenger inside the cell, so this door lets in news and not only charge.",
        "fact",
        evidence.cite("dingledine1999").html,
    )


def rates_note() -> Note:
    """Say how fast ketamine enters and leaves, and how long a shut channel keeps it."""
    rates = nmda_trapping.rates()
    kept = evidence.parameter("ketamine.mealing1999.retained_120s")
    half = np.log(2) / rates.kleak / 60
    return note(
        f"While a channel is fully active, ketamine enters at {rates.kon:g} per µM and second and leaves at "
        f"{rates.koff:g} per second. In channels that stay shut, {100 * kept.value:.0f} % of the block is still there "
        f"two minutes later. From that we compute a slow leak with a half-life of {half:.0f} minutes.",
        "fact",
        evidence.cite("gilling2009", "mealing1999").html,
    )


def hours_note() -> Note:
    """Say that a leak of minutes cannot hold a block for a day, as a study in mice reports."""
    seen = finding("fi-ketamine-mechanism-10")
    half = np.log(2) / nmda_trapping.rates().kleak / 60
    return note(
        "A study in mice reports that trapping keeps receptors of one brain region blocked for up to "
        f"{seen['high']:.0f} hours, long after the drug has left plasma. The leak measured in cells has a "
        f"half-life of {half:.0f} minutes. Both cannot hold for the same receptors under the same "
        "conditions; which one fails in people is not known.",
        "care",
        evidence.cite("ma2023", "mealing1999").html,
    )


def competition_note() -> Note:
    """Say by how much magnesium weakens ketamine at rest."""
    rest = float(evidence.parameter("synapse.teaching.V_rest"))
    factor = float(nmda_states.competition(rest))
    return note(
        f"At {rest:.0f} mV".replace("-", "−")
        + f" the equation of magnesium gives a factor of {factor:.0f}: so many times more ketamine is needed as in a "
        "dish without magnesium. A potency that was measured without magnesium is that much too flattering for a cell "
        "at rest.",
        "fact",
        evidence.cite("jahrstevens1990").html,
    )


def cells_note() -> Note:
    """Say what is argued about the cells that ketamine reaches first."""
    seen, told = finding("fi-ketamine-mechanism-17"), finding("fi-ketamine-mechanism-02")
    return note(
        "Some interneurons, cells that calm others, carry GluN2C or GluN2D. If magnesium shields these "
        "less, ketamine would reach them first, and that would fit recordings in rats in which "
        "interneurons fell silent first. But those recordings used another blocker, and in mice a quick "
        "response of the visual cortex was gone without GluN2A on such cells; mood-like behaviour was not "
        "tested. Contested.",
        "care",
        evidence.cite(told["source"], seen["source"]).html,
    )


def membrane_note() -> Note:
    """Say that the pore may not be the only place where ketamine acts."""
    return note(
        "Ketamine that was applied outside the recording pipette still reached the channels inside it, so "
        "it can also come through the membrane. A newer study finds sites there: at nanomolar levels "
        "ketamine slows the opening of the gate, spares brief pulses like those of a synapse and reduces "
        "steady current. One group so far, in cells, with modelling.",
        "care",
        evidence.cite(finding("fi-ketamine-receptor-04")["source"], finding("fi-ketamine-receptor-03")["source"]).html,
    )


def scans_note() -> Note:
    """Say what scans of living people have shown of ketamine at NMDA receptors."""
    return note(
        "Three tracers that should sit in the same pore. One (SPECT, ten people): it bound less during ketamine in "
        "most brain regions; no share of receptors is given. A later one (PET, people): no consistent change after "
        "S-ketamine. A third (PET, animals): ketamine did not displace it in rats, and in monkeys its signal could not "
        "be read as NMDA binding. A share of human receptors occupied by ketamine has therefore not been established.",
        "care",
        evidence.cite(
            *(
                finding(id)["source"]
                for id in ("fi-ketamine-receptor-01", "fi-ketamine-mechanism-18", "fi-ketamine-receptor-02")
            )
        ).html,
    )


# Against the world -----------------------------------------------------------------------------------


def _compared() -> pd.DataFrame:
    rows = [validation_nmda.validation_table(topic) for topic in ("trapping", "synapse")]
    return pd.concat([validation.validation_table("block"), *rows], ignore_index=True)


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(_compared())


def constructions() -> Table:
    """Return the comparisons whose agreement is no evidence, misses first."""
    return table.no_evidence(
        _compared(), "By construction", "Agreement here is no evidence, and a miss is a quarrel inside one paper."
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(SOURCES)

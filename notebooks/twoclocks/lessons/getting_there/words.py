"""Lesson 04: sentences whose numbers come from data and models, and the comparison with the world."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note, note
from ...kit.table import Table
from ...models import journeys, ketamine, ssri, validation
from .look import set_label

SOURCES = """
    altamura1994 celexa_label chong2006 clements1981 clements1982 courlet2019 dayton1983 domino1982
    fanta2015 fava2020 hasan2021 henssler2024 herd2007 hijazi2003 ironpk209 kamp2020 kampbja2020
    kraghsorensen1981 lexapro_label li2015 liu2022 paxil_label perezruixo2021 pmc9118341
    prozac_label rao2007 rolan2014 sogaard2005 spravato_label twoclocks yanagihara2003 zanos2018
    zhao2012 zoloft_label
""".split()


# Sentences -------------------------------------------------------------------------------------------


def spread_note() -> Note:
    """Say how far the five models are from the measured level, and what may and may not explain it."""
    run, measured = journeys.infusion(), journeys.measured_level()
    over = {name: 100 * (run.peak(name) / measured.value - 1) for name in ketamine.PK_SETS}
    low, high = min(over, key=over.get), max(over, key=over.get)
    return note(
        f"Measured: {measured.value:.0f} ng/mL. The models run from {run.peak(low):.0f} ({set_label(low)}) to "
        f"{run.peak(high):.0f} ng/mL ({set_label(high)}). Kamp 2020 describes blood from an artery, which has not yet "
        f"passed through the arm, and reads {over['kamp2020']:.0f} % above. But Herd 2007 and Domino 1982 read "
        f"{over['herd2007']:.0f} and {over['domino1982']:.0f} % above, and nothing we have seen says that they are "
        "arterial. So the vessel is a part of the answer, and not the whole of it.",
        "fact",
        evidence.cite("zanos2018", *ketamine.PK_SETS).html,
    )


def sampling_note() -> Note:
    """Say how the half-life depends on how long people were sampled."""
    last = {name: ketamine.derived(name).half_lives[-1] for name in ketamine.PK_SETS}
    s, r = evidence.parameter("esketamine.hasan2021.thalf"), evidence.parameter("arketamine.hasan2021.thalf")
    return note(
        f"The slowest half-life in the five models lies between {min(last.values()):.1f} and {max(last.values()):.1f} "
        f"h. A newer study of a small dose found {s.value:g} h for S-ketamine and {r.value:g} h for R-ketamine. Late "
        "samples show a slow tail that early ones cannot: a study that stops early, or cannot measure low levels, "
        "reports a shorter half-life.",
        "fact",
        evidence.cite("hasan2021").html,
    )


def same_pill_three_sources() -> Note:
    """Say how much three published clearances differ for the same pill."""
    dose = evidence.parameter("escitalopram.label.dose")
    keys = ("escitalopram.label.CLF", "escitalopram.courlet2019.CLF", "escitalopram.liu2022.CLF")
    flows = [evidence.parameter(key) for key in keys]
    levels = [1000 * dose.value / (flow.value * ssri.DAY) for flow in flows]
    words = ", ".join(
        f"{level:.0f} ng/mL ({flow.origin.label}: {flow.text})" for level, flow in zip(levels, flows, strict=True)
    )
    return note(
        "The plateau is dose ÷ clearance. For escitalopram three sources give three clearances, so the same daily "
        f"pill settles at {words}. Our curves use the label's; people in clinics are likely to have more.",
        "fact",
        evidence.cite(*(flow.source for flow in flows)).html,
    )


# Against the world -----------------------------------------------------------------------------------


def _compared() -> pd.DataFrame:
    return pd.concat(
        [validation.validation_table(topic) for topic in ("ketamine", "esketamine", "ssri")], ignore_index=True
    )


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(_compared())


def calibrations() -> Table:
    """Return the comparisons that agree because the models were made from them, misses first."""
    return table.no_evidence(
        _compared(),
        "Calibrations and constructions",
        "Agreement here is no evidence: the models were made from these numbers.",
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(SOURCES)

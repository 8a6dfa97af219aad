"""Lesson 03: sentences whose numbers come from the data, and its sources."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.words import plain

SOURCES = """
    abdalla2017 andrade2015 arborelius1995 ballesteros2004 bosker1995 bunin1998 ceglia2004 celexa_label
    chaput1986 commons2019 courlet2019 cymbalta_label czachura2000 effexor_label elmansari2005
    gartside1995 ghanbari2010 gryglewski2014 haddjeri1998 henssler2024 hjorth1994 horowitz2019
    invernizzi1995 jakobsen2017 jauhar2023 klein2006 klein2007spect kreiss1995 lexapro_label liu2015
    meyer2001 meyer2004 molpsych2025 moncrieff2022 neuroreport1998 paxil_label prozac_label romero1997
    rutter1994 sorensen2022 stone2022 tatsumi1997 taylor2006 trintellix_label twoclocks voineskos2007
    whale2010 yang2013 zoloft_label
""".split()


def scans_note() -> Note:
    """Say what scans found at the lowest usual doses of five drugs."""
    p = evidence.parameter("occupancy.meyer2004.minimum_dose")
    return note(
        f"Scans of people ({p.condition}) on the lowest usual dose of one of five drugs found {p.low:.0f} to "
        f"{p.high:.0f} % of the pumps blocked, drug by drug. Five different amounts in milligrams, and nearly the same "
        "block: a hint that this much of it is needed, and no proof.",
        "fact",
        evidence.cite(p.source).html,
    )


def level_note() -> Note:
    """Say how far two methods disagree about the level of serotonin outside cells."""
    fast, slow = (
        evidence.parameter("synapse.abdalla2017.C_5HT"),
        evidence.parameter("synapse.yang2013.C_5HT_dialysate"),
    )
    return note(
        f"How much serotonin floats outside cells at rest? An electrode says {fast.text}, a thin tube that is rinsed "
        f"and analysed (microdialysis) says {slow.text}: {fast.value / slow.value:.0f} times less. Nobody has settled "
        "which is right. So this lesson shows percent of before, and no concentrations.",
        "care",
        evidence.cite(fast.source, slow.source).html,
    )


def stopping_note() -> Note:
    """Say how often people notice symptoms after stopping, in both ways of counting."""
    rows = evidence.trials(study="Henssler 2024")
    rate = {row.arm: 100 * row.value for row in rows[rows["statistic"] != "severe symptoms"].itertuples()}
    drug, placebo, gap = (
        rate[arm] for arm in ("stopping antidepressant", "stopping placebo", "difference (trials with both)")
    )
    return note(
        f"After stopping an antidepressant {drug:.0f} of 100 people reported some symptom, after stopping a placebo "
        f"{placebo:.0f} of 100. In the trials that had both groups the difference was {gap:.0f} of 100. Critics say "
        "that most of those trials were short and that after years it is more. Stopping is planned with the person "
        "who prescribes.",
        "fact",
        evidence.cite("henssler2024").html,
    )


def pindolol_note() -> Note:
    """Say what pindolol did for people whom an SSRI had not helped."""
    row = evidence.one("trials", study="Liu 2015")
    return note(
        f"In {row['n']:.0f} people whom an SSRI had not helped, adding pindolol made no clear difference "
        f"(standardised difference {plain(row['value'], 2)}, {row['note']}). Sooner is not the same as better.",
        "fact",
        evidence.cite("liu2015").html,
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(SOURCES)

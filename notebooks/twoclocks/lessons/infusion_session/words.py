"""Lesson 08: tables and sentences whose numbers come from data and models."""

from __future__ import annotations

from functools import cache

import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note, note
from ...kit.table import Table
from ...models import session, validation_session

SOURCES = """
    bowdle1998 breeksema2022 chen2023 clements1981 cohen2018 diazgranados2010 domino1982 fang2019 fava2020
    gilling2009 herd2007 hijazi2003 idvall1979 ironpk209 kamp2020 katz2021 ketamine_label ketamine_label_copy
    ketamine_label_dosing langsjo2005 luckenbaugh2014 popova2019 rivaposse2018 sanacora2017 schwartzman2009
    sigtermans2009 spravato_dosing spravato_label spravato_label_2019_home
    spravato_label_2019_safety spravato_label_2021 spravato_mpr spravato_warnings sumner2021 szarmach2020
    transform_dissociation twoclocks vanschalkwyk2018 yale2024 zanos2018
""".split()


@cache
def finding(number: int) -> pd.Series:
    """Return one finding of the topic "session" by its number."""
    return evidence.one("findings", id=f"fi-session-{number:02d}")


def _event(id: str) -> pd.Series:
    return evidence.one("adverse_events", id=id)


def _value(id: str) -> float:
    return float(evidence.parameter(id))


# Tables ----------------------------------------------------------------------------------------------


def monitoring() -> Table:
    """Return who watches what and when, spray beside infusion."""
    delay = (
        f"{_value('session.spray_label_2019.SBP_delay'):.0f}/{_value('session.spray_label_2019.DBP_delay'):.0f} mmHg"
    )
    watch = _value("session.spray_dosing.t_watch")
    check = _value("session.spray_dosing.t_check")
    rows = [
        (
            "Before",
            f"blood pressure; above about {delay} a delay is weighed",
            "diagnosis, substance use, psychosis, earlier treatments, blood pressure",
            ("spravato_label_2019_safety", "sanacora2017"),
        ),
        (
            "While the drug works",
            "somebody watches; oxygen in the blood is measured",
            "breathing, circulation and state of mind, all the time",
            ("spravato_dosing", "sanacora2017"),
        ),
        (
            f"About {check:.0f} min",
            "blood pressure again, and until it comes down",
            "no rule that we could see; trials rated here",
            ("spravato_dosing", "diazgranados2010"),
        ),
        (
            "Leaving",
            f"after at least {watch:g} h, once judged stable",
            "off-label; no rule for leaving that we could see",
            ("spravato_dosing", "sanacora2017"),
        ),
        (
            "Until the next day",
            "somebody else drives; no driving before a restful sleep",
            "off-label; no rule that we could see",
            ("spravato_label_2019_home", "sanacora2017"),
        ),
    ]
    frame = pd.DataFrame(
        {
            "When": [row[0] for row in rows],
            "Spray (US label)": [row[1] for row in rows],
            "Infusion (consensus 2017, off-label)": [row[2] for row in rows],
            "Source": [evidence.cite(*row[3]) for row in rows],
        }
    )
    return Table(frame, "Who watches what: label for the spray, consensus for the infusion (seen second-hand)")


def not_for() -> Table:
    """Return who should not have it, by who says so and how strictly."""
    rows = [
        (
            "Spray, US label",
            "must not",
            "aneurysm; a malformed link between arteries and veins; past bleeding in the brain; allergy to it",
            4,
        ),
        (
            "Spray, US label",
            "weigh first",
            "raised blood pressure; disease of heart or brain vessels; psychosis; substance use disorder,"
            " now or earlier",
            7,
        ),
        ("Spray, US label", "not recommended", "pregnancy, breastfeeding, severe liver disease", 7),
        (
            "Anaesthesia, US label",
            "must not",
            "anything that makes a marked rise of blood pressure a serious hazard; allergy to it",
            5,
        ),
        (
            "Pain, consensus 2018",
            "avoid",
            "poorly controlled heart disease; raised pressure in head or eye; some psychoses; severe liver"
            " disease; active substance misuse",
            6,
        ),
    ]
    found = [finding(row[3]) for row in rows]
    frame = pd.DataFrame(
        {
            "Who says so": [row[0] for row in rows],
            "How strictly": [row[1] for row in rows],
            "For people with": [row[2] for row in rows],
            "Status": [item["status"] for item in found],
            "Source": [evidence.cite(item["source"]) for item in found],
        }
    )
    return Table(frame, "Who should not have it, or only after careful weighing")


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(validation_session.validation_table())


def calibrations() -> Table:
    """Return the comparisons that agree because the curves were made so."""
    return table.no_evidence(
        validation_session.validation_table(),
        "Calibrations and constructions",
        "Agreement here is no evidence: these numbers made the curves.",
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(SOURCES)


# Sentences -------------------------------------------------------------------------------------------


def pinned_note() -> Note:
    """Say what was chosen, and what the curves have at two later ratings."""
    room = session.room()
    at = {minute: room.at(minute / 60) for minute in (40, 80, 110)}
    return note(
        "Chosen by us: the three slopes and the threshold of"
        f" {_value('session.teaching.threshold_CADSS'):.0f} ng/mL. So the curves meet"
        f" {at[40]['systolic']:.1f} mmHg and {at[40]['dissociation']:.1f} points at 40 min whatever is true."
        f" What follows is a guess: {at[80]['systolic']:.1f} mmHg and {at[80]['dissociation']:.2f} points at"
        f" 80 min, {at[110]['systolic']:.1f} mmHg and {at[110]['dissociation']:.2f} points at 110 min. We"
        " found no published curve to check. Even the minute of the CADSS mean is our placing: its abstract"
        " gives none.",
        "care",
        evidence.cite("yale2024", "vanschalkwyk2018").html,
    )


def straight_note() -> Note:
    """Say where the straight line breaks."""
    level = evidence.parameter("ketamine.idvall1979.C_infusion")
    height = level.value * _value("ketamine.molar_mass") * _value("session.teaching.slope_SBP")
    seen, other = evidence.parameter("session.idvall1979.pressure_rise"), _value("session.langsjo2005.pressure_rise")
    return note(
        f"Our line says {_value('session.teaching.slope_SBP'):.3f} mmHg for each ng/mL. Follow it to the"
        f" level of anaesthesia ({level.value:g} µM) and it promises a rise of {height:.0f} mmHg. In the"
        f" theatre pressure rose by {seen.low:.0f} to {seen.high:.0f} %, for a while (and by at most"
        f" {other:.0f} % in volunteers put to sleep with S-ketamine). A line through one point must not be"
        " followed far.",
        "care",
        evidence.cite("idvall1979", "langsjo2005").html,
    )


def serious_note() -> Note:
    """Say what stands against 'mild and brief'."""
    severe, any_severe = evidence.parameter("session.yale2024.severe_hypertension"), _event("ae-transform-1and2-01")
    large, placebo = (evidence.parameter(f"session.spray_label_2021.large_rise_{arm}") for arm in ("drug", "placebo"))
    faint = _event("ae-spravato-label-31")
    return note(
        f"Averages hide the rare and the serious. Severe hypertension: {severe.value:g} % of infusions in one"
        f" clinic. A rise of 40 mmHg systolic or 25 diastolic at least once: {large.low:.0f} to"
        f" {large.high:.0f} % of people on the spray, {placebo.low:.0f} to {placebo.high:.0f} % on placebo. A"
        f" serious or severe common reaction: {any_severe['percent']:g} against"
        f" {any_severe['comparator_percent']:g} %. Loss of consciousness: about {faint['percent']:g} %. All"
        " of this in people who had been screened first. Against that: in one trial of the spray events of a"
        f" dosing day were over within {_value('session.popova2019.t_resolved'):.0f} min (seen second-hand).",
        "fact",
        evidence.cite("yale2024", "spravato_label_2021", "katz2021", "spravato_warnings", "popova2019").html,
    )


def told_note() -> Note:
    """Say what people told interviewers."""
    many, few, scale = finding(9), finding(10), finding(11)
    return note(
        f"In interviews, all of {many['value']:.0f} people with depression spoke of changed perception after"
        " ketamine; other themes were losing control, and changes of emotion and mood. Of the score itself,"
        f" {scale['value']:.0f} people said that it misses two things: a sense of peace, and saying or doing"
        f" more freely what one would not. And {few['value']:.0f} people on esketamine by mouth (another"
        " drug, another way) told of overwhelming moments, of too little preparation, and of how much"
        " somebody's presence and support mattered.",
        "fact",
        evidence.cite(many["source"], scale["source"], few["source"]).html,
    )


def lasts_note() -> Note:
    """Say that two sources disagree on how long the pressure stays up."""
    trial, label = _value("session.chen2023.t_back"), _value("session.spray_label_2021.t_last")
    after = _value("session.szarmach2020.t_back")
    return note(
        f"How long does the pressure stay up? The spray's label says about {label:g} h. A trial of the same"
        f" spray found it near its start after {trial:.0f} min; after infusions it was back within"
        f" {after:.0f} min of the end. An average that is back does not mean that everybody is; a label has"
        " to think of the slowest.",
        "fact",
        evidence.cite("spravato_label_2021", "chen2023", "szarmach2020").html,
    )


def slow_note() -> Note:
    """Say why the anaesthetic is given slowly too."""
    seconds = _value("session.ketamine_label_dosing.t_injection")
    dose = evidence.parameter("session.ketamine_label_dosing.dose")
    minutes = evidence.parameter("session.ketamine_label_dosing.t_anaesthesia")
    return note(
        f"The label for anaesthesia: {dose.low:g} to {dose.high:g} mg/kg into a vein over about {seconds:.0f}"
        f" s, by doctors trained in anaesthesia; {dose.value:g} mg/kg give {minutes.low:.0f} to"
        f" {minutes.high:.0f} min of surgical anaesthesia. Faster, it says, may slow breathing and drive"
        " pressure up more. Speed is not a detail.",
        "fact",
        evidence.cite("ketamine_label_dosing").html,
    )

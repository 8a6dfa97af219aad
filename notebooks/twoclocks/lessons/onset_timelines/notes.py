"""Lesson 06: boxes of words whose numbers come from the data, and the sources of the lesson."""

from __future__ import annotations

from ... import evidence
from ...kit.boxes import Note, note
from ...kit.words import plain, signed
from . import data, tricks


def _cited(*keys: str) -> str:
    return f"({evidence.cite(*keys).html})"


def first_hours() -> Note:
    """Return how early a difference from a control arm has been seen, and until when."""
    bipolar = evidence.rows.one(study="Diazgranados 2010", measure="effect_size", time_hours=0.667)
    first = evidence.rows.one(draw=False, study="Zarate 2006", measure="timing")
    spray = evidence.rows.one(study="Daly 2018", measure="difference", arm="esketamine 84 mg", time_hours=2)
    larger = evidence.rows.one(study="ASPIRE II", measure="difference", time_hours=4)
    return note(
        "How early? In one crossover trial in bipolar depression ketamine was ahead of a placebo infusion "
        f"at the 40-minute rating ({signed(bipolar['value'], 2)} standard deviations, {bipolar['n']} "
        f"people). In the first trial in people with depression the curves parted at {first['value']:.0f} "
        f"minutes. With the spray a small trial saw {signed(spray['value'])} points at 2 hours and a "
        f"larger one {signed(larger['value'])} at 4 hours. And how long? After a single infusion, a review "
        "of nine trials no longer found ketamine ahead by days 10 to 12.",
        "fact",
        _cited("diazgranados2010", "zarate2006", "daly2018", "ionescu2021", "kishimoto2016"),
    )


def same_arms() -> Note:
    """Return the comparison that isolates the control: equal drug arms, unequal control arms."""
    rate = {
        arm: evidence.rows.one(study="Wilkinson 2019", measure="response", arm=arm)["value"]
        for arm in (
            "ketamine in midazolam-controlled trials",
            "ketamine in saline-controlled trials",
            "midazolam",
            "saline",
        )
    }
    drug_m, drug_s, midazolam, saline = (f"{value:.0f}" for value in rate.values())
    return note(
        f"In one pool of patients {drug_s} of 100 responded to ketamine in trials with saline and {drug_m} of 100 in "
        f"trials with midazolam: the same. But of those on saline {saline} of 100 responded, of those on midazolam "
        f"{midazolam}. The drug did not change. The control did.",
        "fact",
        _cited("wilkinson2019"),
    )


def guessing() -> Note:
    """Return how many people knew what they got, where somebody asked."""
    rows = {
        arm: evidence.rows.one(draw=False, study="Janik 2025", measure="allocation_guess", arm=arm)["value"]
        for arm in ("esketamine 56 mg", "esketamine 84 mg")
    }
    asleep = evidence.rows.one(draw=False, study="Lii 2023", measure="allocation_guess")["value"]
    low, high = rows.values()
    return note(
        f"Could people tell? After four weeks of spray {low:.0f} and {high:.0f} of 100 in the two "
        "esketamine arms strongly believed that they had the drug. After an infusion under anaesthesia "
        f"{asleep:.0f} of 100 people guessed right, no better than a coin.",
        "fact",
        _cited("janik2025", "lii2023"),
    )


def after_the_course() -> Note:
    """Return what courses did that do not fit on the chart, with the disagreement about ECT."""
    phillips = evidence.rows.one(draw=False, study="Phillips 2019", measure="response")
    needed = evidence.rows.one(draw=False, study="Phillips 2019", measure="other")
    kads = [
        evidence.rows.one(study="KADS cohort 2", measure="remission", arm=arm)["value"]
        for arm in ("SC ketamine 0.5-0.9 mg/kg 2x/wk, flexible", "SC midazolam")
    ]
    ect = [
        evidence.rows.one(draw=False, study="KetECT", measure="remission", arm=arm)["value"]
        for arm in ("ketamine 0.5 mg/kg 3x/wk (max 12)", "ECT (max 12)")
    ]
    return note(
        f"More of the picture: in an open course {phillips['value']:.0f} of 100 responded, and it took them "
        f"{needed['value']:.0f} infusions in the middle case. With doses raised step by step under the skin "
        f"{kads[0]:.0f} of 100 remitted against {kads[1]:.0f} with midazolam (seen second-hand). Two trials against "
        f"electroconvulsive therapy (ECT) disagree: in ELEKT-D ketamine did better, in KetECT ECT did ({ect[0]:.0f} "
        f"against {ect[1]:.0f} of 100 remitted). They took different people: in hospital, and with psychosis allowed, "
        "in KetECT. Both were open.",
        "fact",
        _cited("phillips2019", "loo2023", "anand2023", "ekstrand2022"),
    )


def late_responders() -> Note:
    """Return what becomes of people who have not responded early."""
    drug = evidence.rows.one(study="Henssler 2018", arm="continued antidepressant, no response at week 4")
    placebo = evidence.rows.one(study="Henssler 2018", arm="placebo, no response at week 4")
    predicted = evidence.rows.one(
        study="de Vries 2018",
        arm="antidepressant",
        time_hours=1008,
        statistic="response among predicted non-responders",
    )
    return note(
        f"Waiting can pay, a little: of people with no response at week 4 of a pill, {drug['value']:.0f} of 100 "
        f"responded by week 8 if they stayed on it, and {placebo['value']:.0f} of 100 on placebo (seen second-hand). "
        f"And of those whom week 2 had marked as future non-responders {predicted['value']:.0f} of 100 responded by "
        "week 6 after all.",
        "fact",
        _cited("henssler2018", "devries2018"),
    )


def ideation_words() -> Note:
    """Return what pooled trials say about ideation over the first week, and what the label says."""
    low, high = (
        evidence.rows.one(draw=False, study="Wilkinson 2018", measure="effect_size", statistic=words)
        for words in ("Cohen d, range over days 1-7, low end", "Cohen d, range over days 1-7, high end")
    )
    return note(
        f"Two reviews of single infusions. One pooled {low['n']} people and reports differences between "
        f"{plain(low['value'], 2)} and {plain(high['value'], 2)} standard deviations at the times from day 1 to day "
        "7: a range, not a rise. The other found ideation items lower on days 1 and 3 and not on day 7. "
        "For esketamine spray the US label says that it has not been shown to prevent suicide or to "
        "reduce suicidal ideation or behaviour.",
        "care",
        _cited("wilkinson2018", "xu2016", "spravato_mdsi"),
    )


# Sources -----------------------------------------------------------------------------------------------

#: Sources of notes, tables and prose that stand on no chart or explorer.
_NAMED = (
    "diazgranados2010",
    "zarate2006",
    "ionescu2021",
    "kishimoto2016",
    "wilkinson2019",
    "phillips2019",
    "loo2023",
    "anand2023",
    "ekstrand2022",
    "henssler2018",
    "devries2018",
    "wilkinson2018",
    "xu2016",
    "spravato_mdsi",
    "aanhetrot2010",
    "mcgirr2015",
    "huli2016",
    "an2021",
    "review2026",
    "katz2021",
    "reif2023",
    "nct04338321",
    "taylor2006",
    "posternak2005",
    "trivedi2006",
    "singh2016",
    "murrough2013b",
    "daly2019",
    "grunebaum2018",
    "murrough2013",
    "abbar2022",
    "nct02418585",
    "nct02417064",
)


def sources() -> evidence.SourceList:
    """Return the sources of everything that this lesson shows, with links and how the numbers were seen."""
    keys = {key for name in data.TRIALS for key in data.trial(name).sources}
    keys |= {key for chart in "ABDE" for key in evidence.rows.series(chart)["source"]}
    keys |= {source.key for source in tricks.sources()}
    return evidence.sources(sorted(keys | set(_NAMED)))

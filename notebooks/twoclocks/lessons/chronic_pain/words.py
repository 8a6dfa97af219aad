"""Lesson 09: its tables, its cards, and sentences whose numbers come from data and models."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ... import evidence
from ...kit import style, table
from ...kit.boxes import Note, note
from ...kit.cards import Cards, all_cards
from ...kit.table import Table
from ...models import validation_pain

LESSON = "09_chronic_pain"
#: Sources beside those of the cards.
SOURCES = """
    aguiar2010 cohen2018 dahan2011 fanta2015 ferraro2025 gravennielsen2000 gravennielsen2000abs
    guirimand2000 klein2007 mendell2022 noppers2011 orhurhu2019 painnma pickering2020 schwartzman2009
    sigtermans2009 twoclocks woolf2011
""".split()


# Tables ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """Sources of one cell with how each row was seen."""

    rows: tuple[str, ...]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(source key, status) of each row, without repeats."""
        return list(dict.fromkeys(_seen(row) for row in self.rows))

    def __str__(self) -> str:
        return "; ".join(f"{evidence.cite(key)}, {status}" for key, status in self.parts) or "our own words"

    def _repr_html_(self) -> str:
        return "; ".join(f"{evidence.cite(key).html}, {status}" for key, status in self.parts) or "our own words"


def _seen(row: str) -> tuple[str, str]:
    for name in ("findings", "parameters", "indications", "trials"):
        frame = evidence.table(name)
        match = frame[frame["id"] == row]
        if not match.empty:
            return match["source"].item(), match["status"].item()
    raise ValueError(f"row is {row!r}; no table of data/ has it.")


def value(name: str) -> str:
    """Return a parameter below ``pain.`` as a number in words."""
    return f"{evidence.parameter(f'pain.{name}').value:g}"


def three_words() -> Table:
    """Return wind-up, central sensitisation and chronic pain side by side."""
    years = evidence.parameter("pain.sigtermans2009.disease_years")
    hour = evidence.parameter("pain.klein2007.watched")
    rows = (
        (
            "Wind-up",
            "each of a quick series of equal stimuli gets a larger answer",
            "seconds: it needs the next stimulus",
            "reduced by ketamine in volunteers",
            ("fi-pain-01", "fi-pain-04"),
        ),
        (
            "Central sensitisation",
            "pain pathways stay more excitable after the input",
            f"longer than the input, and reversible; in volunteers watched for {hour.text}",
            "partly: ketamine stopped the rise at the site, not the soreness around it",
            ("fi-pain-03", "fi-pain-05", "fi-pain-06"),
        ),
        (
            "Chronic pain",
            "a person hurts, sleeps badly, moves less; nerves, mood, work and body all take part",
            f"months to decades: half of the people in the CRPS trial had it for over {years.value:g} years",
            "that is what the trials had to find out",
            ("pain.sigtermans2009.disease_years",),
        ),
    )
    return Table(
        pd.DataFrame(
            [
                {"Word": a, "What it is": b, "How long": c, "NMDA receptors and ketamine": d, "Seen in": Seen(e)}
                for a, b, c, d, e in rows
            ]
        ),
        "Three words that are often used as one",
    )


def trial_table() -> Table:
    """Return the trials and experiments of the lesson: people, dose, control, blinding, result."""
    selected = evidence.parameter("pain.gravennielsen2000.responders_n")
    size = evidence.parameter("pain.pickering2020.effect_size")
    rows = (
        (
            "6 volunteers",
            "0.15 mg/kg once",
            "placebo, random order",
            "at once",
            "wind-up of reflex and pain reduced, threshold of the reflex not",
            ("fi-pain-04",),
        ),
        (
            "volunteers",
            "0.25 mg/kg, before the volley",
            "an experiment without ketamine",
            value("klein2007.watched") + " h",
            (
                f"rise of pain at the site ({value('klein2007.pain_rise')} %) prevented; soreness around it "
                f"({value('klein2007.pinprick')}-fold) the same"
            ),
            ("fi-pain-05", "fi-pain-06"),
        ),
        (
            "29 people with fibromyalgia",
            "0.3 mg/kg in 30 min",
            "placebo; the summation test only in people who had responded",
            "at once",
            f"{selected.value:g} of 29 called responders; temporal summation fell",
            ("pain.gravennielsen2000.responders_n", "fi-pain-12"),
        ),
        (
            "24 people with fibromyalgia",
            "S-ketamine, 0.5 mg/kg in 30 min",
            "midazolam; authors judge the blinding adequate",
            "8 weeks",
            "relief followed the level; no difference later",
            ("fi-pain-09",),
        ),
        (
            "20 people with neuropathic pain",
            "0.5 mg/kg once",
            "placebo; the same people in turn",
            "35 days",
            f"no difference ({size.value:g} SD, {size.low:g} to {size.high:g})".replace("-", "\u2212"),
            ("fi-pain-10", "pain.pickering2020.effect_size"),
        ),
        (
            "60 people with CRPS",
            "S-ketamine for 4.2 days, at the end about 22 mg/h",
            (
                f"placebo; {value('sigtermans2009.psychomimetic_drug')} against "
                f"{value('sigtermans2009.psychomimetic_placebo')} % felt strange, so many could guess"
            ),
            "12 weeks",
            "less pain over the twelve weeks, most in week 1; week 12 not clear; no better function",
            ("fi-pain-07", "fi-pain-08"),
        ),
        (
            "people with CRPS (number not seen)",
            "up to 0.35 mg/kg/h, 4 h on 10 days",
            "placebo; both arms also had clonidine and midazolam",
            "3 months",
            "many pain measures fell; the placebo arm changed in none, which is odd in itself",
            ("fi-pain-11",),
        ),
    )
    names = (
        "Guirimand 2000",
        "Klein 2007",
        "Graven-Nielsen 2000",
        "Noppers 2011",
        "Pickering 2020",
        "Sigtermans 2009",
        "Schwartzman 2009",
    )
    return Table(
        pd.DataFrame(
            [
                {
                    "Study": name,
                    "Who": a,
                    "Ketamine (a fact of the trial)": b,
                    "Control and blinding": c,
                    "Watched for": d,
                    "Found": e,
                    "Seen in": Seen(f),
                }
                for name, (a, b, c, d, e, f) in zip(names, rows, strict=True)
            ]
        ),
        "Seven studies, from seconds to months. Doses are facts of trials, given under watch; none is advice.",
    )


def reset_tests() -> Table:
    """Return what "reset" would have to mean, test by test, and what trials saw of it."""
    fades = evidence.parameter("pain.sigtermans2009.p_week12")
    rows = (
        (
            "Relief outlasts the drug",
            "less pain when the drug has left",
            (f"{value('dahan2011.t_outlast')} days after days of infusion for CRPS; after one short infusion: no"),
            "once",
            ("pain.dahan2011.t_outlast", "fi-pain-09", "fi-pain-10"),
        ),
        (
            "Relief stays without more drug",
            "the same difference at the last visit as in week 1",
            f"week 12: no longer significant (p = {fades.value:g})",
            "no",
            ("pain.sigtermans2009.p_week12", "fi-pain-07"),
        ),
        (
            "Function returns",
            "people use the limb, sleep and work as before",
            "no better function; none in a pool of 38 trials",
            "no",
            ("fi-pain-08", "fi-pain-13"),
        ),
        (
            "Sensitisation is measured as gone",
            "wind-up or soreness normal weeks later",
            "measured while the drug was there, or for an hour; weeks later: we found no such test",
            "not tested",
            ("fi-pain-04", "fi-pain-05", "fi-pain-12"),
        ),
        (
            "It beats a control that can be felt",
            "a difference against midazolam, say, after weeks",
            (
                f"none in fibromyalgia; in CRPS {value('sigtermans2009.psychomimetic_drug')} against "
                f"{value('sigtermans2009.psychomimetic_placebo')} % felt strange"
            ),
            "no",
            ("fi-pain-09", "pain.sigtermans2009.psychomimetic_drug"),
        ),
    )
    return Table(
        pd.DataFrame(
            [
                {
                    "If pain were reset …": a,
                    "… a trial would see": b,
                    "Trials saw": c,
                    "Passed so far?": d,
                    "Seen in": Seen(e),
                }
                for a, b, c, d, e in rows
            ]
        ),
        "Five tests of one word",
    )


def accounts() -> Cards:
    """Return the rival accounts of relief after ketamine."""
    return Cards(LESSON, "pain", "Four accounts of why pain is less after ketamine", style.KETAMINE)


# Sentences -------------------------------------------------------------------------------------------


def felt_note() -> Note:
    """Say how many of each arm responded in the model's own fit, and what that leaves for the drug."""
    drug, placebo = (evidence.parameter(f"pain.dahan2011.responders_{arm}") for arm in ("drug", "placebo"))
    return note(
        f"In the fit to the CRPS trial the chance of relief was {drug.text} with ketamine and {placebo.text}"
        " with placebo. So about a third of what people felt might have come without the drug, and only one"
        " arm could be felt. Lesson 07 shows how much that can do.",
        "fact",
        evidence.cite(drug.source).html,
    )


def selected_note() -> Note:
    """Say why a share of responders among the chosen is no share of people."""
    n = evidence.parameter("pain.gravennielsen2000.responders_n")
    said = evidence.parameter("pain.gravennielsen2000.responders")
    return note(
        f"“{said.value:g} % had half their pain” is what a review says of one fibromyalgia study (seen"
        f" second-hand). The abstract says what the number is: {n.value:g} {n.unit} were called responders in"
        " a first round, and only they were then tested. Whoever picks winners first will find that winners"
        " win.",
        "care",
        evidence.cite(said.source, n.source).html,
    )


# Against the world -----------------------------------------------------------------------------------


def model_predictions() -> Table:
    """Return the comparisons that could have gone wrong, misses first."""
    return table.predictions(validation_pain.validation_table())


def calibrations() -> Table:
    """Return the comparisons that agree because the models were made from them, misses first."""
    return table.no_evidence(
        validation_pain.validation_table(),
        "Calibrations and constructions",
        "Agreement here is no evidence: the models were made from these numbers, or from their trial.",
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    cards = [item.seen[0] for card in all_cards(LESSON) for item in (*card.shown, *card.against) if item.row]
    return evidence.sources([*SOURCES, *cards])

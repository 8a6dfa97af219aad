"""Lesson 04: notes whose numbers come from data and models, and the comparison with the world."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import table
from ...kit.boxes import Note
from ...kit.sentences import sentences
from ...kit.table import Folded, Table
from ...models import journeys, ketamine, ssri, validation
from .look import set_label

words = sentences(__file__)

#: Row of the short table -> which comparison it is: its id, and what stands in its name.
SHOWN = {
    "clements": ("ketamine.zanos2018.C_antidepressant", "Clements"),
    "kamp": ("ketamine.zanos2018.C_antidepressant", "Kamp"),
    "bolus": ("ketamine.zanos2018.C_anaesthesia", "Kamp"),
    "rise": ("ketamine.kampbja2020.C_60min", "ketamine"),
    "norfluoxetine": ("fluoxetine.label.t_ss", "norfluoxetine"),
    "fold": ("desipramine.paroxetine_label_copy.AUC_ratio", ""),
    "ten_days": ("desipramine.alderman1997.AUC_paroxetine", ""),
    "sertraline": ("desipramine.alderman1997.AUC_rise_sertraline", ""),
}

# Notes -----------------------------------------------------------------------------------------------


def spread_note() -> Note:
    """Say how far the five models are from the measured level, and what may and may not explain it."""
    run, measured = journeys.infusion(), journeys.measured_level()
    low, *_, high = sorted(ketamine.PK_SETS, key=run.peak)
    over = {name: 100 * (run.peak(name) / measured.value - 1) for name in ketamine.PK_SETS}
    return words.note(
        "spread",
        low=run.peak(low),
        high=run.peak(high),
        low_name=set_label(low),
        high_name=set_label(high),
        kamp=over["kamp2020"],
        herd=over["herd2007"],
        domino=over["domino1982"],
    )


def sampling_note() -> Note:
    """Say how the half-life depends on how long people were sampled."""
    last = [ketamine.derived(name).half_lives[-1] for name in ketamine.PK_SETS]
    return words.note("sampling", low=min(last), high=max(last))


def same_pill_three_sources() -> Note:
    """Say how much three published clearances differ for the same pill."""
    dose = evidence.parameter("escitalopram.label.dose").value
    flows = {
        name: float(evidence.parameter(f"escitalopram.{name}.CLF")) for name in ("label", "courlet2019", "liu2022")
    }
    levels = {name: 1000 * dose / (flow * ssri.DAY) for name, flow in flows.items()}
    return words.note("same_pill", label=levels["label"], courlet=levels["courlet2019"], liu=levels["liu2022"])


def genes_note() -> Note:
    """Say what studies found of CYP2C19 genotype and escitalopram, those that found nothing included."""
    one, other = (
        100 * (1 - float(evidence.parameter(f"escitalopram.{id}")))
        for id in ("jukic2018.level_rapid_rapid", "rudberg2008.ratio_17_17")
    )
    return words.note("genes", down=one, more_down=other)


def citalopram_note() -> Note:
    """Say what a label makes of a genotype."""
    return words.note("citalopram")


def ketamine_enzymes_note() -> Note:
    """Say which enzymes clear ketamine, and what conflicts."""
    return words.note("ketamine_enzymes")


# Against the world -----------------------------------------------------------------------------------


def compared() -> pd.DataFrame:
    """Return all comparisons of this lesson's models, in the form of ``validation_table``."""
    topics = ("ketamine", "esketamine", "ssri", "interactions")
    return pd.concat([validation.validation_table(topic) for topic in topics], ignore_index=True)


def check_against_the_world() -> Folded:
    """Return the eight comparisons that teach; behind a fold all predictions, misses first, and the calibrations."""
    said, rows = words["table.check"], compared()
    predicted = rows[rows["kind"] == validation.PREDICTION]
    right, count = int(predicted["agrees"].sum()), len(predicted)
    found = [_row(name, predicted) for name in SHOWN]
    top = Table(pd.DataFrame(found, columns=said.each("columns")), said("caption", right=right, count=count))
    calibrations = table.no_evidence(rows, **said.each("calibrations"))
    return Folded(top, said("fold", count=len(rows)), (table.predictions(rows), calibrations))


def _row(name: str, rows: pd.DataFrame) -> tuple:
    """Return one row of the short table."""
    said, (id, part) = words["table.check"], SHOWN[name]
    ((_, row),) = rows[(rows["id"] == id) & rows["quantity"].str.contains(part)].iterrows()
    agrees = said("yes" if row["agrees"] else "no")
    numbers = row["published"], table.plain(row["model"]), row["unit"]
    return row["quantity"], *numbers, agrees, said(f"know.{name}"), row["status"], evidence.cite(row["source"])


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()

"""The class experiment: what the class found, beside the truth that was set."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit.boxes import Note
from ...kit.chart import Chart
from ...kit.shared_notes import lift_needed
from ...kit.table import Table
from ...kit.words import MINUS, signed
from ...models import class_trial as model
from . import charts
from .collecting import Collection
from .told import said


def _trial(found: Collection) -> model.ClassTrial:
    return model.pool(found.collected.word, found.collected.rows)


@said
def dots(found: Collection, mine: object = None) -> Chart:
    """Return the unblinded class: everybody, and the difference beside the truth; ``mine`` is ringed."""
    return charts.dots(_trial(found), None if mine is None else model.read_number(mine))


@said
def guesses(found: Collection) -> Chart:
    """Return how many of each arm guessed the drug."""
    return charts.guesses(_trial(found))


@said
def small_trials(found: Collection) -> Chart:
    """Return the class cut into small trials, and pooled."""
    return charts.small_trials(_trial(found))


@said
def class_sizes(found: Collection) -> Chart:
    """Return what the class would have found with 5, 20, 60 and 300 people."""
    return charts.class_sizes(found.collected.word)


@said
def four_worlds(found: Collection) -> Chart:
    """Return what the same people would have shown under each truth."""
    return charts.four_worlds(_trial(found))


def real_guesses() -> Note:
    """Return how well people guessed in the trial that sets the truth."""
    return lift_needed()


@said
def truth(found: Collection) -> Table:
    """Return everything that was set, with where it is from."""
    rows, design = model.rows(), found.collected.word.design
    before, change, effect = rows["before"], rows["change"], rows["effect"]

    def of(row) -> tuple[str, object]:
        return str(row["status"]), evidence.cite(row["source"])

    own, nothing = ("assumed", evidence.cite("twoclocks")), "0 points"
    as_trial = design.digit == "1"
    shown = [
        ("score before, everybody", f"{before['value']:.1f} points, SD {before['spread']:.1f}", *of(before)),
        (
            "change with placebo, four weeks",
            f"{signed(change['value'])} points, SD {change['spread']:.1f}",
            *of(change),
        ),
        (
            "what the drug adds",
            f"{signed(effect['value'])} points" if as_trial else nothing,
            *(of(effect) if as_trial else own),
        ),
        ("what believing in the drug adds", f"{MINUS}{design.lift} points" if design.lift else nothing, *own),
        ("spread of changes with the drug", "as with placebo", *own),
        ("shape of scores", "normal, cut at 0 and 60", *own),
    ]
    for event, (drug, placebo) in model.noticed_rows().items():
        row = evidence.one("adverse_events", study=model.STUDY, event=event)
        shown.append((f"{event}, drug v placebo", f"{drug:.1f} v {placebo:.1f} of 100", *of(row)))
    shown.append(("how complaints go together", "each on its own", *own))
    frame = pd.DataFrame(shown, columns=["What", "Set to", "Status", "Source"])
    return Table(frame, f"The truth of class {found.collected.word}: {design.name}")


def sources() -> evidence.SourceList:
    """Return the sources of what this notebook shows."""
    keys = {row["source"] for row in model.rows().values()} | {"janik2025", "twoclocks"}
    return evidence.sources(sorted(keys))

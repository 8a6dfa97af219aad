"""Lesson 12: its tables, whose numbers come from data and model."""

from __future__ import annotations

from ... import evidence
from ...kit.sentences import sentences
from ...kit.table import Table, compared
from ...models import raphe, terminal, terminal_flows, terminal_jacobian, terminal_rates, terminal_store, terminal_views
from ...models.validation_serotonin import validation_table

words = sentences(__file__)


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return words.sources()


def pitfalls() -> Table:
    """Return the fourteen pitfalls of this model: what goes wrong, how one would notice, what we do."""
    k, no_h3 = terminal_rates.constants(), terminal_views.clamps(False, True, False)
    factors = terminal_flows.feedback(terminal.start(), 1.0)
    frame = words.frame(
        "table.pitfalls",
        switch=1000 * k.eht_basal,
        dose=terminal_views.DOSE,
        clamped=no_h3.chosen.peak,
        peak=no_h3.working.peak,
        rest=terminal.LONGEST_REST,
        highest=terminal.HIGHEST_DOSE,
        longest=terminal.LONGEST,
        kept=len(terminal.KEPT),
        copies=len(terminal.COPIES),
        factor=float(factors.autoreceptor * factors.h3),
        blood=k.k21 * (1 - k.fb_brain) / (k.k12 * (1 - k.fb_plasma)),
        groups=len(terminal_jacobian.groups()),
        states=len(terminal_rates.STATES),
    )
    frame.insert(0, words("table.pitfalls.number"), range(1, len(frame) + 1))
    return Table(frame, words("table.pitfalls.caption"))


def two_models() -> Table:
    """Return what the terminal model and the raphe circuit can and cannot say."""
    first, second, third = raphe.course([0.25, 2.0, 21.0]).firing
    return words.table(
        "two_models",
        states=len(terminal_rates.STATES),
        constants=len(vars(terminal_rates.constants())),
        longest=terminal.LONGEST,
        days=raphe.LAST_DAY,
        base=terminal.undisturbed(0.0).serotonin[0],
        peak=terminal_store.at_dose(terminal_views.DOSE).serotonin.max(),
        first=first,
        second=second,
        third=third,
    )


def against_world() -> Table:
    """Return published measurements beside the model, misses first."""
    rows = validation_table("terminal")
    return compared(rows, words("table.against_world.caption", agree=rows["agrees"].sum(), count=len(rows)))

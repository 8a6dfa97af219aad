"""Which rows of data/chain_steps.csv and data/chain_removals.csv stand in which row of the picture, and what they give.

Recalled rows are never drawn. A row without an hour is shown as "time not seen" and never placed at nought; so is an
hour of 0, which has no place on a log axis. A row that reports no change says when researchers looked: it gets a
crossed mark and makes no bar longer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import pandas as pd

from ...evidence import chain
from ...evidence.rows import DRAWN
from .. import style

#: Table -> uses of rows that the picture shows; of a step's rows those for tables give no hour, only in whom.
SHOWN = {"steps": ("plot", "table"), "removals": ("plot",)}
LANES = ("ketamine", "ssri")
SUBJECTS = ("people", "animals", "cells")
SCHEDULES = ("single", "repeated")
#: What a removal may do to the effect; the first two say that the step is needed, the third that it is not.
OUTCOMES = ("abolished", "reduced", "unchanged", "mimicked", "not_mimicked", "enhanced")
NEEDED = OUTCOMES[:2]
#: Rows whose experiments did not take the step away: they blocked the target otherwise, or removed what the step weakens.
IMITATED = ("pore_block", "autoreceptor_desensitisation", "sert_downregulation")
#: Rows that report no change, or one in the other direction; their hours say when researchers looked.
NO_CHANGE = """
    cs-pore-block-04 cs-disinhibition-06 cs-disinhibition-07 cs-glutamate-surge-06 cs-glutamate-surge-07
    cs-spines-07 cs-spines-08 cs-spines-09 cs-spines-12 cs-mood-07
    cs-serotonin-forebrain-acute-06 cs-serotonin-forebrain-acute-09 cs-serotonin-forebrain-acute-10
    cs-autoreceptor-desensitisation-06 cs-autoreceptor-desensitisation-07 cs-autoreceptor-desensitisation-08
    cs-autoreceptor-desensitisation-12 cs-sert-downregulation-04 cs-sert-downregulation-07 cs-other-adaptation-06
    cs-bdnf-trkb-05 cs-bdnf-trkb-06 cs-plasticity-03 cs-plasticity-07 cs-neurogenesis-02 cs-neurogenesis-03
    cs-neurogenesis-06 cs-emotional-bias-03
""".split()
#: Rows that are about another drug, about stress without one, or about a method: they stand in the table only.
LEFT_OUT = """
    cs-autoreceptor-desensitisation-11 cs-autoreceptor-desensitisation-14 cs-autoreceptor-desensitisation-15
    cs-neurogenesis-07 cs-emotional-bias-09 cs-other-adaptation-07 cs-serotonin-forebrain-acute-02
    cs-sert-downregulation-08
""".split()


@dataclass(frozen=True)
class Plan:
    """Which steps a picture has and how they follow each other.

    rows: from top to bottom, key -> lane -> the steps of data/chain_kinds.csv that stand in it; ketamine's chain runs
    down, the SSRI's up. chains: lane -> keys in the order of its arrows, a tuple is a fork; rivals: lane -> the fork of
    which one account at most need be true. shared: rows to which an arrow leads from both lanes.
    """

    rows: dict[str, dict[str, tuple[str, ...]]]
    chains: dict[str, tuple]
    rivals: dict[str, tuple[str, ...]]
    shared: tuple[str, ...]

    @property
    def in_forks(self) -> set[str]:
        """Keys of all rows that stand in a fork."""
        return {key for chain in self.chains.values() for part in chain if isinstance(part, tuple) for key in part}


_FIRST = ("disinhibition", "block_at_rest", "habenula", "metabolite", "adenosine", "opioid")
_ADAPT = ("autoreceptor_desensitisation", "sert_downregulation", "other_adaptation")
_MEET = ("ampa", "bdnf_trkb", "mtorc1", "spines")
_BOTH = {key: {"ketamine": (key,), "ssri": (key,)} for key in _MEET}
_MOOD = {"mood": {"ketamine": ("mood",), "ssri": ("mood",)}}
FULL = Plan(
    rows={
        "pore_block": {"ketamine": ("pore_block",)},
        **{key: {"ketamine": (key,)} for key in _FIRST},
        "glutamate_surge": {"ketamine": ("glutamate_surge",)},
        **(_BOTH | {"spines": {"ketamine": ("spines", "synaptic_proteins"), "ssri": ("spines",)}}),
        "plasticity": {"ketamine": ("circuit_markers",), "ssri": ("plasticity",)},
        **_MOOD,
        "bias": {"ssri": ("emotional_bias", "learning")},
        "neurogenesis": {"ssri": ("neurogenesis",)},
        "postsynaptic_receptors": {"ssri": ("postsynaptic_receptors",)},
        "forebrain": {"ssri": ("serotonin_forebrain_acute", "serotonin_forebrain_late")},
        "raphe_firing_recovery": {"ssri": ("raphe_firing_recovery",)},
        **{key: {"ssri": (key,)} for key in (*_ADAPT, "raphe_firing_down", "serotonin_raphe", "sert_occupancy")},
    },
    chains={
        "ketamine": ("pore_block", _FIRST, "glutamate_surge", *_MEET, "plasticity", "mood"),
        "ssri": (
            "sert_occupancy",
            "serotonin_raphe",
            "raphe_firing_down",
            _ADAPT,
            "raphe_firing_recovery",
            "forebrain",
            ("postsynaptic_receptors", "neurogenesis", "bias"),
            "mood",
        ),
    },
    rivals={"ketamine": _FIRST, "ssri": _ADAPT},
    shared=(*_MEET, "plasticity"),
)


def time_words(hours: float) -> str:
    """Return a time in words, as ``style.time_label`` does, and under a minute in seconds or milliseconds."""
    if hours >= style.MINUTE:
        return style.time_label(hours)
    seconds = 3600 * hours
    return f"{seconds:.2g} s" if seconds >= 0.1 else f"{1000 * seconds:.0f} ms"


@dataclass(frozen=True)
class Seen:
    """One drawable row of chain_steps.csv; times in hours since the first dose, NaN where none was seen."""

    id: str
    lane: str
    label: str
    result: str
    schedule: str
    regimen: str
    species: str
    subject: str
    earliest: float
    typical: float
    latest: float
    contested: bool
    status: str
    source: str
    change: bool

    @property
    def times(self) -> tuple[float, ...]:
        """The hours of this row that have a place on a log axis, in order."""
        return tuple(sorted({t for t in (self.earliest, self.typical, self.latest) if t > 0}))

    @property
    def mark(self) -> float:
        """Where its mark stands [h]: the typical time, or else the earliest, or else the latest; NaN if none."""
        return next((t for t in (self.typical, self.earliest, self.latest) if t > 0), math.nan)


@dataclass(frozen=True)
class Removal:
    """One drawable row of chain_removals.csv."""

    id: str
    lane: str
    label: str
    result: str
    done: str
    species: str
    subject: str
    outcome: str
    contested: bool
    status: str
    source: str


@dataclass(frozen=True)
class Step:
    """What one lane has in one row of the picture. rival: one of several that are proposed for the same place."""

    key: str
    lane: str
    rival: bool
    seen: tuple[Seen, ...]
    removals: tuple[Removal, ...]

    @property
    def contested(self) -> bool:
        """Whether it is drawn dashed: a rival, or more than half of its rows are contested."""
        return self.rival or 2 * sum(row.contested for row in self.seen) > len(self.seen)

    @property
    def subjects(self) -> tuple[str, ...]:
        """In whom it was looked for, people first."""
        return tuple(subject for subject in SUBJECTS if any(row.subject == subject for row in self.seen))

    @property
    def in_people(self) -> bool:
        """Whether a change was seen in people."""
        return any(row.subject == "people" and row.change for row in self.seen)

    def timed(self, schedule: str) -> tuple[Seen, ...]:
        """The rows of one dosing schedule that have a time."""
        return tuple(row for row in self.seen if row.schedule == schedule and row.times)

    def untimed(self) -> tuple[str, ...]:
        """In whom it was seen without any time that could be drawn."""
        return tuple(
            subject
            for subject in SUBJECTS
            if any(row.subject == subject and row.change and not row.times for row in self.seen)
            and not any(row.subject == subject and row.times for row in self.seen)
        )

    def span(self, schedule: str) -> tuple[float, float] | None:
        """First and last time [h] at which a change was seen under one dosing schedule; None if no time was seen."""
        times = [time for row in self.timed(schedule) if row.change for time in row.times]
        return (min(times), max(times)) if times else None

    @property
    def first(self) -> float:
        """The first time [h] at which a change was seen, under any schedule; infinite if none was."""
        spans = [span for schedule in SCHEDULES if (span := self.span(schedule))]
        return min((low for low, _ in spans), default=math.inf)

    def outcomes(self) -> tuple[str, ...]:
        """What its removals did, each once, in the order of OUTCOMES."""
        return tuple(name for name in OUTCOMES if any(removal.outcome == name for removal in self.removals))

    @property
    def verdict(self) -> str:
        """What its removals say together: conflict, needed, copied_or_kept, not_needed, copied, untried, outcome, or a key
        of IMITATED.
        """
        found = set(self.outcomes())
        if self.key == "mood":
            return "outcome"
        if found and self.key in IMITATED:
            return self.key
        if found & set(NEEDED):
            return "conflict" if "unchanged" in found else "needed"
        if {"unchanged", "mimicked"} <= found:
            return "copied_or_kept"
        return "not_needed" if "unchanged" in found else "copied" if found else "untried"


#: The first look: rivals for one place share a row.
FIRST = Plan(
    rows={
        "pore_block": {"ketamine": ("pore_block",)},
        "first_steps": {"ketamine": _FIRST},
        "glutamate_surge": {"ketamine": ("glutamate_surge",)},
        "ampa": {"ketamine": ("ampa",)},
        "bdnf_trkb": {lane: ("bdnf_trkb", "mtorc1") for lane in LANES},
        "spines": {"ketamine": ("spines", "synaptic_proteins"), "ssri": ("spines",)},
        **_MOOD,
        "bias": {"ssri": ("emotional_bias", "learning")},
        "forebrain": {"ssri": ("serotonin_forebrain_acute", "serotonin_forebrain_late")},
        "adaptation": {"ssri": (*_ADAPT, "raphe_firing_recovery")},
        "raphe_firing_down": {"ssri": ("raphe_firing_down",)},
        "serotonin_raphe": {"ssri": ("serotonin_raphe",)},
        "sert_occupancy": {"ssri": ("sert_occupancy",)},
    },
    chains={
        "ketamine": ("pore_block", "first_steps", "glutamate_surge", "ampa", "bdnf_trkb", "spines", "mood"),
        "ssri": ("sert_occupancy", "serotonin_raphe", "raphe_firing_down", "adaptation", "forebrain", "bias", "mood"),
    },
    rivals={"ketamine": ("first_steps",), "ssri": ("adaptation",)},
    shared=("bdnf_trkb", "spines"),
)


def steps(plan: Plan) -> dict[str, tuple[Step, ...]]:
    """Return the rows of ``plan`` from top to bottom: key -> its steps, one a lane."""
    return {
        key: tuple(_step(key, lane, of, key in plan.rivals[lane]) for lane, of in lanes.items())
        for key, lanes in plan.rows.items()
    }


def behind(plan: Plan, key: str, lane: str) -> set[str]:
    """Return the rows that come after ``key`` in the chain of ``lane``; rivals stand beside each other."""
    chain = plan.chains[lane]
    at = next((n for n, part in enumerate(chain) if key == part or (isinstance(part, tuple) and key in part)), None)
    if at is None:  # a shared row, to which the SSRI's lane only has a side arrow
        return {"mood"}
    return {key for part in chain[at + 1 :] for key in (part if isinstance(part, tuple) else (part,))}


@cache
def _step(key: str, lane: str, of: tuple[str, ...], rival: bool) -> Step:
    """Return the step that the rows ``of`` data/ make: all of a step's name in this lane, or single ids."""
    seen, taken = (_chosen(name, lane, of) for name in SHOWN)
    return Step(
        key,
        lane,
        rival,
        tuple(_seen(row) for row in seen.itertuples()),
        tuple(_removal(row) for row in taken.itertuples() if row.outcome in OUTCOMES),
    )


def _chosen(name: str, lane: str, of: tuple[str, ...]) -> pd.DataFrame:
    table = getattr(chain, name)()
    mine = (table["lane"] == lane) & table["step"].isin(of)
    seen = table["status"].isin(DRAWN) & table["use"].isin(SHOWN[name])
    return table[mine & seen & ~table["id"].isin(LEFT_OUT)]


def _seen(row) -> Seen:
    return Seen(
        row.id,
        row.lane,
        row.label,
        row.result,
        row.schedule,
        row.regimen,
        row.species,
        row.subject,
        *((row.earliest_h, row.typical_h, row.latest_h) if row.use == "plot" else (math.nan,) * 3),
        row.contested == "yes",
        row.status,
        row.source,
        row.id not in NO_CHANGE,
    )


def _removal(row) -> Removal:
    return Removal(
        row.id,
        row.lane,
        row.label,
        row.result,
        row.done,
        row.species,
        row.subject,
        row.outcome,
        row.contested == "yes",
        row.status,
        row.source,
    )

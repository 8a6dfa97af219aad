"""Which rows of data/ lesson 07 pools and draws: esketamine against placebo spray, one effect for each trial.

Nothing is drawn here. Arms that share one control are made into one effect, so nobody is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ... import evidence
from ...kit.words import interval, signed
from ...models import pooling
from ...models.effect_sizes import Effect
from ...models.virtual_trial import DAY_28

FIRST_DAY, FOUR_WEEKS = 24, DAY_28


@dataclass(frozen=True)
class Single:
    """One trial as one effect: drug minus control in MADRS points, with its standard error.

    people: in all arms. status: as in data/; "computed" where arms were made into one. sources: keys.
    """

    name: str
    value: float
    error: float
    people: int
    status: str
    sources: tuple[str, ...]
    how: str

    @property
    def effect(self) -> Effect:
        """The effect with its 95 % interval."""
        return Effect(
            self.value,
            self.value - evidence.rows.REACH_95 * self.error,
            self.value + evidence.rows.REACH_95 * self.error,
        )

    @property
    def words(self) -> str:
        """Return "−4.0 (−7.3 to −0.7)"."""
        return f"{signed(self.value)} ({interval(self.effect.low, self.effect.high)})"


def _printed(name: str, how: str = "as printed", **wanted) -> Single:
    """Return a trial with one drug arm."""
    row = evidence.rows.one(measure="difference", instrument="MADRS", **wanted)
    error = row["spread"] if row["spread_kind"] == "se" else pooling.error_from(row["low"], row["high"])
    return Single(name, row["value"], float(error), int(row["n"]), row["status"], (row["source"],), how)


def _together(name: str, rows: list, errors: list[float], people: list[int], controls: int, how: str) -> Single:
    """Return a trial with several drug arms, made into one effect."""
    value, error = pooling.one_trial([row["value"] for row in rows], errors, people, controls)
    keys = tuple(dict.fromkeys(row["source"] for row in rows))
    return Single(name, value, error, sum(people) + controls, "computed", keys, how)


def _limits(rows: list) -> list[float]:
    return [pooling.error_from(row["low"], row["high"]) for row in rows]


def _count(**wanted) -> int:
    """Return how many people stand behind one row."""
    return int(evidence.rows.one(**wanted)["n"])


def _transform_1() -> Single:
    doses = ("84", "56")
    rows = [
        evidence.rows.one(study="TRANSFORM-1", measure="difference", arm=f"esketamine {dose} mg", statistic=words)
        for dose, words in zip(
            doses,
            ("LS mean difference (primary missed, p=.088)", "LS mean difference (not formally testable)"),
            strict=True,
        )
    ]
    people = [
        _count(study="TRANSFORM-1", measure="response", arm=f"esketamine {dose} mg + new antidepressant")
        for dose in doses
    ]
    controls = _count(study="TRANSFORM-1", measure="response", arm="new antidepressant + placebo spray")
    return _together("TRANSFORM-1", rows, _limits(rows), people, controls, "two doses as one")


def _janik(hours: int) -> Single:
    doses = ("esketamine 56 mg", "esketamine 84 mg")
    rows = [evidence.rows.one(study="Janik 2025", measure="difference", arm=dose, time_hours=hours) for dose in doses]
    people = [_count(study="Janik 2025", measure="change", arm=dose, time_hours=hours) for dose in doses]
    controls = _count(study="Janik 2025", measure="change", arm="placebo spray", time_hours=hours)
    return _together("Janik 2025, alone", rows, _limits(rows), people, controls, "two doses as one")


def _takahashi() -> Single:
    doses = [f"esketamine {dose} mg" for dose in ("28", "56", "84")]
    rows = [evidence.rows.one(study="Takahashi 2021", measure="difference", arm=dose) for dose in doses]
    arms = [evidence.rows.one(study="Takahashi 2021", measure="change", arm=dose) for dose in doses]
    control = evidence.rows.one(study="Takahashi 2021", measure="change", arm="placebo spray + antidepressant")
    # The printed 90 % limits are widened for three comparisons, so the errors come from the arms.
    errors = [float(np.sqrt(arm["spread"] ** 2 / arm["n"] + control["spread"] ** 2 / control["n"])) for arm in arms]
    people = [int(arm["n"]) for arm in arms]
    return _together(
        "Japan (Takahashi 2021)",
        rows,
        errors,
        people,
        int(control["n"]),
        "three doses as one, errors from the arms' standard deviations",
    )


def _daly() -> Single:
    doses = [f"esketamine {dose} mg" for dose in ("28", "56", "84")]
    rows = [
        evidence.rows.one(study="Daly 2018", measure="difference", arm=dose, time_hours=FIRST_DAY) for dose in doses
    ]
    people = [_count(study="Daly 2018", measure="response", arm=dose, time_hours=FIRST_DAY) for dose in doses]
    controls = _count(
        study="Daly 2018", measure="response", time_hours=FIRST_DAY, arm="placebo spray + continued antidepressant"
    )
    return _together(
        "Phase 2 (Daly 2018)", rows, [row["spread"] for row in rows], people, controls, "three doses as one"
    )


def _day_2() -> list[Single]:
    return [
        _daly(),
        _printed("PERSEVERE", "as printed, seen second-hand", study="PERSEVERE", time_hours=FIRST_DAY),
        _printed(
            "TRANSFORM-2",
            "our sum of three printed parts, widest limits",
            study="TRANSFORM-2",
            source="mpr2022",
            time_hours=FIRST_DAY,
        ),
        _printed("ASPIRE I", study="ASPIRE I", time_hours=FIRST_DAY),
        _printed("ASPIRE II", study="ASPIRE II", time_hours=FIRST_DAY),
        _printed("China/US (Chen 2023)", study="Chen 2023", time_hours=FIRST_DAY),
        _janik(FIRST_DAY),
    ]


def _day_28() -> list[Single]:
    return [
        _printed("TRANSFORM-3, over 65", study="TRANSFORM-3"),
        _takahashi(),
        _printed("TRANSFORM-2", study="TRANSFORM-2", source="popova2019", time_hours=FOUR_WEEKS),
        _printed(
            "China/US (Chen 2023)",
            study="Chen 2023",
            time_hours=FOUR_WEEKS,
            statistic="LS mean difference (primary missed, p=.123)",
        ),
        _transform_1(),
        _janik(FOUR_WEEKS),
    ]


#: Visit -> (words, maker of its trials, statistic of the published pool to set beside ours).
VISITS = {
    "day 2": ("day 2 (one day after the first dose)", _day_2, "mean difference at day 2"),
    "day 28": ("day 28", _day_28, "mean difference at day 28"),
}
#: Which trial a sensitivity analysis leaves out.
LEFT_OUT = ("none", "best", "worst")


@cache
def singles(visit: str) -> tuple[Single, ...]:
    """Return the trials of one visit (a key of VISITS), small ones first."""
    if visit not in VISITS:
        raise evidence.rows.MissingRow(f"visit is {visit!r}; it must be one of {', '.join(VISITS)}.")
    return tuple(sorted(VISITS[visit][1](), key=lambda trial: trial.people))


@cache
def published(visit: str):
    """Return the row of a published pool of the same visit."""
    return evidence.rows.one(study="esketamine review 2026", measure="difference", statistic=VISITS[visit][2])


@dataclass(frozen=True)
class Forest:
    """The trials of one visit and their pool; out: the trial left out, or None."""

    visit: str
    trials: tuple[Single, ...]
    out: Single | None
    pool: pooling.Pool

    @property
    def kept(self) -> tuple[Single, ...]:
        """The trials that are pooled."""
        return tuple(trial for trial in self.trials if trial is not self.out)


@cache
def forest(pooled_visit: str = "day 28", method: str = "random", left_out: str = "none") -> Forest:
    """Return the pool of one visit; left_out: "none", the "best" (most favourable) or the "worst" trial."""
    if left_out not in LEFT_OUT:
        raise ValueError(f"left_out is {left_out!r}; it must be one of {', '.join(LEFT_OUT)}.")
    trials = singles(pooled_visit)
    ranked = sorted(trials, key=lambda trial: trial.value)
    out = {"none": None, "best": ranked[0], "worst": ranked[-1]}[left_out]
    kept = [trial for trial in trials if trial is not out]
    values, errors = np.array([(trial.value, trial.error) for trial in kept]).T
    return Forest(pooled_visit, trials, out, pooling.pool(values, errors, method))


# Extra responders among a hundred people ---------------------------------------------------------------


@dataclass(frozen=True)
class Hundred:
    """Response in two arms, per 100 people. extra: drug minus control with its 95 % interval."""

    key: str
    drug: str
    control: str
    when: str
    outcome: str
    with_control: float
    extra: Effect
    status: str
    sources: tuple[str, ...]


def _of_series(key: str, series: str, hours: float, drug: str, control: str, when: str, rate: dict) -> Hundred:
    row = evidence.one(evidence.rows.series("A"), series=series, time_hours=hours)
    arm = evidence.rows.one(draw=False, **rate)
    second_hand = evidence.source(row["source"]).kind == "news"
    return Hundred(
        key,
        drug,
        control,
        when,
        "respond",
        float(arm["value"]),
        Effect(*(float(row[name]) for name in ("value", "low", "high"))),
        "secondary" if second_hand else row["status"],
        (row["source"],),
    )


@cache
def hundreds() -> dict[str, Hundred]:
    """Return comparisons of response by key."""
    pooled = {"study": "Wilkinson 2019", "measure": "response"}
    spray = {"measure": "response", "time_hours": FOUR_WEEKS, "arm": "new antidepressant + placebo spray"}
    found = [
        _of_series(
            "saline",
            "IV ketamine vs saline (pooled patients, 2019)",
            24.0,
            "ketamine",
            "saline",
            "1 day",
            pooled | {"arm": "saline"},
        ),
        _of_series(
            "midazolam",
            "IV ketamine vs midazolam (pooled patients, 2019)",
            24.0,
            "ketamine",
            "midazolam",
            "1 day",
            pooled | {"arm": "midazolam"},
        ),
        _of_series(
            "course",
            "serial IV ketamine vs midazolam (KARMA-Dep 2)",
            672.0,
            "repeated ketamine",
            "midazolam",
            "4 weeks",
            {"study": "KARMA-Dep 2", "measure": "response", "arm": "midazolam"},
        ),
        _of_series(
            "spray",
            "esketamine + new antidepressant vs placebo spray + new antidepressant (TRANSFORM-1+2)",
            648.0,
            "esketamine",
            "placebo spray",
            "4 weeks",
            {"study": "TRANSFORM-1+2"} | spray,
        ),
        _of_series(
            "china",
            "esketamine + new antidepressant vs placebo spray + new antidepressant (Chen 2023)",
            648.0,
            "esketamine",
            "placebo spray",
            "4 weeks",
            {"study": "Chen 2023"} | spray,
        ),
    ]
    return {item.key: item for item in found}

"""How the teaching cascade and the E-I network compare with what was seen: misses included.

Columns, kinds and rules are those of models/validation.py. The cascade has no unit that anybody measured, so
most rows compare a time or a direction. Trial rows come from validation_nmda.validation_table("cascade").
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from .. import evidence
from . import cascade as downstream
from . import ei_network, ketamine, validation_nmda
from .validation import CALIBRATION, CONSTRUCTION, PREDICTION, between, comparison, in_range, within_points

#: How high a curve still counts as raised, as a share of its peak: our reading.
STILL_UP = 1 / 10
#: How much counts as nearly all: our reading.
NEARLY_ALL = 9 / 10
#: How near a time counts as agreement [min]: our reading.
NEAR_MIN = 10
#: A change of structure that a scan could overlook: our reading.
UNSEEN = 1 / 10
#: A share of interneurons' receptors in the middle of what the explorer offers.
SOME_BLOCK = 3 / 10


def validation_table() -> pd.DataFrame:
    """Return the comparison; columns as in validation.validation_table()."""
    rows = [*_trials(), *_times(), *_directions()]
    return pd.DataFrame(rows)


def _trials() -> Iterable[dict]:
    yield from validation_nmda.validation_table("cascade").to_dict("records")
    yield validation_nmda._trial_row(
        "effect at 48 h",
        "tr-diazgranados-2010-02",
        CALIBRATION,
        "lies between two points that the constants were picked for; people with bipolar depression",
    )


def _times() -> Iterable[dict]:
    time = np.linspace(0, 336, 13441)
    run = downstream.cascade(time)
    yield comparison(
        "glutamate peaks after",
        "cascade.milak2016.t_peak",
        ketamine.MINUTES_PER_HOUR * time[run.G.argmax()],
        within_points(NEAR_MIN),
        PREDICTION,
        "the model peaks when the infusion ends; 11 people, one region",
        published="about 26",
    )
    yield comparison(
        "most spines, one dose, at",
        "cascade.modasava2019.t_spine",
        time[run.S.argmax()],
        in_range,
        PREDICTION,
        "the model is late; mice, second-hand; seen was when spines formed, not when there were most",
    )
    late = evidence.parameter("cascade.phoumthipphavong2016.t_spine")
    left = float(np.interp(late.value * downstream.DAY_H, time, run.S) / run.S.max())
    yield comparison(
        "spines left after two weeks, share of their peak",
        late.id,
        left,
        between(STILL_UP, 1.0),
        PREDICTION,
        "the model's spines go too soon for these mice",
        "share",
        "still higher",
    )
    yield comparison(
        "spines gained at 24 h",
        "downstream.holmes2022.SV2A_ketamine",
        float(np.interp(downstream.DAY_H, time, run.S)),
        between(0.0, UNSEEN),
        PREDICTION,
        "people, a marker of synapses in whole regions; the model's unit is its own",
        "share",
        "no measurable change",
    )


def _directions() -> Iterable[dict]:
    blocked = downstream.cascade(downstream.DAY_H, ampa_blocked=True).relative[0]
    yield _finding_row(
        "effect at 24 h with AMPA receptors blocked, share of intact",
        "fi-ketamine-mechanism-04",
        blocked,
        "smaller",
        CONSTRUCTION,
        "the switch sets the gain to zero; how much smaller the effect became in mice is not in the abstract",
        0.0,
        NEARLY_ALL,
    )
    start, intact = (downstream.cascade(1.0, spines_prevented=switch).E[0] for switch in (True, False))
    yield _finding_row(
        "effect at 1 h with new spines prevented, share of intact",
        "fi-ketamine-mechanism-08",
        start / intact,
        "start kept",
        CONSTRUCTION,
        "spines come last in the model",
        NEARLY_ALL,
        1.0,
    )
    week = 7 * downstream.DAY_H
    kept, whole = (downstream.cascade(week, spines_prevented=switch).E[0] for switch in (True, False))
    yield _finding_row(
        "effect at one week with new spines prevented, share of intact",
        "fi-ketamine-mechanism-08",
        kept / whole,
        "lost",
        CONSTRUCTION,
        "nothing else in the model lasts",
        0.0,
        STILL_UP,
    )
    rest, quiet = ei_network.fixed_point(), ei_network.blocked(SOME_BLOCK, "interneurons")
    yield _finding_row(
        "pyramidal cells with 30 % of interneurons' receptors blocked, times rest",
        "fi-ketamine-mechanism-02",
        float(quiet.rE / rest.rE),
        "fire more",
        PREDICTION,
        "rats given MK-801; the direction only",
        1.0,
        np.inf,
    )
    yield _finding_row(
        "interneurons with 30 % of their own receptors blocked, times rest",
        "fi-ketamine-mechanism-02",
        float(quiet.rI / rest.rI),
        "clearly quieter",
        PREDICTION,
        "in the settled network the busier pyramidal cells drive them nearly back",
        0.0,
        NEARLY_ALL,
    )
    even = ei_network.blocked(SOME_BLOCK, "both")
    yield _finding_row(
        "pyramidal cells with both cell types blocked alike, times rest",
        "fi-ketamine-mechanism-02",
        float(even.rE / rest.rE),
        "fire more",
        PREDICTION,
        "unless block weighs more on interneurons, this network goes the other way",
        1.0,
        np.inf,
    )


def _finding_row(
    quantity: str, id: str, model: float, published: str, kind: str, note: str, low: float, high: float
) -> dict:
    """Compare with a finding in words; low and high are our reading of them."""
    seen = evidence.one("findings", id=id)
    words = f"{low:g} or more" if np.isinf(high) else f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return {
        "quantity": quantity,
        "published": published,
        "model": model,
        "unit": "times" if quantity.endswith("times rest") else "share",
        "tolerance": f"{words} (our reading)",
        "agrees": bool(low <= model <= high),
        "kind": kind,
        "note": note,
        "source": seen["source"],
        "status": seen["status"],
        "low": low,
        "high": high,
        "id": id,
    }

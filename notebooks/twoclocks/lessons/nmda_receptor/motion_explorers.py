"""Lesson 02: the explorer of single channels, and the sentence that says what it shows."""

from __future__ import annotations

import numpy as np

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.sentences import sentences
from ...models import stochastic_synapse as model
from ...models.single_channels import BLOCKED, CLOSED, MAGNESIUM, OPEN, TRAPPED
from . import motion

words = sentences(__file__)

SECONDS = tuple(np.arange(0, motion.LAST + 0.25, 0.5).tolist())
STORED = (2.0, 7.0, 10.0, 16.0, 18.0, 20.0, 24.0, 27.0, 30.0)


def readout(result: model.Record, values: dict) -> str:
    """Return one sentence: what the ten channels do, how many should hold ketamine by the rate equation, and why."""
    said, experiment = words["explorer.02-in-motion.readout"], values["experiment"]
    counts = {
        "second": result.second,
        "open": result.count(OPEN),
        "plugged": result.count(MAGNESIUM),
        "closed": result.count(CLOSED),
    }
    if experiment == "none":
        return said("none", **counts)
    if result.second <= result.turns[0]:
        return said("before", **counts)
    counts |= {
        "blocked": result.count(*BLOCKED),
        "trapped": result.count(TRAPPED),
        "rate": float(result.blocked_rate[result.now]),
    }
    if result.second <= result.turns[1]:
        return said(f"drug.{values['cell']}", since=counts.pop("second") - result.turns[0], **counts)
    return said(f"wash.{experiment}", since=counts.pop("second") - result.turns[1], **counts)


def channels_in_motion() -> Explorer:
    """Return the explorer of ten channels, glutamate, magnesium and ketamine, with the record of one of them."""
    return explore(
        motion.draw_record,
        axes=motion.record_axes,
        size=(9.2, 6.4),
        **words["explorer.02-in-motion"].part(),
        controls=[
            choice("experiment", words("control.experiment.label"), "drug", words.each("control.experiment.options")),
            slider(
                "second", words("control.second.label"), "time", SECONDS, 16.0, lambda s: f"{s:g} s", STORED, plays=True
            ),
            choice(
                "cell",
                words("control.cell.label"),
                "person",
                words.each("control.cell.options"),
                stored=("depolarised", "rest"),
            ),
        ],
        model=model.record,
        readout=readout,
    )

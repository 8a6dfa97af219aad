"""Lesson 02: the explorer of single channels, and the sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from ...kit.controls import slider
from ...kit.explorer import Explorer, explore
from ...kit.sentences import sentences
from ...models import stochastic_synapse as model
from ...models.single_channels import BLOCKED, CLOSED, MAGNESIUM, OPEN, TRAPPED
from . import motion

words = sentences(__file__)

SECONDS = tuple(np.arange(0, model.LONGEST + 0.25, 0.5).tolist())
STORED = (3.0, 7.0, 10.0, 13.0, 16.0, 21.0, 24.0, 27.0, 30.0, 36.0)


def readout(result: model.Record, values: dict) -> str:
    """Return one sentence: what the ten channels do, how many should hold ketamine by the rate equation, and why."""
    said, (drug, silent, active) = words["explorer.02-in-motion.readout"], model.TURNS
    counts = {"open": result.count(OPEN), "closed": result.count(CLOSED)}
    plugged = {"plugged": result.count(MAGNESIUM)}
    if result.second <= drug:
        return said("before", second=result.second, **plugged, **counts)
    counts |= {
        "blocked": result.count(*BLOCKED),
        "trapped": result.count(TRAPPED),
        "rate": float(result.blocked_rate[result.now]),
    }
    counts |= {} if values["cell"] == "bare" and result.second <= silent else plugged
    if result.second <= silent:
        return said(f"drug.{values['cell']}", since=result.second - drug, **counts)
    if result.second <= active:
        return said("wash.silent", since=result.second - silent, **counts)
    return said("wash.active", since=result.second - active, **counts)


@cache
def _settings(ketamine: float, releases: float) -> tuple[Callable, Callable]:
    """How such an experiment is drawn and run: the same functions for the same one, so that its picture is kept."""
    given = {"ketamine": ketamine, "releases": releases}
    return partial(motion.draw_record, **given), partial(model.record, **given)


def channels_in_motion(ketamine: float = model.BATH, releases: float = model.RELEASES) -> Explorer:
    """Return the explorer of ten channels with the recording of one.

    ketamine: in the bath [uM, 0.1 to 100]; releases of glutamate per second [1 to 100].
    """
    draw, run = _settings(float(ketamine), float(releases))
    voltages = words.each("control.cell.options")
    return explore(
        draw,
        axes=motion.record_axes,
        size=(8.2, 5.5),
        **words["explorer.02-in-motion"].part(),
        controls=[
            slider(
                "second", words("control.second.label"), "time", SECONDS, 16.0, lambda s: f"{s:g} s", STORED, plays=True
            ),
            slider(
                "cell",
                words("control.cell.label"),
                "person",
                tuple(voltages),
                "depolarised",
                voltages.__getitem__,
                stored=("rest", "depolarised"),
            ),
        ],
        model=run,
        readout=readout,
    )

"""Lesson 01: the explorer of two synapses in motion, and the sentence that says what it shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.sentences import sentences
from ...models import stochastic_synapse as model
from . import motion

words = sentences(__file__)


def readout(result: model.Both, values: dict) -> str:
    """Return one sentence: the drawn synapses in counts, and their average beside the rate equation."""
    said = words["explorer.01-in-motion.readout"]
    counts = {
        "open": result.open_now,
        "outside": result.serotonin.outside,
        "moment": motion.span(result.moment),
        "released": model.BURST * model.PER_SPIKE,
        "rate": float(result.open_rate[result.now]),
        "left_rate": float(result.outside_rate[result.now]),
    }
    if values["drugs"] == "both":
        counts["blocked"] = result.blocked_now
    if result.averaged == 1:
        counts |= {"taken": result.serotonin.taken, "lost": result.serotonin.lost}
        return said(f"one.{values['drugs']}", **counts)
    averages = {"share": float(result.open_share[result.now]), "left": float(result.outside[result.now])}
    return said(f"many.{values['drugs']}", averaged=result.averaged, **counts, **averages)


def two_synapses_in_motion() -> Explorer:
    """Return the explorer of a glutamate and a serotonin synapse after the same burst of spikes."""
    return explore(
        motion.draw_motion,
        axes=motion.motion_axes,
        size=(9.2, 6.0),
        **words["explorer.01-in-motion"].part(),
        controls=[
            choice("drugs", words("control.drugs.label"), "drug", words.each("control.drugs.options")),
            slider(
                "after_spike", words("control.after_spike.label"), "time", model.MOMENTS, 0.1, motion.span, plays=True
            ),
            choice(
                "averaged",
                words("control.averaged.label"),
                "view",
                {count: str(count) for count in model.AVERAGED},
                stored=(1, 1000),
            ),
        ],
        model=lambda drugs, after_spike, averaged: model.both(after_spike, drugs, averaged),
        readout=readout,
    )

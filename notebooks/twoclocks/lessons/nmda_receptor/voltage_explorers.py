"""Lesson 02: the explorers of the channel without drug, and the sentence under each."""

from __future__ import annotations

from ... import evidence
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...models import receptor_runs as runs
from . import drawings
from .look import percent, volts

words = sentences(__file__)

MAGNESIUM = (0.0, 0.1, 0.5, 1.0, 2.0, 4.0)


def _milliseconds(value: float) -> str:
    return f"{value:.0f} ms".replace("-", "−")


def _teaching(name: str) -> float:
    return float(evidence.parameter(f"synapse.teaching.{name}"))


# Magnesium block -------------------------------------------------------------------------------------


def plug_readout(result: runs.Plug, values: dict) -> str:
    """Return one sentence: how much of the time the pore is free, what flows, and why."""
    said = words["explorer.02-magnesium"]
    here, side = volts(result.voltage), said("side.inward" if result.voltage < 0 else "side.outward")
    if result.voltage == 0:
        return said("readout.zero", free=percent(result.free))
    if result.magnesium == 0:
        return said("readout.bare", here=here, bare=abs(result.bare), side=side)
    open_to_all = "inward" if result.voltage < 0 else "outward"
    case = "low" if result.free < 0.25 else "middle" if result.free < 0.7 else open_to_all
    return said(
        f"readout.{case}",
        here=here,
        magnesium=result.magnesium,
        free=percent(result.free),
        current=abs(result.current),
        bare=abs(result.bare),
        side=side,
    )


@takes_model("mV", "pA per nS", on=1)
def magnesium() -> Explorer:
    """Return the explorer of magnesium block: the pore, and current against membrane potential."""
    return explore(
        drawings.draw_plug,
        axes=drawings.plug_axes,
        size=(9.2, 4.6),
        **words["explorer.02-magnesium"].part(),
        controls=[
            slider(
                "magnesium",
                words("control.magnesium.label"),
                "dose",
                MAGNESIUM,
                float(evidence.parameter("jahrstevens1990.Mg_out")),
                lambda mg: f"{mg:g} mM",
                stored=(0.0, 1.0, 4.0),
            ),
            slider(
                "voltage",
                words("control.voltage.label"),
                "person",
                tuple(float(v) for v in range(-80, 41, 5)),
                _teaching("V_rest"),
                volts,
                stored=(-80.0, -65.0, -40.0, -30.0, -20.0, 0.0, 20.0, 40.0),
            ),
        ],
        model=runs.plug,
        readout=plug_readout,
    )


# Both at once ----------------------------------------------------------------------------------------


def pairing_readout(result: runs.Pairing, values: dict) -> str:
    """Return one sentence: how many channels conduct, against glutamate alone, and why."""
    said = words["explorer.02-coincidence.readout"]
    step, delay, alone = volts(values["depolarised_to"]), values["delay"], percent(result.alone)
    if not values["glutamate"]:
        return said("none")
    if values["depolarised_to"] == _teaching("V_rest"):
        return said("rest", opened=percent(float(result.opened.max())), step=step, alone=alone)
    if result.peak > 1.01 * result.alone:
        ratio = result.peak / result.alone
        return said("overlap", step=step, delay=_milliseconds(delay), peak=percent(result.peak), ratio=ratio)
    if delay < 0:
        return said("before", step=step, alone=alone)
    return said("late", step=step, delay=_milliseconds(delay), alone=alone)


@takes_model("ms after glutamate", "% conducting", on=2)
def coincidence() -> Explorer:
    """Return the explorer of coincidence: glutamate, membrane potential and the time between them."""
    return explore(
        drawings.draw_pairing,
        axes=drawings.pairing_axes,
        size=(9.2, 4.8),
        **words["explorer.02-coincidence"].part(),
        controls=[
            choice(
                "glutamate",
                words("control.glutamate.label"),
                "dose",
                {1: words("control.glutamate.options.one"), 0: words("control.glutamate.options.none")},
            ),
            slider(
                "delay",
                words("control.delay.label"),
                "time",
                (-100.0, -75.0, -50.0, -25.0, 0.0, 20.0, 50.0, 100.0, 150.0, 200.0, 300.0),
                20.0,
                _milliseconds,
                stored=(-100.0, -25.0, 20.0, 100.0, 300.0),
            ),
            slider(
                "depolarised_to",
                words("control.depolarised_to.label"),
                "person",
                (-65.0, -50.0, -40.0, -30.0, -20.0, -10.0, 0.0),
                _teaching("V_paired"),
                volts,
                stored=(-65.0, -40.0, -10.0),
            ),
        ],
        model=runs.pairing,
        readout=pairing_readout,
    )

"""Lesson 05: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.shared_controls import MULTIPLES, times
from ...kit.style import time_label
from ...models import cascade as downstream
from ...models import ei_network, hysteresis
from . import chain, circuit, loop
from .look import TARGETS

HOURS = (1 / 12, 1 / 6, 1 / 3, 2 / 3, 1.0, 1.5, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0, 168.0, 336.0)
EFFECTS = {
    "lags": "mood, in the teaching cascade",
    "follows": "feeling unreal (follows the level)",
    "fades": "an invented one that fades (tolerance)",
}
BLOCKS = tuple(percent / 100 for percent in range(0, 61, 5))
#: Below this effect [SD] nothing is left to speak of.
NOTHING = 0.05


def percent(share: float) -> str:
    """Return a share in words: "30 %"."""
    return f"{100 * share:.0f} %"


# Effect against level --------------------------------------------------------------------------------


def _run_loop(since_start: float, effect_kind: str) -> hysteresis.Loop:
    return hysteresis.loop(effect_kind)


def _level_words(level: float) -> str:
    return f"{level:.0f} ng/mL" if level >= 1 else "under 1 ng/mL"


def loop_readout(result: hysteresis.Loop, values: dict) -> str:
    """Return one sentence: level and effect now, and the effect at the same level on the way up."""
    hours, kind = values["since_start"], values["effect_kind"]
    level, effect = result.at(hours)
    when = f"{time_label(hours)} after the start the level is {_level_words(level)}"
    earlier = result.same_level_earlier(hours)
    if kind == "follows":
        return (
            f"{when} and the effect is at {percent(effect)} of its peak, the same on the way up and on the "
            "way down, because this effect has no memory."
        )
    if np.isnan(earlier):
        if kind == "lags":
            return f"{when} but the mood effect is only {effect:.2f} SD, because slower steps have hardly begun."
        return f"{when} and the invented effect is at {percent(effect)}, because the body is not used to it yet."
    if kind == "lags":
        if effect < NOTHING:
            return f"{when} and the mood effect is {effect:.2f} SD, because the slow steps have faded as well."
        return (
            f"{when} while the mood effect is {effect:.2f} SD, against {earlier:.2f} SD at that level on "
            "the way up, because slower steps carry on what the drug began."
        )
    return (
        f"{when} and the invented effect is at {percent(effect)}, against {percent(earlier)} at that level "
        "on the way up, because the body has got used to the drug."
    )


def hysteresis_loop() -> Explorer:
    """Return the explorer of effect against level."""
    return explore(
        loop.draw_loop,
        axes=loop.loop_axes,
        size=(9.2, 4.6),
        name="05-hysteresis",
        title="Effect against level: three loops",
        controls=[
            slider("since_start", "Time since the start of the infusion", "time", HOURS, 4.0, time_label),
            choice("effect_kind", "Effect", "view", EFFECTS),
        ],
        model=_run_loop,
        readout=loop_readout,
        alt="Left: the level of ketamine and an effect against time on a log axis from five minutes to two weeks. "
        "Right: the effect against the level, a curve with times written along it; a diamond marks the chosen time.",
    )


# Two cell types --------------------------------------------------------------------------------------


def _run_network(network_target: str, network_block: float) -> ei_network.Rates:
    return ei_network.blocked(network_block, network_target)


def network_readout(result: ei_network.Rates, values: dict) -> str:
    """Return one sentence: the rates, against rest, and why they moved."""
    target, block, rest = values["network_target"], values["network_block"], ei_network.fixed_point()
    rE, rI = float(result.rE), float(result.rI)
    if block == 0:
        return (
            f"With nothing blocked pyramidal cells settle at {rE:.1f} spikes/s and interneurons at "
            f"{rI:.1f}, because excitation and brake are in balance."
        )
    why = {
        "interneurons": "because the brake gets less drive",
        "pyramidal": "because they excite each other less",
        "both": "because they lose more of their own excitation than of the brake",
    }[target]
    where = {"interneurons": "on interneurons", "pyramidal": "on pyramidal cells", "both": "on both cell types"}[target]
    return (
        f"With {percent(block)} of the NMDA receptors {where} blocked, pyramidal cells settle at {rE:.1f} spikes/s "
        f"instead of {float(rest.rE):.1f}, {why}; interneurons settle at {rI:.1f} instead of {float(rest.rI):.1f}."
    )


def network() -> Explorer:
    """Return the explorer of the E-I network: the disinhibition argument, and its weak point."""
    return explore(
        circuit.draw_network,
        axes=circuit.network_axes,
        size=(9.2, 5.0),
        name="05-disinhibition",
        title="Blocking NMDA receptors on two cell types",
        controls=[
            choice("network_target", "Receptors blocked on", "drug", TARGETS),
            slider("network_block", "Share of NMDA receptors blocked there", "dose", BLOCKS, 0.3, percent),
        ],
        model=_run_network,
        readout=network_readout,
        alt="Left: a pyramidal cell that excites itself and an interneuron, and an interneuron that brakes it, with "
        "the NMDA receptors on both, bars for how many are blocked, and strips of spikes. Right: the rate of pyramidal "
        "cells against the share blocked, for three choices of target; a diamond marks the chosen one.",
    )


# The cascade -----------------------------------------------------------------------------------------

_TIME = np.geomspace(1 / 6, hysteresis.LAST_H, 300)


def _run_cascade(infusion_dose: float, ampa: bool, spines: bool, inverted: bool) -> downstream.Cascade:
    dose = infusion_dose * float(evidence.parameter("trial.infusion.dose"))
    return downstream.cascade(_TIME, dose, ampa, spines, inverted)


def cascade_readout(result: downstream.Cascade, values: dict) -> str:
    """Return one sentence: the effect at a day and a week, and which step is to thank or to blame."""
    day, week = (float(np.interp(hours, result.time, result.relative)) for hours in (24.0, 168.0))
    dose, most = times(values["infusion_dose"]), percent(result.block.max())
    if values["ampa"]:
        return (
            f"At {dose} the trial dose the block still peaks at {most}, but the effect stays at {day:.2f} "
            "SD, because nothing passes AMPA receptors to start the fast change."
        )
    turned = ", the drive bent down at a high block," if values["inverted"] else ""
    start = f"At {dose} the trial dose{turned} the effect is {day:.2f} SD after a day"
    start += f" and {week:.2f} SD after a week"
    if values["spines"]:
        return f"{start}, because without new spines nothing keeps what the fast change began."
    left = percent(float(np.interp(168.0, result.time, result.S)))
    return f"{start}, because spines ({left} of the most possible at a week) keep what the fast change began."


def cascade() -> Explorer:
    """Return the explorer of the illustrative cascade with its switches."""
    return explore(
        chain.draw_cascade,
        axes=chain.cascade_axes,
        size=(9.2, 5.2),
        name="05-cascade",
        title="From hours of block to days of effect, illustrative",
        controls=[
            slider("infusion_dose", "Dose (multiple of the trial dose)", "dose", MULTIPLES, 1.0, times),
            choice("inverted", "A high block drives", "view", {False: "more", True: "less (inverted U)"}),
            choice("ampa", "AMPA receptors", "view", {False: "intact", True: "blocked"}),
            choice("spines", "New spines", "view", {False: "allowed", True: "prevented"}),
        ],
        model=_run_cascade,
        readout=cascade_readout,
        alt="On top the chain from block to spines, crossed where it is cut. Left: block, fast change and "
        "spines against time on a log axis from ten minutes to two weeks. Right: the effect that they "
        "give, thick, the intact cascade in grey, and three trial points with intervals.",
    )

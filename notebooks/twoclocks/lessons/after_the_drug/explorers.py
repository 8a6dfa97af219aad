"""Lesson 05: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit.controls import Control, choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...kit.shared_controls import infusion_dose as dose_control
from ...kit.shared_controls import times
from ...kit.style import time_label
from ...models import cascade as downstream
from ...models import ei_network, hysteresis
from . import chain, circuit, loop
from .look import TARGETS

words = sentences(__file__)

HOURS = (1 / 12, 1 / 6, 1 / 3, 2 / 3, 1.0, 1.5, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0, 168.0, 336.0)
STORED_HOURS = (1 / 6, 2 / 3, 1.0, 2.0, 4.0, 24.0, 168.0, 336.0)
BLOCKS = tuple(percent / 100 for percent in range(0, 61, 5))
STORED_BLOCKS = (0.3, 0.6)
AMPA_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)
STORED_SHARES = (0.0, 0.8)
#: Below this effect [SD] nothing is left to speak of.
NOTHING = 0.05
#: Rates [spikes/s] nearer to rest than this are said to stay.
SAME_RATE = 0.05


def percent(share: float) -> str:
    """Return a share in words: "30 %"."""
    return f"{100 * share:.0f} %"


def _switch(name: str, stored: tuple = ()) -> Control:
    options = words.each(f"control.{name}.options")
    label = words(f"control.{name}.label")
    return choice(name, label, "view", {False: options["no"], True: options["yes"]}, stored=stored)


# Effect against plasma concentration -----------------------------------------------------------------


def _run_loop(since_start: float, effect_kind: str) -> hysteresis.Loop:
    return hysteresis.loop(effect_kind)


def loop_readout(result: hysteresis.Loop, values: dict) -> str:
    """Return one sentence: concentration and effect now, and the effect at that concentration while it rose."""
    said, kind, hours = words["explorer.05-hysteresis"], values["effect_kind"], values["since_start"]
    level, effect = result.at(hours)
    places = {
        "since": hours,
        "amount": said("amount", amount=level) if level >= 1 else said("little"),
        "effect": effect,
    }
    if kind == "follows":
        return said("readout.follows", **places)
    earlier = result.same_level_earlier(hours)
    if np.isnan(earlier):
        lost = {} if kind == "lags" else {"lost": 1 - effect * result.level.max() / level}
        return said(f"readout.{kind}.rising", **places, **lost)
    if kind == "lags":
        return (
            said("readout.lags.gone", **places)
            if effect < NOTHING
            else said("readout.lags.outlasts", **places, earlier=earlier)
        )
    if percent(effect) == percent(earlier):
        return said("readout.fades.gone", **places)
    return said("readout.fades.tolerance", **places, earlier=earlier)


@takes_model(**words.each("explorer.05-hysteresis.own"), on=0)
def hysteresis_loop() -> Explorer:
    """Return the explorer of effect against plasma concentration."""
    return explore(
        loop.draw_loop,
        axes=loop.loop_axes,
        size=(9.2, 4.6),
        **words["explorer.05-hysteresis"].part(),
        controls=[
            slider(
                "since_start", words("control.since_start.label"), "time", HOURS, 4.0, time_label, stored=STORED_HOURS
            ),
            choice(
                "effect_kind", words("control.effect_kind.label"), "view", words.each("control.effect_kind.options")
            ),
        ],
        model=_run_loop,
        readout=loop_readout,
    )


# Two cell types --------------------------------------------------------------------------------------


def _run_network(network_target: str, network_block: float, ampa_share: float) -> ei_network.Rates:
    return ei_network.blocked(network_block, network_target, ampa_share)


def network_readout(result: ei_network.Rates, values: dict) -> str:
    """Return one sentence: the firing rates, against rest, and why they moved."""
    said, target, rest = words["explorer.05-disinhibition.readout"], values["network_target"], ei_network.fixed_point()
    rE, rI = float(result.rE), float(result.rI)
    if values["network_block"] == 0:
        return said("none", rE=rE, rI=rI)
    places = {"block": values["network_block"], "restE": float(rest.rE), "rI": rI, "restI": float(rest.rI)}
    if target != "both":
        return said(target, **places, rE=rE)
    if abs(rE - places["restE"]) < SAME_RATE:
        return said("both.same", **places)
    if rE < places["restE"]:
        return said("both.less", **places, rE=rE)
    return said("both.more", **places, rE=rE, share=values["ampa_share"])


@takes_model(**words.each("explorer.05-disinhibition.own"), on=1)
def network() -> Explorer:
    """Return the explorer of the E-I network: the disinhibition argument, and what it rests on."""
    block, share = (words(f"control.{name}.label") for name in ("network_block", "ampa_share"))
    return explore(
        circuit.draw_network,
        axes=circuit.network_axes,
        size=(9.2, 5.0),
        **words["explorer.05-disinhibition"].part(),
        controls=[
            choice("network_target", words("control.network_target.label"), "drug", TARGETS),
            slider("network_block", block, "dose", BLOCKS, 0.3, percent, stored=STORED_BLOCKS),
            slider("ampa_share", share, "view", AMPA_SHARES, 0.0, percent, stored=STORED_SHARES),
        ],
        model=_run_network,
        readout=network_readout,
    )


# The cascade -----------------------------------------------------------------------------------------

_TIME = np.geomspace(1 / 6, hysteresis.LAST_H, 300)


def _run_cascade(infusion_dose: float, ampa: bool, spines: bool, inverted: bool) -> downstream.Cascade:
    dose = infusion_dose * float(evidence.parameter("trial.infusion.dose"))
    return downstream.cascade(_TIME, dose, ampa, spines, inverted)


def cascade_readout(result: downstream.Cascade, values: dict) -> str:
    """Return one sentence: the effect at a day and a week, and which step keeps it or is missing."""
    said = words["explorer.05-cascade.readout"]
    day, week = (float(np.interp(hours, result.time, result.relative)) for hours in (24.0, 168.0))
    places = {"dose": times(values["infusion_dose"]), "day": day}
    if values["ampa"]:
        return said("ampa", **places, most=result.block.max())
    way = "inverted" if values["inverted"] else "straight"
    if values["spines"]:
        return said(f"{way}.lost", **places, week=week)
    return said(f"{way}.kept", **places, week=week, left=float(np.interp(168.0, result.time, result.S)))


@takes_model(**words.each("explorer.05-cascade.own"), on=2)
def cascade() -> Explorer:
    """Return the explorer of the illustrative cascade with its switches."""
    return explore(
        chain.draw_cascade,
        axes=chain.cascade_axes,
        size=(9.2, 5.2),
        **words["explorer.05-cascade"].part(),
        controls=[
            dose_control(stored=(0.2, 1.0)),
            _switch("inverted", stored=(False,)),
            _switch("ampa"),
            _switch("spines"),
        ],
        model=_run_cascade,
        readout=cascade_readout,
    )

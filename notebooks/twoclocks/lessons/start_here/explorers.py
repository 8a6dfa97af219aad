"""Lesson 00: the on-ramp explorer and the sentence that says what it shows."""

from __future__ import annotations

import numpy as np

from ...kit import style
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...models import two_clocks as model
from . import charts, drawings

words = sentences(__file__)

MOMENTS = (1 / 60, 5 / 60, 20 / 60, 40 / 60, 1, 2, 4, 8, 24, 72, 168, 336, 672, 1008, 2016)
STORED_MOMENTS = (1 / 60, 20 / 60, 40 / 60, 1, 2, 4, 8, 24, 72, 168, 336, 672, 1008, 2016)


def _trials(hours: float) -> tuple[str, dict[str, float]]:
    """Return what pooled trials say of both drugs at one time, as a key and what fills its places."""
    ketamine = charts.span("ketamine")
    # The first row says 0.667 h, the slider 40/60.
    if hours < ketamine.first and not np.isclose(hours, ketamine.first, rtol=1e-2):
        found = "not_yet"
    elif hours <= ketamine.last:
        found = "ahead"
    else:
        found = "fading" if hours < ketamine.gone else "gone"
    if hours < charts.span("ssri").first:
        return f"{found}.early", {}
    known = [effect for effect in charts.effects("ssri") if effect.hours <= hours][-1]
    measured = np.isclose(known.hours, hours) or known.share == 1
    return f"{found}.{'measured' if measured else 'at_least'}", {"gain": known.share}


def _amount(ng_per_ml: float) -> str:
    """Return a plasma concentration in words; below 1 ng/mL the digits would promise too much."""
    said = words["explorer.00-on-ramp"]
    return said("amount", amount=ng_per_ml) if ng_per_ml >= 1 else said("little")


def readout(result: dict[str, model.Moment], values: dict[str, object]) -> str:
    """Return one sentence on the chosen moment, as far as the layers show it: in plasma, on the target, downstream, trials."""
    said, layers = words["explorer.00-on-ramp.readout"], values["layers"]
    places = {"moment": values["moment"]}
    for drug, moment in result.items():
        places[f"{drug}_level"] = moment.level_share
        if charts.LAYERS[layers] < charts.LAYERS["after"]:
            places[f"{drug}_amount"] = _amount(moment.level)
        if charts.LAYERS[layers] >= charts.LAYERS["block"]:
            places[f"{drug}_block"] = moment.block_share if drug == "ketamine" else moment.block
        if charts.LAYERS[layers] >= charts.LAYERS["after"]:
            places[f"{drug}_after"] = moment.after_share
    if layers != "trials":
        return said(layers, **places)
    case, gain = _trials(values["moment"])
    return said(f"trials.{case}", **places, **gain)


@takes_model(**words.each("explorer.00-on-ramp.own"), on=2)
def two_clocks() -> Explorer:
    """Return the on-ramp explorer: one moment between a minute and twelve weeks, four layers."""
    return explore(
        drawings.draw_two_clocks,
        axes=charts.clock_axes,
        size=(9.2, 6.6),
        **words["explorer.00-on-ramp"].part(),
        controls=[
            slider(
                "moment",
                words("control.moment.label"),
                "time",
                MOMENTS,
                40 / 60,
                style.time_label,
                stored=STORED_MOMENTS,
                plays=True,
            ),
            choice("layers", words("control.layers.label"), "view", words.each("control.layers.options")),
        ],
        model=model.two_clocks,
        readout=readout,
    )

"""Lesson 02: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ..charts.nmda_receptor import five_doors
from ..charts.nmda_receptor_block import one_way_leak, two_routes
from ..charts.nmda_receptor_dish import voltage_and_magnesium
from ..charts.nmda_receptor_potency import potency, subunits
from .getting_there_words import unbound_note
from .nmda_receptor_checks import check_activity, check_argument, check_competition
from .nmda_receptor_door import coincidence, magnesium
from .nmda_receptor_explorers import four_states, plasma_to_block, trapping
from .nmda_receptor_predictions import predict_activity, predict_share
from .nmda_receptor_words import (
    calcium_note,
    cells_note,
    competition_note,
    constructions,
    hours_note,
    membrane_note,
    predictions,
    rates_note,
    scans_note,
    sources,
)

__all__ = [
    "EXPLORERS",
    "calcium_note",
    "cells_note",
    "check_activity",
    "check_argument",
    "check_competition",
    "coincidence",
    "competition_note",
    "constructions",
    "five_doors",
    "four_states",
    "hours_note",
    "magnesium",
    "membrane_note",
    "one_way_leak",
    "plasma_to_block",
    "potency",
    "predict_activity",
    "predict_share",
    "predictions",
    "rates_note",
    "scans_note",
    "sources",
    "subunits",
    "trapping",
    "two_routes",
    "unbound_note",
    "voltage_and_magnesium",
]

EXPLORERS = {
    "02-magnesium": magnesium,
    "02-coincidence": coincidence,
    "02-trapping": trapping,
    "02-four-states": four_states,
    "02-plasma-to-block": plasma_to_block,
}

"""Lesson 02: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ...kit.shared_notes import unbound_note
from .block import one_way_leak, two_routes
from .charts import five_doors
from .dish import voltage_and_magnesium
from .door_explorers import coincidence, magnesium
from .exercises import check_activity, check_argument, check_competition
from .explorers import four_states, plasma_to_block, trapping
from .motion_explorers import channels_in_motion
from .potency_charts import potency, subunits
from .predictions import predict_activity, predict_share
from .words import (
    calcium_note,
    cells_note,
    competition_note,
    constructions,
    hours_note,
    membrane_note,
    model_predictions,
    rates_note,
    scans_note,
    sources,
)

EXPLORERS = {
    "02-magnesium": magnesium,
    "02-coincidence": coincidence,
    "02-trapping": trapping,
    "02-four-states": four_states,
    "02-plasma-to-block": plasma_to_block,
    "02-in-motion": channels_in_motion,
}

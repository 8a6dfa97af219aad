"""Lesson 02: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .block import one_way_leak, two_routes
from .charts import channel_states
from .dish import voltage_and_magnesium
from .exercises import check_activity, check_argument, check_competition
from .explorers import four_states, plasma_to_block, trapping
from .motion_explorers import channels_in_motion
from .potency_charts import potency, subunits
from .predictions import predict_activity, predict_share
from .voltage_explorers import coincidence, magnesium
from .words import cells_note, check_against_the_world, membrane_note, remember_note, scans_note, sources, two_blockers

EXPLORERS = {
    "02-magnesium": magnesium,
    "02-coincidence": coincidence,
    "02-trapping": trapping,
    "02-four-states": four_states,
    "02-plasma-to-block": plasma_to_block,
    "02-in-motion": channels_in_motion,
}

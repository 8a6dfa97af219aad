"""Lesson 08: everything that its cells call, gathered from the modules that make it."""

from ...kit.shared_notes import trip
from .charts import level_share, one_point, pressure, reports, what_was_seen
from .exercises import check_argument, check_clinic, check_threshold
from .explorers import crowd, doses, room
from .predictions import predict_feelings, predict_pressure
from .words import (
    calibrations,
    lasts_note,
    model_predictions,
    monitoring,
    not_for,
    pinned_note,
    serious_note,
    slow_note,
    sources,
    straight_note,
    told_note,
)

EXPLORERS = {"08-room": room, "08-crowd": crowd, "08-doses": doses}

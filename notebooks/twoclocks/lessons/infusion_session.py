"""Lesson 08: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ..charts.infusion_session import level_share, one_point, pressure, reports, what_was_seen
from .how_sure_notes import trip
from .infusion_session_checks import check_argument, check_clinic, check_threshold
from .infusion_session_explorers import crowd, doses, room
from .infusion_session_predictions import predict_feelings, predict_pressure
from .infusion_session_words import (
    calibrations,
    lasts_note,
    monitoring,
    not_for,
    pinned_note,
    predictions,
    serious_note,
    slow_note,
    sources,
    straight_note,
    told_note,
)

__all__ = [
    "EXPLORERS",
    "calibrations",
    "check_argument",
    "check_clinic",
    "check_threshold",
    "crowd",
    "doses",
    "lasts_note",
    "level_share",
    "monitoring",
    "not_for",
    "one_point",
    "pinned_note",
    "predict_feelings",
    "predict_pressure",
    "predictions",
    "pressure",
    "reports",
    "room",
    "serious_note",
    "slow_note",
    "sources",
    "straight_note",
    "told_note",
    "trip",
    "what_was_seen",
]

EXPLORERS = {"08-room": room, "08-crowd": crowd, "08-doses": doses}

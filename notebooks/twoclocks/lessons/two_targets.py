"""Lesson 01: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ..charts.two_targets import time_ladder, two_synapses
from ..charts.two_targets_answers import two_methods
from ..charts.two_targets_receptors import receptor_families
from .two_targets_checks import check_argument, check_block, check_doubling
from .two_targets_explorers import serotonin_pulse, spike_train, who_holds_what
from .two_targets_predictions import concept_check, predict_blocked, predict_closing
from .two_targets_words import calibrations, contested_note, nanomolar_note, predictions, scale_note, sources

__all__ = [
    "EXPLORERS",
    "calibrations",
    "check_argument",
    "check_block",
    "check_doubling",
    "concept_check",
    "contested_note",
    "nanomolar_note",
    "predict_blocked",
    "predict_closing",
    "predictions",
    "receptor_families",
    "scale_note",
    "serotonin_pulse",
    "sources",
    "spike_train",
    "time_ladder",
    "two_methods",
    "two_synapses",
    "who_holds_what",
]

EXPLORERS = {
    "01-spike-train": spike_train,
    "01-serotonin-pulse": serotonin_pulse,
    "01-who-holds-what": who_holds_what,
}

"""Lesson 01: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .answers import two_methods
from .charts import time_ladder, two_synapses
from .exercises import check_argument, check_block, check_doubling
from .explorers import drug_binding, serotonin_pulse, spike_train
from .motion import noise_to_curve
from .motion_explorers import two_synapses_in_motion
from .predictions import concept_check, predict_blocked, predict_closing
from .receptors import receptor_families
from .words import check_against_the_world, contested_note, sources

EXPLORERS = {
    "01-spike-train": spike_train,
    "01-serotonin-pulse": serotonin_pulse,
    "01-drug-binding": drug_binding,
    "01-in-motion": two_synapses_in_motion,
}

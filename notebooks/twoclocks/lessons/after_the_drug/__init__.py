"""Lesson 05: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ...kit.chains import chain_tables, chains_explorer
from .charts import seen_changing
from .curves import four_first_steps, two_slow_stories
from .exercises import check_experiment, check_preference, check_switches, experiments
from .explorers import cascade, hysteresis_loop, network
from .network_charts import preference
from .predictions import predict_drug_removed, predict_equal_block
from .words import (
    check_against_the_world,
    constants,
    deficit_note,
    ketamine_accounts,
    level_note,
    people_note,
    preference_note,
    serotonin_accounts,
    sources,
)

EXPLORERS = {
    "05-hysteresis": hysteresis_loop,
    "05-disinhibition": network,
    "05-cascade": cascade,
    "05-chains": chains_explorer,
}

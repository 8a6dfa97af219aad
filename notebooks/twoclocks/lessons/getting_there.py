"""Lesson 04: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from ..charts.getting_there import two_time_scales
from ..charts.getting_there_metabolites import metabolites
from ..charts.getting_there_models import five_models
from ..charts.getting_there_pills import filling_up, stopping
from ..charts.getting_there_routes import bioavailability
from .getting_there_checks import check_argument, check_sampling, check_weight
from .getting_there_explorers import daily_pill, infusion, population, routes
from .getting_there_predictions import predict_half, predict_plateau
from .getting_there_words import (
    calibrations,
    predictions,
    same_pill_three_sources,
    sampling_note,
    sources,
    spread_note,
    unbound_note,
)

__all__ = [
    "EXPLORERS",
    "bioavailability",
    "calibrations",
    "check_argument",
    "check_sampling",
    "check_weight",
    "daily_pill",
    "filling_up",
    "five_models",
    "infusion",
    "metabolites",
    "population",
    "predict_half",
    "predict_plateau",
    "predictions",
    "routes",
    "same_pill_three_sources",
    "sampling_note",
    "sources",
    "spread_note",
    "stopping",
    "two_time_scales",
    "unbound_note",
]

EXPLORERS = {
    "04-infusion": infusion,
    "04-routes": routes,
    "04-daily-pill": daily_pill,
    "04-population": population,
}

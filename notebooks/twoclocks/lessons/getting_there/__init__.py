"""Lesson 04: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .charts import two_time_scales
from .exercises import check_argument, check_sampling, check_weight
from .explorers import daily_pill, infusion, population, routes, two_drugs
from .metabolite_charts import metabolites
from .models import five_models
from .pills import filling_up, stopping
from .predictions import predict_half, predict_steady_day
from .route_charts import bioavailability
from .words import (
    check_against_the_world,
    citalopram_note,
    genes_note,
    ketamine_enzymes_note,
    same_pill_three_sources,
    sampling_note,
    sources,
    spread_note,
)

EXPLORERS = {
    "04-infusion": infusion,
    "04-routes": routes,
    "04-daily-pill": daily_pill,
    "04-population": population,
    "04-two-drugs": two_drugs,
}

"""Lesson 12: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .charts import terminal_at_rest
from .exercises import check_argument, check_ceiling, check_double
from .explorers import clamped, dose, flow
from .limits import repeated_doses, stiffness, two_windows
from .predictions import predict_rise, predict_start
from .words import against_world, pitfalls, sources, two_models

EXPLORERS = {"12-dose": dose, "12-flows": flow, "12-clamped": clamped}

"""Lesson 03: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .accounts import cover_the_brake, pindolol, three_accounts
from .brakes import local_drug
from .charts import decay_times, first_dose
from .doses import two_curves
from .exercises import check_argument, check_brakes, check_halving
from .explorers import circuit, dose
from .motion_explorers import molecules_in_motion
from .predictions import predict_day_two, predict_half
from .tables import antagonist_tests, established, for_and_against, pump_comparisons, right_and_wrong
from .words import level_note, pindolol_note, scans_note, sources, stopping_note

EXPLORERS = {"03-circuit": circuit, "03-dose": dose, "03-in-motion": molecules_in_motion}

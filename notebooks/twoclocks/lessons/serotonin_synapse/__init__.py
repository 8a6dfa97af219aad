"""Lesson 03: everything that its cells call, gathered from the modules that make it."""

from __future__ import annotations

from .accounts import late_antagonist, pindolol, sert_loss, three_accounts
from .autoreceptors import local_drug
from .charts import decay_times, first_dose
from .doses import two_curves
from .exercises import check_argument, check_autoreceptors, check_wash_out
from .explorers import circuit, dose
from .motion_explorers import molecules_in_motion
from .predictions import predict_day_two, predict_half
from .tables import (
    account_checks,
    all_checks,
    established,
    experiments,
    for_and_against,
    people,
    receptors,
    sert_checks,
)
from .words import level_note, monkeys_note, pindolol_note, scans_note, sources, stopping_note

EXPLORERS = {"03-circuit": circuit, "03-dose": dose, "03-in-motion": molecules_in_motion}

"""Lesson 00: everything that its cells call, gathered from the modules that make it."""

from ...kit.chains import chains_first_look
from .exercises import check_five_percent
from .explorers import two_clocks
from .predictions import predict_first_pill, predict_largest_effect
from .words import after_effects_note, check_against_the_world, sources

EXPLORERS = {"00-on-ramp": two_clocks, "00-chains": chains_first_look}

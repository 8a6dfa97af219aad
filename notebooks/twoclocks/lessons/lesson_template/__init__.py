"""The lesson template: the parts that its cells call. Copy it for a new lesson (.github/CONTRIBUTING.md)."""

from . import charts
from .exercises import check_half_again
from .explorers import fading_pulse
from .predictions import predict_blocked, predict_start
from .words import check_against_the_world, sources

EXPLORERS = {"template-explorer": fading_pulse}

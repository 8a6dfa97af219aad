"""Charts: numbers on axes (matplotlib). Imports models and evidence, never lessons."""

from . import style
from .chart import Chart

__all__ = ["Chart", "style"]

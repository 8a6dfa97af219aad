"""Two Clocks: the small package that the lessons import.

Four floors, imports only point down: lessons, charts, models, evidence.
"""

__version__ = "0.1.0"

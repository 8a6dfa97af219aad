"""Two Clocks: the small package that the lessons import.

Five floors, imports only point down: book, lessons, kit, models, evidence. Each lesson has a room of its own in
lessons/, and no room knows another. Beside the floors stands saving, which a Jupyter server runs.
"""

__version__ = "0.1.0"

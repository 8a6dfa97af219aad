"""The class experiment: what its notebook's cells call. Students draw and hand in; the teacher pools.

Plain cells do it all: type into a cell, run it. Whatever is typed wrong gets one sentence instead of a
result. Files go to ``notebooks/class/<class word>/`` and nowhere else; a file that is there is never changed.
"""

from .collecting import collect
from .results import class_sizes, dots, four_worlds, guesses, real_guesses, small_trials, sources, truth
from .students import cards, draw, hand_in, print_cards

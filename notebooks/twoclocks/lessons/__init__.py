"""The lessons, one room each, and what the cells of all of them call: quizzes, notes, source listings.

To import a room gives the reader's own plots the house's look.
"""

from ..kit import plain_plots
from ..kit.boxes import note
from ..kit.course import board, glossary
from ..kit.explorer import Explorer
from ..kit.prediction import Prediction
from ..kit.projector import follow_setting, projector
from ..kit.quiz import Quiz
from ..kit.source import show_source

follow_setting()
plain_plots.use_house_style()

"""The lessons, one room each, and what the cells of all of them call: quizzes, notes, source listings."""

from ..kit.boxes import note
from ..kit.explorer import Explorer
from ..kit.prediction import Prediction
from ..kit.projector import follow_setting, projector
from ..kit.quiz import Quiz
from ..kit.source import show_source

follow_setting()

"""What a notebook cell calls: explorers, predictions, quizzes, notes and source listings."""

from .boxes import note
from .catalogue import lesson_map
from .explorer import Explorer
from .prediction import Prediction
from .projector import follow_setting, projector
from .quiz import Quiz
from .source import show_source

__all__ = ["Explorer", "Prediction", "Quiz", "lesson_map", "note", "projector", "show_source"]

follow_setting()

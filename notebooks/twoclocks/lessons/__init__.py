"""What a notebook cell calls: explorers, predictions, quizzes, notes and source listings."""

from .boxes import note
from .explorer import Explorer
from .prediction import Prediction
from .quiz import Quiz
from .source import show_source

__all__ = ["Explorer", "Prediction", "Quiz", "note", "show_source"]

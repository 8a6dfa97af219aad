"""What any lesson is made of: charts, explorers, controls, predictions, quizzes, notes. It knows no lesson."""

from . import style
from .chart import Chart

"""What holds the lessons together as one course: the glossary, and the board of the four clocks."""

from .board import board
from .glossary import glossary

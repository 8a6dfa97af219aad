"""The book: what stands above all lessons. Its map and guide for notebooks, and the tools behind start.py."""

from .catalogue import lesson_map

"""The panel beside the chains: what was seen at one step, or what happened when it was taken away, experiment by experiment."""

from __future__ import annotations

from dataclasses import dataclass

import matplotlib
from matplotlib.axes import Axes

from .. import style
from ..sentences import sentences
from . import drawing
from .rows import OUTCOMES, SUBJECTS, Step

words = sentences(__file__)

#: Places across [units]: marks and signs, what is said of them.
EDGE, MARK, TEXT = 0.35, 0.85, 1.45


@dataclass(frozen=True)
class Item:
    """A paragraph: its words, the mark or sign before it, its colour and weight, the room above [lines].

    mark: subject, colour, status of the row, and whether a change was seen.
    """

    text: str
    mark: tuple[str, str, str, bool] | None = None
    sign: str = ""
    color: str = style.INK
    bold: bool = False
    above: float = 0.2

    @property
    def left(self) -> float:
        """Where the words begin [units]."""
        return TEXT if self.mark or self.sign else EDGE


def said_of(own: tuple[Step, ...]) -> list[Item]:
    """Return what the panel says of a row, lane by lane: the verdict on the step, and its removals by outcome."""
    found = []
    for step in own:
        color = drawing.COLOURS[step.lane]
        # The name in each heading: words that stand still from row to row would cost a picture of their own.
        names = {"lane": words(f"shared.short.{step.lane}"), "name": words(f"shared.names.{step.key}")}
        found.append(Item(words("shared.detail.heading", **names), color=color, bold=True, above=0.5))
        count = {"count": len(step.removals)} if step.removals else {}
        found.append(Item(words(f"shared.detail.{step.verdict}", **count), bold=True))
        for outcome in OUTCOMES:
            taken = [row for row in step.removals if row.outcome == outcome]
            if taken:
                heading = words(f"shared.detail.outcomes.{outcome}")
                found.append(Item(heading, sign=drawing.SIGNS[outcome][0], color=color, bold=True, above=0.35))
            for row in sorted(taken, key=lambda row: SUBJECTS.index(row.subject)):
                found.append(Item(row.label, (row.subject, color, row.status, True), above=0.1))
    return found


def draw_detail(ax: Axes, items: list[Item]) -> None:
    """Write ``items`` into the panel, from the top, and how many more there are than it has room for."""
    y = ax.get_ylim()[1]
    line = matplotlib.rcParams["font.size"] * 1.2 / drawing.points_a_unit(ax)
    for number, item in enumerate(items):
        height = (len(_lines(ax, item)) + item.above) * line
        if y - height - (1.2 * line if number + 1 < len(items) else 0) < 0:
            more = sum(entry.mark is not None for entry in items[number:])
            _write(ax, Item(words("shared.detail.more", count=more)), y, line)
            return
        y = _write(ax, item, y, line)


def _lines(ax: Axes, item: Item) -> list[str]:
    """Return the words of ``item`` broken into lines that fit; bold letters are a little wider."""
    room = (ax.get_xlim()[1] - item.left - 0.1) * drawing.points_a_unit(ax) * (0.9 if item.bold else 1.0)
    lines = [""]
    for word in item.text.split():
        longer = f"{lines[-1]} {word}".strip()
        if style.text_width(longer, matplotlib.rcParams["font.size"]) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _write(ax: Axes, item: Item, y: float, line: float) -> float:
    """Write ``item`` below ``y`` and return where the next begins."""
    y -= item.above * line
    look = {"color": item.color, "fontweight": "bold" if item.bold else "normal", "va": "center"}
    lines = _lines(ax, item)
    for number, text in enumerate(lines):
        ax.text(item.left, y - (number + 0.5) * line, text, **look)
    if item.sign:
        ax.text(MARK, y - 0.5 * line, item.sign, ha="center", **look)
    if item.mark:
        drawing.draw_sign(ax, MARK, y - 0.5 * line, *item.mark)
    return y - len(lines) * line

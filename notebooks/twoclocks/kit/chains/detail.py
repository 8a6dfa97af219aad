"""The panel beside the chains: what was seen at one step, or what happened when it was taken away, experiment by experiment."""

from __future__ import annotations

from dataclasses import dataclass

import matplotlib
from matplotlib.axes import Axes

from .. import style
from ..sentences import sentences
from . import cells, drawing
from .rows import OUTCOMES, SUBJECTS, Removal, Seen, Step

words = sentences(__file__)

#: Row -> the scene that shows where it happens.
SCENES = {
    **dict.fromkeys(("pore_block", "disinhibition", "block_at_rest", "opioid"), "circuit"),
    **dict.fromkeys(("glutamate_surge", "ampa", "bdnf_trkb", "mtorc1", "spines", "plasticity"), "synapse"),
    **dict.fromkeys(
        ("sert_occupancy", "serotonin_raphe", "raphe_firing_down", "autoreceptor_desensitisation"), "projection"
    ),
    **dict.fromkeys(
        ("sert_downregulation", "raphe_firing_recovery", "forebrain", "postsynaptic_receptors"), "projection"
    ),
}
#: Places across [units]: marks and signs, what is said of them.
MARK, TEXT = 0.75, 1.35


@dataclass(frozen=True)
class Item:
    """A paragraph: its words, what stands before it (a row or a sign), its colour and weight, the room above [lines]."""

    text: str
    row: Seen | Removal | None = None
    sign: str = ""
    color: str = style.INK
    bold: bool = False
    above: float = 0.3


def when(row: Seen) -> str:
    """Return the hours of a row in words: "3 to 4 h" as "3 h to 4 h", or that no time was seen."""
    if not row.times:
        return words("shared.detail.no_time")
    first, last = row.times[0], row.times[-1]
    if first == last:
        return style.time_label(first)
    return words("shared.detail.range", first=style.time_label(first), last=style.time_label(last))


def what_was_seen(own: tuple[Step, ...]) -> list[Item]:
    """Return what the panel says of the rows of a step, in the order of time; those without a time come last."""
    found = []
    for step in own:
        if len(own) > 1:
            found.append(_lane(step))
        for row in sorted(step.seen, key=lambda row: (not row.times, row.mark if row.times else 0)):
            found.append(Item(words("shared.detail.seen", when=when(row), label=row.label), row))
        if not step.seen:
            found.append(Item(words("shared.detail.nothing")))
    return found


def what_removals_did(own: tuple[Step, ...]) -> list[Item]:
    """Return what the panel says of the experiments that took a step away, by outcome."""
    found = []
    for step in own:
        if len(own) > 1:
            found.append(_lane(step))
        found.append(Item(words(f"shared.detail.{verdict(step)}"), bold=True))
        for outcome in OUTCOMES:
            taken = [row for row in step.removals if row.outcome == outcome]
            if taken:
                heading = words(f"shared.detail.outcomes.{outcome}")
                color = drawing.COLOURS[step.lane]
                found.append(Item(heading, sign=drawing.SIGNS[outcome][0], color=color, bold=True, above=0.5))
            for row in sorted(taken, key=lambda row: SUBJECTS.index(row.subject)):
                found.append(Item(row.label, row, above=0.15))
    return found


def verdict(step: Step) -> str:
    """Return what the removals of a step say together: one of conflict, needed, not_needed, copied, untried."""
    found = step.outcomes()
    if not found:
        return "untried"
    if step.conflict:
        return "conflict"
    if {"abolished", "reduced"} & set(found):
        return "needed"
    return "not_needed" if "unchanged" in found else "copied"


def _lane(step: Step) -> Item:
    return Item(words(f"shared.lanes.{step.lane}"), color=drawing.COLOURS[step.lane], bold=True, above=0.6)


def draw_detail(ax: Axes, title: str, key: str, items: list[Item]) -> None:
    """Write ``title`` and ``items`` into the panel, from the top, and how many more there are; a scene where there is room."""
    wide, y = ax.get_xlim()[1], ax.get_ylim()[1]
    line = matplotlib.rcParams["font.size"] * 1.2 / drawing.points_a_unit(ax)
    y = _write(ax, Item(title, bold=True, above=0.1), y, line, wide, left=0.2)
    paragraphs = [(item, _lines(ax, item, wide)) for item in items]
    needed = sum((len(lines) + item.above) * line for item, lines in paragraphs)
    scene = SCENES.get(key, "")
    if scene and needed + cells.HEIGHTS[scene] + 0.6 < y:
        y -= cells.HEIGHTS[scene] + 0.4
        cells.draw_scene(ax, scene, (wide - cells.WIDTH) / 2, y)
        y -= 0.2
    for number, (item, lines) in enumerate(paragraphs):
        last = number == len(paragraphs) - 1
        if y - (len(lines) + item.above + (0 if last else 1.3)) * line < 0:
            _write(ax, Item(words("shared.detail.more", count=len(paragraphs) - number)), y, line, wide, left=0.2)
            return
        y = _write(ax, item, y, line, wide)


def _lines(ax: Axes, item: Item, wide: float, left: float | None = None) -> list[str]:
    """Return the words of ``item`` broken into lines that fit."""
    left = (TEXT if item.row is not None or item.sign else 0.2) if left is None else left
    room = (wide - left - 0.1) * drawing.points_a_unit(ax) * (0.93 if item.bold else 1.0)
    lines = [""]
    for word in item.text.split():
        longer = f"{lines[-1]} {word}".strip()
        if style.text_width(longer, matplotlib.rcParams["font.size"]) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _write(ax: Axes, item: Item, y: float, line: float, wide: float, left: float | None = None) -> float:
    """Write ``item`` below ``y`` and return where the next begins."""
    lines = _lines(ax, item, wide, left)
    y -= item.above * line
    at = (TEXT if item.row is not None or item.sign else 0.2) if left is None else left
    look = {"color": item.color, "fontweight": "bold" if item.bold else "normal", "va": "center"}
    for number, text in enumerate(lines):
        ax.text(at, y - (number + 0.5) * line, text, **look)
    if item.sign:
        ax.text(MARK, y - 0.5 * line, item.sign, ha="center", **look)
    if isinstance(item.row, Seen):
        drawing.draw_mark(ax, MARK, y - 0.5 * line, item.row)
    elif isinstance(item.row, Removal):
        drawing.draw_subject(ax, MARK, y - 0.5 * line, item.row)
    return y - len(lines) * line

"""The serotonin synapse of lesson 03 in motion: molecules, ten transporters with and without an SSRI, five receptors."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...kit import shapes, style, synapse_motion
from ...kit.sentences import sentences
from ...kit.synapse_motion import WIDE
from ...models import stochastic_synapse as model

words = sentences(__file__)["explorer.03-in-motion"]

#: Pattern of spikes -> top of the axis, ticks.
_SCALES = {"one": (44, (0, 20, 40)), "regular": (300, (0, 100, 200))}


def film_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Above, a serotonin synapse; below, an axis for the molecules outside over time."""
    stage, course = figure.subplots(2, 1, height_ratios=(1.9, 1))
    synapse_motion.serotonin_parts(stage, WIDE)
    synapse_motion.names(stage, 0.6, 7.9, [("serotonin", words("serotonin")), ("ssri", words("ssri"))], 1.1)
    synapse_motion.label(stage, 22.9, 7.4, words("terminal"), ha="left", color=style.QUIET)
    synapse_motion.label(stage, 22.9, 1.4, words("cell"), ha="left", color=style.QUIET)
    synapse_motion.label(stage, 22.9, 4.2, words("cleft"), ha="left", color=style.QUIET)
    below = {"zorder": synapse_motion.BELOW, "linespacing": 1.1}
    shapes.pointer(stage, (WIDE.left + 0.2, WIDE.terminal - 0.2), (2.3, 4.7), words("sert"), **below)
    shapes.pointer(stage, (WIDE.x(0, model.RECEPTORS) - 0.6, WIDE.cell), (2.3, 1.8), words("receptor"), **below)
    style.message(stage, words("message"))
    course.set_xlim(-0.1, model.LONG + 0.1)
    course.set_xticks(range(0, int(model.LONG) + 1, 2))
    course.set_xlabel(words("x"))
    course.set_ylabel(words("y"))
    return stage, course


def draw_film(axes: tuple[Axes, Axes], result: model.Film, pattern: str) -> None:
    """Draw the synapse now; below, molecules outside up to now, the rate equation, and that without an SSRI in grey."""
    stage, course = axes
    synapse_motion.draw_serotonin(stage, WIDE, result.serotonin)
    top, ticks = _SCALES[pattern]
    course.set_ylim(0, top)
    course.set_yticks(ticks)
    if result.serotonin.blocked:
        course.plot(result.time, result.free, color=style.CONTROL, lw=style.pt(1.8), zorder=3, antialiased=False)
    synapse_motion.draw_course(course, result.time, result.outside, result.rate, result.now, style.SEROTONIN)
    spikes = model.PATTERNS[pattern]
    to = course.get_xaxis_transform()
    course.plot(spikes, np.full(spikes.size, 0.95), "|", transform=to, color=style.INK, ms=style.pt(9), mew=style.pt(2))
    key = words("key.free") if not result.serotonin.blocked else words("key.ssri")
    # One spike: high at the left; many: high at the right.
    at, ha = (0.99, "right") if pattern == "one" else (0.02, "left")
    course.text(at, 0.86, key, transform=course.transAxes, ha=ha, va="top", linespacing=1.3)

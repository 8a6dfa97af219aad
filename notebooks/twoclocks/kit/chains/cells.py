"""The cells and synapses beside the chains, from the shapes of the collection: each scene fills a box of WIDTH units."""

from __future__ import annotations

from matplotlib.axes import Axes

from .. import shapes, style
from ..sentences import sentences

words = sentences(__file__)

WIDTH = 11.0
#: Scene -> its height in units.
HEIGHTS = {"circuit": 6.4, "synapse": 8.0, "projection": 11.2}


def draw_scene(ax: Axes, scene: str, left: float, low: float, labels: bool = True) -> None:
    """Draw a scene with its lower left corner at (left, low), in units of a stage whose y goes up; small ones without labels."""
    said = words[f"shared.cells.{scene}"]
    _SCENES[scene](ax, left, low, said if labels else lambda key: "")


def _circuit(ax: Axes, x: float, y: float, said) -> None:
    """Two cells of the cortex with NMDA receptors: ketamine may begin on either."""
    shapes.neuron(ax, x + 2.4, y + 2.7, "pyramidal", 2.4)
    shapes.neuron(ax, x + 8.4, y + 2.7, "interneuron", 2.3)
    shapes.arrow(ax, (x + 7.3, y + 2.4), (x + 3.8, y + 2.4), "-", width=1.8)
    for place, height in ((x + 2.4, y + 4.55), (x + 8.4, y + 4.4)):
        shapes.channel(ax, place, height, "NMDA", "ketamine", 1.5)
        shapes.words(ax, place - 1.35, height + 0.3, "?", fontweight="bold")
    shapes.words(ax, x + 2.4, y + 0.8, said("pyramidal"))
    shapes.words(ax, x + 8.4, y + 0.8, said("interneuron"))
    shapes.words(ax, x + 5.1, y + 5.0, said("channel"))


def _synapse(ax: Axes, x: float, y: float, said) -> None:
    """A glutamate synapse on a spine, with both kinds of receptor."""
    middle = x + 5.2
    shapes.bouton(ax, middle, y + 4.6, 5.4, 3.2, style.KETAMINE_TINT)
    shapes.spine(ax, middle, y + 3.4, 5.4, 3.3)
    for dx, dy in ((-1.5, 1.1), (0.1, 1.4), (1.5, 1.0)):
        shapes.vesicle(ax, middle + dx, y + 4.6 + dy, "glutamate", 1.1)
    shapes.spread_out(ax, "glutamate", [(middle + dx, y + 4.05 + dy) for dx, dy in _CLEFT], 0.4)
    shapes.channel(ax, middle - 1.35, y + 3.35, "AMPA", "open", 1.4)
    shapes.channel(ax, middle + 1.35, y + 3.35, "NMDA", "trapped", 1.4)
    shapes.words(ax, middle - 4.2, y + 3.2, said("ampa"))
    shapes.words(ax, middle + 4.3, y + 3.2, said("nmda"))
    shapes.molecule(ax, middle + 3.0, y + 2.1, "ketamine", 0.55)
    shapes.words(ax, middle + 3.5, y + 2.1, said("drug"), ha="left")
    shapes.words(ax, middle + 3, y + 6.0, said("glutamate"), ha="left")
    shapes.words(ax, middle, y + 1.7, said("inside"))
    shapes.words(ax, middle + 1.4, y + 0.5, said("spine"), ha="left")


_CLEFT = ((-2.2, 0.1), (-1.45, -0.15), (-0.6, 0.15), (0.0, -0.1), (0.7, 0.12), (1.4, -0.12), (2.1, 0.1))


def _projection(ax: Axes, x: float, y: float, said) -> None:
    """A raphe cell with its autoreceptor, and its fibre to a terminal with SERT in the forebrain."""
    cell, terminal = (x + 2.4, y + 1.7), (x + 7.6, y + 6.1)
    shapes.neuron(ax, *cell, "raphe", 2.4)
    fibre = [cell[0], cell[0], terminal[0], terminal[0]], [cell[1] + 0.8, y + 10.7, y + 10.7, terminal[1] + 3]
    ax.plot(*fibre, color=style.QUIET, lw=style.pt(2), zorder=1, solid_joinstyle="round")
    shapes.bouton(ax, *terminal, 5.2, 3.2, style.SEROTONIN_TINT)
    shapes.spine(ax, terminal[0], y + 4.8, 5.2, 2.4)
    shapes.transporter(ax, x + 6.2, terminal[1], True, 1.5)
    shapes.vesicle(ax, x + 7.8, terminal[1] + 1.2, "serotonin", 1.1)
    shapes.vesicle(ax, x + 9.0, terminal[1] + 1.0, "serotonin", 1.1)
    shapes.spread_out(ax, "serotonin", [(x + dx, y + dy) for dx, dy in _SEROTONIN], 0.34)
    for line in (*shapes.receptor(ax, x + 8.4, y + 4.75, 1.7), *shapes.receptor(ax, x + 4.9, y + 1.7, 1.3)):
        line.set_linewidth(style.pt(1.4))  # so small, the usual line would fill the zigzag
    shapes.words(ax, *cell, said("raphe"))
    shapes.words(ax, x + 5.7, y + 1.7, said("autoreceptor"), ha="left")
    shapes.words(ax, x + 4.9, terminal[1] + 0.2, said("sert"), ha="right")
    shapes.molecule(ax, x + 2.3, terminal[1] - 0.9, "ssri", 0.6)
    shapes.words(ax, x + 4.9, terminal[1] - 0.9, said("drug"), ha="right")
    shapes.words(ax, x + 7.6, y + 3.8, said("forebrain"))


_SEROTONIN = ((7.1, 5.5), (7.7, 5.3), (8.4, 5.6), (9.1, 5.4), (9.7, 5.6), (3.4, 0.5), (4.3, 0.7), (5.2, 0.55))
_SCENES = {"circuit": _circuit, "synapse": _synapse, "projection": _projection}

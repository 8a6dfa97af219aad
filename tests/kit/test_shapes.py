"""The shared shapes: known by outline and not by colour alone, and a shape that does not exist is refused in one sentence."""

import numpy as np
import pytest
from twoclocks.kit import shapes, style


def grey(draw):
    """Draw with ``draw(ax)`` on a small stage and return it as print without colour shows it, shape (height, width)."""
    with style.in_style_context():
        figure, ax = style.figure(2, 2)
        shapes.stage(ax, 2, 2)
        assert draw(ax), "a shape returns its artists"
        figure.canvas.draw()
        rgb = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(float)
    return rgb @ [0.299, 0.587, 0.114]


def all_different(pictures):
    names = list(pictures)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            assert (abs(pictures[one] - pictures[other]) > 60).mean() > 0.002, f"{one} and {other} look alike"


def test_molecules_differ_without_colour():
    all_different({kind: grey(lambda ax, kind=kind: shapes.molecule(ax, 1, 1, kind, 1.2)) for kind in shapes.MOLECULES})


def test_states_of_a_channel_differ_without_colour():
    all_different(
        {state: grey(lambda ax, state=state: shapes.channel(ax, 1, 1, "NMDA", state, 1.5)) for state in shapes.STATES}
    )


def test_targets_and_cells_differ_without_colour():
    draws = {
        "channel": lambda ax: shapes.channel(ax, 1, 1),
        "pump": lambda ax: shapes.transporter(ax, 1, 1),
        "blocked pump": lambda ax: shapes.transporter(ax, 1, 1, blocked=True),
        "receptor": lambda ax: shapes.receptor(ax, 1, 1),
    }
    draws |= {kind: lambda ax, kind=kind: shapes.neuron(ax, 1, 1, kind) for kind in shapes.CELLS[:3]}
    all_different({name: grey(draw) for name, draw in draws.items()})


def test_signs_of_an_arrow_differ():
    all_different({sign: grey(lambda ax, sign=sign: shapes.arrow(ax, (0.3, 1), (1.7, 1), sign)) for sign in ("+", "-")})


@pytest.mark.parametrize(
    "draw, words",
    [
        (lambda ax: shapes.molecule(ax, 1, 1, "dopamine"), "molecule is 'dopamine'; it must be one of 'glutamate'"),
        (lambda ax: shapes.channel(ax, 1, 1, "SERT"), "channel is 'SERT'"),
        (lambda ax: shapes.channel(ax, 1, 1, state="ajar"), "state is 'ajar'"),
        (lambda ax: shapes.neuron(ax, 1, 1, "glia"), "cell is 'glia'"),
        (lambda ax: shapes.arrow(ax, (0, 0), (1, 1), "±"), "sign is '±'"),
    ],
)
def test_unknown_shapes_are_refused(draw, words):
    _, ax = style.figure(2, 2)
    with pytest.raises(ValueError, match=words):
        draw(ax)


def test_a_crowd_looks_like_its_molecules_one_by_one():
    places = [(0.4, 0.5), (1.6, 1.5), (1.2, 0.6)]
    for kind in sorted(set(shapes.MOLECULES) - {"calcium"}):
        one = grey(lambda ax, kind=kind: shapes.spread_out(ax, kind, places, 0.5))
        many = grey(lambda ax, kind=kind: shapes.crowd(ax, kind, places, 0.5))
        # Patches snap to whole pixels, a collection does not: edges may differ, and nothing else.
        assert (one < 200).mean() > 0.002, kind
        assert (abs(one - many) > 60).sum() < 0.25 * (one < 250).sum(), kind
    with pytest.raises(ValueError, match="calcium"):
        shapes.crowd(None, "calcium", places)


def test_gates_of_many_channels_are_those_of_each():
    """Two lines with gaps: the left leaves of all channels, and the right ones."""
    at, states = [(0.6, 1.0), (1.5, 1.0)], ["closed", "open"]
    with style.in_style_context():
        _, ax = style.figure(2, 2)
        wanted = [shapes.channel(ax, *xy, "NMDA", state)[-2:] for xy, state in zip(at, states, strict=True)]
        for side, line in enumerate(shapes.gates(ax, at, states)):
            points = np.concatenate([one[side].get_xydata() for one in wanted])
            assert np.array_equal(line.get_xydata()[~np.isnan(line.get_xdata())], points)

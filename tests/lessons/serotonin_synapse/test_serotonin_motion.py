"""Lesson 03 in motion: what is drawn and said is what the simulated molecules do."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from twoclocks.kit import style
from twoclocks.lessons import serotonin_synapse as lesson
from twoclocks.models import stochastic_synapse as model


@pytest.fixture(scope="module")
def explorer():
    return lesson.molecules_in_motion()


@pytest.mark.parametrize("occupied", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("pattern", model.PATTERNS)
def test_readout_counts_the_molecules(explorer, occupied, pattern):
    said, now = (
        explorer.words(occupied=occupied, pattern=pattern, film_second=6.0)[0],
        model.film(6.0, occupied, pattern).serotonin,
    )
    assert f"{now.outside} " in said and f"lost by other ways: {now.lost}" in said
    assert occupied < 1.0 or "taken back by SERT: 0" in said
    assert f"{now.receptors.size} of five receptors" in said


def test_every_molecule_outside_is_drawn_and_the_ssri_sits_on_its_share(explorer):
    stage = explorer.figure(occupied=0.5, film_second=3.0).axes[0]
    now = model.film(3.0, 0.5).serotonin

    def drawn(color: str, edge: str) -> list[int]:
        every = [c for c in stage.collections if isinstance(c, PathCollection) and len(c.get_paths())]
        return [
            len(c.get_paths())
            for c in every
            if np.allclose(c.get_facecolor()[0], to_rgba(color))
            and len(c.get_edgecolor())
            and np.allclose(c.get_edgecolor()[0], to_rgba(edge))
        ]

    assert drawn(style.SEROTONIN, "white") == [now.outside + now.pumps.size + now.taken]
    assert drawn(style.INK, "white") == [now.blocked] == [5]

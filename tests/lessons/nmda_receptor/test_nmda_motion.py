"""Lesson 02 in motion: what is drawn and said is what the simulated channels do."""

from __future__ import annotations

import numpy as np
import pytest
from looks import words
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from twoclocks.kit import style
from twoclocks.lessons import nmda_receptor as lesson
from twoclocks.models import stochastic_synapse as model
from twoclocks.models.single_channels import BLOCKED, MAGNESIUM, OPEN


@pytest.fixture(scope="module")
def explorer():
    return lesson.channels_in_motion()


@pytest.mark.parametrize("second", [3.0, 16.0, 21.0, 36.0])
@pytest.mark.parametrize("cell", model.cells())
def test_readout_counts_the_channels(explorer, second, cell):
    said, now = explorer.words(second=second, cell=cell)[0], model.record(second, cell)
    assert f"{now.count(OPEN)} of the ten channels conducting" in said
    if "blocked by magnesium" in said:
        assert f"{now.count(MAGNESIUM)} " in said
    if second > model.TURNS[0]:
        assert f"{now.count(*BLOCKED)} " in said.partition("closed and free")[2]
        assert f"{now.blocked_rate[now.now]:.1f}" in said


@pytest.mark.parametrize("second", [3.0, 16.0, 21.0])
def test_as_many_arrows_as_channels_conduct(explorer, second):
    stage = explorer.figure(second=second).axes[0]
    flat = [c for c in stage.collections if isinstance(c, PathCollection) and not c.get_linewidth()[0]]
    arrows = [c for c in flat if np.allclose(c.get_facecolor()[0], to_rgba(style.KETAMINE))]
    assert [len(c.get_paths()) for c in arrows] == [model.record(second).count(OPEN)]


def test_the_experiment_can_be_changed_in_the_cell():
    less = lesson.channels_in_motion(ketamine=1, releases=6)
    assert "ketamine, 1 µM in the bath" in words(less.figure()) and "6 per second" in words(less.figure())
    assert less.result(second=18.0).blocked_rate.max() < model.record(18.0).blocked_rate.max()
    with pytest.raises(ValueError, match="ketamine is 0"):
        lesson.channels_in_motion(ketamine=0)

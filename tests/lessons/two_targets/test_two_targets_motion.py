"""Lesson 01 in motion: counts of the drawn synapses, averages, and the chart from noise to a curve."""

from __future__ import annotations

import numpy as np
import pytest
from twoclocks.lessons import two_targets as lesson
from twoclocks.models import stochastic_synapse as model


@pytest.mark.parametrize("drugs", model.DRUGS)
@pytest.mark.parametrize("averaged", [1, 1000])
def test_readout_counts_what_is_drawn_and_gives_the_rate_equation(drugs, averaged):
    explorer = lesson.two_synapses_in_motion()
    said = explorer.words(drugs=drugs, averaged=averaged, after_spike=0.1)[0]
    now = model.both(0.1, drugs, averaged)
    assert (
        f"{now.open_now} of ten channels conducting" in said
        or f"{now.open_now} conducting" in said
        or (f"{now.open_now} of ten NMDA channels conducting" in said)
    )
    assert f"{now.serotonin.outside} " in said
    digits = 0 if averaged == 1 else 1
    assert f"{100 * now.open_rate[now.now]:.{digits}f} %" in said
    assert ("ketamine in" in said or "with ketamine" in said) == (drugs == "both")


def test_steps_are_drawn_up_to_the_moment_and_the_rate_equation_to_the_end():
    figure = lesson.two_synapses_in_motion().figure(after_spike=0.2)
    for ax in figure.axes[2:]:
        rate, run, dot = ax.lines
        assert rate.get_xdata()[-1] == model.MOMENTS[-1]
        assert run.get_xdata()[-1] == dot.get_xdata()[0] == 0.2


def test_noise_chart_holds_its_distances_and_they_shrink():
    chart = lesson.noise_to_curve()
    last = chart.table.iloc[-1]
    off = [float(last[f"{count} channel{'s' if count > 1 else ''} [%]"]) for count in model.AVERAGED]
    assert off == [round(100 * model.average(count).off, 1) for count in model.AVERAGED]
    assert (np.diff(off) < 0).all()
    assert f"{off[-1]:.1f} percentage points" in chart.alt

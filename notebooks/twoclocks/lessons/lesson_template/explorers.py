"""The lesson template: its explorer: model, readout, controls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...kit.controls import slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...models import uptake
from . import charts, drawings

#: A control of one name has one label and the same values in every lesson (a test compares).
TENTHS = tuple(tenth / 10 for tenth in range(11))
STARTS = (charts.SMALL, 0.1, 1.0, charts.LARGE)


@dataclass(frozen=True)
class Pulse:
    """left: share of the start at charts.TIME, shape (n_time,). fall: decay time [s]; plain: pumps free."""

    left: np.ndarray
    fall: float
    plain: float


def _run_pulse(pumps_blocked: float, pulse_start: float) -> Pulse:
    """Return a pulse of ``pulse_start`` [µM] with the share ``pumps_blocked`` (0..1) of the pumps blocked."""
    return Pulse(
        uptake.decay(charts.TIME, pulse_start, pumps_blocked) / pulse_start,
        uptake.fall_time(charts.ONE_DECAY, pulse_start, pumps_blocked),
        uptake.fall_time(charts.ONE_DECAY, pulse_start),
    )


def readout(result: Pulse, values: dict[str, object]) -> str:
    """Return one sentence with numbers and units: it is announced, stored and tested."""
    pulse = charts.micromolar(values["pulse_start"])
    if values["pumps_blocked"] == 0:
        return f"With all pumps free, a pulse of {pulse} is down to 37 % after {charts.seconds(result.fall)}."
    return (
        f"With {100 * values['pumps_blocked']:.0f} % of the pumps blocked, a pulse of {pulse} is down to 37 % "
        f"after {charts.seconds(result.fall)}, {result.fall / result.plain:.1f} times as long as with none."
    )


@takes_model("seconds", "percent of the start")
def fading_pulse() -> Explorer:
    """Return the explorer: a pulse, some pumps blocked. Its 44 settings are stored; 60 is the most."""
    return explore(
        drawings.draw_pulse,
        axes=drawings.pulse_axes,
        size=(9.0, 4.2),
        name="template-explorer",
        title="A pulse of serotonin with some pumps blocked",
        controls=[
            slider(
                "pumps_blocked", "Share of pumps blocked", "dose", TENTHS, 0.0, lambda share: f"{100 * share:.0f} %"
            ),
            slider("pulse_start", "Serotonin at the start", "dose", STARTS, charts.SMALL, charts.micromolar),
        ],
        model=_run_pulse,
        readout=readout,
        alt="A falling curve of serotonin in percent of the start over twelve seconds, beside a pale curve "
        "for a small pulse with free pumps; a square marks 37 %.",
    )

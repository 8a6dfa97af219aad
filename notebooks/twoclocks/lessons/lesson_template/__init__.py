"""The lesson template: the parts that its cells call. Copy it for a new lesson (.github/CONTRIBUTING.md)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ... import evidence
from ...kit.controls import slider
from ...kit.explorer import Explorer, explore
from ...kit.prediction import Guess, Prediction, vertical
from ...kit.table import Table, compared
from ...models import acceptance_serotonin, uptake
from . import charts, drawings

#: The same control has the same name, label and values in every lesson; this one stands in lesson 01 too.
TENTHS = tuple(tenth / 10 for tenth in range(11))
STARTS = (charts.SMALL, 0.1, 1.0, charts.LARGE)
GUESSES = (4, 6, 8, 10, 15, 20, 30)


# An explorer: model, readout, controls ------------------------------------------------------------


@dataclass(frozen=True)
class Pulse:
    """left: share of the start at charts.TIME, shape (n_time,). fall: decay time [s]; plain: pumps free."""

    left: np.ndarray
    fall: float
    plain: float


def _run_pulse(sert_blocked: float, pulse_start: float) -> Pulse:
    """Return a pulse of ``pulse_start`` [µM] with the share ``sert_blocked`` (0..1) of the pumps blocked."""
    return Pulse(
        uptake.decay(charts.TIME, pulse_start, sert_blocked) / pulse_start,
        uptake.fall_time(charts.ONE_DECAY, pulse_start, sert_blocked),
        uptake.fall_time(charts.ONE_DECAY, pulse_start),
    )


def readout(result: Pulse, values: dict[str, object]) -> str:
    """Return one sentence with numbers and units: it is announced, stored and tested."""
    pulse = charts.micromolar(values["pulse_start"])
    if values["sert_blocked"] == 0:
        return f"With all pumps free, a pulse of {pulse} is down to 37 % after {charts.seconds(result.fall)}."
    return (
        f"With {100 * values['sert_blocked']:.0f} % of the pumps blocked, a pulse of {pulse} is down to 37 % "
        f"after {charts.seconds(result.fall)}, {result.fall / result.plain:.1f} times as long as with none."
    )


def fading_pulse() -> Explorer:
    """Return the explorer: a pulse, some pumps blocked. Its 44 settings are stored; 60 is the most."""
    return explore(
        drawings.draw_pulse,
        axes=drawings.pulse_axes,
        size=(9.0, 4.2),
        name="template-explorer",
        title="A pulse of serotonin with some pumps blocked",
        controls=[
            slider("sert_blocked", "Share of pumps blocked", "dose", TENTHS, 0.0, lambda share: f"{100 * share:.0f} %"),
            slider("pulse_start", "Serotonin at the start", "dose", STARTS, charts.SMALL, charts.micromolar),
        ],
        model=_run_pulse,
        readout=readout,
        alt="A falling curve of serotonin in percent of the start over twelve seconds, beside a pale curve "
        "for a small pulse with free pumps; a square marks 37 %.",
    )


# Predictions: question, guesses with replies, the chart that answers ------------------------------


def predict_blocked() -> Prediction:
    """Return the prediction: how long does a pulse last with every pump blocked?"""
    answer, ax = charts.blocked()
    slices = evidence.parameters("synapse.molpsych2025")
    free, measured = slices["tau_control"], slices["tau_escitalopram"]

    def reply(guess: float) -> str:
        if measured.low <= guess <= measured.high:
            return f"That is what was measured: {charts.seconds(measured.value)}."
        return f"It was {'longer' if guess < measured.low else 'shorter'}: {charts.seconds(measured.value)}."

    return Prediction(
        name="template-blocked",
        kind="slider",
        question=f"With free pumps the decay time is {charts.seconds(free.value)}. How long is it when a "
        "drug blocks every pump?",
        label="My guess (decay time)",
        guesses=[Guess(f"{guess} s", reply(guess), vertical(ax, guess)) for guess in GUESSES],
        answer=answer,
        meaning="Longer, but not for ever: in a slice, serotonin also drifts away and is lost in other ways.",
    )


def predict_start() -> Prediction:
    """Return the prediction: does a thousand times more serotonin take longer?"""
    answer, ax = charts.two_starts()
    small, large = (uptake.fall_time(charts.ONE_DECAY, start) for start in (charts.SMALL, charts.LARGE))
    return Prediction(
        name="template-two-starts",
        question="Start with a thousand times more serotonin. When is a pulse down to 37 % of its own start?",
        label="My guess",
        guesses=[
            Guess("sooner", "It is later: a pump that is busy cannot hurry.", vertical(ax, small / 2)),
            Guess(
                "at the same time",
                "That holds for small pulses only; this one keeps the pump busy.",
                vertical(ax, small),
            ),
            Guess("later", "Yes: a busy pump carries no more, however much waits.", vertical(ax, large)),
        ],
        answer=answer,
        meaning="Later. Each pump carries one molecule at a time, so a crowd has to wait.",
    )


# A table, a self-check, the sources ---------------------------------------------------------------


def check_against_the_world() -> Table:
    """Return published values beside the model's; rows that miss stay in and come first."""
    rows = acceptance_serotonin.acceptance_table("uptake")
    return compared(rows, "Published decay times and what the model gives")


def check_half_again(share: float | None) -> None:
    """Print what to make of exercise 1: which share (0..1) of pumps to block for 1.5 times the decay time."""
    if share is None:
        print("Not yet: replace None with a share between 0 and 1.")
        return
    try:
        times = uptake.decay_time(share) / uptake.decay_time()
    except ValueError:
        print(f"Not quite: a share is a number between 0 and 1, and this is {share!r}.")
        return
    close = abs(times - 1.5) < 0.02
    print(
        f"{'Yes' if close else 'Not quite'}: with {100 * float(share):.0f} % of the pumps blocked it takes "
        f"{times:.2f} times as long as with none."
    )


def sources() -> evidence.SourceList:
    """Return the sources of this lesson, in the order in which a reader meets them."""
    return evidence.sources(["molpsych2025", "bunin1998", "tatsumi1997", "twoclocks"])


EXPLORERS = {"template-explorer": fading_pulse}

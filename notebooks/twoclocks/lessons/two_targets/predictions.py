"""Lesson 01: its two predictions and its concept check."""

from __future__ import annotations

from collections.abc import Sequence

from ... import evidence
from ...kit.chart import Chart
from ...kit.prediction import Guess, Prediction, on_axes, vertical
from ...kit.sentences import Sentences, sentences
from ...models import binding, synapse
from .answers import blocked_pulse, one_spike
from .binding import pet_finding, who_binds_what
from .look import MILLISECOND, SECOND, span, two_figures

words = sentences(__file__)

GUESSED_MS = (1, 2, 5, 10, 20, 50, 100, 150, 200, 500, 1000)
GUESSED_SECONDS = (1, 2, 3, 4, 5, 8, 12, 20, 60, 300, 600, 1800, 3600, 7200)
#: How near a guess is called near: within this factor.
NEAR = 1.6


def _duration(said: Sentences, guesses: Sequence[float], unit: float, answer: Chart, **places) -> Prediction:
    """Return a prediction whose guesses are durations in ``unit`` seconds, each marked by a line on the answer."""
    about, ax = said.part(**places), answer.fig.axes[0]
    reply = about.pop("reply")
    options = [Guess(span(guess * unit), reply(guess), vertical(ax, guess * unit)) for guess in guesses]
    return Prediction(kind="slider", guesses=options, answer=answer, **about)


def predict_closing() -> Prediction:
    """Return the prediction: how long until NMDA receptors have mostly closed?"""
    ampa, nmda = (synapse.kinetics(receptor) for receptor in ("AMPA", "NMDA"))
    return _duration(
        words["prediction.01-closing"],
        GUESSED_MS,
        MILLISECOND,
        one_spike(),
        ampa=span(ampa.decay_time * MILLISECOND),
        nmda=span(nmda.decay_time * MILLISECOND),
        fold=nmda.decay_time / nmda.width,
        twice_ampa=2 * ampa.decay_time,
        low=nmda.decay_time / NEAR,
        high=nmda.decay_time * NEAR,
    )


def predict_blocked() -> Prediction:
    """Return the prediction: how long does a pulse last once SERT is blocked?"""
    slices = evidence.parameters("synapse.molpsych2025")
    free, blocked = slices["tau_control"].value, slices["tau_escitalopram"].value
    return _duration(
        words["prediction.01-blocked"],
        GUESSED_SECONDS,
        SECOND,
        blocked_pulse(),
        free=span(free),
        blocked=span(blocked),
        fold=blocked / free,
        free_s=free,
        low=blocked / NEAR,
        high=blocked * NEAR,
    )


_KETAMINE_ROW = binding.DRUGS.index("ketamine")
_LAST_SSRI = len(binding.SSRIS) - 1
#: Sentence to pick in the concept check -> what it claims, as a box on the chart (nM, nM, row, row).
CONCEPTS = {
    "both_sert": (0.1, 10, _KETAMINE_ROW - 0.4, _KETAMINE_ROW + 0.4),
    "all_alike": (20, 50_000, -0.4, _LAST_SSRI + 0.4),
    "right": (450, 1150, _KETAMINE_ROW - 0.68, _KETAMINE_ROW + 0.4),
    "both_nmda": (300, 1600, -0.4, _LAST_SSRI + 0.4),
}


def concept_check() -> Prediction:
    """Return the concept check: what does each drug bind, and what not?"""
    said, answer = words["prediction.01-concept-check"], who_binds_what()
    least = min(binding.selectivity(drug) for drug in binding.SSRIS)
    options, replies = said.each("options"), said.each("reply", scan=pet_finding()["high"], least=two_figures(least))
    guesses = []
    for concept, (left, right, top, low) in CONCEPTS.items():
        mark = on_axes(answer.fig.axes[0], [(right, top), (right, low), (left, low), (left, top), (right, top)])
        guesses.append(Guess(options[concept], replies[concept], mark))
    return Prediction(
        name=said.name,
        question=said("question"),
        label=said("label"),
        guesses=guesses,
        answer=answer,
        meaning=said("meaning"),
    )

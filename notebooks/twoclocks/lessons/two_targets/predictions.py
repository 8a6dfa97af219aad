"""Lesson 01: its two predictions and its concept check."""

from __future__ import annotations

from dataclasses import dataclass

from ... import evidence
from ...kit.prediction import Guess, Prediction, on_axes, vertical
from ...models import binding, synapse
from .answers import blocked_pulse, one_spike
from .binding import pet_finding, who_binds_what
from .look import MILLISECOND, span, two_figures

GUESSED_MS = (1, 2, 5, 10, 20, 50, 100, 150, 200, 500, 1000)
GUESSED_SECONDS = (1, 2, 3, 5, 8, 12, 20, 60, 300, 600, 1800, 3600, 7200)
#: How near a guess is called near: within this factor.
NEAR = 1.6


def predict_closing() -> Prediction:
    """Return the prediction: how long until NMDA receptors have mostly closed?"""
    answer = one_spike()
    ampa, nmda = (synapse.kinetics(receptor).decay_time for receptor in ("AMPA", "NMDA"))
    guesses = []
    for guess in GUESSED_MS:
        if nmda / NEAR <= guess <= nmda * NEAR:
            reply = f"Close: {span(nmda * MILLISECOND)} in this model."
        elif guess < nmda:
            near = "That is nearer to AMPA receptors. " if guess <= 2 * ampa else ""
            reply = f"{near}NMDA receptors need longer: {span(nmda * MILLISECOND)} in this model."
        else:
            reply = f"Sooner in this model: {span(nmda * MILLISECOND)}; but some kinds of NMDA receptor are that slow."
        guesses.append(Guess(span(guess * MILLISECOND), reply, vertical(answer.fig.axes[0], guess * MILLISECOND)))
    return Prediction(
        name="01-closing",
        kind="slider",
        question="A spike arrives and glutamate fills the gap for about a millisecond. Some NMDA receptors open. How "
        "long until about two thirds of those have closed again?",
        label="My guess (time since glutamate has gone)",
        guesses=guesses,
        answer=answer,
        meaning=f"About {span(nmda * MILLISECOND)}, more than a hundred times as long as glutamate was there. The "
        "receptor holds on to its glutamate and stays able to open. AMPA receptors have mostly let go after "
        f"{span(ampa * MILLISECOND)}. So one receptor says when a spike came, the other remembers that it came.",
    )


def predict_blocked() -> Prediction:
    """Return the prediction: how long does a pulse last once the pump is blocked?"""
    answer = blocked_pulse()
    slices = evidence.parameters("synapse.molpsych2025")
    free, blocked = slices["tau_control"].value, slices["tau_escitalopram"].value
    guesses = []
    for guess in GUESSED_SECONDS:
        if blocked / NEAR <= guess <= blocked * NEAR:
            reply = f"Close: {span(blocked)} by electrode."
        elif guess < free:
            reply = f"That would be faster than with free pumps ({span(free)}). Measured: {span(blocked)}."
        elif guess < blocked:
            reply = f"It lasts longer than that: {span(blocked)} by electrode."
        else:
            reply = f"It is gone sooner: {span(blocked)} by electrode. The pump is not the only way out."
        guesses.append(Guess(span(guess), reply, vertical(answer.fig.axes[0], guess)))
    return Prediction(
        name="01-blocked",
        kind="slider",
        question=f"In a slice of brain, a pulse of serotonin falls to 37 % in {span(free)}. Now the bath holds so much "
        "of an SSRI that hardly a pump should be free. How long does the fall take?",
        label="My guess (time to 37 %, seen by electrode)",
        guesses=guesses,
        answer=answer,
        meaning=f"{span(blocked)}: about {blocked / free:.1f} times as long. A blocked pump does not trap serotonin "
        "for hours: it still leaves in other ways (lesson 03 asks which). What an SSRI changes is not whether "
        "serotonin goes, but how long it stays before it does.",
    )


@dataclass(frozen=True)
class Concept:
    """One sentence to pick in the concept check. box: what it claims, as a box on the chart (nM, nM, row, row)."""

    text: str
    reply: str
    box: tuple[float, float, float, float]


_KETAMINE_ROW = binding.DRUGS.index("ketamine")
_LAST_SSRI = len(binding.SSRIS) - 1
CONCEPTS = (
    Concept(
        "Both hold the serotonin pump (SERT)",
        "An SSRI does. For ketamine, a scan of people after the infusion used in trials saw under {scan} % of the pump "
        "held, no more than two scans of one person differ.",
        (0.1, 10, _KETAMINE_ROW - 0.4, _KETAMINE_ROW + 0.4),
    ),
    Concept(
        "An SSRI holds all pumps alike, ketamine holds the NMDA channel",
        "Ketamine, yes. But an SSRI needs {least} times as much and more for the next pump.",
        (20, 50_000, -0.4, _LAST_SSRI + 0.4),
    ),
    Concept(
        "An SSRI holds the serotonin pump of the sending cell, ketamine the NMDA channel of the receiving cell",
        "Yes: two drugs, two targets, and on two sides of the gap.",
        (450, 1150, _KETAMINE_ROW - 0.68, _KETAMINE_ROW + 0.4),
    ),
    Concept(
        "Both hold the NMDA channel",
        "Ketamine does. In a dish citalopram had only a weak effect there. Fluoxetine had one, but that is not what "
        "makes it an SSRI.",
        (300, 1600, -0.4, _LAST_SSRI + 0.4),
    ),
)


def concept_check() -> Prediction:
    """Return the concept check: what does each drug bind, and what not?"""
    scan, answer = pet_finding(), who_binds_what()
    least = min(binding.selectivity(drug) for drug in binding.SSRIS)
    guesses = []
    for concept in CONCEPTS:
        left, right, top, low = concept.box
        mark = on_axes(answer.fig.axes[0], [(right, top), (right, low), (left, low), (left, top), (right, top)])
        reply = concept.reply.format(scan=f"{scan['high']:.0f}", least=two_figures(least))
        guesses.append(Guess(concept.text, reply, mark))
    return Prediction(
        name="01-concept-check",
        kind="choice",
        question="Which sentence is right about an SSRI and ketamine?",
        label="My answer",
        guesses=guesses,
        answer=answer,
        meaning="An SSRI sits on the serotonin pump (SERT) of the sending cell. Ketamine sits inside the NMDA channel "
        "of the receiving cell. Look at how far left each point is: SSRIs hold their pump at a few nanomolar and less; "
        "ketamine needs hundreds of nanomolar. A place without a point is a gap in our data, not a zero.",
    )

"""Lesson 01: its two predictions and its concept check."""

from __future__ import annotations

from .. import evidence
from ..charts.two_targets_answers import blocked_pulse, one_spike
from ..charts.two_targets_binding import pet_finding, who_binds_what
from ..charts.two_targets_look import MILLISECOND, span
from ..models import synapse
from .prediction import Guess, Prediction, vertical

GUESSED_MS = (1, 2, 5, 10, 20, 50, 100, 150, 200, 500, 1000)
GUESSED_SECONDS = (1, 2, 3, 5, 8, 12, 20, 60, 300, 3600)
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
        question="A spike arrives and glutamate fills the gap for about a millisecond. Some NMDA receptors open. How long "
        "until about two thirds of those have closed again?",
        label="My guess (time since glutamate has gone)",
        guesses=guesses,
        answer=answer,
        meaning=f"About {span(nmda * MILLISECOND)}, more than a hundred times as long as glutamate was there. The receptor "
        "holds on to its glutamate and stays able to open. AMPA receptors let go within "
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
        question=f"In a slice of brain, a pulse of serotonin falls to 37 % in {span(free)}. Now the bath holds so much of an "
        "SSRI that hardly a pump should be free. How long does the fall take?",
        label="My guess (time to 37 %, seen by electrode)",
        guesses=guesses,
        answer=answer,
        meaning=f"{span(blocked)}: about {blocked / free:.1f} times as long. A blocked pump does not trap serotonin for "
        "hours: it still leaves in other ways (lesson 03 asks which). What an SSRI changes is not whether serotonin goes, but "
        "how long it stays before it does.",
    )


#: The concept check: what a reader may pick -> (right?, reply).
CONCEPTS = {
    "Both block the serotonin pump": "An SSRI does. For ketamine, a scan of people after the infusion used in trials saw "
    "under {scan} % of the pump held, no more than two scans of one person differ.",
    "The SSRI sits on the pump of the sending cell, ketamine in a channel of the receiving cell": "Yes: two drugs, two "
    "targets, and on two sides of the gap.",
    "The SSRI sits on serotonin’s receptors, ketamine on glutamate’s binding site": "Neither. An SSRI holds the pump and "
    "leaves it to serotonin itself to reach the receptors. Ketamine sits inside the pore, not where glutamate binds.",
    "Both block the NMDA receptor": "Ketamine does. In a dish citalopram had only a weak effect there. Fluoxetine had one, "
    "but that is not what makes it an SSRI.",
}


def concept_check() -> Prediction:
    """Return the concept check: what does each drug bind, and what not?"""
    scan = pet_finding()
    guesses = [Guess(text, reply.format(scan=f"{scan['high']:.0f}")) for text, reply in CONCEPTS.items()]
    return Prediction(
        name="01-concept-check",
        kind="choice",
        question="Which sentence is right about an SSRI and ketamine?",
        label="My answer",
        guesses=guesses,
        answer=who_binds_what(),
        meaning="An SSRI sits on the serotonin pump (SERT) of the sending cell. Ketamine sits inside the NMDA channel of the "
        "receiving cell. Look at how far left each point is: SSRIs hold their pump at a few nanomolar and less; ketamine "
        "needs hundreds of nanomolar. A place without a point is a gap in our data, not a zero.",
    )

"""Lesson 01: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...models import binding, synapse, two_targets
from . import drawings
from .binding import pet_finding
from .look import MILLISECOND, concentration, percent, span, two_figures

words = sentences(__file__)

RATES = (5, 10, 20, 50, 100)
SPIKES = (1, 2, 3, 5, 8, 10)
TENTHS = tuple(tenth / drawings.TRANSPORTERS for tenth in range(drawings.TRANSPORTERS + 1))
CONCENTRATIONS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0, 30_000.0, 100_000.0)
BINDERS = (*binding.SSRIS, "ketamine")
#: When the readout on a single spike looks again [ms].
LATER = 50.0
#: A change that is no change in words: one part in fifty.
SAME = 0.02


# A train of spikes ------------------------------------------------------------------------------------


def _run_train(spike_rate: int, spikes: int, open_view: str) -> two_targets.Train:
    return two_targets.train(spike_rate, spikes)


def train_readout(result: two_targets.Train, values: dict) -> str:
    """Return one sentence: what the last spike adds to, for both receptors, and why."""
    said = words["explorer.01-spike-train"]
    if values["spikes"] == 1:
        kept = {receptor: percent(two_targets.share_left(receptor, LATER)) for receptor in two_targets.RECEPTORS}
        return said(
            "one",
            ampa=percent(result.last["AMPA"]),
            nmda=percent(result.last["NMDA"]),
            later=span(LATER * MILLISECOND),
            ampa_kept=kept["AMPA"],
            nmda_kept=kept["NMDA"],
            slower=result.decay["NMDA"] / result.decay["AMPA"],
        )
    ampa, nmda = (result.times_one(receptor) for receptor in two_targets.RECEPTORS)
    steady = ampa < 1 + SAME
    about = {
        "spikes": values["spikes"],
        "rate": values["spike_rate"],
        "interval": span(1 / values["spike_rate"]),
        "ampa_kept": percent(result.before["AMPA"]),
        "nmda_kept": percent(result.before["NMDA"]),
    }
    if values["open_view"] == "share":
        about |= {"ampa": percent(result.last["AMPA"]), "nmda": percent(result.last["NMDA"])}
        about |= {"nmda_first": percent(result.first["NMDA"])}
        about |= {} if steady else {"ampa_first": percent(result.first["AMPA"])}
    else:
        about |= {"nmda_times": nmda} if steady else {"nmda_times": nmda, "ampa_times": ampa}
    return said(f"{values['open_view']}.{'steady' if steady else 'grows'}", **about)


@takes_model(*words.each("shared.own.train"), on=1)
def spike_train() -> Explorer:
    """Return the explorer of one spike and of a train."""
    return explore(
        drawings.draw_train,
        axes=drawings.train_axes,
        size=(9.2, 5.2),
        **words["explorer.01-spike-train"].part(),
        controls=[
            slider("spike_rate", words("control.spike_rate.label"), "time", RATES, 20, str),
            slider("spikes", words("control.spikes.label"), "time", SPIKES, 8, str),
            choice("open_view", words("control.open_view.label"), "view", words.each("control.open_view.options")),
        ],
        model=_run_train,
        readout=train_readout,
    )


# SERT beside a channel ----------------------------------------------------------------------------------


def pulse_readout(result: two_targets.Pulse, values: dict) -> str:
    """Return one sentence: when the pulse is down to 37 %, how many times later than without block, and why."""
    said, blocked = words["explorer.01-serotonin-pulse"], values["sert_blocked"]
    about = {
        "decay": span(result.decay),
        "window": drawings.WINDOWS[values["window"]].words,
        "serotonin": percent(result.serotonin[-1]),
        "nmda": percent(result.NMDA[-1]),
    }
    if blocked == 0:
        return said("none", slower=result.decay / (MILLISECOND * synapse.kinetics("NMDA").decay_time), **about)
    about["times"] = result.decay / result.free
    if blocked == 1:
        return said("all", **about)
    return said("some", blocked=percent(blocked), free=percent(1 - blocked), **about)


@takes_model(*words.each("shared.own.pulse"), on=1)
def serotonin_pulse() -> Explorer:
    """Return the explorer of a pulse of serotonin beside two channels."""
    widths = {key: about.words for key, about in drawings.WINDOWS.items()}
    return explore(
        drawings.draw_pulse,
        axes=drawings.pulse_axes,
        size=(9.2, 5.4),
        **words["explorer.01-serotonin-pulse"].part(),
        controls=[
            slider(
                "sert_blocked",
                words("control.sert_blocked.label"),
                "dose",
                TENTHS,
                0.0,
                percent,
                stored=(0.0, 0.2, 0.5, 0.8, 1.0),
            ),
            choice("window", words("control.window.label"), "view", widths, 30.0),
        ],
        model=two_targets.pulse,
        readout=pulse_readout,
    )


# Binding --------------------------------------------------------------------------------------------------


def binding_readout(result: binding.Bound, values: dict) -> str:
    """Return one sentence: what is occupied or blocked at this concentration, and why."""
    said, at = words["explorer.01-drug-binding"], concentration(result.concentration)
    if result.drug == "ketamine":
        half = concentration(result.known["NMDA"].half)
        return said("ketamine", at=at, nmda=percent(result.shares["NMDA"]), half=half, scan=pet_finding()["high"])
    second = min((target for target in result.known if target != "SERT"), key=lambda t: result.known[t].half)
    return said(
        "transporters",
        at=at,
        drug=result.drug,
        half=concentration(result.known["SERT"].half),
        second=second,
        fold=two_figures(binding.selectivity(result.drug)),
        **{target.lower(): percent(share) for target, share in result.shares.items()},
    )


@takes_model(*words.each("shared.own.binding"))
def drug_binding() -> Explorer:
    """Return the explorer of what one drug occupies at one concentration."""
    return explore(
        drawings.draw_binding,
        axes=drawings.binding_axes,
        size=(9.2, 4.6),
        **words["explorer.01-drug-binding"].part(),
        controls=[
            choice("binder", words("control.binder.label"), "drug", {drug: drug for drug in BINDERS}, "citalopram"),
            slider(
                "concentration",
                words("control.concentration.label"),
                "dose",
                CONCENTRATIONS,
                10.0,
                concentration,
                stored=(1.0, 10.0, 100.0, 1000.0, 10_000.0),
            ),
        ],
        model=binding.bound,
        readout=binding_readout,
    )

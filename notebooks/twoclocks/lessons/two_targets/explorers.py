"""Lesson 01: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...models import binding, synapse, two_targets
from . import drawings
from .binding import pet_finding, plain
from .look import MILLISECOND, concentration, percent, span, two_figures

RATES = (5, 10, 20, 50, 100)
SPIKES = (1, 2, 3, 5, 8, 10)
TENTHS = tuple(tenth / drawings.PUMPS for tenth in range(drawings.PUMPS + 1))
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
    slower = result.decay["NMDA"] / result.decay["AMPA"]
    if values["spikes"] == 1:
        kept = {receptor: percent(two_targets.share_left(receptor, LATER)) for receptor in two_targets.RECEPTORS}
        return (
            f"One spike opens {percent(result.last['AMPA'])} of AMPA and {percent(result.last['NMDA'])} of NMDA "
            f"receptors; {LATER:.0f} ms later {kept['AMPA']} of that is left in AMPA but {kept['NMDA']} in NMDA, "
            f"because NMDA receptors close {slower:.0f} times more slowly."
        )
    interval = 1 / values["spike_rate"]
    beat = result.times_one("AMPA") < 1 + SAME
    ampa = (
        "each spike makes the same AMPA peak"
        if beat
        else f"AMPA peaks grow only to {result.times_one('AMPA'):.2f} times the first"
    )
    if values["open_view"] == "share":
        nmda = f"NMDA climbs from {percent(result.first['NMDA'])} to {percent(result.last['NMDA'])} open"
    else:
        nmda = f"NMDA climbs to {result.times_one('NMDA'):.1f} times its first peak"
    return (
        f"{values['spikes']} spikes at {values['spike_rate']} per second: {ampa}, while {nmda}, because in the "
        f"{span(interval)} between spikes AMPA falls to {percent(result.before['AMPA'])} of its peak and NMDA only to "
        f"{percent(result.before['NMDA'])}."
    )


def spike_train() -> Explorer:
    """Return the explorer of one spike and of a train."""
    return explore(
        drawings.draw_train,
        axes=drawings.train_axes,
        size=(9.2, 5.2),
        name="01-spike-train",
        title="AMPA and NMDA receptors during a train of spikes",
        controls=[
            slider("spike_rate", "Spike rate (per second)", "time", RATES, 20, str),
            slider("spikes", "Number of spikes", "time", SPIKES, 8, str),
            choice(
                "open_view",
                "Shown as",
                "view",
                {"share": "share of all receptors", "times": "times the peak after one spike"},
            ),
        ],
        model=_run_train,
        readout=train_readout,
        alt="Two panels over two seconds. Upper, AMPA receptors: a narrow peak at each spike. Lower, NMDA receptors: "
        "each spike adds to what is left of the ones before; dashes mark the peak after one spike, a square the last "
        "peak.",
    )


# A pump beside a channel --------------------------------------------------------------------------------


def pulse_readout(result: two_targets.Pulse, values: dict) -> str:
    """Return one sentence: when the pulse is down to 37 %, how many times later than without block, and why."""
    blocked = values["sert_blocked"]
    left = (
        f"{drawings.WINDOWS[values['window']].words} after the spike {percent(result.serotonin[-1])} of the serotonin "
        f"peak and {percent(result.NMDA[-1])} of the NMDA peak are left"
    )
    if blocked == 0:
        channel = MILLISECOND * synapse.kinetics("NMDA").decay_time
        return (
            f"With all pumps free a pulse of serotonin falls to 37 % in {span(result.decay)}, "
            f"{result.decay / channel:.0f} times as slowly as NMDA receptors close, because serotonin has to be "
            f"carried off while a channel just shuts; {left}."
        )
    why = (
        "because something else than the pump still removes it"
        if blocked == 1
        else f"because the other {percent(1 - blocked)} still work and some serotonin is lost in other ways"
    )
    return (
        f"With {percent(blocked)} of the pumps blocked the pulse falls to 37 % in {span(result.decay)}, "
        f"{result.decay / result.free:.1f} times as slowly as with none, {why}; {left}."
    )


def serotonin_pulse() -> Explorer:
    """Return the explorer of a pulse of serotonin beside a channel."""
    return explore(
        drawings.draw_pulse,
        axes=drawings.pulse_axes,
        size=(9.2, 5.4),
        name="01-serotonin-pulse",
        title="A pulse of serotonin with some pumps blocked, beside receptors that are channels",
        controls=[
            slider("sert_blocked", "Share of pumps blocked", "dose", TENTHS, 0.0, lambda share: f"{100 * share:.0f} %"),
            choice(
                "window",
                "Width of the picture",
                "view",
                {key: about.words for key, about in drawings.WINDOWS.items()},
                30.0,
            ),
        ],
        model=two_targets.pulse,
        readout=pulse_readout,
        alt="Above, ten serotonin pumps in the membrane of the sending cell, some with a drug on them. Below, falling "
        "curves in percent of the peak: AMPA and NMDA receptors after one spike, and serotonin; two dots mark measured "
        "decays of serotonin with pumps free and blocked.",
    )


# Who holds what -------------------------------------------------------------------------------------------


def binding_readout(result: binding.Bound, values: dict) -> str:
    """Return one sentence: what is held at this concentration, and why."""
    at = concentration(result.concentration)
    held = [f"{percent(share)} of {plain(target)}{'s' * (target == 'NMDA')}" for target, share in result.shares.items()]
    if result.drug == "ketamine":
        scan = pet_finding()
        return (
            f"At {at} ketamine holds {held[0]} in a dish without magnesium, because half are held at "
            f"{concentration(result.known['NMDA'].half)}; for the serotonin pump we have no such curve, only a scan of "
            f"people that saw under {scan['high']:.0f} % held."
        )
    second = min((target for target in result.known if target != "SERT"), key=lambda t: result.known[t].half)
    return (
        f"At {at} {result.drug} holds {', '.join(held[:-1])} and {held[-1]}, because half of SERT is held at "
        f"{concentration(result.known['SERT'].half)} and {second} needs "
        f"{two_figures(binding.selectivity(result.drug))} times as much."
    )


def who_holds_what() -> Explorer:
    """Return the explorer of what one drug holds at one concentration."""
    return explore(
        drawings.draw_binding,
        axes=drawings.binding_axes,
        size=(9.2, 4.6),
        name="01-who-holds-what",
        title="How much of each target a drug holds",
        controls=[
            choice("binder", "Drug in the dish", "drug", {drug: drug for drug in BINDERS}, "citalopram"),
            slider(
                "concentration",
                "Free drug",
                "dose",
                CONCENTRATIONS,
                10.0,
                concentration,
                stored=(0.1, 1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0),
            ),
        ],
        model=binding.bound,
        readout=binding_readout,
        alt="Share of a target held by the drug against its concentration, one rising curve for each target that was "
        "measured: the pumps for serotonin (SERT), noradrenaline (NET) and dopamine (DAT), or the NMDA receptor. A "
        "vertical line marks the chosen concentration.",
    )

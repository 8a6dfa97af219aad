"""Lesson 02: the explorers of the door without drug, and the sentence under each."""

from __future__ import annotations

from ... import evidence
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...models import receptor_runs as runs
from . import drawings

MAGNESIUM = (0.0, 0.1, 0.5, 1.0, 2.0, 4.0)


def volts(value: float) -> str:
    """Return a voltage in words, with a real minus sign: "−65 mV"."""
    return f"{value:.0f} mV".replace("-", "−")


def percent(share: float) -> str:
    """Return a share in percent, with a digit after the point where it is small: "0.4 %", "22 %"."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 9.95 or value < 0.05 else f"{value:.1f} %"


def _teaching(name: str) -> float:
    return float(evidence.parameter(f"synapse.teaching.{name}"))


# The plug --------------------------------------------------------------------------------------------


def plug_readout(result: runs.Plug, values: dict) -> str:
    """Return one sentence: how much of the time the pore is free, what flows, and why."""
    here, side = volts(result.voltage), "in" if result.voltage < 0 else "out"
    if result.voltage == 0:
        return (
            f"At 0 mV no current flows, although the pore is free {percent(result.free)} of the time, "
            "because nothing drives ions either way."
        )
    if result.magnesium == 0:
        return (
            f"Without magnesium nothing plugs the pore: at {here} all {abs(result.bare):.0f} pA flow {side}, "
            "so the current follows a straight line."
        )
    if result.free < 0.25:
        why = "the negative inside pulls magnesium into the pore"
    elif result.free < 0.75:
        why = "magnesium keeps coming and going"
    elif result.voltage < 0:
        why = "too little magnesium is pulled in to plug it for long"
    else:
        why = "a positive inside pushes magnesium out"
    return (
        f"At {here} with {result.magnesium:g} mM magnesium the pore is free {percent(result.free)} of the "
        f"time and {abs(result.current):.1f} of {abs(result.bare):.0f} pA flow {side}, because {why}."
    )


def magnesium() -> Explorer:
    """Return the explorer of magnesium and voltage: the plug in the pore, and the curve of current."""
    return explore(
        drawings.draw_plug,
        axes=drawings.plug_axes,
        size=(9.2, 4.6),
        name="02-magnesium",
        title="Magnesium in the door: voltage decides",
        controls=[
            slider(
                "magnesium",
                "Magnesium outside",
                "dose",
                MAGNESIUM,
                float(evidence.parameter("jahrstevens1990.Mg_out")),
                lambda mg: f"{mg:g} mM",
                stored=(0.0, 0.1, 1.0, 4.0),
            ),
            slider(
                "voltage",
                "Voltage inside the cell",
                "person",
                tuple(float(v) for v in range(-80, 41, 5)),
                _teaching("V_rest"),
                volts,
                stored=(-80.0, -65.0, -50.0, -40.0, -30.0, -20.0, -10.0, 0.0, 20.0, 40.0),
            ),
        ],
        model=runs.plug,
        readout=plug_readout,
        alt="Left: one open channel with magnesium in or out of its pore, an arrow for the current, and a "
        "bar for the share of time that the pore is free. Right: current against voltage, a hook with "
        "magnesium and a straight line without.",
    )


# Both at once ----------------------------------------------------------------------------------------


def pairing_readout(result: runs.Pairing, values: dict) -> str:
    """Return one sentence: how many channels conduct, against glutamate alone, and why."""
    step, delay = volts(values["depolarised_to"]), values["delay"]
    if not values["glutamate"]:
        return (
            f"Without glutamate the gate stays shut, so 0 % of the channels conduct even while the cell is at {step}."
        )
    alone = percent(result.alone)
    if values["depolarised_to"] == _teaching("V_rest"):
        return (
            f"Glutamate alone opens {percent(float(result.opened.max()))} of the gates, but at {step} at "
            f"most {alone} of the channels conduct, because magnesium plugs the rest."
        )
    if result.peak <= 1.01 * result.alone:
        when = (
            "ends before glutamate comes"
            if delay < 0
            else f"comes {delay:.0f} ms later, when most gates have shut again"
        )
        return (
            f"The depolarisation to {step} {when}, so the most that conducts is {alone} of the channels, as "
            "with glutamate alone: it is the overlap that counts."
        )
    return (
        f"A depolarisation to {step} from {delay:.0f} ms on".replace("-", "−")
        + f" meets gates that glutamate holds open: {percent(result.peak)} of the channels conduct, "
        f"{result.peak / result.alone:.1f} times as many as with glutamate alone, because magnesium leaves."
    )


def coincidence() -> Explorer:
    """Return the explorer of coincidence: glutamate, voltage and the time between them."""
    return explore(
        drawings.draw_pairing,
        axes=drawings.pairing_axes,
        size=(9.2, 4.8),
        name="02-coincidence",
        title="Glutamate and voltage: the door wants both",
        controls=[
            choice("glutamate", "Glutamate", "dose", {1: "one pulse", 0: "none"}),
            slider(
                "delay",
                "Depolarisation starts (after glutamate)",
                "time",
                (-100.0, -75.0, -50.0, -25.0, 0.0, 20.0, 50.0, 100.0, 150.0, 200.0, 300.0),
                20.0,
                lambda t: f"{t:.0f} ms".replace("-", "−"),
                stored=(-100.0, -25.0, 20.0, 100.0, 300.0),
            ),
            slider(
                "depolarised_to",
                "Depolarised to",
                "person",
                (-65.0, -50.0, -40.0, -30.0, -20.0, -10.0, 0.0),
                _teaching("V_paired"),
                volts,
                stored=(-65.0, -40.0, -20.0, -10.0, 0.0),
            ),
        ],
        model=runs.pairing,
        readout=pairing_readout,
        alt="Left: a synapse with glutamate and one NMDA channel that is shut, plugged or free. Right: the "
        "voltage of the cell over time, and below it the share of channels whose gate is open (dashed) and "
        "that conduct (filled).",
    )

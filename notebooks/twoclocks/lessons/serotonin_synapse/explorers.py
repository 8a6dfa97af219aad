"""Lesson 03: its two explorers, each with the sentences that say what its picture shows and why."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...kit.style import DAY, time_label
from ...models import circuit_days, dose_steps
from . import drawings

words = sentences(__file__)

#: No slider: one that starts at its end would have nowhere to go.
SHARES = (0.0, 0.5, 0.8, 0.98)
DAYS = (0.25, 1.0, 2.0, 4.0, 7.0, 10.0, 14.0, 21.0, 28.0)
MULTIPLES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
#: Firing [percent of baseline] from which the raphe counts as recovered.
BACK = 90


# The circuit -----------------------------------------------------------------------------------------


def circuit_readout(result: circuit_days.Day, values: dict) -> str:
    """Return one sentence: firing and forebrain serotonin, and why."""
    said, now = words["explorer.03-circuit.readout"], result.now
    share, antagonist = values["occupancy"], values["antagonist"]
    state = {"time": values["day"] * DAY, "firing": now.firing, "forebrain": now.forebrain}
    if share == 0:
        why = said("why.rest" if antagonist == "none" else "why.antagonist")
        return said(f"alone.{antagonist}", **state, why=why)
    if antagonist == "full":
        why = said("why.full", raphe=now.raphe)
    else:
        case = "recovered" if now.firing >= BACK else "active"
        why = said(f"why.{case}", raphe=now.raphe, k=now.half_maximal, d=now.drive)
    return said(f"ssri.{antagonist}", share=share, **state, why=why)


def _run_circuit(antagonist: str, occupancy: float, day: float, account: str) -> circuit_days.Day:
    return circuit_days.on_day(account, antagonist, occupancy, day)


@takes_model(**words.each("explorer.03-circuit.own"), on=1)
def circuit() -> Explorer:
    """Return the explorer of the raphe and the forebrain over four weeks; a model of one's own gives firing."""
    said = words["control"]
    shares = {share: said("occupancy.share", share=share) if share else said("occupancy.none") for share in SHARES}
    return explore(
        drawings.draw_circuit,
        axes=drawings.circuit_axes,
        size=(9.2, 5.0),
        **words["explorer.03-circuit"].part(),
        controls=[
            slider(
                "antagonist",
                said("antagonist.label"),
                "drug",
                tuple(circuit_days.ANTAGONIST),
                "none",
                said.each("antagonist.options").get,
                stored=("none", "full"),
            ),
            choice("occupancy", said("occupancy.label"), "dose", shares, 0.98, stored=(0.8, 0.98)),
            slider(
                "day", said("day.label"), "time", DAYS, 0.25, lambda day: time_label(day * DAY), stored=(0.25, 14.0)
            ),
            choice(
                "account",
                said("account.label"),
                "view",
                words.each("shared.accounts"),
                stored=("desensitisation", "drive"),
            ),
        ],
        model=_run_circuit,
        readout=circuit_readout,
    )


# The dose --------------------------------------------------------------------------------------------


def dose_readout(result: dose_steps.Step, values: dict) -> str:
    """Return one sentence: SERT occupancy at this dose and at the usual one, and why."""
    said, multiple = words["explorer.03-dose.readout"], values["multiple"]
    drug = {"drug": result.drug}
    if multiple == 0:
        return said("none", last=result.quarters[-1], usual=result.held_usual, **drug)
    if multiple == 1:
        ends = {"first": result.quarters[0], "last": result.quarters[-1]}
        return said("usual", dose=result.usual, here=result.held, **ends, **drug)
    drug |= {"multiple": multiple, "here": result.held, "usual": result.held_usual}
    if multiple < 1:
        return said("less", share=result.held / result.held_usual, **drug)
    return said("more", points=round(result.held) - round(result.held_usual), **drug)


@takes_model(**words.each("explorer.03-dose.own"))
def dose() -> Explorer:
    """Return the explorer of dose against SERT occupancy, for eight drugs."""
    said = words["control"]
    return explore(
        drawings.draw_dose,
        axes=drawings.dose_axes,
        size=(9.2, 4.6),
        **words["explorer.03-dose"].part(),
        controls=[
            choice(
                "sert_drug",
                said("sert_drug.label"),
                "drug",
                {drug: drug for drug in dose_steps.DRUGS},
                "citalopram",
                stored=("escitalopram", "citalopram", "sertraline", "fluoxetine", "venlafaxine"),
            ),
            slider(
                "multiple",
                said("multiple.label"),
                "dose",
                MULTIPLES,
                1.0,
                lambda multiple: said("multiple.value", multiple=multiple),
                stored=(0.0, 0.1, 0.25, 0.5, 1.0, 2.0),
            ),
        ],
        model=lambda sert_drug, multiple: dose_steps.step(sert_drug, multiple),
        readout=dose_readout,
    )

"""Lesson 12: its three explorers, each with the sentence that says what its picture shows and why."""

from __future__ import annotations

from ...kit.controls import Control, choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...kit.style import time_label
from ...models import terminal_views
from . import drawings

words = sentences(__file__)

DOSES = (0.0, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0, 20.0, 25.0, 30.0)
HOURS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 24.0, 30.0, 36.0, 48.0)
#: Below this share of its maximum the drug is called nearly gone; below that share the reserve is told.
GONE, LOW_RESERVE = 0.1, 0.95
#: What a reader's own function takes and gives.
OWN = words("shared.own_x"), words("shared.own_y")
#: Whether SERT carries clearly less than before, whether the drug is nearly gone -> the key of a sentence.
CASES = {(True, False): "blocked", (True, True): "returning", (False, True): "gone", (False, False): "little"}
#: Component of terminal_clamped -> the letter of it in a key of words.toml.
LETTERS = {"5-HT1B": "b", "H3": "h", "SERT trafficking": "t"}


def _dose_and_time() -> list[Control]:
    return [
        slider(
            "mouse_dose",
            words("control.mouse_dose.label"),
            "dose",
            DOSES,
            10.0,
            lambda dose: words("control.mouse_dose.value", dose=dose),
            stored=(0.0, 1.0, 3.0, 10.0, 30.0),
        ),
        slider(
            "hours_after",
            words("control.hours_after.label"),
            "time",
            HOURS,
            1.0,
            _clock,
            stored=(0.0, 0.5, 1.0, 3.0, 8.0, 12.0, 24.0, 48.0),
        ),
    ]


def _clock(hours: float) -> str:
    return time_label(hours) if hours else words("control.hours_after.start")


# Concentrations --------------------------------------------------------------------------------------


def dose_readout(result: terminal_views.AfterDose, values: dict) -> str:
    """Return one sentence: the concentration, and what sets it there."""
    said, level = words["explorer.12-dose"], result.serotonin[result.at]
    if result.dose == 0:
        return said("none", level=level, release=result.flows.released)
    if not result.hours:
        return said("start", dose=result.dose, level=level)
    places = {
        "hours": result.hours,
        "dose": result.dose,
        "level": level,
        "rise": result.rise,
        "surface": result.surface[result.at],
        "release": result.release,
    }
    if not result.gone(GONE):
        return said("acting", drug=result.drug[result.at], free=result.free, **places)
    reserve = result.reserve[result.at]
    return said("gone.full", **places) if reserve >= LOW_RESERVE else said("gone.low", reserve=reserve, **places)


@takes_model(*OWN)
def dose() -> Explorer:
    """Return the explorer of concentrations after one dose."""
    terminal_views.solve_all()
    return explore(
        drawings.draw_dose,
        axes=drawings.dose_axes,
        size=(9.2, 4.7),
        **words["explorer.12-dose"].part(),
        controls=_dose_and_time(),
        model=terminal_views.after_dose,
        readout=dose_readout,
    )


# Flows -----------------------------------------------------------------------------------------------


def flow_readout(result: terminal_views.AfterDose, values: dict) -> str:
    """Return one sentence: release and uptake against before, and by which routes serotonin is cleared."""
    said, now, before = words["explorer.12-flows"], result.flows, result.before
    if result.dose == 0 or not result.hours:
        places = {"now": now.released, "taken_up": now.taken_up, "share": now.sert_share}
        return said("start", dose=result.dose, **places) if result.dose else said("none", **places)
    out = now.taken_up + now.to_glia + now.removed
    blocked, gone = bool(now.sert_share < drawings.FLOW_LIMITS[1]), result.gone(GONE)
    return said(
        CASES[blocked, gone],
        hours=result.hours,
        dose=result.dose,
        now=now.released,
        before=before.released,
        share=now.sert_share,
        share_before=before.sert_share,
        glia=now.to_glia / out,
        removed=now.removed / out,
    )


def flow() -> Explorer:
    """Return the explorer of flows: where serotonin goes before a dose and after it."""
    terminal_views.solve_all()
    return explore(
        drawings.draw_flow,
        axes=drawings.flow_axes,
        size=(9.2, 4.5),
        **words["explorer.12-flows"].part(),
        controls=_dose_and_time(),
        model=terminal_views.after_dose,
        readout=flow_readout,
    )


# Clamped components ----------------------------------------------------------------------------------


def clamp_readout(result: terminal_views.Clamps, values: dict) -> str:
    """Return one sentence: the peak with components clamped, against none clamped, and why."""
    chosen, said = result.chosen, words["explorer.12-clamped"]
    if not result.parts:
        return said("none", peak=chosen.peak, rise=chosen.rise)
    ends = {} if chosen.complete else {"ends": float(chosen.time[-1])}
    key = "".join(LETTERS[part] for part in result.parts)
    return said(f"readout.{key}", peak=chosen.peak, rise=chosen.rise, working=result.working.rise, **ends)


@takes_model(*OWN)
def clamped() -> Explorer:
    """Return the explorer of clamped components: what each of them contributes."""
    terminal_views.solve_all()
    options = {False: words("control.clamp.works"), True: words("control.clamp.clamped")}
    return explore(
        drawings.draw_clamped,
        axes=drawings.clamp_axes,
        size=(9.2, 4.5),
        **words["explorer.12-clamped"].part(dose=terminal_views.DOSE),
        controls=[choice(name, label, "view", options) for name, label in words.each("control.clamp.label").items()],
        model=terminal_views.clamps,
        readout=clamp_readout,
    )

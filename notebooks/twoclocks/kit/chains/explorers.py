"""The explorers of both chains: time that runs, and one step after the other with what happened when it was taken away."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from .. import style
from ..controls import slider
from ..explorer import Explorer, explore
from ..sentences import sentences
from ..words import listed
from . import detail, drawing
from .rows import FIRST, FULL, LANES, OUTCOMES, SUBJECTS, Step, behind, steps, time_words

words = sentences(__file__)

SIZE, FIRST_SIZE = (9.2, 6.8), (9.2, 5.6)
#: Moments at which time may stand still [h].
MOMENTS = (1 / 3600, 1 / 60, 10 / 60, 0.5, 40 / 60, 1, 4, 24, 72, 168, 336, 672, 1008, 2016)


# One step after the other ----------------------------------------------------------------------------------------


def _step_axes(figure: Figure) -> drawing.Panels:
    widths = {"names": 2.85, "times": 2.75, "untimed": 0.72, "detail": 2.8}
    with drawing.packed_small(figure):
        panels = drawing.chain_axes(figure, plan=FULL, size=SIZE, widths=widths, above=0.54, scenes=0.12)
        for key in FULL.rows:
            drawing.draw_row(panels, key)
    return panels


def along() -> list[str]:
    """Return the rows in the order of the chains: ketamine's own, the SSRI's own, what both have, mood."""
    own = [key for key, lanes in FULL.rows.items() if len(lanes) == 1]
    down = [key for key in own if "ketamine" in FULL.rows[key]]
    up = [key for key in reversed(own) if "ssri" in FULL.rows[key]]
    return [*down, *up, *(key for key in FULL.rows if key not in own)]


@dataclass(frozen=True)
class Chosen:
    """A row that is taken away."""

    step: str

    @property
    def own(self) -> tuple[Step, ...]:
        """Its steps, one a lane."""
        return steps(FULL)[self.step]

    @property
    def every(self) -> list[Step]:
        """All steps that the picture shows."""
        return [step for own in steps(FULL).values() for step in own]


def strengths(own: tuple[Step, ...]) -> dict[str, dict[str, float]]:
    """Return row -> lane -> how strongly it is drawn once a step is taken away: what comes after it fades.

    It fades by half where experiments conflict, and not at all where none found the step to be needed.
    """
    found: dict[str, dict[str, float]] = {}
    for step in own:
        left = {"conflict": drawing.DOUBTFUL, "needed": drawing.FAINT}.get(step.verdict)
        for key in sorted(behind(FULL, step.key, step.lane)) if left else ():
            found.setdefault(key, {})[step.lane] = left
    return found


def draw_chosen(panels: drawing.Panels, result: Chosen, step: str) -> None:
    """Draw one step as taken away, what comes after it pale, and beside the chains what was seen and tried."""
    with drawing.packed_small(panels.names.figure):
        for key, strength in strengths(result.own).items():
            drawing.draw_pale(panels, key, strength)
        drawing.draw_chosen(panels, step)
        detail.draw_detail(panels.detail, result.own)


def said_of(step: Step) -> str:
    """Return when and in whom a step was seen, and what happened without it, as one sentence."""
    said = words["explorer.05-chains.readout"]
    times = []
    for schedule in ("single", "repeated"):
        if span := step.span(schedule):
            first, last = (time_words(hours) for hours in span)
            places = {"first": first} if first == last else {"first": first, "last": last}
            times.append(said(f"{schedule}.{'once' if first == last else 'span'}", **places))
    whom = [subject for subject in SUBJECTS if any(row.subject == subject and row.change for row in step.seen)]
    places = {"drug": words(f"shared.drugs.{step.lane}")}
    places |= {"whom": listed([words(f"shared.subjects.{subject}") for subject in whom])} if whom else {}
    places |= {"when": listed(times)} if times else {}
    seen = "nothing" if not step.seen else "no_change" if not whom else "timed" if times else "untimed"
    people = said("not_in_people") if whom and "people" not in whom else ""
    return said(f"seen.{seen}", **places) + people + "; " + _removals_said(step)


def _removals_said(step: Step) -> str:
    count = {name: sum(row.outcome == name for row in step.removals) for name in OUTCOMES}
    less, same, copied = count["abolished"] + count["reduced"], count["unchanged"], count["mimicked"]
    places = {
        "conflict": {"less": less, "same": same},
        "needed": {"less": less},
        "not_needed": {"same": same},
        "copied": {"copied": copied},
        "copied_or_kept": {"copied": copied, "same": same},
        "pore_block": {"copied": copied, "not_copied": count["not_mimicked"], "less": less},
        "autoreceptor_desensitisation": {"more": copied + count["enhanced"], "same": same},
        "sert_downregulation": {"copied": copied},
    }
    said = words["explorer.05-chains.readout.removed"]
    alone = step.verdict in {"conflict", "needed"} and count["not_mimicked"]
    more = said("not_copied", not_copied=count["not_mimicked"]) if alone else ""
    return said(step.verdict, **places.get(step.verdict, {})) + more


def chosen_readout(result: Chosen, values: dict) -> str:
    """Return what happens at the chosen step, when and in whom it was seen, and what happened without it."""
    said = words["explorer.05-chains.readout"]
    key = values["step"]
    return said(
        "rival" if result.own[0].rival else "whole",
        name=words(f"shared.names.{key}"),
        what=words(f"shared.what.{key}"),
        seen="; ".join(map(said_of, result.own)),
    )


def chains_explorer() -> Explorer:
    """Return the explorer of both chains, step by step: what was seen, and what happened when it was taken away."""
    return explore(
        draw_chosen,
        axes=_step_axes,
        size=SIZE,
        **words["explorer.05-chains"].part(),
        controls=[slider("step", words("control.step.label"), "view", along(), "disinhibition", _named, plays=True)],
        model=Chosen,
        readout=chosen_readout,
    )


def _named(key: str) -> str:
    lanes = list(FULL.rows[key])
    return words(
        "control.step.value",
        lane=words(f"shared.short.{lanes[0] if len(lanes) == 1 else 'both'}"),
        name=words(f"shared.names.{key}"),
    )


# Time runs -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SeenBy:
    """What had been seen by a moment [h] of the steps of the first look."""

    seen_by: float

    @property
    def every(self) -> list[Step]:
        """All steps of the first look."""
        return [step for own in steps(FIRST).values() for step in own]

    def came(self, step: Step) -> bool:
        """Whether a change of ``step`` had been seen by now."""
        return step.first <= self.seen_by

    def strength(self, step: Step) -> float:
        """How strongly ``step`` is drawn; one whose time was not seen looks the same at every moment."""
        if step.first == math.inf:
            return drawing.DOUBTFUL
        return 1.0 if self.came(step) else drawing.FAINT


def draw_in_time(panels: drawing.Panels, result: SeenBy, seen_by: float) -> None:
    """Draw both chains; what had not been seen by ``seen_by`` [h] is pale, and a line marks the moment."""
    with drawing.packed_small(panels.names.figure):
        for key, own in steps(panels.plan).items():
            drawing.draw_row(panels, key, {step.lane: result.strength(step) for step in own}, until=seen_by)
    panels.times.axvline(seen_by, color=style.INK, lw=style.pt(1.6), zorder=8)


def time_readout(result: SeenBy, values: dict) -> str:
    """Return how many steps of each chain had been seen by the moment, in how many of them people, and what of mood."""
    said, places = words["explorer.00-chains.readout"], {"moment": time_words(values["seen_by"])}
    for lane in LANES:
        own = [step for step in result.every if step.lane == lane]
        came = [step for step in own if result.came(step)]
        places[f"{lane}_came"] = len(came)
        places[f"{lane}_timed"] = sum(step.first < math.inf for step in own)
        places[f"{lane}_mood"] = said(f"mood.{'seen' if any(step.key == 'mood' for step in came) else 'not_yet'}")
    return said("whole", **places)


def _first_axes(figure: Figure) -> drawing.Panels:
    widths, unit = {"names": 3.0, "times": 5.2, "untimed": 0.85}, drawing.SCENE_UNIT
    return drawing.chain_axes(figure, plan=FIRST, size=FIRST_SIZE, widths=widths, above=0.54, scenes=unit)


def chains_first_look() -> Explorer:
    """Return the first look at both chains: one row a step, rivals in one, and time that runs."""
    return explore(
        draw_in_time,
        axes=_first_axes,
        size=FIRST_SIZE,
        **words["explorer.00-chains"].part(),
        controls=[slider("seen_by", words("control.seen_by.label"), "time", MOMENTS, 24, time_words, plays=True)],
        model=SeenBy,
        readout=time_readout,
    )

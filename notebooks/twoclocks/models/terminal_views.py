"""What the explorers of the terminal model look at: one dose, one moment, and what sets serotonin there.

Runs come from terminal_store, so a look costs well under a millisecond once its doses are solved. Doses in
mg/kg (a mouse), times in hours, concentrations in nM, flows in uM/h, shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import checks, terminal, terminal_clamped, terminal_flows, terminal_store


@dataclass(frozen=True)
class AfterDose:
    """One dose and one moment: whole courses of shape (n_time,), and numbers at the moment (index at).

    time [h], extracellular serotonin [nM], drug in brain [nM], surface (SERT there, share of before),
    reserve (share of before). flows, before: at the moment and before the dose. free: what the drug leaves of
    uptake at low serotonin.
    """

    dose: float
    time: np.ndarray
    serotonin: np.ndarray
    drug: np.ndarray
    surface: np.ndarray
    reserve: np.ndarray
    at: int
    flows: terminal_flows.Flows
    before: terminal_flows.Flows
    free: float

    @property
    def hours(self) -> float:
        """The moment [h]."""
        return float(self.time[self.at])

    @property
    def rise(self) -> float:
        """Extracellular serotonin at the moment over the concentration before."""
        return float(self.serotonin[self.at] / self.serotonin[0])

    def gone(self, share: float) -> bool:
        """Whether the drug in brain has fallen below a share of its maximum."""
        return bool(self.at > self.drug.argmax() and self.drug[self.at] < share * self.drug.max())

    @property
    def release(self) -> float:
        """Release at the moment over release before."""
        return float(self.flows.released / self.before.released)


def after_dose(mouse_dose: float, hours_after: float) -> AfterDose:
    """Return one dose [mg/kg, 0 to 30] looked at some hours after it [0 to 48; the nearest stored time].

    Raises ValueError outside these ranges.
    """
    hours = checks.number("hours_after", hours_after, 0.0, terminal.LONGEST, "h after one dose")
    run = terminal_store.at_dose(checks.number("mouse_dose", mouse_dose, 0.0, terminal.HIGHEST_DOSE, "mg/kg"))
    at = int(np.abs(run.time - hours).argmin())
    surface, reserve = run.state("Ssurf"), run.state("vhtr")
    return AfterDose(
        dose=mouse_dose,
        time=run.time,
        serotonin=run.serotonin,
        drug=run.drug,
        surface=surface / surface[0],
        reserve=reserve / reserve[0],
        at=at,
        flows=terminal_flows.flows(run.states[at]),
        before=terminal_flows.flows(run.states[0]),
        free=float(terminal_flows.feedback(run.states[at], surface[0]).free),
    )


@dataclass(frozen=True)
class Clamps:
    """Nothing clamped, the chosen components clamped, and the peaks [nM] by how many are clamped."""

    working: terminal_clamped.Clamped
    chosen: terminal_clamped.Clamped
    parts: tuple[str, ...]
    peaks: tuple[tuple[int, float], ...]


#: The dose after which components are clamped [mg/kg].
DOSE = 10.0


def clamps(autoreceptor: bool, h3_receptor: bool, sert_trafficking: bool) -> Clamps:
    """Return extracellular serotonin over 6 h after DOSE with those components clamped for which True is given."""
    switches = (autoreceptor, h3_receptor, sert_trafficking)
    chosen = tuple(part for part, still in zip(terminal_clamped.PARTS, switches, strict=True) if still)
    every = {parts: terminal_clamped.clamped(parts, DOSE) for parts in _combinations()}
    peaks = tuple((len(parts), found.peak) for parts, found in every.items())
    return Clamps(every[()], every[chosen], chosen, peaks)


def _combinations() -> list[tuple[str, ...]]:
    names = list(terminal_clamped.PARTS)
    return [tuple(part for place, part in enumerate(names) if number >> place & 1) for number in range(1 << len(names))]


def solve_all() -> None:
    """Solve every dose and every combination of clamped components that a look may need, so that none has to wait."""
    terminal_store.peaks()
    clamps(False, False, False)

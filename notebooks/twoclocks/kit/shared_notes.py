"""Notes that several lessons show; their numbers come from the data."""

from __future__ import annotations

from .. import evidence
from ..evidence import rows
from ..models import journeys, ketamine, virtual_trial
from .boxes import Note, note
from .words import plain, signed


def _cited(*keys: str) -> str:
    return f"({evidence.cite(*keys).html})"


def unbound_note() -> Note:
    """Say what share of the level is free to act, and in which unit receptors are described."""
    measured, share = journeys.measured_level(), evidence.parameter("ketamine.unbound_fraction")
    free = share.value * measured.value
    return note(
        f"About {100 * share.value:.0f} % of ketamine in plasma is unbound (taken from a study in which at "
        f"most {100 * (1 - share.value):.0f} % was bound). Of {measured.value:.0f} ng/mL that leaves "
        f"{free:.0f} ng/mL, or {ketamine.micromolar(free):.2f} µM, free to cross into the brain. That the "
        "brain sees just this level is an assumption: call it right to within half.",
        "fact",
        evidence.cite(share.source).html,
    )


def lift_needed() -> Note:
    """Return what guesses and what noise the virtual trial can be set against."""
    drug = [
        rows.one(draw=False, study="Janik 2025", measure="allocation_guess", arm=f"esketamine {dose} mg")
        for dose in ("56", "84")
    ]
    placebo = rows.one(draw=False, study="Janik 2025", measure="allocation_guess", arm="placebo spray")
    mean, sd = virtual_trial.placebo_arm()
    return note(
        f"For comparison, a real trial of esketamine spray: in its two drug arms {drug[0]['value']:.0f} "
        f"and {drug[1]['value']:.0f} of 100 strongly believed after four weeks that they had the drug; of "
        f"those on placebo spray {placebo['value']:.0f} of 100 strongly believed that they had placebo. "
        f"The placebo arm changed by {signed(mean)} points with a standard deviation of {sd:.1f}: that is "
        "the noise in our virtual trials. How large the lift is, nobody has measured.",
        "fact",
        _cited("janik2025", "nct04599855"),
    )


def trip() -> Note:
    """Return the conflicting evidence on whether benefit follows dissociation."""
    close = evidence.parameter("session.luckenbaugh2014.r_CADSS_HDRS")
    apart = evidence.parameter("session.transform_dissociation.p_CADSS_time")
    return note(
        "If the benefit were only the feeling of being drugged, people who felt more should improve more. "
        f"In one sample they did, weakly (correlation {plain(close.value, 2)} between feeling detached and "
        "the fall of the score, which explains about an eighth of the differences between people). In the "
        f"larger esketamine trials the two did not move together (p {apart.value:.1f}). In one trial under "
        "anaesthesia, where nobody could feel the drug, no difference from saline could be shown, but its interval is "
        "wide. The question is open, and either answer fits more than one story: a higher level in the blood would "
        "raise both.",
        "fact",
        _cited("luckenbaugh2014", "transform_dissociation", "lii2023"),
    )

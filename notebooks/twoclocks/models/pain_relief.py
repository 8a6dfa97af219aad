"""Relief of pain that keeps its own, slow time: the form of Dahan 2011, fitted there to people with CRPS.

    C = rate / CL while the infusion runs, then 0                   level in plasma [ng/mL]
    dCe/dt = ke (C - Ce),   ke = ln 2 / half-life                   level at the "effect site" [ng/mL]
    relief = Ce / (Ce + C50)                                        0..1
    pain = start (1 - responders relief)                            mean score of a group, 0 to 10

C50, half-life and responders are published (ids "pain.dahan2011.*"), clearance is Fanta 2015's. The last
line, the start and the steady rate are ours (ids "pain.teaching.*", assumed). There is no placebo arm in
these equations. Time in days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import evidence
from . import checks

DAY_H = 24
WEEK_D = 7
LAST_WEEK = 26
STORIES = ("follows", "outlasts", "stays")
#: mg in a litre are a thousand ng in a millilitre.
NG_PER_ML = 1000
#: The first rating of the fibromyalgia trial [h after the end of its infusion]: "15min" in the ids of its rows.
RATED_H = 15 / 60


@dataclass(frozen=True)
class Course:
    """One course. days; plasma and site [ng/mL]; relief (0..1); pain (0 to 10); ends: last day of the
    infusion.
    """

    days: np.ndarray
    plasma: np.ndarray
    site: np.ndarray
    relief: np.ndarray
    pain: np.ndarray
    ends: float
    half_life: float

    def at(self, what: str, day: float) -> float:
        """Return ``what`` ("site", "relief" or "pain") at ``day``."""
        checks.choice("what", what, ("site", "relief", "pain"))
        day = checks.number("day", day, 0.0, float(self.days[-1]), "days")
        return float(np.interp(day, self.days, getattr(self, what)))

    def left(self, day: float) -> float:
        """Return the relief at ``day`` over the best relief (0..1); 0 without any relief."""
        best = float(self.relief.max())
        return self.at("relief", day) / best if best else 0.0


@dataclass(frozen=True)
class Trial:
    """Both arms of an invented trial in one story. drug and control: mean pain at days; others: drug arm
    in each story.
    """

    story: str
    days: np.ndarray
    drug: np.ndarray
    control: np.ndarray
    others: dict[str, np.ndarray]
    ends_week: int

    def gap(self, story: str | None = None) -> float:
        """Return how far the drug arm is below the control arm when the trial ends, in points."""
        arm = self.others[story or self.story]
        end = self.ends_week * WEEK_D
        return float(np.interp(end, self.days, self.control) - np.interp(end, self.days, arm))


def plasma_level(rate: float | None = None) -> float:
    """Return the steady level [ng/mL] of an infusion of ``rate`` [mg/h]; None for that of the teaching
    course.

    Raises ValueError for a rate outside 0 to 100 mg/h.
    """
    rate = _teaching("rate") if rate is None else checks.number("rate", rate, 0.0, 100.0, "mg/h")
    return rate * NG_PER_ML / float(evidence.parameter("esketamine.fanta2015.CL"))


def effect_site(
    days, rate: float | None = None, duration: float | None = None, half_life: float | None = None
) -> np.ndarray:
    """Return the level at the effect site [ng/mL] at ``days`` after the start of the infusion; same shape.

    rate [mg/h]; duration [days]; half_life [days] of onset and offset; None takes the course's, or the
    published value.
    Raises ValueError for days below 0 and for values out of range.
    """
    days = checks.numbers("days", days, 0.0, unit="days")
    ends = _teaching("duration") if duration is None else checks.number("duration", duration, 0.0, 100.0, "days")
    half_life = (
        _dahan("thalf_ke") if half_life is None else checks.number("half_life", half_life, 1 / 100, 100.0, "days")
    )
    ke = np.log(2) / half_life
    filled = -np.expm1(-ke * np.minimum(days, ends))
    return plasma_level(rate) * filled * np.exp(-ke * np.maximum(days - ends, 0.0))


def relief(site) -> np.ndarray:
    """Return the relief (0..1) at a level ``site`` [ng/mL] of the effect site; same shape. ValueError
    below 0.
    """
    site = checks.numbers("site", site, 0.0, unit="ng/mL")
    return site / (site + _dahan("C50"))


def short_infusion(hours_after: float = RATED_H) -> float:
    """Return the relief (0..1) at ``hours_after`` [h] the end of the infusion of the fibromyalgia trial.

    Amount and length are noppers2011's, for a person of the reference weight. Raises ValueError below 0.
    """
    after = checks.number("hours_after", hours_after, 0.0, 1e4, "h")
    hours, dose = (float(evidence.parameter(f"pain.noppers2011.{name}")) for name in ("duration", "dose"))
    rate = dose * float(evidence.parameter("teaching.reference_weight")) / hours
    return float(relief(effect_site((hours + after) / DAY_H, rate, hours / DAY_H)))


def course(
    pain_rate: float = 1.0,
    relief_half_life: float | None = None,
    pain_responders: float | None = None,
    weeks: int = 12,
    duration: float | None = None,
) -> Course:
    """Return one course over ``weeks`` (1 to 26).

    pain_rate: multiple (0 to 5) of the teaching course's rate; relief_half_life [days]; pain_responders [%
    of people]; duration [days] of the infusion; None takes the published value, or the course's.
    ValueError out of range.
    """
    multiple = checks.number("pain_rate", pain_rate, 0.0, 5.0)
    weeks = checks.whole_number("weeks", weeks, 1, LAST_WEEK)
    half_life = _dahan("thalf_ke") if relief_half_life is None else relief_half_life
    share = _dahan("responders_drug") if pain_responders is None else pain_responders
    share = checks.number("pain_responders", share, 0.0, 100.0, "%") / 100
    ends = _teaching("duration") if duration is None else checks.number("duration", duration, 0.0, 100.0, "days")
    days = np.unique(np.concatenate([np.linspace(0, weeks * WEEK_D, weeks * WEEK_D * 4 + 1), [ends]]))
    rate = multiple * _teaching("rate")
    site = effect_site(days, rate, ends, half_life)
    eased = relief(site)
    plasma = np.where(days <= ends, plasma_level(rate), 0.0)
    return Course(days, plasma, site, eased, _teaching("NRS0") * (1 - share * eased), ends, half_life)


def story(days, kind: str) -> np.ndarray:
    """ILLUSTRATIVE: return the relief (0..1) at ``days`` in one of STORIES; same shape.

    "follows": there while the drug is, then gone. "outlasts": the published form. "stays": what a reset
    would look like, the best relief for good. Raises ValueError for another story and for days below 0.
    """
    checks.choice("story", kind, STORIES)
    days = checks.numbers("days", days, 0.0, unit="days")
    slow = relief(effect_site(days))
    ends = _teaching("duration")
    if kind == "outlasts":
        return slow
    held = 0.0 if kind == "follows" else float(relief(effect_site(ends)))
    return np.where(days <= ends, slow, held)


def trial(relief_story: str = "outlasts", trial_ends: int = 12, control_gain: float = 1.0) -> Trial:
    """ILLUSTRATIVE: return both arms of an invented trial.

    trial_ends: week (1 to 26) of the last visit. control_gain: multiple (0 to 2) of what the published
    placebo arm had gained by week 1; the control arm gains it while the infusion runs and keeps it
    (assumed). The drug arm has the same gain, and the relief of the story on top: pain = control (1 -
    responders relief). Raises ValueError out of range.
    """
    ends_week = checks.whole_number("trial_ends", trial_ends, 1, LAST_WEEK)
    gain = checks.number("control_gain", control_gain, 0.0, 2.0) * placebo_gain()
    ends = _teaching("duration")
    days = np.unique(
        np.concatenate([np.linspace(0, LAST_WEEK * WEEK_D, LAST_WEEK * WEEK_D * 2 + 1), [ends, ends + 1 / 100]])
    )
    control = _teaching("NRS0") - gain * np.minimum(days / ends, 1.0)
    share = _dahan("responders_drug") / 100
    arms = {kind: control * (1 - share * story(days, kind)) for kind in STORIES}
    return Trial(
        checks.choice("relief_story", relief_story, STORIES), days, arms[relief_story], control, arms, ends_week
    )


def placebo_gain() -> float:
    """Return by how many points the published placebo arm stood below our assumed start in week 1."""
    return _teaching("NRS0") - float(evidence.parameter("pain.sigtermans2009.NRS_week1_placebo"))


def _teaching(name: str) -> float:
    return float(evidence.parameter(f"pain.teaching.{name}"))


def _dahan(name: str) -> float:
    return float(evidence.parameter(f"pain.dahan2011.{name}"))

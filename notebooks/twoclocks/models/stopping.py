"""After the last pill: how many serotonin pumps (SERT) are still held. Builds on pill_days and sert.

Occupancy is in percent of pumps, time in days since the last pill of a long course on the usual dose of a US
label, a fact about labels. Nothing here is a plan for anybody: no amount of a drug comes out, only pumps.
Fluoxetine's metabolite is counted as if it held pumps as well as fluoxetine does, weight for weight, which
is an assumption. Paroxetine is missing: its model has no valid wash-out.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from . import checks, dose_steps, pill_days, sert, ssri

DRUGS = ("escitalopram", "citalopram", "sertraline", "fluoxetine")
WAYS = ("equal doses", "equal pumps")
LONGEST = 84
STEPS = 4


@cache
def _left(drug: str) -> tuple[np.ndarray, np.ndarray]:
    """Return (days, level over its plateau); fluoxetine's metabolite is added to it, weight for weight."""
    parts = ["central"] + [name for name in [pill_days.metabolite_of(drug)] if name]
    plateaus = np.array([pill_days.substance(drug, part).plateau for part in parts])
    curves = [pill_days.stopping(drug, part, LONGEST) for part in parts]
    level = np.array([percent for _, percent in curves]) / 100 * plateaus[:, None]
    return curves[0][0], level.sum(axis=0) / plateaus.sum()


def pumps_held(drug: str, days: float | np.ndarray) -> np.ndarray:
    """Return the pumps held [%] some days (0 to 84) after the last pill; same shape as days.

    Held is a hyperbola of what is left of the daily dose (sorensen2022), without any delay.
    Raises ValueError for another drug or days outside 0..84.
    """
    checks.choice("drug", drug, DRUGS)
    days = checks.numbers("days", days, 0.0, LONGEST, "days")
    time, left = _left(drug)
    return 100 * sert.occupancy_from_dose(np.interp(days, time, left) * ssri.usual_dose(drug), drug)


def held_on_course(drug: str) -> float:
    """Return the pumps held [%] in the long run on the usual dose of the label."""
    return float(dose_steps.held(checks.choice("drug", drug, DRUGS), 1.0))


def freed(drug: str, way: str) -> np.ndarray:
    """Return the pumps freed [percentage points] by each of four steps down to nothing, shape (4,).

    way: "equal doses" takes away the same part of the dose at each step, "equal pumps" the same part of the
    pumps held. Each step is taken to last until the level has settled. The four add up to held_on_course().
    """
    checks.choice("way", way, WAYS)
    if way == "equal pumps":
        return np.full(STEPS, held_on_course(drug) / STEPS)
    return -np.diff(dose_steps.held(checks.choice("drug", drug, DRUGS), dose_steps.QUARTERS))


def after_course(drug: str, course_days: int, hours: float) -> float:
    """Return the pumps held [%] some hours after the last of ``course_days`` pills, to set beside scans.

    Only for drugs whose level can be turned into occupancy (sert.LEVEL_DRUGS); ValueError for others.
    """
    last = (checks.whole_number("course_days", course_days, 1, ssri.LONGEST_DAYS) - 1) * ssri.DAY
    after = checks.number("hours", hours, 0.0, LONGEST * ssri.DAY, "h")
    level = ssri.daily_level(drug, np.array([last + after]), days=course_days)
    return 100 * float(sert.occupancy_from_level(level, drug)[0])

"""Two risks compared in the ways in which an article may tell them: ratio, difference, people.

Pure arithmetic on two shares of people; nothing here knows a drug. The words and formulas are those of
textbooks of epidemiology (Altman, Practical Statistics for Medical Research); that whole people are
understood best is argued in Gigerenzer & Edwards, BMJ 2003.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from .checks import number, whole_number

#: Of how many people "out of" statements count, unless told.
GROUP = 1000


class Comparison(NamedTuple):
    """Two risks compared. All but ``ratio`` and ``one_in`` count people in a group of the same size.

    without, with_drug: people affected in the control arm and in the drug arm. extra: the difference,
    below zero if the drug arm has fewer. ratio: drug over control (no unit). one_in: how many people have
    to be treated for one person more (or fewer) to be affected; infinite if the arms are equal.
    """

    without: float
    with_drug: float
    extra: float
    ratio: float
    one_in: float

    @property
    def percent_more(self) -> float:
        """The relative change in percent of the control risk: a doubling is 100."""
        return 100 * (self.ratio - 1)


def compare_risks(control_percent: float, drug_percent: float, group: int = GROUP) -> Comparison:
    """Return two risks [% of the people in each arm], compared for a ``group`` of people.

    Raises ValueError if a percentage lies outside 0 to 100; the control's must be above 0, or
    there is no ratio.
    """
    control = number("control_percent", control_percent, 1e-6, 100, "%") / 100
    drug = number("drug_percent", drug_percent, 0, 100, "%") / 100
    group = whole_number("group", group, 1, 10**9)
    difference = drug - control
    one_in = 1 / abs(difference) if difference else math.inf
    return Comparison(group * control, group * drug, group * difference, drug / control, one_in)


def carried_over(ratio: float, baseline: float, group: int = GROUP) -> Comparison:
    """Return what a relative risk means among other people, ``baseline`` of whom are affected anyway.

    ratio: drug over control, as a trial or an article gives it. It is assumed to stay the same, which
    nobody has shown for the other group; more than everybody cannot be affected, so the count stops at
    ``group``.
    """
    ratio = number("ratio", ratio, 0, 1e6)
    group = whole_number("group", group, 1, 10**9)
    baseline = number("baseline", baseline, 1e-9, group, "people")
    return compare_risks(100 * baseline / group, 100 * min(1.0, ratio * baseline / group), group)

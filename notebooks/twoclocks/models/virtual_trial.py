"""A virtual trial: what thousands of trials would report if one knew the truth, the guesses and the hopes.

Everybody improves by the same amount on average, plus the true effect in the drug arm, plus a lift if they
believe that they have the drug, plus noise between people. Each trial is judged by Student's t test.

No person is drawn: for people who differ by normal noise, the number, mean and sum of squares of each group
(believers, doubters, leavers) say all that a t test asks, and their exact distributions are known
(multinomial, normal, chi-square). So 2,000 trials cost a millisecond whatever their size, and are as good as
drawn person by person (a test compares). Draws are seeded: the same setting gives the same trials.

Illustrative: the lift, the guesses and who leaves are assumed. The size of improvement without drug or hope,
and the noise, are those of the placebo arm of a real trial (janik2025 in data/). Unit: MADRS points; a change
below zero is an improvement, a difference below zero favours the drug.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from .. import evidence
from . import checks
from .effect_sizes import MISS

TRIALS = 2000
MOST_TRIALS = 10**6
SEED = 7
#: Hours from day 1 to day 28, as data/ counts them.
DAY_28 = 27 * 24
#: Share of people who leave where somebody leaves (assumed).
LEAVING = 30 / 100
#: How people leave.
DROPOUT = ("nobody", "anybody", "disappointed")
MOST_POINTS = 20.0


@dataclass(frozen=True)
class Trials:
    """Many trials of one design.

    difference, error: drug minus control as reported, and its standard error, shape (trials,), in points.
    critical: t value that the difference has to pass, shape (trials,). expected: mean of the reported
    difference by the formula; true_effect: what the drug does, both in points (minus: improvement).
    """

    true_effect: float
    expected: float
    people: int
    difference: np.ndarray
    error: np.ndarray
    critical: np.ndarray

    @property
    def low(self) -> np.ndarray:
        """Lower limits of the reported 95 % intervals."""
        return self.difference - self.critical * self.error

    @property
    def high(self) -> np.ndarray:
        """Upper limits of the reported 95 % intervals."""
        return self.difference + self.critical * self.error

    @property
    def success(self) -> np.ndarray:
        """Which trials report a significant benefit."""
        return self.high < 0

    @property
    def harm(self) -> np.ndarray:
        """Which trials report a significant harm."""
        return self.low > 0

    @property
    def share(self) -> float:
        """Percent of trials that report a significant benefit."""
        return 100 * float(np.mean(self.success))

    @property
    def bias(self) -> float:
        """Reported minus true difference, on average, in points."""
        return self.expected - self.true_effect


@cache
def placebo_arm() -> tuple[float, float]:
    """Return (mean, standard deviation) of the change to day 28 in a real placebo arm, in MADRS points."""
    row = evidence.one("trials", study="Janik 2025", measure="change", arm="placebo spray", time_hours=DAY_28)
    return float(row["value"]), float(row["spread"])


def run(
    true_effect: float = 0.0,
    guess_right: float = 50.0,
    lift: float = 0.0,
    people: int = 100,
    dropout: str = "nobody",
    trials: int = TRIALS,
    seed: int = SEED,
) -> Trials:
    """Return many trials of one design.

    true_effect [points of improvement by the drug]. guess_right [% of each arm who believe what is so; 50 is
    a coin]. lift [points of improvement by believing to have the drug]. people: per arm, at the start.
    dropout: "nobody" leaves; "anybody" leaves and is left out; the "disappointed", who believe that they
    have placebo, leave and are counted as unchanged.
    """
    true_effect = checks.number("true_effect", true_effect, 0.0, MOST_POINTS, "points")
    right = checks.number("guess_right", guess_right, 50.0, 100.0, "%") / 100
    lift = checks.number("lift", lift, 0.0, MOST_POINTS, "points")
    people = checks.whole_number("people", people, 4, 10**6)
    checks.choice("dropout", dropout, DROPOUT)
    trials = checks.whole_number("trials", trials, 1, MOST_TRIALS)
    random = np.random.default_rng(seed)
    drug = _Arm(right, -true_effect, lift, dropout)
    control = _Arm(1 - right, 0.0, lift, dropout)
    number, mean, squares = zip(*(arm.draw(people, trials, random) for arm in (drug, control)), strict=True)
    freedom = number[0] + number[1] - 2
    error = np.sqrt((squares[0] + squares[1]) / freedom * (1 / number[0] + 1 / number[1]))
    return Trials(-true_effect, drug.mean - control.mean, people, mean[0] - mean[1], error, _critical(freedom))


class _Arm:
    """One arm: shares and mean changes of its believers, doubters and leavers, each shape (3,)."""

    def __init__(self, believing: float, effect: float, lift: float, dropout: str):
        change, self.sd = placebo_arm()
        # Half of all people believe that they have placebo, so twice the share of those leaves.
        leaving = (1 - believing) * 2 * LEAVING if dropout == "disappointed" else 0.0
        self.shares = np.array([believing, 1 - believing - leaving, leaving])
        self.means = np.array([change + effect - lift, change + effect, 0.0])
        self.stay = 1 - LEAVING if dropout == "anybody" else 1.0

    @property
    def mean(self) -> float:
        """Mean change of everybody who is counted."""
        return float(self.shares @ self.means)

    @property
    def variance(self) -> float:
        """Variance of the change between people who are counted."""
        return float(self.sd**2 + self.shares @ (self.means - self.mean) ** 2)

    def draw(self, people: int, trials: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return (people counted, mean, sum of squares around it) of each trial, each shape (trials,)."""
        counted = np.full(trials, people)
        if self.stay < 1:
            counted = np.maximum(2, random.binomial(people, self.stay, trials))
        first = random.binomial(counted, self.shares[0])
        rest = 1 - self.shares[0]
        last = random.binomial(counted - first, self.shares[2] / rest if rest > 0 else 0.0)
        sizes = np.stack([first, counted - first - last, last])
        with np.errstate(divide="ignore"):
            noise = np.where(sizes > 0, self.sd / np.sqrt(sizes), 0.0)
        group = self.means[:, None] + noise * random.standard_normal(sizes.shape)
        mean = (sizes * group).sum(axis=0) / counted
        between = (sizes * (group - mean) ** 2).sum(axis=0)
        within = self.sd**2 * random.chisquare(counted - (sizes > 0).sum(axis=0))
        return counted, mean, between + within


def _critical(freedom: np.ndarray) -> np.ndarray:
    """Return the t value for each number of degrees of freedom; there are few different ones."""
    values, place = np.unique(freedom, return_inverse=True)
    return stats.t.isf(MISS / 2, values)[place]


def power(difference: float, people: int, sd: float | None = None, miss: float = MISS) -> float:
    """Return the share [%] of trials that report a significant benefit, by the closed formula.

    difference: mean difference that the trial sees [points of improvement]; people: per arm;
    sd: between people [points], that of ``placebo_arm`` unless given. The t statistic follows a
    noncentral t distribution with 2 people - 2 degrees of freedom, shifted by
    difference / (sd √(2 / people)).
    """
    difference = checks.number("difference", difference, -MOST_POINTS, MOST_POINTS, "points")
    people = checks.whole_number("people", people, 2, 10**6)
    sd = placebo_arm()[1] if sd is None else checks.number("sd", sd, 1e-9, unit="points")
    freedom = 2 * people - 2
    shift = difference / (sd * np.sqrt(2 / people))
    return 100 * float(stats.nct.sf(stats.t.isf(miss / 2, freedom), freedom, shift))

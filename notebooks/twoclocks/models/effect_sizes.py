"""How trial results become effects: shares, differences and standardised differences, with their uncertainty.

Pure arithmetic on numbers that a paper prints (means, standard deviations, counts); nothing here knows a
drug.
Textbook formulas: the Wald interval for a difference of two shares (Altman, Practical Statistics for Medical
Research) and the standardised difference with its variance (Borenstein, Introduction to Meta-Analysis,
chapter 4).
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

import pandas as pd

from ..evidence.rows import MissingRow
from .checks import number, whole_number

_MOST_PEOPLE = 10**7
#: How often an interval may miss, by convention: one time in twenty, which makes it a 95 % interval.
MISS = 5 / 100


class Effect(NamedTuple):
    """An effect with the limits of its confidence interval, all in one unit."""

    value: float
    low: float
    high: float


def percent_of_baseline(baseline: float, change: float) -> float:
    """Return the score after ``change`` as percent of ``baseline`` (both in points of one scale).

    A fall is a negative change: baseline 40 and change -10 give 75 %.
    """
    baseline = number("baseline", baseline, 1e-9, unit="points")
    return 100 * (baseline + change) / baseline


def response_difference(
    responders: int, people: int, control_responders: int, control_people: int, miss: float = MISS
) -> Effect:
    """Return drug minus control response, in percentage points, with its Wald interval.

    responders of people are in the drug arm, control_responders of control_people in the other. The interval
    is
    the plain one of textbooks; with few people, or shares near 0 % or 100 %, it is too narrow.
    """
    people = whole_number("people", people, 1, _MOST_PEOPLE)
    control_people = whole_number("control_people", control_people, 1, _MOST_PEOPLE)
    share = whole_number("responders", responders, 0, people) / people
    control_share = whole_number("control_responders", control_responders, 0, control_people) / control_people
    error = math.sqrt(share * (1 - share) / people + control_share * (1 - control_share) / control_people)
    return _interval(100 * (share - control_share), 100 * error, miss)


def standardised_difference(
    change: float,
    sd: float,
    people: int,
    control_change: float,
    control_sd: float,
    control_people: int,
    miss: float = MISS,
) -> Effect:
    """Return Cohen's d, drug minus control, in pooled standard deviations, with its interval.

    change and control_change: mean changes in points; sd and control_sd: their standard deviations (not
    errors).
    Below zero favours the drug where a fall is an improvement.
    """
    sd, control_sd = (number("sd", sd, 1e-9, unit="points"), number("control_sd", control_sd, 1e-9, unit="points"))
    people = whole_number("people", people, 2, _MOST_PEOPLE)
    control_people = whole_number("control_people", control_people, 2, _MOST_PEOPLE)
    squares = (people - 1) * sd**2 + (control_people - 1) * control_sd**2
    pooled = math.sqrt(squares / (people + control_people - 2))
    d = (change - control_change) / pooled
    error = math.sqrt(1 / people + 1 / control_people + d**2 / (2 * (people + control_people)))
    return _interval(d, error, miss)


def size_from_odds(odds_ratio: float) -> float:
    """Return the standardised difference that goes with an odds ratio of response: its log times √3/π.

    Holds if scores are spread like a logistic curve and "response" is a cut through them (Chinn, Stat Med
    2000).
    """
    return math.log(number("odds_ratio", odds_ratio, 1e-9)) * math.sqrt(3) / math.pi


def whole_people(percent: float, people: int, decimals: int = 1) -> int | None:
    """Return how many of ``people`` make ``percent`` when rounded to ``decimals``; None if no whole number
    does.

    The quickest check of a printed percentage, because people come whole.
    """
    people = whole_number("people", people, 1, _MOST_PEOPLE)
    count = round(number("percent", percent, 0, 100, "%") * people / 100)
    # Half a unit of the last printed digit; the hair more lets both ways of rounding a half pass.
    return count if abs(100 * count / people - percent) <= 0.5 * 10**-decimals + 1e-9 else None


def _interval(value: float, error: float, miss: float) -> Effect:
    reach = NormalDist().inv_cdf(1 - number("miss", miss, 1e-6, 0.5) / 2) * error
    return Effect(value, value - reach, value + reach)


def counts(row: pd.Series) -> tuple[int, int]:
    """Return responders and people behind a printed percentage; MissingRow if no whole number fits."""
    people = int(row["n"])
    count = whole_people(row["value"], people)
    if count is None:
        raise MissingRow(f"no whole number of {people} people is {row['value']} % (row {row['id']}).")
    return count, people

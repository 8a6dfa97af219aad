"""Spontaneous reports: what happened, what was sent in, and the ratio that is made of it.

Anybody may report a suspected side effect to an office that collects such reports. Nobody counts those who
took the drug or those who kept silent. A common measure compares the reports of one drug with those of all
others: the reporting odds ratio (van Puijenbroek et al. 2002, Pharmacoepidemiol Drug Saf).
Every input here is made up by whoever calls; shares are numbers per 1,000 people or percent.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import checks

GROUP = 1000
#: What is taken of everything else: other complaints among users of any drug, and this event among users
#: of all other drugs, per 1,000. The second makes a ratio of 1 when nothing is different.
OTHER_COMPLAINTS, EVENT_ELSEWHERE = 100, 10


@dataclass(frozen=True)
class Reports:
    """One drug, one event.

    users: people on the drug. anyway, events: users with the event without the drug's doing, and in all.
    reports, others: reports of the event and of other complaints under the drug's name. share: part [%] of
    the events that was reported. true_ratio: events over those that would have come anyway. reported_ratio:
    the reporting odds ratio. Neither ratio has a unit.
    """

    users: int
    anyway: float
    events: float
    reports: float
    others: float
    share: float
    true_ratio: float
    reported_ratio: float


def spontaneous(drug_adds: float, illness_rate: float, users: int, reported_share: float, publicity: float) -> Reports:
    """Return what is reported when everything is known.

    drug_adds, illness_rate: events that the drug causes, and that its users would have anyway, per 1,000
    users. users: people. reported_share [%]: complaints that somebody reports. publicity: how many times as
    often this event is reported once the news has told of it (up to all of them).
    Raises ValueError for a rate outside 0 to 1,000 (illness_rate above 0), fewer than 1 user, a share
    outside 0.01 to 100 % or publicity below 1.
    """
    adds = checks.number("drug_adds", drug_adds, 0, GROUP, "per 1,000")
    rate = checks.number("illness_rate", illness_rate, 0.01, GROUP, "per 1,000")
    people = checks.whole_number("users", users, 1, 10**9)
    usual = checks.number("reported_share", reported_share, 0.01, 100, "%")
    share = min(100.0, usual * checks.number("publicity", publicity, 1, 1000))
    anyway, events = people * rate / GROUP, people * min(GROUP, rate + adds) / GROUP
    reports, others = events * share / 100, people * OTHER_COMPLAINTS / GROUP * usual / 100
    elsewhere = EVENT_ELSEWHERE / OTHER_COMPLAINTS
    return Reports(people, anyway, events, reports, others, share, events / anyway, reports / others / elsewhere)

"""Lesson 10: the self-checks of its exercises."""

from __future__ import annotations

from ...kit.exercise import Exercise
from ...models import reports
from ...models.risks import Comparison
from . import data

#: A drug that adds nothing counts as accused from this ratio on.
ACCUSED = 5.0
#: How near counts: one of 1,000 people; rounding of one in so many.
NEAR_EXTRA, NEAR_TREATED = 1.0, 0.2


def _nausea() -> Comparison:
    """Return nausea in Janik 2025, drug beside placebo, of 1,000."""
    return next(one for one in data.harms("janik") if one.event == "nausea").compared


check_harm = Exercise.array(
    "two numbers, the people of 1,000 first",
    lambda: (_nausea().extra, _nausea().one_in),
    near=(NEAR_EXTRA, NEAR_TREATED),
    undone="put two numbers into answer, such as (100, 10).",
    known=[
        (lambda answer: abs(10 * answer[0] - _nausea().extra) < 5, "that is of 100. Count them in 1,000."),
        (
            lambda answer: abs(answer[0] - _nausea().with_drug) < NEAR_EXTRA,
            "those are all who felt sick. Some would have without the drug.",
        ),
        (
            lambda answer: abs(answer[0] - _nausea().extra) > NEAR_EXTRA,
            "take the people with placebo from the people with the drug.",
        ),
    ],
    yes=lambda _: (
        f"{_nausea().extra:.0f} more of 1,000, so one more person feels sick for every {_nausea().one_in:.1f} treated. "
        "This is a number needed to harm."
    ),
    no=lambda _: f"half right: {_nausea().extra:.0f} more. Now divide 1,000 by that number.",
)


def _accused(
    drug_adds: float, illness_rate: float, users: int, reported_share: float, publicity: float
) -> tuple[reports.Reports, bool, bool]:
    """Return what the settings give, and whether news and illness are at work."""
    made = reports.spontaneous(drug_adds, illness_rate, users, reported_share, publicity)
    return made, publicity > 1, illness_rate > reports.EVENT_ELSEWHERE


check_accused = Exercise.settings(
    "the settings of reports.spontaneous, such as in the hint",
    _accused,
    lambda found: found[0].reported_ratio >= ACCUSED,
    known=[
        (lambda found: found[0].events > found[0].anyway, "this drug adds events. Set drug_adds to 0."),
        (
            lambda found: found[1] and found[2],
            "both news and illness are at work. Do it with publicity 1, to see the illness alone.",
        ),
    ],
    yes=lambda found: (
        f"a reporting odds ratio of {found[0].reported_ratio:.1f} for a drug that adds nothing, from "
        f"{found[0].reports:,.0f} reports. The reason is {'the news' if found[1] else 'the illness'}, and the ratio itself "
        "cannot tell you so."
    ),
    no=lambda found: f"the reporting odds ratio is {found[0].reported_ratio:.1f}; make it {ACCUSED:.0f} or more.",
)

check_sentence = Exercise.choice(
    "d",
    {
        "a": "the label’s reader cannot know: reports have no number of people who took the drug, so no rate.",
        "b": "a larger ratio can come from the news, from the illness, or from a rule that this event must be reported.",
        "c": "no report is no proof: most side effects are never reported.",
        "d": "reports are for noticing. Whether the drug does it, and how often, needs people with a known number and a "
        "comparison.",
    },
)

"""Lesson 03: the self-checks of its exercises."""

from __future__ import annotations

from ...kit.exercise import Exercise, Parts
from ...kit.sentences import sentences
from ...models import circuit_days

words = sentences(__file__)
wash_out, autoreceptors = words["exercise.wash_out"], words["exercise.autoreceptors"]

#: Cases of exercise 1: share of SERT occupied, share of SERT that is left.
CASES = ((0.0, 1.0), (0.8, 1.0), (0.8, 0.2), (0.0, 0.2))
#: How near counts, as a share: rounding to a whole percent stays within it.
NEAR = 0.01


def _uptake() -> list[float]:
    return [left * (1 - occupied) for occupied, left in CASES]


def _cases(_) -> str:
    lines = [
        wash_out("line", occupied=occupied, left=left, uptake=uptake)
        for (occupied, left), uptake in zip(CASES, _uptake(), strict=True)
    ]
    return "\n".join([wash_out("right"), *lines, wash_out("end")])


check_wash_out = Exercise.function(CASES, _uptake, near=NEAR, yes=_cases, no=wash_out("wrong"))


def _without(receptor_left: str) -> Exercise:
    def level() -> float:
        return circuit_days.with_autoreceptors(receptor_left, day=14.0)

    right, wrong = lambda _: autoreceptors("right", level=level()), autoreceptors("wrong")
    return Exercise.number(autoreceptors("ask"), level, share=NEAR, yes=right, no=wrong)


#: Forebrain serotonin on day 14 without one of the autoreceptors.
check_autoreceptors = Parts(
    {autoreceptors("without_1a"): _without("5-HT1B"), autoreceptors("without_1b"): _without("5-HT1A")}
)

check_argument = Exercise.choice("b", words.each("exercise.argument.reply"))

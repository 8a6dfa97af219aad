"""Lesson 11: its three explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.claims import SURENESS
from ...kit.controls import Control, choice, slider
from ...kit.explorer import Explorer, explore
from . import drawings
from .data import results

BASELINES = (1, 2, 5, 10, 20, 50, 100)
ANSWERS = (7, 14, 28, 56, 112)


def _result_control() -> Control:
    return choice(
        "article_result",
        "Result (of the spray unless named)",
        "drug",
        {key: result.label for key, result in results().items()},
    )


def _times(ratio: float) -> str:
    return f"{ratio:.1f}".removesuffix(".0") if ratio >= 1 else f"{ratio:.2f}"


def telling_words(result: drawings.Told, values: dict) -> str:
    """Return what the chosen way of telling says, and what it leaves open."""
    about, compared = result.result, result.compared
    drug, more = about.drug.removeprefix("the "), "fewer" if compared.extra < 0 else "more"
    extra = abs(compared.extra)
    if result.telling == "ratio":
        said = (
            f"{-compared.percent_more:.0f} % less common"
            if compared.extra < 0
            else f"{_times(compared.ratio)} times as common"
        )
        return (
            f"Told as a ratio, {about.headline[0].lower()}{about.headline[1:]} is {said} with {about.drug}, and nobody "
            f"can tell from it whether that is 2 people {more} of 1,000, or 20, or 200."
        )
    if result.telling == "extra":
        return (
            f"Told as a difference, {extra:.0f} {more} of 1,000 people {about.did} with {about.drug} than with "
            f"{about.control}, and it is left open how many did so anyway "
            f"({min(compared.without, compared.with_drug):.0f})."
        )
    if result.telling == "arms":
        return (
            f"Told in full, {compared.without:.0f} of 1,000 people {about.did} with {about.control} and "
            f"{compared.with_drug:.0f} with {about.drug}; every other way of telling can be worked out from these two."
        )
    return (
        f"Told as one in how many, 1 person {more} {about.did} for every {compared.one_in:.0f} people on {drug}, and "
        f"for the other {compared.one_in - 1:.0f} it made, on balance, no difference in this respect."
    )


def telling() -> Explorer:
    """Return the explorer of one result told in four ways."""
    return explore(
        drawings.draw_telling,
        axes=drawings.telling_axes,
        size=(9.2, 4.05),
        name="11-telling",
        title="One result, told in four ways",
        controls=[_result_control(), choice("telling", "The article says", "view", drawings.TELLINGS)],
        model=drawings.told,
        readout=telling_words,
        alt="Two groups of 1,000 squares, control arm on the left and drug arm on the right; only those whom the "
        "sentence above them mentions are drawn.",
    )


def baseline_words(result: drawings.Carried, values: dict) -> str:
    """Return what the ratio means at the chosen baseline, beside the trial's own."""
    compared, own = result.compared, result.result.compared()
    more = "fewer" if compared.extra < 0 else "more"
    same = abs(own.without - compared.without) < 0.5
    trial = (
        "as in the trial itself"
        if same
        else f"while in the trial itself it was {abs(own.extra):.0f} {more}, because there {own.without:.0f} "
        "were affected anyway"
    )
    count = f"{abs(compared.extra):.1f}".removesuffix(".0")
    return (
        f"If {compared.without:.0f} of 1,000 people are affected without {result.result.drug}, a ratio of "
        f"{_times(own.ratio)} means {count} {more} of 1,000, {trial}."
    )


def baseline() -> Explorer:
    """Return the explorer of one ratio among people with another baseline."""
    return explore(
        drawings.draw_baseline,
        axes=drawings.baseline_axes,
        size=(9.2, 4.3),
        name="11-baseline",
        title="The same ratio among other people",
        controls=[
            _result_control(),
            slider("baseline_people", "Affected without the drug (of 1,000 people)", "person", BASELINES, 5, str),
        ],
        model=drawings.carried,
        readout=baseline_words,
        alt="Left: 1,000 squares, those affected either way dark grey, the difference orange. Right: a straight line, "
        "more people affected the more common it is without the drug.",
    )


def luck_words(result: drawings.Luck, values: dict) -> str:
    """Return where a perfectly calibrated reader lands by chance."""
    low, high, n = result.low, result.high, result.answers
    span = f"{low} to {high}" if low < high else f"{low}"
    return (
        f"A reader who is {result.sure} % sure of {n} answers, and exactly as good as that, gets {span} right in 95 of "
        f"100 tries, so any score from {100 * low / n:.0f} % to {100 * high / n:.0f} % may be luck."
    )


def luck() -> Explorer:
    """Return the explorer of what chance does to a well calibrated reader."""
    return explore(
        drawings.draw_luck,
        axes=drawings.luck_axes,
        size=(9.0, 4.2),
        name="11-luck",
        title="How much of a score is luck?",
        controls=[
            slider("sureness", "How sure", "person", tuple(SURENESS), 80, lambda level: f"{level} %"),
            slider("answers", "Answers counted", "view", ANSWERS, 14, str),
        ],
        model=drawings.luck,
        readout=luck_words,
        alt="Bars: the chance of each share of right answers for a reader whose sureness is exactly true; the middle "
        "95 of 100 readers are blue on a pale band.",
    )

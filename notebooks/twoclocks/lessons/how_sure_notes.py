"""Lesson 07: boxes of words whose numbers come from the data."""

from __future__ import annotations

from .. import evidence
from ..charts import onset_data as data
from ..charts.onset_look import plain, signed
from ..models import virtual_trial
from .boxes import Note, note


def _cited(*keys: str) -> str:
    return f"({evidence.cite(*keys).html})"


def lift_needed() -> Note:
    """Return what guesses and what noise the virtual trial can be set against."""
    drug = [
        data.one(draw=False, study="Janik 2025", measure="allocation_guess", arm=f"esketamine {dose} mg")
        for dose in ("56", "84")
    ]
    placebo = data.one(draw=False, study="Janik 2025", measure="allocation_guess", arm="placebo spray")
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


def drawer_fact() -> Note:
    """Return what published and unpublished trials of antidepressant pills found."""
    rows = {
        word: data.one(study="Munkholm 2019", statistic=f"SMD, {word}")
        for word in ("published", "unpublished")
    }
    seen, hidden = (rows[word]["value"] for word in ("published", "unpublished"))
    return note(
        "This happened. For antidepressant pills somebody went and found the trials in the drawer. The "
        f"published ones found {plain(seen, 2)} standard deviations against placebo, the unpublished ones "
        f"{plain(hidden, 2)}: about half as much, in the same direction. A public list in which every "
        "trial is entered before it begins lets a missing one be missed.",
        "fact",
        _cited("munkholm2019"),
    )


def trip() -> Note:
    """Return the conflicting evidence on whether benefit follows dissociation."""
    close = evidence.parameter("session.luckenbaugh2014.r_CADSS_HDRS")
    apart = evidence.parameter("session.transform_dissociation.p_CADSS_time")
    return note(
        "If the benefit were only the feeling of being drugged, people who felt more should improve more. "
        f"In one sample they did, weakly (correlation {plain(close.value, 2)} between feeling detached and "
        "the fall of the score, which explains about an eighth of the differences between people). In the "
        f"larger esketamine trials the two did not move together (p {apart.value:.1f}). The question is "
        "open, and either answer fits more than one story: a higher level in the blood would raise both.",
        "fact",
        _cited("luckenbaugh2014", "transform_dissociation"),
    )


def null_words() -> Note:
    """Return what the masked trial does and does not show."""
    row = data.one(study="Lii 2023", measure="difference")
    right = data.one(draw=False, study="Lii 2023", measure="allocation_guess")
    return note(
        f"In that trial {right['value']:.0f} of 100 guessed their arm right, so the blind held. Its "
        f"difference over the first three days was {signed(row['value'])} points, with an interval from "
        f"{plain(row['low'])} to {plain(row['high'])} ({row['n']} people). So it found no clear effect, "
        "and it cannot rule out one as large as any in this lesson. No evidence of an effect is not "
        "evidence of none. The other anaesthetics that everybody had may have done something too.",
        "care",
        _cited("lii2023"),
    )

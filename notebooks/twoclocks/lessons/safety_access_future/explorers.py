"""Lesson 10: its four explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...models import reports, stopping
from . import data, drawings

# A thousand people -----------------------------------------------------------------------------------


def crowd_readout(result: drawings.Crowd, values: dict) -> str:
    """Return both arms in people of 1,000, the difference, and one in how many."""
    harm, compared = result.harm, result.harm.compared
    event = harm.event[0].upper() + harm.event[1:]
    start = (
        f"{event}: {compared.with_drug:.0f} of 1,000 people with {harm.drug} and {compared.without:.0f} with "
        f"{harm.control}"
    )
    if result.more < 0:
        return f"{start}, so {-result.more} fewer, a difference that chance alone can make."
    if result.more == 0:
        return f"{start}, so no difference in whole people."
    return f"{start}, so {result.more} more, or one more person for every {one_in(compared.one_in)} treated."


def one_in(people: float) -> str:
    """Return how many people are treated for one more event, with a digit where it matters."""
    return f"{people:.1f}".removesuffix(".0") if people < 10 else f"{people:.0f}"


def crowd() -> Explorer:
    """Return the explorer of 1,000 people in two arms."""
    return explore(
        drawings.draw_crowd,
        axes=drawings.crowd_axes,
        size=(9.2, 4.5),
        name="10-crowd",
        title="A thousand people, with the drug and without",
        controls=[
            choice("risk_source", "Who was counted", "drug", {key: row[1] for key, row in data.SOURCES.items()}),
            choice("harm_rank", "Event, by how many more people have it", "view", data.RANKS, "first"),
        ],
        model=drawings.crowd,
        readout=crowd_readout,
        alt="Two groups of 1,000 dots, control arm on the left and drug arm on the right: small pale dots are people "
        "without the event, dark dots have it in either arm, diamonds only in one.",
    )


# Reports ---------------------------------------------------------------------------------------------


def reports_readout(result: reports.Reports, values: dict) -> str:
    """Return what happened, what was reported, and both ratios."""
    start = (
        f"Of {drawings.whole(result.users)} users {drawings.whole(result.events)} had the event, "
        f"{drawings.whole(result.anyway)} of them anyway, and {drawings.whole(result.reports)} came in as a report"
    )
    made, true = drawings.ratio(result.reported_ratio), drawings.ratio(result.true_ratio)
    if result.reported_ratio > 1.5 * result.true_ratio:
        return f"{start}: reports make a ratio of {made} out of a true {true}."
    return f"{start}: the ratio from reports is {made} and the true one {true}."


def spontaneous_reports() -> Explorer:
    """Return the explorer of spontaneous reports."""
    return explore(
        drawings.draw_reports,
        axes=drawings.reports_axes,
        size=(9.2, 4.2),
        name="10-reports",
        title="From events to reports to a ratio",
        controls=[
            slider(
                "drug_adds",
                "The drug adds (events per 1,000 users)",
                "drug",
                (0, 5, 10, 20, 50, 100),
                0,
                str,
                stored=(0, 20),
            ),
            slider(
                "illness_rate",
                "Its users have it anyway (per 1,000)",
                "person",
                (10, 20, 50, 100),
                10,
                str,
                stored=(10, 50),
            ),
            slider(
                "users",
                "Users",
                "person",
                (10_000, 100_000, 1_000_000),
                100_000,
                drawings.whole,
                stored=(10_000, 100_000, 1_000_000),
            ),
            slider(
                "reported_share",
                "Complaints that get reported",
                "view",
                (1, 2, 5, 10, 20),
                5,
                lambda value: f"{value} of 100",
                stored=(1, 5),
            ),
            choice(
                "publicity",
                "The news",
                "view",
                {1: "is silent", 3: "tells: three times as many reports", 10: "shouts: ten times as many"},
                stored=(1, 10),
            ),
        ],
        model=reports.spontaneous,
        readout=reports_readout,
        alt="Left: bars for users, those with the event, those who would have had it anyway, and those reported. "
        "Right: a dot for the true ratio of the drug's risk and a diamond for the reporting odds ratio.",
    )


# The last pill ---------------------------------------------------------------------------------------


def ending_readout(result: drawings.Ending, values: dict) -> str:
    """Return what is held now, and what the last step of the chosen way would free."""
    when = "At the last pill" if result.days == 0 else f"{_days(result.days)} after the last pill"
    first, last = result.freed[0], result.freed[-1]
    steps = (
        f"with {drawings.STEP_WORDS[result.way]} the last of four steps frees {last:.0f} points at once and the first "
        f"{first:.0f}"
        if result.way == "equal doses"
        else f"with {drawings.STEP_WORDS[result.way]} each of four steps frees {last:.0f} points"
    )
    now = f"{when} {result.drug} holds {result.now:.0f} % of pumps ({result.held:.0f} % on the pill)"
    return f"{now}, and {steps}."


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:.0f} days"


def last_pill() -> Explorer:
    """Return the explorer of what happens at the end of a course of pills."""
    return explore(
        drawings.draw_ending,
        axes=drawings.ending_axes,
        size=(9.2, 4.3),
        name="10-last-pill",
        title="After the last pill",
        controls=[
            choice("stopped_drug", "The pill that ends", "drug", {drug: drug for drug in stopping.DRUGS}),
            slider(
                "days_after_last",
                "Time since the last pill",
                "time",
                (0, 1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 42, 56),
                0,
                _days,
                stored=(0, 1, 3, 7, 14, 28),
            ),
            choice(
                "way_down",
                "Four steps down",
                "view",
                {"equal doses": "equal steps of the dose", "equal pumps": "equal steps of the pumps held"},
            ),
        ],
        model=drawings.ending,
        readout=ending_readout,
        alt="Left: a falling curve of serotonin pumps held since the last pill, with a dot at the chosen day and a "
        "dashed line for what is held on the pill. Right: four bars, pumps freed by each of four steps down.",
    )


# Followers -------------------------------------------------------------------------------------------


def followers_readout(result: drawings.Followers, values: dict) -> str:
    """Return how many drugs have which outcome so far."""
    which = "all drugs here" if result.approach == "all" else f"those with {drawings.FILTERS[result.approach]}"
    if not result.drugs:
        return f"By the end of {result.year} no outcome had come for {which}."
    told = [
        f"{result.count('beat_placebo')} beat placebo in some trial",
        f"{result.count('missed')} missed in some trial",
        f"{result.count('stopped')} {'was' if result.count('stopped') == 1 else 'were'} given up",
        f"{result.count('approved')} {'was' if result.count('approved') == 1 else 'were'} approved",
    ]
    number = f"{result.drugs} drug" + ("s" if result.drugs != 1 else "")
    return (
        f"By the end of {result.year}, of {number} with an outcome ({which}) {', '.join(told[:-1])} and {told[-1]}; a "
        "drug may stand under several."
    )


def followers() -> Explorer:
    """Return the explorer of the drugs that followed ketamine."""
    return explore(
        drawings.draw_followers,
        axes=drawings.followers_axes,
        size=(9.2, 5.6),
        name="10-followers",
        title="What became of the drugs that followed ketamine",
        controls=[
            choice("approach", "Drugs", "drug", drawings.FILTERS),
            slider(
                "until_year",
                "Up to the end of",
                "time",
                tuple(range(drawings.FIRST_YEAR, drawings.LAST_YEAR + 1)),
                drawings.LAST_YEAR,
                str,
                stored=(2014, 2017, 2019, 2021, 2022, 2023, 2024, 2025, 2026),
            ),
        ],
        model=drawings.followers,
        readout=followers_readout,
        alt="A row for each drug on an axis of years; triangles: beat placebo, stars: approved, crosses: missed, "
        "squares: given up.",
    )

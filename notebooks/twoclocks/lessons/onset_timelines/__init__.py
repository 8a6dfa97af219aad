"""Lesson 06: the parts that its cells call."""

from __future__ import annotations

from ... import evidence
from ...evidence import rows
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.prediction import Guess, Prediction, on_axes, vertical
from ...kit.words import interval, listed, plain, signed
from . import badly, courses, data, drawings, effects, pills, tricks, yardstick
from . import charts as timelines
from .exercises import check_advert, check_difference
from .notes import after_the_course, first_hours, guessing, ideation_words, late_responders, same_arms
from .recomputed import check_table, missing_table

__all__ = [
    "EXPLORERS",
    "after_the_course",
    "by_control",
    "check_advert",
    "check_difference",
    "check_table",
    "choose_control",
    "early_and_late",
    "first_hours",
    "guessing",
    "ideation",
    "ideation_words",
    "late_responders",
    "made_badly",
    "missing_table",
    "predict_day_two",
    "predict_week_two",
    "repeated",
    "response",
    "same_arms",
    "same_trial",
    "sources",
    "ssri_weeks",
    "standardised",
    "visit_by_visit",
]

same_trial = timelines.same_trial
response = timelines.response
by_control = effects.by_control
standardised = yardstick.standardised
repeated = courses.courses
ssri_weeks = pills.ssri_weeks
early_and_late = pills.early_and_late
ideation = courses.ideation


# Explorers -------------------------------------------------------------------------------------------


def visit_words(result: drawings.Look, values: dict[str, object]) -> str:
    """Return what one trial showed at one time: both arms and the gap, or that nothing is printed."""
    trial, when = result.trial, drawings.TIMES[result.hours]
    if result.hours not in trial.drug:
        seen = listed([drawings.TIMES.get(hours, f"{hours / 24:.0f} days") for hours in trial.visits])
        return f"{trial.title}: nothing is printed for {when} after the first dose, only for {seen}."
    drug, control = trial.arms_short
    text = (
        f"{trial.title}, {when} after the first dose: {drug} {trial.drug[result.hours]:.0f} %, {control} "
        f"{trial.control[result.hours]:.0f} % of the start"
    )
    if result.gap is None:
        return f"{text}, and no gap in points is printed for this time."
    unclear = "" if result.gap.clear else ", so it may be zero"
    return (
        f"{text}; the gap is {signed(result.gap.value)} MADRS points "
        f"({interval(result.gap.low, result.gap.high)}{unclear})."
    )


def visit_by_visit() -> Explorer:
    """Explorer: one trial, both arms, visit by visit."""
    trials = {name: data.trial(name).title for name in data.TRIALS}
    return explore(
        drawings.draw_trial,
        axes=drawings.trial_axes,
        size=(9.2, 5.3),
        name="06-visits",
        title="Same trial, visit by visit",
        controls=[
            choice("trial", "Trial", "drug", trials),
            slider(
                "visit", "Time after the first dose", "time", list(drawings.TIMES), 168.0, drawings.TIMES.__getitem__
            ),
        ],
        model=lambda trial, visit: drawings.look(trial, visit),
        readout=visit_words,
        alt="Two lines, the drug arm and the control arm of one trial, fall from 100 percent of the first "
        "depression score; below them the gap between the arms in points with its interval.",
    )


CONTROL_NAMES = {
    "saline": "saline",
    "midazolam": "midazolam",
    "anaesthesia": "saline under anaesthesia",
    "placebo_spray": "placebo spray",
    "placebo_pill": "placebo pill",
}


def control_words(result: drawings.Found, values: dict[str, object]) -> str:
    """Return the results for one control at one time, or say when there are some."""
    title = CONTROL_NAMES[result.control]
    when = drawings.WHEN[result.hours][0]
    if not len(result.rows):
        return (
            f"Against {title} our sources hold no result {when} after the first dose; there are some for "
            f"{listed(list(result.others))}."
        )
    found = [f"{signed(row.value)} ({_limits(row)}) in {row.short}" for row in result.rows.itertuples()]
    return f"Against {title}, {when} after the first dose, extra responders per 100 people: {', '.join(found)}."


def _limits(row) -> str:
    return "no interval printed" if row.low != row.low else interval(row.low, row.high)


def choose_control() -> Explorer:
    """Explorer: the size of the effect by control and time."""
    times = {hours: words for hours, (words, _) in drawings.WHEN.items()}
    return explore(
        drawings.draw_control,
        axes=drawings.control_axes,
        size=(9.2, 4.8),
        name="06-controls",
        title="Choose your control",
        controls=[
            choice("comparator", "Control", "drug", CONTROL_NAMES),
            slider("moment_seen", "Measured after", "time", list(times), 24.0, times.__getitem__),
        ],
        model=lambda comparator, moment_seen: drawings.found(comparator, moment_seen),
        readout=control_words,
        alt="Extra responders per 100 people, drug minus control, on a time axis from hours to six weeks; "
        "the results against the chosen control stand out in colour, all others are grey.",
    )


_SWITCHES = {
    "join": ("Points of different trials", {True: "joined", False: "kept apart"}),
    "control": ("Control arms of the ketamine trials", {True: "left out", False: "subtracted"}),
    "open": ("Studies with no control arm", {True: "mixed in", False: "kept out"}),
    "scales": ("Rating scales", {True: "mixed", False: "one"}),
    "axis": ("Axis and intervals", {True: "cut, none drawn", False: "whole, drawn"}),
}


def badly_words(result: tricks.Picture, values: dict[str, object]) -> str:
    """Return how many tricks are on and how far they pull the two drugs apart."""
    ketamine, serotonin = result.best("ketamine"), result.best("serotonin")
    best = (
        f"the lowest ketamine mark is at {plain(ketamine.value)} points and the lowest SSRI mark at "
        f"{plain(serotonin.value)}"
    )
    if not result.tricks:
        return f"0 tricks on, the honest chart: {best}, each against its own control and with its interval."
    count = len(result.tricks)
    named = "; ".join(tricks.TRICKS[name] for name in result.tricks)
    joined = ""
    if "join" in result.tricks:
        trials = len({point.trial for point in result.lines["ketamine"]})
        joined = f", on a line through {trials} different studies"
    return f"{count} {'trick' if count == 1 else 'tricks'} on ({named}): {best}{joined}."


def made_badly() -> Explorer:
    """Explorer: a chart made badly on purpose, whose tricks can be switched off one by one."""
    return explore(
        badly.draw_badly,
        axes=badly.badly_axes,
        size=(9.2, 4.9),
        name="06-badly",
        title="Chart it badly: find the tricks",
        controls=[choice(name, label, "view", words, start=True) for name, (label, words) in _SWITCHES.items()],
        model=tricks.picture,
        readout=badly_words,
        alt="Ketamine results in orange and serotonin antidepressants in blue over time, in points of a "
        "depression scale; stamped as made badly on purpose while a trick is on.",
    )


EXPLORERS = {"06-visits": visit_by_visit, "06-controls": choose_control, "06-badly": made_badly}


# Predictions -----------------------------------------------------------------------------------------


def _distance(guess: float, truth: float, close: float, what: str) -> str:
    """Return one sentence that says how far a guess was off."""
    if abs(guess - truth) <= close:
        return f"Close: the trials found {truth:.0f} {what}."
    way = "more" if guess > truth else "less"
    return f"The trials found {truth:.0f} {what}: your guess was {abs(guess - truth):.0f} {way}."


def predict_day_two() -> Prediction:
    """Prediction: how many of 100 people have responded one day after the first spray."""
    answer = timelines.day_two()
    drug, control = (
        evidence.one(rows.series("B"), study="TRANSFORM-1+2", time_hours=24, role=role)["value"]
        for role in ("drug", "control")
    )
    (ax,) = answer.fig.axes
    guesses = [
        Guess(
            f"{people} of 100",
            _distance(people, drug, 3, "of 100 with esketamine"),
            on_axes(ax, [(people, 0.72), (people, 1.42)]),
        )
        for people in range(0, 101, 5)
    ]
    return Prediction(
        name="06-day-two",
        question="People with depression whom earlier pills had not helped get esketamine spray and, the same day, a "
        "new antidepressant. One day later, how many of 100 have a score that is at least halved?",
        label="Of 100 people, responded on day 2",
        guesses=guesses,
        answer=answer,
        kind="slider",
        meaning=f"On day 2 it is {drug:.0f} of 100, and {control:.0f} of 100 with placebo spray and the same "
        "new antidepressant. So the spray does work within a day, in some people; most people "
        "need longer, and most of the later rise is shared by both arms.",
    )


def predict_week_two() -> Prediction:
    """Prediction: which share of the average improvement is there after two weeks of an antidepressant."""
    answer = pills.early_and_late()
    drug = rows.one(study="Posternak 2005", arm="antidepressant")["value"]
    placebo = rows.one(study="Posternak 2005", arm="placebo")["value"]
    left = answer.fig.axes[0]
    guesses = [
        Guess(f"{share} %", _distance(share, drug, 6, "% of it after two weeks"), vertical(left, share))
        for share in range(0, 101, 5)
    ]
    return Prediction(
        name="06-week-two",
        question="“Antidepressant pills take weeks.” Take the whole improvement that the pill arms of "
        "trials reach on average. How much of it is there after two weeks?",
        label="Share of the whole improvement after two weeks",
        guesses=guesses,
        answer=answer,
        kind="slider",
        meaning=f"About {drug:.0f} %. Placebo arms are as quick ({placebo:.0f} % of their own, smaller, "
        "improvement). So early improvement alone does not show that the drug works, and a late "
        "recovery does not show that it had done nothing.",
    )


# Sources ---------------------------------------------------------------------------------------------

#: Sources of notes, tables and prose that stand on no chart or explorer.
_NAMED = (
    "diazgranados2010",
    "zarate2006",
    "ionescu2021",
    "kishimoto2016",
    "wilkinson2019",
    "phillips2019",
    "loo2023",
    "anand2023",
    "ekstrand2022",
    "henssler2018",
    "devries2018",
    "wilkinson2018",
    "xu2016",
    "spravato_mdsi",
    "aanhetrot2010",
    "mcgirr2015",
    "huli2016",
    "an2021",
    "review2026",
    "katz2021",
    "reif2023",
    "nct04338321",
    "taylor2006",
    "posternak2005",
    "trivedi2006",
    "singh2016",
    "murrough2013b",
    "daly2019",
    "grunebaum2018",
    "murrough2013",
    "abbar2022",
    "nct02418585",
)


def sources() -> evidence.SourceList:
    """Return the sources of everything that this lesson shows, with links and how the numbers were seen."""
    keys = {key for name in data.TRIALS for key in data.trial(name).sources}
    keys |= {key for chart in "ABDE" for key in rows.series(chart)["source"]}
    keys |= {source.key for source in tricks.sources()}
    return evidence.sources(sorted(keys | set(_NAMED)))

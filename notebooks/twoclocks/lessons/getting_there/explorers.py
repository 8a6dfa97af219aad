"""Lesson 04: its four explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.shared_controls import SPREAD, infusion_dose, infusion_minutes, times
from ...kit.style import time_label
from ...models import journeys, ketamine, pill_days, ssri
from . import drawings
from .look import set_label
from .route_charts import ROUTES

DAYS_TAKEN = (14, 21, 28, 35, 42, 49, 56, 70)


# An infusion -----------------------------------------------------------------------------------------


def _run_infusion(pk_set: str, infusion_dose: float, infusion_minutes: float) -> journeys.Infusion:
    return journeys.infusion(infusion_dose, infusion_minutes)


def infusion_readout(result: journeys.Infusion, values: dict) -> str:
    """Return one sentence: how high, when, and when half is gone."""
    pk_set = values["pk_set"]
    half = result.half_time(pk_set)
    return (
        f"In the model of {set_label(pk_set)}, plasma peaks at {result.peak(pk_set):.0f} ng/mL after "
        f"{time_label(result.end)}; half of that is left {time_label(half)} after the infusion stops."
    )


@takes_model("hours since the start", "ng/mL")
def infusion() -> Explorer:
    """Return the explorer of one infusion in five published models."""
    return explore(
        drawings.draw_infusion,
        axes=drawings.infusion_axes,
        size=(9.0, 4.5),
        name="04-infusion",
        title="One infusion of ketamine in five published models",
        controls=[
            choice("pk_set", "Published model", "drug", {name: set_label(name) for name in ketamine.PK_SETS}),
            infusion_dose(),
            infusion_minutes(),
        ],
        model=_run_infusion,
        readout=infusion_readout,
        alt="Ketamine in plasma over four hours: five curves climb while the infusion runs and fall when "
        "it stops, one of them drawn thick; a ring marks the level measured in trials.",
    )


# Another way in --------------------------------------------------------------------------------------


def route_readout(result: journeys.Route, values: dict) -> str:
    """Return one sentence: share, height and time of the peak."""
    published = ketamine.published_bioavailability(values["route"])
    which = (
        f"the {values['published_share']}est published share" if len(published.rows) > 1 else "the only published share"
    )
    return (
        f"Ketamine {ROUTES[values['route']]}, with {which}: {100 * result.share:.0f} % of the amount reaches "
        f"the blood, and the level peaks after {time_label(result.peak_time)} at {result.peak:.0f} % of the "
        "infusion's peak."
    )


@takes_model("hours since the start", "% of the infusion's peak")
def routes() -> Explorer:
    """Return the explorer of routes: how much arrives and how fast are two different things."""
    return explore(
        drawings.draw_route,
        axes=drawings.route_axes,
        size=(9.2, 4.5),
        name="04-routes",
        title="The same amount of ketamine by another way in",
        controls=[
            choice("route", "Way in", "drug", {route: ROUTES[route] for route in ketamine.ROUTES}, "nasal"),
            choice("published_share", "Published bioavailability", "dose", {"high": "highest", "low": "lowest"}),
            slider(
                "absorption",
                "Absorption speed (multiple of the assumed one)",
                "time",
                (0.25, 0.5, 1.0, 1.5, 2.0),
                1.0,
                times,
                stored=(0.25, 1.0, 2.0),
            ),
        ],
        model=journeys.by_route,
        readout=route_readout,
        alt="Left: the level by the chosen route over six hours beside the infusion's. Right: the "
        "published bioavailability of each route, one point for each source.",
    )


# A pill a day ----------------------------------------------------------------------------------------


def _run_pill(ssri: str, days_taken: int, missed_pills: int) -> pill_days.Pill:
    return pill_days.daily_pill(ssri, missed_pills, days_taken)


def _gap_words(result: pill_days.Pill, missed: int) -> str:
    if missed == 0:
        return ""
    if result.drug.name == "paroxetine":
        return "; our model cannot follow it through a gap, so the curve ends there"
    pills = "one missed pill lets" if missed == 1 else "two missed pills let"
    return f"; {pills} it fall to {result.lowest_in_gap:.0f} %"


def _end_words(result: pill_days.Pill, missed: int) -> str:
    weeks = pill_days.WEEKS
    if result.drug.name == "paroxetine":
        silent = "; nothing is drawn a day after the last pill and later, for lack of a valid model"
        return "" if missed else silent
    if result.last >= (7 * weeks - 1) * ssri.DAY:
        return f"; the course goes on for all {weeks} weeks"
    left = result.level[-1] if result.metabolite is None else result.metabolite[-1]
    name = "it" if result.second is None else result.second.name
    if left >= 100 * pill_days.GONE:
        return f"; {weeks} weeks after the first pill {left:.0f} % of {name} is still there"
    curve = result.level if result.metabolite is None else result.metabolite
    gone = journeys.time_below(result.time, curve, 100 * pill_days.GONE, result.last + ssri.DAY)
    return f"; {(gone - result.last) / ssri.DAY:.0f} days after the last pill under 5 % of {name} is left"


def pill_readout(result: pill_days.Pill, values: dict) -> str:
    """Return one sentence: the way up, the gap, the end."""
    also = f" ({result.second.name} on day {result.second.days})" if result.second else ""
    missed = values["missed_pills"]
    return (
        f"On a pill a day, {result.drug.name} is at 90 % of its plateau on day {result.drug.days}{also}"
        f"{_gap_words(result, missed)}{_end_words(result, missed)}."
    )


@takes_model("days since the first dose", "% of steady state", scale=ssri.DAY)
def daily_pill() -> Explorer:
    """Return the explorer of a pill a day: the rise, a gap, the end."""
    return explore(
        drawings.draw_pills,
        axes=drawings.pill_axes,
        size=(9.2, 4.5),
        name="04-daily-pill",
        title="A pill a day: rise, gap and end",
        controls=[
            choice("ssri", "Daily pill", "drug", {drug: drug for drug in ssri.DRUGS}),
            slider(
                "days_taken",
                "Last pill (days after the first)",
                "time",
                DAYS_TAKEN,
                42,
                lambda d: f"day {d}",
                stored=(14, 42, 70),
            ),
            choice("missed_pills", "Pills missed in a row (from day 10)", "time", {0: "none", 1: "one", 2: "two"}),
        ],
        model=_run_pill,
        readout=pill_readout,
        alt="Level over ten weeks as a share of the plateau: daily teeth that climb to a band, a dip where "
        "pills are missed, and a fall after the last pill.",
    )


# Many people -----------------------------------------------------------------------------------------


def population_readout(result: journeys.Population, values: dict) -> str:
    """Return one sentence: the range at the end of the infusion."""
    low, high = result.limits
    middle = result.median[result.time.searchsorted(journeys.trial_hours())]
    when = time_label(journeys.trial_hours())
    if values["spread"] == 0:
        return f"With no spread all 10,000 virtual people are alike and reach {middle:.0f} ng/mL after {when}."
    return (
        f"After {when}, {values['covers']} of 100 virtual people lie between {low:.0f} and {high:.0f} ng/mL, "
        f"a {high / low:.1f}-fold range on the same dose per kilogram, with the person in the middle at "
        f"{middle:.0f} ng/mL."
    )


@takes_model("hours since the start", "ng/mL")
def population() -> Explorer:
    """Return the explorer of 10,000 virtual people on one infusion."""
    return explore(
        drawings.draw_population,
        axes=drawings.population_axes,
        size=(9.2, 4.5),
        name="04-population",
        title="One infusion in ten thousand virtual people",
        controls=[
            SPREAD,
            slider(
                "covers",
                "Band holds",
                "view",
                (50, 60, 70, 80, 90, 95, 98),
                90,
                lambda n: f"{n} of 100 people",
                stored=(50, 80, 90, 98),
            ),
        ],
        model=journeys.population,
        readout=population_readout,
        alt="Left: ketamine over four hours, a band around a thick middle line with thin lines of single people and "
        "the level measured in trials. Right: how many people reach which level when the infusion stops.",
    )

"""Lesson 04: its five explorers, each with the sentence that says what its picture shows."""

from __future__ import annotations

from dataclasses import replace

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.own_model import takes_model
from ...kit.sentences import sentences
from ...kit.shared_controls import SPREAD, infusion_dose, infusion_minutes, times
from ...models import interactions, journeys, ketamine, pill_days, ssri
from . import drawings
from .look import set_label
from .route_charts import ROUTES

words = sentences(__file__)

DAYS_TAKEN = (14, 21, 28, 35, 42, 49, 56, 70)


# An infusion -----------------------------------------------------------------------------------------


def _run_infusion(pk_set: str, infusion_dose: float, infusion_minutes: float) -> journeys.Infusion:
    return journeys.infusion(infusion_dose, infusion_minutes)


def infusion_readout(result: journeys.Infusion, values: dict) -> str:
    """Return one sentence: how high, when, and when half is gone."""
    pk_set = values["pk_set"]
    return words(
        "explorer.04-infusion.readout",
        name=set_label(pk_set),
        peak=result.peak(pk_set),
        end=result.end,
        half=result.half_time(pk_set),
    )


@takes_model(*words.each("shared.own.infusion"))
def infusion() -> Explorer:
    """Return the explorer of one infusion in five published models."""
    return explore(
        drawings.draw_infusion,
        axes=drawings.infusion_axes,
        size=(9.0, 4.5),
        **words["explorer.04-infusion"].part(),
        controls=[
            choice(
                "pk_set", words("control.pk_set.label"), "drug", {name: set_label(name) for name in ketamine.PK_SETS}
            ),
            infusion_dose(stored=(0.2, 1.0)),
            infusion_minutes(stored=(40, 120)),
        ],
        model=_run_infusion,
        readout=infusion_readout,
    )


# A route ---------------------------------------------------------------------------------------------


def route_readout(result: journeys.Route, values: dict) -> str:
    """Return one sentence: bioavailability, height and time of the peak."""
    one = len(ketamine.published_bioavailability(values["route"]).rows) == 1
    return words(
        f"explorer.04-routes.{'only' if one else values['published_share']}",
        route=ROUTES[values["route"]],
        share=result.share,
        when=result.peak_time,
        peak=result.peak,
    )


@takes_model(*words.each("shared.own.route"))
def routes() -> Explorer:
    """Return the explorer of routes: how much arrives and how fast are two different things."""
    label = words("control.absorption.label")
    return explore(
        drawings.draw_route,
        axes=drawings.route_axes,
        size=(9.2, 4.5),
        **words["explorer.04-routes"].part(),
        controls=[
            choice(
                "route",
                words("control.route.label"),
                "drug",
                {route: ROUTES[route] for route in ketamine.ROUTES},
                "nasal",
            ),
            choice(
                "published_share",
                words("control.published_share.label"),
                "dose",
                words.each("control.published_share.options"),
                stored=("high",),
            ),
            slider("absorption", label, "time", (0.25, 0.5, 1.0, 1.5, 2.0), 1.0, times, stored=(0.25, 1.0, 2.0)),
        ],
        model=journeys.by_route,
        readout=route_readout,
    )


# A pill a day ----------------------------------------------------------------------------------------


def _run_pill(ssri: str, days_taken: int, missed_pills: int) -> pill_days.Pill:
    return pill_days.daily_pill(ssri, missed_pills, days_taken)


def _gap_words(result: pill_days.Pill, missed: int) -> str:
    said = words["explorer.04-daily-pill.gap"]
    if missed == 0:
        return said("none")
    if result.drug.name == "paroxetine":
        return said("no_model")
    return said("one" if missed == 1 else "two", lowest=result.lowest_in_gap)


def _end_words(result: pill_days.Pill, missed: int) -> str:
    said, weeks = words["explorer.04-daily-pill.end"], pill_days.WEEKS
    if result.drug.name == "paroxetine":
        return "" if missed else said("silent")
    if result.last >= (7 * weeks - 1) * ssri.DAY:
        return said("whole", weeks=weeks)
    curve = result.level if result.metabolite is None else result.metabolite
    name = (result.second or result.drug).name
    if curve[-1] >= 100 * pill_days.GONE:
        return said("left", weeks=weeks, left=curve[-1], name=name)
    gone = journeys.time_below(result.time, curve, 100 * pill_days.GONE, result.last + ssri.DAY)
    return said("gone", days=(gone - result.last) / ssri.DAY, name=name)


def pill_readout(result: pill_days.Pill, values: dict) -> str:
    """Return one sentence: the way up, the gap, the end."""
    said, drug, second = words["explorer.04-daily-pill.up"], result.drug, result.second
    up = said("plain", drug=drug.name, day=drug.days)
    if second:
        up = said("metabolite", drug=drug.name, day=drug.days, name=second.name, slow=second.days)
    missed = values["missed_pills"]
    return f"{up}{_gap_words(result, missed)}{_end_words(result, missed)}"


@takes_model(*words.each("shared.own.pill"), scale=ssri.DAY)
def daily_pill() -> Explorer:
    """Return the explorer of a pill a day: the rise, a gap, the end."""
    missed = {int(count): text for count, text in words.each("control.missed_pills.options").items()}
    return explore(
        drawings.draw_pills,
        axes=drawings.pill_axes,
        size=(9.2, 4.5),
        **words["explorer.04-daily-pill"].part(),
        controls=[
            choice("ssri", words("control.ssri.label"), "drug", {drug: drug for drug in ssri.DRUGS}),
            slider(
                "days_taken",
                words("control.days_taken.label"),
                "time",
                DAYS_TAKEN,
                42,
                lambda day: words("control.days_taken.day", day=day),
                stored=(14, 42),
            ),
            choice("missed_pills", words("control.missed_pills.label"), "time", missed, stored=(0, 2)),
        ],
        model=_run_pill,
        readout=pill_readout,
    )


# Many people -----------------------------------------------------------------------------------------


def population_readout(result: journeys.Population, values: dict) -> str:
    """Return one sentence: the range at the end of the infusion."""
    said, (low, high) = words["explorer.04-population"], result.limits
    middle = result.median[result.time.searchsorted(journeys.trial_hours())]
    if values["spread"] == 0:
        return said("same", middle=middle)
    return said("differ", covers=values["covers"], low=low, high=high, fold=high / low, middle=middle)


@takes_model(*words.each("shared.own.infusion"))
def population() -> Explorer:
    """Return the explorer of 10,000 virtual people on one infusion."""
    return explore(
        drawings.draw_population,
        axes=drawings.population_axes,
        size=(9.2, 4.5),
        **words["explorer.04-population"].part(),
        controls=[
            replace(SPREAD, stored=(0.0, 1.0, 1.5)),
            slider(
                "covers",
                words("control.covers.label"),
                "view",
                (50, 60, 70, 80, 90, 95, 98),
                90,
                lambda covers: words("control.covers.people", covers=covers),
                stored=(90, 98),
            ),
        ],
        model=journeys.population,
        readout=population_readout,
    )


# Two drugs -------------------------------------------------------------------------------------------

MULTIPLES = (1.0, 2.0, 3.0, 4.0)


def two_drugs_readout(result: interactions.Together, values: dict) -> str:
    """Return one sentence: how high desipramine is with the second drug, against without it, and for how long."""
    said, second = words["explorer.04-two-drugs.readout"], values["second_drug"]
    mean, alone = result.means(result.stop + ssri.DAY)
    places = {"mean": mean, "place": said.band("place", mean)}
    if second == "none":
        return said("alone", **places)
    if values["metaboliser"] == "poor":
        return said("nothing", second=second, **places)
    places |= {"second": second, "fold": mean / alone}
    if second == "paroxetine":
        return said("silent", **places)
    return said("passes", back=result.back, **places)


@takes_model(*words.each("shared.own.two_drugs"), scale=ssri.DAY)
def two_drugs() -> Explorer:
    """Return the explorer of an interaction: one drug inhibits the enzyme that clears the other."""
    return explore(
        drawings.draw_two_drugs,
        axes=drawings.two_drugs_axes,
        size=(9.2, 4.5),
        **words["explorer.04-two-drugs"].part(),
        controls=[
            choice(
                "second_drug", words("control.second_drug.label"), "drug", words.each("control.second_drug.options")
            ),
            slider("first_dose", words("control.first_dose.label"), "dose", MULTIPLES, 1.0, times, stored=(1.0, 4.0)),
            choice(
                "metaboliser", words("control.metaboliser.label"), "person", words.each("control.metaboliser.options")
            ),
        ],
        model=interactions.together,
        readout=two_drugs_readout,
    )

"""Lesson 00: the parts that its cells call."""

from __future__ import annotations

import numpy as np

from ... import evidence
from ...kit import style
from ...kit.boxes import Note, note
from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.prediction import Guess, Prediction, vertical
from ...kit.table import Table, compared
from ...models import two_clocks as model
from . import charts, drawings

MOMENTS = (1 / 60, 5 / 60, 20 / 60, 40 / 60, 1, 2, 4, 8, 24, 72, 168, 336, 672, 1008, 2016)
STORED_MOMENTS = (1 / 60, 20 / 60, 40 / 60, 1, 2, 4, 8, 24, 72, 168, 336, 672, 1008, 2016)
DAY = model.DAY
LAYER_WORDS = {
    "level": "level in the blood",
    "block": "level and block of the target",
    "after": "and what the block may set off",
    "trials": "all, with what trials saw",
}


def _trials_say(hours: float) -> str:
    """Return what pooled trials say of both drugs at one time, as half a sentence."""
    ketamine, ssri = charts.span("ketamine"), charts.span("ssri")
    if hours < ketamine.first:
        first = "pooled trials have found no difference for ketamine yet"
    elif hours <= ketamine.last:
        first = "pooled trials find ketamine ahead of control"
    elif hours < ketamine.gone:
        first = "ketamine’s difference is fading in pooled trials"
    else:
        first = "pooled trials no longer find ketamine ahead"
    if hours < ssri.first:
        second = "and have no figure for SSRIs this early"
    else:
        known = [effect for effect in charts.effects("ssri") if effect.hours <= hours][-1]
        at_least = "" if np.isclose(known.hours, hours) or known.share == 1 else "at least "
        second = f"and SSRIs show {at_least}{100 * known.share:.0f} % of their six-week gain over placebo"
    return f"{first}, {second}"


def _level(ng_per_ml: float) -> str:
    """Return a plasma level in words; below 1 ng/mL the digits would promise too much."""
    return f"{ng_per_ml:.0f} ng/mL" if ng_per_ml >= 1 else "under 1 ng/mL"


def readout(result: dict[str, model.Moment], values: dict[str, object]) -> str:
    """Return one sentence: levels, block, after-effects and trials at the chosen moment, as far as the layers show them."""
    ketamine, ssri = result["ketamine"], result["ssri"]
    shown = charts.LAYERS[values["layers"]]
    # Four layers make a long sentence: from the third on it leaves out what the second one told.
    short = shown >= charts.LAYERS["after"]
    levels = ["" if short else f" ({_level(moment.level)})" for moment in (ketamine, ssri)]
    text = (
        f"{style.time_label(values['moment'])} after the start, ketamine is at {100 * ketamine.level_share:.0f} % of "
        f"its peak level{levels[0]} and escitalopram at {100 * ssri.level_share:.0f} % of its plateau{levels[1]}"
    )
    if shown >= charts.LAYERS["block"]:
        text += (
            f"; NMDA receptors are at {100 * ketamine.block_share:.0f} % of their peak block in the model and "
            f"{100 * ssri.block:.0f} % of serotonin transporters are occupied"
        )
    if shown >= charts.LAYERS["after"]:
        text += (
            f"; in illustrative models the after-effects of ketamine stand at {100 * ketamine.after_share:.0f} % of "
            f"their peak and serotonin in the forebrain has made {100 * ssri.after_share:.0f} % of its rise"
        )
    if shown >= charts.LAYERS["trials"]:
        text += f"; {_trials_say(values['moment'])}"
    return text + "."


def two_clocks() -> Explorer:
    """Return the on-ramp explorer: one moment between a minute and twelve weeks, four layers."""
    return explore(
        drawings.draw_two_clocks,
        axes=charts.clock_axes,
        size=(9.2, 6.6),
        name="00-on-ramp",
        title="Two clocks: ketamine and a daily SSRI from one minute to twelve weeks",
        controls=[
            slider(
                "moment",
                "Moment (time since the first dose)",
                "time",
                MOMENTS,
                40 / 60,
                style.time_label,
                stored=STORED_MOMENTS,
                plays=True,
            ),
            choice("layers", "Show", "view", LAYER_WORDS),
        ],
        model=model.two_clocks,
        readout=readout,
        alt=(
            "Two panels on one log time axis, ketamine infusion above, daily SSRI below, each curve as a share of its "
            "own top; a vertical line marks the chosen moment."
        ),
    )


def predict_largest_effect() -> Prediction:
    """Return the prediction: when after an infusion is the difference from control largest?"""
    answer, panel = charts.largest_effect()
    largest = charts.effects("ketamine")[0]
    guesses = []
    for hours in MOMENTS:
        reply = (
            "That is when the pooled difference is largest."
            if hours == largest.hours
            else f"The largest pooled difference is later, at about {style.time_label(largest.hours)}."
            if hours < largest.hours
            else f"The largest pooled difference is earlier, at about {style.time_label(largest.hours)}."
        )
        guesses.append(Guess(style.time_label(hours), reply, vertical(panel, hours)))
    return Prediction(
        name="00-largest-effect",
        kind="slider",
        question=(
            "A person gets one 40-minute infusion of ketamine. Averaged over trials, when is the difference in "
            "depression scores between ketamine and control largest?"
        ),
        label="My guess (time since the start of the infusion)",
        guesses=guesses,
        answer=answer,
        meaning=(
            "At about a day, when hardly any ketamine is left in the blood. An effect that trails the drug by so much "
            "is what pharmacologists call delayed; lesson 05 asks what could carry it."
        ),
    )


def predict_first_pill() -> Prediction:
    """Return the prediction: how much of the transporter is occupied hours after the first pill?"""
    answer, ax = charts.first_pill()
    measured = charts.first_dose_rows()["value"]
    guesses = []
    for percent in range(0, 101, 10):
        reply = (
            f"Scans found {measured.min():.0f} to {measured.max():.0f} %, depending on the dose."
            if measured.min() <= percent <= measured.max()
            else f"Scans found {'more' if percent < measured.min() else 'less'}: {measured.min():.0f} to {measured.max():.0f} %."
        )
        guesses.append(Guess(f"{percent} %", reply, vertical(ax, percent)))
    return Prediction(
        name="00-first-pill",
        kind="slider",
        question=(
            "Somebody swallows the very first pill of an SSRI. Six hours later, what share of the serotonin "
            "transporters in the midbrain has drug on it?"
        ),
        label="My guess (share of transporters)",
        guesses=guesses,
        answer=answer,
        meaning="Well over half, on day one. So the weeks that follow are not the weeks of getting to the target.",
    )


def after_effects_note() -> Note:
    """Say what the dotted curves are made of, and what they can and cannot show."""
    ketamine, ssri = model.ketamine_clock(), model.ssri_clock()
    peak = ketamine.time[ketamine.after.argmax()]
    half = ssri.time[ssri.after >= 0.5 * ssri.after_top][0]
    return note(
        "Dotted above: three made-up steps, one after the other, whose constants were chosen by hand so that the last "
        f"one is high on day 1 and nearly gone by day 10 (it peaks at {style.time_label(round(peak))}). That it fits "
        "the trials is therefore no evidence; lesson 05 shows half a dozen rival accounts. Dotted below: serotonin in "
        "the forebrain by a model fitted to rats. It makes half of its rise within "
        f"{style.time_label(DAY * round(half / DAY))} and the rest over two weeks, because the neurons that release "
        "serotonin first fire less and then recover. Whether that recovery is what people wait for is contested; "
        "lesson 03 shows what speaks against it.",
        "care",
        evidence.cite("kishimoto2016", "elmansari2005", "ceglia2004", "commons2019").html,
    )


def check_five_percent(answer: float | None) -> str:
    """Return what to make of the reader's ``answer`` [h] to exercise 1; None means not yet tried."""
    clock = model.ketamine_clock()
    peak = clock.level.argmax()
    low = clock.level[peak:] < 0.05 * clock.level.max()
    right = clock.time[peak:][low][0]
    if answer is None:
        return "Not yet: replace None with a time in hours."
    if np.isclose(answer, right, rtol=0.02):
        return f"Yes: at {style.time_label(round(right, 1))} under a twentieth of the peak is left, in this model."
    side = "later" if answer < right else "earlier"
    return f"Not quite: it happens {side} than {answer:.1f} h."


def check_against_the_world() -> Table:
    """Return published values beside the models of this lesson; rows that miss stay in."""
    return compared(model.comparison(), "Published values and what the curves of this lesson give")


def sources() -> evidence.SourceList:
    """Return the sources of this lesson."""
    return evidence.sources(
        [
            "kishimoto2016",
            "taylor2006",
            "klein2006",
            "clements1981",
            "gilling2009",
            "dayton1983",
            "sorensen2022",
            "lexapro_label",
            "zanos2018",
            "klein2007spect",
            "elmansari2005",
            "ceglia2004",
            "commons2019",
            "twoclocks",
        ]
    )


EXPLORERS = {"00-on-ramp": two_clocks}

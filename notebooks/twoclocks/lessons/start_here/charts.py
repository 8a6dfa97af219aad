"""Pictures of lesson 00: both clocks on one time axis, from a minute to twelve weeks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models.two_clocks import clocks

START, STOP = style.MINUTE, 12 * style.WEEK
LAYERS = {"level": 1, "block": 2, "after": 3, "trials": 4}
COLOURS = {"ketamine": style.KETAMINE, "ssri": style.SEROTONIN}
#: The message of each panel grows with the layers.
MESSAGES = {
    "ketamine": {
        "level": "Ketamine leaves the blood within a day",
        "block": "Ketamine’s block comes and goes with it",
        "after": "What ketamine’s block sets off may outlast it",
        "trials": "Yet ketamine’s trials differ most at a day",
    },
    "ssri": {
        "level": "An SSRI builds up for about a week",
        "block": "Its first pill does most of the blocking",
        "after": "What the pill’s block sets off may take weeks",
        "trials": "Yet a week brings a third of the gain",
    },
}
#: From here on [h] a daily pill's teeth are drawn as a band.
TEETH_UNTIL = 10 * style.DAY
#: The SSRI's teeth, one a pill, need a finer line.
LINE_WIDTHS = {"ketamine": 2.6, "ssri": 1.5, "after": 3.0}
#: Stands on the chart with the dotted curves.
STAMP = "dotted: illustrative"
STAMP_HEIGHTS = {"ketamine": 0.45, "ssri": 0.27}
#: How strongly the level is drawn once the dotted curves are there: four strong curves would be too many to follow.
FAINT = 0.35
#: What the finished picture says, where it stands alone.
CONCLUSIONS = {"ketamine": "Ketamine: trials differ most once gone", "ssri": "SSRI: quick block, slow gain"}
#: Direct labels: (level, block, after) as (hours, share of peak, words, horizontal alignment).
LABELS = {
    "ketamine": (
        (0.78, 0.12, "blood level", "left"),
        (4.4, 0.5, "block (model)", "left"),
        (84, 0.8, "after-effects", "left"),
    ),
    "ssri": (
        (3.2, 0.68, "blood level", "left"),
        (0.9, 0.78, "block (from scans)", "right"),
        (2.2, 0.22, "serotonin in forebrain", "left"),
    ),
}


@dataclass(frozen=True)
class Effect:
    """What trials found at one time [h], as a share of the largest value in the same series; ``row`` is its data id."""

    row: str
    hours: float
    share: float
    status: str
    words: str
    offset: tuple[float, float]
    align: str


@dataclass(frozen=True)
class Span:
    """When pooled trials found a drug ahead of control [h]; ``gone``: when it no longer was, None if not seen."""

    rows: tuple[str, ...]
    first: float
    last: float
    gone: float | None
    words: str


@cache
def effects(drug: str) -> tuple[Effect, ...]:
    """Return the trial points of ``drug`` ("ketamine" or "ssri") from data/trials.csv."""
    if drug == "ketamine":
        chosen = {"tr-kishimoto-2016-01": ("largest pooled difference", (11, 6), "left")}
    else:
        chosen = {
            "tr-taylor-2006-10": ("a third of the gain", (14, -19), "center"),
            "tr-taylor-2006-11": ("six-week gain", (18, 27), "right"),
        }
    rows = {key: evidence.one("trials", id=key) for key in chosen}
    largest = max(abs(row["value"]) for row in rows.values())
    return tuple(
        Effect(key, row["time_hours"], abs(row["value"] / largest), row["status"], *chosen[key])
        for key, row in rows.items()
    )


@cache
def span(drug: str) -> Span:
    """Return when pooled trials found ``drug`` ahead of control."""
    if drug == "ketamine":
        ids = ["tr-kishimoto-2016-02", "tr-kishimoto-2016-06", "tr-kishimoto-2016-03"]
        first, last, gone = evidence.by_id("trials", ids)["time_hours"]
        return Span(tuple(ids), first, last, gone, "ketamine ahead of control")
    ids = ["tr-taylor-2006-10", "tr-taylor-2006-11"]
    first, last = evidence.by_id("trials", ids)["time_hours"]
    return Span(tuple(ids), first, last, None, "SSRI ahead of placebo pill")


def clock_axes(figure: Figure) -> tuple[dict[str, Axes], dict[str, Axes]]:
    """Return (panels, strips) by drug: a panel for curves over a narrow strip for trials, twice."""
    grid = figure.add_gridspec(4, 1, height_ratios=(1, 0.17, 1, 0.17))
    axes = [figure.add_subplot(grid[row]) for row in range(4)]
    panels, strips = dict(zip(COLOURS, axes[::2], strict=True)), dict(zip(COLOURS, axes[1::2], strict=True))
    for ax in axes:
        style.log_time_axis(ax, START, STOP)
        ax.grid(axis="x")
        ax.tick_params(length=0)
    for drug, ax in panels.items():
        _panel(ax, drug)
    panels["ketamine"].text(
        0.01,
        0.99,
        "curves: models, each as\na share of its own top;\npoints, bars: trials",
        transform=panels["ketamine"].transAxes,
        ha="left",
        va="top",
        color=style.QUIET,
        fontstyle="italic",
    )
    for ax in strips.values():
        ax.set_ylim(0, 1)
        ax.set_yticks([])
        ax.spines[["left", "bottom"]].set_visible(False)
    strips["ketamine"].set_xticklabels([])
    strips["ssri"].set_xlabel("time since the first dose (log axis)")
    return panels, strips


def _panel(ax: Axes, drug: str) -> None:
    ax.set_ylim(0, 1.2 if drug == "ketamine" else 1.5)
    ax.set_yticks([0, 0.5, 1], ["0", "half", "peak" if drug == "ketamine" else "plateau"])
    ax.set_xticklabels([])


def draw_curves(ax: Axes, drug: str, layers: Collection[str]) -> None:
    """Draw the level, and block and after-effects if they are in ``layers``, as shares of their tops."""
    clock, colour = clocks()[drug], COLOURS[drug]
    early = clock.time <= TEETH_UNTIL
    late = clock.time[~early], clock.level[~early] / clock.level_top
    line = {"color": colour, "lw": LINE_WIDTHS[drug], "alpha": FAINT if "after" in layers else 1}
    ax.plot(clock.time[early], clock.level[early] / clock.level_top, **line)
    if drug == "ssri":
        days, low, mean, high = _late_days(drug, "level")
        ax.fill_between(days, low, high, color=colour, alpha=0.25, lw=0)
        late = days, mean
    ax.plot(*late, **line)
    if "block" in layers:
        ax.plot(clock.time[early], clock.block[early] / clock.block_top, color=colour, ls=style.DASHES[1])
        if drug == "ssri":
            days, _, mean, _ = _late_days(drug, "block")
            ax.plot(days, mean, color=colour, ls=style.DASHES[1])
    if "after" in layers:
        dotted = {"color": colour, "ls": style.DASHES[2], "lw": LINE_WIDTHS["after"]}
        ax.plot(clock.time, clock.after / clock.after_top, **dotted)
        quiet = {"color": style.QUIET, "fontstyle": "italic"}
        ax.text(0.995, STAMP_HEIGHTS[drug], STAMP, transform=ax.transAxes, ha="right", va="center", **quiet)
    for layer, (x, y, name, align) in zip(("level", "block", "after"), LABELS[drug], strict=True):
        if layer in layers:
            ax.text(x, y, name, color=colour, ha=align, va="center")


@cache
def _late_days(drug: str, part: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return ``by_day`` for a curve of ``drug`` ("level" or "block") after TEETH_UNTIL, as shares of its top."""
    clock = clocks()[drug]
    late = clock.time > TEETH_UNTIL
    return by_day(clock.time[late], getattr(clock, part)[late] / getattr(clock, f"{part}_top"))


def by_day(time: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (middle of each day [h], lowest, mean, highest share of that day): teeth too fine to draw as a band."""
    day = (time // style.DAY).astype(int)
    numbers = [number for number in np.unique(day) if (day == number).sum() > 1]
    groups = [share[day == number] for number in numbers]
    middles = np.array([time[day == number].mean() for number in numbers])
    return middles, *(np.array([measure(group) for group in groups]) for measure in (np.min, np.mean, np.max))


def draw_trials(panel: Axes, strip: Axes, drug: str) -> None:
    """Draw what trials found: points in the panel, the span in the strip."""
    for effect in effects(drug):
        point = {"ms": 9, "zorder": 7, "ls": "none"} | style.marker(effect.status, style.INK)
        panel.plot(effect.hours, effect.share, "o", **point)
        panel.annotate(
            effect.words,
            (effect.hours, effect.share),
            xytext=effect.offset,
            textcoords="offset points",
            ha=effect.align,
            va="center",
            zorder=8,
        )
    when = span(drug)
    strip.barh(0.5, when.last - when.first, left=when.first, height=0.7, color=COLOURS[drug])
    if when.gone is not None:
        hatched = {"color": "white", "edgecolor": COLOURS[drug], "hatch": "////", "linewidth": 1}
        strip.barh(0.5, when.gone - when.last, left=when.last, height=0.7, **hatched)
        strip.text(when.gone * 1.1, 0.5, "not any more", ha="left", va="center")
    strip.text(when.first * 0.9, 0.5, f"trials: {when.words}", ha="right", va="center")


def _static_clocks() -> tuple[Figure, dict[str, Axes], dict[str, Axes]]:
    """Return what is measured or modelled on its own ground at once: all but the illustrative layer, no moving line."""
    figure, _ = style.canvas(9.2, 6.6)
    figure.clear()
    panels, strips = clock_axes(figure)
    for drug, panel in panels.items():
        draw_curves(panel, drug, ("level", "block"))
        draw_trials(panel, strips[drug], drug)
        style.message(panel, CONCLUSIONS[drug], COLOURS[drug])
    return figure, panels, strips


def trial_table() -> pd.DataFrame:
    """Return the trial points and spans of the picture with their sources."""
    rows = []
    for drug, name in (("ketamine", "ketamine"), ("ssri", "SSRI")):
        for effect in effects(drug):
            rows.append(_trial_row(name, effect.row, style.time_label(effect.hours), effect.words))
        when = span(drug)
        for row, words in zip(when.rows, ("first ahead of control", "still ahead", "no longer ahead"), strict=False):
            rows.append(_trial_row(name, row, style.time_label(evidence.one("trials", id=row)["time_hours"]), words))
    return pd.DataFrame(rows)


def _trial_row(drug: str, row: str, when: str, words: str) -> dict[str, object]:
    found = evidence.one("trials", id=row)
    return {
        "drug": drug,
        "when": when,
        "what": words,
        "value": found["value"],
        "unit": found["unit"] or "",
        "status": found["status"],
        "source": evidence.cite(found["source"]),
    }


@style.in_style
def largest_effect() -> tuple[Chart, Axes]:
    """Return the whole picture as the answer to "when is the difference largest?", and the ketamine panel."""
    figure, panels, _ = _static_clocks()
    chart = Chart(
        figure,
        "00-two-clocks",
        "Level and effect run on different clocks, for both drugs",
        alt=(
            "Two panels on one log time axis from a minute to twelve weeks. Above, ketamine: level and modelled block "
            "peak at forty minutes and are nearly gone after a day, where pooled trials find their largest difference; "
            "a bar shows trials ahead of control from forty minutes to a week, not any more at ten days. Below, a "
            "daily SSRI: the block of the transporter is near its top within hours, the level climbs for a week, a "
            "third of the six-week gain is measured at one week."
        ),
        caption=(
            "Curves are models, each drawn as a share of its own peak, so heights say nothing about size; each tooth "
            "of the lower curve is one pill. Points and bars are pooled trials (filled: seen in the paper). Ketamine "
            "trials mostly enrolled people whom other treatments had not helped, SSRI trials mostly did not."
        ),
        table=trial_table(),
    )
    return chart, panels["ketamine"]


def first_dose_rows() -> pd.DataFrame:
    """Return SERT occupancy hours after one pill of escitalopram [%]: rows of data/parameters.csv, by dose."""
    found = evidence.parameter_table("occupancy.klein2006")
    return found[found["symbol"].str.startswith("escitalopram")].reset_index(drop=True)


@style.in_style
def first_pill() -> tuple[Chart, Axes]:
    """Return measured occupancy six hours after one pill, three doses, and its axes."""
    rows = first_dose_rows()
    doses = [symbol.partition("_")[2].replace("mg", " mg") for symbol in rows["symbol"]]
    figure, ax = style.canvas(9.2, 3.6)
    spread = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
    ax.errorbar(rows["value"], doses, xerr=spread, fmt="o", color=style.SEROTONIN, ms=10, lw=2.4, capsize=5)
    for dose, value, low, high in zip(doses, rows["value"], rows["low"], rows["high"], strict=True):
        ax.annotate(
            f"{value:.0f} % (± {(high - low) / 2:.0f})",
            (value, dose),
            xytext=(0, 13),
            textcoords="offset points",
            ha="center",
            color=style.SEROTONIN,
        )
    ax.set_xlim(0, 100)
    ax.set_ylim(-0.6, len(doses) - 0.3)
    ax.set_xlabel("serotonin transporters occupied, %")
    ax.set_ylabel("one single pill")
    style.message(ax, "First pill: most pumps blocked by 6 h", style.SEROTONIN)
    table = pd.DataFrame(
        {
            "dose of the single pill": doses,
            "occupied, %": rows["value"],
            "low": rows["low"],
            "high": rows["high"],
            "people": rows["condition"],
            "status": rows["status"],
            "source": [evidence.cite(key) for key in rows["source"]],
        }
    )
    chart = Chart(
        figure,
        "00-first-pill",
        "First pill: most pumps blocked by 6 h",
        alt=(
            "Three points with bars: share of serotonin transporters occupied six hours after one single dose of "
            "escitalopram. "
            + "; ".join(f"{dose} {value:.0f} percent" for dose, value in zip(doses, rows["value"], strict=True))
            + ". All are above half."
        ),
        caption="People in a scanner, midbrain. Bars: spread as printed (±). Five people a dose. "
        "Filled points were seen in the paper’s abstract.",
        table=table,
    )
    return chart, ax

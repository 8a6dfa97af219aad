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
from ...kit.sentences import sentences
from ...models.two_clocks import clocks

words = sentences(__file__)

START, STOP = style.MINUTE, 12 * style.WEEK
LAYERS = {"level": 1, "block": 2, "after": 3, "trials": 4}
COLOURS = {"ketamine": style.KETAMINE, "ssri": style.SEROTONIN}
#: The message of each panel grows with the layers.
MESSAGES = {drug: words.each(f"shared.messages.{drug}") for drug in COLOURS}
#: From here on [h] a daily pill's teeth are drawn as a band.
TEETH_UNTIL = 10 * style.DAY
#: The SSRI's teeth, one a pill, need a finer line.
LINE_WIDTHS = {"ketamine": 2.6, "ssri": 1.5, "after": 3.0}
#: Stands on the chart with the dotted curves.
STAMP = words("shared.clocks.stamp")
STAMP_HEIGHTS = {"ketamine": 0.45, "ssri": 0.27}
#: How strongly the level is drawn once the dotted curves are there: four strong curves would be too many to follow.
FAINT = 0.35
#: Places of the direct labels of level, block and after-effects: (hours, share of peak, horizontal alignment).
LABELS = {
    "ketamine": ((0.78, 0.12, "left"), (4.4, 0.5, "left"), (84, 0.8, "left")),
    "ssri": ((3.2, 0.68, "left"), (0.9, 0.78, "right"), (2.2, 0.22, "left")),
}
#: Trial points of each drug: id of the row, where its words stand from the point [points], their alignment.
POINTS = {
    "ketamine": {"tr-kishimoto-2016-01": ((11, 6), "left")},
    "ssri": {"tr-taylor-2006-10": ((14, -19), "center"), "tr-taylor-2006-11": ((18, 27), "right")},
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
    chosen = POINTS[drug]
    rows = {key: evidence.one("trials", id=key) for key in chosen}
    largest = max(abs(row["value"]) for row in rows.values())
    return tuple(
        Effect(
            key,
            row["time_hours"],
            abs(row["value"] / largest),
            row["status"],
            words(f"shared.trials.{key}"),
            *chosen[key],
        )
        for key, row in rows.items()
    )


@cache
def span(drug: str) -> Span:
    """Return when pooled trials found ``drug`` ahead of control."""
    if drug == "ketamine":
        ids = ["tr-kishimoto-2016-02", "tr-kishimoto-2016-06", "tr-kishimoto-2016-03"]
        first, last, gone = evidence.by_id("trials", ids)["time_hours"]
        return Span(tuple(ids), first, last, gone, words("shared.trials.ketamine"))
    ids = ["tr-taylor-2006-10", "tr-taylor-2006-11"]
    first, last = evidence.by_id("trials", ids)["time_hours"]
    return Span(tuple(ids), first, last, None, words("shared.trials.ssri"))


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
        words("shared.clocks.key"),
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
    strips["ssri"].set_xlabel(words("shared.clocks.time"))
    return panels, strips


def _panel(ax: Axes, drug: str) -> None:
    ax.set_ylim(0, 1.2 if drug == "ketamine" else 1.5)
    ax.set_yticks([0, 0.5, 1], ["0", words("shared.clocks.heights.half"), words(f"shared.clocks.heights.{drug}")])
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
    names = words.each(f"shared.curves.{drug}")
    for layer, (x, y, align), name in zip(("level", "block", "after"), LABELS[drug], names, strict=True):
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
        strip.text(when.gone * 1.1, 0.5, words("shared.clocks.no_more"), ha="left", va="center")
    strip.text(when.first * 0.9, 0.5, words("shared.clocks.trials", found=when.words), ha="right", va="center")


def _static_clocks() -> tuple[Figure, dict[str, Axes], dict[str, Axes]]:
    """Return what is measured or modelled on its own ground at once: all but the illustrative layer, no moving line."""
    figure, _ = style.canvas(9.2, 6.6)
    figure.clear()
    panels, strips = clock_axes(figure)
    for drug, panel in panels.items():
        draw_curves(panel, drug, ("level", "block"))
        draw_trials(panel, strips[drug], drug)
        style.message(panel, words(f"chart.00-two-clocks.{drug}"), COLOURS[drug])
    return figure, panels, strips


def trial_table() -> pd.DataFrame:
    """Return the trial points and spans of the picture with their sources."""
    said, rows = words["chart.00-two-clocks"], []
    for drug, name in said.each("drugs").items():
        rows += [_trial_row(name, effect.row, effect.words) for effect in effects(drug)]
        rows += [_trial_row(name, *seen) for seen in zip(span(drug).rows, said.each("seen"), strict=False)]
    return pd.DataFrame(rows, columns=said.each("columns"))


def _trial_row(drug: str, row: str, what: str) -> tuple[object, ...]:
    found = evidence.one("trials", id=row)
    when, unit = style.time_label(found["time_hours"]), found["unit"] or ""
    return drug, when, what, found["value"], unit, found["status"], evidence.cite(found["source"])


@style.in_style
def largest_effect() -> tuple[Chart, Axes]:
    """Return the whole picture as the answer to "when is the difference largest?", and the ketamine panel."""
    figure, panels, _ = _static_clocks()
    chart = Chart(figure, **words["chart.00-two-clocks"].part(), table=trial_table())
    return chart, panels["ketamine"]


def first_dose_rows() -> pd.DataFrame:
    """Return SERT occupancy hours after one pill of escitalopram [%]: rows of data/parameters.csv, by dose."""
    found = evidence.parameter_table("occupancy.klein2006")
    return found[found["symbol"].str.startswith("escitalopram")].reset_index(drop=True)


@style.in_style
def first_pill() -> tuple[Chart, Axes]:
    """Return measured occupancy six hours after one pill, three doses, and its axes."""
    said, rows = words["chart.00-first-pill"], first_dose_rows()
    about = said.part()
    doses = [symbol.partition("_")[2].replace("mg", " mg") for symbol in rows["symbol"]]
    figure, ax = style.canvas(9.2, 3.6)
    spread = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
    ax.errorbar(rows["value"], doses, xerr=spread, fmt="o", color=style.SEROTONIN, ms=10, lw=2.4, capsize=5)
    for dose, value, low, high in zip(doses, rows["value"], rows["low"], rows["high"], strict=True):
        ax.annotate(
            said("point", share=value, spread=(high - low) / 2),
            (value, dose),
            xytext=(0, 13),
            textcoords="offset points",
            ha="center",
            color=style.SEROTONIN,
        )
    ax.set_xlim(0, 100)
    ax.set_ylim(-0.6, len(doses) - 0.3)
    ax.set_xlabel(said("x"))
    ax.set_ylabel(said("y"))
    style.message(ax, about["title"], style.SEROTONIN)
    cited = [evidence.cite(key) for key in rows["source"]]
    table = rows.assign(dose=doses, source=cited)[["dose", "value", "low", "high", "condition", "status", "source"]]
    return Chart(figure, **about, table=table.set_axis(said.each("columns"), axis=1)), ax

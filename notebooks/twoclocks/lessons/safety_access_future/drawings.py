"""What the explorers of lesson 10 draw: a thousand people, reports, the last pill, and ketamine's followers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ...kit import style
from ...kit.words import headline, plain_title
from ...models import reports, stopping
from . import data

COLUMNS, ROWS = 40, 25


# A thousand people -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Crowd:
    """1,000 people in each arm: how many have the event either way, only with the drug, only without it."""

    harm: data.Harm

    @property
    def anyway(self) -> int:
        """Whole people affected in both arms."""
        compared = self.harm.compared
        return round(min(compared.without, compared.with_drug))

    @property
    def more(self) -> int:
        """Whole people affected only with the drug; below zero: only without it."""
        compared = self.harm.compared
        return round(compared.with_drug) - round(compared.without)


def crowd(risk_source: str, harm_rank: str) -> Crowd:
    """Return 1,000 people in each arm of one source (a key of SOURCES) and event (a key of RANKS)."""
    return Crowd(data.harm(risk_source, harm_rank))


def arm_colour(drug: str) -> str:
    """Return the colour of a drug's own arm."""
    return style.SEROTONIN if drug == "escitalopram" else style.KETAMINE


def spots(start: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of ``count`` people from number ``start`` on; they stand in columns, from the left."""
    number = np.arange(start, start + max(0, count))
    return number // ROWS, number % ROWS


def crowd_axes(figure) -> np.ndarray:
    """Two groups side by side, with room for words below them."""
    axes = figure.subplots(1, 2)
    for ax in axes:
        ax.set(xlim=(-0.8, COLUMNS - 0.2), ylim=(ROWS + 5.6, -0.9))
        ax.axis("off")
    return axes


def draw_crowd(axes: np.ndarray, result: Crowd, risk_source: str) -> None:
    """Draw two groups of 1,000 dots: not affected, affected either way, affected only with or only without the drug."""
    harm = result.harm
    event = harm.event[0].upper() + harm.event[1:]
    headline(axes[0].figure, f"{event}: {data.SOURCES[risk_source][2]}")
    fewer = harm.percent < harm.control_percent
    diamond = {"marker": "D", "ms": 0.86 * style.pt(5.4), "color": style.INK if fewer else arm_colour(harm.drug)}
    draw_group(axes[0], harm.control, result.anyway, max(0, -result.more), diamond)
    draw_group(axes[1], harm.drug, result.anyway, max(0, result.more), diamond)
    axes[1].plot(COLUMNS - 17.6, ROWS + 3.7, mew=0, **diamond)
    words = "only without it" if fewer else "only with the drug"
    axes[1].text(COLUMNS - 16.6, ROWS + 3.7, words, va="center")


def draw_group(ax: Axes, name: str, anyway: int, extra: int, diamond: dict) -> None:
    """Draw 1,000 people: ``anyway`` affected in either group, ``extra`` only in this one; ``diamond``: how these look."""
    affected = anyway + extra
    looks = (
        (0, anyway, {"marker": "o", "ms": style.pt(5.4), "color": "#5f5f5f"}),
        (anyway, extra, diamond),
        (affected, COLUMNS * ROWS - affected, {"marker": "o", "ms": style.pt(3.2), "color": "#cfcfcf"}),
    )
    for start, count, look in looks:
        ax.plot(*spots(start, count), ls="none", mew=0, zorder=4, **look)
    ax.text(-0.5, ROWS + 1.3, f"1,000 people: {name}", va="center")
    ax.text(-0.5, ROWS + 3.7, f"affected: {affected}", va="center", fontweight="bold")


# Reports ---------------------------------------------------------------------------------------------


def reports_axes(figure) -> tuple[Axes, Axes]:
    """Left: people on a logarithmic axis. Right: ratios on another."""
    people, ratios = figure.subplots(1, 2, width_ratios=(1.25, 1))
    headline(figure, "What happened, what was sent in, and what is made of it")
    for ax in (people, ratios):
        ax.set_xscale("log")
        ax.xaxis.minorticks_off()
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
    people.set(xlim=(1, 3e8), ylim=(3.9, -0.55))
    people.set_yticks(range(4), ["users", "had the event", "of these: anyway", "reported"])
    people.set_xticks([1, 100, 1e4, 1e6], ["1", "100", "10,000", "1 million"])
    people.set_xlabel("people (log scale)")
    plain_title(people, "one drug, one event")
    style.stamp(people, "illustrative: all made up", y=0.0)
    ratios.set(xlim=(0.6, 300), ylim=(1.85, -0.75))
    ratios.set_yticks([])
    ratios.set_xticks([1, 10, 100], ["1", "10", "100"])
    ratios.axvline(1, color=style.QUIET, lw=style.pt(1), zorder=1)
    ratios.set_xlabel("ratio (1: nothing unusual)")
    plain_title(ratios, "the drug’s risk, as a ratio")
    for y in (0, 1.2):
        ratios.axhline(y, color=style.GRID, lw=style.pt(1), zorder=0)
    return people, ratios


def draw_reports(axes: tuple[Axes, Axes], result: reports.Reports) -> None:
    """Draw users, events and reports, and the ratio that is true beside the one made of reports."""
    people, ratios = axes
    amounts = (result.users, result.events, result.anyway, result.reports)
    colours = (style.CONTROL, style.INK, style.CONTROL, style.KETAMINE)
    ends = [max(1.0, amount) for amount in amounts]
    people.hlines(range(4), 1, ends, colours, lw=style.pt(17), zorder=3)
    for y, (amount, end) in enumerate(zip(amounts, ends, strict=True)):
        people.text(1.5 * end, y, whole(amount), va="center")
    ratios.plot(result.true_ratio, 0, "o", color=style.INK, ms=style.pt(12), zorder=5)
    ratios.plot(result.reported_ratio, 1.2, "D", color=style.KETAMINE, ms=style.pt(12), zorder=5)
    ratios.text(1.2, -0.38, f"true ratio: {ratio(result.true_ratio)}", va="center")
    made = f"reporting odds ratio: {ratio(result.reported_ratio)}"
    ratios.text(1.2, 0.82, made, va="center", color=style.KETAMINE)


def whole(people: float) -> str:
    """Return a number of people with commas; 0.4 is "0"."""
    return f"{people:,.0f}"


def ratio(value: float) -> str:
    """Return a ratio with two digits, without a tail of noughts."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")


# The last pill ---------------------------------------------------------------------------------------

LONGEST_DAYS = 56
STEP_WORDS = {"equal doses": "equal steps of the dose", "equal pumps": "equal steps of the pumps"}


@dataclass(frozen=True)
class Ending:
    """After the last pill of a long course. held, now [% of pumps]: on the course, and days later."""

    drug: str
    way: str
    days: float
    held: float
    now: float
    freed: np.ndarray


@cache
def ending(stopped_drug: str, days_after_last: float, way_down: str) -> Ending:
    """Return what is held some days after the last pill, and what each of four steps down would free."""
    return Ending(
        stopped_drug,
        way_down,
        days_after_last,
        stopping.held_on_course(stopped_drug),
        float(stopping.pumps_held(stopped_drug, days_after_last)),
        stopping.freed(stopped_drug, way_down),
    )


def ending_axes(figure) -> tuple[Axes, Axes]:
    """Left: pumps held over eight weeks. Right: pumps freed by each of four steps."""
    held, freed = figure.subplots(1, 2, width_ratios=(1.35, 1))
    held.set(xlim=(-1.6, LONGEST_DAYS + 1.4), ylim=(0, 100))
    held.set_xticks([0, 7, 14, 28, 42, 56], ["0", "1", "2", "4", "6", "8"])
    held.set_yticks([0, 50, 100], ["0", "50 %", "100 %"])
    held.set_ylabel("pumps held")
    held.set_xlabel("weeks since the last pill")
    plain_title(held, "all at once")
    style.stamp(held, "illustrative model", y=0.9)
    freed.set(xlim=(0.4, 4.6), ylim=(0, 80))
    freed.set_xticks([1, 2, 3, 4], ["1st", "2nd", "3rd", "last"])
    freed.set_yticks([0, 40, 80])
    freed.set_xlabel("step")
    freed.set_ylabel("pumps freed [% points]")
    return held, freed


def draw_ending(axes: tuple[Axes, Axes], result: Ending) -> None:
    """Draw the pumps held after the last pill with the day chosen, and the pumps freed by each step down."""
    held, freed = axes
    headline(held.figure, f"After the last pill: serotonin pumps held by {result.drug}")
    days = np.linspace(0, LONGEST_DAYS, 24 * LONGEST_DAYS // 4 + 1)
    held.plot(days, stopping.pumps_held(result.drug, days), color=style.SEROTONIN, lw=style.pt(2.4), zorder=3)
    quiet = {"color": style.QUIET, "lw": style.pt(1.2), "ls": (0, (3, 2)), "zorder": 2}
    held.plot([0, LONGEST_DAYS], [result.held] * 2, **quiet)
    course = f"on the pill: {result.held:.0f} %"
    held.text(LONGEST_DAYS, result.held + 1, course, ha="right", va="bottom", color=style.QUIET)
    held.plot([result.days] * 2, [0, result.now], color=style.INK, lw=style.pt(1.2), zorder=5)
    held.plot(result.days, result.now, "o", color=style.INK, ms=style.pt(11), zorder=6)
    plain_title(freed, STEP_WORDS[result.way])
    freed.bar([1, 2, 3, 4], result.freed, 0.72, color=style.SEROTONIN, zorder=3)
    for step, amount in enumerate(result.freed, start=1):
        freed.text(step, amount + 1, f"{amount:.0f}", ha="center", va="bottom")


# Followers -------------------------------------------------------------------------------------------

FIRST_YEAR, LAST_YEAR = 2014, 2026
_ALL = "all"
FILTERS = {_ALL: "all"} | data.APPROACHES


@dataclass(frozen=True)
class Followers:
    """Outcomes of drugs of one approach up to the end of a year; rows of data.successors()."""

    approach: str
    year: int
    seen: pd.DataFrame

    def count(self, outcome: str) -> int:
        """Drugs with at least one such outcome so far."""
        return self.seen.loc[self.seen["outcome"].eq(outcome), "drug"].nunique()

    @property
    def drugs(self) -> int:
        """Drugs with any outcome so far."""
        return self.seen["drug"].nunique()


@cache
def followers(approach: str, until_year: int) -> Followers:
    """Return the outcomes of one approach (a key of FILTERS) up to the end of a year (2014 to 2026)."""
    if approach not in FILTERS:
        raise ValueError(f"approach is {approach!r}; it must be one of {', '.join(FILTERS)}.")
    if not FIRST_YEAR <= until_year <= LAST_YEAR:
        raise ValueError(f"until_year is {until_year}; allowed: years from {FIRST_YEAR} to {LAST_YEAR}.")
    rows = data.successors()
    kept = rows["approach"].eq(approach) | (approach == _ALL)
    return Followers(approach, until_year, rows[kept & (rows["date"] < until_year + 1)])


@cache
def order(approach: str) -> tuple[tuple[str, str, str], ...]:
    """Return (drug, name, approach) of the rows of the picture: by approach, then by the first outcome."""
    rows = followers(approach, LAST_YEAR).seen.drop_duplicates("drug")
    ranked = sorted(rows.itertuples(), key=lambda row: (list(data.APPROACHES).index(row.approach), row.date))
    return tuple((row.drug, row.name, row.approach) for row in ranked)


def followers_axes(figure) -> Axes:
    """An axis of years, with the key of the marks above it."""
    ax = figure.subplots()
    headline(figure, "What became of the drugs that followed ketamine")
    ax.set(xlim=(FIRST_YEAR - 0.6, LAST_YEAR + 1.3))
    ax.set_xticks(range(FIRST_YEAR, LAST_YEAR + 1, 2))
    ax.set_xlabel("year (hollow: seen second-hand; grey: recalled, not looked up again)")
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", zorder=0)
    plain_title(ax, " ")
    key = {"transform": ax.transAxes, "clip_on": False}
    for place, (word, shape) in enumerate(data.OUTCOMES.values()):
        x = 0.25 * place
        ax.plot(x + 0.012, 1.045, shape, color=style.INK, ms=style.pt(13 if shape == "*" else 10), **key)
        ax.text(x + 0.04, 1.045, word, va="center", **key)
    return ax


def draw_followers(ax: Axes, result: Followers) -> None:
    """Draw a row for each drug and a mark for each outcome so far; the shape says which, hollow: second-hand."""
    rows = order(result.approach)
    places = {drug: place for place, (drug, _, _) in enumerate(rows)}
    bottom = len(rows) - 0.4
    ax.set_ylim(bottom, -0.6)
    ax.set_yticks(range(len(rows)), [""] * len(rows))
    # Words of our own where the labels of the ticks would stand: those cannot be coloured one by one as quickly.
    beside, down, across = ax.get_yaxis_text1_transform(matplotlib.rcParams["ytick.major.pad"])
    for place, (_, name, approach) in enumerate(rows):
        ax.text(0, place, name, transform=beside, va=down, ha=across, color=data.COLOURS[approach])
    if result.approach == _ALL:
        name_groups(ax, [approach for _, _, approach in rows])
    # Above the names of the groups, which have a white ground.
    ax.plot([result.year + 1] * 2, [-0.6, bottom], color=style.QUIET, lw=style.pt(1.4), ls=(0, (4, 2)), zorder=3.5)
    seen = list(result.seen.itertuples())
    for outcome, (_, shape) in data.OUTCOMES.items():
        marks = [row for row in seen if row.outcome == outcome]
        edges = [style.CONTROL if row.status == "recalled" else data.COLOURS[row.approach] for row in marks]
        full = [row.status in ("primary", "computed") for row in marks]
        ax.scatter(
            [row.date for row in marks],
            [places[row.drug] for row in marks],
            s=style.pt(15 if shape == "*" else 11) ** 2,
            marker=shape,
            facecolors=[edge if filled else "white" for edge, filled in zip(edges, full, strict=True)],
            edgecolors=edges,
            linewidths=style.pt(1.6),
            zorder=4,
        )


def name_groups(ax: Axes, approaches: list[str]) -> None:
    """Write each approach on the last of its rows, which is empty on the left."""
    for approach, words in data.APPROACHES.items():
        last = len(approaches) - 1 - approaches[::-1].index(approach)
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        quiet = {"fontstyle": "italic", "color": style.QUIET, "bbox": ground}
        ax.text(FIRST_YEAR - 0.4, last, words, va="center", **quiet)

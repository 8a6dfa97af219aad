"""The moving pictures of lesson 10: a thousand people, reports, the last pill, and ketamine's followers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from ...kit import style
from ...kit.scene import Scene
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


class CrowdScene(Scene):
    """Two groups of 1,000 dots: not affected, affected either way, affected because of the drug."""

    size = (9.2, 4.5)

    def build(self, figure) -> None:
        """Create both groups and the words below them."""
        axes = figure.subplots(1, 2)
        headline(figure, "Dissociation")
        small, big = style.pt(3.2), style.pt(5.4)
        looks = {
            "none": {"marker": "o", "ms": small, "color": "#cfcfcf"},
            "anyway": {"marker": "o", "ms": big, "color": "#5f5f5f"},
            "more": {"marker": "D", "ms": 0.86 * big, "color": style.KETAMINE},
        }
        self.marks = []
        for ax in axes:
            ax.set(xlim=(-0.8, COLUMNS - 0.2), ylim=(ROWS + 5.6, -0.9))
            ax.axis("off")
            self.marks.append(
                {
                    name: self.moving(ax.plot([], [], ls="none", mew=0, zorder=4, **look)[0])
                    for name, look in looks.items()
                }
            )
        self.names = [ax.text(-0.5, ROWS + 1.3, " ", va="center") for ax in axes]
        self.counts = [self.moving(ax.text(-0.5, ROWS + 3.7, "", va="center", fontweight="bold")) for ax in axes]
        self.key = [
            axes[1].plot(COLUMNS - 17.6, ROWS + 3.7, "D", ms=0.86 * big, mew=0, color=style.KETAMINE)[0],
            axes[1].text(COLUMNS - 16.6, ROWS + 3.7, "only with the drug", va="center"),
        ]

    def backdrop(self, values) -> tuple:
        """Return source and rank: the names stand still."""
        return values["risk_source"], values["harm_rank"]

    def set_backdrop(self, key: tuple) -> None:
        """Write what is counted, and where."""
        harm = data.harm(*key)
        event = harm.event[0].upper() + harm.event[1:]
        headline(self.figure, f"{event}: {data.SOURCES[key[0]][2]}")
        for text, name in zip(self.names, (harm.control, harm.drug), strict=True):
            text.set_text(f"1,000 people: {name}")
        fewer = harm.percent < harm.control_percent
        colour = arm_colour(harm.drug)
        for marks in self.marks:
            marks["more"].set_color(style.INK if fewer else colour)
        self.key[0].set_color(style.INK if fewer else colour)
        self.key[1].set_text("only without it" if fewer else "only with the drug")

    def update(self, result: Crowd, values) -> None:
        """Place the dots."""
        without, with_drug = self.marks
        for marks, extra in ((without, max(0, -result.more)), (with_drug, max(0, result.more))):
            marks["anyway"].set_data(*spots(0, result.anyway))
            marks["more"].set_data(*spots(result.anyway, extra))
            affected = result.anyway + extra
            marks["none"].set_data(*spots(affected, COLUMNS * ROWS - affected))
        for text, extra in zip(self.counts, (max(0, -result.more), max(0, result.more)), strict=True):
            text.set_text(f"affected: {result.anyway + extra}")


# Reports ---------------------------------------------------------------------------------------------


class ReportsScene(Scene):
    """Left: users, events, reports. Right: the ratio that is true, and the one made of reports."""

    size = (9.2, 4.2)

    def build(self, figure) -> None:
        """Create both panels."""
        self.left, self.right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        headline(figure, "What happened, what was sent in, and what is made of it")
        for ax in (self.left, self.right):
            ax.set_xscale("log")
            ax.xaxis.minorticks_off()
            ax.tick_params(axis="y", length=0)
            ax.spines["left"].set_visible(False)
        left, right = self.left, self.right
        left.set(xlim=(1, 3e8), ylim=(3.9, -0.55))
        left.set_yticks(range(4), ["users", "had the event", "of these: anyway", "reported"])
        left.set_xticks([1, 100, 1e4, 1e6], ["1", "100", "10,000", "1 million"])
        left.set_xlabel("people (log scale)")
        plain_title(left, "one drug, one event")
        style.stamp(left, "illustrative: all made up", y=0.0)
        line = {"solid_capstyle": "butt", "lw": style.pt(17), "zorder": 3}
        self.bars = [
            self.moving(left.plot([], [], color=color, **line)[0])
            for color in (style.CONTROL, style.INK, style.CONTROL, style.KETAMINE)
        ]
        self.counts = [self.moving(left.text(1, y, "", va="center")) for y in range(4)]
        right.set(xlim=(0.6, 300), ylim=(1.85, -0.75))
        right.set_yticks([])
        right.set_xticks([1, 10, 100], ["1", "10", "100"])
        right.axvline(1, color=style.QUIET, lw=style.pt(1), zorder=1)
        right.set_xlabel("ratio (1: nothing unusual)")
        plain_title(right, "the drug’s risk, as a ratio")
        self.true = self.moving(right.plot([], [], "o", color=style.INK, ms=style.pt(12), zorder=5)[0])
        self.made = self.moving(right.plot([], [], "D", color=style.KETAMINE, ms=style.pt(12), zorder=5)[0])
        self.true_word = self.moving(right.text(1.2, -0.38, "", va="center"))
        self.made_word = self.moving(right.text(1.2, 0.82, "", va="center", color=style.KETAMINE))
        for y in (0, 1.2):
            right.axhline(y, color=style.GRID, lw=style.pt(1), zorder=0)

    def update(self, result: reports.Reports, values) -> None:
        """Move bars, counts and marks."""
        amounts = (result.users, result.events, result.anyway, result.reports)
        for y, (bar, text, amount) in enumerate(zip(self.bars, self.counts, amounts, strict=True)):
            bar.set_data([1, max(1.0, amount)], [y, y])
            text.set_position((1.5 * max(1.0, amount), y))
            text.set_text(whole(amount))
        self.true.set_data([result.true_ratio], [0])
        self.made.set_data([result.reported_ratio], [1.2])
        self.true_word.set_text(f"true ratio: {ratio(result.true_ratio)}")
        self.made_word.set_text(f"reporting odds ratio: {ratio(result.reported_ratio)}")


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


def ending_title(drug: str) -> str:
    """Return the headline of the picture of one drug."""
    return f"After the last pill: serotonin pumps held by {drug}"


class EndingScene(Scene):
    """Left: pumps held after the last pill. Right: pumps freed by each of four steps down."""

    size = (9.2, 4.3)

    def build(self, figure) -> None:
        """Create both panels."""
        self.left, self.right = left, right = figure.subplots(1, 2, width_ratios=(1.35, 1))
        headline(figure, ending_title(stopping.DRUGS[0]))
        self.days = np.linspace(0, LONGEST_DAYS, 24 * LONGEST_DAYS // 4 + 1)
        left.set(xlim=(-1.6, LONGEST_DAYS + 1.4), ylim=(0, 100))
        left.set_xticks([0, 7, 14, 28, 42, 56], ["0", "1", "2", "4", "6", "8"])
        left.set_yticks([0, 50, 100], ["0", "50 %", "100 %"])
        left.set_ylabel("pumps held")
        left.set_xlabel("weeks since the last pill")
        plain_title(left, "all at once")
        self.curve = left.plot([], [], color=style.SEROTONIN, lw=style.pt(2.4), zorder=3)[0]
        self.course = left.plot([], [], color=style.QUIET, lw=style.pt(1.2), ls=(0, (3, 2)), zorder=2)[0]
        self.course_word = left.text(LONGEST_DAYS, 0, " ", ha="right", va="bottom", color=style.QUIET)
        self.point = self.moving(left.plot([], [], "o", color=style.INK, ms=style.pt(11), zorder=6)[0])
        self.drop = self.moving(left.plot([], [], color=style.INK, lw=style.pt(1.2), zorder=5)[0])
        style.stamp(left, "illustrative model", y=0.9)
        right.set(xlim=(0.4, 4.6), ylim=(0, 80))
        right.set_xticks([1, 2, 3, 4], ["1st", "2nd", "3rd", "last"])
        right.set_yticks([0, 40, 80])
        right.set_xlabel("step")
        right.set_ylabel("pumps freed [% points]")
        plain_title(right, STEP_WORDS["equal doses"])
        self.bars = right.bar([1, 2, 3, 4], [0] * 4, 0.72, color=style.SEROTONIN, zorder=3)
        self.sizes = [right.text(step, 0, " ", ha="center", va="bottom") for step in (1, 2, 3, 4)]

    def backdrop(self, values) -> tuple:
        """Return drug and way: only the day moves."""
        return values["stopped_drug"], values["way_down"]

    def set_backdrop(self, key: tuple) -> None:
        """Draw the curve of the drug and the steps of the way."""
        drug, way = key
        held, freed = stopping.held_on_course(drug), stopping.freed(drug, way)
        headline(self.figure, ending_title(drug))
        self.curve.set_data(self.days, stopping.pumps_held(drug, self.days))
        self.course.set_data([0, LONGEST_DAYS], [held, held])
        self.course_word.set_y(held + 1)
        self.course_word.set_text(f"on the pill: {held:.0f} %")
        plain_title(self.right, STEP_WORDS[way])
        for bar, size, amount in zip(self.bars, self.sizes, freed, strict=True):
            bar.set_height(amount)
            size.set_y(amount + 1)
            size.set_text(f"{amount:.0f}")

    def update(self, result: Ending, values) -> None:
        """Move the day."""
        self.point.set_data([result.days], [result.now])
        self.drop.set_data([result.days] * 2, [0, result.now])


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


def order(approach: str) -> list[tuple[str, str, str]]:
    """Return (drug, name, approach) of the rows of the picture: by approach, then by the first outcome."""
    rows = followers(approach, LAST_YEAR).seen.drop_duplicates("drug")
    ranked = sorted(rows.itertuples(), key=lambda row: (list(data.APPROACHES).index(row.approach), row.date))
    return [(row.drug, row.name, row.approach) for row in ranked]


class FollowersScene(Scene):
    """A row for each drug, a mark for each outcome; the shape says which, hollow: second-hand."""

    size = (9.2, 5.6)

    def build(self, figure) -> None:
        """Create the axes, one artist for each outcome, and the key."""
        self.ax = ax = figure.subplots()
        headline(figure, "What became of the drugs that followed ketamine")
        ax.set(xlim=(FIRST_YEAR - 0.6, LAST_YEAR + 1.3))
        ax.set_xticks(range(FIRST_YEAR, LAST_YEAR + 1, 2))
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", zorder=0)
        self.marks = {}
        for outcome, (_, shape) in data.OUTCOMES.items():
            size = style.pt(15 if shape == "*" else 11) ** 2
            self.marks[outcome] = self.moving(
                ax.scatter([], [], s=size, marker=shape, linewidths=style.pt(1.6), zorder=4)
            )
        self.today = self.moving(ax.plot([], [], color=style.QUIET, lw=style.pt(1.4), ls=(0, (4, 2)))[0])
        for place, (word, shape) in enumerate(data.OUTCOMES.values()):
            x = 0.0 + 0.25 * place
            ax.plot(
                x + 0.012,
                1.045,
                shape,
                color=style.INK,
                ms=style.pt(13 if shape == "*" else 10),
                transform=ax.transAxes,
                clip_on=False,
            )
            ax.text(x + 0.04, 1.045, word, transform=ax.transAxes, va="center")
        plain_title(ax, " ")
        self.groups = {
            approach: ax.text(
                FIRST_YEAR - 0.4,
                0,
                words,
                va="center",
                fontstyle="italic",
                color=style.QUIET,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )
            for approach, words in data.APPROACHES.items()
        }
        # The layout is solved once, so the names have to be there from the start.
        self._name_rows(_ALL)
        ax.set_xlabel("year (hollow: seen second-hand; grey: recalled, not looked up again)")

    def backdrop(self, values) -> str:
        """Return the filter: the names of the drugs stand still."""
        return values["approach"]

    def set_backdrop(self, key: str) -> None:
        """Write the names of the drugs."""
        self._name_rows(key)

    def _name_rows(self, key: str) -> None:
        rows = order(key)
        self.places = {drug: place for place, (drug, _, _) in enumerate(rows)}
        self.ax.set_ylim(len(rows) - 0.4, -0.6)
        middles = {}
        for place, (_, _, approach) in enumerate(rows):
            middles.setdefault(approach, []).append(place)
        for approach, text in self.groups.items():
            text.set_visible(key == _ALL)
            if approach in middles:
                # Where the row is empty on the left.
                text.set_y(middles[approach][-1])
        self.ax.set_yticks(range(len(rows)), [name for _, name, _ in rows])
        for tick, (_, _, approach) in zip(self.ax.get_yticklabels(), rows, strict=True):
            tick.set_color(data.COLOURS[approach])

    def update(self, result: Followers, values) -> None:
        """Show the outcomes so far."""
        self.today.set_data([result.year + 1] * 2, [-0.6, len(self.places) - 0.4])
        for outcome, artist in self.marks.items():
            rows = result.seen[result.seen["outcome"] == outcome]
            artist.set_offsets(
                np.column_stack([rows["date"], rows["drug"].map(self.places)]).astype(float).reshape(-1, 2)
            )
            edges = [
                style.CONTROL if status == "recalled" else data.COLOURS[approach]
                for approach, status in zip(rows["approach"], rows["status"], strict=True)
            ]
            filled = rows["status"].isin(("primary", "computed"))
            artist.set_edgecolors(edges)
            artist.set_facecolors([edge if full else "white" for edge, full in zip(edges, filled, strict=True)])

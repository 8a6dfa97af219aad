"""Reads the numbers off a picture, from its artists: what every dot, bar and end of an interval says on its axes.

Which axis holds numbers is read from its ticks: one whose ticks are words, or that has none, holds places. Numbers are
given as the ticks print them (percent where the ticks say percent), times in hours, concentrations in nM.
"""

from __future__ import annotations

import fnmatch
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

import numpy as np
from matplotlib import colors
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.category import StrCategoryConverter
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle, StepPatch
from twoclocks.kit import style

#: From so many points on a line without markers is a curve.
CURVE = 10
#: Unit -> family, and how many of the family's first unit it is.
UNITS = {
    **{word: ("time", size / 3_600_000) for word, size in {"µs": 1e-3, "ms": 1, "s": 1e3, "sec": 1e3}.items()},
    **{word: ("time", 1 / 3600) for word in ("second", "seconds")},
    **{word: ("time", 1 / 60) for word in ("min", "minute", "minutes")},
    **{word: ("time", 1) for word in ("h", "hour", "hours")},
    **{word: ("time", 24) for word in ("day", "days", "d")},
    **{word: ("time", 168) for word in ("week", "weeks", "wk")},
    **{word: ("time", 24 * 365.25 / 12) for word in ("month", "months")},
    **{word: ("time", 24 * 365.25) for word in ("year", "years")},
    **{"nM": ("molar", 1), "µM": ("molar", 1e3), "uM": ("molar", 1e3), "mM": ("molar", 1e6)},
}
#: Ticks that are words and yet numbers of their axis.
_SPELLED = {"half", "peak", "plateau", "start", "none", "all", "0"}
_NUMBER = r"(?P<sign>[-−+]?)(?P<digits>\d{1,3}(?:[,\u202f]\d{3})+|\d+(?:\.\d+)?)(?:e(?P<power>[-+]?\d+))?"
_TOKEN = re.compile(rf"(?<![\w.]){_NUMBER}(?:[ \u00a0\u202f-]?(?P<unit>[A-Za-zµ%]+))?")
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Printed:
    """A number as it is printed: its value, by how much it may be off, and the family of its unit ("" if plain)."""

    value: float
    off: float
    family: str = ""

    def says(self, value: float) -> bool:
        """Whether ``value``, rounded as this one is, is this one."""
        return abs(self.value - value) <= self.off * 1.001 + 1e-9 * abs(value)


def unit_of(text: str) -> tuple[str, float] | None:
    """Return family and size of the unit that ``text``, a heading or the label of an axis, gives its numbers.

    It stands in brackets or behind a comma at the end, or begins the text ("weeks since the infusion").
    """
    found = re.findall(r"[\[(]([^\])]+)[\])]|, ([^,\[(]+)$|^([A-Za-zµ]+)", text.replace("\n", " "))
    words = [word for groups in found for word in groups if word]
    return next((UNITS.get(word) or UNITS[word.lower()] for word in words if {word, word.lower()} & set(UNITS)), None)


def numbers(text: str, header: str = "") -> list[Printed]:
    """Return the numbers printed in ``text``; one without a unit of its own has that of ``header``."""
    matches = list(_TOKEN.finditer(text))
    units = [UNITS.get(match["unit"] or "") for match in matches]
    for i in reversed(range(len(matches) - 1)):  # "2.75 to 3.43 s", "80, 110 and 230 min"
        if units[i] is None and matches[i]["unit"] in {None, "to", "and"}:
            units[i] = units[i + 1]
    found = [Printed(int(y) + (_MONTHS.index(m.lower()) + 0.5) / 12, 0.05) for m, y in _DATE.findall(text)]
    found += [_HALF] if re.search(r"\bhalf\b", text, re.IGNORECASE) else []
    for match, unit in zip(matches, units, strict=True):
        before = re.search(r"\b(day|week|month|year)s? $", text[: match.start()], re.IGNORECASE)
        family, factor = unit or (before and UNITS[before[1].lower()]) or unit_of(header) or ("", 1.0)
        plain = re.sub(r"[\u202f,]", "", match["digits"])
        size = 10.0 ** int(match["power"] or 0)
        value = float(plain) * size * (-1 if match["sign"] and match["sign"] in "-−" else 1)
        off = 0.5 * 10.0 ** -len(plain.partition(".")[2]) * size
        if before:  # some trials count from day 1, some from day 0
            off = 1
        elif value and (family or "about" in text):  # "150 ms": two digits count; "about 8,000": one
            off = max(off, 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - ("about" not in text)))
        found.append(Printed(value, off))
        if family:
            found.append(Printed(value * factor, off * factor, family))
    return found


_HALF = Printed(50, 0)
_MONTHS = "january february march april may june july august september october november december".split()
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Scale:
    """What an axis says: its numbers are ``factor`` times the data, of one family of units; no factor: places."""

    factor: float | None
    family: str = ""
    ticks: dict[float, str] = field(default_factory=dict, hash=False, compare=False)

    def name(self, at: float) -> str:
        """The tick at ``at`` if it is a word and no number ("before" at nought)."""
        word = self.ticks.get(at, "")
        return "" if word in _SPELLED or re.search(r"\d", word) else word

    def word(self, at: float) -> str:
        """The tick that stands nearest to ``at``, within half a place."""
        near = min(self.ticks, key=lambda tick: abs(tick - at), default=None)
        return self.ticks[near] if near is not None and abs(near - at) < 0.5 else ""


def ticks(axis: Axis) -> dict[float, str]:
    """Return the ticks of ``axis`` that are in view, with their words."""
    places = [float(place) for place in axis.get_majorticklocs()]
    low, high = sorted(axis.get_view_interval())
    words = zip(places, axis.get_major_formatter().format_ticks(places), strict=True)
    found = {place: re.sub(r"\$\\mathdefault\{(.*?)\}\$", r"\1", word).strip() for place, word in words}
    return {place: word for place, word in found.items() if word and low <= place <= high}


def label(axis: Axis) -> str:
    """Return the label of ``axis``, or where it has none that of a panel with the same ticks."""
    name = f"{axis.axis_name}axis"
    others = [getattr(ax, name) for ax in axis.axes.figure.axes]
    return next((a.get_label_text() for a in [axis, *others] if a.get_label_text() and ticks(a) == ticks(axis)), "")


def scale(axis: Axis) -> Scale:
    """Return what the ticks and the label of ``axis`` say of its numbers."""
    words = ticks(axis)
    if (
        not axis.axes.axison
        or not axis.get_visible()
        or not words
        or isinstance(axis.get_converter(), StrCategoryConverter)
    ):
        return Scale(None, ticks=words)
    ratios, family, no_number = [], "", 0
    for place, word in words.items():
        match = re.fullmatch(rf"{_NUMBER}\s*(?P<unit>[A-Za-zµ%×]*)", word)
        if match and place:
            said = numbers(word)[-1]
            family = said.family or family
            ratios.append(said.value / place)
        elif not match and "10^{" not in word and word not in _SPELLED:
            no_number += 1
    if no_number > len(words) / 3 or (ratios and max(ratios) - min(ratios) > 0.02 * abs(max(ratios))):
        # "day 2" stands at 24 hours: a place that has a name, not a number.
        return Scale(None, ticks=words)
    factor = float(np.median(ratios)) if ratios else 1.0
    factor = next(
        (whole for whole in (1.0, 100.0, 0.01, -1.0, -100.0) if math.isclose(factor, whole, rel_tol=0.02)), factor
    )
    unit = unit_of(label(axis))
    if unit and not family:
        family, factor = unit[0], factor * unit[1]
    return Scale(factor, family, words)


def name_of(colour: object) -> str:
    """Return the name of ``colour`` in the house, or its digits."""
    return next((name for name, value in _NAMED.items() if value == _colour(colour)), _colour(colour))


_NAMED = {**style.ROLES, "quiet": style.QUIET, "grid": style.GRID, "white": "#ffffff"}


@dataclass
class Mark:
    """One dot, bar or interval: numbers of each axis with what it says of them, its colour, and what drew it."""

    kind: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    scales: tuple[Scale, Scale]
    colour: str
    artist: object
    panel: int

    def _said(self) -> Iterable[tuple[float, Scale]]:
        for values, axis in zip((self.x, self.y), self.scales, strict=True):
            yield from ((value, axis) for value in values)

    @property
    def tag(self) -> str:
        """What it is, to name it in a list: "dot 0 ketamine o" is a disc of panel 0."""
        return f"{self.kind} {self.panel} {name_of(self.colour)} {getattr(self.artist, 'get_marker', str)()}".strip()

    def numbers(self) -> list[tuple[float, str]]:
        """The numbers it says, each with the family of its unit."""
        return [
            (value * axis.factor, axis.family)
            for value, axis in self._said()
            if axis.factor is not None and math.isfinite(value) and not axis.name(value)
        ]

    def words(self) -> list[str]:
        """The names of the places where it stands."""
        found = [axis.word(value) if axis.factor is None else axis.name(value) for value, axis in self._said()]
        return [word for word in found if word]

    def __str__(self) -> str:
        at = ", ".join(f"{value:.6g}" for value, _ in self.numbers())
        return f"{self.kind} ({at}) {' '.join(self.words())!r} {self.colour} of panel {self.panel}"


def _colour(value) -> str:
    return colors.to_hex(value) if colors.is_color_like(value) else ""


def _in_data(artist, ax: Axes) -> bool:
    """Whether both coordinates of ``artist`` are data of ``ax``."""
    return artist.get_transform().contains_branch(ax.transData) and artist.get_transform().contains_branch_seperately(
        ax.transData
    ) == (True, True)


def _shown(artist) -> bool:
    return artist.get_visible() and artist.get_alpha() != 0


def schematic(ax: Axes) -> bool:
    """Whether ``ax`` holds a drawing: no axis, or none with a tick that has a number."""
    return not ax.axison or all(scale(axis).factor is None for axis in (ax.xaxis, ax.yaxis))


def marks(figure: Figure) -> list[Mark]:
    """Return every dot, bar and interval of ``figure`` that stands on an axis with numbers."""
    return [mark for panel, ax in enumerate(figure.axes) if not schematic(ax) for mark in _marks(ax, panel)]


def _marks(ax: Axes, panel: int) -> Iterable[Mark]:
    scales = scale(ax.xaxis), scale(ax.yaxis)

    def mark(kind, x, y, colour, artist):
        return Mark(
            kind, tuple(map(float, np.ravel(x))), tuple(map(float, np.ravel(y))), scales, _colour(colour), artist, panel
        )

    for artist in ax.get_children():
        if not _shown(artist) or artist is ax.patch:
            continue
        if isinstance(artist, Line2D) and _in_data(artist, ax):
            x, y = (np.ma.filled(np.ma.asarray(part, float), np.nan) for part in artist.get_data(orig=False))
            dotted = artist.get_marker() not in {"", " ", "None", None}
            if dotted:
                every = artist.get_markevery()
                picked = range(len(x)) if every is None else np.arange(len(x))[every]
                for i in picked:
                    if np.isfinite([x[i], y[i]]).all():
                        yield mark("dot", x[i], y[i], _mark_colour(artist), artist)
            if len(x) == 2 and artist.get_linestyle() not in {"None", ""} and np.isfinite([*x, *y]).all():
                if x[0] == x[1] and y[0] != y[1]:
                    yield mark("interval", x[0], y, artist.get_color(), artist)
                elif y[0] == y[1] and x[0] != x[1]:
                    yield mark("interval", x, y[0], artist.get_color(), artist)
        elif isinstance(artist, LineCollection) and _in_data(artist, ax):
            tints = artist.get_colors()
            for i, part in enumerate(artist.get_segments()):
                if len(part) == 2 and np.isfinite(part).all():
                    x, y = part[:, 0], part[:, 1]
                    x, y = (x[:1] if x[0] == x[1] else x), (y[:1] if y[0] == y[1] else y)
                    if len(x) != len(y):
                        yield mark("interval", x, y, tints[i % len(tints)], artist)
        elif isinstance(artist, Rectangle) and _in_data(artist, ax):
            (x, y), w, h = artist.get_xy(), artist.get_width(), artist.get_height()
            if w and h and artist.get_facecolor()[3]:
                across, up = (
                    (float(start + size / 2),) if s.factor is None else tuple(sorted((start, start + size)))
                    for start, size, s in ((x, w, scales[0]), (y, h, scales[1]))
                )
                yield mark("bar", across, up, artist.get_facecolor(), artist)
        elif isinstance(artist, StepPatch):
            tops = artist.get_data().values
            for value in tops:
                # Where a step begins and ends is a bin of our making; how high it stands is a number.
                upright = artist.orientation == "vertical"
                yield mark("step", () if upright else value, value if upright else (), artist.get_edgecolor(), artist)
        elif isinstance(artist, PathCollection):
            tints = artist.get_facecolors() if len(artist.get_facecolors()) else artist.get_edgecolors()
            for i, (x, y) in enumerate(np.ma.filled(artist.get_offsets(), np.nan)):
                if np.isfinite([x, y]).all():
                    yield mark("dot", x, y, tints[i % len(tints)] if len(tints) else "", artist)


def _mark_colour(line: Line2D):
    """The colour of its series: that of its face, or of its edge if it is hollow."""
    face = _colour(line.get_markerfacecolor())
    filled = line.get_marker() in line.filled_markers and face not in {"", "#ffffff"}
    return face if filled and line.get_markerfacecolor() != "none" else line.get_markeredgecolor()


def curves(figure: Figure) -> list[tuple[int, Axes, Line2D]]:
    """Return every line of many points without markers, with the number of its panel."""
    return [
        (panel, ax, line)
        for panel, ax in enumerate(figure.axes)
        if not schematic(ax)
        for line in ax.lines
        if line.get_visible() and line.get_marker() in {"", " ", "None", None}
        if len(line.get_xdata()) >= CURVE and _in_data(line, ax)
    ]


# ---- The table beside it ------------------------------------------------------------------------------------


@dataclass
class Row:
    """A row of a table: the numbers of each cell, all its words, and the words of the headings."""

    cells: dict[str, list[Printed]]
    text: str
    texts: dict[str, str]


def rows(table) -> list[Row]:
    """Return the rows of ``table`` as they are printed."""
    found = []
    for values in table.itertuples(index=False, name=None):
        cells, texts = {}, {}
        for header, value in zip(map(str, table.columns), values, strict=True):
            if value is None or (isinstance(value, float) and math.isnan(value)):
                continue
            if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
                printed = numbers(repr(value), header)
                off = max(0.5 * 10.0 ** -_decimals(table[header]) / max(abs(value), 1e-12), 5e-4)
                cells[header] = [Printed(p.value, off * abs(p.value), p.family) for p in printed]
                texts[header] = f"{value:.6g}"
            else:
                cells[header] = numbers(str(value), header)
                texts[header] = str(value)
        plus_minus(cells, texts)
        for header in cells:
            cells[header] = [*cells[header], *numbers(header)]
        found.append(Row(cells, " ".join(texts.values()), texts))
    return found


def _decimals(column) -> int:
    """Return how many digits the numbers of ``column`` show behind the point: they were rounded to that, if at all."""
    shown = (repr(float(value)) for value in column if isinstance(value, (int, float, np.number)))
    return max((len(text.partition(".")[2].rstrip("0")) for text in shown if "e" not in text), default=0)


_DIFFERENCE = re.compile(r"\bminus\b|\bvs?\b|\bagainst\b|\bversus\b")
_DEVIATION = re.compile(r"±|\bSDs?\b|standard deviation|standard error|\bSE\b", re.IGNORECASE)


def plus_minus(cells: dict[str, list[Printed]], texts: dict[str, str]) -> None:
    """Add the ends that "5.4 ± 0.5", or a mean beside a standard deviation, stand for."""
    for header, text in list(texts.items()):
        inside = bool(_DEVIATION.search(text))
        if not (inside or _DEVIATION.search(header)):
            continue
        widths = cells[header]
        for other, middles in list(cells.items()):
            if (other == header) == inside:
                cells[other] = middles + [
                    Printed(m.value + sign * w.value, m.off + w.off, m.family)
                    for m in middles
                    for w in widths
                    if m.family == w.family
                    for sign in (-1, 1)
                ]


def found_in(number: tuple[float, str], printed: Iterable[Printed]) -> bool:
    """Whether one of ``printed`` says ``number``."""
    value, family = number
    return any(p.family == family and p.says(value) for p in printed)


def columns_with(number: tuple[float, str], row: Row) -> list[str]:
    """The headings of the cells of ``row`` that say ``number``."""
    return [header for header, printed in row.cells.items() if found_in(number, printed)]


def named(word: str, row: Row) -> bool:
    """Whether all numbers and at least half of the words of ``word``, a tick, stand in ``row`` or its headings."""
    have = {w.lower() for w in _WORD.findall(" ".join([row.text, *row.cells]))}
    wanted = {w.lower(): w.isdigit() for w in _WORD.findall(word)}
    said = [w for w in wanted if any(w == h or (len(w) > 3 and h.startswith(w[:4])) for h in have)]
    return 2 * len(said) >= len(wanted) and all(w in said for w, digits in wanted.items() if digits)


ARMS = {
    "ketamine": r"\b(?:es|ar|s-|r-)?ketamine|\bspravato\b|^drug$",
    "serotonin": r"\bSSRI|citalopram|fluoxetine|sertraline|paroxetine|serotonin",
    "control": r"\bplacebo|\bsaline\b|\bmidazolam\b|\bcontrol\b|\bECT\b",
}
ROLES = {style.KETAMINE: "ketamine", style.SEROTONIN: "serotonin", style.CONTROL: "control", style.QUIET: "control"}


def arm(text: str) -> str:
    """The arm that ``text`` names first ("" if none): "placebo spray + new SSRI" is a control."""
    at = {name: match.start() for name, p in ARMS.items() if (match := re.search(p, text, re.IGNORECASE))}
    return min(at, key=at.get, default="")


def arm_of(row: Row, columns: list[str]) -> str:
    """The arm of the cells ``columns`` of ``row``: as the heading says, or else the first cell that names one."""
    if _DIFFERENCE.search(" ".join([row.text, *columns])):
        return ""
    heads = {arm(header) for header in columns}
    if len(heads) == 1 and "" not in heads:
        return heads.pop()
    if heads - {""}:
        return ""
    return next((name for text in row.texts.values() if (name := arm(text))), "")


# ---- Both together ------------------------------------------------------------------------------------------

#: Markers that end an interval and are no dots.
_CAPS = {"|", "_", 0, 1, 2, 3}


@dataclass(frozen=True)
class Known:
    """What somebody looked at and found right in one chart: pattern of tags -> why, unless said otherwise.

    no_data: these marks are no data. in_caption: their numbers stand in the caption. middle: they stand in the middle of
    a printed range. counted: one mark each for one, two, three …, of which the last tells how many. apart: their ends
    stand in two rows. nudged: (axis, why), they were moved aside along that axis.
    scaled: (factor, why), the axis has another unit. names: tick -> what the table calls it. colours: the colour is not
    that of the arm. curves: no point of these curves is told.
    """

    no_data: dict[str, str] = field(default_factory=dict)
    in_caption: dict[str, str] = field(default_factory=dict)
    middle: dict[str, str] = field(default_factory=dict)
    counted: dict[str, str] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    scaled: dict[str, tuple[float, str]] = field(default_factory=dict)
    nudged: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    curves: dict[str, str] = field(default_factory=dict)

    def entries(self) -> set[tuple[str, str]]:
        """Every entry, as (field, pattern)."""
        return {(f.name, pattern) for f in fields(self) for pattern in getattr(self, f.name)}


class Look:
    """One chart, looked at: the ``problems`` and which entries of what was ``known`` were needed."""

    def __init__(self, figure: Figure, table, caption: str = "", known: Known = Known()):
        self.figure, self.known, self.used = figure, known, set()
        self.every = marks(figure)
        self.rows, self.caption = rows(table), numbers(caption)
        self.said = [*filter(None, map(self._problem, self.every)), *filter(None, map(self._of_curve, curves(figure)))]

    def _entry(self, kind: str, tag: str):
        for pattern, why in getattr(self.known, kind).items():
            if fnmatch.fnmatchcase(tag, pattern):
                self.used.add((kind, pattern))
                return why
        return None

    def _problem(self, mark: Mark) -> str | None:
        if self._entry("no_data", mark.tag):
            return None
        if self._entry("counted", mark.tag) and any(_beyond(other, mark) for other in self.every):
            return None
        nudged = self._entry("nudged", mark.tag)
        if nudged:
            nowhere = Scale(None)
            scales = (nowhere, mark.scales[1]) if nudged[0] == "x" else (mark.scales[0], nowhere)
            mark = replace(mark, scales=scales)
        wanted = self._wanted(mark)
        if isinstance(wanted, str) or not wanted:
            return wanted or None
        if all(found_in(number, self.caption) for number in wanted) and self._entry("in_caption", mark.tag):
            return None
        if scaled := self._entry("scaled", mark.tag):
            wanted = [(value * scaled[0], family) for value, family in wanted]
        if self._entry("apart", mark.tag):
            found = [row for row in self.rows if any(columns_with(number, row) for number in wanted)]
            found = found if all(any(columns_with(number, row) for row in found) for number in wanted) else []
        else:
            found = [row for row in self.rows if all(columns_with(number, row) for number in wanted)]
        if not found and self._entry("middle", mark.tag):
            found = [row for row in self.rows if all(columns_with(n, row) or _in_middle(n, row) for n in wanted)]
        if not found:
            return f"in no row: {mark}"
        words = [self.known.names.get(word, word) for word in mark.words()]
        self.used |= {("names", word) for word in mark.words() if word in self.known.names}
        found = [row for row in found if all(named(word, row) for word in words)]
        if not found:
            return f"in rows of another name: {mark}"
        role = ROLES.get(mark.colour, "")
        arms = {arm_of(row, [h for number in wanted for h in columns_with(number, row)]) for row in found}
        if role and "" not in arms and not any((role == "ketamine") == (name == "ketamine") for name in arms):
            if not self._entry("colours", mark.tag):
                return f"in the colour of {role}, where the table says {' or '.join(sorted(arms))}: {mark}"
        return None

    def _wanted(self, mark: Mark) -> list[tuple[float, str]] | str:
        """The numbers that one row has to hold for ``mark``, or what is wrong with it by itself."""
        if mark.kind == "bar":
            return _of_bar(mark, [other for other in self.every if other.kind == "bar"])
        if mark.kind != "interval":
            return mark.numbers()
        along = 0 if len(mark.x) == 2 else 1
        if mark.scales[along].factor is None:
            return []
        ends = (mark.x, mark.y)[along]
        dots = [d for d in self.every if d.kind == "dot" and getattr(d.artist, "get_marker", str)() not in _CAPS]
        here = [(d, (d.x, d.y)[along][0]) for d in dots if _same_place(d, mark, 1 - along)]
        met = [end for end in ends if any(math.isclose(end, at, rel_tol=1e-9, abs_tol=1e-12) for _, at in here)]
        axes = self.figure.axes[mark.panel]
        edges = (0.0, *(axes.get_xlim(), axes.get_ylim())[along])
        if met and all(min(abs(end - edge) for edge in edges) < 1e-12 for end in ends if end not in met):
            return []
        if met and not any(_range_in(mark.numbers(), row) for row in self.rows):
            return f"half of an interval: {mark}"
        inside = [at for d, at in here if min(ends) < at < max(ends) and d.colour == mark.colour]
        axis = mark.scales[along]
        return mark.numbers() + ([(inside[0] * axis.factor, axis.family)] if len(inside) == 1 else [])

    def _of_curve(self, found: tuple[int, Axes, Line2D]) -> str | None:
        """A curve goes through a point of the table; or its start, end, peak or trough is told beside it."""
        panel, ax, line = found
        across, up = scale(ax.xaxis), scale(ax.yaxis)
        x, y = (np.ma.filled(np.ma.asarray(part, float), np.nan) for part in line.get_data(orig=False))
        good = np.isfinite(x) & np.isfinite(y)
        x, y = x[good], y[good]
        tag = f"{panel} {name_of(line.get_color())}"
        if up.factor is None or not len(x):
            return None
        told = [p for row in self.rows for cell in row.cells.values() for p in cell] + self.caption
        for at in {0, len(y) - 1, int(y.argmax()), int(y.argmin())}:
            if y[at] and found_in((y[at] * up.factor, up.family), told):
                return None
        if across.factor is not None and (np.diff(x) > 0).all():
            for row in self.rows:
                everything = [p for cell in row.cells.values() for p in cell]
                for place in (p for p in everything if p.family == across.family):
                    around = np.linspace(place.value - place.off, place.value + place.off, 9) / across.factor
                    over = np.interp(around, x, y) * up.factor
                    if x[0] < around[4] < x[-1] and any(
                        p.value and p.family == up.family and over.min() - p.off <= p.value <= over.max() + p.off
                        for p in everything
                    ):
                        return None
        if self._entry("curves", tag):
            return None
        low, high = y.min() * up.factor, y.max() * up.factor
        return f"no point of it is told: curve {tag}, {low:.4g} to {high:.4g}"


def _same_place(one: Mark, other: Mark, across: int) -> bool:
    """Whether two marks of a panel stand at the same place of the axis ``across``."""
    first, second = ((m.x, m.y)[across][0] for m in (one, other))
    return one.panel == other.panel and math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


def _beyond(one: Mark, other: Mark) -> bool:
    """Whether ``one`` is of the same series as ``other`` and stands further along."""
    across = int(other.scales[0].factor is None)
    there, here = ((m.x, m.y)[across][-1] for m in (one, other))
    words = one.words() == other.words() and one.tag == other.tag
    return words and there > here


def _in_middle(number: tuple[float, str], row: Row) -> bool:
    """Whether ``number`` is half way between two of one cell of ``row``, as it looks on an axis of either kind."""
    cells = [[p.value for p in printed if p.family == number[1]] for printed in row.cells.values()]
    pairs = [(a, b) for cell in cells for a in cell for b in cell if 0 < a < b]
    return any(math.isclose(number[0], m, rel_tol=1e-3) for a, b in pairs for m in (math.sqrt(a * b), (a + b) / 2))


def _range_in(ends: list[tuple[float, str]], row: Row) -> bool:
    """Whether one cell of ``row`` prints both ``ends``."""
    return bool(set.intersection(*(set(columns_with(end, row)) for end in ends)))


def _of_bar(mark: Mark, bars: list[Mark]) -> list[tuple[float, str]]:
    """The numbers of a bar: its end if it begins at nought, its length if it stands on another, else both ends."""
    wanted = [(value, family) for value, family in mark.numbers() if value]
    if len(wanted) < 2:
        return wanted
    across = 0 if mark.scales[0].factor is not None else 1
    low = (mark.x, mark.y)[across][0]
    on_another = any(
        other is not mark and _same_place(mark, other, 1 - across) and math.isclose((other.x, other.y)[across][1], low)
        for other in bars
    )
    return [(wanted[1][0] - wanted[0][0], wanted[0][1])] if on_another else wanted

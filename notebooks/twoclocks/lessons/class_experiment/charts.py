"""Charts of the class experiment: everybody, the guesses, small trials pooled, class sizes, four truths."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import row_axis
from ...kit.words import MINUS, headline, interval, plain_title, signed
from ...models import class_trial as model
from ...models.effect_sizes import Effect

#: Arm -> how it looks: colour, colour of its words, marker.
_LOOK = {
    "drug": (style.KETAMINE, style.KETAMINE, "o"),
    "placebo": (style.CONTROL, style.QUIET, style.CONTROL_MARKERS["placebo spray"]),
}
_POINTS = "drug minus placebo in virtual people, MADRS points\n(further left: better with the drug)"
#: The rows of the two arms, and how far a crowd may spread from its row.
_PLACES, _ROOM = (0.0, 1.25), 0.38
#: Where intervals of tiny classes are cut, in points.
_CUT = (-31.0, 23.0)
_MADE_UP = "Virtual people; only the truth is that of a real trial (see the table of what was set)."


def verdict(effect: Effect) -> str:
    """Return what a trial may say: which arm did better, or that none clearly did."""
    if effect.high < 0:
        return "the drug arm did better"
    return "the placebo arm did better" if effect.low > 0 else "no clear difference"


def in_words(effect: Effect) -> str:
    """Return "−6.1 points (−13.1 to 0.9)"."""
    return f"{signed(effect.value)} points ({interval(effect.low, effect.high)})"


def truth_in_words(word: model.Word) -> str:
    """Return what the difference was set to, where one thing makes it; hope and drug are told apart."""
    design = word.design
    if not design.lift:
        return f"set to {signed(design.effect) if design.effect else '0'} points"
    return f"set to 0 by the drug and {MINUS}{design.lift} by believing in it"


def _dashed(design: model.Design) -> str:
    """Return what the dashed line stands for; where the drug does nothing, hope alone moves it."""
    value = signed(design.expected) if design.expected else "0"
    return f"hope (assumed), {value}" if design.lift else f"truth, {value}"


def _note(example: bool, bars: bool = True) -> str:
    first = "<strong>An example, not your class.</strong> " if example else ""
    return f"{first}{_MADE_UP}{' Lines: 95 % intervals.' if bars else ''}"


def _is_example(word: model.Word) -> bool:
    return word.name == model.EXAMPLE


def _prefix(word: model.Word) -> str:
    return "Example class: " if _is_example(word) else ""


def swarm(values: np.ndarray, room: float = _ROOM, step: float = 0.13) -> np.ndarray:
    """Return how far each of ``values`` (whole points) stands off its row, so that none hides another.

    Shape of values; at most ``room`` to either side.
    """
    offset = np.zeros(values.size)
    counts = {value: int((values == value).sum()) for value in set(values.tolist())}
    step = min(step, 2 * room / max(max(counts.values()) - 1, 1))
    for value, count in counts.items():
        offset[values == value] = (np.arange(count) - (count - 1) / 2) * step
    return offset


# ---- Everybody ---------------------------------------------------------------------------------------------


@style.in_style
def dots(trial: model.ClassTrial, mine: int | None = None) -> Chart:
    """Draw everybody of both arms, and the difference beside the truth; ``mine``: a number to ring."""
    fig, (left, right) = style.canvas(9.2, 4.4, ncols=2, width_ratios=(1.75, 1))
    effect = trial.effect
    title = f"{_prefix(trial.word)}{trial.people} people, and {verdict(effect)}"
    headline(fig, title)
    means = _draw_arms(left, trial)
    _mark(left, trial, mine)
    arms = [f"{arm}\n{int((trial.drug == drug).sum())}" for arm, drug in zip(model.GUESSES, (True, False), strict=True)]
    left.set_yticks(_PLACES, arms)
    left.tick_params(axis="y", length=0)
    left.set_ylim(2.05, -0.8)
    left.axvline(0, color=style.QUIET, lw=style.pt(1), zorder=1)
    _ticks(left, min(-20.0, float(trial.change.min())) - 3, max(10.0, float(trial.change.max())) + 3)
    left.set_xlabel("change in four weeks, MADRS points\n(further left: better; virtual people)")
    plain_title(left, "everybody, one mark each")
    _draw_difference(right, trial)
    placebo = trial.change[~trial.drug]
    better = int((placebo < means["drug"]).sum())
    return Chart(
        fig,
        "class-dots",
        title,
        f"Left: {trial.people} people as marks, {int(trial.drug.sum())} in the drug arm with a mean change of "
        f"{signed(means['drug'])} points and {int((~trial.drug).sum())} in the placebo arm with "
        f"{signed(means['placebo'])}; {better} of the {placebo.size} on placebo did better than the drug arm's mean. "
        f"Right: the difference, {in_words(effect)}; it was {truth_in_words(trial.word)}.",
        f"Drug minus placebo: {in_words(effect)}; it was {truth_in_words(trial.word)}. "
        f"{_note(_is_example(trial.word))}",
        everybody(trial),
        "Everybody, unblinded",
    )


def _ticks(ax: Axes, low: float, high: float) -> None:
    """Make x go from ``low`` to ``high`` points, with few ticks and true minus signs."""
    step = next(step for step in (5, 10, 20, 40, 80) if high - low <= 6 * step or step == 80)
    ticks = [tick for tick in range(-400, 401, step) if low <= tick <= high]
    ax.set_xticks(ticks, [str(tick).replace("-", MINUS) for tick in ticks])
    ax.set_xlim(low, high)


def _draw_arms(ax: Axes, trial: model.ClassTrial) -> dict[str, float]:
    means = {}
    size = style.pt(8.5 if trial.people <= 60 else 5.5)
    for place, arm in zip(_PLACES, model.GUESSES, strict=True):
        color, ink, marker = _LOOK[arm]
        change = trial.change[trial.drug == (arm == "drug")]
        means[arm] = float(change.mean())
        ax.plot(
            change,
            place + swarm(change),
            marker,
            ls="none",
            color=color,
            ms=size,
            mec="white",
            mew=style.pt(0.7),
            zorder=3,
        )
        ax.plot([means[arm]] * 2, [place - 0.43, place + 0.43], color=style.INK, lw=style.pt(2.4), zorder=5)
        style.label(ax, means[arm], place - 0.58, f"mean {signed(means[arm])}", ink, ha="center", fontweight="bold")
    return means


def _mark(ax: Axes, trial: model.ClassTrial, mine: int | None) -> None:
    """Ring one number; its words stand below both rows, where nothing else is."""
    if mine is None or mine not in trial.number:
        return
    (at,) = np.flatnonzero(trial.number == mine)
    drug = trial.drug[at]
    same = trial.drug == drug
    offset = swarm(trial.change[same])[np.flatnonzero(same) == at][0]
    spot = float(trial.change[at]), _PLACES[not drug] + float(offset)
    ax.plot(*spot, "o", ms=style.pt(15), mfc="none", mec=style.INK, mew=style.pt(2), zorder=6)
    ax.text(
        0.99,
        0.02,
        f"ring: number {mine}, {signed(trial.change[at], 0)}",
        transform=ax.transAxes,
        ha="right",
        va="bottom",
    )


def _draw_difference(ax: Axes, trial: model.ClassTrial) -> None:
    effect, truth = trial.effect, trial.word.design
    low = min(effect.low, truth.expected, -10.0) - 2
    high = max(effect.high, 3.0) + 2
    ax.axvline(0, color=style.QUIET, lw=style.pt(1), zorder=1)
    _ticks(ax, low, high)
    ax.set_xlabel("drug minus placebo, points\n(left: better with drug)")
    ax.set_ylim(1.75, -0.75)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.axvline(truth.expected, color=style.INK, lw=style.pt(2), ls=(0, (4, 2)), zorder=3)
    ax.plot([effect.low, effect.high], [0.5, 0.5], color=style.INK, lw=style.pt(2.4), zorder=4, solid_capstyle="butt")
    ax.plot(effect.value, 0.5, "D", color=style.INK, ms=style.pt(9), zorder=5)
    middle = (low + high) / 2
    for value, y, text in (
        (effect.value, 0.12, f"this class: {signed(effect.value)}"),
        (truth.expected, 1.45, _dashed(truth)),
    ):
        style.label(ax, value, y, text, ha="left" if value < middle else "right", fontweight="bold")
    plain_title(ax, "the difference")


def everybody(trial: model.ClassTrial) -> pd.DataFrame:
    """Return the class as a table, one row a person."""
    arms = np.where(trial.drug, "drug", "placebo")
    guesses = np.where(trial.guessed_drug, "drug", "placebo")
    return pd.DataFrame(
        {
            "Number": trial.number,
            "Arm": arms,
            "Before": trial.before,
            "After": trial.after,
            "Change": [signed(change, 0) for change in trial.change],
            "Guess": guesses,
        }
    )


# ---- Guesses -----------------------------------------------------------------------------------------------


@style.in_style
def guesses(trial: model.ClassTrial) -> Chart:
    """Draw how many of each arm guessed the drug, beside a coin."""
    fig, ax = style.canvas(9.2, 2.9)
    verb = "were told" if trial.word.design.told else "guessed"
    title = f"{_prefix(trial.word)}{trial.right} of {trial.people} {verb} their arm"
    style.message(ax, title)
    rows = []
    for place, arm in enumerate(model.GUESSES):
        color, _, _ = _LOOK[arm]
        guessed = trial.guessed_drug[trial.drug == (arm == "drug")]
        count, share = int(guessed.sum()), 100 * float(guessed.mean())
        rows.append((arm, guessed.size, count, guessed.size - count, f"{share:.0f}"))
        ax.barh(place, 100, color="white", edgecolor=color, lw=style.pt(1.5), height=0.62)
        ax.barh(place, share, color=color, height=0.62)
    ax.axvline(50, color=style.INK, lw=style.pt(2), ls=(0, (4, 2)))
    row_axis(
        ax, [f"{arm} arm:\n{count} of {people} said drug" for arm, people, count, *_ in rows], above=0.5, below=0.5
    )
    ax.set_xlim(0, 100)
    ax.set_xlabel("of 100 virtual people who said drug (dashed: a coin)")
    words = "; ".join(f"in the {arm} arm {drug} of {people} said drug" for arm, people, drug, *_ in rows)
    words = words[0].upper() + words[1:]
    return Chart(
        fig,
        "class-guesses",
        title,
        f"Two bars of guesses. {words}. A dashed line marks half of each arm.",
        f"{words}. With a perfect blind both bars would end at about the same place. "
        f"{_note(_is_example(trial.word), bars=False)}",
        pd.DataFrame(rows, columns=["Arm", "People", "Said drug", "Said placebo", "Said drug, of 100"]),
    )


# ---- Rows of intervals -------------------------------------------------------------------------------------


def _row(
    ax: Axes,
    place: float,
    effect: Effect,
    color: str = style.INK,
    marker: str = "o",
    cut: tuple[float, float] = (-np.inf, np.inf),
) -> None:
    """Draw one interval; where it goes on beyond ``cut``, an arrow says so."""
    ends = [min(max(end, cut[0]), cut[1]) for end in (effect.low, effect.high)]
    ax.plot(ends, [place, place], color=color, lw=style.pt(2.4), zorder=4, solid_capstyle="butt")
    for end, beyond, arrow in zip(ends, (effect.low < cut[0], effect.high > cut[1]), "<>", strict=True):
        if beyond:
            ax.plot(end, place, arrow, color=color, ms=style.pt(8), zorder=5)
    ax.plot(effect.value, place, marker, color=color, ms=style.pt(9), zorder=5)


def _rows_axis(ax: Axes, low: float, high: float, names: list[str]) -> None:
    ax.axvline(0, color=style.QUIET, lw=style.pt(1), zorder=1)
    _ticks(ax, low, high)
    ax.set_xlabel(_POINTS)
    row_axis(ax, names)


def _table(names: list[str], effects: list[Effect], what: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            what: names,
            "Drug minus placebo": [in_words(effect) for effect in effects],
            "What it would say": [verdict(effect) for effect in effects],
        }
    )


@style.in_style
def small_trials(trial: model.ClassTrial) -> Chart:
    """Draw the class as small trials of neighbours, and what they say pooled."""
    cut = model.groups(trial)
    names = [f"numbers {first} to {last}" for first, last in cut.numbers]
    everything = [*cut.effects, cut.pool.effect]
    fig, ax = style.canvas(9.2, 2.2 + 0.42 * len(everything))
    clear = sum(effect.high < 0 for effect in cut.effects)
    title = f"{_prefix(trial.word)}{clear} of {len(names)} small trials see a benefit"
    style.message(ax, title)
    _rows_axis(ax, *_ends(everything), [*names, "all pooled"])
    for place, effect in enumerate(everything):
        _row(ax, place, effect, marker="o" if place < len(names) else "D")
    ax.axhline(len(names) - 0.5, color=style.GRID, lw=style.pt(1.2))
    values = [effect.value for effect in cut.effects]
    return Chart(
        fig,
        "class-small-trials",
        title,
        f"A forest plot: {len(names)} small trials of the same class differ from {signed(min(values))} to "
        f"{signed(max(values))} points, each with a wide interval; pooled they give {in_words(cut.pool.effect)}.",
        f"The same people, cut into {len(names)} trials of neighbours, and pooled with weights by their "
        f"precision: {in_words(cut.pool.effect)}. {_note(_is_example(trial.word))}",
        _table([*names, "all pooled"], everything, "Trial"),
    )


def _ends(effects: list[Effect]) -> tuple[float, float]:
    """Return where an axis for all of these begins and ends."""
    return min(effect.low for effect in effects) - 2, max(3.0, max(effect.high for effect in effects)) + 2


@style.in_style
def class_sizes(word: model.Word) -> Chart:
    """Draw what 5, 20, 60 and 300 numbers of this class word find, and forty other classes of each size."""
    found, truth = model.sizes(word), word.design.expected
    fig, ax = style.canvas(9.2, 4.4)
    title = f"{_prefix(word)}the truth stays, the luck shrinks"
    style.message(ax, title[0].upper() + title[1:])
    low, high = _CUT[0] - 1, _CUT[1] + 13
    _rows_axis(ax, low, high, [f"{size.people} people" for size in found])
    for place, size in enumerate(found):
        ax.plot(
            size.others,
            np.full(size.others.size, place + 0.24),
            "|",
            color=style.CONTROL,
            ms=style.pt(11),
            mew=style.pt(1.5),
            zorder=3,
        )
        _row(ax, place, size.effect, cut=_CUT)
        ax.text(high - 0.5, place, f"{_of_100(size.seen)} of 100", ha="right", va="center", fontweight="bold")
    ax.axvline(truth, color=style.INK, lw=style.pt(2), ls=(0, (4, 2)), zorder=2)
    ax.text(high - 0.5, -0.52, "classes that see a benefit", ha="right", va="center")
    ax.text(low + 0.5, 3.45, f"dashed: {_dashed(word.design)}", ha="left", va="center")
    table = _table([f"{size.people}" for size in found], [size.effect for size in found], "People")
    table["Of 100 classes, see a benefit"] = [_of_100(size.seen) for size in found]
    ends = " and ".join(f"{size.people} people {in_words(size.effect)}" for size in (found[0], found[-1]))
    return Chart(
        fig,
        "class-sizes",
        title[0].upper() + title[1:],
        f"Four rows, for 5, 20, 60 and 300 people. With this class word {ends}. Grey strokes, {model.OTHERS} "
        f"other classes in each row, crowd around {signed(truth) if truth else 'zero'} as classes grow.",
        "Numbers 1, 2, 3 … of this class word, whether or not somebody in the room had them; those guess drug if they "
        f"noticed anything (assumed). Grey strokes: {model.OTHERS} other classes. How many classes see a benefit: by "
        f"formula. {_note(_is_example(word))} Arrows: it goes on beyond the picture.",
        table,
    )


def _of_100(percent: float) -> str:
    if percent >= 99.5:
        return "all"
    return f"{percent:.0f}" if percent >= 5 else f"{percent:.1f}"


@style.in_style
def four_worlds(trial: model.ClassTrial) -> Chart:
    """Draw what the same people would have shown under each of the four truths."""
    found, known = model.worlds(trial), model.designs()
    names = ["drug as in the trial", "drug does nothing", "only hope, assumed", "only hope, all told"]
    fig, ax = style.canvas(9.2, 3.9)
    title = f"{_prefix(trial.word)}four truths, one class: 1 and 4 look alike"
    title = title[0].upper() + title[1:]
    style.message(ax, title)
    _rows_axis(
        ax,
        *_ends([*found.values(), Effect(0.0, min(design.expected for design in known.values()), 0.0)]),
        [f"{digit}: {name}" for digit, name in zip(found, names, strict=True)],
    )
    for place, digit in enumerate(found):
        here = digit == trial.word.digit
        _row(ax, place, found[digit], style.INK if here else style.QUIET, "D" if here else "o")
        ax.plot(known[digit].expected, place, "|", color=style.INK, ms=style.pt(26), mew=style.pt(2), zorder=3)
    table = _table([design.name for design in known.values()], list(found.values()), "What is true")
    table["A very large class would see"] = [f"{signed(known[digit].expected)} points" for digit in found]
    said = "; ".join(f"{design.name}: {signed(found[digit].value)}" for digit, design in known.items())
    return Chart(
        fig,
        "class-worlds",
        title,
        f"Four rows with intervals, drug minus placebo in points, for the same {trial.people} people with "
        f"the same guesses. {said}.",
        "Upright strokes: what a very large class would see. The diamond is the world that was played. What hope is "
        f"worth, {model.LIFT} points, is assumed: nobody has measured it. {_note(_is_example(trial.word))}",
        table,
    )

"""From plasma to block in lesson 02: what the explorer draws, the prediction's answer, voltage.

Bars from recalled constants (kotermanski2009) are hatched and named "recalled" on the picture.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import row_axis
from ...kit.sentences import Sentences, sentences
from ...models import journeys, nmda, nmda_states
from ...models import receptor_runs as runs
from .look import condition_names, micro, recalled

words = sentences(__file__)

_HATCH = "////"


def _rows(ax: Axes) -> None:
    row_axis(ax, list(condition_names().values()))


def draw_bars(ax: Axes, blocks: dict[str, float], colours: dict[str, str], **more) -> None:
    """Draw a bar for the block [0..1] in each condition, hatched where its constants are recalled."""
    hatches = [_HATCH if recalled(name) else "" for name in blocks]
    look = {"height": 0.6, "edgecolor": style.INK, "lw": style.pt(1), "hatch": hatches} | more
    ax.barh(range(len(blocks)), [100 * block for block in blocks.values()], color=list(colours.values()), **look)


def dish_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Left: block against plasma concentration, logarithmic. Right: a row for each condition."""
    said = words["explorer.02-plasma-to-block"]
    grid = figure.add_gridspec(1, 2, width_ratios=(1.65, 1))
    curves, bars = (figure.add_subplot(column) for column in grid)
    curves.set_xscale("log")
    curves.set_xlim(runs.LEVELS[0], runs.LEVELS[-1])
    curves.set_xticks([10, 100, 1000], ["10", "100", "1000"])
    curves.minorticks_off()
    curves.set_xlabel(said("x"))
    curves.set_ylim(0, 128)
    curves.set_yticks([0, 50, 100])
    curves.set_ylabel(said("y"))
    curves.text(11, 125, said("key"), va="top", linespacing=1.4)
    style.message(curves, said("curves"))
    _rows(bars)
    bars.set_xlim(0, 100)
    bars.set_xticks([0, 50, 100])
    bars.set_xlabel(said("bars_x"))
    style.message(bars, said("bars"))
    return curves, bars


def draw_dish(axes: tuple[Axes, Axes], result: runs.Dish, condition: str) -> None:
    """Draw the block against plasma concentration in five conditions, and as bars at the one chosen."""
    curves, bars = axes
    dashes = dict.fromkeys(result.curves, "-") | {"none": style.DASHES[1]}
    # The thick curve in front hides its thin grey one, so that may stay; a dashed one would show it in its gaps.
    thin = [name for name in result.curves if name != "none"] + ["none"] * (condition != "none")
    for name in thin:
        grey = {"color": style.CONTROL, "lw": style.pt(1.6), "linestyle": dashes[name], "antialiased": False}
        curves.plot(result.levels, 100 * result.curves[name], zorder=3, **grey)
    here = 100 * result.blocks[condition]
    curves.plot([result.level] * 2, [0, here], color=style.INK, lw=style.pt(1.6), zorder=4)
    thick = {"color": style.KETAMINE, "lw": style.pt(3.2), "linestyle": dashes[condition]}
    curves.plot(result.levels, 100 * result.curves[condition], zorder=5, **thick)
    curves.plot([result.level], [here], "o", color=style.INK, ms=style.pt(10), zorder=7)
    colours = dict.fromkeys(result.blocks, style.CONTROL_TINT) | {condition: style.KETAMINE}
    draw_bars(bars, result.blocks, colours, zorder=3)


@style.in_style
def how_many() -> Chart:
    """Draw the block at the concentration of trials in five conditions: the answer to the second prediction."""
    said, names = words["chart.02-how-many"], condition_names()
    level = journeys.measured_level()
    shares = runs.dish(level.value).blocks
    blocks = {name: 100 * share for name, share in shares.items()}
    fig, ax = style.canvas(9.0, 4.3)
    draw_bars(ax, shares, {name: style.CONTROL_TINT if recalled(name) else style.KETAMINE for name in shares})
    for row, (name, block) in enumerate(blocks.items()):
        ax.text(
            block + 1.5, row, words("shared.recalled" if recalled(name) else "shared.seen", block=block), va="center"
        )
    _rows(ax)
    ax.set_xlim(0, 100)
    ax.set_xlabel(said("x"))
    about = said.part(
        low=min(blocks.values()),
        high=max(blocks.values()),
        said="; ".join(said("one", condition=names[name], block=block) for name, block in blocks.items()),
        concentration=level.text,
        unbound=evidence.parameter("ketamine.unbound_fraction").text,
        magnesium=evidence.parameter("jahrstevens1990.Mg_out").text,
    )
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_how_many_table(said, blocks))


def _how_many_table(said: Sentences, blocks: dict[str, float]) -> pd.DataFrame:
    rows = []
    for name, title in condition_names().items():
        used = nmda.block_constants(name != "none", "2A" if name == "none" else name)
        seen = used.IC50
        title = title.replace("Mg", "magnesium")
        rows.append((title, micro(seen.text), used.hill, round(blocks[name]), seen.status, evidence.cite(seen.source)))
    return pd.DataFrame(rows, columns=said.each("columns"))


@style.in_style
def voltage_and_magnesium() -> Chart:
    """Draw how the block depends on voltage, without magnesium (Woodhull) and with it."""
    said = words["chart.02-voltage"]
    level = journeys.measured_level()
    unbound = nmda.unbound_level(level.value)
    volts = np.linspace(-80, 0, 81)
    bare, with_mg = (100 * nmda_states.voltage_block(unbound, volts, mg) for mg in (0.0, None))
    fig, ax = style.canvas(9.0, 4.4)
    ax.plot(volts, bare, color=style.KETAMINE, lw=style.pt(3), linestyle=style.DASHES[1])
    ax.plot(volts, with_mg, color=style.KETAMINE, lw=style.pt(3))
    ax.set_xlim(-80, 0)
    ax.set_xticks(range(-80, 1, 20))
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 52)
    ax.set_yticks([0, 20, 40])
    ax.set_ylabel(said("y"))
    style.label(ax, -56, 38, said("bare"), style.KETAMINE)
    style.label(ax, -78, 13, said("with_magnesium"), style.KETAMINE)
    style.stamp(ax, said("stamp"), y=0.9)
    at = {v: [float(np.interp(v, volts, line)) for line in (bare, with_mg)] for v in (-65, -40, -20)}
    about = said.part(
        bare_rest=at[-65][0], bare_up=at[-20][0], rest=at[-65][1], up=at[-20][1], concentration=level.text
    )
    style.message(ax, about["title"])
    seen = evidence.cite("gilling2009", "jahrstevens1990")
    rows = [(v, round(a, 1), round(b, 1), seen) for v, (a, b) in at.items()]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

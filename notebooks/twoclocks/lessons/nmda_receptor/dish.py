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
from ...models import journeys, nmda, nmda_states
from ...models import receptor_runs as runs

#: Condition -> short name for an axis.
SHORT = {"none": "no Mg: 2A", "2A": "Mg: 2A", "2B": "Mg: 2B", "2C": "Mg: 2C", "2D": "Mg: 2D"}
_HATCH = "////"


def recalled(condition: str) -> bool:
    """Whether the constants of a condition are recalled and not seen."""
    return condition != "none" and nmda.block_constants(True, condition).IC50.status == "recalled"


def _rows(ax: Axes) -> None:
    row_axis(ax, list(SHORT.values()))


def draw_bars(ax: Axes, blocks: dict[str, float], colours: dict[str, str], **more) -> None:
    """Draw a bar for the block [0..1] in each condition, hatched where its constants are recalled."""
    hatches = [_HATCH if recalled(name) else "" for name in blocks]
    look = {"height": 0.6, "edgecolor": style.INK, "lw": style.pt(1), "hatch": hatches} | more
    ax.barh(range(len(blocks)), [100 * block for block in blocks.values()], color=list(colours.values()), **look)


def dish_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Left: block against plasma level, logarithmic. Right: a row for each condition."""
    grid = figure.add_gridspec(1, 2, width_ratios=(1.65, 1))
    curves, bars = (figure.add_subplot(column) for column in grid)
    curves.set_xscale("log")
    curves.set_xlim(runs.LEVELS[0], runs.LEVELS[-1])
    curves.set_xticks([10, 100, 1000], ["10", "100", "1000"])
    curves.minorticks_off()
    curves.set_xlabel("ketamine in plasma [ng/mL]")
    curves.set_ylim(0, 128)
    curves.set_yticks([0, 50, 100])
    curves.set_ylabel("block in a dish [%]")
    key = "dashed: no magnesium\nsolid, hatched: with it,\nrecalled constants"
    curves.text(11, 125, key, va="top", linespacing=1.4)
    style.message(curves, "One level, five answers")
    _rows(bars)
    bars.set_xlim(0, 100)
    bars.set_xticks([0, 50, 100])
    bars.set_xlabel("block [%]")
    style.message(bars, "At this level")
    return curves, bars


def draw_dish(axes: tuple[Axes, Axes], result: runs.Dish, condition: str) -> None:
    """Draw the block against plasma level in five conditions, and as bars at the chosen level; one condition is in front."""
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
    """Draw the block at the level of trials in five conditions: the answer to the second prediction."""
    level = journeys.measured_level()
    shares = runs.dish(level.value).blocks
    blocks = {name: 100 * share for name, share in shares.items()}
    fig, ax = style.canvas(9.0, 4.3)
    draw_bars(ax, shares, {name: style.CONTROL_TINT if recalled(name) else style.KETAMINE for name in shares})
    for row, (name, block) in enumerate(blocks.items()):
        ax.text(block + 1.5, row, f"{block:.0f} %" + (", recalled" if recalled(name) else ""), va="center")
    _rows(ax)
    ax.set_xlim(0, 100)
    ax.set_xlabel("receptors blocked, in a dish [%]")
    title = f"Anything from {min(blocks.values()):.0f} to {max(blocks.values()):.0f} %, and none of it in people"
    style.message(ax, title)
    said = "; ".join(f"{SHORT[name]} {block:.0f} %" for name, block in blocks.items())
    return Chart(
        fig,
        "02-how-many",
        title,
        alt="Bars for the share of receptors that ketamine would block at the plasma level measured in "
        f"trials: {said}. The four with magnesium are hatched, because their constants are recalled.",
        caption=f"Level in plasma: {level.text}, {evidence.cite(level.source).html}, seen second-hand. Unbound share "
        f"{evidence.parameter('ketamine.unbound_fraction').text}, {evidence.cite('dayton1983').html}. Mg: with "
        f"{evidence.parameter('jahrstevens1990.Mg_out').text} magnesium. 2A to 2D: kinds of the receptor, by their "
        f"GluN2 part. Hatched: recalled constants of {evidence.cite('kotermanski2009').html}, not re-checked.",
        table=_how_many_table(blocks),
    )


def _how_many_table(blocks: dict[str, float]) -> pd.DataFrame:
    constants = {name: nmda.block_constants(name != "none", "2A" if name == "none" else name) for name in blocks}
    return pd.DataFrame(
        [
            {
                "Condition": SHORT[name].replace("Mg", "magnesium"),
                "IC50": constants[name].IC50.text,
                "Hill coefficient": constants[name].hill,
                "Block [%]": round(block),
                "Status of the IC50": constants[name].IC50.status,
                "Source": evidence.cite(constants[name].IC50.source),
            }
            for name, block in blocks.items()
        ]
    )


@style.in_style
def voltage_and_magnesium() -> Chart:
    """Draw how the block depends on voltage, without magnesium (Woodhull) and with it."""
    level = journeys.measured_level()
    unbound = nmda.unbound_level(level.value)
    volts = np.linspace(-80, 0, 81)
    bare, with_mg = (100 * nmda_states.voltage_block(unbound, volts, mg) for mg in (0.0, None))
    fig, ax = style.canvas(9.0, 4.4)
    ax.plot(volts, bare, color=style.KETAMINE, lw=style.pt(3), linestyle=style.DASHES[1])
    ax.plot(volts, with_mg, color=style.KETAMINE, lw=style.pt(3))
    ax.set_xlim(-80, 0)
    ax.set_xticks(range(-80, 1, 20))
    ax.set_xlabel("voltage inside the cell [mV]")
    ax.set_ylim(0, 52)
    ax.set_yticks([0, 20, 40])
    ax.set_ylabel("block in a dish [%]")
    style.label(ax, -56, 38, "no magnesium: falls", style.KETAMINE)
    style.label(ax, -78, 13, "with magnesium: low at rest, rises at first", style.KETAMINE)
    style.stamp(ax, "illustrative: temperature assumed", y=0.9)
    title = "Magnesium turns the rule of voltage around"
    style.message(ax, title)
    marks = (-65, -40, -20)
    at = {v: [float(np.interp(v, volts, line)) for line in (bare, with_mg)] for v in marks}
    return Chart(
        fig,
        "02-voltage",
        title,
        alt=f"Block against voltage. Without magnesium it falls steadily from {at[-65][0]:.0f} % at −65 mV to "
        f"{at[-20][0]:.0f} % at −20 mV. With magnesium it is far lower and rises from {at[-65][1]:.1f} % to "
        f"{at[-20][1]:.1f} %, because magnesium leaves faster than ketamine does.",
        caption=f"At {level.text} in plasma. Voltage: {evidence.cite('gilling2009').html} (human "
        f"GluN1/GluN2A). Magnesium competes: {evidence.cite('jahrstevens1990').html}. The two papers used "
        "other cells, so their product is our model, not a measurement.",
        table=pd.DataFrame(
            [
                {
                    "Voltage [mV]": v,
                    "Block without magnesium [%]": round(a, 1),
                    "Block with magnesium [%]": round(b, 1),
                    "Made from": evidence.cite("gilling2009", "jahrstevens1990"),
                }
                for v, (a, b) in at.items()
            ]
        ),
    )

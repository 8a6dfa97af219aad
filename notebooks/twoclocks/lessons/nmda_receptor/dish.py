"""From plasma to block in lesson 02: the moving picture, the prediction's answer, voltage.

Bars from recalled constants (kotermanski2009) are hatched and named "recalled" on the picture.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import row_axis
from ...kit.scene import Scene
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


class DishScene(Scene):
    """Block against plasma level in five conditions, and at the chosen level."""

    size = (9.2, 4.7)

    def build(self, figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=(1.65, 1))
        self._build_curves(figure.add_subplot(grid[0]))
        self._build_bars(figure.add_subplot(grid[1]))

    def _build_curves(self, ax: Axes) -> None:
        ax.set_xscale("log")
        ax.set_xlim(runs.LEVELS[0], runs.LEVELS[-1])
        ax.set_xticks([10, 100, 1000], ["10", "100", "1000"])
        ax.minorticks_off()
        ax.set_xlabel("ketamine in plasma [ng/mL]")
        ax.set_ylim(0, 128)
        ax.set_yticks([0, 50, 100])
        ax.set_ylabel("block in a dish [%]")
        self.lines = {name: self.moving(ax.plot([], [])[0]) for name in runs.CONDITIONS}
        self.here = self.moving(ax.plot([], [], color=style.INK, lw=style.pt(1.6), zorder=6)[0])
        self.spot = self.moving(ax.plot([], [], "o", color=style.INK, ms=style.pt(10), zorder=7)[0])
        ax.text(
            11, 125, "dashed: no magnesium\nsolid, hatched: with it,\nrecalled constants", va="top", linespacing=1.4
        )
        style.message(ax, "One level, five answers")

    def _build_bars(self, ax: Axes) -> None:
        _rows(ax)
        ax.set_xlim(0, 100)
        ax.set_xticks([0, 50, 100])
        ax.set_xlabel("block [%]")
        zeros = [0] * len(runs.CONDITIONS)
        made = ax.barh(range(len(zeros)), zeros, height=0.6, edgecolor=style.INK, lw=style.pt(1))
        self.bars = {name: self.moving(bar) for name, bar in zip(runs.CONDITIONS, made, strict=True)}
        for name, bar in self.bars.items():
            bar.set_hatch(_HATCH if recalled(name) else "")
        style.message(ax, "At this level")

    def update(self, result, values) -> None:
        chosen = values["condition"]
        for name, line in self.lines.items():
            front = name == chosen
            line.set_data(result.levels, 100 * result.curves[name])
            line.set(
                color=style.KETAMINE if front else style.CONTROL,
                linewidth=style.pt(3.2 if front else 1.6),
                linestyle=style.DASHES[1] if name == "none" else "-",
                zorder=5 if front else 3,
                antialiased=front,
            )
            self.bars[name].set_width(100 * result.blocks[name])
            self.bars[name].set_facecolor(style.KETAMINE if front else style.CONTROL_TINT)
        here = 100 * result.blocks[chosen]
        self.here.set_data([result.level] * 2, [0, here])
        self.spot.set_data([result.level], [here])


@style.in_style
def how_many() -> Chart:
    """Draw the block at the level of trials in five conditions: the answer to the second prediction."""
    level = journeys.measured_level()
    blocks = {name: 100 * runs.dish(level.value).blocks[name] for name in runs.CONDITIONS}
    fig, ax = style.canvas(9.0, 4.3)
    for row, (name, block) in enumerate(blocks.items()):
        ax.barh(
            row,
            block,
            height=0.6,
            lw=style.pt(1),
            edgecolor=style.INK,
            facecolor=style.CONTROL_TINT if recalled(name) else style.KETAMINE,
            hatch=_HATCH if recalled(name) else "",
        )
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

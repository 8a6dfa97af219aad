"""Lesson 03, the autoreceptors: forebrain serotonin without them, and with the drug in one place only."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.sentences import sentences
from ...models import circuit_days
from .circuit_drawing import draw_circuit_parts, draw_moment

words = sentences(__file__)


def head(fig: Figure, ax: Axes, text: str) -> None:
    """Write one message over several panels, in the type of a panel's own."""
    fig.suptitle(text, x=0.01, ha="left", fontweight="bold", fontsize=ax.title.get_size())


# Without autoreceptors -------------------------------------------------------------------------------


@style.in_style
def autoreceptors() -> Chart:
    """Draw forebrain serotonin on day 2 with no, one and both autoreceptors: the answer to the second prediction."""
    said = words["chart.03-autoreceptors"]
    names = said.each("rows")
    levels = {which: circuit_days.with_autoreceptors(which) for which in names}
    fig, ax = style.canvas(9.2, 4.6)
    for row, level in enumerate(levels.values()):
        ax.plot([100, level], [row, row], color=style.SEROTONIN, lw=style.pt(2), zorder=2)
        ax.plot([level], [row], "s", color=style.SEROTONIN, ms=style.pt(10), zorder=4)
        ax.text(level * 1.12, row, said("level", level=level), va="center")
    last = len(levels)
    measured = [evidence.parameter(f"raphe.ceglia2004.{name}") for name in ("s_2d", "s_citalopram_2d")]
    for p, shape in zip(measured, "o^", strict=True):
        point(ax, p.value, last, p.status, style.INK, shape, zorder=4)
    ax.text(measured[1].value * 1.12, last, said("measured"), va="center")
    ax.set_xscale("log")
    ax.set_xlim(100, 6000)
    ax.set_xticks([100, 200, 500, 1000, 2000, 5000], ["100", "200", "500", "1,000", "2,000", "5,000"])
    ax.minorticks_off()
    ax.set_xlabel(said("x"))
    row_axis(ax, [*names.values(), said("rats")])
    about = said.part(
        without=levels["none"] / 100,
        none=levels["none"],
        one_a=levels["5-HT1A"],
        one_b=levels["5-HT1B"],
        level=levels["both"],
        both=levels["both"] / 100,
    )
    style.message(ax, about["title"])
    style.stamp(ax, words("shared.illustrative"))
    rows = [
        (said("twin", name=name), round(levels[which]), "computed", evidence.cite("twoclocks"))
        for which, name in names.items()
    ]
    rows += [(p.quantity, round(p.value), p.status, evidence.cite(p.source)) for p in measured]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


# Drug in one place -----------------------------------------------------------------------------------


@style.in_style
def local_drug() -> Chart:
    """Draw the circuit with the drug in one place, the other and both; forebrain serotonin under each."""
    said = words["chart.03-local-drug"]
    names = said.each("places")
    fig, axes = style.canvas(9.2, 5.6, nrows=2, ncols=3, height_ratios=(3.8, 1))
    measured = evidence.parameter("raphe.romero1997.s_local")
    found = {place: circuit_days.drug_in(place) for place in names}
    for top, low, place in zip(*axes, names, strict=True):
        draw_circuit_parts(top, labels=False)
        draw_moment(top, found[place], (float(place != "forebrain"), float(place != "raphe")))
        top.set_title(names[place], loc="center", fontweight="normal")
        level = found[place].forebrain
        low.barh([0], [level], color=style.SEROTONIN, height=0.7, zorder=3)
        low.axvline(100, color=style.INK, lw=style.pt(1.4), dashes=(2, 2), zorder=4)
        style.label(low, max(level, 100) + 18, 0, said("level", level=level))
        low.set_xlim(0, 620)
        low.set_xticks([0, 100, 300, 500])
        low.set_ylim(-0.6, 1.5)
        low.set_yticks([])
        low.spines["left"].set_visible(False)
    low = axes[1, 0]
    point(low, measured.value, 1, measured.status, zorder=5)
    low.text(measured.value + 80, 1, said("rats"), va="center")
    axes[1, 1].set_xlabel(said("x"))
    about = said.part(**{place: found[place].forebrain for place in names})
    head(fig, axes[0, 0], about["title"])
    rows = [
        (names[place], round(now.firing), round(now.forebrain), "computed", evidence.cite("twoclocks"))
        for place, now in found.items()
    ]
    rows.append((said("twin"), "", round(measured.value), measured.status, evidence.cite(measured.source)))
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

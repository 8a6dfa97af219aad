"""The answers to lesson 12's two predictions: how far serotonin rises, and which initial state is a steady state."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import Sentences, sentences
from ...models import terminal, terminal_flows, terminal_rates, terminal_store
from .charts import SOURCE

words = sentences(__file__)

RATS = "raphe.ceglia2004.s_acute"
#: Doses in the table [mg/kg].
TOLD = (0.3, 1.0, 3.0, 10.0, 30.0)
TOP_RISE = 80.0
#: How many of the 42 derivatives are drawn for each initial state.
SHOWN = 4
STARTS = ("matlab", "python")


def arithmetic_rise() -> float:
    """Return the rise if SERT stopped and nothing responded: all clearance over what remains of it."""
    flows = terminal_flows.flows(terminal.start())
    left = float(flows.removed + flows.to_glia)
    return (float(flows.taken_up) + left) / left


def rises() -> np.ndarray:
    """Return the peak over the baseline for each of terminal_store.DOSES, shape (21,)."""
    return terminal_store.peaks() / terminal.undisturbed(0.0).serotonin[0]


@style.in_style
def how_much() -> Chart:
    """Draw the peak against the dose, with simple arithmetic and rats beside it."""
    said = words["chart.12-how-much"]
    fig, ax = style.canvas(8.8, 4.7)
    doses, rise, simple = terminal_store.DOSES[1:], rises()[1:], arithmetic_rise()
    rats = evidence.parameter(RATS)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(doses[0], 60)
    ax.set_ylim(0.9, TOP_RISE)
    ax.set_xticks([0.1, 0.3, 1, 3, 10, 30], ["0.1", "0.3", "1", "3", "10", "30"])
    ax.set_yticks([1, 2, 5, 10, 20, 50], ["1 ×", "2 ×", "5 ×", "10 ×", "20 ×", "50 ×"])
    ax.minorticks_off()
    ax.set_xlabel(said("x"))
    ax.set_ylabel(said("y"))
    ax.axhspan(rats.low / 100, rats.high / 100, color=style.CONTROL_TINT, lw=0, zorder=0)
    ax.text(doses[0] * 1.1, (rats.low * rats.high) ** 0.5 / 100, said("rats"), va="center")
    ax.axhline(simple, color=style.INK, lw=style.pt(1.6), dashes=(4, 3))
    ax.text(doses[0] * 1.1, simple * 0.87, said("arithmetic", simple=simple), va="top")
    ax.plot(doses, rise, color=style.SEROTONIN, lw=style.pt(3))
    ax.plot(doses[-1], rise[-1], "o", color=style.SEROTONIN, ms=style.pt(9))
    style.point_at(ax, (doses[-1], rise[-1]), said("model", last=rise[-1]), style.away(-24, 58), ha="center")
    about = said.part(
        least=doses[0],
        largest=doses[-1],
        first=rise[0],
        last=rise[-1],
        simple=simple,
        low=rats.low / 100,
        high=rats.high / 100,
        count=terminal_store.DOSES.size,
    )
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_rise_table(said, rats, simple))


def _rise_table(said: Sentences, rats: evidence.Parameter, simple: float) -> pd.DataFrame:
    base, rows = terminal.undisturbed(0.0).serotonin[0], []
    for dose in TOLD:
        peak = terminal_store.at_dose(dose).serotonin.max()
        rows.append((said("row.model", dose=dose), peak / base, f"{peak:.0f} nM", SOURCE))
    rows += [
        (said("row.arithmetic"), simple, "", SOURCE),
        (said("row.low"), rats.low / 100, "", rats.source),
        (said("row.high"), rats.high / 100, "", rats.source),
    ]
    cells = [(what, f"{rise:.2f} ×", peak, evidence.cite(key)) for what, rise, peak, key in rows]
    return pd.DataFrame(cells, columns=said.each("columns"))


def slopes_at(kind: str) -> pd.Series:
    """Return the 42 derivatives at an initial state [per h], by state variable, the largest first (by size)."""
    found = pd.Series(terminal_rates.slopes()(0.0, terminal.start(kind)), index=list(terminal_rates.STATES))
    return found.reindex(found.abs().sort_values(ascending=False, kind="stable").index)


def reserves() -> dict[str, float]:
    """Return what the reserve holds [uM] in each published initial state and at steady state."""
    place = list(terminal_rates.STATES).index("vhtr")
    return {kind: float(terminal.start(kind)[place]) for kind in (*STARTS, "settled")}


@style.in_style
def two_starts() -> Chart:
    """Draw the largest derivatives at both published initial states: which of the two is a steady state?"""
    said = words["chart.12-two-starts"]
    fig, axes = style.canvas(8.8, 4.7, ncols=2, sharex=True)
    held, names = reserves(), said.each("start")
    short = short_names()
    for ax, kind in zip(axes, STARTS, strict=True):
        _draw_slopes(ax, slopes_at(kind)[:SHOWN], short)
        ax.set_title(said(f"panel.{kind}", held=held[kind]), fontweight="normal")
    fig.supxlabel(said("x"), fontsize=axes[0].xaxis.label.get_size())
    first, second = (said("unit", listed=_listed(slopes_at(kind)[:3], short)) for kind in STARTS)
    about = said.part(shown=SHOWN, first=first, second=second, settled=held["settled"])
    fig.suptitle(about["title"], x=0.01, ha="left", fontweight="bold", fontsize=axes[0].title.get_size())
    rows = [
        (names[kind], terminal_rates.STATES[name], _signed(value), evidence.cite(SOURCE))
        for kind in STARTS
        for name, value in slopes_at(kind)[:SHOWN].items()
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


def short_names() -> dict[str, str]:
    """Return the names of state variables that may be among the fastest, short enough for a bar."""
    return words.each("chart.12-two-starts.short")


def _draw_slopes(ax: Axes, slopes: pd.Series, short: dict[str, str]) -> None:
    for row, (name, value) in enumerate(slopes.items()):
        ax.barh(row, value, height=0.55, color=style.SEROTONIN, zorder=3)
        aside = {"ha": "right" if value >= 0 else "left", "va": "center"}
        ax.text(-0.12 if value >= 0 else 0.12, row, short.get(name, name), **aside)
        if abs(value) >= 0.1:
            ax.text(
                value + (0.1 if value > 0 else -0.1),
                row,
                _signed(value),
                ha="left" if value > 0 else "right",
                va="center",
                fontweight="bold",
            )
    ax.axvline(0, color=style.QUIET, lw=style.pt(1))
    ax.set_xlim(-3.4, 3.4)
    ax.set_ylim(len(slopes) - 0.4, -0.6)
    ax.set_yticks([])
    ax.set_xticks([-2, 0, 2], ["−2", "0", "+2"])
    ax.spines["left"].set_visible(False)


def _signed(value: float) -> str:
    """A number with its sign and the digits it deserves: "−1.74", "+0.003"."""
    digits = 2 if abs(value) >= 0.1 else 4
    return f"{value:+.{digits}f}".replace("-", "−")


def _listed(slopes: pd.Series, short: dict[str, str]) -> str:
    return ", ".join(f"{short.get(name, name)} {_signed(value)}" for name, value in slopes.items())

"""Lesson 03, dose and pumps blocked: half a dose, and two published curves of one drug."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...models import dose_steps, sert

DRUG = "citalopram"
MOST = 60.0  # mg/day, the largest dose of the two curves
FEW = 5.0  # mg/day, an amount to read the steep part at


def half_and_whole() -> tuple[float, float]:
    """Return pumps blocked [percent] at half a usual dose of citalopram and at all of it."""
    half = dose_steps.step(DRUG, 0.5)
    return half.held, half.held_usual


@style.in_style
def half_a_dose() -> Chart:
    """Draw citalopram's curve with a usual dose and half of it: the answer to the first prediction."""
    half, whole = half_and_whole()
    usual = float(dose_steps.usual_dose(DRUG))
    fig, ax = style.canvas(9.0, 4.5)
    dose = np.linspace(0, 2 * usual, 300)
    ax.plot(dose, 100 * sert.occupancy_from_dose(dose, DRUG), color=style.SEROTONIN, lw=style.pt(3))
    ax.plot([0, usual], [0, whole], color=style.CONTROL, lw=style.pt(2), dashes=(4, 2), zorder=1)
    for multiple, level, words in ((1.0, whole, "usual dose"), (0.5, half, "half of it")):
        ax.plot([multiple * usual], [level], "s", color=style.INK, ms=style.pt(10), zorder=5)
        style.label(ax, multiple * usual + 0.8, level - 8, f"{words}: {level:.0f} %")
    style.label(ax, 0.33 * usual, 13, "if dose and block went in step", style.QUIET)
    ax.set_xlim(0, 2 * usual)
    ax.set_xlabel("citalopram [mg a day]")
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel("pumps blocked [%]")
    title = f"Half the dose still holds {half:.0f} of {whole:.0f} points"
    style.message(ax, title)
    return Chart(
        fig,
        "03-half-a-dose",
        title,
        alt=f"The curve of pumps blocked against dose bends early: {whole:.0f} % at a usual dose, {half:.0f} % at half "
        "of it, far above a straight line.",
        caption=f"Fit of {evidence.cite('sorensen2022').html} to scans; its numbers were seen second-hand. A curve is "
        "not advice on a dose.",
        table=pd.DataFrame(
            [
                {
                    "Dose": words,
                    "Citalopram [mg a day]": f"{amount:g}",
                    "Pumps blocked": f"{level:.0f} %",
                    "Status": "secondary",
                    "Source": evidence.cite("sorensen2022"),
                }
                for words, amount, level in (("usual", usual, whole), ("half of it", usual / 2, half))
            ]
        ),
    )


# Two curves of one drug ------------------------------------------------------------------------------


def table_points() -> list[tuple[float, float, str]]:
    """Return (dose [mg/day], pumps blocked [percent], status) of the published table for tapering."""
    found = []
    for symbol, p in evidence.parameters("citalopram.horowitz2019").items():
        found.append((p.value, float(symbol.removeprefix("dose_").replace("p", ".")), p.status))
    return sorted(found)


def taper_curve(dose: np.ndarray) -> np.ndarray:
    """Return pumps blocked [percent] on the hyperbola through that table; dose in mg/day."""
    fit = evidence.parameters("sert.teaching")
    return float(fit["Vmax_citalopram_taper"]) * dose / (float(fit["ED50_citalopram_taper"]) + dose)


def largest_gap() -> tuple[float, float]:
    """Return (dose [mg/day], points) where the two curves are furthest apart."""
    dose = np.linspace(0, MOST, 6001)
    gap = np.abs(taper_curve(dose) - 100 * sert.occupancy_from_dose(dose, DRUG))
    return float(dose[gap.argmax()]), float(gap.max())


@style.in_style
def two_curves() -> Chart:
    """Draw the two published dose curves of citalopram side by side."""
    fig, ax = style.canvas(9.2, 4.7)
    dose = np.linspace(0, MOST, 600)
    fitted = 100 * sert.occupancy_from_dose(dose, DRUG)
    ax.plot(dose, fitted, color=style.SEROTONIN, lw=style.pt(3), zorder=4)
    ax.plot(dose, taper_curve(dose), color=style.SEROTONIN, lw=style.pt(2.4), dashes=(4, 2), zorder=3)
    for amount, level, _ in table_points():
        ax.plot([amount], [level], "x", color=style.QUIET, ms=style.pt(8), mew=style.pt(2), zorder=5)
    _, points = largest_gap()
    last = [float(curve) for curve in (100 * sert.occupancy_from_dose(FEW, DRUG), taper_curve(FEW))]
    style.point_at(
        ax,
        (FEW, last[0]),
        f"the last {FEW:g} mg hold\n{min(last):.0f} to {max(last):.0f} points",
        style.away(60, -40),
        ha="left",
        va="center",
    )
    style.label(ax, 31, 92, "Horowitz & Taylor 2019", style.SEROTONIN)
    style.label(ax, 31, 72, "Sorensen 2022", style.SEROTONIN)
    ax.text(
        59.5,
        28,
        "crosses: table for tapering,\nrecalled, not re-checked",
        ha="right",
        va="center",
        color=style.QUIET,
        linespacing=1.4,
    )
    ax.text(59.5, 6, "facts, not a plan", ha="right", va="bottom", fontstyle="italic", color=style.QUIET)
    ax.set_xlim(0, MOST)
    ax.set_xlabel("citalopram [mg a day]")
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel("pumps blocked [%]")
    title = f"Two curves of one drug: one shape, {points:.0f} points apart"
    style.message(ax, title)
    return Chart(
        fig,
        "03-two-curves",
        title,
        alt="Two curves of pumps blocked against the daily dose of citalopram. Both climb steeply over the first few "
        f"milligrams and then bend; one ends up to {points:.0f} points above the other. The last {FEW:g} mg hold "
        f"{min(last):.0f} to {max(last):.0f} points.",
        caption=f"Solid: fit of {evidence.cite('sorensen2022').html}, seen second-hand. Dashed: hyperbola of ours "
        f"through the table of {evidence.cite('horowitz2019').html}, which we recall and could not re-check. Scans of "
        "few people, hardly any at low doses. This is not advice on stopping: whoever wants to stop plans it with the "
        "person who prescribes.",
        table=_two_curves_table(),
    )


def _two_curves_table() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Dose [mg a day]": f"{amount:g}",
                "Table for tapering": f"{level:g} %",
                "Status of the table": status,
                "Sorensen 2022": f"{100 * float(sert.occupancy_from_dose(amount, DRUG)):.0f} %",
                "Sources": evidence.cite("horowitz2019", "sorensen2022"),
            }
            for amount, level, status in table_points()
        ]
    )

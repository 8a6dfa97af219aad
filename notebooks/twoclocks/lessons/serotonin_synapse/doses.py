"""Lesson 03, dose and SERT occupancy: half a dose, and two published curves of one drug."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.sentences import sentences
from ...models import dose_steps, sert

words = sentences(__file__)

DRUG = "citalopram"
MOST = 60.0  # mg/day, the largest dose of the two curves
FEW = 5.0  # mg/day, an amount to read the steep part at


def half_and_whole() -> tuple[float, float]:
    """Return SERT occupancy [percent] at half a usual dose of citalopram and at all of it."""
    half = dose_steps.step(DRUG, 0.5)
    return half.held, half.held_usual


@style.in_style
def half_a_dose() -> Chart:
    """Draw citalopram's curve with a usual dose and half of it: the answer to the first prediction."""
    said = words["chart.03-half-a-dose"]
    half, whole = half_and_whole()
    usual = float(dose_steps.usual_dose(DRUG))
    fig, ax = style.canvas(9.0, 4.5)
    dose = np.linspace(0, 2 * usual, 300)
    ax.plot(dose, 100 * sert.occupancy_from_dose(dose, DRUG), color=style.SEROTONIN, lw=style.pt(3))
    ax.plot([0, usual], [0, whole], color=style.CONTROL, lw=style.pt(2), dashes=(4, 2), zorder=1)
    for multiple, level, name in ((1.0, whole, "usual"), (0.5, half, "halved")):
        ax.plot([multiple * usual], [level], "s", color=style.INK, ms=style.pt(10), zorder=5)
        style.label(ax, multiple * usual - 1.5, level + 9, said(name, level=level))
    style.label(ax, 0.42 * usual, 13, said("straight"), style.QUIET, linespacing=1.2)
    ax.set_xlim(0, 2 * usual)
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel(words("shared.occupancy"))
    about = said.part(half=half, whole=whole, proportional=whole / 2)
    style.message(ax, about["title"])
    cited = evidence.cite("sorensen2022")
    rows = [
        (said(f"twin.{name}"), f"{amount:g}", f"{level:.0f} %", "secondary", cited)
        for name, amount, level in (("usual", usual, whole), ("halved", usual / 2, half))
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))


# Two curves of one drug ------------------------------------------------------------------------------


def table_points() -> list[tuple[float, float, str]]:
    """Return (dose [mg/day], SERT occupancy [percent], status) of the published table for tapering."""
    found = []
    for symbol, p in evidence.parameters("citalopram.horowitz2019").items():
        found.append((p.value, float(symbol.removeprefix("dose_").replace("p", ".")), p.status))
    return sorted(found)


def taper_curve(dose: np.ndarray) -> np.ndarray:
    """Return SERT occupancy [percent] on the hyperbola through that table; dose in mg/day."""
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
    said = words["chart.03-two-curves"]
    fig, ax = style.canvas(9.2, 4.7)
    dose = np.linspace(0, MOST, 600)
    fitted = 100 * sert.occupancy_from_dose(dose, DRUG)
    ax.plot(dose, fitted, color=style.SEROTONIN, lw=style.pt(3), zorder=4)
    ax.plot(dose, taper_curve(dose), color=style.SEROTONIN, lw=style.pt(2.4), dashes=(4, 2), zorder=3)
    for amount, level, _ in table_points():
        ax.plot([amount], [level], "x", color=style.QUIET, ms=style.pt(8), mew=style.pt(2), zorder=5)
    few = [float(curve) for curve in (100 * sert.occupancy_from_dose(FEW, DRUG), taper_curve(FEW))]
    ends = {"few": FEW, "low": min(few), "high": max(few)}
    style.point_at(ax, (FEW, few[0]), said("last", **ends), style.away(60, -40), ha="left", va="center")
    style.label(ax, 31, 92, said("horowitz"), style.SEROTONIN)
    style.label(ax, 31, 72, said("sorensen"), style.SEROTONIN)
    quiet = {"ha": "right", "color": style.QUIET}
    ax.text(59.5, 28, said("crosses"), va="center", linespacing=1.4, **quiet)
    ax.text(59.5, 6, said("facts"), va="bottom", fontstyle="italic", **quiet)
    ax.set_xlim(0, MOST)
    ax.set_xlabel(said("x"))
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 25))
    ax.set_ylabel(words("shared.occupancy"))
    about = said.part(points=largest_gap()[1], **ends)
    style.message(ax, about["title"])
    rows = [
        (
            f"{amount:g}",
            f"{level:g} %",
            status,
            f"{100 * float(sert.occupancy_from_dose(amount, DRUG)):.0f} %",
            evidence.cite("horowitz2019", "sorensen2022"),
        )
        for amount, level, status in table_points()
    ]
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

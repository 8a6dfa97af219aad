"""Who binds what in lesson 01: published affinities on one axis."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.sentences import Sentences, sentences
from ...models import binding
from .look import TARGETS, concentration

words = sentences(__file__)

#: Finding on ketamine at the serotonin transporter of people.
PET_FINDING = "fi-target-binding-01"
LOWEST, HIGHEST = 0.03, 2e5


def pet_finding() -> pd.Series:
    """Return the row of data/findings.csv on ketamine at the serotonin transporter in people."""
    return evidence.one("findings", id=PET_FINDING)


def called(target: str) -> str:
    """Return what a reader calls a target: "SERT", "NMDA receptor"."""
    return words(f"shared.target.{target}")


@style.in_style
def who_binds_what() -> Chart:
    """Draw Kd or IC50 for each drug and target that was measured."""
    said, kinds = words["chart.01-who-binds-what"], words.each("chart.01-who-binds-what.kinds")
    scan, last = pet_finding(), len(binding.DRUGS) - 1
    fig, ax = style.canvas(9.4, 5.2)
    ax.set_xscale("log")
    ax.set_xlim(LOWEST, HIGHEST)
    ticks = [0.1, 1, 10, 100, 1000, 10_000, 100_000]
    ax.set_xticks(ticks, [concentration(tick) for tick in ticks], minor=False)
    ax.set_xticks([], minor=True)
    names = [said("kind", drug=drug, kind=kinds[drug]) if drug in kinds else drug for drug in binding.DRUGS]
    row_axis(ax, names, above=1.35)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.set_xlabel(said("x"))
    told = []
    for row, drug in enumerate(binding.DRUGS):
        known = binding.affinities(drug)
        for target, affinity in known.items():
            color, shape, _ = TARGETS[target]
            point(ax, affinity.half, row, affinity.parameter.status, color, shape, size=9, zorder=4)
        values = ", ".join(f"{called(target)} {concentration(affinity.half)}" for target, affinity in known.items())
        told.append(said("told", drug=drug, values=values))
    for target, affinity in binding.affinities(binding.DRUGS[0]).items():
        style.label(ax, affinity.half, -0.75, target, TARGETS[target][0], ha="center")
    ketamine = binding.affinities("ketamine")["NMDA"]
    style.label(ax, 1.9 * ketamine.half, last + 0.2, called("NMDA"), TARGETS["NMDA"][0])
    style.label(ax, 0.5 * ketamine.half, last, said("scan", scan=scan["high"]), style.QUIET, ha="right")
    for line in (len(binding.SSRIS) - 0.5, last - 0.5):
        ax.axhline(line, color=style.GRID, lw=style.pt(1.2), zorder=1)
    about = said.part(told="; ".join(told), scan=scan["high"])
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_table(scan, said))


def _table(scan: pd.Series, said: Sentences) -> pd.DataFrame:
    rows = [
        (
            drug,
            called(target),
            concentration(affinity.half),
            said("measured.current" if target == "NMDA" else "measured.binding"),
            affinity.parameter.status,
            evidence.cite(affinity.parameter.source),
        )
        for drug in binding.DRUGS
        for target, affinity in binding.affinities(drug).items()
    ]
    pet = said("under", scan=scan["high"]), said("measured.PET"), scan["status"], evidence.cite(scan["source"])
    rows.append((said("infused"), called("SERT"), *pet))
    return pd.DataFrame(rows, columns=said.each("columns"))

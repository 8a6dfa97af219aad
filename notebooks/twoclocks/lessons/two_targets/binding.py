"""Who binds what in lesson 01: published affinities on one axis."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...models import binding
from .look import TARGETS, concentration

#: Finding on ketamine at the serotonin transporter of people.
PET_FINDING = "fi-target-binding-01"
#: Not SSRIs, and what they are.
KINDS = {"venlafaxine": "SNRI", "desipramine": "tricyclic", "bupropion": "not an SSRI"}
LOWEST, HIGHEST = 0.03, 2e5


def pet_finding() -> pd.Series:
    """Return the row of data/findings.csv on ketamine at the serotonin transporter in people."""
    return evidence.one("findings", id=PET_FINDING)


def plain(target: str) -> str:
    """Return a target's short name with its kind: "SERT", "NMDA receptor"."""
    return "NMDA receptor" if target == "NMDA" else target


@style.in_style
def who_binds_what() -> Chart:
    """Draw the concentration at which half of a target is held, for each drug and target that was measured."""
    fig, ax = style.canvas(9.4, 5.2)
    ax.set_xscale("log")
    ax.set_xlim(LOWEST, HIGHEST)
    ticks = [0.1, 1, 10, 100, 1000, 10_000, 100_000]
    ax.set_xticks(ticks, [concentration(tick) for tick in ticks], minor=False)
    ax.set_xticks([], minor=True)
    names = [f"{drug} ({KINDS[drug]})" if drug in KINDS else drug for drug in binding.DRUGS]
    row_axis(ax, names, above=1.35)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.set_xlabel("half of the target is held at (further left: less drug is enough)")
    for row, drug in enumerate(binding.DRUGS):
        for target, known in binding.affinities(drug).items():
            color, shape, _, _ = TARGETS[target]
            point(ax, known.half, row, known.parameter.status, color, shape, size=9, zorder=4)
    for target, known in binding.affinities(binding.DRUGS[0]).items():
        style.label(ax, known.half, -0.75, target, TARGETS[target][0], ha="center")
    last = len(binding.DRUGS) - 1
    ketamine = binding.affinities("ketamine")["NMDA"]
    style.label(ax, 1.9 * ketamine.half, last + 0.2, "NMDA receptor", TARGETS["NMDA"][0])
    scan = pet_finding()
    style.label(
        ax, 0.5 * ketamine.half, last, f"SERT in people: under {scan['high']:.0f} % held", style.QUIET, ha="right"
    )
    for line in (len(binding.SSRIS) - 0.5, last - 0.5):
        ax.axhline(line, color=style.GRID, lw=style.pt(1.2), zorder=1)
    title = "SSRIs hold one pump; ketamine, one channel"
    style.message(ax, title)
    told = "; ".join(
        f"{drug}: "
        + ", ".join(
            f"{plain(target)} {concentration(known.half)}" for target, known in binding.affinities(drug).items()
        )
        for drug in binding.DRUGS
    )
    return Chart(
        fig,
        "01-who-binds-what",
        title,
        alt=f"Concentrations at which half of a target is held. {told}. A note says that under {scan['high']:.0f} % of "
        "the serotonin transporter was held in people after ketamine.",
        caption=f"Pumps: Kd at human transporters in cells ({evidence.cite('tatsumi1997').html}). Ketamine: the level "
        f"that halves the current of NMDA receptors without magnesium ({evidence.cite('gilling2009').html}), so "
        f"another kind of measurement. Scan in people: {evidence.cite(scan['source']).html}. A place without a point "
        "means that no number is in our data, not that nothing binds.",
        table=_table(scan),
    )


def _table(scan: pd.Series) -> pd.DataFrame:
    rows = [
        {
            "Drug": drug,
            "Target": plain(target),
            "Half held at": concentration(known.half),
            "Measured as": "IC50, current" if target == "NMDA" else "Kd, binding",
            "Status": known.parameter.status,
            "Source": evidence.cite(known.parameter.source),
        }
        for drug in binding.DRUGS
        for target, known in binding.affinities(drug).items()
    ]
    rows.append(
        {
            "Drug": "ketamine, trial infusion",
            "Target": "SERT",
            "Half held at": f"under {scan['high']:.0f} % held",
            "Measured as": "scan (PET) in people",
            "Status": scan["status"],
            "Source": evidence.cite(scan["source"]),
        }
    )
    return pd.DataFrame(rows)

"""Potency in lesson 02: by compound, and by the kind of receptor with and without magnesium."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...models import nmda

#: Names and ids of the two panels: displacement of a tracer, and block of current.
BINDING = (
    ("S-ketamine", "esketamine.ebert1997.Ki"),
    ("R-ketamine", "arketamine.ebert1997.Ki"),
    ("S-norketamine", "noresketamine.ebert1997.Ki"),
    ("R-norketamine", "norarketamine.ebert1997.Ki"),
    ("(2S,6S)-HNK", "hydroxynorketamine.moaddel2013.Ki_SS"),
)
CURRENT = (
    ("ketamine", "ketamine.gilling2009.IC50"),
    ("memantine", "memantine.nmdasupplement.IC50_0Mg_2A"),
    ("(2R,6R)-HNK", "hydroxynorketamine.abbott2020.IC50"),
)


def weak_metabolite() -> pd.Series:
    """Return the finding on the form of hydroxynorketamine that hardly binds: only a lower limit."""
    return evidence.one("findings", id="fi-ketamine-mechanism-01")


@style.in_style
def potency() -> Chart:
    """Draw how much of each compound it takes: binding (Ki) left, block of current (IC50) right."""
    fig, (left, right) = style.canvas(9.6, 4.5, ncols=2, width_ratios=(1.15, 1))
    limit = weak_metabolite()
    _dots(left, BINDING, extra="(2R,6R)-HNK")
    point(left, limit["low"], len(BINDING), limit["status"], style.KETAMINE, ">")
    left.text(limit["low"] * 0.7, len(BINDING), f"above {limit['low']:.0f}", ha="right", va="center")
    left.set_xlabel("to displace a tracer: Ki [µM]")
    style.message(left, "Mirror forms differ,")
    _dots(right, CURRENT)
    right.set_xlabel("to halve the current: IC50 [µM]")
    style.message(right, "a metabolite is weak")
    rows = [(name, "Ki", evidence.parameter(id)) for name, id in BINDING]
    rows += [(name, "IC50", evidence.parameter(id)) for name, id in CURRENT]
    s, r = (evidence.parameter(BINDING[i][1]).value for i in (0, 1))
    said = "; ".join(f"{name} {what} {p.text}" for name, what, p in rows)
    return Chart(
        fig,
        "02-potency",
        "Mirror forms of ketamine differ severalfold, and hydroxynorketamine is weak",
        alt=f"Points on log scales; further left is more potent. {said}; (2R,6R)-HNK Ki above "
        f"{limit['low']:.0f} µM. S-ketamine binds {r / s:.1f} times as tightly as R-ketamine.",
        caption="Further left: less is needed. Filled: seen in the paper; hollow: seen second-hand. HNK: "
        "hydroxynorketamine. The panels are two kinds of measurement in different cells without magnesium, "
        "so compare within a panel only.",
        table=_potency_table(rows, limit),
    )


def _dots(ax: Axes, compounds: tuple, extra: str = "") -> None:
    names = [name for name, _ in compounds] + [extra] * bool(extra)
    for row, (_, id) in enumerate(compounds):
        seen = evidence.parameter(id)
        point(ax, seen.value, row, seen.status, style.KETAMINE)
        ax.text(seen.value * 1.55, row, f"{seen.value:.2g}", va="center")
    ax.set_xscale("log")
    ax.set_xlim(0.1, 400)
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.minorticks_off()
    ax.grid(axis="x")
    row_axis(ax, names, above=0.5, below=0.5)


def _potency_table(rows: list, limit: pd.Series) -> pd.DataFrame:
    made = [
        {
            "Compound": name,
            "Measure": what,
            "Value": p.text,
            "Condition": p.condition,
            "Status": p.status,
            "Source": evidence.cite(p.source),
        }
        for name, what, p in rows
    ]
    made.append(
        {
            "Compound": "(2R,6R)-HNK",
            "Measure": "Ki",
            "Value": f"above {limit['low']:.0f} µM",
            "Condition": "",
            "Status": limit["status"],
            "Source": evidence.cite(limit["source"]),
        }
    )
    return pd.DataFrame(made)


def subunit_pairs(drug: str) -> dict[str, tuple[evidence.Parameter, evidence.Parameter]]:
    """Return {subunit: (IC50 without magnesium, with 1 mM)}: "ketamine" recalled, "memantine" second-hand."""
    start = {"ketamine": "ketamine.kotermanski2009", "memantine": "memantine.nmdasupplement"}[drug]
    return {
        subunit: tuple(evidence.parameter(f"{start}.IC50_{mg}Mg_{subunit}") for mg in (0, 1))
        for subunit in nmda.SUBUNITS
    }


@style.in_style
def subunits() -> Chart:
    """Draw how far magnesium moves the IC50 by subunit: ketamine (recalled), memantine (second-hand)."""
    fig, axes = style.canvas(9.6, 4.4, ncols=2, sharey=True)
    for ax, drug, title in zip(
        axes, ("ketamine", "memantine"), ("ketamine: recalled", "memantine: second-hand"), strict=True
    ):
        for row, (without, with_mg) in enumerate(subunit_pairs(drug).values()):
            ax.plot([without.value, with_mg.value], [row, row], color=style.CONTROL, lw=style.pt(2), zorder=2)
            for seen, shape in ((without, "o"), (with_mg, "s")):
                ax.plot(
                    seen.value,
                    row,
                    shape if seen.status != "recalled" else {"o": "x", "s": "P"}[shape],
                    ms=style.pt(10),
                    zorder=4,
                    **_look(seen.status),
                )
            fold = with_mg.value / without.value
            ax.text(with_mg.value * 1.35, row, f"{fold:.0f} ×" if fold >= 3 else f"{fold:.1f} ×", va="center")
        ax.set_xscale("log")
        ax.set_xlim(0.15, 60)
        ax.set_xticks([1, 10], ["1", "10"])
        ax.minorticks_off()
        ax.grid(axis="x")
        ax.set_xlabel("IC50 [µM]")
        style.message(ax, title)
    axes[0].set_ylim(len(nmda.SUBUNITS) - 0.5, -0.8)
    axes[0].set_yticks(range(len(nmda.SUBUNITS)), [f"GluN{name}" for name in nmda.SUBUNITS])
    for ax in axes:
        ax.tick_params(axis="y", length=0)
    ax.text(
        0.5,
        -0.55,
        "left mark: no magnesium, right: with",
        ha="center",
        va="center",
        color=style.QUIET,
        transform=ax.get_yaxis_transform(),
    )
    return _subunit_chart(fig)


def _look(status: str) -> dict[str, object]:
    if status == "recalled":
        # Crosses, which stand for nothing else in the collection: not re-checked.
        return {"markerfacecolor": style.QUIET, "markeredgecolor": style.QUIET, "markeredgewidth": style.pt(2)}
    return style.marker(status, style.KETAMINE)


def _subunit_chart(fig) -> Chart:
    folds = {
        drug: {name: b.value / a.value for name, (a, b) in subunit_pairs(drug).items()}
        for drug in ("ketamine", "memantine")
    }
    said = "; ".join(
        f"{drug} " + ", ".join(f"{name} {fold:.1f}" for name, fold in found.items()) for drug, found in folds.items()
    )
    return Chart(
        fig,
        "02-subunits",
        "Magnesium shields GluN2A and 2B more than 2C and 2D",
        alt="Two marks and a line for each kind of receptor: how much drug halves the current without "
        f"magnesium and with it. Magnesium raises that amount this many times: {said}.",
        caption=f"Ketamine, crosses: recalled from {evidence.cite('kotermanski2009').html}, whose table we have not "
        f"seen; do not quote. Memantine, hollow: second-hand, {evidence.cite('nmdasupplement').html}, measured at two "
        "different voltages, so its pattern supports the other but cannot prove it.",
        table=pd.DataFrame(
            [
                {
                    "Drug": drug,
                    "Subunit": f"GluN{name}",
                    "No magnesium": a.text,
                    "With 1 mM": b.text,
                    "Times weaker": round(b.value / a.value, 1),
                    "Status": a.status,
                    "Source": evidence.cite(a.source),
                }
                for drug in ("ketamine", "memantine")
                for name, (a, b) in subunit_pairs(drug).items()
            ]
        ),
    )

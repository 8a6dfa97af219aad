"""Potency in lesson 02: by compound, and by GluN2 subunit with and without magnesium."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.sentences import Sentences, sentences
from ...models import nmda
from .look import micro

words = sentences(__file__)

#: Names and ids of the two panels: displacement of a radioligand, and block of current.
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
#: The compound of which only a lower limit is known.
WEAK = "(2R,6R)-HNK"


def weak_metabolite() -> pd.Series:
    """Return the finding on the form of hydroxynorketamine that hardly binds: only a lower limit."""
    return evidence.one("findings", id="fi-ketamine-mechanism-01")


@style.in_style
def potency() -> Chart:
    """Draw how much of each compound it takes: binding (Ki) left, block of current (IC50) right."""
    said = words["chart.02-potency"]
    fig, (left, right) = style.canvas(9.6, 4.5, ncols=2, width_ratios=(1.15, 1))
    limit = weak_metabolite()
    _dots(left, BINDING, extra=WEAK)
    point(left, limit["low"], len(BINDING), limit["status"], style.KETAMINE, ">")
    left.text(limit["low"] * 0.7, len(BINDING), said("above", limit=limit["low"]), ha="right", va="center")
    left.set_xlabel(said("ki"))
    style.message(left, said("left"))
    _dots(right, CURRENT)
    right.set_xlabel(said("ic50"))
    style.message(right, said("right"))
    rows = [(name, "Ki", evidence.parameter(id)) for name, id in BINDING]
    rows += [(name, "IC50", evidence.parameter(id)) for name, id in CURRENT]
    s, r = (evidence.parameter(BINDING[i][1]).value for i in (0, 1))
    one = [said("one", name=name, measure=what, value=micro(p.text)) for name, what, p in rows]
    about = said.part(ratio=r / s, said="; ".join(one), limit=limit["low"])
    return Chart(fig, **about, table=_potency_table(said, rows, limit))


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


def _potency_table(said: Sentences, rows: list, limit: pd.Series) -> pd.DataFrame:
    made = [(name, what, micro(p.text), p.condition, p.status, evidence.cite(p.source)) for name, what, p in rows]
    weak = said("limit_row", limit=limit["low"])
    made.append((WEAK, "Ki", weak, "", limit["status"], evidence.cite(limit["source"])))
    return pd.DataFrame(made, columns=said.each("columns"))


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
    said = words["chart.02-subunits"]
    fig, axes = style.canvas(9.6, 4.4, ncols=2, sharey=True)
    for ax, drug, side in zip(axes, ("ketamine", "memantine"), ("left", "right"), strict=True):
        for row, (without, with_mg) in enumerate(subunit_pairs(drug).values()):
            ax.plot([without.value, with_mg.value], [row, row], color=style.CONTROL, lw=style.pt(2), zorder=2)
            for seen, shape in ((without, "o"), (with_mg, "s")):
                shape = shape if seen.status != "recalled" else {"o": "x", "s": "P"}[shape]
                ax.plot(seen.value, row, shape, ms=style.pt(10), zorder=4, **_look(seen.status))
            fold = with_mg.value / without.value
            ax.text(with_mg.value * 1.35, row, f"{fold:.0f} ×" if fold >= 3 else f"{fold:.1f} ×", va="center")
        ax.set_xscale("log")
        ax.set_xlim(0.15, 60)
        ax.set_xticks([1, 10], ["1", "10"])
        ax.minorticks_off()
        ax.grid(axis="x")
        ax.set_xlabel(said("x"))
        style.message(ax, said(side))
    axes[0].set_ylim(len(nmda.SUBUNITS) - 0.5, -0.8)
    axes[0].set_yticks(range(len(nmda.SUBUNITS)), [f"GluN{name}" for name in nmda.SUBUNITS])
    for ax in axes:
        ax.tick_params(axis="y", length=0)
    place = {"ha": "center", "va": "center", "color": style.QUIET, "transform": ax.get_yaxis_transform()}
    ax.text(0.5, -0.55, said("marks"), **place)
    return _subunit_chart(said, fig)


def _look(status: str) -> dict[str, object]:
    if status == "recalled":
        # Crosses, which stand for nothing else in the collection: not re-checked.
        return {"markerfacecolor": style.QUIET, "markeredgecolor": style.QUIET, "markeredgewidth": style.pt(2)}
    return style.marker(status, style.KETAMINE)


def _subunit_chart(said: Sentences, fig: Figure) -> Chart:
    rows, folds = [], {}
    for drug in ("ketamine", "memantine"):
        for name, (a, b) in subunit_pairs(drug).items():
            fold = b.value / a.value
            folds.setdefault(drug, []).append(said("subunit", name=name, fold=fold))
            seen = evidence.cite(a.source)
            rows.append((drug, f"GluN{name}", micro(a.text), micro(b.text), round(fold, 1), a.status, seen))
    one = [said("one", drug=drug, folds=", ".join(each)) for drug, each in folds.items()]
    about = said.part(said="; ".join(one))
    return Chart(fig, **about, table=pd.DataFrame(rows, columns=said.each("columns")))

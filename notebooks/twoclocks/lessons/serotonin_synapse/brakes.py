"""Lesson 03, the brakes: forebrain serotonin without them, and with the drug in one place only."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...models import circuit_days
from .circuit_drawing import draw_circuit_parts, draw_moment

ILLUSTRATIVE = "illustrative model"


def head(fig: Figure, ax: Axes, text: str) -> None:
    """Write one message over several panels, in the type of a panel's own."""
    fig.suptitle(text, x=0.01, ha="left", fontweight="bold", fontsize=ax.title.get_size())


# Without its brakes ----------------------------------------------------------------------------------

BRAKE_ROWS = {
    "none": "no brake (on paper)",
    "cell bodies": "brake on cell bodies",
    "endings": "brake on endings",
    "both": "both brakes",
}


@style.in_style
def brakes() -> Chart:
    """Draw forebrain serotonin on day 2 with no, one and both brakes: the answer to the second prediction."""
    fig, ax = style.canvas(9.2, 4.6)
    levels = {which: circuit_days.with_brakes(which) for which in BRAKE_ROWS}
    for row, level in enumerate(levels.values()):
        ax.plot([100, level], [row, row], color=style.SEROTONIN, lw=style.pt(2), zorder=2)
        ax.plot([level], [row], "s", color=style.SEROTONIN, ms=style.pt(10), zorder=4)
        ax.text(level * 1.12, row, f"{level:,.0f} %", va="center")
    last = len(levels)
    measured = [evidence.parameter(f"raphe.ceglia2004.{name}") for name in ("s_2d", "s_citalopram_2d")]
    for p, shape in zip(measured, "o^", strict=True):
        point(ax, p.value, last, p.status, style.INK, shape, zorder=4)
    words = " and ".join(f"{p.value:.0f} %" for p in measured)
    ax.text(measured[1].value * 1.12, last, words, va="center")
    ax.set_xscale("log")
    ax.set_xlim(100, 6000)
    ax.set_xticks([100, 200, 500, 1000, 2000, 5000], ["100", "200", "500", "1,000", "2,000", "5,000"])
    ax.minorticks_off()
    ax.set_xlabel("forebrain serotonin on day 2 [% of before]")
    ax.set_ylim(last + 0.6, -0.6)
    ax.set_yticks(range(last + 1), [*BRAKE_ROWS.values(), "measured in rats"])
    ax.tick_params(axis="y", length=0)
    title = f"Two brakes turn {levels['none'] / 100:.0f}-fold into {levels['both'] / 100:.1f}-fold"
    style.message(ax, title)
    style.stamp(ax, ILLUSTRATIVE)
    return Chart(
        fig,
        "03-brakes",
        title,
        alt="Forebrain serotonin after two days with nearly all pumps blocked, percent of before: "
        + ", ".join(f"{name} {levels[which]:,.0f}" for which, name in BRAKE_ROWS.items())
        + f"; measured in rats {words}.",
        caption="Squares: our model with one or both of its brakes taken out. The value without any brake is a sum on "
        "paper (almost no pump is left, so almost nothing is cleared), and no brain was ever seen there. The value "
        "with both was fitted to the disc. Disc: escitalopram, triangle: citalopram "
        f"({evidence.cite('ceglia2004').html}).",
        table=pd.DataFrame(
            [
                {
                    "What": f"model, {name}",
                    "Forebrain serotonin [% of before]": round(levels[which]),
                    "Status": "computed",
                    "Source": evidence.cite("twoclocks"),
                }
                for which, name in BRAKE_ROWS.items()
            ]
            + [
                {
                    "What": p.quantity,
                    "Forebrain serotonin [% of before]": round(p.value),
                    "Status": p.status,
                    "Source": evidence.cite(p.source),
                }
                for p in measured
            ]
        ),
    )


# Drug in one place -----------------------------------------------------------------------------------

PLACE_NAMES = {"raphe": "Drug in raphe", "forebrain": "Drug in forebrain", "both": "Drug in both"}


@style.in_style
def local_drug() -> Chart:
    """Draw the circuit with the drug in one place, the other and both; forebrain serotonin under each."""
    fig, axes = style.canvas(9.2, 5.4, nrows=2, ncols=3, height_ratios=(3.6, 1))
    measured = evidence.parameter("raphe.romero1997.s_local")
    found = {place: circuit_days.drug_in(place) for place in PLACE_NAMES}
    for top, low, place in zip(*axes, PLACE_NAMES, strict=True):
        draw_circuit_parts(top, labels=False)
        draw_moment(top, found[place], (float(place != "forebrain"), float(place != "raphe")))
        top.set_title(PLACE_NAMES[place], loc="center", fontweight="normal")
        level = found[place].forebrain
        low.barh([0], [level], color=style.SEROTONIN, height=0.7, zorder=3)
        low.axvline(100, color=style.INK, lw=style.pt(1.4), dashes=(2, 2), zorder=4)
        style.label(low, max(level, 100) + 18, 0, f"{level:.0f} %")
        low.set_xlim(0, 620)
        low.set_xticks([0, 100, 300, 500])
        low.set_ylim(-0.6, 1.5)
        low.set_yticks([])
        low.spines["left"].set_visible(False)
    low = axes[1, 0]
    point(low, measured.value, 1, measured.status, zorder=5)
    low.text(measured.value + 80, 1, f"rats: {measured.value:.0f} %", va="center")
    axes[1, 1].set_xlabel("forebrain serotonin after 6 h [% of before]")
    title = "The same drug, two places, opposite pulls"
    head(fig, axes[0, 0], title)
    return Chart(
        fig,
        "03-local-drug",
        title,
        alt="Three circuits. With the drug in the raphe only, firing slows and forebrain serotonin falls to "
        f"{found['raphe'].forebrain:.0f} % of before (rats: {measured.value:.0f} %); in the forebrain only it rises to "
        f"{found['forebrain'].forebrain:.0f} %; in both, as from the blood, to {found['both'].forebrain:.0f} %.",
        caption="Bars: our model (illustrative), all pumps of a place blocked; the first was fitted to the "
        f"disc, citalopram let into the raphe of rats ({evidence.cite('romero1997').html}).",
        table=pd.DataFrame(
            [
                {
                    "Drug": PLACE_NAMES[place],
                    "Firing [% of before]": round(found[place].firing),
                    "Forebrain serotonin [% of before]": round(found[place].forebrain),
                    "Status": "computed",
                    "Source": evidence.cite("twoclocks"),
                }
                for place in PLACE_NAMES
            ]
            + [
                {
                    "Drug": "rats, drug in raphe",
                    "Firing [% of before]": "",
                    "Forebrain serotonin [% of before]": round(measured.value),
                    "Status": measured.status,
                    "Source": evidence.cite(measured.source),
                }
            ]
        ),
    )

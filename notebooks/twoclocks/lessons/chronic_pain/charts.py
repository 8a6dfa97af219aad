"""The opening picture of lesson 09, and the synapse where wind-up happens.

The other pictures stand in modules of their own: answers (to the predictions), limits (the teaching model beside the
published code), trial_charts (trials and reviews) and drawings (those that follow controls).
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart
from ...kit.words import headline, plain_title
from ...models import windup
from .look import arm, draw_week_one, infusion_band, pain_axes, week_one


@style.in_style
def two_arms() -> Chart:
    """Draw what the largest trial of CRPS in our data printed of both arms, and who could feel the drug."""
    fig, (left, right) = style.canvas(9.2, 4.6, ncols=2, width_ratios=(2, 1))
    title = "Half the pain after a week, no clear difference after twelve"
    headline(fig, title)
    drug, placebo = week_one("drug"), week_one("placebo")
    late = evidence.parameter("pain.sigtermans2009.p_week12")
    infusion_band(left)
    pain_axes(left, 13)
    draw_week_one(left)
    style.label(left, 1.4, drug.value, f"ketamine {drug.value:.1f}", style.KETAMINE, fontweight="bold")
    style.label(left, 1.4, placebo.value, f"placebo {placebo.value:.1f}", style.QUIET, fontweight="bold")
    left.text(0.75, 9.3, "shaded: the infusion", va="center", color=style.QUIET)
    left.plot([12, 12], [0, 10], color=style.INK, lw=style.pt(1.6), ls=style.DASHES[2], zorder=2)
    left.text(
        11.75,
        7.4,
        f"week 12: no clear\ndifference (p = {late.value:g}),\nno better function",
        ha="right",
        va="center",
        linespacing=1.35,
    )
    plain_title(left, "60 people with CRPS")
    felt = [evidence.parameter(f"pain.sigtermans2009.psychomimetic_{role}") for role in ("drug", "placebo")]
    for place, (p, name) in enumerate(zip(felt, ("ketamine", "placebo"), strict=True)):
        look = arm("drug" if name == "ketamine" else "control")
        hatch = None if name == "ketamine" else "//"
        right.bar(place, p.value, 0.62, color=look["color"], edgecolor="white", hatch=hatch, zorder=3)
        right.text(place, p.value + 2, f"{p.value:g} %", ha="center", va="bottom", fontweight="bold")
    right.set_xticks([0, 1], ["ketamine", "placebo"])
    right.tick_params(axis="x", length=0)
    right.set_xlim(-0.6, 1.6)
    right.set_ylim(0, 100)
    right.set_yticks([0, 50, 100])
    right.set_ylabel("felt strange [% of people]")
    plain_title(right, "who could feel it")
    rows = [
        (f"mean pain, week 1, {name}", f"{p.value:g} ± {p.high - p.value:.2f}", p)
        for name, p in (("S-ketamine", drug), ("placebo", placebo))
    ]
    rows += [("difference in week 12, p", f"{late.value:g}", late)]
    rows += [(f"felt strange, {name}", p.text, p) for name, p in zip(("S-ketamine", "placebo"), felt, strict=True)]
    return Chart(
        fig,
        "09-two-arms",
        title,
        f"Left: mean pain of two arms one week after an infusion began, ketamine {drug.value:.1f} and placebo"
        f" {placebo.value:.1f} of 10; at week 12 no scores, only the note that the difference is no longer"
        f" clear. Right: two bars, {felt[0].value:g} percent felt strange with ketamine and {felt[1].value:g}"
        " percent with placebo.",
        f"{evidence.cite('sigtermans2009').html}: S-ketamine for 4.2 days or placebo, 30 people each. Bars: ±"
        " as printed. The abstract prints no scores for week 12, so none are drawn. Over all twelve weeks"
        " together the drug arm had less pain.",
        pd.DataFrame(
            [
                {"What": what, "Value": value, "Status": p.status, "Source": evidence.cite(p.source)}
                for what, value, p in rows
            ]
        ),
    )


# The synapse -----------------------------------------------------------------------------------------

WIDTH, HEIGHT = 8.4, 11.2
MIDDLE, SENDING, RECEIVING = 4.2, 6.9, 4.7


@style.in_style
def synapse() -> Chart:
    """Draw the same synapse three times: at the first stimulus, at the fifteenth, and with NMDA receptors
    blocked.
    """
    fig, axes = style.canvas(9.2, 4.9, ncols=3)
    plain, blocked = windup.reference(1.0), windup.reference(1.0, 2 / 10)
    panels = (
        ("1st stimulus", "magnesium", plain.first, "NMDA shut\nby magnesium"),
        ("15th, 1 per second", "open", plain.last, "magnesium out,\nNMDA joins in"),
        ("15th, some blocked", "ketamine", blocked.last, "ketamine in\nthe door"),
    )
    for ax, (name, state, spikes, words) in zip(axes, panels, strict=True):
        shapes.stage(ax, WIDTH, HEIGHT)
        _panel(ax, state, int(spikes), words)
        plain_title(ax, name)
    title = "Same stimulus, louder answer: NMDA channels join in"
    headline(fig, title)
    table = pd.DataFrame(
        [
            {
                "Stimulus": name,
                "NMDA channel": words.replace("\n", " "),
                "Spikes of the spinal neuron": f"{spikes:g}",
                "Status": "computed: our run of published code",
                "Source": evidence.cite("aguiar2010"),
            }
            for name, _, spikes, words in panels
        ]
    )
    return Chart(
        fig,
        "09-synapse",
        title,
        "Three drawings of one synapse between a pain fibre and a neuron of the spinal cord. At the first"
        f" stimulus only AMPA channels pass ions, magnesium blocks NMDA, and the neuron fires {plain.first:g}"
        f" spikes. At the fifteenth the NMDA channel is open and it fires {plain.last:g}. With a fifth of the"
        f" NMDA current blocked it fires {blocked.last:g}.",
        "Not to scale; other receptors (for peptides, say) are left out. Spike counts: our run of a"
        f" published model of the spinal cord, {evidence.cite('aguiar2010').html}, 15 stimuli at 1 per"
        " second; right: a fifth of the NMDA current on this neuron taken away.",
        table,
        "What each drawing shows, and what the published code fires",
    )


def _panel(ax: Axes, state: str, spikes: int, words: str) -> None:
    shapes.bouton(ax, MIDDLE, SENDING, 5.4, 3.6, style.KETAMINE_TINT)
    shapes.spine(ax, MIDDLE, RECEIVING, 5.4, 3.0)
    for y in (SENDING, RECEIVING):
        shapes.membrane(ax, MIDDLE - 2.3, MIDDLE + 2.3, y)
    shapes.words(ax, 1.35, 10.15, "pain\nfibre", color=style.QUIET, linespacing=1.1)
    for x in (3.3, 5.1):
        shapes.vesicle(ax, x, 8.0, "glutamate", 0.9)
    shapes.spread_out(ax, "glutamate", [(2.5, 5.95), (3.4, 5.6), (4.3, 6.0), (5.2, 5.65), (6.0, 5.95)], 0.32)
    shapes.channel(ax, 3.1, RECEIVING, "AMPA", "open", 1.35)
    shapes.channel(ax, 5.3, RECEIVING, "NMDA", state, 1.35)
    for x in (3.1, 5.3) if state == "open" else (3.1,):
        shapes.arrow(ax, (x, RECEIVING - 0.35), (x, RECEIVING - 1.55), width=2.2)
    shapes.words(ax, 0.85, RECEIVING - 0.1, "AMPA", color=style.INK)
    shapes.words(ax, 7.6, RECEIVING - 0.1, "NMDA", color=style.INK)
    shapes.words(ax, MIDDLE, 1.75, words, linespacing=1.15, va="top", color=style.QUIET)
    # one stroke for each spike, as on a recording
    left, step = MIDDLE - 0.26 * (spikes - 1) / 2 - 0.7, 0.26
    ax.plot(
        [left - 0.3, left + step * (spikes - 1) + 0.3], [-0.55] * 2, color=style.INK, lw=style.pt(1.2), clip_on=False
    )
    for number in range(spikes):
        x = left + step * number
        ax.plot([x, x], [-0.55, 0.15], color=style.INK, lw=style.pt(2), clip_on=False)
    ax.text(left + step * (spikes - 1) + 0.55, -0.2, f"{spikes} spikes", va="center", fontweight="bold", clip_on=False)
    ax.set_ylim(-0.9, HEIGHT)

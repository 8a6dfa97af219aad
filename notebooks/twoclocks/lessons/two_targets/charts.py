"""The two opening pictures of lesson 01: two synapses side by side, and a ladder of durations.

The other pictures stand in modules of their own: receptors (receptor families), binding (who binds what), answers (to
the predictions, and two methods that disagree) and drawings (what the explorers draw).
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import shapes, style
from ...kit.chart import Chart
from ...kit.measured import point
from ...models import two_targets
from .look import COLOURS, MILLISECOND, WEEK, long_axis, span

WIDTH, HEIGHT = 11.6, 11.6
#: The middle of a picture, and the height of the two membranes that face each other across the gap.
MIDDLE, SENDING, RECEIVING = 5.8, 6.7, 4.4


@style.in_style
def two_synapses() -> Chart:
    """Draw a glutamate synapse and a serotonin synapse side by side, each with its drug."""
    fig, (left, right) = style.canvas(9.4, 5.05, ncols=2)
    for ax in (left, right):
        shapes.stage(ax, WIDTH, HEIGHT)
    _glutamate(left)
    _serotonin(right)
    style.message(left, "NMDA receptor: a channel", style.KETAMINE)
    style.message(right, "Serotonin transporter: a pump", style.SEROTONIN)
    return Chart(
        fig,
        "01-two-synapses",
        "A channel lets ions into the receiving cell; a pump takes serotonin back into the sending cell",
        alt="Two synapses side by side. Left, a glutamate synapse: triangles of glutamate leave vesicles, cross the "
        "gap and open AMPA and NMDA channels in the receiving cell; a wedge of ketamine sits inside one NMDA channel. "
        "Right, a serotonin synapse: discs of serotonin reach zigzag receptors on the receiving cell and on the "
        "sending cell itself; pumps in the sending cell's membrane take serotonin back, and a diamond, an SSRI, sits "
        "on one of them.",
        caption="Not to scale, and much is left out: magnesium in the NMDA channel (lesson 02), supporting cells, "
        f"other receptors. Where ketamine acts: {evidence.cite('gilling2009').html}; where SSRIs act: "
        f"{evidence.cite('tatsumi1997').html}.",
        table=_parts_table(),
        table_caption="What each part of the picture does",
    )


def _cells(ax: Axes, tint: str) -> None:
    shapes.bouton(ax, MIDDLE, SENDING, 7.2, 4.9, tint)
    shapes.spine(ax, MIDDLE, RECEIVING, 7.2, 4.4)
    for y in (SENDING, RECEIVING):
        shapes.membrane(ax, MIDDLE - 2.6, MIDDLE + 2.6, y)
    shapes.words(ax, MIDDLE, 10.75, "sending\ncell", color=style.QUIET, linespacing=1.1)
    shapes.words(ax, MIDDLE, 1.0, "receiving\ncell", color=style.QUIET, linespacing=1.1)


def _glutamate(ax: Axes) -> None:
    _cells(ax, style.KETAMINE_TINT)
    for x, y in ((4.3, 8.2), (5.8, 8.7), (7.3, 8.2)):
        shapes.vesicle(ax, x, y, "glutamate", 1.15)
    shapes.spread_out(ax, "glutamate", [(3.7, 5.85), (4.6, 5.5), (5.4, 5.95), (6.2, 5.6), (7.0, 5.9), (7.8, 5.5)], 0.36)
    shapes.channel(ax, 3.95, RECEIVING, "AMPA", "open", 1.5)
    shapes.channel(ax, 5.8, RECEIVING, "NMDA", "open", 1.5)
    shapes.channel(ax, 7.65, RECEIVING, "NMDA", "ketamine", 1.5)
    for x in (3.95, 5.8):
        shapes.arrow(ax, (x, RECEIVING + 0.75), (x, RECEIVING - 1.35), width=1.6)
    shapes.words(ax, 4.88, 2.75, "ions in", color=style.QUIET)
    shapes.pointer(ax, (3.6, 5.85), (1.2, 6.0), "gluta-\nmate", linespacing=1.1)
    shapes.pointer(ax, (3.5, RECEIVING - 0.5), (1.1, 2.4), "AMPA\nchannel", linespacing=1.1)
    shapes.pointer(ax, (6.2, RECEIVING - 0.75), (9.9, 0.9), "NMDA\nchannel", linespacing=1.1)
    shapes.pointer(ax, (7.85, RECEIVING - 0.2), (10.6, 3.6), "keta-\nmine", linespacing=1.1)


def _serotonin(ax: Axes) -> None:
    _cells(ax, style.SEROTONIN_TINT)
    for x in (5.1, 6.5):
        shapes.vesicle(ax, x, 8.7, "serotonin", 1.15)
    shapes.spread_out(
        ax, "serotonin", [(4.9, 5.75), (5.5, 5.45), (6.2, 5.9), (6.8, 5.5), (3.85, 5.5), (7.75, 5.5)], 0.36
    )
    shapes.transporter(ax, 3.85, SENDING, False, 1.5)
    shapes.transporter(ax, 7.75, SENDING, True, 1.5)
    shapes.receptor(ax, 5.8, SENDING, 1.1)
    shapes.receptor(ax, 4.5, RECEIVING, 1.4)
    shapes.receptor(ax, 7.1, RECEIVING, 1.4)
    shapes.words(ax, 3.85, 8.0, "back in", color=style.QUIET)
    shapes.pointer(ax, (3.25, SENDING), (1.1, 7.0), "pump\n(SERT)", linespacing=1.1)
    shapes.pointer(ax, (8.15, SENDING - 0.6), (10.6, 6.0), "SSRI")
    shapes.pointer(ax, (3.7, 5.5), (1.2, 5.0), "sero-\ntonin", linespacing=1.1)
    shapes.pointer(ax, (7.5, RECEIVING - 0.6), (10.0, 1.2), "G-protein\nreceptor", linespacing=1.1)


def _parts_table() -> pd.DataFrame:
    rows = [
        ("AMPA channel", "glutamate", "opens for milliseconds: sodium runs in", "neither"),
        (
            "NMDA channel",
            "glutamate, with a second molecule and a voltage",
            "opens for long: sodium and calcium run in",
            "ketamine, inside the channel",
        ),
        ("serotonin pump (SERT)", "serotonin", "carries serotonin back into the cell that sent it", "an SSRI"),
        ("G-protein receptors", "serotonin", "start slow chains inside the cell", "neither"),
    ]
    sources = {"ketamine, inside the channel": evidence.cite("gilling2009"), "an SSRI": evidence.cite("tatsumi1997")}
    return pd.DataFrame(
        [
            {
                "Part": part,
                "Bound by": by,
                "Does": does,
                "Drug of this collection": drug,
                "Source for the drug": sources.get(drug),
            }
            for part, by, does, drug in rows
        ]
    )


# ---- The ladder ---------------------------------------------------------------------------------------------


@style.in_style
def time_ladder() -> Chart:
    """Draw durations from the transmitter's pulse to six weeks on one logarithmic axis."""
    rungs = two_targets.ladder()
    fig, ax = style.canvas(9.4, 5.9)
    long_axis(ax, 0.4 * MILLISECOND, 16 * WEEK, leave_out=("10 ms", "10 s", "10 min"))
    ax.set_ylim(len(rungs) - 0.4, -1.6)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.set_xlabel("how long it takes (each line is many times longer than the one before)")
    for row, rung in enumerate(rungs):
        _draw_rung(ax, row, rung)
    first, last = rungs[0], rungs[-1]
    factor = last.seconds / first.seconds
    title = f"From {span(first.seconds)} to {span(last.seconds)}: {factor / 1e9:.1f} billion times as long"
    style.message(ax, title)
    _legend(ax)
    told = "; ".join(f"{rung.what} {_in_words(rung)}" for rung in rungs)
    return Chart(
        fig,
        "01-time-ladder",
        title,
        alt=f"A ladder of durations on one logarithmic axis, shortest on top: {told}.",
        caption=f"If 1 ms were 1 mm long, {span(last.seconds)} would be {factor / 1e6:,.0f} km. Filled: measured or "
        "published; “model”: from our run of a published model; line: range. “Close” and “fade” mean: down to 37 % "
        "(one time constant). NMDA line: receptors made of different parts. The last three rungs are read from trials "
        "and animals, where the first day or visit that was looked at sets the number.",
        table=_ladder_table(rungs),
    )


def _draw_rung(ax: Axes, row: int, rung: two_targets.Rung) -> None:
    color = COLOURS[rung.side]
    low, high = rung.low or rung.middle, rung.high or rung.middle
    if high > 1.5 * low:
        dashes = (0, (1, 1)) if rung.status == "recalled" else "-"
        ax.plot([low, high], [row, row], color=color, lw=style.pt(2.2), linestyle=dashes, zorder=3)
    if rung.seconds is not None:
        shape = "o" if rung.side == "glutamate" else "s"
        point(ax, rung.seconds, row, rung.status, color, shape, size=9, zorder=4)
    text = f"{rung.what}, {_in_words(rung)}"
    # Names stand where there is room: right of the early rungs, left of the late ones.
    right = rung.middle < two_targets.MINUTE
    at = high * 1.9 if right else low / 1.9
    ax.text(
        at,
        row,
        text,
        ha="left" if right else "right",
        va="center",
        color=color,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )


def _in_words(rung: two_targets.Rung) -> str:
    if rung.seconds is None:
        return f"{span(rung.low)} to {span(rung.high)} (recalled)"
    return span(rung.seconds) + (" (model)" if rung.status == "computed" else "")


def _legend(ax: Axes) -> None:
    """Names of the colours and shapes, at the upper right where no rung is."""
    for y, side, shape, words in (
        (0.93, "glutamate", "o", "glutamate and ketamine"),
        (0.86, "serotonin", "s", "serotonin and pills"),
    ):
        ax.plot([0.66], [y], shape, transform=ax.transAxes, color=COLOURS[side], ms=style.pt(9), clip_on=False)
        ax.text(0.68, y, words, transform=ax.transAxes, va="center", color=COLOURS[side])


def _ladder_table(rungs) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "What": rung.what,
                "How long": _in_words(rung).replace(" (model)", "").replace(" (recalled)", ""),
                "Range": f"{span(rung.low)} to {span(rung.high)}" if rung.low and rung.seconds else "",
                "Status": rung.status,
                "Source": evidence.cite(*rung.sources),
            }
            for rung in rungs
        ]
    )

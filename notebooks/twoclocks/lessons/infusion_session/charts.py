"""The still pictures of lesson 08: what was seen when, one point a curve, pressure by arm, reports.

Those with the answers to the predictions stand in answers, moving ones in drawings.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.sentences import Sentences, sentences
from ...models import journeys, session
from .look import PER_HOUR, PINNED, RAISED, flat_marks, hours, later_ratings, mean_and_spread, running, session_axis

words = sentences(__file__)

# What was seen, and when -----------------------------------------------------------------------------


def _raised(ax: Axes, time: float, row: float, status: str) -> None:
    point(ax, time, row, status, style.INK, RAISED, zorder=6)


def _span(ax: Axes, start: float, stop: float, row: float, color: str, status: str = "primary") -> None:
    """Draw a stretch of time: filled if seen in the source itself, an outline if seen second-hand."""
    hollow = {"facecolor": "white", "edgecolor": color, "lw": style.pt(1.8)}
    look = {"color": color, "lw": 0} if status == "primary" else hollow
    ax.barh(row, stop - start, left=start, height=0.46, zorder=3, **look)


@style.in_style
def what_was_seen() -> Chart:
    """Draw when something was seen raised in a session and when no longer, infusion and spray apart."""
    said = words["chart.08-what-was-seen"]
    end = journeys.trial_hours()
    back = end + hours("session.szarmach2020.t_back")
    about = said.part(back=PER_HOUR * back)
    fig, ax = style.canvas(9.4, 5.3)
    session_axis(ax, 5.0)
    row_axis(ax, said.each("row_names"), above=0.75)
    ax.axhline(3.0, color=style.GRID, lw=style.pt(1.2))
    _span(ax, 0, end, 0, style.KETAMINE)
    _raised(ax, end, 1, "secondary")
    flat_marks(ax, later_ratings(), 1, "secondary")
    _raised(ax, end, 2, "primary")
    flat_marks(ax, [hours("session.fang2019.t_next"), back, hours("session.fang2019.t_last")], 2, "primary")
    peak = evidence.parameter("esketamine.label.tmax_nasal")
    _span(ax, peak.low / PER_HOUR, peak.high / PER_HOUR, 4, style.KETAMINE, peak.status)
    for row in (5, 6):
        _raised(ax, hours("session.chen2023.t_peak"), row, "primary")
        flat_marks(ax, [hours("session.chen2023.t_back")], row, "primary")
    _span(ax, 0, hours("session.spray_label_2021.t_last"), 7, style.CONTROL)
    watch = hours("session.spray_dosing.t_watch")
    _span(ax, 0, watch, 8, style.CONTROL)
    ax.annotate("", (watch + 0.6, 8), (watch, 8), arrowprops={"arrowstyle": "->", "color": style.QUIET})
    ax.text(watch + 0.66, 8, said("watch"), va="center")
    right = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center", "fontweight": "bold"}
    ax.text(0.995, -0.35, said("infusion"), color=style.KETAMINE, **right)
    ax.text(0.995, 3.55, said("spray"), color=style.KETAMINE, **right)
    ax.text(0.995, 0.35, said("marks"), transform=ax.get_yaxis_transform(), ha="right", va="center")
    ax.set_xlabel(said("x"))
    style.message(ax, about["title"])
    return Chart(fig, **about, table=said.frame("twin", back=PER_HOUR * back))


# One point for each curve ----------------------------------------------------------------------------


@style.in_style
def one_point() -> Chart:
    """Draw both teaching curves, the one mean that each was set to meet, and what else is known."""
    said = words["chart.08-one-point"]
    room, end, back = session.room(), journeys.trial_hours(), hours("session.szarmach2020.t_back")
    rows = {minute: room.at(minute / PER_HOUR) for minute in (80, 110)}
    fig, (left, right) = style.canvas(9.4, 4.6, ncols=2)
    for ax, curve in ((left, room.systolic), (right, room.dissociation)):
        session_axis(ax)
        running(ax)
        ax.plot(room.time, curve, color=style.KETAMINE, lw=style.pt(2.6), zorder=4)
        style.stamp(ax, PINNED, y=0.9)
    left.set_ylim(-1.5, 34)
    left.set_yticks(range(0, 31, 10))
    left.set_ylabel(said("left_y"))
    style.message(left, said("left"))
    mean_and_spread(left, end, "session.yale2024.dSBP", "o")
    mean_and_spread(left, 0.58, "session.rivaposse2018.dSBP", "o")
    flat_marks(left, [hours("session.fang2019.t_next"), end + back], 0, "primary")
    right.set_ylim(-0.9, 20)
    right.set_yticks(range(0, 21, 5))
    right.set_ylabel(said("right_y"))
    style.message(right, said("right"))
    mean_and_spread(right, end, "session.vanschalkwyk2018.CADSS_mean", "o", least=0)
    flat_marks(right, later_ratings(), 0, "secondary")
    loose = session.dissociation(room.level, 0.0)
    right.plot(room.time, loose, color=style.KETAMINE, lw=style.pt(1.6), dashes=(2, 2), zorder=3)
    pressure = rows[80]["systolic"]
    style.point_at(left, (80 / PER_HOUR, pressure), said("curve", pressure=pressure), style.away(22, 46))
    style.point_at(
        right, (1.9, float(session.dissociation(room.at(1.9)["level"], 0.0))), said("dashed"), style.away(16, 42)
    )
    about = said.part(
        back=PER_HOUR * (end + back),
        pressure_end=room.at(end)["systolic"],
        pressure_80=pressure,
        pressure_110=rows[110]["systolic"],
        score_end=room.at(end)["dissociation"],
        score_80=rows[80]["dissociation"],
        score_110=rows[110]["dissociation"],
    )
    return Chart(fig, **about, table=_curve_table(room, said))


def _seen_in_people(said: Sentences) -> dict[int, str]:
    """Return minute -> what was published for it, in words: the points and bars beside the curves."""
    one, cadss = (evidence.parameter(f"session.{id}") for id in ("yale2024.dSBP", "vanschalkwyk2018.CADSS_mean"))
    end = journeys.trial_hours()
    spreads = {"sd": one.high - one.value, "score_sd": cadss.high - cadss.value}
    found = {round(end * PER_HOUR): said("seen_at_end", **spreads)}
    pressure = [hours("session.fang2019.t_next"), end + hours("session.szarmach2020.t_back")]
    for what, times in (("systolic", pressure), ("score", later_ratings())):
        found |= {round(time * PER_HOUR): said(f"not_raised.{what}") for time in times}
    return found


def _curve_table(room: session.Room, said: Sentences) -> pd.DataFrame:
    seen = _seen_in_people(said)
    rows = []
    for minute in (20, 40, *sorted({80, 110, *seen} - {40})):
        now = room.at(minute / PER_HOUR)
        loose = float(session.dissociation(now["level"], 0.0))
        rows.append(
            (
                minute,
                f"{now['level']:.0f}",
                f"{now['systolic']:.1f}",
                f"{now['diastolic']:.1f}",
                f"{now['dissociation']:.2f}",
                f"{loose:.2f}",
                seen.get(minute, ""),
                said("by_construction" if minute == 40 else "assumed"),
                evidence.cite("twoclocks"),
            )
        )
    return pd.DataFrame(rows, columns=said.each("columns"))


# Pressure by arm -------------------------------------------------------------------------------------

#: Arm -> its rows of data/: the systolic and the diastolic mean.
ARMS = {
    "yale2024": ("session.yale2024.dSBP", "session.yale2024.dDBP"),
    "rivaposse2018": ("session.rivaposse2018.dSBP", "session.rivaposse2018.dDBP"),
    "spray": ("tr-chen-2023-18", "tr-chen-2023-20"),
    "placebo": ("tr-chen-2023-19", "tr-chen-2023-21"),
}


def pressure_rows() -> pd.DataFrame:
    """Return published mean rises: columns arm, side, value, sd (nan if not printed), status, source, how."""
    said, rows = words["chart.08-pressure"], []
    for arm, ids in ARMS.items():
        for side, id in zip(session.SIDES, ids, strict=True):
            row = evidence.row(id)
            sd = row.get("spread", row["high"] - row["value"])
            found = row["value"], sd, row["status"], row["source"]
            rows.append((said(f"arm.{arm}"), side, *found, said(f"averaged.{arm}")))
    return pd.DataFrame(rows, columns=["arm", "side", "value", "sd", "status", "source", "how"])


@style.in_style
def pressure() -> Chart:
    """Draw the published mean rises of blood pressure with standard deviations, by arm."""
    said, frame = words["chart.08-pressure"], pressure_rows()
    about = said.part()
    fig, ax = style.canvas(9.2, 4.6)
    arms = list(dict.fromkeys(frame["arm"]))
    for row in frame.itertuples():
        y = arms.index(row.arm) + (-0.16 if row.side == "systolic" else 0.16)
        color = style.QUIET if row.arm == said("arm.placebo") else style.KETAMINE
        if row.sd == row.sd:
            ax.plot([row.value - row.sd, row.value + row.sd], [y, y], color=color, lw=style.pt(1.6), zorder=3)
        shape = "o" if row.side == "systolic" else "s"
        point(ax, row.value, y, row.status, color, shape, size=9.5, zorder=5)
    ax.axvline(0, color=style.QUIET, lw=style.pt(1))
    row_axis(ax, arms, above=0.55, below=0.5)
    ax.set_xlim(-7, 42)
    ax.set_xlabel(said("x"))
    ax.text(41.5, 1.0, said("shapes"), ha="right", va="center")
    placebo = evidence.one(frame, arm=arms[-1], side="systolic")
    style.point_at(ax, (placebo["value"], 3 - 0.16), said("largest"), style.away(150, -4), va="center", arrowprops=None)
    style.message(ax, about["title"])
    table = frame.assign(
        arm=[" ".join(arm.split()) for arm in frame["arm"]],
        sd=frame["sd"].round(2),
        source=[evidence.cite(key) for key in frame["source"]],
    )[["arm", "side", "value", "sd", "how", "status", "source"]]
    return Chart(fig, **about, table=table.set_axis(said.each("columns"), axis=1))


# What people report ----------------------------------------------------------------------------------

#: Word of the label -> how a person might say it.
PLAIN = words.each("chart.08-reports.plain")


def report_rows() -> pd.DataFrame:
    """Return the label's reports that PLAIN names, most frequent first."""
    frame = evidence.table("adverse_events")
    frame = frame[frame["source"].eq("spravato_label") & frame["event"].isin(PLAIN)]
    return frame.sort_values("percent", ascending=False, kind="stable").reset_index(drop=True)


@style.in_style
def reports() -> Chart:
    """Draw what people reported with esketamine spray and with placebo spray, in everyday words."""
    said, frame = words["chart.08-reports"], report_rows()
    fig, ax = style.canvas(9.2, 5.6)
    rows = range(len(frame))
    ax.hlines(rows, frame["comparator_percent"], frame["percent"], color=style.GRID, lw=style.pt(3), zorder=2)
    ax.plot(frame["percent"], rows, "o", ms=style.pt(9), color=style.KETAMINE, zorder=4)
    ax.plot(frame["comparator_percent"], rows, "^", ms=style.pt(9), color=style.QUIET, zorder=4)
    ax.set_yticks(rows, [PLAIN[event] for event in frame["event"]])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(frame) - 0.4, -0.9)
    ax.set_xlim(0, 46)
    ax.set_xlabel(said("x"))
    ax.text(41, -0.62, said("spray"), color=style.KETAMINE, ha="right", va="center", fontweight="bold")
    ax.text(9, -0.62, said("placebo"), color=style.QUIET, ha="center", va="center", fontweight="bold")
    pairs = [
        said("pair", event=PLAIN[row.event], spray=row.percent, placebo=row.comparator_percent)
        for row in frame.head(6).itertuples()
    ]
    about = said.part(pairs=", ".join(pairs))
    style.message(ax, about["title"])
    table = pd.DataFrame(
        {
            "plain": [PLAIN[event] for event in frame["event"]],
            "event": frame["event"],
            "percent": frame["percent"],
            "placebo": frame["comparator_percent"],
            "status": frame["status"],
            "source": [evidence.cite(key) for key in frame["source"]],
        }
    )
    return Chart(fig, **about, table=table.set_axis(said.each("columns"), axis=1))


# How much the level explains -------------------------------------------------------------------------


@style.in_style
def level_share() -> Chart:
    """Draw the standard deviations that levels make beside the published ones."""
    said = words["chart.08-level-share"]
    fig, axes = style.canvas(9.2, 3.9, ncols=2)
    cases = (("pressure", "systolic", "dSBP", "yale2024"), ("score", "CADSS", "CADSS_mean", "vanschalkwyk2018"))
    rows, places = [], {}
    for ax, (panel, what, symbol, key) in zip(axes, cases, strict=True):
        made, seen = session.level_spread(1.0, what), session.published_spread(symbol)
        ax.barh([0], [seen], height=0.55, color=style.INK)
        ax.barh([1], [made], height=0.55, facecolor="white", edgecolor=style.KETAMINE, hatch="///", lw=style.pt(1.6))
        row_axis(ax, said.each("bars"))
        ax.set_xlim(0, 14)
        ax.set_xticks(range(0, 15, 4))
        ax.set_xlabel(said(f"{panel}.x"))
        for row, value in ((0, seen), (1, made)):
            ax.text(value + 0.3, row, f"{value:.1f}", va="center", fontweight="bold")
        share = (made / seen) ** 2
        style.message(ax, said(f"{panel}.message", share=share))
        style.stamp(ax, said("illustrative"), y=0.06)
        made = round(made, 1)
        rows.append((said(f"{panel}.what"), seen, made, said("share", share=share), evidence.cite(key)))
        places |= {f"{panel}_seen": seen, f"{panel}_made": made, f"{panel}_share": share}
    return Chart(fig, **said.part(**places), table=pd.DataFrame(rows, columns=said.each("columns")))

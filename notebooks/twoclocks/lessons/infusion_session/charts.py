"""The still pictures of lesson 08: what was seen when, one point a curve, pressure by arm, reports.

Those with the answers to the predictions stand in infusion_session_answers, moving ones in ..._scenes.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...models import journeys, session
from .look import (
    PER_HOUR,
    PINNED,
    RAISED,
    flat_marks,
    hours,
    later_ratings,
    mean_and_spread,
    running,
    sample,
    session_axis,
)

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
    fig, ax = style.canvas(9.4, 5.3)
    session_axis(ax, 5.0)
    names = (
        "drug runs in",
        "feeling detached",
        "blood pressure",
        "",
        "drug at its highest",
        "feeling detached",
        "blood pressure, trial",
        "blood pressure, label",
        "watched, label",
    )
    row_axis(ax, names, above=0.75)
    ax.axhline(3.0, color=style.GRID, lw=style.pt(1.2))
    end = journeys.trial_hours()
    _span(ax, 0, end, 0, style.KETAMINE)
    _raised(ax, end, 1, "secondary")
    flat_marks(ax, later_ratings(), 1, "secondary")
    _raised(ax, end, 2, "primary")
    back = end + hours("session.szarmach2020.t_back")
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
    ax.text(watch + 0.66, 8, "until judged stable", va="center")
    right = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center", "fontweight": "bold"}
    ax.text(0.995, -0.35, "INFUSION of ketamine", color=style.KETAMINE, **right)
    ax.text(0.995, 3.55, "SPRAY of esketamine, another drug", color=style.KETAMINE, **right)
    ax.text(
        0.995, 0.35, "triangle: raised   bar: no longer", transform=ax.get_yaxis_transform(), ha="right", va="center"
    )
    ax.set_xlabel("time since the start of the infusion, or since the spray")
    title = "Most of it is over within an hour or two; the watch goes on"
    style.message(ax, title)
    return Chart(
        fig,
        "08-what-was-seen",
        title,
        alt=(
            "A time axis of five hours. Infusion: runs for 40 min; feeling detached was raised at 40 min and"
            " not at 80, 110 and 230 min; blood pressure was raised at 40 min and not at 100, 130 and 280"
            " min. Spray: highest in blood after 20 to 40 min; feelings and pressure raised at 40 min and"
            " near the start at 90 min in a trial; the label says that pressure stays up for about 4 h and"
            " asks for a watch of at least 2 h."
        ),
        caption=(
            "Readings only, no curve: nobody was asked in between. Pale or hollow marks: seen second-hand. "
            f"Infusion: {evidence.cite('diazgranados2010', 'fang2019', 'szarmach2020').html}. Spray: "
            f"{evidence.cite('chen2023', 'spravato_label', 'spravato_label_2021', 'spravato_dosing').html}."
        ),
        table=_seen_table(),
    )


def _seen_table() -> pd.DataFrame:
    rows = [
        ("infusion", "feeling detached", "raised", "40 min", "secondary", "diazgranados2010"),
        ("infusion", "feeling detached", "not raised", "80, 110 and 230 min", "secondary", "diazgranados2010"),
        ("infusion", "blood pressure", "raised", "40 min", "primary", "fang2019"),
        ("infusion", "blood pressure", "not raised", "100 and 280 min", "primary", "fang2019"),
        ("infusion", "blood pressure", "back at the start", "within 90 min of the end", "primary", "szarmach2020"),
        ("spray", "level", "highest", "20 to 40 min", "secondary", "spravato_label"),
        ("spray", "pressure and feeling detached", "highest", "40 min", "primary", "chen2023"),
        ("spray", "pressure and feeling detached", "near the start", "90 min", "primary", "chen2023"),
        ("spray", "blood pressure", "rise lasts", "about 4 h", "primary", "spravato_label_2021"),
        ("spray", "watch", "at least", "2 h", "primary", "spravato_dosing"),
    ]
    columns = ["Way", "What", "Seen", "When", "Status"]
    frame = pd.DataFrame([row[:5] for row in rows], columns=columns)
    frame["Source"] = [evidence.cite(row[5]) for row in rows]
    return frame


# One point for each curve ----------------------------------------------------------------------------


@style.in_style
def one_point() -> Chart:
    """Draw both teaching curves, the one mean that each was set to meet, and what else is known."""
    fig, (left, right) = style.canvas(9.4, 4.6, ncols=2)
    room, end = session.room(), journeys.trial_hours()
    for ax, curve in ((left, room.systolic), (right, room.dissociation)):
        session_axis(ax)
        running(ax)
        ax.plot(room.time, curve, color=style.KETAMINE, lw=style.pt(2.6), zorder=4)
        style.stamp(ax, PINNED, y=0.9)
    left.set_ylim(-1.5, 34)
    left.set_yticks(range(0, 31, 10))
    left.set_ylabel("systolic rise [mmHg]")
    style.message(left, "Pressure: one mean met …")
    mean_and_spread(left, end, "session.yale2024.dSBP", "o")
    mean_and_spread(left, 0.58, "session.rivaposse2018.dSBP", "o")
    flat_marks(left, [hours("session.fang2019.t_next"), end + hours("session.szarmach2020.t_back")], 0, "primary")
    right.set_ylim(-0.9, 20)
    right.set_yticks(range(0, 21, 5))
    right.set_ylabel("CADSS [points]")
    style.message(right, "… feelings: one mean met")
    mean_and_spread(right, end, "session.vanschalkwyk2018.CADSS_mean", "o", least=0)
    flat_marks(right, later_ratings(), 0, "secondary")
    loose = session.dissociation(room.level, 0.0)
    right.plot(room.time, loose, color=style.KETAMINE, lw=style.pt(1.6), dashes=(2, 2), zorder=3)
    rows = {minute: room.at(minute / PER_HOUR) for minute in (80, 110)}
    style.point_at(
        left, (80 / PER_HOUR, rows[80]["systolic"]), f"curve at 80 min: {rows[80]['systolic']:.1f}", style.away(22, 46)
    )
    style.point_at(
        right,
        (1.9, float(session.dissociation(room.at(1.9)["level"], 0.0))),
        "dashed: without\nour threshold",
        style.away(16, 42),
    )
    title = "Each curve was bent to meet one mean; the rest of it is our guess"
    return Chart(
        fig,
        "08-one-point",
        title,
        alt=(
            "Two panels over four hours. Left: the systolic teaching curve passes through one clinic's mean,"
            f" {room.at(end)['systolic']:.1f} mmHg at 40 min, stands above another clinic's, and falls to"
            f" {rows[80]['systolic']:.1f} at 80 and {rows[110]['systolic']:.1f} at 110 min; readings at 100"
            " and 130 min were not raised. Right: the CADSS curve passes through"
            f" {room.at(end)['dissociation']:.1f} at 40 min and falls to {rows[80]['dissociation']:.2f} at 80"
            f" and {rows[110]['dissociation']:.2f} at 110 min, where ratings were not raised; without the"
            " threshold it would stay higher."
        ),
        caption=(
            "Filled: the mean with its standard deviation to which the slope was set. Hollow: another clinic,"
            " seen "
            "second-hand. Flat bars: looked at again, not raised (pale: second-hand). "
            f"{evidence.cite('yale2024', 'rivaposse2018', 'vanschalkwyk2018').html}; "
            f"{evidence.cite('diazgranados2010', 'fang2019').html}."
        ),
        table=_curve_table(room),
    )


def _curve_table(room: session.Room) -> pd.DataFrame:
    rows = []
    for minute in (20, 40, 80, 110, 130, 230):
        now = room.at(minute / PER_HOUR)
        loose = float(session.dissociation(now["level"], 0.0))
        rows.append(
            {
                "Minute": minute,
                "Level [ng/mL]": f"{now['level']:.0f}",
                "Systolic rise [mmHg]": f"{now['systolic']:.1f}",
                "Diastolic rise [mmHg]": f"{now['diastolic']:.1f}",
                "CADSS [points]": f"{now['dissociation']:.2f}",
                "CADSS without threshold": f"{loose:.2f}",
                "Kind": "by construction" if minute == 40 else "assumed curve",
                "Source": evidence.cite("twoclocks"),
            }
        )
    return pd.DataFrame(rows)


# Pressure by arm -------------------------------------------------------------------------------------

#: Words -> (how to find the systolic and the diastolic mean).
_CHEN = {"study": "Chen 2023", "topic": "session"}
SPRAY_ARM = "esketamine flexible + new antidepressant"
PLACEBO_ARM = "new antidepressant + placebo spray"


def pressure_rows() -> pd.DataFrame:
    """Return published mean rises: columns arm, side, value, sd (nan if not printed), status, source, how."""
    rows = []
    for words, clinic, how in (
        ("infusion,\none clinic", "yale2024", f"mean at 40 min; {sample('yale2024')}"),
        ("infusion,\nanother clinic", "rivaposse2018", f"largest mean; {sample('rivaposse2018')}"),
    ):
        for side, symbol in session.SIDES.items():
            found = evidence.parameter(f"session.{clinic}.d{symbol}")
            sd = float("nan") if found.high is None else found.high - found.value
            rows.append((words, side, found.value, sd, found.status, found.source, how))
    for words, arm in (("esketamine\nspray", SPRAY_ARM), ("placebo\nspray", PLACEBO_ARM)):
        for side in session.SIDES:
            row = evidence.one("trials", instrument=f"{side} blood pressure", arm=arm, **_CHEN)
            rows.append(
                (
                    words,
                    side,
                    row["value"],
                    row["spread"],
                    row["status"],
                    row["source"],
                    "mean of each person's largest; 126 people",
                )
            )
    return pd.DataFrame(rows, columns=["arm", "side", "value", "sd", "status", "source", "how"])


@style.in_style
def pressure() -> Chart:
    """Draw the published mean rises of blood pressure with standard deviations, by arm."""
    frame = pressure_rows()
    fig, ax = style.canvas(9.2, 4.6)
    arms = list(dict.fromkeys(frame["arm"]))
    for row in frame.itertuples():
        y = arms.index(row.arm) + (-0.16 if row.side == "systolic" else 0.16)
        color = style.QUIET if "placebo" in row.arm else style.KETAMINE
        if row.sd == row.sd:
            ax.plot([row.value - row.sd, row.value + row.sd], [y, y], color=color, lw=style.pt(1.6), zorder=3)
        shape = "o" if row.side == "systolic" else "s"
        point(ax, row.value, y, row.status, color, shape, size=9.5, zorder=5)
    ax.axvline(0, color=style.QUIET, lw=style.pt(1))
    row_axis(ax, arms, above=0.55, below=0.5)
    ax.set_xlim(-7, 42)
    ax.set_xlabel("rise of blood pressure [mmHg]: mean and standard deviation")
    ax.text(41.5, 1.0, "circle: systolic, square: diastolic", ha="right", va="center")
    placebo = evidence.one(frame, arm=arms[-1], side="systolic")
    style.point_at(
        ax,
        (placebo["value"], 3 - 0.16),
        "the largest of several readings\nis above zero in nearly anybody",
        style.away(150, -4),
        va="center",
        arrowprops=None,
    )
    title = "About ten mmHg on average, and people differ by as much"
    style.message(ax, title)
    text = "; ".join(f"{' '.join(r.arm.split())}, {r.side} {r.value:g}" for r in frame.itertuples())
    return Chart(
        fig,
        "08-pressure",
        title,
        alt=(
            f"Mean rise of blood pressure in mmHg: {text}. Standard deviations, where printed, are about as"
            " large as the means."
        ),
        caption=(
            "Circles: systolic, squares: diastolic; lines: one standard deviation. Hollow: seen second-hand,"
            " no standard deviation. Infusion and spray are different drugs in different people, and each"
            " source averages in its own way, so do not rank them."
            f" {evidence.cite('yale2024', 'rivaposse2018', 'chen2023').html}."
        ),
        table=pd.DataFrame(
            {
                "Arm": [" ".join(arm.split()) for arm in frame["arm"]],
                "Side": frame["side"],
                "Mean rise [mmHg]": frame["value"],
                "Standard deviation": frame["sd"].round(2),
                "What is averaged": frame["how"],
                "Status": frame["status"],
                "Source": [evidence.cite(key) for key in frame["source"]],
            }
        ),
    )


# What people report ----------------------------------------------------------------------------------

#: Word of the label -> how a person might say it.
PLAIN = {
    "dissociation": "detached, “not quite here”",
    "dizziness": "dizzy",
    "nausea": "feeling sick",
    "sedation": "sleepy",
    "vertigo": "the room turns",
    "headache": "headache",
    "dysgeusia (bad taste)": "a bad taste",
    "hypoesthesia (numbness)": "numb",
    "anxiety": "anxious",
    "lethargy": "no energy",
    "blood pressure increased": "raised blood pressure",
    "vomiting": "being sick",
    "feeling drunk": "as if drunk",
    "euphoric mood": "elated",
}


def report_rows() -> pd.DataFrame:
    """Return the label's reports that PLAIN names, most frequent first."""
    frame = evidence.table("adverse_events")
    frame = frame[frame["source"].eq("spravato_label") & frame["event"].isin(PLAIN)]
    return frame.sort_values("percent", ascending=False, kind="stable").reset_index(drop=True)


@style.in_style
def reports() -> Chart:
    """Draw what people reported with esketamine spray and with placebo spray, in everyday words."""
    frame = report_rows()
    fig, ax = style.canvas(9.2, 5.6)
    rows = range(len(frame))
    ax.hlines(rows, frame["comparator_percent"], frame["percent"], color=style.GRID, lw=style.pt(3), zorder=2)
    ax.plot(frame["percent"], rows, "o", ms=style.pt(9), color=style.KETAMINE, zorder=4)
    ax.plot(frame["comparator_percent"], rows, "^", ms=style.pt(9), color=style.QUIET, zorder=4)
    ax.set_yticks(rows, [PLAIN[event] for event in frame["event"]])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(frame) - 0.4, -0.9)
    ax.set_xlim(0, 46)
    ax.set_xlabel("people who reported it at least once in four weeks [%]")
    ax.text(41, -0.62, "esketamine spray", color=style.KETAMINE, ha="right", va="center", fontweight="bold")
    ax.text(9, -0.62, "placebo spray", color=style.QUIET, ha="center", va="center", fontweight="bold")
    title = "Feeling strange is common, and so is feeling sick"
    style.message(ax, title)
    text = ", ".join(
        f"{PLAIN[r.event]} {r.percent:g} against {r.comparator_percent:g} %" for r in frame.head(6).itertuples()
    )
    return Chart(
        fig,
        "08-reports",
        title,
        alt=(
            f"Pairs of points, esketamine spray against placebo spray: {text}; anxiety, being sick and"
            " feeling drunk are rarer but more frequent than with placebo."
        ),
        caption=(
            "Circles: 346 people on the spray and a pill; triangles: placebo spray and a pill. The words on"
            f" the left are ours, the label's are in the table. {evidence.cite('spravato_label').html}. We"
            " found no such table for infusions."
        ),
        table=pd.DataFrame(
            {
                "In everyday words": [PLAIN[event] for event in frame["event"]],
                "In the label": frame["event"],
                "Esketamine spray [%]": frame["percent"],
                "Placebo spray [%]": frame["comparator_percent"],
                "Status": frame["status"],
                "Source": [evidence.cite(key) for key in frame["source"]],
            }
        ),
    )


# How much the level explains -------------------------------------------------------------------------


@style.in_style
def level_share() -> Chart:
    """Draw the standard deviations that levels make beside the published ones."""
    fig, axes = style.canvas(9.2, 3.9, ncols=2)
    cases = (
        ("systolic", "dSBP", "systolic rise [mmHg]", "yale2024"),
        ("CADSS", "CADSS_mean", "CADSS [points]", "vanschalkwyk2018"),
    )
    rows = []
    for ax, (what, symbol, label, key) in zip(axes, cases, strict=True):
        made, seen = session.level_spread(1.0, what), session.published_spread(symbol)
        ax.barh([0], [seen], height=0.55, color=style.INK)
        ax.barh([1], [made], height=0.55, facecolor="white", edgecolor=style.KETAMINE, hatch="///", lw=style.pt(1.6))
        row_axis(ax, ["seen", "from level\nalone"])
        ax.set_xlim(0, 14)
        ax.set_xticks(range(0, 15, 4))
        ax.set_xlabel(f"standard deviation, {label}")
        for row, value in ((0, seen), (1, made)):
            ax.text(value + 0.3, row, f"{value:.1f}", va="center", fontweight="bold")
        share = 100 * (made / seen) ** 2
        style.message(ax, f"{label.split(' [')[0][0].upper()}{label.split(' [')[0][1:]}: {share:.0f} % of the variance")
        style.stamp(ax, "illustrative: spread of children", y=0.06)
        rows.append(
            {
                "What": label,
                "Standard deviation seen": seen,
                "From level alone (our model)": round(made, 1),
                "Share of the variance": f"{share:.0f} %",
                "Source": evidence.cite(key),
            }
        )
    title = "The level in the blood explains little of how people differ"
    return Chart(
        fig,
        "08-level-share",
        title,
        alt="Two panels of two bars. "
        + " ".join(
            f"{r['What']}: seen {r['Standard deviation seen']:g}, from differences in level alone "
            f"{r['From level alone (our model)']:g}, which is {r['Share of the variance']} of the variance."
            for r in rows
        ),
        caption=(
            "Ten thousand virtual people on one dose per kilogram who differ in clearance and volume as"
            " children did. Variance is the square of the standard deviation. The seen spread also holds"
            " errors of measurement."
        ),
        table=pd.DataFrame(rows),
    )

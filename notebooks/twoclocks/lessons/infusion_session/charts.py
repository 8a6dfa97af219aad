"""The still pictures of lesson 08: what was seen when, one point a curve, pressure by arm, reports.

Those with the answers to the predictions stand in infusion_session_answers, moving ones in ..._scenes.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
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
    ax.plot(time, row, RAISED, ms=style.pt(10), zorder=6, **style.marker(status, style.INK))


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
    ax.set_ylim(len(names) - 0.4, -0.75)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", length=0)
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
            f"A time axis of five hours. Infusion: runs for {end * PER_HOUR:.0f} min; feeling detached was raised at "
            f"{_times('diazgranados2010', 't_CADSS')} and not at "
            f"{_times('diazgranados2010', 't_next', 't_third', 't_last')}; blood pressure was raised at "
            f"{_times('fang2019', 't_peak')} and not at {hours('session.fang2019.t_next') * PER_HOUR:.0f}, "
            f"{back * PER_HOUR:.0f} and {_times('fang2019', 't_last')}. Spray: highest in blood after {peak.low:g} to "
            f"{peak.high:g} min; feelings and pressure raised at {_times('chen2023', 't_peak')} and near the start at "
            f"{_times('chen2023', 't_back')} in a trial; the label says that pressure stays up for about "
            f"{hours('session.spray_label_2021.t_last'):g} h and asks for a watch of at least {watch:g} h."
        ),
        caption=(
            "Readings only, no curve: nobody was asked in between. Pale or hollow marks: seen second-hand. "
            f"Infusion: {evidence.cite('diazgranados2010', 'fang2019', 'szarmach2020').html}. Spray: "
            f"{evidence.cite('chen2023', 'spravato_label', 'spravato_label_2021', 'spravato_dosing').html}."
        ),
        table=_seen_table(),
    )


def _times(source: str, *names: str) -> str:
    """Return published times of a session in words: "80, 110 and 230 min"."""
    *some, last = (f"{hours(f'session.{source}.{name}') * PER_HOUR:.0f}" for name in names)
    return f"{', '.join(some)} and {last} min" if some else f"{last} min"


def _seen_table() -> pd.DataFrame:
    peak = evidence.parameter("esketamine.label.tmax_nasal")
    back, felt, both = _times("szarmach2020", "t_back"), "feeling detached", "pressure and feeling detached"
    after = (journeys.trial_hours() + hours("session.szarmach2020.t_back")) * PER_HOUR
    later = _times("diazgranados2010", "t_next", "t_third", "t_last")
    runs = f"0 to {journeys.trial_hours() * PER_HOUR:.0f} min"
    lasts, watch = (hours(f"session.{name}") for name in ("spray_label_2021.t_last", "spray_dosing.t_watch"))
    rows = [
        ("infusion", "drug runs in", "in the trials", runs, "computed", "twoclocks"),
        ("infusion", felt, "raised", _times("diazgranados2010", "t_CADSS"), "secondary", "diazgranados2010"),
        ("infusion", felt, "not raised", later, "secondary", "diazgranados2010"),
        ("infusion", "blood pressure", "raised", _times("fang2019", "t_peak"), "primary", "fang2019"),
        ("infusion", "blood pressure", "not raised", _times("fang2019", "t_next", "t_last"), "primary", "fang2019"),
        (
            "infusion",
            "blood pressure",
            "back at the start",
            f"{after:.0f} min (within {back} of the end)",
            "primary",
            "szarmach2020",
        ),
        ("spray", "drug in the blood", "highest", f"{peak.low:g} to {peak.high:g} min", "secondary", "spravato_label"),
        ("spray", both, "highest", _times("chen2023", "t_peak"), "primary", "chen2023"),
        ("spray", both, "near the start", _times("chen2023", "t_back"), "primary", "chen2023"),
        ("spray", "blood pressure", "rise lasts", f"about {lasts:g} h", "primary", "spravato_label_2021"),
        ("spray", "watch", "at least", f"{watch:g} h", "primary", "spravato_dosing"),
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


def _seen_in_people() -> dict[int, str]:
    """Return minute -> what was published for it, in words: the points and bars beside the curves."""
    one, other, cadss = (
        evidence.parameter(f"session.{name}")
        for name in ("yale2024.dSBP", "rivaposse2018.dSBP", "vanschalkwyk2018.CADSS_mean")
    )
    found = {
        round(journeys.trial_hours() * PER_HOUR): f"systolic {one.value:g} ± {one.high - one.value:.1f} in one clinic, "
        f"{other.value:g} in another; CADSS {cadss.value:g} ± {cadss.high - cadss.value:.1f}"
    }
    back = journeys.trial_hours() + hours("session.szarmach2020.t_back")
    for times, what in (([hours("session.fang2019.t_next"), back], "systolic"), (later_ratings(), "CADSS")):
        found |= {round(time * PER_HOUR): f"{what} not raised" for time in times}
    return found


def _curve_table(room: session.Room) -> pd.DataFrame:
    seen = _seen_in_people()
    rows = []
    for minute in (20, 40, *sorted({80, 110, *seen} - {40})):
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
                "Seen in people": seen.get(minute, ""),
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
                    f"mean of each person's largest; {row['n']:.0f} people",
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
        ax.plot(row.value, y, shape, ms=style.pt(9.5), zorder=5, **style.marker(row.status, color))
    ax.axvline(0, color=style.QUIET, lw=style.pt(1))
    ax.set_yticks(range(len(arms)), arms)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(arms) - 0.5, -0.55)
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
            f"Circles: {frame['n'].max():.0f} people on the spray and a pill; triangles: placebo spray and a pill. The words on"
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
        ax.set_yticks([0, 1], ["seen", "from level\nalone"])
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(1.6, -0.6)
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

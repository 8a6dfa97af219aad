"""Bioavailability in lesson 04: every published figure as its own point, conflicts included."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point
from ...kit.sentences import sentences

words = sentences(__file__)

#: Routes in the order of the chart; Yanagihara gives one figure for two routes, so it has a row of its own.
ROUTES = words.each("chart.04-bioavailability.route")
FORMS = words.each("chart.04-bioavailability.form")


def bioavailability_table() -> pd.DataFrame:
    """Return every published bioavailability: route, drug, value, low, high (shares), status, source,
    parameter id.

    Rows stand in the order of ROUTES, the highest value of a route first.
    """
    tables = [evidence.parameter_table(f"{drug}.bioavailability") for drug in FORMS]
    frame = pd.concat(tables, ignore_index=True)
    parts = frame["id"].str.split(".", expand=True)
    frame = frame.assign(drug=parts[0], route=parts[2])
    unknown = set(frame["route"]) - set(ROUTES)
    if unknown:
        raise ValueError(f"route {sorted(unknown)[0]!r} is not in words.toml; add it there with its plain words.")
    place = frame["route"].map({route: position for position, route in enumerate(ROUTES)})
    return frame.assign(place=place).sort_values(["place", "value"], ascending=[True, False]).reset_index(drop=True)


def _words(row) -> str:
    extra = FORMS[row.drug]
    return f"{row.source_label}{f', {extra}' if extra else ''}"


def _twin(frame: pd.DataFrame) -> pd.DataFrame:
    said = words["chart.04-bioavailability"]
    rows = [
        (
            ROUTES[row.route],
            row.drug,
            f"{100 * p.value:.0f} %",
            said("no_range") if p.low is None else said("range", low=100 * p.low, high=100 * p.high),
            row.status,
            evidence.cite(p.source),
        )
        for row in frame.itertuples()
        for p in [evidence.parameter(row.id)]
    ]
    return pd.DataFrame(rows, columns=said.each("columns"))


@style.in_style
def bioavailability() -> Chart:
    """Draw what each source says about each route."""
    said = words["chart.04-bioavailability"]
    frame = bioavailability_table()
    fig, ax = style.canvas(9.2, 5.6)
    top = len(frame) - 1
    for index, row in enumerate(frame.itertuples()):
        y = top - index
        if pd.notna(row.low):
            ax.plot(
                [100 * row.low, 100 * row.high],
                [y, y],
                color=style.KETAMINE,
                lw=style.pt(2),
                alpha=0.6,
                solid_capstyle="butt",
                zorder=3,
            )
        point(ax, 100 * row.value, y, row.status, style.KETAMINE, zorder=4)
        end = 100 * (row.high if pd.notna(row.high) else row.value)
        ax.text(end + 2.2, y, _words(row), va="center", ha="left")
    groups = frame.groupby("place", sort=True)
    for place, group in groups:
        first, last = top - group.index.min(), top - group.index.max()
        if place % 2 == 0:
            ax.axhspan(last - 0.5, first + 0.5, color=style.CONTROL_TINT, zorder=0, lw=0)
    ax.set_yticks(
        [top - group.index.to_numpy().mean() for _, group in groups],
        [ROUTES[group["route"].iloc[0]] for _, group in groups],
    )
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(-0.6, top + 0.6)
    ax.set_xlim(0, 118)
    ax.set_xticks(range(0, 101, 20))
    ax.spines["bottom"].set_bounds(0, 100)
    ax.set_xlabel(said("x"))
    _mark_conflict(ax, frame, top)
    about = said.part(routes=_routes(frame))
    style.message(ax, about["title"])
    return Chart(fig, **about, table=_twin(frame))


def _mark_conflict(ax, frame: pd.DataFrame, top: int) -> None:
    """Join the two racemate figures for the nose, which cannot both be right for the same product."""
    nose = frame[(frame["route"] == "nasal") & (frame["drug"] == "ketamine")]
    values, rows = 100 * nose["value"], top - nose.index.to_numpy()
    x = 92
    ax.plot(
        [x - 1.5, x, x, x - 1.5], [rows.max(), rows.max(), rows.min(), rows.min()], color=style.QUIET, lw=style.pt(1.2)
    )
    fold = words("chart.04-bioavailability.conflict", fold=values.max() / values.min())
    ax.text(x + 1.5, rows.mean(), fold, va="center")


def _routes(frame: pd.DataFrame) -> str:
    """Say each route with its values and their sources, one after the other."""
    parts = []
    for route, group in frame.groupby("route", sort=False):
        values = ", ".join(f"{100 * row.value:.0f} % ({_words(row)})" for row in group.itertuples())
        parts.append(f"{ROUTES[route]} {values}")
    return "; ".join(parts)

"""Charts of lesson 10 on what comes next: decisions by country, other uses, and ketamine's followers."""

from __future__ import annotations

import pandas as pd

from ... import evidence
from ...kit import style
from ...kit.chart import Chart
from ...kit.measured import point, row_axis
from ...kit.words import STATUS_NOTE, difference_axis, headline, interval, listed, signed
from . import data
from .charts import harm_table

#: Answer -> (marker, size): the shape says what was decided.
_ANSWERS = {"yes": ("o", 12), "no": ("X", 13), "ends": ("|", 18)}


@style.in_style
def decided() -> Chart:
    """Draw who decided what on the spray, and when."""
    fig, ax = style.canvas(9.2, 4.2)
    rows = data.decisions()
    countries = list(dict.fromkeys(rows.sort_values("year")["country"]))
    for row in rows.itertuples():
        y = countries.index(row.country)
        shape, size = _ANSWERS[row.answer]
        look = style.marker(row.status, style.INK if row.answer == "no" else style.KETAMINE)
        if row.answer == "ends":
            look |= {"markeredgecolor": style.INK, "markeredgewidth": style.pt(2.4)}
        ax.plot(row.year, y, shape, ms=style.pt(size), zorder=4, **look)
        # What is still to come stands above its mark, so that it does not touch its neighbour.
        ahead = row.answer == "ends"
        ax.text(
            row.year + (0.1 if ahead else 0),
            y + (-0.28 if ahead else 0.2),
            f"{row.words}\n{row.date}",
            ha="right" if ahead else "left" if row.year < 2021 else "center",
            va="bottom" if ahead else "top",
        )
    row_axis(ax, countries, above=1.15, below=0.85)
    ax.grid(axis="y", zorder=0)
    ax.set_xlim(2018.8, 2027.3)
    ax.set_xticks(range(2019, 2028, 2))
    title = "One spray, four health systems, different answers"
    style.message(ax, title)
    said = listed([f"{row.country}: {row.words}, {row.date}" for row in rows.itertuples()])
    return Chart(
        fig,
        "10-decided",
        title,
        f"A row for each health system on an axis of years. {said}.",
        "Discs: yes. Cross: no. Bar: a US rule on prescribing by telehealth that runs out; it ends soon after this "
        "lesson was written (November 2026), so check what holds now. Such bodies weigh price and certainty as well "
        f"as effect. {STATUS_NOTE}",
        pd.DataFrame(
            {
                "Where": rows["country"],
                "When": rows["date"],
                "What": rows["finding"],
                "Note": rows["note"],
                "Status": rows["status"],
                "Source": [evidence.cite(key) for key in rows["source"]],
            }
        ),
    )


#: What a trial found -> marker.
_FOUND = {data.BETTER: "^", data.UNCLEAR: "d", data.NONE: "X"}


@style.in_style
def other_uses() -> Chart:
    """Draw the trials of other uses by size and by what they found."""
    fig, ax = style.canvas(9.2, 4.2)
    rows = data.uses()
    for y, row in enumerate(rows.itertuples()):
        color = style.KETAMINE if row.found == data.BETTER else style.INK
        ax.plot([0, row.n], [y, y], color=style.GRID, lw=style.pt(2), zorder=1)
        point(ax, row.n, y, row.status, color, _FOUND[row.found], size=12, zorder=4)
        ax.text(row.n + 3.2, y, f"{row.n}", va="center", color=color, fontweight="bold")
    row_axis(ax, [f"{row.condition} ({row.study} {row.year})" for row in rows.itertuples()], below=0.5)
    ax.set_xlim(0, 190)
    ax.set_xlabel("people in the trial")
    for place, (found, shape) in enumerate(_FOUND.items()):
        x = (0.0, 0.4, 0.58)[place]
        color = style.KETAMINE if found == data.BETTER else style.INK
        ax.plot(x + 0.012, 1.05, shape, color=color, ms=style.pt(11), transform=ax.transAxes, clip_on=False)
        ax.text(x + 0.035, 1.05, found, transform=ax.transAxes, va="center")
    title = "Studied for much else; the largest trial found no difference"
    headline(fig, title)
    largest = rows.iloc[0]
    counts = rows["found"].value_counts()
    return Chart(
        fig,
        "10-other-uses",
        title,
        f"Seven trials by size. The largest, {largest['n']} people with PTSD, found no difference. "
        f"{counts[data.BETTER]} small ones found ketamine better than its control, {counts[data.UNCLEAR]} was mixed, "
        f"and one more found no difference. All but the largest had {rows.iloc[1]['n']} people or fewer.",
        "Ketamine against saline, midazolam or placebo. PTSD: post-traumatic stress disorder; OCD: "
        "obsessive-compulsive disorder. The verdicts are ours, from the printed results in the table. In the "
        "largest trial depression scores did improve. “Studied” is all that this picture says. All primary.",
        pd.DataFrame(
            {
                "Condition": rows["indication"],
                "Trial": [f"{row.study} {row.year}" for row in rows.itertuples()],
                "People": rows["n"],
                "Design": rows["design"],
                "Result": rows["result"],
                "Our reading": rows["found"],
                "Status": rows["status"],
                "Source": [evidence.cite(key) for key in rows["source"]],
            }
        ),
    )


@style.in_style
def follower_effects() -> Chart:
    """Draw how far followers of ketamine were from placebo, in MADRS points."""
    fig, ax = style.canvas(9.2, 5.8)
    rows = data.differences()
    places, y, last = [], -1.0, None
    for row in rows.itertuples():
        y += 1.0 if row.approach == last else 1.9 if last else 1.0
        places.append(y)
        if row.approach != last:
            ax.text(
                0.005,
                y - 0.72,
                data.APPROACHES[row.approach],
                fontstyle="italic",
                color=style.QUIET,
                va="center",
                transform=ax.get_yaxis_transform(),
            )
        last = row.approach
        color = data.COLOURS[row.approach]
        if not pd.isna(row.low):
            ax.plot([row.low, row.high], [y, y], color=color, lw=style.pt(2), solid_capstyle="butt", zorder=3)
        point(ax, row.value, y, row.status, color, size=9.5, zorder=4)
    difference_axis(ax, -12, 4)
    ax.set_yticks(places, rows["name"])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(places[-1] + 0.7, -1.3)
    title = "Few of the followers stand clear of zero"
    headline(fig, title)
    clear = rows[rows["high"] < 0]
    names = rows["name"].str.split(",").str[0].nunique()

    def of(id: str) -> str:
        value = evidence.one(rows, id=id)["value"]
        return signed(value, 2 if value * 10 % 1 else 1)

    return Chart(
        fig,
        "10-follower-effects",
        title,
        f"Drug minus placebo, MADRS points, for {names} drugs. Ketamine in another form: {of('tr-bedroc-01')} for "
        f"R-107, {of('tr-sls-002-01')} for SLS-002, {of('tr-ket01-03')} for KET01. Other molecules: "
        f"{of('tr-gemini-11')} for dextromethorphan-bupropion, {of('tr-shelton-2025-01')} and "
        f"{of('tr-shelton-2025-02')} for onfasprodil after a day, {of('tr-reliance-iii-03')} for esmethadone. Other "
        f"targets: {of('tr-comp006-01')} for psilocybin, {of('tr-koastal-2-01')} for navacaprant.",
        f"Each trial’s own main time point, so the rows are not one race. Bars: intervals where printed; {len(clear)} "
        "leave out zero, one of them at 90 % only. Without a bar no interval was seen; of those trials only that of "
        "onfasprodil (70 people) beat placebo. Rapastinel and lanicemine are absent because no number was seen. "
        f"Illnesses and controls differ. {STATUS_NOTE}",
        pd.DataFrame(
            {
                "Drug and time": rows["name"],
                "Difference, MADRS points": [signed(value) for value in rows["value"]],
                "Interval": [
                    "not seen" if pd.isna(row.low) else interval(row.low, row.high) for row in rows.itertuples()
                ],
                "What": rows["statistic"],
                "People": [row.n_note if pd.isna(row.n) else row.n for row in rows.itertuples()],
                "Note": rows["note"],
                "Status": rows["status"],
                "Source": [evidence.cite(key) for key in rows["source"]],
            }
        ),
    )


# Answers of the predictions --------------------------------------------------------------------------


@style.in_style
def dizzy() -> Chart:
    """Draw the answer to the first prediction: dizziness in both arms, and the difference."""
    harm = data.asked()
    compared = harm.compared
    fig, ax = style.canvas(9.0, 3.6)
    for y, (people, color) in enumerate(((compared.without, style.CONTROL), (compared.with_drug, style.KETAMINE))):
        ax.barh(y, people, 0.5, color=color, zorder=3)
        ax.text(people + 6, y, f"{people:.0f}", va="center", fontweight="bold")
    ax.barh(2, compared.extra, 0.5, color="white", edgecolor=style.KETAMINE, hatch="//", lw=style.pt(1.6), zorder=3)
    ax.text(compared.extra + 6, 2, f"{compared.extra:.0f} more", va="center", fontweight="bold")
    row_axis(ax, ["placebo spray", "esketamine spray", "the difference"])
    ax.set_xlim(0, 520)
    ax.set_xlabel("people of 1,000 who were dizzy within four weeks")
    title = f"Dizzy: {compared.extra:.0f} more of 1,000"
    style.message(ax, title)
    return Chart(
        fig,
        "10-dizzy",
        title,
        f"Of 1,000 people on the spray {compared.with_drug:.0f} were dizzy, on placebo spray {compared.without:.0f}; "
        f"the difference is {compared.extra:.0f}.",
        "Label pool: both arms took an antidepressant pill as well. Primary.",
        harm_table([harm]),
    )


@style.in_style
def mimics() -> Chart:
    """Draw the answer to the second prediction: six molecules, the largest trial of each."""
    rows = data.mimics()
    fig, ax = style.canvas(9.0, 3.9)
    title = "One of six beat placebo in its largest trial"
    headline(fig, title)
    won = int(rows["outcome"].eq("beat_placebo").sum())
    ax.axhline(won - 0.5, color=style.KETAMINE, lw=style.pt(1.6))
    ax.text(1.0, won - 0.56, f"answer: {won}", ha="right", va="bottom", color=style.KETAMINE)
    for y, row in enumerate(rows.itertuples()):
        word, shape = data.OUTCOMES[row.outcome]
        color = style.KETAMINE if row.outcome == "beat_placebo" else style.INK
        recalled = row.status == "recalled"
        edge = style.CONTROL if recalled else color
        filled = row.status in ("primary", "computed")
        ax.plot(0.03, y, shape, ms=style.pt(13), color=edge, mfc=edge if filled else "white", mew=style.pt(1.8))
        words = "ended early" if row.outcome == "stopped" else f"{word}{' (recalled)' if recalled else ''}"
        strong = "bold" if row.outcome == "beat_placebo" else "normal"
        ax.text(0.08, y, words, va="center", color=color, fontweight=strong)
        ax.text(0.5, y, "no result seen" if pd.isna(row.people) else f"{row.people:,} people", va="center")
    ax.set(xlim=(0, 1), ylim=(len(rows) - 0.4, -0.6))
    ax.set_xticks([])
    ax.set_yticks(range(len(rows)), rows["name"])
    ax.tick_params(axis="y", length=0)
    for name in ("left", "bottom"):
        ax.spines[name].set_visible(False)
    told = listed([f"{row.name} {row.event}" for row in rows.itertuples(index=False)])
    return Chart(
        fig,
        "10-mimics",
        title,
        f"{won} of six drugs beat placebo in its largest trial: dextromethorphan-bupropion. One by one: {told}.",
        "Your guess is drawn as a line with as many drugs above it. Largest placebo-controlled trial of each; for "
        "rapastinel three trials together. That lanicemine missed is recalled and was not looked up again (grey). Of "
        "onfasprodil a small trial beat placebo; the larger one ended early and its result was not seen. Hollow: seen "
        "second-hand.",
        pd.DataFrame(
            {
                "Drug": rows["name"],
                "People": rows["people"].map(lambda n: "not seen" if pd.isna(n) else n),
                "What came of it": rows["event"],
                "Status": rows["status"],
                "Source": [evidence.cite(key) for key in rows["source"]],
            }
        ),
    )

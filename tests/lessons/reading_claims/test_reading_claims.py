"""Lesson 11: risks and calibration as models, claims against data/, explorers, checks, exercises, quiz."""

import functools
import itertools
import json
import re
import tomllib
from pathlib import Path

import looks
import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from samples import Page
from scipy.stats import binom
from test_style import contrast
from twoclocks import evidence
from twoclocks.kit import claims, quiz, style
from twoclocks.kit.boxes import HELP
from twoclocks.kit.rooms import words_of
from twoclocks.lessons import reading_claims as lesson
from twoclocks.lessons.reading_claims import charts, drawings
from twoclocks.lessons.reading_claims import exercises as reading_claims_checks
from twoclocks.lessons.reading_claims.data import asked, results, side_effects
from twoclocks.lessons.reading_claims.words import EXAMPLE, LESSON
from twoclocks.models import calibration, risks

NOTEBOOK = Path(charts.__file__).resolve().parents[3] / f"{LESSON}.ipynb"
CLAIMS = claims.all_claims(LESSON)
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
SAID = [said for claim in CLAIMS for said in (*claim.speaks_for, *claim.speaks_against)]


# ---- Risks -------------------------------------------------------------------------------------------------


def test_two_risks_in_every_way_of_telling():
    told = risks.compare_risks(10, 15, 100)
    assert told == pytest.approx((10, 15, 5, 1.5, 20)) and told.percent_more == pytest.approx(50)
    fewer = risks.compare_risks(40, 30)
    assert fewer.extra == pytest.approx(-100) and fewer.one_in == pytest.approx(10)
    assert risks.compare_risks(5, 5).one_in == float("inf")


@given(st.floats(0.1, 100), st.floats(0, 100))
def test_ways_of_telling_agree_with_each_other(control, drug):
    told = risks.compare_risks(control, drug)
    assert told.with_drug - told.without == pytest.approx(told.extra, abs=1e-9)
    assert told.ratio * told.without == pytest.approx(told.with_drug, abs=1e-9)
    assert told.one_in * abs(told.extra) == pytest.approx(1000) or abs(told.extra) < 1e-9


@given(st.floats(0.05, 20), st.floats(0.1, 1000))
def test_a_ratio_carried_over_never_counts_more_than_everybody(ratio, baseline):
    told = risks.carried_over(ratio, baseline)
    assert told.without == pytest.approx(baseline) and told.with_drug <= 1000 + 1e-9
    if ratio * baseline <= 1000:
        assert told.ratio == pytest.approx(ratio)


@pytest.mark.parametrize(
    "printed, drug, control, close",
    [
        ("tr-transform-2-05", "tr-transform-2-01", "tr-transform-2-03", 0.15),
        ("tr-transform-1-07", "tr-transform-1-01", "tr-transform-1-05", 0.15),
        ("tr-transform-1-08", "tr-transform-1-03", "tr-transform-1-05", 0.15),
        ("tr-escape-trd-23", "tr-escape-trd-01", "tr-escape-trd-03", 0.15),
        ("tr-elekt-d-03", "tr-elekt-d-01", "tr-elekt-d-02", 0.15),
    ],
)
def test_differences_are_the_printed_ones(printed, drug, control, close):
    value = evidence.table("trials").set_index("id")["value"]
    assert risks.compare_risks(value[control], value[drug], 100).extra == pytest.approx(value[printed], abs=close)


def test_number_needed_is_the_printed_one():
    value = evidence.table("trials").set_index("id")["value"]
    made = risks.compare_risks(value["tr-janik-2025-06"], value["tr-janik-2025-05"]).one_in
    assert made == pytest.approx(value["tr-janik-2025-27"], abs=0.1)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: risks.compare_risks(0, 5), "control_percent is 0"),
        (lambda: risks.compare_risks(5, 101), "drug_percent is 101"),
        (lambda: risks.compare_risks(5, 6, 0), "group is 0"),
        (lambda: risks.carried_over(-1, 5), "ratio is -1"),
        (lambda: risks.carried_over(2, 1001), "baseline is 1001"),
        (lambda: calibration.brier_score([101], [True]), "sure is 101"),
        (lambda: calibration.brier_score([50, 60], [True]), "right has 1 answers"),
        (lambda: calibration.by_level([50], [2]), "right is 2"),
        (lambda: calibration.chance_right(120, 3), "sure is 120"),
        (lambda: calibration.usual_range(50, 0), "answers is 0"),
        (lambda: calibration.usual_range(50, 3, 1.0), "band is 1"),
    ],
)
def test_wrong_arguments_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


# ---- Calibration -------------------------------------------------------------------------------------------


def test_brier_score_knows_its_ends():
    assert calibration.brier_score([100, 0], [True, False]) == 0
    assert calibration.brier_score([100, 0], [False, True]) == 1
    assert calibration.brier_score([50, 50, 50], [True, False, True]) == pytest.approx(0.25)
    assert calibration.brier_score([80, 60], [True, False]) == pytest.approx((0.04 + 0.36) / 2)


@given(st.integers(0, 100), st.integers(0, 100))
def test_nobody_scores_better_by_saying_what_they_do_not_believe(truth, said):
    def expected(sure):
        win, lose = (calibration.brier_score([sure], [right]) for right in (True, False))
        return truth / 100 * win + (1 - truth / 100) * lose

    assert expected(truth) <= expected(said) + 1e-12


def test_answers_are_gathered_by_level():
    found = calibration.by_level([80, 20, 80, 80], [True, False, False, True])
    assert found == ((20, 1, 0), (80, 3, 2)) and found[1].share == pytest.approx(200 / 3)


@pytest.mark.parametrize("sure", [0, 20, 63, 95, 100])
@pytest.mark.parametrize("answers", [1, 14, 112])
def test_luck_is_binomial(sure, answers):
    chances = calibration.chance_right(sure, answers)
    assert chances == pytest.approx(binom.pmf(np.arange(answers + 1), answers, sure / 100), abs=1e-9)
    low, high = calibration.usual_range(sure, answers)
    assert chances[low : high + 1].sum() >= 0.95 - 1e-9
    assert chances[:low].sum() <= 0.025 + 1e-9 and chances[high + 1 :].sum() <= 0.025 + 1e-9


# ---- The claims --------------------------------------------------------------------------------------------


def test_all_fourteen_claims_are_there_in_order():
    assert [claim.id for claim in CLAIMS] == list(evidence.table("claims")["id"])


@every_claim
def test_verdict_is_the_one_of_the_data(claim):
    """A right grade opens the verdict in data/, and no right grade goes beyond its words."""
    words = claim.about["verdict"]
    assert re.match(r"\w+", words).group() in claim.right
    for grade in claim.right:
        qualified = grade == "partly" and re.match(r"supported\b.+", words)
        assert re.search(rf"\b{grade}\b", words) or qualified, f"{grade} is not in {words!r}"
    assert len(claim.also) <= 1


@every_claim
def test_claim_shows_both_sides_with_sources(claim):
    assert claim.speaks_for and claim.speaks_against and claim.verdict and claim.says.endswith(".")
    named = evidence.table("claim_sources")
    assert set(named[named["claim"] == claim.id]["source"]) <= set(claim.sources)
    for said in (*claim.speaks_for, *claim.speaks_against):
        assert said.sources or said.origin == "our own argument", said.text
    assert any(said.sources for said in (*claim.speaks_for, *claim.speaks_against))


#: Groups in which people and points are counted; they are no results.
GROUPS = {10, 100}
#: Columns that name a row and whose digits are no numbers.
NAMES = {"id", "source", "status", "year"}


def entries():
    """Claim id and raw sentence, with its places not yet filled in, of every piece of evidence."""
    file = tomllib.loads(words_of(LESSON, "claims.toml").read_text(encoding="utf-8"))
    return [(claim["id"], entry) for claim in file["claim"] for side in ("for", "against") for entry in claim[side]]


def known_numbers(rows):
    """All numbers that stand in ``rows`` of data/, times also in minutes, days and weeks."""
    found = set(GROUPS)
    for row in rows:
        about = {name: value for name, value in claims._row(row).items() if name not in NAMES}
        about = {name: re.sub(r"phase \d", "", str(value)) for name, value in about.items()} | {
            "time_hours": about.get("time_hours")
        }
        found |= {float(n) for value in about.values() for n in re.findall(r"\d+(?:\.\d+)?", str(value))}
        hours = about.get("time_hours")
        if hours == hours and hours is not None:
            found |= {round(hours), round(hours / 24), round(hours / 24) + 1, round(hours / 168), round(60 * hours)}
    return found


@pytest.mark.parametrize("id, entry", entries(), ids=lambda part: part if isinstance(part, str) else part["text"][:30])
def test_numbers_written_out_stand_in_the_rows_named(id, entry):
    """Results are places in data/; what is written out (days, names of trials) stands in the rows named."""
    rows = {
        id,
        *entry.get("rows", []),
        *(re.split("[/:~]", place)[0] for place in re.findall(r"\{([^{}]+)\}", entry["text"])),
    }
    written = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", re.sub(r"\{[^{}]+\}", "", entry["text"]))}
    assert written <= known_numbers(rows), written - known_numbers(rows)


def test_most_numbers_of_the_claims_are_places_in_the_data():
    text = " ".join(entry["text"] for _, entry in entries())
    written = [n for n in re.findall(r"\d+(?:\.\d+)?", re.sub(r"\{[^{}]+\}", "", text)) if "." in n]
    assert written == [], "a result is written out"
    assert len(re.findall(r"\{", text)) > 80


@pytest.mark.parametrize(
    "place, words",
    [
        ("tr-transform-2-01", "69.3"),
        ("tr-karma-dep-2-01:abs", "3.16"),
        ("ae-spravato-label-01/comparator_percent", "9"),
        ("C1~FDA approval #", "1970"),
        ("C3~fades by days #", "10 to 12"),
        ("fi-access-12/low", "140,000"),
        ("ketamine.zanos2018.C_dissociation/low", "100"),
    ],
)
def test_a_place_gives_the_number_of_the_data(place, words):
    assert claims.with_numbers(f"x {{{place}}} y") == f"x {words} y"


@pytest.mark.parametrize(
    "place, words",
    [
        ("tr-nothing-01", "it must be an id of claims"),
        ("C1~FDA refusal #", "does not stand in row C1"),
        ("tr-transform-2-01/colour", "is no number of data/"),
        ("fi-access-06", "is no number of data/"),
    ],
)
def test_a_place_that_is_not_there_is_refused(place, words):
    with pytest.raises(ValueError, match=words):
        claims.with_numbers(f"{{{place}}}")


def test_sentences_that_compare_arms_put_the_drug_first():
    """In "69.3 % against 52 %" the first number is of the drug arm, the second of the control."""
    trials = evidence.table("trials").set_index("id")
    text = words_of(LESSON, "claims.toml").read_text(encoding="utf-8")
    pairs = re.findall(r"\{(tr-[\w-]+)\} % against \{(tr-[\w-]+)\} %", text)
    assert len(pairs) >= 6
    for drug, control in pairs:
        assert re.search("ketamine|dextromethorphan", trials.loc[drug, "arm"]), drug
        assert not re.match("ketamine|esketamine|dextro", trials.loc[control, "arm"]), control
        assert trials.loc[drug, "measure"] == trials.loc[control, "measure"]
        same = trials.loc[[drug, control], "time_hours"]
        assert same.nunique(dropna=False) == 1


def test_words_about_suicide_are_safe():
    text = " ".join([*(said.text for said in SAID), *(claim.says + " " + claim.verdict for claim in CLAIMS)]).lower()
    assert not re.search(r"commit|successful|failed attempt|epidemic|prevents suicide", text)
    for sentence in re.findall(r"[^.]*\bprevent\w*[^.]*", text):
        assert "not been shown" in sentence, sentence


def test_recalled_numbers_are_in_no_sentence():
    for said in SAID:
        assert "recalled" not in {claims._row(row)["status"] for row in said.rows}, said.text
    assert "seen second-hand" in " ".join(said.origin for said in SAID)


@pytest.mark.parametrize("first, last", [(1, 5), (6, 10), (11, 14)])
def test_claims_need_no_script_to_be_read(first, last):
    found = claims.Claims(LESSON, first, last)
    page = Page(found.html())
    assert [box["data-claim"] for box in page.all("div") if "data-claim" in box] == [
        f"C{n}" for n in range(first, last + 1)
    ]
    assert len(page.all("details")) == last - first + 1 and all("open" not in fold for fold in page.all("details"))
    assert not {"input", "button", "form"} & {tag for tag, _ in page.tags}
    assert not page.headings
    for claim in found.claims:
        assert claim.says in page.text and f"Verdict: {claim.grade}." in page.text
    assert repr(found).count("\n") == last - first


def test_claims_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match="there are claims 1 to 14"):
        claims.Claims(LESSON, 15, 20)
    with pytest.raises(ValueError, match="there are no claims of '99_x'"):
        claims.all_claims("99_x")


def test_lazy_readers_are_counted():
    assert claims.right_answers(LESSON, "supported") == sum("supported" in claim.right for claim in CLAIMS)
    assert sum(claims.verdict_counts(LESSON).values()) == 14
    words = lesson.lazy_note().text
    for grade in ("supported", "partly"):
        assert f"“{grade}”" in words and str(claims.right_answers(LESSON, grade)) in words


# ---- The calibration part ----------------------------------------------------------------------------------


def test_calibration_part_knows_what_the_page_needs():
    part = lesson.your_calibration()
    data = json.loads(json.dumps(part.data()))
    assert data["key"] == {claim.id: list(claim.right) for claim in CLAIMS}
    assert data["always"] == ["supported", claims.right_answers(LESSON, "supported")]
    assert set(data["usual"]) == {str(level) for level in claims.SURENESS}
    assert data["usual"]["80"][13] == list(calibration.usual_range(80, 14)) and len(data["usual"]["80"]) == 14
    assert {level for level, _ in EXAMPLE} <= set(claims.SURENESS) and len(EXAMPLE) == 14
    page = Page(part.html())
    assert "made-up reader" in page.text.lower() and len(page.all("img")) == 1


def test_example_reader_is_drawn_as_counted_and_says_that_it_is_made_up():
    sure, right = zip(*EXAMPLE, strict=True)
    found = charts.calibration_chart(sure, right)
    (ax,) = found.fig.axes
    points = {(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines if len(line.get_xdata()) == 1}
    assert points == {(level.sure, level.share) for level in calibration.by_level(sure, right)}
    words = [text.get_text() for text in ax.texts]
    assert "example, made up" in words and "made up" in found.title
    for level in calibration.by_level(sure, right):
        assert f"{level.right} of {level.answers}" in words
    assert f"{calibration.brier_score(sure, right):.2f}" in found.caption
    assert np.mean(sure) > 100 * np.mean(right) and "surer than right" in found.title


@pytest.mark.parametrize("view, least", [("page", 11), ("projector", 18)])
def test_words_of_the_example_reader_can_be_read(view, least):
    with style.in_style_context(view):
        found = lesson.your_calibration().example
        assert looks.problems(looks.words_drawn(found.fig), found.fig, least, contrast) == []


# ---- Charts and explorers ----------------------------------------------------------------------------------


@functools.cache
def explorer(name):
    return lesson.EXPLORERS[name]()


def test_results_are_rows_of_the_data():
    value = evidence.table("trials").set_index("id")["value"]
    assert results()["relapse"].percent == value["tr-sustain-1-01"]
    assert results()["relapse"].control_percent == value["tr-sustain-1-02"]
    events = evidence.table("adverse_events").set_index("id")
    for key, row in (
        ("urination", "ae-spravato-label-26"),
        ("severe", "ae-transform-1and2-01"),
        ("nausea", "ae-lexapro-label-01"),
    ):
        assert (results()[key].percent, results()[key].control_percent) == tuple(
            events.loc[row, ["percent", "comparator_percent"]]
        )
    assert all(result.status in {"primary", "secondary"} for result in results().values())
    assert (results()["nausea"].status, results()["severe"].status) == ("secondary", "primary")


@pytest.mark.parametrize("key", results())
def test_squares_count_the_people_that_the_sentence_mentions(key):
    for telling in drawings.TELLINGS:
        told = drawings.told(key, telling)
        compared, (left, right) = told.compared, told.squares
        empty, pale, same, changed = range(4)
        extra = abs(round(compared.with_drug) - round(compared.without))
        if telling == "ratio":
            assert (left == same).sum() == round(compared.without) and (right == same).sum() == round(
                compared.with_drug
            )
            assert not np.isin([left, right], (pale, changed)).any()
        elif telling == "extra":
            assert (left == changed).sum() + (right == changed).sum() == extra and not (
                np.array([left, right]) == same
            ).any()
        elif telling == "arms":
            for group, count in ((left, compared.without), (right, compared.with_drug)):
                assert np.isin(group, (same, changed)).sum() == round(count) and (group != empty).all()
            assert (left == changed).sum() + (right == changed).sum() == extra
        else:
            assert (right == changed).sum() == 1 and (right != empty).sum() == round(compared.one_in)


def test_readout_of_a_result_gives_the_numbers_of_its_telling():
    for key, result in results().items():
        compared = result.compared()
        words = {
            telling: explorer("11-telling").words(article_result=key, telling=telling)[0]
            for telling in drawings.TELLINGS
        }
        shown = f"{-compared.percent_more:.0f} %" if compared.extra < 0 else f"{compared.ratio:.1f}".removesuffix(".0")
        assert f" {shown} " in words["ratio"]
        assert f"{abs(compared.extra):.0f} {'fewer' if compared.extra < 0 else 'more'}" in words["extra"]
        assert f"{compared.without:.0f} of 1,000" in words["arms"] and f"{compared.with_drug:.0f} with" in words["arms"]
        assert f"every {compared.one_in:.0f} people" in words["one_in"]
        assert len(set(words.values())) == 4


def test_no_explorer_gives_a_prediction_away():
    compared = asked().compared()
    assert asked().label not in {result.label for result in results().values()}
    assert (round(compared.ratio), round(compared.extra)) == (10, 45)
    for key, result in results().items():
        words = explorer("11-telling").words(article_result=key, telling="ratio")[0]
        assert f"{abs(result.compared().extra):.0f} " not in words, "a ratio must not tell the people"


def test_headlines_say_fewer_where_there_are_fewer():
    for key, telling in itertools.product(results(), drawings.TELLINGS):
        told = drawings.told(key, telling)
        words = drawings.headline(told)
        if telling != "arms":
            assert bool(re.search("less|fewer", words)) == (told.compared.extra < 0), words


def test_readout_of_a_baseline_is_the_model():
    for values in explorer("11-baseline").settings():
        told = drawings.carried(**values).compared
        words = explorer("11-baseline").words(**values)[0]
        own = results()[values["article_result"]].compared()
        made = risks.carried_over(own.ratio, values["baseline_people"])
        assert told == made
        count = f"{abs(made.extra):.1f}".removesuffix(".0")
        assert f"means {count} {'fewer' if made.extra < 0 else 'more'} of 1,000" in words
        assert ("as in the trial itself" in words) == (abs(own.without - values["baseline_people"]) < 0.5)


@style.in_style
def test_ring_stands_at_the_trials_own_baseline_or_says_that_it_is_off():
    for key, result in results().items():
        carried = drawings.carried(key, 20)
        crowd, ax = drawings.baseline_axes(style.blank(9, 4))
        drawings.draw_baseline((crowd, ax), carried)
        _, line, point, *ring = (line.get_xydata() for line in ax.lines)
        compared, (said,) = result.compared(), [text.get_text() for text in ax.texts if "trial" in text.get_text()]
        if compared.without <= drawings.MOST_BASELINE:
            assert np.array(ring).tolist() == [[[compared.without, compared.extra]]]
            assert said == "ring: the trial itself"
        else:
            assert not ring and f"{compared.without:.0f}, off" in said
        assert line[:, 1] / line[:, 0] == pytest.approx(compared.ratio - 1)
        assert point.tolist() == [[20, carried.compared.extra]]
        assert ax.get_title("left") == f"Same ratio: {compared.ratio:.2g} times"
        assert np.array_equal(seen_squares(crowd), carried.squares)


def seen_squares(ax) -> np.ndarray:
    """Return what each of 1,000 squares drawn on ``ax`` is, by its colour, in the order of the people."""
    (image,) = ax.images
    people = np.swapaxes(image.get_array(), 0, 1).reshape(-1, 3)
    colours = np.array([to_rgb(colour) for colour in ("white", "#e0e0e0", "#858585", style.KETAMINE)])
    same = np.isclose(people[:, np.newaxis], colours).all(axis=2)
    assert (same.sum(axis=1) == 1).all()
    return same.argmax(axis=1)


@pytest.mark.parametrize("telling", drawings.TELLINGS)
@style.in_style
def test_only_those_whom_the_sentence_mentions_are_drawn(telling):
    told, axes = drawings.told("urination", telling), drawings.telling_axes(style.blank(9, 4))
    drawings.draw_telling(axes, told)
    for ax, squares, arm in zip(axes, told.squares, ("placebo spray", "spray"), strict=True):
        assert np.array_equal(seen_squares(ax), squares)
        assert f"1,000 people: {arm}" in [text.get_text() for text in ax.texts]
    said = looks.words(axes[0].figure)
    assert drawings.headline(told) in said and ("not mentioned" in said) == (telling != "arms")


def test_readout_of_luck_is_the_binomial_range():
    for values in explorer("11-luck").settings():
        sure, n = values["sureness"], values["answers"]
        low, high = (int(end) for end in binom.interval(0.95, n, sure / 100))
        words = explorer("11-luck").words(**values)[0]
        assert f"gets {low} to {high} right" in words and f"{100 * low / n:.0f} % to {100 * high / n:.0f} %" in words


def test_bars_of_luck_are_the_chances():
    (ax,) = explorer("11-luck").figure(sureness=80, answers=14).axes
    rare, usual, sure = ax.lines
    tops = {}
    for line in (usual, rare):
        x, y = line.get_data()
        tops |= dict(zip(x[1::3], y[1::3], strict=True))
    chances = binom.pmf(np.arange(15), 14, 0.8)
    assert [tops[x] for x in sorted(tops)] == pytest.approx(chances / chances.max())
    assert len(usual.get_xdata()) == 3 * 7 and sure.get_xdata() == [80, 80]
    (band,) = ax.collections
    low, high = binom.interval(0.95, 14, 0.8)
    assert band.get_paths()[0].get_extents().intervalx == pytest.approx([100 * (low - 0.5) / 14, 100])
    assert high == 14, "so the band ends at 100 %"


def test_side_effects_are_drawn_as_two_labels_print_them():
    rows = side_effects()
    found = charts.ratios_and_people()
    (ax,) = found.fig.axes
    drawn = sorted((line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines)
    assert np.allclose(drawn, sorted(zip(rows["ratio"], rows["extra"], strict=True)))
    assert len(drawn) > 30
    hollow = {line.get_marker() for line in ax.lines if line.get_markerfacecolor() == "white"}
    assert hollow == {"v"}, "the label of escitalopram was seen second-hand"
    for row in rows.itertuples():
        assert row.extra == pytest.approx(10 * (row.percent - row.comparator_percent))


def test_title_of_the_side_effects_is_true():
    rows = side_effects().set_index("event")
    few, many = rows.loc["pollakiuria"], rows.loc["dissociation"]
    assert few["ratio"] > many["ratio"] and few["extra"] < many["extra"] / 10


def test_verdicts_are_counted_and_the_claims_stay_hidden():
    answer = lesson.predict_verdicts().answer
    counts = claims.verdict_counts(LESSON)
    (ax,) = answer.fig.axes
    assert [len(line.get_xdata()) for line in ax.lines] == list(counts.values())
    assert list(answer.table["Claims"]) == list(counts.values())
    assert not re.search(r"C\d|[Cc]laim \d", answer.alt + answer.caption + answer.table.to_string())


def test_predictions_reply_exactly_once_and_mark_the_number_guessed():
    for part in (lesson.predict_people(), lesson.predict_verdicts()):
        assert sum(guess.reply.startswith("Exactly") for guess in part.guesses) == 1
    people = lesson.predict_people()
    compared = asked().compared()
    ax = people.answer.fig.axes[0]
    for guess in people.guesses:
        more = int(guess.text.split()[0])
        spot = ax.transData.transform((compared.without + more, 0))[0] / ax.figure.canvas.get_width_height()[0]
        assert guess.mark[0][0] == pytest.approx(spot, abs=1e-3)
        assert guess.reply.startswith("More") == (more > compared.extra + 0.5)


# ---- Checks, exercises, quiz -------------------------------------------------------------------------------


def test_check_table_keeps_its_misses_first_and_says_why():
    frame = lesson.check_table().frame
    agrees = list(frame["Agrees?"])
    assert (
        agrees == sorted(agrees, key=lambda word: word == "yes")
        and agrees.count("NO") == 6
        and agrees.count("yes") == 5
    )
    assert all(len(why) > 10 for why in frame[frame["Agrees?"] == "NO"]["Why not"])
    assert all(source.sources[0].url for source in frame["Source"])
    rows = dict(zip(frame["What"], frame["Recomputed"], strict=True))
    assert rows["SUSTAIN-3: years of follow-up, all people together"].endswith("= 4104 years")
    assert rows["Winstock 2012: people with urinary symptoms"] == "26.5 %"


def test_wordings_have_numbers_from_the_data():
    frame = lesson.wordings_and_numbers().frame
    assert len(frame) >= 6 and frame["What was found"].str.contains(r"\d").all()
    assert "{" not in frame.to_string()
    assert "17.3 %" in frame["What was found"][0] and "9.4 %" in frame["What was found"][0]


def article():
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "markdown" and "Lumarel" in cell.source and "<details" not in cell.source:
            return cell.source
    raise AssertionError("no article")


def solution():
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if "marked sentence by sentence" in cell.source:
            return cell.source
    raise AssertionError("no solution")


def test_article_is_made_up_and_its_solution_marks_the_planted_faults():
    text = article()
    assert "made up" in text
    assert [int(n) for n in re.findall(r"\*\*(\d+)\*\* ", text)] == list(reading_claims_checks.SENTENCES)
    marked = {int(n) for n in re.findall(r"- \*\*(\d+), fault", solution())}
    assert marked == reading_claims_checks.FAULTS and len(marked) == 6
    fair = {int(n) for n in re.findall(r"\*\*(\d+)\*\*", solution().split("Fair:")[1])}
    assert fair == set(range(1, 12)) - marked


def test_self_check_of_the_headlines():
    more = tuple(
        risks.compare_risks(row["comparator_percent"], row["percent"]).extra
        for _, row in evidence.table("adverse_events")
        .set_index("id")
        .loc[["ae-spravato-label-26", "ae-spravato-label-06"]]
        .iterrows()
    )
    assert more[0] < more[1], "the small ratio concerns more people"
    assert lesson.check_people(more).passed and not lesson.check_people(more[::-1]).passed
    assert "of 100" in lesson.check_people(tuple(value / 10 for value in more)).text


def test_solution_of_the_score_says_what_the_numbers_say():
    one = calibration.brier_score([95] * 14, [True] * 10 + [False] * 4)
    other = calibration.brier_score([60] * 14, [True] * 9 + [False] * 5)
    assert other < one


def test_quiz_says_true_things_about_numbers():
    texts = [q.text + " ".join(o.text + o.why for o in q.options) for q in quiz.questions(LESSON)]
    assert f"{-results()['relapse'].compared().percent_more:.0f} %" in texts[0]
    assert "about 3 of 100 tries" in texts[3] and binom.cdf(4, 6, 0.95) == pytest.approx(0.03, abs=0.005)
    places = [[o.right for o in q.options].index(True) for q in quiz.questions(LESSON)]
    assert len(set(places)) >= 3
    assert all(o.misconception for q in quiz.questions(LESSON) for o in q.options if not o.right)


def test_help_stands_right_before_the_claim_that_names_suicide():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    (help_at,) = [i for i, cell in enumerate(cells) if cell.source == HELP]
    first = min(i for i, cell in enumerate(cells) if "grade_claims(1, 5)" in cell.source)
    assert help_at < first <= help_at + 2

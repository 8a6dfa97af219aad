"""Lesson 11 on a page without a kernel: claims graded by key, kept by the browser, drawn, deleted again."""

import functools
import json
import re
import tempfile
from pathlib import Path

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from test_nbviewer import SERIOUS, TEMPLATES_OWN
from twoclocks.book.publish import NOTEBOOKS
from twoclocks.kit import claims
from twoclocks.lessons.reading_claims.words import LESSON
from twoclocks.models import calibration

pytestmark = pytest.mark.browser

CLAIMS = claims.all_claims(LESSON)
LEVELS = list(claims.SURENESS)
KEPT = "Your grades stay in this browser on this machine; nothing is sent anywhere."
#: What a page finds whose storage throws, as sandboxed pages and some private windows do.
REFUSES = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"


@functools.cache
def exported() -> Path:
    return browser.export(NOTEBOOKS / f"{LESSON}.ipynb", Path(tempfile.mkdtemp()))


@pytest.fixture
def opened(new_page):
    """Open the lesson; gives the page and what was heard of it."""

    def open_page(script="", **options):
        page, heard = new_page(**options)
        if script:
            page.add_init_script(script)
        page.goto(exported().as_uri(), wait_until="load")
        return page, heard

    return open_page


def box_of(page, claim):
    return page.locator(f".tc-claim[data-claim={claim.id}]")


def grade(page, claim, answer, sure):
    """Grade one claim with keys alone, as a reader does who has no mouse."""
    box = box_of(page, claim)
    for name, options, wanted in (("grade", list(claims.GRADES), answer), ("sure", LEVELS, sure)):
        box.locator(f"input[name=tc-{name}-{claim.id}]").first.focus()
        page.keyboard.press("Space")
        for _ in range(options.index(wanted)):
            page.keyboard.press("ArrowDown")
    lock = box.get_by_role("button", name="Lock in my grade")
    lock.focus()
    page.keyboard.press("Enter")


def kept(page):
    return page.evaluate(f"() => JSON.parse(localStorage.getItem('{claims.STORE}'))")


def plan():
    """Claim, grade and sureness of a reader who is right on all but every third claim, over all levels."""
    wrong = {claim.id: next(g for g in claims.GRADES if g not in claim.right) for claim in CLAIMS}
    return [
        (claim, wrong[claim.id] if n % 3 == 0 else claim.right[n % len(claim.right)], LEVELS[n % len(LEVELS)])
        for n, claim in enumerate(CLAIMS)
    ]


def test_nothing_is_given_away_and_nothing_is_chosen_before_a_grade(opened):
    page, heard = opened()
    assert page.locator(".tc-claim").count() == len(CLAIMS)
    assert page.locator(".tc-claim details:visible").count() == 0
    assert page.locator(".tc-claim input:checked").count() == 0
    for claim in CLAIMS:
        assert box_of(page, claim).get_by_role("button", name="Lock in my grade").is_disabled()
        box_of(page, claim).locator("input[type=radio]").first.check()
        assert box_of(page, claim).get_by_role("button", name="Lock in my grade").is_disabled(), "sureness is missing"
    assert page.locator("svg.tc-calibration").count() == 0
    assert page.locator(".tc-example img").is_visible()
    assert "made-up example reader" in page.locator(".tc-calibrate").get_by_role("status").inner_text()
    assert page.get_by_role("button", name="Delete all my grades").is_disabled()
    assert {text for text in page.locator(".tc-kept").all_inner_texts()} == {KEPT}
    assert heard.errors == []


def test_all_claims_graded_by_key_are_drawn_kept_and_deleted(opened):
    page, heard = opened()
    for claim, answer, sure in plan():
        grade(page, claim, answer, sure)
        box = box_of(page, claim)
        assert box.locator("details").evaluate("fold => fold.open && !fold.hidden")
        said = box.get_by_role("status").inner_text()
        assert said.startswith(f"You graded claim {claim.number} as {answer}, {sure} % sure.")
        assert (claim.grade in said.split("sure. ")[1]) or answer == claim.grade
        assert ("agrees" in said) == (answer == claim.grade)
        assert ("counts as right" in said) == (answer in claim.also)
        assert box.locator("fieldset").evaluate_all("fields => fields.every(field => field.disabled)")

    # The picture agrees with the model.
    sure, right = [level for *_, level in plan()], [answer in claim.right for claim, answer, _ in plan()]
    check_picture(page, sure, right)
    assert kept(page) == {claim.id: {"grade": answer, "sure": level} for claim, answer, level in plan()}

    # Opened again, the grades are there; deleted, nothing is left.
    page.reload()
    check_picture(page, sure, right)
    first = box_of(page, CLAIMS[0])
    assert first.locator("input:checked").evaluate_all("all => all.map(input => input.value)") == [
        plan()[0][1],
        str(plan()[0][2]),
    ]
    reset = page.get_by_role("button", name="Delete all my grades")
    reset.focus()
    page.keyboard.press("Enter")
    assert kept(page) is None
    assert page.evaluate("() => Object.keys(localStorage).filter(key => key.includes('two-clocks'))") == []
    assert page.locator("svg.tc-calibration").count() == 0 and page.locator(".tc-example img").is_visible()
    assert page.locator(".tc-claim details:visible").count() == 0
    assert page.locator(".tc-claim input:checked").count() == 0
    assert page.locator(".tc-claim input:enabled").count() > 0
    grade(page, CLAIMS[0], "partly", 60)
    assert kept(page) == {"C1": {"grade": "partly", "sure": 60}}
    assert heard.errors == []


def check_picture(page, sure, right):
    """The drawn points, the table and the sentence say what models/calibration.py says."""
    levels = calibration.by_level(sure, right)
    picture = page.locator("svg.tc-calibration")
    words = picture.locator("text").all_text_contents()
    circles = picture.locator("circle").evaluate_all(
        "all => all.map(c => [Number(c.getAttribute('cx')), Number(c.getAttribute('cy'))])"
    )
    assert len(circles) == len(levels)
    ends = picture.locator("line[stroke-dasharray]").evaluate(
        "l => ['x1', 'y1', 'x2', 'y2'].map(name => Number(l.getAttribute(name)))"
    )
    for level, (x, y) in zip(levels, circles, strict=True):
        assert x == pytest.approx(ends[0] + level.sure / 100 * (ends[2] - ends[0]))
        assert y == pytest.approx(ends[1] + level.share / 100 * (ends[3] - ends[1]))
        assert f"{level.right} of {level.answers}" in words
    said = page.locator(".tc-calibrate").get_by_role("status").inner_text()
    good = sum(right)
    assert (
        f"You graded {len(sure)} of {len(CLAIMS)} claims and were right on {good} ({round(100 * good / len(sure))} "
        "%)." in said
    )
    assert f"Your Brier score is {calibration.brier_score(sure, right):.2f} " in said
    assert said in picture.get_attribute("aria-label")
    rows = page.locator(".tc-mine tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(c => c.textContent))"
    )
    assert rows == [
        [f"{level.sure:.0f} % sure", str(level.answers), str(level.right), f"{round(level.share)} %", usual(level)]
        for level in levels
    ]


def usual(level):
    low, high = calibration.usual_range(level.sure, level.answers)
    return f"{low} right" if low == high else f"{low} to {high} right"


def test_a_claim_shown_without_a_grade_is_not_counted(opened):
    page, _ = opened()
    box_of(page, CLAIMS[2]).get_by_role("button", name="Show without grading: claim 3").press("Enter")
    assert box_of(page, CLAIMS[2]).locator("details").evaluate("fold => fold.open")
    assert "not counted" in box_of(page, CLAIMS[2]).get_by_role("status").inner_text()
    assert page.locator("svg.tc-calibration").count() == 0
    grade(page, CLAIMS[0], CLAIMS[0].grade, 80)
    assert "You graded 1 of 14" in page.locator(".tc-calibrate").get_by_role("status").inner_text()


def test_where_nothing_may_be_stored_the_page_says_so_and_still_works(opened):
    page, heard = opened(REFUSES)
    kept = page.locator(".tc-kept").all_inner_texts()
    assert kept and all("may not store anything" in text for text in kept)
    for claim in (CLAIMS[0], CLAIMS[-1]):
        grade(page, claim, claim.grade, 95)
    assert "right on 2 (100 %)" in page.locator(".tc-calibrate").get_by_role("status").inner_text()
    page.get_by_role("button", name="Delete all my grades").press("Enter")
    assert page.locator("svg.tc-calibration").count() == 0
    assert heard.errors == []


@pytest.mark.parametrize(
    "stored",
    [
        "not json",
        "[]",
        "null",
        '{"C1": {"grade": "wonderful", "sure": 80}, "C2": 7, "C3": {"grade": "partly", "sure": 33}}',
    ],
)
def test_what_is_stored_but_is_no_grade_is_left_alone(opened, stored):
    page, heard = opened(f"localStorage.setItem('{claims.STORE}', {json.dumps(stored)})")
    assert page.locator("svg.tc-calibration").count() == 0
    assert page.locator(".tc-claim details:visible").count() == 0
    assert heard.errors == []


def test_nothing_leaves_the_machine(opened):
    page, heard = opened()
    before = len(heard.refused)
    for claim in CLAIMS[:3]:
        grade(page, claim, claim.grade, 60)
    assert len(heard.refused) == before
    assert page.context.cookies() == []


def test_without_scripts_evidence_waits_behind_a_fold(chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(exported().as_uri())
    for claim in CLAIMS:
        fold = box_of(page, claim).locator("details")
        assert fold.is_visible() and fold.get_attribute("open") is None
    assert page.locator(".tc-grade").count() == 0
    assert page.locator(".tc-example img").is_visible()
    context.close()


@pytest.mark.parametrize("width", [1200, 420])
def test_graded_page_has_no_barrier_and_nothing_sticks_out(opened, width):
    page, _ = opened(width=width)
    for claim, answer, sure in plan()[:9]:
        grade(page, claim, answer, sure)
    found = Axe().run(
        page, context={"include": [[".jp-Cell"]], "exclude": TEMPLATES_OWN}, options={"resultTypes": ["violations"]}
    )
    said = [
        f"{problem['id']}: {node['html'][:150]}"
        for problem in found.response["violations"]
        if problem["impact"] in SERIOUS
        for node in problem["nodes"]
    ]
    assert said == []
    parts = page.locator(".tc-claim, svg.tc-calibration").all()
    assert len(parts) > 1
    for part in parts:
        box = part.bounding_box()
        assert box["x"] + box["width"] <= width + 1
    labels = page.locator("svg.tc-calibration text").evaluate_all(
        "all => all.filter(t => /^\\d+ of \\d+$/.test(t.textContent))"
        ".map(t => { const b = t.getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom]; })"
    )
    for n, one in enumerate(labels):
        for other in labels[n + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, "two labels of points overlap"


def test_keys_pressed_in_a_form_stay_there(opened):
    """JupyterLab takes letters and arrows as commands; the forms must not let them through."""
    page, _ = opened()
    page.evaluate("() => { window.heard = []; document.addEventListener('keydown', e => window.heard.push(e.key)); }")
    grade(page, CLAIMS[0], "partly", 60)
    assert not [key for key in page.evaluate("() => window.heard") if re.match("Arrow|Enter| ", key)]

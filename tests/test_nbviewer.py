"""Each lesson as nbviewer shows it: its template in its page frame, in a real browser, network blocked, no kernel.

Each is opened twice: as it comes, where the checks do one after the other what a reader does from top to bottom, and with
every fold open, where they look and leave all as it was.
"""

import browser
import nbformat
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from samples import prediction, small
from twoclocks.kit import quiz, style
from twoclocks.kit.controls import slider

pytestmark = pytest.mark.browser

#: The template loads these for formulas and old widgets; with the network blocked their absence is no fault of ours.
TEMPLATE_ASKS = "https://cdnjs.cloudflare.com/ajax/libs/"
#: What axe finds in the template's own frame around the cells, not in anything that a lesson writes.
TEMPLATES_OWN = [[".jp-InputPrompt"], [".jp-OutputPrompt"], [".anchor-link"], [".jp-InputArea-editor"]]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def exported(lesson, tmp_path_factory):
    """The lesson as HTML; made once, because making it takes seconds."""
    return browser.export(lesson, tmp_path_factory.mktemp("exported"))


@pytest.fixture(scope="module")
def visit(exported, chromium):
    """The lesson as it opens; gives the page and what was heard of it."""
    page, heard = browser.new_page(chromium)
    page.goto(exported.as_uri(), wait_until="load")
    yield page, heard
    page.context.close()


@pytest.fixture(scope="module")
def unfolded_visit(exported, chromium):
    page, heard = browser.new_page(chromium)
    page.goto(exported.as_uri(), wait_until="load")
    yield page, heard
    page.context.close()


@pytest.fixture
def unfolded(unfolded_visit):
    """The lesson with every fold open, whatever the check before this one did with them."""
    page, heard = unfolded_visit
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    return page, heard


def test_page_opens_without_complaint(visit):
    page, heard = visit
    text = page.locator("body").inner_text()
    for dead in ("Error displaying widget", "model not found", "Loading widget", "Traceback"):
        assert dead not in text
    assert heard.errors == []
    assert all(address.startswith(TEMPLATE_ASKS) for address in heard.refused), heard.refused
    # For each refused address the console has one line; there must be no other.
    assert [line for line in heard.console if "net::ERR_FAILED" not in line] == []
    assert len(heard.console) <= len(heard.refused)


def test_pictures_are_all_there(unfolded):
    page, _ = unfolded
    page.evaluate("() => Promise.all([...document.images].map(picture => picture.decode().catch(() => {})))")
    assert page.locator("img").count() > 0
    broken = page.evaluate("() => [...document.images].filter(p => !p.hidden && !p.naturalWidth).map(p => p.alt)")
    assert broken == []


def test_folds_look_and_act_like_folds(unfolded):
    """Bootstrap makes summaries plain blocks: without their triangle nobody sees that there is more to read."""
    page, heard = unfolded
    folds = page.locator(".jp-Cell summary")
    assert folds.count() > 0
    plain = page.evaluate("""() => [...document.querySelectorAll('.jp-Cell summary')].filter(fold => {
      const look = getComputedStyle(fold);
      return look.display !== 'list-item' || !look.listStyleType.startsWith('disclosure') || look.cursor !== 'pointer';
    }).map(fold => fold.textContent)""")
    assert plain == []
    # One in the text and one in an output, as the screen shows them: without its marker the picture is another.
    for query in (".jp-MarkdownCell summary", ".jp-OutputArea summary"):
        for fold in page.locator(query).all()[:1]:
            marked = fold.screenshot()
            fold.evaluate("fold => { fold.style.listStyle = 'none'; }")
            assert fold.screenshot() != marked
            fold.evaluate("fold => { fold.style.listStyle = ''; }")
            was = fold.evaluate("fold => fold.parentElement.open")
            fold.click()
            assert fold.evaluate("fold => fold.parentElement.open") != was
            fold.click()
            assert fold.evaluate("fold => fold.parentElement.open") == was
    assert heard.errors == []


def test_keys_legends_and_captions_are_not_bootstraps(unfolded):
    """Key names can be read; legends and captions have the letters and the ink of the text around them."""
    page, _ = unfolded
    looks = page.evaluate("""() => [...document.querySelectorAll('.jp-Cell :is(kbd, legend, caption, figcaption)')].map(node => {
      const [own, around] = [node, node.parentElement].map(part => getComputedStyle(part));
      return { tag: node.tagName, size: parseFloat(own.fontSize) / parseFloat(around.fontSize),
               color: own.color, ink: around.color,
               ground: own.backgroundColor, rule: node.tagName === 'LEGEND' ? own.borderBottomWidth : '0px' }; })""")
    for look in looks:
        assert look["color"] == look["ink"] and look["rule"] == "0px", look
        assert look["ground"] == "rgba(0, 0, 0, 0)", look
        assert 0.85 <= look["size"] <= 1.1, look


def explorers_with_a_readers_model(lesson) -> int:
    """Return how many there are in ``lesson``: on a page without a kernel each is a still picture, as kit/own_model says."""
    outputs = [output for cell in nbformat.read(lesson, as_version=4).cells for output in cell.get("outputs", [])]
    return sum(o.get("metadata", {}).get("twoclocks", {}).get("name", "").endswith("-own") for o in outputs)


def test_every_control_moves_its_picture_by_key(visit, lesson):
    page, heard = visit
    found = browser.explorers_on(page)
    stills = page.locator(".tc-explorer", has_text="To move the controls, run all cells").count()
    assert len(found) + stills == page.locator(".tc-explorer").count()
    assert stills == explorers_with_a_readers_model(lesson)
    for explorer in found:
        start, seen = explorer.look(), explorer.picture()
        for control in explorer.controls():
            before, after = explorer.move(control)
            assert after.values != before.values, explorer.title
            assert after.pictures != before.pictures, explorer.title
            assert after.readout and after.readout in after.alt
        moved = explorer.look()
        assert (moved.readout, moved.alt) != (start.readout, start.alt), explorer.title
        assert difference(explorer.picture(), seen) > 0.1, f"{explorer.title}: the picture looks the same"
        explorer.reset()
        explorer.wait_for_answer(moved)
        back = explorer.look()
        assert (back.values, back.readout, back.alt) == (start.values, start.readout, start.alt), explorer.title
        assert difference(explorer.picture(), seen) < 0.1, f"{explorer.title}: Reset does not lead back to the start"
    assert heard.errors == []


def difference(one, other):
    """Mean difference of two pictures, 0 to 255."""
    assert one.size == other.size
    return np.abs(np.asarray(one.convert("RGB")).astype(int) - np.asarray(other.convert("RGB"))).mean()


def test_ends_of_every_slider_have_pictures(visit):
    page, heard = visit
    for explorer in browser.explorers_on(page):
        for control in explorer.controls():
            for key, end in (("End", "max"), ("Home", "min")):
                if control.locator("input[type=range]").count():
                    if control.locator("input[type=range]").evaluate(
                        "(slider, end) => slider.value === slider[end]", end
                    ):
                        continue  # it starts there, and pressing the key changes nothing
                    before = explorer.look()
                    explorer.press(control, key)
                    explorer.wait_for_answer(before)
                    assert explorer.look().values != before.values
    assert heard.errors == []


def test_committed_guess_opens_the_answer_and_is_drawn_on_it(visit, lesson):
    page, heard = visit
    parts = page.locator(".tc-prediction").all()
    assert len(parts) == lesson.read_text(encoding="utf-8").count(r"class=\"tc tc-prediction\"")
    for part in parts:
        answer = part.locator("details").first
        lock = part.get_by_role("button", name="Lock in my guess")
        assert answer.get_attribute("open") is None
        if part.locator("input[type=radio]").count():
            assert lock.is_disabled(), "no guess is made for the reader"
            part.locator("input[type=radio]").first.focus()
            page.keyboard.press("Space")
        else:
            part.locator("input[type=range]").focus()
            page.keyboard.press("ArrowRight")
        lock.press("Enter")
        assert answer.get_attribute("open") is not None
        said = part.get_by_role("status").inner_text()
        assert said.startswith("Your guess: ") and len(said.split(". ", 1)[1].split()) >= 3
        assert lock.is_disabled() and part.locator("fieldset").evaluate("f => f.disabled"), "a guess is made once"
        assert answer.get_by_text("your guess", exact=True).is_visible()
        line = answer.locator("polyline")
        box, picture = line.bounding_box(), answer.locator("img").bounding_box()
        assert picture["x"] - 2 <= box["x"] <= picture["x"] + picture["width"] + 2
    assert heard.errors == []


def test_guess_without_a_place_on_the_picture_is_answered_in_words(new_page):
    page, heard = new_page()
    page.set_content(prediction(kind="choice").html())
    page.get_by_role("radio", name="2 h").check()
    page.get_by_role("button", name="Lock in my guess").click()
    assert page.get_by_role("status").inner_text() == "Your guess: 2 h. Too late."
    assert page.locator("details").first.get_attribute("open") is not None
    assert page.locator("polyline").count() == 0 and heard.errors == []


def playing(page):
    """An explorer whose slider plays, on ``page``: the explorer, its button, and a way to wait for a position."""
    levels = slider("level", "Level", "dose", [0.1, 0.3, 0.5, 0.7, 0.9], 0.5, plays=True)
    found = small(controls=[levels], model=lambda level: level)
    page.set_content(found.html(found.page()))
    (explorer,) = browser.explorers_on(page)

    # The page itself notes where the slider has been: on a busy machine a look from outside may come a step too late.
    explorer.view.evaluate("""view => { window.been = [];
      setInterval(() => window.been.push(view.querySelector('input').value), 10); }""")

    def reached(position):
        page.wait_for_function("at => window.been.includes(String(at))", arg=position)
        page.evaluate("() => { window.been = []; }")

    return explorer, explorer.view.get_by_role("button", name="Play or pause: Level"), reached


def test_play_moves_the_slider_to_its_end_and_then_from_its_start(new_page):
    page, heard = new_page()
    explorer, play, reached = playing(page)
    first = explorer.look()
    play.press("Enter")
    assert play.inner_text() == "Pause"
    reached(4)
    page.wait_for_function("button => button.textContent === 'Play'", arg=play.element_handle())
    assert explorer.look().pictures != first.pictures and explorer.look().readout != first.readout
    play.press("Enter")
    reached(0)
    reached(2)
    assert heard.errors == []


@pytest.mark.parametrize("stop", ["Pause", "Reset", "by hand"])
def test_playing_stops_when_the_reader_wants_it(new_page, stop):
    page, heard = new_page()
    explorer, play, reached = playing(page)
    play.press("Enter")
    reached(3)
    if stop == "by hand":
        explorer.press(explorer.controls()[0], "Home")
    elif stop == "Reset":
        explorer.reset()
    else:
        play.press("Enter")
    assert play.inner_text() == "Play"
    at = explorer.look().values
    # Longer than any step: were the clock still ticking, the slider would have moved.
    page.evaluate("() => new Promise(done => setTimeout(done, 1500))")
    assert explorer.look().values == at
    assert explorer.view.locator(".tc-readout").get_attribute("aria-live") is None and heard.errors == []


#: As wide as a page on a page, and wider on a projector [inches].
WIDE = (9.2, 3.0)


def test_picture_for_a_projector_is_shown_at_its_own_size(new_page):
    with style.in_style_context("projector"):
        wide = small(size=WIDE)
        html = wide.html(wide.page())
        width = 100 * style.in_view(*WIDE)[0]
    page, heard = new_page(width=1500)
    page.set_content(html)
    (found,) = browser.explorers_on(page)
    assert found.view.locator(".tc-stage").bounding_box()["width"] == pytest.approx(width, abs=1) and width > 920
    assert heard.errors == []


def test_quiz_explains_and_counts(visit, lesson):
    page, heard = visit
    parts = page.locator(".tc-quiz").all()
    assert len(parts) == lesson.read_text(encoding="utf-8").count(r"class=\"tc tc-quiz\"")
    for part in parts:
        count = part.get_by_role("group").filter(has=page.locator("details")).count()
        score = part.locator(".tc-score")
        assert score.inner_text() == ""
        for number in range(1, count + 1):
            question = part.locator(f"details[data-question='{number}']")
            wrong = question.and_(page.locator("[data-right=no]")).first
            right = question.and_(page.locator("[data-right=yes]"))
            # The first answer counts: right for odd questions, wrong and then right for even ones.
            for option in [right] if number % 2 else [wrong, right]:
                option.locator("summary").focus()
                page.keyboard.press("Enter")
                option.locator("p").first.wait_for(state="visible")
                text = option.locator("p").first.inner_text()
                assert text.startswith("Yes." if option is right else "Not this one.") and len(text.split()) > 5
        good = (count + 1) // 2
        expected = f"{good} of {count} right at the first try ({count} questions)."
        page.wait_for_function("([score, text]) => score.textContent === text", arg=[score.element_handle(), expected])
    assert heard.errors == []


def test_quiz_of_the_page_is_the_quiz_of_the_file(lesson, visit):
    page, _ = visit
    if page.locator(".tc-quiz").count():
        assert page.locator(".tc-quiz details").count() == sum(len(q.options) for q in quiz.questions(lesson.stem))


@pytest.mark.parametrize("width", [1200, 600])
def test_nothing_sticks_out_to_the_right(unfolded, width):
    """Tables and code scroll inside their own box; nothing else is wider than the window."""
    page, _ = unfolded
    page.set_viewport_size({"width": width, "height": 900})
    wide = page.evaluate("""() => {
      const scrolls = (node) => node && (node === document.body ? false
        : ['auto', 'scroll', 'hidden'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
      return [...document.querySelectorAll('.jp-Cell *')]
        .filter(node => node.getBoundingClientRect().right > innerWidth + 1 && node.offsetParent !== null)
        .filter(node => !scrolls(node.parentElement) && !node.closest('table, pre, .MathJax'))
        .map(node => `${node.tagName}.${node.className}: ${node.textContent.slice(0, 60)}`);
    }""")
    assert wide == []


def test_axe_finds_no_serious_barrier(unfolded):
    page, _ = unfolded
    found = Axe().run(
        page, context={"include": [[".jp-Cell"]], "exclude": TEMPLATES_OWN}, options={"resultTypes": ["violations"]}
    )
    said = [
        f"{problem['id']} ({problem['impact']}): {node['html'][:150]} {node['failureSummary'][:200]}"
        for problem in found.response["violations"]
        if problem["impact"] in SERIOUS
        for node in problem["nodes"]
    ]
    assert said == [], "\n".join(said)

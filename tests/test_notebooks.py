"""The shape of every stored notebook: anatomy, size, alt text, words, links, time. Read as stored, nothing is run.

Markdown is turned into HTML as nbviewer does it and read back, so the checks see what a reader sees.
"""

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from nbconvert.filters import markdown2html
from opened import CLOSED, OPENED
from samples import Page
from twoclocks.book import catalogue
from twoclocks.kit import quiz
from twoclocks.kit.boxes import HELP

from conftest import lessons

ANATOMY = [
    "See it",
    "Predict",
    "Try",
    "Build it",
    "Explain",
    "Check against the world",
    "What we do not know",
    "Exercises",
    "Quiz",
    "Key points",
    "Words",
    "Sources",
    "Where next",
]
#: What the on-ramp must hold besides, as headings of the third level.
START_HERE = ["How to use these lessons", "What this is not"]
LONGEST_CELL = 25
LARGEST_FILE = 3_000_000
LEAST_ALT = 10
#: How long a reader takes for a part, in minutes. Words are read at 200 a minute, prose in a second subject.
MINUTES = {"explorer": 4.0, "prediction": 1.5, "question": 1.0, "chart": 1.0, "line of code": 0.1}
#: How far the stated time may be from that estimate; readers differ more than this.
BAND = (0.55, 1.6)
NEVER = {
    r"commit(s|ted|ting)? suicide": "say 'died by suicide'",
    r"(successful|failed|unsuccessful) (suicide|attempt)": "say 'died by suicide' or 'survived an attempt'",
    r"\b(depressives|schizophrenics|alcoholics|junkies)\b": "say 'people with …'",
    r"\bmiracle\b|\bgame.?changer|\bwonder drug|\bmagic bullet": "no hype",
}
MACHINE_PATH = re.compile(r"(?<![\w.])/(home|tmp|root|Users|work|var|private|opt)/|[A-Z]:\\\\?(Users|Temp|Windows)")

written = pytest.mark.parametrize("about", catalogue.written(), ids=lambda lesson: lesson.name)


# ---- Reading a notebook -------------------------------------------------------------------------------------


@dataclass
class Cell:
    """One cell as a reader sees it. section: the heading of second level under which it stands."""

    index: int
    kind: str
    source: str
    outputs: list
    seen: Page
    section: str = ""
    tags: tuple = ()
    count: int | None = None

    @property
    def output_html(self) -> str:
        return "".join(output.get("data", {}).get("text/html", "") for output in self.outputs)

    @property
    def words(self) -> str:
        """Everything a reader can read here: Markdown or code, and outputs."""
        plain = [output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in self.outputs]
        markdown = self.seen.text if self.kind == "markdown" else self.source
        return "\n".join([markdown, *plain, Page(self.output_html).text])

    def has(self, part: str) -> bool:
        """Whether an output is an "explorer", "prediction", "quiz" or "chart"."""
        return f'class="tc tc-{part}"' in self.output_html or f'class="tc-{part}"' in self.output_html


@functools.cache
def cells(lesson: Path) -> list[Cell]:
    """The cells of a stored notebook."""
    found, section = [], ""
    for index, cell in enumerate(nbformat.read(lesson, as_version=4).cells):
        seen = Page(markdown2html(cell.source) if cell.cell_type == "markdown" else "")
        names = [name for level, name, _ in seen.headings if level == 2]
        found.append(
            Cell(
                index,
                cell.cell_type,
                cell.source,
                cell.get("outputs", []),
                seen,
                section or "title",
                tuple(cell.metadata.get("tags", ())),
                cell.get("execution_count"),
            )
        )
        section = names[-1] if names else section
        # A cell belongs to the last section that begins in it, for what follows; its own text may span two.
        found[-1].section = names[-1] if names else found[-1].section
    return found


def of_section(lesson: Path, name: str) -> list[Cell]:
    return [cell for cell in cells(lesson) if cell.section == name]


def section_text(lesson: Path, name: str) -> str:
    """The Markdown of one section, without the sections that share its first or last cell."""
    text = "\n\n".join(cell.source for cell in cells(lesson) if cell.kind == "markdown")
    match = re.search(rf"(?ms)^## {re.escape(name)}\s*$(.*?)(?=^## |\Z)", text)
    return match.group(1) if match else ""


def headings(lesson: Path) -> list[tuple[int, str, str]]:
    return [heading for cell in cells(lesson) for heading in cell.seen.headings]


def path_of(about: catalogue.Lesson) -> Path:
    return catalogue.NOTEBOOKS / about.file


# ---- Anatomy ------------------------------------------------------------------------------------------------


def test_every_notebook_is_in_the_list_of_lessons():
    known = {about.name for about in (*catalogue.LESSONS, *catalogue.COMPANIONS, catalogue.TEMPLATE)}
    assert {path.stem for path in lessons()} <= known


@written
def test_headings_follow_the_anatomy(about):
    found = [name for level, name, _ in headings(path_of(about)) if level == 2]
    assert found == [part for part in ANATOMY if part != "Build it" or about.name not in CLOSED]


def test_heading_levels_do_not_skip(lesson):
    levels = [level for level, _, _ in headings(lesson)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), levels
    assert all(name for _, name, _ in headings(lesson))


@written
def test_title_cell_says_what_a_reader_wants_to_know_first(about):
    title = cells(path_of(about))[0]
    assert title.kind == "markdown"
    (name,) = [name for level, name, _ in title.seen.headings if level == 1]
    assert name == about.question and name.endswith("?")
    text = title.seen.text.split("See it")[0]
    assert [int(minutes) for minutes in re.findall(r"(\d+) min", text)][:1] == [about.minutes]
    assert "level" in text.lower() and "need" in text.lower()
    objectives = re.findall(r"(?m)^\s*(?:[-*]|\d\.) \S", title.source.split("## See it")[0])
    assert len(objectives) == 3, "three objectives, as a list"


@written
def test_every_part_of_the_anatomy_holds_what_it_promises(about):
    lesson = path_of(about)

    def has(section, part):
        return any(cell.has(part) for cell in of_section(lesson, section))

    def html(section):
        return "".join(cell.output_html for cell in of_section(lesson, section))

    assert has("See it", "explorer") or has("See it", "chart"), "one picture or explorer within the first screen"
    assert has("Predict", "prediction")
    assert "<details" in section_text(lesson, "Try")
    assert "The real source of" in html("Explain") or about.name in OPENED
    assert "<table" in html("Check against the world") and "<a " in html("Check against the world")
    assert len(re.findall(r"(?m)^[-*] ", section_text(lesson, "What we do not know"))) >= 2
    assert len(re.findall(r"(?m)^[-*] ", section_text(lesson, "Key points"))) >= 3
    words = html("Words") if about.name in OPENED else section_text(lesson, "Words")
    assert words.count("<dt" if about.name in OPENED else "**") >= 6, "at least three words, six in an opened lesson"
    assert "<a " in html("Sources")
    next_ones = re.findall(r"\]\([^)]*\.ipynb", section_text(lesson, "Where next"))
    assert len(next_ones) == 1 if about.name in OPENED else next_ones, "one next lesson"
    assert about.name not in OPENED or "<table" in html("Where next"), "the board of the four clocks"


@written
def test_exercises_have_hint_solution_and_self_check(about):
    lesson = path_of(about)
    text = section_text(lesson, "Exercises")
    assert 2 <= len(re.findall(r"(?m)^### ", text)) <= 4
    folds = re.findall(r"<summary>(.*?)</summary>", text)
    assert sum("hint" in fold.lower() for fold in folds) >= 1
    assert sum(bool(re.search("solution|answer", fold.lower())) for fold in folds) >= 2
    assert any(cell.kind == "code" and cell.outputs for cell in of_section(lesson, "Exercises")), "a self-check cell"


@written
def test_quiz_is_this_lessons_and_complete(about):
    (cell,) = [cell for cell in of_section(path_of(about), "Quiz") if cell.kind == "code"]
    assert f'Quiz("{about.name}")' in cell.source
    assert len(quiz.questions(about.name)) == 5
    for number, question in enumerate(quiz.questions(about.name), 1):
        rights = re.findall(rf'data-question="{number}" data-right="(yes|no)"', cell.output_html)
        assert rights == ["yes" if option.right else "no" for option in question.options]


def test_first_lesson_is_an_on_ramp():
    lesson = path_of(catalogue.LESSONS[0])
    if not lesson.exists():
        pytest.skip("00_start_here is not there yet")
    found = [name for level, name, _ in headings(lesson) if level == 3]
    assert [name for name in START_HERE if name in found] == START_HERE
    assert any("lesson_map()" in cell.source for cell in cells(lesson)), "the map of lessons"
    assert any(HELP in cell.source for cell in cells(lesson)), "the help block"


@written
def test_every_explorer_has_a_task_with_a_hidden_answer(about):
    """Each explorer has a Markdown cell with a fold that names one of its controls and the value it starts at."""
    lesson = path_of(about)
    tasks = [cell.seen.text.lower() for cell in cells(lesson) if cell.kind == "markdown" and "<details" in cell.source]
    for cell in cells(lesson):
        for data in re.findall(r'class="tc-data">(\{"spec".*?)</script>', cell.output_html):
            spec = json.loads(data)["spec"]
            known = [
                (re.split(r" \(|:", control["label"])[0].lower(), control["options"][start].lower())
                for control, start in zip(spec["controls"], spec["start"], strict=True)
            ]
            assert any(label in task and start in task for task in tasks for label, start in known), (
                f"no task for {spec['name']}: name a control and its start, one of {known}"
            )


# ---- Cells and files ----------------------------------------------------------------------------------------


def test_cells_are_short_and_none_is_empty(lesson):
    for cell in cells(lesson):
        assert cell.source.strip(), f"cell {cell.index} is empty"
        if cell.kind == "code":
            assert len(cell.source.splitlines()) <= LONGEST_CELL, f"cell {cell.index}"


def test_file_is_light(lesson):
    assert lesson.stat().st_size <= LARGEST_FILE


def test_stored_state_is_clean(lesson):
    """What publish leaves behind: everything ran in order, nothing failed, no widget is stored."""
    notebook = nbformat.read(lesson, as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    code = [cell for cell in cells(lesson) if cell.kind == "code"]
    assert [cell.count for cell in code] == list(range(1, len(code) + 1)), "run start.py publish"
    for cell in code:
        for output in cell.outputs:
            assert output.output_type != "error", f"cell {cell.index} failed"
            kinds = set(output.get("data", {}))
            assert not {kind for kind in kinds if "widget" in kind or "twoclocks" in kind}, f"cell {cell.index}"
            assert output.get("name") != "stderr", f"cell {cell.index} warns: {output.get('text')}"


def test_no_path_of_some_machine_is_stored(lesson):
    for cell in cells(lesson):
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", f"{cell.source}\n{cell.words}\n{cell.output_html}")
        assert not MACHINE_PATH.search(text), f"cell {cell.index}: {MACHINE_PATH.search(text)}"
        assert not re.search(r"<\w+ (object )?at 0x[0-9a-f]+", text), f"cell {cell.index} shows an address in memory"


def test_output_is_ignored_only_for_a_reason(lesson):
    """NBVAL_IGNORE_OUTPUT stands alone on its line, as nbval wants it; the next line says why."""
    for cell in cells(lesson):
        assert not [tag for tag in cell.tags if tag.startswith("nbval") or tag == "raises-exception"], (
            f"cell {cell.index}"
        )
        assert not re.search(r"NBVAL_SKIP|NBVAL_RAISES_EXCEPTION", cell.source), f"cell {cell.index}"
        for reason in re.findall(r"# NBVAL_IGNORE_OUTPUT\n(.*)", cell.source + "\n"):
            assert reason.startswith("# ") and len(reason.split()) >= 6, f"cell {cell.index} does not say why"


# ---- Pictures and folds -------------------------------------------------------------------------------------


def test_every_picture_has_words(lesson):
    for cell in cells(lesson):
        for output in cell.outputs:
            pngs = {kind for kind in output.get("data", {}) if kind.startswith("image/")}
            alts = [output.get("metadata", {}).get(kind, {}).get("alt", "") for kind in pngs]
            alts += [
                picture.get("alt") or "" for picture in Page(output.get("data", {}).get("text/html", "")).all("img")
            ]
            for alt in alts:
                assert len(alt.split()) >= LEAST_ALT, f"cell {cell.index}: {alt!r}"
        for picture in cell.seen.all("img"):
            assert len((picture.get("alt") or "").split()) >= LEAST_ALT, f"cell {cell.index}: {picture}"


def test_folds_are_closed_and_hidden(lesson):
    for cell in cells(lesson):
        if cell.kind != "markdown":
            continue
        assert cell.source.count("<details") == cell.source.count("</details>") == cell.source.count("<summary"), (
            cell.index
        )
        assert "<details open" not in cell.source
        for inside in re.findall(r"(?s)</summary>(.*?)</details>", cell.source):
            assert inside.strip(), f"cell {cell.index} has an empty fold"


def test_markdown_is_rendered_everywhere(lesson):
    """Markdown right behind an HTML tag stays raw; a blank line between them cures it."""
    for cell in cells(lesson):
        if cell.kind == "markdown":
            text = re.sub(r"(?s)\$.*?\$", "", cell.seen.text)
            assert not re.search(r"\*\*\S|\S\*\*|\]\(\S+\)|^\s*```", text, re.MULTILINE), f"cell {cell.index}"


def test_links_lead_somewhere(lesson):
    """Files in the repository are there; places in a notebook are headings of it."""
    for cell in cells(lesson):
        for link in cell.seen.links + Page(cell.output_html).links:
            if re.match(r"https?://[\w.-]+\.\w|mailto:", link):
                continue
            file, _, place = unquote(link).partition("#")
            target = (lesson.parent / file).resolve() if file else lesson
            assert target.exists(), f"cell {cell.index}: {link}"
            assert target.is_relative_to(lesson.parents[1]), f"cell {cell.index}: {link} leads out of the collection"
            if place and target.suffix == ".ipynb":
                assert place in {at for _, _, at in headings(target)}, f"cell {cell.index}: no heading for {link}"


# ---- Words --------------------------------------------------------------------------------------------------


def test_help_stands_where_suicide_is_first_named(lesson):
    """The help block is in the cell of the first mention, before it, or right below it."""
    named = [cell.index for cell in cells(lesson) if "suicid" in cell.words.replace(HELP, "").lower()]
    blocks = [cell.index for cell in cells(lesson) if cell.kind == "markdown" and HELP in cell.source]
    if named:
        assert blocks and blocks[0] <= named[0] + 1, f"suicide is first named in cell {named[0]}, help in {blocks}"


def test_words_that_hurt_or_sell_are_not_used(lesson):
    for cell in cells(lesson):
        for pattern, instead in NEVER.items():
            found = re.search(pattern, cell.words, re.IGNORECASE)
            assert not found, f"cell {cell.index}: {found.group()!r}; {instead}"


def test_reader_is_told_that_this_is_not_medical_advice(lesson):
    assert any("not medical advice" in " ".join(cell.words.split()) for cell in cells(lesson))


def minutes(lesson: Path) -> dict[str, float]:
    """How long a reader takes for a lesson, by part, without the exercises (as the catalogue counts)."""
    found = cells(lesson)
    prose = [cell.seen.text for cell in found if cell.kind == "markdown" and cell.section != "Exercises"]
    lines = [line for cell in found if cell.kind == "code" for line in cell.source.splitlines() if line.strip()]
    count = {part: sum(cell.has(part) for cell in found) for part in ("explorer", "prediction", "chart")}
    # A prediction's answer is a chart too.
    count["chart"] -= count["prediction"]
    count |= {"line of code": len(lines), "question": 5}
    return {"words": sum(len(text.split()) for text in prose) / 200} | {
        part: number * MINUTES[part] for part, number in count.items()
    }


@written
def test_stated_minutes_are_roughly_those_a_reader_needs(about):
    parts = minutes(path_of(about))
    estimate = sum(parts.values())
    least, most = (share * estimate for share in BAND)
    assert least <= about.minutes <= most, f"{about.minutes} min stated, about {estimate:.0f} min by {parts}"

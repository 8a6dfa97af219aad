"""What contributors are told is true: the recipe makes a lesson, commands exist, the form is valid.

The template itself is checked with all lessons (catalogue.written); here only that this stays so.
"""

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import test_slides
import yaml
from test_notebooks import ANATOMY, LONGEST_CELL, cells
from twoclocks.book import catalogue, lesson_map
from twoclocks.book.publish import ROOT
from twoclocks.kit.boxes import HELP

from conftest import lessons

GITHUB = ROOT / ".github"
GUIDE = (GITHUB / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHECKLIST = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
FORM = GITHUB / "ISSUE_TEMPLATE" / "number.yml"
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_WORDS, MOST_TICKS = 700, 25
FOR_AUTHORS = "*For the author: "
#: The lesson that the guide makes as its example.
EXAMPLE = "13_your_topic"


# ---- The template --------------------------------------------------------------------------------


def test_template_is_checked_like_a_lesson_and_is_none():
    assert catalogue.TEMPLATE in catalogue.written() and catalogue.TEMPLATE not in catalogue.LESSONS
    assert catalogue.NOTEBOOKS / catalogue.TEMPLATE.file in lessons()
    assert set(catalogue.explorers()) >= {"template-explorer"}
    for shown in (repr(lesson_map()), lesson_map()._repr_html_(), README):
        assert catalogue.TEMPLATE.name not in shown and catalogue.TEMPLATE.question not in shown


@pytest.mark.parametrize("about", catalogue.written(), ids=lambda about: about.name)
def test_room_is_named_as_the_notebook_without_its_number(about):
    for name in ("__init__.py", "charts.py", "quiz.toml"):
        assert (catalogue.NOTEBOOKS / "twoclocks" / "lessons" / about.module / name).exists()


def test_each_section_tells_the_author_what_belongs_there():
    found = [cell for cell in cells(catalogue.NOTEBOOKS / catalogue.TEMPLATE.file) if FOR_AUTHORS in cell.source]
    assert [cell.section for cell in found] == ["title", *ANATOMY]
    stored = nbformat.read(catalogue.NOTEBOOKS / catalogue.TEMPLATE.file, as_version=4).cells
    for cell in found:
        assert re.fullmatch(r"\*For the author: [^*\n]+\*", cell.source), (
            "one line, all of it italic, a cell of its own"
        )
        assert stored[cell.index].metadata.slideshow.slide_type == "skip"


def test_no_lesson_keeps_a_line_for_its_author(lesson):
    kept = [cell.index for cell in cells(lesson) if "for the author" in cell.source.lower()]
    assert not kept or lesson.stem == catalogue.TEMPLATE.name


# ---- The guide -----------------------------------------------------------------------------------


@functools.cache
def start_script():
    import browser

    return browser.start_script()


def commands(text: str) -> list[str]:
    """Every command line of a text: in a block, or between back quotes."""
    found = re.findall(r"`(python3 [^`\n]+)`", text)
    for block in re.findall(r"(?ms)^```\n(.*?)^```", text):
        found += [line.split("  #")[0].strip() for line in block.splitlines() if line.strip()]
    return found


def unknown(command: str) -> list[str]:
    """What a command names and is not there: script, command, file, option, lesson or explorer."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
    if words[:2] != ["python3", "start.py"]:
        return [command]
    name, *rest = words[2:] or ["start"]
    wrong = [] if name in start_script().COMMANDS else [name]
    options = {"-m": lambda text: text in {"browser", "not browser"}, "-k": selects}
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            known = name == "test" and (
                word == start_script().LOWEST or word in options and rest and options[word](rest.pop(0))
            )
        elif name == "test":
            known = (ROOT / word).exists()
        else:
            known = word.rstrip("-") == EXAMPLE[:2] or any(about.name.startswith(word) for about in catalogue.written())
        wrong += [] if known else [word]
    return wrong


def selects(expression: str) -> bool:
    """Whether -k with this finds something: a test file, a notebook, or the guide's own example."""
    names = [path.stem for path in (ROOT / "tests").rglob("test_*.py")] + [path.stem for path in lessons()] + [EXAMPLE]
    return all(
        any(part in f"{name}-" or part == f"{EXAMPLE[:2]}-" for name in names) for part in expression.split(" or ")
    )


@pytest.mark.parametrize("text", [GUIDE, CHECKLIST], ids=["guide", "checklist"])
def test_commands_exist(text):
    assert len(commands(text)) >= 2
    assert [wrong for command in commands(text) for wrong in unknown(command)] == []


@pytest.mark.parametrize(
    "command",
    [
        "python3 begin.py",
        "python3 start.py check",
        "python3 start.py test tests/test_nothing.py",
        "python3 start.py slides 99",
        "python3 start.py test -k no_such_lesson",
        "python3 start.py test -m fast",
        "python3 start.py test --quick",
        "make",
    ],
)
def test_a_command_that_is_not_there_is_seen(command):
    assert unknown(command)


def test_guide_is_one_page():
    assert len(GUIDE.split()) <= MOST_WORDS
    assert re.findall(r"(?m)^## (.+)$", GUIDE) == ["Add a lesson", "Add a number", "Add an explorer", "House rules"]
    assert len(re.findall(r"(?m)^\d+\. ", GUIDE.split("## House rules")[1])) == 10


def test_links_of_guide_lead_somewhere_and_readme_leads_to_it():
    links = [
        link for link in re.findall(r"\]\(([^)#]+)\)", re.sub(r"`[^`\n]+`", "", GUIDE)) if not link.startswith("http")
    ]
    assert len(links) >= 4
    assert [link for link in links if not (GITHUB / link).exists()] == []
    assert README.count("(.github/CONTRIBUTING.md)") == 1


def test_files_and_names_of_the_guide_exist():
    """Whatever stands between back quotes and looks like a file or a name of ours."""
    known = {path.name for folder in (ROOT / "data", catalogue.NOTEBOOKS) for path in folder.rglob("*.*")}
    code = "".join(path.read_text(encoding="utf-8") for path in (catalogue.NOTEBOOKS / "twoclocks").rglob("*.py"))
    recipe = "".join(GUIDE.split("1. Copy three")[1].split("5. Write it")[0])
    for name in re.findall(r"`([\w./]+)`", GUIDE.replace(recipe, "")):
        if re.fullmatch(r"[\w/]+\.(csv|py)", name) and name != "start.py":
            assert name in known, name
        elif name.endswith("/"):
            assert (ROOT / name).is_dir() or (catalogue.NOTEBOOKS / "twoclocks" / name).is_dir(), name
        elif name.isidentifier():
            assert name in test_slides.TYPES or re.search(rf"\b{name}\b", code), name
    slides = GUIDE.split("**Slides.**")[1].split("##")[0]
    assert set(re.findall(r"`([\w-]+)`", slides)) == test_slides.TYPES


def test_status_words_of_the_guide_are_those_of_the_data():
    words = set(catalogue.importlib.import_module("twoclocks.evidence").STATUS_WORDS)
    assert (
        set(re.findall(r"`(\w+)` \(", GUIDE.split("## Add a number")[1].split("## Add an explorer")[0])) | {"assumed"}
        == words
    )


def test_limits_of_the_guide_are_those_of_the_checks():
    from twoclocks.book import bench
    from twoclocks.kit import controls, explorer

    assert f"under {bench.MODEL_MS:.0f} ms" in GUIDE and f"at most {explorer.MAX_FRAMES} settings" in GUIDE
    assert f"{test_slides.FEWEST} to {test_slides.MOST} slides" in GUIDE
    assert f"Cells of {LONGEST_CELL} lines" in GUIDE
    assert f"in the order {', '.join(controls.ORDER)}" in GUIDE


# ---- The recipe ----------------------------------------------------------------------------------


def copies() -> dict[str, str]:
    """The table of files to copy."""
    return dict(re.findall(r"(?m)^ *\| `([^`]+)` \| `([^`]+)` \|$", GUIDE))


def files_copied() -> dict[str, str]:
    """The same, with each file of a folder."""
    found = {}
    for old, new in copies().items():
        inside = [path for path in (ROOT / old).rglob("*") if path.suffix in {".py", ".toml"}] or [ROOT / old]
        found |= {
            path.relative_to(ROOT).as_posix(): path.relative_to(ROOT).as_posix().replace(old, new) for path in inside
        }
    return found


def replacements() -> list[tuple[str, str]]:
    return re.findall(r"(?m)^ +- `([^`]+)` with `([^`]+)`$", GUIDE)


def follow(root: Path) -> None:
    """Do in ``root`` what the guide says under "Add a lesson", steps 1 to 5 (with little to write)."""
    entry, row = re.search(r"`(Lesson\(.+\),)`", GUIDE)[1], re.search(r"`(\| 13 \|.+\|)`", GUIDE)[1]
    for old, new in files_copied().items():
        (root / new).parent.mkdir(exist_ok=True)
        text = (root / old).read_text(encoding="utf-8")
        if old.endswith(".ipynb"):
            notebook = nbformat.reads(text, as_version=4)
            notebook.cells = [cell for cell in notebook.cells if not cell.source.startswith(FOR_AUTHORS)]
            for cell in notebook.cells:
                cell.source = replaced(cell.source).replace(
                    catalogue.TEMPLATE.question, re.search(r'"([^"]+\?)"', entry)[1]
                )
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = [], None
            text = nbformat.writes(notebook)
        else:
            text = replaced(text)
        (root / new).write_text(text, encoding="utf-8")
    listed = root / "notebooks" / "twoclocks" / "book" / "catalogue.py"
    text = listed.read_text(encoding="utf-8")
    before, lesson, after = text.partition('    Lesson("12_')
    listed.write_text(f"{before}    {entry}\n{lesson}{after}", encoding="utf-8")
    (root / "README.md").write_text(README.replace("| 12 |", f"{row}\n| 12 |"), encoding="utf-8")


def replaced(text: str) -> str:
    for old, new in replacements():
        text = text.replace(old, new)
    return text


def run(root: Path, *arguments: str) -> str:
    """Run a module of the copy in ``root`` with this Python; return what it says, fail if it fails."""
    settings = os.environ | {"PYTHONPATH": str(root / "notebooks"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=root,
        env=settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def test_recipe_of_the_guide_makes_a_lesson_that_passes(tmp_path):
    """Copied, renamed, entered, published and checked, by the guide's own commands, in a copy."""
    assert len(copies()) == 3 and len(replacements()) == 3
    for part in ("notebooks", "tests", "data"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", ".*", "class"))
    for part in ("pyproject.toml", "conftest.py", "start.py"):
        shutil.copy(ROOT / part, tmp_path)
    follow(tmp_path)
    made = "".join((tmp_path / new).read_text(encoding="utf-8") for new in files_copied().values())
    assert "lesson_template" not in made and "template-" not in made
    published, checked = (command.split(maxsplit=3)[3] for command in commands(GUIDE)[-2:])
    assert "cell" in run(tmp_path, "twoclocks.book.publish", published)
    assert sorted(path.name for path in (tmp_path / "figures").glob("13-*.svg"))
    names = ("notebooks", "kit/test_explorers", "kit/test_lesson_parts", "book/test_contents", "readme")
    files = ["tests/lessons/your_topic/test_your_topic.py"] + [
        f"tests/{name if '/' in name else f'test_{name}'}.py" for name in names
    ]
    said = run(
        tmp_path,
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "-m",
        "not browser",
        "-rN",
        *shlex.split(checked),
        *files,
        f"notebooks/{EXAMPLE}.ipynb",
        "--nbval",
    )
    # Its own tests, the shape of the notebook, its explorer, quiz, slides and every cell.
    assert int(re.search(r"(\d+) passed", said)[1]) >= 50 and "failed" not in said


# ---- The checklist -------------------------------------------------------------------------------


def test_checklist_is_short_and_looks_from_every_side():
    assert re.findall(r"(?m)^### (.+)$", CHECKLIST) == ["Reader", "Scientist", "Engineer", "Accessibility", "Safety"]
    for part in CHECKLIST.split("### ")[1:]:
        assert 3 <= part.count("- [ ] ") <= 6
    assert CHECKLIST.count("- [ ] ") <= MOST_TICKS and "[x]" not in CHECKLIST


# ---- The forms -----------------------------------------------------------------------------------

KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
TOP = {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def problems(form: object) -> list[str]:
    """What GitHub would refuse in an issue form ("Syntax for GitHub's form schema", docs.github.com)."""
    if not isinstance(form, dict):
        return ["not a mapping"]
    said = [f"unknown key {key}" for key in set(form) - TOP]
    said += [
        f"no {key}" for key in ("name", "description") if not (isinstance(form.get(key), str) and form[key].strip())
    ]
    body = form.get("body")
    if not isinstance(body, list) or not body:
        return [*said, "no body"]
    for number, part in enumerate(body):
        said += [f"{number}: {what}" for what in part_problems(part)]
    asked = [part for part in body if isinstance(part, dict) and part.get("type") != "markdown"]
    if not asked:
        said.append("nothing is asked")
    for what, values in (
        ("id", [part["id"] for part in asked if "id" in part]),
        ("label", [part.get("attributes", {}).get("label") for part in asked]),
    ):
        if len(set(values)) != len(values):
            said.append(f"two parts have the same {what}")
    return said


def part_problems(part: object) -> list[str]:
    if not isinstance(part, dict) or part.get("type") not in KINDS:
        return ["unknown type"]
    kind, about = part["type"], part.get("attributes")
    if not isinstance(about, dict):
        return ["no attributes"]
    said = [f"unknown key {key}" for key in set(part) - {"type", "id", "attributes", "validations"}]
    said += [f"unknown attribute {key}" for key in set(about) - ATTRIBUTES[kind]]
    needed = "value" if kind == "markdown" else "label"
    if not (isinstance(about.get(needed), str) and about[needed].strip()):
        said.append(f"no {needed}")
    said += [f"{key} is no text" for key in ("description", "placeholder") if not isinstance(about.get(key, ""), str)]
    if "id" in part and (kind == "markdown" or not re.fullmatch(r"[A-Za-z0-9_-]+", str(part["id"]))):
        said.append("id not allowed")
    rules = part.get("validations", {})
    if kind == "markdown" and rules or set(rules) - {"required"} or not isinstance(rules.get("required", False), bool):
        said.append("validations not allowed")
    if kind == "dropdown":
        options = about.get("options")
        if not isinstance(options, list) or not options or not all(isinstance(text, str) for text in options):
            said.append("options must be texts")  # YAML reads a bare yes or no as true or false
        elif len(set(options)) != len(options) or "none" in map(str.lower, options):
            said.append("options must differ, and None is GitHub's own")
    return said


def form() -> dict:
    return yaml.safe_load(FORM.read_text(encoding="utf-8"))


def test_form_for_a_wrong_number_is_valid():
    assert problems(form()) == []


def test_form_asks_what_is_needed_to_mend_a_row():
    parts = {part["id"]: part for part in form()["body"] if part["type"] != "markdown"}
    assert list(parts) == ["row", "place", "says", "source", "seen", "more"]
    assert {name for name, part in parts.items() if part["validations"]["required"]} == set(parts) - {"more"}
    status = re.findall(r"\((\w+)\)", " ".join(parts["seen"]["attributes"]["options"]))
    known = catalogue.importlib.import_module("twoclocks.evidence")
    assert status == [word for word in known.STATUS_WORDS if word != "assumed"], (
        "nobody can report an assumption as seen"
    )
    known.parameter(parts["row"]["attributes"]["placeholder"])
    assert "health" in form()["body"][0]["attributes"]["value"], "issues are public"


def broken(change):
    made = form()
    change(made)
    return made


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda form: form.pop("description"), "no description"),
        (lambda form: form.update(body=[]), "no body"),
        (lambda form: form.update(colour="red"), "unknown key colour"),
        (lambda form: form.update(body=form["body"][:1]), "nothing is asked"),
        (lambda form: form["body"][1].update(type="text"), "1: unknown type"),
        (lambda form: form["body"][1].update(id="a row"), "1: id not allowed"),
        (lambda form: form["body"][2].update(id="row"), "same id"),
        (lambda form: form["body"][2]["attributes"].update(label="Row"), "same label"),
        (lambda form: form["body"][1]["attributes"].pop("label"), "1: no label"),
        (lambda form: form["body"][0]["attributes"].pop("value"), "0: no value"),
        (lambda form: form["body"][3]["attributes"].update(options=["a"]), "3: unknown attribute options"),
        (lambda form: form["body"][5]["attributes"].update(options=[]), "5: options must be texts"),
        (lambda form: form["body"][5]["attributes"].update(options=[True, False]), "5: options must be texts"),
        (lambda form: form["body"][5]["attributes"].update(options=["None", "Some"]), "5: options must differ"),
        (lambda form: form["body"][1]["validations"].update(required="yes"), "1: validations"),
    ],
)
def test_what_github_would_refuse_is_seen(change, said):
    assert any(said in problem for problem in problems(broken(change))), problems(broken(change))


def test_every_form_is_looked_at_and_help_is_a_click_away():
    assert sorted(path.name for path in FORM.parent.iterdir()) == ["config.yml", "number.yml"]
    config = yaml.safe_load((FORM.parent / "config.yml").read_text(encoding="utf-8"))
    assert set(config) == {"blank_issues_enabled", "contact_links"} and config["blank_issues_enabled"] is True
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"} and link["url"].startswith("https://") and all(link.values())
    (help_link,) = config["contact_links"]
    numbers = re.findall(r"\d{3}(?: \d{3})?", help_link["about"])
    assert help_link["url"] in HELP and len(numbers) == 2 and all(number in HELP for number in numbers)

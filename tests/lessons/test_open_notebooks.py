"""Open notebooks: in *Build it* a learner writes the model, plots it, compares it and puts it into the explorer."""

import ast
import contextlib
import io
import re
import statistics
from functools import cache
from types import SimpleNamespace

import matplotlib.pyplot as plt
import nbformat
import pytest
from opened import OPENED
from twoclocks.book.publish import NOTEBOOKS
from twoclocks.kit.plain_plots import words

opened = pytest.mark.parametrize("name", OPENED)
#: What makes a statement more than a call into the package.
LIVE = (ast.BinOp, ast.FunctionDef, ast.For, ast.While, ast.Lambda, ast.comprehension)


@cache
def cells(name: str) -> list[SimpleNamespace]:
    """Return the cells of a notebook: kind, source, outputs, and the heading of second level they stand under."""
    found, section = [], ""
    for cell in nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            section = (re.findall(r"(?m)^## (.+?)\s*$", cell.source) or [section])[-1]
        found.append(SimpleNamespace(kind=cell.cell_type, source=cell.source, section=section, cell=cell))
    return found


def code_of(name: str, section: str = "") -> list[str]:
    return [cell.source for cell in cells(name) if cell.kind == "code" and section in ("", cell.section)]


def computes_or_plots(source: str) -> bool:
    """Whether a cell holds more than imports, answers to fill in, and calls of what is finished."""
    tree = ast.parse(source)
    plots = any(
        isinstance(node, ast.Attribute) and ast.unparse(node).startswith(("plt.", "ax.")) for node in ast.walk(tree)
    )
    explores = any(
        isinstance(node, ast.Call) and ast.unparse(node.func) in {"explore", "interact"} for node in ast.walk(tree)
    )
    own = any(isinstance(node, ast.keyword) and node.arg == "model" for node in ast.walk(tree))
    return plots or explores or own or any(isinstance(node, LIVE) for node in ast.walk(tree))


@opened
def test_build_it_is_live(name):
    live = [source for source in code_of(name, "Build it") if computes_or_plots(source)]
    assert len(live) >= 3
    assert any("plt." in source for source in live), "a plain plot"


@opened
def test_a_function_of_the_notebook_drives_an_explorer(name):
    trees = [ast.parse(source) for source in code_of(name)]
    own = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    driven = [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "explore" and call.args]
    driven += [ast.unparse(word.value) for call in calls for word in call.keywords if word.arg == "model"]
    assert own & set(driven)


@opened
def test_the_learners_model_is_compared_with_the_tested_one(name):
    """Some cell of Build it calls a tested model and prints, in numbers, by how much the learner's differs."""
    compared = [
        cell
        for cell in cells(name)
        if cell.kind == "code" and cell.section == "Build it" and re.search(r"abs\(|allclose|max\(", cell.source)
    ]
    printed = ["".join(output.get("text", "") for output in cell.cell.outputs) for cell in compared]
    assert any(re.search(r"\d", text) for text in printed)


@opened
def test_code_cells_are_short(name):
    lines = [sum(bool(line.strip()) for line in source.splitlines()) for source in code_of(name)]
    assert max(lines) <= 25
    assert 2 <= statistics.median(lines) <= 6, "most cells are neither one call nor a page of code"


def test_a_third_of_all_code_cells_computes_or_plots():
    if not OPENED:
        pytest.skip("no lesson is open as yet")
    every = [source for name in OPENED for source in code_of(name)]
    share = sum(map(computes_or_plots, every)) / len(every)
    assert share >= 1 / 3, f"{share:.0%}"


# ---- Change it ----------------------------------------------------------------------------------------------


def tasks(name: str) -> list[tuple[int, str]]:
    """Return (place of its cell, solution) of each *Change it* task."""
    found = []
    for place, cell in enumerate(cells(name)):
        if cell.kind == "markdown" and cell.section == "Build it":
            for part in re.split(r"(?m)^#{3,4} (?=Change it)", cell.source)[1:]:
                found.append((place, "\n".join(re.findall(r"(?s)```python\n(.*?)```", part))))
    return found


class Shown(list):
    """What a reader would see: words of the figures that were shown, what was printed, what a cell ends with."""

    def show(self) -> None:
        self.extend(words(plt.figure(number)) for number in plt.get_fignums())
        plt.close("all")

    def run(self, source: str, space: dict) -> None:
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(tree, "cell", "exec"), space)
            value = None if last is None else eval(ast.unparse(last), space)
        self.show()
        self += [
            text
            for text in (printed.getvalue(), "" if value is None else str(getattr(value, "readout", value)))
            if text
        ]


def live_cells(name: str, before: int) -> list[str]:
    """Return what has been run when a learner comes to a task: all imports, and the cells of Build it before it."""
    taken = []
    for cell in cells(name)[:before]:
        if cell.kind == "code" and cell.section == "Build it":
            taken.append(cell.source)
        elif cell.kind == "code":
            found = [node for node in ast.parse(cell.source).body if isinstance(node, ast.Import | ast.ImportFrom)]
            taken.append("\n".join(map(ast.unparse, found)))
    return taken


@opened
def test_change_it_has_at_least_two_tasks_with_solutions(name):
    assert len(tasks(name)) >= 2
    assert all(solution.strip() for _, solution in tasks(name))


CHANGES = [(name, number) for name in OPENED for number in range(len(tasks(name)))]


@pytest.mark.parametrize(("name", "number"), CHANGES, ids=lambda value: str(value))
def test_solution_of_a_change_runs_and_shows_something_else(name, number, monkeypatch):
    place, solution = tasks(name)[number]
    before, after, space = Shown(), Shown(), {}
    monkeypatch.setattr(plt, "show", lambda *args, **kwargs: before.show())
    for source in live_cells(name, place):
        before.run(source, space)
    monkeypatch.setattr(plt, "show", lambda *args, **kwargs: after.show())
    after.run(solution, space)
    assert after, "the effect of a change is seen at once"
    assert [seen for seen in after if seen not in before], "and it is another one than before"

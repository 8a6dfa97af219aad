"""What the lessons show, made here in this process and kept: it takes 20 seconds for all of them, kernels take minutes."""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import os
from pathlib import Path

import nbformat
from twoclocks.kit.chart import Chart
from twoclocks.kit.explorer import Explorer
from twoclocks.lessons import Prediction


def shown_by(lesson: Path) -> list:
    """Run the code cells of ``lesson`` and return what each shows as its result, or by ``display``."""
    shown = []
    space = {"__name__": "__main__", "display": shown.append}
    for cell in nbformat.read(lesson, as_version=4).cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, lesson.name, "exec"), space)
            if last is not None:
                shown.append(eval(compile(ast.Expression(last.value), lesson.name, "eval"), space))
    return shown


@functools.cache
def parts(lesson: Path) -> dict[str, Chart | Prediction | Explorer]:
    """Return name -> every chart, prediction and explorer that ``lesson`` shows; a prediction has its answer's name."""
    before = Path.cwd()
    os.chdir(lesson.parent)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            shown = shown_by(lesson)
    finally:
        os.chdir(before)
    return {inside(part).name: part for part in shown if isinstance(inside(part), (Chart, Explorer))}


def inside(part: object) -> object:
    """Return the chart inside of ``part``, behind a prediction or claims, or ``part`` itself."""
    return getattr(part, "answer", None) or getattr(part, "example", None) or part


def charts(lesson: Path) -> dict[str, Chart]:
    """Return name -> every chart of ``lesson``, those behind predictions too."""
    return {name: inside(part) for name, part in parts(lesson).items() if isinstance(inside(part), Chart)}

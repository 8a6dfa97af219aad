"""Shows a model's real source in a lesson, so that the lesson never repeats (and never contradicts) the code."""

from __future__ import annotations

import html
import inspect
from collections.abc import Callable
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_PACKAGE = Path(__file__).resolve().parents[1]


class Source:
    """The source of one function: HTML where it can be shown, plain text elsewhere."""

    def __init__(self, function: Callable):
        self.code = inspect.getsource(function)
        self.name = function.__name__
        path = Path(inspect.getsourcefile(function)).resolve()
        self.path = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name

    def __repr__(self) -> str:
        return f"# twoclocks/{self.path}\n{self.code}"

    def _repr_html_(self) -> str:
        # The one built-in style in which every colour is dark enough on this grey (4.5 to 1 or more).
        formatter = HtmlFormatter(
            noclasses=True,
            nobackground=True,
            style="xcode",
            prestyles="font-family:monospace;background:none;margin:0.6em 0",
        )
        listing = highlight(self.code, PythonLexer(), formatter)
        return (
            f'<p style="margin:0.3em 0">The real source of <code>{html.escape(self.name)}</code>, from '
            f"<code>twoclocks/{html.escape(self.path)}</code>:</p>"
            f'<div tabindex="0" role="region" aria-label="Source of {html.escape(self.name)}" '
            f'style="overflow-x:auto;background:#f7f7f7;color:#1c1c1c;padding:0.2em 1em">{listing}</div>'
        )


def show_source(function: Callable) -> Source:
    """Return the source of ``function`` to show as a cell's result."""
    return Source(function)

"""Turns the Markdown of lessons and of the guide's files into HTML that may stand in an output."""

from __future__ import annotations

import html
import re
from functools import cache

from nbconvert.filters import markdown2html

from ..kit.chart import details_html

_ONE_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)


@cache
def to_html(text: str) -> str:
    """Return Markdown as HTML; code that is too wide can be scrolled by key."""
    page = markdown2html(text).strip()
    return page.replace("<pre>", '<pre tabindex="0" style="overflow-x:auto">')


def inline(text: str) -> str:
    """Return one line of Markdown without the paragraph around it."""
    page = to_html(text)
    found = _ONE_PARAGRAPH.fullmatch(page)
    return found[1] if found and "<p>" not in found[1] else page


def fold(summary: str, body: str) -> str:
    """Return ``body`` folded behind ``summary`` and set off from what follows; no script."""
    return details_html(summary, f'<div style="border-left:4px solid #b5b5b5;padding:0.1em 0.9em">{body}</div>')


def table(caption: str, head: list[str], rows: list[list[str]], widths: list[int] | None = None) -> str:
    """Return a table of HTML cells with caption and headers; the first cell of a row is its header.

    widths: of the columns, in percent.
    """
    columns = "".join(f'<col style="width:{width}%">' for width in widths or [])
    top = "".join(f'<th scope="col">{word}</th>' for word in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return (
        f'<div class="tc-scroll" tabindex="0" role="region" aria-label="{html.escape(caption)}">'
        f'<table style="width:100%;min-width:42em">'
        f"<caption>{html.escape(caption)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )

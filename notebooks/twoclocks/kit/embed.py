"""Turns a lesson part into HTML that works alone: style, words, data and script in one piece, no network."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).parent / "static"


@cache
def asset(name: str) -> str:
    """Return the text of ``kit/static/<name>``."""
    return (_STATIC / name).read_text(encoding="utf-8")


def _plain(module: str) -> str:
    """Return an ES module's code as the body of a function that returns its default export."""
    return asset(module).replace("export default", "return")


def part_html(kind: str, body: str, data: dict | None = None, label: str = "") -> str:
    """Return one part as HTML.

    kind: "explorer", "prediction" or "quiz", which names the script. body: what stands there where no script runs
    (GitHub, print, an untrusted notebook). data: what the script needs; without data no script is added.
    """
    style = f"<style>{asset('lessons.css')}</style>"
    if data is None:
        return f'<div class="tc tc-{kind}">{style}{body}</div>'
    # Neither "</script>" nor "<!--" may appear inside a script element.
    payload = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    code = [asset("keys.js"), asset("begin.js"), asset("standalone.js" if kind == "explorer" else f"{kind}.js")]
    if kind == "explorer":
        code.append(f"const explorer=(function(){{{_plain('explorer.js')}}})();")
    script = "(function(){" + "\n".join([*code, f"begin('{kind}',start);"]) + "})();"
    return (
        f'<div class="tc tc-{kind}">{style}{body}'
        f'<script type="application/json" class="tc-data">{payload}</script><script>{script}</script></div>'
    )

"""Frames that ``publish`` has stored, for a reader's own run: drawing them takes seconds, looking them up does not.

So a notebook that was run and saved, or run and exported, still answers where there is no kernel.
"""

from __future__ import annotations

import contextlib
import json
import re
from functools import cache
from pathlib import Path

from .rooms import NOTEBOOKS

#: Copies of what was found, for the day when somebody has cleared and saved the outputs of a notebook.
_COPIES = NOTEBOOKS.parent / ".state" / "frames"
_DATA = re.compile(r'<script type="application/json" class="tc-data">(\{"spec":.*?)</script>', re.DOTALL)


def stored_page(spec: dict, readout: str) -> dict | None:
    """Return the stored ``Explorer.page`` that has this ``spec`` and says ``readout`` at its start; None if none has.

    Both together tell frames of another size, another model or an older version apart.
    """
    copy = _COPIES / f"{spec['name']}.json"
    start = ".".join(map(str, spec["start"]))
    for look in (lambda: _pages(spec["name"][:2])[spec["name"]], lambda: copy.read_text(encoding="utf-8")):
        # A page that is not there, not readable or not ours is no reason to fail: a still picture stands there then.
        with contextlib.suppress(OSError, ValueError, KeyError):
            text = look()
            page = json.loads(text)
            if page["spec"] == spec and page["frames"][start]["readout"] == readout:
                _keep(copy, text)
                return page
    return None


def _keep(copy: Path, text: str) -> None:
    with contextlib.suppress(OSError):
        if not copy.exists() or copy.read_text(encoding="utf-8") != text:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, encoding="utf-8")


@cache
def _pages(number: str) -> dict[str, str]:
    """Return the explorer pages stored in the notebook of lesson ``number``: name -> JSON text.

    A name that begins with no number belongs to a notebook without one.
    """
    found = {}
    for path in NOTEBOOKS.glob(f"{number}_*.ipynb" if number.isdigit() else "[a-z]*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                about = output.get("metadata", {}).get("twoclocks", {})
                data = _DATA.search("".join(output.get("data", {}).get("text/html", "")))
                if data and about:
                    found[about["name"]] = data[1]
    return found

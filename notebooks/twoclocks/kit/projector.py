"""Projector mode: charts drawn anew for a room, and controls and text in letters that the last row can read.

One call at the top of a notebook, ``projector()``, or one setting for all of them, ``start.py --projector``.
"""

from __future__ import annotations

import os

from . import style

#: The environment variable behind ``start.py --projector``.
SETTING = "TWOCLOCKS_VIEW"
#: Sizes of letters in JupyterLab [CSS px]: text, code, and the labels of its own buttons.
LETTERS = {"--jp-content-font-size1": 22, "--jp-code-font-size": 19, "--jp-ui-font-size1": 18}


class View:
    """What ``projector`` shows: one line for the reader, and the style that enlarges the notebook's own text."""

    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        if self.name == "projector":
            return "Projector mode: what is run from here on is drawn for a room. projector(False) leads back."
        return "Page mode: what is run from here on is drawn for a page."

    def _repr_html_(self) -> str:
        letters = "".join(f"{name}:{size}px;" for name, size in LETTERS.items())
        rule = f"<style>.jp-Notebook{{{letters}}}</style>" if self.name == "projector" else ""
        return f"{rule}<p>{self!r}</p>"


def projector(on: bool = True) -> View:
    """Draw all charts and explorers that are run from here on for a projector, or with ``on=False`` for a page again."""
    style.use("projector" if on else "page")
    return View(style.view())


def follow_setting(environ=os.environ) -> None:
    """Take over the view that ``start.py --projector`` asks for; a setting that is not known is said and passed over."""
    wanted = environ.get(SETTING, "page")
    if wanted == "projector":
        style.use(wanted)
    elif wanted != "page":
        print(f"{SETTING} is {wanted!r}; it must be 'page' or 'projector'. Charts are drawn for a page.")

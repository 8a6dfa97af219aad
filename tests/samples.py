"""Small examples of a chart, a drawing, an explorer and a prediction, and a reader of HTML, for several checks."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
from twoclocks.kit import Chart, style
from twoclocks.kit.controls import choice, slider
from twoclocks.kit.explorer import explore
from twoclocks.kit.prediction import Guess
from twoclocks.lessons import Prediction

ALT = "The line falls from one hundred to twelve between the first and the last hour."


class Page(HTMLParser):
    """A piece of HTML as a reader gets it: its tags with attributes, the text that shows, and its headings."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict]] = []
        self.headings: list[tuple[int, str, str]] = []
        self.text = ""
        self._hidden = self._heading = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.tags.append((tag, about))
        if tag in {"script", "style"}:
            self._hidden = tag
        if re.fullmatch("h[1-6]", tag):
            self._heading = (int(tag[1]), about.get("id", ""), len(self.text))

    def handle_endtag(self, tag):
        if tag == self._hidden:
            self._hidden = None
        if self._heading and tag == f"h{self._heading[0]}":
            level, at, start = self._heading
            self.headings.append((level, self.text[start:].replace("¶", "").strip(), at))
            self._heading = None

    def handle_data(self, data):
        if not self._hidden:
            self.text += data

    def all(self, tag: str) -> list[dict]:
        """The attributes of every ``tag``."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def links(self) -> list[str]:
        """Where the links lead; the marks that the template hangs on headings are left out."""
        return [
            about["href"]
            for about in self.all("a")
            if about.get("href") and "anchor-link" not in (about.get("class") or "")
        ]


@style.in_style
def falling(**changes):
    fig, ax = style.figure()
    ax.plot([0, 1, 2], [100, 40, 12], color=style.KETAMINE)
    style.message(ax, "Most of it is gone after two hours")
    table = pd.DataFrame({"time (h)": [0, 2], "level <ng/mL>": [100.0, np.nan], "source": [Cited(), "made & up"]})
    settings = {
        "name": "99-test",
        "title": "Most of it is gone",
        "alt": ALT,
        "caption": "Made <em>up</em>.",
        "table": table,
    }
    return Chart(fig, **(settings | changes))


class Cited:
    def _repr_html_(self):
        return '<a href="https://example.org">Somebody 2020</a>'


def rising(ax, result):
    """Draw a line, an area, a point and a word that follow ``result``."""
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.plot([0, 1], [0, result], color=style.KETAMINE)
    ax.plot([0.5], [0.5], "o", color=style.SEROTONIN)
    ax.fill_between([0, 1], 0, result / 2, color=style.CONTROL)
    style.label(ax, 0.1, 0.9, f"{result:.2f}")


def small(**changes):
    options = {
        "name": "small",
        "title": "A small one",
        "controls": [
            slider("level", "Level (%)", "dose", [0.1, 0.5, 0.9], 0.5, lambda v: f"{v * 100:.0f} %"),
            choice("side", "Side", "view", {"up": "upwards", "down": "downwards"}),
        ],
        "model": lambda level, side: level if side == "up" else 1 - level,
        "draw": rising,
        "size": (4.0, 3.0),
        "readout": lambda result, values: f"The level is {result:.1f} at the end.",
        "alt": "A line from the lower left to a level at the right.",
    }
    return explore(**(options | changes))


def prediction(**changes):
    options = {
        "name": "half",
        "question": "When is half < gone?",
        "label": "Half is gone after",
        "answer": falling(),
        "guesses": [Guess("1 h", "Close.", ((0.1, 0.9), (0.1, 0.1))), Guess("2 h", "Too late.")],
        "meaning": "Half is gone after about an hour.",
    }
    return Prediction(**(options | changes))

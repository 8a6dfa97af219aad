"""A prediction: the reader commits a guess, then sees it drawn beside the answer.

It needs no kernel, so it is the same thing in JupyterLab and on nbviewer. Where no script may run (GitHub, print, an
untrusted notebook) the answer waits behind a fold.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from .chart import EXPORT, Chart, give_back_memory, publishing
from .embed import part_html


@dataclass(frozen=True)
class Guess:
    """One possible guess. text: what the reader picks. reply: one sentence shown after it is locked in.

    mark: points (x, y) in fractions of the picture, from its top left corner, that draw the guess on the answer.
    """

    text: str
    reply: str
    mark: tuple[tuple[float, float], ...] = ()


def _lay_out(ax: Axes) -> None:
    """Give ``ax`` its limits and its place, which it has only once the figure is drawn; once, not for every guess."""
    if ax.figure.stale:
        ax.figure.canvas.draw()


def on_axes(ax: Axes, points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return data ``points`` of ``ax`` as fractions of the picture from its top left corner, for ``Guess.mark``."""
    _lay_out(ax)
    width, height = ax.figure.canvas.get_width_height()
    spots = ax.transData.transform(points)
    return tuple((round(float(x / width), 4), round(float(1 - y / height), 4)) for x, y in spots)


def vertical(ax: Axes, x: float) -> tuple[tuple[float, float], ...]:
    """Return the mark of a guess that is a place on the x axis."""
    _lay_out(ax)
    low, high = ax.get_ylim()
    return on_axes(ax, [(x, low), (x, low + 0.97 * (high - low))])


def horizontal(ax: Axes, y: float) -> tuple[tuple[float, float], ...]:
    """Return the mark of a guess that is a height on the y axis."""
    _lay_out(ax)
    low, high = ax.get_xlim()
    return on_axes(ax, [(low, y), (high, y)])


class Prediction:
    """A question, the guesses on offer ("slider" or "choice"), the chart with the answer and its meaning."""

    def __init__(
        self,
        *,
        name: str,
        question: str,
        label: str,
        guesses: Sequence[Guess],
        answer: Chart,
        meaning: str,
        kind: str = "choice",
    ):
        if kind not in {"choice", "slider"}:
            raise ValueError(f"kind is {kind!r}; it must be 'choice' or 'slider'.")
        if len(guesses) < 2:
            raise ValueError(f"prediction {name!r} needs at least two guesses to choose from.")
        self.name, self.question, self.label, self.kind = name, question, label, kind
        self.guesses, self.answer, self.meaning = list(guesses), answer, meaning

    def __repr__(self) -> str:
        return f"Predict: {self.question}\n{self.meaning}"

    def html(self) -> str:
        """Return the prediction as HTML."""
        body = (
            f"<p><strong>Predict.</strong> {html.escape(self.question)}</p>"
            "<details><summary>I have made my guess: show the answer</summary>"
            f"{self.answer.html()}<p>{html.escape(self.meaning)}</p></details>"
        )
        options = [{"text": g.text, "reply": g.reply, "mark": g.mark} for g in self.guesses]
        data = {"name": self.name, "label": self.label, "kind": self.kind, "options": options}
        return part_html("prediction", body, data)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"text/plain": repr(self), "text/html": self.html()}
        if publishing():
            data[EXPORT] = self.answer.export()
        give_back_memory()
        return data, {"twoclocks": self.answer.about()}

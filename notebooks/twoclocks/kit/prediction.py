"""A prediction: the reader commits a guess, then sees it drawn beside the answer.

It needs no kernel, so it is the same thing in JupyterLab and on nbviewer. Where no script may run (GitHub, print, an
untrusted notebook) the answer waits behind a fold.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from .chart import EXPORT, Chart, give_back_memory, publishing
from .embed import part_html
from .sentences import Sentences

#: Points (x, y) in fractions of a picture, from its top left corner.
Mark = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Guess:
    """One possible guess. text: what the reader picks. reply: one sentence shown after it is locked in.

    mark: draws the guess on the answer.
    """

    text: str
    reply: str
    mark: Mark = ()


def _lay_out(ax: Axes) -> None:
    """Give ``ax`` its limits and its place, which it has only once the figure is drawn; once, not for every guess."""
    if ax.figure.stale:
        ax.figure.canvas.draw()


def on_axes(ax: Axes, points: Sequence[tuple[float, float]]) -> Mark:
    """Return data ``points`` of ``ax`` as fractions of the picture from its top left corner, for ``Guess.mark``."""
    _lay_out(ax)
    width, height = ax.figure.canvas.get_width_height()
    spots = ax.transData.transform(points)
    return tuple((round(float(x / width), 4), round(float(1 - y / height), 4)) for x, y in spots)


def vertical(ax: Axes, x: float) -> Mark:
    """Return the mark of a guess that is a place on the x axis."""
    _lay_out(ax)
    low, high = ax.get_ylim()
    return on_axes(ax, [(x, low), (x, low + 0.97 * (high - low))])


def horizontal(ax: Axes, y: float) -> Mark:
    """Return the mark of a guess that is a height on the y axis."""
    _lay_out(ax)
    low, high = ax.get_xlim()
    return on_axes(ax, [(low, y), (high, y)])


def from_words(
    words: Sentences, guesses: Sequence[float], mark: Callable[[float], Mark], answer: Chart, **places
) -> Prediction:
    """Return the prediction whose guesses are numbers on a slider and whose words stand in a words.toml.

    words: that part of it, words["prediction.08-pressure-rise"]: question, label, guess (how a {guess} is written),
    reply (bands: up to which guess, what is said; see Sentences.band) and meaning. mark: guess -> ``Guess.mark``.
    places: what fills question, reply and meaning. Raises WordsError for a place too many or too few.
    """
    said = words.part(**places)
    reply = said.pop("reply")
    return Prediction(
        kind="slider",
        guesses=[Guess(words("guess", guess=guess), reply(guess), mark(guess)) for guess in guesses],
        answer=answer,
        **said,
    )


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

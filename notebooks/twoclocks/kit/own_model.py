"""Opens a finished explorer to a reader's own function: ``lesson.infusion(model=my_model)``.

The reader's curve is drawn, dashed, over the finished picture and follows the same controls.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from . import style
from .explorer import Explorer
from .picture import Drawing

#: In how many points a reader's function is asked.
POINTS = 241
#: What is a smaller share of the largest value is said as 0.
NOTHING = 1e-9


class ModelError(ValueError):
    """A reader's function does not fit the explorer; the message says in one sentence what it should be."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback."""
        return [str(self)]


def takes_model(x: str, y: str, *, on: int = 0, scale: float = 1.0) -> Callable:
    """Let a function that returns an explorer take ``model=``, a reader's function of x and of any of the controls.

    x, y: what the function gets (an array) and returns, with units, as in "hours since the start" and "ng/mL". on: the
    number of the axes in the figure. scale: how many units of the axis one unit of the reader's x is (24 for days on an
    axis of hours).
    """

    def decorate(make: Callable[[], Explorer]) -> Callable[..., Explorer]:
        @functools.wraps(make)
        def opened(model: Callable | None = None) -> Explorer:
            return make() if model is None else _with_model(make(), _Own(model, x, y, on, scale))

        opened.__doc__ = (
            f"{make.__doc__.strip()}\n\n"
            f"model: a function of your own, ``my_model(x, **controls)``: it gets x ({x}, an array) and those controls\n"
            f"that it names, and returns y ({y}) for each x. Its curve is drawn dashed over the picture.\n"
        )
        opened.__signature__ = inspect.Signature(
            [inspect.Parameter("model", inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None)],
            return_annotation=Explorer,
        )
        return opened

    return decorate


class _Own:
    """A reader's function, and where its curve belongs."""

    def __init__(self, function: Callable, x: str, y: str, on: int, scale: float):
        if not callable(function):
            raise ModelError(f"model is {function!r}; it should be a function that takes x ({x}) and returns y ({y}).")
        self.function, self.x, self.y, self.on, self.scale = function, x, y, on, scale
        parameters = list(inspect.signature(function).parameters.values())
        if not parameters:
            raise ModelError(f"{self.name}() takes nothing; its first argument should be x ({x}).")
        self.wanted = [p for p in parameters[1:] if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]

    @property
    def name(self) -> str:
        return getattr(self.function, "__name__", "model")

    def check(self, controls: list[str]) -> None:
        """Raise ModelError if the function needs something that is no control."""
        unknown = [p.name for p in self.wanted if p.name not in controls and p.default is p.empty]
        if unknown:
            raise ModelError(f"{self.name}() needs {', '.join(unknown)}; the controls here are {', '.join(controls)}.")

    def curve(self, at: np.ndarray, values: dict) -> np.ndarray:
        """Return y at the places ``at`` of the axis; ModelError if the function returns something else than that."""
        named = {p.name: values[p.name] for p in self.wanted if p.name in values}
        result = self.function(at / self.scale, **named)  # what goes wrong in there, the reader sees as it is
        try:
            y = np.asarray(result, dtype=float)
        except (TypeError, ValueError):
            raise ModelError(f"{self.name}() should return a number ({self.y}) for each x.") from None
        if y.shape not in {(), at.shape}:
            raise ModelError(
                f"{self.name}() returned shape {y.shape} for {POINTS} values of x; it should be {at.shape}."
            )
        return np.broadcast_to(y, at.shape)


def _with_model(finished: Explorer, own: _Own) -> Explorer:
    own.check(list(finished.controls))
    # The readout speaks of the axis as it is at the start, so that it does not depend on what was drawn before.
    start = _places(finished.figure().axes[own.on])

    def draw(axes, result, **values):
        finished.drawing.on(axes, result, values)
        ax = _figure_of(axes).axes[own.on]
        limits = ax.get_xlim(), ax.get_ylim()
        at = _places(ax)
        ax.plot(at, own.curve(at, values), color=style.INK, lw=style.pt(2.2), linestyle=(0, (4, 2)), zorder=9)
        ax.set(xlim=limits[0], ylim=limits[1])

    def readout(result, values: dict) -> str:
        y = own.curve(start, values)
        y = np.where(np.abs(y) < NOTHING * np.nanmax(np.abs(y), initial=0.0), 0.0, y)
        drawn = f"from {np.nanmin(y):.3g} to {np.nanmax(y):.3g} {own.y}" if np.isfinite(y).any() else "no number here"
        return f"{finished._readout(result, values)} Dashed: {own.name}(), {drawn}."

    opened = Explorer(
        name=f"{finished.name}-own",
        title=f"{finished._about['title']}, with a model of your own",
        controls=list(finished.controls.values()),
        model=finished._model,
        drawing=Drawing(draw, finished.drawing.size, finished.drawing.axes, model=True),
        readout=readout,
        alt=f"{finished._alt} A dashed line shows {own.name}().",
        own=True,
        frames=False,  # the finished one has them, and stands on the same page
    )
    finished.close()  # nobody will see it: a front end need not keep it
    return opened


def _places(ax: Axes) -> np.ndarray:
    """Return POINTS values of x, evenly spaced on the axis as it stands now."""
    low, high = ax.get_xlim()
    return (np.geomspace if ax.get_xscale() == "log" else np.linspace)(low, high, POINTS)


def _figure_of(axes) -> Figure:
    """Return the figure of the axes that a drawing function gets, in whatever form it gets them."""
    while not isinstance(axes, Axes):
        axes = next(
            iter(
                axes.values() if isinstance(axes, dict) else vars(axes).values() if hasattr(axes, "__dict__") else axes
            )
        )
    return axes.figure

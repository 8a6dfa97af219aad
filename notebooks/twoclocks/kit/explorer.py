"""The explorer: controls, a picture that follows them, and one sentence that says what the picture shows.

One definition serves four places. In JupyterLab the controls talk to the kernel; on nbviewer and in exported HTML the
same controls look up frames that ``start.py publish`` stored; on GitHub and in print a still picture stands there.
"""

from __future__ import annotations

import html
import inspect
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

import anywidget
import traitlets
from IPython import get_ipython
from matplotlib.figure import Figure
from PIL import Image

from . import style
from .chart import (
    EXPORT,
    SHARPNESS,
    css_size,
    data_uri,
    encode,
    encode_text,
    give_back_memory,
    publishing,
    storing_frames,
)
from .controls import ORDER, Around, Control
from .embed import asset, part_html
from .frames import Frames
from .picture import Drawing, Picture, picture_of
from .stored import stored_page

MAX_FRAMES = 60
#: The same for an explorer of a reader's own function, of which a lesson may have several.
OWN_FRAMES = 24
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def somebody_is_there() -> bool:
    """Return whether the front end behind this run can answer, as all do that show controls.

    nbconvert and papermill run a notebook without one. A page made from such a run would prefer a widget that is dead
    (or, with the network blocked, not there at all) to the picture and the stored frames.
    """
    kernel = getattr(get_ipython(), "kernel", None)
    return kernel is None or kernel.get_parent().get("content", {}).get("allow_stdin", True)


class Explorer(anywidget.AnyWidget):
    """An explorer.

    name: unique in the collection. title: what a screen reader calls it. controls: in the order of ``controls.ORDER``.
    model: control values -> result (any object), from the models floor. drawing: how the result is drawn.
    readout: (result, values) -> one sentence with numbers and units. alt: what the picture shows whatever the setting;
    the readout is added to it. own: whether a reader's function is at work; then it is no figure of the collection.
    frames: whether pages without a kernel get working controls.
    """

    _esm = asset("keys.js") + asset("explorer.js")
    _css = asset("lessons.css")

    spec = traitlets.Dict().tag(sync=True)
    # The page knows where it put its controls; hearing it back would only cost time.
    positions = traitlets.List(traitlets.Int()).tag(sync=True, echo_update=False)
    density = traitlets.Float(1.0, min=1.0, max=3.0, help="pixels of the screen per CSS pixel").tag(sync=True)
    backdrop = traitlets.Bytes(help="what stands still, as PNG").tag(sync=True)
    moved = traitlets.Bytes(help="what moved, as Picture.moved packs it").tag(sync=True)
    readout = traitlets.Unicode().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode("").tag(sync=True)
    turn = traitlets.Int(0, help="counts the answers, so that the page sees one that changes nothing").tag(sync=True)

    def __init__(
        self,
        *,
        name: str,
        title: str,
        controls: list[Control],
        model: Callable,
        drawing: Drawing,
        readout: Callable[[object, dict], str],
        alt: str,
        own: bool = False,
        frames: bool = True,
    ):
        groups = [ORDER.index(control.group) for control in controls]
        if groups != sorted(groups):
            raise ValueError(f"controls of explorer {name!r} must stand in the order {' → '.join(ORDER)}.")
        self.name, self.controls = name, {control.name: control for control in controls}
        self.own, self._has_frames = own, frames
        self._model, self.drawing, self._readout, self._alt = model, drawing, readout, alt
        width, height = css_size(*style.in_view(*drawing.size))
        self._about = {"name": name, "title": title, "width": width, "height": height}
        self._view = style.view()
        start = [control.position(control.start) for control in controls]
        super().__init__(spec=self._spec({c.name: c.values for c in controls}), positions=start)
        self._show(self.values)
        self.observe(self._follow, names="positions")
        self.observe(self._follow, names="density")

    def _spec(self, values: dict[str, tuple]) -> dict:
        controls = [
            {"name": c.name, "label": c.label, "kind": c.kind, "options": [c.words(v) for v in values[c.name]]}
            | ({"plays": True} if c.plays else {})
            for c in self.controls.values()
        ]
        start = [values[c.name].index(c.start) for c in self.controls.values()]
        return self._about | {"controls": controls, "start": start}

    @property
    def values(self) -> dict[str, object]:
        """The values of all controls now."""
        return {c.name: c.values[p] for c, p in zip(self.controls.values(), self.positions, strict=True)}

    def set(self, **values) -> None:
        """Move controls from code, as a reader would by hand; ValueError names a value that is not on the control."""
        for name in values:
            if name not in self.controls:
                raise ValueError(f"{name!r} is not a control here; there are {', '.join(self.controls)}.")
        wanted = self.values | values
        self.positions = [c.position(wanted[c.name]) for c in self.controls.values()]

    def result(self, **values):
        """Return the model's result at ``values`` (controls not named stay where they are)."""
        return self._model(**(self.values | values))

    def words(self, **values) -> tuple[str, str]:
        """Return (readout, alt text) at ``values``."""
        values = self.values | values
        readout = self._readout(self._model(**values), values)
        return readout, f"{self._alt} {readout}"

    def _picture(self, scale: float) -> Picture:
        with style.in_style_context(self._view):
            return picture_of(self.drawing, scale, Around(self._model, tuple(self.controls.values())))

    def picture(self, scale: float) -> Picture:
        """Return a picture that nobody shares and nobody keeps, for one still picture or for all frames."""
        with style.in_style_context(self._view):
            return Picture(self.drawing, scale, Around(self._model, tuple(self.controls.values())))

    def _follow(self, change) -> None:
        try:
            self._show(self.values)
        except Exception as problem:
            # A reader gets a sentence; tests call result() and words(), which raise.
            with self.hold_sync():
                self.readout = f"This setting cannot be drawn ({problem}). Press Reset."
                self.turn += 1

    def _show(self, values: dict[str, object]) -> None:
        result = self._model(**values)
        readout = self._readout(result, values)
        # As sharply as the reader's screen shows, and no sharper: half the pixels, half the wait.
        picture = self._picture(self.density)
        with picture.lock:
            still, moved = picture.moved(result, values)
        with self.hold_sync():
            self.readout, self.alt = readout, f"{self._alt} {readout}"
            self.backdrop, self.moved = still, moved
            self.turn += 1

    def still(self) -> Image.Image:
        """Return the picture at the start values, sharp on a dense screen."""
        return _last_still(self, style.view())

    def figure(self, **values) -> Figure:
        """Return a fresh figure at ``values`` (controls not named stand at their start), for whoever looks at its artists."""
        values = self.start | values
        return self.picture(1.0).whole(self._model(**values), values)

    @property
    def start(self) -> dict[str, object]:
        """The values at which the controls start, and to which Reset returns."""
        return {c.name: c.start for c in self.controls.values()}

    def settings(self) -> list[dict[str, object]]:
        """Return all settings that a page without a kernel offers."""
        grid = itertools.product(*(c.kept for c in self.controls.values()))
        return [dict(zip(self.controls, values, strict=True)) for values in grid]

    def frames(self) -> Frames:
        """Return the pictures, readouts and alt texts of all ``settings``, packed."""
        settings = self.settings()
        if len(settings) > MAX_FRAMES:
            raise ValueError(f"explorer {self.name!r} would store {len(settings)} frames; {MAX_FRAMES} is the most.")
        picture = self.picture(SHARPNESS)
        picture.images(self._model(**self.start), self.start)  # sets the palette, as the live picture does
        frames = Frames()
        for values in settings:
            key = ".".join(str(c.kept.index(values[c.name])) for c in self.controls.values())
            frames.add(key, *picture.images(self._model(**values), values), *self.words(**values))
        return frames

    def _kept_spec(self) -> dict:
        """Return what a page without a kernel knows of the controls, which are thinned there."""
        spec = self._spec({c.name: c.kept for c in self.controls.values()})
        if any(c.stored for c in self.controls.values()):
            spec["note"] = "Stored pictures: with a running kernel the controls have finer steps."
        return spec

    def page(self) -> dict:
        """Return what a page without a kernel needs: the thinned controls and their frames."""
        return {"spec": self._kept_spec()} | self.frames().page()

    def _page_to_show(self, readout: str) -> dict | None:
        """Return ``page``: drawn when the notebooks are published, else as it was stored, if it was."""
        if not self._has_frames:
            return None
        if storing_frames():
            return self.page()
        return None if publishing() else stored_page(self._kept_spec(), readout)

    def html(self, data: dict | None) -> str:
        """Return the explorer as HTML, with working controls if ``data`` from ``page`` is given."""
        webp = encode(self.still(), "webp")
        readout, alt = self.words(**self.start)
        settings = "; ".join(f"{c.label}: {c.words(c.start)}" for c in self.controls.values())
        body = (
            '<div class="tc-mount">'
            f'<img class="tc-picture" src="{data_uri(webp, "webp")}" alt="{html.escape(alt)}" '
            f'width="{self._about["width"]}" height="{self._about["height"]}" style="max-width:100%;height:auto">'
            f'<p class="tc-readout">{html.escape(readout)}</p>'
            f'<p class="tc-note">Still picture at {html.escape(settings)}. To move the controls, run all cells in Jupyter: '
            "Run → Run All Cells.</p></div>"
        )
        return part_html("explorer", body, data)

    def _repr_mimebundle_(self, **kwargs):
        start = self.start
        readout, alt = self.words(**start)
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        if not somebody_is_there():
            data = {kind: content for kind, content in data.items() if kind != WIDGET_VIEW}
        about = {"name": self.name, "title": self._about["title"], "alt": alt, "caption": readout}
        data = dict(data) | {
            "text/plain": f"{self._about['title']}\n{readout}",
            "text/html": self.html(self._page_to_show(readout)),
            "image/png": encode_text(self.still()),
        }
        if self.own:
            about["own"] = True
        elif publishing():
            svg = self.picture(SHARPNESS).svg(self._model(**start), start, self._about["title"])
            data[EXPORT] = {"svg": svg, "png": data["image/png"]}
        give_back_memory()
        return data, dict(metadata) | {"image/png": {"alt": alt}, "twoclocks": about}


@lru_cache(maxsize=1)
def _last_still(explorer: Explorer, view: str) -> Image.Image:
    """Return the still picture of ``explorer`` in ``view``; one display asks for it twice, and no explorer holds its own."""
    return explorer.picture(SHARPNESS).images(explorer.result(**explorer.start), explorer.start)[-1]


def explore(
    draw: Callable,
    *,
    controls: Sequence[Control] = (),
    name: str = "",
    title: str = "",
    model: Callable | None = None,
    readout: Callable[..., str] | None = None,
    alt: str = "",
    size: tuple[float, float] = (9.0, 4.8),
    axes: Callable[[Figure], object] | int = 1,
    **named: Control,
) -> Explorer:
    """Return an explorer of a plain drawing function: ``explore(draw, dose=slider(0.1, 1.0, unit="mg/kg"))``.

    draw: called at each move as ``draw(ax, dose=0.4)``; with a ``model`` as ``draw(ax, model(dose=0.4), dose=0.4)``.
    It gets those values that it names. named: its controls (``controls``: the same, made with names and labels).
    axes: how many axes stand side by side, or a function of the figure that makes them and returns them in any form;
    what that function draws stays for good. size: width and height in inches. readout: (result, values) -> the sentence
    below the picture. alt: what the picture shows. Raises ValueError, in a sentence, for controls that do not fit.
    """
    chosen = [*controls, *(control.called(key) for key, control in named.items())]
    missing = {key for key in needed(draw, 1 if model is None else 2)} - {control.name for control in chosen}
    if missing:
        raise ValueError(f"{draw.__name__}() needs {', '.join(sorted(missing))}, and there is no such control.")
    title = title or draw.__name__.replace("_", " ").capitalize()
    if named:
        chosen = thinned(sorted(chosen, key=lambda control: ORDER.index(control.group)), OWN_FRAMES)
    return Explorer(
        name=name or draw.__name__,
        title=title,
        controls=chosen,
        model=model or (lambda **values: None),
        drawing=Drawing(draw, size, side_by_side(axes) if isinstance(axes, int) else axes, model is not None),
        readout=readout or (lambda result, values: _settings(chosen, values)),
        alt=alt or f"{(draw.__doc__ or title).strip().splitlines()[0].rstrip('.')}.",
        own=not name,
    )


def needed(draw: Callable, given: int) -> list[str]:
    """Return the names of the arguments without a default that ``draw`` takes after the ``given`` first ones."""
    parameters = list(inspect.signature(draw).parameters.values())[given:]
    plain = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [p.name for p in parameters if p.kind in plain and p.default is p.empty]


def thinned(controls: list[Control], frames: int = MAX_FRAMES) -> list[Control]:
    """Return ``controls`` with as many stored values as fit ``frames`` pictures on pages without a kernel.

    Where the choices alone are more than that, the last ones keep the option they start at.
    """
    controls = list(controls)
    for place, control in reversed(list(enumerate(controls))):
        if control.kind != "slider" and math.prod(len(c.kept) for c in controls if c.kind != "slider") > frames:
            controls[place] = replace(control, stored=(control.start,))
    room = max(1, frames // math.prod(len(c.kept) for c in controls if c.kind != "slider"))
    sliders = [c for c in controls if c.kind == "slider"]
    each = max(2, int(room ** (1 / max(1, len(sliders))) + 1e-9))
    for place, control in enumerate(controls):
        if control.kind == "slider":
            # Where there is no room for two places of each slider, the first ones have them.
            few = control.stored_at(each) if len(control.kept) > each else control
            controls[place] = few if len(few.kept) <= room else replace(control, stored=(control.start,))
            room //= len(controls[place].kept) if room < each ** len(sliders) else 1
    return controls


def _settings(controls: list[Control], values: dict) -> str:
    return ", ".join(f"{c.label}: {c.words(values[c.name])}" for c in controls) + "."


@cache
def side_by_side(count: int) -> Callable[[Figure], object]:
    """Return a function that makes ``count`` axes side by side; the same one for the same count."""
    return partial(Figure.subplots, ncols=count)

"""Reads the words off a picture as it is drawn: where they stand, how large they are, what they collide with."""

from __future__ import annotations

import contextlib
import io
import itertools

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from twoclocks.kit.chart import CSS_DPI

#: Share of the smaller of two words that may lie under the other: boxes are a little larger than letters.
OVERLAP = 0.12
#: Share of a row's height by which two words in one row may run into each other.
LETTER = 0.15
#: Pixels by which a word may stick out of the picture.
EDGE = 2


def words_drawn(figure: Figure, scale: float = 1.0) -> dict[Text, Bbox]:
    """Return every word that drawing ``figure`` draws, and the box that its letters fill; no pixel is painted.

    scale: pixels per CSS pixel; letters do not grow quite in step with it.
    """
    figure.set_dpi(CSS_DPI * scale)
    found: dict[Text, Bbox] = {}
    draw = Text.draw

    # Not where the renderer draws letters: it is not told whose they are when a text has several lines.
    def record(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            # The letters alone, without the white patch or the arrow that may belong to them.
            found[self] = Text.get_window_extent(self, renderer)
        return draw(self, renderer, *args, **kwargs)

    Text.draw = record
    try:
        figure.draw_without_rendering()
    finally:
        Text.draw = draw
    return found


def problems(words: dict[Text, Bbox], figure: Figure, least_size: float, contrast) -> list[str]:
    """Return what is wrong with the ``words`` of ``figure``: too small, too pale, cut off, or on top of each other."""
    said = []
    edge = figure.bbox.padded(EDGE)
    for text, box in words.items():
        word = text.get_text()
        if text.get_fontsize() < least_size:
            said.append(f"{word!r} has {text.get_fontsize():.1f} pt; {least_size} pt is the least")
        # Words on a patch of their own (white on dark, say) are the author's to judge.
        if text.get_bbox_patch() is None and contrast(text.get_color()) < 4.5:
            said.append(f"{word!r} is too pale to read ({text.get_color()})")
        if not (edge.x0 <= box.x0 and box.x1 <= edge.x1 and edge.y0 <= box.y0 and box.y1 <= edge.y1):
            said.append(f"{word!r} is cut off at the edge of the picture")
    for (one, a), (other, b) in itertools.combinations(words.items(), 2):
        shared = Bbox.intersection(a, b)
        if shared is not None and _collide(shared, a, b):
            said.append(f"{one.get_text()!r} and {other.get_text()!r} overlap")
    return said


def _collide(shared: Bbox, a: Bbox, b: Bbox) -> bool:
    """Whether two words lie on each other: by much of one of them, or by a letter or so in one row."""
    if _area(shared) > OVERLAP * min(_area(a), _area(b)):
        return True
    row = min(a.height, b.height)
    return shared.height > 0.5 * row and shared.width > LETTER * row


def _area(box: Bbox) -> float:
    return box.width * box.height


def words(figure: Figure) -> str:
    """Return everything written on ``figure``, seen or not."""
    return "\n".join(text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text")))


def said_by(check, *arguments) -> str:
    """Return what a self-check of an exercise prints."""
    with contextlib.redirect_stdout(io.StringIO()) as heard:
        check(*arguments)
    return heard.getvalue()

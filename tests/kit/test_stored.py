"""Stored is fresh: every picture in the notebooks is the one that the lesson draws now.

Tile by tile where the same matplotlib drew both; by what the pictures hold (tests/drawn.json, which publish writes) in
any case.
"""

import functools
import itertools
import re

import nbformat
import numpy as np
import pictures
import pytest
import shown
from samples import falling
from twoclocks.book.publish import DRAWN
from twoclocks.kit import style
from twoclocks.kit.chart import palette_image, pixels
from twoclocks.kit.digest import digest, entry, of_explorer
from twoclocks.kit.explorer import Explorer

from conftest import lessons


def stored_outputs(lesson, own: bool = True) -> dict[str, dict]:
    """Name -> data of every output of ``lesson`` that is a picture with a name; ``own``: those of a reader's function too."""
    outputs = [output for cell in nbformat.read(lesson, as_version=4).cells for output in cell.get("outputs", [])]
    return {
        output.metadata["twoclocks"]["name"]: output.data
        for output in outputs
        if "twoclocks" in output.get("metadata", {}) and (own or "own" not in output.metadata["twoclocks"])
    }


@functools.cache
def shown_now(lesson) -> dict[str, dict]:
    """Name -> data of every picture, drawn and packed as for a reader, once for two checks."""
    return {name: part._repr_mimebundle_()[0] for name, part in shown.parts(lesson).items()}


def test_every_stored_picture_is_the_one_drawn_now(lesson):
    stored = stored_outputs(lesson)
    assert set(stored) == set(shown_now(lesson))
    said = []
    for name in filter(pictures.same_matplotlib, stored):
        data = shown_now(lesson)[name]
        before, now = (pictures.in_html(found["text/html"]) for found in (stored[name], data))
        if "image/png" in data:
            before.append(pictures.picture(stored[name]["image/png"]))
            now.append(pictures.picture(data["image/png"]))
        assert len(before) == len(now) >= 1, name
        pairs = zip(before, now, strict=True)
        said += [f"{name}: tiles at {tiles[:5]}" for pair in pairs if (tiles := pictures.other_tiles(*pair))]
    assert said == []


def words(data: dict, part: object) -> str:
    """What ``data`` of an output says without its pictures: captions, tables, citations; of a prediction the replies."""
    text = re.sub(r'src="data:[^"]*"', "", data["text/html"])
    return re.sub(r"(?s)<script.*?</script>", "", text) if isinstance(part, Explorer) else text


def test_every_stored_word_is_said_now(lesson):
    """nbval compares plain text; what a page shows is HTML, and a caption or a reply stands there only."""
    stored, said = stored_outputs(lesson), []
    for name, part in shown.parts(lesson).items():
        both = stored[name], shown_now(lesson)[name]
        before, now = (re.split(r"(?<=>)", words(data, part)) for data in both)
        other = [pair for pair in itertools.zip_longest(before, now, fillvalue="") if pair[0] != pair[1]]
        said += [f"{name}: stored {other[0][0]!r:.120}, now {other[0][1]!r:.120}"] if other else []
    assert said == []


def test_every_picture_holds_what_was_stored(lesson):
    said = []
    for name in stored_outputs(lesson, own=False):
        part = shown.parts(lesson)[name]
        now = of_explorer(part) if isinstance(part, Explorer) else entry([shown.inside(part).fig])
        assert name in pictures.drawn(), f"{name} is not in tests/{DRAWN}: run start.py publish"
        said += [f"{name}{found}" for found in pictures.differences(pictures.drawn()[name]["figures"], now["figures"])]
    assert said == []


def test_nothing_is_remembered_that_no_lesson_shows():
    assert set(pictures.drawn()) == {name for lesson in lessons() for name in stored_outputs(lesson, own=False)}


# ---- The checks themselves ----------------------------------------------------------------------------------


@style.in_style
def small_chart(fault: str = ""):
    found = falling()
    ax = found.fig.axes[0]
    if fault != "no band":
        ax.fill_between([0, 1, 2], [80, 20, 0], [100, 60, 24], color=style.KETAMINE_TINT)
    ax.plot(1.04 if fault == "a dot moved" else 1, 40, "o", color=style.SEROTONIN)
    ax.set_ylabel("level [ng/mL]" if fault != "another unit" else "level [µg/mL]")
    style.label(ax, 1.2, 40, "40 left" if fault != "another number" else "49 left")
    ax.plot([0, 2], [90, 90], color=style.CONTROL, linestyle=":" if fault == "another dash" else "--")
    return found


FAULTS = ["no band", "a dot moved", "another unit", "another number", "another dash"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_small_fault_is_seen_in_the_pixels_and_in_what_is_held(fault):
    one, other = (np.asarray(palette_image(pixels(small_chart(f).fig)).convert("RGB")) for f in ("", fault))
    assert pictures.other_tiles(one, other)
    first, second = digest(small_chart().fig), digest(small_chart(fault).fig)
    assert pictures.differences(first, second) and pictures.differences(first, first) == []


def test_a_hair_is_no_fault():
    one = np.asarray(palette_image(pixels(small_chart().fig)).convert("RGB"))
    again = np.asarray(palette_image(pixels(small_chart().fig)).convert("RGB"))
    assert pictures.other_tiles(one, again) == []
    assert pictures.other_tiles(one, np.clip(again.astype(int) + 3, 0, 255)) == []
    assert pictures.differences([1.0, 1000.0], [1.0, 1000.05]) == []
    assert pictures.differences([1.0, 1000.0], [1.0, 1001.0]) and pictures.differences([1.0], [1.0, 1.0])
    assert pictures.differences(["a", 1.0], ["b", 1.0])

"""Every explorer, at the corners of its controls and at random settings.

The settings are finite, so "random" means: hypothesis picks among the values that a reader can reach. The stored frames
are compared with the same Picture drawn in another order, so that no setting shows traces of the one drawn before it.
"""

import dataclasses
import functools
import io
import itertools
import json
import re

import looks
import nbformat
import numpy as np
import pandas as pd
import pictures
import pytest
import readers
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from PIL import Image
from samples import rising, small
from test_style import contrast
from twoclocks.book import catalogue
from twoclocks.kit import style
from twoclocks.kit.chart import SHARPNESS
from twoclocks.kit.controls import ORDER, choice, slider
from twoclocks.kit.explorer import MAX_FRAMES, Explorer
from twoclocks.kit.frames import unpack
from twoclocks.kit.picture import Picture

from conftest import lessons

EXPLORERS = catalogue.explorers()
LARGEST_EXPLORER = 1_000_000
#: The widest that lessons.css lets a part be, in CSS pixels.
PAGE_WIDTH = 920
CORNERS_TRIED = 8
every_explorer = pytest.mark.parametrize("name", EXPLORERS)


@functools.cache
def explorer(name: str) -> Explorer:
    """The explorer, built once: building draws its figure, which is the slow part."""
    return EXPLORERS[name]()


def spread(items: list, count: int) -> list:
    """At most ``count`` of ``items``, evenly spread, with the first and the last."""
    if len(items) <= count:
        return items
    return [items[round(i * (len(items) - 1) / (count - 1))] for i in range(count)]


def corners(found: Explorer) -> list[dict]:
    """Settings with every control at one of its ends."""
    ends = [dict.fromkeys((c.values[0], c.values[-1])) for c in found.controls.values()]
    return [dict(zip(found.controls, values, strict=True)) for values in itertools.product(*ends)]


def not_finite(value, where="result") -> list[str]:
    """Where numbers in ``value`` are infinite or undefined; tables may have empty cells."""
    if isinstance(value, (bool, str, bytes)) or value is None:
        return []
    if isinstance(value, pd.DataFrame):
        return [f"{where}[{c!r}]" for c in value.select_dtypes("number") if np.isinf(value[c]).any()]
    if isinstance(value, (int, float, np.number, np.ndarray, pd.Series)):
        numbers = np.asarray(value)
        return [where] if numbers.dtype.kind in "fc" and not np.isfinite(numbers).all() else []
    if dataclasses.is_dataclass(value):
        inside = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    elif isinstance(value, dict):
        inside = value
    elif isinstance(value, (list, tuple)):
        inside = dict(enumerate(value))
    else:
        inside = {}
    return [bad for key, item in inside.items() for bad in not_finite(item, f"{where}.{key}")]


def check_words(found: Explorer, values: dict) -> None:
    """The readout is one sentence with a number, and the alt text holds it."""
    readout, alt = found.words(**values)
    assert readout == readout.strip() and "\n" not in readout
    assert re.search(r"\d", readout), readout
    assert readout.endswith((".", "!", "?")), readout
    # A full stop inside ("0.5", "e.g.") is not followed by a blank and a capital.
    assert not re.search(r"[.!?] +[A-Z]", readout), f"more than one sentence: {readout}"
    assert not re.search(r"\b(nan|inf|None)\b|[-−]0(\.0+)?\b(?![.\d])", readout), readout
    assert readout in alt and len(alt.split()) >= 10, alt


def check(found: Explorer, values: dict) -> None:
    assert not_finite(found.result(**values)) == [], values
    check_words(found, values)


@every_explorer
def test_corners_of_the_controls(name):
    found = explorer(name)
    for values in spread(corners(found), CORNERS_TRIED):
        check(found, values)


@every_explorer
def test_random_settings(name):
    found = explorer(name)
    setting = st.fixed_dictionaries({c.name: st.sampled_from(c.values) for c in found.controls.values()})

    @settings(max_examples=10)
    @given(setting)
    def run(values):
        check(found, values)

    run()


@every_explorer
def test_live_explorer_follows_its_controls(name):
    """What the page is sent after a move is what the model says for that setting."""
    found = EXPLORERS[name]()
    turn, alone = found.turn, found.picture(found.density)
    for values in spread(corners(found), 3):
        found.set(**values)
        readout, alt = found.words(**values)
        assert (found.values, found.readout, found.alt) == (values, readout, alt)
        assert np.array_equal(painted(found), in_full(alone, found.result(), values))
        found.set(**values)
    assert found.turn > turn
    found.set(**found.start)
    assert found.spec["start"] == found.positions


def drawn_alone(found: Explorer, values: dict) -> np.ndarray:
    """The picture at ``values`` drawn in full, as any figure is, shape (height, width, 3)."""
    return in_full(found.picture(found.density), found.result(**values), values)


def in_full(picture: Picture, result, values: dict) -> np.ndarray:
    canvas = picture.whole(result, values).canvas
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()


def painted(found: Explorer) -> np.ndarray:
    """The picture that the page paints from what it was sent, shape (height, width, 3)."""
    picture = np.asarray(Image.open(io.BytesIO(found.backdrop)).convert("RGB")).copy()
    flat, count = picture.reshape(-1, 3), len(found.moved) // 10
    starts = np.frombuffer(found.moved, "<u4", count)
    colours = np.frombuffer(found.moved, np.uint8, 4 * count, 4 * count).reshape(-1, 4)
    lengths = np.frombuffer(found.moved, "<u2", count, 8 * count)
    assert len(found.moved) == 10 * count and (colours[:, 3] == 255).all()
    for start, colour, length in zip(starts, colours, lengths, strict=True):
        flat[start : start + length] = colour[:3]
    return picture


@every_explorer
def test_every_control_changes_the_picture(name):
    found = explorer(name)
    picture = found.picture(1)
    starts = [found.start, *spread(corners(found), 4)]
    for control in found.controls.values():

        def pictures(start, control=control):
            ends = ({**start, control.name: value} for value in (control.values[0], control.values[-1]))
            return [picture.pixels(found.result(**values), values).copy() for values in ends]

        assert any(not np.array_equal(*pictures(start)) for start in starts), f"{control.name} changes nothing"


@every_explorer
def test_values_off_the_controls_are_refused_in_one_sentence(name):
    found = explorer(name)
    before = found.values
    for control in found.controls.values():
        with pytest.raises(ValueError) as problem:
            found.set(**{control.name: -987654.5})
        said = str(problem.value)
        assert said.startswith(f"{control.name} is -987654.5") and control.options[0] in said and "\n" not in said
    with pytest.raises(ValueError, match="'no_such' is not a control here; there are "):
        found.set(no_such=1)
    assert found.values == before


@every_explorer
def test_picture_fits_the_page(name):
    """A page would scale a wider picture, and blur what moves on it."""
    assert explorer(name)._about["width"] <= PAGE_WIDTH


@every_explorer
def test_frames_are_few_and_light(name):
    """As they are stored: publish packs them as well as it can, which takes its time."""
    found = stored_pages()[name]
    assert 2 <= len(found["frames"]) <= MAX_FRAMES
    assert len(explorer(name).html(None)) + len(json.dumps(found)) <= LARGEST_EXPLORER


def key(found: Explorer, values: dict) -> str:
    """The name of the frame for ``values``."""
    return ".".join(str(c.kept.index(values[c.name])) for c in found.controls.values())


@functools.cache
def stored_pages() -> dict[str, dict]:
    """Name -> controls and frames of every explorer that the stored notebooks hold."""
    found = {}
    for lesson in lessons():
        for cell in nbformat.read(lesson, as_version=4).cells:
            for output in cell.get("outputs", []):
                for data in re.findall(
                    r'<script type="application/json" class="tc-data">(.*?)</script>',
                    output.get("data", {}).get("text/html", ""),
                ):
                    page = json.loads(data)
                    if "spec" in page:
                        found[page["spec"]["name"]] = page
    return found


@every_explorer
def test_notebook_holds_the_frames_of_todays_model(name):
    """nbval cannot see the frames, because a live run has none; so their words are compared here."""
    found, page = explorer(name), stored_pages().get(name)
    assert page, "no notebook shows this explorer with frames: run start.py publish, or take it out of EXPLORERS"
    spec = found._spec({c.name: c.kept for c in found.controls.values()})
    assert {key: page["spec"][key] for key in spec} == json.loads(json.dumps(spec))
    words = {key(found, values): found.words(**values) for values in found.settings()}
    assert {at: (frame["readout"], frame["alt"]) for at, frame in page["frames"].items()} == words


@every_explorer
def test_stored_frames_are_the_ones_drawn_now(name):
    """Every other, from the last to the first, at the sharpness of the page and with the palette of the start picture."""
    if not pictures.same_matplotlib(name):
        pytest.skip("drawn by another matplotlib; test_every_picture_holds_what_was_stored compares what it holds")
    found, page, said = explorer(name), stored_pages()[name], {}
    picture = found.picture(SHARPNESS)
    picture.images(found.result(**found.start), found.start)
    for values in found.settings()[::-2]:
        at, live = key(found, values), picture.images(found.result(**values), values)[-1].convert("RGB")
        if tiles := pictures.other_tiles(unpack(page, at), np.asarray(live)):
            said[at] = tiles[:5]
    assert said == {}


def test_frames_are_packed_without_loss():
    """Packing takes seconds, so it is tried with the smallest explorer; the frames above went through it at publish."""
    found = EXPLORERS["template-explorer"]()
    page, picture = found.page(), found.picture(SHARPNESS)
    picture.images(found.result(**found.start), found.start)
    for values in reversed(found.settings()):
        at, live = key(found, values), picture.images(found.result(**values), values)[-1].convert("RGB")
        assert np.array_equal(unpack(page, at), np.asarray(live)), values
        assert (page["frames"][at]["readout"], page["frames"][at]["alt"]) == found.words(**values)


@every_explorer
def test_controls_are_labelled_and_in_order(name):
    found = explorer(name)
    groups = [ORDER.index(c.group) for c in found.controls.values()]
    assert groups == sorted(groups)
    assert found._about["title"] and found.name == name
    for control in found.controls.values():
        assert re.match(r"[A-Z]|5-HT", control.label)
        assert len(set(control.options)) == len(control.options) >= 2, f"{control.name}: two values read the same"
        assert all(control.options)


def test_names_are_unique():
    lists = [
        set(catalogue.importlib.import_module(f"twoclocks.lessons.{x.module}").EXPLORERS) for x in catalogue.written()
    ]
    assert sum(map(len, lists)) == len(EXPLORERS)


def test_same_control_is_the_same_in_every_lesson():
    seen: dict[str, tuple[str, tuple]] = {}
    for name in EXPLORERS:
        for control in explorer(name).controls.values():
            about = (control.label, control.group, control.kind, tuple(control.options))
            first, known = seen.setdefault(control.name, (name, about))
            assert about == known, f"{control.name} differs between {first} and {name}"


@every_explorer
@pytest.mark.parametrize("view, least", [("page", 11), ("projector", 18)])
def test_words_in_the_picture_can_be_read(name, view, least):
    """At the start and at corners of the controls: large enough, dark enough, not cut off, not on top of each other."""
    found = explorer(name)
    with style.in_style_context(view):
        picture = EXPLORERS[name]().picture(1)
        for values in [found.start, *spread(corners(found), CORNERS_TRIED)]:
            figure = picture.whole(found.result(**values), values)
            words = looks.words_drawn(figure)
            assert looks.problems(words, figure, least, contrast) == [], values


@every_explorer
def test_no_setting_of_the_readers_shows_in_the_picture(name):
    """Begun before the reader set something, or after."""
    found = explorer(name)
    settings_tried = [found.start, *spread(corners(found), 2)]

    def drawn(picture) -> list:
        return [picture.pixels(found.result(**values), values).copy() for values in settings_tried]

    plain, begun = drawn(found.picture(1)), found.picture(1)
    with readers.own_settings():
        assert all(map(np.array_equal, drawn(begun), plain))
        assert all(map(np.array_equal, drawn(found.picture(1)), plain))


# ---- The part itself, on a small explorer of its own --------------------------------------------------------


def test_controls_out_of_order_are_refused():
    controls = small().controls
    with pytest.raises(ValueError, match="drug → dose → time → person → view"):
        small(controls=[controls["side"], controls["level"]])


def test_too_many_frames_are_refused():
    control = slider("level", "Level", "dose", list(range(MAX_FRAMES + 1)), 0)
    with pytest.raises(ValueError, match=f"would store {MAX_FRAMES + 1} frames; {MAX_FRAMES} is the most"):
        small(controls=[control], model=lambda level: level / 100).frames()


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"start": 0.4}, "start|is 0.4"),
        ({"stored": (0.1,)}, "starts at 0.5"),
        ({"stored": (0.5, 7)}, "level is 7"),
        ({"group": "colour"}, "group of control 'level' is 'colour'"),
        ({"values": []}, "has no values"),
    ],
)
def test_wrong_controls_are_refused(changes, words):
    options = {"name": "level", "label": "Level", "group": "dose", "values": [0.1, 0.5, 0.9], "start": 0.5}
    with pytest.raises(ValueError, match=words):
        slider(**(options | changes))


def test_only_a_slider_plays():
    with pytest.raises(ValueError, match="only a slider can"):
        dataclasses.replace(choice("side", "Side", "view", {"left": "left", "right": "right"}), plays=True)


def test_a_setting_that_cannot_be_drawn_is_said_in_words():
    def model(level, side):
        if level > 0.8:
            raise ValueError("level is too high")
        return level

    found = small(model=model)
    turn, moved = found.turn, found.moved
    found.set(level=0.9)
    assert "cannot be drawn (level is too high). Press Reset." in found.readout
    assert found.turn == turn + 1 and found.moved == moved
    found.set(level=0.1)
    assert found.readout == "The level is 0.1 at the end."


@pytest.mark.parametrize("density", [1.0, 1.25, 2.0, 3.0])
def test_live_picture_is_as_sharp_as_the_screen(density):
    found = small()
    found.density = density
    found.set(level=0.9)
    width, height = (round(100 * inches * density) for inches in (4.0, 3.0))
    assert painted(found).shape == (height, width, 3)
    assert np.array_equal(painted(found), drawn_alone(found, found.values))


def test_a_run_of_colour_ends_with_its_row():
    """Lengths have two bytes; a picture that moves everywhere must still fit."""

    def everywhere(ax, result):
        ax.set_position([0, 0, 1, 1])
        ax.set_axis_off()
        ax.add_patch(Rectangle((0, 0), 1, 1, color="red" if result > 0.6 else "blue"))

    found = small(draw=everywhere)
    found.density = 3.0
    found.set(level=0.9)
    assert np.array_equal(painted(found), drawn_alone(found, found.values))
    assert (painted(found)[:, 0] == (255, 0, 0)).all()


def test_explorers_of_one_kind_share_what_is_drawn_and_each_shows_its_own_setting():
    """A cell run again leaves the explorer it made before to IPython and ipywidgets; both still follow their reader."""
    older, newer = small(), small()
    assert older._picture(1.0) is newer._picture(1.0)
    older.set(level=0.9, side="up")
    newer.set(level=0.1)
    older.set(level=0.5)
    assert np.array_equal(painted(older), drawn_alone(older, older.values))
    assert np.array_equal(painted(newer), drawn_alone(newer, newer.values))
    assert newer._picture(1.5) is not older._picture(1.0)
    with style.in_style_context("projector"):
        assert small()._picture(1.0) is not older._picture(1.0)


def test_what_stands_still_is_sent_once():
    """As long as nothing passes under it; a function of its own, so that no picture of other tests is shared."""
    found = small(draw=lambda ax, result: rising(ax, result))
    backdrop = found.backdrop
    found.set(level=0.1)
    assert found.backdrop is backdrop and 0 < len(found.moved) < 60_000


def test_an_answer_that_changes_nothing_is_still_an_answer():
    found = small(model=lambda level, side: 0.5)
    turn = found.turn
    found.set(level=0.9)
    assert found.turn == turn + 1


def test_frames_stand_in_the_page_at_publishing_only(monkeypatch):
    assert "tc-data" not in small()._repr_mimebundle_()[0]["text/html"]
    monkeypatch.setenv("TWOCLOCKS_PUBLISH", "all")
    data, metadata = small()._repr_mimebundle_()
    assert "tc-data" in data["text/html"]
    assert metadata["image/png"]["alt"].endswith("The level is 0.5 at the end.")
    assert data["text/plain"] == "A small one\nThe level is 0.5 at the end."

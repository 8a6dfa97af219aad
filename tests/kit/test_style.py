"""The look: colours that stay apart for everybody, type that can be read, time axes whose words do not collide."""

import itertools
import os
import subprocess
import sys

import browser
import matplotlib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text
from twoclocks.kit import style

# Linear sRGB -> what a reader without red, green or blue cones sees.
# Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113, table 1, severity 1.0.
CONES = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
# A difference of 1 is just seen in patches side by side; thin lines apart need far more.
LEAST_COLOUR_DIFFERENCE = 25
LEAST_LIGHTNESS_DIFFERENCE = 12
PAIRS = [pytest.param(a, b, id=f"{a}-{b}") for a, b in itertools.combinations(style.ROLES, 2)]


def linear(colour):
    """Linear sRGB of a matplotlib colour, shape (3,), 0 to 1."""
    rgb = np.array(matplotlib.colors.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of linear sRGB."""
    ratio = RGB_TO_XYZ @ np.clip(rgb, 0, 1) / RGB_TO_XYZ.sum(axis=1)
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(colour, paper="white"):
    """Contrast ratio of WCAG 2, 1 to 21."""
    light, dark = sorted((RGB_TO_XYZ[1] @ linear(colour), RGB_TO_XYZ[1] @ linear(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_measures_agree_with_published_values():
    assert contrast("black") == pytest.approx(21, abs=0.01)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert lab(linear("red")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


@pytest.mark.parametrize("sight", CONES)
@pytest.mark.parametrize("one, other", PAIRS)
def test_roles_stay_apart_in_colour(one, other, sight):
    seen = [lab(np.array(CONES[sight]) @ linear(style.ROLES[role])) for role in (one, other)]
    assert np.linalg.norm(seen[0] - seen[1]) >= LEAST_COLOUR_DIFFERENCE


@pytest.mark.parametrize("one, other", PAIRS)
def test_roles_stay_apart_in_grey_print(one, other):
    lightness = [lab(linear(style.ROLES[role]))[0] for role in (one, other)]
    assert abs(lightness[0] - lightness[1]) >= LEAST_LIGHTNESS_DIFFERENCE


@pytest.mark.parametrize("role", style.ROLES)
def test_lines_stand_out_from_paper(role):
    assert contrast(style.ROLES[role]) >= 3


@pytest.mark.parametrize("colour", ["INK", "QUIET", "KETAMINE", "SEROTONIN"])
@pytest.mark.parametrize("paper", ["white", "KETAMINE_TINT", "SEROTONIN_TINT", "CONTROL_TINT"])
def test_words_can_be_read(colour, paper):
    assert contrast(getattr(style, colour), getattr(style, paper, paper)) >= 4.5 - (paper != "white") * 0.5


@pytest.mark.parametrize("view, least", [("page", 11), ("projector", 18)])
def test_type_is_large_enough(view, least):
    type_sizes = ("font.size", "titlesize", "labelsize", "fontsize")
    sizes = {name: value for name, value in style.settings(view).items() if name.endswith(type_sizes)}
    assert len(sizes) >= 6
    assert min(sizes.values()) >= least


def test_unknown_view_is_refused():
    with pytest.raises(ValueError, match="'page' or 'projector'"):
        style.settings("poster")


@pytest.mark.parametrize(
    "hours, words",
    [
        (0, "0 min"),
        (1 / 60, "1 min"),
        (40 / 60, "40 min"),
        (0.999, "1 h"),
        (1, "1 h"),
        (1.5, "1 h 30 min"),
        (2, "2 h"),
        (1.999, "2 h"),
        (9.9999, "10 h"),
        (12, "12 h"),
        (23.99, "24 h"),
        (24, "1 day"),
        (48, "2 days"),
        (60, "2.5 days"),
        (71.9999, "3 days"),
        (167.99999, "1 week"),
        (168, "1 week"),
        (336, "2 weeks"),
        (250, "10 days"),
        (2016, "12 weeks"),
    ],
)
def test_time_label_speaks_as_a_reader_would(hours, words):
    assert style.time_label(hours) == words


@given(st.floats(0, 5000))
def test_time_label_is_true(hours):
    """Read back, the words are within half a unit of their last figure."""
    import re

    units = {"min": 1 / 60, "h": 1, "day": 24, "days": 24, "week": 168, "weeks": 168}
    found = re.findall(r"([\d.]+) (\w+)", style.time_label(hours))
    read = sum(float(number) * units[unit] for number, unit in found)
    assert read == pytest.approx(hours, rel=0.055, abs=0.51 / 60)


def test_negative_time_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        style.time_label(-1)


RANGES = [
    (1 / 60, 2016),
    (1 / 60, 24),
    (1 / 60, 1),
    (0.1, 168),
    (1, 2016),
    (1, 24),
    (24, 2016),
    (0.5, 30),
    (1 / 60, 168),
    (168, 2016),
]


@pytest.mark.parametrize("view", ["page", "projector"])
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("start, stop", RANGES, ids=lambda hours: f"{hours:.3g}h")
def test_words_of_a_log_time_axis_do_not_touch(start, stop, columns, view):
    with style.in_style_context(view):
        fig, axes = style.figure(9.0, 4.6, ncols=columns)
        for ax in np.ravel(axes):
            with style.in_style_context():
                style.log_time_axis(ax, start, stop)
                ax.set_ylabel("plasma concentration (ng/mL)")
                ax.set_yticks([0, 1000, 100_000])
        fig.canvas.draw()
        for ax in np.ravel(axes):
            words = shown_words(ax.get_xticklabels())
            assert len(words) >= 2 if columns == 1 else words
            boxes = [word.get_window_extent() for word in words]
            gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(boxes)]
            assert min(gaps, default=99) >= 3, [word.get_text() for word in words]


def shown_words(texts: list[Text]) -> list[Text]:
    """Those of ``texts`` that can be seen."""
    return [text for text in texts if text.get_visible() and text.get_text()]


def test_linear_time_axis_says_words():
    fig, ax = style.figure()
    style.linear_time_axis(ax, [0, 24, 168], 168)
    assert [text.get_text() for text in ax.get_xticklabels()] == ["0", "1 day", "1 week"]
    assert ax.get_xlim() == (0, 168)


@pytest.mark.parametrize("status, filled", [("primary", True), ("computed", True), ("secondary", False)])
def test_markers_show_status_by_more_than_colour(status, filled):
    assert (style.marker(status, "#b54900")["markerfacecolor"] == "#b54900") is filled


@pytest.mark.parametrize("status", ["recalled", "assumed", "made up"])
def test_points_without_a_source_are_not_plotted(status):
    with pytest.raises(ValueError, match="may be plotted"):
        style.marker(status, "#b54900")


def test_controls_differ_in_shape_and_lines_in_dash():
    assert len(set(style.CONTROL_MARKERS.values())) == len(style.CONTROL_MARKERS)
    assert len(set(style.DASHES)) == len(style.DASHES)


def test_drawing_does_not_change_the_readers_settings():
    before = dict(matplotlib.rcParams)
    fig, ax = style.figure()
    style.message(ax, "A message")
    assert dict(matplotlib.rcParams) == before


def test_a_readers_type_size_does_not_choose_the_view():
    with matplotlib.rc_context({"font.size": 20}):
        assert style.view() == "page" and style.in_view(9, 4) == (9, 4)
    with style.in_style_context("projector"):
        matplotlib.rcParams["font.size"] = 8
        assert style.view() == "projector"
    assert style.view() == "page"


def test_list_of_fonts_that_a_reader_changes_in_place_stays_theirs():
    with style.in_style_context():
        ours = list(matplotlib.rcParams["font.sans-serif"])
    matplotlib.rcParams["font.sans-serif"].insert(0, "Comic Sans MS")
    try:
        with style.in_style_context():
            assert matplotlib.rcParams["font.sans-serif"] == ours
        assert matplotlib.rcParams["font.sans-serif"][0] == "Comic Sans MS"
    finally:
        matplotlib.rcParams["font.sans-serif"].pop(0)


def test_a_matplotlibrc_in_the_folder_changes_no_picture_of_ours_and_import_none_of_the_readers(tmp_path):
    """In a kernel of its own: the file is read when matplotlib is imported."""
    (tmp_path / "matplotlibrc").write_text(
        "backend: pdf\ntext.usetex: True\nfont.size: 20\naxes.facecolor: black\nsavefig.transparent: True\n", "utf-8"
    )
    look = (
        "import hashlib, matplotlib; before = dict(matplotlib.rcParams); from twoclocks.lessons import onset_timelines\n"
        "from samples import small, falling; from twoclocks.kit import chart\n"
        "made = chart.pixels(falling().fig).tobytes() + small().moved + falling().svg().encode()\n"
        "print(hashlib.sha256(made).hexdigest(), dict(matplotlib.rcParams) == before, before['font.size'])"
    )

    def said(folder) -> list[str]:
        settings = browser.start_script().own_environment(
            PYTHONPATH=os.pathsep.join(str(browser.ROOT / part) for part in ("notebooks", "tests"))
        )
        settings.pop("MATPLOTLIBRC", None)
        return subprocess.run(
            [sys.executable, "-c", look], cwd=folder, env=settings, capture_output=True, text=True, check=True
        ).stdout.split()

    (plain, *_), (theirs, unchanged, size) = said(browser.ROOT), said(tmp_path)
    assert theirs == plain and unchanged == "True" and size == "20.0"

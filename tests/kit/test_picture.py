"""The picture that follows controls: what is kept from one move to the next is what drawing anew would give, to the pixel."""

import itertools
import random

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from samples import rising
from twoclocks import choice, explore, slider
from twoclocks.kit import picture as pictures
from twoclocks.kit import style
from twoclocks.kit.picture import Picture


def in_full(picture: Picture, values: dict) -> np.ndarray:
    """The picture at ``values`` drawn as any figure is, shape (height, width, 4)."""
    canvas = picture.whole(None, values).canvas
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).copy()


def curves(ax, dose, view):
    """Draw two curves, a span, a label that stays and one that moves."""
    t = np.linspace(0, 24, 200)
    ax.axvspan(0, dose, color="0.9", zorder=0)
    ax.plot(t, 100 * np.exp(-t / dose))
    ax.plot(t, 50 * np.exp(-t / dose), "--" if view == "A" else ":")
    ax.text(5, 60, "stays, and the curve may pass under it", zorder=6, bbox={"facecolor": "white", "alpha": 0.8})
    ax.annotate(f"{dose:g} h", (dose, 20), xytext=(10, 10), textcoords="offset points", arrowprops={"arrowstyle": "->"})
    ax.set(xlim=(0, 24), ylim=(0, 100), xlabel="time [h]", ylabel="level [%]", title=f"View {view}")


def loose(ax, dose, view):
    """Leave limits, ticks and colours to matplotlib, so that axes follow the data."""
    ax.plot([0, 1, 2], [0, dose, dose**2], label="a line")
    ax.scatter([0.5, 1.5], [dose, 2 * dose], c=[0.1, 0.9], s=[40, 90])
    if view == "A":
        ax.legend()
        ax.grid(True)
        ax.tick_params(axis="x", length=8, labelrotation=30)


def scales(ax, dose, view):
    """Change scale, direction, spines and single tick labels with the choice."""
    ax.plot([1, 10, 100], [1, dose, 50], "o-")
    if view == "A":
        ax.set_xscale("log")
        ax.set_xticks([1, 10, 100], ["one", "ten", "hundred"], color="red", fontsize=9)
        ax.spines["top"].set_visible(True)
        ax.set_facecolor("0.95")
    else:
        ax.invert_yaxis()
        ax.set_title("to the right", loc="right", color="blue")
        for label in ax.get_yticklabels():
            label.set_color("green")


def shapes(ax, dose, view):
    """Draw an image, patches, collections, bars, filled steps and error bars."""
    ax.imshow(np.arange(12).reshape(3, 4) * dose, extent=(0, 4, 0, 3), aspect="auto", cmap="Greys", vmin=0, vmax=120)
    ax.add_patch(Circle((2, 1.5), dose / 20, color="tab:orange", alpha=0.5))
    ax.bar([0.5, 1.5], [1, dose / 10], width=0.4, hatch="//" if view == "A" else None)
    ax.fill_between([0, 2, 4], [0, dose / 10, 0], alpha=0.3)
    ax.errorbar([3, 3.5], [1, 2], yerr=dose / 20, fmt="s", capsize=4)
    ax.hlines([0.5, 2.5], 0, dose / 4)
    ax.stairs([1, dose / 8, 1], [0, 1, 2, 3], color="k")
    ax.set(xlim=(0, 4), ylim=(0, 3))


def more_axes(ax, dose, view):
    """Make axes on the way: a twin, an inset, words on the figure; drawn in full, and right."""
    ax.plot([0, 1], [0, dose])
    if view == "A":
        twin = ax.twinx()
        twin.plot([0, 1], [dose, 0], "r")
        twin.set_ylabel("on the right")
    else:
        ax.inset_axes([0.1, 0.6, 0.3, 0.3]).plot([0, 1], [1, dose])
        ax.figure.suptitle(f"dose {dose:g}")


def words_as_places(ax, dose, view):
    """Use words for places on an axis; the axis is remembered by none of its earlier drawings."""
    ax.barh(["one", "two"] if view == "A" else ["three", "four", "five"], [dose, 5] if view == "A" else [1, dose, 3])
    ax.set_axis_off() if dose > 9 else None


def starts_anew(ax, dose, view):
    """Clear the axes first, as many a learner's function does."""
    ax.clear()
    ax.plot([0, dose], [0, 1], "k" if view == "A" else "r--")
    ax.set_title(f"{dose:g}")


def cleared_to_log(ax, dose, view):
    ax.clear()
    ax.loglog([1, 10], [1, dose])
    ax.set_xlabel(view)


@pytest.mark.parametrize(
    "draw", [curves, loose, scales, shapes, more_axes, words_as_places, starts_anew, cleared_to_log]
)
def test_picture_is_what_drawing_anew_would_give(draw):
    """In any order of settings: against the same figure drawn in full, and against a figure that saw no other setting."""
    found = explore(draw, dose=slider(1, 12), view=choice("A", "B"), size=(5.0, 3.6))
    kept = found.picture(1)
    doses, views = [control.values for control in found.controls.values()]
    settings = [{"dose": dose, "view": view} for dose, view in itertools.product(doses, views)]
    random.Random(8).shuffle(settings)
    # Small moves as well, after which most stands in a background.
    settings = settings[:8] + [{"dose": dose, "view": "A"} for dose in (5, 6, 7, 6)]
    for values in settings:
        shown = kept.pixels(None, values).copy()
        assert np.array_equal(shown, in_full(kept, values)), values
    for values in settings[:2]:
        assert np.array_equal(kept.pixels(None, values), in_full(found.picture(1), values)), values


def two(axes, dose, view):
    left, right = axes
    curves(left, dose, view)
    right.plot([0, 1], [0, 1])
    right.text(0.2, 0.2, view)


def test_axes_come_side_by_side_or_as_a_function_makes_them():
    def made(figure):
        axes = figure.subplots(2, 1, sharex=True)
        axes[1].plot([0, 24], [7, 7])
        return axes

    for axes in (2, made):
        found = explore(two, axes=axes, dose=slider(1, 12), view=choice("A", "B"), size=(6.0, 4.0))
        kept = found.picture(1)
        for dose, view in ((3, "A"), (4, "A"), (5, "B"), (9, "A")):
            values = {"dose": dose, "view": view}
            assert np.array_equal(kept.pixels(None, values), in_full(kept, values)), values
    fixed = [line for line in found.figure(dose=5).axes[1].lines if 7 in line.get_ydata()]
    assert len(fixed) == 1, "what the function of the figure drew stays, once"


def test_what_did_not_change_is_not_drawn_again(monkeypatch):
    """A move that changes one curve draws that curve, and not the axes, the other curve or the label."""

    def one_of_two(ax, dose):
        ax.set(xlim=(0, 1), ylim=(0, 10), title="A title", xlabel="x")
        ax.plot([0, 1], [9, 9], "k")
        ax.plot([0, 1], [0, dose])
        ax.text(0.5, 9.5, "a label")

    found = explore(one_of_two, dose=slider(1, 5))
    found.set(dose=2)
    drawn = []
    from matplotlib import axis, lines, text

    for kind in (axis.Axis, lines.Line2D, text.Text):
        whole = kind.draw
        monkeypatch.setattr(kind, "draw", lambda self, r, whole=whole: (drawn.append(self), whole(self, r)))
    found.set(dose=4)
    assert [type(artist) for artist in drawn] == [lines.Line2D] and drawn[0].get_ydata()[1] == 4


def test_backgrounds_stay_few():
    """Whatever a reader does, a picture keeps a handful of backgrounds, and a kernel a handful of pictures."""

    def jumpy(ax, level):
        ax.plot([0, level], [0, 1])

    found = explore(jumpy, level=slider(1, 40))
    for level in range(1, 41):
        found.set(level=level)
    assert len(found._picture(1.0)._backgrounds) <= pictures._BACKGROUNDS
    for _ in range(2 * pictures._PICTURES_KEPT):
        explore(lambda ax, level: ax.plot([0, level]), level=slider(1, 3), name="many")
    assert len(pictures._PICTURES) == pictures._PICTURES_KEPT


def test_labels_of_every_choice_find_room():
    """The layout is solved for all options, so nothing is cut off and nothing jumps when one is chosen."""

    def rows(ax, who):
        names = ["a", "b"] if who == "short" else ["a name that takes room", "b"]
        ax.plot([1, 2], [0, 1], "o")
        ax.set_yticks([0, 1], names)

    found = explore(rows, who=choice("short", "long"), size=(5.0, 3.0))
    places = set()
    for who in ("short", "long", "short"):
        figure = found.figure(who=who)
        (ax,) = figure.axes
        figure.canvas.draw()
        places.add(tuple(ax.get_position().bounds))
        assert ax.get_tightbbox().x0 >= 0
    assert len(places) == 1


def test_svg_shows_the_setting_and_leaves_the_picture_usable():
    found = explore(rising, model=lambda level: level, level=slider(0.1, 0.9))
    picture = found.picture(1)
    before = picture.pixels(0.7, {"level": 0.7}).copy()
    text = picture.svg(0.7, {}, "A title")
    assert text == picture.svg(0.7, {}, "A title") and "A title" in text
    assert text != picture.svg(0.2, {}, "A title")
    assert np.array_equal(before, picture.pixels(0.7, {"level": 0.7}))


# ---- A function of the reader's own -------------------------------------------------------------------------


def test_a_function_and_a_slider_are_enough():
    def draw(ax, dose, half_life=2):
        """Level of a drug over a day."""
        ax.plot([0, 24], [dose, half_life])

    found = explore(draw, dose=slider(0.1, 1.0, unit="mg/kg"))
    assert found.start == {"dose": 0.55} and found.readout == "Dose: 0.55 mg/kg."
    found.set(dose=1.0)
    assert found.readout == "Dose: 1 mg/kg." and found.alt.startswith("Level of a drug over a day.")


def test_a_readers_explorer_stores_no_more_frames_than_there_is_room_for():
    found = explore(two, axes=2, dose=slider(0, 100, 1), view=choice("A", "B", "C"))
    settings = found.settings()
    assert 20 < len(settings) <= 60
    assert {0, 50, 100} <= {values["dose"] for values in settings}
    small = explore(two, axes=2, dose=slider(1, 5), view=choice("A", "B", "C"))
    assert len(small.settings()) == 15


def test_a_logarithmic_slider_between_whole_numbers_keeps_its_fractions():
    values = slider(5, 500, log=True).values
    assert values[:3] == (5, 6.29, 7.92) and values[10] == 50


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda: slider(5, 1), "from a lower to a higher number"),
        (lambda: slider(0, 1, log=True), "starts above 0"),
        (lambda: slider(0, 1, step=5), "step is 5"),
        (lambda: choice(), "something to choose from"),
        (lambda: explore(two, axes=2, dose=slider(1, 3)), r"two\(\) needs view, and there is no such control"),
    ],
)
def test_wrong_calls_are_answered_in_a_sentence(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_drawing_that_fails_once_leaves_the_explorer_usable():
    def fails(ax, dose):
        ax.plot([0, 1], [0, dose])
        if dose == 4:
            raise ValueError("four is not drawn")

    found = explore(fails, dose=slider(1, 5), size=(4.0, 3.0))
    found.set(dose=2)
    after = found.backdrop, found.moved
    found.set(dose=4)
    assert "cannot be drawn (four is not drawn)" in found.readout
    found.set(dose=1)
    found.set(dose=2)
    assert (found.backdrop, found.moved) == after


def test_figures_of_an_explorer_are_whole():
    figure = explore(curves, dose=slider(1, 12), view=choice("A", "B")).figure(dose=4, view="B")
    assert isinstance(figure, Figure) and [ax.get_title() for ax in figure.axes] == [""]
    assert figure.axes[0].get_title(loc="left") == "View B" and len(figure.axes[0].lines) == 2
    assert not any(artist.get_animated() for artist in figure.axes[0].get_children())


def test_a_picture_for_a_projector_is_drawn_for_it_whatever_the_view_is_later():
    with style.in_style_context("projector"):
        found = explore(curves, dose=slider(1, 12), view=choice("A", "B"))
    found.set(dose=4)
    with style.in_style_context("projector"):
        wanted = in_full(found.picture(1), found.values)
    assert np.array_equal(found._picture(1.0).pixels(None, found.values), wanted)

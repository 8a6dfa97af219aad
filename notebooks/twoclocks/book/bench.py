"""Measures how fast the lessons answer, with the alternatives measured in the same run.

    python3 start.py bench                 everything
    python3 start.py bench 04-levels       only explorers whose names start so

In the kernel: each explorer's model, and the whole frame (model, drawing, encoding); and 10,000 virtual people.
In a real JupyterLab in headless Chromium, from the key press to decoded pixels: the explorer, the same chart made anew
at every move (ipywidgets.interact and plt.show), and an empty round trip (slider to kernel to text on the page). The three
take turns, so that whatever else the machine does falls on all alike. Numbers are medians.
"""

from __future__ import annotations

import importlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from types import ModuleType

import ipywidgets
import nbformat

from ..kit import style
from ..kit.explorer import Explorer
from ..models import people
from . import catalogue
from .publish import ROOT

MOVES = 40
WARM_UP = 4
#: What the project asks for: times of the empty round trip, share of interact, seconds for the people, ms for a model.
MOST_ROUND_TRIPS, LARGEST_SHARE, PEOPLE_SECONDS, MODEL_MS = 2.0, 1 / 5, 0.5, 10.0
PARTS = ("explorer", "interact", "empty")


# ---- In the kernel ------------------------------------------------------------------------------------------


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long one call of ``run`` takes."""
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def random_settings(explorer: Explorer, count: int) -> Iterator[dict[str, object]]:
    """Yield ``count`` settings that a reader could choose, the same ones in every run."""
    chance = random.Random(1)
    for _ in range(count):
        yield {c.name: chance.choice(c.values) for c in explorer.controls.values()}


def in_kernel(explorer: Explorer) -> dict[str, float]:
    """Return median milliseconds of the model alone and of a whole frame, over random settings."""
    settings = list(random_settings(explorer, MOVES + WARM_UP))
    for values in settings[:WARM_UP]:
        explorer.set(**values)
    chosen = settings[WARM_UP:]
    model = [milliseconds(lambda values=values: explorer.result(**values)) for values in chosen]
    frame = [milliseconds(lambda values=values: explorer.set(**values)) for values in chosen]
    return {"model": median(model), "frame": median(frame)}


# ---- What the browser is shown: called from the cells of a notebook made for this ---------------------------


def explorer(name: str) -> Explorer:
    """Return one of the lessons' explorers."""
    return catalogue.explorers()[name]()


def first_slider(found: Explorer):
    """Return the first control of an explorer that is a slider, None if it has only choices."""
    return next((control for control in found.controls.values() if control.kind == "slider"), None)


def plain_twin(name: str):
    """Show the explorer's chart as most notebooks would: a slider, ``interact``, and a new figure at every move."""
    import matplotlib.pyplot as plt

    found = explorer(name)
    control, drawing = first_slider(found), found.drawing

    def show(position: int) -> None:
        values = found.start | {control.name: control.values[position]}
        figure = plt.figure(figsize=style.in_view(*drawing.size), layout="constrained")
        with style.in_style_context():
            drawing.on(drawing.axes(figure), found.result(**values), values)
        plt.show()

    slider = ipywidgets.IntSlider(control.position(control.start), 0, len(control.values) - 1)
    ipywidgets.interact(show, position=slider)


def empty_round_trip() -> ipywidgets.VBox:
    """Return a slider whose number comes back from the kernel as text: the least that any control can cost."""
    slider, text = ipywidgets.IntSlider(50, 0, 100), ipywidgets.HTML("50", layout={"width": "5em"})
    slider.observe(lambda change: text.set_trait("value", str(change.new)), "value")
    box = ipywidgets.VBox([slider, text])
    box.add_class("empty-round-trip")
    return box


def notebook(name: str) -> nbformat.NotebookNode:
    """Return the notebook in which the three stand one below the other."""
    cells = [
        f"from twoclocks.book import bench\nbench.explorer({name!r})",
        f"bench.plain_twin({name!r})",
        "bench.empty_round_trip()",
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return nbformat.v4.new_notebook(metadata=kernel, cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


# ---- In the browser -----------------------------------------------------------------------------------------

# Starts a watch at the key press that follows and stops it when the answer can be seen. `place` is the part's output.
_WATCH = """([place, kind]) => {
  const settled = async () => {
    if (kind !== 'interact') return true; // the explorer paints before it says which turn it is
    const picture = place.querySelector('.jp-OutputArea-output img');
    if (!picture) return false;
    try { await picture.decode(); } catch { return false; }
    return true;
  };
  window.twoClocksWatch = new Promise((stop) => {
    let pressed = null;
    const observer = new MutationObserver(async () => {
      if (pressed === null || !(await settled())) return;
      observer.disconnect();
      stop(performance.now() - pressed);
    });
    const target = place.querySelector({ explorer: '.tc-stage',
      interact: '.widget-output, .jupyter-widget-output, .jp-OutputArea',
      empty: '.widget-html-content' }[kind]);
    document.addEventListener('keydown', (event) => {
      pressed = event.timeStamp;
      observer.observe(target, { subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ['src', 'data-turn'] });
    }, { once: true, capture: true });
  });
}"""
_SLIDERS = {"explorer": "input[type=range]", "interact": ".noUi-handle", "empty": ".noUi-handle"}


def harness() -> ModuleType | None:
    """Return what the tests drive a browser with; None, after saying why, if that cannot be done here."""
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        module = importlib.import_module("browser")
    except ImportError as problem:
        print(f"\nNot measured in a browser, because {problem.name} is not installed.")
        return None
    reason = module.why_no_browser()
    if reason:
        print(f"\nNot measured in a browser, because {reason}")
    return None if reason else module


def in_browser(
    browser: ModuleType, chromium, names: list[str], say: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """Return name -> part -> median milliseconds from key press to what can be seen."""
    measured = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, browser.Lab(Path(folder)) as lab:
        for name in names:
            file = f"bench-{name}.ipynb"
            nbformat.write(notebook(name), lab.root / "notebooks" / file)
            say(f"{name}: opening JupyterLab")
            page, _ = browser.new_page(chromium, width=1300, height=950)
            opened = lab.open(page, file)
            opened.run_all()
            measured[name] = take_turns(opened, lambda done, name=name: say(f"{name}: {done} of {MOVES} moves"))
            page.context.close()
    return measured


def take_turns(opened, say: Callable[[int], None]) -> dict[str, float]:
    """Return part -> median milliseconds; the parts take turns."""
    places = {part: opened.cell(index).locator(".jp-Cell-outputArea") for index, part in enumerate(PARTS)}
    for part, place in places.items():
        place.locator(_SLIDERS[part]).first.wait_for()
    places["interact"].locator(".jp-OutputArea-output img").first.wait_for()
    times: dict[str, list[float]] = {part: [] for part in PARTS}
    keys = dict.fromkeys(PARTS, "ArrowRight")
    for move in range(MOVES + WARM_UP):
        for index, (part, place) in enumerate(places.items()):
            opened.show_cell(index)
            keys[part] = turn_at_the_end(place.locator(_SLIDERS[part]).first, keys[part])
            times[part].append(one_move(opened.page, place, part, keys[part]))
            opened.wait_until_idle()
        if move % 10 == 9:
            say(min(move + 1, MOVES))
    return {part: median(taken[WARM_UP:]) for part, taken in times.items()}


def turn_at_the_end(slider, key: str) -> str:
    """Return the arrow key that still moves the slider."""
    now, least, most = slider.evaluate("""s => s.matches('input')
        ? [s.value, s.min, s.max].map(Number)
        : ['now', 'min', 'max'].map(name => Number(s.getAttribute(`aria-value${name}`)))""")
    return {most: "ArrowLeft", least: "ArrowRight"}.get(now, key)


def one_move(page, place, part: str, key: str) -> float:
    """Return milliseconds from one press of ``key`` on the slider of ``part`` to its answer on the screen."""
    slider = place.locator(_SLIDERS[part]).first
    slider.focus()
    page.evaluate(_WATCH, [place.element_handle(), part])
    page.keyboard.press(key)
    return page.evaluate("() => window.twoClocksWatch")


# ---- The report ---------------------------------------------------------------------------------------------


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a plain table, numbers to the right."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in [head, *rows]
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def verdict(holds: bool) -> str:
    """Return how a target was met, in a word."""
    return "met" if holds else "MISSED"


def progress(text: str) -> None:
    """Show what is being measured, on one line that changes."""
    print(f"\r{text:<70}", end="", flush=True)


def chosen(wanted: list[str]) -> tuple[list[str], list[str]]:
    """Return the explorers to measure in the kernel, and those to measure in the browser.

    Those are the first of each lesson with a slider, or all with a slider that were asked for.
    """
    lists = [
        list(catalogue.importlib.import_module(f"twoclocks.lessons.{lesson.module}").EXPLORERS)
        for lesson in catalogue.LESSONS
        if lesson.ready
    ]
    names = [name for lesson in lists for name in lesson]
    if not wanted:
        firsts = (next((name for name in lesson if first_slider(explorer(name))), None) for lesson in lists)
        return names, [name for name in firsts if name]
    found = [name for name in names if any(name.startswith(word) for word in wanted)]
    if not found:
        raise SystemExit(f"no explorer starts with {' or '.join(wanted)}; there are {', '.join(names)}.")
    return found, [name for name in found if first_slider(explorer(name))]


def main(wanted: list[str]) -> None:
    """Measure and print the tables."""
    names, on_page = chosen(wanted)
    rows = []
    for name in names:
        progress(f"In the kernel: {name}")
        found = explorer(name)
        taken = in_kernel(found)
        rows.append([name, f"{taken['model']:.1f}", verdict(taken["model"] <= MODEL_MS), f"{taken['frame']:.1f}"])
    progress("10,000 virtual people")
    people.bench_population()
    seconds = median(milliseconds(people.bench_population) for _ in range(5)) / 1000
    progress("")
    print("\rIn the kernel, median ms\n")
    print(table(["explorer", "model", f"<= {MODEL_MS:g}", "model + draw + encode"], rows))
    print(
        f"\n10,000 virtual people x 500 times of the infusion: {seconds:.2f} s (target: under {PEOPLE_SECONDS} s, "
        f"{verdict(seconds < PEOPLE_SECONDS)})"
    )
    browser = harness()
    if browser is None or not on_page:
        return
    with browser.chromium() as chromium:
        measured = in_browser(browser, chromium, on_page, progress)
    progress("")
    rows = []
    for name, taken in measured.items():
        share, trips = taken["explorer"] / taken["interact"], taken["explorer"] / taken["empty"]
        rows.append(
            [
                name,
                *(f"{taken[part]:.0f}" for part in PARTS),
                f"1/{1 / share:.1f}",
                verdict(share <= LARGEST_SHARE),
                f"{trips:.1f}",
                verdict(trips <= MOST_ROUND_TRIPS),
            ]
        )
    print(f"\rIn JupyterLab in Chromium, key press to decoded pixels, median ms of {MOVES} moves\n")
    print(
        table(["explorer", "explorer", "interact", "empty trip", "of interact", "<= 1/5", "x empty trip", "<= 2"], rows)
    )


if __name__ == "__main__":
    main(sys.argv[1:])

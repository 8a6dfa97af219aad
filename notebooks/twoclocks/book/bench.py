"""Measures how fast the lessons answer, with the alternatives measured in the same run.

    python3 start.py bench                 everything
    python3 start.py bench 04-levels       only explorers whose names start so

In the kernel: each explorer's model, and the whole frame (model, drawing, encoding); and 10,000 virtual people.
In a real JupyterLab in headless Chromium, from the key press to decoded pixels: every explorer, and an empty round trip
(slider to kernel to text on the page). For the first explorer of each lesson, and for those that were asked for by name,
also the same chart made anew at every move (ipywidgets.interact), which takes most of the time there. They take turns, so
that whatever else the machine does falls on all alike. Numbers are medians.
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
from IPython import get_ipython
from IPython.display import display

from ..kit.controls import Control
from ..kit.explorer import Explorer
from ..models import people
from . import catalogue
from .publish import ROOT

MOVES = 20
WARM_UP = 4
#: What the project asks for: times of the empty round trip in the worst explorer and in the median one, share of interact,
#: seconds for the people, ms for a model.
MOST_ROUND_TRIPS, MEDIAN_ROUND_TRIPS, LARGEST_SHARE, PEOPLE_SECONDS, MODEL_MS = 2.0, 1.6, 1 / 5, 0.5, 10.0
#: What the browser is shown, in this order: the part's name, and the cell that makes it of an explorer's name.
CELLS = {
    "explorer": "bench.explorer({name!r})",
    "empty": "bench.empty_round_trip()",
    "interact": "bench.plain_twin({name!r})",
}


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


def moved(found: Explorer) -> Control:
    """Return the control that is moved: the first slider, or the first choice of an explorer that has no slider."""
    controls = list(found.controls.values())
    return next((control for control in controls if control.kind == "slider"), controls[0])


def plain_twin(name: str) -> None:
    """Show the explorer's chart as most notebooks would: a slider, ``interact``, and a new figure at every move."""
    get_ipython().run_line_magic("matplotlib", "inline")
    found = explorer(name)
    control = moved(found)

    def show(position: int) -> None:
        display(found.figure(**{control.name: control.values[position]}))

    slider = ipywidgets.IntSlider(control.position(control.start), 0, len(control.values) - 1)
    ipywidgets.interact(show, position=slider)


def empty_round_trip() -> ipywidgets.VBox:
    """Return a slider whose number comes back from the kernel as text: the least that any control can cost."""
    slider, text = ipywidgets.IntSlider(50, 0, 100), ipywidgets.HTML("50", layout={"width": "5em"})
    slider.observe(lambda change: text.set_trait("value", str(change.new)), "value")
    box = ipywidgets.VBox([slider, text])
    box.add_class("empty-round-trip")
    return box


def notebook(name: str, parts: list[str]) -> nbformat.NotebookNode:
    """Return the notebook in which the ``parts`` stand one below the other."""
    cells = ["from twoclocks.book import bench\n" + CELLS[part].format(name=name) for part in parts]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return nbformat.v4.new_notebook(metadata=kernel, cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


# ---- In the browser -----------------------------------------------------------------------------------------

# Runs before anything else on the page: our parts keep the keys of their controls from every listener that comes later.
_HEAR = "addEventListener('keydown', (event) => { window.twoClocksPressed = event.timeStamp; }, true)"
# Starts a watch at the key press that follows and stops it when the answer can be seen. `place` is the part's output.
_WATCH = """([place, kind]) => {
  const settled = async () => {
    if (kind !== 'interact') return true; // the explorer paints before it says which turn it is
    const picture = place.querySelector('.jp-OutputArea-output img');
    if (!picture) return false;
    try { await picture.decode(); } catch { return false; }
    return true;
  };
  window.twoClocksPressed = null;
  window.twoClocksWatch = new Promise((stop) => {
    const observer = new MutationObserver(async () => {
      if (window.twoClocksPressed === null || !(await settled())) return;
      observer.disconnect();
      stop(performance.now() - window.twoClocksPressed);
    });
    const target = place.querySelector({ explorer: '.tc-stage',
      interact: '.widget-output, .jupyter-widget-output, .jp-OutputArea',
      empty: '.widget-html-content' }[kind]);
    observer.observe(target, { subtree: true, childList: true, characterData: true, attributes: true,
      attributeFilter: ['src', 'data-turn'] });
  });
}"""
_HANDLES = {
    # Of an explorer without a slider, the button of a choice that is chosen.
    "explorer": ".tc-view:has(input[type=range]) input[type=range], "
    ".tc-view:not(:has(input[type=range])) input[type=radio]:checked",
    "interact": ".noUi-handle",
    "empty": ".noUi-handle",
}


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
    browser: ModuleType, chromium, parts: dict[str, list[str]], say: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """Return name -> part -> median milliseconds from key press to what can be seen; ``parts``: those of each name."""
    measured = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, browser.Lab(Path(folder)) as lab:
        page, _ = browser.new_page(chromium, width=1300, height=950)
        page.add_init_script(_HEAR)
        for number, (name, shown) in enumerate(parts.items(), 1):
            file = f"bench-{name}.ipynb"
            nbformat.write(notebook(name, shown), lab.root / "notebooks" / file)
            at = f"In the browser, {number} of {len(parts)}: {name}"
            say(at)
            opened = lab.turn_to(page, file)
            opened.run_all()
            measured[name] = take_turns(opened, shown, lambda done, at=at: say(f"{at}, {done} of {MOVES} moves"))
        page.context.close()
    return measured


def take_turns(opened, parts: list[str], say: Callable[[int], None]) -> dict[str, float]:
    """Return part -> median milliseconds; the parts take turns."""
    places = {part: opened.cell(index).locator(".jp-Cell-outputArea") for index, part in enumerate(parts)}
    for index, (part, place) in enumerate(places.items()):
        opened.show_cell(index)
        place.locator(_HANDLES[part]).first.wait_for()
        if part == "interact":
            place.locator(".jp-OutputArea-output img").first.wait_for()
    times: dict[str, list[float]] = {part: [] for part in parts}
    keys = dict.fromkeys(parts, "ArrowRight")
    for move in range(MOVES + WARM_UP):
        for index, (part, place) in enumerate(places.items()):
            opened.show_cell(index)
            keys[part] = turn_at_the_end(place.locator(_HANDLES[part]).first, keys[part])
            times[part].append(one_move(opened.page, place, part, keys[part]))
            opened.wait_until_idle()
        if move % 10 == 9:
            say(min(move + 1, MOVES))
    return {part: median(taken[WARM_UP:]) for part, taken in times.items()}


def turn_at_the_end(slider, key: str) -> str:
    """Return the arrow key that still moves the slider; in a choice the keys go round."""
    now, least, most = slider.evaluate("""s => s.type === 'radio' ? [1, 0, 2] : s.matches('input')
        ? [s.value, s.min, s.max].map(Number)
        : ['now', 'min', 'max'].map(name => Number(s.getAttribute(`aria-value${name}`)))""")
    return {most: "ArrowLeft", least: "ArrowRight"}.get(now, key)


def one_move(page, place, part: str, key: str) -> float:
    """Return milliseconds from one press of ``key`` on the slider of ``part`` to its answer on the screen."""
    slider = place.locator(_HANDLES[part]).first
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
    print(f"\r{text:<78}", end="", flush=True)


def chosen(wanted: list[str]) -> dict[str, list[str]]:
    """Return the explorers to measure, each with the parts that the browser is shown of it."""
    lists = [
        list(catalogue.importlib.import_module(f"twoclocks.lessons.{lesson.module}").EXPLORERS)
        for lesson in catalogue.LESSONS
        if lesson.ready
    ]
    names = [name for lesson in lists for name in lesson]
    found = [name for name in names if not wanted or any(name.startswith(word) for word in wanted)]
    if not found:
        raise SystemExit(f"no explorer starts with {' or '.join(wanted)}; there are {', '.join(names)}.")
    firsts = {lesson[0] for lesson in lists if lesson}
    return {name: [part for part in CELLS if part != "interact" or wanted or name in firsts] for name in found}


def kernel_report(names: list[str]) -> None:
    """Measure in the kernel and print the table."""
    rows = []
    for name in names:
        progress(f"In the kernel: {name}")
        taken = in_kernel(explorer(name))
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


def browser_report(measured: dict[str, dict[str, float]]) -> str:
    """Return what was measured in the browser as a table, with the median explorer and the worst below it."""
    trips = {name: taken["explorer"] / taken["empty"] for name, taken in measured.items()}
    rows = []
    for name, taken in measured.items():
        row = [name, f"{taken['explorer']:.0f}", f"{taken['empty']:.0f}", f"{trips[name]:.2f}"]
        if "interact" in taken:
            share = taken["explorer"] / taken["interact"]
            row += [f"{taken['interact']:.0f}", f"1/{1 / share:.1f}", verdict(share <= LARGEST_SHARE)]
        rows.append(row + [""] * (7 - len(row)))
    worst, middle = max(trips, key=trips.get), median(trips.values())
    return "\n".join(
        [
            f"In JupyterLab in Chromium, key press to decoded pixels, median ms of {MOVES} moves\n",
            table(["explorer", "explorer", "empty trip", "x empty trip", "interact", "of interact", "<= 1/5"], rows),
            f"\nOver {len(trips)} explorers, times of the empty round trip: median {middle:.2f} (target: at most "
            f"{MEDIAN_ROUND_TRIPS:g}, {verdict(middle <= MEDIAN_ROUND_TRIPS)}), worst {trips[worst]:.2f}, {worst} "
            f"(at most {MOST_ROUND_TRIPS:g}, {verdict(trips[worst] <= MOST_ROUND_TRIPS)})",
        ]
    )


def main(wanted: list[str]) -> None:
    """Measure and print the tables."""
    parts = chosen(wanted)
    kernel_report(list(parts))
    browser = harness()
    if browser is None:
        return
    with browser.chromium() as chromium:
        measured = in_browser(browser, chromium, parts, progress)
    progress("")
    print("\r" + browser_report(measured))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Drives a real browser for the checks and for the benchmark: pages as nbviewer shows them, and a real JupyterLab.

Nothing here waits for a fixed time: every step waits until the page, the kernel or the file says that it is done.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import ModuleType

from nbconvert import HTMLExporter
from PIL import Image
from playwright.sync_api import Browser, Error, Locator, Page, Playwright, sync_playwright
from ports import free_ports
from twoclocks.book.publish import ROOT

#: Patience for one step of a busy machine; no check is slower on purpose.
PATIENCE_MS = 60_000
_SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def start_script() -> ModuleType:
    """Return start.py as a module, so that JupyterLab is started here exactly as a reader starts it."""
    spec = importlib.util.spec_from_file_location("two_clocks_start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def why_no_browser() -> str | None:
    """Return why the browser checks cannot run here, or None if they can."""
    start = start_script()
    return None if start.find_browser() else f"no browser was found: {start.HOW_TO_GET_A_BROWSER}"


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless browser and close it at the end."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=start_script().find_browser(), args=_SWITCHES)


@dataclass
class Heard:
    """What a page complained about. refused: addresses outside this machine that it asked for and did not get."""

    errors: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def new_page(browser: Browser, width: int = 1200, height: int = 900) -> tuple[Page, Heard]:
    """Return a page of its own, with the network outside this machine blocked, and what will be heard of it."""
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    heard = Heard()
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
    page.on("console", lambda message: heard.console.append(message.text) if message.type == "error" else None)

    def pass_or_refuse(route):
        if route.request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
            route.continue_()
        else:
            heard.refused.append(route.request.url)
            route.abort()

    page.route("**/*", pass_or_refuse)
    return page, heard


def export(notebook: Path, folder: Path) -> Path:
    """Write ``notebook`` into ``folder`` as nbviewer shows it, with its exporter, template and frame; return the file."""
    text, _ = HTMLExporter(template_name="lab").from_filename(str(notebook))
    page = folder / f"{notebook.stem}.html"
    page.write_text(in_nbviewers_frame(text), encoding="utf-8")
    return page


def in_nbviewers_frame(lesson: str) -> str:
    """Return the page in which nbviewer shows a ``lesson``: its style sheets outdo what a lesson takes for granted."""
    package = Path(str(resources.files("sphinx_bootstrap_theme"))) / "bootstrap" / "static"
    (jquery,) = (package / "js").glob("jquery-1*.min.js")
    frame = (Path(__file__).parent / "nbviewer_frame.html").read_text(encoding="utf-8")
    places = {"bootstrap": (package / "bootstrap-3.4.1").as_uri(), "jquery": jquery.as_uri(), "lesson": lesson}
    return re.sub("|".join(f"{{{name}}}" for name in places), lambda place: places[place[0][1:-1]], frame)


# ---- Lesson parts on a page ---------------------------------------------------------------------------------

# What can be seen of an explorer: compared before and after a move.
_LOOK = """view => ({
  pictures: [...view.querySelectorAll('.tc-stage > :not([hidden])')].map(p => p.src || p.toDataURL()).join(' '),
  alt: view.querySelector('.tc-picture').alt || view.querySelector('.tc-picture').getAttribute('aria-label'),
  readout: view.querySelector('.tc-readout').textContent,
  values: [...view.querySelectorAll('input')].map(i => i.type === 'radio' ? i.checked : i.value).join(),
  turn: Number(view.querySelector('.tc-stage').dataset.turn || 0),
})"""
_ANSWERED = """([view, turn]) => Number(view.querySelector('.tc-stage').dataset.turn) > turn
  && [...view.querySelectorAll('.tc-stage img:not([hidden])')].every(p => p.complete && p.naturalWidth > 0)"""


@dataclass(frozen=True)
class Look:
    """What can be seen of an explorer at one moment; ``turn`` counts the answers that were shown."""

    pictures: str
    alt: str
    readout: str
    values: str
    turn: int


class ExplorerOnPage:
    """One explorer with working controls, wherever it stands: live in JupyterLab or from stored frames."""

    def __init__(self, view: Locator):
        self.view = view

    @property
    def title(self) -> str:
        """What a screen reader calls it."""
        return self.view.get_attribute("aria-label")

    def look(self) -> Look:
        """Return what can be seen, as soon as there is a picture."""
        self.view.locator(".tc-stage[data-turn]").wait_for(state="attached")
        return Look(**self.view.evaluate(_LOOK))

    def note(self) -> str:
        """Return the small print below the picture, "" if there is none."""
        return self.view.locator(".tc-note").evaluate("note => note.hidden ? '' : note.textContent")

    def controls(self) -> list[Locator]:
        """Return every slider and every group of radio buttons, in order; without those that a page holds at one setting."""
        return self.view.locator(".tc-control:not(.tc-fixed)").all()

    def press(self, control: Locator, key: str) -> None:
        """Press ``key`` on ``control`` as a reader would who has no mouse."""
        target = control.locator("input[type=range], input[type=radio]:checked").first
        target.focus()
        target.press(key)

    def move(self, control: Locator) -> tuple[Look, Look]:
        """Move ``control`` one step by key, where there is room; return the looks before and after."""
        before = self.look()
        self.press(control, _key_with_room(control))
        self.wait_for_answer(before)
        return before, self.look()

    def wait_for_answer(self, before: Look) -> None:
        """Wait until an answer later than ``before`` is there and its pictures can be seen."""
        self.view.page.wait_for_function(_ANSWERED, arg=[self.view.element_handle(), before.turn])

    def picture(self) -> Image.Image:
        """Return what the screen shows where the picture is."""
        return Image.open(io.BytesIO(self.view.locator(".tc-stage").screenshot()))

    def reset(self) -> None:
        """Press the Reset button by key."""
        self.view.get_by_role("button", name="Reset").press("Enter")


def _key_with_room(control: Locator) -> str:
    """Arrow keys stop at the end of a slider and go round in a group of radio buttons."""
    at_end = control.evaluate(
        "box => { const s = box.querySelector('input[type=range]'); return s !== null && s.value === s.max; }"
    )
    return "ArrowLeft" if at_end else "ArrowRight"


def explorers_on(page: Page) -> list[ExplorerOnPage]:
    """Return the explorers of ``page`` whose controls are there."""
    return [ExplorerOnPage(view) for view in page.locator(".tc-explorer .tc-view, .tc-explorer.tc-view").all()]


# ---- A real JupyterLab --------------------------------------------------------------------------------------


class Lab:
    """A JupyterLab server, started as start.py starts it, on a copy of the lessons, so that nothing stored is touched."""

    def __init__(self, folder: Path, projector: bool = False):
        """Copy the lessons and the data into ``folder``; projector: as ``start.py --projector`` starts it."""
        self.root = folder
        self._projector = projector
        self._start = start_script()
        leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        for name in ("notebooks", "data"):
            shutil.copytree(ROOT / name, folder / name, ignore=leave)
        self._places = self._start.Places(str(folder))
        self._token = secrets.token_hex(24)
        self._server: subprocess.Popen | None = None
        self.address = ""

    def __enter__(self) -> Lab:
        self.start()
        return self

    def __exit__(self, *problem) -> None:
        self.stop()

    def _settings(self) -> dict[str, str]:
        # Without the tests' own path the kernels find twoclocks beside the notebook, as they do for a reader.
        view = {"TWOCLOCKS_VIEW": "projector"} if self._projector else {}
        settings = self._start.project_environment(self._places, sys.executable, JUPYTER_TOKEN=self._token, **view)
        return {name: value for name, value in settings.items() if name not in {"PYTHONPATH", "TWOCLOCKS_PUBLISH"}}

    def start(self) -> None:
        """Start the server on a free port and wait until it answers."""
        self._start.write_lab_defaults(self._places, self._projector)
        (port,) = free_ports(1)
        self.address = f"http://127.0.0.1:{port}"
        command = self._start.lab_command(self._places, sys.executable, port, "/lab")
        log_path = self.root / "jupyterlab.log"
        with log_path.open("a", encoding="utf-8") as log:
            self._server = subprocess.Popen(
                [*command, "--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"],
                cwd=self.root,
                env=self._settings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._start.wait_until_ready(self._server, self.address, self._token, str(log_path))

    def stop(self) -> None:
        """Stop the server and its kernels."""
        if self._server is not None:
            self._start.stop(self._server)
            self._server = None

    def sign(self) -> None:
        """Sign the stored notebooks, as start.py does before it opens the first lesson."""
        if self._start.sign_notebooks(self._places, sys.executable, self._settings()).wait() != 0:
            raise RuntimeError((Path(self._places.state) / "sign.log").read_text(encoding="utf-8"))

    def url(self, notebook: str, front_end: str = "lab/tree") -> str:
        """Return where ``notebook`` (a name in notebooks/) opens in a front end: "notebooks" is Notebook 7's place."""
        return f"{self.address}/{front_end}/notebooks/{notebook}?reset&token={self._token}"

    def open(self, page: Page, notebook: str, *, kernel: bool = True, front_end: str = "lab/tree") -> LabNotebook:
        """Open ``notebook`` (a name in notebooks/) in ``page`` and wait until it and its kernel are ready."""
        page.goto(self.url(notebook, front_end))
        page.wait_for_function(_READY if kernel else _OPENED)
        return LabNotebook(page, self.root / "notebooks" / notebook)

    def turn_to(self, page: Page, notebook: str) -> LabNotebook:
        """Open ``notebook`` in a ``page`` that may show another: that one goes with its kernel, JupyterLab itself stays.

        Loading JupyterLab is most of what opening a lesson costs. What the other held unsaved is lost.
        """
        if not page.url.startswith(f"{self.address}/lab/"):
            return self.open(page, notebook)
        page.evaluate(_LEAVE)
        page.evaluate(
            "path => { window.jupyterapp.commands.execute('docmanager:open', { path }); }", f"notebooks/{notebook}"
        )
        page.wait_for_function(_READY, arg=f"notebooks/{notebook}")
        return LabNotebook(page, self.root / "notebooks" / notebook)


# All of these ask JupyterLab's own application object, which knows more than the page shows.
_PANEL = "const panel = window.jupyterapp?.shell?.currentWidget; const nb = panel?.content; const ctx = panel?.context;"
_OPENED = f"() => {{ {_PANEL} return !!(ctx?.isReady && nb?.widgets?.length && nb.model); }}"
_READY = f"""path => {{ {_PANEL}
  const kernel = ctx?.sessionContext?.session?.kernel;
  return !!((!path || ctx?.path === path) && ctx?.isReady && nb?.widgets?.length
    && kernel?.connectionStatus === 'connected' && kernel.status === 'idle');
}}"""
_LEAVE = f"""async () => {{ {_PANEL}
  await ctx.sessionContext.shutdown();
  nb.model.dirty = false; // else JupyterLab asks whether to save
  panel.close();
}}"""
ALL_RAN = f"""() => {{ {_PANEL}
  const cells = [...nb.model.cells].filter(c => c.type === 'code' && c.sharedModel.getSource().trim());
  const idle = ctx.sessionContext.session.kernel.status === 'idle';
  return idle && cells.every(c => c.executionCount && c.executionState !== 'running');
}}"""
_IDLE = f"() => {{ {_PANEL} return ctx.sessionContext.session.kernel.status === 'idle'; }}"
_OUTPUTS = f"""() => {{ {_PANEL}
  return [...nb.model.cells].flatMap(c => c.type === 'code' ? c.outputs.toJSON() : []);
}}"""


class LabNotebook:
    """A notebook that is open in JupyterLab."""

    def __init__(self, page: Page, path: Path):
        self.page = page
        self.path = path

    def command(self, name: str) -> None:
        """Run a command of JupyterLab, the same that its menu runs, and wait until it is done."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def run_all(self) -> None:
        """Clear all outputs, then run all cells and wait until each has a number and the kernel rests."""
        self.command("notebook:clear-all-cell-outputs")
        self.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.page.wait_for_function(ALL_RAN, timeout=5 * PATIENCE_MS)

    def cells(self) -> list[list]:
        """Return kind and source of every cell, as JupyterLab holds them."""
        return self.page.evaluate(
            f"() => {{ {_PANEL} return [...nb.model.cells].map(c => [c.type, c.sharedModel.getSource()]); }}"
        )

    def restart(self) -> None:
        """Restart the kernel, whatever it is busy with, and wait until it is there again."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart()"
        )
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing left to do."""
        self.page.wait_for_function(_IDLE)

    def outputs(self) -> list[dict]:
        """Return all outputs as JupyterLab holds them."""
        return self.page.evaluate(_OUTPUTS)

    def save(self) -> None:
        """Save and wait until the file has been written."""
        before = self.path.stat().st_mtime_ns
        self.command("docmanager:save")
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while self.path.stat().st_mtime_ns == before:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.path.name} was not written.")
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def show_cell(self, index: int) -> None:
        """Scroll cell ``index`` into view; JupyterLab fills cells when they come near, which pushes others away."""
        # Not an async function: Playwright would take its promise for a yes.
        self.page.wait_for_function(
            f"""index => {{ {_PANEL}
            const cell = document.querySelector(`.jp-Notebook .jp-Cell[data-windowed-list-index="${{index}}"]`);
            const box = cell?.getBoundingClientRect();
            if (box && box.top < innerHeight && box.bottom > 0) return true;
            nb.scrollToItem(index, 'start');
            return false; }}""",
            arg=index,
        )

    def cells_with(self, text: str) -> list[int]:
        """Return the numbers of the code cells whose outputs hold ``text``."""
        return self.page.evaluate(
            f"""text => {{ {_PANEL}
            return [...nb.model.cells].flatMap((c, i) =>
              c.type === 'code' && JSON.stringify(c.outputs.toJSON()).includes(text) ? [i] : []); }}""",
            text,
        )

    def cell(self, index: int) -> Locator:
        """Return cell ``index`` of the page, scrolled into view."""
        self.show_cell(index)
        return self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{index}']")


__all__ = [
    "PATIENCE_MS",
    "Error",
    "ExplorerOnPage",
    "Heard",
    "Lab",
    "LabNotebook",
    "Look",
    "chromium",
    "explorers_on",
    "export",
    "new_page",
    "start_script",
    "why_no_browser",
]

"""Starts a real JupyterHub on this machine with jupyterhub_config.py, watches its needs, stops all of it."""

from __future__ import annotations

import contextlib
import ctypes
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil
from ports import free_ports

from .settings import ROOT, start

CONFIG = Path(__file__).with_name("jupyterhub_config.py")
#: The proxy in front of every JupyterHub is a Node program; JupyterHub's own installation page names it.
PROXY = "configurable-http-proxy@5"
OLDEST_NODE = 20
SECONDS_TO_START = 120
SECONDS_TO_STOP = 60
#: What JupyterHub says when it has started.
RUNNING = b"JupyterHub is now running"
#: Where the proxy is kept and where rooms are held.
STATE = Path(start.Places(str(ROOT)).in_state("room"))


# ---- The proxy ---------------------------------------------------------------------------------------------


def why_no_room(find=shutil.which) -> str | None:
    """Return in one sentence why no hub can run here, or None if one can."""
    if not sys.platform.startswith("linux"):
        return "The room of students is held on Linux only: use WSL on Windows, or a virtual machine."
    if find("configurable-http-proxy"):
        return None
    if not find("node") or not find("npm"):
        return (
            f"JupyterHub's proxy needs Node.js {OLDEST_NODE} or newer with npm, which is missing here: "
            "install it from https://nodejs.org or your system's packages, then try again."
        )
    said = subprocess.run([find("node"), "--version"], capture_output=True, encoding="utf-8").stdout
    version = re.match(r"v(\d+)", said)
    if not version or int(version[1]) < OLDEST_NODE:
        return (
            f"JupyterHub's proxy needs Node.js {OLDEST_NODE} or newer, and this one is {said.strip() or 'broken'}: "
            "install a newer one from https://nodejs.org, then try again."
        )
    return None


def proxy_command(folder: Path = STATE) -> list[str]:
    """Return how to run the proxy; if this machine has none, fetch it once with npm into ``folder``."""
    reason = why_no_room()
    if reason:
        raise start.Problem(reason)
    if shutil.which("configurable-http-proxy"):
        return [shutil.which("configurable-http-proxy")]
    package = folder / "proxy" / "node_modules" / "configurable-http-proxy"
    program = package / "bin" / "configurable-http-proxy"
    if not program.exists():
        start.say("Fetching JupyterHub's proxy with npm (once) ...")
        unfinished = folder / "proxy.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        # The home folder stays as it is, and no script of a package is run.
        npm = subprocess.run(
            [
                shutil.which("npm"),
                "install",
                "--prefix",
                str(unfinished),
                "--cache",
                str(folder / "npm-cache"),
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--loglevel=error",
                PROXY,
            ],
            cwd=unfinished,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if npm.returncode != 0:
            raise start.Problem(
                f"JupyterHub's proxy could not be fetched ({start.last_line(npm.stderr)}): connect to the internet and "
                "try again."
            )
        shutil.rmtree(folder / "proxy", ignore_errors=True)
        unfinished.rename(folder / "proxy")
        shutil.rmtree(folder / "npm-cache", ignore_errors=True)
    return [shutil.which("node"), str(program)]


# ---- What it needs -----------------------------------------------------------------------------------------


@dataclass
class Need:
    """What one student's server and kernels hold and have used. Memory in bytes, cpu in seconds.

    server and kernels: proportional set size, in which a page that n processes share counts one n-th in each.
    alone: resident set size of all, what they would hold if nobody shared with them.
    """

    server: float = 0
    kernels: float = 0
    alone: float = 0
    cpu: float = 0

    @property
    def shared(self) -> float:
        """Memory of server and kernels together, shared pages counted once."""
        return self.server + self.kernels


def seconds(process: psutil.Process) -> float:
    """Return processor seconds of a process and of its children that have ended."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def alive(process: psutil.Process) -> bool:
    """Return whether a process still runs; one that has ended and that nobody asked about does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# ---- The hub -----------------------------------------------------------------------------------------------


class Hub:
    """A JupyterHub with its proxy on free ports of the loopback address, its files in ``folder``.

    with Hub(folder) as hub: students log in at hub.address with hub.password and any name.
    """

    def __init__(self, folder: Path, port: int | None = None, idle_seconds: int = 3600):
        """port: the one that students use; a free one unless given. idle_seconds: for the idle culler."""
        self.folder = folder.resolve()
        self.password = secrets.token_urlsafe(24)
        self.log = self.folder / "jupyterhub.log"
        ports = free_ports(3)
        if port is not None:
            if not start.port_is_free(port):
                raise start.Problem(
                    f"Port {port} is taken or not allowed: stop the program that uses it, or leave --port away and a "
                    "free one is found."
                )
            ports[0] = port
        self.address = f"http://127.0.0.1:{ports[0]}"
        self._ports, self._idle = ports, idle_seconds
        self._hub: subprocess.Popen | None = None
        self._seen: dict[int, psutil.Process] = {}

    def __enter__(self) -> Hub:
        proxy = proxy_command()
        self.folder.mkdir(parents=True, exist_ok=True)
        names = ("ROOM_PORT", "ROOM_HUB_PORT", "ROOM_PROXY_PORT")
        settings = start.own_environment(
            ROOM_FOLDER=str(self.folder),
            ROOM_PASSWORD=self.password,
            ROOM_PROXY="\n".join(proxy),
            ROOM_IDLE_SECONDS=str(self._idle),
            **dict(zip(names, map(str, self._ports), strict=True)),
        )
        # Whatever this machine's own Jupyter is told must not reach the students'.
        settings = {name: value for name, value in settings.items() if not name.startswith(("JUPYTER", "CONFIGPROXY"))}
        with self.log.open("a", encoding="utf-8") as log:
            said_before = log.tell()
            self._hub = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "--config", str(CONFIG)],
                cwd=self.folder,
                env=settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )
        try:
            self._wait_until_ready(said_before)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *problem) -> None:
        self.stop()

    def _wait_until_ready(self, said_before: int) -> None:
        """Wait until the hub answers, and has said so in its log after its first ``said_before`` bytes.

        It answers a little before it listens to signals; ended in between, it would leave proxy and culler behind.
        What it says comes right before it listens, in one go, so an answer after that is late enough.
        """
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._hub.poll() is not None:
                raise start.Problem(f"JupyterHub stopped while starting; its last words: {self._last_words()}.")
            with contextlib.suppress(OSError):
                if RUNNING in self.log.read_bytes()[said_before:]:
                    direct.open(self.address + "/hub/login", timeout=5).close()
                    return
            time.sleep(0.1)
        raise start.Problem(
            f"JupyterHub did not answer within {SECONDS_TO_START} seconds; its last words: {self._last_words()}."
        )

    def _last_words(self) -> str:
        return start.last_line(self.log.read_text(encoding="utf-8", errors="replace"))

    def processes(self) -> list[psutil.Process]:
        """Return the hub, its proxy and every process that they started and that is still there."""
        with contextlib.suppress(psutil.NoSuchProcess):
            family = [psutil.Process(self._hub.pid), *psutil.Process(self._hub.pid).children(recursive=True)]
            self._seen |= {process.pid: process for process in family}
        return [process for process in self._seen.values() if alive(process)]

    def needs(self, memory: bool = True) -> tuple[dict[str, Need], Need]:
        """Return what each student needs by name, and what the hub, the proxy and the culler need together.

        memory: False leaves the memory out, which takes the system time to add up.
        """
        students: dict[str, Need] = {}
        common = Need()
        for process in self.processes():
            with contextlib.suppress(psutil.Error):  # it has just ended
                name = process.environ().get("JUPYTERHUB_USER")
                need = students.setdefault(name, Need()) if name else common
                need.cpu += seconds(process)
                if memory:
                    full = process.memory_full_info()
                    if any("ipykernel" in word for word in process.cmdline()):
                        need.kernels += full.pss
                    else:
                        need.server += full.pss
                    need.alone += full.rss
        return students, common

    def stop(self) -> None:
        """Stop the hub, which stops the servers and the proxy; whatever is left after a minute is ended."""
        if self._hub is None:
            return
        try:
            self.processes()
            self._hub.terminate()
            deadline = time.monotonic() + SECONDS_TO_STOP
            while time.monotonic() < deadline and (self._hub.poll() is None or self.processes()):
                time.sleep(0.1)
        finally:  # a second Ctrl-C ends the wait, and must not leave thirty servers behind
            for process in self.processes():
                with contextlib.suppress(psutil.Error):
                    process.kill()
            self._hub.wait()
            self._hub = None


def end_with_parent() -> None:
    """Let Linux stop the hub, which stops all else, if the program that started it is killed."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)

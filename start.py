#!/usr/bin/env python3
"""Sets up Two Clocks, opens it and checks it. Needs Python 3.11 or newer with its venv module, and no more.

    python3 start.py                 open the notebooks in JupyterLab  (Windows: py start.py)
    python3 start.py --no-browser    the same, but only print the address
    python3 start.py --port 9000     the same, on a port of your own choice
    python3 start.py --projector     the same, with charts, controls and text large enough for a room
    python3 start.py test            run every check; what you add goes to pytest, e.g. -k kinetics
    python3 start.py test --lowest   the same without browser, in .venv-lowest with the oldest packages allowed
    python3 start.py publish         re-run the notebooks, store their outputs, remake figures/
    python3 start.py slides          make a talk of every lesson, in slides/
    python3 start.py worksheets      make sheets to print and write on, in worksheets/
    python3 start.py bench           measure how fast the notebooks answer
    python3 start.py room            measure a room of 30 simulated students on a real JupyterHub

The first run makes an environment in .venv and takes a minute or two; later runs take seconds.
If the Python that runs this file already has all that is needed (conda, say), it is used as it is.
Everything that is written stays inside this folder; delete .venv, .venv-lowest and .state to be rid of it.

Read by the tests, and kept here so that they stand in one place:
    CHROME=/path/to/chrome          the browser for the browser checks, if it is not found by itself
    TWOCLOCKS_REQUIRE_BROWSER=1     no browser is a failure, instead of a reason to skip those checks
    TWOCLOCKS_REQUIRE_ROOM=1        the same for Node.js, which the checks with a JupyterHub need
"""

# This file has no f-strings and no annotations, so that a Python that is much too old can still read it
# as far as the next check and say one clear sentence.
import sys

OLDEST = (3, 11)


def too_old(version):
    """One sentence for a Python that is too old; None for one that will do."""
    if tuple(version[:2]) >= OLDEST:
        return None
    return (
        "Two Clocks needs Python {0}.{1} or newer, and this is Python {2}.{3}: install a newer one from "
        "https://www.python.org/downloads/ and run start.py with it, for example 'python{0}.{1} start.py'."
    ).format(OLDEST[0], OLDEST[1], version[0], version[1])


if too_old(sys.version_info):
    sys.exit(too_old(sys.version_info))

# What follows needs a Python that is new enough.
import argparse
import ast
import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
import webbrowser
from importlib import metadata

READER = ("environment.yml",)
CHECKER = ("environment.yml", os.path.join("tests", "requirements.txt"))
FIRST_LESSON = "notebooks/00_start_here.ipynb"
FIRST_PORT = 8888
PORTS_TO_TRY = 100
SECONDS_FOR_JUPYTER = 180
WINDOWS = os.name == "nt"

# Of the settings that a person or an institution made for pip, those that say how packages are reached. The others
# would put packages elsewhere (target, prefix, user), leave some out (no-deps, dry-run) or choose others (pre).
PIP_SETTINGS = (
    "index-url",
    "extra-index-url",
    "no-index",
    "find-links",
    "constraint",
    "build-constraint",
    "only-binary",
    "trusted-host",
    "proxy",
    "cert",
    "client-cert",
    "keyring-provider",
    "use-feature",
    "use-deprecated",
    "timeout",
    "default-timeout",
)

# Of the variables that change what a Python does, those that only say what it writes, and when.
PYTHON_SETTINGS = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONUNBUFFERED")
# Those that say where a Python finds its packages.
PYTHON_PLACES = ("PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "PYTHONNOUSERSITE", "__PYVENV_LAUNCHER__")

# JupyterLab's defaults for this project. saveState: a widget of the reader's own shows its last picture when the
# notebook is opened again, instead of an error (ours: see SERVER_CONFIG). The rest keeps JupyterLab from asking about news.
LAB_DEFAULTS = {
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}

# With --projector. kit/projector.py has the same sizes for a single notebook.
PROJECTOR = {"content-font-size1": "22px", "code-font-size": "19px", "ui-font-size1": "18px"}

# Read by the Jupyter server at its start. Without the first part a message of the kernel may be held back until the
# browser has confirmed the one before ("Nagle's algorithm"), and a slider's picture comes up to 40 ms late. The second
# lets a saved notebook keep the explorers' stored frames, and not their live view, which is dead without its kernel.
SERVER_CONFIG = """# Written by start.py at every start.
try:
    from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
    connect = KernelWebsocketHandler.open

    async def open_without_delay(self, *arguments, **more):
        self.set_nodelay(True)
        await connect(self, *arguments, **more)

    KernelWebsocketHandler.open = open_without_delay
except (ImportError, AttributeError):
    pass  # a Jupyter server of another make works too, only not as quickly

try:
    import sys
    sys.path.append({notebooks!r})
    from twoclocks.saving import before_saving
    c.FileContentsManager.pre_save_hook = before_saving
except ImportError:
    pass  # the folder has moved since
"""

# Run by the environment's Python. JupyterLab shows a stored explorer's script only in a signed notebook.
SIGN_NOTEBOOKS = """
import sys, nbformat, nbformat.sign
notary = nbformat.sign.NotebookNotary()
for path in sys.argv[1:]:
    try:
        notary.sign(nbformat.read(path, as_version=4))
    except Exception as error:
        print(path, "could not be signed:", error)
"""


class Problem(Exception):
    """Something that the person at the keyboard can put right; its text is one sentence saying how."""


class Places(object):
    """Where things are. All of it is inside the project's own folder."""

    def __init__(self, root, venv=".venv"):
        self.root = os.path.abspath(root)
        self.notebooks = os.path.join(self.root, "notebooks")
        self.venv = os.path.join(self.root, venv)
        self.venv_python = os.path.join(self.venv, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))
        self.install_log = os.path.join(self.venv, "install.log")
        self.stamp = os.path.join(self.venv, "complete.json")
        self.state = os.path.join(self.root, ".state")
        self.lab_settings = os.path.join(self.state, "lab", "app_settings")

    def in_state(self, *parts):
        return os.path.join(self.state, *parts)


def say(text=""):
    print(text)
    sys.stdout.flush()


# ---- What is needed, and is it there? ----------------------------------------------------------------------


def read_requirements(path):
    """The requirement lines of environment.yml ("  - name>=x,<y") or of a pip requirements file."""
    with open(path, encoding="utf-8") as file:
        lines = [line.split("#")[0].rstrip() for line in file]
    if path.endswith(".yml"):
        lines = lines[lines.index("dependencies:") + 1 :]
        lines = [line.strip()[1:] for line in lines if line.strip().startswith("-")]
    return [line.strip() for line in lines if line.strip()]


def for_pip(requirements):
    """The same without python itself, which pip cannot install."""
    return [line for line in requirements if split_requirement(line)[0] != "python"]


def lowest(requirements):
    """The same with the oldest release that each line allows: 'numpy>=2.1,<3' -> 'numpy==2.1', which is 2.1.0 too.

    So a bound must name a release that exists, and all of them together must fit; pip says so where they do not.
    """
    pinned = []
    for line in requirements:
        name, limits = split_requirement(line)
        bounds = [limit for sign, limit in limits if sign == ">="]
        if len(bounds) != 1:
            raise Problem(
                "The requirement '{}' does not say which release is the oldest that will do: give it one "
                "lower bound, such as {}>=1.2, and run start.py again.".format(line, name)
            )
        pinned.append("{}=={}".format(name, bounds[0]))
    return pinned


def split_requirement(line):
    """'numpy>=2,<3' -> ('numpy', [('>=', '2'), ('<', '3')])"""
    name, limits = re.match(r"([A-Za-z0-9._-]+)\s*(.*)$", line).groups()
    return name, re.findall(r"(>=|<=|==|!=|>|<)\s*([^\s,]+)", limits)


def version_key(version):
    """'9.18.1rc2' -> (9, 18, 1); trailing zeros do not count, so 3.0 equals 3."""
    numbers = [int(number) for number in re.match(r"\d*(?:\.\d+)*", version).group().split(".") if number]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def satisfies(version, limits):
    key = version_key(version)
    holds = {
        ">=": lambda limit: key >= limit,
        "<=": lambda limit: key <= limit,
        "==": lambda limit: key == limit,
        "!=": lambda limit: key != limit,
        ">": lambda limit: key > limit,
        "<": lambda limit: key < limit,
    }
    return all(holds[sign](version_key(limit)) for sign, limit in limits)


def installed_version(name, folder=None):
    """The version of a package in one site-packages folder, or in the running Python; None if absent."""
    where = {"path": [folder]} if folder else {}
    for package in metadata.distributions(name=name, **where):
        return package.version
    return None


def missing(requirements, folder=None):
    """Those requirement lines that no installed package satisfies."""
    lacking = []
    for line in for_pip(requirements):
        name, limits = split_requirement(line)
        version = installed_version(name, folder)
        if version is None or not satisfies(version, limits):
            lacking.append(line)
    return lacking


# ---- The environment ---------------------------------------------------------------------------------------


def environment(places, files):
    """The path of a Python that has everything named in `files`; makes or mends .venv where needed."""
    check_writable(places)
    requirements = required(places, files)
    inside_venv = os.path.realpath(sys.prefix) == os.path.realpath(places.venv)
    if not inside_venv:
        lacking = missing(requirements)
        if not lacking:
            return sys.executable
        if sys.prefix != sys.base_prefix or os.environ.get("CONDA_PREFIX"):
            names = [split_requirement(line)[0] for line in lacking]
            more = " and {} more".format(len(names) - 3) if len(names) > 3 else ""
            say("The active environment lacks {}{}; using .venv instead.".format(", ".join(names[:3]), more))
    with alone(places):
        prepare_venv(places, files, requirements)
    return places.venv_python


def lowest_environment(places, files):
    """The path of a Python that has the oldest releases which `files` allow; the active environment is never used."""
    if tuple(sys.version_info[:2]) != OLDEST:
        raise Problem(
            "The oldest packages are checked with the oldest Python, {0}.{1}, and this is Python {2}.{3}: run it as "
            "'python{0}.{1} start.py test --lowest'.".format(*(OLDEST + tuple(sys.version_info[:2])))
        )
    check_writable(places)
    with alone(places):
        prepare_venv(places, files, lowest(required(places, files)))
    return places.venv_python


def required(places, files):
    return [line for name in files for line in read_requirements(os.path.join(places.root, name))]


@contextlib.contextmanager
def alone(places):
    """Waits for any other start.py of this folder: two that make one environment would undo each other's work.

    The operating system lets go of the lock when a program ends, however it ends.
    """
    path = places.in_state("preparing.lock")
    try:
        file = open(path, "w")
    except OSError as error:
        raise cannot_write(path, error)
    with file:
        told = False
        while not try_to_lock(file):
            if not told:
                say("Another start.py is preparing the environment; waiting until it is done ...")
                told = True
            time.sleep(0.2)
        yield


def try_to_lock(file):
    """False while another program holds the file's lock; else this one has it until the file is closed.

    Some network file systems know no locks: there is nothing to wait for, so there it is True as well.
    """
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def check_writable(places):
    try:
        os.makedirs(places.state, exist_ok=True)
        probe = places.in_state("write-test")
        with open(probe, "w") as file:
            file.write("x")
        os.remove(probe)
    except OSError as error:
        raise cannot_write(places.state, error)


def cannot_write(path, error):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(DISK_IS_FULL + ".")
    return Problem(
        "This program cannot write {}: copy the whole collection to a folder of your own, for example "
        "in your home folder, and run start.py there.".format(path)
    )


DISK_IS_FULL = "The disk is full, or your share of it: free about 1 GB and run start.py again, which goes on from there"


def prepare_venv(places, files, requirements):
    """Makes the environment complete. The stamp is written last, so a run that was cut short is seen by the next."""
    wanted = {name: digest(os.path.join(places.root, name)) for name in files}
    stamp = read_stamp(places)
    packages = site_packages(places.venv_python)
    if stamp is not None and packages:
        up_to_date = all(stamp.get(name) == wanted[name] for name in wanted)
        if up_to_date and not missing(requirements, packages):
            return
        os.remove(places.stamp)
        say("Bringing the environment in {} up to date ...".format(os.path.basename(places.venv)))
    else:
        stamp = {}
        build_venv(places)
        packages = site_packages(places.venv_python)
    install(places, places.venv_python, for_pip(requirements), packages)
    show_the_package(packages)
    write_stamp(places, dict(stamp, **wanted))


def show_the_package(packages):
    """Lets a lesson find its package wherever it is run in this environment: by papermill at the top, from a copy.

    The path is worked out by the environment itself, so that any letters may be in it.
    """
    with open(os.path.join(packages, "two_clocks.pth"), "w", encoding="ascii") as file:
        file.write("import os, sys; sys.path.append(os.path.join(os.path.dirname(sys.prefix), 'notebooks'))\n")


def digest(path):
    """Changes when a requirement changes, but not with a comment or with line endings."""
    return hashlib.sha256("\n".join(read_requirements(path)).encode("utf-8")).hexdigest()


def read_stamp(places):
    try:
        with open(places.stamp, encoding="utf-8") as file:
            return dict(json.load(file))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(places, stamp):
    unfinished = places.stamp + ".new"
    with open(unfinished, "w", encoding="utf-8") as file:
        json.dump(stamp, file, indent=1)
    os.replace(unfinished, places.stamp)


def site_packages(python):
    """Where this Python keeps its packages; None if it does not run or has no pip."""
    ask = "import pip, sysconfig; print(sysconfig.get_path('purelib'))"
    try:
        answer = subprocess.run(
            [python, "-c", ask],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=own_environment(),
        )
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def check_venv_modules(find=importlib.util.find_spec):
    for module in ("venv", "ensurepip"):
        if find(module) is None:
            raise Problem(
                "This Python lacks its {0} module: on Debian or Ubuntu run 'sudo apt install python3-venv' "
                "(or python{1}.{2}-venv), elsewhere install Python from https://www.python.org/downloads/, "
                "then run start.py again.".format(module, *sys.version_info[:2])
            )


def build_venv(places):
    check_venv_modules()
    name = os.path.basename(places.venv)
    if os.path.isdir(places.venv):
        say("The environment in {} is not complete, so it is made again ...".format(name))
    else:
        say("Making an environment in {} (once; it needs the network and takes a minute or two) ...".format(name))
    # The base Python, because .venv may be the environment that runs this file.
    python = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [python, "-m", "venv", "--clear", places.venv],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        env=own_environment(),
    )
    if made.returncode != 0:
        raise Problem(
            "Python could not make the environment in {} ({}): close every program that uses it, delete that "
            "folder and run start.py again.".format(places.venv, last_line(made.stdout))
        )


def last_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else "no reason given"


# ---- Installing, with progress -----------------------------------------------------------------------------


class Progress(object):
    """Says what pip is doing: one line that changes on a terminal, a line now and then in a log."""

    SECONDS_BETWEEN_LINES = 10

    def __init__(self, stream):
        self.stream = stream
        self.started = time.monotonic()
        self.shown = ""
        self.next_line = 0
        self.terminal = stream.isatty()

    def show(self, text):
        seconds = time.monotonic() - self.started
        line = "  {:4.0f} s  {}".format(seconds, text)
        if self.terminal:
            line = line[: max(20, shutil.get_terminal_size().columns - 1)]
            self.stream.write("\r" + line.ljust(len(self.shown)))
            self.shown = line
        elif seconds >= self.next_line:
            self.stream.write(line + "\n")
            self.next_line = seconds + self.SECONDS_BETWEEN_LINES
        self.stream.flush()

    def end(self):
        if self.terminal and self.shown:
            self.stream.write("\r" + " " * len(self.shown) + "\r")
            self.stream.flush()


class PipReader(object):
    """Follows pip's output: what it is busy with, in a few words."""

    def __init__(self, packages):
        self.packages = packages
        self.found = set()
        self.names = []
        self.before = self.count()
        self.doing = "asking for the list of packages"

    def count(self):
        """How many packages are in place; the only sign of life that pip gives while it unpacks."""
        if not self.packages or not os.path.isdir(self.packages):
            return 0
        return sum(name.endswith(".dist-info") for name in os.listdir(self.packages))

    def read(self, line):
        words = line.split()
        if line.startswith("Installing collected packages:"):
            self.names = [name.strip() for name in line.split(":", 1)[1].split(",")]
        elif words[:1] == ["Collecting"] and len(words) > 1:
            self.found.add(split_requirement(words[1])[0])
            self.doing = "{} packages found, now {}".format(len(self.found), words[1])
        elif words[:1] == ["Downloading"] and len(words) > 1:
            self.doing = "{} packages found, downloading {}".format(
                len(self.found), " ".join(words[1:]).replace(".metadata", "")
            )
        elif "Retrying" in words:
            self.doing = "the connection failed, trying again"

    def text(self):
        if not self.names:
            return self.doing
        done = min(max(self.count() - self.before, 0), len(self.names) - 1)
        return "unpacking {} of {}: {}".format(done + 1, len(self.names), self.names[done])


def install(places, python, requirements, packages):
    """Gives the requirements to pip, shows progress; raises Problem with the reason when pip fails."""
    cache = places.in_state("pip-cache")
    command = [
        python,
        "-m",
        "pip",
        "install",
        "--no-input",
        "--prefer-binary",
        "--progress-bar",
        "off",
        "--no-compile",
        "--retries",
        "3",
        "--no-warn-script-location",
        "--disable-pip-version-check",
    ]
    # The cache lets a run after an interruption go on where that one stopped; then it has done its work.
    settings = pip_environment(python, PIP_CACHE_DIR=cache, PYTHONUNBUFFERED="1")
    reader, progress = PipReader(packages), Progress(sys.stdout)
    with open(places.install_log, "w", encoding="utf-8") as log:
        pip = subprocess.Popen(
            command + requirements,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=settings,
            cwd=places.root,
        )
        follower = threading.Thread(target=follow, args=(pip.stdout, log, reader), daemon=True)
        follower.start()
        try:
            while follower.is_alive():
                progress.show(reader.text())
                follower.join(0.5)
            code = pip.wait()
        finally:
            progress.end()
            stop(pip)
            follower.join(5)
    if code != 0:
        with open(places.install_log, encoding="utf-8") as log:
            raise Problem(explain_pip(log.read(), places.install_log))
    lacking = missing(requirements, packages)
    if lacking:
        raise Problem(
            "Everything went well for pip, but {} is not in {}: see {}, then run start.py again.".format(
                lacking[0], packages, places.install_log
            )
        )
    compile_packages(python, packages, progress)
    shutil.rmtree(cache, ignore_errors=True)
    say("  {:4.0f} s  installed".format(time.monotonic() - progress.started))


def pip_environment(python, **more):
    """Environment variables for a pip that heeds PIP_SETTINGS of the user's settings, and no others."""
    settings = {name: value for name, value in own_environment().items() if not name.startswith("PIP_")}
    ask = dict(settings, PIP_QUIET="0", PIP_PYTHON=python, PYTHONIOENCODING="utf-8")
    if "PIP_CONFIG_FILE" in os.environ:
        ask["PIP_CONFIG_FILE"] = os.environ["PIP_CONFIG_FILE"]
    listed = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        env=ask,
    ).stdout
    found = {}
    for section in ("global", "install"):  # the second counts for more, and a variable for most
        found.update(re.findall(r"^{}\.([a-z-]+)=(.+)$".format(section), listed, re.MULTILINE))
    for key in PIP_SETTINGS:
        name = "PIP_" + key.upper().replace("-", "_")
        value = os.environ.get(name) or ast.literal_eval(found.get(key, "''"))
        if value:
            settings[name] = value
    settings.update(more, PIP_CONFIG_FILE=os.devnull)
    return settings


def compile_packages(python, packages, progress):
    """Compiles the packages on all cores and without their own tests: much sooner done than by pip."""
    work = subprocess.Popen(
        [python, "-m", "compileall", "-q", "-q", "-j", "0", "-x", r"[/\\]tests?[/\\]", packages],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=own_environment(),
        start_new_session=True,
    )  # a group of its own, so that its helpers can be stopped with it
    try:
        while work.poll() is None:
            progress.show("compiling")
            time.sleep(0.2)
    finally:
        progress.end()
        if work.poll() is None and not WINDOWS:
            os.killpg(work.pid, signal.SIGKILL)
        stop(work)


def follow(lines, log, reader):
    for line in lines:
        log.write(line)
        log.flush()
        reader.read(line)


def explain_pip(output, log):
    """Turns pip's output into one sentence that says what to do."""
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    if re.search(r"No space left on device|Errno 28|quota exceeded", output, re.IGNORECASE):
        return "{}; details: {}.".format(DISK_IS_FULL, log)
    if re.search(r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError", output):
        if re.search(r"certificate has expired|certificate is not yet valid", output):
            return (
                "The packages could not be fetched, because the server's certificate does not hold at the time this "
                "computer shows: set its date and time right and run start.py again; details: {}.".format(log)
            )
        return (
            "The packages could not be fetched, because pip does not trust the certificate that it was shown, most "
            "likely the network's or a virus scanner's own: ask whoever looks after them for its file, set PIP_CERT to "
            "that file and run start.py again, or use another network; details: {}.".format(log)
        )
    if re.search(r"Retrying \(|NewConnectionError|ConnectTimeout|ProxyError", output):
        return (
            "The packages could not be fetched, because the network does not answer: connect to the "
            "internet (behind a proxy, set HTTPS_PROXY) and run start.py again; details: {}.".format(log)
        )
    reason = errors[-1][len("ERROR:") :].strip().rstrip(".") if errors else last_line(output)
    return "The packages could not be installed ({}): see {}, then run start.py again.".format(reason, log)


def stop(process):
    """Ends a program that this one started, gently first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# ---- Running things inside the project ---------------------------------------------------------------------


def own_environment(**more):
    """The environment variables for a Python that must not see the packages of another one."""
    settings = {name: value for name, value in plain_environment().items() if name not in PYTHON_PLACES}
    settings.update(more)
    return settings


def plain_environment():
    """The environment variables without those that let a Python run or show what somebody set up for another."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") or name in PYTHON_SETTINGS + PYTHON_PLACES
    }


def project_environment(places, python, **more):
    """Environment variables that keep what Jupyter and its relatives write inside the project.

    Nothing that the user set for a Jupyter of their own remains, so that the lessons' server and kernel are ours.
    """
    own = os.path.abspath(python) == places.venv_python
    settings = own_environment() if own else plain_environment()
    # The one that remains is for file systems on which Jupyter cannot keep its files from others' eyes.
    settings = {
        name: value
        for name, value in settings.items()
        if not name.startswith(("JUPYTER", "JPY_")) or name == "JUPYTER_ALLOW_INSECURE_WRITES"
    }
    settings.update(
        JUPYTER_CONFIG_DIR=places.in_state("jupyter", "config"),
        # Searched first: a kernel "python3" in the home folder may belong to another Python.
        JUPYTER_PATH=os.path.join(places.venv if own else sys.prefix, "share", "jupyter"),
        JUPYTER_DATA_DIR=places.in_state("jupyter", "data"),  # the signatures too
        JUPYTER_RUNTIME_DIR=places.in_state("jupyter", "runtime"),
        JUPYTERLAB_SETTINGS_DIR=places.in_state("lab", "user_settings"),
        JUPYTERLAB_WORKSPACES_DIR=places.in_state("lab", "workspaces"),
        IPYTHONDIR=places.in_state("ipython"),
        MPLCONFIGDIR=places.in_state("matplotlib"),
        HYPOTHESIS_STORAGE_DIRECTORY=places.in_state("hypothesis"),
        PYTHONUTF8="1",  # the same reading of files on Windows as elsewhere
    )
    settings.update(more)
    return settings


def tool_environment(places, python, **more):
    """The same for the tools that are run outside notebooks/ and import twoclocks from there."""
    settings = project_environment(places, python, **more)
    settings["PYTHONPATH"] = os.pathsep.join(
        [places.notebooks] + [path for path in [settings.get("PYTHONPATH")] if path]
    )
    return settings


def call(command, settings, places):
    """Runs a command to its end and returns its exit code; Ctrl-C reaches the command too."""
    process = subprocess.Popen(command, env=settings, cwd=places.root)
    try:
        return process.wait()
    except KeyboardInterrupt:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            pass
        raise
    finally:
        stop(process)


def run_module(module, files=READER):
    def command(places, arguments):
        python = environment(places, files)
        settings = tool_environment(places, python, **browser_setting())
        return call([python, "-m", module] + arguments, settings, places)

    return command


def room(places, arguments):
    """Lets simulated students through a lesson on a JupyterHub: see tests/classroom/README.md."""
    python = environment(places, CHECKER)
    return call(
        [python, os.path.join(places.root, "tests", "classroom", "room.py")] + arguments,
        tool_environment(places, python),
        places,
    )


# ---- start -------------------------------------------------------------------------------------------------


def start(places, arguments):
    options = start_options(arguments)
    choose_port(options.port)  # before the long part, so that a taken port is told at once
    python = environment(places, READER)
    settings = project_environment(places, python)
    if options.projector:
        settings["TWOCLOCKS_VIEW"] = "projector"
    write_lab_defaults(places, options.projector)
    signing = sign_notebooks(places, python, settings)
    port = choose_port(options.port)
    if options.port is None and port != FIRST_PORT:
        say("Port {} is taken, so JupyterLab uses {}.".format(FIRST_PORT, port))
    token = secrets.token_hex(24)
    page = "/lab/tree/" + FIRST_LESSON if os.path.exists(os.path.join(places.root, FIRST_LESSON)) else "/lab"
    address = "http://127.0.0.1:{}".format(port)
    log_path = places.in_state("jupyterlab-{}.log".format(port))
    say("Starting JupyterLab ...")
    with open(log_path, "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            lab_command(places, python, port, page),
            cwd=places.root,
            env=dict(settings, JUPYTER_TOKEN=token),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            signing.wait()
            wait_until_ready(server, address, token, log_path)
            welcome("{}{}?token={}".format(address, page, token), not options.no_browser)
            server.wait()
        except KeyboardInterrupt:
            say("\nStopping JupyterLab ...")
            wait_for_end(server)
        finally:
            stop(server)
            stop(signing)
    say("JupyterLab has stopped. What you saved is in notebooks/.")
    return 0


def start_options(arguments):
    parser = argparse.ArgumentParser(
        prog="start.py",
        usage="start.py [{}] [options]".format(" | ".join(COMMANDS)),
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, help="the port for JupyterLab (default: the first free one)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open no window")
    parser.add_argument("--projector", action="store_true", help="draw charts, controls and text for a room")
    return parser.parse_args(arguments)


def choose_port(wanted):
    """The port that was asked for, or the first free one from 8888 on."""
    if wanted is not None:
        if not port_is_free(wanted):
            raise Problem(
                "Port {} is taken or not allowed: stop the program that uses it, or leave --port "
                "away and start.py finds a free one.".format(wanted)
            )
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        if port_is_free(port):
            return port
    raise Problem(
        "No port from {} to {} is free: name another one with --port.".format(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY - 1)
    )


def port_is_free(port):
    # Asking first: on some systems one can bind beside a program that already listens.
    with socket.socket() as client:
        client.settimeout(1)
        try:
            client.connect(("127.0.0.1", port))
            return False
        except (OSError, OverflowError):
            pass
    with socket.socket() as server:
        if not WINDOWS:  # there it would mean: even if taken
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", port))
            return True
        except (OSError, OverflowError):
            return False


def write_lab_defaults(places, projector=False):
    os.makedirs(places.lab_settings, exist_ok=True)
    with open(os.path.join(places.lab_settings, "overrides.json"), "w", encoding="utf-8") as file:
        json.dump(LAB_DEFAULTS, file, indent=1)
    os.makedirs(os.path.dirname(server_config(places)), exist_ok=True)
    with open(server_config(places), "w", encoding="utf-8") as file:
        file.write(server_settings(places))
    write_letters(places, projector)


def write_letters(places, projector):
    """Gives JupyterLab the letters of --projector, or its own back.

    It takes sizes of letters from the reader's own settings and from nowhere else. What the reader had chosen is kept
    beside them and comes back at the next start without --projector.
    """
    settings = places.in_state(
        "lab", "user_settings", "@jupyterlab", "apputils-extension", "themes.jupyterlab-settings"
    )
    kept = places.in_state("lab", "letters-before-projector.json")
    if not projector and not os.path.exists(kept):
        return
    try:
        known = read_lab_settings(settings)
        if projector:
            if not os.path.exists(kept):
                write_json(kept, known.get("overrides", {}))
            known["overrides"] = dict(known.get("overrides", {}), **PROJECTOR)
        else:
            known["overrides"] = read_lab_settings(kept)
        write_json(settings, known)
        if not projector:
            os.remove(kept)
    except (OSError, ValueError, AttributeError, TypeError):
        say(
            "JupyterLab's sizes of letters could not be changed, because {} cannot be read: delete that file and run "
            "start.py again.".format(settings)
        )


def read_lab_settings(path):
    """JupyterLab writes comments into its settings, each on a line of its own; no file is no settings."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.loads("".join(line for line in file if not line.lstrip().startswith("//")))


def write_json(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
    os.replace(path + ".new", path)


def server_settings(places):
    return SERVER_CONFIG.format(notebooks=places.notebooks)


def server_config(places):
    return places.in_state("jupyter", "config", "jupyter_server_config.py")


def lessons(places):
    """The collection's own notebooks: only these are signed, not what somebody else put beside them."""
    if not os.path.isdir(places.notebooks):
        return []
    return [
        os.path.join(places.notebooks, name)
        for name in sorted(os.listdir(places.notebooks))
        if re.match(r"(\d\d_\w+|instructor_guide|class_experiment|lesson_template)\.ipynb$", name)
    ]


def sign_notebooks(places, python, settings):
    os.makedirs(settings["JUPYTER_DATA_DIR"], exist_ok=True)
    with open(places.in_state("sign.log"), "w", encoding="utf-8") as log:
        return subprocess.Popen(
            [python, "-c", SIGN_NOTEBOOKS] + lessons(places),
            env=settings,
            cwd=places.root,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def lab_command(places, python, port, page):
    command = [
        python,
        "-m",
        "jupyterlab",
        "--no-browser",
        # Instead of the files of this name anywhere, such as /etc/jupyter, which may ask for https.
        "--config={}".format(server_config(places)),
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port={}".format(port),
        "--ServerApp.port_retries=0",
        "--ServerApp.root_dir={}".format(places.root),
        "--ServerApp.answer_yes=True",  # Ctrl-C stops it without a question
        "--LanguageServerManager.autodetect=False",  # it would run npm, which writes in the home folder
        "--LabApp.default_url={}".format(page),
        "--LabApp.app_settings_dir={}".format(places.lab_settings),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # containers; Jupyter refuses otherwise
    return command


def wait_until_ready(server, address, token, log_path):
    ask = urllib.request.Request(address + "/api/status", headers={"Authorization": "token " + token})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_FOR_JUPYTER
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Problem(
                "JupyterLab stopped while starting: its last words are in {}; if they do not help, "
                "delete the folders .venv and .state and run start.py again.".format(log_path)
            )
        try:
            direct.open(ask, timeout=5).close()
            return
        except OSError as error:
            if 400 <= getattr(error, "code", 0) < 500:  # an answer, but not to our key or not at our address
                raise Problem(
                    "What answers at {} is not JupyterLab as start.py has set it up (HTTP {}): name "
                    "another port with --port, and if that does not help, see {}.".format(address, error.code, log_path)
                )
            time.sleep(0.1)
    raise Problem(
        "JupyterLab did not answer within {} seconds: see {}, then run start.py again.".format(
            SECONDS_FOR_JUPYTER, log_path
        )
    )


def welcome(address, open_browser):
    say("JupyterLab is ready. If no window opens, copy this address into a browser:")
    say("    " + address)
    say("To stop it, press Ctrl-C here.")
    # Without a desktop, webbrowser could start a browser inside this terminal.
    desktop = not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if open_browser and desktop:
        webbrowser.open(address)


def wait_for_end(server):
    try:
        server.wait(3)  # Ctrl-C reaches it as well
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        pass


# ---- test --------------------------------------------------------------------------------------------------

LOWEST = "--lowest"


def test(places, arguments):
    """Runs pytest over tests/ and, with nbval, over every notebook; returns pytest's exit code."""
    if LOWEST in arguments:
        return test_lowest(places, [argument for argument in arguments if argument != LOWEST])
    browser = find_browser()
    if not browser and os.environ.get("TWOCLOCKS_REQUIRE_BROWSER") == "1":
        raise Problem(
            "TWOCLOCKS_REQUIRE_BROWSER=1 asks for the browser checks, and no browser was found: " + HOW_TO_GET_A_BROWSER
        )
    python = environment(places, CHECKER)
    code = call(
        pytest_command(places, python) + arguments, tool_environment(places, python, **browser_setting()), places
    )
    if not browser:
        say("The browser checks were skipped, because no browser was found: " + HOW_TO_GET_A_BROWSER)
    return code


def test_lowest(places, arguments):
    """The same with the oldest packages, for what those can break: the models, the charts and the notebooks."""
    places = Places(places.root, ".venv-lowest")
    python = lowest_environment(places, CHECKER)
    return call(
        pytest_command(places, python) + ["-m", "not browser and not room"] + arguments,
        tool_environment(places, python),
        places,
    )


def pytest_command(places, python):
    # loadfile: the cells of one notebook share a kernel, so they must stay with one worker. Not reordered: conftest.py
    # puts the longest files first. What nbval may overlook, and how long a cell may take, it tells nbval as well.
    return [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--nbval"]


HOW_TO_GET_A_BROWSER = (
    "install Chromium ('sudo apt install chromium' on Debian) or Google Chrome, or set CHROME to its path."
)


def find_browser(environ=os.environ, find=shutil.which, exists=os.path.exists):
    """The path of a Chromium or Chrome, or None."""
    if environ.get("CHROME"):
        return environ["CHROME"] if exists(environ["CHROME"]) else None
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        if find(name):
            return find(name)
    usual = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if environ.get(folder):
            usual.append(os.path.join(environ[folder], "Google", "Chrome", "Application", "chrome.exe"))
    return next((path for path in usual if exists(path)), None)


def browser_setting():
    """CHROME for the tests, so that they need not search again."""
    browser = find_browser()
    return {"CHROME": browser} if browser else {}


# ---- The command line --------------------------------------------------------------------------------------

COMMANDS = {
    "start": start,
    "test": test,
    "publish": run_module("twoclocks.book.publish"),
    # What only teachers need is among what the checks need: a browser's driver, and reveal.js for the slides.
    "slides": run_module("twoclocks.book.slides", CHECKER),
    "worksheets": run_module("twoclocks.book.worksheets", CHECKER),
    "bench": run_module("twoclocks.book.bench", CHECKER),
    "room": room,
}


def main(arguments, places):
    name = "start"
    if arguments and not arguments[0].startswith("-"):
        name, arguments = arguments[0], arguments[1:]
    try:
        if name not in COMMANDS:
            raise Problem("There is no command '{}': use {}.".format(name, ", ".join(COMMANDS)))
        return COMMANDS[name](places, arguments)
    except Problem as problem:
        sys.stdout.flush()
        sys.stderr.write(str(problem) + "\n")
        return 1
    except KeyboardInterrupt:
        sys.stdout.flush()
        sys.stderr.write("\nInterrupted: run start.py again when you like; it mends what is unfinished.\n")
        return 130


def interrupt(number, frame):
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, interrupt)  # so that what was started is stopped too
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a path may hold letters that the console does not know
    sys.exit(main(sys.argv[1:], Places(os.path.dirname(os.path.abspath(__file__)))))

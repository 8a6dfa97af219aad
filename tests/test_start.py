"""start.py: what it decides and what it says. Nothing here installs a package or needs the network."""

import ast
import errno
import http.server
import importlib.util
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
import types
import zipfile
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = re.compile(r"[A-Z][^\n]*\.$")


def load_start():
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


start = load_start()


@pytest.fixture
def places(tmp_path):
    """A project in a folder with a space and an accent in its name, with one requirement."""
    root = tmp_path / "two clocks é"
    (root / "tests").mkdir(parents=True)
    (root / "environment.yml").write_text("name: x\ndependencies:\n  - python>=3.11\n  - pip>=1\n", "utf-8")
    (root / "tests" / "requirements.txt").write_text("# for tests\npytest>=1\n", "utf-8")
    return start.Places(root)


@pytest.fixture
def plain_pip(monkeypatch):
    """pip without the machine's own settings."""
    pytest.importorskip("pip")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


@pytest.fixture
def offline(plain_pip, monkeypatch):
    """pip finds nobody who answers, whatever the machine's own settings are."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")


def one_sentence(message):
    return bool(SENTENCE.match(message))


# ---- Old Pythons -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 99)])
def test_an_old_python_gets_one_sentence(version):
    message = start.too_old(version)
    assert one_sentence(message)
    assert "{}.{}".format(*version) in message and "3.11" in message


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_will_do(version):
    assert start.too_old(version) is None


def test_an_old_python_can_read_the_file_as_far_as_the_version_check():
    tree = ast.parse((ROOT / "start.py").read_text("utf-8"), feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, too_new)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [f.name for f in functions if f.returns or f.args.kwonlyargs]
    check = next(node.lineno for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    early = [node for node in imports if node.lineno < check]
    assert [alias.name for node in early for alias in node.names] == ["sys"]


# ---- Requirements ------------------------------------------------------------------------------------------


def test_environment_yml_serves_conda_and_pip_alike():
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    assert content["name"] == "two-clocks" and content["channels"] == ["conda-forge"]
    lines = content["dependencies"]
    assert lines == start.read_requirements(str(ROOT / "environment.yml"))
    for line in lines:
        assert isinstance(line, str) and " " not in line
        assert Requirement(line).specifier, "no bounds: " + line
    assert "python>=3.11" in lines


def test_test_requirements_are_bounded():
    lines = start.read_requirements(str(ROOT / "tests" / "requirements.txt"))
    assert lines
    for line in lines:
        signs = {limit.operator for limit in Requirement(line).specifier}
        assert signs == {">=", "<"}, line


@pytest.mark.parametrize("folder, files", [("notebooks", start.READER), ("tests", start.CHECKER)])
def test_every_package_that_is_imported_is_named(folder, files):
    """Otherwise it would be there only as long as some other package happens to bring it along."""
    named = {
        start.split_requirement(line)[0].lower() for file in files for line in start.read_requirements(str(ROOT / file))
    }
    own = set(sys.stdlib_module_names) | {"twoclocks", "classroom"}
    own |= {file.stem for file in ROOT.glob("tests/**/*.py")}
    sources = metadata.packages_distributions()
    # Tools for which start.py installs the checks' packages too.
    for_tools = {"playwright"} if folder == "notebooks" else set()
    for file in (ROOT / folder).rglob("*.py"):
        for module in imported_modules(file) - own - (for_tools if file.name == "worksheets.py" else set()):
            packages = {name.lower() for name in sources[module]}
            assert packages & named, f"{file.name} imports {module}, which {files[-1]} does not name"


def imported_modules(file):
    """The first names of what a file imports, but for its own neighbours."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def test_python_is_not_given_to_pip():
    assert start.for_pip(["python>=3.11", "numpy>=2,<3"]) == ["numpy>=2,<3"]


@pytest.mark.parametrize(
    "version, limits, answer",
    [
        ("2.1.0", "x>=2.1,<3", True),
        ("2.0.9", "x>=2.1,<3", False),
        ("3", "x>=2.1,<3", False),
        ("3.0.0rc1", "x<3", False),
        ("2.10", "x>=2.9", True),
        ("26.1", "x>=3,<27", True),
        ("1.0", "x==1", True),
        ("1.0", "x!=1.0.0", False),
        ("1.1", "x>1,<=1.1", True),
        ("0.1.dev5", "x", True),
    ],
)
def test_versions_are_compared_by_number(version, limits, answer):
    assert start.satisfies(version, start.split_requirement(limits)[1]) is answer


def test_missing_names_what_is_absent_and_what_is_too_old():
    lines = ["python>=3.11", "pytest>=1", "pytest>=999", "two-clocks-has-no-such-package>=1"]
    assert start.missing(lines) == lines[2:]


def test_missing_looks_only_into_the_folder_it_is_given(tmp_path):
    assert start.missing(["pytest>=1"], str(tmp_path)) == ["pytest>=1"]
    (tmp_path / "pytest-9.1.dist-info").mkdir()
    (tmp_path / "pytest-9.1.dist-info" / "METADATA").write_text("Name: pytest\nVersion: 9.1\n")
    assert start.missing(["pytest>=1"], str(tmp_path)) == []


# ---- Making, mending and reusing the environment -----------------------------------------------------------


@pytest.fixture
def builds(monkeypatch, places):
    """Replaces the slow parts: building .venv makes a folder, installing notes what was asked for."""
    done = []

    def build(places):
        done.append("build")
        os.makedirs(places.venv, exist_ok=True)

    def install(places, python, requirements, packages):
        done.append(requirements)

    monkeypatch.setattr(start, "build_venv", build)
    monkeypatch.setattr(start, "install", install)
    monkeypatch.setattr(start, "show_the_package", lambda packages: None)
    monkeypatch.setattr(start, "site_packages", lambda python: "folder" if Path(python).parents[1].is_dir() else None)
    monkeypatch.setattr(start, "missing", lambda lines, folder=None: [] if folder else ["something"])
    return done


def test_an_active_environment_that_is_complete_is_used_as_it_is(places):
    assert start.environment(places, start.CHECKER) == sys.executable
    assert not os.path.exists(places.venv)


def test_the_first_run_builds_and_the_second_does_nothing(places, builds):
    assert start.environment(places, start.READER) == places.venv_python
    assert builds == ["build", ["pip>=1"]]
    start.environment(places, start.READER)
    assert builds == ["build", ["pip>=1"]]


def test_two_starts_at_once_build_once(places, builds, monkeypatch, capsys):
    """The second waits for the first, says so, and finds everything in place."""
    build, begun = start.build_venv, threading.Event()

    def slow_build(places):
        begun.set()
        deadline = time.monotonic() + 20
        while "Another start.py" not in capsys.readouterr().out:
            assert time.monotonic() < deadline, "the second start did not wait"
            time.sleep(0.01)
        build(places)

    monkeypatch.setattr(start, "build_venv", slow_build)
    with ThreadPoolExecutor() as both:
        first = both.submit(start.environment, places, start.READER)
        assert begun.wait(30)
        second = both.submit(start.environment, places, start.READER)
        assert first.result(30) == second.result(30) == places.venv_python
    assert builds == ["build", ["pip>=1"]]


def refuse(code):
    def lock(*arguments):
        raise OSError(code, os.strerror(code))

    return lock


def hold(monkeypatch, system, code):
    """Let this system's way to lock a file fail with an error of this number."""
    if system == "nt":
        monkeypatch.setattr(start, "WINDOWS", True)
        monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=refuse(code), LK_NBLCK=2))
    else:
        monkeypatch.setattr(pytest.importorskip("fcntl"), "flock", refuse(code))


@pytest.mark.parametrize(
    "system, code",
    [
        *(("posix", code) for code in (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL, errno.EIO)),
        ("nt", errno.EINVAL),
    ],
)
def test_a_file_system_without_locks_is_no_reason_to_wait(places, builds, monkeypatch, capsys, system, code):
    def wait(seconds):
        raise AssertionError("it waits for a lock that nobody holds")

    hold(monkeypatch, system, code)
    monkeypatch.setattr(time, "sleep", wait)
    assert start.environment(places, start.READER) == places.venv_python
    assert "Another start.py" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "system, code", [("posix", errno.EAGAIN), ("posix", errno.EACCES), ("nt", errno.EACCES), ("nt", errno.EDEADLK)]
)
def test_a_lock_that_another_program_holds_is_waited_for(places, monkeypatch, system, code):
    hold(monkeypatch, system, code)
    with open(os.path.join(places.root, "lock"), "w") as file:
        assert not start.try_to_lock(file)


def test_what_only_the_tests_need_is_added_to_what_is_there(places, builds):
    start.environment(places, start.READER)
    start.environment(places, start.CHECKER)
    assert builds == ["build", ["pip>=1"], ["pip>=1", "pytest>=1"]]
    start.environment(places, start.READER)
    start.environment(places, start.CHECKER)
    assert len(builds) == 3


def test_a_changed_requirement_is_installed_and_a_changed_comment_is_not(places, builds):
    start.environment(places, start.READER)
    file = Path(places.root, "environment.yml")
    file.write_text("# new words\n" + file.read_text("utf-8"), "utf-8")
    start.environment(places, start.READER)
    assert len(builds) == 2
    file.write_text(file.read_text("utf-8") + "  - numpy>=2,<3\n", "utf-8")
    start.environment(places, start.READER)
    assert builds[2:] == [["pip>=1", "numpy>=2,<3"]]


@pytest.mark.parametrize("error", [KeyboardInterrupt, start.Problem("no network")])
def test_an_install_that_was_cut_short_is_made_again(places, builds, monkeypatch, error):
    whole = start.install

    def cut_short(*arguments):
        raise error

    monkeypatch.setattr(start, "install", cut_short)
    with pytest.raises(type(error) if isinstance(error, Exception) else error):
        start.environment(places, start.READER)
    assert start.read_stamp(places) is None
    monkeypatch.setattr(start, "install", whole)
    start.environment(places, start.READER)
    assert builds == ["build", "build", ["pip>=1"]]


def test_an_update_that_was_cut_short_leaves_no_stamp(places, builds, monkeypatch):
    start.environment(places, start.READER)

    def cut_short(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "install", cut_short)
    with pytest.raises(KeyboardInterrupt):
        start.environment(places, start.CHECKER)
    assert start.read_stamp(places) is None


# ---- The oldest packages allowed: start.py test --lowest ---------------------------------------------------


def test_a_lower_bound_is_the_release_that_it_names():
    assert start.lowest(["python>=3.11", "numpy>=2.1,<3"]) == ["python==3.11", "numpy==2.1"]
    assert Requirement("numpy==2.1").specifier.contains("2.1.0"), "pip takes the bound as written for that release"


def test_every_requirement_has_one_oldest_release():
    lines = start.required(start.Places(ROOT), start.CHECKER)
    for line, pinned in zip(lines, start.lowest(lines), strict=True):
        (pin,) = Requirement(pinned).specifier
        assert pin.operator == "==" and Requirement(line).specifier.contains(pin.version), line


@pytest.mark.parametrize("line", ["numpy", "numpy<3", "numpy>=2,>=2.1"])
def test_a_requirement_without_one_lower_bound(line):
    with pytest.raises(start.Problem) as problem:
        start.lowest([line])
    assert one_sentence(str(problem.value)) and line in str(problem.value)


@pytest.fixture
def oldest_python(monkeypatch):
    monkeypatch.setattr(start, "OLDEST", tuple(sys.version_info[:2]))


def test_the_oldest_packages_have_an_environment_and_a_stamp_of_their_own(places, builds, oldest_python):
    oldest = start.Places(places.root, ".venv-lowest")
    assert start.lowest_environment(oldest, start.CHECKER) == oldest.venv_python
    assert builds == ["build", ["pip==1", "pytest==1"]]
    assert not os.path.exists(places.venv)
    start.environment(places, start.READER)
    assert builds[2:] == ["build", ["pip>=1"]]
    stamps = start.read_stamp(places), start.read_stamp(oldest)
    assert len(stamps[0]) == 1 and len(stamps[1]) == 2
    start.lowest_environment(oldest, start.CHECKER)
    start.environment(places, start.READER)
    assert len(builds) == 4, "neither is made again because of the other"


def test_the_oldest_packages_go_on_after_an_interruption(places, builds, oldest_python, monkeypatch):
    whole, oldest = start.install, start.Places(places.root, ".venv-lowest")

    def cut_short(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "install", cut_short)
    with pytest.raises(KeyboardInterrupt):
        start.lowest_environment(oldest, start.CHECKER)
    assert start.read_stamp(oldest) is None
    monkeypatch.setattr(start, "install", whole)
    start.lowest_environment(oldest, start.CHECKER)
    assert builds == ["build", "build", ["pip==1", "pytest==1"]]


def test_the_oldest_packages_need_the_oldest_python(places, builds, monkeypatch, capsys):
    monkeypatch.setattr(start, "OLDEST", (3, 1))
    assert start.main(["test", "--lowest"], places) == 1
    message = capsys.readouterr().err.strip()
    assert one_sentence(message) and "python3.1 start.py test --lowest" in message
    assert builds == []


def test_the_oldest_packages_are_checked_without_a_browser(places, monkeypatch):
    commands = []

    def call(command, settings, places):
        commands.append(command)
        return 5

    def no_browser():
        raise AssertionError("looked for a browser")

    monkeypatch.setattr(start, "lowest_environment", lambda places, files: places.venv_python)
    monkeypatch.setattr(start, "find_browser", no_browser)
    monkeypatch.setattr(start, "call", call)
    assert start.main(["test", "--lowest", "-k", "kinetics"], places) == 5
    command = commands[0]
    assert command[0].startswith(os.path.join(places.root, ".venv-lowest"))
    assert command[-4:] == ["-m", "not browser and not room", "-k", "kinetics"] and "--lowest" not in command
    assert "--nbval" in command and "--nbval-lax" not in command


def test_git_ignores_every_environment():
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {".venv/", ".venv-lowest/"} <= set(ignored)


def test_a_python_that_no_longer_runs_is_made_again(places, builds, monkeypatch):
    start.environment(places, start.READER)
    answers = iter([None, "folder"])
    monkeypatch.setattr(start, "site_packages", lambda python: next(answers))
    start.environment(places, start.READER)
    assert builds[2:] == ["build", ["pip>=1"]]


def test_a_broken_python_is_noticed(tmp_path):
    assert start.site_packages(str(tmp_path / "python")) is None
    assert os.path.isdir(start.site_packages(sys.executable))


@pytest.mark.parametrize("content", ["", "not json", "[1]", '"text"'])
def test_a_damaged_stamp_counts_as_none(places, content):
    os.makedirs(places.venv)
    Path(places.stamp).write_text(content)
    assert start.read_stamp(places) is None


# ---- What goes wrong, and what is said ---------------------------------------------------------------------


def test_a_folder_that_cannot_be_written(places):
    Path(places.state).write_text("a file where the folder should be")
    with pytest.raises(start.Problem) as problem:
        start.environment(places, start.READER)
    assert one_sentence(str(problem.value)) and places.root in str(problem.value)


def test_a_lock_file_that_cannot_be_opened(places):
    os.makedirs(places.in_state("preparing.lock"))  # even root cannot open a folder for writing
    with pytest.raises(start.Problem) as problem, start.alone(places):
        pass
    assert one_sentence(str(problem.value)) and "preparing.lock" in str(problem.value)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_not_taken_for_a_folder_of_somebody_else(places, monkeypatch, code):
    monkeypatch.setattr(os, "remove", refuse(code))  # stands for the writing before it
    with pytest.raises(start.Problem) as problem:
        start.environment(places, start.READER)
    assert one_sentence(str(problem.value)) and "disk is full" in str(problem.value)


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_a_python_without_venv_or_ensurepip(absent):
    with pytest.raises(start.Problem) as problem:
        start.check_venv_modules(find=lambda name: None if name == absent else object())
    assert one_sentence(str(problem.value))
    assert absent in str(problem.value) and "apt install python3-venv" in str(problem.value)


def test_an_environment_that_cannot_be_made(places):
    Path(places.venv).write_text("a file where the folder should be")
    with pytest.raises(start.Problem) as problem:
        start.build_venv(places)
    assert one_sentence(str(problem.value)) and places.venv in str(problem.value)


def test_no_network(places, offline):
    os.makedirs(places.venv)
    with pytest.raises(start.Problem) as problem:
        start.install(places, sys.executable, ["two-clocks-has-no-such-package>=1"], None)
    assert one_sentence(str(problem.value))
    assert "network" in str(problem.value) and places.install_log in str(problem.value)
    assert "Retrying" in Path(places.install_log).read_text("utf-8")


@pytest.mark.parametrize(
    "output, word",
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device\n", "disk is full"),
        ("ERROR: Could not install packages: [Errno 122] Disk quota exceeded\n", "disk is full"),
        ("ERROR: Cannot install a and b.\nERROR: ResolutionImpossible\n", "ResolutionImpossible"),
        ("something quite different\n", "something quite different"),
        ("", "no reason given"),
    ],
)
def test_other_failures_of_pip(output, word):
    message = start.explain_pip(output, "install.log")
    assert one_sentence(message) and word in message and "install.log" in message


@pytest.mark.parametrize(
    "reason, words",
    [
        ("self-signed certificate in certificate chain (_ssl.c:1006)", ["PIP_CERT", "another network"]),
        ("unable to get local issuer certificate (_ssl.c:1006)", ["PIP_CERT", "another network"]),
        ("certificate is not yet valid (_ssl.c:1006)", ["date and time"]),
        ("certificate has expired (_ssl.c:1006)", ["date and time"]),
    ],
)
def test_a_certificate_that_is_not_trusted_is_called_so(reason, words):
    """What pip 23.2 and 26.3 wrote when a server of that kind was put before them."""
    message = start.explain_pip(
        "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection "
        "broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify "
        f"failed: {reason}'))': /simple/numpy/\n"
        "ERROR: Could not find a version that satisfies the requirement numpy (from versions: none)\n"
        "ERROR: No matching distribution found for numpy\n",
        "install.log",
    )
    assert one_sentence(message) and "certificate" in message and "does not answer" not in message
    assert all(word in message for word in ["install.log", *words])


# ---- The user's own settings of pip ------------------------------------------------------------------------


def wheel(folder, name, *needs):
    """Write the smallest package that pip installs."""
    about = f"{name}-1.dist-info/"
    with zipfile.ZipFile(folder / f"{name}-1-py3-none-any.whl", "w") as file:
        file.writestr(name + ".py", "")
        file.writestr(
            about + "METADATA",
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n"
            + "".join(f"Requires-Dist: {need}\n" for need in needs),
        )
        file.writestr(about + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(about + "RECORD", "")


@pytest.fixture
def shop(places, tmp_path, plain_pip):
    """A .venv that borrows this Python's pip, and a folder with two packages, one of which needs the other."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", places.venv], check=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": places.venv}))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    folder = tmp_path / "packages"
    folder.mkdir()
    wheel(folder, "twoclocks_probe", "twoclocks_probe_needs")
    wheel(folder, "twoclocks_probe_needs")
    return types.SimpleNamespace(folder=folder, packages=str(packages))


def test_packages_come_from_where_the_users_pip_says_but_go_into_our_environment(places, shop, tmp_path, monkeypatch):
    """In variables and in a file: other places for packages, reasons to leave some out or to say nothing."""
    elsewhere = tmp_path / "elsewhere"
    for name in ("TARGET", "PREFIX", "ROOT", "PYTHON"):
        monkeypatch.setenv("PIP_" + name, str(elsewhere))
    for name in ("USER", "DRY_RUN", "NO_DEPS", "QUIET", "REQUIRE_HASHES", "NO_INDEX"):
        monkeypatch.setenv("PIP_" + name, "1")
    file = tmp_path / "pip.conf"
    file.write_text(
        f"[global]\npython = {elsewhere}\nquiet = 3\n"
        f"[install]\ntarget = {elsewhere}\nroot = {elsewhere}\nno-deps = true\ndry-run = true\n"
        f"find-links = {shop.folder}\n",
        "utf-8",
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    start.install(places, places.venv_python, ["twoclocks-probe>=1"], shop.packages)
    assert start.missing(["twoclocks-probe>=1", "twoclocks-probe-needs>=1"], shop.packages) == []
    assert not elsewhere.exists()


def test_a_setting_of_pip_that_is_a_variable_counts_for_more_than_one_in_a_file(plain_pip, tmp_path, monkeypatch):
    file = tmp_path / "pip.conf"
    file.write_text(
        "[global]\nproxy = http://é:1\ncert = one\ntimeout = 7\n[install]\ncert = two\n"
        "extra-index-url = http://a\n  http://b\n[download]\nproxy = no\n",
        "utf-8",
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.setenv("PIP_TIMEOUT", "9")
    settings = start.pip_environment(sys.executable)
    assert (settings["PIP_PROXY"], settings["PIP_CERT"], settings["PIP_TIMEOUT"]) == ("http://é:1", "two", "9")
    assert settings["PIP_EXTRA_INDEX_URL"].split() == ["http://a", "http://b"]


def test_packages_that_pip_has_put_elsewhere_are_not_taken_for_installed(places, offline, tmp_path):
    """pip is content, as pytest is there already, but not in the folder where it should be."""
    os.makedirs(places.venv)
    with pytest.raises(start.Problem) as problem:
        start.install(places, sys.executable, ["pytest>=1"], str(tmp_path))
    assert one_sentence(str(problem.value)) and "pytest>=1" in str(problem.value)


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_that_was_asked_for(taken_port):
    with pytest.raises(start.Problem) as problem:
        start.choose_port(taken_port)
    assert one_sentence(str(problem.value)) and str(taken_port) in str(problem.value)


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_port_that_does_not_exist(port):
    with pytest.raises(start.Problem):
        start.choose_port(port)


def test_a_taken_port_is_stepped_over(taken_port, monkeypatch):
    monkeypatch.setattr(start, "FIRST_PORT", taken_port)
    chosen = start.choose_port(None)
    assert taken_port < chosen < taken_port + start.PORTS_TO_TRY


def test_a_free_port_is_used():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    assert start.choose_port(port) == port


def test_a_jupyterlab_that_stops_at_once_is_told_and_not_waited_for():
    server = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    server.wait()
    with pytest.raises(start.Problem) as problem:
        start.wait_until_ready(server, "http://127.0.0.1:9", "token", "jupyterlab.log")
    assert one_sentence(str(problem.value)) and "jupyterlab.log" in str(problem.value)


def test_a_server_that_does_not_know_us_is_told_and_not_waited_for():
    """It has taken our port, or a setting somewhere has moved JupyterLab to another address."""

    class Nothing(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(404)

        def log_message(self, *arguments):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Nothing) as other:
        threading.Thread(target=other.handle_request, daemon=True).start()
        server = types.SimpleNamespace(poll=lambda: None)
        with pytest.raises(start.Problem) as problem:
            start.wait_until_ready(server, f"http://127.0.0.1:{other.server_port}", "token", "jupyterlab.log")
    assert one_sentence(str(problem.value)) and "404" in str(problem.value) and "--port" in str(problem.value)


def test_problems_end_as_one_line_without_a_traceback(places, capsys):
    assert start.main(["strat"], places) == 1
    written = capsys.readouterr()
    assert one_sentence(written.err.strip()) and "start, test, publish, slides, worksheets, bench, room" in written.err


def test_an_interruption_says_what_to_do(places, capsys, monkeypatch):
    def interrupted(places, arguments):
        raise KeyboardInterrupt

    monkeypatch.setitem(start.COMMANDS, "start", interrupted)
    assert start.main([], places) == 130
    assert "run start.py again" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without asking it")
def test_an_interrupted_install_stops_pip_and_leaves_no_stamp(places, offline):
    """The real thing: start.py is told to stop while pip waits for a server that never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        address = "http://127.0.0.1:{}/simple".format(server.getsockname()[1])
        program = (
            "import signal, sys; sys.path.insert(0, {!r}); import start; places = start.Places({!r})\n"
            "signal.signal(signal.SIGTERM, start.interrupt)\n"
            "start.build_venv = lambda places: None\n"
            "start.site_packages = lambda python: None\n"
            "places.venv_python = sys.executable\n"
            "start.read_requirements = lambda path: ['two-clocks-has-no-such-package>=1']\n"
            "sys.exit(start.main(['start'], places))\n"
        ).format(str(ROOT), places.root)
        os.makedirs(places.venv)
        run = subprocess.Popen(
            [sys.executable, "-c", program],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            encoding="utf-8",
            env=dict(os.environ, PIP_INDEX_URL=address, PIP_DEFAULT_TIMEOUT="600"),
        )
        server.settimeout(60)
        connection, _ = server.accept()
        run.send_signal(signal.SIGTERM)
        _, message = run.communicate(timeout=60)
        connection.settimeout(60)
        while connection.recv(4096):  # ends when pip is gone
            pass
        connection.close()
    assert run.returncode == 130
    assert one_sentence(message.strip())
    assert not os.path.exists(places.stamp)


# ---- Progress ----------------------------------------------------------------------------------------------


def test_pip_is_followed_in_words(tmp_path):
    reader = start.PipReader(str(tmp_path))
    reader.read("Collecting numpy<3,>=2.1\n")
    assert reader.text() == "1 packages found, now numpy<3,>=2.1"
    reader.read("  Downloading numpy-2.4.6-cp311-win_amd64.whl.metadata (6.6 kB)\n")
    assert "downloading numpy-2.4.6-cp311-win_amd64.whl (6.6 kB)" in reader.text()
    reader.read("Installing collected packages: six, numpy, scipy\n")
    assert reader.text() == "unpacking 1 of 3: six"
    (tmp_path / "six-1.17.dist-info").mkdir()
    assert reader.text() == "unpacking 2 of 3: numpy"
    for name in ("numpy-2.4", "scipy-1.17"):
        (tmp_path / (name + ".dist-info")).mkdir()
    assert reader.text() == "unpacking 3 of 3: scipy"


def test_progress_in_a_log_is_a_line_now_and_then(monkeypatch):
    clock = iter([0, 0, 1, 2, 11, 12, 22])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    stream = io.StringIO()
    progress = start.Progress(stream)
    for word in "abcdef":
        progress.show(word)
    assert [line.split()[-1] for line in stream.getvalue().splitlines()] == ["a", "d", "f"]


def test_progress_on_a_terminal_is_one_line_that_is_wiped(monkeypatch):
    stream = io.StringIO()
    stream.isatty = lambda: True
    progress = start.Progress(stream)
    progress.show("a long piece of work")
    progress.show("short")
    progress.end()
    assert "\n" not in stream.getvalue() and stream.getvalue().endswith(" \r")


# ---- Running inside the project ----------------------------------------------------------------------------


def test_nothing_is_written_outside_the_project(places):
    settings = start.project_environment(places, places.venv_python)
    folders = ("JUPYTER", "IPYTHON", "MPLCONFIG", "HYPOTHESIS")
    names = [name for name in settings if name.startswith(folders) and os.sep in settings[name]]
    assert len(names) >= 8
    for name in names:
        assert os.path.commonpath([places.root, settings[name]]) == places.root, name


def test_the_packages_of_another_python_are_hidden_from_our_own_environment(places, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert "PYTHONPATH" not in start.project_environment(places, places.venv_python)
    assert start.tool_environment(places, places.venv_python)["PYTHONPATH"] == places.notebooks
    active = start.tool_environment(places, sys.executable)
    assert active["PYTHONPATH"] == os.pathsep.join([places.notebooks, "elsewhere"])


@pytest.mark.parametrize(
    "name",
    [
        "PYTHONSTARTUP",
        "PYTHONWARNINGS",
        "PYTHONOPTIMIZE",
        "PYTHONINSPECT",
        "PYTHONSAFEPATH",
        "PYTHONDEVMODE",
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_NO_CONFIG",
        "JUPYTER_PREFER_ENV_PATH",
        "JUPYTER_TOKEN",
        "JUPYTER_TOKEN_FILE",
        "JUPYTER_GATEWAY_URL",
        "JUPYTERLAB_DIR",
        "JUPYTERHUB_SERVICE_PREFIX",
        "JPY_PARENT_PID",
    ],
)
def test_what_the_user_set_for_their_own_python_and_jupyter_stays_theirs(places, monkeypatch, name):
    monkeypatch.setenv(name, "theirs")
    for python in (places.venv_python, sys.executable):
        assert name not in start.project_environment(places, python)
        assert start.project_environment(places, python, **{name: "ours"})[name] == "ours"


@pytest.mark.parametrize("name", ["PYTHONDONTWRITEBYTECODE", "JUPYTER_ALLOW_INSECURE_WRITES", "HTTPS_PROXY"])
def test_what_says_how_this_machine_is_to_be_used_is_kept(places, monkeypatch, name):
    monkeypatch.setenv(name, "1")
    for python in (places.venv_python, sys.executable):
        assert start.project_environment(places, python)[name] == "1"


ASK_THE_KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel()
try:
    client.execute_interactive("import sys; print(sys.executable, 'left_over' in globals())", timeout=60)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
"""


def test_a_lesson_runs_with_our_own_python_and_with_nothing_in_it(places, tmp_path, monkeypatch):
    """A kernel named python3 in JUPYTER_PATH or in a home folder is another Python's, and is not used."""
    pytest.importorskip("ipykernel")
    theirs = {"argv": [sys.executable, "-c", "raise SystemExit('their kernel')"], "display_name": "Theirs"}
    startup = tmp_path / "startup.py"
    startup.write_text("left_over = 1")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "theirs"))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))
    # The last makes Jupyter look into the home folder first, as it does by itself in conda's base environment.
    settings = start.project_environment(places, sys.executable, JUPYTER_PREFER_ENV_PATH="0")
    for folder in (tmp_path / "theirs", Path(settings["JUPYTER_DATA_DIR"])):
        (folder / "kernels" / "python3").mkdir(parents=True)
        (folder / "kernels" / "python3" / "kernel.json").write_text(json.dumps(theirs), "utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", ASK_THE_KERNEL],
        env=settings,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert answer.stdout.splitlines() == [f"{sys.executable} False"], answer.stderr


def test_jupyterlab_answers_where_we_wait_whatever_this_machine_set_for_its_own(places, tmp_path):
    pytest.importorskip("jupyterlab")
    (tmp_path / "jupyter_server_config.py").write_text(
        "c.ServerApp.base_url = '/elsewhere/'\nc.IdentityProvider.token = 'theirs'\n"
        "c.ServerApp.certfile = 'no such file'\nc.ServerApp.root_dir = 'nowhere'\n"
    )
    os.makedirs(places.notebooks)
    start.write_lab_defaults(places)
    # Set after ours, because here it stands for /etc/jupyter, which no variable switches off.
    settings = start.project_environment(
        places, sys.executable, JUPYTER_TOKEN="ours", JUPYTER_CONFIG_PATH=str(tmp_path)
    )
    port = start.choose_port(None)
    log = tmp_path / "jupyterlab.log"
    with log.open("w") as file:
        server = subprocess.Popen(
            start.lab_command(places, sys.executable, port, "/lab"),
            cwd=places.root,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        start.wait_until_ready(server, f"http://127.0.0.1:{port}", "ours", str(log))
    finally:
        start.stop(server)


def test_only_the_collections_own_notebooks_are_signed(places):
    os.makedirs(os.path.join(places.notebooks, "05_a_folder"))
    others = ["Untitled.ipynb", "00_start_here-Copy1.ipynb"]
    for name in ["00_start_here.ipynb", "instructor_guide.ipynb", "lesson_template.ipynb"] + others:
        Path(places.notebooks, name).write_text("{}")
    names = [os.path.basename(path) for path in start.lessons(places)]
    assert names == ["00_start_here.ipynb", "instructor_guide.ipynb", "lesson_template.ipynb"]


def test_signing_makes_a_notebook_trusted_and_survives_a_damaged_one(places):
    nbformat = pytest.importorskip("nbformat")
    from nbformat.sign import NotebookNotary

    os.makedirs(places.notebooks)
    os.makedirs(places.state)
    good = os.path.join(places.notebooks, "01_two_targets.ipynb")
    Path(places.notebooks, "00_start_here.ipynb").write_text("not a notebook")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.write(notebook, good)
    settings = start.project_environment(places, sys.executable)
    assert start.sign_notebooks(places, sys.executable, settings).wait() == 0
    notary = NotebookNotary(data_dir=settings["JUPYTER_DATA_DIR"])
    assert notary.check_signature(nbformat.read(good, as_version=4))
    notary.store.close()


def test_jupyterlabs_defaults_name_settings_that_exist(places):
    """The names in LAB_DEFAULTS are those of the JupyterLab that is installed, with values it accepts."""
    pytest.importorskip("jupyterlab")
    jsonschema = pytest.importorskip("jsonschema")
    lab = Path(sys.prefix, "share", "jupyter")
    for name, values in start.LAB_DEFAULTS.items():
        package, plugin = name.split(":")
        files = [
            file
            for file in lab.rglob(plugin + ".json")
            if file.parent.as_posix().endswith(package) and "schemas" in file.parts
        ]
        assert files, "no such setting: " + name
        schema = json.loads(files[0].read_text("utf-8"))
        assert set(values) <= set(schema["properties"])
        jsonschema.validate(values, schema)
    start.write_lab_defaults(places)
    written = Path(places.lab_settings, "overrides.json").read_text("utf-8")
    assert json.loads(written) == start.LAB_DEFAULTS


def test_a_browser_is_found_by_name_by_place_or_by_CHROME():
    def nothing(name):
        return None

    def anything(path):
        return True

    assert start.find_browser({}, find=lambda name: "/bin/" + name, exists=anything) == "/bin/chromium"
    assert start.find_browser({"CHROME": "/opt/c"}, find=nothing, exists=anything) == "/opt/c"
    assert start.find_browser({"CHROME": "/opt/c"}, find=nothing, exists=nothing) is None
    assert start.find_browser({}, find=nothing, exists=nothing) is None
    on_windows = start.find_browser({"PROGRAMFILES": "P"}, nothing, lambda path: path.endswith("chrome.exe"))
    assert on_windows.startswith("P")


def test_a_required_browser_that_is_absent_stops_the_checks_at_once(places, monkeypatch):
    monkeypatch.setattr(start, "find_browser", lambda: None)
    monkeypatch.setenv("TWOCLOCKS_REQUIRE_BROWSER", "1")
    with pytest.raises(start.Problem) as problem:
        start.test(places, [])
    assert one_sentence(str(problem.value)) and "apt install chromium" in str(problem.value)


@pytest.mark.parametrize("code", [0, 1, 5])
def test_the_checks_end_with_pytests_own_exit_code(places, monkeypatch, code):
    commands = []

    def call(command, settings, places):
        commands.append(command)
        return code

    monkeypatch.setattr(start, "environment", lambda places, files: "python")
    monkeypatch.setattr(start, "call", call)
    assert start.main(["test", "-k", "kinetics"], places) == code
    assert commands[0][:3] == ["python", "-m", "pytest"] and commands[0][-2:] == ["-k", "kinetics"]
    assert "--nbval" in commands[0] and "--nbval-lax" not in commands[0]


def test_a_lesson_finds_its_package_from_anywhere(tmp_path):
    """In an environment of start.py's, whatever letters its path has and whatever folder the kernel starts in."""
    root = tmp_path / "zwei Uhren ü"
    (root / "notebooks").mkdir(parents=True)
    (root / "notebooks" / "twoclocks.py").write_text("found = 'yes'", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    python = start.Places(str(root)).venv_python
    packages = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
        env=start.own_environment(),
    ).stdout.strip()
    start.show_the_package(packages)
    said = subprocess.run(
        [python, "-c", "import twoclocks; print(twoclocks.found)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=start.own_environment(),
        check=True,
    )
    assert said.stdout.strip() == "yes"


@pytest.mark.parametrize(
    "folder, notebook", [(ROOT, "notebooks/00_start_here.ipynb"), (ROOT / "notebooks", "00_start_here.ipynb")]
)
def test_plain_nbval_passes_from_the_top_and_beside_the_notebooks(folder, notebook):
    """What everybody types, with no option of start.py's."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", notebook],
        cwd=folder,
        env=start.own_environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and " passed" in done.stdout, done.stdout[-2000:]


@pytest.mark.parametrize(
    "given, kept",
    [
        ({}, {}),
        ({"nbval_sanitize_with": "mine.cfg"},) * 2,
        ({"nbval_cell_timeout": 7},) * 2,
        ({"nbval_kernel_name": "ir"}, {"nbval_kernel_name": "ir", "nbval_current_env": False}),
    ],
)
def test_options_given_to_nbval_hold(given, kept):
    own = {
        "nbval": True,
        "nbval_lax": False,
        "nbval_sanitize_with": None,
        "nbval_kernel_name": None,
        "nbval_current_env": False,
        "nbval_cell_timeout": 2000,
    }
    ours = {
        "nbval_sanitize_with": str(ROOT / "tests" / "nbval_sanitize.cfg"),
        "nbval_current_env": True,
        "nbval_cell_timeout": 120,
    }
    assert configured(own | given) == own | ours | kept
    assert configured(own | {"nbval": False}) == own | {"nbval": False}
    assert configured({}) == {}, "nbval is not installed"


def configured(options):
    """The options of a pytest run after the top folder's conftest.py has seen them."""
    spec = importlib.util.spec_from_file_location("top_conftest", ROOT / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    config = SimpleNamespace(option=SimpleNamespace(**options))
    module.pytest_configure(config)
    return vars(config.option)

"""A room full of students: the configuration, what the READMEs promise, a small room on a real JupyterHub.

The room of 30 is ``python3 start.py room``. No check here asks how long anything took.
"""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import nbformat
import psutil
import pytest
import yaml
from classroom import hub as hubs
from classroom import room, settings
from classroom.settings import ROOT, start
from classroom.student import Student, Trouble
from test_start import one_sentence
from traitlets.config.loader import PyFileConfigLoader

HERE = ROOT / "tests" / "classroom"
GUIDE = (HERE / "README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MEASURED = json.loads((HERE / "measured.json").read_text(encoding="utf-8"))
LESSON = "00_start_here.ipynb"
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the room is held on Linux only")


# ---- The configuration -------------------------------------------------------------------------------------


@pytest.fixture
def configuration(tmp_path, monkeypatch):
    """What JupyterHub reads from jupyterhub_config.py, for a room in ``tmp_path``."""
    if start.WINDOWS:
        pytest.skip("JupyterHub cannot be imported on Windows")
    for name, value in {
        "FOLDER": tmp_path,
        "PORT": 1,
        "HUB_PORT": 2,
        "PROXY_PORT": 3,
        "PROXY": "node\nproxy",
        "PASSWORD": "a password of this check",
    }.items():
        monkeypatch.setenv(f"ROOM_{name}", str(value))
    monkeypatch.setattr(sys, "path", list(sys.path))
    return PyFileConfigLoader("jupyterhub_config.py", path=str(HERE)).load_config()


def test_configuration_names_settings_that_exist(configuration):
    """A name with a slip of the pen would be passed over by JupyterHub without a word."""
    from jupyterhub import app, auth, proxy, spawner
    from jupyterhub.authenticators.shared import SharedPasswordAuthenticator

    classes = {
        kind.__name__: kind
        for kind in (
            app.JupyterHub,
            auth.Authenticator,
            SharedPasswordAuthenticator,
            proxy.ConfigurableHTTPProxy,
            spawner.Spawner,
            spawner.SimpleLocalProcessSpawner,
        )
    }
    assert set(configuration) <= set(classes)
    for section, values in configuration.items():
        assert set(values) <= set(classes[section].class_trait_names(config=True)), section


def test_everything_listens_here_and_writes_into_the_work_folder(configuration, tmp_path):
    addresses = [
        configuration.JupyterHub.bind_url,
        configuration.JupyterHub.hub_bind_url,
        configuration.ConfigurableHTTPProxy.api_url,
    ]
    assert [urlsplit(address).hostname for address in addresses] == ["127.0.0.1"] * 3
    assert [urlsplit(address).port for address in addresses] == [1, 2, 3]
    for written in (
        configuration.JupyterHub.db_url.removeprefix("sqlite:///"),
        configuration.JupyterHub.cookie_secret_file,
        configuration.ConfigurableHTTPProxy.pid_file,
        configuration.SimpleLocalProcessSpawner.home_dir_template,
    ):
        assert Path(written).is_relative_to(tmp_path)


def test_no_secret_stands_in_the_configuration():
    text = (HERE / "jupyterhub_config.py").read_text(encoding="utf-8")
    for line in text.splitlines():
        if re.search(r"(?i)(password|secret|token)\s*=", line):
            assert "os.environ" in line or "FOLDER" in line, line


def test_every_student_gets_a_copy_once_and_the_settings(configuration, tmp_path):
    spawner = SimpleNamespace(home_dir=str(tmp_path / "students" / "ada"), user=SimpleNamespace(name="ada"))
    configuration.Spawner.pre_spawn_hook(spawner)
    home = Path(spawner.home_dir)
    mine = home / "notebooks" / LESSON
    assert mine.read_bytes() == (ROOT / "notebooks" / LESSON).read_bytes()
    assert (home / "data").is_dir() and not list(home.rglob("__pycache__"))
    overrides = home / ".state" / "lab" / "app_settings" / "overrides.json"
    assert json.loads(overrides.read_text("utf-8")) == start.LAB_DEFAULTS
    assert f"--LabApp.app_settings_dir={overrides.parent}" in spawner.args
    for name, value in spawner.environment.items():
        if name != "JUPYTER_RUNTIME_DIR":  # reached through the hub's own folder
            assert Path(value).is_relative_to(home), name
    mine.write_text("changed by the student", "utf-8")
    configuration.Spawner.pre_spawn_hook(spawner)
    assert mine.read_text("utf-8") == "changed by the student"


# ---- Settings for a hub that exists ------------------------------------------------------------------------


def test_settings_go_into_the_environment_and_leave_what_is_there(tmp_path):
    files = settings.for_prefix(tmp_path)
    files[0].parent.mkdir(parents=True)
    files[0].write_text('{"somebody else": {"theme": "dark"}}', "utf-8")
    settings.write(*files)
    settings.write(*files)  # once more changes nothing
    kept = json.loads(files[0].read_text("utf-8"))
    assert kept == {"somebody else": {"theme": "dark"}} | start.LAB_DEFAULTS
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(files)


@pytest.mark.parametrize("which", [1, 2])
def test_settings_leave_a_configuration_of_somebody_else_whole(tmp_path, which):
    files = settings.for_prefix(tmp_path)
    files[which].parent.mkdir(parents=True)
    files[which].write_text("c.Something.else = 1\n", "utf-8")
    with pytest.raises(start.Problem, match="by hand"):
        settings.write(*files)
    assert [path for path in files if path.exists()] == [files[which]]


def test_settings_are_where_jupyter_looks(tmp_path):
    """Asked of the Jupyter and the IPython that are installed, for the environment that runs this check."""
    ask = (
        "import json; from IPython.core.application import ENV_CONFIG_DIRS\n"
        "from jupyter_core.paths import jupyter_config_path; from jupyterlab.commands import get_app_dir\n"
        "print(json.dumps([get_app_dir() + '/settings', jupyter_config_path(), ENV_CONFIG_DIRS]))"
    )
    said = subprocess.run([sys.executable, "-c", ask], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    lab, server_folders, kernel_folders = json.loads(said.stdout)
    overrides, server, kernel = settings.for_prefix(Path(sys.prefix))
    assert overrides.parent == Path(lab)
    assert str(server.parent) in server_folders and str(kernel.parent) in kernel_folders
    settings.write(*settings.for_prefix(tmp_path))
    for path in settings.for_prefix(tmp_path)[1:]:
        PyFileConfigLoader(path.name, path=str(path.parent)).load_config()


# ---- What the READMEs promise ------------------------------------------------------------------------------


def links():
    """Every link pattern of the two READMEs, without duplicates."""
    return sorted(set(re.findall(r"https://(?:HUB|mybinder\.org/v2)/[^\s`]+|next=/hub/\S+", GUIDE + README)))


def opened(link):
    """The file of this repository that a link opens."""
    query = parse_qs(urlsplit(link.removeprefix("next=")).query, strict_parsing=True)
    (page,) = query["urlpath"]
    page = page.removeprefix("lab/tree/")
    if "git-pull" in link:
        assert query["repo"] == ["https://github.com/OWNER/REPO"]
        assert page.startswith("REPO/")  # nbgitpuller names the folder after the repository
        page = page.removeprefix("REPO/")
    return ROOT / page


def test_links_open_a_lesson_that_is_there():
    with_page = [link for link in links() if "urlpath" in link]
    assert len([link for link in with_page if "git-pull" in link]) >= 2
    assert len([link for link in with_page if link.startswith("https://mybinder.org/v2/gh/OWNER/REPO/")]) >= 1
    for link in with_page:
        assert opened(link).suffix == ".ipynb" and opened(link).exists(), link


def test_link_for_a_learning_platform_is_the_same_link():
    one, other = (link for link in links() if "git-pull" in link)
    hub, platform = sorted((one, other), key=lambda link: link.startswith("next="))
    assert platform == "next=" + hub.removeprefix("https://HUB")
    # The authenticator takes what follows the word out of a longer address.
    assert "next" not in hub


def test_files_that_the_guide_names_are_there():
    names = set(re.findall(r"`((?:tests/|notebooks/)?[\w/]+\.(?:py|yml|ipynb))`", GUIDE)) - {"start.py"}
    assert len(names) >= 4
    for name in names:
        assert (ROOT / name).exists() or (HERE / name).exists(), name


def test_binder_gets_the_same_packages_and_one_exact_python():
    ours = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    binders = yaml.safe_load((ROOT / ".binder" / "environment.yml").read_text("utf-8"))
    python = [line for line in binders["dependencies"] if line.startswith("python")]
    # The pattern is that of repo2docker, which reads no range.
    version = re.match(r"python\s*=+\s*([\d\.]*)", python[0])
    assert tuple(map(int, version[1].split("."))) >= start.OLDEST
    same = [line for line in ours["dependencies"] if not line.startswith("python")]
    assert binders == ours | {"dependencies": python + same}


def test_binders_last_step_can_be_run():
    script = ROOT / ".binder" / "postBuild"
    if not start.WINDOWS:
        assert os.access(script, os.X_OK)
        subprocess.run(["bash", "-n", str(script)], check=True)
    assert "tests/classroom/settings.py" in script.read_text("utf-8")


# ---- Sizing ------------------------------------------------------------------------------------------------


def test_sizing_by_hand():
    # Memory: 2 GB + 30 x 400 MB x 1.25 = 17 GB. Beginning: 30 x 12 s / 120 s = 3 cores.
    assert room.sizing(30, 400e6, 12, 0.01) == room.Size(30, 17, 3)
    # Moving: 100 x 0.03 s / 0.6 = 5 cores, more than the 100 x 1.2 s / 120 s = 1 of beginning.
    assert room.sizing(100, 400e6, 1.2, 0.03).cores == 5
    assert room.sizing(1, 100e6, 0.1, 0.001) == room.Size(1, 3, 1)


def test_sizing_table_of_the_readme_is_what_was_measured():
    assert room.sizing_table(MEASURED["numbers"]) in README
    assert MEASURED["students"] == room.STUDENTS and MEASURED["failures"] == []
    assert MEASURED["lesson"].startswith(room.LESSON)


def test_numbers_in_the_readme_are_those_that_were_measured():
    section = README.partition("## A room full of students")[2].partition("\n## ")[0]
    assert len(section.splitlines()) <= 40
    numbers = MEASURED["numbers"]
    words = " ".join(section.split())
    for name, form in {
        "memory_mb": "{:.0f} MB",
        "memory_server_mb": "server {:.0f} MB",
        "memory_kernel_mb": "kernel {:.0f} MB",
        "cpu_begin": "{:.0f} processor seconds",
        "cpu_move": "{:.3f} for each move",
        "server_median": "ready {:.0f} s",
        "first_chart_median": "there {:.0f} s",
        "calm_ms_median": "answered after {:.0f} ms",
        "calm_ms_95": "within {:.0f} ms",
        "dragging_ms_median": "and after {:.0f} ms",
    }.items():
        assert form.format(numbers[name]) in words, name


def test_limits_in_the_guide_hold_what_was_measured():
    numbers = MEASURED["numbers"]
    guarantee = int(re.search(r'mem_guarantee = "(\d+)M"', GUIDE)[1])
    limit = float(re.search(r'mem_limit = "([\d.]+)G"', GUIDE)[1]) * 1000
    assert guarantee >= numbers["memory_mb"]
    assert limit >= 1.2 * numbers["memory_alone_mb_most"]
    assert limit >= numbers["memory_server_mb"] + 3 * numbers["memory_kernel_mb"]  # "three open"


# ---- What is said when something is missing ----------------------------------------------------------------


@on_linux
def test_no_node_is_told_in_one_sentence():
    reason = hubs.why_no_room(find=lambda name: None)
    assert one_sentence(reason) and "Node.js" in reason


@on_linux
def test_an_old_node_is_told_in_one_sentence(tmp_path):
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v18.20.0\n", "utf-8")
    old.chmod(0o755)
    reason = hubs.why_no_room(find=lambda name: None if name == "configurable-http-proxy" else str(old))
    assert one_sentence(reason) and "v18.20.0" in reason and str(hubs.OLDEST_NODE) in reason


def test_a_proxy_that_is_installed_is_used(monkeypatch):
    monkeypatch.setattr(hubs, "why_no_room", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: "/opt/" + name)
    assert hubs.proxy_command() == ["/opt/configurable-http-proxy"]


@on_linux
def test_a_proxy_that_cannot_be_fetched_is_told_and_leaves_nothing_half_done(tmp_path, monkeypatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error network request failed' >&2\nexit 1\n", "utf-8")
    npm.chmod(0o755)
    monkeypatch.setattr(hubs, "why_no_room", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: {"npm": str(npm)}.get(name))
    with pytest.raises(start.Problem) as problem:
        hubs.proxy_command(tmp_path / "room")
    assert one_sentence(str(problem.value)) and "network request failed" in str(problem.value)
    assert not (tmp_path / "room" / "proxy").exists()


def test_a_taken_port_is_told_before_anything_starts(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(start.Problem) as problem:
            hubs.Hub(tmp_path / "room", port=taken.getsockname()[1])
    assert one_sentence(str(problem.value)) and "--port" in str(problem.value)
    assert not (tmp_path / "room").exists()


def test_too_little_memory_is_told_with_what_would_fit():
    warning = room.memory_warning(30, 5e9)
    assert one_sentence(warning.removeprefix("Warning: 30 students need").replace(" about", "About", 1))
    fitting = int(re.search(r"--students (\d+)", warning)[1])
    assert room.memory_warning(fitting, 5e9) is None and room.memory_warning(fitting + 1, 5e9)
    assert room.memory_warning(30, 100e9) is None


def test_an_unknown_lesson_is_told_with_those_that_are_there(capsys):
    assert room.lesson_file("06") == "06_onset_timelines.ipynb"
    for wanted in ("99", "0"):
        with pytest.raises(start.Problem) as problem:
            room.lesson_file(wanted)
        assert one_sentence(str(problem.value)) and LESSON in str(problem.value)
    assert room.main(["--lesson", "99"]) == 1
    assert room.main(["--students", "0"]) == 1
    assert all(map(one_sentence, capsys.readouterr().err.splitlines()))


@on_linux
def test_a_hub_that_cannot_start_is_told_with_its_last_words(tmp_path, monkeypatch):
    monkeypatch.setattr(hubs, "proxy_command", lambda: ["no such proxy"])
    monkeypatch.setattr(hubs, "CONFIG", tmp_path / "jupyterhub_config.py")
    hubs.CONFIG.write_text("raise RuntimeError('a mistake in the configuration')\n", "utf-8")
    room_that_fails = hubs.Hub(tmp_path / "room")
    with pytest.raises(start.Problem) as problem:
        room_that_fails.__enter__()
    assert one_sentence(str(problem.value))


def test_what_a_killed_room_left_is_cleared_up(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "STATE", tmp_path)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f"run-{ended.pid}", f"run-{os.getpid()}", "proxy"):
        (tmp_path / name).mkdir()
    room.clear_up()
    assert {path.name for path in tmp_path.iterdir()} == {f"run-{os.getpid()}", "proxy"}


# ---- A small room on a real hub ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def can_hold_a_room():
    """Without Node.js the checks below are skipped, or fail where TWOCLOCKS_REQUIRE_ROOM=1 asks for them."""
    required = os.environ.get("TWOCLOCKS_REQUIRE_ROOM") == "1"
    try:
        hubs.proxy_command()
    except start.Problem as problem:
        if required:
            pytest.fail(f"TWOCLOCKS_REQUIRE_ROOM=1, but {problem}")
        pytest.skip(str(problem))


@pytest.fixture(scope="module")
def hub(can_hold_a_room, tmp_path_factory):
    with hubs.Hub(tmp_path_factory.mktemp("room")) as running:
        yield running


def student(hub, name, lesson=LESSON):
    return Student(name, hub.address, hub.password, lesson)


def play(story):
    """Run a story of students to its end; a browser that another check has open holds this thread's loop."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, story).result()


def home(hub, name):
    return hub.folder / "students" / name


def last_cell(path):
    return nbformat.read(path, as_version=4).cells[-1].source


@pytest.mark.room
def test_three_students_go_through_a_lesson(hub):
    names = ["ada", "ben", "cleo"]
    held = room.Room(hub, names, LESSON)
    play(held.lesson(calm=4, dragging=4))
    assert held.failures == []
    numbers = room.numbers(held, dragging=4)
    assert numbers["calm_moves"] == numbers["dragging_moves"] == 12
    assert set(held.peak) == set(names)
    assert all(need.server > 0 and need.kernels > 0 for need in held.peak.values())
    assert all(value > 0 for value in numbers.values())
    # Each has a copy of their own, and nothing of the stored lesson was touched.
    for name in names:
        assert last_cell(home(hub, name) / "notebooks" / LESSON) == f"My guess. {name}"
    assert "My guess." not in last_cell(ROOT / "notebooks" / LESSON)
    report = room.Report(3, LESSON, room.machine() | {"load_after": [0]}, 1, numbers | {"cpu_simulating": 1})
    assert "Failures: none" in room.table(report)


@pytest.mark.room
def test_one_student_cannot_reach_the_server_of_another(hub):
    async def story():
        async with student(hub, "ada") as ada, student(hub, "ben") as ben:
            await ada.arrive()
            await ben.arrive()
            await ben.open()
            lesson = f"/user/ben/api/contents/notebooks/{LESSON}"
            assert LESSON in await ben.api("GET", hub.address + lesson)
            for method, path, data in [
                ("GET", lesson, None),
                ("GET", "/user/ben/api/kernels", None),
                ("PUT", lesson, {"type": "notebook"}),
                ("GET", "/hub/api/users/ben", None),
                ("DELETE", "/hub/api/users/ben/server", None),
            ]:
                with pytest.raises(Trouble, match="was answered with 40[34]"):
                    await ada.api(method, hub.address + path, data)
            # In a browser's window: the hub says no, and shows nothing of the lesson.
            with pytest.raises(Trouble, match="was answered with 403"):
                await ada.page(f"{hub.address}/user/ben/lab")
            assert await ben.execute("print('still there')") == "still there\n"

    play(story())


@pytest.mark.room
def test_a_wrong_password_is_refused(hub):
    async def story():
        async with Student("eve", hub.address, "not the password", LESSON) as eve:
            with pytest.raises(Trouble):
                await eve.arrive()

    play(story())
    assert not home(hub, "eve").exists()


@pytest.mark.room
def test_settings_reach_the_students_servers(hub):
    async def story():
        async with student(hub, "ada") as ada:
            await ada.arrive()
            await ada.open()
            shown = json.loads(await ada.api("GET", f"{hub.address}/user/ada/lab/api/settings"))
            kept = await ada.execute("1 + 1\nprint(get_ipython().cache_size)")
            folder = await ada.execute("import os; print(os.environ['JUPYTER_CONFIG_DIR'])")
            schemas = {plugin["id"]: plugin["schema"].get("properties", {}) for plugin in shown["settings"]}
            return schemas, kept, folder

    shown, kept, folder = play(story())
    manager = "@jupyter-widgets/jupyterlab-manager:plugin"
    assert shown[manager]["saveState"]["default"] == start.LAB_DEFAULTS[manager]["saveState"]
    assert kept == "0\n"
    written = Path(folder.strip()) / "jupyter_server_config.py"
    assert written.is_relative_to(home(hub, "ada")) and "set_nodelay" in written.read_text("utf-8")
    assert list((hub.folder / "sockets" / "ada").glob("kernel-*-ipc-*"))


@pytest.mark.room
def test_trouble_of_one_student_is_named_and_does_not_stop_the_others(hub):
    """One has a lesson with a mistake in it, one has lost an explorer; the third goes on."""
    names = ["dora", "emil", "fay"]
    for name in names[:2]:
        shutil.copytree(ROOT / "notebooks", home(hub, name) / "notebooks")
        path = home(hub, name) / "notebooks" / LESSON
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        if name == "dora":
            code[1].source = "raise ValueError('a mistake')"
        else:
            silent = next(cell for cell in code if "tc tc-explorer" in str(cell.outputs))
            silent.source = silent.source.rpartition("\n")[0]
        nbformat.write(notebook, path)
    held = room.Room(hub, names, LESSON)
    play(held.lesson(calm=1, dragging=1))
    failures = sorted(held.failures)
    assert [failure.split(",")[0] for failure in failures] == ["dora", "emil"]
    assert "ValueError a mistake" in failures[0]
    assert "explorers came" in failures[1]
    assert [s.name for s in held.students] == ["fay"]


@pytest.mark.room
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_link_for_students_brings_the_lessons_and_keeps_their_changes(hub, tmp_path):
    """The pattern in the guide, with a repository on this machine in the place of GitHub."""
    repository = tmp_path / "REPO"
    (repository / "notebooks").mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / LESSON, repository / "notebooks")
    someone = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        [*someone, "commit", "--quiet", "--message=Lessons"],
    ):
        subprocess.run(["git", *command], cwd=repository, check=True)
    (link,) = (link for link in links() if link.startswith("https://HUB/hub/user-redirect/"))
    link = link.replace("https://HUB", hub.address)
    link = link.replace("https%3A%2F%2Fgithub.com%2FOWNER%2FREPO", repository.as_uri())
    lesson = f"REPO/notebooks/{LESSON}"

    async def pull(ada):
        page = await ada.page(link)
        assert f"lab/tree/{lesson}" in page  # where the browser goes when all is there
        stream = f"{hub.address}/user/ada/git-pull/api?{urlsplit(link).query}&targetpath=REPO"
        heard = [event async for event in ada.events(stream)]
        assert heard[-1]["phase"] == "finished", heard

    async def story():
        async with student(hub, "ada") as ada:
            await ada.arrive()
            await pull(ada)
            stored = json.loads(await ada.api("GET", f"{hub.address}/user/ada/api/contents/{lesson}"))
            stored["content"]["cells"][-1]["source"] = "my own words"
            await ada.api(
                "PUT",
                f"{hub.address}/user/ada/api/contents/{lesson}",
                {"type": "notebook", "format": "json", "content": stored["content"]},
            )
            await pull(ada)
            assert LESSON in await ada.page(f"{hub.address}/user/ada/lab/tree/{lesson}")

    play(story())
    assert last_cell(home(hub, "ada") / lesson) == "my own words"


@pytest.mark.room
def test_only_this_machine_can_reach_the_room(hub):
    ports = [
        connection.laddr.ip
        for process in hub.processes()
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    ]
    assert len(ports) >= 3 and set(ports) <= {"127.0.0.1", "::1"}


@pytest.mark.room
@pytest.mark.browser
def test_a_real_browser_among_the_students(hub, new_page):
    """Log in by the form, run all, move every explorer by key: JupyterLab itself, through hub and proxy."""
    import browser

    page, heard = new_page(height=1200)
    page.goto(f"{hub.address}/hub/login?next=%2Fhub%2Fuser-redirect%2Flab%2Ftree%2Fnotebooks%2F{LESSON}")
    page.get_by_label("Username").fill("gus")
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/user/gus/lab/**")
    page.wait_for_function(browser._READY)
    notebook = browser.LabNotebook(page, home(hub, "gus") / "notebooks" / LESSON)
    notebook.run_all()
    assert [output for output in notebook.outputs() if output["output_type"] == "error"] == []
    cells = notebook.cells_with("tc-explorer")
    assert cells
    for index in cells:
        view = notebook.cell(index).locator(".tc-view")
        view.wait_for()
        explorer = browser.ExplorerOnPage(view)
        before, after = explorer.move(explorer.controls()[0])
        assert after.values != before.values and after.readout in after.alt
    notebook.save()
    assert heard.errors == []


@pytest.mark.room
def test_a_server_that_stopped_comes_back_with_what_was_saved(can_hold_a_room, tmp_path):
    """Left alone, the server is stopped by the culler; the next visit finds the work. Nothing is left."""

    async def story(hub):
        async with student(hub, "ada") as ada:
            await ada.arrive()
            await ada.open()
            await ada.save("saved before the server stopped")
            await ada.until_stopped()
        assert "ada" not in hub.needs(memory=False)[0]
        async with student(hub, "ada") as ada:
            await ada.arrive()
            await ada.open()
            assert await ada.last_cell() == "saved before the server stopped"

    with hubs.Hub(tmp_path / "room", idle_seconds=10) as hub:
        play(story(hub))
        processes = hub.processes()
        assert len(processes) >= 4  # hub, proxy, culler, server
    assert not any(map(hubs.alive, processes))
    assert start.port_is_free(urlsplit(hub.address).port)


@pytest.mark.room
def test_nothing_is_left_when_the_room_is_killed(can_hold_a_room, tmp_path):
    program = (
        "import sys; sys.path.insert(0, {!r})\n"
        "from pathlib import Path; from classroom.hub import Hub\n"
        "with Hub(Path({!r})) as hub:\n"
        "    print(*(process.pid for process in hub.processes()), flush=True); input()\n"
    ).format(str(ROOT / "tests"), str(tmp_path / "room"))
    run = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    processes = [psutil.Process(int(pid)) for pid in run.stdout.readline().split()]
    assert len(processes) >= 2
    run.kill()
    run.communicate()
    gone, still_there = psutil.wait_procs(processes, timeout=60)
    for process in still_there:
        process.kill()
    assert still_there == []

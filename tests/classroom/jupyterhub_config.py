"""The hub of the room: one machine, simulated students, for minutes. Not for real students.

hub.py starts it and names in the environment the work folder, the ports, the proxy and the password.
Everything listens on the loopback address only. SimpleLocalProcessSpawner runs all servers as one user of
this machine: the hub keeps students out of each other's servers, but nothing keeps their code out of each
other's files. A hub for real students uses containers or accounts instead; README.md beside this file says
what to set there.
"""

import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import settings  # noqa: E402
from settings import ROOT, start  # noqa: E402

FOLDER = Path(os.environ["ROOM_FOLDER"])
HERE = "http://127.0.0.1:"

# Thirty kernels that start at once each choose five free ports, and now and then find one taken by the time
# they use it (seen here: 1 of 30); then that student has no kernel. Sockets that are files cannot meet. Their
# paths may have 107 letters at most, so they are reached through this process's folder, however deep that
# lies.
SOCKETS = f"/proc/{os.getpid()}/cwd/sockets"

c = get_config()  # noqa: F821 (JupyterHub puts it there)

c.JupyterHub.bind_url = HERE + os.environ["ROOM_PORT"]
c.JupyterHub.hub_bind_url = HERE + os.environ["ROOM_HUB_PORT"]
c.JupyterHub.db_url = f"sqlite:///{FOLDER / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie_secret")
c.ConfigurableHTTPProxy.api_url = HERE + os.environ["ROOM_PROXY_PORT"]
c.ConfigurableHTTPProxy.command = os.environ["ROOM_PROXY"].split("\n")
c.ConfigurableHTTPProxy.pid_file = str(FOLDER / "proxy.pid")

# Any name will do, with one password made anew for each run: other people on this machine stay out.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["ROOM_PASSWORD"]
c.Authenticator.allow_all = True

# A server that nobody uses stops after an hour; its files stay, and the next visit starts it again.
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [
            sys.executable,
            "-m",
            "jupyterhub_idle_culler",
            "--timeout=" + os.environ.get("ROOM_IDLE_SECONDS", "3600"),
        ],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]


def prepare(spawner):
    """Give the student a copy of the lessons, once, and the settings that README.md names for a hub."""
    places = start.Places(spawner.home_dir)
    leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("notebooks", "data"):
        if not os.path.exists(os.path.join(places.root, name)):
            shutil.copytree(ROOT / name, os.path.join(places.root, name), ignore=leave)
    settings.write(*settings.for_student(places))
    folders = start.project_environment(places, sys.executable)
    spawner.environment = {name: value for name, value in folders.items() if value.startswith(places.state)}
    spawner.environment["JUPYTER_RUNTIME_DIR"] = f"{SOCKETS}/{spawner.user.name}"
    spawner.notebook_dir = places.root
    spawner.args = [
        "--KernelManager.transport=ipc",
        "--LabApp.app_settings_dir=" + places.lab_settings,
        "--LabApp.expose_app_in_browser=True",  # the check with a real browser asks JupyterLab itself
        "--LanguageServerManager.autodetect=False",  # it would run npm, which writes in the home folder
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        spawner.args.append("--allow-root")  # containers; Jupyter refuses otherwise


c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(FOLDER / "students" / "{username}")
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.pre_spawn_hook = prepare
c.Spawner.default_url = "/lab"
# Thirty servers that start at once on two cores take longer than the usual minute.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300

"""Gives the environment that runs this file the settings with which start.py opens the lessons.

    python tests/classroom/settings.py     run it once, with the Python of the students' environment

It writes three files under that environment's own prefix and nothing else; delete them to be rid of the
settings.
"""

import importlib.util
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("two_clocks_start", ROOT / "start.py")
start = importlib.util.module_from_spec(spec)
spec.loader.exec_module(start)

MARK = "# Written by Two Clocks, tests/classroom/settings.py.\n"

# The first part is start.py's. The rest ends the kernel of a lesson that nobody has open any more after half
# an hour.
SERVER = (
    MARK
    + start.server_settings(start.Places(ROOT)).partition("\n")[2]
    + """
c = get_config()
c.MappingKernelManager.cull_idle_timeout = 1800
c.MappingKernelManager.cull_interval = 300
"""
)

# A notebook remembers the result of every cell in Out, each chart with its pixels: 150 MB in lesson 06.
# Nothing in the lessons asks for it.
KERNEL = (
    MARK
    + """
c = get_config()
c.InteractiveShell.cache_size = 0
"""
)


def write(overrides: Path, server: Path, kernel: Path) -> None:
    """Write the three files: JupyterLab's overrides.json, the server's and the kernel's configuration.

    Settings that overrides.json already has for other things stay; a configuration of somebody else stays
    whole, and start.Problem says what to add to it.
    """
    for path in (server, kernel):
        if path.exists() and not path.read_text(encoding="utf-8").startswith(MARK):
            raise start.Problem(
                f"{path} is there already: add to it what {Path(__file__).name} has in "
                f"{'SERVER' if path == server else 'KERNEL'}, by hand."
            )
    known = json.loads(overrides.read_text(encoding="utf-8")) if overrides.exists() else {}
    for path, text in (
        (overrides, json.dumps(known | start.LAB_DEFAULTS, indent=1)),
        (server, SERVER),
        (kernel, KERNEL),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def for_prefix(prefix: Path) -> tuple[Path, Path, Path]:
    """Return where the three files belong in an environment."""
    return (
        prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json",
        prefix / "etc" / "jupyter" / "jupyter_server_config.py",
        prefix / "etc" / "ipython" / "ipython_kernel_config.py",
    )


def for_student(places) -> tuple[Path, Path, Path]:
    """Return where they belong for one student, all inside the student's folder; places: start.Places."""
    return (
        Path(places.lab_settings) / "overrides.json",
        Path(places.in_state("jupyter", "config", "jupyter_server_config.py")),
        Path(places.in_state("ipython", "profile_default", "ipython_kernel_config.py")),
    )


if __name__ == "__main__":
    try:
        write(*for_prefix(Path(sys.prefix)))
    except start.Problem as problem:
        sys.exit(str(problem))
    print("Two Clocks' settings are in", sys.prefix)

"""Gives nbval what it needs to check the notebooks, so that ``pytest --nbval notebooks/`` needs no more options."""

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests"
#: The files that take minutes, longest first. A file stays with one of the two workers, so a long one that came last
#: would leave the other worker with nothing to do.
LONGEST = (
    "test_jupyterlab.py",
    "test_front_ends.py",
    "test_nbviewer.py",
    "test_classroom.py",
    "test_explorers.py",
    "test_charts.py",
    "test_slides.py",
    "test_drawn.py",
    "test_stored.py",
    "test_memory.py",
    "test_contributing.py",
)


def pytest_configure(config):
    """Compare with what is stored as tests/nbval_sanitize.cfg says, in this Python, 120 s a cell at most.

    What is given on the command line holds; without nbval, or if it is not asked for, nothing happens.
    """
    option = config.option
    if not (getattr(option, "nbval", False) or getattr(option, "nbval_lax", False)):
        return
    if option.nbval_sanitize_with is None:
        option.nbval_sanitize_with = str(TESTS / "nbval_sanitize.cfg")
    if option.nbval_kernel_name is None:
        option.nbval_current_env = True
    if option.nbval_cell_timeout == 2000:  # nbval's own default
        option.nbval_cell_timeout = 120


def pytest_collection_modifyitems(items):
    """Put the longest files first; the others, and the tests of each, stay in their order."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Let nbval start its kernels without the network: after the install no lesson needs it.

    Python runs the guard (tests/offline/sitecustomize.py) at its start, so before the first cell. The notebook beside it
    fails if the guard is not there.
    """
    with pytest.MonkeyPatch.context() as patch:
        if item.path.suffix == ".ipynb":
            patch.setenv("PYTHONPATH", str(TESTS / "offline"), prepend=os.pathsep)
        return (yield)

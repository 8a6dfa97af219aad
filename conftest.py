"""Gives nbval what it needs to check the notebooks, so that ``pytest --nbval notebooks/`` needs no more options."""

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests"


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

"""Gives nbval what it needs to check the notebooks, so that ``pytest --nbval notebooks/`` needs no more options."""

from pathlib import Path


def pytest_configure(config):
    """Compare with what is stored as tests/nbval_sanitize.cfg says, in this Python, 120 s a cell at most.

    What is given on the command line holds; without nbval, or if it is not asked for, nothing happens.
    """
    option = config.option
    if not (getattr(option, "nbval", False) or getattr(option, "nbval_lax", False)):
        return
    if option.nbval_sanitize_with is None:
        option.nbval_sanitize_with = str(Path(__file__).parent / "tests" / "nbval_sanitize.cfg")
    if option.nbval_kernel_name is None:
        option.nbval_current_env = True
    if option.nbval_cell_timeout == 2000:  # nbval's own default
        option.nbval_cell_timeout = 120

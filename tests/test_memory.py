"""What Run All adds to a kernel when it is pressed again: IPython keeps every output, so each must be light."""

import os

import nbformat
import psutil
import pytest
from jupyter_client.manager import KernelManager
from twoclocks.book import catalogue
from twoclocks.kit.projector import SETTING

#: The lesson whose Run All leaves the most behind.
HEAVIEST = "06_onset_timelines.ipynb"
RUNS = 3
MOST = 20e6


@pytest.mark.parametrize("view", ["page", "projector"])
def test_run_all_again_adds_little_memory(view):
    """Resident bytes of a real kernel after each Run All; the kernel collects its garbage before they are read."""
    notebook = nbformat.read(catalogue.NOTEBOOKS / HEAVIEST, as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(catalogue.NOTEBOOKS), env=os.environ | {SETTING: view})
    client = manager.client()
    resident = []
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        kernel = psutil.Process(manager.provisioner.process.pid)
        for _ in range(RUNS):
            for source in [*sources, "import gc; gc.collect();"]:
                reply = client.execute_interactive(source, timeout=120, output_hook=lambda message: None)
                assert reply["content"]["status"] == "ok", reply["content"]
            resident.append(kernel.memory_info().rss)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    added = [after - before for before, after in zip(resident, resident[1:], strict=False)]
    assert max(added) <= MOST, f"MB after each run: {[round(size / 1e6) for size in resident]}"

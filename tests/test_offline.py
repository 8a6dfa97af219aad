"""After the install nothing needs the network: every lesson runs with all connections but those to itself refused."""

import os

import nbformat
from nbclient import NotebookClient
from twoclocks.book.publish import NOTEBOOKS

# Python runs this at its start, so it is in force in the kernel before the first cell.
GUARD = """
import ipaddress
import sys

HERE = {None, "", "localhost", b"localhost"}


def is_here(host):
    try:
        return host in HERE or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse(event, details):
    if event in {"socket.connect", "socket.sendto"} and isinstance(details[1], tuple):
        host = details[1][0]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = details[0]
    else:
        return
    if not is_here(host):
        raise PermissionError(f"the network was asked for {host!r}")


sys.addaudithook(refuse)
"""
# Fails if the guard is not there: these addresses are reserved for examples.
PROOF = """
import socket, urllib.request
for ask in (lambda: socket.create_connection(("192.0.2.1", 80), 1), lambda: urllib.request.urlopen("http://example.org")):
    try:
        ask()
    except OSError as problem:
        assert "the network was asked for" in str(problem), problem
    else:
        raise AssertionError("the network is open")
"""


def test_lesson_runs_without_network(lesson, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    notebook = nbformat.read(lesson, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(PROOF))
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(lesson.parent)}},
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute(env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(NOTEBOOKS)])})
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)

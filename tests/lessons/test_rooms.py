"""A room's __init__ gathers what the cells of its lesson call, and no more (ruff looks for no unused import there)."""

import ast
import re

import nbformat
import pytest
from twoclocks.kit.rooms import ROOMS, room

from conftest import lessons


@pytest.mark.parametrize(
    "path", [path for path in lessons() if (ROOMS / room(path.stem)).is_dir()], ids=lambda p: p.stem
)
def test_every_gathered_name_is_called(path):
    tree = ast.parse((ROOMS / room(path.stem) / "__init__.py").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module != "__future__"]
    gathered = {alias.asname or alias.name for node in imports for alias in node.names}
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    nodes = [node for cell in cells for node in ast.walk(ast.parse(cell.source))]
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    called |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    told = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    called |= set(re.findall(r"`lesson\.(\w+)\(", "\n".join(told)))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert gathered - called - used == set()

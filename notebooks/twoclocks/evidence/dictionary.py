"""Writes the tables of the data dictionary (data/README.md) from data/datapackage.json.

    python -m twoclocks.evidence.dictionary        rewrites the part between the two marks

The words around that part are written by hand; a test checks that the part is what this module makes.
"""

from __future__ import annotations

from pathlib import Path

from .errors import DataError
from .tables import data_folder, schemas

START = "<!-- columns: made by `python -m twoclocks.evidence.dictionary`, do not edit -->"
END = "<!-- end of columns -->"


def columns_text(folder: str | Path | None = None) -> str:
    """Markdown: one section per table with every column (name, type, unit, meaning)."""
    return "\n\n".join(_section(resource) for resource in schemas(data_folder(folder)).values())


def readme_text(old: str, folder: str | Path | None = None) -> str:
    """`old` README text with the part between the marks made new; DataError if a mark is missing."""
    before, start, rest = old.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise DataError(f"data/README.md has lost the marks around the columns: put the lines {START} and {END} back.")
    return f"{before}{START}\n\n{columns_text(folder)}\n\n{END}{after}"


def write(folder: str | Path | None = None) -> Path:
    """Rewrite data/README.md; returns its path."""
    path = data_folder(folder) / "README.md"
    text = readme_text(path.read_text(encoding="utf-8"), folder)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _section(resource: dict) -> str:
    schema = resource["schema"]
    lines = [
        f"### {resource['path']}",
        "",
        f"**{resource['title']}.** {resource['description']}",
        "",
        "| column | type | unit | meaning |",
        "|---|---|---|---|",
    ]
    lines += [_row(field) for field in schema["fields"]]
    links = [
        f"`{link['fields']}` names a `{link['reference']['fields']}` of {link['reference']['resource']}.csv"
        for link in schema.get("foreignKeys", [])
    ]
    lines += ["", f"Key: `{schema['primaryKey']}`." + (f" {'; '.join(links)}." if links else "")]
    return "\n".join(lines)


def _row(field: dict) -> str:
    rules = field.get("constraints", {})
    kind = field["type"] + (", required" if rules.get("required") else "")
    meaning = field["description"]
    if "enum" in rules:
        meaning += f" One of: {', '.join(f'`{word}`' for word in rules['enum'])}."
    if "minimum" in rules and "maximum" in rules:
        meaning += f" From {rules['minimum']} to {rules['maximum']}."
    elif "minimum" in rules:
        meaning += f" At least {rules['minimum']}."
    return f"| `{field['name']}` | {kind} | {field.get('unit', '')} | {meaning.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    print(f"written: {write()}")

"""Files of the class experiment: entries are written once, and a folder is read whatever lies in it.

All of them stay below ``notebooks/class/``; a file that is there is never changed.
"""

from __future__ import annotations

from pathlib import Path

from ...kit.rooms import NOTEBOOKS
from ...models import class_trial as model
from ...models.class_lines import Entry, Handed, SetAside

#: Where entries are kept; git ignores it.
CLASS = NOTEBOOKS / "class"
_LARGEST_FILE = 200_000
_MOST_FILES = 2000
_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
_READABLE = {".json", ".txt", ".csv", ""}


def file_name(word: model.Word, number: int) -> str:
    """Return the name of an entry's file below the folder of all classes."""
    return f"{word}/{word}-{number:03d}.json"


def write_entry(made: Entry, folder: Path) -> str:
    """Write the entry unless there is one; return what to know about its file."""
    if made.word.name == model.EXAMPLE:
        return "This is the example class: no file is written. Type your own class word above."
    name = f"class/{file_name(made.word, made.number)}"
    path = folder / file_name(made.word, made.number)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            # "x": two cells at once cannot overwrite each other.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(made.record + "\n")
        except FileExistsError:
            if path.read_text(encoding="utf-8", errors="replace").strip() != made.record:
                return (
                    f"The file {name} was there already with another entry and was left as it is. In a trial "
                    "the first entry counts, so do not hand in both; if the first is wrong, delete the file "
                    "and run this cell again."
                )
    except OSError as problem:
        return f"The file {name} could not be written ({_reason(problem)}); the line above is enough."
    return f"The same is in the file {name}, beside this notebook: hand in one of the two."


def write_page(name: str, page: str, folder: Path) -> str:
    """Write a page to print unless another is there under its name; return what to do next."""
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(page)
        except FileExistsError:
            if path.read_text(encoding="utf-8", errors="replace") != page:
                return f"The file class/{name} is there already with other contents; move it away and try again."
    except OSError as problem:
        return f"The file class/{name} could not be written ({_reason(problem)})."
    return f"Open class/{name} in a browser and print it."


def read_folder(folder: Path) -> tuple[list[Handed], list[SetAside], list[str]]:
    """Return what the files of a folder hold, what could not be opened, and what to know about the folder."""
    found, unread, notes = [], [], []
    try:
        inside = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as problem:
        notes = [f"The folder could not be opened ({_reason(problem)}), so only the pasted rows were read."]
        return [], [], notes
    if len(inside) > _MOST_FILES:
        notes = [
            f"The folder holds {len(inside)} files, too many for a class; put its entries into a folder of their own."
        ]
        return [], [], notes
    for path in inside:
        if path.is_dir():
            notes.append(f"The folder {model.short(path.name)} inside was not opened.")
        elif not path.name.startswith(".") and path.name.lower() not in _SYSTEM_FILES:
            try:
                found += _entries(path)
            except model.ClassError as problem:
                unread.append(SetAside(Handed(model.shown(path.name), ""), str(problem)))
    return found, unread, notes


def _entries(path: Path) -> list[Handed]:
    """Return the entries of one file, each with where it stands; ClassError if the file is of no use."""
    if path.suffix.lower() not in _READABLE:
        raise model.ClassError("It is no file of this experiment: those end in .json or .txt.")
    try:
        # Reading a pipe or a device would wait for ever.
        if not path.is_file():
            raise model.ClassError("It could not be opened; it is no ordinary file.")
        if path.stat().st_size > _LARGEST_FILE:
            raise model.ClassError("It is too large to be a file of this experiment.")
        data = path.read_bytes()
    except OSError as problem:
        raise model.ClassError(f"It could not be opened ({_reason(problem)}).") from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    else:
        text = data.decode("utf-8-sig", errors="replace")
    if not text.strip():
        raise model.ClassError("It is empty.")
    name = model.shown(path.name)
    # One record may fill several lines when an editor has laid it out; lines never begin with a brace.
    if text.lstrip().startswith("{") and text.count("{") == 1:
        return [Handed(name, text)]
    rows = [(place, row) for place, row in enumerate(text.splitlines(), 1) if row.strip()]
    return [Handed(name if len(rows) == 1 else f"{name}, line {place}", row) for place, row in rows]


def _reason(problem: OSError) -> str:
    return problem.strerror or "unknown reason"

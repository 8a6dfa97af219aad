"""Boxes of words: notes whose numbers come from the data, and the help block that is the same everywhere."""

from __future__ import annotations

import html
from dataclasses import dataclass

KINDS = {"note": "Note", "maths": "Maths", "python": "Python", "care": "Read with care", "fact": "From the data"}

#: Stands as a Markdown cell in every lesson that names suicide (a test compares), so it shows before any cell is run.
HELP = (
    "> **If you are struggling, or worried about someone:** in the US and Canada call or text **988**. In the UK and "
    "Ireland call Samaritans on **116 123**. In Australia call Lifeline on **13 11 14**. Elsewhere see "
    "[findahelpline.com](https://findahelpline.com) or the "
    "[IASP crisis-centre list](https://www.iasp.info/crisis-centres-helplines/). If life is in danger, call your local "
    "emergency number. These lessons are for learning and are not medical advice."
)


@dataclass(frozen=True)
class Note:
    """A short box. kind: one of KINDS. text: plain text; ``html`` parts (citations) may follow as ``more``."""

    text: str
    kind: str = "note"
    more: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind is {self.kind!r}; it must be one of {', '.join(KINDS)}.")

    def __repr__(self) -> str:
        return f"{KINDS[self.kind]}: {self.text}"

    def _repr_html_(self) -> str:
        return (
            '<div role="note" style="border-left:4px solid #858585;padding:0.3em 1em;margin:0.6em 0;max-width:920px">'
            f"<strong>{KINDS[self.kind]}.</strong> {html.escape(self.text)} {self.more}</div>"
        )


def note(text: str, kind: str = "note", more: str = "") -> Note:
    """Return a note box; use it where a sentence holds numbers that must come from the data."""
    return Note(text, kind, more)

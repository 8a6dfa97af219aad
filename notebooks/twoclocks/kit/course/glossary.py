"""The glossary: one file, one definition a term. The *Words* of each lesson are made from it.

A term in glossary.toml: its name, what it means, in which lessons it is used (their numbers), and ``instead``: patterns
of the words that it replaces, which no lesson uses outside of a gloss (tests/kit/test_course.py).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..rooms import WordsError, read_toml, short

FILE = Path(__file__).with_name("glossary.toml")
_FIELDS = {"means", "lessons", "instead"}


@dataclass(frozen=True)
class Term:
    """One term. name: as the field has it. means: one gloss. lessons: numbers ("04"). instead: patterns it replaces."""

    name: str
    means: str
    lessons: tuple[str, ...]
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """Some terms in the order of the alphabet, which shows itself as a list."""

    terms: tuple[Term, ...]

    def __repr__(self) -> str:
        return "\n".join(f"{term.name}: {term.means}" for term in self.terms)

    def _repr_html_(self) -> str:
        items = "".join(
            f'<dt style="font-weight:bold">{html.escape(term.name)}</dt>'
            f'<dd style="margin:0 0 0.5em 1.5em">{html.escape(term.means)}</dd>'
            for term in self.terms
        )
        return f'<dl style="max-width:920px">{items}</dl>'


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms, in the order of the alphabet; WordsError says which entry of the file is wrong."""
    found = []
    for name, entry in read_toml(FILE).items():
        if wrong := (entry.keys() - _FIELDS) | ({"means", "lessons"} - entry.keys()):
            raise WordsError(f"{short(FILE)}, {name}: {', '.join(sorted(wrong))} is missing or unknown.")
        try:
            instead = tuple(re.compile(pattern).pattern for pattern in entry.get("instead", ()))
        except re.error as problem:
            raise WordsError(f"{short(FILE)}, {name}: a pattern under 'instead' cannot be read ({problem}).") from None
        found.append(Term(name, entry["means"], tuple(entry["lessons"]), instead))
    return tuple(sorted(found, key=lambda term: term.name.casefold()))


def glossary(lesson: str) -> Glossary:
    """Return the terms of one lesson ("04_getting_there", or "04"); WordsError if it has none."""
    found = tuple(term for term in terms() if lesson[:2] in term.lessons)
    if not found:
        raise WordsError(f"no term of {short(FILE)} names lesson {lesson!r}; its number stands first, as in '04'.")
    return Glossary(found)

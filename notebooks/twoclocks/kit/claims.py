"""Claims to grade: the reader grades each first, then sees the evidence, the verdict and the sources.

It needs no kernel: the same in JupyterLab and on nbviewer. Where no script may run (GitHub, print, an
untrusted notebook) evidence and verdict wait behind a fold. The words stand in the
``claims.toml`` of the lesson's room; every number in them is a place in data/, filled in when they are
read. Grades stay in the reader's own browser.
"""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass
from functools import cache

from .. import evidence
from .embed import part_html
from .rooms import rooms_with, short, words_of

#: The grades on offer and what each means.
GRADES = {
    "supported": "the evidence carries it as it stands",
    "partly": "one half holds and the other does not, or it holds for some only",
    "contested": "good studies disagree",
    "misleading": "true bits, but the picture they leave is not carried by the evidence",
    "outdated": "was fair once; later work has overtaken it",
}
#: How sure a reader can say to be [%], and in words; a fifth is what blind guessing among five grades
#: gives.
SURENESS = {20: "a guess", 40: "unsure", 60: "rather sure", 80: "sure", 95: "nearly certain"}
#: Where the browser keeps the grades, and nothing else.
STORE = "two-clocks-claims"
_TABLES = ("claims", "findings", "trials", "indications", "pipeline", "adverse_events", "parameters")
_SEEN = {"secondary": "seen second-hand", "recalled": "from memory", "computed": "worked out from printed numbers"}


# Words whose numbers come from data/
# ------------------------------------------------------------------------


@cache
def _row(id: str) -> dict:
    """Return the row ``id`` of data/ as a dictionary; ValueError if no table has it."""
    for name in _TABLES:
        table = evidence.table(name)
        match = table[table["id"] == id]
        if not match.empty:
            return match.iloc[0].to_dict()
    raise ValueError(f"row is {id!r}; it must be an id of {', '.join(_TABLES)}.")


def _filled(place: str) -> str:
    """Return the number that ``place`` names: "row", "row/column", "row:abs" or "row~words with #"."""
    if "~" in place:
        id, _, words = place.partition("~")
        return evidence.number_said(id, words)
    place, _, sign = place.partition(":")
    id, _, column = place.partition("/")
    row = _row(id)
    value = row.get(column or ("percent" if "percent" in row else "value"))
    if value is None or value != value or not isinstance(value + 0, (int, float)):
        raise ValueError(f"{place!r} is no number of data/: row {id} has {', '.join(row)}.")
    value = abs(float(value)) if sign == "abs" else float(value)
    return f"{value:,.0f}" if value >= 10000 else f"{value:g}".replace("-", "\u2212")


def with_numbers(text: str) -> str:
    """Return ``text`` with every {place} filled with the number of data/ that it names."""
    return re.sub(r"\{([^{}]+)\}", lambda found: _filled(found.group(1)), text)


@dataclass(frozen=True)
class Statement:
    """One sentence of evidence. rows: the rows of data/ it rests on; sources: keys of those who say so."""

    text: str
    rows: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @staticmethod
    def read(entry: dict) -> Statement:
        """Return the sentence with its numbers filled in and its rows and sources gathered."""
        places = re.findall(r"\{([^{}]+)\}", entry["text"])
        rows = dict.fromkeys([re.split(r"[/:~]", place)[0] for place in places] + entry.get("rows", []))
        named = [_row(row)["source"] for row in rows if not _is_claim(row)]
        return Statement(
            with_numbers(entry["text"]), tuple(rows), tuple(dict.fromkeys(entry.get("sources", []) + named))
        )

    @property
    def origin(self) -> str:
        """Where the sentence can be checked, as HTML."""
        if not self.rows:
            return "our own argument"
        keys = self.sources or tuple(_row(row)["source"] for row in self.rows)
        statuses = {str(_row(row)["status"]) for row in self.rows}
        seen = [words for status, words in _SEEN.items() if status in statuses]
        return "; ".join([evidence.cite(*keys).html, *seen[:1]])

    def html(self) -> str:
        """Return the sentence with its sources linked."""
        return f"{html.escape(self.text)} <small>({self.origin})</small>"


def _is_claim(row: str) -> bool:
    return re.fullmatch(r"C\d+", row) is not None


@dataclass(frozen=True)
class Claim:
    """One claim. says: how an article puts it. grade: the verdict; also: what can be defended as well."""

    id: str
    says: str
    grade: str
    verdict: str
    speaks_for: tuple[Statement, ...]
    speaks_against: tuple[Statement, ...]
    also: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The claim's number, as readers see it."""
        return int(self.id[1:])

    @property
    def right(self) -> tuple[str, ...]:
        """All grades that count as right, the verdict first."""
        return (self.grade, *self.also)

    @property
    def about(self) -> dict:
        """The row of data/claims.csv."""
        return _row(self.id)

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of all sources behind the claim: those of data/claim_sources.csv and of its sentences."""
        links = evidence.table("claim_sources")
        named = links[links["claim"] == self.id]["source"]
        said = [key for part in (*self.speaks_for, *self.speaks_against) for key in part.sources]
        return tuple(dict.fromkeys([*named, *said]))


@cache
def all_claims(lesson: str) -> tuple[Claim, ...]:
    """Return the claims of the ``claims.toml`` in the lesson's room; ValueError says what is wrong there."""
    path = words_of(lesson, "claims.toml")
    if not path.exists():
        raise ValueError(
            f"there are no claims of {lesson!r}; these lessons have some: {', '.join(rooms_with('claims.toml'))}."
        )
    found = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["claim"]:
        sides = [tuple(Statement.read(item) for item in entry[side]) for side in ("for", "against")]
        claim = Claim(
            entry["id"], entry["says"], entry["grade"], entry["verdict"], *sides, tuple(entry.get("also", []))
        )
        if not set(claim.right) <= set(GRADES):
            raise ValueError(
                f"{short(path)}: the grades of {claim.id} are {claim.right}; allowed: {', '.join(GRADES)}."
            )
        found.append(claim)
    return tuple(found)


def right_answers(lesson: str, answer: str) -> int:
    """Return how many claims somebody gets right who grades every one with ``answer``."""
    return sum(answer in claim.right for claim in all_claims(lesson))


def verdict_counts(lesson: str) -> dict[str, int]:
    """Return how many claims have each verdict, in the order of GRADES."""
    return {grade: sum(claim.grade == grade for claim in all_claims(lesson)) for grade in GRADES}


def script_data(found: tuple[Claim, ...]) -> dict:
    """Return what the page's script needs to know of the claims ``found``."""
    return {
        "store": STORE,
        "grades": GRADES,
        "sureness": [[level, words] for level, words in SURENESS.items()],
        "key": {claim.id: list(claim.right) for claim in found},
    }


# The part
# ---------------------------------------------------------------------------------------------------


class Claims:
    """Claims ``first`` to ``last`` (numbers as readers see them) of one lesson, to grade."""

    def __init__(self, lesson: str, first: int, last: int):
        self.claims = tuple(claim for claim in all_claims(lesson) if first <= claim.number <= last)
        if not self.claims:
            raise ValueError(f"first is {first} and last {last}; there are claims 1 to {len(all_claims(lesson))}.")

    def __repr__(self) -> str:
        return "\n".join(f"{claim.number}. {claim.says}" for claim in self.claims)

    def html(self) -> str:
        """Return the claims as HTML."""
        body = '<p class="tc-note tc-kept"></p>' + "".join(_claim_html(claim) for claim in self.claims)
        return part_html("claims", body, script_data(self.claims))

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.html()}, {}


def _claim_html(claim: Claim) -> str:
    return (
        f'<div class="tc-claim" role="group" aria-label="Claim {claim.number}" data-claim="{claim.id}">'
        f'<p class="tc-says"><strong>Claim {claim.number}.</strong> “{html.escape(claim.says)}”</p>'
        f"<details><summary>Evidence and verdict on claim {claim.number}</summary><div>"
        f"{_bullets('Evidence for', claim.speaks_for)}{_bullets('Evidence against', claim.speaks_against)}"
        f'<p class="tc-verdict"><strong>Verdict: {claim.grade}.</strong> {html.escape(claim.verdict)} '
        f"<small>{_defended(claim)}We hold this verdict with confidence: "
        f"{html.escape(claim.about['confidence'])}.</small></p>"
        "<p><small>All sources of this claim: "
        f"{evidence.cite(*claim.sources).html}.</small></p></div></details></div>"
    )


def _bullets(title: str, items: tuple[Statement, ...]) -> str:
    lines = "".join(f"<li>{item.html()}</li>" for item in items)
    return f"<p><strong>{title}</strong></p><ul>{lines}</ul>"


def _defended(claim: Claim) -> str:
    return f"“{claim.also[0].capitalize()}” can be defended too and counts as right. " if claim.also else ""

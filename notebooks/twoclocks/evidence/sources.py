"""Sources: where every number of data/ was seen, and how a lesson names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlparse

from .errors import DataError
from .search import suggestion
from .tables import data_folder, schemas, table
from .words import STATUS_WORDS

SITES = {
    "pubmed.ncbi.nlm.nih.gov": "PubMed",
    "pmc.ncbi.nlm.nih.gov": "PubMed Central",
    "clinicaltrials.gov": "ClinicalTrials.gov",
    "github.com": "GitHub",
    "doi.org": "the publisher",
}


@dataclass(frozen=True)
class Source:
    """One line of data/sources.csv.

    key: stable short name; label: how a text cites it ("Kamp 2020"); citation: authors, year, journal as far
    as known; url: the page to open ("" if none was kept); year: None if unknown; kind: paper, label, ...;
    note: how it was seen.
    """

    key: str
    label: str
    citation: str
    url: str
    year: int | None
    kind: str
    note: str

    @property
    def site(self) -> str:
        """Readable name of the site behind the link."""
        host = urlparse(self.url).netloc.removeprefix("www.")
        return SITES.get(host, host)

    @property
    def link(self) -> str:
        """HTML: the label, linked if there is an address."""
        if not self.url:
            return escape(self.label)
        return f'<a href="{escape(self.url)}">{escape(self.label)}</a>'

    def __str__(self) -> str:
        parts = [self.citation, self.url or "No web address", self.note]
        return ". ".join(part for part in parts if part)

    def _repr_html_(self) -> str:
        return f"<p>{_entry(self)}</p>"


class Citation:
    """Short in-text citation of one or more sources: str(), .text, .html and .markdown."""

    def __init__(self, cited: list[Source]):
        self.sources = cited

    @property
    def text(self) -> str:
        return "; ".join(source.label for source in self.sources)

    @property
    def html(self) -> str:
        return "; ".join(source.link for source in self.sources)

    @property
    def markdown(self) -> str:
        return "; ".join(f"[{s.label}]({s.url})" if s.url else s.label for s in self.sources)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Citation({self.text})"

    def _repr_html_(self) -> str:
        return self.html

    def _repr_markdown_(self) -> str:
        return self.markdown


class SourceList:
    """The sources of a lesson, in order of label; shows links and how the numbers from each were checked."""

    def __init__(self, listed: list[Source], folder: Path):
        self.sources = sorted(listed, key=lambda source: source.label.lower())
        self._statuses = _statuses_by_source(folder)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def status(self, source: Source) -> str:
        """Plain words on how the rows that name this source were checked."""
        found = self._statuses.get(source.key, [])
        words = "; ".join(f"{status}: {STATUS_WORDS[status]}" for status in found)
        return f"Numbers from it are {words}." if words else "No number is taken from it."

    def __str__(self) -> str:
        return "\n".join(f"- {source} [{self.status(source)}]" for source in self.sources)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<li>{_entry(source)}<br><small>{escape(self.status(source))}</small></li>" for source in self.sources
        )
        return f'<ul class="tc-sources">{rows}</ul>'


def _entry(source: Source) -> str:
    """Citation, link in words, note: HTML without an outer tag."""
    link = ""
    if source.url:
        words = f"open {source.label} at {source.site}"
        link = f' <a href="{escape(source.url)}">{escape(words)}</a>.'
    note = f" {escape(source.note[0].upper() + source.note[1:])}." if source.note else ""
    return f"{escape(source.citation)}.{link}{note}"


def source(key: str, folder: str | Path | None = None) -> Source:
    """Return one source by key; raises DataError with near matches if there is none."""
    known = _all_sources(data_folder(folder))
    if key not in known:
        raise DataError(f"There is no source '{key}' in data/sources.csv{suggestion(key, known)}")
    return known[key]


def cite(*keys: str, folder: str | Path | None = None) -> Citation:
    """Short citation, e.g. cite("kamp2020", "herd2007") -> 'Kamp 2020; Herd 2007', linked in HTML."""
    return Citation([source(key, folder) for key in keys])


def sources(keys: Iterable[str], folder: str | Path | None = None) -> SourceList:
    """List of sources for the end of a lesson; repeated keys are shown once."""
    return SourceList([source(key, folder) for key in dict.fromkeys(keys)], data_folder(folder))


@cache
def _all_sources(folder: Path) -> dict[str, Source]:
    frame = table("sources", folder)
    columns = ["key", "label", "citation", "url", "year", "kind", "note"]
    return {
        row[0]: Source(*row[:4], None if str(row[4]) == "<NA>" else int(row[4]), *row[5:])
        for row in frame[columns].itertuples(index=False, name=None)
    }


@cache
def _statuses_by_source(folder: Path) -> dict[str, list[str]]:
    """Statuses of all rows that name a source, in the order of the status words."""
    found: dict[str, set[str]] = {}
    for name, resource in schemas(folder).items():
        columns = {field["name"] for field in resource["schema"]["fields"]}
        if not {"source", "status"} <= columns:
            continue
        for key, status in table(name, folder)[["source", "status"]].itertuples(index=False, name=None):
            found.setdefault(key, set()).add(status)
    return {key: [word for word in STATUS_WORDS if word in words] for key, words in found.items()}

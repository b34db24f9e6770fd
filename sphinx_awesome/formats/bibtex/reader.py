"""From BibTeX as Zotero, DBLP and Google Scholar write it to a list of one section."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from ...core import ids
from ...core.links import why_not_url
from ...core.model import AwesomeList, Entry, Section
from ...core.problem import Code, Problem, Span
from ...core.text import clean, fold, legible
from ...core.venues import Venues
from .latex import decode
from .names import authors
from .records import Record, records
from .venue import venue_of

YEARS = range(1800, 2101)
_ARXIV = re.compile(
    rf"arxiv(?:\.org/(?:abs|pdf)/|\s+preprint|[\s:.,])*+(?P<id>{ids.ARXIV_PATTERN})"
    rf"|^abs/(?P<corr>{ids.ARXIV_PATTERN})",
    re.IGNORECASE,
)
_DOI = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)?(?=10\.)", re.IGNORECASE)
_ARXIV_PAGE = re.compile(
    r"https?://(?:dx\.)?(?:doi\.org/10\.48550/|arxiv\.org/abs/)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: Fields that are read, and those of tools, which say nothing about a paper.
_READ = {
    *("title", "subtitle", "author", "booktitle", "journal", "journaltitle", "howpublished"),
    *("eventtitle", "school", "institution", "year", "date", "doi", "eprint", "url", "pdf"),
    *("keywords", "abstract", "note", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"),
    *("biburl", "bibsource", "timestamp", "urldate", "file", "langid", "shorttitle", "copyright"),
}
_VERBATIM_ESCAPE = re.compile(r"\\([%&$#_{}~])")


def read(text: str, path: str, venues: Venues) -> tuple[AwesomeList, list[Problem]]:
    """Read a BibTeX file. Total: what cannot be taken over is among the problems.

    A key that can be an id becomes the paper's id; any other paper gets a new one. The fields that
    no entry has a place for are counted in one warning.
    """
    return _Reader(path, venues).read(text)


class _Reader:
    def __init__(self, path: str, venues: Venues) -> None:
        self._path = path
        self._venues = venues
        self._problems: list[Problem] = []
        self._entries: dict[str, Entry] = {}
        self._left_out: Counter[str] = Counter()

    def read(self, text: str) -> tuple[AwesomeList, list[Problem]]:
        found, self._problems = records(text, self._path)
        keys = {record.key for record in found if ids.is_id(record.key)}
        for record in found:
            if entry := self._entry(record, keys):
                self._entries[entry.id] = entry
        if self._left_out:
            fields = ", ".join(f"{name} ({n})" for name, n in sorted(self._left_out.items()))
            message = f"left out, since an entry has no place for them: {fields}"
            self._problems.append(Problem(Code.LOSS, message, Span(self._path)))
        section = Section(*_section(self._path), entries=tuple(self._entries))
        whole = AwesomeList(
            sections={section.id: section},
            entries=self._entries,
            homes=dict.fromkeys(self._entries, section.id),
            venues=self._venues,
        )
        return whole, sorted(self._problems, key=lambda problem: problem.span)

    def _report(self, code: Code, message: str, span: Span, hint: str) -> None:
        self._problems.append(Problem(code, message, span, hint))

    def _entry(self, record: Record, keys: set[str]) -> Entry | None:
        title = _text(record, "title")
        if subtitle := _text(record, "subtitle"):
            title = f"{title}: {subtitle}"
        if not title:
            message = f'the record "{legible(record.key)}" has no title'
            self._report(Code.MISSING_FIELD, message, record.span, "write title = {…}")
            return None
        people = record.fields.get("author", "")
        names = authors(people)
        if people.strip() and not names:
            message = f'the authors of "{legible(record.key)}" hold no name'
            self._report(Code.LOSS, message, _place(record, "author"), "name at least the first")
        year = self._year(record)
        arxiv, doi = _arxiv(record), self._doi(record)
        if doi.lower().startswith("10.48550/arxiv."):
            arxiv, doi = arxiv or doi.partition(".")[2].partition(".")[2], ""
        self._left_out.update(record.fields.keys() - _READ - ({"volume"} if arxiv else set()))
        note = _text(record, "note")
        id_ = self._id(record, title, names, year, keys)
        if not id_:
            return None
        return Entry(
            id_,
            title,
            names,
            venue=venue_of(record, self._venues) or ("arXiv" if arxiv else ""),
            year=year,
            doi=doi,
            arxiv=arxiv,
            links=self._links(record, doi),
            note="" if arxiv and _ARXIV.search(note) else note,
            tags=tuple(filter(None, re.split(r"\s*[,;]\s*", _text(record, "keywords")))),
            abstract=_text(record, "abstract"),
        )

    def _id(
        self, record: Record, title: str, names: tuple[str, ...], year: int | None, keys: set[str]
    ) -> str:
        """The id of a paper, or "" for one that is there already."""
        section = _section(self._path)[0]
        taken = {*self._entries, section}
        if record.key in self._entries:
            first = self._entries[record.key]
            if fold(first.title) == fold(title):
                message = f"the record `{record.key}` is left out: it is there already"
                self._report(Code.DUPLICATE_ID, message, record.span, "delete one of the two")
                return ""
            message = f"another paper has the key `{record.key}` already"
            self._report(Code.DUPLICATE_ID, message, record.span, "choose another key")
        elif ids.is_id(record.key) and record.key != section:
            return record.key
        return ids.propose(title, names, year, taken | keys)

    def _year(self, record: Record) -> int | None:
        name = "year" if record.fields.get("year") else "date"
        text = record.fields.get(name, "")
        found = _YEAR.search(text)
        if found and int(found[0]) in YEARS:
            return int(found[0])
        if text:
            message = f'"{legible(text)}" holds no year'
            self._report(Code.YEAR, message, _place(record, name), "write year = {2024}")
        return None

    def _doi(self, record: Record) -> str:
        text = _verbatim(record.fields.get("doi", ""))
        doi = _DOI.sub("", text)
        if not doi and (url := _verbatim(record.fields.get("url", ""))) and _is_doi_url(url):
            doi = _DOI.sub("", url)
        if doi and not ids.is_doi(doi):
            hint = "write what follows doi.org/ in its address"
            self._report(Code.DOI, f'"{legible(text)}" is not a DOI', _place(record, "doi"), hint)
            return ""
        return doi

    def _links(self, record: Record, doi: str) -> dict[str, str]:
        """The addresses that say more than the DOI and the arXiv id."""
        links: dict[str, str] = {}
        for name in ("pdf", "url"):
            url = _verbatim(record.fields.get(name, ""))
            if not url or (doi and _DOI.sub("", url).lower() == doi.lower()):
                continue
            if _ARXIV_PAGE.match(url):
                continue
            if reason := why_not_url(url):
                hint = "write the whole address, starting with https://"
                message = f'"{legible(url)}" is no address: {reason}'
                self._report(Code.URL, message, _place(record, name), hint)
                continue
            is_pdf = name == "pdf" or re.search(r"\.pdf$|arxiv\.org/pdf/", url, re.IGNORECASE)
            links.setdefault("pdf" if is_pdf else "link", url)
        return links


def _section(path: str) -> tuple[str, str]:
    """Id and title of the section that a file becomes."""
    stem = PurePath(path).stem
    return ids.slug(stem)[: ids.ID_LENGTH].strip("-"), clean(stem.replace("_", " ")) or "Papers"


def _text(record: Record, name: str) -> str:
    return clean(decode(record.fields.get(name, "")))


def _place(record: Record, name: str) -> Span:
    return record.places.get(name, record.span)


def _verbatim(text: str) -> str:
    """A DOI or an address, in which some tools escape characters and others do not."""
    text = _VERBATIM_ESCAPE.sub(r"\1", text.removeprefix("\\url"))
    return text.replace("{", "").replace("}", "").strip()


def _is_doi_url(url: str) -> bool:
    return re.match(r"https?://(dx\.)?doi\.org/10\.", url, re.IGNORECASE) is not None


def _arxiv(record: Record) -> str:
    """The arXiv id, wherever a tool has put it."""
    fields = record.fields
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    eprint = _verbatim(fields.get("eprint", ""))
    if kind == "arxiv" and ids.is_arxiv(eprint.removeprefix("arXiv:")):
        return eprint.removeprefix("arXiv:")
    for name in ("journal", "journaltitle", "volume", "howpublished", "url", "note", "doi"):
        if found := _ARXIV.search(_verbatim(fields.get(name, ""))):
            return found["id"] or found["corr"]
    return ""

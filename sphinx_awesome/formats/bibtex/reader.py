"""Read BibTeX: its records, the names of authors, the venues, and the entries that they make."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePath
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import split_multiple_persons_names
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as BibtexEntry

from ...core import identifiers, slugs
from ...core.model import YEARS, AwesomeList, Entry, Section, names_in
from ...core.person_names import (
    ET_AL,
    et_al_last,
    is_degree,
    parse_name,
    tidy_braces,
    without_degrees,
    without_et_al,
)
from ...core.problem import Location, Problem, ProblemCode
from ...core.same_work import titles_match
from ...core.text import clean, quote_for_message
from ...core.urls import is_pdf, url_error
from ...core.venues import Venues
from .latex import latex_to_text

# What is wrong with a file is told by us, with its place.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

MAX_RECORD_CHARS = 100_000
"""Characters of a value after macros are put in: more than any abstract has."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_VALUE = re.compile(r"\s*+(?:(?P<word>[^\s\"#{}]++)|(?P<open>[\"{])|(?P<other>[#}]))")

_BRACES = re.compile(r"\\.|[{}\"]")  # escaped ones do not count to bibtexparser

# How a field of the work in which a paper appeared is called in the paper's own record.
_INHERITED_AS = {"title": "booktitle"}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: values with their macros put in, still LaTeX, by lower-case name."""

    kind: str
    key: str
    fields: Mapping[str, str]
    location: Location
    places: Mapping[str, Location]


def parse_records(text: str, path: str) -> tuple[list[Record], list[Problem]]:
    """Return all records of a file but the works that others only appear in. Total.

    bibtexparser finds where records and fields end; what it cannot read is reported.

    :param text: of a BibTeX file.
    :param path: as problems name the file.
    """
    library = parse_string(text, parse_stack=[])
    problems: list[Problem] = []
    macros = dict(zip(_MONTHS, _MONTHS, strict=True))
    records: list[Record] = []
    for block in library.blocks:
        location = Location(path, (block.start_line or 0) + 1)
        inner = _readable(block, location, problems)
        if isinstance(inner, String):
            macros.setdefault(inner.key.lower(), _value(inner.value, macros, location, problems))
        elif isinstance(inner, BibtexEntry):
            records.append(_record(inner, macros, location, problems))
    return list(_with_inherited(records)), problems


def _readable(block: Block, location: Location, problems: list[Problem]) -> Block | None:
    """Return a block, or what bibtexparser has made of one that is not quite right."""
    if isinstance(block, DuplicateBlockKeyBlock):
        return block.ignore_error_block  # of a record, its reader says so
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = ", ".join(sorted(block.duplicate_keys))
        message, hint = f"the record has more than one {twice}", "delete all but one of them"
        problems.append(Problem(ProblemCode.SYNTAX, message, location, hint))
        return block.ignore_error_block
    if isinstance(block, ParsingFailedBlock):
        message = "the record is left out: it does not end, or lacks a comma"
        hint = "close each { and each quote, and put a comma behind its key and each field"
        problems.append(Problem(ProblemCode.SYNTAX, message, location, hint))
        return None
    return block


def _record(
    entry: BibtexEntry, macros: Mapping[str, str], location: Location, problems: list[Problem]
) -> Record:
    fields: dict[str, str] = {}
    places: dict[str, Location] = {}
    for field in entry.fields:
        name = field.key.lower()
        if name not in fields:
            places[name] = Location(location.path, (field.start_line or 0) + 1)
            fields[name] = _value(str(field.value), macros, places[name], problems)
    return Record(entry.entry_type.lower(), entry.key, fields, location, places)


def _value(raw: str, macros: Mapping[str, str], location: Location, problems: list[Problem]) -> str:
    """Return a value: texts in braces or quotes, numbers and macros, joined by ``#``."""
    parts: list[str] = []
    at = length = 0
    while match := _VALUE.match(raw, at):
        at = match.end()
        length += len(parts[-1]) if parts else 0
        if length > MAX_RECORD_CHARS:
            # Macros of macros can make a text of any length from a few lines.
            message = f"a value of more than {MAX_RECORD_CHARS} characters is left out"
            problems.append(Problem(ProblemCode.SYNTAX, message, location, "write a shorter one"))
            return ""
        if word := match["word"]:
            if not word.isdecimal() and word.lower() not in macros:
                message = (
                    f'no @string defines "{quote_for_message(word)}", which is taken for a text'
                )
                problems.append(
                    Problem(ProblemCode.SYNTAX, message, location, "put a text in braces")
                )
            parts.append(macros.get(word.lower(), word))
        elif opening := match["open"]:
            end = _end(raw, at, '"' if opening == '"' else "}")
            parts.append(raw[at:end])
            at = end + 1
    return " ".join("".join(parts).split())


def _end(raw: str, at: int, closing: str) -> int:
    """Return where a text that starts here ends: at its own closing brace, or at a quote."""
    depth = 0
    braces = _BRACES.finditer(raw, at)
    while (match := next(braces, None)) and not (match[0] == closing and depth == 0):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return match.start() if match else len(raw)


def _with_inherited(records: list[Record]) -> Iterator[Record]:
    """Yield the papers with the fields of the work that their ``crossref`` names.

    Such a work itself is not among them.
    """
    names = {_crossref(record) for record in records}
    works = {r.key.lower(): r for r in reversed(records) if r.key.lower() in names - {""}}
    for record in records:
        if record.key.lower() in works and not _crossref(record):
            continue
        fields = dict(record.fields)
        work = works.get(_crossref(record))
        inherited = work.fields if work else {}
        for name, value in inherited.items():
            fields.setdefault(_INHERITED_AS.get(name, name), value)
        if "booktitle" in inherited and "booktitle" not in record.fields:
            fields["booktitle"] = inherited["booktitle"]
        fields.pop("crossref", None)
        yield Record(record.kind, record.key, fields, record.location, record.places)


def _crossref(record: Record) -> str:
    """Return the key of the work that a record names, or "" if it names none or itself."""
    name = record.fields.get("crossref", "").lower()
    return "" if name == record.key.lower() else name


_BRACED = re.compile(r"\{[^{}]*\}")


def split_authors(field: str) -> tuple[str, ...]:
    """Return the authors of a field as an entry has them, "and others" as "et al.".

    Each is written ``First Last``. Braces stay around the name of a group, and are put around a
    family name that would not be found without them: ``Roebuck Williams, Rhonda``.

    :param field: of a record, in LaTeX.
    """
    return et_al_last(
        [name for text in split_multiple_persons_names(field) for name in _names(text)]
    )


def _names(text: str) -> Iterator[str]:
    """Yield the name in a text, and "et al." if the text ends in that."""
    named, has_more = without_et_al(text)
    if named:
        yield _name(named)
    if has_more:
        yield ET_AL


def _name(text: str) -> str:
    last, *rest = _parts(without_degrees(text))
    if len(rest) > 1 and is_degree(rest[-1]):  # behind `Last, First`, where a first name belongs
        del rest[-1]
    if not rest:
        words = _words(last)
        held = tidy_braces(clean(" ".join(_word(word, alone=len(words) == 1) for word in words)))
        bare = _without_braces(held)
        return held if _BRACED.fullmatch(held) or parse_name(held) != parse_name(bare) else bare
    first, suffix = _plain(rest[-1]), " ".join(map(_plain, rest[:-1]))
    family = _plain(last)
    bare = clean(f"{first} {family} {suffix}")
    if not first or not family or parse_name(bare).family == family:
        return bare
    return clean(f"{first} {{{family}}} {suffix}")


def _word(word: str, *, alone: bool) -> str:
    """Return a word; with its braces if they hold all of it, and several parts together.

    :param alone: whether it is all of the name, which may be that of a group of one word.
    """
    text = _plain(word)
    # What begins with a command is a letter with an accent.
    is_held = _is_group(word) and not word.startswith("{\\") and (alone or " " in text)
    return f"{{{text}}}" if is_held else text


def _plain(text: str) -> str:
    """Return a text without LaTeX and braces."""
    return clean(_without_braces(latex_to_text(text)))


def _without_braces(text: str) -> str:
    return re.sub("[{}]", "", text)


def _is_group(word: str) -> bool:
    """Return whether the brace that a word begins with is closed at its very end."""
    depths = accumulate({"{": 1, "}": -1}.get(character, 0) for character in word)
    closed = next((at for at, depth in enumerate(depths, 1) if depth == 0), 0)
    return word.startswith("{") and closed == len(word)


def _words(name: str) -> list[str]:
    """Split a name at its spaces, except those in braces."""
    return _cut(name, str.isspace)


def _parts(name: str) -> list[str]:
    """Split a name at its commas, except those in braces: names of groups may have some."""
    return _cut(name, ",".__eq__)


def _cut(text: str, is_separator: Callable[[str], bool]) -> list[str]:
    """Split a text at characters that stand in no braces."""
    parts, depth = [""], 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and is_separator(character):
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


_FIELDS = (
    *("booktitle", "eventtitle", "journal", "journaltitle", "howpublished"),
    *("school", "institution"),
)

_PREPRINT = re.compile(r"^arxiv\b.*", re.IGNORECASE)

_URL = re.compile(r"^(?:\\url\b|https?:)", re.IGNORECASE)


def venue_of(record: Record, venues: Venues) -> str:
    """Return the short name of a known venue, else the name as the record has it, or "".

    :param record: with its macros put in.
    :param venues: the known ones.
    """
    for field in _FIELDS:
        raw = record.fields.get(field, "")
        name = clean(latex_to_text(raw))
        if not name or _URL.match(raw):
            continue
        if _PREPRINT.match(name):
            return "arXiv"
        venue = venues.find_container(name)
        return venue.name if venue else name
    return ""


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")

#: Fields that are read, and those of tools, which say nothing about a paper.
_READ = {
    *("title", "subtitle", "author", "booktitle", "journal", "journaltitle", "howpublished"),
    *("eventtitle", "school", "institution", "year", "date", "doi", "eprint", "url", "pdf"),
    *("keywords", "abstract", "note", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"),
    *("biburl", "bibsource", "timestamp", "urldate", "file", "langid", "shorttitle", "copyright"),
    *names_in("bib").values(),
}

_VERBATIM_ESCAPE = re.compile(r"\\([%&$#_{}~])")


def read(text: str, path: str, venues: Venues) -> tuple[AwesomeList, list[Problem]]:
    """Read a BibTeX file. Total: what cannot be taken over is among the problems.

    A key that can be an id becomes the paper's id; any other paper gets a new one. The fields that
    no entry has a place for are counted in one warning.

    :param text: of a BibTeX file.
    :param path: as problems name the file; its stem becomes the id of the section.
    :param venues: the known ones.
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
        records, self._problems = parse_records(text, self._path)
        keys = {record.key for record in records if slugs.is_id(record.key)}
        for record in records:
            if entry := self._entry(record, keys):
                self._entries[entry.id] = entry
        if self._left_out:
            fields = ", ".join(f"{name} ({n})" for name, n in sorted(self._left_out.items()))
            message = f"left out, since an entry has no place for them: {fields}"
            self._problems.append(Problem(ProblemCode.LOSS, message, Location(self._path)))
        section = Section(*_section(self._path), entries=tuple(self._entries))
        awesome_list = AwesomeList(
            sections={section.id: section},
            entries=self._entries,
            homes=dict.fromkeys(self._entries, section.id),
            venues=self._venues,
        )
        return awesome_list, sorted(self._problems, key=lambda problem: problem.location)

    def _report(self, code: ProblemCode, message: str, location: Location, hint: str) -> None:
        self._problems.append(Problem(code, message, location, hint))

    def _entry(self, record: Record, keys: set[str]) -> Entry | None:
        title = _text(record, "title")
        if subtitle := _text(record, "subtitle"):
            title = f"{title}: {subtitle}"
        if not title:
            message = f'the record "{quote_for_message(record.key)}" has no title'
            self._report(ProblemCode.MISSING_FIELD, message, record.location, "write title = {…}")
            return None
        authors = record.fields.get("author", "")
        names = split_authors(authors)
        if authors.strip() and not names:
            message = f'the authors of "{quote_for_message(record.key)}" hold no name'
            self._report(
                ProblemCode.LOSS, message, _place(record, "author"), "name at least the first"
            )
        year = self._year(record)
        arxiv, doi = _arxiv(record), self._doi(record)
        if registered := identifiers.arxiv_of_doi(doi):
            arxiv, doi = arxiv or str(registered), ""
        self._left_out.update(record.fields.keys() - _READ - ({"volume"} if arxiv else set()))
        note = _text(record, "note")
        texts: dict[str, Any] = {n: _text(record, key) for n, key in names_in("bib").items()}
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
            links=self._links(record, doi, arxiv),
            note="" if arxiv and identifiers.arxiv_in_text(note) else note,
            tags=tuple(filter(None, re.split(r"\s*[,;]\s*", _text(record, "keywords")))),
            abstract=_text(record, "abstract"),
            **texts,
        )

    def _id(
        self, record: Record, title: str, names: tuple[str, ...], year: int | None, keys: set[str]
    ) -> str:
        """Return the id of a paper, or "" for one that is there already."""
        section = _section(self._path)[0]
        taken = {*self._entries, section}
        if record.key in self._entries:
            first = self._entries[record.key]
            if titles_match(first.title, title):
                message = f"the record `{record.key}` is left out: it is there already"
                self._report(
                    ProblemCode.DUPLICATE_ID, message, record.location, "delete one of the two"
                )
                return ""
            message = f"another paper has the key `{record.key}` already"
            self._report(ProblemCode.DUPLICATE_ID, message, record.location, "choose another key")
        elif slugs.is_id(record.key) and record.key != section:
            return record.key
        return slugs.suggest_id(title, names, year, taken | keys)

    def _year(self, record: Record) -> int | None:
        name = "year" if record.fields.get("year") else "date"
        text = record.fields.get(name, "")
        match = _YEAR.search(text)
        if match and int(match[0]) in YEARS:
            return int(match[0])
        if text:
            message = f'"{quote_for_message(text)}" holds no year'
            self._report(ProblemCode.YEAR, message, _place(record, name), "write year = {2024}")
        return None

    def _doi(self, record: Record) -> str:
        text = _verbatim(record.fields.get("doi", ""))
        if not text:
            return identifiers.doi_in_url(_verbatim(record.fields.get("url", "")))
        doi = identifiers.doi_in_citation(text)
        if not doi:
            hint = "write what follows doi.org/ in its address"
            self._report(
                ProblemCode.DOI,
                f'"{quote_for_message(text)}" is not a DOI',
                _place(record, "doi"),
                hint,
            )
        return doi

    def _links(self, record: Record, doi: str, arxiv: str) -> dict[str, str]:
        """Return the addresses that say more than the DOI and the arXiv id, by label."""
        links: dict[str, str] = {}
        for name in ("pdf", "url"):
            url = _verbatim(record.fields.get(name, ""))
            if not url or identifiers.says_no_more(url, doi, arxiv):
                continue
            if reason := url_error(url):
                hint = "write the whole address, starting with https://"
                message = f'"{quote_for_message(url)}" is no address: {reason}'
                self._report(ProblemCode.URL, message, _place(record, name), hint)
                continue
            links.setdefault("pdf" if name == "pdf" or is_pdf(url) else "link", url)
        return links


def _section(path: str) -> tuple[str, str]:
    """Return id and title of the section that a file becomes."""
    stem = PurePath(path).stem
    return slugs.slugify(stem)[: slugs.ID_CHARS].strip("-"), clean(
        stem.replace("_", " ")
    ) or "Papers"


def _text(record: Record, name: str) -> str:
    return clean(latex_to_text(record.fields.get(name, "")))


def _place(record: Record, name: str) -> Location:
    return record.places.get(name, record.location)


def _verbatim(text: str) -> str:
    """Return a DOI or an address without the escapes that some tools write."""
    text = _VERBATIM_ESCAPE.sub(r"\1", text.removeprefix("\\url"))
    return text.replace("{", "").replace("}", "").strip()


def _arxiv(record: Record) -> str:
    """Return the arXiv id of a record, from whichever field holds it, or ""."""
    fields = record.fields
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    eprint = _verbatim(fields.get("eprint", ""))
    if kind == "arxiv" and (known := identifiers.parse_arxiv(eprint)):
        return str(known)
    for name in ("journal", "journaltitle", "volume", "howpublished", "url", "note", "doi"):
        if named := identifiers.arxiv_in_text(_verbatim(fields.get(name, ""))):
            return str(named)
    return ""

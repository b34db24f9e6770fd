"""Read BibTeX: what the fields of a record say, and the entries that they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from ...core import identifiers, slugs
from ...core.model import YEARS, AwesomeList, Entry, EntryType, Section, names_in
from ...core.problem import Location, Problem, ProblemCode
from ...core.same_work import titles_match
from ...core.text import clean, quote_for_message, stable_fold
from ...core.urls import is_pdf, is_relative_file, url_error
from ...core.venues import TitledVenue, Venue, VenueKind, Venues, is_series, kind_of_title
from .author_field import is_in_doubt, split_authors
from .journal_macros import JOURNALS
from .latex import latex_to_text, latex_to_url, urls_in, without_urls
from .record_parser import Record, parse_records

_JOURNAL_FIELDS = ("journal", "journaltitle")
_VENUE_FIELDS = ("booktitle", "eventtitle", *_JOURNAL_FIELDS, "howpublished")

_YEAR_FIELDS = (
    *("year", "date", "issued", "pubdate", "publication_date", "publicationdate", "eventdate"),
    "month",
)
"""Where a year may stand, best first."""

_PUBLISHER_FIELDS = {
    EntryType.THESIS: ("school", "institution", "publisher"),
    EntryType.REPORT: ("institution", "publisher", "school", "organization"),
}
_ANY_PUBLISHER_FIELDS = ("publisher", "organization", "institution", "school")

_TYPES = {
    **dict.fromkeys(("book", "mvbook", "booklet", "collection", "mvcollection"), EntryType.BOOK),
    **dict.fromkeys(("proceedings", "mvproceedings", "reference", "manual"), EntryType.BOOK),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis", "bachelorsthesis"), EntryType.THESIS),
    **dict.fromkeys(("mathesis", "masterthesis", "dissertation"), EntryType.THESIS),
    **dict.fromkeys(("techreport", "report", "whitepaper"), EntryType.REPORT),
    **dict.fromkeys(("dataset", "data"), EntryType.DATASET),
    **dict.fromkeys(("software", "softwareversion", "softwaremodule", "code"), EntryType.SOFTWARE),
    **dict.fromkeys(("computerprogram", "program"), EntryType.SOFTWARE),
}
"""By the kind of a record. What stands for anything, such as ``@misc``, is a paper unless its field
``type`` says more."""

_TYPE_WORDS = {
    **{str(type_): type_ for type_ in EntryType},
    **dict.fromkeys(("data set", "data", "corpus"), EntryType.DATASET),
    **dict.fromkeys(("computer software", "computer program", "code"), EntryType.SOFTWARE),
    **dict.fromkeys(("blog", "blog post", "weblog post"), EntryType.POST),
    **dict.fromkeys(("presentation", "lecture", "slides"), EntryType.TALK),
    **dict.fromkeys(("web page", "webpage", "web site"), EntryType.WEBSITE),
    **dict.fromkeys(("technical report", "white paper"), EntryType.REPORT),
}

_LINKS = {
    "pdf": "pdf",
    **dict.fromkeys(("url", "html", "paper"), "link"),
    **dict.fromkeys(("code", "github", "repository", "repo", "software"), "code"),
    **dict.fromkeys(("git", "source", "sourcecode", "source_code", "implementation"), "code"),
    **dict.fromkeys(("website", "project", "homepage", "projectpage", "project_page"), "project"),
    **dict.fromkeys(("webpage", "web", "page", "site", "project_website"), "project"),
    **dict.fromkeys(("data", "dataset", "datasets"), "data"),
    **dict.fromkeys(("demo", "colab"), "demo"),
    **dict.fromkeys(("video", "youtube", "recording", "talk", "media"), "video"),
    **dict.fromkeys(("slides", "presentation"), "slides"),
    "poster": "poster",
    **dict.fromkeys(("model", "models", "huggingface", "weights", "checkpoints"), "model"),
    "openreview": "openreview",
    "thesis": "thesis",
    **dict.fromkeys(("blog", "blogpost"), "blog"),
    "preprint": "preprint",
    **dict.fromkeys(("supp", "supplementary", "supplement"), "supplement"),
}
"""By field, the label of the link: those of al-folio, jekyll-scholar and reference managers."""

_LINK_NAME = re.compile(r"(?:url|link)[_-]?(?P<behind>.+)|(?P<before>.+?)[_-]?(?:url|link)")
"""Other names of such a field: ``url_code``, ``code_url``."""

_LAST_RESORTS = ("link", "ee", "uri", "opturl", "bdsk-url-1", "bdsk-url-2", "adsurl")
"""Fields whose address is taken if there is no other: most repeat the DOI's."""

_AWARD_FIELDS = (
    *("award_name", "award", "awards", "honors", "honours", "honor", "honour", "prize"),
    "distinction",
)

_FREE_TEXTS = ("howpublished", "note", "annotation", "annote", "addendum")

_ARXIV_FIELDS = (
    *("journal", "journaltitle", "volume", "number", "eid", "pages", "howpublished", "publisher"),
    *("series", "url", "pdf", "html", "link", "doi"),
)

_SUBJECT_CLASS = re.compile(r"[a-z-]+(?:\.[a-z-]+)?/(?=\d{4}\.\d)", re.IGNORECASE)
"""What Mendeley puts before a new id, as if it were an old one."""

_ARXIV_FIELD = re.compile(r"(?:url[_-]?)?arxiv(?:[_-]?(?:id|url|link|number))?")
"""Names of a field for the arXiv id alone, first those of al-folio and of Mendeley."""

_ARXIV_NAMING_FIELDS = (*_JOURNAL_FIELDS, "publisher", "institution")
"""Fields that may say that a number is an arXiv id."""

_ABOUT_ARXIV = re.compile(
    r"(?:(?:arxiv(?=\s+(?:e-?print|preprint))|e-?print|preprint|available|online|on|at|as|in|from|also|see|published)\b[\s:,]*)*"
    r"(?P<id>(?:https?://)?(?:www\.)?arxiv.*?)(?:\s+type:\s+\w+)?",
    re.IGNORECASE,
)

_READ = frozenset(
    {
        *("title", "subtitle", "author", *_VENUE_FIELDS, *_ANY_PUBLISHER_FIELDS, *_YEAR_FIELDS),
        *("doi", "eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "archive"),
        *(
            "arxiv",
            "arxivid",
            "type",
            "abstract",
            "keywords",
            "keyword",
            "tags",
            "groups",
            "mendeley-tags",
        ),
        *("abbr", *_AWARD_FIELDS, *_LINKS, *_LAST_RESORTS, *_FREE_TEXTS),
        *names_in("bib").values(),
    }
)

# Fields of tools, which say nothing about a paper.
_OF_TOOLS = re.compile(
    r"bib(?:url|source)|timestamp|urldate|file|local-url|langid|language|shorttitle|copyright|rights"
    r"|owner|(?:creation|modification)date|date-(?:added|modified)|bdsk-.*|__markedentry|citeulike-.*"
    r"|mendeley-.*|added-at|(?:inter|intra)hash|username|biburl|preview|selected|bibtex_show"
    r"|altmetric|dimensions|google_scholar_id|ranking|readstatus|priority|qualityassured|printed"
    r"|ids|options|xdata|entrysubtype|adsnote|useprefix|key|sortkey|presort|hidden"
)

_ARXIV_NAME = re.compile(r"(?:arxiv|corr)\b", re.IGNORECASE)

_DEGREES = (
    (re.compile(r"^cand"), "Candidate thesis"),
    (re.compile(r"bachelor|^b\.?\s?(?:sc|a)\b|licenciat|学士|本科"), "Bachelor's thesis"),
    (
        re.compile(r"master|^ma\b|^mathesis|^m\.?\s?(?:sc|a|phil)\b|magist|maest|硕士|修士"),
        "Master's thesis",
    ),
    (re.compile(r"diplom"), "Diploma thesis"),
    (re.compile(r"ph\.?\s?d|do[ck]tor|^(?:thesis|dissertation|th[eè]se)\b|博士"), ""),
)
"""By what a record says in small letters, the degree as it is noted; "" for a doctor's."""

_ANYTHING = frozenset(("misc", "online", "electronic", "www", "webpage", "unpublished", "other"))

# What stands around an address, and names no venue.
_ONLY_WHERE = re.compile(
    r"(?:\b(?:web ?site|web ?page|online|url|accessed|visited|retrieved|last|available|at|on|from"
    r"|pre-?prints?|e-?prints?|download(?:ed)?|see|via|for|more|letzter|zugriff|abgerufen|am"
    r"|verfügbar|unte[r]|disponible|consult[ée]e?|le|en|el|sur|disponibile|su|il"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b|[\d\W_])++\Z",
    re.IGNORECASE,
)

_FIRST_DOI = re.compile(r"(?P<doi>10\.\d+/[^\s,;]+[^\s,;:])[,;]?\s")
"""Before other ids of the paper."""

_DOI_IN_TEXT = re.compile(
    r"(?<![\s,;(])[\s,;(]*+\bdoi:\s*+(?P<doi>10\.\d{4,9}/[^\s,;)]+)\)?", re.IGNORECASE
)

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{4}(?=[01]\d[0-3]\d(?!\d))")

_NEXT_URL = re.compile(r"(?<![\s,;])(?:[\s,;]|\\n|%5Cn)++(?=https?://|[a-z]+\d?://)")
"""What stands between two addresses; of Mendeley, a line break as it was written."""

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\s*\{?")


def read(text: str, path: str, venues: Venues) -> tuple[AwesomeList, list[Problem]]:
    """Read a BibTeX file. Total: what cannot be taken over is among the problems.

    A key that can be an id becomes the paper's id; any other paper gets a new one. The fields that
    no entry has a place for are counted in one warning. A venue that is not known gets the kind
    that its records have.
    """
    return _Reader(path, venues).read(text)


class _Reader:
    def __init__(self, path: str, venues: Venues) -> None:
        self._path = path
        self._venues = venues
        self._titles = venues.titles
        self._new_venues: dict[str, Venue] = {}
        self._problems: list[Problem] = []
        self._entries: dict[str, Entry] = {}
        self._left_out: Counter[str] = Counter()

    def read(self, text: str) -> tuple[AwesomeList, list[Problem]]:
        """Read a whole file."""
        hit, self._problems = parse_records(text, self._path)
        taken = {record.key for record in hit if slugs.is_id(record.key)} | {
            _section(self._path)[0]
        }
        for record in hit:
            if entry := self._entry(record, taken):
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
            venues=Venues([*self._venues, *self._new_venues.values()]),
        )
        return awesome_list, sorted(self._problems, key=lambda problem: problem.location)

    def _report(self, code: ProblemCode, message: str, location: Location, hint: str) -> None:
        self._problems.append(Problem(code, message, location, hint))

    def _entry(self, record: Record, taken: set[str]) -> Entry | None:
        title = _text(record, "title")
        if subtitle := _text(record, "subtitle"):
            title = f"{title}: {subtitle}"
        if not title:
            message = f'the record "{quote_for_message(record.key)}" has no title'
            self._report(ProblemCode.MISSING_FIELD, message, record.location, "write title = {…}")
            return None
        names = self._authors(record)
        year = self._year(record)
        arxiv, doi = _arxiv(record), self._doi(record)
        if hit := identifiers.arxiv_of_doi(doi):
            arxiv, doi = arxiv or str(hit), ""
        type_ = _type(record)
        titled = self._venue(record)
        publisher = self._publisher(record, type_)
        if titled.name and stable_fold(publisher) == stable_fold(titled.name):
            publisher = ""
        if self._is_preprint_server(publisher):
            type_, publisher, titled = EntryType.PAPER, "", TitledVenue(titled.name or publisher)
        if not titled.name and arxiv and type_ is EntryType.PAPER:
            titled = TitledVenue("arXiv")
        links = self._links(record, doi, arxiv)
        id_ = self._id(record, title, names, year, taken)
        if not id_:
            return None
        texts: dict[str, Any] = {n: _text(record, key) for n, key in names_in("bib").items()}
        self._count_left_out(record, arxiv)
        return Entry(
            id_,
            title,
            names,
            venue=self._known_by_its_kind(titled.name, record),
            track=titled.track,
            type=type_,
            publisher=publisher,
            year=year,
            award=next(filter(None, (_text(record, name) for name in _AWARD_FIELDS)), ""),
            doi=doi,
            arxiv=arxiv,
            links=links,
            note=_note(record, doi, arxiv, links),
            tags=tuple(dict.fromkeys(_tags(record))),
            abstract=_text(record, "abstract"),
            **texts,
        )

    def _count_left_out(self, record: Record, arxiv: str) -> None:
        used = {name for name in ("volume", "number", "eid", "pages") if arxiv}
        left = record.fields.keys() - _READ - used - dict(_link_fields(record)).keys()
        if record.kind in {"book", "mvbook"}:
            left |= record.fields.keys() & {"booktitle"}
        self._left_out.update(
            name
            for name in left
            if record.fields[name]
            and not (_OF_TOOLS.fullmatch(name) or _ARXIV_FIELD.fullmatch(name))
        )

    def _authors(self, record: Record) -> tuple[str, ...]:
        written_names = record.fields.get("author", "")
        names = split_authors(written_names)
        place = _place(record, "author")
        if written_names.strip() and not names:
            message = f'the authors of "{quote_for_message(record.key)}" hold no name'
            self._report(ProblemCode.LOSS, message, place, "name at least the first")
        elif any(map(is_in_doubt, names)):
            message = (
                f'the authors of "{quote_for_message(record.key)}" are not certain: '
                f'"{quote_for_message(written_names)}"'
            )
            hint = "write and between two names, and braces around the name of a group"
            self._report(ProblemCode.AUTHOR, message, place, hint)
        return names

    def _venue(self, record: Record) -> TitledVenue:
        """The venue that the fields of a record name, the first of them that names one."""
        # What ADS calls a book's title is all of its citation.
        fields = _VENUE_FIELDS[record.kind in {"book", "mvbook"} :]
        for field in fields:
            raw = record.fields.get(field, "")
            if (macro := _COMMAND.fullmatch(raw.strip("{} "))) and macro["name"] in JOURNALS:
                raw = JOURNALS[macro["name"]]
            title = clean(latex_to_text(_DOI_IN_TEXT.sub("", without_urls(raw))))
            if is_series(title):
                self._left_out[field] += 1
            elif title and not (urls_in(raw) and _ONLY_WHERE.match(title)):
                return self._titles.find(title, is_journal=field in _JOURNAL_FIELDS)
        title = _text(record, "abbr")
        return self._titles.find(title) if title else TitledVenue("")

    def _publisher(self, record: Record, type_: EntryType) -> str:
        fields = _PUBLISHER_FIELDS.get(type_, _ANY_PUBLISHER_FIELDS)
        raw_texts = (record.fields.get(field, "") for field in fields)
        texts = (without_urls(raw) if urls_in(raw) else raw for raw in raw_texts)
        return next(filter(None, (clean(latex_to_text(text)) for text in texts)), "")

    def _is_preprint_server(self, publisher: str) -> bool:
        hit = self._venues.find(publisher) if publisher else None
        return hit is not None and hit.kind is VenueKind.PREPRINT

    def _known_by_its_kind(self, name: str, record: Record) -> str:
        """The name of a venue as it is known, else as it was written first."""
        if not name:
            return ""
        if known := self._venues.find(name):
            return known.name
        is_journal = any(record.fields.get(field) for field in _JOURNAL_FIELDS)
        kind = None
        if is_journal or record.kind in {"inproceedings", "conference"}:
            kind = kind_of_title(name, is_journal=is_journal)
        venue = self._new_venues.setdefault(stable_fold(name), Venue(name, kind=kind))
        if venue.kind is None:
            self._new_venues[stable_fold(name)] = replace(venue, kind=kind)
        return venue.name

    def _id(
        self, record: Record, title: str, names: tuple[str, ...], year: int | None, taken: set[str]
    ) -> str:
        """The id of a paper, or "" for one that is there already."""
        section = _section(self._path)[0]
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
        id_ = slugs.suggest_id(title, names, year, taken)
        taken.add(id_)
        return id_

    def _year(self, record: Record) -> int | None:
        texts = {name: text for name in _YEAR_FIELDS if (text := record.fields.get(name))}
        for text in texts.values():
            if (hit := _YEAR.search(text)) and int(hit[0]) in YEARS:
                return int(hit[0])
        if name := next((name for name in ("year", "date") if name in texts), ""):
            message = f'"{quote_for_message(texts[name])}" holds no year'
            self._report(ProblemCode.YEAR, message, _place(record, name), "write year = {2024}")
        return None

    def _doi(self, record: Record) -> str:
        text = latex_to_url(record.fields.get("doi", ""))
        first = _FIRST_DOI.match(text)
        doi = identifiers.doi_in_citation(first["doi"] if first else text)
        if text and not doi:
            hint = "write what follows doi.org/ in its address"
            message = f'"{quote_for_message(text)}" is not a DOI'
            self._report(ProblemCode.DOI, message, _place(record, "doi"), hint)
        if doi:
            return doi
        raw_texts = [record.fields.get(name, "") for name in ("doi", "url", "ee")]
        urls = [url for raw in raw_texts for url in (latex_to_url(raw), *urls_in(raw))]
        named = _DOI_IN_TEXT.search(record.fields.get("howpublished", ""))
        known = next(filter(None, map(identifiers.doi_in_url, urls)), "")
        notes = [named["doi"] if named else "", *(_text(record, name) for name in _FREE_TEXTS[1:])]
        notes.append(next(_last_resorts(record), "") if not any(urls) else "")
        return known or next(filter(None, map(identifiers.doi_in_citation, notes)), "")

    def _links(self, record: Record, doi: str, arxiv: str) -> dict[str, str]:
        """The addresses that say more than the DOI and the arXiv id."""
        links: dict[str, str] = {}
        for name, label in _link_fields(record):
            url = self._address(record, name)
            if url and not identifiers.says_no_more(url, doi, arxiv) and url not in links.values():
                fitting = "pdf" if name == "url" and is_pdf(url) else label
                links[name if fitting in links else fitting] = url
        if not (links or doi or arxiv):
            hit = next(_last_resorts(record), "")
            links = {"pdf" if is_pdf(hit) else "link": hit} if hit else {}
        return links

    def _address(self, record: Record, name: str) -> str:
        """The first address in a field, or "" with what is wrong with it."""
        raw = record.fields.get(name, "")
        url = _NEXT_URL.split(latex_to_url(raw))[0]
        reason = url_error(url) if url else ""
        if not reason:
            return url
        if hit := [one for one in urls_in(raw) if not url_error(one)]:
            return hit[0]
        quoted, place = quote_for_message(url), _place(record, name)
        if name in {"url", "html"} or "://" in url:
            message = f'"{quoted}" is no address: {reason}'
            hint = "write the whole address, starting with https://"
            self._report(ProblemCode.URL, message, place, hint)
        elif is_relative_file(url):
            message = f'"{quoted}" is a file beside the list; the link is left out'
            self._report(ProblemCode.RELATIVE, message, place, "write its address on the web")
        elif not _arxiv_id(url):
            self._left_out[name] += 1
        return ""


def _section(path: str) -> tuple[str, str]:
    """Id and title of the section that a file becomes."""
    stem = PurePath(path).stem
    return slugs.slugify(stem)[: slugs.ID_CHARS].strip("-"), clean(
        stem.replace("_", " ")
    ) or "Papers"


def _text(record: Record, name: str) -> str:
    return clean(latex_to_text(record.fields.get(name, "")))


def _place(record: Record, name: str) -> Location:
    return record.places.get(name, record.location)


def _link_fields(record: Record) -> Iterator[tuple[str, str]]:
    """The fields of links that a record has, each with the link's label; the known names first."""
    yield from ((name, label) for name, label in _LINKS.items() if name in record.fields)
    for name in record.fields.keys() - _READ:
        match = _LINK_NAME.fullmatch(name)
        if match and (label := _LINKS.get(match["behind"] or match["before"])):
            yield name, label


def _last_resorts(record: Record) -> Iterator[str]:
    """The addresses that are taken where there is no other, best first."""
    for name in _LAST_RESORTS:
        url = latex_to_url(record.fields.get(name, ""))
        if url and not url_error(url):
            yield url
    for name in (*_FREE_TEXTS, *_VENUE_FIELDS, *_ANY_PUBLISHER_FIELDS):
        raw = record.fields.get(name, "")
        urls = [url for url in urls_in(raw) if not url_error(url)]
        # What more is said of a paper's address may say that it is another paper's.
        is_where = not urls or _ONLY_WHERE.match(clean(latex_to_text(without_urls(raw))) or "-")
        yield from (url for url in urls if is_where or not identifiers.paper_id_in_url(url))


def _note(record: Record, doi: str, arxiv: str, links: Mapping[str, str]) -> str:
    """Return the remark of a record, without addresses that are links and the paper's ids."""
    notes = [_degree(record)]
    for name in _FREE_TEXTS[1:]:
        raw = record.fields.get(name, "")
        if not set(urls_in(raw)).isdisjoint(links.values()):
            raw = without_urls(raw)
        text = clean(latex_to_text(raw))
        is_doi = bool(doi) and identifiers.doi_in_citation(text).lower() == doi.lower()
        if not is_doi and not (text and arxiv and _is_about(text, arxiv)):
            notes.append(text)
    return "; ".join(dict.fromkeys(filter(None, notes)))


def _degree(record: Record) -> str:
    """Return the kind of a thesis, if it is not the usual one."""
    if _TYPES.get(record.kind) is not EntryType.THESIS:
        return ""
    written, meant = _text(record, "type"), _degree_in(record.kind) or ""
    degree = _degree_in(written) if written else meant
    return "; ".join(filter(None, [meant, written])) if degree is None else degree


def _degree_in(text: str) -> str | None:
    """The degree that a text names, "" for a doctor's; or None."""
    names = (name for pattern, name in _DEGREES if pattern.search(text.lower()))
    return next(names, None)


def _is_about(text: str, arxiv: str) -> bool:
    """Return whether a text says nothing but that a paper has an arXiv id."""
    hit = _arxiv_of_note(text)
    known = identifiers.parse_arxiv(arxiv)
    return hit is not None and known is not None and hit.key == known.key


def _arxiv_of_note(text: str) -> identifiers.ArxivId | None:
    match = _ABOUT_ARXIV.fullmatch(text.rstrip(" ."))
    return identifiers.arxiv_in_citation(match["id"]) if match else None


def _tags(record: Record) -> Iterator[str]:
    """The keywords: those of the record, else the groups into which a tool has put it."""
    names = ("keywords", "keyword", "tags", "mendeley-tags")
    texts = [text for name in names if (text := _text(record, name))] or [_text(record, "groups")]
    for text in texts:
        yield from filter(None, re.split(r"\s*;\s*" if ";" in text else r"\s*,\s*", text))


def _type(record: Record) -> EntryType:
    """The type of an entry: that of the record, or what a record of any kind says that it is."""
    if hit := _TYPES.get(record.kind):
        return hit
    if record.kind in _ANYTHING:
        return _TYPE_WORDS.get(_text(record, "type").lower(), EntryType.PAPER)
    return EntryType.PAPER


def _arxiv(record: Record) -> str:
    """The arXiv id, wherever a tool has put it."""
    fields = {name: latex_to_url(value) for name, value in record.fields.items() if value}
    own_names = filter(_ARXIV_FIELD.fullmatch, sorted(fields))
    if hit := next(filter(None, (_arxiv_id(fields[name]) for name in own_names)), ""):
        return hit
    kinds = (fields.get(name) for name in ("archiveprefix", "eprinttype", "archive"))
    kind = next(filter(None, kinds), "arxiv").lower()
    if "arxiv" in kind and (hit := _arxiv_id(fields.get("eprint", ""))):
        return hit
    if hit := _arxiv_id(fields.get("preprint", "")):
        return hit
    for name in _ARXIV_FIELDS:
        if known := identifiers.arxiv_in_text(fields.get(name, "")):
            return str(known)
    if any(_ARXIV_NAME.match(fields.get(name, "")) for name in _ARXIV_NAMING_FIELDS):
        for name in ("number", "volume", "eid", "pages"):
            if hit := _arxiv_id(fields.get(name, "").removeprefix("abs/")):
                return hit
    known = _arxiv_of_note(_text(record, "note"))
    return str(known) if known else ""


def _arxiv_id(text: str) -> str:
    """The arXiv id that a field of its own holds, as an id, a citation or an address; or ""."""
    hit = identifiers.parse_arxiv(_SUBJECT_CLASS.sub("", text)) or identifiers.arxiv_in_text(text)
    return str(hit) if hit else ""

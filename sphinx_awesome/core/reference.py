"""The contents of a citation of a paper or a page: one record that all formats write.

It owns what kinds of works there are, and what other vocabularies call each (:data:`TERMS`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from .model import NOTICES, WRITTEN_FIELDS, Entry, EntryType, names_in
from .person_names import PersonName, listed, parse_name
from .text import fold
from .urls import url_error
from .venues import Venue, VenueKind, Venues


class WorkType(Enum):
    """The kind of work that is cited; decides the type of a record."""

    PROCEEDINGS = "paper in the proceedings of a conference or workshop"
    ARTICLE = "article in a journal"
    PREPRINT = "preprint"
    CHAPTER = "chapter of a book, or entry of a reference work"
    BOOK = "book"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "data set"
    SOFTWARE = "program"
    MODEL = "trained model"
    COURSE = "course"
    TALK = "talk"
    POST = "post in a blog"
    WEBSITE = "website or page"
    OTHER = "anything else"


class WorkTerms(NamedTuple):
    """The names of a kind of work in other vocabularies."""

    csl: str
    """Type of CSL: https://docs.citationstyles.org/en/stable/specification.html"""
    ris: str
    """Value of `TY` in RIS."""
    bibtex: str
    """Record of BibTeX; `misc` for what it has none for."""
    schema: str
    """Type of schema.org."""
    datacite: str
    """General type of DataCite 4.5, the vocabulary of Dublin Core among them:
    https://datacite-metadata-schema.readthedocs.io/en/4.5/appendices/appendix-1/resourceTypeGeneral/"""
    zotero: str
    """Item of Zotero, as Dublin Core in COinS names it."""


_ARTICLE = "ScholarlyArticle"

TERMS = {
    WorkType.PROCEEDINGS: WorkTerms(
        "paper-conference", "CONF", "inproceedings", _ARTICLE, "ConferencePaper", "conferencePaper"
    ),
    WorkType.ARTICLE: WorkTerms(
        "article-journal", "JOUR", "article", _ARTICLE, "JournalArticle", "journalArticle"
    ),
    WorkType.PREPRINT: WorkTerms("article", "UNPB", "misc", _ARTICLE, "Preprint", "preprint"),
    WorkType.CHAPTER: WorkTerms(
        "chapter", "CHAP", "incollection", "Chapter", "BookChapter", "bookSection"
    ),
    WorkType.BOOK: WorkTerms("book", "BOOK", "book", "Book", "Book", "book"),
    WorkType.THESIS: WorkTerms("thesis", "THES", "phdthesis", "Thesis", "Dissertation", "thesis"),
    WorkType.REPORT: WorkTerms("report", "RPRT", "techreport", "Report", "Report", "report"),
    WorkType.DATASET: WorkTerms("dataset", "DATA", "dataset", "Dataset", "Dataset", "dataset"),
    WorkType.SOFTWARE: WorkTerms(
        "software", "COMP", "software", "SoftwareSourceCode", "Software", "computerProgram"
    ),
    WorkType.MODEL: WorkTerms(
        "software", "COMP", "misc", "SoftwareApplication", "Model", "computerProgram"
    ),
    WorkType.COURSE: WorkTerms(
        "document", "GEN", "misc", "Course", "InteractiveResource", "document"
    ),
    WorkType.TALK: WorkTerms(
        "speech", "SLIDE", "misc", "PresentationDigitalDocument", "Audiovisual", "presentation"
    ),
    WorkType.POST: WorkTerms("post-weblog", "BLOG", "misc", "BlogPosting", "Text", "blogPost"),
    WorkType.WEBSITE: WorkTerms(
        "webpage", "ELEC", "misc", "WebSite", "InteractiveResource", "webpage"
    ),
    WorkType.OTHER: WorkTerms("document", "GEN", "misc", _ARTICLE, "Text", "document"),
}


_WORKS = {
    VenueKind.CONFERENCE: WorkType.PROCEEDINGS,
    VenueKind.WORKSHOP: WorkType.PROCEEDINGS,
    VenueKind.JOURNAL: WorkType.ARTICLE,
    VenueKind.PREPRINT: WorkType.PREPRINT,
}
"""Of papers, by the kind of their venue."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper as it is cited, its published version if there is one; or a page, or a whole site."""

    id: str
    work: WorkType
    title: str
    authors: tuple[PersonName, ...] = ()
    """Those that are named."""
    container: str = ""
    """Full name of the proceedings, the journal or the server that it is in."""
    year: int | None = None
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    """Where the paper is: the DOI's address, else arXiv's, else one of the list's links."""
    texts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What formats write as it stands, by the entry's field."""
    version: str = ""
    """Of a page or a site, as its project counts."""
    day: date | None = None
    """Of a page or a site, the day from which it is."""
    has_more_authors: bool = False
    """Whether others are not named."""
    publisher: str = ""
    """Publisher, university or institution."""
    own_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values of the list's own fields, by their names."""
    degree: str = ""
    """Of a thesis, what kind it is, if it is no doctor's: `Master's thesis`."""

    @property
    def terms(self) -> WorkTerms:
        """The names of its kind in other vocabularies."""
        return TERMS[self.work]

    @property
    def edition(self) -> str:
        """Version and day in words, or ""."""
        version = f"Version {self.version}" if self.version else ""
        return ", ".join(filter(None, [version, str(self.day or "")]))

    def texts_in(self, format_: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the names under which a format writes texts, each with its values.

        :param format_: its name, such as ``ris``.
        """
        for name, written in names_in(format_).items():
            if value := self.texts.get(name):
                yield written, (value,) if isinstance(value, str) else value

    @property
    def is_on_arxiv_alone(self) -> bool:
        """Return whether arXiv is where it appeared."""
        return (
            bool(self.arxiv) and self.work is WorkType.PREPRINT and fold(self.container) == "arxiv"
        )


def reference_of(entry: Entry, venues: Venues) -> Reference:
    """Return what is to be cited of a paper.

    :param entry: the paper.
    :param venues: of its list; the kind of the venue decides the type of the work.
    """
    latest = entry.latest
    venue = venues.get(latest.venue)
    if not venue.name and entry.arxiv and entry.type is EntryType.PAPER:
        venue = Venue("arXiv", kind=VenueKind.PREPRINT)
    url = entry.url
    return Reference(
        id=entry.id,
        work=work_of(entry, venue),
        title=latest.title,
        authors=tuple(map(parse_name, entry.named_authors)),
        has_more_authors=entry.has_more_authors,
        container=venue.full or venue.name,
        publisher=entry.publisher,
        degree=_degree_of(entry),
        own_fields=entry.fields,
        year=latest.year,
        doi=latest.doi,
        arxiv=entry.arxiv,
        url="" if url_error(url) else url,
        texts={name: value for name in WRITTEN_FIELDS if (value := getattr(entry, name))},
    )


def _degree_of(entry: Entry) -> str:
    """Return the degree that the note of a thesis names, or ""."""
    notes = entry.note.split("; ") if entry.type is EntryType.THESIS else []
    return next((note for note in notes if note.lower().endswith("thesis")), "")


def work_of(entry: Entry, venue: Venue | None = None) -> WorkType:
    """Return the kind of work that an entry is: of a paper by its venue, of others by the type.

    :param entry: of a list.
    :param venue: where it appeared; None where that does not matter.
    """
    if entry.type is not EntryType.PAPER:
        return WorkType[entry.type.name]
    if venue and venue.kind:
        return _WORKS[venue.kind]
    # What a publisher has published in something that is neither a journal nor proceedings.
    return WorkType.CHAPTER if venue and venue.name and entry.publisher else WorkType.OTHER


def write_text(entry: Entry, venues: Venues) -> str:
    """Write a paper as `Authors (year). Title. Where. Address`.

    Names as the list has them, all of them, with commas between, and "et al." behind them if the
    list does not have all; the full name of the venue; that it was taken back, and where; the
    address is that of the DOI if there is one. What is not known is left out.
    """
    return text_citation(reference_of(entry, venues))


def text_citation(cited: Reference) -> str:
    """Write a citation.

    :param cited: a paper, a page or a site.
    """
    authors = listed(list(map(str, cited.authors)), has_more=cited.has_more_authors)
    year = f"({cited.year})" if cited.year else ""
    notices = (f"{NOTICES[name]}: {url}" for name in NOTICES if (url := cited.texts.get(name)))
    who = " ".join(filter(None, [authors, year]))
    parts = [who, cited.title, cited.container or cited.publisher, cited.edition, *notices]
    return " ".join([*(_ended(part) for part in parts if part), cited.url]).rstrip()


def _ended(part: str) -> str:
    """Return a part with its full stop, unless it ends in another stop."""
    return part if part.endswith((".", "?", "!", "…", "。", "？", "！")) else f"{part}."  # noqa: RUF001

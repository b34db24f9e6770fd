"""Records: statements of sources about a work or a repository, in one form for all sources.

Texts are plain and clean, names are as :class:`~sphinx_awesome.core.model.Entry` has them, and ids
and addresses are valid; all others are left out. It must not know sources, nor decide if a record
is about the paper that was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple


class Witness(Enum):
    """First witnesses of a statement. A source that repeats a witness counts as that witness."""

    AUTHORS = "authors"
    """Metadata that the authors gave: arXiv, and the DOIs that arXiv registers."""
    REGISTRAR = "registrar"
    """Metadata that a publisher registered with a DOI: Crossref, DataCite."""
    PUBLISHER = "publisher"
    """A publisher's own page."""
    INDEXER = "indexer"
    """An index of what others publish: PubMed."""
    FORGE = "forge"
    """A host of code, which says nothing about papers."""


class RecordType(StrEnum):
    """Kinds of works, as far as commands tell them apart."""

    PREPRINT = "preprint"
    ARTICLE = "article"
    """In a journal."""
    PAPER = "paper"
    """In proceedings."""
    CHAPTER = "chapter"
    """In a book, as many proceedings are registered: MICCAI, ECCV."""
    NOTICE = "notice"
    """A correction or a retraction of another work."""
    OTHER = "other"


class RecordYears(NamedTuple):
    """Years in which a work appeared; None where a source has none."""

    printed: int | None = None
    online: int | None = None
    issued: int | None = None
    """The earliest of both at Crossref; the only year of other sources."""

    @property
    def best(self) -> int | None:
        """The year to cite: in print, else online, else that of issue."""
        return self.printed or self.online or self.issued

    @property
    def all(self) -> frozenset[int]:
        """All years that are known."""
        return frozenset(year for year in self if year)


class RelationType(StrEnum):
    """Relations of a work to another one."""

    PREPRINT_OF = "is preprint of"
    HAS_PREPRINT = "has preprint"
    VERSION_OF = "is version of"


class Relation(NamedTuple):
    """Another work that a record names, by exactly one id."""

    type: RelationType
    doi: str = ""
    arxiv: str = ""


class NoticeType(StrEnum):
    """Kinds of notices, named as the fields of an entry."""

    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"


class Notice(NamedTuple):
    """A notice that a work was withdrawn or retracted."""

    type: NoticeType
    url: str
    """Address of the notice."""
    words: str = ""
    """Its text, "" if unknown. Text of strangers: to be shown, never to be written."""


class PublicationHint(NamedTuple):
    """Statements of a preprint's own record about its publication."""

    doi: str = ""
    journal: str = ""
    """Free text, such as ``Medical Image Analysis 80 (2022) 102520``."""
    comment: str = ""
    """Free text, such as ``Accepted at MICCAI 2021``."""


_NO_YEARS = RecordYears()

_NO_HINT = PublicationHint()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A work, as one source describes it."""

    source: str
    """Name of the source, such as ``crossref``."""
    witness: Witness
    url: str
    """Address of the record for readers."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """In order, each as an entry has it: groups and family names of several words in braces."""
    is_in_order: bool = True
    """False if the authors may be in another order than in the paper."""
    has_full_names: bool = True
    """True if all given names are more than initials."""
    type: RecordType = RecordType.OTHER
    venue: str = ""
    """The container that is no series: a journal, a conference, a book."""
    series: str = ""
    """The series of that container, which is no venue."""
    years: RecordYears = _NO_YEARS
    doi: str = ""
    arxiv: str = ""
    """Without version."""
    version: int = 0
    """Version of an arXiv preprint; 0 if unknown."""
    pubmed: str = ""
    anthology: str = ""
    hint: PublicationHint = _NO_HINT
    relations: tuple[Relation, ...] = ()
    notice: Notice | None = None
    links: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Addresses of the paper by the labels of an entry's links: ``pdf``, ``link``."""

    @property
    def is_in_capitals(self) -> bool:
        """True if the whole title is in capitals, as no title is printed."""
        return self.title.isupper() and len(self.title.split()) > 2

    def related(self, type_: RelationType) -> frozenset[str]:
        """Return the ids of the works in a relation to this one, DOIs in lower case."""
        ids = (one.doi.lower() or one.arxiv for one in self.relations if one.type is type_)
        return frozenset(ids)


@dataclass(frozen=True, slots=True)
class CodeRepository:
    """A repository of code, as the forge describes it now."""

    name: str
    """Current owner and name, such as ``owner/name``; another one than asked for if it moved."""
    number: int
    """Its id on the forge, which a move does not change."""
    is_archived: bool = False
    pushed: date | None = None
    """Day of the last push."""
    stars: int = 0

    @property
    def url(self) -> str:
        """Address of the repository."""
        return f"https://github.com/{self.name}"

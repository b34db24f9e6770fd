"""What sources say about a work or a repository, in one form for all of them.

Texts are plain and clean, names are as :class:`~sphinx_awesome.core.model.Entry` has them, and ids
and addresses are valid; what was not is left out. It must not know sources, nor whether a record
is about the paper that was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple


class Witness(Enum):
    """Who says something first. Sources that repeat a witness are that witness, and not another."""

    AUTHORS = "authors"
    """Metadata that the authors gave: arXiv, and the DOIs that arXiv registers."""
    REGISTRAR = "registrar"
    """What a publisher registered with a DOI: Crossref, DataCite."""
    PUBLISHER = "publisher"
    """A publisher's own page."""
    INDEXER = "indexer"
    """Who describes what others publish: PubMed."""
    FORGE = "forge"
    """Where code is kept; it says nothing of papers."""


class RecordType(StrEnum):
    """What kind of work a record is about, as far as it counts here."""

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
    """Years in which a work appeared, as far as they are told."""

    printed: int | None = None
    online: int | None = None
    issued: int | None = None
    """The earliest of both at Crossref; else the only one that is told."""

    @property
    def best(self) -> int | None:
        """The year to cite: in print, else online, else the one that is told."""
        return self.printed or self.online or self.issued

    @property
    def all(self) -> frozenset[int]:
        """Each of them."""
        return frozenset(year for year in self if year)


class RelationType(StrEnum):
    """How a work stands to another one."""

    PREPRINT_OF = "is preprint of"
    HAS_PREPRINT = "has preprint"
    VERSION_OF = "is version of"


class Relation(NamedTuple):
    """Another work that a record names; exactly one of the ids is there."""

    type: RelationType
    doi: str = ""
    arxiv: str = ""


class NoticeType(StrEnum):
    """What became of a work, as fields of an entry are called."""

    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"


class Notice(NamedTuple):
    """That a work was taken back."""

    type: NoticeType
    url: str
    """Where that is said."""
    words: str = ""
    """What is said there, if it is known. Text of strangers: to be shown, never to be written."""


class PublicationHint(NamedTuple):
    """What a preprint's own record says about where it has appeared."""

    doi: str = ""
    journal: str = ""
    """Free text, such as ``Medical Image Analysis 80 (2022) 102520``."""
    comment: str = ""
    """Free text, such as ``Accepted at MICCAI 2021``."""


_NO_YEARS = RecordYears()

_NO_HINT = PublicationHint()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One work, as one source tells it."""

    source: str
    """Name of the source, such as ``crossref``."""
    witness: Witness
    url: str
    """Where a person can see it."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """In order, each as an entry has it: groups and family names of several words in braces."""
    is_in_order: bool = True
    """Whether the authors are in the order of the paper, as far as is known."""
    has_full_names: bool = True
    """Whether given names are more than initials throughout."""
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
    """Of an arXiv preprint; 0 if none is told."""
    pubmed: str = ""
    anthology: str = ""
    hint: PublicationHint = _NO_HINT
    relations: tuple[Relation, ...] = ()
    notice: Notice | None = None
    links: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Addresses of the paper by the labels of an entry's links: ``pdf``, ``link``."""

    @property
    def is_in_capitals(self) -> bool:
        """Whether the title is written in capitals throughout, as no title is printed."""
        return self.title.isupper() and len(self.title.split()) > 2

    def related(self, type_: RelationType) -> frozenset[str]:
        """Return the ids of works that stand so to this one, DOIs in lower case."""
        ids = (one.doi.lower() or one.arxiv for one in self.relations if one.type is type_)
        return frozenset(ids)


@dataclass(frozen=True, slots=True)
class CodeRepository:
    """A repository of code, as the forge tells it today."""

    name: str
    """Owner and name, as they are called now; another name than that asked for: it moved."""
    number: int
    """Its id on the forge, which a move does not change."""
    is_archived: bool = False
    pushed: date | None = None
    """Day of the last push."""
    stars: int = 0

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://github.com/{self.name}"

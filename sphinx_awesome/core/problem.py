"""Problems: what is wrong, where, and how to fix it; one type for all readers, rules and logs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple, Protocol, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""``("entry", 3)`` is the fourth `[[entry]]`, ``("entry", 3, "links", "pdf")`` a key in it and
``("entry", 3, "authors", 0)`` an item of a list in it."""


class Severity(StrEnum):
    """The weight of a problem.

    Error: something was left out. Warning: it looks wrong. Notice: it may be meant.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class DiagnosticCode(Protocol):
    """The code of a problem: a :class:`ProblemCode`, or a rule of :mod:`sphinx_awesome.lint`."""

    @property
    def slug(self) -> str:
        """The name, as it is printed."""

    @property
    def severity(self) -> Severity:
        """The severity of all problems of that code."""


class ProblemCode(Enum):
    """Every problem of reading and building: its name, its severity and what it means.

    The name is what ``check`` prints and what Sphinx calls the subtype: ``awesome.NAME``.
    The sentences make the table in the reference.
    """

    SYNTAX = ("syntax", Severity.ERROR, "The file, or one block of it, is not TOML (or BibTeX).")
    ENCODING = ("encoding", Severity.ERROR, "The file is not UTF-8.")
    BYTE_ORDER_MARK = (
        "byte-order-mark",
        Severity.WARNING,
        "The file starts with an invisible byte order mark.",
    )
    LINE_ENDS = (
        "line-ends",
        Severity.WARNING,
        "The file has line ends of several systems, or of old Macs.",
    )
    FILE = (
        "file",
        Severity.ERROR,
        "A file is missing, empty, oddly named, too large, a link or cannot be read.",
    )
    NESTING = ("nesting", Severity.ERROR, "Brackets are nested too deeply.")
    CHARACTER = (
        "character",
        Severity.WARNING,
        "A text holds a control, bidirectional or other invisible character; it is taken out.",
    )
    UNKNOWN_FIELD = ("unknown-field", Severity.ERROR, "A field that an entry file does not have.")
    FIELD_VALUE = (
        "field-value",
        Severity.ERROR,
        "A value that the list's own field cannot have.",
    )
    MISSING_FIELD = ("missing-field", Severity.ERROR, "A field that must be there is not.")
    TYPE = ("type", Severity.ERROR, "A value has the wrong type, such as a year in quotes.")
    ID = ("id", Severity.ERROR, "An id breaks the rule for ids.")
    DUPLICATE_ID = (
        "duplicate-id",
        Severity.ERROR,
        "Two papers, sections or aliases have the same id.",
    )
    DUPLICATE_VENUE = (
        "duplicate-venue",
        Severity.ERROR,
        "A name or an alias means two venues.",
    )
    REF = ("ref", Severity.ERROR, "A `ref` names a paper that is not in the list.")
    VENUE = ("venue", Severity.WARNING, "A venue that the registry does not know.")
    URL = ("url", Severity.ERROR, "An address that is not a plain http or https address.")
    RELATIVE = (
        "relative",
        Severity.NOTICE,
        "A list links to a file beside it, of unknown address; the link is left out.",
    )
    HOST = ("host", Severity.WARNING, "A host name that can pass for another one.")
    YEAR = ("year", Severity.ERROR, "A year that cannot be.")
    DOI = ("doi", Severity.ERROR, "A text that is not a DOI.")
    ARXIV = ("arxiv", Severity.ERROR, "A text that is not an arXiv identifier.")
    AUTHOR = (
        "author",
        Severity.ERROR,
        (
            "An author with a brace that has no counterpart, “et al.” elsewhere than last, or a "
            "text in BibTeX that may be several authors."
        ),
    )
    REASON = ("reason", Severity.ERROR, "A rule is ignored without a reason.")
    READING = (
        "reading",
        Severity.WARNING,
        "A line of a list in Markdown stands among papers and cannot be read as one.",
    )
    DISAGREE = (
        "disagree",
        Severity.WARNING,
        "A list tells one paper twice and contradicts itself, or gives two papers one address.",
    )
    SECTION = (
        "section",
        Severity.ERROR,
        "A section that is not in the list, or a file that the list does not name.",
    )
    OPTION = ("option", Severity.ERROR, "A directive's option or argument has an unusable value.")
    CONFIG = ("config", Severity.ERROR, "A setting in `conf.py` has an unusable value.")
    HOME = ("home", Severity.WARNING, "Two pages both show a section as its home.")
    UNSHOWN = (
        "unshown",
        Severity.NOTICE,
        "No page shows a section, so that its papers are not on the site.",
    )
    NESTED = (
        "nested",
        Severity.WARNING,
        "A directive that makes headings stands where headings cannot be.",
    )
    LINK = ("link", Severity.ERROR, "The link checker finds an address dead.")
    LOSS = (
        "loss",
        Severity.WARNING,
        "The form into which a list is read or written has no place for something.",
    )
    TARGET = ("target", Severity.WARNING, "A cross-reference to something that is not there.")

    def __init__(self, slug: str, severity: Severity, meaning: str) -> None:
        self.slug = slug
        self.severity = severity
        self.meaning = meaning

    def __str__(self) -> str:
        return self.slug


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class NewKey(str):
    """The right name of a key, of which the value stays: ``authors``, or ``links.code``."""

    __slots__ = ()


Replacement: TypeAlias = NewKey | str | int | date | tuple[str, ...]
"""What stands in place of a wrong value: a text, a number, a day or a list of texts. Several texts
in place of an item of a list are so many items."""


class Fix(NamedTuple):
    """The one change of a file that fixes a problem, where that is certain."""

    path: tuple[str | int, ...]
    """Of the value or the key in its file: ``("entry", 3, "links", "pdf")``."""
    old: object
    """The value that stands there, as read."""
    new: Replacement


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    code: DiagnosticCode
    message: str
    """What is wrong, as one sentence without a full stop."""
    location: Location
    hint: str = ""
    """How to mend it, as one sentence without a full stop."""
    lines: tuple[str, ...] = ()
    """The lines to write, which stand below the hint."""
    fix: Fix | None = field(default=None, hash=False)  # which may hold a list
    """What the hint says, as a change that a program can make; None if only a person can."""

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message

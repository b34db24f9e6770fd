"""What an item says about a paper, and small measures of text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .addresses import Target
from .dates import Date
from .fields import Field
from .people import People
from .places import Place


class Role(StrEnum):
    """What a field says."""

    PEOPLE = "people"
    PLACE = "place"
    DATE = "date"
    TAG = "tag"
    NOTE = "note"


#: What one piece of text says, and of which kind that is.
Said = tuple[Role, People | Place | Date | str]


@dataclass(slots=True)
class Candidate:
    """A field, or several that go on, as a title."""

    first: int
    last: int
    text: str
    form: str
    """Where and how it is set off: what the list does again and again."""
    score: float


@dataclass(slots=True)
class Facts:
    """What an item says about a paper."""

    title: str
    candidate: Candidate
    authors: tuple[str, ...] = ()
    place: Place | None = None
    when: Date | None = None
    links: list[tuple[str, Target, Field]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    abstract: str = ""
    track: str = ""
    """Of a venue that is told elsewhere."""
    votes: list[tuple[str, Role]] = field(default_factory=list)
    """What fields say beyond doubt, by their slots."""
    open: int = 0
    """Fields of which that is in doubt."""
    says_paper: bool = False
    """Whether a link says that the paper is there."""
    name: str = ""
    """Of the work, told before the title and a colon; it is among the tags."""
    labels: list[Place] = field(default_factory=list)
    """Venues that labels of links may name."""
    bare_year: int = 0
    """A year that ends the title without a separator: the list decides whether it is a date."""

"""What an item says about a paper, and small measures of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from ...core.text import clean
from .dates import Date
from .fields import Field
from .links import Target
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


_LEADING = re.compile(r"^(?:\s|:[a-z0-9_+-]+:|[^\w\s\"'“‘«\[({$\\<¿¡#@&+])+")
EDGES = " \t\n,;:|/*_~·•"


def words(text: str) -> int:
    """Number of words; of scripts without spaces, two letters make one."""
    if text.isascii():
        return len(text.split())
    wide = sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)
    return len(text.split()) + wide // 2


def tidy(text: str) -> str:
    """A title or a name without what is around it."""
    text = clean(text)
    text = _LEADING.sub("", text).rstrip(EDGES).strip()
    for _ in range(3):
        if len(text) > 1 and text[0] + text[-1] in {'""', "“”", "''", "«»", "``"}:
            text = text[1:-1].strip(EDGES)
    for opened, closed in ("[]", "()"):
        if text.startswith(opened) and closed not in text:
            text = text[1:]
        elif text.endswith(closed) and opened not in text:
            text = text[:-1]
    text = text.rstrip(EDGES)
    if (
        text.endswith(".")
        and not text.endswith("..")
        and not re.search(r"\b[A-Z]\.[A-Z]\.\Z", text)
    ):
        text = text[:-1].rstrip(EDGES)
    if text.endswith(('"', "”")) and text.count('"') % 2 + text.count("”") - text.count("“") > 0:
        text = text[:-1].rstrip(EDGES + ".")
    return text

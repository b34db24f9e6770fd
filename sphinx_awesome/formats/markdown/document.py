"""What a document is cut into: headings, and items that may each tell a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from .account import Kind
from .dates import date
from .marks import Mark, plain


class Form(Enum):
    """What an item is in the document."""

    BULLET = "bullet"
    ROW = "row"
    PARAGRAPH = "paragraph"
    TITLED = "titled"
    """A title with what is said under it (:mod:`.titled`)."""


@dataclass(slots=True)
class Heading:
    """A heading; the first of a document stands for what is above all others."""

    title: str
    level: int
    parent: int
    start: int
    marks: list[Mark] = field(default_factory=list)
    holds_years: bool = False
    """Whether it is a topic of which the years follow as headings of no lower level."""


@dataclass(slots=True)
class Item:
    """Something that may tell a paper."""

    form: Form
    start: int
    """First line, counted from 0."""
    end: int
    """Line after the last."""
    heading: int
    group: int
    """Number of the list, table or paragraph that it belongs to: what is told in one way."""
    marks: list[Mark] = field(default_factory=list)
    cells: list[list[Mark]] = field(default_factory=list)
    """Of a row."""
    columns: tuple[str, ...] = ()
    """Of a row, the heads of its table."""
    children: list[Item] = field(default_factory=list)
    """Bullets in a bullet."""
    topics: tuple[str, ...] = ()
    """What the bullets say in which it is one of several papers."""
    is_topic: bool = False
    """Whether it is such a bullet."""

    def walk(self) -> Iterator[Item]:
        """The item and all that is in it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Document:
    """A document, cut up."""

    lines: list[str]
    kinds: list[Kind]
    """Of each line, as far as its block tells: a paper is not among them yet."""
    headings: list[Heading]
    items: list[Item]
    title: str = ""
    heading: int = 0
    """The heading under which the reader is."""
    group: int = 0
    """The list, table or paragraph in which the reader is."""

    def path(self, heading: int) -> tuple[int, ...]:
        """The headings that lead to a heading, itself last, the top of the document left out."""
        found: list[int] = []
        while heading:
            found.append(heading)
            heading = self.headings[heading].parent
        return tuple(reversed(found))

    def structure(self, start: int, end: int) -> None:
        """Note lines that make the document and say nothing else."""
        for line in range(start, min(end, len(self.kinds))):
            if self.kinds[line] is Kind.PROSE:
                self.kinds[line] = Kind.STRUCTURE

    def add_heading(self, pieces: list[Mark], level: int, start: int, end: int) -> None:
        """Begin what stands under a heading."""
        title = plain(pieces)
        parent = self.heading
        dated = date(title) is not None
        if dated and self.headings[parent].level >= level and self._is_empty(parent, start):
            self.headings[parent].holds_years = True
        while parent and self.headings[parent].level >= level:
            if dated and self.headings[parent].holds_years:
                level = self.headings[parent].level
                break
            parent = self.headings[parent].parent
        self.headings.append(Heading(title, level, parent, start, pieces))
        self.heading = len(self.headings) - 1
        self.group += 1
        self.structure(start, end)

    def _is_empty(self, heading: int, start: int) -> bool:
        """Whether nothing stands between a topic's heading and a line.

        The first heading of a document may be its title and is no topic.
        """
        title = self.headings[heading].title
        is_topic = heading > 1 and bool(title) and date(title) is None
        return is_topic and Kind.PROSE not in self.kinds[self.headings[heading].start : start]

    def item(self, form: Form, start: int, end: int) -> Item:
        """An item where the reader is."""
        return Item(form, start, end, self.heading, self.group)

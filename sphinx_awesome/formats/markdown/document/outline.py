"""The outline of a document: headings, items and inline nodes, and the status of every line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntFlag, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from ..words.dates import heading_date
from ..words.link_kinds import ClassifiedUrl, LinkLabel, classify_url, column_role
from ..words.once import LazyFacts

_WAY_BACK = re.compile(r"\b(?:back|top|up|contents)\b|[↑⬆🔝🔙^]|返回|目录", re.IGNORECASE)

# What leads to the parts of a list; those stand below it only by mistake.
_CONTENTS = re.compile(r"\W*(?:(?:table of )?contents?|toc|目录|目錄|目次|목차)\W*", re.IGNORECASE)


_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")


class Style(IntFlag):
    """The way in which text is set off."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    UNDERLINED = 4
    CODE = 8
    STRUCK = 16


class NodeType(Enum):
    """The type of an inline node."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    SOFT = "soft"
    """The end of a source line that is not the end of a line on the page."""
    BREAK = "break"
    TAG = "tag"
    """An HTML tag that makes blocks: its text is `name` or `/name`."""


class _LinkFacts(LazyFacts):
    __slots__ = ("label", "target")
    target: ClassifiedUrl
    """What its address leads to."""
    label: LinkLabel
    """What its text says as the label of a link."""


@dataclass(slots=True)
class InlineNode(_LinkFacts):
    """A piece of inline text."""

    what: NodeType
    text: str = ""
    """Of a link, its text; of a picture, what stands for it."""
    style: Style = Style.PLAIN
    url: str = ""
    """Of a link, where it leads; of a picture, where it is."""
    line: int = 0
    """Source line, counted from the first of the block."""
    badge: str = ""
    """Of a link, the address of the picture in it, if it has one."""

    def _find_target(self) -> ClassifiedUrl:
        return classify_url(self.url)

    def _find_label(self) -> LinkLabel:
        return LinkLabel(self.text)

    @property
    def leads_to_paper(self) -> bool:
        """Return whether it is a link to a paper, as its address or its label says.

        Text leads there by an address in it, which is no link yet.
        """
        if self.what is NodeType.LINK:
            return self.target.leads.is_paper or self.label.names_paper
        return any(target.leads.is_paper for target in self.addresses())

    def addresses(self) -> Iterator[ClassifiedUrl]:
        """Yield where the addresses in a text lead."""
        if self.what is NodeType.TEXT and "://" in self.text:
            yield from map(classify_url, _ADDRESS.findall(self.text))


def plain_text(pieces: Sequence[InlineNode]) -> str:
    """The text of some marks, without that of pictures."""
    return " ".join("".join(_plain(pieces)).split())


def _plain(pieces: Sequence[InlineNode]) -> Iterator[str]:
    for mark in pieces:
        if mark.what is NodeType.TEXT:
            yield mark.text
        elif mark.what is NodeType.LINK:
            yield "" if mark.badge else mark.text
        else:
            yield " "


class ItemForm(Enum):
    """The form that an item has in the document."""

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
    marks: list[InlineNode] = field(default_factory=list)
    dated: bool = False
    """Whether it is a date."""
    holds_equals: bool = False
    """Whether its years or its topics follow as headings of no lower level."""


class Column(NamedTuple):
    """A column of a table."""

    head: str
    role: str
    """What the head says that it holds (:func:`~.link_kinds.column_role`)."""


def columns_of(cells: Iterable[Sequence[InlineNode]]) -> tuple[Column, ...]:
    """The columns of a table, by the cells of its head."""
    return tuple(Column(head, column_role(head)) for head in map(plain_text, cells))


@dataclass(slots=True)
class Item:
    """Something that may tell a paper."""

    form: ItemForm
    start: int
    """First line, counted from 0."""
    end: int
    """Line after the last."""
    heading: int
    group: int
    """Number of the list, table or paragraph that it belongs to: what is told in one way."""
    marks: list[InlineNode] = field(default_factory=list)
    cells: list[list[InlineNode]] = field(default_factory=list)
    """Of a row."""
    columns: tuple[Column, ...] = ()
    """Of a row, those of its table."""
    children: list[Item] = field(default_factory=list)
    """Bullets in a bullet."""
    topics: tuple[str, ...] = ()
    """What the bullets say in which it is one of several papers."""
    is_topic: bool = False
    """Whether it is such a bullet."""

    def put_under(self, columns: tuple[Column, ...]) -> None:
        """Let a row have columns. The long name of a venue goes on in the next line of its cell."""
        self.columns = columns
        for cell, column in zip(self.cells, columns, strict=False):
            if column.role == "venue":
                for mark in cell:
                    mark.what = NodeType.SOFT if mark.what is NodeType.BREAK else mark.what

    def role(self, cell: int) -> str:
        """Return what the head of a cell's column says that it holds; "" if it does not say."""
        return self.columns[cell].role if cell < len(self.columns) else ""

    def head(self, cell: int) -> str:
        """Return what a cell's column is called; "" if it has no name."""
        return self.columns[cell].head if cell < len(self.columns) else ""

    def walk(self) -> Iterator[Item]:
        """The item and all that is in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def _without_ways_back(pieces: list[InlineNode]) -> list[InlineNode]:
    """Inline nodes of a heading without the links that lead back, and the brackets around them.

    ::

        2018 [Back to top](#lists)
        2019 ([back](#lists))
    """
    result: list[InlineNode] = []
    opened = False
    for one in pieces:
        if one.url.startswith("#") and _WAY_BACK.search(one.text):
            text = result[-1].text if result else ""
            opened = text.endswith(("[", "(", "（"))
            if opened:
                result[-1] = replace(result[-1], text=text[:-1])
        elif opened and one.text.startswith(("]", ")", "）")):
            opened = False
            result.append(replace(one, text=one.text[1:]))
        else:
            result.append(one)
    return result if any(one.text.strip() for one in result) else pieces


class Origin(NamedTuple):
    """A file that is a part of a document."""

    start: int
    """Its first line in the document, counted from 0."""
    path: str
    """As problems name the file."""
    folder: str = ""
    """Where on the web its folder is, with a slash at its end, if that is known."""
    references: Mapping[str, Any] = MappingProxyType({})
    """Targets of links that it defines (`[label]: address`), as the parser has them."""


@dataclass(slots=True)
class Document:
    """A document, cut up. It may be made of several files."""

    lines: list[str]
    kinds: list[LineStatus]
    """Of each line, as far as its block tells: a paper is not among them yet."""
    headings: list[Heading]
    items: list[Item]
    title: str = ""
    heading: int = 0
    """The heading under which the reader is."""
    group: int = 0
    """The list, table or paragraph in which the reader is."""
    heads: dict[int, range] = field(default_factory=dict)
    """Lines of the heads of tables, by the first line of each row below."""
    html: set[int] = field(default_factory=set)
    """Lines of blocks of HTML."""
    references: Mapping[str, Any] = field(default_factory=dict)
    """Of a single file, as `Origin` has them."""
    origins: tuple[Origin, ...] = (Origin(0, ""),)
    """Its files, in the order of their lines."""
    has_own_title: bool = True
    """Whether its first heading may be the title of the whole list."""

    def origin(self, line: int) -> Origin:
        """Return the file in which a line stands.

        :param line: counted from 0.
        """
        starts = [origin.start for origin in self.origins]
        return self.origins[max(0, bisect_right(starts, line) - 1)]

    def path(self, heading: int) -> tuple[int, ...]:
        """The headings that lead to a heading, itself last, the top of the document left out."""
        result: list[int] = []
        while heading:
            result.append(heading)
            heading = self.headings[heading].parent
        return tuple(reversed(result))

    def structure(self, start: int, end: int) -> None:
        """Note lines that make the document and say nothing else."""
        for line in range(start, min(end, len(self.kinds))):
            if self.kinds[line] is LineStatus.PROSE:
                self.kinds[line] = LineStatus.STRUCTURE

    def add_heading(self, pieces: list[InlineNode], level: int, start: int, end: int) -> None:
        """Begin what stands under a heading."""
        pieces = _without_ways_back(pieces)
        title = plain_text(pieces)
        dated, parent, empty = heading_date(title) is not None, self.heading, self._is_empty(start)
        last = self.headings[parent]
        if last.level >= level and empty and dated != last.dated and parent > 1 and last.title:
            # A topic of which years follow that rank no lower, or a year of which topics do.
            last.holds_equals = level == last.level or dated
        while parent and (
            self.headings[parent].level >= level
            or (dated and self.headings[parent].dated)
            or _CONTENTS.fullmatch(self.headings[parent].title)
        ):
            upper = self.headings[parent]
            if upper.holds_equals and dated != upper.dated:
                level = upper.level
                break
            if dated and upper.dated:
                level = upper.level  # of years in years, none is below another
            parent = upper.parent
        self.headings.append(Heading(title, level, parent, start, pieces, dated=dated))
        self.heading = len(self.headings) - 1
        self.group += 1
        self.structure(start, end)

    def _is_empty(self, start: int) -> bool:
        """Return whether nothing stands between the last heading and a line."""
        above = self.kinds[self.headings[self.heading].start : start]
        return LineStatus.PROSE not in above

    def item(self, form: ItemForm, start: int, end: int) -> Item:
        """An item where the reader is."""
        return Item(form, start, end, self.heading, self.group)


class LineStatus(StrEnum):
    """The fate of a line: read, kept as prose, or named."""

    PAPER = "paper"
    """It tells a paper, or a part of one."""
    PROSE = "prose"
    """It is kept as Markdown with the section where it stands."""
    STRUCTURE = "structure"
    """It makes the list and says nothing else: a heading, a rule, the head of a table."""
    PROBLEM = "problem"
    """It could not be read: a problem names it. It is kept with the prose of its section too."""
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One line of the source, with its fate."""

    number: int
    """Counted from 1."""
    kind: LineStatus
    place: str = ""
    """Id of the paper that it tells, else id of the section where it stands ("" before the first).

    A line that tells several papers names the first of them.
    """


@dataclass(frozen=True)
class LineReport:
    """All lines of the source in their order, each exactly once."""

    lines: tuple[ReportedLine, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)
    """How many items of the source became what: entries, mentions of an entry that was told before,
    named and not read, prose. Their sum is the number of items."""

    @cached_property
    def totals(self) -> Mapping[LineStatus, int]:
        """Lines of each kind; every kind is there, and the sum is the number of lines."""
        counted = Counter(line.kind for line in self.lines)
        return {kind: counted[kind] for kind in LineStatus}

    def of(self, *kinds: LineStatus) -> Iterable[ReportedLine]:
        """The lines of some kinds, in order."""
        return (line for line in self.lines if line.kind in kinds)

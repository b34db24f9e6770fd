"""From a document to what stands in it: headings, and items that may each tell a paper.

An item is a bullet with all that is nested in it, a row of a table, or a paragraph; in Markdown
or in HTML. It knows its source lines and the heading above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ...core.text import fold
from .account import Kind
from .inline import Mark, Style, What, marks, plain


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

    def path(self, heading: int) -> tuple[int, ...]:
        """The headings that lead to a heading, itself last, the top of the document left out."""
        found: list[int] = []
        while heading:
            found.append(heading)
            heading = self.headings[heading].parent
        return tuple(reversed(found))


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_CALL = re.compile(
    r"\b(?:click|expand|show|toggle|unfold|fold|details|view|more|here)\b", re.IGNORECASE
)
_DETAILS = 6
"""A `<summary>` ranks below all headings; one in another's details, below that."""
_DEEPEST = 60


def parse(text: str) -> Document:
    """Cut a document up. It has line feeds alone."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    kinds = [Kind.PROSE if line.strip() else Kind.BLANK for line in lines]
    builder = _Builder(Document(lines, kinds, [Heading("", 0, 0, 0)], []))
    front = _FRONT.match(text) if text.startswith("---") else None
    if front:
        height = front[0].count("\n")
        builder.structure(0, height)
        if title := _FRONT_TITLE.search(front[0]):
            builder.document.title = title[1]
        text = "\n" * height + text[front.end() :]
    builder.walk(_MARKDOWN.parse(text))
    return builder.document


class _Builder:
    """Walks through blocks and collects items."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.heading = 0
        self.group = 0
        self.open: list[Item] = []
        self.lists = 0
        self.quotes = 0
        self.details: list[int] = []
        self.row: Item | None = None
        self.columns: tuple[str, ...] = ()
        self.summary = False

    def structure(self, start: int, end: int) -> None:
        """Lines that make the document."""
        kinds = self.document.kinds
        for line in range(start, min(end, len(kinds))):
            if kinds[line] is Kind.PROSE:
                kinds[line] = Kind.STRUCTURE

    def walk(self, tokens: Sequence[Token]) -> None:
        """Collect what is in some blocks."""
        at = 0
        while at < len(tokens):
            at = self._block(tokens, at)

    def _block(self, tokens: Sequence[Token], at: int) -> int:
        token = tokens[at]
        start, end = token.map or [0, 0]
        match token.type:
            case "heading_open":
                if self.open or self.quotes:
                    self._inline(tokens[at + 1], start)
                else:
                    self.add_heading(marks(tokens[at + 1].children), int(token.tag[1]), start, end)
                return at + 3
            case "paragraph_open":
                self._paragraph(tokens[at + 1], start, end)
                return at + 3
            case "bullet_list_open" | "ordered_list_open":
                if not self.open:
                    self.group += 1
            case "list_item_open":
                self.open.append(Item(Form.BULLET, start, end, self.heading, self.group))
            case "list_item_close":
                item = self.open.pop()
                if self.open and len(self.open) < _DEEPEST:
                    self.open[-1].children.append(item)
                else:
                    self.document.items.append(item)
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "hr":
                self.structure(start, end)
            case "table_open":
                return self._table(tokens, at)
            case "html_block":
                self._html(token, start)
        return at + 1

    def add_heading(self, pieces: list[Mark], level: int, start: int, end: int) -> None:
        """Begin what stands under a heading."""
        title = plain(pieces)
        headings = self.document.headings
        parent = self.heading
        while parent and headings[parent].level >= level:
            parent = headings[parent].parent
        headings.append(Heading(title, level, parent, start, pieces))
        self.heading = len(headings) - 1
        self.group += 1
        self.structure(start, end)

    def _inline(self, token: Token, start: int) -> None:
        """Add a paragraph in a bullet to it."""
        if not self.open:
            return
        item = self.open[-1]
        if item.marks:
            item.marks.append(Mark(What.BREAK, line=start))
        self._add(item.marks, token, start)

    def _add(self, to: list[Mark], token: Token, start: int) -> None:
        for mark in marks(token.children):
            mark.line += start
            to.append(mark)

    def _paragraph(self, token: Token, start: int, end: int) -> None:
        if self.open:
            self._inline(token, start)
        elif not self.quotes:
            item = Item(Form.PARAGRAPH, start, end, self.heading, self.group)
            self._add(item.marks, token, start)
            self.document.items.append(item)

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        """A table's rows. Its head and its rule are structure."""
        self.group += 1
        columns: list[str] = []
        row: Item | None = None
        head = False
        while tokens[at].type != "table_close":
            token = tokens[at]
            start, end = token.map or [0, 0]
            match token.type:
                case "thead_open":
                    head = True
                case "thead_close":
                    head = False
                case "tr_open":
                    row = Item(Form.ROW, start, end, self.heading, self.group)
                    row.columns = tuple(columns)
                    if head:
                        self.structure(start, start + 2)
                case "inline":
                    if head:
                        columns.append(plain(marks(token.children)))
                        if row is not None:
                            row.cells.append(marks(token.children))
                    elif row is not None:
                        row.cells.append([])
                        self._add(row.cells[-1], token, row.start)
                case "tr_close":
                    # Some write a first paper where the head should be.
                    is_head = (
                        head and not any(m.what is What.LINK for c in row.cells for m in c)
                        if row
                        else True
                    )
                    if row is not None and not is_head:
                        columns = []
                    if row is not None and not is_head and not self.open:
                        self.document.items.append(row)
            at += 1
        return at + 1

    def _html(self, token: Token, start: int) -> None:
        content = token.content
        pieces = marks(_MARKDOWN.parseInline(content)[0].children)
        for mark in pieces:
            mark.line += start
        if self.open:
            item = self.open[-1]
            if item.marks:
                item.marks.append(Mark(What.BREAK, line=start))
            item.marks += pieces
            return
        if self.quotes:
            return
        end = (token.map or [0, start + 1])[1]
        self._walk_html(pieces, start, end)

    def _walk_html(self, pieces: list[Mark], start: int, end: int) -> None:
        """Headings, rows, bullets and paragraphs of HTML."""
        here: list[Mark] = []
        level = 0
        form = Form.PARAGRAPH
        for mark in pieces:
            if mark.what is not What.TAG:
                target = here
                if self.row is not None and not self.summary:
                    target = self.row.cells[-1] if self.row.cells else []
                target.append(mark)
                continue
            closing, name = mark.text.startswith("/"), mark.text.removeprefix("/")
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                if closing and level and plain(here):
                    self.add_heading(here, level, here[0].line, mark.line + 1)
                elif not closing:
                    self._flush(here, form, mark.line)
                here, level, form = [], 0 if closing else int(name[1]), Form.PARAGRAPH
            elif name == "summary":
                if closing:
                    self._summary(here, mark.line)
                else:
                    self._flush(here, form, mark.line)
                here, self.summary = [], not closing
            elif name == "details":
                self._flush(here, form, mark.line)
                here = []
                if closing and self.details:
                    self.heading = self.details.pop()
                elif not closing:
                    self.details.append(self.heading)
                self.structure(mark.line, mark.line + 1)
            elif name in {"tr", "table", "td", "th", "thead", "tbody"}:
                self._cell(name, mark, closing=closing)
            elif name == "li":
                self._flush(here, form, mark.line + closing)
                here, form = [], Form.PARAGRAPH if closing else Form.BULLET
            elif self.row is not None:
                if self.row.cells:
                    self.row.cells[-1].append(Mark(What.BREAK, line=mark.line))
            elif level:
                here.append(Mark(What.SOFT, line=mark.line))
            else:
                self._flush(here, form, mark.line + closing)
                here = []
        if level and plain(here):
            self.add_heading(here, level, here[0].line, end)
        else:
            self._flush(here, form, end)

    def _flush(self, pieces: list[Mark], form: Form, end: int) -> None:
        """What stands between two tags."""
        if any(mark.what is What.LINK for mark in pieces) and plain(pieces):
            start = pieces[0].line
            self.document.items.append(
                Item(form, start, max(end, start + 1), self.heading, self.group, pieces)
            )

    def _summary(self, pieces: list[Mark], line: int) -> None:
        title = plain(pieces)
        if not title or (_CALL.search(title) and len(title.split()) < 6):
            return
        if self.details and fold(title) != fold(self.document.headings[self.heading].title):
            self.add_heading(pieces, _DETAILS + min(len(self.details), 9), line, line + 1)

    def _cell(self, name: str, mark: Mark, *, closing: bool) -> None:
        if name == "table":
            self.row = None
            self.columns = ()
            self.group += 1
        elif name == "tr":
            row, self.row = self.row, None
            if row is not None:
                row.end = mark.line + 1
                self._end_row(row)
            if not closing:
                self.row = Item(Form.ROW, mark.line, mark.line + 1, self.heading, self.group)
        elif name in {"td", "th"} and not closing and self.row is not None:
            self.row.cells.append([Mark(What.TAG, name, Style.PLAIN, line=mark.line)])

    def _end_row(self, row: Item) -> None:
        names = {cell[0].text for cell in row.cells}
        for cell in row.cells:
            del cell[0]
        if names == {"th"}:
            self.columns = tuple(plain(cell) for cell in row.cells)
            self.structure(row.start, row.end)
        else:
            row.columns = self.columns
            self.document.items.append(row)

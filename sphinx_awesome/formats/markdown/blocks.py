"""From the text of a document to what stands in it, in Markdown or in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .account import Kind
from .addresses import target
from .document import Document, Form, Heading, Item
from .html import Html
from .inline import marks
from .marks import Mark, What, plain

NORMAL = re.compile(
    r"https?://(?=[^/]{,63}/)[a-z0-9]+(?:[.-][a-z0-9]+)*/[A-Za-z0-9\-._~:/?#@!$&()*+,;=]*"
)
"""Nearly all addresses: the parser leaves them as they are, after a tenth of the time of all."""


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802  (markdown-it's own name for it)
        return url if NORMAL.fullmatch(url) else super().normalizeLink(url)


_MARKDOWN = _Parser("commonmark").enable(["table", "strikethrough"])
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


def parse(text: str) -> Document:
    """Cut a document up. It has line feeds alone."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    kinds = [Kind.PROSE if line.strip() else Kind.BLANK for line in lines]
    document = Document(lines, kinds, [Heading("", 0, 0, 0)], [])
    if front := _FRONT.match(text):
        height = front[0].count("\n")
        document.structure(0, max(height, 1))
        if title := _FRONT_TITLE.search(front[0]):
            document.title = title[1]
        text = "\n" * height + text[front.end() :]
    _Blocks(document).walk(_MARKDOWN.parse(text))
    return document


class _Blocks:
    """Walks through the blocks of a document and collects items.

    A paragraph in a quotation is what someone says, if it bears no badge and no link to a paper;
    a list or a table in one is a list or a table.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._html = Html(document)
        self._open: list[Item] = []
        self._quotes = 0

    def walk(self, tokens: Sequence[Token]) -> None:
        """Collect what is in all blocks."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            start, end = token.map or (0, 0)
            match token.type:
                case "heading_open":
                    self._heading(token, tokens[at + 1], start, end)
                case "paragraph_open":
                    self._paragraph(tokens[at + 1], start, end)
                case "html_block":
                    self._html_block(token.content, start, end)
                case "hr":
                    self._document.structure(start, end)
                case "table_open":
                    at = self._table(tokens, at)
                case _:
                    self._container(token, start, end)
            at += 1

    def _container(self, token: Token, start: int, end: int) -> None:
        """What begins or ends a list, an item of it or a quotation."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open" if not self._open:
                self._document.group += 1
            case "list_item_open":
                self._open.append(self._document.item(Form.BULLET, start, end))
            case "list_item_close":
                item = self._open.pop()
                siblings = self._open[-1].children if self._open else self._document.items
                siblings.append(item)
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case _:
                pass  # code, and the ends of what needs none

    def _heading(self, token: Token, inline: Token, start: int, end: int) -> None:
        if self._open:
            self._add_to_bullet(_marks(inline, start), start)
        elif not self._quotes:
            self._document.add_heading(_marks(inline, start), int(token.tag[1]), start, end)

    def _paragraph(self, inline: Token, start: int, end: int) -> None:
        if self._open:
            self._add_to_bullet(_marks(inline, start), start)
            return
        pieces = _marks(inline, start)
        if not self._quotes or _is_card(pieces):
            item = self._document.item(Form.PARAGRAPH, start, end)
            item.marks = pieces
            self._document.items.append(item)

    def _html_block(self, content: str, start: int, end: int) -> None:
        pieces = _marks(_MARKDOWN.parseInline(content)[0], start)
        if self._open:
            self._add_to_bullet(pieces, start)
        elif not self._quotes:
            self._html.walk(pieces, end)

    def _add_to_bullet(self, pieces: list[Mark], start: int) -> None:
        item = self._open[-1]
        if item.marks:
            item.marks.append(Mark(What.BREAK, line=start))
        item.marks += pieces

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        """Add a table's rows, and give its end. Its head and its rule are structure."""
        document = self._document
        document.group += 1
        rows: list[Item] = []
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "tr_open":
                start, end = token.map or (0, 1)
                rows.append(document.item(Form.ROW, start, end))
            if token.type == "inline":
                rows[-1].cells.append(_marks(token, rows[-1].start))
            at += 1
        head = rows[0]
        document.structure(head.start, head.start + 2)
        # Some write a first paper where the head should be.
        if any(mark.what is What.LINK and mark.url[:1] != "#" for c in head.cells for mark in c):
            document.kinds[head.start] = Kind.PROSE
        else:
            del rows[0]
            columns = tuple(plain(cell) for cell in head.cells)
            for row in rows:
                row.columns = columns
        if not self._open:
            document.items += rows
        return at


def _is_card(pieces: Sequence[Mark]) -> bool:
    """Whether a quotation is a card of a paper: a badge, and a link to the paper."""
    badge = any("shields.io/" in mark.badge + mark.url for mark in pieces)
    return badge and any(
        mark.what is What.LINK and target(mark.url).leads.is_paper for mark in pieces
    )


def _marks(inline: Token, start: int) -> list[Mark]:
    """The marks of a block, with their lines in the document."""
    found = marks(inline.children)
    for mark in found:
        mark.line += start
    return found

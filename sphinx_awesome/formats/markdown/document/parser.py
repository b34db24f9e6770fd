"""From the text of a document to what stands in it, in Markdown or in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from ....core.text import fold
from .. import weights
from ..words.fragments import decode_entities, word_set
from .commonmark import MARKDOWN
from .outline import (
    Column,
    Document,
    Heading,
    InlineNode,
    Item,
    ItemForm,
    LineStatus,
    NodeType,
    Style,
    columns_of,
    plain_text,
)

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")

_ATTRIBUTE = re.compile(
    r"""(?<![\w-])([a-zA-Z-]+)\s{0,3}=\s{0,3}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)

_STYLES = {
    **dict.fromkeys(("b", "strong"), Style.BOLD),
    **dict.fromkeys(("i", "em", "cite"), Style.ITALIC),
    **dict.fromkeys(("u", "ins"), Style.UNDERLINED),
    **dict.fromkeys(("code", "kbd", "tt"), Style.CODE),
    **dict.fromkeys(("s", "del", "strike"), Style.STRUCK),
}

_MARKDOWN_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC, "s": Style.STRUCK}

# Footnote signs at names: `<sup>1,*</sup>`.
_SIGNS = re.compile(r"[\d\s,;*∗†‡§¶#✉+-]*")

# No footnote sign, but a power: of what no name ends with, `S<sup>3</sup>`.
_POWER = re.compile(r"\d|[a-z]{1,2}")

_BASE = re.compile(r"(?<![^\W\d_])(?:[A-Z] ?|[A-Z]*[a-z]*[A-Z]+[\w-]*)\Z")

# GitHub shows `:star:` as a picture.
_SHORTCODE = re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9_+-]{1,30}:{1,2})+(?![\d:/])")


class _Walk:
    """The state while tokens are walked through."""

    def __init__(self) -> None:
        self.marks: list[InlineNode] = []
        self.line = 0
        self.depths = dict.fromkeys(Style, 0)
        self.style = Style.PLAIN
        self.link: InlineNode | None = None
        self.raised: list[int] = []

    def turn(self, style: Style, by: int) -> None:
        """Begin a style, or end it."""
        self.depths[style] = max(0, self.depths[style] + by)
        self.style = Style(sum(one for one, depth in self.depths.items() if depth))

    def token(self, token: Token) -> None:
        """Heed a token."""
        match token.type:
            case "text":
                self.text(token.content)
            case "code_inline":
                self.text(token.content, Style.CODE)
            case "softbreak" | "hardbreak":
                self.put(NodeType.SOFT if token.type == "softbreak" else NodeType.BREAK)
                self.line += 1
            case "link_open":
                self.open_link(str(token.attrs.get("href", "")))
            case "link_close":
                self.close_link()
            case "image":
                self.image(token.content, str(token.attrs.get("src", "")))
            case "html_inline":
                self.tag(token.content)
                self.line += token.content.count("\n")
            case _:
                name, _, edge = token.type.rpartition("_")
                self.turn(_MARKDOWN_STYLES[name], 1 if edge == "open" else -1)

    def text(self, text: str, style: Style = Style.PLAIN) -> None:
        text = _SHORTCODE.sub("", text) if ":" in text else text
        if not text:
            return
        style = self.style | style if style is not Style.PLAIN else self.style
        if self.link is not None:
            if not self.link.text:
                self.link.style = style
            self.link.text += text
        elif self.marks and self.marks[-1].what is NodeType.TEXT and self.marks[-1].style == style:
            self.marks[-1].text += text
        else:
            self.marks.append(InlineNode(NodeType.TEXT, text, style, line=self.line))

    def put(self, what: NodeType, text: str = "") -> None:
        if self.link is not None:
            self.link.text += " "
        else:
            self.marks.append(InlineNode(what, text, self.style, line=self.line))

    def open_link(self, url: str) -> None:
        self.close_link()
        self.link = InlineNode(NodeType.LINK, url=url, style=self.style, line=self.line)

    def close_link(self) -> None:
        if self.link is not None:
            self.marks.append(self.link)
            self.link = None

    def image(self, alt: str, source: str) -> None:
        if self.link is None:
            self.marks.append(InlineNode(NodeType.IMAGE, alt, self.style, source, self.line))
        else:
            self.link.badge = self.link.badge or source
            if not self.link.text:
                self.link.text = alt

    def tag(self, text: str) -> None:
        """Heed an HTML tag."""
        match = TAG.match(text)
        if not match:
            return
        closing, name = match[1] == "/", match[2].lower()
        if style := _STYLES.get(name):
            self.turn(style, -1 if closing else 1)
        elif name == "br":
            self.put(NodeType.BREAK)
        elif name == "a":
            self.close_link()
            if not closing and (url := tag_attributes(match[3]).get("href")):
                self.open_link(url)
        elif name == "img":
            attributes = tag_attributes(match[3])
            self.image(attributes.get("alt", ""), attributes.get("src", ""))
        elif name == "sup":
            self._raise(closing=closing)
        elif name in BLOCKS:
            self.close_link()
            rows = tag_attributes(match[3]).get("rowspan", "") if "rowspan" in match[3] else ""
            self.marks.append(
                InlineNode(NodeType.TAG, f"{match[1]}{name}", url=rows, line=self.line)
            )

    def _raise(self, *, closing: bool) -> None:
        if not closing:
            self.raised.append(len(self.marks))
            self.marks.append(InlineNode(NodeType.TEXT, "", self.style, line=self.line))
        elif self.raised:
            start = self.raised.pop()
            raised = self.marks[start:]
            before = self.marks[start - 1].text if start else ""
            power = len(raised) == 1 and _POWER.fullmatch(raised[0].text) and _BASE.search(before)
            if power and self.marks[start - 1].style == raised[0].style:
                self.marks[start - 1].text += raised[0].text
                del self.marks[start:]
            elif all(m.what is NodeType.TEXT and _SIGNS.fullmatch(m.text) for m in raised):
                del self.marks[start:]


def tag_attributes(text: str) -> dict[str, str]:
    """Return the attributes of an HTML tag.

    :param text: what stands in the tag behind its name.
    """
    return {
        match[1].lower(): decode_entities(match[2] or match[3] or match[4] or "").strip()
        for match in _ATTRIBUTE.finditer(text)
    }


def parse_inline_nodes(tokens: Sequence[Token] | None) -> list[InlineNode]:
    """Return what the tokens of one block say, in order."""
    walk = _Walk()
    for token in tokens or ():
        walk.token(token)
    walk.close_link()
    return walk.marks


_CALL = re.compile(
    r"\b(?:click|expand|show|toggle|unfold|fold|details|view|more|here)\b", re.IGNORECASE
)

_TABLE = frozenset({"table", "thead", "tbody", "tr", "td", "th"})


_MORE_THAN_WORDS = frozenset({NodeType.LINK, NodeType.IMAGE})


@dataclass(slots=True)
class _Spanning:
    """A cell that reaches down into other rows."""

    rows: int
    """How many are left."""
    marks: list[InlineNode]


class HtmlBlocks:
    """Walks through the HTML blocks of a document, of which one may end in the midst of a table."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._here: list[InlineNode] = []
        self._form = ItemForm.PARAGRAPH
        self._level = 0
        self._details: list[int] = []
        self._row: Item | None = None
        self._columns: tuple[Column, ...] = ()
        self._heads = False
        self._head: range | None = None
        self._spans: dict[int, _Spanning] = {}

    def walk(self, pieces: list[InlineNode], end: int) -> None:
        """Add what is in a block.

        :param end: the line after it.
        """
        for mark in pieces:
            if mark.what is not NodeType.TAG:
                self._put(mark)
                continue
            closing, name = mark.text.startswith("/"), mark.text.removeprefix("/")
            if name in _TABLE:
                self._table(name, mark, closing=closing)
            elif len(name) == 2 and name[0] == "h" and name[1].isdigit():
                self._heading(0 if closing else int(name[1]), mark.line)
            elif name == "summary":
                self._summary(mark.line, closing=closing)
            elif name == "details":
                self._in_details(mark.line, closing=closing)
            elif name == "li" or (name == "dt" and not closing):
                self._flush(mark.line + closing)
                self._form = ItemForm.PARAGRAPH if closing else ItemForm.BULLET
            elif self._row is not None or self._level or self._is_in_bullet(name):
                self._put(InlineNode(NodeType.BREAK, line=mark.line))
            else:
                self._flush(mark.line + closing)
                self._form = ItemForm.PARAGRAPH
        self._heading(0, end - 1)
        self._flush(end)

    def _is_in_bullet(self, name: str) -> bool:
        return self._form is ItemForm.BULLET and name not in {"ul", "ol", "dl"}

    def _put(self, mark: InlineNode) -> None:
        if self._row is None:
            self._here.append(mark)
        elif self._row.cells:
            self._row.cells[-1].append(mark)

    def _flush(self, end: int) -> None:
        """End what stands between two tags: an item, if it is a bullet or more than words."""
        pieces, self._here = self._here, []
        text = [mark for mark in pieces if mark.text.strip()]
        if plain_text(pieces) and (
            self._form is ItemForm.BULLET
            or any(mark.what in _MORE_THAN_WORDS for mark in pieces)
            or all(mark.style & Style.BOLD for mark in text)
        ):
            start = pieces[0].line
            item = self._document.item(self._form, start, max(end, start + 1))
            item.marks = pieces
            self._document.items.append(item)

    def _heading(self, level: int, line: int) -> None:
        """Begin a heading, or end one."""
        if self._level and plain_text(self._here):
            self._document.add_heading(self._here, self._level, self._here[0].line, line + 1)
            self._here = []
        elif level:
            self._flush(line)
        if level or self._level:
            self._level, self._form = level, ItemForm.PARAGRAPH

    def _summary(self, line: int, *, closing: bool) -> None:
        if not closing:
            self._flush(line)
            return
        pieces, self._here = self._here, []
        title = plain_text(pieces)
        above = self._document.headings[self._document.heading].title
        calls = _CALL.search(title) and len(title.split()) <= weights.CLICK_CALL_WORDS
        if title and not calls and self._details and fold(title) != fold(above):
            level = weights.DETAILS_HEADING_LEVEL + min(
                len(self._details), weights.DEEPEST_HEADING_LEVEL
            )
            self._document.add_heading(pieces, level, pieces[0].line, line + 1)

    def _in_details(self, line: int, *, closing: bool) -> None:
        self._flush(line)
        if not closing:
            self._details.append(self._document.heading)
        elif self._details:
            self._document.heading = self._details.pop()
        self._document.structure(line, line + 1)

    def _table(self, name: str, mark: InlineNode, *, closing: bool) -> None:
        line = mark.line
        if name in {"table", "tr"}:
            self._end_row(line)
        if name == "table":
            self._columns, self._head, self._spans = (), None, {}
            self._document.group += 1
        elif name == "tr" and not closing:
            self._flush(line)
            self._row = self._document.item(ItemForm.ROW, line, line + 1)
            self._heads = True
        elif name in {"td", "th"} and not closing and self._row is not None:
            self._add_spanning(self._row)
            cell: list[InlineNode] = []
            if mark.url.isdecimal():
                rows = int(mark.url[: weights.ROWSPAN_CHARS]) - 1
                self._spans[len(self._row.cells)] = _Spanning(rows, cell)
            self._row.cells.append(cell)
            self._heads = self._heads and name == "th"

    def _add_spanning(self, row: Item) -> None:
        """Add the cells that reach down from rows above, as words: their links are of those."""
        while (cell := self._spans.get(len(row.cells))) is not None and cell.rows > 0:
            cell.rows -= 1
            texts = (replace(mark, line=row.start) for mark in cell.marks if mark.text)
            row.cells.append(
                [
                    replace(mark, what=NodeType.TEXT, url="")
                    if mark.what is NodeType.LINK
                    else mark
                    for mark in texts
                ]
            )

    def _end_row(self, line: int) -> None:
        row, self._row = self._row, None
        if row is None:
            return
        is_empty = not row.cells
        self._add_spanning(row)
        if is_empty:
            return
        row.end = line + 1
        row.put_under(self._columns)
        if self._heads or (not self._columns and row.has_heads):
            self._columns, self._head = columns_of(row.cells), range(row.start, row.end)
            self._document.structure(row.start, row.end)
        else:
            if self._head is not None and row.start not in self._head:
                self._document.heads[row.start] = self._head
            elif self._head is not None:
                self._document.kinds[row.start] = LineStatus.PROSE  # the head's line says more
            self._document.items.append(row)


# A link with a bracket too many and none open before it: `[paper]](u)`.
_DOUBLE_CLOSED = re.compile(
    r"^((?:[^\[\]\n]|\[[^\[\]\n]*\])*)(\[[^\[\]\n]{1,60}\])\](?=\(https?:)", re.MULTILINE
)

# A heading as GitHub had it once, without a space: `##Papers`.
_UNSPACED = re.compile(r"^(#{2,6})(?=[^\W\d_])", re.MULTILINE)

_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")

_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


def parse_document(text: str) -> Document:
    """Cut a document up. It has line feeds alone."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    kinds = [LineStatus.PROSE if line.strip() else LineStatus.BLANK for line in lines]
    document = Document(lines, kinds, [Heading("", 0, 0, 0)], [])
    if front := _FRONT.match(text):
        height = front[0].count("\n")
        document.structure(0, max(height, 1))
        if title := _FRONT_TITLE.search(front[0]):
            document.title = title[1]
        text = "\n" * height + text[front.end() :]
    parsed: dict[str, Any] = {}
    text = _UNSPACED.sub(r"\1 ", _DOUBLE_CLOSED.sub(r"\1\2", text))
    _Blocks(document).walk(MARKDOWN.parse(text, parsed))
    document.references = parsed.get("references", {})
    return document


class _Blocks:
    """Walks through the blocks of a document and collects items.

    A paragraph in a quotation is what someone says, if it bears no badge and no link to a paper;
    a list or a table in one is a list or a table.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._html = HtmlBlocks(document)
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
        """Handle what begins or ends a list, an item of it or a quotation."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open" if not self._open:
                self._document.group += 1
            case "list_item_open":
                self._open.append(self._document.item(ItemForm.BULLET, start, end))
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
            item = self._document.item(ItemForm.PARAGRAPH, start, end)
            item.marks = pieces
            self._document.items.append(item)

    def _html_block(self, content: str, start: int, end: int) -> None:
        self._document.html.update(range(start, end))
        pieces = _marks(MARKDOWN.parseInline(content)[0], start)
        if self._open:
            self._add_to_bullet(pieces, start)
        elif not self._quotes:
            self._html.walk(pieces, end)

    def _add_to_bullet(self, pieces: list[InlineNode], start: int) -> None:
        item = self._open[-1]
        if item.marks:
            item.marks.append(InlineNode(NodeType.BREAK, line=start))
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
                rows.append(document.item(ItemForm.ROW, start, end))
            if token.type == "inline":
                rows[-1].cells.append(_marks(token, rows[-1].start))
            at += 1
        head = rows[0]
        document.structure(head.start, head.start + 2)
        # Some write a first paper where the head should be.
        if any(
            mark.what is NodeType.LINK and mark.url[:1] != "#" for c in head.cells for mark in c
        ):
            document.kinds[head.start] = LineStatus.PROSE
        else:
            del rows[0]
            columns = columns_of(head.cells)
            lines = range(head.start, head.start + 2)
            rows = [one for row in rows for one in self._with_surplus(row, len(columns))]
            for row in rows:
                row.put_under(columns)
                document.heads[row.start] = lines
        if not self._open:
            document.items += rows
        return at

    def _with_surplus(self, row: Item, width: int) -> list[Item]:
        """A row, with the cells that no column has: further ones of its own, or a row of theirs."""
        line = self._document.lines[row.start].strip().removeprefix("|")
        cells = _BETWEEN_CELLS.split(line)[width:]
        while cells and not cells[0].strip():
            del cells[0]
        while cells and not cells[-1].strip():
            del cells[-1]
        marks = [_marks(MARKDOWN.parseInline(cell.strip())[0], row.start) for cell in cells]
        if len(cells) != width or len(plain_text(marks[0]).split()) < weights.OWN_TITLE_WORDS:
            row.cells += marks
            return [row]
        other = self._document.item(ItemForm.ROW, row.start, row.end)
        other.cells = marks
        return [row, other]


def _is_card(pieces: Sequence[InlineNode]) -> bool:
    """Return whether a quotation is the card of a paper: a badge, and a link to the paper."""
    badge = any("shields.io/" in mark.badge + mark.url for mark in pieces)
    return badge and any(
        mark.what is NodeType.LINK and mark.target.leads.is_paper for mark in pieces
    )


_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


def _marks(inline: Token, start: int) -> list[InlineNode]:
    """The marks of a block, with their lines in the document."""
    result = parse_inline_nodes(inline.children)
    for mark in result:
        mark.line += start
    return result


BLOCKS = word_set(
    """
    table thead tbody tr td th ul ol li h1 h2 h3 h4 h5 h6 p div center details summary dl dt dd
    blockquote section pre hr
    """
)
"""HTML elements that make blocks."""

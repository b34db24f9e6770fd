"""Headings, tables, bullets and paragraphs that a list writes in HTML."""

from __future__ import annotations

import re

from ...core.text import fold
from .document import Document, Form, Item
from .marks import Mark, What, plain

_CALL = re.compile(
    r"\b(?:click|expand|show|toggle|unfold|fold|details|view|more|here)\b", re.IGNORECASE
)
_DETAILS = 6
"""A `<summary>` ranks below all headings; one in another's details, below that."""
_DEEPEST = 9
_LONGEST_CALL = 5
"""Words that an invitation to click may have; a longer summary is a heading."""
_TABLE = frozenset({"table", "thead", "tbody", "tr", "td", "th"})


class Html:
    """Walks through the HTML blocks of a document, of which one may end in the midst of a table."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._here: list[Mark] = []
        self._form = Form.PARAGRAPH
        self._level = 0
        self._details: list[int] = []
        self._row: Item | None = None
        self._columns: tuple[str, ...] = ()
        self._heads = False

    def walk(self, pieces: list[Mark], end: int) -> None:
        """Add what is in a block.

        :param end: the line after it.
        """
        for mark in pieces:
            if mark.what is not What.TAG:
                self._put(mark)
                continue
            closing, name = mark.text.startswith("/"), mark.text.removeprefix("/")
            if name in _TABLE:
                self._table(name, mark.line, closing=closing)
            elif len(name) == 2 and name[0] == "h" and name[1].isdigit():
                self._heading(0 if closing else int(name[1]), mark.line)
            elif name == "summary":
                self._summary(mark.line, closing=closing)
            elif name == "details":
                self._in_details(mark.line, closing=closing)
            elif name == "li":
                self._flush(mark.line + closing)
                self._form = Form.PARAGRAPH if closing else Form.BULLET
            elif self._row is not None or self._level or self._is_in_bullet(name):
                self._put(Mark(What.BREAK, line=mark.line))
            else:
                self._flush(mark.line + closing)
                self._form = Form.PARAGRAPH
        self._heading(0, end - 1)
        self._flush(end)

    def _is_in_bullet(self, name: str) -> bool:
        return self._form is Form.BULLET and name not in {"ul", "ol"}

    def _put(self, mark: Mark) -> None:
        if self._row is None:
            self._here.append(mark)
        elif self._row.cells:
            self._row.cells[-1].append(mark)

    def _flush(self, end: int) -> None:
        """End what stands between two tags: an item, if anything is linked in it."""
        pieces, self._here = self._here, []
        if plain(pieces) and any(mark.what is What.LINK for mark in pieces):
            start = pieces[0].line
            item = self._document.item(self._form, start, max(end, start + 1))
            item.marks = pieces
            self._document.items.append(item)

    def _heading(self, level: int, line: int) -> None:
        """Begin a heading, or end one."""
        if self._level and plain(self._here):
            self._document.add_heading(self._here, self._level, self._here[0].line, line + 1)
            self._here = []
        elif level:
            self._flush(line)
        if level or self._level:
            self._level, self._form = level, Form.PARAGRAPH

    def _summary(self, line: int, *, closing: bool) -> None:
        if not closing:
            self._flush(line)
            return
        pieces, self._here = self._here, []
        title = plain(pieces)
        above = self._document.headings[self._document.heading].title
        calls = _CALL.search(title) and len(title.split()) <= _LONGEST_CALL
        if title and not calls and self._details and fold(title) != fold(above):
            level = _DETAILS + min(len(self._details), _DEEPEST)
            self._document.add_heading(pieces, level, pieces[0].line, line + 1)

    def _in_details(self, line: int, *, closing: bool) -> None:
        self._flush(line)
        if not closing:
            self._details.append(self._document.heading)
        elif self._details:
            self._document.heading = self._details.pop()
        self._document.structure(line, line + 1)

    def _table(self, name: str, line: int, *, closing: bool) -> None:
        if name in {"table", "tr"}:
            self._end_row(line)
        if name == "table":
            self._columns = ()
            self._document.group += 1
        elif name == "tr" and not closing:
            self._flush(line)
            self._row = self._document.item(Form.ROW, line, line + 1)
            self._heads = True
        elif name in {"td", "th"} and not closing and self._row is not None:
            self._row.cells.append([])
            self._heads = self._heads and name == "th"

    def _end_row(self, line: int) -> None:
        row, self._row = self._row, None
        if row is None or not row.cells:
            return
        row.end = line + 1
        row.columns = self._columns
        if self._heads:
            self._columns = tuple(plain(cell) for cell in row.cells)
            self._document.structure(row.start, row.end)
        else:
            self._document.items.append(row)

"""One TOML text: read whole or, if it is not TOML, block by block; and where all of it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...core.problem import Problem, Span
from .scan import Path, Place, Scan, scan
from .syntax import SyntaxFault, read

MOST_PROBLEMS = 1000
"""After as many problems, the rest of a file is not looked at: it would take long, for nobody."""


@dataclass(frozen=True, slots=True)
class Part:
    """A whole file or, in a file that is not TOML, what is above one block's header or below it."""

    text: str
    start: int
    """Its offset in the file."""
    first_block: int
    """How many blocks come before it in the file."""


class Source:
    """A file's tables and the places of all that is in them.

    :param name: of its blocks.
    :ivar header: what stands above the first block, as read.
    :ivar blocks: the blocks as read; those that are not TOML are left out.
    :ivar problems: why blocks were left out.
    """

    def __init__(self, text: str, path: str, name: str) -> None:
        self.text = text
        self.path = path
        self.name = name
        self.header: dict[str, Any] = {}
        self.blocks: list[Any] = []
        self.problems: list[Problem] = []
        self._parts: list[Part] = []
        fault = self._read(text, 0)
        if fault is not None:
            self._read_parts(fault)

    @property
    def is_whole(self) -> bool:
        """Whether the file is TOML."""
        return len(self._parts) == 1 and not self.problems

    @property
    def is_given(self) -> bool:
        """Whether anything was read."""
        return bool(self.header or self.blocks)

    @property
    def tables(self) -> dict[str, Any]:
        """All that was read."""
        return {**self.header, self.name: self.blocks}

    def _read(self, text: str, start: int) -> SyntaxFault | None:
        """Read a part of the file; give the reason if it is not TOML."""
        tables = read(text)
        if isinstance(tables, SyntaxFault):
            return tables
        self._parts.append(Part(text, start, len(self.blocks)))
        blocks = tables.get(self.name, [])
        if isinstance(blocks, list):
            self.blocks += blocks
        for key, value in tables.items():
            if key != self.name or not isinstance(blocks, list):
                self.header.setdefault(key, value)
        return None

    def _read_parts(self, whole: SyntaxFault) -> None:
        """Read what is above the first block's header and each block by itself."""
        pieces = cut(self.text, self.name)
        at = 0
        while at < len(pieces) and len(self.problems) < MOST_PROBLEMS:
            start, text = pieces[at]
            fault = self._read(text, start)
            end = at + 1
            if fault and fault.open_quotes:
                # A header in a string of several lines is no header: read on to where it ends.
                end = self._read_on(pieces, at, fault.open_quotes)
                fault = None if end > at + 1 else fault
            if fault:
                self._report(fault, start)
            at = end
        if not self.problems:
            self._report(whole, 0)

    def _read_on(self, pieces: list[tuple[int, str]], at: int, quotes: str) -> int:
        """Read a piece together with those up to the next that holds some quotes.

        :return: the index of the piece after them, or of the next if they are not TOML.
        """
        for end in range(at + 1, len(pieces)):
            if quotes in pieces[end][1]:
                joined = "".join(text for _, text in pieces[at : end + 1])
                return at + 1 if self._read(joined, pieces[at][0]) else end + 1
        return at + 1

    def _report(self, fault: SyntaxFault, start: int) -> None:
        span = self._at(start + fault.offset)
        self.problems.append(Problem(fault.code, fault.message, span, fault.hint))

    def _at(self, offset: int) -> Span:
        line = bisect_right(self._lines, offset)
        return Span(self.path, line, offset - self._lines[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        """Offsets at which lines start."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def scan(self) -> Scan:
        """Places and comments of the whole file; only for a file that is TOML."""
        return scan(self.text)

    @cached_property
    def _places(self) -> dict[Path, Place]:
        if self.is_whole:
            return self.scan.places
        places: dict[Path, Place] = {}
        for part in self._parts:
            for path, (key, value) in scan(part.text).places.items():
                moved = path
                if path[0] == self.name and len(path) > 1 and isinstance(path[1], int):
                    moved = (path[0], path[1] + part.first_block, *path[2:])
                places.setdefault(moved, Place(key + part.start, value + part.start))
        return places

    def value(self, *path: str | int) -> object:
        """The value at a path, as read."""
        found: Any = self.tables
        for part in path:
            found = found[part]
        return found

    def span(self, *path: str | int, value: bool = False) -> Span:
        """The place of a key or of its value, else of what is around it, else the file's start."""
        while path:
            if place := self._places.get(path):
                return self._at(place.value if value else place.key)
            path = path[:-1]
        return Span(self.path)


def cut(text: str, name: str) -> list[tuple[int, str]]:
    """Cut a text before each line `[[name]]`: offset and text of each piece.

    >>> cut('title = "T"\\n[[entry]]\\n', "entry")
    [(0, 'title = "T"\\n'), (12, '[[entry]]\\n')]
    """
    header = re.compile(rf"^[ \t]*+\[\[[ \t]*+[\"']?{name}[\"']?[ \t]*+\]\]", re.MULTILINE)
    starts = [match.start() for match in header.finditer(text)]
    starts = [0, *starts] if starts[:1] != [0] else starts
    return [(a, text[a:b]) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]

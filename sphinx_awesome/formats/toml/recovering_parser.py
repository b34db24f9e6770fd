"""Parse TOML; a text that is none is recovered block by block, with where and why it fails."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any, TypeAlias

import tomli

from ...core.problem import KeyPath, Location, Problem, ProblemCode
from ...core.text import quote_for_message
from .file_schema import FileKind
from .scanner import MAX_DEPTH_LEVELS, Offsets, Scan, open_string, scan

_MANY_DOTS = re.compile(r"(?:[^.]*+\.){200}")

_LONG_NUMBER = re.compile(r"\d{4300}")

# What `tomli` says of a string of several lines that does not end.
_OPEN = ("Unterminated string", "Expected \"'''\"")

_MERGE = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

_TYPOGRAPHIC = "“”„«»’\u2018\u201a"

_Sentences: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class ParseFailure:
    """The reason why a text is not TOML."""

    code: ProblemCode
    message: str
    hint: str
    offset: int
    open_quotes: str = ""
    """The quotes of a string of several lines that does not end."""


def parse_toml(text: str) -> dict[str, object] | ParseFailure:
    """Read TOML. Total, and linear in the length of any text.

    :param text: with line feeds alone.
    """
    try:
        # tomli takes quadratic time for a key of very many parts.
        if _has_many_dots(text) and scan(text).deep is not None:
            return _nested(text)
        return tomli.loads(text)
    except RecursionError:
        return _nested(text)
    except tomli.TOMLDecodeError as error:
        return _diagnose(text, error.msg, error.pos)
    except ValueError:
        return _long_number(text)


def _has_many_dots(text: str) -> bool:
    """Return whether a line has many dots; few lines are long enough to be searched."""
    return any(len(line) >= 200 and _MANY_DOTS.match(line) for line in text.split("\n"))


def _nested(text: str) -> ParseFailure:
    return ParseFailure(
        ProblemCode.NESTING,
        f"more than {MAX_DEPTH_LEVELS} brackets or dotted names stand within each other",
        "close each bracket before the next",
        scan(text).deep or 0,
    )


def _long_number(text: str) -> ParseFailure:
    """Return the failure for a number of so many digits that Python refuses it; tomli does not."""
    long = _LONG_NUMBER.search(text)
    return ParseFailure(
        ProblemCode.SYNTAX,
        "a number has too many digits",
        "write a number of a few digits, or a text in quotes",
        long.start() if long else 0,
    )


def _diagnose(text: str, reason: str, offset: int) -> ParseFailure:
    offset = min(offset, len(text.rstrip()))
    if reason.startswith(_OPEN) and (opened := open_string(text)):
        offset, quotes = opened
        return ParseFailure(
            ProblemCode.SYNTAX,
            f"a text that starts with {quotes} does not end",
            f"write {quotes} where it ends",
            offset,
            quotes,
        )
    if _line_at(text, offset).startswith(_MERGE):
        message = "an unresolved merge conflict stands here"
        hint = "keep one of the two versions and delete the lines of <, = and >"
    else:
        message, hint = _explain(reason, text, offset)
    return ParseFailure(ProblemCode.SYNTAX, message, hint, offset)


def _line_at(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]


def _explain(reason: str, text: str, offset: int) -> _Sentences:
    sentences = next(
        (sentence for start, sentence in _SENTENCES.items() if reason.startswith(start)), None
    )
    if sentences is None:  # by a later version
        return reason[:1].lower() + reason[1:], ""
    return sentences if isinstance(sentences, tuple) else sentences(text, offset)


_UNCLOSED = (
    "a list or a table in brackets does not end, or lacks a comma",
    "put a comma between two values, and close what is opened",
)


def _value(text: str, offset: int) -> _Sentences:
    character = text[offset : offset + 1]
    if character.strip() in {"", "#"} and not text[:offset].rstrip(" \t").endswith("="):
        return _UNCLOSED
    if character.strip() in {"", "#"}:
        return "a value is missing after =", 'write one, such as "…" for a text'
    if character in _TYPOGRAPHIC:
        return f"a text stands in typographic quotes ({character})", 'use the straight quote "'
    return "what stands here is neither a text in quotes nor a number, date or list", (
        'put a text in quotes: "…"'
    )


def _line_goes_on(text: str, offset: int) -> _Sentences:
    if text[offset] == ",":
        return "a comma follows a value", 'delete it, or put several values in brackets: ["…", "…"]'
    if text[offset - 1] in "\"'":
        return "the line goes on after its text", (
            r"write \" for a quote within a text, and one field a line"
        )
    return "the line goes on after its value", (
        "put a text in quotes, write a number without a 0 before it, and one field a line"
    )


def _key(text: str, offset: int) -> _Sentences:
    if text[offset : offset + 1] == ":":
        return "a colon follows a key", 'write = instead: key = "…"'
    return 'this line is not of the form key = "value"', "start it with # if it is a remark"


def _control(text: str, offset: int) -> _Sentences:
    character = text[offset : offset + 1]
    if character in {"", "\n"}:
        return "a text does not end on its line", "close it with the quote \" or ' it starts with"
    return f"an invisible character stands here: {quote_for_message(character)}", "delete it"


def _twice(text: str, offset: int) -> _Sentences:
    """Explain a clash of two keys: they are the same, or one is a part of the other."""
    line = _line_at(text, offset).lstrip()
    for kind in FileKind:
        if re.match(rf"\[\s*{kind.block_name}\s*\]", line):
            return "the header of a block stands in single brackets", (
                f"write [[{kind.block_name}]]"
            )
    if line.startswith("["):
        offset = (text + "\n").index("\n", offset)
    scanned = scan(text[:offset])
    path = scanned.last
    first = scanned.places[path].key if path else 0
    if first == scanned.last_offset:  # not there before, so that what holds it is a whole already
        path = path[:-1]
    elif not any(len(p) > len(path) and at.key == first for p, at in scanned.places.items()):
        return f"{_name(path)} is written twice in one block", (
            "delete one of the two, or write the header of a new block above the second"
        )
    return f"{_name(path)} is written both as a whole and by its parts", (
        "write it in one way, best each part on a line of its own"
    )


def _name(path: KeyPath) -> str:
    """Return the key of a path within its block, as messages show it."""
    parts = takewhile(lambda part: isinstance(part, str), reversed(path))
    return f"`{quote_for_message('.'.join(map(str, reversed(list(parts)))))}`"


_ESCAPE = (
    "a backslash in a text starts an escape that does not exist",
    r"write \\ for a backslash, or put the whole text in single quotes",
)

# By the start of what `tomli` says.
_SENTENCES: dict[str, _Sentences | Callable[[str, int], _Sentences]] = {
    "Invalid value": _value,
    "Invalid date": (
        "a day that is not in the calendar",
        "write year, month and day, such as 2024-05-31",
    ),
    "Invalid hex": _ESCAPE,
    "Invalid": _key,
    "Unescaped": _ESCAPE,
    "Escaped character": _ESCAPE,
    "Unclosed": _UNCLOSED,
    "Unterminated string": _control,
    "Illegal character": _control,
    "Found invalid character": _control,
    "Expected newline": _line_goes_on,
    "Expected '='": _key,
    "Expected ']": (
        "a header is not closed",
        "write it with as many brackets at its end as at its start",
    ),
    "Cannot": _twice,
    "Duplicate inline table key": _twice,
}

MAX_PROBLEMS = 1000
"""After as many problems, the rest of a file is not looked at: it would take long, for nobody."""


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """A whole file or, in a file that is not TOML, what is above one block's header or below it."""

    text: str
    start: int
    """Its offset in the file."""
    first_block: int
    """How many blocks come before it in the file."""


class RecoveredToml:
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
        self._parts: list[ParsedPart] = []
        fault = self._read(text, 0)
        if fault is not None:
            self._read_parts(fault)

    @property
    def is_toml(self) -> bool:
        """Return whether the file is TOML."""
        return len(self._parts) == 1 and not self.problems

    @property
    def is_given(self) -> bool:
        """Return whether anything was read."""
        return bool(self.header or self.blocks)

    @property
    def tables(self) -> dict[str, Any]:
        """All that was read."""
        return {**self.header, self.name: self.blocks}

    def _read(self, text: str, start: int) -> ParseFailure | None:
        """Read a part of the file; give the reason if it is not TOML."""
        tables = parse_toml(text)
        if isinstance(tables, ParseFailure):
            return tables
        self._parts.append(ParsedPart(text, start, len(self.blocks)))
        blocks = tables.get(self.name, [])
        if isinstance(blocks, list):
            self.blocks += blocks
        for key, value in tables.items():
            if key != self.name or not isinstance(blocks, list):
                self.header.setdefault(key, value)
        return None

    def _read_parts(self, failure: ParseFailure) -> None:
        """Read what is above the first block's header and each block by itself."""
        pieces = split_at_headers(self.text, self.name)
        at = 0
        while at < len(pieces) and len(self.problems) < MAX_PROBLEMS:
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
            self._report(failure, 0)

    def _read_on(self, pieces: list[tuple[int, str]], at: int, quotes: str) -> int:
        """Read a piece together with those up to the next that holds some quotes.

        :return: the index of the piece after them, or of the next if they are not TOML.
        """
        for end in range(at + 1, len(pieces)):
            if quotes in pieces[end][1]:
                joined = "".join(text for _, text in pieces[at : end + 1])
                return at + 1 if self._read(joined, pieces[at][0]) else end + 1
        return at + 1

    def _report(self, fault: ParseFailure, start: int) -> None:
        location = self._at(start + fault.offset)
        self.problems.append(Problem(fault.code, fault.message, location, fault.hint))

    def _at(self, offset: int) -> Location:
        line = bisect_right(self._lines, offset)
        return Location(self.path, line, offset - self._lines[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        """Offsets at which lines start."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def scan(self) -> Scan:
        """Places and comments of the whole file; only for a file that is TOML."""
        return scan(self.text)

    @cached_property
    def _places(self) -> dict[KeyPath, Offsets]:
        if self.is_toml:
            return self.scan.places
        places: dict[KeyPath, Offsets] = {}
        for part in self._parts:
            for path, (key, value) in scan(part.text).places.items():
                moved = path
                if path[0] == self.name and len(path) > 1 and isinstance(path[1], int):
                    moved = (path[0], path[1] + part.first_block, *path[2:])
                places.setdefault(moved, Offsets(key + part.start, value + part.start))
        return places

    def value(self, *path: str | int) -> object:
        """Return the value at a path, as read."""
        inner: Any = self.tables
        for part in path:
            inner = inner[part]
        return inner

    def location(self, *path: str | int, value: bool = False) -> Location:
        """Return the location of a key or its value, else of what holds it, else of the file."""
        while path:
            if place := self._places.get(path):
                return self._at(place.value if value else place.key)
            path = path[:-1]
        return Location(self.path)


def split_at_headers(text: str, name: str) -> list[tuple[int, str]]:
    """Cut a text before each line `[[name]]`: offset and text of each piece.

    :param text: with line feeds alone.
    :param name: of the blocks.

    >>> split_at_headers('title = "T"\\n[[entry]]\\n', "entry")
    [(0, 'title = "T"\\n'), (12, '[[entry]]\\n')]
    """
    header = re.compile(rf"^[ \t]*+\[\[[ \t]*+[\"']?{name}[\"']?[ \t]*+\]\]", re.MULTILINE)
    starts = [match.start() for match in header.finditer(text)]
    starts = [0, *starts] if starts[:1] != [0] else starts
    return [(a, text[a:b]) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]

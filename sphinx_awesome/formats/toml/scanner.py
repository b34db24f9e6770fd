"""Scan a TOML text for the offsets of its keys, items and headers, and for all comments.

`tomli` gives values without places and drops comments; one pass over strings, brackets and
comments finds both. It is meant for text that `tomli` accepts, but it is total: on any other
text it ends, in linear time, with what it has understood.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import NamedTuple

import tomli

from ...core.problem import KeyPath

# Possessive quantifiers throughout: a match fails at once instead of trying shorter ones.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')"""

_DOTTED = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"

_LINES = (r'"""(?:[^"\\]|\\.|"(?!""))*+', r"'''(?:[^']|'(?!''))*+")

_LINE = (r'"(?:[^"\\\n]|\\[^\n])*+"?', r"'[^'\n]*+'?")

_STRING = rf"(?:{_LINES[0]}(?:\"{{3,5}}|\Z)|{_LINES[1]}(?:'{{3,5}}|\Z)|{_LINE[0]}|{_LINE[1]})"

_STRINGS = re.compile(rf"\#[^\n]*+|(?P<open>(?:{'|'.join(_LINES)})\Z)|{_STRING}", re.DOTALL)

PARTS = re.compile(_PART)
"""A part of a dotted key."""

STATEMENT = re.compile(
    rf"(?P<newline>\n)|(?P<space>[ \t\r]++)|(?P<comment>\#[^\n]*+)"
    rf"|(?P<header>\[\[?+[ \t]*+(?P<name>{_DOTTED})[ \t]*+\]\]?+)"
    rf"|(?P<key>{_DOTTED})[ \t]*+=[ \t]*+"
    rf"|(?P<other>[^\n#]++)",
    re.DOTALL,
)
"""What stands where a statement may begin; of a key and its value, the key."""

VALUE = re.compile(
    rf"(?P<newline>\n)|(?P<space>[ \t\r]++)|(?P<comment>\#[^\n]*+)"
    rf"|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)"
    rf"|(?P<word>{_STRING}|[^\s,\[\]{{}}#\"']++)|(?P<other>.)",
    re.DOTALL,
)
"""What stands where a value may begin, or goes on in brackets."""

SCALAR = re.compile(rf"(?:{_STRING}|[^\s,\[\]{{}}#\"']++)[ \t]*+(?=\n|#|\Z)", re.DOTALL)
"""Nearly all values: one string, number or day, and then the line ends."""

ASSIGNMENT = re.compile(rf"(?P<key>{_DOTTED})[ \t]*+=[ \t]*+")
"""A key of an inline table."""


def open_string(text: str) -> tuple[int, str] | None:
    """Return offset and quotes of a multi-line string that does not end, or None.

    :param text: with line feeds alone.
    """
    last = deque(_STRINGS.finditer(text), maxlen=1)
    opened = last[0]["open"] if last else None
    return (last[0].start(), opened[:3]) if opened else None


def comments(text: str) -> list[str]:
    """Return all comments, with their `#`, wherever they stand.

    :param text: with line feeds alone.
    """
    return [match[0] for match in _STRINGS.finditer(text) if match[0].startswith("#")]


def split_key(key: str) -> tuple[str, ...]:
    """Split a dotted key as written: ``links."my code"`` is ("links", "my code").

    :param key: in TOML.
    """
    if '"' in key or "'" in key:
        return tuple(_unquoted(part) for part in PARTS.findall(key))
    return tuple(part.strip() for part in key.split("."))


def _unquoted(part: str) -> str:
    if part[0] == '"' and "\\" in part:
        try:
            return next(iter(tomli.loads(f"{part} = 0")))
        except tomli.TOMLDecodeError:
            return part
    return part.strip(part[0]) if part[0] in "\"'" else part


# Places of comments that precede no key, item or header, as the last part of a path. Indices
# are not negative, so that these are no items.
END = -1
"""Before the end of a list or of a block."""

TOP = -2
"""At the top of the file, before its first key."""

BOTTOM = -3
"""At the bottom of the file, apart from its last block."""

MAX_DEPTH_LEVELS = 100
"""More brackets within each other, or more parts of a dotted key, no list needs."""

_MAX_PATH_KEYS = (
    16  # A path is cut to this length, so that deep nesting takes linear time and memory.
)


class Offsets(NamedTuple):
    """Offsets of a key and of its value; of an item or a header, twice the same."""

    key: int
    value: int


@dataclass(slots=True)
class Scan:
    """The keys, items and comments of a text, with their offsets."""

    places: dict[KeyPath, Offsets] = field(default_factory=dict)
    """In the order of the text; of a path that is there twice, the first."""
    above: dict[KeyPath, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Lines of comment before a key, item or header; "" is a blank line between paragraphs."""
    beside: dict[KeyPath, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Comments at the end of a line."""
    last: KeyPath = ()
    """The last key or header."""
    last_offset: int = 0
    deep: int | None = None
    """Offset where nesting passes :data:`DEPTH` and the scan ends."""


@dataclass(slots=True)
class _Bracket:
    """A list or an inline table that is still open."""

    path: KeyPath
    is_list: bool
    items: int = 0
    expects: bool = True
    """An item or a key comes next."""


def scan(text: str) -> Scan:
    """Find all places and comments of a TOML text.

    :param text: with line feeds alone.
    """
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.result = Scan()
        self.table: KeyPath = ()  # the table that keys belong to
        self.block: KeyPath = ()  # the last [[name]] of one part, whose comments end with it
        self.counts: dict[KeyPath, int] = {}
        self.pending: list[str] = []  # comments that wait for what they precede
        self.beside: KeyPath | None = None  # what a comment on this line would be beside

    def run(self) -> Scan:
        blank = True  # nothing on this line so far
        while match := STATEMENT.match(self.text, self.at):
            self.at = match.end()
            match match.lastgroup:
                case "newline":
                    if blank:
                        self.pending.append("")
                    blank, self.beside = True, None
                    continue
                case "space":
                    continue
                case "comment":
                    self._comment(match[0])
                case "name" | "header":
                    self._header(match["name"], match.start(), many=match[0].startswith("[["))
                case "key":
                    path = self._assignment(match, self.table)
                    self._value(path)
                    self.beside = path
            blank = False
        self._end()
        return self.result

    def _comment(self, text: str) -> None:
        if self.beside is None:
            self.pending.append(text.rstrip())
        else:
            self.result.beside[self.beside].append(text.rstrip())

    def _flush(self, path: KeyPath) -> None:
        """Give the comments that wait to a key, an item or the end of a list."""
        if self.pending:
            comments = list(filter(None, self.pending))
            if comments:
                self.result.above[path] += comments
            self.pending.clear()

    def _end_block(self) -> list[str]:
        """Give the last block the paragraph that follows it at once; return the others."""
        lines, self.pending = self.pending, []
        if lines and lines[0] and "" in lines:
            cut = lines.index("")
            self.result.above[*self.block, END] += lines[:cut]
            lines = lines[cut:]
        return _paragraphs(lines)

    def _header(self, name: str, offset: int, *, many: bool) -> None:
        path: KeyPath = ()
        parts = split_key(name)
        self._check_depth(len(parts), offset)
        for part in parts[:_MAX_PATH_KEYS]:
            path += (part,)
            if path in self.counts:
                path += (self.counts[path],)
        if many:
            if isinstance(path[-1], int):
                path = path[:-1]
            self.counts[path] = self.counts.get(path, -1) + 1
            path += (self.counts[path],)
        if many and len(parts) == 1:
            lines = self._end_block() if self.result.places else _paragraphs(self.pending)
            self.pending.clear()
            if lines:
                self.result.above[path] += lines
            self.block = path
        else:
            self._first()
            self._flush(path)
        self.table = self.beside = path
        self._note(path, 0, offset, offset)

    def _first(self) -> None:
        """Give comments before the first key of a file to the file."""
        if not self.result.places and any(self.pending):
            self.result.above[TOP,] = _paragraphs(self.pending)
            self.pending.clear()

    def _assignment(self, match: re.Match[str], table: KeyPath) -> KeyPath:
        """Note a key, at its own place and at that of its parents, and return its path."""
        parts = split_key(match["key"])
        self._check_depth(len(parts), match.start())
        path = (table + parts)[: max(_MAX_PATH_KEYS, len(table) + 1)]
        self._first()
        self._flush(path)
        self._note(path, len(table), match.start(), match.end())
        return path

    def _note(self, path: KeyPath, known: int, key: int, value: int) -> None:
        """Note the place of a path, which also is that of its parents if they have none."""
        for length in range(known + 1, len(path)):
            self.result.places.setdefault(path[:length], Offsets(key, key))
        self.result.places.setdefault(path, Offsets(key, value))
        self.result.last, self.result.last_offset = path, key

    def _value(self, path: KeyPath) -> None:
        """Go to the end of a value that starts here."""
        if match := SCALAR.match(self.text, self.at):
            self.at = match.end()
        else:
            self._brackets(path)

    def _brackets(self, path: KeyPath) -> None:
        stack: list[_Bracket] = []
        while match := VALUE.match(self.text, self.at):
            kind, offset = match.lastgroup, match.start()
            if not stack and kind in {"newline", "comment"}:
                return
            top = stack[-1] if stack else None
            if top and top.expects and kind in {"word", "open", "other"}:
                if not top.is_list and (key := ASSIGNMENT.match(self.text, self.at)):
                    self.at = key.end()
                    path = self.beside = self._assignment(key, top.path)
                    top.expects = False
                    continue
                path = self._item(top, offset)
            self.at = match.end()
            match kind:
                case "newline":
                    self.beside = None
                case "comment":
                    self._comment(match[0])
                case "comma" if top:
                    top.expects = True
                case "open":
                    stack.append(_Bracket(path, is_list=match[0] == "["))
                    self._check_depth(len(stack), offset)
                    self.beside = None
                case "close" if top:
                    self._flush((*top.path, END))
                    self.beside = path = stack.pop().path

    def _item(self, bracket: _Bracket, offset: int) -> KeyPath:
        """Note an item of a list and return its path."""
        path = (
            (*bracket.path, bracket.items) if len(bracket.path) < _MAX_PATH_KEYS else bracket.path
        )
        bracket.items += 1
        bracket.expects = False
        self._flush(path)
        self.result.places.setdefault(path, Offsets(offset, offset))
        self.beside = path
        return path

    def _check_depth(self, depth: int, offset: int) -> None:
        """End the scan where nesting is too deep: what follows is of no use."""
        if depth > MAX_DEPTH_LEVELS:
            self.result.deep = offset
            self.at = len(self.text)

    def _end(self) -> None:
        self._first()
        self.pending.append("")
        if lines := self._end_block():
            self.result.above[BOTTOM,] = lines


def _paragraphs(lines: list[str]) -> list[str]:
    """Return comments with one blank line between paragraphs and none before the first.

    A blank line after the last one stays, as it says that the comment is not about what follows.
    """
    result: list[str] = []
    for line in lines:
        if line or (result and result[-1]):
            result.append(line)
    return result

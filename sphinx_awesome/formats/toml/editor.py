"""Changing single values of a file and adding new ones, and nothing else in it."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from ...core.text import clean
from .documents import Kind
from .files import has_windows_line_ends, normalise
from .rules import fields, rules
from .scan import Path, scan
from .syntax import SyntaxFault, read
from .tokens import STATEMENT, VALUE, comments, parts_of
from .writer import quoted, statement

Value: TypeAlias = "str | int | date | tuple[str, ...]"

_STRING = re.compile(r"""(?!\"""|''')(?:"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')""")


def edit(text: str, path: str, edits: Mapping[Path, tuple[str, str]]) -> tuple[str, list[Path]]:
    """Replace texts in a file.

    What was written is read again: it must say the same but for the values that were replaced,
    with every comment. A value that does not stand there as expected, or on several lines, stays.

    :param path: as problems name the file.
    :param edits: by the path of each value, the text that is there and the new one.
    :return: the new text of the file, and the paths of what was replaced in it.
    """
    if has_windows_line_ends(text):
        written, done = _edit(text.replace("\r\n", "\n"), path, edits)
        return written.replace("\n", "\r\n"), done
    return _edit(text, path, edits)


def _edit(text: str, path: str, edits: Mapping[Path, tuple[str, str]]) -> tuple[str, list[Path]]:
    tables = read(text)
    if isinstance(tables, SyntaxFault) or normalise(text, path)[0] != text:
        return text, []
    places = scan(text).places
    done: dict[Path, tuple[int, int, str]] = {}
    for keys, (old, new) in edits.items():
        place = places.get(keys)
        match = _STRING.match(text, place.value) if place else None
        if match and clean(str(_get(tables, keys))) == old:
            done[keys] = (*match.span(), quoted(new))
            _set(tables, keys, new)
    written = text
    for start, end, new in sorted(done.values(), reverse=True):
        written = written[:start] + new + written[end:]
    if read(written) != tables or comments(written) != comments(text):
        return text, []
    return written, list(done)


def _get(tables: Any, keys: Path) -> object:  # noqa: ANN401  (TOML of any shape)
    for key in keys:
        tables = tables[key]
    return tables


def _set(tables: Any, keys: Path, new: str) -> None:  # noqa: ANN401
    *outer, last = keys
    inner: Any = _get(tables, tuple(outer))
    inner[last] = new


def insert(
    text: str, path: str, values: Mapping[Path, Value], remarks: Mapping[Path, str] | None = None
) -> tuple[str, list[Path]]:
    """Add values to a file, each at the place in its block where the canonical form has it.

    What was written is read again: it must say the same but for the new values, with every
    comment. All else stays byte for byte, the line ends of Windows and a byte order mark included.
    A value that is there already stays, and so does a block that cannot take the new one.

    :param path: as problems name the file; its name says of which kind it is.
    :param values: by the path of each, such as ``("entry", 3, "links", "code")``.
    :param remarks: one line to write as a comment above a value, by the path of the value.
    :return: the new text of the file, and the paths of what was added to it.
    """
    plain, _ = normalise(text, path)
    tables = read(plain)
    if isinstance(tables, SyntaxFault):
        return text, []
    new = {keys: value for keys, value in values.items() if _can_take(tables, keys)}
    said = {keys: f"# {clean(remark)}" for keys, remark in (remarks or {}).items() if keys in new}
    layout = _Layout(plain, Kind.of(path))
    pieces = [p for keys in new for p in layout.pieces(keys, new[keys], said.get(keys, ""))]
    pieces.sort(key=lambda piece: (piece.offset, piece.order))
    written = _spliced(text, plain, pieces)
    plain_written, _ = normalise(written, path)
    for keys, value in new.items():
        _put(tables, keys, list(value) if isinstance(value, tuple) else value)
    all_comments = Counter(comments(plain)) + Counter(said.values())
    if read(plain_written) == tables and Counter(comments(plain_written)) == all_comments:
        return written, list(new)
    if len(new) == 1:
        return text, []
    # One of them cannot be added: find it, and add the others.
    done: list[Path] = []
    half = len(new) // 2
    for part in (list(new)[:half], list(new)[half:]):
        text, added = insert(text, path, {keys: new[keys] for keys in part}, remarks)
        done += added
    return text, done


def _can_take(tables: Any, keys: Path) -> bool:  # noqa: ANN401  (TOML of any shape)
    """Return whether a block is there and lacks a value."""
    for number, key in enumerate(keys, 1):
        if isinstance(key, int):
            if not isinstance(tables, list) or not 0 <= key < len(tables):
                return False
        elif not isinstance(tables, dict):
            return False
        elif key not in tables:
            return all(isinstance(inner, str) for inner in keys[number:])
        tables = tables[key]
    return False


def _put(tables: Any, keys: Path, new: object) -> None:  # noqa: ANN401
    """Set a value, in tables that need not be there."""
    *outer, last = keys
    for key in outer:
        tables = tables[key] if isinstance(key, int) else tables.setdefault(key, {})
    tables[last] = new


class _Piece(NamedTuple):
    """What is to be written into a text."""

    offset: int
    order: tuple[int, ...]
    """Of what is written at the same offset, the smallest comes first."""
    text: str
    """One line or several, without the line end of the last; or a part of a line."""
    is_lines: bool


@dataclass(slots=True)
class _Statement:
    """A key and its value: where they start, where the value starts, where their last line ends."""

    keys: Path
    start: int
    value: int
    end: int


@dataclass(slots=True)
class _Table:
    """A header, or the top of a file, and the statements below it."""

    path: Path
    end: int
    """Where its header ends; at the top of a file, where that starts."""
    statements: list[_Statement] = field(default_factory=list)


class _Layout:
    """Where the statements of a TOML text stand.

    :param text: with line feeds alone; `tomli` accepts it.
    """

    def __init__(self, text: str, kind: Kind) -> None:
        self._text = text
        self._kind = kind
        self._tables = {table.path: table for table in self._read()}

    def _read(self) -> Iterator[_Table]:
        table = _Table((), 0)
        counts: dict[Path, int] = {}
        at = 0
        while match := STATEMENT.match(self._text, at):
            at = match.end()
            if match.lastgroup == "key":
                end = self._line_end(self._ends_of_value(at)[0])
                table.statements.append(_Statement(parts_of(match["key"]), match.start(), at, end))
                at = end
            elif match.lastgroup in {"name", "header"}:
                yield table
                path: Path = ()
                parts = parts_of(match["name"])
                for number, part in enumerate(parts, 1):
                    path += (part,)
                    if number == len(parts) and match[0].startswith("[["):
                        counts[path] = counts.get(path, -1) + 1
                    if path in counts:
                        path += (counts[path],)
                table = _Table(path, self._line_end(at))
        yield table

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _ends_of_value(self, at: int) -> tuple[int, int]:
        """Find the end of a value that starts here, and of the last item if it has brackets."""
        depth, end, item = 0, at, at
        is_over = False
        while not is_over and (match := VALUE.match(self._text, end)):
            kind, end = match.lastgroup, match.end()
            depth += (kind == "open") - (kind == "close")
            is_over = depth == 0 and kind != "space"
            if not is_over and kind not in {"newline", "space", "comment", "comma"}:
                item = end
        return end, item

    def pieces(self, keys: Path, value: Value, remark: str) -> Iterator[_Piece]:
        """Yield what is to be written for a value.

        :param remark: a comment to stand above it; "" for none.
        """
        length = next(n for n in range(len(keys) - 1, -1, -1) if keys[:n] in self._tables)
        table, own = self._tables[keys[:length]], keys[length:]
        names = tuple(map(str, own))
        order = self._order(keys)
        for known in table.statements:
            depth = len(known.keys)
            if depth < len(own) and known.keys == own[:depth]:  # an inline table
                _, item = self._ends_of_value(known.value)
                new = statement(names[depth:], value)
                new = f" {new} " if item == known.value + 1 else f", {new}"
                yield _Piece(item, order, new, is_lines=False)
                if remark:
                    above = max(0, self._text.rfind("\n", 0, known.start))
                    yield _Piece(above, order, remark, is_lines=True)
                return
        lines = "\n".join(filter(None, [remark, statement(names, value)]))
        yield _Piece(self._line_before(table, order), order, lines, is_lines=True)

    def _line_before(self, table: _Table, order: tuple[int, ...]) -> int:
        """Return where the line ends below which a new statement of a table belongs."""
        orders = [(self._order((*table.path, *s.keys)), s.start, s.end) for s in table.statements]
        before = [known for known in orders if known[0] <= order]
        if before:
            return max(before)[-1]
        if table.path or not orders:
            return table.end
        return self._above(table.statements[0].start)

    def _above(self, start: int) -> int:
        """Return where the line ends above a statement and the comments directly above it."""
        lines = self._text[:start].split("\n")[:-1]
        while lines and lines[-1].lstrip().startswith("#"):
            lines.pop()
        return len("\n".join(lines))

    def _order(self, keys: Path) -> tuple[int, ...]:
        """Return the place of a key in the canonical form of its block; unknown ones come last."""
        model: type | None = self._kind.header
        if keys[:1] == (self._kind.block_name,):
            model, keys = self._kind.block, keys[2:]
        order: tuple[int, ...] = ()
        for key in keys:
            names = [f.name for f in fields(model)] if model else []
            order += (names.index(str(key)) if key in names else len(names),)
            model = _table_of(model, str(key))
        return order


def _table_of(model: type | None, name: str) -> type | None:
    """Return the dataclass of a table within a table, if there is one."""
    rule = rules(model).get(name) if model else None
    return rule if isinstance(rule, type) and dataclasses.is_dataclass(rule) else None


def _spliced(text: str, plain: str, pieces: list[_Piece]) -> str:
    """Return a text with pieces written into it.

    :param plain: the text with line feeds alone, in which the pieces were placed.
    :param pieces: in the order of their offsets.
    """
    raw = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    raw_starts = [0, *accumulate(map(len, raw))]
    starts = [0, *(match.end() for match in re.finditer("\n", plain))]
    mark = int(text.startswith("\ufeff"))
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    last = 0
    for offset, _, new, is_lines in pieces:
        line = bisect_right(starts, offset) - 1
        at = raw_starts[line] + offset - starts[line] + (mark if line == 0 else 0)
        if is_lines:
            new = new.replace("\n", end_of_line)  # noqa: PLW2901
            is_top = offset == 0
            new = f"{new}{end_of_line}" if is_top else f"{end_of_line}{new}"  # noqa: PLW2901
        parts += [text[last:at], new]
        last = at
    return "".join([*parts, text[last:]])

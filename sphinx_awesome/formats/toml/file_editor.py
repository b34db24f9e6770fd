"""Changing single values and keys of a file and adding new ones, and nothing else in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

import tomli

from ...core.files import normalize_newlines
from ...core.problem import KeyPath, NewKey, Replacement
from ...core.text import clean
from .file_schema import FileKind, file_fields, is_free
from .file_writer import LINE_CHARS, key_as_written, quoted, scalar, statement
from .recovering_parser import ParseFailure, parse_toml
from .scanner import ASSIGNMENT, PARTS, STATEMENT, VALUE, Offsets, comments, scan, split_key

Value: TypeAlias = str | int | date | tuple[str, ...]

_STRING = re.compile(r"""(?!\"""|''')(?:"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')""")

_BARE = re.compile(r"[^\s,\[\]{}#\"']++")

_Edit: TypeAlias = tuple[KeyPath, object, Replacement]
"""Path, the value that is there, and the new value or key."""


class _Change(NamedTuple):
    """A piece of a text, and what stands in its place."""

    start: int
    end: int
    new: str


def replace_values(
    text: str, path: str, edits: Mapping[KeyPath, tuple[object, Replacement]]
) -> tuple[str, list[KeyPath]]:
    """Replace values and keys in a file.

    What was written is read again: it must say the same but for what was replaced, with every
    comment. What does not stand there as expected, or on several lines, stays; so does all else,
    line ends included, and any file that is not TOML.

    :param text: of the file, line ends included.
    :param path: as problems name the file.
    :param edits: by the path of each value, the value that is there (of a text, also as it reads
        cleaned) and the new one; or a new key for it.
    :return: the new text of the file, and the paths of what was replaced in it.
    """
    plain, _ = normalize_newlines(text, path)
    if isinstance(parse_toml(plain), ParseFailure):
        return text, []
    places = scan(plain).places
    ordered = sorted(
        ((keys, *both) for keys, both in edits.items() if keys in places),
        # The last first: several items in the place of one move those behind it. And values
        # before keys, by which they are found.
        key=lambda one: (isinstance(one[2], NewKey), -places[one[0]].value),
    )
    written, done = _apply(text, path, ordered)
    return written, [keys for keys in edits if keys in done]


def _apply(text: str, path: str, edits: Sequence[_Edit]) -> tuple[str, list[KeyPath]]:
    """Make all of some edits that can be made, at once if they all can."""
    plain, _ = normalize_newlines(text, path)
    tables: Any = parse_toml(plain)
    places = scan(plain).places
    changes: list[_Change] = []
    done: list[KeyPath] = []
    for keys, old, new in edits:
        if made := list(_changes(plain, places, tables, (keys, old, new))):
            changes += made
            done.append(keys)
            _set(tables, keys, new)
    written = _put(text, changes)
    again = normalize_newlines(written, path)[0]
    if parse_toml(again) == tables and comments(again) == comments(plain):
        return written, done
    if len(edits) < 2:
        return text, []
    half = len(edits) // 2
    text, first = _apply(text, path, edits[:half])
    text, second = _apply(text, path, edits[half:])
    return text, first + second


def _changes(
    plain: str, places: Mapping[KeyPath, Offsets], tables: object, one: _Edit
) -> Iterator[_Change]:
    """Yield the changes that one edit makes in a text; nothing if it cannot be made."""
    keys, old, new = one
    value = _get(tables, keys)
    if value != old and not (isinstance(value, str) and clean(value) == old):
        return
    place = places[keys]
    if isinstance(new, NewKey):
        if is_free(_get(tables, keys[:-1]), new.split(".")):
            yield from _renamed(plain, places, keys, new)
        return
    match = _STRING.match(plain, place.value) or _BARE.match(plain, place.value)
    if not match or _read_one(match[0]) != value:
        return
    if isinstance(value, str) or not isinstance(new, str) or match[0] == new:
        # Else it is a number that is written otherwise: as a text, 0x10 is not "16".
        yield _Change(*match.span(), _written(plain, place, keys, new))


def _renamed(
    plain: str, places: Mapping[KeyPath, Offsets], keys: KeyPath, new: str
) -> Iterator[_Change]:
    """Yield a key's replacement wherever it stands: in `link.pdf = …` and in `link.code = …`.

    One that stands in the header of a table of its own stays.
    """
    written = ".".join(map(key_as_written, new.split(".")))
    for path, place in places.items():
        match = ASSIGNMENT.match(plain, place.key)
        if path[: len(keys)] != keys or place.value == place.key or not match:
            continue
        parts = list(PARTS.finditer(match["key"]))
        index = len(keys) - 1 - (len(path) - len(parts))
        if index >= 0:
            start, end = parts[index].span()
            yield _Change(place.key + start, place.key + end, written)


def _written(plain: str, place: Offsets, keys: KeyPath, new: Replacement) -> str:
    """Return a new value as TOML, in the form of what stands around it."""
    if not isinstance(new, tuple):
        return quoted(new) if isinstance(new, str) else scalar(new)
    items = [quoted(item) for item in new]
    line = plain[plain.rfind("\n", 0, place.value) + 1 : place.value]
    if isinstance(keys[-1], int):
        return f",\n{line}".join(items) if line.isspace() else ", ".join(items)
    one_line = f"[{', '.join(items)}]"
    if len(line) + len(one_line) <= LINE_CHARS or place.key != place.value - len(line):
        return one_line
    return "".join(["[\n", *(f"    {item},\n" for item in items), "]"])


def _put(text: str, changes: list[_Change]) -> str:
    """Make changes in a text as it stands in its file.

    :param changes: with offsets in the text without byte order mark and with line feeds alone.
    """
    start = len(text) - len(text.removeprefix("\ufeff"))
    ends = "\r\n" if "\r\n" in text else "\n"
    pairs = [match.start() - start - n for n, match in enumerate(re.finditer("\r\n", text))]
    written, at = [], 0
    for change in sorted(changes):
        first, last = (
            offset + start + bisect_left(pairs, offset) for offset in (change.start, change.end)
        )
        written += [text[at:first], change.new.replace("\n", ends)]
        at = last
    return "".join([*written, text[at:]])


def _read_one(written: str) -> object:
    """Return the value of a piece of TOML, or None if it is no value."""
    try:
        return tomli.loads(f"x = {written}")["x"]
    except tomli.TOMLDecodeError:
        return None


def _get(tables: Any, keys: KeyPath) -> object:  # noqa: ANN401  (TOML of any shape)
    for key in keys:
        tables = tables[key]
    return tables


def _set(tables: Any, keys: KeyPath, new: Replacement) -> None:  # noqa: ANN401
    *outer, last = keys
    inner: Any = _get(tables, tuple(outer))
    if isinstance(new, NewKey):
        value = inner.pop(last)
        *parents, last = new.split(".")
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[last] = value
    elif isinstance(new, tuple) and isinstance(last, int):
        inner[last : last + 1] = new
    else:
        inner[last] = list(new) if isinstance(new, tuple) else new


def insert(
    text: str,
    path: str,
    values: Mapping[KeyPath, Value],
    remarks: Mapping[KeyPath, str] | None = None,
) -> tuple[str, list[KeyPath]]:
    """Add values to a file, each at the place in its block where the canonical form has it.

    What was written is read again: it must say the same but for the new values, with every
    comment. All else stays byte for byte, the line ends of Windows and a byte order mark included.
    A value that is there already stays, and so does a block that cannot take the new one.

    :param text: of the file, line ends included.
    :param path: as problems name the file; its name says of which kind it is.
    :param values: by the path of each, such as ``("entry", 3, "links", "code")``.
    :param remarks: one line to write as a comment above a value, by the path of the value.
    :return: the new text of the file, and the paths of what was added to it.
    """
    plain, _ = normalize_newlines(text, path)
    tables = parse_toml(plain)
    if isinstance(tables, ParseFailure):
        return text, []
    new = {keys: value for keys, value in values.items() if _can_take(tables, keys)}
    comment_lines = {
        keys: f"# {clean(remark)}" for keys, remark in (remarks or {}).items() if keys in new
    }
    layout = _Layout(plain, FileKind.of(path))
    pieces = [
        p for keys in new for p in layout.pieces(keys, new[keys], comment_lines.get(keys, ""))
    ]
    pieces.sort(key=lambda piece: (piece.offset, piece.order))
    written = _spliced(text, plain, pieces)
    plain_written, _ = normalize_newlines(written, path)
    for keys, value in new.items():
        _set_below(tables, keys, list(value) if isinstance(value, tuple) else value)
    all_comments = Counter(comments(plain)) + Counter(comment_lines.values())
    if parse_toml(plain_written) == tables and Counter(comments(plain_written)) == all_comments:
        return written, list(new)
    if len(new) == 1:
        return text, []
    # One of them cannot be added: find it, and add the others.
    done: list[KeyPath] = []
    half = len(new) // 2
    for part in (list(new)[:half], list(new)[half:]):
        text, added = insert(text, path, {keys: new[keys] for keys in part}, remarks)
        done += added
    return text, done


def append(text: str, path: str, block: str) -> str:
    """Add a block to the end of a file, with an empty line before it.

    What was written is read again: it must say what both say, with every comment of both. All else
    stays byte for byte, the line ends of Windows and a byte order mark included; a last line
    without a line end gets one.

    :param path: as problems name the file.
    :param block: a `[[entry]]` or the like, with line feeds and the comments above it.
    :return: the new text of the file; the same one, if the block cannot be added.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    plain, _ = normalize_newlines(text, path)
    tables: Any = parse_toml(plain)
    added: Any = parse_toml(block)
    if isinstance(tables, ParseFailure) or isinstance(added, ParseFailure):
        return text
    expected = dict(tables)
    for name, blocks in added.items():
        if not isinstance(blocks, list) or not isinstance(expected.get(name, []), list):
            return text
        expected[name] = [*expected.get(name, []), *blocks]
    gap = "" if not plain or plain.endswith("\n\n") else "\n" if plain.endswith("\n") else "\n\n"
    new = f"{gap}{block.strip(chr(10))}\n".replace("\n", ends)
    written = f"{text}{new}"
    again, _ = normalize_newlines(written, path)
    is_same = parse_toml(again) == expected and comments(again) == comments(plain) + comments(block)
    return written if is_same else text


def block_names(text: str, path: str) -> list[str]:
    """Return the id of each block of a section's file, or of what it refers to, in their order.

    :param text: of the file.
    :param path: as problems name it.
    :return: "" for a block that names nothing; no blocks, if the file is not TOML.
    """
    tables: Any = parse_toml(normalize_newlines(text, path)[0])
    blocks = [] if isinstance(tables, ParseFailure) else tables.get(FileKind.of(path).block_name)
    listed = blocks if isinstance(blocks, list) else []
    return [
        str(block.get("id") or block.get("ref") or "") if isinstance(block, dict) else ""
        for block in listed
    ]


def named_sections(text: str, path: str) -> list[str]:
    """Return the sections that a list's own file names, in their order; none, if it is not TOML.

    :param text: of the file.
    :param path: as problems name it.
    """
    tables: Any = parse_toml(normalize_newlines(text, path)[0])
    named = [] if isinstance(tables, ParseFailure) else tables.get("sections")
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


def insert_blocks(text: str, path: str, blocks: Mapping[int, Sequence[str]]) -> str:
    """Add blocks to a file, before others that are there.

    What was written is read again: it must say what all of them say, in this order, with every
    comment. All else stays byte for byte. Comments directly above a block stay with it.

    :param text: of the file, line ends included.
    :param path: as problems name the file; its name says how its blocks are called.
    :param blocks: those to stand before a block that is there, by the number of that one; behind
        all, by the number of blocks. Each with line feeds and the comments above it.
    :return: the new text of the file; the same one, if the blocks cannot be added.
    """
    plain, _ = normalize_newlines(text, path)
    tables: Any = parse_toml(plain)
    name = FileKind.of(path).block_name
    if isinstance(tables, ParseFailure) or not isinstance(present := tables.get(name, []), list):
        return text
    places, changes = scan(plain).places, []
    expected: list[object] = []
    all_comments = Counter(comments(plain))
    for number in range(len(present) + 1):
        for block in blocks.get(number, ()):
            added: Any = parse_toml(block)
            expected += added[name]
            all_comments.update(comments(block))
        expected += present[number : number + 1]
        if number < len(present) and blocks.get(number):
            start = _line_above(plain, places[(name, number)].key)
            new = "".join(f"{block.strip(chr(10))}\n\n" for block in blocks[number])
            changes.append(_Change(start, start, new))
    written = _put(text, changes)
    for block in blocks.get(len(present), ()):
        written = append(written, path, block)
    again, _ = normalize_newlines(written, path)
    is_same = parse_toml(again) == {**tables, name: expected}
    return written if is_same and Counter(comments(again)) == all_comments else text


def _line_above(text: str, start: int) -> int:
    """Return where the comments directly above a header begin; else where its own line does."""
    at = text.rfind("\n", 0, start) + 1
    while at:
        above = text.rfind("\n", 0, at - 1) + 1
        if not text[above:at].lstrip().startswith("#"):
            break
        at = above
    return at


def _can_take(tables: Any, keys: KeyPath) -> bool:  # noqa: ANN401  (TOML of any shape)
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


def _set_below(tables: Any, keys: KeyPath, new: object) -> None:  # noqa: ANN401
    """Set a value, in tables that need not be there."""
    *outer, last = keys
    for key in outer:
        tables = tables[key] if isinstance(key, int) else tables.setdefault(key, {})
    tables[last] = new


class _Piece(NamedTuple):
    """A piece to write into a text."""

    offset: int
    order: tuple[int, ...]
    """Of what is written at the same offset, the smallest comes first."""
    text: str
    """One line or several, without the line end of the last; or a part of a line."""
    is_lines: bool


@dataclass(slots=True)
class _Statement:
    """A key and its value: where they start, where the value starts, where their last line ends."""

    keys: KeyPath
    start: int
    value: int
    end: int


@dataclass(slots=True)
class _StatementTable:
    """A header, or the top of a file, and the statements below it."""

    path: KeyPath
    end: int
    """Where its header ends; at the top of a file, where that starts."""
    statements: list[_Statement] = field(default_factory=list)


class _Layout:
    """The layout of a TOML text: its tables and their statements.

    :param text: with line feeds alone; `tomli` accepts it.
    """

    def __init__(self, text: str, kind: FileKind) -> None:
        self._text = text
        self._kind = kind
        self._tables = {table.path: table for table in self._read()}

    def _read(self) -> Iterator[_StatementTable]:
        table = _StatementTable((), 0)
        counts: dict[KeyPath, int] = {}
        at = 0
        while match := STATEMENT.match(self._text, at):
            at = match.end()
            if match.lastgroup == "key":
                end = self._line_end(self._ends_of_value(at)[0])
                table.statements.append(_Statement(split_key(match["key"]), match.start(), at, end))
                at = end
            elif match.lastgroup in {"name", "header"}:
                yield table
                path: KeyPath = ()
                parts = split_key(match["name"])
                for number, part in enumerate(parts, 1):
                    path += (part,)
                    if number == len(parts) and match[0].startswith("[["):
                        counts[path] = counts.get(path, -1) + 1
                    if path in counts:
                        path += (counts[path],)
                table = _StatementTable(path, self._line_end(at))
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

    def pieces(self, keys: KeyPath, value: Value, remark: str) -> Iterator[_Piece]:
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

    def _line_before(self, table: _StatementTable, order: tuple[int, ...]) -> int:
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

    def _order(self, keys: KeyPath) -> tuple[int, ...]:
        """Return the place of a key in the canonical form of its block; unknown ones come last."""
        from .field_types import inner_table  # noqa: PLC0415  (pydantic)

        model: type = self._kind.header
        if keys[:1] == (self._kind.block_name,):
            model, keys = self._kind.block, keys[2:]
        order: tuple[int, ...] = ()
        for number, key in enumerate(keys):
            table = inner_table(model, *keys[:number])
            names = [f.name for f in file_fields(table)] if table else []
            order += (names.index(str(key)) if key in names else len(names),)
        return order


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

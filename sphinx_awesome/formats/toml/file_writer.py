"""Write one entry file in its canonical form."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ...core.problem import KeyPath
from .file_schema import Block, Comments, EntryFile, FileKind, file_fields
from .scanner import BOTTOM, END, TOP

LINE_CHARS = 100

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r"}

_TO_ESCAPE = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')

_TO_ESCAPE_IN_LINES = re.compile(r'\\|"(?=""|\Z)|[\x00-\x08\x0b-\x1f\x7f]')


def write_entry_file(document: EntryFile) -> str:
    """Write a document: one form for all that reads the same, and every comment in it.

    Fields stand in the order of the model, and only those that say something; a list stands on
    one line if that has at most 100 characters and no comment in it.

    :param document: of any kind.
    """
    parts = [_header(document), *(write_block(document.kind, block) for block in document.blocks)]
    parts.append("\n".join(document.comments.above.get((BOTTOM,), ())))
    text = "\n\n".join(part.rstrip("\n") for part in parts if part)
    return f"{text}\n" if text else ""


def write_block(kind: FileKind, block: Block) -> str:
    """Write one block in its canonical form, with its comments.

    :param kind: of the file in which it is to stand.
    """
    writer = _Writer(block.comments)
    writer.comments_above((), paragraphs=True)
    writer.line((), f"[[{kind.block_name}]]")
    writer.fields(block.value)
    return writer.finish()


def _header(document: EntryFile) -> str:
    above = {p: lines for p, lines in document.comments.above.items() if p != (BOTTOM,)}
    writer = _Writer(Comments(above, document.comments.beside))
    writer.comments_above((TOP,), paragraphs=True)
    writer.fields(document.header)
    return writer.finish()


class _Writer:
    """Lines of one block, and the comments that are still to be written."""

    def __init__(self, comments: Comments) -> None:
        self._lines: list[str] = []
        self._above = dict(comments.above)
        self._beside = dict(comments.beside)

    def finish(self) -> str:
        """Return the text, with the comments whose keys are not written at its end."""
        self.comments_above((END,))
        for lines in (*self._above.values(), *self._beside.values()):
            self._lines += filter(None, lines)
        return "\n".join(self._lines)

    def comments_above(self, path: KeyPath, *, paragraphs: bool = False, indent: str = "") -> None:
        """Write the comments above a key, with or without blank lines between them."""
        lines = self._above.pop(path, ())
        self._lines += (f"{indent}{line}" if line else "" for line in lines if line or paragraphs)

    def line(self, path: KeyPath, text: str) -> None:
        """Write a line with the comment beside it."""
        self._lines.append("  ".join((text, *filter(None, [" ".join(self._beside.pop(path, ()))]))))

    def fields(self, value: Any) -> None:  # noqa: ANN401  (any dataclass of the model)
        """Write the fields of a dataclass that say something."""
        for path, inner in _flat(value):
            self._comments_of_tables(path, 1)
            self.comments_above(path)
            self.value(path, inner)
        for path, table in _tables(value):
            self._lines += [""] if self._lines[-1:] not in ([], [""]) else []
            self._comments_of_tables(path, 1)
            self.comments_above(path)
            self.line(path, f"[{_dotted(path)}]")
            for inner_path, inner in _flat(table):
                self.comments_above((*path, *inner_path))
                self.value((*path, *inner_path), inner, len(path))

    def _comments_of_tables(self, path: KeyPath, start: int) -> None:
        """Write the comments of tables around a key that are not written as tables."""
        for length in range(start, len(path)):
            self.comments_above(path[:length])
            self._lines += self._beside.pop(path[:length], ())

    def value(self, path: KeyPath, value: object, start: int = 0) -> None:
        """Write a key and its value.

        :param start: length of the path of the table in whose lines it stands.
        """
        key = _dotted(path[start:])
        if isinstance(value, tuple):
            self._list(path, key, [quoted(item) for item in value])
        else:
            self.line(path, f"{key} = {scalar(value)}")

    def _list(self, path: KeyPath, key: str, items: list[str]) -> None:
        one_line = f"{key} = [{', '.join(items)}]"
        has_comments = any(p[:-1] == path for p in (*self._above, *self._beside))
        if len(one_line) <= LINE_CHARS and not has_comments:
            self.line(path, one_line)
            return
        self._lines.append(f"{key} = [")
        for index, item in enumerate(items):
            self.comments_above((*path, index), indent="    ")
            self.line((*path, index), f"    {item},")
        self.comments_above((*path, END), indent="    ")
        self.line(path, "]")


def _flat(value: Any) -> Iterator[tuple[tuple[str, ...], object]]:  # noqa: ANN401
    """Yield the fields of a dataclass that are filled in, those of inner tables included."""
    for field in file_fields(type(value)):
        inner = getattr(value, field.name)
        if isinstance(inner, Mapping):
            items = (
                (key, item) for key, item in inner.items() if not dataclasses.is_dataclass(item)
            )
            yield from (((field.name, key), item) for key, item in items)
        elif dataclasses.is_dataclass(inner):
            yield from (((field.name, *path), item) for path, item in _flat(inner))
        elif inner and inner != field.default:
            yield (field.name,), inner


def _tables(value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401
    """Yield the inner tables that have names of the list, which are written below their headers."""
    for field in file_fields(type(value)):
        inner = getattr(value, field.name)
        for key, item in inner.items() if isinstance(inner, Mapping) else ():
            if dataclasses.is_dataclass(item):
                yield (field.name, key), item


def _dotted(path: KeyPath) -> str:
    return ".".join(key_as_written(str(part)) for part in path)


def key_as_written(key: str) -> str:
    """Return a key as TOML writes it, in quotes where it needs them.

    :param key: one part of a path.
    """
    return key if _BARE_KEY.fullmatch(key) else quoted(key)


def scalar(value: object) -> str:
    """Return a value as TOML writes it, if it is no list.

    :param value: a text, a number, a day, True or False.
    """
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case str() if "\n" in value:
            return f'"""\n{_TO_ESCAPE_IN_LINES.sub(_escape, value)}"""'
        case str():
            return quoted(value)
        case _:
            return str(value)


def statement(keys: tuple[str, ...], value: object) -> str:
    """Return a key and its value in their canonical form, which may take several lines.

    :param value: a text, a number, a day, or a tuple of texts.
    """
    writer = _Writer(Comments())
    writer.value(keys, value)
    return writer.finish()


def quoted(text: str) -> str:
    """Return a text as a string of TOML on one line.

    :param text: of any characters.
    """
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"

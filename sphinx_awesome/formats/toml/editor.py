"""Changing single values and keys of a file, and nothing else in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import tomli

from ...core.problem import NewKey, Replacement
from ...core.text import clean
from .files import normalise
from .scan import Path, Place, scan
from .syntax import SyntaxFault, read
from .tokens import ASSIGNMENT, PARTS, comments
from .writer import WIDTH, key_as_written, quoted

_STRING = re.compile(r"""(?!\"""|''')(?:"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')""")
_BARE = re.compile(r"[^\s,\[\]{}#\"']++")

_Edit: TypeAlias = tuple[Path, object, Replacement]
"""Path, the value that is there, and the new value or key."""


class _Change(NamedTuple):
    """A piece of a text, and what stands in its place."""

    start: int
    end: int
    new: str


def edit(
    text: str, path: str, edits: Mapping[Path, tuple[object, Replacement]]
) -> tuple[str, list[Path]]:
    """Replace values and keys in a file.

    What was written is read again: it must say the same but for what was replaced, with every
    comment. What does not stand there as expected, or on several lines, stays; so does all else,
    line ends included, and any file that is not TOML.

    :param path: as problems name the file.
    :param edits: by the path of each value, the value that is there (of a text, also as it reads
        cleaned) and the new one; or a new key for it.
    :return: the new text of the file, and the paths of what was replaced in it.
    """
    plain, _ = normalise(text, path)
    if isinstance(read(plain), SyntaxFault):
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


def _apply(text: str, path: str, edits: Sequence[_Edit]) -> tuple[str, list[Path]]:
    """Make all of some edits that can be made, at once if they all can."""
    plain, _ = normalise(text, path)
    tables: Any = read(plain)
    places = scan(plain).places
    changes: list[_Change] = []
    done: list[Path] = []
    for keys, old, new in edits:
        if found := list(_changes(plain, places, tables, (keys, old, new))):
            changes += found
            done.append(keys)
            _set(tables, keys, new)
    written = _put(text, changes)
    again = normalise(written, path)[0]
    if read(again) == tables and comments(again) == comments(plain):
        return written, done
    if len(edits) < 2:
        return text, []
    half = len(edits) // 2
    text, first = _apply(text, path, edits[:half])
    text, second = _apply(text, path, edits[half:])
    return text, first + second


def _changes(
    plain: str, places: Mapping[Path, Place], tables: object, one: _Edit
) -> Iterator[_Change]:
    """What one edit changes in a text; nothing if it cannot be made."""
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


def _renamed(plain: str, places: Mapping[Path, Place], keys: Path, new: str) -> Iterator[_Change]:
    """A key replaced wherever it stands: `link` in `link.pdf = …` and in `link.code = …`.

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


def _written(plain: str, place: Place, keys: Path, new: Replacement) -> str:
    """A new value as TOML, in the form of what stands around it."""
    if not isinstance(new, tuple):
        return quoted(new) if isinstance(new, str) else str(new)
    items = [quoted(item) for item in new]
    line = plain[plain.rfind("\n", 0, place.value) + 1 : place.value]
    if isinstance(keys[-1], int):
        return f",\n{line}".join(items) if line.isspace() else ", ".join(items)
    one_line = f"[{', '.join(items)}]"
    if len(line) + len(one_line) <= WIDTH or place.key != place.value - len(line):
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


def is_free(table: object, path: Sequence[str | int]) -> bool:
    """Whether a key can be written into a table: it is not there, and no value is in its way."""
    for part in path:
        if not isinstance(table, Mapping):
            return False
        if part not in table:
            return True
        table = table[part]
    return False


def _read_one(written: str) -> object:
    """The value that a piece of TOML says; None if it says none."""
    try:
        return tomli.loads(f"x = {written}")["x"]
    except tomli.TOMLDecodeError:
        return None


def _get(tables: Any, keys: Path) -> object:  # noqa: ANN401  (TOML of any shape)
    for key in keys:
        tables = tables[key]
    return tables


def _set(tables: Any, keys: Path, new: Replacement) -> None:  # noqa: ANN401
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

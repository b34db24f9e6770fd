"""Changing single values of a file, and nothing else in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...core.text import clean
from .files import has_windows_line_ends, normalise
from .scan import Path, scan
from .syntax import SyntaxFault, read
from .tokens import comments
from .writer import quoted

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

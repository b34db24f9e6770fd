"""Why a text is not TOML, in sentences for people who do not know TOML.

`tomli` says what it met, and where; what to do about it is told here. It is `tomllib` compiled:
the same words in half the time, and the same version of TOML with every Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

import tomli

from ...core.problem import Code
from ...core.text import legible
from .documents import Kind
from .scan import DEPTH, Path, scan
from .tokens import open_string

_MANY_DOTS = re.compile(r"(?:[^.]*+\.){200}")
_LONG_NUMBER = re.compile(r"\d{4300}")
# What `tomli` says of a string of several lines that does not end.
_OPEN = ("Unterminated string", "Expected \"'''\"")
_MERGE = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_TYPOGRAPHIC = "“”„«»’\u2018\u201a"

_Sentences: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Why a text is not TOML."""

    code: Code
    message: str
    hint: str
    offset: int
    open_quotes: str = ""
    """The quotes of a string of several lines that does not end."""


def read(text: str) -> dict[str, object] | SyntaxFault:
    """Read TOML. Total, and linear in the length of any text."""
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
    """Whether there are in one line, few of which are long enough to be looked at."""
    return any(len(line) >= 200 and _MANY_DOTS.match(line) for line in text.split("\n"))


def _nested(text: str) -> SyntaxFault:
    return SyntaxFault(
        Code.NESTING,
        f"more than {DEPTH} brackets or dotted names stand within each other",
        "close each bracket before the next",
        scan(text).deep or 0,
    )


def _long_number(text: str) -> SyntaxFault:
    """Python reads no number of so many digits, which tomli does not catch."""
    long = _LONG_NUMBER.search(text)
    return SyntaxFault(
        Code.SYNTAX,
        "a number has too many digits",
        "write a number of a few digits, or a text in quotes",
        long.start() if long else 0,
    )


def _diagnose(text: str, said: str, offset: int) -> SyntaxFault:
    offset = min(offset, len(text.rstrip()))
    if said.startswith(_OPEN) and (opened := open_string(text)):
        offset, quotes = opened
        return SyntaxFault(
            Code.SYNTAX,
            f"a text that starts with {quotes} does not end",
            f"write {quotes} where it ends",
            offset,
            quotes,
        )
    if _line_at(text, offset).startswith(_MERGE):
        message = "an unresolved merge conflict stands here"
        hint = "keep one of the two versions and delete the lines of <, = and >"
    else:
        message, hint = _explain(said, text, offset)
    return SyntaxFault(Code.SYNTAX, message, hint, offset)


def _line_at(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]


def _explain(said: str, text: str, offset: int) -> _Sentences:
    found = next((told for start, told in _SENTENCES.items() if said.startswith(start)), None)
    if found is None:  # by a later version
        return said[:1].lower() + said[1:], ""
    return found if isinstance(found, tuple) else found(text, offset)


_UNCLOSED = (
    "a list or a table in brackets does not end, or lacks a comma",
    "put a comma between two values, and close what is opened",
)


def _value(text: str, offset: int) -> _Sentences:
    found = text[offset : offset + 1]
    if found.strip() in {"", "#"} and not text[:offset].rstrip(" \t").endswith("="):
        return _UNCLOSED
    if found.strip() in {"", "#"}:
        return "a value is missing after =", 'write one, such as "…" for a text'
    if found in _TYPOGRAPHIC:
        return f"a text stands in typographic quotes ({found})", 'use the straight quote "'
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
    found = text[offset : offset + 1]
    if found in {"", "\n"}:
        return "a text does not end on its line", "close it with the quote \" or ' it starts with"
    return f"an invisible character stands here: {legible(found)}", "delete it"


def _twice(text: str, offset: int) -> _Sentences:
    """Two keys clash: they are the same, or one is a part of the other."""
    line = _line_at(text, offset).lstrip()
    for kind in Kind:
        if re.match(rf"\[\s*{kind.block_name}\s*\]", line):
            return "the header of a block stands in single brackets", (
                f"write [[{kind.block_name}]]"
            )
    if line.startswith("["):
        offset = (text + "\n").index("\n", offset)
    found = scan(text[:offset])
    path = found.last
    first = found.places[path].key if path else 0
    if first == found.last_offset:  # not there before, so that what holds it is a whole already
        path = path[:-1]
    elif not any(len(p) > len(path) and at.key == first for p, at in found.places.items()):
        return f"{_name(path)} is written twice in one block", (
            "delete one of the two, or write the header of a new block above the second"
        )
    return f"{_name(path)} is written both as a whole and by its parts", (
        "write it in one way, best each part on a line of its own"
    )


def _name(path: Path) -> str:
    """The key of a path within its block."""
    parts = takewhile(lambda part: isinstance(part, str), reversed(path))
    return f"`{legible('.'.join(map(str, reversed(list(parts)))))}`"


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

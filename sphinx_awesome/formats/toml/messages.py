"""What is wrong with a value, and how to mend it, in sentences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ...core.links import LABELS
from ...core.model import Entry, Maintainer, Section, Venue, VenueKind
from ...core.problem import Code
from ...core.text import legible
from .documents import LIST_FILE, Kind, ListHeader, Ref
from .rules import UnfitError, fields, rules
from .scan import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Said(NamedTuple):
    """A problem without its place."""

    code: Code
    message: str
    hint: str


class Fault(NamedTuple):
    """A problem with its place in some tables."""

    path: Path
    said: Said
    is_of_key: bool = False
    """Whether the key is wrong, rather than its value."""


# What people write who know other formats, and what it is called here.
_OTHER_NAMES = {
    "author": "authors",
    "booktitle": "venue",
    "conference": "venue",
    "journal": "venue",
    "date": "year",
    "eprint": "arxiv",
    "keywords": "tags",
    "license": "licence",
    "colour": "color",
    "name": "title",
    "url": "links.link",
    "paper": "links.pdf",
    "github": "links.code",
    "website": "links.project",
}

LONGEST = 80  # names that a misspelt one is compared with are not longer, and it takes long

_WHOSE = {
    Entry: "of a paper",
    Section: "of a section",
    ListHeader: "of a list",
    Maintainer: "of a maintainer",
    Venue: "of a venue",
}

_EXPECTED = {
    "string_type": "must be a text in quotes",
    "string_unicode": "must be a text of characters",
    "int_type": "must be a whole number, without quotes",
    "date_type": "must be a day such as 2024-05-31, without quotes and without a time",
    "tuple_type": "must be a list in brackets",
    "dict_type": "must be a table of labels and addresses",
    "model_type": "must be a table",
    "enum": "must be conference, journal, workshop or preprint",
}


def say(model: type, path: Path, detail: ErrorDetails) -> Said:
    """Put an error of pydantic into a sentence and say how to mend it.

    :param path: of the value in its table; () for the table itself.
    """
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return Said(Code.MISSING_FIELD, f"`{path[-1]}` is missing", f'write {path[-1]} = "…"')
    if kind == "extra_forbidden":
        return _unknown(model, path, given)
    if kind == "value_error" and isinstance(unfit := detail["ctx"]["error"], UnfitError):
        if unfit.code is Code.REASON and not unfit.hint:
            return _without_reason(path, given)
        return Said(unfit.code, f"{_named(path)} {unfit.why}", unfit.hint)
    if path[:1] in {("ignore",), ("removed",)}:
        return _without_reason(path, given)
    if not path:
        return Said(Code.TYPE, "a block must be a table", "write its header in double brackets")
    message = f"{_named(path)} {_EXPECTED[kind]}"
    return Said(Code.TYPE, message, _type_hint(kind, path, given))


def _without_reason(path: Path, given: object) -> Said:
    """Say how to write a rule that is ignored, or an id that was removed, with the reason."""
    codes = path[1:] or (given if isinstance(given, list) else [given])
    other = "CODE" if path[0] == "ignore" else "ID"
    code = next((legible(code) for code in codes if isinstance(code, str) and code.strip()), other)
    hint = f'write {path[0]}.{code} = "…", with the reason in the quotes'
    return Said(Code.REASON, f"{_named(path)} gives no reason", hint)


def _named(path: Path) -> str:
    """How a sentence names a field: `links.pdf`, or item 2 of `authors`."""
    *keys, last = path
    if isinstance(last, int) and keys:
        return f"item {last + 1} of {_named(tuple(keys))}"
    return f"`{legible('.'.join(map(str, path)))}`"


def _type_hint(kind: str, path: Path, given: object) -> str:
    key = legible(".".join(part for part in path if isinstance(part, str)))
    if kind in {"dict_type", "model_type"}:
        inner = {"links": "pdf", "published": "venue"}.get(key, "text")
        return f'write {key}.{inner} = "…"'
    value = _FORMS[kind](given) if kind in _FORMS else None
    if value is None:
        return "write it anew, or delete it"
    return f"write {value}" if isinstance(path[-1], int) else f"write {key} = {value}"


def _as_text(given: object) -> str:
    match given:
        case bool():
            value = "…"
        case int() if given.bit_length() < 64:  # Python refuses to print a very long one
            value = str(given)
        case date():
            value = str(given)
        case _:
            value = "…"
    return f'"{value}", in quotes'


def _as_number(given: object) -> str | None:
    match given:
        case str() if given.strip().isdecimal():
            return f"{legible(given.strip())}, without quotes"
        case float() if given.is_integer() and 0 <= given < 10_000:
            return f"{given:.0f}"
    return None


def _as_day(given: object) -> str | None:
    match given:
        case date():
            return f"{given:%Y-%m-%d}"
        case str() if _is_day(given):
            return f"{given}, without quotes"
    return None


_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*(?:and\s)?\s*|\s+and\s+")


def _as_list(given: object) -> str:
    if not isinstance(given, str):
        return '["…", "…"]'
    parts = _BETWEEN_NAMES.split(given.strip())
    if not all(" " in part for part in parts):  # as those of `Lovelace, Ada` would not be
        parts = [given]
    items = ", ".join(f'"{legible(part)}"' for part in parts)
    return f"[{items}], in brackets"


def _as_kind(given: object) -> str | None:
    close = nearest(given.lower(), VenueKind) if isinstance(given, str) else []
    return f'"{close[0]}"' if close else None


_FORMS: dict[str, Callable[[object], str | None]] = {
    "string_type": _as_text,
    "int_type": _as_number,
    "date_type": _as_day,
    "tuple_type": _as_list,
    "enum": _as_kind,
}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unknown(model: type, path: Path, given: object) -> Said:
    """Say what an unknown field may have meant."""
    message = f"{_named(path)} is not a field {_WHOSE.get(model, 'of this file')}"
    if model is Ref:
        message = f"{_named(path)} stands in a block with `ref`, which holds nothing else"
        hint = "delete it; or, if the paper is told here, write id instead of ref"
        return Said(Code.UNKNOWN_FIELD, message, hint)
    *outer, name = map(str, path)
    owner = rules(model)[outer[0]] if outer else model
    prefix = "".join(f"{key}." for key in outer)
    if owner is Entry and isinstance(given, dict) and nearest(name, ["links"]):
        inner = [legible(label) for label in given][:1]
        return Said(Code.UNKNOWN_FIELD, message, f"write {'.'.join(['links', *inner])}")
    return Said(Code.UNKNOWN_FIELD, message, _meant(owner, name, prefix))


def _meant(owner: type, name: str, prefix: str) -> str:
    """How to mend an unknown field of a kind of table."""
    known = [field.name for field in fields(owner)]
    for kind in Kind:
        block = f"[[{kind.block_name}]]"
        if owner is kind.block and name in rules(kind.header):
            return f"it belongs to the top of the file: move it above the first {block}"
        if owner is kind.header and name in rules(kind.block):
            return f"it belongs to a block: move it below a line {block}"
        if owner is kind.header and nearest(name, [kind.block_name]):
            return f"write {block}"
    if name == "removed":
        return f"write it into {LIST_FILE}"
    if owner is Entry and name in LABELS:
        return f"write links.{name}"
    if (other := _OTHER_NAMES.get(name)) and other.partition(".")[0] in known:
        return f"write {prefix}{other}"
    if close := nearest(name, known):
        return f"write {prefix}{close[0]}"
    return f"the fields are {', '.join(known)}" if known else "delete it"


def nearest(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Known names that a misspelt one may have meant, best first; none for a very long one."""
    return difflib.get_close_matches(name, known, n=most) if len(name) <= LONGEST else []

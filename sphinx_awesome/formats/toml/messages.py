"""What is wrong with a value, and how to mend it, in sentences."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ...core.links import LABELS
from ...core.model import Entry, Maintainer, Section, Venue, VenueKind
from ...core.problem import Code
from ...core.text import legible
from .documents import Kind, ListHeader, Ref
from .rules import UnfitError, fields, rules
from .scan import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Said(NamedTuple):
    """A problem without its place."""

    code: Code
    message: str
    hint: str


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
    "int_type": "must be a whole number, without quotes",
    "date_type": "must be a day such as 2024-05-31, without quotes and without a time",
    "tuple_type": "must be a list in brackets",
    "dict_type": "must be a table of labels and addresses",
    "model_type": "must be a table",
    "enum": f"must be {', '.join(VenueKind)}",
}


def say(model: type, path: Path, detail: ErrorDetails) -> Said:
    """Put an error of pydantic into a sentence and say how to mend it.

    :param path: of the value in its table; () for the table itself.
    """
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return Said(Code.MISSING_FIELD, f"`{path[-1]}` is missing", f'write {path[-1]} = "…"')
    if kind == "extra_forbidden":
        return _unknown(model, path)
    if kind == "value_error" and isinstance(unfit := detail["ctx"]["error"], UnfitError):
        return Said(unfit.code, f"{_named(path)} {unfit.why}", unfit.hint)
    if not path:
        return Said(Code.TYPE, "a block must be a table", "write its header in double brackets")
    expected = _EXPECTED.get(kind, "cannot be read as text")
    return Said(Code.TYPE, f"{_named(path)} {expected}", _type_hint(kind, path, given))


def _named(path: Path) -> str:
    """How a sentence names a field: `links.pdf`, or item 2 of `authors`."""
    *keys, last = path
    if isinstance(last, int) and keys:
        return f"item {last + 1} of {_named(tuple(keys))}"
    return f"`{legible('.'.join(map(str, path)))}`"


def _type_hint(kind: str, path: Path, given: object) -> str:
    key = legible(".".join(part for part in path if isinstance(part, str)))
    match kind, given:
        case "string_type", int() | date() if not isinstance(given, bool):
            value = f'"{legible(str(given))}", in quotes'
        case "string_type", _:
            value = '"…", in quotes'
        case "int_type", str() if given.strip().isdecimal():
            value = f"{legible(given.strip())}, without quotes"
        case "date_type", date():
            value = f"{given:%Y-%m-%d}"
        case "date_type", str() if _is_day(given):
            value = f"{given}, without quotes"
        case "tuple_type", str():
            value = f'["{legible(given)}"], in brackets'
        case "tuple_type", _:
            value = '["…", "…"]'
        case "enum", str():
            value = f'"{(nearest(given.lower(), VenueKind) or list(VenueKind))[0]}"'
        case (("dict_type" | "model_type"), _):
            inner = {"links": "pdf", "published": "venue"}.get(key, "text")
            return f'write {key}.{inner} = "…"'
        case _:
            return "write it anew, or delete it"
    return f"write {key} = {value}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unknown(model: type, path: Path) -> Said:
    """Say what an unknown field may have meant."""
    message = f"{_named(path)} is not a field {_WHOSE.get(model, 'of this file')}"
    if model is Ref:
        message = f"{_named(path)} stands in a block with `ref`, which holds nothing else"
        hint = "delete it; or, if the paper is told here, write id instead of ref"
        return Said(Code.UNKNOWN_FIELD, message, hint)
    *outer, name = map(str, path)
    owner = rules(model)[outer[0]] if outer else model
    prefix = "".join(f"{key}." for key in outer)
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
    if owner is Entry and name in LABELS:
        return f"write links.{name}"
    if (other := _OTHER_NAMES.get(name)) and other.partition(".")[0] in known:
        return f"write {prefix}{other}"
    if close := nearest(name, known):
        return f"write {prefix}{close[0]}"
    return f"known are {', '.join(known)}" if known else "delete it"


def nearest(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Known names that a misspelt one may have meant, best first; none for a very long one."""
    return difflib.get_close_matches(name, known, n=most) if len(name) <= LONGEST else []

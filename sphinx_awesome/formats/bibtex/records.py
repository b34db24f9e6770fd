"""The records of a BibTeX file, by bibtexparser: macros put in, cross-references followed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import (
    Entry as BibtexEntry,
)

from ...core.problem import Code, Problem, Span
from ...core.text import legible

# What is wrong with a file is told by us, with its place.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

MOST = 100_000
"""Characters of a value after macros are put in: more than any abstract has."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VALUE = re.compile(r"\s*+(?:(?P<word>[^\s\"#{}]++)|(?P<open>[\"{])|(?P<other>[#}]))")
_BRACES = re.compile(r"\\.|[{}\"]")  # escaped ones do not count to bibtexparser
# How a field of the work in which a paper appeared is called in the paper's own record.
_INHERITED_AS = {"title": "booktitle"}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: values with their macros put in, still LaTeX, by lower-case name."""

    kind: str
    key: str
    fields: Mapping[str, str]
    span: Span
    places: Mapping[str, Span]


def records(text: str, path: str) -> tuple[list[Record], list[Problem]]:
    """All records of a file but the works that others only appear in. Total.

    bibtexparser finds where records and fields end; what it cannot read is reported.
    """
    library = parse_string(text, parse_stack=[])
    problems: list[Problem] = []
    macros = dict(zip(_MONTHS, _MONTHS, strict=True))
    found: list[Record] = []
    for block in library.blocks:
        span = Span(path, (block.start_line or 0) + 1)
        inner = _readable(block, span, problems)
        if isinstance(inner, String):
            macros.setdefault(inner.key.lower(), _value(inner.value, macros, span, problems))
        elif isinstance(inner, BibtexEntry):
            found.append(_record(inner, macros, span, problems))
    return list(_with_inherited(found)), problems


def _readable(block: Block, span: Span, problems: list[Problem]) -> Block | None:
    """A block, or what bibtexparser has made of one that is not quite right."""
    if isinstance(block, DuplicateBlockKeyBlock):
        return block.ignore_error_block  # of a record, its reader says so
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = ", ".join(sorted(block.duplicate_keys))
        message, hint = f"the record has more than one {twice}", "delete all but one of them"
        problems.append(Problem(Code.SYNTAX, message, span, hint))
        return block.ignore_error_block
    if isinstance(block, ParsingFailedBlock):
        message = "the record is left out: it does not end, or lacks a comma"
        hint = "close each { and each quote, and put a comma behind its key and each field"
        problems.append(Problem(Code.SYNTAX, message, span, hint))
        return None
    return block


def _record(
    entry: BibtexEntry, macros: Mapping[str, str], span: Span, problems: list[Problem]
) -> Record:
    fields: dict[str, str] = {}
    places: dict[str, Span] = {}
    for field in entry.fields:
        name = field.key.lower()
        if name not in fields:
            places[name] = Span(span.path, (field.start_line or 0) + 1)
            fields[name] = _value(str(field.value), macros, places[name], problems)
    return Record(entry.entry_type.lower(), entry.key, fields, span, places)


def _value(raw: str, macros: Mapping[str, str], span: Span, problems: list[Problem]) -> str:
    """A value: texts in braces or quotes, numbers and macros, joined by ``#``."""
    parts: list[str] = []
    at = length = 0
    while match := _VALUE.match(raw, at):
        at = match.end()
        length += len(parts[-1]) if parts else 0
        if length > MOST:
            # Macros of macros can make a text of any length from a few lines.
            message = f"a value of more than {MOST} characters is left out"
            problems.append(Problem(Code.SYNTAX, message, span, "write a shorter one"))
            return ""
        if word := match["word"]:
            if not word.isdecimal() and word.lower() not in macros:
                message = f'no @string defines "{legible(word)}", which is taken for a text'
                problems.append(Problem(Code.SYNTAX, message, span, "put a text in braces"))
            parts.append(macros.get(word.lower(), word))
        elif opening := match["open"]:
            end = _end(raw, at, '"' if opening == '"' else "}")
            parts.append(raw[at:end])
            at = end + 1
    return " ".join("".join(parts).split())


def _end(raw: str, at: int, closing: str) -> int:
    """Where a text ends that starts here: at the brace that balances its own, or at a quote."""
    depth = 0
    found = _BRACES.finditer(raw, at)
    while (match := next(found, None)) and not (match[0] == closing and depth == 0):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return match.start() if match else len(raw)


def _with_inherited(found: list[Record]) -> Iterator[Record]:
    """The papers, with the fields of the work that their ``crossref`` names.

    Such a work itself is not among them.
    """
    names = {_crossref(record) for record in found}
    works = {r.key.lower(): r for r in reversed(found) if r.key.lower() in names - {""}}
    for record in found:
        if record.key.lower() in works and not _crossref(record):
            continue
        fields = dict(record.fields)
        work = works.get(_crossref(record))
        inherited = work.fields if work else {}
        for name, value in inherited.items():
            fields.setdefault(_INHERITED_AS.get(name, name), value)
        if "booktitle" in inherited and "booktitle" not in record.fields:
            fields["booktitle"] = inherited["booktitle"]
        fields.pop("crossref", None)
        yield Record(record.kind, record.key, fields, record.span, record.places)


def _crossref(record: Record) -> str:
    """Key of the work that a record names, if it does not name itself."""
    name = record.fields.get("crossref", "").lower()
    return "" if name == record.key.lower() else name

"""Validate tables against their fields; explain what is wrong with a value and how to fix it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ValidationError

from ...core.model import LINK_LABELS, Entry, Maintainer, Section
from ...core.person_names import is_doubtful, split_names
from ...core.problem import KeyPath, NewKey, ProblemCode, Replacement
from ...core.text import clean, closest_names, invisible_characters, quote_for_message
from ...core.urls import lookalike_host, url_error
from ...core.venues import Venue
from .file_editor import is_free
from .file_schema import (
    LIST_FILE,
    FileKind,
    ListHeader,
    Ref,
    field_types,
    file_fields,
    fits,
    inner_table,
    table_adapter,
)
from .recovering_parser import MAX_PROBLEMS
from .value_rules import FieldError, without_bad

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_ADDRESSES = {"homepage", "repository", "url", "withdrawn", "retracted"}

_ENCODED = re.compile("[Xx][Nn]--")

_BEYOND_ASCII = re.compile(r"[^\0-\x7f]+")

_HOST_BEYOND_ASCII = re.compile(r"://[!#-&(-.0-~]*+[^\0-\x7f]")

_ESCAPE = re.compile(r'\\[^nrt"\\]')


def may_deceive(text: str) -> bool:
    """Return whether a text may hold deceptive characters, as such or as escapes: few do.

    :param text: of the whole file.
    """
    if _ESCAPE.search(text) or "xn--" in text.lower():
        return True
    if text.isascii():
        return False
    beyond = "".join(_BEYOND_ASCII.findall(text))
    return _HOST_BEYOND_ASCII.search(text) is not None or invisible_characters(beyond) != []


def find_deceptive(tables: object) -> Iterator[Violation]:
    """Yield what deceives in some tables as read.

    :param tables: of any depth.
    """
    stack: list[tuple[KeyPath, object]] = [((), tables)]
    while stack:
        path, value = stack.pop()
        match value:
            case str():
                yield from (Violation(path, explanation) for explanation in _in_text(path, value))
            case dict():
                stack += (((*path, key), inner) for key, inner in value.items())
                for key in value:
                    yield from (
                        Violation((*path, key), explanation, True)
                        for explanation in _in_text((), key)
                    )
            case list():
                stack += (((*path, index), inner) for index, inner in enumerate(value))


def _in_text(path: KeyPath, text: str) -> Iterator[Explanation]:
    if text.isascii() and text.isprintable() and not _ENCODED.search(text):
        return
    if characters := invisible_characters(text):
        yield Explanation(
            ProblemCode.CHARACTER,
            f'"{quote_for_message(text)}" holds {", ".join(characters)}, which cannot be seen',
            "delete it; it is taken out of all pages",
            clean(text) if path else None,
        )
    is_address = bool(path) and (path[-1] in _ADDRESSES or path[-2:-1] == ("links",))
    if is_address and not url_error(text) and (hosts := lookalike_host(text)):
        yield Explanation(
            ProblemCode.HOST,
            f"the host {hosts[1]} ({hosts[0]}) can pass for another one",
            "make sure that it is the one that is meant",
        )


class Explanation(NamedTuple):
    """A problem without its place."""

    code: ProblemCode
    message: str
    hint: str
    new: Replacement | None = None
    """What the hint says to write, where it leaves no choice."""


class Violation(NamedTuple):
    """A problem with its place in some tables."""

    path: KeyPath
    explanation: Explanation
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

MISSPELT_FIELD_LIKENESS = (
    0.75  # how like a misspelt name is to the one field that it must have meant, at most 1
)

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
    "bool_type": "must be true or false, without quotes",
    "date_type": "must be a day such as 2024-05-31, without quotes and without a time",
    "tuple_type": "must be a list in brackets",
    "dict_type": "must be a table of names and values",
    "model_type": "must be a table",
}


def explain_error(model: type, path: KeyPath, detail: ErrorDetails, table: object) -> Explanation:
    """Explain an error of pydantic in a sentence, with a hint.

    :param model: dataclass of the table.
    :param path: of the value in its table; () for the table itself.
    :param detail: as pydantic gives it.
    :param table: with all that stands beside the value.
    """
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return Explanation(
            ProblemCode.MISSING_FIELD, f"`{path[-1]}` is missing", f'write {path[-1]} = "…"'
        )
    if kind == "extra_forbidden":
        return _unknown(model, path, given, table)
    if kind == "value_error" and isinstance(unfit := detail["ctx"]["error"], FieldError):
        if unfit.code is ProblemCode.REASON and not unfit.hint:
            return _without_reason(path, given)
        return Explanation(unfit.code, f"{_named(path)} {unfit.why}", unfit.hint, unfit.new)
    if path[:1] in {("ignore",), ("removed",)}:
        return _without_reason(path, given)
    if not path:
        return Explanation(
            ProblemCode.TYPE, "a block must be a table", "write its header in double brackets"
        )
    expected = _EXPECTED.get(kind) or f"must be {_one_of(field_types(model)[str(path[-1])])}"
    if path == ("links",):
        expected = "must be a table of labels and addresses"
    message = f"{_named(path)} {expected}"
    return Explanation(ProblemCode.TYPE, message, *_of_type(model, kind, path, given))


def _one_of(values: type[StrEnum]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}"


def _without_reason(path: KeyPath, given: object) -> Explanation:
    """Say how to write a rule that is ignored, or an id that was removed, with the reason."""
    codes = path[1:] or (given if isinstance(given, list) else [given])
    other = "CODE" if path[0] == "ignore" else "ID"
    code = next(
        (quote_for_message(code) for code in codes if isinstance(code, str) and code.strip()), other
    )
    hint = f'write {path[0]}.{code} = "…", with the reason in the quotes'
    return Explanation(ProblemCode.REASON, f"{_named(path)} gives no reason", hint)


def _named(path: KeyPath) -> str:
    """Return the name of a field in a sentence: `links.pdf`, or item 2 of `authors`."""
    *keys, last = path
    if isinstance(last, int) and keys:
        return f"item {last + 1} of {_named(tuple(keys))}"
    return f"`{quote_for_message('.'.join(map(str, path)))}`"


class _Form(NamedTuple):
    """The right form of a value of another type."""

    shown: str
    """As the hint shows it."""
    new: Replacement | None = None
    """The value itself, if it is certain."""


def _of_type(
    model: type, kind: str, path: KeyPath, given: object
) -> tuple[str, Replacement | None]:
    """Return the hint on a value of a wrong type, and the right value if that is certain."""
    key = quote_for_message(".".join(part for part in path if isinstance(part, str)))
    if kind in {"dict_type", "model_type"}:
        return f'write {key}.{_first_key(model, path)} = "…"', None
    form = _as_list(path, given) if kind == "tuple_type" else None
    if kind == "enum":
        form = _as_one_of(field_types(model)[str(path[-1])], given)
    form = form or (_FORMS[kind](given) if kind in _FORMS else None)
    if form is None:
        return "write it anew, or delete it", None
    shown = form.shown if isinstance(path[-1], int) else f"{key} = {form.shown}"
    is_certain = form.new is not None and fits(model, path, form.new)
    return f"write {shown}", form.new if is_certain else None


def _first_key(model: type, path: KeyPath) -> str:
    """Return a key that the table at a path in a table of some kind may have."""
    if table := inner_table(model, *path):
        return file_fields(table)[0].name
    if table := inner_table(model, *path, "NAME"):
        return f"NAME.{file_fields(table)[0].name}"
    return "pdf" if path == ("links",) else "NAME"


def _as_flag(given: object) -> _Form | None:
    flags = {"true": True, "false": False}
    text = given.strip().lower() if isinstance(given, str) else ""
    return _Form(f"{text}, without quotes", flags[text]) if text in flags else None


def _as_text(given: object) -> _Form:
    match given:
        case bool():
            form = _Form("…")
        case int() if given.bit_length() < 64:  # Python refuses to print a very long one
            form = _Form(str(given), str(given))
        case datetime():
            form = _Form(str(given))  # which TOML may write with a T
        case date():
            form = _Form(str(given), str(given))
        case _:
            form = _Form("…")
    return form._replace(shown=f'"{form.shown}", in quotes')


def _as_number(given: object) -> _Form | None:
    match given:
        case str() if given.strip().isdecimal():
            digits = given.strip()
            number = int(digits) if len(digits) <= 4 else None
            shown = quote_for_message(digits) if number is None else number
            return _Form(f"{shown}, without quotes", number)
        case float() if given.is_integer() and 0 <= given < 10_000:
            return _Form(f"{given:.0f}", int(given))
    return None


def _as_day(given: object) -> _Form | None:
    match given:
        case date():
            return _Form(f"{given:%Y-%m-%d}", date(given.year, given.month, given.day))
        case str() if _is_day(given.strip()):
            day = given.strip()
            return _Form(f"{day}, without quotes", date.fromisoformat(day))
    return None


_BETWEEN_TAGS = re.compile(r"\s*[,;]\s*")


def _as_list(path: KeyPath, given: object) -> _Form:
    """Return the list of texts that a text names which stands where a list belongs."""
    if not isinstance(given, str):
        return _Form('["…", "…"]')
    match path[-1]:
        case "authors":
            parts, is_certain = _authors_in(given)
        case "tags":
            parts = tuple(filter(None, _BETWEEN_TAGS.split(given.strip())))
            is_certain = bool(parts)
        case _:
            parts, is_certain = (given,), True
    items = ", ".join(f'"{quote_for_message(part)}"' for part in parts)
    return _Form(f"[{items}], in brackets", parts if is_certain else None)


def _authors_in(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the authors whom a text names, and whether that is certain.

    `Roe, John` may be one or two: nobody but a person can tell.
    """
    text = clean(text)
    names = split_names(text)
    if re.fullmatch(r"\w(?:, \w)+", text):  # no family name has but one letter
        names = tuple(text.split(", "))
    return names, bool(text) and (names != (text,) or not is_doubtful(text))


def _as_one_of(values: type[StrEnum], given: object) -> _Form | None:
    close = closest_names(given.lower(), values) if isinstance(given, str) else []
    return _Form(f'"{close[0]}"', str(close[0])) if close else None


_FORMS: dict[str, Callable[[object], _Form | None]] = {
    "string_type": _as_text,
    "int_type": _as_number,
    "bool_type": _as_flag,
    "date_type": _as_day,
}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unknown(model: type, path: KeyPath, given: object, table: object) -> Explanation:
    """Say what an unknown field may have meant."""
    message = f"{_named(path)} is not a field {_WHOSE.get(model, 'of this file')}"
    if model is Ref:
        message = f"{_named(path)} stands in a block with `ref`, which holds nothing else"
        hint = "delete it; or, if the paper is told here, write id instead of ref"
        return Explanation(ProblemCode.UNKNOWN_FIELD, message, hint)
    *outer, name = map(str, path)
    owner = inner_table(model, *outer) or model
    prefix = "".join(f"{key}." for key in outer)
    if owner is Entry and isinstance(given, dict) and closest_names(name, ["links"]):
        inner = [quote_for_message(label) for label in given][:1]
        hint, right = f"write {'.'.join(['links', *inner])}", "links"
    else:
        hint, right = _meant(owner, name, prefix)
    key = (*outer, *right.split("."))
    is_certain = right and is_free(table, key) and _may_stand(model, key, given)
    return Explanation(
        ProblemCode.UNKNOWN_FIELD, message, hint, NewKey(right) if is_certain else None
    )


def _may_stand(model: type, path: KeyPath, value: object) -> bool:
    """Return whether a value fits a field, or at least becomes one that does without a choice."""
    details: list[ErrorDetails] = []
    try:
        table_adapter(model).validate_python([_nested(path, value)])
    except ValidationError as error:
        details = [
            d for d in error.errors(include_url=False) if d["loc"][1 : len(path) + 1] == path
        ]
    return all(
        explain_error(model, detail["loc"][1:], detail, {}).new is not None for detail in details
    )


def _nested(path: KeyPath, value: object) -> object:
    for part in reversed(path):
        value = {part: value}
    return value


def _meant(owner: type, name: str, prefix: str) -> tuple[str, str]:
    """Return how to fix an unknown field of a kind of table, and its right name if certain.

    The name is without the table's own.
    """
    known = [field.name for field in file_fields(owner)]
    for kind in FileKind:
        block = f"[[{kind.block_name}]]"
        if owner is kind.block and name in field_types(kind.header):
            return f"it belongs to the top of the file: move it above the first {block}", ""
        if owner is kind.header and name in field_types(kind.block):
            return f"it belongs to a block: move it below a line {block}", ""
        if owner is kind.header and closest_names(name, [kind.block_name]):
            return f"write {block}", ""
    lower = name.lower()
    if lower == "removed":
        return f"write it into {LIST_FILE}", ""
    if owner is Entry and lower in LINK_LABELS:
        return f"write links.{lower}", f"links.{lower}"
    if (other := _OTHER_NAMES.get(lower)) and other.partition(".")[0] in known:
        return f"write {prefix}{other}", other
    if close := [lower] if lower in known else closest_names(name, known):
        only = (
            closest_names(name, known, most=2, likeness=MISSPELT_FIELD_LIKENESS)
            if close != [lower]
            else close
        )
        return f"write {prefix}{close[0]}", close[0] if only == close else ""
    return (f"the fields are {', '.join(known)}" if known else "delete it"), ""


MAX_VALUES = 10_000
"""Values that a block may have: three times the authors of the paper with the most."""


def validate(
    model: type, tables: Sequence[object]
) -> tuple[list[dict[str, Any] | None], list[Violation]]:
    """Return the good fields of each table, by name, and what is wrong with the others.

    A bad field is left out. None stands for a table in which a required field is missing or bad,
    or that is no table, and for all tables after :data:`MAX_PROBLEMS` faults.

    :param model: dataclass of the tables.
    :param tables: as TOML reads them.
    :return: with faults whose paths start with the index of their table.
    """
    faults: list[Violation] = []
    if not any(map(_is_large, tables)):
        try:
            return [_given(table) for table in table_adapter(model).validate_python(tables)], faults
        except ValidationError:
            pass  # which holds too much if all is wrong in a large file: one by one, then
    results: list[dict[str, Any] | None] = [None] * len(tables)
    for index, table in enumerate(tables):
        if len(faults) >= MAX_PROBLEMS:
            break
        results[index] = _validate_one(model, table, index, faults)
    return results, faults


def _validate_one(
    model: type, table: object, index: int, faults: list[Violation]
) -> dict[str, Any] | None:
    """Return the good fields of a table; add what is wrong with the others to the faults."""
    if _is_large(table):
        message = f"the block has more than {MAX_VALUES} values"
        explanation = Explanation(ProblemCode.FILE, message, "keep those that readers need")
        faults.append(Violation((index,), explanation))
        return None
    try:
        return _given(table_adapter(model).validate_python([table])[0])
    except ValidationError as error:
        details = error.errors(include_url=False)
    paths = [_as_written(detail["loc"][1:], table) for detail in details]
    lacking = [path[:-1] for path, one in zip(paths, details, strict=True) if _is_lack(one)]
    faults += (
        Violation(
            (index, *path),
            explain_error(model, path, detail, table),
            detail["type"] == "extra_forbidden" or detail["loc"][3:] == ("[key]",),
        )
        for path, detail in zip(paths, details, strict=True)
    )
    if not isinstance(table, dict):
        return None
    rest = _good("", table, {*paths, *lacking} - {()})
    try:
        return _given(table_adapter(model).validate_python([rest])[0])
    except ValidationError:
        return None


def _is_lack(detail: ErrorDetails) -> bool:
    """Return whether something is missing in a table, which thus cannot be read."""
    return detail["type"] == "missing"


def _good(name: str, value: Any, bad: Collection[KeyPath]) -> Any:  # noqa: ANN401  (of TOML)
    """Return the good part of a value: of a table or a list, all but what is bad in it.

    :param name: of its field.
    :param bad: paths in it.
    """
    match value:
        case dict():
            return {
                key: _good(key, inner, {path[1:] for path in bad if path[0] == key})
                for key, inner in value.items()
                if (key,) not in bad
            }
        case list():
            numbers = [path[0] for path in bad if isinstance(path[0], int)]
            return without_bad(name, value, numbers) if numbers else value
        case _:
            return value


def _as_written(path: KeyPath, table: object) -> KeyPath:
    """Return the path of what is wrong in a table, without items that are not written there.

    pydantic adds one for a key, and the rule of a field that may be one text one for the text.
    """
    if path[:1] in {("removed",), ("fields",)} and path[2:] == ("[key]",):
        return path[:2]
    if path[:1] == ("fields",) and path[2:] == (0,) and isinstance(table, Mapping):
        return path if isinstance(table["fields"][path[1]], list) else path[:2]
    return path


def _is_large(table: object) -> bool:
    """Return whether a table has more values than any paper, so that it is not worth validating."""
    if not isinstance(table, dict):
        return False
    inner = sum(len(value) for value in table.values() if isinstance(value, list | dict))
    return len(table) + inner > MAX_VALUES


def _given(table: BaseModel) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}

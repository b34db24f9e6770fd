"""The schema of entry files: kinds of files, fields and their types, and the JSON Schemas."""

from __future__ import annotations

import dataclasses
import inspect
import json
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, field
from datetime import date
from enum import Enum
from functools import cache, partial
from pathlib import Path, PurePath
from types import NoneType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    TypeAdapter,
    ValidationError,
    create_model,
)

from ...core import identifiers, slugs
from ...core.model import (
    LINK_LABELS,
    YEARS,
    Citation,
    Entry,
    EntryType,
    Maintainer,
    Section,
)
from ...core.person_names import ET_AL, et_al_last, is_et_al, tidy_braces, unbalanced_brace
from ...core.problem import KeyPath, ProblemCode
from ...core.text import clean, help_text, quote_for_message
from ...core.urls import URL_CHARS, has_numeric_host, url_error
from ...core.venues import Venue, VenueKind

LIST_FILE = "_list.toml"

VENUES_FILE = "_venues.toml"


@dataclass(frozen=True, slots=True)
class Ref:
    """A block that shows a paper told elsewhere."""

    ref: str = field(
        metadata=help_text(
            "Id of a paper told in another section's file, which this one shows too."
        )
    )


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The keys at the top of `_list.toml`."""

    title: str = field(default="", metadata=help_text("Title of the list."))
    description: str = field(
        default="", metadata=help_text("What the list is about, in a sentence or two. Plain text.")
    )
    homepage: str = field(default="", metadata=help_text("Address where the list is published."))
    repository: str = field(default="", metadata=help_text("Address of its source repository."))
    licence: str = field(
        default="", metadata=help_text("Licence of the list: an SPDX identifier such as `CC0-1.0`.")
    )
    cite: Citation | None = field(default=None, metadata=help_text("How to cite the list itself."))
    sections: tuple[str, ...] = field(
        default=(),
        metadata=help_text(
            "Ids of the sections, which are the names of their files, in their order."
        ),
    )
    removed: Mapping[str, str] = field(
        default_factory=dict,
        metadata=help_text(
            "Id of a paper or a section that had to go, or a former id of it, and the reason, "
            "which its address shows from then on. Plain text. The id is never given again."
        ),
    )
    ignore: Mapping[str, str] = field(
        default_factory=dict,
        metadata=help_text("Rule that `check` is not to apply to the list, and the reason."),
    )


@dataclass(frozen=True, slots=True)
class VenuesHeader:
    """The top of `_venues.toml`, which has no keys."""


Header: TypeAlias = Section | ListHeader | VenuesHeader

Value: TypeAlias = Entry | Ref | Maintainer | Venue


class FileKind(Enum):
    """The three kinds of files: what is at their top, and what their blocks are and are called."""

    SECTION = (Section, Entry, "entry", "The papers, in the order in which to show them.")
    LIST = (ListHeader, Maintainer, "maintainer", "Who keeps the list.")
    VENUES = (VenuesHeader, Venue, "venue", "Venues to add, or to replace by their short names.")

    def __init__(self, header: type, block: type, name: str, meaning: str) -> None:
        self.header = header
        self.block = block
        self.block_name = name
        self.meaning = meaning

    @classmethod
    def of(cls, path: str) -> FileKind:
        """Return the kind of a file, by its name."""
        names = {LIST_FILE: cls.LIST, VENUES_FILE: cls.VENUES}
        return names.get(PurePath(path).name, cls.SECTION)


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of a block or a header, by the path in it of what they stand above or beside.

    The path is () for the block's own header; it may end with a place of
    :mod:`~sphinx_awesome.formats.toml.scanner`.
    """

    above: Mapping[KeyPath, tuple[str, ...]] = field(default_factory=dict)
    """Lines; "" is a blank line between paragraphs."""
    beside: Mapping[KeyPath, tuple[str, ...]] = field(default_factory=dict)
    """Comments at the end of the line; more than one of a key written over several lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """One `[[entry]]`, `[[maintainer]]` or `[[venue]]`."""

    value: Value
    comments: Comments = Comments()


@dataclass(frozen=True, slots=True)
class EntryFile:
    """One file."""

    kind: FileKind
    header: Header
    blocks: tuple[Block, ...] = ()
    comments: Comments = Comments()
    """Those of the header, and at the top and the bottom of the file."""


_SHOWN_CHARS = 6
"""Authors that a hint repeats."""


class FieldError(ValueError):
    """The reason why a value breaks the rule of its field.

    :param why: what is wrong, as the rest of a sentence that starts with the field.
    :param hint: how to mend it.
    :param new: the text that is right, if the hint leaves no choice.
    """

    def __init__(self, code: ProblemCode, why: str, hint: str, new: str | None = None) -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        self.hint = hint
        self.new = new


def _filled(text: str) -> str:
    if not text:
        raise FieldError(ProblemCode.MISSING_FIELD, "is empty", "write a text, or delete it")
    return text


def _id(text: str) -> str:
    if not slugs.is_id(text):
        proposal = slugs.slugify(text)[: slugs.ID_CHARS].strip("-")
        raise FieldError(
            ProblemCode.ID,
            f'cannot be "{quote_for_message(text)}"',
            "use lower-case letters, digits and single hyphens, 64 characters at most, "
            f'such as "{proposal}"',
        )
    return text


def _year(year: int) -> int:
    if year not in YEARS:
        raise FieldError(
            ProblemCode.YEAR,
            f"is not between {YEARS[0]} and {YEARS[-1]}",
            "write the four digits of the year in which the paper appeared",
        )
    return year


_CONTEXT_CHARS = 512  # characters of a text that is searched for an identifier


def _doi(text: str) -> str:
    if not identifiers.is_doi(text):
        hint = "write what follows doi.org/ in its address, such as 10.1007/978-3-030-87199-4_7"
        bare = identifiers.doi_in_citation(text) if len(text) <= _CONTEXT_CHARS else ""
        if bare:
            hint = f'write only "{bare}"'
        raise FieldError(
            ProblemCode.DOI,
            f'cannot be "{quote_for_message(text)}", which is not a DOI',
            hint,
            bare or None,
        )
    return text


def _arxiv(text: str) -> str:
    if not identifiers.is_arxiv(text):
        hint = "write what follows arxiv.org/abs/ in its address, such as 2107.02104"
        arxiv = identifiers.arxiv_in_citation(text) if len(text) <= _CONTEXT_CHARS else None
        bare = str(arxiv) if arxiv else None
        if bare:
            hint = f'write only "{bare}"'
        what = f'cannot be "{quote_for_message(text)}", which is no arXiv id'
        raise FieldError(ProblemCode.ARXIV, what, hint, bare)
    return text


def _url(url: str) -> str:
    if reason := url_error(url):
        hint = "write the whole address as a browser shows it, starting with https://"
        if has_numeric_host(url):
            hint = "write the address under the name of its host, or delete it"
        raise FieldError(ProblemCode.URL, f'cannot be "{quote_for_message(url)}": {reason}', hint)
    return url


class _Misplaced(str):
    """An "et al." that is not the last author, or the only one."""

    __slots__ = ("hint",)
    hint: str


def _note_misplaced(given: object) -> object:
    """Mark an "et al." where it cannot stand, so that it is reported in its place."""
    if not isinstance(given, list):
        return given
    authors = [clean(author) if isinstance(author, str) else "" for author in given]
    last = len(given) - 1
    misplaced = [n for n, author in enumerate(authors) if is_et_al(author) and (n < last or not n)]
    if not misplaced:
        return given
    hint = "write who the authors are before it, or delete it"
    if named := et_al_last(authors):
        written = ", ".join(f'"{quote_for_message(name)}"' for name in named)
        hint = f"write it last: [{written}]" if len(named) <= _SHOWN_CHARS else "write it last"
    marked = list(given)
    for n in misplaced:
        marked[n] = _Misplaced(given[n])
        marked[n].hint = hint
    return marked


def _not_misplaced(author: object) -> object:
    if isinstance(author, _Misplaced):
        why = f'is "{quote_for_message(author)}", which stands for authors that are not named'
        raise FieldError(ProblemCode.AUTHOR, why, author.hint)
    return author


def _author(text: str) -> str:
    author = clean(text)
    if "{" in author or "}" in author:
        author = _in_braces(author)
    elif is_et_al(author):
        return ET_AL
    return _filled(author)


def _in_braces(text: str) -> str:
    """Return an author with as few braces as mean the same."""
    if brace := unbalanced_brace(text):
        why = f'has a "{brace}" without its counterpart: "{quote_for_message(text)}"'
        both = f"{text}}}" if brace == "{" else f"{{{text}"
        hint = "put both braces around what belongs together, or none"
        if not unbalanced_brace(both):
            hint = f'write "{quote_for_message(tidy_braces(both))}", or leave the brace out'
        raise FieldError(ProblemCode.AUTHOR, why, hint)
    return ET_AL if is_et_al(text) else tidy_braces(text)


def without_bad(name: str, items: list[Any], bad: Collection[int]) -> list[Any]:
    """Return the good items of a list.

    :param name: of its field. Of authors, one that stands for others moves to the end.
    """
    good = [item for number, item in enumerate(items) if number not in bad]
    if name != "authors":
        return good
    named = [author for author in good if not is_et_al(str(author))]
    return [*named, ET_AL] if named and any(is_et_al(str(author)) for author in items) else named


def _lines(text: str) -> str:
    """Clean a text of several lines; lines and their indentation stay."""
    lines = ((len(line) - len(line.lstrip(" ")), clean(line)) for line in text.splitlines())
    return "\n".join(f"{' ' * indent}{line}" for indent, line in lines if line).strip()


def _links(links: dict[str, str]) -> dict[str, str]:
    cleaned = {clean(label): url for label, url in links.items()}
    if len(cleaned.keys() - {""}) < len(links):
        raise FieldError(
            ProblemCode.TYPE,
            "has a label that is empty or reads like another one",
            "give each link a label of its own",
        )
    return cleaned


def _reasons(reasons: dict[str, str]) -> dict[str, str]:
    for code, reason in reasons.items():
        if not reason:
            raise FieldError(
                ProblemCode.REASON,
                f"gives no reason for `{quote_for_message(code)}`",
                f'write ignore.{quote_for_message(code)} = "…", with the reason in the quotes',
            )
    return {clean(code): reason for code, reason in reasons.items()}


def _reason(text: str) -> str:
    if not text:
        raise FieldError(ProblemCode.REASON, "gives no reason", "")
    return text


Text = Annotated[str, AfterValidator(clean)]

Name = Annotated[str, AfterValidator(clean), AfterValidator(_filled)]

Author = Annotated[str, BeforeValidator(_not_misplaced), AfterValidator(_author)]

Authors = Annotated[tuple[Author, ...], BeforeValidator(_note_misplaced)]

Lines = Annotated[str, AfterValidator(_lines)]

Id = Annotated[str, AfterValidator(_id)]

Year = Annotated[int, Strict(), AfterValidator(_year)]

Day = Annotated[date, Strict()]

Doi = Annotated[str, AfterValidator(_doi)]

Arxiv = Annotated[str, AfterValidator(_arxiv)]

Url = Annotated[str, AfterValidator(_url)]

Links = Annotated[dict[str, Url], AfterValidator(_links)]

Reasons = Annotated[dict[str, Text], AfterValidator(_reasons)]

Reason = Annotated[str, AfterValidator(clean), AfterValidator(_reason)]

Removals = dict[Id, Reason]

_BY_NAME: dict[str, Any] = {
    "id": Id,
    "ref": Id,
    "authors": Authors,
    "sections": tuple[Id, ...],
    "title": Name,
    "name": Name,
    "year": Year,
    "doi": Doi,
    "arxiv": Arxiv,
    "url": Url,
    "homepage": Url,
    "repository": Url,
    "withdrawn": Url,
    "retracted": Url,
    "bibtex": Lines,
    "ignore": Reasons,
    "removed": Removals,
}

_BY_TYPE: dict[Any, Any] = {
    str: Text,
    tuple[str, ...]: tuple[Name, ...],
    date | None: Day,
    VenueKind | None: VenueKind,
    EntryType: EntryType,
    Mapping[str, str]: Links,
}


def file_fields(model: type) -> list[dataclasses.Field[Any]]:
    """Return the fields of a dataclass that stand in a file: those with a help text.

    :param model: a dataclass of the model.
    """
    return [one for one in dataclasses.fields(model) if "help" in one.metadata]


def is_required(one: dataclasses.Field[Any]) -> bool:
    """Return whether a field must be given.

    :param one: of a dataclass of the model.
    """
    return one.default is MISSING and one.default_factory is MISSING


@cache
def field_types(model: type) -> dict[str, Any]:
    """Return the rule of each field: an annotated type, or a dataclass for an inner table.

    :param model: a dataclass of the model.
    """
    types = get_type_hints(model)
    by_name: dict[str, Any] = {}
    for name in (one.name for one in file_fields(model)):
        if model in {Entry, Section} and name == "aliases":
            by_name[name] = tuple[Id, ...]
        else:
            rule = _BY_NAME.get(name) or _BY_TYPE.get(types[name])
            by_name[name] = rule or next(t for t in get_args(types[name]) if t is not NoneType)
    return by_name


@cache
def table_adapter(model: type) -> TypeAdapter[list[BaseModel]]:
    """Return the adapter that validates all tables of a kind at once, to the fields given.

    :param model: a dataclass of the model.
    """
    table: Any = _record_table(model)
    return TypeAdapter(list[table])


def fits(model: type, path: tuple[str | int, ...], value: object) -> bool:
    """Return whether a value may stand at a path in a table of some kind.

    :param model: dataclass of the table.
    :param path: within the table.
    :param value: as TOML reads it.
    """
    name, *inner = path
    rule = field_types(model).get(str(name))
    if isinstance(rule, type) and dataclasses.is_dataclass(rule):
        return bool(inner) and fits(rule, tuple(inner), value)
    for part in reversed(inner):
        value = [value] if isinstance(part, int) else {part: value}
    try:
        _adapter_of(model, str(name)).validate_python(value)
    except (ValidationError, KeyError):
        return False
    return True


@cache
def _adapter_of(model: type, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(field_types(model)[name])


def _record_table(model: type) -> type[BaseModel]:
    """Return a dataclass as a strict table of pydantic, which `core` does not know."""
    types: dict[str, Any] = {}
    for one in file_fields(model):
        rule = field_types(model)[one.name]
        if isinstance(rule, type) and dataclasses.is_dataclass(rule):
            rule = Annotated[_record_table(rule), AfterValidator(partial(_build, rule))]
        types[one.name] = (rule, ... if is_required(one) else None)
    return create_model(model.__name__, __config__=ConfigDict(extra="forbid"), **types)


def _build(model: type, given: BaseModel) -> object:
    """Return the dataclass of an inner table, or None for a table that holds nothing."""
    values = {name: getattr(given, name) for name in given.model_fields_set}
    return model(**values) if any(values.values()) else None


Schema: TypeAlias = dict[str, Any]

DATA = Path(__file__).parents[2] / "data"

FILES = {
    DATA / "section.schema.json": FileKind.SECTION,
    DATA / "list.schema.json": FileKind.LIST,
    DATA / "venues.schema.json": FileKind.VENUES,
}

# The reader's rules say more than a pattern can: these find what is misspelt most.
_TYPES: dict[Any, Schema] = {
    Text: {"type": "string"},
    Lines: {"type": "string"},
    Name: {"type": "string", "minLength": 1},
    Id: {"type": "string", "pattern": f"^{slugs.ID_PATTERN}$", "maxLength": slugs.ID_CHARS},
    Doi: {
        "type": "string",
        "pattern": f"^{identifiers.DOI_PATTERN}$",
        "maxLength": identifiers.DOI_CHARS,
    },
    Arxiv: {"type": "string", "pattern": f"^({identifiers.ARXIV_PATTERN})$"},
    Url: {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "maxLength": URL_CHARS},
    Year: {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
    Day: {"type": "string", "format": "date"},
    VenueKind: {"type": "string", "enum": list(VenueKind)},
    EntryType: {"type": "string", "enum": list(EntryType)},
}

_AUTHOR: Schema = {**_TYPES[Name], "pattern": r"^([^{}]|\{([^{}]|\{[^{}]*\})*\})*$"}
"""Its braces balance, as deep as anybody writes them."""


def json_schema(kind: FileKind) -> Schema:
    """Return the JSON Schema of a kind of file."""
    block = _table_schema(kind.block)
    if kind is FileKind.SECTION:
        block = {"oneOf": [block, _table_schema(Ref)]}
    described = _table_schema(kind.header, required=["title"] if kind is FileKind.SECTION else [])
    described["properties"][kind.block_name] = {
        "description": kind.meaning,
        "type": "array",
        "items": block,
    }
    return {"$schema": "http://json-schema.org/draft-07/schema#", **described}


def _table_schema(model: type, required: list[str] | None = None) -> Schema:
    """Return a dataclass as an object without other properties."""
    if required is None:
        required = [one.name for one in file_fields(model) if is_required(one)]
    return {
        "title": model.__name__,
        "description": inspect.getdoc(model),
        "type": "object",
        "properties": {
            one.name: {"description": one.metadata["help"], **_rule(field_types(model)[one.name])}
            for one in file_fields(model)
        },
        "required": required,
        "additionalProperties": False,
    }


def _rule(rule: Any) -> Schema:  # noqa: ANN401  (an annotation)
    """Return the schema of a field's rule."""
    if rule is Links:
        url = _TYPES[Url]
        known = {
            name: {"description": f"Shown as {label}.", **url}
            for name, label in LINK_LABELS.items()
        }
        return {"type": "object", "properties": known, "additionalProperties": url}
    if rule is Reasons:
        return {"type": "object", "additionalProperties": _TYPES[Name]}
    if rule is Authors:
        return {"type": "array", "items": _AUTHOR}
    if rule is Removals:
        properties = {"pattern": f"^{slugs.ID_PATTERN}$", "maxLength": slugs.ID_CHARS}
        return {
            "type": "object",
            "propertyNames": properties,
            "additionalProperties": _TYPES[Name],
        }
    if get_origin(rule) is tuple:
        return {"type": "array", "items": _TYPES[get_args(rule)[0]]}
    if rule in _TYPES:
        return _TYPES[rule]
    return _table_schema(rule)


def text(kind: FileKind) -> str:
    """Return the JSON Schema of a kind of file as it is committed."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def write_schemas() -> None:
    """Write the JSON Schemas that editors and services read."""
    for path, kind in FILES.items():
        path.write_text(text(kind), encoding="utf-8", newline="\n")

"""The schema of entry files: kinds of files, fields and their types, and the JSON Schemas."""

from __future__ import annotations

import dataclasses
import inspect
import json
from collections.abc import Mapping
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
    ConfigDict,
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
    FieldDefinition,
    Maintainer,
    Section,
)
from ...core.problem import KeyPath
from ...core.text import help_text
from ...core.urls import URL_CHARS
from ...core.venues import Venue, VenueKind
from .value_rules import (
    Arxiv,
    Authors,
    Day,
    Doi,
    FieldDefinitions,
    FieldName,
    Flag,
    Id,
    Lines,
    Links,
    Name,
    OwnFields,
    Reasons,
    Removals,
    Text,
    Url,
    Year,
)

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
    fields: Mapping[str, FieldDefinition] = field(
        default_factory=dict,
        metadata=help_text(
            "The list's own fields of entries, a table for each, by its name: lower-case letters, "
            "digits and single hyphens. Entries give values as `fields.NAME`."
        ),
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
    bool: Flag,
    Mapping[str, tuple[str, ...]]: OwnFields,
    Mapping[str, FieldDefinition]: FieldDefinitions,
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


def inner_table(model: type, *keys: str | int) -> type | None:
    """Return the dataclass of a table within a table of some kind; None if it has none there.

    :param model: dataclass of the outer table.
    :param keys: path of the inner one, such as ``("fields", "modality")``.
    """
    at: Any = model
    for key in keys:
        if get_origin(at) is dict:
            at = get_args(at)[1]
        else:
            at = field_types(at).get(str(key)) if _is_table(at) else None
    return at if _is_table(at) else None


def _is_table(rule: Any) -> bool:  # noqa: ANN401  (an annotation)
    return isinstance(rule, type) and dataclasses.is_dataclass(rule)


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
    for at in range(1, len(path)):
        if table := inner_table(model, *path[:at]):
            return fits(table, path[at:], value)
    name, *inner = path
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
        if rule is FieldDefinitions:
            rule = dict[FieldName, _inner_rule(FieldDefinition)]  # type: ignore[misc]
        elif _is_table(rule):
            rule = _inner_rule(rule)
        types[one.name] = (rule, ... if is_required(one) else None)
    return create_model(model.__name__, __config__=ConfigDict(extra="forbid"), **types)


def _inner_rule(model: type) -> Any:  # noqa: ANN401  (an annotation)
    return Annotated[_record_table(model), AfterValidator(partial(_build, model))]


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


def _by_id(value: Schema) -> Schema:
    """Return the schema of a table whose keys are ids.

    :param value: schema of its values.
    """
    ids = {"pattern": f"^{slugs.ID_PATTERN}$", "maxLength": slugs.ID_CHARS}
    return {"type": "object", "propertyNames": ids, "additionalProperties": value}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "array", "items": value}]}


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
    Flag: {"type": "boolean"},
    Year: {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
    Day: {"type": "string", "format": "date"},
    VenueKind: {"type": "string", "enum": list(VenueKind)},
    EntryType: {"type": "string", "enum": list(EntryType)},
}

_TYPES[Removals] = _by_id(_TYPES[Name])
_TYPES[OwnFields] = _by_id(_one_or_more(_TYPES[Name]))

_AUTHOR: Schema = {**_TYPES[Name], "pattern": r"^([^{}]|\{([^{}]|\{[^{}]*\})*\})*$"}
"""Its braces balance, as deep as anybody writes them."""


def json_schema(kind: FileKind, own_fields: Mapping[str, FieldDefinition] | None = None) -> Schema:
    """Return the JSON Schema of a kind of file.

    :param own_fields: the own fields of a list, which its entries may have; None for any.
    """
    block = _table_schema(kind.block)
    if kind is FileKind.SECTION:
        if own_fields is not None:
            block["properties"]["fields"] |= _own_fields_schema(own_fields)
        block = {"oneOf": [block, _table_schema(Ref)]}
    described = _table_schema(kind.header, required=["title"] if kind is FileKind.SECTION else [])
    described["properties"][kind.block_name] = {
        "description": kind.meaning,
        "type": "array",
        "items": block,
    }
    return {"$schema": "http://json-schema.org/draft-07/schema#", **described}


def _own_fields_schema(own_fields: Mapping[str, FieldDefinition]) -> Schema:
    """Return what the schema of an entry says of the own fields of a list."""
    properties = {}
    for name, definition in own_fields.items():
        value = {"enum": list(definition.values)} if definition.values else _TYPES[Name]
        properties[name] = {"description": definition.title, **_one_or_more(value)}
    return {"properties": properties, "additionalProperties": False}


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
    if rule is FieldDefinitions:
        return _by_id(_table_schema(FieldDefinition))
    if get_origin(rule) is tuple:
        return {"type": "array", "items": _TYPES[get_args(rule)[0]]}
    if rule in _TYPES:
        return _TYPES[rule]
    return _table_schema(rule)


def text(kind: FileKind, own_fields: Mapping[str, FieldDefinition] | None = None) -> str:
    """Return the JSON Schema of a kind of file as it is committed.

    :param own_fields: as :func:`json_schema` takes them.
    """
    return json.dumps(json_schema(kind, own_fields), indent=2, ensure_ascii=False) + "\n"


def write_schemas() -> None:
    """Write the JSON Schemas that editors and services read."""
    for path, kind in FILES.items():
        path.write_text(text(kind), encoding="utf-8", newline="\n")

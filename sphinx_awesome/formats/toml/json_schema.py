"""The JSON Schemas of entry files, which editors and services read."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias, get_args, get_origin

from ...core import identifiers, slugs
from ...core.model import LINK_LABELS, YEARS, EntryType, FieldDefinition
from ...core.urls import URL_CHARS
from ...core.venues import VenueKind
from .field_types import field_types
from .file_schema import FileKind, Ref, file_fields, is_required
from .value_rules import (
    Arxiv,
    Authors,
    Day,
    Doi,
    FieldDefinitions,
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

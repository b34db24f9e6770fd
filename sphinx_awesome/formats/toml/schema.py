"""JSON Schemas of the three kinds of files, for editors that complete and check TOML.

They are made from the model and committed. To make them anew:
``python -m sphinx_awesome.formats.toml.schema``.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, TypeAlias, get_args, get_origin

from ...core import ids
from ...core.links import LABELS, URL_LENGTH
from ...core.model import VenueKind
from .documents import Kind, Ref
from .rules import (
    YEARS,
    Arxiv,
    Authors,
    Day,
    Doi,
    Id,
    Lines,
    Links,
    Name,
    Reasons,
    Removals,
    Text,
    Url,
    Year,
    fields,
    is_required,
    rules,
)

Schema: TypeAlias = dict[str, Any]

DATA = Path(__file__).parents[2] / "data"
FILES = {
    DATA / "section.schema.json": Kind.SECTION,
    DATA / "list.schema.json": Kind.LIST,
    DATA / "venues.schema.json": Kind.VENUES,
}
# The reader's rules say more than a pattern can: these find what is misspelt most.
_TYPES: dict[Any, Schema] = {
    Text: {"type": "string"},
    Lines: {"type": "string"},
    Name: {"type": "string", "minLength": 1},
    Id: {"type": "string", "pattern": f"^{ids.ID_PATTERN}$", "maxLength": ids.ID_LENGTH},
    Doi: {"type": "string", "pattern": f"^{ids.DOI_PATTERN}$", "maxLength": ids.DOI_LENGTH},
    Arxiv: {"type": "string", "pattern": f"^({ids.ARXIV_PATTERN})$"},
    Url: {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "maxLength": URL_LENGTH},
    Year: {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
    Day: {"type": "string", "format": "date"},
    VenueKind: {"type": "string", "enum": list(VenueKind)},
}


_AUTHOR: Schema = {**_TYPES[Name], "pattern": r"^([^{}]|\{([^{}]|\{[^{}]*\})*\})*$"}
"""Its braces balance, as deep as anybody writes them."""


def schema(kind: Kind) -> Schema:
    """The JSON Schema of a kind of file."""
    block = _table(kind.block)
    if kind is Kind.SECTION:
        block = {"oneOf": [block, _table(Ref)]}
    whole = _table(kind.header, required=["title"] if kind is Kind.SECTION else [])
    whole["properties"][kind.block_name] = {
        "description": kind.meaning,
        "type": "array",
        "items": block,
    }
    return {"$schema": "http://json-schema.org/draft-07/schema#", **whole}


def _table(model: type, required: list[str] | None = None) -> Schema:
    """A dataclass as an object without other properties."""
    if required is None:
        required = [one.name for one in fields(model) if is_required(one)]
    return {
        "title": model.__name__,
        "description": inspect.getdoc(model),
        "type": "object",
        "properties": {
            one.name: {"description": one.metadata["help"], **_rule(rules(model)[one.name])}
            for one in fields(model)
        },
        "required": required,
        "additionalProperties": False,
    }


def _rule(rule: Any) -> Schema:  # noqa: ANN401  (an annotation)
    """The schema of a field's rule."""
    if rule is Links:
        url = _TYPES[Url]
        known = {
            name: {"description": f"Shown as {label}.", **url} for name, label in LABELS.items()
        }
        return {"type": "object", "properties": known, "additionalProperties": url}
    if rule is Reasons:
        return {"type": "object", "additionalProperties": _TYPES[Name]}
    if rule is Authors:
        return {"type": "array", "items": _AUTHOR}
    if rule is Removals:
        properties = {"pattern": f"^{ids.ID_PATTERN}$", "maxLength": ids.ID_LENGTH}
        return {
            "type": "object",
            "propertyNames": properties,
            "additionalProperties": _TYPES[Name],
        }
    if get_origin(rule) is tuple:
        return {"type": "array", "items": _TYPES[get_args(rule)[0]]}
    if rule in _TYPES:
        return _TYPES[rule]
    return _table(rule)


def text(kind: Kind) -> str:
    """The JSON Schema of a kind of file as it is committed."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path, kind in FILES.items():
        path.write_text(text(kind), encoding="utf-8", newline="\n")

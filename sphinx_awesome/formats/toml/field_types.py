"""The types of the fields of tables, made from the model, and what validates by them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    create_model,
)

from ...core.model import Entry, EntryType, FieldDefinition, Section
from ...core.venues import VenueKind
from .file_schema import file_fields, is_required
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

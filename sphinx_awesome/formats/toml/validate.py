"""Tables against their rules: the values that are good, and what is wrong with the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from ...core.problem import Code
from .messages import Said, say
from .rules import adapter
from .scan import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value of a table is not taken."""

    path: Path
    """Starts with the index of the table."""
    said: Said

    @property
    def is_of_value(self) -> bool:
        """Whether the value is wrong, rather than the key."""
        return self.said.code not in {Code.UNKNOWN_FIELD, Code.MISSING_FIELD}


def validate(
    model: type, tables: Sequence[object]
) -> tuple[list[dict[str, Any] | None], list[Fault]]:
    """The fields of each table that are good, by name, and what is wrong with the others.

    A bad field is left out. None stands for a table in which a required field is missing or bad,
    or that is no table.
    """
    try:
        return [_given(table) for table in adapter(model).validate_python(tables)], []
    except ValidationError as error:
        found = error.errors(include_url=False)
    faults: list[Fault] = []
    bad: dict[int, list[Path]] = defaultdict(list)
    for detail in found:
        index, *rest = detail["loc"]
        path = tuple(part for part in rest if part != "[key]")
        faults.append(Fault((index, *path), say(model, path, detail)))
        bad[int(index)].append(path)
    good = [table for index, table in enumerate(tables) if index not in bad]
    results = iter(_given(table) for table in adapter(model).validate_python(good))
    return [
        _without(model, table, bad[index]) if index in bad else next(results)
        for index, table in enumerate(tables)
    ], faults


def _given(table: BaseModel) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}


def _without(model: type, table: object, paths: Sequence[Path]) -> dict[str, Any] | None:
    """The good fields of a table, without some bad ones."""
    if not isinstance(table, dict):
        return None
    rest: dict[Any, Any] = dict(table)
    for key, *inner in paths:
        if inner and isinstance(rest.get(key), dict):
            rest[key] = {k: v for k, v in rest[key].items() if k != inner[0]}
        else:
            rest.pop(key, None)
    try:
        return _given(adapter(model).validate_python([rest])[0])
    except ValidationError:
        return None
